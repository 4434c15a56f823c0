//! What a sentence only quotes.
//!
//! In: squeezed text. Out: where titles and quoted problems stand. Promise: one pass; a bracket that never closes
//! quotes nothing.

use super::lexicon::signs;
use std::ops::Range;

/// Where titles and quoted problems stand: their numbers are not results.
pub(super) struct Quoted(Vec<Range<usize>>);

impl Quoted {
    pub fn of(text: &str) -> Self {
        let mut out = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for (at, c) in signs(text) {
            match (c, open) {
                ('《', None | Some((_, '》'))) => open = Some((at, '》')),
                ('“', None) => open = Some((at, '”')),
                (c, Some((from, close))) if c == close => {
                    open = None;
                    let rest = text[at + c.len_utf8()..].trim_start_matches(['等', '的', '突', '出']);
                    let named =
                        ["问题", "现象", "情况", "方面", "行为"].iter().any(|word| rest.starts_with(word));
                    // A bracket that never closed must not swallow a page.
                    if (c == '》' || named) && at - from <= 360 {
                        out.push(from..at);
                    }
                }
                _ => {}
            }
        }
        Self(out)
    }

    pub fn holds(&self, at: usize) -> bool {
        let next = self.0.partition_point(|range| range.end <= at);
        self.0.get(next).is_some_and(|range| range.start <= at)
    }
}
