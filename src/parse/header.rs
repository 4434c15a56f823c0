//! The head of an announcement: who ordered, which group, when, how, whom,
//! and when the findings were handed over (genre §3 and §4).
//!
//! In: the preamble and the title in squeezed text. Out: [`Inspection`],
//! feedback date, the words that name the agency. Promise: what is not stated
//! is absent; every rule that fills a year is named in the fact.

use super::names::{self, Team};
use super::object::{self, Object};
use super::view::View;
use super::{date, earlier, firm, mode, ordinal, owner, period, revisit, stay, undated};
use crate::disclosure::{Date, DateRange, Doubt, Fact, Finding, Inspection, Known, Level};
use std::ops::Range;

/// What the head says.
#[derive(Default)]
pub(super) struct Header {
    pub inspection: Inspection,
    pub feedback: Option<Fact<DateRange>>,
    /// The words that name the inspected body.
    pub object: Option<Object>,
    /// The committee the group belongs to, as written.
    pub committee: Option<String>,
    /// Whether the committee that inspects is a 市委.
    pub municipal: bool,
    /// How many different groups are named.
    pub teams: usize,
}

impl Header {
    /// Whether it says which group inspected whom, and from when to when: whatever else the text is, it tells of
    /// an inspection.
    pub fn is_whole(&self) -> bool {
        let Inspection { team, start, end, .. } = &self.inspection;
        team.is_some() && start.is_some() && end.is_some() && self.object.is_some() && self.teams == 1
    }
}

/// Where the head stands.
pub(super) struct Where<'a> {
    pub preamble: &'a [Range<usize>],
    /// Running text behind it: some round reports disclose first and tell then.
    pub behind: &'a [Range<usize>],
    pub title: &'a [Range<usize>],
    /// The lines of the body, where the text may say which round it answers to.
    pub below: &'a [Range<usize>],
    /// The lines in which a report of the day may tell of the stay, wherever they stand.
    pub beyond: &'a [Range<usize>],
    /// The day of publication, for 今年.
    pub published: Option<Date>,
    /// Whether the text announces the stay, so that its day lies near.
    pub notice: bool,
}

/// Longest head that is read, in bytes: no preamble is longer.
const LONGEST: usize = 6000;

pub(super) fn read(view: &View, place: &Where, findings: &mut Vec<Finding>) -> Header {
    let mut header = Header::default();
    let head = whole(view, place.preamble);
    let mut note = |doubt, span: Option<Range<usize>>, reason: &str, confidence| {
        let span = span.map(|range| view.span(range));
        findings.push(Finding { doubt, span, reason: reason.to_owned(), confidence });
    };
    let text = view.text.as_str();
    let (told, known) = telling(view, &head, place.behind);
    let mut teams = earlier::named(text, head.clone());
    if !teams.iter().any(|team| team.named) {
        // 委第巡察组 above, 区委第一巡察组 below: the whole name is the group's.
        let below = earlier::named(text, told.clone());
        if teams.is_empty() || below.iter().any(|team| team.named) {
            teams = below;
        }
    }
    if teams.is_empty() {
        // 关于市委第四巡视组反馈意见整改情况的通报, and the text names no group.
        teams = place.title.iter().flat_map(|line| earlier::named(text, line.clone())).collect();
        teams.retain(|team| team.named && !team.lost);
    }
    let before = revisit::before(text, &mut teams, place.title);
    let own = |team: &&Team| team.named && !team.lost;
    let mut names: Vec<&str> =
        teams.iter().filter(own).map(|team| names::ordinal(view.get(team.range.clone()))).collect();
    names.sort_unstable();
    names.dedup();
    header.teams = names.len();
    // 第一至第八巡察组, 第一、第二巡察组
    let listed = |team: &Team| {
        text[..team.range.start].ends_with(['至', '到', '—', '-'])
            || view.get(team.range.clone()).contains("、第")
    };
    if teams.iter().any(listed) {
        header.teams = header.teams.max(2);
    }
    let team = teams
        .iter()
        .find(|team| team.named)
        .or_else(|| teams.iter().find(|team| team.lost))
        .or(teams.first());
    let own = team.and_then(|team| Some(view.get(team.committee.clone()?)));
    header.inspection.ordered_by =
        ordered(view, told.clone(), own).or_else(|| ordered(view, head.clone(), own));
    if let Some(team) = team {
        take_team(view, team, &mut header);
        if team.lost {
            note(Doubt::Damage, Some(team.range.clone()), "巡察组的序号缺失", 90);
        }
    }
    // 青澜县上下联动专项巡察组: the place whose group it is, whoever asked for it.
    if let Some(team) = team.filter(|team| team.named && team.committee.is_none()) {
        header.inspection.team_level = names::placed(view.get(team.range.clone()));
    }
    // 集团公司党委第四巡察组, whoever ordered it: a firm's own group has no rank of a committee.
    let own = header.committee.as_deref().is_some_and(firm::sends);
    if header.inspection.team_level.is_none()
        && !own
        && let Some(ordered) = &header.inspection.ordered_by
    {
        header.inspection.team_level = names::rank(&ordered.value, owner::held(text, &told, place.title));
        header.committee = header.committee.take().or(Some(ordered.value.clone()));
    }
    let mut municipal = false;
    if header.inspection.team_level.is_none() {
        // 县委2个巡察组分别进驻: none of them is named, but whose they are is.
        let owner = names::teams(text, told.clone()).into_iter().find_map(|team| team.committee);
        let word = |range: &Range<usize>| if text[range.end..].starts_with("巡视") { "巡视" } else { "" };
        header.inspection.team_level =
            owner.and_then(|range| names::rank(&text[range.clone()], word(&range)));
    }
    if header.inspection.team_level.is_none() {
        // 十四届县委第九轮巡察派出7个巡察组: the round is that of a committee.
        let places = std::iter::once(told.clone()).chain(place.title.iter().cloned());
        let owner = places.filter_map(|range| owner::of_round(&text[range])).next();
        // 中共云汀市水务局党组关于市委巡视整改情况的通报: so is what it answers to.
        let named = || place.title.iter().find_map(|range| owner::answered(&text[range.clone()]));
        if let Some((committee, level)) = owner.or_else(named) {
            header.inspection.team_level = Some(level);
            municipal = level == Level::Province && committee.ends_with("市委");
        }
    }
    let bygone: Vec<_> = earlier::bygone(text, &told, team).into_iter().chain(before.clone()).collect();
    header.inspection.mode = mode::modes(text, told.clone(), place.title, &bygone);
    let mut hits = known.unwrap_or_else(|| date::scan(text, told.clone()));
    hits.retain(|hit| before.as_ref().is_none_or(|before| !before.contains(&hit.range.start)));
    let mut period = period::find(text, &hits);
    let came = period.as_ref().and_then(|(start, end)| revisit::came(start, end.as_ref()));
    // 关于第十四届 / 县委第三轮巡察: a title that a line breaks is read as one.
    let title = place.title.iter().cloned().chain(adjoining(text, place.title));
    let since = before.as_ref().map_or(head.start, |before| before.end.min(told.end));
    let places = title.chain(std::iter::once(since..told.end));
    let committee = header.committee.as_deref();
    let heard = place.behind.iter().filter_map(|line| ordinal::heard(view, line, committee));
    let places: Vec<_> = places.chain(heard).chain(ordinal::planned(view, place.below, committee)).collect();
    (header.inspection.session, header.inspection.round) = ordinal::read(view, &places, committee, came);
    if header.inspection.session.is_none()
        && header.inspection.round.is_none()
        && let Some(told) = ordinal::answered(view, place.below, committee)
    {
        (header.inspection.session, header.inspection.round) = ordinal::read(view, &[told], committee, came);
    }
    for range in undated::impossible(text, told.clone()) {
        note(Doubt::Date, Some(range), "历法上没有这一天,不作为日期采用", 90);
    }
    for hit in hits.iter().filter(|hit| hit.repaired) {
        note(Doubt::Damage, Some(hit.range.clone()), "日期中的字有缺失,按唯一合理的月日读出", 90);
    }
    let far = if period.is_none() { stay::sentence(view, place.beyond, team) } else { None };
    if let Some(far) = &far {
        period = period::find(text, &date::scan(text, far.clone()));
        if header.inspection.mode.is_empty() {
            header.inspection.mode = mode::modes(text, far.clone(), &[], &[]);
        }
        if header.inspection.session.is_none() && header.inspection.round.is_none() {
            (header.inspection.session, header.inspection.round) =
                ordinal::read(view, std::slice::from_ref(far), header.committee.as_deref(), None);
        }
    }
    let within = far.clone().unwrap_or_else(|| told.clone());
    let mut near = None;
    if let Some((start, end)) = &mut period {
        stay::date_back(text, within.start, start, place.published);
        near = stay::year(start, end.as_ref(), place.published).filter(|_| place.notice);
        start.year = start.year.or(near);
    }
    if let Some((start, end)) = &period {
        period::settle(view, start, end.as_ref(), within, &mut header.inspection, &mut note);
    }
    if let Some(fact) = header.inspection.start.as_mut().filter(|_| near.is_some()) {
        fact.known = Known::Inferred(stay::NOTICED.to_owned());
    }
    let last = period.as_ref().filter(|_| far.is_none());
    let after = last.map_or(told.start, |(start, end)| end.as_ref().unwrap_or(start).range.end);
    let rest = after..told.end.max(after);
    let mut doubts = Vec::new();
    let mut later = |doubt, span: Option<Range<usize>>, reason: &str, confidence| {
        doubts.push((doubt, span, reason.to_owned(), confidence));
    };
    header.feedback = period::feedback(view, &hits, rest, &header.inspection, place.published, &mut later);
    let stated = |fact: &Fact<DateRange>| fact.known == Known::Stated;
    if !header.feedback.as_ref().is_some_and(stated)
        && let Some((start, _)) = &period
    {
        // 11月9日,巡察组向X党委反馈巡察情况。 heads a report that tells of the stay below.
        // 今年1月11日,…反馈了意见。此前的2021年9月1日至… tells of it in one line.
        // 2024年2月21日,…反馈巡察情况。 with its year does so if the stay was over by then, and no day without a
        // year that is told below is surer: 2月21日,市委召开集中反馈会议。
        let line = line_start(text, start.range.start);
        let sentence = text[line..start.range.start].rfind('。').map_or(line, |at| line + at);
        // 2023年7月6日,市委第二巡察组向我局反馈了2023年3月1日至5月20日对我局开展巡察的情况: in one clause with it.
        let whose = ["反馈了", "反馈", "反馈了于", "反馈了自"]
            .iter()
            .any(|verb| text[line..start.range.start].ends_with(verb));
        let above = told.start..if whose { start.range.start } else { sentence.max(told.start) };
        let first = hits.iter().find(|hit| hit.range.end <= above.end);
        let last = header.inspection.end.as_ref().or(header.inspection.start.as_ref());
        let over = |hit: &date::Hit| {
            hit.stated().is_some_and(|day| last.is_some_and(|last| day.first >= last.value.last))
        };
        let open = header.feedback.is_none();
        let heads = |hit: &date::Hit| open && hit.year.is_none() || over(hit);
        if first.is_some_and(|hit| heads(hit) && opens_line(text, hit.range.start)) {
            let told = period::feedback(view, &hits, above, &header.inspection, place.published, &mut note);
            if told.is_some() {
                doubts.clear();
            }
            header.feedback = told.or(header.feedback);
        }
    }
    if header.feedback.is_none() {
        header.feedback = place.behind.iter().find_map(|line| {
            let within = handed(text, line)?;
            let hits = date::scan(text, within.clone());
            let opens = hits.first().is_some_and(|hit| hit.range.start == within.start);
            let dated = opens.then_some(&hits)?;
            period::feedback(view, dated, within, &header.inspection, place.published, &mut note)
        });
    }
    if header.feedback.is_none()
        && let Some(range) = period::unread_feedback(text, told.clone())
    {
        doubts.clear();
        note(Doubt::Damage, Some(range), "反馈日期中的字有缺失,读法不止一种,不作推断", 90);
    }
    for (doubt, span, reason, confidence) in doubts {
        note(doubt, span, &reason, confidence);
    }
    header.municipal = municipal || header.committee.as_deref().is_some_and(|name| name.ends_with("市委"));
    header.object = object::find(text, told.clone(), team);
    if let (Some(object), Some(title)) = (&header.object, place.title.first()) {
        let title = &text[title.start..place.title.last().map_or(title.end, |last| last.end.max(title.end))];
        if let Some(answering) = object::answering(text, told, title, object) {
            header.object = Some(answering);
        }
    }
    header
}

/// The first sentence of a line behind the head, if it is one in which groups hand over: 1月27日,区委4个巡察组
/// 向40家单位党组织反馈巡察情况。
fn handed(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = &text[line.clone()];
    let sentence = &rest[..rest.find('。')?];
    let said = &sentence[names::group(sentence)?.end..];
    // 市委巡察组采用先向镇党委反馈、再向村反馈的方式
    let to = said.find('向').is_some_and(|at| at <= 12 && !said[..at].contains([',', '、']));
    (sentence.len() <= 600 && to && said.contains("反馈")).then(|| line.start..line.start + sentence.len())
}

/// Where the line begins in which a place stands.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether a place begins its line, or stands right behind its dateline or who ordered it: 本报讯11月9日;
/// 根据省委统一部署,8月19日.
fn opens_line(text: &str, at: usize) -> bool {
    let before = &text[line_start(text, at)..at];
    let before = before.split_once(',').filter(|(clause, _)| orders(clause)).map_or(before, |(_, rest)| rest);
    before.chars().take(31).count() <= 30 && !before.contains(['。', ','])
}

/// Whether a clause says no more than who ordered it: 根据县委统一部署.
fn orders(clause: &str) -> bool {
    clause.chars().take(41).count() <= 40
        && ["根据", "按照"].iter().any(|word| clause.starts_with(word))
        && ["部署", "安排", "要求"].iter().any(|word| clause.ends_with(word))
}

/// Where it is told who inspected whom: before 现将, which opens the disclosure
/// (dates behind it are not the inspection's); behind that sentence where
/// nothing is told before it. With its dates, where they had to be read.
fn telling(
    view: &View,
    head: &Range<usize>,
    behind: &[Range<usize>],
) -> (Range<usize>, Option<Vec<date::Hit>>) {
    let text = view.text.as_str();
    let Some(at) = text[head.clone()].find("现将") else {
        // A report of news tells in one sentence that it was fed back, and then when.
        let hits = date::scan(text, head.clone());
        let known = hits.iter().any(|hit| hit.year.is_some());
        // 3月9日上午,…动员会召开。 / 根据县委统一部署,…将于…: who ordered it is told below, or how long
        // the group stayed.
        let ordered = |range: &Range<usize>| {
            let line = view.head(range.clone());
            orders(&line[..line.find(',').unwrap_or(0)])
        };
        let told = ["部署", "安排,"].iter().any(|word| text[head.clone()].contains(word))
            && period::find(text, &hits).is_some();
        // 6月20日,…反馈了专项巡察情况。 heads a story whose next line begins with the stay.
        let stays = |range: &Range<usize>| {
            let line = view.head(range.clone());
            let opens = &line[..line.find('。').unwrap_or(line.len())];
            let hits = date::scan(text, range.start..range.start + opens.len());
            let inspects = names::group(opens).is_some() && opens.contains('对');
            // 区委第一巡察组于2019年4月4日至6月15日,对…
            let group = |lead: &str| {
                ["组于", "组自", "组从"].iter().any(|end| lead.ends_with(end)) && lead.chars().count() <= 24
            };
            let first = hits.first().is_some_and(|hit| {
                hit.range.start == range.start || group(&text[range.start..hit.range.start])
            });
            first && inspects && period::find(text, &hits).is_some_and(|(_, end)| end.is_some())
        };
        let alone = period::find(text, &hits).is_none_or(|(_, end)| end.is_none());
        let below = behind.iter().any(ordered) && !told || alone && behind.iter().any(stays);
        let more = behind.last().filter(|_| !known || below);
        return match more {
            Some(last) => (whole(view, &[head.clone(), last.clone()]), None),
            None => (head.clone(), Some(hits)),
        };
    };
    let before = head.start..head.start + at;
    let hits = date::scan(text, before.clone());
    if !hits.is_empty() || !names::teams(text, before.clone()).is_empty() {
        return (before, Some(hits));
    }
    let sentence = &text[before.end..head.end];
    let end = before.end + sentence.find(['。', ':', '\n']).unwrap_or(sentence.len());
    let all = whole(view, &[end..head.end, behind.last().cloned().unwrap_or(end..head.end)]);
    let tells =
        |text: &str| ["开展", "组建"].iter().any(|word| text.contains(word)) || names::group(text).is_some();
    if all.start < all.end && tells(&text[all.clone()]) { (all, None) } else { (before, Some(hits)) }
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

/// The lines of a title as one range, if nothing stands between them.
fn adjoining(text: &str, title: &[Range<usize>]) -> Option<Range<usize>> {
    let [first, .., last] = title else { return None };
    let joined = |pair: &[Range<usize>]| {
        text.get(pair[0].end..pair[1].start).is_some_and(|between| between.trim().is_empty())
    };
    title.windows(2).all(joined).then_some(first.start..last.end)
}

/// 根据…部署: who ordered it; of several committees the group's own.
fn ordered(view: &View, head: Range<usize>, own: Option<&str>) -> Option<Fact<String>> {
    let text = &view.text[head.clone()];
    for (at, word) in
        ["根据", "按照", "依据", "遵照", "经"].iter().filter_map(|word| text.find(word).map(|at| (at, *word)))
    {
        let clause = &text[at + word.len()..];
        // 根据第十四届 / 县委…部署: a line may end between. 根据市委,、县委的统一部署: a sign that a page has doubled ends
        // no clause.
        let broken = |at: usize| {
            clause[at..].starts_with('\n') && clause[..at].ends_with('届')
                || clause[at..].starts_with(",、")
                || clause[..at].ends_with('、')
        };
        let mut ends = clause.match_indices([',', '。', '；', ':', '\n']).map(|(at, _)| at);
        let clause = &clause[..ends.find(|at| !broken(*at)).unwrap_or(clause.len())];
        // 根据中央统一要求和省委统一部署: who deploys orders, not who asks.
        let first = |words: &[&str]| words.iter().filter_map(|word| clause.find(word)).min();
        // 按照区委巡察办关于整改公开的要求: what is asked of the report orders no inspection.
        if ["公开", "公布", "公示", "通报"].iter().any(|word| clause.contains(word)) {
            continue;
        }
        let deployed = first(&["部署", "安排"]);
        let Some(done) = deployed.or_else(|| first(&["规划", "计划", "要求", "批准", "授权"]))
        else {
            continue;
        };
        // 按照区委要求2个月内报送整改情况报告: what is asked of the body.
        if deployed.is_none() && ["报送", "上报", "报告"].iter().any(|word| clause[done..].contains(word))
        {
            continue;
        }
        let asked = clause[..done].rfind("要求和").map_or(0, |at| at + "要求和".len());
        let (at, clause) = (at + asked, &clause[asked..done]);
        // 根据《…条例》和县委…部署: what stands in the quotes orders nothing.
        let quoted = clause.rfind('》').map_or(0, |at| at + "》".len());
        let rest = &clause[quoted..];
        let joined = if quoted > 0 { rest.trim_start_matches(['和', '及', '、', '以']) } else { rest };
        let (quoted, clause) = (clause.len() - joined.len(), joined);
        if let Some((_, paper)) = clause.split_once('《') {
            // 按照《…关于十三届县委第四轮巡察的安排》: the paper that arranges a round names whose it is.
            let arranged = deployed.and(owner::of_round(paper)).map(|(committee, _)| committee);
            let Some(committee) = arranged.filter(|_| !paper.contains("整改")) else { continue };
            let from = head.start + at + word.len() + quoted + clause.len() - paper.len();
            let from = from + paper.rfind(committee).unwrap_or(0);
            return Some(Fact::stated(committee.to_owned(), view.span(from..from + committee.len())));
        }
        // 依据市委对村党组织开展巡察的部署: who is inspected stands behind 对.
        let who = clause.split_once('对').map(|(who, _)| who);
        let clause = who.filter(|who| names::committee_in(who).is_some()).unwrap_or(clause);
        if let Some(range) = names::committee_in(clause) {
            let start = head.start + at + word.len() + quoted;
            // 区教育工委和区委巡察办: an office of the second, so the first is the committee.
            let office = ["巡察办", "巡视办", "巡察工作领导", "巡视工作领导", "办公室"];
            let office = office.iter().any(|word| clause[range.end..].starts_with(word));
            // 根据区委巡察工作领导小组要求,现将…: what an office asks of the report orders no inspection.
            if office && deployed.is_none() {
                continue;
            }
            let first = clause[range.clone()].split('和').next().map(str::len).filter(|_| office);
            let first =
                first.filter(|len| names::committee_in(&clause[range.start..range.start + len]).is_some());
            let range = first.map_or(range.clone(), |len| range.start..range.start + len);
            let Some(range) = names::orderer(clause, range, own) else { continue };
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
    // 巡察组 alone names no group.
    if !team.lost && (team.named || team.committee.is_some()) {
        header.inspection.team = Some(Fact::stated(name.to_owned(), view.span(team.range.clone())));
    }
}
