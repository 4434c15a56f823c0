//! Two names of one body, and the fuller of them.
//!
//! In: names without organ, folded. Out: whether they can mean one body; both as one
//! name. Promise: place, organ and length of name are never given up for the poorer form.

use super::divisions;
use super::organ::{Name, is_area};
use super::place::ranked;
use crate::disclosure::{Level, present_name};

/// Without places and the rank that stands for one: 市生态环境局 → 生态环境局.
pub(super) fn core(body: &str) -> &str {
    let (_, used) = divisions::leading(body);
    let rest = &body[used..];
    if rest.is_empty() {
        return body;
    }
    ranked(rest).1
}

/// Whether two names can mean one body: one's core ends the other, shortens it,
/// or is another name of the same kind.
pub(super) fn same(one: &str, other: &str) -> bool {
    let (a, b) = (core(one), core(other));
    let kind = || present_name(a).is_some_and(|kind| present_name(b) == Some(kind));
    // 莳岭镇纪委 is no longer name of 莳岭镇.
    let discipline =
        |body: &str| ["纪委", "纪工委", "纪律检查", "纪检"].iter().any(|word| body.contains(word));
    !a.is_empty()
        && !b.is_empty()
        && discipline(one) == discipline(other)
        && (a.ends_with(b)
            || b.ends_with(a)
            || abbreviates(a, b)
            || abbreviates(b, a)
            // 临汐一中 has its place in the short name.
            || abbreviates(one, other)
            || abbreviates(other, one)
            || kind())
}

/// The fuller of two names of one body: 云汀市公安局经济技术开发区分局 before 市公安局开发区分局, with the organ and the place
/// that only the other has.
pub(super) fn fuller(one: Name, other: Name) -> Name {
    let organ = other.organ.or(one.organ);
    // 县委办公室及县档案馆 is longer because it is two.
    let both = one.body.contains('及') && !other.body.contains('及');
    let (long, short) = match both || other.body.chars().count() > one.body.chars().count() {
        true => (other, one),
        false => (one, other),
    };
    // 云汀市发改委, and the title has 发展和改革委员会
    let (places, used) = divisions::leading(&short.body);
    let (rank, own) = ranked(&long.body);
    // 国家税务总局云汀市税务局 and 青禾第一中学 have their place inside.
    let placed = divisions::leading(&long.body).1 == 0
        && used < short.body.len()
        && divisions::within(&long.body).is_empty()
        && places.last().is_some_and(|last| {
            let stem = last.name.strip_suffix(divisions::RANKS).unwrap_or(&last.name);
            last.level < Level::Town && last.name.ends_with(rank) && !own.contains(stem)
        });
    let body = if placed { format!("{}{own}", &short.body[..used]) } else { long.body };
    let area = long.area || organ == Some("党委") && is_area(&body);
    Name { body, organ, area }
}

/// Whether every character of a short name occurs in the long one in order:
/// 妇联 in 妇女联合会.
fn abbreviates(short: &str, long: &str) -> bool {
    let count = short.chars().count();
    if count < 2 || count >= long.chars().count() {
        return false;
    }
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| d == c))
}
