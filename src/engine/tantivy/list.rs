//! Ascending positions, packed.
//!
//! In: the positions of one gram or term in a segment. Out: bytes, and a [`List`] over
//! them that finds the first position at or after another without unpacking
//! what lies between.
//!
//! Fewer than [`BLOCK`] positions are the differences from one to the next as
//! variable-length numbers. More are a table with the first position of every
//! block and where it begins, then the blocks: a byte with the width of the
//! differences and the differences in so many bits; the rest, where it does not
//! fill a block, as variable-length numbers.

use bitpacking::{BitPacker, BitPacker4x};
use tantivy::directory::OwnedBytes;

/// Positions packed together.
pub const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// Behind the last position.
pub const END: u32 = u32::MAX;
/// Bytes of one entry of the table: first position, beginning of the block.
const ENTRY: usize = 8;

/// So many positions are looked at one by one.
const NEAR: usize = 3;
/// So many positions of a block are compared at once.
const ROW: usize = 16;

/// Appends a number, seven bits a byte, the lowest first.
pub fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number that [`write_number`] wrote off the front; none where the bytes end too early.
pub fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Appends a list.
pub fn write(positions: &[u32], out: &mut Vec<u8>) {
    if positions.len() < BLOCK {
        return write_rest(0, positions, out);
    }
    let begin = out.len();
    out.resize(begin + positions.len().div_ceil(BLOCK) * ENTRY, 0);
    let packer = BitPacker4x::new();
    for (number, block) in positions.chunks(BLOCK).enumerate() {
        let entry = begin + number * ENTRY;
        let at = (out.len() - begin) as u32;
        out[entry..entry + 4].copy_from_slice(&block[0].to_le_bytes());
        out[entry + 4..entry + 8].copy_from_slice(&at.to_le_bytes());
        if block.len() < BLOCK {
            write_rest(block[0], block, out);
            continue;
        }
        let width = packer.num_bits_sorted(block[0], block);
        out.push(width);
        let from = out.len();
        out.resize(from + BitPacker4x::compressed_block_size(width), 0);
        packer.compress_sorted(block[0], block, &mut out[from..], width);
    }
}

fn write_rest(before: u32, positions: &[u32], out: &mut Vec<u8>) {
    let mut before = before;
    for position in positions {
        write_number(u64::from(position - before), out);
        before = *position;
    }
}

/// A list, standing at one of its positions. It only moves forward.
#[derive(Clone)]
pub struct List {
    bytes: OwnedBytes,
    count: usize,
    /// The block that is unpacked.
    block: usize,
    held: [u32; BLOCK],
    length: usize,
    at: usize,
}

impl List {
    /// Reads what [`write()`] wrote, from its first position on.
    pub fn new(bytes: OwnedBytes, count: u32) -> Self {
        let mut list = Self { bytes, count: count as usize, block: 0, held: [0; BLOCK], length: 0, at: 0 };
        list.load(0);
        list
    }

    /// Without a position.
    pub fn empty() -> Self {
        Self::new(OwnedBytes::empty(), 0)
    }

    /// Where it stands; [`END`] behind the last.
    pub fn position(&self) -> u32 {
        if self.at < self.length { self.held[self.at] } else { END }
    }

    /// Goes to the next position.
    pub fn advance(&mut self) -> u32 {
        self.at += 1;
        if self.at >= self.length {
            self.load(self.block + 1);
        }
        self.position()
    }

    /// Goes to the first position at or after `target`, unless it stands there or beyond.
    pub fn seek(&mut self, target: u32) -> u32 {
        if target <= self.position() {
            return self.position();
        }
        if self.held[self.length - 1] < target && !self.load_for(target) {
            return END;
        }
        // Common grams are sought from one place to the one beside it.
        if let Some(near) = self.held[self.at..].iter().take(NEAR).position(|at| *at >= target) {
            self.at += near;
            return self.held[self.at];
        }
        // Row by row, then all of a row at once without a branch: where in it cannot be foreseen.
        let (rows, _) = self.held.as_chunks::<ROW>();
        let mut row = self.at / ROW;
        while rows[row][ROW - 1] < target {
            row += 1;
        }
        self.at = row * ROW + rows[row].iter().map(|at| usize::from(*at < target)).sum::<usize>();
        self.held[self.at]
    }

    /// Appends its positions before `end`, each less `by`, from where it stands, and goes behind them.
    pub fn before(&mut self, end: u32, by: u32, into: &mut Vec<u32>) {
        while self.at < self.length {
            let rest = &self.held[self.at..self.length];
            let whole = rest[rest.len() - 1] < end;
            let own = if whole { rest.len() } else { rest.partition_point(|position| *position < end) };
            into.extend(rest[..own].iter().map(|position| position.saturating_sub(by)));
            self.at += own;
            if !whole {
                return;
            }
            self.load(self.block + 1);
        }
    }

    /// Unpacks a later block, one with a position at or after `target`.
    fn load_for(&mut self, target: u32) -> bool {
        let blocks = self.blocks();
        let (mut low, mut step) = (self.block + 1, 1);
        while low + step < blocks && self.entry(low + step).0 <= target {
            low += step;
            step *= 2;
        }
        // Now the block is in low..low + step.
        while step > 1 {
            step /= 2;
            if low + step < blocks && self.entry(low + step).0 <= target {
                low += step;
            }
        }
        self.load(low);
        // Between two blocks: the next begins behind the target. In a damaged file, one further on, or none.
        while self.length > 0 && self.held[self.length - 1] < target {
            self.load(self.block + 1);
        }
        self.length > 0
    }

    /// Appends all of its positions, wherever it stands.
    pub fn all(mut self, into: &mut Vec<u32>) {
        for block in 0..self.blocks() {
            if block != self.block {
                self.load(block);
            }
            into.extend_from_slice(&self.held[..self.length]);
        }
    }

    fn blocks(&self) -> usize {
        self.count.div_ceil(BLOCK)
    }

    /// First position of a block and where its bytes begin.
    fn entry(&self, block: usize) -> (u32, usize) {
        let entry = self.bytes.get(block * ENTRY..).and_then(|rest| rest.first_chunk::<ENTRY>());
        let [a, b, c, d, e, f, g, h] = *entry.unwrap_or(&[0xff; ENTRY]);
        (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]) as usize)
    }

    /// Unpacks a block and stands at its beginning; behind the last one, or where bytes are missing, at the end.
    fn load(&mut self, block: usize) {
        (self.block, self.at, self.length) = (block, 0, 0);
        let rest = self.count.saturating_sub(block * BLOCK);
        if rest == 0 {
            return;
        }
        let (first, begin) = if self.count < BLOCK { (0, 0) } else { self.entry(block) };
        let mut bytes = self.bytes.get(begin..).unwrap_or_default();
        if rest >= BLOCK {
            let Some((width, packed)) = bytes.split_first() else { return };
            if *width <= 32 && packed.len() >= BitPacker4x::compressed_block_size(*width) {
                BitPacker4x::new().decompress_sorted(first, packed, &mut self.held, *width);
                self.length = BLOCK;
            }
            return;
        }
        let mut position = first;
        for held in &mut self.held[..rest] {
            let Some(more) = read_number(&mut bytes) else { break };
            position = position.wrapping_add(more as u32);
            *held = position;
            self.length += 1;
        }
        // Also where bytes are missing: a row is looked through by its last position.
        self.held[self.length..].fill(END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(positions: &[u32]) -> List {
        let mut out = Vec::new();
        write(positions, &mut out);
        List::new(OwnedBytes::new(out), positions.len() as u32)
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back_and_every_seek_lands(
            steps in prop::collection::vec(1_u32..5_000, 0..700),
            asked in prop::collection::vec(0_u32..4_000_000, 1..60),
        ) {
            let positions: Vec<u32> =
                steps.iter().scan(0, |at, step| { *at += step; Some(*at) }).collect();
            let mut all = Vec::new();
            packed(&positions).all(&mut all);
            prop_assert_eq!(&all, &positions);
            let mut list = packed(&positions);
            let mut one_by_one = Vec::new();
            while list.position() != END {
                one_by_one.push(list.position());
                list.advance();
            }
            prop_assert_eq!(&one_by_one, &positions);
            let mut asked = asked;
            asked.sort_unstable();
            let mut list = packed(&positions);
            for target in asked {
                let expected = positions.iter().find(|at| **at >= target).copied().unwrap_or(END);
                prop_assert_eq!(list.seek(target), expected);
            }
        }
    }

    proptest! {
        #[test]
        fn damaged_bytes_end_a_list(
            wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..9),
            heads in prop::collection::vec((0_usize..8, prop_oneof![0_u8..40, any::<u8>()]), 1..8),
            steps in prop::collection::vec(1_u32..90_000_000, 1..40),
        ) {
            let positions: Vec<u32> = (0..1_000).map(|n| n * 4_000_000 + n % 7).collect();
            let mut out = Vec::new();
            write(&positions, &mut out);
            // Another width, or another first difference of the rest, and positions run over their end.
            for (block, byte) in heads {
                let entry = block * ENTRY + 4;
                let at = u32::from_le_bytes([out[entry], out[entry + 1], out[entry + 2], out[entry + 3]]);
                out[at as usize] = byte;
            }
            for (at, byte) in wrong {
                let at = at.index(out.len());
                out[at] = byte;
            }
            let mut list = List::new(OwnedBytes::new(out), 1_000);
            let mut target = 0_u32;
            for step in steps.iter().cycle() {
                target = target.saturating_add(*step);
                if list.seek(target) == END {
                    break;
                }
            }
        }
    }

    #[test]
    fn missing_bytes_end_a_list() {
        let positions: Vec<u32> = (0..1_000).map(|n| n * 7).collect();
        let mut out = Vec::new();
        write(&positions, &mut out);
        for keep in 0..out.len() {
            let mut list = List::new(OwnedBytes::new(out[..keep].to_vec()), 1_000);
            while list.position() != END {
                list.advance();
            }
        }
    }
}
