//! Many words looked for in one pass, and what is no Han character.
//!
//! In: lists of constant words. Out: places or membership. Promise: the same
//! answers as looking for each word alone, at the price of reading once.
//!
//! A text is not decoded: each character begins where its first byte says, and
//! the bytes that a word can begin with are looked up in a small table.

/// Bytes of a word that are looked up: two Han characters. Of a shorter word it is the first character.
const LONG: usize = 6;

/// Slots of a table, as a power of two: far more than a list has words, so that few characters
/// lead to a comparison.
const SLOTS: u32 = 14;

/// Slots side by side whose bits are one number.
const ROWS: usize = 1 << (SLOTS - 6);

/// Words by a hash of the bytes that they begin with.
struct Table {
    /// Which slots have words, and how many have in the rows before.
    taken: [u64; ROWS],
    before: [usize; ROWS],
    /// Where the words of each slot that has some begin, and the end of the last.
    starts: Vec<usize>,
    words: Vec<usize>,
}

#[inline]
fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS)) as usize
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
        let first = |at: &usize| *at == 0 || words[at - 1].0 < words[*at].0;
        let starts: Vec<usize> = (0..words.len()).filter(first).chain([words.len()]).collect();
        let (mut taken, mut before) = ([0; ROWS], [0; ROWS]);
        for start in &starts[..starts.len() - 1] {
            let slot = words[*start].0;
            taken[slot >> 6] |= 1 << (slot & 63);
            before[(slot >> 6) + 1..].iter_mut().for_each(|count| *count += 1);
        }
        Self { taken, before, starts, words: words.into_iter().map(|(_, word)| word).collect() }
    }

    #[inline]
    fn has(&self, slot: usize) -> bool {
        self.taken[slot >> 6] >> (slot & 63) & 1 == 1
    }

    /// The words of a slot, in the order of their list.
    fn words(&self, slot: usize) -> &[usize] {
        if !self.has(slot) {
            return &[];
        }
        let lower = self.taken[slot >> 6] & ((1 << (slot & 63)) - 1);
        let at = self.before[slot >> 6] + lower.count_ones() as usize;
        &self.words[self.starts[at]..self.starts[at + 1]]
    }
}

/// A list of words.
pub(super) struct Lexicon {
    words: Vec<&'static str>,
    /// Which bits their first eight bytes have, or as many as there are, and what these are.
    heads: Vec<(u64, u64)>,
    /// By their first two characters, or for the shorter ones by the first.
    long: Table,
    short: Table,
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn of(words: &[&'static str]) -> Self {
        let (long, short): (Vec<_>, Vec<_>) =
            words.iter().map(|word| word.as_bytes()).enumerate().partition(|(_, word)| word.len() >= LONG);
        let bits = |word: &&str| (cut(u64::MAX, word.len().min(8)), head(word.as_bytes()));
        Self {
            words: words.to_vec(),
            heads: words.iter().map(bits).collect(),
            long: Table::of(long.into_iter().map(|(at, word)| (cut(head(word), LONG), at))),
            short: Table::of(short.into_iter().map(|(at, word)| (cut(head(word), width(word[0])), at))),
        }
    }

    /// A word by its place in the list.
    pub fn word(&self, at: usize) -> &'static str {
        self.words[at]
    }

    /// Whether a text, whose first bytes are `head`, begins with a word.
    #[inline]
    fn begins(&self, text: &[u8], head: u64, word: usize) -> bool {
        let (mask, bits) = self.heads[word];
        head & mask == bits && (mask < u64::MAX || text.starts_with(self.words[word].as_bytes()))
    }

    /// The words that a text begins with, in no order.
    pub fn opening(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let head = head(bytes);
        let (long, short) = slots(head, width(head as u8));
        let words = self.long.words(long).iter().chain(self.short.words(short)).copied();
        words.filter(move |word| self.begins(bytes, head, *word))
    }

    /// Tells every word at every place, overlapping ones too, in text order: which word, its first byte.
    pub fn each(&self, text: &str, mut tell: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let mut next = 0;
        while let Some(at) = self.place(bytes, next) {
            let rest = &bytes[at..];
            let head = head(rest);
            let (long, short) = slots(head, width(head as u8));
            for slot in [self.long.words(long), self.short.words(short)] {
                slot.iter().filter(|word| self.begins(rest, head, **word)).for_each(|word| tell(*word, at));
            }
            next = at + width(head as u8);
        }
    }

    /// The first place from `at` on where a word may begin. By itself, because few characters
    /// lead further and most time is spent here.
    #[inline(never)]
    fn place(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        while at < bytes.len() {
            let head = head(&bytes[at..]);
            let width = width(head as u8);
            let (long, short) = slots(head, width);
            if self.long.has(long) | self.short.has(short) {
                return Some(at);
            }
            at += width;
        }
        None
    }
}

/// The slots of a word that begins with these bytes, the first character `width` bytes wide: if it
/// is long, and if it is short.
#[inline]
fn slots(head: u64, width: usize) -> (usize, usize) {
    (slot(cut(head, LONG)), slot(cut(head, width)))
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
        text.as_bytes().last_chunk::<3>().map_or(0, |last| head(last))
    }

    /// Those that a text ends with, in the order of the list.
    pub fn closing<'l>(&'l self, text: &'l str) -> impl Iterator<Item = &'static str> + 'l {
        let words = self.table.words(slot(Self::key(text))).iter().map(|word| self.words[*word]);
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
