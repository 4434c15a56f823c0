//! Conditions on stated numbers, against what a reader counts by hand.

use super::answers::{asked, placed, report};
use xunlan::search::syntax::{Limits, read};
use xunlan::search::{Backend, Page};

/// 3个方面14个具体问题 are 14 problems, and 3 of nothing that 问题数 asks for.
#[test]
fn sides_of_problems_are_no_problems() {
    let told = |body: &str, problems: &str| {
        let chapter =
            format!("一、主体责任\n针对巡察反馈的{problems}，制定整改措施80条。\n二、整改落实情况\n");
        report(body, &["一是加强管理。"]).replace("一、整改落实情况\n", &chapter)
    };
    let place =
        placed(&[&told("教育局", "3个方面14个具体问题"), &told("水务局", "12个主要问题、37个具体问题")]);
    let count = |query| (query, asked(&place.engine(), query).totals.announcements);
    for (query, announcements) in [
        ("问题数:3", 0),
        ("问题数:<10", 0),
        ("问题数:14", 1),
        ("问题数:12", 1),
        ("问题数:>=37", 1),
        ("问题数:>=0", 2),
    ] {
        assert_eq!(count(query), (query, announcements));
    }
    // Where numbers are listed and crossed, the sides keep a row of their own.
    let rows = place.cli(&["numbers", "--quantity", "问题", "--json"]).json()["rows"].to_string();
    assert!(rows.contains("方面"), "{rows}");
}

/// The same field twice is either, however its values are written.
#[test]
fn values_of_one_field_are_alternatives() {
    let dated = |body: &str, measure: &str, year: &str| {
        let signed = format!("二、下一步工作\n继续规范采购。\n中共云汀市{body}党组\n{year}");
        format!("{}{signed}", report(body, &[measure]))
    };
    let place = placed(&[
        &dated("教育局", "一是规范采购。", "2024年8月5日"),
        &dated("水务局", "一是开展审计。", "2025年6月5日"),
        &dated("林业局", "一是采购审计。", "2026年2月5日"),
        &report("商务局", &["一是培训干部。"]),
    ]);
    let (engine, memory) = (place.engine(), place.memory());
    for (query, announcements, units) in [
        ("年份:2024", 1, None),
        ("年份:>=2026", 1, None),
        ("年份:2024|>=2026", 2, None),
        ("年份:2024 年份:2026-01..2026-06", 2, None),
        ("年份:<=2025 年份:>=2026", 3, None),
        ("年份:未载明 年份:2026..", 2, None),
        ("公布:未载明 公布:2026", 2, None),
        ("公布:未载明", 1, None),
        ("-公布:未載明", 3, None),
        ("反馈:未载明", 4, None),
        // Different fields must all hold.
        ("年份:2024 公布:>=2026", 0, None),
        ("采购 in:措施", 2, Some(2)),
        ("采购 in:下一步", 3, Some(3)),
        ("采购 in:措施|下一步", 3, Some(5)),
        ("采购 in:措施 in:下一步", 3, Some(5)),
        ("采购 -in:措施 -in:下一步", 0, Some(0)),
        ("措施:采购 措施:审计", 3, None),
        ("措施:(采购 审计)", 1, None),
        ("单位:-教育局", 3, None),
        ("单位:教育局|水务局 -单位:水务局", 1, None),
        ("主题:未載明 单位:商务局", 1, None),
        ("地区:\"未载明\"", 0, None),
        ("层级:\"未载明\"", 0, None),
        ("-层级:\"未载明\"", 4, None),
        ("单位:-(教育局|水务局)", 2, None),
        ("单位:(NOT 教育局)", 3, None),
        ("公布:>=2025|<=2025", 3, None),
        ("公布:>=2025 公布:<=2025", 1, None),
        ("方式:=常規", 4, None),
    ] {
        let totals = asked(&engine, query).totals;
        assert_eq!((query, totals.announcements), (query, announcements));
        assert!(units.is_none_or(|units| units == totals.units), "{query}: {totals:?}");
        let query = read(query, &Limits::default()).unwrap().query;
        assert_eq!(memory.search(&query, &Page::default()).unwrap().totals, totals, "{query:?}");
    }
}
