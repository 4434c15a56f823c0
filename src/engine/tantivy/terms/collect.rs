//! Terms of announcements as they come, put in order when the segment is written.
//!
//! In: the tokens of each announcement. Out: the segment's file. A token is
//! held as the number of its term, and as its position where that is kept.

use super::Kind;
use super::file::Sink;
use crate::segment::{Numbers, Tokens};
use std::any::Any;
use std::io;
use tantivy::directory::{TerminatingWrite, WritePtr};
use tantivy::index::Segment;
use tantivy::indexer::DocIdMapping;
use tantivy::plugin::PluginWriter;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, TantivyDocument, TantivyError};

/// Collects the terms of one segment.
pub struct Collector {
    kind: Kind,
    field: Field,
    numbers: Numbers,
    /// The terms by number, one behind the other, and where each ends.
    texts: String,
    text_ends: Vec<usize>,
    /// The terms of all announcements in a row.
    row: Vec<u32>,
    /// Where in its announcement each of them stands; empty for words.
    at: Vec<u32>,
    /// Where the row of each announcement ends.
    ends: Vec<usize>,
    /// Positions of each announcement.
    widths: Vec<u32>,
    sum: u32,
}

impl Collector {
    /// For terms of this kind in this field.
    pub fn new(kind: Kind, field: Field) -> Self {
        Self {
            kind,
            field,
            numbers: Numbers::default(),
            texts: String::new(),
            text_ends: Vec::new(),
            row: Vec::new(),
            at: Vec::new(),
            ends: Vec::new(),
            widths: Vec::new(),
            sum: 0,
        }
    }

    fn add(&mut self, text: &str) -> tantivy::Result<()> {
        let mut width = 0;
        match self.kind {
            Kind::Words => {
                text.lines().for_each(|word| self.push(word));
                width = 1;
            }
            Kind::Forms => {
                for (position, token) in Tokens::walk(text) {
                    self.push(token);
                    self.at.push(position);
                    width = position + 1;
                }
            }
        }
        self.sum = self.sum.checked_add(width).filter(|sum| *sum < u32::MAX).ok_or_else(full)?;
        self.ends.push(self.row.len());
        self.widths.push(width);
        Ok(())
    }

    fn push(&mut self, term: &str) {
        let (number, new) = self.numbers.number(term);
        if new {
            self.texts.push_str(term);
            self.text_ends.push(self.texts.len());
        }
        self.row.push(number);
    }

    /// Puts the positions in order by the numbers of their terms, then the terms.
    fn write(&self, sink: &mut Sink<WritePtr>) -> io::Result<()> {
        let mut next = vec![0_usize; self.numbers.len() + 1];
        self.row.iter().for_each(|term| next[*term as usize + 1] += 1);
        let mut sum = 0;
        next.iter_mut().for_each(|next| {
            sum += *next;
            *next = sum;
        });
        let mut placed = vec![0_u32; self.row.len()];
        let (mut from, mut begin) = (0, 0);
        for (end, width) in self.ends.iter().zip(&self.widths) {
            for own in from..*end {
                let at = &mut next[self.row[own] as usize];
                placed[*at] = begin + self.at.get(own).copied().unwrap_or(0);
                *at += 1;
            }
            (from, begin) = (*end, begin + width);
        }
        let mut from = 0;
        let texts = self.text_ends.iter().map(|end| &self.texts[std::mem::replace(&mut from, *end)..*end]);
        let mut terms: Vec<(&str, u32)> = texts.zip(0..).collect();
        terms.sort_unstable();
        for (term, number) in terms {
            // Now each stands where its own end.
            let from = (number as usize).checked_sub(1).map_or(0, |before| next[before]);
            sink.add(term.as_bytes(), &placed[from..next[number as usize]])?;
        }
        Ok(())
    }
}

/// A segment holds four thousand million positions at most.
pub fn full() -> TantivyError {
    TantivyError::InvalidArgument("more text than a segment can hold".to_owned())
}

impl PluginWriter for Collector {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<TantivyDocument>();
        let value = document.and_then(|document| document.get_first(self.field));
        let text = value.and_then(|value| value.as_custom()).unwrap_or_default();
        self.add(str::from_utf8(text).map_err(|error| TantivyError::InvalidArgument(error.to_string()))?)
    }

    fn serialize(self: Box<Self>, segment: &Segment, order: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(TantivyError::InvalidArgument("announcements lie in the order they came".to_owned()));
        }
        let mut sink = Sink::new(segment.clone().open_write(self.kind.component())?);
        self.write(&mut sink)?;
        sink.finish(&self.widths)?.terminate()?;
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        // While they are put in order, each position once more.
        self.row.len() * 8 + self.at.len() * 4 + self.numbers.len() * 64 + self.ends.len() * 12
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
