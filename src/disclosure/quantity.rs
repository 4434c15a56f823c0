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
        /// Of those the ones under a Party or administrative sanction: asked for, never stored (see [`Measured::takes`]).
        Sanctions = "sanctions", "处分";
        /// Money recovered, paid back, handed in, saved, in yuan.
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
    /// The announcement has stated this number of this kind before: it repeats itself, or says the same of something
    /// else. Each place is kept, since either is a sentence to be cited; see [`Stated`](crate::study::Stated) for sums.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

/// What is a sanction (处分) under the Party's disciplinary regulations, the law on administrative sanctions and the
/// rules for public institutions. Talks, criticism, 诫勉 and 组织处理 (免职, 调离 …) are none, whatever they are called beside it.
pub(crate) const SANCTIONS: &[&str] = &[
    "处分",
    "党纪处分",
    "政务处分",
    "党纪政务处分",
    "党政纪处分",
    "党纪政纪处分",
    "政纪处分",
    "纪律处分",
    "行政处分",
    "警告处分",
    "记过处分",
    "警告",
    "党内警告",
    "党内严重警告",
    "严重警告",
    "撤销党内职务",
    "留党察看",
    "留用察看",
    "开除党籍",
    "政务警告",
    "政务记过",
    "政务记大过",
    "政务降级",
    "政务撤职",
    "政务开除",
    "行政警告",
    "行政记过",
    "行政记大过",
    "行政降级",
    "行政撤职",
    "行政开除",
    "记过",
    "记大过",
    "降级",
    "撤职",
    "开除",
    "开除公职",
    "降低岗位等级",
];

impl Measured {
    /// What it is called where its numbers are listed. 追缴 asks for all money that the text says was recovered,
    /// paid back, handed in or saved, so over such a list it would name what not all of it is.
    pub fn label(self) -> &'static str {
        if self == Measured::Money { "资金" } else { self.chinese() }
    }

    /// Whether a number of this kind, of this thing, is counted by whoever asks for `self`. One number can count two
    /// things: people under a sanction are people dealt with. A number over sanctions and milder ways together
    /// (党纪处分、诫勉 5人) does not say how many were under a sanction, so it is none of sanctions; nor is a part
    /// (其中…) of a number that is counted already.
    pub fn takes(self, kind: Measured, of: Option<&str>) -> bool {
        match self {
            Measured::Sanctions => {
                let sanction = |way| SANCTIONS.contains(&way);
                kind == Measured::People && of.is_some_and(|of| of.split('、').all(sanction))
            }
            other => other == kind,
        }
    }
}

/// Upper tiers of problems that count their sides and sorts, and no problems: 3个方面、5大类、14个问题.
pub(crate) const SIDES: &[&str] = &["方面", "层面", "大类", "小类", "类", "类别", "类型"];

impl Quantity {
    /// Whether it counts the sides or sorts that problems fall into, not the problems.
    pub fn is_of_sides(&self) -> bool {
        self.kind == Measured::Problems && self.of.as_deref().is_some_and(|of| SIDES.contains(&of))
    }

    /// Whether it is counted by whoever asks for this.
    pub fn counts(&self, asked: Measured) -> bool {
        asked.takes(self.kind, self.of.as_deref())
    }
}
