//! The inspected body: its words in the text, and the body they name.
//!
//! In: what the preamble, the signature and the title say. Out: an [`Agency`]
//! with organ, level and region. Promise: 我局 and 市…局 are resolved only by
//! what the document itself says; otherwise the words stay as written.

use super::bare;
use super::belongs;
use super::bodies;
use super::branch;
use super::date;
use super::desk;
use super::divisions::{self, Place};
use super::former;
use super::names::is_municipality;
use super::object::Object;
use super::organ::{LEAGUE, Name, ORGANS, is_area, is_rank, take_apart};
use super::own::{self, is_self};
use super::place::{
    self, above, addressed, below, called_after, inspected, is_low, is_told_low, joined, located, of_zone,
    ordering, prefecture, ranked, seated, sited, spelled,
};
use super::same::{core, fuller, same};
use super::several;
use super::subject;
use super::view::View;
use crate::disclosure::{Agency, Doubt, Finding, Level, Relation, other_names, present_name};
use crate::text::fold;

/// What is known about the body beside the words of the preamble.
pub(super) struct Clues<'a> {
    pub object: Option<Object>,
    /// Signature without date, folded.
    pub issuer: Option<&'a str>,
    /// Folded.
    pub title: Option<&'a str>,
    /// What the site calls itself, folded.
    pub site: Vec<String>,
    /// The head and the closing block.
    pub told: Vec<&'a str>,
    /// The first lines of the body.
    pub below: Vec<&'a str>,
    /// The postal address, folded.
    pub address: Option<String>,
    pub team_level: Option<Level>,
    /// The places of the committee that inspects.
    pub committee: Vec<Place>,
    /// Whether the inspection was raised: 提级.
    pub raised: bool,
    /// Whether the groups of equals looked at each other's bodies: 交叉.
    pub crossed: bool,
    /// Whether the group is a 巡视 group of a 市委.
    pub municipal: bool,
    /// Whether one body reports what it put right.
    pub rectifies: bool,
    /// Whether it was the Party that inspected: no audit, no 督察.
    pub inspected: bool,
    /// Where the page stands in its site: X县人民政府 > 双桅镇.
    pub trail: Vec<&'a str>,
    /// The names that the page bears around its text.
    pub borne: Vec<&'a str>,
}

impl Clues<'_> {
    /// Whether the document says of a city that it is a county's equal.
    pub(super) fn is_told_low(&self, city: &str) -> bool {
        let site = self.site.iter().map(String::as_str);
        site.chain(self.told.iter().copied()).any(|text| is_told_low(city, text))
    }
}

/// Bodies that order, inspect and report on others.
const OFFICES: &[&str] = &["领导小组", "巡察", "巡视"];

pub(super) fn resolve(view: &View, clues: &Clues, findings: &mut Vec<Finding>) -> Option<Agency> {
    let object = clues.object.as_ref();
    let words = object.map(|object| view.get(object.range.clone()));
    let is_office = |name: &str| OFFICES.iter().any(|word| name.contains(word));
    let issuer = clues
        .issuer
        .map(several::signed_for)
        .map(bodies::first)
        .map(several::whole)
        .filter(|name| !is_office(name));
    // The way to a page and its day are no part of a name.
    let glued = |name: &str| {
        ["网站", "通知公告"].iter().any(|word| name.contains(word))
            || !date::scan(name, 0..name.len()).is_empty()
    };
    let one = |name: &&str| !is_office(name) && !is_self(name) && !several::is_several(name) && !glued(name);
    let heading = clues.title.and_then(subject::titled).map(bodies::first).map(several::whole).filter(one);
    // 关于X党组巡察整改…: who the title is about is taken for a body of the kind that speaks, or the one that is named.
    let about = || clues.title.and_then(subject::about).filter(one);
    let meant = |name: &&str| {
        words.is_some_and(|words| !is_self(words) || own::is_of_kind(words, &take_apart(name).body))
    };
    let heading = heading.or_else(|| about().filter(meant));
    // The words that named the body where the preamble does not.
    let mut named = None;
    let mut best: Option<Name> = words.filter(|words| !is_self(words)).map(take_apart);
    // 原X县旅游局 is what the body was called: the title has its name of today.
    if let Some(former) = best.as_ref().and_then(former::of) {
        let today = [issuer, heading]
            .into_iter()
            .flatten()
            .map(take_apart)
            .find(|today| former::succeeds(today, &former));
        best = Some(today.unwrap_or(former));
    }
    // X公司(更名为Y公司) reports as Y公司 where title or signature call it so.
    let today = best.as_ref().and(object).and_then(|object| {
        let behind = &view.text[object.range.end..];
        let said = [heading, issuer].into_iter().flatten().map(take_apart);
        said.into_iter().find(|today| former::became(behind, today))
    });
    let renamed = today.is_some();
    best = today.or(best);
    if let (Some(best), Some(organ)) = (&mut best, object.and_then(|object| object.organ.as_deref())) {
        best.organ = best.organ.or(ORGANS.iter().find(|(end, _)| *end == organ).map(|(_, organ)| *organ));
        best.area |= is_area(&best.body) && best.organ == Some("党委");
    }
    // 安岭县水务局办公室 signs for the 县水务局 that title or head name, and is no fuller name of it.
    let office = [words, heading].into_iter().flatten().any(desk::is_desk);
    let issuer = issuer.map(|said| {
        let own = desk::owner(said).filter(|_| !office).filter(|own| {
            let body = take_apart(own).body;
            let spoken = || words.is_some_and(|words| own::is_of_kind(&take_apart(words).body, &body));
            heading.is_some_and(|heading| same(&take_apart(heading).body, &body))
                || best.as_ref().map_or_else(spoken, |best| same(&best.body, &body))
        });
        own.unwrap_or(said)
    });
    // The fullest name that means the same body; the signature is the most formal.
    for said in [issuer, heading].into_iter().flatten() {
        let other = take_apart(said);
        if other.body.chars().count() < 2 {
            continue;
        }
        let better = match &best {
            // 纪委 and 组织部 sign reports on others too.
            None => {
                let office = ["纪律检查", "纪委", "组织部"].iter().any(|word| other.body.contains(word));
                // 我局 is no whole area, whoever else is named.
                let area = is_area(&other.body) && words.is_some_and(|words| !own::is_place(words));
                !area && (!office || words.is_some()) && own::fits(words, &other.body, other.organ)
            }
            // 云汀市人民政府 and 云汀市教育局 are no longer names of 云汀市.
            Some(best) => same(&best.body, &other.body) && (!is_area(&best.body) || is_area(&other.body)),
        };
        if better {
            named = named.or(Some(said));
            best = Some(match best {
                Some(best) => fuller(best, other),
                None => {
                    let organ = other.organ.or(words.and_then(own::organ));
                    Name {
                        area: other.area || organ == Some("党委") && is_area(&other.body), organ, ..other
                    }
                }
            });
        }
    }
    // 我校: the site may say whose it is, or the plan that it made.
    if best.is_none()
        && let Some(words) = words
    {
        let trail = clues.trail.iter().flat_map(|line| line.split(['>', '»', '/', '|'])).map(str::trim);
        let site = clues.site.iter().map(String::as_str);
        // X银行股份有限公司 may stand where a title does.
        let sites = site.chain(trail).chain(clues.told.iter().copied()).chain(clues.title);
        let planned = || own::quoted(words, &clues.below);
        let found = own::sited(words, sites);
        // 来源:市疾控中心, and the plan is that of 桐坞市疾病预防控制中心: the name with its place says more.
        let placed = |own: &str| divisions::leading(own).1 > 0;
        let fuller = found
            .as_ref()
            .filter(|(short, _)| !placed(short))
            .and_then(|(short, _)| planned().filter(|(full, _)| placed(full) && same(short, full)));
        let found = fuller
            .or(found)
            .or_else(planned)
            .or_else(|| own::acting(words, &clues.below))
            // 对我单位开展了巡察,…。县委宣传部高度重视 tells it in the head.
            .or_else(|| own::acting(words, &clues.told))
            .or_else(|| own::borne(words, clues.borne.iter().copied()));
        best = found.map(|(body, organ)| Name { body, organ, area: false });
    }
    // 我区 or 区委, and the document names 中共青禾区委.
    let rank = match &best {
        None => words.and_then(own::rank),
        Some(best) => Some(best.body.as_str()).filter(|body| is_rank(body)),
    };
    if let Some(rank) = rank {
        let texts = clues.title.into_iter().chain(clues.issuer).chain(clues.site.iter().map(String::as_str));
        let texts: Vec<&str> =
            texts.chain(clues.told.iter().copied()).chain(clues.below.iter().copied()).collect();
        if let Some(body) = seated(rank, &texts, clues.committee.last()) {
            let organ = best.and_then(|best| best.organ).or_else(|| words.and_then(own::organ));
            best = Some(Name { area: organ == Some("党委"), body, organ });
        }
    }
    if best.is_none() && words.is_none() && clues.rectifies {
        let found = own::reporting(&clues.below).filter(|(body, _)| one(&body.as_str()));
        best = found.map(|(body, organ)| Name { body, organ, area: false });
    }
    // 镇党委, and the page is that of 发布机构:桐坞县柳溪镇人民政府.
    if let Some(seat) = &best
        && bare::is_nameless(seat)
    {
        let organ = seat.organ;
        let found = own::borne(&format!("我{}", seat.body), clues.borne.iter().copied());
        best = found.map(|(body, _)| Name { body, organ, area: false });
    }
    let mut name = best?;
    let written = name.body.clone();
    let evidence: Vec<&str> = clues
        .title
        .into_iter()
        .chain(clues.issuer)
        .chain(clues.site.iter().map(String::as_str))
        .chain(clues.told.iter().copied())
        .collect();
    // 共青团望岫市委 has its place behind whose it is.
    let mut places = branch::places(&name.body)
        .unwrap_or_else(|| divisions::leading(name.body.strip_prefix(LEAGUE).unwrap_or(&name.body)).0);
    // 大榆地区党工委: that of a district's street.
    if name.organ == Some("党工委")
        && let Some(last) = places.last_mut().filter(|last| last.name.ends_with("地区"))
    {
        last.level = Level::Town;
    }
    if places.is_empty()
        && let Some((found, full)) = located(&name.body, &evidence)
    {
        name.body = full;
        places = found;
    }
    // 区妇联, and the source is 梧塘区妇女联合会: another form of the same name tells where it is.
    if places.is_empty() {
        let forms = other_names(&name.body).into_iter().filter(|other| other.relation == Relation::Form);
        if let Some((found, full)) = forms.filter_map(|other| located(&other.name, &evidence)).next() {
            name.body = full;
            places = found;
        }
    }
    // 国家税务总局汕头市澄海区税务局, 政协融溪苗族自治县委员会: the place stands inside the name.
    if places.is_empty() {
        places = divisions::within(&name.body);
    }
    if places.is_empty()
        && let Some((found, full)) =
            clues.address.as_deref().and_then(|to| addressed(&name.body, to, clues.team_level))
    {
        name.body = full;
        places = found;
    }
    // 澄河职业技术学院 belongs where its committee does, or the site that it is called after.
    if places.is_empty()
        && let Some(found) =
            inspected(&name.body, &clues.committee).or_else(|| called_after(&name.body, &clues.site))
    {
        places = found;
    }
    for place in &mut places {
        if let Some(whole) = spelled(place, &evidence) {
            *place = whole;
        }
    }
    let above = |first: &Place| {
        above(first, &evidence)
            .or_else(|| joined(first, &evidence))
            .or_else(|| ordering(first, &evidence))
            .or_else(|| sited(first, &clues.trail, &evidence))
            // 索引号:… 发文机关:柳溪镇 below the name of the site makes a page's line of it.
            .or_else(|| sited(first, &[], &clues.borne))
            .or_else(|| prefecture(first, &evidence).map(|place| vec![place]))
            .or_else(|| clues.address.as_deref().and_then(|to| place::above(first, &[to])))
            .or_else(|| below(first, &clues.committee, clues.crossed))
    };
    if let Some(above) = places.first().and_then(above) {
        places.splice(0..0, above);
        // 塔林旗白音花苏木, and elsewhere 云塔盟塔林旗: what lies above may be named farther up.
        if let Some(farther) = places.first().and_then(|first| place::above(first, &evidence)) {
            places.splice(0..0, farther);
        }
    }
    // 街道党工委书记主持会议: the committee of a street or town that is named bare.
    if name.organ.is_none() {
        let own = [("街道", "党工委"), ("街", "党工委"), ("镇", "党委"), ("乡", "党委")];
        let own = own.iter().find(|(rank, _)| name.body.ends_with(rank));
        name.organ = own
            .filter(|(rank, organ)| clues.told.iter().any(|text| text.contains(&format!("{rank}{organ}"))))
            .map(|(_, organ)| *organ);
    }
    let (mut region, one) = divisions::chain(&places, &evidence);
    if region.is_empty() {
        region.extend(divisions::called(&name.body));
    }
    let belongs = object.and_then(|object| belongs::rank(&view.text[..object.range.start]));
    let level = level(&name, &places, clues, belongs);
    let identity = (one && !region.is_empty())
        .then(|| format!("{}/{}", region.join("/"), own_name(&name, &places, clues)));
    // A town has the name of its body already.
    region.retain(|name| !places.iter().any(|place| place.level >= Level::Town && place.name == *name));
    // A development zone is no division of its city.
    region.retain(|name| !divisions::is_zone(&fold(name)));
    if region.is_empty() && level != Some(Level::Central) {
        findings.push(Finding {
            doubt: Doubt::Agency,
            span: object.map(|object| view.span(object.range.clone())),
            reason: format!("“{}”所在地区没有写明,按原文记录", view.written(&written)),
            confidence: 60,
        });
    }
    let organ = name.organ.map(str::to_owned);
    // A whole area's committee is called 枫渡区委; a town's 清苇镇党委.
    let bare = is_rank(&name.body) && !["镇", "乡", "街道"].contains(&name.body.as_str());
    let area = bare || name.area && places.last().is_some_and(|place| place.level < Level::Town);
    let area = area && name.organ == Some("党委");
    let full = format!("{}{}", name.body, if area { "委" } else { name.organ.unwrap_or_default() });
    let text = view.written(words.or(named).unwrap_or(&full));
    let spelled = |name: String| region.iter().fold(name, |name, place| name.replace(&fold(place), place));
    // One body is one in both scripts.
    let identity = identity.map(spelled);
    // The table has its names as they are; 濛阳县 is written as the document has it.
    let region: Vec<String> = region.iter().map(|name| view.written(name)).collect();
    let spelled = |name: String| region.iter().fold(name, |name, place| name.replace(&fold(place), place));
    let full = view.written(&spelled(full));
    Some(Agency {
        text,
        span: object.map(|object| view.span(object.range.clone())),
        name: full,
        organ,
        level,
        region,
        identity,
        // A short name is that of the body as it was.
        abbreviation: object
            .and_then(|object| object.short.as_deref())
            .filter(|_| !renamed)
            .map(|short| view.written(short)),
    })
}

/// What a body is called within its place, by the present name of its kind.
fn own_name(name: &Name, places: &[Place], clues: &Clues) -> String {
    let own = core(&name.body);
    if name.area || own == name.body && divisions::leading(own).1 == own.len() {
        // What others than the Party's inspectors found a county answers for by its government.
        let government = !clues.inspected && name.organ.is_none();
        return if government { "人民政府" } else { "党委" }.to_owned();
    }
    // 由义县林业局: a place that is known only by what the document says of it stands in the name all the same.
    let placed = places.iter().rev().find_map(|place| own.strip_prefix(place.name.as_str()));
    let own = placed.filter(|rest| rest.chars().count() >= 2).unwrap_or(own);
    // 恩施州委宣传部 less its place
    if own.starts_with('委') {
        return format!("党{own}");
    }
    present_name(own).unwrap_or_else(|| own.to_owned())
}

/// Streets of shops, which are no division.
const SHOPS: &[&str] = &["步行街", "商业街", "老街", "古街", "文化街", "美食街", "金融街", "风情街"];

/// Whether a body is a 街道, or calls itself 街: 苇塘道街, 大营街党工委.
fn is_street(name: &Name) -> bool {
    let bare = || name.organ.is_none() && !SHOPS.iter().any(|end| name.body.ends_with(end));
    name.body.ends_with("街道")
        || name.body.ends_with('街')
            && core(&name.body).chars().count() >= 3
            && (name.organ == Some("党工委") || bare())
}

/// A whole area has its own rank; any other body that of the group.
/// `belongs` is the rank of whose it is, where the head says so.
fn level(name: &Name, places: &[divisions::Place], clues: &Clues, belongs: Option<Level>) -> Option<Level> {
    let team = clues.team_level;
    let chain: Vec<String> = places.iter().map(|place| place.name.clone()).collect();
    let own = places.iter().rfind(|place| !divisions::is_zone(&place.name)).map(|place| match place.level {
        Level::City
            if divisions::in_county_city(&chain)
                || is_low(&place.name, &clues.trail)
                || clues.is_told_low(&place.name) =>
        {
            Level::County
        }
        level => level,
    });
    let town = own == Some(Level::Town);
    if bare::is_village(&name.body) {
        return Some(Level::Village);
    }
    // 和平里街道 may stand for two places by its words, and is a town in any case; so is 城关镇人民政府 of any county.
    let seat =
        ["人民政府", "办事处"].iter().find_map(|seat| name.body.strip_suffix(seat)).unwrap_or(&name.body);
    if is_street(name) || ["镇", "乡", "街道", "苏木"].iter().any(|end| seat.ends_with(end)) {
        return Some(Level::Town);
    }
    if name.area || town && is_area(&name.body) {
        // A county-level city's committee is inspected by a city's or a province's group.
        return match (own, team) {
            (Some(Level::City), Some(Level::City)) => Some(Level::County),
            _ => own,
        };
    }
    // 市委 alone is of a city's rank, whoever inspects it.
    let own = own.or_else(|| divisions::rank(&name.body).filter(|_| is_rank(&name.body)));
    // The committee of a county is a county's, although nobody knows the place.
    let county = name.organ == Some("党委") && name.body.ends_with(['县', '旗']);
    let own = own.or(Some(Level::County).filter(|_| county));
    let ranked = match ranked(&name.body).0 {
        "省" | "自治区" => Some(Level::Province),
        "市" | "州" | "自治州" | "盟" => Some(Level::City),
        "县" | "区" | "旗" => Some(Level::County),
        _ => None,
    };
    // 省属X监狱, whoever inspects it; a municipality's 市属 is a province's.
    if let Some(whose) = belongs.filter(|_| own.is_none() && ranked.is_none()) {
        return Some(if clues.municipal && team == Some(Level::Province) { Level::Province } else { whose });
    }
    match (team, own) {
        // A municipality has no city's rank above or below its own.
        (Some(Level::City), Some(Level::Province))
            if places.len() == 1 && is_municipality(&places[0].name) =>
        {
            own
        }
        // A 市委 that sends a 巡视 group is a province's: its 市 is no deeper.
        (Some(Level::Province), Some(Level::City)) if clues.municipal => team,
        // The deeper of both: 提级 groups come from above, branches of a city's body lie in a county.
        (Some(team), Some(own)) => Some(team.max(own)),
        // A raised inspection comes from above, and does not say how far.
        (Some(_), None) if clues.raised => ranked,
        // 青澜经开区 is of no province's rank, and a province's group does not say of which other.
        (Some(team), None) if team < Level::City && of_zone(&name.body) => None,
        // 国家税务总局云汀市税务局 is the branch of a place.
        (Some(Level::Central), None) => place::branch(&name.body).or(team),
        // 监管总局霁州监管分局
        (Some(team), None) if branch::rank(&name.body).is_some_and(|own| own > team) => {
            branch::rank(&name.body)
        }
        // A regiment of the Corps is of a county's rank, whose division inspects it.
        (Some(Level::City), None) if name.body.ends_with('团') || name.body.ends_with("团场") => {
            Some(Level::County)
        }
        (Some(team), None) => Some(team),
        (None, own) => own.or(ranked),
    }
}
