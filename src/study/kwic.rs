//! Concordance: every occurrence with what stands before and behind it.
//!
//! In: a query. Out: one [`Line`] for each occurrence, in published characters,
//! in text order or sorted by what stands at a distance to the left or right.
//! Promises: as many lines as the search counts occurrences; context ends only
//! at the ends of the announcement; memory is that of a page, however many
//! lines there are: more that are sorted wait on disk.

mod sorting;

use crate::disclosure::Level;
use crate::search::run::{Hit, Parts, Spot, Whole, each};
use crate::search::{Field, Query, SearchError, Summary, document};
use crate::text::fold_char;
use serde::{Deserialize, Serialize};
use sorting::Sorting;
use std::ops::ControlFlow;

words! {
    /// The order of the lines.
    Order {
        /// As the announcements of the answer come, and as they stand in the text.
        Document = "document", "原文";
        /// By what stands before the hit, read away from it.
        Left = "left", "左";
        /// By what stands behind the hit.
        Right = "right", "右";
    }
}

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Characters of context on each side.
    pub width: usize,
    /// The order.
    pub order: Order,
    /// Sorting begins with this character away from the hit, 1 being next to it.
    pub distance: usize,
    /// Lines to pass over.
    pub from: u64,
    /// Lines to give.
    pub size: usize,
}

impl Default for Asked {
    fn default() -> Self {
        Self { width: 20, order: Order::Document, distance: 1, from: 0, size: 50 }
    }
}

/// One occurrence in its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The announcement it stands in.
    pub announcement: Summary,
    /// The unit it begins in.
    pub address: String,
    /// Published characters before it.
    pub left: String,
    /// The published characters that matched, from the first to the last.
    pub hit: String,
    /// Published characters behind it.
    pub right: String,
    /// Where it stands in the published text.
    pub span: [u32; 2],
    /// The rank of the body.
    pub level: Option<Level>,
    /// Session and round.
    pub round: Option<String>,
}

/// A page of the concordance.
#[derive(Clone, Debug)]
pub struct Kwic {
    /// Over the whole answer; `totals.occurrences` is the number of lines in all.
    pub whole: Whole,
    /// The lines asked for.
    pub lines: Vec<Line>,
}

/// A page of the concordance.
pub fn kwic(parts: Parts, query: &Query, asked: &Asked) -> Result<Kwic, SearchError> {
    let mut lines = Vec::new();
    let whole = stream(parts, query, asked, &mut |line| {
        lines.push(line);
        Ok::<_, SearchError>(())
    })?;
    Ok(Kwic { whole, lines })
}

/// Its lines one at a time, none of them kept.
pub fn stream<E: From<SearchError>>(
    parts: Parts,
    query: &Query,
    asked: &Asked,
    take: &mut dyn FnMut(Line) -> Result<(), E>,
) -> Result<Whole, E> {
    // Without words there are no places, and nothing need be read to list none.
    let size = if query.root.is_some() { asked.size as u64 } else { 0 };
    let end = asked.from.saturating_add(size);
    if size > 0 && asked.order != Order::Document {
        let mut sorting = Sorting::of(end);
        let whole = each(parts, query, 0, &mut |hit| {
            let text: Vec<char> = hit.record.text.chars().collect();
            for (number, spot) in (hit.before..).zip(&hit.spots) {
                sorting.add(key(&text, spot, asked), number, || line(hit, &text, spot, asked.width))?;
            }
            Ok::<_, E>(ControlFlow::Continue(()))
        })?;
        let mut number = 0;
        sorting.each(&mut |line| {
            number += 1;
            if (asked.from..end).contains(&(number - 1)) { take(line) } else { Ok(()) }
        })?;
        return Ok(whole);
    }
    each(parts, query, asked.from, &mut |hit| {
        if hit.before >= end {
            return Ok(ControlFlow::Break(()));
        }
        let text: Vec<char> = hit.record.text.chars().collect();
        for (number, spot) in (hit.before..).zip(&hit.spots) {
            if (asked.from..end).contains(&number) {
                take(line(hit, &text, spot, asked.width))?;
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

fn line(hit: &Hit, text: &[char], spot: &Spot, width: usize) -> Line {
    let (start, end) = (spot.span.start as usize, (spot.span.end as usize).min(text.len()));
    let from = start.saturating_sub(width);
    let to = end.saturating_add(width).min(text.len());
    let of = |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().collect();
    let units = &hit.record.announcement.units;
    Line {
        announcement: Summary::of(hit.record),
        address: units.get(spot.unit as usize).map(|unit| unit.address.to_string()).unwrap_or_default(),
        left: of(from, start),
        hit: of(start, end),
        right: of(end, to),
        span: spot.span.into(),
        level: hit.record.announcement.agency.as_ref().and_then(|agency| agency.level),
        round: document::values(hit.record, Field::Round).pop(),
    }
}

/// How far sorting looks beyond its first character, at least; where more is shown, as far as that.
const LOOKS: usize = 24;

/// What a line sorts by: letters, digits and Han characters, folded; punctuation says nothing.
fn key(text: &[char], spot: &Spot, asked: &Asked) -> String {
    let counts = |c: &&char| c.is_alphanumeric();
    let skip = asked.distance.saturating_sub(1);
    let looks = asked.width.max(LOOKS);
    match asked.order {
        Order::Left => {
            let before = text.get(..spot.span.start as usize).unwrap_or_default().iter().rev();
            before.filter(counts).skip(skip).take(looks).map(|c| fold_char(*c)).collect()
        }
        _ => {
            let behind = text.get(spot.span.end as usize..).unwrap_or_default().iter();
            behind.filter(counts).skip(skip).take(looks).map(|c| fold_char(*c)).collect()
        }
    }
}
