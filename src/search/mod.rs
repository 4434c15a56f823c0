//! What may be asked, and what is answered. No engine, no web.
//!
//! In: a query tree. Out: hits with exact totals and marks. The parts, in the
//! order data flows: [`syntax`] reads what was typed into a [`Query`]; [`plan`]
//! makes it ready; a [`shard`] of an engine gives candidates and places;
//! [`evaluate`], [`filter`], [`rank`] and [`count`] decide; [`show`] and
//! [`card`] lead back to published text. Engines differ only below [`shard`].

mod backend;
pub mod card;
pub mod count;
pub mod document;
pub mod evaluate;
mod field;
pub mod filter;
pub mod flat;
pub mod found;
pub mod held;
mod hits;
pub mod named;
pub mod patience;
pub mod plan;
mod query;
pub mod rank;
pub mod run;
mod scope;
pub mod shard;
pub mod show;
pub mod suggest;
pub mod syntax;
pub mod values;

pub use backend::{About, Backend, SearchError};
pub use document::{Document, Layout};
pub use field::{Field, UNSTATED};
pub use hits::*;
pub use query::*;
