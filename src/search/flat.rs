//! All values of a column in a row, for answers that touch many announcements.
//!
//! In: the values of each announcement, or of each of its units. Out: values
//! by number. One byte a value where a field has few of them, else four: what
//! is asked of every unit of an answer had better lie in the cache.

use std::ops::Range;

/// A column, unpacked.
pub struct Flat {
    /// Where each announcement begins, and the end.
    starts: Vec<u32>,
    values: Row,
}

/// Of a unit that is not there.
pub const NONE: u32 = u32::MAX;

/// The values themselves.
enum Row {
    Few(Vec<u8>),
    Many(Vec<u32>),
}

impl Flat {
    /// Unpacks the values of each announcement, which are below `distinct`.
    pub fn of<V: Iterator<Item = u32>>(announcements: impl Iterator<Item = V>, distinct: usize) -> Self {
        let (mut starts, mut values) = (vec![0], Vec::new());
        for own in announcements {
            values.extend(own);
            starts.push(values.len() as u32);
        }
        let values = match distinct <= 1 << 8 {
            true => Row::Few(values.into_iter().map(|value| value as u8).collect()),
            false => Row::Many(values),
        };
        Self { starts, values }
    }

    fn range(&self, document: u32) -> Range<usize> {
        let document = document as usize;
        match (self.starts.get(document), self.starts.get(document + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// Appends all values of an announcement.
    pub fn all(&self, document: u32, into: &mut Vec<u32>) {
        let range = self.range(document);
        match &self.values {
            Row::Few(values) => into.extend(values[range].iter().map(|value| u32::from(*value))),
            Row::Many(values) => into.extend_from_slice(&values[range]),
        }
    }

    /// The value of a unit.
    #[inline]
    pub fn one(&self, document: u32, unit: usize) -> u32 {
        let range = self.range(document);
        let at = Some(range.start + unit).filter(|at| *at < range.end);
        let found = match &self.values {
            Row::Few(values) => at.and_then(|at| values.get(at)).map(|value| u32::from(*value)),
            Row::Many(values) => at.and_then(|at| values.get(at)).copied(),
        };
        found.unwrap_or(NONE)
    }

    /// Shows what announcements have of this column: the value of each of their units, each with weight
    /// one, or (`whole`) each of their own values with the number of units. With the announcement's number.
    #[inline]
    pub fn each<'b>(
        &self,
        whole: bool,
        batch: impl Iterator<Item = (u32, &'b [u32])>,
        see: impl FnMut(u32, u32, u64),
    ) {
        match &self.values {
            Row::Few(values) => self.rows(values, whole, batch, see),
            Row::Many(values) => self.rows(values, whole, batch, see),
        }
    }

    fn rows<'b, T: Copy + Into<u32>>(
        &self,
        values: &[T],
        whole: bool,
        batch: impl Iterator<Item = (u32, &'b [u32])>,
        mut see: impl FnMut(u32, u32, u64),
    ) {
        for (document, units) in batch {
            let own = values.get(self.range(document)).unwrap_or_default();
            if whole {
                own.iter().for_each(|value| see(document, (*value).into(), units.len() as u64));
            } else {
                let value = |unit: &u32| own.get(*unit as usize).map_or(NONE, |value| (*value).into());
                units.iter().for_each(|unit| see(document, value(unit), 1));
            }
        }
    }
}
