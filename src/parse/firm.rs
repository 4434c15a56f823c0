//! Brackets that are a part of a firm's name: 锦绣国际(集团)有限公司, 华陵(南江)实业有限公司.
//!
//! In: the words of a name, folded. Out: the first bracket that is none of its own. Promise: what explains a name,
//! (以下简称…) and (原…), is never a part of it.

/// What goes on with a firm's name behind its bracket.
const GOES_ON: &[&str] =
    &["有限", "集团", "公司", "总公司", "分公司", "股份", "实业", "控股", "投资", "企业"];

/// Words of a bracket that explains.
const EXPLAINS: &[&str] = &["称", "原", "现", "含", "包括", "不含", "下属", "所属", "简"];

/// Where the first bracket opens that is no part of the name.
pub(super) fn foreign(name: &str) -> Option<usize> {
    name.match_indices('(').map(|(at, _)| at).find(|at| !belongs(&name[*at..]))
}

/// Whether the bracket that words begin with stands inside a firm's name.
fn belongs(words: &str) -> bool {
    let Some((inside, behind)) = words[1..].split_once(')') else { return false };
    let plain = (1..=8).contains(&inside.chars().count())
        && !inside.contains([',', '、', ':', '“', '('])
        && !EXPLAINS.iter().any(|word| inside.contains(word));
    let rest = &behind[..behind.find(['(', ',', '、', '。', '和', '及', '的']).unwrap_or(behind.len())];
    // 华网(南江)供电公司: the firm's word may stand farther on.
    let firm = || rest.find("公司").is_some_and(|at| rest[..at].chars().count() <= 16);
    plain && (GOES_ON.iter().any(|word| behind.starts_with(word)) || firm())
}

/// Whether a group is a firm's own, by the committee that sent it: 集团公司党委, 省公司党组. It has no rank of the Party's
/// committees, and says of none.
pub(super) fn sends(committee: &str) -> bool {
    let firm = ["公司", "集团", "银行", "总行", "分行"].iter().any(|word| committee.contains(word));
    firm && committee.ends_with(['组', '委'])
}
