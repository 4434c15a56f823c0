//! What stands around an answer: the years, the facets, the orders, the views.
//!
//! In: the state of the page and the counts of the answer. Out: rows whose
//! links keep the rest of the state.

use super::{
    Link,
    pieces::{count, line},
};
use crate::{
    search::{Field, Hits, Sort},
    web::{
        Asked, Choice,
        params::{MOST_VALUES, View},
    },
};

/// Facets beside the results, in reading order.
pub const FACETS: [Field; 13] = [
    Field::Agency,
    Field::Region,
    Field::Level,
    Field::Year,
    Field::Area,
    Field::Theme,
    Field::Part,
    Field::Status,
    Field::Action,
    Field::Round,
    Field::Mode,
    Field::Kind,
    Field::Sample,
];

/// Values of a facet before „more“.
const VALUES: usize = 8;
/// Years that get a bar.
pub const YEARS: usize = 40;

/// As `sort:` takes them.
const NEWEST: &str = "-date";
/// As `sort:` takes them.
const OLDEST: &str = "date";

/// A year with its announcements.
pub struct YearBar {
    pub label: String,
    pub count: String,
    /// Share of the largest, in percent.
    pub share: u64,
    pub url: String,
    pub chosen: bool,
}

pub struct FacetBox {
    pub code: &'static str,
    pub label: &'static str,
    pub values: Vec<ValueRow>,
    pub more: Option<(u64, String)>,
    pub open: bool,
}

pub struct ValueRow {
    pub label: String,
    pub count: String,
    /// Share of the largest, in percent.
    pub share: u64,
    pub url: String,
    pub chosen: bool,
    pub exclude: String,
}

/// The same answer in every view, and which it is.
pub fn views(asked: &Asked) -> Vec<(Link, bool)> {
    let now = asked.view.unwrap_or(View::List);
    let link = |view: &View| {
        (Link { label: view.chinese().to_owned(), url: asked.viewed(*view).url("/") }, *view == now)
    };
    View::ALL.iter().map(link).collect()
}

/// Announcements by year, oldest first; one year alone is no distribution.
pub fn years(asked: &Asked, hits: &Hits) -> Vec<YearBar> {
    let Some(facet) = hits.facets.iter().find(|facet| facet.field == Field::Year) else {
        return Vec::new();
    };
    let mut values: Vec<_> =
        facet.values.iter().take(YEARS).filter(|value| !value.value.is_empty()).collect();
    if values.len() < 2 {
        return Vec::new();
    }
    values.sort_by(|a, b| a.value.cmp(&b.value));
    let largest = values.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
    let bar = |value: &&crate::search::FacetValue| {
        let choice = Choice { field: Field::Year, negated: false, value: value.value.clone() };
        YearBar {
            label: line(&value.label),
            count: count(value.announcements),
            share: value.announcements * 100 / largest,
            url: asked.toggled(&choice).url("/"),
            chosen: asked.choices.contains(&choice),
        }
    };
    values.iter().map(bar).collect()
}

/// The orders that make sense, and which is in force.
pub fn sorts(asked: &Asked, words: bool, sort: Sort) -> Vec<(Link, bool)> {
    let now = match sort {
        Sort::Relevance => "relevance",
        Sort::Date { newest: true } => NEWEST,
        Sort::Date { newest: false } => OLDEST,
        Sort::Number { .. } => "",
    };
    let mut kinds = vec![("relevance", "相关"), (NEWEST, "新近"), (OLDEST, "最早")];
    if !words {
        kinds.remove(0);
    }
    let link = |(value, label): (&str, &str)| {
        let url = asked.with(|asked| asked.sort = Some(value.to_owned())).url("/");
        (Link { label: label.to_owned(), url }, now == value)
    };
    kinds.into_iter().map(link).collect()
}

/// The facets that tell something.
pub fn facets(asked: &Asked, more: Option<Field>, hits: &Hits) -> Vec<FacetBox> {
    let chosen = |field| asked.choices.iter().any(|choice| choice.field == field);
    let mut boxes = Vec::new();
    for facet in &hits.facets {
        let all = more == Some(facet.field);
        let most = if all { MOST_VALUES } else { VALUES };
        let largest = facet.values.first().map_or(1, |value| value.announcements.max(1));
        let values: Vec<_> = facet
            .values
            .iter()
            .filter(|value| value.announcements > 0 || value.chosen)
            .take(most)
            .map(|value| {
                let choice = |negated| Choice { field: facet.field, negated, value: value.value.clone() };
                ValueRow {
                    label: line(&value.label),
                    count: count(value.announcements),
                    share: value.announcements * 100 / largest,
                    url: asked.toggled(&choice(false)).url("/"),
                    chosen: asked.choices.contains(&choice(false)),
                    exclude: asked.toggled(&choice(true)).url("/"),
                }
            })
            .collect();
        // One value that everything has tells nothing.
        if values.len() < 2 && !chosen(facet.field) {
            continue;
        }
        let url = asked.url("/");
        let more = format!("{url}{}more={}", if url.contains('?') { '&' } else { '?' }, facet.field.code());
        boxes.push(FacetBox {
            code: facet.field.code(),
            label: facet.field.chinese(),
            more: (facet.distinct as usize > values.len()).then_some((facet.distinct, more)),
            open: all || chosen(facet.field) || boxes.len() < 5,
            values,
        });
    }
    boxes
}
