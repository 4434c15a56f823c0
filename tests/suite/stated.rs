//! What is stated in other words and orders than the labelled documents have: days without their year, days of a
//! page, counts that stand before or behind what they count. Rows by the rules of `tests/labelled/RULES.md`.

use super::numbers::{done, told};
use xunlan::disclosure::{Date, DateRange, Fact};
use xunlan::parse::{Parsed, parse};
use xunlan::text::{Form, Limits, read};

/// A report signed on 2024-11-20: a line below its title, its opening, its last sentence.
fn report(below: &str, opening: &str, last: &str) -> Parsed {
    let text = format!(
        "中共雁屏县水利局党组关于巡察整改情况的通报\n{below}\n{opening}现将整改情况公布。\n一、整改责任落实情况\n\
         （一）加强领导。召开会议。\n二、整改落实情况\n1.关于学习不深入的问题。一是加强学习。\n\
         2.关于管理不严的问题。一是完善制度。\n{last}\n联系电话：0931-4950027（传真：0931-4950028）\n\
         中共雁屏县水利局党组\n2024年11月20日\n"
    );
    parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap())
}

fn days(fact: &Option<Fact<DateRange>>) -> String {
    let day = |fact: &Fact<DateRange>| fact.value.exact().map_or("range".to_owned(), |day| day.to_string());
    fact.as_ref().map_or("-".to_owned(), |fact| format!("{} {}", day(fact), fact.known.word()))
}

fn day(fact: &Option<Fact<Date>>) -> String {
    fact.as_ref().map_or("-".to_owned(), |fact| fact.value.to_string())
}

/// Start, end and feedback of a stay told without its year.
#[test]
fn years_told_otherwise() {
    let check = |when: &str, expected: &str| {
        let parsed = report("", when, "");
        let inspection = &parsed.announcement.inspection;
        let got = [&inspection.start, &inspection.end, &parsed.announcement.feedback].map(days);
        assert_eq!(got.join(" | "), expected, "{when}");
    };
    let inspected = "县委第二巡察组对县水利局党组开展了巡察";
    // The round has a year.
    check(
        &format!("根据县委2024年第一轮巡察安排，3月4日至4月30日，{inspected}，6月7日反馈了意见。"),
        "2024-03-04 inherited | 2024-04-30 inherited | 2024-06-07 inferred",
    );
    check(
        &format!("按照县委2023年度巡察工作计划，12月4日至次年1月20日，{inspected}，3月7日反馈了意见。"),
        "2023-12-04 inherited | 2024-01-20 stated | 2024-03-07 inferred",
    );
    // The year of an earlier inspection is not its own.
    check(&format!("根据2022年巡察反馈意见整改要求和县委部署，3月4日至4月30日，{inspected}。"), "- | - | -");
    // 今年 is the year of publication.
    check(
        &format!("根据县委部署，去年11月4日至今年1月10日，{inspected}，3月7日反馈了意见。"),
        "2023-11-04 inferred | 2024-01-10 inferred | 2024-03-07 inferred",
    );
    // A stay cannot begin after the report on it.
    check(&format!("根据县委部署，今年12月4日至12月30日，{inspected}。"), "- | - | -");
}

/// The day of a page, where a line below the title tells several things.
#[test]
fn days_of_a_page() {
    let check = |line: &str, expected: &str| {
        let opening =
            "根据县委部署，2024年3月4日至4月30日，县委第二巡察组对县水利局党组开展了巡察，6月7日反馈了意见。";
        let parsed = report(line, opening, "");
        assert_eq!(day(&parsed.announcement.published), expected, "{line}");
        assert_eq!(parsed.announcement.contact.phones, ["0931-4950027"], "a number before that of a fax");
    };
    check("（公示时间：2025年1月6日至1月17日）", "2024-11-20");
    check("公示时间：2025年1月6日", "2024-11-20");
    check("日期：2024年12月6日至12月20日", "2024-11-20");
    check("（来源：局办公室　　2024年12月2日）", "2024-12-02");
    check("您当前的位置：首页 > 通知公告　　2024-12-02 　点击量：3087", "2024-12-02");
    check("中共雁屏县水利局党组　　2024-12-02", "2024-12-02");
    check("今天是2025年3月1日", "2024-11-20");
}

/// 截至10月31日: the year is known where feedback and publication leave only one.
#[test]
fn figures_without_a_year() {
    let check = |year: &str, expected: &str| {
        let opening = format!(
            "根据县委部署，{year}年3月4日至4月30日，县委第二巡察组对县水利局党组开展了巡察，6月7日反馈了意见。"
        );
        let parsed = report("", &opening, "截至10月31日，2个问题已完成整改2个。");
        assert_eq!(day(&parsed.announcement.as_of), expected);
    };
    check("2024", "2024-10-31");
    check("2022", "-");
}

#[test]
fn how_far_the_rest_is() {
    told(&[
        (
            "反馈的31个问题，已完成整改29个，1个因涉及诉讼正在办理，1个受资金制约尚未完成。",
            &["problems 31 个", "done 29 个", "ongoing 1 个", "undone 1 个"],
        ),
        (
            "反馈的31个问题已整改到位30个，另有1个涉及征地拆迁的历史遗留问题，正在协商解决。",
            &["problems 31 个", "done 30 个", "ongoing 1 个"],
        ),
        // What is still to come is no state.
        ("反馈的31个问题已完成整改29个，2个预计年底前完成。", &["problems 31 个", "done 29 个"]),
    ]);
}

#[test]
fn problems_and_measures_by_other_names() {
    told(&[
        (
            "将反馈的22个问题拆分为35个整改点，制定整改任务清单35项、措施清单88条。",
            &["problems 22 个 (问题)", "problems 35 个", "measures 35 项 (任务)", "measures 88 条"],
        ),
        ("建立整改任务清单3个，召开会议5次。", &["meetings 5 次"]),
        (
            "对16个一级问题、48个二级问题逐项制定措施120条。",
            &["problems 16 个 (一级问题)", "problems 48 个", "measures 120 条"],
        ),
        ("对3个重点问题逐一研究。", &[]),
        (
            "巡察反馈的3个方面21个问题，选人用人检查反馈的5个问题，全部纳入台账。",
            &["problems 3 个方面 (方面)", "problems 21 个", "problems 5 个"],
        ),
        (
            "对照反馈的5个大项、12个中项、33个小项问题，逐条整改。",
            &["problems 5 大项 (大项)", "problems 12 中项 (中项)", "problems 33 小项"],
        ),
        // A round number keeps its bare unit.
        ("制定措施100余条，收回资金50多万元。", &["measures 100 条", "money 500000 元 (收回)"]),
        ("修订议事规则2项、操作规程5个。", &["rules 2 项 (修订)", "rules 5 个"]),
    ]);
}

#[test]
fn people_in_lists() {
    told(&[
        (
            "对4名责任人给予党纪处分，7人诫勉，20人次谈话提醒。",
            &["people 4 名 (党纪处分)", "people 7 人 (诫勉)", "people 20 人次 (谈话提醒)"],
        ),
        // Who takes part in something is dealt with by nobody.
        ("给予党纪处分2人，12名干部接受廉政教育。", &["people 2 人 (党纪处分)"]),
        ("共处理问题人员15人，其中党纪处分4人。", &["people 15 人 (处理)", "people 4 人 (党纪处分)"]),
        ("给予经济处罚12人次、金额4.6万元。", &["people 12 人次 (经济处罚)", "money 46000 元 (经济处罚)"]),
    ]);
    done(&[
        ("对未按规定履职的责任人（2人）予以批评教育。", &["people 2 人 (批评教育)"]),
        ("对工程质量问题给予施工企业经济处罚5万元。", &[]),
        ("组织绩效考核43人次。", &[]),
    ]);
}
