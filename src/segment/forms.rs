//! What folding and the key leave out of a text: other forms of characters, and the signs between them.
//!
//! In: a published text with its key. Out: tokens at positions of the key, so
//! that 字形:严格 and `exact:` are decided by an index alone:
//!
//! | token | stands at | means |
//! |---|---|---|
//! | a character | its position | it is published in this form, not in the folded one |
//! | [`GAP`] | the position after it | there are signs between this character and the one before |
//! | [`GAP`] and the signs | the same | which ones; more than [`LONGEST`] are [`LONG`] |
//!
//! Signs after the last character stand at the position behind it.

use super::key::{BOUNDARY, Key, Mark, mark};
use crate::text::{Folded, fold_char};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Marks signs before a position.
pub const GAP: &str = "\u{1}";
/// Stands for signs too many to be a token: who needs them must look at the text.
pub const LONG: &str = "\u{1}\u{2}";
/// Most signs in a token.
const LONGEST: usize = 16;

/// The token of some signs.
pub fn signs(between: &str) -> String {
    if is_long(between) { LONG.to_owned() } else { format!("{GAP}{between}") }
}

fn is_long(between: &str) -> bool {
    between.chars().nth(LONGEST).is_some()
}

/// Tokens at ascending positions, packed into one text: each behind two characters that stand for how far it is
/// from the one before and how many bytes it has. A text has one for every sign, so none is an object of its own.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    packed: String,
    position: u32,
}

/// The largest step one character stands for: every number below the surrogates is a character.
const STEP: u32 = 0xD7FF;

impl Tokens {
    fn push(&mut self, position: u32, token: &[&str]) {
        // A step without a token, where one character cannot stand for all of it.
        while position - self.position > STEP {
            self.number(STEP);
            self.number(0);
            self.position += STEP;
        }
        self.number(position - self.position);
        self.number(token.iter().map(|part| part.len() as u32).sum());
        token.iter().for_each(|part| self.packed.push_str(part));
        self.position = position;
    }

    fn number(&mut self, number: u32) {
        self.packed.push(char::from_u32(number).unwrap_or('\0'));
    }

    /// The packed text: what [`Tokens::walk`] reads.
    pub fn as_str(&self) -> &str {
        &self.packed
    }

    /// Positions and tokens of a packed text, ascending.
    pub fn walk(packed: &str) -> impl Iterator<Item = (u32, &str)> {
        let (mut rest, mut position) = (packed, 0);
        let tokens = std::iter::from_fn(move || {
            let mut chars = rest.chars();
            let (step, length) = (chars.next()?, chars.next()? as usize);
            let (token, after) = chars.as_str().split_at_checked(length)?;
            rest = after;
            position += u32::from(step);
            Some((position, token))
        });
        tokens.filter(|(_, token)| !token.is_empty())
    }
}

/// Everything that the key of a text leaves out.
pub fn forms(published: &str, folded: &Folded, key: &Key) -> Tokens {
    let mut found = Tokens::default();
    // One walk over the published characters; `behind` is the byte after the last one that is in the key.
    let (mut chars, mut behind) = (published.char_indices().zip(0_u32..), 0);
    let between = |found: &mut Tokens, position: u32, from: usize, to: usize| {
        let Some(run) = published.get(from..to).filter(|run| !run.is_empty()) else { return };
        found.push(position, &[GAP]);
        match is_long(run) {
            true => found.push(position, &[LONG]),
            false => found.push(position, &[GAP, run]),
        }
    };
    for ((position, c), at) in
        (0_u32..).zip(&key.chars).zip(&key.origin).filter(|((_, c), _)| **c != BOUNDARY)
    {
        let wanted = folded.origin(*at);
        let Some(((byte, own), _)) = chars.find(|(_, index)| *index == wanted) else { break };
        between(&mut found, position, behind, byte);
        behind = byte + own.len_utf8();
        if own != *c {
            found.push(position, &[&published[byte..behind]]);
        }
    }
    between(&mut found, key.len() as u32, behind, published.len());
    found
}

/// A string as it was typed, along the positions of its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Position in the key, character, and the signs before it.
    pub chars: Vec<(u32, char, String)>,
    /// Signs after the last character; all of them if there is none.
    pub trailing: String,
}

impl Typed {
    /// Takes a string apart.
    pub fn of(text: &str) -> Self {
        let mut typed = Self::default();
        let (mut position, mut ended) = (0, false);
        for c in text.chars() {
            match mark(c) {
                Mark::Significant => {
                    position += u32::from(ended && !typed.chars.is_empty());
                    typed.chars.push((position, c, std::mem::take(&mut typed.trailing)));
                    (position, ended) = (position + 1, false);
                }
                other => {
                    ended |= other == Mark::Hard;
                    typed.trailing.push(c);
                }
            }
        }
        typed
    }
}

/// The other forms of a folded character: all that are matched as it.
pub fn other_forms(folded: char) -> &'static [char] {
    OTHERS.get(&folded).map(Vec::as_slice).unwrap_or_default()
}

static OTHERS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut others: HashMap<char, Vec<char>> = HashMap::new();
    for c in ('\u{21}'..='\u{3ffff}').filter(|c| fold_char(*c) != *c) {
        others.entry(fold_char(c)).or_default().push(c);
    }
    others
});

#[cfg(test)]
mod tests {
    use super::Tokens;

    #[test]
    fn tokens_far_apart_come_back() {
        let far =
            [(0, "甲"), (0, "\u{1}"), (55_295, "乙"), (110_591, "𠮷"), (200_000, "丙丁"), (3_000_000, "戊")];
        let mut tokens = Tokens::default();
        far.iter().for_each(|(position, token)| tokens.push(*position, &[token]));
        assert_eq!(Tokens::walk(tokens.as_str()).collect::<Vec<_>>(), far);
    }
}
