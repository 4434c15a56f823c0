//! Characters that the page lost on its way.
//!
//! In: published text. Out: one finding for all question marks that stand where
//! a blank or another character must have been (genre §8: the seed's `?`).
//! Nothing is altered; matching passes over them.

use crate::disclosure::{Doubt, Finding, Span};

/// Fewer than this can be real questions.
const LEAST: usize = 2;

/// Words of a clause that asks: 机制有没有建立?
const ASKING: &[&str] = &[
    "有没有",
    "有沒有",
    "是不是",
    "能不能",
    "会不会",
    "是否",
    "能否",
    "何",
    "什么",
    "什麼",
    "怎么",
    "怎样",
    "谁",
    "哪",
    "多少",
    "吗",
    "嗎",
    "呢",
];

/// ASCII question marks before a heading's bracket or right behind 一是: Chinese text asks with `？`, and
/// where it asks with `?`, its words tell.
pub(super) fn lost_blanks(published: &str) -> Option<Finding> {
    memchr::memchr(b'?', published.as_bytes())?;
    let (mut before, mut lost, mut first, mut clause) = ('\n', 0, None, 0);
    let mut chars = (0_u32..).zip(published.char_indices()).peekable();
    while let Some((at, (byte, c))) = chars.next() {
        let after = chars.peek().map_or('\n', |(_, (_, c))| *c);
        let asked = c == '?' && ASKING.iter().any(|word| published[clause..byte].contains(word));
        if "。,，；;!！?？:：\n“”".contains(c) {
            clause = byte + c.len_utf8();
        }
        if c == '?'
            && !asked
            && after != '\n'
            && (before == '\n' || !before.is_ascii())
            && !after.is_ascii_alphanumeric()
        {
            lost += 1;
            first = first.or(Some(at));
        }
        before = c;
    }
    let first = first.filter(|_| lost >= LEAST)?;
    Some(Finding {
        doubt: Doubt::Damage,
        span: Some(Span::new(first, first + 1)),
        reason: format!("有 {lost} 处“?”,疑为丢失的空格或字符;检索时略过,原文照登"),
        confidence: 90,
    })
}
