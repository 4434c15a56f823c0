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
        // Stable, since it sees that they are runs.
        places.positions.sort();
        places.living = u64::from(grams.documents_with(&places.positions, replaced));
        places
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
