//! One published document, understood.

use super::{Agency, Contact, Date, DateRange, Fact, Inspection, Quantity, Unit};
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of document (genre §1).
    Kind {
        /// One body reports its rectification.
        RectificationSingle = "rectification_single", "整改通报";
        /// A whole round of several bodies.
        RectificationAggregate = "rectification_aggregate", "综合通报";
        /// A team announces that it has come.
        InspectionNotice = "inspection_notice", "进驻公告";
        /// A team announces that it has left.
        WithdrawalNotice = "withdrawal_notice", "撤离公告";
        /// The findings are handed over.
        Feedback = "feedback", "巡察反馈";
        /// The findings are published without measures.
        FindingsDisclosure = "findings_disclosure", "问题公开";
        /// News of meetings or of announcements.
        News = "news", "新闻报道";
        /// A model text from a document library.
        Template = "template", "范文";
        /// Audit, environmental or statistical inspections.
        Lookalike = "lookalike", "其他整改";
        /// An earlier text of an announcement that was edited later.
        /// Not read from a text: said of it when its later version is known.
        EarlierVersion = "earlier_version", "旧版本";
        /// Anything else.
        Other = "other", "其他";
    }
}

/// What the parser understood of a document. Absent is unknown, never guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Kind of document.
    pub kind: Kind,
    /// Title in published characters, joined where it was split.
    pub title: Option<Fact<String>>,
    /// The body that reports.
    pub agency: Option<Agency>,
    /// The inspection it answers to.
    pub inspection: Inspection,
    /// When the findings were handed over.
    pub feedback: Option<Fact<DateRange>>,
    /// When the announcement was published.
    pub published: Option<Fact<Date>>,
    /// The day the figures stand at (截至…).
    pub as_of: Option<Fact<Date>>,
    /// Where the page says it comes from (来源).
    pub source: Option<String>,
    /// Who signs, simplified: 中共广州市生态环境局党组.
    pub issuer: Option<Fact<String>>,
    /// Contacts of the closing block.
    pub contact: Contact,
    /// Every unit, in text order.
    pub units: Vec<Unit>,
    /// Every number about the rectification.
    pub quantities: Vec<Quantity>,
}

impl Announcement {
    /// Each distinct number once.
    pub fn distinct(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().filter(|quantity| !quantity.again)
    }

    /// What tells a rectification announcement from every other, wherever it is
    /// published and however it is edited: body, group, first day of the stay,
    /// day of the feedback. None unless all four are known; nothing is guessed,
    /// because what has one name is taken for one announcement.
    pub fn name(&self) -> Option<String> {
        if !matches!(self.kind, Kind::RectificationSingle | Kind::EarlierVersion) {
            return None;
        }
        let body = self.agency.as_ref()?.identity.as_ref()?;
        let group = &self.inspection.team.as_ref()?.value;
        let start = self.inspection.start.as_ref()?.value.exact()?;
        let feedback = self.feedback.as_ref()?.value.exact()?;
        Some(format!("{body} {group} {start} {feedback}"))
    }
}
