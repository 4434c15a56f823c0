//! Recognises what is in already, and writes down what is new.
//!
//! In: what the workers made, in the order of the work. Out: bytes kept, a line
//! for every source, announcements added. Promises: every source of known bytes
//! has its line; of several hosts with one text it is the reading, not the order,
//! that says which of them is shown, as long as none was shown before this run.

use super::run::{IngestError, Origin, Work};
use super::settle::Learnt;
use super::{Corpus, Entry, Outcome, Prepared, Report};
use crate::disclosure::Role;
use crate::engine::tantivy::{Ready, Writer};
use crate::search::Document;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What makes one of several pages with the same text the one that is shown; the least comes first: understood
/// best, with the fewest doubts, the longest headline, the least furniture; then the id, so that it is always one.
type Place = (bool, usize, Reverse<u32>, u32, String);

fn place(document: &Document, fully: bool) -> Place {
    let (mut own, mut furniture) = (0, 0);
    for (index, unit) in document.record.announcement.units.iter().enumerate() {
        let (start, end) = document.layout.range(index);
        *(if unit.role == Role::Chrome { &mut furniture } else { &mut own }) += end.saturating_sub(start);
    }
    (!fully, document.record.findings.len(), Reverse(own), furniture, document.record.id.clone())
}

/// See the head of the file.
pub(super) struct Keeper {
    when: String,
    /// Bytes of this run and of those before, with their sources.
    sources: HashSet<(String, String)>,
    /// Announcements of this run, by id: their place, and their names. Another page may still be shown instead.
    shown: HashMap<String, (Place, Vec<String>)>,
    /// Ids whose text stands on other hosts too, as the manifests say.
    copied: HashSet<String>,
    /// What is to be settled before the commit.
    pub learnt: Learnt,
}

impl Keeper {
    /// For one run.
    pub fn of(corpus: &Corpus) -> Self {
        let format = time::format_description::well_known::Rfc3339;
        let now =
            time::OffsetDateTime::now_utc().replace_nanosecond(0).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
        Self {
            when: now.format(&format).unwrap_or_default(),
            sources: corpus
                .entries()
                .map(|(_, entry)| (entry.sha256.clone(), entry.source.clone()))
                .collect(),
            shown: HashMap::new(),
            copied: corpus.entries().filter_map(|(_, entry)| entry.same_as.clone()).collect(),
            learnt: Learnt::default(),
        }
    }

    /// The same bytes under another name: one more line, so that every source can be named.
    pub fn also_from(&mut self, corpus: &mut Corpus, sha256: &str, item: &Work) {
        let Some((path, line)) = corpus.line(sha256) else { return };
        let kept = path.strip_prefix(corpus.root()).unwrap_or(&path).to_string_lossy().into_owned();
        let named = item.path.to_string_lossy().into_owned();
        let (kept, source) = match &item.origin {
            Origin::Listed { .. } => return,
            // The line of this run names it already.
            Origin::Unlisted { kept: own } if *own == kept => return,
            // Kept a second time under another ending by a run that was killed: no source, but it needs a line.
            Origin::Unlisted { kept: own } if line.is_own_name(&named) => (own.clone(), line.source.clone()),
            Origin::Unlisted { kept: own } => (own.clone(), named),
            Origin::Elsewhere | Origin::Given(_) => (kept, named),
        };
        let needed = matches!(item.origin, Origin::Unlisted { .. });
        if self.sources.insert((sha256.to_owned(), source.clone())) || needed {
            let entry = Entry { kept, source, when: self.when.clone(), ..line.clone() };
            self.learnt.sources.insert(entry.same_as.clone().unwrap_or_else(|| entry.id().to_owned()));
            corpus.record(entry);
        }
    }

    /// Keeps what is new, and adds it unless its text is in already.
    pub fn take(
        &mut self,
        corpus: &mut Corpus,
        writer: &mut Writer,
        item: &Work,
        (prepared, ready): (Prepared, Ready),
        bytes: &[u8],
        report: &mut Report,
    ) -> Result<Outcome, IngestError> {
        let Prepared { document, sha256, fully } = prepared;
        let listed = matches!(item.origin, Origin::Listed { .. });
        if !listed && corpus.line(&sha256).is_some() {
            // The same bytes twice among what was named.
            self.also_from(corpus, &sha256, item);
            return Ok(Outcome::Duplicate);
        }
        let place = place(&document, fully);
        let other = writer.same_text(&ready.text).filter(|id| *id != ready.id && !listed).map(str::to_owned);
        let behind = |id: &String| self.shown.get(id).is_some_and(|(known, _)| place < *known);
        let (instead_of, same_as) = match other {
            Some(id) if behind(&id) => (Some(id), None),
            other => (None, other),
        };
        self.keep(corpus, item, &document, &sha256, bytes, same_as.clone())?;
        if let Some(id) = same_as {
            self.learnt.sources.insert(id);
            return Ok(Outcome::Duplicate);
        }
        if self.copied.contains(&ready.id) {
            self.learnt.sources.insert(ready.id.clone());
        }
        self.learnt.names.extend(ready.same.iter().cloned());
        if let Some(old) = &instead_of {
            let (_, names) = self.shown.remove(old).unwrap_or_default();
            writer.withdraw(old, &ready.text, &names);
            corpus.redirect(old, &ready.id);
            self.learnt.sources.remove(old);
            self.learnt.sources.insert(ready.id.clone());
        }
        if !listed {
            self.shown.insert(ready.id.clone(), (place, ready.same.clone()));
        }
        writer.add(ready)?;
        if instead_of.is_some() {
            // The account has the announcement already, from the page that came first.
            return Ok(Outcome::Duplicate);
        }
        for finding in &document.record.findings {
            *report.findings.entry(finding.doubt.chinese()).or_default() += 1;
        }
        Ok(if fully { Outcome::Fully } else { Outcome::Partly })
    }

    /// Bytes on disk, then their line, where no manifest has one.
    fn keep(
        &mut self,
        corpus: &mut Corpus,
        item: &Work,
        document: &Document,
        sha256: &str,
        bytes: &[u8],
        same_as: Option<String>,
    ) -> Result<(), IngestError> {
        let kept = match &item.origin {
            Origin::Listed { .. } => return Ok(()),
            Origin::Unlisted { kept } => kept.clone(),
            Origin::Elsewhere | Origin::Given(_) => {
                let extension =
                    item.path.extension().and_then(|e| e.to_str()).unwrap_or("txt").to_ascii_lowercase();
                let safe = extension.chars().all(|c| c.is_ascii_alphanumeric()) && extension.len() <= 8;
                corpus.keep(sha256, if safe { &extension } else { "txt" }, bytes)?
            }
        };
        let source = item.path.to_string_lossy().into_owned();
        self.sources.insert((sha256.to_owned(), source.clone()));
        corpus.record(Entry {
            sha256: sha256.to_owned(),
            kept,
            source,
            encoding: document.record.encoding.name.clone(),
            when: self.when.clone(),
            sample: false,
            same_as,
        });
        Ok(())
    }
}
