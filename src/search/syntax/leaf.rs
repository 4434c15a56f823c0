//! One bare run → words or a pattern.
//!
//! In: the characters of a run, each with whether a backslash stood before it.
//! Out: a leaf, or nothing where no character of the run can be matched; signs
//! that are no punctuation are looked for as they stand.
//! Promise: the text of a leaf has a significant character at each end that
//! matters, so that printing and reading it gives the same leaf.

use super::marks;
use crate::search::Node;

/// A run of characters without blanks.
#[derive(Clone, Debug, Default)]
pub struct Run {
    chars: Vec<char>,
    escaped: Vec<bool>,
    /// Its first character in the input.
    pub start: usize,
    /// One past its last character in the input.
    pub end: usize,
}

impl Run {
    /// Adds a character.
    pub fn push(&mut self, c: char, escaped: bool) {
        self.chars.push(c);
        self.escaped.push(escaped);
    }

    /// How many characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Its characters.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Its characters in half width, if none of them was escaped.
    pub fn unescaped(&self) -> Option<String> {
        (!self.escaped.contains(&true)).then(|| marks::narrowed(&self.text()))
    }

    /// What stands before a colon, where that looks like the name of a field with a value.
    pub fn name(&self) -> Option<String> {
        let colon = self.chars.iter().position(|c| marks::colon(*c)).filter(|at| (1..=12).contains(at))?;
        let named =
            self.chars[..colon].iter().all(|c| c.is_alphabetic()) && !self.escaped[..=colon].contains(&true);
        let valued = self.chars[colon..].iter().any(|c| marks::significant(*c));
        (named && valued).then(|| self.chars[..colon].iter().collect())
    }

    /// The wildcard at a place, unless escaped.
    fn wildcard(&self, at: usize) -> Option<char> {
        marks::wildcard(self.chars[at]).filter(|_| !self.escaped[at])
    }
}

/// The signs of a run of nothing but signs, from the first to the last that is no punctuation: 😀, ※, ㎡. A dash is
/// none of them, it means NOT.
fn signs(run: &Run) -> Option<String> {
    let sign = |at: usize| marks::symbol(run.chars[at]) && (run.escaped[at] || !marks::minus(run.chars[at]));
    let (first, last) =
        ((0..run.chars.len()).find(|at| sign(*at))?, (0..run.chars.len()).rfind(|at| sign(*at))?);
    Some(marks::tidy(&run.chars[first..=last].iter().collect::<String>()))
}

/// The leaf a run is, and a remark where something of it was left out.
pub fn of(run: &Run) -> (Option<Node>, Option<&'static str>) {
    let wild: Vec<Option<char>> = (0..run.chars.len()).map(|at| run.wildcard(at)).collect();
    if !run.chars.iter().any(|c| marks::significant(*c)) {
        // As if it stood in quotes: left out, it would give every announcement, though it may stand in none.
        if let Some(text) = signs(run) {
            return (Some(Node::Exact(text)), Some("只有符号,已按原样逐字检索"));
        }
        let remark = if wild.iter().any(Option::is_some) {
            "通配符要夹在字中间,单独的已略去"
        } else {
            "只有标点,没有可检索的字,已略去"
        };
        return (None, Some(remark));
    }
    // Wildcards and significant characters, nothing else: what a pattern can meet.
    let kept: Vec<usize> =
        (0..run.chars.len()).filter(|at| wild[*at].is_some() || marks::significant(run.chars[*at])).collect();
    let inner = |at: &&usize| wild[**at].is_none();
    let first = kept.iter().find(inner).copied().unwrap_or(0);
    let last = kept.iter().rfind(inner).copied().unwrap_or(0);
    // A full-width question mark at an end is punctuation and needs no remark.
    let dropped = kept.iter().any(|at| (*at < first || *at > last) && run.chars[*at] != '？');
    let remark = dropped.then_some("开头或结尾的通配符不起作用,已去掉");
    let inside = kept.iter().copied().filter(|at| (first..=last).contains(at));
    if inside.clone().all(|at| wild[at].is_none()) {
        let mut left = Vec::new();
        left.extend((0..run.chars.len()).filter(|at| wild[*at].is_none()).map(|at| run.chars[at]));
        return (Some(Node::Words(marks::trimmed(&left).iter().collect())), remark);
    }
    let (mut text, mut stars) = (String::new(), false);
    for at in inside {
        match wild[at] {
            Some('*') => stars = true,
            Some(sign) => text.push(sign),
            None => {
                // One star after all question marks of a gap: the same gap in one spelling.
                if std::mem::take(&mut stars) {
                    text.push('*');
                }
                text.push(run.chars[at]);
            }
        }
    }
    (Some(Node::Wild(text)), remark)
}
