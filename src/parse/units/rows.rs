//! Rows of tables: problem, measures, result; persons and deadlines apart.
//!
//! In: a row with the meaning of its cells. Out: drafts below the row.
//! Promise: every cell is kept, and only a cell of measures gives measures.

use super::Drafting;
use crate::disclosure::{Address, PartKind, Role, Status, Step};
use crate::parse::glyph::{self, Glyph};
use crate::parse::table::{Column, Row};
use crate::parse::wording;
use std::ops::Range;

impl Drafting<'_> {
    /// The cells of a table row.
    pub(super) fn row(&mut self, row: &Row, parent: Option<usize>, part: Option<PartKind>) {
        if row.header {
            for (_, range) in &row.cells {
                let address = self.below(parent);
                self.push(address, Role::Paragraph, range.clone(), parent, part);
            }
            return;
        }
        let step = Step::Row(row.number.unwrap_or(row.index).max(1));
        let base = match parent {
            Some(parent) => self.drafts[parent].address.child(step),
            None => match Address::new(vec![Step::Place("正文"), step]) {
                Some(address) => address,
                None => self.below(None),
            },
        };
        let part = part.or(Some(PartKind::Rectification));
        let mut head: Option<usize> = self.row.filter(|_| row.goes_on);
        let own = head.unwrap_or(self.drafts.len());
        let named = row.cells.iter().any(|(column, _)| matches!(column, Column::Problem | Column::Measure));
        for (cell, (column, range)) in row.cells.iter().enumerate() {
            let far = matches!(column, Column::Measure | Column::Result | Column::Asked)
                && wording::says_how_far(self.view.get(range.clone()));
            let role = match column {
                Column::Measure if far => Role::Paragraph,
                Column::Number => Role::Item,
                Column::Problem => Role::Problem,
                Column::Measure => Role::Measure,
                _ => Role::Paragraph,
            };
            let Some(at) = head else {
                let role = if named && role == Role::Paragraph { Role::Item } else { role };
                head = Some(self.push(base.clone(), role, range.clone(), parent, part));
                self.row = head;
                self.labelled(row, cell, self.drafts.len() - 1);
                continue;
            };
            if role == Role::Measure {
                let first = self.drafts.len();
                self.cell(range.clone(), at, part);
                self.labelled(row, cell, first);
                continue;
            }
            let address = self.below(Some(at));
            let new = self.push(address, role, range.clone(), Some(at), part);
            if far || matches!(column, Column::Result | Column::Asked) {
                self.state(new, true);
                if wording::is_tick(self.view.get(range.clone())) {
                    self.drafts[new].status = Some(Status::Done);
                }
                if *column == Column::Asked && self.drafts[new].status.is_none() {
                    let answer = wording::answer(self.view.get(range.clone()));
                    self.drafts[new].status = answer;
                }
                let status = self.drafts[new].status;
                for draft in &mut self.drafts[own..new] {
                    let head = draft.role == Role::Item && *column == Column::Asked;
                    if draft.role == Role::Problem || head {
                        draft.status = draft.status.or(status);
                    }
                }
            }
            self.labelled(row, cell, new);
        }
    }

    /// A label on a line of its own belongs to the value below it.
    fn labelled(&mut self, row: &Row, cell: usize, draft: usize) {
        if let (Some(start), Some(draft)) = (row.labels.get(cell), self.drafts.get_mut(draft)) {
            draft.range.start = *start;
        }
    }

    /// A cell of measures, numbered inside perhaps: 1.… 2.…
    fn cell(&mut self, range: Range<usize>, parent: usize, part: Option<PartKind>) {
        let text = self.view.get(range.clone());
        let mut starts: Vec<(usize, Glyph)> = Vec::new();
        let mut boundary = true;
        for (at, c) in text.char_indices() {
            if boundary
                && (c.is_ascii_digit() || c == '(' || ('①'..='⑳').contains(&c))
                && let Some(glyph) = glyph::at_start(&text[at..])
                && usize::from(glyph.ordinal) == starts.len() + 1
                && starts.first().is_none_or(|(_, first)| first.class == glyph.class)
            {
                starts.push((at, glyph));
            }
            boundary = matches!(c, '。' | '；' | ' ' | '\u{b}' | '\n');
        }
        if starts.first().is_none_or(|(at, _)| *at > 0) {
            return self.text(range, Some(parent), part, true);
        }
        for (index, (at, glyph)) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(range.end, |(next, _)| range.start + next);
            let address = self.drafts[parent].address.child(glyph.step());
            self.push(address, Role::Measure, range.start + at..end, Some(parent), part);
        }
    }
}
