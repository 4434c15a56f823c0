//! The inspected body by the verb alone: 县委第七巡察组于2024年3月4日至4月28日巡察了青禾县供销社党组.
//!
//! In: the head behind the group's name. Out: the body behind 巡察了. Promise: only a body that is named as one, in
//! the sentence of the group; who was inspected by 对 is left to it.

use super::object::{self, ORGANS, Object, is_body, named};
use super::several::is_topic;
use std::ops::Range;

/// The body that the group inspected.
pub(super) fn find(text: &str, behind: Range<usize>) -> Option<Object> {
    let rest = &text[behind.clone()];
    let sentence = &rest[..rest.find(['。', '\n', '；']).unwrap_or(rest.len())];
    // Each of the words is as long as the other.
    let verb = ["巡察了", "巡视了"].iter().filter_map(|verb| sentence.find(verb)).min()?;
    if sentence[..verb].contains(['对', '向']) {
        return None;
    }
    let start = verb + "巡察了".len();
    let (len, short, organ) = named(object::clause(&rest[start..]))?;
    let words = &rest[start..start + len];
    let body = organ.is_some() || ORGANS.iter().any(|organ| words.ends_with(organ)) || is_body(words);
    let range = behind.start + start..behind.start + start + len;
    (body && !is_topic(words)).then_some(Object { range, short, organ })
}
