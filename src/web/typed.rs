//! Conditions that stand in the words of a query, and choices beside them.
//!
//! In: what was typed and a choice of a facet. Out: the words without what the
//! choice takes the place of. Promise: the rest of the query stays what it was.

use super::Choice;
use crate::search::{
    UNSTATED,
    filter::choosing,
    syntax::{self, Limits, print, read},
};

/// The words without the typed conditions on the field of a choice, and whether these chose its value: then only
/// those that did are taken away. None where no condition was typed on it.
pub fn without(words: &str, choice: &Choice) -> Option<(String, bool)> {
    let mut query = read(words, &Limits::default()).ok()?.query;
    let value = if syntax::unstated(&choice.value) || choice.value == UNSTATED { "" } else { &choice.value };
    let mut typed = Vec::new();
    for (at, filter) in query.filters.iter().enumerate().filter(|(_, filter)| !filter.negated) {
        if let Some(passes) = choosing(choice.field, &filter.test) {
            typed.push((at, passes(value)));
        }
    }
    let chosen = typed.iter().any(|(_, passes)| *passes);
    typed.retain(|(_, passes)| !chosen || *passes);
    let away: Vec<usize> = typed.into_iter().map(|(at, _)| at).collect();
    if away.is_empty() {
        return None;
    }
    let mut at = 0..;
    query.filters.retain(|_| at.next().is_none_or(|at| !away.contains(&at)));
    Some((print(&query), chosen))
}
