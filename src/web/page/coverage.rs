//! What is in here.

use super::{
    Frame, doubts, is_name,
    pieces::{count, line},
    render,
    rows::place,
    value_word,
};
use crate::{
    disclosure::{Date, Doubt},
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
    /// What the list below is of; the way back to all kinds, where it is of one.
    heading: String,
    all: Option<&'static str>,
    /// The number of the first.
    first: usize,
    listed: Vec<Doubtful>,
    /// Most that are listed, where there are more.
    most: Option<String>,
    before: Option<String>,
    next: Option<String>,
}

struct DoubtRow {
    label: String,
    url: String,
    chosen: bool,
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
    /// Where on the page it stands.
    code: &'static str,
    distinct: String,
    rows: Vec<Row>,
    /// What is said where not all values are shown, and where they are.
    cut: Option<(String, Option<String>)>,
}

struct Row {
    label: String,
    url: String,
    announcements: String,
    units: String,
    share: u64,
}

/// Values of a table.
const VALUES: usize = 40;
/// Values of a table that is opened: more than there are counties.
const MOST: usize = 5000;
/// Doubtful announcements on a page.
const LISTED: usize = 40;

/// By what the collection is laid out.
const FIELDS: [Field; 7] =
    [Field::Year, Field::Region, Field::Level, Field::Kind, Field::Theme, Field::Status, Field::Sample];

/// `GET /coverage`
pub fn coverage(ask: &Ask) -> Result<Reply, Failure> {
    let opened = ask.params.get("all").and_then(Field::named);
    let most = |field: Field| if opened == Some(field) { MOST } else { VALUES };
    let values = FIELDS.iter().map(|field| most(*field)).max().unwrap_or(VALUES);
    let page = Page { groups: 0, units: 0, facets: FIELDS.to_vec(), values, ..Page::default() };
    let tongue = ask.reader.tongue;
    let hits = ask.index.search(&Query::default(), &page)?;
    let table = |facet: &crate::search::Facet| {
        let mut values: Vec<_> = facet.values.iter().take(most(facet.field)).collect();
        let shown = values.len() as u64;
        if facet.field == Field::Year {
            values.sort_by(|a, b| b.value.cmp(&a.value));
        }
        // What is covered is told by what states nothing too; units without a theme or a status are everywhere, and
        // would read as documents without any.
        values.extend(facet.unstated.iter().filter(|_| !facet.field.of_units()));
        let largest = values.iter().map(|value| value.announcements).max().unwrap_or(1).max(1);
        let row = |value: &crate::search::FacetValue| Row {
            label: value_word(tongue, facet.field, &value.value, &value.label),
            url: format!("/?{}={}", facet.field.code(), encode(&value.value)),
            announcements: count(value.announcements),
            units: count(value.units),
            share: value.announcements * 100 / largest,
        };
        let code = facet.field.code();
        let cut = (facet.distinct > shown).then(|| {
            let all = (opened != Some(facet.field)).then(|| format!("/coverage?all={code}#{code}"));
            (tongue.fill("cover.cut", &[&count(shown), &count(facet.distinct)]), all)
        });
        Table {
            code,
            cut,
            label: tongue.word("field", facet.field.code(), facet.field.chinese()),
            named: is_name(facet.field),
            distinct: count(facet.distinct),
            rows: values.into_iter().map(row).collect(),
        }
    };
    let failed = ask.app.keeper().map(|keeper| keeper.failed());
    let shown = |(file, why): (String, String)| (line(&file), tongue.sentence(&line(&why)));
    let doubts = doubt_table(ask)?;
    let window = if doubts.all.is_some() { doubts.heading.as_str() } else { tongue.say("cover.title") };
    render(&CoveragePage {
        frame: Frame::new(&ask.reader, window, ""),
        announcements: count(ask.about.announcements),
        units: count(ask.about.units),
        samples: ask.about.samples,
        samples_count: count(ask.about.samples),
        span: span(ask.index)?,
        generation: line(&ask.about.generation),
        tables: hits
            .facets
            .iter()
            .filter(|facet| !facet.values.is_empty() || (facet.unstated.is_some() && !facet.field.of_units()))
            .map(table)
            .collect(),
        doubts,
        failures: failed.map(|failed| failed.into_iter().map(shown).collect()),
    })
}

/// The doubts by kind, and a page of the announcements that have them.
fn doubt_table(ask: &Ask) -> Result<DoubtTable, Failure> {
    let tongue = ask.reader.tongue;
    let tally = ask.app.doubts.of(ask.index, &ask.about.generation)?;
    let word = |doubt: Doubt| tongue.word("doubt", doubt.code(), doubt.chinese());
    let asked = ask.params.get("doubt");
    let chosen = Doubt::ALL.iter().copied().find(|doubt| Some(doubt.code()) == asked);
    let doubtful = tally.doubtful(chosen);
    let from = ask.params.get("from").and_then(|from| from.parse::<usize>().ok()).unwrap_or(0);
    let from = from.min(doubtful.len().saturating_sub(1)) / LISTED * LISTED;
    let page = |from: usize| match chosen {
        Some(doubt) => format!("/coverage?doubt={}&from={from}#doubtful", doubt.code()),
        None => format!("/coverage?from={from}#doubtful"),
    };
    let row = |(doubt, announcements, places): &(Doubt, u64, u64)| DoubtRow {
        label: word(*doubt),
        url: format!("/coverage?doubt={}#doubtful", doubt.code()),
        chosen: chosen == Some(*doubt),
        announcements: count(*announcements),
        places: count(*places),
    };
    let listed = |it: &&doubts::Doubtful| Doubtful {
        url: place(&it.id, None, "", ""),
        label: it.name.clone(),
        doubts: tongue.fill("read.findings", &[&it.places(chosen)]),
    };
    let found = count(doubtful.len() as u64);
    Ok(DoubtTable {
        rows: tally.kinds.iter().map(row).collect(),
        whole: tally.whole,
        read: count(tally.read),
        heading: match chosen {
            Some(doubt) => tongue.fill("cover.doubtful_of", &[&word(doubt), &found]),
            None => tongue.fill("cover.doubtful", &[&found]),
        },
        all: chosen.is_some().then_some("/coverage#doubtful"),
        first: from + 1,
        listed: doubtful.iter().skip(from).take(LISTED).map(listed).collect(),
        most: tally.cut.then(|| count(doubts::NAMED as u64)),
        before: (from > 0).then(|| page(from - LISTED)),
        next: (from + LISTED < doubtful.len()).then(|| page(from + LISTED)),
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
