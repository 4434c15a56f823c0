//! Office Open XML tables, by rust_xlsxwriter with rows on disk as they come.
//!
//! In: rows of cells. Out: one or more sheets. Texts are written as texts, so
//! nothing in them runs. Limits of the format: 1,048,576 rows a sheet, then the
//! next sheet begins; 32,767 characters a cell, and a cut cell says so.

use super::ExportError;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::{Seek, Write};

const ROWS: u32 = 1_048_576;
const CHARACTERS: usize = 32_767;
const CUT: &str = "……(单元格上限,已截断)";

/// Characters that the name of a sheet has room for, the number of a further sheet left out.
const NAME: usize = 26;

/// A table that is being written.
pub struct Sheet {
    workbook: Workbook,
    name: String,
    headings: Vec<String>,
    sheet: usize,
    /// The first sheet of this name.
    first: usize,
    row: u32,
    rows: u32,
}

impl Sheet {
    /// Begins a table with these headings.
    pub fn new(headings: &[&str]) -> Result<Self, ExportError> {
        Self::with("", headings, ROWS)
    }

    /// The same in sheets with a name: as much of it as the format takes.
    pub fn named(name: &str, headings: &[&str]) -> Result<Self, ExportError> {
        Self::with(name, headings, ROWS)
    }

    /// The same with another limit of rows a sheet, headings included.
    pub fn with_rows(headings: &[&str], rows: u32) -> Result<Self, ExportError> {
        Self::with("", headings, rows)
    }

    fn with(name: &str, headings: &[&str], rows: u32) -> Result<Self, ExportError> {
        let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let (workbook, rows) = (Workbook::new(), rows.clamp(2, ROWS));
        let mut sheet = Self { workbook, name: named(name), headings, sheet: 0, first: 0, row: 0, rows };
        sheet.begin()?;
        Ok(sheet)
    }

    /// Begins another table in a sheet of its own: rows go there from now on.
    pub fn further(&mut self, name: &str, headings: &[String]) -> Result<(), ExportError> {
        self.sheet += 1;
        self.first = self.sheet;
        (self.name, self.headings) = (named(name), headings.to_vec());
        self.begin()
    }

    fn begin(&mut self) -> Result<(), ExportError> {
        let bold = Format::new().set_bold();
        let worksheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        worksheet.set_freeze_panes(1, 0).map_err(failed)?;
        if !self.name.is_empty() {
            let number = self.sheet - self.first;
            let further = if number > 0 { format!(" {}", number + 1) } else { String::new() };
            worksheet.set_name(format!("{}{further}", self.name)).map_err(failed)?;
        }
        for (column, heading) in (0_u16..).zip(&self.headings) {
            worksheet.write_string_with_format(0, column, heading, &bold).map_err(failed)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Writes a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> Result<(), ExportError> {
        if self.row >= self.rows {
            self.sheet += 1;
            self.begin()?;
        }
        let row = self.row;
        let worksheet: &mut Worksheet = self.workbook.worksheet_from_index(self.sheet).map_err(failed)?;
        for (column, cell) in (0_u16..).zip(cells) {
            worksheet.write_string(row, column, fitting(cell.as_ref())).map_err(failed)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Puts the file together.
    pub fn finish<W: Write + Seek + Send>(mut self, to: W) -> Result<(), ExportError> {
        self.workbook.save_to_writer(to).map_err(failed)
    }
}

/// As much of a name as the format takes.
fn named(name: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
    name.chars().filter(allowed).take(NAME).collect::<String>().trim().to_owned()
}

/// The text without what XML cannot hold, cut where a cell ends.
fn fitting(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || "\t\n\r".contains(*c);
    let clean = || text.chars().filter(allowed).filter(|c| !"\u{fffe}\u{ffff}".contains(*c));
    // The format counts UTF-16 units.
    if clean().map(char::len_utf16).sum::<usize>() <= CHARACTERS {
        return clean().collect();
    }
    let room = CHARACTERS - CUT.chars().count();
    let mut used = 0;
    let kept = clean().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    kept.collect::<String>() + CUT
}

fn failed(error: rust_xlsxwriter::XlsxError) -> ExportError {
    ExportError::Sheet(error.to_string())
}
