//! The significant characters of a text in a row: what literal matching sees.
//!
//! In: folded text. Out: letters, digits and Han characters, with one
//! [`BOUNDARY`] where a sentence ends between two of them. Blanks, zero-width
//! characters, quotes, commas, brackets and lost characters (`?`) leave no
//! trace, so a quoted query is found across them; a phrase crosses a sentence
//! end only if the query itself does. Whether a character counts depends on
//! nothing but the character: that makes recall a guarantee.

use crate::text::{Folded, fold_char};

/// Stands for one or more sentence ends (。！？；) between two significant characters.
pub const BOUNDARY: char = '。';

/// A text as literal matching sees it. Index in `chars` = position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Significant characters and boundaries.
    pub chars: Vec<char>,
    /// The folded character each one stands at (a boundary: the first of its sentence ends).
    pub origin: Vec<u32>,
}

impl Key {
    /// The key of a text. It neither begins nor ends with a boundary.
    pub fn of(folded: &Folded) -> Self {
        let mut key = Self::default();
        let mut ended: Option<u32> = None;
        for (index, c) in (0_u32..).zip(folded.as_str().chars()) {
            match class(c) {
                Mark::Soft => {}
                Mark::Hard => ended = ended.or(Some(index)),
                Mark::Significant => {
                    if let Some(at) = ended.take()
                        && !key.chars.is_empty()
                    {
                        key.chars.push(BOUNDARY);
                        key.origin.push(at);
                    }
                    key.chars.push(c);
                    key.origin.push(index);
                }
            }
        }
        key
    }

    /// The key of a query, folded here.
    pub fn of_query(text: &str) -> Self {
        Self::of(&Folded::of(text))
    }

    /// How many positions.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing in the text is significant.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The first position that stands at or after a folded character.
    pub fn position(&self, folded: u32) -> u32 {
        self.origin.partition_point(|at| *at < folded) as u32
    }
}

/// What a character is to literal matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is matched.
    Significant,
    /// It ends a sentence.
    Hard,
    /// It leaves no trace.
    Soft,
}

/// What a published character is to literal matching.
pub fn mark(published: char) -> Mark {
    class(fold_char(published))
}

fn class(folded: char) -> Mark {
    match folded {
        // Nearly every character of the genre; the tables of Unicode are slow.
        '\u{4e00}'..='\u{9fff}' => Mark::Significant,
        '。' | '！' | '？' | '；' => Mark::Hard,
        c if c.is_alphanumeric() => Mark::Significant,
        _ => Mark::Soft,
    }
}
