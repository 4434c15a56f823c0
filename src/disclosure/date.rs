//! Calendar dates, ranges of them, and how a fact is known.

use super::Span;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A day that exists, between 1900 and 2199. Prints as `2024-03-29`.
///
/// ```
/// # use xunlan::disclosure::Date;
/// assert!(Date::new(2023, 2, 29).is_none());
/// let date: Date = "2024-02-29".parse()?;
/// assert_eq!(date.to_string(), "2024-02-29");
/// # Ok::<(), xunlan::disclosure::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text is not a day that exists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form 2024-03-29: {0}")]
pub struct DateError(String);

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= Self::days_in(year, month);
        fits.then_some(Self { year, month, day })
    }

    /// Today in China.
    pub fn today() -> Self {
        let now = time::OffsetDateTime::now_utc() + time::Duration::hours(8);
        let year = u16::try_from(now.year()).unwrap_or_default().clamp(1900, 2199);
        Self { year, month: now.month().into(), day: now.day() }
    }

    /// How many days the month has; 0 for a month that does not exist.
    pub fn days_in(year: u16, month: u8) -> u8 {
        match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => 0,
        }
    }

    /// The year, e.g. 2024.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The date as one number, 20240329: it sorts as dates do.
    pub fn number(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }

    /// Days since 1970-01-01 (negative before), for differences.
    pub fn days(self) -> i32 {
        // Howard Hinnant's civil-from-days arithmetic: March starts the year, so leap days fall last.
        let (month, day) = (i32::from(self.month), i32::from(self.day));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

impl fmt::Display for Date {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let mut next = |width: usize| {
            parts
                .next()
                .filter(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|part| part.parse::<u16>().ok())
        };
        let fields = (next(4), next(2), next(2));
        let date = match fields {
            (Some(year), Some(month), Some(day)) if parts.next().is_none() => {
                Date::new(year, month as u8, day as u8)
            }
            _ => None,
        };
        date.ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// The first and the last day something can have been: equal when the text
/// names a day, apart when it says 8月下旬 or only a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// Earliest day.
    pub first: Date,
    /// Latest day, not before `first`.
    pub last: Date,
}

impl DateRange {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }

    /// The day, when the text names one.
    pub fn exact(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }
}

/// How a value is known. The three that are not stated carry the rule that gave them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", content = "rule", rename_all = "snake_case")]
pub enum Known {
    /// It stands in the text.
    Stated,
    /// A part of it was left out in the text and is that of its neighbour.
    Inherited(String),
    /// A rule of the genre gives it.
    Inferred(String),
    /// The text is damaged and allows exactly one reading.
    Repaired(String),
}

impl Known {
    /// One word for it, as on the wire.
    pub fn word(&self) -> &'static str {
        match self {
            Known::Stated => "stated",
            Known::Inherited(_) => "inherited",
            Known::Inferred(_) => "inferred",
            Known::Repaired(_) => "repaired",
        }
    }

    /// The rule, where there is one.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Known::Stated => None,
            Known::Inherited(rule) | Known::Inferred(rule) | Known::Repaired(rule) => Some(rule),
        }
    }
}

/// A value read from the text, how it is known, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// What was read.
    pub value: T,
    /// How it is known.
    pub known: Known,
    /// Where it stands; absent when it comes from the page's metadata.
    pub span: Option<Span>,
}

impl<T> Fact<T> {
    /// A value that stands in the text as it is.
    pub fn stated(value: T, span: Span) -> Self {
        Self { value, known: Known::Stated, span: Some(span) }
    }
}
