//! Numerals of the genre: 12, 十二, 一百二十, 二〇二五.
//!
//! In: folded text. Out: numbers. Promise: nothing is guessed; a numeral that
//! is not well formed is none.

/// A Chinese digit.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a character can stand in a Chinese numeral.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千')
}

/// How many bytes at the start are a Chinese numeral (at most six characters).
pub(super) fn numeral_len(text: &str) -> usize {
    text.chars().take(6).take_while(|c| is_numeral(*c)).map(char::len_utf8).sum()
}

/// How many bytes at the start are ASCII digits.
pub(super) fn digits_len(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// 三万五千 → 35000, 一百零八万六千 → 1086000, 两亿 → 200000000.
pub(super) fn large(text: &str) -> Option<u64> {
    let (mut total, mut rest) = (0_u64, text);
    for (name, unit) in [('亿', 100_000_000_u64), ('万', 10_000)] {
        if let Some((section, after)) = rest.split_once(name) {
            total += u64::from(value(section)?) * unit;
            rest = after.strip_prefix('零').unwrap_or(after);
        }
    }
    if !rest.is_empty() {
        total += u64::from(value(rest)?);
    } else if total == 0 {
        return None;
    }
    Some(total)
}

/// 十二 → 12, 一百零五 → 105. Below ten thousand, and none for 二三 (which may be two numbers).
pub(super) fn value(text: &str) -> Option<u32> {
    let (mut total, mut pending, mut last_unit) = (0_u32, None, 10_000);
    let mut any = false;
    for c in text.chars() {
        any = true;
        if let Some(n) = digit(c) {
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            pending = Some(n);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        last_unit = unit;
        let factor = match pending.take() {
            None if unit == 10 => 1,
            Some(0) if unit == 10 => 1,
            None | Some(0) => return None,
            Some(n) => n,
        };
        total += factor * unit;
    }
    any.then_some(total + pending.unwrap_or(0))
}

/// 二〇二五 → 2025: each digit by itself.
pub(super) fn spelled(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?))
}

/// A number in either script.
pub(super) fn either(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| value(text))
}
