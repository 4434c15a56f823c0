//! The inspected body where a label names it and no sentence does: 被巡察单位:市水务局党组.
//!
//! In: the head. Out: the body's words. Promise: what stands behind the label counts only if it is named as a body.

use super::object::{ORGANS, Object, is_body, named};
use super::several::is_topic;
use std::ops::Range;

/// Labels of the body that was inspected.
const LABELS: &[&str] = &[
    "被巡察单位:",
    "被巡视单位:",
    "被巡察党组织:",
    "被巡视党组织:",
    "被巡察对象:",
    "巡察对象:",
    "巡视对象:",
];

/// The body behind such a label: 被巡察单位:市水务局党组.
pub(super) fn body(text: &str, head: Range<usize>) -> Option<Object> {
    let body = &text[head.clone()];
    let at = LABELS.iter().filter_map(|label| body.find(label).map(|at| at + label.len())).min()?;
    let value = &body[at..];
    let value = &value[..value.find([',', '。', '；', '\n', '\t', ' ']).unwrap_or(value.len())];
    // 巡察组别:… may stand right behind, without a sign.
    let next = ["巡察", "巡视", "反馈", "进驻", "整改"].iter().filter_map(|word| value.find(word)).min();
    let (len, short, organ) = named(&value[..next.unwrap_or(value.len())])?;
    let words = &value[..len];
    let sound = (is_body(words) || ORGANS.iter().any(|organ| words.ends_with(organ))) && !is_topic(words);
    let start = head.start + at;
    sound.then_some(Object { range: start..start + len, short, organ })
}
