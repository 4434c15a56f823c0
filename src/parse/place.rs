//! Where a body belongs that is named by rank alone: 市生态环境局, 县农业农村局.
//!
//! In: the body's name and what else the document says: title, signature, site,
//! head, closing block. Out: its places. Promise: a place is taken only where
//! the document names it for this body, for its committee, or as its address,
//! and only if it names one.

use super::divisions::{self, Place};
use super::subject;
use super::tongues;
use crate::disclosure::Level;
use crate::text::is_han;

/// The rank that stands for a place, and the rest: 市生态环境局 → 市, 生态环境局.
pub(super) fn ranked(body: &str) -> (&str, &str) {
    if divisions::leading(body).1 > 0 {
        return ("", body);
    }
    let long = ["自治区", "自治州"].iter().find(|rank| body.starts_with(**rank)).map(|rank| rank.len());
    let short = body.chars().next().filter(|c| divisions::RANKS.contains(c)).map(char::len_utf8);
    let len = long.or(short).filter(|len| body[*len..].chars().count() >= 2 && !is_word(body)).unwrap_or(0);
    body.split_at(len)
}

/// Whether a name begins with a word that only looks like a rank: 市场监督管理局 and 市政园林局, but 市政协 and 市政府.
fn is_word(body: &str) -> bool {
    let works = || {
        body.strip_prefix("市政")
            .is_some_and(|rest| rest.starts_with(['园', '工', '设', '公', '管', '建', '环', '养', '排']))
    };
    ["市场", "市容", "区域", "县域"].iter().any(|word| body.starts_with(word)) || works()
}

/// Whether a place is in the table, named more than once, or named where names are: behind 中共 or a group, at the
/// head of a title or signature. Any other may be an accident of words before 县.
fn sure(place: &Place, evidence: &[&str]) -> bool {
    let named = |text: &&str| {
        // 关于桐坞县统计局党组…: so does what a title is about.
        let text = text.trim_start_matches('(');
        let text = subject::behind(text).unwrap_or(text);
        // 处罚2369人!中湖省农业农村厅通报…: each part of a headline begins with who does it.
        text.chars().take(46).count() <= 45
            && text.split(['!', '！', '?', '？', ':', '—', '|']).any(|part| part.starts_with(&place.name))
            || text.match_indices(place.name.as_str()).any(|(at, _)| {
                // 县委第一巡察组向霖溪县住建局反馈
                ["中共", "组向", "组对", "进驻"].iter().any(|word| text[..at].ends_with(word))
            })
    };
    divisions::is_known(&place.name)
        || evidence.iter().any(named)
        || evidence.iter().flat_map(|text| text.match_indices(place.name.as_str())).take(2).count() == 2
}

/// The place of a body that is named by rank alone, and its whole name: the
/// document says 石莲县农业农村局 elsewhere, or 石莲县委 where the body is
/// 县农业农村局. None if it names two such places.
pub(super) fn located(body: &str, evidence: &[&str]) -> Option<(Vec<Place>, String)> {
    let (rank, core) = ranked(body);
    let mut found: Option<Vec<Place>> = None;
    let mut fits = |words: &str| {
        for text in evidence {
            for (at, _) in text.match_indices(words) {
                let end = if words == core { at } else { at + rank.len() };
                let Some((places, _)) = divisions::trailing(&text[..end]) else { continue };
                if !places.last().is_some_and(|last| last.name.ends_with(rank) && sure(last, evidence)) {
                    continue;
                }
                match &mut found {
                    None => found = Some(places),
                    // 枫渡区 and 云汀市枫渡区 agree; the longer says more.
                    Some(known) if known.last() == places.last() => {
                        if known.len() < places.len() {
                            *known = places;
                        }
                    }
                    Some(_) => return Err(()),
                }
            }
        }
        Ok(found.is_some())
    };
    let ways = [core.to_owned(), format!("{rank}委"), format!("{rank}人民政府"), format!("{rank}纪委")];
    for words in ways.iter().take(if rank.is_empty() { 1 } else { ways.len() }) {
        if fits(words).ok()? {
            break;
        }
    }
    let places = found?;
    let named: String = places.iter().map(|place| place.name.as_str()).collect();
    Some((places, format!("{named}{core}")))
}

/// The place of a rank whose committee or government the texts name, if it is one; that of the committee that
/// inspects is another's: 中共青禾区委 for 我区.
pub(super) fn seated(rank: &str, texts: &[&str], inspects: Option<&Place>) -> Option<String> {
    const SEATS: [&str; 6] = ["委", "党委", "党工委", "人民政府", "政府", "办事处"];
    let mut found: Option<Vec<Place>> = None;
    let mut acts = false;
    for text in texts {
        for (at, _) in text.match_indices(rank) {
            let end = at + rank.len();
            if !SEATS.iter().any(|seat| text[end..].starts_with(seat)) {
                continue;
            }
            let Some((places, start)) = divisions::trailing(&text[..end]) else { continue };
            let Some(last) = places.last().filter(|last| Some(*last) != inspects) else { continue };
            // 云汀市委常委会专题研究 is who acts, but 上级市委 is nobody.
            let opens =
                text[..start].ends_with(['。', ';', ',']) && !text[start..].starts_with(['本', '上', '下']);
            acts |= opens && text[end..].starts_with("委常委会");
            match &mut found {
                Some(known) if known.last() != Some(last) => return None,
                Some(known) if known.len() >= places.len() => {}
                _ => found = Some(places),
            }
        }
    }
    let places = found?;
    let sound = acts || places.last().is_some_and(|last| sure(last, texts));
    sound.then(|| places.iter().map(|place| place.name.as_str()).collect())
}

/// The place of the one committee that is named with its place: a town lies in
/// the county whose committee inspects it.
pub(super) fn ordering(first: &Place, evidence: &[&str]) -> Option<Vec<Place>> {
    if first.level != Level::Town {
        return None;
    }
    let mut found: Option<Vec<Place>> = None;
    for text in evidence {
        for (at, committee) in
            ["县委", "区委", "市委", "旗委"].iter().flat_map(|word| text.match_indices(word))
        {
            let end = at + committee.len() - "委".len();
            let Some((places, _)) = divisions::trailing(&text[..end]) else { continue };
            match &found {
                Some(known) if known.last() != places.last() => return None,
                _ => found = Some(places),
            }
        }
    }
    found
}

/// The place whose committee ordered together with that of a place that lies in it: the 荆江市 of 荆江市委、公安县委.
pub(super) fn joined(first: &Place, evidence: &[&str]) -> Option<Vec<Place>> {
    let own = format!("{}委", first.name);
    let mut found: Option<Vec<Place>> = None;
    for text in evidence {
        for (at, _) in text.match_indices(&own) {
            let before = text[..at].strip_suffix(['、', '和']).and_then(|before| before.strip_suffix('委'));
            let Some((places, _)) = before.and_then(divisions::trailing) else { continue };
            match &found {
                _ if places.last().is_none_or(|last| last.level >= first.level) => {}
                Some(known) if known.last() != places.last() => return None,
                _ => found = Some(places),
            }
        }
    }
    found
}

/// Whether a page stands, in its site, below those of a prefecture's counties: 琅滨检察网 > 基层院 > 云岫市院
/// makes 云岫市 a county-level city.
pub(super) fn is_low(city: &str, trail: &[&str]) -> bool {
    const LOW: &[&str] =
        &["基层院", "基层法院", "基层检察院", "县市区", "县(市、区)", "县(市)区", "区县", "县区", "县级市"];
    let Some(stem) = city.strip_suffix('市').filter(|stem| stem.chars().count() >= 2) else { return false };
    trail.iter().any(|line| {
        let low = LOW.iter().filter_map(|word| line.find(word).map(|at| at + word.len())).min();
        low.is_some_and(|at| line[at..].contains(stem))
    })
}

/// The place of a town by the site whose pages it has: 稻川县人民政府 > 乡镇信息公开 > 双桅镇; or 槐阳县人民政府 as
/// the site's own name.
pub(super) fn sited(first: &Place, trail: &[&str], evidence: &[&str]) -> Option<Vec<Place>> {
    if first.level != Level::Town {
        return None;
    }
    let mut found: Option<Vec<Place>> = None;
    for name in evidence.iter().filter(|name| name.chars().take(21).count() <= 20) {
        let (places, used) = divisions::leading(name);
        let host = ["人民政府", "政府网", "政务网"].iter().any(|word| name[used..].starts_with(word));
        let county = places.last().is_some_and(|place| place.level < Level::Town);
        if !host || !county {
            continue;
        }
        match &found {
            Some(known) if known.last() != places.last() => return None,
            _ => found = Some(places),
        }
    }
    for line in trail {
        let Some(at) = line.find(first.name.as_str()) else { continue };
        for (end, _) in line[..at].match_indices("人民政府") {
            let Some((places, _)) = divisions::trailing(&line[..end]) else { continue };
            match &found {
                Some(known) if known.last() != places.last() => return None,
                _ => found = Some(places),
            }
        }
    }
    found
}

/// The places of the committee that inspects: in the group's name, or in that of who ordered it, where both have
/// one rank.
pub(super) fn committee(own: Option<&str>, ordered: Option<&str>) -> Vec<Place> {
    let rank = |name: &str| name.strip_suffix('委').and_then(|name| name.chars().next_back());
    let same = |ordered: &&str| own.is_none_or(|own| rank(own).is_some() && rank(own) == rank(ordered));
    let places = |name: &str| {
        let (places, used) = divisions::leading(name);
        // 云汀市教育局党组 sends groups to its own.
        if ["委", "委员会"].contains(&&name[used..]) { places } else { Vec::new() }
    };
    let named = own.map(places).filter(|places| !places.is_empty());
    named.or_else(|| ordered.filter(same).map(places)).unwrap_or_default()
}

/// The place whose committee inspects a body without one: whoever is inspected by 澄河市委 belongs to 澄河市,
/// unless the rank in its name says of another place.
pub(super) fn inspected(body: &str, committee: &[Place]) -> Option<Vec<Place>> {
    let (rank, _) = ranked(body);
    let last = committee.last().filter(|last| last.level < Level::Town)?;
    (rank.is_empty() || last.name.ends_with(rank)).then(|| committee.to_vec())
}

/// The places above one that lies deeper than those whose committee inspects it: 苍屏县, by 云朔省委; and 云溪市, by
/// 汀州市委, because a city inspects what is below it. Only where groups cross they look at their equals.
pub(super) fn below(first: &Place, committee: &[Place], crossed: bool) -> Option<Vec<Place>> {
    let last = committee.last()?;
    let deeper = last.level < first.level || !crossed && first.can_lie_in(last);
    deeper.then(|| committee.to_vec())
}

/// The place of a body that is called after it, by whose site the page stands in: 望岫高新技术产业开发区 on the
/// pages of 望岫市人民政府.
pub(super) fn called_after(body: &str, sites: &[String]) -> Option<Vec<Place>> {
    sites.iter().find_map(|site| {
        let (places, used) = divisions::leading(site);
        let last = places.last().filter(|last| last.level < Level::Town)?;
        let stem = last.name.strip_suffix(divisions::RANKS).filter(|stem| stem.chars().count() >= 2)?;
        let host = ["人民政府", "政府网", "政务网"].iter().any(|word| site[used..].starts_with(word));
        (host && body.starts_with(stem)).then_some(places)
    })
}

/// Whether a text says beside a city's name that it is a county's equal: 茗阳市(庆州市代管县级市).
pub(super) fn is_told_low(city: &str, text: &str) -> bool {
    city.ends_with('市')
        && text.match_indices(city).any(|(at, _)| {
            let rest = text[at + city.len()..].strip_prefix('(');
            rest.and_then(|rest| rest.split(')').next())
                .is_some_and(|inside| inside.chars().count() <= 16 && inside.contains("县级市"))
        })
}

/// The prefecture that stands right before a city the table does not know: 绥岚州岭甸市.
pub(super) fn prefecture(city: &Place, evidence: &[&str]) -> Option<Place> {
    if city.level != Level::City || !city.name.ends_with('市') || divisions::is_known(&city.name) {
        return None;
    }
    evidence.iter().find_map(|text| {
        text.match_indices(city.name.as_str()).find_map(|(at, _)| {
            let before = &text[..at];
            let name = &before[before.trim_end_matches(is_han).len()..];
            let sound = divisions::is_prefecture(name) && name.chars().take(6).count() <= 5;
            sound.then(|| Place { name: name.to_owned(), level: Level::City })
        })
    })
}

/// The place of a body by its postal address: of its own rank, or of the rank of
/// the committee that inspects it.
pub(super) fn addressed(body: &str, address: &str, team: Option<Level>) -> Option<(Vec<Place>, String)> {
    let (rank, core) = ranked(body);
    let mut places = divisions::leading(address).0;
    let fits = |place: &Place| match rank.is_empty() {
        // 华网白崖县供电公司 has the place of its address inside its name.
        true => Some(place.level) == team || body.contains(&place.name),
        false => place.name.ends_with(rank),
    };
    let at = places.iter().position(fits)?;
    if places.iter().filter(|place| fits(place)).count() > 1 {
        return None;
    }
    places.truncate(at + 1);
    let named: String = places.iter().map(|place| place.name.as_str()).collect();
    // Without a rank in its name the body is called as it is written.
    let full = if rank.is_empty() { body.to_owned() } else { format!("{named}{core}") };
    Some((places, full))
}

/// The place by its whole name, where the document has it: the 融溪县 of an address is 融溪苗族自治县.
pub(super) fn spelled(place: &Place, evidence: &[&str]) -> Option<Place> {
    let stem = place.name.strip_suffix(['县', '州', '旗']).filter(|_| !divisions::is_known(&place.name))?;
    evidence.iter().flat_map(|text| text.match_indices(stem).map(|(at, _)| &text[at..])).find_map(|text| {
        let (end, level) = tongues::opening(text)?;
        let same = tongues::short_place(&text[..end]).is_some_and(|short| short == place.name);
        same.then(|| Place { name: text[..end].to_owned(), level })
    })
}

/// The places that stand right before a place wherever it is named with more:
/// 云汀市枫渡区.
pub(super) fn above(first: &Place, evidence: &[&str]) -> Option<Vec<Place>> {
    let mut found: Option<Vec<Place>> = None;
    for text in evidence {
        for (at, _) in text.match_indices(first.name.as_str()) {
            let Some((places, _)) = divisions::trailing(&text[..at]) else { continue };
            if places.last().is_none_or(|last| !first.can_lie_in(last)) {
                continue;
            }
            match &mut found {
                Some(known) if known.last() != places.last() => return None,
                Some(known) if known.len() >= places.len() => {}
                _ => found = Some(places),
            }
        }
    }
    found
}

/// The rank of the place behind the name of a central body.
pub(super) fn branch(body: &str) -> Option<Level> {
    let (_, local) = body.split_once("总局")?;
    divisions::leading(local).0.pop().map(|place| place.level)
}

/// Whether a body is that of a development zone, or a part of it: 青澜经开区, 望岫高新技术产业开发区财政局.
pub(super) fn of_zone(body: &str) -> bool {
    const ZONES: &[&str] = &["经开区", "开发区", "高新区", "度假区", "合作区", "示范区", "保税区", "园区"];
    ZONES.iter().any(|zone| body.contains(zone))
}
