//! Which scope a place stands in.
//!
//! In: a scene and places. Out: the measure, item, area or sentence that each
//! stands in, as a number, and the places that share one. Promise: a place that
//! reaches over the end of a scope stands in none, and what shares a sentence
//! shares its measure, item and area too ([`layout_of`](super::document::layout_of)).

use super::Within;
use super::evaluate::Scene;
use super::shard::Occurrence;

/// A scope inside which words are looked for.
#[derive(Clone, Copy)]
pub(super) struct Region {
    pub within: Within,
    pub number: u64,
    /// Where it begins and ends, in positions; what else lies between them is told by its number.
    pub from: u32,
    pub to: u32,
    /// Its first and its last unit; of those between them, the same.
    first: usize,
    last: usize,
}

impl Scene {
    /// The places that lie in a scope.
    pub(super) fn inside(&self, region: Region, mut places: Vec<Occurrence>) -> Vec<Occurrence> {
        let mut near = Near::default();
        places.retain(|place| self.number(region.within, place, &mut near) == Some(region.number));
        places
    }

    /// Whether a unit lies in a scope; for a sentence, whether it is the one that the sentence lies in.
    pub(super) fn holds(&self, region: Region, unit: usize) -> bool {
        let own = |list: &[u32]| list.get(unit).is_some_and(|at| u64::from(*at) == region.number);
        match region.within {
            Within::Sentence => region.number >> 32 == unit as u64,
            Within::Measure => region.number == unit as u64,
            Within::Item => own(&self.layout.item),
            Within::Area => own(&self.layout.area),
        }
    }

    /// The units of a scope, ascending.
    pub(super) fn units(&self, region: Region) -> Vec<u32> {
        let own = (region.first..=region.last).filter(|unit| self.holds(region, *unit));
        own.map(|unit| unit as u32).collect()
    }

    /// Appends the places with the numbers of their scopes; those that stand in none are left out.
    pub(super) fn numbered(&self, within: Within, places: &[Occurrence], into: &mut Vec<(u64, Occurrence)>) {
        let mut near = Near::default();
        let number = |place: &Occurrence| Some((self.number(within, place, &mut near)?, *place));
        into.extend(places.iter().filter_map(number));
    }

    /// How many sentences end before a position, looking first at `sentence` and the next.
    fn sentence_near(&self, sentence: usize, position: u32) -> usize {
        let ends = |sentence: usize| self.boundaries.get(sentence).is_none_or(|at| *at >= position);
        let holds = |sentence: &usize| {
            ends(*sentence)
                && sentence
                    .checked_sub(1)
                    .is_none_or(|before| self.boundaries.get(before).is_some() && !ends(before))
        };
        let near = [sentence, sentence + 1].into_iter().find(holds);
        near.unwrap_or_else(|| self.boundaries.partition_point(|at| *at < position))
    }

    /// Every scope of a kind, or those that begin in a region.
    pub(super) fn scopes(&self, within: Within, region: Option<Region>) -> Vec<u64> {
        let (mut numbers, mut near) = (Vec::new(), Near::default());
        let mut enter = |start: u32, end: u32| {
            // As long as its scope, so that a scope larger than the region does not lie in it.
            let whole = Occurrence { start, end, leaf: 0 };
            let own = region.is_none_or(|region| {
                self.number(region.within, &whole, &mut Near::default()) == Some(region.number)
            });
            let first = Occurrence { end: start + 1, ..whole };
            numbers.extend(self.number(within, &first, &mut near).filter(|_| own));
        };
        for (from, to) in (0..self.layout.at.len()).map(|unit| self.layout.range(unit)).filter(|(a, b)| a < b)
        {
            match within {
                Within::Sentence => {
                    let mut start = from;
                    let ends = self.boundaries.iter().skip(self.boundaries.partition_point(|at| *at < from));
                    for end in ends.map(|end| end + 1).take_while(|end| *end < to).chain([to]) {
                        enter(start, end);
                        start = end;
                    }
                }
                Within::Measure | Within::Item | Within::Area => enter(from, to),
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// A scope by its number.
    pub(super) fn region(&self, within: Within, number: u64) -> Region {
        let (first, last) = match within {
            Within::Sentence => ((number >> 32) as usize, (number >> 32) as usize),
            Within::Measure => (number as usize, number as usize),
            // A heading stands before all that it heads; a unit below none is alone.
            Within::Item | Within::Area => {
                let list = if within == Within::Item { &self.layout.item } else { &self.layout.area };
                let own = |of: &u32| u64::from(*of) == number;
                (number as usize, list.iter().rposition(own).unwrap_or(number as usize))
            }
        };
        let (from, to) = (self.layout.range(first).0, self.layout.range(last).1);
        Region { within, number, from, to, first, last }
    }

    /// The number of the scope that a place stands in; none where it reaches over its end.
    fn number(&self, within: Within, place: &Occurrence, near: &mut Near) -> Option<u64> {
        let mut of = |position: u32| {
            near.unit = self.layout.unit_near(near.unit, position);
            let unit = near.unit;
            let list = match within {
                Within::Sentence => {
                    near.sentence = self.sentence_near(near.sentence, position);
                    return Some((unit as u64) << 32 | near.sentence as u64);
                }
                Within::Measure => return Some(unit as u64),
                Within::Item => &self.layout.item,
                Within::Area => &self.layout.area,
            };
            list.get(unit).map(|at| u64::from(*at))
        };
        let number = of(place.start)?;
        (of(place.end.saturating_sub(1).max(place.start)) == Some(number)).then_some(number)
    }
}

/// Where the place before stood: the next is mostly there too, or just behind.
#[derive(Default)]
struct Near {
    unit: usize,
    sentence: usize,
}
