//! What reading costs beside cutting words, and that its work stays in line
//! with the size of the text. `cargo test speed -- --ignored --nocapture`
//! prints the table; times are never asserted.

use super::bench::genre::Genre;
use std::hint::black_box;
use std::path::Path;
use xunlan::parse::parse;
use xunlan::segment::Words;
use xunlan::text::{Form, Limits, read};

/// Passes over all documents.
const ROUNDS: usize = 60;

fn documents() -> Vec<(Vec<u8>, Form)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("tests/labelled"), root.join("seeds")];
    let files =
        folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()));
    let form = |path: &Path| match path.extension().and_then(|e| e.to_str()) {
        Some("txt") => Some(Form::Plain),
        Some("html") => Some(Form::Unknown),
        _ => None,
    };
    files.filter_map(|path| Some((std::fs::read(&path).unwrap(), form(&path)?))).collect()
}

/// Processor time of this thread in nanoseconds: other programs do not count.
fn spent() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0)
}

#[test]
#[ignore = "prints times"]
fn stages() {
    let words = Words::load();
    let made = Genre::new(Path::new(env!("CARGO_MANIFEST_DIR")), 7);
    let made: Vec<_> = (0..100).map(|number| (made.announcement(number).0, Form::Plain)).collect();
    for (what, documents) in [("labelled", documents()), ("made up", made)] {
        let (mut sums, mut bytes) = ([0; 3], 0);
        for _ in 0..ROUNDS {
            let mut marks = [spent(); 4];
            let texts: Vec<_> = documents
                .iter()
                .filter_map(|(source, form)| read(source, *form, &Limits::default()).ok())
                .collect();
            marks[1] = spent();
            for text in &texts {
                black_box(parse(text));
            }
            marks[2] = spent();
            for text in &texts {
                black_box(words.cut(&text.folded).len());
            }
            marks[3] = spent();
            bytes += texts.iter().map(|text| text.published.len() as u64).sum::<u64>();
            for (sum, pair) in sums.iter_mut().zip(marks.windows(2)) {
                *sum += pair[1] - pair[0];
            }
        }
        let rate = |nanoseconds: u64| bytes as f64 * 1000.0 / nanoseconds as f64;
        println!("{what}: {} documents, {:.1} MB of text, one core", documents.len(), bytes as f64 / 1e6);
        println!("decode and extract {:>7.1} MB/s", rate(sums[0]));
        println!("parse              {:>7.1} MB/s", rate(sums[1]));
        println!("all of it          {:>7.1} MB/s", rate(sums[0] + sums[1]));
        println!("jieba alone        {:>7.1} MB/s", rate(sums[2]));
    }
}

/// Texts that would not end if any step looked back further than it must.
#[test]
fn large_texts_end() {
    let preamble =
        "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n";
    let long = format!("（1）{}\n", "甲".repeat(300_000));
    let shapes = [
        ("counts in one sentence", "1个问题、".repeat(80_000)),
        ("people in one sentence", "诫勉1人".repeat(80_000)),
        ("money in one sentence", "追缴1元".repeat(80_000)),
        ("quotes that never close", "。1.“甲".repeat(80_000)),
        ("brackets that never close", "反馈（".repeat(120_000)),
        ("headings", "（一）关于甲的问题\n".repeat(40_000)),
        ("states below one long heading", long + &"整改结果：已完成。\n".repeat(20_000)),
        ("labels without a table", "反馈问题\n甲\n".repeat(40_000)),
        ("rows of tabs", "序号\t反馈问题\t整改措施\n".to_owned() + &"\t\t甲\n".repeat(40_000)),
        ("clauses", "一是甲。二是乙。".repeat(60_000)),
        ("markers", "整改情况：甲。".repeat(60_000)),
        ("numerals", "一二三四五六七八九十百千".repeat(40_000)),
    ];
    for (what, body) in shapes {
        let text = read(format!("{preamble}{body}").as_bytes(), Form::Plain, &Limits::default()).unwrap();
        super::laws::lawful(&text, &parse(&text));
        println!("{what}: {} bytes", text.published.len());
    }
}
