//! Two attributes crossed: a table that is also a heat map.
//!
//! Promise: a cell's link finds what the cell counts; where no link could say
//! so exactly there is none.

use super::{Frame, is_name, pieces::count, search::keep, value_word};
use crate::{
    search::{Backend, Field, Query, Test, Totals, UNSTATED},
    study::{
        matrix::{self, Count, Line, Matrix, Value},
        rectifications,
    },
    web::{
        Asked, Choice, Failure,
        params::{MOST_VALUES, View},
        tongue::Tongue,
    },
};

/// What can be crossed, in reading order.
const FIELDS: [Field; 14] = [
    Field::Theme,
    Field::Area,
    Field::Action,
    Field::Status,
    Field::Part,
    Field::Role,
    Field::Region,
    Field::Agency,
    Field::Level,
    Field::Year,
    Field::Round,
    Field::Mode,
    Field::Kind,
    Field::Sample,
];
/// What can be counted here; sums are for the export, where their kinds can be told apart.
pub const COUNTS: [Count; 4] = [Count::Announcements, Count::Measures, Count::Units, Count::Occurrences];
/// Most rows shown.
const ROWS: usize = 40;
/// Most columns shown: every closed list fits, what is not stated included.
const COLUMNS: usize = 14;
/// Most cells the API gives at once.
const CELLS: u64 = 1_000_000;
/// Shades of a cell above zero.
const SHADES: u64 = 5;

/// An entry of a select.
pub struct Entry {
    /// What the form sends.
    pub value: &'static str,
    /// What readers see.
    pub label: String,
    /// Whether it is in force.
    pub chosen: bool,
}

/// What the template shows.
pub struct MatrixView {
    /// What the form sends along.
    pub keep: Vec<(String, String)>,
    /// For the rows.
    pub row_fields: Vec<Entry>,
    /// For the columns.
    pub column_fields: Vec<Entry>,
    /// For the cells.
    pub counts: Vec<Entry>,
    /// Rows are names as published.
    pub rows_named: bool,
    /// Columns are.
    pub columns_named: bool,
    /// Label of the row field.
    pub rows_label: String,
    /// What is crossed and counted.
    pub caption: String,
    /// Headings of the columns with their totals.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The grand total.
    pub total: String,
    /// What is said where not all rows and columns are shown.
    pub cut: Vec<String>,
    /// Over everything that was crossed.
    pub totals: Totals,
    /// Kinds were narrowed to rectifications.
    pub narrowed: bool,
    /// Zeros can occur.
    pub words: bool,
    /// The same table from the API, and how many of its rows where those are not all.
    pub data: (String, Option<u64>),
    /// The last column shown is the latest: where there is no room for all, it is the one to see.
    pub latest: bool,
    /// All of it as a file.
    pub file: String,
}

/// A heading.
pub struct Head {
    /// The value in readers' words.
    pub label: String,
    /// The search for it.
    pub url: Option<String>,
    /// Counted over the whole line.
    pub total: String,
    /// Of what states no value: where there is no room for all columns it stays beside the total.
    pub unstated: bool,
}

/// A row.
pub struct Row {
    /// Its heading.
    pub head: Head,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
pub struct Cell {
    /// The number; empty for blank.
    pub text: String,
    /// `blank`, `h0` (zero) to `h5`, or `apart` from them.
    pub class: String,
    /// The search behind it.
    pub url: Option<String>,
    /// Row and column in words, for the link.
    pub label: String,
}

/// A field that can be crossed, by its name.
pub fn crossed(name: &str) -> Option<Field> {
    Field::named(name).filter(|field| FIELDS.contains(field))
}

/// What is crossed, as the url says; without words there are no places to count.
pub fn asked(asked: &Asked, words: bool) -> matrix::Asked {
    let field = |name: &str, or: Field| asked.lens(name).and_then(crossed).unwrap_or(or);
    let (rows, columns) = (field("rows", Field::Theme), field("columns", Field::Year));
    let usual = if rows.of_units() || columns.of_units() { Count::Measures } else { Count::Announcements };
    let counted = asked.lens("count").and_then(Count::named);
    let counted = counted.filter(|one| COUNTS.contains(one) && (words || *one != Count::Occurrences));
    let counted = counted.unwrap_or(usual);
    matrix::Asked {
        rows,
        columns,
        count: counted,
        quantity: None,
        of: None,
        unit: None,
        most_rows: ROWS,
        most_columns: COLUMNS,
    }
}

/// Crosses two attributes of an answer.
pub fn view(index: &dyn Backend, frame: &Frame, asked: &Asked, query: &Query) -> Result<MatrixView, Failure> {
    let words = query.root.is_some();
    let wanted = self::asked(asked, words);
    let (rows, columns, counted) = (wanted.rows, wanted.columns, wanted.count);
    let matrix = matrix::matrix(index.parts(), query, &wanted)?;
    let behind = Behind::of(asked, query, &wanted);
    // What states no value is no value among the others: most of a text has no theme, and no shade would be left.
    let shaded = |row: &Line, column: &Line| !row.value.is_empty() && !column.value.is_empty();
    let cells = matrix.lines().flat_map(|(row, cells)| {
        let own = matrix.columns.iter().zip(cells).filter(move |(column, _)| shaded(row, column));
        own.map(|(_, value)| number(&value))
    });
    let most = cells.max().unwrap_or(0).max(1);
    let cell = |row: &Line, column: &Line, value: &Value| Cell {
        text: printed(value),
        class: match value {
            Value::Blank => "blank".to_owned(),
            value if number(value) > 0 && !shaded(row, column) => "apart".to_owned(),
            value => format!("h{}", (number(value) * SHADES).div_ceil(most)),
        } + if column.value.is_empty() { " unstated" } else { "" },
        url: (number(value) > 0).then(|| behind.url(&[(rows, row), (columns, column)])).flatten(),
        label: frame.f2("cross.cell", named(frame, rows, row), named(frame, columns, column)),
    };
    let head = |field: Field, it: &Line| Head {
        label: named(frame, field, it),
        url: (number(&it.total) > 0).then(|| behind.url(&[(field, it)])).flatten(),
        total: printed(&it.total),
        unstated: it.value.is_empty(),
    };
    let entries = |chosen: Field| FIELDS.iter().map(|field| entry(frame, *field, chosen)).collect::<Vec<_>>();
    let counts = COUNTS.iter().filter(|one| words || **one != Count::Occurrences);
    Ok(MatrixView {
        keep: once(asked)
            .chain(keep(asked))
            .filter(|(name, _)| !["rows", "columns", "count"].contains(&name.as_str()))
            .collect(),
        row_fields: entries(rows),
        column_fields: entries(columns),
        counts: counts
            .map(|one| Entry { value: one.code(), label: count_word(frame, *one), chosen: *one == counted })
            .collect(),
        rows_named: is_name(rows),
        columns_named: is_name(columns),
        rows_label: field_word(frame, rows),
        caption: caption(frame.tongue, &wanted),
        data: data(asked, &wanted, &matrix),
        latest: columns == Field::Year,
        file: super::table::url(asked),
        heads: matrix.columns.iter().map(|column| head(columns, column)).collect(),
        rows: matrix
            .lines()
            .map(|(row, values)| {
                let cells = matrix.columns.iter().zip(values);
                let cells = cells.map(|(column, value)| cell(row, column, &value)).collect();
                Row { head: head(rows, row), cells }
            })
            .collect(),
        total: printed(&matrix.total),
        cut: cut(frame, &wanted, &matrix),
        totals: matrix.whole.totals,
        narrowed: behind.narrowed(),
        words,
    })
}

/// Which rows and columns are shown where not all are, and what the missing columns do to a row.
fn cut(frame: &Frame, wanted: &matrix::Asked, matrix: &Matrix) -> Vec<String> {
    let side = |rows: bool| {
        let (field, lines, all) = match rows {
            true => (wanted.rows, &matrix.rows, matrix.all_rows),
            false => (wanted.columns, &matrix.columns, matrix.all_columns),
        };
        let unstated = lines.last().is_some_and(|line| line.value.is_empty());
        let shown = lines.len() - usize::from(unstated);
        let key = match (rows, field == Field::Year) {
            (true, false) => "cross.more_rows",
            (true, true) => "cross.more_row_years",
            (false, false) => "cross.more_columns",
            (false, true) => "cross.more_column_years",
        };
        let with = if unstated { frame.t("cross.and_unstated") } else { "" };
        (all > lines.len() as u64).then(|| frame.f3(key, count(all), shown, with))
    };
    let (rows, columns) = (side(true), side(false));
    let hidden = columns.is_some().then(|| frame.t("cross.hidden").to_owned());
    rows.into_iter().chain(columns).chain(hidden).collect()
}

fn entry(frame: &Frame, field: Field, chosen: Field) -> Entry {
    Entry { value: field.code(), label: field_word(frame, field), chosen: field == chosen }
}

fn field_word(frame: &Frame, field: Field) -> String {
    frame.tongue.word("field", field.code(), field.chinese())
}

fn count_word(frame: &Frame, count: Count) -> String {
    frame.tongue.word("count", count.code(), count.chinese())
}

fn named(frame: &Frame, field: Field, it: &Line) -> String {
    value_word(frame.tongue, field, &it.value, &it.label)
}

/// The words of the query, for the form.
fn once(asked: &Asked) -> impl Iterator<Item = (String, String)> {
    (!asked.q.is_empty()).then(|| ("q".to_owned(), asked.q.clone())).into_iter()
}

/// Where the API gives the same table with every row and column; of one larger than it gives at once the first
/// rows, and how many.
fn data(asked: &Asked, wanted: &matrix::Asked, matrix: &Matrix) -> (String, Option<u64>) {
    let mut url = asked.question().url("/api/v1/matrix");
    url.push(if url.contains('?') { '&' } else { '?' });
    let (rows, columns, count) = (wanted.rows.code(), wanted.columns.code(), wanted.count.code());
    let wide = matrix.all_columns.clamp(1, MOST_VALUES as u64);
    let high = matrix.all_rows.clamp(1, (CELLS / wide).min(MOST_VALUES as u64));
    let most = format!("most_rows={high}&most_columns={wide}");
    let whole = high == matrix.all_rows && wide == matrix.all_columns;
    (format!("{url}rows={rows}&columns={columns}&count={count}&{most}"), (!whole).then_some(high))
}

fn number(value: &Value) -> u64 {
    if let Value::Count(number) = value { *number } else { 0 }
}

fn printed(value: &Value) -> String {
    match value {
        Value::Count(number) => count(*number),
        other => other.to_string(),
    }
}

/// What a table is, in a line: 地区 × 主题，数措施.
pub fn caption(tongue: Tongue, wanted: &matrix::Asked) -> String {
    let field = |field: Field| tongue.word("field", field.code(), field.chinese());
    let count = match wanted.quantity {
        Some(kind) => super::numbers::word(tongue, kind),
        None => tongue.word("count", wanted.count.code(), wanted.count.chinese()),
    };
    tongue.fill("cross.caption", &[&field(wanted.rows), &field(wanted.columns), &count])
}

/// Whether the view of a page counts fewer kinds of documents than the query asks for.
pub fn narrows(asked: &Asked, query: &Query) -> bool {
    let wanted = self::asked(asked, query.root.is_some());
    match asked.view {
        Some(View::Matrix) => wanted.rows != Field::Kind && wanted.columns != Field::Kind,
        Some(View::Numbers | View::Map) => true,
        _ => false,
    }
}

/// The kinds a study narrows a query to that asks for none, as choices.
pub fn kinds(query: &Query) -> Vec<Choice> {
    let narrowed = rectifications(query);
    let kind = |test: &Test| match test {
        Test::Is(field, value) => Some(Choice { field: *field, negated: false, value: value.clone() }),
        _ => None,
    };
    narrowed.filters.iter().skip(query.filters.len()).filter_map(|filter| kind(&filter.test)).collect()
}

/// The searches behind cells.
pub struct Behind<'a> {
    asked: &'a Asked,
    /// Fields that the words of the query narrow already: a choice would widen them.
    narrowed: Vec<Field>,
    /// What the table narrowed the kinds to.
    kinds: Vec<Choice>,
    measures: bool,
}

impl<'a> Behind<'a> {
    /// For a table over an answer.
    pub fn of(asked: &'a Asked, query: &Query, wanted: &matrix::Asked) -> Self {
        let of = |test: &Test| match test {
            Test::Is(field, _) | Test::Has(field, _) | Test::Known(field, _) => Some(*field),
            _ => None,
        };
        // Choices by parameter stand last; those before them were typed.
        let typed = query.filters.len().saturating_sub(asked.choices.len());
        let typed = query.filters.iter().take(typed).filter(|filter| !filter.negated);
        let by_kind = wanted.rows == Field::Kind || wanted.columns == Field::Kind;
        Self {
            asked,
            narrowed: typed.filter_map(|filter| of(&filter.test)).collect(),
            kinds: if by_kind { Vec::new() } else { kinds(query) },
            measures: wanted.count == Count::Measures,
        }
    }

    /// Whether kinds of documents were narrowed to rectifications.
    pub fn narrowed(&self) -> bool {
        !self.kinds.is_empty()
    }

    /// The search for these lines together, where one can say it exactly.
    pub fn url(&self, lines: &[(Field, &Line)]) -> Option<String> {
        let mut asked = self.asked.viewed(View::List);
        for (field, line) in lines {
            let field = *field;
            let chosen = |choice: &Choice| choice.field == field && !choice.negated;
            // Of fields with several values, only regions lie one inside the other.
            let several = !field.of_units()
                && ![Field::Year, Field::Level, Field::Kind, Field::Sample, Field::Region].contains(&field);
            let value = if line.value.is_empty() { UNSTATED } else { &line.value };
            let other = self.asked.choices.iter().any(|choice| chosen(choice) && choice.value != value);
            if self.narrowed.contains(&field) || (several && other) {
                return None;
            }
            asked.choices.retain(|choice| !chosen(choice));
            asked.choices.push(Choice { field, negated: false, value: value.to_owned() });
        }
        asked.choices.extend(self.kinds.iter().cloned());
        let roles = lines.iter().any(|(field, _)| *field == Field::Role)
            || self.narrowed.contains(&Field::Role)
            || self.asked.choices.iter().any(|choice| choice.field == Field::Role && !choice.negated);
        if self.measures && !roles {
            let value = crate::disclosure::Role::Measure.code().to_owned();
            asked.choices.push(Choice { field: Field::Role, negated: false, value });
        }
        Some(asked.url("/"))
    }
}
