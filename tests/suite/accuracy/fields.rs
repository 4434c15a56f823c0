//! Which fields are compared, and in which form.
//!
//! In: a label and an announcement. Out: entries in the table. Forms that the
//! genre leaves open (中共, 委员会 for 党委, blanks, script) are made equal here,
//! on both sides alike; facts never are.

use super::score::Table;
use serde_json::{Value, json};
use xunlan::disclosure::{Announcement, Date, DateRange, Fact, PartKind, Quantity, Role, Unit};
use xunlan::parse::Parsed;
use xunlan::text::fold;

/// Compares every field that the label has.
pub fn compare(name: &str, label: &Value, parsed: &Parsed, table: &mut Table) {
    let a = &parsed.announcement;
    let i = &a.inspection;
    let mut value = |field: &str, found: Value, form: fn(&str) -> String| {
        let Some(label) = at(label, field) else { return };
        table.value(name, field, &formed(label, form), &formed(&found, form));
    };
    value("kind", json!(a.kind), plain);
    value("title", text(&a.title), plain);
    if at(label, "agency").is_some() {
        let found = a.agency.as_ref();
        value("agency.name", json!(found.map(|agency| &agency.name)), body);
        value("agency.organ", json!(found.and_then(|agency| agency.organ.as_ref())), organ);
        value("agency.level", json!(found.and_then(|agency| agency.level)), plain);
    }
    value("ordered_by", text(&i.ordered_by), plain);
    value("team", text(&i.team), team);
    value("team_level", json!(i.team_level), plain);
    value("session", json!(i.session.as_ref().map(|fact| fact.value)), plain);
    value("round", json!(i.round.as_ref().map(|fact| fact.value)), plain);
    for (at, fact) in [("start", &i.start), ("end", &i.end)] {
        value(&format!("period.{at}"), day(fact), plain);
        value(&format!("period.{at}_range"), range(fact), plain);
    }
    value("feedback.date", day(&a.feedback), plain);
    let known = a.feedback.as_ref().filter(|fact| fact.value.exact().is_some()).map(|fact| fact.known.word());
    value("feedback.known", json!(known), plain);
    value("published", date(&a.published), plain);
    value("as_of", date(&a.as_of), plain);
    value("issuer", text(&a.issuer), plain);
    value("contact.address", json!(a.contact.address), address);
    value("contact.postcode", json!(a.contact.postcode), plain);
    lists(name, label, a, table);
    quantities(name, label, a, table);
    outline(name, label, &a.units, table);
    for (doubt, due) in label.get("doubted").and_then(Value::as_object).into_iter().flatten() {
        let due = if due == &json!(true) { json!(doubt) } else { Value::Null };
        let raised = parsed.findings.iter().any(|finding| finding.doubt.code() == doubt);
        table.value(name, "doubted", &due, &if raised { json!(doubt) } else { Value::Null });
    }
}

fn lists(name: &str, label: &Value, a: &Announcement, table: &mut Table) {
    if let Some(region) = at(label, "agency.region") {
        let found = a.agency.as_ref().map(|agency| agency.region.clone()).unwrap_or_default();
        let joined = |places: Vec<String>| {
            let kept: Vec<_> = places.into_iter().map(|p| plain(&p)).collect();
            if kept.is_empty() { Value::Null } else { json!(kept.join("/")) }
        };
        let one = |region: &Value| joined(serde_json::from_value(region.clone()).unwrap_or_default());
        let region = match region.get("any").and_then(Value::as_array) {
            Some(all) => json!({"any": all.iter().map(one).collect::<Vec<_>>()}),
            None => one(region),
        };
        table.value(name, "agency.region", &region, &joined(found));
    }
    let modes: Vec<_> = a.inspection.mode.iter().map(|mode| mode.chinese().to_owned()).collect();
    for (field, found) in
        [("mode", &modes), ("contact.phones", &a.contact.phones), ("contact.emails", &a.contact.emails)]
    {
        let Some(Value::Array(label)) = at(label, field) else { continue };
        let form = |values: &[Value]| values.iter().map(|value| formed(value, plain)).collect::<Vec<_>>();
        let found: Vec<_> = found.iter().map(|value| json!(value)).collect();
        table.list(name, field, &form(label), &form(&found));
    }
}

/// Kind and value decide whether an entry was found; unit and `of` are fields of their own.
fn quantities(name: &str, label: &Value, a: &Announcement, table: &mut Table) {
    let Some(Value::Array(labels)) = at(label, "quantities") else { return };
    let meetings = labels.iter().any(|entry| entry["kind"] == "meetings");
    let key = |kind: &Value, value: Option<&str>| {
        json!(format!("{} {}", kind.as_str().unwrap_or_default(), value.map_or("-".to_owned(), decimal)))
    };
    let labelled: Vec<_> = labels.iter().map(|entry| key(&entry["kind"], entry["value"].as_str())).collect();
    let mut found: Vec<_> = a
        .distinct()
        .map(|q| (key(&json!(q.kind), q.value.as_deref()), q))
        .filter(|(key, _)| meetings || !key.as_str().is_some_and(|key| key.starts_with("meetings")))
        .collect();
    for (entry, key) in labels.iter().zip(&labelled) {
        if entry.get("may").is_some() {
            continue;
        }
        let of = entry.get("of").and_then(Value::as_str);
        let same = |q: &str| of.is_none_or(|of| alike(of, q));
        let all = || found.iter().enumerate().filter(|(_, (have, _))| have == key);
        let unit = entry.get("unit").and_then(Value::as_str).unwrap_or_default();
        let alike = |q: &&(usize, &(Value, &Quantity))| same(q.1.1.of.as_deref().unwrap_or(""));
        let best = all()
            .find(|q| alike(&q) && plain(&q.1.1.unit).starts_with(unit))
            .or_else(|| all().find(|q| alike(&q)))
            .or_else(|| all().next());
        let Some(at) = best.map(|(at, _)| at) else {
            table.value(
                name,
                "quantities",
                &json!(format!("{} {}", key.as_str().unwrap(), of.unwrap_or(""))),
                &Value::Null,
            );
            continue;
        };
        let (_, q) = found.remove(at);
        table.value(name, "quantities", key, key);
        if let Some(unit) = entry.get("unit").and_then(Value::as_str) {
            let have = plain(&q.unit);
            let right = have.starts_with(unit) && (unit != "人" || have == "人");
            table.value(
                name,
                "quantity.unit",
                &json!(unit),
                &json!(if right { unit } else { have.as_str() }),
            );
        }
        if let Some(of) = of {
            let have = q.of.clone().unwrap_or_default();
            let found = if have.is_empty() {
                Value::Null
            } else if same(&have) {
                json!(of)
            } else {
                json!(have)
            };
            table.value(name, "quantity.of", &json!(of), &found);
        }
    }
    // The same number said again is no invention.
    for (key, q) in found.iter().filter(|(key, _)| !labelled.contains(key)) {
        let shown = format!("{} {}{}", key.as_str().unwrap(), q.unit, q.of.as_deref().unwrap_or(""));
        table.value(name, "quantities", &Value::Null, &json!(shown));
    }
}

/// Headings and measures outside the chapters on responsibility and next steps.
fn outline(name: &str, label: &Value, units: &[Unit], table: &mut Table) {
    let counted = |unit: &&Unit| !matches!(unit.part, Some(PartKind::Responsibility | PartKind::NextSteps));
    for (field, role) in [
        ("part", Role::Part),
        ("area", Role::Area),
        ("item", Role::Item),
        ("problem", Role::Problem),
        ("measure", Role::Measure),
    ] {
        let Some(expect) = at(label, &format!("outline.{field}")).and_then(Value::as_u64) else { continue };
        let found =
            units.iter().filter(|unit| unit.role == role && (role == Role::Part || counted(unit))).count();
        table.count(name, &format!("outline.{field}"), expect as usize, found);
    }
    if let Some(Value::Array(expect)) = at(label, "statuses") {
        // One statement may be carried by a problem and by each of its measures.
        let mut said = Vec::new();
        for (index, unit) in units.iter().enumerate().filter(|(_, unit)| counted(unit)) {
            let Some(status) = unit.status.filter(|_| !repeated(units, index)) else { continue };
            let place = (task(units, index), status.code());
            if !said.contains(&place) {
                said.push(place);
            }
        }
        let found: Vec<_> = said.iter().map(|(_, status)| json!(status)).collect();
        table.list(name, "statuses", expect, &found);
    }
}

/// Whether a heading above the unit carries the same status.
fn repeated(units: &[Unit], index: usize) -> bool {
    let mut here = index;
    while let Some(parent) = units[here].parent.map(|parent| parent as usize).filter(|parent| *parent < here)
    {
        if units[parent].status == units[index].status {
            return true;
        }
        here = parent;
    }
    false
}

/// The nearest problem or item at or above a unit; the unit itself where there is none.
fn task(units: &[Unit], index: usize) -> usize {
    let mut here = index;
    loop {
        if matches!(units[here].role, Role::Problem | Role::Item) {
            return here;
        }
        match units[here].parent {
            Some(parent) if (parent as usize) < here => here = parent as usize,
            _ => return index,
        }
    }
}

/// A label by its path; a null on the way labels everything below it as absent.
fn at<'v>(label: &'v Value, path: &str) -> Option<&'v Value> {
    let mut here = label;
    for step in path.split('.') {
        if here.is_null() {
            return (!path.ends_with("region")).then_some(here);
        }
        here = here.get(step)?;
    }
    Some(here)
}

fn text(fact: &Option<Fact<String>>) -> Value {
    json!(fact.as_ref().map(|fact| &fact.value))
}

fn date(fact: &Option<Fact<Date>>) -> Value {
    json!(fact.as_ref().map(|fact| fact.value))
}

fn day(fact: &Option<Fact<DateRange>>) -> Value {
    json!(fact.as_ref().and_then(|fact| fact.value.exact()))
}

fn range(fact: &Option<Fact<DateRange>>) -> Value {
    match fact {
        Some(fact) if fact.value.exact().is_none() => json!([fact.value.first, fact.value.last]),
        _ => Value::Null,
    }
}

/// The same form for every text in a value; alternatives one by one.
fn formed(value: &Value, form: fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => json!(form(text)),
        Value::Object(map) if map.contains_key("any") => {
            json!({"any": map["any"].as_array().unwrap().iter().map(|v| formed(v, form)).collect::<Vec<_>>()})
        }
        other => other.clone(),
    }
}

/// Simplified, half width, without blanks.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn team(text: &str) -> String {
    let bare: String = plain(text).chars().filter(|c| !"\"“”‘’'".contains(*c)).collect();
    let bare = bare.strip_prefix("中共").unwrap_or(&bare);
    let numeral = "[一二三四五六七八九十百0-9]+";
    let glued = regex::Regex::new(&format!("第?{numeral}届|第?{numeral}轮")).unwrap();
    glued.replace_all(bare, "").into_owned()
}

const ORGANS: [(&str, &str); 17] = [
    ("校务委员会", "校务委员会"),
    ("院务委员会", "院务委员会"),
    ("室务会", "室务会"),
    ("部务会", "部务会"),
    ("委务会", "委务会"),
    ("总支部委员会", "党总支"),
    ("支部委员会", "党支部"),
    ("工作委员会", "党工委"),
    ("党工委", "党工委"),
    ("党总支", "党总支"),
    ("总支部", "党总支"),
    ("党支部", "党支部"),
    ("委员会", "党委"),
    ("工委", "党工委"),
    ("党委", "党委"),
    ("党组", "党组"),
    ("委", "党委"),
];

fn organ(text: &str) -> String {
    let text = plain(text);
    let known = ORGANS.iter().find(|(end, _)| text.ends_with(end));
    known.map_or(text.clone(), |(_, short)| (*short).to_owned())
}

/// A body without 中共 and without its organ; 委员会 may stand twice (卫生健康委员会党组).
fn body(text: &str) -> String {
    let text = plain(text);
    let committee = |rest: &&str| {
        ["省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"].iter().any(|end| rest.ends_with(end))
    };
    let mut bare = text.strip_prefix("中共").unwrap_or(&text);
    while let Some(shorter) =
        ORGANS.iter().filter(|(end, _)| *end != "委").find_map(|(end, _)| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    bare.strip_suffix('委').filter(committee).unwrap_or(bare).to_owned()
}

fn address(text: &str) -> String {
    let text = plain(text);
    text.split('(').next().unwrap_or(&text).trim_end_matches(['。', '.', ';', ',', '、']).to_owned()
}

/// The same decimal in one form: no zeros behind the point.
fn decimal(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

/// Whether two descriptions name the same things: the same words in any order, or one inside the other.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let text = plain(text);
        let mut words: Vec<String> = text.split(['、', '和', '及', ',']).map(str::to_owned).collect();
        words.sort();
        words
    };
    let (one, other) = (words(one), words(other));
    one == other
        || (one.len() == 1
            && other.len() == 1
            && (one[0].contains(&other[0]) || other[0].contains(&one[0]))
            && !other[0].is_empty())
}
