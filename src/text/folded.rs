//! The folded twin of a published text, and the only bridge between both.
//!
//! In: published text, and the published characters that are to be left out of
//! matching (pinyin glosses). Out: folded text with a map back. Promise: a
//! folded span leads to exactly the published characters it came from.

use super::fold::{fold_telling, is_unified};
use super::fold_char;
use super::marks::Marks;
use crate::disclosure::Span;
use std::ops::Range;

/// A half-open range of characters of the folded text. Not a [`Span`]: the
/// folded text may be shorter than the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FoldedSpan {
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Folded text. Only this can be segmented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where its characters stand.
    marks: Marks,
    /// Published character of each folded one; empty means the same number.
    origin: Vec<u32>,
    /// How many Han characters are matched as other ones.
    other_han: u32,
}

impl Folded {
    /// Folds a whole text.
    pub fn of(published: &str) -> Self {
        Self::without(published, &[])
    }

    /// Folds a text, leaving out `skipped` (sorted, apart from each other).
    pub fn without(published: &str, skipped: &[Span]) -> Self {
        let mut skipped = skipped.iter().copied().filter(|span| !span.is_empty()).peekable();
        let mut other_han = 0;
        let mut tell = |c, folded| other_han += u32::from(is_unified(c) && is_unified(folded));
        let (text, origin) = if skipped.peek().is_none() {
            (fold_telling(published, tell), Vec::new())
        } else {
            let (mut text, mut origin) = (String::with_capacity(published.len()), Vec::new());
            for (index, c) in (0_u32..).zip(published.chars()) {
                while skipped.next_if(|span| span.end <= index).is_some() {}
                if skipped.peek().is_some_and(|span| span.start <= index) {
                    continue;
                }
                let folded = fold_char(c);
                if folded != c {
                    tell(c, folded);
                }
                text.push(folded);
                origin.push(index);
            }
            (text, origin)
        };
        Self { marks: Marks::of(&text), text, origin, other_han }
    }

    /// How many Han characters are matched as other ones: a simplified text has few or none.
    pub fn other_han(&self) -> u32 {
        self.other_han
    }

    /// The folded characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters.
    pub fn len(&self) -> u32 {
        self.marks.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The folded characters of a span, cut to what exists.
    pub fn slice(&self, span: FoldedSpan) -> &str {
        let byte = |index: u32| self.marks.byte(&self.text, index);
        self.text.get(byte(span.start)..byte(span.end)).unwrap_or("")
    }

    /// The span of a byte range of [`Self::as_str`], as regexes and `find` give it.
    pub fn span(&self, bytes: Range<usize>) -> FoldedSpan {
        let at = |byte: usize| self.marks.char(&self.text, byte);
        FoldedSpan { start: at(bytes.start), end: at(bytes.end) }
    }

    /// The published character that folded character `index` came from.
    pub fn origin(&self, index: u32) -> u32 {
        if self.origin.is_empty() {
            index
        } else {
            self.origin.get(index as usize).copied().unwrap_or(u32::MAX)
        }
    }

    /// The published characters that were left out, of `total` in all.
    pub fn skipped(&self, total: u32) -> Vec<Span> {
        let mut skipped = Vec::new();
        let mut expected = 0;
        for origin in self.origin.iter().copied().chain((!self.origin.is_empty()).then_some(total)) {
            if origin > expected {
                skipped.push(Span::new(expected, origin));
            }
            expected = origin + 1;
        }
        skipped
    }

    /// The published characters from the first to the last of a folded span,
    /// left-out ones between them included.
    pub fn published(&self, span: FoldedSpan) -> Span {
        if span.start >= span.end {
            let at = if span.start < self.len() { self.origin(span.start) } else { self.end() };
            return Span::new(at, at);
        }
        Span::new(self.origin(span.start), self.origin(span.end - 1).saturating_add(1))
    }

    /// The published characters of a byte range of [`Self::as_str`].
    pub fn published_bytes(&self, bytes: Range<usize>) -> Span {
        self.published(self.span(bytes))
    }

    /// The folded characters that came from a published span.
    pub fn folded(&self, span: Span) -> FoldedSpan {
        if self.origin.is_empty() {
            return FoldedSpan { start: span.start.min(self.len()), end: span.end.min(self.len()) };
        }
        let at = |index: u32| self.origin.partition_point(|origin| *origin < index) as u32;
        FoldedSpan { start: at(span.start), end: at(span.end) }
    }

    /// One past the last published character that is matched.
    fn end(&self) -> u32 {
        match self.len() {
            0 => 0,
            len => self.origin(len - 1) + 1,
        }
    }
}
