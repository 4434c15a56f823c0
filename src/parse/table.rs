//! Tables inside a body: 序号|反馈问题|整改措施|责任人|完成时限|整改结果.
//!
//! In: lines whose cells are parted by tabs. Out: rows with the meaning of
//! each cell. Promise: every cell is kept; a person's column is never read as
//! a measure.

use super::lexicon::Lists;
use super::{glyph, numeral, wording};
use std::ops::Range;
use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Area,
    Problem,
    Measure,
    Result,
    Other,
}

/// One row: its number, if it has one, and its cells.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub number: Option<u16>,
    /// Which row of the table, from 1.
    pub index: u16,
    /// Whether it names the columns.
    pub header: bool,
    /// Whether its first cells are those of the row before, which span it.
    pub goes_on: bool,
    pub cells: Vec<(Column, Range<usize>)>,
    /// Where each cell's unit begins, if its label stands before it.
    pub labels: Vec<usize>,
}

impl Row {
    /// A row of a flattened table: its index from 1, its cells and their labels.
    pub fn labelled(
        index: u16,
        number: Option<&str>,
        cells: Vec<(Column, Range<usize>)>,
        labels: Vec<usize>,
    ) -> Self {
        let number = number.and_then(numeral::either).and_then(|n| u16::try_from(n).ok());
        let number = number.filter(|n| (1..=9999).contains(n));
        Self { number, index, header: false, goes_on: false, cells, labels }
    }
}

/// Whether a line has cells.
pub(super) fn has_cells(text: &str) -> bool {
    memchr::memchr(b'\t', text.as_bytes()).is_some()
}

/// Whether a row of two cells names its second by its first: 整改措施|…, 问题1|….
/// Such rows read like labelled lines.
pub(super) fn names_itself(text: &str) -> bool {
    let Some((name, value)) = text.split_once('\t').filter(|(_, value)| !value.contains('\t')) else {
        return false;
    };
    let named =
        || wording::marker(text).is_some() || glyph::at_start(text).is_some_and(|glyph| glyph.problem);
    name.len() <= 36 && !value.trim().is_empty() && label(value.trim()).is_none() && named()
}

/// The table that is being read.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    rows: u16,
}

/// What columns are called; the first that fits counts.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Number, &["序号", "编号"]),
    (Column::Other, &["责任", "时限", "期限", "时间", "备注", "牵头"]),
    (Column::Measure, &["措施", "整改情况", "进展", "落实情况", "成效", "举措"]),
    (Column::Result, &["结果", "状态", "完成情况", "销号"]),
    (Column::Problem, &["问题", "表现"]),
    (Column::Area, &["方面", "类别", "类型"]),
];

static NAMED: LazyLock<Lists> = LazyLock::new(|| Lists::of(NAMES.iter().map(|(_, words)| *words)));

fn column(name: &str) -> Column {
    if name.chars().count() > 16 {
        return Column::Other;
    }
    NAMED.first(name).map_or(Column::Other, |at| NAMES[at].0)
}

impl Table {
    /// Whether a table has begun.
    pub fn open(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Counts a row.
    pub fn next_index(&mut self) -> u16 {
        self.rows = self.rows.saturating_add(1).min(9999);
        self.rows
    }

    /// The row that `text` is, if it has cells; `at` is its first byte.
    pub fn row(&mut self, text: &str, at: usize) -> Option<Row> {
        if !has_cells(text) {
            return None;
        }
        let mut cells: Vec<(usize, Range<usize>)> = Vec::new();
        let mut start = at;
        for (index, cell) in text.split('\t').enumerate() {
            let left = cell.len() - cell.trim_start().len();
            let trimmed = cell.trim();
            if !trimmed.is_empty() {
                cells.push((index, start + left..start + left + trimmed.len()));
            }
            start += cell.len() + 1;
        }
        let get = |range: &Range<usize>| &text[range.start - at..range.end - at];
        let names: Vec<Column> = text.split('\t').take(32).map(column).collect();
        let known = names.iter().filter(|column| **column != Column::Other).count();
        if known >= 2 && text.chars().count() <= 120 {
            self.columns = names;
            self.rows = 0;
            let cells = cells.into_iter().map(|(_, range)| (Column::Other, range)).collect();
            return Some(Row {
                number: None,
                index: 0,
                header: true,
                goes_on: false,
                cells,
                labels: Vec::new(),
            });
        }
        let spanned = self.spanned(&cells, text.split('\t').take(33).count(), &get);
        let reached = self.rows > 0
            && cells.first().is_some_and(|(index, _)| *index > 0)
            && matches!(self.columns.first(), Some(Column::Number | Column::Area | Column::Problem));
        let goes_on = spanned > 0 || reached;
        if !goes_on {
            self.rows = self.rows.saturating_add(1).min(9999);
        }
        let meaning = |index: usize| self.columns.get(index + spanned).copied().unwrap_or(Column::Other);
        let number = cells.first().filter(|(index, _)| matches!(meaning(*index), Column::Number)).and_then(
            |(_, range)| {
                let digits = get(range).trim_end_matches(['.', '、']);
                numeral::either(digits).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..=9999).contains(n))
            },
        );
        let cells = cells.into_iter().map(|(index, range)| (meaning(index), range)).collect();
        Some(Row { number, index: self.rows, header: false, goes_on, cells, labels: Vec::new() })
    }

    /// How many leading cells of the row before span this one: a page gives
    /// only the cells that begin in a row. Known by the missing number.
    fn spanned<'t>(
        &self,
        cells: &[(usize, Range<usize>)],
        count: usize,
        get: &dyn Fn(&Range<usize>) -> &'t str,
    ) -> usize {
        let missing = self.columns.len().saturating_sub(count);
        let measures = self.columns.iter().position(|column| *column == Column::Measure).unwrap_or(0);
        let numbered = self.columns.first() == Some(&Column::Number);
        let Some((0, first)) = cells.first() else { return 0 };
        let digits = get(first).trim_end_matches(['.', '、']);
        if self.rows == 0
            || missing == 0
            || !numbered
            || digits.len() <= 12 && numeral::either(digits).is_some()
        {
            return 0;
        }
        missing.min(measures)
    }
}

/// A label of a column that stands alone on its line: 反馈问题.
fn label(text: &str) -> Option<Column> {
    if text.len() > 27 {
        return None;
    }
    let text = text.strip_suffix(':').unwrap_or(text);
    let short = (2..=8).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
    let other = ["责任", "时限", "期限", "备注", "牵头"].iter().any(|word| text.contains(word));
    let meaning = column(text);
    (short && (other || meaning != Column::Other)).then_some(meaning)
}

/// Rows of a flattened table: the cells of each, as (meaning, the label's line).
pub(super) type Flattened = Vec<Vec<(Column, usize)>>;

/// A table that a page has flattened: a line with a label, a line with its
/// value, again and again. Gives its rows, if it is one, and how many lines
/// were read, which need not be tried again.
pub(super) fn flattened<'t>(lines: &dyn Fn(usize) -> Option<&'t str>) -> (Option<Flattened>, usize) {
    let Some(first) = lines(0).filter(|text| label(text).is_some()) else { return (None, 1) };
    let mut rows: Flattened = Vec::new();
    let mut at = 0;
    while let Some(name) = lines(at)
        && let Some(column) = label(name)
        && lines(at + 1).is_some_and(|value| label(value).is_none() && !value.contains('\t'))
    {
        if name == first {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push((column, at));
        }
        at += 2;
    }
    let telling = |(column, _): &(Column, usize)| matches!(column, Column::Problem | Column::Measure);
    let known = rows.first().is_some_and(|row| row.iter().any(telling));
    let sound = known && rows.len() > 1 && rows.iter().all(|row| row.len() > 1);
    (sound.then_some(rows), at.max(1))
}
