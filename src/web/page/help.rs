//! The grammar, with examples that can be followed.

use super::{Frame, render};
use crate::{
    search::syntax::{self, HelpRow},
    web::{Failure, encode, reply::Reply, routes::Ask},
};
use askama::Template;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    /// A row and where its example leads.
    rows: Vec<(HelpRow, String)>,
}

/// `GET /help`
pub fn help(_: &Ask) -> Result<Reply, Failure> {
    let link = |row: HelpRow| (row, format!("/?q={}", encode(row.example)));
    let rows = syntax::help().into_iter().map(link).collect();
    render(&HelpPage { frame: Frame::new("检索语法", ""), rows })
}
