//! CSV as spreadsheets of all countries open it.
//!
//! In: rows of cells. Out: UTF-8 with its mark, CRLF, every cell quoted. A cell
//! that a spreadsheet would take for a formula gets an apostrophe in front
//! (reliability C9), the full-width signs of Chinese input methods included.

use std::io::{self, Write};

/// A table that is being written.
pub struct Csv<W: Write> {
    to: W,
}

impl<W: Write> Csv<W> {
    /// Begins with the mark by which spreadsheets know UTF-8.
    pub fn new(mut to: W) -> io::Result<Self> {
        to.write_all("\u{feff}".as_bytes())?;
        Ok(Self { to })
    }

    /// Writes a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
        let mut line = String::new();
        for (number, cell) in cells.into_iter().enumerate() {
            if number > 0 {
                line.push(',');
            }
            line.push('"');
            line.push_str(&defused(cell.as_ref()).replace('"', "\"\""));
            line.push('"');
        }
        line.push_str("\r\n");
        self.to.write_all(line.as_bytes())
    }

    /// The writer below.
    pub fn into_inner(self) -> W {
        self.to
    }
}

/// The text as a cell that no spreadsheet runs. Digits with a sign in front are
/// defused too: a number of ours is never negative, and a text may be a trap.
pub fn defused(text: &str) -> std::borrow::Cow<'_, str> {
    let blank = |c: char| (c.is_whitespace() && !"\t\r\n".contains(c)) || "\u{feff}\u{200b}".contains(c);
    let first = text.trim_start_matches(blank).chars().next();
    if first.is_some_and(|c| "=+-@\t\r\n\0|＝＋－＠".contains(c)) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}
