//! Everything counted over the whole answer, by as many threads as it is worth.
//!
//! In: a [`Pass`] and the shards. Out: totals, facets and the best
//! announcements. Promise: the same whatever the number of threads: counts are
//! sums, and the order of announcements is total.

use super::pass::{Opened, Pass};
use super::*;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let mut all = Tally::new(pass);
    std::thread::scope(|scope| {
        let spawn = |_| {
            let work = || Tally::new(pass).run(pass, Vec::new(), &pieces, &next);
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)
        };
        // Where the system has no thread left, this one does the work alone.
        let others: Vec<_> = (1..threads).map(spawn).filter_map(Result::ok).collect();
        let own = Tally::new(pass).run(pass, std::mem::take(&mut opened), &pieces, &next);
        let died = || SearchError::Broken("a thread of the search ended early".to_owned());
        let rest = others.into_iter().map(|other| other.join().map_err(|_| died()).flatten());
        std::iter::once(own).chain(rest).try_for_each(|tally| {
            all.add(pass, tally?);
            Ok(())
        })
    })?;
    Ok(all)
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
    fn new(pass: &Pass) -> Self {
        Self { counts: Counts::new(&pass.page.facets, pass.chosen.clone()), best: Vec::new(), more: false }
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
                    self.counts.close(shard.as_ref())?;
                }
                let shard = match opened.get_mut(*part).and_then(Option::take) {
                    Some(shard) => shard,
                    None => pass.index.open(*part, pass.plan)?,
                };
                self.counts.open(shard.as_ref());
                open = Some((*part, shard));
            }
            if let Some((_, shard)) = &mut open {
                self.range(pass, shard.as_mut(), *part, range.clone())?;
            }
        }
        if let Some((_, shard)) = open {
            self.counts.close(shard.as_ref())?;
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
        let (filters, roles) = pass.resolved(part, shard)?;
        let only = pass.page.only.as_deref().map(key_of);
        let mut scene = Scene::default();
        let mut document = shard.next(range.start)?;
        while document < range.end {
            let verdict = filters.announcement(shard, document);
            let wanted = verdict != Verdict::Fails && only.is_none_or(|key| shard.key(document) == key);
            if wanted && pass.gather(shard, document, &mut scene)? {
                self.judge(pass, shard, filters, verdict, document, &scene, part, roles);
            }
            document = shard.next(document + 1)?;
        }
        Ok(())
    }

    fn add(&mut self, pass: &Pass, other: Self) {
        self.counts.add(other.counts);
        self.more |= other.more;
        other.best.into_iter().for_each(|best| self.keep(pass, best));
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one announcement under judgement, each part of it borrowed apart"
    )]
    fn judge(
        &mut self,
        pass: &Pass,
        shard: &dyn Shard,
        filters: &Filters,
        verdict: Verdict,
        document: u32,
        scene: &Scene,
        part: usize,
        roles: &[Role],
    ) {
        let all = matched(pass.plan, shard, filters, document, scene, None);
        match verdict {
            Verdict::Passes => {
                for field in pass.chosen.iter().copied() {
                    if let Some(match_) = matched(pass.plan, shard, filters, document, scene, Some(field)) {
                        self.counts.facet(shard, document, &match_.units, field);
                    }
                }
                let Some(match_) = all else { return };
                self.counts.totals.announcements += 1;
                self.counts.totals.units += match_.units.len() as u64;
                self.counts.totals.occurrences += match_.places.len() as u64;
                self.counts.all_facets(shard, document, &match_.units);
                if pass.page.groups > 0 {
                    let full = self.best.len() >= pass.page.groups;
                    let last = self.best.last().filter(|_| full).map(|last| last.order);
                    let worth = |order: &Order| last.is_none_or(|last| last < *order);
                    match pass.order(shard, document, scene, &match_, roles, &worth) {
                        Some(order) => self.keep(pass, Best { order, part, document }),
                        // It stands behind all that are kept, so there is more.
                        None => self.more = true,
                    }
                }
            }
            Verdict::FailsOnly(field) => {
                if let Some(match_) = all {
                    self.counts.facet(shard, document, &match_.units, field);
                }
            }
            Verdict::Fails => {}
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
