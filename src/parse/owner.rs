//! Whose inspection it is, where no group says so.
//!
//! In: the words of head and title. Out: the committee and its rank. Promise: 市委巡视 is that of a municipality only
//! where nothing else is said; a firm's own inspection has no rank of a place.

use super::{names, numeral};
use crate::disclosure::Level;
use std::ops::Range;

/// Which kind of inspection a head speaks of: 巡视 if that is its only word. Who writes both means the 巡察 of a
/// lower committee by either, and where a 省委 is named the 巡视 is its own.
pub(super) fn held(text: &str, told: &Range<usize>, title: &[Range<usize>]) -> &'static str {
    let (mut visits, mut checks) = (false, false);
    for range in title.iter().chain([told]) {
        let words = &text[range.clone()];
        if ["省委", "自治区党委", "兵团党委"].iter().any(|name| words.contains(name)) {
            return "";
        }
        // 按照巡视巡察工作有关要求 says nothing of this one.
        let own = |at: usize, other: &str| !words[at..].starts_with(other);
        visits |= words.match_indices("巡视").any(|(at, _)| own(at, "巡视巡察"));
        checks |= words.match_indices("巡察").any(|(at, _)| !words[..at].ends_with("巡视"));
    }
    if visits && !checks { "巡视" } else { "" }
}

/// The committee whose inspection a title answers to: 关于市委巡视整改进展情况的通报. 市委巡视整改领导小组 is that of
/// the body that was inspected.
pub(super) fn answered(title: &str) -> Option<(&str, Level)> {
    let (_, subject) = title.split_once("关于")?;
    ["巡视", "巡察"].iter().find_map(|word| {
        let at = subject.find(word)?;
        let told = ["整改进展", "整改情况", "整改落实", "集中整改", "反馈"];
        let answers = told.iter().any(|told| subject[at + word.len()..].starts_with(told));
        let range = names::committee_in(&subject[..at]).filter(|range| answers && range.end == at)?;
        // 市公司党委巡察 is a firm's own.
        let ranks = ["省委", "市委", "区委", "县委", "旗委", "州委"];
        let committee = Some(&subject[range]).filter(|name| ranks.iter().any(|rank| name.ends_with(rank)))?;
        Some((committee, names::rank(committee, word)?))
    })
}

/// The committee whose round is named, and its rank: 十四届县委第九轮巡察.
pub(super) fn of_round(text: &str) -> Option<(&str, Level)> {
    ["轮巡察", "轮巡视"].iter().find_map(|word| {
        let head = &text[..text.find(word)?];
        let from = head.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
        let near =
            head[from..].trim_end_matches(|c: char| c == '第' || numeral::either(&c.to_string()).is_some());
        let near = near.rsplit([',', '。', '、', '于', '对']).next().unwrap_or(near);
        let range = names::committee_in(near).filter(|range| range.end == near.len())?;
        let committee = &near[range];
        Some((committee, names::rank(committee, word)?))
    })
}
