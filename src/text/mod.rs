//! Bytes become [`Text`]: what a reader sees, and what is matched.
//!
//! In: the bytes of a saved page or a text file, with [`Limits`].
//! Out: the published text (never altered for readers), its folded twin for
//! matching, what the page says of itself, and what was doubtful on the way.
//! Promises: folding maps one character to one character without looking at
//! its neighbours, so that folding a part gives the part of the folding; every
//! folded span leads back to the published characters it came from; no input
//! takes more than linear time and memory within the limits.

mod common;
mod decode;
mod element;
mod entity;
mod fold;
mod folded;
pub(crate) mod furniture;
mod gloss;
pub(crate) mod lexicon;
mod main_text;
pub(crate) mod marks;
mod read;
mod rows;
mod scan;
mod sound;
mod style;

pub use fold::{fold, fold_char, folding, in_both, is_unified};
pub use folded::{Folded, FoldedSpan};
pub use gloss::{is_han, may_gloss, unglossed};
pub use read::read;
pub use rows::names_columns;
pub use sound::readings;

use crate::disclosure::{Finding, Span};
use serde::{Deserialize, Serialize};

/// What an input may cost. An argument everywhere, never a constant in the middle.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest input, in bytes.
    pub bytes: usize,
    /// Deepest nesting of elements that is built as a tree; deeper pages are read flat.
    pub depth: usize,
}

impl Default for Limits {
    /// 64 MiB, and 512 levels as browsers have.
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 512 }
    }
}

/// How the form of an input is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A web page.
    Html,
    /// Plain text.
    Plain,
    /// Look at the bytes.
    Unknown,
}

/// What was decided about the encoding, and against which declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// `utf-8`, `gb18030`, `big5`, `utf-16le`, `utf-16be`.
    pub name: String,
    /// The charset the page declares, as written.
    pub declared: Option<String>,
    /// Whether a byte order mark decided.
    pub bom: bool,
    /// How many characters could not be decoded.
    pub replaced: u32,
}

/// Why bytes are not a text. Everything else is read, with findings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("空文件:没有可读的文字")]
    Empty,
    /// More bytes than [`Limits::bytes`].
    #[error("文件过大:{bytes} 字节,上限 {limit} 字节")]
    TooLarge {
        /// Size of the input.
        bytes: usize,
        /// The limit it broke.
        limit: usize,
    },
    /// A picture, an archive, an office document …
    #[error("不是文本文件:{0}")]
    Binary(String),
}

/// A document as text.
#[derive(Clone, Debug)]
pub struct Text {
    /// What a reader sees: lines of the main text, `\n` between them. The title
    /// stands first if the page shows it outside the main text.
    pub published: String,
    /// What is matched.
    pub folded: Folded,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// The title by the page's own word (meta ArticleTitle, h1, title element),
    /// as published; none for plain text.
    pub title: Option<String>,
    /// What the page says of itself: meta name (lower case) and content, in order.
    pub meta: Vec<(String, String)>,
    /// Spans of the published text that are furniture, not announcement.
    pub chrome: Vec<Span>,
    /// Doubts met so far.
    pub findings: Vec<Finding>,
}
