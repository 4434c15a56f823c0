//! The end of a file of lists: dictionary, index, lengths, and where they are.
//!
//! In: what a sink of [`grams`](super::grams) or [`terms`](super::terms) has
//! gathered behind its lists. Out: bytes, and the parts again. Promise: a file
//! that ends otherwise is told to be damaged; nothing of it is read.

use super::list::{read_number, write_number};
use std::io::{self, Write};

/// Bytes of the foot: six numbers.
const FOOT: usize = 48;

/// Where the parts of a file lie.
pub struct Foot {
    /// Where the lists end and the dictionary begins.
    pub dictionary: usize,
    /// Where the dictionary ends and its index begins.
    pub index: usize,
    /// Where the index ends.
    pub end: usize,
    /// How many entries the dictionary has.
    pub entries: u64,
    /// Positions of each announcement.
    pub lengths: Vec<u32>,
}

/// Writes what follows the lists, which have so many bytes.
pub fn write(
    mut out: impl Write,
    lists: u64,
    [mut dictionary, mut index]: [Vec<u8>; 2],
    entries: u64,
    lengths: impl ExactSizeIterator<Item = u32>,
    version: u64,
) -> io::Result<()> {
    let (documents, begin) = (lengths.len() as u64, lists + dictionary.len() as u64);
    let end = begin + index.len() as u64;
    dictionary.append(&mut index);
    lengths.for_each(|length| write_number(u64::from(length), &mut dictionary));
    for number in [lists, begin, end, entries, documents, version] {
        dictionary.extend(number.to_le_bytes());
    }
    out.write_all(&dictionary)
}

/// Reads the parts of a file; none if it is damaged or of another version.
pub fn read(bytes: &[u8], version: u64) -> Option<Foot> {
    let (rest, foot) = bytes.split_at_checked(bytes.len().checked_sub(FOOT)?)?;
    let (numbers, _) = foot.as_chunks::<8>();
    let numbers: Vec<u64> = numbers.iter().map(|number| u64::from_le_bytes(*number)).collect();
    let [dictionary, index, end, entries, documents, own] = numbers[..] else { return None };
    let all = rest.len() as u64;
    // Each length has a byte at least.
    let ordered = dictionary <= index && index <= end && end <= all && documents <= all - end;
    if own != version || !ordered {
        return None;
    }
    let mut rest = &rest[end as usize..];
    let lengths = (0..documents).map(|_| u32::try_from(read_number(&mut rest)?).ok());
    let lengths = lengths.collect::<Option<Vec<u32>>>()?;
    Some(Foot { dictionary: dictionary as usize, index: index as usize, end: end as usize, entries, lengths })
}
