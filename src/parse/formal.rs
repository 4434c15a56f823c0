//! Numerals as they are written on receipts: 壹拾贰万元, 叁仟贰佰元伍角整.
//!
//! In: squeezed text. Out: amounts of money. Promise: such a numeral is read whole or not at all, because the end of
//! it (贰万元) is another sum; it counts nothing but money.

use super::amount::ONE;
use super::numeral;

/// What a sign of these numerals is in the plain ones.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '壹' => '一',
        '贰' => '二',
        '叁' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        _ => return None,
    })
}

/// As many signs as any sum has.
const LONGEST: usize = 24;

/// A numeral at `at` that has such a sign: where it ends, and its value in fixed point with the place of its unit.
/// None where there is no such sign, or where one that is a plain digit too counts something else: 叁个方面.
pub(super) fn read(text: &str, at: usize) -> Option<(usize, Option<(u128, usize)>)> {
    let counts = |c: &char| plain(*c).is_some() || numeral::is_numeral(*c) || matches!(c, '万' | '亿');
    // Nearly all numerals are plain.
    if !text[at..].chars().take_while(counts).any(|c| plain(c).is_some()) {
        return None;
    }
    let mut word = String::new();
    let (mut len, mut signs, mut own) = (0, 0, false);
    for c in text[at..].chars().take_while(counts) {
        let known = plain(c);
        own |= known.is_some() && !numeral::is_numeral(c);
        (len, signs) = (len + c.len_utf8(), signs + 1);
        if signs <= LONGEST {
            word.push(known.unwrap_or(c));
        }
    }
    let end = at + len;
    let money = text[end..].starts_with(['元', '圆']);
    if !own && !money {
        return None;
    }
    let value = numeral::large(&word).filter(|_| money && signs <= LONGEST);
    Some((end, value.and_then(|value| Some((u128::from(value) * ONE + cents(&text[end..])?, end)))))
}

/// 元伍角贰分: what stands behind the yuan. None where it cannot be read.
fn cents(text: &str) -> Option<u128> {
    let mut rest = text.strip_prefix(['元', '圆'])?.trim_start_matches('零');
    let mut sum = 0;
    for (sign, part) in [('角', ONE / 10), ('分', ONE / 100)] {
        let mut chars = rest.chars();
        let digit = chars.next().and_then(|c| numeral::digit(plain(c).unwrap_or(c)));
        let (Some(digit), Some(behind)) = (digit, chars.as_str().strip_prefix(sign)) else { continue };
        sum += u128::from(digit) * part;
        rest = behind;
    }
    // 叁仟元伍佰: what is left of a sum that goes on.
    rest.chars().next().is_none_or(|c| plain(c).is_none()).then_some(sum)
}
