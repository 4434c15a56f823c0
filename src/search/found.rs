//! What of an announcement answers a query, or a part of one.
//!
//! In: places of words, units that conditions keep. Out: [`Found`]: where the
//! words stand, and the units that are hits. What the units of each part are:
//!
//! - of a word or NEAR, those that its places touch;
//! - of NOT, all: what stands nowhere tells no unit from another;
//! - of conditions, of the units below them those that they keep; without a
//!   word, a unit must state a number that is asked for;
//! - of OR, those of each side that is met: a unit is a hit where it is one of
//!   a side alone;
//! - of a scope, as of AND, in each scope that is met;
//! - of AND, those that the words touch; without a word, those that every side
//!   has, and where no unit is of every side, those of each. A number may stand
//!   in one unit and another beside it in a second, so of numbers either will do.

use super::Layout;
use super::shard::Occurrence;
use std::borrow::Cow;

/// So many runs are merged two by two.
const FEW: usize = 8;

/// Places of an announcement; those of a single leaf are not copied.
pub type Places<'s> = Cow<'s, [Occurrence]>;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found<'s> {
    /// Where words stand that are asked for.
    pub places: Places<'s>,
    /// The units that these touch, where conditions leave out some; none if each counts.
    pub touched: Option<Touched>,
    /// What answers without a word; none if words are all that answers.
    pub bare: Option<Bare>,
}

/// Units that places touch.
#[derive(Clone, Debug)]
pub struct Touched {
    /// Ascending.
    pub units: Vec<u32>,
    /// For each unit the number of its first place; none if any place reaches from one unit into the next.
    pub firsts: Option<Vec<u32>>,
}

/// Units that are hits whatever words stand in them.
#[derive(Clone, Debug)]
pub struct Bare {
    /// Ascending; none if each is as good as the next.
    units: Option<Vec<u32>>,
    /// Whether all that is asked of them is to state a number.
    numbers: bool,
}

/// What conditions say of the units of one announcement.
pub struct Kept<C, W, S> {
    /// Whether values are chosen: then places that touch no unit which is kept are left out.
    pub chosen: bool,
    /// Whether any unit is left out.
    pub choosy: bool,
    /// Whether a unit is kept.
    pub keeps: C,
    /// The units of the scope that is looked at; none if it is the whole announcement.
    pub within: W,
    /// The units that state a number which is asked for; none if no number is.
    pub stating: S,
}

impl<'s> Found<'s> {
    /// What words find; none if they stand nowhere.
    pub fn of(places: Places<'s>) -> Option<Self> {
        (!places.is_empty()).then_some(Self { places, touched: None, bare: None })
    }

    /// Met by what does not stand there.
    pub fn every() -> Self {
        Self { bare: Some(Bare { units: None, numbers: false }), ..Self::default() }
    }

    /// Whether it has neither a place nor a unit.
    pub fn is_blank(&self) -> bool {
        self.places.is_empty() && self.bare.as_ref().is_none_or(Bare::is_empty)
    }

    /// The same, whatever becomes of the scene.
    pub fn into_owned(self) -> Found<'static> {
        Found { places: Cow::Owned(self.places.into_owned()), touched: self.touched, bare: self.bare }
    }

    /// What answers where each of several parts must.
    pub fn all(parts: Vec<Self>, layout: &Layout) -> Self {
        Self::join(parts, layout, |bare, words| {
            let every: Option<Vec<Bare>> = bare.into_iter().collect();
            every.map(|every| Bare::all(every, words))
        })
    }

    /// What answers where any of several parts does; none where none does.
    pub fn any(parts: Vec<Self>, layout: &Layout) -> Option<Self> {
        let any = |bare: Vec<Option<Bare>>, _| Bare::any(bare.into_iter().flatten());
        (!parts.is_empty()).then(|| Self::join(parts, layout, any))
    }

    /// The places of several parts, and what is made of their units; a lone part stays what it is.
    fn join(
        mut parts: Vec<Self>,
        layout: &Layout,
        make: impl FnOnce(Vec<Option<Bare>>, bool) -> Option<Bare>,
    ) -> Self {
        if parts.len() == 1
            && let Some(part) = parts.pop()
        {
            return part;
        }
        let cut = parts.iter().any(|part| part.touched.is_some());
        let (mut runs, mut units, mut bare) = (Vec::with_capacity(parts.len()), Vec::new(), Vec::new());
        for part in parts {
            if cut {
                let own = part.touched.map(|touched| touched.units);
                units.extend(own.unwrap_or_else(|| touch(&part.places, layout, false, |_| true).1.units));
            }
            runs.push(part.places);
            bare.push(part.bare);
        }
        let places = merged(runs);
        let bare = make(bare, !places.is_empty());
        let touched = cut.then(|| Touched { units: ascending(units), firsts: None });
        Self { places, touched, bare }
    }

    /// What conditions leave of it; none if they leave nothing. Units without a word must be kept and state a
    /// number that is asked for; of places, those stay that touch a unit which is kept.
    pub fn kept<C, W, S>(self, layout: &Layout, by: Kept<C, W, S>) -> Option<Self>
    where
        C: Fn(usize) -> bool,
        W: FnOnce() -> Option<Vec<u32>>,
        S: FnOnce() -> Option<Vec<u32>>,
    {
        let Self { mut places, mut touched, bare } = self;
        if by.choosy && !places.is_empty() {
            let own = touched.take();
            let counts = |unit: usize| {
                let before = |own: &Touched| own.units.binary_search(&(unit as u32)).is_ok();
                own.as_ref().is_none_or(before) && (by.keeps)(unit)
            };
            let (stay, units) = touch_some(places, layout, by.chosen, counts);
            places = if by.chosen && units.units.is_empty() { Places::default() } else { stay };
            touched = Some(units).filter(|_| !places.is_empty());
        }
        let bare = bare.and_then(|mut bare| {
            if let Some(units) = (by.stating)() {
                let stating = Bare { units: Some(units), numbers: true };
                bare = Bare::all(vec![bare, stating], !places.is_empty());
            }
            if by.choosy {
                let own = match (by.within)() {
                    Some(own) => bare.within(own),
                    None => bare,
                };
                let own = own.listed(layout).into_iter();
                let units: Vec<u32> = own.filter(|unit| (by.keeps)(*unit as usize)).collect();
                bare = Some(Bare::of(units)).filter(|bare| !bare.is_empty())?;
            }
            Some(bare)
        });
        (!places.is_empty() || bare.is_some()).then_some(Self { places, touched, bare })
    }
}

impl Bare {
    /// These units, ascending.
    pub fn of(units: Vec<u32>) -> Self {
        Self { units: Some(units), numbers: false }
    }

    /// The units, ascending.
    pub fn listed(self, layout: &Layout) -> Vec<u32> {
        self.units.unwrap_or_else(|| (0..layout.at.len() as u32).collect())
    }

    /// Those of them that lie in a part of the announcement, which has these units.
    pub fn within(self, own: Vec<u32>) -> Self {
        let units = match self.units {
            Some(units) => shared(&units, &own),
            None => own,
        };
        Self { units: Some(units), ..self }
    }

    fn is_empty(&self) -> bool {
        self.units.as_ref().is_some_and(Vec::is_empty)
    }

    /// Those of either.
    fn any(parts: impl Iterator<Item = Self>) -> Option<Self> {
        let (mut units, mut numbers, mut some) = (Some(Vec::new()), true, false);
        for part in parts {
            units = units.zip(part.units).map(|(mut all, own)| {
                all.extend(own);
                all
            });
            (numbers, some) = (numbers && part.numbers, true);
        }
        some.then(|| Self { units: units.map(ascending), numbers })
    }

    /// Those of each, see above; where `words` stand, units without one are no matter.
    fn all(parts: Vec<Self>, words: bool) -> Self {
        let told = parts.into_iter().filter(|part| part.units.is_some());
        let (numbers, mut sides): (Vec<Self>, Vec<Self>) = told.partition(|part| part.numbers);
        sides.extend(Self::any(numbers.into_iter()));
        let either = Self::any(sides.iter().cloned());
        let common = sides.into_iter().reduce(|one, other| Self {
            units: one.units.zip(other.units).map(|(one, other)| shared(&one, &other)),
            numbers: false,
        });
        let common = common.filter(|common| words || !common.is_empty());
        common.or(either).unwrap_or(Self { units: None, numbers: false })
    }
}

/// The units that places touch, of those that count; `only`: places that touch none of them are left out.
pub fn touch_some<'s>(
    places: Places<'s>,
    layout: &Layout,
    only: bool,
    counts: impl Fn(usize) -> bool,
) -> (Places<'s>, Touched) {
    let (stay, touched) = touch(&places, layout, only, counts);
    (if only { Cow::Owned(stay) } else { places }, touched)
}

/// The same; the places that stay are told apart only where some may go.
pub fn touch(
    places: &[Occurrence],
    layout: &Layout,
    only: bool,
    counts: impl Fn(usize) -> bool,
) -> (Vec<Occurrence>, Touched) {
    let (mut units, mut firsts): (Vec<u32>, Vec<u32>) =
        (Vec::with_capacity(places.len()), Vec::with_capacity(places.len()));
    let mut stay: Vec<Occurrence> = Vec::new();
    let (mut crossing, mut at, mut number) = (false, 0, 0_u32);
    let mut next = layout.range(at).1;
    for place in places {
        // Places ascend, so the unit is looked for from the one before; mostly it is the same.
        if place.start >= next {
            at = layout.unit_from(at, place.start);
            next = layout.range(at).1;
        }
        let mut stays = !only;
        let mut touches = |unit: usize| {
            if units.last() == Some(&(unit as u32)) {
                stays = true;
            } else if counts(unit) {
                units.push(unit as u32);
                firsts.push(number);
                stays = true;
            }
        };
        touches(at);
        if place.end > next {
            let last = layout.unit_from(at, place.end - 1);
            crossing |= last != at;
            (at + 1..=last).filter(|unit| layout.range(*unit).0 < layout.range(*unit).1).for_each(touches);
        }
        number += u32::from(stays);
        if only && stays {
            stay.push(*place);
        }
    }
    if crossing {
        units = ascending(units);
    }
    (stay, Touched { units, firsts: Some(firsts).filter(|_| !crossing) })
}

/// Each once, in order.
pub fn ascending<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.dedup();
    if !list.is_sorted() {
        list.sort_unstable();
        list.dedup();
    }
    list
}

/// What two ascending lists have in common.
pub fn shared<T: Ord + Copy>(left: &[T], right: &[T]) -> Vec<T> {
    left.iter().filter(|number| right.binary_search(number).is_ok()).copied().collect()
}

/// Several runs as one; ascending if all are.
fn merged<'s>(runs: Vec<Places<'s>>) -> Places<'s> {
    // More than a few, such as those of every sentence, would be copied again and again.
    if runs.len() <= FEW {
        return runs.into_iter().reduce(merge).unwrap_or_default();
    }
    let mut all = runs.concat();
    if !all.is_sorted() {
        all.sort();
    }
    Cow::Owned(all)
}

/// Two runs as one; ascending if both are.
fn merge<'s>(left: Places<'s>, right: Places<'s>) -> Places<'s> {
    match (left.first(), right.first()) {
        (None, _) => return right,
        (_, None) => return left,
        _ => {}
    }
    let mut all = Vec::with_capacity(left.len() + right.len());
    let key = |place: &Occurrence| u64::from(place.start) << 32 | u64::from(place.end);
    let (mut a, mut b) = (0, 0);
    while let (Some(first), Some(second)) = (left.get(a), right.get(b)) {
        // Without a branch: which of two words comes next cannot be foreseen.
        let before = key(first) <= key(second);
        all.push(*if before { first } else { second });
        a += usize::from(before);
        b += usize::from(!before);
    }
    all.extend_from_slice(left.get(a..).unwrap_or_default());
    all.extend_from_slice(right.get(b..).unwrap_or_default());
    Cow::Owned(all)
}
