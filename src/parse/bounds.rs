//! Words that bound the name of a place, and words that only look like one.
//!
//! In: words of the genre. Out: whether a name begins behind them, or is none: 对云汀市, 国网云汀县; 园区, 产业联盟, 市场.
//! Promise: each list is the only one, for all who ask.

use super::lexicon::{Endings, Lexicon};
use std::sync::LazyLock;

/// Ends of names that are places without being divisions.
const NOT_DIVISIONS: &[&str] = &[
    "园区",
    "景区",
    "社区",
    "校区",
    "小区",
    "保护区",
    "示范区",
    "开发区",
    "合作区",
    "高新区",
    "库区",
    "灌区",
    "林区",
    "矿区",
    "牧区",
    "院区",
    "片区",
    "厂区",
    "辖区",
    "城区",
    "城市",
    "城镇",
    "村镇",
    "乡镇",
    "市区",
    "县区",
    "市县",
    "老区",
    "超市",
    "上市",
    "门市",
    "各县",
    "全区",
    "全市",
    "全县",
    "本市",
    "我市",
    "我区",
    "联盟",
    "同盟",
    "民盟",
    "加盟",
];

/// Characters that no unknown place is taken to have.
#[rustfmt::skip]
pub(super) const NOT_IN_PLACES: [char; 24] = [
    '由', '在', '设', '是', '该', '党', '委', '局', '院', '校', '和', '与', '及', '全', '各', '第', '进', '对', '向', '的', '届', '轮', '组', '了',
];

/// Words and signs behind which a place's name begins.
const BEFORE: &[&str] = &[
    "中共",
    "中国共产党",
    "对",
    "向",
    "巡察",
    "巡视",
    "进驻",
    "关于",
    "由",
    "在",
    "与",
    "和",
    "经",
    "从",
    "为",
    "于",
    "是",
    "根据",
    "按照",
    "遵照",
    "依据",
    "依照",
    "落实",
    "贯彻",
    "执行",
    "接受",
    "听取",
    "配合",
    "报请",
    "报经",
    "提请",
    "通过",
    "收到",
    "认领",
    "对照",
    "围绕",
    "聚焦",
    "会同",
    "邀请",
    "陪同",
    "参加",
    "赴",
    "届",
    "年",
];

static NAMES_BEGIN: LazyLock<Endings> = LazyLock::new(|| Endings::of(BEFORE));
static NO_PLACE_BEGINS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(BEFORE));

/// Whether a text ends with a word behind which a name begins.
pub(super) fn opens(before: &str) -> bool {
    NAMES_BEGIN.closing(before).next().is_some()
}

/// Whether a text begins with a word behind which a name begins, which is none itself.
pub(super) fn begins_none(text: &str) -> bool {
    NO_PLACE_BEGINS.opening(text).next().is_some()
}

static NO_PLACE_ENDS: LazyLock<Endings> = LazyLock::new(|| Endings::of(NOT_DIVISIONS));

/// Whether a name ends as no division does: 高新区, 产业联盟.
pub(super) fn ends_none(name: &str) -> bool {
    NO_PLACE_ENDS.closing(name).next().is_some()
}

/// Ends of what stands before the place inside a body's name: whose branch it is, or which party's committee.
const LED: &[&str] = &[
    "局", "行", "司", "网", "团", "协", "会", "院", "部", "队", "社", "所", "站", "校", "学", "厅", "中心",
    "集团", "厂", "海关", "署", "委", "组", "党", "处", "中国", "移动", "电信", "联通", "铁塔", "烟草",
    "邮政", "石化", "石油", "电力", "华电", "国电", "大唐", "人寿", "人保", "民革", "民盟", "民建", "民进",
    "九三", "同盟", "驻", "储备", "盐业",
];

static LEADS: LazyLock<Endings> = LazyLock::new(|| Endings::of(LED));

/// Whether a name ends so that the place of a branch may follow: 国家税务总局, 国网.
pub(super) fn leads(before: &str) -> bool {
    LEADS.closing(before).next().is_some()
}

/// What follows a 市 that is the beginning of a word: 市场, 市直, 市政工程.
const AFTER_CITY: &[&str] = &[
    "场", "容", "民", "直", "内", "级", "域", "值", "属", "政园", "政工", "政设", "政公", "政管", "政建",
    "政环", "政养", "政排",
];

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(AFTER_CITY));

/// Whether the 市 before a text is the beginning of a word.
pub(super) fn goes_on(rest: &str) -> bool {
    WORDS.opening(rest).next().is_some()
}

/// Whether the 市 that a name ends with begins a word behind a prefecture's rank: 望州市 / 场监督管理局, 望州市 / 政工程处.
pub(super) fn is_market(name: &str, rest: &str) -> bool {
    let prefecture = || name.strip_suffix('市').is_some_and(|stem| stem.ends_with(['州', '盟']));
    let word = || rest.starts_with('场') || rest.starts_with('政') && goes_on(rest);
    prefecture() && word()
}
