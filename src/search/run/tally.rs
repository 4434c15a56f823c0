//! Everything counted over the whole answer, by as many threads as it is worth.
//!
//! In: a [`Pass`] and the shards. Out: totals, facets and the best
//! announcements. Promise: the same whatever the number of threads: counts are
//! sums, and the order of announcements is total.

use super::glance::{Glance, Look};
use super::pass::{Opened, Pass};
use super::*;
use crate::search::values::Values;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

/// Fewer announcements than this are gone through faster than a thread is started.
const WORTH_A_THREAD: u64 = 512;
/// Pieces of the index for each thread, so that none waits long for the last.
const PIECES: u64 = 3;
/// Room for the deepest query that the grammar lets through.
const STACK: usize = 8 << 20;

/// Asked once: the system reads files to tell, which takes longer than a rare query.
static CORES: LazyLock<u64> =
    LazyLock::new(|| std::thread::available_parallelism().map_or(1, |n| n.get().min(8)) as u64);

/// What has been counted so far.
pub(super) struct Tally {
    pub counts: Counts,
    pub best: Vec<Best>,
    /// Whether there are more announcements than the page holds.
    pub more: bool,
}

/// Goes through the whole index.
pub(super) fn tally<'q>(pass: &Pass<'q>, mut opened: Opened<'q>) -> Result<Tally, SearchError> {
    let threads = CORES.min(pass.candidates / WORTH_A_THREAD).max(1);
    let pieces = pieces(&opened, if threads == 1 { 1 } else { threads * PIECES });
    let next = AtomicUsize::new(0);
    let facets = pass.page.facets.iter().map(|field| Ok((*field, pass.index.values(*field)?)));
    let facets = facets.collect::<Result<Vec<_>, SearchError>>()?;
    let begin = || Tally::new(pass, &facets);
    let patience = patience::given();
    std::thread::scope(|scope| {
        let spawn = |_| {
            let work = || patience::until(patience, || begin().run(pass, Vec::new(), &pieces, &next));
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)
        };
        // Where the system has no thread left, this one does the work alone.
        let others: Vec<_> = (1..threads).map(spawn).filter_map(Result::ok).collect();
        let own = begin().run(pass, std::mem::take(&mut opened), &pieces, &next);
        let died = || SearchError::Broken("a thread of the search ended early".to_owned());
        let mut rest = others.into_iter().map(|other| other.join().map_err(|_| died()).flatten());
        rest.try_fold(own?, |all, other| Ok(all.with(pass, other?)))
    })
}

/// A part and the announcements of it that are gone through at once.
fn pieces(opened: &Opened, wanted: u64) -> Vec<(usize, Range<u32>)> {
    let sizes: Vec<u32> = opened.iter().map(|shard| shard.as_ref().map_or(0, |s| s.documents())).collect();
    let all: u64 = sizes.iter().map(|size| u64::from(*size)).sum();
    let each = (all / wanted.max(1)).max(1) as usize;
    let mut pieces = Vec::new();
    for (part, size) in sizes.into_iter().enumerate() {
        match wanted {
            1 => pieces.push((part, 0..size)),
            _ => {
                pieces.extend((0..size).step_by(each).map(|from| (part, from..size.min(from + each as u32))))
            }
        }
    }
    pieces
}

impl Tally {
    fn new(pass: &Pass, facets: &[(Field, Arc<Values>)]) -> Self {
        Self { counts: Counts::new(facets, pass.chosen.clone()), best: Vec::new(), more: false }
    }

    /// Takes one piece after another. They ascend, so a shard only moves forward.
    fn run<'q>(
        mut self,
        pass: &Pass<'q>,
        mut opened: Opened<'q>,
        pieces: &[(usize, Range<u32>)],
        next: &AtomicUsize,
    ) -> Result<Self, SearchError> {
        let mut open: Option<(usize, Box<dyn Shard + 'q>)> = None;
        while let Some((part, range)) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
            if open.as_ref().is_none_or(|(known, _)| known != part) {
                if let Some((_, shard)) = open.take() {
                    self.counts.close(shard.as_ref());
                }
                let shard = match opened.get_mut(*part).and_then(Option::take) {
                    Some(shard) => shard,
                    None => pass.index.open(*part, pass.plan)?,
                };
                self.counts.open(*part);
                open = Some((*part, shard));
            }
            if let Some((_, shard)) = &mut open {
                self.range(pass, shard.as_mut(), *part, range.clone())?;
            }
        }
        if let Some((_, shard)) = open {
            self.counts.close(shard.as_ref());
        }
        Ok(self)
    }

    fn range(
        &mut self,
        pass: &Pass,
        shard: &mut dyn Shard,
        part: usize,
        range: Range<u32>,
    ) -> Result<(), SearchError> {
        let resolved = pass.resolved(part, shard)?;
        let (filters, roles) = resolved;
        let only = pass.page.only.as_deref().map(key_of);
        let plain = pass.plain.as_ref().filter(|_| !filters.on_units() && !filters.on_scopes());
        let (mut scene, mut glance) = (Scene::default(), Glance::default());
        let mut document = shard.next(range.start)?;
        while document < range.end {
            let verdict = filters.announcement(shard, document);
            let wanted = verdict != Verdict::Fails && only.is_none_or(|key| shard.key(document) == key);
            let look = match plain {
                Some(plain) if wanted => glance.look(plain, shard, document),
                _ => Look::Unknown,
            };
            match (look, plain) {
                (Look::Matches, Some(plain)) => {
                    self.count(shard, verdict, document, &glance.units, glance.occurrences);
                    let ranked = verdict == Verdict::Passes && pass.page.groups > 0;
                    if ranked && pass.may_stand(&mut glance, plain, shard, document, roles, &self.worth(pass))
                    {
                        pass.gather(part, shard, document, &mut scene)?;
                        if let Some(match_) = matched(pass.plan, shard, resolved, document, &scene, None) {
                            debug_assert_eq!(match_.units, glance.units);
                            debug_assert_eq!(match_.places.len() as u64, glance.occurrences);
                            self.rank(pass, shard, document, &scene, &match_, part, roles);
                        }
                    } else {
                        self.more |= ranked;
                    }
                }
                (Look::Fails, _) => {}
                _ if wanted && pass.gather(part, shard, document, &mut scene)? => {
                    self.judge(pass, shard, resolved, verdict, document, &scene, part);
                }
                _ => {}
            }
            document = shard.next(document + 1)?;
        }
        Ok(())
    }

    fn with(mut self, pass: &Pass, other: Self) -> Self {
        self.counts.add(&other.counts);
        self.more |= other.more;
        other.best.into_iter().for_each(|best| self.keep(pass, best));
        self
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one announcement under judgement, each part of it borrowed apart"
    )]
    fn judge(
        &mut self,
        pass: &Pass,
        shard: &dyn Shard,
        resolved: &(Filters, Vec<Role>),
        verdict: Verdict,
        document: u32,
        scene: &Scene,
        part: usize,
    ) {
        let all = matched(pass.plan, shard, resolved, document, scene, None);
        if verdict == Verdict::Passes {
            for field in pass.chosen.iter().copied() {
                if let Some(match_) = matched(pass.plan, shard, resolved, document, scene, Some(field)) {
                    self.counts.facet(shard, document, &match_.units, field);
                }
            }
        }
        let Some(match_) = all else { return };
        self.count(shard, verdict, document, &match_.units, match_.places.len() as u64);
        if verdict == Verdict::Passes && pass.page.groups > 0 {
            self.rank(pass, shard, document, scene, &match_, part, &resolved.1);
        }
    }

    /// Counts an announcement that matches, or would but for the choice in one field.
    fn count(&mut self, shard: &dyn Shard, verdict: Verdict, document: u32, units: &[u32], occurrences: u64) {
        match verdict {
            Verdict::Passes => {
                self.counts.totals.announcements += 1;
                self.counts.totals.units += units.len() as u64;
                self.counts.totals.occurrences += occurrences;
                self.counts.all_facets(shard, document, units);
            }
            Verdict::FailsOnly(field) => self.counts.facet(shard, document, units, field),
            Verdict::Fails => {}
        }
    }

    /// Whether a place in the order comes before the last that is kept.
    fn worth(&self, pass: &Pass) -> impl Fn(&Order) -> bool + use<> {
        let full = self.best.len() >= pass.page.groups;
        let last = self.best.last().filter(|_| full).map(|last| last.order);
        move |order| last.is_none_or(|last| last < *order)
    }

    #[expect(clippy::too_many_arguments, reason = "one announcement, each part of it borrowed apart")]
    fn rank(
        &mut self,
        pass: &Pass,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        part: usize,
        roles: &[Role],
    ) {
        match pass.order(shard, document, scene, match_, roles, &self.worth(pass)) {
            Some(order) => self.keep(pass, Best { order, part, document }),
            // It stands behind all that are kept, so there is more.
            None => self.more = true,
        }
    }

    fn keep(&mut self, pass: &Pass, best: Best) {
        if pass.after.is_some_and(|after| best.order >= after) {
            return;
        }
        if self.best.len() >= pass.page.groups {
            self.more = true;
            if self.best.last().is_none_or(|last| last.order >= best.order) {
                return;
            }
            self.best.pop();
        }
        let at = self.best.partition_point(|known| known.order > best.order);
        self.best.insert(at, best);
    }
}
