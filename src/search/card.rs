//! What a line of results shows of an announcement, without reading the whole of it.
//!
//! In: a [`Record`]; packed into a few bytes that an engine stores beside the
//! text. Out: the summary, and single units with their marks, found by walking
//! over the unit alone. Promise: the same answer as
//! [`Shown`](super::show::Shown), which reads everything; the contract suite
//! compares both.

use super::document::statuses;
use super::shard::Occurrence;
use super::show::{glossless, merged};
use super::{Record, Summary, UnitHit};
use crate::disclosure::{Address, Kind, PartKind, Role, Span, Status};
use crate::segment::{Mark, mark};

/// An announcement as results show it.
pub struct Card {
    /// The line that names it.
    pub summary: Summary,
    text: String,
    skipped: Vec<Span>,
    units: Vec<Line>,
}

/// A unit: where it stands, in characters and in bytes of the published text.
struct Line {
    span: Span,
    bytes: (usize, usize),
    parent: Option<u32>,
    role: Role,
    part: Option<PartKind>,
    status: Option<Status>,
    address: String,
}

impl Card {
    /// Packs what is shown of a record, without its text.
    pub fn pack(record: &Record) -> Vec<u8> {
        let summary = Summary::of(record);
        let mut out = Pack(Vec::new());
        out.text(&summary.id);
        out.number(usize::from(summary.sample) + 2 * usize::from(summary.earlier));
        out.number(summary.kind as usize);
        for part in [&summary.title, &summary.agency, &summary.published] {
            out.number(usize::from(part.is_some()));
            out.text(part.as_deref().unwrap_or_default());
        }
        out.number(summary.region.len());
        summary.region.iter().for_each(|name| out.text(name));
        out.number(record.skipped.len());
        for span in &record.skipped {
            out.number(span.start as usize);
            out.number(span.len() as usize);
        }
        let bytes: Vec<usize> =
            record.text.char_indices().map(|(at, _)| at).chain([record.text.len()]).collect();
        let byte = |at: u32| bytes.get(at as usize).copied().unwrap_or(record.text.len());
        let units = &record.announcement.units;
        out.number(units.len());
        for (unit, status) in units.iter().zip(statuses(units)) {
            let (from, to) = (byte(unit.span.start), byte(unit.span.end));
            out.number(unit.span.start as usize);
            out.number(unit.span.len() as usize);
            out.number(from);
            out.number(to.saturating_sub(from));
            out.number(unit.parent.map_or(0, |parent| parent as usize + 1));
            out.number(unit.role as usize);
            out.number(unit.part.map_or(0, |part| part as usize + 1));
            out.number(status.map_or(0, |status| status as usize + 1));
            out.text(&unit.address.to_string());
        }
        out.0
    }

    /// Unpacks; none if the bytes are not those of [`Self::pack`].
    pub fn unpack(packed: &[u8], text: String) -> Option<Self> {
        let mut packed = Unpack(packed);
        let id = packed.text()?;
        let flags = packed.number()?;
        let (sample, earlier) = (flags & 1 == 1, flags & 2 == 2);
        let kind = *Kind::ALL.get(packed.number()?)?;
        let mut part = || {
            let stated = packed.number()? == 1;
            packed.text().map(|text| stated.then_some(text))
        };
        let (title, agency, published) = (part()?, part()?, part()?);
        let region = (0..packed.number()?).map(|_| packed.text()).collect::<Option<_>>()?;
        let skipped = (0..packed.number()?).map(|_| packed.span()).collect::<Option<_>>()?;
        let units = (0..packed.number()?).map(|_| Line::unpack(&mut packed)).collect::<Option<_>>()?;
        Some(Self {
            summary: Summary { id, title, agency, region, published, sample, earlier, kind },
            text,
            skipped,
            units,
        })
    }

    /// What a unit is for.
    pub fn role(&self, unit: usize) -> Option<Role> {
        self.units.get(unit).map(|line| line.role)
    }

    /// One unit with the marks of the places that touch it. `range`: its positions.
    pub fn unit(&self, index: usize, range: (u32, u32), places: &[Occurrence]) -> Option<UnitHit> {
        let line = self.units.get(index)?;
        let marks = self.marks(index, line, range, places);
        let (mut path, mut above) = (Vec::new(), line.parent);
        while let Some(at) = above
            && path.len() < 64
        {
            let heading = self.units.get(at as usize)?;
            path.push(self.slice(heading).split_whitespace().collect::<Vec<_>>().join(" "));
            above = heading.parent;
        }
        path.reverse();
        Some(UnitHit {
            address: line.address.parse::<Address>().ok()?,
            role: line.role,
            part: line.part,
            status: line.status,
            path,
            text: self.slice(line).to_owned(),
            marks: marks.iter().map(|m| [m.start - line.span.start, m.end - line.span.start]).collect(),
        })
    }

    fn slice(&self, line: &Line) -> &str {
        self.between(line.bytes.0, line.bytes.1)
    }

    /// The characters between two bytes.
    fn between(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The character that ends before a byte, and where it begins.
    fn before(&self, byte: usize) -> Option<(usize, char)> {
        self.text.get(..byte)?.char_indices().next_back()
    }

    fn marks(&self, index: usize, line: &Line, range: (u32, u32), places: &[Occurrence]) -> Vec<Span> {
        // Places ascend by their start; one that reaches into this unit from before is at most as long as a leaf.
        let touching: Vec<&Occurrence> = places
            .iter()
            .filter(|place| place.start < range.1 && place.end > range.0 && place.start < place.end)
            .collect();
        if touching.is_empty() {
            return Vec::new();
        }
        let origin = self.origins(index, line, range);
        let at = |position: u32| origin.get((position - range.0) as usize).copied();
        let mut spans = Vec::new();
        for place in touching {
            let first = if place.start < range.0 { Some(line.span.start) } else { at(place.start) };
            let last =
                if place.end > range.1 { Some(line.span.end) } else { at(place.end - 1).map(|c| c + 1) };
            if let (Some(first), Some(last)) = (first, last) {
                glossless(&self.skipped, Span::new(first, last), &mut spans);
            }
        }
        spans.sort_unstable();
        merged(spans).into_iter().filter_map(|mark| mark.overlap(line.span)).collect()
    }

    /// The published character at each position of a unit: the key of the text, made for the unit alone.
    fn origins(&self, index: usize, line: &Line, range: (u32, u32)) -> Vec<u32> {
        let left_out = |at: u32| {
            let behind = self.skipped.partition_point(|span| span.start <= at);
            behind > 0 && self.skipped[behind - 1].end > at
        };
        // A sentence end before the unit decides whether one inside it makes a position of its own, so the
        // walk begins behind the last character that counts. The first unit has all that stands before it.
        let (mut at, mut byte, mut any) = (line.span.start, line.bytes.0, false);
        if index == 0 {
            (at, byte) = (0, 0);
        }
        while let Some((start, c)) = self.before(byte)
            && at > 0
        {
            if mark(c) == Mark::Significant && !left_out(at - 1) {
                any = true;
                break;
            }
            (at, byte) = (at - 1, start);
        }
        let wanted = (range.1 - range.0) as usize;
        let from = if index == 0 { 0 } else { line.span.start };
        let (mut origin, mut ended): (Vec<u32>, Option<u32>) = (Vec::with_capacity(wanted), None);
        for (at, c) in (at..).zip(self.between(byte, line.bytes.1).chars()) {
            if origin.len() >= wanted {
                break;
            }
            if left_out(at) {
                continue;
            }
            match mark(c) {
                Mark::Soft => {}
                Mark::Hard => ended = ended.or(Some(at)),
                Mark::Significant => {
                    origin.extend(ended.take().filter(|end| any && *end >= from));
                    if at >= from {
                        origin.push(at);
                    }
                    any = true;
                }
            }
        }
        origin
    }
}

impl Line {
    fn unpack(packed: &mut Unpack) -> Option<Self> {
        let span = packed.span()?;
        let (from, length) = (packed.number()?, packed.number()?);
        let parent = packed.number()?.checked_sub(1).map(|parent| parent as u32);
        Some(Self {
            span,
            bytes: (from, from + length),
            parent,
            role: *Role::ALL.get(packed.number()?)?,
            part: packed.number()?.checked_sub(1).and_then(|at| PartKind::ALL.get(at)).copied(),
            status: packed.number()?.checked_sub(1).and_then(|at| Status::ALL.get(at)).copied(),
            address: packed.text()?,
        })
    }
}

/// Numbers of seven bits a byte, and texts with their length before them.
struct Pack(Vec<u8>);

impl Pack {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

struct Unpack<'p>(&'p [u8]);

impl Unpack<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn span(&mut self) -> Option<Span> {
        let (start, length) = (self.number()? as u32, self.number()? as u32);
        Some(Span::new(start, start + length))
    }
}
