//! The columns and stored parts of one segment, read once and kept with it.
//!
//! In: a segment. Out: values by number, names, cards and records.

use super::first::Firsts;
use super::grams::Grams;
use super::kept::Kept;
use super::prints::{self, Prints};
use super::schema::column;
use super::terms::{self, Kind, Terms};
use crate::search::card::Card;
use crate::search::flat::Flat;
use crate::search::{Field, Record, SearchError};
use std::sync::OnceLock;
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};
use tantivy::store::StoreReader;

/// The columns of a segment, read once and kept with it.
pub struct Columns {
    /// The segment.
    pub reader: SegmentReader,
    pub(super) grams: Grams,
    pub(super) forms: Terms,
    pub(super) words: Terms,
    pub(super) counted: Prints,
    pub(super) key: Column<u64>,
    pub(super) published: Column<u64>,
    pub(super) feedback: Column<u64>,
    pub(super) feedback_end: Column<u64>,
    pub(super) at: Column<u64>,
    pub(super) scope: Column<u64>,
    pub(super) end: Column<u64>,
    pub(super) prints: Column<u64>,
    pub(super) values: Vec<Option<StrColumn>>,
    /// Columns unpacked, for queries that visit many announcements: the fields in order, then `at`.
    pub(super) flat: Vec<OnceLock<Flat>>,
    /// The values of a field by number, filled when first asked for.
    pub(super) names: Vec<OnceLock<Vec<String>>>,
    pub(super) store: OnceLock<StoreReader>,
    pub(super) firsts: Firsts,
    /// Announcements that were replaced meanwhile, ascending.
    pub(super) replaced: Vec<u32>,
    pub(super) skips: Column<u64>,
    /// Announcements with glosses, ascending; looked for when first asked for.
    glossed: OnceLock<Vec<u32>>,
    /// The names of the units of those replaced, in order, each once for every announcement; read when first asked for.
    pub(super) gone: OnceLock<Vec<u32>>,
}

impl Columns {
    /// Opens the columns of a segment.
    pub fn open(reader: SegmentReader) -> Result<Self, SearchError> {
        let fast = reader.fast_fields();
        let number = |name: &str| fast.u64(name).map_err(super::broken);
        let mut values = Vec::new();
        for field in Field::ALL {
            values.push(fast.str(&column(*field)).map_err(super::broken)?);
        }
        Ok(Self {
            key: number("key")?,
            published: number("published")?,
            feedback: number("feedback")?,
            feedback_end: number("feedback_end")?,
            at: number("at")?,
            scope: number("scope")?,
            end: number("end")?,
            prints: number("prints")?,
            grams: super::grams::open(&reader).map_err(super::broken)?,
            forms: terms::open(Kind::Forms, &reader).map_err(super::broken)?,
            words: terms::open(Kind::Words, &reader).map_err(super::broken)?,
            counted: Prints::open(&reader).map_err(super::broken)?,
            names: values.iter().map(|_| OnceLock::new()).collect(),
            flat: (0..=values.len()).map(|_| OnceLock::new()).collect(),
            values,
            store: OnceLock::new(),
            gone: OnceLock::new(),
            skips: number("skips")?,
            glossed: OnceLock::new(),
            firsts: Firsts::default(),
            replaced: (0..reader.max_doc()).filter(|document| reader.is_deleted(*document)).collect(),
            reader,
        })
    }

    pub(super) fn strings(&self, field: Field) -> Option<&StrColumn> {
        self.values.get(field as usize).and_then(Option::as_ref)
    }

    /// How many announcements have a word.
    pub fn with_word(&self, word: &str) -> u64 {
        let Some(found) = self.words.find(word) else { return 0 };
        let mut list = found.list();
        let gone = self.replaced.iter().filter(|document| list.seek(**document) == **document).count();
        u64::from(found.count()).saturating_sub(gone as u64)
    }

    /// How many announcements have a unit of these words.
    pub fn with_print(&self, print: u32) -> u64 {
        let gone = self.gone.get_or_init(|| {
            let (mut own, mut all) = (Vec::new(), Vec::new());
            self.replaced.iter().for_each(|document| prints::of(&self.prints, *document, &mut own, &mut all));
            all.sort_unstable();
            all
        });
        let gone = gone.partition_point(|own| *own <= print) - gone.partition_point(|own| *own < print);
        self.counted.count(print).saturating_sub(gone as u64)
    }

    /// Announcements with glosses, ascending.
    pub fn glossed(&self) -> &[u32] {
        let has = |document: &u32| self.skips.first(*document).unwrap_or(0) > 0;
        self.glossed.get_or_init(|| (0..self.reader.max_doc()).filter(has).collect())
    }

    /// The id of a document as a number.
    pub fn key(&self, document: u32) -> u64 {
        self.key.first(document).unwrap_or(0)
    }

    /// The values of a field by number.
    pub fn names(&self, field: Field) -> &[String] {
        let Some(cell) = self.names.get(field as usize) else { return &[] };
        cell.get_or_init(|| {
            let Some(strings) = self.strings(field) else { return Vec::new() };
            let mut names = Vec::with_capacity(strings.num_terms());
            if let Ok(mut stream) = strings.dictionary().stream() {
                while stream.advance() {
                    names.push(String::from_utf8_lossy(stream.key()).into_owned());
                }
            }
            names
        })
    }

    /// What is stored of a document.
    pub(super) fn kept<const RECORD: bool>(&self, document: u32) -> Result<Kept<RECORD>, SearchError> {
        let store = match self.store.get() {
            Some(store) => store,
            None => {
                let opened = self.reader.get_store_reader(64).map_err(super::broken)?;
                self.store.get_or_init(|| opened)
            }
        };
        store.get(document).map_err(super::broken)
    }

    /// The record of a document.
    pub fn record(&self, document: u32) -> Result<Record, SearchError> {
        let kept = self.kept::<true>(document)?;
        let unread = |error: &dyn std::fmt::Display| SearchError::Broken(format!("记录无法读取:{error}"));
        let json = zstd::decode_all(kept.record.as_slice()).map_err(|error| unread(&error))?;
        let rest: Record = serde_json::from_slice(&json).map_err(|error| unread(&error))?;
        Ok(Record { text: kept.body, ..rest })
    }

    /// What results show of a document.
    pub(super) fn card(&self, document: u32) -> Result<Card, SearchError> {
        let kept = self.kept::<false>(document)?;
        Card::unpack(&kept.card, kept.body).ok_or_else(|| SearchError::Broken("记录无法读取".to_owned()))
    }
}
