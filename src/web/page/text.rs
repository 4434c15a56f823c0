//! A published text as blocks for reading.
//!
//! In: a record and what to highlight. Out: one block for each line of the
//! text, with the units that stand in it; units that share a line stay on it.
//! Promise: the blocks hold every unit, in order, with its published characters.

use super::pieces::{self, Piece};
use crate::{
    disclosure::{Role, Span, Status},
    search::Record,
    web::{api::record::Chars, encode, tongue::Tongue},
};
use std::collections::HashMap;

/// One line of the text.
pub struct Block {
    /// The role of its first unit, as a class.
    pub role: &'static str,
    /// Its units.
    pub units: Vec<Unit>,
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
    /// Level of heading; 0 for text.
    pub level: u8,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Whether the reader came for it.
    pub marked: bool,
    /// Stated status.
    pub status: Option<String>,
    /// Its highlights.
    pub marks: usize,
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
    /// Its lines.
    pub blocks: Vec<Block>,
    /// Its headings.
    pub outline: Vec<Heading>,
    /// The page's furniture, which is kept but folded away.
    pub chrome: Vec<String>,
    /// Highlights in all.
    pub marks: usize,
}

/// Sets the text; `marks` by address, in characters of the unit's text.
pub fn set(
    record: &Record,
    marks: &HashMap<String, Vec<[u32; 2]>>,
    wanted: Option<usize>,
    query: &str,
    tongue: Tongue,
) -> Body {
    let text = Chars::of(&record.text);
    let mut body = Body { blocks: Vec::new(), outline: Vec::new(), chrome: Vec::new(), marks: 0 };
    let mut end = 0;
    for (number, unit) in record.announcement.units.iter().enumerate() {
        let own = text.slice(unit.span);
        let gap = text.slice(Span::new(end, unit.span.start));
        end = unit.span.end;
        if unit.role == Role::Chrome && wanted != Some(number) {
            body.chrome.extend(own.lines().map(pieces::line).filter(|line| !line.is_empty()));
            continue;
        }
        let address = unit.address.to_string();
        let found = marks.get(&address).map(Vec::as_slice).unwrap_or_default();
        let level = level(unit.role);
        if level > 1 {
            body.outline.push(Heading {
                level,
                text: pieces::line(own.trim_start_matches(['?', '？'])),
                anchor: format!("#{}", encode(&address)),
                marks: 0,
            });
        }
        if let Some(heading) = body.outline.last_mut() {
            heading.marks += found.len();
        }
        let set = Unit {
            url: permalink(&record.id, &address, query, &address),
            cite: permalink(&record.id, &address, query, "cite"),
            role: unit.role.code(),
            level,
            pieces: pieces::whole(own, found, body.marks),
            marked: wanted == Some(number),
            status: unit.status.map(|status| tongue.word("status", status.code(), Status::chinese(status))),
            marks: found.len(),
            address,
        };
        body.marks += found.len();
        match body.blocks.last_mut() {
            Some(block) if !gap.contains('\n') && number > 0 => block.units.push(set),
            _ => body.blocks.push(Block { role: unit.role.code(), units: vec![set] }),
        }
    }
    body
}

fn level(role: Role) -> u8 {
    match role {
        Role::Title => 1,
        Role::Part => 2,
        Role::Section | Role::Area => 3,
        Role::Item => 4,
        _ => 0,
    }
}

fn permalink(id: &str, address: &str, query: &str, anchor: &str) -> String {
    let query = if query.is_empty() { String::new() } else { format!("?q={}", encode(query)) };
    format!("/a/{}/{}{query}#{}", encode(id), encode(address), encode(anchor))
}
