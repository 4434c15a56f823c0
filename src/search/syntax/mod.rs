//! What people type ↔ [`Query`]. The only reader of queries, for every surface.
//!
//! In: any string. Out: a query and notes on what was repaired, or a refusal
//! in words when a limit is broken. [`print()`] gives the canonical text.
//! Promises: reading takes linear time and bounded stack; nothing typed is
//! changed in silence; `read(print(q)).query == q` for every query that was read.
//!
//! # Grammar
//!
//! From the tightest to the loosest (this is the only place that says so; each
//! level is one function of `parse`):
//!
//! 1. a word, a quoted literal, a condition, a group in brackets
//! 2. `-` and `NOT`; `措施:` and its kind, on the one thing that follows
//! 3. `NEAR/n` and `同句` `同措施` `同事项` `同方面`, from left to right
//! 4. a blank, which means AND
//! 5. `OR`, `|`
//!
//! A bracket belongs to the word it touches, and does not group, when one plain
//! run stands in it and the word goes on: 关于(试行)办法, 生态环境局（本级）,
//! (一)党的建设. A backslash takes away the meaning of the sign after it.
//! A condition belongs to the bracket or the side of an OR it stands in, as a word
//! does, and to the whole query where it stands in none. It has no place in the
//! text: beside NEAR or 同句 it is taken aside, and these join the words around it.
//! What must not be excluded stands beside it as it is: 单位:甲 -(-单位:乙) asks for
//! both. The same field twice means either (design §7), also where words of one role
//! are its values: 措施:甲 措施:乙, with a note; 措施:(甲 乙) asks for both.

mod bounds;
mod days;
mod fields;
mod help;
mod layout;
mod leaf;
mod lex;
mod lower;
pub(in crate::search) mod marks;
mod names;
mod natural;
mod parse;
mod print;
mod ranges;
mod scan;

pub use help::{HelpRow, help};
pub use names::unstated;
pub(in crate::search) use natural::in_digits;
pub use print::print;
pub use ranges::compare;

use super::{Filter, Query, Test};

/// Said where something was typed and nothing of it can be looked for.
pub const NOTHING: &str = "检索式里没有可查的字词，列出全部文书";

/// What a query may cost. An argument everywhere, never a constant in the middle.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Characters of the whole input.
    pub chars: usize,
    /// Brackets inside brackets; never more than 32, whatever is asked.
    pub depth: usize,
    /// Words, literals and conditions.
    pub leaves: usize,
    /// Characters of one of them.
    pub leaf_chars: usize,
    /// `*` in one word: each of them multiplies the ways in which it can stand.
    pub stars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { chars: 1024, depth: 16, leaves: 64, leaf_chars: 200, stars: 16 }
    }
}

impl Limits {
    /// The depth that is really allowed: reading calls itself, and a level can hold a chain of NEAR as long.
    fn deepest(&self) -> usize {
        self.depth.min(32)
    }
}

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The query.
    pub query: Query,
    /// What was repaired, in the order of the input.
    pub notes: Vec<Note>,
}

/// One repair, for readers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// Characters of the input, first and one past the last.
    pub at: Option<[u32; 2]>,
    /// A Chinese sentence.
    pub text: String,
}

/// A query that costs more than is allowed. Everything else is answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// [`Limits::chars`]
    #[error("检索式过长:{chars} 字,上限 {limit} 字。请缩短,或把多个检索式分开检索")]
    Long {
        /// How many there are.
        chars: usize,
        /// How many there may be.
        limit: usize,
    },
    /// [`Limits::depth`]
    #[error("检索式嵌套过深:上限 {limit} 层。请去掉多余的括号,或拆成几个检索式")]
    Deep {
        /// How deep it may be.
        limit: usize,
        /// Where it became too deep.
        at: [u32; 2],
    },
    /// [`Limits::leaves`]
    #[error("检索词和条件过多:上限 {limit} 个。请减少,或用批量检索分开检索")]
    Many {
        /// How many there may be.
        limit: usize,
        /// The first that is too many.
        at: [u32; 2],
    },
    /// [`Limits::leaf_chars`]
    #[error("一个检索词过长:{chars} 字,上限 {limit} 字。请截取其中有特征的一段")]
    LongLeaf {
        /// How many there are.
        chars: usize,
        /// How many there may be.
        limit: usize,
        /// Where it stands.
        at: [u32; 2],
    },
    /// [`Limits::stars`]
    #[error("一个检索词里的通配符 * 过多:{stars} 个,上限 {limit} 个。请减少,或改用 NEAR、同句")]
    Stars {
        /// How many there are.
        stars: usize,
        /// How many there may be.
        limit: usize,
        /// Where it stands.
        at: [u32; 2],
    },
}

impl Read {
    /// Whether something was typed, and nothing of it is left but how the answer is put in order.
    pub fn is_hollow(&self) -> bool {
        let plain = self.query == Query::default();
        self.query.root.is_none() && self.query.filters.is_empty() && (plain || !self.notes.is_empty())
    }
}

impl Refused {
    /// The place in the input, where there is one.
    pub fn at(&self) -> Option<[u32; 2]> {
        match self {
            Refused::Long { .. } => None,
            Refused::Deep { at, .. }
            | Refused::Many { at, .. }
            | Refused::LongLeaf { at, .. }
            | Refused::Stars { at, .. } => Some(*at),
        }
    }
}

/// Reads a query.
///
/// ```
/// # use xunlan::search::syntax::{Limits, print, read};
/// let asked = read("采购 AND “政府采购” 單位：教育局", &Limits::default())?;
/// assert_eq!(print(&asked.query), r#"采购 "政府采购" 单位:教育局"#);
/// assert!(asked.notes.is_empty());
/// # Ok::<(), xunlan::search::syntax::Refused>(())
/// ```
pub fn read(input: &str, limits: &Limits) -> Result<Read, Refused> {
    let length = input.chars().count();
    if length > limits.chars {
        return Err(Refused::Long { chars: length, limit: limits.chars });
    }
    let chars: Vec<char> = input.chars().collect();
    let mut lexer = lex::Lexer::read(&chars, limits)?;
    let tree = parse::tree(&lexer.pieces, &mut lexer.notes, limits)?;
    if let Some((at, inside)) = lexer.script
        && (inside || matches!(tree, parse::Tree::Any(_)))
    {
        lexer.notes.at(at, "字形对整个检索式起作用,不只在所在的括号或“或”之内");
    }
    let mut query = lower::query(tree, &mut lexer.notes);
    query.sort = lexer.sort.unwrap_or_default();
    query.strict = lexer.strict;
    let whole = [0, length as u32];
    let printed = print::measure(&query);
    if printed.depth > limits.deepest() {
        return Err(Refused::Deep { limit: limits.deepest(), at: whole });
    }
    // 100万 prints as 1000000: a condition can grow beyond what is read again.
    let measured = |filter: &&Filter| matches!(filter.test, Test::Number { .. } | Test::Dates { .. });
    for filter in query.conditions().into_iter().filter(measured) {
        let alone = print(&Query { filters: vec![filter.clone()], ..Query::default() });
        let chars = alone.split_once(':').map_or(0, |(_, value)| value.chars().count());
        if chars > limits.leaf_chars {
            return Err(Refused::LongLeaf { chars, limit: limits.leaf_chars, at: whole });
        }
    }
    if printed.chars > limits.chars {
        return Err(Refused::Long { chars: printed.chars, limit: limits.chars });
    }
    // Brackets or signs around nothing; what was left out has its own note.
    let hollow =
        !lexer.pieces.is_empty() && lexer.pieces.iter().all(|piece| piece.token != lex::Token::Nothing);
    if hollow && query == Query::default() {
        lexer.notes.empty(&whole);
    }
    Ok(Read { query, notes: lexer.notes.sorted() })
}

/// Notes as they come up.
#[derive(Default)]
struct Notes {
    list: Vec<Note>,
    more: usize,
}

impl Notes {
    /// Most that are kept: a hostile query must not give a thousand sentences.
    const MOST: usize = 20;

    fn add(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.at([start as u32, end as u32], text);
    }

    fn at(&mut self, at: [u32; 2], text: impl Into<String>) {
        let note = Note { at: Some(at), text: text.into() };
        if self.list.contains(&note) {
            return;
        }
        if self.list.len() < Self::MOST {
            self.list.push(note);
        } else {
            self.more += 1;
        }
    }

    /// Says that nothing is left to look for, unless that was said.
    fn empty(&mut self, whole: &[u32; 2]) {
        if self.list.is_empty() {
            self.at(*whole, "没有可检索的字,列出全部文书");
        }
    }

    fn sorted(mut self) -> Vec<Note> {
        self.list.sort_by_key(|note| note.at);
        if self.more > 0 {
            self.list.push(Note { at: None, text: format!("另有 {} 处也作了修整", self.more) });
        }
        self.list
    }
}
