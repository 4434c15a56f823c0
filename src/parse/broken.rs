//! A title that line breaks have cut wherever a line was full.
//!
//! In: the lines before the text, from one on. Out: how many of them are one title. Promise: it is taken whole or not at
//! all; the name of a site above a title that is whole is no part of it.

use super::bodies::ends_as_body;
use super::caption::{ends_as_title, is_title};
use super::layout::{is_contact, is_date_line, is_issuer};

/// How many of the lines are one title that breaks have cut wherever a line was full: 中共X党组 / 关于十三届县委第五轮巡察 /
/// 整改进展情况的通报, 中共云汀市人力资源和 / 社会保障局党组关于巡察整改 / 进展情况的通报. None where they are no such title.
pub(super) fn cut_anywhere<'t>(head: &[usize], text: &dyn Fn(usize) -> &'t str) -> usize {
    let Some(first) = head.first().map(|index| text(*index)) else { return 0 };
    let plain = |line: &str| {
        line.chars().take(61).count() <= 60
            && !line.contains(['。', ':', '>', '\t', '；', '|'])
            && !is_date_line(line)
            && !is_contact(line)
    };
    let issuer = is_issuer(first) && ends_as_body(first);
    // 中共云汀市人力资源和: a name that a break has cut. The name of a site may stand above a title that is whole.
    let second = head.get(1).map_or("", |index| text(*index));
    let halved = first.starts_with("中共")
        && (first.ends_with(['和', '与', '及', '、']) || second.starts_with(['和', '与', '及']));
    let begins = issuer && second.starts_with("关于") || !issuer && (first.contains("关于") || halved);
    // 关于我们 is a column.
    if !begins || !plain(first) || ends_as_title(first) || first.chars().take(8).count() < 8 {
        return 0;
    }
    let mut whole = first.to_owned();
    for (count, index) in head.iter().enumerate().take(MOST).skip(1) {
        let line = text(*index);
        let doubled = whole.contains("关于") && line.contains("关于");
        if !plain(line) || line.starts_with("中共") || doubled {
            return 0;
        }
        whole.push_str(line);
        if ends_as_title(line) {
            return if is_title(&whole) && whole.contains("关于") { count + 1 } else { 0 };
        }
    }
    0
}

/// Lines that a title is cut into.
const MOST: usize = 4;
