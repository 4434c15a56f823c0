//! What the group handed over at once, while it stayed: 移交立行立改事项2件.
//!
//! In: a count in 件 and its surroundings. Out: as many problems, and how many of them are done. Promise: clues,
//! letters and cases that are handed over are none of these; in a report on all that was found, matters that were
//! handed over before are no tier of it.

use super::problems::all_done;
use super::{Near, Sentence, Taking};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

/// What is put right at once.
pub(super) const MATTERS: [&str; 2] = ["立行立改事项", "立行立改问题"];

impl Taking<'_> {
    /// 移交的2件立行立改事项已完成2件: two problems, both of them done.
    pub(super) fn handed(&mut self, sentence: &Sentence, number: &Number, near: &Near) -> bool {
        if !sentence.at_once || sentence.is_own(number.range.start) {
            return false;
        }
        let of = || Some(MATTERS[0].trim_end_matches("事项").to_owned());
        let from = near.from(number);
        let clause = near.clause.trim_end_matches(['共', '计']);
        let given = ["移交", "交办", "反馈"].iter().any(|word| clause.contains(word));
        let behind = MATTERS.iter().find_map(|matter| near.after.strip_prefix(matter));
        if given && (behind.is_some() || MATTERS.iter().any(|matter| clause.ends_with(matter))) {
            let taken = self.add(sentence, Measured::Problems, number, of(), from);
            if all_done(behind.unwrap_or(near.after).trim_start_matches(',')) {
                self.add(sentence, Measured::Done, number, of(), from);
            }
            return taken;
        }
        let done = ["已完成整改", "已整改完成", "已完成", "已办结", "完成整改", "完成", "办结"];
        let head = done.iter().find_map(|word| clause.strip_suffix(word));
        let ours = head.is_some_and(|head| MATTERS.iter().any(|matter| head.ends_with(matter)));
        ours && self.add(sentence, Measured::Done, number, of(), from)
    }
}
