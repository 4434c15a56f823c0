//! Scopes lie in each other: what shares a sentence shares its measure, its item
//! and its area, whatever the announcement looks like.

use super::kit::{Place, Random, SHIPPED};
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Node, Page, Query, Totals, Within};

fn totals(engine: &dyn Backend, query: &Query) -> Totals {
    engine.search(query, &Page::default()).unwrap().totals
}

/// A chapter without areas, a chapter with one, and a title.
const TEXT: &str = "中共云汀市教育局党组关于采购审计整改进展情况的通报\n\
    一、主体责任\n党组专题研究采购，部署审计。\n同时安排培训。\n\
    二、整改情况\n统一安排宣传。\n（一）关于管理方面\n1.规范工程。\n一是清理合同。\n二是追回资金。\n（二）关于作风方面\n1.整治食堂。\n";

#[test]
fn a_unit_in_no_item_and_no_area_has_scopes() {
    let place = Place::new();
    assert!(place.ingest(&[("a.txt", TEXT.as_bytes())]).failed.is_empty());
    let (engine, memory) = (place.engine(), place.memory());
    for (query, occurrences) in [
        // The title and a paragraph below a chapter.
        ("采购 同句 审计", 4),
        ("采购 同措施 审计", 4),
        ("采购 同事项 审计", 4),
        ("采购 同方面 审计", 4),
        // Each paragraph is an item of its own, the chapter is their area.
        ("采购 同事项 培训", 0),
        ("采购 同方面 培训", 2),
        ("采购 同事项 -培训", 2),
        ("采购 同方面 -培训", 1),
        // What a chapter has outside its areas is no part of these, and they are none of each other.
        ("宣传 同方面 工程", 0),
        ("合同 同方面 食堂", 0),
        ("合同 同事项 资金", 2),
        ("合同 同方面 资金", 2),
        ("合同 同措施 资金", 0),
    ] {
        let query_ = syntax::read(query, &Limits::default()).unwrap().query;
        assert_eq!(totals(&engine, &query_).occurrences, occurrences, "{query}");
        assert_eq!(totals(&memory, &query_), totals(&engine, &query_), "{query}");
    }
}

#[test]
fn a_wider_scope_loses_nothing() {
    let mut random = Random::new("scopes");
    let engine = &*SHIPPED.tantivy;
    let mut ids: Vec<String> = engine.ids().unwrap().into_iter().collect();
    ids.sort();
    let mut some = 0;
    for _ in 0..400 {
        // Two words from one stretch, so that they often share a sentence.
        let id: &String = random.pick(&ids);
        let text: Vec<char> = engine.read(id).unwrap().unwrap().text.chars().collect();
        let at = random.below(text.len().saturating_sub(40));
        let word = |from: usize| -> String { text.iter().skip(from).take(2).collect() };
        let pair = [word(at), word(at + 3 + random.below(30))];
        if !pair.iter().all(|word| word.chars().all(char::is_alphanumeric)) {
            continue;
        }
        let nodes = pair.map(Node::Literal).to_vec();
        let scopes = [Within::Sentence, Within::Measure, Within::Item, Within::Area];
        let mut roots: Vec<Node> =
            scopes.map(|within| Node::Together { within, nodes: nodes.clone() }).to_vec();
        roots.push(Node::All(nodes));
        let found = roots.into_iter().map(|root| Query { root: Some(root), ..Query::default() });
        let found: Vec<Query> = found.collect();
        for pair in found.windows(2) {
            let (narrow, wide) = (totals(engine, &pair[0]), totals(engine, &pair[1]));
            let no_more = narrow.announcements <= wide.announcements
                && narrow.units <= wide.units
                && narrow.occurrences <= wide.occurrences;
            assert!(no_more, "{pair:?}: {narrow:?} {wide:?}");
            some += usize::from(narrow.occurrences > 0);
        }
    }
    assert!(some > 200, "{some} questions with an answer");
}
