//! Whether words name one body, several, or a subject of inspection.
//!
//! In: the words of a name. Out: what they mean, and of several the one that stands for all. Promise: none of many
//! is the one that reports.

use super::beside::before_count;
use super::divisions;
use super::object::ORGANS;
use super::particle::holds;
use super::place::ranked;
use crate::disclosure::Level;
use regex::Regex;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the pattern is a constant; a test compiles it")]
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\d|[一二三四五六七八九十百])(?:个|家|所)(?:.{0,10})(?:单位|党组织|部门|党|企业|学校|村|镇|街道|乡)|各(?:单位|部门|级)").unwrap()
});

#[expect(clippy::unwrap_used, reason = "the pattern is a constant; a test compiles it")]
/// Villages that are counted: 甲村、乙村等7个村, 6个社区党委.
static VILLAGES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|等)(?:\d{1,3}|[一二三四五六七八九十]{1,3})个(?:村|社区|行政村)").unwrap()
});

/// Whether words mean several bodies: 18家单位党组织, 被巡察党组织.
pub(super) fn is_many(text: &str) -> bool {
    text.contains("被巡察") || text.contains("被巡视") || COUNTED.is_match(text)
}

/// Whether a name is that of several bodies: 18家单位党组织, 各镇党委; none of them is the one that reports.
pub(super) fn is_several(name: &str) -> bool {
    // 青澜市和望岫县党组织 are two as well; 和平里街道 is one, and so is the 青澜区和平里街道 of its district.
    let two = || {
        name.match_indices('和').any(|(at, and)| {
            let (one, other) = (divisions::leading(&name[..at]), divisions::leading(&name[at + and.len()..]));
            let town =
                |places: &[divisions::Place]| places.last().is_some_and(|last| last.level == Level::Town);
            at > 0 && one.1 == at && other.1 > 0 && (town(&one.0) || !town(&other.0))
        })
    };
    // 两级法院, 太平镇所辖村: nobody says how many.
    let all = || ["两级", "所辖村", "下辖村", "所属村"].iter().any(|word| name.contains(word));
    is_many(name) || name.contains('、') || name.starts_with('各') || two() || all()
}

/// Whether an object of 对 is a subject of inspection, not a body.
pub(super) fn is_topic(object: &str) -> bool {
    // 巡察监督向基层延伸
    if is_several(object) || ["基层", "纵深", "一线", "末端"].contains(&object) {
        return true;
    }
    let topic = ["资金", "情况", "领域", "工作", "全市", "全县", "全区", "全省", "问题", "项目", "预算"];
    let body = ["党组", "党委", "党工委", "支部", "总支", "委员会", "办公室", "中心", "局", "工作部"];
    let plain = |word: &str| object.contains(word);
    topic.iter().any(|word| plain(word)) && !body.iter().any(|end| object.ends_with(end))
        || object.chars().count() < 2
}

/// The body that stands for several: the town of 青澜镇下辖甲村、乙村等7个村 and of 青澜街道6个社区党委, and the first of
/// two that are named with their organs, 青澜市职业学校党委、望岫小学党支部.
pub(super) fn whole(name: &str) -> &str {
    let named = |part: &str| ORGANS.iter().any(|organ| part.ends_with(organ)) && !is_many(part);
    let placed = |part: &str| divisions::leading(part).1 > 0 || !ranked(part).0.is_empty();
    let one = |part: &str| {
        let parted = part.match_indices('和').any(|(at, _)| !holds(part, at));
        named(part) && !part.contains('、') && !parted
    };
    // 县教育局党委及县一中党组织: a body beside it that is named by its Party body too is no part of the name.
    let beside = |part: &str| one(part) || part.ends_with("党组织") && placed(part) && !is_several(part);
    let mut pairs =
        name.match_indices(['、', '和', '及', '与']).map(|(at, and)| (&name[..at], &name[at + and.len()..]));
    if let Some((first, second)) = pairs.find(|(first, _)| named(first))
        && one(first)
        && beside(second)
        && !second.contains('等')
    {
        return first;
    }
    if let Some(head) = before_count(name).filter(|head| !is_several(head)) {
        return head;
    }
    if !is_several(name) {
        return name;
    }
    if let Some((town, parts)) = name.split_once("下辖").or(name.split_once("所辖"))
        && is_several(parts)
        && town.chars().count() > 2
    {
        return town;
    }
    let ranks = ["街道", "镇", "乡"];
    let town = ranks.iter().filter_map(|rank| name.find(rank).map(|at| at + rank.len())).min();
    if let Some((town, parts)) = town.map(|end| name.split_at(end))
        && (3..=12).contains(&town.chars().count())
        && !town.starts_with(['各', '全', '本', '我', '该'])
        && !town.contains('、')
        && !ranks.iter().any(|rank| parts.contains(rank))
        && VILLAGES.is_match(parts)
    {
        return town;
    }
    name
}
