//! Whose a body is, where that stands before its name: 市属国有企业X集团, 市属高中板块X中学, 省属X监狱.
//!
//! In: the words that name a body, or those before them. Out: how much of them is no part of the name, and the rank of
//! whose the body is. Promise: what is left is a name; 市属企业 and 市属国有林场 name no body without it.

use super::organ::ORGANS;
use super::pattern::pattern;
use crate::disclosure::Level;
use regex::Regex;
use std::sync::LazyLock;

/// Whose, of what kind, and which group of these.
const WHOSE: &str = concat!(
    r"(?P<rank>[省市县区州旗])属",
    r"(?:国有企业|国有独资企业|国企|企业|高等院校|高等学校|高校|院校|学校|高中|中学|医院|事业单位|单位|金融机构)?",
    r"(?:板块|系统)?"
);

static OPENS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{WHOSE}")));
static CLOSES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{WHOSE}$")));

/// How a name does not begin: what it would say is again of what kind.
const KINDS: &[&str] =
    &["国有", "集体", "公立", "公办", "民办", "重点", "各", "的", "企", "单位", "机构", "院校", "高校"];

/// How many bytes at the start of a name only say whose the body is.
pub(super) fn opening(name: &str) -> usize {
    let Some(found) = OPENS.find(name) else { return 0 };
    let rest = &name[found.end()..];
    let own = ORGANS.iter().find_map(|(organ, _)| rest.strip_suffix(organ)).unwrap_or(rest);
    let sound = own.chars().count() >= 3 && !KINDS.iter().any(|kind| own.starts_with(kind));
    if sound { found.end() } else { 0 }
}

/// The rank of whose a body is, by the words right before its name.
pub(super) fn rank(before: &str) -> Option<Level> {
    let from = before.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    let found = CLOSES.captures(&before[from..])?;
    Some(match &found["rank"] {
        "省" => Level::Province,
        "市" | "州" => Level::City,
        _ => Level::County,
    })
}
