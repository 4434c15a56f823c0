//! A body's name taken apart: 中共X市教育局党组 → X市教育局, 党组.
//!
//! In: a name as a title, a signature or the preamble has it, folded. Out: the body, its organ, and whether it is
//! a whole area's committee. Promise: a name that ends with no organ stays whole.

use super::{divisions, firm, place};

/// Party organs at the end of a name, and what each is called.
pub(super) const ORGANS: &[(&str, &str)] = &[
    ("党总支部委员会", "党总支"),
    ("党总支委员会", "党总支"),
    ("总支部委员会", "党总支"),
    ("党支部委员会", "党支部"),
    ("支部委员会", "党支部"),
    ("工作委员会", "党工委"),
    ("党的委员会", "党委"),
    ("党委会", "党委"),
    ("校务委员会", "校务委员会"),
    ("院务委员会", "院务委员会"),
    ("校委会", "校务委员会"),
    ("机关党委", "机关党委"),
    ("党工委", "党工委"),
    ("党总支", "党总支"),
    ("党支部", "党支部"),
    ("室务会", "室务会"),
    ("部务会", "部务会"),
    ("委务会", "委务会"),
    ("分党组", "党组"),
    ("党组", "党组"),
    ("党委", "党委"),
];

/// A body's name taken apart.
pub(super) struct Name {
    /// Without 中共 and organ: 广州市生态环境局.
    pub body: String,
    pub organ: Option<&'static str>,
    /// Whether the name is a whole area's committee: 中共枫渡区委员会.
    pub area: bool,
}

/// The body, its organ, and whether it is a whole area's committee.
pub(super) fn take_apart(name: &str) -> Name {
    let party = name.strip_prefix("中国共产党").or(name.strip_prefix("中共"));
    let rest = committee_of_both(party.unwrap_or(name).trim());
    if let Some(bare) = unbracketed(rest) {
        return take_apart(&format!("{}{bare}", party.map_or("", |_| "中共")));
    }
    // 云汀市委常委会 is the committee itself.
    let standing = ["常委会", "常委班子"].iter().find_map(|end| rest.strip_suffix(end));
    let rest = standing.filter(|rest| rest.ends_with('委')).unwrap_or(rest);
    for (end, organ) in ORGANS {
        if let Some(body) = rest.strip_suffix(end) {
            if *organ == "党工委"
                && let Some(name) = of_committee(body, organ)
            {
                return name;
            }
            let area = is_area(body) && *organ == "党委";
            return Name { body: body.to_owned(), organ: Some(organ), area };
        }
    }
    // 县融媒体中心党组织 does not say which organ it is.
    if let Some(body) = rest.strip_suffix("党组织").filter(|body| body.chars().count() >= 2) {
        return Name { body: body.to_owned(), organ: None, area: false };
    }
    // 望岫经济技术开发区工委, 苇塘街道工委: behind a zone, a district or a street it is the committee of the Party;
    // 教育工委 is a body's own name.
    if let Some(body) = rest.strip_suffix("工委")
        && ((place::of_zone(body) || is_area(body)) && body.ends_with('区')
            || body.ends_with("街道")
            // 省直机关工委 is 省直属机关工作委员会.
            || ["直机关", "直属机关"].iter().any(|end| body.ends_with(end))
            || body.ends_with('街') && body.chars().count() >= 3)
    {
        let own = of_committee(body, "党工委").filter(|name| name.organ.is_some());
        return own.unwrap_or(Name { body: body.to_owned(), organ: Some("党工委"), area: false });
    }
    if let Some(body) = rest.strip_suffix("委员会")
        && (party.is_some() || is_area(body))
        // 县委政法委员会 is called so; it is no committee of its own.
        && !["政法", "机构编制", "纪律检查", "监督管理", "发展和改革", "卫生健康", "国家安全", "依法治"]
            .iter()
            .any(|word| body.ends_with(word))
    {
        return Name { body: body.to_owned(), organ: Some("党委"), area: is_area(body) };
    }
    // 共青团望岫市委, 团县委: no committee of the Party.
    if is_league(rest) {
        return Name { body: rest.to_owned(), organ: None, area: false };
    }
    // X区委
    for (end, rank) in [
        ("省委", "省"),
        ("市委", "市"),
        ("区委", "区"),
        ("县委", "县"),
        ("旗委", "旗"),
        ("州委", "州"),
        ("盟委", "盟"),
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

/// A name without the bracket that tells its other name, where nothing or an organ stands behind it: 林业和草原局(自然保护地
/// 管理局)党组. A firm's own bracket is a part of its name.
fn unbracketed(name: &str) -> Option<String> {
    let open = firm::foreign(name).filter(|open| name[..*open].chars().count() >= 3)?;
    let (_, behind) = name[open..].split_once(')')?;
    let organ = behind.is_empty() || behind == "委员会" || ORGANS.iter().any(|(end, _)| *end == behind);
    organ.then(|| format!("{}{behind}", &name[..open]))
}

/// The name of what a committee works by: 云溪市委白云岭风景名胜区工作委员会 is that of the zone, 县委教育工作委员会 is itself the
/// body, which others call 县委教育工委.
fn of_committee(body: &str, organ: &'static str) -> Option<Name> {
    let owners = ["省委", "市委", "区委", "县委", "州委", "旗委", "盟委"];
    let at = owners.iter().filter_map(|owner| body.find(owner).map(|at| at + owner.len())).min()?;
    let (owner, own) = body.split_at(at);
    if own.is_empty() {
        return None;
    }
    // 云汀市委市直属机关工作委员会 is 云汀市直属机关工作委员会.
    let direct = ["直机关", "直属机关"].iter().any(|end| own.ends_with(end));
    let own =
        if direct { own.trim_start_matches(['省', '市', '区', '县', '州', '旗', '盟']) } else { own };
    Some(match direct || own.ends_with('区') || own.ends_with("街道") {
        true => {
            Name { body: format!("{}{own}", owner.trim_end_matches('委')), organ: Some(organ), area: false }
        }
        false => Name { body: format!("{body}工委"), organ: None, area: false },
    })
}

/// Of a committee and its government the committee, which is the one that is inspected: 中共青禾区委、青禾区人民政府.
pub(super) fn committee_of_both(name: &str) -> &str {
    let both =
        name.strip_suffix("人民政府").and_then(|both| Some(both.split_at(both.rfind('委')? + "委".len())));
    let placed = |place: &str| {
        let place = place.trim_start_matches(['、', '和', ' ']);
        is_area(place) || is_rank(place)
    };
    both.filter(|(_, place)| placed(place)).map_or(name, |(committee, _)| committee)
}

/// Whether a name is that of a committee of the Youth League.
pub(super) fn is_league(name: &str) -> bool {
    name.starts_with(LEAGUE)
        || ["团省委", "团市委", "团区委", "团县委", "团州委", "团旗委", "团盟委"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// How the names of the Youth League's committees begin.
pub(super) const LEAGUE: &str = "共青团";

/// Whether a name is that of a place and nothing more.
pub(super) fn is_area(body: &str) -> bool {
    let (places, used) = divisions::leading(body);
    !places.is_empty() && used == body.len()
}

/// Whether a name is the rank that stands for a place and nothing more: the 市 of 市委.
pub(super) fn is_rank(body: &str) -> bool {
    ["省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道"].contains(&body)
}
