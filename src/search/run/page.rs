//! The announcements of a page, fetched.
//!
//! In: the best of an answer. Out: groups with their best units and marks, and
//! where the next page begins.

use super::filter::with_stated;
use super::pass::Pass;
use super::*;

impl Pass<'_> {
    /// Fetches the announcements of the page.
    pub fn groups(&self, best: &[Best], more: bool) -> Result<(Vec<Group>, Option<Cursor>), SearchError> {
        let mut groups: Vec<Option<Group>> = best.iter().map(|_| None).collect();
        for part in 0..self.index.count() {
            let mut places: Vec<usize> = (0..best.len()).filter(|at| best[*at].part == part).collect();
            if places.is_empty() {
                continue;
            }
            places.sort_unstable_by_key(|at| best[*at].document);
            let mut shard = self.index.open(part, self.plan)?;
            let resolved = self.resolved(part, shard.as_ref())?;
            let mut scene = Scene::default();
            for at in places {
                let document = best[at].document;
                shard.next(document)?;
                self.gather(part, shard.as_mut(), document, &mut scene)?;
                let Some(match_) = matched(self.plan, shard.as_ref(), resolved, document, &scene, None)
                else {
                    continue;
                };
                let mut scores = self.scores(shard.as_ref(), document, &scene, &match_, &resolved.1);
                scores.iter_mut().for_each(|own| own.score *= self.wear(shard.as_ref(), document, own.unit));
                // The marks of an exact string are looked for in the whole text; numbers stand beside it.
                let whole = self.plan.leaves.iter().any(Leaf::is_exact) || self.by_numbers(&match_);
                let card = match whole {
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
        let next = last.filter(|_| more).map(|(best, group)| Cursor {
            rank: best.order.0,
            date: best.order.1,
            id: group.announcement.id.clone(),
            generation: self.index.generation(),
            query: name_of(self.query),
        });
        Ok((groups.into_iter().flatten().collect(), next))
    }

    /// Whether units may be hits for the numbers they state.
    fn by_numbers(&self, match_: &Match) -> bool {
        match_.bare && !self.query.numbers().is_empty()
    }

    /// A group from what is kept for results.
    fn short(&self, card: &Card, layout: &Layout, match_: &Match, scores: Vec<Scored>) -> Group {
        let best = self.best_units(match_, scores, &|unit| card.role(unit), &|_| false);
        let unit = |unit: usize| card.unit(unit, layout.range(unit), &match_.places);
        group(card.summary.clone(), best.into_iter().filter_map(unit).collect(), match_)
    }

    /// The same from the whole announcement.
    fn whole(&self, record: &Record, match_: &Match, scores: Vec<Scored>) -> Group {
        let shown = Shown::of(record);
        let mut marks = shown.marks(self.plan, &match_.places);
        if self.by_numbers(match_) {
            marks = with_stated(marks, self.query, &record.announcement);
        }
        let role = |unit: usize| record.announcement.units.get(unit).map(|unit| unit.role);
        let says = |unit: usize| {
            let unit = record.announcement.units.get(unit);
            unit.is_some_and(|unit| marks.iter().any(|mark| mark.overlap(unit.span).is_some()))
        };
        let best = self.best_units(match_, scores, &role, &says);
        let units = best.into_iter().filter_map(|unit| shown.unit(unit, &marks)).collect();
        group(Summary::of(record), units, match_)
    }

    /// The units shown, best first; behind those with words, those that say what is asked for. The furniture of
    /// the page stands last of those that are alike in this.
    fn best_units(
        &self,
        match_: &Match,
        mut scores: Vec<Scored>,
        role: &dyn Fn(usize) -> Option<Role>,
        says: &dyn Fn(usize) -> bool,
    ) -> Vec<usize> {
        let hit = |unit: usize| match_.units.binary_search(&(unit as u32)).is_ok();
        scores.retain(|own| hit(own.unit));
        scores.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.unit.cmp(&b.unit)));
        let mut order: Vec<usize> = scores.iter().map(|scored| scored.unit).collect();
        if match_.bare {
            let worded = ascending(order.clone());
            let rest = match_.units.iter().map(|unit| *unit as usize);
            let mut rest: Vec<usize> = rest.filter(|unit| worded.binary_search(unit).is_err()).collect();
            rest.sort_by_cached_key(|unit| (!says(*unit), role(*unit) == Some(Role::Chrome)));
            order.extend(rest);
        }
        order.truncate(self.page.units);
        order
    }
}

fn group(announcement: Summary, units: Vec<UnitHit>, match_: &Match) -> Group {
    let (unit_total, occurrences) = (match_.units.len() as u64, match_.places.len() as u64);
    Group { announcement, units, unit_total, occurrences }
}
