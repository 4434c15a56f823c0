//! The stated numbers of an answer: sums of like with like, and each in its sentence.

use super::{
    Frame, Link,
    pieces::{count, lang, line},
    rows::{place, state},
    table,
    told::part,
};
use crate::{
    disclosure::Measured,
    search::{Backend, Field, Query, Totals},
    study::{
        numbers::{self, Row, Sum},
        rectifications,
    },
    web::{Asked, Choice, Failure, tongue::Tongue},
};

/// Numbers on a page.
const SIZE: u64 = 40;
/// Sums shown: what is stated once or twice tells little.
const SUMS: usize = 30;

/// What the template shows.
pub struct NumbersView {
    /// All kinds and one, and which is in force.
    pub kinds: Vec<(Link, bool)>,
    /// Sums, the most often stated first.
    pub sums: Vec<SumRow>,
    /// All of them with how many there are, where not all are shown.
    pub fewer: Option<Link>,
    /// All of them as a table.
    pub files: Vec<Link>,
    /// The numbers of this page.
    pub rows: Vec<NumberRow>,
    /// The number of the first.
    pub first: u64,
    /// All of them.
    pub count: String,
    /// How many of them are of samples, and the same without those.
    pub samples: Option<Link>,
    /// Over everything that was looked through.
    pub totals: Totals,
    /// Which of them are here.
    pub part: Option<String>,
    /// Kinds of documents were narrowed to rectifications.
    pub narrowed: bool,
    /// The page before.
    pub before: Option<String>,
    /// The page behind.
    pub next: Option<String>,
}

/// A sum.
pub struct SumRow {
    pub kind: String,
    pub of: String,
    pub sum: Option<String>,
    pub unit: String,
    pub range: String,
    pub stated: String,
    pub announcements: String,
    /// How many announcements state several, and what those come to that state one; none where none does.
    pub repeated: Option<String>,
    /// How many are of samples.
    pub samples: Option<String>,
    /// How many repeat one that was counted.
    pub again: Option<String>,
    /// How many name no amount.
    pub unstated: Option<String>,
}

/// A number in its sentence.
pub struct NumberRow {
    pub value: String,
    pub kind: String,
    /// Of what, as published.
    pub of: String,
    pub lang: &'static str,
    pub before: String,
    pub text: String,
    pub behind: String,
    pub url: String,
    pub address: String,
    pub agency: String,
    pub published: Option<String>,
    pub sample: bool,
}

/// The numbers of a query.
pub fn view(
    index: &dyn Backend,
    frame: &Frame,
    asked: &Asked,
    query: &Query,
) -> Result<NumbersView, Failure> {
    let chosen = chosen(asked);
    let shown = if asked.lens("sums").is_some() { usize::MAX } else { SUMS };
    let from = asked.lens("from").and_then(|from| from.parse::<u64>().ok()).unwrap_or(0);
    let wanted =
        numbers::Asked { kinds: chosen.into_iter().collect(), whole: false, from, size: SIZE as usize };
    let narrowed = rectifications(query);
    let found = numbers::numbers(index.parts(), query, &wanted)?;
    let tongue = frame.tongue;
    let page = |from: u64| asked.seen("from", &from.to_string()).url("/");
    let kind = |kind: Option<Measured>| {
        let label = kind.map_or_else(|| frame.t("num.all_kinds").to_owned(), |kind| word(tongue, kind));
        let url = match kind {
            Some(kind) => asked.seen("quantity", kind.code()),
            None => asked.with(|asked| asked.lens.retain(|(name, _)| *name != "quantity")),
        };
        (Link { label, url: url.url("/") }, kind == chosen)
    };
    // With all kinds in view, those that are not there need no link.
    let there = |kind: &Measured| {
        chosen.is_some() || found.sums.iter().any(|sum| kind.takes(sum.kind, sum.of.as_deref()))
    };
    let kinds = Measured::ALL.iter().copied().filter(there);
    let kinds = std::iter::once(None).chain(kinds.map(Some));
    Ok(NumbersView {
        kinds: kinds.map(kind).collect(),
        fewer: (found.sums.len() > shown).then(|| Link {
            label: frame.f("num.all_sums", count(found.sums.len() as u64)),
            // Whoever has turned pages stays on the page.
            url: Asked {
                lens: asked.lens.iter().cloned().chain([("sums", "all".to_owned())]).collect(),
                ..asked.clone()
            }
            .url("/"),
        }),
        files: table::files(table::sums(asked)),
        sums: found.sums.iter().take(shown).map(|sum| sum_row(tongue, sum)).collect(),
        rows: found.rows.iter().map(|row| number_row(frame, asked, row)).collect(),
        first: from + 1,
        count: count(found.count),
        samples: (found.samples > 0 && found.samples < found.count).then(|| Link {
            label: frame.f("num.samples", count(found.samples)),
            url: without_samples(asked).url("/"),
        }),
        totals: found.whole.totals,
        part: part(tongue, "find.part_of_numbers", from, found.rows.len(), found.count),
        narrowed: narrowed.filters.len() > query.filters.len(),
        before: (from > 0).then(|| page(from.saturating_sub(SIZE))),
        next: (from.saturating_add(SIZE) < found.count).then(|| page(from + SIZE)),
    })
}

/// The same question, of what was published only.
pub fn without_samples(asked: &Asked) -> Asked {
    asked.with(|asked| {
        asked.choices.retain(|choice| choice.field != Field::Sample);
        asked.choices.push(Choice { field: Field::Sample, negated: false, value: "false".to_owned() });
    })
}

/// The kind of number that was chosen.
pub fn chosen(asked: &Asked) -> Option<Measured> {
    asked.lens("quantity").and_then(Measured::named)
}

/// A kind of number in a reader's words.
pub fn word(tongue: Tongue, kind: Measured) -> String {
    tongue.word("measured", kind.code(), kind.label())
}

fn sum_row(tongue: Tongue, sum: &Sum) -> SumRow {
    // Beside a sum stands its unit; rates have no sum, so theirs stands here.
    let unit = match (&sum.sum, sum.unit.as_str()) {
        (None, "%") => "%".to_owned(),
        (None, unit) if !unit.is_empty() => format!(" {}", line(unit)),
        _ => String::new(),
    };
    let range = match (&sum.least, &sum.most) {
        (Some(least), Some(most)) if least != most => format!("{}–{}{unit}", grouped(least), grouped(most)),
        (Some(one), _) => format!("{}{unit}", grouped(one)),
        _ => "—".to_owned(),
    };
    SumRow {
        kind: word(tongue, sum.kind),
        // 193 个方面 says of what it counts.
        of: sum.of.as_deref().filter(|of| !sum.unit.ends_with(of)).map(line).unwrap_or_default(),
        sum: sum.sum.as_deref().map(grouped),
        unit: line(&sum.unit),
        range,
        stated: count(sum.stated),
        announcements: count(sum.announcements),
        repeated: sum.sum.as_ref().filter(|_| sum.repeated > 0).map(|_| {
            let once = sum.once.as_deref().map(|once| format!("{} {}", grouped(once), line(&sum.unit)));
            match once {
                Some(once) => {
                    let others = sum.announcements.saturating_sub(sum.repeated);
                    tongue.fill("num.repeated_once", &[&count(sum.repeated), &count(others), &once])
                }
                None => tongue.fill("num.repeated", &[&count(sum.repeated)]),
            }
        }),
        again: (sum.again > 0).then(|| tongue.fill("num.of_again", &[&count(sum.again)])),
        unstated: (sum.unstated > 0).then(|| tongue.fill("num.of_unstated", &[&count(sum.unstated)])),
        samples: (sum.samples > 0).then(|| tongue.fill("num.of_samples", &[&count(sum.samples)])),
    }
}

fn number_row(frame: &Frame, asked: &Asked, row: &Row) -> NumberRow {
    let (before, behind) = row.sentence.split_once(row.text.as_str()).unwrap_or((&row.sentence, ""));
    let about = &row.announcement;
    let agency = about.agency.as_deref().or(about.title.as_deref());
    NumberRow {
        value: match &row.value {
            Some(value) => format!("{} {}", grouped(value), line(&row.unit)),
            None => frame.t("num.unstated").to_owned(),
        },
        kind: word(frame.tongue, row.kind),
        of: row.of.as_deref().filter(|of| !row.unit.ends_with(of)).map(line).unwrap_or_default(),
        lang: lang(&row.sentence),
        before: line(before),
        text: line(&row.text),
        behind: line(behind),
        url: place(&about.id, Some(&row.address), &state(asked), &row.address),
        address: row.address.clone(),
        agency: agency.map_or_else(|| frame.t("find.unnamed").to_owned(), line),
        published: about.published.clone(),
        sample: about.sample,
    }
}

/// A decimal with its thousands parted.
pub fn grouped(decimal: &str) -> String {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    match (whole.parse::<u64>(), part) {
        (Ok(whole), "") => count(whole),
        (Ok(whole), part) => format!("{}.{part}", count(whole)),
        _ => decimal.to_owned(),
    }
}
