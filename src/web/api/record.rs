//! A whole announcement on the wire, schema `announcement/1`.
//!
//! Promise: every header fact says how it is known and where it stands;
//! absent is `null`, never a guess. Spans are characters of `text`.

use crate::{
    disclosure::{
        Contact, Date, DateRange, Fact, Finding, Kind, Level, Mode, PartKind, Quantity, Role, Span, Status,
        Unit,
    },
    search::{Record, document::statuses},
    study::{Stated, unit_of},
};
use serde::Serialize;

/// An announcement.
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncementView {
    /// `announcement/1`
    pub schema: &'static str,
    /// Stable id.
    pub id: String,
    /// Composed for demonstration.
    pub sample: bool,
    /// Where it came from.
    pub sources: Vec<String>,
    /// Every version of it, the newest first; empty where only one is known.
    pub versions: Vec<String>,
    /// How the bytes were read.
    pub encoding: crate::text::Encoding,
    /// Kind of document.
    pub kind: Kind,
    /// Title as published.
    pub title: Option<Known<String>>,
    /// The body that reports.
    pub agency: Option<AgencyView>,
    /// Who looked, when, how.
    pub inspection: InspectionView,
    /// When the findings were handed over.
    pub feedback: Option<Known<DateRange>>,
    /// When it was published.
    pub published: Option<Known<Date>>,
    /// The day the figures stand at.
    pub as_of: Option<Known<Date>>,
    /// Who signs.
    pub issuer: Option<Known<String>>,
    /// Contacts as printed.
    pub contact: Contact,
    /// The published text.
    pub text: String,
    /// Spans left out of matching.
    pub skipped: Vec<Span>,
    /// Its units, in text order.
    pub units: Vec<UnitView>,
    /// Its numbers.
    pub quantities: Vec<Quantity>,
    /// What the parser doubts.
    pub findings: Vec<Finding>,
}

/// A fact with how it is known.
#[derive(Clone, Debug, Serialize)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// `stated`, `inherited`, `inferred` or `repaired`.
    pub known: &'static str,
    /// The rule, where it is not stated.
    pub rule: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The body that reports.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyView {
    /// Full name.
    pub name: String,
    /// As published.
    pub text: String,
    /// Where it stands.
    pub span: Option<Span>,
    /// Party organ.
    pub organ: Option<String>,
    /// Rank.
    pub level: Option<Level>,
    /// From the province down.
    pub region: Vec<String>,
    /// Short name.
    pub abbreviation: Option<String>,
}

/// The inspection.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionView {
    /// Who ordered it.
    pub ordered_by: Option<Known<String>>,
    /// The team.
    pub team: Option<Known<String>>,
    /// The team's rank.
    pub team_level: Option<Level>,
    /// Procedures.
    pub mode: Vec<Mode>,
    /// 届.
    pub session: Option<Known<u16>>,
    /// 轮.
    pub round: Option<Known<u16>>,
    /// First day.
    pub start: Option<Known<DateRange>>,
    /// Last day.
    pub end: Option<Known<DateRange>>,
}

/// One unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    /// Where it stands, as cited.
    pub address: String,
    /// What it is for.
    pub role: Role,
    /// Its characters of the text.
    pub span: Span,
    /// Those characters.
    pub text: String,
    /// Address of the heading above.
    pub parent: Option<String>,
    /// Chapter.
    pub part: Option<PartKind>,
    /// Theme.
    pub theme: Option<String>,
    /// Kind of doing.
    pub action: Option<String>,
    /// Stated status.
    pub status: Option<Status>,
}

fn known<T: Clone>(fact: &Option<Fact<T>>) -> Option<Known<T>> {
    fact.as_ref().map(|fact| Known {
        value: fact.value.clone(),
        known: fact.known.word(),
        rule: fact.known.rule().map(str::to_owned),
        span: fact.span,
    })
}

impl AnnouncementView {
    /// The wire form of a record.
    pub fn of(record: &Record) -> Self {
        let it = &record.announcement;
        let inspection = &it.inspection;
        Self {
            schema: "announcement/1",
            id: record.id.clone(),
            sample: record.sample,
            sources: record.sources.clone(),
            versions: record.versions.clone(),
            encoding: record.encoding.clone(),
            kind: it.kind,
            title: known(&it.title),
            agency: it.agency.as_ref().map(|agency| AgencyView {
                name: agency.name.clone(),
                text: agency.text.clone(),
                span: agency.span,
                organ: agency.organ.clone(),
                level: agency.level,
                region: agency.region.clone(),
                abbreviation: agency.abbreviation.clone(),
            }),
            inspection: InspectionView {
                ordered_by: known(&inspection.ordered_by),
                team: known(&inspection.team),
                team_level: inspection.team_level,
                mode: inspection.mode.clone(),
                session: known(&inspection.session),
                round: known(&inspection.round),
                start: known(&inspection.start),
                end: known(&inspection.end),
            },
            feedback: known(&it.feedback),
            published: known(&it.published),
            as_of: known(&it.as_of),
            issuer: known(&it.issuer),
            contact: it.contact.clone(),
            text: record.text.clone(),
            skipped: record.skipped.clone(),
            units: units(record),
            // The unit as studies of numbers name it.
            quantities: it
                .quantities
                .iter()
                .zip(Stated::of(record).all())
                .map(|(own, counts)| Quantity {
                    unit: unit_of(own).into_owned(),
                    again: !counts,
                    ..own.clone()
                })
                .collect(),
            findings: record.findings.clone(),
        }
    }
}

impl UnitView {
    /// The wire form of one unit of a record.
    pub fn of(record: &Record, number: usize) -> Self {
        let unit = &record.announcement.units[number];
        let text =
            record.text.chars().skip(unit.span.start as usize).take(unit.span.len() as usize).collect();
        let status = statuses(&record.announcement.units).get(number).copied().flatten();
        Self::with(record, number, text, status)
    }

    fn with(record: &Record, number: usize, text: String, status: Option<Status>) -> Self {
        let units = &record.announcement.units;
        let unit = &units[number];
        let parent = unit.parent.and_then(|parent| units.get(parent as usize));
        Self {
            address: unit.address.to_string(),
            role: unit.role,
            span: unit.span,
            text,
            parent: parent.map(|parent| parent.address.to_string()),
            part: unit.part,
            theme: unit.theme.clone(),
            action: unit.action.clone(),
            status,
        }
    }
}

fn units(record: &Record) -> Vec<UnitView> {
    let text = Chars::of(&record.text);
    let units = record.announcement.units.iter().zip(statuses(&record.announcement.units)).enumerate();
    let one = |(number, (unit, status)): (usize, (&Unit, Option<Status>))| {
        UnitView::with(record, number, text.slice(unit.span).to_owned(), status)
    };
    units.map(one).collect()
}

/// The headings above a unit, outermost first, with their addresses.
pub fn path(record: &Record, number: usize) -> Vec<UnitView> {
    let mut above = Vec::new();
    let units = &record.announcement.units;
    let mut next = units[number].parent;
    // A parent always stands before its child, so this ends.
    while let Some(parent) = next.map(|parent| parent as usize).filter(|parent| *parent < number) {
        above.push(UnitView::of(record, parent));
        next = units[parent].parent.filter(|next| (*next as usize) < parent);
    }
    above.reverse();
    above
}

/// A text whose characters can be found by number.
pub struct Chars<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Chars<'a> {
    /// Counts the characters once.
    pub fn of(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte as u32).chain([text.len() as u32]).collect();
        Self { text, starts }
    }

    /// The characters of a span, cut to what exists.
    pub fn slice(&self, span: Span) -> &'a str {
        let at = |index: u32| self.starts.get(index as usize).map_or(self.text.len(), |byte| *byte as usize);
        self.text.get(at(span.start)..at(span.end)).unwrap_or("")
    }
}
