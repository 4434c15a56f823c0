//! A query made ready to run: bare runs cut into words, text turned into keys.
//!
//! In: a [`Query`] and the vocabulary of the index. Out: numbered leaves and a
//! tree over them. Promise: plain data, the same for every engine.

use super::named::named;
use super::{Filter, Node, Query, Test, Within};
use crate::disclosure::Role;
use crate::segment::{BOUNDARY, Key, cut};
use crate::text::{fold, fold_char, may_gloss, unglossed};

/// What a plan needs to know of an index.
pub trait Vocabulary {
    /// Announcements in all.
    fn documents(&self) -> u64;
    /// Announcements that contain a word, by the word list; 0 where it is no word.
    fn frequency(&self, word: &str) -> u64;
    /// Every word of the word list with how many announcements contain it; a word may come several times.
    fn each(&self, see: &mut dyn FnMut(&str, u64));
}

/// Something to be found, in positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// As shown to readers.
    pub text: String,
    /// Pieces in a row; between two of them from `gaps.0` to `gaps.1` characters, not across a sentence end.
    pub pieces: Vec<Vec<char>>,
    /// One less than pieces; and how many single characters must stand before the first and after the last.
    pub gaps: Vec<(u32, u32)>,
    /// Characters that must stand before the first piece and after the last.
    pub margin: (u32, u32),
    /// The published characters must be these (punctuation included when `true`).
    pub published: Option<(String, bool)>,
    /// Only in units of this role.
    pub role: Option<Role>,
    /// Only in units that every one of these groups lets count.
    pub scopes: Vec<usize>,
    /// The name that was typed, where this is another name of the same body.
    pub instead: Option<String>,
}

impl Leaf {
    /// Whether it counts wherever it stands.
    pub fn is_free(&self) -> bool {
        self.role.is_none() && self.scopes.is_empty()
    }

    /// Whether its punctuation counts.
    pub fn is_exact(&self) -> bool {
        self.published.as_ref().is_some_and(|(_, exact)| *exact)
    }

    /// Whether a place of it may have a part in common with a gloss: the index knows nothing of these, so
    /// where a text has some, only the text tells.
    pub fn may_gloss(&self) -> bool {
        self.published.as_ref().is_some_and(|(text, exact)| *exact && may_gloss(text))
    }
}

/// The tree over the leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A leaf by number.
    Leaf(usize),
    /// Every one.
    All(Vec<Op>),
    /// At least one.
    Any(Vec<Op>),
    /// Not.
    Not(Box<Op>),
    /// Both within a distance.
    Near(u32, Box<Op>, Box<Op>),
    /// All in one scope.
    Together(Within, Vec<Op>),
    /// What was typed, or one of the other names of it. Names that share a character are one place.
    Named(Box<Op>, Vec<Op>),
    /// An announcement that passes the conditions of a group, with what must stand in the units it keeps.
    Where(usize, Option<Box<Op>>),
}

impl Op {
    /// Whether it may be met without a place of its own, by what does not stand there.
    pub fn met_by_absence(&self) -> bool {
        match self {
            Op::Not(_) => true,
            Op::All(ops) | Op::Together(_, ops) => ops.iter().all(Op::met_by_absence),
            Op::Any(ops) => ops.iter().any(Op::met_by_absence),
            Op::Where(_, op) => op.as_ref().is_none_or(|op| op.met_by_absence()),
            Op::Leaf(_) | Op::Near(..) | Op::Named(..) => false,
        }
    }

    /// Marks the leaves that are asked for.
    pub fn uses(&self, leaves: &mut [bool]) {
        match self {
            Op::Leaf(leaf) => leaves.iter_mut().skip(*leaf).take(1).for_each(|used| *used = true),
            Op::All(ops) | Op::Any(ops) | Op::Together(_, ops) => ops.iter().for_each(|op| op.uses(leaves)),
            Op::Not(op) => op.uses(leaves),
            Op::Where(_, op) => op.iter().for_each(|op| op.uses(leaves)),
            Op::Named(op, others) => {
                op.uses(leaves);
                others.iter().for_each(|op| op.uses(leaves));
            }
            Op::Near(_, left, right) => {
                left.uses(leaves);
                right.uses(leaves);
            }
        }
    }
}

/// A query made ready.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What is to be found.
    pub leaves: Vec<Leaf>,
    /// How it must stand; none if there are no words.
    pub root: Option<Op>,
    /// Conditions that belong to a part of the tree.
    pub groups: Vec<Vec<Filter>>,
}

/// What holds for the words below a node.
#[derive(Clone, Default)]
struct Bound {
    role: Option<Role>,
    scopes: Vec<usize>,
    strict: bool,
}

impl Plan {
    /// Makes a query ready.
    pub fn of(query: &Query, vocabulary: &dyn Vocabulary) -> Self {
        let mut plan = Self::default();
        if let Some(root) = &query.root {
            let bound = Bound { strict: query.strict, ..Bound::default() };
            plan.root = plan.op(root, &bound, vocabulary);
        }
        plan
    }

    /// The words shown as 理解为.
    pub fn terms(&self) -> Vec<String> {
        self.leaves.iter().map(|leaf| leaf.text.clone()).collect()
    }

    fn op(&mut self, node: &Node, bound: &Bound, vocabulary: &dyn Vocabulary) -> Option<Op> {
        match node {
            Node::Words(run) => group(self.words(run, bound, vocabulary), all),
            Node::Literal(text) => self.leaf(text, &format!("“{text}”"), false, bound),
            Node::Exact(text) => self.leaf(text, &format!("exact:“{text}”"), true, bound),
            Node::Wild(text) => self.wild(text, bound),
            Node::All(nodes) => group(self.ops(nodes, bound, vocabulary), all),
            Node::Any(nodes) => group(self.ops(nodes, bound, vocabulary), Op::Any),
            Node::Not(node) => Some(Op::Not(Box::new(self.op(node, bound, vocabulary)?))),
            Node::Near { distance, left, right } => {
                let left = self.op(left, bound, vocabulary);
                let right = self.op(right, bound, vocabulary);
                match (left, right) {
                    (Some(left), Some(right)) => Some(Op::Near(*distance, Box::new(left), Box::new(right))),
                    (one, other) => one.or(other),
                }
            }
            Node::Together { within, nodes } => {
                let ops = self.ops(nodes, bound, vocabulary);
                (!ops.is_empty()).then_some(Op::Together(*within, ops))
            }
            Node::In { role, node } => {
                self.op(node, &Bound { role: Some(*role), ..bound.clone() }, vocabulary)
            }
            Node::Where { filters, node } => {
                let number = self.groups.iter().position(|known| known == filters).unwrap_or_else(|| {
                    self.groups.push(filters.clone());
                    self.groups.len() - 1
                });
                let mut inner = bound.clone();
                let scoped = filters.iter().any(|filter| matches!(filter.test, Test::In(_)));
                inner.scopes.extend(scoped.then_some(number));
                let op = node.as_ref().and_then(|node| self.op(node, &inner, vocabulary));
                Some(Op::Where(number, op.map(Box::new)))
            }
        }
    }

    /// The words of a run; the name of a body it begins with stands for its other names too. Under 字形:严格 it
    /// stands for itself alone, and is still one phrase: folding off never finds more (市环境保护局 is not 市 beside
    /// 环境保护局 somewhere else).
    fn words(&mut self, run: &str, bound: &Bound, vocabulary: &dyn Vocabulary) -> Vec<Op> {
        let significant: String = fold(run).chars().filter(|c| c.is_alphanumeric()).collect();
        // 规划局部调整 names no 规划局: a known word that reaches over the end of the name has the say.
        let known = named(&significant).filter(|(chars, _)| {
            let mut end = 0;
            cut(&significant, vocabulary.documents(), &|word| vocabulary.frequency(word)).iter().all(|word| {
                let start = end;
                end += word.chars().count();
                !(start < *chars && *chars < end) || vocabulary.frequency(word) == 0
            })
        });
        let Some((chars, others)) = known else { return self.cut(run, bound, vocabulary) };
        let split = significant.char_indices().nth(chars).map_or(significant.len(), |(at, _)| at);
        let (name, rest) = significant.split_at(split);
        let (mut name, mut rest) = (name.to_owned(), rest.to_owned());
        if bound.strict {
            let mut typed = as_typed(run, &[name, rest]).into_iter();
            (name, rest) = (typed.next().unwrap_or_default(), typed.next().unwrap_or_default());
        }
        let mut ops = self.cut(&rest, bound, vocabulary);
        // A name is one thing: the 局 of 农业局 is not looked for by itself.
        if let Some(typed) = self.leaf(&name, &name, false, bound) {
            let others = others.iter().filter(|_| !bound.strict);
            let others = others.filter_map(|other| self.other(&other.name, &name, bound)).collect();
            ops.insert(0, Op::Named(Box::new(typed), others));
        }
        ops
    }

    fn cut(&mut self, run: &str, bound: &Bound, vocabulary: &dyn Vocabulary) -> Vec<Op> {
        let words = cut(run, vocabulary.documents(), &|word| vocabulary.frequency(word));
        // 字形:严格 compares with the characters as typed, so the run keeps its script.
        let typed = if bound.strict { as_typed(run, &words) } else { words };
        typed.iter().filter_map(|word| self.leaf(word, word, false, bound)).collect()
    }

    /// Another name of a body, as a phrase.
    fn other(&mut self, name: &str, typed: &str, bound: &Bound) -> Option<Op> {
        let pieces = vec![Key::of_query(name).chars];
        let leaf = Leaf {
            text: name.to_owned(),
            pieces,
            gaps: Vec::new(),
            margin: (0, 0),
            published: None,
            role: bound.role,
            scopes: bound.scopes.clone(),
            instead: Some(typed.to_owned()),
        };
        self.push(leaf)
    }

    fn ops(&mut self, nodes: &[Node], bound: &Bound, vocabulary: &dyn Vocabulary) -> Vec<Op> {
        let mut ops = Vec::new();
        for op in nodes.iter().filter_map(|node| self.op(node, bound, vocabulary)) {
            // What is asked for twice is found once; places of each would only be merged away again.
            if !ops.contains(&op) {
                ops.push(op);
            }
        }
        ops
    }

    /// A text to be found. Where a page has pinyin behind its characters, matching passes over it, so a text
    /// that was copied with it stands for the one without, too, unless it is to stand exactly so.
    fn leaf(&mut self, text: &str, shown: &str, exact: bool, bound: &Bound) -> Option<Op> {
        let bare = unglossed(text);
        if exact || bare == text {
            return self.keyed(text, shown, exact, bound);
        }
        let ops = [text, &bare].map(|text| self.keyed(text, shown, exact, bound));
        group(ops.into_iter().flatten().collect(), Op::Any)
    }

    /// A leaf whose key is that of `text`, and whose published characters must be its own where they count.
    fn keyed(&mut self, text: &str, shown: &str, exact: bool, bound: &Bound) -> Option<Op> {
        let key = Key::of_query(text);
        if key.is_empty() && (!exact || text.is_empty()) {
            return None;
        }
        let pieces = if key.is_empty() { Vec::new() } else { vec![key.chars] };
        let published = (exact || bound.strict).then(|| (text.to_owned(), exact));
        self.push(Leaf {
            text: shown.to_owned(),
            pieces,
            gaps: Vec::new(),
            margin: (0, 0),
            published,
            role: bound.role,
            scopes: bound.scopes.clone(),
            instead: None,
        })
    }

    fn wild(&mut self, text: &str, bound: &Bound) -> Option<Op> {
        let (mut pieces, mut gaps, mut margin) = (Vec::new(), Vec::new(), (0, 0));
        let (mut piece, mut gap) = (String::new(), (0_u32, 0_u32));
        for c in text.chars().chain(['\u{0}']) {
            let step = match c {
                '?' | '？' => (1, 1),
                '*' | '＊' => (0, 10),
                '\u{0}' => (0, 0),
                c => {
                    piece.push(c);
                    continue;
                }
            };
            let key = Key::of_query(&std::mem::take(&mut piece)).chars;
            if !key.is_empty() {
                if pieces.is_empty() {
                    margin.0 = gap.0;
                } else {
                    gaps.push(gap);
                }
                pieces.push(key);
                gap = (0, 0);
            }
            gap = (gap.0 + step.0, gap.1 + step.1);
        }
        margin.1 = gap.0;
        if pieces.is_empty() {
            return None;
        }
        let published = bound.strict.then(|| (text.to_owned(), false));
        self.push(Leaf {
            text: text.to_owned(),
            pieces,
            gaps,
            margin,
            published,
            role: bound.role,
            scopes: bound.scopes.clone(),
            instead: None,
        })
    }

    fn push(&mut self, leaf: Leaf) -> Option<Op> {
        let number = self.leaves.iter().position(|known| known == &leaf).unwrap_or_else(|| {
            self.leaves.push(leaf);
            self.leaves.len() - 1
        });
        Some(Op::Leaf(number))
    }
}

fn group(mut ops: Vec<Op>, make: fn(Vec<Op>) -> Op) -> Option<Op> {
    match ops.len() {
        0 => None,
        1 => ops.pop(),
        _ => Some(make(ops)),
    }
}

/// All of several; the words of one run are words like the rest, and stand beside them.
fn all(ops: Vec<Op>) -> Op {
    let flat = |op| if let Op::All(ops) = op { ops } else { vec![op] };
    Op::All(ops.into_iter().flat_map(flat).collect())
}

/// The words of a run in the characters it was typed in: folding keeps the length.
fn as_typed(run: &str, words: &[String]) -> Vec<String> {
    let typed: Vec<char> = run.chars().filter(|c| fold_char(*c).is_alphanumeric()).collect();
    let mut at = 0;
    words
        .iter()
        .map(|word| {
            let length = word.chars().filter(|c| *c != BOUNDARY).count();
            let piece = typed.iter().skip(at).take(length).collect();
            at += length;
            piece
        })
        .collect()
}
