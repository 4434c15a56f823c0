//! Totals and facets, added up over the whole answer.
//!
//! In: one matching announcement after another, with the units that matched.
//! Out: exact counts. Announcements are gathered into a `Batch`, which is
//! counted field by field: by number inside a shard, by name across shards.

use super::shard::Shard;
use super::{Facet, FacetValue, Field, Query, SearchError, Test, Totals};
use std::collections::HashMap;

#[derive(Clone, Copy, Default)]
struct Count {
    announcements: u64,
    units: u64,
    /// The last announcement counted, plus one: units of one announcement count it once.
    last: u32,
}

/// Everything that is counted.
pub struct Counts {
    /// Over the whole answer.
    pub totals: Totals,
    fields: Vec<Field>,
    /// Per field, by number of value, in the shard that is open.
    open: Vec<Vec<Count>>,
    /// Per field, by value, over the shards before.
    closed: Vec<HashMap<String, Count>>,
    /// Fields in which something was chosen.
    apart: Vec<Field>,
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

/// Counts a batch in one field.
fn count(counts: &mut [Count], field: Field, shard: &dyn Shard, batch: &Batch) {
    let whole = !field.of_units();
    let see = |document: u32, number: u32, units: u64| {
        if let Some(count) = counts.get_mut(number as usize) {
            count.units += units;
            count.announcements += u64::from(count.last != document + 1);
            count.last = document + 1;
        }
    };
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
    pub fn new(fields: &[Field], apart: Vec<Field>) -> Self {
        Self {
            totals: Totals::default(),
            fields: fields.to_vec(),
            open: fields.iter().map(|_| Vec::new()).collect(),
            closed: fields.iter().map(|_| HashMap::new()).collect(),
            apart,
            waiting: Batch::default(),
            alone: Batch::default(),
        }
    }

    /// Begins a shard.
    pub fn open(&mut self, shard: &dyn Shard) {
        for (field, counts) in self.fields.iter().zip(&mut self.open) {
            counts.clear();
            counts.resize(shard.distinct(*field) as usize, Count::default());
        }
    }

    /// Ends a shard: its numbers become values.
    pub fn close(&mut self, shard: &dyn Shard) -> Result<(), SearchError> {
        self.settle(shard);
        for ((field, counts), closed) in self.fields.iter().zip(&self.open).zip(&mut self.closed) {
            for (number, count) in (0_u32..).zip(counts).filter(|(_, count)| count.announcements > 0) {
                let sum = closed.entry(shard.value(*field, number)?).or_default();
                sum.announcements += count.announcements;
                sum.units += count.units;
            }
        }
        Ok(())
    }

    /// Takes in what was counted elsewhere in closed shards.
    pub fn add(&mut self, other: Self) {
        self.totals.announcements += other.totals.announcements;
        self.totals.units += other.totals.units;
        self.totals.occurrences += other.totals.occurrences;
        for (own, other) in self.closed.iter_mut().zip(other.closed) {
            for (value, count) in other {
                let sum = own.entry(value).or_default();
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
        for index in (0..self.fields.len()).filter(|index| self.fields[*index] == field) {
            count(&mut self.open[index], field, shard, &self.alone);
        }
        self.alone.clear();
    }

    /// Counts the announcements that wait for it.
    fn settle(&mut self, shard: &dyn Shard) {
        for (field, counts) in self.fields.iter().zip(&mut self.open) {
            if !self.apart.contains(field) {
                count(counts, *field, shard, &self.waiting);
            }
        }
        self.waiting.clear();
    }

    /// The facets, most announcements first; chosen values are always among them.
    pub fn facets(&self, query: &Query, most: usize) -> Vec<Facet> {
        let facet = |(field, closed): (&Field, &HashMap<String, Count>)| {
            let chosen = |value: &str| {
                query.filters.iter().any(|filter| match &filter.test {
                    Test::Is(of, wanted) => {
                        of == field && !filter.negated && (wanted == value || field.label(value) == *wanted)
                    }
                    _ => false,
                })
            };
            let values = closed.iter().filter(|(value, _)| !value.is_empty());
            let mut values: Vec<FacetValue> = values
                .map(|(value, count)| FacetValue {
                    value: value.clone(),
                    label: field.label(value),
                    announcements: count.announcements,
                    units: count.units,
                    chosen: chosen(value),
                })
                .collect();
            values.sort_by(|a, b| {
                b.chosen
                    .cmp(&a.chosen)
                    .then(b.announcements.cmp(&a.announcements))
                    .then(a.value.cmp(&b.value))
            });
            let distinct = values.len() as u64;
            values.truncate(most.max(values.iter().take_while(|value| value.chosen).count()));
            Facet { field: *field, values, distinct }
        };
        self.fields.iter().zip(&self.closed).map(facet).collect()
    }
}
