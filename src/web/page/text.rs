//! A published text as blocks for reading.
//!
//! In: a record and what to highlight. Out: one block for each line of the
//! text, with the units that stand in it, and one for each table; units that
//! share a line stay on it. Promise: the blocks hold every unit, in order, with
//! its published characters.

use super::{
    grid,
    pieces::{self, Piece},
};
use crate::{
    disclosure::{self, Role, Span, Status},
    search::Record,
    web::{api::record::Chars, encode, tongue::Tongue},
};
use std::collections::HashMap;

/// Shortest text that can say what a number stands for.
const WORDS: u32 = 5;

/// One line of the text, or one table.
pub struct Block {
    /// The role of its first unit, as a class.
    pub role: &'static str,
    /// Its units; none in a table.
    pub units: Vec<Unit>,
    /// The rows of a table; none in a line.
    pub rows: Vec<grid::Row>,
}

/// One unit, set for reading.
pub struct Unit {
    /// Where it stands; its anchor too.
    pub address: String,
    /// Its permalink.
    pub url: String,
    /// Where it can be cited.
    pub cite: String,
    /// Its role, as a class.
    pub role: &'static str,
    /// Level of heading; 0 for text, 1 for a title.
    pub level: u8,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Whether the reader came for it.
    pub marked: bool,
    /// Stated status, code and word, unless what it stands under says the same.
    pub status: Option<(&'static str, String)>,
    /// Its highlights.
    pub marks: usize,
    /// Tabs before it on its line: the column it stands in.
    pub column: usize,
    /// Whether its link and citation are offered behind it.
    pub tail: bool,
}

impl Unit {
    /// The element it is.
    pub fn tag(&self) -> &'static str {
        match self.level {
            2 => "h2",
            3 => "h3",
            4 => "h4",
            _ => "p",
        }
    }
}

/// A heading of the outline.
pub struct Heading {
    /// Depth, from 2.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
    /// Highlights below it, down to the next heading.
    pub marks: usize,
}

/// A whole text.
pub struct Body {
    /// Its lines and tables.
    pub blocks: Vec<Block>,
    /// Its headings.
    pub outline: Vec<Heading>,
    /// The page's furniture, which is kept but folded away.
    pub chrome: Vec<String>,
    /// Highlights in all.
    pub marks: usize,
}

impl Body {
    /// Every unit that is shown, in order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.blocks.iter().flat_map(|block| {
            let cells = block.rows.iter().flat_map(|row| &row.cells);
            block.units.iter().chain(cells.flat_map(|cell| &cell.units))
        })
    }
}

/// How a text is shown.
pub struct Wish<'a> {
    /// Highlights by address, in characters of the unit's text.
    pub marks: &'a HashMap<String, Vec<[u32; 2]>>,
    /// The unit one came for.
    pub wanted: Option<usize>,
    /// What links keep of the search one came from: empty, or `?q=…`.
    pub from: &'a str,
    /// The language of labels.
    pub tongue: Tongue,
}

/// Sets the text.
pub fn set(record: &Record, wish: &Wish) -> Body {
    let text = Chars::of(&record.text);
    let units = &record.announcement.units;
    let above = above(units);
    let mut body = Body { blocks: Vec::new(), outline: Vec::new(), chrome: Vec::new(), marks: 0 };
    let mut depth: Vec<u8> = Vec::new();
    let (mut end, mut column) = (0, 0);
    for (number, unit) in units.iter().enumerate() {
        let own = text.slice(unit.span);
        let gap = text.slice(Span::new(end, unit.span.start));
        end = unit.span.end;
        let marked = wish.wanted == Some(number);
        let address = unit.address.to_string();
        let found = wish.marks.get(&address).map(Vec::as_slice).unwrap_or_default();
        // What one came for is not folded away.
        if unit.role == Role::Chrome && !marked && found.is_empty() {
            body.chrome.extend(own.lines().map(pieces::line).filter(|line| !line.is_empty()));
            continue;
        }
        let begins = gap.contains('\n') || body.blocks.is_empty();
        let tabs = gap.rsplit('\n').next().unwrap_or("").matches('\t').count();
        column = if begins { tabs } else { column + tabs };
        let level = level(unit.role, &mut depth);
        if level > 1 {
            body.outline.push(Heading {
                level,
                text: heading(record, &text, number),
                anchor: format!("#{}", encode(&address)),
                marks: 0,
            });
        }
        if let Some(heading) = body.outline.last_mut() {
            heading.marks += found.len();
        }
        let status = unit.status.filter(|status| above[number] != Some(*status));
        let word =
            |status: Status| (status.code(), wish.tongue.word("status", status.code(), status.chinese()));
        let link = |anchor: &str| super::rows::place(&record.id, Some(&address), wish.from, anchor);
        let set = Unit {
            url: link(&address),
            cite: link("cite"),
            role: unit.role.code(),
            level,
            pieces: pieces::whole(own, found, body.marks),
            marked,
            status: status.map(word),
            marks: found.len(),
            column,
            tail: true,
            address,
        };
        body.marks += found.len();
        match body.blocks.last_mut() {
            Some(block) if !begins => block.units.push(set),
            _ => body.blocks.push(Block { role: unit.role.code(), units: vec![set], rows: Vec::new() }),
        }
    }
    body.blocks = grid::tables(body.blocks);
    body
}

/// For each unit the status of the nearest one above it that has one: its own is inherited from there, or differs.
pub fn above(units: &[disclosure::Unit]) -> Vec<Option<Status>> {
    let mut above: Vec<Option<Status>> = Vec::with_capacity(units.len());
    for unit in units {
        // A parent stands before what it heads.
        let parent = unit.parent.map(|parent| parent as usize).filter(|parent| *parent < above.len());
        above.push(parent.and_then(|parent| units[parent].status.or(above[parent])));
    }
    above
}

/// The level of a heading, one below the heading it stands under whatever levels the text leaves out.
fn level(role: Role, depth: &mut Vec<u8>) -> u8 {
    let rank = match role {
        Role::Title => return 1,
        Role::Part => 2,
        Role::Section | Role::Area => 3,
        Role::Item => 4,
        _ => return 0,
    };
    depth.retain(|above| *above < rank);
    depth.push(rank);
    depth.len() as u8 + 1
}

/// The words of a heading; one that is only a number has those of what it numbers.
fn heading(record: &Record, text: &Chars, number: usize) -> String {
    let units = &record.announcement.units;
    let own = pieces::line(text.slice(units[number].span).trim_start_matches(['?', '？']));
    let below = units.iter().skip(number + 1).take_while(|unit| unit.parent >= Some(number as u32));
    let mut numbered = below.filter(|unit| unit.parent == Some(number as u32) && unit.span.len() >= WORDS);
    let letter = |c: char| c.is_alphabetic() && !"〇零一二三四五六七八九十百".contains(c);
    match numbered.next() {
        Some(unit) if !own.contains(letter) => format!("{own} {}", pieces::line(text.slice(unit.span))),
        _ => own,
    }
}
