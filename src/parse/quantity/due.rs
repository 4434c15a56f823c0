//! Deeds that are none yet: denied, planned, asked for, advised.
//!
//! In: the words before a verb. Out: a verdict. Promise: what follows a ground
//! (按照计划, 根据整改要求) was done; only what is said to be still to come is due.

/// Endings before a verb that turn it into what is still due, or never was.
const DUE: &[&str] = &[
    "未", "应", "待", "拟", "不", "需", "可", "须", "欠", "无法", "难以", "未能", "不能", "没能", "没有",
    "不予", "未予", "免予", "免于", "计划", "暂缓", "准备",
];

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
    "依法",
    "依规",
];

/// Words that end like one of [`DUE`] and say something else.
const FIRM: &[&str] = &["供应", "相应", "按需", "按计划", "照计划", "据计划"];

/// Words of what is to come, wherever they stand before the verb in its clause.
const PLANNED: &[&str] =
    &["计划", "预计", "力争", "争取", "确保", "务必", "目标", "拟于", "拟在", "拟对", "拟将", "将于", "将在"];

/// Words of what others are told to do.
const ASKED: &[&str] = &["要求", "建议", "提议"];

/// Words before a plan or a demand that make it the ground of a deed: 按照计划, 落实要求, 为确保.
const GROUNDS: &[&str] =
    &["按", "照", "据", "落实", "采纳", "对标", "结合", "制定", "签订", "为", "以", "整改"];

/// Whether a verb that these words lead to says what is still due.
pub(super) fn due(head: &str) -> bool {
    let mut head = head;
    while let Some(shorter) = BETWEEN.iter().find_map(|word| head.strip_suffix(word)) {
        head = shorter;
    }
    // 应收尽收 and 应退尽退 are deeds.
    DUE.iter().any(|word| head.ends_with(word)) && !FIRM.iter().any(|word| head.ends_with(word))
}

/// Whether a clause says before its verb that the deed is planned, asked for or advised.
pub(super) fn ahead(clause: &str) -> bool {
    let told = |word: &&str| {
        clause.rfind(*word).is_some_and(|at| !GROUNDS.iter().any(|ground| clause[..at].contains(ground)))
    };
    due(clause) || !clause.contains('已') && PLANNED.iter().chain(ASKED).any(|word| told(&word))
}
