//! Deeds that are none yet: denied, planned, asked for, advised.
//!
//! In: the words before a verb. Out: a verdict. Promise: what follows a ground
//! (按照计划, 根据整改要求) was done; only what is said to be still to come is due.

use crate::text::lexicon::{Endings, Lexicon};
use std::sync::LazyLock;

/// Endings before a verb that turn it into what is still due, or never was.
#[rustfmt::skip]
const DUE: &[&str] = &[
    "未", "应", "待", "拟", "不", "需", "可", "须", "欠", "无法", "难以", "未能", "不能", "没能", "没有", "不予", "未予",
    "免予", "免于", "不再", "应当", "计划", "暂缓", "准备", "建议",
];

/// Those of them that deny; a longer one before what it begins with.
const DENIALS: &[&str] = &["未能", "没能", "没有", "不能", "无法", "难以", "未", "没"];

/// Words between those and the verb.
const BETWEEN: &[&str] = &[
    "给予",
    "予以",
    "进行",
    "作出",
    "及时",
    "按时",
    "足额",
    "全额",
    "全部",
    "按规定",
    "按期",
    "如期",
    "完全",
    "依法",
    "依规",
];

/// Words that end like one of [`DUE`] and say something else.
#[rustfmt::skip]
const FIRM: &[&str] = &[
    "供应", "相应", "响应", "回应", "对应", "适应", "接待", "招待", "许可", "认可", "清欠", "追欠", "按需",
    "监察建议", "检察建议", "司法建议", "整改建议", "管理建议", "意见建议",
];

/// Words of what is to come, wherever they stand before the verb in its clause.
#[rustfmt::skip]
const PLANNED: &[&str] = &[
    "计划于", "计划在", "计划对", "计划将", "计划年", "计划到", "计划2", "预计", "力争", "争取", "确保", "务必", "目标是",
    "目标为", "拟于", "拟在", "拟对", "拟将", "拟年", "拟2", "将于", "将在",
];

/// Words of what others are told to do.
const ASKED: &[&str] = &["要求", "建议对", "建议将", "提议"];

/// Words before a plan or a demand that make it the ground of a deed: 按照计划, 落实要求.
const GROUNDS: &[&str] = &["按", "照", "据", "落实", "采纳", "对标", "结合"];

/// The same, right before it: 整改要求, 为确保.
#[rustfmt::skip]
const OWN: &[&str] = &[
    "为", "以", "有关", "相关", "规定", "文件", "巡察", "巡视", "反馈", "整改", "工作", "严格", "政策",
];

static DELAYED: LazyLock<Endings> = LazyLock::new(|| Endings::of(DUE));
static FILLED: LazyLock<Endings> = LazyLock::new(|| Endings::of(BETWEEN));
static TO_COME: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(PLANNED));
static TO_COME_OR_ASKED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&[PLANNED, ASKED].concat()));

/// Whether a verb that these words lead to says what is still due.
pub(super) fn due(head: &str) -> bool {
    let mut head = head;
    while let Some(word) = FILLED.closing(head).next() {
        head = &head[..head.len() - word.len()];
    }
    // 应收尽收 and 应退尽退 are deeds; 按照整改计划 and 根据巡察建议 are grounds.
    let still = |word: &str| !matches!(word, "计划" | "建议") || !ground(&head[..head.len() - word.len()]);
    DELAYED.closing(head).any(still) && !FIRM.iter().any(|word| head.ends_with(word))
}

/// Whether a verb that these words lead to is denied: 尚未, 没有, 无法按期.
pub(super) fn denied(head: &str) -> bool {
    let mut head = head;
    while let Some(word) = FILLED.closing(head).next() {
        head = &head[..head.len() - word.len()];
    }
    DENIALS.iter().any(|word| head.ends_with(word))
}

/// The words behind a denial that a text opens with: 未按期办结, 没有完成.
pub(super) fn behind_denial(text: &str) -> Option<&str> {
    let mut rest = DENIALS.iter().find_map(|word| text.strip_prefix(word))?;
    while let Some(shorter) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    Some(rest)
}

/// Whether a clause says before its verb that the deed is a goal, not only that it is due: 目标是年底前.
pub(super) fn is_goal(clause: &str) -> bool {
    told(clause, &TO_COME)
}

/// Whether a clause says before its verb that the deed is planned.
pub(super) fn planned(clause: &str) -> bool {
    due(clause) || told(clause, &TO_COME)
}

/// Whether a clause says before its verb that the deed is planned, asked for or advised.
pub(super) fn ahead(clause: &str) -> bool {
    due(clause) || told(clause, &TO_COME_OR_ASKED)
}

/// Whether one of the words stands in a clause that tells of nothing done, and is no ground.
fn told(clause: &str, words: &Lexicon) -> bool {
    if clause.contains('已') {
        return false;
    }
    // Of a word that the clause has twice the last place counts.
    let mut last: Vec<(usize, usize)> = Vec::new();
    words.each(clause, |word, at| {
        last.retain(|(before, _)| *before != word);
        last.push((word, at));
    });
    last.iter().any(|(_, at)| !ground(&clause[..*at]))
}

/// Whether words before a plan or a demand make it the ground of a deed.
fn ground(lead: &str) -> bool {
    GROUNDS.iter().any(|word| lead.contains(word)) || OWN.iter().any(|word| lead.ends_with(word))
}
