//! A first look at an announcement, enough to count it.
//!
//! In: where the words of a plain query begin. Out: the units they touch, how
//! many places there are, and the most the announcement can score. Nearly every
//! announcement of a large answer is only counted; its places are brought into
//! order and weighed one by one only where the first look leaves open whether it
//! stands on the page.
//!
//! A query is plain if each place of its words counts, whatever stands around
//! it: words that must all stand, or one of several, or must not, in an
//! announcement.

use super::pass::role_of;
use super::*;

/// Words that a mask tells apart, and the table of what each mask can score.
const FEW: usize = 6;

/// A plain query.
pub(super) struct Plain {
    /// Of each of these, one word at least.
    wanted: Vec<Vec<usize>>,
    /// None of these.
    unwanted: Vec<usize>,
    /// Characters of each word.
    lengths: Vec<u32>,
    /// The most a unit can score with these words, before its role is known.
    most: Vec<f32>,
}

impl Plain {
    /// None where only the whole evaluation tells. `forbidden` are the words with which nothing matches.
    pub fn of(plan: &Plan, forbidden: &[bool], ranking: &Ranking) -> Option<Self> {
        let row = |leaf: &Leaf| match leaf.pieces.as_slice() {
            [piece] if leaf.margin == (0, 0) && leaf.published.is_none() && leaf.is_free() => {
                Some(piece.len() as u32)
            }
            _ => None,
        };
        let lengths = plan.leaves.iter().map(row).collect::<Option<Vec<u32>>>()?;
        // The places of one string under two names are one place.
        let twice =
            |at: usize| plan.leaves[..at].iter().any(|before| before.pieces == plan.leaves[at].pieces);
        if lengths.len() > FEW || (1..lengths.len()).any(twice) {
            return None;
        }
        let parts = match plan.root.as_ref()? {
            Op::All(ops) => ops.as_slice(),
            root => std::slice::from_ref(root),
        };
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Op::Leaf(leaf) => wanted.push(vec![*leaf]),
                Op::Any(ops) => {
                    let leaf = |op: &Op| if let Op::Leaf(leaf) = op { Some(*leaf) } else { None };
                    wanted.push(ops.iter().map(leaf).collect::<Option<Vec<usize>>>()?);
                }
                Op::Not(op) => match **op {
                    Op::Leaf(leaf) if forbidden[leaf] => unwanted.push(leaf),
                    _ => return None,
                },
                _ => return None,
            }
        }
        let most = (0..1_usize << lengths.len()).map(|mask| ranking.most(mask)).collect();
        (!wanted.is_empty()).then_some(Self { wanted, unwanted, lengths, most })
    }
}

/// What a first look saw. Kept between announcements.
#[derive(Default)]
pub(super) struct Glance {
    /// Units touched, ascending.
    pub units: Vec<u32>,
    /// Places in all.
    pub occurrences: u64,
    layout: Layout,
    /// The units that each word touches, those that any touches, and those that several do: a bit each.
    touched: Vec<Vec<u64>>,
    any: Vec<u64>,
    several: Vec<u64>,
    /// The places of one unit.
    own: Vec<Occurrence>,
}

/// Whether an announcement matches.
pub(super) enum Look {
    /// It does, as the glance says.
    Matches,
    /// It does not.
    Fails,
    /// The index does not tell at once.
    Unknown,
}

impl Glance {
    /// Looks at an announcement.
    pub fn look(&mut self, plain: &Plain, shard: &mut dyn Shard, document: u32) -> Look {
        for leaf in &plain.unwanted {
            match shard.starts(document, *leaf) {
                None => return Look::Unknown,
                Some(starts) if !starts.is_empty() => return Look::Fails,
                Some(_) => {}
            }
        }
        shard.layout(document, &mut self.layout);
        let words = self.layout.at.len().div_ceil(64);
        self.touched.resize_with(plain.lengths.len(), Vec::new);
        for bits in self.touched.iter_mut().chain([&mut self.any, &mut self.several]) {
            bits.clear();
            bits.resize(words, 0);
        }
        self.occurrences = 0;
        // A word that is asked for twice has its places once.
        let mut stands = [None; FEW];
        for alternatives in &plain.wanted {
            let mut met = false;
            for leaf in alternatives {
                if stands[*leaf].is_none() {
                    let Some(starts) = shard.starts(document, *leaf) else { return Look::Unknown };
                    stands[*leaf] = Some(!starts.is_empty());
                    self.occurrences += starts.len() as u64;
                    let touched = &mut self.touched[*leaf];
                    mark(touched, &self.layout, starts, plain.lengths[*leaf]);
                    for ((any, several), own) in self.any.iter_mut().zip(&mut self.several).zip(touched) {
                        *several |= *any & *own;
                        *any |= *own;
                    }
                }
                met |= stands[*leaf] == Some(true);
            }
            if !met {
                return Look::Fails;
            }
        }
        self.units.clear();
        self.units.extend(units(&self.any));
        Look::Matches
    }

    /// The most the announcement can score. What the words could give anywhere decides of most; the units of
    /// the rest are weighed one by one as long as what they could score is `worth` it.
    pub fn most(
        &mut self,
        plain: &Plain,
        ranking: &Ranking,
        shard: &mut dyn Shard,
        document: u32,
        roles: &[Role],
        worth: &dyn Fn(f32) -> bool,
    ) -> f32 {
        let lone = (0..plain.lengths.len()).filter(|leaf| has_any(&self.touched[*leaf]));
        let lone = lone.map(|leaf| plain.most[1 << leaf]).fold(0.0, f32::max) * rank::HEAVIEST;
        if !has_any(&self.several) && !worth(rank::BEST * lone) {
            return rank::BEST * lone;
        }
        let mut best = rank::Best::default();
        for at in 0..self.units.len() {
            let unit = self.units[at] as usize;
            let has = |leaf: &usize| self.touched[*leaf][unit / 64] >> (unit % 64) & 1 == 1;
            let mask = (0..plain.lengths.len()).filter(has).map(|leaf| 1 << leaf).sum::<usize>();
            let role = role_of(shard, document, unit, roles);
            let most = plain.most[mask] * rank::weight_of(role);
            best.enter(match worth(rank::BEST * most) {
                true => self.score(plain, ranking, shard, document, unit, mask, role),
                false => most,
            });
        }
        best.sum()
    }

    /// What a unit scores that has these words.
    #[expect(clippy::too_many_arguments, reason = "one unit, each part of it borrowed apart")]
    fn score(
        &mut self,
        plain: &Plain,
        ranking: &Ranking,
        shard: &mut dyn Shard,
        document: u32,
        unit: usize,
        mask: usize,
        role: Role,
    ) -> f32 {
        let (from, to) = self.layout.range(unit);
        self.own.clear();
        for (leaf, length) in plain.lengths.iter().enumerate().filter(|(leaf, _)| mask >> leaf & 1 == 1) {
            // A word that reaches into the unit touches it too.
            let begin = (from + 1).saturating_sub(*length);
            let starts = shard.starts(document, leaf).unwrap_or_default();
            let first = starts.partition_point(|start| *start < begin);
            let own = starts[first..].iter().take_while(|start| **start < to);
            let place = |start: &u32| Occurrence { start: *start, end: start + length, leaf: leaf as u32 };
            self.own.extend(own.map(place));
        }
        self.own.sort_unstable();
        ranking.unit(&self.own, role, from, to - from)
    }
}

/// Marks the units that places of so many characters touch.
fn mark(touched: &mut [u64], layout: &Layout, starts: &[u32], length: u32) {
    let mut set = |unit: usize| {
        if let Some(bits) = touched.get_mut(unit / 64) {
            *bits |= 1 << (unit % 64);
        }
    };
    let (mut unit, mut next) = (0, layout.range(0).1);
    for start in starts {
        if *start >= next {
            unit = layout.unit_from(unit, *start);
            next = layout.range(unit).1;
        }
        set(unit);
        let end = start + length;
        if end > next {
            let last = layout.unit_from(unit, end - 1);
            let full = |unit: &usize| layout.range(*unit).0 < layout.range(*unit).1;
            (unit + 1..=last).filter(full).for_each(&mut set);
        }
    }
}

fn has_any(bits: &[u64]) -> bool {
    bits.iter().any(|bits| *bits != 0)
}

/// The units whose bits are set, ascending.
fn units(bits: &[u64]) -> impl Iterator<Item = u32> {
    (0_u32..).step_by(64).zip(bits).flat_map(|(first, bits)| {
        let mut rest = *bits;
        std::iter::from_fn(move || {
            let unit = (rest != 0).then(|| first + rest.trailing_zeros());
            rest &= rest.wrapping_sub(1);
            unit
        })
    })
}
