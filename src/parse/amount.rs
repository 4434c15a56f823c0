//! Numbers with their units, exactly.
//!
//! In: squeezed text. Out: decimals as strings in the base unit. Promise: no
//! floating point; 万 and 亿 move the decimal point and nothing else.

use super::numeral;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One number and its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Number and unit.
    pub range: Range<usize>,
    /// 元, 个, 方面 …: without multiplier and measure word before 方面.
    pub unit: &'static str,
    /// The unit as printed: 万元, 余次, 个方面.
    pub printed: String,
    /// Digits as printed.
    digits: String,
    /// How many places the decimal point moves.
    shift: usize,
}

#[expect(clippy::unwrap_used, reason = "the pattern is a constant; a test compiles it")]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,8})?|\d{1,12}(?:\.\d{1,8})?|[一二两三四五六七八九十百千万亿零〇]{1,16})",
        r"(?P<more>余|多)?(?P<mul>万|亿|千|百)?(?P<more2>余)?(?P<unit>元|人民币|个方面|方面|个大类|大类|人次|个|项|条|份|件|部|人|名|次|场|类|%)",
    ))
    .unwrap()
});

const UNITS: &[&str] = &[
    "元",
    "方面",
    "个大类",
    "大类",
    "人次",
    "个",
    "项",
    "条",
    "份",
    "件",
    "部",
    "人",
    "名",
    "次",
    "场",
    "类",
    "%",
];

/// Every number with a unit, in order.
pub(super) fn scan(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    for found in NUMBER.captures_iter(text) {
        let (Some(whole), Some(n), Some(unit)) = (found.get(0), found.name("n"), found.name("unit")) else {
            continue;
        };
        let before = text[..n.start()].chars().next_back();
        let after = text[whole.end()..].chars().next();
        // 第三次 and 2.5.1 are no counts; 一个 and 一项 count nothing.
        let han = !n.as_str().starts_with(|c: char| c.is_ascii_digit());
        if before.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '第' || numeral::is_numeral(c)) {
            continue;
        }
        if han
            && (matches!(n.as_str(), "一" | "百" | "十百")
                || before == Some('“')
                || numeral::large(n.as_str()).is_none())
        {
            continue;
        }
        // 3个月 and 5个工作日 are spans of time.
        if unit.as_str() == "个"
            && (after == Some('月')
                || text[whole.end()..].starts_with("工作日")
                || text[whole.end()..].starts_with("百分点"))
        {
            continue;
        }
        let plain = match unit.as_str() {
            "个方面" => "方面",
            other => UNITS.iter().find(|known| **known == other).copied().unwrap_or("元"),
        };
        let shift = match found.name("mul").map(|mul| mul.as_str()) {
            Some("百") => 2,
            Some("千") => 3,
            Some("万") => 4,
            Some("亿") => 8,
            _ => 0,
        };
        out.push(Number {
            range: whole.range(),
            unit: plain,
            // 五十万元 is printed in 万元, though its numeral says so already.
            printed: match n.as_str().chars().next_back() {
                Some(c @ ('万' | '亿')) => format!("{c}{}", &text[n.end()..whole.end()]),
                _ => text[n.end()..whole.end()].to_owned(),
            },
            digits: n.as_str().replace(',', ""),
            shift,
        });
    }
    out
}

impl Number {
    /// The exact decimal in the base unit.
    pub fn value(&self) -> Option<String> {
        let digits = match numeral::large(&self.digits) {
            Some(n) => n.to_string(),
            None => self.digits.clone(),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut moved = whole.to_owned();
        let mut rest = fraction.to_owned();
        for _ in 0..self.shift {
            if rest.is_empty() {
                moved.push('0');
            } else {
                moved.push(rest.remove(0));
            }
        }
        let moved = moved.trim_start_matches('0');
        let rest = rest.trim_end_matches('0');
        let moved = if moved.is_empty() { "0" } else { moved };
        Some(if rest.is_empty() { moved.to_owned() } else { format!("{moved}.{rest}") })
    }
}

/// Whether `rate` percent is `part` of `all`, to the digits it is printed with.
pub(super) fn is_share(rate: &str, part: u64, all: u64) -> bool {
    let places = rate.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32).min(6);
    let Ok(printed) = rate.replace('.', "").parse::<u128>() else { return true };
    let scale = 10_u128.pow(places);
    let (part, all) = (u128::from(part), u128::from(all));
    if all == 0 {
        return true;
    }
    // printed/scale percent against part/all, off by at most one in the last digit.
    let exact = part * 100 * scale;
    let lower = printed.saturating_sub(1) * all;
    let upper = (printed + 1) * all;
    (lower..=upper).contains(&exact)
}
