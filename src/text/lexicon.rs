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

/// How many times as many slots as words a table has: what a filter has let through is nearly always there.
const ROOM: usize = 4;

/// Sizes of the filters for words by two characters and by one, in bits, as powers of two.
const PAIRS: u32 = 16;
const FIRSTS: u32 = 13;

/// The first bits of a hash of bytes.
#[inline]
fn hash(key: u64, bits: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - bits)) as usize
}

/// Things by a hash of a key.
struct Table<T> {
    /// Bits of a hash that choose a slot.
    bits: u32,
    /// Where among the entries those of each slot begin and end.
    slots: Vec<[u16; 2]>,
    entries: Vec<T>,
}

impl<T> Table<T> {
    /// The table of these; those of one key keep their order.
    fn of(mut keyed: Vec<(u64, T)>) -> Self {
        let bits = (keyed.len().max(1) * ROOM).next_power_of_two().ilog2();
        keyed.sort_by_key(|(key, _)| hash(*key, bits));
        let mut slots = vec![[0; 2]; 1 << bits];
        for (at, (key, _)) in (0_u16..).zip(&keyed) {
            let [from, to] = &mut slots[hash(*key, bits)];
            *from = if to == &0 { at } else { *from };
            *to = at + 1;
        }
        Self { bits, slots, entries: keyed.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// Those of a key, and others by chance, in their order.
    #[inline]
    fn get(&self, key: u64) -> &[T] {
        let [from, to] = self.slots[hash(key, self.bits)].map(usize::from);
        &self.entries[from..to]
    }
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

/// A word as it is compared.
struct Opening {
    /// Which bits its first eight bytes have, or as many as there are.
    mask: u64,
    /// What these are.
    bits: u64,
    /// Which word it is.
    word: usize,
}

/// A list of words.
pub(crate) struct Lexicon {
    words: Vec<&'static str>,
    /// Those of two Han characters or more, by these.
    long: Table<Opening>,
    /// The shorter ones, by the first character.
    short: Table<Opening>,
    filter: Filter,
}

/// Which places of a text may begin a word. Of fixed size, so that no look is checked, of bits, so that few places
/// pass for nothing, and small enough for the fastest memory.
struct Filter {
    /// By the hash of two characters.
    pairs: Box<[u64; 1 << (PAIRS - 6)]>,
    /// By the hash of one.
    firsts: Box<[u64; 1 << (FIRSTS - 6)]>,
}

/// A bit of a filter.
#[inline]
fn bit(bits: &[u64], at: usize) -> bool {
    bits[at >> 6] >> (at & 63) & 1 == 1
}

impl Filter {
    fn of(words: &[&str]) -> Self {
        let mut filter = Self { pairs: Box::new([0; _]), firsts: Box::new([0; _]) };
        for word in words.iter().map(|word| word.as_bytes()) {
            let (bits, at): (&mut [u64], _) = match word.len() {
                LONG.. => (&mut *filter.pairs, hash(cut(head(word), LONG), PAIRS)),
                _ => (&mut *filter.firsts, hash(first(head(word)).0, FIRSTS)),
            };
            bits[at >> 6] |= 1 << (at & 63);
        }
        filter
    }

    /// Whether a word of two characters or more may begin with these bytes.
    #[inline]
    fn pair(&self, head: u64) -> bool {
        bit(&*self.pairs, hash(cut(head, LONG), PAIRS))
    }

    /// Whether a shorter one may begin with this character.
    #[inline]
    fn first(&self, first: u64) -> bool {
        bit(&*self.firsts, hash(first, FIRSTS))
    }

    /// The first place from `at` on that may begin a word, or where less than eight bytes are left. By
    /// itself and without a branch but the last, because most of the time is spent here.
    #[inline(never)]
    fn next(&self, text: &[u8], at: usize) -> usize {
        let mut rest = text.get(at..).unwrap_or_default();
        while let Some(bytes) = rest.first_chunk() {
            let head = u64::from_le_bytes(*bytes);
            let (first, width) = if head & 0xF0 == 0xE0 { (cut(head, 3), 3) } else { first(head) };
            if self.pair(head) | self.first(first) {
                break;
            }
            rest = &rest[width.min(bytes.len())..];
        }
        text.len() - rest.len()
    }
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn of(words: &[&'static str]) -> Self {
        let (mut long, mut short) = (Vec::new(), Vec::new());
        for (word, text) in words.iter().enumerate() {
            let (head, len) = (head(text.as_bytes()), text.len());
            let opening = Opening { mask: cut(u64::MAX, len.min(8)), bits: head, word };
            match len {
                LONG.. => long.push((cut(head, LONG), opening)),
                _ => short.push((first(head).0, opening)),
            }
        }
        let filter = Filter::of(words);
        Self { words: words.to_vec(), long: Table::of(long), short: Table::of(short), filter }
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

    /// Whether a text, whose first bytes are `head`, begins with a word.
    #[inline]
    fn begins(&self, text: &[u8], head: u64, word: &Opening) -> bool {
        head & word.mask == word.bits
            && (word.mask < u64::MAX || text.starts_with(self.words[word.word].as_bytes()))
    }

    /// The words that a text begins with, in no order.
    #[inline]
    pub fn opening(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let head = head(bytes);
        let first = first(head).0;
        let long: &[_] = if self.filter.pair(head) { self.long.get(cut(head, LONG)) } else { &[] };
        let short: &[_] = if self.filter.first(first) { self.short.get(first) } else { &[] };
        let words = long.iter().chain(short);
        words.filter(move |word| self.begins(bytes, head, word)).map(|word| word.word)
    }

    /// Tells every word at every place, overlapping ones too, in text order, until it is told to stop:
    /// which word, its first byte.
    #[inline]
    fn walk(&self, text: &str, mut stop: impl FnMut(usize, usize) -> bool) {
        let bytes = text.as_bytes();
        let mut at = self.filter.next(bytes, 0);
        while let Some(rest @ [_, ..]) = bytes.get(at..) {
            let head = head(rest);
            let (first, width) = first(head);
            let mut told = |words: &[Opening]| {
                words.iter().any(|word| self.begins(rest, head, word) && stop(word.word, at))
            };
            if self.filter.pair(head) && told(self.long.get(cut(head, LONG)))
                || self.filter.first(first) && told(self.short.get(first))
            {
                return;
            }
            at = self.filter.next(bytes, at + width);
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
        self.first(text).is_some()
    }

    /// Where the first word of a text begins.
    pub fn first(&self, text: &str) -> Option<usize> {
        let mut found = None;
        self.walk(text, |_, at| {
            found = Some(at);
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
    table: Table<&'static str>,
}

impl Endings {
    /// The endings of this list.
    pub fn of(words: &[&'static str]) -> Self {
        Self { table: Table::of(words.iter().map(|word| (Self::key(word), *word)).collect()) }
    }

    fn key(text: &str) -> u64 {
        text.as_bytes().last_chunk::<3>().map_or(0, |last| head(last))
    }

    /// Those that a text ends with, in the order of the list.
    pub fn closing<'l>(&'l self, text: &'l str) -> impl Iterator<Item = &'static str> + 'l {
        self.table.get(Self::key(text)).iter().copied().filter(|word| text.ends_with(word))
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
