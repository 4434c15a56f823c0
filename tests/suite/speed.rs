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
