//! Whether two numbers are tiers of one count: 3个方面,12类38个问题.
//!
//! In: two numbers that follow each other in a sentence. Out: whether the second counts the same as the first, more
//! finely. Promise: what stands between them is known to part tiers; a count of those done is no tier.

use super::problems::stated;
use super::{Sentence, problem_noun};
use crate::disclosure::SIDES;

/// Units that an upper tier can have beside [`SIDES`].
const FINER: &[&str] = &["大项", "中项", "小项", "个", "项", "条", "点"];

/// Whether an upper tier can have this unit.
pub(super) fn is_tier(unit: &str) -> bool {
    SIDES.contains(&unit) || FINER.contains(&unit)
}

/// What stands between a number and the next.
pub(super) fn gap<'t>(sentence: &Sentence<'t>, index: usize) -> &'t str {
    &sentence.text[sentence.numbers[index].range.end..sentence.numbers[index + 1].range.start]
}

/// Whether the verb of the inspection stands between two tiers: 从党的领导、党的建设等5个方面反馈了18个问题.
pub(super) fn said(gap: &str) -> bool {
    let object = ["反馈", "指出"].iter().find_map(|verb| gap.strip_prefix(verb));
    object.is_some_and(|object| {
        let object = object.strip_prefix('了').unwrap_or(object);
        object.is_empty() || object.ends_with("存在的") && object.chars().count() <= 8
    })
}

/// Whether the number and the one behind it are tiers of one count.
pub(super) fn joined(sentence: &Sentence, index: usize) -> bool {
    let (upper, lower) = (&sentence.numbers[index], &sentence.numbers[index + 1]);
    let gap = gap(sentence, index);
    if !is_tier(upper.unit) || gap.len() > 90 {
        return false;
    }
    // 三个方面共发现选人用人等问题16个: who found them stands between.
    let found = ["共发现", "共反馈", "共指出", "共提出"].iter().any(|verb| gap.starts_with(verb));
    if upper.unit == "方面" && found && gap.ends_with("问题") && !gap.contains([',', '。', '；', '(', ')'])
    {
        return true;
    }
    if gap.len() > 36 {
        return false;
    }
    let noun = problem_noun(gap).unwrap_or(0);
    // 反馈的38个问题,36个问题已整改到位: problems are no tier of problems.
    let below = &sentence.text[lower.range.end..];
    if noun > 0
        && matches!(&gap[noun..], "," | "、")
        && problem_noun(below).map(|end| &below[..end]) == Some(&gap[..noun])
    {
        return false;
    }
    // 反馈问题26个,20个问题已完成整改 nor are those that are done.
    let counted = &sentence.text[..upper.range.start].trim_end_matches(['共', '计', '为', '有']);
    let part = problem_noun(below).is_some_and(|end| stated(&below[end..]));
    if gap == "," && part && counted.ends_with("问题") && matches!(upper.unit, "个" | "项" | "条") {
        return false;
    }
    // 43个问题中共31个问题已完成整改 tells of a part.
    if part && noun > 0 && matches!(&gap[noun..], "中" | "中共" | "中的" | "中有") {
        return false;
    }
    // 已完成整改15个,1个问题达到阶段性目标: nor are those whose number stands behind the deed.
    let done = ["整改", "完成", "到位", "销号", "办结"].iter().any(|deed| counted.ends_with(deed));
    if matches!(gap, "," | "、")
        && done
        && matches!(upper.unit, "个" | "项" | "条")
        && upper.whole() > lower.whole()
    {
        return false;
    }
    let gap = &gap[noun..];
    if upper.unit == "方面" && said(gap) {
        return true;
    }
    let gap = ["方面", "大类", "类", "重点", "要点", "专项"]
        .iter()
        .find_map(|word| gap.strip_prefix(word))
        .unwrap_or(gap);
    matches!(
        gap,
        "" | "、"
            | "”"
            | "的"
            | ","
            | "("
            | "共"
            | "和"
            | "及"
            | "中"
            | "中的"
            | "计"
            | "共计"
            | "合计"
            | "包括"
            | "涉及"
            | "、共"
            | ",共"
            | ",共计"
            | "(共"
            | ",涉及"
            | ",具体表现"
            | "、具体表现"
            | ",细化为"
            | "细化为"
            | ",梳理为"
            | "梳理为"
            | "分解为"
            | "拆解为"
            | ",拆解为"
            | "拆分为"
            | ",拆分为"
            | "细分为"
            | ",细分为"
            | ",分解为"
            | "中共"
            | "、涉及"
            | "下"
            | ",包括"
            | "(含"
            | ",合计"
            | "共有"
            | "等"
            | "等共"
            | "存在的"
            | "存在"
            | "的共"
            | "反馈的"
    )
}
