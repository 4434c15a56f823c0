//! Tree → query: conditions come out, what is empty goes, each meaning gets one shape.
//!
//! In: a [`Tree`]. Out: a [`Query`] in normal form: no AND in AND, no OR in OR,
//! no NOT of NOT, no scope in the same scope, at least two sides everywhere.
//! Promise: the depth is that of the tree, so the stack stays bounded.

use super::Notes;
use super::bounds::{self, Typed};
use super::parse::Tree;
use crate::disclosure::Role;
use crate::search::filter::Slot;
use crate::search::{Node, Query};

/// How a condition stands in the whole.
#[derive(Clone, Copy)]
struct Stand {
    /// Below an odd number of NOTs.
    negated: bool,
    /// Taking it out changes nothing.
    free: bool,
    /// Which side of which OR it is on.
    side: usize,
}

/// The query a tree means.
pub fn query(tree: Tree, notes: &mut Notes) -> Query {
    let mut lower = Lower { filters: Vec::new(), roles: Vec::new(), sides: 0, notes };
    let root = lower.node(tree, Stand { negated: false, free: true, side: 0 });
    let filters = bounds::settle(lower.filters, notes);
    Query { root, filters, ..Query::default() }
}

struct Lower<'a> {
    filters: Vec<Typed>,
    /// Where roles were asked for.
    roles: Vec<(Role, [u32; 2])>,
    /// How many sides of an OR there were.
    sides: usize,
    notes: &'a mut Notes,
}

impl Lower<'_> {
    fn node(&mut self, tree: Tree, stand: Stand) -> Option<Node> {
        let bound = Stand { free: false, ..stand };
        match tree {
            Tree::Nothing => None,
            Tree::Leaf(node) => Some(node),
            Tree::Filter(mut filter, at) => {
                filter.negated = stand.negated;
                if !stand.free {
                    self.notes.at(at, "字段条件对整个检索式起作用,不只在所在的括号或“或”之内");
                }
                self.filters.push(Typed { filter, at, side: stand.side });
                None
            }
            Tree::All(parts) => {
                // Not of several parts: taking a condition out of it changes the meaning.
                let inner = if stand.negated { bound } else { stand };
                let parts = parts.into_iter().filter_map(|part| self.node(part, inner)).collect();
                self.all(parts)
            }
            Tree::Any(sides) => {
                let inner = if alternatives(&sides) { stand } else { bound };
                let mut nodes = Vec::new();
                for side in sides {
                    self.sides += 1;
                    let Some(side) = self.node(side, Stand { side: self.sides, ..inner }) else { continue };
                    match side {
                        Node::Any(sides) => nodes.extend(sides),
                        side => nodes.push(side),
                    }
                }
                one(nodes).map_or_else(Some, |nodes| nodes.map(Node::Any))
            }
            Tree::Not(inner) => match self.node(*inner, Stand { negated: !stand.negated, ..stand })? {
                Node::Not(inner) => Some(*inner),
                node => Some(Node::Not(Box::new(node))),
            },
            Tree::Near(distance, sides, at) => {
                let [left, right] = *sides;
                let (left, right) = (self.node(left, bound), self.node(right, bound));
                let (left, right) = match (left, right) {
                    (Some(left), Some(right)) => (left, right),
                    (left, right) => return left.or(right),
                };
                if excludes(&left) || excludes(&right) {
                    self.notes.at(at, "被排除的词没有位置,NEAR 已改为同时满足");
                    return self.all(vec![left, right]);
                }
                Some(Node::Near { distance, left: Box::new(left), right: Box::new(right) })
            }
            Tree::Together(within, sides) => {
                let mut nodes = Vec::new();
                for side in sides.into_iter().filter_map(|side| self.node(side, bound)) {
                    match side {
                        Node::Together { within: same, nodes: sides } if same == within => {
                            nodes.extend(sides)
                        }
                        side => nodes.push(side),
                    }
                }
                one(nodes).map_or_else(Some, |nodes| nodes.map(|nodes| Node::Together { within, nodes }))
            }
            Tree::In(role, inner, at) => {
                self.roles.push((role, at));
                match self.node(*inner, bound)? {
                    Node::In { role: same, node } if same == role => Some(Node::In { role, node }),
                    node => Some(Node::In { role, node: Box::new(node) }),
                }
            }
        }
    }

    /// Where a role was last asked for.
    fn place_of(&self, role: Role) -> [u32; 2] {
        self.roles.iter().rfind(|(known, _)| *known == role).map_or([0, 0], |(_, at)| *at)
    }

    /// AND, flat; words of one role are alternatives, as values of any field are.
    fn all(&mut self, parts: Vec<Node>) -> Option<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let flat = |part| if let Node::All(parts) = part { parts } else { vec![part] };
        for part in parts.into_iter().flat_map(flat) {
            let wanted = role_of(&part).filter(|_| !excludes(&part));
            let before =
                nodes.iter_mut().find(|node| wanted.is_some() && role_of(node) == wanted && !excludes(node));
            match (before, part) {
                (Some(Node::In { node: before, role }), Node::In { node, .. }) => {
                    either(before, *node);
                    let at = self.place_of(*role);
                    self.notes.at(at, "同一字段写了几次,任一即可;须同时满足请写在一个括号里,如 措施:(甲 乙)");
                }
                (None, part) => {
                    let beside =
                        role_of(&part).filter(|role| nodes.iter().any(|node| role_of(node) == Some(*role)));
                    if let Some(role) = beside {
                        let at = self.place_of(role);
                        self.notes.at(at, "同一字段写了几次,其中有要排除的词,须同时满足,不作任一即可处理");
                    }
                    nodes.push(part);
                }
                (_, part) => nodes.push(part),
            }
        }
        one(nodes).map_or_else(Some, |nodes| nodes.map(Node::All))
    }
}

/// The role that words are bound to.
fn role_of(node: &Node) -> Option<Role> {
    if let Node::In { role, .. } = node { Some(*role) } else { None }
}

/// Makes another node an alternative to the first.
fn either(first: &mut Node, other: Node) {
    let sides = |node| if let Node::Any(sides) = node { sides } else { vec![node] };
    let mut all = sides(std::mem::replace(first, Node::Any(Vec::new())));
    all.extend(sides(other));
    *first = Node::Any(all);
}

/// The only one, or those that need a sign between them.
fn one(mut nodes: Vec<Node>) -> Result<Option<Vec<Node>>, Node> {
    match nodes.pop() {
        None => Ok(None),
        Some(node) if nodes.is_empty() => Err(node),
        Some(node) => {
            nodes.push(node);
            Ok(Some(nodes))
        }
    }
}

/// Whether something in it must not occur: that has no place to measure from.
fn excludes(node: &Node) -> bool {
    match node {
        Node::Not(_) => true,
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => nodes.iter().any(excludes),
        Node::In { node, .. } => excludes(node),
        // Its own sides were looked at when it was made.
        _ => false,
    }
}

/// Whether these are values of one field: then OR is what conditions mean anyway. A value that was left out is none.
fn alternatives(sides: &[Tree]) -> bool {
    let mut fields = sides.iter().filter(|side| !matches!(side, Tree::Nothing)).map(|side| match side {
        Tree::Filter(filter, _) => Some(filter),
        _ => None,
    });
    let Some(Some(first)) = fields.next() else { return false };
    fields.all(|other| other.is_some_and(|other| Slot::of(&other.test) == Slot::of(&first.test)))
}
