//! What belongs to the page, not to the announcement.
//!
//! In: lines of a text, in order. Out: the parts of them that are furniture:
//! breadcrumbs, counters, share bars, editors' names. Promise: conservative; no
//! sentence of the announcement is ever covered. Only what stands before its
//! first or after its last sentence is judged, but for notices that a text is
//! a sample.
//!
//! Everything here looks at folded text without blanks.

use super::fold_char;
use super::lexicon::Lexicon;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Longest line that can be furniture, in characters.
const LONGEST: usize = 160;

/// How a furniture line begins.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "当前位置", "当前所在位置", "您当前位置", "您当前所在", "您现在所在", "您所在位置", "您现在的位置", "您当前的位置", "您的位置", "您所在的位置", "所在位置", "现在位置", "位置:", "首页", "网站首页", "返回首页", "返回列表", "返回上一",
    "返回顶部", "导航:", "字号", "字体", "【字体", "【字号", "[字体", "[字号", "(字体", "打印", "【打印", "[打印", "关闭", "【关闭", "[关闭", "收藏",
    "分享", "浏览次数", "浏览量", "浏览:", "访问量", "访问次数", "点击数", "点击:", "点击量", "点击率", "点击次数", "阅读次数", "阅读量", "阅读:",
    "来源:", "信息来源", "文章来源", "稿件来源", "出处:", "作者:", "编辑:", "责任编辑", "责编", "审核:", "审核人", "审稿", "校对", "初审", "复审", "终审",
    "一审", "二审", "三审", "发布时间", "发布日期", "发表时间", "发布机构:", "发布单位:", "发布者", "发布人", "更新时间", "更新日期", "时间:", "日期:", "索引号",
    "公开方式", "公开日期", "成文日期", "发文字号", "主题分类", "信息分类", "生成日期", "有效性", "扫一扫", "扫码", "微信扫", "上一篇", "下一篇", "上一条", "下一条",
    "上篇:", "下篇:", "版权所有", "主办单位", "主办:", "承办单位", "承办:", "技术支持", "网站标识码", "网站地图", "关于我们", "联系我们", "相关附件", "附件下载",
    "相关链接", "相关新闻", "相关阅读", "相关文章", "友情链接", "无障碍", "关怀版", "适老", "长者", "繁体", "简体", "保护视力色", "背景色", "语音播报", "朗读",
    "微信公众号", "今天是", "copyright", "©", "地址栏", "打开微信", "手机版", "手机阅读", "在手机打开", "设为首页", "加入收藏", "登录", "注册", "发文单位:",
    "主题词:", "栏目:", "所属栏目:", "组配分类:", "发文机关:", "发文日期", "创建时间:", "有效期至", "发布于", "分享到",
    "公众号", "微博", "机器人", "微信", "用手机", "建议使用", "您是第", "图片来源", "文字大小", "【大中小】", "大中小", "预约咨询:",
];

/// How long the longest word is by which a furniture line begins, if a text (as [`key`]) begins so.
pub(crate) fn opening(text: &str) -> Option<usize> {
    OPENS.opening(text).map(|word| OPENS.word(word).len()).max()
}

/// Whether a text (as [`key`]) begins as the first sentence of an announcement does.
pub(crate) fn cue(text: &str) -> bool {
    CUES.iter().any(|cue| text.starts_with(cue))
}

static OPENS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(STARTS));

/// Words that only furniture joins in one line.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "公众号", "微博", "微信", "机器人", "分享到", "打印", "关闭", "字号", "字体", "大中小", "浏览次数", "访问量", "点击数", "阅读量", "来源:", "作者:",
    "发布时间", "发布日期", "更新时间", "信息来源", "责任编辑", "编辑:", "收藏", "扫一扫", "上一篇", "下一篇", "首页", "无障碍", "长者助手", "保护视力色",
    "日期:", "审核:", "粤商通", "客户端", "小程序", "朗读", "icp备", "公网安备", "版权所有", "网站标识码", "技术支持", "主办:", "繁体",
];

/// Whole furniture lines of one word.
const EXACT: &[&str] = &[
    "公众号",
    "微博",
    "微信",
    "机器人",
    "打印",
    "关闭",
    "分享",
    "收藏",
    "大",
    "中",
    "小",
    "粤商通",
    "首页",
    "返回",
    "朗读",
    "正文",
    "qq空间",
    "抖音",
    "客户端",
    "小程序",
    "打印本页",
    "关闭窗口",
    "a+",
    "a-",
    "繁",
    "简",
    "english",
    "退出",
    "搜索",
];

/// How the first sentence of an announcement begins.
const CUES: &[&str] = &[
    "根据",
    "按照",
    "依据",
    "遵照",
    "为贯彻",
    "为深入贯彻",
    "为落实",
    "经市委",
    "经区委",
    "经县委",
    "经省委",
];

/// A part of a line, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub line: usize,
    pub end: usize,
}

/// Folded, without blanks.
pub(super) fn key(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200b}' && *c != '\u{feff}')
        .map(fold_char)
        .collect()
}

/// Whether a line (as [`key`]) is furniture by its own look.
pub(crate) fn furniture(key: &str) -> bool {
    if sample(key) || EXACT.contains(&key) {
        return true;
    }
    let length = key.chars().count();
    if length == 0 || length > LONGEST || sentence(key) {
        return false;
    }
    let bare = key.trim_start_matches(['?', '|', '【', '[', '(', '·', '•', '>', '-']);
    static SURE: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::of(&["icp备", "公网安备", "网站标识码", ">正文"]));
    [key, bare].into_iter().any(|text| OPENS.opening(text).next().is_some())
        || SURE.has(key)
        || joined(key) >= 3
}

/// How many different words are in a text that only furniture joins.
fn joined(text: &str) -> usize {
    static JOINED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(WORDS));
    let mut found: Vec<usize> = Vec::new();
    JOINED.each(text, |word, _| {
        if !found.contains(&word) {
            found.push(word);
        }
    });
    found.len()
}

/// A notice that the text is a sample and its bodies are invented.
fn sample(key: &str) -> bool {
    key.chars().count() < 40 && key.contains("样本") && key.contains("虚构")
}

/// A character that every such notice has, in both scripts; few other lines have it.
static INVENTED: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["虚", "虛"].map(Finder::new));

/// Whether a line (as [`key`]) holds a sentence of running text.
pub(super) fn sentence(key: &str) -> bool {
    let length = key.chars().count();
    // ?。ㄉ is what wrong decoding has left of a bracket; nothing ends there.
    let sound = |c: char| ('\u{3105}'..='\u{312f}').contains(&c);
    let stops = || key.match_indices('。').any(|(at, stop)| !key[at + stop.len()..].starts_with(sound));
    length >= 12 && stops() || length >= 60 && key.matches(',').count() >= 2 && !key.contains('>')
}

/// The furniture among the lines of a text: each part runs from the start of its line.
pub(super) fn parts(published: &str, lines: &[&str]) -> Vec<Part> {
    let whole = |line: usize| Part { line, end: lines[line].chars().count() };
    let runs = |line: &str| may_be_sentence(line) && sentence(&key(line));
    // One sentence is enough: everything from the first to the last is announcement.
    let Some(first) = lines.iter().position(|line| runs(line)) else {
        return (0..lines.len()).filter(|line| furniture(&key(lines[*line]))).map(whole).collect();
    };
    let last = lines.iter().rposition(|line| runs(line)).unwrap_or(first);
    let keys: Vec<String> = lines[..first].iter().map(|line| key(line)).collect();
    let mut found: Vec<Part> = Vec::new();
    for line in 0..first {
        let stray = |line: usize| stray(&keys[line]) && neighbours(&keys, line);
        if furniture(&keys[line]) || dated(&keys[line]) || stray(line) {
            found.push(whole(line));
        }
    }
    if let Some(end) = glued(lines[first], &keys) {
        found.push(Part { line: first, end });
    }
    let invented = |line: &str| INVENTED.iter().any(|c| c.find(line.as_bytes()).is_some());
    let marked = |line: &usize| {
        let line = lines[*line];
        line.len() <= 400 && invented(line) && sample(&key(line))
    };
    if invented(published) {
        found.extend((first..last).filter(marked).map(whole));
    }
    found.extend((last + 1..lines.len()).filter(|line| furniture(&key(lines[*line]))).map(whole));
    found
}

/// Whether a line is long enough for a sentence, before it is looked at closely.
fn may_be_sentence(line: &str) -> bool {
    line.len() >= 12
}

/// A short line that could be a name of a service: no title, no numbering, no agency.
fn stray(key: &str) -> bool {
    const KEPT: &[&str] = &[
        "通报",
        "报告",
        "公告",
        "公示",
        "党组",
        "党委",
        "党支部",
        "委员会",
        "关于",
        "巡",
        "情况",
        "方面",
        "一、",
        "(一)",
    ];
    !key.is_empty() && key.chars().count() <= 8 && !KEPT.iter().any(|kept| key.contains(kept))
}

/// Whether furniture stands on the next line that is not blank, before or after.
fn neighbours(keys: &[String], line: usize) -> bool {
    let beside =
        |key: Option<&String>| key.is_some_and(|key| furniture(key) || EXACT.contains(&key.as_str()));
    let before = keys[..line].iter().rfind(|key| !key.is_empty());
    let after = keys[line + 1..].iter().find(|key| !key.is_empty());
    beside(before) || beside(after)
}

/// A line that gives a date and perhaps who published; a date in brackets under
/// a title belongs to the title.
fn dated(key: &str) -> bool {
    let key = key.trim_start_matches('•');
    let year =
        key.get(..4).is_some_and(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()));
    year && key.chars().count() <= 30
        && key[4..].starts_with(['-', '/', '.', '年'])
        && !["通报", "报告", "情况", "关于", "巡", "至"].iter().any(|word| key.contains(word))
}

/// Where the announcement starts in a line that begins with furniture: either it
/// repeats the line before, or it joins several words that only furniture joins.
fn glued(line: &str, before: &[String]) -> Option<usize> {
    let chars: Vec<char> = line.chars().map(fold_char).collect();
    let head: String = chars.iter().take(120).collect();
    let (byte, _) = CUES.iter().filter_map(|cue| head.find(cue).map(|at| (at, cue))).min()?;
    let prefix = key(&head[..byte]);
    if prefix.is_empty() || prefix.contains(['。', ',', '；', '、']) {
        return None;
    }
    let repeats = before.iter().rev().take(12).any(|line| *line == prefix);
    let joined = joined(&prefix) >= 2 || furniture(&prefix);
    (repeats || joined).then(|| head[..byte].chars().count())
}
