//! What stands first.
//!
//! In: the places of an announcement's words and how rare each word is. Out: a
//! score per unit and one for the announcement. Readers expect the unit that
//! has all the words, close together, in a heading or a measure, before the
//! one that repeats one of them. Nothing here decides whether something matches.

use super::Layout;
use super::shard::Occurrence;
use crate::disclosure::Role;

/// How often a word must stand in a unit for the second half of its weight.
const SATURATION: f32 = 1.2;
/// Length of an ordinary measure, in characters.
const ORDINARY: f32 = 90.0;

/// How much each leaf weighs, and how much each role.
pub struct Ranking {
    weights: Vec<f32>,
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
    pub fn new(documents: u64, frequencies: &[u64]) -> Self {
        let documents = documents.max(1) as f32;
        let weight = |n: &u64| {
            let n = (*n as f32).clamp(0.0, documents);
            (1.0 + (documents - n + 0.5) / (n + 0.5)).ln()
        };
        Self { weights: frequencies.iter().map(weight).collect() }
    }

    /// Scores one unit from the places that stand in it (ascending).
    pub fn unit(&self, places: &[Occurrence], role: Role, length: u32) -> f32 {
        let mut sum = 0.0;
        let mut distinct = 0_u32;
        // Few queries have more words; then each is counted by itself.
        let mut known = [0_u16; 16];
        let counted = self.weights.len() <= known.len();
        if counted {
            for place in places {
                known[place.leaf as usize] = known[place.leaf as usize].saturating_add(1);
            }
        }
        for (leaf, weight) in (0_u32..).zip(&self.weights) {
            let times = match counted {
                true => f32::from(known[leaf as usize]),
                false => places.iter().filter(|place| place.leaf == leaf).count() as f32,
            };
            if times > 0.0 {
                let dampened = times / (times + SATURATION * (0.4 + 0.6 * length as f32 / ORDINARY));
                sum += weight * (0.5 + dampened);
                distinct += 1;
            }
        }
        let mut close = 0.0;
        for pair in places.windows(2) {
            let [before, after] = pair else { continue };
            if before.leaf != after.leaf {
                let apart = after.start.saturating_sub(before.end) as f32;
                let weight = self.weight(before.leaf).min(self.weight(after.leaf));
                // In the order of the query and touching is as good as the phrase itself.
                let order = if before.leaf < after.leaf { 1.0 } else { 0.6 };
                close += order * weight / (1.0 + apart * 0.5);
            }
        }
        let wanted = self.weights.len().max(1) as f32;
        let together = distinct as f32 / wanted;
        (sum + close.min(sum)) * (0.4 + 0.6 * together * together) * weight_of(role)
    }

    fn weight(&self, leaf: u32) -> f32 {
        self.weights.get(leaf as usize).copied().unwrap_or(0.0)
    }
}

/// How much a place in such a unit says about the announcement.
fn weight_of(role: Role) -> f32 {
    match role {
        Role::Title => 2.5,
        Role::Area => 1.7,
        Role::Item | Role::Section => 1.5,
        Role::Part | Role::Problem => 1.3,
        Role::Measure => 1.2,
        Role::Paragraph => 1.0,
        Role::Preamble => 0.8,
        Role::Closing | Role::Signature => 0.5,
        Role::Chrome => 0.1,
    }
}

/// The announcement's score: bounded, so that a long one does not win by its length.
pub fn announcement(units: &[Scored]) -> f32 {
    let mut best = [0.0_f32; 3];
    for scored in units {
        let mut score = scored.score;
        for place in &mut best {
            if score > *place {
                std::mem::swap(place, &mut score);
            }
        }
    }
    best[0] + 0.3 * best[1] + 0.1 * best[2]
}

/// A score as a whole number that sorts the same way.
pub fn sortable(score: f32) -> u64 {
    // Scores are never negative, and the bits of such floats sort as they do.
    u64::from(score.max(0.0).to_bits())
}

/// Shows the places of each unit they touch. `crossing`: whether any place touches two.
pub fn each_unit(
    places: &[Occurrence],
    layout: &Layout,
    crossing: bool,
    see: &mut dyn FnMut(usize, &[Occurrence]),
) {
    if crossing {
        by_unit(places, layout).iter().for_each(|(unit, own)| see(*unit, own));
        return;
    }
    let (mut from, mut unit) = (0, 0);
    while let Some(first) = places.get(from) {
        unit = layout.unit_from(unit, first.start);
        let end = layout.at.get(unit + 1).copied().unwrap_or(u32::MAX);
        let own = places[from..].iter().take_while(|place| place.start < end).count().max(1);
        see(unit, &places[from..from + own]);
        from += own;
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
