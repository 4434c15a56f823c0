//! Words that say of what kind a body is and not which: 校党委, 中心党委, 委机关党委, 行党委.
//!
//! In: the words of a name, folded. Out: whether they are no more than that, and which names are of the kind.
//! Promise: one list for all who ask; such words are never a body's name.

use super::organ::{self, Name, ORGANS, is_rank};

/// The nouns of bodies that speak of themselves by them, and how the names of such bodies end beside the noun itself;
/// a longer noun before one that begins it.
const KINDS: &[(&str, &[&str])] = &[
    ("学校", SCHOOLS),
    ("学院", &[]),
    ("校", SCHOOLS),
    ("医院", &["卫生院", "保健院"]),
    ("院", &[]),
    ("分局", &[]),
    ("局", &[]),
    ("委", &["委员会"]),
    ("厅", &[]),
    ("分公司", &[]),
    ("公司", &[]),
    ("集团", &[]),
    ("分行", &[]),
    ("支行", &[]),
    ("银行", &[]),
    ("行", &["银行", "分行", "支行"]),
    ("中心", &[]),
    ("镇", &[]),
    ("乡", &[]),
    ("街道", &[]),
    ("街", &["街道"]),
    ("会", &["总工会", "联合会", "协会", "学会", "商会", "促进会", "研究会", "基金会", "红十字会"]),
    ("部", &[]),
    ("办公室", &[]),
    ("办", &["办公室"]),
    ("室", &[]),
    ("研究所", &[]),
    ("所", &[]),
    ("站", &[]),
    ("馆", &[]),
    ("台", &[]),
    ("社区", &[]),
    ("社", &[]),
    ("段", &[]),
    ("总队", &[]),
    ("支队", &[]),
    ("大队", &[]),
    ("中队", &[]),
    ("队", &[]),
    ("矿", &[]),
    ("厂", &[]),
    ("处", &[]),
    ("署", &[]),
    ("园区", &[]),
    ("幼儿园", &[]),
    ("园", &[]),
    ("中学", &[]),
    ("小学", &[]),
    ("大学", &[]),
    ("法院", &[]),
    ("检察院", &[]),
    ("村", &[]),
];

const SCHOOLS: &[&str] =
    &["中学", "小学", "大学", "学院", "幼儿园", "中专", "一中", "二中", "三中", "实验学校"];

/// Words for a town or a village that take a place's name before them, wherever the document has it.
const SEATS: &[&str] = &["镇", "乡", "街道", "街", "乡镇", "镇街", "村", "社区"];

/// The noun that words begin with, and how names of the kind end.
fn kind(own: &str) -> Option<(&'static str, &'static [&'static str])> {
    KINDS.iter().find(|(noun, _)| own.starts_with(noun)).copied()
}

/// Whether a name is that of a body of the kind that words begin with: 法院 for 院党组 and never for 局.
pub(super) fn is_kind(own: &str, name: &str) -> bool {
    let Some((noun, ends)) = kind(own) else { return false };
    let firm = || name.contains(noun) && name.ends_with("公司");
    ends.iter().any(|end| name.ends_with(end))
        || match noun {
            // 委员会 is another kind.
            "会" => false,
            // …商业银行股份有限公司
            "行" | "银行" => name.ends_with("银行") || name.contains("银行") && name.ends_with("公司"),
            "集团" | "园区" => name.contains(noun),
            "矿" | "厂" => name.ends_with(noun) || firm(),
            _ => name.ends_with(noun),
        }
}

/// Words without the organ that they end with.
fn organless(words: &str) -> &str {
    ORGANS.iter().find_map(|(end, _)| words.strip_suffix(end)).unwrap_or(words)
}

/// The noun of bare words: 委 of 委机关党委.
pub(super) fn noun(words: &str) -> &str {
    let own = organless(words);
    own.strip_suffix("机关").unwrap_or(own)
}

/// The organ of bare words.
pub(super) fn organ(words: &str) -> Option<&'static str> {
    ORGANS.iter().find(|(end, _)| words.ends_with(end)).map(|(_, organ)| *organ)
}

/// Whether words name a kind of body and no more. A town's rank is none of them: it is read with its place.
pub(super) fn is_bare(words: &str) -> bool {
    let noun = noun(words);
    if noun.is_empty() || noun == "单位" {
        return true;
    }
    noun.chars().take(4).count() <= 3 && !SEATS.contains(&noun) && KINDS.iter().any(|(kind, _)| *kind == noun)
}

/// Whether a body was named by its kind or by its rank alone: 乡镇党委, 村党支部, 县党组. 区委 is that of a place, whose name
/// others know.
pub(super) fn is_nameless(name: &Name) -> bool {
    let committee = name.organ.is_none() || name.organ == Some("党委");
    SEATS.contains(&name.body.as_str())
        || is_bare(&name.body)
        || is_rank(&name.body) && !committee && !organ::is_area(&name.body)
}

/// Whether a body is that of a village, a neighbourhood or a part of it.
pub(super) fn is_village(body: &str) -> bool {
    const ENDS: &[&str] = &[
        "村",
        "社区",
        "嘎查",
        "居民区",
        "居委会",
        "居民委员会",
        "村委会",
        "村民委员会",
        "村民小组",
        "居民小组",
        "中心居",
        "屯",
        "社区工作站",
        "小区",
    ];
    // 新华里社区联合党委
    let body = body.strip_suffix("联合").unwrap_or(body);
    ENDS.iter().any(|end| body.ends_with(end))
}
