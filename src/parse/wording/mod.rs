//! What the words of a line say: area, problem, marker, status.
//!
//! In: squeezed text. Out: small verdicts. Promise: wording decides, not depth
//! (genre §5, rule b); each list is one table that can be read and argued with.

mod problem;
mod status;

pub(in crate::parse) use problem::{is_problem, names_problem};
pub(in crate::parse) use status::{status_of, status_only};

/// Signs that end a heading's own words or a sentence.
pub(super) const ENDS: [char; 6] = ['。', '；', ':', '！', '？', ','];

/// Words that open a report on one problem or item.
pub(super) const MARKERS: &[(&str, Marker)] = &[
    ("整改落实情况", Marker::Doing),
    ("整改进展情况", Marker::Doing),
    ("整改完成情况", Marker::State),
    ("整改情况", Marker::Doing),
    ("整改进展", Marker::Doing),
    ("整改措施", Marker::Doing),
    ("整改举措", Marker::Doing),
    ("整改成效", Marker::Doing),
    ("整改成果", Marker::Doing),
    ("整改结果", Marker::Doing),
    ("整改落实", Marker::Doing),
    ("落实情况", Marker::Doing),
    ("完成情况", Marker::State),
    ("进展情况", Marker::Doing),
    ("整改时限", Marker::Other),
    ("完成时限", Marker::Other),
    ("整改状态", Marker::State),
    ("责任领导", Marker::Other),
    ("责任单位", Marker::Other),
    ("责任部门", Marker::Other),
    ("责任人", Marker::Other),
    ("反馈问题", Marker::Problem),
    ("具体问题", Marker::Problem),
    ("存在问题", Marker::Problem),
    ("主要问题", Marker::Problem),
    ("问题表现", Marker::Problem),
    ("具体表现", Marker::Problem),
    ("问题", Marker::Problem),
];

/// What a marker opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// What was done.
    Doing,
    /// How far it is done.
    State,
    /// What was found.
    Problem,
    /// Who, by when.
    Other,
}

/// The marker at the start of `text` and its length with the colon.
pub(super) fn marker(text: &str) -> Option<(Marker, usize)> {
    let inner = text.strip_prefix('【').unwrap_or(text);
    let bracket = text.len() - inner.len();
    MARKERS.iter().find_map(|(word, kind)| {
        let rest = inner.strip_prefix(word)?;
        let close = if bracket > 0 { "】" } else { ":" };
        let rest = rest.strip_prefix(close)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        Some((*kind, text.len() - rest.len()))
    })
}

/// Without the punctuation at its end.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| ENDS.contains(&c) || c == '.' || c == '、')
}

/// Whether a heading names an area: 关于…方面.
pub(super) fn is_area(heading: &str) -> bool {
    let heading = bare(heading);
    let heading = heading.strip_suffix("情况").unwrap_or(heading);
    ["方面", "方面的问题", "方面存在的问题", "方面问题", "方面的整改", "方面整改"]
        .iter()
        .any(|end| heading.ends_with(end))
}

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
        "上轮",
        "上一轮",
        "本轮",
        "此次",
        "本次",
        "反馈的",
        "巡察反馈",
    ];
    const FAR: &[&str] = &["完成", "整改到位", "销号", "办结"];
    let head = first(text, 60);
    (OPENS.iter().any(|word| head.starts_with(word)) || head.starts_with(|c: char| c.is_ascii_digit()))
        && head.contains("问题")
        && head.contains(|c: char| c.is_ascii_digit() || super::numeral::is_numeral(c))
        && FAR.iter().any(|word| head.contains(word))
}

/// The first so many characters.
fn first(text: &str, chars: usize) -> &str {
    &text[..text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)]
}

/// How many bytes at the start of `text` are a heading's own words: up to the
/// first 。 or : outside quotes and brackets, that sign included.
pub(super) fn heading_len(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut raw = None;
    for (at, c) in text.char_indices() {
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
