//! How an announcement fares with the conditions of a part of a query.
//!
//! In: conditions resolved for a shard. Out: whether the announcement passes
//! them, and which of its units they keep. Promise: what a condition means in a
//! bracket is what it means for a whole query ([`super::run`]): words bound by
//! `in:` do not count elsewhere, and values keep, of the places found, those
//! that touch a unit which has them.

use super::Layout;
use super::evaluate::{Places, Scene};
use super::filter::{Filters, Verdict};
use super::scope::Region;
use super::shard::{Occurrence, Shard};
use std::borrow::Cow;

/// How one announcement fares with one group of conditions.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Whether the announcement passes.
    pub passes: bool,
    /// By unit, whether words count in it; none if they count everywhere.
    counts: Option<Vec<bool>>,
    /// By unit, whether it is kept; none if every one is.
    units: Option<Vec<bool>>,
    /// The units that state a number which is asked for, ascending; none if no number is.
    stating: Option<Vec<u32>>,
}

impl Held {
    /// Judges an announcement.
    pub fn of(filters: &Filters, shard: &dyn Shard, document: u32, layout: &Layout) -> Self {
        let passes = filters.announcement(shard, document) == Verdict::Passes;
        let units = 0..layout.at.len();
        let choosy = passes && (filters.on_scopes() || filters.on_units());
        let counts = |unit| filters.scope(shard, document, unit);
        let kept = |unit| filters.unit(shard, document, unit, None);
        Self {
            passes,
            counts: (passes && filters.on_scopes()).then(|| units.clone().map(counts).collect()),
            units: (passes && filters.on_units()).then(|| units.map(kept).collect()),
            stating: if choosy { filters.stating(shard, document) } else { None },
        }
    }

    /// Whether words count in a unit.
    pub fn counts(&self, unit: usize) -> bool {
        self.counts.as_ref().is_none_or(|own| own.get(unit).copied().unwrap_or(false))
    }

    /// Whether a unit is kept.
    fn keeps(&self, unit: usize) -> bool {
        self.counts(unit) && self.units.as_ref().is_none_or(|own| own.get(unit).copied().unwrap_or(false))
    }
}

impl Scene {
    /// Whether any unit (of a region) is kept, where no place tells units apart, and states the number asked for.
    pub(super) fn keeps_some(&self, held: &Held, region: Option<Region>) -> bool {
        if held.counts.is_none() && held.units.is_none() {
            return true;
        }
        let inside = |unit: &usize| region.is_none_or(|region| self.holds(region, *unit));
        (0..self.layout.at.len()).filter(inside).any(|unit| {
            let states = |own: &Vec<u32>| own.binary_search(&(unit as u32)).is_ok();
            held.keeps(unit) && held.stating.as_ref().is_none_or(states)
        })
    }

    /// The places that touch a unit which is kept; none if no place does.
    pub(super) fn kept<'s>(&self, held: &Held, places: Places<'s>) -> Option<Places<'s>> {
        if held.units.is_none() {
            return Some(places);
        }
        let touches = |place: &&Occurrence| {
            let first = self.layout.unit(place.start);
            let last = self.layout.unit(place.end.saturating_sub(1).max(place.start));
            (first..=last).any(|unit| {
                let (from, to) = self.layout.range(unit);
                (unit == first || from < to) && held.keeps(unit)
            })
        };
        let stay: Vec<Occurrence> = places.iter().filter(touches).copied().collect();
        (!stay.is_empty()).then_some(Cow::Owned(stay))
    }
}
