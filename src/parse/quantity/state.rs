//! How far: done, staged, going on, to be kept up, not done; and the rate.
//!
//! In: a number and its surroundings. Out: a quantity with its state. Promise:
//! only counts of problems, tasks and measures; 已完成12个项目 is none.

use super::beside::{NOUNS, closes, following, in_bracket, stripped};
use super::due::{behind_denial, denied, due, is_goal};
use super::far::{STATES, UNDONE};
use super::whose::{of_check, of_one_body};
use super::{Near, Sentence, Taking, clause, problem_noun};
use super::{open, paired};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

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
        // 面上问题27个、点上问题9个已全部整改: what stands behind is said of both.
        if told_of_list(sentence, number, tail) {
            return false;
        }
        let last = near.clause.rsplit('、').next().map_or(0, str::len);
        let from = near.from(number) + near.clause.len() - last;
        // (含立行立改2个) is a part of what stands before the bracket.
        if piece.ends_with("立行立改") || piece.ends_with("即知即改") && near.clause.ends_with("问题")
        {
            // 其中立行立改问题88个 of those found says nothing of how far.
            let done = ["完成", "办结", "到位", "改完", "完毕", "销号"];
            let far = |text: &str| done.iter().any(|word| text.contains(word));
            // 立行立改问题2个,共38个,已完成38个: the next number has a state of its own.
            // 立行立改问题5个,已于巡察期间全部整改完毕: a clause that tells it of all may be longer.
            let next = tail.strip_prefix(",已").unwrap_or_default();
            let next = &next[..next.find([',', '。', '；']).unwrap_or(next.len())];
            let reach = if next.contains("全部") { next.chars().count().min(20) + 2 } else { 10 };
            let near = tail.char_indices().take(reach).find(|(_, c)| c.is_ascii_digit());
            let near = near.or(tail.char_indices().nth(reach)).map_or(tail, |(at, _)| &tail[..at]);
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
        // 已分别完成23个、66条: each of what was counted before has its own.
        let pair = paired::of(sentence, number);
        let before = before.or(pair.map(|(found, _)| found));
        // 应于集中整改期内完成的199项: what is due is not done; 即知即改29条、持续整改25条 are plans.
        // 集中整改期内需完成的问题30个 likewise.
        let owed = ["应", "计划", "拟", "预计", "须", "需于", "需完成", "需整改"];
        let owed = owed.iter().any(|word| near.clause.contains(word));
        let owed = owed
            && ["的", "的问题", "的反馈问题", "的任务", "的措施"].iter().any(|end| near.clause.ends_with(end))
            // 应完成的10个问题已全部完成
            && !["已全部", "全部", "均已"].iter().any(|word| tail.starts_with(word));
        // 尚未办结2个 is undone; 拟于年底前完成2个 and 部分完成2个 are nothing yet, and no part that is missing.
        let all = ["已全部", "全部", "均已"].iter().any(|word| tail.starts_with(word));
        let before = match before.filter(|(_, kind)| *kind == Measured::Done && !all) {
            Some((word, _)) => {
                let lead = near.clause.rfind(word).map_or("", |at| &near.clause[..at]);
                if denied(lead) {
                    Some(&UNDONE)
                } else if due(lead) || is_goal(lead) || open::leaves_open(lead) {
                    self.untold = true;
                    // 目标是完成整改27个,完成率100%: so is the rate.
                    self.goal = Some(number.range.end).filter(|_| is_goal(lead));
                    return false;
                } else {
                    before
                }
            }
            None => before,
        };
        // 申请延期2个: a part of which nothing else is said.
        if before.is_none() && (open::says_nothing(piece) || open::is_not_due(tail)) {
            self.untold = true;
            return false;
        }
        // 未完成和基本完成的4个 is one sum of two.
        let both = |word: &str| {
            let head = piece.strip_suffix(word).and_then(|head| head.strip_suffix(['和', '及']));
            head.is_some_and(|head| STATES.iter().any(|(other, _)| head.ends_with(other)))
        };
        let summed = before.is_some_and(|(word, _)| both(word));
        // 将持续跟踪督办,对第二轮未整改到位的27个问题一并督促销号 tells of nothing reached.
        let told = sentence.before(number.range.start);
        let later = ["将持续", "将继续", "将进一步"].iter().any(|word| told.contains(word));
        let elsewhere = of_one_body(sentence, number) || other_matters(sentence, number);
        if owed || later || summed || elsewhere || planned(sentence, number) {
            return false;
        }
        let after = || {
            let whole = tail;
            let tail = tail
                .trim_start_matches(['已', '均', '需', '要', '也', '仍', '还', '将', '都', '现', '为', '是'])
                .trim_start_matches(['属', '于']);
            let tail = tail.strip_prefix("经").unwrap_or(tail);
            let tail = tail.strip_prefix("全部").or(tail.strip_prefix("全面")).unwrap_or(tail);
            // 2个尚未办结, 2个没有完成整改
            let bare = tail.trim_start_matches(['尚', '暂']);
            let missed = behind_denial(bare).is_some_and(|rest| {
                let done = STATES.iter().filter(|(_, kind)| *kind == Measured::Done);
                let mut ends = done.filter_map(|(word, _)| rest.strip_prefix(word.trim_start_matches('已')));
                ends.any(closes)
            });
            // 将对2个尚未到位的问题挂牌督办 is a plan.
            if missed && !near.clause.contains('将') {
                return Some(&UNDONE);
            }
            // 已整改 tells how far, and 均整改 too; 7个问题整改 is only what the matter is called.
            let told = whole[..whole.len() - tail.len()].contains(['已', '均', '都', '经', '全']);
            let found = STATES.iter().find(|(word, _)| tail.starts_with(word.trim_start_matches('已')));
            let found = found.filter(|(word, _)| told || *word != "已整改");
            // 2个将完成整改 and 2个需完成整改 are still to come.
            let lead = &whole[..whole.len() - tail.len()];
            let later = lead.contains(['将', '需', '要']) && !lead.contains('已');
            let found = found.filter(|(_, kind)| *kind != Measured::Done || !later);
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
            let whole = clause;
            let clause = ["整改", "中", "清单", "台账", "任务"]
                .iter()
                .find_map(|word| clause.strip_suffix(word))
                .unwrap_or(clause);
            // 1个因政策调整正在整改 keeps its last word.
            let ends = |clause: &str| STATES.iter().find(|(word, _)| clause.ends_with(word));
            let found = ends(clause).or_else(|| ends(whole));
            // 2个因历史原因未能整改到位
            let missed = |(word, kind): &&(&str, Measured)| {
                *kind == Measured::Done
                    && [clause, whole].iter().any(|text| text.strip_suffix(word).is_some_and(denied))
            };
            let found = if found.filter(missed).is_some() { Some(&UNDONE) } else { found };
            // 剩余3项需6个月内完成: what is left and due is not done.
            let owed = || {
                let when = ["内", "前", "底"].iter().any(|word| clause.contains(word));
                let asked = clause.starts_with(['需', '待', '应', '拟', '将']) || clause.starts_with("计划");
                left && when && asked && found.is_some_and(|(_, kind)| *kind == Measured::Done)
            };
            let found = if owed() { Some(&UNDONE) } else { found };
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
        let about = noun.or(behind).or_else(|| match pair {
            Some((_, noun)) => noun,
            None => counted_as(sentence, number)
                .or_else(|| of_check(sentence, number))
                .or_else(|| (sentence.of_tasks() && number.unit != "个").then_some("任务")),
        });
        let part = bracket || self.within(sentence, number, near);
        self.latest = Some((number.range.end, part));
        let of = if part {
            Some("其中".to_owned())
        } else if let Some(about) = about {
            Some(about.to_owned())
        } else {
            word.starts_with("基本").then(|| "基本完成".to_owned())
        };
        // 未完成的5个问题已完成4个,38个问题累计完成37个: what is summed up is none of the parts before it.
        let summed = *kind == Measured::Done
            && (near.clause.starts_with("合计")
                || near.clause.starts_with("总计")
                || near.clause.contains("累计"));
        let added = self.add(sentence, *kind, number, of, from);
        if added && summed {
            self.summed = Some(self.out.len() - 1);
        }
        added
    }
}

impl Taking<'_> {
    /// Whether a state is said of some of those that the number before it counts: 已完成98个,其中长期任务取得阶段性成效11个.
    /// 其中 behind a count of problems opens its parts.
    fn within(&self, sentence: &Sentence, number: &Number, near: &Near) -> bool {
        let Some((end, part)) = self.latest else { return false };
        let last = sentence.numbers_before(number.range.start).last();
        let next = last.is_some_and(|last| last.range.end == end);
        // 未完成3个,其中持续整改2个、长期坚持1个
        next && (near.clause.starts_with("其中") || part && sentence.text[end..].starts_with('、'))
    }
}

/// Whether what stands behind a number is said of a list of counts: 共性问题6个、立行立改问题4个均已整改到位.
fn told_of_list(sentence: &Sentence, number: &Number, tail: &str) -> bool {
    let all = ["已全部", "全部", "均", "都"].iter().any(|word| tail.starts_with(word));
    let before = sentence.numbers_before(number.range.start).last();
    all && before.filter(|before| before.unit == number.unit).is_some_and(|before| {
        let between = &sentence.text[before.range.end..number.range.start];
        between.len() > '、'.len_utf8()
            && between.starts_with('、')
            && !between.contains([',', '；', '。', '(', ')'])
    })
}

/// What the latest number of the same unit counted, if that was a measure:
/// 195条措施,已落实183条; 制定措施108条,已完成106条.
fn counted_as(sentence: &Sentence, number: &Number) -> Option<&'static str> {
    if number.unit == "个" {
        return None;
    }
    let before = sentence.numbers_before(number.range.start).iter().rev();
    let mut named =
        before.filter(|other| other.unit == number.unit).filter_map(|other| noun_of(sentence, other));
    named.next().flatten()
}

/// What the noun beside a number says that it counts: nothing more for problems, 任务, 措施.
pub(super) fn noun_of(sentence: &Sentence, number: &Number) -> Option<Option<&'static str>> {
    let after = &sentence.text[number.range.end..];
    if problem_noun(after).is_some() {
        return Some(None);
    }
    let head = sentence.text[..number.range.start].trim_end_matches(['共', '计', '合', '为', '达', ':']);
    let named = |told: &dyn Fn(&str) -> bool| NOUNS.iter().find(|(word, _)| told(word)).map(|(_, of)| *of);
    named(&|word| after.starts_with(word)).or_else(|| named(&|word| head.ends_with(word)))
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
