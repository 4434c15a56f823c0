//! The pages: a struct and a template each.
//!
//! Server-rendered and complete without JavaScript. Promises: every text from
//! a document or a reader is escaped by the template; the url holds the whole
//! state; interface in Chinese, published text with its own `lang`.

mod agency;
mod around;
pub mod cite;
mod coverage;
mod examples;
mod facts;
mod feed;
mod help;
mod kwic;
mod matrix;
mod pieces;
mod reading;
mod search;
mod text;

pub use agency::agency;
pub use coverage::coverage;
pub use examples::Examples;
pub use feed::feed;
pub use help::help;
pub use reading::reading;
pub use search::search;

use super::{
    Failure, assets,
    reply::{HTML, Reply},
};
use askama::Template;

/// What every page has.
struct Frame {
    /// Of the window.
    title: String,
    /// What stands in the search box.
    query: String,
    /// What a new search keeps of the state.
    keep: Vec<(String, String)>,
    /// A feed of what the page shows.
    feed: Option<String>,
    css: String,
    js: String,
    mark: String,
}

impl Frame {
    fn new(title: &str, query: &str) -> Self {
        let title = if title.is_empty() { "巡览".to_owned() } else { format!("{title} · 巡览") };
        Self {
            title,
            query: query.to_owned(),
            keep: Vec::new(),
            feed: None,
            css: assets::url("page.css"),
            js: assets::url("page.js"),
            mark: assets::url("mark.svg"),
        }
    }
}

/// A link with its words.
struct Link {
    label: String,
    url: String,
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
    retry: bool,
}

/// The page that says why there is none, with ways out.
pub fn failure(failure: &Failure, query: &str) -> Reply {
    let heading = match failure.status().as_u16() {
        400 => "这个检索没有执行",
        404 => "没有找到",
        410 => "请从第一页重新开始",
        414 => "网址过长",
        503 => "暂时无法答复",
        _ => "出了点问题",
    };
    let page = FailurePage {
        frame: Frame::new(heading, query),
        status: failure.status().as_u16(),
        heading,
        message: pieces::line(&failure.to_string()),
        retry: matches!(failure, Failure::Busy | Failure::Late | Failure::Stale),
    };
    render(&page)
        .unwrap_or_else(|_| Reply::new("text/plain; charset=utf-8", failure.to_string().into_bytes()))
}
