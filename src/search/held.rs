//! How an announcement fares with the conditions of a part of a query.
//!
//! In: conditions resolved for a shard. Out: whether the announcement passes
//! them, and which of its units they keep. Promise: what a condition means in a
//! bracket is what it means for a whole query ([`Found::kept`]): words bound by
//! `in:` do not count elsewhere, and values keep, of the places found, those
//! that touch a unit which has them.

use super::Layout;
use super::evaluate::Scene;
use super::filter::{Filters, Verdict};
use super::found::{Found, Kept};
use super::scope::Region;
use super::shard::Shard;

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
        let counts = |unit| filters.scope(shard, document, unit);
        let kept = |unit| filters.unit(shard, document, unit, None);
        Self {
            passes,
            counts: (passes && filters.on_scopes()).then(|| units.clone().map(counts).collect()),
            units: (passes && filters.on_units()).then(|| units.map(kept).collect()),
            stating: if passes { filters.stating(shard, document) } else { None },
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

    /// What they leave of what was found below them, in a region where one is looked at.
    pub(super) fn leave<'s>(
        &self,
        found: Found<'s>,
        scene: &Scene,
        region: Option<Region>,
    ) -> Option<Found<'s>> {
        let by = Kept {
            chosen: self.units.is_some(),
            choosy: self.units.is_some() || self.counts.is_some(),
            keeps: |unit| self.keeps(unit),
            within: || region.map(|region| scene.units(region)),
            stating: || self.stating.clone(),
        };
        found.kept(&scene.layout, by)
    }
}
