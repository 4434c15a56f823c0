//! Units of alternatives and of brackets, counted by hand on every surface that shows them.

use super::answers::{asked, placed, report};
use super::kit::{Place, app};
use super::web::ask;
use std::sync::Arc;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Field, Page};
use xunlan::web::encode;

/// The seven units of the head, then the measures; 教育局 states money, a sanction, and a rule beside it.
fn measures() -> Place {
    placed(&[
        &report(
            "教育局",
            &["一是追缴资金3万元。", "二是给予党纪处分2人。", "三是修订制度5项。", "四是加强宣传轮岗。"],
        ),
        &report("水务局", &["一是加强轮岗。", "二是开展宣传。"]),
    ])
}

/// The first characters of the units that are hits, of all announcements in the order of the answer.
fn units(place: &Place, query: &str) -> Vec<String> {
    let read = syntax::read(query, &Limits::default()).unwrap().query;
    let page = Page { groups: 9, units: 99, ..Page::default() };
    let hits = place.engine().search(&read, &page).unwrap();
    assert_eq!(hits.groups, place.memory().search(&read, &page).unwrap().groups, "{query}");
    let all: Vec<_> = hits.groups.iter().flat_map(|group| &group.units).collect();
    assert_eq!(all.len() as u64, hits.totals.units, "{query}");
    let mut all: Vec<String> = all.iter().map(|unit| unit.text.chars().take(2).collect()).collect();
    all.sort();
    all
}

#[test]
fn a_unit_is_a_hit_where_it_is_one_of_a_side() {
    let place = measures();
    for (query, wanted) in [
        ("追缴:>0 OR 处分:>=1", &["一是", "二是"][..]),
        ("追缴:>0 OR 追缴:>100万 OR 处分:>=1", &["一是", "二是"]),
        // A word beside a number, as in a whole query: the units with the word.
        ("(追缴:>0 轮岗) OR 处分:>=1", &["二是", "四是"]),
        ("轮岗 OR 追缴:>0", &["一是", "一是", "四是"]),
        ("角色:标题 OR 处分:>=1", &["中共", "中共", "二是"]),
        ("(角色:措施 轮岗) OR (角色:措施 宣传)", &["一是", "二是", "四是"]),
        // Beside it, what is kept of it; of two numbers, the units of either.
        ("in:措施 (追缴:>0 OR 角色:标题)", &["一是"]),
        ("(追缴:>0 OR 追缴:>9) (处分:>=1 OR 制度:>0)", &["一是", "三是", "二是"]),
        ("单位:教育局 (追缴:>0 OR 角色:标题) (处分:>=1 OR 角色:措施)", &["一是"]),
        // Where no unit is of both sides, those of each.
        ("单位:水务局 (追缴:>0 OR 角色:标题) (处分:>=1 OR 角色:措施)", &["一是", "中共", "二是"]),
        ("轮岗 (追缴:>0 OR 角色:标题)", &["一是", "四是"]),
        ("(追缴:>0 OR 角色:标题) -宣传轮岗 -培训 单位:教育局", &[]),
        ("(追缴:>0 OR 处分:>=1) -培训", &["一是", "二是"]),
        // In a scope, the units of those that are met.
        ("-追缴 同措施 (轮岗 OR 追缴:>0) 单位:教育局", &["四是"]),
        ("-追缴 同措施 (角色:措施 OR 轮岗) -轮岗 单位:水务局", &[]),
        ("-宣传 同措施 (角色:措施 OR 培训) 单位:水务局", &["一是"]),
    ] {
        assert_eq!(units(&place, query), wanted, "{query}");
    }
}

/// Page, API, command line and files say the same of them.
#[test]
fn every_surface_has_these_units() {
    let place = measures();
    let query = "追缴:>0 OR 处分:>=1";
    let hits = asked(&place.engine(), query);
    assert_eq!((hits.totals.announcements, hits.totals.units, hits.totals.occurrences), (1, 2, 0));
    let roles = hits.facets.iter().find(|facet| facet.field == Field::Role).unwrap();
    assert_eq!(roles.values.iter().map(|value| value.units).sum::<u64>(), 2);
    let marked = |at: usize| {
        let unit = &hits.groups[0].units[at];
        let of = |[from, to]: &[u32; 2]| -> String {
            unit.text.chars().skip(*from as usize).take((to - from) as usize).collect()
        };
        unit.marks.iter().map(of).collect::<Vec<_>>().concat()
    };
    assert!(marked(0).contains("3万元") && marked(1).contains("2人"), "{:?}", hits.groups);
    let rows = place.cli(&["export", query, "--format", "jsonl"]);
    assert_eq!(rows.out.lines().count(), 2, "{rows:?}");
    assert!(!rows.out.contains("\"marks\":[]"), "a number is the match of its unit: {rows:?}");
    let numbers = place.cli(&["numbers", query, "--json"]).json();
    assert_eq!(numbers["rows"].as_array().unwrap().len(), 2, "the rule stands in no hit: {numbers}");
    let crossed =
        place.cli(&["matrix", query, "--rows", "agency", "--cols", "role", "--count", "units", "--json"]);
    assert_eq!(crossed.json()["total"], 2, "{crossed:?}");
    let page = ask(app(Arc::new(place.engine())), "GET", &format!("/?q={}", encode(query)), &[]).text();
    assert!(page.contains("追缴资金") && page.contains("党纪处分") && !page.contains("修订制度"), "{page}");
    let mixed = asked(&place.engine(), "轮岗 OR 追缴:>0");
    let first = &mixed.groups[0].units;
    assert!(first[0].text.contains("轮岗"), "units with words stand first: {first:?}");
    assert!(first.iter().all(|unit| !unit.marks.is_empty()), "words and numbers are marked: {first:?}");
}
