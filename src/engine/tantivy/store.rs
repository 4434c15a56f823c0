//! The index folder: generations, one writer, one atomic switch.
//!
//! ```text
//! index/current      the name of the generation that answers
//! index/g-000001/    a generation: Tantivy's files
//! index/writer.lock  held by whoever writes; never deleted
//! ```
//!
//! Adding commits to the current generation. A rebuild fills a new one beside
//! it; `current` is replaced by a synced rename, so at every moment it names a
//! complete state. The rules for opening a writer are those of the reliability
//! study: collect garbage first (a stale file of a killed commit would wedge
//! every later one), sweep temporary files, and after any error drop the writer.

use super::directory::DurableDirectory;
use super::engine::Engine;
use super::join::{alone, join};
use super::lock::Lock;
use super::schema::{Fields, SAME, VERSION, plugins};
use crate::search::{Document, SearchError};
use crate::segment::word_list_version;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tantivy::indexer::IndexWriter;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, TantivyDocument, Term};

/// The index folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// Why an index could not be written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Someone else writes.
    #[error("另一个进程正在写入索引({0});请等它结束后再试")]
    Busy(String),
    /// The file system refused.
    #[error("写入索引失败:{path}:{source}")]
    Disk {
        /// What was touched.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Tantivy refused; the writer must be dropped.
    #[error("写入索引失败:{0}")]
    Engine(String),
}

/// What a commit says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Schema, fold table, word list and parser that made it.
    pub made_by: String,
}

impl Stamp {
    /// What this program makes.
    pub fn now() -> Self {
        // The fold table is named by what it does to every character it could fold.
        let folds: String = ('\u{80}'..='\u{2ffff}').map(crate::text::fold_char).collect();
        Self {
            made_by: format!(
                "schema-{VERSION} fold-{} words-{:x} parser-{}",
                &crate::engine::digest(folds.as_bytes())[..8],
                word_list_version(),
                crate::parse::VERSION,
            ),
        }
    }
}

impl Store {
    /// The index in this folder, which need not exist yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The name of the generation that answers; none before the first commit.
    pub fn current(&self) -> Option<String> {
        let name = fs::read_to_string(self.root.join("current")).ok()?;
        let name = name.trim();
        (name.starts_with("g-") && !name.contains(['/', '\\', '.'])).then(|| name.to_owned())
    }

    /// Opens what is committed, if this program can read it.
    pub fn open(&self) -> Result<Engine, SearchError> {
        let index = self.index()?;
        Engine::of(&index.0, &index.1)
    }

    fn index(&self) -> Result<(Index, String), SearchError> {
        let missing = || {
            SearchError::NoIndex(format!(
                "这里还没有索引({})。请先运行:xunlan ingest 文件或目录…(或 xunlan serve)",
                self.root.display()
            ))
        };
        let name = self.current().ok_or_else(missing)?;
        let directory = DurableDirectory::open(&self.root.join(&name)).map_err(|_| missing())?;
        let mut index = Index::open(directory).map_err(|error| self.incompatible(&error.to_string()))?;
        plugins().for_each(|plugin| index.register_plugin(plugin));
        let meta = index.load_metas().map_err(|error| self.incompatible(&error.to_string()))?;
        let stamp: Option<Stamp> =
            meta.payload.as_deref().and_then(|payload| serde_json::from_str(payload).ok());
        match stamp {
            Some(stamp) if stamp == *NOW => Ok((index, name)),
            Some(stamp) => Err(self.incompatible(&stamp.made_by)),
            None => Err(self.incompatible("没有版本标记")),
        }
    }

    fn incompatible(&self, what: &str) -> SearchError {
        SearchError::NoIndex(format!(
            "索引({})由另一版本的程序生成或已损坏({what})。请运行:xunlan rebuild",
            self.root.display()
        ))
    }

    /// Whether there is an index that another version made, or that cannot be opened.
    pub fn needs_rebuild(&self) -> bool {
        self.current().is_some() && self.index().is_err()
    }

    /// Begins to write. With `fresh`, or where nothing can be added to, a new generation is filled beside
    /// the current one.
    pub fn writer(&self, fresh: bool) -> Result<Writer, StoreError> {
        let disk = |path: &Path| {
            let path = path.to_owned();
            move |source| StoreError::Disk { path, source }
        };
        fs::create_dir_all(&self.root).map_err(disk(&self.root))?;
        let lock = Lock::take(&self.root.join("writer.lock"))?;
        let current = self.index().ok();
        let (index, name, fresh) = match current {
            Some((index, name)) if !fresh => (index, name, false),
            _ => {
                let name = self.next_name();
                let folder = self.root.join(&name);
                fs::create_dir_all(&folder).map_err(disk(&folder))?;
                let directory =
                    DurableDirectory::open(&folder).map_err(|e| StoreError::Engine(e.to_string()))?;
                let docstore_compression = Compressor::Zstd(ZstdCompressor {
                    // The usual level makes the stored part a twentieth smaller.
                    compression_level: Some(1),
                });
                let settings = IndexSettings { docstore_compression, ..IndexSettings::default() };
                let builder = Index::builder().schema(FIELDS.schema.clone()).settings(settings);
                let builder = plugins().fold(builder, |builder, plugin| builder.register_plugin(plugin));
                (builder.open_or_create(directory).map_err(engine)?, name, true)
            }
        };
        self.sweep(&name);
        let (mut ids, mut texts) = (HashSet::new(), HashMap::new());
        let mut versions: HashMap<String, BTreeSet<String>> = HashMap::new();
        if !fresh {
            let before = self.open().map_err(engine)?;
            ids = before.ids().map_err(engine)?;
            for (text, id) in before.texts().map_err(engine)? {
                match text.strip_prefix(SAME).and_then(|same| same.split_once(':')) {
                    Some((same, id)) => {
                        _ = versions.entry(same.to_owned()).or_default().insert(id.to_owned())
                    }
                    None => _ = texts.insert(text, id),
                }
            }
        }
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
        let writer = alone(&index, threads).map_err(engine)?;
        writer.garbage_collect_files().wait().map_err(engine)?;
        Ok(Writer { store: self.clone(), writer, name, fresh, ids, texts, versions, changed: false, lock })
    }

    fn next_name(&self) -> String {
        let numbers = fs::read_dir(&self.root).into_iter().flatten().flatten().filter_map(|entry| {
            entry
                .file_name()
                .to_str()
                .and_then(|name| name.strip_prefix("g-"))
                .and_then(|n| n.parse::<u32>().ok())
        });
        format!("g-{:06}", numbers.max().unwrap_or(0) + 1)
    }

    /// Removes what a killed writer left: temporary files, and generations that never became current.
    /// Only called under the lock; readers keep what they have open.
    fn sweep(&self, keep: &str) {
        let current = self.current();
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let stale = name.starts_with("g-") && name != keep && Some(&name) != current.as_ref();
            if stale {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        for folder in [self.root.clone(), self.root.join(keep)] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().starts_with(".tmp") {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }

    fn switch(&self, name: &str) -> io::Result<()> {
        let (new, path) = (self.root.join(".tmp-current"), self.root.join("current"));
        let mut file = File::create(&new)?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &path)?;
        File::open(&self.root)?.sync_all()
    }
}

/// A document as the writer takes it. Made by workers: it costs more than adding it.
pub struct Ready {
    /// The announcement's id.
    pub id: String,
    /// Names its text: [`Document::text_name`].
    pub text: String,
    /// Names the announcement: [`Document::same`].
    pub same: Vec<String>,
    document: TantivyDocument,
}

impl Ready {
    /// Makes a document ready.
    pub fn of(document: &Document) -> io::Result<Self> {
        let (id, text) = (document.record.id.clone(), document.text_name.clone());
        Ok(Self { id, text, same: document.same.clone(), document: FIELDS.document(document)? })
    }
}

static FIELDS: std::sync::LazyLock<Fields> = std::sync::LazyLock::new(Fields::new);
static NOW: std::sync::LazyLock<Stamp> = std::sync::LazyLock::new(Stamp::now);

fn engine(error: impl std::fmt::Display) -> StoreError {
    StoreError::Engine(error.to_string())
}

/// The one writer. Dropped without [`Writer::commit`], nothing it added is ever seen.
pub struct Writer {
    store: Store,
    writer: IndexWriter,
    name: String,
    fresh: bool,
    ids: HashSet<String>,
    texts: HashMap<String, String>,
    /// Name of an announcement → ids of its versions.
    versions: HashMap<String, BTreeSet<String>>,
    changed: bool,
    lock: Lock,
}

impl Writer {
    /// Whether an announcement is in here already.
    pub fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The announcement that has this text ([`Document::text_name`]), if one does.
    pub fn same_text(&self, text: &str) -> Option<&str> {
        self.texts.get(text).map(String::as_str)
    }

    /// The ids of everything that bears the name of an announcement ([`Document::same`]).
    pub fn versions(&self, same: &str) -> impl Iterator<Item = &str> {
        self.versions.get(same).into_iter().flatten().map(String::as_str)
    }

    /// Adds an announcement, replacing the one with the same id.
    pub fn add(&mut self, ready: Ready) -> Result<(), StoreError> {
        let Ready { id, text, same, document } = ready;
        for same in same {
            self.versions.entry(same).or_default().insert(id.clone());
        }
        if !self.ids.insert(id.clone()) {
            self.writer.delete_term(Term::from_field_text(FIELDS.id, &id));
        }
        self.texts.entry(text).or_insert(id);
        self.writer.add_document(document).map_err(engine)?;
        self.changed = true;
        Ok(())
    }

    /// Takes an announcement out again, with its text and its names, because another page with its text is shown.
    pub fn withdraw(&mut self, id: &str, text: &str, names: &[String]) {
        self.writer.delete_term(Term::from_field_text(FIELDS.id, id));
        self.ids.remove(id);
        self.texts.remove(text);
        for name in names {
            if let Some(ids) = self.versions.get_mut(name) {
                ids.remove(id);
            }
        }
        self.changed = true;
    }

    /// Makes everything added visible at once; nothing to do if nothing was added.
    pub fn commit(mut self) -> Result<(), StoreError> {
        if self.changed || self.fresh {
            let payload = serde_json::to_string(&*NOW).map_err(engine)?;
            let mut prepared = self.writer.prepare_commit().map_err(engine)?;
            prepared.set_payload(&payload);
            prepared.commit().map_err(engine)?;
        }
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads().map_err(engine)?;
        if self.fresh {
            join(&index).map_err(engine)?;
            let disk = |source| StoreError::Disk { path: self.store.root.join("current"), source };
            self.store.switch(&self.name).map_err(disk)?;
            self.store.sweep(&self.name);
        }
        drop(self.lock);
        Ok(())
    }
}
