//! The grammar, with examples that can be followed.

use super::{Frame, Link, render};
use crate::web::{Failure, encode, reply::Reply, routes::Ask};
use askama::Template;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    meaning: &'static str,
    examples: Vec<Link>,
    explanation: &'static str,
}

/// `GET /help`
pub fn help(_: &Ask) -> Result<Reply, Failure> {
    let row = |(meaning, examples, explanation): &(&'static str, &[&str], &'static str)| Row {
        meaning,
        examples: examples
            .iter()
            .map(|example| Link { label: (*example).to_owned(), url: format!("/?q={}", encode(example)) })
            .collect(),
        explanation,
    };
    render(&HelpPage { frame: Frame::new("检索语法", ""), rows: GRAMMAR.iter().map(row).collect() })
}

const GRAMMAR: [(&str, &[&str], &str); 2] = [
    ("都要有", &["采购 审计"], "每个词都在同一份通报里"),
    ("逐字", &["\"政府采购\""], "引号里的字原样连着出现;简繁通查"),
];
