//! A search as an Atom feed: what was newly published about it.
//!
//! Promises: well-formed whatever documents say (markup escaped, characters
//! that XML 1.0 forbids left out); ids that stay when the index is made anew;
//! newest first, at most [`MOST`]; links name the server as the reader did, because
//! readers of feeds resolve relative ones each in their own way.

use super::pieces::line;
use crate::{
    search::{Group, Page, Sort, syntax},
    web::{Asked, Failure, encode, reply::Reply, routes::Ask},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Entries of a feed.
const MOST: usize = 50;
/// Characters of a summary.
const ROOM: usize = 280;
/// For what has no known date: readers sort it last.
const UNKNOWN: &str = "1970-01-01";
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// `GET /feed`
pub fn feed(ask: &Ask) -> Result<Reply, Failure> {
    let asked = Asked::of(&ask.params).question();
    let mut query = asked.resolve()?.query;
    // The name of the feed is the question, whatever order was typed.
    query.sort = Sort::default();
    let words = &syntax::print(&query);
    query.sort = Sort::Date { newest: true };
    let page = Page { groups: MOST, units: 1, ..Page::default() };
    let hits = ask.index.search(&query, &page)?;
    let name = match line(words) {
        words if words.trim().is_empty() => "全部通报".to_owned(),
        words => words,
    };
    let dates = hits.groups.iter().filter_map(|group| group.announcement.published.as_deref());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh\">\n";
    element(&mut xml, "id", &uuid("feed", words));
    element(&mut xml, "title", &format!("{name} · 巡览"));
    element(&mut xml, "updated", &instant(dates.max()));
    let base = ask.reader.base.as_str();
    link(&mut xml, "self", &asked.url(&format!("{base}/feed")));
    link(&mut xml, "alternate", &asked.url(&format!("{base}/")));
    xml += "<author><name>巡览</name></author>\n";
    for group in &hits.groups {
        entry(&mut xml, group, &asked.q, base);
    }
    xml += "</feed>\n";
    Ok(Reply::new(ATOM, xml.into_bytes()))
}

fn entry(xml: &mut String, group: &Group, q: &str, base: &str) {
    let it = &group.announcement;
    let agency = it.agency.as_deref().unwrap_or("单位未识别");
    let title = it.title.as_deref().unwrap_or(agency);
    let sample = if it.sample { "【样本，虚构】" } else { "" };
    let query = if q.is_empty() { String::new() } else { format!("?q={}", encode(q)) };
    *xml += "<entry>\n";
    element(xml, "id", &uuid("announcement", &it.id));
    element(xml, "title", &format!("{sample}{title}"));
    element(xml, "updated", &instant(it.published.as_deref()));
    link(xml, "alternate", &format!("{base}/a/{}{query}", encode(&it.id)));
    let _ = writeln!(xml, "<author><name>{}</name></author>", escaped(agency));
    if let Some(unit) = group.units.first() {
        let mut words: String = unit.text.chars().take(ROOM).collect();
        if unit.text.chars().nth(ROOM).is_some() {
            words.push('…');
        }
        element(xml, "summary", &format!("{} {words}", unit.address));
    }
    *xml += "</entry>\n";
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
}

fn link(xml: &mut String, rel: &str, url: &str) {
    let _ = writeln!(xml, "<link rel=\"{rel}\" href=\"{}\"/>", escaped(url));
}

/// A day as an instant; where it is known no closer, its first moment in China.
fn instant(day: Option<&str>) -> String {
    format!("{}T00:00:00+08:00", day.unwrap_or(UNKNOWN))
}

/// Text that can stand in XML: no markup, no characters that XML 1.0 has not.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => {
                out.push(c);
            }
            _ => {}
        }
    }
    out
}

/// A name that is the same for the same thing on every server: a version-8 UUID out of its hash.
fn uuid(kind: &str, name: &str) -> String {
    let hash = Sha256::new().chain_update("xunlan/").chain_update(kind).chain_update("/").chain_update(name);
    let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d] = [&hex[..8], &hex[8..12], &hex[13..16], &hex[17..20]];
    format!("urn:uuid:{a}-{b}-8{c}-a{d}-{}", &hex[20..])
}
