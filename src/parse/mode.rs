//! How an inspection was held: the procedures that its head or title names.
//!
//! In: squeezed text. Out: modes in the order of their list. Promise: money and
//! work that are called so are none (专项资金, 专项整治).

use super::earlier;
use crate::disclosure::Mode;
use std::ops::Range;

/// Procedures named in the sentences before the disclosure, or in the title. Sentences `aside` tell of an earlier
/// inspection.
pub(super) fn modes(
    text: &str,
    head: Range<usize>,
    title: &[Range<usize>],
    aside: &[Range<usize>],
) -> Vec<Mode> {
    let own = |at: usize| {
        let at = head.start + at;
        let text = &text[..head.end];
        !aside.iter().any(|range| range.contains(&at))
            && !is_planned(text, at)
            && !earlier::is_behind(text, at)
    };
    let stated = modes_in(&text[head.clone()], true, &own);
    if !stated.is_empty() {
        return stated;
    }
    title.iter().flat_map(|range| modes_in(&text[range.clone()], false, &|_| true)).collect()
}

/// Whether a word stands where it is told who ordered the work, and not how the body was inspected:
/// 根据省委关于开展涉粮问题上下联动专项巡察的统一安排.
fn is_planned(text: &str, at: usize) -> bool {
    let signs = [',', '。', '；', '\n'];
    let lead = text[..at].rsplit(signs).next().unwrap_or_default();
    let rest = text[at..].split(signs).next().unwrap_or_default();
    ["根据", "按照", "依据", "遵照"].iter().any(|word| lead.starts_with(word))
        && ["部署", "安排", "计划", "规划", "要求"].iter().any(|end| rest.ends_with(end))
}

const MODES: &[(&str, Mode)] = &[
    ("常规", Mode::Routine),
    ("专项", Mode::Special),
    ("机动", Mode::Mobile),
    ("提级", Mode::Raised),
    ("交叉", Mode::Crossed),
    ("联动", Mode::Joint),
    ("延伸", Mode::Extended),
];

fn modes_in(text: &str, told: bool, own: &dyn Fn(usize) -> bool) -> Vec<Mode> {
    let mut out = Vec::new();
    // Most heads name one of them.
    for (word, mode) in MODES.iter().filter(|(word, _)| text.contains(word)) {
        let near = text.match_indices(word).any(|(at, _)| {
            let before = &text[..at];
            let after: String = text[at + word.len()..].chars().take(12).collect();
            let clause = &after[..after.find([',', '。', '；', ':', '《', '》']).unwrap_or(after.len())];
            // 专项资金 and 专项整治 are no procedures; 专项巡察, 提级开展了专项巡察 are.
            let verb = clause.find("巡察").or(clause.find("巡视")).or(clause.find("巡查"));
            // 专项巡察整改“回头看” names an earlier inspection, but for a title.
            let plain = verb.is_some_and(|verb| {
                let earlier = told && clause[verb..].chars().skip(2).take(2).eq("整改".chars());
                !clause[..verb].contains(['对', '的', '资']) && !earlier
            });
            // 并延伸巡察了若干村 is a step beside the procedure; 开展了延伸巡察 is one.
            let held = ["开展", "开展了", "进行", "进行了", "实施"].iter().any(|verb| before.ends_with(verb));
            // 对A开展了常规巡察,并对8所学校开展延伸巡察 is one too.
            let clause = before.rsplit(['。', ',', '；']).next().unwrap_or(before);
            let beside = clause.starts_with('并') || clause.starts_with("同时") || clause.starts_with("同步");
            // 巡审联动 goes together with an audit, 纪巡联动 with those who discipline: no inspections of two levels.
            let others = *mode == Mode::Joint
                && ["审", "审计", "纪", "纪巡", "财"].iter().any(|who| before.ends_with(who));
            plain && !others && (held && !beside || *mode != Mode::Extended) && own(at)
        });
        if near {
            out.push(*mode);
        }
    }
    if text.contains("回头看") {
        out.push(Mode::LookBack);
    }
    out
}
