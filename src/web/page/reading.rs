//! The reading page: the published text, its outline, and what is known of it.

use super::{
    Frame, Link, cite,
    facts::{self, FactRow, Place, facts, place},
    frame::Evidence,
    pieces::{Piece, lang, line},
    render, rows,
    text::{self, Body},
};
use crate::{
    disclosure::{Doubt, Span, Status},
    export::Style,
    search::{Field, Filter, Page, Query, Record, Sort, Test},
    web::{Asked, Failure, api, encode, params::MOST_UNITS, reply::Reply, routes::Ask, tongue::Tongue},
};
use askama::Template;
use std::collections::HashMap;

/// Characters shown before a number, and behind it.
const BEFORE: u32 = 14;
const BEHIND: u32 = 8;

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage {
    frame: Frame,
    evidence: Evidence,
    heading: String,
    /// The published title, where the heading is not it.
    title: Option<String>,
    /// There is no published title.
    untitled: bool,
    kind: String,
    sample: bool,
    lang: &'static str,
    facts: Vec<FactRow>,
    body: Body,
    arrival: Option<Arrival>,
    hits: Vec<HitRow>,
    /// The answer one came from, and what the way back is called.
    back: Link,
    /// The page of the body.
    body_url: Option<String>,
    findings: Vec<FindingRow>,
    quantities: Vec<QuantityRow>,
    statuses: Vec<StatusRow>,
    /// Further documents of the same body.
    others: Vec<Link>,
    /// Whether one of them is of this body for sure.
    same_body: bool,
    original: Option<String>,
    plain: String,
    sources: Vec<SourceRow>,
    encoding: String,
    reference: String,
    self_url: String,
    api: String,
}

/// The unit one came for.
struct Arrival {
    address: String,
    anchor: String,
    path: Vec<String>,
    cites: Vec<Cite>,
}

/// The place in one style of citation.
struct Cite {
    label: &'static str,
    text: String,
    /// Lines of code rather than a sentence.
    code: bool,
    /// As a file.
    file: Option<String>,
}

/// The places of one status.
struct StatusRow {
    code: &'static str,
    label: String,
    places: Vec<Place>,
}

/// A unit with highlights.
struct HitRow {
    address: String,
    /// The first highlight in it.
    anchor: String,
    marks: usize,
}

struct FindingRow {
    doubt: String,
    reason: String,
    confidence: u8,
    place: Option<Place>,
}

struct QuantityRow {
    kind: String,
    value: String,
    /// What stands before the words, the words, and what stands behind.
    words: [String; 3],
    place: Option<Place>,
}

struct SourceRow {
    text: String,
    /// Only for the web: other schemes could do harm.
    url: Option<String>,
}

/// `GET /a/{id}` and `GET /a/{id}/{address}`
pub fn reading(ask: &Ask) -> Result<Reply, Failure> {
    let record = api::record(ask)?;
    let wanted = match ask.path.get(1).map(String::as_str).filter(|address| !address.is_empty()) {
        None => None,
        Some(address) => Some(
            api::unit_at(&record, address)
                .ok_or_else(|| Failure::NoUnit(address.chars().take(60).collect()))?,
        ),
    };
    let asked = Asked::of(&ask.params);
    let query = asked.q.as_str();
    let tongue = ask.reader.tongue;
    let (marks, from) = (marks(ask, &record.id, query), rows::state(&asked));
    let body = text::set(&record, &text::Wish { marks: &marks, wanted, from: &from, tongue });
    let it = &record.announcement;
    let agency = it.agency.as_ref().map(|agency| line(&agency.name));
    let title = it.title.as_ref().map(|title| line(&title.value));
    let unnamed = || tongue.say("find.unnamed").to_owned();
    let heading = agency.or_else(|| title.clone()).unwrap_or_else(unnamed);
    let cited = wanted.and_then(|number| it.units.get(number));
    let window = match cited {
        Some(unit) => format!("{} · {heading}", unit.address),
        None => heading.clone(),
    };
    let day = super::today();
    let access = cite::Access { base: &ask.reader.base, day: &day };
    let self_url = format!("/a/{}", encode(&record.id));
    let kept = ask.app.keeper().is_some();
    let (others, same_body) = others(ask, &record)?;
    render(&ReadingPage {
        frame: Frame::new(&ask.reader, &window, query),
        evidence: Evidence::of(&ask.reader, query, &ask.about.generation),
        untitled: title.is_none(),
        title: title.filter(|title| *title != heading),
        heading,
        kind: tongue.word("kind", it.kind.code(), it.kind.chinese()),
        sample: record.sample,
        lang: lang(&record.text),
        facts: facts(&record, tongue),
        arrival: wanted.map(|number| arrival(&record, number, tongue, &access)),
        hits: hits(&body),
        body,
        back: back(&asked, tongue),
        body_url: it.agency.as_ref().map(|agency| super::bodies::url(&agency.name, &agency.region)),
        findings: findings(&record, tongue),
        quantities: quantities(&record, tongue),
        statuses: statuses(&record, tongue),
        others,
        same_body,
        original: kept.then(|| format!("/original/{}", encode(&record.id))),
        plain: format!("/plain/{}", encode(&record.id)),
        sources: record.sources.iter().map(|source| web_source(source)).collect(),
        encoding: encoding(&record, tongue),
        reference: line(&cite::reference(&record, &access)),
        api: format!("/api/v1/announcements/{}", encode(&record.id)),
        self_url,
    })
}

/// What the words one came with match in this announcement; a query that
/// cannot be answered highlights nothing, the text is shown all the same.
fn marks(ask: &Ask, id: &str, query: &str) -> HashMap<String, Vec<[u32; 2]>> {
    if query.is_empty() {
        return HashMap::new();
    }
    let Ok(meant) = (Asked { q: query.to_owned(), ..Asked::default() }).resolve() else {
        return HashMap::new();
    };
    let page = Page { groups: 1, units: MOST_UNITS, only: Some(id.to_owned()), ..Page::default() };
    let hits = ask.index.search(&meant.query, &page);
    let groups = hits.map(|hits| hits.groups).unwrap_or_default();
    groups
        .into_iter()
        .flat_map(|group| group.units)
        .map(|unit| (unit.address.to_string(), unit.marks))
        .collect()
}

/// The way back to the answer one came from, as it was.
fn back(asked: &Asked, tongue: Tongue) -> Link {
    let url = asked.url("/");
    let label = match asked.q.as_str() {
        "" if url == "/" => tongue.say("read.all").to_owned(),
        "" => tongue.say("read.back_filtered").to_owned(),
        words => tongue.fill("read.back", &[&line(words)]),
    };
    Link { label, url }
}

fn arrival(record: &Record, number: usize, tongue: Tongue, access: &cite::Access) -> Arrival {
    let address = record.announcement.units[number].address.to_string();
    let file = |style: Style| {
        let (id, address, style) = (encode(&record.id), encode(&address), style.code());
        format!("/api/v1/announcements/{id}/units/{address}/cite?format={style}")
    };
    let cited = |style: Style| Cite {
        label: style.chinese(),
        text: cite::cite(record, number, style, access).trim().to_owned(),
        code: style != Style::Gbt7714,
        file: (style != Style::Gbt7714).then(|| file(style)),
    };
    let quote = line(&cite::quote(record, number, access));
    let quote = Cite { label: tongue.say("read.quote"), text: quote, code: false, file: None };
    Arrival {
        anchor: format!("#{}", encode(&address)),
        path: api::record::path(record, number).iter().map(|unit| line(&unit.text)).collect(),
        cites: std::iter::once(quote).chain(Style::ALL.iter().copied().map(cited)).collect(),
        address,
    }
}

/// What each matter is said to have come to: the outermost unit that has a status stands for all in it, which
/// inherit it, so that a row of a table with its problem and its measures is one.
fn statuses(record: &Record, tongue: Tongue) -> Vec<StatusRow> {
    let units = &record.announcement.units;
    let above = text::above(units);
    let row = |status: &Status| {
        let own =
            units.iter().zip(&above).filter(|(unit, above)| above.is_none() && unit.status == Some(*status));
        let places: Vec<_> = own.map(|(unit, _)| Place::of(record, unit)).collect();
        let label = tongue.word("status", status.code(), status.chinese());
        (!places.is_empty()).then_some(StatusRow { code: status.code(), label, places })
    };
    Status::ALL.iter().filter_map(row).collect()
}

/// What else of the same body is in here: earlier rounds, other versions. A body of the same name elsewhere is
/// another one; where a region is not stated, that is said.
fn others(ask: &Ask, record: &Record) -> Result<(Vec<Link>, bool), Failure> {
    let Some(agency) = &record.announcement.agency else { return Ok((Vec::new(), false)) };
    let query = Query {
        filters: vec![Filter { negated: false, test: Test::Is(Field::Agency, agency.name.clone()) }],
        sort: Sort::Date { newest: true },
        ..Query::default()
    };
    let hits = ask.index.search(&query, &Page { groups: 12, units: 0, ..Page::default() })?;
    let unstated = |region: &[String]| region.is_empty() || agency.region.is_empty();
    let other = hits.groups.iter().map(|group| &group.announcement).filter(|it| it.id != record.id);
    let other = other.filter(|it| unstated(&it.region) || super::bodies::agree(&it.region, &agency.region));
    let named = |it: &crate::search::Summary| {
        let title = it.title.as_deref().or(it.agency.as_deref()).unwrap_or(&it.id);
        let date = it.published.as_deref().unwrap_or("");
        let tongue = ask.reader.tongue;
        let unsure = match (it.region.as_slice(), agency.region.is_empty()) {
            ([], _) => tongue.say("body.unsure").to_owned(),
            // The other one says where it is; it is this one that does not.
            (region, true) => tongue.fill("body.unsure_here", &[&line(&region.join(" "))]),
            _ => String::new(),
        };
        let label = format!("{date} {title}");
        Link { label: format!("{}{unsure}", line(&label)), url: format!("/a/{}", encode(&it.id)) }
    };
    // Versions first: who quotes an earlier one must see that there is a later.
    let mut links = Vec::new();
    for (place, id) in record.versions.iter().enumerate().filter(|(_, id)| **id != record.id) {
        let Some(version) = ask.index.read(id)? else { continue };
        let day = version.announcement.published.map(|date| date.value.to_string()).unwrap_or_default();
        let which = if place == 0 { "read.current_version" } else { "kind.earlier_version" };
        let which = ask.reader.tongue.say(which);
        links.push(Link { label: line(&format!("{which} {day}")), url: format!("/a/{}", encode(id)) });
    }
    let known = |it: &&crate::search::Summary| !record.versions.contains(&it.id);
    let other: Vec<_> = other.filter(known).collect();
    let sure = !links.is_empty() || other.iter().any(|it| !unstated(&it.region));
    links.extend(other.into_iter().map(named));
    Ok((links, sure))
}

fn hits(body: &Body) -> Vec<HitRow> {
    let mut before = 0;
    let mut rows = Vec::new();
    for unit in body.units().filter(|unit| unit.marks > 0) {
        rows.push(HitRow {
            address: unit.address.clone(),
            anchor: format!("#m{}", before + 1),
            marks: unit.marks,
        });
        before += unit.marks;
    }
    rows
}

fn findings(record: &Record, tongue: Tongue) -> Vec<FindingRow> {
    let row = |finding: &crate::disclosure::Finding| FindingRow {
        doubt: tongue.word("doubt", finding.doubt.code(), Doubt::chinese(finding.doubt)),
        reason: tongue.sentence(&line(&finding.reason)),
        confidence: finding.confidence,
        place: place(record, finding.span),
    };
    record.findings.iter().map(row).collect()
}

fn quantities(record: &Record, tongue: Tongue) -> Vec<QuantityRow> {
    let text = api::record::Chars::of(&record.text);
    let row = |quantity: &crate::disclosure::Quantity| {
        let unit = crate::study::unit_of(quantity);
        // 4 个方面 says of what it counts.
        let of = quantity.of.as_deref().filter(|of| !unit.ends_with(of));
        let of = of.map(|of| format!("（{of}）")).unwrap_or_default();
        let value = quantity.value.as_ref();
        let value = value.map(|value| format!("{} {unit}{of}", super::numbers::grouped(value)));
        QuantityRow {
            kind: super::numbers::word(tongue, quantity.kind),
            value: line(&value.unwrap_or_else(|| format!("{}{of}", tongue.say("num.unstated")))),
            words: within(record, &text, quantity.span),
            place: place(record, Some(quantity.span)),
        }
    };
    crate::study::without_repetitions(record).into_iter().map(row).collect()
}

/// A number in its sentence, for alone it says nothing: what stands before it, itself, and what stands behind.
/// Where that is cut, no other number is cut short, for half a number is a wrong one.
fn within(record: &Record, text: &api::record::Chars, span: Span) -> [String; 3] {
    let whole = facts::unit(record, Some(span)).map_or(span, |unit| unit.span);
    let start = whole.start.max(span.start.saturating_sub(BEFORE));
    let end = whole.end.min(span.end.saturating_add(BEHIND));
    let number = |c: char| c.is_numeric() || ".,，%".contains(c);
    let mut before = line(text.slice(Span::new(start, span.start)));
    if start > whole.start {
        before = format!("…{}", before.trim_start_matches(number));
    }
    let mut behind = line(text.slice(Span::new(span.end, end)));
    if end < whole.end {
        behind = format!("{}…", behind.trim_end_matches(number));
    }
    [before, line(text.slice(span)), behind]
}

/// A source as readers may see it: of a file its name, folders of this machine are nobody's business.
fn web_source(source: &str) -> SourceRow {
    let web = source.starts_with("https://") || source.starts_with("http://");
    let name = source.rsplit(['/', '\\']).next().filter(|name| !name.is_empty() && !web);
    SourceRow { text: line(name.unwrap_or(source)), url: web.then(|| source.to_owned()) }
}

fn encoding(record: &Record, tongue: Tongue) -> String {
    let encoding = &record.encoding;
    let mut parts = vec![encoding.name.to_uppercase()];
    parts.extend(encoding.declared.as_deref().map(|name| tongue.fill("read.declared", &[&line(name)])));
    if encoding.replaced > 0 {
        parts.push(tongue.fill("read.replaced", &[&encoding.replaced]));
    }
    parts.join(" · ")
}
