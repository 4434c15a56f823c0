//! Query → canonical text.
//!
//! In: a query. Out: text that reads back as the same query, with the fewest
//! brackets precedence allows. Promise: total; a query that no text can mean
//! (an empty literal, AND of one) prints as the nearest one that has a text.

use super::lex::{Lexer, Token};
use super::lower::alternatives;
use super::marks::{self, quotes};
use super::scan::small;
use super::{Limits, names, ranges};
use crate::disclosure::{Date, Measured};
use crate::search::{Field, Filter, Node, Query, Sort, Test, UNSTATED};

/// The canonical text of a query.
pub fn print(query: &Query) -> String {
    measure(query).text
}

/// A printed query and what it costs to read.
pub struct Printed {
    /// The text.
    pub text: String,
    /// Its characters.
    pub chars: usize,
    /// Its levels, as the parser counts them.
    pub depth: usize,
}

/// Prints and measures.
pub fn measure(query: &Query) -> Printed {
    let mut printer = Printer { parts: Vec::new(), depth: 0, deepest: 0 };
    if let Some(root) = &query.root {
        // Conditions follow: beside an OR they would belong to its last side, beside a group with its own to all.
        let level = match root {
            Node::Where { .. } if !query.filters.is_empty() => Level::Near,
            _ if query.filters.is_empty() && !query.strict => Level::Any,
            _ => Level::All,
        };
        let text = printer.node(root, level);
        printer.parts.push(text);
    }
    printer.parts.extend(query.filters.iter().map(filter));
    printer.parts.extend(sort(query.sort));
    printer.parts.extend(query.strict.then(|| "字形:严格".to_owned()));
    printer.parts.retain(|part| !part.is_empty());
    let text = printer.parts.join(" ");
    Printed { chars: text.chars().count(), depth: printer.deepest, text }
}

/// How tightly a node binds, loosest first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    Any,
    All,
    Near,
    One,
}

struct Printer {
    parts: Vec<String>,
    depth: usize,
    deepest: usize,
}

impl Printer {
    /// A node where something of `level` can stand.
    fn node(&mut self, node: &Node, level: Level) -> String {
        // Beside others of its field it would be an alternative to them.
        if let Node::Where { filters, node: None } = node
            && level == Level::Near
            && alternatives(filters)
        {
            self.below(|printer| printer.below(|printer| printer.below(|_| String::new())));
            let excluded: Vec<String> = filters.iter().map(|own| format!("-{}", filter(own))).collect();
            return format!("-({})", excluded.join(" "));
        }
        let own = match node {
            Node::Any(_) => Level::Any,
            Node::Where { filters, node: None } if filters.len() == 1 => Level::One,
            Node::All(_) | Node::Where { .. } => Level::All,
            Node::Near { .. } | Node::Together { .. } => Level::Near,
            _ => Level::One,
        };
        if own < level {
            return self.grouped(node);
        }
        self.deepest = self.deepest.max(chain(node));
        match node {
            Node::Words(text) => words(text),
            Node::Literal(text) => quoted(text),
            Node::Exact(text) => format!("exact:{}", quoted(text)),
            Node::Wild(text) => text.clone(),
            Node::Any(sides) => self.joined(sides, " OR ", Level::All),
            Node::All(parts) => self.joined(parts, " ", Level::Near),
            Node::Not(inner) => {
                let inner = self.below(|printer| printer.node(inner, Level::One));
                format!("-{inner}")
            }
            Node::Near { distance, left, right } => {
                let left = self.node(left, Level::Near);
                format!("{left} NEAR/{distance} {}", self.node(right, Level::One))
            }
            Node::Together { within, nodes } => {
                let by = format!(" {} ", within.chinese());
                let (first, rest) = nodes.split_at(nodes.len().min(1));
                let first = self.joined(first, &by, Level::Near);
                [vec![first], rest.iter().map(|node| self.node(node, Level::One)).collect()]
                    .concat()
                    .join(&by)
            }
            Node::Where { filters, node } => {
                let level = |node: &Node| match node {
                    Node::Where { .. } => Level::Near,
                    _ => Level::All,
                };
                let mut parts: Vec<String> = node.iter().map(|node| self.node(node, level(node))).collect();
                if filters.iter().any(|filter| filter.negated) {
                    self.below(|_| String::new());
                }
                parts.extend(filters.iter().map(filter));
                parts.join(" ")
            }
            Node::In { role, node } => {
                let bare = match &**node {
                    Node::Words(text) | Node::Wild(text) => !ranges::ranged(text),
                    Node::Literal(_) | Node::Exact(_) => true,
                    _ => false,
                };
                let inner = self.below(|printer| match bare {
                    true => printer.node(node, Level::One),
                    false => printer.grouped(node),
                });
                format!("{}:{inner}", names::of_role(*role))
            }
        }
    }

    fn grouped(&mut self, node: &Node) -> String {
        self.below(|printer| format!("({})", printer.node(node, Level::Any)))
    }

    /// What is printed by this stands one level deeper, as the parser counts levels.
    fn below(&mut self, print: impl FnOnce(&mut Self) -> String) -> String {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        let text = print(self);
        self.depth -= 1;
        text
    }

    fn joined(&mut self, nodes: &[Node], by: &str, level: Level) -> String {
        let parts: Vec<String> = nodes.iter().map(|node| self.node(node, level)).collect();
        parts.join(by)
    }
}

/// How many NEAR and scopes stand in a row without brackets, from this one to the left.
fn chain(mut node: &Node) -> usize {
    let mut length = 0;
    loop {
        node = match node {
            Node::Near { left, .. } => left,
            Node::Together { nodes, .. } => match nodes.first() {
                Some(first) => first,
                None => return length,
            },
            _ => return length,
        };
        length += 1;
    }
}

/// A bare run; with backslashes where it would read as something else.
fn words(text: &str) -> String {
    let escaped: String =
        text.chars().flat_map(|c| (!c.is_alphanumeric()).then_some('\\').into_iter().chain([c])).collect();
    // A whole run that is a sign (OR, 或) has nothing to escape but its first letter.
    let whole = if escaped.starts_with('\\') { escaped.clone() } else { format!("\\{escaped}") };
    [text.to_owned(), escaped].into_iter().find(|form| reads_as(form, text)).unwrap_or(whole)
}

/// Whether a run reads as just these words.
fn reads_as(form: &str, text: &str) -> bool {
    let chars: Vec<char> = form.chars().collect();
    let limits = Limits { chars: usize::MAX, depth: 1, leaves: 1, leaf_chars: usize::MAX, stars: usize::MAX };
    // Between Chinese words it would be a sign.
    if small(form) {
        return false;
    }
    let Ok(lexer) = Lexer::read(&chars, &limits) else { return false };
    let [piece] = lexer.pieces.as_slice() else { return false };
    matches!(&piece.token, Token::Leaf(Node::Words(words)) if words == text)
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        // A backslash is itself unless it stands before a mark, another backslash or the end.
        let meant = chars.get(at + 1).is_none_or(|next| *next == '\\' || quotes(*next));
        if marks::straight(*c) || *c == '\\' && meant {
            out.push('\\');
        }
        out.push(*c);
    }
    out.push('"');
    out
}

/// The value of a condition: bare where nothing in it can be a sign, nor the word for nothing being stated.
fn value(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() && marks::significant(c));
    if plain && !names::unstated(text) { text.to_owned() } else { quoted(text) }
}

fn filter(filter: &Filter) -> String {
    let test = match &filter.test {
        Test::Is(field, code) => is(*field, code),
        // In quotes a name is just what it says; without, its other names are meant too.
        Test::Has(Field::Agency, text) if !super::super::named::of_agency(text).is_empty() => {
            format!("{}:{}", Field::Agency.chinese(), quoted(text))
        }
        Test::Has(field, text) | Test::Known(field, text) => format!("{}:{}", field.chinese(), value(text)),
        Test::In(place) => format!("in:{}", names::of_place(*place)),
        Test::Dates { of, from, to } => format!("{}:{}", of.chinese(), dates(*from, *to)),
        Test::Undated(of) => format!("{}:{UNSTATED}", of.chinese()),
        Test::Number { of, from, to, above, below } => {
            let of = *of;
            let end = |value: &Option<String>| value.as_ref().map(|value| number(of, value));
            let (first, mut last) = (end(from), end(to));
            // 50..2万 would be read as 50万 to 2万's end: 100~200万 shares its sign.
            let signed = |end: &Option<String>| end.as_ref().is_some_and(|end| end.ends_with(['万', '亿']));
            if first.is_some() && !signed(&first) && signed(&last) {
                last.clone_from(to);
            }
            let range = match (first, last) {
                (Some(from), Some(to)) if from == to && !above && !below => from,
                (Some(from), Some(to)) => {
                    format!("{}{from}..{}{to}", if *above { ">" } else { "" }, if *below { "<" } else { "" })
                }
                (Some(from), None) => format!("{}{from}", if *above { ">" } else { ">=" }),
                (None, Some(to)) => format!("{}{to}", if *below { "<" } else { "<=" }),
                (None, None) => "..".to_owned(),
            };
            format!("{}:{range}", names::of_measured(of))
        }
    };
    format!("{}{test}", if filter.negated { "-" } else { "" })
}

/// A chosen value, by the word readers see.
fn is(field: Field, code: &str) -> String {
    let name = field.chinese();
    let word = names::closed(field).and_then(|words| words.into_iter().find(|(other, _)| *other == code));
    let year = field == Field::Year && code.len() == 4 && ranges::dates(code).is_ok();
    match word {
        _ if code.is_empty() => format!("{name}:{UNSTATED}"),
        Some((_, chinese)) => format!("{name}:{chinese}"),
        None if year => format!("{name}:{code}"),
        None => format!("{name}:={}", quoted(code)),
    }
}

/// A range of days, each end as short as it can be, both equally long.
fn dates(from: Option<Date>, to: Option<Date>) -> String {
    let first = |date: Date| match (date.month(), date.day()) {
        (1, 1) => 4,
        (_, 1) => 7,
        _ => 10,
    };
    let last = |date: Date| match (date.month(), date.day()) {
        (12, 31) => 4,
        (month, day) if day == Date::days_in(date.year(), month) => 7,
        _ => 10,
    };
    let cut = |date: Date, length: usize| date.to_string().chars().take(length).collect::<String>();
    match (from, to) {
        (Some(from), Some(to)) => {
            let length = first(from).max(last(to));
            let (left, right) = (cut(from, length), cut(to, length));
            if left == right { left } else { format!("{left}..{right}") }
        }
        (Some(from), None) => format!(">={}", cut(from, first(from))),
        (None, Some(to)) => format!("<={}", cut(to, last(to))),
        (None, None) => "..".to_owned(),
    }
}

/// An exact decimal with the unit people read: 100万, 1.5亿, 100%.
fn number(of: Measured, value: &str) -> String {
    // Moves the point, where at most two decimals come of it.
    let moved = |places: usize| -> Option<String> {
        let cut = value.len().checked_sub(places).filter(|cut| *cut > 0 && !value.contains('.'))?;
        let (whole, fraction) = (value.get(..cut)?, value.get(cut..)?.trim_end_matches('0'));
        let point = if fraction.is_empty() { "" } else { "." };
        (fraction.len() <= 2).then(|| format!("{whole}{point}{fraction}"))
    };
    match of {
        Measured::Rate => format!("{value}%"),
        Measured::Money => match (moved(8), moved(4)) {
            (Some(yi), _) => format!("{yi}亿"),
            (_, Some(wan)) => format!("{wan}万"),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

fn sort(sort: Sort) -> Option<String> {
    let minus = |down: bool| if down { "-" } else { "" };
    match sort {
        Sort::Relevance => None,
        Sort::Date { newest } => Some(format!("sort:{}date", minus(newest))),
        Sort::Number { of, largest } => Some(format!("sort:{}{}", minus(largest), names::of_measured(of))),
    }
}
