//! All places of a single character in a segment: the grams that begin with it, merged.
//!
//! In: a character. Out: positions. One search asks several times (each thread,
//! and again for the page), so what was merged last is kept.

use super::grams::{Grams, key};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Positions that are kept in all, four bytes each, and at least those of one character. The most frequent
/// character has about one and a half million in a million measures.
const KEPT: usize = 2_000_000;

/// The places of a character.
#[derive(Default)]
pub struct Places {
    /// Ascending.
    pub positions: Vec<u32>,
    /// Announcements that have it and were not replaced meanwhile.
    pub living: u64,
}

impl Places {
    fn read(c: char, grams: &Grams, replaced: &[u32]) -> Self {
        let end = key([char::from_u32(c as u32 + 1).unwrap_or(char::MAX), '\0']);
        let mut places = Self::default();
        for entry in grams.from(key([c, '\0'])).take_while(|entry| entry.key < end) {
            grams.list(&entry).all(&mut places.positions);
        }
        sort(&mut places.positions);
        places.living = u64::from(grams.documents_with(&places.positions, replaced));
        places
    }
}

/// Sorts positions digit by digit, the least first: a frequent character comes in thousands of runs, and merging
/// them two by two reads everything ten times.
fn sort(positions: &mut Vec<u32>) {
    const DIGIT: u32 = 11;
    let most = positions.iter().copied().max().unwrap_or(0);
    let mut sorted = vec![0; positions.len()];
    for shift in (0..u32::BITS - most.leading_zeros()).step_by(DIGIT as usize) {
        let digit = |position: u32| (position >> shift) as usize & ((1 << DIGIT) - 1);
        let mut next = [0_usize; (1 << DIGIT) + 1];
        positions.iter().for_each(|position| next[digit(*position) + 1] += 1);
        (1..next.len()).for_each(|at| next[at] += next[at - 1]);
        for position in &*positions {
            let place = &mut next[digit(*position)];
            sorted[*place] = *position;
            *place += 1;
        }
        std::mem::swap(positions, &mut sorted);
    }
}

/// What was merged last in a segment.
#[derive(Default)]
pub struct Firsts(Mutex<VecDeque<(char, Arc<Places>)>>);

impl Firsts {
    /// The places of a character.
    pub fn of(&self, c: char, grams: &Grams, replaced: &[u32]) -> Arc<Places> {
        // Held while merging: threads of one search ask for the same character at once.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().position(|(own, _)| *own == c).and_then(|at| kept.remove(at)) {
            kept.push_front(known.clone());
            return known.1;
        }
        let places = Arc::new(Places::read(c, grams, replaced));
        kept.push_front((c, Arc::clone(&places)));
        while kept.len() > 1 && kept.iter().map(|(_, places)| places.positions.len()).sum::<usize>() > KEPT {
            kept.pop_back();
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_are_sorted(mut positions in prop::collection::vec(any::<u32>().prop_map(|n| n >> (n % 32)), 0..300)) {
            let mut expected = positions.clone();
            expected.sort_unstable();
            sort(&mut positions);
            prop_assert_eq!(positions, expected);
        }
    }
}
