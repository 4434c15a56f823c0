//! Labels against values: right, wrong, missed, invented.
//!
//! In: what the label says and what the parser found, as JSON.
//! Out: a table by field and a list of what went wrong.

use serde_json::Value;
use std::fmt;

/// The tally of one field.
#[derive(Clone, Copy, Default)]
pub struct Row {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
    pub invented: usize,
}

impl Row {
    fn labels(self) -> usize {
        self.right + self.wrong + self.missed
    }

    fn found(self) -> usize {
        self.right + self.wrong + self.invented
    }

    /// Right among found; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        if self.found() == 0 { 1.0 } else { self.right as f64 / self.found() as f64 }
    }

    /// Right among labelled; 1 where nothing was labelled.
    pub fn recall(self) -> f64 {
        if self.labels() == 0 { 1.0 } else { self.right as f64 / self.labels() as f64 }
    }
}

/// What was counted for each field, in order of first mention, and each failure.
#[derive(Default)]
pub struct Table {
    rows: Vec<(String, Row)>,
    failures: Vec<(String, String)>,
}

/// What a label allows.
enum Verdict {
    Right,
    Silent,
    Wrong,
    Missed,
    Invented,
}

fn judge(label: &Value, found: &Value) -> Verdict {
    if let Some(any) = label.get("any").and_then(Value::as_array) {
        return match (any.contains(found), found.is_null()) {
            (true, true) => Verdict::Silent,
            (true, false) => Verdict::Right,
            (false, true) => Verdict::Missed,
            (false, false) if any.iter().all(Value::is_null) => Verdict::Invented,
            (false, false) => Verdict::Wrong,
        };
    }
    if let Some(within) = label.get("within").and_then(Value::as_array) {
        // A field that holds one day (as_of) is right by any day inside.
        let (first, last) = match found.as_array() {
            Some(found) => (found[0].as_str(), found[1].as_str()),
            None => (found.as_str(), found.as_str()),
        };
        return match first {
            None => Verdict::Missed,
            Some(_) if within[0].as_str() <= first && last <= within[1].as_str() => Verdict::Right,
            Some(_) => Verdict::Wrong,
        };
    }
    match (label.is_null(), found.is_null()) {
        (true, true) => Verdict::Silent,
        (true, false) => Verdict::Invented,
        (false, true) => Verdict::Missed,
        (false, false) if label == found => Verdict::Right,
        (false, false) => Verdict::Wrong,
    }
}

impl Table {
    fn row(&mut self, field: &str) -> &mut Row {
        let at = self.rows.iter().position(|(name, _)| name == field).unwrap_or_else(|| {
            self.rows.push((field.to_owned(), Row::default()));
            self.rows.len() - 1
        });
        &mut self.rows[at].1
    }

    /// Every field with its tally.
    pub fn rows(&self) -> impl Iterator<Item = (&str, Row)> {
        self.rows.iter().map(|(name, row)| (name.as_str(), *row))
    }

    /// One value against its label; whether it was right.
    pub fn value(&mut self, document: &str, field: &str, label: &Value, found: &Value) -> bool {
        let row = self.row(field);
        let word = match judge(label, found) {
            Verdict::Right => {
                row.right += 1;
                return true;
            }
            Verdict::Silent => return false,
            Verdict::Wrong => {
                row.wrong += 1;
                "wrong"
            }
            Verdict::Missed => {
                row.missed += 1;
                "missed"
            }
            Verdict::Invented => {
                row.invented += 1;
                "invented"
            }
        };
        self.failures.push((word.to_owned(), format!("{document}  {field}: label {label}, found {found}")));
        false
    }

    /// A list against its label, without regard to order; each entry counts.
    pub fn list(&mut self, document: &str, field: &str, label: &[Value], found: &[Value]) {
        let mut left = found.to_vec();
        for entry in label {
            match left.iter().position(|have| matches!(judge(entry, have), Verdict::Right)) {
                Some(at) => {
                    let have = left.remove(at);
                    self.value(document, field, entry, &have);
                }
                None => {
                    self.value(document, field, entry, &Value::Null);
                }
            }
        }
        for extra in left {
            self.value(document, field, &Value::Null, &extra);
        }
    }

    /// A count against its label: each unit too few is missed, each too many invented.
    pub fn count(&mut self, document: &str, field: &str, label: usize, found: usize) {
        let row = self.row(field);
        row.right += label.min(found);
        row.missed += label.saturating_sub(found);
        row.invented += found.saturating_sub(label);
        if label != found {
            self.failures
                .push(("count".to_owned(), format!("{document}  {field}: label {label}, found {found}")));
        }
    }
}

const DATES: [&str; 7] = [
    "period.start",
    "period.end",
    "period.start_range",
    "period.end_range",
    "feedback.date",
    "published",
    "as_of",
];

impl fmt::Display for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dates = |row: fn(&Row) -> usize| -> usize {
            self.rows.iter().filter(|(name, _)| DATES.contains(&name.as_str())).map(|(_, r)| row(r)).sum()
        };
        let values = self.rows.iter().filter(|(name, _)| !name.starts_with("outline."));
        writeln!(to, "wrong dates {}, invented dates {}", dates(|r| r.wrong), dates(|r| r.invented))?;
        writeln!(to, "invented values {}", values.map(|(_, row)| row.invented).sum::<usize>())?;
        writeln!(
            to,
            "{:<20}{:>7}{:>7}{:>7}{:>7}{:>7}{:>9}{:>10}{:>8}",
            "field", "labels", "found", "right", "wrong", "missed", "invented", "precision", "recall"
        )?;
        for (name, row) in &self.rows {
            writeln!(
                to,
                "{name:<20}{:>7}{:>7}{:>7}{:>7}{:>7}{:>9}{:>10.3}{:>8.3}",
                row.labels(),
                row.found(),
                row.right,
                row.wrong,
                row.missed,
                row.invented,
                row.precision(),
                row.recall()
            )?;
        }
        for word in ["wrong", "invented", "missed", "count"] {
            writeln!(to, "\n{word}:")?;
            for (_, line) in self.failures.iter().filter(|(kind, _)| kind == word) {
                writeln!(to, "  {line}")?;
            }
        }
        Ok(())
    }
}
