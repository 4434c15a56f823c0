//! The numbers a body states, round by round: like with like.

use super::{agency::Column, numbers, pieces::line};
use crate::{
    disclosure::{Measured, Quantity},
    search::Record,
    study::{Amount, unit_of},
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
    /// The sum with its unit; empty where nothing is stated.
    pub text: String,
}

/// What may be added up: the same kind, of the same thing, in the same unit.
type Like<'a> = (Measured, Option<&'a str>, Cow<'a, str>);

fn like(quantity: &Quantity) -> Like<'_> {
    (quantity.kind, quantity.of.as_deref(), unit_of(quantity))
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
            text: stated(record, &kind).map(|sum| format!("{sum} {}", line(&kind.2))).unwrap_or_default(),
        };
        Figure {
            label: numbers::word(tongue, kind.0),
            of,
            cells: records.iter().zip(heads).map(cell).collect(),
        }
    };
    kinds.into_iter().map(row).collect()
}

/// What one announcement states of a kind: the sum; rates one by one.
fn stated(record: &Record, kind: &Like) -> Option<String> {
    let own = record.announcement.quantities.iter().filter(|quantity| like(quantity) == *kind);
    let mut amounts = own.filter_map(|quantity| Amount::read(quantity.value.as_deref()?));
    if kind.0 == Measured::Rate {
        let each: Vec<String> = amounts.map(|amount| amount.to_string()).collect();
        return (!each.is_empty()).then(|| each.join("、"));
    }
    let first = amounts.next()?;
    let sum = amounts.try_fold(first, Amount::plus)?;
    Some(numbers::grouped(&sum.to_string()))
}
