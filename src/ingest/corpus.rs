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
    /// Lines that could not be read: path, line number, reason.
    damaged: Vec<(PathBuf, usize, String)>,
    pending: Vec<Entry>,
}

impl Corpus {
    /// Reads the manifests of a folder, which need not exist yet.
    pub fn open(root: &Path) -> Result<Self, CorpusError> {
        let mut corpus =
            Self { root: root.to_owned(), entries: Vec::new(), damaged: Vec::new(), pending: Vec::new() };
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
        Ok(corpus)
    }

    fn read(&mut self, folder: &Path, file: File) -> io::Result<()> {
        for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
            let line = line?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Entry>(&line) {
                Ok(entry) if is_inside(&entry.kept) => self.entries.push((folder.to_owned(), entry)),
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

    /// Sources by hash of the bytes, those of copies with the same text included.
    pub fn sources(&self) -> HashMap<String, Vec<String>> {
        let originals: HashMap<&str, &str> =
            self.entries.iter().map(|(_, entry)| (entry.id(), entry.sha256.as_str())).collect();
        let mut sources: HashMap<String, Vec<String>> = HashMap::new();
        for (_, entry) in &self.entries {
            let same = entry.same_as.as_deref().and_then(|id| originals.get(id).copied());
            for sha256 in [Some(entry.sha256.as_str()), same].into_iter().flatten() {
                let known = sources.entry(sha256.to_owned()).or_default();
                if !known.contains(&entry.source) {
                    known.push(entry.source.clone());
                }
            }
        }
        sources
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
        self.pending.push(entry);
    }

    /// Makes kept bytes durable, then their lines. Afterwards the index may know of them.
    pub fn flush(&mut self) -> Result<(), CorpusError> {
        if self.pending.is_empty() {
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
            for entry in &self.pending {
                lines.push_str(&serde_json::to_string(entry)?);
                lines.push('\n');
            }
            file.write_all(lines.as_bytes())?;
            file.sync_all()?;
            File::open(&self.root)?.sync_all()
        };
        write().map_err(|source| CorpusError { path: path.clone(), source })?;
        let root = self.root.clone();
        self.entries.extend(self.pending.drain(..).map(|entry| (root.clone(), entry)));
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
