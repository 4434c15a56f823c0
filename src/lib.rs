//! 巡览 (Xunlan).
#[macro_use]
pub mod disclosure;
pub mod cli;
pub mod config;
pub mod engine;
pub mod ingest;
pub mod parse;
pub mod search;
pub mod segment;
pub mod text;
pub mod web;
