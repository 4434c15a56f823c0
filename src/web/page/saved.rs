//! The names under which readers keep files.
//!
//! In: the state of a page and the form of the file. Out: a header with two
//! names: what the file holds in words, and the same in ASCII for old clients.
//! Promises: two different questions give two names; no sign that a file
//! system refuses; short enough for all of them; the state of the index is told.

use super::{matrix, rows::Shaper};
use crate::web::{Asked, encode, params::View, tongue::Tongue};
use axum::http::{HeaderName, HeaderValue, header};

/// Most characters of the words: three bytes each, they leave room for the rest in the 255 that a name may have.
const WORDS: usize = 60;
/// Most characters of the query among them.
const QUERY: usize = 24;
/// Characters of the state of the index, as pages show it.
const STATE: usize = 12;

/// The header of a file with all of an answer, or with the table of a view.
pub fn saved(
    tongue: Tongue,
    asked: &Asked,
    generation: &str,
    ending: &str,
) -> Option<(HeaderName, HeaderValue)> {
    let view = asked.view.unwrap_or(View::List);
    let mut words =
        vec![tongue.say("site.name").to_owned(), tongue.word("view", view.code(), view.chinese())];
    let query = asked.resolve().ok().map(|meant| meant.query);
    if let Some(query) = query.as_ref().filter(|_| view == View::Matrix) {
        words.push(matrix::caption(tongue, &matrix::asked(asked, query.root.is_some())));
    }
    words.extend((asked.lens("table") == Some("sums")).then(|| tongue.say("num.sums").to_owned()));
    words.push(cut(&asked.q, QUERY));
    words.extend(asked.only.clone());
    let chips = Shaper { asked, tongue }.chips();
    words.extend(chips.iter().map(|chip| match chip.negated {
        true => format!("{} {} {}", tongue.say("find.without"), chip.field, chip.label),
        false => format!("{} {}", chip.field, chip.label),
    }));
    // A view that counts some kinds only says so in the table's name too.
    if let Some(query) = query.filter(|query| matrix::narrows(asked, query)) {
        let kinds = matrix::kinds(&query);
        words.extend(
            kinds.iter().map(|kind| tongue.word("kind", &kind.value, &kind.field.label(&kind.value))),
        );
    }
    words.retain(|word| !word.is_empty());
    let words = cut(&safe(&words.join("_")), WORDS);
    let state: String = generation.chars().take(STATE).collect();
    let name = format!("{words}_{}.{ending}", safe(&state));
    let old = format!("xunlan-{}-{state}.{ending}", view.code());
    let value = format!("attachment; filename*=UTF-8''{}; filename=\"{old}\"", encode(&name));
    Some((header::CONTENT_DISPOSITION, HeaderValue::from_str(&value).ok()?))
}

/// A text without the signs that file systems keep for themselves: they stand in full width.
fn safe(text: &str) -> String {
    let fitting = |c: char| match c {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => {
            char::from_u32(c as u32 + 0xFEE0).unwrap_or('_')
        }
        c if c.is_control() || c.is_whitespace() => ' ',
        c => c,
    };
    text.chars()
        .map(fitting)
        .collect::<String>()
        .split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// As much of a text as there is room for.
fn cut(text: &str, most: usize) -> String {
    let mut chars = text.chars();
    let mut kept: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() {
        kept.push('…');
    }
    kept
}
