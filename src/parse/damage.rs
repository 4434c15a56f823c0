//! Characters that the page lost on its way.
//!
//! In: published text. Out: one finding for all question marks that stand where
//! a blank or another character must have been (genre §8: the seed's `?`).
//! Nothing is altered; matching passes over them.

use crate::disclosure::{Doubt, Finding, Span};

/// Fewer than this can be real questions.
const LEAST: usize = 2;

/// ASCII question marks before a heading's bracket or right behind 一是: Chinese text asks with `？`.
pub(super) fn lost_blanks(published: &str) -> Option<Finding> {
    memchr::memchr(b'?', published.as_bytes())?;
    let (mut before, mut lost, mut first) = ('\n', 0, None);
    let mut chars = (0_u32..).zip(published.chars()).peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\n', |(_, c)| *c);
        if c == '?'
            && after != '\n'
            && (before == '\n' || !before.is_ascii())
            && !after.is_ascii_alphanumeric()
        {
            lost += 1;
            first = first.or(Some(at));
        }
        before = c;
    }
    let first = first.filter(|_| lost >= LEAST)?;
    Some(Finding {
        doubt: Doubt::Damage,
        span: Some(Span::new(first, first + 1)),
        reason: format!("有 {lost} 处“?”,疑为丢失的空格或字符;检索时略过,原文照登"),
        confidence: 90,
    })
}
