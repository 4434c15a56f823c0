//! The columns and stored parts of one segment, read once and kept with it.
//!
//! In: a segment. Out: values by number, names, cards and records.

use super::first::Firsts;
use super::grams::Grams;
use super::kept::Kept;
use super::schema::{Fields, column};
use crate::search::card::Card;
use crate::search::count::Batch;
use crate::search::{Field, Record, SearchError};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tantivy::columnar::{Column, StrColumn};
use tantivy::store::StoreReader;
use tantivy::{InvertedIndexReader, SegmentReader};

/// All values of a column in a row: one byte a unit where a field has few values, else four. What is asked of
/// a unit in every unit of an answer had better lie in the cache.
pub(super) struct Flat {
    /// Where each announcement begins, and the end.
    starts: Vec<u32>,
    values: Row,
}

/// Of a unit that is not there.
const NONE: u32 = u32::MAX;

enum Row {
    Few(Vec<u8>),
    Many(Vec<u32>),
}

impl Flat {
    /// Unpacks a column whose values are below `distinct`.
    pub(super) fn of(column: &Column<u64>, documents: u32, distinct: usize) -> Self {
        let (mut starts, mut values) = (Vec::with_capacity(documents as usize + 1), Vec::new());
        for document in 0..documents {
            starts.push(values.len() as u32);
            values.extend(column.values_for_doc(document).map(|value| value as u32));
        }
        starts.push(values.len() as u32);
        let values = match distinct <= 1 << 8 {
            true => Row::Few(values.into_iter().map(|value| value as u8).collect()),
            false => Row::Many(values),
        };
        Self { starts, values }
    }

    fn range(&self, document: u32) -> Range<usize> {
        let document = document as usize;
        match (self.starts.get(document), self.starts.get(document + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// Appends all values of an announcement.
    pub(super) fn all(&self, document: u32, into: &mut Vec<u32>) {
        let range = self.range(document);
        match &self.values {
            Row::Few(values) => into.extend(values[range].iter().map(|value| u32::from(*value))),
            Row::Many(values) => into.extend_from_slice(&values[range]),
        }
    }

    /// The values of a batch: of its units, or all of each announcement.
    pub(super) fn batch(&self, of_units: bool, batch: &Batch, into: &mut Vec<(u32, u32)>) {
        match &self.values {
            Row::Few(values) => self.rows(values, of_units, batch, into),
            Row::Many(values) => self.rows(values, of_units, batch, into),
        }
    }

    fn rows<T: Copy + Into<u32>>(
        &self,
        values: &[T],
        of_units: bool,
        batch: &Batch,
        into: &mut Vec<(u32, u32)>,
    ) {
        for (at, (document, units)) in (0..).zip(batch.iter()) {
            let own = values.get(self.range(document)).unwrap_or_default();
            match of_units {
                true => into.extend(
                    units.iter().map(|unit| (at, own.get(*unit as usize).map_or(NONE, |v| (*v).into()))),
                ),
                false => into.extend(own.iter().map(|value| (at, (*value).into()))),
            }
        }
    }

    /// The value of a unit.
    pub(super) fn one(&self, document: u32, unit: usize) -> u32 {
        let range = self.range(document);
        let at = Some(range.start + unit).filter(|at| *at < range.end);
        let found = match &self.values {
            Row::Few(values) => at.and_then(|at| values.get(at)).map(|value| u32::from(*value)),
            Row::Many(values) => at.and_then(|at| values.get(at)).copied(),
        };
        found.unwrap_or(NONE)
    }
}

/// The columns of a segment, read once and kept with it.
pub struct Columns {
    /// The segment.
    pub reader: SegmentReader,
    pub(super) grams: Grams,
    pub(super) forms: Arc<InvertedIndexReader>,
    pub(super) fields: Fields,
    pub(super) key: Column<u64>,
    pub(super) published: Column<u64>,
    pub(super) feedback: Column<u64>,
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
}

impl Columns {
    /// Opens the columns of a segment.
    pub fn open(reader: SegmentReader, fields: Fields) -> Result<Self, SearchError> {
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
            at: number("at")?,
            scope: number("scope")?,
            end: number("end")?,
            prints: number("prints")?,
            grams: super::grams::open(&reader).map_err(super::broken)?,
            forms: reader.inverted_index(fields.forms).map_err(super::broken)?,
            names: values.iter().map(|_| OnceLock::new()).collect(),
            flat: (0..=values.len()).map(|_| OnceLock::new()).collect(),
            values,
            fields,
            store: OnceLock::new(),
            firsts: Firsts::default(),
            replaced: (0..reader.max_doc()).filter(|document| reader.is_deleted(*document)).collect(),
            reader,
        })
    }

    pub(super) fn strings(&self, field: Field) -> Option<&StrColumn> {
        self.values.get(field as usize).and_then(Option::as_ref)
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
