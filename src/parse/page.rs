//! What stands around the text: title, signature, page dates, source.
//!
//! In: the layout and the page's own words. Out: title, issuer, date of
//! publication, source. Promise: a date in a url, today's
//! date and dates inside the text are never taken for the publication.

use super::bodies;
use super::closing;
use super::date::{self, Hit};
use super::glued;
use super::layout::{self, Layout, Zone};
use super::numeral;
use super::own_title;
use super::view::View;
use crate::disclosure::{Date, DateRange, Doubt, Fact, Finding, Known};
use crate::text::{Text, fold, unglossed};
use std::ops::Range;

/// The published title: of its lines, or by the page's own word. Glosses and
/// blanks inside are left out.
pub(super) fn title(text: &Text, view: &View, layout: &Layout) -> Option<Fact<String>> {
    let bare = |range: Range<usize>| {
        let own = own_title::own(view.get(range.clone()));
        range.start + own.start..range.start + own.end
    };
    let ranges: Vec<Range<usize>> =
        layout.title.iter().map(|index| bare(view.lines[*index].range.clone())).collect();
    if let (Some(first), Some(last)) = (ranges.first(), ranges.last()) {
        let value: String = ranges.iter().map(|range| view.shown(range.clone())).collect();
        let value = unlabelled(&value);
        return Some(Fact::stated(value, view.span(first.start..last.end)));
    }
    let told = text.title.as_ref().map(|title| title.trim()).filter(|title| !title.is_empty())?;
    let value = unlabelled(&unglossed(told));
    // <title>巡察整改-某网</title> names where the page stands.
    let key: String = fold(&value).split_whitespace().collect();
    (!own_title::is_column(&key)).then_some(Fact { value, known: Known::Stated, span: None })
}

/// Lists of disclosure data give the title a label.
fn unlabelled(title: &str) -> String {
    let rest = title.strip_prefix("标题").map_or(title, |rest| {
        let behind = rest.trim_start();
        behind.strip_prefix(['：', ':']).map_or(title, str::trim_start)
    });
    rest.to_owned()
}

/// Who signs: the signature lines without their date, a name that is broken over two of them joined, and a blank
/// between two that sign.
pub(super) fn issuer(view: &View, layout: &Layout) -> Option<Fact<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut span: Option<Range<usize>> = None;
    for range in layout.ranges(view, Zone::Signature) {
        let line = view.get(range.clone());
        let day = date::scan(line, 0..line.len()).first().map_or(line.len(), |hit| hit.range.start);
        // The day itself, though no date can be read in it: 2024年8月9, 202 5年4月1日.
        if layout::is_date_line(line) || closing::is_seal(&line[..day]) {
            continue;
        }
        let name = closing::unsealed(&line[..day]);
        if name.is_empty() {
            continue;
        }
        let start = range.start + line.find(name).unwrap_or(0);
        for part in bodies::signers(name, |at| view.parted(start + at)) {
            match names.last_mut() {
                Some(last) if !bodies::is_another(last, part) => last.push_str(part),
                _ => names.push(part.to_owned()),
            }
        }
        let end = start + name.len();
        span = Some(span.map_or(range.start..end, |span| span.start..end));
    }
    let value = names.join(" ");
    let span = span.filter(|_| value.chars().count() <= 100)?;
    Some(Fact::stated(value, view.span(span)))
}

/// A day, its place, and whether characters of it were lost.
type Day = (Date, Range<usize>, bool);

/// The date under the signature.
pub(super) type Signed = Option<Day>;

/// The date under the signature.
pub(super) fn signed(view: &View, layout: &Layout) -> Signed {
    let range = view.lines.get(layout.date_line?)?.range.clone();
    if let Some(hit) = date::scan(&view.text, range.clone()).into_iter().next_back() {
        return Some((hit.stated()?.exact()?, hit.range, hit.repaired));
    }
    // 2024年8月9: only the last sign is cut off.
    let whole = format!("{}日", view.get(range.clone()));
    let hit = date::scan(&whole, 0..whole.len()).into_iter().next_back()?;
    Some((hit.stated()?.exact()?, range.start + hit.range.start..range.end, true))
}

/// Labels of page lines, the surest first.
const PAGE_DATES: &[&str] = &[
    "发布时间",
    "发布日期",
    "发表时间",
    "发表于",
    "发布于",
    "公开日期",
    "发文日期",
    "成文日期",
    "生成日期",
    "日期",
    "时间",
];

/// The day of publication: the page's own word, a labelled line beside the
/// title, the signature; a page date that cannot be right gives way.
pub(super) fn published_on(
    text: &Text,
    view: &View,
    layout: &Layout,
    signed: &Signed,
    feedback: Option<&Fact<DateRange>>,
    findings: &mut Vec<Finding>,
) -> Option<Fact<Date>> {
    let earliest = signed
        .as_ref()
        .map(|(date, ..)| *date)
        .into_iter()
        .chain(feedback.map(|fact| fact.value.first))
        .max();
    let plausible = |date: &Date| earliest.is_none_or(|earliest| *date >= earliest);
    let meta = text.meta.iter().filter(|(name, _)| META_DATES.contains(&name.as_str()));
    let meta = meta.filter_map(|(_, value)| meta_day(&fold(value))).find(&plausible);
    if let Some(date) = meta {
        return Some(Fact { value: date, known: Known::Stated, span: None });
    }
    let told = page_line(view, layout, plausible)
        .or_else(|| title_line(view, layout, plausible))
        .or_else(|| disclosed(view, layout, plausible))
        .or_else(|| before_text(view, layout, plausible));
    if let Some((date, range, repaired)) = told {
        let rule = || Known::Repaired("公布日期缺字,只有一种合理的读法".to_owned());
        let known = if repaired { rule() } else { Known::Stated };
        return Some(Fact { value: date, known, span: Some(view.span(range)) });
    }
    match signed {
        Some((date, range, repaired)) => {
            let late = feedback.is_some_and(|fact| *date < fact.value.first);
            if late {
                findings.push(Finding {
                    doubt: Doubt::Date,
                    span: Some(view.span(range.clone())),
                    reason: "落款日期早于反馈日期".to_owned(),
                    confidence: 40,
                });
            }
            let span = Some(view.span(range.clone()));
            let rule = || Known::Repaired("落款日期缺字,只有一种合理的读法".to_owned());
            let known = if *repaired { rule() } else { Known::Stated };
            Some(Fact { value: *date, known, span })
        }
        None => {
            findings.push(Finding {
                doubt: Doubt::Date,
                span: None,
                reason: "没有找到公布日期".to_owned(),
                confidence: 90,
            });
            None
        }
    }
}

/// Names under which pages keep the day of publication.
const META_DATES: &[&str] = &[
    "pubdate",
    "publishdate",
    "publish_date",
    "publishtime",
    "publish_time",
    "article:published_time",
    "og:release_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "datepublished",
    "firstpublishedtime",
];

/// The day in a page's own word: 2025-02-26 16:48:14, or 20250226.
fn meta_day(value: &str) -> Option<Date> {
    let digits = numeral::digits_len(value);
    if digits == value.trim().len() && (digits == 8 || digits == 14) {
        let part = |range: Range<usize>| value.get(range)?.parse::<u16>().ok();
        let (month, day) = (u8::try_from(part(4..6)?).ok()?, u8::try_from(part(6..8)?).ok()?);
        return Date::new(part(0..4)?, month, day).filter(|date| date.year() >= 2000);
    }
    let hit = date::scan(value, 0..value.len()).into_iter().next()?;
    hit.stated()?.exact()
}

/// What a line begins with that says who made the page, and then on which day.
#[rustfmt::skip]
const BYLINES: &[&str] =     &[
    "来源", "信息来源", "稿源", "文字:", "图文:", "供稿", "撰稿", "作者", "发布者", "发布人", "编辑:", "责任编辑", "责编", "审核:",
    "审核人", "审稿:",
];

/// What stands right behind the day of a page: X县纪委监委网站 2022-12-29 来源:县民政局.
const BEHIND_DAYS: &[&str] = &["浏览", "阅读", "点击", "访问", "人气", "来源", "信息来源", "作者", "编辑"];

/// Words before 时间 and 日期 that make them another day's: 更新时间 is when the page was touched last (genre §4,
/// decoys), 公示时间 how long the report hangs out.
#[rustfmt::skip]
const STRANGE: &[&str] = &[
    "更新", "修改", "公示", "截止", "截至", "有效", "生效", "失效", "废止", "当前", "现在", "系统", "打印", "访问", "会议",
    "巡察", "巡视", "进驻", "驻点", "反馈", "受理", "接访", "办公", "工作", "监督", "整改", "完成",
];

/// Whether a line holds words of the page itself, be they glued to its title.
fn is_chrome(zone: Zone, line: &str) -> bool {
    zone == Zone::Chrome || zone == Zone::Title && glued::is_furnished(line)
}

/// A labelled date on the page's lines before the text.
fn page_line(view: &View, layout: &Layout, plausible: impl Fn(&Date) -> bool) -> Option<Day> {
    let head: Vec<Range<usize>> = layout
        .zones
        .iter()
        .zip(&view.lines)
        .enumerate()
        // ——2023年12月26日在…会议上 stands between a title and the line of its page, and a medium's first sentence
        // above them both.
        .take_while(|(index, (zone, line))| {
            let subtitle = || view.get(line.range.clone()).starts_with('—');
            let above = || layout.title.last().is_some_and(|last| index <= last);
            matches!(zone, Zone::Chrome | Zone::Title) || subtitle() || above()
        })
        .map(|(_, line)| line)
        .filter(|(zone, line)| is_chrome(**zone, view.get(line.range.clone())))
        .map(|(_, line)| {
            let text = view.get(line.range.clone());
            line.range.end - text.trim_start_matches(own_title::BULLETS).len()..line.range.end
        })
        .filter(|range| range.len() <= 600)
        .collect();
    let labelled = |label: &str| {
        head.iter().find_map(|range| {
            let line = view.get(range.clone());
            let own = |at: &usize| !STRANGE.iter().any(|word| line[..*at].ends_with(word));
            let at = line.match_indices(label).map(|(at, _)| at).find(own)? + label.len();
            let rest = &line[at..];
            let lead =
                rest.len() - rest.trim_start_matches([':', ' ', '\t', '【', '】', '[', ']', '|']).len();
            let start = range.start + at + lead;
            if let Some((date, len)) =
                short_day(&view.text[start..range.end]).filter(|(date, _)| plausible(date))
            {
                return Some((date, start..start + len, false));
            }
            let hit = date::scan(&view.text, start..range.end)
                .into_iter()
                .next()
                .filter(|hit| hit.range.start == start)?;
            // 时间:2025年1月6日至1月17日 is how long something lasts.
            if view.text[hit.range.end..range.end].starts_with(date::is_dash) {
                return None;
            }
            Some((hit.stated()?.exact().filter(&plausible)?, hit.range, hit.repaired))
        })
    };
    let titled = layout.title.last().map_or(usize::MAX, |last| view.lines[*last].range.end);
    PAGE_DATES.iter().find_map(|label| labelled(label)).or_else(|| {
        // A line that begins with a date: 2025-04-28 来源:… or (2022年12月30日) under the title.
        head.iter().find_map(|range| {
            let line = view.get(range.clone());
            let open = line.chars().next().filter(|c| ['(', '[', '【'].contains(c));
            let bracket = open.map_or(0, char::len_utf8);
            let hits = date::scan(&view.text, range.clone());
            // 丹崖市中心医院 2025年03月27日 15:00: one day with its time, and nothing about now.
            let timed = |hit: &Hit| {
                let behind = view.get(hit.range.end..range.end).trim_start();
                let hour =
                    behind.find(':').is_some_and(|at| at <= 2 && numeral::digits_len(behind) == at && at > 0);
                // 您当前的位置 says where the page stands, and nothing of today.
                let now = ["今天", "现在", "更新", "当前时间", "当前日期", "打印", "截止"];
                let now = now.iter().any(|word| line.contains(word));
                // (阅读:233次)2023-12-06: so may a counter stand before the day.
                let sourced = BYLINES.iter().chain(BEHIND_DAYS).any(|word| line[bracket..].starts_with(word))
                    || BEHIND_DAYS.iter().any(|word| behind.starts_with(word));
                // 鹭汀日报 2017年12月21日 星期四 第04版: the day of the paper.
                let printed = line.contains('报')
                    && line.find('版').is_some_and(|at| {
                        line.contains(['第', '期']) || line[..at].ends_with(|c: char| c.is_ascii_digit())
                    });
                // 中共云汀市纪委 2022-12-30: who reports, and when, below the title.
                let named = || {
                    let name = line.get(..hit.range.start - range.start).unwrap_or_default();
                    // 办公室 | 2025-02-13
                    let name = name.trim_end_matches(['|', '丨', ' ']);
                    // 青澜日报数字报 2024-07-12: or which paper.
                    let paper = name.ends_with('报') && (4..=16).contains(&name.chars().count());
                    behind.is_empty() && range.start > titled && (paper || layout::is_issuer(name))
                };
                (hour || sourced || printed || named())
                    && !now
                    && hits.len() == 1
                    && line.chars().count() <= 60
            };
            let hit =
                hits.first().filter(|hit| hit.range.start == range.start + bracket || timed(hit))?.clone();
            let behind = view.get(hit.range.end..range.end);
            // 2021年9月14日,市人大常委会听取了…: a sentence of the text.
            let goes_on = behind.starts_with([',', '、']) || view.get(hit.range.clone()).ends_with(',');
            if hit.range.start == range.start
                && (goes_on || behind.ends_with('。') && behind.chars().take(2).count() > 1)
            {
                return None;
            }
            // (2024年1月15日公布)
            let told = ["公布", "发布", "公开"].iter().find_map(|word| behind.strip_prefix(word));
            // (2024-01-15 09:31)来源:县民政局
            let hour = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
            let sourced = || {
                let page = hour.strip_prefix(')').map(str::trim_start);
                page.is_some_and(|page| {
                    page.is_empty() || BEHIND_DAYS.iter().any(|word| page.starts_with(word))
                })
            };
            let closed = view.get(range.start..hit.range.start).contains([')', ']', '】']);
            if open.is_some()
                && !closed
                && told.unwrap_or(behind) != ")"
                && !hour.starts_with([']', '】'])
                && !sourced()
            {
                return None;
            }
            Some((hit.stated()?.exact().filter(&plausible)?, hit.range, hit.repaired))
        })
    })
}

/// A day whose century a page leaves out behind its label: 24-01-15.
fn short_day(text: &str) -> Option<(Date, usize)> {
    let mut parts = text.splitn(3, ['-', '/', '.']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day = &rest[..numeral::digits_len(rest)];
    if [year, month, day]
        .iter()
        .any(|part| part.len() != 2 || !part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let date = Date::new(2000 + year.parse::<u16>().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some((date, "24-01-15".len()))
}

/// The day in the block by which a page discloses a document, 索引号 and all, wherever the page has it.
fn disclosed(view: &View, layout: &Layout, plausible: impl Fn(&Date) -> bool) -> Option<Day> {
    let lines: Vec<&Range<usize>> = layout
        .zones
        .iter()
        .zip(&view.lines)
        .filter(|(zone, line)| **zone == Zone::Chrome && line.chrome && line.range.len() <= 200)
        .map(|(_, line)| &line.range)
        .collect();
    let block = lines.iter().position(|range| view.get((*range).clone()).starts_with("索引号"))?;
    lines.iter().skip(block).take(BLOCK).find_map(|range| {
        let line = view.get((*range).clone());
        let value =
            ["公开日期:", "发布日期:", "公布日期:"].iter().find_map(|label| line.strip_prefix(label))?;
        let start = range.end - value.len();
        let hit = date::scan(&view.text, start..range.end).into_iter().next()?;
        let whole = hit.range.start == start && hit.range.end == range.end;
        Some((hit.stated()?.exact().filter(|date| whole && plausible(date))?, hit.range, hit.repaired))
    })
}

/// Lines that such a block has.
const BLOCK: usize = 16;

/// The day that stands behind the title, on its line.
fn title_line(view: &View, layout: &Layout, plausible: impl Fn(&Date) -> bool) -> Option<Day> {
    layout.ranges(view, Zone::Title).find_map(|range| {
        let (_, hit) = own_title::day_behind(view.get(range.clone()))?;
        let date = hit.stated()?.exact().filter(&plausible)?;
        Some((date, range.start + hit.range.start..range.start + hit.range.end, hit.repaired))
    })
}

/// The day that a page has glued to the first words of the text: 2023-11-02 根据县委统一部署,…. In the text itself a day is
/// written out, and what follows it is no order.
fn before_text(view: &View, layout: &Layout, plausible: impl Fn(&Date) -> bool) -> Option<Day> {
    let range = layout.ranges(view, Zone::Preamble).next()?;
    let head = view.head(range.clone());
    if !head.starts_with("20") {
        return None;
    }
    let hit = date::scan(&view.text, range.start..range.start + head.len()).into_iter().next()?;
    let own = hit.range.start == range.start && !view.get(hit.range.clone()).contains(['年', '日']);
    let behind = &head[hit.range.end.min(range.start + head.len()) - range.start..];
    let hour = |c: char| c.is_ascii_digit() || matches!(c, ':' | ' ');
    let rest = behind.trim_start_matches(hour);
    let orders = ["根据", "按照", "依据", "遵照"].iter().any(|word| rest.starts_with(word));
    let sound = own && orders && !hit.repaired;
    Some((hit.stated()?.exact().filter(|date| sound && plausible(date))?, hit.range, false))
}

/// 来源: what the page says it comes from.
pub(super) fn source(text: &Text, view: &View, layout: &Layout) -> Option<String> {
    let told = text.meta.iter().find(|(name, value)| name == "contentsource" && !value.trim().is_empty());
    if let Some((_, value)) = told {
        return Some(value.trim().to_owned());
    }
    for (zone, line) in layout.zones.iter().zip(&view.lines) {
        if !is_chrome(*zone, view.get(line.range.clone())) || line.range.len() > 600 {
            continue;
        }
        let words = view.spaced(line.range.clone());
        let Some(at) =
            ["来源:", "来源:", "出处:"].iter().find_map(|label| words.find(label).map(|at| at + label.len()))
        else {
            continue;
        };
        let rest = words[at..].trim_start();
        let stops = [
            "作者", "编辑", "浏览", "发布", "字号", "字体", "更新", "点击", "阅读", "日期", "时间", "访问",
            "责任", "打印", "【", "[", "|",
        ];
        let stop =
            stops.iter().filter_map(|stop| rest.find(stop)).chain(rest.find(char::is_whitespace)).min();
        let value = rest[..stop.unwrap_or(rest.len())].trim();
        if !value.is_empty() && value.chars().count() <= 40 {
            return Some(view.written(value));
        }
    }
    None
}
