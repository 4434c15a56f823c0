//! What a text is if it is no report: a paper of the work, a model to copy,
//! a report of the day, or an answer to somebody else than an inspection.
//!
//! In: title, first lines, text, disclosure clauses. Out: yes or no. Promise:
//! what a report tells in passing (公开招聘未公示, 制定整改方案) makes it none of these:
//! titles and first lines decide.

use super::names;
use super::pattern::pattern;
use super::told::Told;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

static MODEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"范文|范例|范本|参考模板|(?:报告|通报|材料|情况)模板|\(模板\)",
        r"|(?:通用|精选|优选|集合|汇总|合集|热门|优秀|最新)\d{1,2}篇|^篇[一二三四五]:",
    ))
});

/// A sign for a name in the title: 中共*县水利局党组关于…, X县水利局关于….
static MASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|中共|关于)[*×x]{1,3}(?:省|市|县|区|州|旗|镇|乡|街道|局|中学|小学|学校|医院)")
});

/// A sign for the name of who ordered the inspection, or of who was inspected: 根据*区委的统一部署, 对*中学党委.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:根据|按照)(?:中共)?[*×x]{1,3}(?:省|市|县|区|州|旗)委",
        r"|对(?:中共)?[*×x]{1,3}[\p{Han}]{1,12}党(?:组|委|总支|支部)(?:进行|开展|实施)",
    ))
});

/// As much of a text as tells who inspected whom, in characters.
const OPENING: usize = 400;

/// Whether names and dates are left blank, or the first lines say that it is to be copied. A report may mask the
/// people and villages it tells of (177****0036, *某), and a page may have lost a number (第*巡察组), but nobody
/// reports without a name.
pub(super) fn is_model(head: &[&str], text: &str, told: &Told) -> bool {
    let (blanks, gaps) = told.unfilled();
    let opening = &text[..text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at)];
    // One day alone may be left open in a report too.
    blanks >= 2
        || gaps >= 4
        || head.iter().any(|line| MODEL.is_match(line) || MASKED.is_match(line))
        || UNNAMED.is_match(opening)
}

/// Titles of what auditors, inspectors of the environment and the like found.
const AUDITS: &[&str] =
    &["审计查出", "审计整改", "审计发现", "消防安全", "火灾隐患", "消防隐患", "人大常委会审议"];

/// What else finds problems that are put right: campaigns, meetings, supervision, yearly examinations.
const CAMPAIGNS: &[&str] = &[
    "主题教育",
    "学习教育",
    "教育整顿",
    "群众路线",
    "民主生活会",
    "组织生活会",
    "检视问题",
    "专项整治",
    "专项治理",
    "督查反馈",
    "督查发现",
    "督查整改",
    "督导反馈",
    "督导发现",
    "督导检查",
    "大督查",
    "年度考核",
    "综合考核",
    "考核反馈",
    "考核发现",
    "评议",
    "述职",
    "营商环境问题",
    "优化营商环境",
    "安全隐患",
];

/// Whether a text speaks of an inspection of the Party otherwise than beside what it reports on: 借鉴巡察整改工作机制 and
/// 与巡察整改一体推进 are said of any work.
pub(super) fn is_inspected(text: &str) -> bool {
    const BESIDE: &[&str] = &["借鉴", "参照", "比照", "仿照", "对标", "结合", "统筹"];
    const WITH: &[char] = &['与', '同', '和'];
    const TOGETHER: &[&str] =
        &["一体推进", "一体整改", "同步推进", "同步整改", "统筹推进", "结合起来", "贯通"];
    let signs = [',', '。', '；', '\n', ':'];
    ["巡察", "巡视", "巡查组"].iter().flat_map(|word| text.match_indices(word)).any(|(at, _)| {
        let near = text[..at].char_indices().rev().nth(24).map_or(0, |(from, _)| from);
        let lead = text[near..at].rsplit(signs).next().unwrap_or_default();
        let far = text[at..].char_indices().nth(24).map_or(text.len(), |(end, _)| at + end);
        let rest = text[at..far].split(signs).next().unwrap_or_default();
        let taken = any(lead, BESIDE);
        let joined = lead.contains(WITH) && any(rest, TOGETHER);
        !taken && !joined
    })
}

/// What is called 巡查 and no inspection of the Party: 考核巡查 is the government's, 司法巡查 the courts' own. 巡查 elsewhere is
/// a slip for 巡察.
pub(super) const EXAMINED: &[&str] =
    &["考核巡查", "安全生产巡查", "消防巡查", "安全巡查", "督导巡查", "医院巡查", "司法巡查"];

/// Whether a title answers to somebody else than an inspection of the Party.
pub(super) fn is_lookalike(title: &str) -> bool {
    let named = any(title, &["巡察", "巡视", "巡查"]);
    let safety = title.contains("安全生产") && !title.contains("安全生产监督");
    let examined = any(title, EXAMINED);
    // 教育职责评价反馈问题, 执法检查发现问题: who found it stands before; 选人用人专项检查 goes with an inspection.
    let found = ["反馈", "发现", "指出"].iter().filter_map(|verb| title.find(verb)).any(|at| {
        ["评价", "评估", "考核", "督导", "督查", "检查", "测评", "抽查", "暗访", "验收", "核查", "调研"]
            .iter()
            .any(|source| title[..at].ends_with(source) && !title[..at].ends_with("专项检查"))
    });
    any(title, AUDITS)
        || examined
        || !named && title.contains("督察")
        || !named && title.contains("整改") && found
        || !named && title.contains("整改") && (safety || any(title, CAMPAIGNS))
}

/// Papers of the work itself, which report to nobody what was found or put right: speeches, plans, rules,
/// tenders, posts to be filled, circulars.
pub(super) fn is_work_paper(title: &str, text: &str, clauses: &[&str]) -> bool {
    const CALLED: &[&str] = &[
        "讲话",
        "讲话稿",
        "方案",
        "办法",
        "规程",
        "细则",
        "规定",
        "制度",
        "机制",
        "实施意见",
        "指导意见",
        "总结",
        "要点",
        "计划",
        "规划",
        "条例",
        "解读",
        "问答",
        "回复",
        "答复",
        "预算公开",
        "决算公开",
        "发言",
        "体会",
        "述职报告",
        "述廉报告",
        "纪要",
        "批复",
        "函",
        "倡议书",
        "承诺书",
        "请示",
        "申请",
        "申请书",
        "决定",
    ];
    const TRADE: &[&str] = &[
        "招标",
        "采购公告",
        "磋商",
        "中标",
        "成交公告",
        "成交结果",
        "招聘",
        "选调",
        "遴选",
        "比选",
        "任前公示",
        "拟任",
        "任免",
    ];
    // 反馈工作方案_第1页: libraries of documents show them page by page.
    let paged =
        title.rsplit_once("_第").filter(|(_, page)| page.ends_with('页') && page.chars().count() <= 5);
    let title = paged.map_or(title, |(title, _)| title).trim_end_matches([')', '》', '”', ' ']);
    // …办法(试行)
    let stem = &title[..title.rfind('(').filter(|at| *at > 0).unwrap_or(title.len())];
    // 关于进驻的通知 is a notice if it says how the group is reached.
    let circular = title.ends_with("通知")
        && !any(title, &["撤点", "撤离", "结束", "进驻"])
        && !any(text, &["值班电话", "信箱", "来信来电", "受理"]);
    // 网友留言 and its answer
    let answer = text.lines().take(12).filter(|line| {
        [
            "网友留言",
            "留言内容",
            "来信内容",
            "咨询内容",
            "答复内容",
            "回复内容",
            "答复单位",
            "回复单位",
            "答复时间",
            "回复时间",
        ]
        .iter()
        .any(|label| line.trim_start_matches(['【', '[']).starts_with(label))
    });
    circular
        || answer.count() >= 2
        || CALLED.iter().any(|end| title.ends_with(end) || stem.ends_with(end))
        // 关于做好…工作的意见; 关于…反馈意见 answers one.
        || ["工作的意见", "工作的若干意见"].iter().any(|end| title.ends_with(end))
        || any(title, TRADE)
        || title.ends_with("工作报告") && !title.contains("整改")
        || text.lines().take(8).any(|line| line.starts_with("同志们") || line.starts_with("各位同志"))
        || clauses.iter().any(|clause| clause.contains("有关事项通知") || any(clause, TRADE))
}

/// Whether a title tells of who watches over a rectification, or what others are asked or told about it: 巡视整改监督情况,
/// 对巡察整改开展民主评议, 通报4起巡察整改不力典型问题. None of them is the report of the body itself.
pub(super) fn is_about(title: &str) -> bool {
    const WATCHED: &[&str] = &[
        "整改监督",
        "整改日常监督",
        "整改专项监督",
        "整改情况监督",
        "整改评估",
        "整改情况评估",
        "整改情况进行评估",
        "整改情况开展评估",
        "整改落实情况评估",
        "整改落实情况进行评估",
        "整改督查",
        "整改情况督查",
        "整改落实情况督查",
        "整改落实情况的督查",
        "“回头看”督查",
        "民主评议",
        "满意度测评",
        "满意度调查",
        "征求意见",
        "整改不力",
    ];
    // 通报3起典型案例; 巡察整改典型案例:… is a story.
    const CASES: &[&str] = &["典型问题", "典型案例", "典型案件"];
    let cases = if any(title, &["通报", "曝光"]) { CASES } else { &[] };
    // 整改监督检查反馈问题整改情况 is again what was put right; a draft of a report may be marked 征求意见稿.
    WATCHED
        .iter()
        .chain(cases)
        .filter_map(|word| title.find(word).map(|at| &title[at + word.len()..]))
        // “回头看”督查组进驻 names who came.
        .any(|rest| !rest.contains("整改") && !rest.starts_with(['稿', '组']))
}

/// Whether a page lists announcements and tells none: titles, and not one sentence.
pub(super) fn is_list(text: &str) -> bool {
    let titles = || text.lines().filter(|line| line.contains("关于") && any(line, &["通报", "公告", "公示"]));
    !text.contains('。') && titles().take(3).count() == 3
}

/// Whether a title is that of a round-up of the work: …工作综述.
pub(super) fn is_round_up(title: &str) -> bool {
    any(title, &["综述", "纪实", "侧记", "速写", "掠影", "见闻", "答记者问", "专访"])
}

/// Whether a title is that of a story: 桐坞县:巡察整改“见真章”.
pub(super) fn is_story_title(title: &str) -> bool {
    const REPORTS: &[&str] = &["通报", "报告", "公告", "公示", "通告", "情况", "公布", "公开", "通知"];
    let headline = title.contains(['丨', '|'])
        || title.contains('“') && !title.contains("“回头看”")
        || title.split_once(':').is_some_and(|(place, _)| {
            (2..=12).contains(&place.chars().count())
                && place.ends_with(['省', '市', '县', '区', '旗', '镇', '乡', '州', '盟', '局', '院'])
        });
    headline && !REPORTS.iter().any(|end| title.ends_with(end))
}

/// Whether a text quotes what people say: “…,”该局负责人说.
pub(super) fn quotes_people(text: &str) -> bool {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[,。！？!?]”[^。”“\n]{1,24}(?:说|介绍|表示|感慨|告诉|称赞)|(?:说|介绍|感慨)(?:道)?[:,]“")
    });
    SAID.is_match(text)
}

/// Whether a line begins as a report of the day does: 9月12日下午,…; …网4月16日电.
/// What someone said may stand before the day: “长效机制有没有建立?”4月12日,….
pub(super) fn is_dispatch(line: &str) -> bool {
    let line = line.strip_prefix('“').and_then(|line| line.split_once('”')).map_or(line, |(_, rest)| rest);
    // 为推动整改责任落实,9月27日,市医保局召开…: so may what it was done for.
    let aim = line.strip_prefix('为').and_then(|line| line.split_once(','));
    let aim = aim.filter(|(aim, _)| aim.chars().take(61).count() <= 60 && !aim.contains('。'));
    let line = aim.map_or(line, |(_, rest)| rest);
    let (month, rest) = line.split_once('月').unwrap_or_default();
    let (day, _) = rest.split_once('日').unwrap_or_default();
    let number = |part: &str| matches!(part.len(), 1..=2) && part.bytes().all(|b| b.is_ascii_digit());
    number(month) && number(day) || line.char_indices().take(30).any(|(at, _)| line[at..].starts_with("日电"))
}

/// Whether a line begins as those of a news agency do: 云岫社望岫4月17日电.
pub(super) fn is_wire(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '【']);
    line.chars().take(4).any(|c| c == '社') && is_dispatch(line)
}

/// Whether a line begins with who reports: (X日报记者李甲).
pub(super) fn is_bylined(line: &str) -> bool {
    let name = line.strip_prefix('(').and_then(|line| line.split_once(')')).map(|(name, _)| name);
    name.is_some_and(|name| name.chars().take(31).count() <= 30 && any(name, &["记者", "通讯员"]))
}

/// Whether a text says what holds while a group is there: 巡察工作期间, 巡察组在县残联工作期间; 将对县残联开展常规巡察
/// says that it is to come.
pub(super) fn is_staying(text: &str) -> bool {
    static STAYING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"巡[察视](?:第?[一二三四五六七八九十\d]{1,3})?组?(?:(?:进驻|在)[^,。；\n]{2,40})?(?:现场|驻点|进驻)?(?:工作)?期间",
            r"|巡[察视](?:第?[一二三四五六七八九十\d]{1,3})?组,?将[^。；\n]{0,60}(?:开展|进行)[^,。；\n]{0,12}巡[察视]",
        ))
    });
    STAYING.is_match(text)
}

/// Whether a text says how a group can be reached while it is there: 期间设专门联系电话.
pub(super) fn is_reached(text: &str) -> bool {
    static REACHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"期间,?(?:专门|特)?(?:设|开通|公布)[立置有]?[^,。；\n]{0,14}(?:电话|信箱|邮箱|热线)")
    });
    REACHED.is_match(text)
}

/// What a group says that has left.
pub(super) const GONE: &[&str] = &[
    "不再使用",
    "不再启用",
    "不再受理",
    "停止使用",
    "停止受理",
    "停止接收",
    "不再接受",
    "不再接收",
    "停用",
    "关闭",
    "撤除",
    "撤出",
    "撤离",
    "注销",
    "拆除",
];

/// Whether a text says how its group is reached, or what it receives: a notice that ends 逾期不再受理.
pub(super) fn tells_how_to_reach(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{3,4}[-—]?\d{7,8}|1[3-9]\d{9}|@"));
    any(text, &["受理范围", "主要受理", "受理反映", "请寄"]) || NUMBER.is_match(text)
}

/// Whether a text begins with who published the rectification of a body: 今日,X局网站通报了…巡视以及整改情况.
pub(super) fn is_of_announcement(text: &str) -> bool {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"网站?(?:对外)?(?:通报|公布|公开|发布|刊发|刊登|晒出)了?[^。\n]{0,60}整改[^。\n]{0,12}(?:情况|通报|报告|结果|清单)",
        )
    });
    text.lines().filter(|line| line.contains('。')).take(1).any(|line| {
        let sentence = &line[..line.find('。').unwrap_or(line.len())];
        PUBLISHED.is_match(sentence) && !sentence.contains("现将")
    })
}

/// Whether who reports speaks of itself: 我校立即召开校长办公会.
pub(super) fn speaks_of_itself(text: &str) -> bool {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"我(?:局|校|院|厅|委|部|办|会|所|站|馆|社|台|处|县|市|区|镇|乡|街|村|单位|公司|中心|集团)")
    });
    OWN.is_match(text)
}

/// Whether a line reports that a group handed over what it found: 巡察情况反馈会在…召开.
pub(super) fn is_handing(line: &str) -> bool {
    static HANDING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:巡[察视](?:第?[一二三四五六七八九十\d]{1,3})?组|巡[察视]情况|巡[察视]意见|巡[察视]反馈|反馈意见)[^。\n]{0,40}反馈(?:大?会|工作会)",
            r"|巡[察视](?:第?[一二三四五六七八九十\d]{1,3})?组[^。\n]{0,60}(?:向|对)[^。\n]{2,60}(?:反馈了?|进行了?反馈|作了?反馈)(?:[^。\n]{0,12})(?:巡[察视](?:情况|意见|结果)|情况|意见|。)",
        ))
    });
    // 通报了省法院第一巡察组对…的反馈意见: what is told of elsewhere is not handed over here.
    HANDING.find_iter(line).any(|found| {
        let before = &line[..found.start()];
        let clause = before.rsplit(['。', ',', '；']).next().unwrap_or(before);
        !any(clause, &["通报了", "传达了", "学习了"])
    })
}

/// Whether a line tells on which day a group handed over what it had found.
pub(super) fn hands_over(text: &str) -> bool {
    text.lines().take(12).any(|line| {
        let day = line.find('月').is_some_and(|at| line[at..].contains('日'));
        day && names::group(line).is_some()
            && any(
                line,
                &[
                    "反馈了",
                    "进行了反馈",
                    "反馈会",
                    "反馈巡",
                    "反馈;",
                    "反馈。",
                    "通报巡察情况",
                    "通报了巡察",
                ],
            )
    })
}
