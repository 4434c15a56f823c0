//! The body that was inspected and reports.

use super::Span;
use serde::{Deserialize, Serialize};

words! {
    /// The rank of a body in the administration.
    Level {
        /// Central organs and ministries.
        Central = "central", "中央";
        /// Provinces, autonomous regions, municipalities of province rank.
        Province = "province", "省级";
        /// Prefecture-level cities.
        City = "city", "市级";
        /// Counties, districts, county-level cities.
        County = "county", "县级";
        /// Towns, townships, street offices.
        Town = "town", "乡镇";
        /// Villages and communities.
        Village = "village", "村级";
    }
}

/// An agency as the announcement names it and as we resolve it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// The words of the published text, e.g. 市生態環境局黨組.
    pub text: String,
    /// Where they stand; absent when read from the page's metadata.
    pub span: Option<Span>,
    /// Simplified full name with its region and organ, e.g. 广州市生态环境局党组;
    /// as written where the region is unknown.
    pub name: String,
    /// The Party organ that reports: 党组, 党委, 党总支 …; none for a bare body.
    pub organ: Option<String>,
    /// Rank; none where the text does not tell.
    pub level: Option<Level>,
    /// From the province down to the county, e.g. 广东省, 广州市; empty where unknown. A town is in its name.
    pub region: Vec<String>,
    /// One body, whatever it is called: its region and the present name of its
    /// kind, e.g. 广东省/广州市/生态环境局 for 广州市环保局党组. None where the region
    /// is unknown or could be several places.
    #[serde(default)]
    pub identity: Option<String>,
    /// The short name the announcement gives itself (以下简称…).
    pub abbreviation: Option<String>,
}
