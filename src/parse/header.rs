//! The head of an announcement: who ordered, which group, when, how, whom,
//! and when the findings were handed over (genre §3 and §4).
//!
//! In: the preamble and the title in squeezed text. Out: [`Inspection`],
//! feedback date, the words that name the agency. Promise: what is not stated
//! is absent; every rule that fills a year is named in the fact.

use super::date::{self, Hit};
use super::names::{self, Team};
use super::numeral;
use super::view::View;
use crate::disclosure::{DateRange, Doubt, Fact, Finding, Inspection, Known, Mode};
use std::ops::Range;

/// What the head says.
#[derive(Default)]
pub(super) struct Header {
    pub inspection: Inspection,
    pub feedback: Option<Fact<DateRange>>,
    /// The words that name the inspected body, and its abbreviation.
    pub object: Option<Range<usize>>,
    pub abbreviation: Option<String>,
    /// The committee the group belongs to, as written.
    pub committee: Option<String>,
}

/// Longest head that is read, in bytes: no preamble is longer.
const LONGEST: usize = 6000;

pub(super) fn read(
    view: &View,
    preamble: &[Range<usize>],
    title: &[Range<usize>],
    findings: &mut Vec<Finding>,
) -> Header {
    let mut header = Header::default();
    let head = whole(view, preamble);
    let mut note = |doubt, span: Option<Range<usize>>, reason: &str, confidence| {
        let span = span.map(|range| view.span(range));
        findings.push(Finding { doubt, span, reason: reason.to_owned(), confidence });
    };
    let text = view.text.as_str();
    // 现将… opens the disclosure: dates behind it are not the inspection's.
    let disclosed = text[head.clone()].find("现将").map_or(head.end, |at| head.start + at);
    let mut teams = names::teams(text, head.clone());
    // 组建5个巡察组 counts groups and names none.
    teams.retain(|team| !view.get(team.range.clone()).contains(['个', '各', '本', '该', '被']));
    let team = teams
        .iter()
        .find(|team| team.named)
        .or_else(|| teams.iter().find(|team| team.lost))
        .or(teams.first());
    header.inspection.ordered_by = ordered(view, head.start..disclosed);
    if let Some(team) = team {
        take_team(view, team, &mut header);
        if team.lost {
            note(Doubt::Damage, Some(team.range.clone()), "巡察组的序号缺失", 90);
        }
    }
    if header.inspection.team_level.is_none()
        && let Some(ordered) = &header.inspection.ordered_by
    {
        header.inspection.team_level = names::rank(&ordered.value, "");
        header.committee = header.committee.take().or(Some(ordered.value.clone()));
    }
    header.inspection.mode = modes(text, head.start..disclosed, title);
    let (session, round) = session_and_round(view, title, head.start..disclosed);
    (header.inspection.session, header.inspection.round) = (session, round);
    let hits = date::scan(text, head.start..disclosed);
    let period = period(text, &hits);
    if let Some((start, end)) = &period {
        settle_period(view, start, end.as_ref(), &mut header.inspection, &mut note);
    }
    let after = period.as_ref().map_or(head.start, |(start, end)| end.as_ref().unwrap_or(start).range.end);
    header.feedback = feedback(view, &hits, after..disclosed.max(after), &header.inspection, &mut note);
    let object = object(text, head.start..disclosed, team);
    header.object = object.as_ref().map(|(range, _)| range.clone());
    header.abbreviation = object.and_then(|(_, short)| short);
    header
}

/// From the first line to the last, cut where no head is that long.
fn whole(view: &View, lines: &[Range<usize>]) -> Range<usize> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return 0..0 };
    let mut end = last.end.min(first.start + LONGEST);
    while !view.text.is_char_boundary(end) {
        end -= 1;
    }
    first.start..end
}

/// 根据…部署: who ordered it.
fn ordered(view: &View, head: Range<usize>) -> Option<Fact<String>> {
    let text = &view.text[head.clone()];
    for (at, word) in
        ["根据", "按照", "依据", "遵照", "经"].iter().filter_map(|word| text.find(word).map(|at| (at, *word)))
    {
        let clause = &text[at + word.len()..];
        let clause = &clause[..clause.find([',', '。', '；', ':', '\n']).unwrap_or(clause.len())];
        let Some(done) = ["部署", "安排", "规划", "计划", "要求", "批准", "授权"]
            .iter()
            .filter_map(|word| clause.find(word))
            .min()
        else {
            continue;
        };
        let clause = &clause[..done];
        if clause.contains('《') {
            continue;
        }
        if let Some(range) = names::committee_in(clause) {
            let start = head.start + at + word.len();
            let value = &clause[range.clone()];
            if value.chars().count() <= 20 {
                let place = start + range.start..start + range.end;
                return Some(Fact::stated(value.to_owned(), view.span(place)));
            }
        }
    }
    None
}

fn take_team(view: &View, team: &Team, header: &mut Header) {
    let name = view.get(team.range.clone());
    let committee = team.committee.clone().map(|range| view.get(range).to_owned());
    let word = if name.contains("巡视") { "巡视" } else { "巡察" };
    header.inspection.team_level = committee.as_deref().and_then(|committee| names::rank(committee, word));
    header.committee = committee;
    if !team.lost {
        header.inspection.team = Some(Fact::stated(name.to_owned(), view.span(team.range.clone())));
    }
}

/// Procedures named in the sentences before the disclosure, or in the title.
fn modes(text: &str, head: Range<usize>, title: &[Range<usize>]) -> Vec<Mode> {
    let stated = modes_in(&text[head], true);
    if !stated.is_empty() {
        return stated;
    }
    title.iter().flat_map(|range| modes_in(&text[range.clone()], false)).collect()
}

const MODES: &[(&str, Mode)] = &[
    ("常规", Mode::Routine),
    ("专项", Mode::Special),
    ("机动", Mode::Mobile),
    ("提级", Mode::Raised),
    ("交叉", Mode::Crossed),
    ("联动", Mode::Joint),
    ("延伸", Mode::Extended),
];

fn modes_in(text: &str, told: bool) -> Vec<Mode> {
    let mut out = Vec::new();
    for (word, mode) in MODES {
        let near = text.match_indices(word).any(|(at, _)| {
            let before = &text[..at];
            let after: String = text[at + word.len()..].chars().take(12).collect();
            let clause = &after[..after.find([',', '。', '；', ':', '《', '》']).unwrap_or(after.len())];
            // 专项资金 and 专项整治 are no procedures; 专项巡察, 提级开展了专项巡察 are.
            let verb = clause.find("巡察").or(clause.find("巡视")).or(clause.find("巡查"));
            // 专项巡察整改“回头看” names an earlier inspection, but for a title.
            let plain = verb.is_some_and(|verb| {
                let earlier = told && clause[verb..].chars().skip(2).take(2).eq("整改".chars());
                !clause[..verb].contains(['对', '的', '资']) && !earlier
            });
            plain || *mode == Mode::Extended && (before.ends_with("巡察") || before.ends_with("巡视"))
        });
        if near {
            out.push(*mode);
        }
    }
    if text.contains("回头看") {
        out.push(Mode::LookBack);
    }
    out
}

/// 十四届市委第五轮; also glued 十四届第五轮. The title first.
fn session_and_round(
    view: &View,
    title: &[Range<usize>],
    head: Range<usize>,
) -> (Option<Fact<u16>>, Option<Fact<u16>>) {
    let places: Vec<Range<usize>> = title.iter().cloned().chain(std::iter::once(head)).collect();
    let session = places.iter().find_map(|place| session(view, place.clone()));
    let round = places.iter().find_map(|place| round(view, place.clone()));
    (session, round)
}

fn session(view: &View, within: Range<usize>) -> Option<Fact<u16>> {
    let text = &view.text[within.clone()];
    text.match_indices('届').find_map(|(at, _)| {
        let after = &text[at + "届".len()..];
        let committee: String = after.chars().take(10).collect();
        let glued = committee.starts_with('第') && committee.contains('轮');
        // 二十届三中全会 is no session of the committee that inspects.
        let owner =
            glued || names::committee_in(&committee).is_some_and(|range| !committee[range].ends_with("中央"));
        let (start, n) = ordinal_before(text, at)?;
        let range = within.start + start..within.start + at + "届".len();
        owner.then(|| Fact::stated(n, view.span(range)))
    })
}

fn round(view: &View, within: Range<usize>) -> Option<Fact<u16>> {
    let text = &view.text[within.clone()];
    text.match_indices('轮').find_map(|(at, _)| {
        let (start, n) = ordinal_before(text, at)?;
        // 第N轮 or a number right behind 年 or the committee; 一轮 alone is a count.
        let before = &text[..start];
        let marked = before.ends_with('第');
        let after: String = text[at + "轮".len()..].chars().take(12).collect();
        let inspection = after.contains("巡察")
            || after.contains("巡视")
            || after.contains("集中")
            || after.contains("整改");
        let range = within.start + start..within.start + at + "轮".len();
        (marked && inspection).then(|| Fact::stated(n, view.span(range)))
    })
}

/// The number that ends at `at`, and where it begins.
fn ordinal_before(text: &str, at: usize) -> Option<(usize, u16)> {
    let head = &text[..at];
    let start = head.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit()).len();
    let digits = &head[start..];
    let n = numeral::either(digits).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..100).contains(n))?;
    Some((start, n))
}

/// The stay of the group: the first two dates with a dash or nothing between
/// them, or a single one that says 起.
fn period(text: &str, hits: &[Hit]) -> Option<(Hit, Option<Hit>)> {
    for (at, hit) in hits.iter().enumerate() {
        let next = hits.get(at + 1);
        if in_title(text, hit.range.start) {
            continue;
        }
        if let Some(next) = next {
            let between = &text[hit.range.end..next.range.start];
            if between.len() <= 12
                && between.chars().all(|c| date::is_dash(c) || matches!(c, ' ' | '、'))
                && between != "、"
            {
                return Some((hit.clone(), Some(next.clone())));
            }
        }
        let after = &text[hit.range.end..];
        let before = &text[..hit.range.start];
        let since = before.ends_with('从') || before.ends_with('自');
        if after.starts_with('起')
            || after.starts_with("开始")
            || since && after.starts_with([',', '起', '开'])
        {
            return Some((hit.clone(), None));
        }
    }
    None
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

type Note<'a> = dyn FnMut(Doubt, Option<Range<usize>>, &str, u8) + 'a;

fn known(hit: &Hit, otherwise: Known) -> Known {
    if hit.repaired {
        Known::Repaired("残缺的数字只有一种合理的月日读法".to_owned())
    } else {
        otherwise
    }
}

fn settle_period(view: &View, start: &Hit, end: Option<&Hit>, inspection: &mut Inspection, note: &mut Note) {
    let span = |hit: &Hit| Some(view.span(hit.range.clone()));
    let first = match (start.year, end) {
        (Some(_), _) => start.stated().map(|range| (range, known(start, Known::Stated))),
        (None, Some(end)) if !start.relative => end.year.and_then(|year| {
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
        note(Doubt::Date, Some(start.range.clone()), "没有写明驻点结束日期", 60);
        return;
    };
    let last = match end.year {
        Some(_) => end.stated().map(|range| (range, known(end, Known::Stated))),
        None => {
            let same = end.in_year(first.first.year()).filter(|range| range.last >= first.first);
            match same {
                Some(range) => Some((range, known(end, Known::Inherited("结束年份从起始日期".to_owned())))),
                None => end
                    .in_year(first.first.year() + 1)
                    .map(|range| (range, Known::Inferred("跨年:结束月日早于起始月日".to_owned()))),
            }
        }
    };
    match last {
        Some((range, how)) if range.last >= first.first && range.first.days() - first.last.days() <= 400 => {
            inspection.end = Some(Fact { value: range, known: how, span: span(end) });
        }
        _ => note(Doubt::Date, Some(end.range.clone()), "驻点结束日期与起始日期不相称", 40),
    }
}

/// The day the findings were handed over: the date before 反馈 in its sentence.
fn feedback(
    view: &View,
    hits: &[Hit],
    within: Range<usize>,
    inspection: &Inspection,
    note: &mut Note,
) -> Option<Fact<DateRange>> {
    let text = view.text.as_str();
    let candidates =
        hits.iter().filter(|hit| hit.range.start >= within.start && !in_title(text, hit.range.start));
    for hit in candidates {
        let after = &text[hit.range.end..within.end];
        let sentence = &after[..after.find(['。', '\n', '；']).unwrap_or(after.len())];
        let Some(said) = sentence.find("反馈") else { continue };
        let between = &sentence[..said];
        let before = &text[within.start..hit.range.start];
        let strange = ["报送", "审核", "听取", "生活会", "截至", "收到", "印发", "制定", "召开"];
        // 2024年3月29日至6月21日…反馈: a range is a stay, not a day.
        if strange.iter().any(|word| between.contains(word))
            || before.ends_with("截至")
            || between.starts_with(date::is_dash)
        {
            continue;
        }
        let span = Some(view.span(hit.range.clone()));
        if let Some(range) = hit.stated() {
            if inspection.end.as_ref().is_some_and(|end| range.last < end.value.first) {
                note(Doubt::Date, Some(hit.range.clone()), "反馈日期早于驻点结束日期", 40);
            }
            return Some(Fact { value: range, known: known(hit, Known::Stated), span });
        }
        let Some(end) = inspection.end.as_ref().filter(|_| !hit.relative) else {
            note(Doubt::Date, Some(hit.range.clone()), "反馈日期没有写年份,也没有驻点结束日期可推", 40);
            return None;
        };
        let year = end.value.last.year();
        let value = [year, year + 1]
            .iter()
            .filter_map(|year| hit.in_year(*year))
            .find(|range| range.last >= end.value.last)?;
        note(Doubt::Date, Some(hit.range.clone()), "反馈日期没有写年份,取驻点结束后的第一个该月日", 95);
        let rule = "驻点结束后的第一个该月日".to_owned();
        return Some(Fact { value, known: Known::Inferred(rule), span });
    }
    None
}

/// Words that may follow the inspected body.
const DEEDS: &[&str] = &[
    "开展",
    "进行",
    "实施",
    "提级",
    "机动",
    "交叉",
    "集中",
    "反馈",
    "党组织开展",
    "延伸",
    "履行",
    "落实",
    "贯彻",
    "常规",
    "专项",
    "政治",
    "巡察",
    "巡视",
];

/// 对X开展了, or 向X反馈: the words of X and the short name it gives itself.
fn object(text: &str, head: Range<usize>, team: Option<&Team>) -> Option<(Range<usize>, Option<String>)> {
    let from = team.map_or(head.start, |team| team.range.end).min(head.end);
    let inspected =
        after_word(text, from..head.end, "对").filter(|(range, _)| !is_topic(&text[range.clone()]));
    inspected.or_else(|| {
        let told = after_word(text, head, "向");
        told.filter(|(range, _)| !is_topic(&text[range.clone()]))
    })
}

/// Whether an object of 对 is a subject of inspection, not a body.
fn is_topic(object: &str) -> bool {
    let topic = ["资金", "情况", "领域", "工作", "全市", "全县", "全区", "全省", "问题", "项目"];
    topic.iter().any(|word| object.contains(word)) || object.chars().count() < 2
}

fn after_word(text: &str, within: Range<usize>, word: &str) -> Option<(Range<usize>, Option<String>)> {
    let body = &text[within.clone()];
    for (at, _) in body.match_indices(word) {
        let start = at + word.len();
        let rest = &body[start..];
        let stop = rest.find([',', '。', '；', '\n']).unwrap_or(rest.len());
        let clause = &rest[..stop];
        let deed = DEEDS.iter().filter_map(|deed| clause.find(deed)).filter(|at| *at > 0).min();
        let Some(deed) = deed else { continue };
        let mut name = &clause[..deed];
        let mut short = None;
        if let Some((before, bracket)) = name.split_once('(') {
            short = abbreviation(bracket.split(')').next().unwrap_or(bracket));
            // 党组 may stand behind the bracket; the name is then what stands before it.
            name = before;
        }
        let name = name.trim_end_matches(['于', '的', '等']);
        let count = name.chars().count();
        if (2..=50).contains(&count) && !name.contains(['《', '》', ':']) {
            let range = within.start + start..within.start + start + name.len();
            return Some((range, short));
        }
    }
    None
}

/// (以下简称“区残联”) → 区残联
fn abbreviation(bracket: &str) -> Option<String> {
    let inner = ["以下简称", "下称", "简称"].iter().find_map(|word| bracket.strip_prefix(word))?;
    let inner = inner.trim_start_matches([':', '为']).trim_matches(['“', '”', '"', '「', '」', '\'']);
    (!inner.is_empty() && inner.chars().count() <= 20).then(|| inner.to_owned())
}
