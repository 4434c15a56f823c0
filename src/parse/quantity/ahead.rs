//! What is still to come, and what was reached, in sentences and chapters of plans.
//!
//! In: sentences, clauses, headings. Out: verdicts. Promise: a word of reaching counts only in its own clause.

use crate::text::lexicon::Lexicon;
use std::sync::LazyLock;

/// Words of what is still to come.
pub(super) static PLANS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(&["将", "力争", "确保", "争取", "继续", "下一步", "要"]));

/// Words of what was reached, even where a chapter speaks of plans.
pub(super) static REACHED: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        "已制定",
        "已修订",
        "已新建",
        "已建立",
        "已完善",
        "已出台",
        "已健全",
        "已新增",
        "已制",
        "已完成",
        "累计制",
        "累计修",
        "累计新",
        "累计出台",
        "累计建立",
        "累计完善",
        "新建立的",
        "新制定的",
        "修订的",
        "新出台的",
        "已全部",
        "已整改",
        "已立案",
    ])
});

/// How a sentence begins that tells what came of it all, wherever it stands.
#[rustfmt::skip]
pub(super) const SUMMED: &[&str] = &[
    "此轮整改", "本轮整改", "此次整改", "本次整改", "通过整改", "经过整改", "经过集中整改", "整改期间",
];

/// Whether a chapter's heading speaks of what is to come, not only of what is kept up: 三、下一步工作打算.
pub(super) fn names_future(heading: &str) -> bool {
    ["下一步", "下步", "今后", "打算", "计划", "接下来", "下一阶段", "将", "努力"]
        .iter()
        .any(|word| heading.contains(word))
}

/// Whether a clause of plans speaks of what is to be done.
pub(super) fn will_be(clause: &str) -> bool {
    static WILL: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::of(&["将", "力争", "确保", "争取", "继续", "计划", "拟"]));
    WILL.has(clause)
}

/// Whether a sentence about what is kept up speaks of what is to come or to be hoped for.
pub(super) fn will_or_may(sentence: &str) -> bool {
    PLANS.has(sentence)
        || will_be(sentence)
        || ["进一步", "不断", "持续", "每", "需"].iter().any(|word| sentence.contains(word))
}
