//! Counts that answer, one by one, to those named before: 25个问题、68条措施,已分别完成23个、66条.
//!
//! In: a number in such a list. Out: its state, and what the count it answers to was of. Promise: only behind 分别, and
//! only where as many were named before as are told now.

use super::beside::stripped;
use super::far::STATES;
use super::state::noun_of;
use super::{Sentence, clause};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

/// As many as anyone tells one by one.
const MOST: usize = 4;

/// The first number of the list that a number stands in, with nothing but signs between.
pub(super) fn list<'s>(sentence: &'s Sentence, number: &'s Number) -> &'s Number {
    let at = sentence.numbers.partition_point(|other| other.range.start < number.range.start);
    let first = (at.saturating_sub(MOST)..at).rev().take_while(|index| follows(sentence, *index)).last();
    first.map_or(number, |first| &sentence.numbers[first])
}

/// Whether nothing but a sign stands between a number and the next.
fn follows(sentence: &Sentence, index: usize) -> bool {
    let (Some(number), Some(next)) = (sentence.numbers.get(index), sentence.numbers.get(index + 1)) else {
        return false;
    };
    matches!(&sentence.text[number.range.end..next.range.start], "、" | "和" | "及")
}

/// The state of a count that is told one by one with others, and what it is of.
pub(super) fn of(
    sentence: &Sentence,
    number: &Number,
) -> Option<(&'static (&'static str, Measured), Option<&'static str>)> {
    let first = list(sentence, number);
    let lead = clause(sentence.before(first.range.start));
    let state = lead.contains("分别").then(|| stripped(lead).0)?;
    let state = STATES.iter().find(|(word, _)| state.ends_with(word))?;
    let from = sentence.numbers.partition_point(|other| other.range.start < first.range.start);
    let told = 1 + (from..from + MOST).take_while(|index| follows(sentence, *index)).count();
    let place = sentence.numbers[from..].iter().position(|other| other.range == number.range)?;
    let before = sentence.numbers[..from].iter().rev().take(2 * MOST);
    let mut named: Vec<_> = before.filter_map(|other| noun_of(sentence, other)).take(told).collect();
    named.reverse();
    let sound = told > 1 && named.len() == told;
    sound.then_some(state).zip(named.get(place).copied())
}
