//! The headline in which a group hands over what it found, on one line or broken over several.
//!
//! In: lines before the text. Out: how many of them are the headline. Promise: a column
//! that is called 市委巡察组 is none, and a headline is taken whole or not at all.

use super::caption::ends_as_title;
use super::layout::is_date_line;
use super::names;
use super::own_title::SIGNS;

/// How many of the lines are one headline in which a group, or the round it went out in, hands over: 校党委第三巡察组
/// 向园艺学院党总支反馈巡察意见, broken anywhere: 市委第三巡察组向青禾县水务局党组 / 反馈巡察情况. None where they are no such
/// headline.
pub(super) fn handed_over<'t>(head: &[usize], text: &dyn Fn(usize) -> &'t str) -> usize {
    let round = |text: &str| ["轮巡察", "轮巡视"].iter().find_map(|word| Some(text.find(word)? + word.len()));
    let named = |text: &str| names::group(text).map(|group| group.end).or_else(|| round(text));
    let plain = |line: &str| line.chars().count() <= 60 && !line.contains([',', '。', ':', '>', '\t', '《']);
    let mut whole = String::new();
    for (count, index) in head.iter().take(3).enumerate() {
        let line = text(*index);
        // What stands below begins no headline, and no site, of its own.
        let below = named(line).is_none()
            && !line.starts_with("中共")
            && !is_date_line(line)
            && !line.contains(SIGNS);
        if !plain(line) || count > 0 && (!below || whole.contains("反馈")) {
            return 0;
        }
        whole.push_str(line);
        let Some(behind) = named(&whole).map(|at| &whole[at..]) else { return 0 };
        // A column is called 市委巡察组 too, and 反馈情况 may stand below it.
        let verb = ["向", "对", "完成对"].iter().any(|verb| behind.starts_with(verb));
        let rest = behind.split_once("反馈").map(|(_, rest)| rest);
        // 市委第三巡察组对X党组开展巡察 / 反馈会上提出要求 are headline and subtitle.
        let told =
            count == 0 && behind.starts_with('对') && ["巡察", "巡视"].iter().any(|end| line.ends_with(end));
        match rest {
            _ if told => return 0,
            Some(rest) if verb => {
                let next = head.get(count + 1).map(|index| text(*index));
                // …反馈 / 巡察情况, …反馈巡察 / 情况
                let more = next.is_some_and(|next| !is_found(rest) && is_found(&format!("{rest}{next}")));
                return count + 1 + usize::from(more);
            }
            _ if !behind.is_empty() && !verb || ends_as_title(&whole) => return 0,
            _ => {}
        }
    }
    0
}

/// Whether a line is the rest of a headline: 反馈巡察情况 does not say whose.
pub(super) fn is_rest(line: &str) -> bool {
    line.strip_prefix("反馈").is_some_and(is_found)
}

/// Whether a line names what is handed over and no more: 巡察情况, 常规巡察意见.
fn is_found(line: &str) -> bool {
    line.chars().count() <= 12
        && ["巡察", "巡视", "回头看"].iter().any(|word| line.contains(word))
        && ["情况", "意见", "结果"].iter().any(|end| line.ends_with(end))
        && !line.contains(['向', '对', '的'])
}
