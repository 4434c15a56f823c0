//! Several files of grams become one.
//!
//! In: segments and which announcements stay. Out: their file. Announcements
//! keep their order, so positions only move; lists are joined gram by gram.

use super::collect::full;
use super::component;
use super::file::{Entry, Grams, Sink, next_start};
use crate::engine::tantivy::list::END;
use std::iter::Peekable;
use tantivy::TantivyError;
use tantivy::directory::TerminatingWrite;
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::plugin::PluginMergeContext;

/// Where the announcements of a segment begin in the file that is made.
struct Moved {
    grams: Grams,
    /// None for announcements that were replaced.
    starts: Vec<Option<u32>>,
    /// What all positions move by, if no announcement is missing.
    by: Option<u32>,
}

impl Moved {
    /// Appends where the positions of a gram will be; gives how many announcements they stand in.
    fn append(&self, entry: &Entry, own: &mut Vec<u32>, into: &mut Vec<u32>) -> u32 {
        let mut list = self.grams.list(entry);
        if let Some(by) = self.by {
            own.clear();
            list.all(own);
            into.extend(own.iter().map(|position| position + by));
            return entry.documents;
        }
        let (mut document, mut documents) = (0, 0);
        while list.position() != END {
            document = self.grams.document_of(list.position(), document);
            let (begin, end) = (self.grams.start(document), self.grams.start(document + 1));
            match self.starts.get(document as usize).copied().flatten() {
                None => _ = list.seek(end),
                Some(start) => {
                    documents += 1;
                    while list.position() < end {
                        into.push(list.position() - begin + start);
                        list.advance();
                    }
                }
            }
        }
        documents
    }
}

/// Merges the files of the segments.
pub fn merge(context: &PluginMergeContext) -> tantivy::Result<()> {
    if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
        return Err(TantivyError::InvalidArgument("announcements keep their order".to_owned()));
    }
    let mut segments = Vec::with_capacity(context.readers.len());
    let (mut start, mut lengths) = (0_u32, Vec::new());
    for reader in context.readers {
        let grams = super::open(reader)?;
        let mut starts = vec![None; grams.documents() as usize];
        for document in reader.doc_ids_alive() {
            let length = grams.length(document);
            starts[document as usize] = Some(start);
            lengths.push(length);
            start = next_start(start, length).ok_or_else(full)?;
        }
        let whole = starts.iter().all(Option::is_some);
        let by = starts.first().copied().flatten().filter(|_| whole);
        segments.push(Moved { grams, starts, by });
    }
    let mut dictionaries: Vec<Peekable<_>> =
        segments.iter().map(|segment| segment.grams.from(0).peekable()).collect();
    let mut sink = Sink::new(context.target_segment.clone().open_write(component())?);
    let (mut own, mut joined) = (Vec::new(), Vec::new());
    while let Some(key) = dictionaries.iter_mut().filter_map(|own| Some(own.peek()?.key)).min() {
        joined.clear();
        let mut documents = 0;
        for (segment, dictionary) in segments.iter().zip(&mut dictionaries) {
            if let Some(entry) = dictionary.next_if(|entry| entry.key == key) {
                documents += segment.append(&entry, &mut own, &mut joined);
            }
        }
        if !joined.is_empty() {
            sink.add(key, &joined, documents)?;
        }
    }
    sink.finish(lengths.into_iter())?.terminate()?;
    Ok(())
}
