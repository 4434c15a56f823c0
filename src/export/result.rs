//! All of a result, one row for each unit that matches.
//!
//! In: a query. Out: CSV, JSON lines or a spreadsheet, in the order of the
//! query. An announcement that has no unit at all has one row without address.
//! Promises: rows with an address are as many as the search counts units; units
//! that are hits for a number they state have it as their match, as on the page.

use super::cite::cited;
use super::{Access, ExportError, Style, TableFile, TableForm, fingerprint, permalink};
use crate::disclosure::{Level, Span};
use crate::search::document::unit_value;
use crate::search::run::{Hit, Parts, Whole, each_of};
use crate::search::{Field, Query, Totals, document, filter};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

words! {
    /// A format of files.
    Format {
        /// For spreadsheets, everywhere.
        Csv = "csv", "表格文本";
        /// One JSON object a line.
        Jsonl = "jsonl", "JSON 行";
        /// For spreadsheets, with sheets.
        Xlsx = "xlsx", "电子表格";
    }
}

/// One unit of a result with what is known of its announcement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Id of the announcement.
    pub id: String,
    /// Whether it is a composed sample.
    pub sample: bool,
    /// Its title, on one line.
    pub title: Option<String>,
    /// Its agency.
    pub agency: Option<String>,
    /// The rank of the agency.
    pub level: Option<&'static str>,
    /// From the province down.
    pub region: Vec<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Day or days of feedback.
    pub feedback: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// Session and round.
    pub round: Option<String>,
    /// Kind of document.
    pub kind: &'static str,
    /// Where the unit stands.
    pub address: Option<String>,
    /// What it is for.
    pub role: Option<&'static str>,
    /// Its chapter.
    pub part: Option<&'static str>,
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// Theme of its area.
    pub theme: Option<String>,
    /// Kind of doing.
    pub action: Option<String>,
    /// Stated status.
    pub status: Option<&'static str>,
    /// Its published characters.
    pub text: String,
    /// What matched in it, in characters of `text`.
    pub marks: Vec<[u32; 2]>,
    /// Where it can be read, with the server where it is known.
    pub permalink: Option<String>,
    /// First 16 hexadecimal digits of the SHA-256 of `text`.
    pub sha256: Option<String>,
    /// Where the document came from.
    pub sources: Vec<String>,
    /// How it is cited, GB/T 7714.
    pub citation: Option<String>,
}

/// The headings of a table of rows.
pub const COLUMNS: [&str; 24] = [
    "编号",
    "样本",
    "标题",
    "单位",
    "层级",
    "地区",
    "公布日期",
    "反馈日期",
    "巡察组",
    "轮次",
    "类型",
    "定位",
    "角色",
    "部分",
    "上级标题",
    "主题",
    "举措",
    "状态",
    "原文",
    "命中",
    "链接",
    "校验",
    "来源",
    "引用",
];

impl Row {
    /// The rows of one announcement, in text order.
    pub fn of(hit: &Hit, query: &Query, access: &Access) -> Vec<Self> {
        let whole = Self::whole(hit);
        if hit.units.is_empty() {
            return vec![whole];
        }
        let mut marks = Cow::Borrowed(&hit.marks);
        if hit.bare {
            marks = Cow::Owned(filter::with_stated(hit.marks.clone(), query, &hit.record.announcement));
        }
        hit.units.iter().filter_map(|unit| whole.unit(hit, *unit as usize, &marks, access)).collect()
    }

    fn whole(hit: &Hit) -> Self {
        let announcement = &hit.record.announcement;
        let agency = announcement.agency.as_ref();
        let days = announcement.feedback.as_ref().map(|fact| match fact.value.exact() {
            Some(day) => day.to_string(),
            None => format!("{}/{}", fact.value.first, fact.value.last),
        });
        let title = announcement.title.as_ref();
        Self {
            id: hit.record.id.clone(),
            sample: hit.record.sample,
            title: title.map(|title| title.value.split_whitespace().collect::<Vec<_>>().join(" ")),
            agency: agency.map(|agency| agency.name.clone()),
            level: agency.and_then(|agency| agency.level).map(Level::chinese),
            region: agency.map(|agency| agency.region.clone()).unwrap_or_default(),
            published: announcement.published.as_ref().map(|date| date.value.to_string()),
            feedback: days,
            team: announcement.inspection.team.as_ref().map(|team| team.value.clone()),
            round: document::values(hit.record, Field::Round).pop(),
            kind: announcement.kind.chinese(),
            address: None,
            role: None,
            part: None,
            path: Vec::new(),
            theme: None,
            action: None,
            status: None,
            text: String::new(),
            marks: Vec::new(),
            permalink: None,
            sha256: None,
            sources: hit.record.sources.clone(),
            citation: None,
        }
    }

    fn unit(&self, hit: &Hit, number: usize, marks: &[Span], access: &Access) -> Option<Self> {
        let unit = hit.shown.unit(number, marks)?;
        let address = unit.address.to_string();
        let stated = |field| {
            Some(unit_value(hit.record, field, number).into_owned()).filter(|value| !value.is_empty())
        };
        Some(Self {
            permalink: Some(access.url(&permalink(&self.id, &address))),
            citation: Some(cited(hit.record, (&address, &unit.text), Style::Gbt7714, access)),
            address: Some(address),
            role: Some(unit.role.chinese()),
            part: unit.part.map(|part| part.chinese()),
            path: unit.path,
            theme: stated(Field::Theme).map(|value| Field::Theme.label(&value)),
            action: stated(Field::Action).map(|value| Field::Action.label(&value)),
            status: unit.status.map(|status| status.chinese()),
            marks: unit.marks,
            sha256: Some(fingerprint(&unit.text)),
            text: unit.text,
            ..self.clone()
        })
    }

    /// The row as cells under [`COLUMNS`].
    pub fn cells(&self) -> [String; 24] {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let word = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let chars: Vec<char> = self.text.chars().collect();
        let mark = |[start, end]: &[u32; 2]| -> String {
            chars.get(*start as usize..*end as usize).unwrap_or_default().iter().collect()
        };
        let yes = if self.sample { "样本" } else { "" };
        [
            self.id.clone(),
            yes.to_owned(),
            text(&self.title),
            text(&self.agency),
            word(self.level),
            self.region.join(" "),
            text(&self.published),
            text(&self.feedback),
            text(&self.team),
            text(&self.round),
            self.kind.to_owned(),
            text(&self.address),
            word(self.role),
            word(self.part),
            self.path.join(" › "),
            text(&self.theme),
            text(&self.action),
            word(self.status),
            self.text.clone(),
            self.marks.iter().map(mark).collect::<Vec<_>>().join(" | "),
            text(&self.permalink),
            text(&self.sha256),
            self.sources.join(" "),
            text(&self.citation),
        ]
    }
}

/// What is written.
#[derive(Clone, Copy)]
pub struct Wanted<'q> {
    /// The query.
    pub query: &'q Query,
    /// One announcement alone, by its id, where there is one.
    pub only: Option<&'q str>,
    /// What was repaired in the query as it was typed: a spreadsheet says it beside its rows.
    pub notes: &'q [String],
}

/// Writes all of a result. For [`Format::Xlsx`] the rows wait in a temporary file and the finished table goes to `to`
/// at the end, with a sheet that says how the query was read. The other formats are for programs, which take every
/// line for a row.
pub fn export(
    parts: Parts,
    wanted: &Wanted,
    (format, access): (Format, &Access),
    to: &mut dyn Write,
) -> Result<Whole, ExportError> {
    match format {
        Format::Csv | Format::Xlsx => {
            let form = if format == Format::Csv { TableForm::Csv } else { TableForm::Xlsx };
            let mut table = TableFile::new(to, form)?;
            table.row(COLUMNS)?;
            let whole = rows(parts, wanted, access, &mut |row| table.row(row.cells()))?;
            table.beside("说明", &explained(wanted, &whole))?;
            table.finish()?;
            Ok(whole)
        }
        Format::Jsonl => rows(parts, wanted, access, &mut |row| {
            serde_json::to_writer(&mut *to, row).map_err(io::Error::from)?;
            Ok(to.write_all(b"\n")?)
        }),
    }
}

/// How a query was read and what was counted, line by line.
fn explained(wanted: &Wanted, whole: &Whole) -> Vec<[String; 2]> {
    let line = |name: &str, value: String| [name.to_owned(), value];
    let read = &whole.interpretation;
    let mut lines = vec![line("项目", "内容".to_owned()), line("理解为", read.canonical.clone())];
    lines.extend(wanted.notes.iter().chain(&read.notes).map(|note| line("提示", note.clone())));
    let Totals { announcements, units, occurrences } = whole.totals;
    let totals = [("文书", announcements), ("单元", units), ("命中处", occurrences)];
    lines.extend(totals.map(|(name, total)| line(name, total.to_string())));
    lines
}

/// Hands over every row; the first failure ends it.
fn rows(
    parts: Parts,
    Wanted { query, only, .. }: &Wanted,
    access: &Access,
    take: &mut dyn FnMut(&Row) -> Result<(), ExportError>,
) -> Result<Whole, ExportError> {
    each_of(parts, query, (*only, 0), &mut |hit| {
        Row::of(hit, query, access).iter().try_for_each(&mut *take)?;
        Ok(ControlFlow::Continue(()))
    })
}
