//! Words that leave open how far something is: 部分完成, 即将完成, 申请延期.
//!
//! In: the words before a count. Out: verdicts. Promise: what is done in part, soon or late is neither done
//! nor undone, so nothing is said of it; but it is no part that is missing from a sum.

/// Words right before a state that leave open whether it was reached.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "部分", "大部分", "初步", "即将", "将", "将要", "延期", "自评", "自评估", "接近", "临近",
];

/// Words that say of a count neither that it is done nor that it goes on.
#[rustfmt::skip]
const NEITHER: &[&str] = &[
    "申请延期", "延期整改", "延期", "部分整改", "挂号推进", "挂账推进", "取得明显成效",
    "不予整改", "整改不到位", "挂账", "未达到时限要求", "未到时限要求", "未到完成时限",
];

/// What is not due yet.
const NOT_DUE: &[&str] = &["未到期", "未到期限", "未到整改期限", "未到整改时限", "未到时限"];

/// Whether words before a state leave open whether it was reached; 应于集中整改期内 says that it is owed.
pub(super) fn leaves_open(lead: &str) -> bool {
    let owed = || lead.contains("应于") && !lead.contains("对应于") && !lead.contains('已');
    OPEN.iter().any(|word| lead.ends_with(word)) || owed()
}

/// Whether words before a count tell of a part of which nothing else is said.
pub(super) fn says_nothing(words: &str) -> bool {
    NEITHER.iter().chain(NOT_DUE).any(|word| words.ends_with(word))
}

/// Whether what stands behind a count says that it is not due yet: 3项尚未到期.
pub(super) fn is_not_due(tail: &str) -> bool {
    let rest = tail.trim_start_matches(['均', '仍', '还', '尚', '因']);
    NOT_DUE.iter().any(|word| rest.starts_with(word))
}
