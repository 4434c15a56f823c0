//! Why an answer is empty.
//!
//! In: a query that found nothing. Out: for each of its terms and conditions,
//! what it gives alone and what the query would give without it, each with the
//! query that gives just that. Nothing is loosened: readers decide.

use super::*;

/// Most terms that are looked at, and most conditions.
const MOST: usize = 16;

/// Said where a wildcard found nothing: a pasted sentence may have a question mark of its own.
const WILD: &str = "没有找到:“?”代表任意一字,“*”代表至多十字;要找带问号的原句,请加引号";

/// Says why an answer is empty.
pub(super) fn explain(
    interpretation: &mut Interpretation,
    index: &dyn Shards,
    words: &dyn Vocabulary,
    query: &Query,
) -> Result<(), SearchError> {
    if query.root.as_ref().is_some_and(wild) {
        interpretation.notes.push(WILD.to_owned());
    }
    interpretation.missing = missing(index, words, query)?;
    Ok(())
}

/// Whether a pattern stands in it.
fn wild(node: &Node) -> bool {
    match node {
        Node::Wild(_) => true,
        Node::Words(_) | Node::Literal(_) | Node::Exact(_) => false,
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => nodes.iter().any(wild),
        Node::Not(node) | Node::In { node, .. } => wild(node),
        Node::Where { node, .. } => node.as_ref().is_some_and(|node| wild(node)),
        Node::Near { left, right, .. } => wild(left) || wild(right),
    }
}

/// For an empty answer: what each term gives alone, and what the query would give without it.
fn missing(index: &dyn Shards, words: &dyn Vocabulary, query: &Query) -> Result<Vec<Missing>, SearchError> {
    let asked = Asked { index, words, query };
    let mut terms = Vec::new();
    query.root.iter().for_each(|root| asked.flat(root, &mut terms));
    let mut found = Vec::new();
    for (at, term) in terms.iter().enumerate().take(MOST) {
        found.push(asked.term(print_of(term), Some(term.clone()), with(&terms, at, &[]))?);
        // Words that are there, but not where they were asked to meet: the scope is what is missing.
        let (scope, sides) = match term {
            Node::Near { distance, left, right } => {
                (format!("NEAR/{distance}"), vec![(**left).clone(), (**right).clone()])
            }
            Node::Together { within, nodes } => (within.chinese().to_owned(), nodes.clone()),
            Node::Where { filters, node } => {
                asked.parts(filters, node.as_deref(), &mut |term, alone, other| {
                    let without = asked.with_words(with(&terms, at, &[other]));
                    if asked.is_sayable(&without)? {
                        found.push(asked.both(term, alone, without)?);
                    }
                    Ok(())
                })?;
                continue;
            }
            _ => continue,
        };
        for (number, side) in sides.iter().enumerate().filter(|(_, side)| !matches!(side, Node::Not(_))) {
            let mut others = sides.clone();
            others.remove(number);
            let rest = with(&terms, at, &others);
            found.push(asked.term(print_of(side), Some(side.clone()), rest)?);
        }
        found.push(asked.term(scope, Some(Node::All(sides.clone())), with(&terms, at, &sides))?);
    }
    if query.strict {
        let loose = Query { strict: false, ..query.clone() };
        let free = Query { filters: Vec::new(), ..loose.clone() };
        found.push(asked.both("字形:严格".to_owned(), free, loose)?);
    }
    for (at, filter) in query.filters.iter().enumerate().take(MOST) {
        let alone = Query { filters: vec![filter.clone()], ..Query::default() };
        let mut filters = query.filters.clone();
        filters.remove(at);
        let without = Query { filters, ..query.clone() };
        found.push(asked.both(syntax::print(&alone), alone, without)?);
    }
    Ok(found)
}

struct Asked<'q> {
    index: &'q dyn Shards,
    words: &'q dyn Vocabulary,
    query: &'q Query,
}

impl Asked<'_> {
    /// What must all be there, one by one; a run word by word.
    fn flat(&self, node: &Node, into: &mut Vec<Node>) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.flat(node, into)),
            Node::Words(_) if !self.query.strict => {
                let alone = Query { root: Some(node.clone()), ..Query::default() };
                let plan = Plan::of(&alone, self.words);
                match &plan.root {
                    Some(Op::All(ops)) if ops.iter().all(|op| matches!(op, Op::Leaf(_))) => {
                        into.extend(plan.leaves.into_iter().map(|leaf| Node::Words(leaf.text)));
                    }
                    _ => into.push(node.clone()),
                }
            }
            node => into.push(node.clone()),
        }
    }

    /// What a bracket with conditions asks for, one by one: each with the query that is just that, and what is left
    /// of the bracket without it.
    fn parts(
        &self,
        filters: &[Filter],
        node: Option<&Node>,
        see: &mut dyn FnMut(String, Query, Node) -> Result<(), SearchError>,
    ) -> Result<(), SearchError> {
        let strict = self.query.strict;
        if let Some(node) = node {
            let alone = Query { root: Some(node.clone()), strict, ..Query::default() };
            see(print_of(node), alone, Node::Where { filters: filters.to_vec(), node: None })?;
        }
        for (at, filter) in filters.iter().enumerate().take(MOST) {
            let mut filters = filters.to_vec();
            filters.remove(at);
            let rest = match (filters.is_empty(), node) {
                (true, None) => continue,
                (true, Some(node)) => node.clone(),
                (false, node) => Node::Where { filters, node: node.cloned().map(Box::new) },
            };
            let alone = Query { filters: vec![filter.clone()], strict, ..Query::default() };
            see(syntax::print(&alone), alone, rest)?;
        }
        Ok(())
    }

    /// Whether a query finds as many where it is read from its text. Of (公布:2024 甲) 公布:2025 without 甲 none is
    /// left that says it: values of one field are alternatives.
    fn is_sayable(&self, query: &Query) -> Result<bool, SearchError> {
        let again = syntax::read(&syntax::print(query), &syntax::Limits::default());
        again.map_or(Ok(false), |read| {
            Ok(read.query == *query || self.count(&read.query)? == self.count(query)?)
        })
    }

    /// The query with other words.
    fn with_words(&self, root: Option<Node>) -> Query {
        Query { root, ..self.query.clone() }
    }

    /// A term among the words.
    fn term(&self, term: String, alone: Option<Node>, rest: Option<Node>) -> Result<Missing, SearchError> {
        let alone =
            Query { root: alone, filters: Vec::new(), sort: Sort::default(), strict: self.query.strict };
        self.both(term, alone, self.with_words(rest))
    }

    fn both(&self, term: String, alone: Query, without: Query) -> Result<Missing, SearchError> {
        Ok(Missing {
            term,
            // The whole query was just that, and gave nothing.
            alone: if alone == *self.query { 0 } else { self.count(&alone)? },
            alone_query: syntax::print(&alone),
            without: self.count(&without)?,
            without_query: syntax::print(&without),
        })
    }

    fn count(&self, query: &Query) -> Result<u64, SearchError> {
        let page = Page { groups: 0, units: 0, ..Page::default() };
        let plan = Plan::of(query, self.words);
        let (pass, opened) = Pass::new(self.index, query, &page, &plan)?;
        Ok(tally::tally(&pass, opened)?.counts.totals.announcements)
    }
}

/// A term as it would be typed.
fn print_of(node: &Node) -> String {
    syntax::print(&Query { root: Some(node.clone()), ..Query::default() })
}

/// All terms, with others in the place of one.
fn with(terms: &[Node], at: usize, others: &[Node]) -> Option<Node> {
    let before = terms.iter().take(at);
    let mut rest: Vec<Node> = before.chain(others).chain(terms.iter().skip(at + 1)).cloned().collect();
    match rest.len() {
        0 | 1 => rest.pop(),
        _ => Some(Node::All(rest)),
    }
}
