//! 巡览 (Xunlan).
#[macro_use]
pub mod disclosure;
pub mod parse;
pub mod search;
pub mod segment;
pub mod text;
pub mod web;
