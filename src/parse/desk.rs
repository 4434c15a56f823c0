//! The office by which a body signs: 安岭县水务局办公室, 安岭县人民医院党委办公室, 安岭县水务局机关党委.
//!
//! In: folded names. Out: whose office it is. Promise: an office is no fuller name of the body it belongs to; where
//! title or head name the office itself (县政府办公室党组), it stays the body.

use super::organ::take_apart;

/// What a body's own office is called behind its name, the longest first.
const DESKS: &[&str] = &[
    "党政综合办公室",
    "党政办公室",
    "综合办公室",
    "机关党支部",
    "机关党总支",
    "机关委员会",
    "机关党委",
    "办公室",
    "党政办",
    "综合办",
];

/// Offices of a committee that are named in short: the committee stays, and says which organ the body has.
const SHORT: &[&str] = &["党委办", "党组办", "党工委办"];

/// The body whose office a name is.
pub(super) fn owner(name: &str) -> Option<&str> {
    let short = || SHORT.iter().any(|end| name.ends_with(end)).then(|| name.trim_end_matches('办'));
    let own = DESKS.iter().find_map(|end| name.strip_suffix(end)).or_else(short)?;
    (own.chars().count() >= 4).then_some(own)
}

/// Whether words name an office, or those who work in one: 县政府办, 县人大机关党组.
pub(super) fn is_desk(words: &str) -> bool {
    let body = take_apart(words).body;
    ["办公室", "办", "机关"].iter().any(|end| body.ends_with(end))
}
