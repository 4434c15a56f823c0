//! Scopes lie in each other: what shares a sentence shares its measure, its item
//! and its area, whatever the announcement looks like.

use super::answers::{placed, report};
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

/// Conditions in brackets, in ORs and beside signs, counted by hand: announcements, units and places.
#[test]
fn conditions_belong_where_they_stand() {
    let dated = |body: &str, measures: &[&str], steps: &str, year: &str| {
        let signed = format!("二、下一步工作\n{steps}\n中共云汀市{body}党组\n{year}");
        format!("{}{signed}", report(body, measures))
    };
    let place = placed(&[
        &dated("教育局", &["一是干部轮岗。", "二是管理公务用车。"], "继续规范采购。", "2024年8月5日"),
        &dated("水务局", &["一是干部轮岗并管理公务用车。"], "继续开展审计。", "2025年6月5日"),
        &dated("林业局", &["一是采购审计。", "二是追缴资金200万元。"], "继续加强管理。", "2026年2月5日"),
        &report("商务局", &["一是培训干部。", "二是给予党纪处分5人。"]),
    ]);
    let (engine, memory) = (place.engine(), place.memory());
    for (query, announcements, units, occurrences) in [
        // A place belongs to the words of its bracket.
        ("(in:措施 轮岗) (in:下一步 采购)", 1, Some(2), 2),
        ("(in:措施 轮岗) (in:下一步 审计)", 1, Some(2), 2),
        ("(in:措施 采购) (in:下一步 采购)", 0, Some(0), 0),
        ("(in:措施 轮岗) (in:措施 公务用车)", 2, Some(3), 4),
        ("采购 OR 轮岗 in:下一步", 2, Some(2), 2),
        ("-(in:措施 采购)", 3, None, 0),
        ("-措施:采购", 3, None, 0),
        ("-(in:下一步 采购)", 3, None, 0),
        // A sign joins the words around a condition.
        ("轮岗 同措施 公务用车", 1, Some(1), 2),
        ("轮岗 同措施 in:措施 公务用车", 1, Some(1), 2),
        ("轮岗 in:措施 同措施 公务用车", 1, Some(1), 2),
        ("轮岗 同措施 单位:水务局 公务用车", 1, Some(1), 2),
        ("轮岗 同措施 单位:教育局 公务用车", 0, Some(0), 0),
        ("轮岗 NEAR/2 in:措施 公务用车", 0, Some(0), 0),
        ("轮岗 NEAR/3 in:措施 公务用车", 1, Some(1), 2),
        ("(轮岗 单位:教育局) 同措施 公务用车", 0, Some(0), 0),
        ("(轮岗 单位:水务局) 同措施 公务用车", 1, Some(1), 2),
        ("(单位:教育局 OR 轮岗) 同措施 公务用车", 2, Some(2), 3),
        // OR is either.
        ("单位:教育局 OR 采购", 2, Some(12), 2),
        ("单位:商务局 OR 采购", 3, None, 2),
        ("单位:教育局 OR 公布:2026", 2, None, 0),
        ("公布:未载明 OR 公布:2026 OR 审计", 3, None, 2),
        ("追缴:>=100万", 1, Some(1), 0),
        ("处分:>3", 1, Some(1), 0),
        ("追缴:>=100万 处分:>3", 0, Some(0), 0),
        ("追缴:>=100万 OR 处分:>3", 2, Some(2), 0),
        ("追缴:>=100万 OR 处分:>5", 1, Some(1), 0),
        ("追缴:>=100万 OR 轮岗", 3, Some(3), 2),
        ("追缴:>=100万 in:下一步", 0, Some(0), 0),
        ("(追缴:>=100万 OR 单位:教育局) in:下一步", 1, Some(2), 0),
        // NOT of a bracket is whatever does not meet all of it.
        ("-(单位:教育局 采购)", 3, None, 0),
        ("-(单位:教育局 审计)", 4, None, 0),
        ("-(单位:教育局 OR 采购)", 2, None, 0),
        ("轮岗 -(公布:2024 公务用车)", 1, Some(1), 1),
        // No announcement is of two years.
        ("(公布:2024 轮岗) (公布:2025 轮岗)", 0, Some(0), 0),
        ("(公布:2024 轮岗) 公布:2025", 0, Some(0), 0),
        ("公布:2024 轮岗 公布:2025", 2, Some(2), 2),
        ("(公布:2024 轮岗) OR (公布:2025 审计)", 2, Some(2), 2),
        ("(公布:2024 轮岗) OR (公布:2025 采购)", 1, Some(1), 1),
        ("(单位:教育局 公布:2024) (单位:水务局 公布:2025)", 0, Some(0), 0),
        ("(单位:教育局 公布:2024) OR (单位:水务局 公布:2025)", 2, None, 0),
        ("(单位:教育局 公布:2024) 轮岗", 1, Some(1), 1),
        ("(单位:(教育局 水务局) 轮岗) OR 培训", 3, Some(3), 3),
        ("措施:(采购 单位:林业局)", 1, Some(1), 1),
        ("措施:(采购 单位:教育局)", 0, Some(0), 0),
    ] {
        let asked = syntax::read(query, &Limits::default()).unwrap().query;
        let found = totals(&engine, &asked);
        assert_eq!((found.announcements, found.occurrences), (announcements, occurrences), "{query}");
        assert!(units.is_none_or(|units| units == found.units), "{query}: {found:?}");
        assert_eq!(totals(&memory, &asked), found, "{query}");
        let again = syntax::read(&syntax::print(&asked), &Limits::default()).unwrap().query;
        assert_eq!(again, asked, "{query}");
    }
    // The sentence that states a number stands first, and the number is marked.
    let asked = syntax::read("追缴:>=100万 OR 处分:>3", &Limits::default()).unwrap().query;
    for group in engine.search(&asked, &Page::default()).unwrap().groups {
        assert!(!group.units[0].marks.is_empty(), "{group:?}");
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
