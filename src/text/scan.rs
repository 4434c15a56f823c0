//! A page as lines: what a browser would show, in the order of the source.
//!
//! In: HTML, however broken. Out: [`Page`]: lines, the elements they stand in,
//! and what the head says. Promise: one pass, linear in the input whatever its
//! shape; an unclosed comment, script or tag never swallows the rest.
//!
//! Not a tree builder on purpose. Building a tree to the letter of the standard
//! is quadratic for nested `div`, `ul`/`li` and `font` (256 KB can take 14 s),
//! and lines with their surroundings are all that is needed here.

use super::element::{BLOCKS, Grid, NONE, Node, RAW, VOIDS};
use super::{entity, gloss};
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Page {
    pub lines: Vec<Line>,
    /// In source order, so an element's descendants follow it without a gap.
    pub nodes: Vec<Node>,
    pub meta: Vec<(String, String)>,
    /// The title element.
    pub title: String,
    /// Nested deeper than the limit.
    pub deep: bool,
}

pub(super) struct Line {
    pub text: String,
    /// The element the line starts in.
    pub node: u32,
    /// Characters that are links.
    pub linked: u32,
}

pub(super) fn scan(html: &str, depth: usize) -> Page {
    let mut scanner = Scanner { rest: html, depth, ..Scanner::default() };
    scanner.run();
    scanner.page
}

/// A part of a line that is shown or hidden as one.
struct Stretch {
    /// Its first byte.
    from: usize,
    hiding: u8,
    /// The element it starts in.
    node: u32,
    linked: u32,
}

#[derive(Default)]
struct Scanner<'a> {
    rest: &'a str,
    depth: usize,
    page: Page,
    names: HashMap<String, u16>,
    open: Vec<u32>,
    /// Elements that were not opened because they are too deep.
    over: usize,
    line: String,
    /// Where in the line each stretch begins that is as near to being shown as any other part of it.
    stretches: Vec<Stretch>,
    /// Whether the line is inside a gloss.
    glossing: bool,
    /// The element whose gloss has ended, though its closing tag is missing.
    glossed: Option<u32>,
    /// White space seen since the last character, and whether a line break was among it.
    space: Option<bool>,
    pre: usize,
    /// Searches that already failed once; the rest can only be shorter.
    absent: Vec<String>,
    /// Cells that span rows.
    grid: Grid,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        while !self.rest.is_empty() {
            let at = self.rest.find('<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(at);
            self.rest = rest;
            self.text(text);
            if !rest.is_empty() && !self.markup() {
                self.rest = &rest[1..];
                self.text("<");
            }
        }
        self.end_line();
    }

    /// Reads what starts with `<`; false if that is only a character.
    fn markup(&mut self) -> bool {
        let after = &self.rest[1..];
        match after.as_bytes().first() {
            Some(b'!') if after.starts_with("!--") => {
                let end = if after.starts_with("!-->") { Some(4) } else { self.find("-->").map(|at| at + 3) };
                self.skip_to(end)
            }
            Some(b'!' | b'?') => self.skip_to(None),
            Some(b'/') if after[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = tag_name(&after[1..]);
                if !self.skip_to(None) {
                    return false;
                }
                self.close(&name);
                true
            }
            Some(c) if c.is_ascii_alphabetic() => self.open_tag(),
            _ => false,
        }
    }

    /// Goes on after `end`, or after the next `>`; false if there is none.
    fn skip_to(&mut self, end: Option<usize>) -> bool {
        let Some(end) = end.or_else(|| self.find(">").map(|at| at + 1)) else { return false };
        self.rest = &self.rest[end..];
        true
    }

    fn find(&mut self, what: &str) -> Option<usize> {
        if self.absent.iter().any(|absent| absent == what) {
            return None;
        }
        let found = self.rest.find(what);
        if found.is_none() {
            self.absent.push(what.to_owned());
        }
        found
    }

    fn open_tag(&mut self) -> bool {
        let name = tag_name(&self.rest[1..]);
        let Some((attributes, end)) = self.attributes(1 + name.len()) else { return false };
        let closed = self.rest[..end].ends_with("/>");
        self.rest = &self.rest[end..];
        let block = BLOCKS.binary_search(&name.as_str()).is_ok();
        if block {
            self.end_line();
        }
        if name == "meta" {
            self.meta(&attributes);
        }
        if VOIDS.contains(&name.as_str()) {
            return true;
        }
        if RAW.contains(&name.as_str()) {
            self.raw(&name);
            return true;
        }
        self.imply_ends(&name, block);
        let foreign = self.open.last().is_some_and(|node| self.page.nodes[*node as usize].hiding() > 0);
        if !(closed && foreign) {
            self.push(&name, &attributes);
        }
        true
    }

    /// The attributes that matter, and where the tag ends. Others are only stepped
    /// over, so a million of them cost no more than their length.
    fn attributes(&mut self, from: usize) -> Option<(Vec<(&'static str, String)>, usize)> {
        const WANTED: [&str; 10] = [
            "id",
            "class",
            "name",
            "content",
            "property",
            "http-equiv",
            "style",
            "hidden",
            "colspan",
            "rowspan",
        ];
        let bytes = self.rest.as_bytes();
        let mut found: Vec<(&'static str, String)> = Vec::new();
        let mut at = from;
        loop {
            while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return self.find(">").map(|end| (Vec::new(), end + 1)),
                Some(b'>') => return Some((found, at + 1)),
                _ => {}
            }
            let start = at;
            at += 1;
            while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'))
            {
                at += 1;
            }
            let name = &self.rest[start..at];
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let mut value = (at, at);
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                match bytes.get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let quote = if *quote == b'"' { "\"" } else { "'" };
                        let known = self.absent.iter().any(|absent| absent == quote);
                        let end = if known { None } else { self.rest[at + 1..].find(quote) };
                        let Some(end) = end else {
                            // A quote that never closes: the tag ends at the next `>`.
                            self.absent.push(quote.to_owned());
                            return self.find(">").map(|end| (found, end + 1));
                        };
                        value = (at + 1, at + 1 + end);
                        at = value.1 + 1;
                    }
                    _ => {
                        let start = at;
                        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>') {
                            at += 1;
                        }
                        value = (start, at);
                    }
                }
            }
            let wanted = WANTED.iter().find(|wanted| wanted.eq_ignore_ascii_case(name));
            if let Some(wanted) = wanted.filter(|wanted| found.iter().all(|(known, _)| known != *wanted)) {
                let value = &self.rest[value.0..value.1];
                found.push((wanted, entity::decode(value.get(..4096).unwrap_or(value)).into_owned()));
            }
        }
    }

    fn meta(&mut self, attributes: &[(&'static str, String)]) {
        let get = |name| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.trim());
        let name = get("name").or(get("property")).or(get("http-equiv")).unwrap_or_default().to_lowercase();
        if let Some(content) = get("content")
            && !name.is_empty()
            && self.page.meta.len() < 256
        {
            self.page.meta.push((name, content.to_owned()));
        }
    }

    /// Steps over an element whose content is not markup.
    fn raw(&mut self, name: &str) {
        let mut from = 0;
        loop {
            if self.absent.iter().any(|absent| absent == name) {
                return;
            }
            let Some(at) = self.rest[from..].find("</").map(|at| from + at) else {
                self.absent.push(name.to_owned());
                return;
            };
            let tag = &self.rest[at + 2..];
            if tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
                if name == "title" && self.page.title.is_empty() {
                    let title = entity::decode(&self.rest[..at]);
                    self.page.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                self.rest = &self.rest[at..];
                if !self.skip_to(None) {
                    self.rest = "";
                }
                return;
            }
            from = at + 2;
        }
    }

    /// Ends the elements that a new one ends without a closing tag.
    fn imply_ends(&mut self, name: &str, block: bool) {
        let (ends, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table", "tbody", "thead", "tfoot"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "rt" | "rp" | "rb" | "rtc" => (&["rt", "rp", "rb"], &["ruby"]),
            "body" => (&["head"], &["body"]),
            _ if block => {
                (&["p"], &["div", "td", "th", "li", "table", "body", "section", "article", "center"])
            }
            _ => return,
        };
        let id = |names: &HashMap<String, u16>, list: &[&str]| -> Vec<u16> {
            list.iter().filter_map(|name| names.get(*name).copied()).collect()
        };
        let (ends, stops) = (id(&self.names, ends), id(&self.names, stops));
        for (place, node) in self.open.iter().enumerate().rev() {
            let name = self.page.nodes[*node as usize].name;
            if ends.contains(&name) {
                self.open.truncate(place);
                return;
            }
            if stops.contains(&name) {
                return;
            }
        }
    }

    fn push(&mut self, name: &str, attributes: &[(&'static str, String)]) {
        if self.open.len() >= self.depth {
            self.over += 1;
            self.page.deep = true;
            return;
        }
        let id = self.page.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(NONE);
        let next = u16::try_from(self.names.len() + 1).unwrap_or(0);
        let number = if next == 0 || self.names.contains_key(name) {
            self.names.get(name).copied().unwrap_or(0)
        } else {
            self.names.insert(name.to_owned(), next);
            next
        };
        if name == "pre" {
            self.pre += 1;
        }
        let node = Node::new(id, parent, name, number, attributes, &mut self.page.nodes, &mut self.grid);
        self.page.nodes.push(node);
        self.open.push(id);
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.binary_search(&name).is_ok() {
            self.end_line();
        }
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        let Some(number) = self.names.get(name).copied() else { return };
        let barrier = self.names.get("table").copied().filter(|table| *table != number);
        for (place, node) in self.open.iter().enumerate().rev() {
            let open = self.page.nodes[*node as usize].name;
            if open == number {
                self.open.truncate(place);
                if name == "pre" {
                    self.pre = self.pre.saturating_sub(1);
                }
                return;
            }
            // A stray closing tag in a cell does not end what the table stands in.
            if Some(open) == barrier {
                return;
            }
        }
    }

    fn text(&mut self, source: &str) {
        if source.is_empty() {
            return;
        }
        let here = self.open.last().copied().unwrap_or(NONE);
        for c in entity::decode(source).chars() {
            match c {
                '\n' if self.pre > 0 => self.end_line(),
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                    self.space = Some(self.space.unwrap_or(false) || c == '\n' || c == '\r');
                }
                c if c.is_control() || gloss::MARKS.contains(&c) => {}
                c => self.character(c, here),
            }
        }
    }

    fn character(&mut self, c: char, here: u32) {
        let node = self.page.nodes.get(here as usize);
        let (link, hiding) = node.map_or((false, 0), |node| (node.link, node.hiding()));
        let inside = node.is_some_and(|node| node.gloss);
        // <rt>cǎi购<rt>gòu: behind the letters, the next character of the text shows that the gloss was not closed.
        let letters =
            || self.line.chars().next_back().is_some_and(|last| last.is_alphabetic() && !gloss::is_han(last));
        if inside && self.glossing && gloss::is_han(c) && letters() {
            self.glossed = Some(here);
        }
        let glossing = inside && self.glossed != Some(here);
        let other = self.stretches.last().is_none_or(|stretch| stretch.hiding != hiding);
        if self.glossing && (other || !glossing) {
            self.line.push(gloss::MARKS[1]);
            self.glossing = false;
        }
        if other {
            self.stretches.push(Stretch { from: self.line.len(), hiding, node: here, linked: 0 });
        }
        if let Some(broken) = self.space.take().filter(|_| !self.line.is_empty()) {
            // A line break in the source between two wide characters is not shown.
            if !(broken && wide(c) && self.line.chars().next_back().is_some_and(wide)) {
                self.line.push(' ');
            }
        }
        if glossing && !self.glossing {
            self.line.push(gloss::MARKS[0]);
            self.glossing = true;
        }
        self.line.push(c);
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.linked += u32::from(link);
        }
    }

    /// Ends a line. Where a part of it is hidden and another is not, they are lines of their own: what is hidden
    /// parts no words, and is not lost where it turns out to be all there is.
    fn end_line(&mut self) {
        if std::mem::take(&mut self.glossing) {
            self.line.push(gloss::MARKS[1]);
        }
        let line = std::mem::take(&mut self.line);
        let stretches = std::mem::take(&mut self.stretches);
        let least = stretches.iter().map(|stretch| stretch.hiding).min().unwrap_or(0);
        let (mut shown, mut hidden) = (None::<Line>, Vec::new());
        let ends = stretches.iter().skip(1).map(|next| next.from).chain([line.len()]);
        for (stretch, end) in stretches.iter().zip(ends) {
            let text = &line[stretch.from..end];
            match &mut shown {
                Some(shown) if stretch.hiding == least => {
                    shown.text.push_str(text);
                    shown.linked += stretch.linked;
                }
                _ => {
                    let own = Line { text: text.to_owned(), node: stretch.node, linked: stretch.linked };
                    if stretch.hiding == least { shown = Some(own) } else { hidden.push(own) }
                }
            }
        }
        for mut line in shown.into_iter().chain(hidden) {
            let text = line.text.trim();
            if !text.is_empty() {
                line.text = text.to_owned();
                self.page.lines.push(line);
            }
        }
        self.space = None;
    }
}

fn wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..)
}

fn tag_name(text: &str) -> String {
    let end =
        text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}
