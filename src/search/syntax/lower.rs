//! Tree → query: what is empty goes, conditions go to the group they stand in, each meaning gets one shape.
//!
//! In: a [`Tree`]. Out: a [`Query`] in normal form: no AND in AND, no OR in OR,
//! no NOT of NOT, no scope in the same scope, at least two sides everywhere; a
//! bracket with conditions of its own is a [`Node::Where`], the outermost group
//! is the query itself. Promise: the depth is that of the tree, so the stack
//! stays bounded.

use super::Notes;
use super::bounds::{self, Typed};
use super::parse::Tree;
use crate::disclosure::Role;
use crate::search::filter::Slot;
use crate::search::{Filter, Node, Query};

/// The query a tree means.
pub fn query(tree: Tree, notes: &mut Notes) -> Query {
    let mut lower = Lower { roles: Vec::new(), sides: 0, notes };
    let parts = match lower.clean(tree) {
        Some(Tree::All(parts)) => parts,
        tree => tree.into_iter().collect(),
    };
    let (root, filters) = lower.group(parts);
    Query { root, filters, ..Query::default() }
}

struct Lower<'a> {
    /// Where roles were asked for.
    roles: Vec<(Role, [u32; 2])>,
    /// How many sides of an OR there were.
    sides: usize,
    notes: &'a mut Notes,
}

impl Lower<'_> {
    /// The tree without what is empty, so that whatever stands beside something does so for good.
    fn clean(&mut self, tree: Tree) -> Option<Tree> {
        match tree {
            Tree::Nothing => None,
            Tree::Leaf(_) | Tree::Filter(..) => Some(tree),
            Tree::All(parts) => several(self.each(parts), Tree::All),
            Tree::Any(sides) => several(self.each(sides), Tree::Any),
            Tree::Not(inner) => Some(match self.clean(*inner)? {
                // Of one field, twice is told from not at all: see `split`.
                Tree::Not(inner) if !is_field(&inner) => *inner,
                inner => Tree::Not(Box::new(inner)),
            }),
            Tree::Near(distance, sides, at) => {
                let [left, right] = *sides;
                match (self.clean(left), self.clean(right)) {
                    (Some(left), Some(right)) => Some(Tree::Near(distance, Box::new([left, right]), at)),
                    (left, right) => left.or(right),
                }
            }
            Tree::Together(within, sides) => several(self.each(sides), |sides| Tree::Together(within, sides)),
            Tree::In(role, inner, at) => {
                let inner = self.clean(*inner)?;
                if !inner.is_conditions() {
                    return Some(Tree::In(role, Box::new(inner), at));
                }
                self.notes.at(at, "后面没有要找的词,字段条件不受它限定");
                Some(inner)
            }
        }
    }

    fn each(&mut self, trees: Vec<Tree>) -> Vec<Tree> {
        trees.into_iter().filter_map(|tree| self.clean(tree)).collect()
    }

    /// What stands side by side: the words, and the conditions that belong to them.
    fn group(&mut self, parts: Vec<Tree>) -> (Option<Node>, Vec<Filter>) {
        let (mut nodes, mut typed) = (Vec::new(), Vec::new());
        let lists = self.split(&parts, 0);
        for (part, list) in parts.into_iter().zip(lists) {
            match list {
                Some(list) => typed.extend(list),
                None => nodes.push(self.node(part)),
            }
        }
        (self.all(nodes), bounds::settle(typed, self.notes))
    }

    /// For each part its conditions, if it is nothing else and taking them out of its brackets changes nothing. A
    /// bracket of several fields keeps them where one of them is asked for beside it, too: values of one field are
    /// alternatives, and (单位:甲 层级:市) (单位:乙 层级:县) asks for no body that is both. So does what must not be
    /// excluded: 单位:甲 -(-单位:乙) has no alternatives.
    fn split(&mut self, parts: &[Tree], side: usize) -> Vec<Option<Vec<Typed>>> {
        let mut lists: Vec<_> = parts.iter().map(|part| self.conditions(part, false, side)).collect();
        let wanted = |list: &Option<Vec<Typed>>| {
            let mut slots: Vec<Slot> = Vec::new();
            for typed in list.iter().flatten().filter(|typed| !typed.filter.negated) {
                let slot = Slot::of(&typed.filter.test);
                if !slots.contains(&slot) {
                    slots.push(slot);
                }
            }
            slots
        };
        let slots: Vec<Vec<Slot>> = lists.iter().map(wanted).collect();
        let shared = |slot: &Slot| slots.iter().filter(|own| own.contains(slot)).count() > 1;
        for ((list, own), part) in lists.iter_mut().zip(&slots).zip(parts) {
            let whole = |list: &Vec<Typed>| !alike(list) || matches!(part, Tree::Not(_));
            if list.as_ref().is_some_and(whole) && own.iter().any(shared) {
                *list = None;
            }
        }
        lists
    }

    /// The conditions that a tree is, or the opposite of it is, if it is nothing else: values of one field are
    /// alternatives, what is excluded and what is of different fields must all hold.
    fn conditions(&mut self, tree: &Tree, negated: bool, side: usize) -> Option<Vec<Typed>> {
        match tree {
            Tree::Filter(filter, at) => {
                Some(vec![Typed { filter: Filter { negated, ..filter.clone() }, at: *at, side }])
            }
            Tree::Not(inner) => self.conditions(inner, !negated, side),
            Tree::All(parts) if !negated => {
                Some(self.split(parts, side).into_iter().collect::<Option<Vec<_>>>()?.concat())
            }
            Tree::All(parts) => {
                let list = self.split(parts, side).into_iter().collect::<Option<Vec<_>>>()?.concat();
                let sign = list.first()?.filter.negated;
                if !alike(&list) || list.iter().any(|typed| typed.filter.negated != sign) {
                    return None;
                }
                let at = list.first()?.at;
                let filters = bounds::settle(list, self.notes).into_iter();
                let turned = filters.map(|filter| Typed {
                    filter: Filter { negated: !filter.negated, ..filter },
                    at,
                    side: self.side(),
                });
                Some(turned.collect())
            }
            Tree::Any(sides) => {
                let mut list = Vec::new();
                for tree in sides {
                    let side = self.side();
                    list.extend(self.conditions(tree, negated, side)?);
                }
                let fits = list.iter().all(|typed| typed.filter.negated == negated);
                (fits && (negated || alike(&list))).then_some(list)
            }
            Tree::Nothing | Tree::Leaf(_) | Tree::Near(..) | Tree::Together(..) | Tree::In(..) => None,
        }
    }

    /// A side of an OR of its own.
    fn side(&mut self) -> usize {
        self.sides += 1;
        self.sides
    }

    fn node(&mut self, tree: Tree) -> Node {
        if let Some(list) = self.conditions(&tree, false, 0) {
            return Node::Where { filters: bounds::settle(list, self.notes), node: None };
        }
        match tree {
            Tree::Leaf(node) => node,
            Tree::All(parts) => match self.group(parts) {
                (Some(node), filters) if filters.is_empty() => node,
                (node, filters) => Node::Where { filters, node: node.map(Box::new) },
            },
            Tree::Any(sides) => {
                let mut nodes = Vec::new();
                for side in sides {
                    match self.node(side) {
                        Node::Any(sides) => nodes.extend(sides),
                        Node::Where { filters, node: None } if alternatives(&filters) => {
                            let one = |filter| Node::Where { filters: vec![filter], node: None };
                            nodes.extend(filters.into_iter().map(one));
                        }
                        side => nodes.push(side),
                    }
                }
                Node::Any(nodes)
            }
            Tree::Not(inner) => match self.node(*inner) {
                Node::Not(inner) => *inner,
                node => Node::Not(Box::new(node)),
            },
            Tree::Near(distance, sides, at) => {
                let [left, right] = (*sides).map(|side| self.node(side));
                if excludes(&left) || excludes(&right) {
                    self.notes.at(at, "被排除的词和字段条件没有位置,NEAR 已改为同时满足");
                    return self.all(vec![left, right]).unwrap_or(Node::All(Vec::new()));
                }
                Node::Near { distance, left: Box::new(left), right: Box::new(right) }
            }
            Tree::Together(within, sides) => {
                let mut nodes = Vec::new();
                for side in sides {
                    match self.node(side) {
                        Node::Together { within: same, nodes: sides } if same == within => {
                            nodes.extend(sides)
                        }
                        side => nodes.push(side),
                    }
                }
                Node::Together { within, nodes }
            }
            Tree::In(role, inner, at) => {
                self.roles.push((role, at));
                match self.node(*inner) {
                    Node::In { role: same, node } if same == role => Node::In { role, node },
                    node => Node::In { role, node: Box::new(node) },
                }
            }
            // Conditions were taken above, and nothing is empty any more.
            Tree::Filter(filter, _) => Node::Where { filters: vec![filter], node: None },
            Tree::Nothing => Node::All(Vec::new()),
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
        several(nodes, Node::All)
    }
}

/// Whether a tree is values of one field, none of them excluded.
fn is_field(tree: &Tree) -> bool {
    let slot =
        |tree: &Tree| if let Tree::Filter(filter, _) = tree { Some(Slot::of(&filter.test)) } else { None };
    match tree {
        Tree::All(parts) | Tree::Any(parts) => {
            let first = parts.first().and_then(slot);
            first.is_some() && parts.iter().all(|part| slot(part) == first)
        }
        tree => slot(tree).is_some(),
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

/// Nothing, the only one, or several under a sign.
fn several<T>(mut all: Vec<T>, sign: impl FnOnce(Vec<T>) -> T) -> Option<T> {
    if all.len() > 1 { Some(sign(all)) } else { all.pop() }
}

/// Whether something in it must not occur, or is no word: that has no place to measure from.
fn excludes(node: &Node) -> bool {
    match node {
        Node::Not(_) => true,
        Node::Where { node, .. } => node.as_ref().is_none_or(|node| excludes(node)),
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => nodes.iter().any(excludes),
        Node::In { node, .. } => excludes(node),
        // Its own sides were looked at when it was made.
        _ => false,
    }
}

/// Whether all are on one thing.
fn alike(list: &[Typed]) -> bool {
    let mut slots = list.iter().map(|typed| Slot::of(&typed.filter.test));
    slots.next().is_none_or(|first| slots.all(|slot| slot == first))
}

/// Whether these are values of one field, any of which will do.
pub fn alternatives(filters: &[Filter]) -> bool {
    let first = filters.first().map(|filter| Slot::of(&filter.test));
    filters.iter().all(|filter| !filter.negated && Some(Slot::of(&filter.test)) == first)
}
