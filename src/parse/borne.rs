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
            // 人民路2号桐坞县统计局办公室: behind the street stands who is written to.
            let own = |name: &'v str| {
                let name = office(name).unwrap_or(name);
                name.rsplit(['号', '楼']).next().unwrap_or(name)
            };
            let addresses = ADDRESSES.iter().filter_map(|label| value(words, label)).map(own);
            out.extend(addresses.filter(|name| is_name(name)));
        }
    }
    out
}

/// The words behind a label, up to the next sign or blank.
fn value<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    let rest = line[line.find(label)? + label.len()..].trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '。' | '；' | '|' | '(' | '['));
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// The name behind a label.
fn behind<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    value(line, label).filter(|name| is_name(name))
}

/// Bodies that run the pages of others: 我办 is no 桐坞县人民政府办公室 because it is the host.
const HOSTS: &[&str] = &["政府办公室", "委办公室", "政府办", "宣传部", "融媒体中心", "信息中心", "数据"];

/// Whether words are the name of a body that begins with its place.
fn is_name(words: &str) -> bool {
    (4..=30).contains(&words.chars().take(31).count())
        && !words.contains(|c: char| c.is_ascii_digit())
        && divisions::leading(words).1 > 0
        && (ends_as_body(words) || is_seat(words))
        && !HOSTS.iter().any(|host| words.contains(host))
}
