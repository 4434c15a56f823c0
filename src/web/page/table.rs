//! `GET /table`: what a view shows, all of it, as CSV or (`format=xlsx`) as a spreadsheet.
//!
//! In: the url of a page in one of its views. Out: the cross-table with every
//! row and column, every number with its sentence, or every line of the
//! concordance; headings in the reader's language, texts as published. Every
//! number and line has a title and a link that opens from a file; a number has
//! its citation too.

use super::{frame::today, numbers::word, pieces::line, value_word};
use crate::{
    export::{Access, ExportError, Style, TableFile, TableForm, cite, fingerprint, permalink},
    search::{Backend, Query, Record, Summary, run::Whole},
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

fn write(
    index: &dyn Backend,
    reader: &Reader,
    asked: &Asked,
    query: &Query,
    form: TableForm,
    to: &mut dyn Write,
) -> Result<(), ExportError> {
    let tongue = reader.tongue;
    let view = asked.view.unwrap_or(View::Kwic);
    let crossed = super::matrix::asked(asked, query.root.is_some());
    let sheet = match view {
        View::Matrix => super::matrix::caption(tongue, &crossed),
        view => tongue.word("view", view.code(), view.chinese()),
    };
    let mut file = TableFile::new(to, form)?.titled(&sheet);
    let day = today();
    let table = Table { index, tongue, query, access: Access { base: &reader.base, day: &day } };
    match view {
        View::Matrix => {
            let (most_rows, most_columns) = (usize::MAX, usize::MAX);
            let wanted = matrix::Asked { most_rows, most_columns, ..crossed };
            let found = matrix::matrix(index.parts(), query, &wanted)?;
            table.crossed(&wanted, &found).try_for_each(|row| file.row(row))?;
        }
        View::Numbers => {
            let kinds = super::numbers::chosen(asked).into_iter().collect();
            let wanted = numbers::Asked { kinds, whole: false, from: 0, size: usize::MAX };
            table.stated(&wanted, &mut file)?;
        }
        _ => {
            let order = asked.lens("order").and_then(kwic::Order::named).unwrap_or(kwic::Order::Document);
            let wanted = kwic::Asked { order, from: 0, size: usize::MAX, ..kwic::Asked::default() };
            table.lined(&wanted, &mut file)?;
        }
    }
    file.finish()
}

/// A study of a query as rows, whoever asks: the page and the command line write the same.
pub struct Table<'t> {
    /// What is asked.
    pub index: &'t dyn Backend,
    /// The language of headings and labels.
    pub tongue: Tongue,
    /// The query.
    pub query: &'t Query,
    /// Where links lead, and the day of citations.
    pub access: Access<'t>,
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

impl Table<'_> {
    /// A cross-table with its sums: headings, then rows.
    pub fn crossed<'c>(
        &self,
        wanted: &matrix::Asked,
        found: &'c matrix::Matrix,
    ) -> impl Iterator<Item = Vec<String>> + use<'c> {
        let tongue = self.tongue;
        let total = tongue.say("cross.total");
        let name = move |field, line: &matrix::Line| value_word(tongue, field, &line.value, &line.label);
        let (rows, columns) = (wanted.rows, wanted.columns);
        let heads = found.columns.iter().map(move |line| name(columns, line));
        let mut corner = super::matrix::caption(tongue, wanted);
        if let Some(series) = &found.series {
            let of = series.of.as_deref().map(|of| format!("{of} · ")).unwrap_or_default();
            corner = tongue.fill("cross.series", &[&corner, &of, &series.unit]);
        }
        let head = [corner].into_iter().chain(heads).chain([total.to_owned()]);
        let lines = found.lines().map(move |(line, cells)| {
            let cells = cells.map(|cell| cell.to_string());
            [name(rows, line)].into_iter().chain(cells).chain([line.total.to_string()]).collect()
        });
        let sums = found.columns.iter().map(|line| line.total.to_string());
        let sums = [total.to_owned()].into_iter().chain(sums).chain([found.total.to_string()]);
        std::iter::once(head.collect()).chain(lines).chain(std::iter::once(sums.collect()))
    }

    /// Every number with its sentence and its citation.
    pub fn stated<W: Write>(
        &self,
        wanted: &numbers::Asked,
        file: &mut TableFile<W>,
    ) -> Result<numbers::Numbers, ExportError> {
        let own = ["num.kind", "num.of", "num.value", "num.unit", "num.words", "table.sentence"];
        let behind = ["doubt.title", "table.link", "table.check", "table.citation"];
        file.row(WHOSE.iter().chain(&own).chain(&behind).map(|key| self.tongue.say(key)))?;
        // The numbers of one announcement follow each other.
        let mut open: Option<Record> = None;
        numbers::stream(self.index.parts(), self.query, wanted, &mut |row| {
            let kind = word(self.tongue, row.kind);
            let [of, value] = [row.of, row.value].map(Option::unwrap_or_default);
            let own = [kind, of, value, row.unit, row.text, row.sentence];
            let about = &row.announcement;
            if open.as_ref().is_none_or(|record| record.id != about.id) {
                open = self.index.read(&about.id)?;
            }
            let behind = found_again(about, &row.address, &self.access);
            let cited = open.as_ref().map(|record| cited(record, &row.address, &self.access));
            let whose = whose(self.tongue, about, &row.address);
            file.row(whose.into_iter().chain(own).chain(behind).chain(cited.unwrap_or_default()))
        })
    }

    /// Every line of the concordance; none where the query has no words.
    pub fn lined<W: Write>(
        &self,
        wanted: &kwic::Asked,
        file: &mut TableFile<W>,
    ) -> Result<Whole, ExportError> {
        let own = ["table.left", "table.hit", "table.right", "doubt.title", "table.link"];
        file.row(WHOSE.iter().chain(&own).map(|key| self.tongue.say(key)))?;
        kwic::stream(self.index.parts(), self.query, wanted, &mut |line| {
            // A line of a concordance is one line of the table too.
            let own = [&line.left, &line.hit, &line.right].map(|words| words.replace(['\r', '\n'], " "));
            let whose = whose(self.tongue, &line.announcement, &line.address);
            let behind = found_again(&line.announcement, &line.address, &self.access);
            file.row(whose.into_iter().chain(own).chain(behind))
        })
    }
}
