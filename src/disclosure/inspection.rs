//! Who looked, when and how.

use super::{DateRange, Fact, Level};
use serde::{Deserialize, Serialize};

words! {
    /// The procedure of an inspection, as stated.
    Mode {
        /// 常规
        Routine = "routine", "常规";
        /// 专项
        Special = "special", "专项";
        /// 机动
        Mobile = "mobile", "机动";
        /// 提级
        Raised = "raised", "提级";
        /// 交叉
        Crossed = "crossed", "交叉";
        /// “回头看”
        LookBack = "look_back", "回头看";
        /// 延伸
        Extended = "extended", "延伸";
        /// 联动
        Joint = "joint", "联动";
    }
}

/// The inspection an announcement answers to. Absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Who ordered it, simplified: 市委, 十四届市委, 党中央.
    pub ordered_by: Option<Fact<String>>,
    /// First and longest form of the group, simplified: 市委第七巡察组.
    pub team: Option<Fact<String>>,
    /// The level of the committee the group belongs to.
    pub team_level: Option<Level>,
    /// Procedures, as stated.
    pub mode: Vec<Mode>,
    /// 届, e.g. 14 in 十四届市委.
    pub session: Option<Fact<u16>>,
    /// 轮, e.g. 5 in 第五轮.
    pub round: Option<Fact<u16>>,
    /// First day in the body.
    pub start: Option<Fact<DateRange>>,
    /// Last day in the body.
    pub end: Option<Fact<DateRange>>,
}
