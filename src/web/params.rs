//! Raw parameters → one [`Query`] and one [`Page`].
//!
//! In: the query string of a url. Out: [`Asked`], what was typed, which prints
//! itself back as a url (the whole state of a page), and resolves once into
//! what was meant. Promises: empty values are ignored, and so are unknown
//! parameters of a page (the API names them, see `api::unknown`); broken
//! percent-encoding is read as far as it goes; a value that cannot be used is
//! named, never silently replaced.

use super::{error::Failure, typed, url};
use crate::search::{Cursor, Field, Filter, Page, Query, Sort, Test, syntax};

/// Most announcements per page.
pub const MOST_GROUPS: usize = 100;
/// Most units shown per announcement: more than the longest can have, so that every hit can be reached.
pub const MOST_UNITS: usize = 10_000_000;
/// Most values per facet, and most rows or columns of a matrix: more than there are bodies in a large corpus.
pub const MOST_VALUES: usize = 100_000;
/// Said where a span of publication ends before it begins.
const NO_DAY: &str = "起始日期晚于截止日期，没有文书能同时满足";
/// Most conditions by parameter; the url's length bounds them too.
const MOST_CHOICES: usize = 100;

/// The parameters of a url, decoded, in order.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query string.
    pub fn read(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (url::decode(name, true), harmless(&url::decode(value, true)))
        });
        Self(pairs.collect())
    }

    /// These, then others.
    pub fn joined(&self, others: Self) -> Self {
        Self(self.0.iter().cloned().chain(others.0).collect())
    }

    /// Every name, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Its first value that is not blank, without blanks around it.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim()).find(|v| !v.is_empty())
    }

    /// Its first value, with the blanks around it.
    pub fn whole(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// All its values that are not blank.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }
}

/// A text without control characters, which match nothing and can only do harm where they are shown. Tabs and
/// line ends stay: published texts have them, and `exact:` looks for them.
pub fn harmless(text: &str) -> String {
    text.replace("\r\n", "\n").replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ")
}

/// The first raw value of a parameter, undecoded.
pub fn raw<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| pair.split_once('=').filter(|(n, _)| *n == name).map(|(_, v)| v))
}

/// One value of one attribute, chosen or excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The attribute.
    pub field: Field,
    /// Whether it excludes.
    pub negated: bool,
    /// The exact value, as facets give it.
    pub value: String,
}

impl Choice {
    /// Why the choice cannot be used: no announcement has a year that is none.
    pub fn unusable(&self) -> Option<Failure> {
        let year = self.value.len() == 4 && self.value.bytes().all(|byte| byte.is_ascii_digit());
        let wrong = self.field == Field::Year && !syntax::unstated(&self.value) && !year;
        wrong.then(|| {
            let value: String = self.value.chars().take(40).collect();
            Failure::Parameter {
                name: format!("{}{}", if self.negated { "not_" } else { "" }, self.field.code()),
                why: format!("“{value}”不是年份；区间请写在检索式里，如 年份:2020..2022"),
            }
        })
    }
}

words! {
    /// How an answer is looked at.
    View {
        /// Measures under their announcements.
        List = "list", "逐条";
        /// Every place in its context.
        Kwic = "kwic", "语境";
        /// Stated quantities.
        Numbers = "numbers", "数字";
        /// Two attributes crossed.
        Matrix = "matrix", "交叉";
        /// Measures by theme.
        Map = "map", "主题图";
    }
}

/// Settings that belong to one view and mean nothing to the others.
const LENS: [&str; 10] =
    ["order", "from", "rows", "columns", "count", "of", "unit", "quantity", "sums", "table"];

/// What was typed: the state of a search, as the url holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The words.
    pub q: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Published not before this day, month or year.
    pub since: Option<String>,
    /// Published not after it.
    pub until: Option<String>,
    /// `relevance`, `date`, …: whatever `sort:` takes.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// Announcements on the pages before: said to readers, asked of nothing.
    pub at: Option<u64>,
    /// Announcements per page.
    pub size: Option<String>,
    /// Units per announcement.
    pub units: Option<String>,
    /// Only this announcement.
    pub only: Option<String>,
    /// Facets wanted.
    pub facets: Vec<String>,
    /// Values per facet.
    pub values: Option<String>,
    /// How the page shows the answer; none is the list.
    pub view: Option<View>,
    /// Settings of that view.
    pub lens: Vec<(&'static str, String)>,
}

/// What was meant.
#[derive(Clone, Debug)]
pub struct Meant {
    /// The question.
    pub query: Query,
    /// What of the answer.
    pub page: Page,
    /// What was repaired in the words.
    pub notes: Vec<String>,
}

impl Asked {
    /// Picks out what concerns a search.
    pub fn of(params: &Params) -> Self {
        let text = |name| params.get(name).map(str::to_owned);
        let mut choices = Vec::new();
        for (name, value) in &params.0 {
            let (negated, name) = match name.strip_prefix("not_") {
                Some(name) => (true, name),
                None => (false, name.as_str()),
            };
            let choice =
                Field::named(name).map(|field| Choice { field, negated, value: value.trim().to_owned() });
            choices.extend(
                choice
                    .filter(|c| !c.value.is_empty() && choices.len() < MOST_CHOICES && !choices.contains(c)),
            );
        }
        Self {
            q: params.get("q").unwrap_or("").to_owned(),
            choices,
            since: text("since"),
            until: text("until"),
            sort: text("sort"),
            after: text("after"),
            at: text("at").and_then(|at| at.parse().ok()),
            size: text("size"),
            units: text("units"),
            only: text("only"),
            facets: params.all("facet").map(str::to_owned).collect(),
            values: text("values"),
            view: params.get("view").and_then(View::named).filter(|view| *view != View::List),
            lens: LENS.iter().filter_map(|name| Some((*name, text(name)?))).collect(),
        }
    }

    /// A setting of the view.
    pub fn lens(&self, name: &str) -> Option<&str> {
        self.lens.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The same state with one setting of the view changed.
    pub fn seen(&self, name: &'static str, value: &str) -> Self {
        self.with(|asked| {
            asked.lens.retain(|(known, _)| *known != name && *known != "from");
            asked.lens.push((name, value.to_owned()));
        })
    }

    /// The first page of the same question in another view, with that view's own settings.
    pub fn viewed(&self, view: View) -> Self {
        self.with(|asked| {
            asked.view = Some(view).filter(|view| *view != View::List);
            asked.lens.clear();
        })
    }

    /// Resolves, once and for every surface.
    pub fn resolve(&self) -> Result<Meant, Failure> {
        let read = syntax::read(&self.q, &syntax::Limits::default())
            .map_err(|refused| Failure::Refused { message: refused.to_string(), at: refused.at() })?;
        let hollow = !self.q.trim().is_empty() && read.is_hollow();
        let mut query = read.query;
        if let Some(failure) = self.choices.iter().find_map(Choice::unusable) {
            return Err(failure);
        }
        let chosen = self.choices.iter().map(|choice| Filter {
            negated: choice.negated,
            // An empty value of a parameter is none at all, so that nothing is stated has a word.
            test: Test::Is(
                choice.field,
                Some(&choice.value).filter(|v| !syntax::unstated(v)).cloned().unwrap_or_default(),
            ),
        });
        query.filters.extend(chosen);
        let some = super::span::narrow(&mut query, self.since.as_deref(), self.until.as_deref())?;
        if let Some(sort) = &self.sort {
            query.sort = sort_of(sort)?;
        }
        let plain = Page::default();
        let facets = self.facets.iter().map(|name| {
            let unknown = || Failure::Parameter {
                name: "facet".into(),
                why: format!("没有“{name}”这个字段"),
            };
            Field::named(name).ok_or_else(unknown)
        });
        let page = Page {
            groups: number("size", self.size.as_deref(), plain.groups, 0, MOST_GROUPS)?,
            units: number("units", self.units.as_deref(), plain.units, 0, MOST_UNITS)?,
            after: self.after.as_deref().map(cursor).transpose()?,
            facets: facets.collect::<Result<_, _>>()?,
            values: number("values", self.values.as_deref(), plain.values, 1, MOST_VALUES)?,
            only: self.only.clone(),
        };
        let mut notes: Vec<String> = Vec::new();
        for note in read.notes {
            // Four open brackets need one sentence, not four.
            if !notes.contains(&note.text) {
                notes.push(note.text);
            }
        }
        if !some {
            notes.push(NO_DAY.into());
        }
        if hollow && query.root.is_none() && query.filters.is_empty() {
            notes.push(syntax::NOTHING.into());
        }
        Ok(Meant { query, page, notes })
    }

    /// Takes away everything that narrows the answer beside its words.
    pub fn unfiltered(&mut self) {
        self.choices.clear();
        (self.since, self.until) = (None, None);
    }

    /// What is asked, without how the answer is shown.
    pub fn question(&self) -> Self {
        Self {
            q: self.q.clone(),
            choices: self.choices.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            ..Self::default()
        }
    }

    /// Whether nothing narrows the whole collection.
    pub fn is_empty(&self) -> bool {
        let span = self.since.is_some() || self.until.is_some();
        self.q.is_empty() && self.choices.is_empty() && !span && self.only.is_none()
    }

    /// The same state as a url; the place in the pages is left out unless it is set.
    pub fn url(&self, path: &str) -> String {
        let mut pairs: Vec<(String, &str)> = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q".into(), &self.q));
        }
        for choice in &self.choices {
            let name = if choice.negated {
                format!("not_{}", choice.field.code())
            } else {
                choice.field.code().into()
            };
            pairs.push((name, &choice.value));
        }
        let single = [
            ("since", &self.since),
            ("until", &self.until),
            ("sort", &self.sort),
            ("size", &self.size),
            ("units", &self.units),
            ("only", &self.only),
            ("values", &self.values),
            ("after", &self.after),
        ];
        pairs.extend(
            single.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.as_deref()?))),
        );
        let at = self.at.map(|at| at.to_string());
        pairs.extend(at.iter().map(|at| ("at".to_owned(), at.as_str())));
        pairs.extend(self.facets.iter().map(|facet| ("facet".to_owned(), facet.as_str())));
        pairs.extend(self.view.map(|view| ("view".to_owned(), view.code())));
        pairs.extend(self.lens.iter().map(|(name, value)| ((*name).to_owned(), value.as_str())));
        let query: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", url::encode(value))).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }

    /// The first page of the same state with one thing changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { after: None, at: None, ..self.clone() };
        other.lens.retain(|(name, _)| *name != "from");
        change(&mut other);
        other
    }

    /// The state with a choice added or, where it is there, taken away. A condition on the same field that stands in the
    /// words gives way: beside it the choice would be an alternative, and find more than the facet counts for it.
    pub fn toggled(&self, choice: &Choice) -> Self {
        self.with(|asked| {
            let before = asked.choices.len();
            asked.choices.retain(|c| c != choice);
            if asked.choices.len() == before {
                let given_way = if choice.negated { None } else { typed::without(&asked.q, choice) };
                if let Some((words, chosen)) = given_way {
                    asked.q = words;
                    if chosen {
                        return;
                    }
                }
                // A value cannot be both wanted and excluded.
                asked.choices.retain(|c| (c.field, &c.value) != (choice.field, &choice.value));
                asked.choices.push(choice.clone());
            }
        })
    }
}

/// Sorting is read by the grammar, so that `sort=` and `sort:` cannot disagree.
fn sort_of(text: &str) -> Result<Sort, Failure> {
    let bad = || Failure::Parameter {
        name: "sort".into(),
        why: format!(
            "“{text}”不是排序方式，可用 relevance、-date（新的在前）、date（旧的在前）或数字名称，如 -追缴"
        ),
    };
    // Nothing but a name may follow, or the parameter could smuggle in words and conditions.
    if !text.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
        return Err(bad());
    }
    let read = syntax::read(&format!("sort:{text}"), &syntax::Limits::default()).map_err(|_| bad())?;
    let clean = read.notes.is_empty() && read.query.root.is_none() && read.query.filters.is_empty();
    if clean { Ok(read.query.sort) } else { Err(bad()) }
}

/// A number within bounds, by its parameter.
pub fn number(
    name: &str,
    text: Option<&str>,
    default: usize,
    least: usize,
    most: usize,
) -> Result<usize, Failure> {
    let Some(text) = text else { return Ok(default) };
    let number = text.parse::<usize>().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Failure::Parameter {
        name: name.to_owned(),
        why: format!("应为 {least} 到 {most} 之间的整数"),
    })
}

/// A cursor as one opaque word.
pub fn print_cursor(cursor: &Cursor) -> String {
    format!("{:x}.{}.{}.{}.{}", cursor.rank, cursor.date, cursor.id, cursor.query, cursor.generation)
}

fn cursor(text: &str) -> Result<Cursor, Failure> {
    let mut parts = text.splitn(5, '.');
    let mut read = || {
        Some(Cursor {
            rank: u64::from_str_radix(parts.next()?, 16).ok()?,
            date: parts.next()?.parse().ok()?,
            id: parts.next().filter(|id| !id.is_empty())?.to_owned(),
            query: parts.next()?.to_owned(),
            // Missing in a cursor of before: it belongs to no state of this index.
            generation: parts.next().unwrap_or_default().to_owned(),
        })
    };
    read().ok_or_else(|| Failure::Parameter {
        name: "after".into(),
        why: "不是有效的翻页位置，请使用上一页答复里的 next".into(),
    })
}
