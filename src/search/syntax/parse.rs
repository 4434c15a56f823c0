//! Pieces → a tree in which conditions still stand where they were typed.
//!
//! In: pieces. Out: a [`Tree`]. Promise: every sequence of pieces has a tree;
//! the stack is bounded by the depth of brackets, which the lexer has counted,
//! and the tree by the same limit: a chain of NEAR longer than that is refused.

use super::lex::{Piece, Token};
use super::{Limits, Notes, Refused};
use crate::disclosure::Role;
use crate::search::{Filter, Node, Within};

/// What was typed, by precedence.
pub enum Tree {
    /// Something left out.
    Nothing,
    /// Something to look for.
    Leaf(Node),
    /// A condition and its place.
    Filter(Filter, [u32; 2]),
    /// AND.
    All(Vec<Tree>),
    /// OR.
    Any(Vec<Tree>),
    /// NOT.
    Not(Box<Tree>),
    /// NEAR, and its place.
    Near(u32, Box<[Tree; 2]>, [u32; 2]),
    /// 同句 …
    Together(Within, Vec<Tree>),
    /// `措施:`, and its place.
    In(Role, Box<Tree>, [u32; 2]),
}

impl Tree {
    /// Whether it is conditions and nothing to look for.
    pub fn is_conditions(&self) -> bool {
        fn below(tree: &Tree, some: &mut bool) -> bool {
            match tree {
                Tree::Nothing => true,
                Tree::Leaf(_) => false,
                Tree::Filter(..) => {
                    *some = true;
                    true
                }
                Tree::All(trees) | Tree::Any(trees) | Tree::Together(_, trees) => {
                    trees.iter().all(|tree| below(tree, some))
                }
                Tree::Not(tree) | Tree::In(_, tree, _) => below(tree, some),
                Tree::Near(_, sides, _) => sides.iter().all(|tree| below(tree, some)),
            }
        }
        let mut some = false;
        below(self, &mut some) && some
    }

    /// How many NEAR and scopes it is a chain of.
    fn chain(&self) -> usize {
        let (mut tree, mut length) = (self, 0);
        loop {
            tree = match tree {
                Tree::Near(_, sides, _) => &sides[0],
                Tree::Together(_, sides) => match sides.first() {
                    Some(first) => first,
                    None => return length,
                },
                _ => return length,
            };
            length += 1;
        }
    }
}

/// Said of an operator that lacks a word.
const ALONE: &str = "“NEAR”“同句”等要夹在两个词之间,已忽略";
/// Said where a condition stands between an operator and its word.
const ASIDE: &str = "字段条件没有位置,“NEAR”“同句”等只用于它两边的词";

/// Reads all pieces.
pub fn tree(pieces: &[Piece], notes: &mut Notes, limits: &Limits) -> Result<Tree, Refused> {
    Parser { pieces, at: 0, level: 0, notes, deepest: limits.deepest() }.any()
}

struct Parser<'a> {
    pieces: &'a [Piece],
    at: usize,
    level: usize,
    notes: &'a mut Notes,
    deepest: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.pieces.get(self.at).map(|piece| &piece.token)
    }

    /// Place of the piece to come, or of the last.
    fn place(&self) -> [u32; 2] {
        self.pieces.get(self.at).or(self.pieces.last()).map_or([0, 0], |piece| piece.at)
    }

    /// Goes so many levels down.
    fn deeper(&mut self, levels: usize) -> Result<(), Refused> {
        self.level += levels;
        if self.level > self.deepest {
            return Err(Refused::Deep { limit: self.deepest, at: self.place() });
        }
        Ok(())
    }

    /// Whether an operand can begin here.
    fn begins(&self) -> bool {
        use Token::{Filter, In, Leaf, Not, Nothing, Open};
        matches!(self.peek(), Some(Open | Not | In(_) | Leaf(_) | Filter(_) | Nothing))
    }

    /// Level 5: alternatives.
    fn any(&mut self) -> Result<Tree, Refused> {
        let mut sides = Vec::new();
        let mut sign = None;
        loop {
            if let Some(side) = self.all()? {
                sides.push(side);
            } else if matches!(self.peek(), Some(Token::Or { .. })) || sign.is_some() {
                let at =
                    if matches!(self.peek(), Some(Token::Or { .. })) { Some(self.place()) } else { sign };
                self.notes.at(at.unwrap_or_else(|| self.place()), "“或”缺少一边,已忽略");
            }
            if !matches!(self.peek(), Some(Token::Or { .. })) {
                break;
            }
            sign = Some(self.place());
            self.at += 1;
        }
        Ok(match sides.len() {
            0 => Tree::Nothing,
            1 => sides.remove(0),
            _ => Tree::Any(sides),
        })
    }

    /// Level 4: all of them.
    fn all(&mut self) -> Result<Option<Tree>, Refused> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                Some(Token::And) => self.at += 1,
                Some(Token::Near(_) | Token::Same(_)) => {
                    self.notes.at(self.place(), ALONE);
                    self.at += 1;
                }
                None | Some(Token::Or { .. } | Token::Close) => break,
                Some(_) => {
                    let part = self.near(&mut parts)?;
                    parts.push(part);
                }
            }
        }
        Ok(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Tree::All(parts)),
        })
    }

    /// Level 3: within a distance or a scope. Conditions between an operator and its words have no place of their
    /// own: they stand beside, among the other `parts`.
    fn near(&mut self, parts: &mut Vec<Tree>) -> Result<Tree, Refused> {
        let mut left = self.not()?;
        let mut chain = 0;
        while let Some(Token::Near(_) | Token::Same(_)) = self.peek() {
            let (sign, place) = (self.peek().cloned(), self.place());
            self.at += 1;
            if left.is_conditions() {
                // 采购 单位:教育局 同句 审计: the word before it is meant.
                let Some(word) = parts.iter().rposition(|part| !part.is_conditions()) else {
                    self.notes.at(place, ASIDE);
                    self.notes.at(place, ALONE);
                    if self.begins() {
                        parts.push(left);
                        left = self.not()?;
                    }
                    continue;
                };
                self.notes.at(place, ASIDE);
                let word = parts.remove(word);
                parts.push(std::mem::replace(&mut left, word));
                chain = left.chain();
            }
            let Some(right) = self.word(place, parts)? else { continue };
            // A chain of one scope stays flat; the others nest to the left.
            let flat = matches!((&left, &sign), (Tree::Together(a, _), Some(Token::Same(b))) if a == b);
            chain += usize::from(!flat);
            if chain > self.deepest {
                return Err(Refused::Deep { limit: self.deepest, at: place });
            }
            left = match (left, sign) {
                (Tree::Together(within, mut nodes), Some(Token::Same(_))) if flat => {
                    nodes.push(right);
                    Tree::Together(within, nodes)
                }
                (left, Some(Token::Near(distance))) => Tree::Near(distance, Box::new([left, right]), place),
                (left, Some(Token::Same(within))) => Tree::Together(within, vec![left, right]),
                (left, _) => left,
            };
        }
        Ok(left)
    }

    /// What stands behind the operator at `place`; conditions before it go to the `parts`.
    fn word(&mut self, place: [u32; 2], parts: &mut Vec<Tree>) -> Result<Option<Tree>, Refused> {
        while self.begins() {
            let right = self.not()?;
            if !right.is_conditions() {
                return Ok(Some(right));
            }
            self.notes.at(place, ASIDE);
            parts.push(right);
        }
        self.notes.at(place, ALONE);
        Ok(None)
    }

    /// Level 2: signs before one thing. Many of them cost a loop, not a stack.
    fn not(&mut self) -> Result<Tree, Refused> {
        let mut signs: Vec<(Option<Role>, [u32; 2])> = Vec::new();
        loop {
            let sign = match self.peek() {
                Some(Token::Not) => None,
                Some(Token::In(role)) => Some(*role),
                _ => break,
            };
            match signs.as_slice() {
                // Three times NOT is once, twice the same role is one.
                [.., (None, _), (None, _)] if sign.is_none() => drop(signs.pop()),
                [.., (last, _)] if sign.is_some() && *last == sign => {}
                _ => signs.push((sign, self.place())),
            }
            self.at += 1;
        }
        if !self.begins() {
            if let Some((_, at)) = signs.last() {
                self.notes.at(*at, "后面没有内容,已忽略");
            }
            return Ok(Tree::Nothing);
        }
        let role = matches!(signs.last(), Some((Some(_), _)));
        self.deeper(signs.len())?;
        let mut tree = if role { self.glued()? } else { self.one()? };
        self.level -= signs.len();
        for (sign, at) in signs.into_iter().rev() {
            tree = match sign {
                None => Tree::Not(Box::new(tree)),
                Some(role) => Tree::In(role, Box::new(tree), at),
            };
        }
        Ok(tree)
    }

    /// One thing after `措施:`, with further ones that a bar glues on: 措施:甲|乙.
    fn glued(&mut self) -> Result<Tree, Refused> {
        let first = self.one()?;
        let mut sides = vec![first];
        while let Some(Token::Or { glued: true }) = self.peek() {
            let next = self.pieces.get(self.at + 1).map(|piece| &piece.token);
            if !matches!(next, Some(Token::Leaf(_) | Token::Open)) {
                break;
            }
            self.at += 1;
            sides.push(self.one()?);
        }
        Ok(if sides.len() == 1 { sides.remove(0) } else { Tree::Any(sides) })
    }

    /// Level 1: one thing.
    fn one(&mut self) -> Result<Tree, Refused> {
        let Some(piece) = self.pieces.get(self.at) else { return Ok(Tree::Nothing) };
        self.at += 1;
        Ok(match &piece.token {
            Token::Leaf(node) => Tree::Leaf(node.clone()),
            Token::Filter(filter) => Tree::Filter(filter.clone(), piece.at),
            Token::Open => {
                self.deeper(1)?;
                let inner = self.any()?;
                self.level -= 1;
                match self.peek() {
                    Some(Token::Close) => self.at += 1,
                    _ => self.notes.at(piece.at, "括号没有收尾,已在末尾补上"),
                }
                inner
            }
            _ => Tree::Nothing,
        })
    }
}
