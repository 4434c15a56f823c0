//! A place where announcements are found again.

use super::run::Parts;
use super::{Field, Hits, Page, Query, Record};
use crate::text::fold;
use std::sync::Arc;

/// Promises, tested on every engine: totals are exact, the order is total, a
/// cursor stays good for the life of one generation.
pub trait Backend: Send + Sync {
    /// One page of hits, best first, grouped by announcement, with the facets asked for.
    fn search(&self, query: &Query, page: &Page) -> Result<Hits, SearchError>;
    /// The announcement with this id.
    fn read(&self, id: &str) -> Result<Option<Record>, SearchError>;
    /// What is in here.
    fn about(&self) -> Result<About, SearchError>;
    /// Every value of a field with the announcements that have it, most first, then by value.
    fn counted(&self, field: Field) -> Result<Arc<[(String, u64)]>, SearchError>;
    /// The values of a field that contain a folded text, most frequent first.
    fn values(&self, field: Field, containing: &str, most: usize) -> Result<Vec<String>, SearchError> {
        let wanted = fold(containing);
        let counted = self.counted(field)?;
        let found = counted.iter().filter(|(value, _)| fold(value).contains(&wanted));
        Ok(found.take(most).map(|(value, _)| value.clone()).collect())
    }
    /// Its parts, for studies that go through a whole answer.
    fn parts(&self) -> Parts<'_>;
}

/// What an index holds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct About {
    /// Changes with every commit.
    pub generation: String,
    /// Announcements.
    pub announcements: u64,
    /// Units.
    pub units: u64,
    /// Announcements that are composed samples.
    pub samples: u64,
}

/// Why a search could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// There is no index, or it was made by another version: the command to run.
    #[error("{0}")]
    NoIndex(String),
    /// The cursor belongs to another state of the index.
    #[error("翻页位置已失效:索引在此期间有更新,请从第一页重新开始")]
    StaleCursor,
    /// The cursor belongs to another query, or to another order.
    #[error("这个翻页位置属于另一个检索式或另一种排序,请使用同一检索的答复里的 next")]
    OtherCursor,
    /// The query costs more than we allow.
    #[error("{0}")]
    TooCostly(String),
    /// Nobody waits for it any more.
    #[error("检索超时,请缩小范围或简化检索式后再试")]
    Late,
    /// The index could not be read.
    #[error("读取索引失败:{0}")]
    Broken(String),
}
