//! The speed table: `cargo bench` for 10,000 and 100,000 measures, `cargo bench -- --full` for
//! 1,000,000 as well. Everything is measured in the same run as its limit, on made-up text.
//!
//! Arguments: `--full`; `--sizes 10000,100000`; `--keep FOLDER` keeps corpus and indexes there;
//! `--queries` measures queries only, on what was kept.

mod ask;
mod genre;
mod log;
mod stage;

use ask::{Bare, Times, timed};
use genre::{Genre, Random};
use std::path::{Path, PathBuf};
use xunlan::engine::tantivy::Store;

const MIB: f64 = 1_048_576.0;

/// A line of the growth table.
#[derive(Default)]
struct Step {
    measures: usize,
    ingest: f64,
    jieba: f64,
    index: f64,
    rare: f64,
    common: f64,
    words: f64,
}

fn main() {
    let typed: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let value = |name: &str| typed.iter().position(|arg| arg == name).and_then(|at| typed.get(at + 1));
    let mut sizes: Vec<usize> = match value("--sizes") {
        Some(sizes) => sizes.split(',').filter_map(|size| size.parse().ok()).collect(),
        None => vec![10_000, 100_000],
    };
    if typed.iter().any(|arg| arg == "--full") {
        sizes.push(1_000_000);
    }
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = value("--keep").map_or(temporary.path().to_owned(), PathBuf::from);
    let genre = Genre::new(Path::new(env!("CARGO_MANIFEST_DIR")), 7);
    let queries = typed.iter().any(|arg| arg == "--queries");
    let steps: Vec<Step> = sizes.iter().map(|size| measure(&genre, &folder, *size, queries)).collect();
    println!(
        "\n{:>9}  {:>9}  {:>7}  {:>11}  {:>9}  {:>9}  {:>9}",
        "measures", "ingest s", "× jieba", "index/text", "rare ms", "common ms", "words ms"
    );
    for step in steps {
        println!(
            "{:>9}  {:>9.2}  {:>7.2}  {:>11.2}  {:>9.2}  {:>9.2}  {:>9.2}",
            step.measures,
            step.ingest,
            step.ingest / step.jieba,
            step.index,
            step.rare,
            step.common,
            step.words
        );
    }
}

fn measure(genre: &Genre, folder: &Path, measures: usize, only_queries: bool) -> Step {
    let at = |what: &str| folder.join(format!("{what}-{measures}"));
    let (files, index, bare) = (at("corpus"), at("index"), at("bare"));
    let corpus = stage::Corpus::write(genre, &files, measures).expect("the corpus");
    println!(
        "\n# {} measures in {} announcements, {:.1} MiB of text",
        corpus.measures,
        corpus.files.len(),
        corpus.bytes as f64 / MIB
    );
    println!("{:<34} {:>9} {:>9} {:>9}  limit in the same run and goal", "", "p50", "p95", "p99");
    let step = match only_queries {
        true => Step { measures: corpus.measures, ..Step::default() },
        false => cost(&corpus, &index),
    };
    queries(genre, &corpus, &index, &bare, step)
}

/// One line: a value and its limit.
fn line(what: &str, value: String, limit: String) {
    println!("{what:<34} {value:>29}  {limit}");
}

/// One line: times and their limit.
fn times(what: &str, times: &Times, limit: String) {
    println!("{what:<34} {:>9.2} {:>9.2} {:>9.2}  {limit}", times.at(0.5), times.at(0.95), times.at(0.99));
}

fn cost(corpus: &stage::Corpus, index: &Path) -> Step {
    // What an earlier run kept here would make this one a no-op.
    let _ = std::fs::remove_dir_all(index);
    let [decoded, parsed, cut, searched] = stage::reading(corpus);
    let rate = |seconds: f64| corpus.bytes as f64 / 1e6 / seconds;
    line(
        "decode, extract and parse, one core",
        format!("{:.1} MB/s", rate(decoded + parsed)),
        format!(
            "jieba alone {:.1} MB/s on the same text, as ingest asks it {:.1}; decode and extract {:.1}, parse {:.1}",
            rate(cut),
            rate(searched),
            rate(decoded),
            rate(parsed)
        ),
    );
    let jieba = corpus.jieba();
    let ingest = stage::ingest(&corpus.root, index).expect("ingest");
    line(
        "ingest, two workers",
        format!("{:.2} s ({:.2} s CPU)", ingest.seconds, ingest.cpu),
        format!(
            "jieba {jieba:.2} s: {:.2} × (≤ 3); CPU {:.2} ×",
            ingest.seconds / jieba,
            ingest.cpu / jieba / 2.0
        ),
    );
    line(
        "peak memory of ingest",
        format!("{:.0} MiB", ingest.peak as f64 / MIB),
        format!("≤ 1024 MiB; {:.0} MiB of it not page cache", ingest.own as f64 / MIB),
    );
    let (all, store) = stage::size(index, "store");
    let text = corpus.bytes as f64;
    let share = (all - store) as f64 / text;
    line(
        "index without stored originals",
        format!("{:.1} MiB", (all - store) as f64 / MIB),
        format!("text: {share:.2} × (≤ 1.5); with them {:.2} ×", all as f64 / text),
    );
    Step { measures: corpus.measures, ingest: ingest.seconds, jieba, index: share, ..Step::default() }
}

fn queries(genre: &Genre, corpus: &stage::Corpus, index: &Path, bare: &Path, mut step: Step) -> Step {
    let keys = corpus.keys().expect("the text");
    let engine = Store::at(index).open().expect("the index");
    let (own, folder) = (stage::size(index, "grams").1 as f64, bare);
    let bare = Bare::of(&keys, folder);
    line(
        "positions of all pairs",
        format!("{:.1} MiB", own / MIB),
        format!("as postings of Tantivy {:.1} MiB", stage::size(folder, "").0 as f64 / MIB),
    );
    let mut random = Random::new(11);

    // Rare literals, beside a bare phrase count and a scan of all text.
    let (mut ours, mut limit, mut naive, mut more) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    let mut rare: Vec<String> = Vec::new();
    while rare.len() < 200 {
        let wanted = log::literal(&keys, 4 + rare.len() % 5, &mut random);
        let (spent, found) = timed(|| ask::scan(&keys, &wanted));
        if found.1 > 100 {
            continue;
        }
        naive.add(spent);
        let typed = format!("\"{wanted}\"");
        let totals = ask::ours(&engine, &typed).totals;
        assert_eq!((totals.announcements, totals.occurrences), found, "{wanted}");
        assert_eq!(bare.count(&wanted) as u64, found.0, "{wanted}");
        let one = timed(|| bare.count(&wanted)).0;
        let own = timed(|| ask::ours(&engine, &typed)).0;
        limit.add(one);
        ours.add(own);
        more.add(own - one);
        rare.push(typed);
    }
    step.rare = ours.at(0.5);
    times(
        "literal, at most 100 hits",
        &ours,
        format!("bare phrase count {:.2}: {:+.2} ms at p50 (≤ +2)", limit.at(0.5), more.at(0.5)),
    );
    times(
        "  naive scan of all text",
        &naive,
        format!("{:.0} × slower at p50 (≥ 50)", naive.at(0.5) / ours.at(0.5)),
    );

    // The doings stand in every eighth measure: 100,000 hits in a million.
    let (mut ours, mut limit) = (Times::default(), Times::default());
    for wanted in ["修订完善制度", "开展全覆盖检查", "组织业务培训", "建立预警机制", "印发实施办法"]
    {
        let typed = format!("\"{wanted}\"");
        let totals = ask::ours(&engine, &typed).totals;
        assert_eq!((totals.announcements, totals.occurrences), ask::scan(&keys, wanted), "{wanted}");
        for _ in 0..6 {
            limit.add(timed(|| bare.count(wanted)).0);
            ours.add(timed(|| ask::ours(&engine, &typed)).0);
        }
    }
    step.common = ours.at(0.5);
    times(
        "literal, every eighth measure",
        &ours,
        format!("bare phrase count {:.2}: {:.2} × (≤ 2.5)", limit.at(0.5), ours.at(0.5) / limit.at(0.5)),
    );

    let (mut ours, mut limit, mut factor) = (Times::default(), Times::default(), Times::default());
    for number in 0..200 {
        let few = log::words(genre, 2 + number % 3, &mut random);
        let typed = few.join(" ");
        let (a, b) = (bare.all(&few), ask::ours(&engine, &typed).totals);
        // Bare words may be cut further by us, so we find at least as much.
        assert!(a as u64 <= b.announcements, "{typed}: {a} {b:?}");
        let one = timed(|| bare.all(&few)).0;
        let own = timed(|| ask::ours(&engine, &typed)).0;
        limit.add(one);
        ours.add(own);
        factor.add(own / one);
    }
    step.words = ours.at(0.5);
    times(
        "two to four words",
        &ours,
        format!(
            "bare conjunction {:.2}: {:.2} × at p50, {:.2} × each (≤ 3)",
            limit.at(0.5),
            ours.at(0.5) / limit.at(0.5),
            factor.at(0.5)
        ),
    );

    let mut all = Times::default();
    let mut slowest: Vec<(f64, String)> = Vec::new();
    let mut asked: Vec<String> = Vec::new();
    for _ in 0..2000 {
        let typed = log::mixed(genre, &keys, &mut random);
        let spent = timed(|| ask::ours(&engine, &typed)).0;
        all.add(spent);
        slowest.push((spent, typed.clone()));
        asked.push(typed);
    }
    times("mixed log of 2,000", &all, format!("slowest {:.0} ms (p99 ≤ 100, none over 1,000)", all.at(1.0)));
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (spent, typed) in slowest.iter().take(8) {
        println!("  {spent:>7.1} ms  {typed}");
    }

    let mut cold = Times::default();
    for typed in rare.iter().take(40) {
        cold.add(stage::cold(&corpus.root, index, typed).expect("a search"));
    }
    times("search from the command line", &cold, "from start to last byte (≤ 60)".to_owned());
    let (serving, more) = stage::serving(&corpus.root, index, &asked[..300]).expect("the server");
    times("page beyond the API, same facets", &more, "over HTTP (≤ 3)".to_owned());
    line(
        "memory of serving",
        format!("{:.0} MiB", serving.own as f64 / MIB),
        format!("beyond the page cache (≤ 300); {:.0} MiB with it", serving.peak as f64 / MIB),
    );
    step
}
