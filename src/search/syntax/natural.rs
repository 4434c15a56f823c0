//! Dates and numbers as people say them → the signs that [`super::ranges`] reads.
//!
//! In: a value such as 二〇二四年以来, 2024年上半年, 一百万. Out: digits, spans and
//! the side of a bound. Promise: what is reckoned and not just written otherwise
//! (今年, 24年, 一百五) is told in a sentence ([`reckoned`], [`short`]).

use super::marks::narrow;
use crate::disclosure::Date;
use crate::text::fold_char;

/// One end of a range as typed: its sign and what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// No sign.
    None,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

/// A sign of comparison, whichever way it is drawn.
pub fn comparison(c: char) -> Option<char> {
    Some(match narrow(c) {
        '>' | '›' | '〉' | '﹥' => '>',
        '<' | '‹' | '〈' | '﹤' => '<',
        '≥' | '≧' | '⩾' => '≥',
        '≤' | '≦' | '⩽' => '≤',
        _ => return None,
    })
}

/// A value in half width and simplified script, each sign in the one form that is read.
fn even(value: &str) -> String {
    let one = |c: char| comparison(c).unwrap_or(if c.is_ascii() { c } else { narrow(fold_char(c)) });
    value.trim().chars().map(|c| one(narrow(c))).collect::<String>().replace('…', "..")
}

/// A number as typed, without the words that a range can do without.
pub fn counted(value: &str) -> String {
    even(value).trim_end_matches("之间").to_owned()
}

/// A date as typed, with digits for its numerals, and years as they are counted.
pub fn dated(value: &str) -> String {
    let value = numbered(value).replace("截至", "截止").replace("月份", "月");
    years(value.trim_end_matches("之间").trim_end_matches("期间"))
}

/// Years that are told by this one.
const YEARS: &[(&str, u16)] = &[("今年", 0), ("本年", 0), ("去年", 1), ("上年", 1), ("前年", 2)];

/// 去年, 24年 → 2025年, 2024年.
fn years(value: &str) -> String {
    let now = Date::today().year();
    let mut value = value.to_owned();
    for (word, ago) in YEARS {
        // 以前年度 and 2024上年 are no years of today.
        let part = |before: &str| before.ends_with(|c: char| "以之年".contains(c) || c.is_ascii_digit());
        value = match value.split_once(word).filter(|(before, _)| !part(before)) {
            Some((before, behind)) => format!("{before}{}年{behind}", now.saturating_sub(*ago)),
            None => value,
        };
    }
    let (mut out, mut run) = (String::new(), String::new());
    for c in value.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        let short = c == '年' && run.len() == 2;
        out.push_str(if short { if run.as_str() < "50" { "20" } else { "19" } } else { "" });
        out.push_str(&std::mem::take(&mut run));
        out.extend((c != '\0').then_some(c));
    }
    out
}

/// How a date was understood whose year had to be reckoned.
pub fn reckoned(value: &str) -> Option<String> {
    let (typed, meant) = (numbered(value), dated(value));
    let by_now = YEARS.iter().any(|(word, _)| typed.contains(word));
    let other = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    (other(&typed) != other(&meant)).then(|| match by_now {
        true => format!("“{value}”按今天的日期读作 {meant}"),
        false => format!("“{value}”已读作 {meant}"),
    })
}

/// A value as typed, with digits for its numerals.
fn numbered(value: &str) -> String {
    let value = even(value);
    let (mut out, mut run) = (String::new(), String::new());
    for c in value.chars().chain(['\0']) {
        if digit(c).is_some() || c == '十' {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            out.push_str(&in_digits(&std::mem::take(&mut run)));
        }
        out.extend((c != '\0').then_some(c));
    }
    out
}

/// The value of a Chinese digit.
fn digit(c: char) -> Option<u32> {
    let same = match c {
        '〇' | '○' => '零',
        '两' => '二',
        c => c,
    };
    "零一二三四五六七八九".chars().position(|known| known == same).map(|at| at as u32)
}

/// 二〇二四 → 2024, 十二 → 12; what is no numeral stays.
pub fn in_digits(run: &str) -> String {
    let plain = |text: &str| text.chars().filter_map(digit).map(|n| n.to_string()).collect::<String>();
    let Some((tens, ones)) = run.split_once('十') else { return plain(run) };
    let short = |text: &str| text.chars().count() <= 1 && text.chars().all(|c| digit(c).is_some());
    if !short(tens) || !short(ones) {
        return run.to_owned();
    }
    let of = |text: &str, none: u32| text.chars().next().and_then(digit).unwrap_or(none);
    (of(tens, 1) * 10 + of(ones, 0)).to_string()
}

/// Words behind a date, and which side of it they mean. 以后 and 以来 take the day itself along, 以前 does not.
const BEHIND: &[(&str, Sign)] = &[
    ("以来", Sign::AtLeast),
    ("以后", Sign::AtLeast),
    ("之后", Sign::AtLeast),
    ("开始", Sign::AtLeast),
    ("起", Sign::AtLeast),
    ("后", Sign::AtLeast),
    ("以前", Sign::Below),
    ("之前", Sign::Below),
    ("前", Sign::Below),
    ("为止", Sign::AtMost),
    ("止", Sign::AtMost),
];

/// Words before a date, the longer first.
const BEFORE: &[(&str, Sign)] = &[
    ("不早于", Sign::AtLeast),
    ("不晚于", Sign::AtMost),
    ("不迟于", Sign::AtMost),
    ("早于", Sign::Below),
    ("晚于", Sign::Above),
    ("迟于", Sign::Above),
];

/// A date without the words that say which side of it is meant.
pub fn side(text: &str) -> (Sign, &str) {
    let before = BEFORE.iter().find_map(|(word, sign)| Some((*sign, text.strip_prefix(word)?.trim())));
    if let Some(found) = before {
        return found;
    }
    // 自2024年 goes on from there, as 2024年起 and 2024- do.
    let since = text.starts_with(['自', '从']);
    let text = text.trim_start_matches(['自', '从', '于', '在']);
    if let Some(text) = text.strip_suffix('-') {
        return (Sign::AtLeast, text.trim());
    }
    let (closed, text) = text.strip_prefix("截止").map_or((false, text), |rest| (true, rest));
    let found = BEHIND.iter().find_map(|(word, sign)| Some((*sign, text.strip_suffix(word)?.trim())));
    match found {
        None if closed => (Sign::AtMost, text.trim_start_matches(['到', '至'])),
        found => found.unwrap_or((if since { Sign::AtLeast } else { Sign::None }, text)),
    }
}

/// Whether an end of a range says that it is open: 2024年至今.
pub fn open(text: &str) -> bool {
    matches!(text, "" | "*" | "今" | "现在" | "目前" | "今天")
}

/// Halves, quarters and thirds: what is named, and the first and last month or day of it.
const MONTHS: &[(&str, u8, u8)] = &[
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("1季度", 1, 3),
    ("2季度", 4, 6),
    ("3季度", 7, 9),
    ("4季度", 10, 12),
];
const DAYS: &[(&str, u8, u8)] = &[("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31)];

/// The end of a year or month: a day that something is done by.
pub fn closes(text: &str) -> bool {
    text.ends_with(['底', '末'])
}

/// Whether a date leaves out its year: 上半年, 9月.
pub fn yearless(text: &str) -> bool {
    let words = MONTHS.iter().map(|(word, ..)| *word).chain(["年底", "年末", "年初"]);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let month = (1..=2).contains(&digits) && text[digits..].starts_with('月');
    month || words.into_iter().any(|word| text.trim_start_matches('第') == word)
}

/// A part of a year or of a month; `whole` reads the year or month it is a part of.
pub fn part(text: &str, whole: impl Fn(&str) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
    let cut = |table: &'static [(&'static str, u8, u8)]| {
        table.iter().find_map(|(word, from, to)| Some((text.strip_suffix(word)?, *from, *to)))
    };
    if let Some((rest, from, to)) = cut(MONTHS) {
        let (first, last) = whole(rest.trim_end_matches('第'))?;
        let year = first.year();
        let all = first == Date::new(year, 1, 1)? && last == Date::new(year, 12, 31)?;
        return all.then_some((Date::new(year, from, 1)?, Date::new(year, to, Date::days_in(year, to))?));
    }
    let (rest, from, to) = match text.strip_suffix(['底', '末']) {
        // 2024年底, 2024年年底: its last month.
        Some(rest) if rest.ends_with('年') => {
            let year = whole(rest.strip_suffix("年年").unwrap_or(rest))?.0.year();
            return Some((Date::new(year, 12, 1)?, Date::new(year, 12, 31)?));
        }
        Some(rest) => (rest, 21, 31),
        None => cut(DAYS)?,
    };
    let (first, last) = whole(rest)?;
    let (year, month) = (first.year(), first.month());
    let all = (first.day(), last) == (1, Date::new(year, month, Date::days_in(year, month))?);
    all.then_some((Date::new(year, month, from)?, Date::new(year, month, to.min(last.day()))?))
}

/// A later date that leaves out what the one before it says: 2024年5月至8月.
pub fn completed(before: &str, text: &str) -> Option<String> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let part = MONTHS.iter().any(|(word, ..)| text.trim_start_matches('第') == *word);
    if !part && !(1..=2).contains(&digits(text)) || digits(before) != 4 {
        return None;
    }
    if part || text.contains('月') {
        return Some(format!("{}年{text}", before.get(..4)?));
    }
    Some(format!("{}月{text}", before.get(..before.find('月')?)?))
}

/// The date in a text that says in words which side of it is meant, but has no field: 早于2024年.
pub fn side_of(text: &str) -> Option<&str> {
    BEFORE.iter().find_map(|(word, _)| text.split_once(word)).map(|(_, date)| date)
}

/// A number in Chinese numerals → its digits and the 万 or 亿 behind them: 一百二十万 → 120万. None where it is not
/// written as one writes it. What is left out at the end as in speech is filled in: 一百五 → 150.
pub fn numeral(text: &str) -> Option<String> {
    if let Some((whole, rest)) = text.split_once('点') {
        let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let (fraction, magnitude) = rest.split_at(end);
        let whole = numeral(whole).filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()))?;
        let signs = magnitude.chars().all(|c| "百千万亿".contains(c));
        return (signs && !fraction.is_empty())
            .then(|| format!("{whole}.{}{magnitude}", in_digits(fraction)));
    }
    if text.chars().count() > 20 || text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        return Some(in_digits(text));
    }
    let (mut total, mut section, mut number) = (0_u128, 0_u128, None::<u128>);
    // What the units before leave room for: in a numeral they only become smaller.
    let (mut small, mut large) = (u128::MAX, u128::MAX);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => {
                // Two digits in a row are no numeral, but for the zero before one.
                if number.is_some_and(|number| number != 0) {
                    return None;
                }
                number = Some(u128::from(digit(c)?));
                continue;
            }
        };
        if unit < 10_000 {
            let ten = (c == '十').then_some(1);
            section += number.take().filter(|n| *n > 0).or(ten).filter(|_| unit < small)? * unit;
            small = unit;
            continue;
        }
        section += number.take().unwrap_or(0);
        // 一万亿: what multiplies may be multiplied itself.
        let all = section == 0 && total > 0 && large < unit;
        if !all && (section == 0 || unit >= large) {
            return None;
        }
        total = if all { total * unit } else { total + section * unit };
        (section, small, large) = (0, u128::MAX, unit);
    }
    let scale = spoken(text).unwrap_or(1);
    Some((total + section + number.unwrap_or(0) * scale).to_string())
}

/// What the last digit of a numeral counts, where its unit is left out: in 一百五 tens, by its signs ones.
fn spoken(text: &str) -> Option<u128> {
    let mut back = text.chars().rev();
    let ends = back.next().and_then(digit).is_some_and(|n| n > 0);
    let unit = back.next().filter(|_| ends)?;
    [('百', 10), ('千', 100), ('万', 1000), ('亿', 10_000_000)]
        .into_iter()
        .find(|(c, _)| *c == unit)
        .map(|(_, n)| n)
}

/// How a number was understood that leaves out its last unit.
pub fn short(value: &str) -> Option<String> {
    let value = even(value);
    let part = |c: char| digit(c).is_some() || "十百千万亿".contains(c);
    let run = value.split(|c| !part(c)).find(|run| spoken(run).is_some())?;
    Some(format!("“{run}”已读作 {}", numeral(run)?))
}

/// The rounds from one to another: 3-5, 第三至五轮, 十三届3-5轮.
pub fn rounds(value: &str) -> Option<Vec<String>> {
    let value = numbered(value);
    let (session, span) =
        value.split_once('届').map_or(("", value.as_str()), |(session, span)| (session, span));
    let (first, last) = ["..", "-", "~", "至", "到", "—", "–"].iter().find_map(|by| span.split_once(by))?;
    let number = |text: &str| -> Option<u16> {
        text.trim()
            .trim_start_matches('第')
            .trim_end_matches('轮')
            .parse()
            .ok()
            .filter(|n| (1..100).contains(n))
    };
    let (first, last) = (number(first)?, number(last)?);
    let name = |round: u16| match session {
        "" => round.to_string(),
        session => format!("{session}届{round}轮"),
    };
    (first < last).then(|| (first..=last).map(name).collect())
}

/// Whether commas stand where thousands are parted: 1,234,567.
pub fn grouped(text: &str) -> bool {
    let whole: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
    if !text.contains(',') {
        return true;
    }
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    first && groups.all(|group| group.len() == 3) && !text[whole.len()..].contains(',')
}

/// The values of a list: 2024、2022. A comma inside a number is no sign of one.
pub fn listed(value: &str, commas: bool) -> Vec<String> {
    let sign = |c: char| matches!(narrow(c), '、' | '､' | ';') || commas && matches!(narrow(c), ',');
    let edge = |c: char| matches!(narrow(c), ',' | '、' | '､' | ';' | '。' | '｡');
    let parts = value.split(sign).map(|part| part.trim_matches(edge).trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}
