//! Any two attributes crossed.
//!
//! In: a query, two fields and what to count. Out: a table whose cells tell
//! three things apart: a number; zero, where such text is there but the words
//! do not stand in it; and blank, where there is no such text, or where no
//! quantity is stated. Promises: attributes of units are crossed unit by unit;
//! line totals and the grand total are counted, not summed, so an announcement
//! of two regions is one announcement; only announcements of a rectification
//! are counted unless kinds are asked for.

mod crossing;

use super::{Amount, rectifications, told};
use crate::disclosure::Measured;
use crate::search::run::{Parts, Whole, visit};
use crate::search::{Field, Query, SearchError};
use crossing::{Axis, Crossing};
use serde::{Serialize, Serializer};
use std::collections::{HashMap, HashSet};

words! {
    /// What a cell counts.
    Count {
        /// Announcements.
        Announcements = "announcements", "通报";
        /// Measures among the units that match.
        Measures = "measures", "措施";
        /// All units that match, headings and paragraphs included.
        Units = "units", "单元";
        /// Places where a word stands.
        Occurrences = "occurrences", "处";
        /// The sum of one quantity.
        Quantity = "quantity", "数字";
    }
}

impl Count {
    /// What a name counts: one of ours, or a quantity (追缴, `money`; `quantity:measures` where both have the name).
    pub fn read(name: &str) -> Option<(Self, Option<Measured>)> {
        let quantity = |name: &str| Some((Count::Quantity, Some(Measured::named(name)?)));
        if let Some((_, rest)) =
            name.split_once([':', '：']).filter(|(head, _)| Count::named(head) == Some(Count::Quantity))
        {
            return quantity(rest);
        }
        match Count::named(name) {
            Some(Count::Quantity) => None,
            Some(count) => Some((count, None)),
            None => quantity(name),
        }
    }
}

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Asked {
    /// One line for each value of this field.
    pub rows: Field,
    /// One column for each value of this field.
    pub columns: Field,
    /// What is counted.
    pub count: Count,
    /// Which quantity, for [`Count::Quantity`].
    pub quantity: Option<Measured>,
    /// Of what; with `unit` it chooses among quantities that must not be added.
    pub of: Option<String>,
    /// In which unit.
    pub unit: Option<String>,
    /// Most rows: those with the largest totals, of years the latest, and what is not stated if there are two.
    pub most_rows: usize,
    /// Most columns.
    pub most_columns: usize,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// There is no such text, or nothing is stated.
    Blank,
    /// Counted.
    Count(u64),
    /// An exact sum.
    Sum(Amount),
}

/// A value of a field, with its total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The value; empty where none is stated.
    pub value: String,
    /// In readers' words.
    pub label: String,
    /// Counted over the whole line.
    pub total: Value,
}

/// Quantities that may be added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Series {
    /// Of what.
    pub of: Option<String>,
    /// In which unit.
    pub unit: String,
}

/// The table.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Over the whole answer.
    pub whole: Whole,
    /// The rows shown, largest totals first (years and rounds in order); what is not stated last, and never cut off.
    pub rows: Vec<Line>,
    /// The columns shown.
    pub columns: Vec<Line>,
    /// How many rows there are in all.
    pub all_rows: u64,
    /// How many columns there are in all.
    pub all_columns: u64,
    /// Over everything.
    pub total: Value,
    /// The quantity that was added.
    pub series: Option<Series>,
    /// Quantities of the same kind that must not be added to it.
    pub others: Vec<Series>,
    cells: Cells,
}

/// The cells with something in them: two names crossed with each other have mostly none, so no table is made.
#[derive(Clone, Debug)]
struct Cells {
    rows: Vec<u32>,
    columns: Vec<u32>,
    stated: HashMap<(u32, u32), Value>,
    /// Where there is text, whether or not words stand in it.
    there: HashSet<(u32, u32)>,
}

impl Cells {
    fn get(&self, row: u32, column: u32) -> Value {
        match self.stated.get(&(row, column)) {
            Some(value) => value.clone(),
            None if self.there.contains(&(row, column)) => Value::Count(0),
            None => Value::Blank,
        }
    }
}

impl Matrix {
    /// The cells of a row that is shown, one for each column shown.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = Value> + '_ {
        let row = self.cells.rows.get(row).copied().unwrap_or(ALL);
        self.cells.columns.iter().map(move |column| self.cells.get(row, *column))
    }

    /// Every row that is shown, with its cells.
    pub fn lines(&self) -> impl Iterator<Item = (&Line, impl Iterator<Item = Value> + '_)> {
        self.rows.iter().enumerate().map(|(at, line)| (line, self.cells(at)))
    }
}

/// Stands for the line totals.
const ALL: u32 = u32::MAX;

/// Stands for a series that is not there.
const NONE: u32 = u32::MAX;

/// Crosses two fields.
pub fn matrix(parts: Parts, query: &Query, asked: &Asked) -> Result<Matrix, SearchError> {
    let by_kind = asked.rows == Field::Kind || asked.columns == Field::Kind;
    let narrowed = if by_kind { query.clone() } else { rectifications(query) };
    let mut crossing = Crossing::of(asked);
    let mut whole = visit(parts, &narrowed, &mut crossing)?;
    told(&narrowed, query, &mut whole);
    let query = narrowed;
    let (series, others) = crossing.choose(asked);
    // What is no quantity has one series; a quantity that nobody states has none.
    let number = match &series {
        Some(chosen) => crossing.series.get(chosen).copied().unwrap_or(NONE),
        None if asked.count == Count::Quantity => NONE,
        None => 0,
    };
    let rows = crossing.lines(number, asked, true);
    let columns = crossing.lines(number, asked, false);
    let (all_rows, all_columns) = (rows.len() as u64, columns.len() as u64);
    let rows = crossing.kept(rows, number, asked, true);
    let columns = crossing.kept(columns, number, asked, false);
    // Where words are asked for, what the text without them has tells zero from blank.
    let there = if query.root.is_some() && asked.count != Count::Quantity {
        let mut base = Crossing { rows: crossing.rows, columns: crossing.columns, ..Crossing::of(asked) };
        visit(parts, &Query { root: None, ..query.clone() }, &mut base)?;
        let there: HashSet<(u32, u32)> = base.cells.keys().map(|(_, row, column)| (*row, *column)).collect();
        (crossing.rows, crossing.columns) = (base.rows, base.columns);
        there
    } else {
        HashSet::new()
    };
    let cells = crossing.cells.iter().filter(|((series, ..), _)| *series == number);
    let stated = cells.map(|((_, row, column), cell)| ((*row, *column), cell.value(asked.count)));
    let cells = Cells { rows, columns, stated: stated.collect(), there };
    let line = |axis: &Axis, id: u32, total: Value| {
        let value = axis.names.get(id as usize).cloned().unwrap_or_default();
        Line { label: axis.field.label(&value), value, total }
    };
    let rows = cells.rows.iter().map(|row| line(&crossing.rows, *row, cells.get(*row, ALL)));
    let columns = cells.columns.iter().map(|id| line(&crossing.columns, *id, cells.get(ALL, *id)));
    Ok(Matrix {
        rows: rows.collect(),
        columns: columns.collect(),
        all_rows,
        all_columns,
        total: match cells.get(ALL, ALL) {
            Value::Blank if asked.count != Count::Quantity => Value::Count(0),
            total => total,
        },
        series,
        others,
        whole,
        cells,
    })
}

impl Value {
    /// Larger values stand first; blank last.
    fn size(&self) -> Option<Amount> {
        match self {
            Value::Blank => None,
            Value::Count(count) => Amount::read(&count.to_string()),
            Value::Sum(amount) => Some(*amount),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Blank => Ok(()),
            Value::Count(count) => write!(to, "{count}"),
            Value::Sum(amount) => write!(to, "{amount}"),
        }
    }
}

/// A number for what is counted, an exact decimal as text for what is added, null for blank.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Blank => to.serialize_none(),
            Value::Count(count) => to.serialize_u64(*count),
            Value::Sum(amount) => to.collect_str(amount),
        }
    }
}
