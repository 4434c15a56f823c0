//! The day at which the figures of a report stand: 截至2023年9月30日.
//!
//! In: the lines of the text, and the days that a day without its year has to lie between. Out: the day. Promise: only a
//! sentence about the rectification counts; a year is taken only where one alone fits.

use super::date::{self, Hit};
use super::view::View;
use crate::disclosure::{Date, DateRange, Fact, Inspection, Known};
use memchr::memmem;
use std::ops::Range;

/// What a day without its year has to lie between.
pub(super) struct Between<'a> {
    pub inspection: &'a Inspection,
    pub feedback: Option<&'a Fact<DateRange>>,
    pub published: Option<&'a Fact<Date>>,
}

/// 截至…: the day the figures stand at, in a sentence about the rectification.
pub(super) fn as_of(view: &View, body: &[Range<usize>], between: &Between) -> Option<Fact<Date>> {
    let told: Vec<usize> = memmem::find_iter(view.text.as_bytes(), "截").collect();
    for range in body {
        let first = told.partition_point(|at| *at < range.start);
        if told.get(first).is_none_or(|at| *at >= range.end) {
            continue;
        }
        let text = view.get(range.clone());
        for (at, word) in text.match_indices("截至").chain(text.match_indices("截止")) {
            let start = at + word.len();
            let rest = &text[start..];
            let lead = rest.len() - rest.trim_start_matches(['到', ',', ' ']).len();
            let rest = rest.strip_prefix("目前").unwrap_or(rest);
            // 数据统计截止日期:2023年1月31日
            let figures = ["统计", "数据"].iter().any(|word| text[..at].ends_with(word));
            let labelled = behind_label(rest).filter(|_| figures);
            // 以上数据截至2023年1月31日
            let said = || ["以上数据", "上述数据", "整改数据"].iter().any(|word| text[..at].ends_with(word));
            let dated = labelled.is_some() || figures && said();
            let lead = labelled.map_or(lead, |day| lead + rest.len() - day.len());
            let rest = labelled.unwrap_or(rest);
            let sentence = &rest[..rest.find(['。', '\n']).unwrap_or(rest.len())];
            // 整改主要数据如下表(截至2023年9月30日): a bracket behind what the figures are called.
            let named = || {
                let lead = text[..at].rsplit(['。', '；']).next().unwrap_or_default();
                let closed =
                    rest.trim_start_matches(|c: char| !matches!(c, ')' | ',' | '。')).starts_with(')');
                lead.ends_with('(')
                    && closed
                    && lead.contains("整改")
                    && ["数据", "统计", "如下", "下表", "一览"].iter().any(|word| lead.contains(word))
            };
            if ![
                "完成",
                "办结",
                "销号",
                "整改到位",
                "已整改",
                "整改率",
                "个问题",
                "项问题",
                "项任务",
                "整改事项",
                // 截至2025年6月30日,集中整改期已满,现将…
                "整改期",
            ]
            .iter()
            .any(|word| sentence.contains(word))
                && !points(sentence)
                && !dated
                && !named()
            {
                continue;
            }
            let from = range.start + start + lead;
            let end = range.start + text.len() - rest.len() + sentence.len();
            let hit = date::scan(&view.text, from..end.max(from))
                .into_iter()
                .next()
                .filter(|hit| hit.range.start <= from + 9)?;
            if let Some(fact) = day_of(view, &hit, between) {
                return Some(fact);
            }
        }
    }
    None
}

/// The day behind 截止 where it is the value of a label: 截止日期:2023年1月31日.
fn behind_label(rest: &str) -> Option<&str> {
    let rest = ["日期", "时间"].iter().find_map(|word| rest.strip_prefix(word))?;
    Some(rest.trim_start_matches([':', '为', '是', ' ']))
}

/// Whether a sentence says of the rectification that its figures follow, here or in a table: 截至5月3日,整改情况见下表.
fn points(sentence: &str) -> bool {
    ["整改", "数据", "完成情况", "办理情况"].iter().any(|word| sentence.contains(word))
        && ["如下", "下表", "附表", "见附件", "一览表", "统计表"].iter().any(|word| sentence.contains(word))
}

fn day_of(view: &View, hit: &Hit, between: &Between) -> Option<Fact<Date>> {
    let open = hit.year.is_none();
    let range =
        if open { told_year(hit, between).or_else(|| only_year(hit, between))? } else { hit.stated()? };
    // Figures cannot stand at a day before the inspection.
    if between.inspection.start.as_ref().is_some_and(|start| range.last < start.value.first) {
        return None;
    }
    let known = match (range.exact(), hit.days) {
        (Some(_), _) if hit.repaired => Known::Repaired("残缺的数字只有一种合理的月日读法".to_owned()),
        (Some(_), _) if open && hit.said.is_some() => {
            Known::Inferred("“今年”“去年”按公布的年份计".to_owned())
        }
        (Some(_), _) if open => Known::Inferred("反馈与公布之间只有一个该月日".to_owned()),
        (Some(_), _) => Known::Stated,
        (None, date::Days::Late) => Known::Inferred("月底取该月最后一天".to_owned()),
        _ => return None,
    };
    Some(Fact { value: range.last, known, span: Some(view.span(hit.range.clone())) })
}

/// 截至今年5月底: in the year of publication, and not behind its day.
fn told_year(hit: &Hit, between: &Between) -> Option<DateRange> {
    let to = between.published?.value;
    let year = hit.said?.written(to.year())?;
    hit.in_year(year).filter(|range| range.last <= to)
}

/// 截至10月31日: the only such day between the feedback and the publication.
fn only_year(hit: &Hit, between: &Between) -> Option<DateRange> {
    let from = between.feedback.or(between.inspection.end.as_ref())?.value.last;
    let to = between.published?.value;
    let fits = |range: &DateRange| range.last >= from && range.last <= to;
    let mut days = (from.year()..=to.year().min(from.year() + 3)).filter_map(|year| hit.in_year(year));
    let found = days.find(fits)?;
    (hit.said.is_none() && !days.any(|range| fits(&range))).then_some(found)
}
