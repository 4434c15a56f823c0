//! Lines whose units are parted by tabs → rows of cells.
//!
//! In: the lines of a text, each unit with the column it stands in. Out: the
//! same units in the same order, lines of a table brought together. Promise: a
//! cell is called after the row that names the columns, and by no other name.

use super::{
    pieces::Piece,
    text::{Block, Unit},
};
use crate::text::names_columns;

/// Longest cell that is no quotation: numbers, names, dates.
const SHORT: usize = 12;

/// One row of a table.
pub struct Row {
    /// It names the columns.
    pub head: bool,
    /// One for each column, empty ones too.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Default)]
pub struct Cell {
    /// What the column is called, for screens too narrow for columns.
    pub label: String,
    /// The units in it.
    pub units: Vec<Unit>,
}

/// Brings the lines of each table together.
pub fn tables(lines: Vec<Block>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut labels: Vec<String> = Vec::new();
    for line in lines {
        if line.units.iter().all(|unit| unit.column == 0) {
            // Headings between rows interrupt a table; other text ends it.
            if line.units.iter().any(|unit| unit.level < 2) {
                labels.clear();
            }
            blocks.push(line);
            continue;
        }
        let row = row(line.units, &mut labels);
        match blocks.last_mut() {
            Some(table) if !table.rows.is_empty() => table.rows.push(row),
            _ => blocks.push(Block { role: "table", units: Vec::new(), rows: vec![row] }),
        }
    }
    blocks.iter_mut().for_each(even);
    blocks
}

fn row(units: Vec<Unit>, labels: &mut Vec<String>) -> Row {
    let words: Vec<String> = units.iter().map(words).collect();
    let head = names_columns(&words.iter().map(String::as_str).collect::<Vec<_>>());
    if head {
        labels.clear();
    }
    let long = words.iter().any(|words| words.chars().count() > SHORT);
    let mut cells: Vec<Cell> = Vec::new();
    for (number, (mut unit, words)) in units.into_iter().zip(words).enumerate() {
        // Only what is worth a quotation is offered for one; a row has one place at least.
        let quoted = words.chars().count() > SHORT || (number == 0 && !long);
        unit.tail = !head && (quoted || unit.marked || unit.marks > 0);
        unit.level = 0;
        let column = unit.column;
        if cells.len() <= column {
            cells.resize_with(column + 1, Cell::default);
            labels.resize((column + 1).max(labels.len()), String::new());
        }
        if head {
            labels[column] = words;
        } else {
            cells[column].label.clone_from(&labels[column]);
        }
        cells[column].units.push(unit);
    }
    Row { head, cells }
}

/// Rows of a table have as many cells as its widest.
fn even(table: &mut Block) {
    let widest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    table.rows.iter_mut().for_each(|row| row.cells.resize_with(widest, Cell::default));
}

fn words(unit: &Unit) -> String {
    let text = unit.pieces.iter().map(|piece| match piece {
        Piece::Plain(text) | Piece::Mark(text, _) => text.as_str(),
        Piece::Gap => "",
    });
    text.collect::<String>().trim().to_owned()
}
