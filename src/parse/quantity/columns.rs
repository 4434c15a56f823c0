//! A table whose columns are figures: 类别|问题数|已完成|正在整改|完成率, and below them 合计|25|23|2|92%.
//!
//! In: a cell that opens a row. Out: what the row counts in all, read under the headings of its columns. Promise: only a
//! row of sums, or the one row there is; only where the headings name problems and how far they are, each once. The rows
//! of a table are shares of its sum, so none of them is read.

use super::Taking;
use super::far::STATES;
use crate::disclosure::{Measured, Quantity};
use crate::parse::amount::{self, Number};
use crate::parse::units::Draft;
use crate::parse::view::View;
use std::ops::Range;

/// As far as the headings of a table stand above its sums, in bytes.
const LONGEST: usize = 6000;

/// What a row of sums is called.
const SUMS: &[&str] = &["合计", "总计", "共计"];

/// What a column of problems is called, without 数.
const PROBLEMS: &[&str] = &[
    "问题",
    "反馈问题",
    "巡察反馈问题",
    "巡视反馈问题",
    "问题总",
    "反馈问题总",
    "巡察反馈问题总",
    "整改问题",
];

/// What a column of rates is called.
const RATES: &[&str] = &["完成率", "整改完成率", "整改率", "问题完成率", "问题整改率", "办结率", "销号率"];

/// A figure of a row.
pub(super) struct Cell {
    kind: Measured,
    number: Number,
    of: Option<String>,
    range: Range<usize>,
}

impl Taking<'_> {
    /// Keeps what a row of sums counts.
    pub(super) fn cells(&mut self, cells: Vec<Cell>) {
        for Cell { kind, number, of, range } in cells {
            let value = number.value();
            let again = !self.seen.insert((kind, value.clone(), of.clone().unwrap_or_default()));
            let (span, value) = (self.view.span(range), Some(value));
            let to = if again { &mut self.again } else { &mut self.out };
            to.push(Quantity { kind, value, unit: number.printed, about: false, of, span, again });
        }
    }
}

/// The figures of the row that a draft opens, if it sums a table up.
pub(super) fn sums(view: &View, draft: &Draft) -> Option<Vec<Cell>> {
    let label = view.get(draft.range.clone());
    let summed = SUMS.contains(&label);
    let bare = label.len() <= 6 && !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    let (text, at) = (&*view.text, draft.range.start);
    if !(summed || bare && text.as_bytes().get(draft.range.end) == Some(&b'\t')) {
        return None;
    }
    let near = &text.as_bytes()[at.saturating_sub(64)..at];
    let start = at - near.len() + memchr::memrchr(b'\n', near)? + 1;
    text[start..at].trim().is_empty().then_some(())?;
    let mut below = text[start..].split('\n');
    let row: Vec<&str> = cells(below.next()?);
    let mut above = whole_lines(text, start).rsplit('\n').take_while(|line| line.contains('\t'));
    let heads = if summed {
        above.find(|line| !line.bytes().any(|byte| byte.is_ascii_digit()))?
    } else {
        // The one row below its headings.
        let only = below.next().is_none_or(|next| !next.contains('\t'));
        let digits = row.iter().all(|cell| amount::alone(cell).is_some());
        above.next().filter(|_| only && digits)?
    };
    let heads = cells(heads);
    if heads.iter().any(|head| ["措施", "任务", "举措"].iter().any(|other| head.contains(other))) {
        return None;
    }
    let read = |heads: &[&str], row: &[&str]| read(text, heads, row);
    if heads.len() == row.len() {
        return read(&heads, &row);
    }
    // A cell that spans two columns, or an empty one at the end: what stands below which heading, the sum itself tells.
    let few = row.len().min(heads.len());
    let ways = [read(&heads[..few], &row[..few]), read(&heads[heads.len() - few..], &row[row.len() - few..])];
    let mut sound = ways.into_iter().flatten().filter(|cells| adds_up(cells));
    sound.next().filter(|_| sound.next().is_none())
}

/// The whole lines before a place, a bounded way back.
fn whole_lines(text: &str, end: usize) -> &str {
    let end = end.saturating_sub(1);
    let bytes = &text.as_bytes()[..end];
    let from = end.saturating_sub(LONGEST);
    let from =
        if from == 0 { 0 } else { memchr::memchr(b'\n', &bytes[from..]).map_or(end, |at| from + at + 1) };
    &text[from..end]
}

fn cells(line: &str) -> Vec<&str> {
    line.split('\t').map(str::trim).take(32).collect()
}

/// What a heading says of the figures below it.
fn meaning(head: &str) -> Option<(Measured, Option<String>)> {
    let name = head.split('(').next().unwrap_or(head);
    if RATES.contains(&name) {
        return Some((Measured::Rate, None));
    }
    let bare = ["数量", "个数", "数"].iter().find_map(|word| name.strip_suffix(word));
    let bare_name = bare.unwrap_or(name);
    if PROBLEMS.contains(&bare_name) && (bare.is_some() || bare_name != "问题" || head.contains('(')) {
        return Some((Measured::Problems, None));
    }
    let state = bare_name.strip_suffix("问题").unwrap_or(bare_name);
    let (word, kind) = STATES.iter().find(|(word, _)| *word == state)?;
    Some((*kind, word.starts_with("基本").then(|| "基本完成".to_owned())))
}

/// The figures of a row under its headings, if there are problems and how far they are, each once.
fn read(text: &str, heads: &[&str], row: &[&str]) -> Option<Vec<Cell>> {
    let mut out: Vec<Cell> = Vec::new();
    for (head, cell) in heads.iter().zip(row) {
        let Some((kind, of)) = meaning(head) else { continue };
        if matches!(*cell, "" | "-" | "—" | "/") {
            continue;
        }
        let mut number = amount::alone(cell)?;
        if out.iter().any(|other| other.kind == kind) || (number.unit == "%") && kind != Measured::Rate {
            return None;
        }
        if kind == Measured::Rate {
            number.printed = "%".to_owned();
        } else if number.printed.is_empty()
            && let Some((_, inside)) = head.split_once('(')
            && let Some(unit) = inside.strip_suffix(')').filter(|unit| amount::is_unit(unit))
        {
            number.printed = unit.to_owned();
        }
        let at = cell.as_ptr() as usize - text.as_ptr() as usize;
        out.push(Cell { kind, number, of, range: at..at + cell.len() });
    }
    let problems = out.iter().any(|cell| cell.kind == Measured::Problems);
    (problems && out.len() > 1).then_some(out)
}

/// Whether those in their states are all problems.
fn adds_up(cells: &[Cell]) -> bool {
    let count = |told: fn(Measured) -> bool| {
        let told = cells.iter().filter(|cell| told(cell.kind)).filter_map(|cell| cell.number.whole());
        told.fold(0_u64, u64::saturating_add)
    };
    let all = count(|kind| kind == Measured::Problems);
    all > 0 && all == count(|kind| !matches!(kind, Measured::Problems | Measured::Rate))
}
