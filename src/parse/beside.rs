//! Who and what is named beside a body: its leaders, its villages and units, and other bodies.
//!
//! In: the words of a name, the sentence behind it. Out: the name alone, or that it is one of many. Promise: no
//! person's name is a body's.

use super::organ::ORGANS;
use regex::Regex;
use std::sync::LazyLock;

/// Who of a body is named, alone or beside its leaders: 向丹崖市委书记李某和领导班子反馈.
const OFFICES: &[&str] = &[
    "书记",
    "主要负责人",
    "负责人",
    "局长",
    "厅长",
    "部长",
    "院长",
    "校长",
    "主任",
    "主席",
    "董事长",
    "行长",
    "会长",
    "检察长",
];

/// What a body's name ends with before such an office, beside organs and committees.
const OFFICED: &[char] = &[
    '局', '厅', '部', '院', '校', '学', '委', '会', '室', '办', '司', '团', '行', '社', '心', '镇', '乡',
    '街', '道',
];

/// The name without the person who holds an office of the body.
pub(super) fn officeless(name: &str) -> &str {
    let held = |head: &str| head.ends_with(OFFICED) || ORGANS.iter().any(|(organ, _)| head.ends_with(organ));
    let places = OFFICES.iter().flat_map(|office| name.match_indices(office).map(|(at, _)| at));
    &name[..places.filter(|at| held(&name[..*at])).min().unwrap_or(name.len())]
}

/// What a name does not begin with: 对今年1-7月预算执行情况进行通报.
pub(super) const NO_NAMES: &[&str] =
    &["今年", "去年", "本年", "上半年", "下半年", "前三季度", "近年", "近期", "前期"];

#[expect(clippy::unwrap_used, reason = "the pattern is a constant; a test compiles it")]
/// What belongs to a body and is counted behind it: 及29个社区, 和6个下属单位.
static COUNTED_BELOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[及和与](?:所辖|下辖|所属|下属)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})",
        r"(?:个(?:村|社区|行政村)|[个家所](?:下属|所属|直属|二级))"
    ))
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "the pattern is a constant; a test compiles it")]
/// The first of many, and how many they are: 对市商务局等8个单位.
static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"对[^,。；\n对]{2,40}等(?:\d{1,3}|[一二三四五六七八九十]{1,3})[个家](?:单位|部门|党组织)[^,。；\n]*",
    )
    .unwrap()
});

/// Whether a body is inspected beside many others that its sentence counts: 对X联络处开展延伸巡察,对市商务局等8个单位
/// 开展专项巡察. `end` is where its name does. Units to which the inspection of a body was extended are its own.
pub(super) fn is_among_many(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let sentence = &rest[..rest.find(['。', '\n']).unwrap_or(rest.len())];
    AND_OTHERS.find_iter(sentence).any(|found| !found.as_str().contains("延伸"))
}

/// The name before what is counted behind it.
pub(super) fn before_count(name: &str) -> Option<&str> {
    let at = COUNTED_BELOW.find(name)?.start();
    Some(&name[..at]).filter(|head| head.chars().count() >= 3)
}
