//! Numbers an announcement states about its own rectification (genre §6).
//!
//! In: drafts of units and their text. Out: typed, exact quantities, and
//! doubts where totals do not add up. Promises: precision first, a number is
//! taken only where its own clause says what it counts; linear, because every
//! look around a number goes a bounded way.

mod ahead;
mod area;
mod beside;
mod columns;
mod due;
mod far;
mod figures;
mod given;
mod handed;
mod labels;
mod money;
mod open;
mod others;
mod paired;
mod people;
mod problems;
mod rate;
mod rules;
mod sentence;
mod shared;
mod shares;
mod state;
mod tiers;
mod topic;
mod totals;
mod ways;
mod whose;

use super::amount::Number;
use super::lexicon::stops;
use super::units::Draft;
use super::view::View;
use super::words::List;
use crate::disclosure::{Doubt, Finding, Measured, PartKind, Quantity, Role, Span};
use ahead::{PLANS, REACHED, SUMMED, names_future, will_be, will_or_may};
use others::Setting;
use rustc_hash::FxHashSet;
use sentence::{Sentence, clause, head, tail};

pub(super) use money::WRONG;
pub(super) use topic::words;

/// Everything found, in text order.
pub(super) fn read(view: &View, drafts: &[Draft], findings: &mut Vec<Finding>) -> Vec<Quantity> {
    let setting = Setting::of(view, drafts);
    let mut taking = Taking::of(view);
    let mut totals = totals::Totals::default();
    // Whether the chapter says in its heading that it looks ahead.
    let mut future = false;
    // Where the latest line of labelled figures ends.
    let mut read_to = 0;
    for (at, draft) in drafts.iter().enumerate() {
        let first = taking.out.len();
        let whole = draft.range.start >= read_to && draft.part != Some(PartKind::NextSteps);
        if whole && let Some(line) = labels::line(view, draft) {
            read_to = line.end;
            let sentence = Sentence::of(view, view.get(line.clone()), line.start, false, &setting);
            taking.afresh();
            taking.sentence(&Sentence { row: true, ..sentence });
            totals.note(&taking.out[first..], &[], taking.untold, None);
            continue;
        }
        if whole && let Some(cells) = columns::sums(view, draft) {
            taking.cells(cells);
            totals.note(&taking.out[first..], &[], false, None);
            continue;
        }
        if !counted(draft.role) || draft.found || draft.range.start < read_to {
            continue;
        }
        let text = view.get(draft.range.clone());
        if let Some((figures, range)) = figures::row(view, drafts, at)
            && draft.part != Some(PartKind::NextSteps)
        {
            let sentence = Sentence::of(view, &figures, range.start, false, &setting);
            taking.sentence(&Sentence { row: true, ..sentence });
            continue;
        }
        if draft.role == Role::Part {
            future = names_future(text);
        }
        taking.afresh();
        let opens = ["下一步", "下步", "今后", "接下来"].iter().any(|word| text.starts_with(word));
        let ahead = draft.part == Some(PartKind::NextSteps) || opens && draft.role == Role::Paragraph;
        let leaf = draft.role == Role::Measure && draft.part == Some(PartKind::Rectification);
        let ends = stops(text).map(|at| at + '。'.len_utf8()).chain([text.len()]);
        let (mut from, mut dated, mut problems, mut states) = (0, false, false, false);
        // Whether the sentence before told of what other inspectors found.
        let mut theirs = false;
        let mut stated = Vec::new();
        let mut numbers = view.words.within(List::Numbers, draft.range.clone()).peekable();
        for end in ends {
            let will = || PLANS.has(&text[from..end]);
            // A sentence without a numeral counts nothing.
            while numbers.next_if(|(_, at)| *at < draft.range.start + from).is_some() {}
            if numbers.peek().is_none_or(|(_, at)| *at >= draft.range.start + end) {
                (dated, theirs) = (dated && !will(), false);
                from = end;
                continue;
            }
            let mut sentence = Sentence::of(view, &text[from..end], draft.range.start + from, leaf, &setting);
            if theirs {
                sentence.go_on_with_theirs();
            }
            theirs = sentence.theirs;
            // 反馈的14个问题全部纳入台账。目前,已完成12个: what is counted was named before.
            if problems && ["目前", "截至", "截止", "现已"].iter().any(|word| sentence.text.starts_with(word))
            {
                sentence.topics |= topic::STATES;
            }
            // 社区党组织47个问题整改完成45个。合计完成64个 goes on with what was counted.
            if states && ["合计", "总计", "累计"].iter().any(|word| sentence.text.starts_with(word)) {
                sentence.topics |= topic::STATES;
            }
            let counts = sentence.numbers.iter().filter(|number| matches!(number.unit, "个" | "项" | "条"));
            stated.extend(counts.filter_map(Number::whole));
            let of_all = taking.of_all(&sentence);
            sentence.leaf &= !of_all;
            // 十九个问题中,十七个已整改完成; 截至7月底,…。建立制度64项。
            let summed = SUMMED.iter().any(|word| sentence.text.starts_with(word));
            dated = (dated || sentence.dated || of_all || summed) && !will();
            from = end;
            // What is planned is no result, except where a chapter of plans closes with one.
            // Results of the whole stand there too: 整改以来,新制定制度63项.
            let since =
                || ["以来", "整改期间"].iter().any(|word| text.contains(word)) && !text.contains("力争");
            if !ahead || sentence.dated || dated || since() {
                taking.sentence(&sentence);
                let told = &taking.out[taking.first..];
                problems = told.iter().any(|quantity| quantity.kind == Measured::Problems);
                states = told.iter().any(|quantity| quantity.kind == Measured::Done);
                continue;
            }
            // 建立健全制度8项,把成果固化为长效机制: a chapter on what is kept up tells what there is to keep.
            if draft.part == Some(PartKind::NextSteps) && !future && !opens && !will_or_may(sentence.text) {
                taking.only = Some(Measured::Rules);
                taking.sentence(&sentence);
                taking.only = None;
                continue;
            }
            // 在已新建制度12项、修订制度20项的基础上,狠抓落实: a clause of what is done, among plans.
            // 县纪委监委已立案11件,给予党纪政务处分12人 goes on with what was reached.
            let (mut at, mut reached) = (from - sentence.text.len(), false);
            for clause in sentence.text.split_inclusive(',') {
                reached = !will_be(clause) && (reached || REACHED.has(clause));
                if reached {
                    let mut clause = Sentence::of(view, clause, draft.range.start + at, leaf, &setting);
                    // 28项问题已完成整改25项,3项需要长期坚持: the noun stands in the clause before.
                    clause.topics |= sentence.topics & topic::STATES;
                    taking.sentence(&clause);
                }
                at += clause.len();
            }
        }
        let heading = matches!(draft.role, Role::Section | Role::Item | Role::Area | Role::Part);
        if !heading && !ahead {
            taking.without_amount(text, draft.range.start, first);
        }
        let summed = taking.summed.map(|at| at - first);
        totals.note(&taking.out[first..], &stated, taking.untold, summed);
    }
    totals.check(findings);
    findings.extend(std::mem::take(&mut taking.lost).into_iter().map(|span| Finding {
        doubt: Doubt::Quantity,
        span: Some(span),
        reason: "没有一次巡察分这么多方面,疑有缺字,数目不作采用".to_owned(),
        confidence: 90,
    }));
    taking.all()
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

struct Taking<'a> {
    view: &'a View<'a>,
    out: Vec<Quantity>,
    seen: FxHashSet<(Measured, String, String)>,
    /// What had been stated before.
    again: Vec<Quantity>,
    /// Where the latest head-count of this sentence ends, and how those were dealt with.
    dealt: Option<(usize, String)>,
    /// How many had been taken before this sentence.
    first: usize,
    /// Where the latest count with a state ends in this sentence, and whether it is a part of another.
    latest: Option<(usize, bool)>,
    /// Where the latest count ends that is a goal.
    goal: Option<usize>,
    /// Whether this draft has counted some of which it is open how far they are.
    untold: bool,
    /// Where this draft sums up what is done by now: 累计完成37个.
    summed: Option<usize>,
    /// Nothing of another kind is taken.
    only: Option<Measured>,
    /// Counts that must have lost some of their characters.
    lost: Vec<Span>,
}

impl<'a> Taking<'a> {
    fn of(view: &'a View<'a>) -> Self {
        Self {
            view,
            out: Vec::new(),
            seen: FxHashSet::default(),
            again: Vec::new(),
            dealt: None,
            first: 0,
            latest: None,
            goal: None,
            untold: false,
            summed: None,
            only: None,
            lost: Vec::new(),
        }
    }

    /// Forgets what the last draft told of its own.
    fn afresh(&mut self) {
        (self.untold, self.summed) = (false, None);
    }

    /// Keeps a quantity; whether the announcement states it for the first time.
    fn add(
        &mut self,
        sentence: &Sentence,
        kind: Measured,
        number: &Number,
        of: Option<String>,
        from: usize,
    ) -> bool {
        if self.only.is_some_and(|only| only != kind) {
            return false;
        }
        let deed = matches!(kind, Measured::Money | Measured::People | Measured::Rules);
        if deed && sentence.is_of_others(number.range.start) {
            return false;
        }
        let value = number.value();
        // Announcements repeat their figures; money is the same money whatever the verb.
        let key = if kind == Measured::Money { String::new() } else { of.clone().unwrap_or_default() };
        let first = self.seen.insert((kind, value.clone(), key));
        let span = self.view.span(sentence.place(from.min(number.range.start)..number.range.end));
        // The value is in yuan: 48.85万元 is 488500 元, not as many 万元.
        let unit = if kind == Measured::Money { "元".to_owned() } else { number.printed.clone() };
        let value = Some(value);
        let to = if first { &mut self.out } else { &mut self.again };
        to.push(Quantity { kind, value, unit, about: number.about, of, span, again: !first });
        first
    }

    /// Everything in text order. A number that was stated before as one thing and is first stated now as another is
    /// the latter alone.
    fn all(mut self) -> Vec<Quantity> {
        let mut ends: FxHashSet<u32> = self.out.iter().map(|own| own.span.end).collect();
        self.again.retain(|own| ends.insert(own.span.end));
        self.out.append(&mut self.again);
        self.out.sort_by_key(|own| own.span);
        self.out
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
        let mut taken = Vec::new();
        self.first = self.out.len();
        if !sentence.leaf && sentence.tells(topic::STATES) {
            taken.resize(sentence.numbers.len(), false);
            self.problems(sentence, &mut taken);
            self.shares(sentence, &mut taken);
        }
        (self.dealt, self.latest, self.goal) = (None, None, None);
        let mut previous = 0;
        let mut upper = 0..0;
        let taken = taken.into_iter().chain(std::iter::repeat(false));
        for (number, taken) in sentence.numbers.iter().zip(taken) {
            // 制度机制3类11项: a tier right before the number does not part it from its words.
            let tiered = !upper.is_empty() && upper.end == number.range.start;
            let (from, to) = if tiered { (previous, upper.start) } else { (upper.end, number.range.start) };
            let before = tail(&sentence.text[from..to]);
            previous = from;
            upper = number.range.clone();
            let at = number.range.start;
            let deed = matches!(number.unit, "元" | "人" | "人次" | "名");
            if taken || sentence.is_past(at, deed) {
                continue;
            }
            let after = head(&sentence.text[number.range.end..]);
            if deed && area::as_example(clause(before), after) {
                continue;
            }
            // The label of a row leads to its number as a clause does; so does that of a figure in running text:
            // 已整改:36个,未整改:2个.
            let label = before.strip_suffix(':').filter(|label| sentence.row || is_label(label, after));
            let passed = number.range.start - to + before.len() - label.unwrap_or(before).len();
            let near = Near { clause: clause(label.unwrap_or(before)), passed, after };
            // 上一年度追回95万元 is no result; 较上年度增长 only compares.
            if sentence.tells(topic::YEAR_BEFORE)
                && topic::BEFORE.iter().any(|word| near.clause.contains(word))
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
                // 内控制度1套 is a rule; any other set is none.
                "套" if sentence.tells(topic::RULES) => {
                    self.rules(sentence, number, &near);
                }
                "次" | "场" => self.meetings(sentence, number, &near),
                "个" | "项" | "小项" | "条" | "份" | "部" | "件" => {
                    let _ = number.unit == "件" && self.handed(sentence, number, &near)
                        || sentence.tells(topic::RULES) && self.rules(sentence, number, &near)
                        || sentence.tells(topic::MEASURES) && self.measures(sentence, number, &near)
                        || sentence.tells(topic::STATES) && self.state(sentence, number, &near);
                }
                _ => {}
            }
        }
    }
}

/// Whether words before a colon are the label of the figure behind it, of which nothing more is said: 整改完成率:94.7%.
fn is_label(words: &str, after: &str) -> bool {
    let closed = after.is_empty() || after.starts_with([',', '。', '；', '、', ')']);
    closed && (2..=12).contains(&clause(words).chars().count())
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
            "巡察", "巡视", "的", "类", "子项", "子", "分项", "一级", "二级", "三级", "小",
        ];
        match word.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    // 整改事项 is a name for a finding; 事项 alone is anything.
    let matter =
        || rest.strip_prefix("事项").filter(|_| text.starts_with("整改") || text.starts_with("具体整改"));
    let point = || text.strip_prefix("整改点");
    let after = ["问题点", "问题", "整改任务点", "任务点", "具体表现", "表现"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .or_else(matter)
        .or_else(point)?;
    let other = ["线索", "清单", "台账", "户", "车", "房", "专项"].iter().any(|word| after.starts_with(word));
    (!other).then(|| text.len() - after.len())
}
