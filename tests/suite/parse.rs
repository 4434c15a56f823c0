//! What the parser reads from texts of the genre: laws on any text, and the seed as a snapshot that a person has
//! read; below, tables of short composed rows.

mod bodies;
mod figures;
mod heads;
mod kinds;
mod outlines;
mod scripts;

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
