//! The stay of the group where the head does not tell it whole.
//!
//! In: the lines of a report of the day or of a notice, the group that its head names, the day of the page. Out: the
//! sentence or the label that tells of the stay, and the year of a day without one. Promise: a sentence counts by its group, its verb and both
//! its days, wherever it stands; a year is taken only from a day of the page that lies near.

use super::date::{self, Hit};
use super::names::{self, Team};
use super::period;
use super::view::View;
use crate::disclosure::{Date, DateRange, Finding, Inspection, Known};
use std::ops::Range;

/// Lines in which the stay may be told.
const FIRST: usize = 40;

/// The sentence by which the group of the head stayed with the body: 2025年4月25日至5月17日,市委第三巡察组对香坪镇党委
/// 开展了常规巡察. Another group's stay is another inspection.
pub(super) fn sentence(view: &View, lines: &[Range<usize>], own: Option<&Team>) -> Option<Range<usize>> {
    // 市委 of 云汀市委, and the number of the group.
    let called = |team: &Team| {
        let name = team.committee.clone().map(|range| view.get(range));
        let rank = name.map(|name| name.char_indices().rev().nth(1).map_or(name, |(at, _)| &name[at..]));
        (rank, Some(names::ordinal(view.get(team.range.clone()))).filter(|_| team.named))
    };
    let own = own.map(called);
    lines.iter().take(FIRST).find_map(|line| {
        let mut from = line.start;
        view.head(line.clone()).split_inclusive('。').find_map(|words| {
            let range = from..from + words.len();
            from = range.end;
            let group = ["巡察组", "巡视组", "巡察"].iter().filter_map(|word| words.find(word)).min()?;
            let told = &words[group..];
            let to = told.find('对')?;
            let held = ["开展", "进行"].iter().any(|verb| told[to..].contains(verb));
            if !held || !["巡察", "巡视"].iter().any(|word| told[to..].contains(word)) {
                return None;
            }
            let teams = names::teams(&view.text, range.clone());
            let same = |team: &Team| {
                let (rank, number) = called(team);
                let fits = |one: Option<&str>, other: Option<&str>| {
                    one.is_none_or(|one| other.is_none_or(|other| one == other))
                };
                own.is_none_or(|own| fits(rank, own.0) && fits(number, own.1))
            };
            if teams.is_empty() || !teams.iter().all(same) {
                return None;
            }
            let hits = date::scan(&view.text, range.clone());
            period::find(&view.text, &hits).filter(|(_, end)| end.is_some()).map(|_| range)
        })
    })
}

/// Gives a start without its year the one that its sentence names otherwise: 根据市委2023年第二轮巡察安排,…于5月15日至…,
/// 今年3月4日至4月12日, where 今年 is the year of publication. A stay that would begin after the report has none.
pub(super) fn date_back(text: &str, from: usize, start: &mut Hit, published: Option<Date>) {
    if start.year.is_some() {
        return;
    }
    let year = match start.said {
        None => round_year(text.get(from..start.range.start).unwrap_or_default()),
        Some(said) => published.and_then(|day| said.written(day.year())),
    };
    let sound = |year: &u16| {
        let day = start.in_year(*year);
        day.is_some_and(|day| published.is_none_or(|published| day.last <= published))
    };
    start.year = year.filter(sound);
}

/// The year of the round that a sentence names before the stay: 2023年第二轮巡察, 2023年度巡察工作计划.
fn round_year(lead: &str) -> Option<u16> {
    let sentence = lead.rsplit(['。', '\n']).next().unwrap_or(lead);
    let (before, rest) = sentence.rsplit_once('年')?;
    let digits = before.get(before.len().checked_sub(4)?..)?;
    let own = rest.trim_start_matches('度');
    let round = own.strip_prefix('第').and_then(|own| own.split_once('轮'));
    let round = round.is_some_and(|(ordinal, _)| ordinal.chars().count() <= 3);
    let named = round || ["巡察", "巡视", "常规巡", "专项巡"].iter().any(|word| own.starts_with(word));
    let year = digits.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let whole = !before[..before.len() - 4].ends_with(|c: char| c.is_ascii_digit());
    // 2022年巡察反馈 is an earlier one.
    let earlier = ["反馈", "整改", "发现"].iter().any(|word| own.contains(word));
    (named && whole && !earlier).then_some(year)
}

/// Days that lie between the first of a stay and the day of the notice that announces it.
const NEAR: u32 = 31;

/// The year of a stay that is announced without one, by the day of the notice: 将于6月10日至8月24日…, signed on
/// 2022年6月10日.
pub(super) fn year(start: &Hit, end: Option<&Hit>, published: Option<Date>) -> Option<u16> {
    let day = published?;
    let open = |hit: &Hit| hit.year.is_none() && hit.said.is_none();
    if !open(start) || !end.is_none_or(open) {
        return None;
    }
    (day.year() - 1..=day.year() + 1).find(|year| {
        let near = |first: Date| first.days().abs_diff(day.days()) <= NEAR;
        start.in_year(*year).is_some_and(|start| near(start.first))
    })
}

/// How the year of a stay is known that a notice announces without it.
pub(super) const NOTICED: &str = "年份从公告的日期";

/// The stay of the group by its label in the body of a notice.
/// `published` is the day of a notice.
pub(super) fn labelled(
    view: &View,
    body: &[Range<usize>],
    published: Option<Date>,
    into: &mut Inspection,
    findings: &mut Vec<Finding>,
) {
    let labels = ["巡察时间", "巡视时间", "驻点时间", "进驻时间", "工作时间"];
    let told = |range: &&Range<usize>| {
        let line = view.head((*range).clone());
        line.chars().count() <= 60
            && labels.iter().any(|label| line.contains(label))
            && !line.contains("受理")
    };
    // 巡察期间(2021年5月17日至7月5日)设有举报电话: the days stand right behind the label.
    let beside = |range: &Range<usize>| {
        let line = view.head(range.clone());
        ["巡察期间(", "巡视期间(", "巡察时间为", "巡视时间为", "巡察时间自", "巡察时间从"].iter().find_map(
            |label| {
                let at = range.start + line.find(label)? + label.len();
                let close = at + view.text[at..range.end].find([')', ',', '。', '；'])?;
                date::scan(&view.text, at..close)
                    .first()
                    .is_some_and(|hit| hit.range.start == at)
                    .then_some(at..close)
            },
        )
    };
    let first = body.iter().take(60).find(told).cloned();
    let Some(range) = first.or_else(|| body.iter().take(60).find_map(beside)) else { return };
    // A label alone has its days below it.
    let next = body.iter().find(|next| next.start >= range.end).map_or(range.end, |next| next.end);
    let bare = date::scan(&view.text, range.clone()).is_empty();
    let within = range.start..if bare { next } else { range.end };
    let hits = date::scan(&view.text, within.clone());
    let Some((mut start, end)) = period::find(&view.text, &hits) else { return };
    // 2020年9月21日,…动员会召开。…巡察期间(9月17日至10月20日): a stay has the year of the meeting that opens it.
    let opened = body.first().and_then(|first| {
        let day = date::scan(&view.text, first.clone()).iter().find_map(date::Hit::stated)?;
        let near = |day: &DateRange, other: DateRange| day.first.days().abs_diff(other.first.days()) <= 31;
        let year = day.first.year();
        (start.year.is_none() && start.said.is_none() && end.as_ref().is_none_or(|end| end.year.is_none()))
            .then_some(year)
            .filter(|year| start.in_year(*year).is_some_and(|start| near(&start, day)))
    });
    let near = year(&start, end.as_ref(), published).filter(|_| opened.is_none());
    start.year = start.year.or(opened).or(near);
    let mut note = |doubt, span: Option<Range<usize>>, reason: &str, confidence| {
        let span = span.map(|range| view.span(range));
        findings.push(Finding { doubt, span, reason: reason.to_owned(), confidence });
    };
    period::settle(view, &start, end.as_ref(), within, into, &mut note);
    let rule = opened.map(|_| "年份从动员会的日期").or(near.map(|_| NOTICED));
    if let Some((fact, rule)) = into.start.as_mut().zip(rule) {
        fact.known = Known::Inferred(rule.to_owned());
    }
}

/// Whether two days are those on which groups came, and not the first and the last of their stay: 8月24日至25日,4个
/// 巡察组分别进驻. No group stays for less than a week.
pub(super) fn is_arrival(after: &str, first: &Hit, last: &Hit) -> bool {
    let sentence = &after[..after.find(['。', '\n', '；']).unwrap_or(after.len())];
    let year = first.year.unwrap_or(2000);
    let days = first.in_year(year).zip(last.in_year(year));
    let few = days.is_some_and(|(first, last)| (0..=5).contains(&(last.last.days() - first.first.days())));
    few && ["分别进驻", "陆续进驻", "相继进驻", "先后进驻"].iter().any(|word| sentence.contains(word))
}
