//! What is there instead of what was not found.
//!
//! In: a query that found nothing. Out: for each of its words that stands
//! nowhere, strings of the corpus that differ from it in one character, and
//! words of the corpus that sound like it. Suggestions only: nothing here
//! changes an answer, and all of them are there.

use crate::search::plan::Plan;
use crate::search::run::{Parts, each, run};
use crate::search::{Node, Page, Query, SearchError};
use crate::segment::same_sound;
use crate::text::fold;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Shorter words differ in one character from too much; they can only sound alike.
const SHORTEST: usize = 3;
/// Short words of letters and digits too: bar is no ban.
const SHORTEST_LATIN: usize = 5;
/// Words of one character sound like half the language.
const SHORTEST_SOUND: usize = 2;
/// Words that sound alike are counted one by one.
const SOUNDS: usize = 12;
/// Longer ones cost too much and are seldom mistyped in one place only.
const LONGEST: usize = 16;
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

words! {
    /// How a string is near another.
    Likeness {
        /// It can be read aloud the same way, tones aside.
        Sound = "sound", "同音";
        /// One character of it is another.
        Character = "character", "差一字";
    }
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

/// The near misses of every word of a query that stands nowhere.
pub fn near(parts: Parts, query: &Query) -> Result<Vec<Near>, SearchError> {
    let plan = Plan::of(query, parts.words);
    let mut misses = Vec::new();
    for leaf in plan.leaves.iter().filter(|leaf| leaf.pieces.len() == 1).take(WORDS) {
        let word: String = leaf.pieces[0].iter().collect();
        let fits = (SHORTEST_SOUND..=LONGEST).contains(&leaf.pieces[0].len());
        if leaf.instead.is_none()
            && fits
            && leaf.pieces[0].iter().all(|c| c.is_alphanumeric())
            && count(parts, &word)? == 0
        {
            let found = instead(parts, &leaf.pieces[0])?;
            if !found.is_empty() {
                misses.push(Near { term: leaf.text.clone(), found });
            }
        }
    }
    Ok(misses)
}

fn instead(parts: Parts, word: &[char]) -> Result<Vec<Instead>, SearchError> {
    let mut seen: Vec<String> = sounding(parts, word);
    let latin = word.iter().all(char::is_ascii);
    if word.len() >= if latin { SHORTEST_LATIN } else { SHORTEST } {
        seen.extend(one_apart(parts, word)?.into_iter().take(MOST));
    }
    let mut found: Vec<Instead> = Vec::new();
    for text in seen {
        let own: Vec<char> = text.chars().collect();
        let likeness = if sounds(&own, word) { Likeness::Sound } else { Likeness::Character };
        let known = found.iter().any(|one| one.text == text);
        let announcements = if known { 0 } else { count(parts, &text)? };
        if announcements > 0 {
            found.push(Instead { text, likeness, announcements });
        }
    }
    found.sort_by_key(|one| (one.likeness, std::cmp::Reverse(one.announcements)));
    found.truncate(MOST);
    Ok(found)
}

/// Whether two strings can be read aloud the same way.
fn sounds(own: &[char], word: &[char]) -> bool {
    own.len() == word.len() && own.iter().zip(word).all(|(a, b)| a == b || same_sound(*a, *b))
}

/// Words of the corpus that sound like this one, the most frequent first.
fn sounding(parts: Parts, word: &[char]) -> Vec<String> {
    let mut found: Vec<(u64, String)> = Vec::new();
    parts.words.each(&mut |other, times| {
        let mut chars = other.chars();
        let first = chars.next().zip(word.first()).is_some_and(|(a, b)| a == *b || same_sound(a, *b));
        if first && chars.clone().count() + 1 == word.len() {
            let own: Vec<char> = other.chars().collect();
            if own != word && sounds(&own, word) {
                match found.iter_mut().find(|(_, known)| known == other) {
                    Some((sum, _)) => *sum += times,
                    None => found.push((times, other.to_owned())),
                }
            }
        }
    });
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(SOUNDS).map(|(_, word)| word).collect()
}

/// Strings that differ in one character, the most frequent first.
fn one_apart(parts: Parts, word: &[char]) -> Result<Vec<String>, SearchError> {
    let pattern = |at: usize| {
        Node::Wild(word.iter().enumerate().map(|(n, c)| if n == at { '?' } else { *c }).collect())
    };
    let query = Query { root: Some(Node::Any((0..word.len()).map(pattern).collect())), ..Query::default() };
    let mut strings: BTreeMap<String, u64> = BTreeMap::new();
    let mut looked = 0;
    each(parts, &query, 0, &mut |hit| {
        for spot in &hit.spots {
            let own: Vec<char> =
                fold(hit.shown.slice(spot.span)).chars().filter(|c| c.is_alphanumeric()).collect();
            let apart = own.iter().zip(word).filter(|(a, b)| a != b).count();
            if own.len() == word.len() && apart == 1 {
                *strings.entry(own.into_iter().collect()).or_default() += 1;
            }
        }
        looked += 1;
        Ok(if looked < LOOKS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    let mut seen: Vec<(String, u64)> = strings.into_iter().collect();
    // Those that sound alike are not lost behind more frequent ones.
    seen.sort_by_key(|(text, times)| {
        (!sounds(&text.chars().collect::<Vec<_>>(), word), std::cmp::Reverse(*times))
    });
    Ok(seen.into_iter().map(|(text, _)| text).collect())
}

fn count(parts: Parts, word: &str) -> Result<u64, SearchError> {
    let query = Query { root: Some(Node::Literal(word.to_owned())), ..Query::default() };
    let page = Page { groups: 0, units: 0, ..Page::default() };
    Ok(run(parts.shards, parts.words, &query, &page)?.totals.announcements)
}
