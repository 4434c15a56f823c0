//! A line of labelled figures: 反馈问题:38个；已整改:36个；未整改:2个；整改率:94.7%.
//!
//! In: a draft that opens a line. Out: the line, if it is nothing but labels with a figure each. Promise: 反馈问题:
//! with words behind it opens a problem and is none of these; a count behind it can be nothing but a count.

use super::beside::how_far;
use crate::parse::amount;
use crate::parse::units::Draft;
use crate::parse::view::View;
use std::ops::Range;

/// No label is longer, in bytes.
const LABEL: usize = 36;

/// No such line is longer, in bytes.
const LONGEST: usize = 400;

/// The line that a draft opens, if it holds labelled figures and nothing else, the first of them about problems or how far these are.
pub(super) fn line(view: &View, draft: &Draft) -> Option<Range<usize>> {
    let bytes = view.text.as_bytes();
    let start = draft.range.start;
    let opening = &bytes[start..bytes.len().min(start + LABEL + 1)];
    let colon = memchr::memchr(b':', opening)?;
    let opens = bytes.get(start + colon + 1)?.is_ascii_digit() && (start == 0 || bytes[start - 1] == b'\n');
    opens.then_some(())?;
    let rest = &bytes[start..bytes.len().min(start + LONGEST)];
    let end = match memchr::memchr(b'\n', rest) {
        Some(end) => start + end,
        None if start + rest.len() == bytes.len() => bytes.len(),
        None => return None,
    };
    let whole = view.text.get(start..end)?.trim_end();
    let mut pieces = whole.trim_end_matches(['。', '；', ',']).split(['。', '；', ',', '、']);
    let told = view.text.get(start..start + colon).is_some_and(|label| {
        let label = label.strip_suffix('数').unwrap_or(label);
        label.ends_with("问题")
            || label.ends_with("问题总")
            || how_far(label)
            || ["整改率", "完成率"].iter().any(|rate| label.ends_with(rate))
    });
    (told && pieces.all(is_figure)).then(|| start..start + whole.len())
}

/// Whether a piece is a label and its figure: 已整改:36个, 整改率:94.7%.
fn is_figure(piece: &str) -> bool {
    let Some((label, figure)) = piece.split_once(':') else { return false };
    let named = (2..=12).contains(&label.chars().count()) && !label.contains(|c: char| c.is_ascii_digit());
    named && amount::alone(figure).is_some_and(|number| !number.unit.is_empty())
}
