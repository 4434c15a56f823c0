//! Which documents of a segment may match: leap-frogging over postings.
//!
//! In: a tree of leaves. Out: candidates in ascending order, never skipping a
//! document that matches. Where every leaf must match, the cursors that tell
//! places lead the way. In any other tree each leaf moves a cursor of its own:
//! the same word may stand in two branches, and one that hurries ahead must
//! not take the other with it.

use super::leaf::Cursor;
use crate::search::plan::Op;
use crate::search::shard::END;

/// An [`Op`] with a cursor at each leaf.
pub enum Walk<'s> {
    /// Documents with all of these leaves, and there is nothing else in the tree.
    Shared(Vec<usize>),
    /// Documents with a leaf.
    Leaf(Box<Cursor<'s>>),
    /// These documents.
    Listed(&'s [u32]),
    /// Documents that every one may match.
    All(Vec<Self>),
    /// Documents that at least one may match.
    Any(Vec<Self>),
    /// A document without the word is a candidate; which one it is, only places tell.
    Every,
}

impl<'s> Walk<'s> {
    /// A tree over the cursors, given by number of leaf. `besides` lists documents that a leaf may match
    /// whatever its cursor says.
    pub fn of(op: &Op, cursors: &[Cursor<'s>], besides: &dyn Fn(usize) -> &'s [u32]) -> Self {
        let leaf = |op: &Op| match op {
            Op::Leaf(leaf) if *leaf < cursors.len() && besides(*leaf).is_empty() => Some(*leaf),
            _ => None,
        };
        let ops = if let Op::All(ops) = op { ops.as_slice() } else { std::slice::from_ref(op) };
        let Some(mut leaves) = ops.iter().map(leaf).collect::<Option<Vec<_>>>() else {
            return Self::tree(op, cursors, besides);
        };
        // The rarest says first where to go on.
        leaves.sort_by_key(|leaf| cursors[*leaf].frequencies().iter().min().copied());
        leaves.dedup();
        Walk::Shared(leaves)
    }

    fn tree(op: &Op, cursors: &[Cursor<'s>], besides: &dyn Fn(usize) -> &'s [u32]) -> Self {
        let one = |op: &Op| Self::tree(op, cursors, besides);
        let each = |ops: &[Op]| -> Vec<Self> { ops.iter().map(one).collect() };
        match op {
            Op::Leaf(leaf) => {
                let Some(cursor) = cursors.get(*leaf) else { return Walk::Every };
                let own = Walk::Leaf(Box::new(cursor.clone()));
                match besides(*leaf) {
                    [] => own,
                    listed => Walk::Any(vec![own, Walk::Listed(listed)]),
                }
            }
            Op::All(ops) | Op::Together(_, ops) => Walk::All(each(ops)),
            Op::Near(_, left, right) => Walk::All(vec![one(left), one(right)]),
            Op::Any(ops) => Walk::Any(each(ops)),
            Op::Named(op, others) => {
                let mut sides = each(others);
                sides.push(one(op));
                Walk::Any(sides)
            }
            // What a condition says of an announcement is no matter of postings.
            Op::Where(_, Some(op)) => one(op),
            Op::Where(_, None) | Op::Not(_) => Walk::Every,
        }
    }

    /// The first candidate at or after `target`, which never goes backwards.
    pub fn seek(&mut self, target: u32, documents: u32, cursors: &mut [Cursor<'s>]) -> u32 {
        if target >= documents {
            return END;
        }
        match self {
            Walk::Shared(leaves) => together(target, documents, leaves, |leaf, target| {
                cursors.get_mut(*leaf).map_or(END, |cursor| cursor.seek(target))
            }),
            Walk::Leaf(cursor) => cursor.seek(target),
            Walk::Any(sides) => {
                sides.iter_mut().map(|side| side.seek(target, documents, cursors)).min().unwrap_or(END)
            }
            Walk::Listed(documents) => {
                let at = documents.partition_point(|document| *document < target);
                documents.get(at).copied().unwrap_or(END)
            }
            Walk::Every => target,
            Walk::All(parts) => {
                together(target, documents, parts, |part, target| part.seek(target, documents, cursors))
            }
        }
    }
}

/// The first document at or after `target` that every part may match.
fn together<T>(
    mut target: u32,
    documents: u32,
    parts: &mut [T],
    mut seek: impl FnMut(&mut T, u32) -> u32,
) -> u32 {
    'again: while target < documents {
        for part in parts.iter_mut() {
            let found = seek(part, target);
            if found > target {
                target = found;
                continue 'again;
            }
        }
        return target;
    }
    END
}
