//! The last day of a stay that is told by its length: 从3月17日起…为期45天.
//!
//! In: the first day and what follows it. Out: the day, with the rule it is inferred by. Promise: a length that does
//! not say which days it counts gives none.

use super::date::Hit;
use super::numeral;
use super::pattern::pattern;
use super::view::View;
use crate::disclosure::{Date, DateRange, Fact, Known};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static LASTING: LazyLock<Regex> = LazyLock::new(|| pattern(r"为期(\d{1,3}|[一二三四五六七八九十百]{1,5})天"));

/// 从3月17日起…为期45天: the last of that many days, the first counted.
/// 左右 and 约 give no day.
pub(super) fn until(
    view: &View,
    first: DateRange,
    start: &Hit,
    rest: Range<usize>,
) -> Option<Fact<DateRange>> {
    let text = view.get(start.range.end..rest.end.max(start.range.end));
    let found = LASTING.captures(text)?;
    let (whole, count) = (found.get(0)?, found.get(1)?);
    let behind = &text[whole.end()..];
    // 为期40天(春节假期除外): which days are counted is not told.
    let bracket = &behind[..behind.find([',', '。']).unwrap_or(behind.len())];
    if behind.starts_with("左右")
        || behind.starts_with('以')
        || ["除外", "不含", "不包括"].iter().any(|word| bracket.contains(word))
    {
        return None;
    }
    let days = numeral::either(count.as_str()).filter(|days| (2..=400).contains(days))?;
    let mut day = first.exact()?;
    for _ in 1..days {
        day = next(day)?;
    }
    let span = view.span(start.range.end + whole.start()..start.range.end + whole.end());
    let rule = format!("起始日期起{days}天,首日计入");
    Some(Fact { value: DateRange::day(day), known: Known::Inferred(rule), span: Some(span) })
}

fn next(day: Date) -> Option<Date> {
    let (year, month) = (day.year(), day.month());
    Date::new(year, month, day.day() + 1)
        .or_else(|| Date::new(year, month + 1, 1))
        .or_else(|| Date::new(year + 1, 1, 1))
}
