//! What the words of a line say: area, problem, marker, status.
//!
//! In: squeezed text. Out: small verdicts. Promise: wording decides, not depth
//! (genre §5, rule b); each list is one table that can be read and argued with.

mod label;
mod problem;
mod status;

use super::lexicon::{Endings, signs};
pub(in crate::parse) use label::{
    Marker, OPENS, alone, answer, asks, is_count, is_tick, label, made_of, marker, reports, told_in,
};
pub(in crate::parse) use problem::{counts_by_state, is_deed, is_problem, names_problem};
pub(in crate::parse) use status::{behind_problem, says_how_far, states, status_of, status_only};
use std::sync::LazyLock;

/// Signs that end a heading's own words or a sentence.
pub(super) const ENDS: [char; 6] = ['。', '；', ':', '！', '？', ','];

/// Without the punctuation at its end.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| ENDS.contains(&c) || c == '.' || c == '、')
}

/// Whether a heading names an area: 关于…方面.
pub(super) fn is_area(heading: &str) -> bool {
    static TOLD: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[REPORTED, &["情况", "的整改"]].concat()));
    static AREAS: LazyLock<Endings> = LazyLock::new(|| {
        Endings::of(&[
            "方面",
            "方面的问题",
            "方面存在的问题",
            "方面存在问题",
            "方面存在的差距",
            "方面存在的不足",
            "方面问题",
            "方面的整改",
            "方面整改",
            "方面的",
        ])
    });
    let heading = bare(heading);
    let told = TOLD.closing(heading).next().map_or(0, str::len);
    AREAS.closing(&heading[..heading.len() - told]).next().is_some()
}

/// How a heading ends that names what it reports on; a longer one before what it ends with.
const REPORTED: &[&str] =
    &["的整改落实情况", "整改落实情况", "的整改进展情况", "整改进展情况", "的整改情况", "整改情况"];

/// Whether a closing paragraph looks ahead instead of reporting.
pub(super) fn looks_ahead(text: &str) -> bool {
    const OPENS: &[&str] = &["下一步", "下步", "今后", "接下来", "下阶段", "下一阶段"];
    const WILL: &[&str] = &[
        "党组将",
        "党委将",
        "总支将",
        "支部将",
        "局将",
        "院将",
        "单位将",
        "工委将",
        "区委将",
        "县委将",
        "市委将",
    ];
    let head = first(text, 30);
    OPENS.iter().any(|word| head.starts_with(word)) || WILL.iter().any(|word| head.contains(word))
}

/// Whether a closing paragraph sums up the whole instead of reporting on the last problem.
pub(super) fn sums_up(text: &str) -> bool {
    const OPENS: &[&str] = &[
        "截至",
        "截止",
        "目前",
        "到目前",
        "总体",
        "综上",
        "上述",
        "以上",
        "上轮",
        "上一轮",
        "本轮",
        "此次",
        "本次",
        "反馈的",
        "巡察反馈",
        "其余",
        "剩余",
        "余下",
        "通过整改",
        "经过整改",
        "经整改",
    ];
    const FAR: &[&str] = &["完成", "整改到位", "销号", "办结"];
    let head = first(text, 60);
    (OPENS.iter().any(|word| head.starts_with(word)) || head.starts_with(|c: char| c.is_ascii_digit()))
        && head.contains("问题")
        && head.contains(|c: char| c.is_ascii_digit() || super::numeral::is_numeral(c))
        && FAR.iter().any(|word| head.contains(word))
}

/// Whether a paragraph at the end of a chapter sums up the whole: 目前,26个问题已完成整改24个.
pub(super) fn sums_up_all(text: &str) -> bool {
    let head = first(text, 60);
    // 30个具体问题, 19项问题
    let counted = ["个问题", "个具体问题", "项问题", "项具体问题"].iter().any(|word| head.contains(word));
    sums_up(text) && counted && head.contains("整改")
}

/// The first so many characters.
pub(super) fn first(text: &str, chars: usize) -> &str {
    &text[..text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)]
}

/// How many bytes at the start of a text name the problem that it answers, their comma included: 针对“学得少”的问题,制定….
pub(super) fn aimed(text: &str) -> Option<usize> {
    const MEANT: &[&str] = &["该", "此", "这", "上述", "以上"];
    let rest = text.strip_prefix("针对").filter(|rest| !MEANT.iter().any(|word| rest.starts_with(word)))?;
    let mut depth = 0_i32;
    for (at, c) in signs(rest) {
        let end = text.len() - rest.len() + at;
        if end > AIMED {
            return None;
        }
        match c {
            '“' | '「' | '『' | '《' | '(' | '‘' => depth += 1,
            '”' | '」' | '』' | '》' | ')' | '’' => depth -= 1,
            ',' if depth == 0 && text[..end].ends_with("问题") => {
                return names_problem(&text[..end]).then_some(end + 1);
            }
            '。' | '；' | ':' | '！' | '？' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// No problem that a report names first is longer, in bytes.
const AIMED: usize = 300;

/// No heading is longer, in bytes; a look for its end goes no further.
const LONGEST: usize = 1200;

/// How many bytes at the start of `text` are a heading's own words: up to the
/// first 。 or : outside quotes and brackets, that sign included.
pub(super) fn heading_len(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut raw = None;
    for (at, c) in signs(text) {
        if at > LONGEST {
            break;
        }
        match c {
            '“' | '「' | '『' | '《' | '(' | '‘' => depth += 1,
            '”' | '」' | '』' | '》' | ')' | '’' => depth = depth.saturating_sub(1),
            '。' | ':' | '！' | '？' => {
                let end = at + c.len_utf8();
                if depth == 0 {
                    return end;
                }
                if c == '。' && raw.is_none() {
                    raw = Some(end);
                }
            }
            _ => {}
        }
    }
    // A quote that never closes must not swallow the paragraph.
    raw.filter(|_| depth > 0).unwrap_or(text.len())
}
