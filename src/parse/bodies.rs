//! How names of bodies end, and where one name ends and another begins.
//!
//! In: folded words. Out: whether they are a body's name by their last words, one whole name or two. Promise: one list
//! for all who ask; a name that a line has broken is never taken for two.

use super::divisions;
use super::organ::{self, take_apart};
use super::place::ranked;
use crate::text::lexicon::Endings;
use std::sync::LazyLock;

/// What the name of a body ends with, its organ or itself.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    // Organs and committees.
    "党组", "党委", "委员会", "党工委", "工委", "支部", "总支", "党总支", "党支部", "党组织", "区委", "市委", "县委", "省委",
    "委", "纪委", "管委会",
    // Offices and groups.
    "办公室", "领导小组", "巡察办", "监察组", "巡视办", "老龄办", "编办", "文明办", "信访办", "外办", "台办", "侨办", "指挥部",
    // Government, courts, departments.
    "人民政府", "办事处", "局", "厅", "院", "机关", "政协", "人大常委会", "代表大会", "组织部", "宣传部", "统战部", "工作部", "武装部",
    "总队", "支队", "大队", "中队", "派出所",
    // Bodies of the people.
    "联合会", "工会", "红十字会", "工商联", "文联", "科协", "残联", "妇联", "侨联", "社科联", "协会", "学会", "商会", "促进会",
    "贸促会", "研究会", "基金会",
    // Schools, houses, firms, farms.
    "校", "大学", "学院", "中学", "小学", "幼儿园", "中心", "档案馆", "图书馆", "博物馆", "文化馆", "纪念馆", "科技馆", "公司",
    "集团", "银行", "分行", "支行", "联合社", "联社", "供销社", "合作社", "信用社", "出版社", "报社", "电视台", "广播电台", "气象台",
    "研究所", "服务站", "林场", "农场", "牧场", "渔场", "茶场",
];

/// Whether words end as names of bodies do.
pub(super) fn ends_as_body(words: &str) -> bool {
    static WORDS: LazyLock<Endings> = LazyLock::new(|| Endings::of(ENDS));
    WORDS.closing(words.trim_end_matches(['(', ')'])).next().is_some()
}

/// Whether words name a place and no more: a district, a town, its street.
pub(super) fn is_seat(words: &str) -> bool {
    let own = &words[divisions::leading(words).1..];
    let street = || own.ends_with('街') && (3..=5).contains(&own.chars().count());
    own.len() < words.len() && (own.is_empty() || street())
}

/// Whether one name ends before a break and another begins behind it: 中共X县水利局党组 / X县水利局. What a break has cut
/// goes on in mid phrase: X县水利局 / 党组, 中共X县委巡察工作 / 领导小组办公室, 国家税务总局 / X县税务局.
pub(super) fn is_another(before: &str, behind: &str) -> bool {
    // A bracket that is open holds another name of the same body: X县林业和草原局(县自然保护地管理局).
    let open = before.matches('(').count() > before.matches(')').count();
    if open || !ends_as_body(before) {
        return false;
    }
    if behind.starts_with("中共") {
        return true;
    }
    if !ends_as_body(behind) && !organ::is_area(behind) {
        return false;
    }
    let own = before.trim_start_matches("中共");
    // No name begins again in its middle, whether the table knows its place or not.
    let again = own.chars().zip(behind.chars()).take_while(|(one, other)| one == other).count() >= 3;
    let owner = take_apart(before).organ.is_some();
    let (places, used) = divisions::leading(behind);
    if again || used > 0 {
        return again || owner || places.iter().any(|place| before.contains(&place.name));
    }
    let (rank, rest) = ranked(behind);
    // 中共X县委 / 县直机关工作委员会 is one.
    if !rank.is_empty() {
        return !rest.starts_with(['直', '级']);
    }
    // 水利局 below 中共X县水利局党组
    let body = take_apart(behind).body;
    owner && body.chars().count() >= 3 && before.contains(&body)
}

/// The names in a line of a signature: where `parted` says that blanks stood, or where 中共 begins anew.
pub(super) fn signers(line: &str, parted: impl Fn(usize) -> bool) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in line.char_indices().skip(1) {
        let breaks = parted(at) || line[at..].starts_with("中共");
        if breaks && is_another(&line[from..at], &line[at..]) {
            out.push(&line[from..at]);
            from = at;
        }
    }
    out.push(&line[from..]);
    out
}

/// The first of the names that stand in one, where a page has put two without a sign between them: X县气象局X县人工影响天气中心.
/// 中共X市委X市人民政府信访局 and X市纪委市监委派驻第五纪检监察组 are one each.
pub(super) fn first(name: &str) -> &str {
    let placed = |rest: &str| rest.starts_with("中共") || divisions::leading(rest).1 > 0;
    let ends = |at: usize| {
        let (one, other) = name.split_at(at);
        // How a name ends is told sooner than whether a place begins.
        ends_as_body(one) && placed(other) && is_another(one, other) && !take_apart(one).area
    };
    let mut places = name.char_indices().skip(1).map(|(at, _)| at);
    &name[..places.find(|at| ends(*at)).unwrap_or(name.len())]
}

/// Whether a line is the name of the body that a title begins with or that a head tells was inspected, whatever it ends
/// with: 城关镇 where 县委第二巡察组对城关镇党委开展了巡察.
pub(super) fn is_told_of(line: &str, told: &[&str]) -> bool {
    const BEHIND: &[&str] = &[
        "党",
        "工委",
        "委员会",
        "关于",
        "开展",
        "进行",
        "反馈",
        "(",
        "机关",
        "及",
        "和",
        "、",
        "巡察",
        "巡视",
        "实施",
        "集中",
    ];
    let chars = line.chars().count();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if !(2..=30).contains(&chars) || !line.chars().all(han) {
        return false;
    }
    // 沅陂县老龄办 is 县老龄办 in the head.
    let own = &line[divisions::leading(line).1..];
    let own = if own.is_empty() { line } else { ranked(own).1 };
    if own.chars().count() < 2 {
        return false;
    }
    told.iter().any(|text| {
        text.match_indices(own).any(|(at, _)| {
            let before = text[..at].trim_end_matches(divisions::RANKS);
            let from = divisions::trailing(&text[..at]).map_or(before.len(), |(_, start)| start);
            let opens = text[..from].is_empty()
                || ["中共", "对", "向", "进驻"].iter().any(|word| text[..from].ends_with(word));
            opens && BEHIND.iter().any(|word| text[at + own.len()..].starts_with(word))
        })
    })
}
