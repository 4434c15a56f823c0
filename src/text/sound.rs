//! How a character is read.
//!
//! In: a character, Simplified or not. Out: its readings in plain letters. Tones
//! are left out: who types or prints pinyin often does so too.

use super::fold_char;
use pinyin::ToPinyinMulti;

/// Every reading of a character, the usual one first; ü is typed as v.
///
/// ```
/// # use xunlan::text::readings;
/// assert!(readings('長').contains(&"chang") && readings('長').contains(&"zhang"));
/// assert!(readings('a').is_empty());
/// ```
pub fn readings(c: char) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    for reading in fold_char(c).to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain();
        if !all.contains(&plain) {
            all.push(plain);
        }
    }
    all
}
