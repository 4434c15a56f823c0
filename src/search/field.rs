//! What can be filtered and counted by.

words! {
    /// An attribute of an announcement or of a unit.
    Field {
        /// The inspected body.
        Agency = "agency", "单位";
        /// Province, city, county: one value each.
        Region = "region", "地区";
        /// Rank of the body.
        Level = "level", "层级";
        /// The inspection team.
        Team = "team", "巡察组";
        /// Procedure.
        Mode = "mode", "方式";
        /// Session and round.
        Round = "round", "轮次";
        /// Year of publication.
        Year = "year", "年份";
        /// Kind of document.
        Kind = "kind", "类型";
        /// Whether it is a composed sample.
        Sample = "sample", "样本";
        /// Chapter of the unit.
        Part = "part", "部分";
        /// Heading of the area the unit stands in, as published.
        Area = "area", "方面";
        /// Theme of that area.
        Theme = "theme", "主题";
        /// Kind of doing.
        Action = "action", "举措";
        /// Stated status.
        Status = "status", "状态";
        /// Role of the unit.
        Role = "role", "角色";
    }
}

/// What readers choose and type for "nothing is stated" (年份:未载明); as a value in a query it is empty.
pub const UNSTATED: &str = "未载明";

/// The published taxonomies: id and Chinese name in the first two columns.
const THEMES: &str = include_str!("../parse/data/themes.tsv");
const ACTIONS: &str = include_str!("../parse/data/actions.tsv");

/// The Chinese name of an id.
fn entry(table: &'static str, id: &str) -> Option<&'static str> {
    let mut rows = table.lines().filter_map(|row| row.split_once('\t'));
    let (_, rest) = rows.find(|(own, _)| *own == id)?;
    rest.split('\t').next().filter(|name| !name.is_empty())
}

/// The id of an entry by its name.
fn id(table: &'static str, name: &str) -> Option<&'static str> {
    let ids = table.lines().filter_map(|row| Some(row.split_once('\t')?.0));
    ids.into_iter().find(|id| !id.is_empty() && entry(table, id) == Some(name))
}

impl Field {
    /// A value in readers' words: code words become Chinese, names stay.
    pub fn label(self, value: &str) -> String {
        if value.is_empty() {
            return UNSTATED.to_owned();
        }
        use crate::disclosure::{Kind, Level, Mode, PartKind, Role, Status};
        let chinese = match self {
            Field::Level => Level::named(value).map(Level::chinese),
            Field::Mode => Mode::named(value).map(Mode::chinese),
            Field::Kind => Kind::named(value).map(Kind::chinese),
            Field::Part => PartKind::named(value).map(PartKind::chinese),
            Field::Status => Status::named(value).map(Status::chinese),
            Field::Role => Role::named(value).map(Role::chinese),
            Field::Theme => entry(THEMES, value),
            Field::Action => entry(ACTIONS, value),
            Field::Sample => Some(if value == "true" { "样本" } else { "公开文书" }),
            _ => None,
        };
        chinese.unwrap_or(value).to_owned()
    }

    /// The value that a label names, as facets give it: 财务资金资产 is `finance_assets`. What is no label of a
    /// closed list stays.
    /// Whichever script the label is in.
    pub fn value(self, label: &str) -> String {
        let code = self.named_by(label).or_else(|| self.named_by(&crate::text::fold(label)));
        code.unwrap_or(label).to_owned()
    }

    fn named_by(self, label: &str) -> Option<&'static str> {
        use crate::disclosure::{Kind, Level, Mode, PartKind, Role, Status};
        match self {
            Field::Level => Level::named(label).map(Level::code),
            Field::Mode => Mode::named(label).map(Mode::code),
            Field::Kind => Kind::named(label).map(Kind::code),
            Field::Part => PartKind::named(label).map(PartKind::code),
            Field::Status => Status::named(label).map(Status::code),
            Field::Role => Role::named(label).map(Role::code),
            Field::Theme => id(THEMES, label),
            Field::Action => id(ACTIONS, label),
            Field::Sample => ["true", "false"].into_iter().find(|code| self.label(code) == label),
            _ => None,
        }
    }

    /// Whether it describes a unit rather than the whole announcement.
    pub fn of_units(self) -> bool {
        matches!(self, Field::Part | Field::Area | Field::Theme | Field::Action | Field::Status | Field::Role)
    }
}
