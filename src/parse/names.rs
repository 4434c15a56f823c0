//! Names of Party bodies: who ordered, which group, whose level.
//!
//! In: squeezed text. Out: committees, groups and their rank. Promise: the
//! group decides the level, not the word 巡视 or 市 (genre §1); an ordinal
//! that was lost stays lost.

use super::lexicon::Lexicon;
use super::particle::holds;
use super::{divisions, numeral};
use crate::disclosure::Level;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// Endings of bodies that order inspections, longest first.
const COMMITTEES: &[&str] = &[
    "自治区党委",
    "生产建设兵团党委",
    "兵团党委",
    "工作委员会",
    "党工委",
    "党中央",
    "中央",
    "省委",
    "市委",
    "区委",
    "县委",
    "州委",
    "盟委",
    "旗委",
    "地委",
    "工委",
    "党组",
    "党委",
];

/// Words after which a name begins.
const BEFORE_NAME: &[&str] = &[
    "根据", "按照", "依据", "遵照", "由", "接受", "对", "向", "派出", "组建", "收到", "自从", "通过", "是",
    "在", "被", "和", "至", "起", "经过", "关于", "落实", "针对", "配合", "代表", "属于", "认领", "现将",
    "同意", "对照",
];

static BEFORE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(BEFORE_NAME));

/// What is told of a group before its name.
static TOLD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&["了", "的", "开展", "进行", "反馈", "工作"]));

/// What is done with a group's word, before its committee.
static DEEDS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[
        "召开",
        "学习",
        "传达",
        "听取",
        "研究",
        "部署",
        "安排",
        "推进",
        "聚焦",
        "按",
        "就",
        "围绕",
        "结合",
        "做好",
        "带队",
        // 市纪委监委、市委第三巡察组: who stands beside it.
        "监委、",
        "巡察办、",
        "巡视办、",
    ])
});

/// A group that inspects, as it is named in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub range: Range<usize>,
    /// The committee it belongs to, without session.
    pub committee: Option<Range<usize>>,
    /// Whether it has a number or a topic of its own.
    pub named: bool,
    /// Whether its number was lost: 第巡察组.
    pub lost: bool,
}

/// What the name of a group ends with.
static GROUP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("组"));

/// Every group named in `text[within]`, in order.
pub(super) fn teams(text: &str, within: Range<usize>) -> Vec<Team> {
    let body = &text[within.clone()];
    let shift = |range: Range<usize>| within.start + range.start..within.start + range.end;
    let found = GROUP.find_iter(body.as_bytes()).filter_map(|at| team_before(body, at + "组".len()));
    found
        .map(|team| Team { range: shift(team.range), committee: team.committee.map(shift), ..team })
        .collect()
}

/// Where a text first speaks of a group that inspects, with or without its number: 巡察组, 巡视四组, 巡察第二组.
pub(super) fn group(text: &str) -> Option<Range<usize>> {
    text.match_indices('巡').find_map(|(at, _)| {
        let rest = text[at + '巡'.len_utf8()..].strip_prefix(['察', '视'])?;
        let beside = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)?.strip_prefix('第'));
        let own = beside.or(rest.strip_prefix('第')).unwrap_or(rest);
        let number =
            own.char_indices().take(4).find(|(_, c)| !numeral::is_numeral(*c) && !c.is_ascii_digit());
        let behind = own[number?.0..].strip_prefix('组')?;
        Some(at..text.len() - behind.len())
    })
}

/// What may stand between 巡察 and the number of a group: 市委巡察机构第三组, 县委巡察村(社区)第六组.
const BETWEEN: &[&str] = &["机构", "村(社区)", "村(居)", "村居", "村级", "村", "社区"];

/// The words before a number without those.
fn bare_kernel(kernel: &str) -> &str {
    let bare = BETWEEN.iter().find_map(|word| kernel.strip_suffix(word));
    bare.filter(|bare| ["巡察", "巡视"].iter().any(|word| bare.ends_with(word))).unwrap_or(kernel)
}

/// How far a group's name reaches back from its word, in characters.
const REACH: usize = 34;

fn team_before(body: &str, end: usize) -> Option<Team> {
    let head = &body[..end - "组".len()];
    // 第x巡察组, 第*巡察组: a number left blank is a number lost.
    let blank = head
        .strip_suffix("巡察")
        .or(head.strip_suffix("巡视"))
        .map(|head| head.trim_end_matches(['x', '*', '×', '某', '_', '〇', '○']))
        .filter(|bare| bare.ends_with('第') && bare.len() + "巡察".len() < head.len());
    if let Some(bare) = blank {
        return Some(Team { range: bare.len()..end, committee: None, named: false, lost: true });
    }
    // 巡察四组, 巡察第四组, 巡察组
    let unnumbered = head.trim_end_matches(|c| numeral::is_numeral(c) || c.is_ascii_digit());
    let number_after = head.len() > unnumbered.len();
    let kernel = unnumbered.strip_suffix('第').filter(|_| number_after).unwrap_or(unnumbered);
    let kernel = if number_after { bare_kernel(kernel) } else { kernel };
    // 县委第三巡组 has lost a sign of its own, not its number.
    let cut = || Some(&"巡").filter(|_| kernel.strip_suffix('巡').is_some_and(numbered));
    let word = ["巡察", "巡视", "巡查"].iter().find(|word| kernel.ends_with(**word)).or_else(cut)?;
    let kernel_start = kernel.len() - word.len();
    // The name reaches back over Han characters, quotes and commas of a list.
    let left = &body[..kernel_start];
    let mut start = kernel_start;
    // 省局(公司)党组第二巡察组: a bracket of one word is a part of the name.
    // 县委村(社区)巡察第六组: so is one that says what else was inspected.
    let from = left.char_indices().rev().nth(REACH - 1).map_or(0, |(from, _)| from);
    let inner = ["(公司)", "(集团)", "(分局)", "(中心)", "(社区)", "(居)"]
        .iter()
        .find_map(|word| left[from..].rfind(word).map(|at| (from + at, *word)));
    let inner = inner.map_or(0..0, |(at, word)| at..at + word.len());
    // 县委第(五)巡察组: nor does a bracket around its number end it.
    let inner = bracketed(left).unwrap_or(inner);
    for (at, c) in left.char_indices().rev().take(REACH) {
        let sign =
            matches!(c, ',' | '。' | '；' | ':' | '\n' | '日' | '年' | '月' | '(' | ')' | '《' | '》' | '\t')
                || c.is_ascii() && !c.is_ascii_digit();
        if sign && !inner.contains(&at) {
            break;
        }
        start = at;
    }
    let mut piece = &body[start..kernel_start];
    // 对太和县委: the 和 of a place's name parts nothing.
    let mut before = piece;
    while let Some(cut) = BEFORE.last(before) {
        if piece[cut.clone()] != *"和" || !holds(piece, cut.start) {
            start += cut.end;
            piece = &body[start..kernel_start];
            break;
        }
        before = &piece[..cut.start];
    }
    // 巡察办主任李甲及巡察组全体成员: who stands before 及 is no part of the name.
    if piece.ends_with('及') {
        start = kernel_start;
        piece = "";
    }
    // 区委第一巡察组组长代表巡察组: another group stands before it; 教育部党组 is a committee.
    // 省委巡视工作领导小组第三巡视组 is named after the group that leads.
    let counted = |rest: &str| rest.trim_start_matches('第').chars().all(numeral::is_numeral);
    let leads = |at: usize| piece[..at].ends_with("工作领导小") && counted(&piece[at + "组".len()..]);
    let mut other = piece.rmatch_indices('组').filter(|(at, _)| !piece[..*at].ends_with('党') && !leads(*at));
    if let Some((at, _)) = other.next() {
        start += at + "组".len();
        start += body[start..kernel_start].strip_prefix("组长").map_or(0, |_| "组长".len());
        piece = &body[start..kernel_start];
    }
    let mut before = piece;
    while let Some(told) = TOLD.last(before) {
        if piece[told.clone()] != *"工作" || !is_topic(piece, told.clone()) {
            start += told.end;
            piece = &body[start..kernel_start];
            break;
        }
        before = &piece[..told.start];
    }
    // 县检察院召开县委第二巡察组…会议, 传达学习县委巡察组反馈意见: what was done begins no name.
    let owner = committee_in(piece).map_or(0, |range| range.end);
    if let Some(deed) = DEEDS.last(&piece[..owner]) {
        start += deed.end;
        piece = &body[start..kernel_start];
    }
    // 副市长吴某率市委第三巡察组: who leads it there is no part of its name; a topic may be 效率.
    if let Some((lead, own)) = piece.rsplit_once("率领").or(piece.rsplit_once('率'))
        && (committee_in(own).is_some()
            || (own.starts_with('第') || own.is_empty()) && committee_in(lead).is_none())
    {
        start += piece.len() - own.len();
        piece = &body[start..kernel_start];
    }
    // 至1031县委第三巡察组: digits of a day that has lost its signs; 14届市委 counts the committee.
    let digits = numeral::digits_len(piece);
    if digits > 0 && !piece[digits..].starts_with(['届', '轮', '号', '批', '个']) {
        start += digits;
        piece = &body[start..kernel_start];
    }
    let committee = committee_in(piece);
    let rest = committee.as_ref().map_or(piece, |range| &piece[range.end..]);
    let lost = rest.ends_with('第') && !number_after;
    // 第六轮巡察第二: a round is no number of the group.
    let own = rest.rsplit_once('轮').map_or(rest, |(_, own)| own);
    let own = own.strip_prefix("巡察").or(own.strip_prefix("巡视")).unwrap_or(own);
    // 委巡察组 has lost the rank of its committee, and is no topic.
    let named = !lost && (number_after || !own.is_empty() && own != "委");
    let committee = committee.map(|range| start + range.start..start + range.end);
    Some(Team { range: start..end, committee, named, lost })
}

/// Whether the 工作 of a group's name is a word of it: a committee's group is named after the work that it looks at,
/// 县委民族工作领域专项巡察组, or after who leads it, 省委巡视工作领导小组第三巡视组. 巡察工作 itself is what is told of.
fn is_topic(piece: &str, work: Range<usize>) -> bool {
    let (head, rest) = (&piece[..work.start], &piece[work.end..]);
    let told = ["巡察", "巡视", "各项"].iter().any(|word| head.ends_with(word));
    let deed = |owner: Range<usize>| DEEDS.last(&head[owner.end..]).is_some();
    committee_in(head).is_some_and(|owner| owner.end < head.len() && !deed(owner))
        && committee_in(rest).is_none()
        && (!told || rest.starts_with("领导小组"))
}

/// The rank of the place that a group's name begins with; 上下联动乡村 behind it names no town.
pub(super) fn placed(team: &str) -> Option<Level> {
    let places = divisions::leading(team).0;
    let named = places.iter().take_while(|place| place.level < Level::Town);
    let end = named.map(|place| place.name.len()).sum();
    (end > 0).then(|| divisions::rank(&team[..end])).flatten()
}

/// The bracket around a number behind 第, where a text ends with it: 第(五).
fn bracketed(text: &str) -> Option<Range<usize>> {
    let head = text.strip_suffix(')')?;
    let bare = head.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit());
    let open = bare.strip_suffix('(').filter(|_| bare.len() < head.len())?;
    open.ends_with('第').then_some(open.len()..text.len())
}

/// Whether a text ends with 第 and a number.
fn numbered(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| numeral::is_numeral(c) || c.is_ascii_digit());
    head.len() < text.len() && head.ends_with('第')
}

/// What tells one group from another: its name from the last committee on.
pub(super) fn ordinal(name: &str) -> &str {
    let start = committee_in(name).map_or(0, |range| range.end);
    let own = &name[start..];
    own.rsplit_once('轮').map_or(own, |(_, own)| own).trim_start_matches("巡察")
}

/// The last committee named in `piece`, with its place and without 第N届.
pub(super) fn committee_in(piece: &str) -> Option<Range<usize>> {
    static NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(COMMITTEES));
    let Range { start: at, end } = NAMES.last(piece)?;
    let start = piece[..at].rfind('届').map_or(0, |session| session + "届".len());
    let named = &piece[start..end];
    // 第十四届 / 县委: a line may end between.
    let bare = named.trim_start_matches('\n').trim_start_matches("中共");
    let start = start + (named.len() - bare.len());
    Some(start..end)
}

/// Which of the committees named in a range of a clause ordered an inspection: of 党中央和省委、市委 the one whose
/// group it was. What the centre asks of all (党中央关于巡察工作的决策部署) sends no group of another.
pub(super) fn orderer(clause: &str, range: Range<usize>, own: Option<&str>) -> Option<Range<usize>> {
    let named = &clause[range.clone()];
    let last = |name: &str| name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let same = |name: &str| own.is_some_and(|own| own[last(own)..] == name[last(name)..]);
    let asked = named.ends_with("中央")
        && !same(named)
        && clause[range.end..].starts_with("关于")
        && clause.ends_with("决策");
    if asked {
        return None;
    }
    let mut at = range.start;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for part in named.split(['、', '和', '及', '与']) {
        parts.push(at..at + part.len());
        at += part.len() + clause[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let committee = |part: &Range<usize>| committee_in(&clause[part.clone()]).is_some();
    if parts.len() < 2 || !parts.iter().all(committee) {
        return Some(range);
    }
    parts.into_iter().rev().find(|part| same(&clause[part.clone()]))
}

/// Whether words name a municipality, whose 市委 is that of a province.
pub(super) fn is_municipality(words: &str) -> bool {
    ["北京", "天津", "上海", "重庆"].iter().any(|name| words.contains(name))
}

/// The rank of a committee: 市委 that sends a 巡视 group is of province rank.
pub(super) fn rank(committee: &str, word: &str) -> Option<Level> {
    let ends = |ends: &[&str]| ends.iter().any(|end| committee.ends_with(end));
    let municipality = is_municipality(committee);
    // 市国资委党委, 汕头市税务局党委: a body's own group has its rank.
    // 师市党委 is that of a division of the Corps and its city; 新区党工委 is called by a district's rank like 高新区党工委.
    let corps = || {
        let division = committee.find('师').is_some_and(|at| {
            let number = committee[..at].rsplit('第').next().unwrap_or_default();
            committee[..at].contains('第') && numeral::either(number).is_some()
        });
        (division || committee.ends_with("师市党委") || committee.ends_with("师党委")).then_some(Level::City)
    };
    let zone = || (committee == "新区党工委").then_some(Level::County);
    let own = || corps().or_else(zone).or_else(|| divisions::rank(committee));
    if ends(&["党组", "党委", "党工委", "工委", "工作委员会"])
        && !ends(&["自治区党委", "兵团党委"])
        && let Some(level) = own()
    {
        return Some(level);
    }
    // 税务总局党委第六巡视组: who sends a 巡视 of his own is no local body.
    let bureau = || word.contains("巡视") && ends(&["总局党委"]);
    if ends(&["中央"])
        || ends(&["部党组", "总局党组", "署党组", "国资委党委", "总署党委"])
        || ends(&["最高人民法院党组", "最高人民检察院党组"])
        || bureau()
    {
        Some(Level::Central)
    } else if ends(&["省委", "自治区党委", "兵团党委"])
        || committee.ends_with("市委") && (municipality || word.contains("巡视"))
    {
        Some(Level::Province)
    } else if ends(&["市委", "州委", "盟委", "地委"]) {
        Some(Level::City)
    } else if ends(&["区委", "县委", "旗委"]) {
        Some(Level::County)
    } else {
        None
    }
}
