//! Queries to try, taken from what the index holds.
//!
//! Promise: an example shown finds something in the present collection.

use crate::{
    search::{Backend, Field, Page},
    web::{encode, params::Asked},
};
use std::sync::{Mutex, PoisonError};

/// A query with what it finds.
#[derive(Clone, Debug)]
pub struct Example {
    /// What to type.
    pub query: String,
    /// Where it leads.
    pub url: String,
    /// Announcements it finds.
    pub found: u64,
}

/// The examples of one generation.
#[derive(Debug, Default)]
pub struct Examples(Mutex<Option<(String, Vec<Example>)>>);

/// One for each thing the grammar can do, from the plain to the particular.
const IDEAS: [&str; 9] = [
    "规范",
    "\"建章立制\"",
    "采购 同措施 审计",
    "追缴:>0",
    "立行立改",
    "\"三张清单\"",
    "公务接待 OR 公车",
    "监督 NEAR/10 执法",
    "举一反三 -问责",
];

/// How many are shown.
const SHOWN: usize = 6;

impl Examples {
    /// The examples for the present state of the index; found out once per state.
    pub fn of(&self, index: &dyn Backend, generation: &str) -> Vec<Example> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, examples)) = &*kept
            && known == generation
        {
            return examples.clone();
        }
        let mut ideas: Vec<String> = IDEAS.iter().map(|idea| (*idea).to_owned()).collect();
        if let Some(region) = index.values(Field::Region, "", 1).ok().and_then(|mut values| values.pop()) {
            ideas.insert(3, format!("整改 地区:{region}"));
        }
        let examples: Vec<_> = ideas.iter().filter_map(|idea| example(index, idea)).take(SHOWN).collect();
        *kept = Some((generation.to_owned(), examples.clone()));
        examples
    }
}

fn example(index: &dyn Backend, query: &str) -> Option<Example> {
    let meant = Asked { q: query.to_owned(), ..Asked::default() }.resolve().ok()?;
    let page = Page { groups: 0, units: 0, ..Page::default() };
    let found = index.search(&meant.query, &page).ok()?.totals.announcements;
    let url = format!("/?q={}", encode(query));
    (found > 0).then(|| Example { query: query.to_owned(), url, found })
}
