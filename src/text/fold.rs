//! One character to one character, whatever stands beside it.
//!
//! STUB while the table is being built.

/// The character that `c` is matched as.
pub fn fold_char(c: char) -> char {
    c.to_ascii_lowercase()
}

/// Folds every character; the length in characters stays.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}
