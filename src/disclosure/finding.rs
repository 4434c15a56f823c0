//! What the parser doubts.

use super::Span;
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of doubt.
    Doubt {
        /// Bytes that could not be decoded, or a declaration that was overruled.
        Encoding = "encoding", "编码";
        /// Characters lost or damaged in the published text.
        Damage = "damage", "文字残缺";
        /// The page's furniture was separated by a guess.
        Chrome = "chrome", "页面杂项";
        /// The kind of document is uncertain.
        Kind = "kind", "文书类型";
        /// The title is missing or was put together.
        Title = "title", "标题";
        /// The agency is missing, ambiguous or not resolved.
        Agency = "agency", "单位";
        /// A date is missing, ambiguous or inferred.
        Date = "date", "日期";
        /// The team, session or round is missing or damaged.
        Inspection = "inspection", "巡察组";
        /// Numbering jumps, repeats or changes depth.
        Outline = "outline", "编号层次";
        /// Numbers that do not add up.
        Quantity = "quantity", "数字";
        /// Looks like a template, not a published document.
        Template = "template", "范文";
    }
}

/// One doubt: what, where, why, how sure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What is doubted.
    pub doubt: Doubt,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// Why, one Chinese sentence for readers.
    pub reason: String,
    /// How sure the parser is of what it took instead, in percent.
    pub confidence: u8,
}
