//! One run: find, read side by side, keep, index, commit once.
//!
//! The order is what makes it safe: original bytes are on disk before their
//! manifest lines, these before the commit. Whatever moment the process dies
//! at, the next run finds in the corpus what the index does not know yet.

use super::failures;
use super::files::{self, Candidate};
use super::keeper::Keeper;
use super::prepare::prepare_as;
use super::settle::settle;
use super::{Corpus, CorpusError, Outcome, Prepared, Progress, Report};
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
pub(super) struct Work {
    /// Where it is, or what it was called.
    pub path: PathBuf,
    /// What its name says of its form.
    pub form: Form,
    /// How it came.
    pub origin: Origin,
}

/// How something came.
pub(super) enum Origin {
    /// A manifest lists it.
    Listed { sample: bool, sha256: String },
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

/// Everything to read: what the corpus lists and the index has not, then what was named, and last what lies in the
/// corpus without a line. What a killed run kept is named again by most people, with its path; only what nobody
/// names is taken under the name it was kept by.
fn gather(corpus: &Corpus, writer: &Writer, input: Input, report: &mut Report) -> Vec<Work> {
    let mut work = Vec::new();
    let mut seen = HashSet::new();
    for (path, entry) in corpus.entries() {
        if entry.same_as.is_none() && !writer.contains(entry.id()) && seen.insert(entry.sha256.clone()) {
            let form = if path.extension().is_some_and(|e| e == "txt") { Form::Plain } else { Form::Unknown };
            let origin = Origin::Listed { sample: entry.sample, sha256: entry.sha256.clone() };
            work.push(Work { path, form, origin });
        }
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
    for Candidate { path, form } in unlisted(corpus) {
        if path.to_str().is_none() {
            // A manifest line could not name it, so it would be taken anew by every run.
            report.enter(&path, Outcome::Failed("文件名不是 UTF-8,无法登记,请改名".to_owned()));
            continue;
        }
        let kept = path.strip_prefix(corpus.root()).unwrap_or(&path).to_string_lossy().into_owned();
        work.push(Work { path, form, origin: Origin::Unlisted { kept } });
    }
    work
}

/// Files that lie in the corpus folder without a manifest line. What [`Corpus::keep`] wrote before a crash is
/// among them, until its source is named again.
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
        // It ends with this closure: where taking fails, no worker waits for ever for room in it.
        let receive = receive;
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
    let listed = match &item.origin {
        Origin::Listed { sha256: own, .. } if *own != sha256 => {
            return Made::Failed("内容与登记的 SHA-256 不符,已被改动;请放回原件,或作为新文件导入".to_owned());
        }
        origin => matches!(origin, Origin::Listed { .. }),
    };
    if !listed && known.contains(&sha256) {
        return Made::Known { bytes: bytes.len(), sha256 };
    }
    let sample = matches!(item.origin, Origin::Listed { sample: true, .. });
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
