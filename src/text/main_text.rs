//! Which lines of a page are the announcement.
//!
//! In: a scanned page. Out: the lines to publish, the title, and whether the
//! choice was a guess. Promise: nothing is eaten; the element that is taken
//! holds all running text that could belong to an announcement, or else the
//! whole body is taken.

use super::element::NONE;
use super::furniture::{furniture, key, sentence};
use super::rows;
use super::scan::{Line, Page};
use crate::disclosure::{Doubt, Finding};

/// Words without which a paragraph is hardly part of an announcement.
const CUES: &[&str] = &[
    "整改",
    "巡察",
    "巡视",
    "党组",
    "党委",
    "党支部",
    "联系电话",
    "监督电话",
    "邮编",
    "邮政编码",
    "委员会",
    "反馈",
];
/// Titles end like this, or hold 关于.
const TITLES: &[&str] = &["通报", "报告", "公告", "公示", "情况", "通知", "公开", "汇报"];
/// Longest title, in characters.
const TITLE: usize = 120;

pub(super) struct Main {
    pub lines: Vec<String>,
    /// Which lines are the page's: between title and text, and at its foot.
    pub aside: Vec<usize>,
    pub title: Option<String>,
    pub findings: Vec<Finding>,
}

pub(super) fn choose(mut page: Page) -> Main {
    let mut findings = Vec::new();
    if page.deep {
        let reason = "网页元素嵌套过深,超出部分按平铺文字读取".to_owned();
        findings.push(Finding { doubt: Doubt::Chrome, span: None, reason, confidence: 70 });
    }
    show(&mut page);
    rows::join(&mut page);
    let keys: Vec<String> = page.lines.iter().map(|line| key(&line.text)).collect();
    let (mut start, end, sure) = range(&page, &keys);
    if !sure {
        let reason = "未能确定网页正文的位置,按整页文字读取".to_owned();
        findings.push(Finding { doubt: Doubt::Chrome, span: None, reason, confidence: 60 });
    }
    let (title, place) = title(&page, &keys, start, end);
    let place = match place {
        // The whole body was taken; what stands before its title is navigation, but for the table of contents
        // data (索引号, 生成日期) right above it.
        Some((first, _)) if first >= start => {
            let table = keys[start..first].iter().rev().take_while(|key| indexed(key)).count();
            start = if sure && start > 0 { start } else { first - table };
            None
        }
        other => other,
    };
    // What stands around the text and is no link is kept behind it as the page's: a correction below, a table that
    // was parted from it, who keeps the site. Behind, because the announcement begins with what it begins with.
    let around = |at: &usize| {
        let linked = page.lines[*at].linked as usize;
        linked * 2 <= keys[*at].chars().count() && !keys[*at].is_empty()
    };
    let first = place.map_or(start, |(first, _)| first.min(start));
    let mut lines = Vec::new();
    let mut aside = Vec::new();
    if let Some((_, last)) = place {
        lines.extend(title.clone());
        // A title over several lines may reach into what was taken for the text.
        start = start.max(last + 1).min(end);
        let between = page.lines.get(last + 1..start).unwrap_or_default();
        aside.extend(lines.len()..lines.len() + between.len());
        lines.extend(between.iter().map(|line| line.text.clone()));
    } else if let Some(title) = title.as_ref().filter(|title| unseen(title, &keys[first..end])) {
        // A title that only the page's head tells is found and cited like any other.
        lines.push(title.clone());
    }
    let footed = feet(&page);
    for (line, foot) in page.lines[start..end].iter().zip(&footed[start..end]) {
        if *foot {
            aside.push(lines.len());
        }
        lines.push(line.text.clone());
    }
    let surround = (0..first).chain(end..page.lines.len()).filter(around);
    for line in surround.map(|at| &page.lines[at]) {
        aside.push(lines.len());
        lines.push(line.text.clone());
    }
    Main { lines, aside, title, findings }
}

/// Whether a title reads like one, and these lines have neither it nor another.
fn unseen(title: &str, keys: &[String]) -> bool {
    let title = key(title);
    let opening = || keys.iter().take_while(|key| !sentence(key)).take(8);
    // 槐荫坡镇党委巡察反馈问题整改情况公示表
    let heads = |key: &String| titled(key) || cue(key) && !numbered(key) && !furniture(key);
    titled(&title) && !opening().any(heads) && !keys.concat().contains(&title)
}

/// Which lines stand at the foot of the page; none, if most of its text would.
fn feet(page: &Page) -> Vec<bool> {
    let foot = |line: &Line| page.nodes.get(line.node as usize).is_some_and(|node| node.foot);
    let footed: Vec<bool> = page.lines.iter().map(foot).collect();
    let (mut all, mut below) = (0, 0);
    for (line, foot) in page.lines.iter().zip(&footed) {
        all += line.text.len();
        below += if *foot { line.text.len() } else { 0 };
    }
    if below * 3 > all { vec![false; footed.len()] } else { footed }
}

/// Drops hidden lines, unless most of the text is hidden: some pages show their
/// text by script.
fn show(page: &mut Page) {
    let hidden =
        |line: &Line, page: &Page| page.nodes.get(line.node as usize).is_some_and(|node| node.hiding() > 0);
    let (mut seen, mut unseen) = (0, 0);
    for line in &page.lines {
        *(if hidden(line, page) { &mut unseen } else { &mut seen }) += han(&line.text);
    }
    if unseen > 0 && seen >= unseen {
        let lines = std::mem::take(&mut page.lines);
        page.lines = lines.into_iter().filter(|line| !hidden(line, page)).collect();
    }
}

/// The lines of the element that holds the text, and whether that is certain.
fn range(page: &Page, keys: &[String]) -> (usize, usize, bool) {
    let everything = (0, page.lines.len(), false);
    let mut weights = vec![0_usize; page.nodes.len()];
    let mut total = 0;
    for (line, key) in page.lines.iter().zip(keys) {
        let weight = prose(line, key);
        total += weight;
        if let Some(slot) = weights.get_mut(line.node as usize) {
            *slot += weight;
        }
    }
    // Descendants come later than their element, so one pass from the end adds up.
    let mut last: Vec<u32> = (0..page.nodes.len() as u32).collect();
    let mut heaviest = vec![(0_usize, NONE); page.nodes.len()];
    let mut top = (0, NONE);
    for id in (0..page.nodes.len()).rev() {
        let parent = page.nodes[id].parent as usize;
        if parent < id {
            weights[parent] += weights[id];
            last[parent] = last[parent].max(last[id]);
        }
        let slot = heaviest.get_mut(parent).unwrap_or(&mut top);
        if weights[id] >= slot.0 {
            *slot = (weights[id], id as u32);
        }
    }
    if total == 0 {
        return everything;
    }
    let within = |id: u32| {
        let inside = |line: &Line| line.node != NONE && line.node >= id && line.node <= last[id as usize];
        let start = page.lines.iter().position(inside).unwrap_or(0);
        let end = page.lines.iter().rposition(inside).map_or(page.lines.len(), |at| at + 1);
        (start, end)
    };
    let footed = feet(page);
    let (mut current, mut bounds, mut sure) = (NONE, (0, page.lines.len()), false);
    let mut next = top.1;
    while next != NONE && weights[next as usize] * 2 >= total {
        let candidate = within(next);
        if candidate != bounds {
            // What follows is the announcement's end only until the page's own furniture begins.
            let tail = (candidate.1..bounds.1).take_while(|at| !furniture(&keys[*at]) && !footed[*at]);
            let mut outside = (bounds.0..candidate.0).chain(candidate.1..bounds.1).filter(|at| !footed[*at]);
            let loses = outside.any(|at| sentence(&keys[at]) && cue(&keys[at]))
                || tail.into_iter().any(|at| closing(&page.lines[at], &keys[at]));
            if loses || candidate.1 - candidate.0 < 2 {
                break;
            }
        }
        (current, bounds) = (next, candidate);
        sure |= page.nodes[next as usize].content || bounds.0 > 0;
        next = heaviest[next as usize].1;
    }
    if current == NONE { everything } else { (bounds.0, bounds.1, sure || bounds == (0, page.lines.len())) }
}

/// Characters of running text in a line.
fn prose(line: &Line, key: &str) -> usize {
    let length = key.chars().count();
    let running = length >= 15 && key.contains(['。', '；', ':', ',']) && (line.linked as usize) * 3 < length;
    if running && !furniture(key) { han(key) } else { 0 }
}

fn cue(key: &str) -> bool {
    CUES.iter().any(|cue| key.contains(cue))
}

/// A line that may end an announcement: signature, date, contact.
fn closing(line: &Line, key: &str) -> bool {
    let length = key.chars().count();
    if furniture(key) || (line.linked as usize) * 2 > length {
        return false;
    }
    cue(key) || length <= 20 && key.contains('年') && key.ends_with('日')
}

/// The title, and the lines it stands on: inside the text, or before it.
fn title(page: &Page, keys: &[String], start: usize, end: usize) -> (Option<String>, Option<(usize, usize)>) {
    let told = page.meta.iter().find(|(name, value)| name == "articletitle" && !value.is_empty());
    let told = told.map(|(_, value)| value.clone());
    let element = Some(strip_site(&page.title)).filter(|title| !title.is_empty());
    let names = [told.clone(), element.clone()].into_iter().flatten().map(|name| key(&name));
    let names: Vec<String> = names.filter(|name| name.chars().count() >= 6).collect();
    let is_title = |at: usize| {
        let heading = page.nodes.get(page.lines[at].node as usize).is_some_and(|node| node.heading);
        let long = keys[at].chars().count();
        let named = long >= 6
            && names.iter().any(|name| name.contains(&keys[at]) || keys[at].contains(name.as_str()));
        (6..=TITLE).contains(&long)
            && !furniture(&keys[at])
            && !sentence(&keys[at])
            && (named && (heading || titled(&keys[at])) || heading && titled(&keys[at]))
    };
    let opening = (start..end).take_while(|at| !sentence(&keys[*at])).take(8);
    let inside = opening.into_iter().find(|at| is_title(*at));
    let outside = || {
        let from = start.saturating_sub(60);
        let found = (from..start).rfind(|at| is_title(*at));
        // Without a title by name or mark, what reads like one nearest above the text.
        found.or_else(|| {
            (from..start).rfind(|at| {
                let line = &page.lines[*at];
                keys[*at].chars().count() <= TITLE
                    && titled(&keys[*at])
                    && (keys[*at].contains("关于") || keys[*at].contains('巡'))
                    && line.linked == 0
                    && !furniture(&keys[*at])
            })
        })
    };
    let place = if inside.is_some() { inside } else { outside() };
    let Some(found) = place else { return (told.or(element), None) };
    // A title that is broken stands in one element.
    let node = page.lines[found].node;
    let same = |at: &usize| {
        node != NONE && page.lines[*at].node == node && !sentence(&keys[*at]) && !furniture(&keys[*at])
    };
    let from = if inside.is_some() { start.max(found.saturating_sub(3)) } else { found.saturating_sub(3) };
    let mut first = (from..found).rev().take_while(same).last().unwrap_or(found);
    // The page's own title goes on before this line: issuer above, subject below.
    let joined = |first: usize| format!("{}{}", keys[first - 1], keys[first..=found].concat());
    // Broken over two lines of one look: …关于省委第九巡视组反馈意见 / 集中整改进展情况的通报.
    let heads = |at: usize| page.nodes.get(page.lines[at].node as usize).is_some_and(|node| node.heading);
    let broken = first > 0
        && heads(first)
        && heads(first - 1)
        && !keys[first].contains("关于")
        && keys[first - 1].contains("关于")
        && !sentence(&keys[first - 1])
        && !TITLES.iter().any(|end| keys[first - 1].ends_with(end));
    first -= usize::from(broken);
    while first > 0 && found - first < 4 && names.iter().any(|name| name.contains(&joined(first))) {
        first -= 1;
    }
    let limit = if inside.is_some() { end } else { start };
    let last = (found + 1..limit.min(found + 4)).take_while(same).last().unwrap_or(found);
    let text: String = page.lines[first..=last].iter().map(|line| line.text.as_str()).collect();
    (Some(text), Some((first, last)))
}

/// Whether a line stands in the table that public bodies print above a text.
fn indexed(key: &str) -> bool {
    const LABELS: [&str; 12] = [
        "索引号",
        "信息索引号",
        "发布机构",
        "发文机关",
        "生成日期",
        "成文日期",
        "发布日期",
        "公开日期",
        "信息分类",
        "主题分类",
        "文号:",
        "有效性",
    ];
    LABELS.iter().any(|label| key.starts_with(label))
}

fn titled(key: &str) -> bool {
    if numbered(key) {
        return false;
    }
    let bare = key.trim_end_matches([')', '）', '”']);
    TITLES.iter().any(|end| bare.ends_with(end)) || key.contains("关于") && cue(key)
}

/// Whether a line (as [`key`]) starts with a number, as headings do: 一、 (一) 1.
fn numbered(key: &str) -> bool {
    let rest = key
        .trim_start_matches('(')
        .trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    rest.len() < key.len() && rest.starts_with(['、', ')', '.', ','])
}

/// The title element without the name of the site.
fn strip_site(title: &str) -> String {
    let cut = title.find(['_', '|']).or_else(|| {
        let at = title.rfind(['-', '—', '–'])?;
        titled(&key(&title[..at])).then_some(at)
    });
    title[..cut.unwrap_or(title.len())].trim_end_matches(['-', '—', '–', ' ', '_', '|']).trim().to_owned()
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()
}
