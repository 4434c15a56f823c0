//! Which kind of document a text is (genre §1).
//!
//! In: title, opening and body. Out: a [`Kind`], with a doubt where the cues
//! disagree. Promise: the object of the disclosure clause decides: 巡察整改情况
//! is a rectification, 巡察情况 is not.

use super::layout::Layout;
use super::lexicon::Lexicon;
use super::object;
use super::tree::Node;
use super::view::View;
use super::wording;
use super::words::List;
use crate::disclosure::{Doubt, Finding, Kind};
use std::sync::LazyLock;

/// What the verdict is taken from.
pub(super) struct Cues<'a> {
    /// Folded, without blanks.
    pub title: &'a str,
    pub nodes: &'a [Node],
    pub layout: &'a Layout,
    pub signed: bool,
    pub issuer: Option<&'a str>,
}

/// As much of a text as any cue needs, in bytes.
const ENOUGH: usize = 24_000;

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What opens a disclosure, with the words between 现 and 将: 现根据规定将.
const OPENINGS: [&str; 4] = ["现将", "现根据", "现按", "现依"];

/// Where the clause begins that such an opening leads to.
fn opened(text: &str, at: usize, opening: &str) -> Option<usize> {
    if opening.ends_with('将') {
        return Some(at + opening.len());
    }
    let between = text[at..].char_indices().take(20).take_while(|(_, c)| !",。；:\n".contains(*c));
    between.filter(|(_, c)| *c == '将').map(|(end, c)| at + end + c.len_utf8()).next()
}

/// The clause behind 现将, up to its verb.
fn disclosed<'t>(text: &'t str, told: &Seen) -> Vec<&'t str> {
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

/// The words that are looked for in the text.
const TOLD: &[&str] = &[
    "现将",
    "现根据",
    "现按",
    "现依",
    "组建",
    "派出",
    "抽调",
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
    "××党",
];

/// Both lists, for one pass over the text.
pub(super) fn words() -> Vec<&'static str> {
    [TOLD, BLANKS].concat()
}

/// Which of [`words`] a word is.
static INDEX: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&words()));

/// Which of [`words`] a text has.
struct Seen<'t> {
    text: &'t str,
    found: Vec<bool>,
    /// (word, first byte), in text order.
    places: Vec<(usize, usize)>,
}

impl<'t> Seen<'t> {
    /// Looks at the beginning of a text.
    fn of(view: &'t View, end: usize) -> Self {
        let places: Vec<_> = view.words.within(List::Kinds, 0..end).collect();
        let mut found = vec![false; INDEX.count()];
        places.iter().for_each(|(word, _)| found[*word] = true);
        Self { text: view.get(0..end), found, places }
    }

    /// Whether the text has a word; one that is in no list is looked for.
    fn has(&self, word: &str) -> bool {
        INDEX.index(word).map_or_else(|| self.text.contains(word), |at| self.found[at])
    }

    /// Whether the text has one of the words.
    fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// Where a word of the lists stands.
    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let wanted = INDEX.index(word).filter(|word| self.found[*word]);
        let places = wanted.map_or(&[][..], |_| &self.places);
        places.iter().filter(move |(word, _)| wanted == Some(*word)).map(|(_, at)| *at)
    }
}

/// Titles that announce what an inspection found.
const FOUND: [&str; 4] = ["发现问题", "巡察情况的通报", "巡视情况的通报", "巡察发现"];

/// Papers of the work itself, which report to nobody what was found or put right: speeches, plans, rules,
/// tenders, posts to be filled, circulars.
fn is_work_paper(title: &str, text: &str, clauses: &[&str]) -> bool {
    let title = title.trim_end_matches([')', '》', '”', ' ']);
    let called = ["讲话", "讲话稿", "方案", "办法", "规程", "细则", "总结", "要点", "计划", "发言", "体会"]
        .iter()
        .any(|end| title.ends_with(end));
    let trade = ["招标", "采购公告", "磋商", "中标", "成交公告", "成交结果", "招聘", "选调", "遴选", "比选"];
    called
        || any(title, &trade)
        || any(text, &["公开选调", "公开招聘", "公开遴选", "竞争性磋商"])
        || text.lines().take(8).any(|line| line.starts_with("同志们") || line.starts_with("各位同志"))
        || clauses.iter().any(|clause| clause.contains("有关事项通知"))
}

/// Whether a line begins as a report of the day does: 9月12日下午,…; …网4月16日电.
fn is_dispatch(line: &str) -> bool {
    let (month, rest) = line.split_once('月').unwrap_or_default();
    let (day, _) = rest.split_once('日').unwrap_or_default();
    let number = |part: &str| matches!(part.len(), 1..=2) && part.bytes().all(|b| b.is_ascii_digit());
    number(month) && number(day) || line.char_indices().take(30).any(|(at, _)| line[at..].starts_with("日电"))
}

/// Whether a line tells on which day a group handed over what it had found.
fn hands_over(text: &str) -> bool {
    text.lines().take(12).any(|line| {
        let day = line.find('月').is_some_and(|at| line[at..].contains('日'));
        day && any(line, &["巡察组", "巡视组"])
            && any(line, &["反馈了", "进行了反馈", "反馈会", "反馈巡", "反馈;", "反馈。"])
    })
}

pub(super) fn verdict(view: &View, cues: &Cues, findings: &mut Vec<Finding>) -> Kind {
    let mut end = view.text.len().min(ENOUGH);
    while !view.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &view.text[..end];
    let told = Seen::of(view, end);
    let title = cues.title;
    let inspected = told.any(&["巡察", "巡视", "巡查组"]);
    let clauses = disclosed(text, &told);
    let rectifies = clauses.iter().any(|clause| clause.contains("整改") && !any(clause, &["审计", "督察"]));
    let discloses = clauses.iter().any(|clause| {
        !clause.contains("整改")
            && any(clause, &["巡察情况", "巡视情况", "巡察发现", "反馈情况", "反馈意见", "主要问题"])
    });
    // Half-quoted: news about announcements.
    let reporting = told.any(&["本报讯", "本报记者", "记者从", "(记者", "通讯员", "据悉"]);
    if BLANKS.iter().map(|sign| told.places(sign).count()).sum::<usize>() >= 2 {
        findings.push(Finding {
            doubt: Doubt::Template,
            span: None,
            reason: "含有 XX、X月X日 一类占位,像是范文".to_owned(),
            confidence: 80,
        });
        return Kind::Template;
    }
    if any(
        title,
        &[
            "审计查出",
            "审计整改",
            "审计发现",
            "环保督察",
            "环境保护督察",
            "生态环境保护督察",
            "自然资源督察",
            "土地督察",
            "统计督察",
            "消防",
            "安全生产巡查",
            "人大常委会审议",
        ],
    ) || !inspected && told.any(&["督察反馈", "审计查出", "审计整改", "统计督察", "督察整改"])
    {
        return Kind::Lookalike;
    }
    // 整改 of what no inspection of the Party found: 消防隐患, 安全生产督办, 主题教育.
    if !inspected && (title.contains("整改") || clauses.iter().any(|clause| clause.contains("整改"))) {
        return Kind::Lookalike;
    }
    if !rectifies && is_work_paper(title, text, &clauses) {
        return Kind::Other;
    }
    if inspected && any(title, &["撤离", "撤点"])
        || told.any(&["停止受理", "已经撤离", "撤离公告", "停止使用"]) && told.has("公告") && !rectifies
        || told.has("公告")
            && !rectifies
            && any(text, &["巡察工作已经结束", "巡察工作已结束", "巡视工作已经结束", "巡视工作已结束"])
            && any(text, &["停用", "关闭", "撤除", "撤销", "停止"])
    {
        return Kind::WithdrawalNotice;
    }
    let meeting = any(title, &["召开", "会议", "推进会", "部署", "动员会", "汇报会", "反馈会"])
        && !any(title, &["通报", "报告"]);
    let came = any(title, &["进驻", "动员"])
        && any(text, &["值班电话", "受理", "信箱", "巡察期间", "巡视期间", "来信来电"]);
    if reporting && !cues.signed || meeting && !rectifies && !came {
        let handed = any(title, &["反馈"]) && !meeting;
        return if handed { Kind::Feedback } else { Kind::News };
    }
    let notice = inspected && any(title, &["公告", "进驻", "动员"]) && !title.contains("整改");
    let receives = told.any(&["受理信访", "受理范围", "来信来电来访", "值班电话", "受理反映", "信访截止", "接访"])
            && told.any(&["进驻", "公告", "将于", "巡察期间", "巡视期间", "巡察时间", "开展巡察"])
            // 设有举报电话 behind a meeting at which a group began
            || told.has("进驻") && text.contains("动员会") && any(text, &["举报电话", "举报信箱", "意见箱"])
            // 现将各组联系方式公布如下
            || clauses.iter().any(|clause| any(clause, &["联系方式", "联系电话", "值班电话", "信访渠道"]));
    // 现将有关事项公告如下
    let announced = clauses
        .iter()
        .any(|clause| clause.contains("公告") && !any(clause, &["整改", "情况", "问题", "结果", "意见"]));
    // 受理信访 is also how a team found what it tells.
    let tells = any(title, &FOUND) || discloses;
    if !rectifies && (notice || announced && inspected || receives && !tells && !title.contains("整改")) {
        return Kind::InspectionNotice;
    }
    let teams = ["组建", "派出", "抽调"].iter().flat_map(|word| told.places(word)).any(|at| {
        let near: String = text[at..].chars().take(18).collect();
        any(&near, &["巡察组", "巡视组"]) && any(&near, &["个", "组建", "至第", "、第"])
    });
    let office = cues.issuer.is_some_and(|name| {
        any(name, &["巡察工作领导小组", "巡视工作领导小组", "巡察办", "纪委", "纪律检查"])
    });
    if (teams || office) && object::is_many(text) && told.has("整改") {
        return if rectifies || title.contains("整改") || told.any(&["整改完成", "完成整改", "已完成"])
        {
            Kind::RectificationAggregate
        } else {
            Kind::Feedback
        };
    }
    if !inspected {
        return Kind::Other;
    }
    if rectifies {
        return Kind::RectificationSingle;
    }
    // Who makes public what was fed back to him hands nothing over.
    let own = any(title, &["反馈问题", "反馈的问题", "反馈的主要问题"]);
    let handed = title.contains("反馈") && !own && !title.contains("整改");
    if tells {
        return if handed { Kind::Feedback } else { Kind::FindingsDisclosure };
    }
    if handed
        || told.any(&["反馈会上", "作表态发言", "提出了意见建议", "意见建议如下"])
            && told.has("反馈")
            && !told.has("整改情况")
    {
        return Kind::Feedback;
    }
    let headed = cues.nodes.iter().take(400).filter(|node| node.glyph.is_some()).any(|node| {
        let line = view.get(node.range.clone());
        let head = &line[..wording::heading_len(line)];
        any(head, &["整改情况", "整改落实", "整改进展", "整改成效", "反馈问题整改"])
    });
    if (title.contains("整改") || cues.layout.opened) && headed {
        if !title.contains("整改") {
            findings.push(Finding {
                doubt: Doubt::Kind,
                span: None,
                reason: "没有“现将整改情况公布”一类的语句,按小标题判断".to_owned(),
                confidence: 70,
            });
        }
        return Kind::RectificationSingle;
    }
    if title.contains("整改")
        && any(title, &["通报", "报告", "公示", "情况"])
        && any(title, &["巡察", "巡视", "巡查"])
    {
        findings.push(Finding {
            doubt: Doubt::Kind,
            span: None,
            reason: "只有标题说明是整改通报".to_owned(),
            confidence: 60,
        });
        return Kind::RectificationSingle;
    }
    let telling = ["近日", "日前", "连日来", "今年以来", "采访", "点赞"];
    let handing = ["反馈会", "反馈了", "反馈巡察", "反馈巡视", "反馈常规", "反馈专项"];
    if !cues.signed && clauses.is_empty() && told.any(&telling) && !told.any(&handing) {
        return Kind::News;
    }
    if !title.contains("整改") && hands_over(text) {
        return Kind::Feedback;
    }
    if !cues.signed && clauses.is_empty() && text.lines().take(4).any(is_dispatch) {
        return Kind::News;
    }
    if told.any(&["指出", "强调", "要求"]) && told.has("反馈") {
        return Kind::Feedback;
    }
    Kind::Other
}
