//! The inspected body by another verb than 对…开展: 巡察了X, 到X反馈, 向X反馈.
//!
//! In: the head, the group, the words that stand for the body. Out: the body's words. Promise: only a body that is
//! named as one, in the clause of the verb; 我局 is a body of its kind that has its place in its name, and no other.

use super::names::Team;
use super::object::{self, Object, after, clause, is_body, named};
use super::organ::ORGANS;
use super::own;
use super::several::is_topic;
use std::ops::Range;

/// The body that the group inspected.
pub(super) fn looked_at(text: &str, behind: Range<usize>) -> Option<Object> {
    let rest = &text[behind.clone()];
    let sentence = &rest[..rest.find(['。', '\n', '；']).unwrap_or(rest.len())];
    // Each of the words is as long as the other.
    let verb = ["巡察了", "巡视了"].iter().filter_map(|verb| sentence.find(verb)).min()?;
    if sentence[..verb].contains(['对', '向']) {
        return None;
    }
    let start = verb + "巡察了".len();
    let (len, short, organ) = named(clause(&rest[start..]))?;
    let words = &rest[start..start + len];
    let body = organ.is_some() || object::ORGANS.iter().any(|organ| words.ends_with(organ)) || is_body(words);
    let range = behind.start + start..behind.start + start + len;
    (body && !is_topic(words)).then_some(Object { range, short, organ })
}

/// The body that the group went to and told what it found: 市委第三巡察组到市教育局反馈巡察情况.
pub(super) fn visited(text: &str, head: Range<usize>, team: &Team) -> Option<Object> {
    let from = team.range.end.clamp(head.start, head.end);
    let object = after(text, from..head.end, "到")?;
    let words = &text[object.range.clone()];
    let told = text[object.range.end..head.end].starts_with("反馈");
    (object.range.start == from + "到".len() && told && !is_topic(words)).then_some(object)
}

/// The body that took in the group: X市工商联党组于3月6日至5月10日接受了市委第六巡察组的常规巡察.
pub(super) fn received(text: &str, head: Range<usize>, team: &Team) -> Option<Object> {
    let before = text.get(head.start..team.range.start)?;
    let said = before.strip_suffix('了').unwrap_or(before).strip_suffix("接受")?;
    let from = said
        .rfind(['。', '；', '\n', ':'])
        .map_or(0, |at| at + said[at..].chars().next().map_or(0, char::len_utf8));
    // The days of the stay stand between the body and its verb.
    let subject = &said[from..];
    let subject = &subject[..subject.find(|c: char| c.is_ascii_digit()).unwrap_or(subject.len())];
    let subject = subject.trim_end_matches([',', '于', '在', '自', '从']);
    let own = subject.rfind(',').map_or(subject, |at| &subject[at + 1..]);
    let start = head.start + (own.as_ptr() as usize - before.as_ptr() as usize);
    let (len, short, organ) = named(own)?;
    let words = &own[..len];
    let body = organ.is_some() || own::is_self(words) || is_body(words);
    (body && !is_topic(words)).then_some(Object { range: start..start + len, short, organ })
}

/// The body that 我局 stands for, by those to whom the group handed over: 对我局党组开展巡察。…向市水务局党组反馈.
pub(super) fn told(text: &str, head: Range<usize>, object: &Object, organ: Option<String>) -> Option<Object> {
    let mut from = head.start;
    while let Some(mut given) = after(text, from..head.end, "向") {
        from = given.range.end;
        let words = &text[given.range.clone()];
        let body = ORGANS.iter().find_map(|(organ, _)| words.strip_suffix(organ)).unwrap_or(words);
        let handed = clause(&text[from..head.end]).contains("反馈");
        if handed && own::stands_for(&text[object.range.clone()], body) {
            given.organ = given.organ.or(organ).filter(|_| body == words);
            return Some(given);
        }
    }
    None
}

/// Whether words behind a committee tell of what its inspection fed back: 巡视反馈意见, 第三巡视组反馈的问题.
pub(super) fn is_fed_back(words: &str) -> bool {
    let group = words.find("反馈").filter(|at| words[..*at].chars().count() <= 12);
    group.is_some_and(|at| {
        let noun = words[at + "反馈".len()..].trim_start_matches('的');
        ["巡视", "巡察"].iter().any(|word| words[..at].contains(word))
            && ["意见", "问题", "情况"].iter().any(|word| noun.starts_with(word))
    })
}
