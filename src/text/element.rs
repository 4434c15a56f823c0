//! Elements of a page, as far as lines need them.
//!
//! In: names and attributes. Out: [`Node`]: what an element is and what it
//! inherits from those it stands in, so that no question climbs the tree.

/// No element, no row, no cell.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
pub(super) struct Node {
    pub parent: u32,
    /// The number of its name in this page.
    pub name: u16,
    pub hidden: bool,
    pub link: bool,
    /// A heading, or an element called title.
    pub heading: bool,
    /// Called like the place where content management systems put the text.
    pub content: bool,
    /// The row and cell it stands in, and which cell of the row that is.
    pub row: u32,
    pub cell: u32,
    pub column: u16,
    /// For rows: cells so far, and whether a table stands inside.
    cells: u16,
    pub nested: bool,
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
pub(super) const RAW: &[&str] =
    &["script", "style", "noscript", "iframe", "noembed", "noframes", "textarea", "title"];
const UNSEEN: &[&str] = &["template", "svg", "math", "select", "datalist", "object", "head"];

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

fn unseen(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
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
    ) -> Node {
        let mut node = Node {
            parent,
            name: number,
            hidden: false,
            link: false,
            heading: false,
            content: false,
            row: NONE,
            cell: NONE,
            column: 0,
            cells: 0,
            nested: false,
        };
        if let Some(above) = nodes.get(parent as usize) {
            node.hidden = above.hidden;
            node.link = above.link;
            node.heading = above.heading;
            (node.row, node.cell, node.column) = (above.row, above.cell, above.column);
        }
        match name {
            "a" => node.link = true,
            "h1" | "h2" | "h3" => node.heading = true,
            "article" | "main" => node.content = true,
            "table" => {
                if let Some(row) = nodes.get_mut(node.row as usize) {
                    row.nested = true;
                }
                (node.row, node.cell) = (NONE, NONE);
            }
            "tr" => (node.row, node.cell) = (id, NONE),
            "td" | "th" => {
                node.cell = id;
                if let Some(row) = nodes.get_mut(node.row as usize) {
                    node.column = row.cells;
                    row.cells = row.cells.saturating_add(1);
                }
            }
            _ => node.hidden |= UNSEEN.contains(&name),
        }
        for (attribute, value) in attributes {
            match *attribute {
                "hidden" => node.hidden = true,
                "style" => node.hidden |= unseen(value),
                "id" | "class" => {
                    let value = value.to_ascii_lowercase();
                    node.content |= CONTENT.iter().any(|name| value.contains(name));
                    node.heading |= value.split_ascii_whitespace().any(|word| {
                        matches!(word, "tit" | "bt" | "biaoti")
                            || word.contains("title") && !word.contains("sub")
                    });
                }
                _ => {}
            }
        }
        node
    }
}
