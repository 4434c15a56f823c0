//! Whose problems a count counts: all that were fed back, a part, or another's.
//!
//! In: a sentence and the number in it. Out: whether it is the count of the whole
//! round, and who else told or found what is counted.

use super::problems::MOST_TIERS;
use super::tiers::joined;
use super::{Sentence, problem_noun};
use crate::parse::amount::Number;
use crate::parse::bodies::ends_as_body;

/// Words before a count that make it the count of a part.
const PARTS: &[&str] = &[
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
    "排查",
    "查摆",
    "自查",
    "解决",
    "对其",
    "共性",
    "普遍性",
    "本单位",
    "另有",
    "还有",
    "尚有",
    "个别",
    "销号的",
    "到位的",
];

/// Words that speak of the inspection's findings.
const FED_BACK: &[&str] = &[
    "反馈",
    "指出",
    "围绕",
    "针对",
    "对照",
    "梳理",
    "巡察组",
    "巡视组",
    "归纳",
    "认领",
    "巡察发现",
    "巡视发现",
    "巡察共发现",
    "巡视共发现",
    "巡察中发现",
    "巡视中发现",
    "巡察期间发现",
    "巡视期间发现",
    "“回头看”发现",
    "分解",
    "细化",
    "拆解",
    "拆分",
];

/// Whether words before a count split what was fed back into as many entries of a list: 分解形成79个“问题清单”,
/// 对应34个具体问题清单; 形成1个问题清单 is one list.
pub(super) fn is_split(lead: &str) -> bool {
    ["分解", "分解为", "分解成", "分解形成", "梳理形成", "细化形成", "对应"]
        .iter()
        .any(|word| lead.ends_with(word))
}

/// The check beside the inspection that found what a count counts: 选人用人专项检查反馈的9个问题.
pub(super) fn beside<'t>(sentence: &Sentence<'t>, first: usize) -> Option<&'t str> {
    let lead = sentence.before(sentence.numbers[first].range.start);
    let lead = lead.trim_end_matches(['的', '共', '出']);
    let lead = ["反馈", "指出", "发现"].iter().find_map(|verb| lead.strip_suffix(verb))?;
    CHECKS.iter().find(|check| lead.ends_with(**check)).map(|check| &lead[lead.len() - check.len()..])
}

/// The check whose problems a count goes on with: 选人用人专项检查反馈的6个问题已整改5个.
pub(super) fn of_check<'t>(sentence: &Sentence<'t>, number: &Number) -> Option<&'t str> {
    let at = number.range.start;
    let end = sentence.numbers.partition_point(|other| other.range.end <= at);
    let mut back = (end.saturating_sub(6)..end).rev();
    let of_problems = |index: &usize| {
        let other = &sentence.numbers[*index];
        problem_noun(&sentence.text[other.range.end..]).is_some()
            || sentence.before(other.range.start).trim_end_matches('共').ends_with("问题")
    };
    let last = back.find(of_problems)?;
    let other = &sentence.numbers[last];
    let between = &sentence.text[other.range.end..at];
    let next = sentence.round.partition_point(|place| *place < other.range.end);
    let again = sentence.round.get(next).is_some_and(|place| *place < at);
    beside(sentence, last).filter(|_| !again && !between.contains('；'))
}

/// Whether a count is a share of one of several bodies, or says how far that share is: 其中县教育局38个问题已完成37个,
/// 县水务局27个已完成26个. Without those of all others it says nothing of the whole.
pub(super) fn of_one_body(sentence: &Sentence, number: &Number) -> bool {
    let named = |other: &Number| {
        let lead = super::clause(sentence.before(other.range.start));
        let lead = lead.rsplit('、').next().unwrap_or(lead).trim_start_matches("其中");
        (2..=14).contains(&lead.chars().count())
            && !lead.contains(['我', '本', '该'])
            && (ends_as_body(lead)
                || ["镇", "乡", "街道", "村", "社区"].iter().any(|end| lead.ends_with(end)))
    };
    let before = sentence.before(number.range.start);
    let Some(from) = before.rfind("其中") else { return false };
    if before[from..].contains('；') {
        return false;
    }
    let last = || sentence.numbers_before(number.range.start).last();
    named(number) || last().is_some_and(|last| last.unit == number.unit && named(last))
}

/// Checks that go with an inspection; a longer one before what it ends with.
const CHECKS: &[&str] = &[
    "选人用人工作专项检查",
    "选人用人专项检查",
    "意识形态专项检查",
    "意识形态工作责任制专项检查",
    "意识形态责任制专项检查",
    "意识形态工作专项检查",
];

/// Whether a count is that of the bodies below the one before, told together with it:
/// 反馈22个问题及30个村级党组织244个问题.
pub(super) fn of_bodies_below(sentence: &Sentence, index: usize) -> bool {
    let (Some(upper), Some(bodies)) = (index.checked_sub(2), index.checked_sub(1)) else { return false };
    let numbers = &sentence.numbers;
    let who = &sentence.text[numbers[bodies].range.end..numbers[index].range.start];
    let gap = &sentence.text[numbers[upper].range.end..numbers[bodies].range.start];
    let Some(noun) = problem_noun(gap) else { return false };
    let mut first = upper;
    while first > 0 && upper - first < MOST_TIERS && joined(sentence, first - 1) {
        first -= 1;
    }
    let lead = sentence.before(numbers[first].range.start);
    let closed = sentence.text[numbers[index].range.end..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ',' | '。' | '；' | '、' | ')'));
    matches!(
        who,
        "村级党组织"
            | "村党组织"
            | "村(社区)党组织"
            | "村社区党组织"
            | "社区党组织"
            | "基层党组织"
            | "党组织"
            | "村"
            | "社区"
            | "行政村"
            | "村(社区)"
            | "村居"
    ) && matches!(&gap[noun..], "、" | "和" | "及" | "以及")
        && matches!(numbers[index].unit, "个" | "项" | "条")
        && (closed || problem_noun(&sentence.text[numbers[index].range.end..]).is_some())
        && ["反馈", "指出"].iter().any(|verb| super::clause(lead).contains(verb))
}

/// Whether a count is of what another was told beside the body, or another check found: 33个村(社区)反馈的298个问题,
/// 选人用人专项检查反馈问题7个.
pub(super) fn of_another(before: &str) -> bool {
    let lead = before.trim_end_matches(['共', '的']);
    let bare = lead.strip_suffix("问题").unwrap_or(lead);
    // 反馈镇党委问题38个,反馈村(社区)问题17个: whom it was told stands between.
    let clause = bare.rsplit(['。', '；', ',']).next().unwrap_or(bare);
    let between = || clause.strip_prefix("反馈").filter(|who| who.chars().count() <= 8);
    let told = bare.strip_suffix("反馈").or_else(|| between().filter(|_| bare.len() < lead.len()));
    let Some(lead) = told else { return false };
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "检查", "单位", "党组织", "村", "社区", "(社区)", "部门", "学校", "企业", "乡镇", "街道", "两级", "党支部",
    ];
    OTHERS.iter().any(|word| lead.ends_with(word))
}

/// Whether the chain that begins with a number counts all problems, or those of a second body:
/// 针对乡党委4个方面23个问题、村党支部5个方面31个问题.
pub(super) fn about(sentence: &Sentence, first: usize, behind: &str) -> bool {
    let numbers = &sentence.numbers;
    let lead = &sentence.text[..numbers[first].range.start];
    // 指出上轮反馈的29个问题中有5个整改不彻底,并新发现8个问题
    let newly = lead.strip_suffix("新发现").map(super::tail);
    let newly = newly.is_some_and(|lead| ["指出", "反馈了"].iter().any(|verb| lead.contains(verb)));
    if newly || about_all(lead, behind) {
        return true;
    }
    let Some(last) = first.checked_sub(1) else { return false };
    let gap = &sentence.text[numbers[last].range.end..numbers[first].range.start];
    let body = problem_noun(gap).and_then(|noun| gap[noun..].strip_prefix('、'));
    if !body.is_some_and(|body| body.chars().count() <= 10 && !body.contains([',', '；'])) {
        return false;
    }
    let above =
        (0..MOST_TIERS).map_while(|up| last.checked_sub(up + 1)).take_while(|at| joined(sentence, *at));
    let upper = above.last().unwrap_or(last);
    about_all(&sentence.text[..numbers[upper].range.start], gap)
}

/// Whether a meeting pointed out what a count at `at` counts: 领导小组会议指出在责任落实、进度把控等3个方面12个问题;
/// 反馈会议 is the inspection's.
pub(super) fn of_meeting(sentence: &Sentence, at: usize) -> bool {
    let lead = sentence.before(at);
    let Some(said) = lead.rfind("指出") else { return false };
    let before = &lead[..said];
    let met = ["会议", "会上", "调研组"].iter().any(|word| before.ends_with(word));
    let fed_back = ["反馈会议", "反馈会上"].iter().any(|word| before.ends_with(word));
    met && !fed_back && !lead[said..].contains("反馈") && !lead[said..].contains("巡")
}

/// Verbs by which an inspection says what it found.
const SAID: &[&str] = &["反馈", "指出", "巡察发现", "巡视发现", "察组发现", "视组发现"];

/// Verbs by which one of those who lead takes some of many upon himself.
pub(super) const TAKEN_UP: [&str; 5] = ["领办", "领衔", "包抓", "包案", "带头认领"];

/// Whether a count at `at` is of what one of those who lead took upon himself: 书记带头认领巡察反馈的2个方面6个问题.
pub(super) fn of_one(sentence: &Sentence, at: usize) -> bool {
    let clause = super::clause(sentence.before(at));
    TAKEN_UP.iter().any(|verb| clause.contains(verb))
}

/// Where such a verb ends, if nothing but names of fields stands between it and a count of sides:
/// 巡察组指出我局在党的政治建设、思想建设等5个方面18个问题. A single tier (指出我局台账不全、库存不清等3个问题)
/// may be a part.
pub(super) fn fields_named(sentence: &Sentence, first: usize) -> Option<usize> {
    let number = &sentence.numbers[first];
    if sentence.round.is_empty() || !matches!(number.unit, "方面" | "层面" | "大类" | "大项" | "类")
    {
        return None;
    }
    let lead = sentence.before(number.range.start);
    let (from, verb) = SAID.iter().filter_map(|verb| Some((lead.rfind(verb)? + verb.len(), *verb))).max()?;
    let fields = &lead[from..];
    let at = number.range.start - fields.len();
    let fields = fields.strip_prefix([',', ':']).filter(|_| verb == "指出").unwrap_or(fields);
    // 反馈问题中,涉及党的建设、队伍建设等3个方面12个问题
    let matters =
        fields.strip_prefix("问题").map(|rest| rest.trim_start_matches(['中', ',', '主', '要', '共']));
    let told = |rest: &&str| ["涉及", "集中", "包括"].iter().any(|word| rest.starts_with(word));
    let fields = matters.filter(told).unwrap_or(fields);
    // 反馈后,…; 反馈问题整改…: what follows is what the body did.
    let deeds = ["会", "后", "以来", "期间", "整改", "问题", "意见整改"];
    // 反馈我局党组在“四个落实”方面存在的3个方面17个问题 names one field only.
    let one = fields.trim_end_matches('的').ends_with("存在");
    let named = (one || fields.contains(['、', '和', '及', '与']))
        && !fields.contains([',', '；', '。', ':'])
        && fields.matches('(').count() == fields.matches(')').count()
        && !fields.contains(|c: char| c.is_ascii_digit())
        && !deeds.iter().any(|word| fields.starts_with(word))
        && !PARTS.iter().chain(&["督促"]).any(|word| fields.contains(word))
        && !super::clause(&lead[..from]).contains("其中")
        && sentence.numbers[..first].last().is_none_or(|other| other.range.end <= at);
    named.then_some(at)
}

/// Whether words sum up what there is: 存在的问题共计; 反馈枣坪村等5个村党组织存在的问题共计.
pub(super) fn existing(lead: &str) -> bool {
    let lead = super::tail(lead);
    let clause = lead.rsplit(['。', '；', ',', ':']).next().unwrap_or(lead);
    let bare = ["共计", "合计", "总计", "共"].iter().find_map(|word| clause.strip_suffix(word));
    let noun = |words: &'static str| bare.and_then(|bare| bare.strip_suffix(words));
    let Some(who) = noun("存在的问题").or_else(|| noun("存在问题")) else { return false };
    who.is_empty() && clause.len() == lead.len() || ["反馈", "指出"].iter().any(|verb| who.contains(verb))
}

/// Whether a count of 具体问题 is what a plan sets down for the whole: 制定整改方案,明确61项具体问题. Fewer than ten may
/// be what one meeting made clear.
pub(super) fn is_set_down(lead: &str, behind: &str, count: Option<u64>) -> bool {
    let planned = || super::tail(lead).contains("方案");
    let closed = behind.is_empty() || behind.starts_with([',', '。', '；', '、']);
    lead.ends_with("明确") && closed && (count >= Some(10) || planned())
}

/// Whether what stands behind a count says right away how many of it are done: 已完成整改139个.
fn is_parted(behind: &str) -> bool {
    let rest = behind.trim_start_matches(',');
    ["已完成整改", "已整改完成", "已完成", "已整改"]
        .iter()
        .filter_map(|done| rest.strip_prefix(done))
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a count of problems is that of the whole round, not of a part of it.
pub(super) fn about_all(lead: &str, behind: &str) -> bool {
    let near_at = lead.char_indices().rev().nth(17).map_or(0, |(at, _)| at);
    let near = &lead[near_at..];
    let near = near.rsplit(['。', '；']).next().unwrap_or(near);
    // 正在推进1个,巡察反馈的31个问题累计完成整改30个: what is summed up is the whole, whatever stands before.
    let own = near.rsplit(',').next().unwrap_or(near);
    let summed = behind.strip_prefix('已').unwrap_or(behind).starts_with("累计");
    let own = if summed && own.trim_end_matches('的').ends_with("反馈") { own } else { near };
    if PARTS.iter().any(|word| own.contains(word)) {
        return false;
    }
    let involved = near.trim_end_matches(['共', '计', '及']).ends_with('涉');
    if FED_BACK.iter().any(|word| near.contains(word)) || involved || existing(lead) {
        return true;
    }
    // 明确3方面10类26项具体问题、81条整改措施
    // 研究制定包括61项具体问题、278项整改举措的整改方案
    let ahead: String = behind.chars().take(14).collect();
    let measured = behind.starts_with('、') && ["措施", "举措"].iter().any(|noun| ahead.contains(noun));
    // 25个反馈问题、68条整改措施,已分别完成23个、66条
    let both = || {
        let end = behind.char_indices().nth(30).map_or(behind.len(), |(at, _)| at);
        let next = behind[..end].split_once(',').map_or("", |(_, next)| next);
        ["分别", "均", "全部"].iter().any(|word| next.trim_start_matches('已').starts_with(word))
    };
    if measured && (lead.is_empty() || lead.ends_with([',', '。', '；'])) && both() {
        return true;
    }
    let laid = ["明确", "形成", "确定", "列出", "建立", "包括", "包含"];
    if measured && laid.iter().any(|word| near.ends_with(word)) {
        return true;
    }
    // 从4个方面19个问题入手
    if near.ends_with('从') && behind.starts_with("入手") {
        return true;
    }
    // 深入剖析29个问题,提出117条整改举措; what a meeting of self-criticism looks into is its own.
    let laid = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        ["条整改措施", "条整改举措", "项整改措施", "项整改举措"].iter().any(|noun| rest.starts_with(noun))
    };
    if lead.ends_with("剖析")
        && !super::tail(lead).contains("生活会")
        && [",提出", ",制定", ",研究制定"].iter().filter_map(|verb| behind.strip_prefix(verb)).any(laid)
    {
        return true;
    }
    // 21项问题(含1项“回头看”问题)已完成20项
    let bracket = behind.strip_prefix("(含").and_then(|rest| rest.split_once(')'));
    let behind = bracket.filter(|(inside, _)| inside.chars().count() <= 24).map_or(behind, |(_, rest)| rest);
    // 截至2024年9月30日,12个问题已完成整改10个; 共有25个具体问题,其中长期整改6个
    let opens = lead.is_empty()
        || matches!(lead, "共" | "共有")
        || lead.ends_with([',', '；', '。'])
        || lead.ends_with("全部")
        || lead.ends_with("所有")
        // 村级144个问题已完成整改139个: whose they are stands before.
        || ["村级", "党组织的", "单位的"].iter().any(|whose| lead.ends_with(whose)) && is_parted(behind);
    let counted = ["已", "中", "累计", "完成", "全部", "均", "整改", ",", "对应", "办结", "销号"]
        .iter()
        .any(|word| behind.starts_with(word));
    // 4个方面19个问题共制定整改措施46条
    let planned = behind.trim_start_matches('共');
    let planned = ["制定", "研究制定", "细化"].iter().any(|word| planned.starts_with(word))
        && planned.chars().take(10).collect::<String>().contains("措施");
    if planned && lead.ends_with([',', '；', '。']) {
        return true;
    }
    // 对28个具体问题,制定86条措施
    let faced = lead == "对" || [",对", "。对", "；对"].iter().any(|end| lead.ends_with(end));
    let laid_down = behind.strip_prefix(',').is_some_and(|next| {
        let next = &next[..next.find([',', '。', '；']).unwrap_or(next.len())];
        ["制定", "研究制定", "逐一制定", "逐项制定", "细化"].iter().any(|verb| next.starts_with(verb))
            && ["措施", "举措"].iter().any(|noun| next.ends_with(noun))
            && next.contains(|c: char| c.is_ascii_digit())
    });
    if faced && laid_down {
        return true;
    }
    let dated = || {
        let lead = super::tail(lead);
        lead.contains("截至") || lead.contains("截止") || lead.contains("目前")
    };
    let end = behind.char_indices().nth(40).map_or(behind.len(), |(at, _)| at);
    let far = ["完成", "已整改", "全部整改到位", "整改完毕", "办结", "销号", ",其中长期", ",其中立行立改"]
        .iter()
        .any(|word| behind[..end].contains(word));
    opens && counted && (dated() || behind.starts_with("对应") || far)
        || near.contains('将') && (near.contains('把') || lead.ends_with('将'))
}
