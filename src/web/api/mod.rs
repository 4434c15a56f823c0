//! The HTTP API: JSON over the same searches as the page and the command line.
//!
//! Described by `openapi.json` beside this file, which a test holds against
//! the running server.

pub mod batch;
pub mod files;
pub mod record;
pub mod study;
pub mod suggest;
pub mod view;

pub use crate::export::permalink;
use record::{AnnouncementView, UnitView};

use super::page::cite;
use super::{
    Failure,
    params::{Asked, Params},
    reply::Reply,
    routes::Ask,
};
use crate::{
    disclosure::Address,
    search::{Backend, Field, Page, Record, Summary},
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The API's description, as served.
pub const OPENAPI: &str = include_str!("openapi.json");

/// The parameters of each path, as described, and whether each may be given several times.
static KNOWN: LazyLock<HashMap<String, HashMap<String, bool>>> = LazyLock::new(|| {
    let described: Value = serde_json::from_str(OPENAPI).unwrap_or_default();
    let paths = described["paths"].as_object().into_iter().flatten();
    let of = |path: &Value| {
        let methods = path.as_object().into_iter().flatten();
        let parameters = methods.filter_map(|(_, method)| method["parameters"].as_array()).flatten();
        let several = |parameter: &Value| parameter["schema"]["type"] == "array";
        parameters.filter_map(|one| Some((one["name"].as_str()?.to_owned(), several(one)))).collect()
    };
    paths.map(|(path, what)| (path.clone(), of(what))).collect()
});

/// The first parameter that a path does not take, or takes once only and was given twice. A mistyped condition must
/// not give the answer without it.
pub fn unknown(path: &str, params: &Params) -> Option<Failure> {
    let known = KNOWN.get(path)?;
    let mut seen = HashSet::new();
    let wrong = |name: &&str| match known.get(*name) {
        Some(several) => !several && !seen.insert((*name).to_owned()),
        None => *name != "lang",
    };
    let name = params.names().find(wrong)?;
    let why = match known.contains_key(name) {
        true => "这个参数只能写一次",
        false => "这个网址没有这个参数，可用的见 /api",
    };
    Some(Failure::Parameter { name: name.chars().take(40).collect(), why: why.into() })
}

/// Facets of an answer, unless others are asked for.
const FACETS: [&str; 5] = ["agency", "region", "area", "part", "year"];

/// `GET /api/v1/search`
pub fn search(ask: &Ask) -> Result<Reply, Failure> {
    Ok(Reply::json(&answer(ask.index, Asked::of(&ask.params))?))
}

/// `POST /api/v1/search`: the same, with parameters in the body too, for what is longer than a url may be.
pub fn search_sent(ask: &Ask) -> Result<Reply, Failure> {
    let wrong = |why: &str| Failure::Parameter { name: "body".into(), why: why.into() };
    let kind = ask.kind.split(';').next().unwrap_or("").trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(wrong("应为表单：Content-Type: application/x-www-form-urlencoded"));
    }
    let body = std::str::from_utf8(&ask.body).map_err(|_| wrong("应为 UTF-8"))?;
    let params = ask.params.joined(Params::read(body));
    if let Some(failure) = unknown("/api/v1/search", &params) {
        return Err(failure);
    }
    Ok(Reply::json(&answer(ask.index, Asked::of(&params))?))
}

/// Refuses to keep to an announcement that is not there: an empty answer would say that its words are not.
pub fn kept_to(index: &dyn Backend, asked: &Asked) -> Result<(), Failure> {
    let Some(id) = &asked.only else { return Ok(()) };
    // Ids are short hexadecimal words; anything else need not trouble the index.
    let sane = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if sane && index.read(id)?.is_some() {
        return Ok(());
    }
    let id: String = id.chars().take(40).collect();
    Err(Failure::Parameter { name: "only".into(), why: format!("没有编号为“{id}”的通报") })
}

/// The answer to a search, the same for the API and the command line.
pub fn answer(index: &dyn Backend, mut asked: Asked) -> Result<view::Answer, Failure> {
    if asked.facets.is_empty() {
        asked.facets = FACETS.map(str::to_owned).to_vec();
    }
    let meant = asked.resolve()?;
    kept_to(index, &asked)?;
    let mut hits = index.search(&meant.query, &meant.page)?;
    hits.interpretation.notes.splice(0..0, meant.notes);
    Ok(view::Answer::of(&asked.q, &hits))
}

/// `GET /api/v1/facets`: counts without hits; `like` narrows the values of one field.
pub fn facets(ask: &Ask) -> Result<Reply, Failure> {
    let mut asked = Asked::of(&ask.params);
    if asked.facets.is_empty() {
        asked.facets = Field::ALL.iter().map(|field| field.code().to_owned()).collect();
    }
    let meant = asked.resolve()?;
    kept_to(ask.index, &asked)?;
    let page = Page { groups: 0, units: 0, after: None, ..meant.page };
    let hits = ask.index.search(&meant.query, &page)?;
    Ok(Reply::json(&json!({
        "schema": "facets/1",
        "query": asked.q,
        "generation": hits.generation,
        "totals": hits.totals,
        "facets": hits.facets.iter().map(view::Facet::of).collect::<Vec<_>>(),
    })))
}

/// `GET /api/v1/parse`: how a query is read.
pub fn parse(ask: &Ask) -> Result<Reply, Failure> {
    Ok(Reply::json(&explained(ask.index, &Asked::of(&ask.params))?))
}

/// How a query is read, the same for the API and the command line.
pub fn explained(index: &dyn Backend, asked: &Asked) -> Result<Value, Failure> {
    let meant = asked.resolve()?;
    let page = Page { groups: 0, units: 0, ..Page::default() };
    let read = index.search(&meant.query, &page)?.interpretation;
    Ok(json!({
        "schema": "parse/1",
        "query": asked.q,
        "canonical": read.canonical,
        "terms": read.terms,
        "notes": meant.notes.iter().chain(&read.notes).collect::<Vec<_>>(),
        "names": read.names,
        "tree": view::tree(&meant.query),
    }))
}

/// `GET /api/v1/announcements/{id}`
pub fn announcement(ask: &Ask) -> Result<Reply, Failure> {
    Ok(Reply::json(&AnnouncementView::of(&record(ask)?)))
}

/// `GET /api/v1/announcements/{id}/units/{address}`
pub fn unit(ask: &Ask) -> Result<Reply, Failure> {
    let record = record(ask)?;
    let wanted = ask.path.get(1).map(String::as_str).unwrap_or_default();
    let number =
        unit_at(&record, wanted).ok_or_else(|| Failure::NoUnit(wanted.chars().take(60).collect()))?;
    Ok(Reply::json(&unit_object(&record, number)))
}

/// One unit with what names it, the same for the API and the command line.
pub fn unit_object(record: &Record, number: usize) -> serde_json::Value {
    let unit = UnitView::of(record, number);
    json!({
        "schema": "unit/1",
        "announcement": Summary::of(record),
        "unit": unit,
        "path": record::path(record, number),
        "permalink": permalink(&record.id, &unit.address),
        "citation": cite::quote(record, number, &cite::Access::default()),
    })
}

/// `GET /healthz`
pub fn health(ask: &Ask) -> Result<Reply, Failure> {
    Ok(Reply::json(&json!({ "status": "ok", "index": ask.about })))
}

/// The announcement the path names.
pub fn record(ask: &Ask) -> Result<Record, Failure> {
    let id = ask.path.first().map(String::as_str).unwrap_or_default();
    let unknown = || Failure::NoAnnouncement(id.chars().take(40).collect());
    // Ids are short hexadecimal words; anything else need not trouble the index.
    if id.is_empty() || id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(unknown());
    }
    ask.index.read(id)?.ok_or_else(unknown)
}

/// The unit with an address; other ways to write the same address are read too.
pub fn unit_at(record: &Record, address: &str) -> Option<usize> {
    let units = &record.announcement.units;
    let narrow = address.replace('（', "(").replace('）', ")").replace('．', ".");
    // A link in running text loses the dot at its end, or takes that of its sentence along.
    let bare = narrow.trim().trim_end_matches('.');
    let read = |text: &str| {
        let wanted: Address = text.parse().ok()?;
        units.iter().position(|unit| unit.address == wanted)
    };
    read(narrow.trim()).or_else(|| read(bare)).or_else(|| read(&format!("{bare}.")))
}
