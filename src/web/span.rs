//! `since=2024-03&until=2025`: a span of publication as parameters.
//!
//! In: the two ends as typed: a year, a month or a day. Out: a condition of the
//! query. Promise: what is typed in the words narrows further; a span never
//! widens it (conditions on one date are alternatives, so ours is cut into each).

use super::Failure;
use crate::disclosure::Date;
use crate::search::{DateOf, Filter, Query, Test};

/// Narrows a query to a span of publication; false if no day lies in it.
pub fn narrow(query: &mut Query, since: Option<&str>, until: Option<&str>) -> Result<bool, Failure> {
    let since = since.map(|text| ends("since", text)).transpose()?.map(|(first, _)| first);
    let until = until.map(|text| ends("until", text)).transpose()?.map(|(_, last)| last);
    if since.is_none() && until.is_none() {
        return Ok(true);
    }
    let mut cut = false;
    for filter in query.filters.iter_mut().filter(|filter| !filter.negated) {
        if let Test::Dates { of: DateOf::Published, from, to } = &mut filter.test {
            *from = since.max(*from);
            *to = match (until, *to) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            cut = true;
        }
    }
    if !cut {
        let test = Test::Dates { of: DateOf::Published, from: since, to: until };
        query.filters.push(Filter { negated: false, test });
    }
    settle(query);
    Ok(since.zip(until).is_none_or(|(since, until)| since <= until))
}

/// Leaves out the alternatives in which no day lies; if all are such, says so in words that mean the same when they
/// are read again (公布:2024..2023 would be turned round): from that day on, and not from that day on.
fn settle(query: &mut Query) {
    let spans = |filter: &Filter| {
        !filter.negated && matches!(&filter.test, Test::Dates { of: DateOf::Published, .. })
    };
    let empty = |filter: &Filter| match &filter.test {
        Test::Dates { from: Some(from), to: Some(to), .. } if spans(filter) && from > to => Some(*from),
        _ => None,
    };
    let Some(first) = query.filters.iter().find_map(empty) else { return };
    query.filters.retain(|filter| empty(filter).is_none());
    if !query.filters.iter().any(spans) {
        let test = Test::Dates { of: DateOf::Published, from: Some(first), to: None };
        let both = [false, true].map(|negated| Filter { negated, test: test.clone() });
        query.filters.extend(both);
    }
}

/// The first and the last day of a year, a month or a day.
fn ends(name: &str, text: &str) -> Result<(Date, Date), Failure> {
    let bad = || Failure::Parameter {
        name: name.to_owned(),
        why: format!("“{text}”不是可用的日期，应如 2024、2024-09、2024-09-19"),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let mut next = || parts.next().filter(|part| digits(part)).map(|part| part.parse::<u16>());
    let year = next().and_then(Result::ok).ok_or_else(bad)?;
    let month = next().transpose().map_err(|_| bad())?;
    let day = next().transpose().map_err(|_| bad())?;
    if parts.next().is_some() || text.ends_with('-') {
        return Err(bad());
    }
    let of = |month: u16, day: u16| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let span = match (month, day) {
        (None, _) => of(1, 1).zip(of(12, 31)),
        (Some(month), None) => {
            let last = u8::try_from(month).map_or(0, |month| Date::days_in(year, month));
            of(month, 1).zip(of(month, u16::from(last)))
        }
        (Some(month), Some(day)) => of(month, day).zip(of(month, day)),
    };
    span.ok_or_else(bad)
}
