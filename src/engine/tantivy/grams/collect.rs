//! Grams of announcements as they come, put in order when the segment is written.
//!
//! In: the key of each announcement. Out: the segment's file. Four bytes are
//! held for each position, and eight more while they are put in order. Nothing
//! is hashed: a hundred thousand kinds of grams miss the cache, a few thousand
//! characters do not.

use super::component;
use super::file::{APART, Sink, key, next_start, starts};
use crate::engine::tantivy::list::END;
use crate::segment::{BOUNDARY, grams};
use std::any::Any;
use std::io;
use tantivy::directory::{TerminatingWrite, WritePtr};
use tantivy::index::Segment;
use tantivy::indexer::DocIdMapping;
use tantivy::plugin::PluginWriter;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, TantivyDocument, TantivyError};

/// Collects the keys of one segment.
pub struct Collector {
    field: Option<Field>,
    /// The character at each position, and [`BOUNDARY`] between announcements.
    row: Vec<char>,
    lengths: Vec<u32>,
}

impl Collector {
    /// For keys in this field.
    pub fn new(field: Option<Field>) -> Self {
        Self { field, row: Vec::new(), lengths: Vec::new() }
    }

    fn add(&mut self, text: &str) -> tantivy::Result<()> {
        let start = self.row.len();
        self.row.extend(text.chars());
        let length = (self.row.len() - start) as u32;
        next_start(start as u32, length).filter(|_| self.row.len() < END as usize).ok_or_else(full)?;
        self.row.extend([BOUNDARY; APART as usize]);
        self.lengths.push(length);
        Ok(())
    }

    /// Puts the grams in order: their positions by first character, then those of each by second.
    fn write(&self, sink: &mut Sink<WritePtr>) -> io::Result<()> {
        let mut next = vec![0_u32; char::MAX as usize + 2];
        self.each(|_, [first, _]| next[first as usize + 1] += 1);
        let mut sum = 0;
        next.iter_mut().for_each(|next| {
            sum += *next;
            *next = sum;
        });
        // Second character and position in one number: sorted, they are in order.
        let mut placed = vec![0_u64; sum as usize];
        self.each(|position, [first, second]| {
            let at = &mut next[first as usize];
            placed[*at as usize] = u64::from(u32::from(second)) << 32 | u64::from(position);
            *at += 1;
        });
        let pages = Pages::of(starts(self.lengths.iter().copied()).unwrap_or_default());
        let (mut begin, mut positions) = (0, Vec::new());
        for (first, end) in ('\0'..=char::MAX).map(|c| (c, next[c as usize] as usize)) {
            let own = &mut placed[begin..end];
            begin = end;
            own.sort_unstable();
            for gram in own.chunk_by(|a, b| a >> 32 == b >> 32) {
                let second = char::from_u32((gram[0] >> 32) as u32).unwrap_or(BOUNDARY);
                positions.clear();
                positions.extend(gram.iter().map(|placed| *placed as u32));
                let documents = pages.documents(&positions);
                sink.add(key([first, second]), &positions, documents)?;
            }
        }
        Ok(())
    }

    /// Shows the gram at every position.
    fn each(&self, mut see: impl FnMut(u32, [char; 2])) {
        let mut start = 0;
        for length in &self.lengths {
            let own = &self.row[start as usize..(start + length) as usize];
            (start..).zip(grams(own.iter().copied())).for_each(|(position, gram)| see(position, gram));
            start += length + APART;
        }
    }
}

/// In which announcement a position stands, without a search: most grams are rare, and each of their positions
/// stands in another one.
struct Pages {
    /// Where each announcement begins, and one more.
    starts: Vec<u32>,
    /// The announcement that the first position of each page stands in.
    first: Vec<u32>,
}

impl Pages {
    /// Positions of a page, as a power of two: announcements have two or three thousand.
    const BITS: u32 = 10;

    fn of(starts: Vec<u32>) -> Self {
        let last = starts.last().copied().unwrap_or(0) >> Self::BITS;
        let mut document = 0;
        let first = (0..=last).map(|page| {
            while starts.get(document + 1).is_some_and(|start| *start <= page << Self::BITS) {
                document += 1;
            }
            document as u32
        });
        Self { first: first.collect(), starts }
    }

    /// In how many announcements these positions stand.
    fn documents(&self, positions: &[u32]) -> u32 {
        let (mut end, mut sum, last) = (0, 0, self.starts.len().saturating_sub(1));
        for position in positions {
            if *position >= end {
                let page = (position >> Self::BITS) as usize;
                let next = |page: usize| self.first.get(page).map_or(last, |own| *own as usize + 1);
                let near = self.starts.get(next(page)..=next(page + 1)).unwrap_or_default();
                end = near.get(near.partition_point(|start| start <= position)).copied().unwrap_or(u32::MAX);
                sum += 1;
            }
        }
        sum
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
        let mut sink = Sink::new(segment.clone().open_write(component())?);
        self.write(&mut sink)?;
        sink.finish(self.lengths.iter().copied())?.terminate()?;
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        self.row.len() * 12 + self.lengths.len() * 4
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
