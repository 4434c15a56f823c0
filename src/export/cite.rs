//! How a place of an announcement is cited.
//!
//! In: a record and a unit of it. Out: GB/T 7714 for an online document
//! ([EB/OL]), BibTeX or RIS, with the address, the path on this server and the
//! fingerprint of the words. Nothing is invented: what is not known is left
//! out, the day of access is for the reader to add; a sample says that it is one.

use super::{encode, permalink};
use crate::disclosure::Span;
use crate::search::Record;
use sha2::{Digest, Sha256};

words! {
    /// A style of citation.
    Style {
        /// GB/T 7714-2015.
        Gbt7714 = "gbt7714", "GB/T 7714";
        /// BibTeX, with the fields of biblatex.
        Bibtex = "bibtex", "BibTeX";
        /// RIS, for reference managers.
        Ris = "ris", "RIS";
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of a text: tells whether the words cited are still the same.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The facts that every style is made of.
struct Facts {
    author: Option<String>,
    title: String,
    date: Option<String>,
    url: Option<String>,
    sample: bool,
}

impl Facts {
    fn of(record: &Record) -> Self {
        let announcement = &record.announcement;
        let issuer = announcement.issuer.as_ref().map(|issuer| issuer.value.clone());
        let author = issuer.or_else(|| announcement.agency.as_ref().map(|agency| agency.name.clone()));
        let title =
            announcement.title.as_ref().map_or("巡察整改进展情况的通报（原文无标题）", |title| &title.value);
        let web = record.sources.iter().find(|s| s.starts_with("https://") || s.starts_with("http://"));
        Self {
            author: author.map(|author| line(&author)),
            title: line(title),
            date: announcement.published.as_ref().map(|date| date.value.to_string()),
            url: web.cloned(),
            sample: record.sample,
        }
    }
}

/// The announcement as a GB/T 7714 reference; the day of access is for the reader to add.
pub fn reference(record: &Record) -> String {
    let facts = Facts::of(record);
    let mut out = String::new();
    if facts.sample {
        out.push_str("【样本文书，虚构】");
    }
    if let Some(author) = facts.author {
        out.push_str(&author);
        out.push_str(". ");
    }
    out.push_str(&facts.title);
    out.push_str("[EB/OL]. ");
    if let Some(date) = facts.date {
        out.push_str(&format!("({date}). "));
    }
    out.push_str(&facts.url.unwrap_or_else(|| format!("巡览 /a/{}", encode(&record.id))));
    out.push('.');
    out
}

/// A unit quoted with its source: “…”(通报, 定位, 链接).
pub fn quote(record: &Record, number: usize) -> String {
    let (text, address) = unit(record, number);
    format!("“{}”——{} {}，{}", text.trim(), reference(record), address, permalink(&record.id, &address))
}

/// A unit in a style.
pub fn cite(record: &Record, number: usize, style: Style) -> String {
    let (text, address) = unit(record, number);
    let (link, hash) = (permalink(&record.id, &address), fingerprint(&text));
    let place = format!("定位 {address}；巡览 {link}；原文校验 sha256:{hash}");
    let facts = Facts::of(record);
    match style {
        Style::Gbt7714 => format!("{} {place}.", reference(record)),
        Style::Bibtex => bibtex(&facts, &record.id, &hash, &place, &text),
        Style::Ris => ris(&facts, &place, &text),
    }
}

fn bibtex(facts: &Facts, id: &str, hash: &str, place: &str, text: &str) -> String {
    let mut out = format!("@online{{xunlan-{id}-{hash},\n");
    let mut field = |name: &str, value: &str| out.push_str(&format!("  {name} = {{{value}}},\n"));
    if let Some(author) = &facts.author {
        // Doubled braces: the name of a body is not a first and a last name.
        field("author", &format!("{{{}}}", tex(author)));
    }
    field("title", &tex(&facts.title));
    if let Some(date) = &facts.date {
        field("year", &date[..4]);
        field("date", date);
    }
    if let Some(url) = &facts.url {
        field("url", &url.replace(['{', '}', '\\'], ""));
    }
    field("langid", "chinese");
    let sample = if facts.sample { "样本文书，虚构；" } else { "" };
    field("note", &tex(&format!("{sample}{place}")));
    field("annotation", &tex(&line(text)));
    out + "}\n"
}

fn ris(facts: &Facts, place: &str, text: &str) -> String {
    let mut out = String::from("TY  - ELEC\r\n");
    let mut field = |tag: &str, value: &str| out.push_str(&format!("{tag}  - {}\r\n", line(value)));
    if let Some(author) = &facts.author {
        // A comma would part last from first name.
        field("AU", &author.replace(',', "，"));
    }
    field("TI", &facts.title);
    if let Some(date) = &facts.date {
        field("PY", &date[..4]);
        field("DA", &date.replace('-', "/"));
    }
    if let Some(url) = &facts.url {
        field("UR", url);
    }
    field("LA", "zh");
    field("N1", &format!("{}{place}", if facts.sample { "样本文书，虚构；" } else { "" }));
    field("AB", text);
    out + "ER  - \r\n"
}

/// The signs of TeX as TeX prints them.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '#' | '&' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// On one line, without what no reader sees.
fn line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The published words of a unit and its address.
fn unit(record: &Record, number: usize) -> (String, String) {
    let Some(unit) = record.announcement.units.get(number) else { return (String::new(), String::new()) };
    (slice(&record.text, unit.span), unit.address.to_string())
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}
