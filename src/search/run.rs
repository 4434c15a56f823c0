//! The answer to a query: counted, ranked, faceted, paged.
//!
//! In: the shards of an index and a query. Out: [`Hits`]. Everything is counted
//! over the whole answer in one pass; only the announcements of the page are
//! fetched. Written once above every engine, so that engines answer alike.

use super::card::Card;
use super::count::Counts;
use super::evaluate::Scene;
use super::filter::{Filters, Verdict};
use super::found::{Found, Kept, Places, ascending, touch};
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
    /// The units that are hits, ascending.
    units: Vec<u32>,
    /// For each unit the number of its first place; none if any place reaches from one unit into the next, or where
    /// units are hits without a word.
    firsts: Option<Vec<u32>>,
    /// Whether units are hits without a word.
    bare: bool,
}

impl<'s> Match<'s> {
    fn of(found: Found<'s>, layout: &Layout) -> Self {
        let Found { places, touched, bare } = found;
        let bare = bare.map(|bare| bare.listed(layout));
        let touched = touched.unwrap_or_else(|| touch(&places, layout, false, |_| true).1);
        match bare {
            None => Self { places, units: touched.units, firsts: touched.firsts, bare: false },
            // No word tells units apart.
            Some(units) if places.is_empty() => Self { places, units, firsts: Some(Vec::new()), bare: true },
            Some(units) => {
                let units = ascending([units, touched.units].concat());
                Self { places, units, firsts: None, bare: true }
            }
        }
    }

    /// The same, whatever becomes of the scene.
    fn kept(self) -> Match<'static> {
        let Self { places, units, firsts, bare } = self;
        Match { places: Cow::Owned(places.into_owned()), units, firsts, bare }
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
    let found = if scoped || !plan.leaves.iter().all(Leaf::is_free) {
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
        plan.evaluate(&inner)?.into_owned()
    } else {
        plan.evaluate(scene)?
    };
    let chosen = filters.on_units();
    let by = Kept {
        chosen,
        choosy: chosen || scoped,
        keeps: |unit| counts(unit) && kept(unit),
        within: || None,
        stating: || filters.stating(shard, document),
    };
    Some(Match::of(found.kept(&scene.layout, by)?, &scene.layout))
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
