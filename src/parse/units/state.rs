//! What is said of how far, handed to the problem it is said of.
//!
//! In: a draft. Out: its status, and that of the heading it reports on.
//! Promise: only what is stated; outside the rectification nothing.

use super::Drafting;
use crate::disclosure::{PartKind, Role, Status};
use crate::parse::wording::{self, Marker};
use crate::parse::words::List;

impl Drafting<'_> {
    /// Reads the status of a draft and hands it to the problem it reports on.
    pub(super) fn state(&mut self, at: usize, speaks_for_problem: bool) {
        let draft = &self.drafts[at];
        if !matches!(draft.role, Role::Measure | Role::Paragraph | Role::Item) {
            return;
        }
        let text = self.view.get(draft.range.clone());
        let marked = wording::marker(text);
        // 整改结果:(1)正在推进。 counts one.
        let said = marked.map_or(text, |(_, len)| super::counted(&text[len..]));
        // 整改时限:长期坚持 says how soon; 完成时限:已完成 says how far after all.
        if marked.is_some_and(|(marker, _)| marker == Marker::Other) && !said.contains('已') {
            return;
        }
        let rectified = draft.part == Some(PartKind::Rectification) || self.parts.class.is_none();
        // 开发课程8门。【已完成】: a bracket says how far, whatever the chapter is called.
        let boxed = || draft.part.is_none() && trailing_status(said).is_some();
        if !(rectified || boxed()) || draft.role == Role::Paragraph && !speaks_for_problem {
            return;
        }
        // 是否完成:是 answers its own label.
        let asked = || wording::asks(text[..text.len() - said.len()].trim_end_matches(':'));
        let told = self.view.words.within(List::States, draft.range.clone()).next();
        // 整改情况(已完成):制定学习计划。
        let label = text[..text.len() - said.len()].trim_end_matches(':');
        let bracketed = || wording::told_in(label).map(|(_, status)| status);
        let found = told.and_then(|_| bracketed().or_else(|| wording::status_of(said)));
        // 完成情况:√
        let ticked = || wording::is_tick(wording::bare(said)) && said.len() < text.len();
        let answer =
            || wording::answer(said).filter(|_| asked()).or_else(|| ticked().then_some(Status::Done));
        let Some(status) = found.or_else(answer) else {
            if speaks_for_problem && is_open(said) {
                self.take_back(at);
            }
            return;
        };
        let parent = draft.parent;
        self.drafts[at].status = Some(status);
        // What it reports on, above other measures perhaps; the first word on it counts.
        let is = |at: &usize, roles: &[Role]| roles.contains(&self.drafts[*at].role);
        let mut up = parent;
        while let Some(measure) = up.filter(|at| is(at, &[Role::Measure])) {
            up = self.drafts[measure].parent;
        }
        // 整改措施:…,已完成。整改情况:正在推进。 A measure that was done leaves open what became of the problem.
        let laid = marked.is_some_and(|(_, len)| is_plan(&text[..len]));
        let open = |at: &usize| {
            let heading = &self.drafts[*at];
            is(at, &[Role::Problem, Role::Item]) && (heading.status.is_none() || heading.laid && !laid)
        };
        let Some(heading) = up.filter(open) else { return };
        let whole = speaks_for_problem
            || bracketed().is_some()
            || trailing_status(said).is_some()
            || ["该项工作", "此项工作", "该问题"].iter().any(|word| said.contains(word));
        if whole {
            (self.drafts[heading].status, self.drafts[heading].laid) = (Some(status), laid);
        }
    }

    /// Takes back what the measures laid down said of the problem: its report tells of something that still goes on.
    fn take_back(&mut self, at: usize) {
        let report = wording::marker(self.view.get(self.drafts[at].range.clone()));
        let text = self.view.get(self.drafts[at].range.clone());
        if report.is_none_or(|(_, len)| is_plan(&text[..len])) {
            return;
        }
        if let Some(heading) = self.drafts[at].parent.filter(|up| self.drafts[*up].laid) {
            (self.drafts[heading].status, self.drafts[heading].laid) = (None, false);
        }
    }
}

/// Whether a label opens what was laid down, and not what came of it: 整改措施:, and not 整改措施及成效:.
fn is_plan(label: &str) -> bool {
    ["措施", "举措"].iter().any(|word| label.contains(word))
        && !["情况", "成效", "成果", "结果", "进展", "效果"].iter().any(|word| label.contains(word))
}

/// Whether a report closes with what still goes on, whatever that is said of: 管网改造正在推进.
fn is_open(said: &str) -> bool {
    let last = wording::bare(said).rsplit(['。', '；', ',']).next().unwrap_or(said);
    ["正在", "尚未", "仍在", "推进中"].iter().any(|word| last.contains(word))
}

/// A state in brackets that a heading's words begin with: 【已完成】关于…的问题.
pub(super) fn leading_status(words: &str) -> Option<Status> {
    let (inner, close) = [('【', '】'), ('[', ']')]
        .iter()
        .find_map(|(open, close)| Some((words.strip_prefix(*open)?, *close)))?;
    wording::status_only(&inner[..inner.find(close)?])
}

/// A state in brackets at the end of a heading.
pub(super) fn trailing_status(text: &str) -> Option<Status> {
    let text = wording::bare(text);
    let (inner, open) = [(')', '('), ('】', '【'), (']', '[')]
        .iter()
        .find_map(|(close, open)| Some((text.strip_suffix(*close)?, *open)))?;
    wording::status_only(&inner[inner.rfind(open)? + open.len_utf8()..])
}
