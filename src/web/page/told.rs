//! What a page says of its answer in one line: totals, place in the list, title of the window.
//!
//! In: a query and what was counted. Out: words of the reader's language.
//! Promise: units are told where something was asked of units; with nothing but
//! conditions on announcements only announcements are counted.

use super::{
    pieces::{count, line},
    rows::Chip,
};
use crate::{
    search::{Query, Totals},
    web::{Asked, params::View, tongue::Tongue},
};

/// Whether an answer was narrowed to announcements of a rectification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Every kind of document.
    Documents,
    /// Rectifications only.
    Rectifications,
}

/// Totals in words, for pages and the command line.
pub fn found(tongue: Tongue, query: &Query, totals: Totals, of: Of) -> String {
    let number = |key, number| tongue.fill(key, &[&count(number)]);
    let announcements = match of {
        Of::Documents => number("find.announcements", totals.announcements),
        Of::Rectifications => number("find.reports", totals.announcements),
    };
    let units = || number("find.units", totals.units);
    match totals.occurrences {
        _ if totals.announcements == 0 => tongue.say("find.none").to_owned(),
        0 if query.keeps_units() => format!("{} · {announcements}", units()),
        0 => announcements,
        places => format!("{} · {} · {announcements}", number("find.occurrences", places), units()),
    }
}

/// Which part of a list a page shows: `key` names what is counted.
pub fn part(tongue: Tongue, key: &str, before: u64, shown: usize, all: u64) -> Option<String> {
    let last = before.saturating_add(shown as u64);
    // A number in the url may say anything; a place that cannot be is no place.
    let sane = shown > 0 && last <= all;
    sane.then(|| tongue.fill(key, &[&count(before + 1), &count(last), &count(all)]))
}

/// Most characters of a title: more is cut by every window.
const LONGEST: usize = 160;

/// The title of the window: what was asked, what narrows it, how it is shown and which part.
pub fn title(tongue: Tongue, asked: &Asked, chips: &[Chip], part: Option<&str>) -> String {
    let mut parts = vec![line(&asked.q)];
    let without = tongue.say("find.without");
    parts.extend(chips.iter().map(|chip| match chip.negated {
        true => format!("{without} {} {}", chip.field, chip.label),
        false => format!("{} {}", chip.field, chip.label),
    }));
    let view = |view: View| tongue.word("view", view.code(), view.chinese());
    parts.extend(asked.view.map(view));
    parts.extend(part.map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ").chars().take(LONGEST).collect()
}
