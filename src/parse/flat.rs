//! Tables that a page or a paste has flattened: one cell on each line.
//!
//! In: lines ahead. Out: rows, each cell with its meaning and its lines, or
//! nothing. Promise: a table is read only where its lines come out even; a
//! row that does not is left as it stands.

use super::glyph;
use super::numeral;
use super::table::{Column, label, resolve};
use std::ops::Range;

/// One cell: what it holds, its lines, and the line of its label, if it has one.
pub(super) struct Cell {
    pub column: Column,
    pub lines: Range<usize>,
    pub label: Option<usize>,
}

/// A flattened table.
pub(super) struct Flat {
    /// How many lines above the rows only name the columns.
    pub header: usize,
    pub rows: Vec<Vec<Cell>>,
    /// How many lines it takes.
    pub len: usize,
}

/// Gives the table that begins at the first line, if there is one, and how many
/// lines were read, which need not be tried again.
pub(super) fn flattened<'t>(lines: &dyn Fn(usize) -> Option<&'t str>) -> (Option<Flat>, usize) {
    if lines(0).and_then(label).is_none() {
        return (None, 1);
    }
    let (found, read) = labelled(lines);
    if found.is_some() || read > 2 {
        return (found, read);
    }
    headed(lines)
}

/// A line with a label, a line with its value, again and again.
fn labelled<'t>(lines: &dyn Fn(usize) -> Option<&'t str>) -> (Option<Flat>, usize) {
    let first = lines(0);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = 0;
    while let Some(name) = lines(at)
        && let Some(column) = label(name)
        && lines(at + 1).is_some_and(|value| label(value).is_none() && !value.contains('\t'))
    {
        if Some(name) == first {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(Cell { column, lines: at + 1..at + 2, label: Some(at) });
        }
        at += 2;
    }
    for row in &mut rows {
        let mut columns: Vec<Column> = row.iter().map(|cell| cell.column).collect();
        resolve(&mut columns);
        row.iter_mut().zip(columns).for_each(|(cell, column)| cell.column = column);
    }
    let known = rows.first().is_some_and(|row| row.iter().any(|cell| telling(cell.column)));
    let sound = known && rows.len() > 1 && rows.iter().all(|row| row.len() > 1);
    (sound.then_some(Flat { header: 0, rows, len: at }), at.max(1))
}

fn telling(column: Column) -> bool {
    matches!(column, Column::Problem | Column::Measure)
}

/// More columns than such a table has.
const WIDEST: usize = 12;

/// All labels first, then the cells of the first row, of the second …
fn headed<'t>(lines: &dyn Fn(usize) -> Option<&'t str>) -> (Option<Flat>, usize) {
    let names = (0..=WIDEST).map_while(|at| lines(at).and_then(label));
    let mut columns: Vec<Column> = names.collect();
    resolve(&mut columns);
    let header = columns.len();
    let known = columns.iter().any(|column| telling(*column));
    if !(3..=WIDEST).contains(&header) || columns[0] != Column::Number || !known {
        return (None, header.max(1));
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = header;
    // Where the latest row ends that was followed by the next, or by what is no cell.
    let mut sound = (0, header);
    while let Some(row) = row(lines, &columns, at, rows.len() + 1) {
        at = row.last().map_or(at + 1, |cell| cell.lines.end);
        rows.push(row);
        let ends = match lines(at) {
            Some(next) => number(next) == Some(rows.len() + 1) || glyph::at_start(next).is_some(),
            None => true,
        };
        if !ends {
            break;
        }
        sound = (rows.len(), at);
    }
    rows.truncate(sound.0);
    let found = (rows.len() > 1).then_some(Flat { header, rows, len: sound.1 });
    (found, at.max(1))
}

/// The number that a line is, and nothing else.
fn number(line: &str) -> Option<usize> {
    let digits = line.trim_end_matches(['.', '、']);
    (digits.len() <= 9).then(|| numeral::either(digits)).flatten().map(|n| n as usize)
}

/// The row that counts `n`: as many cells as there are columns.
fn row<'t>(
    lines: &dyn Fn(usize) -> Option<&'t str>,
    columns: &[Column],
    mut at: usize,
    n: usize,
) -> Option<Vec<Cell>> {
    number(lines(at)?).filter(|found| *found == n)?;
    let mut row = vec![Cell { column: Column::Number, lines: at..at + 1, label: None }];
    at += 1;
    for column in &columns[1..] {
        let start = at;
        let first = lines(at)?;
        at += 1;
        let mut last = first;
        // A list goes on behind ；, and where its next number follows.
        let mut counted = glyph::at_start(first);
        while let Some(next) = lines(at) {
            let follows = counted.zip(glyph::at_start(next)).is_some_and(|(before, glyph)| {
                glyph.class == before.class && glyph.ordinal == before.ordinal.saturating_add(1)
            });
            if !follows && !last.ends_with(['；', ',', '、']) {
                break;
            }
            counted = if follows { glyph::at_start(next) } else { counted };
            last = next;
            at += 1;
        }
        let stray = (start..at).any(|at| {
            lines(at).is_none_or(|text| {
                number(text) == Some(n + 1) || text.contains('\t') || label(text).is_some()
            })
        });
        if stray {
            return None;
        }
        row.push(Cell { column: *column, lines: start..at, label: None });
    }
    Some(row)
}
