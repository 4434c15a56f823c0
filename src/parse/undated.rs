//! Places where a day stands that no calendar has, or that cannot be read.
//!
//! In: squeezed text. Out: where. Promise: nothing is read here, for what is at
//! these places is a doubt and no date.

use super::date::{pattern, scan};
use super::numeral;
use crate::disclosure::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Days that no calendar has: 11月31日, 2023年2月29日.
pub(super) fn impossible(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let body = &text[within.clone()];
    let found = body.match_indices('月').filter_map(|(at, sign)| {
        // As many digits as a month and a day have, on both sides of the sign.
        let (before, after) = (&body[..at], &body[at + sign.len()..]);
        let digits = before.bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
        let (before, month) = before.split_at(at - digits);
        let day = after.get(..numeral::digits_len(after)).filter(|day| matches!(day.len(), 1 | 2))?;
        let end = at + sign.len() + day.len();
        let end = body[end..].starts_with('日').then_some(end + "日".len())?;
        // 20xx年 belongs to it.
        let year = before.strip_suffix('年').and_then(|rest| rest.get(rest.len().checked_sub(4)?..));
        let year = year.filter(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()));
        let start = before.len() - year.map_or(0, |year| year.len() + "年".len());
        let date = Date::new(
            year.map_or(Some(2024), |year| year.parse().ok())?,
            month.parse().ok()?,
            day.parse().unwrap_or(0),
        );
        date.is_none().then_some(within.start + start..within.start + end)
    });
    found.collect()
}

/// Days with their year whose other signs were lost, so that no reading or more than one is left: 2025114日.
pub(super) fn unread(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let known = scan(text, within.clone());
    let lost = LOST.find_iter(&text[within.clone()]);
    let lost = lost.map(|found| within.start + found.start()..within.start + found.end());
    lost.filter(|range| !known.iter().any(|hit| hit.range.start == range.start)).collect()
}

static LOST: LazyLock<Regex> = LazyLock::new(|| pattern(r"20\d{2}年?\d{2,4}日"));
