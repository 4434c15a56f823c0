//! The reading page: the published text, its outline, and what is known of it.

use super::{
    Frame, cite,
    facts::{FactRow, facts, place},
    pieces::{self, Piece, lang, line},
    render,
    text::{self, Body},
};
use crate::{
    disclosure::{Doubt, Measured},
    search::{Page, Record},
    web::{Asked, Failure, api, encode, params::MOST_UNITS, reply::Reply, routes::Ask},
};
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage {
    frame: Frame,
    heading: String,
    subheading: String,
    kind: &'static str,
    sample: bool,
    lang: &'static str,
    facts: Vec<FactRow>,
    body: Body,
    arrival: Option<Arrival>,
    hits: Vec<HitRow>,
    back: String,
    /// The page of the body.
    body_url: Option<String>,
    findings: Vec<FindingRow>,
    quantities: Vec<QuantityRow>,
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
    quote: String,
}

/// A unit with highlights.
struct HitRow {
    address: String,
    /// The first highlight in it.
    anchor: String,
    marks: usize,
}

struct FindingRow {
    doubt: &'static str,
    reason: String,
    confidence: u8,
    place: Option<(String, String)>,
}

struct QuantityRow {
    kind: &'static str,
    value: String,
    words: String,
    place: Option<(String, String)>,
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
    let query = ask.params.get("q").unwrap_or("");
    let body = text::set(&record, &marks(ask, &record.id, query), wanted, query);
    let it = &record.announcement;
    let agency = it.agency.as_ref().map(|agency| line(&agency.name));
    let title = it.title.as_ref().map(|title| line(&title.value));
    let heading = agency.or_else(|| title.clone()).unwrap_or_else(|| "单位未识别的通报".into());
    let self_url = format!("/a/{}", encode(&record.id));
    render(&ReadingPage {
        frame: Frame::new(&heading, query),
        subheading: title.filter(|title| *title != heading).unwrap_or_else(|| "原文无标题".into()),
        heading,
        kind: it.kind.chinese(),
        sample: record.sample,
        lang: lang(&record.text),
        facts: facts(&record),
        arrival: wanted.map(|number| arrival(&record, number)),
        hits: hits(&body),
        body,
        back: if query.is_empty() { "/".into() } else { format!("/?q={}", encode(query)) },
        body_url: it.agency.as_ref().map(|agency| super::agency::url(&agency.name)),
        findings: findings(&record),
        quantities: quantities(&record),
        sources: record.sources.iter().map(|source| web_source(source)).collect(),
        encoding: encoding(&record),
        reference: line(&cite::reference(&record)),
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
    let page = Page { groups: 1, units: MOST_UNITS * 10, only: Some(id.to_owned()), ..Page::default() };
    let hits = ask.index.search(&meant.query, &page);
    let groups = hits.map(|hits| hits.groups).unwrap_or_default();
    groups
        .into_iter()
        .flat_map(|group| group.units)
        .map(|unit| (unit.address.to_string(), unit.marks))
        .collect()
}

fn arrival(record: &Record, number: usize) -> Arrival {
    let address = record.announcement.units[number].address.to_string();
    Arrival {
        anchor: format!("#{}", encode(&address)),
        path: api::record::path(record, number).iter().map(|unit| line(&unit.text)).collect(),
        quote: line(&cite::quote(record, number)),
        address,
    }
}

fn hits(body: &Body) -> Vec<HitRow> {
    let mut before = 0;
    let mut rows = Vec::new();
    for unit in body.blocks.iter().flat_map(|block| &block.units).filter(|unit| unit.marks > 0) {
        rows.push(HitRow {
            address: unit.address.clone(),
            anchor: format!("#m{}", before + 1),
            marks: unit.marks,
        });
        before += unit.marks;
    }
    rows
}

fn findings(record: &Record) -> Vec<FindingRow> {
    let row = |finding: &crate::disclosure::Finding| FindingRow {
        doubt: Doubt::chinese(finding.doubt),
        reason: line(&finding.reason),
        confidence: finding.confidence,
        place: link(place(record, finding.span)),
    };
    record.findings.iter().map(row).collect()
}

fn quantities(record: &Record) -> Vec<QuantityRow> {
    let text = api::record::Chars::of(&record.text);
    let row = |quantity: &crate::disclosure::Quantity| {
        let unit = if quantity.kind == Measured::Money { "元" } else { quantity.unit.as_str() };
        let of = quantity.of.as_deref().map(|of| format!("（{of}）")).unwrap_or_default();
        let value = quantity.value.as_ref().map(|value| format!("{value} {unit}{of}"));
        QuantityRow {
            kind: quantity.kind.chinese(),
            value: line(&value.unwrap_or_else(|| format!("原文未写数额{of}"))),
            words: line(text.slice(quantity.span)),
            place: link(place(record, Some(quantity.span))),
        }
    };
    record.announcement.quantities.iter().map(row).collect()
}

fn link(address: Option<String>) -> Option<(String, String)> {
    address.map(|address| (format!("#{}", encode(&address)), address))
}

fn web_source(source: &str) -> SourceRow {
    let web = source.starts_with("https://") || source.starts_with("http://");
    SourceRow { text: line(source), url: web.then(|| source.to_owned()) }
}

fn encoding(record: &Record) -> String {
    let encoding = &record.encoding;
    let mut text = encoding.name.to_uppercase();
    if let Some(declared) = &encoding.declared {
        text += &format!("，页面声明 {}", pieces::line(declared));
    }
    if encoding.replaced > 0 {
        text += &format!("，{} 个字符无法解码", encoding.replaced);
    }
    text
}
