//! What heads tell of an inspection: who, when, which round; and days of pages and figures. Tables of short composed rows.

use super::{facts, read};
use xunlan::parse::parse;

/// Every row: a preamble, what is read from it, why the row exists.
#[test]
fn heads() {
    let check = |preamble: &str, expected: &str, why: &str| {
        assert_eq!(facts(&read(preamble)), expected, "{why}");
    };
    check(
        "根据十三届市委第六轮巡察工作统一部署，2024年3月12日至5月31日，市委第三巡察组对云汀市教育局党组开展了常规巡察。2024年7月18日，市委第三巡察组反馈了巡察意见。现将巡察整改进展情况予以公布。",
        "市委 | 市委第三巡察组 city | routine | 13 | 6 | 2024-03-12 stated | 2024-05-31 inherited | 2024-07-18 stated",
        "the common form: second year left out",
    );
    check(
        "根据省烟草专卖局（公司）党组统一部署，2024年3月12日至5月31日，省局（公司）党组巡察二组对云汀市烟草专卖局党组开展了巡察。现将整改情况公布。",
        "省烟草专卖局(公司)党组 | 省局(公司)党组巡察二组 province | - | - | - | 2024-03-12 stated | 2024-05-31 inherited | -",
        "a bracket of one word inside the group's name",
    );
    check(
        "根据市委统一部署，2023年11月6日至2024年1月19日，市委第六巡察组对市水利局党组进行了巡察。4月2日，市委巡察组反馈了巡察意见。现将整改情况公布如下。",
        "市委 | 市委第六巡察组 city | - | - | - | 2023-11-06 stated | 2024-01-19 stated | 2024-04-02 inferred",
        "feedback without a year follows the end, not the start",
    );
    check(
        "根据市委统一部署，2023年11月6日至1月19日，市委第六巡察组对市水利局党组进行了巡察。12月2日反馈了巡察意见。现将整改情况公布如下。",
        "市委 | 市委第六巡察组 city | - | - | - | 2023-11-06 stated | 2024-01-19 inferred | 2024-12-02 inferred",
        "a range that runs backwards crosses New Year",
    );
    check(
        "根据省委统一部署，区委第四巡察组于2024年5月6日6月5日对枫渡区民政局党组开展了专项巡察，并于2024年8月1日反馈。现将整改情况通报如下：",
        "省委 | 区委第四巡察组 county | special | - | - | 2024-05-06 stated | 2024-06-05 inherited | 2024-08-01 stated",
        "order B; no sign between the dates; the group decides the level",
    );
    check(
        "根据县委统一部署，2024717日至830日，县委第二巡察组对雁屏县水利局党组开展了巡察。202491日反馈了巡察意见。现将整改情况公布。",
        "县委 | 县委第二巡察组 county | - | - | - | 2024-07-17 repaired | 2024-08-30 repaired | 2024-09-01 repaired",
        "month and day lost their signs; each number has one reading",
    );
    check(
        "根据县委统一部署，2024111日至2024年3月30日，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。",
        "县委 | 县委第二巡察组 county | - | - | - | - | - | -",
        "111 is 1月11日 or 11月1日: nothing is guessed",
    );
    check(
        "根据委统一部署，2024年3月1日至4月30日，县委第巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。",
        "- | - county | - | - | - | 2024-03-01 stated | 2024-04-30 inherited | -",
        "a lost ordinal stays lost, a lost committee too",
    );
    check(
        "根据市委统一部署，2022年8月下旬至9月底，市委机动巡察组对沐苇区白砚镇党委开展了机动巡察。10月中旬，市委巡察组反馈了意见。现将整改情况公布。",
        "市委 | 市委机动巡察组 city | mobile | - | - | 2022-08-21/2022-08-31 stated | 2022-09-21/2022-09-30 inherited | 2022-10-11/2022-10-20 inferred",
        "fuzzy dates give ranges",
    );
    check(
        "根据七届市委第十二轮巡察工作部署，七届市委第十二轮巡察一组对临汐市文旅局党组开展了常规巡察。现将整改情况公布。",
        "市委 | 七届市委第十二轮巡察一组 city | routine | 7 | 12 | - | - | -",
        "round twelve, group one",
    );
    check(
        "根据市委统一部署，2024年3月1日至4月30日，市委第一巡视组对市教委党组开展了常规巡视。今年6月1日反馈了巡视意见。现将整改情况公布。",
        "市委 | 市委第一巡视组 province | routine | - | - | 2024-03-01 stated | 2024-04-30 inherited | -",
        "巡视 by a 市委 is of province rank; 今年 names no year",
    );
    check(
        "根据教育部党组巡视工作统一部署，２０２４年４月１日至５月２０日，教育部党组第三巡视组对我校党委开展了巡视。现将整改情况公布。",
        "教育部党组 | 教育部党组第三巡视组 central | - | - | - | 2024-04-01 stated | 2024-05-20 inherited | -",
        "a ministry's group; full width digits",
    );
    check(
        "从2025年2月24日起，为期40天，市委教育领域专项巡察组对临汐市第一中学党委开展了专项巡察。2025年6月3日反馈。现将整改情况公布。",
        "- | 市委教育领域专项巡察组 city | special | - | - | 2025-02-24 stated | 2025-04-04 inferred | 2025-06-03 stated",
        "a duration gives the last day, and says so",
    );
    check(
        "根据区委统一部署，2024年3月1日至4月30日，四届区委第六轮巡察第二巡察组对沐苇区民政局党组开展了巡察。2024年5月9日收到审核意见后报送。现将整改情况公布。",
        "区委 | 四届区委第六轮巡察第二巡察组 county | - | 4 | 6 | 2024-03-01 stated | 2024-04-30 inherited | -",
        "the day a report was handed in is no feedback",
    );
}

/// What a head tells of another group, of an earlier inspection, of a day that is no day of handing over.
#[test]
fn what_is_not_the_inspection_of_a_head() {
    let body = "云汀市民政局党组";
    let stay = "2023年3月1日至5月20日";
    let check = |preamble: &str, expected: &str, why: &str| {
        let text = preamble.replace("BODY", body).replace("STAY", stay) + "现将整改情况通报如下。";
        assert_eq!(facts(&read(&text)), expected, "{why}");
    };
    let day = "2023-03-01 stated | 2023-05-20 inherited";
    check(
        "根据市委统一部署，在省委第六巡视组指导下，STAY，市委第二巡察组与县委第一巡察组上下联动，对BODY开展了巡察。2023年7月6日反馈意见。",
        &format!("市委 | 市委第二巡察组 city | - | - | - | {day} | 2023-07-06 stated"),
        "a group that guided another one",
    );
    check(
        "省委第六巡视组巡视云汀市期间，市委同步安排市委第二巡察组于STAY对BODY开展了联动巡察。2023年7月6日反馈意见。",
        &format!("- | 市委第二巡察组 city | joint | - | - | {day} | 2023-07-06 stated"),
        "a group that inspected the city meanwhile",
    );
    check(
        "2019年市委第五巡察组曾对BODY开展常规巡察。根据市委统一部署，STAY，市委第二巡察组对BODY开展巡察“回头看”，7月20日反馈了意见。",
        &format!("市委 | 市委第二巡察组 city | look_back | - | - | {day} | 2023-07-20 inferred"),
        "an earlier group, and how it inspected",
    );
    check(
        "继十二届市委第四轮巡察后，STAY，市委第二巡察组再次对BODY开展巡察“回头看”，7月20日反馈。",
        &format!("- | 市委第二巡察组 city | look_back | - | - | {day} | 2023-07-20 inferred"),
        "an earlier round",
    );
    check(
        "继2019年接受十二届市委第四轮巡察之后，STAY，十三届市委第二巡察组对BODY开展了巡察，7月20日反馈了意见。",
        &format!("- | 十三届市委第二巡察组 city | - | 13 | - | {day} | 2023-07-20 inferred"),
        "an earlier session beside the group's own",
    );
    check(
        "根据市委统一部署，对照十二届市委第四轮巡察反馈意见，STAY，市委第二巡察组对BODY开展巡察“回头看”，7月20日反馈了意见。",
        &format!("市委 | 市委第二巡察组 city | look_back | - | - | {day} | 2023-07-20 inferred"),
        "what a look back is compared with",
    );
    check(
        "根据市委统一部署，STAY，市委第二巡察组对BODY开展了巡察，2023年7月25日前完成反馈。",
        &format!("市委 | 市委第二巡察组 city | - | - | - | {day} | -"),
        "a day by which it was to be done",
    );
    check(
        "根据市委统一部署，STAY，市委第二巡察组对BODY开展了巡察。按照市委巡察办要求，须于2023年7月25日前完成反馈，7月20日，市委第二巡察组反馈了巡察意见。",
        &format!("市委 | 市委第二巡察组 city | - | - | - | {day} | 2023-07-20 inferred"),
        "and the day on which it was",
    );
    check(
        "根据省委关于开展涉粮问题上下联动专项巡察的统一安排，STAY，市委第二巡察组对BODY开展了专项巡察。",
        &format!("省委 | 市委第二巡察组 city | special | - | - | {day} | -"),
        "how the work was planned is not how the body was inspected",
    );
}

#[test]
fn days_of_a_head_in_other_forms() {
    let check = |words: &str, expected: &str, why: &str| {
        let text = format!("根据市委统一部署，{words}现将整改情况通报如下。");
        let facts = facts(&read(&text));
        let days: Vec<&str> = facts.split(" | ").skip(5).collect();
        assert_eq!(days.join(" | "), expected, "{why}");
    };
    check(
        "2022年9月1日至10月31日、2023年2月6日至3月10日，市委第二巡察组分两个阶段对云汀市民政局党组开展了巡察，2023年4月11日反馈意见。",
        "2022-09-01 stated | 2023-03-10 inherited | 2023-04-11 stated",
        "a stay in two stages ends with the second",
    );
    check(
        "2023年3月1日至4月15日、4月20日至5月20日，市委第二巡察组分别对云汀市民政局党组及云汀市福利院党支部开展巡察。",
        "2023-03-01 stated | 2023-04-15 inherited | -",
        "two bodies one after the other have a stay each",
    );
    check(
        "2023年3-5月，市委第二巡察组对云汀市民政局党组开展了巡察，2023年7月6日反馈意见。",
        "2023-03-01/2023-03-31 stated | 2023-05-01/2023-05-31 inherited | 2023-07-06 stated",
        "two months before one sign",
    );
    check(
        "2023年3月1日至5月20日，市委第二巡察组对云汀市民政局党组开展了巡察，反馈意见于7月6日送达。",
        "2023-03-01 stated | 2023-05-20 inherited | 2023-07-06 inferred",
        "sent and not said",
    );
    let text = "2023年7月6日，市委第二巡察组向我局反馈了2023年3月1日至5月20日对我局开展巡察的情况。按照有关要求，现将整改情况通报如下。";
    assert!(
        facts(&read(text)).ends_with("2023-03-01 stated | 2023-05-20 inherited | 2023-07-06 stated"),
        "handing over and stay in one clause"
    );
}

/// Lines below the title and the signature → the day of publication.
#[test]
fn days_of_pages() {
    let check = |below: &str, signed: &str, expected: Option<&str>| {
        let text = format!(
            "中共云汀市民政局党组关于巡察整改进展情况的通报\n{below}\n根据市委统一部署，2023年3月1日至5月20日，市委第二巡察组对市民政局党组开展了巡察。现将巡察整改进展情况予以公布。\n一、整改情况\n(一)加强学习。\n中共云汀市民政局党组\n{signed}"
        );
        let day = read(&text).announcement.published.map(|fact| fact.value.to_string());
        assert_eq!(day.as_deref(), expected, "{below} {signed}");
    };
    let signed = "2024年1月9日";
    check("（2024年1月15日公布）", signed, Some("2024-01-15"));
    check("【发布时间：24-01-15】", signed, Some("2024-01-15"));
    check("", "二〇二四年元月九日", Some("2024-01-09"));
    check("", "2024年1月9日印发", Some("2024-01-09"));
    let page = "<html><body><p>索 引 号：015-2024-00012</p><p>生成日期：2024-01-10</p><p>公开日期：2024-01-15</p><h1>中共云汀市民政局党组关于巡察整改进展情况的通报</h1><p>根据市委统一部署，2023年3月1日至5月20日，市委第二巡察组对市民政局党组开展了巡察。现将巡察整改进展情况予以公布。</p><p>一、整改情况</p><p>(一)加强学习。</p><p>中共云汀市民政局党组</p><p>2024年1月9日</p></body></html>";
    let limits = xunlan::text::Limits::default();
    let text = xunlan::text::read(page.as_bytes(), xunlan::text::Form::Html, &limits).unwrap();
    let day = parse(&text).announcement.published.map(|fact| fact.value.to_string());
    assert_eq!(day.as_deref(), Some("2024-01-15"), "the block of disclosure data");
}

/// What stands above a text → the day of publication, and how it is known: a day that a sentence begins with is none.
#[test]
fn days_that_begin_a_line() {
    let check = |above: &str, text: &str, expected: &str| {
        let text = format!(
            "{above}\n{text}县委第二巡察组于2023年3月1日至5月20日对县民政局党组开展了巡察。现将巡察整改进展情况予以公布。\n一、整改情况\n(一)加强学习。"
        );
        let day = read(&text).announcement.published;
        let known = |day: &xunlan::disclosure::Fact<xunlan::disclosure::Date>| match day.known {
            xunlan::disclosure::Known::Stated => "stated",
            xunlan::disclosure::Known::Repaired(_) => "repaired",
            _ => "-",
        };
        let shown = day.map_or("-".to_owned(), |day| format!("{} {}", day.value, known(&day)));
        assert_eq!(shown, expected, "{above} {text}");
    };
    let title = "关于巡察整改进展情况的报告";
    let order = "根据县委统一部署，";
    check(&format!("{title}\n2023914日，县委召开反馈会。"), order, "-");
    check(&format!("{title}\n2023年9月14日，县委召开反馈会。"), order, "-");
    check(&format!("{title}\n2023914，县委召开反馈会。"), order, "-");
    check(&format!("{title}\n2023年9月14日上午，县委召开反馈会。"), order, "-");
    check(&format!("{title}\n2023年9月14日"), order, "2023-09-14 stated");
    check(&format!("{title}\n2023914日"), order, "2023-09-14 repaired");
    check("巡察整改公告", &format!("2023-11-02 {order}"), "2023-11-02 stated");
    check("巡察整改公告", &format!("2023-11-02 10:23 {order}"), "2023-11-02 stated");
    check("巡察整改公告", "2023年11月2日，", "-");
}

/// 撤离公告 alone is the title of a notice.
#[test]
fn a_short_title() {
    let text = "撤离公告\n县委第二巡察组对县民政局党组的巡察工作已于2023年5月20日结束，巡察组即日撤离，不再受理来信来访。";
    assert_eq!(read(text).announcement.title.map(|title| title.value).as_deref(), Some("撤离公告"));
}

/// Labels in brackets → the postal address.
#[test]
fn a_label_in_brackets() {
    let text = "中共云汀市民政局党组关于巡察整改进展情况的通报\n根据市委统一部署，2023年3月1日至5月20日，市委第二巡察组对市民政局党组开展了巡察。现将巡察整改进展情况予以公布。\n一、整改情况\n(一)加强学习。\n欢迎广大干部群众对巡察整改落实情况进行监督。（电话）0998-1234567，（地址）云汀市枫渡区明秀路12号，（邮编）530001。\n中共云汀市民政局党组\n2024年1月9日";
    let contact = read(text).announcement.contact;
    assert_eq!(contact.address.as_deref(), Some("云汀市枫渡区明秀路12号"));
    assert_eq!(contact.postcode.as_deref(), Some("530001"));
}

/// A page's day and a sentence → the day at which the figures stand.
#[test]
fn days_of_figures() {
    let check = |words: &str, expected: Option<&str>| {
        let text = format!(
            "中共云汀市民政局党组关于巡察整改进展情况的通报\n发布时间：2024-07-09\n根据市委统一部署，2023年3月1日至5月20日，市委第二巡察组对市民政局党组开展了巡察。现将巡察整改进展情况予以公布。\n一、总体情况\n{words}\n二、主要问题整改\n1.关于“工作不实”的问题。整改情况：加强学习。"
        );
        let day = read(&text).announcement.as_of.map(|fact| fact.value.to_string());
        assert_eq!(day.as_deref(), expected, "{words}");
    };
    check("截至今年5月底，反馈的436项问题已整改销号419项。", Some("2024-05-31"));
    check("截至今年11月底，反馈的436项问题已整改销号419项。", None);
    check("整改主要数据如下表（截至2023年9月30日）：", Some("2023-09-30"));
    check("截至2023年9月30日，整改情况见下表：", Some("2023-09-30"));
    check("截至2023年9月30日，主要数据如下：", Some("2023-09-30"));
    check("数据统计截止日期：2023年9月30日。", Some("2023-09-30"));
    check("以上数据截至2023年9月30日。", Some("2023-09-30"));
    check("意见征集截止日期：2023年9月30日。", None);
    check("截至2023年9月30日，整改方案及附件已印发。", None);
    check("据统计截至2023年9月30日，全市共有福利机构36家。", None);
}

/// Title and preamble → rank of the committee, where no group of its own is named: a 市委 that holds 巡视 is that of
/// a municipality.
#[test]
fn ranks_without_a_group() {
    let check = |title: &str, preamble: &str, expected: Option<&str>, why: &str| {
        let text = format!("{title}\n{preamble}\n一、总体情况\n局党组高度重视。");
        let level = read(&text).announcement.inspection.team_level.map(|level| level.code());
        assert_eq!(level, expected, "{why}");
    };
    let visit = "根据市委巡视工作部署要求，现将巡视整改进展情况予以公布。";
    check("中共天津市东汀事务局党组关于巡视整改进展情况的通报", visit, Some("province"), "who ordered it");
    check(
        "中共云汀市水务局党组关于市委巡视反馈意见整改情况的通报",
        "按照有关要求，现将整改情况予以公布。",
        Some("province"),
        "the title alone",
    );
    check(
        "中共云汀市水务局党组关于市委巡察整改情况的通报",
        "根据市委巡视巡察工作统一部署，2021年3月1日至4月30日，对市水务局党组开展了巡察。现将巡察整改情况予以公布。",
        Some("city"),
        "巡视巡察 is the name of the work",
    );
    check(
        "中共云汀市水务局党组关于巡察整改情况的通报",
        "根据市委巡视工作统一部署，2021年3月1日至4月30日，对市水务局党组开展了巡察。现将巡视整改情况予以公布。",
        Some("city"),
        "who writes both words means the lower one",
    );
    check(
        "中共云汀市水务局党组关于省委巡视整改情况的通报",
        "根据市委统一部署，现将省委巡视整改情况予以公布。",
        Some("city"),
        "the 巡视 is that of the province, and what the city asked for is not",
    );
    check(
        "白崖县供电公司党委关于市公司党委巡视反馈意见整改情况的通报",
        "按照有关要求，现将整改情况予以公布。",
        None,
        "a firm's own inspection has no committee of a place",
    );
}

/// Days that have lost characters and can be read in two ways → what is said of them, and that nothing else is.
#[test]
fn open_days_are_called_open() {
    let check = |stay: &str, feedback: &str, expected: &[&str]| {
        let parsed = read(&format!(
            "根据市委统一部署，{stay}，市委第一巡察组对青澜县教育局党组开展了巡察。{feedback}，市委第一巡察组向县教育局党组反馈了巡察意见。现将巡察整改情况予以公布。"
        ));
        let told =
            parsed.findings.iter().filter(|finding| ["date", "damage"].contains(&finding.doubt.code()));
        let told: Vec<&str> = told.map(|finding| finding.reason.as_str()).collect();
        let told: Vec<&str> =
            told.into_iter().filter(|reason| !reason.starts_with("没有找到公布日期")).collect();
        assert_eq!(told, expected, "{stay} {feedback}");
    };
    let open = "驻点结束日期中的字有缺失，读法不止一种，不作推断".replace('，', ",");
    let handed = "反馈日期中的字有缺失，读法不止一种，不作推断".replace('，', ",");
    check("2024年9月2日至126日", "2025年1月14日", &[&open]);
    check("2024年9月2日至12月6日", "2025114日", &[&handed]);
    check("2024年9月2日至12月6日", "2025年1月14日", &[]);
    check("2024年9月2日起", "2025年1月14日", &["没有写明驻点结束日期"]);
}

/// Groups and days in rarer forms.
#[test]
fn groups_and_days_in_rarer_forms() {
    let check = |preamble: &str, expected: &str, why: &str| {
        let text = format!("{preamble}现将巡察整改情况予以公布。");
        assert_eq!(facts(&read(&text)), expected, "{why}");
    };
    check(
        "根据市委统一部署，市委巡察机构第三组从2023年3月1日起，对市水务局党组开展了为期两个月的巡察，并于当年6月30日反馈。",
        "市委 | 市委巡察机构第三组 city | - | - | - | 2023-03-01 stated | - | 2023-06-30 inferred",
        "a word between 巡察 and the number; 当年 is the year of the stay",
    );
    check(
        "根据师市党委统一部署，2023年3月1日至5月8日，师市党委第二巡察组对师市水利局党组开展了巡审联动专项巡察。",
        "师市党委 | 师市党委第二巡察组 city | special | - | - | 2023-03-01 stated | 2023-05-08 inherited | -",
        "a division of the Corps; 巡审联动 goes with an audit",
    );
    check(
        "根据市委统一部署，20230301至20230508，市委第二巡察组对市水利局党组开展了巡察，20230630反馈。",
        "市委 | 市委第二巡察组 city | - | - | - | 2023-03-01 stated | 2023-05-08 stated | 2023-06-30 stated",
        "days of nothing but digits",
    );
    check(
        "根据市委统一部署，2023年第二季度，市委第二巡察组对市水利局党组开展了巡察，7月30日反馈。",
        "市委 | 市委第二巡察组 city | - | - | - | 2023-04-01/2023-06-30 stated | 2023-04-01/2023-06-30 stated | 2023-07-30 inferred",
        "a quarter holds both days",
    );
    check(
        "根据市委统一部署，2023年上半年，市委第二巡察组对市水利局党组开展了巡察，5月30日反馈。",
        "市委 | 市委第二巡察组 city | - | - | - | 2023-01-01/2023-06-30 stated | 2023-01-01/2023-06-30 stated | -",
        "a day inside the half year may be of the next",
    );
    check(
        "根据2023年上半年巡察工作安排，2023年3月1日至5月8日，市委第二巡察组对市水利局党组开展了巡察。收到反馈意见（6月30日）后，局党组认真整改。",
        "- | 市委第二巡察组 city | - | - | - | 2023-03-01 stated | 2023-05-08 inherited | 2023-06-30 inferred",
        "a plan's half year is no stay; a day in a bracket behind the findings",
    );
    check(
        "根据中央统一部署和国铁集团党组安排，2023年5月8日至6月16日，集团公司党委第四巡察组对澜泽车务段党委开展了巡察。",
        "中央 | 集团公司党委第四巡察组 - | - | - | - | 2023-05-08 stated | 2023-06-16 inherited | -",
        "a firm's group is not of the rank of who asked for it",
    );
}

/// Rounds: told of in one sentence with their first and last day.
#[test]
fn stays_of_rounds() {
    for told in [
        "十四届县委第九轮巡察于2020年3月23日启动，至6月12日结束，共派出7个巡察组",
        "十四届县委第九轮巡察2020年3月23日正式启动，6月12日结束，派出7个巡察组",
        "十四届县委第九轮巡察于2020年3月23日开始、6月12日结束，7个巡察组",
    ] {
        let text = format!("{told}对23个单位党组织进行了巡察。现将本轮巡察整改情况通报如下：\n一、总体情况");
        let expected = "- | - county | - | 14 | 9 | 2020-03-23 stated | 2020-06-12 inherited | -";
        assert_eq!(facts(&read(&text)), expected, "{told}");
    }
}

/// 市场监督管理局 is no 场监督管理局 of a city, and 市政府办 still one of its city.
#[test]
fn words_that_begin_as_ranks_do() {
    for (body, own) in [
        ("市市场监督管理局党组", "市场监督管理局"),
        ("市市政园林局党组", "市政园林局"),
        ("市政府办公室党组", "政府办公室"),
        ("市民政局党组", "民政局"),
        ("市财政局党组", "财政局"),
    ] {
        let text = format!(
            "中共云汀{body}关于巡察整改进展情况的通报\n根据市委统一部署，2024年3月1日至4月30日，市委第二巡察组对{body}进行了巡察。\
             2024年7月2日，市委第二巡察组向{body}反馈了巡察意见。现将整改进展情况予以公布。\n一、整改情况\n一是建立制度。\n"
        );
        let agency = read(&text).announcement.agency.unwrap();
        assert_eq!(agency.identity, Some(format!("云汀市/{own}")), "{body}");
    }
}

/// Whom a report is addressed to has not written it; the part of a month in which a group stayed is no day of feedback.
#[test]
fn addressed_to_the_office_and_a_stay_without_days() {
    let parsed = read(
        "中共柳坡镇委员会关于县委巡察反馈意见整改落实情况的报告\n县委巡察办：\n2022年3月14日至5月13日，县委第三巡察组对柳坡镇党委\
         及所辖梅园社区、大塘村、官渡村党组织开展了巡察，6月23日反馈了意见。现将整改落实情况报告如下。\n一、总体情况\n\
         反馈镇党委问题4大类22个，村级问题31个，已全部完成整改。\n中共柳坡镇委员会\n2022年11月7日",
    );
    assert_eq!(parsed.announcement.kind.code(), "rectification_single");
    let stay = read(
        "关于巡察整改进展情况的通报\n校党委巡察组于2020年11月下旬对机械学院开展了巡察工作，学院根据巡察反馈意见制定了方案。\
         现将整改进展情况予以公布。\n一、整改情况",
    );
    assert_eq!(stay.announcement.feedback, None);
}
