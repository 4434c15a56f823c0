//! Rows of tables that hold data become one line each, cells parted by a tab.
//!
//! In: a page's lines and the elements they stand in. Out: the same lines in the same order, those of one row
//! joined. Promise: no word is lost or moved; a row that holds another table or pages of text only arranges the
//! page, unless the table it stands in is headed by the names of columns: then the inner table is part of a cell,
//! and its rows are none of the outer table's.

use super::element::NONE;
use super::scan::{Line, Page};
use std::collections::{HashMap, HashSet};

/// Most lines of one row, and of one with a table in a cell.
const LINES: [usize; 2] = [40, 160];
/// Most bytes of one row.
const BYTES: usize = 12_000;
/// Longest name of a column, in characters.
const NAME: usize = 16;
/// As many tables one in another as anyone nests on purpose.
const DEEP: usize = 8;

/// How names of columns end.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "序号", "编号", "问题", "表现", "方面", "类别", "意见", "措施", "情况", "举措", "做法", "成效", "任务", "事项", "结果", "状态",
    "进度", "时限", "期限", "时间", "责任人", "责任单位", "责任部门", "责任领导", "牵头单位", "备注",
];

/// Those of which one must be there, so that a menu heads no table.
const OURS: &[&str] = &["问题", "意见", "措施", "整改情况", "整改结果"];

pub(super) fn join(page: &mut Page) {
    let headed = headed(page);
    let lines = std::mem::take(&mut page.lines);
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut row: Vec<(u16, Line)> = Vec::new();
    let mut current = NONE;
    for line in lines {
        let (here, column) = place(page, &headed, line.node);
        if here != current {
            flush(page, &headed, current, &mut row, &mut joined);
            current = here;
        }
        row.push((column, line));
    }
    flush(page, &headed, current, &mut row, &mut joined);
    page.lines = joined;
}

/// The tables that have a row of nothing but names of columns. Links are a menu.
fn headed(page: &Page) -> HashSet<u32> {
    let mut rows: HashMap<u32, Vec<&Line>> = HashMap::new();
    let within = page.nodes.iter().filter(|node| node.nested && node.row != NONE).map(|node| node.table);
    let nesting: HashSet<u32> = within.collect();
    for line in &page.lines {
        let node = page.nodes.get(line.node as usize);
        if let Some(node) = node.filter(|node| node.row != NONE && nesting.contains(&node.table)) {
            rows.entry(node.row).or_default().push(line);
        }
    }
    let heads = |lines: &&Vec<&Line>| {
        let cells: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        lines.iter().all(|line| line.linked == 0) && names_columns(&cells)
    };
    let heads = rows.iter().filter(|(_, lines)| heads(lines)).map(|(row, _)| *row);
    heads.filter_map(|row| page.nodes.get(row as usize)).map(|node| node.table).collect()
}

/// Whether these cells of a row are nothing but names of columns.
pub fn names_columns(cells: &[&str]) -> bool {
    let is = |cell: &str, names: &[&str]| names.iter().any(|name| cell.trim().ends_with(name));
    (2..=NAME).contains(&cells.len())
        && cells.iter().all(|cell| cell.trim().chars().take(NAME + 1).count() <= NAME)
        && cells.iter().filter(|cell| is(cell, NAMES)).count() * 2 > cells.len()
        && cells.iter().any(|cell| is(cell, OURS))
}

/// Whether a row has a table inside and is one of data for all that.
fn holds(page: &Page, headed: &HashSet<u32>, row: u32) -> bool {
    page.nodes.get(row as usize).is_some_and(|node| node.nested && headed.contains(&node.table))
}

/// The row that a line belongs to, and in which of its columns it stands.
fn place(page: &Page, headed: &HashSet<u32>, node: u32) -> (u32, u16) {
    let Some(node) = page.nodes.get(node as usize) else { return (NONE, 0) };
    let mut found = (node.row, node.column);
    let mut up = (node.outer, node.outer_column);
    for _ in 0..DEEP {
        let Some(outer) = page.nodes.get(up.0 as usize) else { break };
        if holds(page, headed, up.0) {
            found = up;
        }
        up = (outer.outer, outer.outer_column);
    }
    found
}

fn flush(page: &Page, headed: &HashSet<u32>, own: u32, row: &mut Vec<(u16, Line)>, joined: &mut Vec<Line>) {
    let node = page.nodes.get(own as usize);
    let nested = node.is_some_and(|node| node.nested);
    let data = own != NONE
        && row.len() <= LINES[usize::from(nested)]
        && (!nested || holds(page, headed, own))
        && (row.windows(2).any(|pair| pair[0].0 != pair[1].0) || node.is_some_and(|node| node.reached))
        && row.iter().map(|(_, line)| line.text.len()).sum::<usize>() <= BYTES;
    if !data {
        joined.extend(row.drain(..).map(|(_, line)| line));
        return;
    }
    let mut lines = row.drain(..);
    let Some((mut at, mut line)) = lines.next() else { return };
    line.text.insert_str(0, &"\t".repeat(usize::from(at)));
    for (to, next) in lines {
        if to > at {
            line.text.push_str(&"\t".repeat(usize::from(to - at)));
        } else {
            line.text.push(' ');
        }
        at = to;
        line.text.push_str(&next.text);
        line.linked += next.linked;
    }
    joined.push(line);
}
