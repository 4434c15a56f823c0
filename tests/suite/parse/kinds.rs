//! Kinds of documents, and their titles. Tables of short composed rows.

use super::{lawful, read};
use xunlan::parse::parse;

/// Title and text → kind.
#[test]
fn kinds() {
    let check = |title: &str, text: &str, expected: &str, why: &str| {
        assert_eq!(read(&format!("{title}\n{text}")).announcement.kind.code(), expected, "{why}");
    };
    let opening = "根据县委统一部署，2024年3月1日至4月30日，县委第二巡察组对雁屏县水利局党组开展了常规巡察。2024年6月1日反馈了巡察意见。";
    check(
        "关于巡察整改进展情况的通报",
        &format!("{opening}现将整改进展情况予以公布。\n一、整改情况"),
        "rectification_single",
        "the clause has 整改",
    );
    check(
        "关于巡察情况的通报",
        &format!("{opening}现将巡察情况通报如下。\n一、巡察发现的问题\n（一）学习不深入"),
        "findings_disclosure",
        "one word less: no 整改",
    );
    check(
        "县委第二巡察组进驻公告",
        "根据县委统一部署，县委第二巡察组将于近日进驻雁屏县水利局开展巡察，受理来信来电来访。现将联系方式公布如下。值班电话：0690-1234567",
        "inspection_notice",
        "现将 without 整改",
    );
    check(
        "县委巡察组撤离公告",
        "县委第二巡察组已结束对雁屏县水利局党组的巡察，值班电话停止使用，特此公告。",
        "withdrawal_notice",
        "the group leaves",
    );
    check(
        "关于2023年度审计查出问题整改情况的报告",
        "根据要求，现将审计查出问题整改情况报告如下。",
        "lookalike",
        "an audit",
    );
    check(
        "中共桐坞县审计局党组关于巡察整改情况的通报",
        &format!("{opening}现将巡察整改情况公布。\n一、审计项目整改情况"),
        "rectification_single",
        "an audit bureau may be inspected",
    );
    check(
        "县委第二巡察组向县水利局党组反馈巡察情况",
        "近日，县委第二巡察组向雁屏县水利局党组反馈巡察情况，会上指出存在的问题，提出了意见建议。",
        "feedback",
        "handing over",
    );
    check(
        "澧桥区人民政府关于《区人大常委会执法检查报告的审议意见》整改落实情况的报告",
        "区政府借鉴巡察整改工作机制，逐条制定措施。现将整改情况报告如下：\n一、整改总体情况",
        "lookalike",
        "a way of working is taken over, nobody was inspected",
    );
    check(
        "云汀市住建局党组关于市纪委政治生态分析反馈问题整改情况的通报",
        "2023年8月14日，市纪委监委反馈了分析意见，并要求与巡察整改一体推进。现将整改情况予以公布：\n一、整改情况",
        "lookalike",
        "put right beside what an inspection found",
    );
    check(
        "桑溪县关于经济责任审计和巡察发现问题整改情况的报告",
        "2023年8月，县审计局对原县长开展经济责任审计。现将审计整改情况报告如下：\n一、整改情况",
        "lookalike",
        "the clause discloses an audit",
    );
    check(
        "关于校党委第二轮巡察整改情况的通报",
        "根据校党委统一部署，2022年10月12日至11月2日，校党委4个巡察组对文学院党委等8个二级党组织开展了常规巡察。现将整改情况通报如下。\n8个二级党组织反馈问题187个，完成整改176个。",
        "rectification_aggregate",
        "four groups of one committee, eight bodies",
    );
    check(
        "云汀市卫健委党组关于委属单位巡察整改情况的通报",
        "2023年3月至5月，委党组巡察组对市一院党委、市二院党委、市妇幼保健院党委开展巡察。现将整改情况予以公布。\n三家单位共反馈问题92个，已完成整改90个。",
        "rectification_aggregate",
        "the bodies below the one that reports",
    );
    check(
        "关于巡察整改情况的通报（范文）",
        "根据XX县委统一部署，X月X日至X月X日，第X巡察组对XX局党组开展巡察。现将整改情况公布。",
        "template",
        "blanks instead of facts",
    );
}

#[test]
fn titles() {
    let check = |head: &str, expected: &str, why: &str| {
        let text = format!(
            "{head}\n根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况"
        );
        let parsed = read(&text);
        lawful(&text, &parsed);
        assert_eq!(
            parsed.announcement.title.as_ref().map_or("", |title| title.value.as_str()),
            expected,
            "{why}"
        );
    };
    check(
        "中共雁屏县水利局党组关于巡察整改情况的通报",
        "中共雁屏县水利局党组关于巡察整改情况的通报",
        "one line",
    );
    check(
        "中共雁屏县水利局党组\n关于巡察整改情况的通报",
        "中共雁屏县水利局党组关于巡察整改情况的通报",
        "issuer line and subject line",
    );
    check(
        "中共雁屏县水利局党组关于十四届县委\n第三轮巡察整改情况的通报",
        "中共雁屏县水利局党组关于十四届县委第三轮巡察整改情况的通报",
        "broken in mid phrase",
    );
    check(
        "【巡察整改】雁屏县水利局党组 关于巡察整改情况的通报",
        "【巡察整改】雁屏县水利局党组关于巡察整改情况的通报",
        "a prefix and a blank",
    );
    let whole = "中共雁屏县水利局党组关于巡察整改情况的通报";
    for glued in [
        "雁屏县水利局-党务公开-中共雁屏县水利局党组关于巡察整改情况的通报",
        "党务公开|中共雁屏县水利局党组关于巡察整改情况的通报",
        "雁屏县人民政府门户网站 中共雁屏县水利局党组关于巡察整改情况的通报",
        "中共雁屏县水利局党组关于巡察整改情况的通报_雁屏县水利局",
        "中共雁屏县水利局党组关于巡察整改情况的通报 - 雁屏县人民政府",
        "中共雁屏县水利局党组关于巡察整改情况的通报——雁屏县纪委监委网站",
    ] {
        check(glued, whole, "site and column are no part of it");
    }
    check(
        "中共雁屏县水利局党组关于2022-2023年巡察整改情况的通报",
        "中共雁屏县水利局党组关于2022-2023年巡察整改情况的通报",
        "a dash between figures parts nothing",
    );
    let cut = "中共雁屏县人力资源和社会保障局党组关于十四届县委第三轮巡察整改进展情况的通报";
    for lines in [
        "中共雁屏县人力资源和社会保障局党组\n关于十四届县委第三轮巡察\n整改进展情况的通报",
        "中共雁屏县人力资源和社会保障局党组关于\n十四届县委第三轮巡察\n整改进展情况的通报",
        "中共雁屏县人力资源和\n社会保障局党组关于十四届县委第三轮巡察整改\n进展情况的通报",
    ] {
        check(lines, cut, "three lines");
    }
    check(
        "中共雁屏县委员会\n雁屏县水利局党组关于巡察整改\n进展情况的通报",
        "雁屏县水利局党组关于巡察整改进展情况的通报",
        "the name of a site above a title that is cut",
    );
    check("", "", "none");
}

#[test]
fn headlines_stand_above_the_date_of_their_page() {
    for (head, expected) in [
        (
            "雁屏县水利局 局内动态\n县水利局召开巡察整改推进会\n发布时间：2023-12-05 来源：办公室",
            "县水利局召开巡察整改推进会",
        ),
        (
            "云泽农林大学党委巡察工作办公室\n校党委第三巡察组向园艺学院党总支反馈巡察意见\n发布日期：2024-07-05",
            "校党委第三巡察组向园艺学院党总支反馈巡察意见",
        ),
        (
            "县委巡察办：关于村（社区）党组织巡察整改情况的公开\n2024-08-15 09:30 来源：梧岭县纪委监委",
            "县委巡察办：关于村（社区）党组织巡察整改情况的公开",
        ),
    ] {
        let text =
            format!("{head}\n12月4日，县水利局党组书记主持召开会议，听取县委巡察组反馈问题整改进展汇报。");
        let limits = xunlan::text::Limits::default();
        let text = xunlan::text::read(text.as_bytes(), xunlan::text::Form::Plain, &limits).unwrap();
        let title = parse(&text).announcement.title.map(|title| title.value);
        assert_eq!(title.as_deref(), Some(expected), "{head}");
    }
}

#[test]
fn kinds_of_what_is_no_report() {
    let check = |text: &str, expected: &str, why: &str| {
        assert_eq!(read(text).announcement.kind.code(), expected, "{why}");
    };
    check(
        "国务院大督查第三督查组来青澜县督查\n\n青澜卫生\n\n7月20日,第三督查组来我县督查。有关领导陪同。",
        "news",
        "a day's report, whoever looked; blank lines are no lines",
    );
    check(
        "(青澜新闻记者李甲)根据市委统一部署,10月17日至18日,市委第三巡察组、第六巡察组分别进驻市委网信办、青澜日报社\
         开展巡察。巡察工作从进驻开始,至12月2日结束。",
        "news",
        "who reports stands in a bracket at the head",
    );
    check(
        "机械学院召开巡察整改情况通报会\n12月20日,机械学院召开巡察整改情况通报会,全体教职工参加会议。\n\
         学校党委于2020年11月下旬对机械学院开展了巡察工作,学院根据巡察反馈意见制定了方案。会议要求,持续整改。",
        "news",
        "a meeting at which one was told is no report",
    );
    check(
        "在X届市委第XX轮巡察调度会上的发言。刚才各组汇报了巡察情况。XX书记对巡察工作给予充分肯定,提出了要求。",
        "template",
        "session, round and name are left open",
    );
    check(
        "关于对巡察整改情况进行评估的公告\n根据市委统一部署,市委巡察整改评估组将于2024年3月4日至3月15日对市水务局党组巡察整改情况\
         进行评估。现将联系方式公布如下:电话:0578-6120335。\n中共霁州市委巡察工作领导小组办公室\n2024年3月1日",
        "other",
        "who looks at a rectification tells none",
    );
    check(
        "中共青澜区委关于巡视反馈意见整改落实情况的“回头看”督查通报\n近日,区委督查室对省委巡视反馈意见整改情况开展督查,发现\
         3家单位整改不到位,现将督查情况通报如下:\n一、基本情况\n42个问题完成整改38个。",
        "other",
        "so does an office that went to see",
    );
    check(
        "中共霁州市中级人民法院党组关于司法巡查整改情况的通报\n2023年5月8日至5月26日,省法院第二司法巡查组对霁州市中级人民法院开展了\
         司法巡查。现将整改情况予以公布。\n一、具体整改情况\n1.关于审限管理不严的问题。\n整改情况:已完成。",
        "lookalike",
        "the courts' own inspection is none of the Party's",
    );
}

#[test]
fn heads_of_stories() {
    let check = |text: &str, expected: &str, why: &str| {
        let read = read(text).announcement;
        let team = read.inspection.team.map_or(String::new(), |fact| fact.value);
        let agency = read.agency.map_or(String::new(), |agency| agency.name);
        let feedback = read.feedback.and_then(|fact| fact.value.exact());
        let feedback = feedback.map_or(String::new(), |day| day.to_string());
        assert_eq!(format!("{team}|{agency}|{feedback}"), expected, "{why}");
    };
    check(
        "根据校党委统一部署,2022年5月17日至6月3日,校党委第二巡察组对园艺学院党总支开展了现场巡察工作。7月10日下午,校党委\
         第二巡察组巡察园艺学院党总支反馈会召开。巡察组组长李甲,党委巡察工作办公室主任王乙及巡察组全体成员出席会议。",
        "校党委第二巡察组|园艺学院党总支|2022-07-10",
        "who stands before 及 is no second group",
    );
    check(
        "根据校党委统一部署,2022年12月5日至12月13日,校党委第一巡察组对本科生院开展了巡察“回头看”。\
         2023年3月14日,校党委第一巡察组向本科生院反馈了巡察情况。",
        "校党委第一巡察组|本科生院|2023-03-14",
        "本科生院 is a name, 本院 none",
    );
    check(
        "八届区委第二巡察组于2020年10月12日至11月20日对区档案馆党支部开展了巡察。于2021年2月1日至3日,\
         集中利用3天时间对相关单位进行了反馈。",
        "八届区委第二巡察组|区档案馆党支部|2021-02-01",
        "进行了反馈 is no stay",
    );
}
