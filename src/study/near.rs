//! What is there instead of what was not found.
//!
//! In: a query that found nothing. Out: for each of its words that stands
//! nowhere, strings of the corpus that differ from it in one character, or lack
//! one or have one more, and words of the corpus that sound like it; the same
//! for values of fields that none has. Suggestions only: nothing here changes an
//! answer, and all of them are there.

pub use super::alike::Likeness;
use super::alike::{inside, likeness};
use crate::search::named::of_agency;
use crate::search::plan::Plan;
use crate::search::run::{Parts, each, run};
use crate::search::{Field, Filter, Node, Page, Query, SearchError, Test};
use crate::segment::same_sound;
use crate::text::fold;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// In shorter words one character is half of them: only words of the word list are meant, or what sounds alike.
const SHORTEST: usize = 3;
/// Shorter words are the beginning or the end of too much to lack a character.
const SHORTEST_UNEVEN: usize = 4;
/// Short words of letters and digits too: bar is no ban.
const SHORTEST_LATIN: usize = 5;
/// Words of one character sound like half the language.
const SHORTEST_SOUND: usize = 2;
/// Words that sound alike are counted one by one, and so are those of two characters that share one.
const SOUNDS: usize = 12;
/// Strings counted for each word.
const COUNTED: usize = 32;
/// Most announcements that hold one character of a word of two, for what stands beside it to be looked at.
const ROOM: u64 = 5_000;
/// Values of a field looked at.
const VALUES: usize = 20_000;
/// Longer ones cost too much and are seldom mistyped in one place only.
const LONGEST: usize = 16;
/// Longer runs are several words.
const LONGEST_RUN: usize = 6;
/// Announcements looked at for each word.
const LOOKS: usize = 200;
/// Suggestions for each word.
const MOST: usize = 5;
/// Words looked up.
const WORDS: usize = 8;

/// What stands in the corpus instead of a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Near {
    /// The word that stands nowhere.
    pub term: String,
    /// Those that sound alike first, then by frequency.
    pub found: Vec<Instead>,
}

/// A string that stands in the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instead {
    /// The string, as folded.
    pub text: String,
    /// How it is near.
    pub likeness: Likeness,
    /// Announcements that contain it, counted.
    pub announcements: u64,
}

/// The near misses of every word and every value of a query that stands nowhere.
pub fn near(parts: Parts, query: &Query) -> Result<Vec<Near>, SearchError> {
    let plan = Plan::of(query, parts.words);
    let mut misses = Vec::new();
    for leaf in plan.leaves.iter().filter(|leaf| leaf.pieces.len() == 1).take(WORDS) {
        let word: String = leaf.pieces[0].iter().collect();
        if leaf.instead.is_none()
            && fits(&leaf.pieces[0])
            && leaf.pieces[0].iter().all(|c| c.is_alphanumeric())
            && count(parts, &word)? == 0
        {
            let found = instead(parts, &leaf.pieces[0])?;
            if !found.is_empty() {
                misses.push(Near { term: leaf.text.clone(), found });
            }
        }
    }
    let mut typed = Vec::new();
    query.root.iter().for_each(|root| runs(root, &mut typed));
    for run in typed.into_iter().take(WORDS) {
        let chars = bare(run);
        // 约谭 is cut into two characters, and neither of them is what was mistyped.
        let cut = plan.leaves.iter().any(|leaf| match leaf.pieces.as_slice() {
            [piece] => piece.len() == 1 && chars.contains(&piece[0]),
            _ => false,
        });
        if cut && (SHORTEST_SOUND..=LONGEST_RUN).contains(&chars.len()) {
            let word: String = chars.iter().collect();
            let found = if count(parts, &word)? == 0 { instead(parts, &chars)? } else { Vec::new() };
            if !found.is_empty() {
                misses.push(Near { term: run.to_owned(), found });
            }
        }
    }
    for Filter { test, .. } in query.filters.iter().filter(|filter| !filter.negated).take(WORDS) {
        let (Test::Has(field, text) | Test::Known(field, text)) = test else { continue };
        let typed = bare(text);
        if fits(&typed) && having(parts, test.clone())? == 0 {
            let found = values(parts, *field, &typed)?;
            if !found.is_empty() {
                misses.push(Near { term: text.clone(), found });
            }
        }
    }
    Ok(misses)
}

/// The bare runs that must stand somewhere.
fn runs<'q>(node: &'q Node, into: &mut Vec<&'q str>) {
    match node {
        Node::Words(text) => into.push(text),
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => {
            nodes.iter().for_each(|node| runs(node, into));
        }
        Node::Near { left, right, .. } => [left, right].into_iter().for_each(|node| runs(node, into)),
        Node::In { node, .. } => runs(node, into),
        _ => {}
    }
}

fn fits(word: &[char]) -> bool {
    (SHORTEST_SOUND..=LONGEST).contains(&word.len())
}

/// A text as conditions compare it.
fn bare(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn instead(parts: Parts, word: &[char]) -> Result<Vec<Instead>, SearchError> {
    let (mut seen, known) = listed(parts, word);
    let latin = word.iter().all(char::is_ascii);
    let long = word.len() >= if latin { SHORTEST_LATIN } else { SHORTEST };
    if long || !latin {
        let sounds = |own: &[char]| long || likeness(own, word) == Some(Likeness::Sound);
        let kinds = [Likeness::Sound, Likeness::Character];
        let fits =
            |own: &[char]| likeness(own, word).is_some_and(|kind| kinds.contains(&kind)) && sounds(own);
        let mut patterns = patterns(word, true);
        if !long {
            let room = |c: &char| Ok::<bool, SearchError>(count(parts, &c.to_string())? <= ROOM);
            let rare: Vec<bool> = word.iter().rev().map(room).collect::<Result<_, _>>()?;
            patterns = patterns.into_iter().zip(rare).filter(|(_, rare)| *rare).map(|(one, _)| one).collect();
        }
        seen.extend(strings(parts, word, patterns, &fits)?.into_iter().take(MOST));
        seen.extend(known);
    }
    if long && word.len() >= SHORTEST_UNEVEN {
        let more = |own: &[char]| likeness(own, word) == Some(Likeness::Missing);
        seen.extend(strings(parts, word, patterns(word, false), &more)?.into_iter().take(MOST));
        seen.extend((0..word.len()).map(|left| {
            word.iter().enumerate().filter(|(at, _)| *at != left).map(|(_, c)| *c).collect::<String>()
        }));
    }
    weighed(seen, word, &mut |text| count(parts, text))
}

/// The values of a field that are like what was typed.
fn values(parts: Parts, field: Field, typed: &[char]) -> Result<Vec<Instead>, SearchError> {
    let (all, mut found) = (parts.shards.values(field)?, BTreeMap::new());
    for place in 0..all.len().min(VALUES) {
        inside(&bare(&field.label(all.name(place))), typed, &mut found);
    }
    let mut seen: Vec<(String, u64)> = found.into_iter().collect();
    seen.sort_by_key(|(text, times)| (kind(text, typed), std::cmp::Reverse(*times)));
    let seen = seen.into_iter().map(|(text, _)| text).take(SOUNDS).collect();
    weighed(seen, typed, &mut |text| {
        let known = field == Field::Agency && !of_agency(text).is_empty();
        let text = text.to_owned();
        having(parts, if known { Test::Known(field, text) } else { Test::Has(field, text) })
    })
}

fn kind(text: &str, typed: &[char]) -> Option<Likeness> {
    likeness(&text.chars().collect::<Vec<_>>(), typed)
}

/// Those that are there, counted, the nearest first.
fn weighed(
    seen: Vec<String>,
    word: &[char],
    count: &mut dyn FnMut(&str) -> Result<u64, SearchError>,
) -> Result<Vec<Instead>, SearchError> {
    let mut found: Vec<Instead> = Vec::new();
    for text in seen.into_iter().take(COUNTED) {
        let Some(likeness) = kind(&text, word) else { continue };
        let known = found.iter().any(|one| one.text == text);
        let announcements = if known { 0 } else { count(&text)? };
        if announcements > 0 {
            found.push(Instead { text, likeness, announcements });
        }
    }
    found.sort_by_key(|one| (one.likeness, std::cmp::Reverse(one.announcements)));
    found.truncate(MOST);
    Ok(found)
}

/// Words of the word list that sound like this one, and, if it has two characters, those that share one of them;
/// the most frequent first.
fn listed(parts: Parts, word: &[char]) -> (Vec<String>, Vec<String>) {
    let (mut alike, mut apart): (BTreeMap<String, u64>, BTreeMap<String, u64>) = Default::default();
    parts.words.each(&mut |other, times| {
        let mut chars = other.chars();
        let Some((first, begins)) = chars.next().zip(word.first()) else { return };
        if chars.clone().count() + 1 != word.len() {
            return;
        }
        let first = first == *begins || same_sound(first, *begins);
        if !first && (word.len() != 2 || chars.next() != word.last().copied()) {
            return;
        }
        match kind(other, word) {
            Some(Likeness::Sound) => *alike.entry(other.to_owned()).or_default() += times,
            Some(Likeness::Character) if word.len() == 2 => {
                *apart.entry(other.to_owned()).or_default() += times;
            }
            _ => {}
        }
    });
    let first = |found: BTreeMap<String, u64>| -> Vec<String> {
        let mut found: Vec<(String, u64)> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        found.into_iter().take(SOUNDS).map(|(word, _)| word).collect()
    };
    (first(alike), first(apart))
}

/// A word with any character in the place of one of its own, or put in between two of them.
fn patterns(word: &[char], instead: bool) -> Vec<Node> {
    let pattern = |at: usize| {
        let behind = &word[at + usize::from(instead)..];
        Node::Wild(word[..at].iter().chain(&['?']).chain(behind).collect())
    };
    (usize::from(!instead)..word.len()).map(pattern).collect()
}

/// Strings of the corpus that fit, the most frequent first; those that sound alike are not lost behind them.
fn strings(
    parts: Parts,
    word: &[char],
    patterns: Vec<Node>,
    fits: &dyn Fn(&[char]) -> bool,
) -> Result<Vec<String>, SearchError> {
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query { root: Some(Node::Any(patterns)), ..Query::default() };
    let mut strings: BTreeMap<String, u64> = BTreeMap::new();
    let mut looked = 0;
    each(parts, &query, 0, &mut |hit| {
        for spot in &hit.spots {
            let own: Vec<char> =
                fold(hit.shown.slice(spot.span)).chars().filter(|c| c.is_alphanumeric()).collect();
            if fits(&own) {
                *strings.entry(own.into_iter().collect()).or_default() += 1;
            }
        }
        looked += 1;
        Ok(if looked < LOOKS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    let mut seen: Vec<(String, u64)> = strings.into_iter().collect();
    seen.sort_by_key(|(text, times)| (kind(text, word) != Some(Likeness::Sound), std::cmp::Reverse(*times)));
    Ok(seen.into_iter().map(|(text, _)| text).collect())
}

fn count(parts: Parts, word: &str) -> Result<u64, SearchError> {
    total(parts, Query { root: Some(Node::Literal(word.to_owned())), ..Query::default() })
}

fn having(parts: Parts, test: Test) -> Result<u64, SearchError> {
    total(parts, Query { filters: vec![Filter { negated: false, test }], ..Query::default() })
}

fn total(parts: Parts, query: Query) -> Result<u64, SearchError> {
    let page = Page { groups: 0, units: 0, ..Page::default() };
    Ok(run(parts.shards, parts.words, &query, &page)?.totals.announcements)
}
