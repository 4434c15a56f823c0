//! Whether words name one body, several, or a subject of inspection; and who is named beside a body.
//!
//! In: the words of a name, the sentence behind it. Out: what they mean, and of several the one that stands for all.
//! Promise: none of many is the one that reports, and no person's name is a body's.

use super::bodies::{ends_as_body, is_seat};
use super::divisions;
use super::object::ORGANS;
use super::organ;
use super::particle::holds;
use super::pattern::pattern;
use super::place::ranked;
use crate::disclosure::Level;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\d|[一二三四五六七八九十百])(?:个|家|所)(?:.{0,10})(?:单位|党组织|部门|党|企业|学校|村|镇|街道|乡)|各(?:单位|部门|级)",
    )
});

/// Villages that are counted: 甲村、乙村等7个村, 6个社区党委.
static VILLAGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|等)(?:\d{1,3}|[一二三四五六七八九十]{1,3})个(?:村|社区|行政村)"));

/// Whether words mean several bodies: 18家单位党组织, 被巡察党组织.
pub(super) fn is_many(text: &str) -> bool {
    text.contains("被巡察") || text.contains("被巡视") || COUNTED.is_match(text)
}

/// Whether a name is that of several bodies: 18家单位党组织, 各镇党委, 下列单位; none of them is the one that reports.
pub(super) fn is_several(name: &str) -> bool {
    // 青澜市和望岫县党组织 are two as well; 和平里街道 is one, and so is the 青澜区和平里街道 of its district.
    let two = || {
        name.match_indices('和').any(|(at, and)| {
            let (one, other) = (divisions::leading(&name[..at]), divisions::leading(&name[at + and.len()..]));
            let town =
                |places: &[divisions::Place]| places.last().is_some_and(|last| last.level == Level::Town);
            at > 0 && one.1 == at && other.1 > 0 && (town(&one.0) || !town(&other.0))
        })
    };
    // 两级法院, 太平镇所辖村: nobody says how many.
    let all = || ["两级", "所辖村", "下辖村", "所属村"].iter().any(|word| name.contains(word));
    let counts = name.starts_with('各') || name.starts_with("下列") || is_count(name);
    is_many(name) || name.contains('、') || counts || two() || all()
}

/// Whether a name begins with how many there are: 7个县, 七个县, 41家单位. 八家子镇 is one.
fn is_count(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < name.len() {
        return digits.starts_with(['个', '家', '所', '名', '余', '多']);
    }
    let words =
        name.trim_start_matches(['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百']);
    let kinds = ["县", "区", "市", "地", "州", "镇", "乡", "街", "单", "部", "党"];
    let counted = words.strip_prefix('个').filter(|_| words.len() < name.len());
    counted.is_some_and(|rest| kinds.iter().any(|kind| rest.starts_with(kind)))
}

/// Whether an object of 对 is a subject of inspection, not a body.
pub(super) fn is_topic(object: &str) -> bool {
    // 巡察监督向基层延伸
    if is_several(object) || ["基层", "纵深", "一线", "末端"].contains(&object) {
        return true;
    }
    let topic =
        ["资金", "情况", "领域", "系统", "工作", "全市", "全县", "全区", "全省", "问题", "项目", "预算"];
    let body = ["党组", "党委", "党工委", "支部", "总支", "委员会", "办公室", "中心", "局", "工作部"];
    let plain = |word: &str| object.contains(word);
    topic.iter().any(|word| plain(word)) && !body.iter().any(|end| object.ends_with(end))
        || object.chars().count() < 2
}

/// The body that stands for several: the town of 青澜镇下辖甲村、乙村等7个村 and of 青澜街道6个社区党委, and the first of
/// two that are named with their organs, 青澜市职业学校党委、望岫小学党支部.
pub(super) fn whole(name: &str) -> &str {
    let named = |part: &str| ORGANS.iter().any(|organ| part.ends_with(organ)) && !is_many(part);
    let placed = |part: &str| divisions::leading(part).1 > 0 || !ranked(part).0.is_empty();
    let one = |part: &str| {
        let parted = part.match_indices('和').any(|(at, _)| !holds(part, at));
        named(part) && !part.contains('、') && !parted
    };
    // 县教育局党委及县一中党组织: a body beside it that is named by its Party body too is no part of the name.
    let beside = |part: &str| one(part) || part.ends_with("党组织") && placed(part) && !is_several(part);
    let mut pairs =
        name.match_indices(['、', '和', '及', '与']).map(|(at, and)| (&name[..at], &name[at + and.len()..]));
    if let Some((first, second)) = pairs.find(|(first, _)| named(first))
        && one(first)
        && beside(second)
        && !second.contains('等')
    {
        return first;
    }
    // X开发区党工委、管委会 are one body; 柳溪镇党委及甲村、乙2个村党支部 is the town, whose villages they are.
    let mut pairs =
        name.match_indices(['、', '和', '及', '与']).map(|(at, and)| (&name[..at], &name[at + and.len()..]));
    if let Some((first, second)) = pairs.find(|(first, _)| named(first))
        && one(first)
        && (is_side(second) || is_town(first) && are_villages(second))
    {
        return first;
    }
    // 县委教育工委、县教育局党组: of two that one sentence names the first, whether it has its organ or not.
    let whole = |part: &str| part.matches('(').count() == part.matches(')').count();
    let own = |part: &str| {
        whole(part) && (part.starts_with("中共") || placed(part)) && ends_as_body(part) && !is_many(part)
    };
    let alone = |part: &str| own(part) && !part.contains(['、', '等']) && !is_several(part);
    let mut pairs =
        name.match_indices(['、', '和', '及', '与']).map(|(at, and)| (&name[..at], &name[at + and.len()..]));
    if let Some((first, _)) = pairs.find(|(first, second)| alone(first) && alone(second)) {
        return first;
    }
    if let Some(head) = before_count(name).filter(|head| !is_several(head)) {
        return head;
    }
    if !is_several(name) {
        return name;
    }
    if let Some((town, parts)) = name.split_once("下辖").or(name.split_once("所辖"))
        && is_several(parts)
        && town.chars().count() > 2
    {
        return town;
    }
    let ranks = ["街道", "镇", "乡"];
    let town = ranks.iter().filter_map(|rank| name.find(rank).map(|at| at + rank.len())).min();
    if let Some((town, parts)) = town.map(|end| name.split_at(end))
        && (3..=12).contains(&town.chars().count())
        && !town.starts_with(['各', '全', '本', '我', '该'])
        && !town.contains('、')
        && !ranks.iter().any(|rank| parts.contains(rank))
        && VILLAGES.is_match(parts)
    {
        return town;
    }
    name
}

/// Whether words name the other side of a body whose committee stands before them.
fn is_side(words: &str) -> bool {
    ["管委会", "管理委员会", "人民政府", "政府", "办事处", "行政班子", "镇政府", "乡政府"].contains(&words)
}

/// Whether a name is that of a town's committee.
fn is_town(name: &str) -> bool {
    let body = ORGANS.iter().find_map(|organ| name.strip_suffix(organ)).unwrap_or(name);
    body.chars().count() >= 3 && ["镇", "乡", "街道"].iter().any(|rank| body.ends_with(rank))
}

/// Whether words name villages or neighbourhoods and nothing else: 汀溪、桃岭2个村党支部.
fn are_villages(words: &str) -> bool {
    let body = ORGANS.iter().find_map(|organ| words.strip_suffix(organ)).unwrap_or(words);
    let body = body.strip_suffix("党组织").unwrap_or(body);
    let village = ["村", "社区", "村(社区)"].iter().any(|end| body.ends_with(end));
    village && !["镇", "乡", "街道", "局", "公司", "院", "校", "委"].iter().any(|other| body.contains(other))
}

/// Who of a body is named, alone or beside its leaders: 向丹崖市委书记李某和领导班子反馈.
const OFFICES: &[&str] = &[
    "书记",
    "主要负责人",
    "负责人",
    "局长",
    "厅长",
    "部长",
    "院长",
    "校长",
    "主任",
    "主席",
    "董事长",
    "行长",
    "会长",
    "检察长",
    "镇长",
    "乡长",
    // 党组成员、副局长
    "成员、",
];

/// What a body's name ends with before such an office, beside organs and committees.
const OFFICED: &[char] = &[
    '局', '厅', '部', '院', '校', '学', '委', '会', '室', '办', '司', '团', '行', '社', '心', '镇', '乡',
    '街', '道', '府',
];

/// The name without the person who holds an office of the body.
pub(super) fn officeless(name: &str) -> &str {
    let held =
        |head: &str| head.ends_with(OFFICED) || organ::ORGANS.iter().any(|(organ, _)| head.ends_with(organ));
    let places = OFFICES.iter().flat_map(|office| name.match_indices(office).map(|(at, _)| at));
    let heads = places.map(|at| name[..at].strip_suffix('副').unwrap_or(&name[..at]));
    &name[..heads.filter(|head| held(head)).map(str::len).min().unwrap_or(name.len())]
}

/// The body that a person signs for: the X县委宣传部 of X县委宣传部部长林某某. What ends as a body does is one to its end.
pub(super) fn signed_for(name: &str) -> &str {
    let own = officeless(name);
    if ends_as_body(&name[own.len()..]) { name } else { own }
}

/// Whether a line is a person who signs for a body that has its place: X县财政局党组书记、局长王某, X镇党委书记:王某.
pub(super) fn is_signed_by_person(line: &str) -> bool {
    let own = signed_for(line);
    let who = line[own.len()..].chars().count();
    let body = own.trim_start_matches("中共");
    own.len() < line.len()
        && (4..=16).contains(&who)
        && !line.contains(['。', ',', '；', '\t'])
        && divisions::leading(body).1 > 0
        && (ends_as_body(own) || is_seat(own))
}

/// What a name does not begin with: 对今年1-7月预算执行情况进行通报.
pub(super) const NO_NAMES: &[&str] =
    &["今年", "去年", "本年", "上半年", "下半年", "前三季度", "近年", "近期", "前期"];

/// What belongs to a body and is counted behind it: 及29个社区, 和6个下属单位.
static COUNTED_BELOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[及和与](?:所辖|下辖|所属|下属)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})",
        r"(?:个(?:村|社区|行政村)|[个家所](?:下属|所属|直属|二级))"
    ))
});

/// The first of many, and how many they are: 对市商务局等8个单位.
static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"对[^,。；\n对]{2,40}等(?:\d{1,3}|[一二三四五六七八九十]{1,3})[个家](?:单位|部门|党组织)[^,。；\n]*",
    )
});

/// Whether a body is inspected beside many others that its sentence counts: 对X联络处开展延伸巡察,对市商务局等8个单位
/// 开展专项巡察. `end` is where its name does. Units to which the inspection of a body was extended are its own.
pub(super) fn is_among_many(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let sentence = &rest[..rest.find(['。', '\n']).unwrap_or(rest.len())];
    AND_OTHERS.find_iter(sentence).any(|found| !found.as_str().contains("延伸"))
}

/// Whether a body without its organ is named beside another one, whose sentence does not say that they report together:
/// the first of 向县教育局、县水利局反馈. 及所辖5个社区 names no other.
pub(super) fn is_beside(text: &str, name: Range<usize>) -> bool {
    let organ = organ::ORGANS.iter().any(|(organ, _)| text[name.clone()].ends_with(organ));
    let other = text[name.end..].strip_prefix(['、', '和', '及', '与']);
    !organ && other.is_some_and(|other| divisions::leading(other).1 > 0 || !ranked(other).0.is_empty())
}

/// The name before what is counted behind it.
fn before_count(name: &str) -> Option<&str> {
    let at = COUNTED_BELOW.find(name)?.start();
    Some(&name[..at]).filter(|head| head.chars().count() >= 3)
}

/// Whether the head of a text tells of several groups that went out: 派出4个巡察组.
pub(super) fn sends_groups(text: &str) -> bool {
    let head = &text[..text.char_indices().nth(600).map_or(text.len(), |(at, _)| at)];
    super::told::GROUPS.iter().flat_map(|word| head.match_indices(word)).any(|(at, _)| {
        let number = |c: char| c.is_ascii_digit() || super::numeral::is_numeral(c);
        let bare = head[..at].trim_end_matches(number);
        bare.len() < at && !matches!(&head[bare.len()..at], "1" | "一")
    })
}
