//! The corpus folder: original bytes, and one manifest line for each.
//!
//! ```text
//! corpus/manifest.jsonl           what was ingested here, appended to
//! corpus/kept/ab/abcdef….html     the bytes, named by their SHA-256
//! corpus/samples/manifest.jsonl   what ships with the program, never written to
//! corpus/samples/01-….html
//! ```
//!
//! In: bytes with their source. Out: evidence that is on disk before its
//! manifest line is, and a line that is on disk before the index knows of it.
//! Files that someone puts into the folder by hand are taken where they lie.

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.jsonl";

/// One manifest line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of the original bytes.
    pub sha256: String,
    /// Where they are kept, relative to the manifest's folder.
    pub kept: String,
    /// Path or url they came from.
    pub source: String,
    /// How they were read: `gb18030`.
    pub encoding: String,
    /// When they were taken in: `2026-11-23T08:00:00Z`.
    pub when: String,
    /// Composed for demonstration.
    #[serde(default)]
    pub sample: bool,
    /// The id of an announcement with the same text in other bytes; this one is evidence only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
}

impl Entry {
    /// The announcement's id: the first twelve digits.
    pub fn id(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }

    /// Whether a path is only the one these bytes are kept under. A run that was killed leaves them without a
    /// line; whoever takes them up knows no other name, and it gives way to any source that is named later.
    pub fn is_own_name(&self, path: &str) -> bool {
        let folder = self.sha256.get(..2).unwrap_or_default();
        path.contains(&format!("kept/{folder}/{}.", self.sha256))
    }
}

/// The corpus could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("语料目录读写失败:{path}:{source}")]
pub struct CorpusError {
    /// What was touched.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

/// An opened corpus folder.
pub struct Corpus {
    root: PathBuf,
    /// Every line of every manifest, in order, with the folder of its manifest.
    entries: Vec<(PathBuf, Entry)>,
    /// The first line of these bytes, by their hash.
    lines: HashMap<String, usize>,
    /// Lines that could not be read: path, line number, reason.
    damaged: Vec<(PathBuf, usize, String)>,
    /// So many of the lines are on disk; those behind them follow with [`Self::flush`].
    written: usize,
}

impl Corpus {
    /// Reads the manifests of a folder, which need not exist yet.
    pub fn open(root: &Path) -> Result<Self, CorpusError> {
        let mut corpus = Self {
            root: root.to_owned(),
            entries: Vec::new(),
            lines: HashMap::new(),
            damaged: Vec::new(),
            written: 0,
        };
        let mut folders = vec![root.to_owned()];
        let listing = fs::read_dir(root);
        let inner = listing.into_iter().flatten().flatten().map(|entry| entry.path());
        folders.extend(inner.filter(|path| path.join(MANIFEST).is_file()));
        folders[1..].sort();
        for folder in folders {
            let path = folder.join(MANIFEST);
            match File::open(&path) {
                Ok(file) => corpus.read(&folder, file).map_err(|source| CorpusError { path, source })?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(CorpusError { path, source }),
            }
        }
        corpus.written = corpus.entries.len();
        Ok(corpus)
    }

    fn enter(&mut self, folder: PathBuf, entry: Entry) {
        self.lines.entry(entry.sha256.clone()).or_insert(self.entries.len());
        self.entries.push((folder, entry));
    }

    fn read(&mut self, folder: &Path, file: File) -> io::Result<()> {
        for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
            let line = line?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Entry>(&line) {
                Ok(entry) if is_inside(&entry.kept) => self.enter(folder.to_owned(), entry),
                Ok(entry) => {
                    self.damaged.push((folder.join(MANIFEST), number, format!("路径越界:{}", entry.kept)))
                }
                // A torn last line is what a power cut leaves; its bytes are found again as an unlisted file.
                Err(error) => self.damaged.push((folder.join(MANIFEST), number, error.to_string())),
            }
        }
        Ok(())
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every line with the path of its bytes.
    pub fn entries(&self) -> impl Iterator<Item = (PathBuf, &Entry)> {
        self.entries.iter().map(|(folder, entry)| (folder.join(&entry.kept), entry))
    }

    /// Manifest lines that could not be read.
    pub fn damaged(&self) -> &[(PathBuf, usize, String)] {
        &self.damaged
    }

    /// The first line of these bytes, with their path.
    pub fn line(&self, sha256: &str) -> Option<(PathBuf, &Entry)> {
        let (folder, entry) = self.entries.get(*self.lines.get(sha256)?)?;
        Some((folder.join(&entry.kept), entry))
    }

    /// Sources by hash of the bytes: their own, then those of copies with the same text. The path they are kept
    /// under is named only where no source is known.
    pub fn sources(&self) -> HashMap<String, Vec<String>> {
        let originals: HashMap<&str, &str> =
            self.entries.iter().map(|(_, entry)| (entry.id(), entry.sha256.as_str())).collect();
        let own = self.entries.iter().map(|(_, entry)| (entry.sha256.as_str(), entry));
        let copies = self
            .entries
            .iter()
            .filter_map(|(_, entry)| originals.get(entry.same_as.as_deref()?).map(|sha256| (*sha256, entry)));
        let mut sources: HashMap<String, Vec<(bool, String)>> = HashMap::new();
        for (sha256, entry) in own.chain(copies) {
            let known = sources.entry(sha256.to_owned()).or_default();
            if !known.iter().any(|(_, source)| *source == entry.source) {
                known.push((entry.is_own_name(&entry.source), entry.source.clone()));
            }
        }
        let told = |known: Vec<(bool, String)>| {
            let none = known.iter().all(|(own_name, _)| *own_name);
            known.into_iter().filter(|(own_name, _)| none || !own_name).map(|(_, source)| source).collect()
        };
        sources.into_iter().map(|(sha256, known)| (sha256, told(known))).collect()
    }

    /// The paths that manifests list.
    pub fn listed(&self) -> HashSet<PathBuf> {
        self.entries().map(|(path, _)| path).collect()
    }

    /// Keeps bytes that came from elsewhere; the line follows with [`Self::record`].
    /// Returns where they are kept, relative to the folder.
    pub fn keep(&self, sha256: &str, extension: &str, bytes: &[u8]) -> Result<String, CorpusError> {
        let kept = format!("kept/{}/{sha256}.{extension}", &sha256[..2]);
        let path = self.root.join(&kept);
        let write = || -> io::Result<()> {
            if fs::metadata(&path).is_ok_and(|known| known.len() == bytes.len() as u64) {
                return Ok(());
            }
            let folder = path.parent().unwrap_or(&self.root);
            fs::create_dir_all(folder)?;
            let new = folder.join(format!(".tmp-{sha256}"));
            let mut file = File::create(&new)?;
            file.write_all(bytes)?;
            drop(file);
            fs::rename(&new, &path)
        };
        write().map_err(|source| CorpusError { path: path.clone(), source })?;
        Ok(kept)
    }

    /// Notes a line, written by [`Self::flush`].
    pub fn record(&mut self, entry: Entry) {
        self.enter(self.root.clone(), entry);
    }

    /// Another page with the same text is shown: the lines of this run that stood for `old` become its copies.
    /// What is on disk is never changed.
    pub fn redirect(&mut self, old: &str, new: &str) {
        for (_, entry) in &mut self.entries[self.written..] {
            if entry.id() == old || entry.same_as.as_deref() == Some(old) {
                entry.same_as = Some(new.to_owned());
            }
        }
    }

    /// Makes kept bytes durable, then their lines. Afterwards the index may know of them.
    pub fn flush(&mut self) -> Result<(), CorpusError> {
        if self.written == self.entries.len() {
            return Ok(());
        }
        let path = self.root.join(MANIFEST);
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.root)?;
            // One call for thousands of small files, instead of one for each.
            rustix::fs::syncfs(&File::open(&self.root)?)?;
            let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
            let mut lines = String::new();
            if !ends_with_line(&path)? {
                // After a torn line the next one must not be glued to it.
                lines.push('\n');
            }
            for (_, entry) in &self.entries[self.written..] {
                lines.push_str(&serde_json::to_string(entry)?);
                lines.push('\n');
            }
            file.write_all(lines.as_bytes())?;
            file.sync_all()?;
            File::open(&self.root)?.sync_all()
        };
        write().map_err(|source| CorpusError { path: path.clone(), source })?;
        self.written = self.entries.len();
        Ok(())
    }
}

/// Whether a manifest's path stays inside its folder.
fn is_inside(kept: &str) -> bool {
    let path = Path::new(kept);
    path.is_relative() && path.components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn ends_with_line(path: &Path) -> io::Result<bool> {
    use std::io::{Read, Seek, SeekFrom};
    let mut file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
