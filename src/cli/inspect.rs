//! `xunlan inspect`: what the parser saw in a file.
//!
//! `--json` is the face by which accuracy is measured from outside: one object
//! per file and line, `"schema":"inspect/1"`, absent = null, offsets in
//! characters of the published text.

use super::paint::{coloured, paint, plain};
use super::search::say;
use super::{CliError, Exit};
use crate::config::Config;
use crate::disclosure::{
    Address, Announcement, DateRange, Fact, Finding, PartKind, Role, Span, Status, Unit, unit_at,
};
use crate::parse::{Parsed, parse, short_place};
use crate::search::document::{ancestors, heading};
use crate::text::{Form, Limits, Text, fold, read};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Inspects files one after another; one that cannot be read is named, and the rest goes on.
pub fn inspect(config: &Config, files: &[PathBuf], json: bool) -> Result<Exit, CliError> {
    let limits = Limits { bytes: config.max_bytes, ..Limits::default() };
    let mut exit = Exit::Found;
    for path in files {
        let name = path.to_string_lossy();
        match load(path, &limits) {
            Ok(text) => {
                let parsed = parse(&text);
                if json {
                    let line = serde_json::to_string(&Object { name: &name, text: &text, parsed: &parsed })
                        .map_err(|error| CliError::System(error.to_string()))?;
                    say(&line)?;
                    say("\n")?;
                } else {
                    people(&name, &text, &parsed)?;
                }
            }
            Err(reason) => {
                eprintln!("xunlan:{}:{reason}", plain(&name));
                if json {
                    say(&format!("{}\n", json!({"schema": "inspect/1", "file": name, "error": reason})))?;
                }
                exit = Exit::SomeFailed;
            }
        }
    }
    Ok(exit)
}

/// The places of a region that the document or the head of its page names; that a county lies in a province may be
/// known to the table of divisions alone.
fn named<'r>(text: &Text, region: &'r [String]) -> Vec<&'r str> {
    let told = text.meta.iter().map(|(_, value)| value).chain(&text.title);
    let head: String = told.map(|value| fold(value)).collect::<Vec<_>>().join("\n");
    let has = |name: &str| text.folded.as_str().contains(name) || head.contains(name);
    let stands = |name: &&str| {
        let name = fold(name);
        // 延边州 names 延边朝鲜族自治州.
        has(&name)
            || short_place(&name).is_some_and(|short| has(&short))
            || ["省", "自治区"].iter().any(|rank| name.strip_suffix(rank).is_some_and(has))
    };
    region.iter().map(String::as_str).filter(stands).collect()
}

fn load(path: &Path, limits: &Limits) -> Result<Text, String> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin()
            .take(limits.bytes as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
    } else {
        bytes = crate::ingest::read(path, limits.bytes)?;
    }
    let form = if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) {
        Form::Plain
    } else {
        Form::Unknown
    };
    read(&bytes, form, limits).map_err(|error| error.to_string())
}

fn day(range: DateRange) -> Value {
    range.exact().map_or(Value::Null, |date| json!(date))
}

fn fuzzy(fact: Option<&Fact<DateRange>>) -> Value {
    match fact {
        Some(fact) if fact.value.exact().is_none() => json!([fact.value.first, fact.value.last]),
        _ => Value::Null,
    }
}

/// The object of one file. A text can have a million units, so these are written one by one, not held as values.
struct Object<'o> {
    name: &'o str,
    text: &'o Text,
    parsed: &'o Parsed,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        let head = head(self.name, self.text, self.parsed);
        for (name, value) in head.as_object().into_iter().flatten() {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("outline", &Outline { text: self.text, units: &self.parsed.announcement.units })?;
        let units = &self.parsed.announcement.units;
        let told = |finding: &Finding| {
            json!({
                "kind": finding.doubt, "doubt": finding.doubt, "span": finding.span,
                "address": finding.span.and_then(|span| address_at(units, span)),
                "reason": finding.reason, "confidence": finding.confidence,
            })
        };
        map.serialize_entry("findings", &self.parsed.findings.iter().map(told).collect::<Vec<_>>())?;
        map.end()
    }
}

/// The units of a text.
struct Outline<'o> {
    text: &'o Text,
    units: &'o [Unit],
}

/// One of them.
#[derive(serde::Serialize)]
struct Entry<'o> {
    address: &'o Address,
    role: Role,
    heading: Option<&'o str>,
    theme: Option<&'o str>,
    action: Option<&'o str>,
    status: Option<Status>,
    part: Option<PartKind>,
    depth: usize,
    span: Span,
}

impl Serialize for Outline<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let slice = Slices::of(&self.text.published);
        to.collect_seq(self.units.iter().enumerate().map(|(index, unit)| Entry {
            address: &unit.address,
            role: unit.role,
            heading: is_heading(unit).then(|| slice.get(unit.span)),
            theme: unit.theme.as_deref(),
            action: unit.action.as_deref(),
            status: unit.status,
            part: unit.part,
            depth: ancestors(self.units, index).len(),
            span: unit.span,
        }))
    }
}

/// Everything but the units and the doubts.
fn head(name: &str, text: &Text, parsed: &Parsed) -> Value {
    let a: &Announcement = &parsed.announcement;
    let i = &a.inspection;
    let value = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    let exact = |fact: Option<&Fact<DateRange>>| fact.map_or(Value::Null, |fact| day(fact.value));
    let known = |fact: Option<&Fact<DateRange>>| fact.map(|fact| fact.known.word());
    let slice = Slices::of(&text.published);
    let period = (i.start.is_some() || i.end.is_some()).then(|| {
        json!({
            "start": exact(i.start.as_ref()), "end": exact(i.end.as_ref()),
            "start_range": fuzzy(i.start.as_ref()), "end_range": fuzzy(i.end.as_ref()),
            "start_known": known(i.start.as_ref()), "end_known": known(i.end.as_ref()),
        })
    });
    json!({
        "schema": "inspect/1",
        "file": name,
        "encoding": text.encoding.name,
        "kind": a.kind,
        "title": value(&a.title),
        "agency": a.agency.as_ref().map(|agency| json!({
            "text": agency.text, "name": agency.name, "organ": agency.organ, "level": agency.level,
            "region": named(text, &agency.region), "identity": agency.identity, "abbreviation": agency.abbreviation,
        })),
        "ordered_by": value(&i.ordered_by),
        "team": value(&i.team),
        "team_level": i.team_level,
        "mode": i.mode.iter().map(|mode| mode.chinese()).collect::<Vec<_>>(),
        "session": i.session.as_ref().map(|fact| fact.value),
        "round": i.round.as_ref().map(|fact| fact.value),
        "period": period,
        "feedback": a.feedback.as_ref().map(|fact| json!({
            "date": day(fact.value), "range": fuzzy(Some(fact)), "known": fact.known.word(), "rule": fact.known.rule(),
        })),
        "published": a.published.as_ref().map(|fact| fact.value),
        "published_known": a.published.as_ref().map(|fact| fact.known.word()),
        "as_of": a.as_of.as_ref().map(|fact| fact.value),
        "source": a.source,
        "issuer": value(&a.issuer),
        "contact": a.contact,
        "quantities": a.distinct().map(|q| json!({
            "kind": q.kind, "value": number(q.value.as_deref()), "unit": q.unit, "about": q.about,
            "of": q.of,
            "text": slice.get(q.span), "span": q.span, "address": address_at(&a.units, q.span),
        })).collect::<Vec<_>>(),
    })
}

/// The unit that a span begins in, as people cite it.
fn address_at(units: &[Unit], span: Span) -> Option<String> {
    unit_at(units, span).map(|at| units[at].address.to_string())
}

/// An exact decimal as a JSON number with the same digits.
fn number(decimal: Option<&str>) -> Value {
    decimal.and_then(|digits| serde_json::from_str(digits).ok()).unwrap_or(Value::Null)
}

fn is_heading(unit: &Unit) -> bool {
    matches!(unit.role, Role::Part | Role::Section | Role::Area | Role::Item | Role::Problem | Role::Title)
}

struct Slices<'t> {
    text: &'t str,
    bytes: Vec<usize>,
}

impl<'t> Slices<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn get(&self, span: Span) -> &'t str {
        let at = |index: u32| self.bytes.get(index as usize).copied().unwrap_or(self.text.len());
        self.text.get(at(span.start)..at(span.end)).unwrap_or("")
    }
}

fn people(name: &str, text: &Text, parsed: &Parsed) -> Result<(), CliError> {
    let on = coloured();
    let a = &parsed.announcement;
    let slice = Slices::of(&text.published);
    say(&format!("{}\n", paint(on, "1", &plain(name))))?;
    let show = |label: &str, value: Option<String>| {
        say(&format!(
            "  {}  {}\n",
            paint(on, "2", label),
            value.map_or_else(|| "—".to_owned(), |v| plain(&v))
        ))
    };
    let dated = |fact: Option<&Fact<DateRange>>| {
        fact.map(|fact| {
            let days = match fact.value.exact() {
                Some(day) => day.to_string(),
                None => format!("{} … {}", fact.value.first, fact.value.last),
            };
            match fact.known.rule() {
                Some(rule) => format!("{days}({})", rule),
                None => days,
            }
        })
    };
    show("类型", Some(a.kind.chinese().to_owned()))?;
    show("标题", a.title.as_ref().map(|fact| fact.value.clone()))?;
    show(
        "单位",
        a.agency.as_ref().map(|agency| {
            let level = agency.level.map_or("", |level| level.chinese());
            format!("{} {level} {}", agency.name, named(text, &agency.region).join(" "))
        }),
    )?;
    let i = &a.inspection;
    show("部署", i.ordered_by.as_ref().map(|fact| fact.value.clone()))?;
    show("组别", i.team.as_ref().map(|fact| fact.value.clone()))?;
    show(
        "方式",
        (!i.mode.is_empty()).then(|| i.mode.iter().map(|m| m.chinese()).collect::<Vec<_>>().join("、")),
    )?;
    show("起始", dated(i.start.as_ref()))?;
    show("截止", dated(i.end.as_ref()))?;
    show("反馈", dated(a.feedback.as_ref()))?;
    show("公布", a.published.as_ref().map(|fact| fact.value.to_string()))?;
    show("编码", Some(text.encoding.name.clone()))?;
    let skipped = text.folded.skipped(text.published.chars().count() as u32);
    for (index, unit) in a.units.iter().enumerate() {
        let depth = ancestors(&a.units, index).len().min(8);
        let colour = match unit.role {
            Role::Part | Role::Area | Role::Section => "1;34",
            Role::Item | Role::Problem => "35",
            Role::Measure => "32",
            Role::Chrome => "2",
            _ => "0",
        };
        let words: String = if is_heading(unit) {
            heading(&text.published, &skipped, unit)
        } else {
            slice.get(unit.span).to_owned()
        };
        let short: String = plain(&words).chars().take(60).collect();
        let status = unit.status.map_or(String::new(), |status| format!(" [{}]", status.chinese()));
        say(&format!(
            "  {}{}  {}  {short}{status}\n",
            "  ".repeat(depth),
            paint(on, "36", &unit.address.to_string()),
            paint(on, colour, unit.role.chinese()),
        ))?;
    }
    for Finding { doubt, reason, confidence, span } in &parsed.findings {
        let place = span.map_or(String::new(), |span| format!(" [{}–{}]", span.start, span.end));
        say(&format!(
            "  {} {}:{}({confidence}%){place}\n",
            paint(on, "33", "存疑"),
            doubt.chinese(),
            plain(reason)
        ))?;
    }
    Ok(())
}
