//! Dates with open or closed ends.
//!
//! In: a value such as `2024-09..2025-11`, `>=2024年9月`, 2024年上半年. Out: the
//! first and the last day. Promise: a date that no calendar has is refused, not moved.

use super::natural::{self, Sign};
use super::ranges::{Range, Wrong, ends, joined, lone, plain, signed, told};
use crate::disclosure::Date;
use crate::search::{DateOf, Field, Test};

/// Years that are told one by one.
const MOST_YEARS: usize = 30;

/// A range of days.
pub fn dates(value: &str) -> Result<Range<Date>, Wrong> {
    let range = range(&natural::dated(value))?;
    Ok(Range { said: natural::reckoned(value).or(range.said), ..range })
}

/// The same, of a value whose numerals are digits.
fn range(whole: &str) -> Result<Range<Date>, Wrong> {
    let (left, right) = ends(whole);
    let (left, right) = match (&right, between(&left)) {
        (None, Some((first, last))) => (first, Some(last)),
        _ => (left, right),
    };
    let read = |text: &str| {
        days(text).ok_or_else(|| match natural::yearless(text) {
            true => format!("“{text}”没有写明哪一年(如 2024年{})", text.trim_start_matches('年')),
            false => format!("“{text}”不是可用的日期(如 2024、2024-09、2024年9月19日)"),
        })
    };
    if let Some((text, contrary)) = right.as_deref().and_then(|right| lone(&left, right)) {
        return Ok(Range { contrary, ..range(text)? });
    }
    let Some(right) = right else {
        let (sign, text) = sided(&left);
        // 2024年底 is the day something is done by, 2024年底前 too.
        let by = natural::closes(text) && matches!(sign, Sign::None | Sign::Below);
        let (from, to) = bound(if by { Sign::AtMost } else { sign }, read(text)?)?;
        let said =
            (by && sign == Sign::None).then(|| format!("“{text}”已读作到那时为止;只要那个月请写明月份"));
        return Ok(Range { said, ..Range::of(from, to) });
    };
    let (left, right) = told(left, right)?;
    let end = |text: &str, (first, last): (Date, Date)| -> Result<(Date, Date), Wrong> {
        let beyond = || "日期超出 1900 至 2199 年".to_owned();
        Ok(match signed(text).0 {
            Sign::Above => (moved(last, 1).ok_or_else(beyond)?, last),
            Sign::Below => (first, moved(first, -1).ok_or_else(beyond)?),
            _ => (first, last),
        })
    };
    let from = match natural::open(&left) {
        true => None,
        false => Some(end(&left, read(sided(&left).1)?)?),
    };
    let last = sided(&right).1;
    let later = natural::completed(sided(&left).1, last).filter(|_| days(last).is_none());
    let to = match natural::open(&right) {
        true => None,
        false => Some(end(&right, read(later.as_deref().unwrap_or(last))?)?),
    };
    let turned = matches!((from, to), (Some((from, _)), Some((_, to))) if from > to);
    let (from, to) = if turned { (to, from) } else { (from, to) };
    if from.is_none() && to.is_none() {
        return Err("两端都没有日期".to_owned());
    }
    let (from, to) = (from.map(|(first, _)| first), to.map(|(_, last)| last));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err("区间内没有任何日期".to_owned());
    }
    Ok(Range { turned, joined: joined(whole), ..Range::of(from, to) })
}

/// Dates of a list, of which a later one may leave out its year: 2024年9月、10月.
pub fn complete(list: Vec<String>) -> Vec<String> {
    let mut before = String::new();
    let whole = |text: String| {
        let own = natural::dated(&text);
        let later = natural::completed(&before, &own).filter(|_| days(&own).is_none());
        before = later.clone().unwrap_or(own);
        later.unwrap_or(text)
    };
    list.into_iter().map(whole).collect()
}

/// The days that a sign leaves of a span.
fn bound(sign: Sign, (first, last): (Date, Date)) -> Result<(Option<Date>, Option<Date>), Wrong> {
    let beyond = || "日期超出 1900 至 2199 年".to_owned();
    Ok(match sign {
        Sign::None => (Some(first), Some(last)),
        Sign::AtLeast => (Some(first), None),
        Sign::AtMost => (None, Some(last)),
        Sign::Above => (Some(moved(last, 1).ok_or_else(beyond)?), None),
        Sign::Below => (None, Some(moved(first, -1).ok_or_else(beyond)?)),
    })
}

/// A date with the sign before it or the words around it: >2024, 2024年以来.
fn sided(text: &str) -> (Sign, &str) {
    match signed(text) {
        (Sign::None, text) => natural::side(text),
        found => found,
    }
}

/// Two dates with a hyphen between them, which may have some inside: 2023年5月-2024年2月.
fn between(text: &str) -> Option<(String, String)> {
    if days(text).is_some() {
        return None;
    }
    let cuts = text.match_indices('-').map(|(at, _)| (text[..at].trim(), text[at + 1..].trim()));
    let reads = |(first, last): &(&str, &str)| {
        let later = || natural::completed(sided(first).1, sided(last).1);
        let ends = days(sided(last).1).is_some() || later().is_some_and(|later| days(&later).is_some());
        days(sided(first).1).is_some() && ends
    };
    cuts.into_iter().find(reads).map(|(first, last)| (first.to_owned(), last.to_owned()))
}

/// A condition on the year; whole years with both ends as one value each, as facets choose them.
pub fn by_year(test: Test) -> Vec<Test> {
    let Test::Dates { of: DateOf::Year, from: Some(from), to: Some(to) } = &test else { return vec![test] };
    let years = from.year()..=to.year();
    let whole = (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31);
    match whole && years.len() <= MOST_YEARS {
        true => years.map(|year| Test::Is(Field::Year, year.to_string())).collect(),
        false => vec![test],
    }
}

/// The first and last day of a year, a part of it, a month or a day.
fn days(text: &str) -> Option<(Date, Date)> {
    if let Some(part) = natural::part(text, days) {
        return Some(part);
    }
    let text = text.strip_suffix("全年").or_else(|| text.strip_suffix("年度")).unwrap_or(text);
    // 5-8月 is months, and no day; 2023- is open.
    let months = text.ends_with('月') && text.contains('-');
    if text.ends_with('-') || months && text.split(['年', '-']).count() > 2 {
        return None;
    }
    let text = text.trim_end_matches(['日', '号']);
    let mut parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    // 2024年9月 leaves an empty piece behind.
    if parts.len() > 1 && parts.last() == Some(&"") {
        parts.pop();
    }
    let compact = parts.len() == 1 && plain(text);
    let parts = match text.len() {
        6 if compact => vec![&text[..4], &text[4..]],
        8 if compact => vec![&text[..4], &text[4..6], &text[6..]],
        _ => parts,
    };
    let number = |at: usize| -> Option<Option<u16>> {
        let Some(part) = parts.get(at) else { return Some(None) };
        let fits = plain(part) && if at == 0 { part.len() == 4 } else { part.len() <= 2 };
        if fits { part.parse().ok().map(Some) } else { None }
    };
    let (year, month, day) = (number(0)??, number(1)?, number(2)?);
    if parts.len() > 3 {
        return None;
    }
    match (month, day) {
        (None, _) => Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)),
        (Some(month), None) => {
            let month = month as u8;
            Some((Date::new(year, month, 1)?, Date::new(year, month, Date::days_in(year, month))?))
        }
        (Some(month), Some(day)) => {
            let date = Date::new(year, month as u8, day as u8)?;
            Some((date, date))
        }
    }
}

/// The day after or before; none beyond the calendar we keep.
fn moved(date: Date, by: i8) -> Option<Date> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match by {
        1 => Date::new(year, month, day + 1)
            .or_else(|| Date::new(year, month + 1, 1))
            .or_else(|| Date::new(year + 1, 1, 1)),
        _ if day > 1 => Date::new(year, month, day - 1),
        _ if month > 1 => Date::new(year, month - 1, Date::days_in(year, month - 1)),
        _ => Date::new(year - 1, 12, 31),
    }
}
