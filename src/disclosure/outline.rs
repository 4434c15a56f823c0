//! The units an announcement is made of.

use super::{Address, Span};
use serde::{Deserialize, Serialize};

words! {
    /// What a unit is for.
    Role {
        /// Furniture of the page: breadcrumbs, counters, share bars.
        Chrome = "chrome", "页面杂项";
        /// The title of the announcement.
        Title = "title", "标题";
        /// The sentences before the first heading.
        Preamble = "preamble", "导语";
        /// Heading of a chapter (一、).
        Part = "part", "部分";
        /// Heading inside a chapter that is not about rectified areas.
        Section = "section", "小节";
        /// Heading of an area (关于…方面).
        Area = "area", "方面";
        /// Heading of a numbered task under an area.
        Item = "item", "事项";
        /// What the inspection found, where stated.
        Problem = "problem", "问题";
        /// What was done.
        Measure = "measure", "措施";
        /// Text that is none of these.
        Paragraph = "paragraph", "段落";
        /// Welcome sentence and contacts.
        Closing = "closing", "结尾";
        /// Issuer and date lines.
        Signature = "signature", "落款";
    }
}

impl Role {
    /// Whether units of another role count where this one is asked for: an item is a numbered task or problem.
    pub fn takes(self, other: Role) -> bool {
        self == other || (self, other) == (Role::Item, Role::Problem)
    }
}

words! {
    /// What a chapter is about.
    PartKind {
        /// 履行整改主体责任
        Responsibility = "responsibility", "主体责任";
        /// 整改落实情况
        Rectification = "rectification", "整改落实";
        /// 下一步工作
        NextSteps = "next_steps", "下一步";
        /// Contacts and signature.
        Closing = "closing", "结尾";
    }
}

words! {
    /// How far a unit is done, as stated.
    Status {
        /// 已完成
        Done = "done", "已完成";
        /// 基本完成, 阶段性完成
        BasicallyDone = "basically_done", "基本完成";
        /// 正在整改, 持续推进
        Ongoing = "ongoing", "正在整改";
        /// 长期坚持
        LongTerm = "long_term", "长期坚持";
        /// 未完成
        NotDone = "not_done", "未完成";
    }
}

/// One unit. All units of an announcement stand in text order and together
/// cover every character of the published text that is not blank; a heading
/// unit covers its own words only, and what it heads names it as parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Where it stands; unique within the announcement.
    pub address: Address,
    /// What it is for.
    pub role: Role,
    /// Its own characters, without blank edges.
    pub span: Span,
    /// Index of the heading above it.
    pub parent: Option<u32>,
    /// The chapter it belongs to.
    pub part: Option<PartKind>,
    /// For an area: its theme by the published taxonomy.
    pub theme: Option<String>,
    /// For a measure: its kind of doing by the published taxonomy.
    pub action: Option<String>,
    /// How far it is done, as stated in it.
    pub status: Option<Status>,
}

/// The unit in which a span begins, by number. Units ascend and lie apart.
pub fn unit_at(units: &[Unit], span: Span) -> Option<usize> {
    let at = units.partition_point(|unit| unit.span.end <= span.start);
    units.get(at).filter(|unit| unit.span.start <= span.start).map(|_| at)
}
