//! Pages forgive what the API refuses, and say so.
//!
//! In: the parameters of a page of results. Out: the state without what cannot
//! be used, and a sentence for each of them. Promise: nothing that was typed is
//! left out in silence.

use super::{around, matrix};
use crate::{
    disclosure::Measured,
    search::Field,
    study::{kwic::Order, matrix::Count},
    web::{Asked, Failure, Params, params::View},
};

/// Said of what is used, but once.
const TWICE: &str = "写了几次，只用第一个";
/// What a page of results reads beside the fields.
const KNOWN: [&str; 20] = [
    "q", "since", "until", "sort", "size", "units", "only", "after", "at", "view", "order", "from", "rows",
    "columns", "count", "quantity", "more", "panel", "lang", "values",
];
/// Most parameters that are named one by one.
const NAMED: usize = 5;

/// The state that can be used, and what was left out of it.
pub fn forgiven(params: &Params) -> (Asked, Vec<String>) {
    let mut asked = Asked::of(params);
    asked.facets.clear();
    asked.values = None;
    // A label in the url is the value it names, or a facet would not know its own choice.
    for choice in &mut asked.choices {
        choice.value = choice.field.value(&choice.value);
    }
    let mut notes = Vec::new();
    let mut note = |name: &str, why: String| {
        let note = match why.as_str() {
            TWICE => format!("参数 {} {TWICE}", shown(name)),
            why => format!("参数 {} 已略去：{why}", shown(name)),
        };
        if notes.len() < NAMED && !notes.contains(&note) {
            notes.push(note);
        }
    };
    let one = |set: &dyn Fn(&mut Asked)| {
        let mut alone = Asked::default();
        set(&mut alone);
        match alone.resolve() {
            Err(Failure::Parameter { why, .. }) => Some(why),
            _ => None,
        }
    };
    type Part = fn(&mut Asked) -> &mut Option<String>;
    let parts: [(&str, Part); 5] = [
        ("size", |asked| &mut asked.size),
        ("units", |asked| &mut asked.units),
        ("since", |asked| &mut asked.since),
        ("until", |asked| &mut asked.until),
        ("sort", |asked| &mut asked.sort),
    ];
    for (name, part) in parts {
        let typed = part(&mut asked).clone();
        if let Some(why) = typed.and_then(|typed| one(&|alone| *part(alone) = Some(typed.clone()))) {
            note(name, why);
            *part(&mut asked) = None;
        }
    }
    type Usable = fn(&str) -> bool;
    let listed: [(&str, Usable); 6] = [
        ("view", |text| View::named(text).is_some()),
        ("order", |text| Order::named(text).is_some()),
        ("rows", |text| matrix::crossed(text).is_some()),
        ("columns", |text| matrix::crossed(text).is_some()),
        ("count", |text| Count::named(text).is_some_and(|count| matrix::COUNTS.contains(&count))),
        ("quantity", |text| Measured::named(text).is_some()),
    ];
    for (name, usable) in listed {
        if let Some(typed) = params.get(name).filter(|typed| !usable(typed)) {
            note(name, format!("“{}”不在可选之列", shown(typed)));
            asked.lens.retain(|(known, _)| *known != name);
        }
    }
    for name in ["from", "at"] {
        if let Some(typed) = params.get(name).filter(|typed| typed.parse::<u64>().is_err()) {
            note(name, format!("“{}”不是整数", shown(typed)));
            asked.lens.retain(|(known, _)| *known != name);
        }
    }
    if let Some(typed) = params.get("more").filter(|typed| !is_facet(typed)) {
        note("more", format!("“{}”不在可选之列", shown(typed)));
    }
    for name in ["q", "since", "until", "sort", "view"] {
        if params.all(name).count() > 1 {
            note(name, TWICE.to_owned());
        }
    }
    asked.choices.retain(|choice| match choice.unusable() {
        Some(Failure::Parameter { name, why }) => {
            note(&name, why);
            false
        }
        _ => true,
    });
    for name in params.names().filter(|name| params.get(name).is_none()) {
        if Field::named(name.strip_prefix("not_").unwrap_or(name)).is_some() {
            note(name, "没有写值".to_owned());
        }
    }
    for name in params.names().filter(|name| params.get(name).is_some()) {
        let field = name.strip_prefix("not_").unwrap_or(name);
        if !KNOWN.contains(&name) && Field::named(field).is_none() {
            note(name, "没有这个参数".to_owned());
        }
    }
    (asked, notes)
}

fn is_facet(text: &str) -> bool {
    Field::named(text).is_some_and(|field| around::FACETS.contains(&field))
}

/// As much of what was typed as a sentence holds.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
