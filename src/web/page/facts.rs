//! What is known of an announcement, each fact with how it is known and where it stands.

use super::pieces::line;
use crate::{
    disclosure::{Date, DateRange, Fact, Known, Level, Mode, Span},
    search::Record,
};

/// One line of the facts.
pub struct FactRow {
    /// What it is.
    pub label: &'static str,
    /// Its value, in readers' form.
    pub value: String,
    /// 原文, 承前, 推定, 修复; none for what is put together from others.
    pub how: Option<&'static str>,
    /// The code of that, for the colour.
    pub code: &'static str,
    /// The rule, or what the text says.
    pub why: Option<String>,
    /// The unit it stands in.
    pub place: Option<String>,
}

/// All facts that are known, in reading order.
pub fn facts(record: &Record) -> Vec<FactRow> {
    let it = &record.announcement;
    let inspection = &it.inspection;
    let at = |span: Option<Span>| place(record, span);
    let mut rows = Vec::new();
    if let Some(agency) = &it.agency {
        let written = line(&agency.text);
        let same = written == agency.name;
        rows.push(FactRow {
            label: "单位",
            value: line(&agency.name),
            how: Some(if same { "原文" } else { "整理" }),
            code: if same { "stated" } else { "inferred" },
            why: (!same).then(|| format!("原文写作“{written}”")),
            place: at(agency.span),
        });
        let mut place: Vec<String> = agency.region.iter().map(|region| line(region)).collect();
        place.extend(agency.level.map(|level| format!("（{}）", Level::chinese(level))));
        if !place.is_empty() {
            rows.push(plain("地区", place.join(" ")));
        }
    }
    let mut row = |label, fact: &Option<Fact<String>>| {
        rows.extend(fact.as_ref().map(|fact| known(label, line(&fact.value), fact, at(fact.span))));
    };
    row("部署", &inspection.ordered_by);
    row("巡察组", &inspection.team);
    if !inspection.mode.is_empty() {
        let modes: Vec<_> = inspection.mode.iter().map(|mode| Mode::chinese(*mode)).collect();
        rows.push(plain("方式", modes.join("、")));
    }
    let ordinal = |label, fact: &Option<Fact<u16>>, unit: &str| {
        fact.as_ref().map(|fact| known(label, format!("第{}{unit}", fact.value), fact, at(fact.span)))
    };
    rows.extend(ordinal("届次", &inspection.session, "届"));
    rows.extend(ordinal("轮次", &inspection.round, "轮"));
    let range = |label, fact: &Option<Fact<DateRange>>| {
        fact.as_ref().map(|fact| known(label, range(fact.value), fact, at(fact.span)))
    };
    rows.extend(range("进驻", &inspection.start));
    rows.extend(range("结束", &inspection.end));
    rows.extend(range("反馈", &it.feedback));
    let day = |label, fact: &Option<Fact<Date>>| {
        fact.as_ref().map(|fact| known(label, date(fact.value), fact, at(fact.span)))
    };
    rows.extend(day("公布", &it.published));
    rows.extend(day("数据截至", &it.as_of));
    rows.extend(it.issuer.as_ref().map(|fact| known("落款", line(&fact.value), fact, at(fact.span))));
    let contact = &it.contact;
    let ways = contact.phones.iter().chain(&contact.emails).chain(&contact.address).chain(&contact.postcode);
    let ways: Vec<_> = ways.map(|way| line(way)).collect();
    if !ways.is_empty() {
        rows.push(plain("联系", ways.join(" · ")));
    }
    rows
}

fn plain(label: &'static str, value: String) -> FactRow {
    FactRow { label, value, how: None, code: "", why: None, place: None }
}

fn known<T>(label: &'static str, value: String, fact: &Fact<T>, place: Option<String>) -> FactRow {
    let how = match fact.known {
        Known::Stated => "原文",
        Known::Inherited(_) => "承前",
        Known::Inferred(_) => "推定",
        Known::Repaired(_) => "修复",
    };
    FactRow { label, value, how: Some(how), code: fact.known.word(), why: fact.known.rule().map(line), place }
}

/// 2024年3月29日
pub fn date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn range(range: DateRange) -> String {
    match range.exact() {
        Some(day) => date(day),
        None => format!("{} 至 {} 之间", date(range.first), date(range.last)),
    }
}

/// The address of the unit a span begins in.
pub fn place(record: &Record, span: Option<Span>) -> Option<String> {
    let start = span?.start;
    let units = &record.announcement.units;
    let unit = units.iter().find(|unit| unit.span.start <= start && start < unit.span.end)?;
    Some(unit.address.to_string())
}

/// Days from one to the other: `174 天`, or a span where a day is not known.
pub fn span_of_days(from: DateRange, to: DateRange) -> String {
    let least = to.first.days() - from.last.days();
    let most = to.last.days() - from.first.days();
    if least == most { format!("{least} 天") } else { format!("{least} 至 {most} 天") }
}
