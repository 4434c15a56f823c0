//! The sums that have to agree (genre §6).
//!
//! In: the quantities of each draft. Out: a finding where done, staged,
//! ongoing, long-term and undone are not the total, or the rate is not their
//! share. Promise: a text that does not state all parts is not blamed.

use crate::disclosure::{Doubt, Finding, Measured, Quantity, Span};
use crate::parse::amount;

/// What has been stated so far.
#[derive(Default)]
pub(super) struct Totals {
    /// The finest tier of problems.
    all: Option<u64>,
    /// Every count of problems: not all are of the whole.
    counts: Vec<u64>,
    /// Tiers above the finest that count problems too: 8个问题(21个具体表现).
    upper: Vec<u64>,
    /// Whether the draft tells of some that are neither done nor undone.
    untold: bool,
    /// Parts of the first draft that states them: how many, their sum, those done, where.
    parts: Option<(usize, u64, u64, Span)>,
    /// Whether the draft states the sum of its parts itself, as that of what it speaks of.
    summed: bool,
    rate: Option<String>,
    /// Tasks done, where parts are told of tasks.
    tasks: u64,
}

fn number(quantity: &Quantity) -> Option<u64> {
    quantity.value.as_deref()?.parse().ok()
}

fn total(parts: &[&Quantity]) -> u64 {
    parts.iter().filter_map(|quantity| number(quantity)).fold(0, u64::saturating_add)
}

fn is_part(quantity: &Quantity) -> bool {
    let state = matches!(
        quantity.kind,
        Measured::Done | Measured::Ongoing | Measured::Staged | Measured::LongTerm | Measured::Undone
    );
    state && quantity.of.as_deref().is_none_or(|of| of == "基本完成")
}

impl Totals {
    /// Takes in what one draft states; `stated` are all its counts, of whatever, and `untold` says whether it is
    /// open how far some of them are.
    /// Behind one that sums up (`summed`) the parts before it are told again.
    pub(super) fn note(&mut self, found: &[Quantity], stated: &[u64], untold: bool, summed: Option<usize>) {
        for quantity in found.iter().filter(|quantity| quantity.kind == Measured::Problems) {
            // Within one count the last tier is the finest.
            let upper = quantity.of.as_deref().is_some_and(|of| of != "具体表现");
            let sides = quantity.is_of_sides() || quantity.of.as_deref() == Some("其中");
            self.upper.extend(number(quantity).filter(|_| upper && !sides));
            if let Some(value) = number(quantity).filter(|_| !upper) {
                self.counts.push(value);
                self.all = Some(self.all.map_or(value, |before| before.max(value)));
            }
        }
        let parts = found[summed.unwrap_or(0)..].iter();
        let parts: Vec<&Quantity> = parts.filter(|quantity| is_part(quantity)).collect();
        if let (None, Some(first)) = (self.parts, parts.first()) {
            // Where the first of them add up to the whole, others count something else.
            let mut sums = parts.iter().scan(0_u64, |sum, quantity| {
                *sum = sum.saturating_add(number(quantity).unwrap_or(0));
                Some(*sum)
            });
            let whole = sums.position(|sum| self.counts.contains(&sum));
            let parts = &parts[..whole.map_or(parts.len(), |at| at + 1)];
            // 集中整改期内完成28个,截至目前完成34个: the later of two days counts.
            let again = |at: usize| {
                let same = |other: &&Quantity| (other.kind, &other.of) == (parts[at].kind, &parts[at].of);
                parts[at + 1..].iter().any(same)
            };
            let latest = (0..parts.len().min(12)).filter(|at| !again(*at)).map(|at| parts[at]);
            let latest: Vec<&Quantity> = latest.collect();
            let parts = if self.counts.contains(&total(&latest)) { &latest[..] } else { parts };
            let sum = total(parts);
            let done = parts.iter().filter(|quantity| quantity.kind == Measured::Done);
            let done = done.filter_map(|quantity| number(quantity)).sum();
            self.parts = Some((parts.len(), sum, done, first.span));
            self.untold = untold;
            // 涉及我局35个,已完成33个,正在整改2个: what they are parts of is stated.
            let own = parts.iter().filter(|quantity| number(quantity) == Some(sum)).count();
            self.summed = stated.iter().filter(|value| **value == sum).count() > own;
            let tasks = found
                .iter()
                .filter(|quantity| quantity.kind == Measured::Done && quantity.of.as_deref() == Some("任务"));
            self.tasks = tasks.filter_map(number).next().unwrap_or(0);
            self.rate = found
                .iter()
                .find(|quantity| quantity.kind == Measured::Rate && quantity.of.is_none())
                .and_then(|rate| rate.value.clone());
        }
    }

    /// Reports sums that fail.
    pub(super) fn check(&self, findings: &mut Vec<Finding>) {
        let (Some(most), Some((count, sum, done, span))) = (self.all, self.parts) else { return };
        let all = [sum, sum + self.tasks].into_iter().find(|sum| self.counts.contains(sum));
        let (sum, done, all) = match all {
            // 58个任务: 已完成任务50个,基本完成6个
            Some(all) if all != sum => (all, done + self.tasks, all),
            all => (sum, done, all.unwrap_or(most)),
        };
        // 8个问题(21个具体表现)已整改完成7个,1个取得阶段性成效: the parts are of the problems, not of their signs.
        let all =
            if self.counts.contains(&all) && all != sum && self.upper.contains(&sum) { sum } else { all };
        // 反馈街道党工委问题20个、社区党组织问题47个,已完成67个: those of both.
        let mut counts = self.counts.clone();
        counts.sort_unstable();
        counts.dedup();
        let both = counts.iter().fold(0, |sum: u64, count| sum.saturating_add(*count));
        let share = |rate: &String| done <= both && amount::is_share(rate, done, both);
        if counts.len() > 1 && sum > all && (sum == both || self.rate.as_ref().is_some_and(share)) {
            return;
        }
        let mut note = |reason: String| {
            findings.push(Finding { doubt: Doubt::Quantity, span: Some(span), reason, confidence: 70 });
        };
        if !self.summed && (sum > all || sum < all && count > 1 && !self.untold) {
            note(format!("各状态合计{sum},与问题总数{all}不符"));
        }
        if let Some(rate) = &self.rate
            && !amount::is_share(rate, done, all)
            // 任务106个,已完成98个,正在整改8个: the parts are stated to be those of the tasks.
            && !(self.summed && amount::is_share(rate, done, sum))
            && !self.upper.iter().any(|upper| *upper >= done && amount::is_share(rate, done, *upper))
        {
            note(format!("完成率{rate}%与{done}/{all}不符"));
        }
    }
}
