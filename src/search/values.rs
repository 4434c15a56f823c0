//! The values of a field in all parts of an index, numbered through.
//!
//! In: the names that each part gives its own numbers. Out: one number for each
//! name, ascending as the names do, so that parts can be counted together
//! without comparing names. An index makes this once for each of its states.

use super::shard::Shards;
use super::{Field, SearchError, plan::Plan};

/// The values of one field.
#[derive(Debug, Default)]
pub struct Values {
    /// Ascending.
    names: Vec<String>,
    /// For each part, the place among `names` of each of its own numbers.
    places: Vec<Vec<u32>>,
}

impl Values {
    /// Reads the names that every part has.
    pub fn of(index: &dyn Shards, field: Field) -> Result<Self, SearchError> {
        let (plan, mut all, mut places) = (Plan::default(), Vec::new(), Vec::new());
        for part in 0..index.count() {
            let shard = index.open(part, &plan)?;
            for number in 0..shard.distinct(field) {
                all.push((shard.value(field, number)?, part, number as usize));
            }
            places.push(vec![0; shard.distinct(field) as usize]);
        }
        all.sort();
        let mut names: Vec<String> = Vec::new();
        for (name, part, number) in all {
            if names.last() != Some(&name) {
                names.push(name);
            }
            places[part][number] = names.len() as u32 - 1;
        }
        Ok(Self { names, places })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the field has no value anywhere.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name in this place.
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// The places of a part's own numbers.
    pub fn places(&self, part: usize) -> &[u32] {
        self.places.get(part).map(Vec::as_slice).unwrap_or_default()
    }
}
