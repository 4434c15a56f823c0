//! Many questions at once, one answer for each line.
//!
//! In: the entries of a list. Out: for each a status, exact totals and the
//! announcements it stands in. Promises: every entry gets an answer, in order;
//! what was repaired or refused says why; a name is looked for literally, so a
//! bracket or a dash in it means nothing else.

use super::{Cells, matrix::Count};
use crate::search::run::{Parts, Seen, Visitor, id_of, tally};
use crate::search::shard::Shard;
use crate::search::syntax::{self, Limits};
use crate::search::{Field, Node, Query, SearchError, Totals};
use serde::Serialize;
use std::collections::BTreeMap;

words! {
    /// How an entry fared.
    Status {
        /// It is there.
        Found = "found", "找到";
        /// It was repaired, and then it is there.
        Repaired = "repaired", "修正后找到";
        /// It is not there.
        Nothing = "nothing", "没有";
        /// It was not looked for.
        Refused = "refused", "未检索";
    }
}

words! {
    /// How entries are read.
    Reading {
        /// By the query grammar.
        Queries = "queries", "检索式";
        /// As names: every character means itself.
        Names = "names", "名称";
    }
}

/// The answer to one entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its line in the file.
    pub line: usize,
    /// The entry.
    pub text: String,
    /// How it fared.
    pub status: Status,
    /// How it was read; none if it was refused.
    pub canonical: Option<String>,
    /// The words that were looked for.
    pub terms: Vec<String>,
    /// What was repaired, or why it was refused.
    pub notes: Vec<String>,
    /// Counted; none if it was refused, which is not the same as nothing found.
    pub totals: Option<Totals>,
    /// Where it is, newest state of the index, in order of their ids.
    pub announcements: Vec<Place>,
}

impl Line {
    /// Its totals; zeros where nothing was counted.
    pub fn counted(&self) -> Totals {
        self.totals.unwrap_or_default()
    }
}

/// One announcement that an entry is found in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its agency, where known.
    pub agency: Option<String>,
    /// Units that match.
    pub units: u64,
    /// Places where a word of the entry stands.
    pub occurrences: u64,
}

/// Answers entry after entry.
pub fn batch<E: From<SearchError>>(
    parts: Parts,
    cells: &Cells,
    reading: Reading,
    take: &mut dyn FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    for (line, text) in &cells.entries {
        take(answer(parts, *line, text, reading)?)?;
    }
    Ok(())
}

fn answer(parts: Parts, line: usize, text: &str, reading: Reading) -> Result<Line, SearchError> {
    let empty = Line {
        line,
        text: text.to_owned(),
        status: Status::Refused,
        canonical: None,
        terms: Vec::new(),
        notes: Vec::new(),
        totals: None,
        announcements: Vec::new(),
    };
    let refused = |why: String| Ok(Line { notes: vec![why], ..empty.clone() });
    let (query, mut notes) = match reading {
        Reading::Queries => match syntax::read(text, &Limits::default()) {
            Ok(read) => {
                let hollow = read.is_hollow().then(|| syntax::NOTHING.to_owned());
                let notes = read.notes.into_iter().map(|note| note.text).chain(hollow);
                (read.query, notes.collect::<Vec<_>>())
            }
            Err(why) => return refused(why.to_string()),
        },
        Reading::Names => (name(text), Vec::new()),
    };
    // A query with nothing to look for has every announcement, as any search of it says; a name of nothing but
    // signs names none.
    if reading == Reading::Names && query.root.is_none() {
        return refused("没有可检索的字，批量检索不列出全部文书".to_owned());
    }
    if text.chars().count() > Limits::default().chars {
        return refused(format!("过长:上限 {} 字", Limits::default().chars));
    }
    let mut places = Places::default();
    match tally(parts, &query, &mut places) {
        Ok(whole) => {
            let status = match (whole.totals.announcements, notes.is_empty()) {
                (0, _) => Status::Nothing,
                (_, true) => Status::Found,
                (_, false) => Status::Repaired,
            };
            places.found.sort_by(|a, b| a.id.cmp(&b.id));
            // Said, but no repair: the other names of a body that was named without quotes.
            notes.extend(whole.interpretation.notes);
            let (canonical, terms) = (Some(whole.interpretation.canonical), whole.interpretation.terms);
            // Four open brackets need one sentence, not four.
            let mut seen = std::collections::HashSet::new();
            notes.retain(|note| seen.insert(note.clone()));
            Ok(Line {
                status,
                canonical,
                terms,
                notes,
                totals: Some(whole.totals),
                announcements: places.found,
                ..empty
            })
        }
        Err(SearchError::TooCostly(why)) => refused(why),
        Err(error) => Err(error),
    }
}

fn name(text: &str) -> Query {
    let significant = text.chars().any(char::is_alphanumeric);
    Query { root: significant.then(|| Node::Literal(text.to_owned())), ..Query::default() }
}

#[derive(Default)]
struct Places {
    found: Vec<Place>,
}

impl Visitor for Places {
    fn found(&mut self, seen: &Seen) -> Result<(), SearchError> {
        self.found.push(Place {
            id: id_of(seen.shard.key(seen.document)),
            agency: agency(seen.shard, seen.document)?,
            units: seen.units.len() as u64,
            occurrences: seen.places.len() as u64,
        });
        Ok(())
    }
}

fn agency(shard: &dyn Shard, document: u32) -> Result<Option<String>, SearchError> {
    let mut numbers = Vec::new();
    shard.values(Field::Agency, document, &mut numbers);
    numbers.first().map(|number| shard.value(Field::Agency, *number)).transpose()
}

/// Entries × announcements: how often each entry is in each announcement it is found in.
#[derive(Clone, Debug, Default)]
pub struct Crossed {
    /// Every announcement that any entry is found in, with its agency.
    pub announcements: BTreeMap<String, Option<String>>,
    /// Entries in order, with what is counted of them, how much of it is in each announcement, and how they fared.
    pub lines: Vec<(String, Count, BTreeMap<String, u64>, Status)>,
    cells: usize,
}

/// Most cells that are not blank: some hundred megabytes.
const MOST_CELLS: usize = 2_000_000;

impl Crossed {
    /// Adds the answer to an entry: its places; where it has no words, and so no places, its units.
    pub fn add(&mut self, line: &Line) -> Result<(), SearchError> {
        self.cells += line.announcements.len();
        if self.cells > MOST_CELLS {
            let why = format!("交叉表超过 {MOST_CELLS} 格,请拆分名单,或改用逐条结果");
            return Err(SearchError::TooCostly(why));
        }
        let mut own = BTreeMap::new();
        let units = line.counted().occurrences == 0 && line.counted().units > 0;
        for place in &line.announcements {
            self.announcements.entry(place.id.clone()).or_insert_with(|| place.agency.clone());
            own.insert(place.id.clone(), if units { place.units } else { place.occurrences });
        }
        let counted = if units { Count::Units } else { Count::Occurrences };
        self.lines.push((line.text.clone(), counted, own, line.status));
        Ok(())
    }
}
