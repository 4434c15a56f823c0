//! Exact decimals and their sums: money is not counted in floating point.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number of up to 18 decimal places.
///
/// ```
/// # use xunlan::study::Amount;
/// let sum = Amount::read("0.1").and_then(|a| a.plus(Amount::read("12000.2")?));
/// assert_eq!(sum.map(|sum| sum.to_string()).as_deref(), Some("12000.3"));
/// assert!(Amount::read("1e5").is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    digits: i128,
    places: u32,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount { digits: 0, places: 0 };

    /// Reads digits, at most one point and a sign; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (sign, bare) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
        let good = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !good(whole) || !good(part) || part.len() > 18 {
            return None;
        }
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Self { digits: sign * digits, places: part.len() as u32 })
    }

    /// The sum; none beyond 38 digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self { digits: self.at(places)?.checked_add(other.at(places)?)?, places })
    }

    fn at(self, places: u32) -> Option<i128> {
        self.digits.checked_mul(10_i128.checked_pow(places.saturating_sub(self.places))?)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0width$}", self.digits.unsigned_abs(), width = self.places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places as usize);
        let part = part.trim_end_matches('0');
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        write!(to, "{sign}{whole}{point}{part}")
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        match (self.at(places), other.at(places)) {
            (Some(own), Some(other)) => own.cmp(&other),
            // Too large to be brought to the same places: far apart, so the signs and sizes decide.
            (None, _) => self.digits.cmp(&0),
            (_, None) => 0.cmp(&other.digits),
        }
    }
}
