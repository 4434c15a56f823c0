//! The HTTP API and the web page.
//!
//! In: a listening socket and a source of the current [`Backend`]. Out:
//! answers, until told to stop. The way of a request:
//!
//! ```text
//! server ─▶ edge (headers, limits) ─▶ routes ─▶ pool thread: params ─▶ handler ─▶ reply
//!                                                              api/*  (JSON)
//!                                                              page/* (HTML)
//! ```
//!
//! Promises: read-only; no request leaves the host and no file is read for one
//! (everything is in the binary); every answer, errors included, has the same
//! safety headers; a slow, silent or hostile client costs a bounded share; a
//! panic is the failure of one request; a list or a form is the only body
//! that is read, and it is bounded. Absent on purpose: sessions, CORS, writing;
//! the only cookie holds the language of the page.

pub mod api;
mod assets;
mod edge;
mod error;
mod form;
mod headers;
mod language;
mod limit;
pub mod page;
mod params;
mod pool;
mod reply;
mod routes;
mod server;
mod span;
mod spoken;
mod stall;
mod stream;
pub mod tongue;
mod typed;
mod url;

pub use error::Failure;
pub use limit::Peer;
pub use params::{Asked, Choice, MOST_UNITS, Params, View, print_cursor};
pub use routes::{ROUTES, Route, router};
pub use server::{run, serve};
pub use url::{decode, encode};

use crate::search::{Backend, SearchError};
use std::{sync::Arc, time::Duration};

/// Where the current index comes from. Asked once per request, so that an
/// index reloaded meanwhile is seen by the next one and never by half of one.
pub trait Source: Send + Sync {
    /// The index to answer from.
    fn current(&self) -> Result<Arc<dyn Backend>, SearchError>;
}

impl<F: Fn() -> Result<Arc<dyn Backend>, SearchError> + Send + Sync> Source for F {
    fn current(&self) -> Result<Arc<dyn Backend>, SearchError> {
        self()
    }
}

/// Who keeps what was taken in.
pub trait Keeper: Send + Sync {
    /// The original bytes of the announcement with this id, and the name they are kept under.
    fn original(&self, id: &str) -> Option<(Vec<u8>, String)>;
    /// Files that could not be read, with the reason.
    fn failed(&self) -> Vec<(String, String)>;
}

/// What clients may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Open connections in all.
    pub connections: usize,
    /// Open connections of one peer (an IPv6 /64 is one); loopback is exempt.
    pub per_peer: usize,
    /// From an open or idle connection to a complete request head.
    pub header: Duration,
    /// From a request head to its answer.
    pub request: Duration,
    /// How long a client may take no byte of an answer.
    pub stall: Duration,
    /// Oldest connection.
    pub age: Duration,
    /// From the signal to stop to the end.
    pub drain: Duration,
    /// Longest path and query, in bytes.
    pub uri: usize,
    /// Threads that search.
    pub threads: usize,
    /// Searches that may wait for a thread.
    pub queue: usize,
    /// Host names that are answered for; none means all. This machine's own always are.
    pub hosts: Vec<String>,
    /// Requests a second of one peer; 0 is no limit, loopback is exempt.
    pub rate: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let threads = 2 * std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            connections: 1024,
            per_peer: 64,
            header: Duration::from_secs(5),
            request: Duration::from_secs(10),
            stall: Duration::from_secs(10),
            age: Duration::from_secs(300),
            drain: Duration::from_secs(10),
            // Every query that the grammar takes fits: 1024 characters, up to twelve bytes each.
            uri: 16 * 1024,
            threads,
            queue: threads.max(8) * 4,
            hosts: Vec::new(),
            rate: 30,
        }
    }
}

/// Request bodies held at once: half a megabyte each.
const BODIES: usize = 32;

/// Everything the handlers share.
pub struct App {
    source: Box<dyn Source>,
    pool: pool::Pool,
    /// Request bodies that may be held at once.
    bodies: Arc<tokio::sync::Semaphore>,
    /// Exports that may run at once: each keeps a thread for as long as its client reads.
    exports: Arc<tokio::sync::Semaphore>,
    limits: Limits,
    /// Tells the answers of this process from those of another build.
    build: String,
    examples: page::Examples,
    doubts: page::Doubts,
    hosts: limit::Hosts,
    pace: limit::Pace,
    keeper: Option<Box<dyn Keeper>>,
}

impl App {
    /// An app that answers from `source`; starts the threads that search.
    pub fn new(source: impl Source + 'static, limits: Limits) -> std::io::Result<Self> {
        let started = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            source: Box::new(source),
            hosts: limit::Hosts::new(&limits.hosts),
            pace: limit::Pace::new(limits.rate),
            pool: pool::Pool::new(limits.threads, limits.queue)?,
            bodies: Arc::new(tokio::sync::Semaphore::new(BODIES)),
            exports: Arc::new(tokio::sync::Semaphore::new((limits.threads / 2).max(1))),
            limits,
            build: format!("{}-{:x}", env!("CARGO_PKG_VERSION"), started.as_millis()),
            examples: page::Examples::default(),
            doubts: page::Doubts::default(),
            keeper: None,
        })
    }

    /// The same app, which can also give the bytes announcements came as.
    pub fn with_keeper(self, keeper: impl Keeper + 'static) -> Self {
        Self { keeper: Some(Box::new(keeper)), ..self }
    }

    /// Who keeps the originals, if anyone does.
    fn keeper(&self) -> Option<&dyn Keeper> {
        self.keeper.as_deref()
    }
}
