//! The file of a segment's grams.
//!
//! In: grams in order with their positions. Out: bytes, and the lists again.
//! Positions count through all announcements of a segment, with [`APART`]
//! positions between two, so that no phrase reaches from one into the next.
//!
//! ```text
//! lists        packed positions, see `list`
//! dictionary   per gram: difference to the gram before, positions, announcements, bytes of its list
//! index        every 32nd gram: the gram, where its entry begins, where its list begins
//! lengths      positions of each announcement
//! foot         where the parts begin, how many grams and announcements, the version
//! ```

use crate::engine::tantivy::foot;
use crate::engine::tantivy::list::{List, read_number, write, write_number};
use std::io::{self, Write};
use tantivy::directory::OwnedBytes;

/// Positions between two announcements. A token says something of at most two positions, and one before a
/// sentence end of none behind it: three apart, two tokens of a phrase are never neighbours.
pub const APART: u32 = 2;
/// Grams from one entry of the index to the next.
const GROUP: usize = 32;
/// Bytes of an entry of the index.
const ENTRY: usize = 24;
/// Bump when the layout changes.
const VERSION: u64 = 1;

/// Names a gram by a number that sorts as the gram does.
pub fn key(gram: [char; 2]) -> u64 {
    u64::from(u32::from(gram[0])) << 21 | u64::from(u32::from(gram[1]))
}

/// What the dictionary says of a gram.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The gram's name.
    pub key: u64,
    /// Positions in all.
    pub count: u32,
    /// Announcements that have it, replaced ones included.
    pub documents: u32,
    from: u64,
    bytes: u64,
}

/// Writes grams in order.
pub struct Sink<W: Write> {
    out: W,
    written: u64,
    dictionary: Vec<u8>,
    index: Vec<u8>,
    grams: u64,
    before: u64,
    list: Vec<u8>,
}

impl<W: Write> Sink<W> {
    /// Begins a file.
    pub fn new(out: W) -> Self {
        Self { out, written: 0, dictionary: vec![], index: vec![], grams: 0, before: 0, list: vec![] }
    }

    /// Appends a gram greater than those before it.
    pub fn add(&mut self, key: u64, positions: &[u32], documents: u32) -> io::Result<()> {
        if self.grams.is_multiple_of(GROUP as u64) {
            for number in [key, self.dictionary.len() as u64, self.written] {
                self.index.extend(number.to_le_bytes());
            }
            self.before = key;
        }
        self.list.clear();
        write(positions, &mut self.list);
        self.out.write_all(&self.list)?;
        let numbers =
            [key - self.before, positions.len() as u64, u64::from(documents), self.list.len() as u64];
        numbers.into_iter().for_each(|number| write_number(number, &mut self.dictionary));
        self.written += self.list.len() as u64;
        self.before = key;
        self.grams += 1;
        Ok(())
    }

    /// Ends the file; `lengths` are the positions of each announcement.
    pub fn finish(mut self, lengths: impl ExactSizeIterator<Item = u32>) -> io::Result<W> {
        let parts = [self.dictionary, self.index];
        foot::write(&mut self.out, self.written, parts, self.grams, lengths, VERSION)?;
        Ok(self.out)
    }
}

/// A file that was written.
#[derive(Clone)]
pub struct Grams {
    bytes: OwnedBytes,
    dictionary: usize,
    index: usize,
    lengths: usize,
    grams: u64,
    /// Where each announcement begins, and one more.
    starts: Vec<u32>,
}

impl Grams {
    /// Reads the foot of a file.
    pub fn open(bytes: OwnedBytes) -> io::Result<Self> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "the file of grams is damaged");
        let foot = foot::read(&bytes, VERSION).ok_or_else(broken)?;
        let starts = starts(foot.lengths.into_iter()).ok_or_else(broken)?;
        let (dictionary, index, lengths) = (foot.dictionary, foot.index, foot.end);
        Ok(Self { bytes, dictionary, index, lengths, grams: foot.entries, starts })
    }

    /// What the dictionary says of a gram.
    pub fn find(&self, key: u64) -> Option<Entry> {
        self.from(key).next().filter(|entry| entry.key == key)
    }

    /// The grams from this one on, in order.
    pub fn from(&self, key: u64) -> impl Iterator<Item = Entry> + '_ {
        let index = &self.bytes[self.index..self.lengths];
        let number = |group: usize, at: usize| {
            let from = group * ENTRY + at * 8;
            let bytes = index.get(from..).and_then(|rest| rest.first_chunk::<8>());
            bytes.map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes))
        };
        let (mut low, mut high) = (0, index.len() / ENTRY);
        while low < high {
            let middle = low.midpoint(high);
            if number(middle, 0) <= key { low = middle + 1 } else { high = middle }
        }
        // The group before the first that begins behind the key.
        let mut group = low.saturating_sub(1);
        let dictionary = &self.bytes[self.dictionary..self.index];
        let mut left = self.grams.saturating_sub((group * GROUP) as u64);
        let (mut rest, mut list) = (&dictionary[..0], 0);
        let (mut before, mut in_group) = (0, GROUP);
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            if in_group == GROUP {
                (before, list) = (number(group, 0), number(group, 2));
                rest = dictionary.get(number(group, 1) as usize..)?;
                (group, in_group) = (group + 1, 0);
            }
            let mut next = || read_number(&mut rest);
            let (more, count, documents, bytes) = (next()?, next()?, next()?, next()?);
            before = before.wrapping_add(more);
            let entry =
                Entry { key: before, count: count as u32, documents: documents as u32, from: list, bytes };
            list = list.wrapping_add(bytes);
            in_group += 1;
            left -= 1;
            Some(entry)
        })
        .skip_while(move |entry| entry.key < key)
    }

    /// The positions of a gram.
    pub fn list(&self, entry: &Entry) -> List {
        let (from, to) = (entry.from as usize, entry.from.wrapping_add(entry.bytes) as usize);
        match from <= to && to <= self.dictionary {
            true => List::new(self.bytes.slice(from..to), entry.count),
            false => List::empty(),
        }
    }

    /// The positions of a gram that may not stand here at all.
    pub fn of(&self, key: u64) -> List {
        self.find(key).map_or_else(List::empty, |entry| self.list(&entry))
    }

    /// How many announcements.
    pub fn documents(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// The position an announcement begins at; behind the last one, where the next would.
    pub fn start(&self, document: u32) -> u32 {
        self.starts.get(document as usize).copied().unwrap_or(u32::MAX)
    }

    /// Positions of an announcement.
    pub fn length(&self, document: u32) -> u32 {
        self.start(document + 1).saturating_sub(self.start(document)).saturating_sub(APART)
    }

    /// The announcement that a position stands in, looked for from an earlier one on.
    pub fn document_of(&self, position: u32, from: u32) -> u32 {
        document_of(&self.starts, position, from)
    }

    /// In how many announcements these positions stand, but for some that count no more.
    pub fn documents_with(&self, positions: &[u32], replaced: &[u32]) -> u32 {
        let stands = |document: &&u32| {
            let at = positions.partition_point(|position| *position < self.start(**document));
            positions.get(at).is_some_and(|position| *position < self.start(**document + 1))
        };
        documents(positions, &self.starts) - replaced.iter().filter(stands).count() as u32
    }

    /// In how many of some announcements, ascending, a list has a position.
    pub fn documents_in(&self, mut list: List, documents: &[u32]) -> u32 {
        let has = |document: &u32| list.seek(self.start(*document)) < self.start(document + 1);
        documents.iter().copied().filter(has).count() as u32
    }
}

/// Where announcements of these lengths begin, and one more; none where a segment cannot hold them.
pub fn starts(lengths: impl Iterator<Item = u32>) -> Option<Vec<u32>> {
    let mut starts = vec![0];
    for length in lengths {
        starts.push(next_start(*starts.last()?, length)?);
    }
    Some(starts)
}

/// In how many announcements, which begin here, these positions stand.
pub fn documents(positions: &[u32], starts: &[u32]) -> u32 {
    let (mut document, mut end, mut sum) = (0, 0, 0);
    for position in positions {
        if *position >= end {
            document = document_of(starts, *position, document);
            end = starts.get(document as usize + 1).copied().unwrap_or(u32::MAX);
            sum += 1;
        }
    }
    sum
}

fn document_of(starts: &[u32], position: u32, from: u32) -> u32 {
    let (mut low, mut step) = (from as usize, 1);
    while starts.get(low + step).is_some_and(|start| *start <= position) {
        low += step;
        step *= 2;
    }
    let rest = &starts[low.min(starts.len())..(low + step).min(starts.len())];
    (low + rest.partition_point(|start| *start <= position)).saturating_sub(1) as u32
}

/// Where the announcement after this one begins; none where a segment can hold no more.
pub fn next_start(start: u32, length: u32) -> Option<u32> {
    start.checked_add(length)?.checked_add(APART).filter(|start| *start < u32::MAX)
}
