//! What is known of an announcement, each fact with how it is known and where it stands.

use super::pieces::{lang, line};
use crate::{
    disclosure::{Date, DateRange, Fact, Known, Level, Mode, Role, Span, Unit, unit_at},
    search::Record,
    web::{encode, tongue::Tongue},
};

/// One line of the facts.
pub struct FactRow {
    /// What it is.
    pub label: &'static str,
    /// Its value, in readers' form.
    pub value: String,
    /// The language of the value: published names stay as they are.
    pub lang: &'static str,
    /// 原文, 承前, 推定, 修复; none for what is put together from others.
    pub how: Option<&'static str>,
    /// The code of that, for the colour.
    pub code: &'static str,
    /// The rule, or what the text says.
    pub why: Option<String>,
    /// The unit it stands in.
    pub place: Option<Place>,
}

/// A unit with the way to it.
pub struct Place {
    /// Its address.
    pub address: String,
    /// Where it is: on the page, or by its own url if the page leaves it folded away.
    pub url: String,
}

impl Place {
    /// Of a unit.
    pub fn of(record: &Record, unit: &Unit) -> Self {
        let address = unit.address.to_string();
        let url = match unit.role {
            Role::Chrome => super::rows::place(&record.id, Some(&address), "", &address),
            _ => format!("#{}", encode(&address)),
        };
        Self { address, url }
    }
}

/// All facts that are known, in reading order.
pub fn facts(record: &Record, tongue: Tongue) -> Vec<FactRow> {
    let it = &record.announcement;
    let inspection = &it.inspection;
    let row = Rows { record, tongue };
    let mut rows = Vec::new();
    if let Some(agency) = &it.agency {
        let written = line(&agency.text);
        let same = written == agency.name;
        rows.push(FactRow {
            how: Some(tongue.say(if same { "known.stated" } else { "known.arranged" })),
            code: if same { "stated" } else { "inferred" },
            why: (!same).then(|| tongue.fill("fact.written", &[&written])),
            place: place(record, agency.span),
            ..row.published("fact.agency", line(&agency.name))
        });
        let region: Vec<String> = agency.region.iter().map(|region| line(region)).collect();
        if !region.is_empty() {
            rows.push(row.published("fact.region", region.join(" ")));
        }
        // It is the body's: a town's office lies in a county and is none. No text states it in a word.
        let level = |level: Level| tongue.word("level", level.code(), level.chinese());
        rows.extend(agency.level.map(level).map(|level| FactRow {
            how: Some(tongue.say("known.inferred")),
            code: "inferred",
            why: Some(tongue.say("fact.level_how").to_owned()),
            ..row.plain("field.level", level)
        }));
    }
    rows.extend(row.text("fact.ordered", &inspection.ordered_by));
    rows.extend(row.text("fact.team", &inspection.team));
    if !inspection.mode.is_empty() {
        let word = |mode: &Mode| tongue.word("mode", mode.code(), mode.chinese());
        let modes: Vec<_> = inspection.mode.iter().map(word).collect();
        rows.push(row.plain("fact.mode", modes.join("、")));
    }
    rows.extend(row.ordinal("fact.session", &inspection.session));
    rows.extend(row.ordinal("fact.round", &inspection.round));
    rows.extend(row.range("fact.start", &inspection.start));
    rows.extend(row.range("fact.end", &inspection.end));
    rows.extend(row.range("fact.feedback", &it.feedback));
    rows.extend(row.day("fact.published", &it.published));
    rows.extend(row.day("fact.as_of", &it.as_of));
    rows.extend(row.text("fact.issuer", &it.issuer));
    let contact = &it.contact;
    let ways = contact.phones.iter().chain(&contact.emails).chain(&contact.address).chain(&contact.postcode);
    let ways: Vec<_> = ways.map(|way| line(way)).collect();
    if !ways.is_empty() {
        rows.push(row.published("fact.contact", ways.join(" · ")));
    }
    rows
}

/// Makes rows of one record in one language.
struct Rows<'a> {
    record: &'a Record,
    tongue: Tongue,
}

impl Rows<'_> {
    fn plain(&self, label: &str, value: String) -> FactRow {
        let label = self.tongue.say(label);
        FactRow { label, value, lang: self.tongue.code(), how: None, code: "", why: None, place: None }
    }

    fn published(&self, label: &str, value: String) -> FactRow {
        FactRow { lang: lang(&value), ..self.plain(label, value) }
    }

    fn known<T>(&self, row: FactRow, fact: &Fact<T>) -> FactRow {
        let how = match fact.known {
            Known::Stated => "known.stated",
            Known::Inherited(_) => "known.inherited",
            Known::Inferred(_) => "known.inferred",
            Known::Repaired(_) => "known.repaired",
        };
        FactRow {
            how: Some(self.tongue.say(how)),
            code: fact.known.word(),
            why: fact.known.rule().map(|rule| self.tongue.sentence(&line(rule))),
            place: place(self.record, fact.span),
            ..row
        }
    }

    fn text(&self, label: &str, fact: &Option<Fact<String>>) -> Option<FactRow> {
        fact.as_ref().map(|fact| self.known(self.published(label, line(&fact.value)), fact))
    }

    fn ordinal(&self, label: &str, fact: &Option<Fact<u16>>) -> Option<FactRow> {
        let key = if label == "fact.session" { "fact.session_value" } else { "fact.round_value" };
        let value = |number: u16| self.tongue.fill(key, &[&number]);
        fact.as_ref().map(|fact| self.known(self.plain(label, value(fact.value)), fact))
    }

    fn range(&self, label: &str, fact: &Option<Fact<DateRange>>) -> Option<FactRow> {
        fact.as_ref().map(|fact| self.known(self.plain(label, range(self.tongue, fact.value)), fact))
    }

    fn day(&self, label: &str, fact: &Option<Fact<Date>>) -> Option<FactRow> {
        fact.as_ref().map(|fact| self.known(self.plain(label, date(self.tongue, fact.value)), fact))
    }
}

/// 2024年3月29日; in English as ISO 8601.
pub fn date(tongue: Tongue, date: Date) -> String {
    match tongue {
        Tongue::English => date.to_string(),
        _ => tongue.fill("fact.date", &[&date.year(), &date.month(), &date.day()]),
    }
}

/// A day, or the two it lies between.
pub fn range(tongue: Tongue, range: DateRange) -> String {
    match range.exact() {
        Some(day) => date(tongue, day),
        None => tongue.fill("fact.between", &[&date(tongue, range.first), &date(tongue, range.last)]),
    }
}

/// The unit a span begins in.
pub fn unit(record: &Record, span: Option<Span>) -> Option<&Unit> {
    let units = &record.announcement.units;
    units.get(unit_at(units, span?)?)
}

/// The way to the unit a span begins in.
pub fn place(record: &Record, span: Option<Span>) -> Option<Place> {
    unit(record, span).map(|unit| Place::of(record, unit))
}

/// Days from one to the other: `174 天`, or a span where a day is not known.
pub fn span_of_days(tongue: Tongue, from: DateRange, to: DateRange) -> String {
    let least = to.first.days() - from.last.days();
    let most = to.last.days() - from.first.days();
    if least == most {
        tongue.fill("fact.days", &[&least])
    } else {
        tongue.fill("fact.days_between", &[&least, &most])
    }
}
