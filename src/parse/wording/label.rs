//! Labels that open a part of a report: 整改情况:, 责任科室:, 完成时限:, 【问题】.
//!
//! In: folded text. Out: what the label opens and where its value begins.
//! Promise: a label is known by the words it is made of, all of them; a line
//! that only begins like one (责任落实不到位:…) has none.

use crate::disclosure::Status;
use crate::text::lexicon::{CharSet, Endings, Lexicon};
use std::sync::LazyLock;

/// What a marker opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Marker {
    /// What was done.
    Doing,
    /// How far it is done.
    State,
    /// What was found.
    Problem,
    /// What is still to be done.
    Ahead,
    /// Which of several it is: 序号:1.
    Number,
    /// Who, by when, why.
    Other,
}

/// Labels that are no composition of the words below.
const WHOLE: &[(&str, Marker)] = &[
    ("反馈问题", Marker::Problem),
    ("反馈意见", Marker::Problem),
    ("反馈内容", Marker::Problem),
    ("反馈指出", Marker::Problem),
    ("问题描述", Marker::Problem),
    ("巡察反馈问题", Marker::Problem),
    ("巡视反馈问题", Marker::Problem),
    ("巡察反馈意见", Marker::Problem),
    ("巡视反馈意见", Marker::Problem),
    ("具体问题", Marker::Problem),
    ("存在问题", Marker::Problem),
    ("主要问题", Marker::Problem),
    ("问题内容", Marker::Problem),
    ("问题表现", Marker::Problem),
    ("具体表现", Marker::Problem),
    ("问题", Marker::Problem),
    ("序号", Marker::Number),
    ("编号", Marker::Number),
    ("备注", Marker::Other),
    ("整改要求", Marker::Other),
    ("整改目标", Marker::Other),
    ("整改类型", Marker::State),
    ("状态", Marker::State),
    ("评估结论", Marker::State),
    ("评估结果", Marker::State),
];

/// Words of a label that say whose or which: 整改牵头领导, 计划完成时间.
const WHICH: &[&str] = &[
    "整改", "责任", "牵头", "分管", "配合", "协办", "协同", "督办", "主办", "承办", "主管", "直接", "第一",
    "包保", "联系", "主要", "具体", "完成", "计划", "要求", "办结", "销号", "验收", "工作", "任务", "问题",
    "目前", "当前", "产生", "存在", "办理", "的",
];

/// Words by which such a label closes, and what it opens.
const CLOSES: &[(Marker, &[&str])] = &[
    (
        Marker::Other,
        &[
            "责任人",
            "负责人",
            "联系人",
            "经办人",
            "承办人",
            "责任人员",
            "单位",
            "部门",
            "科室",
            "股室",
            "处室",
            "领导",
            "主体",
            "整改责任",
            "责任同志",
            "时限",
            "期限",
            "时间",
            "节点",
            "日期",
            "原因",
            "原因分析",
            "任务来源",
            "问题来源",
            "问题类型",
            "问题类别",
            "佐证",
            "佐证材料",
        ],
    ),
    (Marker::State, &["进度", "状态", "完成情况", "销号情况", "验收情况", "验收结果"]),
];

/// Words that labels of what was done are made of: 整改措施及成效, 整改落实情况.
const DOING: &[&str] = &[
    "整改", "措施", "成效", "举措", "落实", "进展", "情况", "成果", "结果", "做法", "主要", "具体", "完成",
    "取得", "工作", "效果", "采取", "目前", "办理", "及", "和", "、", "与", "的",
];

/// Words that chapters of the rectification are called by beside these: 集中整改工作成效, 巡察整改成果, 整改推进情况.
const CHAPTERS: &[&str] = &[
    "集中",
    "巡察",
    "巡视",
    "反馈",
    "意见",
    "推进",
    "进度",
    "重点",
    "任务",
    "事项",
    "期内",
    "期间",
    "阶段性",
    "已",
    "各项",
];

/// Whether a heading is made of nothing but words for what was put right; `sure` if its last word says that it tells
/// what was done: 主要整改措施, and not how far it has come: 整改推进情况 may stand before what was put right.
pub(in crate::parse) fn reports(heading: &str, sure: bool) -> bool {
    static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&[DOING, CHAPTERS].concat()));
    const DONE: &[&str] = &["措施", "举措", "成效", "成果", "结果", "效果"];
    const FAR: &[&str] = &["情况", "进展", "进度", "做法"];
    let ends = |words: &[&str]| words.iter().any(|word| heading.ends_with(word));
    let told = heading.contains("整改");
    // 主要做法和成效
    let both = || heading.contains("做法") && (heading.contains("成效") || heading.contains("成果"));
    let fits = told && ends(DONE) || !sure && (told && ends(FAR) || both());
    fits && made_of(heading, &WORDS)
}

/// Words that labels of what is to come are made of, behind 下一步 and its kin.
const AHEAD: &[&str] = &[
    "整改", "工作", "打算", "措施", "安排", "计划", "举措", "思路", "方向", "努力", "重点", "考虑", "的",
    "及", "和",
];

/// Signs and words that labels begin with; most text is told apart by its first.
pub(in crate::parse) static OPENS: CharSet = CharSet::of(&[
    '【', '整', '完', '责', '反', '具', '存', '主', '问', '销', '牵', '落', '进', '采', '取', '巡', '序',
    '编', '备', '分', '配', '协', '督', '承', '直', '第', '包', '联', '计', '要', '办', '验', '任', '目',
    '当', '产', '原', '是', '下', '后', '今', '经', '负', '佐', '状', '评', '持', '阶', '▲', '●', '■', '◆',
    '★', '▶', '※',
]);

/// Signs that a page sets before a label: ▲完成情况:已完成.
const BULLETS: [char; 7] = ['▲', '●', '■', '◆', '★', '▶', '※'];

/// No label is longer, in bytes.
const LONGEST: usize = 36;

/// The marker at the start of `text` and its length with the colon.
pub(in crate::parse) fn marker(text: &str) -> Option<(Marker, usize)> {
    if !text.starts_with(|c| OPENS.has(c)) {
        return None;
    }
    let words = text.trim_start_matches(BULLETS);
    let inner = words.strip_prefix('【').unwrap_or(words);
    let boxed = inner.len() < words.len();
    let near = &inner.as_bytes()[..inner.len().min(LONGEST + "】".len())];
    let (sign, close) = match boxed {
        true => (memchr::memmem::find(near, "】".as_bytes())?, "】"),
        // A cell of a table ends its label too.
        false => (memchr::memchr2(b':', b'\t', near)?, ":"),
    };
    let name = &inner[..sign];
    let kind = label(name).or((boxed && name == "整改").then_some(Marker::Doing))?;
    let rest = &inner[sign + close.len()..];
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    // 反馈问题:38个；已整改:36个 counts problems and names none; 存在问题:1、… names the first.
    if kind == Marker::Problem && is_count(&rest[..rest.find(['。', '；', ',', '\t']).unwrap_or(rest.len())])
    {
        return None;
    }
    Some((kind, text.len() - rest.len()))
}

/// Whether words are a number and its unit, and nothing more: 38, 25个, 92%.
pub(in crate::parse) fn is_count(words: &str) -> bool {
    const UNITS: &[&str] = &[
        "",
        "个",
        "项",
        "条",
        "件",
        "类",
        "大类",
        "个问题",
        "项问题",
        "条问题",
        "个方面",
        "%",
        "人",
        "人次",
    ];
    let words = words.trim();
    let number = words.strip_prefix('共').unwrap_or(words);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    unit.len() < number.len() && UNITS.contains(&unit) || matches!(words, "—" | "——" | "-" | "/")
}

/// What a line is that is nothing but a label, its colon never set: 整改情况.
pub(in crate::parse) fn alone(line: &str) -> Option<Marker> {
    if line.len() > 36 || !line.starts_with(|c| OPENS.has(c)) {
        return None;
    }
    // 问题1 above 问题内容:… only counts.
    if let Some(rest) = line.strip_prefix("问题")
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_digit() || crate::parse::numeral::is_numeral(c))
    {
        return Some(Marker::Number);
    }
    match marker(line) {
        Some((kind, len)) => (len == line.len()).then_some(kind),
        // 完成整改 alone is the last cell of a row, not the label of what follows.
        None => label(line).filter(|kind| {
            matches!(kind, Marker::Doing | Marker::State | Marker::Other)
                && !matches!(line, "完成整改" | "整改完成")
        }),
    }
}

/// What a label opens, the sign behind it left out.
pub(in crate::parse) fn label(name: &str) -> Option<Marker> {
    static NAMES: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::of(&WHOLE.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    if name.len() > LONGEST {
        return None;
    }
    let name = told_in(name).map_or(name, |(bare, _)| bare);
    let whole = NAMES.index(name).map(|at| WHOLE[at].1);
    whole
        .or_else(|| asks(name).then_some(Marker::State))
        .or_else(|| closed(name))
        .or_else(|| doing(name))
        .or_else(|| ahead(name))
}

/// A label without the bracket that says how far it is, and these words: 整改情况(已完成).
pub(in crate::parse) fn told_in(name: &str) -> Option<(&str, Status)> {
    let (bare, inside) = name.strip_suffix(')')?.rsplit_once('(')?;
    super::status_only(inside).map(|status| (bare, status))
}

/// Whether a label asks how far something is: 是否完成, 是否整改到位.
pub(in crate::parse) fn asks(name: &str) -> bool {
    static ASKED: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::of(&["已", "完成", "整改", "到位", "销号", "办结"]));
    name.strip_prefix("是否").is_some_and(|rest| made_of(rest, &ASKED))
}

/// What stands behind a label that asks.
pub(in crate::parse) fn answer(said: &str) -> Option<Status> {
    match super::bare(said) {
        "是" => Some(Status::Done),
        said if is_tick(said) => Some(Status::Done),
        "否" | "×" => Some(Status::NotDone),
        _ => None,
    }
}

/// Whether a mark stands for what is done: √.
pub(in crate::parse) fn is_tick(said: &str) -> bool {
    matches!(said, "√" | "✓" | "✔" | "☑")
}

/// Whether words are nothing but these, one or more of them; the first of the list before others.
pub(in crate::parse) fn made_of(text: &str, words: &Lexicon) -> bool {
    let mut rest = text;
    while let Some(word) = words.opening(rest).min() {
        rest = &rest[words.word(word).len()..];
    }
    !text.is_empty() && rest.is_empty()
}

/// Who, by when, why and how far: known by the last word, the others only say whose.
fn closed(name: &str) -> Option<Marker> {
    static CLOSING: LazyLock<Endings> = LazyLock::new(|| {
        Endings::of(&CLOSES.iter().flat_map(|(_, words)| *words).copied().collect::<Vec<_>>())
    });
    static WHOSE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(WHICH));
    if name.chars().count() < 3 {
        return None;
    }
    let fits = |word: &&str| {
        let which = &name[..name.len() - word.len()];
        // 时间 and 单位 alone may be anybody's.
        made_of(which, &WHOSE) || which.is_empty() && word.chars().count() > 2
    };
    let word = CLOSING.closing(name).find(fits)?;
    CLOSES.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind)
}

/// Whether a label says that what was done follows.
fn doing(name: &str) -> Option<Marker> {
    static DONE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(DOING));
    // 持续整改情况, 后续整改情况 tell of it; 后续整改措施 are to come.
    let later = ["持续", "阶段性", "后续"].iter().find_map(|word| name.strip_prefix(word));
    let name = match later {
        Some(rest) if ["情况", "成效", "结果", "进展"].iter().any(|end| rest.ends_with(end)) => rest,
        Some(_) => return None,
        None => name,
    };
    let told =
        || ["整改", "措施", "成效", "落实", "进展", "做法", "办理"].iter().any(|word| name.contains(word));
    (made_of(name, &DONE) && name.chars().count() >= 4 && told()).then_some(Marker::Doing)
}

/// Whether a label says that what is to come follows: 下一步打算.
fn ahead(name: &str) -> Option<Marker> {
    static COMING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(AHEAD));
    let rest =
        ["下一步", "下步", "下阶段", "今后", "后续"].iter().find_map(|word| name.strip_prefix(word))?;
    made_of(rest, &COMING).then_some(Marker::Ahead)
}
