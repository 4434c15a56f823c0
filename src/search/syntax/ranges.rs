//! Dates and numbers with open or closed ends, read without floating point.
//!
//! In: a value such as `2024-09..2025-11`, `>=100万`, `[a TO b]`. Out: the two
//! ends. Promise: 万 and 亿 move the decimal point, nothing is rounded; a date
//! that no calendar has is refused, not moved.

use super::marks::narrowed;
use crate::disclosure::{Date, Measured};
use crate::search::{DateOf, Field, Test};

/// One end of a range as typed: its sign and what follows.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    None,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// Years that are told one by one.
const MOST_YEARS: usize = 30;

/// Why a value is not a range, for readers.
pub type Wrong = String;

/// Both ends of a range, and a remark where it had to be turned round.
pub struct Range<T> {
    /// Not before.
    pub from: Option<T>,
    /// Not after.
    pub to: Option<T>,
    /// Whether the ends stood the wrong way round.
    pub turned: bool,
    /// Whether the sign at the only end says the opposite of where it stands: ..>5.
    pub contrary: bool,
    /// The 万 of the end is meant of the beginning too: 100~200万.
    pub shared: Option<char>,
}

/// An end of a range of numbers: the exact decimal, and whether it is left out itself.
pub type End = (String, bool);

/// Whether a value can only be a range of numbers: it begins with a comparison, or holds `..`.
pub fn ranged(value: &str) -> bool {
    let value = narrowed(value);
    let digits = value.chars().any(|c| c.is_ascii_digit());
    digits && (value.starts_with(['>', '<', '≥', '≤']) || value.contains(".."))
}

/// `[2023 TO]` and `[TO 2023]` as they are meant, where one end is left out.
pub fn half(value: &str) -> Option<String> {
    let value = narrowed(value);
    let inner = value.strip_prefix('[')?.trim_end_matches(']').trim();
    let first = inner.strip_suffix(" TO").or_else(|| inner.strip_suffix(" to"));
    let last = inner.strip_prefix("TO ").or_else(|| inner.strip_prefix("to "));
    let first = first.map(|first| format!("[{} TO *]", first.trim()));
    first.or_else(|| last.map(|last| format!("[* TO {}]", last.trim())))
}

/// The one end of a half-open range, if a sign stands before it: then the sign tells what is meant. Second,
/// whether it stands at the end that it does not fit.
fn lone<'a>(left: &'a str, right: &'a str) -> Option<(&'a str, bool)> {
    let open = |text: &str| matches!(text, "" | "*");
    let (text, begins) = match (open(left), open(right)) {
        (true, false) => (right, false),
        (false, true) => (left, true),
        _ => return None,
    };
    match signed(text).0 {
        Sign::None => None,
        Sign::Above | Sign::AtLeast => Some((text, !begins)),
        Sign::Below | Sign::AtMost => Some((text, begins)),
    }
}

/// A range of days.
pub fn dates(value: &str) -> Result<Range<Date>, Wrong> {
    let (left, right) = ends(value);
    let read = |text: &str| {
        days(text).ok_or_else(|| format!("“{text}”不是可用的日期(如 2024、2024-09、2024年9月19日)"))
    };
    let beyond = || "日期超出 1900 至 2199 年".to_owned();
    if let Some((text, contrary)) = right.as_deref().and_then(|right| lone(&left, right)) {
        return Ok(Range { contrary, ..dates(text)? });
    }
    let Some(right) = right else {
        let (sign, text) = signed(&left);
        let (first, last) = read(text)?;
        let (from, to) = match sign {
            Sign::None => (Some(first), Some(last)),
            Sign::AtLeast => (Some(first), None),
            Sign::AtMost => (None, Some(last)),
            Sign::Above => (Some(moved(last, 1).ok_or_else(beyond)?), None),
            Sign::Below => (None, Some(moved(first, -1).ok_or_else(beyond)?)),
        };
        return Ok(Range { from, to, turned: false, contrary: false, shared: None });
    };
    let open = |text: &str| matches!(text, "" | "*");
    let from = if open(&left) { None } else { Some(read(signed(&left).1)?) };
    let to = if open(&right) { None } else { Some(read(signed(&right).1)?) };
    let turned = matches!((from, to), (Some((from, _)), Some((_, to))) if from > to);
    let (from, to) = if turned { (to, from) } else { (from, to) };
    if from.is_none() && to.is_none() {
        return Err("两端都没有日期".to_owned());
    }
    Ok(Range {
        from: from.map(|(first, _)| first),
        to: to.map(|(_, last)| last),
        turned,
        contrary: false,
        shared: None,
    })
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

/// A range of numbers.
pub fn numbers(value: &str, of: Measured) -> Result<Range<End>, Wrong> {
    let (left, right) = ends(value);
    // 100万-200万; dates have signs of this kind inside.
    let (left, right) = match (right, left.split_once('-')) {
        (None, Some((first, last))) if !first.is_empty() && !last.is_empty() => {
            (first.trim().to_owned(), Some(last.trim().to_owned()))
        }
        (right, _) => (left, right),
    };
    if let Some((text, contrary)) = right.as_deref().and_then(|right| lone(&left, right)) {
        return Ok(Range { contrary, ..numbers(text, of)? });
    }
    let read = |text: &str| {
        if text.is_empty() {
            return Err("比较符号后面没有数字".to_owned());
        }
        decimal(text, of).ok_or_else(|| format!("“{text}”不是可用的数字(如 5、100万、>=3、1..10)"))
    };
    let Some(right) = right else {
        let (sign, text) = bounded(&left);
        let value = read(text)?;
        let (from, to) = match sign {
            Sign::None => (Some((value.clone(), false)), Some((value, false))),
            Sign::AtLeast => (Some((value, false)), None),
            Sign::Above => (Some((value, true)), None),
            Sign::AtMost => (None, Some((value, false))),
            Sign::Below => (None, Some((value, true))),
        };
        return Ok(Range { from, to, turned: false, contrary: false, shared: None });
    };
    let shared = magnitude(&right, of).filter(|_| {
        let plain = magnitude(&left, of).is_none();
        let bare = |text: &str| decimal(&text.replace(MAGNITUDES, ""), of);
        plain && bare(&left).zip(bare(&right)).is_some_and(|(low, high)| compare(&low, &high).is_lt())
    });
    let left = shared.map_or(left.clone(), |sign| format!("{left}{sign}"));
    let end = |text: &str| -> Result<Option<End>, Wrong> {
        if matches!(text, "" | "*") {
            return Ok(None);
        }
        let (sign, text) = signed(text);
        Ok(Some((read(text)?, matches!(sign, Sign::Above | Sign::Below))))
    };
    let (mut from, mut to) = (end(&left)?, end(&right)?);
    let mut turned = false;
    match (&from, &to) {
        (None, None) => return Err("两端都没有数字".to_owned()),
        (Some((low, above)), Some((high, below))) => match compare(low, high) {
            std::cmp::Ordering::Greater => turned = true,
            std::cmp::Ordering::Equal if *above || *below => return Err("区间内没有任何数".to_owned()),
            _ => {}
        },
        _ => {}
    }
    if turned {
        std::mem::swap(&mut from, &mut to);
    }
    Ok(Range { from, to, turned, contrary: false, shared })
}

/// Signs that multiply.
const MAGNITUDES: [char; 6] = ['亿', '億', '万', '萬', '千', '百'];

/// The sign that multiplies a number, if it has just one: 200万, 200万元.
fn magnitude(text: &str, of: Measured) -> Option<char> {
    let mut signs = text.chars().filter(|c| MAGNITUDES.contains(c));
    signs.next().filter(|_| signs.next().is_none() && decimal(text, of).is_some())
}

/// A number with what bounds it, as a sign before it or in words: 100万元以上, 不少于3.
fn bounded(text: &str) -> (Sign, &str) {
    let behind = [("以上", Sign::AtLeast), ("以下", Sign::AtMost), ("以内", Sign::AtMost)];
    let before = [
        ("不少于", Sign::AtLeast),
        ("至少", Sign::AtLeast),
        ("不超过", Sign::AtMost),
        ("至多", Sign::AtMost),
        ("超过", Sign::Above),
        ("大于", Sign::Above),
        ("多于", Sign::Above),
        ("小于", Sign::Below),
        ("少于", Sign::Below),
    ];
    let behind = behind.iter().find_map(|(word, sign)| Some((*sign, text.strip_suffix(word)?.trim())));
    let before = || before.iter().find_map(|(word, sign)| Some((*sign, text.strip_prefix(word)?.trim())));
    behind.or_else(before).unwrap_or_else(|| signed(text))
}

/// Cuts a value at what stands between its two ends; `[a TO b]` loses its brackets.
fn ends(value: &str) -> (String, Option<String>) {
    let value = narrowed(value);
    let value = value.trim();
    let bare = |text: &str| text.trim().to_owned();
    if let Some(inner) = value.strip_prefix('[') {
        if let Some(whole) = half(value) {
            return ends(&whole);
        }
        let inner = inner.strip_suffix(']').unwrap_or(inner);
        let cut = [" TO ", " to ", "..", ","].iter().find_map(|by| inner.split_once(by));
        return match cut {
            Some((left, right)) => (bare(left), Some(bare(right))),
            None => (bare(inner), None),
        };
    }
    let cut = ["...", "..", "~", "至", "到", "—", "–"].iter().find_map(|by| value.split_once(by));
    if let Some((left, right)) = cut {
        return (bare(left), Some(bare(right.trim_start_matches('—'))));
    }
    // 2023-2025: two years, since no month has four digits.
    let years =
        value.split_once('-').filter(|(a, b)| [a, b].iter().all(|text| text.len() == 4 && plain(text)));
    match years {
        Some((left, right)) => (left.to_owned(), Some(right.to_owned())),
        None => (value.to_owned(), None),
    }
}

/// The comparison before a value.
fn signed(text: &str) -> (Sign, &str) {
    let signs = [
        (">=", Sign::AtLeast),
        ("=>", Sign::AtLeast),
        ("≥", Sign::AtLeast),
        ("<=", Sign::AtMost),
        ("=<", Sign::AtMost),
        ("≤", Sign::AtMost),
        (">", Sign::Above),
        ("<", Sign::Below),
        ("=", Sign::None),
    ];
    let found =
        signs.iter().find_map(|(sign, what)| text.strip_prefix(sign).map(|rest| (*what, rest.trim())));
    found.unwrap_or((Sign::None, text))
}

/// The first and last day of a year, month or day.
fn days(text: &str) -> Option<(Date, Date)> {
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

/// An exact decimal in the base unit: no leading or trailing zeros.
fn decimal(text: &str, of: Measured) -> Option<String> {
    let mut text: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '，')).collect();
    let units: &[char] = match of {
        Measured::Money => &['元', '块'],
        Measured::Rate => &['%', '％'],
        _ => &['个', '人', '项', '条', '次', '名', '件', '起', '篇', '场'],
    };
    while text.ends_with(units) {
        text.pop();
    }
    let mut shift = 0;
    while let Some(zeros) = text.chars().last().and_then(|c| match c {
        '亿' | '億' => Some(8),
        '万' | '萬' => Some(4),
        '千' => Some(3),
        '百' => Some(2),
        _ => None,
    }) {
        text.pop();
        shift += zeros;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if whole.is_empty() || !plain(whole) || !fraction.is_empty() && !plain(fraction) {
        return None;
    }
    if text.ends_with('.') || whole.len() + fraction.len() > 30 || shift > 16 {
        return None;
    }
    let mut digits = format!("{whole}{fraction}");
    let mut places = fraction.len();
    let moved = shift.min(places);
    places -= moved;
    digits.extend(std::iter::repeat_n('0', shift - moved));
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// Compares two exact decimals without a sign, as [`crate::search::Test::Number`] holds them.
///
/// ```
/// # use xunlan::search::syntax::compare;
/// assert!(compare("99.5", "100").is_lt());
/// assert!(compare("0.1", "0.10").is_eq());
/// ```
pub fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |text: &str| -> (String, String) {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        (whole.trim_start_matches('0').to_owned(), fraction.trim_end_matches('0').to_owned())
    };
    let ((a, a_fraction), (b, b_fraction)) = (parts(a), parts(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(&b)).then_with(|| a_fraction.cmp(&b_fraction))
}

fn plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
