//! In how many announcements of a segment a unit stands, by the name of its words.
//!
//! In: the names of the units of each announcement. Out: [`Prints`]: all names
//! in a row, in order, each once for every announcement that has it. A file of
//! its own ([`terms`](super::terms) says why): nearly every name stands alone,
//! and a dictionary of Tantivy's spends ten times the bytes and hashes each.

use std::any::Any;
use std::io::{self, Write};
use tantivy::columnar::Column;
use tantivy::directory::{OwnedBytes, TerminatingWrite};
use tantivy::index::{Segment, SegmentComponent};
use tantivy::indexer::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, SegmentReader, TantivyDocument};

/// The extension of the file, and the name of the field.
pub const NAME: &str = "prints";
/// Bump when the layout changes.
const VERSION: u32 = 1;
/// Bytes of a name, and of the version behind them all.
const BYTES: usize = 4;

fn component() -> SegmentComponent {
    SegmentComponent::Custom(NAME.to_owned())
}

/// The names of a segment.
pub struct Prints {
    bytes: OwnedBytes,
}

impl Prints {
    /// Opens the file of a segment.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let bytes = reader.open_read(component())?.read_bytes()?;
        match bytes.as_chunks() {
            ([.., version], []) if u32::from_le_bytes(*version) == VERSION => Ok(Self { bytes }),
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, "the file of prints is damaged").into()),
        }
    }

    /// In order, each once for every announcement that has it.
    fn all(&self) -> &[[u8; BYTES]] {
        let (numbers, _) = self.bytes.as_chunks();
        numbers.split_last().map_or(&[], |(_, all)| all)
    }

    /// How many announcements have a name, replaced ones included.
    pub fn count(&self, print: u32) -> u64 {
        let all = self.all();
        let from = all.partition_point(|own| u32::from_le_bytes(*own) < print);
        let rest = &all[from..];
        rest.iter().take_while(|own| u32::from_le_bytes(**own) == print).count() as u64
    }
}

/// Appends the names of an announcement, each once.
pub fn of(column: &Column<u64>, document: DocId, own: &mut Vec<u32>, into: &mut Vec<u32>) {
    own.extend(column.values_for_doc(document).map(|print| print as u32));
    once(own, into);
}

fn once(own: &mut Vec<u32>, into: &mut Vec<u32>) {
    own.sort_unstable();
    own.dedup();
    into.append(own);
}

/// Writes names in order.
fn write(mut prints: Vec<u32>, segment: &Segment) -> tantivy::Result<()> {
    // Stable, because it finds the rows of the segments that are joined.
    prints.sort();
    let mut out = segment.clone().open_write(component())?;
    prints.push(VERSION);
    let bytes: Vec<u8> = prints.iter().flat_map(|print| print.to_le_bytes()).collect();
    out.write_all(&bytes)?;
    out.terminate()?;
    Ok(())
}

/// Writes and merges the files.
pub struct PrintPlugin;

impl SegmentPlugin for PrintPlugin {
    fn extensions(&self) -> &[&str] {
        &[NAME]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let field = context.segment.schema().get_field(NAME)?;
        Ok(Box::new(Collector { field, own: Vec::new(), all: Vec::new() }))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let (mut own, mut all) = (Vec::new(), Vec::new());
        for reader in context.readers {
            if reader.has_deletes() {
                let column = reader.fast_fields().u64(NAME)?;
                reader.doc_ids_alive().for_each(|document| of(&column, document, &mut own, &mut all));
            } else {
                all.extend(Prints::open(reader)?.all().iter().map(|print| u32::from_le_bytes(*print)));
            }
        }
        write(all, context.target_segment)
    }
}

/// Collects the names of one segment.
struct Collector {
    field: Field,
    own: Vec<u32>,
    all: Vec<u32>,
}

impl PluginWriter for Collector {
    fn add_document(&mut self, _: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        if let Some(document) = document.as_any().downcast_ref::<TantivyDocument>() {
            let values = document.get_all(self.field).filter_map(|value| value.as_u64());
            self.own.extend(values.map(|print| print as u32));
            once(&mut self.own, &mut self.all);
        }
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        write(self.all, segment)
    }

    fn mem_usage(&self) -> usize {
        // The names, and their bytes while they are written.
        self.all.len() * 8
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
