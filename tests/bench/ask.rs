//! Queries, ours and bare, with the time each takes.

use std::path::Path;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, Searcher, Term};
use xunlan::search::syntax::{Limits, read};
use xunlan::search::{Backend, Field, Hits, Page};
use xunlan::segment::{Cover, Key, cover, grams};

/// The facets of the page.
pub const FACETS: [Field; 11] = [
    Field::Agency,
    Field::Region,
    Field::Level,
    Field::Theme,
    Field::Action,
    Field::Team,
    Field::Mode,
    Field::Round,
    Field::Year,
    Field::Status,
    Field::Kind,
];

/// Times of many runs, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// One more.
    pub fn add(&mut self, milliseconds: f64) {
        let at = self.0.partition_point(|known| *known < milliseconds);
        self.0.insert(at, milliseconds);
    }

    /// The time that `part` of the runs do not exceed.
    pub fn at(&self, part: f64) -> f64 {
        let at = (self.0.len() as f64 * part).ceil() as usize;
        self.0.get(at.clamp(1, self.0.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
    }
}

/// Runs something and says how long it took, in milliseconds.
pub fn timed<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let value = run();
    (start.elapsed().as_secs_f64() * 1000.0, value)
}

/// Ten announcements with exact totals, all facets and highlights: what the page asks for.
pub fn ours(engine: &dyn Backend, typed: &str) -> Hits {
    let query = read(typed, &Limits::default()).expect("a query of the log").query;
    let page = Page { facets: FACETS.to_vec(), ..Page::default() };
    engine.search(&query, &page).expect("an answer")
}

/// The same tokens as Tantivy itself keeps them, without anything of ours around it.
pub struct Bare {
    searcher: Searcher,
    grams: tantivy::schema::Field,
}

impl Bare {
    /// Indexes all keys, one a line.
    pub fn of(keys: &str, folder: &Path) -> Self {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("grams")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false);
        let grams = builder.add_text_field("grams", TextOptions::default().set_indexing_options(indexing));
        std::fs::create_dir_all(folder).expect("a folder");
        let directory = MmapDirectory::open(folder).expect("a folder");
        let index = Index::open_or_create(directory, builder.build()).expect("an index");
        index.tokenizers().register("grams", Pairs);
        let reader = index.reader().expect("a reader");
        if reader.searcher().num_docs() == 0 {
            let mut writer = index.writer_with_num_threads(2, 192 << 20).expect("a writer");
            for key in keys.lines() {
                writer.add_document(tantivy::doc!(grams => key)).expect("a document");
            }
            writer.commit().expect("a commit");
            writer.wait_merging_threads().expect("merges");
            reader.reload().expect("the newest");
        }
        Self { searcher: reader.searcher(), grams }
    }

    fn phrase(&self, text: &str) -> Box<dyn Query> {
        let term = |gram: [char; 2]| Term::from_field_text(self.grams, &gram.iter().collect::<String>());
        let mut terms: Vec<(usize, Term)> = Vec::new();
        for token in cover(&Key::of_query(text).chars) {
            match token {
                Cover::Gram(gram, at) => terms.push((at as usize, term(gram))),
                Cover::First(..) => panic!("a single character is no phrase"),
            }
        }
        match terms.as_slice() {
            [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new_with_offset(terms)),
        }
    }

    /// Announcements with a phrase.
    pub fn count(&self, text: &str) -> usize {
        self.searcher.search(&self.phrase(text), &Count).expect("a count")
    }

    /// Announcements with all words: the best ten and how many.
    pub fn all(&self, words: &[&str]) -> usize {
        let must = words.iter().map(|word| (Occur::Must, self.phrase(word))).collect();
        let best = TopDocs::with_limit(10).order_by_score();
        self.searcher.search(&BooleanQuery::new(must), &(best, Count)).expect("an answer").1
    }
}

/// Announcements and places of a string in all keys (one a line), by looking everywhere.
pub fn scan(keys: &str, wanted: &str) -> (u64, u64) {
    let wanted: String = Key::of_query(wanted).chars.into_iter().collect();
    let finder = memchr::memmem::Finder::new(&wanted);
    let step = wanted.chars().next().map_or(1, char::len_utf8);
    let (mut announcements, mut places, mut from, mut end) = (0, 0, 0, 0);
    while let Some(at) = finder.find(&keys.as_bytes()[from..]) {
        let at = from + at;
        if at >= end {
            announcements += 1;
            end = memchr::memchr(b'\n', &keys.as_bytes()[at..]).map_or(keys.len(), |line| at + line);
        }
        places += 1;
        from = at + step;
    }
    (announcements, places)
}

/// The tokens of a key.
#[derive(Clone)]
struct Pairs;

struct PairStream {
    grams: std::vec::IntoIter<[char; 2]>,
    token: Token,
}

impl Tokenizer for Pairs {
    type TokenStream<'t> = PairStream;
    fn token_stream<'t>(&'t mut self, text: &'t str) -> PairStream {
        let grams: Vec<[char; 2]> = grams(text.chars()).collect();
        PairStream { grams: grams.into_iter(), token: Token::default() }
    }
}

impl TokenStream for PairStream {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.grams.next() else { return false };
        self.token.text.clear();
        self.token.text.extend(gram);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
