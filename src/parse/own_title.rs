//! The part of a line that is a title.
//!
//! In: a line. Out: the title in it, without its bullet, its bracket, its column, its site and its day. Promise: what
//! is left out stands outside the title's own words.

use super::caption::ends_as_title;
use super::date::{self, Hit};
use super::glued::label_behind;
use crate::text::furniture;
use std::ops::Range;

/// Signs by which a page glues the name of its site or a column to a title.
pub(super) const SIGNS: [char; 7] = ['_', '-', '—', '|', '丨', '>', '»'];

/// What a list puts before each of its lines.
pub(super) const BULLETS: [char; 6] = ['•', '●', '■', '◆', '▪', '★'];

/// The part of a line that is a title: without its bullet, and without what a page has glued to it, the day,
/// the site or the column: X县民政局-党务公开-中共X县民政局党组关于…的通报_X县人民政府.
pub(super) fn own(line: &str) -> Range<usize> {
    let bare = line.trim_start_matches(BULLETS);
    // 名称:中共X党组关于…的通报 发布日期:2024年10月22日: a list of disclosure data.
    let bare = TITLES.iter().find_map(|label| bare.strip_prefix(label)).unwrap_or(bare);
    let from = line.len() - bare.len();
    let to = day_behind(&line[from..]).map(|(end, _)| end).or_else(|| label_behind(&line[from..]));
    let to = to.map_or(line.len(), |end| from + end);
    let own = unglued(&line[from..to]);
    from + own.start..from + own.end
}

/// Labels of a title in a list of disclosure data, or in the head of a page.
const TITLES: [&str; 8] =
    ["名称:", "标题:", "信息名称:", "文件名称:", "公文名称:", "文章标题:", "信息标题:", "公示公告:"];

/// Whether a line names a column, or the way to one, and no title: 栏目:巡察整改进展情况, X网 >> 巡察工作 >> 整改公开,
/// 巡察整改公开.
pub(super) fn is_column(line: &str) -> bool {
    const LABELS: [&str; 8] =
        ["栏目:", "所属栏目:", "标签:", "专题:", "公开事项名称:", "关键词:", "分类:", "频道:"];
    let pieces: Vec<&str> =
        line.split(SIGNS).chain([""]).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let told = |piece: &&str| piece.contains("关于") || ends_as_title(piece) && !is_column_name(piece);
    let short = |piece: &&str| piece.chars().take(15).count() <= 14;
    LABELS.iter().any(|label| line.starts_with(label))
        || match pieces.as_slice() {
            [one] => is_column_name(one),
            several => {
                several.iter().any(|piece| is_column_name(piece))
                    && several.iter().all(|piece| short(piece) && !told(piece))
            }
        }
}

/// Whether words are those that columns are called by, and no paper: 巡察整改, 党务公开, 整改情况公开. 巡察整改情况通报 is a paper.
fn is_column_name(words: &str) -> bool {
    const WORDS: [&str; 16] = [
        "巡察", "巡视", "整改", "公开", "情况", "进展", "落实", "党务", "政务", "信息", "专栏", "专题",
        "工作", "反馈", "公示", "公告",
    ];
    let mut rest = words.trim_matches(['【', '】', '[', ']', ' ']);
    let paper = ["公示", "公告"].iter().any(|end| rest.ends_with(end));
    while let Some(behind) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    rest.is_empty() && !paper && !words.is_empty()
}

/// Whether the way to a page ends at its title: 首页 > 中共X局党组关于…的通报. Where nothing else shows a title, this
/// does.
pub(super) fn ends_way(line: &str) -> bool {
    let own = own(line);
    line.len() <= 400
        && line[..own.start].trim_end().ends_with(['>', '»'])
        && own.end == line.len()
        && line[own.clone()].contains("关于")
        && ends_as_title(&line[own])
}

/// The day that a page has put behind its title, on the same line, and where the title ends: …情况的通报 2026-02-13,
/// …情况的通报(2024-07-26).
pub(super) fn day_behind(line: &str) -> Option<(usize, Hit)> {
    let bare = line.trim_end_matches([')', ']', '】']);
    if line.len() > 400 || !bare.ends_with(|c: char| c.is_ascii_digit() || c == '日') {
        return None;
    }
    let hit = date::scan(line, 0..line.len()).pop()?;
    let hour = line.get(hit.range.end..bare.len())?;
    let whole = hour.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | ' '));
    let title = line[..hit.range.start].trim_end_matches(['(', '[', '【', ' ']);
    let labels = ["发布日期:", "发布时间:", "公开日期:", "发文日期:", "成文日期:"];
    let title = labels.iter().find_map(|label| title.strip_suffix(label)).unwrap_or(title).trim_end();
    (whole && ends_as_title(unbracketed(title))).then_some((title.len(), hit))
}

/// A title without the bracket behind it: …的通报(全文), …的通报(社会公开稿).
pub(super) fn unbracketed(title: &str) -> &str {
    let open = title.strip_suffix(')').and_then(|rest| rest.rfind('('));
    &title[..open.filter(|open| title.len() - open <= 26).unwrap_or(title.len())]
}

/// The part of a line that is a title, without site and column.
fn unglued(line: &str) -> Range<usize> {
    if line.len() > 400 || line.contains('。') || !line.contains("关于") && !line.contains(SIGNS) {
        return 0..line.len();
    }
    let said = |text: &str| ["巡察", "巡视", "巡查", "整改"].iter().any(|word| text.contains(word));
    let titled = |text: &str| {
        said(text) && (ends_as_title(text) || ends_as_title(unbracketed(text)) || text.ends_with("意见"))
    };
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let signs = |text: &str| -> Vec<(usize, usize)> {
        let all = text.match_indices(SIGNS).map(|(at, sign)| (at, at + sign.len()));
        // 2020-2021年 and 1>2 are figures.
        all.filter(|(at, end)| {
            !number(text[..*at].chars().next_back()) || !number(text[*end..].chars().next())
        })
        .collect()
    };
    // 中共____委员会 leaves a name open.
    if line.contains("__") {
        return 0..line.len();
    }
    // What stands behind the first sign that a title ends at names the site.
    let site = |rest: &str| (2..=30).contains(&rest.chars().count()) && !said(rest);
    // A dash before anything else than a site may part headline and subtitle.
    let hosts = |rest: &str| ["网", "网站", "政府", "门户", "平台"].iter().any(|end| rest.ends_with(end));
    let end = signs(line)
        .into_iter()
        .filter(|(at, end)| {
            let rest = line[*end..].trim_start_matches(SIGNS);
            titled(&line[..*at]) && site(rest) && (!line[*at..].starts_with('—') || hosts(rest))
        })
        .map(|(at, _)| at)
        .min()
        .unwrap_or(line.len());
    // What stands before the last sign names site and column, if a title begins behind it.
    let column = |head: &str| head.chars().count() <= 40 && !head.contains("关于");
    let starts = |text: &str| {
        titled(text) && text.chars().count() >= 10 && (text.starts_with("中共") || text.contains("关于"))
    };
    // X县政府网 中共X县民政局党组关于…: nothing but a blank parts them.
    let ends = ["网", "网站", "公开", "公告", "公示", "动态", "首页", "专栏"];
    let party = line[..end].find("中共").filter(|at| ends.iter().any(|end| line[..*at].ends_with(end)));
    let start = signs(&line[..end])
        .into_iter()
        .filter(|(at, _)| !line[*at..].starts_with('—'))
        .chain(party.map(|at| (at, at)))
        .filter(|(at, start)| column(&line[..*at]) && starts(&line[*start..end]))
        .map(|(_, start)| start)
        .max()
        .unwrap_or(0);
    start..start + line[start..end].trim_end_matches(SIGNS).len()
}

/// A title without what stands before the name in it: 【巡察整改】, (公开公示), 党务公开|, a headline and its
/// dash, the name of the site that a page has glued to it.
pub(super) fn unheaded(title: &str) -> &str {
    let mut title = title.rsplit_once('】').map_or(title, |(_, rest)| rest);
    while let Some(rest) = [('(', ')'), ('[', ']'), ('〔', '〕')]
        .iter()
        .find_map(|(open, close)| title.strip_prefix(*open)?.split_once(*close))
        .map(|(_, rest)| rest)
        .filter(|rest| !rest.is_empty())
    {
        title = rest;
    }
    let name = title.find("关于").unwrap_or(title.len());
    // 七十项任务已办结——中共X党组; 党务公开|中共X党组; 公开公示:中共X党组
    let signs = ["——", "|", "丨", "｜", ":", ">", "»"];
    let from = signs.iter().filter_map(|sign| title[..name].rfind(sign).map(|at| at + sign.len())).max();
    let title = match from {
        // 县民政局:关于… has nothing behind its sign.
        Some(from) if from < name => &title[from..],
        _ => title,
    };
    // 桐坞县政府网中共桐坞县民政局党组; 中共党史研究室 is a name.
    let name = title.find("关于").unwrap_or(title.len());
    let party = title[..name].rfind("中共").filter(|at| !title[*at..].starts_with("中共党史"));
    title[party.unwrap_or(0)..].trim_start_matches('—')
}

/// Whether words are a step of the way to a page, or the name of its site: 通知公告, X局门户网站, 【党建与工会】.
pub(super) fn is_crumb(words: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "网", "网站", "门户", "平台", "首页", "正文", "详情", "专栏", "专题", "栏目", "频道", "动态", "要闻", "公开", "公告", "公示", "公示公告", "报告",
        "巡察", "巡视", "工作", "信息", "监督", "反馈", "整改", "建设", "党建", "新闻", "中心", "之窗", "在线", "检索", "大厅",
    ];
    let bare = words.trim_matches(['【', '】', '[', ']', ' ']);
    let name = bare.chars().take(31).count() <= 30 && !bare.contains("关于");
    name && (bare.contains(':') || furniture::furniture(bare) || ENDS.iter().any(|end| bare.ends_with(end)))
}
