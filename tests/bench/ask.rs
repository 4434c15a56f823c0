//! Queries, ours and bare, with the time each takes.

use std::path::Path;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Searcher, Term};
use xunlan::search::syntax::{Limits, read};
use xunlan::search::{Backend, Field, Hits, Page};
use xunlan::segment::{Cover, Key, cover};

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

/// The same index without anything of ours around it.
pub struct Bare {
    searcher: Searcher,
    grams: tantivy::schema::Field,
}

impl Bare {
    /// Opens the generation that answers.
    pub fn open(index: &Path) -> Self {
        let name = std::fs::read_to_string(index.join("current")).expect("an index");
        let index = Index::open_in_dir(index.join(name.trim())).expect("an index");
        let grams = index.schema().get_field("grams").expect("the field");
        Self { searcher: index.reader().expect("a reader").searcher(), grams }
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
