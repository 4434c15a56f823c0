//! The counting behind a matrix: one pass over a whole answer.
//!
//! In: announcements as the shards give them. Out: a cell for every pair of
//! values that occurs, and for every line, each announcement counted once.

use super::super::{of_what, unit_of};
use super::{ALL, Asked, Count, Series, Value};
use crate::disclosure::{Measured, Role};
use crate::search::run::{Seen, Visitor};
use crate::search::shard::Shard;
use crate::search::values::{apart, written};
use crate::search::{Field, SearchError};
use crate::study::{Amount, Number, Stated};
use std::collections::{BTreeMap, HashMap};

/// Values of one field as numbers that hold for all shards.
pub(super) struct Axis {
    pub field: Field,
    pub names: Vec<String>,
    /// By what values are told apart by.
    known: HashMap<String, u32>,
    /// By the number in the shard that is open.
    open: Vec<u32>,
}

impl Axis {
    fn of(field: Field) -> Self {
        Self { field, names: Vec::new(), known: HashMap::new(), open: Vec::new() }
    }

    fn number(&mut self, value: String) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.known.entry(apart(&value)).or_insert(next);
        match self.names.get_mut(number as usize) {
            // Most shards write it alike.
            Some(name) if *name != value && written(&value) < written(name) => *name = value,
            Some(_) => {}
            None => self.names.push(value),
        }
        number
    }

    fn open(&mut self, shard: &dyn Shard) -> Result<(), SearchError> {
        self.open.clear();
        for number in 0..shard.distinct(self.field) {
            let number = self.number(shard.value(self.field, number)?);
            self.open.push(number);
        }
        Ok(())
    }

    fn nothing(&mut self) -> u32 {
        self.number(String::new())
    }

    /// The values of a whole announcement; of nothing where it has none.
    fn whole(&mut self, seen: &Seen) -> Vec<u32> {
        let mut numbers = Vec::new();
        seen.shard.values(self.field, seen.document, &mut numbers);
        let mut values: Vec<u32> =
            numbers.iter().filter_map(|number| self.open.get(*number as usize).copied()).collect();
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            values.push(self.nothing());
        }
        values
    }

    fn unit(&mut self, seen: &Seen, unit: u32) -> u32 {
        let number = seen.shard.unit_value(self.field, seen.document, unit as usize);
        match self.open.get(number as usize) {
            Some(value) => *value,
            None => self.nothing(),
        }
    }
}

#[derive(Default)]
pub(super) struct Cell {
    announcements: u64,
    measures: u64,
    units: u64,
    occurrences: u64,
    sum: Option<Amount>,
    last: u64,
}

impl Cell {
    pub fn value(&self, count: Count) -> Value {
        match count {
            Count::Announcements => Value::Count(self.announcements),
            Count::Measures => Value::Count(self.measures),
            Count::Units => Value::Count(self.units),
            Count::Occurrences => Value::Count(self.occurrences),
            Count::Quantity => self.sum.map_or(Value::Blank, Value::Sum),
        }
    }
}

/// What one unit, or one whole announcement, adds.
#[derive(Default)]
struct Piece {
    measures: u64,
    units: u64,
    occurrences: u64,
    amount: Option<Amount>,
}

pub(super) struct Crossing {
    pub rows: Axis,
    pub columns: Axis,
    pub quantity: Option<Measured>,
    pub cells: HashMap<(u32, u32, u32), Cell>,
    pub series: BTreeMap<Series, u32>,
    pub documents: u64,
    pub measure: u32,
}

impl Crossing {
    pub fn of(asked: &Asked) -> Self {
        Self {
            rows: Axis::of(asked.rows),
            columns: Axis::of(asked.columns),
            quantity: asked.quantity.filter(|_| asked.count == Count::Quantity),
            cells: HashMap::new(),
            series: BTreeMap::new(),
            documents: 0,
            measure: u32::MAX,
        }
    }

    fn add(&mut self, series: u32, rows: &[u32], columns: &[u32], piece: &Piece) {
        for row in rows.iter().chain([&ALL]) {
            for column in columns.iter().chain([&ALL]) {
                self.cell((series, *row, *column), piece);
            }
        }
    }

    fn cell(&mut self, at: (u32, u32, u32), piece: &Piece) {
        let cell = self.cells.entry(at).or_default();
        cell.announcements += u64::from(cell.last != self.documents);
        cell.last = self.documents;
        cell.measures += piece.measures;
        cell.units += piece.units;
        cell.occurrences += piece.occurrences;
        if let Some(amount) = piece.amount {
            cell.sum = cell.sum.unwrap_or(Amount::ZERO).plus(amount).or(cell.sum);
        }
    }

    /// The values of one unit, where a field speaks of units.
    fn lines_of(&mut self, seen: &Seen, unit: u32, whole: &(Vec<u32>, Vec<u32>)) -> (Vec<u32>, Vec<u32>) {
        let rows =
            if self.rows.field.of_units() { vec![self.rows.unit(seen, unit)] } else { whole.0.clone() };
        let columns =
            if self.columns.field.of_units() { vec![self.columns.unit(seen, unit)] } else { whole.1.clone() };
        (rows, columns)
    }

    fn quantities(
        &mut self,
        seen: &Seen,
        kind: Measured,
        whole: &(Vec<u32>, Vec<u32>),
    ) -> Result<(), SearchError> {
        // Sides of problems are not among the numbers of the index, and have a table of their own here.
        if kind != Measured::Problems {
            let mut stated = Vec::new();
            seen.shard.numbers(kind, seen.document, &mut stated);
            if stated.is_empty() {
                return Ok(());
            }
        }
        let record = seen.shard.record(seen.document)?;
        let stated = Stated::of(&record);
        // A cell counts what an announcement states in it, and not its repetitions there.
        let mut cells: BTreeMap<(u32, u32, u32), Vec<Number>> = BTreeMap::new();
        for (at, quantity) in record.announcement.quantities.iter().enumerate() {
            let Some(number) = quantity.counts(kind).then(|| stated.number(at)).flatten() else { continue };
            if seen.units.binary_search(&(number.unit as u32)).is_err() {
                continue;
            }
            let next = self.series.len() as u32;
            let of = of_what(quantity).map(str::to_owned);
            let series = Series { of, unit: unit_of(quantity).into_owned() };
            let series = *self.series.entry(series).or_insert(next);
            let (rows, columns) = self.lines_of(seen, number.unit as u32, whole);
            for row in rows.iter().chain([&ALL]) {
                for column in columns.iter().chain([&ALL]) {
                    cells.entry((series, *row, *column)).or_default().push(number);
                }
            }
        }
        for (at, numbers) in cells {
            for (number, counted) in numbers.iter().zip(stated.counted(&numbers)) {
                self.cell(at, &Piece { amount: counted.then_some(number.value), ..Piece::default() });
            }
        }
        Ok(())
    }

    /// The quantities that are added, and those of the same kind that are not: the chosen
    /// ones, or those that most announcements state.
    pub fn choose(&self, asked: &Asked) -> (Option<Series>, Vec<Series>) {
        let stated = |number: &u32| {
            let all = self.cells.get(&(*number, ALL, ALL));
            all.map_or(0, |cell| cell.announcements)
        };
        let fits = |series: &Series| {
            asked.of.as_ref().is_none_or(|of| series.of.as_deref().unwrap_or("") == of)
                && asked.unit.as_ref().is_none_or(|unit| series.unit == *unit)
        };
        let mut all: Vec<(&Series, u64)> = self.series.iter().map(|(one, n)| (one, stated(n))).collect();
        all.sort_by_key(|(_, stated)| std::cmp::Reverse(*stated));
        let chosen = all.iter().map(|(one, _)| *one).find(|one| fits(one)).cloned();
        let others = all.into_iter().map(|(one, _)| one).filter(|one| Some(*one) != chosen.as_ref());
        (chosen.clone(), others.cloned().collect())
    }

    fn total(&self, series: u32, id: u32, asked: &Asked, rows: bool) -> Option<Value> {
        let at = if rows { (series, id, ALL) } else { (series, ALL, id) };
        self.cells.get(&at).map(|cell| cell.value(asked.count))
    }

    /// The lines of one side there is room for: of years the latest, else the largest, in the order they came. What
    /// is not stated stands last and may be the largest of all: it is kept.
    pub fn kept(&self, mut lines: Vec<u32>, series: u32, asked: &Asked, rows: bool) -> Vec<u32> {
        let (axis, most) =
            if rows { (&self.rows, asked.most_rows) } else { (&self.columns, asked.most_columns) };
        let unstated = |line: &&u32| axis.names.get(**line as usize).is_some_and(String::is_empty);
        let last = lines.last().filter(unstated).copied().filter(|_| (2..lines.len()).contains(&most));
        lines.truncate(lines.len() - usize::from(last.is_some()));
        let room = most - usize::from(last.is_some());
        if room < lines.len() {
            match axis.field {
                Field::Year => drop(lines.drain(..lines.len() - room)),
                Field::Round => {
                    let mut sized = lines.clone();
                    let size = |id: &u32| self.total(series, *id, asked, rows).and_then(|total| total.size());
                    sized.sort_by_key(|id| std::cmp::Reverse(size(id)));
                    sized.truncate(room);
                    lines.retain(|id| sized.contains(id));
                }
                _ => lines.truncate(room),
            }
        }
        lines.extend(last);
        lines
    }

    /// The lines of one side that have something in them.
    pub fn lines(&self, series: u32, asked: &Asked, rows: bool) -> Vec<u32> {
        let axis = if rows { &self.rows } else { &self.columns };
        let total = |id: u32| self.total(series, id, asked, rows);
        let name = |id: u32| axis.names.get(id as usize).map_or("", String::as_str);
        let mut lines: Vec<(u32, Value)> =
            (0..axis.names.len() as u32).filter_map(|id| Some((id, total(id)?))).collect();
        let ordered = matches!(axis.field, Field::Year | Field::Round);
        lines.sort_by(|(a, left), (b, right)| {
            let stated = name(*a).is_empty().cmp(&name(*b).is_empty());
            let size = if ordered { std::cmp::Ordering::Equal } else { right.size().cmp(&left.size()) };
            stated.then(size).then_with(|| name(*a).cmp(name(*b)))
        });
        lines.into_iter().map(|(id, _)| id).collect()
    }
}

impl Visitor for Crossing {
    fn open(&mut self, shard: &dyn Shard) -> Result<(), SearchError> {
        self.rows.open(shard)?;
        self.columns.open(shard)?;
        self.measure = u32::MAX;
        for number in 0..shard.distinct(Field::Role) {
            if shard.value(Field::Role, number)? == Role::Measure.code() {
                self.measure = number;
            }
        }
        Ok(())
    }

    fn found(&mut self, seen: &Seen) -> Result<(), SearchError> {
        self.documents += 1;
        let by_unit = self.rows.field.of_units() || self.columns.field.of_units();
        let whole = (
            if self.rows.field.of_units() { Vec::new() } else { self.rows.whole(seen) },
            if self.columns.field.of_units() { Vec::new() } else { self.columns.whole(seen) },
        );
        if let Some(kind) = self.quantity {
            return self.quantities(seen, kind, &whole);
        }
        let measure = |unit: u32| {
            let role = seen.shard.unit_value(Field::Role, seen.document, unit as usize);
            u64::from(role == self.measure && role != u32::MAX)
        };
        if !by_unit || seen.units.is_empty() {
            let piece = Piece {
                measures: seen.units.iter().map(|unit| measure(*unit)).sum(),
                units: seen.units.len() as u64,
                occurrences: seen.places.len() as u64,
                amount: None,
            };
            // An announcement may have no value of a field; without any unit it has none of a field of units.
            let nothing = |axis: &mut Axis, own: &[u32]| match own {
                [] => vec![axis.nothing()],
                own => own.to_vec(),
            };
            let rows = nothing(&mut self.rows, &whole.0);
            let columns = nothing(&mut self.columns, &whole.1);
            self.add(0, &rows, &columns, &piece);
            return Ok(());
        }
        let mut standing: HashMap<u32, u64> = HashMap::new();
        for place in seen.places {
            *standing.entry(seen.layout.unit(place.start) as u32).or_default() += 1;
        }
        let pieces: Vec<(u32, Piece)> = seen
            .units
            .iter()
            .map(|unit| {
                let occurrences = standing.get(unit).copied().unwrap_or(0);
                (*unit, Piece { measures: measure(*unit), units: 1, occurrences, amount: None })
            })
            .collect();
        for (unit, piece) in pieces {
            let (rows, columns) = self.lines_of(seen, unit, &whole);
            self.add(0, &rows, &columns, &piece);
        }
        Ok(())
    }
}
