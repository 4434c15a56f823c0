//! Tantivy as [`Backend`](crate::search::Backend).
//!
//! [`Store`] is the folder: one current generation, one writer at a time.
//! [`Engine`] reads one committed state. [`Live`] follows the folder while a
//! server runs. Everything that names the `tantivy` crate is in here.

mod columns;
mod directory;
mod engine;
mod first;
mod foot;
mod forms;
mod grams;
mod join;
mod kept;
mod leaf;
mod list;
mod live;
mod lock;
mod prints;
mod schema;
mod segment;
mod store;
mod terms;
mod walk;

pub use engine::Engine;
pub use live::Live;
pub use store::{Ready, Store, StoreError, Writer};

use crate::search::SearchError;

/// Tantivy's and the system's errors name paths; readers only need to know that reading failed.
fn broken(error: impl std::fmt::Display) -> SearchError {
    SearchError::Broken(error.to_string())
}
