//! When the group stayed, and when the findings were handed over (genre §4).
//!
//! In: the dates of the head, in text order. Out: start, end and feedback, each
//! with how it is known. Promise: a year that is not written is filled only by
//! a named rule; what a lost character leaves open stays open; a date is the
//! feedback's only if nothing but its sentence stands between it and 反馈.

use super::date::{self, Days, Hit, Year};
use super::paper::GONE;
use super::pattern::pattern;
use super::view::View;
use super::{lasting, stay, undated};
use crate::disclosure::{Date, DateRange, Doubt, Fact, Inspection, Known};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) type Note<'a> = dyn FnMut(Doubt, Option<Range<usize>>, &str, u8) + 'a;

const TOLD: &str = "“今年”“去年”按公布的年份计";
const SAME: &str = "“当年”“次年”按驻点起始的年份计";
const REPAIRED: &str = "残缺的数字只有一种合理的月日读法";

static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:起|开始)?(?:\([^()]{1,9}\))?[至到\-—–~─－‐―− ]{0,4}$"));
/// The stay of the group: the first two dates with a dash or nothing between
/// them, or a single one that says 起 or 进驻.
pub(super) fn find(text: &str, hits: &[Hit]) -> Option<(Hit, Option<Hit>)> {
    for (at, hit) in hits.iter().enumerate() {
        if in_title(text, hit.range.start) {
            continue;
        }
        if let Some(next) = hits.get(at + 1)
            && BETWEEN.is_match(&text[hit.range.end..next.range.start])
        {
            // 11月20日至23日,各组分别反馈: the days of handing over, not of the stay.
            if handing(&text[next.range.end..], true).is_some() {
                continue;
            }
            if stay::is_arrival(&text[next.range.end..], hit, next) {
                return Some((hit.clone(), None));
            }
            return Some((hit.clone(), Some(staged(text, hits, at + 1).unwrap_or_else(|| next.clone()))));
        }
        let after = &text[hit.range.end..];
        let before = &text[..hit.range.start];
        // 2023年上半年,市委第一巡察组对…开展了巡察: both days lie in that part of the year.
        if hit.is_long() {
            let clause = &after[..after.find(['。', '\n']).unwrap_or(after.len())];
            let held = clause.find('对').filter(|_| clause.starts_with(',')).is_some_and(|to| {
                let inspects = ["开展", "进行"].iter().any(|verb| clause[to..].contains(verb));
                inspects && clause[to..].contains('巡') && !date::mentions(&clause[..to])
            });
            if held {
                return Some((hit.clone(), Some(hit.clone())));
            }
            continue;
        }
        let since = before.ends_with('从') || before.ends_with('自');
        let came = ["进驻", "正式进驻", "集中进驻", "入驻"]
            .iter()
            .any(|word| after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(['会', '动', '见'])));
        // 第九轮巡察于2020年3月23日启动,至6月12日结束
        let began = ["启动", "正式启动", "全面启动"].iter().any(|word| {
            after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(['会', '动', '了', '对', '开']))
        }) && hits.get(at + 1).is_some_and(|next| {
            let between = &text[hit.range.end..next.range.start];
            between.ends_with('至') || between.ends_with(',')
        });
        // An end that cannot be read, or that no calendar has, takes nothing from the start.
        let unsound = |rest: &str| {
            let day = &rest[..rest.find('日').map_or(0, |at| at + "日".len())];
            date::broken(rest)
                || undated::impossible(day, 0..day.len()).first().is_some_and(|at| at.start == 0)
        };
        let cut = after.strip_prefix(date::is_dash).is_some_and(unsound);
        // 自11月25日起撤出: the day it left is not the one it came.
        let clause = &after[..after.find(['。', '\n']).unwrap_or(after.len())];
        if GONE.iter().any(|word| clause.contains(word)) && !clause.contains("驻") {
            continue;
        }
        if after.starts_with('起')
            || after.starts_with("开始")
            || since && after.starts_with(',')
            || began
            || came
            || cut
        {
            // 9月11日起开展巡察,时间至10月27日结束
            let end = hits.get(at + 1).filter(|next| {
                let closed = ["结束", "全面结束", "基本结束", "止", "撤离", "完成现场巡察"]
                    .iter()
                    .any(|word| text[next.range.end..].starts_with(word));
                let before = &text[..next.range.start];
                let opened = began || after.starts_with("开始");
                closed && (before.ends_with('至') || opened && before.ends_with([',', '、', '于', '到']))
            });
            return Some((hit.clone(), end.cloned()));
        }
    }
    None
}

/// The last day of a stay in stages, whose first ends with hit `end`: 2022年9月1日至10月31日、2023年2月6日至3月10日. Stages in
/// which bodies were inspected one after the other (分别对…) are stays of their own.
fn staged(text: &str, hits: &[Hit], mut end: usize) -> Option<Hit> {
    let mut last = None;
    while let (Some(from), Some(to)) = (hits.get(end + 1), hits.get(end + 2)) {
        let after = &text[to.range.end..];
        let sentence = &after[..after.find(['。', '\n']).unwrap_or(after.len())];
        let joint = text[hits[end].range.end..from.range.start].trim_end_matches('于');
        let joined =
            matches!(joint, "、" | "和" | "及" | "以及" | "与") || joint == "," && sentence.contains("阶段");
        let dash = &text[from.range.end..to.range.start];
        let ranged = !dash.is_empty() && BETWEEN.is_match(dash);
        if !joined || !ranged || sentence.contains("分别对") || handing(after, true).is_some() {
            break;
        }
        let year = to.year.or(from.year).filter(|_| to.said.is_none());
        last = Some(Hit { year, ..to.clone() });
        end += 2;
    }
    last
}

/// Whether a day is the last by which something is to be done: 7月25日前完成反馈. 前往 and 前来 are verbs.
fn is_deadline(behind: &str) -> bool {
    ["前", "之前", "以前"]
        .iter()
        .any(|word| behind.strip_prefix(word).is_some_and(|rest| !rest.starts_with(['往', '来', '赴'])))
}

/// Whether a place stands inside 《…》.
fn in_title(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(240);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
}

/// Whether the words of a day have its year. 20230301 has it too.
fn names_year(words: &str) -> bool {
    let digits = words.len() == "20230301".len() && words.bytes().all(|byte| byte.is_ascii_digit());
    digits
        || words.contains('年')
        || words.contains(['-', '/', '.'])
        || words.len() > 12 && words.starts_with("20")
}

fn known(hit: &Hit, otherwise: Known) -> Known {
    if hit.repaired { Known::Repaired(REPAIRED.to_owned()) } else { otherwise }
}

/// Writes start and end down, with the years that the text leaves out.
pub(super) fn settle(
    view: &View,
    start: &Hit,
    end: Option<&Hit>,
    rest: Range<usize>,
    inspection: &mut Inspection,
    note: &mut Note,
) {
    let span = |hit: &Hit| Some(view.span(hit.range.clone()));
    let first = match (start.year, end) {
        (Some(_), _) if start.said.is_some() => {
            start.stated().map(|range| (range, known(start, Known::Inferred(TOLD.to_owned()))))
        }
        (Some(_), _) if !names_year(view.get(start.range.clone())) => {
            let how = Known::Inherited("年份从本轮巡察的年份".to_owned());
            start.stated().map(|range| (range, known(start, how)))
        }
        (Some(_), _) => start.stated().map(|range| (range, known(start, Known::Stated))),
        (None, Some(end)) if start.said.is_none() && end.said.is_none() => end.year.and_then(|year| {
            let range = start.in_year(year)?;
            // A range that would run backwards crosses New Year: its year is not written.
            let fits = end.stated().is_some_and(|end| range.first <= end.last);
            fits.then(|| (range, Known::Inherited("起始年份从结束日期".to_owned())))
        }),
        _ => None,
    };
    let Some((first, how)) = first else {
        note(Doubt::Date, Some(start.range.clone()), "驻点起始日期没有写明年份", 50);
        return;
    };
    inspection.start = Some(Fact { value: first, known: how, span: span(start) });
    let Some(end) = end else {
        inspection.end = lasting::until(view, first, start, rest.clone());
        // 2024年9月2日至116日: an end is written, but it is 1月16日 or 11月6日.
        let after = view.get(start.range.end..rest.end.max(start.range.end));
        let cut = after.strip_prefix(date::is_dash).is_some_and(date::broken);
        // 8月24日至25日: the day behind the dash may be whole.
        let whole = || {
            let hits = date::scan(&view.text, start.range.start..rest.end.max(start.range.end));
            let behind = hits.get(1).map(|hit| view.get(start.range.end..hit.range.start));
            behind.is_some_and(|between| BETWEEN.is_match(between))
        };
        if inspection.end.is_none() && cut && !whole() {
            note(
                Doubt::Damage,
                Some(start.range.clone()),
                "驻点结束日期中的字有缺失,读法不止一种,不作推断",
                90,
            );
        } else if inspection.end.is_none() {
            note(Doubt::Date, Some(start.range.clone()), "没有写明驻点结束日期", 60);
        }
        return;
    };
    let year = first.first.year();
    let last = match (end.year, end.said) {
        // The second stage of a stay has its year from its own first day.
        (Some(_), None)
            if view.get(end.range.clone()).contains('月') && !names_year(view.get(end.range.clone())) =>
        {
            let how = Known::Inherited("结束年份从该阶段的起始日期".to_owned());
            end.stated().map(|range| (range, known(end, how)))
        }
        (Some(_), _) => end.stated().map(|range| (range, known(end, Known::Stated))),
        (None, Some(Year::Next)) => end.in_year(year + 1).map(|range| (range, Known::Stated)),
        (None, Some(Year::Same)) => end.in_year(year).map(|range| (range, Known::Stated)),
        // 去年11月5日至今年1月10日
        (None, Some(Year::Now | Year::Last)) => {
            let year = match (start.said, end.said) {
                (Some(Year::Last), Some(Year::Now)) => Some(year + 1),
                (first, second) => (first == second).then_some(year),
            };
            year.and_then(|year| end.in_year(year)).map(|range| (range, Known::Inferred(TOLD.to_owned())))
        }
        (None, None) => match end.in_year(year).filter(|range| range.last >= first.first) {
            Some(range) => Some((range, known(end, Known::Inherited("结束年份依起始日期推定".to_owned())))),
            None => end
                .in_year(year + 1)
                .map(|range| (range, Known::Inferred("跨年:结束月日早于起始月日".to_owned()))),
        },
    };
    match last {
        Some((range, how)) if range.last >= first.first && range.first.days() - first.last.days() <= 400 => {
            inspection.end = Some(Fact { value: range, known: how, span: span(end) });
        }
        _ => note(Doubt::Date, Some(end.range.clone()), "驻点结束日期与起始日期不相称", 40),
    }
}

/// What stands between a date and 反馈 if the date is of something else.
#[rustfmt::skip]
const STRANGE: &[&str] = &[
    "报送", "审核", "听取", "生活会", "截至", "收到", "印发", "制定", "召开", "上报", "报告了", "验收", "评估",
];

/// 对县水利局党组巡察,并反馈: the days are those of the inspection.
static INSPECTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"对[^,。]*(?:巡察|巡视)(?:$|[,、并后])"));

/// 于11月下旬对X学院开展了巡察工作,根据反馈意见…: a part of a month may be a stay as well.
static STAYED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"对[^,。]*(?:开展|进行)[^,。]*(?:巡察|巡视)(?:工作)?,"));

/// What stands between days and 反馈 if they are those of a stay.
const STAYING: &[&str] = &["开展", "进行", "进驻", "巡察了", "巡视了", "整改", "公示"];

/// The sentence behind a date, and where its 反馈 stands, if nothing before it takes the date away.
/// `range` says whether the date is the second of two, which may be those of a stay.
fn handing(after: &str, range: bool) -> Option<(&str, usize)> {
    let sentence = &after[..after.find(['。', '\n', '；']).unwrap_or(after.len())];
    // 回馈了巡视意见: what a conversion of script has made of it.
    let said = ["反馈", "回馈了巡", "回馈巡"].iter().find_map(|word| sentence.find(word))?;
    let between = &sentence[..said];
    // 研究了反馈安排: who prepares it gives none yet.
    let prepared = sentence[said + "反馈".len()..].starts_with(['安', '方', '准', '稿', '前', '材']);
    // 于2月1日至3日,对相关单位进行了反馈: how it was handed over, not what was done in those days.
    let told = ["进行了", "进行", "开展了", "开展"].iter().find_map(|verb| between.strip_suffix(verb));
    let told = told.unwrap_or(between);
    let stay = range && (STAYING.iter().any(|word| told.contains(word)) || INSPECTED.is_match(told));
    let free = !between.starts_with(date::is_dash) && !date::mentions(between) && !prepared && !stay;
    free.then_some((sentence, said))
}

/// The day the findings were handed over: the date before 反馈 in its sentence.
pub(super) fn feedback(
    view: &View,
    hits: &[Hit],
    within: Range<usize>,
    inspection: &Inspection,
    published: Option<Date>,
    note: &mut Note,
) -> Option<Fact<DateRange>> {
    let text = view.text.as_str();
    let mut received = None;
    let mut told = None;
    let inside = |hit: &Hit| hit.range.start >= within.start && hit.range.end <= within.end;
    for (at, hit) in hits.iter().enumerate().filter(|(_, hit)| inside(hit)) {
        // 2021年2月,…反馈巡视情况。2021年2月7日,…反馈了巡视意见: the day within the month says more.
        if told.is_some_and(|month| !narrows(month, hit)) {
            continue;
        }
        let before = &text[within.start..hit.range.start];
        if in_title(text, hit.range.start)
            || before.ends_with("截至")
            // The end of a stay is no day of feedback, whatever its start was.
            || before.ends_with(date::is_dash)
        {
            continue;
        }
        // 收到反馈意见(6月30日)后: the day stands in a bracket behind its noun.
        let noted = before.strip_suffix('(').is_some_and(|before| {
            ["反馈意见", "巡察意见", "巡视意见", "意见反馈", "反馈"].iter().any(|end| before.ends_with(end))
        }) && text[hit.range.end..within.end].starts_with(')');
        // 反馈意见于7月6日送达
        let handed = ["反馈意见", "巡察意见", "巡视意见"]
            .iter()
            .any(|end| before.trim_end_matches(['于', '在']).ends_with(end))
            && ["送达", "正式送达", "书面送达", "送交", "交付", "下达"]
                .iter()
                .any(|verb| text[hit.range.end..within.end].starts_with(verb));
        let labelled = handed
            || noted
            || ["反馈时间", "反馈日期"]
                .iter()
                .any(|label| before.trim_end_matches([':', '为', '是', '于']).ends_with(label));
        if labelled {
            told = Some(hit);
            break;
        }
        // 10月26日至28日,各组分别反馈: handed over on several days, first of all on the first.
        // 2月14日、2月16日先后反馈 likewise.
        let until = hits.get(at + 1).filter(|next| {
            let between = &text[hit.range.end..next.range.start];
            inside(next) && (BETWEEN.is_match(between) || matches!(between, "、" | "和" | "及"))
        });
        let after = &text[until.unwrap_or(hit).range.end..within.end];
        let Some((sentence, said)) = handing(after, until.is_some()).filter(|_| !is_deadline(after)) else {
            continue;
        };
        let between = &sentence[..said];
        if !matches!(hit.days, Days::Day(_)) && STAYED.is_match(between) {
            continue;
        }
        // 召开…反馈会 is the meeting at which they were handed over.
        let meeting = sentence[said + "反馈".len()..].chars().take(8).any(|c| c == '会')
            && !sentence[said..].starts_with("反馈意见整改");
        let strange = |word: &&&str| between.contains(**word) && !(**word == "召开" && meeting);
        match STRANGE.iter().filter(strange).collect::<Vec<_>>()[..] {
            [] => {
                told = Some(hit);
                if matches!(hit.days, Days::Day(_)) {
                    break;
                }
            }
            // 收到…反馈意见: given all the same, unless a better day is told.
            [word] if *word == "收到" => received = received.or(Some(hit)),
            _ => {}
        }
    }
    close(view, told.or(received)?, inspection, published, note)
}

/// Whether a date is a day of a month that is named without one.
fn narrows(month: &Hit, hit: &Hit) -> bool {
    matches!(hit.days, Days::Day(_))
        && hit.month == month.month
        && (hit.year == month.year || hit.year.is_none() && hit.said.is_none())
        && month
            .stated()
            .zip(hit.in_year(month.year.unwrap_or(2024)))
            .is_none_or(|(month, day)| month.first <= day.first && day.last <= month.last)
}

/// A day of feedback that has lost its signs and can be read in more than one way: 2025114日,…反馈了巡察意见.
pub(super) fn unread_feedback(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let handed = |range: &Range<usize>| {
        let told = handing(&text[range.end..within.end], false);
        told.is_some_and(|(sentence, said)| !STRANGE.iter().any(|word| sentence[..said].contains(word)))
    };
    undated::unread(text, within.clone()).into_iter().find(handed)
}

/// The year of a feedback: its own, or the first such day after the stay.
fn close(
    view: &View,
    hit: &Hit,
    inspection: &Inspection,
    published: Option<Date>,
    note: &mut Note,
) -> Option<Fact<DateRange>> {
    let span = Some(view.span(hit.range.clone()));
    let place = Some(hit.range.clone());
    if let Some(range) = hit.stated() {
        if inspection.end.as_ref().is_some_and(|end| range.last < end.value.first) {
            note(Doubt::Date, place, "反馈日期早于驻点结束日期", 40);
        }
        return Some(Fact { value: range, known: known(hit, Known::Stated), span });
    }
    let written = |said: Year| published.and_then(|day| said.written(day.year()));
    let Some(end) = inspection.end.as_ref() else {
        // 当年6月30日 is of the year that the stay began in, 为期两个月 though it says no last day.
        let first = inspection.start.as_ref().map(|start| start.value.last);
        let told = match (hit.said, first) {
            (Some(Year::Same), Some(first)) => Some((first.year(), first)),
            (Some(Year::Next), Some(first)) => Some((first.year() + 1, first)),
            _ => None,
        };
        let told = told.and_then(|(year, first)| hit.in_year(year).filter(|value| value.first >= first));
        if let Some(value) = told {
            return Some(Fact { value, known: Known::Inferred(SAME.to_owned()), span });
        }
        // 今年5月17日 needs no stay to be known.
        let value = hit.said.and_then(written).and_then(|year| hit.in_year(year));
        if let Some(value) = value.filter(|value| published.is_some_and(|day| value.last <= day)) {
            return Some(Fact { value, known: Known::Inferred(TOLD.to_owned()), span });
        }
        note(Doubt::Date, place, "反馈日期没有写年份,也没有驻点结束日期可推", 40);
        return None;
    };
    let year = end.value.last.year();
    let years = match hit.said {
        Some(Year::Same) => year..=year,
        Some(Year::Next) => year + 1..=year + 1,
        _ => year..=year + 1,
    };
    // 2023年上半年 ended on no day that is known: 5月30日 may be of that year or of the next.
    let open = end.value.last.days() - end.value.first.days() > 31;
    if open && hit.in_year(year).is_some_and(|day| day.last < end.value.last && day.last >= end.value.first) {
        return None;
    }
    let value = years.filter_map(|year| hit.in_year(year)).find(|range| range.last >= end.value.last)?;
    // 今年 is the year it was written in; it must agree with the rule.
    let told = matches!(hit.said, Some(Year::Now | Year::Last));
    if told && hit.said.and_then(written) != Some(value.first.year()) {
        note(Doubt::Date, place, "反馈日期写作“今年”“去年”,与驻点时间对不上,不作推断", 40);
        return None;
    }
    if hit.days == Days::Whole && value.first < end.value.last {
        // The month in which the stay ended: any day of it may be meant.
        note(Doubt::Date, place.clone(), "反馈月份与驻点结束同月", 60);
    }
    note(Doubt::Date, place, "反馈日期没有写年份,取驻点结束后的第一个该月日", 95);
    let known = if hit.repaired {
        Known::Repaired(REPAIRED.to_owned())
    } else {
        Known::Inferred("驻点结束后的第一个该月日".to_owned())
    };
    Some(Fact { value, known, span })
}
