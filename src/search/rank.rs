//! What stands first.
//!
//! In: the places of an announcement's words and how rare each word is. Out: a
//! score per unit and one for the announcement. Readers expect the unit that
//! has all the words, close together, in a heading or a measure, before the
//! one that repeats one of them. Nothing here decides whether something matches.

use super::Layout;
use super::plan::{Op, Plan};
use super::shard::Occurrence;
use crate::disclosure::Role;

/// How often a word must stand in a unit for the second half of its weight.
const SATURATION: f32 = 1.2;
/// Length of an ordinary measure, in characters.
const ORDINARY: f32 = 90.0;
/// A unit says first what it is about: so many of its characters are its head.
const HEAD: u32 = 24;
/// What a word in the head of a unit gains.
const AHEAD: f32 = 0.25;
/// What a word gains at most by standing in a unit again and again.
const MOST: f32 = 1.5;
/// What all words in a row, as they were typed, gain.
const PHRASE: f32 = 0.8;
/// What a word in the place of the one that was typed is worth.
const OTHER: f32 = 0.9;
/// What a unit loses where it stands in e (2.7) announcements, of its score without: it is boilerplate.
const COPIED: f32 = 0.35;
/// What the second of several alternatives adds.
const BESIDE: f32 = 0.25;
/// Leaves that are counted one by one; few queries have more.
const COUNTED: usize = 64;
/// So many leaves have most queries at most.
const FEW: usize = 4;

/// How much each leaf weighs, and how much each role.
pub struct Ranking {
    leaves: Vec<Place>,
    /// What a leaf is worth that stands alone in a unit, before anything of the unit is known.
    lone: Vec<f32>,
    /// What a slot weighs. Alternatives share a slot: they ask for the same thing.
    slots: Vec<f32>,
}

/// Which slots a leaf fills: one, or those of all words of the name that it is another form of.
#[derive(Clone, Copy, Default)]
struct Place {
    from: usize,
    to: usize,
    factor: f32,
}

/// One unit that matched, with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Index of the unit.
    pub unit: usize,
    /// Larger is better.
    pub score: f32,
}

impl Ranking {
    /// Weights from how many of `documents` contain each leaf.
    pub fn new(documents: u64, frequencies: &[u64], plan: &Plan) -> Self {
        let mut leaves = vec![Place::default(); plan.leaves.len()];
        let wanted = plan.root.as_ref().map_or(0, |root| place(root, 0, &mut leaves)).max(1);
        // The most frequent alternative weighs for all: a rare name says no more than the usual one.
        let mut most = vec![0_u64; wanted];
        for ((place, leaf), n) in leaves.iter_mut().zip(&plan.leaves).zip(frequencies) {
            place.factor = if leaf.instead.is_some() { OTHER } else { 1.0 };
            most[place.from..place.to].iter_mut().for_each(|most| *most = (*most).max(*n));
        }
        let documents = documents.max(1) as f32;
        let weight = |n: &u64| {
            let n = (*n as f32).clamp(0.0, documents);
            (1.0 + (documents - n + 0.5) / (n + 0.5)).ln()
        };
        let slots: Vec<f32> = most.iter().map(weight).collect();
        let lone = |place: &Place| {
            let own = slots.get(place.from..place.to).unwrap_or_default();
            place.factor * own.iter().sum::<f32>() * coverage(own.len(), slots.len())
        };
        Self { lone: leaves.iter().map(lone).collect(), leaves, slots }
    }

    /// The most a unit can score that has these leaves (a bit each) and no other, however often and wherever
    /// they stand in it, but for what its role weighs.
    pub fn most(&self, leaves: usize) -> f32 {
        let mut slots = vec![0.0_f32; self.slots.len().max(1)];
        for (_, place) in self.leaves.iter().enumerate().filter(|(leaf, _)| leaves >> leaf & 1 == 1) {
            let own = place.factor * MOST * (1.0 + AHEAD);
            for (slot, weight) in slots[place.from..place.to].iter_mut().zip(&self.slots[place.from..]) {
                let own = own * weight;
                *slot = slot.max(own) + BESIDE * slot.min(own);
            }
        }
        let has = |slot: usize| slots.get(slot).is_some_and(|slot| *slot > 0.0);
        let (sum, distinct) = (slots.iter().sum::<f32>(), (0..slots.len()).filter(|slot| has(*slot)).count());
        let close = if distinct > 1 { sum } else { 0.0 };
        let rows = (1..slots.len()).filter(|slot| has(slot - 1) && has(*slot)).count();
        let row = rows as f32 / (self.slots.len().max(2) - 1) as f32;
        // A little more, for what rounding in another order may add.
        (sum + close) * (1.0 + PHRASE * row) * coverage(distinct, slots.len()) * 1.0001
    }

    /// Scores one unit, which begins at `start` and has so many characters, from the places that stand
    /// in it (ascending).
    pub fn unit(&self, places: &[Occurrence], role: Role, start: u32, length: u32) -> f32 {
        // This runs for every unit of an answer, and most units have one place.
        if let [place] = places {
            let lone = self.lone.get(place.leaf as usize).copied().unwrap_or(0.0);
            return lone * often(1.0, length, place.start < start.saturating_add(HEAD)) * weight_of(role);
        }
        // Most queries have few words, and then little is to be cleared.
        match self.leaves.len().max(self.slots.len()) {
            ..=1 => self.score::<1>(places, role, start, length),
            2 => self.score::<2>(places, role, start, length),
            3..=FEW => self.score::<FEW>(places, role, start, length),
            _ => self.score::<COUNTED>(places, role, start, length),
        }
    }

    /// The same with room for `N` leaves; those beyond share the last place.
    fn score<const N: usize>(&self, places: &[Occurrence], role: Role, start: u32, length: u32) -> f32 {
        let (mut times, mut ahead) = ([0_u16; N], [false; N]);
        for place in places {
            let leaf = (place.leaf as usize).min(N - 1);
            times[leaf] = times[leaf].saturating_add(1);
            ahead[leaf] |= place.start < start.saturating_add(HEAD);
        }
        // A slot has what its best leaf gives, and a little of the others.
        let mut slots = [0.0_f32; N];
        let (wanted, asked) = (self.slots.len().clamp(1, N), self.leaves.len().min(N));
        for (leaf, (times, ahead)) in
            times.iter().zip(ahead).take(asked).enumerate().filter(|(_, (times, _))| **times > 0)
        {
            let Some(place) = self.leaves.get(leaf) else { continue };
            let own = place.factor * often(f32::from(*times), length, ahead);
            for (slot, weight) in (place.from..place.to.min(N)).zip(&self.slots[place.from..]) {
                let own = own * weight;
                slots[slot] = slots[slot].max(own) + BESIDE * slots[slot].min(own);
            }
        }
        let sum: f32 = slots[..wanted].iter().sum();
        let distinct = slots[..wanted].iter().filter(|slot| **slot > 0.0).count();
        let (mut close, mut rows) = (0.0, [false; N]);
        for pair in places.windows(2).take_while(|_| wanted > 1) {
            let [before, after] = pair else { continue };
            let (first, second) = (self.slot(before.leaf), self.slot(after.leaf));
            if first != second {
                let apart = after.start.saturating_sub(before.end);
                let weight = self.weight(first).min(self.weight(second));
                // In the order of the query and touching is as good as the phrase itself.
                let order = if first < second { 1.0 } else { 0.6 };
                close += order * weight / (1.0 + apart as f32 * 0.5);
                if apart == 0 && second == first + 1 {
                    rows[first.min(N - 1)] = true;
                }
            }
        }
        let row =
            rows[..wanted].iter().filter(|row| **row).count() as f32 / (self.slots.len().max(2) - 1) as f32;
        (sum + close.min(sum)) * (1.0 + PHRASE * row) * coverage(distinct, wanted) * weight_of(role)
    }

    fn weight(&self, slot: usize) -> f32 {
        self.slots.get(slot).copied().unwrap_or(0.0)
    }

    fn slot(&self, leaf: u32) -> usize {
        self.leaves.get(leaf as usize).map_or(0, |place| place.from)
    }
}

/// What a word gains by standing so many times in a unit of so many characters, and in its head.
fn often(times: f32, length: u32, ahead: bool) -> f32 {
    let half = SATURATION * (0.4 + 0.6 * length as f32 / ORDINARY);
    (0.5 + times / (times + half)) * if ahead { 1.0 + AHEAD } else { 1.0 }
}

/// What is left of a unit's score when it has so many of the words.
fn coverage(distinct: usize, wanted: usize) -> f32 {
    let together = distinct as f32 / wanted.clamp(1, COUNTED) as f32;
    0.2 + 0.8 * together * together * together
}

/// Numbers the slots of an operation from `from` on; gives the number after the last.
fn place(op: &Op, from: usize, leaves: &mut [Place]) -> usize {
    match op {
        Op::Leaf(leaf) => {
            if let Some(place) = leaves.get_mut(*leaf) {
                (place.from, place.to) = (from, from + 1);
            }
            from + 1
        }
        Op::All(ops) | Op::Together(_, ops) => ops.iter().fold(from, |from, op| place(op, from, leaves)),
        Op::Near(_, left, right) => {
            let from = place(left, from, leaves);
            place(right, from, leaves)
        }
        Op::Named(op, others) => {
            let to = place(op, from, leaves);
            for other in others {
                place(other, from, leaves);
                if let Op::Leaf(leaf) = other
                    && let Some(place) = leaves.get_mut(*leaf)
                {
                    place.to = to;
                }
            }
            to
        }
        Op::Where(_, op) => op.as_ref().map_or(from, |op| place(op, from, leaves)),
        Op::Any(ops) => ops.iter().map(|op| place(op, from, leaves)).max().unwrap_or(from),
        // What must not stand there is nothing to be found.
        Op::Not(_) => from,
    }
}

/// The most that [`weight_of`] gives.
pub(super) const HEAVIEST: f32 = 2.2;

/// How much a place in such a unit says about the announcement.
pub(super) fn weight_of(role: Role) -> f32 {
    match role {
        Role::Title => HEAVIEST,
        Role::Area => 1.7,
        Role::Item | Role::Section | Role::Problem => 1.5,
        Role::Part => 1.3,
        Role::Measure => 1.2,
        Role::Paragraph => 1.0,
        Role::Preamble => 0.9,
        Role::Closing | Role::Signature => 0.5,
        Role::Chrome => 0.1,
    }
}

/// What the best units of an announcement count: a long one does not win by its length.
const SHARES: [f32; 3] = [1.0, 0.3, 0.1];
/// What an announcement scores at most whose best unit scores one.
pub(super) const BEST: f32 = SHARES[0] + SHARES[1] + SHARES[2];

/// The best three scores of an announcement's units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Best([f32; 3]);

impl Best {
    /// One more score.
    pub fn enter(&mut self, mut score: f32) {
        for place in &mut self.0 {
            if score > *place {
                std::mem::swap(place, &mut score);
            }
        }
    }

    /// They, the best first.
    pub fn scores(self) -> [f32; 3] {
        self.0
    }

    /// The announcement's score.
    pub fn sum(self) -> f32 {
        self.0.iter().zip(SHARES).map(|(score, share)| score * share).sum()
    }
}

/// The score of an announcement from units in falling order of a score that `worn` makes no larger, without
/// asking it of more than may count.
pub fn announcement_worn(units: &[Scored], worn: impl Fn(&Scored) -> f32) -> f32 {
    let mut best = Best::default();
    for scored in units {
        if scored.score <= best.0[2] {
            break;
        }
        best.enter(worn(scored));
    }
    best.sum()
}

/// What is left of a unit's score when so many announcements have it word for word.
pub fn worn(announcements: u64) -> f32 {
    1.0 / (1.0 + COPIED * (announcements.max(1) as f32).ln())
}

/// A score as a whole number that sorts the same way.
pub fn sortable(score: f32) -> u64 {
    // Scores are never negative, and the bits of such floats sort as they do.
    u64::from(score.max(0.0).to_bits())
}

/// Shows the places of each unit they touch. `firsts`: for each unit its first place; none if any place
/// touches two.
pub fn each_unit(
    places: &[Occurrence],
    layout: &Layout,
    units: &[u32],
    firsts: Option<&[u32]>,
    mut see: impl FnMut(usize, &[Occurrence]),
) {
    let Some(firsts) = firsts else {
        by_unit(places, layout).iter().for_each(|(unit, own)| see(*unit, own));
        return;
    };
    let ends = firsts.iter().skip(1).map(|first| *first as usize).chain([places.len()]);
    for ((unit, first), end) in units.iter().zip(firsts).zip(ends) {
        see(*unit as usize, &places[*first as usize..end]);
    }
}

/// The places grouped by the units they touch: unit and range of `places`.
fn by_unit(places: &[Occurrence], layout: &Layout) -> Vec<(usize, Vec<Occurrence>)> {
    let mut units: Vec<(usize, Vec<Occurrence>)> = Vec::new();
    for place in places {
        let (first, last) =
            (layout.unit(place.start), layout.unit(place.end.saturating_sub(1).max(place.start)));
        for unit in first..=last {
            // A unit without significant characters of its own cannot be touched.
            let (from, to) = layout.range(unit);
            if from == to && unit != first {
                continue;
            }
            match units.iter_mut().rev().take(4).find(|(known, _)| *known == unit) {
                Some((_, list)) => list.push(*place),
                None => units.push((unit, vec![*place])),
            }
        }
    }
    units.sort_by_key(|(unit, _)| *unit);
    units.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1.append(&mut later.1);
        }
        same
    });
    units
}
