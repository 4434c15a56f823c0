//! One announcement of an answer as the page shows it.
//!
//! In: a group of hits and the state of the page. Out: rows whose links keep
//! the words one came with, so that a shared link shows the same highlights.

use super::{
    is_name,
    pieces::{self, Piece, count, lang, line},
    value_word,
};
use crate::{
    disclosure::Kind,
    search::{Group, Missing, UnitHit},
    text::fold,
    web::{Asked, Choice, encode, tongue::Tongue},
};

/// Characters of a unit shown before it is cut to its sentences.
const ROOM: usize = 180;
/// Longest state that every link of a page carries, in bytes.
const STATE: usize = 600;

/// A word that keeps an answer empty.
pub struct MissingRow {
    pub term: String,
    pub alone: u64,
    pub alone_url: String,
    pub without: u64,
    pub without_url: Option<String>,
}

/// A condition that can be taken away.
pub struct Chip {
    pub field: String,
    pub negated: bool,
    /// Its value is a name as published.
    pub named: bool,
    pub label: String,
    pub url: String,
}

/// An announcement.
pub struct GroupRow {
    pub url: String,
    pub agency: String,
    /// The page of the body, where it is known.
    pub body: Option<String>,
    pub title: Option<String>,
    pub region: String,
    pub published: Option<String>,
    pub sample: bool,
    /// What it is, where it is no announcement of a rectification.
    pub kind: Option<String>,
    pub lang: &'static str,
    pub counted: String,
    pub units: Vec<UnitRow>,
    pub more: Option<(u64, String)>,
}

/// A measure or paragraph of it.
pub struct UnitRow {
    pub address: String,
    /// What `*3` means, where the address has it.
    pub again: Option<String>,
    pub url: String,
    /// Where it can be cited.
    pub cite: String,
    /// The permalink without the words, as it stands on paper.
    pub plain: String,
    pub role: String,
    pub path: Vec<String>,
    /// Code and word.
    pub status: Option<(&'static str, String)>,
    pub lang: &'static str,
    pub pieces: Vec<Piece>,
    pub cut: bool,
    /// What matched, where it is written in another script than was typed.
    pub variant: Option<String>,
}

/// Turns answers into rows, with links that keep the rest of the state.
pub struct Shaper<'a> {
    /// The state.
    pub asked: &'a Asked,
    /// The language of labels.
    pub tongue: Tongue,
}

impl Shaper<'_> {
    /// Why an answer is empty.
    pub fn missing(&self, missing: &Missing) -> MissingRow {
        // The numbers are those of the queries they lead to, choices included.
        let fits = missing.without > 0 && !missing.without_query.is_empty();
        // In the view one is in: whoever crosses goes on crossing.
        let found = |query: &str| {
            let mut asked = Asked {
                q: query.to_owned(),
                view: self.asked.view,
                lens: self.asked.lens.clone(),
                ..Asked::default()
            };
            asked.lens.retain(|(name, _)| *name != "from");
            asked.url("/")
        };
        MissingRow {
            term: line(&missing.term),
            alone: missing.alone,
            alone_url: found(&missing.alone_query),
            without: missing.without,
            without_url: fits.then(|| found(&missing.without_query)),
        }
    }

    /// Everything that narrows the answer beside its words.
    pub fn chips(&self) -> Vec<Chip> {
        let mut chips: Vec<Chip> = self.asked.choices.iter().map(|choice| self.chip(choice)).collect();
        if self.asked.since.is_some() || self.asked.until.is_some() {
            let end =
                |end: &Option<String>| line(end.as_deref().unwrap_or_else(|| self.tongue.say("time.open")));
            let (since, until) = (end(&self.asked.since), end(&self.asked.until));
            let label = if since == until { since } else { self.tongue.fill("time.span", &[&since, &until]) };
            chips.push(Chip {
                field: self.tongue.say("time.published").to_owned(),
                negated: false,
                named: false,
                label,
                url: self.asked.with(|asked| (asked.since, asked.until) = (None, None)).url("/"),
            });
        }
        chips
    }

    fn chip(&self, choice: &Choice) -> Chip {
        let label = choice.field.label(&choice.value);
        Chip {
            field: self.tongue.word("field", choice.field.code(), choice.field.chinese()),
            negated: choice.negated,
            named: is_name(choice.field),
            label: value_word(self.tongue, choice.field, &choice.value, &label),
            url: self.asked.toggled(choice).url("/"),
        }
    }

    /// One announcement.
    pub fn group(&self, group: &Group) -> GroupRow {
        let it = &group.announcement;
        let title = it.title.as_deref().map(line);
        let agency = it.agency.as_deref().map(line);
        let (units, total) = (&group.units, group.unit_total);
        let shown = units.len() as u64;
        let all = self.asked.with(|asked| asked.only = Some(it.id.clone())).url("/");
        let places = |key, number| self.tongue.fill(key, &[&count(number)]);
        let counted = match (group.unit_total, group.occurrences) {
            (_, 0) => String::new(),
            (units, found) => {
                format!("{} · {}", places("find.occurrences", found), places("find.units", units))
            }
        };
        GroupRow {
            url: place(&it.id, None, &state(self.asked), ""),
            // The body of a model text is a blank to be filled in, or an example.
            body: it
                .agency
                .as_deref()
                .filter(|_| it.kind != Kind::Template)
                .map(|name| super::bodies::url(name, &it.region)),
            lang: lang(title.as_deref().unwrap_or("")),
            agency: agency
                .or_else(|| title.clone())
                .unwrap_or_else(|| self.tongue.say("find.unnamed").to_owned()),
            title: title.filter(|_| it.agency.is_some()),
            region: it.region.iter().map(|region| line(region)).collect::<Vec<_>>().join(" "),
            published: it.published.clone(),
            sample: it.sample,
            kind: marked(self.tongue, it.kind),
            counted,
            units: units.iter().map(|unit| self.unit(&it.id, unit)).collect(),
            more: (shown > 0 && total > shown).then(|| (total - shown, all)),
        }
    }

    fn unit(&self, id: &str, unit: &UnitHit) -> UnitRow {
        let address = unit.address.to_string();
        let (pieces, cut) = pieces::window(&unit.text, &unit.marks, ROOM);
        let status = |status: crate::disclosure::Status| {
            (status.code(), self.tongue.word("status", status.code(), status.chinese()))
        };
        let state = state(self.asked);
        UnitRow {
            url: place(id, Some(&address), &state, &address),
            cite: place(id, Some(&address), &state, "cite"),
            plain: format!("/a/{id}/{address}"),
            again: self.again(&address),
            address,
            role: self.tongue.word("role", unit.role.code(), unit.role.chinese()),
            path: unit.path.iter().map(|heading| line(heading)).collect(),
            status: unit.status.map(status),
            lang: lang(&unit.text),
            variant: self.variant(&pieces),
            pieces,
            cut,
        }
    }

    /// What the end of `标题*3` means.
    fn again(&self, address: &str) -> Option<String> {
        let (_, which) = address.rsplit_once('*')?;
        let which: u32 = which.parse().ok()?;
        Some(self.tongue.fill("find.again", &[&which]))
    }

    /// The first highlight that was typed in another script.
    fn variant(&self, pieces: &[Piece]) -> Option<String> {
        let typed = fold(&self.asked.q);
        let other = |piece: &Piece| match piece {
            Piece::Mark(text, _) if !self.asked.q.contains(text) && typed.contains(&fold(text)) => {
                Some(text.clone())
            }
            _ => None,
        };
        // Case and width are seen at a glance; only Han characters need pointing out.
        pieces.iter().find_map(other).filter(|text| !text.is_ascii())
    }
}

/// The kind of a document, where a reader would take it for an announcement that it is not. One announcement of
/// many bodies is named too: whose words these are is another question there.
pub fn marked(tongue: Tongue, kind: Kind) -> Option<String> {
    (kind != Kind::RectificationSingle).then(|| tongue.word("kind", kind.code(), kind.chinese()))
}

/// What a link into the reading page keeps of the search: all of it, so that there is a way back to the same
/// answer. A state that is longer than any made by hand leaves its words alone.
pub fn state(asked: &Asked) -> String {
    let whole = asked.url("");
    if whole.len() <= STATE { whole } else { Asked { q: asked.q.clone(), ..Asked::default() }.url("") }
}

/// The reading page, at a unit if there is one, with a [`state`].
pub fn place(id: &str, address: Option<&str>, state: &str, anchor: &str) -> String {
    let unit = address.map(|address| format!("/{}", encode(address))).unwrap_or_default();
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", encode(anchor)) };
    format!("/a/{}{unit}{state}{anchor}", encode(id))
}
