//! Numbers that an announcement states about its rectification.

use super::Span;
use serde::{Deserialize, Serialize};

words! {
    /// What a number counts.
    Measured {
        /// Problems fed back.
        Problems = "problems", "问题";
        /// Measures or tasks laid down.
        Measures = "measures", "措施";
        /// Finished.
        Done = "done", "已完成";
        /// Going on.
        Ongoing = "ongoing", "正在整改";
        /// Finished for this stage.
        Staged = "staged", "阶段性完成";
        /// To be kept up.
        LongTerm = "long_term", "长期坚持";
        /// Not finished.
        Undone = "undone", "未完成";
        /// Share finished, percent.
        Rate = "rate", "完成率";
        /// Rules made or revised.
        Rules = "rules", "制度";
        /// People dealt with.
        People = "people", "处理人员";
        /// Money recovered, in yuan.
        Money = "money", "追缴";
        /// Meetings, study sessions, visits.
        Meetings = "meetings", "会议";
    }
}

/// One number with its unit and the sentence it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What it counts.
    pub kind: Measured,
    /// Exact decimal in the base unit (yuan for money, percent for rates);
    /// none where the text names the thing but no number.
    pub value: Option<String>,
    /// Unit as printed, simplified: 个, 万元, 人次, %.
    pub unit: String,
    /// The text says 余 or 多 (50余条): at least so many.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
    /// What exactly: 诫勉, 提醒谈话、批评教育, 方面 …; none where the kind says it all.
    pub of: Option<String>,
    /// The number and its words.
    pub span: Span,
}
