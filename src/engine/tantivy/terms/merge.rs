//! Several files of terms become one.
//!
//! In: segments and which announcements stay. Out: their file. Announcements
//! keep their order, so positions only move; lists are joined term by term.

use super::collect::full;
use super::file::{Cursor, Sink, Terms};
use super::{Kind, open};
use crate::engine::tantivy::list::{END, List};
use tantivy::TantivyError;
use tantivy::directory::TerminatingWrite;
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::PluginMergeContext;

/// Where the announcements of a segment begin in the file that is made.
struct Moved {
    terms: Terms,
    /// None for announcements that were replaced.
    begins: Vec<Option<u32>>,
    /// What all positions move by, if no announcement is missing.
    by: Option<u32>,
}

impl Moved {
    /// Appends where the positions of a term will be.
    fn append(&self, mut list: List, own: &mut Vec<u32>, into: &mut Vec<u32>) {
        if let Some(by) = self.by {
            own.clear();
            list.all(own);
            into.extend(own.iter().map(|position| position + by));
            return;
        }
        while list.position() != END {
            let document = self.terms.document_of(list.position());
            let (from, end) = (self.terms.begin(document), self.terms.begin(document + 1));
            own.clear();
            list.before(end, from, own);
            if let Some(begin) = self.begins.get(document as usize).copied().flatten() {
                into.extend(own.iter().map(|position| position + begin));
            }
        }
    }
}

/// Merges the files of the segments.
pub fn merge(kind: Kind, context: &PluginMergeContext) -> tantivy::Result<()> {
    if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
        return Err(TantivyError::InvalidArgument("announcements keep their order".to_owned()));
    }
    let mut segments = Vec::with_capacity(context.readers.len());
    let (mut begin, mut widths) = (0_u32, Vec::new());
    for reader in context.readers {
        let terms = open(kind, reader)?;
        let mut begins = vec![None; reader.max_doc() as usize];
        for document in reader.doc_ids_alive() {
            let width = terms.begin(document + 1).saturating_sub(terms.begin(document));
            begins[document as usize] = Some(begin);
            widths.push(width);
            begin = begin.checked_add(width).filter(|begin| *begin < u32::MAX).ok_or_else(full)?;
        }
        let whole = begins.iter().all(Option::is_some);
        let by = begins.first().copied().flatten().filter(|_| whole);
        segments.push(Moved { terms, begins, by });
    }
    let mut cursors: Vec<Cursor> = segments.iter().map(|segment| segment.terms.from("")).collect();
    let mut sink = Sink::new(context.target_segment.clone().open_write(kind.component())?);
    let (mut own, mut joined, mut term) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(least) = cursors.iter().filter_map(Cursor::bytes).min() {
        term.clear();
        term.extend_from_slice(least);
        joined.clear();
        for (segment, cursor) in segments.iter().zip(&mut cursors) {
            if cursor.bytes() == Some(&term) {
                segment.append(cursor.list(), &mut own, &mut joined);
                cursor.advance();
            }
        }
        if !joined.is_empty() {
            sink.add(&term, &joined)?;
        }
    }
    sink.finish(&widths)?.terminate()?;
    Ok(())
}
