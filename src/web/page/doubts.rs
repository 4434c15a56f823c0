//! What the parser was not sure of, over the whole collection.
//!
//! Promise: counted once for each state of the index, within a bounded time;
//! where that ends the count early, the page says over how many it goes.

use super::pieces::line;
use crate::{
    disclosure::Doubt,
    search::{Backend, Query, SearchError, run::each},
};
use std::{
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long one count may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// Doubtful announcements kept by name: what a reader can leaf through, and a few megabytes.
pub const NAMED: usize = 10_000;

/// The doubts of a collection.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Announcements read.
    pub read: u64,
    /// All of them were.
    pub whole: bool,
    /// For each kind: announcements, places.
    pub kinds: Vec<(Doubt, u64, u64)>,
    /// The announcements with doubts, those with most first.
    pub most: Vec<Doubtful>,
    /// There are more of them than are kept.
    pub cut: bool,
}

/// An announcement with doubts.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// Its body, or its title.
    pub name: String,
    /// Its id.
    pub id: String,
    /// How often each kind is doubted.
    pub kinds: Vec<(Doubt, usize)>,
}

impl Doubtful {
    /// Its doubts, of one kind or of all.
    pub fn places(&self, of: Option<Doubt>) -> usize {
        let counted = self.kinds.iter().filter(|(kind, _)| of.is_none_or(|of| of == *kind));
        counted.map(|(_, places)| places).sum()
    }
}

impl Tally {
    /// The announcements with doubts of a kind, those with most first.
    pub fn doubtful(&self, of: Option<Doubt>) -> Vec<&Doubtful> {
        let mut found: Vec<&Doubtful> = self.most.iter().filter(|it| it.places(of) > 0).collect();
        found.sort_by(|a, b| b.places(of).cmp(&a.places(of)).then_with(|| a.id.cmp(&b.id)));
        found
    }
}

/// The count of the present generation.
#[derive(Debug, Default)]
pub struct Doubts(Mutex<Option<(String, Arc<Tally>)>>);

impl Doubts {
    /// The doubts in the present state of the index.
    pub fn of(&self, index: &dyn Backend, generation: &str) -> Result<Arc<Tally>, SearchError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, tally)) = &*kept
            && known == generation
        {
            return Ok(Arc::clone(tally));
        }
        let tally = Arc::new(count(index)?);
        *kept = Some((generation.to_owned(), Arc::clone(&tally)));
        Ok(tally)
    }
}

fn count(index: &dyn Backend) -> Result<Tally, SearchError> {
    let begun = Instant::now();
    let mut tally = Tally { whole: true, ..Tally::default() };
    each(index.parts(), &Query::default(), 0, &mut |hit| {
        let record = hit.record;
        tally.read += 1;
        let places = |doubt: &Doubt| record.findings.iter().filter(|finding| finding.doubt == *doubt).count();
        let kinds = Doubt::ALL.iter().map(|doubt| (*doubt, places(doubt))).filter(|(_, places)| *places > 0);
        let kinds: Vec<_> = kinds.collect();
        for (doubt, places) in &kinds {
            let places = *places as u64;
            match tally.kinds.iter_mut().find(|(known, _, _)| known == doubt) {
                Some((_, announcements, all)) => (*announcements, *all) = (*announcements + 1, *all + places),
                None => tally.kinds.push((*doubt, 1, places)),
            }
        }
        if !record.findings.is_empty() {
            let it = &record.announcement;
            let title = it.title.as_ref().map(|title| title.value.as_str());
            let name = it.agency.as_ref().map(|agency| agency.name.as_str()).or(title).unwrap_or(&record.id);
            tally.most.push(Doubtful { name: line(name), id: record.id.clone(), kinds });
            if tally.most.len() >= 2 * NAMED {
                shorten(&mut tally);
            }
        }
        tally.whole = begun.elapsed() < PATIENCE;
        Ok(if tally.whole { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    shorten(&mut tally);
    tally.kinds.sort_by_key(|(_, announcements, _)| std::cmp::Reverse(*announcements));
    Ok(tally)
}

fn shorten(tally: &mut Tally) {
    tally.most.sort_by(|a, b| b.places(None).cmp(&a.places(None)).then_with(|| a.id.cmp(&b.id)));
    tally.cut = tally.cut || tally.most.len() > NAMED;
    tally.most.truncate(NAMED);
}
