//! Results as files, and places as citations.
//!
//! In: records and rows. Out: bytes to any writer, as they come. Promises: all
//! of a result, whatever its size, in constant memory; a spreadsheet never runs
//! what a document says; a citation invents nothing.

mod cite;
mod csv;
mod link;
mod list;
mod result;
mod table;
mod xlsx;

pub use cite::{Access, Style, cite, fingerprint, quote, reference};
pub use csv::{Csv, defused};
pub use link::{encode, permalink};
pub use list::{ListForm, Summary, Without, list};
pub use result::{COLUMNS, Format, Row, Wanted, export};
pub use table::{TableFile, TableForm};
pub use xlsx::Sheet;

use crate::search::SearchError;

/// Why a result could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Reading it.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// Writing it.
    #[error("无法写出结果:{0}")]
    Write(#[from] std::io::Error),
    /// Making the spreadsheet.
    #[error("无法生成表格文件:{0}")]
    Sheet(String),
}
