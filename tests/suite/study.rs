//! Studies and exports against the plainest counts over the records.

mod files;
mod lists;
mod repeats;
mod tables;

use std::path::Path;
use std::sync::OnceLock;
use xunlan::engine::memory::Memory;
use xunlan::ingest::prepare;
use xunlan::search::run::Parts;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Document, Page, Query, Record, Totals};
use xunlan::segment::{Key, Words};
use xunlan::text::{Folded, Form};

/// The samples of the repository in memory, and their records.
struct Corpus {
    memory: Memory,
    records: Vec<Record>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(Words::load)
}

fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/samples");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("entry").path()).collect();
        paths.sort();
        let endings = ["html", "txt"];
        let wanted = |path: &&std::path::PathBuf| {
            path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e))
        };
        let documents: Vec<Document> = paths.iter().filter(wanted).map(|path| document(path)).collect();
        assert!(documents.len() > 20);
        let records = documents.iter().map(|document| document.record.clone()).collect();
        Corpus { memory: Memory::of(documents), records }
    })
}

fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("sample");
    given(&bytes, format!("sample:{}", path.display()))
}

fn given(bytes: &[u8], source: String) -> Document {
    let limits = xunlan::text::Limits::default();
    prepare(bytes, Form::Unknown, &limits, vec![source], true, words()).expect("text").document
}

impl Corpus {
    fn parts(&self) -> Parts<'_> {
        self.memory.parts()
    }

    fn totals(&self, query: &Query) -> Totals {
        let page = Page { groups: 0, units: 0, ..Page::default() };
        self.memory.search(query, &page).expect("hits").totals
    }

    /// How often a string stands in each record, by comparing it at every place.
    fn naive(&self, wanted: &str) -> Vec<u64> {
        let wanted = Key::of_query(wanted).chars;
        let count = |record: &Record| {
            let key = Key::of(&Folded::without(&record.text, &record.skipped)).chars;
            key.windows(wanted.len()).filter(|window| *window == wanted).count() as u64
        };
        self.records.iter().map(count).collect()
    }
}

fn ask(text: &str) -> Query {
    syntax::read(text, &Limits::default()).expect("query").query
}
