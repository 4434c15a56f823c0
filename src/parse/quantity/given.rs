//! People given over to those who search or judge: 移交县纪委监委3人, 1名同志移送司法机关.
//!
//! In: the words around a head-count. Out: how they were given over. Promise: who takes them is named.

use super::people::window;
use super::ways::PERSONS;

/// What those do to whom a person is given over; a longer one before what it ends with.
const SEARCHED: [&str; 6] = ["立案调查", "审查调查", "调查", "审查", "核查", "处理"];

/// 移交县纪委监委3人, 移送司法机关1人, 交由纪委处理2人.
pub(super) fn handed_over(head: &str) -> Option<(usize, Vec<&str>)> {
    let piece = window(head, 22);
    let (at, verb) = ["移交", "移送", "转交", "交由", "移转"]
        .iter()
        .filter_map(|verb| piece.rfind(verb).map(|at| (at, *verb)))
        .max()?;
    let between = &piece[at + verb.len()..];
    let body = ["纪", "监", "线索", "司法", "公安", "检察", "机关", "组织部门"]
        .iter()
        .any(|word| between.contains(word) || piece[..at].contains(word));
    let from = head.len() - piece.len() + at;
    let object =
        ["问题线索", "线索"].iter().find(|word| between.starts_with(**word)).map_or(0, |word| word.len());
    let ways = match verb {
        // 交由纪委调查1人: to have others do it is no way to deal with anyone; what they do is.
        "交由" => SEARCHED.iter().find(|way| between.ends_with(**way)).copied().into_iter().collect(),
        // 移送司法机关1人: to whom, where nothing else is said.
        _ => {
            let body = between[object..].trim_end_matches(['共', '计', '了']);
            let taker = ["机关", "纪委监委", "纪委", "监委", "检察院", "公安局"];
            let whole = taker.iter().any(|word| body.ends_with(word))
                && body.chars().count() <= 10
                && !body.contains(['、', '处', '理']);
            let len = verb.len() + object + if whole { body.len() } else { 0 };
            vec![&head[from..from + len]]
        }
    };
    body.then_some((from, ways))
}

/// 2人被移送司法机关, 1名同志移送县纪委监委: to whom, as it stands behind the head-count.
pub(super) fn handed_on(after: &str) -> Option<&str> {
    let clause = &after[..after.find([',', '。', '；', '、', ')']).unwrap_or(after.len())];
    let at = ["移送", "移交"].iter().filter_map(|verb| clause.find(verb)).min()?;
    let (who, rest) = clause.split_at(at);
    let who = who.strip_suffix('被').unwrap_or(who);
    let named = who.is_empty() || who.chars().count() <= 8 && PERSONS.iter().any(|word| who.ends_with(word));
    let body = ["司法", "公安", "检察", "纪", "监"].iter().any(|word| rest.contains(word));
    // 2名干部移送1人: the next count has its own.
    let counted = rest.contains(|c: char| c.is_ascii_digit());
    (named && body && !counted && !rest.contains('并') && rest.chars().count() <= 14).then_some(rest)
}
