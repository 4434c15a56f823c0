//! The lines of a concordance in an order of their own.
//!
//! In: lines with what they sort by and their number, and how many of the first
//! are wanted. Out: these, ascending. Promise: no more than [`HELD`] lines are
//! in memory at once. A page is a heap of its best lines; where all are wanted,
//! sorted runs wait in a temporary file and are merged.

use super::Line;
use crate::search::SearchError;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Lines in memory at once: more than any page of the API can end at, so that only files are sorted on disk.
const HELD: usize = 1 << 15;

/// Bytes of a run that are read at once, at least.
const CHUNK: u64 = 1 << 16;

/// A line with what it sorts by. Characters compare as their bytes in UTF-8 do.
#[derive(Serialize, Deserialize)]
struct Sorted {
    key: String,
    number: u64,
    line: Line,
}

/// See the head of the file.
pub(super) struct Sorting {
    wanted: u64,
    /// The best so far, the worst on top; or those of the run that is being filled.
    held: BinaryHeap<Sorted>,
    runs: Option<Runs>,
}

/// Sorted runs, one behind the other.
struct Runs {
    file: File,
    runs: Vec<Run>,
}

/// What is left of a run: in memory, and in these bytes of the file.
#[derive(Default)]
struct Run {
    read: VecDeque<Sorted>,
    from: u64,
    to: u64,
}

/// The disk has no room for it: nothing that a new index would mend.
fn unsorted(error: impl std::fmt::Display) -> SearchError {
    SearchError::TooCostly(format!("排序用的临时文件写不下:{error}"))
}

impl Sorting {
    /// For so many of the first lines.
    pub fn of(wanted: u64) -> Self {
        Self { wanted, held: BinaryHeap::new(), runs: None }
    }

    /// One more line; it is made only if it can be wanted.
    pub fn add(&mut self, key: String, number: u64, line: impl FnOnce() -> Line) -> Result<(), SearchError> {
        let full = self.held.len() as u64 >= self.wanted;
        if full && self.held.peek().is_none_or(|worst| (&worst.key, worst.number) <= (&key, number)) {
            return Ok(());
        }
        self.held.push(Sorted { key, number, line: line() });
        if full {
            self.held.pop();
        } else if self.held.len() >= HELD {
            self.spill().map_err(unsorted)?;
        }
        Ok(())
    }

    /// Writes what is held behind the other runs.
    fn spill(&mut self) -> io::Result<()> {
        if self.runs.is_none() {
            self.runs = Some(Runs { file: tempfile::tempfile()?, runs: Vec::new() });
        }
        let Some(Runs { file, runs }) = &mut self.runs else { return Ok(()) };
        let from = file.seek(SeekFrom::End(0))?;
        let mut to = BufWriter::new(&*file);
        for sorted in std::mem::take(&mut self.held).into_sorted_vec() {
            serde_json::to_writer(&mut to, &sorted)?;
            to.write_all(b"\n")?;
        }
        to.flush()?;
        drop(to);
        runs.push(Run { from, to: file.stream_position()?, ..Run::default() });
        Ok(())
    }

    /// Tells the lines in order.
    pub fn each<E: From<SearchError>>(self, take: &mut dyn FnMut(Line) -> Result<(), E>) -> Result<(), E> {
        let held = self.held.into_sorted_vec();
        let Some(Runs { mut file, mut runs }) = self.runs else {
            return held.into_iter().try_for_each(|sorted| take(sorted.line));
        };
        runs.push(Run { read: held.into(), ..Run::default() });
        let mut heads = BinaryHeap::new();
        for (at, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next(&mut file).map_err(unsorted)?.map(|head| Reverse((head, at))));
        }
        while let Some(Reverse((head, at))) = heads.pop() {
            take(head.line)?;
            heads.extend(runs[at].next(&mut file).map_err(unsorted)?.map(|head| Reverse((head, at))));
        }
        Ok(())
    }
}

impl Run {
    fn next(&mut self, file: &mut File) -> io::Result<Option<Sorted>> {
        let mut size = CHUNK;
        while self.read.is_empty() && self.from < self.to {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(self.from))?;
            file.take(size.min(self.to - self.from)).read_to_end(&mut bytes)?;
            let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            for line in bytes[..whole].split_inclusive(|byte| *byte == b'\n') {
                self.read.push_back(serde_json::from_slice(line)?);
            }
            self.from += whole as u64;
            // A line may be longer than what was read.
            size *= 2;
            if whole == 0 && bytes.len() as u64 == self.to - self.from {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.read.pop_front())
    }
}

impl PartialEq for Sorted {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Sorted {}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.key, self.number).cmp(&(&other.key, other.number))
    }
}
