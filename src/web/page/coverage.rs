//! What is in here.

use super::{
    Frame,
    pieces::{count, line},
    render,
};
use crate::{
    search::{Field, Page, Query},
    web::{Failure, encode, reply::Reply, routes::Ask},
};
use askama::Template;

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    frame: Frame,
    announcements: String,
    units: String,
    samples: u64,
    generation: String,
    tables: Vec<Table>,
}

struct Table {
    label: &'static str,
    distinct: String,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    url: String,
    announcements: String,
    units: String,
    share: u64,
}

/// By what the collection is laid out.
const FIELDS: [Field; 7] =
    [Field::Year, Field::Region, Field::Level, Field::Kind, Field::Theme, Field::Status, Field::Sample];

/// `GET /coverage`
pub fn coverage(ask: &Ask) -> Result<Reply, Failure> {
    let page = Page { groups: 0, units: 0, facets: FIELDS.to_vec(), values: 40, ..Page::default() };
    let hits = ask.index.search(&Query::default(), &page)?;
    let table = |facet: &crate::search::Facet| {
        let largest = facet.values.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
        let row = |value: &crate::search::FacetValue| Row {
            label: line(&value.label),
            url: format!("/?{}={}", facet.field.code(), encode(&value.value)),
            announcements: count(value.announcements),
            units: count(value.units),
            share: value.announcements * 100 / largest,
        };
        let mut values: Vec<_> = facet.values.iter().collect();
        if facet.field == Field::Year {
            values.sort_by(|a, b| b.value.cmp(&a.value));
        }
        Table {
            label: facet.field.chinese(),
            distinct: count(facet.distinct),
            rows: values.into_iter().map(row).collect(),
        }
    };
    render(&CoveragePage {
        frame: Frame::new("馆藏", ""),
        announcements: count(ask.about.announcements),
        units: count(ask.about.units),
        samples: ask.about.samples,
        generation: line(&ask.about.generation),
        tables: hits.facets.iter().filter(|facet| !facet.values.is_empty()).map(table).collect(),
    })
}
