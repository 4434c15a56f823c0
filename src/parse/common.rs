//! Names that any place could have: 东区, 老城区, 新市区; and what makes a bare 曜城区 a place.
//!
//! In: names as the text has them. Out: whether they are as common as that. Promise: a name that only says which
//! part of its city it is tells of no city.

/// Characters that say which part of a city a district is, and no more.
const PARTS: [char; 19] = [
    '东', '西', '南', '北', '中', '上', '下', '内', '外', '前', '后', '城', '郊', '矿', '新', '老', '旧',
    '市', '关',
];

/// Whether a district's name is of such characters alone: 市北区, 郊区, 高新区. A county's is its own.
pub(super) fn is_common(name: &str) -> bool {
    let stem = name.strip_suffix('区').filter(|stem| !stem.is_empty());
    stem.is_some_and(|stem| stem == "高新" || stem.chars().all(|c| PARTS.contains(&c)))
}

/// Whether a character stands for a part of a city.
pub(super) fn is_part(c: char) -> bool {
    PARTS.contains(&c)
}

/// Whether what stands behind a short 曜城区 makes it a place: a body's name, or nothing at all.
pub(super) fn names_body(rest: &str) -> bool {
    let rest = &rest[..rest.char_indices().nth(16).map_or(rest.len(), |(at, _)| at)];
    rest.is_empty()
        || ["委", "人民", "纪", "政协", "人大", "妇", "总工会"].iter().any(|word| rest.starts_with(word))
        || ["局", "院", "委员会", "办公室", "中心", "中学", "小学", "学校", "联合会", "公司", "街道", "镇"]
            .iter()
            .any(|word| rest.contains(word))
}
