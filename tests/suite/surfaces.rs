//! Promise 5: the same question gives the same totals on every surface, and
//! hostile questions an answer or a refusal on each of them.
//!
//! Random queries of the grammar, with random choices, go through the engine,
//! the naive engine, API, page, concordance, matrix, export, batch and the
//! command line; what each counts is compared whole. Corpora: what ships, and
//! made-up announcements in several scripts.

use super::bench::genre::Genre;
use super::kit::{Place, Random, app, repository};
use super::web::{ask, send};
use serde_json::Value;
use std::collections::HashSet;
use std::sync::Arc;
use xunlan::engine::memory::Memory;
use xunlan::engine::tantivy::Engine;
use xunlan::search::{Backend, Field, Totals};
use xunlan::web::encode;

/// A corpus under its engines and on disk.
struct World {
    place: Place,
    engine: Arc<Engine>,
    memory: Memory,
    texts: Vec<Vec<char>>,
    values: Vec<(Field, Vec<String>)>,
}

impl World {
    fn over(place: Place, engine: Arc<Engine>, memory: Memory) -> Self {
        let mut ids: Vec<String> = engine.ids().unwrap().into_iter().collect();
        ids.sort();
        let text = |id: &String| engine.read(id).unwrap().unwrap().text.chars().collect();
        let texts = ids.iter().map(text).collect();
        let values =
            Field::ALL.iter().map(|field| (*field, engine.values(*field, "", 200).unwrap())).collect();
        Self { place, engine, memory, texts, values }
    }

    fn shipped() -> Self {
        let place = Place::shipped();
        assert!(place.ingest(&[]).failed.is_empty());
        let (engine, memory) = (Arc::new(place.engine()), place.memory());
        Self::over(place, engine, memory)
    }

    /// Made-up announcements, added in several commits.
    fn made(announcements: u64) -> Self {
        let (place, genre) = (Place::new(), Genre::new(repository(), 23));
        for commit in 0..4 {
            let numbers = (0..announcements).filter(|number| number % 4 == commit);
            let given: Vec<(String, Vec<u8>)> =
                numbers.map(|number| (format!("{number}.txt"), genre.announcement(number).0)).collect();
            let given: Vec<(&str, &[u8])> =
                given.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            assert!(place.ingest(&given).failed.is_empty());
        }
        let (engine, memory) = (Arc::new(place.engine()), place.memory());
        Self::over(place, engine, memory)
    }

    /// Characters that stand somewhere, as someone might type them.
    fn text(&self, random: &mut Random, most: usize) -> String {
        let text = random.pick(&self.texts);
        let length = 1 + random.below(most);
        let start = random.below(text.len().saturating_sub(length));
        let part: String = text[start..(start + length).min(text.len())].iter().collect();
        let part: String = part.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if part.chars().any(char::is_alphanumeric) { part.trim().to_owned() } else { "整改".to_owned() }
    }

    fn word(&self, random: &mut Random) -> String {
        let plain = |text: String| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let quoted = |text: String| format!("\"{}\"", text.replace(['"', '\\', '“', '”', '＂'], ""));
        match random.below(14) {
            0..5 => plain(self.text(random, 5)),
            5..8 => quoted(self.text(random, 8)),
            8 => format!("exact:{}", quoted(self.text(random, 5))),
            9 => {
                let mut pattern: Vec<char> = plain(self.text(random, 9)).chars().collect();
                pattern.insert(random.below(pattern.len()), *random.pick(&['?', '*']));
                pattern.into_iter().collect()
            }
            10 => format!(
                "{}:{}",
                random.pick(&["措施", "问题", "事项", "measure"]),
                plain(self.text(random, 4))
            ),
            11 => (*random.pick(&["教育局", "环保局", "水利局", "市环保局", "卫计委采购"])).to_owned(),
            12 => format!("-{}", plain(self.text(random, 3))),
            _ => format!("({} OR {})", plain(self.text(random, 4)), quoted(self.text(random, 4))),
        }
    }

    fn query(&self, random: &mut Random) -> String {
        let mut parts = vec![self.word(random)];
        for _ in 0..random.below(3) {
            parts.push((*random.pick(&["", "", "OR", "NEAR/20", "同句", "同措施", "同方面"])).to_owned());
            parts.push(self.word(random));
        }
        for _ in 0..random.below(3).saturating_sub(1) {
            let (field, values) = random.pick(&self.values);
            let Some(value) = values.get(random.below(values.len())) else { continue };
            let minus = if random.once_in(3) { "-" } else { "" };
            let value = value.replace(['"', '\\', '“', '”'], "");
            let sign = if random.once_in(2) { "=" } else { "" };
            parts.push(format!("{minus}{}:{sign}\"{value}\"", field.chinese()));
        }
        if random.once_in(8) {
            parts.push(
                (*random.pick(&["in:措施", "in:下一步", "追缴:>0", "published:2024..2025", "单位:教育局"]))
                    .to_owned(),
            );
        }
        if random.once_in(8) {
            parts.push("字形:严格".to_owned());
        }
        parts.retain(|part| !part.is_empty());
        let query = parts.join(" ");
        if !random.once_in(3) {
            return query;
        }
        let [word, other] = [(); 2].map(|()| self.word(random));
        let [field, second] = [(); 2].map(|()| self.field(random));
        match random.below(9) {
            0 => format!("{field} OR {query}"),
            1 => format!("({query} {field}) OR ({word} {second})"),
            2 => format!("-({word} {field}) {query}"),
            3 => format!("{word} 同措施 {field} {other}"),
            4 => format!("({word} {field}) ({other} {second})"),
            5 => format!("{field} OR {second}"),
            6 => format!("({field} {second}) OR -({field} {word})"),
            7 => format!("({word} OR {field}) 同方面 {other} {second}"),
            _ => format!("措施:({word} {field}) {query}"),
        }
    }

    /// A condition, as someone might type it.
    fn field(&self, random: &mut Random) -> String {
        if random.once_in(2) {
            let known = [
                "in:措施",
                "-in:问题",
                "in:下一步",
                "追缴:>0",
                "处分:>0",
                "公布:2024",
                "公布:>=2025",
                "单位:教育局",
            ];
            return (*random.pick(&known)).to_owned();
        }
        let (field, values) = random.pick(&self.values);
        let value = values.get(random.below(values.len())).map_or("甲", String::as_str);
        format!("{}:\"{}\"", field.chinese(), value.replace(['"', '\\', '“', '”'], ""))
    }

    /// A choice as the facets of the page give it.
    fn choice(&self, random: &mut Random) -> Option<(String, String)> {
        let (field, values) = random.pick(&self.values);
        let value = values.get(random.below(values.len()))?;
        let not = if random.once_in(3) { "not_" } else { "" };
        Some((format!("{not}{}", field.code()), value.clone()))
    }
}

fn totals(value: &Value) -> Totals {
    let of = |name: &str| value[name].as_u64().unwrap_or_else(|| panic!("{value}"));
    Totals { announcements: of("announcements"), units: of("units"), occurrences: of("occurrences") }
}

/// The rows of a CSV file, by cells; what it defused is given back.
fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let (mut rows, mut row, mut cell, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, inside) {
            ('"', true) if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            ('"', _) => inside = !inside,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    rows
}

/// One question on every surface.
fn everywhere(world: &World, query: &str, choice: Option<&(String, String)>, command_line: bool) -> Totals {
    let app = || app(Arc::clone(&world.engine));
    let mut url = format!("q={}", encode(query));
    if let Some((name, value)) = choice {
        url += &format!("&{name}={}", encode(value));
    }
    let told = format!("{query:?} {choice:?}");
    let get = |path: &str| {
        let got = ask(app(), "GET", path, &[]);
        assert_eq!(got.status, 200, "{told}: {path}: {}", String::from_utf8_lossy(&got.body));
        got
    };

    // The API is the measure; the naive engine answers the same query.
    let answer = get(&format!("/api/v1/search?{url}&size=100&units=1000&facet=agency")).json();
    let counted = totals(&answer["totals"]);
    let asked = xunlan::web::Asked::of(&xunlan::web::Params::read(&url));
    let meant = asked.resolve().unwrap();
    assert_eq!(world.engine.search(&meant.query, &meant.page).unwrap().totals, counted, "engine {told}");
    let slow = world.memory.search(&meant.query, &meant.page).unwrap();
    assert_eq!(slow.totals, counted, "naive engine {told}");

    // Where there is nothing, each number said instead is that of the query beside it.
    for one in answer["interpretation"]["missing"].as_array().unwrap().iter().take(6) {
        for name in ["alone", "without"] {
            let instead = one[format!("{name}_query")].as_str().unwrap();
            let found = get(&format!("/api/v1/search?size=0&q={}", encode(instead))).json();
            assert_eq!(found["totals"]["announcements"], one[name], "{name} {one} {told}");
        }
    }

    // Its pages, joined, are its totals.
    let (mut after, mut units, mut occurrences, mut ids) = (String::new(), 0, 0, HashSet::new());
    loop {
        let page = get(&format!("/api/v1/search?{url}&size=7&units=1000{after}")).json();
        for group in page["groups"].as_array().unwrap() {
            assert!(ids.insert(group["announcement"]["id"].as_str().unwrap().to_owned()), "twice {told}");
            units += group["unit_total"].as_u64().unwrap();
            occurrences += group["occurrences"].as_u64().unwrap();
            let shown = group["units"].as_array().unwrap();
            assert_eq!(shown.len() as u64, group["unit_total"].as_u64().unwrap(), "units shown {told}");
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={}", encode(next)),
            None => break,
        }
    }
    let paged = Totals { announcements: ids.len() as u64, units, occurrences };
    assert_eq!(paged, counted, "pages {told}");

    // The page says the same numbers.
    let html = get(&format!("/?{url}")).text();
    let said = [("份", counted.announcements), ("处", counted.occurrences)];
    for (what, number) in said.iter().filter(|(_, number)| *number > 0) {
        let plain: String =
            html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
        let plain: String = plain.split_whitespace().collect();
        let digits = plain.replace([',', '，'], "");
        assert!(digits.contains(&format!("{number}{what}")), "page does not say {number} {what} {told}");
    }

    // The concordance has a line for each occurrence; the matrix counts every announcement.
    let mut lines = 0;
    loop {
        let page = get(&format!("/api/v1/kwic?{url}&size=1000&from={lines}")).json();
        assert_eq!(totals(&page["totals"]), counted, "concordance {told}");
        lines += page["lines"].as_array().unwrap().len();
        if page["next"].is_null() {
            break;
        }
    }
    assert_eq!(lines as u64, counted.occurrences, "lines {told}");
    let crossed = get(&format!("/api/v1/matrix?{url}&rows=sample&columns=kind")).json();
    // Every announcement has one value of each of the two.
    assert_eq!(crossed["total"], crossed["totals"]["announcements"], "matrix {told}");

    // Files: a row for each unit; an announcement without one has a row of its own.
    let csv = table(&get(&format!("/api/v1/export?{url}")).body);
    let head = &csv[0];
    let (id, address) =
        (head.iter().position(|h| h == "编号").unwrap(), head.iter().position(|h| h == "定位").unwrap());
    let rows = &csv[1..];
    let exported: HashSet<&str> = rows.iter().map(|row| row[id].as_str()).collect();
    assert_eq!(exported.len() as u64, counted.announcements, "announcements in the file {told}");
    assert_eq!(
        rows.iter().filter(|row| !row[address].is_empty()).count() as u64,
        counted.units,
        "units in the file {told}"
    );
    let lines = get(&format!("/api/v1/export?{url}&format=jsonl")).text();
    let marks: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(marks.len(), rows.len(), "both files {told}");
    if choice.is_none() {
        // A list knows no choices.
        let body = serde_json::json!([query]).to_string();
        let got =
            send(app(), "POST", "/api/v1/batch", &[("content-type", "application/json")], body.as_bytes());
        let line = &got.json()["lines"][0];
        if line["status"] != "refused" {
            assert_eq!(totals(&line["totals"]), counted, "batch {told}");
        }
    }
    if command_line {
        on_command_line(world, query, choice, &counted, rows);
    }
    counted
}

fn on_command_line(
    world: &World,
    query: &str,
    choice: Option<&(String, String)>,
    counted: &Totals,
    rows: &[Vec<String>],
) {
    let told = format!("{query:?} {choice:?}");
    let condition = choice.map(|(name, value)| format!("{name}={value}"));
    let asked = |command: &str, more: &[&str]| {
        let mut args = vec![command];
        args.extend(more);
        args.extend(condition.iter().flat_map(|condition| ["--where", condition]));
        // A word after a minus is no option.
        args.push(query);
        let ran = world.place.cli(&args);
        assert!(ran.code == 0 || ran.code == 1, "{told}: {ran:?}");
        ran
    };
    let search = asked("search", &["--json", "--size", "100", "--units", "1000"]);
    assert_eq!(totals(&search.json()["totals"]), *counted, "command line {told}");
    assert_eq!(search.code, i32::from(counted.announcements == 0), "{told}");
    let kwic = asked("kwic", &["--json", "--size", "1"]);
    assert_eq!(totals(&kwic.json()["totals"]), *counted, "kwic {told}");
    let export = asked("export", &["--format", "csv"]);
    assert_eq!(table(export.out.as_bytes()).len(), rows.len() + 1, "export {told}");
    if choice.is_none() {
        let list = world.place.write("list.txt", format!("{query}\n"));
        let ran = world.place.cli(&["batch", list.to_str().unwrap(), "--json"]);
        let line: Value = serde_json::from_str(ran.out.trim()).unwrap_or_else(|_| panic!("{told}: {ran:?}"));
        if line["status"] != "refused" {
            assert_eq!(totals(&line["totals"]), *counted, "batch of the command line {told}");
        }
    }
}

fn compare(world: &World, turns: usize, random: &mut Random) {
    let (mut some, mut none) = (0, 0);
    for turn in 0..turns {
        let query = world.query(random);
        let choice = if random.once_in(3) { world.choice(random) } else { None };
        let counted = everywhere(world, &query, choice.as_ref(), turn % 10 == 0);
        *if counted.announcements > 0 { &mut some } else { &mut none } += 1;
    }
    assert!(some > turns / 3, "{some} of {turns} with hits, {none} without");
}

#[test]
fn the_shipped_corpus_counts_alike_everywhere() {
    let mut random = Random::new("surfaces");
    compare(&World::shipped(), 90, &mut random);
}

#[test]
fn a_made_up_corpus_counts_alike_everywhere() {
    let mut random = Random::new("surfaces made");
    compare(&World::made(24), 40, &mut random);
}
