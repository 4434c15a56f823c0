//! Lists that a label opens, counted by the glyph that counts what was found:
//! 1.…的问题。 整改措施: 1.… 2.… 整改成效: 1.… and then 2.…的问题。
//!
//! In: glyphs and labels in text order. Out: which glyphs count such a list. Promise: a number that goes on counting
//! what was found, and is worded so or answered as those before it, is none of a list.

use super::glyph::{self, Class, Glyph, Shape};
use super::inline::Piece;
use super::segments;
use super::tree::Node;
use super::view::View;
use super::wording::{self, Marker};

/// How a class counts what a label opened.
fn shape(class: Class) -> Option<Shape> {
    match class {
        Class::Number => Some(Shape::Number),
        Class::BracketNumber => Some(Shape::Bracket),
        Class::HalfBracket => Some(Shape::Half),
        Class::Circle => Some(Shape::Circle),
        _ => None,
    }
}

/// The label of what was done that a text begins with.
fn label(text: &str) -> Option<&str> {
    // 整改措施 may stand without its colon.
    let (kind, len) = wording::marker(text).or_else(|| Some((wording::alone(text)?, text.len())))?;
    (kind == Marker::Doing).then(|| text[..len].trim_end_matches([':', '】', '\t']))
}

/// Whether a numbered line calls itself a finding: 1.关于…的问题。
fn names(text: &str, glyph: &Glyph) -> bool {
    let rest = &text[glyph.words_at()..];
    glyph.problem || wording::names_problem(&rest[..wording::heading_len(rest)])
}

/// Whether a numbered line is worded as a finding, or says at once what was done about it.
fn finds(text: &str, glyph: &Glyph) -> bool {
    let rest = &text[glyph.words_at()..];
    let len = wording::heading_len(rest);
    let words = &rest[..len];
    names(text, glyph)
        || wording::is_problem(words) && !wording::is_deed(words)
        || label(&rest[len..]).is_some()
}

/// The list that is open.
struct List {
    /// The heading that its label reports on.
    parent: usize,
    /// Whether nothing stood behind the label.
    empty: bool,
    /// What it counts by, and how far it has counted.
    class: Option<Class>,
    last: u16,
}

/// Follows labels and the lists that they open.
#[derive(Default)]
pub(super) struct Lists {
    open: Option<List>,
    /// The first label below the latest heading that has one.
    first: Option<(usize, String)>,
}

impl Lists {
    /// A label of what was done, below a heading.
    pub fn label(&mut self, text: &str, parent: Option<usize>) {
        self.open = None;
        let (Some(parent), Some(label)) = (parent, label(text)) else { return };
        if self.first.as_ref().is_none_or(|(heading, _)| *heading != parent) {
            self.first = Some((parent, label.to_owned()));
        }
        let empty = wording::alone(text).is_some();
        self.open = Some(List { parent, empty, class: None, last: 0 });
    }

    /// An unmarked paragraph: it may belong to what the list counts last, or stand between a label and its list.
    pub fn text(&mut self, text: &str) {
        if self.open.as_ref().is_some_and(|list| list.class.is_none()) && !text.ends_with(':') {
            self.open = None;
        }
    }

    /// What is no line of a list, whatever it counts.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// The glyph as that of a list, if it counts the one that is open; `next` is the line behind.
    pub fn take(
        &mut self,
        glyph: Glyph,
        text: &str,
        next: &str,
        nodes: &[Node],
        stack: &[(Class, usize)],
    ) -> Option<Glyph> {
        if glyph.class == Class::Clause {
            return None;
        }
        let list = self.open.as_mut()?;
        let below = stack.iter().any(|(_, node)| *node == list.parent);
        let Some(shape) = shape(glyph.class).filter(|_| below) else {
            let deeper = below && glyph.class == Class::Sub;
            if !deeper {
                self.open = None;
            }
            return None;
        };
        let outer = stack.iter().find(|(class, _)| *class == glyph.class).map(|(_, node)| *node);
        let counts = match list.class {
            None => {
                // (1) below a problem that 1. counts hangs there by itself.
                let reused = outer.is_some() || glyph.class == Class::Number && nodes[list.parent].problem;
                let finding = if list.empty { names(text, &glyph) } else { finds(text, &glyph) };
                reused && glyph.ordinal == 1 && !finding
            }
            Some(class) if class != glyph.class => return None,
            Some(_) => {
                let goes_on = outer
                    .and_then(|outer| nodes[outer].glyph)
                    .is_some_and(|outer| glyph.ordinal == outer.ordinal.saturating_add(1));
                // 整改措施: again is that of another finding.
                let again =
                    || self.first.as_ref().is_some_and(|(_, first)| label(next) == Some(first.as_str()));
                glyph.ordinal == list.last.saturating_add(1) && !(goes_on && (finds(text, &glyph) || again()))
            }
        };
        if !counts {
            self.open = None;
            return None;
        }
        (list.class, list.last) = (Some(glyph.class), glyph.ordinal);
        Some(Glyph { class: Class::Listed(shape), ..glyph })
    }
}

/// Cuts the lines at whose end such a list begins, so that its label and its first counts stand as the others do:
/// 1.…的问题。整改措施: over 1.…, and 整改措施:1.… over 2.….
pub(super) fn cut(view: &View, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let text = view.get(piece.range.clone());
        let next = pieces.peek().map_or("", |next| view.get(next.range.clone()));
        let cuts = match glyph::at_start(next).filter(|glyph| shape(glyph.class).is_some()) {
            Some(glyph) if !text.contains('\t') && !finds(next, &glyph) => cuts(text, &glyph),
            _ => Vec::new(),
        };
        let (mut start, end) = (piece.range.start, piece.range.end);
        for at in cuts.into_iter().map(|at| piece.range.start + at).filter(|at| *at > piece.range.start) {
            out.push(Piece { range: start..at, line: piece.line, glyph: None });
            start = at;
        }
        let glyph = piece.glyph.filter(|_| start == piece.range.start);
        out.push(Piece { range: start..end, line: piece.line, glyph });
    }
    out
}

/// Where a label and the numbers behind it begin in a line, if the glyph of the next line goes on with them.
fn cuts(text: &str, next: &Glyph) -> Vec<usize> {
    let told = text.contains(':') || text.contains('】');
    if !told || next.ordinal == 1 && !text.ends_with([':', '】']) {
        return Vec::new();
    }
    let pieces = segments::cut(text, 0..text.len());
    let marked = |(piece, _): &(segments::Piece, _)| matches!(piece, segments::Piece::Marked(..));
    let Some(at) = pieces.iter().rposition(marked) else { return Vec::new() };
    let (segments::Piece::Marked(Marker::Doing, len), range) = &pieces[at] else { return Vec::new() };
    let said = range.start + len;
    let mut counted: Vec<usize> = Vec::new();
    let mut last = 0;
    if let Some(glyph) = glyph::at_start(&text[said..range.end]) {
        // One alone is no list as far as its line goes.
        counted.push(said);
        last = if glyph.class == next.class && glyph.ordinal == 1 { 1 } else { u16::MAX };
    }
    for (piece, range) in &pieces[at + 1..] {
        match piece {
            segments::Piece::Numbered(glyph) if glyph.class == next.class && glyph.ordinal == last + 1 => {
                counted.push(range.start);
                last = glyph.ordinal;
            }
            _ => return Vec::new(),
        }
    }
    // What is said before the list is no count.
    let sound = last.checked_add(1) == Some(next.ordinal) && (last > 0 || said == text.len());
    if sound { std::iter::once(range.start).chain(counted).collect() } else { Vec::new() }
}
