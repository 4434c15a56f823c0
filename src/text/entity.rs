//! Character references: `&ldquo;`, `&#8220;`, `&#x201C;`, `&nbsp` …
//!
//! In: text of a page. Out: the characters meant. What is no reference stays.

use std::borrow::Cow;

/// Longest name in the standard, without `&` and `;`.
const LONGEST: usize = 31;

pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match number(rest).or_else(|| name(rest)) {
            Some((first, second, length)) => {
                out.push(first);
                out.extend(second);
                rest = &rest[length..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn number(text: &str) -> Option<(char, Option<char>, usize)> {
    let digits = text.strip_prefix('#')?;
    let (digits, radix, before) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 2),
        None => (digits, 10, 1),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits[..length].trim_start_matches('0'), radix).unwrap_or(0);
    // Old editors wrote the numbers of windows-1252 for quotes and dashes.
    let c = match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
        _ => char::from_u32(code).filter(|c| *c != '\0'),
    };
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((c.unwrap_or('\u{FFFD}'), None, before + length + semicolon))
}

fn name(text: &str) -> Option<(char, Option<char>, usize)> {
    let length = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let closed = text[length..].starts_with(';').then_some(length + 1);
    // Some names may stand without the semicolon; then the longest counts.
    let lengths = closed.into_iter().chain((2..=length).rev());
    lengths.into_iter().find_map(|length| {
        let (first, second) = *html5ever::data::NAMED_ENTITIES.get(&text[..length])?;
        let first = char::from_u32(first).filter(|c| *c != '\0')?;
        Some((first, char::from_u32(second).filter(|c| *c != '\0'), length))
    })
}
