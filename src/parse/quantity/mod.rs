//! Numbers an announcement states about its own rectification (genre §6).
//!
//! In: drafts of units and their text. Out: typed, exact quantities, and
//! doubts where totals do not add up. Promises: precision first, a number is
//! taken only where its own clause says what it counts; linear, because every
//! look around a number goes a bounded way.

mod due;
mod money;
mod others;
mod people;
mod problems;
mod rules;
mod state;
mod topic;
mod totals;
mod ways;

use super::amount::{self, Number};
use super::lexicon::{find, stops};
use super::units::Draft;
use super::view::View;
use super::words::List;
use crate::disclosure::{Finding, Measured, PartKind, Quantity, Role};
use others::Setting;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use topic::{MEANS, Means};

pub(super) use topic::words;

/// Words of what is still to come.
const PLANS: &[&str] = &["将", "力争", "确保", "争取", "继续", "下一步", "要"];

/// Words of what was reached, even where a chapter speaks of plans.
const REACHED: &[&str] = &[
    "已制定",
    "已修订",
    "已新建",
    "已建立",
    "已完善",
    "已出台",
    "已健全",
    "已新增",
    "已制",
    "已完成",
    "累计制",
    "累计修",
    "累计新",
    "累计出台",
    "累计建立",
    "累计完善",
    "新建立的",
    "新制定的",
    "修订的",
    "新出台的",
    "已全部",
];

/// Whether a clause of plans speaks of what is to be done.
fn will_be(clause: &str) -> bool {
    ["将", "力争", "确保", "争取", "继续", "计划", "拟"].iter().any(|word| clause.contains(word))
}

/// How far a look back from a number goes, in bytes.
const WINDOW: usize = 300;

/// Everything found, in text order.
pub(super) fn read(view: &View, drafts: &[Draft], findings: &mut Vec<Finding>) -> Vec<Quantity> {
    let setting = Setting::of(view, drafts);
    let mut taking = Taking { view, out: Vec::new(), seen: HashSet::new(), dealt: None, first: 0 };
    let mut totals = totals::Totals::default();
    for draft in drafts.iter().filter(|draft| counted(draft.role) && !draft.found) {
        let text = view.get(draft.range.clone());
        let first = taking.out.len();
        let opens = ["下一步", "下步", "今后", "接下来"].iter().any(|word| text.starts_with(word));
        let ahead = draft.part == Some(PartKind::NextSteps) || opens && draft.role == Role::Paragraph;
        let leaf = draft.role == Role::Measure && draft.part == Some(PartKind::Rectification);
        let ends = stops(text).map(|at| at + '。'.len_utf8()).chain([text.len()]);
        let (mut from, mut dated) = (0, false);
        let mut stated = Vec::new();
        for end in ends {
            let mut sentence = Sentence::of(view, &text[from..end], draft.range.start + from, leaf, &setting);
            let counts = sentence.numbers.iter().filter(|number| matches!(number.unit, "个" | "项" | "条"));
            stated.extend(counts.filter_map(Number::whole));
            let of_all = taking.of_all(&sentence);
            sentence.leaf &= !of_all;
            from = end;
            let will = || PLANS.iter().any(|word| sentence.text.contains(word));
            // 十九个问题中,十七个已整改完成; 截至7月底,…。建立制度64项。
            dated = (dated || sentence.dated || of_all) && !will();
            // What is planned is no result, except where a chapter of plans closes with one.
            // Results of the whole stand there too: 整改以来,新制定制度63项.
            let since =
                || ["以来", "整改期间"].iter().any(|word| text.contains(word)) && !text.contains("力争");
            if !ahead || sentence.dated || dated || since() {
                taking.sentence(&sentence);
                continue;
            }
            // 在已新建制度12项、修订制度20项的基础上,狠抓落实: a clause of what is done, among plans.
            let mut at = from - sentence.text.len();
            for clause in sentence.text.split_inclusive(',') {
                if REACHED.iter().any(|word| clause.contains(word)) && !will_be(clause) {
                    taking.sentence(&Sentence::of(view, clause, draft.range.start + at, leaf, &setting));
                }
                at += clause.len();
            }
        }
        let heading = matches!(draft.role, Role::Section | Role::Item | Role::Area | Role::Part);
        if !heading && !ahead {
            taking.without_amount(text, draft.range.start, first);
        }
        totals.note(&taking.out[first..], &stated);
    }
    totals.check(findings);
    taking.out
}

/// Roles whose text can state a result. The text of a problem never does.
fn counted(role: Role) -> bool {
    matches!(
        role,
        Role::Preamble
            | Role::Paragraph
            | Role::Measure
            | Role::Section
            | Role::Item
            | Role::Area
            | Role::Part
            | Role::Closing
    )
}

/// A sentence and what it says as a whole; looked up once, not once a number.
struct Sentence<'t> {
    text: &'t str,
    /// Its first byte in the view.
    start: usize,
    numbers: Vec<Number>,
    /// Whether it is a single measure that does not speak of the inspection.
    leaf: bool,
    /// Whether it says as of when.
    dated: bool,
    /// Where the body speaks of its own findings, and where of the inspection's.
    own: Vec<usize>,
    round: Vec<usize>,
    /// What speaks of an earlier inspection.
    earlier: Option<Range<usize>>,
    /// Whether it speaks of tasks and not of problems.
    tasks: OnceCell<bool>,
    /// What it can count: bits of [`topic`].
    topics: u8,
}

impl<'t> Sentence<'t> {
    fn of(view: &View, text: &'t str, start: usize, leaf: bool, setting: &Setting) -> Self {
        let numbers = amount::scan(view, start..start + text.len());
        let mut out = Self {
            text,
            start,
            numbers,
            leaf,
            dated: false,
            own: Vec::new(),
            round: Vec::new(),
            earlier: None,
            tasks: OnceCell::new(),
            topics: 0,
        };
        if out.numbers.is_empty() {
            return out;
        }
        let (mut past, mut strange) = (None, Vec::new());
        for (word, at) in view.words.within(List::Quantities, start..start + text.len()) {
            match MEANS[word] {
                Means::Own => out.own.push(at - start),
                Means::Others if setting.answers => strange.push(at - start),
                Means::Others => {}
                Means::Round if setting.strange(text, at - start) => strange.push(at - start),
                Means::Round => {
                    out.round.push(at - start);
                    past = past.or_else(|| setting.years_ago(text, at - start));
                }
                Means::Dated => out.dated = true,
                Means::Earlier => {
                    past = past.or(Some(at - start).filter(|at| others::is_earlier(&text[*at..])))
                }
                Means::Wrong => {}
                Means::Topic(bit) => out.topics |= bit,
            }
        }
        out.earlier = past.map(|at| others::earlier(text, at));
        // 巡察发现 and 反馈指出 are the inspection's own words.
        let told = |at: &usize| {
            let before = text[..*at].trim_end_matches(['共', '累', '计', '总', '中', '期', '间', '过', '程']);
            let others = ["巡察", "巡视", "察组", "视组", "反馈"].iter().any(|word| before.ends_with(word));
            // 专项检查报告指出的 is the inspection's; 结合自查 only goes with it.
            let beside = before.ends_with("结合")
                || before.ends_with("专项")
                    && ["检查报告", "检查反馈", "检查指出"].iter().any(|word| text[*at..].starts_with(word));
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

    /// Whether it can count this.
    fn tells(&self, topic: u8) -> bool {
        self.topics & topic != 0
    }

    /// Whether a number at `at` counts what the body found itself.
    fn is_own(&self, at: usize) -> bool {
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
    fn of_tasks(&self) -> bool {
        *self.tasks.get_or_init(|| find(self.text, "问题").is_none() && find(self.text, "任务").is_some())
    }

    /// The numbers that end before `at`, a bounded way back, in text order.
    fn numbers_before(&self, at: usize) -> &[Number] {
        let end = self.numbers.partition_point(|number| number.range.end <= at);
        &self.numbers[end.saturating_sub(32)..end]
    }

    /// The text before `at`, a bounded way back.
    fn before(&self, at: usize) -> &'t str {
        tail(&self.text[..at])
    }

    /// Bytes of the view for a part of the sentence.
    fn place(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }
}

/// The beginning of a text, as far as a look ahead goes.
fn head(text: &str) -> &str {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, as far as a look back goes.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The words directly before a number: behind the last sign that parts
/// clauses, closed brackets and titles left whole.
fn clause(before: &str) -> &str {
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

struct Taking<'a> {
    view: &'a View<'a>,
    out: Vec<Quantity>,
    seen: HashSet<(Measured, String, String)>,
    /// Where the latest head-count of this sentence ends, and how those were dealt with.
    dealt: Option<(usize, String)>,
    /// How many had been taken before this sentence.
    first: usize,
}

impl Taking<'_> {
    /// Keeps a quantity, unless the announcement has stated it before.
    fn add(
        &mut self,
        sentence: &Sentence,
        kind: Measured,
        number: &Number,
        of: Option<String>,
        from: usize,
    ) -> bool {
        let value = number.value();
        // Announcements repeat their figures; money is the same money whatever the verb.
        let key = if kind == Measured::Money { String::new() } else { of.clone().unwrap_or_default() };
        if !self.seen.insert((kind, value.clone(), key)) {
            return false;
        }
        let span = self.view.span(sentence.place(from.min(number.range.start)..number.range.end));
        self.out.push(Quantity { kind, value: Some(value), unit: number.printed.clone(), of, span });
        true
    }

    /// Whether a sentence behind the last measure speaks of all problems: 目前,26个问题已完成整改24个.
    fn of_all(&self, sentence: &Sentence) -> bool {
        let Some(first) = sentence.numbers.first() else { return false };
        let known = |quantity: &Quantity| {
            let whole = quantity.kind == Measured::Problems && quantity.of.is_none()
                || quantity.kind == Measured::Measures;
            whole && quantity.value.as_ref() == Some(&first.value())
        };
        let behind = head(&sentence.text[first.range.end..]);
        // 目前,52项整改任务已完成49项
        let noun = problem_noun(behind).is_some()
            || ["整改任务", "任务", "整改措施", "措施"].iter().any(|word| behind.starts_with(word));
        // 其余8个问题已完成整改7个
        let rest = ["其余", "剩余", "余下"].iter().any(|word| sentence.text.starts_with(word));
        first.range.start <= 24
            && noun
            && !sentence.is_own(first.range.start)
            && (rest || self.out.iter().any(known))
    }

    fn sentence(&mut self, sentence: &Sentence) {
        let mut taken = vec![false; sentence.numbers.len()];
        self.first = self.out.len();
        if !sentence.leaf && sentence.tells(topic::STATES) {
            self.problems(sentence, &mut taken);
        }
        self.dealt = None;
        let mut previous = 0;
        let mut upper = 0..0;
        for (number, taken) in sentence.numbers.iter().zip(taken) {
            // 制度机制3类11项: a tier right before the number does not part it from its words.
            let tiered = !upper.is_empty() && upper.end == number.range.start;
            let (from, to) = if tiered { (previous, upper.start) } else { (upper.end, number.range.start) };
            let before = tail(&sentence.text[from..to]);
            previous = from;
            upper = number.range.clone();
            let at = number.range.start;
            if taken || sentence.earlier.as_ref().is_some_and(|range| range.contains(&at)) {
                continue;
            }
            let after = head(&sentence.text[number.range.end..]);
            let near = Near { clause: clause(before), passed: number.range.start - to, after };
            // 上一年度追回95万元 is no result; 较上年度增长 only compares.
            if ["上一年度", "上年度"].iter().any(|word| near.clause.contains(word))
                && !near.clause.contains(['较', '比'])
            {
                continue;
            }
            match number.unit {
                "%" => self.rate(sentence, number, &near),
                "元" if sentence.tells(topic::MONEY) => self.money(sentence, number, &near),
                "人" | "人次" | "名" if sentence.tells(topic::PEOPLE) => {
                    self.people(sentence, number, &near)
                }
                "次" | "场" => self.meetings(sentence, number, &near),
                "个" | "项" | "小项" | "条" | "份" | "部" | "件" => {
                    let _ = sentence.tells(topic::RULES) && self.rules(sentence, number, &near)
                        || sentence.tells(topic::MEASURES) && self.measures(sentence, number, &near)
                        || sentence.tells(topic::STATES) && self.state(sentence, number, &near);
                }
                _ => {}
            }
        }
    }
}

/// What stands beside a number.
struct Near<'t> {
    /// From the last sign or number to this number.
    clause: &'t str,
    /// Bytes of an upper tier between clause and number.
    passed: usize,
    /// What follows in the sentence, a bounded way.
    after: &'t str,
}

impl Near<'_> {
    /// Where the clause begins, in bytes of the sentence.
    fn from(&self, number: &Number) -> usize {
        number.range.start - self.passed - self.clause.len()
    }
}

/// The length of a noun for problems at the start of `text`: 具体问题, 主要问题 …; not 问题线索.
fn problem_noun(text: &str) -> Option<usize> {
    let mut rest = text;
    for _ in 0..3 {
        let word = [
            "方面", "具体", "反馈", "主要", "突出", "整改", "重点", "个性", "存在", "大类", "细化", "共性",
            "巡察", "巡视", "的", "类", "子",
        ];
        match word.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    // 整改事项 is a name for a finding; 事项 alone is anything.
    let matter =
        || rest.strip_prefix("事项").filter(|_| text.starts_with("整改") || text.starts_with("具体整改"));
    let after = ["问题点", "问题", "整改任务点", "任务点", "具体表现", "表现"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .or_else(matter)?;
    let other = ["线索", "清单", "台账", "户", "车", "房", "专项"].iter().any(|word| after.starts_with(word));
    (!other).then(|| text.len() - after.len())
}
