//! One query on its way through an index: what of it is the same for every announcement.
//!
//! In: a plan and the shards. Out: [`Pass`], which fills a [`Scene`] for one
//! announcement after another, and orders those that match. Nothing in it
//! changes, so several threads may go through parts of an index at once.

use super::glance::{Glance, Plain};
use super::*;
use crate::search::held::Held;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

/// A query on its way.
pub(super) struct Pass<'q> {
    pub index: &'q dyn Shards,
    pub query: &'q Query,
    pub page: &'q Page,
    pub plan: &'q Plan,
    ranking: Ranking,
    boundaries: bool,
    /// Leaves without which nothing matches.
    required: Vec<bool>,
    /// Leaves with which nothing matches, wherever they stand.
    forbidden: Vec<bool>,
    /// Leaves that the tree asks for (a part of a query may leave some out), those first that decide most.
    used: Vec<usize>,
    /// Leaves whose published characters are compared.
    verified: Vec<usize>,
    /// Leaves that may have a part in common with a gloss.
    glossed: Vec<bool>,
    /// The query, where a first look at an announcement is enough to count it.
    pub plain: Option<Plain>,
    pub after: Option<Order>,
    /// Fields of units in which something was chosen.
    pub chosen: Vec<Field>,
    /// Announcements that have the rarest of what is required: at most so many are looked at.
    pub candidates: u64,
    /// What is left of units by the name of their words.
    worn: Mutex<HashMap<u32, f32>>,
    /// The conditions and the roles by number, for each part.
    resolved: Vec<OnceLock<(Filters, Vec<Role>)>>,
    /// The conditions within the tree, by group, for each part.
    groups: Vec<OnceLock<Vec<Filters>>>,
    /// Groups without which nothing matches.
    decisive: Vec<usize>,
}

/// Shards from their beginning, by part.
pub(super) type Opened<'q> = Vec<Option<Box<dyn Shard + 'q>>>;

impl<'q> Pass<'q> {
    /// Weighs the words; gives the shards that were opened for it, not yet gone through.
    pub fn new(
        index: &'q dyn Shards,
        query: &'q Query,
        page: &'q Page,
        plan: &'q Plan,
    ) -> Result<(Self, Opened<'q>), SearchError> {
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
        let mut asked = vec![false; plan.leaves.len()];
        plan.root.iter().for_each(|root| root.uses(&mut asked));
        let parts = match &plan.root {
            Some(Op::All(ops)) => ops.as_slice(),
            root => root.as_slice(),
        };
        let required: Vec<bool> = (0..asked.len()).map(|leaf| parts.contains(&Op::Leaf(leaf))).collect();
        let group = |op: &Op| if let Op::Where(group, _) = op { Some(*group) } else { None };
        let decisive: Vec<usize> = parts.iter().filter_map(group).collect();
        let scoped = query.filters.iter().any(|filter| matches!(filter.test, Test::In(_)));
        let forbidden = |leaf: usize| {
            let own = &plan.leaves[leaf];
            let anywhere = own.is_free() && own.published.is_none() && !own.pieces.is_empty() && !scoped;
            anywhere && parts.contains(&Op::Not(Box::new(Op::Leaf(leaf))))
        };
        let forbidden: Vec<bool> = (0..asked.len()).map(forbidden).collect();
        let mut used: Vec<usize> = (0..asked.len()).filter(|leaf| asked[*leaf]).collect();
        used.sort_by_key(|leaf| (!forbidden[*leaf], !required[*leaf]));
        let rarest = frequencies.iter().zip(&required).filter(|(_, required)| **required).map(|(n, _)| *n);
        let after = page.after.as_ref();
        let ranking = Ranking::new(index.documents(), &frequencies, plan);
        let pass = Self {
            index,
            query,
            page,
            plan,
            plain: Plain::of(plan, &forbidden, &ranking),
            ranking,
            boundaries: plan.needs_boundaries(),
            candidates: rarest.min().unwrap_or(index.documents()),
            required,
            forbidden,
            verified: used.iter().copied().filter(|leaf| plan.leaves[*leaf].published.is_some()).collect(),
            glossed: plan.leaves.iter().map(Leaf::may_gloss).collect(),
            used,
            after: after.map(|cursor| (cursor.rank, cursor.date, std::cmp::Reverse(key_of(&cursor.id)))),
            chosen: filter::chosen_unit_fields(&query.filters),
            worn: Mutex::default(),
            resolved: (0..index.count()).map(|_| OnceLock::new()).collect(),
            groups: (0..index.count()).map(|_| OnceLock::new()).collect(),
            decisive,
        };
        Ok((pass, opened))
    }

    /// The conditions, and the role behind each number, in a part.
    pub fn resolved(&self, part: usize, shard: &dyn Shard) -> Result<&(Filters, Vec<Role>), SearchError> {
        let cell = self.resolved.get(part).ok_or_else(|| SearchError::Broken("no such part".to_owned()))?;
        if cell.get().is_none() {
            // Two threads may both come here first; they find the same.
            let _ = cell.set((Filters::of(&self.query.filters, shard)?, roles(shard)?));
        }
        cell.get().ok_or_else(|| SearchError::Broken("no such part".to_owned()))
    }

    /// Fills in how an announcement fares with the conditions within the tree; false if it cannot match.
    fn hold(
        &self,
        part: usize,
        shard: &dyn Shard,
        document: u32,
        scene: &mut Scene,
    ) -> Result<bool, SearchError> {
        let cell = self.groups.get(part).ok_or_else(|| SearchError::Broken("no such part".to_owned()))?;
        if cell.get().is_none() {
            let groups = self.plan.groups.iter().map(|filters| Filters::of(filters, shard));
            let _ = cell.set(groups.collect::<Result<_, _>>()?);
        }
        shard.layout(document, &mut scene.layout);
        let layout = &scene.layout;
        let groups = cell.get().map(Vec::as_slice).unwrap_or_default();
        scene.held = groups.iter().map(|group| Held::of(group, shard, document, layout)).collect();
        Ok(self.decisive.iter().all(|group| scene.held.get(*group).is_some_and(|held| held.passes)))
    }

    /// Fills the scene; false if the announcement cannot match whatever the filters say.
    pub fn gather(
        &self,
        part: usize,
        shard: &mut dyn Shard,
        document: u32,
        scene: &mut Scene,
    ) -> Result<bool, SearchError> {
        patience::check()?;
        scene.places.resize_with(self.plan.leaves.len(), Vec::new);
        scene.places.iter_mut().for_each(Vec::clear);
        if !self.plan.groups.is_empty() && !self.hold(part, shard, document, scene)? {
            return Ok(false);
        }
        let glosses = self.glossed.contains(&true) && shard.skips(document);
        // Punctuation and glosses have no positions yet; what has some of them is looked for below.
        let open = |leaf: usize| self.plan.leaves[leaf].pieces.is_empty() || glosses && self.glossed[leaf];
        for leaf in self.used.iter().copied() {
            shard.places(document, leaf, &mut scene.places[leaf])?;
            let stands = !scene.places[leaf].is_empty();
            if stands && self.forbidden[leaf] || !stands && self.required[leaf] && !open(leaf) {
                return Ok(false);
            }
        }
        if self.verified.iter().any(|leaf| !scene.places[*leaf].is_empty() || open(*leaf)) {
            self.verify(shard, document, scene, glosses)?;
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
    fn verify(
        &self,
        shard: &mut dyn Shard,
        document: u32,
        scene: &mut Scene,
        glosses: bool,
    ) -> Result<(), SearchError> {
        let mut open: Vec<usize> = self.verified.clone();
        open.retain(|leaf| {
            glosses && self.glossed[*leaf] || !shard.verify(document, *leaf, &mut scene.places[*leaf])
        });
        if open.is_empty() {
            return Ok(());
        }
        let (text, whole) = shard.published(document)?;
        open.retain(|leaf| !show::settle(&self.plan.leaves[*leaf], &text, whole, &mut scene.places[*leaf]));
        if !open.is_empty() {
            let record = shard.record(document)?;
            let shown = Shown::of(&record);
            for leaf in open {
                shown.verify(self.plan, leaf, &mut scene.places[leaf])?;
            }
        }
        Ok(())
    }

    /// Where an announcement stands in the order, unless it cannot come up to what is `worth` it: that
    /// boilerplate counts less is looked up only then.
    pub fn order(
        &self,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        roles: &[Role],
        worth: &dyn Fn(&Order) -> bool,
    ) -> Option<Order> {
        let rank = match self.rank_by_value(shard, document) {
            Some(rank) => rank,
            None => {
                // Wear only takes away, so this is the most it can be.
                let mut most = rank::Best::default();
                self.score(shard, document, scene, match_, roles, &mut |scored| most.enter(scored.score));
                if !may(worth, rank::sortable(most.sum())) {
                    return None;
                }
                let mut scores = self.scores(shard, document, scene, match_, roles);
                scores.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
                let worn = |scored: &Scored| scored.score * self.wear(shard, document, scored.unit);
                rank::sortable(rank::announcement_worn(&scores, worn))
            }
        };
        let order =
            may(worth, rank).then(|| (rank, date(shard, document), std::cmp::Reverse(shard.key(document))));
        order.filter(worth)
    }

    /// Whether an announcement may stand on the page, by a first look at it.
    pub fn may_stand(
        &self,
        glance: &mut Glance,
        plain: &Plain,
        shard: &mut dyn Shard,
        document: u32,
        roles: &[Role],
        worth: &dyn Fn(&Order) -> bool,
    ) -> bool {
        if let Some(rank) = self.rank_by_value(shard, document) {
            return may(worth, rank);
        }
        let worth = |score| may(worth, rank::sortable(score));
        worth(glance.most(plain, &self.ranking, shard, document, roles, &worth))
    }

    /// The rank of an announcement where it is no matter of relevance.
    fn rank_by_value(&self, shard: &dyn Shard, document: u32) -> Option<u64> {
        match self.query.sort {
            Sort::Relevance if self.plan.leaves.is_empty() => Some(0),
            Sort::Relevance => None,
            Sort::Date { newest: true } => Some(u64::from(date(shard, document))),
            // Unknown dates stand last either way.
            Sort::Date { newest: false } => Some(u64::from(match date(shard, document) {
                0 => 0,
                date => u32::MAX - date,
            })),
            Sort::Number { of, largest } => {
                let mut numbers = Vec::new();
                shard.numbers(of, document, &mut numbers);
                let shifted = numbers.iter().max().map(|n| (*n as u64) ^ (1 << 63));
                Some(shifted.map_or(0, |n| if largest { n } else { u64::MAX - n }))
            }
        }
    }

    /// What is left of a unit's score when it stands in other announcements too.
    pub fn wear(&self, shard: &dyn Shard, document: u32, unit: usize) -> f32 {
        let print = shard.print(document, unit);
        if print == 0 {
            return 1.0;
        }
        let known = self.worn.lock().ok().and_then(|worn| worn.get(&print).copied());
        known.unwrap_or_else(|| {
            let worn = rank::worn(self.index.alike(print));
            if let Ok(mut known) = self.worn.lock() {
                known.insert(print, worn);
            }
            worn
        })
    }

    pub fn scores(
        &self,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        roles: &[Role],
    ) -> Vec<Scored> {
        let mut scored = Vec::with_capacity(match_.units.len());
        self.score(shard, document, scene, match_, roles, &mut |own| scored.push(own));
        scored
    }

    /// Shows each unit that matched with its score.
    fn score(
        &self,
        shard: &dyn Shard,
        document: u32,
        scene: &Scene,
        match_: &Match,
        roles: &[Role],
        see: &mut impl FnMut(Scored),
    ) {
        let firsts = match_.firsts.as_deref();
        rank::each_unit(&match_.places, &scene.layout, &match_.units, firsts, |unit, own| {
            let (from, to) = scene.layout.range(unit);
            let role = role_of(shard, document, unit, roles);
            see(Scored { unit, score: self.ranking.unit(own, role, from, to - from) });
        });
    }
}

/// Whether a rank may be worth it: dates and ids decide among equals only.
fn may(worth: &dyn Fn(&Order) -> bool, rank: u64) -> bool {
    worth(&(rank, u32::MAX, std::cmp::Reverse(0)))
}

/// The date that decides among equals.
fn date(shard: &dyn Shard, document: u32) -> u32 {
    let dates = shard.dates(document);
    if dates.published == 0 { dates.feedback } else { dates.published }
}

/// The role of a unit.
pub(super) fn role_of(shard: &dyn Shard, document: u32, unit: usize, roles: &[Role]) -> Role {
    let number = match shard.column(Field::Role) {
        Some(column) => column.one(document, unit),
        None => shard.unit_value(Field::Role, document, unit),
    };
    roles.get(number as usize).copied().unwrap_or(Role::Paragraph)
}

/// The role behind each number.
fn roles(shard: &dyn Shard) -> Result<Vec<Role>, SearchError> {
    let numbers = 0..shard.distinct(Field::Role);
    numbers.map(|n| Ok(Role::named(&shard.value(Field::Role, n)?).unwrap_or(Role::Paragraph))).collect()
}
