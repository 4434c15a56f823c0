//! The pages: a struct and a template each.
//!
//! Server-rendered and complete without JavaScript. Promises: every text from
//! a document or a reader is escaped by the template; the url holds the whole
//! state; the interface is in the reader's language, published text has its own `lang`.

mod agency;
mod api;
mod around;
mod batch;
mod bodies;
pub mod cite;
mod coverage;
mod doubts;
mod examples;
mod facts;
mod feed;
mod figures;
mod forgiven;
mod frame;
mod grid;
mod help;
mod kwic;
mod map;
mod matrix;
mod numbers;
mod original;
mod pieces;
mod reading;
mod rows;
mod saved;
mod search;
mod similar;
pub mod table;
mod text;
mod times;
mod told;

pub use agency::agency;
pub use api::api_doc;
pub use batch::{batch, batch_sent};
pub use coverage::coverage;
pub use doubts::Doubts;
pub use examples::Examples;
pub use feed::feed;
pub use frame::today;
pub use help::help;
pub use numbers::word as number_word;
pub use original::{original, plain_text};
pub use reading::reading;
pub use saved::saved;
pub use search::search;
pub use table::table;
pub use told::{Of, found};

use super::{
    Failure,
    reply::{HTML, Reply},
    tongue::{Reader, Tongue},
};
use crate::search::{Field, UNSTATED};
use askama::Template;
use frame::Frame;

/// A link with its words.
struct Link {
    label: String,
    url: String,
}

/// The list of the table that names the values of a field; none where values are names as published.
fn list_of(field: Field) -> Option<&'static str> {
    match field {
        Field::Level => Some("level"),
        Field::Mode => Some("mode"),
        Field::Kind => Some("kind"),
        Field::Part => Some("part"),
        Field::Status => Some("status"),
        Field::Role => Some("role"),
        Field::Theme => Some("theme"),
        Field::Action => Some("action"),
        Field::Sample => Some("sample"),
        _ => None,
    }
}

/// Whether the values of a field are names as published.
fn is_name(field: Field) -> bool {
    list_of(field).is_none() && field != Field::Year
}

/// A value of a field in a reader's words; names as published stay as they are.
fn value_word(tongue: Tongue, field: Field, value: &str, label: &str) -> String {
    match list_of(field) {
        _ if value.is_empty() || value == UNSTATED => tongue.say("value.none").to_owned(),
        Some(list) => tongue.word(list, value, label),
        None => pieces::line(label),
    }
}

fn render(page: &impl Template) -> Result<Reply, Failure> {
    match page.render() {
        Ok(html) => Ok(Reply::new(HTML, html.into_bytes())),
        Err(error) => {
            eprintln!("template: {error}");
            Err(Failure::Broken)
        }
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    status: u16,
    heading: &'static str,
    message: String,
    /// The announcement that has no such place.
    whole: Option<String>,
    /// The same once more; from its first page where a place in it was the trouble.
    again: Option<String>,
}

/// The announcement of a place, with the search one came from.
fn whole(here: &str) -> String {
    let (path, state) = here.split_once('?').unwrap_or((here, ""));
    let whole = path.rsplit_once('/').map_or(path, |(whole, _)| whole);
    if state.is_empty() { whole.to_owned() } else { format!("{whole}?{state}") }
}

/// A url without the place in its pages.
fn anew(here: &str) -> String {
    let Some((path, query)) = here.split_once('?') else { return here.to_owned() };
    let stays = |pair: &&str| !["after", "at"].contains(&pair.split('=').next().unwrap_or(pair));
    let kept: Vec<&str> = query.split('&').filter(stays).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The page that says why there is none, with ways out.
pub fn failure(failure: &Failure, reader: &Reader) -> Reply {
    let tongue = reader.tongue;
    let place = matches!(failure, Failure::Parameter { name, .. } if name == "after");
    let heading = tongue.say(match failure.status().as_u16() {
        400 if place => "fail.h410",
        400 => "fail.h400",
        404 => "fail.h404",
        410 => "fail.h410",
        413 => "fail.h413",
        414 => "fail.h414",
        421 => "fail.h421",
        429 => "fail.h429",
        503 => "fail.h503",
        _ => "fail.other",
    });
    let message = match place {
        true => tongue.say("fail.place").to_owned(),
        false => tongue.sentence(&pieces::line(&failure.to_string())),
    };
    let again = place || matches!(failure, Failure::Busy | Failure::Late | Failure::Stale | Failure::TooFast);
    let page = FailurePage {
        frame: Frame::new(reader, heading, &reader.query),
        status: failure.status().as_u16(),
        heading,
        message,
        whole: matches!(failure, Failure::NoUnit(_)).then(|| whole(&reader.here)),
        again: again.then(|| anew(&reader.here)),
    };
    render(&page)
        .unwrap_or_else(|_| Reply::new("text/plain; charset=utf-8", failure.to_string().into_bytes()))
}
