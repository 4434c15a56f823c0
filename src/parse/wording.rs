//! What the words of a line say: area, problem, marker, status.
//!
//! In: squeezed text. Out: small verdicts. Promise: wording decides, not depth
//! (genre §5, rule b); each list is one table that can be read and argued with.

use crate::disclosure::Status;

/// Signs that end a heading's own words or a sentence.
pub(super) const ENDS: [char; 6] = ['。', '；', ':', '！', '？', ','];

/// Ways in which a phrase names a shortcoming by its last words.
const SHORTCOMINGS: &[&str] = &[
    "不到位",
    "不够",
    "有差距",
    "存在差距",
    "不扎实",
    "有短板",
    "存在短板",
    "缺失",
    "薄弱",
    "不力",
    "不严",
    "不足",
    "不实",
    "不规范",
    "不高",
    "不深",
    "不强",
    "不精准",
    "弱化",
    "缺位",
    "滞后",
    "走过场",
    "不彻底",
    "不紧",
    "不清",
    "不落实",
    "不畅",
    "不全面",
    "不均衡",
    "不及时",
    "不严格",
    "不公开",
    "有漏洞",
    "有偏差",
    "有温差",
    "有盲区",
    "存在盲区",
    "宽松软",
    "流于形式",
    "不严肃",
    "混乱",
    "走样",
    "虚化",
    "淡化",
    "空转",
    "不重视",
    "不主动",
    "不担当",
    "不作为",
    "有欠缺",
    "存在不足",
    "不平衡",
    "不充分",
    "脱节",
    "不明显",
    "不完善",
    "不健全",
    "不透明",
    "低下",
    "不牢",
    "不聚焦",
    "不细致",
    "不经常",
    "打折扣",
    "陈旧",
    "偏软",
    "偏弱",
    "偏慢",
    "粗放",
    "泛化",
    "形式化",
    "乏力",
    "有死角",
    "存在死角",
    "不平",
    "不紧密",
    "不深入",
    "不突出",
    "不匹配",
    "不同步",
    "不主动",
    "不积极",
    "缺乏",
    "不清晰",
    "不合理",
    "有隐患",
    "不多",
    "不多见",
    "较弱",
    "较差",
    "较低",
    "较慢",
    "较少",
    "偏低",
    "偏少",
    "偏紧",
    "失管",
    "失察",
    "失之于宽",
    "松散",
];

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

/// Whether a heading or sentence names a problem.
pub(super) fn is_problem(heading: &str) -> bool {
    let mut text = bare(heading);
    // 关于…问题的整改情况 and …问题(已完成)
    if let Some(open) = text.rfind('(')
        && text.ends_with(')')
        && status_only(&text[open + 1..text.len() - 1]).is_some()
    {
        text = bare(&text[..open]);
    }
    for end in
        ["的整改落实情况", "整改落实情况", "的整改进展情况", "的整改情况", "整改情况", "的整改", "整改"]
    {
        if let Some(rest) = text.strip_suffix(end) {
            text = rest;
            break;
        }
    }
    let text = text.trim_end_matches(['”', '"', '」', '』']);
    if let Some(rest) = text.strip_suffix("问题") {
        // 着力解决突出问题 is a deed; a problem is named, quoted or owned.
        let deed = DEEDS.iter().any(|word| heading.starts_with(word));
        return !deed || rest.ends_with(['”', '"', '」', '』']) || lacking(rest);
    }
    lacking(text)
        || text.ends_with("等现象")
        || text.ends_with("的现象")
        || text.ends_with("的情况") && text.contains("存在")
}

/// Whether a heading calls itself a problem: 关于…的问题. A heading that only
/// ends with a word of lack may gather several.
pub(super) fn names_problem(heading: &str) -> bool {
    (heading.starts_with("关于") || heading.starts_with("针对"))
        && heading.contains("问题")
        && is_problem(heading)
}

/// How headings begin that tell a deed, though they end with 问题.
const DEEDS: &[&str] = &[
    "解决",
    "着力",
    "推动",
    "整治",
    "聚焦",
    "坚持",
    "紧盯",
    "围绕",
    "破解",
    "化解",
    "处理",
    "整改",
    "大力",
    "切实",
    "全面",
    "深入",
    "积极",
    "持续",
    "集中",
    "扎实",
    "加强",
    "加快",
    "强化",
    "研究",
    "认真",
    "严肃",
    "有效",
    "及时",
    "逐项",
    "逐一",
    "狠抓",
    "对照",
    "直面",
    "举一反三",
];

/// Whether a closing paragraph looks ahead instead of reporting.
pub(super) fn looks_ahead(text: &str) -> bool {
    let head: String = text.chars().take(30).collect();
    let opens =
        ["下一步", "下步", "今后", "接下来", "下阶段", "下一阶段"].iter().any(|word| head.starts_with(word));
    opens
        || [
            "党组将",
            "党委将",
            "总支将",
            "支部将",
            "我局将",
            "我院将",
            "单位将",
            "工委将",
            "区委将",
            "县委将",
            "市委将",
        ]
        .iter()
        .any(|word| head.contains(word))
}

fn lacking(text: &str) -> bool {
    SHORTCOMINGS.iter().any(|word| text.ends_with(word))
}

/// Words of status, the most telling first.
const STATES: &[(&str, Status)] = &[
    ("未完成", Status::NotDone),
    ("尚未完成", Status::NotDone),
    ("取得阶段性成果", Status::BasicallyDone),
    ("取得阶段性成效", Status::BasicallyDone),
    ("取得阶段性进展", Status::BasicallyDone),
    ("阶段性完成", Status::BasicallyDone),
    ("阶段性整改完成", Status::BasicallyDone),
    ("基本完成", Status::BasicallyDone),
    ("基本完成整改", Status::BasicallyDone),
    ("长期坚持", Status::LongTerm),
    ("长期整改", Status::LongTerm),
    ("持续坚持", Status::LongTerm),
    ("正在整改", Status::Ongoing),
    ("正在推进", Status::Ongoing),
    ("正在进行", Status::Ongoing),
    ("持续整改", Status::Ongoing),
    ("持续推进", Status::Ongoing),
    ("推进中", Status::Ongoing),
    ("整改中", Status::Ongoing),
    ("已完成", Status::Done),
    ("已整改完成", Status::Done),
    ("已完成整改", Status::Done),
    ("整改完成", Status::Done),
    ("完成整改", Status::Done),
    ("全部完成整改", Status::Done),
    ("已全部完成整改", Status::Done),
    ("已整改到位", Status::Done),
    ("整改到位", Status::Done),
    ("已整改", Status::Done),
    ("已办结", Status::Done),
    ("办结", Status::Done),
    ("已销号", Status::Done),
    ("完成", Status::Done),
];

/// Words that may stand beside a status without changing it.
const BESIDE: &[&str] = &[
    "目前",
    "该问题",
    "该项工作",
    "此项工作",
    "本项",
    "该项",
    "立行立改",
    "阶段性任务已办结",
    "同意销号",
    "视同完成",
    "并",
    "需",
    "需要",
    "将",
    "已",
    "整改",
    "任务",
    "的",
    "状态",
    "、",
    ",",
    "。",
    "；",
    "(",
    ")",
    "[",
    "]",
    "【",
    "】",
    ":",
    ".",
];

/// The status, if `text` says nothing but a status: 已完成。, (正在整改), 立行立改,已办结。
pub(super) fn status_only(text: &str) -> Option<Status> {
    if text.len() > 120 {
        return None;
    }
    let mut rest = text.trim();
    let mut found: Option<Status> = None;
    while !rest.is_empty() {
        let word =
            STATES.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
        if let Some((word, status)) = word {
            // 已完成,持续整改 and 视同完成,持续整改: what remains to be done decides.
            found = Some(match (found, *status) {
                (Some(Status::BasicallyDone), Status::LongTerm) => Status::BasicallyDone,
                (Some(before), Status::Done) => before,
                (_, status) => status,
            });
            rest = &rest[word.len()..];
            continue;
        }
        let beside = BESIDE.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        rest = &rest[beside?.len()..];
    }
    found
}

/// The status a report states: its first sentence, its last bracket, or a
/// last sentence that speaks of 该项工作.
pub(super) fn status_of(text: &str) -> Option<Status> {
    let first = text.find(['。', '；', ':']).map_or(text, |end| &text[..end]);
    let first = if let Some(inner) = first.strip_prefix('(') {
        inner.split(')').next().unwrap_or(inner)
    } else {
        first
    };
    if let Some(status) = status_only(first) {
        return Some(status);
    }
    let trimmed = bare(text);
    if let Some(inner) = trimmed.strip_suffix([')', '】', ']'])
        && let Some(open) = inner.rfind(['(', '【', '['])
        && let Some(status) = inner.get(open..).and_then(status_only)
    {
        return Some(status);
    }
    let last = trimmed.rfind(['。', '；', ',']).map_or(trimmed, |at| &trimmed[at..]);
    if let Some(status) = status_only(last.trim_start_matches(['。', '；', ','])) {
        return Some(status);
    }
    ["该项工作", "此项工作", "该问题", "目前未完成"].iter().find_map(|word| {
        let at = trimmed.rfind(word)?;
        let tail = &trimmed[at..];
        tail.split(['。', ',', '；']).find_map(status_only)
    })
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
