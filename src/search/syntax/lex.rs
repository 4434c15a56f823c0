//! Characters → pieces: words, signs, conditions.
//!
//! In: the characters typed and what [`Layout`] saw. Out: pieces with their
//! places, notes, and what holds for the whole query (order, script).
//! Promise: one pass; more leaves or deeper brackets than the limits allow end it.

use super::layout::{Layout, escapes};
use super::leaf::{self, Run};
use super::marks::{self, blank, invisible};

use super::{Limits, Notes, Refused, names, natural, ranges};
use crate::disclosure::Role;
use crate::search::{Filter, Node, Sort, Within};

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`, `|`; `glued` when it touches what stands before.
    Or {
        /// Whether it is a bar without blanks around it.
        glued: bool,
    },
    /// `AND`: noise.
    And,
    /// `-`, `NOT`
    Not,
    /// `NEAR/10`
    Near(u32),
    /// `同句` …
    Same(Within),
    /// `措施:`
    In(Role),
    /// Something to look for.
    Leaf(Node),
    /// A condition.
    Filter(Filter),
    /// Something that was left out, with a note; it keeps its place as an operand.
    Nothing,
}

/// A token and its place in the input.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub token: Token,
    /// First character and one past the last.
    pub at: [u32; 2],
}

/// What was read so far.
pub struct Lexer<'a> {
    pub(super) chars: &'a [char],
    pub(super) layout: Layout,
    pub(super) limits: &'a Limits,
    pub(super) pieces: Vec<Piece>,
    pub(super) notes: Notes,
    pub(super) sort: Option<Sort>,
    pub(super) strict: bool,
    /// Where 字形: stands, and whether in brackets.
    pub(super) script: Option<([u32; 2], bool)>,
    leaves: usize,
    pub(super) depth: usize,
}

/// Longest run that may be a date in words.
const SAID: usize = 24;

/// Farthest distance NEAR takes.
const FARTHEST: u32 = 1000;

impl<'a> Lexer<'a> {
    /// Reads everything.
    pub fn read(chars: &'a [char], limits: &'a Limits) -> Result<Self, Refused> {
        let mut lexer = Self {
            layout: Layout::of(chars),
            chars,
            limits,
            pieces: Vec::new(),
            notes: Notes::default(),
            sort: None,
            strict: false,
            script: None,
            leaves: 0,
            depth: 0,
        };
        let mut at = 0;
        while at < chars.len() {
            at = lexer.next(at)?;
        }
        Ok(lexer)
    }

    /// Reads what begins at `at`; returns where it ends.
    fn next(&mut self, at: usize) -> Result<usize, Refused> {
        let c = self.chars[at];
        if blank(c) || invisible(c) {
            return Ok(at + 1);
        }
        if let Some(region) = self.layout.quoted(at) {
            self.quote(at)?;
            return Ok(region.after);
        }
        if marks::bar(c) {
            let end =
                (at..self.chars.len()).find(|at| !marks::bar(self.chars[*at])).unwrap_or(self.chars.len());
            let glued = !self.fresh(at) && self.chars.get(end).is_some_and(|c| !blank(*c));
            self.push(Token::Or { glued }, at, end)?;
            return Ok(end);
        }
        if marks::closes(c) {
            if self.depth == 0 {
                self.notes.add(at, at + 1, "多出一个右括号,已忽略");
            } else {
                self.depth -= 1;
                self.push(Token::Close, at, at + 1)?;
            }
            return Ok(at + 1);
        }
        if marks::opens(c) && !self.bracketed_text(at) {
            self.push(Token::Open, at, at + 1)?;
            return Ok(at + 1);
        }
        if marks::dash(c) && self.fresh(at) {
            let end = (at..self.chars.len()).find(|at| !marks::dash(self.chars[*at]));
            if let Some(end) = end.filter(|end| !blank(self.chars[*end])) {
                if (end - at) % 2 == 1 && !self.chars[at..end].iter().any(|c| marks::hyphen(*c)) {
                    self.notes.add(at, end, "词前的破折号已读作减号,排除这个词(-词)");
                }
                for at in at..end {
                    self.push(Token::Not, at, at + 1)?;
                }
                return Ok(end);
            }
        }
        match self.name(at) {
            Some((name, after)) => {
                if !marks::colon(self.chars[after - 1]) {
                    let typed: String = self.chars[at..after].iter().collect();
                    let typed = typed.trim();
                    self.notes.add(
                        at,
                        after,
                        format!("“{typed}”后面是比较符号,没有冒号,已读作条件 {typed}:"),
                    );
                }
                self.field(name, at, after)
            }
            None => self.bare(at),
        }
    }

    /// Adds a piece, within the limits.
    pub(super) fn push(&mut self, token: Token, start: usize, end: usize) -> Result<(), Refused> {
        let at = [start as u32, end as u32];
        match token {
            Token::Leaf(_) | Token::Filter(_) => self.leaves += 1,
            Token::Open => self.depth += 1,
            _ => {}
        }
        if self.leaves > self.limits.leaves {
            return Err(Refused::Many { limit: self.limits.leaves, at });
        }
        if self.depth > self.limits.deepest() {
            return Err(Refused::Deep { limit: self.limits.deepest(), at });
        }
        self.pieces.push(Piece { token, at });
        Ok(())
    }

    /// Ends a group that was opened without a bracket of its own.
    pub(super) fn shut(&mut self, at: usize) {
        self.depth -= 1;
        self.pieces.push(Piece { token: Token::Close, at: [at as u32; 2] });
    }

    /// A text of the query, no longer than a leaf may be.
    pub(super) fn measured(&self, text: String, start: usize, end: usize) -> Result<String, Refused> {
        let chars = text.chars().count();
        if chars > self.limits.leaf_chars {
            let at = [start as u32, end as u32];
            return Err(Refused::LongLeaf { chars, limit: self.limits.leaf_chars, at });
        }
        Ok(text)
    }

    /// The content of the quotes opened at `at`, escapes resolved.
    pub(super) fn inside(&mut self, at: usize) -> Option<(String, usize)> {
        let region = self.layout.quoted(at)?;
        if !region.closed() {
            let text = if region.after == at + 1 && at + 1 < self.chars.len() {
                "引号没有成对,已忽略"
            } else {
                "引号没有收尾,已在末尾补上"
            };
            self.notes.add(at, at + 1, text);
        }
        if region.doubled {
            self.notes.add(at, region.after, "连写的引号已按一对处理");
        }
        let (mut text, mut at) = (String::new(), region.start);
        while at < region.end {
            if escapes(self.chars, at) && at + 1 < region.end {
                at += 1;
            }
            text.push(self.chars[at]);
            at += 1;
        }
        Some((text, region.after))
    }

    /// A literal.
    fn quote(&mut self, at: usize) -> Result<(), Refused> {
        let Some((text, after)) = self.inside(at) else { return Ok(()) };
        let text = self.measured(marks::tidy(&text), at, after)?;
        if !text.chars().any(marks::significant) {
            if text.chars().any(marks::symbol) {
                self.notes.add(at, after, "引号里只有符号,已按原样逐字检索");
                return self.push(Token::Leaf(Node::Exact(text)), at, after);
            }
            if self.layout.quoted(at).is_some_and(|region| region.closed()) {
                self.notes.add(at, after, "引号里没有可检索的字,已略去");
            }
            return self.push(Token::Nothing, at, after);
        }
        self.push(Token::Leaf(Node::Literal(text)), at, after)
    }

    /// A run that is no condition: a sign or words.
    fn bare(&mut self, at: usize) -> Result<usize, Refused> {
        let run = self.run(at);
        let end = run.end.max(at + 1);
        let sign = self.operator(&run);
        if sign.is_some() {
            self.small(&run);
        }
        match sign {
            Some(Token::Near(_)) if !self.spaced(&run) => {
                let text = format!("“{}”的距离应为整数,已按 10 字处理", run.text());
                self.notes.add(at, end, text);
                self.push(Token::Near(10), at, end)?;
            }
            Some(Token::Near(distance)) if distance > FARTHEST => {
                self.notes.add(at, end, format!("NEAR 的距离最大为 {FARTHEST} 字,已按此处理"));
                self.push(Token::Near(FARTHEST), at, end)?;
            }
            Some(token) => self.push(token, at, end)?,
            None => self.words(&run, at, end)?,
        }
        Ok(end)
    }

    /// Says that a word in small letters was read as a sign.
    pub(super) fn small(&mut self, run: &Run) {
        let word = run.unescaped().unwrap_or_default();
        if word.chars().any(|c| c.is_ascii_lowercase()) {
            let text = format!("两个词之间的“{word}”已读作 {};要查这个词请加引号", word.to_ascii_uppercase());
            self.notes.add(run.start, run.end, text);
        }
    }

    /// Words, or a pattern.
    fn words(&mut self, run: &Run, at: usize, end: usize) -> Result<(), Refused> {
        if let Some(name) = run.name() {
            self.notes.add(at, end, format!("“{name}”不是字段名,整段按文字检索"));
        }
        if run.unescaped().is_some_and(|word| names::like_a_scope(&word)) {
            let known: Vec<&str> = Within::ALL.iter().map(|within| within.chinese()).collect();
            let text = format!("“{}”不是位置关系词,按文字检索;可用 {}", run.text(), known.join("、"));
            self.notes.add(at, end, text);
        }
        if run.len() <= SAID && natural::side_of(&run.text()).is_some_and(|date| ranges::dates(date).is_ok())
        {
            let text = format!("“{}”前没有字段,按文字检索;要按日期请写在 公布: 后面", run.text());
            self.notes.add(at, end, text);
        }
        let (node, remark) = leaf::of(run);
        if let Some(remark) = remark {
            self.notes.add(at, end, remark);
        }
        let token = match node {
            Some(Node::Wild(text)) => {
                let (stars, limit) = (text.matches('*').count(), self.limits.stars);
                if stars > limit {
                    return Err(Refused::Stars { stars, limit, at: [at as u32, end as u32] });
                }
                Token::Leaf(Node::Wild(self.measured(text, at, end)?))
            }
            Some(Node::Words(text)) => Token::Leaf(Node::Words(self.measured(text, at, end)?)),
            Some(Node::Exact(text)) => Token::Leaf(Node::Exact(self.measured(text, at, end)?)),
            Some(node) => Token::Leaf(node),
            None => Token::Nothing,
        };
        self.push(token, at, end)
    }
}
