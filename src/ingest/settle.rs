//! What a run learnt about announcements that are in already: further sources,
//! and other versions.
//!
//! In: names and ids of a run. Out: their records, written anew in the same
//! commit. Promises: an announcement that stands on several hosts is one, with
//! all its sources, and with date and title of the host that had it first; of
//! texts that were edited the newest is the announcement, each earlier one stays,
//! is found by its words and says what it is; two reports on one inspection that
//! share little text stay two. The result does not depend on the order in which
//! they came, but where one source was read twice: what it says now is the newest.

use super::run::IngestError;
use super::{Corpus, Entry, Report, files, prepare, reconcile};
use crate::config::Config;
use crate::disclosure::{Announcement, Fact, Kind, Role, Span};
use crate::engine::tantivy::{Ready, Writer};
use crate::search::Document;
use crate::segment::Words;
use crate::text::{Form, Limits};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What a run learnt.
#[derive(Default)]
pub(super) struct Learnt {
    /// Ids that have a further source.
    pub sources: BTreeSet<String>,
    /// Names of announcements ([`Document::same`]) that came.
    pub names: BTreeSet<String>,
}

/// Writes down what was learnt; nothing to do for a run that learnt nothing.
pub(super) fn settle(
    config: &Config,
    corpus: &Corpus,
    writer: &mut Writer,
    mut learnt: Learnt,
    report: &mut Report,
) -> Result<(), IngestError> {
    let several = |writer: &Writer, name: &str| writer.versions(name).count() > 1;
    learnt.names.retain(|name| several(writer, name));
    if learnt.sources.is_empty() && learnt.names.is_empty() {
        return Ok(());
    }
    let mut originals = HashMap::new();
    let mut copies: HashMap<&str, Vec<(PathBuf, &Entry)>> = HashMap::new();
    for (came, (path, entry)) in corpus.entries().enumerate() {
        if let Some(id) = &entry.same_as {
            copies.entry(id).or_default().push((path.clone(), entry));
        }
        originals.entry(entry.id()).or_insert((came, path, entry));
    }
    let again = Again { config, originals, copies, sources: corpus.sources(), words: Words::load() };
    let named: Vec<String> =
        learnt.names.iter().flat_map(|name| writer.versions(name)).map(str::to_owned).collect();
    let (mut written, mut earlier) = (HashSet::new(), HashSet::new());
    for id in learnt.sources.into_iter().chain(named) {
        if written.contains(&id) {
            continue;
        }
        for document in reconcile(again.family(writer, id)) {
            let id = document.record.id.clone();
            if document.record.announcement.kind == Kind::EarlierVersion {
                earlier.insert(id.clone());
            }
            add(writer, &document)?;
            written.insert(id);
        }
    }
    report.earlier += earlier.len() as u64;
    Ok(())
}

fn add(writer: &mut Writer, document: &Document) -> Result<(), IngestError> {
    let ready =
        Ready::of(document).map_err(|error| crate::engine::tantivy::StoreError::Engine(error.to_string()))?;
    Ok(writer.add(ready)?)
}

/// Reads an announcement again from its evidence.
struct Again<'a> {
    config: &'a Config,
    /// With the place of their first line among all lines, which tells what came first.
    originals: HashMap<&'a str, (usize, PathBuf, &'a Entry)>,
    /// The same text on other hosts, by the id of the one that is shown.
    copies: HashMap<&'a str, Vec<(PathBuf, &'a Entry)>>,
    sources: HashMap<String, Vec<String>>,
    words: Words,
}

impl Again<'_> {
    /// An announcement with everything that shares a name with it, or with one of these, in the order they came.
    /// Its names are those of all its sources, so that they are asked only after it was read.
    fn family(&self, writer: &Writer, id: String) -> Vec<Document> {
        let (mut seen, mut open, mut out) = (HashSet::new(), vec![id], Vec::new());
        while let Some(id) = open.pop() {
            if seen.contains(&id) {
                continue;
            }
            if let Some(document) = self.read(&id) {
                open.extend(document.same.iter().flat_map(|name| writer.versions(name)).map(str::to_owned));
                out.push(document);
            }
            seen.insert(id);
        }
        out.sort_by_key(|document| self.originals.get(document.record.id.as_str()).map(|(came, ..)| *came));
        out
    }

    fn read(&self, id: &str) -> Option<Document> {
        let (_, path, entry) = self.originals.get(id)?;
        let mut document = self.prepared(path, entry)?;
        let copies = self.copies.get(id).into_iter().flatten();
        let mut seen = HashSet::new();
        let copies = copies.filter(|(_, entry)| seen.insert(entry.sha256.as_str()));
        let copies = copies.filter_map(|(path, entry)| self.prepared(path, entry));
        let others: Vec<_> = copies.map(|copy| copy.record.announcement).collect();
        first_host(&mut document.record.announcement, others);
        Some(document)
    }

    fn prepared(&self, path: &Path, entry: &Entry) -> Option<Document> {
        let limits = Limits { bytes: self.config.max_bytes, ..Limits::default() };
        let bytes = files::read(path, limits.bytes).ok()?;
        let form = if path.extension().is_some_and(|e| e == "txt") { Form::Plain } else { Form::Unknown };
        let from = self.sources.get(&entry.sha256).cloned().unwrap_or_default();
        Some(prepare(&bytes, form, &limits, from, entry.sample, &self.words).ok()?.document)
    }
}

/// Gives an announcement the day and the title of the host that had it first, so
/// that it does not matter which of them was taken in first.
fn first_host(shown: &mut Announcement, others: Vec<Announcement>) {
    // The day under the signature is no host's own.
    let signed = |one: &Announcement| {
        let span = one.published.as_ref().and_then(|day| day.span);
        let within = |span: Span| {
            one.units.iter().any(|unit| {
                unit.role == Role::Signature && unit.span.start <= span.start && span.end <= unit.span.end
            })
        };
        span.is_some_and(within)
    };
    let age = |one: &Announcement| {
        let title = one.title.as_ref().map_or_else(String::new, |title| title.value.clone());
        let day = one.published.as_ref().map(|day| day.value.number());
        (day.is_none(), signed(one), day, Reverse(title.chars().count()), title)
    };
    let Some(first) = others.into_iter().min_by_key(age).filter(|other| age(other) < age(shown)) else {
        return;
    };
    // Neither stands in the text that is shown.
    if first.published.is_some() {
        shown.published = first.published.map(|fact| Fact { span: None, ..fact });
    }
    if first.title.is_some() {
        shown.title = first.title.map(|fact| Fact { span: None, ..fact });
    }
}
