//! `xunlan search --explain`: the tree behind a query.

use super::paint::plain;
use super::search::say;
use super::{CliError, Exit};
use crate::search::{Backend, Node, Query, syntax};
use crate::web::Asked;
use crate::web::api::explained;

/// Shows how a query is read; `json` gives the answer of `/api/v1/parse`.
pub fn explain(index: &dyn Backend, asked: &Asked, json: bool) -> Result<Exit, CliError> {
    let answer = explained(index, asked)?;
    if json {
        say(&format!("{answer}\n"))?;
        return Ok(Exit::Found);
    }
    let query = asked.resolve()?.query;
    say(&format!("理解为:{}\n", syntax::print(&query)))?;
    for note in answer["notes"].as_array().into_iter().flatten().filter_map(|note| note.as_str()) {
        say(&format!("提示:{note}\n"))?;
    }
    let terms: Vec<&str> =
        answer["terms"].as_array().into_iter().flatten().filter_map(|term| term.as_str()).collect();
    if !terms.is_empty() {
        say(&format!("切分为:{}\n", plain(&terms.join(" / "))))?;
    }
    if let Some(root) = &query.root {
        node(root, 1)?;
    }
    for filter in &query.filters {
        let one = Query { filters: vec![filter.clone()], ..Query::default() };
        say(&format!("  条件 {}\n", plain(&syntax::print(&one))))?;
    }
    if query.strict {
        say("  字形:严格\n")?;
    }
    Ok(Exit::Found)
}

fn node(tree: &Node, depth: usize) -> Result<(), CliError> {
    let line = |words: String| say(&format!("{}{}\n", "  ".repeat(depth), plain(&words)));
    let inner = |nodes: &[Node]| nodes.iter().try_for_each(|inner| node(inner, depth + 1));
    match tree {
        Node::Words(text) => line(format!("按词 {text}")),
        Node::Literal(text) => line(format!("逐字 “{text}”")),
        Node::Exact(text) => line(format!("连标点逐字 “{text}”")),
        Node::Wild(text) => line(format!("通配 {text}")),
        Node::All(nodes) => line("全部:".to_owned()).and_then(|()| inner(nodes)),
        Node::Any(nodes) => line("任一:".to_owned()).and_then(|()| inner(nodes)),
        Node::Not(one) => line("排除:".to_owned()).and_then(|()| node(one, depth + 1)),
        Node::Near { distance, left, right } => {
            line(format!("相距至多 {distance} 字:"))?;
            node(left, depth + 1)?;
            node(right, depth + 1)
        }
        Node::Together { within, nodes } => {
            line(format!("{}:", within.chinese())).and_then(|()| inner(nodes))
        }
        Node::In { role, node: one } => {
            line(format!("限于{}:", role.chinese())).and_then(|()| node(one, depth + 1))
        }
        Node::Where { filters, node: one } => {
            let own = Query { filters: filters.clone(), ..Query::default() };
            line(format!("符合条件 {}", syntax::print(&own)))?;
            one.iter().try_for_each(|one| node(one, depth + 1))
        }
    }
}
