//! A title and the page's own words on one line.
//!
//! In: a line. Out: where the title ends. Promise: only a label right behind the end of a title cuts it.

use super::caption::ends_as_title;
use super::lexicon::Lexicon;
use super::own_title::{own, unbracketed};
use std::sync::LazyLock;

/// What a page has glued to its title, with a label: 发布时间2023年7月27日 来源:X 阅读7695次.
const LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "公开日期",
    "发文日期",
    "成文日期",
    "信息来源",
    "来源:",
    "时间:",
    "日期:",
    "作者:",
    "浏览",
    "阅读",
    "点击",
    "字号",
    "字体",
    "编号:",
    "文号:",
    "主题词:",
    "栏目:",
    "所属栏目",
    "组配分类:",
    "发文机关:",
    "发文单位:",
    "发布机构:",
    "索引号",
    "创建时间",
    "有效期",
    "发布于",
    "打印",
    "关闭",
    "分享到",
];

static LABELLED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(LABELS));

/// Where a title ends whose page has glued its own words to it, the first of them a label.
pub(super) fn label_behind(line: &str) -> Option<usize> {
    if line.len() > 600 {
        return None;
    }
    let ends = LABELLED.first(line)?;
    let title = line[..ends].trim_end();
    let said = ["巡察", "巡视", "巡查", "整改"].iter().any(|word| title.contains(word));
    (said && ends_as_title(unbracketed(title)) && !title.contains(['。', '；'])).then_some(title.len())
}

/// Whether a page has put its title and its own words on one line: 党务公开中共X党组关于…的通报发布时间2023年7月27日.
pub(super) fn is_furnished(line: &str) -> bool {
    label_behind(line).is_some_and(|_| {
        let title = &line[own(line)];
        title.contains("关于") && title.chars().take(91).count() <= 90 && !title.contains([':', '>', '|'])
    })
}
