//! Does an announcement match, and where?
//!
//! In: a [`Plan`], the places of its leaves in one announcement, and which of
//! its units count. Out: the places that made it match and the units that are
//! hits ([`Found`]), or nothing. Words may stand anywhere in the announcement
//! unless the query asks them to share a scope; a place counts where its first
//! character stands.

use super::found::{Bare, Found, Places, ascending, shared};
use super::held::Held;
use super::plan::{Op, Plan};
use super::scope::Region;
use super::shard::Occurrence;
use super::{Layout, SearchError, Within, patience};
use std::borrow::Cow;
use std::collections::VecDeque;

/// One announcement under evaluation. Buffers are kept between announcements.
#[derive(Default)]
pub struct Scene {
    /// Places of each leaf, ascending, in units that count.
    pub places: Vec<Vec<Occurrence>>,
    /// Where the units are.
    pub layout: Layout,
    /// Sentence ends; filled only if the plan asks for sentences.
    pub boundaries: Vec<u32>,
    /// How the announcement fares with each group of conditions in the plan.
    pub held: Vec<Held>,
}

impl Plan {
    /// Whether sentence ends are needed.
    pub fn needs_boundaries(&self) -> bool {
        let wild = self.leaves.iter().any(|leaf| !leaf.gaps.is_empty() || leaf.margin != (0, 0));
        wild || self.asks(|within| within == Within::Sentence)
    }

    /// Whether items or areas are needed.
    pub fn needs_scopes(&self) -> bool {
        self.asks(|within| matches!(within, Within::Item | Within::Area))
    }

    /// Whether words must share such a scope.
    fn asks(&self, wanted: fn(Within) -> bool) -> bool {
        fn below(op: &Op, wanted: fn(Within) -> bool) -> bool {
            match op {
                Op::Leaf(_) => false,
                Op::All(ops) | Op::Any(ops) => ops.iter().any(|op| below(op, wanted)),
                Op::Not(op) => below(op, wanted),
                Op::Where(_, op) => op.as_ref().is_some_and(|op| below(op, wanted)),
                Op::Near(_, left, right) => below(left, wanted) || below(right, wanted),
                Op::Named(op, others) => below(op, wanted) || others.iter().any(|op| below(op, wanted)),
                Op::Together(within, ops) => wanted(*within) || ops.iter().any(|op| below(op, wanted)),
            }
        }
        self.root.as_ref().is_some_and(|root| below(root, wanted))
    }

    /// What makes the announcement match, its places ascending and without repeats; none if it does not.
    pub fn evaluate<'s>(&self, scene: &'s Scene) -> Option<Found<'s>> {
        let Some(root) = &self.root else { return Some(Found::every()) };
        let mut found = op(root, scene, None)?;
        // One leaf comes in order; several come as runs, which this sort merges. A place that two leaves
        // share (采购 "采购") is one place.
        if !found.places.is_sorted_by(|a, b| (a.start, a.end) < (b.start, b.end)) {
            let places = found.places.to_mut();
            places.sort();
            let same = |a: &Occurrence, b: &Occurrence| (a.start, a.end) == (b.start, b.end);
            places.dedup_by(|b, a| same(a, b) && (a.start < a.end || a.leaf == b.leaf));
        }
        self.several(scene, &mut found.places);
        // Places have other numbers now than where conditions looked at them.
        found.touched.iter_mut().for_each(|touched| touched.firsts = None);
        Some(found)
    }

    /// Signs have no positions: two of them side by side (——) stand at one, and are two places.
    fn several(&self, scene: &Scene, places: &mut Places) {
        let signs = self.leaves.iter().zip(&scene.places).filter(|(leaf, _)| leaf.pieces.is_empty());
        let mut more = Vec::new();
        for own in signs.flat_map(|(_, own)| own.chunk_by(|a, b| a == b)).filter(|own| own.len() > 1) {
            if places.contains(&own[0]) {
                more.extend_from_slice(&own[1..]);
            }
        }
        if !more.is_empty() {
            let places = places.to_mut();
            places.append(&mut more);
            places.sort();
        }
    }
}

fn op<'s>(op_: &Op, scene: &'s Scene, region: Option<Region>) -> Option<Found<'s>> {
    let some = |places: Vec<Occurrence>| Found::of(Cow::Owned(places));
    match op_ {
        Op::Leaf(leaf) => {
            let all = scene.places.get(*leaf)?;
            match region {
                None => Found::of(Cow::Borrowed(all)),
                Some(region) => {
                    let from = all.partition_point(|place| place.start < region.from);
                    let own = all[from..].iter().take_while(|place| place.start < region.to).copied();
                    some(scene.inside(region, own.collect()))
                }
            }
        }
        Op::All(ops) => {
            let parts = ops.iter().map(|child| op(child, scene, region)).collect::<Option<_>>()?;
            Some(Found::all(parts, &scene.layout))
        }
        Op::Any(ops) => {
            let parts = ops.iter().filter_map(|child| op(child, scene, region)).collect();
            Found::any(parts, &scene.layout)
        }
        Op::Named(typed, others) => {
            let places = |child| op(child, scene, region).map(|found| found.places);
            let typed = places(typed).unwrap_or_default().into_owned();
            let others: Vec<_> = others.iter().filter_map(places).collect();
            some(apart(typed, others.concat()))
        }
        Op::Not(child) => match op(child, scene, region) {
            Some(_) => None,
            None => Some(Found::every()),
        },
        Op::Where(group, child) => {
            let held = scene.held.get(*group).filter(|held| held.passes)?;
            let found = match child {
                Some(child) => op(child, scene, region)?,
                None => Found::every(),
            };
            held.leave(found, scene, region)
        }
        Op::Near(distance, left, right) => {
            let (left, right) = (op(left, scene, region)?, op(right, scene, region)?);
            some(near(*distance, left.places.into_owned(), right.places.into_owned()))
        }
        Op::Together(within, ops) => {
            let mut found = together(*within, ops, scene, region)?;
            if let Some(region) = region {
                found.places = Cow::Owned(scene.inside(region, found.places.into_owned()));
                found.bare = found.bare.map(|bare| bare.within(scene.units(region)));
            }
            (!found.places.is_empty() || found.bare.is_some()).then_some(found)
        }
    }
}

/// What words that share a scope find: their places, and the units of scopes that are met by what they do not
/// have; none where no scope is met.
fn together<'s>(within: Within, ops: &[Op], scene: &'s Scene, region: Option<Region>) -> Option<Found<'s>> {
    // Only scopes that every word stands in can be shared. Those of a lone word are told place by place.
    let (mut numbers, mut known): (Option<Vec<u64>>, Vec<(u64, Occurrence)>) = (None, Vec::new());
    let mut simple = true;
    for child in ops.iter().filter(|child| !child.met_by_absence()) {
        simple &= matches!(child, Op::Leaf(_));
        let before = known.len();
        scene.numbered(within, &op(child, scene, region)?.places, &mut known);
        let own = distinct(&known[before..]);
        let shared = match numbers {
            None => own,
            Some(numbers) => shared(&numbers, &own),
        };
        if shared.is_empty() {
            return None;
        }
        numbers = Some(shared);
    }
    simple &= numbers.is_some();
    // Nothing must stand there, so every scope may be met.
    let mut numbers = numbers.unwrap_or_else(|| scene.scopes(within, region));
    let mut banned = Vec::new();
    for child in ops.iter().filter(|child| child.met_by_absence()) {
        match child {
            Op::Not(child) if matches!(**child, Op::Leaf(_)) => {
                let places = op(child, scene, None).unwrap_or_default().places;
                scene.numbered(within, &places, &mut banned);
            }
            _ => simple = false,
        }
    }
    if simple {
        let banned = distinct(&banned);
        numbers.retain(|number| banned.binary_search(number).is_err());
        let stays =
            |(number, place): &(u64, Occurrence)| numbers.binary_search(number).is_ok().then_some(*place);
        return Found::of(Cow::Owned(ascending(known.iter().filter_map(stays).collect())));
    }
    let (mut met, mut regions) = (Vec::new(), Vec::new());
    for inner in numbers.into_iter().map(|number| scene.region(within, number)) {
        let parts: Option<_> = ops.iter().map(|child| op(child, scene, Some(inner))).collect();
        met.extend(parts.map(|parts| {
            let mut found = Found::all(parts, &scene.layout);
            found.bare = found.bare.map(|bare| bare.within(scene.units(inner)));
            regions.push(inner);
            found
        }));
    }
    let mut found = Found::any(met, &scene.layout)?;
    if found.is_blank() {
        // A number that is stated elsewhere tells none of their units from another.
        let units = regions.into_iter().flat_map(|region| scene.units(region)).collect();
        found.bare = Some(Bare::of(ascending(units)));
    }
    Some(found)
}

/// The different numbers, ascending.
fn distinct(numbered: &[(u64, Occurrence)]) -> Vec<u64> {
    ascending(numbered.iter().map(|(number, _)| *number).collect())
}

/// Places of a name as typed and of its other names, one for each mention: names that share a character are the
/// same mention (卫生健康委 in 卫生健康委员会, 环境局 in 生态环境局), whichever of them was typed. What was typed is
/// shown; where it does not stand, the longest of the others.
fn apart(typed: Vec<Occurrence>, others: Vec<Occurrence>) -> Vec<Occurrence> {
    let typed = typed.into_iter().map(|place| (place, true));
    let mut all: Vec<(Occurrence, bool)> =
        typed.chain(others.into_iter().map(|place| (place, false))).collect();
    all.sort_unstable_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end), place.leaf));
    let mut found = Vec::with_capacity(all.len());
    let mut rest = &all[..];
    while let Some(((first, _), behind)) = rest.split_first() {
        let mut reached = first.end;
        let more = behind.iter().take_while(|(place, _)| {
            let same = place.start < reached;
            reached = reached.max(place.end);
            same
        });
        let (mention, later) = rest.split_at(1 + more.count());
        rest = later;
        let before = found.len();
        found.extend(mention.iter().filter(|(_, typed)| *typed).map(|(place, _)| *place));
        if found.len() == before {
            let longest = mention.iter().map(|(place, _)| place);
            found.extend(longest.min_by_key(|place| std::cmp::Reverse(place.end - place.start)));
        }
    }
    found
}

/// The places of both sides that have a partner at most `distance` characters away. Two places that share a
/// character are not two words: 采购 is not near the 采购 it stands in.
fn near(distance: u32, mut left: Vec<Occurrence>, mut right: Vec<Occurrence>) -> Vec<Occurrence> {
    left.sort_unstable();
    right.sort_unstable();
    let close = |a: &Occurrence, b: &Occurrence| {
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        first.end <= second.start && second.start - first.end <= distance && a != b
    };
    let longest = |side: &[Occurrence]| side.iter().map(|place| place.end - place.start).max().unwrap_or(0);
    let reach = distance.saturating_add(longest(&left)).saturating_add(longest(&right));
    let has_partner = |place: &Occurrence, others: &[Occurrence]| {
        let from = others.partition_point(|other| other.start < place.start.saturating_sub(reach));
        others[from..]
            .iter()
            .take_while(|other| other.start <= place.end.saturating_add(reach))
            .any(|other| close(place, other))
    };
    let mut found: Vec<Occurrence> =
        left.iter().filter(|place| has_partner(place, &right)).copied().collect();
    found.extend(right.iter().filter(|place| has_partner(place, &left)));
    // A place with partners on both sides is one place; in a chain they would add up.
    found.sort_unstable();
    found.dedup();
    found
}

/// Joins the places of a leaf's pieces where they follow each other within its gaps.
///
/// For every start the nearest end is taken. `boundaries` are the sentence ends, `end` the length of the key.
/// Linear in places and pieces: from the last piece to the first, each place keeps the nearest end that can be
/// reached from it, and as places ascend, so does the window of those a gap reaches.
pub fn join(
    pieces: &[&[u32]],
    lengths: &[u32],
    gaps: &[(u32, u32)],
    margin: (u32, u32),
    boundaries: &[u32],
    end: u32,
) -> Result<Vec<(u32, u32)>, SearchError> {
    // No match reaches over the first sentence end from here on.
    let limit = |from: u32| {
        let at = boundaries.partition_point(|boundary| *boundary < from);
        boundaries.get(at).copied().unwrap_or(u32::MAX)
    };
    let Some((last, before)) = pieces.split_last() else { return Ok(Vec::new()) };
    let length = |piece: usize| lengths.get(piece).copied().unwrap_or_default();
    let closed = |start: &u32| {
        let last = start + length(before.len());
        let whole = last + margin.1;
        (whole <= end && whole <= limit(last)).then_some(last)
    };
    let mut reached: Vec<Option<u32>> = last.iter().map(closed).collect();
    let mut starts = *last;
    for (piece, own) in before.iter().enumerate().rev() {
        patience::check()?;
        let (least, most) = gaps.get(piece).copied().unwrap_or_default();
        let (mut window, mut seen) = (VecDeque::<(u32, u32)>::new(), 0);
        let nearest = |start: &u32| {
            let from = start + length(piece);
            let furthest = (from + most).min(limit(from));
            while let Some(at) = starts.get(seen).filter(|at| **at <= furthest) {
                if let Some(last) = reached[seen] {
                    while window.back().is_some_and(|(_, other)| *other >= last) {
                        window.pop_back();
                    }
                    window.push_back((*at, last));
                }
                seen += 1;
            }
            while window.front().is_some_and(|(at, _)| *at < from + least) {
                window.pop_front();
            }
            window.front().map(|(_, last)| *last)
        };
        reached = own.iter().map(nearest).collect();
        starts = own;
    }
    let opens = |(start, last): (&u32, Option<u32>)| {
        let from = start.checked_sub(margin.0)?;
        (*start <= limit(from)).then_some((from, last? + margin.1))
    };
    Ok(starts.iter().zip(reached).filter_map(opens).collect())
}
