//! Folded text becomes tokens.
