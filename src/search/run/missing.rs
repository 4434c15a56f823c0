//! Why an answer is empty.
//!
//! In: a query that found nothing. Out: for each of its terms and conditions,
//! what it gives alone and what the query would give without it. Nothing is
//! loosened: readers decide.

use super::*;

/// For an empty answer: what each term gives alone, and what the query would give without it.
pub(super) fn missing(index: &dyn Shards, query: &Query, plan: &Plan) -> Result<Vec<Missing>, SearchError> {
    let mut found = Vec::new();
    let terms: Vec<Op> = match &plan.root {
        Some(Op::All(ops)) => ops.clone(),
        Some(op) => vec![op.clone()],
        None => Vec::new(),
    };
    for (at, term) in terms.iter().enumerate().take(16) {
        let rest: Vec<Op> =
            terms.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, op)| op.clone()).collect();
        let alone = Plan { leaves: plan.leaves.clone(), root: Some(term.clone()) };
        let without = Plan { leaves: plan.leaves.clone(), root: (!rest.is_empty()).then_some(Op::All(rest)) };
        found.push(Missing {
            term: words_of(term, plan),
            // The whole query was just that, and gave nothing.
            alone: match terms.len() == 1 && query.filters.is_empty() {
                true => 0,
                false => count(index, &Query { filters: Vec::new(), ..query.clone() }, &alone)?,
            },
            without: count(index, query, &without)?,
        });
    }
    for (at, filter) in query.filters.iter().enumerate().take(16) {
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
