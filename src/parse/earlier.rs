//! Which groups a head names, and what it tells of an earlier inspection or of a group that only stood by.
//!
//! In: a head, and a place in it. Out: whether the words there are about another
//! inspection than the one the document answers to. Promise: only words that say so
//! count (继…后, 对照…开展“回头看”, 曾); what is merely named first stays.

use super::names::{self, Team};
use std::ops::Range;

/// Groups that are named; 组建5个巡察组 counts them and names none.
pub(super) fn named(text: &str, within: Range<usize>) -> Vec<Team> {
    let mut teams = names::teams(text, within);
    teams.retain(|team| !text[team.range.clone()].contains(['个', '各', '本', '该', '被']));
    // 区委第三巡察组(对村巡察二组) is one group by two names.
    let mut last = 0;
    teams.retain(|team| {
        let between = text.get(last..team.range.start).filter(|_| last > 0).unwrap_or_default();
        let again =
            between.starts_with('(') && !between.contains(')') && text[team.range.end..].starts_with(')');
        last = team.range.end;
        !again
    });
    // 在省委第六巡视组指导下,市委第二巡察组对…: who stood by, or came years before, is not the group.
    let aside = |team: &Team| stands_by(text, team) || is_earlier(text, team);
    if teams.len() > 1 && teams.iter().any(|team| team.named && !aside(team)) {
        teams.retain(|team| !aside(team));
    }
    teams
}

/// Whether a group is named for an earlier inspection.
fn is_earlier(text: &str, team: &Team) -> bool {
    is_behind(text, team.range.start) || is_once(text, team.range.start)
}

/// The sentences that tell how another group than the chosen one inspected years before.
pub(super) fn bygone(text: &str, told: &Range<usize>, team: Option<&Team>) -> Vec<Range<usize>> {
    let Some(own) = team.filter(|team| !is_earlier(text, team)) else { return Vec::new() };
    let teams = names::teams(text, told.clone());
    let others = teams.iter().filter(|team| team.range != own.range && is_earlier(text, team));
    let sentences = others.map(|team| sentence(text, team.range.start));
    sentences.filter(|range| !range.contains(&own.range.start)).collect()
}

/// Signs that end a clause.
pub(super) const CLAUSES: &[char] = &[',', '。', '；', '\n'];
/// Signs that end a sentence.
const SENTENCES: &[char] = &['。', '；', '\n'];

/// No sentence is looked at further than this from its middle, in characters.
const MOST: usize = 200;

/// The words around a place, up to such signs.
pub(super) fn around(text: &str, at: usize, ends: &[char]) -> Range<usize> {
    before(text, at, ends)..behind(text, at, ends)
}

/// Where the words before a place begin, behind such a sign.
fn before(text: &str, at: usize, ends: &[char]) -> usize {
    let back = text[..at].char_indices().rev().take(MOST);
    back.take_while(|(_, c)| !ends.contains(c)).last().map_or(at, |(start, _)| start)
}

/// Where the words from a place on end, before such a sign.
fn behind(text: &str, at: usize, ends: &[char]) -> usize {
    let ahead = text[at..].char_indices().take(MOST);
    ahead.take_while(|(_, c)| !ends.contains(c)).last().map_or(at, |(start, c)| at + start + c.len_utf8())
}

/// The sentence that a place stands in.
pub(super) fn sentence(text: &str, at: usize) -> Range<usize> {
    around(text, at, SENTENCES)
}

/// Whether a clause goes back to an earlier inspection: 继十二届市委第四轮巡察后, and 对照十二届市委第四轮巡察反馈意见 before
/// a 回头看, which answers to what was found then.
pub(super) fn is_behind(text: &str, at: usize) -> bool {
    let from = before(text, at, CLAUSES);
    let lead = &text[from..];
    if !lead.starts_with(['继', '对']) {
        return false;
    }
    let end = behind(text, at, CLAUSES);
    let clause = &text[from..end];
    let after = ["后", "以来", "基础上"].iter().any(|end| clause.ends_with(end));
    let follows = clause.starts_with('继') && !clause.starts_with("继续") && after;
    let compared = || {
        let rest = &text[end..sentence(text, at).end.max(end)];
        clause.starts_with("对照") && rest.contains("回头看")
    };
    follows || compared()
}

/// Whether a sentence tells of an earlier inspection: 2019年市委第五巡察组曾对X党组开展常规巡察. A sentence that begins with
/// a bare year before its group is one too, where another tells the days of the stay.
fn is_once(text: &str, at: usize) -> bool {
    let place = sentence(text, at);
    let words = &text[place.clone()];
    let once = ["曾对", "曾经", "曾接受", "曾于", "曾由", "曾被", "曾在", "曾开展", "曾先后"];
    let lead = text[place.start..at].trim_end_matches([',', '由', '，']);
    let year = lead.strip_suffix('年').is_some_and(|year| {
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    once.iter().any(|word| words.contains(word)) || year
}

/// Whether a group only guided or went along with the one that inspected: 在省委第六巡视组指导下, 配合中央第三巡视组,
/// 省委第六巡视组巡视云汀市期间.
fn stands_by(text: &str, team: &Team) -> bool {
    let before = &text[..team.range.start];
    if before.ends_with("配合") || before.ends_with("协助") {
        return true;
    }
    let rest = &text[team.range.end..];
    let near = &rest[..rest.char_indices().nth(12).map_or(rest.len(), |(end, _)| end)];
    let near = &near[..near.find(CLAUSES).unwrap_or(near.len())];
    let guides = before.ends_with('在')
        && ["指导下", "统筹下", "领导下", "带领下", "支持下", "督导下", "指挥下"]
            .iter()
            .any(|word| near.contains(word));
    let clause =
        &rest[..rest.char_indices().take(MOST).find(|(_, c)| CLAUSES.contains(c)).map_or(0, |(end, _)| end)];
    let meanwhile = ["巡视", "巡察", "进驻", "对"].iter().any(|verb| clause.starts_with(verb))
        && clause.ends_with("期间");
    guides || meanwhile
}
