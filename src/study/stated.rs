//! What one announcement has stated of one thing, so that a sum does not count its repetitions.
//!
//! In: numbers of like with like, in text order. Out: whether each counts. An
//! announcement says 14个问题 in its preamble and again in its closing, and that
//! is 14; two measures that recover 1万元 each recover 2万元. What an
//! announcement got done is stated where it was done, so an equal number counts
//! by itself only where every place of it is a measure of its own; problems,
//! measures and their states are counts of the whole, and count once.

use super::{Amount, like};
use crate::disclosure::{Announcement, Measured, Quantity, Role, Unit, unit_at};
use std::collections::{BTreeMap, HashMap};

/// The numbers of one thing that one announcement has stated so far: for each value whether all its places are
/// measures, and the unit of the last of them.
#[derive(Debug, Default)]
pub struct Stated(BTreeMap<Amount, (bool, u32)>);

impl Stated {
    /// Takes a number in, in text order; whether it counts beside those before it.
    pub fn counts(&mut self, kind: Measured, value: Amount, (number, unit): (u32, &Unit)) -> bool {
        let result =
            matches!(kind, Measured::Money | Measured::People | Measured::Rules | Measured::Meetings);
        let measure = unit.role == Role::Measure;
        let before = self.0.get(&value).copied();
        self.0.insert(value, (measure && before.is_none_or(|(measures, _)| measures), number));
        before.is_none_or(|(measures, last)| result && measure && measures && last != number)
    }
}

/// The quantities of an announcement without its repetitions, in text order.
pub fn without_repetitions(announcement: &Announcement) -> Vec<&Quantity> {
    let mut known: HashMap<_, Stated> = HashMap::new();
    let mut kept = Vec::new();
    for quantity in &announcement.quantities {
        let unit = unit_at(&announcement.units, quantity.span);
        let place = quantity.value.as_deref().and_then(Amount::read).zip(unit);
        let counts = place.is_none_or(|(value, unit)| {
            let own = (unit as u32, &announcement.units[unit]);
            known.entry(like(quantity)).or_default().counts(quantity.kind, value, own)
        });
        kept.extend(counts.then_some(quantity));
    }
    kept
}
