//! [`Text`] becomes an [`Announcement`] and a list of doubts.
//!
//! In: a text of any kind. Out: header, outline, numbers, contacts, and what is
//! doubted. Promises: total (any text parses, nothing is dropped: the units
//! cover every visible character once); linear in time and memory; absent is
//! unknown, never guessed.

mod agency;
mod amount;
mod contact;
mod cover;
mod damage;
mod date;
mod divisions;
mod glyph;
mod header;
mod kind;
mod layout;
mod names;
mod numeral;
mod page;
mod quantity;
mod segments;
mod table;
mod taxonomy;
mod tree;
mod units;
mod view;
mod wording;

use crate::disclosure::{Announcement, Finding, Level};
use crate::text::{Text, fold};
use layout::Zone;
use std::ops::Range;
use view::View;

pub use taxonomy::{Class, actions, themes};

/// Counts up whenever the same text may parse differently, so that an index
/// knows which parser filled it.
pub const VERSION: u32 = 3;

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
    let quantities = quantity::read(&view, &drafting.drafts, &mut findings);
    let units = cover::close(&view, &text.published, drafting.drafts);
    let zone = |zone: Zone| -> Vec<Range<usize>> { layout.ranges(&view, zone).collect() };
    let title_lines: Vec<_> = layout.title.iter().map(|index| view.lines[*index].range.clone()).collect();
    let mut preamble = zone(Zone::Preamble);
    if preamble.is_empty() {
        preamble = body.iter().take(2).cloned().collect();
    }
    let mut header = header::read(&view, &preamble, &title_lines, &mut findings);
    let title = page::title(text, &view, &layout);
    let key: String =
        title.as_ref().map(|title| fold(&title.value).split_whitespace().collect()).unwrap_or_default();
    let issuer = page::issuer(&view, &layout);
    let clues = agency::Clues {
        object: header.object,
        abbreviation: header.abbreviation,
        issuer: issuer.as_ref().map(|issuer| issuer.value.as_str()),
        title: Some(key.as_str()).filter(|key| !key.is_empty()),
        site: site(text),
        team_level: header.inspection.team_level,
    };
    let mut agency = agency::resolve(&view, &clues, &mut findings);
    if let Some(agency) = &mut agency
        && let Some(span) = agency.span
    {
        // Readers are shown the words as published, not as matched.
        agency.text = text.published.chars().skip(span.start as usize).take(span.len() as usize).collect();
    }
    findings.extend(damage::lost_blanks(&text.published));
    // The 市委 of a county-level city is a county's committee.
    let county = agency
        .as_ref()
        .and_then(|agency| agency.region.last())
        .is_some_and(|place| divisions::is_county_city(place));
    if county && header.inspection.team_level == Some(Level::City) {
        header.inspection.team_level = Some(Level::County);
    }
    let published = page::published_on(text, &view, &layout, header.feedback.as_ref(), &mut findings);
    let cues = kind::Cues {
        title: &key,
        nodes: &nodes,
        layout: &layout,
        signed: layout.date_line.is_some(),
        issuer: issuer.as_ref().map(|issuer| issuer.value.as_str()),
    };
    let kind = kind::verdict(&view, &cues, &mut findings);
    let told: Vec<_> = preamble.iter().chain(&body).cloned().collect();
    let announcement = Announcement {
        kind,
        title,
        agency,
        feedback: header.feedback,
        published,
        as_of: page::as_of(&view, &told, &header.inspection),
        source: page::source(text, &view, &layout),
        issuer,
        contact: contact::read(&view, &text.published, &zone(Zone::Closing)),
        inspection: header.inspection,
        units,
        quantities,
    };
    Parsed { announcement, findings }
}

/// What the page says about where it stands, folded.
fn site(text: &Text) -> Vec<String> {
    let names =
        ["sitename", "contentsource", "columnname", "og:site_name", "author", "keywords", "description"];
    let told = text.meta.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| value);
    told.chain(&text.title).map(|value| fold(value).split_whitespace().collect()).collect()
}
