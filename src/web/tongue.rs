//! The languages of the interface: 简体, 繁體, English.
//!
//! In: what the reader chose (`lang=` in the url, else the cookie of
//! `/language`), else what the browser asks for. Out: words of one table,
//! `tongues.tsv`. Promises: every word of the interface stands in that table in
//! all three (tested); what was published is never looked up in it.

use super::{params, url};
use axum::http::{HeaderMap, Uri, header};
use std::{collections::HashMap, fmt::Display, sync::LazyLock};

/// The table: key, 简体, 繁體, English.
pub const TABLE: &str = include_str!("tongues.tsv");
/// The cookie that remembers a choice. It holds a language code and nothing of the reader.
pub const COOKIE: &str = "xunlan_lang";

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// 简体中文.
    #[default]
    Hans,
    /// 繁體中文.
    Hant,
    /// English.
    English,
}

type Row = [&'static str; 3];

static ROWS: LazyLock<HashMap<&'static str, Row>> = LazyLock::new(|| rows().collect());

/// Sentences that other parts of the program say in 简体, as patterns with `{0}`.
static SENTENCES: LazyLock<Vec<Row>> =
    LazyLock::new(|| rows().filter(|(key, _)| key.starts_with("say.")).map(|(_, row)| row).collect());

/// What `openapi.json` says, whole, by its words.
static WHOLE: LazyLock<HashMap<&'static str, Row>> = LazyLock::new(|| {
    rows().filter(|(key, _)| key.starts_with("doc.")).map(|(_, row)| (row[0], row)).collect()
});

fn rows() -> impl Iterator<Item = (&'static str, Row)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?, cells.next()?]))
    })
}

impl Tongue {
    /// Every language, in the order of the table.
    pub const ALL: [Tongue; 3] = [Tongue::Hans, Tongue::Hant, Tongue::English];

    /// Its code: of the url, the cookie and `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Tongue::Hans => "zh-Hans",
            Tongue::Hant => "zh-Hant",
            Tongue::English => "en",
        }
    }

    /// Its name, as its own readers write it.
    pub fn name(self) -> &'static str {
        match self {
            Tongue::Hans => "简",
            Tongue::Hant => "繁",
            Tongue::English => "EN",
        }
    }

    /// By a code, as browsers write it too.
    pub fn named(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_lowercase();
        let mut parts = code.split('-');
        match parts.next()? {
            "en" => Some(Tongue::English),
            "zh" if parts.any(|part| ["hant", "tw", "hk", "mo"].contains(&part)) => Some(Tongue::Hant),
            "zh" => Some(Tongue::Hans),
            _ => None,
        }
    }

    /// What a request asks for.
    pub fn of(headers: &HeaderMap, uri: &Uri) -> Self {
        let asked = params::raw(uri.query().unwrap_or(""), "lang").and_then(Self::named);
        let text = |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let kept = || {
            let mut pairs = text(header::COOKIE).flat_map(|line| line.split(';'));
            pairs.find_map(|pair| Self::named(pair.trim().strip_prefix(COOKIE)?.strip_prefix('=')?))
        };
        // Browsers list their languages best first; weights only repeat that order.
        let listed = || {
            let mut codes = text(header::ACCEPT_LANGUAGE).flat_map(|line| line.split(','));
            codes.find_map(|code| Self::named(code.split(';').next()?))
        };
        asked.or_else(kept).or_else(listed).unwrap_or_default()
    }

    /// The word with a key; an unknown key shows itself.
    pub fn say(self, key: &str) -> &'static str {
        self.known(key).unwrap_or_else(|| {
            debug_assert!(false, "no word for {key}");
            "…"
        })
    }

    fn known(self, key: &str) -> Option<&'static str> {
        ROWS.get(key).map(|row| row[self as usize])
    }

    /// The word with its places filled: `{0}`, `{1}`; `{s}` is the English plural of `{0}`.
    pub fn fill(self, key: &str, with: &[&dyn Display]) -> String {
        filled(self.say(key), &with.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    /// A word of a closed list by its code, e.g. `field`, `agency`; else as given.
    pub fn word(self, list: &str, code: &str, otherwise: &str) -> String {
        self.known(&format!("{list}.{code}")).unwrap_or(otherwise).to_owned()
    }

    /// A sentence that another part said in 简体; one that is in no row stays as it is.
    pub fn sentence(self, text: &str) -> String {
        if self == Tongue::Hans {
            return full_width(text);
        }
        let even = text.replace(',', "，");
        for row in SENTENCES.iter() {
            let Some(holes) = holes(&row[0].replace(',', "，"), &even) else { continue };
            let inner: Vec<String> = holes.iter().map(|hole| self.inner(hole)).collect();
            let said = filled(row[self as usize], &inner);
            return if self == Tongue::Hant { full_width(&said) } else { said };
        }
        text.to_owned()
    }

    /// The same words in this language, where the table has them whole; else as they are.
    pub fn same(self, text: &str) -> &str {
        WHOLE.get(text).map_or(text, |row| row[self as usize])
    }

    /// What stands in a hole may be a sentence itself.
    fn inner(self, hole: &str) -> String {
        let long = hole.chars().count() > 3;
        if long { self.sentence(hole) } else { hole.to_owned() }
    }
}

/// Chinese sentences with the punctuation of print: the half-width signs of other surfaces beside a Han character
/// or a quote become full-width. What stands in quotes is what a reader typed, and stays.
fn full_width(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let wide = |at: Option<usize>| {
        let c = at.and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        ('\u{3400}'..='\u{9fff}').contains(&c) || "“”「」《》（）…".contains(c)
    };
    let (mut depth, mut round, mut out) = (0_u32, 0_u32, String::with_capacity(text.len()));
    for (at, c) in chars.iter().enumerate() {
        match c {
            '“' | '「' => depth += 1,
            '”' | '」' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let beside = depth == 0 && (wide(at.checked_sub(1)) || wide(Some(at + 1)));
        out.push(match c {
            ',' if beside => '，',
            ':' if beside => '：',
            ';' if beside => '；',
            '(' if beside => {
                round += 1;
                '（'
            }
            ')' if depth == 0 && round > 0 => {
                round -= 1;
                '）'
            }
            c => *c,
        });
    }
    out
}

/// What a pattern's places hold in a text, if it fits.
fn holes(pattern: &str, text: &str) -> Option<Vec<String>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    let mut number = 0;
    while let Some((before, after)) = rest.split_once(&format!("{{{number}}}")) {
        pieces.push(before);
        rest = after;
        number += 1;
    }
    let mut at = text.strip_prefix(pieces.first().copied().unwrap_or(rest))?;
    if pieces.is_empty() {
        return at.is_empty().then(Vec::new);
    }
    let mut out = Vec::new();
    for piece in pieces.iter().skip(1) {
        let (hole, behind) = at.split_once(piece)?;
        out.push(hole.to_owned());
        at = behind;
    }
    out.push(at.strip_suffix(rest)?.to_owned());
    Some(out)
}

fn filled(pattern: &str, with: &[String]) -> String {
    let plural = if with.first().is_some_and(|first| first == "1") { "" } else { "s" };
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    // One pass: what fills a place is never searched for places.
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        match name.parse::<usize>().ok().and_then(|number| with.get(number)) {
            Some(value) => out.push_str(value),
            None if name == "s" => out.push_str(plural),
            None => {}
        }
        rest = behind;
    }
    out + rest
}

/// Who asks, as every page needs it.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language.
    pub tongue: Tongue,
    /// The uri as it was asked for.
    pub uri: String,
    /// Path and query of the page, without `lang`.
    pub here: String,
    /// The words in the box.
    pub query: String,
    /// `https://host` as the reader typed it, for addresses on paper; empty where it says nothing sane.
    pub base: String,
}

impl Reader {
    /// Whoever asks what could not even be read.
    pub fn nobody() -> Self {
        let (uri, here) = ("/".to_owned(), "/".to_owned());
        Self { tongue: Tongue::default(), uri, here, query: String::new(), base: String::new() }
    }

    /// From a request.
    pub fn of(headers: &HeaderMap, uri: &Uri) -> Self {
        let raw = uri.query().unwrap_or("");
        let kept: Vec<&str> =
            raw.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        let mut here = uri.path().to_owned();
        if !kept.is_empty() {
            here = format!("{here}?{}", kept.join("&"));
        }
        Self {
            tongue: Tongue::of(headers, uri),
            uri: uri.to_string(),
            here,
            query: params::raw(raw, "q").map(|raw| url::decode(raw, true)).unwrap_or_default(),
            base: base(headers),
        }
    }

    /// Where a language is chosen.
    pub fn choose(&self, tongue: Tongue) -> String {
        format!("/language?to={}&back={}", tongue.code(), url::encode(&self.here))
    }
}

/// Scheme and host of a request. Whoever stands before us and takes https says so.
fn base(headers: &HeaderMap) -> String {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let host = of("host");
    let sane = host.len() < 100 && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    let first = of("x-forwarded-proto").split(',').next().unwrap_or("").trim();
    let scheme = if first.eq_ignore_ascii_case("https") { "https" } else { "http" };
    if sane && !host.is_empty() { format!("{scheme}://{host}") } else { String::new() }
}
