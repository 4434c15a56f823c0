//! How many problems were fed back: N个方面M类K个问题.
//!
//! In: a sentence. Out: one quantity a tier; the last is the finest and the
//! base of completion. Promise: a count of a part, of an earlier round or of
//! the body's own findings is none of these.

use super::beside::how_far;
use super::due::ahead;
use super::far::STATES;
use super::tiers::{gap, is_tier, joined, said};
use super::whose::{
    about, about_all, beside, existing, fields_named, is_set_down, is_split, of_another, of_bodies_below,
    of_meeting, of_one,
};
use super::{Sentence, Taking, clause, problem_noun};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

/// As many tiers above the finest as anyone prints.
pub(super) const MOST_TIERS: usize = 4;

/// As many sides of a body's work as any inspection tells apart; the most seen is below twenty.
const MOST_SIDES: u64 = 40;

impl Taking<'_> {
    /// Tiers stand one behind the other. Read from the end, so that a count
    /// is taken with all that stand above it.
    pub(super) fn problems(&mut self, sentence: &Sentence, taken: &mut [bool]) {
        let numbers = &sentence.numbers;
        let mut chains: Vec<(usize, usize, usize)> = Vec::new();
        for index in (0..numbers.len()).rev() {
            let number = &numbers[index];
            let after = &sentence.text[number.range.end..];
            // 45个具体事项 is a tier below problems, never alone; so are 35个具体子项.
            let matters = || {
                let matters = ["具体事项", "具体子项", "子项"].iter().find(|noun| after.starts_with(**noun));
                matters.map(|noun| noun.len())
            };
            let tiered = index > 0 && joined(sentence, index - 1);
            // 3个方面、10类、33个问题清单: below tiers it is the problems that are counted.
            let split = is_split(&sentence.text[..number.range.start]) && number.whole() > Some(4);
            let listed = ["问题清单", "具体问题清单", "“问题清单”", "问题台账", "具体问题台账"]
                .iter()
                .find(|list| (tiered || split) && after.starts_with(**list))
                .and_then(|list| list.find("清单").or_else(|| list.find("台账")));
            let theirs = by_above(sentence, number.range.end);
            let noun = problem_noun(after).or_else(|| matters().filter(|_| tiered)).or(listed).or(theirs);
            let tier = is_tier(number.unit);
            let below = of_bodies_below(sentence, index);
            if taken[index] || !tier || noun.is_none() && !below && !stands_behind(sentence, index) {
                continue;
            }
            let mut first = index;
            while first > 0 && index - first < MOST_TIERS && joined(sentence, first - 1) && !taken[first - 1]
            {
                first -= 1;
            }
            let start = numbers[first].range.start;
            // 指出我局在党的建设、监督检查发现问题整改等4个方面: a field is called after the findings of others.
            let fields = fields_named(sentence, first);
            let own = sentence.is_own(fields.unwrap_or(start))
                || of_meeting(sentence, start)
                || of_one(sentence, start)
                || sentence.earlier.as_ref().is_some_and(|range| range.contains(&start));
            let behind = after.get(noun.unwrap_or(0)..).unwrap_or_default();
            // 对4个方面23类72个问题,明确…; 把四个方面32个问题逐一落实; 上述4个方面10个问题: tiers are told of all.
            let lead = &sentence.text[..start];
            let whole =
                first < index && (lead.ends_with(['对', '把', '将']) || matches!(lead, "上述" | "以上"));
            // 4个方面12个问题30个具体问题。 says nothing else.
            let alone = first < index
                && numbers[first].unit == "方面"
                && matches!(lead, "" | "共" | "共有" | "共计")
                && matches!(behind, "" | "。");
            // 建立了3个方面12项具体问题台账: so are those of the one list that was drawn up.
            let kept = first < index
                && listed.is_some()
                && ["建立", "形成", "列出", "制定"]
                    .iter()
                    .any(|verb| lead.trim_end_matches('了').ends_with(verb));
            if own
                || !(whole
                    || alone
                    || lead.is_empty() && made_tasks(behind)
                    || after.starts_with("具体问题") && is_set_down(lead, behind, number.whole())
                    || kept
                    || theirs.is_some() && all_driven(lead)
                    || split && listed.is_some()
                    || below
                    || about(sentence, first, behind)
                    || fields.is_some()
                    || (first..index).any(|upper| said(gap(sentence, upper)))
                    || noun.is_none())
            {
                continue;
            }
            taken[first..=index].fill(true);
            // 216个方面具体问题 has lost what stood between 2个 and 16个.
            if let Some(odd) = numbers[first..=index].iter().find(|number| {
                number.unit == "方面" && number.whole().is_some_and(|count| count > MOST_SIDES)
            }) {
                self.lost.push(self.view.span(sentence.place(odd.range.clone())));
                continue;
            }
            chains.push((first, index, noun.unwrap_or(0)));
        }
        // 认真梳理分类,从…、基层治理坚强保障5方面入手,将24个问题细化为61条: how many sides they have.
        if let Some((next, ..)) = chains.last()
            && let Some(sides) = numbers[..*next].iter().find(|number| sorts_sides(sentence, number))
        {
            self.add(sentence, Measured::Problems, sides, Some("方面".to_owned()), sides.range.start);
        }
        for (first, last, noun) in chains.into_iter().rev() {
            // 反馈的财务管理、合同管理等2个方面5个问题 are some of more that were fed back.
            let some = first < last
                && self.knows_more(&sentence.numbers[last])
                && fields_named(sentence, first).is_some();
            // 20个问题已完成整改,6个问题正在推进: two parts of a whole that is not told.
            if some || first == last && one_of_two(sentence, last) {
                taken[first..=last].fill(false);
                continue;
            }
            let whole = self.tiers(sentence, first, last, noun);
            // 36个问题中,12个问题已完成整改: the count of a part says how far.
            // 36个问题已整改到位,2个问题正在持续整改 likewise.
            let end = sentence.numbers[last].range.end + noun;
            let behind = sentence.text.get(end..).unwrap_or_default();
            let part = !whole
                && (sentence.before(sentence.numbers[first].range.start).contains("问题中,")
                    || first == last && stated(behind));
            if part {
                taken[first..=last].fill(false);
            }
        }
    }

    /// Whether more problems have been counted before.
    fn knows_more(&self, number: &Number) -> bool {
        let known = self.out.iter().filter(|quantity| quantity.kind == Measured::Problems);
        let known = known.filter_map(|quantity| quantity.value.as_deref()?.parse::<u64>().ok()).max();
        known.zip(number.whole()).is_some_and(|(known, now)| now < known)
    }

    /// Takes the tiers of one count; false if it is that of a part.
    fn tiers(&mut self, sentence: &Sentence, first: usize, last: usize, noun: usize) -> bool {
        let shown = sentence.text.get(sentence.numbers[last].range.end..).and_then(|rest| rest.get(..noun));
        // 12个问题,具体表现38条
        let behind_noun = first < last && gap(sentence, last - 1).ends_with("表现");
        let manifest = behind_noun || shown.is_some_and(|noun| noun.ends_with("表现"));
        // 选人用人专项检查反馈的9个问题: the check that went with the inspection counts its own.
        let beside = beside(sentence, first);
        if let Some(check) = beside.filter(|_| first == last) {
            let number = &sentence.numbers[last];
            self.add(sentence, Measured::Problems, number, Some(check.to_owned()), number.range.start);
            return true;
        }
        let another = of_another(sentence.before(sentence.numbers[last].range.start))
            || first == last && of_bodies_below(sentence, last);
        // One count below the total, without tiers, is that of a part.
        if first == last && !manifest && !another && self.knows_more(&sentence.numbers[last]) {
            return false;
        }
        for number in &sentence.numbers[first..=last] {
            let finest = number.range == sentence.numbers[last].range;
            // 4个方面、1个专项、36个具体问题: a check of its own is no problem.
            if !finest && sentence.text[number.range.end..].starts_with("专项") {
                continue;
            }
            let of = match (finest, number.unit) {
                (_, "方面") => Some("方面".to_owned()),
                (false, unit) if unit != "个" => Some(unit.to_owned()),
                // 12个主要问题、37个具体问题: the same problems told twice must not be added up.
                (false, _) => {
                    let after = &sentence.text[number.range.end..];
                    Some(
                        problem_noun(after)
                            .map_or("问题", |noun| &after[..noun])
                            .trim_start_matches('的')
                            .to_owned(),
                    )
                }
                (true, _) if manifest => Some("具体表现".to_owned()),
                _ => None,
            };
            self.add(sentence, Measured::Problems, number, of, number.range.start);
        }
        if let Some(rest) = sentence.text.get(sentence.numbers[last].range.end..)
            && !sentence.leaf
            && !another
            && all_done(rest.get(noun..).unwrap_or_default())
            // 确保25个问题全部整改到位 is still to come.
            && !ahead(clause(sentence.before(sentence.numbers[first].range.start)))
        {
            let number = &sentence.numbers[last];
            self.add(sentence, Measured::Done, number, None, number.range.start);
        }
        true
    }
}

/// Whether what stands behind a count says how far these are.
pub(super) fn stated(behind: &str) -> bool {
    let behind =
        behind.trim_start_matches(['已', '均', '仍', '尚', '还', '现', '需', '基', '本', '全', '部']);
    ["整改完", "整改到", "整改销", "完成", "办结", "销号", "正在", "未", "长期", "持续", "达到", "取得"]
        .iter()
        .any(|word| behind.starts_with(word))
}

/// Whether a count of problems and the next one say of theirs how far these are.
fn one_of_two(sentence: &Sentence, index: usize) -> bool {
    let behind = |number: &Number| {
        let after = &sentence.text[number.range.end..];
        problem_noun(after).map(|noun| number.range.end + noun).filter(|at| stated(&sentence.text[*at..]))
    };
    let (number, next) = (&sentence.numbers[index], sentence.numbers.get(index + 1));
    let Some(next) = next.filter(|next| next.unit == number.unit) else { return false };
    // 12个问题已完成整改10个: the next number is one of these.
    let between = |at: usize| sentence.text.get(at..next.range.start);
    behind(number).and_then(between).is_some_and(|state| state.ends_with([',', '、', '；']))
        && behind(next).is_some()
}

/// The length of 省委巡视反馈问题 behind a number, where the inspection that is answered is a 巡视.
fn by_above(sentence: &Sentence, end: usize) -> Option<usize> {
    let after = &sentence.text[end..];
    let who = ["省委", "中央", "自治区党委"].iter().find(|who| after.starts_with(**who))?.len();
    let noun = after[who..].strip_prefix("巡视反馈")?.strip_prefix("问题")?;
    let ours = sentence.round.contains(&(end + who)) && !sentence.own.contains(&(end + who));
    ours.then(|| after.len() - noun.len())
}

/// Whether what leads to a count says that all of it is driven on: 稳步推进31个省委巡视反馈问题; 重点推进 takes a few.
fn all_driven(lead: &str) -> bool {
    ["稳步推进", "有序推进", "统筹推进", "全面推进", "扎实推进"].iter().any(|word| lead.ends_with(word))
}

/// 5个问题已全部完成整改: the count of problems is that of those done.
pub(super) fn all_done(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['已', '均', '现']);
    let Some(rest) = rest.strip_prefix("全部") else { return false };
    let rest = rest.trim_start_matches('已');
    ["完成整改", "整改完成", "整改完毕", "整改到位", "完成", "办结", "销号"]
        .iter()
        .any(|word| rest.starts_with(word))
        && !rest.starts_with("完成率")
}

/// Whether the number stands behind its noun: 共反馈问题326个, 认领问题3大类27个.
fn stands_behind(sentence: &Sentence, index: usize) -> bool {
    if !matches!(sentence.numbers[index].unit, "个" | "项" | "条" | "小项") {
        return false;
    }
    let mut first = index;
    let closed = sentence.text[sentence.numbers[index].range.end..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ',' | '。' | '；' | '、' | '(' | ')' | ':'));
    while first > 0 && index - first < MOST_TIERS && joined(sentence, first - 1) {
        // 反馈问题413个,18个党组织逐条整改; 反馈问题215个、14个村176个: what is counted behind a sign is
        // something else.
        let gap = &sentence.text[sentence.numbers[first - 1].range.end..sentence.numbers[first].range.start];
        if !closed && matches!(gap, "," | "、") {
            return false;
        }
        first -= 1;
        // 3大方面问题9类26个
        let end = sentence.numbers[first].range.end;
        let between = &sentence.text[end..sentence.numbers[first + 1].range.start];
        if closed
            && between.contains("问题")
            && (about_all(&sentence.text[..sentence.numbers[first].range.start], "")
                || fields_named(sentence, first).is_some())
        {
            return true;
        }
    }
    let number = &sentence.numbers[first];
    let before = sentence.before(number.range.start);
    let head = before.trim_end_matches(['共', '计', '有', '合', '总', '数', '为', ':', '达', '分']);
    // 将反馈意见细化分解为4个方面、15个大项、52个小项
    if first < index && closed && splits_all(head) {
        return true;
    }
    // 问题清单35条,销号33条; 整改事项共计52项,其中已完成46项: the whole of which the next numbers are parts.
    let own = head.rsplit(['。', '；', ',']).next().unwrap_or(head);
    if closed
        && first == index
        && matches!(own, "问题清单" | "整改事项")
        && far_behind(&sentence.text[number.range.end..])
    {
        return true;
    }
    // 分解出问题清单33项
    let head = head.strip_suffix("清单").filter(|_| number.unit != "个").unwrap_or(head);
    // 应整改问题38个,已整改37个: what is due is the whole that the next number is a part of.
    let due = head.rsplit(['。', '；', ',']).next().unwrap_or(head);
    let part = || sentence.text[number.range.end..].trim_start_matches([',', '目', '前']).starts_with('已');
    // 以巡察反馈“…”等三个方面共发现反馈各类问题16个为导向: who found them stands between.
    if first < index
        && numbers_sides(sentence, first)
        && ["反馈", "指出", "巡察组", "巡视组"].iter().any(|word| before.contains(word))
    {
        return true;
    }
    if matches!(due, "应整改问题" | "应整改的问题" | "应整改反馈问题") && part() {
        return true;
    }
    // 反馈的问题共涉及38项
    let involved = || {
        let lead = head.strip_suffix("涉及")?.trim_end_matches('共');
        let lead = lead.rsplit(['。', '；', ',']).next().unwrap_or(lead);
        let told = ["反馈的问题", "反馈问题", "指出的问题"].iter().any(|word| lead.ends_with(word));
        Some(told && !lead.contains("其中") && !how_far(lead))
    };
    if closed && involved() == Some(true) {
        return true;
    }
    // 问题总数38个、整改完成数36个: what is counted in all is the whole.
    if matches!(due, "问题") && before.trim_end_matches(':').ends_with("总数") && closed {
        return true;
    }
    // 已完成整改问题36个 and 整改中的反馈问题5个 say how far, not how many.
    if how_far(head.rsplit(['。', '；', ',']).next().unwrap_or(head)) {
        return false;
    }
    if existing(before) {
        return true;
    }
    let Some(head) = head.strip_suffix("问题").or_else(|| head.strip_suffix("整改事项")) else {
        return false;
    };
    let head =
        ["具体", "突出", "主要", "重点"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    let lead = head.rsplit(['。', '；', ',', '、']).next().unwrap_or(head);
    if first == index && closed && is_next_level(sentence, index, lead) {
        return true;
    }
    // 涉及整改问题498项, 巡察反馈的整改问题26个: 整改 says no more than 问题.
    let asked = ["涉及", "反馈", "反馈的", "认领", "认领的"];
    let lead = lead
        .strip_suffix("整改")
        .filter(|lead| asked.iter().any(|word| lead.ends_with(word)))
        .unwrap_or(lead);
    let state =
        ["整改", "完成", "解决", "办结", "销号", "推进", "坚持"].iter().any(|word| lead.ends_with(word));
    let told = [
        "查摆",
        "反馈",
        "指出",
        "意见",
        "巡察",
        "巡视",
        "梳理出",
        "涉及",
        "察组发现",
        "视组发现",
        "认领",
        "领取",
        "具体到",
        "收到",
        "新发现",
        "回头看”发现",
    ];
    // 省委巡视反馈的共性问题12个 are not this body's.
    let common = ["共性", "普遍性"].iter().any(|word| lead.ends_with(word));
    let listed = ["梳理", "列出", "列明", "分解", "分解出", "梳理出"].iter().any(|word| lead.ends_with(word));
    !state && !common && (listed || told.iter().any(|word| lead.contains(word)))
}

/// Whether what stands behind a count says how many of it are how far: ,其中已完成46项.
pub(super) fn far_behind(after: &str) -> bool {
    let mut rest = after.trim_start_matches([',', '(']);
    while let Some(shorter) =
        ["其中", "目前", "现", "已", "按期"].iter().find_map(|word| rest.strip_prefix(word))
    {
        rest = shorter;
    }
    let states = STATES.iter().map(|(state, _)| state.trim_start_matches('已')).chain(["销号"]);
    let mut ends = states.filter_map(|state| rest.strip_prefix(state));
    ends.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether words before tiers part all that was fed back: 将反馈意见细化分解, 把反馈的问题梳理.
fn splits_all(head: &str) -> bool {
    let whole = ["细化分解", "分解细化", "梳理归纳", "分解", "细化", "梳理", "归纳", "拆解", "拆分", "细分"]
        .iter()
        .find_map(|verb| head.strip_suffix(verb));
    whole.is_some_and(|whole| {
        ["反馈意见", "反馈的意见", "反馈问题", "反馈的问题"].iter().any(|fed| whole.ends_with(fed))
    })
}

/// Whether what stands behind a count says that each was made a task: 24个问题分解为67项整改任务.
fn made_tasks(behind: &str) -> bool {
    ["分解为", "细化为", "分解成", "细化成", "分解细化为"].iter().any(|verb| behind.starts_with(verb))
}

/// Levels whose problems a list counts beside each other.
const LEVELS: &[&str] =
    &["村级", "社区", "村社区", "村(社区)", "村居", "村党组织", "村级党组织", "镇级", "乡级", "站所"];

/// Whether a count of a level's problems follows another that was fed back: 反馈镇党委问题22个、村级问题51个.
fn is_next_level(sentence: &Sentence, index: usize, level: &str) -> bool {
    let Some(last) = index.checked_sub(1).map(|last| &sentence.numbers[last]) else { return false };
    let told = || {
        let head = clause(sentence.before(last.range.start)).trim_end_matches(['共', '计', '有', '为']);
        head.ends_with("问题") && ["反馈", "指出", "巡察", "巡视"].iter().any(|word| head.contains(word))
    };
    LEVELS.contains(&level)
        && last.unit == sentence.numbers[index].unit
        && sentence.text[last.range.end..].starts_with('、')
        && told()
}

/// Whether a count of sides tells how what was fed back was sorted, which is counted next: 梳理分类,从…3方面入手.
fn sorts_sides(sentence: &Sentence, number: &Number) -> bool {
    let lead = sentence.before(number.range.start);
    let sorted = ["梳理", "归纳", "分类"].iter().any(|verb| lead.contains(verb));
    let fields = clause(lead).strip_prefix('从').is_some_and(|fields| fields.contains('、'));
    number.unit == "方面"
        && sentence.text[number.range.end..].starts_with("入手")
        && sorted
        && fields
        && !sentence.is_own(number.range.start)
}

/// Whether the first of two tiers counts sides, and the inspection's verb leads from it to its problems.
fn numbers_sides(sentence: &Sentence, first: usize) -> bool {
    let gap = gap(sentence, first);
    sentence.numbers[first].unit == "方面" && gap.ends_with("问题") && gap.starts_with('共')
}
