//! The inspected body: its words in the text, and the body they name.
//!
//! In: what the preamble, the signature and the title say. Out: an [`Agency`]
//! with organ, level and region. Promise: 我局 and 市…局 are resolved only by
//! what the document itself says; otherwise the words stay as written.

use super::divisions;
use super::view::View;
use crate::disclosure::{Agency, Doubt, Finding, Level};
use std::ops::Range;

/// Party organs at the end of a name, and what each is called.
const ORGANS: &[(&str, &str)] = &[
    ("党总支部委员会", "党总支"),
    ("总支部委员会", "党总支"),
    ("党支部委员会", "党支部"),
    ("支部委员会", "党支部"),
    ("工作委员会", "党工委"),
    ("党的委员会", "党委"),
    ("党委会", "党委"),
    ("机关党委", "机关党委"),
    ("党工委", "党工委"),
    ("党总支", "党总支"),
    ("党支部", "党支部"),
    ("分党组", "党组"),
    ("党组", "党组"),
    ("党委", "党委"),
];

/// What is known about the body beside the words of the preamble.
pub(super) struct Clues<'a> {
    pub object: Option<Range<usize>>,
    pub abbreviation: Option<String>,
    /// Signature without date, folded.
    pub issuer: Option<&'a str>,
    /// Folded.
    pub title: Option<&'a str>,
    /// What the site calls itself, folded.
    pub site: Vec<String>,
    pub team_level: Option<Level>,
}

/// A body's name taken apart.
struct Name {
    /// Without 中共 and organ: 广州市生态环境局.
    body: String,
    organ: Option<&'static str>,
    /// Whether the name is a whole area's committee: 中共枫渡区委员会.
    area: bool,
}

fn take_apart(name: &str) -> Name {
    let party = name.strip_prefix("中国共产党").or(name.strip_prefix("中共"));
    let rest = party.unwrap_or(name).trim();
    for (end, organ) in ORGANS {
        if let Some(body) = rest.strip_suffix(end) {
            let area = is_area(body) && *organ == "党委";
            return Name { body: body.to_owned(), organ: Some(organ), area };
        }
    }
    if let Some(body) = rest.strip_suffix("委员会")
        && party.is_some()
    {
        return Name { body: body.to_owned(), organ: Some("党委"), area: is_area(body) };
    }
    // X区委
    for (end, rank) in [
        ("省委", "省"),
        ("市委", "市"),
        ("区委", "区"),
        ("县委", "县"),
        ("旗委", "旗"),
        ("州委", "州"),
        ("镇委", "镇"),
    ] {
        if let Some(body) = rest.strip_suffix(end) {
            let body = format!("{body}{rank}");
            let area = is_area(&body);
            return Name { body, organ: Some("党委"), area };
        }
    }
    Name { body: rest.to_owned(), organ: None, area: false }
}

fn is_area(body: &str) -> bool {
    let (places, used) = divisions::leading(body);
    !places.is_empty() && used == body.len()
}

/// Words that stand for the writer.
fn is_self(name: &str) -> bool {
    let count = name.chars().count();
    name.starts_with(['我', '本', '该']) && count <= 8
        || name.starts_with("党") && count <= 3
        || ["学校党委", "集团党委", "医院党委", "公司党委", "局党组", "院党委", "学院党委", "镇党委"]
            .contains(&name)
}

/// Without the rank that stands for a place: 市生态环境局 → 生态环境局.
fn core(body: &str) -> &str {
    let (_, used) = divisions::leading(body);
    let rest = &body[used..];
    let rest = if rest.is_empty() { body } else { rest };
    if used == 0 {
        return rest
            .strip_prefix(['省', '市', '区', '县', '州', '旗'])
            .filter(|rest| rest.chars().count() >= 2)
            .unwrap_or(rest);
    }
    rest
}

/// Whether two names can mean one body: one's core ends the other.
fn same(one: &str, other: &str) -> bool {
    let (a, b) = (core(one), core(other));
    !a.is_empty()
        && !b.is_empty()
        && (a.ends_with(b) || b.ends_with(a) || abbreviates(a, b) || abbreviates(b, a))
}

/// Whether every character of a short name occurs in the long one in order:
/// 妇联 in 妇女联合会.
fn abbreviates(short: &str, long: &str) -> bool {
    let count = short.chars().count();
    if count < 2 || count >= long.chars().count() {
        return false;
    }
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| d == c))
}

/// The name that a title begins with: 中共X党组关于…
fn titled(title: &str) -> Option<&str> {
    let title = title.rsplit_once('】').map_or(title, |(_, rest)| rest);
    let name = &title[..title.find("关于")?];
    (3..=60).contains(&name.chars().count()).then_some(name)
}

pub(super) fn resolve(view: &View, clues: &Clues, findings: &mut Vec<Finding>) -> Option<Agency> {
    let object = clues.object.clone().map(|range| (view.get(range.clone()), range));
    let offices = ["领导小组", "巡察办", "巡视办", "纪律检查", "纪委", "组织部"];
    let is_office = |name: &str| offices.iter().any(|word| name.contains(word));
    let issuer = clues.issuer.filter(|name| !is_office(name));
    let heading = clues.title.and_then(titled).filter(|name| !is_office(name));
    let own = |range: &Range<usize>| (!is_self(view.get(range.clone()))).then(|| view.get(range.clone()));
    let stated = object.as_ref().and_then(|(_, range)| own(range));
    // The fullest name that means the same body; the signature is the most formal.
    let mut best: Option<Name> = stated.map(take_apart);
    for other in [issuer, heading].into_iter().flatten() {
        let other = take_apart(other);
        if other.body.chars().count() < 2 {
            continue;
        }
        let better = match &best {
            None => true,
            Some(best) => {
                let fuller = other.body.chars().count() > best.body.chars().count();
                same(&best.body, &other.body) && (fuller || best.organ.is_none())
            }
        };
        if better {
            let organ = other.organ.or(best.as_ref().and_then(|best| best.organ));
            best = Some(Name { organ, ..other });
        }
    }
    let mut name = best?;
    let written = name.body.clone();
    let mut places = divisions::leading(&name.body).0;
    // 市生态环境局 on the site of 广州市…: the place is the site's.
    if places.is_empty() {
        let wanted = core(&name.body).to_owned();
        let site = clues.site.iter().find_map(|site| {
            let at = site.find(&wanted).or_else(|| site.find("人民政府"))?;
            let (places, used) = divisions::leading(&site[..at]);
            (!places.is_empty() && used == at).then_some((places, at, site))
        });
        if let Some((found, at, site)) = site {
            let ranked = name.body.chars().next().filter(|_| wanted != name.body);
            let fits = ranked.is_none_or(|rank| site[..at].ends_with(rank));
            if fits && site[at..].starts_with(&wanted) {
                name.body = format!("{}{wanted}", &site[..at]);
                places = found;
            }
        }
    }
    let hints: Vec<&str> =
        clues.site.iter().map(String::as_str).chain(clues.title).chain(clues.issuer).collect();
    let region = divisions::chain(&places, &hints);
    let level = level(&name, &places, clues.team_level);
    if region.is_empty() && level != Some(Level::Central) {
        findings.push(Finding {
            doubt: Doubt::Agency,
            span: object.as_ref().map(|(_, range)| view.span(range.clone())),
            reason: format!("“{written}”所在地区没有写明,按原文记录"),
            confidence: 60,
        });
    }
    let organ = name.organ.map(str::to_owned);
    // A whole area's committee is called 枫渡区委; a town's 清苇镇党委.
    let area = name.area && places.last().is_some_and(|place| place.level < Level::Town);
    let full = format!("{}{}", name.body, if area { "委" } else { name.organ.unwrap_or_default() });
    let text = match &object {
        Some((words, _)) => (*words).to_owned(),
        None => clues.issuer.or(heading).unwrap_or(&full).to_owned(),
    };
    Some(Agency {
        text,
        span: object.map(|(_, range)| view.span(range)),
        name: full,
        organ,
        level,
        region,
        abbreviation: clues.abbreviation.clone(),
    })
}

/// A whole area has its own rank; any other body that of the group.
fn level(name: &Name, places: &[divisions::Place], team: Option<Level>) -> Option<Level> {
    let own = places.last().map(|place| match place.level {
        Level::City if divisions::is_county_city(&place.name) => Level::County,
        level => level,
    });
    let town = own == Some(Level::Town);
    let village = ["村", "社区"].iter().any(|end| name.body.ends_with(end));
    if village {
        return Some(Level::Village);
    }
    if name.area || town && is_area(&name.body) {
        // A county-level city's committee is inspected by a city's or a province's group.
        return match (own, team) {
            (Some(Level::City), Some(Level::City)) => Some(Level::County),
            _ => own,
        };
    }
    let ranked = match name.body.chars().next() {
        Some('省') => Some(Level::Province),
        Some('市') => Some(Level::City),
        Some('县' | '区' | '旗') => Some(Level::County),
        _ => None,
    };
    match (team, own) {
        // County-level cities write 市委 for a county committee.
        (Some(Level::City), Some(Level::County))
            if places.last().is_some_and(|place| place.name.ends_with('市')) =>
        {
            own
        }
        (Some(team), _) => Some(team),
        (None, own) => own.or(ranked),
    }
}
