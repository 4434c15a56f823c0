//! Numbers with their units, exactly.
//!
//! In: squeezed text. Out: decimals in the base unit. Promise: one pass, no
//! floating point; 万 and 亿 move the decimal point and nothing else; what is
//! no count (第3项, 3-5人, 数十次, numbers inside 《…》) is left out.

use super::lexicon::{CharSet, Lexicon};
use super::quoted::Quoted;
use super::view::View;
use super::words::List;
use super::{formal, numeral};
use std::ops::Range;
use std::sync::LazyLock;

/// Fixed point: this many decimals are kept.
const PLACES: usize = 8;
pub(super) const ONE: u128 = 100_000_000;

/// One number and its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Number and unit.
    pub range: Range<usize>,
    /// 元, 个, 方面 …: without multiplier, and without the 个 of 个方面.
    pub unit: &'static str,
    /// The unit as printed, without the 余 of 50余条 and the 个 of 个小项: 万元, 条, 个方面.
    pub printed: String,
    /// Whether 余 or 多 says that it is a round number.
    pub about: bool,
    /// In 10⁻⁸ of the base unit.
    value: u128,
}

/// (as printed, as compared); a longer one before what it begins with.
const UNITS: &[(&str, &str)] = &[
    ("元", "元"),
    ("圆", "元"),
    ("人民币", "元"),
    ("个大方面", "方面"),
    ("个方面", "方面"),
    ("大方面", "方面"),
    ("方面", "方面"),
    ("个大类", "大类"),
    ("大类", "大类"),
    ("类型", "类型"),
    ("个大项", "大项"),
    ("大项", "大项"),
    ("个中项", "中项"),
    ("中项", "中项"),
    ("个小类", "小类"),
    ("小类", "小类"),
    ("个小项", "小项"),
    ("小项", "小项"),
    ("个类别", "类别"),
    ("类别", "类别"),
    ("个类型", "类型"),
    ("个层面", "层面"),
    ("层面", "层面"),
    ("人(次)", "人次"),
    ("人次", "人次"),
    ("个", "个"),
    ("项", "项"),
    ("条", "条"),
    ("点", "点"),
    ("份", "份"),
    ("件", "件"),
    ("起", "件"),
    ("部", "部"),
    ("套", "套"),
    ("人", "人"),
    ("名", "名"),
    ("次", "次"),
    ("场", "场"),
    ("类", "类"),
    ("%", "%"),
];

/// What may follow 个 or 部 so that no count is meant: 3个月, 5部门.
const NO_UNIT: &[(&str, &[&str])] = &[
    ("个", &["月", "工作日", "百分点", "小时", "季度", "年头", "别", "性", "体"]),
    ("部", &["门", "委", "分", "署"]),
    ("人", &["员", "均", "民", "大"]),
    ("元", &["桌", "满", "形", "柱", "弧", "心", "梦"]),
    ("点", &["钟", "半", "多"]),
];

const MULTIPLIERS: &[(&str, usize)] = &[
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Characters that a number begins with.
#[rustfmt::skip]
pub(super) const OPENS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "〇", "○", "零", "◯", "一", "壹",
    "二", "两", "贰", "三", "叁", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿",
    "肆", "伍", "陆", "柒", "捌", "玖", "拾",
];

/// Every number with a unit in a part of the text, in order and apart from each other; places in that part.
pub(super) fn scan(view: &View, range: Range<usize>) -> Vec<Number> {
    let text = view.get(range.clone());
    let mut out: Vec<Number> = Vec::new();
    let (mut next, mut taken) = (0, 0);
    for (_, at) in view.words.within(List::Numbers, range.clone()) {
        let at = at - range.start;
        if at < next {
            continue;
        }
        if is_plain_word(text, at) {
            continue;
        }
        let last = text[..at].chars().next_back().unwrap_or('\n');
        let (end, number) = if text.as_bytes()[at].is_ascii_digit() {
            plain(text, at)
        } else if let Some((end, read)) = formal::read(text, at) {
            (end, read.map(|(value, unit_at)| Counted { value, unit_at, shown_at: unit_at, alone: false }))
        } else {
            let end = spelled_end(text, at);
            // Most numerals count nothing, so the unit is asked for first.
            let whole = || (end, unit_at(text, end).and_then(|_| spelled(text, at..end)));
            match spelled_decimal(text, at..end) {
                Some((end, read)) => (end, Some(read)),
                None if text[end..].starts_with(|c| UNIT_BEGINS.has(c)) => whole(),
                None => (end, None),
            }
        };
        let found = if last == '之' && text[..at].ends_with("百分之") {
            percent(text, at)
        } else {
            number.filter(|_| counts(text, at, last)).and_then(|read| unit(text, at, read))
        };
        // 百分之… begins before its number; what another number has taken is not taken again.
        let found = found.filter(|number| number.range.start >= taken);
        taken = found.as_ref().map_or(taken, |found| found.range.end);
        next = found.as_ref().map_or(end, |found| found.range.end.max(end));
        // 3项至5项 is no more a count than 3至5项.
        let ends_range = |number: &Number| {
            out.last().filter(|first| first.unit == number.unit && number.unit != "%").is_some_and(|first| {
                matches!(&text[first.range.end..number.range.start], "至" | "到" | "-" | "—" | "–" | "~")
            })
        };
        if found.as_ref().is_some_and(ends_range) {
            out.pop();
            continue;
        }
        out.extend(found);
    }
    if !out.is_empty() && (text.contains('《') || text.contains('“')) {
        let quoted = Quoted::of(text);
        out.retain(|number| !quoted.holds(number.range.start));
    }
    out
}

/// Whether a numeral stands alone and counts nothing: 进一步, 统一, 十分. Most do.
fn is_plain_word(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let first = chars.next().is_some_and(|c| !c.is_ascii_digit());
    first && chars.next().is_none_or(|next| !GOES_ON.has(next)) && !text[..at].ends_with('之')
}

/// What has been read before the unit: value, where the unit begins, and the
/// multiplier that a Chinese numeral ends with.
struct Counted {
    value: u128,
    unit_at: usize,
    shown_at: usize,
    alone: bool,
}

/// 1,200 / 3.6万 / 12万3456 / 3万6千8百, from `at`; and the end of its digits.
fn plain(text: &str, at: usize) -> (usize, Option<Counted>) {
    let (digits_end, value) = decimal(text, at);
    // 29|个: a cell of nothing but the number, and one of nothing but its unit.
    let cell = text[digits_end..]
        .strip_prefix('\t')
        .map(|rest| &rest[..rest.find(['\t', '\n']).unwrap_or(rest.len())]);
    let apart = text[..at].ends_with('\t') && cell.is_some_and(is_unit);
    let digits_end = digits_end + usize::from(apart);
    let some = ['余', '多'].iter().find(|c| text[digits_end..].starts_with(**c)).map_or(0, |c| c.len_utf8());
    let scaled = |value: Option<u128>, shift: usize| value?.checked_mul(10_u128.checked_pow(shift as u32)?);
    let Some((word, shift)) = multiplier(&text[digits_end + some..]) else {
        return (
            digits_end,
            value.map(|value| Counted { value, unit_at: digits_end, shown_at: digits_end, alone: false }),
        );
    };
    let value = scaled(value, shift);
    let first = digits_end + some + word.len();
    // 12万3456, 3万5千 and 3万6千8百 are sums: each part is of a lower place than the one before.
    let (mut end, mut sum, mut place) = (first, value, Some(shift));
    while let Some(above) = place.filter(|_| some == 0) {
        let (next, part) = decimal(text, end);
        if next == end {
            break;
        }
        let lower = multiplier(&text[next..]).filter(|(_, lower)| *lower < above);
        // 3万6 leaves open whether 36000 is meant.
        let part = part.filter(|_| lower.is_some() || next - end > 1);
        let part = scaled(part, lower.map_or(0, |(_, shift)| shift));
        sum = sum.zip(part).and_then(|(one, other)| one.checked_add(other));
        end = next + lower.map_or(0, |(word, _)| word.len());
        place = lower.map(|(_, shift)| shift);
    }
    let shown_at = if end == first { digits_end } else { end };
    (end, sum.map(|value| Counted { value, unit_at: end, shown_at, alone: false }))
}

/// Whether a text is nothing but a unit: 个, 万元.
pub(super) fn is_unit(text: &str) -> bool {
    let bare = multiplier(text).map_or(text, |(word, _)| &text[word.len()..]);
    UNITS.iter().any(|(printed, _)| *printed == bare)
}

/// What a cell holds that is nothing but a number, with its unit or without: 25, 25个, 92%.
pub(super) fn alone(text: &str) -> Option<Number> {
    text.as_bytes().first()?.is_ascii_digit().then_some(())?;
    let (end, value) = decimal(text, 0);
    let unit = match &text[end..] {
        "" => "",
        unit => UNITS.iter().find(|(printed, _)| *printed == unit)?.1,
    };
    Some(Number { range: 0..text.len(), unit, printed: text[end..].to_owned(), about: false, value: value? })
}

fn multiplier(text: &str) -> Option<(&'static str, usize)> {
    MULTIPLIERS.iter().find(|(word, _)| text.starts_with(word)).copied()
}

/// The decimal at `at` in fixed point, and its end. None if it is no number
/// (12.5.1, a date, a telephone).
fn decimal(text: &str, at: usize) -> (usize, Option<u128>) {
    let rest = &text.as_bytes()[at..];
    let run = |from: usize| rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = run(0);
    if (1..=3).contains(&end) {
        while rest.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    let whole_end = end;
    let whole = || rest[..whole_end].iter().filter(|byte| byte.is_ascii_digit());
    // 12·5 is printed for 12.5.
    let point = |from: usize| {
        let sign = [".", "·"].iter().find(|sign| rest[from..].starts_with(sign.as_bytes()))?;
        Some(from + sign.len()).filter(|from| run(*from) > 0)
    };
    let mut fraction: &[u8] = &[];
    if let Some(from) = point(end) {
        end = from + run(from);
        fraction = &rest[from..end];
    }
    let again = point(end).is_some();
    let sound = (1..=12).contains(&whole().count()) && fraction.len() <= PLACES && !again;
    let value = sound.then(|| {
        let digits = whole().chain(fraction).fold(0_u128, |sum, byte| sum * 10 + u128::from(byte - b'0'));
        digits * 10_u128.pow((PLACES - fraction.len()) as u32)
    });
    (at + end, value)
}

/// 五十二, 一百零八万六千.
fn spelled(text: &str, range: Range<usize>) -> Option<Counted> {
    let word = &text[range.clone()];
    if word.chars().count() > 16 {
        return None;
    }
    let value = numeral::large(word)?;
    let tail = word.chars().next_back().filter(|c| matches!(c, '万' | '亿'));
    let shown_at = range.end - tail.map_or(0, char::len_utf8);
    Some(Counted { value: u128::from(value) * ONE, unit_at: range.end, shown_at, alone: word == "一" })
}

/// 一点零八万元: a numeral at `range` with decimals behind it.
fn spelled_decimal(text: &str, range: Range<usize>) -> Option<(usize, Counted)> {
    let tail = text[range.end..].strip_prefix('点')?;
    let decimals: Vec<u128> = tail.chars().take(6).map_while(numeral::digit).map(u128::from).collect();
    let whole = numeral::large(&text[range.clone()]).filter(|_| !decimals.is_empty())?;
    let used: usize = tail.chars().take(decimals.len()).map(char::len_utf8).sum();
    let shown_at = range.end + "点".len() + used;
    let shift = multiplier(&text[shown_at..]);
    let unit_at = shown_at + shift.map_or(0, |(word, _)| word.len());
    let part = decimals.iter().zip(1_u32..).map(|(digit, place)| digit * ONE / 10_u128.pow(place));
    let value = u128::from(whole) * ONE + part.sum::<u128>();
    let value = value.checked_mul(10_u128.checked_pow(shift.map_or(0, |(_, shift)| shift) as u32)?)?;
    let sound = text[unit_at..].starts_with('元') && range.len() <= 48;
    sound.then_some((unit_at, Counted { value, unit_at, shown_at, alone: false }))
}

fn spelled_end(text: &str, at: usize) -> usize {
    let numeric = |c: &char| numeral::is_numeral(*c) || matches!(c, '万' | '亿');
    at + text[at..].chars().take_while(numeric).map(char::len_utf8).sum::<usize>()
}

/// Whether what stands before a number lets it be a count.
fn counts(text: &str, at: usize, last: char) -> bool {
    let before = |c: char| text[..at - c.len_utf8()].chars().next_back().unwrap_or('\n');
    match last {
        '第' | '.' | '几' | '/' => false,
        // 问题总数38个; 数10个 and 数十个 are some tens.
        '数' => {
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            let tens = digits > 1 && text[at..at + digits].trim_end_matches('0') == "1";
            digits > 0 && (!tens || text[..at].ends_with("总数"))
        }
        // 1 2.5 and 12?5 have lost a sign, 1,2345 has one that parts nothing: no end of it is the number.
        ' ' | '?' | ',' | '·' if text.as_bytes()[at].is_ascii_digit() => !before(last).is_ascii_digit(),
        // 3-5人 and 三至五人 are estimates; 三点五 is no count of fives.
        '-' | '—' | '–' | '至' | '到' | '~' | '点' => {
            let c = text[..at].trim_end_matches(last).chars().next_back().unwrap_or('\n');
            !(c.is_ascii_digit() || numeral::is_numeral(c))
        }
        _ => true,
    }
}

static PRINTED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(&UNITS.iter().map(|(printed, _)| *printed).collect::<Vec<_>>()));

/// What a numeral goes on with: numerals, what stands behind a number that counts, the point of a decimal.
static GOES_ON: LazyLock<CharSet> = LazyLock::new(|| {
    let numerals = OPENS.iter().filter_map(|word| word.chars().next());
    let signs = "壹贰叁肆伍陆柒捌玖拾佰仟点";
    let units = UNITS.iter().filter_map(|(printed, _)| printed.chars().next());
    CharSet::of(&numerals.chain(signs.chars()).chain(units).chain(['余', '多']).collect::<Vec<_>>())
});

/// What stands behind a number that counts: the first character of a unit, or some more than the number.
static UNIT_BEGINS: LazyLock<CharSet> = LazyLock::new(|| {
    let firsts = UNITS.iter().filter_map(|(printed, _)| printed.chars().next());
    CharSet::of(&firsts.chain(['余', '多']).collect::<Vec<_>>())
});

/// The unit behind a number that ends at `from`, and where it begins.
fn unit_at(text: &str, from: usize) -> Option<(usize, &'static (&'static str, &'static str))> {
    let some = text[from..].chars().next().filter(|c| matches!(c, '余' | '多'));
    let start = from + some.map_or(0, char::len_utf8);
    Some((start, &UNITS[PRINTED.opening(&text[start..]).min()?]))
}

fn unit(text: &str, at: usize, read: Counted) -> Option<Number> {
    let Counted { value, unit_at: from, shown_at, alone } = read;
    let (start, (printed, unit)) = unit_at(text, from)?;
    let end = start + printed.len();
    // 一个 and 一项 count nothing; 一人 and 一名 are people.
    if alone && !matches!(*unit, "人" | "名" | "人次" | "件") {
        // 未完成一项 does; 整改一项、销号一项 is a saying.
        let state = ["未完成", "基本完成", "阶段性完成", "正在推进", "正在整改", "长期坚持", "持续推进"];
        let told = state.iter().any(|word| text[..at].ends_with(word));
        let closed = text[end..].chars().next().is_none_or(|c| matches!(c, ',' | '。' | '；' | '、' | ')'));
        if !told || !closed {
            return None;
        }
    }
    let other = NO_UNIT.iter().find(|(word, _)| word == unit).map_or(&[][..], |(_, words)| words);
    if other.iter().any(|word| text[end..].starts_with(word)) {
        return None;
    }
    // 余 and 多 only say that the number is round, and 个 that a word follows which counts by itself: 余万元 is
    // 万元, 个小项 is 小项. 个方面 and 个类别 stay.
    let (mut printed, about) = (text[shown_at..end].to_owned(), text[shown_at..end].contains(['余', '多']));
    printed.retain(|c| !matches!(c, '余' | '多') && (c != '个' || !unit.ends_with(['项', '类'])));
    Some(Number { range: at..end, unit, printed, about, value })
}

/// The share behind 百分之.
fn percent(text: &str, at: usize) -> Option<Number> {
    let (end, value) = if text.as_bytes()[at].is_ascii_digit() {
        decimal(text, at)
    } else {
        let end = spelled_end(text, at);
        let read = spelled(text, at..end);
        let fraction: String = text[end..]
            .strip_prefix('点')
            .map(|rest| {
                rest.chars().map_while(numeral::digit).filter_map(|n| char::from_digit(n, 10)).collect()
            })
            .unwrap_or_default();
        let point = if fraction.is_empty() { 0 } else { "点".len() + "一".len() * fraction.len() };
        let whole = read.map(|read| read.value);
        let part = fraction.bytes().take(PLACES).zip(1_u32..);
        let part: u128 = part.map(|(byte, place)| u128::from(byte - b'0') * ONE / 10_u128.pow(place)).sum();
        (end + point, whole.map(|whole| whole + part))
    };
    let start = at - "百分之".len();
    value.map(|value| Number { range: start..end, unit: "%", printed: "%".to_owned(), about: false, value })
}

impl Number {
    /// The exact decimal in the base unit.
    pub fn value(&self) -> String {
        let (whole, fraction) = (self.value / ONE, self.value % ONE);
        if fraction == 0 {
            return whole.to_string();
        }
        format!("{whole}.{}", format!("{fraction:08}").trim_end_matches('0'))
    }

    /// The whole number it is, if it is one.
    pub fn whole(&self) -> Option<u64> {
        self.value.is_multiple_of(ONE).then(|| u64::try_from(self.value / ONE).ok()).flatten()
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
