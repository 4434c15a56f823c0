//! The constant words of a text, found in one pass for all who ask.
//!
//! In: squeezed text. Out: the words of each list with their places. Promise: the
//! same as looking for each word alone; linear.

use super::amount;
use super::lexicon::Lexicon;
use super::quantity;
use super::taxonomy;
use super::told;
use super::wording;
use std::ops::Range;
use std::sync::LazyLock;

/// Whose words they are.
#[derive(Clone, Copy, Debug)]
pub(super) enum List {
    /// Which kind of document a text is.
    Kinds,
    /// What a measure does.
    Actions,
    /// What a sentence counts.
    Quantities,
    /// What a number begins with.
    Numbers,
    /// How far something is done.
    States,
    /// What money was spent against.
    Wrong,
}

/// How many lists.
const LISTS: usize = 6;

/// All lists one behind the other, and of each word its list and itself as found at the first byte.
static ALL: LazyLock<(Lexicon, Vec<(usize, Place)>)> = LazyLock::new(|| {
    let lists: [Vec<&'static str>; LISTS] = [
        told::words(),
        taxonomy::words(),
        quantity::words(),
        amount::OPENS.to_vec(),
        wording::states(),
        quantity::WRONG.to_vec(),
    ];
    let place = |(word, text): (usize, &&str)| Place { start: 0, len: text.len() as u16, word: word as u16 };
    let own = lists
        .iter()
        .enumerate()
        .flat_map(|(list, words)| words.iter().enumerate().map(place).map(move |place| (list, place)));
    (Lexicon::of(&lists.concat()), own.collect())
});

/// A word of a list in a text. Small, because a text has one every few characters.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    /// Its bytes.
    len: u16,
    /// Which of its list.
    word: u16,
}

impl Place {
    fn end(&self) -> usize {
        self.start + usize::from(self.len)
    }
}

/// The words of a text.
pub(super) struct Words {
    /// Those of each list in text order.
    places: [Vec<Place>; LISTS],
}

impl Words {
    pub fn of(text: &str) -> Self {
        let (lexicon, own) = &*ALL;
        // As many as a list has of a text at the most, or nearly so.
        let mut words = Self { places: std::array::from_fn(|_| Vec::with_capacity(text.len() / 48)) };
        lexicon.each(text, |found, start| {
            let (list, place) = own[found];
            words.places[list].push(Place { start, ..place });
        });
        words
    }

    /// The words of a list that lie in these bytes, in text order: which of the list, its first byte.
    pub fn within(&self, list: List, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let places = &self.places[list as usize];
        let from = places.partition_point(|place| place.start < range.start);
        let inside = places[from..].iter().take_while(move |place| place.start < range.end);
        let whole = inside.filter(move |place| place.end() <= range.end);
        whole.map(|place| (usize::from(place.word), place.start))
    }
}
