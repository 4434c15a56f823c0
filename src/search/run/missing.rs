//! Why an answer is empty.
//!
//! In: a query that found nothing. Out: for each of its terms and conditions,
//! what it gives alone and what the query would give without it. Nothing is
//! loosened: readers decide.

use super::*;

/// Most terms that are looked at, and most conditions.
const MOST: usize = 16;

/// For an empty answer: what each term gives alone, and what the query would give without it.
pub(super) fn missing(index: &dyn Shards, query: &Query, plan: &Plan) -> Result<Vec<Missing>, SearchError> {
    let mut terms = Vec::new();
    plan.root.iter().for_each(|root| flat(root, &mut terms));
    let only = terms.len() == 1 && query.filters.is_empty() && !query.strict;
    let of = |root: Option<Op>| Plan { leaves: plan.leaves.clone(), root };
    let free = Query { filters: Vec::new(), ..query.clone() };
    let mut found = Vec::new();
    for (at, term) in terms.iter().enumerate().take(MOST) {
        let rest = with(&terms, at, &[]);
        found.push(Missing {
            term: words_of(term, plan),
            // The whole query was just that, and gave nothing.
            alone: if only { 0 } else { count(index, &free, &of(Some(term.clone())))? },
            without: count(index, query, &of(rest))?,
        });
        // Words that are there, but not where they were asked to meet: the scope is what is missing.
        let (scope, sides) = match term {
            Op::Near(distance, left, right) => {
                (format!("NEAR/{distance}"), vec![(**left).clone(), (**right).clone()])
            }
            Op::Together(within, sides) => (within.chinese().to_owned(), sides.clone()),
            _ => continue,
        };
        for side in sides.iter().filter(|side| !matches!(side, Op::Not(_))) {
            let others: Vec<Op> = sides.iter().filter(|other| *other != side).cloned().collect();
            found.push(Missing {
                term: words_of(side, plan),
                alone: count(index, &free, &of(Some(side.clone())))?,
                without: count(index, query, &of(with(&terms, at, &others)))?,
            });
        }
        found.push(Missing {
            term: scope,
            alone: count(index, &free, &of(Some(Op::All(sides.clone()))))?,
            without: count(index, query, &of(with(&terms, at, &sides)))?,
        });
    }
    if query.strict {
        let mut loose = of(plan.root.clone());
        for leaf in &mut loose.leaves {
            leaf.published = leaf.published.take().filter(|(_, exact)| *exact);
        }
        found.push(Missing {
            term: "字形:严格".to_owned(),
            alone: count(index, &free, &loose)?,
            without: count(index, query, &loose)?,
        });
    }
    for (at, filter) in query.filters.iter().enumerate().take(MOST) {
        let same: Vec<Filter> = vec![filter.clone()];
        let rest =
            query.filters.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, f)| f.clone()).collect();
        found.push(Missing {
            term: syntax::print(&Query { filters: same.clone(), ..Query::default() }),
            alone: count(index, &Query { filters: same, ..Query::default() }, &Plan::default())?,
            without: count(index, &Query { filters: rest, ..query.clone() }, plan)?,
        });
    }
    Ok(found)
}

/// What must all be there, one by one.
fn flat(op: &Op, into: &mut Vec<Op>) {
    match op {
        Op::All(ops) => ops.iter().for_each(|op| flat(op, into)),
        op => into.push(op.clone()),
    }
}

/// All terms, with others in the place of one.
fn with(terms: &[Op], at: usize, others: &[Op]) -> Option<Op> {
    let before = terms.iter().take(at);
    let rest: Vec<Op> = before.chain(others).chain(terms.iter().skip(at + 1)).cloned().collect();
    (!rest.is_empty()).then_some(Op::All(rest))
}

fn words_of(op: &Op, plan: &Plan) -> String {
    let join =
        |ops: &[Op], with: &str| ops.iter().map(|op| words_of(op, plan)).collect::<Vec<_>>().join(with);
    match op {
        Op::Leaf(leaf) => plan.leaves.get(*leaf).map(|leaf| leaf.text.clone()).unwrap_or_default(),
        Op::All(ops) => join(ops, " "),
        Op::Any(ops) => format!("({})", join(ops, " OR ")),
        Op::Not(op) => format!("-{}", words_of(op, plan)),
        Op::Named(op, _) => words_of(op, plan),
        Op::Near(distance, left, right) => {
            format!("{} NEAR/{distance} {}", words_of(left, plan), words_of(right, plan))
        }
        Op::Together(within, ops) => join(ops, &format!(" {} ", within.chinese())),
    }
}

fn count(index: &dyn Shards, query: &Query, plan: &Plan) -> Result<u64, SearchError> {
    let page = Page { groups: 0, units: 0, ..Page::default() };
    let (pass, opened) = Pass::new(index, query, &page, plan)?;
    Ok(tally::tally(&pass, opened)?.counts.totals.announcements)
}
