//! What the head of a page should have told and another place of it tells: the round in the body, the year of a
//! notice below it, the stay in a late paragraph; and how names are shown.

use xunlan::disclosure::Announcement;
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

fn announcement(text: &str) -> Announcement {
    parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap()).announcement
}

/// Sentence of the body → session and round.
#[test]
fn rounds_that_only_the_body_names() {
    let check = |told: &str, expected: (Option<u16>, Option<u16>), why: &str| {
        let text = format!(
            "中共梅坞区水务局党组关于巡察整改进展情况的通报\n根据区委统一部署，2018年4月8日至6月20日，区委第二巡察组对区水务局党组\
             开展了巡察。2018年8月18日，区委第二巡察组反馈了巡察意见。现将巡察整改情况予以公布。\n一、总体情况\n{told}\n"
        );
        let inspection = announcement(&text).inspection;
        let found = (inspection.session.map(|fact| fact.value), inspection.round.map(|fact| fact.value));
        assert_eq!(found, expected, "{why}: {told}");
    };
    let first = (Some(4), Some(1));
    check("四届区委第一轮巡察向区水务局党组反馈问题13个，已整改13个。", first, "what was fed back");
    check("根据四届区委第一轮第二批巡察工作部署要求，我局涉及整改问题516项。", first, "who deployed it");
    check(
        "起草《中共梅坞区水务局党组关于落实四届区委第一轮巡察反馈意见的整改方案》。",
        first,
        "the plan that answers to it",
    );
    check(
        "四届区委第一轮巡察向区水务局党组反馈问题13个。三届区委第五轮巡察反馈的2个问题继续整改。",
        (None, None),
        "two rounds are named",
    );
    check("上一轮巡察即三届区委第五轮巡察向区水务局党组反馈问题13个。", (None, None), "an earlier one");
    check("对照三届区委第五轮巡察反馈问题，逐项检查整改情况。", (None, None), "an earlier one too");
    check(
        "三届区委第五轮巡察向我局反馈的问题有2个未整改到位。",
        (None, None),
        "what is left of an earlier one",
    );
    check("十三届市委第三轮巡察向市财政局党组反馈问题13个。", (None, None), "another committee's");
}

/// Text of a notice → first and last day of the stay.
#[test]
fn stays_that_a_notice_tells_without_their_year() {
    let check = |told: &str, day: &str, expected: &str| {
        let text = format!("巡察公告\n{told}值班电话：029-33220182。\n区委第一巡察组\n{day}");
        let inspection = announcement(&text).inspection;
        let shown = |range: Option<xunlan::disclosure::DateRange>| {
            range.map_or("-".to_owned(), |range| format!("{}/{}", range.first, range.last))
        };
        let start = inspection.start.map(|fact| fact.value);
        let end = inspection.end.map(|fact| fact.value);
        assert_eq!(format!("{} {}", shown(start), shown(end)), expected, "{told} {day}");
    };
    let to = |stay: &str| format!("区委第一巡察组{stay}对区水务局党组开展常规巡察。");
    check(&to("将于6月10日至8月24日"), "2022年6月10日", "2022-06-10/2022-06-10 2022-08-24/2022-08-24");
    check(&to("从3月上旬至6月中旬"), "2023年3月14日", "2023-03-01/2023-03-10 2023-06-11/2023-06-20");
    check(&to("将于1月4日至3月10日"), "2022年12月28日", "2023-01-04/2023-01-04 2023-03-10/2023-03-10");
    // No day of the page lies near.
    check(&to("于6月10日至8月24日"), "2022年12月10日", "- -");
    // The days on which the groups came are not those of the stay.
    let came = "根据区委统一部署，8月24日至25日，区委巡察组分别进驻区水务局、区统计局，开展常规巡察。";
    check(came, "2023年8月25日", "2023-08-24/2023-08-24 -");
}

/// The stay that another group's sentence tells is not that of the group which hands over.
#[test]
fn stays_of_other_groups_are_other_stays() {
    let text = "市委第三巡察组向香坪镇党委反馈巡察情况\n7月10日，市委第三巡察组向香坪镇党委反馈巡察情况。\n组长王某主持会议。\n\
                镇党委书记作表态发言。\n班子成员参加会议。\n2019年4月25日至5月17日，市委第五巡察组曾对香坪镇党委开展了常规巡察。\n";
    let inspection = announcement(text).inspection;
    assert_eq!(inspection.start, None);
}

/// What is compared without capitals is shown with those of the page.
#[test]
fn names_keep_their_capitals() {
    let text = "中共XX街道工委关于巡察整改情况的通报\n根据XX区委统一部署，2023年X月X日至X月X日，区委第X巡察组对XX街道党工委开展了巡察。\
                现将巡察整改情况予以公布。\n一、组织领导情况\n（一）提高站位。召开会议。\n联系电话：0571-88001122；电子邮箱：XxJd@Example.com\n\
                中共XX街道工委\n2023年12月1日\n";
    let read = announcement(text);
    assert_eq!(read.agency.unwrap().name, "XX街道党工委");
    assert_eq!(read.inspection.ordered_by.unwrap().value, "XX区委");
    assert_eq!(read.issuer.unwrap().value, "中共XX街道工委");
    assert_eq!(read.contact.emails, ["XxJd@Example.com"]);
}

/// Who was inspected, where others or their leaders are named beside: object of the sentence → name.
#[test]
fn bodies_without_who_is_named_beside_them() {
    let check = |told: &str, expected: &str, why: &str| {
        let text = format!(
            "根据区委统一部署，2024年3月1日至4月30日，{told}现将巡察整改情况予以公布。\n一、整改情况\n一是建立制度。\n"
        );
        let agency = announcement(&text).agency;
        assert_eq!(agency.map_or("-".to_owned(), |agency| agency.name), expected, "{why}: {told}");
    };
    let group = "区委第二巡察组";
    check(&format!("{group}对柏岭镇和12个村开展了巡察。"), "柏岭镇", "villages are the town's");
    check(&format!("{group}对区教育局党组及6个下属单位开展了巡察。"), "区教育局党组", "units are the body's");
    check(
        &format!("{group}对我局党组开展了巡察，8月2日向区水务局党组书记、局长李某反馈了意见。"),
        "区水务局党组",
        "to whom it was told",
    );
    check("区委第二巡察组向区委书记李某反馈了意见。", "-", "a person, and no place");
    for firm in ["华陵(南江)实业有限公司", "青瓷文旅(集团)公司", "华网(南江)供电公司"]
    {
        check(&format!("{group}对{firm}党委开展了巡察。"), &format!("{firm}党委"), "a bracket of its name");
        let short = format!("{group}对{firm}(以下简称公司)党委开展了巡察。");
        check(&short, &format!("{firm}党委"), "a bracket that explains");
    }
    check(&format!("{group}对团区委开展了巡察。"), "团区委", "the League");
    check(&format!("{group}进驻区委社会工作部开展巡察。"), "区委社会工作部", "a department of a committee");
    check(&format!("{group}巡察了12个单位党组织。"), "-", "many, and none of them");
    check(
        &format!("{group}对我校党委开展了巡察，8月2日向区教育局党组反馈了意见。"),
        "-",
        "another kind of body",
    );
}
