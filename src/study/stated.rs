//! What one announcement has stated of one thing, so that a sum does not count its repetitions.
//!
//! In: numbers of like with like. Out: which of them count. An announcement
//! says 14个问题 in its preamble and again in its closing, and that is 14; two
//! measures that recover 1万元 each recover 2万元, whether what they come to is
//! told before them, behind them or not at all. Promises: wherever the same is
//! said, the same counts; of some of the numbers no more counts than of all.

use super::{Amount, like};
use crate::disclosure::{Measured, Quantity, Role, Span, unit_at};
use crate::search::Record;
use crate::segment::{Mark, mark};
use crate::text::marks::Marks;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// A number with a value, in a unit.
#[derive(Clone, Copy)]
pub struct Number {
    /// Its place among the quantities of its announcement.
    pub at: usize,
    /// The unit it stands in.
    pub unit: usize,
    /// How many.
    pub value: Amount,
}

/// The numbers of one announcement.
pub struct Stated<'r> {
    record: &'r Record,
    marks: OnceCell<Marks>,
}

impl<'r> Stated<'r> {
    /// Those of a record.
    pub fn of(record: &'r Record) -> Self {
        Self { record, marks: OnceCell::new() }
    }

    /// One of its quantities, if it has a value and stands in a unit.
    pub fn number(&self, at: usize) -> Option<Number> {
        let quantity = self.quantity(at)?;
        let value = quantity.value.as_deref().and_then(Amount::read)?;
        Some(Number { at, unit: unit_at(&self.record.announcement.units, quantity.span)?, value })
    }

    /// Which of these numbers count, all alike and in text order. What an announcement got done is stated where it was
    /// done: what measures state counts as often as they state it, and elsewhere an equal number only tells of it.
    /// Problems, measures and their states are counts of the whole, and count once.
    pub fn counted(&self, numbers: &[Number]) -> Vec<bool> {
        let mut counted = vec![false; numbers.len()];
        let mut equal: BTreeMap<Amount, Vec<usize>> = BTreeMap::new();
        for (place, number) in numbers.iter().enumerate() {
            equal.entry(number.value).or_default().push(place);
        }
        for places in equal.values() {
            let done: Vec<usize> =
                places.iter().copied().filter(|place| self.is_done(&numbers[*place])).collect();
            for (place, before) in done.iter().zip([None].into_iter().chain(done.iter().map(Some))) {
                counted[*place] =
                    before.is_none_or(|before| self.is_another(&numbers[*before], &numbers[*place]));
            }
            if let (true, Some(first)) = (done.is_empty(), places.first()) {
                counted[*first] = true;
            }
        }
        counted
    }

    /// Whether a measure states it as what came of it.
    fn is_done(&self, number: &Number) -> bool {
        let result = self.quantity(number.at).is_some_and(|quantity| {
            matches!(quantity.kind, Measured::Money | Measured::People | Measured::Rules | Measured::Meetings)
        });
        result && self.record.announcement.units[number.unit].role == Role::Measure
    }

    /// Whether an equal number is stated of something else: by another measure, or as the next of a list, as in
    /// 甲科室党纪处分1人、乙科室党纪处分1人. Behind a comma or a full stop a measure goes on about the same.
    fn is_another(&self, before: &Number, number: &Number) -> bool {
        let between = || {
            let [before, own] = [before.at, number.at].map(|at| self.quantity(at).map(|it| it.span));
            before.zip(own).map_or("", |(before, own)| self.text(Span::new(before.end, own.start)))
        };
        let listed = |text: &str| {
            text.contains(['、', '和', '及'])
                && !text.contains([',', '，', ':', '：'])
                && !text.chars().any(|c| mark(c) == Mark::Hard)
                && !["其中", "共计", "合计", "累计"].iter().any(|total| text.contains(total))
        };
        before.unit != number.unit || listed(between())
    }

    fn quantity(&self, at: usize) -> Option<&'r Quantity> {
        self.record.announcement.quantities.get(at)
    }

    fn text(&self, span: Span) -> &'r str {
        let text = self.record.text.as_str();
        let marks = self.marks.get_or_init(|| Marks::of(text));
        text.get(marks.byte(text, span.start)..marks.byte(text, span.end)).unwrap_or_default()
    }

    /// Which of all quantities count, each beside those that are like it; those without a value do.
    pub fn all(&self) -> Vec<bool> {
        let quantities = &self.record.announcement.quantities;
        let mut counts = vec![true; quantities.len()];
        let mut alike: HashMap<_, Vec<Number>> = HashMap::new();
        for number in (0..quantities.len()).filter_map(|at| self.number(at)) {
            alike.entry(like(&quantities[number.at])).or_default().push(number);
        }
        for numbers in alike.values() {
            for (number, counted) in numbers.iter().zip(self.counted(numbers)) {
                counts[number.at] = counted;
            }
        }
        counts
    }
}

/// The quantities of an announcement without its repetitions, in text order.
pub fn without_repetitions(record: &Record) -> Vec<&Quantity> {
    let quantities = record.announcement.quantities.iter();
    quantities.zip(Stated::of(record).all()).filter_map(|(own, counts)| counts.then_some(own)).collect()
}
