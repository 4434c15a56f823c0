//! Date expressions of the genre → what they say, completely or not.
//!
//! In: squeezed text. Out: hits in text order, years left open where the text
//! leaves them out; [`super::header`] closes them by the rules of genre §4.
//! Promise: a damaged number is read only where exactly one reading exists.

use super::numeral;
use crate::disclosure::{Date, DateRange};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Which days of a month an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    Day(u8),
    /// 上旬, 初
    Early,
    /// 中旬
    Middle,
    /// 下旬, 底, 末
    Late,
    /// Only the month.
    Whole,
}

/// One date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub range: Range<usize>,
    pub year: Option<u16>,
    pub month: u8,
    pub days: Days,
    /// Whether month and day were put together from a damaged number.
    pub repaired: bool,
    /// Whether it says 今年, 去年: a year that the text alone does not give.
    pub relative: bool,
}

impl Hit {
    /// The days it can mean in a year.
    pub fn in_year(&self, year: u16) -> Option<DateRange> {
        let last = Date::days_in(year, self.month);
        let (from, to) = match self.days {
            Days::Day(day) => (day, day),
            Days::Early => (1, 10),
            Days::Middle => (11, 20),
            Days::Late => (21, last),
            Days::Whole => (1, last),
        };
        Some(DateRange { first: Date::new(year, self.month, from)?, last: Date::new(year, self.month, to)? })
    }

    /// The days it means, if it names its year.
    pub fn stated(&self) -> Option<DateRange> {
        self.in_year(self.year?)
    }
}

#[expect(clippy::unwrap_used, reason = "the patterns are constants; a test compiles them")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<y>(?:19|20)\d{2}) ?年 ?(?P<m>\d{1,2}) ?月(?:份)?(?:(?P<d>\d{1,2})(?:日|号)|(?P<p>上旬|中旬|下旬|中下旬|底|末|初))?",
        r"|(?P<iy>(?:19|20)\d{2})(?P<s>[-/.])(?P<im>\d{1,2})[-/.](?P<id>\d{1,2})",
        r"|(?P<hy>[一二][〇○零◯九][〇○零◯一二三四五六七八九]{2})年(?P<hm>[一二三四五六七八九十]{1,2})月(?:(?P<hd>[一二三四五六七八九十]{1,3})日)?",
        r"|(?P<by>20\d{2})年?(?P<bn>\d{1,4})(?P<be>日|,)",
        r"|(?P<rel>今年|本年|去年|当年|同年)?的?(?P<nm>\d{1,2})月(?:份)?(?:(?P<nd>\d{1,2})(?:日|号)|(?P<np>上旬|中旬|下旬|中下旬|底|末|初))?",
    ))
});

fn days(day: Option<&str>, part: Option<&str>) -> Option<Days> {
    Some(match (day, part) {
        (Some(day), _) => Days::Day(day.parse().ok().filter(|day| (1..=31).contains(day))?),
        (_, Some("上旬" | "初")) => Days::Early,
        (_, Some("中旬")) => Days::Middle,
        (_, Some("下旬" | "底" | "末")) => Days::Late,
        // 中下旬 covers no third of its own; only the month is sure.
        (_, _) => Days::Whole,
    })
}

/// Every date expression of `text[within]`, in order, apart from each other.
pub(super) fn scan(text: &str, within: Range<usize>) -> Vec<Hit> {
    let body = &text[within.clone()];
    let mut out: Vec<Hit> = Vec::new();
    for found in DATE.captures_iter(body) {
        let Some(whole) = found.get(0) else { continue };
        let before = body[..whole.start()].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_digit()) && found.name("nm").is_none_or(|m| m.len() == 2) {
            continue;
        }
        let name = |name: &str| found.name(name).map(|m| m.as_str());
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<u16>().ok());
        let hit = |year: Option<u16>, month: Option<u16>, days: Option<Days>, repaired: bool| {
            let month = u8::try_from(month?).ok().filter(|month| (1..=12).contains(month))?;
            let range = within.start + whole.start()..within.start + whole.end();
            let relative = name("rel").is_some();
            Some(Hit { range, year, month, days: days?, repaired, relative })
        };
        let read = if let Some(year) = name("y") {
            hit(number(Some(year)), number(name("m")), days(name("d"), name("p")), false)
        } else if let Some(year) = name("iy") {
            let next = body[whole.end()..].chars().next();
            let cut = next.is_some_and(|c| c.is_ascii_digit());
            hit(number(Some(year)), number(name("im")), days(name("id"), None).filter(|_| !cut), false)
        } else if let Some(year) = name("hy") {
            let year = numeral::spelled(year).and_then(|year| u16::try_from(year).ok());
            let month = name("hm").and_then(numeral::value).and_then(|month| u16::try_from(month).ok());
            let day = match name("hd") {
                Some(day) => numeral::value(day).and_then(|day| u8::try_from(day).ok()).map(Days::Day),
                None => Some(Days::Whole),
            };
            hit(year, month, day, false)
        } else if let Some(year) = number(name("by")) {
            let split = name("bn").and_then(|digits| only_split(Some(year), digits));
            split.and_then(|(month, day)| hit(Some(year), Some(month.into()), Some(Days::Day(day)), true))
        } else {
            hit(None, number(name("nm")), days(name("nd"), name("np")), false)
        };
        out.extend(read.filter(Hit::possible));
    }
    continue_ranges(text, within, out)
}

impl Hit {
    /// Whether the calendar has the day in some year.
    fn possible(&self) -> bool {
        let year = self.year.unwrap_or(2024);
        self.in_year(year).is_some()
    }
}

/// Month and day of a number that lost its 月, if only one split is a day:
/// 717 → 7月17日; 111 stays open.
pub(super) fn only_split(year: Option<u16>, digits: &str) -> Option<(u8, u8)> {
    let year = year.unwrap_or(2024);
    let mut found = None;
    for at in 1..digits.len().min(3) {
        let (month, day) = (digits.get(..at)?, digits.get(at..)?);
        if day.is_empty() || day.len() > 2 || month.starts_with('0') || day.starts_with('0') {
            continue;
        }
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        if Date::new(year, month, day).is_some() {
            if found.is_some() {
                return None;
            }
            found = Some((month, day));
        }
    }
    found
}

/// 3月20日至25日: the second day has the first one's month. 7月17日至830日,
/// where the text is damaged: the second number is split.
fn continue_ranges(text: &str, within: Range<usize>, hits: Vec<Hit>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::with_capacity(hits.len());
    let mut hits = hits.into_iter().peekable();
    while let Some(hit) = hits.next() {
        let end = hit.range.end;
        let stop = hits.peek().map_or(within.end, |next| next.range.start);
        let more = tail(text, end..stop, &hit);
        out.push(hit);
        out.extend(more);
    }
    out
}

fn tail(text: &str, range: Range<usize>, first: &Hit) -> Option<Hit> {
    let rest = &text[range.clone()];
    let after = rest.trim_start_matches(is_dash);
    let dash = rest.len() - after.len();
    if dash == 0 || dash > 12 {
        return None;
    }
    let used = numeral::digits_len(after);
    let digits = after.get(..used).filter(|digits| !digits.is_empty())?;
    if !after[used..].starts_with('日') {
        return None;
    }
    let range = range.start + dash..range.start + dash + used + "日".len();
    let base =
        Hit { range, year: None, month: first.month, days: Days::Whole, repaired: false, relative: false };
    match (used, digits.parse::<u8>().ok()) {
        (1 | 2, Some(day)) if !first.repaired && (1..=31).contains(&day) => {
            Some(Hit { year: first.year, days: Days::Day(day), ..base })
        }
        // 85日 can only be 8月5日; 25日 beside a damaged date stays open.
        (2, Some(day)) if day <= 31 => None,
        (2, _) | (3..=4, _) => {
            let (month, day) = only_split(first.year, digits)?;
            Some(Hit { month, days: Days::Day(day), repaired: true, ..base })
        }
        _ => None,
    }
}

/// Signs between the two ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '至' | '到' | '-' | '—' | '–' | '~' | '─' | '－' | '‐' | '―' | '−')
}
