//! Ranges with open or closed ends; those of numbers are read without floating point.
//!
//! In: a value such as `2024-09..2025-11`, `>=100万`, `[a TO b]`. Out: the two
//! ends. Promise: 万 and 亿 move the decimal point, nothing is rounded. Dates are
//! read by [`super::days`], from the same ends.

pub use super::days::{by_year, complete, dates};
use super::marks::narrowed;
use super::natural::{self, Sign};
use crate::disclosure::Measured;

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
    /// Both signs stand in one run: >=1万<10万.
    pub joined: bool,
    /// A share of at most 1 without its sign: 0.95 may be meant as 95%.
    pub share: bool,
    /// What was reckoned, in a sentence: a year by today, a number as in speech.
    pub said: Option<String>,
}

impl<T> Range<T> {
    /// Two ends of which nothing need be said.
    pub(super) fn of(from: Option<T>, to: Option<T>) -> Self {
        let (shared, said) = (None, None);
        Self { from, to, turned: false, contrary: false, shared, joined: false, share: false, said }
    }
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
pub(super) fn lone<'a>(left: &'a str, right: &'a str) -> Option<(&'a str, bool)> {
    let (text, begins) = match (natural::open(left), natural::open(right)) {
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

/// A range of numbers.
pub fn numbers(value: &str, of: Measured) -> Result<Range<End>, Wrong> {
    Ok(Range { said: natural::short(value), ..between(value, of)? })
}

fn between(value: &str, of: Measured) -> Result<Range<End>, Wrong> {
    let whole = natural::counted(value);
    let (left, right) = ends(&whole);
    // 100万-200万; dates have signs of this kind inside.
    let (left, right) = match (right, left.split_once('-')) {
        (None, Some((first, last))) if !first.is_empty() && !last.is_empty() => {
            (first.trim().to_owned(), Some(last.trim().to_owned()))
        }
        (right, _) => (left, right),
    };
    // 1万以上10万以下: the words are signs of both ends.
    let words = left.split_once("以上").filter(|_| right.is_none());
    let words = words.and_then(|(low, high)| {
        let high = high.strip_suffix("以下").or_else(|| high.strip_suffix("以内"))?;
        Some((format!(">={low}"), Some(format!("<={}", high.trim_start_matches(',')))))
    });
    let (left, right) = words.unwrap_or((left, right));
    if let Some((text, contrary)) = right.as_deref().and_then(|right| lone(&left, right)) {
        return Ok(Range { contrary, ..between(text, of)? });
    }
    let read = |text: &str| {
        if text.is_empty() {
            return Err("比较符号后面没有数字".to_owned());
        }
        if !natural::grouped(text) {
            return Err(format!("“{text}”里的逗号没有隔开三位数字(如 1,234,567)"));
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
        let share = share([&from, &to], &whole, of);
        return Ok(Range { share, ..Range::of(from, to) });
    };
    let (left, right) = told(left, right)?;
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
    let share = share([&from, &to], &whole, of);
    Ok(Range { turned, shared, joined: joined(&whole), share, ..Range::of(from, to) })
}

/// Whether a rate is at most 1 and has no sign: a share of one, or of a hundred.
fn share(ends: [&Option<End>; 2], typed: &str, of: Measured) -> bool {
    let small = |(value, _): &End| value != "0" && compare(value, "1").is_le();
    let bare = of == Measured::Rate && !typed.contains('%') && !typed.contains("百分之");
    bare && ends.into_iter().flatten().any(small)
}

/// Both ends, the lower first, where their signs tell which is which.
pub(super) fn told(left: String, right: String) -> Result<(String, String), Wrong> {
    let upper = |text: &str| matches!(signed(text).0, Sign::Below | Sign::AtMost);
    let lower = |text: &str| matches!(signed(text).0, Sign::Above | Sign::AtLeast);
    match signed(&left).0 != Sign::None && signed(&right).0 != Sign::None {
        true if upper(&left) && upper(&right) || lower(&left) && lower(&right) => {
            Err("两端的比较符号方向相同".to_owned())
        }
        true if upper(&left) => Ok((right, left)),
        _ => Ok((left, right)),
    }
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
        ("不低于", Sign::AtLeast),
        ("不小于", Sign::AtLeast),
        ("不高于", Sign::AtMost),
        ("不大于", Sign::AtMost),
        ("不多于", Sign::AtMost),
        ("不少于", Sign::AtLeast),
        ("至少", Sign::AtLeast),
        ("不超过", Sign::AtMost),
        ("至多", Sign::AtMost),
        ("超过", Sign::Above),
        ("大于", Sign::Above),
        ("多于", Sign::Above),
        ("小于", Sign::Below),
        ("少于", Sign::Below),
        ("高于", Sign::Above),
        ("低于", Sign::Below),
        ("不足", Sign::Below),
        ("不到", Sign::Below),
    ];
    let behind = behind.iter().find_map(|(word, sign)| Some((*sign, text.strip_suffix(word)?.trim())));
    let before = || before.iter().find_map(|(word, sign)| Some((*sign, text.strip_prefix(word)?.trim())));
    behind.or_else(before).unwrap_or_else(|| signed(text))
}

/// What stands between two ends, the longest first.
const CUTS: [&str; 7] = ["...", "..", "~", "至", "到", "—", "–"];

/// Where the second of two bounds in one run begins: >=1万<10万.
fn second(value: &str) -> Option<usize> {
    let sign = |c: char| "<>=≤≥".contains(c);
    let first: usize = value.chars().take_while(|c| sign(*c)).map(char::len_utf8).sum();
    let at = first + value[first..].find(['<', '>', '≤', '≥'])?;
    (first > 0 && !CUTS.iter().any(|by| value.contains(by))).then_some(at)
}

/// Whether both bounds of a value stand in one run.
pub(super) fn joined(value: &str) -> bool {
    second(value.trim()).is_some()
}

/// Cuts a value at what stands between its two ends; `[a TO b]` loses its brackets.
pub(super) fn ends(value: &str) -> (String, Option<String>) {
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
    // 不到 is a word of its own, not the end of a range.
    let reaches =
        |by: &str| value.match_indices(by).find(|(at, _)| by != "到" || !value[..*at].ends_with('不'));
    let cut = CUTS.iter().find_map(|by| reaches(by).map(|(at, by)| (&value[..at], &value[at + by.len()..])));
    if let Some((left, right)) = cut {
        return (bare(left), Some(bare(right.trim_start_matches(['—', '.']))));
    }
    if let Some(at) = second(value) {
        return (bare(&value[..at]), Some(bare(&value[at..])));
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
pub(super) fn signed(text: &str) -> (Sign, &str) {
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

/// An exact decimal in the base unit: no leading or trailing zeros.
fn decimal(text: &str, of: Measured) -> Option<String> {
    let mut text: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '，')).collect();
    if let Some(rest) = text.strip_prefix("百分之").filter(|_| of == Measured::Rate) {
        text = rest.to_owned();
    }
    let units: &[char] = match of {
        Measured::Money => &['元', '块'],
        Measured::Rate => &['%', '％'],
        _ => &['个', '人', '项', '条', '次', '名', '件', '起', '篇', '场'],
    };
    while text.ends_with(units) {
        text.pop();
    }
    // Digits are read below; what has none may be a numeral.
    if let Some(digits) = natural::numeral(&text).filter(|_| !text.contains(|c: char| c.is_ascii_digit())) {
        text = digits;
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

pub(super) fn plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
