//! Elements of a page, as far as lines need them.
//!
//! In: names and attributes. Out: [`Node`]: what an element is and what it
//! inherits from those it stands in, so that no question climbs the tree.

use super::style::Style;
use std::collections::HashMap;

/// No element, no row, no cell.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
pub(super) struct Node {
    pub parent: u32,
    /// The number of its name in this page.
    pub name: u16,
    /// How many elements around it, itself included, are not shown.
    hidden: u8,
    /// Its letters have no size.
    tiny: bool,
    /// Not drawn, unless an element inside says that it is.
    veiled: bool,
    /// Inside `ruby`, and of it what says how the characters are read.
    ruby: bool,
    pub gloss: bool,
    pub link: bool,
    /// A heading, or an element called title.
    pub heading: bool,
    /// Called like the place where content management systems put the text.
    pub content: bool,
    /// The foot of the page, or inside it: who runs the site and where.
    pub foot: bool,
    /// The row and cell it stands in, and which cell of the row that is.
    pub row: u32,
    pub cell: u32,
    pub column: u16,
    /// For rows: cells so far, whether a table stands inside, and whether a cell
    /// from a row above reaches in.
    cells: u16,
    pub nested: bool,
    pub reached: bool,
    /// The innermost table it stands in.
    pub table: u32,
    /// The row and its column in which that table stands, if it stands in one.
    pub outer: u32,
    pub outer_column: u16,
}

/// Cells that reach into the rows below them: for each element that holds rows,
/// how many more rows each column is taken for.
#[derive(Default)]
pub(super) struct Grid(HashMap<u32, Vec<u16>>);

/// More columns or rows than a cell of a real table spans.
const MOST: u16 = 64;

impl Grid {
    fn next_row(&mut self, holder: u32) {
        for rows in self.0.get_mut(&holder).into_iter().flatten() {
            *rows = rows.saturating_sub(1);
        }
    }

    /// The first column from `from` on that no cell above takes; takes it for the rows below.
    fn place(&mut self, holder: u32, from: u16, across: u16, down: u16) -> u16 {
        let taken = self.0.get(&holder).map_or(&[][..], Vec::as_slice);
        let free = |column: &u16| taken.get(usize::from(*column)).is_none_or(|rows| *rows == 0);
        let column = (from..from.saturating_add(MOST)).find(free).unwrap_or(from);
        if down > 1 && column < MOST {
            let taken = self.0.entry(holder).or_default();
            let end = usize::from((column + across).min(2 * MOST));
            taken.resize(taken.len().max(end), 0);
            taken[usize::from(column)..end].fill(down);
        }
        column
    }
}

fn span(attributes: &[(&'static str, String)], name: &str) -> u16 {
    let value = attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.trim());
    value.and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, MOST)
}

#[rustfmt::skip]
pub(super) const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];
pub(super) const VOIDS: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];
/// Their content is no text at all; it ends at the closing tag, whatever stands inside.
pub(super) const RAW: &[&str] = &["script", "style", "noscript", "iframe", "noembed", "textarea", "title"];
/// What browsers do not show; taken where a page has hardly anything else. A page of frames keeps its text for
/// those without them.
const UNSEEN: &[&str] = &["template", "noframes", "svg", "math", "select", "datalist", "object", "head"];

/// Parts of id and class names under which common systems put the main text.
const CONTENT: &[&str] = &[
    "trs_editor",
    "zoom",
    "content",
    "article",
    "con_text",
    "detail",
    "pages_cont",
    "zw",
    "ucap",
    "newstext",
];

/// Whether an element is called like the foot of a page.
fn is_foot(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    ["footer", "foot", "ft", "bottom", "copyright", "copy", "dibu", "db", "bot"].contains(&bare)
        || ["footer", "foot-", "foot_", "footbox", "copyright"].iter().any(|start| word.starts_with(start))
        || word.ends_with("footer")
}

impl Node {
    /// An element under `parent`; counts it in its row.
    pub fn new(
        id: u32,
        parent: u32,
        name: &str,
        number: u16,
        attributes: &[(&'static str, String)],
        nodes: &mut [Node],
        grid: &mut Grid,
    ) -> Node {
        let mut node = Node {
            parent,
            name: number,
            hidden: 0,
            tiny: false,
            veiled: false,
            ruby: false,
            gloss: false,
            link: false,
            heading: false,
            content: false,
            foot: false,
            row: NONE,
            cell: NONE,
            column: 0,
            cells: 0,
            nested: false,
            reached: false,
            table: NONE,
            outer: NONE,
            outer_column: 0,
        };
        if let Some(above) = nodes.get(parent as usize) {
            (node.hidden, node.veiled) = (above.hidden, above.veiled);
            // What a style sheet may have given a size again is not taken for hidden.
            node.tiny = above.tiny && BLOCKS.binary_search(&name).is_err() && name != "font";
            (node.ruby, node.gloss) = (above.ruby, above.gloss);
            node.link = above.link;
            node.heading = above.heading;
            node.foot = above.foot;
            (node.row, node.cell, node.column) = (above.row, above.cell, above.column);
            (node.table, node.outer, node.outer_column) = (above.table, above.outer, above.outer_column);
        }
        match name {
            "a" => node.link = true,
            "h1" | "h2" | "h3" => node.heading = true,
            "article" | "main" => node.content = true,
            "footer" => node.foot = true,
            "table" => {
                if let Some(row) = nodes.get_mut(node.row as usize) {
                    row.nested = true;
                }
                (node.table, node.outer, node.outer_column) = (id, node.row, node.column);
                (node.row, node.cell) = (NONE, NONE);
            }
            "tr" => {
                (node.row, node.cell) = (id, NONE);
                grid.next_row(parent);
            }
            "td" | "th" => {
                node.cell = id;
                if let Some(row) = nodes.get_mut(node.row as usize) {
                    let (across, down) = (span(attributes, "colspan"), span(attributes, "rowspan"));
                    node.column = grid.place(row.parent, row.cells, across, down);
                    row.reached |= node.column > row.cells;
                    row.cells = node.column.saturating_add(across);
                }
            }
            "ruby" => node.ruby = true,
            "rt" | "rp" | "rtc" => node.gloss = node.ruby,
            _ => node.hidden = node.hidden.saturating_add(u8::from(UNSEEN.contains(&name))),
        }
        let (mut hidden, mut style) = (false, Style::default());
        for (attribute, value) in attributes {
            match *attribute {
                "hidden" => hidden = true,
                "style" => style = Style::of(value),
                "id" | "class" => {
                    node.tiny = false;
                    let value = value.to_ascii_lowercase();
                    let called = CONTENT.iter().any(|name| value.contains(name));
                    node.content |= called;
                    node.foot |= value.split_ascii_whitespace().any(is_foot);
                    // A row in which a whole text stands only arranges the page.
                    let block =
                        matches!(name, "div" | "article" | "section") || *attribute == "id" && name == "td";
                    if called
                        && block
                        && let Some(row) = nodes.get_mut(node.row as usize)
                    {
                        row.nested = true;
                    }
                    node.heading |= value.split_ascii_whitespace().any(|word| {
                        matches!(word, "tit" | "bt" | "biaoti")
                            || word.contains("title") && !word.contains("sub")
                    });
                }
                _ => {}
            }
        }
        // What a style says of it outweighs the attribute, as in browsers.
        node.hidden = node.hidden.saturating_add(u8::from(style.gone.unwrap_or(hidden)));
        node.tiny = style.tiny.unwrap_or(node.tiny);
        node.veiled = style.veiled.unwrap_or(node.veiled);
        node
    }

    /// How far it is from being shown: 0 is shown.
    pub fn hiding(&self) -> u8 {
        self.hidden.saturating_add(u8::from(self.tiny)).saturating_add(u8::from(self.veiled))
    }
}
