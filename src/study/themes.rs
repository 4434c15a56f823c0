//! How every heading of the corpus was mapped to a theme.
//!
//! In: an index. Out: each heading of an area, its theme, and in how many
//! announcements it stands; so that the taxonomy can be judged and mended.

use crate::disclosure::Role;
use crate::search::run::{Parts, Seen, Visitor, visit};
use crate::search::{Field, Query, SearchError};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapped {
    /// The heading without its number, simplified.
    pub heading: String,
    /// The theme it was mapped to; none where it is unknown.
    pub theme: Option<String>,
    /// Announcements it stands in.
    pub announcements: u64,
}

/// Every heading of an area in what a query finds, the most frequent first.
pub fn themes(parts: Parts, query: &Query) -> Result<Vec<Mapped>, SearchError> {
    let mut headings = Headings::default();
    visit(parts, query, &mut headings)?;
    let one = |((heading, theme), announcements): ((String, String), u64)| Mapped {
        heading,
        theme: (!theme.is_empty()).then_some(theme),
        announcements,
    };
    let mut mapped: Vec<Mapped> = headings.counts.into_iter().map(one).collect();
    mapped.sort_by_key(|one| std::cmp::Reverse(one.announcements));
    Ok(mapped)
}

#[derive(Default)]
struct Headings {
    counts: BTreeMap<(String, String), u64>,
}

impl Visitor for Headings {
    fn found(&mut self, seen: &Seen) -> Result<(), SearchError> {
        let value = |field: Field, unit: u32| {
            let number = seen.shard.unit_value(field, seen.document, unit as usize);
            // Beyond the list: the unit has none.
            if number < seen.shard.distinct(field) {
                seen.shard.value(field, number)
            } else {
                Ok(String::new())
            }
        };
        let mut own = BTreeSet::new();
        for unit in seen.units {
            if value(Field::Role, *unit)? == Role::Area.code() {
                own.insert((value(Field::Area, *unit)?, value(Field::Theme, *unit)?));
            }
        }
        for pair in own {
            *self.counts.entry(pair).or_default() += 1;
        }
        Ok(())
    }
}
