//! Many words looked for in one pass, and what is no Han character.
//!
//! In: lists of constant words. Out: places or membership. Promise: the same
//! answers as looking for each word alone, at the price of reading once.
//!
//! A text is not decoded: each character begins where its first byte says, and
//! the bytes that a word can begin with are looked up in a small table.

use std::ops::Range;

/// Bytes of a word that are looked up: two Han characters. Of a shorter word it is the first character.
const LONG: usize = 6;

/// How many times as many slots as words a table has, so that few characters lead to a comparison.
const ROOM: usize = 16;

/// The first bits of a hash of bytes.
#[inline]
fn hash(key: u64, bits: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - bits)) as usize
}

/// Words by a hash of the bytes that they begin with.
struct Table {
    /// Bits of a hash that choose a slot.
    bits: u32,
    /// Which bucket each slot leads to; the first is empty.
    slots: Vec<u16>,
    /// Where the words of each bucket begin, and the end of the last.
    starts: Vec<usize>,
    words: Vec<usize>,
}

/// The first eight bytes of a text as a number; what is missing is zero.
#[inline]
fn head(bytes: &[u8]) -> u64 {
    let all = match bytes.first_chunk::<8>() {
        Some(all) => *all,
        None => std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0)),
    };
    u64::from_le_bytes(all)
}

/// The first `len` of them.
#[inline]
fn cut(head: u64, len: usize) -> u64 {
    head & (u64::MAX >> (64 - 8 * len))
}

/// The first character as its bytes, and how many these are.
#[inline]
fn first(head: u64) -> (u64, usize) {
    match head as u8 {
        // Nearly all characters.
        0xE0..0xF0 => (cut(head, 3), 3),
        ..0xC0 => (cut(head, 1), 1),
        0xC0..0xE0 => (cut(head, 2), 2),
        0xF0.. => (cut(head, 4), 4),
    }
}

impl Table {
    fn of(keys: &[(u64, usize)]) -> Self {
        let bits = (keys.len().max(1) * ROOM).next_power_of_two().ilog2();
        let mut table = Self { bits, slots: vec![0; 1 << bits], starts: vec![0], words: Vec::new() };
        let mut words: Vec<_> = keys.iter().map(|(key, word)| (hash(*key, bits), *word)).collect();
        words.sort_unstable();
        for (slot, word) in words {
            if table.slots[slot] == 0 {
                table.slots[slot] = table.starts.len() as u16;
                table.starts.push(table.words.len());
            }
            table.words.push(word);
        }
        table.starts.push(table.words.len());
        table
    }

    /// The bucket of a key; 0 if no word has it.
    #[inline]
    fn bucket(&self, key: u64) -> u16 {
        self.slots[hash(key, self.bits)]
    }

    /// Where in `words` those of a bucket stand, in the order of their list.
    #[inline]
    fn range(&self, bucket: u16) -> Range<usize> {
        let bucket = usize::from(bucket);
        self.starts[bucket]..self.starts[bucket + 1]
    }
}

/// Words by how they begin, and what their first bytes are.
struct Openings {
    table: Table,
    /// Of the words of the table: which bits their first eight bytes have, or as many as there are,
    /// and what these are.
    heads: Vec<(u64, u64)>,
}

impl Openings {
    /// Those of the words that are picked, by a key of their first bytes.
    fn of(words: &[&str], picked: impl Fn(&str) -> bool, key: impl Fn(u64) -> u64) -> Self {
        let keys = words.iter().enumerate().filter(|(_, word)| picked(word));
        let keys: Vec<_> = keys.map(|(at, word)| (key(head(word.as_bytes())), at)).collect();
        let table = Table::of(&keys);
        let bits = |word: &usize| {
            let word = words[*word].as_bytes();
            (cut(u64::MAX, word.len().min(8)), head(word))
        };
        Self { heads: table.words.iter().map(bits).collect(), table }
    }
}

/// A list of words.
pub(crate) struct Lexicon {
    words: Vec<&'static str>,
    /// Those of two Han characters or more, by these.
    long: Openings,
    /// The shorter ones, by the first character.
    short: Openings,
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn of(words: &[&'static str]) -> Self {
        let is_long = |word: &str| word.len() >= LONG;
        Self {
            words: words.to_vec(),
            long: Openings::of(words, is_long, |head| cut(head, LONG)),
            short: Openings::of(words, |word| !is_long(word), |head| first(head).0),
        }
    }

    /// A word by its place in the list.
    pub fn word(&self, at: usize) -> &'static str {
        self.words[at]
    }

    /// How many words.
    pub fn count(&self) -> usize {
        self.words.len()
    }

    /// The place of a word in the list.
    pub fn index(&self, word: &str) -> Option<usize> {
        self.opening(word).find(|at| self.words[*at].len() == word.len())
    }

    /// The words of a bucket that a text begins with, whose first bytes are `head`.
    #[inline]
    fn matches(
        &self,
        openings: &Openings,
        bucket: u16,
        text: &[u8],
        head: u64,
    ) -> impl Iterator<Item = usize> {
        let range = openings.table.range(bucket);
        let words = openings.heads[range.clone()].iter().zip(&openings.table.words[range]);
        words.filter_map(move |((mask, bits), word)| {
            let whole = || *mask < u64::MAX || text.starts_with(self.words[*word].as_bytes());
            (head & mask == *bits && whole()).then_some(*word)
        })
    }

    /// The buckets of the longer and of the shorter words that a text may begin with, whose first
    /// bytes are `head` and whose first character is `first`.
    #[inline]
    fn buckets(&self, head: u64, first: u64) -> (u16, u16) {
        (self.long.table.bucket(cut(head, LONG)), self.short.table.bucket(first))
    }

    /// The words that a text begins with, in no order.
    #[inline]
    pub fn opening(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let head = head(bytes);
        let (long, short) = self.buckets(head, first(head).0);
        self.matches(&self.long, long, bytes, head).chain(self.matches(&self.short, short, bytes, head))
    }

    /// Tells every word at every place, overlapping ones too, in text order, until it is told to stop:
    /// which word, its first byte.
    #[inline]
    fn walk(&self, text: &str, mut stop: impl FnMut(usize, usize) -> bool) {
        let mut at = 0;
        while let Some(rest @ [_, ..]) = text.as_bytes().get(at..) {
            let head = head(rest);
            let (first, width) = first(head);
            let (long, short) = self.buckets(head, first);
            // Few characters begin a word.
            if long | short > 0
                && (self.matches(&self.long, long, rest, head).any(|word| stop(word, at))
                    || self.matches(&self.short, short, rest, head).any(|word| stop(word, at)))
            {
                return;
            }
            at += width;
        }
    }

    /// Tells every word at every place, overlapping ones too, in text order: which word, its first byte.
    #[inline]
    pub fn each(&self, text: &str, mut tell: impl FnMut(usize, usize)) {
        self.walk(text, |word, at| {
            tell(word, at);
            false
        });
    }

    /// Whether a text has any of the words.
    pub fn has(&self, text: &str) -> bool {
        let mut found = false;
        self.walk(text, |_, _| {
            found = true;
            true
        });
        found
    }

    /// The word of a text that ends last, and of those the longest.
    pub fn last(&self, text: &str) -> Option<Range<usize>> {
        let mut last = None;
        self.each(text, |word, at| {
            let len = self.words[word].len();
            last = last.max(Some((at + len, len)));
        });
        last.map(|(end, len)| end - len..end)
    }
}

/// Lists of words, of which the first that a text has a word of decides.
pub(crate) struct Lists {
    lexicon: Lexicon,
    /// The list of each word.
    lists: Vec<usize>,
}

impl Lists {
    /// These lists.
    pub fn of<'l>(lists: impl IntoIterator<Item = &'l [&'static str]>) -> Self {
        let words =
            lists.into_iter().enumerate().flat_map(|(at, list)| list.iter().map(move |word| (at, *word)));
        let (lists, words): (Vec<_>, Vec<_>) = words.unzip();
        Self { lexicon: Lexicon::of(&words), lists }
    }

    /// The first list that has a word of a text.
    pub fn first(&self, text: &str) -> Option<usize> {
        let mut first = None;
        self.lexicon.each(text, |word, _| {
            let list = self.lists[word];
            first = Some(first.map_or(list, |first: usize| first.min(list)));
        });
        first
    }
}

/// Words that a text may end with, each of one Han character at least.
pub(crate) struct Endings {
    words: Vec<&'static str>,
    table: Table,
}

impl Endings {
    /// The endings of this list.
    pub fn of(words: &[&'static str]) -> Self {
        let keys: Vec<_> = words.iter().enumerate().map(|(at, word)| (Self::key(word), at)).collect();
        Self { table: Table::of(&keys), words: words.to_vec() }
    }

    fn key(text: &str) -> u64 {
        text.as_bytes().last_chunk::<3>().map_or(0, |last| head(last))
    }

    /// Those that a text ends with, in the order of the list.
    pub fn closing<'l>(&'l self, text: &'l str) -> impl Iterator<Item = &'static str> + 'l {
        let range = self.table.range(self.table.bucket(Self::key(text)));
        let words = self.table.words[range].iter().map(|word| self.words[*word]);
        words.filter(|word| text.ends_with(word))
    }
}

/// A set of characters of the basic plane.
pub(crate) struct CharSet([u64; 1024]);

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

/// Where the Han characters end that stand from `at` on: U+4000 to U+9FFF, three bytes each.
#[inline]
pub(crate) fn past_han(text: &[u8], mut at: usize) -> usize {
    while let Some(0xE4..=0xE9) = text.get(at) {
        at += 3;
    }
    at
}

/// Every character of a text that is not of the common Han block, with its place: signs,
/// digits, letters.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        next = past_han(bytes, next);
        let (at, c) = (next, text[next..].chars().next()?);
        next += c.len_utf8();
        Some((at, c))
    })
}

/// Where a word stands in a text.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

/// Where each 。 of a text stands.
pub(crate) fn stops(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // The last of its three bytes is the rarest in Chinese text.
    let ends = memchr::memchr_iter(0x82, bytes);
    ends.filter_map(|at| at.checked_sub(2)).filter(|at| bytes[*at..].starts_with("。".as_bytes()))
}
