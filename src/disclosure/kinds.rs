//! Kinds of agencies, and the names they bear, bore, and passed on.
//!
//! In: the simplified name of a body, with or without its place and its Party
//! organ: 环保局, 广州市环保局党组. Out: its other names, each with how it is
//! related, and the present name of its kind. Promises: the table is the data
//! file `data/agencies.tsv`; a name is found only as a whole (重点项目建设局 is
//! no 建设局); two bodies that were merged are predecessors of one, never names
//! of each other; a body that was split has no single present name.

use std::collections::HashMap;
use std::sync::LazyLock;

words! {
    /// How another name is related to the one asked for.
    Relation {
        /// Another form of the same name at the same time: 环保局, 环境保护局.
        Form = "form", "别称";
        /// A name before a reform: 环境保护局 for 生态环境局.
        Former = "former", "曾用名";
        /// A name after a reform: 生态环境局 for 环境保护局.
        Successor = "successor", "改革后名称";
    }
}

/// Another name of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherName {
    /// The name, with the same place and organ around it as the one asked for.
    pub name: String,
    /// How it is related.
    pub relation: Relation,
    /// The year of the reform between the two, as a rule; places differ.
    pub year: Option<u16>,
    /// What the reform was.
    pub note: &'static str,
}

/// A reform: one kind became another.
#[derive(Clone, Copy)]
struct Reform {
    from: usize,
    to: usize,
    year: Option<u16>,
    note: &'static str,
}

struct Table {
    /// Forms of each kind, the full one first.
    kinds: Vec<Vec<&'static str>>,
    reforms: Vec<Reform>,
    /// Form → kind.
    of: HashMap<&'static str, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { kinds: Vec::new(), reforms: Vec::new(), of: HashMap::new() };
    let lines = || include_str!("data/agencies.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines() {
        if let Some(forms) = line.strip_prefix("form\t") {
            let forms: Vec<&str> = forms.split('\t').collect();
            table.of.extend(forms.iter().map(|form| (*form, table.kinds.len())));
            table.kinds.push(forms);
        }
    }
    for line in lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let ["became", from, to, year, note] = fields[..]
            && let (Some(from), Some(to)) = (table.of.get(from), table.of.get(to))
        {
            table.reforms.push(Reform { from: *from, to: *to, year: year.parse().ok(), note });
        }
    }
    table
});

/// Endings that a kind's name may have behind it.
const ORGANS: &[&str] = &[
    "",
    "党组",
    "党委",
    "分党组",
    "机关党委",
    "党总支",
    "党支部",
    "党工委",
    "委员会",
    "支部委员会",
    "总支部委员会",
    "机关",
    "系统",
];

/// Ranks that stand in the place of 局.
const RANKS: &[&str] = &["局", "厅", "部"];

/// A kind's name inside a longer name.
struct Place<'n> {
    before: &'n str,
    form: &'n str,
    after: &'n str,
    kind: usize,
    /// 局, 厅 or 部 as written; none for other endings.
    rank: Option<&'static str>,
}

/// The longest form that ends the name, but for its organ, and begins behind a place.
fn locate(name: &str) -> Option<Place<'_>> {
    for organ in ORGANS {
        let Some(body) = name.strip_suffix(organ) else { continue };
        for (at, _) in body.char_indices() {
            let (before, form) = body.split_at(at);
            let bounded = before.is_empty()
                || before.ends_with(['省', '市', '县', '区', '州', '旗', '盟', '师', '镇', '乡', '国'])
                || before == "中共";
            if !bounded {
                continue;
            }
            let rank = RANKS.iter().find(|rank| form.ends_with(**rank)).copied();
            let kind = TABLE.of.get(form).copied().or_else(|| {
                let stem = form.strip_suffix(rank?)?;
                TABLE.of.get(format!("{stem}局").as_str()).copied()
            });
            if let Some(kind) = kind {
                return Some(Place { before, form, after: &name[body.len()..], kind, rank });
            }
        }
    }
    None
}

impl Place<'_> {
    /// A form of a kind, in this rank.
    fn ranked(&self, form: &str) -> String {
        match (self.rank, form.strip_suffix('局')) {
            (Some(rank), Some(stem)) => format!("{stem}{rank}"),
            _ => form.to_owned(),
        }
    }

    /// The whole name with another form in it.
    fn with(&self, form: &str) -> String {
        format!("{}{form}{}", self.before, self.after)
    }
}

/// Every other name by which a body was or is known, the nearest relation first.
/// Empty where the table does not know its kind.
///
/// ```
/// use xunlan::disclosure::{Relation, other_names};
/// let names = other_names("云汀市环保局");
/// let now = names.iter().find(|other| other.name == "云汀市生态环境局").unwrap();
/// assert_eq!((now.relation, now.year), (Relation::Successor, Some(2018)));
/// assert!(names.iter().any(|other| other.name == "云汀市环境保护局" && other.relation == Relation::Form));
/// // Merged bodies are not names of each other.
/// assert!(other_names("工商局").iter().all(|other| other.name != "质监局"));
/// assert!(other_names("重点项目建设局").is_empty());
/// ```
pub fn other_names(name: &str) -> Vec<OtherName> {
    let Some(place) = locate(name) else { return Vec::new() };
    let mut out: Vec<OtherName> = Vec::new();
    let mut push = |kind: usize, relation, year, note| {
        for form in &TABLE.kinds[kind] {
            let form = place.ranked(form);
            let full = place.with(&form);
            if form != place.form && out.iter().all(|other| other.name != full) {
                out.push(OtherName { name: full, relation, year, note });
            }
        }
    };
    push(place.kind, Relation::Form, None, "");
    for (relation, forward) in [(Relation::Successor, true), (Relation::Former, false)] {
        let mut reached = vec![place.kind];
        let mut at = 0;
        while let Some(kind) = reached.get(at).copied() {
            for reform in &TABLE.reforms {
                let (here, there) = if forward { (reform.from, reform.to) } else { (reform.to, reform.from) };
                if here == kind && !reached.contains(&there) {
                    reached.push(there);
                    push(there, relation, reform.year, reform.note);
                }
            }
            at += 1;
        }
    }
    out
}

/// The name with its kind in the present and full form: 云汀市环保局 →
/// 云汀市生态环境局. None where the kind is unknown, or was split among several.
///
/// ```
/// use xunlan::disclosure::present_name;
/// assert_eq!(present_name("云汀市扶贫办").as_deref(), Some("云汀市农业农村局"));
/// assert_eq!(present_name("澜川省环保厅").as_deref(), Some("澜川省生态环境厅"));
/// assert_eq!(present_name("云汀市物价局"), None);
/// ```
pub fn present_name(name: &str) -> Option<String> {
    let place = locate(name)?;
    let mut kind = place.kind;
    // A chain of reforms is short; the count guards against a circle in the table.
    for _ in 0..8 {
        let mut next = TABLE.reforms.iter().filter(|reform| reform.from == kind);
        match (next.next(), next.next()) {
            (None, _) => {
                let full = TABLE.kinds[kind].first()?;
                return Some(place.with(&place.ranked(full)));
            }
            (Some(reform), None) => kind = reform.to,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reform that names an unknown kind would be left out in silence.
    #[test]
    fn every_line_of_the_table_is_read() {
        let data = include_str!("data/agencies.tsv");
        let reforms = data.lines().filter(|line| line.starts_with("became\t")).count();
        assert_eq!(TABLE.reforms.len(), reforms);
        assert!(TABLE.reforms.iter().all(|reform| reform.year.is_some() && !reform.note.is_empty()));
        let forms: usize = TABLE.kinds.iter().map(Vec::len).sum();
        assert_eq!(TABLE.of.len(), forms, "a form stands in one kind only");
        let known =
            data.lines().all(|line| ["#", "form\t", "became\t"].iter().any(|tag| line.starts_with(tag)));
        assert!(known);
    }

    #[test]
    fn relatives_of_a_body() {
        let names = |name: &str, relation| -> Vec<String> {
            let all = other_names(name).into_iter();
            all.filter(|other| other.relation == relation).map(|other| other.name).collect()
        };
        let former = names("石莲县农业农村局党组", Relation::Former);
        assert!(former.contains(&"石莲县扶贫办党组".to_owned()), "two reforms back: {former:?}");
        assert!(names("区卫健局", Relation::Form).contains(&"区卫生健康委员会".to_owned()));
        assert!(names("卫健局", Relation::Former).contains(&"卫计委".to_owned()));
        assert_eq!(
            names("物价局", Relation::Successor).iter().filter(|name| name.ends_with("监督管理局")).count(),
            1
        );
        assert!(other_names("云汀市第一中学").is_empty());
    }
}
