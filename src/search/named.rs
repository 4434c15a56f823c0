//! Other names of the bodies that a query names: 环保局 also finds 生态环境局.
//!
//! In: a bare run or the value of `单位:`. Out: how much of it is a name, and
//! its other names. Promises: quotes and `字形:严格` keep to what was typed;
//! every name that is looked for beside it is shown to the reader, and so is a
//! name whose other names are left out because of `字形:严格`.

use super::plan::Plan;
use super::{Field, Filter, Interpretation, Node, Query, Test, syntax};
use crate::disclosure::{OtherName, other_names};
use crate::text::fold;

/// Most other names that are looked for beside one.
const MOST: usize = 32;
/// Shorter other names are looked for behind a place: 计委 stands in 审计委员会 and 教委 in 宗教委员会.
const SHORTEST: usize = 3;
/// So are these: they stand in 营商环境局面 and in 建设局部.
const CONFUSED: [&str; 2] = ["环境局", "建设局"];
/// Short names that stand in no other word.
const CLEAR: [&str; 5] = ["妇联", "残联", "侨联", "纪委", "编办"];
/// Places that stand before a name, as the data file knows them.
const PLACES: [char; 5] = ['市', '县', '区', '省', '州'];
/// Longest name that is looked up, in characters.
const LONGEST: usize = 40;

/// A name that was typed, and what is looked for beside it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Named {
    /// As typed, folded.
    pub typed: String,
    /// Its other names, the nearest relation first.
    pub others: Vec<Other>,
}

/// Another name of a body.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Other {
    /// The name.
    pub name: String,
    /// `form`, `former` or `successor`.
    pub relation: crate::disclosure::Relation,
    /// The year of the reform between the two, as a rule.
    pub year: Option<u16>,
}

/// The name a folded run begins with: how many characters it has, and its other names. What follows
/// it must be a word of its own: 水利局长 names nobody's bureau.
pub fn named(run: &str) -> Option<(usize, Vec<OtherName>)> {
    let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
    let length = run.chars().count();
    for (index, end) in ends.iter().enumerate().skip(1).rev() {
        let chars = index + 1;
        if length == chars + 1 || run[*end..].starts_with('长') {
            continue;
        }
        let others = of_agency(&run[..*end]);
        if !others.is_empty() {
            return Some((chars, others));
        }
    }
    None
}

/// The other names that are looked for beside a name.
pub fn of_agency(value: &str) -> Vec<OtherName> {
    let clear =
        |name: &str| CLEAR.contains(&name) || name.chars().count() >= SHORTEST && !CONFUSED.contains(&name);
    let placed = |other: OtherName| -> Vec<OtherName> {
        match clear(&other.name) {
            true => vec![other],
            // 教育局 finds 县教委 as 县教育局 does.
            false => PLACES.map(|place| OtherName { name: format!("{place}{}", other.name), ..other }).into(),
        }
    };
    let mut others: Vec<OtherName> = other_names(&fold(value)).into_iter().flat_map(placed).collect();
    others.truncate(MOST);
    others
}

impl Named {
    fn of(typed: String, others: Vec<OtherName>) -> Self {
        let other = |other: OtherName| Other { name: other.name, relation: other.relation, year: other.year };
        Self { typed, others: others.into_iter().map(other).collect() }
    }

    /// For readers.
    pub fn sentence(&self) -> String {
        let shown: Vec<String> = self
            .others
            .iter()
            .map(|other| match other.year {
                Some(year) => format!("{}({},{year} 年)", other.name, other.relation.chinese()),
                None => other.name.clone(),
            })
            .collect();
        format!("“{}”也查其他名称:{}。只查原字请加引号", self.typed, shown.join("、"))
    }
}

impl Interpretation {
    /// How a query was read, but for what its answer tells.
    pub fn of(query: &Query, plan: &Plan) -> Self {
        let names = all(query, plan);
        let mut notes: Vec<String> = names.iter().map(Named::sentence).collect();
        notes.extend(alone(query, plan));
        let terms = plan.terms();
        // Found in pieces is not found as it stands: whoever sees only the numbers must know.
        if query.root.as_ref().is_some_and(|root| cut(root, &terms)) {
            notes.push(format!("没有加引号,按词分别查找:“{}”", terms.join(" ")));
        }
        Self { canonical: syntax::print(query), terms, notes, names, missing: Vec::new() }
    }
}

/// Whether a bare run was cut into several words, so that it need not stand anywhere as it was typed.
fn cut(node: &Node, terms: &[String]) -> bool {
    match node {
        Node::Words(run) => {
            let whole = fold(run);
            let part = |term: &&String| whole.contains(fold(term).as_str()) && fold(term) != whole;
            !terms.iter().any(|term| fold(term) == whole) && terms.iter().filter(part).count() > 1
        }
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => {
            nodes.iter().any(|node| cut(node, terms))
        }
        Node::Near { left, right, .. } => cut(left, terms) || cut(right, terms),
        Node::Not(node) | Node::In { node, .. } => cut(node, terms),
        Node::Where { node, .. } => node.as_ref().is_some_and(|node| cut(node, terms)),
        Node::Literal(_) | Node::Exact(_) | Node::Wild(_) => false,
    }
}

/// What is said of names that 字形:严格 keeps from being looked for under their other names. Those in quotes are
/// shown in quotes, and nothing is said of them.
fn alone(query: &Query, plan: &Plan) -> Vec<String> {
    let leaves = plan.leaves.iter().filter(|leaf| query.strict && !leaf.is_exact());
    let mut found = Vec::new();
    for name in leaves.map(|leaf| &leaf.text).filter(|name| !of_agency(name).is_empty()) {
        let note = format!("“{name}”按严格字形检索,不查其他名称");
        if !found.contains(&note) {
            found.push(note);
        }
    }
    found
}

/// Every name in a query that is looked for under other names too.
pub fn all(query: &Query, plan: &Plan) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut add = |typed: String, others: Vec<OtherName>| {
        if !others.is_empty() && !found.iter().any(|known| known.typed == typed) {
            found.push(Named::of(typed, others));
        }
    };
    for typed in plan.leaves.iter().filter_map(|leaf| leaf.instead.as_ref()) {
        add(typed.clone(), of_agency(typed));
    }
    for Filter { test, .. } in query.conditions() {
        if let Test::Known(Field::Agency, value) = test {
            add(fold(value), of_agency(value));
        }
    }
    found
}
