//! Areas to themes, measures to actions: two small published taxonomies.
//!
//! In: a folded heading or measure. Out: an id of `data/themes.tsv` or
//! `data/actions.tsv`, or nothing. Promise: unknown stays unknown; the rules
//! are the data files, no word of them stands in code.

use super::lexicon::{Lists, stops};
use super::view::View;
use super::words::List;
use std::ops::Range;
use std::sync::LazyLock;

/// One line of a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// What units carry.
    pub id: &'static str,
    /// What readers see.
    pub chinese: &'static str,
    /// Keywords and their weights.
    pub words: Vec<(&'static str, u32)>,
    /// A heading or measure of this class.
    pub example: &'static str,
}

fn classes(data: &'static str) -> Vec<Class> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (id, chinese, words) = (fields.next()?, fields.next()?, fields.next()?);
            let words = words.split('|').map(|word| match word.split_once('=') {
                Some((word, weight)) => (word, weight.parse().unwrap_or(1)),
                None => (word, 1),
            });
            Some(Class { id, chinese, words: words.collect(), example: fields.next().unwrap_or_default() })
        })
        .collect()
}

static THEMES: LazyLock<Vec<Class>> = LazyLock::new(|| classes(include_str!("data/themes.tsv")));
static ACTIONS: LazyLock<Vec<Class>> = LazyLock::new(|| classes(include_str!("data/actions.tsv")));

/// Every theme of an area, in order of precedence.
pub fn themes() -> &'static [Class] {
    &THEMES
}

/// Every kind of doing of a measure.
pub fn actions() -> &'static [Class] {
    &ACTIONS
}

/// As much of a unit as decides, in characters: a measure says first what it does.
const ENOUGH: usize = 240;

/// The beginning that decides.
fn beginning(text: &str) -> &str {
    let mut rest = text.chars();
    if text.len() > ENOUGH {
        rest.nth(ENOUGH - 1);
        return &text[..text.len() - rest.as_str().len()];
    }
    text
}

/// Keywords in the order of their classes.
fn keywords(classes: &'static [Class]) -> impl Iterator<Item = (usize, &'static (&'static str, u32))> {
    classes.iter().enumerate().flat_map(|(at, class)| class.words.iter().map(move |word| (at, word)))
}

/// Keywords of the actions.
pub(super) fn words() -> Vec<&'static str> {
    keywords(&ACTIONS).map(|(_, (word, _))| *word).collect()
}

/// The class and the weight of each.
static WEIGHTS: LazyLock<Vec<(usize, u32)>> =
    LazyLock::new(|| keywords(&ACTIONS).map(|(class, (_, weight))| (class, *weight)).collect());

/// Keywords of the themes.
static OF_THEMES: LazyLock<Lists> = LazyLock::new(|| {
    let words = |class: &Class| class.words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
    let lists: Vec<_> = THEMES.iter().map(words).collect();
    Lists::of(lists.iter().map(Vec::as_slice))
});

/// The theme of an area heading: the first whose keyword it has.
pub(super) fn theme(heading: &str) -> Option<String> {
    OF_THEMES.first(beginning(heading)).map(|class| THEMES[class].id.to_owned())
}

/// More classes than a small taxonomy has; keywords are at most four times as many.
const MOST: usize = 64;

/// The kind of doing of a measure: the highest sum of weights, each keyword
/// once; in its own heading, which stands before the first 。, twice. Below two,
/// unknown. One pass, because every measure of a corpus comes through here.
pub(super) fn action(view: &View, measure: Range<usize>) -> Option<String> {
    let text = beginning(view.get(measure.clone()));
    let head = measure.start + stops(text).next().unwrap_or(text.len());
    let keywords = &*WEIGHTS;
    let mut sums = [0_u32; MOST];
    let mut seen = [[false; 2]; 4 * MOST];
    debug_assert!(ACTIONS.len() <= sums.len() && keywords.len() <= seen.len(), "the data fit");
    for (word, at) in view.words.within(List::Actions, measure.start..measure.start + text.len()) {
        if word >= seen.len() {
            continue;
        }
        let ahead = at < head;
        let before = seen[word];
        seen[word][usize::from(ahead)] = true;
        if before[usize::from(ahead)] {
            continue;
        }
        // Once for being there, once more for being ahead.
        let (class, weight) = keywords[word];
        sums[class] += weight * (u32::from(!before[usize::from(!ahead)]) + u32::from(ahead));
    }
    let most = sums.iter().copied().max().filter(|most| *most >= 2)?;
    let best = sums.iter().position(|sum| *sum == most)?;
    Some(ACTIONS[best].id.to_owned())
}
