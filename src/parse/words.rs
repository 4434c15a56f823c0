//! The constant words of a text, found in one pass for all who ask.
//!
//! In: squeezed text. Out: the words of each list with their places. Promise: the
//! same as looking for each word alone; linear.

use super::amount;
use super::kind;
use super::lexicon::Lexicon;
use super::quantity;
use super::taxonomy;
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
}

/// All lists one behind the other, and where each begins.
static ALL: LazyLock<(Lexicon, [usize; 5])> = LazyLock::new(|| {
    let lists = [kind::words(), taxonomy::words(), quantity::words(), amount::OPENS.to_vec()];
    let mut starts = [0; 5];
    for (at, list) in lists.iter().enumerate() {
        starts[at + 1] = starts[at] + list.len();
    }
    (Lexicon::of(&lists.concat()), starts)
});

/// The words of a text.
#[derive(Default)]
pub(super) struct Words {
    /// (first byte, word of [`ALL`]), in text order.
    places: Vec<(usize, usize)>,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut places = Vec::with_capacity(text.len() / 16);
        ALL.0.each(text, |word, at| places.push((at, word)));
        Self { places }
    }

    /// The words of a list that lie in these bytes, in text order: which of the list, its first byte.
    pub fn within(&self, list: List, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let (lexicon, starts) = &*ALL;
        let own = starts[list as usize]..starts[list as usize + 1];
        let from = self.places.partition_point(|(at, _)| *at < range.start);
        let inside = self.places[from..].iter().take_while(move |(at, _)| *at < range.end);
        inside
            .filter(move |(at, word)| own.contains(word) && at + lexicon.word(*word).len() <= range.end)
            .map(move |(at, word)| (word - starts[list as usize], *at))
    }
}
