//! What is in here.

use super::{
    Frame, doubts, is_name,
    pieces::{count, line},
    render, value_word,
};
use crate::{
    disclosure::Date,
    search::{Backend, DateOf, Field, Filter, Page, Query, Sort, Test},
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
    samples_count: String,
    /// First and last day of publication.
    span: Option<(String, String)>,
    generation: String,
    tables: Vec<Table>,
    doubts: DoubtTable,
    /// Files that could not be read, where that is known here.
    failures: Option<Vec<(String, String)>>,
}

struct DoubtTable {
    rows: Vec<DoubtRow>,
    whole: bool,
    read: String,
    examples: Vec<Doubtful>,
}

struct DoubtRow {
    label: String,
    announcements: String,
    places: String,
}

struct Doubtful {
    url: String,
    label: String,
    doubts: String,
}

struct Table {
    label: String,
    /// Its values are names as published.
    named: bool,
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
    let tongue = ask.reader.tongue;
    let hits = ask.index.search(&Query::default(), &page)?;
    let table = |facet: &crate::search::Facet| {
        let largest = facet.values.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
        let row = |value: &crate::search::FacetValue| Row {
            label: value_word(tongue, facet.field, &value.value, &value.label),
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
            label: tongue.word("field", facet.field.code(), facet.field.chinese()),
            named: is_name(facet.field),
            distinct: count(facet.distinct),
            rows: values.into_iter().map(row).collect(),
        }
    };
    let tally = ask.app.doubts.of(ask.index, &ask.about.generation)?;
    let doubt = |(doubt, announcements, places): &(crate::disclosure::Doubt, u64, u64)| DoubtRow {
        label: tongue.word("doubt", doubt.code(), doubt.chinese()),
        announcements: count(*announcements),
        places: count(*places),
    };
    let doubtful = |(name, id, doubts): &(String, String, usize)| {
        let link = doubts::link(name, id);
        Doubtful { url: link.url, label: link.label, doubts: tongue.fill("read.findings", &[doubts]) }
    };
    let failed = ask.app.keeper().map(|keeper| keeper.failed());
    let shown = |(file, why): (String, String)| (line(&file), tongue.sentence(&line(&why)));
    render(&CoveragePage {
        frame: Frame::new(&ask.reader, tongue.say("cover.title"), ""),
        announcements: count(ask.about.announcements),
        units: count(ask.about.units),
        samples: ask.about.samples,
        samples_count: count(ask.about.samples),
        span: span(ask.index)?,
        generation: line(&ask.about.generation),
        tables: hits.facets.iter().filter(|facet| !facet.values.is_empty()).map(table).collect(),
        doubts: DoubtTable {
            rows: tally.kinds.iter().map(doubt).collect(),
            whole: tally.whole,
            read: count(tally.read),
            examples: tally.most.iter().map(doubtful).collect(),
        },
        failures: failed.map(|failed| failed.into_iter().map(shown).collect()),
    })
}

/// The first and the last day of publication.
fn span(index: &dyn Backend) -> Result<Option<(String, String)>, Failure> {
    // What has no date stands last in either order, so the oldest must be asked for among the dated.
    let end = |newest: bool| -> Result<Option<String>, Failure> {
        let dated = Test::Dates { of: DateOf::Published, from: Date::new(1900, 1, 1), to: None };
        let query = Query {
            filters: vec![Filter { negated: false, test: dated }],
            sort: Sort::Date { newest },
            ..Query::default()
        };
        let hits = index.search(&query, &Page { groups: 1, units: 0, ..Page::default() })?;
        Ok(hits.groups.into_iter().next().and_then(|group| group.announcement.published))
    };
    Ok(end(false)?.zip(end(true)?))
}
