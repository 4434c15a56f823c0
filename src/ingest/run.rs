//! One run: find, read side by side, keep, index, commit once.
//!
//! The order is what makes it safe: original bytes are on disk before their
//! manifest lines, these before the commit. Whatever moment the process dies
//! at, the next run finds in the corpus what the index does not know yet.

use super::failures;
use super::files::{self, Candidate};
use super::prepare::prepare_as;
use super::settle::{Learnt, settle};
use super::{Corpus, CorpusError, Entry, Outcome, Prepared, Progress, Report};
use crate::config::Config;
use crate::engine::digest;
use crate::engine::tantivy::{Ready, Store, StoreError, Writer};
use crate::segment::Words;
use crate::text::{Form, Limits};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, mpsc};

/// What to take in.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Files and folders, wherever they are.
    pub paths: Vec<PathBuf>,
    /// Text given directly: name and bytes.
    pub given: Vec<(String, Vec<u8>)>,
    /// Make the whole index anew.
    pub rebuild: bool,
}

/// Why a run ended without a commit.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The corpus folder.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The index folder.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something to read.
struct Work {
    path: PathBuf,
    form: Form,
    origin: Origin,
}

enum Origin {
    /// A manifest lists it.
    Listed { sample: bool },
    /// It lies in the corpus folder without a line.
    Unlisted { kept: String },
    /// It comes from elsewhere.
    Elsewhere,
    /// It was handed over as bytes.
    Given(Vec<u8>),
}

/// What a worker made of it.
enum Made {
    Ready { prepared: Box<Prepared>, ready: Box<Ready>, bytes: Vec<u8> },
    Known { bytes: usize, sha256: String },
    Failed(String),
}

/// Whether the index has everything the corpus lists, and the folder nothing that is not listed.
pub fn is_current(config: &Config, store: &Store) -> Result<bool, IngestError> {
    let Ok(engine) = store.open() else { return Ok(false) };
    let Ok(ids) = engine.ids() else { return Ok(false) };
    let corpus = Corpus::open(&config.corpus)?;
    let all = corpus
        .entries()
        .filter(|(_, entry)| entry.same_as.is_none())
        .all(|(_, entry)| ids.contains(entry.id()));
    Ok(all && unlisted(&corpus).is_empty())
}

/// Takes in everything new.
pub fn run(config: &Config, store: &Store, input: Input) -> Result<Report, IngestError> {
    let mut writer = store.writer(input.rebuild || store.needs_rebuild())?;
    let mut corpus = Corpus::open(&config.corpus)?;
    let mut report = Report::default();
    for (path, line, reason) in corpus.damaged() {
        eprintln!("提示:{} 第 {line} 行无法读取,已跳过({reason})", path.display());
    }
    let work = gather(&corpus, &writer, input, &mut report);
    let known: HashSet<String> = corpus.entries().map(|(_, entry)| entry.sha256.clone()).collect();
    let mut progress = Progress::new(work.len() as u64);
    let mut keeper = Keeper::of(&corpus);
    let sources = corpus.sources();
    each(config, &work, &known, &sources, |index, made| {
        let item = &work[index];
        let (bytes, outcome) = match made {
            Made::Failed(reason) => (0, Outcome::Failed(reason)),
            Made::Known { bytes, sha256 } => {
                keeper.also_from(&mut corpus, &sha256, item);
                (bytes, Outcome::Duplicate)
            }
            Made::Ready { prepared, ready, bytes } => {
                let made = (*prepared, *ready);
                let outcome = keeper.take(&mut corpus, &mut writer, item, made, &bytes, &mut report)?;
                (bytes.len(), outcome)
            }
        };
        report.bytes += bytes as u64;
        report.enter(&item.path, outcome);
        progress.step(report.read, report.bytes, report.failed.len() as u64);
        Ok(())
    })?;
    progress.finish();
    corpus.flush()?;
    settle(config, &corpus, &mut writer, keeper.learnt, &mut report)?;
    let tried = work.iter().map(|item| item.path.clone()).collect();
    if let Err(error) = failures::remember(store.root(), &tried, &report) {
        eprintln!("提示:未能记下读不了的文件({error})");
    }
    writer.commit()?;
    Ok(report)
}

/// Everything to read: what the corpus has and the index has not, then what was named.
fn gather(corpus: &Corpus, writer: &Writer, input: Input, report: &mut Report) -> Vec<Work> {
    let mut work = Vec::new();
    let mut seen = HashSet::new();
    for (path, entry) in corpus.entries() {
        if entry.same_as.is_none() && !writer.contains(entry.id()) && seen.insert(entry.sha256.clone()) {
            let form = if path.extension().is_some_and(|e| e == "txt") { Form::Plain } else { Form::Unknown };
            work.push(Work { path, form, origin: Origin::Listed { sample: entry.sample } });
        }
    }
    for Candidate { path, form } in unlisted(corpus) {
        if path.to_str().is_none() {
            // A manifest line could not name it, so it would be taken anew by every run.
            report.enter(&path, Outcome::Failed("文件名不是 UTF-8,无法登记,请改名".to_owned()));
            continue;
        }
        let kept = path.strip_prefix(corpus.root()).unwrap_or(&path).to_string_lossy().into_owned();
        work.push(Work { path, form, origin: Origin::Unlisted { kept } });
    }
    let (found, skipped) = files::find(&input.paths);
    let inside = corpus.root().canonicalize().ok();
    for Candidate { path, form } in found {
        let within =
            inside.as_ref().is_some_and(|root| path.canonicalize().is_ok_and(|full| full.starts_with(root)));
        // Files of the corpus itself have been dealt with above.
        if !within {
            work.push(Work { path, form, origin: Origin::Elsewhere });
        }
    }
    for skip in skipped {
        if skip.failure {
            report.enter(&skip.path, Outcome::Failed(skip.reason));
        } else {
            report.skipped += 1;
        }
    }
    for (name, bytes) in input.given {
        work.push(Work { path: name.into(), form: Form::Unknown, origin: Origin::Given(bytes) });
    }
    work
}

/// Files that lie in the corpus folder without a manifest line. What [`Corpus::keep`] wrote before a crash is
/// among them; nothing is lost but the name of its source.
fn unlisted(corpus: &Corpus) -> Vec<Candidate> {
    let listed = corpus.listed();
    let (found, _) = files::find(&[corpus.root().to_owned()]);
    let own = |path: &Path| path.file_name().is_some_and(|name| name == "README.md");
    found.into_iter().filter(|candidate| !listed.contains(&candidate.path) && !own(&candidate.path)).collect()
}

/// Reads all work side by side; `take` is called on this thread, in the order of the work, so that the same
/// input gives the same index.
fn each(
    config: &Config,
    work: &[Work],
    known: &HashSet<String>,
    sources: &HashMap<String, Vec<String>>,
    mut take: impl FnMut(usize, Made) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let limits = Limits { bytes: config.max_bytes, ..Limits::default() };
    let (next, words) = (AtomicUsize::new(0), OnceLock::new());
    let (send, receive) = mpsc::sync_channel::<(usize, Made)>(config.threads * 2);
    std::thread::scope(|scope| {
        for _ in 0..config.threads.min(work.len()) {
            let (send, next, words, sources, limits) = (send.clone(), &next, &words, sources, &limits);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = work.get(index) else { return };
                    let made = make(item, limits, known, sources, words);
                    if send.send((index, made)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        // Put back into order: at most a few are waiting, because workers take them in order.
        let (mut waiting, mut expected) = (HashMap::new(), 0);
        while let Ok((index, made)) = receive.recv() {
            waiting.insert(index, made);
            while let Some(made) = waiting.remove(&expected) {
                take(expected, made)?;
                expected += 1;
            }
        }
        Ok(())
    })
}

fn make(
    item: &Work,
    limits: &Limits,
    known: &HashSet<String>,
    sources: &HashMap<String, Vec<String>>,
    words: &OnceLock<Words>,
) -> Made {
    let bytes = match &item.origin {
        Origin::Given(bytes) => bytes.clone(),
        _ => match files::read(&item.path, limits.bytes) {
            Ok(bytes) => bytes,
            Err(reason) => return Made::Failed(reason),
        },
    };
    let sha256 = digest(&bytes);
    let listed = matches!(item.origin, Origin::Listed { .. });
    if !listed && known.contains(&sha256) {
        return Made::Known { bytes: bytes.len(), sha256 };
    }
    let sample = matches!(item.origin, Origin::Listed { sample: true });
    let from =
        sources.get(&sha256).cloned().unwrap_or_else(|| vec![item.path.to_string_lossy().into_owned()]);
    let words = words.get_or_init(Words::load);
    // A bug in a parser must cost one document, not the run.
    let attempt = std::panic::catch_unwind(|| {
        let prepared = prepare_as(sha256, &bytes, item.form, limits, from, sample, words)
            .map_err(|error| error.to_string())?;
        let ready = Ready::of(&prepared.document).map_err(|error| error.to_string())?;
        Ok((Box::new(prepared), Box::new(ready)))
    });
    match attempt {
        Ok(Ok((prepared, ready))) => Made::Ready { prepared, ready, bytes },
        Ok(Err(reason)) => Made::Failed(reason),
        Err(_) => Made::Failed("程序内部错误(请报告此文件)".to_owned()),
    }
}

/// Recognises what is in already, and writes down what is new.
struct Keeper {
    when: String,
    /// Bytes of this run and of those before → ids and their sources.
    sources: HashSet<(String, String)>,
    taken: HashSet<String>,
    /// Ids whose text stands on other hosts too, as the manifests say.
    copied: HashSet<String>,
    learnt: Learnt,
}

impl Keeper {
    fn of(corpus: &Corpus) -> Self {
        let format = time::format_description::well_known::Rfc3339;
        let now =
            time::OffsetDateTime::now_utc().replace_nanosecond(0).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
        Self {
            when: now.format(&format).unwrap_or_default(),
            sources: corpus
                .entries()
                .map(|(_, entry)| (entry.sha256.clone(), entry.source.clone()))
                .collect(),
            taken: HashSet::new(),
            copied: corpus.entries().filter_map(|(_, entry)| entry.same_as.clone()).collect(),
            learnt: Learnt::default(),
        }
    }

    /// The same bytes under another name: one more line, so that every source can be named.
    fn also_from(&mut self, corpus: &mut Corpus, sha256: &str, item: &Work) {
        let source = item.path.to_string_lossy().into_owned();
        let new = !matches!(item.origin, Origin::Listed { .. });
        if new && self.sources.insert((sha256.to_owned(), source.clone())) {
            let known = corpus.entries().find(|(_, entry)| entry.sha256 == sha256).map(|(path, entry)| {
                let kept = match &item.origin {
                    Origin::Unlisted { kept } => kept.clone(),
                    _ => path.strip_prefix(corpus.root()).unwrap_or(&path).to_string_lossy().into_owned(),
                };
                Entry { kept, source, when: self.when.clone(), ..entry.clone() }
            });
            if let Some(entry) = known {
                self.learnt.sources.insert(entry.same_as.clone().unwrap_or_else(|| entry.id().to_owned()));
                corpus.record(entry);
            }
        }
    }

    fn take(
        &mut self,
        corpus: &mut Corpus,
        writer: &mut Writer,
        item: &Work,
        (prepared, ready): (Prepared, Ready),
        bytes: &[u8],
        report: &mut Report,
    ) -> Result<Outcome, IngestError> {
        let Prepared { document, sha256, fully } = prepared;
        if !self.taken.insert(sha256.clone()) {
            // The same bytes twice among what was named.
            return Ok(Outcome::Duplicate);
        }
        let same_as = writer.same_text(&ready.text).filter(|id| *id != document.record.id).map(str::to_owned);
        let kept = match &item.origin {
            Origin::Listed { .. } => None,
            Origin::Unlisted { kept } => Some(kept.clone()),
            Origin::Elsewhere | Origin::Given(_) => {
                let extension =
                    item.path.extension().and_then(|e| e.to_str()).unwrap_or("txt").to_ascii_lowercase();
                let safe = extension.chars().all(|c| c.is_ascii_alphanumeric()) && extension.len() <= 8;
                Some(corpus.keep(&sha256, if safe { &extension } else { "txt" }, bytes)?)
            }
        };
        if let Some(kept) = kept {
            corpus.record(Entry {
                sha256,
                kept,
                source: item.path.to_string_lossy().into_owned(),
                encoding: document.record.encoding.name.clone(),
                when: self.when.clone(),
                sample: false,
                same_as: same_as.clone(),
            });
        }
        if let Some(id) = same_as
            && !matches!(item.origin, Origin::Listed { .. })
        {
            self.learnt.sources.insert(id);
            return Ok(Outcome::Duplicate);
        }
        for finding in &document.record.findings {
            *report.findings.entry(finding.doubt.chinese()).or_default() += 1;
        }
        if self.copied.contains(&ready.id) {
            self.learnt.sources.insert(ready.id.clone());
        }
        self.learnt.names.extend(ready.same.clone());
        writer.add(ready)?;
        Ok(if fully { Outcome::Fully } else { Outcome::Partly })
    }
}
