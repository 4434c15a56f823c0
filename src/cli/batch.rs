//! `xunlan batch`: one answer for each line of a list.

use super::args::Batch;
use super::paint::plain;
use super::search::say;
use super::{CliError, Exit};
use crate::config::Config;
use crate::export::{ExportError, ListForm, Summary, list};
use crate::search::Backend;
use crate::study::batch::{Line, Reading, Status, batch as answer};
use crate::study::{Cells, Table};
use crate::text::Limits;
use std::io::{Read, Write};

/// Answers a list.
pub fn batch(config: &Config, index: &dyn Backend, typed: &Batch) -> Result<Exit, CliError> {
    let cells = cells(config, typed)?;
    let reading = if typed.names { Reading::Names } else { Reading::Queries };
    let forms = [
        (typed.json, ListForm::Jsonl),
        (typed.csv, ListForm::Csv),
        (typed.xlsx, ListForm::Xlsx),
        (typed.matrix, ListForm::Matrix),
    ];
    let form = forms.into_iter().find(|(asked, _)| *asked).map(|(_, form)| form);
    let summary = match form {
        Some(form) => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            let summary = list(index.parts(), &cells, (reading, form, usize::MAX), &mut out)?;
            out.flush().map_err(ExportError::Write)?;
            summary
        }
        None => {
            let mut summary = Summary::default();
            answer(index.parts(), &cells, reading, &mut |line| {
                summary.add(&line);
                say(&people(&line))
            })?;
            summary
        }
    };
    let Summary { entries, found, repaired, nothing, refused, .. } = summary;
    let encoding = cells.encoding;
    eprintln!(
        "{entries} 条({encoding}):找到 {found} · 修正后找到 {repaired} · 没有 {nothing} · 未检索 {refused}"
    );
    for (said, status, number) in
        [("没有结果的条目", Status::Nothing, nothing), ("未检索的条目", Status::Refused, refused)]
    {
        if number > 0 {
            eprintln!("{said}:");
        }
        for one in summary.of(status) {
            eprintln!("  第 {} 行  {}", one.line, plain(&one.text));
        }
    }
    Ok(if found + repaired > 0 { Exit::Found } else { Exit::Nothing })
}

fn cells(config: &Config, typed: &Batch) -> Result<Cells, CliError> {
    let unreadable = |why: String| CliError::Asked(format!("无法读取 {}:{why}", typed.file.display()));
    let limits = Limits { bytes: config.max_bytes, ..Limits::default() };
    let mut bytes = Vec::new();
    if typed.file.as_os_str() == "-" {
        std::io::stdin()
            .take(limits.bytes as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(error.to_string()))?;
    } else {
        bytes = crate::ingest::read(&typed.file, limits.bytes).map_err(unreadable)?;
    }
    let ending = typed.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let tabular = matches!(ending.as_deref(), Some("csv" | "tsv")) || typed.column.is_some();
    let table = match (typed.lines, tabular) {
        (true, _) => Table::Lines,
        (false, true) => Table::Column(typed.column.clone()),
        (false, false) => Table::Guessed,
    };
    let cells = Cells::read(&bytes, &table, &limits).map_err(|error| unreadable(error.to_string()))?;
    if let Some(heading) = &cells.heading {
        eprintln!("提示:首行视为标题,读取“{}”一列", plain(heading));
    }
    if let Some(note) = &cells.note {
        eprintln!("提示:{note};另一列请用 --column 指定");
    }
    if cells.entries.is_empty() {
        let column = typed.column.as_deref().map(|column| format!("(“{column}”一列)")).unwrap_or_default();
        return Err(CliError::Asked(format!("{} 中没有条目{column}", typed.file.display())));
    }
    Ok(cells)
}

fn people(line: &Line) -> String {
    // What was not looked for has no counts.
    let counted = match line.status {
        Status::Refused => "—\t—".to_owned(),
        _ => format!("{} 份\t{} 处", line.counted().announcements, line.counted().occurrences),
    };
    let notes = if line.notes.is_empty() { String::new() } else { format!("  ({})", line.notes.join(";")) };
    format!("{}\t{}\t{counted}\t{}{}\n", line.line, line.status.chinese(), plain(&line.text), plain(&notes))
}
