//! What one part of an index must be able to tell about its announcements.
//!
//! In: numbers of announcements, ascending. Out: candidates, places, values.
//! An engine implements this; counting, ranking, facets and paging are written
//! once above it ([`super::run`]).

use super::flat::Flat;
use super::values::Values;
use super::{Field, Layout, Record, SearchError};
use crate::disclosure::Measured;
use std::sync::Arc;

/// No further announcement.
pub const END: u32 = u32::MAX;

/// A place where a leaf stands, in positions of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Which leaf.
    pub leaf: u32,
}

/// The dates of an announcement as numbers (20240329), 0 where unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// When it was published.
    pub published: u32,
    /// The first day on which the findings may have been fed back.
    pub feedback: u32,
    /// The last: 7月下旬 is no day.
    pub feedback_end: u32,
}

/// Quantities are compared and sorted as whole numbers of this fraction of their base unit.
pub const FRACTION: i64 = 10_000;

/// A part of an index, opened for one plan.
pub trait Shard {
    /// One past the last announcement.
    fn documents(&self) -> u32;
    /// The first announcement at or after `target` that may match: never skips one that does.
    fn next(&mut self, target: u32) -> Result<u32, SearchError>;
    /// Where a leaf begins, ascending, if it is a row of characters and the index tells it at once. Every place
    /// is as long as the row. `document` never goes backwards.
    fn starts(&mut self, _document: u32, _leaf: usize) -> Option<&[u32]> {
        None
    }
    /// Every place where a leaf stands, ascending. `document` never goes backwards.
    fn places(&mut self, document: u32, leaf: usize, into: &mut Vec<Occurrence>) -> Result<(), SearchError>;
    /// Keeps the places whose published characters are those of the leaf, where an index alone tells;
    /// false if the text must be looked at.
    fn verify(&mut self, _document: u32, _leaf: usize, _places: &mut Vec<Occurrence>) -> bool {
        false
    }
    /// How many announcements here contain each token of [`cover`](crate::segment::cover) of the leaf's pieces, in
    /// their order. Sums over shards must not depend on how announcements are spread over them.
    fn frequencies(&self, leaf: usize, into: &mut Vec<u64>);
    /// Positions of the sentence ends.
    fn boundaries(&mut self, document: u32, into: &mut Vec<u32>) -> Result<(), SearchError>;
    /// Where the units are.
    fn layout(&self, document: u32, into: &mut Layout);
    /// The numbers of an announcement's values of a field.
    fn values(&self, field: Field, document: u32, into: &mut Vec<u32>);
    /// The number of a unit's value of a field.
    fn unit_value(&self, field: Field, document: u32, unit: usize) -> u32;
    /// The values of a field in a row, where that is kept.
    fn column(&self, _field: Field) -> Option<&Flat> {
        None
    }
    /// Names the words of a unit; 0 where they are too few to have been copied.
    fn print(&self, document: u32, unit: usize) -> u32;
    /// How many different values a field has here; numbers are below it.
    fn distinct(&self, field: Field) -> u32;
    /// The value with this number.
    fn value(&self, field: Field, number: u32) -> Result<String, SearchError>;
    /// When it was published, and its findings fed back.
    fn dates(&self, document: u32) -> Dates;
    /// The id as a number: its order decides ties.
    fn key(&self, document: u32) -> u64;
    /// Stated quantities in fractions of their base unit.
    fn numbers(&self, kind: Measured, document: u32, into: &mut Vec<i64>);
    /// The units that state them, one for each, in the same order.
    fn stating(&self, kind: Measured, document: u32, into: &mut Vec<u32>);
    /// Whether some of its text takes no part in matching (glosses).
    fn skips(&self, document: u32) -> bool {
        self.record(document).is_ok_and(|record| !record.skipped.is_empty())
    }
    /// Its published text, and whether all of it takes part in matching (no glosses are left out).
    fn published(&self, document: u32) -> Result<(String, bool), SearchError> {
        let record = self.record(document)?;
        Ok((record.text, record.skipped.is_empty()))
    }
    /// What results show of it, where that is kept apart; otherwise it is made of the record.
    fn card(&self, _document: u32) -> Result<Option<super::card::Card>, SearchError> {
        Ok(None)
    }
    /// The announcement itself.
    fn record(&self, document: u32) -> Result<Record, SearchError>;
}

/// An index that can be opened part by part.
pub trait Shards: Sync {
    /// How many parts.
    fn count(&self) -> usize;
    /// One part, opened for a plan. Announcements are then visited in ascending order.
    fn open<'s>(
        &'s self,
        part: usize,
        plan: &'s super::plan::Plan,
    ) -> Result<Box<dyn Shard + 's>, SearchError>;
    /// Announcements in all.
    fn documents(&self) -> u64;
    /// How many announcements have a unit of just these words.
    fn alike(&self, print: u32) -> u64;
    /// The values of a field in all parts.
    fn values(&self, field: Field) -> Result<Arc<Values>, SearchError>;
    /// Changes with every commit.
    fn generation(&self) -> String;
}
