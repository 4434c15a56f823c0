//! Totals and facets, added up over the whole answer.
//!
//! In: one matching announcement after another, with the units that matched.
//! Out: exact counts. Announcements are gathered into a `Batch`, which is
//! counted field by field, by the numbers that all parts share ([`Values`]).

use super::filter::choosing;
use super::shard::Shard;
use super::values::Values;
use super::{Facet, FacetValue, Field, Query, Test, Totals, UNSTATED};
use std::sync::Arc;

#[derive(Clone, Copy, Default)]
struct Count {
    units: u64,
    announcements: u32,
    /// Names the last announcement counted: units of one announcement count it once.
    last: u32,
}

/// One field under count.
struct Sums {
    field: Field,
    values: Arc<Values>,
    /// By number of value.
    counts: Vec<Count>,
    /// All announcements that were counted, and those of them that state a value; of fields of the whole.
    all: Count,
    stated: Count,
}

/// Everything that is counted.
pub struct Counts {
    /// Over the whole answer.
    pub totals: Totals,
    sums: Vec<Sums>,
    /// Fields in which something was chosen.
    apart: Vec<Field>,
    /// The part that is open, and the announcements of those before it.
    part: usize,
    before: u32,
    waiting: Batch,
    alone: Batch,
}

/// So many units are counted at once: enough to forget the cost of asking, few enough for the cache.
const BATCH: usize = 4096;

/// Announcements of an answer, ascending, with the units that matched.
#[derive(Default)]
struct Batch {
    /// Number of the announcement, and where its units end.
    documents: Vec<(u32, u32)>,
    units: Vec<u32>,
}

impl Batch {
    /// Takes one more; says whether it is time to count them.
    fn push(&mut self, document: u32, units: &[u32]) -> bool {
        self.units.extend_from_slice(units);
        self.documents.push((document, self.units.len() as u32));
        self.units.len() + self.documents.len() >= BATCH
    }

    fn clear(&mut self) {
        self.documents.clear();
        self.units.clear();
    }

    /// Each announcement with its units.
    fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let mut from = 0;
        self.documents.iter().map(move |(document, end)| {
            let own = &self.units[from..*end as usize];
            from = *end as usize;
            (*document, own)
        })
    }
}

impl Sums {
    /// Counts a batch of the announcements of a part, which has so many `before` it.
    fn count(&mut self, part: usize, before: u32, shard: &dyn Shard, batch: &Batch) {
        let (counts, places) = (self.counts.as_mut_slice(), self.values.places(part));
        let place = |number: u32| places.get(number as usize).map_or(usize::MAX, |place| *place as usize);
        if self.field.of_units() {
            // By far the most that is seen.
            return each(shard, self.field, batch, |document, number, units| {
                if let Some(count) = counts.get_mut(place(number)) {
                    count.see(before + document + 1, units);
                }
            });
        }
        self.all.announcements += batch.documents.len() as u32;
        self.all.units += batch.units.len() as u64;
        let stated = &mut self.stated;
        each(shard, self.field, batch, |document, number, units| {
            let name = before + document + 1;
            if let Some(count) = counts.get_mut(place(number)) {
                count.see(name, units);
                if stated.last != name {
                    stated.see(name, units);
                }
            }
        });
    }
}

impl Count {
    /// Units of an announcement.
    fn see(&mut self, name: u32, units: u64) {
        self.units += units;
        self.announcements += u32::from(self.last != name);
        self.last = name;
    }
}

/// Shows the values of a batch: the announcement, the number of a value, and how many units.
fn each(shard: &dyn Shard, field: Field, batch: &Batch, see: impl FnMut(u32, u32, u64)) {
    let whole = !field.of_units();
    match shard.column(field) {
        Some(column) => column.each(whole, batch.iter(), see),
        None => one_by_one(shard, field, whole, batch, see),
    }
}

/// What [`Flat::each`](super::flat::Flat::each) shows, asked for value by value.
fn one_by_one(
    shard: &dyn Shard,
    field: Field,
    whole: bool,
    batch: &Batch,
    mut see: impl FnMut(u32, u32, u64),
) {
    let mut values = Vec::new();
    for (document, units) in batch.iter() {
        if whole {
            values.clear();
            shard.values(field, document, &mut values);
            values.iter().for_each(|number| see(document, *number, units.len() as u64));
        } else {
            units.iter().for_each(|unit| see(document, shard.unit_value(field, document, *unit as usize), 1));
        }
    }
}

impl Counts {
    /// Counts for these facets; those `apart` are not counted with the rest.
    pub fn new(facets: &[(Field, Arc<Values>)], apart: Vec<Field>) -> Self {
        let sums = |(field, values): &(Field, Arc<Values>)| Sums {
            field: *field,
            values: Arc::clone(values),
            counts: vec![Count::default(); values.len()],
            all: Count::default(),
            stated: Count::default(),
        };
        Self {
            totals: Totals::default(),
            sums: facets.iter().map(sums).collect(),
            apart,
            part: 0,
            before: 0,
            waiting: Batch::default(),
            alone: Batch::default(),
        }
    }

    /// Begins a part.
    pub fn open(&mut self, part: usize) {
        self.part = part;
    }

    /// Ends it.
    pub fn close(&mut self, shard: &dyn Shard) {
        self.settle(shard);
        self.before += shard.documents();
    }

    /// Takes in what was counted elsewhere, of other announcements.
    pub fn add(&mut self, other: &Self) {
        self.totals.announcements += other.totals.announcements;
        self.totals.units += other.totals.units;
        self.totals.occurrences += other.totals.occurrences;
        for (own, other) in self.sums.iter_mut().zip(&other.sums) {
            let counts = own.counts.iter_mut().zip(&other.counts);
            let whole = [(&mut own.all, &other.all), (&mut own.stated, &other.stated)];
            for (sum, count) in counts.chain(whole) {
                sum.announcements += count.announcements;
                sum.units += count.units;
            }
        }
    }

    /// Counts an announcement in every facet but those in which something was chosen;
    /// these are counted apart, as if nothing were.
    pub fn all_facets(&mut self, shard: &dyn Shard, document: u32, units: &[u32]) {
        if self.waiting.push(document, units) {
            self.settle(shard);
        }
    }

    /// Counts an announcement in one facet.
    pub fn facet(&mut self, shard: &dyn Shard, document: u32, units: &[u32], field: Field) {
        self.alone.push(document, units);
        for sums in self.sums.iter_mut().filter(|sums| sums.field == field) {
            sums.count(self.part, self.before, shard, &self.alone);
        }
        self.alone.clear();
    }

    /// Counts the announcements that wait for it.
    fn settle(&mut self, shard: &dyn Shard) {
        for sums in self.sums.iter_mut().filter(|sums| !self.apart.contains(&sums.field)) {
            sums.count(self.part, self.before, shard, &self.waiting);
        }
        self.waiting.clear();
    }

    /// The facets, chosen values first, then most announcements; what was chosen by its name is always among them.
    pub fn facets(&self, query: &Query, most: usize) -> Vec<Facet> {
        self.sums.iter().map(|sums| sums.facet(query, most)).collect()
    }
}

impl Sums {
    fn facet(&self, query: &Query, most: usize) -> Facet {
        let tests = || query.filters.iter().filter(|filter| !filter.negated).map(|filter| &filter.test);
        let choosing: Vec<_> = tests().filter_map(|test| choosing(self.field, test)).collect();
        let chosen = |value: &str| choosing.iter().any(|passes| passes(value));
        let by_name = tests().filter(|test| matches!(test, Test::Is(of, _) if *of == self.field)).count();
        let counted = self.counts.iter().enumerate().filter(|(_, count)| count.announcements > 0);
        let named = counted.filter(|(place, _)| !self.values.name(*place).is_empty());
        // Places ascend as names do. Labels are made for the few that are shown.
        let mut places: Vec<(bool, std::cmp::Reverse<u32>, usize)> = named
            .map(|(place, count)| {
                let first = chosen(self.values.name(place));
                (!first, std::cmp::Reverse(count.announcements), place)
            })
            .collect();
        let distinct = places.len() as u64;
        // Each that was chosen by its name is told; what a part of a name chooses may be hundreds.
        let most = most.max(by_name.min(places.iter().filter(|(other, ..)| !other).count()));
        if most < places.len() {
            places.select_nth_unstable(most);
            places.truncate(most);
        }
        places.sort_unstable();
        let value = |(other, _, place): (bool, std::cmp::Reverse<u32>, usize)| {
            let (value, count) = (self.values.name(place), self.counts[place]);
            FacetValue {
                value: value.to_owned(),
                label: self.field.label(value),
                announcements: u64::from(count.announcements),
                units: count.units,
                chosen: !other,
            }
        };
        let values = places.into_iter().map(value).collect();
        Facet { field: self.field, values, distinct, unstated: self.unstated(chosen("")) }
    }

    /// What states no value.
    fn unstated(&self, chosen: bool) -> Option<FacetValue> {
        // Names ascend, so no name stands first.
        let none = self.counts.first().filter(|_| self.values.name(0).is_empty());
        let (announcements, units) = match self.field.of_units() {
            true => none.map_or((0, 0), |none| (none.announcements, none.units)),
            false => {
                let (all, stated) = (self.all, self.stated);
                (all.announcements - stated.announcements, all.units - stated.units)
            }
        };
        (announcements > 0 || chosen).then(|| FacetValue {
            value: UNSTATED.to_owned(),
            label: UNSTATED.to_owned(),
            announcements: announcements.into(),
            units,
            chosen,
        })
    }
}
