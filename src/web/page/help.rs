//! The grammar, with examples that run on the present collection.

use super::{Frame, render};
use crate::{
    search::{Page, syntax},
    web::{Asked, Failure, encode, reply::Reply, routes::Ask},
};
use askama::Template;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// A form of the grammar.
struct Row {
    meaning: String,
    form: String,
    example: &'static str,
    url: String,
    /// What the example finds here.
    found: u64,
}

/// `GET /help`
pub fn help(ask: &Ask) -> Result<Reply, Failure> {
    let tongue = ask.reader.tongue;
    let found = |example: &str| {
        let asked = Asked { q: example.to_owned(), ..Asked::default() };
        let page = Page { groups: 0, units: 0, ..Page::default() };
        let hits = asked.resolve().ok().and_then(|meant| ask.index.search(&meant.query, &page).ok());
        hits.map_or(0, |hits| hits.totals.announcements)
    };
    let row = |row: syntax::HelpRow| Row {
        meaning: tongue.sentence(row.meaning),
        form: tongue.sentence(row.form),
        example: row.example,
        url: format!("/?q={}", encode(row.example)),
        found: found(row.example),
    };
    let frame = Frame::new(&ask.reader, tongue.say("site.help_long"), "");
    render(&HelpPage { frame, rows: syntax::help().into_iter().map(row).collect() })
}
