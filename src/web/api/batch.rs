//! `POST /api/v1/batch`: a list, answered line by line.
//!
//! In: a body that is a list: text, CSV in any encoding, or JSON. Out: the same
//! answers as `xunlan batch`. Limits: [`MOST_BYTES`], [`MOST_ENTRIES`]; the
//! answer is written while it is sent, and counts as an export.

use super::super::{
    Failure,
    params::{harmless, number},
    reply::Reply,
    routes::Ask,
    stream::Stream,
};
use crate::export::{ListForm, list};
use crate::study::batch::Reading;
use crate::study::{Cells, Table};
use crate::text::{Limits, TextError};
use std::borrow::Cow;

/// Largest body.
pub const MOST_BYTES: usize = 512 << 10;
/// Most entries.
pub const MOST_ENTRIES: usize = 1000;
/// Most announcements listed for an entry; its totals are whole.
pub const MOST_LISTED: usize = 1000;

/// What a text in UTF-8 may begin with.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// `POST /api/v1/batch`
pub fn batch(ask: &Ask) -> Result<Reply, Failure> {
    let cells = cells(ask)?;
    bounded(&cells).map_err(|why| bad("body", why))?;
    let reading = ask.params.get("reading").map_or(Some(Reading::Queries), Reading::named);
    let reading = reading.ok_or_else(|| bad("reading", "应为 queries 或 names".to_owned()))?;
    let form = ask.params.get("format").map_or(Some(ListForm::Json), ListForm::named);
    let form = form.ok_or_else(|| bad("format", "应为 json、jsonl、csv、xlsx 或 matrix".to_owned()))?;
    let listed = number("announcements", ask.params.get("announcements"), 20, 0, MOST_LISTED)?;
    Ok(answered(ask, cells, reading, form, listed))
}

/// Whether there are entries, and not too many; else why they are not looked for.
pub fn bounded(cells: &Cells) -> Result<(), String> {
    match cells.entries.len() {
        0 => Err("清单里没有条目".to_owned()),
        1..=MOST_ENTRIES => Ok(()),
        more => Err(format!("清单有 {more} 条，上限 {MOST_ENTRIES} 条，请分几次提交")),
    }
}

/// The answers in a form, written while they are sent; what is not JSON itself comes as a file.
pub fn answered(ask: &Ask, cells: Cells, reading: Reading, form: ListForm, listed: usize) -> Reply {
    let (kind, ending) = match form {
        ListForm::Json => ("application/json; charset=utf-8", None),
        ListForm::Jsonl => ("application/x-ndjson; charset=utf-8", Some("jsonl")),
        ListForm::Csv | ListForm::Matrix => ("text/csv; charset=utf-8", Some("csv")),
        ListForm::Xlsx => (super::files::XLSX, Some("xlsx")),
    };
    let mut reply = Reply::new(kind, &b""[..]);
    let table = if form == ListForm::Matrix { "matrix-" } else { "" };
    let name = ending.map(|ending| format!("xunlan-batch-{table}{}.{ending}", ask.about.generation));
    reply.headers.extend(name.and_then(|name| super::files::attached(&name)));
    reply.stream = Some(Stream::new(move |index, to| {
        list(index.parts(), &cells, (reading, form, listed), to).map(drop).map_err(|error| error.to_string())
    }));
    reply
}

/// The entries of the body: JSON says so itself, tables are known by their type or `column`.
fn cells(ask: &Ask) -> Result<Cells, Failure> {
    let kind = ask.kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if kind == "application/json" {
        return json(&ask.body);
    }
    let column = ask.params.get("column").map(str::to_owned);
    let table = match ask.params.get("table") {
        Some("lines") => Table::Lines,
        Some("column") => Table::Column(column),
        None if column.is_some() || matches!(kind.as_str(), "text/csv" | "text/tab-separated-values") => {
            Table::Column(column)
        }
        None => Table::Lines,
        Some(_) => return Err(bad("table", "应为 lines 或 column".to_owned())),
    };
    let stated = ask.kind.to_ascii_lowercase().replace(['"', ' '], "").ends_with("charset=utf-8");
    let read =
        if stated { self::stated(&ask.body, &table) } else { Cells::read(&ask.body, &table, &limits()) };
    read.map_err(|error| bad("body", error.to_string()))
}

/// The entries of a body that is stated to be UTF-8: believed where it keeps to it; all else is found out.
pub fn stated(body: &[u8], table: &Table) -> Result<Cells, TextError> {
    let marked = std::str::from_utf8(body).is_ok() && !body.starts_with(MARK);
    let body = if marked { [MARK, body].concat().into() } else { Cow::Borrowed(body) };
    Cells::read(&body, table, &limits())
}

fn limits() -> Limits {
    Limits { bytes: MOST_BYTES + MARK.len(), ..Limits::default() }
}

/// `["采购", "审计"]`, or the same under `entries`.
fn json(body: &[u8]) -> Result<Cells, Failure> {
    let wrong = || bad("body", "JSON 应为文字的数组，或 {\"entries\": [\"…\"]}".to_owned());
    let value: serde_json::Value = serde_json::from_slice(body).map_err(|_| wrong())?;
    let entries = value.get("entries").unwrap_or(&value).as_array().ok_or_else(wrong)?;
    let entry = |(line, entry): (usize, &serde_json::Value)| {
        let text = harmless(entry.as_str()?);
        Some((line, text.trim().to_owned()))
    };
    let all: Option<Vec<_>> = (1..).zip(entries).map(entry).collect();
    let mut entries = all.ok_or_else(wrong)?;
    entries.retain(|(_, text)| !text.is_empty());
    Ok(Cells { entries, encoding: "utf-8".to_owned(), ..Cells::default() })
}

fn bad(name: &str, why: String) -> Failure {
    Failure::Parameter { name: name.to_owned(), why }
}
