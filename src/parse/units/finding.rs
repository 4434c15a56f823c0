//! What was found, told again in sentences below its heading.
//!
//! In: a problem and the text before the report on it. Out: whether that text
//! still tells what was found. Promise: text that nothing marks and that is
//! not worded as a finding stays a report.

use super::Drafting;
use crate::disclosure::{PartKind, Role};
use crate::parse::glyph::Class;
use crate::parse::segments::Piece;
use crate::parse::wording::{self, Marker};
use std::ops::Range;

/// As many paragraphs as stand between a problem and the report on it.
const MOST: usize = 6;

/// How sentences begin that tell what was found.
const OPENS: &[&str] = &[
    "部分",
    "个别",
    "有的",
    "如,",
    "如:",
    "比如",
    "例如",
    "主要表现",
    "具体表现",
    "主要体现",
    "巡察发现",
    "巡视发现",
    "巡察指出",
    "巡视指出",
    "反馈指出",
    "经查",
];

/// Words of one who answers for it.
const ANSWERS: &[&str] = &["已", "我局", "局党组", "整改", "目前"];

/// Whether a label opens what came of it, not what was done: measures may stand before it.
fn is_outcome(label: &str) -> bool {
    ["成效", "成果", "结果", "效果"].iter().any(|word| label.contains(word))
        && !["措施", "情况", "举措"].iter().any(|word| label.contains(word))
}

/// Words by which a sentence tells what came to light, or how little there was.
const FOUND: &[&str] = &[
    "记录发现",
    "资料发现",
    "查阅发现",
    "抽查发现",
    "检查发现",
    "走访发现",
    "仅有",
    "只有",
    "仅开展",
    "仅学习",
    "只记到",
    "没有记录",
];

/// Whether a text is worded as a finding.
fn tells(text: &str) -> bool {
    let first = text.split_inclusive('。').next().unwrap_or(text);
    let answered = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // 查阅会议记录发现:局党组仅开展学习2次 names who is found wanting.
    let found = FOUND.iter().any(|word| first.contains(word))
        && !wording::is_deed(text)
        && !answered(&["已", "目前", "整改"]);
    let opens = OPENS.iter().any(|word| text.starts_with(word)) || wording::is_problem(first);
    text.len() <= 1200 && (found || opens && !answered(ANSWERS))
}

/// Whether clauses that are counted (一是…) tell what was found: none is a deed, and most are worded as problems.
fn are_findings<'t>(clauses: impl Iterator<Item = &'t str>) -> bool {
    let (mut all, mut problems) = (0, 0);
    for clause in clauses {
        let words = clause.split_once('是').map_or(clause, |(_, words)| words);
        let first = words.split_inclusive('。').next().unwrap_or(words);
        let opens = OPENS.iter().any(|word| words.starts_with(word));
        if wording::is_deed(words) || ["已", "我局", "局党组", "目前"].iter().any(|word| first.contains(word))
        {
            return false;
        }
        all += 1;
        problems += usize::from(opens || wording::is_problem(first.trim_end_matches([',', '；', '。'])));
    }
    problems > 0 && 2 * problems >= all
}

impl Drafting<'_> {
    /// Where 整改情况: or its kin stands below a problem, if only plain text stands between.
    pub(super) fn answered_at(&self, heading: usize) -> Option<usize> {
        for (at, node) in self.nodes.iter().enumerate().skip(heading + 1).take(MOST) {
            if node.parent != Some(heading) || node.glyph.is_some() || node.row.is_some() {
                return None;
            }
            let text = self.view.get(node.range.clone());
            match wording::marker(text) {
                Some((Marker::Doing, len)) => return Some(at).filter(|_| !is_outcome(&text[..len])),
                Some((Marker::Problem, _)) | None => {}
                Some(_) => return None,
            }
        }
        None
    }

    /// Whether the rest of a problem's own line, or a paragraph right below it, still
    /// tells what was found, because a plain report follows.
    pub(super) fn goes_on(&self, heading: usize, range: Range<usize>, next: usize) -> bool {
        let plain = |at: usize| {
            self.nodes.get(at).is_some_and(|node| {
                let text = self.view.get(node.range.clone());
                node.parent == Some(heading)
                    && node.glyph.is_none_or(|glyph| glyph.class == Class::Clause)
                    && node.row.is_none()
                    && wording::marker(text).is_none_or(|(kind, _)| kind == Marker::Doing)
            })
        };
        let text = self.view.get(range);
        let words = wording::bare(self.nodes[heading].words(self.view));
        let again = words.chars().count() >= 4 && text.starts_with(words);
        plain(next) && (again || tells(text))
    }

    /// Whether a paragraph below a problem still tells what was found.
    pub(super) fn is_finding(&self, index: usize) -> bool {
        let node = &self.nodes[index];
        let text = self.view.get(node.range.clone());
        let Some(heading) = node.parent.filter(|_| wording::marker(text).is_none()) else { return false };
        let role = self.headed[heading].map(|draft| self.drafts[draft].role);
        role == Some(Role::Problem)
            && !wording::is_deed(text)
            && (self.answered_at(heading).is_some_and(|at| index < at)
                || index == heading + 1 && self.goes_on(heading, node.range.clone(), index + 1))
    }

    /// How many of the pieces behind a problem's first words count what was found: 1.学习抓得不紧。一是次数少,二是研讨不深。
    /// A report has to follow them, in the line or below it.
    pub(super) fn found_in_line(&self, index: usize, rest: &[(Piece, Range<usize>)]) -> usize {
        let counted = rest.iter().take_while(|(piece, _)| matches!(piece, Piece::Clause(_))).count();
        if counted == 0
            || !are_findings(rest[..counted].iter().map(|(_, range)| self.view.get(range.clone())))
        {
            return 0;
        }
        let answered = match rest.get(counted) {
            Some((Piece::Marked(Marker::Doing, len), range)) => {
                !is_outcome(&self.view.get(range.clone())[..*len])
            }
            Some(_) => false,
            None => self.answered_at(index).is_some() || self.counts_anew(index),
        };
        if answered { counted } else { 0 }
    }

    /// Whether the line below a heading begins to count its clauses: 一是….
    fn counts_anew(&self, heading: usize) -> bool {
        self.nodes.get(heading + 1).is_some_and(|node| {
            let first = node.glyph.is_some_and(|glyph| glyph.class == Class::Clause && glyph.ordinal == 1);
            first && node.parent == Some(heading)
        })
    }

    /// Whether a line that begins with 一是 is one of those that count what was found, below a problem and above
    /// 整改情况: or its kin.
    pub(super) fn is_counted_finding(&self, index: usize, parent: Option<usize>) -> bool {
        let Some(heading) = self.nodes[index].parent.filter(|_| self.below_problem(parent)) else {
            return false;
        };
        let text = |at: usize| self.view.get(self.nodes[at].range.clone());
        let clause = |at: usize| {
            self.nodes[at].parent == Some(heading)
                && self.nodes[at].glyph.is_some_and(|glyph| glyph.class == Class::Clause)
        };
        if self.nodes[heading].glyph.is_none_or(|glyph| glyph.class == Class::Clause) {
            return false;
        }
        let from = index.saturating_sub(MOST);
        let first = (from..index).rev().take_while(|at| clause(*at)).last().unwrap_or(index);
        let end = (index..self.nodes.len())
            .take(MOST)
            .take_while(|at| clause(*at))
            .last()
            .map_or(index, |at| at + 1);
        let answered = self.nodes.get(end).is_some_and(|node| {
            let text = self.view.get(node.range.clone());
            let doing = |(kind, len): (Marker, usize)| kind == Marker::Doing && !is_outcome(&text[..len]);
            node.parent == Some(heading) && node.glyph.is_none() && wording::marker(text).is_some_and(doing)
        });
        first == heading + 1 && answered && are_findings((first..end).map(text))
    }

    /// Whether a draft of a problem stands above.
    pub(super) fn below_problem(&self, parent: Option<usize>) -> bool {
        parent.is_some_and(|up| self.drafts[up].role == Role::Problem)
    }

    /// A paragraph that tells what was found.
    pub(super) fn finding(&mut self, range: Range<usize>, parent: Option<usize>, part: Option<PartKind>) {
        let address = self.below(parent);
        let at = self.push(address, Role::Paragraph, range, parent, part);
        self.drafts[at].found = true;
    }
}
