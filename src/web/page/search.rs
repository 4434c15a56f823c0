//! The search page: measures under their announcements.

use super::{
    Frame, Link,
    around::{self, FACETS, FacetBox, YEARS, YearBar},
    examples::Example,
    kwic::{self, KwicView},
    matrix::{self, MatrixView},
    pieces::{self, Piece, count, lang, line},
    render,
};
use crate::{
    search::{Backend, Field, Group, Interpretation, Page, Sort, Totals, UnitHit},
    web::{
        Asked, Choice, Failure, encode,
        params::{MOST_UNITS, MOST_VALUES, View, print_cursor},
        reply::Reply,
        routes::{Ask, ROUTES},
    },
};
use askama::Template;

/// Characters of a unit shown before it is cut to its sentences.
const ROOM: usize = 180;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    /// Nothing asked: the front page.
    home: bool,
    totals: Totals,
    found: String,
    understood: Option<Understood>,
    notes: Vec<String>,
    missing: Vec<MissingRow>,
    chips: Vec<Chip>,
    clear: String,
    /// The same answer as list, concordance and table.
    views: Vec<(Link, bool)>,
    kwic: Option<KwicView>,
    matrix: Option<MatrixView>,
    years: Vec<YearBar>,
    sorts: Vec<(Link, bool)>,
    groups: Vec<GroupRow>,
    facets: Vec<FacetBox>,
    next: Option<String>,
    first: Option<String>,
    /// Only one announcement is shown: the way back to all.
    widen: Option<String>,
    examples: Vec<Example>,
    samples: u64,
    exports: Vec<Link>,
    feed: String,
    api: String,
    generation: String,
}

struct Understood {
    canonical: String,
    terms: Vec<String>,
}

struct MissingRow {
    term: String,
    alone: u64,
    alone_url: String,
    without: u64,
    without_url: Option<String>,
}

struct Chip {
    field: &'static str,
    negated: bool,
    label: String,
    url: String,
}

struct GroupRow {
    url: String,
    agency: String,
    /// The page of the body, where it is known.
    body: Option<String>,
    title: Option<String>,
    region: String,
    published: Option<String>,
    sample: bool,
    lang: &'static str,
    counted: String,
    units: Vec<UnitRow>,
    more: Option<(u64, String)>,
}

struct UnitRow {
    address: String,
    role: &'static str,
    url: String,
    path: Vec<String>,
    status: Option<&'static str>,
    lang: &'static str,
    pieces: Vec<Piece>,
    cut: bool,
}

/// `GET /`
pub fn search(ask: &Ask) -> Result<Reply, Failure> {
    let asked = lenient(Asked::of(&ask.params));
    let home = asked.is_empty() && asked.view.is_none();
    let meant = asked.resolve()?;
    let of_units = asked.choices.iter().any(|choice| choice.field.of_units());
    let units = match (&asked.only, &meant.query.root) {
        (Some(_), _) => MOST_UNITS,
        (None, None) if !of_units && meant.query.filters.len() == asked.choices.len() => 0,
        _ => meant.page.units,
    };
    let more = ask.params.get("more").and_then(Field::named);
    let list = asked.view.is_none();
    let page = Page {
        groups: if list { meant.page.groups } else { 0 },
        units: if list { units } else { 0 },
        facets: FACETS.to_vec(),
        values: if more.is_some() { MOST_VALUES } else { YEARS },
        ..meant.page
    };
    let mut query = meant.query;
    if query.root.is_none() && asked.sort.is_none() && query.sort == Sort::default() {
        query.sort = Sort::Date { newest: true };
    }
    let hits = ask.index.search(&query, &page)?;
    let shaper = Shaper { asked: &asked };
    let some = hits.totals.announcements > 0;
    let kwic = (some && asked.view == Some(View::Kwic)).then(|| kwic::view(ask.index, &asked, &query));
    let matrix = (some && asked.view == Some(View::Matrix))
        .then(|| matrix::view(ask.index, &asked, &query, keep(&asked)));
    render(&SearchPage {
        frame: Frame {
            keep: keep(&asked),
            feed: Some(feed(&asked)),
            ..Frame::new(&line(&asked.q), &asked.q)
        },
        home,
        totals: hits.totals,
        found: found(&asked, hits.totals),
        understood: understood(&asked, &hits.interpretation),
        notes: meant.notes.iter().chain(&hits.interpretation.notes).map(|note| line(note)).collect(),
        missing: hits.interpretation.missing.iter().map(|missing| shaper.missing(missing)).collect(),
        chips: asked.choices.iter().map(|choice| shaper.chip(choice)).collect(),
        clear: asked.with(|asked| asked.choices.clear()).url("/"),
        views: around::views(&asked),
        kwic: kwic.transpose()?,
        matrix: matrix.transpose()?,
        years: around::years(&asked, &hits),
        sorts: around::sorts(&asked, query.root.is_some(), query.sort),
        groups: hits.groups.iter().map(|group| shaper.group(group)).collect(),
        facets: around::facets(&asked, more, &hits),
        next: hits
            .next
            .as_ref()
            .map(|cursor| Asked { after: Some(print_cursor(cursor)), ..asked.clone() }.url("/")),
        first: asked.after.is_some().then(|| asked.with(|_| {}).url("/")),
        widen: asked.only.is_some().then(|| asked.with(|asked| asked.only = None).url("/")),
        examples: examples(ask, home || hits.totals.announcements == 0),
        samples: ask.about.samples,
        exports: exports(&asked),
        feed: feed(&asked),
        api: plain(&asked).url("/api/v1/search"),
        generation: hits.generation.chars().take(12).collect(),
    })
}

/// Pages forgive what the API refuses: sizes that are none, sorts nobody knows.
fn lenient(mut asked: Asked) -> Asked {
    asked.facets.clear();
    asked.values = None;
    let usable = |alone: Asked| alone.resolve().is_ok();
    asked.size = asked.size.filter(|size| usable(Asked { size: Some(size.clone()), ..Asked::default() }));
    asked.units =
        asked.units.filter(|units| usable(Asked { units: Some(units.clone()), ..Asked::default() }));
    asked.sort = asked.sort.filter(|sort| usable(Asked { sort: Some(sort.clone()), ..Asked::default() }));
    asked
}

/// The question without how this page shows it.
fn plain(asked: &Asked) -> Asked {
    asked.with(|asked| {
        asked.view = None;
        asked.lens.clear();
    })
}

/// The same question as a feed: words and choices, nothing else.
fn feed(asked: &Asked) -> String {
    Asked { q: asked.q.clone(), choices: asked.choices.clone(), ..Asked::default() }.url("/feed")
}

/// The whole answer as files, where this server writes them.
fn exports(asked: &Asked) -> Vec<Link> {
    let path = "/api/v1/export";
    if !ROUTES.iter().any(|route| route.path == path) {
        return Vec::new();
    }
    let mut url = Asked { size: None, units: None, ..plain(asked) }.url(path);
    url.push(if url.contains('?') { '&' } else { '?' });
    let link =
        |(label, format): (&str, &str)| Link { label: label.into(), url: format!("{url}format={format}") };
    [("CSV", "csv"), ("JSONL", "jsonl")].into_iter().map(link).collect()
}

fn examples(ask: &Ask, wanted: bool) -> Vec<Example> {
    let index: &dyn Backend = ask.index;
    if wanted { ask.app.examples.of(index, &ask.about.generation) } else { Vec::new() }
}

/// What a new search keeps of this one.
fn keep(asked: &Asked) -> Vec<(String, String)> {
    let name =
        |choice: &Choice| format!("{}{}", if choice.negated { "not_" } else { "" }, choice.field.code());
    let mut keep: Vec<_> = asked.choices.iter().map(|choice| (name(choice), choice.value.clone())).collect();
    keep.extend(asked.sort.iter().map(|sort| ("sort".to_owned(), sort.clone())));
    keep.extend(asked.view.map(|view| ("view".to_owned(), view.code().to_owned())));
    let lens = asked.lens.iter().filter(|(name, _)| *name != "from");
    keep.extend(lens.map(|(name, value)| ((*name).to_owned(), value.clone())));
    keep
}

fn found(asked: &Asked, totals: Totals) -> String {
    let announcements = format!("{} 份通报", count(totals.announcements));
    let units = format!("{} 个单元", count(totals.units));
    match totals.occurrences {
        _ if totals.announcements == 0 => "没有找到".to_owned(),
        0 if asked.q.is_empty() => announcements,
        0 => format!("{units} · {announcements}"),
        occurrences => format!("{} 处 · {units} · {announcements}", count(occurrences)),
    }
}

fn understood(asked: &Asked, read: &Interpretation) -> Option<Understood> {
    let canonical = line(&read.canonical);
    let terms: Vec<String> = read.terms.iter().map(|term| line(term)).collect();
    let plain =
        canonical.trim() == asked.q.trim() && terms.iter().all(|term| asked.q.contains(term.as_str()));
    let cut = terms.len() > asked.q.split_whitespace().count();
    (!asked.q.is_empty() && (!plain || cut)).then_some(Understood { canonical, terms })
}

/// Turns answers into rows, with links that keep the rest of the state.
struct Shaper<'a> {
    asked: &'a Asked,
}

impl Shaper<'_> {
    fn missing(&self, missing: &crate::search::Missing) -> MissingRow {
        let term = &missing.term;
        let rest = self.asked.q.replacen(term.as_str(), "", 1);
        let rest = rest.trim().trim_matches(['"', '“', '”']).trim().to_owned();
        let fits = missing.without > 0 && rest.len() < self.asked.q.len() && !rest.is_empty();
        MissingRow {
            term: line(term),
            alone: missing.alone,
            alone_url: format!("/?q={}", encode(term)),
            without: missing.without,
            without_url: fits.then(|| self.asked.with(|asked| asked.q = rest).url("/")),
        }
    }

    fn chip(&self, choice: &Choice) -> Chip {
        Chip {
            field: choice.field.chinese(),
            negated: choice.negated,
            label: line(&choice.field.label(&choice.value)),
            url: self.asked.toggled(choice).url("/"),
        }
    }

    fn group(&self, group: &Group) -> GroupRow {
        let it = &group.announcement;
        let title = it.title.as_deref().map(line);
        let agency = it.agency.as_deref().map(line);
        let shown = group.units.len() as u64;
        let all = self.asked.with(|asked| asked.only = Some(it.id.clone())).url("/");
        let counted = match (group.unit_total, group.occurrences) {
            (_, 0) => String::new(),
            (units, places) => format!("{} 处 · {} 个单元", count(places), count(units)),
        };
        GroupRow {
            url: self.place(&it.id, None),
            body: it.agency.as_deref().map(super::agency::url),
            lang: lang(title.as_deref().unwrap_or("")),
            agency: agency.or_else(|| title.clone()).unwrap_or_else(|| "单位未识别的通报".into()),
            title: title.filter(|_| it.agency.is_some()),
            region: it.region.iter().map(|region| line(region)).collect::<Vec<_>>().join(" "),
            published: it.published.clone(),
            sample: it.sample,
            counted,
            units: group.units.iter().map(|unit| self.unit(&it.id, unit)).collect(),
            more: (shown > 0 && group.unit_total > shown).then(|| (group.unit_total - shown, all)),
        }
    }

    fn unit(&self, id: &str, unit: &UnitHit) -> UnitRow {
        let address = unit.address.to_string();
        let (pieces, cut) = pieces::window(&unit.text, &unit.marks, ROOM);
        UnitRow {
            url: self.place(id, Some(&address)),
            address,
            role: unit.role.chinese(),
            path: unit.path.iter().map(|heading| line(heading)).collect(),
            status: unit.status.map(crate::disclosure::Status::chinese),
            lang: lang(&unit.text),
            pieces,
            cut,
        }
    }

    /// The reading page, at a unit, with the words one came with.
    fn place(&self, id: &str, address: Option<&str>) -> String {
        let mut url = format!("/a/{}", encode(id));
        if let Some(address) = address {
            url += &format!("/{}", encode(address));
        }
        if !self.asked.q.is_empty() {
            url += &format!("?q={}", encode(&self.asked.q));
        }
        if let Some(address) = address {
            url += &format!("#{}", encode(address));
        }
        url
    }
}
