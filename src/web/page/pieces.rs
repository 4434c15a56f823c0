//! Published text → pieces for a template.
//!
//! In: text and the character ranges to highlight. Out: pieces that the
//! template escapes one by one, so that escaping is never switched off.
//! Promises: the pieces joined are the text; a window shows whole sentences
//! around its marks and says where it leaves something out; control and
//! direction characters, which could make a page lie, are shown, not obeyed.

use std::ops::Range;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Plain(String),
    /// What matched, with its number on the page.
    Mark(String, usize),
    /// Something is left out here.
    Gap,
}

/// The whole text with its marks; numbers go on from `before`.
pub fn whole(text: &str, marks: &[[u32; 2]], before: usize) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    cut(&chars, 0..chars.len(), marks, before)
}

/// Up to about `room` characters of whole sentences around the marks; without
/// marks, its beginning. Also whether anything was left out.
pub fn window(text: &str, marks: &[[u32; 2]], room: usize) -> (Vec<Piece>, bool) {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= room + room / 4 {
        return (cut(&chars, 0..chars.len(), marks, 0), false);
    }
    let sentences = sentences(&chars, room);
    let holds = |sentence: &Range<usize>| {
        marks.iter().any(|[start, end]| (*start as usize) < sentence.end && (*end as usize) > sentence.start)
    };
    let mut shown = vec![false; sentences.len()];
    let mut used = 0;
    // First what matched, then what follows it, as far as there is room.
    for (number, sentence) in sentences.iter().enumerate() {
        if (holds(sentence) || marks.is_empty()) && (used == 0 || used + sentence.len() <= room) {
            shown[number] = true;
            used += sentence.len();
        }
    }
    for number in 1..sentences.len() {
        if shown[number - 1] && !shown[number] && used + sentences[number].len() <= room {
            shown[number] = true;
            used += sentences[number].len();
        }
    }
    let mut pieces = Vec::new();
    let mut last = true;
    for (sentence, shown) in sentences.iter().zip(&shown) {
        match shown {
            true => pieces.extend(cut(&chars, sentence.clone(), marks, 0)),
            false if last => pieces.push(Piece::Gap),
            false => {}
        }
        last = *shown;
    }
    (pieces, shown.contains(&false))
}

/// Ranges of sentences; what has no sentence end for too long is cut at a pause or anywhere.
fn sentences(chars: &[char], most: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (index, c) in chars.iter().enumerate() {
        let long = index + 1 - start;
        let ends = "。！？；!?;\n".contains(*c);
        let pause = long > most / 2 && "，、,:：".contains(*c);
        let closes = chars.get(index + 1).is_some_and(|next| "”’」』）)》".contains(*next));
        let closed = "”’」』".contains(*c) && index > start && "。！？".contains(chars[index - 1]);
        if ((ends || pause) && !closes) || closed || long >= most {
            out.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < chars.len() {
        out.push(start..chars.len());
    }
    out
}

/// The pieces of a range.
fn cut(chars: &[char], range: Range<usize>, marks: &[[u32; 2]], before: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = range.start;
    let plain = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
        if from < to {
            pieces.push(Piece::Plain(visible(chars[from..to].iter().copied())));
        }
    };
    for (number, [start, end]) in marks.iter().enumerate() {
        let (start, end) = ((*start as usize).max(at), (*end as usize).min(range.end));
        if start >= end {
            continue;
        }
        plain(at, start, &mut pieces);
        pieces.push(Piece::Mark(visible(chars[start..end].iter().copied()), before + number + 1));
        at = end;
    }
    plain(at, range.end, &mut pieces);
    pieces
}

/// Text that can be shown: control characters as their pictures, direction
/// overrides by name, invisible ones left out.
pub fn visible(chars: impl IntoIterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        match c {
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('␦')),
            '\u{7f}'..='\u{9f}' => out.push('␡'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                out.push_str(&format!("⟨U+{:04X}⟩", c as u32));
            }
            '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c => out.push(c),
        }
    }
    out
}

/// One line of it.
pub fn line(text: &str) -> String {
    visible(text.split_whitespace().collect::<Vec<_>>().join(" ").chars())
}

/// `zh-Hant` where folding would change a good share of the characters.
pub fn lang(text: &str) -> &'static str {
    let han = |c: &char| ('\u{3400}'..='\u{9fff}').contains(c);
    let (all, traditional) = text.chars().filter(han).take(2000).fold((0, 0), |(all, traditional), c| {
        (all + 1, traditional + usize::from(crate::text::fold_char(c) != c))
    });
    if traditional * 12 > all { "zh-Hant" } else { "zh-Hans" }
}

/// 12345 → 12,345.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
