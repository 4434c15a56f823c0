//! The words by which a text tells what it is, and its disclosure clauses.
//!
//! In: the beginning of a text. Out: which of the words it has and where; the
//! clauses behind 现将. Promise: every word is looked for once, in the pass for all.

use super::lexicon::Lexicon;
use super::view::View;
use super::words::List;
use std::ops::Range;
use std::sync::LazyLock;

/// What opens a disclosure, with the words between 现 and 将: 现根据规定将.
const OPENINGS: &[&str] = &["现将", "现就", "现根据", "现按", "现依", "将整改", "将巡察整改"];

/// How groups come about.
pub(super) const SENT: &[&str] = &["组建", "派出", "抽调"];

/// The groups of a whole round, counted: 由6个巡察组.
pub(super) const GROUPS: &[&str] = &["个巡察组", "个巡视组"];

/// More words that are looked for in the text, wherever they stand.
const TOLD: &[&str] = &[
    "近日",
    "日前",
    "连日来",
    "今年以来",
    "采访",
    "点赞",
    "反馈会",
    "反馈了",
    "反馈巡察",
    "反馈巡视",
    "反馈常规",
    "反馈专项",
    "(记者",
    "个党组织",
    "个单位党",
    "作表态发言",
    "信访截止",
    "值班电话",
    "停止使用",
    "停止受理",
    "公告",
    "反馈",
    "反馈会上",
    "受理信访",
    "受理反映",
    "受理范围",
    "完成整改",
    "审计整改",
    "审计查出",
    "家单位",
    "将于",
    "巡察",
    "巡察时间",
    "巡察期间",
    "巡查组",
    "巡视",
    "巡视期间",
    "已完成",
    "已经撤离",
    "开展巡察",
    "强调",
    "意见建议如下",
    "指出",
    "据悉",
    "接访",
    "提出了意见建议",
    "撤离公告",
    "整改",
    "整改完成",
    "整改情况",
    "本报讯",
    "本报记者",
    "来信来电来访",
    "督察反馈",
    "督察整改",
    "统计督察",
    "被巡察党组织",
    "被巡察单位",
    "被巡视党组织",
    "要求",
    "记者从",
    "进驻",
    "通讯员",
];

/// Names and dates left blank, as in a model text.
const BLANKS: &[&str] = &[
    "x月x日",
    "xx月xx日",
    "xx局",
    "xx街道",
    "xx同志",
    "xx主持",
    "为期xx",
    "xx个月",
    "××街道",
    "xx市",
    "xx县",
    "xx区",
    "党的xx大",
    "×月×日",
    "××局",
    "××市",
    "××县",
    "某某局",
    "*月*日",
    "**局",
    "*市",
    "xxx党组",
    "xx党组",
    "〇月〇日",
    "x届",
    "第xx轮",
    "xx书记",
    "××党",
    "20xx年",
    "20××年",
    "(此处填",
];

/// Places left open for the hand that fills them in.
const GAPS: &[&str] = &["__年", "__月", "__日", "第__", "(填写"];

/// All lists, for one pass over the text.
pub(super) fn words() -> Vec<&'static str> {
    [OPENINGS, SENT, GROUPS, TOLD, BLANKS, GAPS].concat()
}

/// Those of [`words`] whose places nobody asks for.
const ARE_ANYWHERE: Range<usize> = {
    let start = OPENINGS.len() + SENT.len() + GROUPS.len();
    start..start + TOLD.len()
};

/// Those of [`words`] that are left blank, and those that are left open.
const ARE_BLANK: Range<usize> = ARE_ANYWHERE.end..ARE_ANYWHERE.end + BLANKS.len();
const ARE_OPEN: Range<usize> = ARE_BLANK.end..ARE_BLANK.end + GAPS.len();

/// Which of [`words`] a word is.
static INDEX: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&words()));

/// Which of [`words`] a text has.
pub(super) struct Told<'t> {
    text: &'t str,
    found: Vec<bool>,
    /// (word, first byte), in text order; of those whose places are asked for.
    places: Vec<(usize, usize)>,
}

impl<'t> Told<'t> {
    /// Looks at the beginning of a text.
    pub fn of(view: &'t View, end: usize) -> Self {
        let mut found = vec![false; INDEX.count()];
        let words = view.words.within(List::Kinds, 0..end).inspect(|(word, _)| found[*word] = true);
        let places = words.filter(|(word, _)| !ARE_ANYWHERE.contains(word)).collect();
        Self { text: view.get(0..end), found, places }
    }

    /// Whether the text has a word; one that is in no list is looked for.
    pub fn has(&self, word: &str) -> bool {
        INDEX.index(word).map_or_else(|| self.text.contains(word), |at| self.found[at])
    }

    /// Whether the text has one of the words.
    pub fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// How many names and dates are left blank, and how many places open.
    pub fn unfilled(&self) -> (usize, usize) {
        let count = |list: Range<usize>| self.places.iter().filter(|(word, _)| list.contains(word)).count();
        (count(ARE_BLANK), count(ARE_OPEN))
    }

    /// Where a word of [`OPENINGS`], [`SENT`] or [`GROUPS`] stands.
    pub fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let wanted = INDEX.index(word).filter(|word| self.found[*word]);
        let places = wanted.map_or(&[][..], |_| &self.places);
        places.iter().filter(move |(word, _)| wanted == Some(*word)).map(|(_, at)| *at)
    }
}

/// Where the clause begins that such an opening leads to.
fn opened(text: &str, at: usize, opening: &str) -> Option<usize> {
    if opening.ends_with(['将', '就']) {
        return Some(at + opening.len());
    }
    // 进行了整改?,f将整改情况报告如下: whatever wrong decoding has left of 现, what follows is told.
    if opening.starts_with('将') {
        let clause = &text[at..];
        let clause = &clause[..clause.find(['。', ',', '\n', ':', '；']).unwrap_or(clause.len())];
        let told = clause.contains("情况") && clause.ends_with("如下");
        return told.then_some(at + "将".len());
    }
    // 现按党务公开原则和有关要求,将…予以公布: a sign may part the two.
    let mut before = ' ';
    let mut signs = 0;
    for (end, c) in text[at..].char_indices().take(48) {
        if "。；:\n".contains(c) {
            break;
        }
        signs += usize::from(c == ',');
        if c == '将' && (before == ',' && signs == 1 || signs == 0 && end < 60) {
            return Some(at + end + c.len_utf8());
        }
        before = c;
    }
    None
}

/// The clause behind 现将, up to its verb.
pub(super) fn disclosed<'t>(text: &'t str, told: &Told) -> Vec<&'t str> {
    const VERBS: &[&str] = &["予以", "公布", "公示", "公开", "通报如下", "报告如下", "公告"];
    OPENINGS
        .iter()
        .flat_map(|opening| told.places(opening).filter_map(|at| Some((at, opened(text, at, opening)?))))
        .filter(|(at, _)| !quoted(text, *at))
        .map(|(_, start)| {
            let rest = &text[start..];
            let clause = &rest[..rest.find(['。', '\n', ':', '；']).unwrap_or(rest.len())];
            // 现将…发现的主要问题公示如下,请监督整改: what is asked is not what is disclosed.
            let verb = VERBS.iter().filter_map(|verb| clause.find(verb)).min();
            let end = verb.and_then(|at| clause[at..].find(',').map(|comma| at + comma));
            &clause[..end.unwrap_or(clause.len())]
        })
        .collect()
}

/// Whether a place stands inside “…”: who quotes a disclosure makes none.
fn quoted(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |start| start + 1)..at];
    let open = line.rfind('“');
    open.is_some_and(|open| !line[open..].contains('”'))
}
