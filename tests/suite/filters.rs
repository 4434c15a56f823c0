//! Conditions on stated numbers, against what a reader counts by hand.

use super::answers::{asked, placed, report};

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
