//! The answer to a query: counted, ranked, faceted, paged.
//!
//! In: the shards of an index and a query. Out: [`Hits`]. Everything is counted
//! over the whole answer in one pass; only the announcements of the page are
//! fetched. Written once above every engine, so that engines answer alike.

use super::card::Card;
use super::count::Counts;
use super::evaluate::{Places, Scene};
use super::filter::{Filters, Verdict};
use super::plan::{Leaf, Op, Plan, Vocabulary};
use super::rank::{self, Ranking, Scored};
use super::shard::{END, Occurrence, Shard, Shards};
use super::show::Shown;
use super::*;
use crate::disclosure::Role;
use pass::Pass;
use std::borrow::Cow;

mod each;
mod glance;
mod missing;
mod page;
mod pass;
mod tally;

pub use each::{Hit, Parts, Seen, Spot, Visitor, Whole, each, each_of, tally, visit};

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
    if page.after.as_ref().is_some_and(|after| after.query != name_of(query)) {
        return Err(SearchError::OtherCursor);
    }
    let plan = Plan::of(query, words);
    let (pass, opened) = Pass::new(index, query, page, &plan)?;
    let tally = tally::tally(&pass, opened)?;
    let mut interpretation = Interpretation::of(query, &plan);
    if tally.counts.totals.announcements == 0 {
        missing::explain(&mut interpretation, index, words, query)?;
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
struct Match<'s> {
    places: Places<'s>,
    /// Units touched, ascending; where there are no places, all that pass the filters, and state the numbers that
    /// are asked for.
    units: Vec<u32>,
    /// For each unit the number of its first place; none if any place reaches from one unit into the next.
    firsts: Option<Vec<u32>>,
}

impl Match<'_> {
    /// The same, whatever becomes of the scene.
    fn kept(self) -> Match<'static> {
        Match { places: Cow::Owned(self.places.into_owned()), units: self.units, firsts: self.firsts }
    }
}

fn matched<'s>(
    plan: &Plan,
    shard: &dyn Shard,
    (filters, roles): &(Filters, Vec<Role>),
    document: u32,
    scene: &'s Scene,
    without: Option<Field>,
) -> Option<Match<'s>> {
    let kept = |unit: usize| filters.unit(shard, document, unit, without);
    let counts = |unit: usize| filters.scope(shard, document, unit);
    let own = |unit: usize, role: Role| {
        let number = shard.unit_value(Field::Role, document, unit);
        roles.get(number as usize).is_some_and(|own| role.takes(*own))
    };
    let scoped = filters.on_scopes();
    let places = if scoped || !plan.leaves.iter().all(Leaf::is_free) {
        let mut inner = Scene {
            layout: scene.layout.clone(),
            boundaries: scene.boundaries.clone(),
            places: Vec::new(),
            held: scene.held.clone(),
        };
        for (leaf, places) in plan.leaves.iter().zip(&scene.places) {
            let within =
                |unit| leaf.scopes.iter().all(|n| scene.held.get(*n).is_some_and(|held| held.counts(unit)));
            let mut unit = 0;
            let stands = |place: &&Occurrence| {
                unit = scene.layout.unit_near(unit, place.start);
                counts(unit) && within(unit) && leaf.role.is_none_or(|role| own(unit, role))
            };
            inner.places.push(places.iter().filter(stands).copied().collect());
        }
        Cow::Owned(plan.evaluate(&inner)?.into_owned())
    } else {
        plan.evaluate(scene)?
    };
    let chosen = filters.on_units();
    if places.is_empty() {
        // No word tells units apart, so those count that state a number which is asked for; where none is, each
        // is as good as the next.
        let stating = filters.stating(shard, document);
        let states = |unit: &u32| stating.as_ref().is_none_or(|own| own.binary_search(unit).is_ok());
        let passes = |unit: &u32| states(unit) && kept(*unit as usize) && counts(*unit as usize);
        let units: Vec<u32> = (0..scene.layout.at.len() as u32).filter(passes).collect();
        let any = !units.is_empty() || !(chosen || scoped);
        return any.then_some(Match { places, units, firsts: Some(Vec::new()) });
    }
    let match_ = match chosen || scoped {
        false => touched(places, &scene.layout, false, |_| true),
        true => touched(places, &scene.layout, chosen, |unit| counts(unit) && kept(unit)),
    };
    (!chosen || !match_.units.is_empty()).then_some(match_)
}

/// The units that places touch, of those that count; `only`: places that touch none of them are left out.
fn touched<'s>(places: Places<'s>, layout: &Layout, only: bool, counts: impl Fn(usize) -> bool) -> Match<'s> {
    let (mut units, mut firsts): (Vec<u32>, Vec<u32>) =
        (Vec::with_capacity(places.len()), Vec::with_capacity(places.len()));
    let mut stay: Vec<Occurrence> = Vec::new();
    let (mut crossing, mut at, mut number) = (false, 0, 0_u32);
    let mut next = layout.range(at).1;
    for place in places.iter() {
        // Places ascend, so the unit is looked for from the one before; mostly it is the same.
        if place.start >= next {
            at = layout.unit_from(at, place.start);
            next = layout.range(at).1;
        }
        let mut stays = !only;
        let mut touches = |unit: usize| {
            if units.last() == Some(&(unit as u32)) {
                stays = true;
            } else if counts(unit) {
                units.push(unit as u32);
                firsts.push(number);
                stays = true;
            }
        };
        touches(at);
        if place.end > next {
            let last = layout.unit_from(at, place.end - 1);
            crossing |= last != at;
            (at + 1..=last).filter(|unit| layout.range(*unit).0 < layout.range(*unit).1).for_each(touches);
        }
        number += u32::from(stays);
        if only && stays {
            stay.push(*place);
        }
    }
    if crossing {
        units.sort_unstable();
        units.dedup();
    }
    let places = if only { Cow::Owned(stay) } else { places };
    Match { places, units, firsts: Some(firsts).filter(|_| !crossing) }
}

/// Names a query, by its canonical text: short, and told apart from any other that a reader goes through.
fn name_of(query: &Query) -> String {
    use std::hash::BuildHasher;
    let name = rustc_hash::FxBuildHasher.hash_one(syntax::print(query));
    format!("{:08x}", name as u32 ^ (name >> 32) as u32)
}

/// An id as a number: its first twelve hexadecimal digits.
pub fn key_of(id: &str) -> u64 {
    u64::from_str_radix(id.get(..12).unwrap_or(id), 16).unwrap_or(0)
}

/// The id that [`key_of`] made a number of.
pub fn id_of(key: u64) -> String {
    format!("{key:012x}")
}
