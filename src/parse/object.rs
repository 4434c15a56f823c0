//! The words that name the inspected body: 对X开展了巡察, 向X反馈.
//!
//! In: the head and the place of the group's name. Out: the words of X, the
//! short name it gives itself, and an organ that stands behind the bracket.
//! Promise: a topic (对全市…资金使用情况) is no body.

use super::bodies::ends_as_body;
use super::divisions;
use super::lexicon::Lexicon;
use super::names::Team;
use super::organ::{is_area, is_rank, take_apart};
use super::own_title::unheaded;
use super::particle::holds;
use super::place::ranked;
use super::several::{NO_NAMES, is_topic, officeless, whole};
use super::{belongs, firm, labelled, own, verbs};
use std::ops::Range;
use std::sync::LazyLock;

/// The inspected body as the head names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Object {
    pub range: Range<usize>,
    /// (以下简称“区残联”)
    pub short: Option<String>,
    /// 党组 behind the bracket.
    pub organ: Option<String>,
}

/// Verbs that end the name.
const VERBS: &[&str] = &["开展", "进行", "实施", "反馈", "作了", "启动"];
/// What the inspection is called, and what may end a name where there is no verb.
const CALLED: &[&str] = &[
    "提级",
    "机动",
    "交叉",
    "集中",
    "常规",
    "专项",
    "政治",
    "延伸",
    "联动",
    "上下",
    "“回头看”",
    "巡察",
    "巡视",
    "巡查",
];
/// What is looked at otherwise than by an inspection, behind the verb: 进行了监督检查, 开展了专项审计.
#[rustfmt::skip]
const LOOKED: &[&str] = &[
    "巡", "检查", "监督", "督", "审计", "体检", "通报", "考核", "考察", "评估", "评价", "测评", "调研", "核查", "抽查", "回头看",
    "驻点",
];

/// Whether what stands between 对 and the verb was inspected or told by it: anything by 巡察 and 反馈, a body by 检查 too.
fn is_held(name: &str, deed: &str) -> bool {
    static DEEDS: LazyLock<[Lexicon; 2]> =
        LazyLock::new(|| [Lexicon::of(&["巡察", "巡视", "反馈"]), Lexicon::of(LOOKED)]);
    let [held, looked] = &*DEEDS;
    held.has(deed)
        || ORGANS.iter().any(|organ| name.ends_with(organ))
        || looked.has(deed) && (own::is_self(name) || is_body(name))
}

/// What is inspected of the body, or who with it.
const BEHIND: &[&str] = &[
    "落实",
    "贯彻",
    "履行",
    "执行",
    // 四套班子 are those of a whole area.
    "四套班子",
    "四大班子",
    "五套班子",
    "五大班子",
    "领导班子",
    "党政领导班子",
    "党政班子",
    "行政班子",
    "班子",
    "及其",
    "及机关",
    "及各",
    "和各",
    "及下属",
    "及所属",
    "及所辖",
    "及下辖",
    "和所属",
    "和所辖",
    "和下辖",
    "和下属",
    "并延伸",
    "并对",
    "并向",
    "就",
    "期间",
    "有关情况",
];

/// The body that the head names, without the words before it that only say whose it is: 市属国企X集团.
pub(super) fn find(text: &str, head: Range<usize>, team: Option<&Team>) -> Option<Object> {
    let found = told(text, head.clone(), team).or_else(|| labelled::body(text, head))?;
    let start = found.range.start + belongs::opening(&text[found.range.clone()]);
    Some(Object { range: start..found.range.end, ..found })
}

/// The body that a sentence names.
fn told(text: &str, head: Range<usize>, team: Option<&Team>) -> Option<Object> {
    // A group that is told of above the head leaves the whole head.
    let from = team.map_or(head.start, |team| team.range.end).clamp(head.start, head.end);
    let named = |within: Range<usize>, word| {
        after(text, within, word).filter(|object| !is_topic(&text[object.range.clone()]))
    };
    let held = |_: &Team| met(text, from..head.end).or_else(|| verbs::looked_at(text, from..head.end));
    let found = team.and_then(held);
    let found = found.or_else(|| {
        let inspected = named(from..head.end, "对");
        // 向X委员会(以下简称团市委)党组反馈, and then 对团市委党组开展了巡察: the full name is the first.
        let given = named(head.clone(), "向").or_else(|| verbs::visited(text, head.clone(), team?));
        let shortened = |given: &Object, inspected: &Object| {
            let words = &text[inspected.range.clone()];
            given.range.end < inspected.range.start
                && given.short.as_deref().is_some_and(|short| words.starts_with(short))
        };
        match (inspected, given) {
            (Some(inspected), Some(given)) if shortened(&given, &inspected) => Some(given),
            (Some(inspected), Some(given)) if is_fuller(text, &given, &inspected) => {
                Some(Object { short: inspected.short.or(given.short), ..given })
            }
            (inspected, given) => inspected.or(given).or_else(|| verbs::received(text, head.clone(), team?)),
        }
    });
    // 进驻丹崖市林业和园林局,对局党组开展了巡察: the body is the one that was entered.
    let own = |object: &Object| {
        let words = &text[object.range.clone()];
        words.chars().count() <= 5
            && words.starts_with(['局', '院', '校', '该', '我', '其', '委', '公', '集', '镇', '乡', '街'])
            || words.starts_with('我') && own::is_self(words)
    };
    match found {
        Some(object) if own(&object) => {
            let organ = ORGANS.iter().find(|organ| text[object.range.clone()].ends_with(**organ));
            let organ = object.organ.clone().or(organ.map(|organ| (*organ).to_owned()));
            entered(text, head.start..object.range.start, organ.clone())
                .or_else(|| verbs::told(text, head, &object, organ))
                .or(Some(object))
        }
        // 区委第四巡察组进驻区政协机关党支部,开展为期50天的巡察
        None => {
            let entered = entered(text, from..head.end, None)?;
            let words = &text[entered.range.clone()];
            // 入驻青石镇柏岭村: a place that was entered is its committee.
            let mut ends = ORGANS.iter().chain(&["村", "社区", "镇", "乡", "街道"]);
            // 进驻区财政局开展巡察: who was entered for it is inspected.
            let held = || inspects(&text[entered.range.end..head.end]) && is_body(words);
            (!is_topic(words) && (ends.any(|end| words.ends_with(end)) || held())).then_some(entered)
        }
        Some(mut object) => {
            if object.organ.is_none() {
                object.organ = fed(text, head, &object);
            }
            Some(object)
        }
    }
}

/// The body that answers for several that were inspected: 对青澜镇柏岭村党支部、石滩村党支部进行了巡察, 向青澜镇党委反馈, where
/// the title names 青澜镇党委 too. One of many is not the one that reports.
pub(super) fn answering(text: &str, head: Range<usize>, title: &str, object: &Object) -> Option<Object> {
    let behind = text[object.range.end..].starts_with(['、', '和', '及']);
    let body = take_apart(&text[object.range.clone()]).body;
    if !behind || title.contains(&body) {
        return None;
    }
    let given = after(text, head, "向").filter(|given| !is_topic(&text[given.range.clone()]))?;
    let today = take_apart(&text[given.range.clone()]).body;
    let name = unheaded(title);
    let titled = today.chars().count() >= 3
        && divisions::leading(&today).1 > 0
        && name.strip_prefix("中共").unwrap_or(name).starts_with(&today);
    (titled && given.range != object.range).then_some(given)
}

/// Whether the words of the feedback name the same body with more: 对林业局党组开展了巡察, 向青禾县林业局党组反馈.
fn is_fuller(text: &str, given: &Object, inspected: &Object) -> bool {
    let (given, inspected) = (&text[given.range.clone()], &text[inspected.range.clone()]);
    let (more, less) = (take_apart(given), take_apart(inspected));
    let organ = more.organ.is_some() || less.organ.is_none();
    let place = more.body.strip_suffix(&less.body).unwrap_or_default();
    // 对镇党委开展了巡察, 向柳溪镇党委反馈
    let placed = match is_rank(&less.body) {
        true => is_area(&more.body),
        false => less.body.chars().count() > 2 && (is_area(place) || is_rank(place)),
    };
    organ && !place.is_empty() && placed
}

/// What a meeting is called behind the name of the body: …党组动员部署会议, …情况反馈会.
const MEETINGS: &[&str] = &["情况反馈", "反馈会", "反馈大会", "工作动员", "进驻动员", "动员部署", "动员会"];

/// The body whose meeting a group's name stands before: 第六巡察组巡察青澜县人民医院党委情况反馈会,
/// 第六巡察组召开专项巡察县残联动员会.
fn met(text: &str, behind: Range<usize>) -> Option<Object> {
    let rest = &text[behind.clone()];
    let rest = &rest[..rest.find([',', '。', '；', ':', '\n']).unwrap_or(rest.len())];
    let held = rest.trim_start_matches("召开");
    let called = CALLED.iter().filter(|word| !word.starts_with('巡'));
    let held = called.fold(held, |held, word| held.trim_start_matches(word));
    let clause = held.strip_prefix("巡察").or(held.strip_prefix("巡视"))?;
    let end = MEETINGS.iter().filter_map(|word| clause.find(word)).min()?;
    let mut name = &clause[..end];
    while let Some(bare) = CALLED.iter().find_map(|word| name.strip_suffix(word)) {
        name = bare;
    }
    let sound = (3..=40).contains(&name.chars().count()) && clause[end..].contains('会');
    // 县直部门 and 全县村党组织 are many.
    let many = ["部门", "单位", "党组织", "行政村"].iter().any(|end| name.ends_with(end));
    let placed = || !many && (divisions::leading(name).1 > 0 || !ranked(name).0.is_empty());
    let body = ORGANS.iter().any(|organ| name.ends_with(organ)) || placed();
    let start = behind.start + rest.len() - clause.len();
    (sound && body && !is_topic(name)).then(|| Object {
        range: start..start + name.len(),
        short: None,
        organ: None,
    })
}

/// The organ that the findings were given to, if the body is named without one: 对市交通运输局开展了巡察,
/// 向市交通运输局党组反馈.
fn fed(text: &str, head: Range<usize>, object: &Object) -> Option<String> {
    let words = &text[object.range.clone()];
    if ORGANS.iter().any(|organ| words.ends_with(organ)) {
        return None;
    }
    let given = &text[after(text, head, "向")?.range];
    // 对云汀市开展了巡视, 向云汀市委常委会反馈: the committee of a whole area.
    let area = given.strip_suffix("常委会").unwrap_or(given).strip_suffix('委');
    if area == Some(words) && divisions::leading(words).1 == words.len() {
        return Some("党委".to_owned());
    }
    let organ = ORGANS.iter().find(|organ| given.ends_with(**organ))?;
    let body = given.strip_suffix(organ)?.trim_start_matches(['我', '本', '该']);
    let same = words.ends_with(body) || body.ends_with(words) || object.short.as_deref() == Some(body);
    (same && !body.is_empty()).then(|| (*organ).to_owned())
}

/// Organs that may stand for a body named before.
pub(super) const ORGANS: &[&str] = &["党工委", "党组", "党委", "党总支", "党支部"];

/// The body behind 进驻, with the organ of what stands for it.
fn entered(text: &str, within: Range<usize>, organ: Option<String>) -> Option<Object> {
    // Each of the words is as long as the other.
    let last = ["进驻", "入驻", "到达"].iter().filter_map(|word| text[within.clone()].rfind(word)).max()?;
    let at = last + "进驻".len() + within.start;
    let clause = &text[at..within.end];
    let name = &clause[..clause.find([',', '。', '；', '对', '开', '\n']).unwrap_or(clause.len())];
    // 进驻县委社会工作部: the 工作 of a department's name ends none.
    let ends = |word: &&str| {
        let mut places = name.match_indices(*word).map(|(at, _)| at);
        places.find(|at| !["工作部", "工作委员会"].iter().any(|own| name[*at..].starts_with(own)))
    };
    let name = &name[..["工作", "期间", "以来", "巡察", "巡视", "进行", "实施"]
        .iter()
        .filter_map(ends)
        .min()
        .unwrap_or(name.len())];
    let count = name.chars().count();
    let sound = (3..=40).contains(&count) && !name.contains(|c: char| c.is_ascii_digit() || c == '、');
    sound.then(|| Object { range: at..at + name.len(), short: None, organ })
}

/// Whether a text goes on with the inspection that is held: 开展为期50天的常规巡察.
fn inspects(rest: &str) -> bool {
    let clause = &rest[..rest.find([',', '。', '；', '\n']).unwrap_or(rest.len())];
    let held = ["开展", "进行", "实施"].iter().any(|verb| clause.starts_with(verb));
    let word = ["巡察", "巡视"].iter().filter_map(|word| clause.find(word)).min();
    // 进驻区水务局,对七届区委第二轮巡察整改情况开展“回头看”
    let again = || rest.strip_prefix(",对").is_some_and(is_looked_at_again);
    held && word.is_some_and(|at| clause[..at].chars().count() <= 14) || again()
}

/// Whether a clause says that a rectification is looked at again: 巡察整改情况开展“回头看”.
fn is_looked_at_again(rest: &str) -> bool {
    let clause = &rest[..rest.find([',', '。', '；', '\n']).unwrap_or(rest.len())];
    clause.find("整改").is_some_and(|at| clause[at..].contains("回头看"))
}

/// Whether a name is that of a body: it begins with a place or its rank, or ends as names of bodies do.
pub(super) fn is_body(name: &str) -> bool {
    divisions::leading(name).1 > 0 || !ranked(name).0.is_empty() || ends_as_body(name)
}

pub(super) fn after(text: &str, within: Range<usize>, word: &str) -> Option<Object> {
    let body = &text[within.clone()];
    for (at, _) in body.match_indices(word) {
        if body[..at].ends_with(['针', '面', '相', '绝', '一', '导', '方']) {
            continue;
        }
        let start = at + word.len();
        // 对照被巡察党组织职责使命, 对标…: verbs of their own.
        if word == "对" && body[start..].starts_with(['照', '标']) {
            continue;
        }
        // 进驻向阳镇: the 向 of a town's name says nothing of who was told.
        if word == "向" && holds(body, at) {
            continue;
        }
        let rest = &body[start..];
        let clause = clause(rest);
        let Some((len, short, organ)) = name(clause) else { continue };
        // 对群众反馈的问题进行了整改: what they told, and nobody told them.
        let words = &clause[..len];
        let told = || ["反馈的", "反馈问题", "反馈意见"].iter().any(|noun| clause[len..].starts_with(noun));
        if word == "对" && organ.is_none() && told() && !own::is_self(words) && !is_body(words) {
            continue;
        }
        // 对省委巡视反馈意见整改情况开展了自查: who fed back is not looked at, what was fed back is.
        if word == "对"
            && SENDERS.iter().any(|sender| words.ends_with(sender))
            && verbs::is_fed_back(&clause[len..])
        {
            continue;
        }
        // 向县委巡察工作领导小组办公室反映: who receives is not inspected.
        if ["巡察工作领导", "巡视工作领导", "巡察办", "巡视办", "巡察机构"]
            .iter()
            .any(|word| clause[len..].starts_with(word))
        {
            continue;
        }
        let range = within.start + start..within.start + start + len;
        return Some(Object { range, short, organ });
    }
    None
}

/// The clause that a text begins with: up to a sign outside brackets, A(以下简称…)、B(原…,现…)开展了巡察.
pub(super) fn clause(text: &str) -> &str {
    let plain = &text[..text.find([',', '。', '；', '\n']).unwrap_or(text.len())];
    if plain.matches('(').count() <= plain.matches(')').count() {
        return plain;
    }
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().take(200) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | '；' | '。' | '\n' if depth == 0 => return &text[..at],
            '。' | '\n' => break,
            _ => {}
        }
    }
    plain
}

/// Where the first of the words stands behind the start; none that a text begins with.
fn earliest(words: &Lexicon, text: &str) -> Option<usize> {
    let mut first = None;
    words.each(text, |word, at| {
        if first.is_none() && !text.starts_with(words.word(word)) {
            first = Some(at);
        }
    });
    first
}

/// Committees that send groups, named bare.
const SENDERS: &[&str] = &["省委", "市委", "区委", "县委", "州委", "旗委", "中央"];

/// How many bytes of a clause are the name.
fn name(clause: &str) -> Option<(usize, Option<String>, Option<String>)> {
    static ENDS: LazyLock<[Lexicon; 2]> = LazyLock::new(|| [VERBS, CALLED].map(Lexicon::of));
    let [verbs, called] = &*ENDS;
    let verb = earliest(verbs, clause);
    let end = verb.or_else(|| earliest(called, clause))?;
    // 对抓好巡察整改工作提出要求: what is asked of the rectification inspects nobody.
    if verb.is_none() && ["巡察整改", "巡视整改"].iter().any(|word| clause[end..].starts_with(word)) {
        return None;
    }
    // 我局拟对老旧管网进行改造: what is done to a thing inspects no body.
    if verb.is_some_and(|at| !is_held(&clause[..at], &clause[at..])) {
        return None;
    }
    // 对市委巡察工作给予肯定: the committee there is the one that sends the groups.
    if verb.is_none()
        && SENDERS.contains(&&clause[..end])
        && ["巡察工作", "巡视工作"].iter().any(|word| clause[end..].starts_with(word))
    {
        return None;
    }
    named(&clause[..end])
}

/// How many bytes of words that begin with a name it has, with what its bracket says.
pub(super) fn named(words: &str) -> Option<(usize, Option<String>, Option<String>)> {
    static ENDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(BEHIND));
    let mut name = words;
    let (mut short, mut organ) = (None, None);
    if let Some(open) = firm::foreign(name) {
        let (before, bracket) = (&name[..open], &name[open + '('.len_utf8()..]);
        let (inside, behind) = bracket.split_once(')').unwrap_or((bracket, ""));
        short = abbreviation(inside);
        // 党组 may stand behind the bracket; the name is then what stands before it.
        organ = ["党组", "党委", "党工委", "党总支", "党支部", "部务会", "室务会", "委务会"]
            .iter()
            .find(|organ| behind.starts_with(**organ) && !behind.starts_with("党组织"))
            .map(|organ| (*organ).to_owned());
        name = before;
    }
    name = &name[..earliest(&ENDS, name).unwrap_or(name.len())];
    let held = officeless(name);
    // 向市委书记李某反馈 does not say of which city.
    if held.len() < name.len() && SENDERS.contains(&held) {
        return None;
    }
    name = whole(held);
    // 对市科学技术协会党组的驻点巡察工作
    let owner = ORGANS.iter().filter_map(|organ| name.find(&format!("{organ}的")).map(|at| at + organ.len()));
    name = &name[..owner.min().unwrap_or(name.len())];
    // 对市财政局党组2024年…: a year ends the name.
    let year = |at: &usize| *at > 0 && name.get(at + 4..).is_some_and(|rest| rest.starts_with('年'));
    if let Some(year) = name.find("20").filter(year) {
        name = &name[..year];
    }
    loop {
        let bare = name.trim_end_matches(['于', '的', '等', '了', '、', '“', '已']);
        let called = CALLED.iter().find_map(|word| bare.strip_suffix(word));
        let bare = called.unwrap_or(bare);
        if bare == name {
            break;
        }
        name = bare;
    }
    let count = name.chars().count();
    let named = !name.contains(['《', '》', ':']) && !NO_NAMES.iter().any(|word| name.starts_with(word));
    ((2..=50).contains(&count) && named).then_some((name.len(), short, organ))
}

/// (以下简称“区残联”) → 区残联
fn abbreviation(bracket: &str) -> Option<String> {
    let inner = ["以下简称", "下称", "简称"].iter().find_map(|word| bracket.strip_prefix(word))?;
    let inner = inner.trim_start_matches([':', '为']).trim_matches(['“', '”', '"', '「', '」', '\'']);
    (!inner.is_empty() && inner.chars().count() <= 20).then(|| inner.to_owned())
}
