//! The values of a field in all parts of an index, numbered through.
//!
//! In: the names that each part gives its own numbers. Out: one number for each
//! name, ascending as the names do, so that parts can be counted together
//! without comparing names. An index makes this once for each of its states.

use super::shard::Shards;
use super::{Field, SearchError, plan::Plan};
use crate::text::{fold, folding, in_both};
use std::cmp::Reverse;

/// What values are told apart by: one name is one value in whichever script a page has it, 党组 and 黨組, as a condition
/// that chooses it finds both.
pub fn apart(value: &str) -> String {
    fold(value)
}

/// The order among the ways that one name is written, the one that is shown first: in simplified characters, but with
/// those that simplified names have too.
pub fn written(name: &str) -> (usize, Reverse<usize>, String) {
    let traditional = folding(name).filter(|(c, _)| !in_both(*c)).count();
    let kept = folding(name).filter(|(c, _)| in_both(*c)).count();
    (traditional, Reverse(kept), name.to_owned())
}

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
        all.sort_by_cached_key(|(name, ..)| (apart(name), written(name)));
        let (mut names, mut last): (Vec<String>, _) = (Vec::new(), None);
        for (name, part, number) in all {
            let own = Some(apart(&name));
            if own != last {
                names.push(name);
                last = own;
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
