//! People dealt with: sanctions, talks, cases handed over.
//!
//! In: a head-count and its surroundings. Out: a quantity with the ways they
//! were dealt with. Promises: one count over several ways is one record with
//! a list; 人 and 人次 stay apart; 0 is a count; people who attend are none.

use super::due::{ahead, due};
use super::given::{handed_on, handed_over};
use super::shared::{behind_some, listed};
use super::topic::CASES;
use super::ways::{FILL, PERSONS, WAYS};
use super::{Near, Sentence, Taking, clause, others};
use crate::disclosure::Measured;
use crate::parse::amount::Number;
use crate::text::lexicon::{Endings, Lexicon};
use std::sync::LazyLock;

impl Taking<'_> {
    pub(super) fn people(&mut self, sentence: &Sentence, number: &Number, near: &Near) {
        let head = sentence.before(number.range.start);
        let closed = near.after.is_empty()
            || near.after.starts_with([',', '。', '；', '、', ')', '(', '\t', '和', '并']);
        // 批评教育3名责任人: who they are closes the clause.
        let closed = closed || {
            let end = near.after.find([',', '。', '；', '、', ')', '(']).unwrap_or(near.after.len());
            let who = &near.after[..end];
            who.chars().count() <= 8 && PERSONS.iter().any(|word| who.ends_with(word))
        };
        if sentence.tells(CASES) && others::cases(head, near.after) {
            return;
        }
        // 查处案件2件,2人被移送司法机关
        // 在已问责的152人中 speaks of those again; 警告经营者3名 is done to no one of the body.
        let again = near.after.starts_with('中') && near.clause.ends_with('的');
        let outside = OUTSIDE.iter().any(|who| near.after.starts_with(who) || near.clause.ends_with(who));
        if again || outside || self.each(sentence, number, head) {
            return;
        }
        if let Some(kind) = handed_on(near.after).filter(|_| !idle(near.clause)) {
            self.dealt(sentence, number, &[kind], number.range.start);
            return;
        }
        let told = if number.unit == "名" && !closed { None } else { before(head) };
        if let Some((from, kinds)) = told.filter(|(from, _)| !idle(&head[..*from])) {
            self.dealt(sentence, number, &kinds, number.range.start - (head.len() - from));
            return;
        }
        if near.clause.ends_with("追究") && near.after.contains("责任") && near.after.chars().count() < 60
        {
            self.dealt(sentence, number, &["追究责任"], number.range.start);
            return;
        }
        // 给予2名责任人批评教育,1名责任人诫勉谈话: the second count shares the verb of the first.
        let shares = self.dealt.as_ref().is_some_and(|(at, _)| {
            let between = sentence.text.get(*at..number.range.start).unwrap_or_default();
            let who = between.strip_suffix([',', '、']).unwrap_or(between);
            who.len() < between.len()
                && who.chars().count() <= 16
                && !who.contains([',', '、', '；', '。', '(', ')', ':'])
        });
        // 对缺席3次以上的5名党员提醒谈话: another number stands between.
        let facing = clause(head).starts_with('对');
        if closed && self.own_share(sentence, number) {
            return;
        }
        if !near.clause.is_empty() && self.some_of(sentence, number, true) {
            return;
        }
        if let Some(kinds) = behind(near, shares || facing).filter(|_| !idle(near.clause)) {
            // 4名民警、2名所领导分别给予诫勉、提醒谈话: to each his own.
            let heads = listed(sentence, number);
            let each = near.after.contains("分别") && kinds.len() > 1 && heads.len() + 1 == kinds.len();
            if each {
                for (head, kind) in heads.iter().zip(&kinds) {
                    self.dealt(sentence, head, &[*kind], head.range.start);
                }
                self.dealt(sentence, number, &kinds[heads.len()..], number.range.start);
            } else {
                for head in self.alike(sentence, &heads) {
                    self.dealt(sentence, head, &kinds, head.range.start);
                }
                self.dealt(sentence, number, &kinds, number.range.start);
            }
            return;
        }
        self.some_of(sentence, number, false);
    }

    pub(super) fn dealt(&mut self, sentence: &Sentence, number: &Number, kinds: &[&str], from: usize) {
        let of = kinds.join("、");
        self.dealt = Some((number.range.end, of.clone()));
        self.add(sentence, Measured::People, number, Some(of).filter(|of| !of.is_empty()), from);
    }
}

/// Whether what leads to a sanction says that nobody was dealt with: 拟给予, 撤销对.
pub(super) fn idle(head: &str) -> bool {
    let clause = clause(head);
    let bare = clause.strip_suffix('对').unwrap_or(clause);
    let lifted = ["撤销", "解除", "取消", "免除"].iter().any(|word| bare.ends_with(word));
    lifted || ahead(clause)
}

/// The ways named before a head-count and where they begin in `head`.
fn before(head: &str) -> Option<(usize, Vec<&str>)> {
    // 移交问题线索2件3人: cases and people are two counts of one clause.
    let cases = head.trim_end_matches(['、', ',']);
    let cases = ["件", "起", "宗", "批", "次"].iter().find_map(|unit| cases.strip_suffix(unit));
    let counted = cases.map(|head| {
        head.trim_end_matches(|c: char| c.is_ascii_digit() || crate::parse::numeral::is_numeral(c))
    });
    if let Some(rest) = counted.filter(|rest| Some(rest.len()) != cases.map(str::len)) {
        // 查处师德失范问题33起37人
        let searched = || {
            let piece = window(rest, 20);
            let at = piece.rfind("查处")?;
            let from = rest.len() - piece.len() + at;
            Some((from, vec![&rest[from..from + "查处".len()]]))
        };
        return handed_over(rest).or_else(|| chain(rest)).or_else(searched);
    }
    let mut rest = head;
    if let Some(found) = chain(rest) {
        return Some(found);
    }
    for _ in 0..4 {
        let Some(shorter) = FILL.iter().filter(|word| rest.ends_with(**word)).max_by_key(|word| word.len())
        else {
            break;
        };
        rest = &rest[..rest.len() - shorter.len()];
        if let Some(found) = chain(rest) {
            return Some(found);
        }
    }
    summed(head)
        .or_else(|| beside(head))
        .or_else(|| named(head))
        .or_else(|| blamed(head))
        .or_else(|| handed_over(head))
        .or_else(|| handled(head))
        .or_else(|| glossed(head))
}

/// 批评教育(提醒谈话)47人: a bracket says which kind of it.
fn glossed(head: &str) -> Option<(usize, Vec<&str>)> {
    let (way, gloss) = head.strip_suffix(')')?.rsplit_once('(')?;
    let gloss = gloss.strip_prefix('含').unwrap_or(gloss);
    let short = (1..=8).contains(&gloss.chars().count());
    let talk = ["谈话", "提醒", "教育", "批评", "检查", "帮助"].iter().any(|word| gloss.contains(word));
    chain(way).filter(|_| short && talk && !gloss.contains(|c: char| c.is_ascii_digit()))
}

/// 对承办人进行批评教育,共13人次: the sum stands behind its clause.
fn summed(head: &str) -> Option<(usize, Vec<&str>)> {
    let bare = ["共计", "合计", "累计", "共"].iter().find_map(|word| head.strip_suffix(word))?;
    chain(bare.strip_suffix(',')?)
}

/// 问责党组织1个、党员领导干部4名: bodies and people share the verb.
fn beside(head: &str) -> Option<(usize, Vec<&str>)> {
    let who = FILL.iter().filter(|word| head.ends_with(**word)).max_by_key(|word| word.len()).copied();
    let bare = head.strip_suffix(who.unwrap_or(""))?;
    let bare = ["、", "和", ","].iter().find_map(|sign| bare.strip_suffix(sign))?;
    let bare = ["个", "家"].iter().find_map(|unit| bare.strip_suffix(unit))?;
    let counted = bare.trim_end_matches(|c: char| c.is_ascii_digit() || crate::parse::numeral::is_numeral(c));
    let bodies = ["党组织", "党支部", "单位", "部门", "企业", "集体"];
    let body =
        bodies.iter().find_map(|word| counted.strip_suffix(word)).filter(|_| counted.len() < bare.len())?;
    chain(body)
}

/// 约谈临床科室主任18人次: who they are stands between.
fn named(head: &str) -> Option<(usize, Vec<&str>)> {
    let piece = window(head, 24);
    static NAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&WAYS));
    let between = &piece[NAMES.last(piece)?.end..];
    let who = between.trim_end_matches('等');
    let person = PERSONS.iter().any(|word| who.ends_with(word));
    (person && !between.starts_with('、') && !between.contains(|c: char| c.is_ascii_digit()))
        .then(|| chain(&head[..head.len() - between.len()]))
        .flatten()
}

/// 追究贷款管理责任41人次: which responsibility stands inside.
fn blamed(head: &str) -> Option<(usize, Vec<&str>)> {
    let bare = head.trim_end_matches(['共', '计']);
    let piece = window(bare.strip_suffix("责任")?, 12);
    let at = piece.rfind("追究")?;
    Some((bare.len() - "责任".len() - piece.len() + at, vec!["追究责任"]))
}

/// 处理教师2人.
fn handled(head: &str) -> Option<(usize, Vec<&str>)> {
    let piece = window(head, 14);
    let at = piece.rfind("处理")?;
    let between = &piece[at + "处理".len()..];
    let other = ["事", "件", "问题", "投诉", "案", "单"].iter().any(|word| between.contains(word));
    let other = other && between != "问题人员";
    let person = between.is_empty() || PERSONS.iter().any(|word| between.ends_with(word));
    let from = head.len() - piece.len() + at;
    (person && !other).then(|| (from, vec![&head[from..from + "处理".len()]]))
}

/// As many characters before the end as hold one clause.
pub(super) fn window(head: &str, chars: usize) -> &str {
    let from = head.char_indices().rev().nth(chars - 1).map_or(0, |(at, _)| at);
    let piece = &head[from..];
    piece.rsplit([',', '。', '；', ':', '(', ')']).next().unwrap_or(piece)
}

/// Those whom a body's power reaches from outside: 对3名经营者给予警告 is no matter of its own people.
const OUTSIDE: &[&str] =
    &["经营者", "经营户", "经营业主", "商户", "业主", "承租", "个体户", "摊主", "纳税人"];

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&WAYS));

/// The list of ways that ends where `head` ends, and where it begins.
pub(super) fn chain(head: &str) -> Option<(usize, Vec<&str>)> {
    let mut kinds: Vec<&str> = Vec::new();
    let (mut from, mut start) = (head.len(), head.len());
    loop {
        // 党内警告处分 is one way: of all that end here, the one that begins first.
        let whole = &head[..from];
        let whole = whole.strip_suffix('”').unwrap_or(whole);
        let bare = ["处分", "处理"].iter().find_map(|word| whole.strip_suffix(word)).unwrap_or(whole);
        let ending = |text: &str| ENDINGS.closing(text).map(|kind| (text.len() - kind.len(), kind)).min();
        let Some((begin, kind)) = ending(whole).into_iter().chain(ending(bare)).min() else { break };
        kinds.insert(0, kind);
        (from, start) = (begin, begin);
        let rest = ["给予", "予以", "进行", "开展", "作出", "实施"]
            .iter()
            .find_map(|word| head[..from].strip_suffix(word))
            .unwrap_or(&head[..from]);
        let Some(more) =
            ["以及", "或者", "、", "和", "及", "或", "并"].iter().find_map(|sign| rest.strip_suffix(sign))
        else {
            break;
        };
        // 党纪、政务处分5人: the first of both leaves out what it is.
        let more = match more.strip_suffix("党纪").filter(|_| matches!(kind, "政务处分" | "政纪处分"))
        {
            Some(bare) => {
                kinds.insert(0, "党纪处分");
                start = bare.len();
                let Some(more) = ["、", "和", "及"].iter().find_map(|sign| bare.strip_suffix(sign)) else {
                    break;
                };
                more
            }
            None => more,
        };
        // 诫勉2人、提醒谈话3人 are two counts: a unit before 、 ends the list.
        if more.ends_with(['人', '次', '名']) {
            break;
        }
        from = more.len();
    }
    (!kinds.is_empty()).then_some((start, kinds))
}

/// 给予2名教师警告处分, 3人受到党纪处分: the head-count stands first.
fn behind<'t>(near: &Near<'t>, shares: bool) -> Option<Vec<&'t str>> {
    // 责任人(2人)予以诫勉: the bracket is nothing but the count.
    let given = ["给予", "予以", "进行", "作出"];
    let counted = near.after.strip_prefix(')').filter(|rest| given.iter().any(|word| rest.starts_with(word)));
    let whole = behind_some(near.after);
    let near = &Near { after: whole.or(counted).unwrap_or(near.after), ..*near };
    // 14名镇(街道)主要负责人予以诫勉: a short bracket is a part of who they are.
    let mut from = 0;
    while let Some(open) = near.after[from..].find(['(', ',', '。', '；', ')', ':'])
        && near.after[from + open..].starts_with('(')
        && let Some(close) = near.after[from + open..].find(')').filter(|close| *close <= 20)
    {
        from += open + close + 1;
    }
    let end =
        near.after[from..].find([',', '。', '；', '(', ')', ':']).map_or(near.after.len(), |at| from + at);
    let mut rest = &near.after[..end];
    // 社区党委书记2人给予党内警告处分、报账员3人给予批评教育: the next count has its own.
    if let Some(next) = rest.find(|c: char| c.is_ascii_digit())
        && let Some(at) = rest[..next].rfind('、')
    {
        rest = &rest[..at];
    }
    if rest.chars().count() > 32 || rest.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let given = shares
        || ["给予", "对", "责令", "予以", "将", "让", "涉及"].iter().any(|word| near.clause.contains(word))
        || rest.contains(['受', '被'])
        || ["给予", "进行", "予以", "作出"].iter().any(|word| rest.contains(word));
    // 对1名副职立案审查,给予政务警告处分: what was given counts.
    let next =
        near.after[end..].strip_prefix(',').map(|next| next.trim_start_matches(['并', '均', '已', '都']));
    let next = next.filter(|next| next.starts_with("给予") || next.starts_with("予以")).and_then(|next| {
        let next = &next[..next.find([',', '。', '；', '(']).unwrap_or(next.len())];
        let sound = next.chars().count() <= 24 && !next.contains(|c: char| c.is_ascii_digit());
        // 查处有偿补课教师4人,均给予政务警告处分: whoever was found out was dealt with.
        let given = given || near.clause.contains("查处") && rest.is_empty();
        chain(next.strip_suffix("处理").unwrap_or(next)).filter(|_| sound && given)
    });
    let given = given || next.is_some();
    // 作出通报批评、取消当年评优资格处理: what else was done closes the list.
    let first = || {
        let list = rest.find('、').map(|end| &rest[..end])?;
        let verb = ["给予", "作出", "予以", "进行"]
            .iter()
            .any(|verb| list.contains(verb) || near.clause.contains(verb));
        chain(list).filter(|_| verb)
    };
    // 对136人次给予批评教育帮助和处理
    let bare = || Some(rest.strip_suffix("处理")?.trim_end_matches(['和', '及', '与']));
    let whole = || chain(rest).or_else(|| chain(bare()?)).or_else(first);
    let (at, kinds) = next.map(|(_, kinds)| (0, kinds)).or_else(whole).filter(|_| given)?;
    // 对5人不予处分
    if due(&rest[..at]) {
        return None;
    }
    (kinds != ["约谈"]).then_some(kinds)
}
