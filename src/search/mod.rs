//! What may be asked, and what is answered. No engine, no web.
mod backend;
mod field;
mod hits;
mod query;
pub mod syntax;
pub use backend::{About, Backend, SearchError};
pub use field::Field;
pub use hits::*;
pub use query::*;
