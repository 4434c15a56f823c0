//! What a head tells of an inspection before its own: an earlier stay above that of a 回头看, a round whose problems
//! are still looked at.
//!
//! In: a head, and a place in it. Out: whether the words there are of an earlier inspection. Promise: the clause by
//! which the inspection was ordered is always its own, and of two stays the later one only where title or sentence
//! say 回头看.

use super::date::{self, Hit};
use super::earlier::{CLAUSES, around, sentence};
use super::names::Team;
use std::ops::Range;

/// What is said of problems that an earlier inspection fed back.
const LEFT: &[&str] = &[
    "未整改",
    "整改不彻底",
    "整改不到位",
    "整改不力",
    "未办结",
    "未销号",
    "基本整改",
    "基本完成整改",
    "遗留",
];

/// Whether the round at a place is told of for what became of it: 指出2018年县委第二轮巡察反馈的29个问题中有5个整改不彻底,
/// 移交上届县委第八轮巡察未办结问题. `stay` is the year and the month in which the group came.
pub(super) fn is_bygone(text: &str, at: usize, stay: Option<(u16, u8)>) -> bool {
    let place = around(text, at, CLAUSES);
    let clause = &text[place.clone()];
    let ordered = ["根据", "按照"].iter().any(|word| clause.starts_with(word));
    if ordered && ["部署", "安排", "要求"].iter().any(|word| clause.contains(word)) {
        return false;
    }
    let (before, behind) = (&text[place.start..at], &text[at..place.end]);
    if ["上届", "上一届", "往届"].iter().any(|word| before.contains(word)) {
        return true;
    }
    let fed_back = behind.contains("反馈") || behind.contains("移交") || before.contains("移交");
    // 第九轮巡察反馈的问题已基本整改,现将整改情况公布: the round that is answered.
    let answers = || text[place.end..sentence(text, at).end.max(place.end)].contains("现将");
    if fed_back && LEFT.iter().any(|word| behind.contains(word)) && !answers() {
        return true;
    }
    // 2022年县委第五轮巡察 may have come in the first weeks of the next year.
    let older = |year: u16| stay.is_some_and(|(now, month)| year + 1 < now || year < now && month > 2);
    fed_back && !clause.contains("关于") && year_in(before).is_some_and(older)
}

/// The year and the month in which a group came, where the days of its stay tell.
pub(super) fn came(start: &Hit, end: Option<&Hit>) -> Option<(u16, u8)> {
    Some((start.year.or(end.and_then(|end| end.year))?, start.month))
}

/// The last year that is named: 2018年.
fn year_in(words: &str) -> Option<u16> {
    let head = &words[..words.rfind('年')?];
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = head[head.len() - digits..].parse().ok()?;
    (2000..2100).contains(&year).then_some(year)
}

/// Takes away the groups that came before the one of a 回头看, and gives the words that tell of them: 2020年4月至6月,
/// 县委第五巡察组对…开展巡察。2023年3月6日至5月12日,县委第二巡察组对…开展了巡察“回头看”.
pub(super) fn before(text: &str, teams: &mut Vec<Team>, title: &[Range<usize>]) -> Option<Range<usize>> {
    let returns = title.iter().any(|line| text[line.clone()].contains("回头看"));
    let first = sentence(text, teams.iter().find(|team| team.named)?.range.start);
    let began = visit(text, &first, false).filter(|_| !text[first.clone()].contains("回头看"))?;
    let own = teams.iter().filter(|team| team.named).find_map(|team| {
        let later = Some(sentence(text, team.range.start)).filter(|later| later.start > first.start)?;
        let named = returns || text[later.clone()].contains("回头看");
        let came = visit(text, &later, true).filter(|came| named && *came > began)?;
        (came.0 > began.0 || text[later.clone()].contains("回头看")).then_some(later)
    })?;
    teams.retain(|team| team.range.start >= own.start);
    Some(first.start..own.start)
}

/// The year and the month in which a sentence says that a group came: 2023年3月6日至5月12日,…对…开展了巡察. `own` asks that
/// it tells the stay in days or months from one to another.
fn visit(text: &str, within: &Range<usize>, own: bool) -> Option<(u16, u8)> {
    let words = &text[within.clone()];
    let deed = words.find('对').is_some_and(|at| {
        let rest = &words[at..];
        ["开展", "进行", "实施"].iter().any(|verb| rest.contains(verb))
            && ["巡察", "巡视", "回头看"].iter().any(|word| rest.contains(word))
    });
    let hits = date::scan(text, within.clone());
    let hit = hits.first().filter(|_| deed && (!own || hits.len() > 1))?;
    Some((hit.year?, hit.month))
}
