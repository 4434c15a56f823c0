//! Conditions as typed → conditions that say nothing twice.
//!
//! In: conditions, each with the side of an OR it stands on. Out: each once, in
//! order. A lower and an upper bound side by side are a range; with OR between
//! them they are either, and where they meet, that is every date or number there is.
//! Promise: no pair of bounds is left that would be a range when printed side by side.

use super::{Notes, ranges};
use crate::disclosure::Date;
use crate::search::{Filter, Test};

/// A condition, its place, and the side of an OR it stands on.
#[derive(Clone)]
pub struct Typed {
    /// The condition.
    pub filter: Filter,
    /// Its place in the input.
    pub at: [u32; 2],
    /// What stands on one side is meant together.
    pub side: usize,
}

/// The conditions of a query.
pub fn settle(typed: Vec<Typed>, notes: &mut Notes) -> Vec<Filter> {
    let mut list: Vec<Typed> = Vec::new();
    for mut new in typed {
        let range = list.iter().enumerate().find_map(|(index, other)| {
            (other.side == new.side).then(|| Some((index, between(&other.filter, &new.filter)?)))?
        });
        if let Some((index, test)) = range {
            notes.at(new.at, "同一字段的下限和上限已合成一个区间");
            list.remove(index);
            new.filter.test = test;
        }
        if !list.iter().any(|other| other.side == new.side && other.filter == new.filter) {
            list.push(new);
        }
    }
    while let Some((first, last)) = meeting(&list) {
        let Typed { filter, at, side } = list.remove(last);
        notes.at(at, "下限和上限任一即可,合起来不限大小,只须载明;要取区间请写成 a..b");
        list[first] = Typed { filter: Filter { test: stated(filter.test), ..filter }, at, side };
    }
    let mut filters: Vec<Filter> = Vec::new();
    for Filter { negated, test } in list.into_iter().map(|typed| typed.filter) {
        for test in ranges::by_year(test) {
            let filter = Filter { negated, test };
            if !filters.contains(&filter) {
                filters.push(filter);
            }
        }
    }
    filters
}

/// The first two bounds that leave nothing out together.
fn meeting(list: &[Typed]) -> Option<(usize, usize)> {
    (0..list.len()).find_map(|last| {
        let meets = |first: &usize| between(&list[*first].filter, &list[last].filter).is_some();
        Some(((0..last).find(meets)?, last))
    })
}

/// The condition that a date or number is stated, whichever: no lower one can be.
fn stated(test: Test) -> Test {
    match test {
        Test::Dates { of, .. } => Test::Dates { of, from: Date::new(1900, 1, 1), to: None },
        Test::Number { of, .. } => {
            Test::Number { of, from: Some("0".to_owned()), to: None, above: false, below: false }
        }
        test => test,
    }
}

/// The range between a condition that is only a lower bound and one that is only an upper one.
fn between(a: &Filter, b: &Filter) -> Option<Test> {
    if a.negated || b.negated {
        return None;
    }
    match (&a.test, &b.test) {
        (
            Test::Dates { of, from: Some(from), to: None },
            Test::Dates { of: other, from: None, to: Some(to) },
        )
        | (
            Test::Dates { of, from: None, to: Some(to) },
            Test::Dates { of: other, from: Some(from), to: None },
        ) if of == other && from <= to => Some(Test::Dates { of: *of, from: Some(*from), to: Some(*to) }),
        (
            Test::Number { of, from: Some(from), to: None, above, .. },
            Test::Number { of: other, from: None, to: Some(to), below, .. },
        )
        | (
            Test::Number { of, from: None, to: Some(to), below, .. },
            Test::Number { of: other, from: Some(from), to: None, above, .. },
        ) if of == other => {
            let order = ranges::compare(from, to);
            let some = order.is_lt() || order.is_eq() && !above && !below;
            let (from, to) = (Some(from.clone()), Some(to.clone()));
            some.then_some(Test::Number { of: *of, from, to, above: *above, below: *below })
        }
        _ => None,
    }
}
