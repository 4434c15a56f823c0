//! Where a page's own last lines begin: who runs the site, where, and its hotline.
//!
//! In: the lines of a [`View`]. Out: the first line that belongs to the site.
//! Promise: only lines behind the last sentence and the last table of the
//! announcement are judged.

use super::layout::is_date_line;
use super::lexicon::Lexicon;
use super::view::View;
use std::sync::LazyLock;

/// Words by which a page names who runs its site.
const HOST: &[&str] = &[
    "icp备",
    "icp证",
    "公网安备",
    "网站标识码",
    "版权所有",
    "copyright",
    "©",
    "主办单位",
    "主办:",
    "承办单位",
    "承办:",
    "主管单位",
    "主管:",
    "技术支持",
    "网站地图",
    "网站管理",
    "网站维护",
    "运维",
    "市长热线",
    "政务服务热线",
    "便民热线",
    "建议使用",
    "举报网站",
    // What an account shows below its text.
    "往期推荐",
    "往期回顾",
    "往期精选",
    "推荐阅读",
    "相关阅读",
    "延伸阅读",
];

static NAMED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(HOST));

/// Where the lines begin that belong to the site, not to the announcement: behind
/// its last sentence, from the first line that names the host on, and the site's
/// address right above it where a signature stands between.
pub(super) fn hosted(view: &View) -> usize {
    let text = |index: usize| view.get(view.lines[index].range.clone());
    let count = view.lines.len();
    let short = |index: &usize| view.lines[*index].range.len() <= 600;
    let host = |index: &usize| short(index) && NAMED.has(text(*index));
    let last = (0..count).rev().find(|index| text(*index).contains(['。', '\t']) && !host(index));
    let from = last.map_or(0, |last| last + 1);
    let Some(mut first) = (from..count).find(host) else { return count };
    let signed = (from.saturating_sub(1)..first).rev().find(|index| is_date_line(text(*index)));
    let own = |index: usize| {
        let line = text(index);
        ["地址", "单位地址", "办公地址", "电话", "总机", "邮编", "邮政编码", "传真", "邮箱"]
            .iter()
            .any(|word| line.starts_with(word))
    };
    while signed.is_some_and(|signed| first > signed + 1) && own(first - 1) {
        first -= 1;
    }
    first
}
