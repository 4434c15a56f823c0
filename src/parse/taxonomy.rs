//! Areas to themes, measures to actions: two small published taxonomies.
//!
//! In: a folded heading or measure. Out: an id of `data/themes.tsv` or
//! `data/actions.tsv`, or nothing. Promise: unknown stays unknown; the rules
//! are the data files, no word of them stands in code.

use super::lexicon::Lexicon;
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

/// Keywords, and for each its class and weight.
type Keywords = (Lexicon, Vec<(usize, u32)>);

fn keywords(classes: &[Class]) -> Keywords {
    let all =
        || classes.iter().enumerate().flat_map(|(at, class)| class.words.iter().map(move |word| (at, word)));
    let words: Vec<&'static str> = all().map(|(_, (word, _))| *word).collect();
    (Lexicon::of(&words), all().map(|(class, (_, weight))| (class, *weight)).collect())
}

static OF_THEMES: LazyLock<Keywords> = LazyLock::new(|| keywords(&THEMES));
static OF_ACTIONS: LazyLock<Keywords> = LazyLock::new(|| keywords(&ACTIONS));

/// The theme of an area heading: the first whose keyword it has.
pub(super) fn theme(heading: &str) -> Option<String> {
    let (lexicon, keywords) = &*OF_THEMES;
    let mut first = usize::MAX;
    lexicon.each(beginning(heading), |word, _| first = first.min(keywords[word].0));
    THEMES.get(first).map(|class| class.id.to_owned())
}

/// More classes than a small taxonomy has; keywords are at most four times as many.
const MOST: usize = 64;

/// The kind of doing of a measure: the highest sum of weights, each keyword
/// once; in its own heading, which stands before the first 。, twice. Below two,
/// unknown. One pass, because every measure of a corpus comes through here.
pub(super) fn action(measure: &str) -> Option<String> {
    let text = beginning(measure);
    let head = text.find('。').unwrap_or(text.len());
    let (lexicon, keywords) = &*OF_ACTIONS;
    let mut sums = [0_u32; MOST];
    let mut seen = [[false; 2]; 4 * MOST];
    debug_assert!(ACTIONS.len() <= sums.len() && keywords.len() <= seen.len(), "the data fit");
    lexicon.each(text, |word, at| {
        if word >= seen.len() {
            return;
        }
        let ahead = at < head;
        let before = seen[word];
        seen[word][usize::from(ahead)] = true;
        if before[usize::from(ahead)] {
            return;
        }
        // Once for being there, once more for being ahead.
        let (class, weight) = keywords[word];
        sums[class] += weight * (u32::from(!before[usize::from(!ahead)]) + u32::from(ahead));
    });
    let most = sums.iter().copied().max().filter(|most| *most >= 2)?;
    let best = sums.iter().position(|sum| *sum == most)?;
    Some(ACTIONS[best].id.to_owned())
}
