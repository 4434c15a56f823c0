//! Session and round: 十四届市委第五轮, also glued 十四届第五轮.
//!
//! In: the places where they may stand, the surest first, and the committee the
//! group belongs to. Out: the two numbers. Promise: of two rounds the one of the
//! group's own committee is taken; 一轮 alone is a count, and a session is no
//! congress.

use super::names;
use super::numeral;
use super::view::View;
use crate::disclosure::Fact;
use std::ops::Range;

/// What is known of a number: its value and where it stands.
type Number = Option<Fact<u16>>;

pub(super) fn read(view: &View, places: &[Range<usize>], committee: Option<&str>) -> (Number, Number) {
    let session = places.iter().find_map(|place| session(view, place.clone()));
    let round = places.iter().find_map(|place| round(view, place.clone(), committee));
    (session, round)
}

fn session(view: &View, within: Range<usize>) -> Number {
    let text = &view.text[within.clone()];
    text.match_indices('届').find_map(|(at, _)| {
        let after = &text[at + "届".len()..];
        let committee: String = after.chars().take(10).collect();
        // 二十届中央第四轮 is one of inspections too.
        let own = committee.strip_prefix("中央").unwrap_or(&committee);
        let glued = own.starts_with('第') && own.contains('轮');
        // 二十届三中全会 is no session of the committee that inspects.
        let owner =
            glued || names::committee_in(&committee).is_some_and(|range| !committee[range].ends_with("中央"));
        let (start, n) = ordinal_before(text, at).filter(|_| owner && !is_past(text, at))?;
        let range = within.start + start..within.start + at + "届".len();
        Some(Fact::stated(n, view.span(range)))
    })
}

/// 根据省委第三轮联动工作部署,市委第五轮巡察…: the city's own round before that of another committee.
fn round(view: &View, within: Range<usize>, committee: Option<&str>) -> Number {
    let text = &view.text[within.clone()];
    let mut others = None;
    for (at, _) in text.match_indices('轮') {
        let Some((start, n)) = ordinal_before(text, at) else { continue };
        // 第N轮 or a number right behind 年 or the committee; 一轮 alone is a count.
        let before = &text[..start];
        let marked = before.ends_with('第') || text[start..].starts_with('首');
        let after: String = text[at + "轮".len()..].chars().take(12).collect();
        if is_past(text, at)
            || !marked
            || !["巡察", "巡视", "集中", "整改"].iter().any(|word| after.contains(word))
        {
            continue;
        }
        let fact = Fact::stated(n, view.span(within.start + start..within.start + at + "轮".len()));
        if committee.is_none_or(|own| is_own(before, own)) {
            return Some(fact);
        }
        others = others.or(Some(fact));
    }
    others
}

/// Whether an earlier inspection is spoken of: 自六届区委巡察以来. 自第五轮巡察反馈以来 is since this one.
fn is_past(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let rest = &rest[..rest.find([',', '。', '；', '\n']).unwrap_or(rest.len())];
    let Some((between, _)) = rest.split_once("以来") else { return false };
    let begun = ["整改", "反馈", "进驻", "启动", "开展", "部署"].iter().any(|word| between.contains(word));
    let near = text[..at].char_indices().rev().nth(15).map_or(0, |(from, _)| from);
    let lead = text[near..at].rsplit([',', '。', '；', '\n']).next().unwrap_or_default();
    !begun && between.chars().count() <= 16 && lead.contains('自')
}

/// Whether the committee named right before a round, if one is, has the rank of the group's own.
fn is_own(before: &str, own: &str) -> bool {
    const RANKS: [&str; 6] = ["省委", "市委", "区委", "县委", "州委", "旗委"];
    let before = before.trim_end_matches('第');
    let named = RANKS.iter().find(|rank| before.ends_with(**rank));
    let ranked = RANKS.iter().find(|rank| own.ends_with(**rank));
    named.is_none() || ranked.is_none() || named == ranked
}

/// The number that ends at `at`, and where it begins.
fn ordinal_before(text: &str, at: usize) -> Option<(usize, u16)> {
    let head = &text[..at];
    let start = head.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit()).len();
    let digits = &head[start..];
    if let Some(before) = head.strip_suffix('首') {
        return Some((before.len(), 1));
    }
    let n = numeral::either(digits).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..100).contains(n))?;
    Some((start, n))
}
