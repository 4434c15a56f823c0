//! What the parser was not sure of, over the whole collection.
//!
//! Promise: counted once for each state of the index, within a bounded time;
//! where that ends the count early, the page says over how many it goes.

use super::{Link, pieces::line};
use crate::{
    disclosure::Doubt,
    search::{Backend, Query, SearchError, run::each},
    web::encode,
};
use std::{
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long one count may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// Doubtful announcements named.
const NAMED: usize = 12;

/// The doubts of a collection.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Announcements read.
    pub read: u64,
    /// All of them were.
    pub whole: bool,
    /// For each kind: announcements, places.
    pub kinds: Vec<(Doubt, u64, u64)>,
    /// The announcements with most doubts: name, id, how many.
    pub most: Vec<(String, String, usize)>,
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
        for doubt in Doubt::ALL {
            let places = record.findings.iter().filter(|finding| finding.doubt == *doubt).count() as u64;
            if places == 0 {
                continue;
            }
            match tally.kinds.iter_mut().find(|(known, _, _)| known == doubt) {
                Some((_, announcements, all)) => (*announcements, *all) = (*announcements + 1, *all + places),
                None => tally.kinds.push((*doubt, 1, places)),
            }
        }
        if !record.findings.is_empty() {
            let it = &record.announcement;
            let title = it.title.as_ref().map(|title| title.value.as_str());
            let name = it.agency.as_ref().map(|agency| agency.name.as_str()).or(title).unwrap_or(&record.id);
            tally.most.push((line(name), record.id.clone(), record.findings.len()));
            if tally.most.len() > 4 * NAMED {
                shorten(&mut tally.most);
            }
        }
        tally.whole = begun.elapsed() < PATIENCE;
        Ok(if tally.whole { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    shorten(&mut tally.most);
    tally.kinds.sort_by_key(|(_, announcements, _)| std::cmp::Reverse(*announcements));
    Ok(tally)
}

fn shorten(most: &mut Vec<(String, String, usize)>) {
    most.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    most.truncate(NAMED);
}

/// A link to a doubtful announcement.
pub fn link(name: &str, id: &str) -> Link {
    Link { label: name.to_owned(), url: format!("/a/{}", encode(id)) }
}
