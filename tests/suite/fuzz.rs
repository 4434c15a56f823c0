//! Documents of the repository, broken in every way: nothing panics, and the
//! laws of every text hold.
//!
//! A short run with a fixed seed is part of the suite. `FUZZ_SECONDS=900 cargo
//! test fuzz::long -- --ignored --nocapture` goes on with new seeds. The guided
//! target under `tests/fuzz` checks the same laws.

use super::laws::lawful;
use std::path::Path;
use std::time::{Duration, Instant};
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

/// A small generator: the same seed gives the same run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }
}

/// Every document of the repository, as bytes.
fn documents() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/labelled", "corpus/samples", "seeds"];
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).into_iter().flatten())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "html"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Pieces that steer the parser.
const PIECES: &[&str] = &[
    "一、",
    "(一)",
    "（二）",
    "1.",
    "(1)",
    "①",
    "一是",
    "二是",
    "问题1：",
    "反馈问题二：",
    "1-2,",
    "整改情况：",
    "已完成。",
    "完成情况：长期坚持",
    "关于甲的问题。",
    "\n",
    "\t",
    "\t\t",
    " ",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "?",
    "。",
    "；",
    "《",
    "》",
    "“",
    "”",
    "（",
    "）",
    "2024年",
    "717日",
    "12个",
    "3.5万元",
    "百分之九十",
    "3万5千元",
    "999999999999亿元",
    "序号\t反馈问题\t整改措施",
    "反馈问题\n",
    "整改措施\n",
    "<td rowspan=9999>",
    "</table>",
    "<table>",
    "<p>",
    "</div>",
    "&#x4e00;",
    "一二三四五六七八九十",
    "第",
    "届",
    "轮",
    "市委第",
    "巡察组对",
    "\u{10ffff}",
    "\u{301}",
    "0",
    "9999.",
    "(九百九十九)",
    "联系电话：",
    "截至",
    "上轮",
    "XX",
];

/// A document cut, doubled, crossed with another, sown with pieces or bad bytes.
fn broken(random: &mut Random, documents: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = documents[random.below(documents.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(400)).min(bytes.len());
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            2 => {
                let other = &documents[random.below(documents.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(2000)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            3 => {
                for _ in 0..=random.below(8) {
                    let piece = PIECES[random.below(PIECES.len())];
                    bytes.splice(at..at, piece.bytes());
                }
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.next() as u8;
                }
            }
            5 => bytes.truncate(at.max(1)),
            _ => {
                // Between two characters, so that the encoding stays sound.
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let cut = text.char_indices().map(|(at, _)| at).nth(random.below(text.len() / 3 + 1));
                let cut = cut.unwrap_or(text.len());
                let piece = PIECES[random.below(PIECES.len())];
                bytes = format!("{}{piece}{}", &text[..cut], &text[cut..]).into_bytes();
            }
        }
    }
    bytes
}

fn run(seed: u64, enough: &dyn Fn(usize) -> bool) -> usize {
    let documents = documents();
    assert!(documents.len() > 100, "the documents are here");
    let mut random = Random(seed | 1);
    let mut count = 0;
    while !enough(count) {
        let state = random.0;
        let bytes = broken(&mut random, &documents);
        let form = [Form::Plain, Form::Html, Form::Unknown][random.below(3)];
        let held = std::panic::catch_unwind(|| {
            if let Ok(text) = read(&bytes, form, &Limits::default()) {
                lawful(&text, &parse(&text));
            }
        });
        assert!(held.is_ok(), "seed {state:#x}, {form:?}: {}", String::from_utf8_lossy(&bytes));
        count += 1;
    }
    count
}

#[test]
fn broken_documents_parse_lawfully() {
    assert_eq!(run(0x5eed, &|count| count >= 300), 300);
}

#[test]
#[ignore = "runs for FUZZ_SECONDS, a minute if not told"]
fn long() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|told| told.parse().ok()).unwrap_or(60);
    let start = Instant::now();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let count = run(now, &|_| start.elapsed() >= Duration::from_secs(seconds));
    println!("{count} broken documents in {seconds} s from seed {now:#x}: every law held");
}
