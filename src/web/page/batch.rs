//! `/batch`: a list, answered line by line.
//!
//! In: a form with a list in a box or a file, in any dress that the API takes.
//! Out: a table with a line for each entry and its counts, which lead to its
//! search; or the same as a file. Promises: the answers and limits of
//! [`batch`](crate::web::api::batch); the list as it was read stands in the box
//! again, on the lines it had, so that it can be mended and sent once more; what
//! cannot be read is said above the box.

use super::{
    Frame,
    pieces::{count, line},
    render,
};
use crate::{
    export::{ListForm, Summary},
    search::{Backend, SearchError, Totals},
    study::{
        Cells, Table,
        batch::{Line, Reading, Status, batch as answer},
    },
    text::Limits,
    web::{
        Failure, api,
        api::batch::{MOST_BYTES, MOST_ENTRIES},
        encode,
        form::Fields,
        params::{harmless, raw},
        reply::{HTML, Reply},
        routes::Ask,
        stream::Stream,
        tongue::{Reader, Tongue},
    },
};
use askama::Template;
use axum::http::StatusCode;

/// The files that are offered.
const FORMS: [ListForm; 4] = [ListForm::Csv, ListForm::Xlsx, ListForm::Jsonl, ListForm::Matrix];

#[derive(Template)]
#[template(path = "batch.html")]
struct BatchPage {
    frame: Frame,
    /// Why there is no answer.
    problem: Option<String>,
    /// What stands in the box.
    list: String,
    /// Where the form goes: in the language that the address asked for, or an answer would lose it.
    action: String,
    readings: Vec<Choice>,
    most: String,
    size: String,
    answer: Option<Answer>,
}

/// What can be chosen: its code, its words, whether it is in force.
struct Choice {
    code: &'static str,
    label: String,
    chosen: bool,
}

/// The table.
struct Answer {
    /// How the file was read, where that is worth a line.
    read: Vec<String>,
    rows: Vec<Row>,
    /// Each status that occurs, with its number.
    tally: Vec<String>,
    /// Those that stand nowhere, and those that were not looked for, with their lines.
    without: Vec<(usize, String)>,
    unasked: Vec<(usize, String)>,
    files: Vec<Choice>,
}

struct Row {
    line: usize,
    text: String,
    status: String,
    code: &'static str,
    /// Nothing was found.
    none: bool,
    url: Option<String>,
    announcements: String,
    units: String,
    occurrences: String,
    notes: Vec<String>,
}

/// `GET /batch`
pub fn batch(ask: &Ask) -> Result<Reply, Failure> {
    render(&page(&ask.reader, Reading::Queries, String::new()))
}

/// `POST /batch`
pub fn batch_sent(ask: &Ask) -> Result<Reply, Failure> {
    let fields = Fields::read(ask.kind, ask.body.clone());
    let reading = fields.as_ref().and_then(|fields| fields.text("reading"));
    let reading = reading.as_deref().and_then(Reading::named).unwrap_or(Reading::Queries);
    let form = fields.as_ref().and_then(|fields| fields.text("format"));
    let cells = match fields.as_ref().ok_or_else(|| "没有收到表单".to_owned()).and_then(cells) {
        Ok(cells) => cells,
        Err(why) => {
            let list = fields.as_ref().and_then(|fields| fields.text("list")).unwrap_or_default();
            let problem = Some(ask.reader.tongue.sentence(&why));
            let mut reply = render(&BatchPage { problem, ..page(&ask.reader, reading, list) })?;
            reply.status = StatusCode::BAD_REQUEST;
            return Ok(reply);
        }
    };
    if let Some(form) = form.as_deref().and_then(ListForm::named) {
        return Ok(api::batch::answered(ask, cells, reading, form, api::batch::MOST_LISTED));
    }
    // A long list takes longer than a page may: like a file, it is answered while it is sent.
    let mut reply = Reply::new(HTML, &b""[..]);
    // Whoever comes back from a search finds the table as it was, and is not asked to send the list again.
    reply.cache = Some("private, no-cache");
    let reader = ask.reader.clone();
    reply.stream = Some(Stream::new(move |index, to| {
        let page = BatchPage {
            answer: Some(answered(index, reader.tongue, &cells, reading).map_err(|error| error.to_string())?),
            ..page(&reader, reading, laid_out(&cells))
        };
        let html = page.render().map_err(|error| error.to_string())?;
        to.write_all(html.as_bytes()).map_err(|error| error.to_string())
    }));
    Ok(reply)
}

/// The page without an answer.
fn page(reader: &Reader, reading: Reading, list: String) -> BatchPage {
    let frame = Frame::new(reader, reader.tongue.say("batch.title"), "");
    let choice = |one: &Reading| Choice {
        code: one.code(),
        label: frame.tongue.word("reading", one.code(), one.chinese()),
        chosen: *one == reading,
    };
    BatchPage {
        problem: None,
        list,
        action: match raw(reader.uri.split_once('?').map_or("", |(_, query)| query), "lang") {
            Some(_) => format!("/batch?lang={}", reader.tongue.code()),
            None => "/batch".to_owned(),
        },
        readings: Reading::ALL.iter().map(choice).collect(),
        most: count(MOST_ENTRIES as u64),
        size: format!("{} KB", MOST_BYTES >> 10),
        answer: None,
        frame,
    }
}

/// The entries of the file, else of the box; or why there are none.
fn cells(fields: &Fields) -> Result<Cells, String> {
    let file = fields.get("file");
    let sent = file.or_else(|| fields.get("list")).ok_or("清单里没有条目")?;
    let name = sent.file.as_deref().unwrap_or_default().to_lowercase();
    if sent.bytes.starts_with(b"PK\x03\x04") || name.ends_with(".xls") {
        return Err("这是电子表格文件，请先在表格软件里另存为 CSV".to_owned());
    }
    let column = fields.text("column").filter(|_| file.is_some());
    let table = match column.clone() {
        None if ![".csv", ".tsv"].iter().any(|ending| name.ends_with(ending)) => Table::Guessed,
        column => Table::Column(column),
    };
    let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
    let mut cells = if file.is_some() {
        Cells::read(&sent.bytes, &table, &limits)
    } else {
        // What stands in a box is UTF-8, as the page is; short texts could be taken for something else.
        api::batch::stated(&sent.bytes, &table)
    }
    .map_err(|error| error.to_string())?;
    for (_, text) in &mut cells.entries {
        // An entry has one line and one cell, or it could not be sent again.
        *text = harmless(text).replace(['\n', '\t'], " ");
    }
    match column {
        Some(column) if cells.entries.is_empty() => Err(format!("表里没有“{column}”这一列")),
        _ => api::batch::bounded(&cells).map(|()| cells),
    }
}

/// The entries on the lines they came from.
fn laid_out(cells: &Cells) -> String {
    let mut out = String::new();
    let mut at = 1;
    for (line, text) in &cells.entries {
        while at < *line {
            out.push('\n');
            at += 1;
        }
        out.push_str(text);
    }
    out
}

fn answered(
    index: &dyn Backend,
    tongue: Tongue,
    cells: &Cells,
    reading: Reading,
) -> Result<Answer, SearchError> {
    let (mut rows, mut summary) = (Vec::new(), Summary::default());
    answer::<SearchError>(index.parts(), cells, reading, &mut |one| {
        summary.add(&one);
        rows.push(row(tongue, one, reading));
        Ok(())
    })?;
    let word = |status: Status| tongue.word("fared", status.code(), status.chinese());
    let Summary { found, repaired, nothing, refused, .. } = summary;
    let listed = |status| summary.of(status).map(|one| (one.line, line(&one.text))).collect();
    let of = [
        (Status::Found, found),
        (Status::Repaired, repaired),
        (Status::Nothing, nothing),
        (Status::Refused, refused),
    ];
    let heading = cells.heading.as_deref().map(|heading| tongue.fill("batch.heading", &[&line(heading)]));
    let note = cells.note.as_deref().map(|note| tongue.sentence(note));
    let encoding = (cells.encoding != "utf-8").then(|| tongue.fill("batch.encoding", &[&cells.encoding]));
    let file = |form: &ListForm| Choice {
        code: form.code(),
        label: tongue.word("list_form", form.code(), form.chinese()),
        chosen: false,
    };
    Ok(Answer {
        read: heading.into_iter().chain(note).chain(encoding).collect(),
        rows,
        tally: of
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(status, number)| format!("{} {}", word(status), count(number)))
            .collect(),
        without: listed(Status::Nothing),
        unasked: listed(Status::Refused),
        files: FORMS.iter().map(file).collect(),
    })
}

fn row(tongue: Tongue, one: Line, reading: Reading) -> Row {
    let none = matches!(one.status, Status::Nothing | Status::Refused);
    // A name is searched for as it stands: in the quotes that the grammar prints around it.
    let query = match reading {
        Reading::Queries => Some(&one.text),
        Reading::Names => one.canonical.as_ref(),
    };
    let plain = |canonical: &&str| one.status == Status::Repaired || canonical.trim() != one.text.trim();
    let meant = one.canonical.as_deref().filter(|_| reading == Reading::Queries).filter(plain);
    let meant = meant.map(|canonical| format!("{}: {}", tongue.say("find.meant"), line(canonical)));
    Row {
        line: one.line,
        url: query.filter(|_| one.status != Status::Refused).map(|query| format!("/?q={}", encode(query))),
        text: line(&one.text),
        status: tongue.word("fared", one.status.code(), one.status.chinese()),
        code: one.status.code(),
        none,
        announcements: count(one.counted().announcements),
        units: count(one.counted().units),
        // What asks for no words was found, and has no places to count.
        occurrences: match one.counted() {
            Totals { announcements: 1.., occurrences: 0, .. } => "—".to_owned(),
            totals => count(totals.occurrences),
        },
        notes: meant.into_iter().chain(one.notes.iter().map(|note| tongue.sentence(&line(note)))).collect(),
    }
}
