//! [`Text`] becomes an [`Announcement`] and a list of doubts.
//!
//! In: a text of any kind. Out: header, outline, numbers, contacts, and what is
//! doubted. Promises: total (any text parses, nothing is dropped: the units
//! cover every visible character once); linear in time and memory; absent is
//! unknown, never guessed.

mod cover;
mod glyph;
mod layout;
mod numeral;
mod segments;
mod table;
mod taxonomy;
mod tree;
mod units;
mod view;
mod wording;

use crate::disclosure::{Announcement, Contact, Finding, Inspection, Kind};
use crate::text::Text;
use layout::Zone;
use view::View;

/// Counts up whenever the same text may parse differently, so that an index
/// knows which parser filled it.
pub const VERSION: u32 = 1;

/// What a text says, and what is doubtful about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What was understood.
    pub announcement: Announcement,
    /// What is doubted, those of the text included.
    pub findings: Vec<Finding>,
}

/// Reads a text. Never fails.
pub fn parse(text: &Text) -> Parsed {
    let view = View::of(text);
    let mut findings = text.findings.clone();
    let layout = layout::lay_out(&view);
    let body: Vec<_> = layout.ranges(&view, Zone::Body).collect();
    let nodes = tree::grow(&view, &body, &mut findings);
    let mut drafting = units::Drafting::new(&view, &nodes);
    let mut node = 0;
    for (zone, line) in layout.zones.iter().zip(&view.lines) {
        if *zone == Zone::Body {
            drafting.node(node);
            node += 1;
        } else {
            drafting.place(*zone, line.range.clone());
        }
    }
    let units = cover::close(&view, &text.published, drafting.drafts);
    let announcement = Announcement {
        kind: Kind::Other,
        title: None,
        agency: None,
        inspection: Inspection::default(),
        feedback: None,
        published: None,
        as_of: None,
        source: None,
        issuer: None,
        contact: Contact::default(),
        units,
        quantities: Vec::new(),
    };
    Parsed { announcement, findings }
}
