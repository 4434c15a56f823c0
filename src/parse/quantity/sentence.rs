//! A sentence as numbers are read in it: what it counts, whose it is, what stands around a number.
//!
//! In: a sentence of a unit. Out: its numbers with what holds for all of them, looked up once. Promise: every
//! look around a number goes a bounded way.

use super::others::{self, Setting};
use super::topic::{MEANS, Means};
use super::{area, problem_noun};
use crate::parse::amount::{self, Number};
use crate::parse::lexicon::find;
use crate::parse::view::View;
use crate::parse::words::List;
use std::cell::OnceCell;
use std::ops::Range;

/// How far a look back from a number goes, in bytes.
const WINDOW: usize = 300;

/// A sentence and what it says as a whole; looked up once, not once a number.
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    /// Its first byte in the view.
    pub(super) start: usize,
    pub(super) numbers: Vec<Number>,
    /// Whether it is a single measure that does not speak of the inspection.
    pub(super) leaf: bool,
    /// Whether it is a row of a table of figures: 完成整改:27个.
    pub(super) row: bool,
    /// Whether it says as of when.
    pub(super) dated: bool,
    /// Where the body speaks of its own findings, and where of the inspection's.
    pub(super) own: Vec<usize>,
    pub(super) round: Vec<usize>,
    /// Whether its last words on it are of what other inspectors found: 审计反馈的9个问题.
    pub(super) theirs: bool,
    /// Whether it stands in a report on what the group handed over at once.
    pub(super) at_once: bool,
    /// What speaks of an earlier inspection.
    pub(super) earlier: Option<Range<usize>>,
    /// Where what was found then is put right once more: 重新整改,追回5.5万元.
    pub(super) again: Option<usize>,
    /// What tells of a whole area, or of bodies that are a lesson.
    pub(super) others: Vec<Range<usize>>,
    /// Whether it speaks of tasks and not of problems.
    pub(super) tasks: OnceCell<bool>,
    /// What it can count: bits of [`topic`].
    pub(super) topics: u8,
}

/// Whether the words right before a verb say that it is the inspection's: 巡察组从三个方面.
fn by_group(before: &str) -> bool {
    let near = &before[before.char_indices().rev().nth(15).map_or(0, |(from, _)| from)..];
    let near = near.rsplit([',', '。', '；']).next().unwrap_or(near);
    ["巡察组", "巡视组", "反馈", "指出"].iter().any(|word| near.contains(word))
}

/// Whether a word of the inspection at `at` goes on with what others found, who were named last: 审计反馈问题9个,截至目前…;
/// 对二级学院开展内部巡察,反馈问题186个.
fn goes_on(text: &str, at: usize, theirs: Option<(usize, bool)>) -> bool {
    let Some(between) = theirs.filter(|(named, _)| at - named <= WINDOW).map(|(named, _)| &text[named..at])
    else {
        return false;
    };
    if between.contains('；') {
        return false;
    }
    let since = ["截至", "截止"].iter().any(|word| text[at..].starts_with(word));
    let bare = || between.trim_end_matches(['共', '累', '计', '现', '场', '并']).ends_with(',');
    since || theirs.is_some_and(|(_, within)| within) && text[at..].starts_with("反馈") && bare()
}

/// Whether a check is followed by a count of the measures that answer it: 检查的37项措施.
fn of_measures(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("检查") else { return false };
    let rest = rest.trim_start_matches('的');
    let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let noun = bare.strip_prefix(['项', '条', '个']).filter(|_| bare.len() < rest.len());
    noun.is_some_and(|noun| noun.strip_prefix("整改").unwrap_or(noun).starts_with("措施"))
}

impl<'t> Sentence<'t> {
    pub(super) fn of(view: &View, text: &'t str, start: usize, leaf: bool, setting: &Setting) -> Self {
        let numbers = amount::scan(view, start..start + text.len());
        let mut out = Self {
            text,
            start,
            numbers,
            leaf,
            row: false,
            dated: false,
            own: Vec::new(),
            round: Vec::new(),
            theirs: false,
            at_once: setting.at_once,
            earlier: None,
            again: None,
            others: Vec::new(),
            tasks: OnceCell::new(),
            topics: 0,
        };
        if out.numbers.is_empty() {
            return out;
        }
        let (mut past, mut strange, mut lesson) = (None, Vec::new(), None);
        // Where others were named last, and whether these inspected a body below them.
        let mut theirs: Option<(usize, bool)> = None;
        for (word, at) in view.words.within(List::Quantities, start..start + text.len()) {
            match MEANS[word] {
                Means::Own => out.own.push(at - start),
                Means::Others if setting.answers => strange.push(at - start),
                Means::Others => {}
                Means::Round if setting.strange(text, at - start) => {
                    strange.push(at - start);
                    theirs = Some((at - start, setting.is_within(text, at - start)));
                }
                Means::Round if goes_on(text, at - start, theirs) => strange.push(at - start),
                Means::Round => {
                    theirs = None;
                    out.round.push(at - start);
                    past = past.or_else(|| setting.years_ago(text, at - start));
                    past = past.or_else(|| setting.another_round(text, at - start));
                }
                Means::Dated => out.dated = true,
                Means::Earlier => past = past.or(Some(at - start).filter(|at| setting.is_earlier(text, *at))),
                Means::Area => out.others.extend(setting.own_areas.of_others(text, at - start)),
                Means::Lesson => lesson = lesson.or_else(|| area::of_lesson(text, at - start)),
                Means::Topic(bit) => out.topics |= bit,
            }
        }
        out.theirs = theirs.is_some();
        out.others.extend(lesson);
        out.earlier = past.map(|at| others::earlier(text, at));
        out.again = past.and_then(|at| others::once_more(text, at));
        // 巡察发现 and 反馈指出 are the inspection's own words.
        let told = |at: &usize| {
            let before = text[..*at].trim_end_matches(['共', '累', '计', '总', '中', '期', '间', '过', '程']);
            let others = ["巡察", "巡视", "察组", "视组", "反馈"].iter().any(|word| before.ends_with(word))
                // “回头看”发现的11个问题 are the inspection's where it is one.
                || setting.looks_back && text[*at..].starts_with("发现") && before.ends_with("“回头看”")
                // 巡察组从三个方面共发现问题16个
                || text[*at..].starts_with("发现") && before.ends_with("方面") && by_group(before)
                // 指出我局…,同时新发现问题8个
                || text[*at..].starts_with("发现")
                    && before.strip_suffix(['新', '又']).is_some_and(|before| {
                        ["指出", "其中上轮", "其中上一轮"].iter().any(|word| tail(before).contains(word))
                    });
            // 专项检查报告指出的 is the inspection's; 结合自查 only goes with it.
            let special =
                ["专项", "选人用人", "意识形态", "责任制"].iter().any(|word| before.ends_with(word));
            let beside = before.ends_with("结合")
                || special
                    && ["检查报告", "检查反馈", "检查指出", "检查整改"]
                        .iter()
                        .any(|word| text[*at..].starts_with(word))
                // 意识形态专项检查29项措施已完成28项
                || before.strip_suffix("专项").is_some_and(|before| {
                    let named = ["选人用人", "意识形态", "意识形态工作", "责任制"];
                    named.iter().any(|word| before.ends_with(word)) && of_measures(&text[*at..])
                });
            !others && !beside
        };
        // 对照反馈意见,查摆问题54个 counts what was fed back.
        let facing = |at: &usize| {
            let near = &text[text[..*at].char_indices().rev().nth(15).map_or(0, |(from, _)| from)..*at];
            !(text[*at..].starts_with(['查', '检']) && near.contains("反馈"))
        };
        out.own.retain(|at| told(at) && facing(at));
        strange.retain(facing);
        out.own.extend(strange);
        out.own.sort_unstable();
        out.dated |= !out.round.is_empty() && (text.contains("截至") || text.contains("截止"));
        out.leaf = leaf && out.round.is_empty();
        out
    }

    /// Takes it for more on what other inspectors found, of which the sentence before told:
    /// 目前,已完成整改10个 behind 安委会考核巡查反馈问题11个. What names its problems anew is of the inspection.
    pub(super) fn go_on_with_theirs(&mut self) {
        let opens = ["目前", "截至", "截止", "现已", "已"].iter().any(|word| self.text.starts_with(word));
        let since = |at: &usize| self.text[*at..].starts_with('截');
        let named =
            self.numbers.first().is_some_and(|number| problem_noun(&self.text[number.range.end..]).is_some());
        if opens && !named && self.round.iter().all(since) {
            self.round.clear();
            self.own.insert(0, 0);
            self.theirs = true;
        }
    }

    /// Whether a number at `at` is told of another time: one whose deed is done now, on what was found then, is not.
    pub(super) fn is_past(&self, at: usize, deed: bool) -> bool {
        let past = self.earlier.as_ref().is_some_and(|range| range.contains(&at));
        past && !(deed && self.again.is_some_and(|again| again <= at))
    }

    /// Whether a number at `at` is a figure of others.
    pub(super) fn is_of_others(&self, at: usize) -> bool {
        self.others.iter().any(|range| range.contains(&at))
    }

    /// Whether it can count this.
    pub(super) fn tells(&self, topic: u8) -> bool {
        self.topics & topic != 0
    }

    /// Whether a number at `at` counts what the body found itself.
    pub(super) fn is_own(&self, at: usize) -> bool {
        // (其中新发现问题9个),制定整改措施39条: a closed bracket keeps its words.
        let inside = |place: &usize| {
            // A look goes no further than any other.
            if at - *place > WINDOW {
                return true;
            }
            let between = &self.text[*place..at];
            between.find(')').is_none_or(|close| between[..close].contains('('))
        };
        let last = |places: &[usize]| {
            let before = &places[..places.partition_point(|place| *place < at)];
            before.iter().rev().take(4).find(|place| inside(place)).copied()
        };
        last(&self.own) > last(&self.round)
    }

    /// Whether it speaks of tasks and not of problems; looked up once.
    pub(super) fn of_tasks(&self) -> bool {
        *self.tasks.get_or_init(|| find(self.text, "问题").is_none() && find(self.text, "任务").is_some())
    }

    /// The numbers that end before `at`, a bounded way back, in text order.
    pub(super) fn numbers_before(&self, at: usize) -> &[Number] {
        let end = self.numbers.partition_point(|number| number.range.end <= at);
        &self.numbers[end.saturating_sub(32)..end]
    }

    /// The text before `at`, a bounded way back.
    pub(super) fn before(&self, at: usize) -> &'t str {
        tail(&self.text[..at])
    }

    /// Bytes of the view for a part of the sentence.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }
}

/// The beginning of a text, as far as a look ahead goes.
pub(super) fn head(text: &str) -> &str {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, as far as a look back goes.
pub(super) fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The words directly before a number: behind the last sign that parts
/// clauses, closed brackets and titles left whole.
pub(super) fn clause(before: &str) -> &str {
    let mut inside = 0_u32;
    for (at, c) in before.char_indices().rev() {
        match c {
            ')' | '》' => inside += 1,
            '(' | '《' if inside > 0 => inside -= 1,
            ',' | '；' | ':' | '(' | '。' if inside == 0 => {
                return before[at + c.len_utf8()..].trim_start_matches('、');
            }
            _ => {}
        }
    }
    before.trim_start_matches('、')
}
