//! All places of a single character in a segment: the grams that begin with it, merged.
//!
//! In: a character. Out: documents and positions. One search asks several times
//! (each thread, and again for the page), so what was merged last is kept.

use crate::search::SearchError;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::fastfield::AliveBitSet;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

/// Characters whose places are kept. The most frequent one has about six million bytes of them in a million
/// measures.
const KEPT: usize = 4;

/// The places of a character, by document.
#[derive(Default)]
pub struct Places {
    documents: Vec<u32>,
    /// Where the positions of each document end.
    ends: Vec<u32>,
    positions: Vec<u32>,
    /// Documents that have not been replaced meanwhile.
    pub living: u64,
}

impl Places {
    /// The index, from `at` on, of the first document at or after `target`.
    pub fn seek(&self, at: usize, target: u32) -> usize {
        at + self.documents.get(at..).unwrap_or_default().partition_point(|document| *document < target)
    }

    /// The document with this index.
    pub fn document(&self, at: usize) -> Option<u32> {
        self.documents.get(at).copied()
    }

    /// Its positions.
    pub fn positions(&self, at: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.positions.get(from..end(at)).unwrap_or_default()
    }

    fn read(c: char, index: &InvertedIndexReader, alive: Option<&AliveBitSet>) -> Result<Self, SearchError> {
        let next = char::from_u32(c as u32 + 1).unwrap_or(char::MAX);
        let range = index.terms().range().ge(c.to_string()).lt(next.to_string());
        let mut stream = range.into_stream().map_err(super::broken)?;
        let (mut found, mut own): (Vec<u64>, Vec<u32>) = (Vec::new(), Vec::new());
        while stream.advance() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings =
                index.read_postings_from_terminfo(stream.value(), option).map_err(super::broken)?;
            let mut document = postings.doc();
            while document != TERMINATED {
                postings.positions(&mut own);
                found.extend(own.iter().map(|at| u64::from(document) << 32 | u64::from(*at)));
                document = postings.advance();
            }
        }
        found.sort_unstable();
        let mut places = Self { positions: Vec::with_capacity(found.len()), ..Self::default() };
        for own in found.chunk_by(|a, b| a >> 32 == b >> 32) {
            let document = (own[0] >> 32) as u32;
            places.positions.extend(own.iter().map(|at| *at as u32));
            places.documents.push(document);
            places.ends.push(places.positions.len() as u32);
            places.living += u64::from(alive.is_none_or(|alive| alive.is_alive(document)));
        }
        Ok(places)
    }
}

/// What was merged last in a segment.
#[derive(Default)]
pub struct Firsts(Mutex<VecDeque<(char, Arc<Places>)>>);

impl Firsts {
    /// The places of a character.
    pub fn of(
        &self,
        c: char,
        index: &InvertedIndexReader,
        alive: Option<&AliveBitSet>,
    ) -> Result<Arc<Places>, SearchError> {
        // Held while merging: threads of one search ask for the same character at once.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().position(|(own, _)| *own == c).and_then(|at| kept.remove(at)) {
            kept.push_front(known.clone());
            return Ok(known.1);
        }
        let places = Arc::new(Places::read(c, index, alive)?);
        kept.truncate(KEPT - 1);
        kept.push_front((c, Arc::clone(&places)));
        Ok(places)
    }
}
