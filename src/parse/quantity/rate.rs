//! Rates of what was put right: 整改完成率98.7%.
//!
//! In: a sentence and a number with a percent sign. Out: the rate, where it is one of this rectification.

use super::due::ahead;
use super::state::OTHER;
use super::{Near, Sentence, Taking, paired, tail};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

impl Taking<'_> {
    /// 整改完成率98.71%; not the completion of anything else.
    pub(super) fn rate(&mut self, sentence: &Sentence, number: &Number, near: &Near) {
        // 完成率由86.8%提升至94.7%: what has risen is named before the first of both.
        let risen = || {
            let verb = near.clause.trim_end_matches("的").trim_end_matches("目前").trim_end_matches("现在");
            matches!(verb, "提升至" | "提升到" | "提高至" | "提高到" | "上升至" | "上升到").then_some(())?;
            let first = sentence.numbers_before(number.range.start).last()?;
            let end = number.range.start - near.clause.len();
            (first.unit == "%" && first.range.end == end).then_some(())?;
            // 由上月的62%
            let lead = super::clause(sentence.before(first.range.start));
            let at = lead.rfind(['由', '从'])?;
            let when = &lead[at + '由'.len_utf8()..];
            (when.is_empty() || when.ends_with('的') && when.chars().count() <= 6).then_some(())?;
            let passed = number.range.start - first.range.start + lead.len() - at;
            Some(Near { clause: &lead[..at], passed, after: near.after })
        };
        // 完成率分别为92%、97.1%
        let again = || {
            let first = paired::list(sentence, number);
            (first.range.start < number.range.start).then_some(())?;
            let clause = super::clause(sentence.before(first.range.start));
            let passed = number.range.start - first.range.start;
            clause.contains("分别").then_some(Near { clause, passed, after: near.after })
        };
        let risen = risen().or_else(again);
        let near = risen.as_ref().unwrap_or(near);
        // 完成率、群众满意率均为100%: how content people are is no part of it, but the rate is told of both.
        let all = near.clause.trim_end_matches(['为', '达', '到']).strip_suffix(['均', '都']);
        let first = all.and_then(|all| all.rsplit_once('、')).filter(|(_, last)| last.contains("满意"));
        let clause = first.map_or(near.clause, |(first, _)| first);
        let clause = clause.rsplit('、').next().unwrap_or(clause);
        let clause = clause.trim_end_matches(['达', '到', '为', '已', '约', '是', '均', ':', '了', '至']);
        let clause = clause.strip_suffix("分别").unwrap_or(clause);
        // 完成率超过95% and 完成率在95%以上 say that it is more.
        let over = ["超过", "高于"].iter().find_map(|word| clause.strip_suffix(word));
        let clause = over.unwrap_or(clause).trim_end_matches(['已', '均', '在']);
        let mut number = number.clone();
        number.about |= over.is_some() || near.after.starts_with("以上");
        let number = &number;
        let Some(head) = ["完成整改率", "完成率", "关闭率", "到位率", "整改率", "办结率", "销号率"]
            .iter()
            .find_map(|word| clause.strip_suffix(word))
        else {
            return;
        };
        // 年度重点工程任务完成率 is that of a firm's year.
        let counted = ["任务", "措施", "事项"].iter().find_map(|noun| head.strip_suffix(noun));
        let of = ["整改", "问题", "各项", "项", "总体", "总", "综合", "其中", "已", "的", "集中", "全部"];
        // 立行立改完成率100% is that of a part.
        let part = ["立行立改", "即知即改"].iter().find_map(|part| head.strip_suffix(part));
        let (head, of_part) = (part.unwrap_or(head), part.map(|_| "立行立改".to_owned()));
        let bare = head.is_empty();
        let head = counted.unwrap_or(head);
        let told = head.is_empty() || of.iter().any(|word| head.ends_with(word));
        // 供水工程16处,已完成14处,完成率87.5%: the share of what the sentence has counted.
        let before = &sentence.text[..near.from(number)];
        let based = || {
            before.is_empty()
                || self.out.len() > self.first
                || ["整改", "问题"].iter().any(|word| tail(before).contains(word))
        };
        // 对移交的1件问题线索,已办结1件,办结率为100%: clues and letters have rates of their own.
        let others = || !["整改", "问题"].iter().any(|word| head.contains(word)) && of_others(tail(before));
        let ours = told && (!bare || based()) && !others();
        // 目标是年底前完成整改27个,完成率100%: so is the rate.
        let end = near.from(number);
        let goal = self.goal.and_then(|at| sentence.text.get(at..end)).is_some_and(|gap| gap.len() <= 3);
        // 确保整改完成率100% and 目标是完成率达到90% are still to come.
        if ours && !goal && !ahead(near.clause) && !sentence.leaf && !sentence.is_own(number.range.start) {
            self.add(sentence, Measured::Rate, number, of_part, near.from(number));
        }
    }
}

/// Whether clues or letters were spoken of last, not problems, tasks or measures.
fn of_others(before: &str) -> bool {
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let problems = before.match_indices("问题").filter(|(at, word)| {
        let behind = &before[at + word.len()..];
        !behind.starts_with("线索")
    });
    last(OTHER) > problems.map(|(at, _)| at).last().max(last(&["整改", "任务", "措施"]))
}
