//! One segment as a [`Shard`].
//!
//! In: a segment's columns and postings. Out: candidates ([`Walk`]), places from positions, values from columns.

use super::columns::Columns;
use super::forms::Forms;
use super::leaf::{Cursor, Piece};
use super::schema::{quantity, scope, stating};
use super::walk::Walk;
use crate::disclosure::Measured;
use crate::search::card::Card;
use crate::search::flat::Flat;
use crate::search::plan::{Leaf, Plan};
use crate::search::shard::{Dates, END, Occurrence, Shard};
use crate::search::{Field, Layout, Record, SearchError};
use crate::segment::BOUNDARIES;
use std::cell::Cell;
use tantivy::columnar::Column;

/// A segment, opened for a plan.
pub struct Segment<'s> {
    columns: &'s Columns,
    plan: &'s Plan,
    /// For places, by leaf.
    cursors: Vec<Cursor<'s>>,
    /// For published characters, by leaf, where they matter and the index tells.
    forms: Vec<Option<Forms<'s>>>,
    /// For candidates; none if every document is one.
    walk: Option<Walk<'s>>,
    /// The sentence ends, where the plan asks for them.
    ends: Option<Piece>,
    /// Whether the plan asks which item or area something stands in.
    needs_scopes: bool,
    ends_here: Vec<u32>,
    /// Announcements looked at since it was opened.
    visited: Cell<u32>,
}

impl<'s> Segment<'s> {
    /// Opens the postings of every leaf.
    pub fn open(columns: &'s Columns, plan: &'s Plan) -> Result<Self, SearchError> {
        let open = |leaf| Cursor::open(leaf, &columns.grams, &columns.replaced, &columns.firsts);
        let ends = plan.needs_boundaries().then(|| Piece::of(BOUNDARIES, &columns.grams));
        let forms = plan.leaves.iter().map(|leaf| Forms::open(leaf, &columns.forms)).collect();
        let cursors: Vec<Cursor> = plan.leaves.iter().map(open).collect();
        let besides = |leaf: usize| match plan.leaves.get(leaf).is_some_and(Leaf::may_gloss) {
            true => columns.glossed(),
            false => &[],
        };
        let walk = plan.root.as_ref().map(|root| Walk::of(root, &cursors, &besides));
        Ok(Self {
            columns,
            plan,
            cursors,
            forms,
            walk,
            ends,
            needs_scopes: plan.needs_scopes(),
            ends_here: Vec::new(),
            visited: Cell::new(0),
        })
    }

    fn first(column: &Column<u64>, document: u32) -> u64 {
        column.first(document).unwrap_or(0)
    }

    /// An unpacked column, once enough announcements were looked at to make unpacking worth it.
    fn flat(&self, index: usize, column: &Column<u64>, distinct: usize) -> Option<&'s Flat> {
        let cell = self.columns.flat.get(index)?;
        let documents = self.columns.reader.max_doc();
        match cell.get() {
            None if self.visited.get() > 32 + documents / 32 => {
                let own = |document| column.values_for_doc(document).map(|value| value as u32);
                Some(cell.get_or_init(|| Flat::of((0..documents).map(own), distinct)))
            }
            known => known,
        }
    }

    fn flat_values(&self, field: Field) -> Option<&'s Flat> {
        let strings = self.columns.strings(field)?;
        self.flat(field as usize, strings.ords(), strings.num_terms())
    }
}

impl Shard for Segment<'_> {
    fn documents(&self) -> u32 {
        self.columns.reader.max_doc()
    }

    fn next(&mut self, target: u32) -> Result<u32, SearchError> {
        let documents = self.columns.reader.max_doc();
        let alive = self.columns.reader.alive_bitset();
        let mut target = target;
        loop {
            let found = match &mut self.walk {
                Some(walk) if target < documents => walk.seek(target, documents, &mut self.cursors),
                None if target < documents => target,
                _ => END,
            };
            if found >= documents {
                return Ok(END);
            }
            if alive.is_none_or(|alive| alive.is_alive(found)) {
                return Ok(found);
            }
            target = found + 1;
        }
    }

    fn starts(&mut self, document: u32, leaf: usize) -> Option<&[u32]> {
        self.cursors.get_mut(leaf)?.starts(document)
    }

    fn places(&mut self, document: u32, leaf: usize, into: &mut Vec<Occurrence>) -> Result<(), SearchError> {
        let wild =
            self.plan.leaves.get(leaf).is_some_and(|leaf| !leaf.gaps.is_empty() || leaf.margin != (0, 0));
        let mut ends = std::mem::take(&mut self.ends_here);
        ends.clear();
        let mut end = 0;
        if wild {
            self.boundaries(document, &mut ends)?;
            end = Self::first(&self.columns.end, document) as u32;
        }
        let found = self.cursors.get_mut(leaf).map_or(Ok(()), |cursor| {
            let see = |(start, end)| into.push(Occurrence { start, end, leaf: leaf as u32 });
            cursor.places(document, &ends, end, see)
        });
        self.ends_here = ends;
        found
    }

    fn verify(&mut self, document: u32, leaf: usize, places: &mut Vec<Occurrence>) -> bool {
        let key = Self::first(&self.columns.end, document) as u32;
        let Some(forms) = self.forms.get_mut(leaf).and_then(Option::as_mut) else { return false };
        if !forms.keep(document, key, places) {
            return false;
        }
        // Signs at the edge of a unit may stand in the one beside it, which only the text tells.
        let (before, behind) = forms.edges();
        let mut edges = self.columns.at.values_for_doc(document).map(|at| at as u32);
        let at_edge =
            |at: u32| places.iter().any(|place| before && place.start == at || behind && place.end == at);
        !((before || behind) && edges.any(at_edge))
    }

    fn skips(&self, document: u32) -> bool {
        Self::first(&self.columns.skips, document) > 0
    }

    fn frequencies(&self, leaf: usize, into: &mut Vec<u64>) {
        into.extend(self.cursors.get(leaf).map(Cursor::frequencies).unwrap_or_default());
    }

    fn boundaries(&mut self, document: u32, into: &mut Vec<u32>) -> Result<(), SearchError> {
        debug_assert!(self.ends.is_some(), "a plan that asks for sentence ends says so");
        if let Some(ends) = &mut self.ends {
            into.extend_from_slice(ends.starts(document, &self.columns.grams));
        }
        Ok(())
    }

    fn layout(&self, document: u32, into: &mut Layout) {
        into.at.clear();
        into.item.clear();
        into.area.clear();
        self.visited.set(self.visited.get() + 1);
        match self.flat(self.columns.values.len(), &self.columns.at, usize::MAX) {
            Some(flat) => flat.all(document, &mut into.at),
            None => into.at.extend(self.columns.at.values_for_doc(document).map(|at| at as u32)),
        }
        let scopes = match self.needs_scopes {
            true => Some(self.columns.scope.values_for_doc(document)),
            false => None,
        };
        for packed in scopes.into_iter().flatten() {
            let (item, area) = scope(packed);
            into.item.push(item);
            into.area.push(area);
        }
        into.end = self.columns.grams.length(document);
    }

    fn values(&self, field: Field, document: u32, into: &mut Vec<u32>) {
        if let Some(flat) = self.flat_values(field) {
            flat.all(document, into);
        } else if let Some(strings) = self.columns.strings(field) {
            into.extend(strings.term_ords(document).map(|number| number as u32));
        }
    }

    fn unit_value(&self, field: Field, document: u32, unit: usize) -> u32 {
        if let Some(flat) = self.flat_values(field) {
            return flat.one(document, unit);
        }
        let Some(strings) = self.columns.strings(field) else { return u32::MAX };
        let rows = strings.ords().index.value_row_ids(document);
        let row = rows.start.saturating_add(unit as u32);
        if row < rows.end { strings.ords().values.get_val(row) as u32 } else { u32::MAX }
    }

    fn column(&self, field: Field) -> Option<&Flat> {
        self.flat_values(field)
    }

    fn print(&self, document: u32, unit: usize) -> u32 {
        let rows = self.columns.prints.index.value_row_ids(document);
        let row = rows.start.saturating_add(unit as u32);
        if row < rows.end { self.columns.prints.values.get_val(row) as u32 } else { 0 }
    }

    fn distinct(&self, field: Field) -> u32 {
        self.columns.strings(field).map_or(0, |strings| strings.num_terms() as u32)
    }

    fn value(&self, field: Field, number: u32) -> Result<String, SearchError> {
        let name = self.columns.names(field).get(number as usize).cloned();
        name.ok_or_else(|| SearchError::Broken(format!("no value {number} of {field:?}")))
    }

    fn dates(&self, document: u32) -> Dates {
        let date = |column| Self::first(column, document) as u32;
        Dates {
            published: date(&self.columns.published),
            feedback: date(&self.columns.feedback),
            feedback_end: date(&self.columns.feedback_end),
        }
    }

    fn key(&self, document: u32) -> u64 {
        Self::first(&self.columns.key, document)
    }

    fn numbers(&self, kind: Measured, document: u32, into: &mut Vec<i64>) {
        if let Ok(column) = self.columns.reader.fast_fields().i64(&quantity(kind)) {
            into.extend(column.values_for_doc(document));
        }
    }

    fn stating(&self, kind: Measured, document: u32, into: &mut Vec<u32>) {
        if let Ok(column) = self.columns.reader.fast_fields().u64(&stating(kind)) {
            into.extend(column.values_for_doc(document).map(|unit| unit as u32));
        }
    }

    fn published(&self, document: u32) -> Result<(String, bool), SearchError> {
        let kept = self.columns.kept::<false>(document)?;
        Ok((kept.body, kept.skips == 0))
    }

    fn card(&self, document: u32) -> Result<Option<Card>, SearchError> {
        self.columns.card(document).map(Some)
    }

    fn record(&self, document: u32) -> Result<Record, SearchError> {
        self.columns.record(document)
    }
}
