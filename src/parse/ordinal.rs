//! Session and round: 十四届市委第五轮, also glued 十四届第五轮.
//!
//! In: the places where they may stand, the surest first, and the committee the
//! group belongs to. Out: the two numbers. Promise: of two rounds the one of the
//! group's own committee is taken; 一轮 alone is a count, and a session is no
//! congress.

use super::earlier;
use super::names;
use super::numeral;
use super::revisit;
use super::view::View;
use crate::disclosure::Fact;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// What is known of a number: its value and where it stands.
type Number = Option<Fact<u16>>;

/// `stay` is the year and the month in which the group came.
pub(super) fn read(
    view: &View,
    places: &[Range<usize>],
    committee: Option<&str>,
    stay: Option<(u16, u8)>,
) -> (Number, Number) {
    let session = places.iter().find_map(|place| session(view, place.clone(), committee, stay));
    let round = places.iter().find_map(|place| round(view, place.clone(), committee, stay));
    (session, round)
}

fn session(view: &View, within: Range<usize>, own: Option<&str>, stay: Option<(u16, u8)>) -> Number {
    let text = &view.text[within.clone()];
    // 配合二十届中央第四轮巡视,市委巡察组…: the centre's session is that of its own groups.
    let central = own.is_none_or(|own| own.ends_with("中央"));
    let mut others = None;
    for (at, _) in text.match_indices('届') {
        let after = &text[at + "届".len()..];
        let behind: String = after.trim_start_matches('\n').chars().take(10).collect();
        // 十九届中央第六轮巡视, 第十四届委员会第三轮巡察; 二十届三中全会 is no session of the committee that inspects.
        let glued = is_round(&behind)
            || behind.strip_prefix("委员会").is_some_and(is_round)
            || central && behind.strip_prefix("中央").is_some_and(is_round);
        let sender = sender(&behind).filter(|_| !glued);
        if !glued && sender.is_none()
            || is_past(text, at)
            || earlier::is_behind(text, at)
            || revisit::is_bygone(text, at, stay)
        {
            continue;
        }
        let Some((start, n)) = ordinal_before(text, at) else { continue };
        let fact = Fact::stated(n, view.span(within.start + start..within.start + at + "届".len()));
        if own.zip(sender).is_none_or(|(own, sender)| is_own(sender, own)) {
            return Some(fact);
        }
        others = others.or(Some(fact));
    }
    others
}

/// Whether a text begins with the round of an inspection.
fn is_round(text: &str) -> bool {
    text.starts_with('第') && text.contains('轮') || text.starts_with("首轮")
}

/// The committee that stands behind 届 if it may be the one that inspects: 十四届县委第三轮巡察. A plenum is that of any
/// committee: 六届市委五次全会.
fn sender(behind: &str) -> Option<&str> {
    let clause = &behind[..behind.find([',', '。', '、', '；', ':', '次']).unwrap_or(behind.len())];
    let range = names::committee_in(clause).filter(|range| !clause[range.clone()].ends_with("中央"))?;
    let rest = &behind[range.end..];
    let counted =
        rest.trim_start_matches(|c: char| c == '第' || numeral::is_numeral(c) || c.is_ascii_digit());
    let plenum = ["次", "全会", "全体", "党代"].iter().any(|word| counted.starts_with(word));
    (!plenum).then_some(&clause[range])
}

/// 根据省委第三轮联动工作部署,市委第五轮巡察…: the city's own round before that of another committee.
fn round(view: &View, within: Range<usize>, committee: Option<&str>, stay: Option<(u16, u8)>) -> Number {
    let text = &view.text[within.clone()];
    let mut others = None;
    for (at, _) in text.match_indices('轮') {
        let Some((start, n)) = ordinal_before(text, at) else { continue };
        // 第N轮 or a number right behind 年 or the committee; 一轮 alone is a count.
        let before = &text[..start];
        let marked = before.ends_with('第') || text[start..].starts_with('首');
        let after: String = text[at + "轮".len()..].chars().take(12).collect();
        // 二十届中央第四轮巡视 is none of a city's rounds.
        let central = before.trim_end_matches('第').ends_with("中央");
        if central && committee.is_some_and(|own| !own.ends_with("中央")) {
            continue;
        }
        if is_past(text, at)
            || earlier::is_behind(text, at)
            || revisit::is_bygone(text, at, stay)
            || !marked
            || !["巡察", "巡视", "集中", "整改"].iter().any(|word| after.contains(word))
        {
            continue;
        }
        let fact = Fact::stated(n, view.span(within.start + start..within.start + at + "轮".len()));
        if committee.is_none_or(|own| is_own(before, own)) {
            return Some(fact);
        }
        others = others.or(Some(fact));
    }
    others
}

/// Whether an earlier inspection is spoken of: 自六届区委巡察以来. 自第五轮巡察反馈以来 is since this one.
fn is_past(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let rest = &rest[..rest.find([',', '。', '；', '\n']).unwrap_or(rest.len())];
    let Some((between, _)) = rest.split_once("以来") else { return false };
    let begun = ["整改", "反馈", "进驻", "启动", "开展", "部署"].iter().any(|word| between.contains(word));
    let near = text[..at].char_indices().rev().nth(15).map_or(0, |(from, _)| from);
    let lead = text[near..at].rsplit([',', '。', '；', '\n']).next().unwrap_or_default();
    !begun && between.chars().count() <= 16 && lead.contains('自')
}

/// Whether the committee named right before a round, if one is, has the rank of the group's own.
fn is_own(before: &str, own: &str) -> bool {
    const RANKS: [&str; 6] = ["省委", "市委", "区委", "县委", "州委", "旗委"];
    let before = before.trim_end_matches('第');
    let named = RANKS.iter().find(|rank| before.ends_with(**rank));
    let ranked = RANKS.iter().find(|rank| own.ends_with(**rank));
    named.is_none() || ranked.is_none() || named == ranked
}

/// The number that ends at `at`, and where it begins.
fn ordinal_before(text: &str, at: usize) -> Option<(usize, u16)> {
    // 第十四 / 届县委: a line may end between.
    let head = text[..at].trim_end_matches('\n');
    let start = head.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit()).len();
    let digits = &head[start..];
    if let Some(before) = head.strip_suffix('首') {
        return Some((before.len(), 1));
    }
    let n = numeral::either(digits).and_then(|n| u16::try_from(n).ok()).filter(|n| (1..100).contains(n))?;
    Some((start, n))
}

/// 常委会会议听取了九届区委第三轮巡察整改进展情况报告: whose report was heard. Other rounds named in running
/// text may be earlier ones. 听取厅党组第二轮巡察情况汇报 tells which round it was, if the committee is the group's own.
pub(super) fn heard(view: &View, line: &Range<usize>, committee: Option<&str>) -> Option<Range<usize>> {
    let text = view.head(line.clone());
    let at = text.find("听取")?;
    let clause = &text[at..];
    let clause = &clause[..clause.find([',', '。', '；']).unwrap_or(clause.len())];
    let answered = ["轮巡察整改", "轮巡视整改", "轮巡察的整改", "轮巡视的整改"];
    let told = ["轮巡察情况", "轮巡视情况", "轮巡察综合情况", "轮巡视综合情况"];
    // 学习在听取中央第七轮巡视情况汇报时的讲话 tells of any round.
    let own = |head: &str| {
        let head = head.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit());
        let own = committee.filter(|own| !own.ends_with("中央"));
        let rank = own.and_then(|own| own.get(own.char_indices().rev().nth(1)?.0..));
        rank.is_some_and(|rank| head.trim_end_matches('第').ends_with(rank))
    };
    let sound = answered.iter().any(|word| clause.contains(word))
        || told.iter().any(|word| clause.find(word).is_some_and(|at| own(&clause[..at])));
    sound.then(|| line.start + at..line.start + at + clause.len())
}

/// A round with its session and its committee in running text: 十三届市委第三轮巡察.
struct Mention {
    session: u16,
    round: u16,
    range: Range<usize>,
}

/// Every such round of the group's own committee in a line.
fn mentions(text: &str, committee: Option<&str>) -> Vec<Mention> {
    let mention = |at: usize| {
        let (start, round) = ordinal_before(text, at)?;
        let owner = text[..start].strip_suffix('第')?;
        let near = owner.char_indices().rev().nth(15).map_or(0, |(from, _)| from);
        let end = near + owner[near..].rfind('届')?;
        let name = &owner[end + "届".len()..];
        let whole = names::committee_in(name).is_some_and(|range| range == (0..name.len()));
        let (from, session) = ordinal_before(text, end).filter(|_| whole)?;
        let behind = &text[at..text[at..].char_indices().nth(9).map_or(text.len(), |(end, _)| at + end)];
        let to = ["巡察", "巡视"].iter().filter_map(|word| behind.find(word)).min()?;
        let own = committee.is_none_or(|own| is_own(owner, own));
        own.then_some(Mention { session, round, range: from..at + to + "巡察".len() })
    };
    text.match_indices('轮').filter_map(|(at, _)| mention(at)).collect()
}

/// 十三届市委第三轮巡察向市水务局党组反馈问题13个, 根据四届区委第一轮巡察工作部署…整改, 《…落实八届市委第一轮巡察反馈意见的
/// 整改方案》: the round that a report answers to whose head names none. None if the body names two.
pub(super) fn answered(view: &View, body: &[Range<usize>], committee: Option<&str>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut known = None;
    for (index, line) in body.iter().enumerate() {
        let text = view.head(line.clone());
        for Mention { session, round, range } in mentions(text, committee) {
            if known.is_some_and(|known| known != (session, round)) {
                return None;
            }
            known = Some((session, round));
            if found.is_none() && index < FIRST && is_answered(text, &range) {
                found = Some(line.start + range.start..line.start + range.end);
            }
        }
    }
    found
}

/// Whether a sentence tells that the report answers to the round it names.
fn is_answered(text: &str, round: &Range<usize>) -> bool {
    let from = text[..round.start].rfind(['。', '；']).map_or(0, |at| at + "。".len());
    let (lead, rest) = (&text[from..round.start], &text[round.end..]);
    let rest = &rest[..rest.find(['。', '；']).unwrap_or(rest.len())];
    let clause = &rest[..rest.find([',', '》']).unwrap_or(rest.len())];
    // 上轮, 十二届市委第五轮巡察反馈问题未整改到位, 第五轮巡察以来: what is told of an earlier one.
    let earlier = [
        "上轮",
        "上一轮",
        "上次",
        "历次",
        "往届",
        "以来",
        "回头看",
        "未",
        "没有",
        "不到位",
        "不彻底",
        "不力",
        "不够",
        "对照",
        "遗留",
    ];
    if [lead, rest].iter().any(|text| earlier.iter().any(|word| text.contains(word))) {
        return false;
    }
    let given = clause.starts_with('向') && clause.contains("反馈");
    let deployed = ["根据", "按照"].iter().any(|word| lead.ends_with(word))
        && ["部署", "安排"].iter().any(|word| clause.contains(word))
        && rest.contains("整改");
    let planned = lead.rfind('《').is_some_and(|open| !lead[open..].contains('》'))
        && lead.ends_with("落实")
        && ["整改方案", "整改实施方案", "整改工作方案"].iter().any(|end| clause.ends_with(end))
        && ["起草", "制定", "印发", "审议", "研究", "出台"].iter().any(|verb| lead.contains(verb));
    given || deployed || planned
}

/// What is looked for in all of them.
static ROUND: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("轮巡"));

/// Lines of the body in which it may be said which round is answered: the first chapter tells who was charged.
const FIRST: usize = 30;

/// 成立落实六届市委第八轮巡察整改工作领导小组, 制定…巡察整改方案: what a body sets up for the round it answers to.
/// None if two rounds are named so.
pub(super) fn planned(view: &View, body: &[Range<usize>], committee: Option<&str>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for line in body.iter().take(FIRST) {
        let text = view.head(line.clone());
        for at in ROUND.find_iter(text.as_bytes()) {
            let behind = &text[at..];
            let behind = ["轮巡察整改", "轮巡视整改"].iter().find_map(|word| behind.strip_prefix(word));
            let Some(behind) = behind.map(|behind| behind.trim_start_matches("工作")) else { continue };
            let set =
                ["领导小组", "工作专班", "专班", "专题", "动员", "部署", "方案", "实施方案", "任务清单"];
            let lead = &text[..at];
            let clause = lead.rsplit(['。', ',', '；', '《']).next().unwrap_or(lead);
            let verb = ["成立", "召开", "制定", "印发", "组建"].iter().any(|verb| clause.contains(verb));
            let Some((start, _)) = ordinal_before(text, at).filter(|_| verb) else { continue };
            let sessioned = clause.contains('届') && text[..start].ends_with('第');
            let own = committee.is_none_or(|own| is_own(&text[..start], own));
            // 关于制定五届市委第三轮巡察整改方案不及时的问题 tells of an earlier one.
            let goes_on = &behind[..behind.find([',', '。', '；']).unwrap_or(behind.len())];
            let lacking = [clause, goes_on]
                .iter()
                .any(|text| ["未", "没有", "不", "问题", "对照"].iter().any(|word| text.contains(word)));
            if !set.iter().any(|word| behind.starts_with(word)) || !sessioned || !own || lacking {
                continue;
            }
            let from = clause.rfind('届').map_or(0, |session| at - clause.len() + session);
            let head = text[..from].trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit());
            let place = line.start + head.len()..line.start + at + "轮巡察整改".len();
            match &found {
                Some(known) if view.get(known.clone()) != view.get(place.clone()) => return None,
                _ => found = Some(place),
            }
        }
    }
    found
}
