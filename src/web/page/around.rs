//! What stands around an answer: the facets, the orders, the views.
//!
//! In: the state of the page and the counts of the answer. Out: rows whose
//! links keep the rest of the state.

use super::{Link, pieces::count, value_word};
use crate::{
    search::{Field, Hits, Sort},
    web::{Asked, Choice, params::View, tongue::Tongue},
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
/// Values of a facet that is opened; more of them are lines of the cross-table.
pub const MOST: usize = 1000;

/// As `sort:` takes them.
const NEWEST: &str = "-date";
/// As `sort:` takes them.
const OLDEST: &str = "date";

/// A facet.
pub struct FacetBox {
    pub code: &'static str,
    pub label: String,
    /// Its values are names as published.
    pub named: bool,
    pub values: Vec<ValueRow>,
    pub more: Option<(u64, String)>,
    pub open: bool,
}

/// A value of it.
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
pub fn views(asked: &Asked, tongue: Tongue) -> Vec<(Link, bool)> {
    let now = asked.view.unwrap_or(View::List);
    let link = |view: &View| {
        let label = tongue.word("view", view.code(), view.chinese());
        (Link { label, url: asked.viewed(*view).url("/") }, *view == now)
    };
    View::ALL.iter().map(link).collect()
}

/// The orders that make sense, and which is in force.
pub fn sorts(asked: &Asked, tongue: Tongue, words: bool, sort: Sort) -> Vec<(Link, bool)> {
    let now = match sort {
        Sort::Relevance => "relevance",
        Sort::Date { newest: true } => NEWEST,
        Sort::Date { newest: false } => OLDEST,
        Sort::Number { .. } => "",
    };
    let mut kinds = vec![("relevance", "sort.relevance"), (NEWEST, "sort.newest"), (OLDEST, "sort.oldest")];
    if !words {
        kinds.remove(0);
    }
    let link = |(value, label): (&str, &str)| {
        let url = asked.with(|asked| asked.sort = Some(value.to_owned())).url("/");
        (Link { label: tongue.say(label).to_owned(), url }, now == value)
    };
    kinds.into_iter().map(link).collect()
}

/// On a narrow screen the filters are folded; whoever chooses one goes on choosing.
fn kept_open(asked: &Asked) -> String {
    let url = asked.url("/");
    format!("{url}{}panel=open", if url.contains('?') { '&' } else { '?' })
}

/// The facets that tell something.
pub fn facets(asked: &Asked, tongue: Tongue, more: Option<Field>, hits: &Hits) -> Vec<FacetBox> {
    let mut boxes = Vec::new();
    for facet in &hits.facets {
        let field = facet.field;
        let typed = facet.values.iter().chain(&facet.unstated).any(|value| value.chosen);
        let chosen = typed || asked.choices.iter().any(|choice| choice.field == field);
        let all = more == Some(facet.field);
        let most = if all { MOST } else { VALUES };
        let shown: Vec<_> = facet
            .values
            .iter()
            .filter(|value| value.announcements > 0 || value.chosen)
            .take(most)
            // Units without a theme are everywhere; an announcement without a day is worth a look.
            .chain(facet.unstated.iter().filter(|_| !facet.field.of_units()))
            .collect();
        // Chosen values stand first, and what is not stated may be more than any of them.
        let largest = shown.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
        let values: Vec<_> = shown
            .into_iter()
            .map(|value| {
                let choice = |negated| Choice { field: facet.field, negated, value: value.value.clone() };
                ValueRow {
                    label: value_word(tongue, facet.field, &value.value, &value.label),
                    count: count(value.announcements),
                    share: value.announcements * 100 / largest,
                    url: kept_open(&asked.toggled(&choice(false))),
                    chosen: value.chosen || asked.choices.contains(&choice(false)),
                    exclude: kept_open(&asked.toggled(&choice(true))),
                }
            })
            .collect();
        // One value that everything has tells nothing.
        if values.len() < 2 && !chosen {
            continue;
        }
        let url = asked.url("/");
        let more = match all {
            false => format!("{url}{}more={}", if url.contains('?') { '&' } else { '?' }, facet.field.code()),
            true => asked.viewed(View::Matrix).seen("rows", facet.field.code()).url("/"),
        };
        boxes.push(FacetBox {
            code: facet.field.code(),
            label: tongue.word("field", facet.field.code(), facet.field.chinese()),
            named: super::is_name(facet.field),
            more: (facet.distinct as usize > values.len()).then_some((facet.distinct, more)),
            open: all || chosen || boxes.len() < 5,
            values,
        });
    }
    boxes
}
