//! Pinyin that some converters put behind characters: 關(guān)于, 統計(ji)造(zao)假(jia).
//!
//! In: published text, and what its markup told (`ruby`). Out: the spans to leave out of matching, and one doubt.
//! Promise: readers keep the text as published; brackets with English words,
//! units, abbreviations or letters of a list (方案(e)) are no glosses: without
//! tones, what stands there must be how the character before it is read.

use super::readings;
use crate::disclosure::{Doubt, Finding, Span};
use memchr::memchr2_iter;

/// With tones, one is enough; without, it takes several, because 科(ke) may be
/// anything.
const BARE_ENOUGH: usize = 4;
const LONGEST: usize = 6;

struct Gloss {
    span: Span,
    toned: bool,
}

/// Where a gloss begins and ends that the markup of a page tells, until the lines of the text are chosen: characters
/// that Unicode keeps for the inner use of programs.
pub(super) const MARKS: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];
/// Longest gloss by markup, in characters: `ruby` that is never closed is no reason to leave out a paragraph.
const LONGEST_MARKED: u32 = 60;

/// A text without [`MARKS`], and the spans that stood between them.
pub(super) fn unmarked(text: String) -> (String, Vec<Span>) {
    let (mut plain, mut spans) = (String::with_capacity(text.len()), Vec::new());
    if !text.contains(MARKS) {
        return (text, spans);
    }
    let (mut at, mut open) = (0_u32, None);
    for c in text.chars() {
        if c == MARKS[0] {
            open = Some(at);
        } else if c == MARKS[1] {
            let span = open.take().map(|start| Span::new(start, at));
            spans.extend(span.filter(|span| (1..=LONGEST_MARKED).contains(&(span.end - span.start))));
        } else {
            plain.push(c);
            at += 1;
        }
    }
    (plain, spans)
}

/// A text without what stands between [`MARKS`].
pub(super) fn unmarked_title(title: String) -> String {
    let (text, spans) = unmarked(title);
    let inside = |at: u32| spans.iter().any(|gloss| gloss.start <= at && at < gloss.end);
    (0_u32..).zip(text.chars()).filter(|(at, _)| !inside(*at)).map(|(_, c)| c).collect()
}

/// The glosses of a text: those that its markup told, and those that it shows itself.
pub(super) fn find(published: &str, marked: Vec<Span>) -> (Vec<Span>, Option<Finding>) {
    let mut found = candidates(published);
    let bare = found.iter().filter(|gloss| !gloss.toned).count();
    if bare < BARE_ENOUGH {
        found.retain(|gloss| gloss.toned);
    }
    let mut spans = marked;
    spans.extend(found.into_iter().map(|gloss| gloss.span));
    spans.sort_unstable();
    // Brackets around pinyin may be told by both.
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => found.push(span),
        }
    }
    let Some(first) = found.first() else { return (found, None) };
    let finding = Finding {
        doubt: Doubt::Damage,
        span: Some(*first),
        reason: format!("文中夹有 {} 处拼音注音,检索时略过", found.len()),
        confidence: 95,
    };
    (found, Some(finding))
}

/// A text without its glosses, for titles and queries, which stand apart from their text and may have just one.
///
/// ```
/// # use xunlan::text::unglossed;
/// assert_eq!(unglossed("有关(guān)要求、统计(ji)造假"), "有关要求、统计造假");
/// assert_eq!(unglossed("方案(e)"), "方案(e)");
/// ```
pub fn unglossed(text: &str) -> String {
    let spans = candidates(text);
    let inside = |at: u32| spans.iter().any(|gloss| gloss.span.start <= at && at < gloss.span.end);
    (0_u32..).zip(text.chars()).filter(|(at, _)| !inside(*at)).map(|(_, c)| c).collect()
}

/// Whether a text may have a part in common with a gloss: a bracket, a blank, or a letter of pinyin.
pub fn may_gloss(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '(' | ')' | '（' | '）' | ' ' | '\u{a0}') || plain(c).is_some())
}

/// A wide bracket opens.
const WIDE: &[u8; 3] = b"\xEF\xBC\x88";

fn candidates(published: &str) -> Vec<Gloss> {
    let mut found: Vec<Gloss> = Vec::new();
    // How many characters stand before a byte, and where the latest gloss ends.
    let (mut counted, mut start, mut closed) = (0, 0_u32, usize::MAX);
    let mut before = None;
    let bytes = published.as_bytes();
    // The last byte of the wide bracket is rarer than the first, which all wide signs share.
    let [.., last] = *WIDE;
    let opens = memchr2_iter(b'(', last, bytes).filter_map(|at| match bytes[at] {
        b'(' => Some(at),
        _ => at.checked_sub(2).filter(|open| bytes[*open..].starts_with(WIDE)),
    });
    for open in opens {
        let rest = &published[open..];
        start += published[counted..open].chars().count() as u32;
        counted = open;
        // A gloss right behind another stands behind the same character.
        if open != closed {
            before = published[..open].chars().next_back().filter(|c| is_han(*c));
        }
        let Some(read) = before else { continue };
        if let Some((end, chars, syllable, toned)) = gloss(rest)
            && (toned || readings(read).contains(&syllable.as_str()))
        {
            found.push(Gloss { span: Span::new(start, start + chars), toned });
            closed = open + end;
        }
    }
    found
}

/// A gloss at the start of a text: its bytes, its characters, its letters, and whether it has tones.
fn gloss(text: &str) -> Option<(usize, u32, String, bool)> {
    let (mut syllable, mut toned) = (String::new(), false);
    for (chars, (at, inner)) in (1..).zip(text.char_indices()).skip(1).take(LONGEST + 2) {
        match inner {
            ')' | '）' => {
                return is_syllable(&syllable).then_some((at + inner.len_utf8(), chars, syllable, toned));
            }
            ' ' | '\u{a0}' => {}
            inner => {
                let (letter, tone) = plain(inner)?;
                syllable.push(letter);
                toned |= tone;
            }
        }
    }
    None
}

/// Whether a character is Han, of whichever block: the names of some places have rare ones.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The letter without its tone, and whether it had one.
fn plain(c: char) -> Option<(char, bool)> {
    if c.is_ascii_lowercase() {
        return Some((c, false));
    }
    let toned = |forms: &str, letter| forms.contains(c).then_some((letter, true));
    toned("āáǎàăã", 'a')
        .or_else(|| toned("ēéěèĕ", 'e'))
        .or_else(|| toned("īíǐìĭ", 'i'))
        .or_else(|| toned("ōóǒòŏ", 'o'))
        .or_else(|| toned("ūúǔùŭ", 'u'))
        .or_else(|| toned("ǖǘǚǜü", 'v'))
        .or_else(|| toned("ńňǹ", 'n'))
        .or(if c == 'ɡ' { Some(('g', false)) } else { None })
}

/// Whether the letters are one syllable of pinyin.
fn is_syllable(letters: &str) -> bool {
    const INITIALS: [&str; 23] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w",
    ];
    #[rustfmt::skip]
    const FINALS: [&str; 36] = [
        "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "i", "ia", "ie", "iao", "iu", "ian",
        "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "v", "ve", "ue", "van", "vn", "er",
    ];
    const ALONE: [&str; 13] = ["a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "er", "n"];
    let initial = INITIALS.iter().find(|initial| letters.starts_with(**initial));
    match initial {
        Some(initial) => FINALS.contains(&&letters[initial.len()..]),
        None => ALONE.contains(&letters),
    }
}
