//! The concordance: every place on a line of its own, the words one under another.

use super::{
    Frame, Link,
    pieces::{lang, line},
    rows::{marked, place, state},
    told::part,
};
use crate::{
    search::{Backend, Query},
    study::kwic::{self, Order},
    web::{Asked, Failure, params::View},
};

/// Lines on a page.
const SIZE: u64 = 50;
/// Characters on each side: what a wide screen has room for.
const WIDTH: usize = 28;
/// How much further a side may reach so that it does not begin or end inside a number or a Latin word.
const SPARE: usize = 16;
/// Sorted lines need the memory of all before them; further in, exports serve.
const DEEPEST: u64 = 5000;

/// What the template shows.
pub struct KwicView {
    /// Without words there is nothing to line up.
    pub words: bool,
    /// The orders, and which is in force.
    pub orders: Vec<(Link, bool)>,
    /// The number of the first line.
    pub first: u64,
    /// Which lines these are.
    pub part: Option<String>,
    /// The lines.
    pub lines: Vec<KwicRow>,
    /// The page before and the one behind.
    pub before: Option<String>,
    /// The page behind.
    pub next: Option<String>,
    /// Sorted lines end here although there are more.
    pub deepest: Option<u64>,
}

/// One place.
pub struct KwicRow {
    /// Published characters before it.
    pub left: String,
    /// What matched.
    pub hit: String,
    /// Published characters behind it.
    pub right: String,
    /// The language of the text.
    pub lang: &'static str,
    /// The place in the reading page.
    pub url: String,
    /// The same without the words, as it stands on paper.
    pub plain: String,
    /// Whose announcement.
    pub agency: String,
    /// The unit.
    pub address: String,
    /// When it was published.
    pub published: Option<String>,
    /// Composed.
    pub sample: bool,
    /// What it is, where it is no announcement of a rectification.
    pub kind: Option<String>,
}

/// Lines up the places of a query.
pub fn view(index: &dyn Backend, frame: &Frame, asked: &Asked, query: &Query) -> Result<KwicView, Failure> {
    let order = asked.lens("order").and_then(Order::named).unwrap_or(Order::Document);
    let deepest = if order == Order::Document { u64::MAX } else { DEEPEST };
    let from = asked.lens("from").and_then(|from| from.parse::<u64>().ok()).unwrap_or(0);
    let from = from.min(deepest.saturating_sub(SIZE));
    let words = query.root.is_some();
    let (lines, all) = if words {
        let wanted = kwic::Asked { width: WIDTH + SPARE, order, distance: 1, from, size: SIZE as usize };
        let kwic = kwic::kwic(index.parts(), query, &wanted)?;
        (kwic.lines, kwic.whole.totals.occurrences)
    } else {
        (Vec::new(), 0)
    };
    let page = |from: u64| asked.seen("from", &from.to_string()).url("/");
    let end = from.saturating_add(SIZE);
    let orders =
        [(Order::Document, "kwic.document"), (Order::Left, "kwic.left"), (Order::Right, "kwic.right")];
    let link = |(one, label): (Order, &str)| {
        let url = asked.viewed(View::Kwic).seen("order", one.code()).url("/");
        (Link { label: frame.t(label).to_owned(), url }, one == order)
    };
    Ok(KwicView {
        words,
        orders: orders.into_iter().map(link).collect(),
        first: from + 1,
        part: part(frame.tongue, "find.part_of_places", from, lines.len(), all),
        lines: lines.iter().map(|line| row(frame, asked, line)).collect(),
        before: (from > 0).then(|| page(from.saturating_sub(SIZE))),
        next: (end < all && end < deepest).then(|| page(end)),
        deepest: (all > deepest && end >= deepest).then_some(deepest),
    })
}

fn row(frame: &Frame, asked: &Asked, it: &kwic::Line) -> KwicRow {
    let left: Vec<char> = it.left.chars().rev().collect();
    let right: Vec<char> = it.right.chars().collect();
    let about = &it.announcement;
    let agency =
        about.agency.as_deref().or(about.title.as_deref()).unwrap_or_else(|| frame.t("find.unnamed"));
    KwicRow {
        left: line(&side(&left).into_iter().rev().collect::<String>()),
        hit: line(&it.hit),
        right: line(&side(&right).into_iter().collect::<String>()),
        lang: lang(&format!("{}{}{}", it.left, it.hit, it.right)),
        url: place(&about.id, Some(&it.address), &state(asked), &it.address),
        plain: format!("/a/{}/{}", about.id, it.address),
        agency: line(agency),
        address: it.address.clone(),
        published: about.published.clone(),
        sample: about.sample,
        kind: marked(frame.tongue, about.kind),
    }
}

/// One side of a line, read away from the hit: as many characters as there is room for, no number and no Latin
/// word in two, and a sign where it is cut.
fn side(chars: &[char]) -> Vec<char> {
    if chars.len() <= WIDTH {
        return chars.to_vec();
    }
    let at = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().unwrap_or(' ');
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let part = |index: usize| {
        let c = at(Some(index));
        let (before, behind) = (digit(at(index.checked_sub(1))), digit(at(Some(index + 1))));
        match c {
            '.' | ',' | '．' => before && behind,
            // 11.79万元: without its 万 it is another number.
            '%' | '％' | '百' | '千' | '万' | '亿' | '萬' | '億' | '元' => before || behind,
            c => c.is_ascii_alphanumeric() || digit(c),
        }
    };
    let whole = |cut: &usize| !(part(cut - 1) && part(*cut));
    let behind = (WIDTH..chars.len()).find(whole);
    if behind.is_none() && chars.len() < WIDTH + SPARE {
        return chars.to_vec();
    }
    // What is longer than any number is left out, unless it is all there is.
    let cut = behind.or_else(|| (1..WIDTH).rev().find(whole)).unwrap_or(WIDTH);
    chars[..cut].iter().copied().chain(['…']).collect()
}
