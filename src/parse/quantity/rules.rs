//! Rules made, measures laid down, meetings held.
//!
//! In: a number and its surroundings. Out: a quantity. Promise: the noun must
//! stand at the number, or its verb and noun in the clause.

use super::beside::unbracketed;
use super::due::planned;
use super::problems::far_behind;
use super::whose::TAKEN_UP;
use super::{Near, Sentence, Taking};
use crate::disclosure::{Measured, Quantity};
use crate::parse::amount::Number;
use crate::parse::numeral::is_numeral;
use crate::text::lexicon::Lexicon;
use std::sync::LazyLock;

/// Verbs that make a rule.
const MADE: &[&str] = &[
    "制定",
    "修订",
    "完善",
    "新建",
    "建立",
    "健全",
    "出台",
    "废止",
    "新增",
    "修改",
    "新立",
    "新订",
    "立改废",
    "废改立",
    "废、改、立",
    "立、改、废",
    "建章立制",
    "整章建制",
];

/// What a rule is called behind its number.
const RULES: &[&str] = &[
    "制度",
    "规章",
    "工作制度",
    "管理制度",
    "规范性文件",
    "内控制度",
    "配套制度",
    "管理办法",
    "长效机制",
    "工作机制",
    "各类制度",
    "相关制度",
    "具体制度",
    "专项制度",
    "内部制度",
    "制度性文件",
    "制度机制",
    "长效制度",
];

/// Words between a number and what a rule is called: 7项巡察整改工作制度, 12项财务管理制度.
const KINDS: &[&str] = &[
    "巡察", "巡视", "整改", "工作", "管理", "内部", "内控", "财务", "党建", "监督", "配套", "长效", "有关",
    "相关", "各类", "具体", "专项",
];

/// Whether a text begins with the name of a rule.
fn rule(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..4 {
        if RULES.iter().any(|word| rest.starts_with(word)) {
            return true;
        }
        let Some(shorter) = KINDS.iter().find_map(|word| rest.strip_prefix(word)) else { return false };
        rest = shorter;
    }
    RULES.iter().any(|word| rest.starts_with(word))
}

/// Verbs that lay down a measure.
const SET: &[&str] = &[
    "制定", "制订", "细化", "分解", "提出", "明确", "形成", "研究", "梳理", "部署", "实施", "确定", "列出",
    "采取", "落实", "建立", "拟定", "推出",
];

/// What measures and tasks are called; a longer one before what it ends with.
const MEASURES: &[&str] = &[
    "具体整改措施",
    "具体整改任务",
    "具体整改举措",
    "整改措施",
    "具体措施",
    "整改任务",
    "具体任务",
    "整改举措",
    "具体举措",
    "任务清单",
    "措施清单",
    "措施",
    "任务",
    "举措",
];

impl Taking<'_> {
    pub(super) fn rules(&mut self, sentence: &Sentence, number: &Number, near: &Near) -> bool {
        let Near { clause, after, .. } = *near;
        let piece = clause.rsplit('、').next().unwrap_or(clause);
        let piece = piece.trim_end_matches(['共', '计', '合', '累', '了', '达', ':']);
        let clause = clause.trim_end_matches(['共', '计', '合', '累', '了', '达', ':']);
        let follows = rule(after);
        let closes = ["建章立制", "整章建制"].iter().any(|word| clause.ends_with(word))
            // 建章立制三个工作组 counts groups.
            && (follows || !after.starts_with(|c: char| c.is_alphabetic()));
        // 行政执法三项制度 is the name of three rules, not how many were made.
        let spelled = sentence.text[number.range.clone()].starts_with(is_numeral);
        let verb = || MADE.iter().any(|verb| piece.trim_end_matches(['的', '了']).ends_with(verb));
        if spelled && follows && !verb() && !piece.is_empty() && !near.clause.ends_with(['共', '计']) {
            return false;
        }
        let nouns = [
            "制度",
            "制度成果",
            "制度规范",
            "规章",
            "规范性文件",
            "管理办法",
            "机制",
            "文件",
            "办法",
            "规定",
            "细则",
            "规则",
            "规程",
        ];
        let named = nouns.iter().any(|word| piece.ends_with(word));
        // 新建制度7项、修订14项: the second verb shares the noun.
        // 建章立制16项(新建7项、修订9项) too.
        let head = sentence.before(number.range.start);
        let in_sum = || {
            let open = head.rfind('(').filter(|open| !head[*open..].contains(')'));
            let whole =
                open.map(|open| &head[..open]).filter(|whole| whole.ends_with(['项', '个', '条', '件']));
            whole.is_some_and(|whole| super::clause(whole).contains("建章立制"))
        };
        let shared = !closes
            && MADE.iter().any(|verb| piece.ends_with(verb))
            && (head.contains("制度") || in_sum())
            && !MEASURES.iter().any(|word| after.starts_with(word));
        let makes = || MADE.iter().any(|verb| head.contains(verb));
        // 制度8项 alone is a rule where the sentence makes some: 新建机制3个、制度8项.
        // 修订议事规则2项、操作规程5个 likewise.
        let bare = piece.chars().count() <= 6
            && ["规程", "规则", "细则", "办法"].iter().any(|word| piece.ends_with(word));
        let listed = (piece == "制度"
            || bare && sentence.before(number.range.start - near.clause.len()).ends_with('、'))
            && makes();
        if !(closes || named || follows || shared || listed) {
            return false;
        }
        // 制定精简会议文件十条措施 lays down measures.
        if !follows && MEASURES.iter().any(|word| after.starts_with(word)) {
            return false;
        }
        let verbs = made(clause);
        // 形成制度成果23个: what is formed was made, where it can be nothing but a rule.
        let formed = (verbs.is_empty() && (follows || named)).then(|| formed(clause, after)).flatten();
        if let Some(at) = formed {
            let of = Some("形成".to_owned());
            return !planned(&clause[..at])
                && self.add(sentence, Measured::Rules, number, of, near.from(number));
        }
        if !(closes || shared || listed) && verbs.is_empty() {
            // 12项制度已修订: the verb stands behind.
            let verb =
                (follows && !spelled).then(|| made_behind(after)).flatten().filter(|_| !planned(clause));
            return verb.is_some_and(|verb| {
                self.add(sentence, Measured::Rules, number, Some(verb.to_owned()), near.from(number))
            });
        }
        // 未制定采购制度5项 is no rule, 拟修订制度3项 none yet.
        let first = verbs.iter().map(|(at, _)| *at).min();
        if first.is_some_and(|at| planned(&clause[..at])) {
            return true;
        }
        let own = || MADE.iter().any(|verb| piece.contains(verb));
        let of = (!closes && !verbs.is_empty()).then(|| joined(verbs, own()));
        self.add(sentence, Measured::Rules, number, of, near.from(number));
        true
    }

    pub(super) fn measures(&mut self, sentence: &Sentence, number: &Number, near: &Near) -> bool {
        if !matches!(number.unit, "个" | "项" | "条") || sentence.is_own(number.range.start) {
            return false;
        }
        let clause = near.clause.trim_end_matches(['共', '计', '合', '累', '了', '达', '有', ':']);
        // 整改任务清单76项, 措施清单94条: the list stands for what it lists.
        let clause = clause.strip_suffix("清单").filter(|_| number.unit != "个").unwrap_or(clause);
        // 形成427条“任务清单”
        let named = near
            .after
            .strip_prefix('“')
            .filter(|named| ["任务清单”", "措施清单”"].iter().any(|list| named.starts_with(list)));
        // 58项细化整改措施, 91项针对性措施: what they are like stands between.
        let like = ["细化的", "细化", "针对性的", "针对性", "务实"].iter();
        let behind = like
            .fold(named.unwrap_or(near.after), |behind, word| behind.strip_prefix(word).unwrap_or(behind));
        let follows = MEASURES.iter().find(|noun| behind.starts_with(**noun));
        let sum = clause.is_empty() && near.clause.len() > 2;
        let before = sentence.before(number.range.start);
        let before = before.rsplit('；').next().unwrap_or(before);
        // 逐一制定措施,共计52项: the noun closes the clause before.
        let behind = before.trim_end_matches(['共', '计', '合', '累', ',']);
        let names = |text: &str, noun: &str| text.ends_with(noun) && !noun.ends_with("清单");
        let precedes = MEASURES.iter().find(|noun| names(clause, noun) || sum && names(behind, noun));
        let set = || SET.iter().any(|verb| before.contains(verb));
        // 细化为42条
        let bare = clause.ends_with('为') && set() && MEASURES.iter().any(|noun| before.contains(noun));
        // 分别制定措施88条、102条
        let again = || {
            let last = sentence.numbers_before(number.range.start).last();
            before.contains("分别")
                && last.is_some_and(|last| {
                    last.unit == number.unit
                        && sentence.text[last.range.end..number.range.start] == *"、"
                        && sentence.text[..last.range.start].ends_with("措施")
                })
        };
        let noun = match follows.or(precedes) {
            Some(noun) => *noun,
            None if bare && before.contains("措施") || again() => "措施",
            None => return false,
        };
        // 已完成任务43项、措施105条: the verb of the list says how far.
        let listed = near.clause.starts_with(noun) || near.clause.starts_with('、');
        let done = || {
            let last = sentence.numbers_before(number.range.start).last()?;
            let behind = super::clause(sentence.before(last.range.start));
            let listed = sentence.text[last.range.end..].starts_with('、');
            Some(listed && behind.trim_start_matches('已').starts_with("完成"))
        };
        if listed && precedes.is_some() && done() == Some(true) {
            return false;
        }
        // 督促企业制定整改措施36条: what others lay down is theirs.
        if of_others(near.clause) {
            return false;
        }
        // 132项整改任务已完成或基本完成,24项正在推进: behind a larger count these are parts, and how far they are.
        let larger = |quantity: &Quantity| {
            let value = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok());
            quantity.kind == Measured::Measures
                && value(quantity.value.as_deref()) > value(Some(&number.value()))
        };
        if follows.is_some() && self.out.iter().any(larger) && self.state(sentence, number, near) {
            return true;
        }
        // 带头领办整改任务9项: what one of many took upon himself is a part.
        let led = clause.rsplit('、').next().unwrap_or(clause);
        if TAKEN_UP.iter().chain(&["带头", "牵头", "督办"]).any(|word| led.contains(word)) {
            return false;
        }
        // 完成整改任务120项 says how far; 推广节水措施12项 is no measure of the rectification.
        let state = ["完成", "推进", "坚持", "办结", "销号"];
        let head = clause.strip_suffix(noun).unwrap_or(clause);
        let head = unbracketed(head).unwrap_or(head);
        // 短期整改任务30项全部完成,中期任务6项完成4项: one among those that are told by their terms.
        let termed = || {
            let term =
                ["短期", "近期", "中期", "长期"].iter().any(|term| clause.strip_prefix(term) == Some(noun));
            term && precedes.is_some()
                && far_behind(near.after)
                && self.out[self.first..].iter().any(|told| told.kind == Measured::Measures)
        };
        let ours = noun.contains("整改") || !sentence.leaf && (set() || termed());
        if !ours || state.iter().any(|word| head.trim_end_matches(['了', '的']).ends_with(word)) {
            return false;
        }
        let of = noun.contains("任务").then(|| "任务".to_owned());
        self.add(sentence, Measured::Measures, number, of, near.from(number));
        true
    }

    /// Meetings, study sessions, visits: kept apart, because everyone holds some.
    pub(super) fn meetings(&mut self, sentence: &Sentence, number: &Number, near: &Near) {
        let head = sentence.before(number.range.start);
        let clause = near.clause.trim_end_matches(['共', '计', '累', '了', '达', '等']);
        let held = |text: &str| HOLD.iter().any(|verb| text.contains(verb));
        let closed = MEETINGS.iter().any(|word| clause.ends_with(word)) && held(head);
        let end = near.after.find([',', '。', '；', '、']).unwrap_or(near.after.len());
        let object = &near.after[..end];
        let opened = HOLD.iter().any(|verb| clause.ends_with(verb))
            && object.chars().count() <= 16
            && MEETINGS.iter().any(|word| object.contains(word));
        // 党组会议研究8次; 县委常委会会议13次研究部署
        let studied = |text: &str| ["研究", "部署"].iter().any(|word| text.contains(word));
        let met = clause.contains('会') && studied(clause)
            || ["会议", "专题会", "常委会", "党组会", "党委会"].iter().any(|word| clause.ends_with(word))
                && studied(super::head(
                    &near.after[..near.after.find(['。', '；']).unwrap_or(near.after.len())],
                ));
        if closed || opened || met || clause.contains("召开") && clause.contains('会') {
            self.add(sentence, Measured::Meetings, number, None, near.from(number));
        }
    }
}

/// Whether a clause says that firms or shops were made to do what follows.
fn of_others(clause: &str) -> bool {
    let made = ["督促", "指导", "帮助", "推动", "要求", "责成"];
    let asked = made.iter().filter_map(|verb| clause.split_once(verb)).map(|(_, rest)| rest);
    let firms = ["企业", "公司", "商户", "经营", "业主", "施工", "场所", "农户"];
    asked.into_iter().any(|rest| firms.iter().any(|firm| rest.contains(firm)))
}

/// How a meeting comes about.
const HOLD: &[&str] = &["召开", "开展", "组织", "举办", "举行", "讲授", "进行"];

/// What is met for.
const MEETINGS: &[&str] =
    &["会议", "会", "学习", "研讨", "宣讲", "培训", "党课", "调研", "座谈", "讲座", "走访", "教育", "活动"];

static VERBS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(MADE));

/// The verb behind the name of a rule, where it says that the rule was made: 制度已修订完善.
fn made_behind(after: &str) -> Option<&'static str> {
    let end = after.find([',', '。', '；', '、', '(']).unwrap_or(after.len());
    let (name, rest) = after[..end].split_once('已')?;
    let name = name.strip_suffix('均').unwrap_or(name);
    let rest = rest.trim_start_matches(['经', '全', '部']);
    let verb = MADE.iter().find(|verb| rest.starts_with(**verb))?;
    let short = name.chars().count() <= 12 && rest.chars().count() <= 8;
    (short && RULES.iter().any(|rule| name.ends_with(rule))).then_some(*verb)
}

/// Where 形成 stands, if what a clause forms or what stands behind its number is a rule: 形成长效机制8项, 形成12项制度.
fn formed(clause: &str, after: &str) -> Option<usize> {
    let at = clause.rfind("形成")?;
    let formed = &clause[at + "形成".len()..];
    let formed = formed.trim_start_matches('了');
    let only = ["制度", "制度成果", "长效机制", "规章制度", "规范性文件", "制度性文件", "长效制度"];
    let behind = formed.is_empty() && rule(after);
    (behind || only.contains(&formed)).then_some(at)
}

/// The verbs of [`MADE`] in a clause, each where it stands first.
fn made(clause: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    VERBS.each(clause, |verb, at| {
        if found.iter().all(|(_, known)| *known != verb) {
            found.push((at, verb));
        }
    });
    found
}

/// Verbs in the order of the clause, or of the list.
fn joined(mut verbs: Vec<(usize, usize)>, in_order: bool) -> String {
    verbs.sort_unstable_by_key(|(at, verb)| if in_order { (*at, MADE[*verb]) } else { (*verb, "") });
    verbs.into_iter().map(|(_, verb)| MADE[verb]).collect::<Vec<_>>().join("、")
}
