//! Jieba words of a text: for ranking, suggestions and statistics.
//!
//! In: folded text. Out: every word of the best path, its dictionary sub-words,
//! and terms the text itself sets in quotes. HMM is off: it invents words that
//! depend on their neighbours (组对市 out of 第七巡察组对市生态环境局). The
//! dictionary takes 150 ms and 30 MB to load, so only the ingester does.

use super::Numbers;
use crate::text::Folded;
use jieba_rs::Jieba;

/// The genre's own words, one a line, folded.
const LIST: &str = include_str!("words.txt");

/// Jieba takes about 110 MB per million characters passed at once.
const PIECE: usize = 64 * 1024;

/// Bytes of a text for one word that it has not had yet, as far as so many words.
const NEW: (usize, usize) = (16, 4096);

/// Opens a term in quotes.
const OPEN: &[u8] = "“".as_bytes();

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

    /// The different words of a text, sub-words and quoted terms included, without punctuation,
    /// in the order they are met, each with a line end behind it.
    pub fn distinct(&self, folded: &Folded) -> String {
        let text = folded.as_str();
        let (mut met, mut words) = (Numbers::with_room(NEW.1.min(text.len() / NEW.0)), String::new());
        let mut see = |word: &str| {
            if met.number(word).1 && word.chars().all(char::is_alphanumeric) {
                words.push_str(word);
                words.push('\n');
            }
        };
        for piece in pieces(text) {
            self.jieba.cut_for_search(piece, false).iter().for_each(|token| see(token.word));
        }
        quoted(text).for_each(see);
        words
    }
}

/// Terms of two to eight Han characters that the text sets in quotes: “三张清单”.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    // Not `split`: it stops at every byte that ends the sign, and most Han characters have one like it.
    memchr::memmem::find_iter(text.as_bytes(), OPEN).filter_map(|at| {
        let after = text.get(at + OPEN.len()..)?;
        let letters = after.chars().take(9).take_while(|c| c.is_alphabetic() && !c.is_ascii());
        let (count, bytes) = letters.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
        let (term, behind) = after.split_at_checked(bytes)?;
        ((2..=8).contains(&count) && behind.starts_with('”')).then_some(term)
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
