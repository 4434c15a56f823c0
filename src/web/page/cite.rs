//! How a place of an announcement is cited.
//!
//! GB/T 7714 for an online document, [EB/OL]. Nothing is invented: what is not
//! known is left out; a sample says that it is one.

use crate::{
    disclosure::Span,
    search::Record,
    web::{api, url::encode},
};

/// The announcement as a GB/T 7714 reference; the day of access is for the reader to add.
pub fn reference(record: &Record) -> String {
    let announcement = &record.announcement;
    let issuer = announcement.issuer.as_ref().map(|issuer| issuer.value.clone());
    let author = issuer.or_else(|| announcement.agency.as_ref().map(|agency| agency.name.clone()));
    let title =
        announcement.title.as_ref().map_or("巡察整改进展情况的通报（原文无标题）", |title| &title.value);
    let mut out = String::new();
    if record.sample {
        out.push_str("【样本文书，虚构】");
    }
    if let Some(author) = author {
        out.push_str(&author);
        out.push_str(". ");
    }
    out.push_str(&title.split_whitespace().collect::<Vec<_>>().join(" "));
    out.push_str("[EB/OL]. ");
    if let Some(date) = &announcement.published {
        out.push_str(&format!("({}). ", date.value));
    }
    let web = record.sources.iter().find(|s| s.starts_with("https://") || s.starts_with("http://"));
    match web {
        Some(url) => out.push_str(url),
        None => out.push_str(&format!("巡览 /a/{}", encode(&record.id))),
    }
    out.push('.');
    out
}

/// A unit quoted with its source: “…”(通报, 定位, 链接).
pub fn quote(record: &Record, number: usize) -> String {
    let unit = &record.announcement.units[number];
    let text = slice(&record.text, unit.span);
    let address = unit.address.to_string();
    format!("“{}”——{} {}，{}", text.trim(), reference(record), address, api::permalink(&record.id, &address))
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}
