//! Where the matching measures lie: a tile for each theme, with the kinds of doing in it.
//!
//! Promise: a tile's link finds the measures the tile counts.

use super::{Link, matrix::Behind, pieces::count, table, value_word};
use crate::{
    search::{Backend, Field, Query, Totals},
    study::matrix::{self, Count, Line, Value},
    web::{Asked, Failure, tongue::Tongue},
};

/// Kinds of doing named on a tile.
const PARTS: usize = 4;
/// Sizes and shades of tiles.
const STEPS: u64 = 5;

/// What the template shows.
pub struct MapView {
    /// Themes, the largest first.
    pub tiles: Vec<Tile>,
    /// Measures without a theme, and the search for them.
    pub unknown: Option<(String, Option<String>)>,
    /// Over everything that was counted.
    pub totals: Totals,
    /// Kinds of documents were narrowed to rectifications.
    pub narrowed: bool,
    /// What it shows, as a table.
    pub files: Vec<Link>,
    /// What that table crosses.
    pub caption: String,
}

/// A theme.
pub struct Tile {
    pub label: String,
    pub url: String,
    pub measures: String,
    /// 1 to 5, by share of the largest.
    pub size: u64,
    /// The same, for the colour.
    pub shade: u64,
    pub parts: Vec<Part>,
}

/// A kind of doing in a theme.
pub struct Part {
    pub label: String,
    pub count: String,
    pub url: Option<String>,
}

/// What the map crosses.
pub fn asked() -> matrix::Asked {
    matrix::Asked {
        rows: Field::Theme,
        columns: Field::Action,
        count: Count::Measures,
        quantity: None,
        of: None,
        unit: None,
        most_rows: 40,
        most_columns: 20,
    }
}

/// The map of a query.
pub fn view(index: &dyn Backend, tongue: Tongue, asked: &Asked, query: &Query) -> Result<MapView, Failure> {
    let wanted = self::asked();
    let matrix = matrix::matrix(index.parts(), query, &wanted)?;
    let behind = Behind::of(asked, query, &wanted);
    let number = |value: &Value| if let Value::Count(number) = value { *number } else { 0 };
    let known = || matrix.rows.iter().enumerate().filter(|(_, row)| number(&row.total) > 0);
    let most = known().filter(|(_, row)| !row.value.is_empty()).map(|(_, row)| number(&row.total)).max();
    let most = most.unwrap_or(1).max(1);
    let part = |row: &Line, column: &Line, value: &Value| Part {
        label: value_word(tongue, Field::Action, &column.value, &column.label),
        count: count(number(value)),
        url: behind.url(&[(Field::Theme, row), (Field::Action, column)]),
    };
    let tile = |(at, row): (usize, &Line)| {
        let step = (number(&row.total) * STEPS).div_ceil(most);
        let mut parts: Vec<(&Line, Value)> = matrix.columns.iter().zip(matrix.cells(at)).collect();
        parts.retain(|(column, value)| number(value) > 0 && !column.value.is_empty());
        parts.sort_by_key(|(_, value)| std::cmp::Reverse(number(value)));
        Some(Tile {
            label: value_word(tongue, Field::Theme, &row.value, &row.label),
            url: behind.url(&[(Field::Theme, row)])?,
            measures: count(number(&row.total)),
            size: step,
            shade: step,
            parts: parts.into_iter().take(PARTS).map(|(column, value)| part(row, column, &value)).collect(),
        })
    };
    let mut rows: Vec<_> = known().filter(|(_, row)| !row.value.is_empty()).collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(number(&row.total)));
    let unknown = known().find(|(_, row)| row.value.is_empty());
    let unknown = unknown.map(|(_, row)| (count(number(&row.total)), behind.url(&[(Field::Theme, row)])));
    let (totals, narrowed) = (matrix.whole.totals, behind.narrowed());
    let caption = super::matrix::caption(tongue, &wanted);
    let files = table::files(table::url(asked));
    Ok(MapView {
        tiles: rows.into_iter().filter_map(tile).collect(),
        unknown,
        totals,
        narrowed,
        files,
        caption,
    })
}
