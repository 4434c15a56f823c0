//! What became of every file.
//!
//! In: one outcome after another. Out: sums that account for everything read,
//! and the table that closes a run.

use std::fmt;
use std::path::{Path, PathBuf};

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Agency, date, kind and structure were understood.
    Fully,
    /// Indexed and searchable, but something was not understood.
    Partly,
    /// The same bytes or the same text are in already.
    Duplicate,
    /// Not read, for this reason.
    Failed(String),
}

/// The account of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files looked at.
    pub read: u64,
    /// See [`Outcome::Fully`].
    pub fully: u64,
    /// See [`Outcome::Partly`].
    pub partly: u64,
    /// See [`Outcome::Duplicate`].
    pub duplicates: u64,
    /// Texts that turned out to be earlier versions of an announcement.
    pub earlier: u64,
    /// Files left out because of what they are (pictures, links).
    pub skipped: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Findings in what was indexed, by kind of doubt.
    pub findings: std::collections::BTreeMap<&'static str, u64>,
    /// Files that failed, with reasons.
    pub failed: Vec<(PathBuf, String)>,
}

impl Report {
    /// Enters one file.
    pub fn enter(&mut self, path: &Path, outcome: Outcome) {
        self.read += 1;
        match outcome {
            Outcome::Fully => self.fully += 1,
            Outcome::Partly => self.partly += 1,
            Outcome::Duplicate => self.duplicates += 1,
            Outcome::Failed(reason) => self.failed.push((path.to_owned(), reason)),
        }
    }

    /// Announcements that were added to the index.
    pub fn added(&self) -> u64 {
        self.fully + self.partly
    }
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("读取", self.read),
            ("完整识别", self.fully),
            ("部分识别", self.partly),
            ("重复", self.duplicates),
            ("失败", self.failed.len() as u64),
        ];
        for (name, count) in rows {
            // Han characters take two columns.
            writeln!(to, "  {name}{}{count:>8}", " ".repeat(10 - 2 * name.chars().count()))?;
        }
        if self.skipped > 0 {
            writeln!(to, "  另有 {} 个路径不是可读的文书,未读", self.skipped)?;
        }
        if self.earlier > 0 {
            writeln!(to, "  其中 {} 份是通报的旧版本,检索得到,注明旧版", self.earlier)?;
        }
        if !self.findings.is_empty() {
            let kinds: Vec<String> =
                self.findings.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            writeln!(to, "  存疑:{}", kinds.join("、"))?;
        }
        for (path, reason) in self.failed.iter().take(50) {
            writeln!(to, "  ✗ {}:{reason}", path.display())?;
        }
        if self.failed.len() > 50 {
            writeln!(to, "  …… 另有 {} 个失败", self.failed.len() - 50)?;
        }
        Ok(())
    }
}
