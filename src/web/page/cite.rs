//! How a place of an announcement is cited: written once, for files and pages.

pub use crate::export::{Access, cite, quote, reference};
