//! Which documents of a segment may match: leap-frogging over postings.
//!
//! In: a tree of leaves. Out: candidates in ascending order, never skipping a
//! document that matches. Every leaf of the tree moves a cursor of its own: the
//! same word may stand in two branches, and one that hurries ahead must not
//! take the other with it.

use super::leaf::Cursor;
use crate::search::plan::Op;
use crate::search::shard::END;

/// An [`Op`] with a cursor at each leaf.
pub enum Walk {
    /// Documents with all tokens of a leaf.
    Leaf(Box<Cursor>),
    /// Documents that every one may match.
    All(Vec<Walk>),
    /// Documents that at least one may match.
    Any(Vec<Walk>),
    /// A document without the word is a candidate; which one it is, only places tell.
    Every,
}

impl Walk {
    /// A tree over the cursors, given by number of leaf.
    pub fn of(op: &Op, cursors: &[Cursor]) -> Self {
        let each = |ops: &[Op]| -> Vec<Self> { ops.iter().map(|op| Self::of(op, cursors)).collect() };
        match op {
            Op::Leaf(leaf) => cursors.get(*leaf).map_or(Walk::Every, |c| Walk::Leaf(Box::new(c.clone()))),
            Op::All(ops) | Op::Together(_, ops) => Walk::All(each(ops)),
            Op::Near(_, left, right) => Walk::All(vec![Self::of(left, cursors), Self::of(right, cursors)]),
            Op::Any(ops) => Walk::Any(each(ops)),
            Op::Named(op, others) => {
                let mut sides = each(others);
                sides.push(Self::of(op, cursors));
                Walk::Any(sides)
            }
            Op::Not(_) => Walk::Every,
        }
    }

    /// The first candidate at or after `target`, which never goes backwards.
    pub fn seek(&mut self, target: u32, documents: u32) -> u32 {
        if target >= documents {
            return END;
        }
        match self {
            Walk::Leaf(cursor) => cursor.seek(target),
            Walk::Any(sides) => {
                sides.iter_mut().map(|side| side.seek(target, documents)).min().unwrap_or(END)
            }
            Walk::Every => target,
            Walk::All(parts) => {
                let mut target = target;
                'again: while target < documents {
                    for part in parts.iter_mut() {
                        let found = part.seek(target, documents);
                        if found > target {
                            target = found;
                            continue 'again;
                        }
                    }
                    return target;
                }
                END
            }
        }
    }
}
