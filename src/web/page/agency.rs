//! A body: its announcements along time, and its rounds side by side.
//!
//! Promises: dates and days are those the announcements state, a span where
//! they state a span; areas stand as published, brought together by theme only;
//! bodies of one name in different places are told apart and never compared as
//! rounds of one.

use super::{
    Frame, Link,
    bodies::{Body, meant, parted},
    facts::{range, span_of_days},
    figures::{self, Figure},
    frame::Evidence,
    pieces::{count, lang, line},
    render,
    similar::{self, Similar},
    value_word,
};
use crate::{
    disclosure::{DateRange, Role},
    search::{Field, Filter, Page, Query, Record, Sort, Test, document::is_rectification},
    web::{Failure, api::record::Chars, encode, reply::Reply, routes::Ask, tongue::Tongue},
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
    evidence: Evidence,
    name: String,
    found: String,
    /// Said where the region that was asked for is none of theirs.
    unknown: Option<String>,
    /// Every body of this name with the way to it alone and whether it is shown; empty where there is only one.
    namesakes: Vec<(Link, bool)>,
    /// The way back to all of them.
    all: Option<String>,
    sections: Vec<Section>,
    /// Announcements beyond those shown.
    more: bool,
    /// What bodies of this kind are called.
    kind_of: String,
    similar: Vec<Similar>,
    /// All announcements of the name as a search.
    search: String,
}

/// One body.
struct Section {
    /// Its region, where bodies of one name stand together on the page.
    heading: Option<String>,
    region: String,
    level: String,
    found: String,
    sample: bool,
    /// No region is stated: several announcements may be of several bodies.
    unplaced: bool,
    announcements: Vec<Entry>,
    heads: Vec<Column>,
    themes: Vec<ThemeRow>,
    /// Measures of each round that stand under no area; empty where all do.
    outside: Vec<Cell>,
    figures: Vec<Figure>,
    /// How many rounds stand side by side, where those are not all.
    latest: Option<String>,
    /// Whether anything is said to have been done: else its areas are none of a rectification.
    rectified: bool,
    /// Its searches, where a filter finds this body alone.
    ways: Option<Ways>,
}

/// The searches of a body, all of the kinds of its documents: some views count rectifications unless asked for more.
struct Ways {
    search: String,
    numbers: String,
    /// None where there are no measures to cross.
    crossed: Option<String>,
    feed: String,
}

/// One announcement on the line of time.
struct Entry {
    url: String,
    title: String,
    lang: &'static str,
    kind: String,
    inspection: String,
    team: String,
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
pub struct Column {
    pub label: String,
    /// The team, as published.
    pub team: String,
    /// The word for a sample, where it is one.
    pub sample: Option<&'static str>,
    url: String,
}

impl Column {
    /// Label and team on one line.
    pub fn whole(&self) -> String {
        let parts = self.sample.into_iter().chain([self.label.as_str(), self.team.as_str()]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// A theme with what each round has of it.
struct ThemeRow {
    label: String,
    cells: Vec<Cell>,
}

/// What one round has of a theme.
struct Cell {
    /// The round, for screens too narrow for columns.
    head: String,
    areas: Vec<AreaLink>,
    /// Measures under no area.
    outside: usize,
}

/// An area as published.
struct AreaLink {
    text: String,
    lang: &'static str,
    url: String,
    measures: usize,
}

/// `GET /agency/{name}`: with `region`, the body of this name there.
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
    if records.is_empty() {
        return Err(Failure::NoAgency(name.chars().take(80).collect()));
    }
    let tongue = ask.reader.tongue;
    let regions = records.iter().map(|record| record.announcement.agency.as_ref());
    let regions: Vec<&[String]> = regions.map(|agency| agency.map_or(&[][..], |it| &it.region)).collect();
    let bodies = parted(&regions);
    let wanted = ask.params.get("region");
    let chosen = wanted.and_then(|wanted| meant(&bodies, wanted));
    // No silent loosening: whoever asks for one place is told that all of them follow.
    let unknown = wanted.filter(|_| chosen.is_none());
    let unknown = unknown.map(|wanted| tongue.fill("body.no_region", &[&line(wanted)]));
    let chosen = chosen.filter(|_| bodies.len() > 1);
    let here = format!("agency={}", encode(name));
    let asked = |body: &Body| match (bodies.len(), &body.filter) {
        (1, _) => Some(here.clone()),
        (_, Some(filter)) => Some(format!("{here}&{filter}")),
        _ => None,
    };
    let shown: Vec<&Body> = match chosen {
        Some(at) => bodies.iter().skip(at).take(1).collect(),
        None => bodies.iter().collect(),
    };
    let namesake = |(at, body): (usize, &Body)| {
        let place = body.named().unwrap_or_else(|| tongue.say("value.none").to_owned());
        let url = format!("/agency/{}?region={}", encode(name), encode(&body.tells));
        (Link { label: format!("{place} {}", count(body.of.len() as u64)), url }, chosen == Some(at))
    };
    let first = shown.first().and_then(|body| records.get(*body.of.first()?));
    let (kind_of, similar) = match first.and_then(|record| record.announcement.agency.as_ref()) {
        Some(body) if shown.len() == 1 => similar::similar(ask, body)?,
        _ => Default::default(),
    };
    let section = |body: &&Body| {
        let own: Vec<&Record> = body.of.iter().filter_map(|at| records.get(*at)).collect();
        let found = if bodies.len() == 1 { hits.totals.announcements } else { own.len() as u64 };
        Section {
            found: count(found),
            ..section(&own, asked(body).as_deref(), body, shown.len() > 1, tongue)
        }
    };
    let feed =
        shown.first().filter(|_| shown.len() == 1).map_or_else(|| Some(here.clone()), |body| asked(body));
    render(&AgencyPage {
        evidence: Evidence::of(&ask.reader, "", &hits.generation),
        frame: Frame {
            feed: feed.map(|feed| format!("/feed?{feed}")),
            ..Frame::new(&ask.reader, &line(name), "")
        },
        name: line(name),
        found: count(hits.totals.announcements),
        unknown,
        namesakes: match bodies.len() {
            1 => Vec::new(),
            _ => bodies.iter().enumerate().map(namesake).collect(),
        },
        all: chosen.map(|_| format!("/agency/{}", encode(name))),
        sections: shown.iter().map(section).collect(),
        more: hits.next.is_some(),
        kind_of,
        similar,
        search: format!("/?{here}"),
    })
}

/// One body, from its announcements, the newest first.
fn section(records: &[&Record], chosen: Option<&str>, body: &Body, headed: bool, tongue: Tongue) -> Section {
    // The newest first, as in the line of time above.
    let compared: Vec<&Record> = records.iter().copied().take(ROUNDS).collect();
    let heads = columns(&compared, tongue);
    let level = |level: crate::disclosure::Level| tongue.word("level", level.code(), level.chinese());
    let agency = records.first().and_then(|record| record.announcement.agency.as_ref());
    let region = body.named();
    Section {
        heading: headed.then(|| region.clone().unwrap_or_else(|| tongue.say("body.nowhere").to_owned())),
        region: region.filter(|_| !headed).unwrap_or_default(),
        level: agency.and_then(|body| body.level).map(level).unwrap_or_default(),
        found: String::new(),
        sample: records.iter().all(|record| record.sample),
        unplaced: body.place.is_empty() && records.len() > 1,
        announcements: records.iter().map(|record| entry(record, tongue)).collect(),
        themes: themes(&compared, &heads, tongue),
        outside: outside(&compared, &heads),
        figures: figures::figures(&compared, &heads, tongue),
        latest: (records.len() > ROUNDS)
            .then(|| tongue.fill("body.latest", &[&compared.len(), &count(records.len() as u64)])),
        rectified: records.iter().any(|record| is_rectification(record.announcement.kind)),
        ways: chosen.map(|chosen| ways(records, chosen)),
        heads,
    }
}

fn ways(records: &[&Record], chosen: &str) -> Ways {
    let mut kinds: Vec<&str> = records.iter().map(|record| record.announcement.kind.code()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds: String = kinds.into_iter().map(|kind| format!("&kind={kind}")).collect();
    let measure = |record: &&Record| record.announcement.units.iter().any(|unit| unit.role == Role::Measure);
    Ways {
        search: format!("/?{chosen}"),
        numbers: format!("/?{chosen}{kinds}&view=numbers"),
        crossed: (records.iter().any(measure))
            .then(|| format!("/?{chosen}{kinds}&view=matrix&rows=theme&columns=action")),
        feed: format!("/feed?{chosen}"),
    }
}

fn entry(record: &Record, tongue: Tongue) -> Entry {
    let it = &record.announcement;
    let title = it.title.as_ref().map(|title| line(&title.value));
    let title = title.unwrap_or_else(|| tongue.say("read.untitled").to_owned());
    let measures = it.units.iter().filter(|unit| unit.role == Role::Measure).count();
    let areas = it.units.iter().filter(|unit| unit.role == Role::Area).count();
    Entry {
        url: format!("/a/{}", encode(&record.id)),
        lang: lang(&title),
        title,
        kind: tongue.word("kind", it.kind.code(), it.kind.chinese()),
        inspection: inspection(record, tongue),
        team: team(record),
        sample: record.sample,
        steps: steps(record, tongue),
        // Of a text without any of both there is nothing to tell.
        figures: match areas + measures {
            0 => String::new(),
            _ => tongue.fill("body.figures", &[&areas, &measures]),
        },
    }
}

/// 第14届第5轮 · 常规
fn inspection(record: &Record, tongue: Tongue) -> String {
    let it = &record.announcement.inspection;
    let ordinal = |label: &str, key: &str, number: &Option<crate::disclosure::Fact<u16>>| {
        let number = number.as_ref().map(|fact| tongue.fill(key, &[&fact.value]))?;
        // In Chinese the counting word says what is counted.
        Some(if tongue == Tongue::English { format!("{} {number}", tongue.say(label)) } else { number })
    };
    let modes: Vec<String> =
        it.mode.iter().map(|mode| tongue.word("mode", mode.code(), mode.chinese())).collect();
    let parts = [
        ordinal("fact.session", "fact.session_value", &it.session),
        ordinal("fact.round", "fact.round_value", &it.round),
        Some(modes.join("、")).filter(|modes| !modes.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The team, as published.
fn team(record: &Record) -> String {
    record.announcement.inspection.team.as_ref().map(|team| line(&team.value)).unwrap_or_default()
}

fn steps(record: &Record, tongue: Tongue) -> Vec<Step> {
    let it = &record.announcement;
    let stated = |fact: &Option<crate::disclosure::Fact<DateRange>>| fact.as_ref().map(|fact| fact.value);
    let known = [
        ("fact.start", stated(&it.inspection.start)),
        ("fact.end", stated(&it.inspection.end)),
        ("fact.feedback", stated(&it.feedback)),
        ("fact.published", it.published.as_ref().map(|fact| DateRange::day(fact.value))),
    ];
    let mut steps = Vec::new();
    let mut before: Option<DateRange> = None;
    for (label, when) in known {
        let Some(when) = when else { continue };
        steps.push(Step {
            label: tongue.say(label),
            when: range(tongue, when),
            days: before.map(|before| span_of_days(tongue, before, when)),
        });
        before = Some(when);
    }
    steps
}

/// The rounds as columns; those that would be called alike have their day, else their kind, else a number.
fn columns(records: &[&Record], tongue: Tongue) -> Vec<Column> {
    let mut heads: Vec<Column> = records.iter().map(|record| column(record, tongue)).collect();
    let day =
        |at: usize, _| records.get(at)?.announcement.published.as_ref().map(|day| day.value.to_string());
    let kind = |at: usize, _| {
        let kind = records.get(at)?.announcement.kind;
        Some(tongue.word("kind", kind.code(), kind.chinese()))
    };
    tell_apart(&mut heads, &day);
    tell_apart(&mut heads, &kind);
    tell_apart(&mut heads, &|_, number| Some(tongue.fill("body.nth", &[&number])));
    heads
}

/// Gives each of the columns that are called alike something more: by its place, and its number among them.
fn tell_apart(heads: &mut [Column], more: &dyn Fn(usize, usize) -> Option<String>) {
    let names: Vec<String> = heads.iter().map(Column::whole).collect();
    let alike = |name: &String| names.iter().filter(|other| *other == name).count();
    for (at, (head, name)) in
        heads.iter_mut().zip(&names).enumerate().filter(|(_, (_, name))| alike(name) > 1)
    {
        let number = names.iter().take(at + 1).filter(|other| *other == name).count();
        if let Some(more) = more(at, number).filter(|more| !head.label.contains(more.as_str())) {
            head.label = format!("{} · {more}", head.label);
        }
    }
}

fn column(record: &Record, tongue: Tongue) -> Column {
    let it = &record.announcement;
    let year = it.published.as_ref().map(|fact| tongue.fill("body.published_in", &[&fact.value.year()]));
    let round = inspection(record, tongue);
    let parts: Vec<String> =
        [year, Some(round).filter(|round| !round.is_empty())].into_iter().flatten().collect();
    let label = if parts.is_empty() {
        tongue.word("kind", it.kind.code(), it.kind.chinese())
    } else {
        parts.join(" · ")
    };
    Column {
        label,
        team: team(record),
        sample: record.sample.then(|| tongue.say("find.sample")),
        url: format!("/a/{}", encode(&record.id)),
    }
}

/// One row for each theme, in the order in which the rounds come to them.
fn themes(records: &[&Record], heads: &[Column], tongue: Tongue) -> Vec<ThemeRow> {
    let cells = || {
        let cell = |head: &Column| Cell { head: head.whole(), areas: Vec::new(), outside: 0 };
        heads.iter().map(cell).collect()
    };
    let mut rows: Vec<(Option<String>, ThemeRow)> = Vec::new();
    for (number, record) in records.iter().enumerate() {
        for (theme, area) in areas(record).0 {
            let at = rows.iter().position(|(known, _)| *known == theme).unwrap_or_else(|| {
                let label = theme.as_deref().map_or_else(
                    || tongue.say("body.unthemed").to_owned(),
                    |theme| value_word(tongue, Field::Theme, theme, &Field::Theme.label(theme)),
                );
                rows.push((theme, ThemeRow { label, cells: cells() }));
                rows.len() - 1
            });
            if let Some(cell) = rows.get_mut(at).and_then(|(_, row)| row.cells.get_mut(number)) {
                cell.areas.push(area);
            }
        }
    }
    rows.sort_by_key(|(theme, _)| theme.is_none());
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The measures that no row of a theme counts, so that the table adds up to what is said above it.
fn outside(records: &[&Record], heads: &[Column]) -> Vec<Cell> {
    let cell = |(record, head): (&&Record, &Column)| {
        let outside = areas(record).1;
        Cell { head: head.whole(), areas: Vec::new(), outside }
    };
    let cells: Vec<Cell> = records.iter().zip(heads).map(cell).collect();
    if cells.iter().any(|cell| cell.outside > 0) { cells } else { Vec::new() }
}

/// The areas of a record with their themes, and how many measures stand under none.
fn areas(record: &Record) -> (Vec<(Option<String>, AreaLink)>, usize) {
    let text = Chars::of(&record.text);
    let units = &record.announcement.units;
    let mut above: Vec<Option<usize>> = Vec::with_capacity(units.len());
    let mut measures = vec![0; units.len()];
    let mut outside = 0;
    for (number, unit) in units.iter().enumerate() {
        // A parent stands before what it heads.
        let parent = unit.parent.and_then(|parent| above.get(parent as usize).copied().flatten());
        let own = if unit.role == Role::Area { Some(number) } else { parent };
        match (unit.role, own) {
            (Role::Measure, Some(area)) => measures[area] += 1,
            (Role::Measure, None) => outside += 1,
            _ => {}
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
    (areas.map(link).collect(), outside)
}
