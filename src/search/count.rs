//! Totals and facets, added up over the whole answer.
//!
//! In: one matching announcement after another, with the units that matched.
//! Out: exact counts. Values are counted by number inside a shard and by name
//! across shards.

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
    numbers: Vec<u32>,
}

impl Counts {
    /// Counts for these facets.
    pub fn new(fields: &[Field]) -> Self {
        Self {
            totals: Totals::default(),
            fields: fields.to_vec(),
            open: fields.iter().map(|_| Vec::new()).collect(),
            closed: fields.iter().map(|_| HashMap::new()).collect(),
            numbers: Vec::new(),
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
    pub fn all_facets(&mut self, shard: &dyn Shard, document: u32, units: &[u32], apart: &[Field]) {
        for index in 0..self.fields.len() {
            if !apart.contains(&self.fields[index]) {
                self.count(index, shard, document, units);
            }
        }
    }

    /// Counts an announcement in one facet.
    pub fn facet(&mut self, shard: &dyn Shard, document: u32, units: &[u32], field: Option<Field>) {
        for index in 0..self.fields.len() {
            if field == Some(self.fields[index]) {
                self.count(index, shard, document, units);
            }
        }
    }

    fn count(&mut self, index: usize, shard: &dyn Shard, document: u32, units: &[u32]) {
        let field = self.fields[index];
        let counts = &mut self.open[index];
        self.numbers.clear();
        if field.of_units() {
            shard.unit_values(field, document, units, &mut self.numbers);
            for number in &self.numbers {
                if let Some(count) = counts.get_mut(*number as usize) {
                    count.units += 1;
                    if count.last != document + 1 {
                        count.last = document + 1;
                        count.announcements += 1;
                    }
                }
            }
            return;
        }
        shard.values(field, document, &mut self.numbers);
        for number in &self.numbers {
            if let Some(count) = counts.get_mut(*number as usize) {
                count.announcements += 1;
                count.units += units.len() as u64;
            }
        }
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
