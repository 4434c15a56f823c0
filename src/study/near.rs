//! What is there instead of what was not found.
//!
//! In: a query that found nothing. Out: for each of its words that stands
//! nowhere, the strings of the corpus that differ from it in one character.
//! Suggestions only: nothing here changes an answer.

use crate::search::plan::Plan;
use crate::search::run::{Parts, each, run};
use crate::search::{Node, Page, Query, SearchError};
use crate::text::fold;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Shorter words differ in one character from too much.
const SHORTEST: usize = 3;
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
    /// One character different, as folded; the most frequent first.
    pub found: Vec<Instead>,
}

/// A string one character away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instead {
    /// The string.
    pub text: String,
    /// Announcements that contain it, counted.
    pub announcements: u64,
}

/// The near misses of every word of a query that stands nowhere.
pub fn near(parts: Parts, query: &Query) -> Result<Vec<Near>, SearchError> {
    let plan = Plan::of(query, parts.words);
    let mut misses = Vec::new();
    for leaf in plan.leaves.iter().filter(|leaf| leaf.pieces.len() == 1).take(WORDS) {
        let word: String = leaf.pieces[0].iter().collect();
        let fits = (SHORTEST..=LONGEST).contains(&leaf.pieces[0].len());
        if fits && leaf.pieces[0].iter().all(|c| c.is_alphanumeric()) && count(parts, &word)? == 0 {
            let found = instead(parts, &leaf.pieces[0])?;
            if !found.is_empty() {
                misses.push(Near { term: leaf.text.clone(), found });
            }
        }
    }
    Ok(misses)
}

fn instead(parts: Parts, word: &[char]) -> Result<Vec<Instead>, SearchError> {
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
    seen.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let counted = seen.into_iter().take(MOST).map(|(text, _)| {
        let announcements = count(parts, &text)?;
        Ok(Instead { text, announcements })
    });
    let mut found = counted.collect::<Result<Vec<_>, SearchError>>()?;
    found.sort_by_key(|one| std::cmp::Reverse(one.announcements));
    Ok(found)
}

fn count(parts: Parts, word: &str) -> Result<u64, SearchError> {
    let query = Query { root: Some(Node::Literal(word.to_owned())), ..Query::default() };
    let page = Page { groups: 0, units: 0, ..Page::default() };
    Ok(run(parts.shards, parts.words, &query, &page)?.totals.announcements)
}
