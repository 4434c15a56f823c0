//! The grams of a segment: all positions of every pair of characters, in a file of their own.
//!
//! In: keys. Out: [`Grams`]. A plugin of Tantivy's segments, so that grams are
//! committed, deleted and merged with everything else. Tantivy's own postings
//! hash every token on arrival; with a hundred thousand kinds of pairs that
//! misses the cache several times a token and was half the time of ingesting.
//! Here characters are laid down in a row, and their pairs put in order once,
//! when the segment is written. And a phrase is met in one row of positions through all
//! announcements, instead of announcement by announcement.

mod collect;
mod file;
mod merge;

pub use file::{Grams, key};

use collect::Collector;
use tantivy::SegmentReader;
use tantivy::index::SegmentComponent;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::{Field, FieldType};

/// The extension of the file, and the name of the field and its type.
pub const NAME: &str = "grams";

/// Writes and merges the files of grams.
pub struct GramPlugin;

impl SegmentPlugin for GramPlugin {
    fn extensions(&self) -> &[&str] {
        &[NAME]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let schema = context.segment.schema();
        let mut fields =
            schema.fields().filter(|(_, entry)| matches!(entry.field_type(), FieldType::Custom(_)));
        let field: Option<Field> = fields.next().map(|(field, _)| field);
        Ok(Box::new(Collector::new(field)))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        merge::merge(&context)
    }
}

/// The grams of a segment.
pub fn open(reader: &SegmentReader) -> tantivy::Result<Grams> {
    let file = reader.open_read(component())?;
    Ok(Grams::open(file.read_bytes()?)?)
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(NAME.to_owned())
}
