//! Units are stretched until every visible character lies in one.
//!
//! In: drafts in text order. Out: units that lie apart, in order, and cover
//! every published character that is not blank. Promise: this holds for any
//! text, whatever the steps before have missed.

use super::units::Draft;
use super::view::View;
use crate::disclosure::{Address, Role, Span, Unit};

pub(super) fn close(view: &View, drafts: Vec<Draft>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(drafts.len().max(1));
    let mut end = 0;
    for draft in drafts {
        let span = view.span(draft.range.clone());
        // Drafts come in text order; a span that would reach back is cut.
        let span = Span::new(span.start.max(end), span.end.max(end));
        end = span.end;
        units.push(Unit {
            address: draft.address,
            role: draft.role,
            span,
            parent: draft.parent.map(|parent| parent as u32),
            part: draft.part,
            theme: draft.theme,
            action: draft.action,
            status: draft.status,
        });
    }
    stretch(&mut units, view);
    units
}

/// The gap between two units on the way through the text.
#[derive(Default)]
struct Gap {
    /// One past the last character that goes to the unit before.
    before: Option<u32>,
    /// Visible characters that go to the unit after.
    after: Option<Span>,
    /// Whether a line has ended inside the gap.
    broken: bool,
}

/// Gives visible characters between units to a neighbour: on the line of the
/// unit before to that one, on the line of the unit after, and lost blanks
/// (`?`) before its first glyph, to this one.
fn stretch(units: &mut Vec<Unit>, view: &View) {
    let mut next = 0;
    let mut gap = Gap::default();
    let (mut chars, mut behind) = (view.published().chars(), 0);
    while let Some(c) = chars.next() {
        let index = behind;
        behind += 1;
        while units.get(next).is_some_and(|unit| unit.span.end <= index) {
            next += 1;
            gap = Gap::default();
        }
        match units.get(next) {
            Some(unit) if unit.span.start <= index => {
                // What lies inside a unit is its own.
                let inside = unit.span.end - index - 1;
                if unit.span.start == index {
                    hand_over(units, next, std::mem::take(&mut gap));
                }
                behind += inside;
                chars = view.published_from(behind).chars();
                continue;
            }
            _ => {}
        }
        if c == '\n' {
            // Before the first unit there is no other to take it.
            if next > 0 {
                gap.before = gap.after.take().map(|span| span.end).or(gap.before);
            }
            gap.broken = true;
        } else if !c.is_whitespace() {
            if gap.broken || next == 0 || c == '?' {
                gap.after = Some(Span::new(gap.after.map_or(index, |span| span.start), index + 1));
            } else {
                gap.before = Some(index + 1);
                gap.after = None;
            }
        }
    }
    // What follows the last unit is its own, or all there is.
    let end = gap.after.map(|span| span.end).or(gap.before);
    if next < units.len() {
        return;
    }
    match (units.last_mut(), end, gap.after) {
        (Some(last), Some(end), _) => last.span.end = last.span.end.max(end),
        (None, _, Some(span)) => units.push(Unit {
            address: Address::text(1),
            role: Role::Paragraph,
            span: visible(view.published(), span),
            parent: None,
            part: None,
            theme: None,
            action: None,
            status: None,
        }),
        _ => {}
    }
}

/// From the first visible character to the end of the span.
fn visible(published: &str, span: Span) -> Span {
    let first = published.chars().position(|c| !c.is_whitespace()).unwrap_or(0) as u32;
    Span::new(first.min(span.start), span.end)
}

fn hand_over(units: &mut [Unit], next: usize, gap: Gap) {
    if let Some(after) = gap.after {
        units[next].span.start = after.start;
    }
    if let (Some(before), Some(to)) = (gap.before, next.checked_sub(1)) {
        units[to].span.end = units[to].span.end.max(before);
    }
}
