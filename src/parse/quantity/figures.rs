//! A table of figures: 反馈问题|29|个, 追缴资金|43.68|万元, 修订制度|16项.
//!
//! In: the cells of a row. Out: what it says in running text, byte for byte as long. Promise: only a row of a
//! label, one number and its unit; of several numbers in a row it is not told what each counts.

use crate::disclosure::Step;
use crate::parse::amount;
use crate::parse::units::Draft;
use crate::parse::view::View;
use std::ops::Range;

/// No row of figures is longer, in bytes.
const LONGEST: usize = 120;

/// The row that a draft heads, as a clause: 反馈问题:29个; and its bytes of the view. The sign between number and unit
/// stays a tab, which a number skips.
pub(super) fn row(view: &View, drafts: &[Draft], head: usize) -> Option<(String, Range<usize>)> {
    let draft = &drafts[head];
    matches!(draft.address.steps().last()?, Step::Row(_)).then_some(())?;
    let cells: Vec<&Draft> =
        drafts[head + 1..].iter().take(4).take_while(|cell| cell.parent == Some(head)).collect();
    let label = view.get(draft.range.clone());
    let number = view.get(cells.first()?.range.clone());
    let named = (2..=16).contains(&label.chars().count()) && !label.contains(|c: char| c.is_ascii_digit());
    let bare = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let last = match cells.get(1) {
        Some(unit) if bare && amount::is_unit(view.get(unit.range.clone())) => unit,
        _ => cells.first()?,
    };
    let whole = draft.range.start..last.range.end;
    let text = view.text.get(whole.clone()).filter(|text| text.len() <= LONGEST)?;
    let counted = amount::scan(view, whole.clone());
    // Two numbers of a row are two columns, and what these are called stands elsewhere.
    let more = cells.iter().any(|cell| {
        cell.range.start >= last.range.end
            && view.get(cell.range.clone()).starts_with(|c: char| c.is_ascii_digit())
    });
    let one = counted.len() == 1 && counted.iter().all(|number| number.range.end == text.len());
    (named && one && !more && text.as_bytes().get(label.len()) == Some(&b'\t'))
        .then(|| (text.replacen('\t', ":", 1), whole))
}
