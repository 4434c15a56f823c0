//! The words beside a number that say how far something is: before it, and behind its noun.
//!
//! In: clauses. Out: they without their nouns, and what the nouns were. Promise: a bounded look.

use super::far::STATES;
use super::problem_noun;

/// Nouns between a word of state and its number, or behind the number.
pub(super) const NOUNS: &[(&str, Option<&str>)] = &[
    ("具体问题", None),
    ("反馈问题", None),
    ("问题整改", None),
    ("问题", None),
    ("具体整改任务", Some("任务")),
    ("整改任务", Some("任务")),
    ("任务", Some("任务")),
    ("整改措施", Some("措施")),
    ("措施", Some("措施")),
    ("整改举措", Some("措施")),
    ("举措", Some("措施")),
    ("整改事项", None),
    ("事项", None),
];

/// Whether words that lead to a count of problems say how far these are, or that they are some of them:
/// 正在整改中的反馈问题, 已完成巡察反馈问题整改, 还有反馈问题, 立行立改的反馈问题.
pub(super) fn how_far(words: &str) -> bool {
    let (piece, _) = stripped(words);
    let left = ["尚", "还", "仍", "另", "还剩", "其余", "剩余", "余下"];
    let some = ["立行立改", "即知即改", "共性", "中"];
    // 已整改落实反馈问题12个
    let done = ["整改", "落实", "解决"];
    STATES.iter().any(|(word, _)| piece.ends_with(word))
        || left.contains(&piece)
        || words.ends_with("反馈问题") && some.iter().any(|word| piece.ends_with(word))
        || piece.ends_with("解决")
        || piece.starts_with('已') && done.iter().any(|word| piece.ends_with(word))
}

/// Who told of problems, as it stands before these: 已完成县委巡察反馈问题整改12个.
const TOLD: &[&str] =
    &["反馈", "巡察组", "巡视组", "巡察", "巡视", "“回头看”", "省委", "市委", "区委", "县委"];

/// The last piece of a list, or what stands behind 其中 and 问题中; the 中 of 整改中的 belongs to its state.
fn last_piece(clause: &str) -> &str {
    let going = |at: usize| {
        let behind = &clause[at + '中'.len_utf8()..];
        (behind.is_empty() || behind.starts_with('的') || behind.starts_with("反馈问题"))
            && ["整改", "推进", "进行", "办理"].iter().any(|word| clause[..at].ends_with(word))
    };
    let parts = |(at, c): &(usize, char)| *c == '、' || *c == '中' && !going(*at);
    let last = clause.char_indices().rev().find(parts);
    last.map_or(clause, |(at, c)| &clause[at + c.len_utf8()..])
}

/// Whether a word is nothing but one of state.
pub(super) fn is_state(word: &str) -> bool {
    STATES.iter().any(|(state, _)| *state == word)
}

/// The state that a bracket gives to the sort of problems before it: A类(已完成), B类(基本完成)问题.
fn bracketed(clause: &str) -> Option<&str> {
    let close = memchr::memchr(b')', clause.as_bytes())?;
    let (head, inside) = clause[..close].rsplit_once('(')?;
    let behind = &clause[close + 1..];
    let noun = behind.is_empty() || NOUNS.iter().any(|(noun, _)| *noun == behind);
    // 已完成(长期坚持)12个 says two things.
    let sort = || !STATES.iter().any(|(state, _)| head.ends_with(state));
    (noun && is_state(inside) && sort()).then_some(inside)
}

/// Words without the bracket behind them that only tells what they include: 已完成(含基本完成), 已完成(含立行立改)整改.
pub(super) fn unbracketed(words: &str) -> Option<&str> {
    let words = words.strip_suffix("整改").unwrap_or(words);
    let (head, inside) = words.strip_suffix(')')?.rsplit_once('(')?;
    (inside.starts_with('含') && !inside.contains(|c: char| c.is_ascii_digit())).then_some(head)
}

/// The clause without its noun and the words between, and what the noun was.
pub(super) fn stripped(clause: &str) -> (&str, Option<&'static str>) {
    if let Some(state) = bracketed(clause.rsplit('、').next().unwrap_or(clause)) {
        return (state, None);
    }
    let mut piece = last_piece(clause);
    if piece.is_empty() {
        piece = clause;
    }
    let (mut noun, mut named) = (None, false);
    loop {
        let words = ["共计", "合计", "共", "计", "的", "了", "有", "达", "数", ":", "为"];
        if let Some(shorter) = words.iter().find_map(|word| piece.strip_suffix(word)) {
            piece = shorter;
        } else if let Some((shorter, of)) =
            NOUNS.iter().find_map(|(word, of)| Some((piece.strip_suffix(word)?, *of)))
        {
            // 已完成问题整改 and 长期坚持整改 keep their state.
            (piece, noun, named) = (shorter, noun.or(of), true);
        } else if let Some(shorter) = TOLD.iter().find_map(|word| piece.strip_suffix(word)).filter(|_| named)
        {
            piece = shorter;
        } else if let Some(shorter) = unbracketed(piece) {
            piece = shorter;
        } else {
            return (piece, noun);
        }
    }
}

/// What follows the number behind its noun; nothing if another noun follows.
pub(super) fn following(after: &str) -> (Option<&str>, Option<&'static str>) {
    if let Some(len) = problem_noun(after) {
        return (Some(&after[len..]), None);
    }
    // 4个立行立改问题已全部办结
    if let Some(rest) = ["立行立改", "即知即改"].iter().find_map(|word| after.strip_prefix(word))
        && let Some(rest) = rest.strip_prefix("问题").or(rest.strip_prefix("事项"))
    {
        return (Some(rest), Some("立行立改"));
    }
    if let Some((rest, of)) = NOUNS.iter().find_map(|(word, of)| Some((after.strip_prefix(word)?, *of))) {
        return (Some(rest), of);
    }
    let opens = after.is_empty()
        || [
            ",",
            "。",
            "；",
            "、",
            ")",
            "(",
            ":",
            "\t",
            "的整改",
            "整改",
            "并",
            "已",
            "均",
            "需",
            "正",
            "持续",
            "长期",
            "完成",
            "未",
            "没有",
            "无法",
            "属",
            "销号",
            "办结",
            "基本",
            "阶段",
            "全部",
            "取得",
            "和",
            "及",
            "仍",
            "还",
            "纳入",
            "将",
            "为长期",
            "在持续",
            "在推进",
            "在整改",
            "按",
            "有序",
            "稳步",
            "加快",
            "抓紧",
            "加紧",
            "尚未",
            "达到",
            "实现",
            "因",
            "由于",
            "受",
            "尚",
            "暂",
            "按",
        ]
        .iter()
        .any(|word| after.starts_with(word));
    (opens.then_some(after), None)
}

/// Whether a state ends here.
pub(super) fn closes(rest: &str) -> bool {
    let rest = ["整改", "任务", "工作", "阶段", "之中", "中", "问题"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let signs = [',', '。', '；', '、', ')', '(', ':', '的', '\t', '并', '和', '外'];
    // 21个问题无法整改的1个: the next number is the one that is so.
    let next = rest.strip_prefix('的').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    rest.is_empty() || rest.starts_with(signs) && !next || rest.starts_with("或基本")
}

/// Whether a bracket is open before a number.
pub(super) fn in_bracket(before: &str) -> bool {
    before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
}
