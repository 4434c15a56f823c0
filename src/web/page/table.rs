//! `GET /table`: what a view shows, all of it, as CSV or (`format=xlsx`) as a spreadsheet.
//!
//! In: the url of a page in one of its views. Out: the cross-table with every
//! row and column, every number with its sentence, or every line of the
//! concordance; headings in the reader's language, texts as published. Every
//! number and line has a title and a link that opens from a file; a number has
//! its citation too.

use super::{
    frame::{Frame, today},
    numbers::word,
    pieces::line,
    value_word,
};
use crate::{
    export::{Access, Style, TableFile, TableForm, cite, fingerprint, permalink},
    search::{Backend, Query, Record, Summary},
    study::{kwic, matrix, numbers},
    web::{
        Asked, Failure,
        api::unit_at,
        params::View,
        reply::Reply,
        routes::Ask,
        stream::Stream,
        tongue::{Reader, Tongue},
    },
};
use std::io::Write;

/// Where the table of a view is; none where the view is no table.
pub fn url(asked: &Asked) -> Option<String> {
    let asked = Asked { after: None, at: None, size: None, units: None, ..asked.clone() };
    matches!(asked.view, Some(View::Kwic | View::Numbers | View::Matrix)).then(|| asked.url("/table"))
}

/// `GET /table`
pub fn table(ask: &Ask) -> Result<Reply, Failure> {
    let asked = Asked::of(&ask.params);
    let query = asked.resolve()?.query;
    let reader = ask.reader.clone();
    let form = match ask.params.get("format").map_or(Some(TableForm::Csv), TableForm::named) {
        Some(form) => form,
        None => {
            let why = "应为 csv 或 xlsx".to_owned();
            return Err(Failure::Parameter { name: "format".to_owned(), why });
        }
    };
    let kind = match form {
        TableForm::Csv => "text/csv; charset=utf-8",
        TableForm::Xlsx => crate::web::api::files::XLSX,
    };
    let mut reply = Reply::new(kind, &b""[..]);
    reply.headers.extend(super::saved(reader.tongue, &asked, &ask.about.generation, form.code()));
    reply.stream = Some(Stream::new(move |index, to| {
        write(index, &reader, &asked, &query, form, to).map_err(|error| error.to_string())
    }));
    Ok(reply)
}

/// Why a table ends early: for standard error only.
type Ended = Box<dyn std::error::Error>;

fn write(
    index: &dyn Backend,
    reader: &Reader,
    asked: &Asked,
    query: &Query,
    form: TableForm,
    to: &mut dyn Write,
) -> Result<(), Ended> {
    let frame = Frame::new(reader, "", "");
    let view = asked.view.unwrap_or(View::Kwic);
    let sheet = match view {
        View::Matrix => {
            super::matrix::caption(reader.tongue, &super::matrix::asked(asked, query.root.is_some()))
        }
        view => reader.tongue.word("view", view.code(), view.chinese()),
    };
    let mut table = TableFile::new(to, form)?.titled(&sheet);
    match asked.view {
        Some(View::Matrix) => crossed(index, &frame, asked, query, &mut table),
        Some(View::Numbers) => stated(index, &frame, asked, (query, &reader.base), &mut table),
        _ => lined(index, &frame, asked, (query, &reader.base), &mut table),
    }?;
    Ok(table.finish()?)
}

fn crossed<W: Write>(
    index: &dyn Backend,
    frame: &Frame,
    asked: &Asked,
    query: &Query,
    table: &mut TableFile<W>,
) -> Result<(), Ended> {
    let wanted = super::matrix::asked(asked, query.root.is_some());
    let wanted = matrix::Asked { most_rows: usize::MAX, most_columns: usize::MAX, ..wanted };
    let found = matrix::matrix(index.parts(), query, &wanted)?;
    let total = || frame.t("cross.total").to_owned();
    let name = |field, line: &matrix::Line| value_word(frame.tongue, field, &line.value, &line.label);
    let heads = found.columns.iter().map(|line| name(wanted.columns, line));
    let corner = super::matrix::caption(frame.tongue, &wanted);
    table.row(std::iter::once(corner).chain(heads).chain([total()]))?;
    for (line, cells) in found.lines() {
        let cells = cells.map(|cell| cell.to_string());
        table.row([name(wanted.rows, line)].into_iter().chain(cells).chain([line.total.to_string()]))?;
    }
    let sums = found.columns.iter().map(|line| line.total.to_string());
    table.row([total()].into_iter().chain(sums).chain([found.total.to_string()]))?;
    Ok(())
}

/// The columns that say whose words they are.
fn whose(tongue: Tongue, about: &Summary, address: &str) -> [String; 5] {
    let sample = if about.sample { tongue.say("find.sample") } else { "" };
    let of = |value: &Option<String>| value.clone().unwrap_or_default();
    [about.id.clone(), sample.to_owned(), of(&about.agency), of(&about.published), address.to_owned()]
}

/// The published title, on one line, and where the unit can be read.
fn found_again(about: &Summary, address: &str, access: &Access) -> [String; 2] {
    [about.title.as_deref().map(line).unwrap_or_default(), access.url(&permalink(&about.id, address))]
}

/// What the words of a unit are known by, and how it is cited.
fn cited(record: &Record, address: &str, access: &Access) -> [String; 2] {
    let Some(number) = unit_at(record, address) else { return Default::default() };
    let span = record.announcement.units.get(number).map(|unit| unit.span);
    let text: String = span.map_or_else(String::new, |span| {
        record.text.chars().skip(span.start as usize).take(span.len() as usize).collect()
    });
    [fingerprint(&text), cite(record, number, Style::Gbt7714, access)]
}

const WHOSE: [&str; 5] = ["table.id", "find.sample", "field.agency", "fact.published", "num.place"];

fn stated<W: Write>(
    index: &dyn Backend,
    frame: &Frame,
    asked: &Asked,
    (query, base): (&Query, &str),
    table: &mut TableFile<W>,
) -> Result<(), Ended> {
    let kinds = super::numbers::chosen(asked).into_iter().collect();
    let wanted = numbers::Asked { kinds, whole: false, from: 0, size: usize::MAX };
    let own = ["num.kind", "num.of", "num.value", "num.unit", "num.words", "table.sentence"];
    let behind = ["doubt.title", "table.link", "table.check", "table.citation"];
    table.row(WHOSE.iter().chain(&own).chain(&behind).map(|key| frame.t(key)))?;
    let day = today();
    let access = Access { base, day: &day };
    // The numbers of one announcement follow each other.
    let mut open: Option<Record> = None;
    numbers::stream(index.parts(), query, &wanted, &mut |row| {
        let kind = word(frame.tongue, row.kind);
        let [of, value] = [row.of, row.value].map(Option::unwrap_or_default);
        let own = [kind, of, value, row.unit, row.text, row.sentence];
        let about = &row.announcement;
        if open.as_ref().is_none_or(|record| record.id != about.id) {
            open = index.read(&about.id)?;
        }
        let behind = found_again(about, &row.address, &access);
        let cited = open.as_ref().map(|record| cited(record, &row.address, &access)).unwrap_or_default();
        let whose = whose(frame.tongue, about, &row.address);
        Ok::<_, Ended>(table.row(whose.into_iter().chain(own).chain(behind).chain(cited))?)
    })?;
    Ok(())
}

fn lined<W: Write>(
    index: &dyn Backend,
    frame: &Frame,
    asked: &Asked,
    (query, base): (&Query, &str),
    table: &mut TableFile<W>,
) -> Result<(), Ended> {
    let own = ["table.left", "table.hit", "table.right", "doubt.title", "table.link"];
    let access = Access { base, day: "" };
    table.row(WHOSE.iter().chain(&own).map(|key| frame.t(key)))?;
    if query.root.is_none() {
        return Ok(());
    }
    let order = asked.lens("order").and_then(kwic::Order::named).unwrap_or(kwic::Order::Document);
    let wanted = kwic::Asked { order, from: 0, size: usize::MAX, ..kwic::Asked::default() };
    kwic::stream(index.parts(), query, &wanted, &mut |line| {
        // A line of a concordance is one line of the table too.
        let own = [&line.left, &line.hit, &line.right].map(|words| words.replace(['\r', '\n'], " "));
        let whose = whose(frame.tongue, &line.announcement, &line.address);
        let behind = found_again(&line.announcement, &line.address, &access);
        Ok::<_, Ended>(table.row(whose.into_iter().chain(own).chain(behind))?)
    })?;
    Ok(())
}
