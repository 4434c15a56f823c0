//! Promise 1 to 3: a quoted query finds exactly what a naive scan finds, in
//! any script and in spite of noise, counted exactly and marked exactly.
//!
//! The scan here is written from the promise, not from the engine: it folds
//! each published character, keeps letters and digits, and puts one boundary
//! where a sentence ends.

use super::kit::{Random, SHIPPED, app};
use super::web::ask;
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use xunlan::disclosure::Span;
use xunlan::search::syntax::{self, read};
use xunlan::search::{Backend, Page, Record};
use xunlan::text::fold_char;
use xunlan::web::encode;

/// Each significant character with its place in the published text.
fn key(text: &str, skipped: &[Span]) -> Vec<(char, u32)> {
    let mut key: Vec<(char, u32)> = Vec::new();
    let mut ended = None;
    for (at, c) in (0_u32..).zip(text.chars()) {
        if skipped.iter().any(|span| span.start <= at && at < span.end) {
            continue;
        }
        let c = fold_char(c);
        if "。！？；".contains(c) {
            ended = ended.or(Some(at));
        } else if c.is_alphanumeric() {
            if let Some(end) = ended.take().filter(|_| !key.is_empty()) {
                key.push(('。', end));
            }
            key.push((c, at));
        }
    }
    key
}

fn letters(text: &str) -> Vec<char> {
    key(text, &[]).into_iter().map(|(c, _)| c).collect()
}

struct Scanned {
    record: Record,
    key: Vec<(char, u32)>,
}

/// What a scan finds: per announcement occurrences and, per unit touched, the marks.
type Found = BTreeMap<String, (u64, BTreeMap<String, Vec<[u32; 2]>>)>;

fn scan(documents: &[Scanned], wanted: &[char]) -> Found {
    let mut found = Found::new();
    for Scanned { record, key } in documents {
        let places: Vec<(u32, u32, usize)> = key
            .windows(wanted.len())
            .enumerate()
            .filter(|(_, window)| window.iter().map(|(c, _)| c).eq(wanted))
            .map(|(at, window)| (window[0].1, window[window.len() - 1].1 + 1, at))
            .collect();
        if places.is_empty() {
            continue;
        }
        let mut marks: Vec<[u32; 2]> = Vec::new();
        for (start, end, _) in &places {
            // A gloss is not matched, so it is not marked.
            let own =
                (*start..*end).filter(|at| !record.skipped.iter().any(|s| s.start <= *at && *at < s.end));
            let mut fresh = true;
            for at in own {
                match marks.last_mut() {
                    Some(last) if at < last[1] => {}
                    Some(last) if at == last[1] && !fresh => last[1] = at + 1,
                    _ => marks.push([at, at + 1]),
                }
                fresh = false;
            }
        }
        let mut units = BTreeMap::new();
        for unit in &record.announcement.units {
            let span = unit.span;
            let touched = places.iter().any(|(_, _, at)| {
                key[*at..*at + wanted.len()]
                    .iter()
                    .any(|(_, origin)| span.start <= *origin && *origin < span.end)
            });
            if touched {
                let cut = |m: &[u32; 2]| {
                    [m[0].max(span.start) - span.start, m[1].min(span.end).max(span.start) - span.start]
                };
                let own = marks.iter().filter(|m| m[0] < span.end && m[1] > span.start).map(cut).collect();
                units.insert(unit.address.to_string(), own);
            }
        }
        found.insert(record.id.clone(), (places.len() as u64, units));
    }
    found
}

fn scanned() -> Vec<Scanned> {
    let shipped = &*SHIPPED;
    let ids = shipped.tantivy.ids().unwrap();
    let mut documents: Vec<Scanned> = ids
        .iter()
        .map(|id| shipped.tantivy.read(id).unwrap().unwrap())
        .map(|record| Scanned { key: key(&record.text, &record.skipped), record })
        .collect();
    documents.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    assert!(documents.len() >= 25, "the seed and at least 24 samples");
    documents
}

/// In straight quotes: a mark or a backslash of the text gets a backslash.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '＂' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// What people's clipboards put between and into characters.
fn noisy(text: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if random.once_in(4) {
            out.push(*random.pick(&[
                ' ', '\u{200b}', '\u{a0}', '\u{ad}', '\u{feff}', '\u{3000}', '\u{200d}', '\n', '\u{2060}',
            ]));
        }
        match c {
            '0'..='9' | 'a'..='z' | 'A'..='Z' => out.push(char::from_u32(c as u32 + 0xfee0).unwrap()),
            '一' if random.once_in(3) => out.push('⼀'),
            '文' if random.once_in(3) => out.push('⽂'),
            c => out.push(c),
        }
    }
    out
}

struct Scripts(Vec<(&'static str, OpenCC)>);

impl Scripts {
    fn new() -> Self {
        let of = |name, config| (name, OpenCC::from_config(config).unwrap());
        Self(vec![
            of("s2t", BuiltinConfig::S2t),
            of("s2tw", BuiltinConfig::S2tw),
            of("s2hk", BuiltinConfig::S2hk),
            of("t2s", BuiltinConfig::T2s),
        ])
    }

    /// The text in a script drawn by lot. Traditional is made from Simplified, as converters do.
    fn convert(&self, text: &str, random: &mut Random) -> (&'static str, String) {
        let simplified = self.0[3].1.convert(text);
        match random.below(6) {
            0 => ("published", text.to_owned()),
            1 => ("folded", text.chars().map(fold_char).collect()),
            2 => ("t2s", simplified),
            n => (self.0[n - 3].0, self.0[n - 3].1.convert(&simplified)),
        }
    }
}

/// A random part of a document, 1 to 40 characters, with something to find in it.
fn part(document: &Scanned, random: &mut Random) -> Option<String> {
    let own = any_part(document, random);
    // A gloss is published but not matched; a query that contains one is another question.
    if document.record.skipped.iter().any(|s| s.start < own.end && own.start <= s.end) {
        return None;
    }
    Some(slice(document, own)).filter(|part: &String| !letters(part).is_empty())
}

fn any_part(document: &Scanned, random: &mut Random) -> Range<u32> {
    let text: Vec<char> = document.record.text.chars().collect();
    let length = if random.once_in(3) { 1 + random.below(40) } else { 1 + random.below(12) };
    let start = random.below(text.len().saturating_sub(length));
    start as u32..(start + length).min(text.len()) as u32
}

fn slice(document: &Scanned, part: Range<u32>) -> String {
    document.record.text.chars().skip(part.start as usize).take(part.len()).collect()
}

struct Draw {
    script: &'static str,
    query: String,
    wanted: Vec<char>,
}

fn draw(document: &Scanned, scripts: &Scripts, random: &mut Random) -> Option<Draw> {
    let part = part(document, random)?;
    let (script, mut text) = scripts.convert(&part, random);
    if random.once_in(2) {
        text = noisy(&text, random);
    }
    Some(Draw { script, query: quoted(&text), wanted: letters(&part) })
}

#[test]
fn every_substring_is_found_counted_and_marked() {
    let documents = scanned();
    let (scripts, mut random) = (Scripts::new(), Random::new("recall"));
    let everything = Page { groups: 1000, units: 100_000, ..Page::default() };
    let (mut asked, mut wrong) = (0, Vec::new());
    for document in documents.iter().cycle().take(1600) {
        let Some(Draw { script, query, wanted }) = draw(document, &scripts, &mut random) else { continue };
        asked += 1;
        let expected = scan(&documents, &wanted);
        let read = read(&query, &syntax::Limits::default()).unwrap();
        let mut problem =
            |what: String| wrong.push(format!("{script} {query:?} in {}: {what}", document.record.id));
        if !read.notes.is_empty() {
            problem(format!("notes {:?}", read.notes));
        }
        let hits = SHIPPED.tantivy.search(&read.query, &everything).unwrap();
        let mut found = Found::new();
        for group in &hits.groups {
            let units =
                group.units.iter().map(|unit| (unit.address.to_string(), unit.marks.clone())).collect();
            found.insert(group.announcement.id.clone(), (group.occurrences, units));
        }
        if found != expected {
            let brief = |found: &Found| -> Vec<(String, u64, usize)> {
                found.iter().map(|(id, (n, units))| (id.clone(), *n, units.len())).collect()
            };
            problem(format!("found {:?}, scan {:?}", brief(&found), brief(&expected)));
            continue;
        }
        let occurrences: u64 = expected.values().map(|(n, _)| n).sum();
        let units: usize = expected.values().map(|(_, units)| units.len()).sum();
        if hits.totals.announcements != expected.len() as u64
            || hits.totals.occurrences != occurrences
            || hits.totals.units != units as u64
        {
            problem(format!("totals {:?}", hits.totals));
        }
        // Marks are checked against the scan above; this says the same in the reader's terms.
        for unit in hits.groups.iter().flat_map(|group| &group.units) {
            let text: Vec<char> = unit.text.chars().collect();
            let whole = unit.marks.iter().map(|[start, end]| {
                letters(&text[*start as usize..*end as usize].iter().collect::<String>())
            });
            for own in whole {
                let part_of = |long: &[char], short: &[char]| {
                    short.is_empty() || long.windows(short.len()).any(|w| w == short)
                };
                if !(part_of(&own, &wanted) || part_of(&wanted, &own)) {
                    problem(format!("mark {own:?} in {}", unit.address));
                }
            }
        }
    }
    println!("{asked} queries");
    assert!(asked > 1400, "only {asked} queries");
    assert!(
        wrong.is_empty(),
        "{} of {asked} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

#[test]
fn api_and_command_line_find_the_same() {
    let documents = scanned();
    let (scripts, mut random) = (Scripts::new(), Random::new("recall surfaces"));
    let app = app(Arc::clone(&SHIPPED.tantivy));
    let mut on_command_line = 0;
    for (turn, document) in documents.iter().cycle().take(150).enumerate() {
        let Some(Draw { query, wanted, .. }) = draw(document, &scripts, &mut random) else { continue };
        let expected = scan(&documents, &wanted);
        let url = format!("/api/v1/search?q={}&size=100&units=1000", encode(&query));
        let answer = ask(Arc::clone(&app), "GET", &url, &[]).json();
        assert_eq!(surface(&answer), expected, "{query:?}");
        if turn % 8 == 0 {
            on_command_line += 1;
            let ran = SHIPPED.place.cli(&["search", &query, "--json", "--size", "100", "--units", "1000"]);
            assert_eq!(ran.code, 0, "{query:?}: {ran:?}");
            assert_eq!(ran.json(), answer, "{query:?}");
        }
    }
    assert!(on_command_line > 10);
}

fn surface(answer: &Value) -> Found {
    let list = |value: &Value| value.as_array().unwrap().clone();
    let mark = |m: &Value| [m[0].as_u64().unwrap() as u32, m[1].as_u64().unwrap() as u32];
    let unit = |unit: &Value| {
        (unit["address"].as_str().unwrap().to_owned(), list(&unit["marks"]).iter().map(mark).collect())
    };
    let group = |group: &Value| {
        let id = group["announcement"]["id"].as_str().unwrap().to_owned();
        (id, (group["occurrences"].as_u64().unwrap(), list(&group["units"]).iter().map(unit).collect()))
    };
    list(&answer["groups"]).iter().map(group).collect()
}

#[test]
fn exact_finds_what_the_published_text_says() {
    let documents = scanned();
    let mut random = Random::new("exact");
    for document in documents.iter().cycle().take(200) {
        let text = slice(document, any_part(document, &mut random));
        check_exact(&*SHIPPED.tantivy, &documents, &text);
    }
    for text in ["（", "：", "“", "，", "、", "》", "。", "；", "）", "”", ")", "。（"] {
        check_exact(&*SHIPPED.tantivy, &documents, text);
    }
}

/// Where pinyin stands behind characters, what is asked for may begin or end in the middle of it; where a unit
/// begins or ends with signs, they are its own.
#[test]
fn exact_finds_glosses_and_the_edges_of_units() {
    let place = super::kit::Place::new();
    let texts = [
        "關(guān)于云汀市教育局黨(dǎng)組巡察整改進展情況(kuàng)的通報\n一、整改情況(kuàng)\n（一）關(guān)于“學習”方面（重點）：\n\
         1.關(guān)于學習不夠的問題。整改情况：一是加强學習（每月）。；二是落實有關(guān)要求，了解情況(kuàng)\n——2.其他\n",
        "关于云汀市水务局党组巡察整改进展情况的通报\n一、整改情况(一)\n（一）关于“学习”方面：\n\
         1.关于学习不够（guan）的问题（已完成）\n“整改”情况：一是加强学习（每月）。二是方案(e)落实。\n",
    ];
    let files = [("a.txt", texts[0].as_bytes()), ("b.txt", texts[1].as_bytes())];
    assert!(place.ingest(&files).failed.is_empty());
    let (engine, memory) = (place.engine(), place.memory());
    let read = |id: &String| engine.read(id).unwrap().unwrap();
    let documents: Vec<Scanned> = engine
        .ids()
        .unwrap()
        .iter()
        .map(read)
        .map(|record| Scanned { key: key(&record.text, &record.skipped), record })
        .collect();
    assert!(documents.iter().any(|document| document.record.skipped.len() > 4), "pinyin is recognised");
    let mut random = Random::new("glosses");
    for document in documents.iter().cycle().take(600) {
        let text = slice(document, any_part(document, &mut random));
        check_exact(&engine, &documents, &text);
        check_exact(&memory, &documents, &text);
    }
}

/// Signs side by side: every one of them is a place, on every surface.
#[test]
fn signs_in_a_row_are_counted_one_by_one() {
    let place = super::kit::Place::new();
    let text = "关于巡察整改进展情况的通报\n一、整改情况\n（一）方面\n1.建立制度——长效……机制，，完善。。好（（二））的，。\n";
    assert!(place.ingest(&[("a.txt", text.as_bytes())]).failed.is_empty());
    let engine = Arc::new(place.engine());
    let memory = place.memory();
    for (wanted, times) in [
        ("—", 2),
        ("——", 1),
        ("…", 2),
        ("，", 3),
        ("，，", 1),
        ("。", 3),
        ("（", 3),
        ("））", 1),
        ("，。", 1),
        ("度——长", 1),
    ] {
        let starts = text.char_indices().filter(|(at, _)| text[*at..].starts_with(wanted)).count();
        assert_eq!(starts, times, "{wanted}");
        let query = read(&format!("exact:\"{wanted}\""), &syntax::Limits::default()).unwrap().query;
        let found = engine.search(&query, &Page::default()).unwrap();
        assert_eq!(found.totals.occurrences as usize, times, "{wanted}");
        assert_eq!(found.groups, memory.search(&query, &Page::default()).unwrap().groups, "{wanted}");
        let url = format!("/api/v1/kwic?q={}", encode(&format!("exact:\"{wanted}\"")));
        let lines = ask(app(Arc::clone(&engine)), "GET", &url, &[]).json()["lines"].clone();
        let spans: std::collections::HashSet<String> =
            lines.as_array().unwrap().iter().map(|line| line["span"].to_string()).collect();
        assert_eq!(spans.len(), times, "{wanted}: {lines}");
    }
}

/// In every announcement, how often the text stands there, and in which units.
fn check_exact(engine: &dyn Backend, documents: &[Scanned], text: &str) {
    let text = text.trim();
    // Reading a query makes one blank of many; such strings cannot be asked for.
    let blank = |c: char| c != ' ' && (c.is_whitespace() || c.is_control());
    if text.is_empty() || text.contains(blank) || text.contains("  ") {
        return;
    }
    let query = read(&format!("exact:{}", quoted(text)), &syntax::Limits::default()).unwrap().query;
    let everything = Page { groups: 1000, units: 100_000, ..Page::default() };
    let hits = engine.search(&query, &everything).unwrap();
    let mut expected: BTreeMap<&str, (u64, Vec<String>)> = BTreeMap::new();
    for document in documents {
        let own = &document.record.text;
        let starts = (0_u32..).zip(own.char_indices()).filter(|(_, (at, _))| own[*at..].starts_with(text));
        let spans: Vec<Span> =
            starts.map(|(start, _)| Span::new(start, start + text.chars().count() as u32)).collect();
        let units = document.record.announcement.units.iter();
        let touched = units.filter(|unit| spans.iter().any(|span| unit.span.overlap(*span).is_some()));
        let mut touched: Vec<String> = touched.map(|unit| unit.address.to_string()).collect();
        touched.sort();
        if !spans.is_empty() {
            expected.insert(&document.record.id, (spans.len() as u64, touched));
        }
    }
    let mut found: BTreeMap<&str, (u64, Vec<String>)> = BTreeMap::new();
    for group in &hits.groups {
        let mut units: Vec<String> = group.units.iter().map(|unit| unit.address.to_string()).collect();
        units.sort();
        found.insert(&group.announcement.id, (group.occurrences, units));
    }
    assert_eq!(found, expected, "exact {text:?}");
}
