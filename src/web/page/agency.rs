//! A body: its announcements along time, and its rounds side by side.
//!
//! Promises: dates and days are those the announcements state, a span where
//! they state a span; areas stand as published, brought together by theme only.

use super::{
    Frame,
    facts::{date, span_of_days},
    pieces::{count, lang, line},
    render,
};
use crate::{
    disclosure::{DateRange, Role},
    search::{Field, Filter, Page, Query, Record, Sort, Test},
    web::{Failure, api::record::Chars, encode, reply::Reply, routes::Ask},
};
use askama::Template;

/// Announcements shown; no body has so many.
const MOST: usize = 60;
/// Rounds side by side: more cannot be compared at once.
const ROUNDS: usize = 6;

#[derive(Template)]
#[template(path = "agency.html")]
struct AgencyPage {
    frame: Frame,
    name: String,
    region: String,
    level: &'static str,
    found: String,
    sample: bool,
    announcements: Vec<Entry>,
    /// Announcements beyond those shown.
    more: bool,
    heads: Vec<Column>,
    themes: Vec<ThemeRow>,
    search: String,
    crossed: String,
    feed: String,
}

/// One announcement on the line of time.
struct Entry {
    url: String,
    title: String,
    lang: &'static str,
    kind: &'static str,
    inspection: String,
    sample: bool,
    steps: Vec<Step>,
    figures: String,
}

/// A date with the days since the one before.
struct Step {
    label: &'static str,
    when: String,
    days: Option<String>,
}

/// A round as a column.
struct Column {
    label: String,
    url: String,
}

/// A theme with what each round has of it.
struct ThemeRow {
    label: String,
    cells: Vec<Vec<AreaLink>>,
}

/// An area as published.
struct AreaLink {
    text: String,
    lang: &'static str,
    url: String,
    measures: usize,
}

/// The page of a body.
pub fn url(name: &str) -> String {
    format!("/agency/{}", encode(name))
}

/// `GET /agency/{name}`
pub fn agency(ask: &Ask) -> Result<Reply, Failure> {
    let name = ask.path.first().map(|name| name.trim()).unwrap_or_default();
    let query = Query {
        filters: vec![Filter { negated: false, test: Test::Is(Field::Agency, name.to_owned()) }],
        sort: Sort::Date { newest: true },
        ..Query::default()
    };
    let page = Page { groups: MOST, units: 0, ..Page::default() };
    let hits = ask.index.search(&query, &page)?;
    let mut records = Vec::new();
    for group in &hits.groups {
        records.extend(ask.index.read(&group.announcement.id)?);
    }
    let Some(last) = records.first() else {
        return Err(Failure::NoAgency(name.chars().take(80).collect()));
    };
    let body = last.announcement.agency.as_ref();
    let compared: Vec<&Record> = records.iter().take(ROUNDS).rev().collect();
    let chosen = format!("agency={}", encode(name));
    render(&AgencyPage {
        frame: Frame { feed: Some(format!("/feed?{chosen}")), ..Frame::new(&line(name), "") },
        name: line(name),
        region: body.map(|body| line(&body.region.join(" "))).unwrap_or_default(),
        level: body.and_then(|body| body.level).map_or("", crate::disclosure::Level::chinese),
        found: count(hits.totals.announcements),
        sample: records.iter().all(|record| record.sample),
        announcements: records.iter().map(entry).collect(),
        more: hits.next.is_some(),
        themes: themes(&compared),
        heads: compared.iter().map(|record| column(record)).collect(),
        search: format!("/?{chosen}"),
        crossed: format!("/?{chosen}&view=matrix&rows=theme&columns=action"),
        feed: format!("/feed?{chosen}"),
    })
}

fn entry(record: &Record) -> Entry {
    let it = &record.announcement;
    let title = it.title.as_ref().map(|title| line(&title.value));
    let title = title.unwrap_or_else(|| "原文无标题".into());
    let measures = it.units.iter().filter(|unit| unit.role == Role::Measure).count();
    let areas = it.units.iter().filter(|unit| unit.role == Role::Area).count();
    Entry {
        url: format!("/a/{}", encode(&record.id)),
        lang: lang(&title),
        title,
        kind: it.kind.chinese(),
        inspection: inspection(record),
        sample: record.sample,
        steps: steps(record),
        figures: format!("{areas} 个方面 · {measures} 条措施"),
    }
}

/// 第十四届 第五轮 · 常规 · 市委第七巡察组
fn inspection(record: &Record) -> String {
    let it = &record.announcement.inspection;
    let mut parts: Vec<String> = Vec::new();
    let ordinal = |number: Option<u16>, unit: &str| number.map(|number| format!("第{number}{unit}"));
    let numbers = [
        ordinal(it.session.as_ref().map(|fact| fact.value), "届"),
        ordinal(it.round.as_ref().map(|fact| fact.value), "轮"),
    ];
    let numbers: String = numbers.into_iter().flatten().collect();
    parts.extend(Some(numbers).filter(|numbers| !numbers.is_empty()));
    let modes: Vec<_> = it.mode.iter().map(|mode| mode.chinese()).collect();
    parts.extend(Some(modes.join("、")).filter(|modes| !modes.is_empty()));
    parts.extend(it.team.as_ref().map(|team| line(&team.value)));
    parts.join(" · ")
}

fn steps(record: &Record) -> Vec<Step> {
    let it = &record.announcement;
    let range = |fact: &Option<crate::disclosure::Fact<DateRange>>| fact.as_ref().map(|fact| fact.value);
    let known = [
        ("进驻", range(&it.inspection.start)),
        ("结束", range(&it.inspection.end)),
        ("反馈", range(&it.feedback)),
        ("公布", it.published.as_ref().map(|fact| DateRange::day(fact.value))),
    ];
    let mut steps = Vec::new();
    let mut before: Option<DateRange> = None;
    for (label, when) in known {
        let Some(when) = when else { continue };
        let written = match when.exact() {
            Some(day) => date(day),
            None => format!("{} 至 {} 之间", date(when.first), date(when.last)),
        };
        steps.push(Step { label, when: written, days: before.map(|before| span_of_days(before, when)) });
        before = Some(when);
    }
    steps
}

fn column(record: &Record) -> Column {
    let it = &record.announcement;
    let year = it.published.as_ref().map(|fact| format!("{}年公布", fact.value.year()));
    let round = inspection(record);
    let parts: Vec<String> =
        [year, Some(round).filter(|round| !round.is_empty())].into_iter().flatten().collect();
    let label = if parts.is_empty() { it.kind.chinese().to_owned() } else { parts.join(" · ") };
    Column { label, url: format!("/a/{}", encode(&record.id)) }
}

/// One row for each theme, in the order in which the rounds come to them.
fn themes(records: &[&Record]) -> Vec<ThemeRow> {
    let mut rows: Vec<ThemeRow> = Vec::new();
    for (number, record) in records.iter().enumerate() {
        for (theme, area) in areas(record) {
            let label =
                theme.map_or_else(|| "未归入主题".to_owned(), |theme| line(&Field::Theme.label(&theme)));
            let at = rows.iter().position(|row| row.label == label).unwrap_or_else(|| {
                rows.push(ThemeRow { label, cells: records.iter().map(|_| Vec::new()).collect() });
                rows.len() - 1
            });
            if let Some(cell) = rows.get_mut(at).and_then(|row| row.cells.get_mut(number)) {
                cell.push(area);
            }
        }
    }
    rows.sort_by_key(|row| row.label == "未归入主题");
    rows
}

fn areas(record: &Record) -> Vec<(Option<String>, AreaLink)> {
    let text = Chars::of(&record.text);
    let units = &record.announcement.units;
    let mut above: Vec<Option<usize>> = Vec::with_capacity(units.len());
    let mut measures = vec![0; units.len()];
    for (number, unit) in units.iter().enumerate() {
        // A parent stands before what it heads.
        let parent = unit.parent.and_then(|parent| above.get(parent as usize).copied().flatten());
        let own = if unit.role == Role::Area { Some(number) } else { parent };
        if let (Role::Measure, Some(area)) = (unit.role, own) {
            measures[area] += 1;
        }
        above.push(own);
    }
    let areas = units.iter().zip(measures).filter(|(unit, _)| unit.role == Role::Area);
    let link = |(unit, measures): (&crate::disclosure::Unit, usize)| {
        let words = line(text.slice(unit.span));
        let address = encode(&unit.address.to_string());
        let url = format!("/a/{}/{address}#{address}", encode(&record.id));
        (unit.theme.clone(), AreaLink { lang: lang(&words), text: words, url, measures })
    };
    areas.map(link).collect()
}
