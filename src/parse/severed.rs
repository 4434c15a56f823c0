//! Mail addresses, telephone numbers and postcodes that a line break has cut: zlssw@163.co / m, 0798-858 / 8021.
//!
//! In: folded text. Out: the breaks inside them, and whether an address is a half. Promise: lines are joined only where
//! the two parts make one whole and the first is none, whatever else the page has cut; linear.

use super::numeral::digits_len;
use std::ops::Range;

/// How addresses of mail end here; 163.co is the beginning of 163.com.
const ENDS: &[&str] = &["com", "cn", "net", "org"];

/// As many bytes as an address or a number takes.
const LONGEST: usize = 64;

/// The bytes between the lines that go on with an address or a number, ascending.
pub(super) fn breaks(folded: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in memchr::memchr_iter(b'\n', folded.as_bytes()) {
        let (line, rest) = (folded[from..at].trim_end(), &folded[at + 1..]);
        let end = from + line.len();
        from = at + 1;
        // Most lines end with a sign or a word.
        if !line.as_bytes().last().is_some_and(|byte| is_part(*byte)) {
            continue;
        }
        let next = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
        let start = from + rest.len() - next.len();
        if next.as_bytes().first().is_some_and(|byte| is_part(*byte)) && goes_on(line, next) {
            out.push(end..start);
        }
    }
    out
}

/// Signs and letters of addresses and numbers.
fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'@' | b'_' | b'-' | b'+' | b')')
}

/// Whether a line goes on behind its break with an address or a number.
fn goes_on(line: &str, next: &str) -> bool {
    let parts = line.bytes().rev().take(LONGEST).take_while(|byte| is_part(*byte) || *byte == b'(').count();
    let (lead, tail) = line.split_at(line.len() - parts);
    let parts = next.bytes().take(LONGEST).take_while(|byte| is_part(*byte)).count();
    mail(lead, tail, &next[..parts]) || number(lead, tail, next)
}

/// Whether the words right before a value name what it is.
fn named(lead: &str, words: &[&str]) -> bool {
    let from = lead.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
    words.iter().any(|word| lead[from..].contains(word))
}

/// Whether two parts make one address of mail.
fn mail(lead: &str, tail: &str, head: &str) -> bool {
    let head = head.trim_end_matches(['.', '-', ')']);
    let whole = format!("{}{head}", tail.trim_start_matches('('));
    let sound = whole.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.contains(['@', '(', ')']) && host.contains('.') && is_ended(host)
    });
    sound
        && match tail.split_once('@') {
            // a@b.com is whole, unless .cn follows.
            Some((_, host)) => !is_ended(host) || head.starts_with('.'),
            None => named(lead, &["邮", "mail", "信箱"]) && !tail.contains("mail"),
        }
}

/// Whether the host of an address is told to its end.
fn is_ended(host: &str) -> bool {
    host.rsplit_once('.').is_some_and(|(_, end)| ENDS.contains(&end))
}

/// Whether an address of mail at `range` is a half: a line or a blank ends inside it, or it begins so.
pub(super) fn is_half(text: &str, range: Range<usize>) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_lowercase);
    let behind = text[range.end..].strip_prefix(['\n', ' ']);
    let cut = behind.is_some_and(|next| letter(next.as_bytes().first()) || next.starts_with(['@', '.']));
    // 邮箱:zlssw jdjb@163.com
    let before = text[..range.start].strip_suffix(['\n', ' ']).unwrap_or_default();
    let parts = before.bytes().rev().take(LONGEST).take_while(|byte| is_part(*byte)).count();
    let (lead, part) = before.split_at(before.len() - parts);
    let begun = letter(part.as_bytes().last()) && !part.contains('@') && !part.contains("mail");
    cut && !is_ended(&text[range]) || begun && lead.ends_with(':') && named(lead, &["邮", "信箱"])
}

/// Whether two parts make one telephone number or postcode, and the first is none.
fn number(lead: &str, tail: &str, next: &str) -> bool {
    let digits = digits_len(next);
    let behind = &next[digits..];
    // 2023年 and 8:30 are of their own.
    let other = |c: char| c.is_ascii_alphanumeric() || "年月日时号:/.-@_".contains(c);
    let closed = !behind.starts_with(other);
    let plain = tail.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'(' | b')' | b'-'));
    if !closed || !plain || digits == 0 {
        return false;
    }
    let code = named(lead, &["邮编", "邮政编码"]);
    if code && digits_len(tail) == tail.len() && tail.len() < 6 {
        return tail.len() + digits == 6;
    }
    let phone = || named(lead, &["电话", "手机", "热线", "来电", "拨打", "联系", "短信"]);
    let bare = tail.trim_start_matches('(');
    if bare.starts_with('1') && digits_len(bare) == bare.len() && bare.len() < 11 {
        return phone() && bare.len() + digits == 11;
    }
    // 0798-858 / 8021, (0798)85 / 88021, 0798 / -8588021
    let area = bare.find(['-', ')']).unwrap_or(bare.len());
    if !bare.starts_with('0') || !matches!(area, 3 | 4) || digits_len(bare) != area {
        return false;
    }
    let local = bare[area..].trim_start_matches([')', '-']);
    let told = local.len() < bare.len() - area && !local.is_empty() || phone();
    // Of a whole number one digit may be left, if a sign closes it.
    let rest = local.len() == 7 && digits == 1 && behind.starts_with(['。', '；', ',', ';', '、', ')']);
    told && digits_len(local) == local.len()
        && (local.len() < 7 || rest)
        && matches!(local.len() + digits, 7 | 8)
}
