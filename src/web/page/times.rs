//! When what was found was published: years, and months where few years are in view.
//!
//! In: the state of the page and its answer. Out: bars with links. Promises:
//! months are counted over the whole answer; every bar narrows to itself and,
//! chosen, widens again; all of it works without a script.

use super::{
    Frame, Link,
    pieces::{count, line},
    search::keep,
};
use crate::{
    search::{
        Backend, FacetValue, Field, Hits, Query, SearchError,
        run::{Seen, Visitor, visit},
    },
    web::{Asked, Choice},
};
use std::collections::BTreeMap;

/// Years that get a bar.
pub const YEARS: usize = 40;
/// Months that get one: more are too thin to hit.
const MONTHS: u32 = 36;
/// Announcements that are gone through unasked.
const UNASKED: u64 = 2000;

/// The section of the page.
pub struct Times {
    pub years: Vec<Bar>,
    pub months: Vec<Bar>,
    pub since: Option<String>,
    pub until: Option<String>,
    /// What the form for a range sends along.
    pub keep: Vec<(String, String)>,
    /// The url without a range, for the script that drags one.
    pub brush: String,
    /// Those that state no date, which have no bar: in words, the search for them, whether they are chosen.
    pub undated: Option<(Link, bool)>,
}

/// A span with its announcements.
pub struct Bar {
    /// `2024`, `2024-03`.
    pub value: String,
    pub label: String,
    pub count: String,
    /// For those who do not see the bar.
    pub words: String,
    /// Share of the largest, in percent.
    pub share: u64,
    /// The search for it; none where there is nothing.
    pub url: Option<String>,
    pub chosen: bool,
    /// The year that begins here.
    pub year: Option<String>,
}

/// The bars of an answer.
pub fn times(
    index: &dyn Backend,
    frame: &Frame,
    asked: &Asked,
    query: &Query,
    hits: &Hits,
) -> Result<Times, SearchError> {
    let facet = hits.facets.iter().find(|facet| facet.field == Field::Year);
    let mut values: Vec<&FacetValue> =
        facet.into_iter().flat_map(|facet| &facet.values).filter(|value| !value.value.is_empty()).collect();
    values.sort_by(|a, b| a.value.cmp(&b.value));
    let chosen = asked.choices.iter().filter(|choice| choice.field == Field::Year && !choice.negated).count();
    let few = values.len() <= 3 && hits.totals.announcements <= UNASKED;
    let ranged = asked.since.is_some() || asked.until.is_some();
    let near = (1..=3).contains(&chosen) || few || ranged;
    let months = if near && hits.totals.announcements > 0 {
        months(frame, asked, counted(index, query)?)
    } else {
        Vec::new()
    };
    let without = asked.with(|asked| (asked.since, asked.until) = (None, None));
    let mut kept = keep(&without);
    if !asked.q.is_empty() {
        kept.insert(0, ("q".into(), asked.q.clone()));
    }
    Ok(Times {
        // One year alone is no distribution.
        years: if values.len() > 1 { years(frame, asked, &values) } else { Vec::new() },
        months,
        since: asked.since.as_deref().map(line),
        until: asked.until.as_deref().map(line),
        keep: kept,
        brush: without.url("/"),
        undated: facet.and_then(|facet| facet.unstated.as_ref()).map(|none| {
            let choice = Choice { field: Field::Year, negated: false, value: none.value.clone() };
            let label = frame.f("time.undated", count(none.announcements));
            (Link { label, url: asked.toggled(&choice).url("/") }, none.chosen)
        }),
    })
}

fn years(frame: &Frame, asked: &Asked, values: &[&FacetValue]) -> Vec<Bar> {
    let largest = values.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
    let bar = |value: &str, label: &str, number: u64, typed: bool| {
        let choice = Choice { field: Field::Year, negated: false, value: value.to_owned() };
        let chosen = typed || asked.choices.contains(&choice);
        Bar {
            value: value.to_owned(),
            label: line(label),
            count: if number > 0 { count(number) } else { String::new() },
            words: frame.f2("time.year", line(label), count(number)),
            share: number * 100 / largest,
            url: (number > 0 || chosen).then(|| asked.toggled(&choice).url("/")),
            chosen,
            year: None,
        }
    };
    let mut bars: Vec<Bar> = Vec::new();
    for value in values {
        // Years without anything stand between the others, or the distances would mislead.
        let year = |text: &str| text.parse::<usize>().ok();
        if let Some((before, own)) = bars.last().and_then(|bar| year(&bar.value)).zip(year(&value.value)) {
            let empty = (before + 1..own).rev().take(YEARS).rev().map(|year| year.to_string());
            bars.extend(empty.map(|year| bar(&year, &year, 0, false)).collect::<Vec<_>>());
        }
        bars.push(bar(&value.value, &value.label, value.announcements, value.chosen));
    }
    bars.split_off(bars.len().saturating_sub(YEARS))
}

/// From the first month that has something to the last, the empty ones between them too.
fn months(frame: &Frame, asked: &Asked, counted: BTreeMap<u32, u64>) -> Vec<Bar> {
    let (Some(first), Some(last)) = (counted.keys().next().copied(), counted.keys().next_back().copied())
    else {
        return Vec::new();
    };
    if first == last || last - first >= MONTHS {
        return Vec::new();
    }
    let largest = counted.values().max().copied().unwrap_or(1).max(1);
    let bar = |month: u32| {
        let (year, of_year) = (month / 12, month % 12 + 1);
        let value = format!("{year}-{of_year:02}");
        let number = counted.get(&month).copied().unwrap_or(0);
        let chosen = asked.since.as_deref() == Some(&value) && asked.until.as_deref() == Some(&value);
        let url = asked.with(|asked| {
            let end = (!chosen).then(|| value.clone());
            (asked.since, asked.until) = (end.clone(), end);
        });
        let first = of_year == 1 || month == first;
        Bar {
            label: of_year.to_string(),
            count: if number > 0 { count(number) } else { String::new() },
            words: frame.f3("time.month", year, of_year, number),
            share: number * 100 / largest,
            url: (number > 0 || chosen).then(|| url.url("/")),
            chosen,
            year: first.then(|| year.to_string()),
            value,
        }
    };
    (first..=last).map(bar).collect()
}

/// Announcements by month, as months since year 0.
fn counted(index: &dyn Backend, query: &Query) -> Result<BTreeMap<u32, u64>, SearchError> {
    #[derive(Default)]
    struct Months(BTreeMap<u32, u64>);
    impl Visitor for Months {
        fn found(&mut self, seen: &Seen) -> Result<(), SearchError> {
            let published = seen.shard.dates(seen.document).published;
            if published > 0 {
                *self.0.entry(published / 10_000 * 12 + published / 100 % 100 - 1).or_default() += 1;
            }
            Ok(())
        }
    }
    let mut months = Months::default();
    visit(index.parts(), query, &mut months)?;
    Ok(months.0)
}
