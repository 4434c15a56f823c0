//! Many words looked for in one pass, and what is no Han character.
//!
//! In: lists of constant words. Out: places or membership. Promise: the same
//! answers as looking for each word alone, at the price of reading once.
//!
//! A text is not decoded: each character begins where its first byte says, and
//! the bytes that a word can begin with are looked up in a small table.

use std::ops::Range;

/// Bytes of a word that are looked up: two Han characters, or one of a shorter word.
const LONG: usize = 6;
const SHORT: usize = 3;

/// Slots of a table, as a power of two: far more than a list has words, so that few characters
/// lead to a comparison.
const SLOTS: u32 = 14;

/// Words by a hash of the bytes that they begin with.
struct Table {
    /// Which slots have words.
    taken: [u64; 1 << (SLOTS - 6)],
    /// (slot, word), ascending.
    words: Vec<(usize, usize)>,
}

#[inline]
fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS)) as usize
}

/// The first `len` bytes of a text as a number; what is missing is zero.
#[inline]
fn key(bytes: &[u8], len: usize) -> u64 {
    let all = match bytes.first_chunk::<8>() {
        Some(all) => *all,
        None => std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0)),
    };
    u64::from_le_bytes(all) & (u64::MAX >> (64 - 8 * len))
}

/// Bytes of the character that begins with this one.
#[inline]
fn width(first: u8) -> usize {
    match first {
        0xE0..0xF0 => 3,
        ..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xF0.. => 4,
    }
}

impl Table {
    fn of(keys: impl Iterator<Item = (u64, usize)>) -> Self {
        let mut words: Vec<(usize, usize)> = keys.map(|(key, word)| (slot(key), word)).collect();
        words.sort_unstable();
        let mut taken = [0; 1 << (SLOTS - 6)];
        for (slot, _) in &words {
            taken[slot >> 6] |= 1 << (slot & 63);
        }
        Self { taken, words }
    }

    /// The words that may begin with these bytes, in the order of their list.
    #[inline]
    fn candidates(&self, key: u64) -> &[(usize, usize)] {
        let slot = slot(key);
        if self.taken[slot >> 6] >> (slot & 63) & 1 == 0 { &[] } else { self.at(slot) }
    }

    /// Few characters come here.
    #[cold]
    fn at(&self, slot: usize) -> &[(usize, usize)] {
        let rest = &self.words[self.words.partition_point(|(other, _)| *other < slot)..];
        &rest[..rest.iter().take_while(|(other, _)| *other == slot).count()]
    }
}

/// A list of words.
pub(super) struct Lexicon {
    words: Vec<&'static str>,
    /// By their first two characters, or for the shorter ones by the first.
    long: Table,
    short: Table,
    /// Those that are shorter still.
    signs: Vec<usize>,
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn of(words: &[&'static str]) -> Self {
        let sized = |sizes: Range<usize>| {
            let words = words.iter().map(|word| word.as_bytes()).enumerate();
            words.filter(move |(_, word)| sizes.contains(&word.len()))
        };
        Self {
            words: words.to_vec(),
            long: Table::of(sized(LONG..usize::MAX).map(|(at, word)| (key(word, LONG), at))),
            short: Table::of(sized(SHORT..LONG).map(|(at, word)| (key(word, SHORT), at))),
            signs: sized(0..SHORT).map(|(at, _)| at).collect(),
        }
    }

    /// A word by its place in the list.
    pub fn word(&self, at: usize) -> &'static str {
        self.words[at]
    }

    /// The words that a text begins with, in no order.
    pub fn opening<'l>(&'l self, text: &'l str) -> impl Iterator<Item = usize> + 'l {
        let bytes = text.as_bytes();
        let long = self.long.candidates(key(bytes, LONG)).iter();
        let short = self.short.candidates(key(bytes, SHORT)).iter();
        let words = long.chain(short).map(|(_, word)| word).chain(&self.signs).copied();
        words.filter(|word| text.starts_with(self.words[*word]))
    }

    /// Tells every word of a character at least at every place, overlapping ones too, in text
    /// order: which word, its first byte.
    pub fn each(&self, text: &str, mut tell: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            let rest = &bytes[at..];
            let mut compare = |(_, word): &(usize, usize)| {
                if rest.starts_with(self.words[*word].as_bytes()) {
                    tell(*word, at);
                }
            };
            self.long.candidates(key(rest, LONG)).iter().for_each(&mut compare);
            self.short.candidates(key(rest, SHORT)).iter().for_each(&mut compare);
            at += width(*first);
        }
    }
}

/// Words that a text may end with, each of one Han character at least.
pub(super) struct Endings {
    words: Vec<&'static str>,
    table: Table,
}

impl Endings {
    /// The endings of this list.
    pub fn of(words: &[&'static str]) -> Self {
        let keyed = words.iter().enumerate().map(|(at, word)| (Self::key(word), at));
        Self { table: Table::of(keyed), words: words.to_vec() }
    }

    fn key(text: &str) -> u64 {
        text.as_bytes().last_chunk::<SHORT>().map_or(0, |last| key(last, SHORT))
    }

    /// Those that a text ends with, in the order of the list.
    pub fn closing<'l>(&'l self, text: &'l str) -> impl Iterator<Item = &'static str> + 'l {
        let words = self.table.candidates(Self::key(text)).iter().map(|(_, word)| self.words[*word]);
        words.filter(|word| text.ends_with(word))
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

    /// Where the first character of the set stands in a text.
    #[inline]
    pub fn first(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            let code = key(&bytes[at..], SHORT);
            // The bits of a character's last byte choose the bit, those before it the word.
            let (word, bit) = match first {
                0xE0..0xF0 => ((code & 15) << 6 | code >> 8 & 63, code >> 16),
                ..0x80 => (code >> 6 & 1, code),
                0xC0..0xE0 => (code & 31, code >> 8),
                _ => {
                    at += width(*first);
                    continue;
                }
            };
            if self.0[word as usize & 1023] >> (bit & 63) & 1 == 1 {
                return Some(at);
            }
            at += width(*first);
        }
        None
    }
}

/// Every character of a text that is not of the common Han block, with its place: signs,
/// digits, letters.
pub(super) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        // U+4000 to U+9FFF, three bytes each.
        while let Some(0xE4..=0xE9) = bytes.get(next) {
            next += 3;
        }
        let (at, c) = (next, text.get(next..)?.chars().next()?);
        next += c.len_utf8();
        Some((at, c))
    })
}

/// Where a word stands in a text.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

/// Where each 。 of a text stands.
pub(super) fn stops(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // The last of its three bytes is the rarest in Chinese text.
    let ends = memchr::memchr_iter(0x82, bytes);
    ends.filter_map(|at| at.checked_sub(2)).filter(|at| bytes[*at..].starts_with("。".as_bytes()))
}
