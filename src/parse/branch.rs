//! Branches that are named with their place behind the name of their firm: 邮政集团有限公司桐坞县分公司.
//!
//! In: the body's name, folded. Out: the places that the branch has there. Promise: only a whole chain of places
//! between the end of a firm's name and the word for the branch; a city's branch is none of the group's rank.

use super::bounds;
use super::divisions::{self, Place};
use super::lexicon::Lexicon;
use crate::disclosure::Level;
use std::sync::LazyLock;

/// What a branch is called behind its place.
static CALLED: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        "分公司",
        "支公司",
        "中心支公司",
        "分行",
        "中心支行",
        "支行",
        "供电公司",
        "供电局",
        "电力公司",
        "监管分局",
        "监管支局",
        "营业部",
        "直属库",
    ])
});

/// The places of a branch; the province of its firm, if that is named, above them.
pub(super) fn places(body: &str) -> Option<Vec<Place>> {
    // Few names of bodies have such a word.
    let last = CALLED.last(body)?.start;
    let (head, _) = body.split_at(last);
    let mut above: Vec<Place> = divisions::leading(body).0;
    for (at, _) in head.char_indices().skip(2).filter(|(at, _)| bounds::leads(&body[..*at])) {
        let (chain, used) = divisions::leading(&body[at..]);
        let Some(first) = chain.first() else { continue };
        if CALLED.opening(&body[at + used..]).next().is_none() {
            // 国网云泽省电力有限公司
            let province = above.is_empty() && used > 0 && first.level == Level::Province;
            above.extend(chain.into_iter().filter(|_| province));
            continue;
        }
        above.retain(|place| place.level < first.level);
        above.extend(chain);
        return Some(above);
    }
    None
}

/// The rank of a regulator's branch, which its word tells where its place does not: 监管分局 is a city's.
pub(super) fn rank(body: &str) -> Option<Level> {
    let ends = [("监管分局", Level::City), ("监管支局", Level::County)];
    ends.iter().find(|(end, _)| body.ends_with(end)).map(|(_, level)| *level)
}
