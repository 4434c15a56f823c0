//! Whether words name a problem: 关于…的问题, …不到位, …有短板.
//!
//! In: a folded heading or sentence. Out: a verdict. Promise: a deed that
//! mentions a problem (着力解决突出问题) is none.

use super::label::made_of;
use super::status::{BESIDE, states};
use super::{REPORTED, bare, status_only};
use crate::parse::numeral;
use crate::text::lexicon::{Endings, Lexicon};
use std::sync::LazyLock;

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
    "缓慢",
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
    "有不足",
    "有疏漏",
    "有缺陷",
    "有弱项",
    "有盲点",
    "有空档",
    "有落差",
    "有缺口",
    "有反差",
    "存在弱项",
    "存在漏洞",
    "存在偏差",
    "存在缺陷",
    "存在隐患",
    "存在不足",
    "依然存在",
    "仍然存在",
    "依旧存在",
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
    "悬空",
    "偏高",
    "偏大",
    "过高",
    "过低",
];

/// Weaker words of the same kind: none where the heading begins with a deed.
const WEAKER: &[&str] = &[
    "断档",
    "偏离",
    "断层",
    "多发",
    "时有发生",
    "屡禁不止",
    "反弹",
    "失序",
    "失衡",
    "失范",
    "错位",
    "越位",
    "单一",
    "僵化",
    "老化",
    "流失",
    "闲置",
    "拖沓",
    "拖延",
    "推诿",
    "懈怠",
    "随意",
    "敷衍",
    "有差异",
    "问题突出",
    "矛盾突出",
    "风险突出",
    "较多",
    "较大",
    "严重",
    "薄弱环节",
    "久拖不决",
    "有漏项",
    "存在风险",
    "空心化",
    "虚置",
    "边缘化",
    "两张皮",
    "形同虚设",
    "居高不下",
    "窄",
    "淡薄",
    "淡漠",
    "超范围",
    "超标准",
    "超标",
    "超期",
    "超编",
    "烂尾",
    "雷同",
    "抄袭",
    "冒领",
    "挪用",
    "挤占",
    "截留",
    "漏报",
    "瞒报",
    "虚报",
];

/// What follows a problem that is named as one dealt with; a longer one before what it ends with.
static ANSWERED: LazyLock<Endings> = LazyLock::new(|| {
    let more = ["专项整治情况", "专项整治", "专项治理", "集中整治", "的整改", "整改"];
    Endings::of(&[REPORTED, &more].concat())
});

/// Whether a heading or sentence names a problem.
pub(in crate::parse) fn is_problem(heading: &str) -> bool {
    let mut text = bare(heading);
    // 关于…问题的整改情况 and …问题(已完成)
    if text.ends_with(')')
        && let Some(open) = text.rfind('(')
        && status_only(&text[open + 1..text.len() - 1]).is_some()
    {
        text = bare(&text[..open]);
    }
    // 关于…的问题,已完成整改。一是…: how far it is stands right behind what it is.
    if text.starts_with("关于")
        && let Some(at) = memchr::memrchr(b',', text.as_bytes())
        && status_only(&text[at + 1..]).is_some()
    {
        text = bare(&text[..at]);
    }
    // 针对问题逐项整改, 研究制定反馈问题整改方案: how all of them were taken up.
    if takes_up_all(text) {
        return false;
    }
    let mut answered = false;
    if let Some(end) = ANSWERED.closing(text).next() {
        answered = end == "整改";
        text = &text[..text.len() - end.len()];
    }
    let text = text.trim_end_matches(['”', '"', '」', '』']);
    // 管网漏损率偏高,达18.5%: how much it is comes behind what it is.
    let text = match memchr::memrchr(b',', text.as_bytes()) {
        Some(at) if is_figure(&text[at + 1..]) => &text[..at],
        _ => text,
    };
    if let Some(rest) = text.strip_suffix("问题") {
        // 6个工作组对应6类问题 only counts them.
        let counted = |unit| rest.strip_suffix(unit).is_some_and(|number: &str| number.ends_with(is_number));
        if is_generic(rest) || is_state(rest) || ["类", "个", "项", "条"].into_iter().any(counted) {
            return false;
        }
        // 着力解决突出问题 is a deed; a problem is named, quoted or owned.
        // 召开专题会议研究巡察反馈问题整改 tells how they were taken up.
        let deed = DEED.opening(heading).any(|word| word < DEEDS.len() || answered) || takes_up(rest);
        return !deed || rest.ends_with(['”', '"', '」', '』']) || lacking(rest);
    }
    lacking(text)
        || text.ends_with("等现象")
        || text.ends_with("的现象")
        || text.ends_with("的情况") && text.contains("存在")
}

/// Whether a heading says that all problems were taken up one by one, and names none.
fn takes_up_all(text: &str) -> bool {
    let Some(rest) = ["针对", "对照", "围绕"].iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    rest.split_once("问题").is_some_and(|(which, deed)| {
        is_generic(which)
            && ["逐", "制定", "研究", "建立", "明确", "细化"].iter().any(|word| deed.starts_with(word))
    })
}

/// Whether the words before 问题 say what was done with problems: 统一思想认识,诚恳认领; 落实整改措施,推进. A clause behind
/// another one goes on with a deed; 责任制落实问题 alone is none.
fn takes_up(rest: &str) -> bool {
    let last = rest.rsplit(',').next().unwrap_or(rest);
    last.contains("认领") || last.len() < rest.len() && is_deed(rest) && is_deed(last)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || numeral::is_numeral(c)
}

/// Whether a clause only says how much: 达18.5%, 仅3人次.
fn is_figure(clause: &str) -> bool {
    ["达", "仅", "高达", "低至", "占比", "为"].iter().any(|word| clause.starts_with(word))
        && clause.contains(|c: char| c.is_ascii_digit())
        && clause.chars().count() <= 12
}

/// Whether nothing but problems as such are meant: 主要问题, 巡察反馈的具体问题.
fn is_generic(mut words: &str) -> bool {
    const GENERIC: &[&str] = &[
        "巡察", "巡视", "反馈", "指出", "发现", "存在", "主要", "具体", "突出", "重点", "各项", "所有",
        "各类", "意见", "的", "组", "新", "新增", "本轮", "本次", "此次", "市委", "县委", "区委", "省委",
        "针对", "对照", "关于", "其他", "有关",
    ];
    static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(GENERIC));
    while let Some(word) = WORDS.opening(words).min() {
        words = &words[GENERIC[word].len()..];
    }
    words.is_empty()
}

/// Whether a heading gathers problems by how far they are: 正在整改的问题, 已完成整改的问题(12个).
pub(in crate::parse) fn counts_by_state(heading: &str) -> bool {
    let words = heading.split('(').next().unwrap_or(heading);
    bare(words).strip_suffix("问题").is_some_and(|rest| rest.len() > "的".len() && is_state(rest))
}

/// Whether no problem is meant but how far some are: 已完成整改的问题, 需长期坚持的问题.
fn is_state(words: &str) -> bool {
    const MORE: &[&str] =
        &["已解决", "解决", "限期", "按期", "长期", "坚持", "落实", "推进", "中", "完成", "要", "类"];
    static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&[&states()[..], BESIDE, MORE].concat()));
    words.ends_with('的') && made_of(words, &WORDS)
}

/// Whether a heading calls itself a problem: 关于…的问题. A heading that only
/// ends with a word of lack may gather several.
pub(in crate::parse) fn names_problem(heading: &str) -> bool {
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
    "从严",
    "查处",
    "严查",
    "严打",
    "坚决",
    "纠正",
    "杜绝",
    "防止",
    "避免",
    "统一思想",
    "提高认识",
    "诚恳",
    "认领",
];

static LACKING: LazyLock<Endings> = LazyLock::new(|| Endings::of(SHORTCOMINGS));
static FEEBLE: LazyLock<Endings> = LazyLock::new(|| Endings::of(WEAKER));

/// What a deed keeps from happening is no lack: 压实主体责任,防止责任缺位.
const AGAINST: &[&str] = &["防止", "杜绝", "避免", "克服", "严防", "谨防", "严禁", "不得", "禁止"];

/// Words of lack that a deed itself can be short of: 防止国有资产流失不力.
const EFFORT: &[&str] = &["不力", "不到位", "不够", "不严"];

/// Whether a phrase tells what was kept from happening, or looked for: 深入查摆问题不足.
fn averted(text: &str) -> bool {
    let last = text.rsplit(',').next().unwrap_or(text);
    AGAINST.iter().any(|word| last.starts_with(word)) && !EFFORT.iter().any(|word| last.ends_with(word))
        || is_deed(text) && ["问题不足", "问题和不足", "差距不足"].iter().any(|word| text.ends_with(word))
}

fn lacking(text: &str) -> bool {
    if averted(text) {
        return false;
    }
    let near = || text.char_indices().rev().nth(6).map_or(text, |(at, _)| &text[at..]);
    LACKING.closing(text).next().is_some()
        || near().contains("不够")
        || !is_deed(text) && (FEEBLE.closing(text).next().is_some() || denied(text))
}

/// Whether a phrase closes with what is not so: 学习不够深入, 制度未落实.
fn denied(text: &str) -> bool {
    #[rustfmt::skip]
    const FIRM: &[&str] = &[
        "不断", "不懈", "不减", "不停", "不松", "不放", "不变", "不忘", "不反弹", "不走", "不缺", "不打", "不漏", "不留",
        "不止", "不移", "不倒", "不出", "不掉", "不动", "不退", "不换", "不让", "不怠", "不罢", "不仅", "不但", "不误",
        "不惜", "不息", "不渝", "不搞", "不良", "不动产", "不得", "不准", "不敢", "不能", "不想", "未来", "不降", "不迟",
        "不含糊", "不折不扣", "不扣", "不空", "不落空", "不偏", "不跑", "不脱",
    ];
    let from = text.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    let end = &text[from..];
    end.rfind(['不', '未']).is_some_and(|at| {
        let word = &end[at..];
        word.chars().count() >= 2 && !FIRM.iter().any(|firm| word.starts_with(firm))
    })
}

/// More words that a deed begins with: no problem is called so.
#[rustfmt::skip]
const MORE: &[&str] = &[
    "健全", "完善", "推进", "提升", "建立", "修订", "制定", "开展", "组织", "落实", "压实", "优化", "夯实", "筑牢", "严格",
    "规范", "突出", "抓好", "抓实", "抓严", "做好", "做实", "增强", "提高", "深化", "拓展", "理顺", "盘活", "补齐", "追缴",
    "清理", "清退", "收回", "退还", "责令", "给予", "印发", "召开", "举办", "成立", "配备", "新建", "设立", "引进", "实施",
    "推行", "保障", "打造", "培育", "创新", "牢固", "牢牢", "坚定", "充分", "进一步", "主动", "守牢", "守住",
    "织密", "擦亮", "用好", "管好", "建强", "选优", "配强", "发挥", "统筹", "细化", "构建", "树立", "净化", "锤炼", "淬炼",
    "学深", "把", "将", "严明", "改进", "精准", "督促", "明确", "补充", "调整", "通过", "依法",
    "治理", "弥补", "追回", "约谈", "公开", "启动", "出台",
];

static DEED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&[DEEDS, MORE].concat()));

/// Whether a heading tells what was done: 健全学习制度, 严肃追缴违规资金.
pub(in crate::parse) fn is_deed(heading: &str) -> bool {
    DEED.opening(heading).next().is_some()
}
