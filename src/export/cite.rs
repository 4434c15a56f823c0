//! How a place of an announcement is cited.
//!
//! In: a record, a unit of it, and where and when it is read. Out: GB/T 7714
//! for an online document ([EB/OL]), BibTeX or RIS, with an address that can be
//! opened, the day of access and the fingerprint of the words. Nothing is
//! invented: what is not known is left out; a sample says that it is one.

use super::{encode, permalink};
use crate::disclosure::{Agency, Announcement, Kind, Span};
use crate::search::Record;
use sha2::{Digest, Sha256};

words! {
    /// A style of citation.
    Style {
        /// GB/T 7714-2015.
        Gbt7714 = "gbt7714", "GB/T 7714";
        /// BibTeX, with the fields of biblatex.
        Bibtex = "bibtex", "BibTeX";
        /// RIS, for reference managers.
        Ris = "ris", "RIS";
    }
}

/// Where and when an announcement is read, as far as that is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Access<'a> {
    /// The server of ours, `https://host`; empty where none is known, as on the command line.
    pub base: &'a str,
    /// The day, `2026-11-30`; empty where it is for the reader to add.
    pub day: &'a str,
}

impl Access<'_> {
    /// A path of ours as a link: whole where the server is known, so that it opens from a file on a desk.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A path of ours as readers can find it: with the server, else with our name.
    fn link(&self, path: &str) -> String {
        if self.base.is_empty() { self.here(path) } else { format!("{}{path}", self.base) }
    }

    /// The same with our name, where it stands beside another address.
    fn here(&self, path: &str) -> String {
        format!("巡览 {}{path}", self.base)
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of a text: tells whether the words cited are still the same.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The facts that every style is made of.
struct Facts {
    author: Option<String>,
    title: String,
    date: Option<String>,
    url: Option<String>,
    sample: bool,
}

impl Facts {
    fn of(record: &Record) -> Self {
        let announcement = &record.announcement;
        let published = announcement.title.as_ref().map(|title| title.value.clone());
        let web = record.sources.iter().find(|s| s.starts_with("https://") || s.starts_with("http://"));
        Self {
            author: author(announcement).map(line),
            title: line(&published.unwrap_or_else(|| untitled(announcement))),
            date: announcement.published.as_ref().map(|date| date.value.to_string()),
            url: web.cloned(),
            sample: record.sample,
        }
    }
}

/// What stands for a title that was not published: the kind of document as it was read, and no words of its own.
fn untitled(it: &Announcement) -> String {
    let kind = match it.kind {
        Kind::Other => return "〔原文无标题〕".to_owned(),
        Kind::EarlierVersion => Kind::RectificationSingle.chinese(),
        kind => kind.chinese(),
    };
    // Whose inspection it answers to is said where the text says it; news and model texts answer to none.
    let answers = !matches!(it.kind, Kind::News | Kind::Template | Kind::Lookalike);
    let told = [&it.inspection.team, &it.inspection.ordered_by].into_iter().flatten().filter(|_| answers);
    let by =
        told.filter_map(|fact| ["巡视", "巡察"].into_iter().find(|word| fact.value.contains(word))).next();
    match by {
        Some(by) => format!("{by}{}（原文无标题）", kind.trim_start_matches("巡察")),
        None => format!("{kind}（原文无标题）"),
    }
}

/// Who speaks: whoever signs; of a text that is not signed the body itself, where it is the body that speaks. Nobody
/// where others tell of it, as news and groups do, and none for a model text, which no body wrote.
fn author(it: &Announcement) -> Option<&str> {
    let agency = it.agency.as_ref();
    let signed = it.issuer.as_ref().map(|issuer| issuer.value.trim()).filter(|issuer| !is_credit(issuer));
    match signed {
        _ if it.kind == Kind::Template => None,
        // 党总支 alone signs for the body that is known to be one.
        Some(organ) if ORGANS.contains(&organ) => agency
            .filter(|agency| agency.name.ends_with(organ) || speaks(it, agency))
            .map(|agency| agency.name.as_str()),
        Some(issuer) => Some(issuer),
        None => agency.filter(|agency| speaks(it, agency)).map(|agency| agency.name.as_str()),
    }
}

/// Party organs that name no body.
const ORGANS: [&str; 13] = [
    "党组",
    "党委",
    "党工委",
    "工委",
    "党总支",
    "总支",
    "党支部",
    "支部",
    "委员会",
    "工作委员会",
    "支部委员会",
    "总支部委员会",
    "党总支部委员会",
];

/// Whether the line that seems to sign names who wrote or photographed: 文/图枫渡区委巡察办, 供稿:办公室.
fn is_credit(issuer: &str) -> bool {
    let credits = [
        "文",
        "图",
        "文图",
        "图文",
        "作者",
        "撰稿",
        "供稿",
        "供稿单位",
        "摄影",
        "记者",
        "通讯员",
        "编辑",
        "来源",
    ];
    credits.iter().any(|credit| {
        issuer
            .strip_prefix(credit)
            .is_some_and(|rest| rest.trim_start().starts_with(['/', ':', '：', '|', '、']))
    })
}

/// Whether it is the body that speaks: it reports its rectification, or the title says so (某局关于…).
fn speaks(it: &Announcement, agency: &Agency) -> bool {
    match it.kind {
        Kind::RectificationSingle | Kind::EarlierVersion => true,
        Kind::FindingsDisclosure | Kind::Lookalike | Kind::Other => {
            let title = it.title.as_ref().map_or("", |title| title.value.trim_start_matches("中共"));
            [&agency.text, &agency.name].iter().any(|name| {
                let rest = title.strip_prefix(name.trim_start_matches("中共"));
                rest.is_some_and(|rest| rest.starts_with(['关', '關']))
            })
        }
        _ => false,
    }
}

/// The announcement as a GB/T 7714 reference.
pub fn reference(record: &Record, access: &Access) -> String {
    referred(Facts::of(record), access, &format!("/a/{}", encode(&record.id)))
}

/// A reference that leads to where it was published, else to a path of ours.
fn referred(facts: Facts, access: &Access, path: &str) -> String {
    let mut out = String::new();
    if facts.sample {
        out.push_str("【样本文书，虚构】");
    }
    if let Some(author) = facts.author {
        out.push_str(&author);
        out.push_str(". ");
    }
    out.push_str(&facts.title);
    out.push_str("[EB/OL]. ");
    let published = facts.date.map(|date| format!("({date})"));
    let read = Some(access.day).filter(|day| !day.is_empty()).map(|day| format!("[{day}]"));
    let days: String = published.into_iter().chain(read).collect();
    if !days.is_empty() {
        out.push_str(&format!("{days}. "));
    }
    out.push_str(&facts.url.unwrap_or_else(|| access.link(path)));
    out.push('.');
    out
}

/// A unit quoted with its source: “…”——通报, 定位 and, where the source is elsewhere, where it stands here.
pub fn quote(record: &Record, number: usize, access: &Access) -> String {
    let (text, address) = unit(record, number);
    let (facts, path) = (Facts::of(record), permalink(&record.id, &address));
    let here = facts.url.as_ref().map(|_| format!("，{}", access.here(&path))).unwrap_or_default();
    format!("“{}”——{} 定位 {address}{here}", text.trim(), referred(facts, access, &path))
}

/// A unit in a style.
pub fn cite(record: &Record, number: usize, style: Style, access: &Access) -> String {
    let (text, address) = unit(record, number);
    cited(record, (&address, &text), style, access)
}

/// The same for whoever has the address and the words of the unit at hand.
pub(super) fn cited(record: &Record, (address, text): (&str, &str), style: Style, access: &Access) -> String {
    let (path, hash) = (permalink(&record.id, address), fingerprint(text));
    let mut facts = Facts::of(record);
    // Said once: where it was published nowhere else, the reference itself leads here.
    let elsewhere = facts.url.is_some();
    let place = |linked: bool| {
        let link = if linked { format!("；{}", access.here(&path)) } else { String::new() };
        format!("定位 {address}{link}；原文校验 sha256:{hash}")
    };
    if style == Style::Gbt7714 {
        return format!("{} {}.", referred(facts, access, &path), place(elsewhere));
    }
    let place = place(elsewhere || access.base.is_empty());
    if !access.base.is_empty() {
        facts.url.get_or_insert_with(|| access.link(&path));
    }
    match style {
        Style::Ris => ris(&facts, access, &place, text),
        _ => bibtex(&facts, access, &format!("{}-{hash}", record.id), &place, text),
    }
}

fn bibtex(facts: &Facts, access: &Access, name: &str, place: &str, text: &str) -> String {
    let mut out = format!("@online{{xunlan-{name},\n");
    let mut field = |name: &str, value: &str| out.push_str(&format!("  {name} = {{{value}}},\n"));
    if let Some(author) = &facts.author {
        // Doubled braces: the name of a body is not a first and a last name.
        field("author", &format!("{{{}}}", tex(author)));
    }
    field("title", &tex(&facts.title));
    if let Some(date) = &facts.date {
        field("year", &date[..4]);
        field("date", date);
    }
    if let Some(url) = &facts.url {
        field("url", &url.replace(['{', '}', '\\'], ""));
    }
    if !access.day.is_empty() {
        field("urldate", access.day);
    }
    field("langid", "chinese");
    let sample = if facts.sample { "样本文书，虚构；" } else { "" };
    field("note", &tex(&format!("{sample}{place}")));
    field("annotation", &tex(&line(text)));
    out + "}\n"
}

fn ris(facts: &Facts, access: &Access, place: &str, text: &str) -> String {
    let mut out = String::from("TY  - ELEC\r\n");
    let mut field = |tag: &str, value: &str| out.push_str(&format!("{tag}  - {}\r\n", line(value)));
    if let Some(author) = &facts.author {
        // A comma would part last from first name.
        field("AU", &author.replace(',', "，"));
    }
    field("TI", &facts.title);
    if let Some(date) = &facts.date {
        field("PY", &date[..4]);
        field("DA", &date.replace('-', "/"));
    }
    if let Some(url) = &facts.url {
        field("UR", url);
    }
    if !access.day.is_empty() {
        field("Y2", &access.day.replace('-', "/"));
    }
    field("LA", "zh");
    field("N1", &format!("{}{place}", if facts.sample { "样本文书，虚构；" } else { "" }));
    field("AB", text);
    out + "ER  - \r\n"
}

/// The signs of TeX as TeX prints them.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '#' | '&' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// On one line, without what no reader sees.
fn line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The published words of a unit and its address.
fn unit(record: &Record, number: usize) -> (String, String) {
    let Some(unit) = record.announcement.units.get(number) else { return (String::new(), String::new()) };
    (slice(&record.text, unit.span), unit.address.to_string())
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}
