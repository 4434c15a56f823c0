//! What the parser reads from texts of the genre: tables of short composed
//! rows, laws on any text, and the seed as a snapshot that a person has read.

use proptest::prelude::*;
use std::collections::HashSet;
use xunlan::disclosure::{Announcement, DateRange, Fact, Role, Span};
use xunlan::parse::{Parsed, parse};
use xunlan::text::{Encoding, Folded, Text};

/// A text as it stands, without furniture.
fn plain(published: &str) -> Text {
    Text {
        published: published.to_owned(),
        folded: Folded::of(published),
        encoding: Encoding { name: "utf-8".to_owned(), declared: None, bom: false, replaced: 0 },
        title: None,
        meta: Vec::new(),
        chrome: Vec::new(),
        findings: Vec::new(),
    }
}

fn read(published: &str) -> Parsed {
    parse(&plain(published))
}

fn words(published: &str, span: Span) -> String {
    published.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

/// One line for each unit: address, role, status, first words.
fn outline(published: &str, announcement: &Announcement) -> String {
    let chars: Vec<char> = published.chars().collect();
    let mut out = String::new();
    for unit in &announcement.units {
        let text: String = chars[unit.span.start as usize..unit.span.end as usize].iter().collect();
        let count = text.chars().count();
        let text = text.replace('\n', "⏎");
        let shown: String = if count > 40 {
            let head: String = text.chars().take(24).collect();
            let tail: String = text.chars().skip(count - 10).collect();
            format!("{head}…{tail}")
        } else {
            text
        };
        let status = unit.status.map(|status| format!(" <{}>", status.chinese())).unwrap_or_default();
        out.push_str(&format!("{} [{}]{status} {shown}\n", unit.address, unit.role.code()));
    }
    out
}

/// The laws every parse keeps, whatever the text.
fn lawful(published: &str, parsed: &Parsed) {
    let units = &parsed.announcement.units;
    let mut covered = vec![0_u8; published.chars().count()];
    let mut end = 0;
    let mut addresses = HashSet::new();
    for (index, unit) in units.iter().enumerate() {
        assert!(unit.span.start >= end, "units in order and apart: {} {:?}", unit.address, unit.span);
        assert!(!unit.span.is_empty(), "a unit has characters: {}", unit.address);
        end = unit.span.end;
        for at in unit.span.start..unit.span.end {
            covered[at as usize] += 1;
        }
        assert!(addresses.insert(unit.address.clone()), "address twice: {}", unit.address);
        assert_eq!(unit.address.to_string().parse().as_ref(), Ok(&unit.address), "address reads back");
        assert!(unit.parent.is_none_or(|parent| (parent as usize) < index), "parents come before");
        let text = words(published, unit.span);
        assert_eq!(text.trim(), text, "no blank edges: {}", unit.address);
    }
    for (c, count) in published.chars().zip(covered) {
        assert!(c.is_whitespace() || count == 1, "{c:?} is in {count} units");
    }
}

fn seed() -> Text {
    let published = include_str!("../../seeds/000_f5b1d4cc3ccb7d7f.txt");
    let mut text = plain(published);
    // Five lines of furniture, the last glued to the first sentence.
    let glued = published.chars().take_while(|c| *c != '根').count() as u32;
    text.chrome = vec![Span::new(0, glued)];
    text
}

#[test]
fn the_seed_is_read_whole() {
    let text = seed();
    let parsed = parse(&text);
    lawful(&text.published, &parsed);
    insta::assert_snapshot!("seed_outline", outline(&text.published, &parsed.announcement));
}

proptest! {
    #[test]
    fn any_text_parses_lawfully(text in any_text()) {
        lawful(&text, &read(&text));
    }
}

/// Random Unicode mixed with the genre's glyphs.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            "一、", "二、", "(一)", "（二）", "1.", "2、", "(1)", "①", "一是", "二是", "三是", "问题1：", "整改情况：", "已完成。",
            "\n", "\n", "\t", "?", "　", " ", "。", "，", "关于", "方面", "的问题", "2024年", "3月29日", "至", "中共", "党组",
            "市委", "第七巡察组", "对", "开展了常规巡察", "反馈", "现将整改情况通报如下：", "联系电话：020-12345678", "共", "12",
            "项", "万元", "追缴", "制度", "完成率", "%", "截至", "1-2,", "第一，", "欢迎监督", "序号", "\u{200b}", "2024717日",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn roles_are_counted() {
    let text = seed();
    let parsed = parse(&text);
    let count = |role: Role| parsed.announcement.units.iter().filter(|unit| unit.role == role).count();
    assert_eq!(count(Role::Part), 3);
    assert_eq!(count(Role::Section), 6, "three in the first part, three in the third");
    assert_eq!(count(Role::Area), 6);
    assert_eq!(count(Role::Item), 18);
    assert_eq!(count(Role::Problem), 0, "none is stated");
    assert_eq!(count(Role::Measure), 9 + 33 + 8);
}

#[test]
fn the_head_of_the_seed() {
    let parsed = parse(&seed());
    let announcement = &parsed.announcement;
    assert_eq!(announcement.kind.code(), "rectification_single");
    assert!(announcement.title.is_none(), "the page shows none");
    let agency = announcement.agency.as_ref().expect("an agency");
    assert_eq!((agency.text.as_str(), agency.name.as_str()), ("市生態環境局黨組", "广州市生态环境局党组"));
    assert_eq!(words(&seed().published, agency.span.expect("a place")), "市生態環境局黨組");
    assert_eq!(agency.region, ["广东省", "广州市"]);
    assert_eq!(agency.level.map(|level| level.code()), Some("city"));
    assert_eq!(agency.organ.as_deref(), Some("党组"));
    assert_eq!(
        facts(&parsed),
        "市委 | 市委第七巡察组 city | routine | - | - | 2024-03-29 stated | 2024-06-21 inherited | 2024-09-19 stated"
    );
    assert_eq!(
        announcement.published.as_ref().map(|date| date.value.to_string()).as_deref(),
        Some("2025-11-20")
    );
    assert_eq!(
        announcement.issuer.as_ref().map(|name| name.value.as_str()),
        Some("中共广州市生态环境局党组")
    );
    assert_eq!(announcement.contact.phones, ["020-83203024"]);
    assert_eq!(announcement.contact.postcode.as_deref(), Some("510091"));
    assert_eq!(
        announcement.contact.address.as_deref(),
        Some("廣州市越秀區環市中路311號廣州市紀委監委駐市生態環境局紀檢監察組")
    );
    assert!(announcement.quantities.is_empty(), "no number about the rectification is stated");
}

/// 。 and ； take three bytes; a digit before one was looked behind as if it were a comma.
#[test]
fn a_clause_begins_behind_a_wide_sign_that_follows_a_digit() {
    for sign in ['；', '。', '，'] {
        let text = format!(
            "一、巡察反馈问题整改落实情况\n（一）账目不清的问题\n电话3700003{sign}追缴违规资金3.6万元。"
        );
        let money = &parse(&plain(&text)).announcement.quantities;
        let told: Vec<_> = money.iter().map(|money| (money.value.as_deref(), money.of.as_deref())).collect();
        assert_eq!(told, [(Some("36000"), Some("追缴"))], "{text}");
    }
}

fn range(fact: &Option<Fact<DateRange>>) -> String {
    fact.as_ref().map_or("-".to_owned(), |fact| match fact.value.exact() {
        Some(day) => format!("{day} {}", fact.known.word()),
        None => format!("{}/{} {}", fact.value.first, fact.value.last, fact.known.word()),
    })
}

/// Orderer | team and level | modes | session | round | start | end | feedback.
fn facts(parsed: &Parsed) -> String {
    let inspection = &parsed.announcement.inspection;
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map_or("-".to_owned(), |fact| fact.value.clone());
    let number =
        |fact: &Option<Fact<u16>>| fact.as_ref().map_or("-".to_owned(), |fact| fact.value.to_string());
    let modes: Vec<&str> = inspection.mode.iter().map(|mode| mode.code()).collect();
    format!(
        "{} | {} {} | {} | {} | {} | {} | {} | {}",
        text(&inspection.ordered_by),
        text(&inspection.team),
        inspection.team_level.map_or("-", |level| level.code()),
        if modes.is_empty() { "-".to_owned() } else { modes.join("+") },
        number(&inspection.session),
        number(&inspection.round),
        range(&inspection.start),
        range(&inspection.end),
        range(&parsed.announcement.feedback),
    )
}

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

/// Who was entered for an inspection is the body that was inspected.
#[test]
fn bodies_that_were_entered() {
    for (clause, expected) in [
        ("进驻区财政局开展巡察", Some("区财政局")),
        ("进驻区财政局进行为期14天的常规巡察", Some("区财政局")),
        ("进驻各镇街道开展巡察", None),
        ("进驻现场开展巡察", None),
    ] {
        let text = format!(
            "根据区委统一部署，区委第三巡察组于2023年3月27日至4月9日{clause}。现将巡察整改情况予以公布。\n一、总体情况\n有关情况。"
        );
        let agency = read(&text).announcement.agency.map(|agency| agency.name);
        assert_eq!(agency.as_deref(), expected, "{clause}");
    }
}

/// Agency: text in the preamble, signature → name, level, region.
#[test]
fn agencies() {
    let check = |object: &str, group: &str, signature: &str, expected: &str, why: &str| {
        let text = format!(
            "根据统一部署，2024年3月1日至4月30日，{group}对{object}开展了常规巡察。现将巡察整改情况予以公布。\n一、整改情况\n有关情况。\n{signature}\n2025年1月2日"
        );
        let parsed = read(&text);
        let agency = parsed.announcement.agency.expect("an agency");
        let level = agency.level.map_or("-", |level| level.code());
        assert_eq!(format!("{} {level} {}", agency.name, agency.region.join("/")), expected, "{why}");
    };
    check(
        "市财政局党组",
        "市委第四巡察组",
        "中共云汀市财政局党组",
        "云汀市财政局党组 city 云汀市",
        "the signature has the place",
    );
    check(
        "我院党委",
        "市委第一巡察组",
        "中共云汀市人民医院委员会",
        "云汀市人民医院党委 city 云汀市",
        "我院 is who signs; 委员会 is the 党委",
    );
    check(
        "上海望岫国际商务区管理委员会党组",
        "市委第一巡视组",
        "",
        "上海望岫国际商务区管理委员会党组 province 上海市",
        "a body may be called by the short name of its place",
    );
    check(
        "北京青澜大学望岫附属中学党委",
        "市委第一巡察组",
        "",
        "北京青澜大学望岫附属中学党委 city ",
        "a university's place is not that of its schools elsewhere",
    );
    check(
        "区妇联党组",
        "区委第四巡察组",
        "枫渡区妇女联合会党组",
        "枫渡区妇女联合会党组 county 枫渡区",
        "a short name of the same body",
    );
    check(
        "枫渡区委",
        "省委第三巡视组",
        "中共枫渡区委员会",
        "枫渡区委 county 枫渡区",
        "a whole area has its own rank, not the group's",
    );
    check(
        "清苇镇党委",
        "县委第四巡察组",
        "中共石莲县清苇镇委员会",
        "石莲县清苇镇党委 town 石莲县",
        "a town under its county, whose name is not repeated",
    );
    check(
        "越秀区民政局党组",
        "区委第二巡察组",
        "中共广州市越秀区民政局党组",
        "广州市越秀区民政局党组 county 广东省/广州市/越秀区",
        "a known place gets its province",
    );
    check(
        "沐苇区住房和城乡建设局党组",
        "区委第二巡察组",
        "中共沐苇区住房和城乡建设局党组",
        "沐苇区住房和城乡建设局党组 county 沐苇区",
        "城乡 is no township",
    );
}

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
        "一 problem; 一(一) measure; 一(二) measure; 二 part; 二段1 paragraph",
        "chapters that are problems",
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

/// A body's name; a town's own name is no region of its own.
#[test]
fn a_town_without_a_county_has_no_region() {
    let parsed =
        read("2025年1月16日，区委巡察一组向青澜街道党工委反馈巡察情况。区委巡察一组指出，存在差距。");
    let agency = parsed.announcement.agency.expect("an agency");
    assert_eq!((agency.name.as_str(), agency.region.len()), ("青澜街道党工委", 0));
}

/// A sentence of the first chapter → kind value unit (of).
#[test]
fn quantities() {
    let check = |sentence: &str, expected: &[&str], why: &str| {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改责任\n{sentence}"
        );
        let got: Vec<String> = read(&text)
            .announcement
            .quantities
            .iter()
            .map(|quantity| {
                let of = quantity.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
                format!(
                    "{} {} {}{of}",
                    quantity.kind.code(),
                    quantity.value.as_deref().unwrap_or("-"),
                    quantity.unit
                )
            })
            .collect();
        assert_eq!(got, expected, "{why}: {sentence}");
    };
    check(
        "针对反馈的3个方面5类9个具体问题，制定整改措施27条。",
        &["problems 3 个方面 (方面)", "problems 5 类 (类)", "problems 9 个", "measures 27 条"],
        "tiers",
    );
    check(
        "围绕反馈的五方面17项56个问题整改。",
        &["problems 5 方面 (方面)", "problems 17 项 (项)", "problems 56 个"],
        "Chinese numerals mixed in",
    );
    check(
        "截至2024年6月30日，24个问题已完成整改21个，需长期坚持3个，整改完成率87.5%。",
        &["problems 24 个", "done 21 个", "long_term 3 个", "rate 87.5 %"],
        "status words",
    );
    check(
        "已整改完成34个（含立行立改2个），阶段性完成3个问题。",
        &["done 34 个", "done 2 个 (立行立改)", "staged 3 个"],
        "a bracket is a subset",
    );
    check(
        "给予党纪处分1人、政务处分0人，诫勉2人，提醒谈话11人次。",
        &[
            "people 1 人 (党纪处分)",
            "people 0 人 (政务处分)",
            "people 2 人 (诫勉)",
            "people 11 人次 (提醒谈话)",
        ],
        "explicit zeros; 人 and 人次 apart",
    );
    check(
        "给予批评教育、提醒谈话、诫勉24人。",
        &["people 24 人 (批评教育、提醒谈话、诫勉)"],
        "one head-count for three",
    );
    check(
        "收回逾期账款1.86亿元，清退2022年违规补贴1200元，追缴3.05万元。",
        &["money 186000000 元 (收回)", "money 1200 元 (清退)", "money 30500 元 (追缴)"],
        "exact money; a year between verb and amount",
    );
    check("退还违规款项。", &["money -  (退还)"], "an amount that is not stated");
    check("制定完善制度9项，建章立制5个。", &["rules 9 项 (制定、完善)", "rules 5 个"], "rules");
    check("上轮巡察反馈的34个问题有11个未完成。", &[], "another round's numbers");
    check("占比48%，同比下降8.62%，群众满意率96.1%，发现问题3个，累计浏览量4454次。", &[], "decoys");
    check("先后召开党组会议6次。", &["meetings 6 次"], "meetings are kept apart");
}

#[test]
fn totals_that_do_not_add_up_are_doubted() {
    let text = "一、整改责任\n截至2024年6月30日，10个问题已完成整改7个，正在整改2个，整改完成率70%。";
    let doubts =
        |text: &str| read(text).findings.iter().filter(|finding| finding.doubt.code() == "quantity").count();
    assert_eq!(doubts(text), 1, "7 and 2 are not 10");
    assert_eq!(doubts(&text.replace("整改2个", "整改3个")), 0);
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

/// Head of a page, who was inspected, by whom → agency, level, region, level of the group, day of the page.
#[test]
fn bodies_by_what_stands_around_the_text() {
    let check = |head: &str, object: &str, group: &str, expected: &str, why: &str| {
        let text = format!(
            "{head}\n根据统一部署，2023年3月6日至4月28日，{group}对{object}开展了巡察。现将整改情况公布。\n一、整改情况"
        );
        let parsed = read(&text);
        let announcement = &parsed.announcement;
        let agency = announcement.agency.as_ref();
        let level = |level: Option<xunlan::disclosure::Level>| level.map_or("-", |level| level.code());
        let shown = format!(
            "{} {} {} {} {}",
            agency.map_or("-", |agency| &agency.name),
            level(agency.and_then(|agency| agency.level)),
            agency.map_or(String::new(), |agency| agency.region.join("/")),
            level(announcement.inspection.team_level),
            announcement.published.as_ref().map_or("-".to_owned(), |day| day.value.to_string()),
        );
        assert_eq!(shown, expected, "{why}: {head}");
    };
    for title in [
        "〔公开公示〕桐坞县民政局党组关于巡察整改情况的通报",
        "（公示）中共桐坞县民政局党组关于巡察整改情况的通报",
        "公示公告：桐坞县民政局党组关于巡察整改情况的通报",
        "桐坞县民政局：关于巡察整改情况的通报",
        "刀刃向内真改实改——中共桐坞县民政局党组关于巡察整改情况的通报",
        "二十三项任务全部办结 中共桐坞县民政局党组关于巡察整改情况的通报",
        "桐坞县民政局-党务公开-中共桐坞县民政局党组关于巡察整改情况的通报",
    ] {
        check(
            &format!("{title}\n发布时间：2023-12-05"),
            "县民政局党组",
            "县委第二巡察组",
            "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
            "what stands before a name is no part of it",
        );
    }
    for head in [
        "砚岭县人民医院 > 党务公开 > 正文\n巡察整改进展情况通报\n2023-12-05",
        "砚岭县人民医院官方网站\n巡察整改进展情况通报\n2023-12-05",
        "巡察整改进展情况通报\n2023-12-05 来源：砚岭县人民医院",
    ] {
        check(
            head,
            "我院党委",
            "县委第二巡察组",
            "砚岭县人民医院党委 county 砚岭县 county 2023-12-05",
            "我院 is whose site it is",
        );
    }
    check(
        "桐坞县柳溪镇人民政府\n巡察整改情况通报",
        "我镇党委",
        "县委第二巡察组",
        "桐坞县柳溪镇党委 town 桐坞县 county -",
        "我镇 likewise",
    );
    check(
        "中共柳溪镇委员会关于巡察整改情况的通报_桐坞县人民政府门户网站",
        "柳溪镇党委",
        "县委第二巡察组",
        "柳溪镇党委 town 桐坞县 county -",
        "a town lies in the county whose site has its page",
    );
    check(
        "琅滨市中级人民法院网 > 基层法院 > 云岫市人民法院\n中共云岫市人民法院党组关于巡察整改情况的通报",
        "市法院党组",
        "市委第二巡察组",
        "云岫市人民法院党组 county 云岫市 county -",
        "the site says that the city is a county's",
    );
    check(
        "云塔地区特克尔斯县人民法院\n特克尔斯县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "特克尔斯县人民法院党组 county 云塔地区/特克尔斯县 county -",
        "four characters that write sounds",
    );
    check(
        "云塔盟乌兰塔拉旗人民法院\n乌兰塔拉旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "乌兰塔拉旗人民法院党组 county 云塔盟/乌兰塔拉旗 county -",
        "likewise, in a league",
    );
    check(
        "云塔盟科尔塔右翼前旗人民法院\n科尔塔右翼前旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "科尔塔右翼前旗人民法院党组 county 云塔盟/科尔塔右翼前旗 county -",
        "a side of a banner",
    );
    check(
        "岚州市岑江侗族苗族自治县人民法院\n岑江侗族苗族自治县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "岑江侗族苗族自治县人民法院党组 county 岚州市/岑江侗族苗族自治县 county -",
        "peoples before the rank are a part of the name",
    );
    check(
        "云汀市𬒈𬒗县人民法院\n𬒈𬒗县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "𬒈𬒗县人民法院党组 county 云汀市/𬒈𬒗县 county -",
        "rare characters",
    );
    check(
        "双江拉祜族佤族布朗族傣族自治县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "双江拉祜族佤族布朗族傣族自治县人民法院党组 county 云南省/临沧市/双江拉祜族佤族布朗族傣族自治县 county -",
        "the longest name of the table",
    );
    check(
        "云汀市农贸市场管理中心党组关于巡察整改情况的通报",
        "市农贸市场管理中心党组",
        "市委第二巡察组",
        "云汀市农贸市场管理中心党组 city 云汀市 city -",
        "a market is no city in a city",
    );
    check(
        "云汀市产业联盟服务中心党组关于巡察整改情况的通报",
        "产业联盟服务中心党组",
        "市委第二巡察组",
        "云汀市产业联盟服务中心党组 city 云汀市 city -",
        "an alliance is no league",
    );
    check(
        "赴阿塔木县教育局党组关于巡察整改情况的通报",
        "赴阿塔木县教育局党组",
        "县委第二巡察组",
        "赴阿塔木县教育局党组 county  county -",
        "a verb is no sound",
    );
    check(
        "云溪市教育局党组关于巡察整改情况的通报",
        "云溪市教育局党组",
        "汀州市委第二交叉巡察组",
        "云溪市教育局党组 city 云溪市 city -",
        "groups that cross look at their equals",
    );
    check(
        "沅陂江口县城关镇人民政府党组关于巡察整改情况的通报",
        "沅陂江口县城关镇人民政府党组",
        "县委第二巡察组",
        "沅陂江口县城关镇人民政府党组 town  county -",
        "the government of a town is of its rank, wherever it lies",
    );
    check(
        "塔林旗嘎拉图嘎查党支部关于巡察整改情况的通报",
        "嘎拉图嘎查党支部",
        "旗委第二巡察组",
        "塔林旗嘎拉图嘎查党支部 village 塔林旗 county -",
        "a 嘎查 is a village",
    );
    check(
        "云塔盟云巴尔虎右旗人民法院\n云巴尔虎右旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "云巴尔虎右旗人民法院党组 county 云塔盟/云巴尔虎右旗 county -",
        "a banner by its side",
    );
    check(
        "",
        "沅陂江口县委",
        "市委第二巡察组",
        "沅陂江口县党委 county  city -",
        "a county's committee is a county's, known or not",
    );
    check(
        "国家税务总局葭川市税务局党委关于巡察整改情况的通报",
        "葭川市税务局党委",
        "省局党委第三巡察组",
        "国家税务总局葭川市税务局党委 city 葭川市 province -",
        "an unknown place behind the head office",
    );
    check(
        "区妇联党组关于巡察整改情况的通报_曜城区妇女联合会",
        "区妇联党组",
        "区委第二巡察组",
        "曜城区妇女联合会党组 county 曜城区 county -",
        "the site has the whole name; a short 城区 before a body is a place",
    );
    check(
        "桐坞日报2023年12月05日 A03版\n中共桐坞县民政局党组关于巡察整改情况的通报",
        "县民政局党组",
        "县委第二巡察组",
        "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
        "the day of a paper",
    );
    check(
        "中共桐坞县民政局党组关于巡察整改情况的通报\n桐坞县民政局 2023/12/05",
        "县民政局党组",
        "县委第二巡察组",
        "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
        "who and when, and nothing else",
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
fn contacts() {
    let check = |line: &str, phones: &[&str], postcode: Option<&str>, why: &str| {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n欢迎监督。{line}\n中共雁屏县水利局党组\n2024年1月2日"
        );
        let contact = read(&text).announcement.contact;
        assert_eq!(
            (contact.phones, contact.postcode.as_deref()),
            (phones.iter().map(|phone| (*phone).to_owned()).collect(), postcode),
            "{why}"
        );
    };
    check(
        "联系电话：0690-3100215、3100216；邮编：990312。",
        &["0690-3100215", "3100216"],
        Some("990312"),
        "two numbers, one area code",
    );
    check("监督电话：（0690）3100215 3100216", &["(0690)3100215", "3100216"], None, "brackets and a blank");
    check(
        "联系电话：0690-31**306（8:30-12:00，14:00-17:30）",
        &["0690-31**306"],
        None,
        "masked; hours are no numbers",
    );
    check(
        "联系电话：0690-3100215；传真：0690-3100299；邮箱：",
        &["0690-3100215"],
        None,
        "a fax is no phone, an empty label is empty",
    );
    check("监督电话：0690-310 0215", &["0690-3100215"], None, "a blank inside a number");
    check("联系人：王某 13800001234", &["13800001234"], None, "who can be reached, and where");
    check("电话：(0690)3100215转803", &["(0690)3100215转803"], None, "an extension");
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

/// Houses and papers are handed over in the ordinary way; clues are, and people, to whoever looks into them.
#[test]
fn what_is_handed_over_is_not_always_a_sanction() {
    for (measure, expected) in [
        ("组织召开柳桥治超站固定资产移交不实问题整改会议。", Some("study")),
        ("完成办公用房、车辆移交。", None),
        ("向县纪委监委移交问题线索2条。", Some("sanction")),
        ("将有关人员移交县纪委监委。", Some("sanction")),
        ("对涉嫌犯罪的1人移交司法机关。", Some("sanction")),
    ] {
        let text = format!("一、整改情况\n(一)关于甲方面\n1.关于乙不到位的问题。\n整改情况:{measure}\n");
        let units = read(&text).announcement.units;
        let action = units.iter().find_map(|unit| unit.action.as_deref());
        assert_eq!(action, expected, "{measure}");
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
