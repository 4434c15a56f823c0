//! One character to one character, whatever stands beside it.
//!
//! In: any character. Out: the character that it is matched as. Promises:
//! context-free, so folding a part gives the part of the folding; one to one,
//! so places stay; idempotent; Simplified text stays as it is, but for a few
//! merged pairs (著→着, 覆→复, 瞭→了, 藉→借).
//!
//! The table is made by `build.rs` and joins
//! - Traditional and Simplified forms, each character alone: phrases would make
//!   答覆意見 and 覆意見 differ, and a search for the part would miss the whole;
//! - full width and half width, capitals and small letters, compatibility
//!   ideographs, Kangxi radicals and the radicals that PDFs leave behind;
//! - `!` and `;` with their full-width forms, because they end sentences.
//!
//! It keeps apart
//! - ① ⑴ ⒈ ㈠ Ⅰ from 1 and 一: the parser reads glyph classes from them;
//! - ASCII `?` from `？`: the one is junk where a character was lost, the other
//!   ends a sentence;
//! - 。 、 “ ” 《 》 〇 ○, which have no other form that means the same.

use super::gloss::is_han;
use super::lexicon::CharSet;

include!(concat!(env!("OUT_DIR"), "/fold_table.rs"));

/// Marks a character whose target is in `FAR`.
const ELSEWHERE: u16 = 0xFFFF;

/// The character that `c` is matched as.
///
/// ```
/// # use xunlan::text::fold_char;
/// assert_eq!(fold_char('黨'), '党');
/// assert_eq!(fold_char('Ａ'), 'a');
/// assert_eq!(fold_char('①'), '①');
/// ```
pub fn fold_char(c: char) -> char {
    let code = c as u32;
    let Some(slot) = INDEX.get((code >> 8) as usize) else { return far(c) };
    match PAGES.get(usize::from(*slot)).map_or(0, |page| page[(code & 0xFF) as usize]) {
        0 => c,
        ELSEWHERE => far(c),
        target => char::from_u32(u32::from(target)).unwrap_or(c),
    }
}

/// The characters of a text that fold to others, each with what it folds to. Those that stay are passed over in runs.
pub fn folding(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let mut other = rest[staying(rest.as_bytes())..].chars();
            let c = other.next()?;
            rest = other.as_str();
            let folded = fold_char(c);
            if folded != c {
                return Some((c, folded));
            }
        }
    })
}

/// A Han character, and no form kept for compatibility.
pub fn is_unified(c: char) -> bool {
    is_han(c) && !matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

/// Traditional forms that simplified texts have too, in names above all: 乾潭镇, 濛阳镇, 氾水镇, 於潜镇.
const IN_BOTH: CharSet = CharSet::of(&[
    '乾', '濛', '氾', '於', '藉', '徵', '著', '覆', '瞭', '夥', '麽', '馀', '锺', '甯', '淩', '谿', '湧',
    '摺', '彷', '榘', '濬', '菸',
]);

/// Whether a character that folds to another is one of simplified texts too, in names above all.
pub fn in_both(c: char) -> bool {
    IN_BOTH.has(c)
}

/// Folds every character; the length in characters stays.
pub fn fold(text: &str) -> String {
    fold_telling(text, |_, _| ())
}

/// Folds every character and tells those that are folded to others, each with what it folds to.
pub(super) fn fold_telling(text: &str, mut tell: impl FnMut(char, char)) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    // Most characters stay; they are copied in runs.
    while !rest.is_empty() {
        let (same, other) = rest.split_at(staying(rest.as_bytes()));
        folded.push_str(same);
        let mut other = other.chars();
        if let Some(c) = other.next() {
            let one = fold_char(c);
            if one != c {
                tell(c, one);
            }
            folded.push(one);
        }
        rest = other.as_str();
    }
    folded
}

/// How many bytes at the start are characters that stay as they are; only those
/// of one and of three bytes are known here.
fn staying(bytes: &[u8]) -> usize {
    let folds = |high: u8, middle: u8, low: u8| {
        FOLDS[usize::from(high & 15) << 6 | usize::from(middle & 63)] >> (low & 63) & 1 == 1
    };
    let stays = |c: &&[u8]| matches!(c[0], 0xE0..0xF0) && !folds(c[0], c[1], c[2]);
    let mut at = 0;
    loop {
        at += 3 * bytes[at..].chunks_exact(3).take_while(stays).count();
        match bytes.get(at) {
            Some(one @ ..0x80) if !folds(0, one >> 6, *one) => at += 1,
            _ => return at,
        }
    }
}

fn far(c: char) -> char {
    FAR.binary_search_by_key(&c, |(from, _)| *from).map_or(c, |at| FAR[at].1)
}
