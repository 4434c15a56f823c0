//! Quantities as a table, with the sentence behind each, and their sums.
//!
//! In: a query. Out: every number stated in the units that match, where it
//! stands, and sums of like with like: the same kind, of the same thing, in the
//! same unit; so people (人) and times (人次) stay apart. Promises: exact
//! decimals; a thing named without a number has none; rates are never added.
//! A sum adds what the announcements state, but not the repetitions of one
//! announcement ([`Stated`]): they are rows like any other, and say so. One that
//! states a total and its parts under the same words is in the sum with both, so
//! a sum says in how many announcements that may be, and what those come to that
//! state it once. It says too how many of its numbers are of samples.

use super::{Amount, Number, Stated, like, of_what, rectifications, told, unit_of};
use crate::disclosure::{Measured, Span, unit_at};
use crate::search::run::{Hit, Parts, Whole, each};
use crate::search::{Query, SearchError, Summary};
use crate::segment::{Mark, mark};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Kinds of quantities; none means all.
    pub kinds: Vec<Measured>,
    /// All numbers of a matching announcement, not only those of the units that match.
    pub whole: bool,
    /// Rows to pass over.
    pub from: u64,
    /// Rows to give.
    pub size: usize,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The announcement that states it.
    pub announcement: Summary,
    /// The unit it stands in.
    pub address: String,
    /// What it counts.
    pub kind: Measured,
    /// The same in readers' words.
    pub label: &'static str,
    /// What exactly.
    pub of: Option<String>,
    /// Exact decimal in `unit`; none where no number is stated.
    pub value: Option<String>,
    /// 元 for money, % for rates, else as printed.
    pub unit: String,
    /// The number and its words, as published.
    pub text: String,
    /// The sentence it stands in, as published.
    pub sentence: String,
    /// Where it stands in the published text.
    pub span: [u32; 2],
    /// The announcement states the same number in another of these rows: no sum counts it again.
    pub again: bool,
}

/// A sum of like with like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sum {
    /// What is counted.
    pub kind: Measured,
    /// The same in readers' words.
    pub label: &'static str,
    /// What exactly.
    pub of: Option<String>,
    /// The unit of `sum`.
    pub unit: String,
    /// How many numbers.
    pub stated: u64,
    /// How many announcements state one.
    pub announcements: u64,
    /// Exact; none for rates, and where no number is stated.
    pub sum: Option<String>,
    /// The smallest.
    pub least: Option<String>,
    /// The largest.
    pub most: Option<String>,
    /// Announcements that state several: a total and its parts perhaps, or the same thing twice.
    pub repeated: u64,
    /// The sum over the announcements that state just one; none for rates, and where there is none.
    pub once: Option<String>,
    /// How many of the numbers stand in samples.
    pub samples: u64,
    /// How many of the numbers repeat one that was counted.
    pub again: u64,
    /// How many of them name the thing without an amount.
    pub unstated: u64,
}

/// The table.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// Over the whole answer.
    pub whole: Whole,
    /// Rows in all.
    pub count: u64,
    /// Those of them that stand in samples.
    pub samples: u64,
    /// The rows asked for.
    pub rows: Vec<Row>,
    /// Over all rows, the most often stated first.
    pub sums: Vec<Sum>,
}

/// What may be added up.
type Like = (Measured, Option<String>, String);

#[derive(Default)]
struct Tally {
    stated: u64,
    announcements: u64,
    sum: Option<Amount>,
    least: Option<Amount>,
    most: Option<Amount>,
    overflown: bool,
    repeated: u64,
    once: Option<Amount>,
    samples: u64,
    again: u64,
    unstated: u64,
    last: u64,
    /// What the last announcement states, and how often.
    own: (u64, Option<Amount>),
}

/// The table of a query.
pub fn numbers(parts: Parts, query: &Query, asked: &Asked) -> Result<Numbers, SearchError> {
    let mut rows = Vec::new();
    let found = stream(parts, query, asked, &mut |row| {
        rows.push(row);
        Ok::<_, SearchError>(())
    })?;
    Ok(Numbers { rows, ..found })
}

/// The same, its rows handed over one at a time and not kept.
pub fn stream<E: From<SearchError>>(
    parts: Parts,
    query: &Query,
    asked: &Asked,
    take: &mut dyn FnMut(Row) -> Result<(), E>,
) -> Result<Numbers, E> {
    let end = asked.from.saturating_add(asked.size as u64);
    let (mut count, mut document, mut samples) = (0_u64, 0_u64, 0_u64);
    let mut tallies: BTreeMap<Like, Tally> = BTreeMap::new();
    // Sums over model texts and news would count nothing that was done.
    let narrowed = rectifications(query);
    let mut whole = each(parts, &narrowed, 0, &mut |hit| {
        document += 1;
        for row in of(hit, asked) {
            let like = (row.kind, row.of.clone(), row.unit.clone());
            let sample = u64::from(row.announcement.sample);
            let tally = tallies.entry(like).or_default();
            tally.add(row.value.as_deref().and_then(Amount::read), document, row.again);
            tally.samples += sample;
            samples += sample;
            if (asked.from..end).contains(&count) {
                take(row)?;
            }
            count += 1;
        }
        Ok::<_, E>(ControlFlow::Continue(()))
    })?;
    told(&narrowed, query, &mut whole);
    let mut sums: Vec<Sum> = tallies.into_iter().map(|(like, tally)| tally.sum(like)).collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.announcements));
    Ok(Numbers { whole, count, samples, rows: Vec::new(), sums })
}

/// The numbers of one announcement, in text order.
fn of(hit: &Hit, asked: &Asked) -> Vec<Row> {
    let announcement = &hit.record.announcement;
    let (stated, mut rows) = (Stated::of(hit.record), Vec::new());
    // Of each thing the numbers, and the row of each.
    let mut alike: HashMap<_, (Vec<Number>, Vec<usize>)> = HashMap::new();
    for (at, quantity) in announcement.quantities.iter().enumerate() {
        let Some(unit) = unit_at(&announcement.units, quantity.span) else { continue };
        let wanted = asked.kinds.is_empty() || asked.kinds.iter().any(|kind| quantity.counts(*kind));
        if !wanted || !(asked.whole || hit.units.binary_search(&(unit as u32)).is_ok()) {
            continue;
        }
        if let Some(number) = stated.number(at) {
            let (numbers, own) = alike.entry(like(quantity)).or_default();
            numbers.push(number);
            own.push(rows.len());
        }
        rows.push(Row {
            announcement: Summary::of(hit.record),
            address: announcement.units[unit].address.to_string(),
            kind: quantity.kind,
            label: quantity.kind.label(),
            of: of_what(quantity).map(str::to_owned),
            value: quantity.value.clone(),
            unit: unit_of(quantity).into_owned(),
            text: hit.shown.slice(quantity.span).to_owned(),
            sentence: sentence(hit, announcement.units[unit].span, quantity.span),
            span: quantity.span.into(),
            again: false,
        });
    }
    for (numbers, own) in alike.values() {
        for (row, counted) in own.iter().zip(stated.counted(numbers)) {
            rows[*row].again = !counted;
        }
    }
    rows
}

/// The sentence around a span, inside its unit. It ends where 同句 lets it end: not with a line, which may be wrapped
/// in the middle of a number.
fn sentence(hit: &Hit, unit: Span, span: Span) -> String {
    let ends = |c: char| mark(c) == Mark::Hard;
    let before = hit.shown.slice(Span::new(unit.start, span.start));
    let start = before.rfind(ends).map_or(before, |at| before[at..].trim_start_matches(ends));
    let behind = hit.shown.slice(Span::new(span.end, unit.end.max(span.end)));
    let end = behind.find(ends).map_or(behind, |at| {
        let mark = behind[at..].chars().next().map_or(0, char::len_utf8);
        &behind[..at + mark]
    });
    format!("{start}{}{end}", hit.shown.slice(span)).trim().to_owned()
}

impl Tally {
    fn add(&mut self, value: Option<Amount>, document: u64, again: bool) {
        self.stated += 1;
        self.again += u64::from(again);
        if self.last != document {
            self.announcements += 1;
            self.last = document;
            self.close();
        }
        let Some(value) = value else {
            self.unstated += 1;
            return;
        };
        if again {
            return;
        }
        self.own = (self.own.0 + 1, Some(value));
        let sum = self.sum.unwrap_or(Amount::ZERO).plus(value);
        self.overflown |= sum.is_none();
        self.sum = sum.or(self.sum);
        self.least = Some(self.least.map_or(value, |least| least.min(value)));
        self.most = Some(self.most.map_or(value, |most| most.max(value)));
    }

    /// Ends an announcement.
    fn close(&mut self) {
        match std::mem::take(&mut self.own) {
            (1, Some(value)) => {
                let sum = self.once.unwrap_or(Amount::ZERO).plus(value);
                self.overflown |= sum.is_none();
                self.once = sum.or(self.once);
            }
            (stated, _) => self.repeated += u64::from(stated > 1),
        }
    }

    fn sum(mut self, (kind, of, unit): Like) -> Sum {
        self.close();
        let print = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
        let adds = kind != Measured::Rate && !self.overflown;
        Sum {
            kind,
            label: kind.label(),
            of,
            unit,
            stated: self.stated,
            announcements: self.announcements,
            sum: print(self.sum.filter(|_| adds)),
            least: print(self.least),
            most: print(self.most),
            repeated: self.repeated,
            once: print(self.once.filter(|_| adds)),
            samples: self.samples,
            again: self.again,
            unstated: self.unstated,
        }
    }
}
