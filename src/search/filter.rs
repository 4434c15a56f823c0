//! The conditions of a query, resolved against one shard.
//!
//! In: [`Filter`]s. Out: whether an announcement, or one of its units, passes.
//! Conditions on one field are alternatives, fields must all hold, excluded
//! values must all be absent. A facet ignores the choice made in its own field,
//! so it can be asked what fails.
//!
//! Conditions on units are of two kinds. `in:措施` is a scope: words that stand
//! elsewhere do not count, as if it were not there. A value (主题:财务资金资产) keeps,
//! of the units that match, those that have it: words still meet wherever the
//! query lets them, so choosing a value gives what its facet counted.

use super::document::{numbers, round_of};
use super::shard::{Dates, FRACTION, Shard};
use super::show::merged;
use super::values::apart;
use super::{DateOf, Field, Filter, Place, Query, SearchError, Test};
use crate::disclosure::{Announcement, Date, Measured, Role, Span};
use crate::text::fold;

/// What a condition is on: those on the same thing are alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Value(Field),
    /// `in:`, be it a role or a chapter.
    Place,
    Dates(DateOf),
    Number(Measured),
}

impl Slot {
    /// That of a condition.
    pub(super) fn of(test: &Test) -> Self {
        match test {
            Test::Is(field, _) | Test::Has(field, _) | Test::Known(field, _) => Self::Value(*field),
            Test::In(_) => Self::Place,
            // 年份:>=2024 beside 年份:2020.
            Test::Dates { of: DateOf::Year, .. } | Test::Undated(DateOf::Year) => Self::Value(Field::Year),
            Test::Dates { of, .. } | Test::Undated(of) => Self::Dates(*of),
            Test::Number { of, .. } => Self::Number(*of),
        }
    }
}

enum Check {
    /// By number of value: does it pass? And what states none?
    Values(Field, Vec<bool>, bool),
    Dates(DateOf, u32, u32),
    Undated(DateOf),
    Number(Measured, i64, i64),
}

struct Condition {
    slot: Slot,
    negated: bool,
    check: Check,
}

/// The conditions, ready for one shard.
pub struct Filters {
    whole: Vec<Condition>,
    units: Vec<Condition>,
    scopes: Vec<Condition>,
    /// The numbers that must be stated: kind, least, most.
    stated: Vec<(Measured, i64, i64)>,
}

/// How an announcement fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All conditions hold.
    Passes,
    /// Only the choice in this field does not hold.
    FailsOnly(Field),
    /// It is out.
    Fails,
}

impl Filters {
    /// Resolves every condition.
    pub fn of(filters: &[Filter], shard: &dyn Shard) -> Result<Self, SearchError> {
        let (mut whole, mut units, mut scopes, mut stated) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for filter in filters {
            let slot = Slot::of(&filter.test);
            let condition = Condition { slot, negated: filter.negated, check: resolve(&filter.test, shard)? };
            if let (Check::Number(kind, from, to), false) = (&condition.check, condition.negated) {
                stated.push((*kind, *from, *to));
            }
            match slot {
                Slot::Place => scopes.push(condition),
                Slot::Value(field) if field.of_units() => units.push(condition),
                _ => whole.push(condition),
            }
        }
        Ok(Self { whole, units, scopes, stated })
    }

    /// Whether any condition keeps some of the units that match.
    pub fn on_units(&self) -> bool {
        !self.units.is_empty()
    }

    /// Whether words only count in some units.
    pub fn on_scopes(&self) -> bool {
        !self.scopes.is_empty()
    }

    /// Judges a whole announcement.
    pub fn announcement(&self, shard: &dyn Shard, document: u32) -> Verdict {
        let holds = |condition: &Condition| condition.check.announcement(shard, document);
        let mut failed: Option<Field> = None;
        for (index, condition) in self.whole.iter().enumerate() {
            if condition.negated {
                if holds(condition) {
                    return Verdict::Fails;
                }
                continue;
            }
            let first = self.whole.iter().position(|other| !other.negated && other.slot == condition.slot);
            if first != Some(index) {
                continue;
            }
            let alternatives =
                self.whole.iter().filter(|other| !other.negated && other.slot == condition.slot);
            if !alternatives.into_iter().any(holds) {
                match (condition.slot, failed) {
                    (Slot::Value(field), None) => failed = Some(field),
                    _ => return Verdict::Fails,
                }
            }
        }
        failed.map_or(Verdict::Passes, Verdict::FailsOnly)
    }

    /// Whether a unit is kept, leaving out the choice made in one field.
    pub fn unit(&self, shard: &dyn Shard, document: u32, unit: usize, without: Option<Field>) -> bool {
        all(&self.units, shard, document, unit, without)
    }

    /// The units that state a number which is asked for, ascending; none where no number is asked for.
    pub fn stating(&self, shard: &dyn Shard, document: u32) -> Option<Vec<u32>> {
        let (mut units, mut own, mut at) = (Vec::new(), Vec::new(), Vec::new());
        for (kind, from, to) in &self.stated {
            own.clear();
            at.clear();
            shard.numbers(*kind, document, &mut own);
            shard.stating(*kind, document, &mut at);
            let asked = own.iter().zip(&at).filter(|(number, _)| (from..=to).contains(number));
            units.extend(asked.map(|(_, unit)| *unit));
        }
        units.sort_unstable();
        units.dedup();
        (!self.stated.is_empty()).then_some(units)
    }

    /// Whether words count in a unit.
    pub fn scope(&self, shard: &dyn Shard, document: u32, unit: usize) -> bool {
        all(&self.scopes, shard, document, unit, None)
    }
}

/// The fields of units in which something was chosen.
pub fn chosen_unit_fields(filters: &[Filter]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for filter in filters.iter().filter(|filter| !filter.negated) {
        let field = match &filter.test {
            Test::Is(field, _) | Test::Has(field, _) | Test::Known(field, _) => *field,
            // A scope is no choice: facets count inside it.
            Test::In(_) | Test::Dates { .. } | Test::Undated(_) | Test::Number { .. } => continue,
        };
        if field.of_units() && !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// Whether conditions on units hold, leaving out those on one field.
fn all(own: &[Condition], shard: &dyn Shard, document: u32, unit: usize, without: Option<Field>) -> bool {
    let holds = |condition: &Condition| match &condition.check {
        Check::Values(field, passing, unstated) => {
            let number = shard.unit_value(*field, document, unit);
            passing.get(number as usize).copied().unwrap_or(*unstated)
        }
        _ => true,
    };
    own.iter().all(|condition| {
        if condition.negated {
            return !holds(condition);
        }
        without.is_some_and(|field| condition.slot == Slot::Value(field))
            || own.iter().any(|other| !other.negated && other.slot == condition.slot && holds(other))
    })
}

impl Check {
    fn announcement(&self, shard: &dyn Shard, document: u32) -> bool {
        match self {
            Check::Values(field, passing, unstated) => {
                let mut numbers = Vec::new();
                shard.values(*field, document, &mut numbers);
                *unstated && numbers.is_empty()
                    || numbers.iter().any(|number| passing.get(*number as usize).copied().unwrap_or(false))
            }
            Check::Dates(of, from, to) => {
                let (first, last) = dates(*of, shard, document);
                first != 0 && first <= *to && *from <= last
            }
            Check::Undated(of) => dates(*of, shard, document).0 == 0,
            Check::Number(kind, from, to) => {
                let mut numbers = Vec::new();
                shard.numbers(*kind, document, &mut numbers);
                numbers.iter().any(|number| (*from..=*to).contains(number))
            }
        }
    }
}

/// The days that a date may be, first and last; 0 where it is unknown. 7月下旬 lies in a range if one of its days does.
fn dates(of: DateOf, shard: &dyn Shard, document: u32) -> (u32, u32) {
    let Dates { published, feedback, feedback_end } = shard.dates(document);
    match of {
        DateOf::Published | DateOf::Year => (published, published),
        DateOf::Feedback => (feedback, feedback_end),
        DateOf::Any if published != 0 => (published, published),
        DateOf::Any => (feedback, feedback_end),
    }
}

fn resolve(test: &Test, shard: &dyn Shard) -> Result<Check, SearchError> {
    // 年份:未载明
    let unstated = matches!(test, Test::Is(_, wanted) if wanted.is_empty());
    let values = |field: Field, passes: &dyn Fn(&str) -> bool| -> Result<Check, SearchError> {
        let numbers = 0..shard.distinct(field);
        let passing =
            numbers.map(|n| Ok(passes(&shard.value(field, n)?))).collect::<Result<_, SearchError>>()?;
        Ok(Check::Values(field, passing, unstated))
    };
    match test {
        Test::Is(field, _) | Test::Has(field, _) | Test::Known(field, _) => {
            let passes = choosing(*field, test);
            values(*field, &|value| passes.as_ref().is_some_and(|passes| passes(value)))
        }
        Test::In(Place::Role(role)) => {
            values(Field::Role, &|value| Role::named(value).is_some_and(|own| role.takes(own)))
        }
        Test::In(Place::Part(part)) => values(Field::Part, &|value| value == part.code()),
        Test::Dates { of, from, to } => {
            let (from, to) =
                (from.map_or(0, |date| date.number()), to.map_or(u32::MAX, |date| date.number()));
            Ok(Check::Dates(*of, from, to))
        }
        Test::Undated(of) => Ok(Check::Undated(*of)),
        Test::Number { of, from, to, above, below } => {
            let (from, to) = bounds(from, to, *above, *below);
            Ok(Check::Number(*of, from, to))
        }
    }
}

/// Whether a value is chosen.
pub type Choosing<'t> = Box<dyn Fn(&str) -> bool + 't>;

/// Which values of a field a condition chooses, as facets give them; none where it is not on their field. What states
/// none is the empty value.
pub fn choosing(field: Field, test: &Test) -> Option<Choosing<'_>> {
    if Slot::of(test) != Slot::Value(field) {
        return None;
    }
    Some(match test {
        Test::Is(_, wanted) if wanted.is_empty() => Box::new(str::is_empty),
        Test::Is(_, wanted) => {
            let one = apart(wanted);
            let is = move |value: &str| {
                value == wanted || apart(value) == one || apart(&field.label(value)) == one
            };
            Box::new(move |value| !value.is_empty() && is(value))
        }
        // 轮次:3 is the third round of any session, not the thirteenth session.
        Test::Has(Field::Round, wanted) if round_of(&fold(wanted)).is_some() => {
            let (session, round) = round_of(&fold(wanted)).unwrap_or_default();
            Box::new(move |value| {
                let own = round_of(value);
                let same = |wanted: Option<u16>, own: Option<u16>| wanted.is_none() || wanted == own;
                own.is_some_and(|own| same(session, own.0) && same(round, own.1))
            })
        }
        // 巡察组:3 is the third team, however its number is written, and not the thirteenth.
        Test::Has(Field::Team, wanted) => {
            let wanted = counted(wanted);
            let number = wanted.trim_start_matches('第').trim_end_matches('组');
            let number = number.trim_end_matches("巡察").trim_end_matches("巡视");
            let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            let wanted = if digits { number.to_owned() } else { wanted };
            Box::new(move |value| stands(&counted(value), &wanted))
        }
        Test::Has(_, wanted) => {
            let wanted = bare(wanted);
            // 中共石埠县教育局党组 is how a title writes a body that is known without it.
            let wanted = match wanted.strip_prefix("中共") {
                Some(rest) if field == Field::Agency && !rest.is_empty() => rest.to_owned(),
                _ => wanted,
            };
            Box::new(move |value| {
                !value.is_empty()
                    && (bare(value).contains(&wanted) || bare(&field.label(value)).contains(&wanted))
            })
        }
        Test::Known(_, wanted) => {
            let others = super::named::of_agency(wanted).into_iter().map(|other| bare(&other.name));
            let names: Vec<String> = std::iter::once(bare(wanted)).chain(others).collect();
            Box::new(move |value| names.iter().any(|name| bare(value).contains(name)))
        }
        Test::Dates { from, to, .. } => {
            let year = |date: &Option<Date>| date.map(|date| date.number() / 10_000);
            let (from, to) = (year(from).unwrap_or(0), year(to).unwrap_or(u32::MAX));
            Box::new(move |value| value.parse().is_ok_and(|year| (from..=to).contains(&year)))
        }
        Test::Undated(_) => Box::new(str::is_empty),
        Test::In(_) | Test::Number { .. } => return None,
    })
}

/// The ends of a condition on a number. Whole fractions: leaving an end out is moving it by one.
fn bounds(from: &Option<String>, to: &Option<String>, above: bool, below: bool) -> (i64, i64) {
    // Between two fractions lies none that could be stated: a number asked for there has the next as its end.
    let from = from
        .as_deref()
        .and_then(fraction)
        .map_or(i64::MIN, |(least, exact)| least.saturating_add(i64::from(above || !exact)));
    let to = to
        .as_deref()
        .and_then(fraction)
        .map_or(i64::MAX, |(most, exact)| most.saturating_sub(i64::from(below && exact)));
    (from, to)
}

/// Marks with those of the numbers that a condition asks for, where an announcement states them.
pub fn with_stated(mut marks: Vec<Span>, query: &Query, announcement: &Announcement) -> Vec<Span> {
    for filter in query.numbers() {
        if let Test::Number { of, from, to, above, below } = &filter.test {
            let (from, to) = bounds(from, to, *above, *below);
            let own = numbers(announcement, *of).filter(|(_, number)| (from..=to).contains(number));
            marks.extend(own.map(|(span, _)| span));
        }
    }
    marks.sort_unstable();
    merged(marks)
}

/// A value as conditions compare it: folded, without blanks and punctuation.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A value as conditions compare it, with digits for its Chinese numerals.
fn counted(text: &str) -> String {
    let numeral = |c: char| "〇零一二三四五六七八九十".contains(c);
    let (mut out, mut run) = (String::new(), String::new());
    for c in bare(text).chars().map(Some).chain([None]) {
        match c {
            Some(c) if numeral(c) => run.push(c),
            c => {
                out.push_str(&super::syntax::in_digits(&std::mem::take(&mut run)));
                out.extend(c);
            }
        }
    }
    out
}

/// Whether a text stands in a value without cutting a number of it.
fn stands(value: &str, wanted: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (first, last) = (digit(wanted.chars().next()), digit(wanted.chars().next_back()));
    !value.is_empty()
        && value.match_indices(wanted).any(|(at, _)| {
            let (before, after) = (&value[..at], &value[at + wanted.len()..]);
            !(first && digit(before.chars().next_back()) || last && digit(after.chars().next()))
        })
}

/// A decimal as a whole number of fractions, and whether it is one: else it is the next one below. None if it is no
/// number; what is beyond all that can be stated is the last that can.
pub fn fraction(decimal: &str) -> Option<(i64, bool)> {
    let (negative, digits) = match decimal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, decimal),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') || part.contains('.') {
        return None;
    }
    let places = FRACTION.ilog10() as usize;
    let (near, rest) = part.split_at(part.len().min(places));
    let shown = format!("{whole}{near:0<places$}");
    let size = shown.parse().unwrap_or(i64::MAX);
    let exact = rest.bytes().all(|b| b == b'0');
    Some((if negative { -size - i64::from(!exact) } else { size }, exact))
}
