//! Whose figures they are: of other inspectors, of an earlier inspection, of
//! other people's cases.
//!
//! In: a sentence and what the opening says about the inspection. Out: words
//! that speak of others, and how far. Promise: what 审计 or 督察 fed back is
//! never what this inspection did.

use super::super::numeral;
use super::super::paper::EXAMINED;
use super::super::units::Draft;
use super::super::view::View;
use super::area::{AREAS, Own, until_own};
use super::{clause, handed};
use crate::disclosure::Role;
use std::ops::Range;

/// Who looks at a body beside the inspection, as a clause names them before 反馈.
const INSPECTORS: &[&str] = &[
    "审计",
    "审计组",
    "审计局",
    "审计厅",
    "审计署",
    "审计机关",
    "审计部门",
    "审计报告",
    "督察",
    "督察组",
    "督查",
    "督查组",
    "督导",
    "督导组",
    "考核",
    "考核组",
    "考评",
    "暗访",
    "暗访组",
    "评估",
    "评估组",
    "主题教育",
    "飞行检查",
    "监督检查",
    "执法检查",
    "督导检查",
    "考核检查",
    "安全检查",
    "抽查",
    "核查",
    "内审",
    "调研",
    "调研组",
    "评议",
    "评查",
];

/// Checks that go with an inspection and are told of together.
const BESIDE: &[&str] =
    &["选人用人", "选人用人工作", "意识形态", "意识形态工作", "责任制", "巡察", "巡视", "巡察整改"];

/// Words before 巡察 that make it that of a body among those below it: 校党委对二级学院开展内部巡察.
const WITHIN: &[&str] = &["内部", "校内", "院内", "系统内"];

/// Words that bring a sentence back to this inspection.
const THIS_TIME: &[&str] = &["本轮", "本次", "此次", "这次"];

/// Words that end what is told of the time before the inspection.
const SINCE: &[&str] = &["巡察后", "巡视后", "反馈后", "整改后", "以来", "期间"];

/// What the opening says about the inspection.
pub(super) struct Setting {
    /// The first year that the inspection can be of.
    since: Option<u32>,
    /// Whether it names an inspection at all: a report on 环保督察 answers none.
    pub answers: bool,
    /// Whether the inspection is a 巡察, and no 巡视 looked at the body.
    by_city: bool,
    /// Whether the inspection is a look back: 巡察“回头看”.
    pub looks_back: bool,
    /// The rounds that the opening names.
    rounds: Vec<u32>,
    /// Whether it answers several rounds together: 前三轮, 历轮.
    sums_up: bool,
    /// Whether it answers an inspection of a body among those below it: 校内巡察.
    within: bool,
    /// Whether it reports on what the group handed over at once.
    pub at_once: bool,
    /// Of which areas the whole is the body's own.
    pub own_areas: Own,
}

impl Setting {
    pub fn of(view: &View, drafts: &[Draft]) -> Self {
        let opening = drafts.iter().filter(|draft| matches!(draft.role, Role::Title | Role::Preamble));
        let (mut years, mut rounds, mut bygone): (Vec<u32>, Vec<u32>, Vec<u32>) = Default::default();
        let (mut inspected, mut visited, mut looks_back) = (false, false, false);
        let (mut sums_up, mut within, mut at_once) = (false, false, false);
        for draft in opening {
            let text = view.head(draft.range.clone());
            let told = text.match_indices('年').filter_map(|(at, _)| Some((at, year(&text[..at])?)));
            // 指出2018年县委第二轮巡察反馈的29个问题中有5个整改不彻底: a look back names what was found before.
            let looked_at = |at: usize| draft.role == Role::Preamble && is_looked_at(text, at);
            let (before, own): (Vec<_>, Vec<_>) = told.partition(|(at, _)| looked_at(*at));
            bygone.extend(before.into_iter().map(|(_, year)| year));
            years.extend(own.into_iter().map(|(_, year)| year));
            rounds.extend(text.match_indices('轮').filter_map(|(at, _)| Some(round(&text[..at])?.1)));
            looks_back |= text.contains("回头看");
            sums_up |= text.match_indices('轮').any(|(at, _)| rounds_before(&text[..at]).is_some());
            within |= WITHIN.iter().any(|word| text.contains(&format!("{word}巡")));
            at_once |= handed::MATTERS.iter().any(|matter| text.contains(matter));
            inspected |= text.match_indices("巡察").any(|(at, _)| !text[..at].ends_with("巡视"));
            // 按照巡视巡察工作有关要求 and 《巡视工作条例》 name nobody who came.
            let named = |at: usize| !["巡视工作", "巡视巡察"].iter().any(|word| text[at..].starts_with(word));
            visited |= text.match_indices("巡视").any(|(at, _)| named(at));
        }
        if !looks_back || years.is_empty() {
            years.append(&mut bygone);
        }
        // Where only the day of feedback has a year, the group may have come the year before.
        let since = years.iter().min().map(|first| if years.len() > 1 { *first } else { first - 1 });
        let (answers, by_city) = (inspected || visited, inspected && !visited);
        let own_areas = Own::of(view, drafts);
        Self { since, answers, by_city, looks_back, rounds, sums_up, within, at_once, own_areas }
    }

    /// Whether 反馈 (or 巡视) at `at` is the word of other inspectors: 审计反馈问题9个,
    /// 省委巡视反馈 where a 巡察 is answered.
    pub fn strange(&self, text: &str, at: usize) -> bool {
        let before = &text[..at];
        if self.is_within(text, at) {
            return true;
        }
        if text[at..].starts_with("巡视") {
            let above = ["省委", "中央", "自治区党委"].iter().any(|word| before.ends_with(word));
            return self.by_city && above && !text[at..].starts_with("巡视巡察");
        }
        if !self.answers || !text[at..].starts_with("反馈") {
            return false;
        }
        let before = before.trim_end_matches(['组', '的']);
        if self.by_city
            && ["省委巡视", "中央巡视", "自治区党委巡视"].iter().any(|word| before.ends_with(word))
        {
            return true;
        }
        let inspectors = INSPECTORS.iter().chain(EXAMINED);
        let named = inspectors.filter_map(|word| before.strip_suffix(word)).map(str::len).min();
        // 巡察、审计反馈的问题 are those of both; 选人用人监督检查 goes with the inspection.
        named.is_some_and(|end| {
            let head = &text[..end];
            !head.ends_with(['、', '和', '及', '与']) && !BESIDE.iter().any(|word| head.ends_with(word))
        })
    }

    /// Whether an inspection at `at` is that of a body among those below it, and none such is answered: 内部巡察.
    pub fn is_within(&self, text: &str, at: usize) -> bool {
        let inspection = ["巡察", "巡视"].iter().any(|word| text[at..].starts_with(word));
        !self.within && inspection && WITHIN.iter().any(|word| text[..at].ends_with(word))
    }

    /// Whether a word of an earlier time at `at` is one here: 巡察前期 is not 巡察前, and 同比上轮 only compares.
    pub fn is_earlier(&self, text: &str, at: usize) -> bool {
        let (before, rest) = (&text[..at], &text[at..]);
        if let Some(behind) = rest.strip_prefix("年以来") {
            return is_of_area(before, behind);
        }
        let several = rest.find('轮').filter(|end| *end <= "历".len() * 2).map(|end| &rest[..end]);
        if let Some(several) = several.and_then(rounds_before) {
            // 前六轮 in a report on the sixth sums up with it; so does what the opening answers together.
            let ours = several.is_some_and(|last| self.rounds.iter().any(|round| *round <= last));
            return !self.sums_up && !ours;
        }
        let compared = before.ends_with(['比', '较'])
            || before.ends_with(['与', '同', '和'])
                && rest.chars().take(8).collect::<String>().contains("相比");
        let front = rest.strip_prefix("巡察前").or(rest.strip_prefix("巡视前"));
        !compared && !front.is_some_and(|rest| rest.starts_with(['期', '后', '列', '沿']))
    }

    /// Where 2022年市委巡察反馈 begins, if this inspection is known to be of later years.
    pub fn years_ago(&self, text: &str, at: usize) -> Option<usize> {
        let since =
            self.since.filter(|_| text[at..].starts_with("巡察") || text[at..].starts_with("巡视"))?;
        let from = text[..at].char_indices().rev().nth(15).map_or(0, |(from, _)| from);
        let sign = from + text[from..at].rfind('年')?;
        let between = &text[sign..at];
        if between.contains([',', '。', '；', '、', '至']) || between.contains("以来") {
            return None;
        }
        year(&text[..sign]).filter(|year| *year < since).map(|_| sign - 4)
    }
}

impl Setting {
    /// Where 第三轮 begins before 巡察反馈 at `at`, if the opening names other rounds only, or if what was fed back
    /// then is put right once more: 对第三轮巡察反馈的12个问题逐项再整改.
    pub fn another_round(&self, text: &str, at: usize) -> Option<usize> {
        let fed_back = ["巡察反馈", "巡视反馈"].iter().any(|word| text[at..].starts_with(word));
        let (start, number) = round(text[..at].strip_suffix('轮').filter(|_| fed_back)?)?;
        let clause = &text[at..];
        let clause = &clause[..clause.find([',', '。', '；']).unwrap_or(clause.len())];
        let again = ["再整改", "再次整改", "再梳理"].iter().any(|word| clause.contains(word));
        let other = !self.rounds.is_empty() && !self.rounds.contains(&number);
        (again || other).then_some(start)
    }
}

/// Whether a 年 at `at` is that of an inspection whose problems a look back finds still open.
fn is_looked_at(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let clause = &rest[..rest.find([',', '。', '；']).unwrap_or(rest.len())];
    let fed_back = ["巡察反馈", "巡视反馈"].iter().any(|word| clause.contains(word));
    let open = ["不彻底", "不到位", "未整改", "未完成", "不力"].iter().any(|word| clause.contains(word));
    fed_back && open && clause.contains("问题")
}

/// The ordinal that ends a text, and where it begins: 第三.
fn round(text: &str) -> Option<(usize, u32)> {
    let head = text.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit());
    let number = numeral::either(&text[head.len()..])?;
    Some((head.strip_suffix('第')?.len(), number))
}

/// The year that ends a text: 2022.
fn year(text: &str) -> Option<u32> {
    let digits = text.get(text.len().checked_sub(4)?..)?;
    let whole = !text[..text.len() - 4].ends_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|year| whole && (2000..2100).contains(year))
}

/// Whether the words before 轮 at the end of a text mean rounds before: 前三 with the last of them, 历 and 往 without.
fn rounds_before(text: &str) -> Option<Option<u32>> {
    if text.ends_with(['历', '往']) {
        return Some(None);
    }
    let head = text.trim_end_matches(numeral::is_numeral);
    let last = numeral::either(&text[head.len()..]).or((text[head.len()..] == *"两").then_some(2))?;
    (head.ends_with('前') && last > 1).then_some(Some(last))
}

/// Whether a year that ends a text opens what was counted in a whole area since, beside any inspection:
/// 2018年以来全区共查处贪腐案件37件.
fn is_of_area(before: &str, behind: &str) -> bool {
    let behind = behind.trim_start_matches(',');
    let clause = &behind[..behind.find([',', '。', '；']).unwrap_or(behind.len())];
    year(before).is_some()
        && AREAS.iter().any(|area| clause.starts_with(area))
        && ["查处", "立案", "处分", "问责", "共", "累计"].iter().any(|word| clause.contains(word))
        && !["整改", "巡察", "巡视"].iter().any(|word| clause.contains(word))
}

/// From the clause that names an earlier inspection at `at` to where this one is named again.
pub(super) fn earlier(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind([',', '；', '(']).map_or(0, |at| at);
    let rest = &text[at..];
    let mut back = THIS_TIME.iter().filter_map(|word| rest.find(word)).min();
    if rest.starts_with("年以来") {
        // 2023年以来全市共追回1200万元,其中我局追回8.6万元
        back = Some(until_own(rest)).filter(|end| *end < rest.len()).into_iter().chain(back).min();
    }
    if rest.starts_with("巡察前") || rest.starts_with("巡视前") {
        back = SINCE.iter().filter_map(|word| rest.find(word)).chain(back).min();
    }
    // 反思上一轮巡察整改,把“回头看”反馈的16个问题; 28个问题有5个未整改到位,同时新发现问题8个
    let again = rest.find(',').and_then(|comma| {
        let behind = &rest[comma..];
        let new = ["“回头看”反馈", "新发现问题", "新反馈问题", "又发现问题", "新发现的问题"];
        // 并新发现8个问题
        let counted = behind.match_indices("新发现").map(|(at, word)| at + word.len());
        let counted = counted.filter(|at| behind[*at..].starts_with(|c: char| c.is_ascii_digit())).min();
        let counted = counted.map(|at| at - "新发现".len());
        Some(comma + new.iter().filter_map(|word| behind.find(word)).chain(counted).min()?)
    });
    let end = back.into_iter().chain(again).min().or_else(|| rest.find('；')).unwrap_or(rest.len());
    // 其中上轮3个、新发现6个: a piece of a list is told of itself.
    let listed = ["其中", "含"].iter().any(|word| text[..at].ends_with(word));
    let clause = || rest.find([',', '、', '；', ')']).filter(|end| listed && rest[*end..].starts_with('、'));
    let end = clause().map_or(end, |clause| clause.min(end));
    let bracket =
        text[..at].rfind('(').filter(|open| !text[*open..at].contains(')')).and_then(|_| rest.find(')'));
    start..at + bracket.unwrap_or(end).min(end)
}

/// Where what an earlier inspection found is put right once more, from which on deeds are of now:
/// 针对2020年县委第一轮巡察反馈的12个问题,重新整改,追回5.5万元.
pub(super) fn once_more(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let words = ["重新整改", "重新进行整改", "再整改", "再次整改", "再次进行整改"];
    words.iter().filter_map(|word| Some(at + rest.find(word)? + word.len())).min()
}

/// Words of cases that are told as a warning.
pub(super) const CASES: &[&str] = &["典型", "反面", "警示案例"];

/// Whether a head-count stands behind cases of others that were only passed on or told:
/// 转发通报的5起典型问题,8人受到党纪处分.
pub(super) fn cases(before: &str, after: &str) -> bool {
    let Some(at) = CASES.iter().filter_map(|word| before.rfind(word)).max() else {
        return false;
    };
    let lead = clause(&before[..at]);
    let told = |words: &[&str]| words.iter().any(|word| lead.contains(word));
    let suffered = || after.chars().take(12).any(|c| matches!(c, '受' | '被'));
    let aside = before[at..].contains('；');
    // 学习省纪委通报的5起典型案例,涉及党纪处分8人
    let involved = || told(&["学习", "观看", "剖析", "讲解"]) && before[at..].contains("涉及");
    !aside
        && (told(&["转发", "传达"])
            || involved()
            || told(&["通报", "学习", "剖析", "观看", "印发", "讲解", "曝光"]) && suffered())
}
