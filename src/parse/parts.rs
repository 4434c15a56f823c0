//! What each chapter is about: responsibility, rectification, next steps.
//!
//! In: the tree. Out: a kind for every node. Promise: a chapter's own words
//! come first, then what it holds, then its place among the others; a text
//! without chapters whose outermost headings are named like chapters has these.

use super::glyph::Class;
use super::lexicon::{Lexicon, Lists};
use super::tree::Node;
use super::view::View;
use super::wording;
use crate::disclosure::PartKind;
use std::sync::LazyLock;

/// The kinds, and which glyph opens a chapter.
pub(super) struct Parts {
    /// One for each node.
    pub kinds: Vec<Option<PartKind>>,
    /// The class of the headings that are chapters.
    pub class: Option<Class>,
}

impl Parts {
    pub fn of(view: &View, nodes: &[Node]) -> Self {
        let class = chapter_class(view, nodes);
        let opens =
            |node: &Node| node.glyph.is_some_and(|glyph| Some(glyph.class) == class && node.parent.is_none());
        let chapters: Vec<usize> = (0..nodes.len()).filter(|index| opens(&nodes[*index])).collect();
        let kinds = chapter_kinds(view, nodes, &chapters);
        let mut out = Vec::with_capacity(nodes.len());
        let mut now = None;
        let mut next = 0;
        for index in 0..nodes.len() {
            if chapters.get(next) == Some(&index) {
                now = kinds[next];
                next += 1;
            }
            // Without chapters the numbered text is the rectification.
            out.push(if chapters.is_empty() { Some(PartKind::Rectification) } else { now });
        }
        Self { kinds: out, class }
    }
}

/// 一、 where it stands; else the outermost glyph, if one of its headings is named like a chapter.
fn chapter_class(view: &View, nodes: &[Node]) -> Option<Class> {
    let is = |node: &Node, class: Class| node.glyph.is_some_and(|glyph| glyph.class == class);
    if nodes.iter().any(|node| is(node, Class::Chapter)) {
        return Some(Class::Chapter);
    }
    let outer = nodes.iter().filter(|node| node.parent.is_none()).find_map(|node| node.glyph)?.class;
    let named = |node: &Node| {
        let words = node.words(view);
        is(node, outer) && node.parent.is_none() && is_chapter(words)
    };
    // 第二,具体问题改得准。 over ①针对…: what counts the whole text counts its chapters.
    let holds = |node: &Node| is(node, outer) && node.parent.is_none() && node.below.found > 0;
    let chapters = outer == Class::Bracket && nodes.iter().any(named)
        || outer == Class::Ordinal && nodes.iter().any(holds);
    chapters.then_some(outer)
}

/// Whether words name a chapter, and no area or problem.
pub(super) fn is_chapter(words: &str) -> bool {
    named_part(words).is_some() && !wording::is_area(words) && !wording::is_problem(words)
}

fn chapter_kinds(view: &View, nodes: &[Node], chapters: &[usize]) -> Vec<Option<PartKind>> {
    let words = |index: usize| nodes[index].words(view);
    let mut kinds: Vec<Option<PartKind>> = chapters.iter().map(|index| named_part(words(*index))).collect();
    let mut owners = Vec::with_capacity(chapters.len());
    for (kind, index) in kinds.iter_mut().zip(chapters) {
        let heading = words(*index);
        let problem = || kind.is_none() && wording::is_problem(heading);
        let owns = nodes[*index].below.found > 0
            || wording::is_area(heading)
            || wording::names_problem(heading)
            || problem();
        if owns && *kind != Some(PartKind::NextSteps) {
            *kind = Some(PartKind::Rectification);
        }
        owners.push(owns);
    }
    // 三、存在的问题 behind the chapter that told what was found and put right: what is left.
    let mut told = false;
    for (kind, index) in kinds.iter_mut().zip(chapters) {
        let below = nodes[*index].below;
        if told && !below.reported && is_wanting(words(*index), true) {
            *kind = Some(PartKind::NextSteps);
        }
        told |= *kind == Some(PartKind::Rectification) && below.found > 0;
    }
    // 一、提高站位,全力推进整改落实 before the chapter that holds what was found.
    if let (Some(Some(PartKind::Rectification)), Some(false), true) =
        (kinds.first(), owners.first(), owners.contains(&true))
        && OPENING.iter().any(|word| words(chapters[0]).starts_with(word))
    {
        kinds[0] = Some(PartKind::Responsibility);
    }
    // 一、强化政治担当,坚决推进整改工作 over no finding, before 二、…反馈问题整改情况: how it was led. A text that has no
    // second chapter was cut off behind it.
    if let [Some(PartKind::Rectification), rest @ ..] = &kinds[..]
        && nodes[chapters[0]].below.found == 0
        && is_led(words(chapters[0]))
        && (rest.is_empty()
            || chapters[1..].iter().any(|chapter| nodes[*chapter].below.found > 0)
            || fullest(nodes, chapters).is_some_and(|at| at > 0))
    {
        kinds[0] = Some(PartKind::Responsibility);
    }
    // 二、整改推进情况, where no other chapter tells what was put right.
    let open =
        |at: &usize| kinds[*at].is_none() && wording::reports(wording::bare(words(chapters[*at])), false);
    if !kinds.contains(&Some(PartKind::Rectification))
        && let Some(at) = (0..kinds.len()).rev().find(open)
    {
        kinds[at] = Some(PartKind::Rectification);
    }
    if !kinds.contains(&Some(PartKind::Rectification))
        && let Some(at) = fullest(nodes, chapters)
        && kinds[at].is_none()
    {
        kinds[at] = Some(PartKind::Rectification);
    }
    let first = kinds.iter().position(|kind| *kind == Some(PartKind::Rectification));
    let last = kinds.iter().rposition(|kind| *kind == Some(PartKind::Rectification));
    for at in 0..kinds.len() {
        if kinds[at].is_none() {
            let heading = words(chapters[at]);
            let ahead = ["巩固", "持续", "长效", "深化", "打算", "推动高质量", "今后", "长远"]
                .iter()
                .any(|word| heading.contains(word));
            // 长效机制: what was made to last is a result where nothing is said to come.
            let inside = chapters[at] + 1..chapters.get(at + 1).copied().unwrap_or(nodes.len());
            let comes = |node: &Node| WILL.iter().any(|word| view.get(node.range.clone()).contains(word));
            let made =
                heading.contains("长效") && !inside.is_empty() && !nodes[inside.clone()].iter().any(comes);
            // 第三,长效机制建得牢。修订…12个。截至…: told in the line of the heading itself.
            let line = view.get(nodes[chapters[at]].range.clone());
            let told = inside.is_empty()
                && (line.contains("截至") || line.contains("截止"))
                && !["下一步", "将"].iter().any(|word| line.contains(word));
            let ahead = ahead && !made && !told;
            // 二、“四议两公开”程序简化。整改情况:… among chapters that are findings.
            let below = nodes[chapters[at]].below;
            let answered = below.reported && below.headings == 0;
            kinds[at] = match (first, last) {
                (Some(first), Some(last)) if answered && first < at && at < last => {
                    Some(PartKind::Rectification)
                }
                (Some(first), _) if at < first => Some(PartKind::Responsibility),
                (_, Some(last)) if at > last && ahead => Some(PartKind::NextSteps),
                (None, None) if at == 0 && chapters.len() > 1 => Some(PartKind::Responsibility),
                _ => None,
            };
        }
    }
    kinds
}

/// How the first chapter begins that tells how the body went about it.
const OPENING: &[&str] =
    &["提高", "高度重视", "统一思想", "压实", "强化组织", "加强组织", "加强领导", "强化领导"];

/// The chapter that holds more headings than all others, on two levels at least:
/// where no words say so, this is where the rectification is told.
fn fullest(nodes: &[Node], chapters: &[usize]) -> Option<usize> {
    let mut held = Vec::with_capacity(chapters.len());
    for (at, start) in chapters.iter().enumerate() {
        let end = chapters.get(at + 1).copied().unwrap_or(nodes.len());
        let inside = &nodes[*start + 1..end];
        let headings =
            inside.iter().filter(|node| node.glyph.is_some_and(|glyph| glyph.class != Class::Clause));
        let deep = headings.clone().any(|node| node.parent != Some(*start));
        held.push(if deep { headings.count() } else { 0 });
    }
    let most = held.iter().copied().max().filter(|most| *most >= 3)?;
    let mut best = (0..held.len()).filter(|at| held[*at] == most);
    best.next().filter(|_| best.next().is_none())
}

/// Whether a first chapter tells how the rectification was led, and of no state of it.
fn is_led(heading: &str) -> bool {
    is_chapter(heading)
        && LED.iter().any(|word| heading.contains(word))
        && !["问题", "情况", "反馈"].iter().any(|word| heading.contains(word))
}

const LED: &[&str] = &[
    "政治方向",
    "政治担当",
    "政治站位",
    "政治责任",
    "政治自觉",
    "政治任务",
    "思想认识",
    "统一思想",
    "责任担当",
    "组织领导",
    "扛牢",
    "扛起",
    "压实",
    "精心组织",
    "周密部署",
];

/// Words of what is to come.
const WILL: &[&str] = &[
    "将",
    "继续",
    "进一步",
    "下一步",
    "不断",
    "持续",
    "坚持",
    "今后",
    "巩固",
    "防止",
    "常态",
    "切实",
    "长期",
];

/// Words by which a chapter says what it is about; the first that fits counts.
#[rustfmt::skip]
const NAMES: &[(PartKind, &[&str])] = &[
    (PartKind::NextSteps, &[
        "下一步", "下步", "今后", "后续整改", "努力方向", "工作打算", "的打算", "后续工作",
        "后续安排", "进一步抓好", "进一步做好", "继续抓好", "继续做好",
    ]),
    (PartKind::Closing, &["联系方式", "监督方式"]),
    (PartKind::Responsibility, &[
        "主要做法", "总体情况", "总体进展", "总体整改", "整改总体", "整改组织", "工作开展情况", "整改工作情况", "主体责任", "组织推进",
        "组织领导", "组织开展", "组织实施", "组织落实", "组织整改", "整改责任", "政治责任", "责任担当", "高位推",
    ]),
    (PartKind::Rectification, &[
        "落实情况", "整改情况", "进展情况", "整改进展", "反馈问题", "整改成效", "整改结果", "具体问题", "整改落实", "落实整改",
        "整改任务", "抓好整改", "推进整改", "狠抓整改", "逐项整改", "逐条整改", "逐条逐项", "问题整改", "整改到位",
    ]),
];

static NAMED: LazyLock<Lists> = LazyLock::new(|| Lists::of(NAMES.iter().map(|(_, words)| *words)));

/// Words that chapters are called by that tell what is still wanting: 存在不足, 存在的差距和短板.
const WANTING: &[&str] = &["不足", "差距", "短板", "弱项", "薄弱环节", "困难"];

/// Words that join them, whatever else the heading says.
const JOINED: &[&str] = &["主要", "的", "和", "与", "及", "以及", "、", "之处"];

/// Words that may stand beside them where the heading says that they exist.
const BESIDE: &[&str] =
    &["存在", "面临", "整改", "工作", "落实", "问题", "目前", "当前", "仍", "还", "尚", "中"];

/// Whether a heading says that something is still wanting, and not what; `problems` if 存在的问题 does too.
fn is_wanting(heading: &str, problems: bool) -> bool {
    static WORDS: LazyLock<[Lexicon; 2]> = LazyLock::new(|| {
        [Lexicon::of(&[WANTING, JOINED].concat()), Lexicon::of(&[WANTING, JOINED, BESIDE].concat())]
    });
    let heading = wording::bare(heading);
    let named = || WANTING.iter().any(|word| heading.contains(word));
    let [alone, beside] = &*WORDS;
    let exist = heading.contains(['存', '面']);
    heading.len() <= 48
        && wording::made_of(heading, if exist { beside } else { alone })
        && (problems && exist && heading.contains("问题") || named())
}

/// What a chapter's own words say it is about.
pub(super) fn named_part(heading: &str) -> Option<PartKind> {
    if is_wanting(heading, false) {
        return Some(PartKind::NextSteps);
    }
    let heading = wording::bare(heading);
    let made = || {
        let told = wording::reports(heading, true) || wording::counts_by_state(heading);
        told.then_some(PartKind::Rectification)
    };
    NAMED.first(heading).map(|at| NAMES[at].0).or_else(made)
}
