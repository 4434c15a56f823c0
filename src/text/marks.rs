//! Where the characters of a text stand in its bytes.
//!
//! In: a text. Out: byte of a character and character of a byte. Promise: each is found in a few steps, wherever it
//! stands.

/// As many bytes as are counted in a few steps.
const BLOCK: usize = 64;

/// How many characters begin in these bytes of a text.
fn begin(bytes: &[u8]) -> u32 {
    // No more than a block, so that sums of one byte suffice and many are taken at once.
    u32::from(bytes.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>())
}

/// The marks of one text, which is handed in again with each question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// How many characters begin before each [`BLOCK`] of bytes.
    before: Vec<u32>,
    /// How many characters.
    pub count: u32,
}

impl Marks {
    /// Counts a text.
    pub fn of(text: &str) -> Self {
        let mut count = 0;
        let mark = |block: &[u8]| {
            let before = count;
            count += begin(block);
            before
        };
        let before = text.as_bytes().chunks(BLOCK).map(mark).collect();
        Self { before, count }
    }

    /// Where a character begins; the end for one that does not exist.
    pub fn byte(&self, text: &str, index: u32) -> usize {
        let block = self.before.partition_point(|before| *before <= index).saturating_sub(1);
        let ahead = index - self.before.get(block).copied().unwrap_or(index);
        let mut from = (block * BLOCK).min(text.len());
        // A character of the block before may end in this one.
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut rest = text[from..].chars();
        for _ in 0..ahead {
            let _ = rest.next();
        }
        text.len() - rest.as_str().len()
    }

    /// How many characters begin before a byte.
    pub fn char(&self, text: &str, byte: usize) -> u32 {
        let byte = byte.min(text.len());
        let block = byte / BLOCK;
        let before = self.before.get(block).copied().unwrap_or(self.count);
        before + begin(text.as_bytes().get(block * BLOCK..byte).unwrap_or_default())
    }
}
