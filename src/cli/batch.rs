//! `xunlan batch`: one answer for each line of a list.

use super::args::Batch;
use super::paint::plain;
use super::search::say;
use super::{CliError, Exit};
use crate::config::Config;
use crate::export::{Csv, ExportError};
use crate::search::Backend;
use crate::study::batch::{Crossed, Line, Reading, Status, batch as answer};
use crate::study::{Cells, Table};
use crate::text::Limits;
use std::io::{Read, Write};

/// Answers a list.
pub fn batch(config: &Config, index: &dyn Backend, typed: &Batch) -> Result<Exit, CliError> {
    let cells = cells(config, typed)?;
    let reading = if typed.names { Reading::Names } else { Reading::Queries };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let failed = |error: std::io::Error| CliError::from(ExportError::Write(error));
    let mut crossed = Crossed::default();
    let (mut counts, mut without) = ([0_u64; 4], Vec::new());
    let mut csv = None;
    if typed.csv {
        let mut begun = Csv::new(&mut out as &mut dyn Write).map_err(failed)?;
        begun.row(["行", "条目", "结果", "理解为", "通报", "单元", "处", "说明"]).map_err(failed)?;
        csv = Some(begun);
    }
    let mut broken = None;
    answer(index.parts(), &cells, reading, &mut |line| {
        counts[line.status as usize] += 1;
        if matches!(line.status, Status::Nothing | Status::Refused) {
            without.push((line.line, line.text.clone()));
        }
        if broken.is_some() {
            return Ok(());
        }
        let written = match &mut csv {
            Some(csv) => csv.row(row(&line)),
            None if typed.matrix => {
                crossed.add(&line);
                Ok(())
            }
            None => say(&if typed.json { json(&line) } else { people(&line) })
                .map_err(|error| std::io::Error::other(error.to_string())),
        };
        broken = written.err();
        Ok(())
    })?;
    if let Some(error) = broken {
        return Err(failed(error));
    }
    if typed.matrix {
        matrix(&crossed, &mut out).map_err(failed)?;
    }
    out.flush().map_err(failed)?;
    let [found, repaired, nothing, refused] = counts;
    eprintln!(
        "{} 条({}):找到 {found} · 修正后找到 {repaired} · 没有 {nothing} · 拒绝 {refused}",
        cells.entries.len(),
        cells.encoding
    );
    if !without.is_empty() {
        eprintln!("没有结果的条目:");
        for (number, text) in &without {
            eprintln!("  第 {number} 行  {}", plain(text));
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
    let table = if tabular && !typed.lines { Table::Column(typed.column.clone()) } else { Table::Lines };
    let cells = Cells::read(&bytes, &table, &limits).map_err(|error| unreadable(error.to_string()))?;
    if let Some(heading) = &cells.heading {
        eprintln!("提示:首行视为标题,读取“{}”一列", plain(heading));
    }
    if cells.entries.is_empty() {
        let column = typed.column.as_deref().map(|column| format!("(“{column}”一列)")).unwrap_or_default();
        return Err(CliError::Asked(format!("{} 中没有条目{column}", typed.file.display())));
    }
    Ok(cells)
}

fn row(line: &Line) -> [String; 8] {
    [
        line.line.to_string(),
        line.text.clone(),
        line.status.chinese().to_owned(),
        line.canonical.clone().unwrap_or_default(),
        line.totals.announcements.to_string(),
        line.totals.units.to_string(),
        line.totals.occurrences.to_string(),
        line.notes.join(";"),
    ]
}

fn json(line: &Line) -> String {
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

fn people(line: &Line) -> String {
    let totals = line.totals;
    let notes = if line.notes.is_empty() { String::new() } else { format!("  ({})", line.notes.join(";")) };
    format!(
        "{}\t{}\t{} 份\t{} 处\t{}{}\n",
        line.line,
        line.status.chinese(),
        totals.announcements,
        totals.occurrences,
        plain(&line.text),
        plain(&notes)
    )
}

/// Entries down, announcements across; blank where an entry is not in an announcement.
fn matrix(crossed: &Crossed, out: &mut dyn Write) -> std::io::Result<()> {
    let mut csv = Csv::new(out)?;
    let name = |(id, agency): (&String, &Option<String>)| match agency {
        Some(agency) => format!("{agency} {id}"),
        None => id.clone(),
    };
    csv.row(std::iter::once("条目".to_owned()).chain(crossed.announcements.iter().map(name)))?;
    for (text, own) in &crossed.lines {
        let cell = |id: &String| own.get(id).map(ToString::to_string).unwrap_or_default();
        csv.row(std::iter::once(text.clone()).chain(crossed.announcements.keys().map(cell)))?;
    }
    Ok(())
}
