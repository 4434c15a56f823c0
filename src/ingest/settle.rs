//! What a run learnt about announcements that are in already: further sources,
//! and other versions.
//!
//! In: names and ids of a run. Out: their records, written anew in the same
//! commit. Promises: an announcement that stands on several hosts is one, with
//! all its sources, and with date and title of the host that had it first; of
//! texts that were edited the newest is the announcement, each earlier one stays,
//! is found by its words and says what it is; two reports on one inspection that
//! share little text stay two. The result does not depend on the order in which
//! they came.

use super::run::IngestError;
use super::{Corpus, Entry, Report, files, prepare};
use crate::config::Config;
use crate::disclosure::{Announcement, Doubt, Fact, Kind, Role, Span};
use crate::engine::tantivy::{Ready, Writer};
use crate::search::Document;
use crate::segment::Words;
use crate::text::{Form, Limits};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    for (path, entry) in corpus.entries() {
        if let Some(id) = &entry.same_as {
            copies.entry(id).or_default().push((path.clone(), entry));
        }
        originals.entry(entry.id()).or_insert((path, entry));
    }
    let again = Again { config, originals, copies, sources: corpus.sources(), words: Words::load() };
    let mut alone = Vec::new();
    for id in &learnt.sources {
        let Some(document) = again.read(id) else { continue };
        match document.same.clone().filter(|name| several(writer, name)) {
            // Its versions are written with it.
            Some(name) => _ = learnt.names.insert(name),
            None => alone.push(document),
        }
    }
    for document in alone {
        add(writer, &document)?;
    }
    for name in &learnt.names {
        let ids: Vec<String> = writer.versions(name).map(str::to_owned).collect();
        for document in reconcile(ids.iter().filter_map(|id| again.read(id)).collect()) {
            report.earlier += u64::from(document.record.announcement.kind == Kind::EarlierVersion);
            add(writer, &document)?;
        }
    }
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
    originals: HashMap<&'a str, (PathBuf, &'a Entry)>,
    /// The same text on other hosts, by the id of the one that is shown.
    copies: HashMap<&'a str, Vec<(PathBuf, &'a Entry)>>,
    sources: HashMap<String, Vec<String>>,
    words: Words,
}

impl Again<'_> {
    fn read(&self, id: &str) -> Option<Document> {
        let (path, entry) = self.originals.get(id)?;
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

/// What makes one version of an announcement the one that is shown: the newest, of one day the least damaged, the
/// most complete, the one that most hosts have; then its words, so that nothing depends on names of files.
fn standing(document: &Document) -> impl Ord + use<> {
    let record = &document.record;
    let damages = record.findings.iter().filter(|finding| finding.doubt == Doubt::Damage).count();
    let units = record.announcement.units.iter().enumerate();
    let own = units.filter(|(_, unit)| !matches!(unit.role, Role::Chrome | Role::Title));
    let length: u32 = own
        .map(|(index, _)| document.layout.range(index))
        .map(|(start, end)| end.saturating_sub(start))
        .sum();
    (document.dates().0, Reverse(damages), length, record.sources.len(), record.text.clone())
}

/// Tells the versions of an announcement from each other: among documents of one
/// name whose bodies are alike, all but the newest are earlier versions. The
/// order of the documents is kept.
pub fn reconcile(mut all: Vec<Document>) -> Vec<Document> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, document) in all.iter().enumerate() {
        if let Some(name) = &document.same {
            named.entry(name.clone()).or_default().push(at);
        }
    }
    for mut places in named.into_values().filter(|places| places.len() > 1) {
        places.sort_by_cached_key(|at| Reverse(standing(&all[*at])));
        for group in groups(&all, &places).into_iter().filter(|group| group.len() > 1) {
            let ids: Vec<String> = group.iter().map(|at| all[*at].record.id.clone()).collect();
            for (age, at) in group.into_iter().enumerate() {
                all[at].record.versions.clone_from(&ids);
                if age > 0 {
                    all[at].record.announcement.kind = Kind::EarlierVersion;
                }
            }
        }
    }
    all
}

/// Places of documents with bodies alike, in the order given.
fn groups(all: &[Document], places: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<(usize, HashSet<u64>)> = Vec::new();
    for at in places {
        let own = runs(&all[*at]);
        let near = known.iter().find(|(_, other)| alike(&own, other)).map(|(group, _)| *group);
        let group = near.unwrap_or(groups.len());
        if near.is_none() {
            groups.push(Vec::new());
        }
        known.push((group, own));
        groups[group].push(*at);
    }
    groups
}

/// Characters in a row that are compared.
const RUN: usize = 8;

/// Fewer runs than this are too little to tell by.
const LEAST: usize = 30;

/// The runs of a body, without what every report on one inspection shares: title
/// and preamble, closing and signature.
fn runs(document: &Document) -> HashSet<u64> {
    let shared = [Role::Title, Role::Preamble, Role::Closing, Role::Signature, Role::Chrome];
    let hash = |run: &[char]| {
        run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
            (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut out = HashSet::new();
    for (index, unit) in document.record.announcement.units.iter().enumerate() {
        if !shared.contains(&unit.role) {
            let (start, end) = document.layout.range(index);
            let chars = document.key.chars.get(start as usize..end as usize).unwrap_or_default();
            out.extend(chars.windows(RUN).map(hash));
        }
    }
    out
}

/// An edited text keeps most of its runs: at least half of those of the shorter one.
fn alike(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let shared = short.iter().filter(|run| long.contains(*run)).count();
    short.len() >= LEAST && shared * 2 >= short.len()
}
