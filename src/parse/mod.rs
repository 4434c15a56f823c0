//! [`Text`] becomes an [`Announcement`] and a list of doubts.
//!
//! In: a text of any kind. Out: header, outline, numbers, contacts, and what is
//! doubted. Promises: total (any text parses, nothing is dropped: the units
//! cover every visible character once); linear in time and memory; absent is
//! unknown, never guessed.

mod agency;
mod amount;
mod bare;
mod belongs;
mod bodies;
mod borne;
mod bounds;
mod branch;
mod broken;
mod caption;
mod closing;
mod common;
mod contact;
mod cover;
mod damage;
mod date;
mod desk;
mod divisions;
mod earlier;
mod figures;
mod firm;
mod flat;
mod formal;
mod former;
mod front;
mod glued;
mod glyph;
mod header;
mod headline;
mod host;
mod inline;
mod kind;
mod labelled;
mod lasting;
mod layout;
mod listed;
mod mode;
mod names;
mod numeral;
mod object;
mod ordinal;
mod organ;
mod own;
mod own_title;
mod owner;
mod page;
mod paper;
mod particle;
mod parts;
mod pattern;
mod period;
mod place;
mod quantity;
mod quoted;
mod rank;
mod revisit;
mod same;
mod script;
mod segments;
mod several;
mod severed;
mod stay;
mod subject;
mod table;
mod taxonomy;
mod told;
mod tongues;
mod tree;
mod undated;
mod unflat;
mod units;
mod verbs;
mod view;
mod wording;
mod words;
mod wrap;

use crate::disclosure::{Announcement, Doubt, Fact, Finding, Inspection, Kind, Level, Mode, Role};
use crate::text::{Text, fold, lexicon};
use layout::Zone;
use std::ops::Range;
use view::View;

pub use taxonomy::{Class, actions, themes};
pub use tongues::short_place;

/// Counts up whenever the same text may parse differently, so that an index
/// knows which parser filled it.
pub const VERSION: u32 = 24;

/// What a text says, and what is doubtful about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What was understood.
    pub announcement: Announcement,
    /// What is doubted, those of the text included.
    pub findings: Vec<Finding>,
}

/// Reads a text. Never fails.
pub fn parse(text: &Text) -> Parsed {
    let view = View::of(text);
    let mut findings = text.findings.clone();
    let layout = layout::lay_out(&view);
    let body: Vec<_> = layout.ranges(&view, Zone::Body).collect();
    let nodes = tree::grow(&view, &body, &mut findings);
    let mut drafting = units::Drafting::new(&view, &nodes);
    let (mut node, mut lines) = (0, 0);
    for (zone, line) in layout.zones.iter().zip(&view.lines) {
        if *zone == Zone::Body {
            while nodes.get(node).is_some_and(|found| found.line == lines) {
                drafting.node(node);
                node += 1;
            }
            lines += 1;
        } else {
            drafting.place(*zone, line.range.clone());
        }
    }
    let mut quantities = quantity::read(&view, &drafting.drafts, &mut findings);
    let units = cover::close(&view, drafting.drafts);
    let zone = |zone: Zone| -> Vec<Range<usize>> { layout.ranges(&view, zone).collect() };
    let title_lines: Vec<_> = layout.title.iter().map(|index| view.lines[*index].range.clone()).collect();
    let mut preamble = zone(Zone::Preamble);
    if preamble.is_empty() {
        let zones = layout.zones.iter().zip(&view.lines);
        let told = zones.filter(|(zone, _)| matches!(zone, Zone::Body | Zone::Closing));
        preamble = told.map(|(_, line)| line.range.clone()).take(2).collect();
    }
    let title = page::title(text, &view, &layout);
    let key: String =
        title.as_ref().map(|title| fold(&title.value).split_whitespace().collect()).unwrap_or_default();
    let issuer = page::issuer(&view, &layout);
    let cues = kind::Cues {
        title: &key,
        nodes: &nodes,
        layout: &layout,
        signed: layout.date_line.is_some(),
        issuer: issuer.as_ref().map(|issuer| issuer.value.as_str()),
    };
    let kind = kind::verdict(&view, &cues, &mut findings);
    if let Some(another) = layout.another {
        findings.push(Finding {
            doubt: Doubt::Kind,
            span: Some(view.span(view.lines[another].range.clone())),
            reason: "同一页面另有一篇通报,单位、落款等只按第一篇读取".to_owned(),
            confidence: 80,
        });
    }
    let mut units = units;
    if kind == Kind::FindingsDisclosure {
        // What stands below a problem tells more of it: nobody has done anything yet.
        for unit in units.iter_mut().filter(|unit| unit.role == Role::Measure) {
            (unit.role, unit.action) = (Role::Paragraph, None);
        }
    }
    if matches!(kind, Kind::FindingsDisclosure | Kind::Feedback) {
        // What stands below headings there is what was found, not what became of it.
        quantities.retain(|quantity| {
            let unit = units.partition_point(|unit| unit.span.start <= quantity.span.start);
            unit.checked_sub(1).is_none_or(|unit| units[unit].parent.is_none())
        });
    }
    let heads = |range: &&Range<usize>| glyph::at_start(view.get((*range).clone())).is_some();
    // Some reports tell of the inspection below their first heading.
    let headed = body.first().is_some_and(|first| heads(&first) && !view.head(first.clone()).contains('。'));
    let mut running: Vec<_> =
        body.iter().skip(usize::from(headed)).take(2).take_while(|range| !heads(range)).cloned().collect();
    if body.is_empty() {
        // A paragraph that ends with a telephone number may begin with the inspection.
        running.extend(zone(Zone::Closing).into_iter().take(1));
    }
    let signed = page::signed(&view, &layout);
    let notice = kind == Kind::InspectionNotice;
    let daily = matches!(kind, Kind::Feedback | Kind::News | Kind::InspectionNotice);
    let place = header::Where {
        preamble: &preamble,
        behind: &running,
        title: &title_lines,
        below: &body,
        beyond: if daily { &body } else { &[] },
        published: page::published_on(text, &view, &layout, &signed, None, &mut Vec::new())
            .map(|fact| fact.value),
        notice,
    };
    let mut header = header::read(&view, &place, &mut findings);
    if kind == Kind::Lookalike || kind == Kind::Other && !header.is_whole() {
        // The days of an audit, or of a holiday, are no inspection's.
        header.inspection =
            Inspection { ordered_by: header.inspection.ordered_by.take(), ..Inspection::default() };
        header.feedback = None;
    }
    let plural = header.teams > 1 && kind != Kind::RectificationSingle;
    if plural || kind == Kind::RectificationAggregate && header.teams != 1 {
        // Several groups went out; none of them is the group.
        header.inspection.team = None;
    }
    let closing = zone(Zone::Closing);
    if matches!(kind, Kind::InspectionNotice | Kind::News) && header.inspection.start.is_none() {
        // (一)现场巡察时间:2023年2月20日至4月20日 stands among the headings of a notice.
        let told: Vec<_> = preamble.iter().chain(&body).chain(&closing).cloned().collect();
        let published = place.published.filter(|_| notice);
        stay::labelled(&view, &told, published, &mut header.inspection, &mut findings);
    }
    let told: Vec<_> = preamble.iter().chain(&body).cloned().collect();
    // A notice says in its text how to reach the group, or in the columns of a table.
    let reached: Vec<_> = told.iter().filter(|_| notice).chain(&closing).cloned().collect();
    let contact = contact::read(&view, &reached);
    let source = page::source(text, &view, &layout);
    // A look-alike's inspectors looked at others too; its title says who reports.
    let doing = Some(&key).filter(|_| kind == Kind::Lookalike).and_then(|key| subject::doing(key));
    let told_by = |object: &object::Object| match kind {
        Kind::Lookalike => doing.is_none() && key.find("关于").is_none_or(|at| at == 0),
        // One of many is not the body.
        Kind::RectificationSingle => true,
        _ => {
            !several::is_among_many(&view.text, object.range.end)
                && !several::is_beside(&view.text, object.range.clone())
        }
    };
    let clues = agency::Clues {
        object: header.object.filter(told_by),
        // Of two that sign the first is the body that reports.
        issuer: issuer.as_ref().and_then(|issuer| issuer.value.split(' ').next()).or(doing),
        title: Some(key.as_str()).filter(|key| !key.is_empty()),
        site: site(text)
            .into_iter()
            .chain(source.as_deref().map(fold))
            .chain(layout.glued(&view).map(str::to_owned))
            .collect(),
        below: body.iter().take(40).map(|range| view.head(range.clone())).collect(),
        address: contact.address.as_deref().map(fold).map(|text| text.split_whitespace().collect()),
        told: layout
            .above(&view)
            .chain(preamble.iter().cloned())
            .chain(closing.iter().cloned())
            .take(40)
            .map(|range| view.head(range))
            .collect(),
        // 省公司党委第三巡察组 looks at the branch of a city: how far below it stands nobody says.
        team_level: header
            .inspection
            .team_level
            .filter(|_| !header.committee.as_deref().is_some_and(firm::sends)),
        committee: place::committee(
            header.committee.as_deref(),
            header.inspection.ordered_by.as_ref().map(|fact| fact.value.as_str()),
        ),
        raised: header.inspection.mode.contains(&Mode::Raised),
        crossed: header.inspection.mode.contains(&Mode::Crossed),
        municipal: header.municipal,
        rectifies: kind == Kind::RectificationSingle,
        inspected: kind != Kind::Lookalike,
        trail: layout.trail(&view).map(|range| view.head(range)).collect(),
        borne: borne::names(&view, &layout),
    };
    let mut agency = match kind {
        // Several bodies were inspected; none of them is the body.
        Kind::RectificationAggregate => None,
        // 派出4个巡察组,对X党组、Y党组开展巡察: one of many is not the body.
        Kind::InspectionNotice | Kind::Other if title.is_none() && several::sends_groups(&view.text) => None,
        _ => agency::resolve(&view, &clues, &mut findings),
    };
    if let Some(agency) = &mut agency
        && let Some(span) = agency.span
    {
        // Readers are shown the words as published, not as matched.
        agency.text = view.printed_at(span).filter(|c| *c != '\n').collect();
    }
    findings.extend(damage::lost_blanks(&text.published));
    // The 市委 of a county-level city is a county's committee, unless another city is named.
    let home = agency
        .as_ref()
        .filter(|agency| {
            divisions::in_county_city(&agency.region)
                || agency
                    .region
                    .last()
                    .is_some_and(|city| place::is_low(city, &clues.trail) || clues.is_told_low(city))
        })
        .and_then(|agency| agency.region.last());
    let ordered = header.inspection.ordered_by.as_ref().map(|fact| fact.value.as_str());
    let elsewhere = |home: &String| {
        let named = [header.committee.as_deref(), ordered].into_iter().flatten();
        named.filter_map(|name| divisions::leading(name).0.pop()).any(|place| place.name != fold(home))
    };
    if home.is_some_and(|home| !elsewhere(home)) && header.inspection.team_level == Some(Level::City) {
        header.inspection.team_level = Some(Level::County);
    }
    // The 市委 of a municipality is that of a province, whatever its groups are called.
    let municipal = agency
        .as_ref()
        .and_then(|agency| agency.region.first())
        .filter(|first| names::is_municipality(first) && first.ends_with('市'));
    if municipal.is_some_and(|home| !elsewhere(home))
        && header.inspection.team_level == Some(Level::City)
        && header.committee.as_deref().is_some_and(|name| name.ends_with("市委"))
    {
        header.inspection.team_level = Some(Level::Province);
    }
    let published =
        page::published_on(text, &view, &layout, &signed, header.feedback.as_ref(), &mut findings);
    let between = figures::Between {
        inspection: &header.inspection,
        feedback: header.feedback.as_ref(),
        published: published.as_ref(),
    };
    let as_of = figures::as_of(&view, &told, &between);
    // What was compared without capitals, and in one script, is shown as it was written.
    let shown = |fact: Fact<String>| Fact { value: view.written(&fact.value), ..fact };
    let mut inspection = header.inspection;
    inspection.team = inspection.team.map(shown);
    inspection.ordered_by = inspection.ordered_by.map(shown);
    let announcement = Announcement {
        kind,
        title,
        agency,
        feedback: header.feedback,
        published,
        as_of,
        source,
        issuer: issuer.map(shown),
        contact,
        inspection,
        units,
        quantities,
    };
    Parsed { announcement, findings }
}

/// What the page says about where it stands, folded.
fn site(text: &Text) -> Vec<String> {
    let names =
        ["sitename", "contentsource", "columnname", "og:site_name", "author", "keywords", "description"];
    let told = text.meta.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| value);
    told.chain(&text.title).map(|value| fold(value).split_whitespace().collect()).collect()
}
