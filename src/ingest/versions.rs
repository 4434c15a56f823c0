//! Which texts are versions of one announcement, and which of them is the newest.
//!
//! In: documents, in the order they came. Out: the same, with every earlier
//! version marked. Two texts are versions where they bear one name (body, group,
//! first day, feedback) and share half their body, or where one source had both,
//! they claim to be the same, and nearly every word is. Promise: two bodies are
//! never taken for one; where it is not certain they stay two.

use crate::disclosure::{Announcement, Doubt, Fact, Kind, Role};
use crate::search::Document;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What makes one version of an announcement the one that is shown: the newest, of one day the least damaged, of one
/// source the one it had last (`came`), the most complete, the one that most hosts have; then its words, so that
/// nothing depends on names of files.
fn standing(document: &Document, came: Option<usize>) -> impl Ord + use<> {
    let record = &document.record;
    let damages = record.findings.iter().filter(|finding| finding.doubt == Doubt::Damage).count();
    let units = record.announcement.units.iter().enumerate();
    let own = units.filter(|(_, unit)| !matches!(unit.role, Role::Chrome | Role::Title));
    let length: u32 = own
        .map(|(index, _)| document.layout.range(index))
        .map(|(start, end)| end.saturating_sub(start))
        .sum();
    (document.dates().published, Reverse(damages), came, length, record.sources.len(), record.text.clone())
}

/// Tells the versions of an announcement from each other: all but the newest are
/// earlier versions. The order of the documents is kept.
pub fn reconcile(mut all: Vec<Document>) -> Vec<Document> {
    for mut places in together(&all) {
        places.sort_by_cached_key(|at| Reverse(standing(&all[*at], None)));
        for mut group in groups(&all, &places).into_iter().filter(|group| group.len() > 1) {
            let (first, rest) = (&all[group[0]], &group[1..]);
            let everywhere =
                |source: &&String| rest.iter().all(|at| all[*at].record.sources.contains(source));
            if first.record.sources.iter().any(|source| everywhere(&source)) {
                group.sort_by_cached_key(|at| Reverse(standing(&all[*at], Some(*at))));
            }
            let ids: Vec<String> = group.iter().map(|at| all[*at].record.id.clone()).collect();
            for (age, at) in group.into_iter().enumerate() {
                all[at].record.versions.clone_from(&ids);
                if age > 0 {
                    all[at].record.announcement.kind = Kind::EarlierVersion;
                }
            }
        }
    }
    all
}

/// Places of documents that share a name, directly or through others.
fn together(all: &[Document]) -> Vec<Vec<usize>> {
    let top = |above: &[usize], mut at: usize| {
        while above[at] != at {
            at = above[at];
        }
        at
    };
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut above: Vec<usize> = (0..all.len()).collect();
    for (at, document) in all.iter().enumerate() {
        for name in &document.same {
            let other = *first.entry(name).or_insert(at);
            let (one, other) = (top(&above, at), top(&above, other));
            above[one.max(other)] = one.min(other);
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..all.len() {
        out.entry(top(&above, at)).or_default().push(at);
    }
    out.into_values().filter(|places| places.len() > 1).collect()
}

/// What of a document is compared.
struct Compared<'d> {
    document: &'d Document,
    name: Option<String>,
    /// The body, without what every report on one inspection shares.
    body: HashSet<u64>,
    /// Everything but the page's furniture.
    whole: HashSet<u64>,
}

impl<'d> Compared<'d> {
    fn of(document: &'d Document) -> Self {
        let shared = [Role::Title, Role::Preamble, Role::Closing, Role::Signature, Role::Chrome];
        Self {
            document,
            name: document.record.announcement.name(),
            body: runs(document, &shared),
            whole: runs(document, &[Role::Chrome]),
        }
    }

    fn is_version_of(&self, other: &Self) -> bool {
        self.name.is_some() && self.name == other.name && alike(&self.body, &other.body)
            || self
                .document
                .record
                .sources
                .iter()
                .any(|source| other.document.record.sources.contains(source))
                && one_claim(self.document, other.document)
                && nearly_identical(&self.whole, &other.whole)
    }
}

/// Places of documents that are versions of each other, in the order given.
fn groups(all: &[Document], places: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<(usize, Compared)> = Vec::new();
    for at in places {
        let own = Compared::of(&all[*at]);
        let near = known.iter().find(|(_, other)| own.is_version_of(other)).map(|(group, _)| *group);
        let group = near.unwrap_or(groups.len());
        if near.is_none() {
            groups.push(Vec::new());
        }
        known.push((group, own));
        groups[group].push(*at);
    }
    groups
}

/// Whether two texts say that they are the same: one kind, and one title or one body with one inspection. What both
/// state and state differently speaks against it: the body, who signs, the round; of group, first day and feedback
/// one may have been put right.
fn one_claim(one: &Document, other: &Document) -> bool {
    let (a, b) = (&one.record.announcement, &other.record.announcement);
    let (i, j) = (&a.inspection, &b.inspection);
    let told = [agree(&i.team, &j.team), agree(&i.start, &j.start), agree(&a.feedback, &b.feedback)];
    let name = |x: &Announcement| x.agency.as_ref().map(|agency| agency.name.clone());
    let body = equal(name(a), name(b));
    let same = agree(&a.title, &b.title) == Some(true) || body == Some(true) && told.contains(&Some(true));
    let against = told.iter().filter(|told| **told == Some(false)).count() > 1
        || [body, agree(&a.issuer, &b.issuer), agree(&i.session, &j.session), agree(&i.round, &j.round)]
            .contains(&Some(false));
    // A notice or a round has many bodies and no agency; a form of words with another body in it is another one.
    let one_body = a.kind == Kind::RectificationSingle && body == Some(true);
    a.kind == b.kind && same && !against && (one_body || one_has_all(&bodies(one), &bodies(other)))
}

/// Whether two facts have one value; none where one is not stated.
fn agree<T: PartialEq>(one: &Option<Fact<T>>, other: &Option<Fact<T>>) -> Option<bool> {
    equal(one.as_ref().map(|fact| &fact.value), other.as_ref().map(|fact| &fact.value))
}

/// Whether two stated values are equal; none where one is not stated.
fn equal<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
    Some(one? == other?)
}

/// Whether one names every body of the other: a sentence may be added, none may be exchanged.
fn one_has_all(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_subset(other) || other.is_subset(one)
}

/// What names of bodies end in.
const ENDS: [&str; 19] = [
    "党组",
    "党委",
    "党支部",
    "党总支",
    "纪委",
    "工委",
    "局",
    "镇",
    "乡",
    "村",
    "社区",
    "街道",
    "医院",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "公司",
];

/// Characters before such an end that tell bodies apart.
const NAMED: usize = 4;

/// Every body that a text names, by the end of its name.
fn bodies(document: &Document) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (index, unit) in document.record.announcement.units.iter().enumerate() {
        if unit.role != Role::Chrome {
            let (start, end) = document.layout.range(index);
            let text: Vec<char> =
                document.key.chars.get(start as usize..end as usize).unwrap_or_default().to_vec();
            for at in 0..text.len() {
                let ends = |name: &&&str| {
                    name.chars().count() <= text.len() - at
                        && name.chars().zip(&text[at..]).all(|(a, b)| a == *b)
                };
                if let Some(name) = ENDS.iter().find(ends) {
                    let from = at.saturating_sub(NAMED);
                    out.insert(text[from..at + name.chars().count()].iter().collect());
                }
            }
        }
    }
    out
}

/// Characters in a row that are compared.
const RUN: usize = 8;

/// Fewer runs than this are too little to tell by.
const LEAST: usize = 30;

/// The runs of a document without units of these roles.
fn runs(document: &Document, without: &[Role]) -> HashSet<u64> {
    let hash = |run: &[char]| {
        run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
            (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut out = HashSet::new();
    for (index, unit) in document.record.announcement.units.iter().enumerate() {
        if !without.contains(&unit.role) {
            let (start, end) = document.layout.range(index);
            let chars = document.key.chars.get(start as usize..end as usize).unwrap_or_default();
            out.extend(chars.windows(RUN).map(hash));
        }
    }
    out
}

/// An edited text keeps most of its runs: at least half of those of the shorter one.
fn alike(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let (short, shared, _) = compared(one, other);
    short >= LEAST && shared * 2 >= short
}

/// A text with a few words changed keeps four fifths of the longer one.
fn nearly_identical(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let (short, shared, long) = compared(one, other);
    short >= LEAST && shared * 5 >= long * 4
}

/// How many runs the shorter has, both have, and the longer has.
fn compared(one: &HashSet<u64>, other: &HashSet<u64>) -> (usize, usize, usize) {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    (short.len(), short.iter().filter(|run| long.contains(*run)).count(), long.len())
}
