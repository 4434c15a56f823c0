//! The names that can stand before a colon, and what they name.
//!
//! In: a name as typed. Out: what it asks. Promise: every closed list of the
//! vocabulary is reachable by its code, by its Chinese form and by the words
//! people use for it; the first name of a row is the one we print.

use super::marks::key;
use crate::disclosure::{Kind, Level, Measured, Mode, PartKind, Role, Status};
use crate::search::{DateOf, Field, Place, UNSTATED};
use std::{collections::HashMap, sync::OnceLock};

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// An attribute.
    Attribute(Field),
    /// Words in units of a role.
    Words(Role),
    /// A date.
    Date(DateOf),
    /// A quantity.
    Number(Measured),
    /// `in:`
    Place,
    /// `sort:`
    Sort,
    /// `script:`
    Script,
    /// `exact:`
    Exact,
}

/// Further names; those of the vocabulary itself need no row.
const ALSO: &[(&str, Name)] = &[
    ("in", Name::Place),
    ("位于", Name::Place),
    ("范围", Name::Place),
    ("sort", Name::Sort),
    ("排序", Name::Sort),
    ("script", Name::Script),
    ("字形", Name::Script),
    ("exact", Name::Exact),
    ("精确", Name::Exact),
    ("被巡察单位", Name::Attribute(Field::Agency)),
    ("机构", Name::Attribute(Field::Agency)),
    ("部门", Name::Attribute(Field::Agency)),
    ("地域", Name::Attribute(Field::Region)),
    ("级别", Name::Attribute(Field::Level)),
    ("巡视组", Name::Attribute(Field::Team)),
    ("巡察方式", Name::Attribute(Field::Mode)),
    ("年度", Name::Attribute(Field::Year)),
    ("示例", Name::Attribute(Field::Sample)),
    ("举措类型", Name::Attribute(Field::Action)),
    ("完成状态", Name::Attribute(Field::Status)),
    ("发布", Name::Date(DateOf::Published)),
    ("公开", Name::Date(DateOf::Published)),
    ("公布时间", Name::Date(DateOf::Published)),
    ("发布时间", Name::Date(DateOf::Published)),
    ("发布日期", Name::Date(DateOf::Published)),
    ("公布日期", Name::Date(DateOf::Published)),
    ("反馈日期", Name::Date(DateOf::Feedback)),
    ("时间", Name::Date(DateOf::Any)),
    ("收缴", Name::Number(Measured::Money)),
    ("清退", Name::Number(Measured::Money)),
    ("退缴", Name::Number(Measured::Money)),
    ("金额", Name::Number(Measured::Money)),
    ("资金", Name::Number(Measured::Money)),
    ("处分人员", Name::Number(Measured::Sanctions)),
    ("党纪政务处分", Name::Number(Measured::Sanctions)),
    ("处理", Name::Number(Measured::People)),
    ("问责", Name::Number(Measured::People)),
    ("建章立制", Name::Number(Measured::Rules)),
    ("制度数", Name::Number(Measured::Rules)),
    ("完成数", Name::Number(Measured::Done)),
    ("整改率", Name::Number(Measured::Rate)),
    ("整改完成率", Name::Number(Measured::Rate)),
    ("会议数", Name::Number(Measured::Meetings)),
];

/// Roles whose own name asks for something else.
const SHADOWED: &[(Role, &str)] = &[(Role::Area, "方面标题"), (Role::Part, "部分标题")];
/// Quantities whose own name asks for something else.
const COUNTED: &[(Measured, &str)] = &[(Measured::Problems, "问题数"), (Measured::Measures, "措施数")];

/// Every name by its key. A name of several things asks for the first that has it.
fn table() -> &'static HashMap<String, Name> {
    static TABLE: OnceLock<HashMap<String, Name>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let fields = Field::ALL.iter().map(|of| ([of.chinese(), of.code()], Name::Attribute(*of)));
        let roles = Role::ALL.iter().map(|of| ([of.chinese(), of.code()], Name::Words(*of)));
        let shadowed = SHADOWED.iter().map(|(of, word)| ([*word, *word], Name::Words(*of)));
        let dates = DateOf::ALL.iter().map(|of| ([of.chinese(), of.code()], Name::Date(*of)));
        let also = ALSO.iter().map(|(word, name)| ([*word, *word], *name));
        let counted = COUNTED.iter().map(|(of, word)| ([*word, *word], Name::Number(*of)));
        let numbers = Measured::ALL.iter().map(|of| ([of.chinese(), of.code()], Name::Number(*of)));
        let mut table = HashMap::new();
        for (words, name) in
            fields.chain(roles).chain(shadowed).chain(dates).chain(also).chain(counted).chain(numbers)
        {
            for word in words {
                table.entry(key(word)).or_insert(name);
            }
        }
        table
    })
}

/// What a name asks for.
pub fn named(name: &str) -> Option<Name> {
    table().get(&key(name)).copied()
}

/// What a name asks for when a range of numbers follows it: 问题:>=10 counts, 问题:采购 reads.
pub fn counting(name: Name) -> Name {
    match name {
        Name::Words(Role::Problem) => Name::Number(Measured::Problems),
        Name::Words(Role::Measure) => Name::Number(Measured::Measures),
        name => name,
    }
}

/// The quantity of this name.
pub fn measured(name: &str) -> Option<Measured> {
    let name = key(name);
    let is = |word: &str| key(word) == name;
    let also = ALSO.iter().find_map(|(word, what)| match what {
        Name::Number(of) if is(word) => Some(*of),
        _ => None,
    });
    let counted = || COUNTED.iter().find(|(_, word)| is(word)).map(|(of, _)| *of);
    let own = || Measured::ALL.iter().copied().find(|of| is(of.code()) || is(of.chinese()));
    also.or_else(counted).or_else(own)
}

/// The name we print for a quantity.
pub fn of_measured(of: Measured) -> &'static str {
    COUNTED.iter().find(|(other, _)| *other == of).map_or(of.chinese(), |(_, word)| word)
}

/// The name we print for words in units of a role.
pub fn of_role(role: Role) -> &'static str {
    SHADOWED.iter().find(|(other, _)| *other == role).map_or(role.chinese(), |(_, word)| word)
}

/// The place of this name. A chapter that shares its name with a role has 部分 behind it.
pub fn place(name: &str) -> Option<Place> {
    let name = key(name);
    let is = |word: &str| key(word) == name;
    let role = Role::ALL.iter().find(|role| is(role.code()) || is(role.chinese()));
    let part = || {
        PartKind::ALL.iter().find(|part| {
            let long = format!("{}部分", part.chinese());
            is(part.code())
                || is(part.chinese())
                || is(&long)
                || **part == PartKind::NextSteps && is("下一步工作")
        })
    };
    role.map(|role| Place::Role(*role)).or_else(|| part().map(|part| Place::Part(*part)))
}

/// The name we print for a place.
pub fn of_place(of: Place) -> String {
    match of {
        Place::Role(role) => role.chinese().to_owned(),
        Place::Part(part) if Role::named(part.chinese()).is_some() => format!("{}部分", part.chinese()),
        Place::Part(part) => part.chinese().to_owned(),
    }
}

/// Whether a value is the word for nothing being stated, in either script.
pub fn unstated(value: &str) -> bool {
    key(value) == key(UNSTATED)
}

/// What people write for a scope that we do not have.
const SCOPES: &[&str] = &[
    "同条",
    "同一条",
    "同段",
    "同一段",
    "同段落",
    "同单元",
    "同篇",
    "同文",
    "同项",
    "同款",
    "同章",
    "同节",
    "同行",
    "同页",
    "同问题",
    "同部分",
];

/// Whether a word looks like a scope that words share, and is none.
pub fn like_a_scope(word: &str) -> bool {
    let word = key(word);
    SCOPES.iter().any(|scope| key(scope) == word)
}

/// A value of a closed list: its code and the word readers see.
pub type Word = (&'static str, &'static str);

/// The values of a field that has a closed list.
pub fn closed(field: Field) -> Option<Vec<Word>> {
    macro_rules! list {
        ($name:ident) => {
            Some($name::ALL.iter().map(|word| (word.code(), word.chinese())).collect())
        };
    }
    match field {
        Field::Level => list!(Level),
        Field::Mode => list!(Mode),
        Field::Kind => list!(Kind),
        Field::Part => list!(PartKind),
        Field::Status => list!(Status),
        Field::Role => list!(Role),
        Field::Sample => Some(vec![("true", "是"), ("false", "否")]),
        _ => None,
    }
}

/// The word of a closed list that a value means: its code, its Chinese form,
/// or that form without or with one of the endings people vary (市/市级, 常规/常规巡察).
pub fn choice(words: &[Word], value: &str) -> Option<Word> {
    let value = key(value);
    let find = |value: &str| {
        words.iter().copied().find(|(code, chinese)| key(code) == value || key(chinese) == value)
    };
    find(&value)
        .or_else(|| ["级", "整改"].iter().find_map(|ending| find(&format!("{value}{}", key(ending)))))
        .or_else(|| {
            let endings = ["巡察", "巡视", "部分"];
            endings.iter().find_map(|ending| find(value.strip_suffix(&key(ending))?))
        })
        // 完成整改 and 整改完成 for 已完成.
        .or_else(|| {
            let word = key("整改");
            let bare = value.strip_prefix(&word).or_else(|| value.strip_suffix(&word))?;
            (!bare.is_empty() && bare != key("未")).then(|| choice(words, bare))?
        })
        .or_else(|| match value.as_str() {
            "yes" | "1" => find("true"),
            "no" | "0" => find("false"),
            "完成" | "已整改" | "全部完成" => find("done"),
            "整改中" | "进行中" | "推进中" => find("ongoing"),
            "区级" | "区" | "区县" | "县区" | "县市区" | "区县级" | "县区级" => {
                find("county")
            }
            "地级" | "地市级" | "州级" => find("city"),
            "镇" | "乡" | "镇级" | "乡级" | "街道" | "街道级" => find("town"),
            "国家级" | "国家" => find("central"),
            _ => None,
        })
}
