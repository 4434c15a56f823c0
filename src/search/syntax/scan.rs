//! What stands at a place of the input: a run, a sign, a name before a colon.
//!
//! In: a place. Out: what begins there; nothing is consumed. Promise: what is
//! looked at twice is bounded, so that looking ahead keeps reading linear.

use super::leaf::Run;
use super::lex::{Lexer, Token};
use super::marks::{self, blank, invisible, minus, narrow};
use super::names::{self, Name};
use super::natural::{self, comparison};
use super::ranges;
use crate::search::{Field, Within};

/// Longest name before a colon.
const NAME: usize = 20;
/// How much of a value tells whether it is a range of numbers.
const RANGE: usize = 60;
/// Longest sign: `NEAR/` and a number.
const SIGN: usize = 24;

impl Lexer<'_> {
    /// Whether a word begins here: nothing is glued on before.
    pub(super) fn fresh(&self, at: usize) -> bool {
        let before = self.chars[..at].iter().rev().find(|c| !invisible(**c));
        before.is_none_or(|c| {
            blank(*c)
                || marks::opens(*c)
                || marks::closes(*c)
                || marks::bar(*c)
                || marks::colon(*c)
                || minus(*c)
        })
    }

    /// Whether the bracket at `at`, at the start of a word, belongs to the word: (试行)办法.
    pub(super) fn bracketed_text(&self, at: usize) -> bool {
        let Some(after) = self.layout.plain(at).map(|end| end + 1) else { return false };
        // (甲)OR(乙): what goes on is a sign, not the word.
        self.chars.get(after).is_some_and(|c| c.is_alphanumeric())
            && self.operator(&self.run_within(after, SIGN)).is_none()
    }

    /// The run of characters from `at`, up to a blank, a quote, a bar or a bracket that groups.
    pub(super) fn run(&self, at: usize) -> Run {
        self.run_within(at, usize::MAX)
    }

    /// The beginning of that run: enough of it to have `most` characters.
    pub(super) fn run_within(&self, mut at: usize, most: usize) -> Run {
        let mut run = Run::default();
        run.start = at;
        while let Some(c) = self.chars.get(at).copied().filter(|_| run.len() < most) {
            if c == '\\' && at + 1 < self.chars.len() {
                run.push(self.chars[at + 1], true);
                at += 2;
                continue;
            }
            if blank(c) || marks::bar(c) || marks::closes(c) || self.layout.quoted(at).is_some() {
                break;
            }
            if marks::opens(c) {
                run.end = at;
                let text = match run.is_empty() {
                    true => self.bracketed_text(at),
                    false => self.layout.plain(at).is_some() && self.operator(&run).is_none(),
                };
                let Some(end) = self.layout.partner(at).filter(|_| text) else { break };
                // The partner closes a stretch without blanks or quotes: all of it is text.
                while at < end {
                    let escaped = self.chars[at] == '\\' && at + 1 < end;
                    at += usize::from(escaped);
                    run.push(self.chars[at], escaped);
                    at += 1;
                }
                run.push(self.chars[end], false);
                at = end + 1;
                continue;
            }
            if !invisible(c) {
                run.push(c, false);
            }
            at += 1;
        }
        run.end = at;
        run
    }

    /// The sign that a whole run is.
    pub(super) fn operator(&self, run: &Run) -> Option<Token> {
        let mut word = if run.len() <= SIGN { run.unescaped()? } else { return None };
        if small(&word) && self.between(run) {
            word = word.to_ascii_uppercase();
        }
        match word.as_str() {
            "OR" => return Some(Token::Or { glued: false }),
            "AND" | "&" | "&&" => return Some(Token::And),
            "NOT" => return Some(Token::Not),
            "NEAR" => return Some(Token::Near(10)),
            _ => {}
        }
        if let Some(distance) = word.strip_prefix("NEAR/") {
            // What is no distance is told by whoever reads the sign.
            return Some(Token::Near(distance_of(distance).unwrap_or(10)));
        }
        // Chinese signs are also words: only alone between blanks, brackets or quotes.
        let bound = |c: char| blank(c) || marks::opens(c) || marks::closes(c) || marks::quotes(c);
        let alone = |c: Option<&char>| c.is_none_or(|c| bound(*c));
        if run.start > 0 && !alone(self.chars.get(run.start - 1)) || !alone(self.chars.get(run.end)) {
            return None;
        }
        match marks::key(&word).as_str() {
            word if word == marks::key("或") || word == marks::key("或者") => {
                Some(Token::Or { glued: false })
            }
            word if word == marks::key("非") => Some(Token::Not),
            word => Within::ALL
                .iter()
                .find(|within| marks::key(within.chinese()) == word)
                .map(|w| Token::Same(*w)),
        }
    }

    /// Whether NEAR, if a run is this sign, has a distance that can be read, or none.
    pub(super) fn spaced(&self, run: &Run) -> bool {
        let word = run.unescaped().unwrap_or_default();
        word.split_once('/').is_none_or(|(_, distance)| distance_of(distance).is_some())
    }

    /// Whether a run stands between two terms, with blanks around it: Chinese words, phrases, brackets, conditions.
    fn between(&self, run: &Run) -> bool {
        let seen = |c: &&char| !blank(**c) && !invisible(**c);
        let (before, after) = (&self.chars[..run.start], self.chars.get(run.end..).unwrap_or_default());
        let apart = before.last().is_some_and(|c| blank(*c))
            && after.first().is_some_and(|c| blank(*c) || marks::opens(*c));
        let closed = before.iter().rev().find(seen).is_some_and(|c| {
            // 公布:2024, 追缴>=1
            let condition = || {
                let own =
                    before.iter().rev().skip_while(|c| blank(**c)).take_while(|c| !blank(**c)).take(RANGE);
                own.into_iter().any(|c| marks::colon(*c) || comparison(*c).is_some())
            };
            marks::han(*c) || marks::quotes(*c) || marks::closes(*c) || condition()
        });
        let at = self.skip(run.end);
        let opened = self.chars.get(at).is_some_and(|c| {
            let excluded = || narrow(*c) == '-' && self.chars.get(at + 1).is_some_and(|c| marks::han(*c));
            marks::han(*c)
                || marks::quotes(*c)
                || marks::opens(*c)
                || *c == '《'
                || excluded()
                || self.name(at).is_some()
        });
        apart && closed && opened
    }

    /// What a number, a date or a year is named by before a sign of comparison, where a colon was forgotten: where
    /// its value begins, if that can be read.
    fn compared(&self, typed: &str, at: usize) -> Option<(Name, usize)> {
        let name = names::counting(names::named(typed)?);
        let begins = self.skip(at);
        let sign = |c: char| comparison(c).is_some() || narrow(c) == '=';
        let first = self.chars.get(begins).copied().filter(|c| sign(*c))?;
        // 追缴 = 5 may be said of anything, and 追缴 〈条例〉 is text.
        if begins > at && !matches!(narrow(first), '<' | '>' | '≤' | '≥') {
            return None;
        }
        let run = self.run_within(begins, RANGE);
        let mut value = run.text();
        if value.chars().all(sign) {
            value.push_str(&self.run_within(self.skip(run.end), RANGE).text());
        }
        let read = match name {
            Name::Number(of) => ranges::numbers(&value, of).is_ok(),
            Name::Date(_) | Name::Attribute(Field::Year) => ranges::dates(&value).is_ok(),
            _ => false,
        };
        read.then_some((name, begins))
    }

    /// The known name that stands at `at` before a colon, and where its value begins.
    pub(super) fn name(&self, at: usize) -> Option<(Name, usize)> {
        let ends = |c: char| {
            blank(c) || marks::colon(c) || marks::quotes(c) || marks::bar(c) || marks::opens(c) || c == '\\'
        };
        let mut typed = String::new();
        for offset in 0..=NAME {
            let c = *self.chars.get(at + offset)?;
            if marks::colon(c) {
                let after = at + offset + 1;
                let name = names::named(&typed)?;
                let range = || ranges::ranged(&self.run_within(self.skip(after), RANGE).text());
                let counts = names::counting(name) != name && range();
                return Some((if counts { names::counting(name) } else { name }, after));
            }
            if !typed.is_empty() && (blank(c) || narrow(c) == '=' || comparison(c).is_some()) {
                return self.compared(&typed, at + offset);
            }
            if ends(c) {
                return None;
            }
            typed.push(narrow(c));
        }
        None
    }

    /// A further date behind OR that stands without its field (公布:2024 OR 2022): the sign and where it begins.
    pub(super) fn further(&self, name: Name, end: usize) -> Option<(Run, usize)> {
        if !matches!(name, Name::Date(_) | Name::Attribute(Field::Year)) {
            return None;
        }
        let at = self.skip(end);
        let sign = self.run_within(at, SIGN);
        let word = sign.unescaped().unwrap_or_default();
        let bars = self.chars.get(at..)?.iter().take(SIGN).take_while(|c| marks::bar(**c)).count();
        let or = word.eq_ignore_ascii_case("or") || matches!(self.operator(&sign), Some(Token::Or { .. }));
        let next = self.skip(if bars > 0 { at + bars } else { sign.end });
        let run = self.run_within(next, RANGE);
        let dates = natural::listed(&run.text(), true);
        let reads = !dates.is_empty() && dates.iter().all(|date| ranges::dates(date).is_ok());
        // 2022 NEAR/5 采购: a word.
        let behind = self.operator(&self.run_within(self.skip(run.end), SIGN));
        let alone = !matches!(behind, Some(Token::Near(_) | Token::Same(_)));
        ((bars > 0 || or) && reads && alone && run.unescaped().is_some()).then_some((sign, next))
    }

    /// The first character from `at` on that is not blank.
    pub(super) fn skip(&self, at: usize) -> usize {
        let seen = |at: &usize| !blank(self.chars[*at]) && !invisible(self.chars[*at]);
        (at..self.chars.len()).find(seen).unwrap_or(self.chars.len())
    }

    /// Whether a sign or another condition begins at `at`, so that it is no value.
    pub(super) fn taken(&self, at: usize) -> bool {
        self.name(at).is_some() || self.operator(&self.run(at)).is_some()
    }
}

/// Whether a word is a sign but for its small letters.
pub fn small(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    word != upper && (matches!(upper.as_str(), "OR" | "AND" | "NOT" | "NEAR") || upper.starts_with("NEAR/"))
}

/// The distance behind `NEAR/`.
fn distance_of(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u32::MAX))
}
