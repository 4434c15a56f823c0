//! Files that could not be read, remembered until they can.
//!
//! In: what a run tried and what of it failed. Out: `failed.jsonl` beside the
//! index, one file a line, newest last. It serves people only: losing it loses
//! nothing but the list.

use super::Report;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Most files remembered.
const MOST: usize = 1000;

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// As it was named.
    pub path: PathBuf,
    /// Why, for people.
    pub reason: String,
}

/// What an index folder remembers; nothing where nothing is kept or it cannot be read.
pub fn unread(index: &Path) -> Vec<Unread> {
    let text = fs::read_to_string(index.join("failed.jsonl")).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Writes down what failed, and forgets what was tried again with success. Called by whoever writes the index.
pub(super) fn remember(index: &Path, tried: &HashSet<PathBuf>, report: &Report) -> io::Result<()> {
    let before = unread(index);
    let failed =
        report.failed.iter().map(|(path, reason)| Unread { path: path.clone(), reason: reason.clone() });
    let again: HashSet<&PathBuf> = report.failed.iter().map(|(path, _)| path).collect();
    let kept = before.iter().filter(|old| !tried.contains(&old.path) && !again.contains(&old.path)).cloned();
    let all: Vec<Unread> = kept.chain(failed).collect();
    if all == before {
        return Ok(());
    }
    let mut text = String::new();
    for line in &all[all.len().saturating_sub(MOST)..] {
        // A name that is not UTF-8 cannot be written down; the report has said it.
        if let Ok(line) = serde_json::to_string(line) {
            text += &line;
            text.push('\n');
        }
    }
    let new = index.join(".tmp-failed");
    fs::write(&new, text)?;
    fs::rename(new, index.join("failed.jsonl"))
}
