//! Units and their roles, tables among them. Tables of short composed rows.

use super::{lawful, read, words};
use xunlan::disclosure::Role;

/// Whole small outlines; each shows one hierarchy of the genre.
#[test]
fn outlines() {
    let check = |body: &str, expected: &str, why: &str| {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n{body}"
        );
        let parsed = read(&text);
        lawful(&text, &parsed);
        let units = parsed.announcement.units.iter().filter(|unit| unit.role != Role::Preamble);
        let got: Vec<String> = units
            .map(|unit| {
                let status = unit.status.map(|status| format!("<{}>", status.code())).unwrap_or_default();
                format!("{} {}{status}", unit.address, unit.role.code())
            })
            .collect();
        assert_eq!(got.join("; "), expected, "{why}");
    };
    check(
        "二、整改落实情况\n（一）关于学习方面\n1.学习不深入的问题。\n整改情况：已完成。一是甲。二是乙。\n2.会议不规范的问题。\n整改情况：正在整改。修订规则。",
        "二 part; 二(一) area; 二(一)1. problem<done>; 二(一)1.段1 paragraph<done>; 二(一)1.一是 measure; 二(一)1.二是 measure; 二(一)2. problem<ongoing>; 二(一)2.段1 measure<ongoing>",
        "整改情况: pairs a problem with what was done",
    );
    check(
        "一、整改落实情况\n（一）关于学习方面\n1.关于“不深入”方面\n问题1：学习不深入。\n整改情况：制定计划。\n完成情况：已完成。\n问题2：记录不全。\n整改情况：补齐记录。\n完成情况：长期坚持。",
        "一 part; 一(一) area; 一(一)1. item; 一(一)1.问题1 problem<done>; 一(一)1.问题1段1 measure; 一(一)1.问题1段2 paragraph<done>; 一(一)1.问题2 problem<long_term>; 一(一)1.问题2段1 measure; 一(一)1.问题2段2 paragraph<long_term>",
        "问题N with three lines each",
    );
    check(
        "一、关于“担当不够”问题的整改情况\n（一）优化机制。建立制度。\n（二）强化统筹。成立中心。\n二、下一步打算\n继续努力。",
        "一 problem; 一(一) measure; 一(二) measure; 二 section; 二段1 paragraph",
        "chapters that are problems",
    );
    check(
        "二、整改落实情况\n（1）学习不深入的问题\n整改措施：\n（1）制定计划。\n（2）开展研讨4次。\n（2）财务不规范的问题\n整改措施：（1）清退1万元。\n（2）修订办法。",
        "二 part; 二(1) problem; 二(1)段1 paragraph; 二(1)(1) measure; 二(1)(2) measure; 二(2) problem; 二(2)段1 paragraph; 二(2)(1) measure; 二(2)(2) measure",
        "(1) counts problems, and the measures of each",
    );
    check(
        "二、整改落实情况\n1.公车管理不规范。\n整改措施：\n1.加装定位。\n2.监督缺位。\n整改措施：\n1.谈话。",
        "二 part; 二、1. problem; 二、1.段1 paragraph; 二、1.1. measure; 二、2. problem; 二、2.段1 paragraph; 二、2.1. measure",
        "2. goes on with the problems where it is worded and answered as they are",
    );
    check(
        "二、整改落实情况\n1.学习不深入。\n整改措施：\n1.制定计划。\n完成时限：2023年\n2.开展研讨。\n完成时限：2024年\n整改成效：已完成。",
        "二 part; 二、1. problem<done>; 二、1.段1 paragraph; 二、1.1. measure; 二、1.段2 paragraph; 二、1.2. measure; 二、1.段3 paragraph; 二、1.段4 paragraph<done>",
        "what became of it is said of the problem",
    );
    check(
        "一、强化组织领导，聚焦整改责任\n（一）召开专题会议研究巡察反馈问题整改。传达学习。\n二、整改推进情况\n（一）加强理论武装。开展学习。",
        "一 part; 一(一) section; 一(一)段1 paragraph; 二 part; 二(一) item; 二(一)段1 measure",
        "what was convened is no problem; a chapter that tells how far it has come",
    );
    check(
        "（一）党的建设方面。\n1.学习抓得不够。\n（1）关于走形式的问题。一是甲。二是乙。\n（2）关于不落实的问题。改正了。\n2.纪律不严。\n（1）关于松散的问题。开展整治。",
        "(一) area; (一)1. item; (一)1.(1) problem; (一)1.(1)一是 measure; (一)1.(1)二是 measure; (一)1.(2) problem; (一)1.(2)段1 measure; (一)2. item; (一)2.(1) problem; (一)2.(1)段1 measure",
        "no 一、; problems at (1) under items that gather them",
    );
    check(
        "一、在履职方面\n（一）关于不到位的问题。一是甲。\n二是乙。\n整改情况：基本完成。",
        "一 area; 一(一) problem<basically_done>; 一(一)一是 measure; 一(一)二是 measure; 一(一)段1 paragraph<basically_done>",
        "chapters that are areas; the status comes last",
    );
    check(
        "一、总体情况\n1.2023年以来开展学习。\n4、5次会议之后有进展。\n二、整改情况\n（一）关于甲方面\n1.提高认识。\n加强学习。\n（二）关于乙方面\n2.改进作风。\n一是甲。",
        "一 part; 一、1. section; 一、1.段1 paragraph; 二 part; 二(一) area; 二(一)1. item; 二(一)1.段1 measure; 二(二) area; 二(二)2. item; 二(二)2.一是 measure",
        "a year behind 1. is text, 4、5次 is no heading, numbers run on",
    );
    check(
        "一、整改情况\n反馈问题一：关于“不细致”的问题。\n1.去向不清。\n整改情况：已完成。逐一核对。\n反馈问题二：关于“粗放”的问题。\n1.拆分立项。\n整改情况：持续整改。",
        "一 part; 一问题1 problem; 一问题1、1. problem<done>; 一问题1、1.段1 measure<done>; 一问题2 problem; 一问题2、1. problem<ongoing>; 一问题2、1.段1 paragraph<ongoing>",
        "反馈问题N over numbered findings",
    );
    check(
        "一、整改落实情况\n1.关于学习不深入的问题。整改情况：（1）制定计划。（2）组织研讨。",
        "一 part; 一、1. problem; 一、1.段1 paragraph; 一、1.(1) measure; 一、1.(2) measure",
        "measures counted inside the line",
    );
    check(
        "一、整改落实情况\n1.关于甲的问题。已完成。①清理；②建账。\n2.关于乙的问题。\n（1）联合检查。整改情况：已完成。\n3.关于丙不到位的问题。\n（1）时间长。\n整改情况：正在整改。建立机制。",
        "一 part; 一、1. problem<done>; 一、1.段1 paragraph<done>; 一、1.① measure; 一、1.② measure; 一、2. problem<done>; 一、2.(1) measure; 一、2.(1)段1 paragraph<done>; 一、3. problem; 一、3.(1) problem<ongoing>; 一、3.(1)段1 measure<ongoing>",
        "a status alone does not make its heading a problem; a report does",
    );
    check(
        "一、整改情况\n1.管理松散的问题\n①清理。\n②建账。\n整改结果：已完成。\n一、再次\n正文",
        "一 part; 一、1. problem<done>; 一、1.① measure; 一、1.② measure; 一、1.段1 paragraph<done>; 一*2 part; 一*2段1 paragraph",
        "a status behind the measures is the problem's; a repeated number is marked",
    );
}

#[test]
fn jumps_in_numbering_are_doubted_not_corrected() {
    let parsed = read("一、整改情况\n（一）甲\n（三）乙");
    let addresses: Vec<String> =
        parsed.announcement.units.iter().map(|unit| unit.address.to_string()).collect();
    assert_eq!(addresses, ["一", "一(一)", "一(三)"]);
    assert!(
        parsed
            .findings
            .iter()
            .any(|finding| finding.doubt.code() == "outline" && finding.reason.contains("由1跳到3"))
    );
}

#[test]
fn tables_become_items() {
    let text = "根据区委统一部署，区委第二巡察组对沐苇区民政局党组开展了巡察。现将整改情况公布。\n序号\t反馈问题\t整改措施\t责任人\t完成时限\t整改结果\n1\t审核不严。\t1.逐月比对。2.限期腾退。\t某某\t2023年10月底\t已完成。\n2\t管护缺位。\t落实管护。\t某某\t长期\t持续推进。";
    let parsed = read(text);
    lawful(text, &parsed);
    let roles = |role: Role| {
        parsed
            .announcement
            .units
            .iter()
            .filter(|unit| unit.role == role)
            .map(|unit| words(text, unit.span))
            .collect::<Vec<_>>()
    };
    assert_eq!(roles(Role::Problem), ["审核不严。", "管护缺位。"]);
    assert_eq!(
        roles(Role::Measure),
        ["1.逐月比对。", "2.限期腾退。", "落实管护。"],
        "no person stands in a measure"
    );
    let states: Vec<_> = parsed
        .announcement
        .units
        .iter()
        .filter(|unit| unit.role == Role::Problem)
        .map(|unit| unit.status.map(|status| status.code()))
        .collect();
    assert_eq!(states, [Some("done"), Some("ongoing")]);
}

/// A signature between the labels of a flattened table ends it: no row reaches across.
#[test]
fn a_flattened_table_ends_at_a_signature() {
    let rows = "反馈问题\n账目不清\n整改措施\n清理账目\n整改时限\n";
    let text = format!(
        "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n{rows}长期\n{rows}2023年2月28日\n整改结果\n已完成\n反馈问题\n学习不深\n整改措施\n集中学习"
    );
    lawful(&text, &read(&text));
}

#[test]
fn every_area_and_action_example_is_found_by_its_own_rule() {
    for class in xunlan::parse::themes().iter().chain(xunlan::parse::actions()) {
        let example = xunlan::text::fold(class.example);
        assert!(
            class.words.iter().any(|(word, _)| example.contains(word)),
            "{} has a word of its example",
            class.id
        );
    }
}
