//! Stand-in until the grammar is there: everything typed is one run of words.
use crate::search::{Node, Query, Sort};

pub struct Read {
    pub query: Query,
    pub notes: Vec<String>,
}

pub fn read(text: &str) -> Result<Read, String> {
    let mut query = Query::default();
    match text.trim() {
        "" => {}
        "sort:date" => query.sort = Sort::Date { newest: true },
        "sort:-date" => query.sort = Sort::Date { newest: false },
        "sort:relevance" => {}
        text => query.root = Some(Node::Words(text.to_owned())),
    }
    Ok(Read { query, notes: Vec::new() })
}
