//! Questions built on search: counted over a whole answer, never over a page of it.
//!
//! In: an engine's [`Parts`](crate::search::run::Parts) and a query. Out: plain
//! data that every surface prints as it is. [`kwic`] shows every place in its
//! context, [`matrix`] crosses two attributes, [`numbers`] lists and adds up
//! quantities, [`batch`] asks many questions at once, [`near`] says what is
//! there instead of what was not found, [`themes`] how headings were mapped. Promise: the totals are those of
//! [`search`](crate::search::Backend::search) for the same query.

mod alike;
mod amount;
pub mod batch;
mod cells;
pub mod kwic;
pub mod matrix;
pub mod near;
pub mod numbers;
mod stated;
pub mod themes;

pub use amount::Amount;
pub use cells::{Cells, Table};
pub use stated::{Number, Stated, without_repetitions};

use crate::disclosure::{Kind, Measured, Quantity};
use crate::search::document::is_rectification;
use crate::search::run::Whole;
use crate::search::{Field, Filter, Query, Test};
use std::borrow::Cow;

/// The query, narrowed to announcements of a rectification unless it asks for kinds itself. Who leaves a kind out asks
/// for none.
pub fn rectifications(query: &Query) -> Query {
    let asks = |filter: &Filter| {
        !filter.negated && matches!(filter.test, Test::Is(Field::Kind, _) | Test::Has(Field::Kind, _))
    };
    let mut query = query.clone();
    if !query.asked().into_iter().any(asks) {
        let kinds = Kind::ALL.iter().filter(|kind| is_rectification(**kind));
        let test = |kind: &Kind| Test::Is(Field::Kind, kind.code().to_owned());
        query.filters.extend(kinds.map(|kind| Filter { negated: false, test: test(kind) }));
    }
    query
}

/// Said where [`rectifications`] narrowed a query: the totals are not those of a search.
pub const NARROWED: &str = "只计整改通报和综合通报;要计其他类型,请在检索式中写明 类型:…";

/// Says so where a query was narrowed.
fn told(narrowed: &Query, query: &Query, whole: &mut Whole) {
    if narrowed != query {
        whole.interpretation.notes.push(NARROWED.to_owned());
    }
}

/// The unit a value is given in: the base unit of its kind, or as printed. 50余条 and 50条 are not alike, and
/// not added up.
pub fn unit_of(quantity: &Quantity) -> Cow<'_, str> {
    match quantity.kind {
        Measured::Money if quantity.about => "余元".into(),
        Measured::Money => "元".into(),
        Measured::Rate => "%".into(),
        _ if quantity.about => format!("余{}", quantity.unit).into(),
        _ => quantity.unit.as_str().into(),
    }
}

/// What exactly a quantity counts; none where its kind says it already (问题 of 问题), which is no other thing.
pub fn of_what(quantity: &Quantity) -> Option<&str> {
    quantity.of.as_deref().filter(|of| *of != quantity.kind.label())
}

/// What is alike, and may be added up: the same kind, of the same thing, in the same unit.
pub fn like(quantity: &Quantity) -> (Measured, Option<&str>, Cow<'_, str>) {
    (quantity.kind, of_what(quantity), unit_of(quantity))
}
