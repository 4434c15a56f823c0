//! The answer to a query: counted, ranked, faceted, paged.
//!
//! In: the shards of an index and a query. Out: [`Hits`]. Everything is counted
//! over the whole answer in one pass; only the announcements of the page are
//! fetched. Written once above every engine, so that engines answer alike.

use super::card::Card;
use super::count::Counts;
use super::evaluate::Scene;
use super::filter::{Filters, Verdict};
use super::plan::{Leaf, Op, Plan, Vocabulary};
use super::rank::{self, Ranking, Scored};
use super::shard::{END, Occurrence, Shard, Shards};
use super::show::Shown;
use super::*;
use crate::disclosure::Role;
use std::cell::RefCell;

mod each;
mod missing;

pub use each::{Hit, Parts, Seen, Spot, Visitor, Whole, each, visit};

/// Answers a query.
pub fn run(
    index: &dyn Shards,
    words: &dyn Vocabulary,
    query: &Query,
    page: &Page,
) -> Result<Hits, SearchError> {
    let generation = index.generation();
    if page.after.as_ref().is_some_and(|after| after.generation != generation) {
        return Err(SearchError::StaleCursor);
    }
    let plan = Plan::of(query, words);
    let mut pass = Pass::new(index, query, page, &plan)?;
    for part in 0..index.count() {
        pass.shard(part)?;
    }
    let mut interpretation = Interpretation::of(query, &plan);
    if pass.counts.totals.announcements == 0 {
        interpretation.missing = missing::missing(index, query, &plan)?;
    }
    let (groups, next) = pass.page()?;
    Ok(Hits {
        totals: pass.counts.totals,
        groups,
        facets: pass.counts.facets(query, page.values),
        next,
        interpretation,
        generation,
    })
}

/// How an announcement sorts: rank, date, key.
type Order = (u64, u32, std::cmp::Reverse<u64>);

struct Best {
    order: Order,
    part: usize,
    document: u32,
}

struct Pass<'q> {
    index: &'q dyn Shards,
    query: &'q Query,
    page: &'q Page,
    plan: &'q Plan,
    ranking: Ranking,
    boundaries: bool,
    /// Leaves without which nothing matches.
    required: Vec<bool>,
    /// Leaves that the tree asks for; a part of a query may leave some out.
    used: Vec<bool>,
    /// Leaves whose published characters are compared.
    verified: Vec<usize>,
    /// Shards opened to weigh the words and not yet gone through.
    opened: RefCell<Vec<Option<Box<dyn Shard + 'q>>>>,
    after: Option<Order>,
    counts: Counts,
    best: Vec<Best>,
    more: bool,
}

impl<'q> Pass<'q> {
    fn new(
        index: &'q dyn Shards,
        query: &'q Query,
        page: &'q Page,
        plan: &'q Plan,
    ) -> Result<Self, SearchError> {
        // Summed token by token before the rarest is taken: a sum of minima would depend on the shards.
        let (mut sums, mut own) = (vec![Vec::new(); plan.leaves.len()], Vec::new());
        let mut opened = Vec::with_capacity(index.count());
        for part in 0..index.count() {
            let shard = index.open(part, plan)?;
            for (leaf, sums) in sums.iter_mut().enumerate() {
                own.clear();
                shard.frequencies(leaf, &mut own);
                sums.resize(own.len(), 0_u64);
                sums.iter_mut().zip(&own).for_each(|(sum, own)| *sum += own);
            }
            opened.push(Some(shard));
        }
        let frequencies: Vec<u64> = sums.iter().map(|sums| sums.iter().min().copied().unwrap_or(0)).collect();
        let mut used = vec![false; plan.leaves.len()];
        plan.root.iter().for_each(|root| root.uses(&mut used));
        let required = |leaf: usize| match &plan.root {
            Some(Op::Leaf(only)) => *only == leaf,
            Some(Op::All(ops)) => ops.contains(&Op::Leaf(leaf)),
            _ => false,
        };
        let after = page
            .after
            .as_ref()
            .map(|cursor| (cursor.rank, cursor.date, std::cmp::Reverse(key_of(&cursor.id))));
        Ok(Self {
            index,
            query,
            page,
            plan,
            ranking: Ranking::new(index.documents(), &frequencies, plan),
            boundaries: plan.needs_boundaries(),
            required: (0..plan.leaves.len()).map(required).collect(),
            verified: (0..used.len()).filter(|n| used[*n] && plan.leaves[*n].published.is_some()).collect(),
            used,
            opened: RefCell::new(opened),
            after,
            counts: Counts::new(&page.facets),
            best: Vec::new(),
            more: false,
        })
    }

    /// A shard from its beginning.
    fn open(&self, part: usize) -> Result<Box<dyn Shard + 'q>, SearchError> {
        match self.opened.borrow_mut().get_mut(part).and_then(Option::take) {
            Some(shard) => Ok(shard),
            None => self.index.open(part, self.plan),
        }
    }

    fn shard(&mut self, part: usize) -> Result<(), SearchError> {
        let mut shard = self.open(part)?;
        let filters = Filters::of(&self.query.filters, shard.as_ref())?;
        let only = self.page.only.as_deref().map(key_of);
        let roles = roles(shard.as_ref())?;
        self.counts.open(shard.as_ref());
        let mut scene = Scene::default();
        let mut document = shard.next(0)?;
        while document != END {
            let verdict = filters.announcement(shard.as_ref(), document);
            let wanted = verdict != Verdict::Fails && only.is_none_or(|key| shard.key(document) == key);
            if wanted && self.gather(shard.as_mut(), document, &mut scene)? {
                self.judge(shard.as_ref(), &filters, verdict, document, &scene, part, &roles);
            }
            document = shard.next(document + 1)?;
        }
        self.counts.close(shard.as_ref())
    }

    /// Fills the scene; false if the announcement cannot match whatever the filters say.
    fn gather(&self, shard: &mut dyn Shard, document: u32, scene: &mut Scene) -> Result<bool, SearchError> {
        scene.places.resize_with(self.plan.leaves.len(), Vec::new);
        for leaf in 0..self.plan.leaves.len() {
            scene.places[leaf].clear();
            if !self.used[leaf] {
                continue;
            }
            shard.places(document, leaf, &mut scene.places[leaf])?;
            // A string of punctuation has no positions yet; it is looked for below.
            let open = self.plan.leaves[leaf].pieces.is_empty();
            if scene.places[leaf].is_empty() && self.required[leaf] && !open {
                return Ok(false);
            }
        }
        let doubtful =
            |leaf: &&usize| !scene.places[**leaf].is_empty() || self.plan.leaves[**leaf].pieces.is_empty();
        if self.verified.iter().any(|leaf| doubtful(&leaf)) {
            self.verify(shard, document, scene)?;
        }
        shard.layout(document, &mut scene.layout);
        scene.boundaries.clear();
        if self.boundaries {
            shard.boundaries(document, &mut scene.boundaries)?;
        }
        Ok(true)
    }

    /// Keeps the places whose published characters are those of the query. Mostly the index decides, else
    /// the text; only where neither does is the key made again.
    fn verify(&self, shard: &mut dyn Shard, document: u32, scene: &mut Scene) -> Result<(), SearchError> {
        let mut open: Vec<usize> = self.verified.clone();
        open.retain(|leaf| !shard.verify(document, *leaf, &mut scene.places[*leaf]));
        if open.is_empty() {
            return Ok(());
        }
        let (text, whole) = shard.published(document)?;
        open.retain(|leaf| !show::settle(&self.plan.leaves[*leaf], &text, whole, &mut scene.places[*leaf]));
        if !open.is_empty() {
            let record = shard.record(document)?;
            let shown = Shown::of(&record);
            for leaf in open {
                shown.verify(self.plan, leaf, &mut scene.places[leaf]);
            }
        }
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one announcement under judgement, each part of it borrowed apart"
    )]
    fn judge(
        &mut self,
        shard: &dyn Shard,
        filters: &Filters,
        verdict: Verdict,
        document: u32,
        scene: &Scene,
        part: usize,
        roles: &[Role],
    ) {
        let all = matched(self.plan, shard, filters, document, scene, None);
        match verdict {
            Verdict::Passes => {
                for field in filters.chosen_unit_fields() {
                    if let Some(match_) = matched(self.plan, shard, filters, document, scene, Some(field)) {
                        self.counts.facet(shard, document, &match_.units, Some(field));
                    }
                }
                let Some(match_) = all else { return };
                let chosen = filters.chosen_unit_fields();
                self.counts.totals.announcements += 1;
                self.counts.totals.units += match_.units.len() as u64;
                self.counts.totals.occurrences += match_.places.len() as u64;
                self.counts.all_facets(shard, document, &match_.units, &chosen);
                if self.page.groups > 0 {
                    let order = self.order(shard, document, scene, &match_, roles);
                    self.keep(Best { order, part, document });
                }
            }
            Verdict::FailsOnly(field) => {
                if let Some(match_) = all {
                    self.counts.facet(shard, document, &match_.units, Some(field));
                }
            }
            Verdict::Fails => {}
        }
    }

    fn order(
        &self,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        roles: &[Role],
    ) -> Order {
        let (published, feedback) = shard.dates(document);
        let date = if published == 0 { feedback } else { published };
        let rank = match self.query.sort {
            Sort::Relevance if self.plan.leaves.is_empty() => 0,
            Sort::Relevance => {
                let scores = self.scores(shard, document, scene, match_, roles);
                rank::sortable(rank::announcement(&scores))
            }
            Sort::Date { newest: true } => u64::from(date),
            // Unknown dates stand last either way.
            Sort::Date { newest: false } => u64::from(if date == 0 { 0 } else { u32::MAX - date }),
            Sort::Number { of, largest } => {
                let mut numbers = Vec::new();
                shard.numbers(of, document, &mut numbers);
                let shifted = numbers.iter().max().map(|n| (*n as u64) ^ (1 << 63));
                shifted.map_or(0, |n| if largest { n } else { u64::MAX - n })
            }
        };
        (rank, date, std::cmp::Reverse(shard.key(document)))
    }

    fn scores(
        &self,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        roles: &[Role],
    ) -> Vec<Scored> {
        let mut scored = Vec::with_capacity(match_.units.len());
        rank::each_unit(&match_.places, &scene.layout, match_.crossing, &mut |unit, own| {
            let (from, to) = scene.layout.range(unit);
            let number = shard.unit_value(Field::Role, document, unit);
            let role = roles.get(number as usize).copied().unwrap_or(Role::Paragraph);
            scored.push(Scored { unit, score: self.ranking.unit(own, role, from, to - from) });
        });
        scored
    }

    fn keep(&mut self, best: Best) {
        if self.after.is_some_and(|after| best.order >= after) {
            return;
        }
        if self.best.len() >= self.page.groups {
            self.more = true;
            if self.best.last().is_none_or(|last| last.order >= best.order) {
                return;
            }
            self.best.pop();
        }
        let at = self.best.partition_point(|known| known.order > best.order);
        self.best.insert(at, best);
    }

    /// Fetches the announcements of the page.
    fn page(&mut self) -> Result<(Vec<Group>, Option<Cursor>), SearchError> {
        let best = std::mem::take(&mut self.best);
        let mut groups: Vec<Option<Group>> = best.iter().map(|_| None).collect();
        for part in 0..self.index.count() {
            let mut places: Vec<usize> = (0..best.len()).filter(|at| best[*at].part == part).collect();
            if places.is_empty() {
                continue;
            }
            places.sort_unstable_by_key(|at| best[*at].document);
            let mut shard = self.index.open(part, self.plan)?;
            let filters = Filters::of(&self.query.filters, shard.as_ref())?;
            let roles = roles(shard.as_ref())?;
            let mut scene = Scene::default();
            for at in places {
                let document = best[at].document;
                shard.next(document)?;
                self.gather(shard.as_mut(), document, &mut scene)?;
                let Some(match_) = matched(self.plan, shard.as_ref(), &filters, document, &scene, None)
                else {
                    continue;
                };
                let scores = self.scores(shard.as_ref(), document, &scene, &match_, &roles);
                // The marks of an exact string are looked for in the whole text.
                let card = match self.plan.leaves.iter().any(Leaf::is_exact) {
                    true => None,
                    false => shard.card(document)?,
                };
                groups[at] = Some(match card {
                    Some(card) => self.short(&card, &scene.layout, &match_, scores),
                    None => self.whole(&shard.record(document)?, &match_, scores),
                });
            }
        }
        let last = best.last().zip(groups.last().and_then(Option::as_ref));
        let next = last.filter(|_| self.more).map(|(best, group)| Cursor {
            rank: best.order.0,
            date: best.order.1,
            id: group.announcement.id.clone(),
            generation: self.index.generation(),
        });
        Ok((groups.into_iter().flatten().collect(), next))
    }

    /// A group from what is kept for results.
    fn short(&self, card: &Card, layout: &Layout, match_: &Match, scores: Vec<Scored>) -> Group {
        let best = self.best_units(match_, scores, &|unit| card.role(unit));
        let unit = |unit: usize| card.unit(unit, layout.range(unit), &match_.places);
        group(card.summary.clone(), best.into_iter().filter_map(unit).collect(), match_)
    }

    /// The same from the whole announcement.
    fn whole(&self, record: &Record, match_: &Match, scores: Vec<Scored>) -> Group {
        let shown = Shown::of(record);
        let marks = shown.marks(self.plan, &match_.places);
        let best = self
            .best_units(match_, scores, &|unit| record.announcement.units.get(unit).map(|unit| unit.role));
        let units = best.into_iter().filter_map(|unit| shown.unit(unit, &marks)).collect();
        group(Summary::of(record), units, match_)
    }

    /// The units shown, best first.
    fn best_units(
        &self,
        match_: &Match,
        mut scores: Vec<Scored>,
        role: &dyn Fn(usize) -> Option<Role>,
    ) -> Vec<usize> {
        scores.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
        let mut order: Vec<usize> = scores.iter().map(|scored| scored.unit).collect();
        if self.plan.leaves.is_empty() {
            // Without words, the furniture of the page is no answer worth showing first.
            order = match_.units.iter().map(|unit| *unit as usize).collect();
            order.sort_by_key(|unit| role(*unit) == Some(Role::Chrome));
        } else {
            order.retain(|unit| match_.units.binary_search(&(*unit as u32)).is_ok());
        }
        order.truncate(self.page.units);
        order
    }
}

fn group(announcement: Summary, units: Vec<UnitHit>, match_: &Match) -> Group {
    let (unit_total, occurrences) = (match_.units.len() as u64, match_.places.len() as u64);
    Group { announcement, units, unit_total, occurrences }
}

/// What matched in one announcement.
struct Match {
    places: Vec<Occurrence>,
    /// Units touched, ascending; with no words, all that pass the filters.
    units: Vec<u32>,
    /// Whether any place reaches from one unit into the next.
    crossing: bool,
}

fn matched(
    plan: &Plan,
    shard: &dyn Shard,
    filters: &Filters,
    document: u32,
    scene: &Scene,
    without: Option<Field>,
) -> Option<Match> {
    let allowed = |unit: usize| filters.unit(shard, document, unit, without);
    if plan.root.is_none() {
        let units: Vec<u32> =
            (0..scene.layout.at.len() as u32).filter(|unit| allowed(*unit as usize)).collect();
        return (!units.is_empty() || !filters.on_units()).then_some(Match {
            places: Vec::new(),
            units,
            crossing: false,
        });
    }
    let bound = |leaf: usize| plan.leaves[leaf].role;
    let narrowed = filters.on_units() || plan.leaves.iter().any(|leaf| leaf.role.is_some());
    let places = if narrowed {
        let mut inner =
            Scene { layout: scene.layout.clone(), boundaries: scene.boundaries.clone(), places: Vec::new() };
        for (leaf, places) in scene.places.iter().enumerate() {
            let role = bound(leaf).map(|role| number_of(shard, role));
            let stands = |place: &&Occurrence| {
                let unit = scene.layout.unit(place.start);
                allowed(unit) && role.is_none_or(|n| n == Some(shard.unit_value(Field::Role, document, unit)))
            };
            inner.places.push(places.iter().filter(stands).copied().collect());
        }
        plan.evaluate(&inner)?
    } else {
        plan.evaluate(scene)?
    };
    let mut units: Vec<u32> = Vec::new();
    let (mut crossing, mut at) = (false, 0);
    for place in &places {
        // Places ascend, so the unit is looked for from the one before.
        at = scene.layout.unit_from(at, place.start);
        let last = scene.layout.unit_from(at, place.end.saturating_sub(1));
        crossing |= last != at;
        for unit in at..=last {
            let (from, to) = scene.layout.range(unit);
            let unit = unit as u32;
            if (from < to || unit as usize == at)
                && units.last() != Some(&unit)
                && (!narrowed || allowed(unit as usize))
            {
                units.push(unit);
            }
        }
    }
    if crossing {
        units.sort_unstable();
        units.dedup();
    }
    Some(Match { places, units, crossing })
}

fn number_of(shard: &dyn Shard, role: Role) -> Option<u32> {
    (0..shard.distinct(Field::Role))
        .find(|n| shard.value(Field::Role, *n).is_ok_and(|value| value == role.code()))
}

/// The role behind each number.
fn roles(shard: &dyn Shard) -> Result<Vec<Role>, SearchError> {
    let numbers = 0..shard.distinct(Field::Role);
    numbers.map(|n| Ok(Role::named(&shard.value(Field::Role, n)?).unwrap_or(Role::Paragraph))).collect()
}

/// An id as a number: its first twelve hexadecimal digits.
pub fn key_of(id: &str) -> u64 {
    u64::from_str_radix(id.get(..12).unwrap_or(id), 16).unwrap_or(0)
}

/// The id that [`key_of`] made a number of.
pub fn id_of(key: u64) -> String {
    format!("{key:012x}")
}
