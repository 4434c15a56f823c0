//! What a reader may be about to type, schema `suggest/1`.
//!
//! In: the words in the box and where the caret stands. Out: what could stand
//! in place of the word at the caret: fields, operators, and values that are in
//! the present index, with the announcements that have them. Promises: nothing
//! inside quotes is completed; every suggestion, put in, reads without a note.

use super::super::{Failure, params::number, reply::Reply, routes::Ask, tongue::Tongue};
use crate::{
    disclosure::{Measured, PartKind, Role},
    search::{Backend, DateOf, Field, SearchError, suggest as found},
};
use serde::Serialize;

/// Suggestions at once.
const MOST: usize = 10;
/// Longer words are being written, not looked for.
const LONGEST: usize = 40;

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// `field`, `operator`, or the code of the field whose value it is.
    pub kind: &'static str,
    /// What is put in place of the word.
    pub insert: String,
    /// What readers see.
    pub label: String,
    /// What it is, in the reader's language.
    pub note: String,
    /// Announcements that have it; none for what is grammar.
    pub announcements: Option<u64>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
struct Answer {
    schema: &'static str,
    query: String,
    /// The characters that a suggestion takes the place of.
    replaces: [u32; 2],
    suggestions: Vec<Offer>,
}

/// `GET /api/v1/suggest`
pub fn suggest(ask: &Ask) -> Result<Reply, Failure> {
    // Not trimmed: the caret counts every character.
    let typed = ask.params.whole("q").unwrap_or("");
    let chars: Vec<char> = typed.chars().collect();
    let caret = number("at", ask.params.get("at"), chars.len(), 0, usize::MAX)?.min(chars.len());
    let start = word(&chars[..caret]);
    let piece: String = chars[start..caret].iter().collect();
    let suggestions = offers(ask.index, &piece, ask.reader.tongue)?;
    let replaces = [start as u32, caret as u32];
    Ok(Reply::json(&Answer { schema: "suggest/1", query: typed.to_owned(), replaces, suggestions }))
}

/// Where the word at the end begins: behind the last blank or bracket outside quotes.
fn word(chars: &[char]) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '"' => quoted = !quoted,
            '“' | '「' | '『' => quoted = true,
            '”' | '」' | '』' => quoted = false,
            c if !quoted && (c.is_whitespace() || "()（）|｜".contains(*c)) => start = at + 1,
            _ => {}
        }
    }
    start
}

/// What could stand in place of a word.
pub fn offers(index: &dyn Backend, piece: &str, tongue: Tongue) -> Result<Vec<Offer>, SearchError> {
    let bare = piece.trim_start_matches(['-', '－']);
    let minus = &piece[..piece.len() - bare.len()];
    let long = bare.chars().count() > LONGEST;
    let mut offers = match bare.split_once([':', '：']) {
        _ if bare.is_empty() || long => Vec::new(),
        Some((name, value)) => values(index, name, value, tongue)?,
        None if bare.contains(['"', '“', '「', '『']) => Vec::new(),
        None => plain(index, bare, tongue)?,
    };
    offers.truncate(MOST);
    if !minus.is_empty() {
        // Only conditions can be excluded; an operator behind a minus means nothing.
        offers.retain(|offer| offer.kind != "operator");
        for offer in &mut offers {
            offer.insert.insert_str(0, minus);
        }
    }
    Ok(offers)
}

/// A word without a field: what it may begin, and whose name it may be.
fn plain(index: &dyn Backend, typed: &str, tongue: Tongue) -> Result<Vec<Offer>, SearchError> {
    let mut offers = grammar(typed, tongue);
    offers.truncate(MOST / 2);
    let latin = typed.is_ascii();
    if latin && typed.len() < 2 {
        return Ok(offers);
    }
    for (field, most) in [(Field::Agency, 6), (Field::Region, 3), (Field::Theme, 2)] {
        offers.extend(of_field(index, field, typed, most, tongue)?);
    }
    Ok(offers)
}

/// Fields and operators that begin with what was typed.
fn grammar(typed: &str, tongue: Tongue) -> Vec<Offer> {
    let small = typed.to_lowercase();
    let mut offers = Vec::new();
    let mut offer = |kind: &'static str, code: &str, chinese: &str, note: String, colon: &str| {
        let name = if code.to_lowercase().starts_with(&small) {
            code
        } else if !chinese.is_empty() && chinese.starts_with(typed) {
            chinese
        } else {
            return;
        };
        let insert = format!("{name}{colon}");
        // What is typed already need not be offered.
        if insert != typed {
            offers.push(Offer { kind, label: insert.clone(), insert, note, announcements: None });
        }
    };
    for field in Field::ALL {
        let note = tongue.word("field", field.code(), field.chinese());
        offer("field", field.code(), field.chinese(), note, ":");
    }
    // The year is a field, and offered as one.
    for date in DateOf::ALL.iter().filter(|date| **date != DateOf::Year) {
        offer("field", date.code(), date.chinese(), tongue.word("date_of", date.code(), date.chinese()), ":");
    }
    // Those that share a name with a field are asked for by it.
    for kind in [Measured::Money, Measured::Rules, Measured::Meetings, Measured::Rate] {
        let note = super::super::page::number_word(tongue, kind);
        offer("field", kind.code(), kind.chinese(), note, ":>0");
    }
    let operators = [
        ("OR", "或", "operator.or"),
        ("NOT", "非", "operator.not"),
        ("NEAR/10", "", "operator.near"),
        ("同句", "", "scope.sentence"),
        ("同措施", "", "scope.measure"),
        ("同事项", "", "scope.item"),
        ("同方面", "", "scope.area"),
    ];
    for (code, chinese, note) in operators {
        offer("operator", code, chinese, tongue.say(note).to_owned(), "");
    }
    for (code, chinese, note) in [
        ("in", "位于", "operator.in"),
        ("sort", "排序", "operator.sort"),
        ("exact", "精确", "operator.exact"),
    ] {
        offer("field", code, chinese, tongue.say(note).to_owned(), ":");
    }
    offers
}

/// Values behind a field.
fn values(index: &dyn Backend, name: &str, value: &str, tongue: Tongue) -> Result<Vec<Offer>, SearchError> {
    let small = name.to_lowercase();
    // A value that is being quoted is still being typed.
    let typed = value.trim_start_matches('=').trim_start_matches(['"', '“', '「', '『']);
    if typed.contains(['"', '”', '」', '』']) {
        return Ok(Vec::new());
    }
    if let Some(field) = Field::named(&small) {
        let mut offers = of_field(index, field, typed, MOST, tongue)?;
        for offer in &mut offers {
            let rest = offer.insert.split_once(':').map_or("", |(_, rest)| rest).to_owned();
            offer.insert = format!("{name}:{rest}");
        }
        return Ok(offers);
    }
    let words: Vec<(String, String)> = match small.as_str() {
        "in" | "位于" | "范围" => {
            let roles = [Role::Measure, Role::Problem, Role::Item, Role::Title];
            let roles = roles.map(|role| (role.chinese(), tongue.word("role", role.code(), role.chinese())));
            let parts = [PartKind::Responsibility, PartKind::Rectification, PartKind::NextSteps];
            let parts = parts.map(|part| (part.chinese(), tongue.word("part", part.code(), part.chinese())));
            roles.into_iter().chain(parts).map(|(word, note)| (word.to_owned(), note)).collect()
        }
        "sort" | "排序" => {
            let plain = [("-date", "sort.newest"), ("date", "sort.oldest"), ("relevance", "sort.relevance")];
            let money = super::super::page::number_word(tongue, Measured::Money);
            let plain = plain.map(|(word, note)| (word.to_owned(), tongue.say(note).to_owned()));
            plain.into_iter().chain([(format!("-{}", Measured::Money.chinese()), money)]).collect()
        }
        _ => Vec::new(),
    };
    let fits = words.into_iter().filter(|(word, _)| word.starts_with(typed));
    let offer = |(word, note): (String, String)| Offer {
        kind: "operator",
        insert: format!("{name}:{word}"),
        label: word,
        note,
        announcements: None,
    };
    Ok(fits.map(offer).collect())
}

/// Values of a field that what was typed may mean.
fn of_field(
    index: &dyn Backend,
    field: Field,
    typed: &str,
    most: usize,
    tongue: Tongue,
) -> Result<Vec<Offer>, SearchError> {
    let note = tongue.word("field", field.code(), field.chinese());
    let offer = |it: found::Suggestion| {
        // A quote in a name would end ours; such a name is found without it.
        let plain = it.label.replace(['"', '“', '”', '「', '」', '『', '』', '\\'], "");
        let simple = plain.chars().all(char::is_alphanumeric);
        let value = match field {
            Field::Agency if plain == it.label => format!("=\"{plain}\""),
            _ if simple => plain,
            _ => format!("\"{plain}\""),
        };
        Offer {
            kind: field.code(),
            insert: format!("{}:{value}", field.chinese()),
            label: it.label,
            note: note.clone(),
            announcements: Some(it.announcements),
        }
    };
    let some = found::suggest(index, field, typed, most)?;
    Ok(some.into_iter().filter(|it| !it.value.is_empty()).map(offer).collect())
}
