//! What was found, told again in sentences below its heading.
//!
//! In: a problem and the text before the report on it. Out: whether that text
//! still tells what was found. Promise: text that nothing marks and that is
//! not worded as a finding stays a report.

use super::Drafting;
use crate::disclosure::{PartKind, Role};
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
                    && node.glyph.is_none_or(|glyph| glyph.class == super::Class::Clause)
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
