//! An announcement made ready for an engine.
//!
//! In: a [`Record`]. Out: its key (positions), where each unit begins, and the
//! values of every [`Field`]. Every engine is built from this and nothing else,
//! so that two engines answer alike.

use super::shard::Dates;
use super::syntax::marks::invisible;
use super::{Field, Record};
use crate::disclosure::{Announcement, Kind, Measured, PartKind, Role, Span, Status, Unit, unit_at};
use crate::segment::{BOUNDARY, Key, Tokens, Words, forms};
use crate::text::{Folded, fold_char};
use std::borrow::Cow;
use std::collections::HashMap;

/// Stands for "no such unit above" in [`Layout`].
const NOWHERE: u32 = u32::MAX;

/// So many units are passed at once on the way to a place.
const STRIDE: usize = 8;

/// Where the units of an announcement begin, in positions of its key.
///
/// Unit `u` covers `at[u]..at[u + 1]`; the last one runs to `end`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// First position of each unit, ascending.
    pub at: Vec<u32>,
    /// The numbered item (or problem) each unit belongs to, as a unit index; itself where it belongs to none.
    pub item: Vec<u32>,
    /// The area (or section) each unit belongs to, else its chapter; its item or itself where it belongs to none.
    pub area: Vec<u32>,
    /// One past the last position.
    pub end: u32,
}

impl Layout {
    /// The unit a position stands in.
    pub fn unit(&self, position: u32) -> usize {
        self.at.partition_point(|at| *at <= position).saturating_sub(1)
    }

    /// The same, looking first in `unit` and in the next one.
    pub fn unit_near(&self, unit: usize, position: u32) -> usize {
        let holds = |unit: usize| {
            let begins = self.at.get(unit).is_some_and(|at| *at <= position);
            begins && self.at.get(unit + 1).is_none_or(|next| *next > position)
        };
        [unit, unit + 1].into_iter().find(|unit| holds(*unit)).unwrap_or_else(|| self.unit(position))
    }

    /// The same, knowing that it stands in `unit` or after it.
    pub fn unit_from(&self, mut unit: usize, position: u32) -> usize {
        while self.at.get(unit + STRIDE).is_some_and(|at| *at <= position) {
            unit += STRIDE;
        }
        while self.at.get(unit + 1).is_some_and(|at| *at <= position) {
            unit += 1;
        }
        unit
    }

    /// The positions of a unit.
    pub fn range(&self, unit: usize) -> (u32, u32) {
        let start = self.at.get(unit).copied().unwrap_or(self.end);
        (start, self.at.get(unit + 1).copied().unwrap_or(self.end))
    }
}

/// What an engine is given for one announcement.
pub struct Document {
    /// What is shown, and kept.
    pub record: Record,
    /// What is matched.
    pub key: Key,
    /// Where its units are.
    pub layout: Layout,
    /// What the key leaves out.
    pub forms: Tokens,
    /// Its different words, for cutting queries, each with a line end behind it.
    pub words: String,
    /// Names the text: equal for the same words in other bytes, encodings and
    /// scripts, and on pages with other furniture around them or another headline above.
    pub text_name: String,
    /// Names the words of each unit, so that boilerplate is known by standing in many announcements.
    pub prints: Vec<u32>,
    /// Names the announcement, whatever its text: [`Announcement::name`], and each of its sources. What shares one
    /// of them may be another version of it.
    pub same: Vec<String>,
}

impl Document {
    /// Makes a record ready. `words` is loaded once by the caller.
    pub fn of(record: Record, words: &Words) -> Self {
        let folded = Folded::without(&record.text, &record.skipped);
        Self::folded(record, &folded, words)
    }

    /// The same for a text that is folded already.
    pub fn folded(record: Record, folded: &Folded, words: &Words) -> Self {
        let key = Key::of(folded);
        let layout = layout_of(&record.announcement, folded, &key);
        let words = words.distinct(folded);
        let forms = forms(&record.text, folded, &key);
        let text_name = name(own(&record, &layout, &key).iter());
        let sources = record.sources.iter().map(|source| format!("source {source}"));
        let names = record.announcement.name().into_iter().chain(sources);
        let same = names.map(|same| name(same.chars().collect::<Vec<_>>().iter())).collect();
        let prints = (0..layout.at.len()).map(|unit| print(&key, layout.range(unit))).collect();
        Self { record, key, layout, forms, words, text_name, same, prints }
    }

    /// The values of an attribute of the whole announcement.
    pub fn values(&self, field: Field) -> Vec<String> {
        values(&self.record, field)
    }

    /// When it was published, and its findings fed back.
    pub fn dates(&self) -> Dates {
        let announcement = &self.record.announcement;
        let feedback = announcement.feedback.as_ref().map(|date| date.value);
        Dates {
            published: announcement.published.as_ref().map_or(0, |date| date.value.number()),
            feedback: feedback.map_or(0, |date| date.first.number()),
            feedback_end: feedback.map_or(0, |date| date.last.number()),
        }
    }

    /// The stated quantities of a kind that conditions and order look at, in fractions of their base unit.
    /// 3个方面14个问题 has 14 problems; its 3 sides are no number of problems.
    pub fn numbers(&self, kind: Measured) -> Vec<i64> {
        numbers(&self.record.announcement, kind).map(|(_, number)| number).collect()
    }

    /// The units that state them, one for each; a number that no unit has where a quantity stands in none.
    pub fn stating(&self, kind: Measured) -> Vec<u32> {
        let announcement = &self.record.announcement;
        let unit = |span| unit_at(&announcement.units, span).map_or(NOWHERE, |at| at as u32);
        numbers(announcement, kind).map(|(span, _)| unit(span)).collect()
    }

    /// Shows the value of an attribute of each unit; empty where it has none.
    pub fn unit_values(&self, field: Field, mut see: impl FnMut(&str)) {
        let units = 0..self.layout.at.len();
        if field == Field::Status {
            let own = statuses(&self.record.announcement.units).into_iter();
            return own.for_each(|status| see(status.map_or("", Status::code)));
        }
        if field != Field::Area {
            return units.for_each(|unit| see(&unit_value(&self.record, field, unit)));
        }
        // A heading is read from the text once, not once for every unit below it.
        let mut known: HashMap<u32, Cow<str>> = HashMap::new();
        let all = &self.record.announcement.units;
        for unit in units {
            let at = nearest(all, unit, &[Role::Area]);
            see(known.entry(at).or_insert_with(|| unit_value(&self.record, field, unit)));
        }
    }
}

/// The numbers of [`Document::numbers`], each with the place it is stated in.
pub fn numbers(announcement: &Announcement, kind: Measured) -> impl Iterator<Item = (Span, i64)> {
    let stated = announcement.quantities.iter();
    let stated = stated.filter(move |quantity| quantity.counts(kind) && !quantity.is_of_sides());
    stated
        .filter_map(|quantity| Some((quantity.span, super::filter::fraction(quantity.value.as_deref()?)?.0)))
}

/// A text's name by its significant characters: FNV-1a with 128 bits, a name, not a seal.
fn name<'c>(chars: impl Iterator<Item = &'c char>) -> String {
    let hash = chars.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, c| {
        (hash ^ u128::from(u32::from(*c))).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    format!("{hash:032x}")
}

/// Shorter units say the same without having been copied.
const COPIED: usize = 12;

/// Names the words of a unit but for its own number (三是); 0 where they are too few. FNV-1a, folded to
/// 32 bits: one unit in thousands is taken for another at a million of them, and loses a little of its rank.
fn print(key: &Key, (from, to): (u32, u32)) -> u32 {
    let own = key.chars.get(from as usize..to as usize).unwrap_or_default();
    let number = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    let bare = own.iter().position(|c| !number(c)).map_or(own, |at| &own[at..]);
    let bare = if bare.len() < own.len() { bare.strip_prefix(&['是']).unwrap_or(bare) } else { bare };
    if bare.len() < COPIED {
        return 0;
    }
    let hash = bare.iter().filter(|c| **c != BOUNDARY).fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) as u32 ^ hash as u32).max(1)
}

/// Fewer characters than this are no text of their own: a page with nothing but
/// a title may stand for any attachment.
const OWN: usize = 200;

/// The characters of the announcement without the page's furniture and its
/// headline, which hosts write anew; all of them where little else is there.
fn own(record: &Record, layout: &Layout, key: &Key) -> Vec<char> {
    let mut out = Vec::with_capacity(key.chars.len());
    for (index, unit) in record.announcement.units.iter().enumerate() {
        if !matches!(unit.role, Role::Chrome | Role::Title) {
            let (start, end) = layout.range(index);
            out.extend(key.chars.get(start as usize..end as usize).unwrap_or_default());
        }
    }
    if out.len() < OWN { key.chars.clone() } else { out }
}

/// Where the units of an announcement begin in its key, and which scopes they stand in.
///
/// A wider scope never loses what a narrower one has: units of one item are always of one area, because the area is
/// that of the item. A paragraph in no item (the lines of a chapter without 1.) is an item of its own; where no
/// （一） heads them, the chapter is the area (采购 同方面 审计 finds both in the lines below 二、整改情况), and a
/// unit in no chapter, such as the title, is an area of its own.
pub fn layout_of(announcement: &Announcement, folded: &Folded, key: &Key) -> Layout {
    let mut layout = Layout { end: key.len() as u32, ..Layout::default() };
    for (index, unit) in announcement.units.iter().enumerate() {
        // The first unit also takes what stands before it; nothing is without a unit.
        let at = if index == 0 { 0 } else { key.position(folded.folded(unit.span).start) };
        layout.at.push(at.max(layout.at.last().copied().unwrap_or(0)));
        let above = |from: u32, wanted: &[Role]| {
            Some(nearest(&announcement.units, from as usize, wanted)).filter(|at| *at != NOWHERE)
        };
        let own = index as u32;
        let item = above(own, &[Role::Item, Role::Problem]).unwrap_or(own);
        let area = above(item, &[Role::Area, Role::Section]).or_else(|| above(item, &[Role::Part]));
        layout.item.push(item);
        layout.area.push(area.unwrap_or(item));
    }
    layout
}

/// The unit itself or the heading above it that has one of the roles.
fn nearest(units: &[Unit], from: usize, wanted: &[Role]) -> u32 {
    let mut at = Some(from as u32);
    // Parents stand before their children, so this ends; the count guards against a broken record.
    for _ in 0..64 {
        let Some((index, unit)) = at.and_then(|at| units.get(at as usize).map(|unit| (at, unit))) else {
            break;
        };
        if wanted.contains(&unit.role) {
            return index;
        }
        at = unit.parent;
    }
    NOWHERE
}

/// The headings above a unit, outermost first, as indices.
pub fn ancestors(units: &[Unit], unit: usize) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = units.get(unit).and_then(|unit| unit.parent);
    while let Some(index) = at
        && path.len() < 64
    {
        path.push(index as usize);
        at = units.get(index as usize).and_then(|unit| unit.parent);
    }
    path.reverse();
    path
}

/// The values of an attribute of a whole announcement.
pub fn values(record: &Record, field: Field) -> Vec<String> {
    let announcement = &record.announcement;
    let one = |value: Option<String>| value.into_iter().collect();
    match field {
        Field::Agency => one(announcement.agency.as_ref().map(|agency| agency.name.clone())),
        Field::Region => announcement.agency.as_ref().map(|agency| agency.region.clone()).unwrap_or_default(),
        Field::Level => one(announcement.agency.as_ref().and_then(|a| a.level).map(|l| l.code().to_owned())),
        Field::Team => one(announcement.inspection.team.as_ref().map(|team| team.value.clone())),
        Field::Mode => announcement.inspection.mode.iter().map(|mode| mode.code().to_owned()).collect(),
        Field::Round => one(round(announcement)),
        Field::Year => one(announcement.published.as_ref().map(|date| date.value.year().to_string())),
        Field::Kind => one(Some(announcement.kind.code().to_owned())),
        Field::Sample => one(Some(if record.sample { "true" } else { "false" }.to_owned())),
        Field::Part | Field::Area | Field::Theme | Field::Action | Field::Status | Field::Role => Vec::new(),
    }
}

/// 十四届第五轮 as `14-5`; `?` for the half that is not stated.
fn round(announcement: &Announcement) -> Option<String> {
    let inspection = &announcement.inspection;
    let show = |n: Option<u16>| n.map_or("?".to_owned(), |n| n.to_string());
    let (session, round) = (inspection.session.as_ref(), inspection.round.as_ref());
    (session.is_some() || round.is_some())
        .then(|| format!("{}届{}轮", show(session.map(|s| s.value)), show(round.map(|r| r.value))))
}

/// The session and round that a text names: 第六轮, 十三届六轮, 13届6轮; a number alone is a round.
/// None where it names neither.
pub(super) fn round_of(text: &str) -> Option<(Option<u16>, Option<u16>)> {
    let number = |text: &str| {
        let text = text.trim().trim_start_matches('第');
        text.parse().ok().or_else(|| crate::disclosure::unhan(text))
    };
    let (session, rest) = match text.split_once('届') {
        Some((session, rest)) => (number(session), rest),
        None => (None, text),
    };
    let rest = rest.trim_start_matches(['市', '县', '区', '省', '委']);
    let round = number(rest.trim().trim_end_matches(['巡', '察', '视']).trim_end_matches('轮'));
    (session.is_some() || round.is_some()).then_some((session, round))
}

/// The value of an attribute of one unit; empty where it has none.
pub fn unit_value(record: &Record, field: Field, index: usize) -> Cow<'_, str> {
    let units = &record.announcement.units;
    let Some(unit) = units.get(index) else { return Cow::default() };
    let area = || {
        let at = nearest(units, index, &[Role::Area]);
        units.get(at as usize)
    };
    let value = match field {
        Field::Area => {
            return area()
                .map(|area| heading(&record.text, &record.skipped, area))
                .unwrap_or_default()
                .into();
        }
        Field::Part => unit.part.map(PartKind::code),
        Field::Theme => area().and_then(|area| area.theme.as_deref()),
        Field::Action => unit.action.as_deref(),
        Field::Status => statuses(units).get(index).copied().flatten().map(Status::code),
        Field::Role => Some(unit.role.code()),
        _ => None,
    };
    value.unwrap_or_default().into()
}

/// How far each unit is: as it says itself, else as the heading above it does. 整改情况:已完成 below a problem is said of
/// what was done about it, so its measures are done too; where one of these says how far it is itself, they are told
/// one by one, and what says nothing is not known.
pub fn statuses(units: &[Unit]) -> Vec<Option<Status>> {
    let mut apart = vec![false; units.len()];
    for unit in units.iter().filter(|unit| unit.role == Role::Measure && unit.status.is_some()) {
        if let Some(above) = unit.parent.and_then(|parent| apart.get_mut(parent as usize)) {
            *above = true;
        }
    }
    let mut all: Vec<Option<Status>> = Vec::with_capacity(units.len());
    for unit in units {
        // Parents stand before their children.
        let above = unit.parent.map(|parent| parent as usize).filter(|parent| *parent < all.len());
        let above = above.filter(|parent| !apart[*parent]).and_then(|parent| all[parent]);
        all.push(unit.status.or(above));
    }
    all
}

/// The words of a heading without its number: 关于履行…方面. Simplified, and without what nobody sees, stray blanks and
/// the glosses that are left out of matching, so that the same heading from pages in different scripts, or of different
/// editors, is one value.
pub fn heading(text: &str, skipped: &[Span], unit: &Unit) -> String {
    let own = text.chars().skip(unit.span.start as usize).take(unit.span.len().min(200) as usize);
    let gloss = |index: u32| {
        let behind = skipped.partition_point(|span| span.end <= index);
        skipped.get(behind).is_some_and(|span| span.start <= index)
    };
    let seen = (unit.span.start..).zip(own).filter(|(index, c)| !invisible(*c) && !gloss(*index));
    let mut folded = String::new();
    let mut blank = false;
    for c in seen.map(|(_, c)| fold_char(c)) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        // A blank parts words of letters and figures only.
        let latin = |c: char| c.is_ascii_alphanumeric();
        if std::mem::take(&mut blank) && latin(c) && folded.ends_with(latin) {
            folded.push(' ');
        }
        folded.push(c);
    }
    let number = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bare = match folded.find([')', '、', '.']) {
        Some(end) if folded[..end].chars().count() <= 6 && folded[..end].chars().all(number) => {
            &folded[end..]
        }
        _ => &folded[..],
    };
    bare.trim_matches(|c: char| !c.is_alphanumeric() && !"“”《》".contains(c)).to_owned()
}

/// Whether a kind counts in cross-tables unless others are asked for.
pub fn is_rectification(kind: Kind) -> bool {
    matches!(kind, Kind::RectificationSingle | Kind::RectificationAggregate)
}
