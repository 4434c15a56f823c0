//! What is answered.

use super::Field;
use crate::disclosure::{Address, Announcement, Kind, PartKind, Role, Status};
use serde::{Deserialize, Serialize};

/// Which part of the answer is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Announcements per page.
    pub groups: usize,
    /// Units shown per announcement.
    pub units: usize,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Facets wanted, and how many values of each.
    pub facets: Vec<Field>,
    /// Values per facet.
    pub values: usize,
    /// Only this announcement (by id), e.g. to see all its hits.
    pub only: Option<String>,
}

impl Default for Page {
    fn default() -> Self {
        Self { groups: 10, units: 3, after: None, facets: Vec::new(), values: 12, only: None }
    }
}

/// A place between two announcements in the order of one query. Opaque outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Sort key of the last announcement shown; larger comes first.
    pub rank: u64,
    /// Its date as a number (20240329), 0 where unknown; larger comes first.
    pub date: u32,
    /// Its id; smaller comes first.
    pub id: String,
    /// The state of the index it was made on.
    pub generation: String,
    /// Names the query it belongs to: in the order of another one it would pass over hits.
    pub query: String,
}

/// Counted, never estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Announcements that match.
    pub announcements: u64,
    /// Units in them that contain at least one of the words, or answer without one ([`super::found`]).
    pub units: u64,
    /// Places where one of the words stands.
    pub occurrences: u64,
}

/// One page of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// Over the whole answer.
    pub totals: Totals,
    /// This page, best first.
    pub groups: Vec<Group>,
    /// Counts by attribute, over the whole answer.
    pub facets: Vec<Facet>,
    /// Where the next page begins; none on the last.
    pub next: Option<Cursor>,
    /// How the query was read.
    pub interpretation: Interpretation,
    /// The state of the index that answered.
    pub generation: String,
}

/// One announcement of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What it is.
    pub announcement: Summary,
    /// Its best units, best first.
    pub units: Vec<UnitHit>,
    /// Units of it that match in all. Those that match for a number they state have it marked.
    pub unit_total: u64,
    /// Places in it in all.
    pub occurrences: u64,
}

/// The line that names an announcement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Stable id, used in URLs.
    pub id: String,
    /// Published title.
    pub title: Option<String>,
    /// Full name of the agency.
    pub agency: Option<String>,
    /// Region, from the province down.
    pub region: Vec<String>,
    /// `2025-11-20`.
    pub published: Option<String>,
    /// Composed for demonstration; not a published document.
    pub sample: bool,
    /// An earlier version: the announcement was edited later.
    pub earlier: bool,
    /// Kind of document: a model text or a report of the news is no announcement.
    pub kind: Kind,
}

/// One unit of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitHit {
    /// Where it stands.
    pub address: Address,
    /// What it is for.
    pub role: Role,
    /// Chapter.
    pub part: Option<PartKind>,
    /// Stated status.
    pub status: Option<Status>,
    /// Headings above it, outermost first, as published.
    pub path: Vec<String>,
    /// Its published characters, all of them.
    pub text: String,
    /// What matched, in characters of `text`: sorted, apart from each other.
    pub marks: Vec<[u32; 2]>,
}

/// Counts by one attribute. Counts ignore the choice made in the same field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facet {
    /// Which attribute.
    pub field: Field,
    /// Its values, most announcements first, then by value.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub distinct: u64,
    /// What states none, if there is such a thing.
    pub unstated: Option<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, e.g. an agency's name or a code word.
    pub value: String,
    /// The value in readers' words.
    pub label: String,
    /// Announcements of the answer that have it.
    pub announcements: u64,
    /// Units of the answer that have it (stand in such an announcement, for its attributes).
    pub units: u64,
    /// Whether the query chose it.
    pub chosen: bool,
}

/// How the query was read: 理解为….
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Interpretation {
    /// The query as we print it; reading it again gives the same query.
    pub canonical: String,
    /// The words that were looked for, with bare runs cut.
    pub terms: Vec<String>,
    /// What was repaired in the query and where, one sentence each.
    pub notes: Vec<String>,
    /// Names that are also looked for under their other forms, former and later names.
    pub names: Vec<super::named::Named>,
    /// When nothing was found: what each term alone gives and what dropping it would give.
    pub missing: Vec<Missing>,
}

/// Why an answer is empty, for one term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The term.
    pub term: String,
    /// Announcements that contain it, whatever the rest of the query.
    pub alone: u64,
    /// The query that finds these.
    pub alone_query: String,
    /// Announcements the query would find without it.
    pub without: u64,
    /// The query that finds these.
    pub without_query: String,
}

/// An announcement as kept in the index, with its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Stable id: the first 12 hexadecimal digits of the SHA-256 of the original bytes.
    pub id: String,
    /// Composed for demonstration.
    pub sample: bool,
    /// Where it came from: urls and paths, one for each copy met.
    pub sources: Vec<String>,
    /// Ids of every version of the announcement, the newest first, this one among
    /// them; empty where only one is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// The published text; kept beside the rest, not in it.
    #[serde(skip)]
    pub text: String,
    /// Published spans left out of matching (glosses).
    pub skipped: Vec<crate::disclosure::Span>,
    /// How the bytes were read.
    pub encoding: crate::text::Encoding,
    /// What was understood.
    pub announcement: Announcement,
    /// What was doubted.
    pub findings: Vec<crate::disclosure::Finding>,
}
