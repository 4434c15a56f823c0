//! Grams of announcements as they come, put in order when the segment is written.
//!
//! In: the key of each announcement. Out: the segment's file. Four bytes are
//! held for each position, and four more while they are put in order.

use super::component;
use super::file::{APART, Sink, key, next_start};
use crate::segment::grams;
use rustc_hash::FxHashMap;
use std::any::Any;
use tantivy::directory::TerminatingWrite;
use tantivy::index::Segment;
use tantivy::indexer::DocIdMapping;
use tantivy::plugin::PluginWriter;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, TantivyDocument, TantivyError};

/// Between two announcements.
const NONE: u32 = u32::MAX;

/// What is known of a gram.
struct Kind {
    key: u64,
    count: u32,
    documents: u32,
    /// The last announcement it stood in, plus one.
    last: u32,
}

/// Collects the grams of one segment.
pub struct Collector {
    field: Option<Field>,
    numbers: FxHashMap<u64, u32>,
    kinds: Vec<Kind>,
    /// The number of the gram at each position.
    row: Vec<u32>,
    lengths: Vec<u32>,
}

impl Collector {
    /// For keys in this field.
    pub fn new(field: Option<Field>) -> Self {
        Self { field, numbers: FxHashMap::default(), kinds: vec![], row: vec![], lengths: vec![] }
    }

    fn add(&mut self, text: &str) -> tantivy::Result<()> {
        let start = self.row.len();
        self.row.reserve(text.len() / 3 + APART as usize);
        let document = self.lengths.len() as u32 + 1;
        for gram in grams(text.chars()) {
            let key = key(gram);
            let number = *self.numbers.entry(key).or_insert_with(|| {
                self.kinds.push(Kind { key, count: 0, documents: 0, last: 0 });
                self.kinds.len() as u32 - 1
            });
            let kind = &mut self.kinds[number as usize];
            kind.count += 1;
            kind.documents += u32::from(kind.last != document);
            kind.last = document;
            self.row.push(number);
        }
        let length = (self.row.len() - start) as u32;
        next_start(start as u32, length).filter(|_| self.row.len() < NONE as usize).ok_or_else(full)?;
        self.row.extend([NONE; APART as usize]);
        self.lengths.push(length);
        Ok(())
    }

    /// All positions, those of one gram behind each other in the order of grams; and that order.
    fn sorted(&self) -> (Vec<u32>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.kinds.len() as u32).collect();
        order.sort_unstable_by_key(|number| self.kinds[*number as usize].key);
        let (mut next, mut sum) = (vec![0_u32; self.kinds.len()], 0);
        for number in &order {
            next[*number as usize] = sum;
            sum += self.kinds[*number as usize].count;
        }
        let mut positions = vec![0_u32; sum as usize];
        for (position, number) in (0_u32..).zip(&self.row).filter(|(_, number)| **number != NONE) {
            let at = &mut next[*number as usize];
            positions[*at as usize] = position;
            *at += 1;
        }
        (positions, order)
    }
}

/// A segment holds four thousand million positions at most: over ten gigabytes of text.
pub fn full() -> TantivyError {
    TantivyError::InvalidArgument("more text than a segment can hold".to_owned())
}

impl PluginWriter for Collector {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<TantivyDocument>();
        let value = self.field.and_then(|field| document?.get_first(field));
        let text = value.and_then(|value| value.as_custom()).unwrap_or_default();
        self.add(str::from_utf8(text).map_err(|error| TantivyError::InvalidArgument(error.to_string()))?)
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InvalidArgument("announcements lie in the order they came".to_owned()));
        }
        let (positions, order) = self.sorted();
        let mut sink = Sink::new(segment.clone().open_write(component())?);
        let mut rest = positions.as_slice();
        for number in order {
            let kind = &self.kinds[number as usize];
            let (own, others) = rest.split_at(kind.count as usize);
            sink.add(kind.key, own, kind.documents)?;
            rest = others;
        }
        sink.finish(self.lengths.iter().copied())?.terminate()?;
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        // Twice the row: it is put in order beside itself.
        self.row.len() * 8 + self.kinds.len() * 48 + self.lengths.len() * 4
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
