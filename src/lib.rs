//! 巡览 (Xunlan): a search engine over Chinese disclosure documents, first of
//! all the announcements in which a Party body reports how it put right what
//! an inspection found.
//!
//! # Flow
//!
//! ```text
//! bytes ─text─▶ Text ─parse─▶ Parsed{Announcement, findings} ─search::document─▶ Document ─engine─▶ index/
//! "采购 同措施 审计" ─search::syntax─▶ Query ─search::run over engine─▶ Hits ─┬─ web::api  (JSON)
//!                                                                        ├─ web::page (HTML)
//!                                                                        └─ cli       (text, JSON)
//! ```
//!
//! # Parts
//!
//! - [`disclosure`]: the vocabulary as types: announcement, agency, address, date, quantity.
//! - [`config`]: every setting; flags > environment > file.
//! - [`text`]: bytes become published text and its folded twin.
//! - [`segment`]: folded text becomes grams (recall) and words (ranking).
//! - [`parse`]: text becomes an announcement with its doubts; never fails, drops nothing.
//! - [`search`]: what may be asked and answered; counting, ranking and highlighting, written once.
//! - [`engine`]: where things stand: [`engine::memory`] scans, [`engine::tantivy`] looks up.
//! - [`ingest`]: files become evidence in the corpus and announcements in the index.
//! - [`study`]: questions built on search: concordance, cross-tables, numbers, lists of queries.
//! - [`export`]: whole results as files, places as citations.
//! - [`web`]: API and page. [`cli`]: the command line.
//!
//! # Invariants
//!
//! - Folding maps one character to one, whatever stands beside it; so every string that
//!   is in a text is found ([`segment::Key`]).
//! - One document per announcement; units are ranges of its positions. A literal may run
//!   over two units, and all counts come from one pass ([`engine::tantivy`]).
//! - Highlights and offsets are characters of the published text ([`disclosure::Span`]).
//! - Original bytes are on disk before their manifest line, and that before the commit.
//!
//! Absent on purpose: a network client, cookies, user text in Tantivy's query parser.

#[macro_use]
pub mod disclosure;
pub mod cli;
pub mod config;
pub mod engine;
pub mod export;
pub mod ingest;
pub mod parse;
pub mod search;
pub mod segment;
pub mod study;
pub mod text;
pub mod web;
