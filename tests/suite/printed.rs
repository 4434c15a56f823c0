//! Texts copied from a printed page say the same as the texts they were printed from.
//!
//! In: every labelled plain text of a rectification, cut at several widths, with page
//! numbers. Out: the header, the numbers and the outline of both readings, compared.
//! Promise: what differs stays below a share that may only fall.

use std::collections::BTreeSet;
use xunlan::disclosure::Kind;
use xunlan::parse::{Parsed, parse};
use xunlan::text::{Form, Limits, read};

/// Half characters of a line.
fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// Cuts each line at a width; no line begins with a closing sign, numbers stay whole.
fn print(text: &str, limit: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let paragraph = paragraph.trim();
        let chars: Vec<char> = paragraph.chars().collect();
        let (mut line, mut used, mut at) = (String::new(), 0, 0);
        while at < chars.len() {
            let mut end = at + 1;
            if chars[at].is_ascii_alphanumeric() {
                while end < chars.len() && (chars[end].is_ascii_alphanumeric() || chars[end] == '.') {
                    end += 1;
                }
            }
            while end < chars.len() && "，。、；：）”》！？%".contains(chars[end]) {
                end += 1;
            }
            let word: String = chars[at..end].iter().collect();
            let wide: usize = word.chars().map(width).sum();
            if used + wide > limit && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(&word);
            used += wide;
            at = end;
        }
        lines.push(line);
    }
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        if index % 24 == 23 {
            out.push_str(&format!("— {} —\n", index / 24 + 1));
        }
    }
    out
}

/// What is compared, one line a fact.
fn facts(parsed: &Parsed) -> BTreeSet<String> {
    let a = &parsed.announcement;
    let i = &a.inspection;
    let mut out = BTreeSet::from([
        format!("kind {:?}", a.kind),
        format!("agency {:?}", a.agency.as_ref().map(|agency| &agency.name)),
        format!("team {:?}", i.team.as_ref().map(|fact| &fact.value)),
        format!("start {:?}", i.start.as_ref().map(|fact| fact.value)),
        format!("end {:?}", i.end.as_ref().map(|fact| fact.value)),
        format!("feedback {:?}", a.feedback.as_ref().map(|fact| fact.value)),
        format!("published {:?}", a.published.as_ref().map(|fact| fact.value)),
        format!("phones {:?}", a.contact.phones),
        format!("postcode {:?}", a.contact.postcode),
    ]);
    for role in ["problem", "measure", "area", "part"] {
        let count = a.units.iter().filter(|unit| unit.role.code() == role).count();
        out.insert(format!("{role} {count}"));
    }
    out.extend(a.distinct().map(|q| format!("{:?} {:?}", q.kind, q.value)));
    out
}

#[test]
fn printed_pages_say_the_same() {
    let folder = super::kit::repository().join("tests/labelled");
    let parsed = |text: &str| parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap());
    let (mut all, mut lost, mut invented) = (0, Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(text) = std::fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
            continue;
        };
        let long = text.lines().any(|line| line.chars().count() > 90);
        // Glosses are no part of the printed width.
        let glossed = text.contains(['ǎ', 'ā', 'à', 'ì', 'ī', 'é', 'ú']);
        if glossed
            || !name.ends_with(".txt")
            || !long
            || text.contains(['\t', '\u{fffd}'])
            || text.lines().count() < 16
        {
            continue;
        }
        let whole = parsed(&text);
        if whole.announcement.kind != Kind::RectificationSingle {
            continue;
        }
        let before = facts(&whole);
        for limit in [44, 56, 72] {
            let now = facts(&parsed(&print(&text, limit)));
            all += before.len();
            lost.extend(before.difference(&now).map(|fact| format!("{name} at {limit}: {fact}")));
            invented.extend(now.difference(&before).map(|fact| format!("{name} at {limit}: {fact}")));
        }
    }
    println!("{all} facts, {} lost, {} others", lost.len(), invented.len());
    println!("{}\n--\n{}", lost.join("\n"), invented.join("\n"));
    assert!(all > 2000, "{all} facts");
    assert!(lost.len() * 100 <= all, "{} of {all} lost:\n{}", lost.len(), lost.join("\n"));
}
