//! Every announcement of an answer, without pages.
//!
//! In: the parts of an index and a query. Out: [`visit`]: all that match, in
//! the order they lie, by columns alone; [`each`]: all that match, in the order
//! of the query, with their text. Promises: what is visited is what
//! [`run`](super::run) counts; memory is a few words for each announcement that
//! matches, and the text of [`AHEAD`] announcements.

use super::pass::{Opened, Pass};
use super::*;
use crate::disclosure::Span;
use std::ops::ControlFlow;

/// Announcements whose text is held at once.
const AHEAD: usize = 64;

/// An index as those see it who go through all of it.
#[derive(Clone, Copy)]
pub struct Parts<'i> {
    /// Where things stand.
    pub shards: &'i dyn Shards,
    /// Its words.
    pub words: &'i dyn Vocabulary,
}

/// A matching announcement whose text was not fetched.
pub struct Seen<'s> {
    /// The shard it lies in: values by number.
    pub shard: &'s dyn Shard,
    /// Its number there.
    pub document: u32,
    /// Where the units are.
    pub layout: &'s Layout,
    /// What matched, in positions.
    pub places: &'s [Occurrence],
    /// The units that are hits, ascending.
    pub units: &'s [u32],
}

/// Someone who looks at every matching announcement.
pub trait Visitor {
    /// A shard begins.
    fn open(&mut self, _shard: &dyn Shard) -> Result<(), SearchError> {
        Ok(())
    }
    /// An announcement of it matches.
    fn found(&mut self, seen: &Seen) -> Result<(), SearchError>;
    /// The shard ends.
    fn close(&mut self, _shard: &dyn Shard) -> Result<(), SearchError> {
        Ok(())
    }
}

/// What holds for the whole of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// Over the whole answer.
    pub totals: Totals,
    /// How the query was read.
    pub interpretation: Interpretation,
    /// The state of the index that answered.
    pub generation: String,
}

/// A matching announcement with its text.
pub struct Hit<'h> {
    /// The announcement.
    pub record: &'h Record,
    /// Its text by characters.
    pub shown: &'h Shown<'h>,
    /// The units that are hits, ascending.
    pub units: &'h [u32],
    /// Whether units are hits without a word, such as those that state a number.
    pub bare: bool,
    /// What matched, one for each occurrence, in text order.
    pub spots: Vec<Spot>,
    /// The same without overlaps, as readers see it.
    pub marks: Vec<Span>,
    /// Occurrences in the announcements before this one.
    pub before: u64,
    /// Over the whole answer.
    pub totals: Totals,
}

/// One occurrence, in published characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From its first to its last character.
    pub span: Span,
    /// The unit its first character stands in.
    pub unit: u32,
}

/// Shows every matching announcement to a visitor, by columns alone. An empty answer says why.
pub fn visit(parts: Parts, query: &Query, visitor: &mut dyn Visitor) -> Result<Whole, SearchError> {
    let mut whole = tally(parts, query, visitor)?;
    if whole.totals.announcements == 0 {
        missing::explain(&mut whole.interpretation, parts.shards, parts.words, query)?;
    }
    Ok(whole)
}

/// The same without asking why an answer is empty.
pub fn tally(parts: Parts, query: &Query, visitor: &mut dyn Visitor) -> Result<Whole, SearchError> {
    let plan = Plan::of(query, parts.words);
    let page = Page::default();
    let (pass, mut opened) = Pass::new(parts.shards, query, &page, &plan)?;
    let mut totals = Totals::default();
    for part in 0..parts.shards.count() {
        walk(&pass, part, &mut opened, &mut |step| match step {
            Step::Open(shard) => visitor.open(shard),
            Step::Found(shard, document, scene, match_) => {
                add(&mut totals, match_);
                let (layout, places, units) = (&scene.layout, &match_.places, &match_.units);
                visitor.found(&Seen { shard, document, layout, places, units })
            }
            Step::Close(shard) => visitor.close(shard),
        })?;
    }
    let interpretation = Interpretation::of(query, &plan);
    Ok(Whole { totals, interpretation, generation: parts.shards.generation() })
}

/// Reads every matching announcement in the order of the query, until told to stop.
/// Announcements all of whose occurrences come before the one numbered `from` are passed over.
pub fn each<E: From<SearchError>>(
    parts: Parts,
    query: &Query,
    from: u64,
    read: &mut dyn FnMut(&Hit) -> Result<ControlFlow<()>, E>,
) -> Result<Whole, E> {
    each_of(parts, query, (None, from), read)
}

/// The same of one announcement alone, by its id, where there is one.
pub fn each_of<E: From<SearchError>>(
    parts: Parts,
    query: &Query,
    (only, from): (Option<&str>, u64),
    read: &mut dyn FnMut(&Hit) -> Result<ControlFlow<()>, E>,
) -> Result<Whole, E> {
    let plan = Plan::of(query, parts.words);
    let page = Page { only: only.map(str::to_owned), ..Page::default() };
    let (pass, mut opened) = Pass::new(parts.shards, query, &page, &plan)?;
    let mut totals = Totals::default();
    let mut all: Vec<(Best, u64)> = Vec::new();
    for part in 0..parts.shards.count() {
        walk(&pass, part, &mut opened, &mut |step| {
            match step {
                Step::Found(shard, document, scene, match_) => {
                    add(&mut totals, match_);
                    let (_, roles) = pass.resolved(part, shard)?;
                    let order = pass.order(shard, document, scene, match_, roles, &|_| true);
                    let times = match_.places.len() as u64;
                    all.extend(order.map(|order| (Best { order, part, document }, times)));
                }
                Step::Open(_) | Step::Close(_) => {}
            }
            Ok(())
        })?;
    }
    all.sort_by_key(|(best, _)| std::cmp::Reverse(best.order));
    let mut before = 0;
    'all: for ahead in all.chunks(AHEAD) {
        let mut read_ones = fetch(&pass, ahead, before, from)?.into_iter();
        for (_, occurrences) in ahead {
            let start = before;
            before += occurrences;
            let Some((record, match_)) = read_ones.next().flatten() else { continue };
            let shown = Shown::of(&record);
            let unit = |place: &Occurrence| shown.layout.unit(place.start) as u32;
            let spans = shown.spots(&plan, &match_.places);
            let spots = match_.places.iter().zip(spans).map(|(place, span)| Spot { span, unit: unit(place) });
            let hit = Hit {
                record: &record,
                units: &match_.units,
                bare: match_.bare,
                spots: spots.collect(),
                marks: shown.marks(&plan, &match_.places),
                before: start,
                totals,
                shown: &shown,
            };
            if read(&hit)?.is_break() {
                break 'all;
            }
        }
    }
    Ok(whole(parts, query, &plan, totals)?)
}

enum Step<'s> {
    Open(&'s dyn Shard),
    Found(&'s dyn Shard, u32, &'s Scene, &'s Match<'s>),
    Close(&'s dyn Shard),
}

/// Goes through the announcements of one shard that match.
fn walk<'q>(
    pass: &Pass<'q>,
    part: usize,
    opened: &mut Opened<'q>,
    see: &mut dyn FnMut(Step) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    let mut shard = match opened.get_mut(part).and_then(Option::take) {
        Some(shard) => shard,
        None => pass.index.open(part, pass.plan)?,
    };
    let resolved = pass.resolved(part, shard.as_ref())?;
    let filters = &resolved.0;
    let only = pass.page.only.as_deref().map(key_of);
    see(Step::Open(shard.as_ref()))?;
    let mut scene = Scene::default();
    let mut document = shard.next(0)?;
    while document != END {
        if only.is_none_or(|key| shard.key(document) == key)
            && filters.announcement(shard.as_ref(), document) == Verdict::Passes
            && pass.gather(part, shard.as_mut(), document, &mut scene)?
            && let Some(match_) = matched(pass.plan, shard.as_ref(), resolved, document, &scene, None)
        {
            see(Step::Found(shard.as_ref(), document, &scene, &match_))?;
        }
        document = shard.next(document + 1)?;
    }
    see(Step::Close(shard.as_ref()))
}

/// The text and matches of a few announcements; nothing for those before `from`.
fn fetch(
    pass: &Pass,
    ahead: &[(Best, u64)],
    mut before: u64,
    from: u64,
) -> Result<Vec<Option<(Record, Match<'static>)>>, SearchError> {
    let wanted: Vec<bool> = ahead
        .iter()
        .map(|(_, occurrences)| {
            before += occurrences;
            from == 0 || before > from
        })
        .collect();
    let mut found: Vec<Option<(Record, Match<'static>)>> = ahead.iter().map(|_| None).collect();
    for part in 0..pass.index.count() {
        let mut places: Vec<usize> =
            (0..ahead.len()).filter(|at| wanted[*at] && ahead[*at].0.part == part).collect();
        if places.is_empty() {
            continue;
        }
        places.sort_unstable_by_key(|at| ahead[*at].0.document);
        let mut shard = pass.index.open(part, pass.plan)?;
        let resolved = pass.resolved(part, shard.as_ref())?;
        let mut scene = Scene::default();
        for at in places {
            let document = ahead[at].0.document;
            shard.next(document)?;
            pass.gather(part, shard.as_mut(), document, &mut scene)?;
            let match_ = matched(pass.plan, shard.as_ref(), resolved, document, &scene, None);
            found[at] = match_.map(|match_| Ok((shard.record(document)?, match_.kept()))).transpose()?;
        }
    }
    Ok(found)
}

fn add(totals: &mut Totals, match_: &Match) {
    totals.announcements += 1;
    totals.units += match_.units.len() as u64;
    totals.occurrences += match_.places.len() as u64;
}

fn whole(parts: Parts, query: &Query, plan: &Plan, totals: Totals) -> Result<Whole, SearchError> {
    let mut interpretation = Interpretation::of(query, plan);
    if totals.announcements == 0 {
        missing::explain(&mut interpretation, parts.shards, parts.words, query)?;
    }
    Ok(Whole { totals, interpretation, generation: parts.shards.generation() })
}
