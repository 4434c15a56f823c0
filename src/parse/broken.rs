//! A title that line breaks have cut wherever a line was full.
//!
//! In: the lines before the text, from one on. Out: how many of them are one title. Promise: it is taken whole or not at
//! all; the name of a site above a title that is whole is no part of it.

use super::bodies::ends_as_body;
use super::caption::{ends_as_title, is_title};
use super::divisions;
use super::layout::{is_contact, is_date_line, is_issuer};
use super::organ::ORGANS;
use super::place::ranked;

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
    let begins = begins && first.chars().take(8).count() == 8 || cuts_name(first, second);
    if !begins || !plain(first) || ends_as_title(first) {
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

/// Whether a break has cut the name that a title begins with: what stands below is an organ without its body, 中共云汀市枫渡区
/// 梧园街道 / 工作委员会关于…, or a body without its place, 中共云汀市枫渡区 / 教育局党组关于…. No title begins so.
fn cuts_name(first: &str, second: &str) -> bool {
    let party = first.strip_prefix("中共");
    let own = party.unwrap_or(first);
    let (placed, used) = divisions::leading(own);
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if placed.is_empty() || first.contains("关于") || !first.chars().all(|c| han(c) || matches!(c, '(' | ')'))
    {
        return false;
    }
    // The name of a site, or the head of a letter, is no half of a name.
    if ["网", "网站", "平台", "门户", "文件", "专栏", "主办", "公开", "您"]
        .iter()
        .any(|end| first.ends_with(end))
    {
        return false;
    }
    let name = second.split_once("关于").map_or(second, |(name, _)| name);
    let whole = ends_as_body(own);
    let seat = used == own.len() || ends_as_seat(own);
    // 桐坞县财政局 / 党组关于…
    let organ =
        ["委员会", "工委", "总支部", "支部"].contains(&name) || ORGANS.iter().any(|(end, _)| *end == name);
    if organ {
        return whole || seat;
    }
    // 区教育局党组 has the rank of its place.
    let bare = divisions::leading(name).1 == 0 && ranked(name).0.is_empty();
    party.is_some() && !whole && bare && name.chars().count() >= 3 && ends_as_body(name)
}

/// Whether words end with what a committee is that of, and no body does: a town, a street, a village, a zone.
fn ends_as_seat(words: &str) -> bool {
    ["镇", "乡", "街道", "街", "村", "社区", "区", "县", "市", "旗", "州", "盟"]
        .iter()
        .any(|end| words.ends_with(end))
}

/// Lines that a title is cut into.
const MOST: usize = 4;
