//! The file of a segment's terms.
//!
//! In: terms in order with their positions. Out: bytes, and the lists again.
//!
//! ```text
//! lists        packed positions, see `list`
//! dictionary   per term: bytes shared with the one before, how many follow, these, positions, bytes of its list
//! index        every 16th term, which shares nothing: where its entry begins, where its list begins
//! widths       positions of each announcement
//! foot         where the parts begin, how many terms and announcements, the version
//! ```

use crate::engine::tantivy::foot;
use crate::engine::tantivy::list::{List, read_number, write, write_number};
use std::io::{self, Write};
use tantivy::directory::OwnedBytes;

/// Terms from one entry of the index to the next.
const GROUP: u64 = 16;
/// Bytes of an entry of the index.
const ENTRY: usize = 16;
/// Bump when the layout changes.
const VERSION: u64 = 1;

/// Writes terms in order.
pub struct Sink<W: Write> {
    out: W,
    written: u64,
    dictionary: Vec<u8>,
    index: Vec<u8>,
    terms: u64,
    before: Vec<u8>,
    list: Vec<u8>,
}

impl<W: Write> Sink<W> {
    /// Begins a file.
    pub fn new(out: W) -> Self {
        Self { out, written: 0, dictionary: vec![], index: vec![], terms: 0, before: vec![], list: vec![] }
    }

    /// Appends a term greater than those before it.
    pub fn add(&mut self, term: &[u8], positions: &[u32]) -> io::Result<()> {
        if self.terms.is_multiple_of(GROUP) {
            for number in [self.dictionary.len() as u64, self.written] {
                self.index.extend(number.to_le_bytes());
            }
            self.before.clear();
        }
        self.list.clear();
        write(positions, &mut self.list);
        self.out.write_all(&self.list)?;
        let shared = self.before.iter().zip(term).take_while(|(a, b)| a == b).count();
        let own = &term[shared..];
        write_number(shared as u64, &mut self.dictionary);
        write_number(own.len() as u64, &mut self.dictionary);
        self.dictionary.extend_from_slice(own);
        write_number(positions.len() as u64, &mut self.dictionary);
        write_number(self.list.len() as u64, &mut self.dictionary);
        self.before.truncate(shared);
        self.before.extend_from_slice(own);
        self.written += self.list.len() as u64;
        self.terms += 1;
        Ok(())
    }

    /// Ends the file; `widths` are the positions of each announcement.
    pub fn finish(mut self, widths: &[u32]) -> io::Result<W> {
        let parts = [self.dictionary, self.index];
        foot::write(&mut self.out, self.written, parts, self.terms, widths.iter().copied(), VERSION)?;
        Ok(self.out)
    }
}

/// A file that was written.
pub struct Terms {
    bytes: OwnedBytes,
    dictionary: usize,
    index: usize,
    widths: usize,
    terms: u64,
    /// Where each announcement begins, and one more.
    begins: Vec<u32>,
}

impl Terms {
    /// Reads the foot of a file.
    pub fn open(bytes: OwnedBytes) -> io::Result<Self> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "a file of terms is damaged");
        let foot = foot::read(&bytes, VERSION).ok_or_else(broken)?;
        let mut begins = vec![0_u32];
        for width in foot.lengths {
            let begin = begins.last().and_then(|begin| begin.checked_add(width));
            begins.push(begin.ok_or_else(broken)?);
        }
        let (dictionary, index, widths) = (foot.dictionary, foot.index, foot.end);
        Ok(Self { bytes, dictionary, index, widths, terms: foot.entries, begins })
    }

    /// Where an announcement begins; behind the last one, where the next would.
    pub fn begin(&self, document: u32) -> u32 {
        self.begins.get(document as usize).copied().unwrap_or(u32::MAX)
    }

    /// The announcement a position stands in.
    pub fn document_of(&self, position: u32) -> u32 {
        self.begins.partition_point(|begin| *begin <= position).saturating_sub(1) as u32
    }

    /// The cursor of a term, if it stands here at all.
    pub fn find(&self, term: &str) -> Option<Cursor<'_>> {
        Some(self.from(term)).filter(|cursor| cursor.term() == Some(term))
    }

    /// Stands at the first term that is this one or greater.
    pub fn from(&self, term: &str) -> Cursor<'_> {
        let (mut low, mut high) = (0, (self.widths - self.index) / ENTRY);
        while low < high {
            let middle = low.midpoint(high);
            if self.head(middle) <= Some(term.as_bytes()) { low = middle + 1 } else { high = middle }
        }
        // The group before the first that begins behind the term.
        let mut cursor = Cursor::at(self, low.saturating_sub(1));
        while cursor.here.is_some() && cursor.term.as_slice() < term.as_bytes() {
            cursor.advance();
        }
        cursor
    }

    /// Where the entry and the list of the first term of a group begin.
    fn group(&self, group: usize) -> Option<(usize, u64)> {
        let index = self.bytes.get(self.index..self.widths)?;
        let (numbers, _) = index.get(group * ENTRY..)?.as_chunks::<8>();
        let [entry, list, ..] = numbers else { return None };
        Some((u64::from_le_bytes(*entry) as usize, u64::from_le_bytes(*list)))
    }

    fn entries(&self, from: usize) -> &[u8] {
        let dictionary = self.bytes.get(self.dictionary..self.index).unwrap_or_default();
        dictionary.get(from..).unwrap_or_default()
    }

    /// The first term of a group.
    fn head(&self, group: usize) -> Option<&[u8]> {
        let mut rest = self.entries(self.group(group)?.0);
        let (_, own) = (read_number(&mut rest)?, read_number(&mut rest)?);
        rest.get(..own as usize)
    }
}

/// Stands at a term.
pub struct Cursor<'f> {
    file: &'f Terms,
    rest: &'f [u8],
    /// Terms behind this one.
    left: u64,
    term: Vec<u8>,
    /// Positions, and where they lie; none behind the last term.
    here: Option<(u32, u64, u64)>,
}

impl<'f> Cursor<'f> {
    fn at(file: &'f Terms, group: usize) -> Self {
        let (from, list) = file.group(group).unwrap_or_default();
        let left = file.terms.saturating_sub(group as u64 * GROUP);
        let here = Some((0, list, 0));
        let mut cursor = Self { file, rest: file.entries(from), left, term: Vec::new(), here };
        cursor.advance();
        cursor
    }

    /// Goes to the next term.
    pub fn advance(&mut self) {
        self.here = self.read();
    }

    fn read(&mut self) -> Option<(u32, u64, u64)> {
        let (_, from, bytes) = self.here?;
        self.left = self.left.checked_sub(1)?;
        let (shared, own) = (read_number(&mut self.rest)?, read_number(&mut self.rest)?);
        let (own, rest) = self.rest.split_at_checked(own as usize)?;
        self.rest = rest;
        self.term.truncate(shared as usize);
        self.term.extend_from_slice(own);
        let (count, length) = (read_number(&mut self.rest)?, read_number(&mut self.rest)?);
        Some((count as u32, from.wrapping_add(bytes), length))
    }

    /// The term; none behind the last.
    pub fn term(&self) -> Option<&str> {
        self.here.and_then(|_| str::from_utf8(&self.term).ok())
    }

    /// The same as it is put in order.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.here.map(|_| self.term.as_slice())
    }

    /// How many positions it stands at.
    pub fn count(&self) -> u32 {
        self.here.map_or(0, |(count, ..)| count)
    }

    /// These positions.
    pub fn list(&self) -> List {
        let Some((count, from, bytes)) = self.here else { return List::empty() };
        let (from, to) = (from as usize, from.wrapping_add(bytes) as usize);
        match from <= to && to <= self.file.dictionary {
            true => List::new(self.file.bytes.slice(from..to), count),
            false => List::empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn written(terms: &BTreeMap<String, Vec<u32>>, widths: &[u32]) -> io::Result<Vec<u8>> {
        let mut sink = Sink::new(Vec::new());
        for (term, positions) in terms {
            sink.add(term.as_bytes(), positions)?;
        }
        sink.finish(widths)
    }

    proptest! {
        #[test]
        fn terms_come_back_and_are_found(
            terms in prop::collection::btree_map("[甲乙丙ab]{1,4}", prop::collection::btree_set(0_u32..900, 1..9), 0..90),
            asked in "[甲乙丙ab]{0,3}",
        ) {
            let terms: BTreeMap<String, Vec<u32>> =
                terms.into_iter().map(|(term, at)| (term, at.into_iter().collect())).collect();
            let file = Terms::open(OwnedBytes::new(written(&terms, &[300, 600])?))?;
            let mut cursor = file.from(&asked);
            for (term, positions) in terms.range(asked.clone()..) {
                prop_assert_eq!(cursor.term(), Some(term.as_str()));
                let mut own = Vec::new();
                cursor.list().all(&mut own);
                prop_assert_eq!((&own, cursor.count() as usize), (positions, positions.len()));
                cursor.advance();
            }
            prop_assert_eq!(cursor.term(), None);
            prop_assert_eq!(file.find(&asked).is_some(), terms.contains_key(&asked));
            prop_assert_eq!([0, 299, 300, 899].map(|position| file.document_of(position)), [0, 0, 1, 1]);
        }

        #[test]
        fn damaged_bytes_panic_nowhere(
            wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
        ) {
            let terms = (0..200_u32).map(|n| (format!("词{n}"), vec![n, n + 1])).collect();
            let mut bytes = written(&terms, &[201])?;
            for (at, byte) in wrong {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let Ok(file) = Terms::open(OwnedBytes::new(bytes)) else { return Ok(()) };
            let mut cursor = file.from("词1");
            while cursor.bytes().is_some() {
                cursor.list().all(&mut Vec::new());
                cursor.advance();
            }
        }
    }
}
