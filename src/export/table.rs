//! A table of a study as a file: CSV, or a spreadsheet.
//!
//! In: rows of cells, the headings first. Out: bytes to any writer: CSV as the
//! rows come; of a spreadsheet the rows wait in a temporary file, because it is
//! put together backwards.

use super::{Csv, ExportError, Sheet};
use std::io::{Seek, Write, copy};

words! {
    /// The form of a table.
    TableForm {
        /// Comma-separated values.
        Csv = "csv", "CSV";
        /// Office Open XML.
        Xlsx = "xlsx", "XLSX";
    }
}

/// A table that is being written.
pub struct TableFile<W: Write>(Inner<W>);

enum Inner<W: Write> {
    Csv(Csv<W>),
    Xlsx { to: W, sheet: Option<Box<Sheet>>, title: String },
}

impl<W: Write> TableFile<W> {
    /// Begins a table.
    pub fn new(to: W, form: TableForm) -> Result<Self, ExportError> {
        Ok(Self(match form {
            TableForm::Csv => Inner::Csv(Csv::new(to)?),
            TableForm::Xlsx => Inner::Xlsx { to, sheet: None, title: String::new() },
        }))
    }

    /// Names the sheets of a spreadsheet; a CSV file has nothing to name.
    pub fn titled(mut self, name: &str) -> Self {
        if let Inner::Xlsx { title, .. } = &mut self.0 {
            name.clone_into(title);
        }
        self
    }

    /// Writes a row; the first one is the headings.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> Result<(), ExportError> {
        match &mut self.0 {
            Inner::Csv(csv) => Ok(csv.row(cells)?),
            Inner::Xlsx { sheet: Some(sheet), .. } => sheet.row(cells),
            Inner::Xlsx { sheet, title, .. } => {
                let cells: Vec<S> = cells.into_iter().collect();
                let headings: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
                *sheet = Some(Box::new(Sheet::named(title, &headings)?));
                Ok(())
            }
        }
    }

    /// Says something beside the table, the first row being the headings: in a sheet of its own; a CSV file has no
    /// room that would not be taken for rows.
    pub fn beside<const N: usize>(&mut self, name: &str, rows: &[[String; N]]) -> Result<(), ExportError> {
        let (Inner::Xlsx { sheet: Some(sheet), .. }, [headings, rows @ ..]) = (&mut self.0, rows) else {
            return Ok(());
        };
        sheet.further(name, headings)?;
        rows.iter().try_for_each(|row| sheet.row(row))
    }

    /// Ends the table.
    pub fn finish(self) -> Result<(), ExportError> {
        match self.0 {
            Inner::Csv(csv) => Ok(csv.into_inner().flush()?),
            Inner::Xlsx { mut to, sheet, title } => {
                let sheet = sheet.map_or_else(|| Sheet::named(&title, &[]), |sheet| Ok(*sheet))?;
                let mut file = tempfile::tempfile()?;
                sheet.finish(&mut file)?;
                file.rewind()?;
                copy(&mut file, &mut to)?;
                Ok(to.flush()?)
            }
        }
    }
}
