//! The query as a tree of our own.
//!
//! In: nothing but what [`super::syntax`] read or a caller built. Out: plain
//! data that engines translate and every surface prints back.

use super::Field;
use crate::disclosure::{Date, Measured};

/// What was asked, with raw input resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The words; none means every announcement that passes the filters.
    pub root: Option<Node>,
    /// Conditions on attributes; all must hold (see [`Filter`]).
    pub filters: Vec<Filter>,
    /// Order of the announcements.
    pub sort: Sort,
    /// 字形:严格 — the published characters must be those of the query.
    pub strict: bool,
}

impl Query {
    /// Whether a word must stand somewhere: only then is a unit found for what it says.
    pub fn wants_words(&self) -> bool {
        self.root.as_ref().is_some_and(Node::wanted)
    }

    /// Whether a condition tells some of the units from others: by what they are, or by a number that they state.
    pub fn keeps_units(&self) -> bool {
        self.asked().into_iter().any(|filter| match &filter.test {
            Test::In(_) => true,
            Test::Is(field, _) | Test::Has(field, _) | Test::Known(field, _) => field.of_units(),
            Test::Number { .. } => !filter.negated,
            Test::Dates { .. } | Test::Undated(_) => false,
        })
    }

    /// The conditions of the whole, and those within the tree but for what is below a NOT.
    pub fn asked(&self) -> Vec<&Filter> {
        let mut all: Vec<&Filter> = self.filters.iter().collect();
        self.root.iter().for_each(|root| root.conditions(true, &mut all));
        all
    }

    /// The conditions on numbers that are worth showing where they are met: those of the whole; where there are
    /// none, those within the tree that are asked for. An announcement may be found without these, so they only
    /// say which of its units stand first.
    pub fn numbers(&self) -> Vec<&Filter> {
        let number = |filter: &&Filter| !filter.negated && matches!(filter.test, Test::Number { .. });
        let own: Vec<&Filter> = self.filters.iter().filter(number).collect();
        if own.is_empty() { self.asked().into_iter().filter(number).collect() } else { own }
    }

    /// Every condition, of the whole or within the tree.
    pub fn conditions(&self) -> Vec<&Filter> {
        let mut all: Vec<&Filter> = self.filters.iter().collect();
        self.root.iter().for_each(|root| root.conditions(false, &mut all));
        all
    }

    /// Whether some units answer better than others: with nothing but conditions on announcements each is as
    /// good as the next, and none is worth showing as a match.
    pub fn tells_units_apart(&self) -> bool {
        self.wants_words() || self.keeps_units()
    }
}

impl Node {
    /// Whether it holds a word that is not excluded.
    fn wanted(&self) -> bool {
        match self {
            Node::Words(_) | Node::Literal(_) | Node::Exact(_) | Node::Wild(_) => true,
            Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => {
                nodes.iter().any(Node::wanted)
            }
            Node::Near { left, right, .. } => left.wanted() || right.wanted(),
            Node::In { node, .. } => node.wanted(),
            Node::Where { node, .. } => node.as_ref().is_some_and(|node| node.wanted()),
            Node::Not(_) => false,
        }
    }

    /// The conditions within it; `asked`: without those below a NOT.
    fn conditions<'n>(&'n self, asked: bool, into: &mut Vec<&'n Filter>) {
        match self {
            Node::Words(_) | Node::Literal(_) | Node::Exact(_) | Node::Wild(_) => {}
            Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => {
                nodes.iter().for_each(|node| node.conditions(asked, into));
            }
            Node::Near { left, right, .. } => {
                left.conditions(asked, into);
                right.conditions(asked, into);
            }
            Node::In { node, .. } => node.conditions(asked, into),
            Node::Where { filters, node } => {
                into.extend(filters);
                node.iter().for_each(|node| node.conditions(asked, into));
            }
            Node::Not(node) if !asked => node.conditions(asked, into),
            Node::Not(_) => {}
        }
    }
}

/// A tree of words. Depth, number of leaves and length are bounded by the grammar.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A bare run, e.g. 政府采购管理: its words must all occur.
    Words(String),
    /// Quoted: its significant characters stand in a row.
    Literal(String),
    /// Its published characters stand exactly so, punctuation included.
    Exact(String),
    /// Pieces with `?` (one character) and `*` (up to ten) between them.
    Wild(String),
    /// Every one (inside the scope above).
    All(Vec<Node>),
    /// At least one.
    Any(Vec<Node>),
    /// Not.
    Not(Box<Node>),
    /// Both within a distance, either order: at most `distance` significant characters between them.
    Near {
        /// Characters between the two.
        distance: u32,
        /// One side.
        left: Box<Node>,
        /// The other side.
        right: Box<Node>,
    },
    /// All of them inside one sentence, measure, item or area.
    Together {
        /// The scope they share.
        within: Within,
        /// What must stand in it.
        nodes: Vec<Node>,
    },
    /// Only in units of this role (`measure:审计`, `item:`, `problem:`).
    In {
        /// The role.
        role: crate::disclosure::Role,
        /// What must stand there.
        node: Box<Node>,
    },
    /// A query inside the query: conditions that belong to a bracket or to one side of an OR, with the words beside
    /// them. They mean for that part what the conditions of a [`Query`] mean for the whole.
    Where {
        /// The conditions, at least one.
        filters: Vec<Filter>,
        /// What must stand in an announcement that passes; none if nothing must.
        node: Option<Box<Node>>,
    },
}

words! {
    /// A scope that words can be asked to share.
    Within {
        /// Between two sentence ends.
        Sentence = "sentence", "同句";
        /// One measure (or paragraph that is not one).
        Measure = "measure", "同措施";
        /// One numbered item with its measures (or paragraph that belongs to none).
        Item = "item", "同事项";
        /// One area with all below it (or what a chapter has outside its areas).
        Area = "area", "同方面";
    }
}

/// A condition on an attribute. Conditions on the same field are alternatives,
/// different fields must all hold; negated ones exclude.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Whether it excludes.
    pub negated: bool,
    /// The condition.
    pub test: Test,
}

/// What a [`Filter`] asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The attribute is this value (a choice from the facets); `agency:="…"`.
    Is(Field, String),
    /// The folded attribute contains this text; `agency:教育局`.
    Has(Field, String),
    /// It contains this name or another one of the same body; `agency:环保局` without quotes.
    Known(Field, String),
    /// `in:措施`, `in:下一步`: only in units of this role, or of this part.
    In(Place),
    /// A date lies in a range, ends included.
    Dates {
        /// Which date.
        of: DateOf,
        /// Not before.
        from: Option<Date>,
        /// Not after.
        to: Option<Date>,
    },
    /// No such date is stated; `公布:未载明`.
    Undated(DateOf),
    /// A stated quantity lies in a range.
    Number {
        /// Which quantity.
        of: Measured,
        /// At least, in the base unit, as an exact decimal.
        from: Option<String>,
        /// At most.
        to: Option<String>,
        /// Whether `from` itself is left out (`>` instead of `>=`).
        above: bool,
        /// Whether `to` itself is left out (`<` instead of `<=`).
        below: bool,
    },
}

/// Where words must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Units of a role.
    Role(crate::disclosure::Role),
    /// Units of a chapter.
    Part(crate::disclosure::PartKind),
}

words! {
    /// The dates that can be asked for.
    DateOf {
        /// When it was published.
        Published = "published", "公布";
        /// When the findings were handed over.
        Feedback = "feedback", "反馈";
        /// Publication, or feedback where publication is unknown.
        Any = "date", "日期";
        /// Publication, asked for by its year: an alternative to years that were chosen.
        Year = "year", "年份";
    }
}

/// Order of the announcements; ties fall to date (newest first), then key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// By publication date.
    Date {
        /// Newest first.
        newest: bool,
    },
    /// By a quantity (its largest value in the announcement).
    Number {
        /// Which.
        of: Measured,
        /// Largest first.
        largest: bool,
    },
}
