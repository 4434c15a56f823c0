//! Studies on the wire: the same objects for the API and for `--json`.
//!
//! In: a query and the parameters of a study. Out: `kwic/1`, `matrix/1`,
//! `numbers/1`, `near/1`. Every answer carries how the query was read, the
//! totals over the whole answer, and the state of the index.

use super::super::{
    Asked, Failure, Params,
    params::{MOST_VALUES, number},
    reply::Reply,
    routes::Ask,
};
use crate::{
    disclosure::Measured,
    search::{Backend, Field, Query, UNSTATED, run::Whole},
    study::{kwic, matrix, near, numbers},
};
use serde_json::{Value, json};

/// Most characters of context.
const MOST_WIDTH: usize = 200;
/// Most lines or rows at once.
const MOST_LINES: usize = 1000;
/// Furthest line of a sorted concordance: all before it are held while sorting.
const MOST_SORTED: usize = 20_000;
/// Most cells of a matrix at once; a table of all is written as a file.
const MOST_CELLS: usize = 1_000_000;

/// `GET /api/v1/kwic`
pub fn kwic(ask: &Ask) -> Result<Reply, Failure> {
    let asked = kwic_asked(&ask.params)?;
    Ok(Reply::json(&kwic_answer(ask.index, &asked_of(&ask.params), &asked)?))
}

/// `GET /api/v1/matrix`
pub fn matrix(ask: &Ask) -> Result<Reply, Failure> {
    let asked = matrix_asked(&ask.params)?;
    Ok(Reply::json(&matrix_answer(ask.index, &asked_of(&ask.params), &asked)?))
}

/// `GET /api/v1/numbers`
pub fn numbers(ask: &Ask) -> Result<Reply, Failure> {
    let asked = numbers_asked(&ask.params)?;
    Ok(Reply::json(&numbers_answer(ask.index, &asked_of(&ask.params), &asked)?))
}

/// `GET /api/v1/near`
pub fn near(ask: &Ask) -> Result<Reply, Failure> {
    let asked = asked_of(&ask.params);
    let query = asked.resolve()?.query;
    let near = near::near(ask.index.parts(), &query)?;
    Ok(Reply::json(&json!({ "schema": "near/1", "query": asked.q, "near": near })))
}

/// The concordance of what was asked.
pub fn kwic_answer(index: &dyn Backend, typed: &Asked, asked: &kwic::Asked) -> Result<Value, Failure> {
    let (query, notes) = meant(typed)?;
    let found = kwic::kwic(index.parts(), &query, asked)?;
    let end = asked.from + found.lines.len() as u64;
    let next = (!found.lines.is_empty() && end < found.whole.totals.occurrences).then_some(end);
    Ok(answer(
        "kwic/1",
        typed,
        notes,
        &found.whole,
        json!({
            "width": asked.width, "order": asked.order, "distance": asked.distance,
            "from": asked.from, "lines": found.lines, "next": next,
        }),
    ))
}

/// The matrix of what was asked.
pub fn matrix_answer(index: &dyn Backend, typed: &Asked, asked: &matrix::Asked) -> Result<Value, Failure> {
    let (query, notes) = meant(typed)?;
    let found = matrix::matrix(index.parts(), &query, asked)?;
    if found.rows.len().saturating_mul(found.columns.len()) > MOST_CELLS {
        let (rows, columns) = (found.rows.len(), found.columns.len());
        let why =
            format!("{rows} 行 × {columns} 列超过一次可取的 {MOST_CELLS} 格,请取少些,或用 /table 取整个表");
        return Err(bad("most_rows", why));
    }
    let side = |field: Field, values: &[matrix::Line], distinct: u64| {
        let values: Vec<matrix::Line> = values.iter().map(chosen).collect();
        json!({ "field": field, "label": field.chinese(), "values": values, "distinct": distinct })
    };
    Ok(answer(
        "matrix/1",
        typed,
        notes,
        &found.whole,
        json!({
            "rows": side(asked.rows, &found.rows, found.all_rows),
            "columns": side(asked.columns, &found.columns, found.all_columns),
            "count": asked.count, "quantity": asked.quantity,
            "series": found.series, "others": found.others,
            "cells": found.lines().map(|(_, cells)| cells.collect::<Vec<_>>()).collect::<Vec<_>>(), "total": found.total,
        }),
    ))
}

/// A line of a matrix with the value by which it is chosen: an empty parameter is none at all, so that nothing is
/// stated has a word, as in facets.
fn chosen(line: &matrix::Line) -> matrix::Line {
    let mut line = line.clone();
    if line.value.is_empty() {
        line.value = UNSTATED.to_owned();
    }
    line
}

/// The numbers of what was asked.
pub fn numbers_answer(index: &dyn Backend, typed: &Asked, asked: &numbers::Asked) -> Result<Value, Failure> {
    let (query, notes) = meant(typed)?;
    let found = numbers::numbers(index.parts(), &query, asked)?;
    let end = asked.from + found.rows.len() as u64;
    let next = (!found.rows.is_empty() && end < found.count).then_some(end);
    Ok(answer(
        "numbers/1",
        typed,
        notes,
        &found.whole,
        json!({
            "count": found.count, "samples": found.samples, "from": asked.from, "rows": found.rows, "sums": found.sums, "next": next,
        }),
    ))
}

/// What every study has, with what is its own.
fn answer(schema: &str, typed: &Asked, notes: Vec<String>, whole: &Whole, own: Value) -> Value {
    let mut read = whole.interpretation.clone();
    read.notes.splice(0..0, notes);
    let mut all = json!({
        "schema": schema, "query": typed.q, "interpretation": read, "totals": whole.totals,
        "generation": whole.generation,
    });
    if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
        all.extend(own);
    }
    all
}

fn meant(typed: &Asked) -> Result<(Query, Vec<String>), Failure> {
    let meant = typed.resolve()?;
    Ok((meant.query, meant.notes))
}

/// The question of a study: its lines are not the pages of a search.
pub fn asked_of(params: &Params) -> Asked {
    Asked { size: None, units: None, after: None, facets: Vec::new(), ..Asked::of(params) }
}

/// What of the concordance is wanted.
pub fn kwic_asked(params: &Params) -> Result<kwic::Asked, Failure> {
    let plain = kwic::Asked::default();
    let order = match params.get("order") {
        None => plain.order,
        Some(name) => {
            kwic::Order::named(name).ok_or_else(|| bad("order", "应为 document、left 或 right".to_owned()))?
        }
    };
    let furthest = if order == kwic::Order::Document { u32::MAX as usize } else { MOST_SORTED };
    Ok(kwic::Asked {
        width: number("width", params.get("width"), plain.width, 0, MOST_WIDTH)?,
        order,
        distance: number("distance", params.get("distance"), 1, 1, MOST_WIDTH)?,
        from: number("from", params.get("from"), 0, 0, furthest)? as u64,
        size: number("size", params.get("size"), plain.size, 0, MOST_LINES)?,
    })
}

/// What of the matrix is wanted.
pub fn matrix_asked(params: &Params) -> Result<matrix::Asked, Failure> {
    let field = |name: &str, plain: Field| match params.get(name) {
        None => Ok(plain),
        Some(value) => Field::named(value).ok_or_else(|| bad(name, format!("没有“{value}”这个字段"))),
    };
    let (count, quantity) = counted(params.get("count").unwrap_or("announcements"))?;
    if let Some(name) =
        ["of", "unit"].into_iter().find(|name| quantity.is_none() && params.get(name).is_some())
    {
        return Err(bad(name, "只用来在一种数字(如 count=money)里选择".to_owned()));
    }
    Ok(matrix::Asked {
        rows: field("rows", Field::Agency)?,
        columns: field("columns", Field::Theme)?,
        count,
        quantity,
        of: params.get("of").map(str::to_owned),
        unit: params.get("unit").map(str::to_owned),
        most_rows: number("most_rows", params.get("most_rows"), 50, 1, MOST_VALUES)?,
        most_columns: number("most_columns", params.get("most_columns"), 30, 1, MOST_VALUES)?,
    })
}

/// What of the numbers is wanted.
pub fn numbers_asked(params: &Params) -> Result<numbers::Asked, Failure> {
    let kinds = params
        .all("quantity")
        .map(|name| Measured::named(name).ok_or_else(|| bad("quantity", format!("没有“{name}”这种数字"))));
    Ok(numbers::Asked {
        kinds: kinds.collect::<Result<_, _>>()?,
        whole: params.get("whole").is_some_and(|value| value == "true" || value == "1"),
        from: number("from", params.get("from"), 0, 0, u32::MAX as usize)? as u64,
        size: number("size", params.get("size"), 50, 0, MOST_LINES)?,
    })
}

/// What is counted, by its name.
pub fn counted(name: &str) -> Result<(matrix::Count, Option<Measured>), Failure> {
    match matrix::Count::read(name) {
        Some((_, Some(Measured::Rate))) => Err(bad("count", "比率不能相加".to_owned())),
        Some(known) => Ok(known),
        None => Err(bad(
            "count",
            "应为 announcements、measures、units、occurrences，或一种数字，如 money、people、rules"
                .to_owned(),
        )),
    }
}

fn bad(name: &str, why: String) -> Failure {
    Failure::Parameter { name: name.to_owned(), why }
}
