//! The body that a title is about where it does not begin with its committee: 关于桐坞县统计局党组巡察整改情况的通报,
//! 桐坞县统计局巡察整改情况公示.
//!
//! In: a folded title. Out: the body's name. Promise: a body with its place, and no whole area, whose committee is the
//! one that inspects; who asks still compares it with the words of the text, because 关于市教育局党组巡察整改 may be a
//! school's.

use super::bodies::ends_as_body;
use super::divisions;
use super::lexicon::Lexicon;
use super::names;
use super::organ::{ORGANS, take_apart};
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
