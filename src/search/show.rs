//! The units of an answer as readers see them.
//!
//! In: a record and the places that matched, in positions. Out: published text
//! with marks in characters of that text. Promise: a mark runs from the first
//! matched character to the last, over blanks, quotes and lost characters
//! between them; a gloss, which is not matched, splits it.

use super::document::{ancestors, layout_of, statuses};
use super::plan::{Leaf, Plan};
use super::shard::Occurrence;
use super::{Layout, Record, SearchError, Summary, UnitHit, patience};
use crate::disclosure::{Kind, Span, Status};
use crate::segment::{BOUNDARY, Key, Typed};
use crate::text::{Folded, fold_char};
use std::collections::HashMap;

/// Places that are looked at between two looks at the clock.
const OFTEN: u32 = 1 << 10;

/// A record with its key, made again to lead positions back to published characters.
pub struct Shown<'r> {
    record: &'r Record,
    folded: Folded,
    key: Key,
    /// Where the units are.
    pub layout: Layout,
    /// Byte offset of every published character, and the length.
    bytes: Vec<usize>,
    /// How far each unit is.
    statuses: Vec<Option<Status>>,
}

impl<'r> Shown<'r> {
    /// Prepares a record.
    pub fn of(record: &'r Record) -> Self {
        let folded = Folded::without(&record.text, &record.skipped);
        let key = Key::of(&folded);
        let layout = layout_of(&record.announcement, &folded, &key);
        let bytes = record.text.char_indices().map(|(at, _)| at).chain([record.text.len()]).collect();
        let statuses = statuses(&record.announcement.units);
        Self { record, folded, key, layout, bytes, statuses }
    }

    /// The published characters of a span, cut to what exists.
    pub fn slice(&self, span: Span) -> &'r str {
        let at = |index: u32| self.bytes.get(index as usize).copied().unwrap_or(self.record.text.len());
        self.record.text.get(at(span.start)..at(span.end)).unwrap_or("")
    }

    /// The published characters that places cover, from the first to the last of each: sorted,
    /// joined where they overlap.
    pub fn marks(&self, plan: &Plan, places: &[Occurrence]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (place, spot) in places.iter().zip(self.spots(plan, places)) {
            let leaf = plan.leaves.get(place.leaf as usize);
            // Glosses are part of what is asked for exactly, and signs without a position are marked too.
            if leaf.and_then(|leaf| leaf.published.as_ref()).is_some_and(|(_, exact)| *exact) {
                spans.push(spot);
            } else if place.start < place.end {
                glossless(&self.record.skipped, spot, &mut spans);
            }
        }
        spans.retain(|span| span.start < span.end);
        spans.sort_unstable();
        merged(spans)
    }

    /// The published characters from the first to the last of each place.
    pub fn spots(&self, plan: &Plan, places: &[Occurrence]) -> Vec<Span> {
        let mut exact: HashMap<u32, Vec<(Occurrence, Span)>> = HashMap::new();
        // Signs side by side share a position; they are shown one after the other.
        let mut last: Option<(Occurrence, usize)> = None;
        let mut spot = |place: &Occurrence| {
            let times = last.filter(|(known, _)| known == place).map_or(0, |(_, times)| times + 1);
            last = Some((*place, times));
            let leaf = plan.leaves.get(place.leaf as usize).and_then(|leaf| leaf.published.as_ref());
            if let Some((wanted, true)) = leaf {
                let known = exact.entry(place.leaf).or_insert_with(|| {
                    let spans = self.find(wanted).into_iter();
                    spans.map(|span| (self.occurrence(span, place.leaf), span)).collect()
                });
                let at = known.partition_point(|(own, _)| own < place) + times;
                return known.get(at).map_or(Span::new(0, 0), |(_, span)| *span);
            }
            let at = |position: u32| self.key.origin.get(position as usize).map(|at| self.folded.origin(*at));
            match (at(place.start), at(place.end.saturating_sub(1).max(place.start))) {
                (Some(first), Some(last)) => Span::new(first, last + 1),
                _ => Span::new(0, 0),
            }
        };
        places.iter().map(&mut spot).collect()
    }

    /// A published span as a place of a leaf. Signs and glosses have no positions of their own: at the edges of
    /// units, the place takes a position of the unit that they stand in, so that it touches the units it stands in.
    fn occurrence(&self, span: Span, leaf: u32) -> Occurrence {
        let (place, units) = (self.positions(span), &self.record.announcement.units);
        let first = units.partition_point(|unit| unit.span.end <= span.start);
        let last = units.partition_point(|unit| unit.span.start < span.end);
        let range =
            |unit: usize| Some(unit).filter(|unit| *unit < units.len()).map(|unit| self.layout.range(unit));
        let (mut start, mut end) = place;
        if let Some((_, to)) = range(first).filter(|(from, to)| first < last && from < to) {
            start = start.min(to - 1);
            end = if place.0 == place.1 { start } else { end };
        }
        if let Some((from, _)) =
            range(last.saturating_sub(1)).filter(|(from, to)| first + 1 < last && from < to)
        {
            end = end.max(from + 1);
        }
        Occurrence { start, end, leaf }
    }

    /// Every place of a string in the published text, glosses and all.
    fn find(&self, wanted: &str) -> Vec<Span> {
        let (length, step) = (wanted.chars().count() as u32, wanted.chars().next().map_or(1, char::len_utf8));
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(at) = self.record.text.get(from..).and_then(|rest| rest.find(wanted)) {
            let start = self.bytes.partition_point(|byte| *byte < from + at) as u32;
            found.push(Span::new(start, start + length));
            from += at + step;
        }
        found
    }

    /// The positions of a published span.
    fn positions(&self, span: Span) -> (u32, u32) {
        let span = self.folded.folded(span);
        let start = self.key.position(span.start);
        (start, self.key.position(span.end).max(start))
    }

    /// Keeps the places whose published characters are the leaf's own.
    pub fn verify(&self, plan: &Plan, leaf: usize, places: &mut Vec<Occurrence>) -> Result<(), SearchError> {
        let Some((wanted, exact)) = plan.leaves.get(leaf).and_then(|leaf| leaf.published.as_ref()) else {
            return Ok(());
        };
        if *exact {
            // The places are found anew: a string of punctuation has no positions to start from.
            places.clear();
            let found = self.find(wanted).into_iter();
            places.extend(found.map(|span| self.occurrence(span, leaf as u32)));
            return Ok(());
        }
        let leaf = &plan.leaves[leaf];
        let mut typed = Typed::of(wanted).chars.into_iter().map(|(_, c, _)| c);
        let length = |piece: &Vec<char>| piece.iter().filter(|c| **c != BOUNDARY).count();
        let pieces: Vec<Vec<char>> =
            leaf.pieces.iter().map(|piece| typed.by_ref().take(length(piece)).collect()).collect();
        let published: Vec<char> = self.record.text.chars().collect();
        let (mut seen, mut late) = (0_u32, false);
        places.retain(|place| {
            seen = seen.wrapping_add(1);
            late = late || seen % OFTEN == 0 && patience::over();
            if late {
                return false;
            }
            let own = (place.start..place.end)
                .filter(|position| self.key.chars.get(*position as usize).is_some_and(|c| *c != BOUNDARY))
                .map(|position| published[self.folded.origin(self.key.origin[position as usize]) as usize]);
            fits(&own.collect::<Vec<char>>(), &pieces, leaf)
        });
        patience::check()
    }

    /// One unit with the marks that fall into it.
    pub fn unit(&self, index: usize, marks: &[Span]) -> Option<UnitHit> {
        let units = &self.record.announcement.units;
        let unit = units.get(index)?;
        let inside = marks.iter().filter_map(|mark| mark.overlap(unit.span));
        Some(UnitHit {
            address: unit.address.clone(),
            role: unit.role,
            part: unit.part,
            status: self.statuses.get(index).copied().flatten(),
            path: ancestors(units, index).into_iter().map(|above| self.heading(above)).collect(),
            text: self.slice(unit.span).to_owned(),
            marks: inside.map(|m| [m.start - unit.span.start, m.end - unit.span.start]).collect(),
        })
    }

    /// A heading as published, on one line.
    fn heading(&self, index: usize) -> String {
        let span = self.record.announcement.units.get(index).map_or(Span::new(0, 0), |unit| unit.span);
        self.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether characters are the pieces of a leaf as typed, with as many between, before and behind them as its
/// wildcards stand for.
fn fits(own: &[char], pieces: &[Vec<char>], leaf: &Leaf) -> bool {
    let (before, behind) = (leaf.margin.0 as usize, leaf.margin.1 as usize);
    let mut ends = vec![before];
    for (index, piece) in pieces.iter().enumerate() {
        let (least, most) = match index.checked_sub(1) {
            None => (0, 0),
            Some(gap) => leaf.gaps.get(gap).copied().unwrap_or_default(),
        };
        // Ends ascend, so each start is looked at once however many of them reach it.
        let (mut next, mut looked) = (Vec::new(), 0);
        for end in ends {
            let starts = looked.max(end + least as usize)..own.len().min(end + most as usize + 1);
            looked = looked.max(starts.end);
            let stands = |start: &usize| own.get(*start..).is_some_and(|rest| rest.starts_with(piece));
            next.extend(starts.filter(stands).map(|start| start + piece.len()));
        }
        ends = next;
    }
    ends.into_iter().any(|end| end + behind == own.len())
}

/// Keeps the places of a leaf whose published characters are its own, as far as the text alone tells;
/// false if [`Shown::verify`] must look. `whole`: nothing of the text is left out of matching.
pub fn settle(leaf: &Leaf, text: &str, whole: bool, places: &mut Vec<Occurrence>) -> bool {
    let Some((wanted, exact)) = &leaf.published else { return true };
    if *exact {
        let step = wanted.chars().next().map_or(1, char::len_utf8);
        let (mut times, mut from) = (0, 0);
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(wanted.as_str())) {
            times += 1;
            from += at + step;
        }
        if times == 0 {
            places.clear();
            return true;
        }
        // Every place of the string is a place of its key; if there are as many, they are the same.
        // At its ends a sign could belong to the place or not, so those are left to the key.
        let ends = [wanted.chars().next(), wanted.chars().next_back()];
        return whole
            && times == places.len()
            && !leaf.pieces.is_empty()
            && ends.iter().all(|end| end.is_some_and(char::is_alphanumeric));
    }
    if places.is_empty() {
        return true;
    }
    let other = |c: char| {
        let folded = fold_char(c);
        folded != c && leaf.pieces.iter().flatten().any(|own| *own == folded)
    };
    if text.chars().any(other) {
        return false;
    }
    // No other form of its characters stands in the text, so the published ones are the matched ones.
    if wanted.chars().any(|c| c.is_alphanumeric() && fold_char(c) != c) {
        places.clear();
    }
    true
}

/// Adds a span without the glosses inside it.
pub fn glossless(skipped: &[Span], span: Span, into: &mut Vec<Span>) {
    let mut start = span.start;
    for gloss in skipped.iter().filter_map(|gloss| gloss.overlap(span)) {
        if gloss.start > start {
            into.push(Span::new(start, gloss.start));
        }
        start = gloss.end;
    }
    if span.end > start {
        into.push(Span::new(start, span.end));
    }
}

/// Sorted spans, joined where they overlap.
pub fn merged(sorted: Vec<Span>) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::new();
    for span in sorted {
        match marks.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => marks.push(span),
        }
    }
    marks
}

impl Summary {
    /// The line that names a record.
    pub fn of(record: &Record) -> Self {
        let announcement = &record.announcement;
        Self {
            id: record.id.clone(),
            title: announcement.title.as_ref().map(|title| title.value.clone()),
            agency: announcement.agency.as_ref().map(|agency| agency.name.clone()),
            region: announcement.agency.as_ref().map(|agency| agency.region.clone()).unwrap_or_default(),
            published: announcement.published.as_ref().map(|date| date.value.to_string()),
            sample: record.sample,
            earlier: announcement.kind == Kind::EarlierVersion,
            kind: announcement.kind,
        }
    }
}
