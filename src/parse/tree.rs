//! Body lines become a tree of headings by glyph class and order of first
//! appearance, because no glyph has a fixed level (genre §5).
//!
//! In: body lines. Out: nodes in text order, each with its parent, and doubts
//! about numbering. Promise: the printed ordinal is kept; linear time; the
//! tree is never deeper than there are glyph classes.

use super::flat::{self, Cell};
use super::glyph::{self, Class, Glyph};
use super::inline::{self, Piece};
use super::listed::{self, Lists};
use super::rank::{above, below_problem, expected, followed, in_parts, ranked, stands_alone};
use super::table::{self, Table};
use super::view::{self, View};
use super::wording::{self, Marker};
use crate::disclosure::{Doubt, Finding};
use std::ops::Range;

/// A body line and where it hangs.
pub(super) struct Node {
    pub glyph: Option<Glyph>,
    /// The whole line, or the piece of it that a heading begins.
    pub range: Range<usize>,
    /// Which body line it stands in.
    pub line: usize,
    /// Index of the node above.
    pub parent: Option<usize>,
    /// Its cells, if it is a row of a table.
    pub row: Option<table::Row>,
    /// Whether its heading names a problem; asked once, because a line may be long.
    pub problem: bool,
    /// What hangs below it.
    pub below: Below,
}

impl Node {
    /// The heading's own words, without what numbers and names it.
    pub fn words<'v>(&self, view: &'v View) -> &'v str {
        let line = view.get(self.range.clone());
        let Some(glyph) = self.glyph else { return &line[..wording::heading_len(line)] };
        let rest = &line[glyph.words_at()..];
        &rest[..glyph.heading_len(rest)]
    }
}

/// What a node has below itself, counted when the tree is built.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Below {
    /// Numbered headings other than 一是.
    pub headings: u32,
    /// Lines that begin with 一是.
    pub clauses: u32,
    /// Unmarked paragraphs.
    pub texts: u32,
    /// Headings right below that call themselves a problem: 关于…的问题.
    pub named: u32,
    /// Whether a paragraph below begins with 整改情况: or its kin.
    pub reported: bool,
    /// Whether each measure below has its own status or deadline.
    pub parted: bool,
    /// Headings that name an area or a problem, or rows of a table, at any depth.
    pub found: u32,
}

/// As many doubts about numbering as a report can use.
const MOST_DOUBTS: usize = 100;

pub(super) fn grow(view: &View, lines: &[Range<usize>], findings: &mut Vec<Finding>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(lines.len());
    let mut stack: Vec<(Class, usize)> = Vec::new();
    // Order of first appearance in this chapter.
    let mut order: Vec<Class> = Vec::new();
    let mut numbering = Numbering::default();
    let mut rows = Table::default();
    let pieces = listed::cut(view, inline::cut(view, lines));
    let mut lists = Lists::default();
    let parted = in_parts(view, &pieces);
    let mut label: Option<Option<usize>> = None;
    let (mut skip, mut tried) = (0, 0);
    for (at, Piece { range, line, glyph: known }) in pieces.iter().enumerate() {
        let (range, line) = (range.clone(), *line);
        let text = view.get(range.clone());
        if skip > 0 {
            skip -= 1;
            continue;
        }
        // A line of another zone between two pieces ends the table.
        let joined = |to: usize| {
            let from =
                to.checked_sub(1).and_then(|before| pieces.get(before)).map_or(0, |piece| piece.range.end);
            view.get(from..pieces[to].range.start).trim().is_empty()
        };
        let ahead = |next: usize| {
            let piece = pieces.get(at + next).filter(|_| next == 0 || joined(at + next));
            piece.map(|piece| view.get(piece.range.clone()))
        };
        let (found, read) = if at < tried { (None, 1) } else { flat::flattened(&ahead) };
        tried = tried.max(at + read);
        if let Some(found) = found {
            let parent = stack.iter().rev().find(|(class, _)| *class != Class::Clause).map(|(_, node)| *node);
            if found.header > 0 {
                let names = &pieces[at..at + found.header];
                let cells = names.iter().map(|piece| (table::Column::Other, piece.range.clone())).collect();
                let end = names.last().map_or(range.end, |piece| piece.range.end);
                push(&mut nodes, None, (range.start..end, line), parent, Some(table::Row::header(cells)), 0);
            }
            for row in &found.rows {
                let row = flat_row(view, &pieces[at..], row, rows.next_index());
                let ends = row.cells.last().map_or(range.end, |(_, cell)| cell.end);
                let first = row.cells.first().map_or(range.start, |(_, cell)| cell.start);
                let start = row.labels.first().copied().unwrap_or(first);
                push(&mut nodes, None, (start..ends, line), parent, Some(row), 1);
            }
            skip = found.len.saturating_sub(1);
            continue;
        }
        if table::has_cells(text)
            && !table::names_itself(text)
            && let Some(row) = rows.row(text, range.start)
        {
            let parent = stack.iter().rev().find(|(class, _)| *class != Class::Clause).map(|(_, node)| *node);
            let found = u32::from(row.number.is_some() || !row.header);
            push(&mut nodes, None, (range.clone(), line), parent, Some(row), found);
            lists.close();
            continue;
        }
        // 2.… inside a cell that a line break has cut goes on with the cell.
        let next = || pieces.get(at + 1).map_or("", |piece| view.get(piece.range.clone()));
        let glyph = known
            .unwrap_or_else(|| glyph::at_start(text))
            .or_else(|| glyph::bare(text))
            .or_else(|| glyph::labelled(text).filter(|_| stands_alone(view, &nodes, &stack, text, next())))
            .or_else(|| expected(text, numbering.latest(Class::Number), &nodes, &stack))
            .or_else(|| glyph::aimed(text).filter(|_| !below_problem(&nodes, &stack)))
            .and_then(|glyph| ranked(glyph, parted, text, &nodes, &stack));
        // 一、聚焦履职方面 over rows of a table that goes on: its area, and no chapter.
        let spans = rows.open()
            && nodes.last().is_some_and(|last| last.row.is_some())
            && text.chars().take(61).count() <= 60
            && table::has_cells(next())
            && !table::is_header(next());
        let within = |glyph: Glyph| match glyph.class {
            Class::Chapter if spans && wording::is_area(text) => Glyph { class: Class::Inner, ..glyph },
            _ => glyph,
        };
        let glyph = glyph.map(within);
        let glyph = glyph.map(|glyph| lists.take(glyph, text, next(), &nodes, &stack).unwrap_or(glyph));
        let Some(glyph) = glyph else {
            if rows.open() && wording::is_area(text) && text.chars().count() <= 60 {
                // A row that spans the table names the area of the rows below it.
                let real =
                    |(class, node): &(Class, usize)| *class == Class::Chapter && nodes[*node].glyph.is_some();
                stack.retain(real);
                let parent = stack.last().map(|(_, node)| *node);
                let node = push(&mut nodes, None, (range.clone(), line), parent, None, 1);
                stack.push((Class::Inner, node));
                continue;
            }
            let marker = wording::marker(text).or_else(|| Some((wording::alone(text)?, text.len())));
            if marker.is_some_and(|(kind, _)| kind == Marker::Number)
                && let Some(bare) = stack.iter().position(|(class, _)| *class == Class::Bare)
            {
                // 序号:2 counts the problem below it.
                stack.truncate(bare);
            }
            if marker.is_some_and(|(kind, _)| kind == Marker::Doing) {
                // 整改成效: behind the list of 整改措施: reports on what they both stand below.
                let listed = stack.iter().position(|(class, _)| matches!(class, Class::Listed(_)));
                stack.truncate(listed.unwrap_or(stack.len()));
            }
            let parent = match (label, marker) {
                // What stands below 整改成效: belongs where the label does.
                (Some(parent), None) => parent,
                _ => above(&mut nodes, &stack, text, marker, || followed(view, &pieces[at + 1..])),
            };
            match marker {
                Some((Marker::State | Marker::Other, _)) => {}
                Some(_) => lists.label(text, parent),
                None => lists.text(text),
            }
            let empty = marker.is_some_and(|(_, len)| len == text.len());
            label = if empty { Some(parent) } else { label.filter(|_| marker.is_none()) };
            if let Some(parent) = parent {
                // 完成情况:已完成 says how far, not what.
                let said = &text[marker.map_or(0, |(_, len)| len)..];
                nodes[parent].below.texts += u32::from(wording::status_only(said).is_none());
                nodes[parent].below.reported |= marker.is_some_and(|(kind, _)| kind == Marker::Doing);
            }
            push(&mut nodes, None, (range.clone(), line), parent, None, 0);
            continue;
        };
        label = None;
        if glyph.class == Class::Chapter {
            stack.clear();
            order.clear();
            rows = Table::default();
        }
        if let Some(at) = stack.iter().position(|(class, _)| *class == glyph.class) {
            stack.truncate(at);
        } else {
            let outer = |class: Class| {
                matches!(class, Class::Inner | Class::Bracket | Class::Number | Class::Problem)
            };
            while let Some((top, _)) = stack.last() {
                let rank = |class: Class| order.iter().position(|seen| *seen == class);
                let later = rank(glyph.class).zip(rank(*top)).is_some_and(|(new, top)| new < top);
                if later || *top == Class::Clause && outer(glyph.class) {
                    stack.pop();
                } else {
                    break;
                }
            }
        }
        if !order.contains(&glyph.class) {
            order.push(glyph.class);
        }
        let parent = stack.last().map(|(_, node)| *node);
        // 一是…三是… may stand twice below a heading, a paragraph between them.
        let apart = || nodes.last().is_some_and(|last| last.glyph.is_none() && last.row.is_none());
        let anew = glyph.class == Class::Clause && glyph.ordinal == 1 && apart();
        if let Some(reason) = numbering.next(&glyph, parent).filter(|_| !anew)
            && findings.len() < MOST_DOUBTS
        {
            let start = range.start..range.start + glyph.len;
            findings.push(Finding {
                doubt: Doubt::Outline,
                span: Some(view.span(start)),
                reason,
                confidence: 80,
            });
        }
        if let Some(parent) = parent {
            match glyph.class {
                Class::Clause | Class::Listed(_) => nodes[parent].below.clauses += 1,
                _ => nodes[parent].below.headings += 1,
            }
        }
        let rest = view.get(range.start + glyph.words_at()..range.end);
        let words = &rest[..glyph.heading_len(rest)];
        // A clause is a deed, whatever it mentions, and so is what a label of deeds counts.
        let deed = matches!(glyph.class, Class::Clause | Class::Listed(_));
        if let Some(parent) = parent {
            let named = glyph.class == Class::Clause || !deed;
            nodes[parent].below.named += u32::from(named && (glyph.problem || wording::names_problem(words)));
        }
        let outlined = !deed && glyph.class != Class::Chapter;
        let problem = glyph.problem || !deed && wording::is_problem(words);
        // 针对…的问题,…: what a chapter says in passing does not tell what it is about.
        let found = outlined && (problem && !glyph.aimed || wording::is_area(words));
        let node = push(&mut nodes, Some(glyph), (range.clone(), line), parent, None, u32::from(found));
        nodes[node].problem = problem;
        stack.push((glyph.class, node));
    }
    release(view, &mut nodes);
    findings.extend(unbroken(view, &nodes));
    nodes
}

/// A doubt where headings stand in a text that has lost every line break.
fn unbroken(view: &View, nodes: &[Node]) -> Option<Finding> {
    let live = || view.lines.iter().filter(|line| !line.chrome);
    if nodes.iter().any(|node| node.glyph.is_some()) || live().count() > 3 {
        return None;
    }
    let line = live().find(|line| line.range.len() > view::UNBROKEN)?;
    let text = view.get(line.range.clone());
    let first = text.find("。一、").or_else(|| text.find(":一、"))?;
    text[first..].find("。二、")?;
    Some(Finding {
        doubt: Doubt::Outline,
        span: Some(view.span(line.range.clone())),
        reason: "全文连成一行,各级标题止于何处无从分辨".to_owned(),
        confidence: 90,
    })
}

/// A row whose cells stand on lines of their own.
fn flat_row(view: &View, pieces: &[Piece], row: &[Cell], index: u16) -> table::Row {
    let range = |cell: &Cell| {
        let last = cell.lines.end.saturating_sub(1).max(cell.lines.start);
        pieces[cell.lines.start].range.start..pieces[last].range.end
    };
    let number = row.iter().find(|cell| cell.column == table::Column::Number);
    let number = number.map(|cell| view.get(range(cell)));
    let cells = row.iter().map(|cell| (cell.column, range(cell))).collect();
    let labels = row.iter().filter_map(|cell| cell.label).map(|at| pieces[at].range.start).collect();
    table::Row::flat(index, number, cells, labels)
}

/// Takes the last paragraphs that look ahead or sum up off the last heading: a text
/// without chapters has no chapter for its next steps. What sums up at the end of a
/// chapter is the chapter's.
fn release(view: &View, nodes: &mut [Node]) {
    let is_chapter = |node: &Node| node.glyph.is_some_and(|glyph| glyph.class == Class::Chapter);
    let mut chapter = None;
    for at in 0..nodes.len() {
        if !is_chapter(&nodes[at]) {
            continue;
        }
        if let Some(before) = chapter.replace(at)
            && at - before > 2
            && nodes[at - 1].parent != Some(before)
            && is_plain(view, &nodes[at - 1])
            && wording::sums_up_all(view.get(nodes[at - 1].range.clone()))
        {
            hang(nodes, at - 1, Some(before));
        }
    }
    for at in (1..nodes.len()).rev() {
        let node = &nodes[at];
        let outer =
            node.parent.is_none_or(|parent| nodes[parent].glyph.is_none() || is_chapter(&nodes[parent]));
        let text = view.get(node.range.clone());
        let last = || wording::looks_ahead(text) || wording::sums_up(text) || follows_closed(view, nodes, at);
        if outer || !is_plain(view, node) || !last() {
            return;
        }
        hang(nodes, at, None);
    }
}

/// Whether a paragraph stands behind a report that has said how far it is, while the problem before has one report and
/// no more: 新立…等4项制度。 is told of all.
fn follows_closed(view: &View, nodes: &[Node], at: usize) -> bool {
    let Some(problem) = nodes[at].parent.filter(|up| nodes[*up].problem && nodes[*up].below.texts == 2)
    else {
        return false;
    };
    let closed = nodes.get(at.wrapping_sub(1)).is_some_and(|before| {
        let text = view.get(before.range.clone());
        let reported = wording::marker(text).is_some_and(|(kind, _)| kind == Marker::Doing);
        before.parent == Some(problem) && reported && wording::status_of(text).is_some()
    });
    let class = |node: &Node| node.glyph.map(|glyph| glyph.class);
    let sibling =
        |node: &&Node| class(node) == class(&nodes[problem]) && node.parent == nodes[problem].parent;
    let before = nodes[problem.saturating_sub(NEAR)..problem].iter().rev().find(sibling);
    closed && before.is_some_and(|before| before.problem && before.below.texts == 1)
}

/// Nodes that a problem has, at most, where its sibling is looked for.
const NEAR: usize = 12;

/// Whether a node is a paragraph that nothing numbers or names; 下一步工作:… only looks ahead.
fn is_plain(view: &View, node: &Node) -> bool {
    let named = || {
        let marker = wording::marker(view.get(node.range.clone()));
        marker.is_some_and(|(kind, _)| kind != Marker::Ahead)
    };
    node.glyph.is_none() && node.row.is_none() && !named()
}

/// Moves a paragraph to another heading.
fn hang(nodes: &mut [Node], at: usize, to: Option<usize>) {
    if let Some(parent) = nodes[at].parent.take() {
        nodes[parent].below.texts = nodes[parent].below.texts.saturating_sub(1);
    }
    nodes[at].parent = to;
    if let Some(to) = to {
        nodes[to].below.texts += 1;
    }
}

fn push(
    nodes: &mut Vec<Node>,
    glyph: Option<Glyph>,
    (range, line): (Range<usize>, usize),
    parent: Option<usize>,
    row: Option<table::Row>,
    found: u32,
) -> usize {
    // At most as many steps as there are classes.
    let mut up = parent;
    while let Some(at) = up.filter(|_| found > 0) {
        nodes[at].below.found += found;
        up = nodes[at].parent;
    }
    nodes.push(Node { glyph, range, line, parent, row, problem: false, below: Below::default() });
    nodes.len() - 1
}

/// Watches ordinals: each class may run on over its parents or start again.
#[derive(Default)]
struct Numbering {
    /// (class, parent, last ordinal) of the latest of each class.
    last: Vec<(Class, Option<usize>, u16)>,
}

impl Numbering {
    /// The last ordinal of a class, or 0.
    fn latest(&self, of: Class) -> u16 {
        self.last.iter().find(|(class, ..)| *class == of).map_or(0, |(_, _, last)| *last)
    }

    fn next(&mut self, glyph: &Glyph, parent: Option<usize>) -> Option<String> {
        if matches!(glyph.class, Class::Sub | Class::Bare | Class::Listed(_)) {
            return None;
        }
        let now = glyph.ordinal;
        let seen = self.last.iter_mut().find(|(class, ..)| *class == glyph.class);
        let Some(entry) = seen else {
            self.last.push((glyph.class, parent, now));
            return (now > 1).then(|| format!("编号从{now}开始,缺少前面的编号"));
        };
        let (before_parent, before) = (entry.1, entry.2);
        (entry.1, entry.2) = (parent, now);
        let same = before_parent == parent;
        if now == before.saturating_add(1) || !same && now == 1 {
            return None;
        }
        Some(if same && now == before {
            format!("编号{now}重复出现")
        } else if same && now < before {
            format!("编号由{before}退回到{now}")
        } else {
            format!("编号由{before}跳到{now}")
        })
    }
}
