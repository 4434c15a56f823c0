//! How far: done, staged, going on, to be kept up, not done; and the rate.
//!
//! In: a number and its surroundings. Out: a quantity with its state. Promise:
//! only counts of problems, tasks and measures; 已完成12个项目 is none.

use super::beside::{NOUNS, closes, following, in_bracket, stripped};
use super::{Near, Sentence, Taking, clause, problem_noun};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

/// Words of state; one that ends with another stands before it.
pub(super) const STATES: &[(&str, Measured)] = &[
    ("基本完成整改", Measured::Staged),
    ("基本整改完成", Measured::Staged),
    ("基本整改到位", Measured::Staged),
    ("基本到位", Measured::Staged),
    ("基本完成", Measured::Staged),
    ("阶段性完成整改", Measured::Staged),
    ("阶段性整改完成", Measured::Staged),
    ("阶段性完成", Measured::Staged),
    ("阶段性整改", Measured::Staged),
    ("取得阶段性成果", Measured::Staged),
    ("取得阶段性成效", Measured::Staged),
    ("取得阶段性进展", Measured::Staged),
    ("达到阶段性目标", Measured::Staged),
    ("达到阶段性整改目标", Measured::Staged),
    ("完成阶段性整改目标", Measured::Staged),
    ("实现阶段性整改目标", Measured::Staged),
    ("完成阶段性整改任务", Measured::Staged),
    ("完成阶段性目标", Measured::Staged),
    ("实现阶段性目标", Measured::Staged),
    ("完成阶段性任务", Measured::Staged),
    ("未整改完成", Measured::Undone),
    ("未完成整改", Measured::Undone),
    ("未整改到位", Measured::Undone),
    ("未完成", Measured::Undone),
    ("未整改", Measured::Undone),
    ("没有改完", Measured::Undone),
    ("未改完", Measured::Undone),
    ("未改到位", Measured::Undone),
    ("未能整改", Measured::Undone),
    ("待完成", Measured::Undone),
    ("待整改", Measured::Undone),
    ("正在整改", Measured::Ongoing),
    ("正在推进", Measured::Ongoing),
    ("正在进行", Measured::Ongoing),
    ("持续整改", Measured::Ongoing),
    ("持续推进", Measured::Ongoing),
    ("持续推动", Measured::Ongoing),
    ("整改中", Measured::Ongoing),
    ("在持续整改", Measured::Ongoing),
    ("在持续推进", Measured::Ongoing),
    ("尚在推进", Measured::Ongoing),
    ("仍在推进", Measured::Ongoing),
    ("尚在整改", Measured::Ongoing),
    ("仍在整改", Measured::Ongoing),
    ("在改", Measured::Ongoing),
    ("推进中", Measured::Ongoing),
    ("进行中", Measured::Ongoing),
    ("达到序时进度", Measured::Ongoing),
    ("继续推进", Measured::Ongoing),
    ("按计划推进", Measured::Ongoing),
    ("按序时推进", Measured::Ongoing),
    ("按序时进度推进", Measured::Ongoing),
    ("有序推进", Measured::Ongoing),
    ("稳步推进", Measured::Ongoing),
    ("加快推进", Measured::Ongoing),
    ("抓紧推进", Measured::Ongoing),
    ("抓紧整改", Measured::Ongoing),
    ("加紧整改", Measured::Ongoing),
    ("继续整改", Measured::Ongoing),
    ("长期坚持整改", Measured::LongTerm),
    ("长期坚持", Measured::LongTerm),
    ("长期整改", Measured::LongTerm),
    ("长期推进", Measured::LongTerm),
    ("长期任务", Measured::LongTerm),
    ("长期整改任务", Measured::LongTerm),
    ("持续坚持", Measured::LongTerm),
    ("持续改", Measured::LongTerm),
    ("已全部完成整改", Measured::Done),
    ("已完成整改", Measured::Done),
    ("已整改完成", Measured::Done),
    ("已整改到位", Measured::Done),
    ("已整改销号", Measured::Done),
    ("已完成销号", Measured::Done),
    ("完成整改", Measured::Done),
    ("完成了整改", Measured::Done),
    ("整改完成", Measured::Done),
    ("整改完毕", Measured::Done),
    ("整改销号", Measured::Done),
    ("完成销号", Measured::Done),
    ("整改到位", Measured::Done),
    ("改到位", Measured::Done),
    ("改完", Measured::Done),
    ("改好", Measured::Done),
    ("已整改", Measured::Done),
    ("已完成", Measured::Done),
    ("已销号", Measured::Done),
    ("办结销号", Measured::Done),
    ("并销号", Measured::Done),
    ("并申请销号", Measured::Done),
    ("办结", Measured::Done),
    ("已到位", Measured::Done),
    ("已落实", Measured::Done),
    ("措施落实", Measured::Done),
    ("已关闭", Measured::Done),
    ("事项关闭", Measured::Done),
    ("问题关闭", Measured::Done),
    ("完成", Measured::Done),
];

impl Taking<'_> {
    pub(super) fn state(&mut self, sentence: &Sentence, number: &Number, near: &Near) -> bool {
        if !matches!(number.unit, "个" | "项" | "小项" | "条")
            || sentence.leaf
            || sentence.is_own(number.range.start)
        {
            return false;
        }
        let (piece, noun) = stripped(near.clause);
        let (tail, behind) = following(near.after);
        let left = ["尚有", "还有", "还剩", "其余", "剩余", "仍有", "另有", "余下"]
            .iter()
            .any(|word| near.clause.ends_with(word));
        let Some(tail) = tail.or(left.then_some(near.after)) else { return false };
        let bracket = in_bracket(sentence.before(number.range.start));
        let from = number.range.start - near.clause.rsplit('、').next().map_or(0, str::len);
        // (含立行立改2个) is a part of what stands before the bracket.
        if piece.ends_with("立行立改") {
            // 其中立行立改问题88个 of those found says nothing of how far.
            let done = ["完成", "办结", "到位", "改完", "销号"];
            let far = |text: &str| done.iter().any(|word| text.contains(word));
            // 立行立改问题2个,共38个,已完成38个: the next number has a state of its own.
            let near = tail.char_indices().take(10).find(|(_, c)| c.is_ascii_digit());
            let near = near.or(tail.char_indices().nth(10)).map_or(tail, |(at, _)| &tail[..at]);
            let inside = bracket && far(sentence.before(from));
            if !inside && !far(near) {
                return false;
            }
            return self.add(sentence, Measured::Done, number, Some("立行立改".to_owned()), from);
        }
        let before = STATES.iter().find(|(word, _)| piece.ends_with(word));
        // 正在推进并长期坚持5个: the first of both says how far it is.
        let before = before.map(|found| {
            let head =
                piece[..piece.len() - found.0.len()].trim_end_matches(['并', '且', '和', '、', '需', '要']);
            STATES
                .iter()
                .find(|(word, _)| head.len() < piece.len() - found.0.len() && head.ends_with(word))
                .unwrap_or(found)
        });
        // 认领问题12个,销号9个; 账户销号9个 is nothing of the kind.
        let before = before.or((piece == "销号").then_some(&("已销号", Measured::Done)));
        // 应于集中整改期内完成的199项: what is due is not done; 即知即改29条、持续整改25条 are plans.
        // 集中整改期内需完成的问题30个 likewise.
        let owed = ["应", "计划", "拟", "预计", "须", "需于", "需完成", "需整改"];
        let owed = owed.iter().any(|word| near.clause.contains(word));
        let due = owed
            && ["的", "的问题", "的反馈问题", "的任务", "的措施"].iter().any(|end| near.clause.ends_with(end))
            // 应完成的10个问题已全部完成
            && !["已全部", "全部", "均已"].iter().any(|word| tail.starts_with(word));
        // 未完成和基本完成的4个 is one sum of two.
        let both = |word: &str| {
            let head = piece.strip_suffix(word).and_then(|head| head.strip_suffix(['和', '及']));
            head.is_some_and(|head| STATES.iter().any(|(other, _)| head.ends_with(other)))
        };
        let summed = before.is_some_and(|(word, _)| both(word));
        // 将持续跟踪督办,对第二轮未整改到位的27个问题一并督促销号 tells of nothing reached.
        let told = sentence.before(number.range.start);
        let later = ["将持续", "将继续", "将进一步"].iter().any(|word| told.contains(word));
        if due || later || summed || other_matters(sentence, number) || planned(sentence, number) {
            return false;
        }
        let after = || {
            let whole = tail;
            let tail = tail
                .trim_start_matches(['已', '均', '需', '要', '也', '仍', '还', '将', '都', '现', '为', '是']);
            let tail = tail.strip_prefix("经").unwrap_or(tail);
            let tail = tail.strip_prefix("全部").unwrap_or(tail);
            // 已整改 tells how far, and 均整改 too; 7个问题整改 is only what the matter is called.
            let told = whole[..whole.len() - tail.len()].contains(['已', '均', '都', '经', '全']);
            let found = STATES.iter().find(|(word, _)| tail.starts_with(word.trim_start_matches('已')));
            let found = found.filter(|(word, _)| told || *word != "已整改");
            let rest = |word: &str| &tail[word.trim_start_matches('已').len()..];
            found.filter(|(word, _)| closes(rest(word)) || rest(word).starts_with("问题"))
        };
        // 1个正在按计划推进, 2个问题正在持续整改: how it goes on stands between.
        let going = || {
            let clause = &tail[..tail.find([',', '。', '；', '、', '(', ')']).unwrap_or(tail.len())];
            let clause = clause.trim_start_matches(['均', '仍', '还', '尚', '都', '现', '需']);
            let opens = ["正在", "正", "在", "按", "有序", "稳步", "加快", "抓紧", "加紧", "持续"]
                .iter()
                .any(|word| clause.starts_with(word));
            let closes = ["推进", "整改", "推进中", "整改中", "办理", "落实"]
                .iter()
                .any(|word| clause.ends_with(word));
            let short = clause.chars().count() <= 14 && !clause.contains(['完', '的', '对']);
            (opens && closes && short).then_some(&("正在推进", Measured::Ongoing))
        };
        // 尚有3个受外部条件制约正在推进: the state closes the clause.
        let closing = || {
            // 尚有2个问题(不良贷款处置)按计划推进
            let ends = |text: &str| text.find([',', '。', '；', ')']).unwrap_or(text.len());
            let first = &near.after[..ends(near.after)];
            let bracketed = first.contains('(').then(|| near.after.get(first.len() + 1..)).flatten();
            let clause = bracketed.map_or(first, |rest| &rest[..ends(rest)]);
            // 另有1个涉及历史遗留安置的问题,正在协调推进: what it is stands between.
            let named = ["问题", "事项", "任务"].iter().any(|word| clause.ends_with(word));
            let next = near
                .after
                .get(first.len() + 1..)
                .filter(|_| named && near.after[first.len()..].starts_with(','));
            let next = next.map(|next| &next[..ends(next)]);
            let tells = |next: &&str| {
                next.starts_with(['正', '仍', '尚', '现', '目', '需'])
                    && !next.contains(|c: char| c.is_ascii_digit())
            };
            let clause = next.filter(tells).unwrap_or(clause);
            let clause = ["整改", "中", "清单", "台账", "任务"]
                .iter()
                .find_map(|word| clause.strip_suffix(word))
                .unwrap_or(clause);
            let found = STATES.iter().find(|(word, _)| clause.ends_with(word));
            // 年底前完成 is still to come.
            let found = found.filter(|(_, kind)| *kind != Measured::Done || clause.contains('已'));
            let moves = || {
                let going = ["正在", "仍在", "尚在", "按计划", "有序", "稳步"];
                let does = ["推进", "办理", "实施", "落实", "解决", "协调", "处置", "建设", "推动", "整改"];
                left && clause.ends_with("推进")
                    || going.iter().any(|word| clause.contains(word))
                        && does.iter().any(|word| clause.ends_with(word))
            };
            let moving = || moves().then_some(&("正在推进", Measured::Ongoing));
            // 已完成26个,1个正在按计划推进: the count opens a clause behind others of this kind.
            let opens = near.clause.is_empty() && self.out.len() > self.first;
            found.or_else(moving).filter(|_| (left || opens) && clause.chars().count() <= 24)
        };
        let told = match before {
            Some(found) if !tail.starts_with("完成") || closes(tail) => Some(found),
            _ => after().or_else(going).or_else(closing),
        };
        let Some((word, kind)) = told else { return false };
        let about = noun.or(behind).or_else(|| {
            counted_as(sentence, number)
                .or_else(|| (sentence.of_tasks() && number.unit != "个").then_some("任务"))
        });
        let of = if bracket {
            Some("其中".to_owned())
        } else if let Some(about) = about {
            Some(about.to_owned())
        } else {
            word.starts_with("基本").then(|| "基本完成".to_owned())
        };
        self.add(sentence, *kind, number, of, from)
    }
}

/// What the latest number of the same unit counted, if that was a measure:
/// 195条措施,已落实183条; 制定措施108条,已完成106条.
fn counted_as(sentence: &Sentence, number: &Number) -> Option<&'static str> {
    if number.unit == "个" {
        return None;
    }
    let before = sentence.numbers_before(number.range.start).iter().rev();
    let mut named = before.filter(|other| other.unit == number.unit).filter_map(|other| {
        let after = &sentence.text[other.range.end..];
        if problem_noun(after).is_some() {
            return Some(None);
        }
        let head = sentence.text[..other.range.start].trim_end_matches(['共', '计', '合', '为', '达', ':']);
        let named =
            |told: &dyn Fn(&str) -> bool| NOUNS.iter().find(|(word, _)| told(word)).map(|(_, of)| *of);
        named(&|word| after.starts_with(word)).or_else(|| named(&|word| head.ends_with(word)))
    });
    named.next().flatten()
}

/// What is handed over to others beside the problems.
pub(super) const OTHER: &[&str] = &["线索", "信访", "信访件", "案件", "举报", "来信", "来访"];

/// Whether the latest number of the same unit counts clues or letters:
/// 移交问题线索45条,办结32条.
fn other_matters(sentence: &Sentence, number: &Number) -> bool {
    let before = sentence.numbers_before(number.range.start).iter().rev();
    before.take(3).find(|other| other.unit == number.unit).is_some_and(|other| {
        let (head, after) = (&sentence.text[..other.range.start], &sentence.text[other.range.end..]);
        OTHER.iter().any(|word| head.ends_with(word) || after.starts_with(word))
            || after.starts_with("问题线索")
            // 征求意见建议36条,已整改34条
            || (head.ends_with("意见") || head.ends_with("建议"))
                && ["征求", "征集", "收集", "听取"].iter().any(|word| clause(head).contains(word))
    })
}

/// Whether a number is one of those by which measures are parted according to
/// when they are due: 即知即改29条、集中整改64条、持续整改25条.
fn planned(sentence: &Sentence, number: &Number) -> bool {
    const TERMS: &[&str] =
        &["即知即改", "立行立改", "集中整改", "限期整改", "中期整改", "近期整改", "长期整改", "持续整改"];
    let before = sentence.before(number.range.start);
    let list = &before[before
        .rfind(['。', '；', ',', '(', ':'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let list = list.strip_prefix("其中").unwrap_or(list);
    let laid = before.len() > list.len() && before[..before.len() - list.len()].contains("措");
    let terms = TERMS.iter().filter(|term| list.contains(**term)).count();
    // 研究措施141条,其中立行立改12条,三个月内完成98条,长期坚持31条
    let piece = &before[before.rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8())..];
    let termed = piece.contains('措')
        && ["立行立改", "即知即改"].iter().any(|term| piece.contains(term))
        && ["月内完成", "年内完成", "长期坚持", "持续整改", "长期整改"]
            .iter()
            .any(|term| piece.contains(term) || list.contains(term))
        && !["截至", "目前", "已"].iter().any(|word| piece.contains(word))
        && sentence.numbers_before(number.range.start).iter().any(|other| {
            other.unit == number.unit
                && (sentence.text[..other.range.start].ends_with("措施")
                    || super::head(&sentence.text[other.range.end..]).contains('措'))
        });
    termed || laid && terms >= 2 && ["中期", "集中", "限期", "近期"].iter().any(|word| list.contains(word))
}
