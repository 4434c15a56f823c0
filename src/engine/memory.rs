//! The naive engine: every query scans every character.
//!
//! In: documents. Out: the same answers as any other engine, by the plainest
//! means: a string is found by comparing it at every position.

use crate::disclosure::Measured;
use crate::search::document::unit_value;
use crate::search::evaluate::join;
use crate::search::plan::{Plan, Vocabulary};
use crate::search::shard::{Dates, END, Occurrence, Shard, Shards};
use crate::search::values::Values;
use crate::search::{About, Backend, Document, Field, Hits, Layout, Page, Query, Record, SearchError};
use crate::search::{run, suggest};
use crate::segment::{BOUNDARY, Cover, cover, grams};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Documents in memory, ordered by id.
#[derive(Default)]
pub struct Memory {
    documents: Vec<Document>,
    values: HashMap<Field, Vec<String>>,
    grams: HashMap<[char; 2], u64>,
    chars: HashMap<char, u64>,
    words: HashMap<String, u64>,
    prints: HashMap<u32, u64>,
}

impl Memory {
    /// An engine over these documents.
    pub fn of(mut documents: Vec<Document>) -> Self {
        documents.sort_by(|a, b| a.record.id.cmp(&b.record.id));
        let mut memory = Self::default();
        for field in Field::ALL {
            let mut values = BTreeSet::new();
            for document in &documents {
                values.extend(document.values(*field));
                if field.of_units() {
                    document.unit_values(*field, |value| _ = values.insert(value.to_owned()));
                }
            }
            memory.values.insert(*field, values.into_iter().collect());
        }
        for document in &documents {
            let different: HashSet<[char; 2]> = grams(document.key.chars.iter().copied()).collect();
            for gram in different {
                *memory.grams.entry(gram).or_default() += 1;
            }
            for c in document.key.chars.iter().collect::<HashSet<_>>() {
                *memory.chars.entry(*c).or_default() += 1;
            }
            for print in document.prints.iter().collect::<HashSet<_>>() {
                *memory.prints.entry(*print).or_default() += 1;
            }
            for word in document.words.lines() {
                *memory.words.entry(word.to_owned()).or_default() += 1;
            }
        }
        memory.documents = documents;
        memory
    }

    fn number(&self, field: Field, value: &str) -> u32 {
        let values = self.values.get(&field).map(Vec::as_slice).unwrap_or_default();
        values.binary_search_by(|known| known.as_str().cmp(value)).map_or(u32::MAX, |at| at as u32)
    }
}

impl Backend for Memory {
    fn search(&self, query: &Query, page: &Page) -> Result<Hits, SearchError> {
        run::run(self, self, query, page)
    }

    fn read(&self, id: &str) -> Result<Option<Record>, SearchError> {
        Ok(self
            .documents
            .iter()
            .find(|document| document.record.id == id)
            .map(|document| document.record.clone()))
    }

    fn about(&self) -> Result<About, SearchError> {
        Ok(About {
            generation: self.generation(),
            announcements: self.documents.len() as u64,
            units: self.documents.iter().map(|document| document.layout.at.len() as u64).sum(),
            samples: self.documents.iter().filter(|document| document.record.sample).count() as u64,
        })
    }

    fn counted(&self, field: Field) -> Result<Arc<[(String, u64)]>, SearchError> {
        suggest::count(self, field)
    }

    fn parts(&self) -> run::Parts<'_> {
        run::Parts { shards: self, words: self }
    }
}

impl Vocabulary for Memory {
    fn documents(&self) -> u64 {
        self.documents.len() as u64
    }

    fn frequency(&self, word: &str) -> u64 {
        self.words.get(word).copied().unwrap_or(0)
    }

    fn each(&self, see: &mut dyn FnMut(&str, u64)) {
        self.words.iter().for_each(|(word, times)| see(word, *times));
    }
}

impl Shards for Memory {
    fn count(&self) -> usize {
        1
    }

    fn open<'s>(&'s self, _part: usize, plan: &'s Plan) -> Result<Box<dyn Shard + 's>, SearchError> {
        Ok(Box::new(Scan { memory: self, plan }))
    }

    fn documents(&self) -> u64 {
        self.documents.len() as u64
    }

    fn alike(&self, print: u32) -> u64 {
        self.prints.get(&print).copied().unwrap_or(0)
    }

    fn values(&self, field: Field) -> Result<Arc<Values>, SearchError> {
        Values::of(self, field).map(Arc::new)
    }

    fn generation(&self) -> String {
        "memory".to_owned()
    }
}

struct Scan<'s> {
    memory: &'s Memory,
    plan: &'s Plan,
}

impl Scan<'_> {
    fn document(&self, number: u32) -> Option<&Document> {
        self.memory.documents.get(number as usize)
    }
}

impl Shard for Scan<'_> {
    fn documents(&self) -> u32 {
        self.memory.documents.len() as u32
    }

    fn next(&mut self, target: u32) -> Result<u32, SearchError> {
        Ok(if (target as usize) < self.memory.documents.len() { target } else { END })
    }

    fn places(&mut self, document: u32, leaf: usize, into: &mut Vec<Occurrence>) -> Result<(), SearchError> {
        let mut ends = Vec::new();
        self.boundaries(document, &mut ends)?;
        let Some(document) = self.document(document) else { return Ok(()) };
        let key = &document.key.chars;
        let wanted = &self.plan.leaves[leaf];
        let pieces: Vec<Vec<u32>> = wanted
            .pieces
            .iter()
            .map(|piece| {
                let starts = 0..key.len().saturating_sub(piece.len() - 1);
                starts.filter(|at| key[*at..*at + piece.len()] == piece[..]).map(|at| at as u32).collect()
            })
            .collect();
        let lengths: Vec<u32> = wanted.pieces.iter().map(|piece| piece.len() as u32).collect();
        let pieces: Vec<&[u32]> = pieces.iter().map(Vec::as_slice).collect();
        let found = join(&pieces, &lengths, &wanted.gaps, wanted.margin, &ends, key.len() as u32)?;
        into.extend(found.into_iter().map(|(start, end)| Occurrence { start, end, leaf: leaf as u32 }));
        Ok(())
    }

    fn frequencies(&self, leaf: usize, into: &mut Vec<u64>) {
        let count = |token: Cover| match token {
            Cover::Gram(gram, _) => self.memory.grams.get(&gram).copied().unwrap_or(0),
            Cover::First(c, _) => self.memory.chars.get(&c).copied().unwrap_or(0),
        };
        into.extend(self.plan.leaves[leaf].pieces.iter().flat_map(|piece| cover(piece)).map(count));
    }

    fn boundaries(&mut self, document: u32, into: &mut Vec<u32>) -> Result<(), SearchError> {
        if let Some(document) = self.document(document) {
            let ends = (0_u32..).zip(&document.key.chars).filter(|(_, c)| **c == BOUNDARY);
            into.extend(ends.map(|(at, _)| at));
        }
        Ok(())
    }

    fn layout(&self, document: u32, into: &mut Layout) {
        if let Some(document) = self.document(document) {
            into.clone_from(&document.layout);
        }
    }

    fn values(&self, field: Field, document: u32, into: &mut Vec<u32>) {
        if let Some(document) = self.document(document) {
            into.extend(document.values(field).iter().map(|value| self.memory.number(field, value)));
        }
    }

    fn unit_value(&self, field: Field, document: u32, unit: usize) -> u32 {
        let number = |own: &Document| self.memory.number(field, &unit_value(&own.record, field, unit));
        self.document(document).map_or(u32::MAX, number)
    }

    fn print(&self, document: u32, unit: usize) -> u32 {
        self.document(document).and_then(|document| document.prints.get(unit)).copied().unwrap_or(0)
    }

    fn distinct(&self, field: Field) -> u32 {
        self.memory.values.get(&field).map_or(0, |values| values.len() as u32)
    }

    fn value(&self, field: Field, number: u32) -> Result<String, SearchError> {
        let value = self.memory.values.get(&field).and_then(|values| values.get(number as usize));
        value.cloned().ok_or_else(|| SearchError::Broken(format!("no value {number} of {field:?}")))
    }

    fn dates(&self, document: u32) -> Dates {
        self.document(document).map_or_else(Dates::default, |document| document.dates())
    }

    fn key(&self, document: u32) -> u64 {
        self.document(document).map_or(0, |document| run::key_of(&document.record.id))
    }

    fn numbers(&self, kind: Measured, document: u32, into: &mut Vec<i64>) {
        if let Some(document) = self.document(document) {
            into.extend(document.numbers(kind));
        }
    }

    fn stating(&self, kind: Measured, document: u32, into: &mut Vec<u32>) {
        if let Some(document) = self.document(document) {
            into.extend(document.stating(kind));
        }
    }

    fn record(&self, document: u32) -> Result<Record, SearchError> {
        self.document(document)
            .map(|document| document.record.clone())
            .ok_or_else(|| SearchError::Broken("no such announcement".to_owned()))
    }
}
