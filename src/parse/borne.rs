//! The names that a page bears around its text: its header line, its host, its author, where it is written to.
//!
//! In: the lines outside the announcement. Out: names of bodies, as they stand there. Promise: nothing is decided
//! here; who asks takes a name only for a body that speaks of itself by the same kind.

use super::bodies::{ends_as_body, is_seat};
use super::divisions;
use super::layout::{Layout, Zone};
use super::view::View;

/// Labels of who runs the page or wrote it.
const LABELS: &[&str] = &[
    "主办单位:",
    "主办:",
    "发布机构:",
    "发布单位:",
    "发文单位:",
    "发布者:",
    "作者:",
    "单位名称:",
    "责任单位:",
];

/// Labels of an address, which may be that of the body's own office.
const ADDRESSES: &[&str] = &["联系地址:", "通信地址:", "通讯地址:", "邮寄地址:"];

/// Longest line that is looked at, in bytes.
const LONGEST: usize = 300;

/// The names that the lines outside the announcement are or have behind a label.
pub(super) fn names<'v>(view: &'v View, layout: &Layout) -> Vec<&'v str> {
    let mut out = Vec::new();
    let mut above = true;
    for (zone, line) in layout.zones.iter().zip(&view.lines) {
        above &= matches!(zone, Zone::Chrome | Zone::Title);
        if !matches!(zone, Zone::Chrome | Zone::Closing) || line.range.len() > LONGEST {
            continue;
        }
        let words = view.spaced(line.range.clone());
        let name = words.trim();
        // 桐坞县统计局 above the way to the page.
        if above && line.chrome && is_name(name) {
            out.push(name);
        }
        out.extend(LABELS.iter().filter_map(|label| behind(words, label)));
        if *zone == Zone::Closing {
            let office = |name: &'v str| name.strip_suffix("办公室").filter(|name| ends_as_body(name));
            let addresses = ADDRESSES.iter().filter_map(|label| behind(words, label));
            out.extend(addresses.map(|name| office(name).unwrap_or(name)));
        }
    }
    out
}

/// The name behind a label, up to the next sign or blank.
fn behind<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    let rest = line[line.find(label)? + label.len()..].trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '。' | '；' | '|' | '(' | '['));
    Some(&rest[..end.unwrap_or(rest.len())]).filter(|name| is_name(name))
}

/// Whether words are the name of a body that begins with its place.
fn is_name(words: &str) -> bool {
    (4..=30).contains(&words.chars().take(31).count())
        && divisions::leading(words).1 > 0
        && (ends_as_body(words) || is_seat(words))
}
