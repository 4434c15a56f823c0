//! Terms of a segment: strings and where each stands, in a file of their own.
//!
//! In: the different words of announcements, or what folding left out of them
//! with its positions. Out: [`Terms`]. A plugin of Tantivy's segments, as the
//! grams are ([`grams`](super::grams)): Tantivy's postings wrote every token
//! into an arena, read it back and merged it through a dictionary made anew,
//! and were a fifth of the time of ingesting. Here a token is a number on
//! arrival, and all are put in order once, when the segment is written.
//!
//! Positions count through all announcements of a segment: an announcement
//! takes as many as it has, and of words, whose order is not kept, one.

mod collect;
mod file;
mod merge;

pub use file::Terms;

use collect::Collector;
use tantivy::SegmentReader;
use tantivy::index::SegmentComponent;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};

/// Which terms: the extension of the file, and the name of the field and its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Different words, one a line.
    Words,
    /// Packed [`Tokens`](crate::segment::Tokens).
    Forms,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Words, Self::Forms];

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Forms => "forms",
        }
    }

    fn component(self) -> SegmentComponent {
        SegmentComponent::Custom(self.name().to_owned())
    }
}

/// Writes and merges the files of one kind of terms.
pub struct TermPlugin {
    kind: Kind,
    extensions: [&'static str; 1],
}

impl TermPlugin {
    /// For this kind.
    pub fn of(kind: Kind) -> Self {
        Self { kind, extensions: [kind.name()] }
    }
}

impl SegmentPlugin for TermPlugin {
    fn extensions(&self) -> &[&str] {
        &self.extensions
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Collector::new(self.kind, context.segment.schema().get_field(self.kind.name())?)))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        merge::merge(self.kind, &context)
    }
}

/// The terms of a segment.
pub fn open(kind: Kind, reader: &SegmentReader) -> tantivy::Result<Terms> {
    let file = reader.open_read(kind.component())?;
    Ok(Terms::open(file.read_bytes()?)?)
}
