//! The body that a title is about: 中共桐坞县统计局党组关于…, and where it does not begin with its committee,
//! 关于桐坞县统计局党组巡察整改情况的通报, 桐坞县统计局巡察整改情况公示.
//!
//! In: a folded title. Out: the body's name. Promise: a body with its place, and no whole area, whose committee is the
//! one that inspects; who asks still compares it with the words of the text, because 关于市教育局党组巡察整改 may be a
//! school's.

use super::bodies::ends_as_body;
use super::divisions;
use super::lexicon::Lexicon;
use super::names;
use super::organ::{ORGANS, committee_of_both, is_area, take_apart};
use super::own_title::unheaded;
use crate::disclosure::Level;
use std::sync::LazyLock;

/// What is said of the body behind its name.
static SAID: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        "巡察", "巡视", "落实", "贯彻", "整改", "开展", "进行", "接受", "反馈", "集中", "常规", "专项",
    ])
});

/// Words that say what is done and begin no name: 关于加强县统计局党组巡察整改工作的通知.
static DEEDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        "加强",
        "做好",
        "印发",
        "推进",
        "深化",
        "延长",
        "调整",
        "抓好",
        "规范",
        "切实",
        "进一步",
        "全面",
        "扎实",
        "组织",
        "配合",
        "督促",
        "公开",
        "公布",
        "通报",
        "反馈",
        "报送",
        "发布",
        "转发",
        "征求",
        "成立",
        "开展",
        "召开",
        "同意",
        "申报",
        "提供",
        "完成",
        "支持",
        "推动",
        "强化",
        "深入",
        "认真",
        "贯彻",
        "落实",
    ])
});

/// What a title is about: the words behind its first 关于, if a name begins there.
pub(super) fn behind(title: &str) -> Option<&str> {
    let rest = title.strip_prefix("关于")?;
    let rest = rest.strip_prefix('对').unwrap_or(rest);
    DEEDS.opening(rest).next().is_none().then_some(rest)
}

/// The name of the body that a title is about.
pub(super) fn about(title: &str) -> Option<&str> {
    let title = unheaded(title);
    let led = title.starts_with("关于");
    let rest = if led { behind(title)? } else { title };
    let mut end = None;
    SAID.each(rest, |_, at| end = Some(end.map_or(at, |end: usize| end.min(at))));
    let name = &rest[..end?];
    let bare = name.strip_prefix("中共").unwrap_or(name);
    let organ = ORGANS.iter().any(|(organ, _)| name.ends_with(organ));
    let sound = (4..=60).contains(&name.chars().count())
        && !name.contains(['、', ',', '“', '年', '—'])
        // 中共X党组 at the head is read as it stands.
        && (led || !organ)
        && (organ || ends_as_body(name))
        && names::group(name).is_none();
    let places = divisions::leading(bare).0;
    let county = || places.last().is_some_and(|last| last.level < Level::Town);
    let body = take_apart(name);
    // A firm and a university have names without a place.
    let named = || !led && ["公司", "大学", "学院"].iter().any(|end| name.ends_with(end));
    let own = (!places.is_empty() || named()) && !(body.area && county()) && body.body.chars().count() >= 3;
    (sound && own).then_some(name)
}

/// The body that a title begins with and tells a deed of: 望岫市自然资源局认真做好耕地保护督察整改工作.
pub(super) fn doing(title: &str) -> Option<&str> {
    let (_, used) = divisions::leading(title);
    let rest = &title[used..];
    let ends = ["局", "厅", "委员会", "办公室", "人民政府"];
    let end = ends.iter().filter_map(|end| rest.find(end).map(|at| at + end.len())).min()?;
    let end = end + rest[end..].strip_prefix("办公室").map_or(0, |_| "办公室".len());
    let own = &rest[..end];
    let sound = used > 0
        && (3..=16).contains(&own.chars().count())
        && !["督察", "整改", "反馈", "问题"].iter().any(|word| own.contains(word))
        && !rest[end..].starts_with(['关', '的', '、', '和', '及']);
    sound.then(|| &title[..used + end])
}

/// A title without the year that it begins with: 2023年度X县农业农村局党组….
fn undated(title: &str) -> &str {
    let year =
        title.get(..4).filter(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()));
    let rest = year.and_then(|year| title[year.len()..].strip_prefix('年'));
    rest.map_or(title, |rest| rest.strip_prefix('度').unwrap_or(rest))
}

/// The name that a title begins with: 中共X党组关于…; or the one behind the
/// group: …巡察组向X党组反馈…
pub(super) fn titled(title: &str) -> Option<&str> {
    let title = undated(unheaded(title));
    // 中共X党组主要负责人组织落实…: the body is X, whoever of it reports.
    let led = ["主要负责人", "书记", "负责人"].iter().filter_map(|word| title.find(word)).min();
    if let Some(name) = led.map(|at| &title[..at])
        && (ORGANS.iter().any(|(organ, _)| name.ends_with(organ))
            || title[name.len()..].starts_with("主要负责人") && ends_as_body(name))
        && (3..=60).contains(&name.chars().count())
        && !name.contains("关于")
    {
        return Some(name);
    }
    // X党组关于市委第四巡察组反馈意见…: a group that stands behind 关于 is none of the title's subject.
    const DONE: [&str; 7] = ["关于巡察", "关于对", "巡察", "巡视", "进驻", "向", "对"];
    let subject = title.find("关于").unwrap_or(title.len());
    if let Some(group) = names::group(title).filter(|group| group.start < subject || subject == 0) {
        let behind = &title[group.end..];
        let rest = DONE.iter().find_map(|verb| behind.strip_prefix(verb))?;
        // 向云汀市委常委会反馈 names a whole area.
        let area = || rest.find("反馈").filter(|at| take_apart(&rest[..*at]).area || is_area(&rest[..*at]));
        let end = ORGANS.iter().filter_map(|(organ, _)| rest.find(organ).map(|at| at + organ.len())).min();
        let end = end.or_else(area)?;
        // 向太平镇所辖村党组织反馈: no 党组 is named.
        return Some(&rest[..end]).filter(|_| !rest[end..].starts_with('织'));
    }
    let name = match title.find("关于") {
        Some(at) => title[..at].trim_end_matches([':', '—', '-']),
        // 县人民法院党组公布巡察整改进展情况
        None => {
            let before =
                |verbs: &[&str]| Some(&title[..verbs.iter().filter_map(|verb| title.find(verb)).min()?]);
            let named = |name: &str| ORGANS.iter().any(|(organ, _)| name.ends_with(organ));
            // 中共X委员会巡察整改公示; 刀刃向内——X党委巡察整改 is a headline.
            let party = |name: &&str| {
                (named(name) || title.starts_with("中共") && name.ends_with("委员会"))
                    && !name.contains(['—', '“', ',', '年', '某'])
            };
            before(&["巡察", "巡视", "整改", "落实"])
                .filter(party)
                .or_else(|| before(&["公布", "通报", "公开", "公示", "晒出"]).filter(|name| named(name)))?
        }
    };
    let name = committee_of_both(name);
    (3..=60).contains(&name.chars().count()).then_some(name)
}
