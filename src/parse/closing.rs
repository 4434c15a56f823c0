//! Where an announcement ends, and what a seal leaves beside its signature.
//!
//! In: the lines from the text on; the lines of the signature. Out: the line
//! behind the last; a name without the mark of its seal. Promise: what an attachment or
//! another announcement below it says is not the announcement's own.

use super::caption::ends_as_title;
use super::date;
use super::divisions;
use super::layout::{is_contact, is_date_line, is_issuer, opens};
use super::numeral;

/// The place among `live` behind the last line of the announcement, and the line of another one's title: a page
/// may have two, and a signature may have an attachment below it with a signature of its own.
pub(super) fn bounds<'t>(
    live: &[usize],
    text: &dyn Fn(usize) -> &'t str,
    from: usize,
) -> (usize, Option<usize>) {
    let (mut checked, mut dated, mut signed) = (from, false, false);
    for at in from..live.len() {
        let line = text(live[at]);
        if line.starts_with("附件") {
            // Every line is looked at once, however many attachments are named.
            for at in checked..at {
                let glued = signed_in_one_line(text(live[at]));
                let day = is_date_line(text(live[at]));
                dated |= day || glued;
                signed |= glued || day && at > from && is_issuer(text(live[at - 1]));
            }
            checked = at;
            // 附件:1.制度清单 may stand above the signature too.
            if signed || dated && is_attached(line) {
                return (at, None);
            }
        }
        let titled = line.len() <= 300
            && line.contains("关于")
            && line.contains("整改")
            && ends_as_title(line)
            && !line.contains(['。', '《']);
        let begins = |at: usize| {
            let line = text(live[at]);
            opens(line) && line.contains("现将")
        };
        if titled && (at + 1..live.len().min(at + 4)).any(begins) && (from..at).len() >= LEAST {
            return (at, Some(live[at]));
        }
    }
    (live.len(), None)
}

/// Lines that an announcement has between its first sentence and the title of another.
const LEAST: usize = 3;

/// Whether a line heads an attachment, and does not only name its file: 附件1.
pub(super) fn is_attached(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("附件") else { return false };
    let number = |c: char| c.is_ascii_digit() || numeral::is_numeral(c);
    rest.trim_start_matches(number).trim_matches([':', ' ', '.', '、']).is_empty()
}

/// Marks of a seal behind a name.
const SEALS: [&str; 7] = ["盖章", "公章", "代章", "印章", "签章", "印", "章"];

/// Whether a line is the mark of a seal and no more: (代章).
pub(super) fn is_seal(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(['(', ')']);
    bare.len() < line.len() && SEALS.contains(&bare)
}

/// A name without the mark of its seal, and out of the brackets that hold it whole: 中共X党组(盖章); (莳岭镇纪委).
pub(super) fn unsealed(name: &str) -> &str {
    let name = name.trim();
    let sealed = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let name = match sealed {
        Some((name, seal)) if SEALS.contains(&seal) => name.trim_end(),
        _ => name,
    };
    let held = name.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let name = held.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(name);
    // Half a bracket is none.
    if name.contains('(') == name.contains(')') { name } else { name.trim_matches(['(', ')']) }
}

/// Where a signature begins that stands at the end of a paragraph: …。中共X党组2023年12月5日, 邮编:333000中共X党组2023年12月5日.
///
/// So does one behind a blank, where the line is the last of the contacts: 地址:河滨路3号 中共X党组 2023年12月5日. `parted` tells
/// where blanks stood.
pub(super) fn at_end(line: &str, parted: &dyn Fn(usize) -> bool) -> Option<usize> {
    // Nearly every paragraph does, and no day.
    if line.ends_with('。') {
        return None;
    }
    let from = line.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    let hit = date::scan(line, from..line.len()).pop()?;
    let whole = hit.range.end == line.len() && line[hit.range.clone()].contains('年');
    hit.stated()?.exact().filter(|_| whole)?;
    let before = &line[from..hit.range.start];
    let stop = before.rfind('。').map(|at| at + '。'.len_utf8());
    let figure = |c: char| c.is_ascii_alphanumeric() || matches!(c, ')' | '】');
    let party = before.rfind("中共").filter(|at| before[..*at].ends_with(figure));
    let blank = before.rfind("中共").filter(|at| parted(from + at)).or_else(|| {
        let committee =
            ["党组", "党委", "委员会", "支部", "工委"].iter().any(|end| before.trim_end().ends_with(end));
        let named = |at: &usize| is_issuer(&before[*at..]) && divisions::leading(&before[*at..]).1 > 0;
        let places = before.char_indices().map(|(at, _)| at).filter(|at| committee && parted(from + at));
        places.filter(named).last()
    });
    let blank = blank.filter(|_| is_contact(line));
    let at = stop.max(party).max(blank)?;
    let name = &before[at..];
    let named = name.chars().count() >= 4 && is_issuer(name) && from + at > 0;
    named.then_some(from + at)
}

/// A signature without what a page adds behind its day: X局 2023-12-05 16:30 发布.
fn unadded(text: &str) -> &str {
    let Some(bare) = ["发布", "印发"].iter().find_map(|word| text.strip_suffix(word)) else {
        return text;
    };
    let bare = bare.trim_end();
    bare.rsplit_once(' ').filter(|(_, hour)| hour.contains(':')).map_or(bare, |(bare, _)| bare)
}

/// 中共X党组2025年11月20日
pub(super) fn signed_in_one_line(text: &str) -> bool {
    let text = unadded(text);
    text.char_indices()
        .filter(|(_, c)| matches!(c, '2' | '二'))
        .take(4)
        .any(|(at, _)| at > 0 && is_date_line(&text[at..]) && is_issuer(text[..at].trim()))
}
