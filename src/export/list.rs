//! The answers to a list as a file.
//!
//! In: the entries of a list. Out: JSON, JSON lines, a table of statuses, or a
//! table of entries × announcements, written as the answers come. Promises:
//! every entry has its line; totals are whole even where only the first
//! announcements of a line are listed; the entries without hits are listed
//! apart; those that were not looked for have no counts; only the table of announcements is held in memory, and it is bounded.

use super::{Csv, ExportError, TableFile, TableForm};
use crate::search::SearchError;
use crate::search::run::Parts;
use crate::study::Cells;
use crate::study::batch::{Crossed, Line, Reading, Status, batch};
use serde::Serialize;
use std::io::{self, Write};

words! {
    /// How the answers are written.
    ListForm {
        /// One JSON object.
        Json = "json", "JSON";
        /// One JSON object for each entry.
        Jsonl = "jsonl", "JSON 行";
        /// A table with one row for each entry.
        Csv = "csv", "表格文本";
        /// The same as a spreadsheet.
        Xlsx = "xlsx", "XLSX";
        /// A table with one row for each entry and one column for each announcement.
        Matrix = "matrix", "交叉表";
    }
}

/// How a list fared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Entries.
    pub entries: u64,
    /// Entries that were found.
    pub found: u64,
    /// Entries that were found after a repair.
    pub repaired: u64,
    /// Entries that stand nowhere.
    pub nothing: u64,
    /// Entries that were not looked for.
    pub refused: u64,
    /// The last two kinds.
    pub without: Vec<Without>,
}

/// An entry without hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// Its line in the file.
    pub line: usize,
    /// The entry.
    pub text: String,
    /// Whether it stands nowhere, or was not looked for.
    #[serde(skip)]
    pub status: Status,
}

impl Summary {
    /// Counts an answer.
    pub fn add(&mut self, line: &Line) {
        self.entries += 1;
        match line.status {
            Status::Found => self.found += 1,
            Status::Repaired => self.repaired += 1,
            Status::Nothing => self.nothing += 1,
            Status::Refused => self.refused += 1,
        }
        if matches!(line.status, Status::Nothing | Status::Refused) {
            let (line, text, status) = (line.line, line.text.clone(), line.status);
            self.without.push(Without { line, text, status });
        }
    }

    /// The entries of one status, of those without hits: what was not looked for may stand somewhere.
    pub fn of(&self, status: Status) -> impl Iterator<Item = &Without> {
        self.without.iter().filter(move |one| one.status == status)
    }
}

/// Answers a list and writes the answers; at most so many announcements of each are listed in JSON.
pub fn list(
    parts: Parts,
    cells: &Cells,
    (reading, form, most): (Reading, ListForm, usize),
    to: &mut dyn Write,
) -> Result<Summary, ExportError> {
    let mut summary = Summary::default();
    let short = |mut line: Line| {
        line.announcements.truncate(most);
        line
    };
    match form {
        ListForm::Json => {
            let head = serde_json::json!({
                "schema": "batch/1", "generation": parts.shards.generation(), "reading": reading,
                "encoding": cells.encoding, "heading": cells.heading, "note": cells.note,
            });
            let head = head.to_string();
            write!(to, "{},\"lines\":[", head.trim_end_matches('}'))?;
            batch(parts, cells, reading, &mut |line| {
                if summary.entries > 0 {
                    to.write_all(b",")?;
                }
                summary.add(&line);
                json(&short(line), to)
            })?;
            to.write_all(b"],\"summary\":")?;
            json(&summary, to)?;
            to.write_all(b"}\n")?;
        }
        ListForm::Jsonl => batch(parts, cells, reading, &mut |line| {
            summary.add(&line);
            json(&short(line), to)?;
            Ok::<(), ExportError>(to.write_all(b"\n")?)
        })?,
        ListForm::Csv | ListForm::Xlsx => {
            let xlsx = form == ListForm::Xlsx;
            let mut table = TableFile::new(to, if xlsx { TableForm::Xlsx } else { TableForm::Csv })?;
            table.row(["行", "条目", "结果", "理解为", "文书", "单元", "处", "说明", "查找"])?;
            batch(parts, cells, reading, &mut |line| {
                summary.add(&line);
                table.row(row(&line))
            })?;
            table.finish()?;
        }
        ListForm::Matrix => {
            let mut crossed = Crossed::default();
            batch(parts, cells, reading, &mut |line| {
                summary.add(&line);
                crossed.add(&line)
            })
            .map_err(|error: SearchError| ExportError::from(error))?;
            matrix(&crossed, to)?;
        }
    }
    Ok(summary)
}

fn json(value: &impl Serialize, to: &mut dyn Write) -> Result<(), ExportError> {
    Ok(serde_json::to_writer(to, value).map_err(io::Error::from)?)
}

fn row(line: &Line) -> [String; 9] {
    // What was not looked for was not found to stand nowhere.
    let counted = |count: u64| if line.status == Status::Refused { String::new() } else { count.to_string() };
    [
        line.line.to_string(),
        line.text.clone(),
        line.status.chinese().to_owned(),
        line.canonical.clone().unwrap_or_default(),
        counted(line.counted().announcements),
        counted(line.counted().units),
        // What asks for no words was found, and has no places to count.
        match (line.counted().announcements, line.counted().occurrences) {
            (1.., 0) => String::new(),
            (_, places) => counted(places),
        },
        line.notes.join(";"),
        line.terms.join(" "),
    ]
}

/// Entries down, announcements across, with how each entry fared and what the cells of its line count; blank where an
/// entry is not in an announcement.
fn matrix(crossed: &Crossed, to: &mut dyn Write) -> io::Result<()> {
    let mut csv = Csv::new(to)?;
    let name = |(id, agency): (&String, &Option<String>)| match agency {
        Some(agency) => format!("{agency} {id}"),
        None => id.clone(),
    };
    csv.row(
        ["条目", "结果", "所数"].map(str::to_owned).into_iter().chain(crossed.announcements.iter().map(name)),
    )?;
    for (text, counted, own, status) in &crossed.lines {
        let cell = |id: &String| own.get(id).map(ToString::to_string).unwrap_or_default();
        let counted = if *status == Status::Refused { "" } else { counted.chinese() };
        let head = [text.clone(), status.chinese().to_owned(), counted.to_owned()];
        csv.row(head.into_iter().chain(crossed.announcements.keys().map(cell)))?;
    }
    Ok(())
}
