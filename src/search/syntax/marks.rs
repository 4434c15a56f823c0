//! What single characters mean to the grammar.
//!
//! In: a character as typed. Out: its class. Promise: full-width and
//! half-width forms of a sign are always the same sign.

use crate::text::fold_char;

/// The half-width form of a full-width sign, letter or digit.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// [`narrow`] for a whole text.
pub fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// The form under which names and closed values are compared: width, case and script do not count.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| !invisible(*c)).map(|c| fold_char(narrow(c).to_ascii_lowercase())).collect()
}

/// Whether matching looks at this character at all.
pub fn significant(c: char) -> bool {
    fold_char(c).is_alphanumeric()
}

/// Not matched by a literal, and yet no punctuation: ㎡, ℃, ☑, ※, %, 😀. It can only be looked for as it stands.
/// Signs that people set between words (+, =, ~) are as good as punctuation.
pub fn symbol(c: char) -> bool {
    // Among the punctuation of Unicode, or of the keyboard, and yet signs of their own.
    let sign = "%$※‰‱†‡′″‴〒〓￠￡￥￦".contains(narrow(c));
    let punctuation = matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{fff0}'..='\u{ffff}');
    if sign {
        return true;
    }
    !significant(c)
        && !c.is_ascii()
        && !blank(c)
        && !invisible(c)
        && !punctuation
        && !matches!(c, '·' | '«' | '»')
}

/// Separates words: every Unicode blank, and control characters such as NUL.
pub fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Has no width and no meaning: direction marks, joiners, byte order marks, soft hyphens.
pub fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `|` in either width.
pub fn bar(c: char) -> bool {
    narrow(c) == '|'
}

/// The minus signs people type before a word that is not wanted.
pub fn minus(c: char) -> bool {
    matches!(narrow(c), '-' | '−' | '–')
}

/// Any dash that stands before a word that is not wanted, with nothing between them: phones and input methods make
/// long ones of a hyphen.
pub fn dash(c: char) -> bool {
    minus(c) || matches!(c, '—' | '―' | '‒' | '‐' | '‑' | '﹣')
}

/// The dashes on keys, of which nothing need be said.
pub fn hyphen(c: char) -> bool {
    matches!(narrow(c), '-' | '−')
}

/// A Chinese character.
pub fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// `:` in either width.
pub fn colon(c: char) -> bool {
    narrow(c) == ':'
}

/// `(` in either width.
pub fn opens(c: char) -> bool {
    narrow(c) == '('
}

/// `)` in either width.
pub fn closes(c: char) -> bool {
    narrow(c) == ')'
}

/// The wildcard a character stands for.
pub fn wildcard(c: char) -> Option<char> {
    Some(narrow(c)).filter(|c| matches!(c, '?' | '*'))
}

/// A quotation mark that has no direction.
pub fn straight(c: char) -> bool {
    narrow(c) == '"'
}

/// The family of a directed quotation mark, and whether it opens.
pub fn directed(c: char) -> Option<(usize, bool)> {
    match c {
        '“' | '„' | '‟' | '〝' => Some((0, true)),
        '”' | '〞' | '〟' => Some((0, false)),
        '「' | '﹁' | '｢' => Some((1, true)),
        '」' | '﹂' | '｣' => Some((1, false)),
        '『' | '﹃' => Some((2, true)),
        '』' | '﹄' => Some((2, false)),
        _ => None,
    }
}

/// Any quotation mark of the grammar.
pub fn quotes(c: char) -> bool {
    straight(c) || directed(c).is_some()
}

/// Insignificant, yet part of how a name is written: (试行)办法, 《条例》, C++, 100%.
fn belongs(c: char) -> bool {
    "()（）《》〈〉【】〔〕[]［］%％+＋#＃".contains(c)
}

/// A text without the punctuation around it.
pub fn trimmed(text: &[char]) -> &[char] {
    let edge = |c: &char| !significant(*c) && !belongs(*c);
    let start = text.iter().position(|c| !edge(c)).unwrap_or(text.len());
    let end = text.iter().rposition(|c| !edge(c)).map_or(start, |last| last + 1);
    &text[start..end]
}

/// A text on one line: runs of blanks become one, edges and invisible characters go.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !invisible(*c)) {
        if blank(c) {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        out.push(c);
    }
    out
}
