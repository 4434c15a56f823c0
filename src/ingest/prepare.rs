//! One document from bytes to what the engine is given.
//!
//! In: bytes. Out: a [`Document`] and how well it was understood. Pure: nothing
//! is written here, so that workers can run side by side.

use crate::disclosure::{Announcement, Kind, Role};
use crate::engine::digest;
use crate::parse::parse;
use crate::search::{Document, Record};
use crate::segment::Words;
use crate::text::{Form, Limits, TextError, read};

/// A document made ready.
pub struct Prepared {
    /// For the engine.
    pub document: Document,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Whether agency, date, kind and structure were all understood.
    pub fully: bool,
}

/// Reads, parses and segments.
pub fn prepare(
    bytes: &[u8],
    form: Form,
    limits: &Limits,
    sources: Vec<String>,
    sample: bool,
    words: &Words,
) -> Result<Prepared, TextError> {
    prepare_as(digest(bytes), bytes, form, limits, sources, sample, words)
}

/// The same for bytes whose SHA-256 is known.
pub fn prepare_as(
    sha256: String,
    bytes: &[u8],
    form: Form,
    limits: &Limits,
    sources: Vec<String>,
    sample: bool,
    words: &Words,
) -> Result<Prepared, TextError> {
    let text = read(bytes, form, limits)?;
    let parsed = parse(&text);
    let record = Record {
        id: sha256[..12].to_owned(),
        sample,
        sources,
        versions: Vec::new(),
        skipped: text.folded.skipped(text.published.chars().count() as u32),
        encoding: text.encoding.clone(),
        announcement: parsed.announcement,
        findings: parsed.findings,
        text: text.published,
    };
    let fully = understood(&record.announcement);
    let document = Document::folded(record, &text.folded, words);
    Ok(Prepared { document, sha256, fully })
}

/// Whether what readers filter by was found.
fn understood(announcement: &Announcement) -> bool {
    let structured = announcement.units.iter().any(|unit| matches!(unit.role, Role::Measure | Role::Problem));
    let dated = announcement.published.is_some();
    match announcement.kind {
        Kind::Other | Kind::Template => false,
        Kind::RectificationSingle => announcement.agency.is_some() && dated && structured,
        _ => dated,
    }
}
