//! Results as files, and places as citations.

use super::super::{Asked, Failure, params::Meant, reply::Reply, routes::Ask, stream::Stream};
use super::unit_at;
use crate::export::{self, Format, Style};
use axum::http::{HeaderValue, header};

/// The media type of a spreadsheet.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /api/v1/export`: all of a result, or of one announcement of it, written while it is sent.
///
/// Limits: half as many at once as there are threads that search, then 503; a
/// transfer lives as long as its connection (five minutes). Rows of a spreadsheet
/// wait on disk, because it is put together backwards; nothing is held in memory.
pub fn export(ask: &Ask) -> Result<Reply, Failure> {
    let asked = Asked { view: None, ..Asked::of(&ask.params) };
    super::kept_to(ask.index, &asked)?;
    let Meant { query, notes, .. } = asked.resolve()?;
    let (format, kind) = match ask.params.get("format").map_or(Some(Format::Csv), Format::named) {
        Some(Format::Csv) => (Format::Csv, "text/csv; charset=utf-8"),
        Some(Format::Jsonl) => (Format::Jsonl, "application/x-ndjson; charset=utf-8"),
        Some(Format::Xlsx) => (Format::Xlsx, XLSX),
        None => {
            let why = "应为 csv、jsonl 或 xlsx".to_owned();
            return Err(Failure::Parameter { name: "format".to_owned(), why });
        }
    };
    let mut reply = Reply::new(kind, &b""[..]);
    let saved = super::super::page::saved(ask.reader.tongue, &asked, &ask.about.generation, format.code());
    reply.headers.extend(saved);
    let only = asked.only;
    let (base, day) = (ask.reader.base.clone(), super::super::page::today());
    reply.stream = Some(Stream::new(move |index, to| {
        let access = export::Access { base: &base, day: &day };
        let wanted = export::Wanted { query: &query, only: only.as_deref(), notes: &notes };
        export::export(index.parts(), &wanted, (format, &access), to)
            .map(drop)
            .map_err(|error| error.to_string())
    }));
    Ok(reply)
}

/// `GET /api/v1/announcements/{id}/units/{address}/cite`
pub fn cite(ask: &Ask) -> Result<Reply, Failure> {
    let record = super::record(ask)?;
    let wanted = ask.path.get(1).map(String::as_str).unwrap_or_default();
    let number =
        unit_at(&record, wanted).ok_or_else(|| Failure::NoUnit(wanted.chars().take(60).collect()))?;
    let style = ask.params.get("format").map_or(Some(Style::Gbt7714), Style::named);
    let style = style.ok_or_else(|| Failure::Parameter {
        name: "format".to_owned(),
        why: "应为 gbt7714、bibtex 或 ris".to_owned(),
    })?;
    let (kind, ending) = match style {
        Style::Gbt7714 => ("text/plain; charset=utf-8", None),
        Style::Bibtex => ("application/x-bibtex; charset=utf-8", Some("bib")),
        Style::Ris => ("application/x-research-info-systems; charset=utf-8", Some("ris")),
    };
    let day = super::super::page::today();
    let access = export::Access { base: &ask.reader.base, day: &day };
    let mut reply = Reply::new(kind, export::cite(&record, number, style, &access).into_bytes());
    let name = ending.map(|ending| format!("xunlan-{}.{ending}", record.id));
    reply.headers.extend(name.and_then(|name| attached(&name)));
    Ok(reply)
}

/// To be saved under this name, which is ASCII.
pub(super) fn attached(name: &str) -> Option<(header::HeaderName, HeaderValue)> {
    let value = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).ok()?;
    Some((header::CONTENT_DISPOSITION, value))
}
