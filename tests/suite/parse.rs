//! What the parser reads from texts of the genre: tables of short composed
//! rows, laws on any text, and the seed as a snapshot that a person has read.

use proptest::prelude::*;
use std::collections::HashSet;
use xunlan::disclosure::{Announcement, Role, Span};
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
