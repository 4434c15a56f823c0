//! Constant patterns.
//!
//! In: the text of a pattern. Out: it, compiled. Promise: only constants come here, and tests compile each of them.

use regex::Regex;

/// A pattern that is written in the source.
#[expect(clippy::unwrap_used, reason = "the patterns are constants; tests compile them")]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}
