//! Many words looked for in one pass, and what is no Han character.
//!
//! In: lists of constant words. Out: places or membership. Promise: the same
//! answers as looking for each word alone, at the price of reading once.
//!
//! A text is not decoded: each character begins where its first byte says, and
//! the bytes that a word can begin with are looked up in a small table.

use std::collections::HashMap;

/// Bytes of a word that are looked up: two Han characters.
const LONG: usize = 6;

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

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS)) as usize
}

/// The first `len` bytes of a text as a number; what is missing is zero.
fn key(bytes: &[u8], len: usize) -> u64 {
    let all = match bytes.first_chunk::<8>() {
        Some(all) => *all,
        None => std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0)),
    };
    u64::from_le_bytes(all) & (u64::MAX >> (64 - 8 * len))
}

/// Bytes of the character that begins with this one.
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

    #[cold]
    fn at(&self, slot: usize) -> &[(usize, usize)] {
        let rest = &self.words[self.words.partition_point(|(other, _)| *other < slot)..];
        &rest[..rest.partition_point(|(other, _)| *other == slot)]
    }
}

/// A list of words.
pub(super) struct Lexicon {
    words: Vec<&'static str>,
    /// By their first two characters, or for the shorter ones by the first.
    long: Table,
    short: Table,
    index: HashMap<&'static str, usize>,
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn of(words: &[&'static str]) -> Self {
        let (long, short): (Vec<_>, Vec<_>) =
            words.iter().map(|word| word.as_bytes()).enumerate().partition(|(_, word)| word.len() >= LONG);
        let index = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        Self {
            words: words.to_vec(),
            long: Table::of(long.into_iter().map(|(at, word)| (key(word, LONG), at))),
            short: Table::of(short.into_iter().map(|(at, word)| (key(word, width(word[0])), at))),
            index,
        }
    }

    /// The words that a text begins with, in no order.
    pub fn opening<'l>(&'l self, text: &'l str) -> impl Iterator<Item = usize> + 'l {
        let bytes = text.as_bytes();
        let long = self.long.candidates(key(bytes, LONG));
        let short = bytes.first().map_or(&[][..], |first| self.short.candidates(key(bytes, width(*first))));
        let words = long.iter().chain(short).map(|(_, word)| *word);
        words.filter(|word| text.starts_with(self.words[*word]))
    }

    /// Tells every word at every place, overlapping ones too, in text order: which word, its first byte.
    pub fn each(&self, text: &str, mut tell: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let short = !self.short.words.is_empty();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            let (rest, width) = (&bytes[at..], width(*first));
            let mut compare = |(_, word): &(usize, usize)| {
                if rest.starts_with(self.words[*word].as_bytes()) {
                    tell(*word, at);
                }
            };
            self.long.candidates(key(rest, LONG)).iter().for_each(&mut compare);
            if short {
                self.short.candidates(key(rest, width)).iter().for_each(compare);
            }
            at += width;
        }
    }

    /// Which words a text has.
    pub fn seen<'t>(&'t self, text: &'t str) -> Seen<'t> {
        let mut seen = Seen { lexicon: self, text, found: vec![false; self.words.len()], places: Vec::new() };
        self.each(text, |word, at| {
            seen.found[word] = true;
            seen.places.push((word, at));
        });
        seen
    }
}

/// The words of a lexicon that a text has.
pub(super) struct Seen<'t> {
    lexicon: &'t Lexicon,
    text: &'t str,
    found: Vec<bool>,
    /// (word, first byte), in text order.
    places: Vec<(usize, usize)>,
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

    /// Where a word of the lexicon stands.
    pub fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let wanted = self.lexicon.index.get(word).filter(|word| self.found[**word]);
        let places = wanted.map_or(&[][..], |_| &self.places);
        places.iter().filter(move |(word, _)| wanted == Some(word)).map(|(_, at)| *at)
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
        text.as_bytes().last_chunk::<3>().map_or(0, |last| key(last, 3))
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
    pub fn first(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let low = |byte: u8| usize::from(byte & 63);
            // The bits of a character's last byte choose the bit, those before it the word.
            let (word, bit) = match bytes[at..] {
                [a @ 0xE0..0xF0, b, c, ..] => (usize::from(a & 15) << 6 | low(b), low(c)),
                [a @ ..0x80, ..] => (usize::from(a >> 6), low(a)),
                [a @ 0xC0..0xE0, b, ..] => (usize::from(a & 31), low(b)),
                [_, ..] => (1024, 0),
                [] => return None,
            };
            if self.0.get(word).is_some_and(|bits| bits >> bit & 1 == 1) {
                return Some(at);
            }
            at += width(bytes[at]);
        }
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
