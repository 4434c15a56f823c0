//! One committed state of an index, ready to answer.
//!
//! In: a folder with a commit of ours. Out: answers. A state never changes:
//! whoever wants newer announcements opens the folder again.

use super::columns::Columns;
use super::prints;
use super::schema::Fields;
use super::segment::Segment;
use crate::search::plan::{Plan, Vocabulary};
use crate::search::shard::{Shard, Shards};
use crate::search::values::Values;
use crate::search::{About, Backend, Field, Hits, Page, Query, Record, SearchError, run, suggest};
use rustc_hash::FxHashMap;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, IndexReader, ReloadPolicy, Term};

/// The values of a field with how many announcements have each.
type Counted = HashMap<Field, Arc<[(String, u64)]>>;

/// So many units are looked up one by one, 10 µs each, before all are counted: 150 ms at a million measures.
const FEW: u32 = 4096;

/// Words whose frequency is kept, some four megabytes of them.
const KNOWN: usize = 1 << 16;

/// An opened state.
pub struct Engine {
    segments: Vec<Columns>,
    fields: Fields,
    generation: String,
    documents: u64,
    /// Counted when first asked for; a state never changes.
    about: OnceLock<About>,
    counted: Mutex<Counted>,
    /// The values of the fields in order, read when first counted.
    values: Vec<OnceLock<Arc<Values>>>,
    /// The units that stand in several announcements, counted when many are asked for.
    copies: OnceLock<HashMap<u32, u32>>,
    asked: AtomicU32,
    /// How many announcements contain the words that queries were cut by, and what else was tried.
    frequencies: Mutex<FxHashMap<Box<str>, u64>>,
    // Keeps the segment files from being collected while they are read.
    _reader: IndexReader,
}

impl Engine {
    /// Opens the newest commit of an index. `name` tells generations of the folder apart.
    pub fn of(index: &Index, name: &str) -> Result<Self, SearchError> {
        let fields = Fields::new();
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(super::broken)?;
        let searcher = reader.searcher();
        // Segment ids name the state: every commit that changes anything makes or drops one.
        let mut state = crate::engine::digest(name.as_bytes());
        let (mut segments, mut documents) = (Vec::new(), 0);
        for segment in searcher.segment_readers() {
            documents += u64::from(segment.num_docs());
            let line = format!("{state}{}{}", segment.segment_id().uuid_string(), segment.num_docs());
            state = crate::engine::digest(line.as_bytes());
            segments.push(Columns::open(segment.clone())?);
        }
        Ok(Self {
            segments,
            fields,
            generation: state[..12].to_owned(),
            documents,
            about: OnceLock::new(),
            counted: Mutex::default(),
            values: Field::ALL.iter().map(|_| OnceLock::new()).collect(),
            copies: OnceLock::new(),
            asked: AtomicU32::new(0),
            frequencies: Mutex::default(),
            _reader: reader,
        })
    }

    /// The ids of every announcement in here.
    pub fn ids(&self) -> Result<HashSet<String>, SearchError> {
        let mut ids = HashSet::new();
        self.terms(self.fields.id, |id, _, _| {
            ids.insert(id.to_owned());
        })?;
        Ok(ids)
    }

    /// The id of the announcement with each text.
    pub fn texts(&self) -> Result<HashMap<String, String>, SearchError> {
        let mut texts = HashMap::new();
        self.terms(self.fields.text, |text, columns, document| {
            texts.insert(text.to_owned(), run::id_of(columns.key(document)));
        })?;
        Ok(texts)
    }

    /// Every term of a field with every document that has it.
    fn terms(
        &self,
        field: tantivy::schema::Field,
        mut each: impl FnMut(&str, &Columns, u32),
    ) -> Result<(), SearchError> {
        for columns in &self.segments {
            let terms = columns.reader.inverted_index(field).map_err(super::broken)?;
            let mut stream = terms.terms().stream().map_err(super::broken)?;
            while stream.advance() {
                let info = stream.value().clone();
                let mut postings = terms
                    .read_postings_from_terminfo(&info, IndexRecordOption::Basic)
                    .map_err(super::broken)?;
                let alive = columns.reader.alive_bitset();
                while postings.doc() != tantivy::TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                        each(&String::from_utf8_lossy(stream.key()), columns, postings.doc());
                    }
                    postings.advance();
                }
            }
        }
        Ok(())
    }

    fn find(&self, id: &str) -> Result<Option<(&Columns, u32)>, SearchError> {
        let term = Term::from_field_text(self.fields.id, id);
        for columns in &self.segments {
            let terms = columns.reader.inverted_index(self.fields.id).map_err(super::broken)?;
            let Some(mut postings) =
                terms.read_postings(&term, IndexRecordOption::Basic).map_err(super::broken)?
            else {
                continue;
            };
            while postings.doc() != tantivy::TERMINATED {
                if columns.reader.alive_bitset().is_none_or(|alive| alive.is_alive(postings.doc())) {
                    return Ok(Some((columns, postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }
}

impl Backend for Engine {
    fn search(&self, query: &Query, page: &Page) -> Result<Hits, SearchError> {
        run::run(self, self, query, page)
    }

    fn read(&self, id: &str) -> Result<Option<Record>, SearchError> {
        self.find(id)?.map(|(columns, document)| columns.record(document)).transpose()
    }

    fn about(&self) -> Result<About, SearchError> {
        if let Some(about) = self.about.get() {
            return Ok(about.clone());
        }
        let plan = Plan::default();
        let (mut units, mut samples) = (0, 0);
        for part in 0..self.count() {
            let mut shard = self.open(part, &plan)?;
            let (mut layout, mut values) = (crate::search::Layout::default(), Vec::new());
            let mut document = shard.next(0)?;
            while document != crate::search::shard::END {
                shard.layout(document, &mut layout);
                units += layout.at.len() as u64;
                values.clear();
                shard.values(Field::Sample, document, &mut values);
                for number in &values {
                    samples += u64::from(shard.value(Field::Sample, *number)? == "true");
                }
                document = shard.next(document + 1)?;
            }
        }
        let about =
            About { generation: self.generation.clone(), announcements: self.documents, units, samples };
        Ok(self.about.get_or_init(|| about).clone())
    }

    fn counted(&self, field: Field) -> Result<Arc<[(String, u64)]>, SearchError> {
        let kept = |known: &Counted| known.get(&field).cloned();
        if let Some(counted) = self.counted.lock().ok().and_then(|known| kept(&known)) {
            return Ok(counted);
        }
        let counted = suggest::count(self, field)?;
        if let Ok(mut known) = self.counted.lock() {
            known.insert(field, Arc::clone(&counted));
        }
        Ok(counted)
    }

    fn parts(&self) -> run::Parts<'_> {
        run::Parts { shards: self, words: self }
    }
}

impl Vocabulary for Engine {
    fn documents(&self) -> u64 {
        self.documents
    }

    fn frequency(&self, word: &str) -> u64 {
        if let Some(known) = self.frequencies.lock().ok().and_then(|known| known.get(word).copied()) {
            return known;
        }
        let frequency = self.segments.iter().map(|columns| columns.with_word(word)).sum();
        if let Ok(mut known) = self.frequencies.lock() {
            if known.len() >= KNOWN {
                known.clear();
            }
            known.insert(word.into(), frequency);
        }
        frequency
    }

    fn each(&self, see: &mut dyn FnMut(&str, u64)) {
        for columns in &self.segments {
            let mut words = columns.words.from("");
            while words.bytes().is_some() {
                if let Some(word) = words.term() {
                    see(word, u64::from(words.count()));
                }
                words.advance();
            }
        }
    }
}

impl Shards for Engine {
    fn count(&self) -> usize {
        self.segments.len()
    }

    fn open<'s>(&'s self, part: usize, plan: &'s Plan) -> Result<Box<dyn Shard + 's>, SearchError> {
        let columns =
            self.segments.get(part).ok_or_else(|| SearchError::Broken("no such segment".to_owned()))?;
        Ok(Box::new(Segment::open(columns, plan)?))
    }

    fn documents(&self) -> u64 {
        self.documents
    }

    fn alike(&self, print: u32) -> u64 {
        if let Some(copies) = self.copies.get() {
            return copies.get(&print).map_or(1, |copies| u64::from(*copies));
        }
        if self.asked.fetch_add(1, Ordering::Relaxed) < FEW {
            return self.segments.iter().map(|columns| columns.with_print(print)).sum();
        }
        self.copies.get_or_init(|| copies(&self.segments));
        self.alike(print)
    }

    fn values(&self, field: Field) -> Result<Arc<Values>, SearchError> {
        let Some(cell) = self.values.get(field as usize) else { return Ok(Arc::default()) };
        if let Some(values) = cell.get() {
            return Ok(Arc::clone(values));
        }
        let values = Arc::new(Values::of(self, field)?);
        Ok(Arc::clone(cell.get_or_init(|| values)))
    }

    fn generation(&self) -> String {
        self.generation.clone()
    }
}

/// In how many announcements the units stand that stand in several, by the name of their words.
fn copies(segments: &[Columns]) -> HashMap<u32, u32> {
    let (mut all, mut own) = (Vec::new(), Vec::new());
    for columns in segments {
        for document in columns.reader.doc_ids_alive() {
            prints::of(&columns.prints, document, &mut own, &mut all);
        }
    }
    all.sort_unstable();
    let several = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    several.map(|same| (same[0], same.len() as u32)).collect()
}
