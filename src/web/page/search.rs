//! The search page: measures under their announcements.

use super::{
    Frame, Link,
    around::{self, FACETS, FacetBox},
    examples::Example,
    forgiven::forgiven,
    frame::Evidence,
    kwic::{self, KwicView},
    map::{self, MapView},
    matrix::{self, MatrixView},
    numbers::{self, NumbersView},
    pieces::{Piece, count, line},
    render,
    rows::{Chip, GroupRow, MissingRow, Shaper},
    table,
    times::{self, Times, YEARS},
    told::{self, Of},
};
use crate::{
    search::{Backend, Facet, Field, Hits, Interpretation, Page, Query, Sort, Test, Totals, syntax},
    study::{near, rectifications},
    web::{
        Asked, Choice, Failure, api,
        params::{MOST_UNITS, View, print_cursor},
        reply::Reply,
        routes::Ask,
    },
};
use askama::Template;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    evidence: Evidence,
    /// Nothing asked: the front page.
    home: bool,
    totals: Totals,
    found: String,
    /// With the documents that this view does not count, and the same with them.
    all: Option<Link>,
    /// Said in place of an empty table where there is nothing but such documents.
    only_others: Option<String>,
    /// How many of what is counted are samples, and the same without them.
    sampled: Option<Link>,
    /// Which part of the answer is on this page.
    part: Option<String>,
    /// The filters were in use: they stay open on a narrow screen.
    panel: bool,
    understood: Option<Understood>,
    notes: Vec<String>,
    missing: Vec<MissingRow>,
    /// What stands in the corpus instead of words that stand nowhere.
    near: Vec<(String, String, u64)>,
    chips: Vec<Chip>,
    clear: String,
    /// The same answer in every view.
    views: Vec<(Link, bool)>,
    kwic: Option<KwicView>,
    matrix: Option<MatrixView>,
    numbers: Option<NumbersView>,
    map: Option<MapView>,
    times: Times,
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

/// `GET /`
pub fn search(ask: &Ask) -> Result<Reply, Failure> {
    let (mut asked, mut forgiven) = forgiven(&ask.params);
    if let Err(Failure::Parameter { name, why }) = api::kept_to(ask.index, &asked) {
        forgiven.push(format!("参数 {name} 已略去：{why}"));
        asked.only = None;
    }
    let home = asked.is_empty() && asked.view.is_none();
    let meant = asked.resolve()?;
    let units = match &asked.only {
        Some(_) => MOST_UNITS,
        None if meant.query.tells_units_apart() => meant.page.units,
        None => 0,
    };
    let more = ask.params.get("more").and_then(Field::named);
    let list = asked.view.is_none();
    let page = Page {
        groups: if list { meant.page.groups } else { 0 },
        units: if list { units } else { 0 },
        facets: FACETS.to_vec(),
        values: if more.is_some() { around::MOST } else { YEARS },
        ..meant.page
    };
    let mut query = meant.query;
    let canonical = canonical(&asked, &query);
    if query.root.is_none() && asked.sort.is_none() && query.sort == Sort::default() {
        query.sort = Sort::Date { newest: true };
    }
    let mut hits = ask.index.search(&query, &page)?;
    // Numbers to be clicked beside a view are those of its documents; kinds are all there, so that they can be chosen.
    let narrow = rectifications(&query);
    let narrowed = matrix::narrows(&asked, &query) && narrow != query;
    let counted = if narrowed { narrow } else { query.clone() };
    if narrowed {
        let beside = Page { groups: 0, units: 0, after: None, ..page };
        let kinds = |facet: &Facet| facet.field == Field::Kind;
        let mut facets = ask.index.search(&counted, &beside)?.facets;
        for (facet, narrow) in hits.facets.iter_mut().zip(&mut facets) {
            if !kinds(facet) {
                std::mem::swap(facet, narrow);
            }
        }
    }
    let tongue = ask.reader.tongue;
    let shaper = Shaper { asked: &asked, tongue };
    let some = hits.totals.announcements > 0;
    let mut frame =
        Frame { keep: keep(&asked), feed: Some(feed(&asked)), ..Frame::new(&ask.reader, "", &asked.q) };
    let shows = |view: View| some && asked.view == Some(view);
    let kwic = shows(View::Kwic).then(|| kwic::view(ask.index, &frame, &asked, &query));
    let matrix = shows(View::Matrix).then(|| matrix::view(ask.index, &frame, &asked, &query));
    let numbers = shows(View::Numbers).then(|| numbers::view(ask.index, &frame, &asked, &query));
    let map = shows(View::Map).then(|| map::view(ask.index, tongue, &asked, &query));
    let (kwic, matrix, numbers, map) =
        (kwic.transpose()?, matrix.transpose()?, numbers.transpose()?, map.transpose()?);
    let all = told::found(tongue, &query, hits.totals, Of::Documents);
    let table = matrix.as_ref().map(|view| (view.narrowed, view.totals));
    let table = table.or(numbers.as_ref().map(|view| (view.narrowed, view.totals)));
    let table = table.or(map.as_ref().map(|view| (view.narrowed, view.totals)));
    // Some views count rectifications only; where that is less than all, the head says so.
    let fewer = table.filter(|(narrowed, totals)| *narrowed && *totals != hits.totals);
    let sampled = samples_of(&hits);
    let none = fewer.is_some_and(|(_, totals)| totals.announcements == 0);
    let found = fewer.map(|(_, totals)| told::found(tongue, &query, totals, Of::Rectifications));
    let before = if asked.after.is_some() { asked.at } else { Some(0) };
    let shown = hits.groups.len();
    let part = match (&kwic, &numbers) {
        (Some(view), _) => view.part.clone(),
        (_, Some(view)) => view.part.clone(),
        _ => before
            .and_then(|before| told::part(tongue, "find.part", before, shown, hits.totals.announcements)),
    };
    let chips = shaper.chips();
    let turned = asked.after.is_some() || asked.lens("from").is_some();
    let title = told::title(tongue, &asked, &chips, part.as_deref().filter(|_| turned));
    if !title.is_empty() {
        frame.title = format!("{title} · {}", frame.t("site.name"));
    }
    let notes = meant.notes.iter().chain(&forgiven).chain(&hits.interpretation.notes);
    render(&SearchPage {
        evidence: Evidence::of(&ask.reader, &asked.q, &hits.generation),
        home,
        totals: hits.totals,
        all: found
            .is_some()
            .then(|| Link { label: frame.f("find.narrowed", &all), url: every_kind(&asked, &hits).url("/") }),
        only_others: none.then(|| frame.f("find.only_others", count(hits.totals.announcements))),
        found: found.unwrap_or(all),
        sampled: sampled.map(|number| Link {
            label: frame.f("find.sampled", count(number)),
            url: numbers::without_samples(&asked).url("/"),
        }),
        part,
        panel: more.is_some() || ask.params.get("panel") == Some("open"),
        understood: understood(&asked, &canonical, &hits.interpretation),
        notes: notes.map(|note| tongue.sentence(&line(note))).collect(),
        near: if some { Vec::new() } else { misspelt(ask.index, &asked, &query)? },
        missing: hits.interpretation.missing.iter().map(|missing| shaper.missing(missing)).collect(),
        chips,
        clear: asked.with(Asked::unfiltered).url("/"),
        views: around::views(&asked, tongue),
        kwic,
        matrix,
        numbers,
        map,
        times: times::times(ask.index, &frame, &asked, &counted, &hits)?,
        sorts: around::sorts(&asked, tongue, query.root.is_some(), query.sort),
        groups: hits.groups.iter().map(|group| shaper.group(group)).collect(),
        facets: around::facets(&asked, tongue, more, &hits),
        next: hits.next.as_ref().map(|cursor| {
            let (after, at) =
                (Some(print_cursor(cursor)), before.map(|before| before.saturating_add(shown as u64)));
            Asked { after, at, ..asked.clone() }.url("/")
        }),
        first: asked.after.is_some().then(|| asked.with(|_| {}).url("/")),
        widen: asked.only.is_some().then(|| asked.with(|asked| asked.only = None).url("/")),
        examples: examples(ask, home || hits.totals.announcements == 0),
        samples: ask.about.samples,
        exports: exports(&asked, fewer.is_some().then(|| matrix::kinds(&query))),
        feed: feed(&asked),
        api: json(&asked, fewer.is_some().then(|| matrix::kinds(&query))),
        generation: hits.generation.chars().take(12).collect(),
        frame,
    })
}

/// Samples in an answer that has others too: what is invented must not pass for what was published.
fn samples_of(hits: &Hits) -> Option<u64> {
    let facet = hits.facets.iter().find(|facet| facet.field == Field::Sample)?;
    let of = |wanted: &str| facet.values.iter().find(|value| value.value == wanted);
    let number = |wanted| of(wanted).map_or(0, |value| value.announcements);
    let chosen = facet.values.iter().any(|value| value.chosen);
    (!chosen && number("true") > 0 && number("false") > 0).then(|| number("true"))
}

/// The same question, asking for every kind of document that answers it.
fn every_kind(asked: &Asked, hits: &Hits) -> Asked {
    let kinds = hits.facets.iter().filter(|facet| facet.field == Field::Kind).flat_map(|facet| &facet.values);
    let kinds = kinds.filter(|value| value.announcements > 0);
    let kinds = kinds.map(|value| Choice { field: Field::Kind, negated: false, value: value.value.clone() });
    asked.with(|asked| asked.choices.extend(kinds))
}

/// For words that stand nowhere: strings of the corpus one character away, with what they find.
fn misspelt(
    index: &dyn Backend,
    asked: &Asked,
    query: &Query,
) -> Result<Vec<(String, String, u64)>, Failure> {
    let near = near::near(index.parts(), query)?;
    let rows = near.iter().flat_map(|near| near.found.iter().map(|instead| (&near.term, instead)));
    let row = |(term, instead): (&String, &near::Instead)| {
        let words = if asked.q.contains(term.as_str()) {
            asked.q.replacen(term.as_str(), &instead.text, 1)
        } else {
            instead.text.clone()
        };
        let url = asked.with(|asked| asked.q = words).url("/");
        (line(&instead.text), url, instead.announcements)
    };
    Ok(rows.take(6).map(row).collect())
}

/// The question without how this page shows it.
fn plain(asked: &Asked) -> Asked {
    asked.with(|asked| {
        asked.view = None;
        asked.lens.clear();
    })
}

/// The same answer from the API: of the kinds that a view counts, where those are not all.
fn json(asked: &Asked, kinds: Option<Vec<Choice>>) -> String {
    let mut asked = plain(asked);
    asked.choices.extend(kinds.into_iter().flatten());
    asked.url("/api/v1/search")
}

/// The same question as a feed: words and choices, nothing else.
fn feed(asked: &Asked) -> String {
    asked.question().url("/feed")
}

/// The whole answer as files: the table of the view, or its units, of the kinds that the view counts.
fn exports(asked: &Asked, kinds: Option<Vec<Choice>>) -> Vec<Link> {
    if matches!(asked.view, Some(View::Kwic | View::Numbers | View::Matrix)) {
        return table::files(table::url(asked));
    }
    let mut units = Asked { size: None, units: None, ..plain(asked) };
    units.choices.extend(kinds.into_iter().flatten());
    let mut url = units.url("/api/v1/export");
    url.push(if url.contains('?') { '&' } else { '?' });
    let link =
        |(label, format): (&str, &str)| Link { label: label.into(), url: format!("{url}format={format}") };
    [("CSV", "csv"), ("XLSX", "xlsx"), ("JSONL", "jsonl")].into_iter().map(link).collect()
}

fn examples(ask: &Ask, wanted: bool) -> Vec<Example> {
    let index: &dyn Backend = ask.index;
    if wanted { ask.app.examples.of(index, &ask.about.generation) } else { Vec::new() }
}

/// What a new search keeps of this one.
pub fn keep(asked: &Asked) -> Vec<(String, String)> {
    let name =
        |choice: &Choice| format!("{}{}", if choice.negated { "not_" } else { "" }, choice.field.code());
    let mut keep: Vec<_> = asked.choices.iter().map(|choice| (name(choice), choice.value.clone())).collect();
    keep.extend(asked.since.iter().map(|since| ("since".to_owned(), since.clone())));
    keep.extend(asked.until.iter().map(|until| ("until".to_owned(), until.clone())));
    keep.extend(asked.sort.iter().map(|sort| ("sort".to_owned(), sort.clone())));
    keep.extend(asked.view.map(|view| ("view".to_owned(), view.code().to_owned())));
    let lens = asked.lens.iter().filter(|(name, _)| *name != "from");
    keep.extend(lens.map(|(name, value)| ((*name).to_owned(), value.clone())));
    keep
}

/// The query as it was read, in words: a code that a link brought reads as its label, which finds the same. An order
/// that was chosen on the page, or is the page's own, was not typed.
fn canonical(asked: &Asked, query: &Query) -> String {
    let sort = if asked.sort.is_some() { Sort::default() } else { query.sort };
    let mut shown = Query { sort, ..query.clone() };
    for filter in &mut shown.filters {
        if let Test::Is(field, value) = &mut filter.test
            && !value.is_empty()
        {
            *value = field.label(value);
        }
    }
    syntax::print(&shown)
}

fn understood(asked: &Asked, canonical: &str, read: &Interpretation) -> Option<Understood> {
    let canonical = line(canonical);
    let terms: Vec<String> = read.terms.iter().map(|term| line(term)).collect();
    let plain =
        canonical.trim() == asked.q.trim() && terms.iter().all(|term| asked.q.contains(term.as_str()));
    let cut = terms.len() > asked.q.split_whitespace().count();
    (!canonical.is_empty() && !asked.q.is_empty() && (!plain || cut))
        .then_some(Understood { canonical, terms })
}
