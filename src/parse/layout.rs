//! Which line belongs where: furniture, title, preamble, body, closing, signature.
//!
//! In: the lines of a [`View`]. Out: a zone for every line. Promise: every
//! line has a zone; what fits nowhere is body, never dropped.

use super::glyph::{self, Class};
use super::numeral;
use super::view::View;
use super::{date, divisions};
use std::ops::Range;

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Chrome,
    Title,
    Preamble,
    Body,
    Closing,
    Signature,
}

/// The zones, and the landmarks that later steps read.
pub(super) struct Layout {
    /// One for each line of the view.
    pub zones: Vec<Zone>,
    /// Lines whose text together is the title.
    pub title: Vec<usize>,
    /// Whether a disclosure sentence opens the text.
    pub opened: bool,
    /// The line that holds nothing but the date of signing.
    pub date_line: Option<usize>,
}

impl Layout {
    /// The bytes of all lines in a zone.
    pub fn ranges<'a>(&'a self, view: &'a View, zone: Zone) -> impl Iterator<Item = Range<usize>> + 'a {
        self.zones
            .iter()
            .zip(&view.lines)
            .filter(move |(z, _)| **z == zone)
            .map(|(_, line)| line.range.clone())
    }
}

const CONTACT: &[&str] = &[
    "联系电话",
    "联系方式",
    "联系人",
    "监督电话",
    "举报电话",
    "信访电话",
    "值班电话",
    "反映电话",
    "意见反馈电话",
    "咨询电话",
    "电话:",
    "通信地址",
    "通讯地址",
    "联系地址",
    "邮寄地址",
    "来信请寄",
    "邮政信箱",
    "邮政编码",
    "邮编",
    "电子邮箱",
    "电子信箱",
    "电子邮件",
    "邮箱:",
    "传真",
    "地址:",
    "信箱:",
    "来访地址",
    "受理时间",
    "监督时间",
    "公示时间",
    "公示期",
];

/// Whether a line speaks of how to reach the body.
pub(super) fn is_contact(text: &str) -> bool {
    CONTACT.iter().any(|word| text.contains(word))
}

fn is_welcome(text: &str) -> bool {
    text.contains("欢迎") && ["监督", "意见", "反映", "群众", "社会"].iter().any(|word| text.contains(word))
        || text.contains("如有意见") && text.contains("反映")
}

/// Whether a line is nothing but a date.
pub(super) fn is_date_line(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '。']);
    if date::damaged_day(text) {
        return true;
    }
    let chars = text.chars().count();
    if !(6..=18).contains(&chars) {
        return false;
    }
    let year = text.starts_with("20") || text.starts_with("19") || text.starts_with(['二', '一']);
    year && text.contains(['年', '-', '/', '.'])
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || numeral::is_numeral(c)
                || matches!(c, '年' | '月' | '日' | '-' | '/' | '.' | ' ')
        })
        && (text.contains('月')
            || text.chars().filter(|c| matches!(c, '-' | '/' | '.')).count() == 2
            || text.ends_with('日'))
}

const ORGANS: &[&str] = &[
    "党组",
    "党委",
    "委员会",
    "党工委",
    "工委",
    "支部",
    "总支",
    "党总支",
    "党支部",
    "区委",
    "市委",
    "县委",
    "省委",
    "办公室",
    "领导小组",
    "局",
    "院",
    "校",
    "公司",
    "中心",
    "纪委",
    "厅",
    "机关",
    "大学",
    "学院",
    "中学",
    "联合会",
    "委",
    "巡察组",
    "巡视组",
];

/// Whether a line can be the name of who signs.
fn is_issuer(text: &str) -> bool {
    let chars = text.chars().count();
    (2..=45).contains(&chars)
        && !text.contains(['。', ':', '，', ';', '；', '!', '\t', '>', '|'])
        && !text.contains("关于")
        && (text.starts_with("中共")
            || ORGANS.iter().any(|end| text.trim_end_matches([')', '(']).ends_with(end)))
        && glyph::at_start(text).is_none()
}

/// Whether a line can be a title or a part of one.
fn is_title(text: &str) -> bool {
    let chars = text.chars().count();
    (6..=90).contains(&chars)
        && !text.contains(['。', '\t', '；'])
        && (text.contains("巡察") || text.contains("巡视") || text.contains("整改") || text.contains("巡查"))
        && ["通报", "报告", "公告", "情况", "公示", "通告", "反馈", "公开", "整改"]
            .iter()
            .any(|end| text.contains(end))
        && !["当前位置", "上一篇", "下一篇", "首页", "来源:", "浏览"].iter().any(|word| text.contains(word))
}

fn ends_as_title(text: &str) -> bool {
    let text = text.trim_end_matches([')', '》', '”', ' ']);
    ["通报", "报告", "公告", "公示", "通告", "情况", "公布", "说明"].iter().any(|end| text.ends_with(end))
}

/// Whether a line opens the announcement: who looked, when, and what is disclosed.
fn opens(text: &str) -> bool {
    if text.chars().take(24).count() < 24 || !text.contains(['。', ':', '；', ',']) {
        return false;
    }
    let head: String = text.chars().take(400).collect();
    let inspection = ["巡察", "巡视", "巡查组"].iter().any(|word| head.contains(word));
    let clause = ["现将", "反馈", "开展", "进行了", "部署", "安排", "进驻", "整改情况"]
        .iter()
        .any(|word| head.contains(word));
    inspection && clause
}

/// Decides for every line.
pub(super) fn lay_out(view: &View) -> Layout {
    let lines = &view.lines;
    let text = |index: usize| view.get(lines[index].range.clone());
    let live: Vec<usize> = (0..lines.len()).filter(|index| !lines[*index].chrome).collect();
    let mut zones = vec![Zone::Body; lines.len()];
    for (zone, line) in zones.iter_mut().zip(lines) {
        if line.chrome {
            *zone = Zone::Chrome;
        }
    }
    let structural = |index: usize| glyph::at_start(text(index)).is_some() || text(index).contains('\t');
    // The opening sentence comes before the first outer heading, or there is none.
    let first_outer = live.iter().position(|index| {
        glyph::at_start(text(*index))
            .is_some_and(|glyph| matches!(glyph.class, Class::Chapter | Class::Bracket))
    });
    let opening = live[..first_outer.unwrap_or(live.len())].iter().position(|index| opens(text(*index)));
    let body_from = match opening {
        Some(opening) => (opening + 1..live.len()).find(|at| structural(live[*at])),
        None => live.iter().position(|index| structural(*index)),
    };
    let no_structure = body_from.is_none();
    let head_end = opening.unwrap_or_else(|| body_from.unwrap_or(0));
    let mut title = find_title(&live[..head_end], &text);
    if title.shown.is_empty() {
        title = headline(&live, &text);
    }
    for (at, index) in live.iter().enumerate().take(body_from.unwrap_or(live.len())) {
        zones[*index] = if at < head_end && opening.is_some() {
            Zone::Chrome
        } else if at < head_end || Some(at) == opening || !no_structure {
            Zone::Preamble
        } else {
            Zone::Body
        };
    }
    for index in &title.all {
        zones[*index] = Zone::Title;
    }
    let date_line = sign(&live, &text, &mut zones, opening.map_or(0, |at| at + 1));
    Layout { zones, title: title.shown, opened: opening.is_some(), date_line }
}

struct Title {
    /// Lines of the copy next to the text.
    shown: Vec<usize>,
    /// Lines of every copy.
    all: Vec<usize>,
}

/// The title among the lines before the text: whole, on two lines, or twice.
fn find_title<'t>(head: &[usize], text: &dyn Fn(usize) -> &'t str) -> Title {
    let mut copies: Vec<Vec<usize>> = Vec::new();
    let mut at = 0;
    while at < head.len() {
        let line = text(head[at]);
        let next = head.get(at + 1).map(|index| text(*index));
        let issuer_first =
            is_issuer(line) && next.is_some_and(|next| next.starts_with("关于") && is_title(next));
        // Broken in mid phrase: the first half does not end as titles do.
        let broken = !issuer_first
            && (line.starts_with("中共") || line.contains("关于") || line.starts_with('【'))
            && !line.contains(['。', ':', '>', '\t'])
            && !ends_as_title(line)
            && line.chars().count() <= 60
            && next.is_some_and(|next| {
                ends_as_title(next) && !next.contains(['。', ':', '>']) && !next.contains("关于")
            });
        if issuer_first || broken {
            let mut copy = vec![head[at], head[at + 1]];
            at += 2;
            // 中共X党组 / 关于…整改进展 / 情况的通报
            if issuer_first
                && !ends_as_title(text(copy[1]))
                && let Some(third) = head
                    .get(at)
                    .filter(|index| ends_as_title(text(**index)) && text(**index).chars().count() <= 30)
            {
                copy.push(*third);
                at += 1;
            }
            copies.push(copy);
            continue;
        }
        if is_title(line) && (line.contains("关于") || ends_as_title(line)) {
            copies.push(vec![head[at]]);
        }
        at += 1;
    }
    let shown = copies.last().cloned().unwrap_or_default();
    Title { shown, all: copies.concat() }
}

/// A headline that does not speak as titles of the genre do: the first line of
/// the text, right above its first sentence or its reporter, with its subtitle.
fn headline<'t>(live: &[usize], text: &dyn Fn(usize) -> &'t str) -> Title {
    let none = Title { shown: Vec::new(), all: Vec::new() };
    let labels = ["来源", "作者", "时间", "日期", "编辑", "浏览", "字号", "发布", "位置", "索引", "责任"];
    let labelled = |line: &str| {
        line.split_once(':').is_some_and(|(label, rest)| {
            labels.iter().any(|word| label.contains(word)) || rest.chars().count() < 6
        })
    };
    let plain = |line: &str| {
        let chars = line.chars().count();
        (6..=60).contains(&chars)
            && !line.contains(['。', '；', '\t', '>', '|', '\u{fffd}'])
            && !labelled(line)
            && glyph::at_start(line).is_none()
            && !is_date_line(line)
            && !is_contact(line)
    };
    let han = |line: &str| line.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let [first, rest @ ..] = live else { return none };
    let line = text(*first);
    // The name of a body or of a site alone is none.
    let name = is_issuer(line) && (line.starts_with("中共") || divisions::leading(line).1 > 0)
        || ["网", "网站", "平台", "政府", "门户", "栏目", "频道", "正文"]
            .iter()
            .any(|end| line.ends_with(end));
    if !plain(line) || name || han(line) < 5 {
        return none;
    }
    let mut shown = vec![*first];
    let mut rest = rest;
    if let [second, more @ ..] = rest
        && text(*second).starts_with('—')
        && plain(text(*second))
    {
        shown.push(*second);
        rest = more;
    }
    let told = rest.first().is_some_and(|next| {
        let next = text(*next);
        next.contains('。') || next.chars().count() >= 40 || next.contains("记者") || next.contains("通讯员")
    });
    if told { Title { all: shown.clone(), shown } } else { none }
}

/// Marks signature, closing block and what follows them; gives the date line.
fn sign<'t>(
    live: &[usize],
    text: &dyn Fn(usize) -> &'t str,
    zones: &mut [Zone],
    from: usize,
) -> Option<usize> {
    let tail = live.get(from..).unwrap_or_default();
    let whole = tail.iter().rposition(|index| is_date_line(text(*index)));
    let glued = || tail.iter().rposition(|index| signed_in_one_line(text(*index)));
    let date = whole.or_else(glued);
    let mut first = match date {
        Some(at) => at,
        None => {
            match tail.iter().rposition(|index| is_issuer(text(*index)) && text(*index).starts_with("中共"))
            {
                Some(at) => at + 1,
                None => tail.len(),
            }
        }
    };
    let end = date.map_or(first, |at| at + 1);
    for _ in 0..3 {
        if first > 0 && whole == date && is_issuer(text(tail[first - 1])) {
            first -= 1;
        }
    }
    for index in &tail[first..end] {
        zones[*index] = Zone::Signature;
    }
    // Upwards over lines that are not headings, to the first that speaks of contact.
    let mut closing = first;
    for at in (0..first).rev() {
        let line = text(tail[at]);
        let heading = glyph::at_start(line).is_some() && !is_contact(line);
        if heading || line.contains('\t') || zones[tail[at]] != Zone::Body {
            break;
        }
        if is_welcome(line) || is_contact(line) {
            closing = at;
        }
    }
    for index in &tail[closing..first] {
        zones[*index] = Zone::Closing;
    }
    let reached = tail[closing..first].iter().any(|index| is_contact(text(*index)));
    let mut after_body = false;
    for index in &tail[end..] {
        let line = text(*index);
        let outline = glyph::at_start(line).is_some() || line.contains('\t');
        after_body |= outline;
        zones[*index] = if !reached
            && is_contact(line)
            && !["icp", "主办", "主管", "投诉电话"].iter().any(|word| line.contains(word))
        {
            Zone::Closing
        } else if after_body || line.chars().count() >= 60 && line.contains('。') {
            Zone::Body
        } else {
            Zone::Chrome
        };
    }
    date.map(|at| tail[at])
}

/// 中共X党组2025年11月20日
fn signed_in_one_line(text: &str) -> bool {
    text.char_indices()
        .filter(|(_, c)| matches!(c, '2' | '二'))
        .take(4)
        .any(|(at, _)| at > 0 && is_date_line(&text[at..]) && is_issuer(text[..at].trim()))
}
