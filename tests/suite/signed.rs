//! Who signs, who was inspected, by which group: names that stand beside another name, or that end in other words than
//! most. Rows by the rules of `tests/labelled/RULES.md`; places are invented.

use xunlan::disclosure::{Announcement, Role};
use xunlan::parse::{Parsed, parse};
use xunlan::text::{Form, Limits, read};

fn parsed(text: &str) -> Parsed {
    parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap())
}

/// A report with its title, whom the group inspected, which group it was, and the lines above the day of signing.
fn report(title: &str, object: &str, group: &str, signature: &str) -> Announcement {
    let text = format!(
        "{title}\n根据县委统一部署，2024年3月1日至4月30日，{group}对{object}进行了巡察，并于6月3日反馈了巡察意见。\
         现将巡察整改进展情况予以公布。\n一、落实整改主体责任情况\n召开专题会议3次。\n二、反馈问题整改情况\n\
         1.关于理论学习不深入的问题。\n整改情况：开展集中学习4次。\n2.关于制度执行不严格的问题。\n整改情况：修订制度2项。\n\
         联系电话：0744-4227121。\n{signature}\n2024年12月5日\n"
    );
    parsed(&text).announcement
}

const BARE: &str = "关于县委巡察整改进展情况的通报";

fn issuer(announcement: &Announcement) -> &str {
    announcement.issuer.as_ref().map_or("-", |issuer| issuer.value.as_str())
}

fn agency(announcement: &Announcement) -> &str {
    announcement.agency.as_ref().map_or("-", |agency| agency.name.as_str())
}

/// Signature → issuer, agency; the title does not say whose report it is. Two that sign are never one name.
#[test]
fn two_that_sign_are_two() {
    let water = "桐坞县水利局党组";
    for (object, signature, signed, body) in [
        ("县水利局党组", "中共桐坞县水利局党组\n桐坞县水利局", "中共桐坞县水利局党组 桐坞县水利局", water),
        ("县水利局党组", "桐坞县水利局党组　桐坞县水利局", "桐坞县水利局党组 桐坞县水利局", water),
        ("我局党组", "中共桐坞县水利局党组\n桐坞县水利局", "中共桐坞县水利局党组 桐坞县水利局", water),
        (
            "县水利局党组",
            "中共桐坞县水利局党组\n桐坞县水利局办公室",
            "中共桐坞县水利局党组 桐坞县水利局办公室",
            water,
        ),
        (
            "县水利局党组",
            "中共桐坞县水利局党组\n桐坞县防汛抗旱指挥部",
            "中共桐坞县水利局党组 桐坞县防汛抗旱指挥部",
            water,
        ),
        (
            "县水利局党组",
            "中共桐坞县水利局党组\n桐坞县水政监察大队",
            "中共桐坞县水利局党组 桐坞县水政监察大队",
            water,
        ),
        ("县水利局党组", "中共桐坞县水利局党组\n（代章）", "中共桐坞县水利局党组", water),
        (
            "县气象局党组",
            "中共桐坞县气象局党组\n桐坞县人工影响天气中心",
            "中共桐坞县气象局党组 桐坞县人工影响天气中心",
            "桐坞县气象局党组",
        ),
        (
            "县委教育工委、县教育局党组",
            "中共桐坞县委教育工作委员会\n桐坞县教育局党组",
            "中共桐坞县委教育工作委员会 桐坞县教育局党组",
            "桐坞县委教育工委",
        ),
        ("桐坞县委员会", "中共桐坞县委员会\n桐坞县人民政府", "中共桐坞县委员会 桐坞县人民政府", "桐坞县委"),
        // Broken in mid phrase it stays one.
        ("县水利局党组", "中共桐坞县水利局\n党组", "中共桐坞县水利局党组", water),
        ("县水利局党组", "中共桐坞县\n水利局党组", "中共桐坞县水利局党组", water),
        (
            "县直机关工委",
            "中共桐坞县委\n县直机关工作委员会",
            "中共桐坞县委县直机关工作委员会",
            "桐坞县直机关党工委",
        ),
        (
            "县税务局党委",
            "中共国家税务总局\n桐坞县税务局委员会",
            "中共国家税务总局桐坞县税务局委员会",
            "国家税务总局桐坞县税务局党委",
        ),
    ] {
        let found = report(BARE, object, "县委第三巡察组", signature);
        assert_eq!((issuer(&found), agency(&found)), (signed, body), "{signature}");
    }
}

/// A site that calls itself by two names is no body of both.
#[test]
fn two_names_above_a_title_are_two() {
    let title = format!("桐坞县气象局　桐坞县人工影响天气中心\n{BARE}");
    let found = report(&title, "县气象局党组", "县委第三巡察组", "");
    assert_eq!(agency(&found), "桐坞县气象局党组");
}

/// Who was inspected, who signs: a name above the day is known by its last word, or by that title or head have it.
#[test]
fn names_that_end_otherwise_sign_too() {
    for (object, signature) in [
        ("县红十字会", "桐坞县红十字会"),
        ("县总工会党组", "桐坞县总工会"),
        ("县供销合作社联合社党组", "桐坞县供销合作社联合社"),
        ("县科学技术协会", "桐坞县科学技术协会"),
        ("县法学会", "桐坞县法学会"),
        ("县贸促会", "桐坞县贸促会"),
        ("县计划生育协会", "桐坞县计划生育协会"),
        ("县人大常委会机关党组", "桐坞县人大常委会"),
        ("县国有林场", "桐坞县国有林场"),
        ("县旅游发展集团党委", "桐坞县旅游发展集团"),
        ("城关镇党委", "城关镇"),
        ("城关镇党委", "城关镇人民政府"),
        ("县老龄办", "桐坞县老龄办"),
        ("县委统战部", "桐坞县委统战部"),
        ("县招商驿站党支部", "桐坞县招商驿站"),
    ] {
        assert_eq!(issuer(&report(BARE, object, "县委第三巡察组", signature)), signature, "{object}");
    }
    // What is no name of anybody signs nothing.
    for line in ["整改情况", "特此通报", "集中学习"] {
        assert_eq!(issuer(&report(BARE, "县水利局党组", "县委第三巡察组", line)), "-", "{line}");
    }
}

/// Groups that are named after the work they look at, the places they reach or who leads them.
#[test]
fn groups_keep_their_whole_name() {
    let title = "中共桐坞县水利局党组关于巡察整改进展情况的通报";
    for (group, expected) in [
        ("县委民族工作领域专项巡察组", "县委民族工作领域专项巡察组"),
        ("县委教育工作领域专项巡察组", "县委教育工作领域专项巡察组"),
        ("县委信访工作专项巡察组", "县委信访工作专项巡察组"),
        ("盟委第九轮巡察民族工作领域意识形态专项巡察组", "盟委第九轮巡察民族工作领域意识形态专项巡察组"),
        ("县委村（社区）巡察第六组", "县委村(社区)巡察第六组"),
        ("省委巡视工作领导小组第三巡视组", "省委巡视工作领导小组第三巡视组"),
        ("按照县委巡察工作统一安排县委第三巡察组", "县委第三巡察组"),
        ("按照县委巡察工作领导小组安排县委第三巡察组", "县委第三巡察组"),
    ] {
        let found = report(title, "县水利局党组", group, "中共桐坞县水利局党组");
        let team = found.inspection.team.map(|team| team.value);
        assert_eq!(team.as_deref(), Some(expected), "{group}");
    }
}

/// Two that one sentence names: the first of them is the body.
#[test]
fn two_that_report_together() {
    for (object, expected) in [
        ("县委教育工委、县教育局党组", "县委教育工委"),
        ("县委统战部、县民族宗教事务局党组", "县委统战部"),
        ("县委组织部、县委老干部局", "县委组织部"),
        ("县教育局党组、县体育局党组", "县教育局党组"),
        ("县委教育工委及县教育局党组", "县委教育工委"),
        ("县政协机关及县工商联", "县政协机关"),
        // These are one each.
        ("桐坞县发展和改革局（县能源局、县粮食和物资储备局）党组", "桐坞县发展和改革局党组"),
        ("桐坞县纪委县监委派驻第五纪检监察组", "桐坞县纪委县监委派驻第五纪检监察组"),
        ("县发展和改革局党组", "县发展和改革局党组"),
        ("县文化和旅游局", "县文化和旅游局"),
    ] {
        assert_eq!(agency(&report(BARE, object, "县委第三巡察组", "")), expected, "{object}");
    }
    // Who hands over to two of them says nothing of their being one.
    let told = "县委第三巡察组向县教育局、县水利局反馈巡察情况\n6月3日，县委第三巡察组向县教育局、县水利局反馈了巡察情况，提出了意见建议。";
    assert_eq!(parsed(told).announcement.agency.map(|agency| agency.name), None);
}

/// Name, organ and identity of a body by its title.
#[test]
fn bodies_by_their_own_words() {
    for (title, expected) in [
        ("桐坞县融媒体中心党组织", "桐坞县融媒体中心 - 桐坞县/融媒体中心"),
        (
            "中共桐坞县疾病预防控制中心（县卫生监督所）委员会",
            "桐坞县疾病预防控制中心党委 党委 桐坞县/疾病预防控制中心",
        ),
        (
            "中共桐坞市委白云岭风景名胜区工作委员会",
            "桐坞市白云岭风景名胜区党工委 党工委 桐坞市/白云岭风景名胜区",
        ),
        ("中共桐坞县委教育工作委员会", "桐坞县委教育工委 - 桐坞县/党委教育工委"),
    ] {
        let name = title.trim_start_matches("中共");
        let found = report(&format!("{title}{BARE}"), name, "县委第三巡察组", title).agency.unwrap();
        let organ = found.organ.as_deref().unwrap_or("-");
        let shown = format!("{} {organ} {}", found.name, found.identity.as_deref().unwrap_or("-"));
        assert_eq!(shown, expected, "{title}");
    }
}

/// What a disclosure of findings has below its problems is no measure.
#[test]
fn findings_have_no_measures() {
    let text = "根据市委统一部署，2024年2月28日至4月12日，市委第一巡察组对桐坞县委开展了专项巡察。现将巡察情况通报如下：\n\
                1.聚焦主责主业不够。矿山修复进度不快。\n2.管党治党不够有力。派驻监督有差距。\n3.党建工作有短板。理论学习不到位。\n";
    let found = parsed(text).announcement;
    assert!(found.units.iter().any(|unit| unit.role == Role::Problem));
    assert!(!found.units.iter().any(|unit| unit.role == Role::Measure || unit.action.is_some()));
}

/// Headings that say who takes up problems, and how, are none of them.
#[test]
fn taking_up_problems_is_no_problem() {
    for heading in [
        "统一思想认识，诚恳认领问题",
        "落实整改措施，推进问题整改",
        "提高思想认识，主动认领巡察问题",
        "落实整改责任，逐项解决问题",
        "加强组织领导，狠抓突出问题",
        "带头认领问题",
    ] {
        let text = format!(
            "中共桐坞县水利局党组{BARE}\n根据县委统一部署，县委第三巡察组对县水利局党组开展了巡察。现将整改情况公布。\n\
             一、扎实开展巡察整改工作\n（一）{heading}\n召开专题会议。\n（二）细化分解任务\n制定清单。\n\
             二、具体问题整改情况\n（一）关于学习不深入的问题\n1.制定学习方案。\n2.开展学习。\n\
             （二）关于管理存在薄弱环节的问题\n1.开展检查。\n2.建立台账。\n"
        );
        let found = parsed(&text).announcement;
        let count = |role: Role| found.units.iter().filter(|unit| unit.role == role).count();
        assert_eq!((count(Role::Problem), count(Role::Measure)), (2, 4), "{heading}");
    }
}

/// A county that answers for its environment is named by itself, and does so by its government.
#[test]
fn counties_answer_for_their_environment() {
    let text = "桐坞县关于第二轮省生态环境保护督察反馈问题整改情况的公示\n现将桐坞县第二轮省生态环境保护督察反馈问题整改完成情况予以\
                公示。\n一、反馈问题\n督察发现，污水处理厂溢流口雨季直排。\n二、整改完成情况\n问题已完成整改。\n\
                桐坞县生态环境保护督察整改工作领导小组办公室\n2023年9月8日\n";
    let found = parsed(text).announcement.agency.unwrap();
    assert_eq!((found.text.as_str(), found.identity.as_deref()), ("桐坞县", Some("桐坞县/人民政府")));
}

/// An address is given without what stands in brackets behind it.
#[test]
fn addresses_end_at_their_bracket() {
    for (told, expected) in [
        ("来信地址：桐坞县人民检察院政治部（桐坞县城关镇法治大道1号）", "桐坞县人民检察院政治部"),
        ("通信地址：桐坞县（原公社大院）人民路3号", "桐坞县（原公社大院）人民路3号"),
    ] {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对桐坞县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n欢迎监督。\
             {told}，邮编：990400。\n中共桐坞县水利局党组\n2024年1月2日\n"
        );
        assert_eq!(parsed(&text).announcement.contact.address.as_deref(), Some(expected), "{told}");
    }
}

/// A blank that fell into the year makes no name of half of it.
#[test]
fn a_day_with_a_blank_in_its_year_is_no_name() {
    let whole = report(BARE, "县水利局党组", "县委第二巡察组", "中共桐坞县水利局党组");
    for year in ["202 4年", "2 024年", "20 24 年"] {
        let text = format!(
            "中共桐坞县水利局党组关于巡察整改进展情况的通报\n根据县委统一部署，2024年3月1日至4月30日，\
             县委第二巡察组对县水利局党组进行了巡察。\n一、反馈问题整改情况\n1.关于制度执行不严格的问题。\n\
             整改情况：修订制度2项。\n中共桐坞县水利局党组\n{year}12月5日\n"
        );
        let damaged = parsed(&text).announcement;
        assert_eq!((issuer(&damaged), agency(&damaged)), (issuer(&whole), agency(&whole)), "{year}");
        assert!(damaged.published.is_none_or(|day| day.value.to_string() == "2024-12-05"), "{year}");
    }
}

/// The last line of the contacts may hold the signature; an address that a line has cut is joined.
#[test]
fn an_address_ends_before_the_signature() {
    for (closing, issued) in [
        ("地址：安岭县河滨路3号 中共安岭县水务局党组 2023年12月5日\n", "中共安岭县水务局党组"),
        ("地址：安岭县河滨路3号 安岭县水务局党组 2023年12月5日\n", "安岭县水务局党组"),
        ("地址：安岭县河\n滨路3号\n中共安岭县水务局党组\n2023年12月5日\n", "中共安岭县水务局党组"),
    ] {
        let found = laid_out("中共安岭县水务局党组关于巡察整改进展情况的通报", closing);
        assert_eq!(found.contact.address.as_deref(), Some("安岭县河滨路3号"), "{closing}");
        assert_eq!(issuer(&found), issued, "{closing}");
        let day = found.published.map(|fact| fact.value.to_string());
        assert_eq!(day.as_deref(), Some("2023-12-05"), "{closing}");
    }
}

/// What a page puts behind a title ends it, and may tell its day; the name of a site is no title.
#[test]
fn a_title_ends_before_the_words_of_the_page() {
    let title = "中共安岭县水务局党组关于巡察整改进展情况的通报";
    let signed = "中共安岭县水务局党组\n2023年12月5日\n";
    for (behind, day) in [
        (" 主题词：巡察 整改", "2023-12-05"),
        (" 栏目：巡察整改", "2023-12-05"),
        (" 组配分类：巡察整改", "2023-12-05"),
        (" 发文机关：安岭县水务局", "2023-12-05"),
        (" 打印 关闭", "2023-12-05"),
        (" 分享到： 微信 微博", "2023-12-05"),
        (" 发布于 2023-12-6", "2023-12-06"),
        (" 创建时间：2023-12-06 有效期至：2024-12-06", "2023-12-06"),
        (" 索引号：0711/2023-12 发文日期：2023-12-06 发布机构：安岭县水务局", "2023-12-06"),
        ("（阅读：233次）2023-12-06", "2023-12-06"),
        ("\n（阅读：233次）2023-12-06", "2023-12-06"),
        ("\n阅读量 233 | 2023/12/06", "2023-12-06"),
    ] {
        let found = laid_out(&format!("{title}{behind}"), signed);
        assert_eq!(found.title.as_ref().map(|fact| fact.value.as_str()), Some(title), "{behind}");
        let published = found.published.map(|fact| fact.value.to_string());
        assert_eq!(published.as_deref(), Some(day), "{behind}");
    }
    let brand = "廉洁棠州 中共棠州市纪律检查委员会 棠州市监察委员会";
    assert_eq!(laid_out(brand, signed).title, None);
}

/// 特此报告。 closes a paper and is no measure.
#[test]
fn a_closing_formula_is_no_measure() {
    let found = laid_out(BARE, "特此报告。\n中共安岭县水务局党组\n2023年12月5日\n");
    assert_eq!(found.units.iter().filter(|unit| unit.role == Role::Measure).count(), 1);
}

/// A report with the lines above its text, and those below.
fn laid_out(head: &str, below: &str) -> Announcement {
    let text = format!(
        "{head}\n根据县委统一部署，2023年3月6日至5月12日，县委第二巡察组对县水务局党组开展了巡察。6月20日，县委巡察组反馈了巡察意见。\
         现将巡察整改进展情况予以公布。\n一、反馈问题整改情况\n1.关于制度执行不严格的问题。\n整改情况：修订制度2项。\n{below}"
    );
    parsed(&text).announcement
}

/// The office by which a body signs is no fuller name of it.
#[test]
fn an_office_signs_for_its_body() {
    let title = "中共安岭县水务局党组关于巡察整改进展情况的通报";
    for office in
        ["安岭县水务局办公室", "中共安岭县水务局机关委员会", "安岭县水务局机关党委", "安岭县水务局党政办公室"]
    {
        let told = report(title, "县水务局党组", "县委第二巡察组", office);
        assert_eq!(agency(&told), "安岭县水务局党组", "{office}");
    }
    let own = report(
        "中共安岭县政府办公室党组关于巡察整改进展情况的通报",
        "县政府办公室党组",
        "县委第二巡察组",
        "中共安岭县政府办公室党组",
    );
    assert!(agency(&own).ends_with("政府办公室党组"), "{}", agency(&own));
}

/// A round whose problems are still looked at is not the one that is answered; of two stays, 回头看 is the later.
#[test]
fn an_earlier_inspection_is_not_the_own_one() {
    let head = |told: &str| {
        let text = format!(
            "中共安岭县水务局党组关于巡察整改进展情况的通报\n{told}现将整改情况予以公布。\n一、反馈问题整改情况\n\
             1.关于制度执行不严格的问题。\n整改情况：修订制度2项。\n中共安岭县水务局党组\n2023年12月5日\n"
        );
        let inspection = parsed(&text).announcement.inspection;
        let day = inspection.start.map_or("-".to_owned(), |day| day.value.first.to_string());
        (
            inspection.team.map_or("-".to_owned(), |team| team.value),
            inspection.round.map(|round| round.value),
            day,
        )
    };
    let own = |round| ("县委第二巡察组".to_owned(), round, "2023-03-06".to_owned());
    let stay = "2023年3月6日至5月12日，县委第二巡察组对县水务局党组开展了巡察“回头看”";
    for earlier in
        ["2018年县委第二轮巡察反馈的29个问题中有5个整改不到位", "移交上届县委第八轮巡察未办结问题3个"]
    {
        assert_eq!(head(&format!("{stay}，指出{earlier}。")), own(None), "{earlier}");
    }
    let before = "2020年4月至6月，县委第五巡察组对县水务局党组开展了巡察。";
    assert_eq!(head(&format!("{before}{stay}。")), own(None));
    let ordered = "根据县委第七轮巡察工作部署，";
    assert_eq!(
        head(&format!("{ordered}{stay}，指出2018年县委第二轮巡察反馈的问题有5个整改不到位。")),
        own(Some(7))
    );
}
