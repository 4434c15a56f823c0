//! Tables inside a body: 序号|反馈问题|整改措施|责任人|完成时限|整改结果.
//!
//! In: lines whose cells are parted by tabs. Out: rows with the meaning of
//! each cell. Promise: every cell is kept; a person's column is never read as
//! a measure, nor a number as a problem.

use super::lexicon::{Endings, Lists};
use super::wording::{self, Marker};
use super::{glyph, numeral};
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
    /// Whether it is done: 是 or 否.
    Asked,
    /// What was found, if no other column says so.
    Task,
    /// How many: a number is no problem and no measure.
    Count,
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
    pub fn flat(
        index: u16,
        number: Option<&str>,
        cells: Vec<(Column, Range<usize>)>,
        labels: Vec<usize>,
    ) -> Self {
        let number = number.and_then(numeral::either).and_then(|n| u16::try_from(n).ok());
        let number = number.filter(|n| (1..=9999).contains(n));
        Self { number, index, header: false, goes_on: false, cells, labels }
    }

    /// Lines that name the columns.
    pub fn header(cells: Vec<(Column, Range<usize>)>) -> Self {
        Self { number: None, index: 0, header: true, goes_on: false, cells, labels: Vec::new() }
    }
}

/// Whether a line has cells.
pub(super) fn has_cells(text: &str) -> bool {
    memchr::memchr(b'\t', text.as_bytes()).is_some() || piped(text).is_some()
}

/// What stands between the outer signs of a row written as | 1 | … |.
fn piped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('|')?.strip_suffix('|')?;
    inner.contains('|').then_some(inner)
}

/// The cells of a row and where each begins.
fn cells(text: &str) -> Vec<(usize, &str)> {
    let (inner, sign) = piped(text).map_or((text, '\t'), |inner| (inner, '|'));
    let mut at = inner.as_ptr() as usize - text.as_ptr() as usize;
    let next = |cell| {
        let start = at;
        at += str::len(cell) + 1;
        (start, cell)
    };
    inner.split(sign).map(next).collect()
}

/// Whether a row's cells name each other, 整改措施|…, 责任人|…|时限|…, or 问题1|….
/// Such rows read like labelled lines.
pub(super) fn names_itself(text: &str) -> bool {
    let mut cells = text.split('\t').map(str::trim);
    let (Some(name), Some(value)) = (cells.next(), cells.next()) else { return false };
    let mut pairs = 1;
    let is = |cell: &str| label(cell).is_some() || cell.ends_with(':') && wording::marker(cell).is_some();
    while let Some(name) = cells.next() {
        let value = cells.next();
        if !is(name) || value.is_none_or(|value| value.is_empty() || is(value)) {
            return false;
        }
        pairs += 1;
    }
    let named =
        || wording::marker(text).is_some() || glyph::at_start(text).is_some_and(|glyph| glyph.problem);
    name.len() <= 36 && !value.is_empty() && !is(value) && (pairs == 1 || is(name)) && named()
}

/// The table that is being read.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// Which columns the header names; one that spans others leaves theirs empty.
    named: Vec<bool>,
    rows: u16,
}

/// What columns are called; the first that fits counts.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Number, &["序号", "编号"]),
    (Column::Asked, &["是否"]),
    (Column::Other, &["责任", "时限", "期限", "时间", "备注", "牵头"]),
    (Column::Result, &["进度"]),
    (Column::Measure, &["措施", "整改情况", "进展", "落实情况", "成效", "举措", "做法"]),
    (Column::Result, &["结果", "状态", "完成情况", "销号", "办理情况"]),
    (Column::Problem, &["问题", "表现"]),
    (Column::Area, &["方面", "类别", "类型"]),
    (Column::Task, &["反馈意见", "反馈内容", "整改任务", "整改事项", "整改内容"]),
];

static NAMED: LazyLock<Lists> = LazyLock::new(|| Lists::of(NAMES.iter().map(|(_, words)| *words)));

/// How columns of figures are called: 问题数, 措施数量, 已完成(个), 完成率.
const COUNTS: &[&str] =
    &["数", "数量", "个数", "件数", "总数", "率", "占比", "比例", "(个)", "(项)", "(条)", "(件)", "(%)"];

static COUNTED: LazyLock<Endings> = LazyLock::new(|| Endings::of(COUNTS));

fn column(name: &str) -> Column {
    if name.len() <= 48
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && COUNTED.closing(name).next().is_some()
    {
        return Column::Count;
    }
    if name.chars().count() > 16 || wording::label(name) == Some(Marker::Other) {
        return Column::Other;
    }
    NAMED.first(name).map_or(Column::Other, |at| NAMES[at].0)
}

/// What columns hold that nothing names, by the first row: a number, what was found, what was done, how far it is.
fn guessed<'t>(
    cells: &[(usize, Range<usize>)],
    get: &dyn Fn(&Range<usize>) -> &'t str,
) -> Option<Vec<Column>> {
    let (first, rest) = cells.split_first()?;
    let digits = get(&first.1).trim_end_matches(['.', '、']);
    if first.0 > 0 || numeral::either(digits) != Some(1) || !(2..=8).contains(&rest.len()) {
        return None;
    }
    let last = rest.last()?.0;
    let mut columns = vec![Column::Other; last + 1];
    columns[0] = Column::Number;
    let (mut found, mut done, mut far) = (false, false, false);
    for (at, range) in rest {
        let text = get(range);
        let short = text.chars().take(61).count() <= 60;
        columns[*at] = if !found && short && wording::is_problem(text) && !wording::is_deed(text) {
            found = true;
            Column::Problem
        } else if wording::says_how_far(text) {
            far = true;
            Column::Result
        } else if found && !done && !far && (wording::is_deed(text) || text.contains('。')) {
            done = true;
            Column::Measure
        } else {
            Column::Other
        };
    }
    (found && done && far).then_some(columns)
}

/// Words that open a row of sums.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计"];

/// Whether a row names columns.
pub(super) fn is_header(text: &str) -> bool {
    let known = |name: &&str| column(name.trim()) != Column::Other;
    text.chars().take(121).count() <= 120 && text.split('\t').filter(known).count() >= 2
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
        let all = cells(text);
        let trimmed = |(index, (start, cell)): (usize, &(usize, &str))| {
            let left = at + start + (cell.len() - cell.trim_start().len());
            (index, left..left + cell.trim().len())
        };
        let filled = |(_, range): &(usize, Range<usize>)| !range.is_empty();
        let cells: Vec<_> = all.iter().enumerate().map(trimmed).filter(filled).collect();
        let get = |range: &Range<usize>| &text[range.start - at..range.end - at];
        let mut names: Vec<Column> = all.iter().take(32).map(|(_, name)| column(name.trim())).collect();
        let known = names.iter().filter(|column| **column != Column::Other).count();
        // |---|---| parts the header of a written table from its rows.
        let rule = text.chars().all(|c| matches!(c, '|' | '-' | ':'));
        if known >= 2 && text.chars().count() <= 120 || rule {
            if !rule {
                // 巡察反馈问题 over 类别 and 具体问题: the second row names what the first one spans.
                let filled: Vec<bool> =
                    all.iter().take(32).map(|(_, name)| !name.trim().is_empty()).collect();
                if self.rows == 0 && !self.named.is_empty() && filled.len() <= self.named.len() {
                    names = self.under(&names, &filled);
                } else {
                    self.named = filled;
                }
                resolve(&mut names);
                self.columns = names;
                self.rows = 0;
            }
            let cells = cells.into_iter().map(|(_, range)| (Column::Other, range)).collect();
            return Some(Row::header(cells));
        }
        if self.columns.is_empty() {
            self.columns = guessed(&cells, &get).unwrap_or_default();
        }
        let total = cells.first().is_some_and(|(_, range)| TOTALS.contains(&get(range)));
        let spanned = if total { 0 } else { self.spanned(&cells, all.len().min(33), &get) };
        let reached = self.rows > 0
            && cells.first().is_some_and(|(index, _)| *index > 0)
            && matches!(self.columns.first(), Some(Column::Number | Column::Area | Column::Problem));
        let goes_on = spanned > 0 || reached;
        if !goes_on {
            self.rows = self.rows.saturating_add(1).min(9999);
        }
        let meaning = |index: usize| match self.columns.get(index + spanned) {
            // A row of sums has neither problem nor measure.
            Some(column) if !total => *column,
            _ => Column::Other,
        };
        let number = cells.first().filter(|(index, _)| matches!(meaning(*index), Column::Number)).and_then(
            |(_, range)| {
                let digits = get(range).trim_end_matches(['.', '、']);
                numeral::either(digits).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..=9999).contains(n))
            },
        );
        let held = |(index, range): (usize, Range<usize>)| match meaning(index) {
            Column::Problem | Column::Measure if wording::is_count(get(&range)) => (Column::Count, range),
            column => (column, range),
        };
        let cells = cells.into_iter().map(held).collect();
        Some(Row { number, index: self.rows, header: false, goes_on, cells, labels: Vec::new() })
    }

    /// The columns of a header of two rows. Where the cells that reach down from the first row are not given in the
    /// second, its names stand below the one that spans as many.
    fn under(&self, names: &[Column], filled: &[bool]) -> Vec<Column> {
        let mut columns = self.columns.clone();
        let spans = |at: &usize| {
            let gap = self.named[at + 1..].iter().take_while(|named| !**named).count();
            self.named[*at] && gap > 0 && gap + 1 == names.len()
        };
        let whole = filled.len() == self.named.len() || filled.first() == Some(&false);
        let from = if whole { Some(0) } else { (0..self.named.len()).find(spans) };
        let Some(from) = from else { return names.to_vec() };
        for (at, name) in names.iter().enumerate().filter(|(at, _)| filled[*at]) {
            if let Some(column) = columns.get_mut(from + at) {
                *column = *name;
            }
        }
        columns
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
pub(super) fn label(text: &str) -> Option<Column> {
    if text.len() > 39 {
        return None;
    }
    let text = text.strip_suffix(':').unwrap_or(text);
    if wording::label(text).is_some_and(|kind| kind != Marker::Ahead) {
        return Some(column(text));
    }
    let short = (2..=8).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
    if !short || wording::is_problem(text) {
        return None;
    }
    let meaning = column(text);
    // 水库除险进度缓慢 only holds the name of a column.
    let closes = NAMES.iter().any(|(_, words)| words.iter().any(|word| text.ends_with(word)));
    (meaning != Column::Other && closes || is_other(text)).then_some(meaning)
}

/// Whether a label asks who or when.
fn is_other(name: &str) -> bool {
    ["责任", "时限", "期限", "备注", "牵头"].iter().any(|word| name.contains(word))
}

/// What stands for what was found where no column says 问题: 反馈意见, 整改任务.
pub(super) fn resolve(columns: &mut [Column]) {
    let mut found = columns.contains(&Column::Problem);
    for column in columns.iter_mut().filter(|column| **column == Column::Task) {
        *column = if found { Column::Other } else { Column::Problem };
        found = true;
    }
}
