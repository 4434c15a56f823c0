//! What reading costs beside cutting words, and that its work stays in line
//! with the size of the text. `cargo test speed -- --ignored --nocapture`
//! prints the table; times are never asserted.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use xunlan::parse::parse;
use xunlan::segment::Words;
use xunlan::text::{Form, Limits, read};

/// Passes over all documents.
const ROUNDS: usize = 20;

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

#[test]
#[ignore = "prints times"]
fn stages() {
    let (documents, words) = (documents(), Words::load());
    let mut spent = [Duration::ZERO; 3];
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        for (source, form) in &documents {
            let start = Instant::now();
            let Ok(text) = read(source, *form, &Limits::default()) else { continue };
            let decoded = Instant::now();
            black_box(parse(&text));
            let parsed = Instant::now();
            black_box(words.cut(&text.folded).len());
            let cut = parsed.elapsed();
            bytes += text.published.len();
            for (sum, part) in spent.iter_mut().zip([decoded - start, parsed - decoded, cut]) {
                *sum += part;
            }
        }
    }
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{} documents, {:.1} MB of text, one core", documents.len(), bytes as f64 / 1e6);
    println!("decode and extract {:>7.1} MB/s", rate(spent[0]));
    println!("parse              {:>7.1} MB/s", rate(spent[1]));
    println!("all of it          {:>7.1} MB/s", rate(spent[0] + spent[1]));
    println!("jieba alone        {:>7.1} MB/s", rate(spent[2]));
}
