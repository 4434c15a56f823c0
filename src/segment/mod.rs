//! Folded text becomes tokens: grams for recall, words for ranking and statistics.
//!
//! In: [`Folded`](crate::text::Folded) text, nothing else can be segmented.
//! Out: the [`Key`] (the significant characters in a row), its [`grams`], and
//! jieba [`Words`]. Promise: every text that contains a string has the
//! string's key as a slice of its own key; words never decide that a document
//! does not match.

mod cut;
mod forms;
mod gram;
mod key;
mod numbers;
mod sound;
mod words;

pub use cut::cut;
pub use forms::{GAP, LONG, Tokens, Typed, forms, other_forms, signs};
pub use gram::{BOUNDARIES, Cover, cover, grams};
pub use key::{BOUNDARY, Key, Mark, mark};
pub use numbers::Numbers;
pub use sound::{initials, same_sound, spelled};
pub use words::{Words, word_list_version};
