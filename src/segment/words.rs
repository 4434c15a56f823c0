//! Jieba words of a text: for ranking, suggestions and statistics.
//!
//! In: folded text. Out: every word of the best path, its dictionary sub-words,
//! and terms the text itself sets in quotes. HMM is off: it invents words that
//! depend on their neighbours (组对市 out of 第七巡察组对市生态环境局). The
//! dictionary takes 150 ms and 30 MB to load, so only the ingester does.

use crate::text::Folded;
use jieba_rs::Jieba;
use std::collections::HashSet;

/// The genre's own words, one a line, folded.
const LIST: &str = include_str!("words.txt");

/// Jieba takes about 110 MB per million characters passed at once.
const PIECE: usize = 64 * 1024;

/// A loaded dictionary.
pub struct Words {
    jieba: Jieba,
}

/// Names the word list, so that an index built with another one is recognised.
pub fn word_list_version() -> u64 {
    // FNV-1a: no cryptography is needed to notice a change.
    LIST.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Default for Words {
    fn default() -> Self {
        Self::load()
    }
}

impl Words {
    /// Loads jieba's dictionary and the genre's list.
    pub fn load() -> Self {
        let mut jieba = Jieba::new();
        for word in LIST.lines().map(str::trim).filter(|word| !word.is_empty()) {
            // Without a frequency jieba computes one that is enough to be chosen.
            jieba.add_word(word, None, None);
        }
        Self { jieba }
    }

    /// Every word of the best path, in order; joined they give the text without its line ends.
    pub fn cut<'t>(&self, folded: &'t Folded) -> Vec<&'t str> {
        pieces(folded.as_str())
            .flat_map(|piece| self.jieba.cut(piece, false))
            .map(|token| token.word)
            .collect()
    }

    /// The different words of a text, sub-words and quoted terms included, without punctuation.
    pub fn distinct<'t>(&self, folded: &'t Folded) -> HashSet<&'t str> {
        let mut words = HashSet::new();
        for piece in pieces(folded.as_str()) {
            let found = self.jieba.cut_for_search(piece, false);
            words.extend(
                found.into_iter().map(|t| t.word).filter(|word| word.chars().all(char::is_alphanumeric)),
            );
        }
        words.extend(quoted(folded.as_str()));
        words
    }
}

/// Terms of two to eight Han characters that the text sets in quotes: “三张清单”.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|after| after.split('”').next()).filter(|term| {
        let length = term.chars().take(9).count();
        (2..=8).contains(&length) && term.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
    })
}

/// Cuts at line ends, and after [`PIECE`] bytes where a line is longer.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            let (piece, after) = rest.split_at(end);
            rest = after;
            Some(piece)
        })
    })
}
