//! Many words looked for in one pass, and sets of characters asked in one step.
//!
//! In: lists of constant words. Out: places or membership. Promise: the same
//! answers as looking for each word alone, at the price of reading once.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashMap;

/// A list of words as one automaton.
pub(super) struct Lexicon {
    automaton: AhoCorasick,
    index: HashMap<&'static str, usize>,
}

impl Lexicon {
    /// The automaton of these words.
    #[expect(clippy::unwrap_used, reason = "the words are constants; a test builds every list")]
    pub fn of(words: &[&'static str]) -> Self {
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words).unwrap();
        let index = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        Self { automaton, index }
    }

    /// Every word at every place, overlapping ones too: (which word, first byte).
    pub fn each<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        self.automaton.find_overlapping_iter(text).map(|found| (found.pattern().as_usize(), found.start()))
    }

    /// Which words a text has.
    pub fn seen<'t>(&'t self, text: &'t str) -> Seen<'t> {
        let mut found = vec![false; self.automaton.patterns_len()];
        for (word, _) in self.each(text) {
            found[word] = true;
        }
        Seen { lexicon: self, text, found }
    }
}

/// The words of a lexicon that a text has.
pub(super) struct Seen<'t> {
    lexicon: &'t Lexicon,
    text: &'t str,
    found: Vec<bool>,
}

impl Seen<'_> {
    /// Whether the text has a word; one that the lexicon lacks is looked for.
    pub fn has(&self, word: &str) -> bool {
        match self.lexicon.index.get(word) {
            Some(at) => self.found[*at],
            None => self.text.contains(word),
        }
    }

    /// Whether the text has one of the words.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }
}

/// A set of characters of the basic plane.
pub(super) struct CharSet([u64; 1024]);

impl CharSet {
    /// The set of these characters; one above U+FFFF is left out.
    pub const fn of(chars: &[char]) -> Self {
        let mut bits = [0; 1024];
        let mut at = 0;
        while at < chars.len() {
            let code = chars[at] as usize;
            if code < 0x10000 {
                bits[code >> 6] |= 1 << (code & 63);
            }
            at += 1;
        }
        Self(bits)
    }

    /// Whether a character is in it.
    pub fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code >> 6).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
    }
}
