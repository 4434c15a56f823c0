//! One paragraph cut where its own markers stand: 整改情况:, 一是, 二是.
//!
//! In: squeezed text of a paragraph. Out: pieces that cover it, in order.
//! Promise: linear; a clause is cut only where the next expected ordinal
//! stands at a boundary, so quoted or nested 一是 stay whole.

mod spoken;

use super::glyph::{self, Class, Glyph};
use super::lexicon::{CharSet, signs};
use super::numeral;
use super::wording::{self, Marker};
use std::ops::Range;

/// What a piece opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text before the first marker.
    Lead,
    /// 整改情况: and its kin; the marker's length in bytes.
    Marked(Marker, usize),
    /// 一是, with its ordinal.
    Clause(u16),
    /// (1) or 1. inside a report that 整改情况: has opened.
    Numbered(Glyph),
}

/// Signs behind which a clause can begin.
static BOUNDARY: CharSet = CharSet::of(&['。', '；', ':', ',', '、', ')', '”', '！', '？', '\t', '】', ' ']);

/// The pieces of `text[range]`, ranges in bytes of `text`.
pub(super) fn cut(text: &str, range: Range<usize>) -> Vec<(Piece, Range<usize>)> {
    let body = &text[range.clone()];
    let mut cuts: Vec<(usize, Piece)> = Vec::new();
    if let Some((kind, len)) = wording::marker(body) {
        cuts.push((0, Piece::Marked(kind, len)));
    }
    let mut pending: Option<(usize, u32)> = None;
    let mut expected = 1;
    let mut circled = false;
    let behind = signs(body).filter_map(|(at, c)| {
        circled |= ('①'..='⑳').contains(&c);
        BOUNDARY.has(c).then_some(at + c.len_utf8())
    });
    for at in std::iter::once(0).chain(behind) {
        let Some(c) = body[at..].chars().next() else { break };
        if at > 0
            && wording::OPENS.has(c)
            && !matches!(c, '问' | '具')
            && let Some((kind, len)) = wording::marker(&body[at..])
            // Behind a comma such words are part of a sentence.
            && (!matches!(kind, Marker::Ahead | Marker::Number) || body[..at].ends_with('。'))
        {
            cuts.push((at, Piece::Marked(kind, len)));
            (pending, expected) = (None, 1);
        } else if numeral::digit(c).is_some() || c == '十' {
            let used = numeral::numeral_len(&body[at..]);
            let ordinal = numeral::value(&body[at..at + used]).unwrap_or(0);
            let is_clause = used <= 9 && body[at + used..].starts_with('是');
            if is_clause && ordinal == 1 && (expected <= 2) {
                // 一是 counts once 二是 follows, or at the very start.
                pending = Some((at, 1));
                if at == 0 {
                    cuts.push((at, Piece::Clause(1)));
                    pending = None;
                }
                expected = 2;
            } else if is_clause && ordinal > 1 && (ordinal == expected || at == 0) {
                if let Some((first, _)) = pending.take() {
                    cuts.push((first, Piece::Clause(1)));
                }
                cuts.push((at, Piece::Clause(ordinal as u16)));
                expected = ordinal + 1;
            }
        }
    }
    spoken::cut(body, &mut cuts);
    // A single 一是 in the middle is a clause too where it opens a sentence.
    if let Some((first, _)) = pending
        && body[..first].ends_with(['。', ':', '；', '：'])
        && cuts.last().is_none_or(|(at, _)| *at < first)
    {
        cuts.push((first, Piece::Clause(1)));
    }
    // …落实不力。(1)压降…。(2)出台…: a heading, and at once the list of what was done.
    let led = cuts.first().is_none_or(|(at, _)| *at > 0);
    let words = if led { wording::heading_len(body) } else { 0 };
    let listed = led && body[words..].starts_with("(1)") && cuts.first().is_none_or(|(at, _)| *at >= words);
    if circled || listed || cuts.iter().any(|(_, piece)| matches!(piece, Piece::Marked(Marker::Doing, _))) {
        number_reports(body, &mut cuts, if listed { words } else { 0 });
    }
    let mut out = Vec::with_capacity(cuts.len() + 1);
    if led {
        out.push((Piece::Lead, range.start..cuts.first().map_or(range.end, |(at, _)| range.start + at)));
    }
    for (index, (at, piece)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(range.end, |(next, _)| range.start + next);
        out.push((*piece, range.start + at..end));
    }
    out
}

/// Cuts a report that counts its measures in the line: 整改情况:(1)… (2)…
/// `listed` is where a list begins right behind the first words, or 0.
fn number_reports(body: &str, cuts: &mut Vec<(usize, Piece)>, listed: usize) {
    let mut found: Vec<(usize, Piece)> = Vec::new();
    // Before the first marker only ① counts: (1) there may be any list.
    let lead = cuts.first().is_none_or(|(at, _)| *at > 0).then_some((0, listed, listed > 0));
    let reports = cuts.iter().filter_map(|(at, piece)| match piece {
        Piece::Marked(Marker::Doing, len) => Some((*at, *len, true)),
        _ => None,
    });
    for (at, len, any) in lead.into_iter().chain(reports) {
        let first = at == 0 && lead.is_some();
        let next = if first { 0 } else { cuts.partition_point(|(cut, _)| *cut <= at) };
        let end = cuts.get(next).map_or(body.len(), |(next, _)| *next);
        let start = at + len;
        let mut run: Vec<(usize, Glyph)> = Vec::new();
        let mut boundary = any;
        for (place, c) in body[start..end].char_indices() {
            let opens = any && (c == '(' || c.is_ascii_digit()) || ('①'..='⑳').contains(&c);
            if boundary
                && opens
                && let Some(glyph) = glyph::at_start(&body[start + place..end])
                && matches!(glyph.class, Class::Number | Class::BracketNumber | Class::Circle)
                && usize::from(glyph.ordinal) == run.len() + 1
                && run.first().is_none_or(|(_, first)| first.class == glyph.class)
            {
                run.push((start + place, glyph));
            }
            boundary = matches!(c, '。' | '；' | ':' | ' ');
        }
        if run.len() > 1 {
            found.extend(run.into_iter().map(|(at, glyph)| (at, Piece::Numbered(glyph))));
        }
    }
    if !found.is_empty() {
        cuts.extend(found);
        cuts.sort_by_key(|(at, _)| *at);
    }
}
