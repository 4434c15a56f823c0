//! What a line's place in the text decides about it: the rank of its glyph, and
//! the heading it belongs to.
//!
//! In: a line, and the headings that are open above it. Out: a glyph or the
//! index of a heading. Promise: what is said of a problem, how far and by whom,
//! hangs on the problem and not on the last of its measures.

use super::glyph::{self, Class, Glyph};
use super::inline::Piece;
use super::tree::Node;
use super::view::View;
use super::wording::{self, Marker};

/// Whether 第一部分, 第二部分 number the chapters and 一、 what stands in them.
pub(super) fn in_parts(view: &View, pieces: &[Piece]) -> bool {
    let chapter = |piece: &&Piece| {
        let text = view.get(piece.range.clone());
        glyph::at_start(text).is_some_and(|glyph| glyph.class == Class::Chapter)
    };
    let first = pieces.iter().find(chapter);
    first.is_some_and(|piece| view.get(piece.range.clone()).starts_with('第'))
}

/// The glyph of a line that only its place tells from a count or an amount; `last` is the latest number.
pub(super) fn expected(text: &str, last: u16, nodes: &[Node], stack: &[(Class, usize)]) -> Option<Glyph> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let open =
        |of: Class| stack.iter().find(|(class, _)| *class == of).and_then(|(_, node)| nodes[*node].glyph);
    let number = stack.iter().find(|(class, node)| *class == Class::Number && nodes[*node].problem);
    let number = number.and_then(|(_, node)| nodes[*node].glyph).map(|glyph| glyph.ordinal);
    let sub = open(Class::Sub).map(|glyph| (glyph.ordinal, glyph.sub));
    glyph::expected(text, last, number, sub)
}

/// Whether a heading that is open names a problem.
pub(super) fn below_problem(nodes: &[Node], stack: &[(Class, usize)]) -> bool {
    stack.iter().any(|(class, node)| *class != Class::Bare && nodes[*node].problem)
}

/// The glyph with the rank and the ordinal that only its place gives it.
pub(super) fn ranked(
    glyph: Glyph,
    parted: bool,
    text: &str,
    nodes: &[Node],
    stack: &[(Class, usize)],
) -> Option<Glyph> {
    if parted && glyph.class == Class::Chapter && !text.starts_with('第') {
        return Some(Glyph { class: Class::Inner, ..glyph });
    }
    if glyph::is_last(&glyph) {
        // 最后 ends a count; where nothing was counted it is a word.
        let (_, before) = stack.iter().find(|(class, _)| *class == Class::Ordinal)?;
        let ordinal = nodes[*before].glyph?.ordinal.saturating_add(1);
        return Some(Glyph { ordinal, ..glyph });
    }
    // 1.针对…的问题,制定…: what answers no problem above names one.
    let heads = matches!(glyph.class, Class::Number | Class::Bracket | Class::Inner);
    let aimed = glyph.aimed
        || heads
            && wording::aimed(&text[glyph.words_at()..]).is_some()
            && !below_problem(nodes, outside(stack, glyph.class));
    Some(Glyph { aimed, ..glyph })
}

/// The headings above one of a class.
fn outside(stack: &[(Class, usize)], class: Class) -> &[(Class, usize)] {
    &stack[..stack.iter().position(|(open, _)| *open == class).unwrap_or(stack.len())]
}

/// Whether a line that a label names as a problem is no part of a heading that is one:
/// 反馈问题:… below a chapter or an area.
pub(super) fn stands_alone(
    view: &View,
    nodes: &[Node],
    stack: &[(Class, usize)],
    text: &str,
    next: &str,
) -> bool {
    let from = stack.iter().position(|(class, _)| *class == Class::Bare).unwrap_or(stack.len());
    let outer = match stack[..from].last() {
        None => true,
        Some((Class::Chapter | Class::Inner, node)) => !nodes[*node].problem,
        Some((_, node)) => wording::is_area(nodes[*node].words(view)),
    };
    let told = || text.contains("反馈") || text.starts_with('【');
    outer && (told() || wording::marker(next).is_some_and(|(kind, _)| kind != Marker::Problem))
}

/// The next heading ahead, if only a few lines stand before it.
pub(super) fn followed(view: &View, ahead: &[Piece]) -> Option<Glyph> {
    ahead.iter().take(4).find_map(|piece| glyph::at_start(view.get(piece.range.clone())))
}

/// The heading that an unmarked paragraph belongs to.
pub(super) fn above(
    nodes: &mut [Node],
    stack: &[(Class, usize)],
    text: &str,
    marker: Option<(Marker, usize)>,
    next: impl Fn() -> Option<Glyph>,
) -> Option<usize> {
    let headings = || stack.iter().rev().filter(|(class, _)| *class != Class::Clause);
    let (class, at) = *headings().next()?;
    let small = matches!(
        class,
        Class::BracketNumber | Class::HalfBracket | Class::Circle | Class::Sub | Class::Listed(_)
    );
    let Some((kind, len)) = marker.filter(|_| small && !nodes[at].problem) else { return Some(at) };
    let Some((_, problem)) = headings().find(|(_, node)| nodes[*node].problem) else { return Some(at) };
    let far = wording::says_how_far(&text[len..]);
    let theirs = match kind {
        Marker::Other | Marker::State | Marker::Ahead => true,
        // 整改措施:(1)…(2)… 整改成效:…
        Marker::Doing => far || class != Class::Sub && nodes[*problem].below.reported,
        _ => false,
    };
    // (1)… 完成情况:… (2)… 完成情况:…: each measure has its own.
    let goes_on = || {
        next().zip(nodes[at].glyph).is_some_and(|(next, glyph)| {
            next.class == glyph.class && next.ordinal == glyph.ordinal.saturating_add(1)
        })
    };
    if theirs && (nodes[*problem].below.parted || goes_on()) {
        nodes[*problem].below.parted = true;
        return Some(at);
    }
    // 整改结果:已完成。 behind (1) (2) (3) speaks of the problem above them all.
    Some(if theirs { *problem } else { at })
}
