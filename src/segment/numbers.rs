//! Different words by number, in the order they are met.
//!
//! In: words, again and again. Out: the number of each. Nearly every word has
//! less than sixteen bytes, so it is its own key: nothing is looked up behind
//! a pointer, compared byte by byte or kept apart.

use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Words that were met.
#[derive(Default)]
pub struct Numbers {
    short: FxHashMap<u128, u32>,
    long: FxHashMap<Box<str>, u32>,
}

impl Numbers {
    /// With room for so many words.
    pub fn with_room(words: usize) -> Self {
        let short = FxHashMap::with_capacity_and_hasher(words, Default::default());
        Self { short, long: FxHashMap::default() }
    }

    /// How many were met.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a word, and whether it is met for the first time.
    ///
    /// ```
    /// # use xunlan::segment::Numbers;
    /// let mut numbers = Numbers::default();
    /// let met = ["巡察", "整改", "巡察", "巡察整改工作领导小组"].map(|word| numbers.number(word));
    /// assert_eq!(met, [(0, true), (1, true), (0, false), (2, true)]);
    /// ```
    pub fn number(&mut self, word: &str) -> (u32, bool) {
        let new = self.len() as u32;
        let Some(short) = short(word) else {
            if let Some(number) = self.long.get(word) {
                return (*number, false);
            }
            self.long.insert(word.into(), new);
            return (new, true);
        };
        match self.short.entry(short) {
            Entry::Occupied(known) => (*known.get(), false),
            Entry::Vacant(place) => (*place.insert(new), true),
        }
    }
}

/// A word of less than sixteen bytes, with their number in the last.
fn short(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let [own @ .., length] = &mut bytes;
    own.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    *length = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}
