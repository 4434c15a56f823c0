//! Numbers an announcement states about its own rectification (genre §6).
//!
//! In: drafts of units and their text. Out: typed, exact quantities, and
//! doubts where totals do not add up. Promise: precision first; a number is
//! taken only where its own clause says what it counts; no floating point.

use super::amount::{self, Number};
use super::units::Draft;
use super::view::View;
use crate::disclosure::{Doubt, Finding, Measured, PartKind, Quantity, Role};
use std::collections::HashSet;
use std::ops::Range;

/// Sentences about an earlier round say nothing about this one.
const EARLIER: &[&str] = &["上轮", "上一轮", "上次巡", "上届", "前期第", "往年", "此前巡", "前一轮"];

/// Everything found, in text order.
pub(super) fn read(view: &View, drafts: &[Draft], findings: &mut Vec<Finding>) -> Vec<Quantity> {
    let mut taking = Taking { view, out: Vec::new(), seen: HashSet::new() };
    let mut totals = Totals::default();
    let counted = |role: Role| {
        matches!(
            role,
            Role::Preamble
                | Role::Paragraph
                | Role::Measure
                | Role::Section
                | Role::Item
                | Role::Area
                | Role::Part
        )
    };
    for draft in drafts.iter().filter(|draft| counted(draft.role)) {
        let text = view.get(draft.range.clone());
        let mut at = draft.range.start;
        for sentence in text.split_inclusive('。') {
            let range = at..at + sentence.len();
            at = range.end;
            if EARLIER.iter().any(|word| sentence.contains(word)) {
                continue;
            }
            let first = taking.out.len();
            // What a measure says of problems is not the count of the round.
            let leaf = draft.role == Role::Measure && draft.part == Some(PartKind::Rectification);
            taking.sentence(range, !leaf);
            totals.sum(&taking.out[first..]);
        }
    }
    totals.check(findings);
    taking.out
}

struct Taking<'a> {
    view: &'a View<'a>,
    out: Vec<Quantity>,
    seen: HashSet<(Measured, String, String)>,
}

/// Words that say how far, at the end of what stands before a number.
const STATES: &[(&str, Measured)] = &[
    ("基本完成整改", Measured::Staged),
    ("基本完成", Measured::Staged),
    ("阶段性完成整改", Measured::Staged),
    ("阶段性完成", Measured::Staged),
    ("阶段性整改完成", Measured::Staged),
    ("取得阶段性成果", Measured::Staged),
    ("取得阶段性成效", Measured::Staged),
    ("取得阶段性进展", Measured::Staged),
    ("未完成整改", Measured::Undone),
    ("未完成", Measured::Undone),
    ("未整改", Measured::Undone),
    ("正在整改", Measured::Ongoing),
    ("正在推进", Measured::Ongoing),
    ("持续整改", Measured::Ongoing),
    ("持续推进", Measured::Ongoing),
    ("整改中", Measured::Ongoing),
    ("推进中", Measured::Ongoing),
    ("长期坚持", Measured::LongTerm),
    ("长期整改", Measured::LongTerm),
    ("持续坚持", Measured::LongTerm),
    ("已完成整改", Measured::Done),
    ("已整改完成", Measured::Done),
    ("完成整改", Measured::Done),
    ("整改完成", Measured::Done),
    ("完成销号", Measured::Done),
    ("整改到位", Measured::Done),
    ("已整改", Measured::Done),
    ("已完成", Measured::Done),
    ("办结", Measured::Done),
    ("完成", Measured::Done),
];

/// Ways to deal with people, as they stand before a head-count.
const SANCTIONS: &[&str] = &[
    "党内严重警告",
    "党内警告",
    "党纪政务处分",
    "党政纪处分",
    "党纪处分",
    "政务处分",
    "政务警告",
    "政务记过",
    "警告处分",
    "记过处分",
    "撤职",
    "开除党籍",
    "留党察看",
    "组织处理",
    "组织调整",
    "诫勉谈话",
    "诫勉",
    "批评教育",
    "批评帮助",
    "责令作出书面检查",
    "责令作出检查",
    "责令书面检查",
    "责令检查",
    "书面检查",
    "提醒谈话",
    "谈话提醒",
    "警示谈话",
    "约谈",
    "通报批评",
    "问责追责",
    "追责问责",
    "问责",
    "立案审查调查",
    "立案审查",
    "立案",
    "移送司法机关",
    "移送司法",
    "移交纪委",
    "交由纪委",
    "移交司法机关",
    "处分",
];

/// Ways in which money came back.
const RECOVERIES: &[&str] = &[
    "清查追回",
    "追缴",
    "清退",
    "退回",
    "退还",
    "退赔",
    "收回",
    "追回",
    "补缴",
    "补交",
    "补收",
    "追收",
    "挽回经济损失",
    "挽回损失",
    "挽回",
    "上缴",
    "归垫",
    "核减",
    "返还",
    "追偿",
];

impl Taking<'_> {
    fn add(
        &mut self,
        kind: Measured,
        value: Option<String>,
        unit: &str,
        of: Option<String>,
        range: Range<usize>,
    ) -> bool {
        // Announcements repeat their figures; money is the same money whatever the verb.
        let key_of = if kind == Measured::Money { String::new() } else { of.clone().unwrap_or_default() };
        let key = (kind, value.clone().unwrap_or_else(|| of.clone().unwrap_or_default()), key_of);
        if !self.seen.insert(key) {
            return false;
        }
        self.out.push(Quantity { kind, value, unit: unit.to_owned(), of, span: self.view.span(range) });
        true
    }

    fn sentence(&mut self, range: Range<usize>, whole_round: bool) {
        let view = self.view;
        let text = view.get(range.clone());
        let numbers = amount::scan(text);
        let place = |part: Range<usize>| range.start + part.start..range.start + part.end;
        let mut previous = 0;
        let mut taken = vec![false; numbers.len()];
        if whole_round {
            self.problems(text, range.start, &numbers, &mut taken);
        }
        for (index, number) in numbers.iter().enumerate() {
            let before = &text[previous..number.range.start];
            let after = &text[number.range.end..];
            let head = &text[..number.range.start];
            previous = number.range.end;
            if taken[index] {
                continue;
            }
            let clause_at = before.rfind([',', '；', ':', '(']).map_or(0, |at| at + 1);
            let clause = before.get(clause_at..).unwrap_or(before).trim_start_matches(['；', '、']);
            let from = number.range.start - clause.len();
            let span = place(from..number.range.end);
            let counts = matches!(number.unit, "个" | "项" | "条");
            if number.unit == "%" {
                self.rate(clause, number, span);
            } else if number.unit == "元" {
                self.money(text, number, range.start);
            } else if matches!(number.unit, "人" | "人次" | "名") {
                self.people(head, number, range.start);
                self.people_first(clause, after, number, range.start);
            } else if matches!(number.unit, "次" | "场") {
                let meeting = clause.contains("召开") && clause.contains('会')
                    || clause.ends_with("会议")
                    || clause.ends_with("推进会")
                    || clause.ends_with("调度会");
                if meeting && head.contains("召开") {
                    self.add(Measured::Meetings, number.value(), &number.printed, None, span);
                }
            } else if self.rules(text, clause, after, number, span.clone())
                || self.measures(clause, after, number, span.clone())
            {
            } else if counts
                && ["问题", "任务", "措施", "整改", "截至"].iter().any(|word| text.contains(word))
            {
                self.state(text, clause, after, number, span);
            }
        }
        self.without_amount(text, range.start);
    }

    /// N个方面M类K个问题: tiers stand one behind the other; the last is the finest.
    fn problems(&mut self, text: &str, start: usize, numbers: &[Number], taken: &mut [bool]) {
        for (index, number) in numbers.iter().enumerate() {
            let after = &text[number.range.end..];
            let before = &text[..number.range.start];
            let last = ["问题", "具体问题", "反馈问题", "具体表现", "突出问题", "主要问题", "整改问题"]
                .iter()
                .find(|word| after.starts_with(**word));
            let tier = matches!(number.unit, "个" | "项" | "条" | "类" | "个大类");
            let behind = ["反馈问题", "反馈的问题", "反馈意见问题", "反馈具体问题", "反馈了问题", "指出问题"]
                .iter()
                .any(|word| before.ends_with(word));
            if taken[index] || !tier || last.is_none() && !behind {
                continue;
            }
            let mut chain = vec![index];
            for at in (0..index).rev() {
                let gap = &text[numbers[at].range.end..numbers[chain[chain.len() - 1]].range.start];
                let upper = numbers[at].unit == "方面"
                    || matches!(numbers[at].unit, "类" | "大类" | "个大类" | "项" | "个" | "条");
                if upper
                    && matches!(gap, "" | "、" | "的" | "共" | "问题" | "问题、" | "," | "方面" | "具体问题")
                    && !taken[at]
                {
                    chain.push(at);
                } else {
                    break;
                }
            }
            chain.reverse();
            let lead = &text[..numbers[chain[0]].range.start];
            if !about_all(lead, after, last.copied().unwrap_or_default()) {
                continue;
            }
            // One count below the total, without tiers, is that of a part.
            let many = |value: Option<String>| value.and_then(|value| value.parse::<u64>().ok());
            let known = self
                .out
                .iter()
                .filter(|quantity| quantity.kind == Measured::Problems)
                .filter_map(|quantity| many(quantity.value.clone()))
                .max();
            if chain.len() == 1
                && last != Some(&"具体表现")
                && known.zip(many(number.value())).is_some_and(|(known, now)| now < known)
            {
                continue;
            }
            for (rank, at) in chain.iter().enumerate() {
                let number = &numbers[*at];
                taken[*at] = true;
                let finest = rank + 1 == chain.len();
                let of = match (finest, number.unit) {
                    (_, "方面") => Some("方面".to_owned()),
                    (false, unit) if unit != "个" => Some(unit.trim_start_matches('个').to_owned()),
                    (true, _) if last == Some(&"具体表现") => Some("具体表现".to_owned()),
                    _ => None,
                };
                let tail = if finest { last.map_or(0, |word| word.len()) } else { 0 };
                let span = start + number.range.start..start + number.range.end + tail;
                self.add(Measured::Problems, number.value(), &number.printed, of, span);
            }
        }
    }

    fn rate(&mut self, clause: &str, number: &Number, span: Range<usize>) {
        let clause = clause.trim_end_matches(['达', '到', '为', '已', '约', '是']);
        let named = ["整改完成率", "问题完成率", "任务完成率", "整改率", "办结率", "销号率", "总体完成率"]
            .iter()
            .any(|word| clause.ends_with(word));
        if named || clause == "完成率" {
            self.add(Measured::Rate, number.value(), "%", None, span);
        }
    }

    fn money(&mut self, text: &str, number: &Number, start: usize) {
        // The verb may stand far before the amount, but in the same clause.
        let head = &text[..number.range.start];
        let clause_at = head
            .rfind(['；', '。', ':', ','])
            .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
        let clause = &head[clause_at..];
        // A second amount behind 、 needs its own verb.
        let piece_at = clause.rfind('元').map_or(0, |at| at + "元".len());
        let piece = &clause[piece_at..];
        let Some((at, verb)) = RECOVERIES
            .iter()
            .filter_map(|verb| piece.rfind(verb).map(|at| (at, *verb)))
            .max_by_key(|(at, verb)| (at + verb.len(), verb.len()))
        else {
            return;
        };
        let between = &piece[at + verb.len()..];
        if between.chars().count() > 40
            || ["标准", "以上", "不超过", "占", "避免", "节约"].iter().any(|word| between.contains(word))
        {
            return;
        }
        // 追缴、退回各类资金合计14.92万元: the verbs share the amount.
        let mut from = at;
        let mut verbs = vec![verb];
        while let Some(more) = RECOVERIES.iter().find(|more| {
            piece[..from].trim_end_matches('、').ends_with(**more) && piece[..from].ends_with('、')
        }) {
            from = piece[..from].trim_end_matches('、').len() - more.len();
            verbs.insert(0, more);
        }
        let span = start + clause_at + piece_at + from..start + number.range.end;
        self.add(Measured::Money, number.value(), &number.printed, Some(verbs.join("、")), span);
    }

    fn people(&mut self, head: &str, number: &Number, start: usize) {
        let mut rest = head.trim_end_matches(['共', '计', '了', '累', '等', '达']);
        rest = ["相关责任人员", "有关责任人员", "责任人员", "相关人员", "有关人员", "党员干部", "干部"]
            .iter()
            .find_map(|word| rest.strip_suffix(word))
            .unwrap_or(rest);
        let mut kinds: Vec<&str> = Vec::new();
        let mut from = rest.len();
        loop {
            // 党内警告处分 is one kind: of all that end here, the one that begins first.
            let whole = &rest[..from];
            let bare = whole.trim_end_matches("处分");
            let ending = |text: &str| {
                SANCTIONS
                    .iter()
                    .filter(|kind| text.ends_with(**kind))
                    .map(|kind| (text.len() - kind.len(), *kind))
                    .min()
            };
            let Some((begin, kind)) = ending(whole).into_iter().chain(ending(bare)).min() else { break };
            kinds.insert(0, kind);
            from = begin;
            let before = rest[..from].trim_end_matches("给予");
            if let Some(more) = before.strip_suffix(['、', '和', '及']) {
                // 诫勉2人、提醒谈话3人 are two counts: a digit or unit before 、 ends the chain.
                if more.ends_with(['人', '次', '名']) {
                    break;
                }
                from = more.len();
                continue;
            }
            break;
        }
        if kinds.is_empty() || number.unit == "名" || self.counted_before(&kinds, number) {
            return;
        }
        self.add(
            Measured::People,
            number.value(),
            &number.printed,
            Some(kinds.join("、")),
            start + from..start + number.range.end,
        );
    }

    /// 给予2名教师警告处分: the head-count stands before the sanction.
    fn people_first(&mut self, clause: &str, after: &str, number: &Number, start: usize) {
        let given = ["给予", "对", "责令", "予以"].iter().any(|word| clause.contains(word));
        let rest = &after[..after.find([',', '。', '；', '、', '(']).unwrap_or(after.len())];
        let rest = rest.trim_end_matches("处分");
        let found = SANCTIONS.iter().filter(|kind| rest.ends_with(**kind)).max_by_key(|kind| kind.len());
        let meant = found.filter(|kind| given && rest.chars().count() <= 24 && **kind != "约谈");
        let Some(kind) = meant else { return };
        if !self.counted_before(&[kind], number) {
            let end = start + number.range.end + rest.len();
            self.add(
                Measured::People,
                number.value(),
                &number.printed,
                Some((*kind).to_owned()),
                start + number.range.start..end,
            );
        }
    }

    /// Whether a summary has counted these people already: 处分9人 behind 党纪政务处分17人.
    fn counted_before(&self, kinds: &[&str], number: &Number) -> bool {
        let many = |value: Option<String>| value.and_then(|value| value.parse::<u64>().ok());
        let now = many(number.value());
        self.out.iter().filter(|quantity| quantity.kind == Measured::People).any(|quantity| {
            let of = quantity.of.as_deref().unwrap_or_default();
            kinds.iter().all(|kind| of.contains(kind) || kind.starts_with(of))
                && many(quantity.value.clone()) >= now
        })
    }

    fn rules(&mut self, text: &str, clause: &str, after: &str, number: &Number, span: Range<usize>) -> bool {
        if !matches!(number.unit, "个" | "项" | "条" | "份" | "部" | "件") {
            return false;
        }
        let made =
            ["制定", "修订", "完善", "新建", "建立", "健全", "出台", "废止", "新增", "建章立制", "整章建制"];
        let piece = clause.rsplit(['、']).next().unwrap_or(clause);
        let named = |text: &str| {
            ["制度", "规章", "规范性文件", "管理办法", "制度机制"].iter().any(|word| text.contains(word))
        };
        let short = after.chars().take(8).collect::<String>();
        let short = short.split([',', '。', '；', '、']).next().unwrap_or_default();
        let follows = ["制度", "规章制度", "工作制度", "管理制度", "规范性文件", "内控制度"]
            .iter()
            .any(|word| short.starts_with(word));
        let verbs: Vec<&str> = made.iter().copied().filter(|verb| clause.contains(verb)).collect();
        let own: Vec<&str> = made.iter().copied().filter(|verb| piece.contains(verb)).collect();
        let closes = ["建章立制", "整章建制"].iter().any(|word| clause.ends_with(word));
        let names_rules = named(clause) && clause.ends_with(|c: char| "度章制件法".contains(c))
            || own.iter().any(|verb| piece.trim_end_matches("了").ends_with(verb))
                && named(text)
                && text.contains("制度");
        if !(closes || names_rules && !verbs.is_empty() || follows && !verbs.is_empty()) {
            return false;
        }
        let of = if closes {
            None
        } else {
            Some(if own.is_empty() { verbs.join("、") } else { listed(clause, &made) })
        };
        self.add(Measured::Rules, number.value(), &number.printed, of, span);
        true
    }

    fn measures(&mut self, clause: &str, after: &str, number: &Number, span: Range<usize>) -> bool {
        if !matches!(number.unit, "个" | "项" | "条") {
            return false;
        }
        let nouns =
            ["整改措施", "措施", "整改任务", "任务", "整改举措", "具体措施", "具体任务", "整改事项", "举措"];
        let follows = nouns.iter().find(|noun| after.starts_with(**noun));
        let precedes = nouns.iter().find(|noun| clause.ends_with(**noun));
        let set = [
            "制定", "细化", "分解", "提出", "明确", "形成", "研究", "梳理", "部署", "实施", "确定", "列出",
            "采取", "落实", "建立",
        ]
        .iter()
        .any(|verb| clause.contains(verb));
        let Some(noun) = follows.or(precedes).filter(|_| set) else {
            // 细化为42条
            let bare = set && clause.ends_with('为') && clause.contains("措施");
            if bare {
                self.add(Measured::Measures, number.value(), &number.printed, None, span);
            }
            return bare;
        };
        let of = noun.contains("任务").then(|| "任务".to_owned());
        self.add(Measured::Measures, number.value(), &number.printed, of, span);
        true
    }

    fn state(&mut self, text: &str, clause: &str, after: &str, number: &Number, span: Range<usize>) {
        let piece = clause.rsplit(['、', '中']).next().unwrap_or(clause);
        let piece = piece.trim_end_matches(['了', '问', '题', '的', '有', '达']);
        let found = STATES.iter().find(|(word, _)| piece.ends_with(word));
        let inside = {
            let head = &text[..text.len() - after.len()];
            head.rfind('(').is_some_and(|open| !head[open..].contains(')'))
        };
        if let Some((word, kind)) = found {
            let about = if text.contains("问题") || !text.contains("任务") {
                None
            } else {
                Some("任务".to_owned())
            };
            let task = piece.contains("任务") && !piece.contains("问题");
            let of = if inside && *kind == Measured::Done {
                Some("其中".to_owned())
            } else if task {
                Some("任务".to_owned())
            } else if word.starts_with("基本完成") {
                Some("基本完成".to_owned())
            } else {
                about
            };
            self.add(*kind, number.value(), &number.printed, of, span);
            return;
        }
        // (含立行立改2个) is a part of what stands before the bracket.
        if piece.ends_with("立行立改") || clause.ends_with("立行立改") {
            self.add(Measured::Done, number.value(), &number.printed, Some("立行立改".to_owned()), span);
            return;
        }
        // 1个长期坚持, 8个已完成整改
        let tail = after.trim_start_matches("问题").trim_start_matches(['已', '需', '要']);
        let state = STATES.iter().find(|(word, _)| tail.starts_with(word.trim_start_matches('已')));
        if let Some((word, kind)) = state {
            let rest = &tail[word.trim_start_matches('已').len()..];
            if rest.is_empty() || rest.starts_with([',', '。', '；', '、', ')']) {
                self.add(*kind, number.value(), &number.printed, None, span);
            }
        }
    }

    /// 退还违规款项: money that came back without an amount.
    fn without_amount(&mut self, text: &str, start: usize) {
        for verb in ["追缴", "清退", "退还", "退回", "收回"] {
            let Some(at) = text.find(verb) else { continue };
            let rest = &text[at + verb.len()..];
            let clause = &rest[..rest.find([',', '。', '；', '、']).unwrap_or(rest.len())];
            let money = (clause.starts_with("违规") || clause.starts_with("违纪"))
                && ["款项", "资金", "所得"].iter().any(|end| clause.ends_with(end));
            if money && !clause.contains(|c: char| c.is_ascii_digit()) && clause.chars().count() <= 16 {
                let span = start + at..start + at + verb.len() + clause.len();
                self.add(Measured::Money, None, "", Some(verb.to_owned()), span);
            }
        }
    }
}

/// The verbs of a clause in their order, joined.
fn listed(clause: &str, verbs: &[&str]) -> String {
    let piece_at = clause.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let mut found: Vec<(usize, &str)> =
        verbs.iter().filter_map(|verb| clause[piece_at..].find(verb).map(|at| (at, *verb))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, verb)| verb).collect::<Vec<_>>().join("、")
}

/// Whether a count of problems is that of the whole round, not of a part of it
/// or of what the body found itself.
fn about_all(lead: &str, after: &str, noun: &str) -> bool {
    let near_at = lead.char_indices().rev().nth(17).map_or(0, |(at, _)| at);
    let near = &lead[near_at..];
    let near = near.rsplit(['。', '；']).next().unwrap_or(near);
    let part = [
        "完成的",
        "坚持的",
        "整改的",
        "推进的",
        "未",
        "剩余",
        "其余",
        "其中",
        "正在",
        "余下",
        "发现",
        "排查",
        "查摆",
        "自查",
        "解决",
        "对其",
        "共性",
        "本单位",
    ];
    if part.iter().any(|word| near.contains(word)) {
        return false;
    }
    if ["反馈", "指出", "围绕", "针对", "对照", "涉及", "梳理", "巡察组", "巡视组", "归纳"]
        .iter()
        .any(|word| near.contains(word))
    {
        return true;
    }
    // 截至2024年9月30日,12个问题已完成整改10个
    let behind = after.get(noun.len()..).unwrap_or_default();
    let opens = lead.is_empty() || lead.ends_with([',', '，', '；', '。']);
    let counted = ["已", "中", "完成", "全部", "均", "整改", ","].iter().any(|word| behind.starts_with(word));
    opens && counted && (lead.contains("截至") || lead.contains("截止") || behind.contains("完成"))
        || near.contains('将') && (near.contains('把') || lead.ends_with('将'))
}

/// The sums that have to agree.
#[derive(Default)]
struct Totals {
    /// The finest tier of problems.
    all: Option<(u64, crate::disclosure::Span)>,
    /// Parts of the first sentence that states them.
    parts: Option<(u64, u64, crate::disclosure::Span)>,
    rate: Option<String>,
}

impl Totals {
    fn sum(&mut self, found: &[Quantity]) {
        let number =
            |quantity: &Quantity| quantity.value.as_deref().and_then(|value| value.parse::<u64>().ok());
        for quantity in found.iter().filter(|quantity| quantity.kind == Measured::Problems) {
            let upper = quantity.of.as_deref().is_some_and(|of| of != "具体表现");
            if let Some(value) = number(quantity).filter(|_| !upper) {
                // Within one sentence the last tier is the finest.
                if self.all.is_none_or(|(before, _)| value >= before) {
                    self.all = Some((value, quantity.span));
                }
            }
        }
        let part = |quantity: &&Quantity| {
            let kind = quantity.kind;
            let state = matches!(
                kind,
                Measured::Done | Measured::Ongoing | Measured::Staged | Measured::LongTerm | Measured::Undone
            );
            state && quantity.of.as_deref().is_none_or(|of| of == "基本完成")
        };
        let parts: Vec<&Quantity> = found.iter().filter(part).collect();
        if let (None, Some(first)) = (self.parts, parts.first()) {
            let sum = parts.iter().filter_map(|quantity| number(quantity)).sum();
            let done = parts
                .iter()
                .filter(|quantity| quantity.kind == Measured::Done)
                .filter_map(|quantity| number(quantity))
                .sum();
            self.parts = Some((sum, done, first.span));
            self.rate = found
                .iter()
                .find(|quantity| quantity.kind == Measured::Rate)
                .and_then(|quantity| quantity.value.clone());
        }
    }

    fn check(&self, findings: &mut Vec<Finding>) {
        let (Some((all, _)), Some((sum, done, span))) = (self.all, self.parts) else { return };
        let mut note = |reason: String| {
            findings.push(Finding { doubt: Doubt::Quantity, span: Some(span), reason, confidence: 70 });
        };
        if sum != all {
            note(format!("各状态合计{sum},与问题总数{all}不符"));
        }
        if let Some(rate) = &self.rate
            && !amount::is_share(rate, done, all)
        {
            note(format!("完成率{rate}%与{done}/{all}不符"));
        }
    }
}
