//! Measures that a paragraph counts by word: 首先,…。其次,…。再次,…。最后,….
//!
//! In: a paragraph and the cuts made so far. Out: cuts where the words stand. Promise: only where the run begins
//! with 首先 and goes on, and every piece of it is worded as a deed: plain prose stays whole.

use super::Piece;
use crate::parse::glyph;
use crate::parse::lexicon::stops;
use crate::parse::wording;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Words that a measure begins with beside verbs: 对全县档案逐卷核对.
const OBJECTS: [char; 10] = ['对', '把', '将', '由', '逐', '与', '向', '会', '按', '为'];

/// What such a run begins with.
static FIRST: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("首先,"));

/// Adds the cuts of a run, unless the paragraph counts by 一是 or by labels behind its beginning.
pub(super) fn cut(body: &str, cuts: &mut Vec<(usize, Piece)>) {
    let Some(first) = FIRST.find(body.as_bytes()) else { return };
    let opens = first == 0 || body[..first].ends_with(['。', ':', '；']);
    if !opens || cuts.iter().any(|(at, piece)| *at > first || matches!(piece, Piece::Clause(_))) {
        return;
    }
    let mut run = vec![first];
    let behind = stops(&body[first..]).map(|at| first + at + '。'.len_utf8());
    for at in behind.filter(|at| body[*at..].starts_with(['其', '再', '最'])) {
        let next = |glyph: &glyph::Glyph| {
            glyph.class == glyph::Class::Ordinal
                && (glyph::is_last(glyph) || usize::from(glyph.ordinal) == run.len() + 1)
        };
        if glyph::at_start(&body[at..]).filter(next).is_some() {
            run.push(at);
        }
    }
    let ends = run.iter().skip(1).copied().chain([body.len()]);
    let deeds = run.iter().zip(ends).all(|(at, end)| is_deed(&body[*at..end]));
    if run.len() < 2 || !deeds {
        return;
    }
    for (at, ordinal) in run.into_iter().zip(1..) {
        let glyph = glyph::at_start(&body[at..]).map(|glyph| glyph::Glyph { ordinal, ..glyph });
        cuts.extend(glyph.map(|glyph| (at, Piece::Numbered(glyph))));
    }
}

/// Whether a piece tells what was done.
fn is_deed(piece: &str) -> bool {
    let words = &piece[glyph::at_start(piece).map_or(0, |glyph| glyph.words_at())..];
    let sentence = words.split('。').next().unwrap_or(words);
    let opens = sentence.starts_with(OBJECTS) || wording::is_deed(sentence);
    (opens || sentence.contains(['已', '了'])) && !wording::is_problem(sentence)
}
