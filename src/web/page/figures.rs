//! The numbers a body states, round by round: like with like.
//!
//! Promise: every number is one that an announcement states. What one states
//! several times under the same words (a total and its parts, a review and the
//! inspection itself) is listed, never added up.

use super::{agency::Column, numbers, pieces::line};
use crate::{
    disclosure::{Measured, Quantity},
    search::Record,
    study::{Amount, of_what, unit_of},
    web::tongue::Tongue,
};
use std::borrow::Cow;

/// One kind of number through the rounds.
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// Of what, as published.
    pub of: String,
    /// One for each round.
    pub cells: Vec<FigureCell>,
}

/// What one round states.
pub struct FigureCell {
    /// The round, for screens too narrow for columns.
    pub head: String,
    /// What is stated, with its unit; empty where nothing is.
    pub text: String,
}

/// What is alike: the same kind, of the same thing, in the same unit. Nothing is added up here, so that 50余次 may stand
/// beside 12次.
type Like<'a> = (Measured, Option<&'a str>, Cow<'a, str>);

fn like(quantity: &Quantity) -> Like<'_> {
    let unit = if quantity.about { quantity.unit.as_str().into() } else { unit_of(quantity) };
    (quantity.kind, of_what(quantity), unit)
}

/// A row for each kind of number that any round states, in the order of the kinds.
pub fn figures(records: &[&Record], heads: &[Column], tongue: Tongue) -> Vec<Figure> {
    let mut kinds: Vec<Like> = Vec::new();
    for quantity in records.iter().flat_map(|record| &record.announcement.quantities) {
        if quantity.value.is_some() && !kinds.contains(&like(quantity)) {
            kinds.push(like(quantity));
        }
    }
    kinds.sort_by_key(|(kind, _, _)| Measured::ALL.iter().position(|known| known == kind));
    let row = |kind: Like| {
        let of = kind.1.map(|of| format!("（{}）", line(of))).unwrap_or_default();
        let cell = |(record, head): (&&Record, &Column)| FigureCell {
            head: head.whole(),
            text: stated(record, &kind, tongue),
        };
        Figure {
            label: numbers::word(tongue, kind.0),
            of,
            cells: records.iter().zip(heads).map(cell).collect(),
        }
    };
    kinds.into_iter().map(row).collect()
}

/// Different values listed of one kind in one announcement.
const LISTED: usize = 8;

/// What one announcement states of a kind: each value once, in the order of the text, and how often.
fn stated(record: &Record, kind: &Like, tongue: Tongue) -> String {
    let own = record.announcement.quantities.iter().filter(|quantity| like(quantity) == *kind);
    let mut values: Vec<((Amount, Cow<str>), usize)> = Vec::new();
    for amount in
        own.filter_map(|quantity| Some((Amount::read(quantity.value.as_deref()?)?, unit_of(quantity))))
    {
        match values.iter_mut().find(|(known, _)| *known == amount) {
            Some((_, times)) => *times += 1,
            None => values.push((amount, 1)),
        }
    }
    let one = |((amount, unit), times): &((Amount, Cow<str>), usize)| {
        let value = format!("{} {}", numbers::grouped(&amount.to_string()), line(unit));
        if *times > 1 { tongue.fill("body.times_stated", &[&value, times]) } else { value }
    };
    let listed: Vec<String> = values.iter().take(LISTED).map(one).collect();
    let rest = values.len().saturating_sub(LISTED);
    let more = (rest > 0).then(|| tongue.fill("body.more_values", &[&rest]));
    listed.into_iter().chain(more).collect::<Vec<_>>().join("；")
}
