//! Who speaks of itself: the body that 我局, 我校 or 我院党组 stands for.
//!
//! In: the words of the head, the names that site and page bear, the first lines
//! of the body. Out: the body's name and organ. Promise: only a name of the same
//! kind is taken, 法院 for 我院 and never 我局, and none where two are named.

use super::bare;
use super::divisions;
use super::glyph;
use super::organ::{ORGANS, is_area};
use super::place::ranked;

/// A body without its organ, and the organ.
type Own = (String, Option<&'static str>);

/// Words that stand for the writer.
pub(super) fn is_self(name: &str) -> bool {
    speaks(name) || bare::is_bare(name)
}

/// Whether words stand for the writer whatever kind of body it is called: 我局 may be a 中心 by its name.
fn speaks(name: &str) -> bool {
    let count = name.chars().count();
    // 本科生院 is a name.
    name.starts_with(['我', '本', '该']) && count <= 8 && !name.starts_with("本科")
        || name.starts_with("党") && count <= 3
        || ["学校党委", "集团党委", "医院党委", "公司党委", "局党组", "院党委", "学院党委", "派驻机构"]
            .contains(&name)
}

/// Whether the body that a title or a signature names can be the one that words stand for: 校党委 is no 教育局, whoever
/// signs.
pub(super) fn fits(words: Option<&str>, name: &str, organ: Option<&str>) -> bool {
    let Some(words) = words.filter(|words| !speaks(words) && bare::is_bare(words)) else { return true };
    match bare::noun(words) {
        // 机关党委 is that of any body, if it is named as one.
        "" => bare::organ(words) == organ || name.ends_with("机关"),
        noun => bare::is_kind(noun, name),
    }
}

/// The words of a kind by which a body speaks of itself: 局 of 我局党组, of 本局 and of 局党组.
fn own_words(words: &str) -> Option<&str> {
    words.strip_prefix(['我', '本', '该']).or(Some(words).filter(|words| bare::is_bare(words)))
}

/// What a site calls itself, or the column that a page stands in, behind the name of the body.
#[rustfmt::skip]
const COLUMNS: &[&str] = &[
    "官方网站", "门户网站", "官网", "网站", "校务公开", "院务公开", "政务公开", "党务公开", "信息公开", "信息公开网",
    "党建园地", "党建工作", "通知公告", "公示公告", "公告公示", "首页",
];

/// Whether 我局 can be a body of that name, which has its place: 市水务局; 我单位 is any.
pub(super) fn stands_for(words: &str, name: &str) -> bool {
    is_placed(name) && is_of_kind(words, name)
}

/// Whether a name is of the kind by which words speak of a body.
pub(super) fn is_of_kind(words: &str, name: &str) -> bool {
    let own = words.strip_prefix(['我', '本', '该']).unwrap_or(words);
    let unit = || UNITS.iter().any(|end| name.ends_with(end));
    if own.starts_with("单位") { unit() } else { bare::is_kind(own, name) }
}

/// The rank of the place that speaks of itself: 我区, 我市委, 我镇党委.
pub(super) fn rank(words: &str) -> Option<&'static str> {
    const PLACES: [&str; 10] = ["省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道"];
    let own = words.strip_prefix('我')?;
    let bare = |own: &str| own.is_empty() || ["委", "党委", "党工委", "党政领导班子"].contains(&own);
    PLACES.into_iter().find(|rank| own.strip_prefix(rank).is_some_and(bare))
}

/// Whether who speaks of itself may be a place: 我区, and 我党委 that says nothing.
pub(super) fn is_place(words: &str) -> bool {
    rank(words).is_some() || ["我单位", "我委", "我党委"].contains(&words)
}

/// The organ that words end with.
pub(super) fn organ(words: &str) -> Option<&'static str> {
    let committee = || Some("党委").filter(|_| rank(words).is_some() && words.ends_with('委'));
    ORGANS.iter().find(|(end, _)| words.ends_with(end)).map(|(_, organ)| *organ).or_else(committee)
}

/// The body that a site is called after.
pub(super) fn sited<'t>(words: &str, mut sites: impl Iterator<Item = &'t str>) -> Option<Own> {
    let own = own_words(words)?;
    sites.find_map(|site| {
        let column = COLUMNS.iter().find_map(|column| site.strip_suffix(column));
        let site = column.unwrap_or(site);
        let town = own.starts_with(['镇', '乡', '街']);
        // 我镇 is that of 桐坞县柳溪镇人民政府.
        let site = if town {
            ["人民政府", "办事处"].iter().find_map(|seat| site.strip_suffix(seat)).unwrap_or(site)
        } else {
            site
        };
        let sound = (3..=30).contains(&site.chars().count()) && bare::is_kind(own, site);
        // 桐坞县人民政府 柳溪镇: the town's column in the site of its county.
        let parts = site.split_once("人民政府").filter(|(county, _)| town && is_area(county));
        let name = parts.map_or(site.to_owned(), |(county, town)| format!("{county}{town}"));
        sound.then(|| (name, organ(own)))
    })
}

/// The only body of its kind among the names that a page bears: its header, its host, its author.
pub(super) fn borne<'t>(words: &str, names: impl Iterator<Item = &'t str>) -> Option<Own> {
    let mut found = names.filter_map(|name| sited(words, std::iter::once(name)));
    let (name, organ) = found.next()?;
    found.all(|(other, _)| other == name).then_some((name, organ))
}

/// The body by the title of a plan that it made: 《中共云汀市枫渡区教育局党组关于区委巡察反馈意见的整改方案》.
pub(super) fn quoted(words: &str, body: &[&str]) -> Option<Own> {
    // 党组 is that of any body that has one.
    let bare = || Some("").filter(|_| ["党组", "党委", "我党组", "我党委"].contains(&words));
    let own = bare().or_else(|| own_words(words))?;
    let told = organ(words);
    let titles = body.iter().flat_map(|line| line.split('《').skip(1)).filter_map(|rest| {
        let title = &rest[..rest.find('》')?];
        let planned = title.contains("整改") && title.chars().take(81).count() <= 80;
        let name = title.split_once("关于").filter(|_| planned)?.0.strip_prefix("中共")?;
        let whole = || Some(("委员会", "党委")).filter(|_| name.ends_with("委员会"));
        let (end, organ) = ORGANS.iter().find(|(end, _)| name.ends_with(end)).copied().or_else(whole)?;
        let name = name.strip_suffix(end)?;
        let kind =
            if own.is_empty() { told == Some(organ) && !is_area(name) } else { bare::is_kind(own, name) };
        kind.then_some((name, Some(organ)))
    });
    one(titles)
}

/// What a body does at once that was inspected.
const DEEDS: &[&str] = &[
    "高度重视",
    "坚决",
    "严格",
    "认真",
    "始终",
    "第一时间",
    "立即",
    "迅速",
    "召开",
    "坚持",
    "切实",
    "深入",
    "多次",
    "接到",
    "收到",
    "先后",
    "及时",
    "把",
];

/// What a body did not do that was found wanting: 市公安局党委仅开展学习3次.
const LACKS: &[&str] = &["仅", "未按", "未能", "未及时", "未认真", "未严格", "未结合"];

/// The subject of a sentence, with its organ, if one of the words stands right behind it.
fn subject<'t>(
    sentence: &'t str,
    deeds: &[&str],
    told: Option<&str>,
) -> Option<(&'t str, Option<&'static str>)> {
    // (一)太和镇党委高度重视: a number of the outline is no part of the subject.
    let sentence = &sentence[glyph::at_start(sentence).map_or(0, |glyph| glyph.words_at())..];
    let head = &sentence[..sentence.char_indices().nth(24).map_or(sentence.len(), |(at, _)| at)];
    let (at, end, organ) = ORGANS
        .iter()
        .filter(|(_, organ)| told.is_none_or(|told| told == *organ))
        .find_map(|(end, organ)| Some((head.find(end)?, end, *organ)))?;
    let name = &sentence[..at];
    let does = deeds.iter().any(|deed| sentence[at + end.len()..].starts_with(deed));
    (does && is_placed(name)).then_some((name, Some(organ)))
}

/// Whether a name begins with a place, or with the rank that stands for one.
fn is_placed(name: &str) -> bool {
    divisions::leading(name).1 > 0 || !ranked(name).0.is_empty()
}

/// The body by the subject of a sentence about what it did: 市水利局党组高度重视…; or of a clause about what it
/// lacks.
pub(super) fn acting(words: &str, body: &[&str]) -> Option<Own> {
    let own = own_words(words)?;
    let sentences = || body.iter().flat_map(|line| line.split('。'));
    if own == "单位" {
        return one(sentences().filter_map(unit));
    }
    let told = organ(own);
    let kind = |(name, _): &(&str, _)| bare::is_kind(own, name);
    let acts = sentences().filter_map(|sentence| subject(sentence, DEEDS, told));
    let clauses = body.iter().flat_map(|line| line.split(['。', ',', ':', '；']));
    let lacks = clauses.filter_map(|clause| subject(clause, LACKS, told));
    one(acts.filter(kind)).or_else(|| one(lacks.filter(kind)))
}

/// How the names of bodies end that 我单位 stands for: 县委宣传部.
const UNITS: &[&str] = &["局", "部", "办公室", "中心", "院", "厅", "联", "总工会"];

/// The body that a sentence about the findings begins with: 县委宣传部高度重视. Who leads or looks at other bodies
/// is left out.
fn unit(sentence: &str) -> Option<(&str, Option<&'static str>)> {
    if let Some(found) = subject(sentence, DEEDS, None) {
        return Some(found);
    }
    let head = &sentence[..sentence.char_indices().nth(24).map_or(sentence.len(), |(at, _)| at)];
    let name = &head[..DEEDS.iter().filter_map(|deed| head.find(deed)).min()?];
    let leads = ["组织部", "领导小组", "巡察", "巡视"].iter().any(|word| name.contains(word));
    let body = UNITS.iter().any(|end| name.ends_with(end));
    (body && !leads && !name.contains([',', '、']) && is_placed(name)).then_some((name, None))
}

/// The body of a report that does not say who was inspected, by the subject of its first sentences: 太和镇党委按照….
pub(super) fn reporting(body: &[&str]) -> Option<Own> {
    let deeds = [DEEDS, &["按照", "根据"]].concat();
    let sentences = body.iter().take(6).flat_map(|line| line.split('。'));
    one(sentences.filter_map(|sentence| subject(sentence, &deeds, None)))
}

/// The only one of the names found.
fn one<'t>(mut found: impl Iterator<Item = (&'t str, Option<&'static str>)>) -> Option<Own> {
    let (name, organ) = found.next()?;
    found.all(|(other, _)| other == name).then(|| (name.to_owned(), organ))
}
