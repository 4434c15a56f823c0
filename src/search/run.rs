//! The answer to a query: counted, ranked, faceted, paged.
//!
//! In: the shards of an index and a query. Out: [`Hits`]. Everything is counted
//! over the whole answer in one pass; only the announcements of the page are
//! fetched. Written once above every engine, so that engines answer alike.

use super::card::Card;
use super::count::Counts;
use super::evaluate::Scene;
use super::filter::{Filters, Verdict};
use super::plan::{Leaf, Op, Plan, Vocabulary};
use super::rank::{self, Ranking, Scored};
use super::shard::{END, Occurrence, Shard, Shards};
use super::show::Shown;
use super::*;
use crate::disclosure::Role;
use pass::Pass;

mod each;
mod missing;
mod page;
mod pass;
mod tally;

pub use each::{Hit, Parts, Seen, Spot, Visitor, Whole, each, tally, visit};

/// Answers a query.
pub fn run(
    index: &dyn Shards,
    words: &dyn Vocabulary,
    query: &Query,
    page: &Page,
) -> Result<Hits, SearchError> {
    let generation = index.generation();
    if page.after.as_ref().is_some_and(|after| after.generation != generation) {
        return Err(SearchError::StaleCursor);
    }
    let plan = Plan::of(query, words);
    let (pass, opened) = Pass::new(index, query, page, &plan)?;
    let tally = tally::tally(&pass, opened)?;
    let mut interpretation = Interpretation::of(query, &plan);
    if tally.counts.totals.announcements == 0 {
        interpretation.missing = missing::missing(index, words, query)?;
    }
    let (groups, next) = pass.groups(&tally.best, tally.more)?;
    Ok(Hits {
        totals: tally.counts.totals,
        groups,
        facets: tally.counts.facets(query, page.values),
        next,
        interpretation,
        generation,
    })
}

/// How an announcement sorts: rank, date, key.
type Order = (u64, u32, std::cmp::Reverse<u64>);

struct Best {
    order: Order,
    part: usize,
    document: u32,
}

/// What matched in one announcement.
struct Match {
    places: Vec<Occurrence>,
    /// Units touched, ascending; where there are no places, all that pass the filters.
    units: Vec<u32>,
    /// Whether any place reaches from one unit into the next.
    crossing: bool,
}

fn matched(
    plan: &Plan,
    shard: &dyn Shard,
    filters: &Filters,
    document: u32,
    scene: &Scene,
    without: Option<Field>,
) -> Option<Match> {
    let kept = |unit: usize| filters.unit(shard, document, unit, without);
    let counts = |unit: usize| filters.scope(shard, document, unit, without);
    let bound = |leaf: usize| plan.leaves[leaf].role;
    let scoped = filters.on_scopes();
    let mut places = if scoped || plan.leaves.iter().any(|leaf| leaf.role.is_some()) {
        let mut inner =
            Scene { layout: scene.layout.clone(), boundaries: scene.boundaries.clone(), places: Vec::new() };
        for (leaf, places) in scene.places.iter().enumerate() {
            let role = bound(leaf).map(|role| number_of(shard, role));
            let stands = |place: &&Occurrence| {
                let unit = scene.layout.unit(place.start);
                counts(unit) && role.is_none_or(|n| n == Some(shard.unit_value(Field::Role, document, unit)))
            };
            inner.places.push(places.iter().filter(stands).copied().collect());
        }
        plan.evaluate(&inner)?
    } else {
        plan.evaluate(scene)?
    };
    let chosen = filters.on_units();
    if places.is_empty() {
        // Nothing was asked for, or only what is not there: every unit is as good as the next.
        let passes = |unit: &u32| kept(*unit as usize) && counts(*unit as usize);
        let units: Vec<u32> = (0..scene.layout.at.len() as u32).filter(passes).collect();
        return (!units.is_empty() || !(chosen || scoped)).then_some(Match {
            places,
            units,
            crossing: false,
        });
    }
    let mut units: Vec<u32> = Vec::new();
    let (mut crossing, mut at) = (false, 0);
    places.retain(|place| {
        // Places ascend, so the unit is looked for from the one before.
        at = scene.layout.unit_from(at, place.start);
        let last = scene.layout.unit_from(at, place.end.saturating_sub(1));
        let mut keeps = !chosen;
        for unit in at..=last {
            let (from, to) = scene.layout.range(unit);
            let touched = (from < to || unit == at) && (!scoped || counts(unit)) && (!chosen || kept(unit));
            keeps |= touched;
            if touched && units.last() != Some(&(unit as u32)) {
                units.push(unit as u32);
            }
        }
        crossing |= last != at;
        keeps
    });
    if crossing {
        units.sort_unstable();
        units.dedup();
    }
    (!chosen || !units.is_empty()).then_some(Match { places, units, crossing })
}

fn number_of(shard: &dyn Shard, role: Role) -> Option<u32> {
    (0..shard.distinct(Field::Role))
        .find(|n| shard.value(Field::Role, *n).is_ok_and(|value| value == role.code()))
}

/// An id as a number: its first twelve hexadecimal digits.
pub fn key_of(id: &str) -> u64 {
    u64::from_str_radix(id.get(..12).unwrap_or(id), 16).unwrap_or(0)
}

/// The id that [`key_of`] made a number of.
pub fn id_of(key: u64) -> String {
    format!("{key:012x}")
}
