//! Bodies of the same kind elsewhere, those that had to put right the same first.
//!
//! In: a body with its region and organ. Out: others whose name, without its
//! place, ends alike. Promise: only bodies of the index are named; themes are
//! those their announcements were mapped to.

use super::{pieces::line, value_word};
use crate::{
    disclosure::{Agency, present_name},
    search::{Field, Filter, Query, Test},
    study::matrix::{self, Count, Value},
    web::{Failure, routes::Ask},
};

/// Bodies shown.
const MOST: usize = 12;
/// Bodies compared.
const COMPARED: usize = 200;
/// Shorter kinds (局, 党委) would bring together what has nothing in common.
const SHORTEST: usize = 2;

/// A body elsewhere.
pub struct Similar {
    pub url: String,
    pub name: String,
    pub announcements: u64,
    /// Themes that both report on.
    pub shared: Vec<String>,
}

/// What bodies of the kind are called, and those of them elsewhere.
pub fn similar(ask: &Ask, body: &Agency) -> Result<(String, Vec<Similar>), Failure> {
    let kind = kind_of(&body.name, body);
    if kind.chars().count() < SHORTEST {
        return Ok(Default::default());
    }
    let counted = ask.index.counted(Field::Agency)?;
    let same = |name: &str| name != body.name && !kind_in(name, &kind).is_empty();
    let others: Vec<&(String, u64)> = counted.iter().filter(|(name, _)| same(name)).take(COMPARED).collect();
    if others.is_empty() {
        return Ok(Default::default());
    }
    let names = others.iter().map(|(name, _)| name.as_str()).chain([body.name.as_str()]);
    let themes = themes(ask, names)?;
    let own = themes.iter().find(|(name, _)| *name == body.name).map(|(_, themes)| themes.clone());
    let own = own.unwrap_or_default();
    let tongue = ask.reader.tongue;
    let word = |theme: &String| value_word(tongue, Field::Theme, theme, &Field::Theme.label(theme));
    let mut rows: Vec<Similar> = others
        .into_iter()
        .map(|(name, announcements)| {
            let theirs = themes.iter().find(|(known, _)| known == name).map(|(_, themes)| themes);
            let shared = theirs.into_iter().flatten().filter(|theme| own.contains(theme));
            Similar {
                url: super::bodies::url(name, &[]),
                name: line(name),
                announcements: *announcements,
                shared: shared.map(word).collect(),
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.shared.len()));
    rows.truncate(MOST);
    Ok((line(&kind), rows))
}

/// The name of a body's kind: without its region and its Party organ.
fn kind_of(name: &str, body: &Agency) -> String {
    let mut kind = name.strip_prefix("中共").unwrap_or(name);
    for region in &body.region {
        kind = kind.strip_prefix(region.as_str()).unwrap_or(kind);
    }
    if let Some(organ) = &body.organ {
        kind = kind.strip_suffix(organ.as_str()).unwrap_or(kind);
    }
    kind.to_owned()
}

/// The part of another name that is of this kind: at its end, or before its Party organ, behind a place.
fn kind_in<'n>(name: &'n str, kind: &str) -> &'n str {
    let now = present_name(name);
    let of = |name: &'n str, kind: &str| -> Option<&'n str> {
        let at = name.rfind(kind)?;
        let (before, rest) = name.split_at(at);
        let behind = &rest[kind.len()..];
        let placed = before.ends_with(['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡']);
        let organ = behind.is_empty() || behind.starts_with('党') || behind.starts_with("机关");
        (placed && organ).then_some(rest)
    };
    let renamed = now.is_some_and(|now| now.contains(kind));
    of(name, kind).or_else(|| renamed.then_some(name)).unwrap_or("")
}

/// The themes of each body.
fn themes<'n>(
    ask: &Ask,
    names: impl Iterator<Item = &'n str>,
) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let test = |name: &str| Test::Is(Field::Agency, name.to_owned());
    let query = Query {
        filters: names.map(|name| Filter { negated: false, test: test(name) }).collect(),
        ..Query::default()
    };
    let wanted = matrix::Asked {
        rows: Field::Agency,
        columns: Field::Theme,
        count: Count::Announcements,
        quantity: None,
        of: None,
        unit: None,
        most_rows: COMPARED + 1,
        most_columns: 100,
    };
    let matrix = matrix::matrix(ask.index.parts(), &query, &wanted)?;
    let rows = matrix.lines().map(|(row, cells)| {
        let some = |value: &Value| matches!(value, Value::Count(number) if *number > 0);
        let with = matrix.columns.iter().zip(cells);
        let with = with.filter(|(column, cell)| some(cell) && !column.value.is_empty());
        (row.value.clone(), with.map(|(column, _)| column.value.clone()).collect())
    });
    Ok(rows.collect())
}
