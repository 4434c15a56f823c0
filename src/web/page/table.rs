//! `GET /table`: what a view shows, all of it, as CSV or (`format=xlsx`) as a spreadsheet.
//!
//! In: the url of a page in one of its views. Out: the cross-table with every
//! row and column, the map as one, every number with its sentence or
//! (`table=sums`) every sum, or every line of the concordance; headings in the
//! reader's language, texts as published. Every number and line has a title and
//! a link that opens from a file; a number has its citation too.

use super::{Link, frame::today, numbers::word, pieces::line, value_word};
use crate::{
    disclosure::{Level, Measured},
    export::{Access, ExportError, Style, TableFile, TableForm, cite, fingerprint, permalink},
    search::{Backend, Field, Query, Record, Summary, document, run::Whole},
    study::{kwic, matrix, matrix::Count, numbers},
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

/// Where the table of a view is.
pub fn url(asked: &Asked) -> String {
    let mut asked = Asked { after: None, at: None, size: None, units: None, ..asked.clone() };
    asked.lens.retain(|(name, _)| !["from", "sums", "table"].contains(name));
    asked.url("/table")
}

/// Where the sums of the numbers are.
pub fn sums(asked: &Asked) -> String {
    format!("{}&table={SUMS}", url(asked))
}

/// Asks for the sums of the numbers, not for each.
pub const SUMS: &str = "sums";

/// The files of a table: CSV, and the same as a spreadsheet.
pub(super) fn files(url: String) -> Vec<Link> {
    let sheet = format!("{url}&format=xlsx");
    vec![Link { label: "CSV".into(), url }, Link { label: "XLSX".into(), url: sheet }]
}

/// `GET /table`
pub fn table(ask: &Ask) -> Result<Reply, Failure> {
    let asked = Asked::of(&ask.params);
    let query = asked.resolve()?.query;
    // A file has no place to say that something else was counted.
    let typed = asked.lens("count").filter(|_| asked.view == Some(View::Matrix));
    if typed.is_some() && counted(&asked).is_none() {
        let why = "没有这种计数".to_owned();
        return Err(Failure::Parameter { name: "count".to_owned(), why });
    }
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
    let mut crossed = match view {
        View::Map => super::map::asked(),
        _ => super::matrix::asked(asked, query.root.is_some()),
    };
    // A sum of numbers, which the page has no room to explain.
    if let Some((Count::Quantity, quantity)) = counted(asked) {
        (crossed.count, crossed.quantity) = (Count::Quantity, quantity);
        (crossed.of, crossed.unit) =
            (asked.lens("of").map(str::to_owned), asked.lens("unit").map(str::to_owned));
    }
    let sums = asked.lens("table") == Some(SUMS);
    let sheet = match view {
        View::Matrix | View::Map => super::matrix::caption(tongue, &crossed),
        View::Numbers if sums => tongue.say("num.sums").to_owned(),
        view => tongue.word("view", view.code(), view.chinese()),
    };
    let mut file = TableFile::new(to, form)?.titled(&sheet);
    let day = today();
    let table = Table { index, tongue, query, access: Access { base: &reader.base, day: &day } };
    match view {
        View::Matrix | View::Map => {
            let (most_rows, most_columns) = (usize::MAX, usize::MAX);
            let wanted = matrix::Asked { most_rows, most_columns, ..crossed };
            let found = matrix::matrix(index.parts(), query, &wanted)?;
            self::crossed(tongue, &wanted, &found).try_for_each(|row| file.row(row))?;
        }
        View::Numbers => {
            let kinds = super::numbers::chosen(asked).into_iter().collect();
            let wanted = numbers::Asked { kinds, whole: false, from: 0, size: usize::MAX };
            match sums {
                true => table.summed(&wanted, &mut file)?,
                false => drop(table.stated(&wanted, &mut file)?),
            }
        }
        _ => {
            let order = asked.lens("order").and_then(kwic::Order::named).unwrap_or(kwic::Order::Document);
            let wanted = kwic::Asked { order, from: 0, size: usize::MAX, ..kwic::Asked::default() };
            table.lined(&wanted, &mut file)?;
        }
    }
    file.finish()
}

/// What a cross-table was asked to count.
fn counted(asked: &Asked) -> Option<(Count, Option<Measured>)> {
    asked.lens("count").filter(|_| asked.view == Some(View::Matrix)).and_then(Count::read)
}

/// A cross-table with its sums: headings, then rows.
pub fn crossed<'c>(
    tongue: Tongue,
    wanted: &matrix::Asked,
    found: &'c matrix::Matrix,
) -> impl Iterator<Item = Vec<String>> + use<'c> {
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

/// The columns that say whose words they are, as in the files of a result.
fn whose(
    tongue: Tongue,
    about: &Summary,
    (level, round): (Option<Level>, Option<&str>),
    address: &str,
) -> [String; 9] {
    let sample = if about.sample { tongue.say("find.sample") } else { "" };
    let of = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        about.id.clone(),
        sample.to_owned(),
        of(&about.agency),
        level.map(|level| tongue.word("level", level.code(), level.chinese())).unwrap_or_default(),
        about.region.join(" "),
        of(&about.published),
        round.unwrap_or_default().to_owned(),
        tongue.word("kind", about.kind.code(), about.kind.chinese()),
        address.to_owned(),
    ]
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

const WHOSE: [&str; 9] = [
    "table.id",
    "find.sample",
    "field.agency",
    "field.level",
    "field.region",
    "fact.published",
    "field.round",
    "field.kind",
    "num.place",
];

impl Table<'_> {
    /// Every number with its sentence and its citation.
    pub fn stated<W: Write>(
        &self,
        wanted: &numbers::Asked,
        file: &mut TableFile<W>,
    ) -> Result<numbers::Numbers, ExportError> {
        let own = ["num.kind", "num.of", "num.value", "num.unit", "num.again", "num.words", "table.sentence"];
        let behind = ["doubt.title", "table.link", "table.check", "table.citation"];
        file.row(WHOSE.iter().chain(&own).chain(&behind).map(|key| self.tongue.say(key)))?;
        // The numbers of one announcement follow each other.
        let mut open: Option<Record> = None;
        numbers::stream(self.index.parts(), self.query, wanted, &mut |row| {
            let kind = word(self.tongue, row.kind);
            let [of, value] = [row.of, row.value].map(Option::unwrap_or_default);
            let again = if row.again { self.tongue.say("num.again") } else { "" }.to_owned();
            let own = [kind, of, value, row.unit, again, row.text, row.sentence];
            let about = &row.announcement;
            if open.as_ref().is_none_or(|record| record.id != about.id) {
                open = self.index.read(&about.id)?;
            }
            let behind = found_again(about, &row.address, &self.access);
            let cited = open.as_ref().map(|record| cited(record, &row.address, &self.access));
            let agency = open.as_ref().and_then(|record| record.announcement.agency.as_ref());
            let round = open.as_ref().and_then(|record| document::values(record, Field::Round).pop());
            let more = (agency.and_then(|agency| agency.level), round.as_deref());
            let whose = whose(self.tongue, about, more, &row.address);
            file.row(whose.into_iter().chain(own).chain(behind).chain(cited.unwrap_or_default()))
        })
    }

    /// Every sum of the numbers, the most often stated first.
    pub fn summed<W: Write>(
        &self,
        wanted: &numbers::Asked,
        file: &mut TableFile<W>,
    ) -> Result<(), ExportError> {
        let heads = [
            "num.kind",
            "num.of",
            "num.sum",
            "num.unit",
            "num.least",
            "num.most",
            "num.stated",
            "num.again",
            "num.no_amount",
            "num.in",
            "num.several",
            "num.once",
            "table.samples",
        ];
        file.row(heads.map(|key| self.tongue.say(key)))?;
        let found =
            numbers::numbers(self.index.parts(), self.query, &numbers::Asked { size: 0, ..wanted.clone() })?;
        found.sums.into_iter().try_for_each(|sum| {
            let kind = word(self.tongue, sum.kind);
            let [of, all, least, most, once] =
                [sum.of, sum.sum, sum.least, sum.most, sum.once].map(Option::unwrap_or_default);
            let [stated, again, unstated, docs, several, samples] =
                [sum.stated, sum.again, sum.unstated, sum.announcements, sum.repeated, sum.samples]
                    .map(|n| n.to_string());
            file.row([
                kind, of, all, sum.unit, least, most, stated, again, unstated, docs, several, once, samples,
            ])
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
            let more = (line.level, line.round.as_deref());
            let whose = whose(self.tongue, &line.announcement, more, &line.address);
            let behind = found_again(&line.announcement, &line.address, &self.access);
            file.row(whose.into_iter().chain(own).chain(behind))
        })
    }
}
