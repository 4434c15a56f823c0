//! The newest committed state, for as long as a server runs.
//!
//! In: an index folder that others write to. Out: the newest state that could
//! be opened. A state that cannot be opened leaves the one before in place.

use super::{Engine, Store};
use crate::search::SearchError;
use std::fs;
use std::sync::{Arc, RwLock, Weak};
use std::time::Duration;

/// How often the folder is looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Follows an index folder.
pub struct Live {
    store: Store,
    engine: RwLock<Arc<Engine>>,
}

impl Live {
    /// Opens the folder and keeps looking at it from a thread of its own, until dropped.
    pub fn follow(store: Store) -> Result<Arc<Self>, SearchError> {
        let mut seen = mark(&store);
        let engine = RwLock::new(Arc::new(store.open()?));
        let live = Arc::new(Self { store, engine });
        let weak: Weak<Self> = Arc::downgrade(&live);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(PAUSE);
                let Some(live) = weak.upgrade() else { return };
                let now = mark(&live.store);
                if now != seen
                    && let Ok(engine) = live.store.open()
                {
                    // Marked only when opened: a state caught halfway is tried again.
                    seen = now;
                    if let Ok(mut held) = live.engine.write() {
                        *held = Arc::new(engine);
                    }
                }
            }
        });
        Ok(live)
    }

    /// The state that answers now.
    pub fn engine(&self) -> Arc<Engine> {
        match self.engine.read() {
            Ok(held) => Arc::clone(&held),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }
}

/// What changes with every commit: the generation's name and its meta file.
fn mark(store: &Store) -> (Option<String>, Option<Vec<u8>>) {
    let name = store.current();
    let meta = name.as_ref().and_then(|name| fs::read(store.root().join(name).join("meta.json")).ok());
    (name, meta)
}
