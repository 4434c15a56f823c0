//! How long an answer is waited for.
//!
//! In: an instant after which nobody waits. Out: an error in the middle of the work once it has come.
//! Promise: what goes through text of any length asks now and then, so that a search that was given up frees its
//! thread. The instant belongs to the thread that works, because engines know nothing of who asks; work that is
//! shared among threads hands it on.

use super::SearchError;
use std::cell::Cell;
use std::time::Instant;

thread_local! {
    static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Does work that nobody waits for after `until`.
pub fn until<T>(until: Option<Instant>, work: impl FnOnce() -> T) -> T {
    /// Puts back what held before, whatever becomes of the work.
    struct Before(Option<Instant>);
    impl Drop for Before {
        fn drop(&mut self) {
            UNTIL.set(self.0);
        }
    }
    let _before = Before(UNTIL.replace(until));
    work()
}

/// What holds for this thread, to be handed to those that share its work.
pub fn given() -> Option<Instant> {
    UNTIL.get()
}

/// Whether nobody waits any more.
pub fn over() -> bool {
    UNTIL.get().is_some_and(|until| Instant::now() >= until)
}

/// An error once nobody waits any more.
pub fn check() -> Result<(), SearchError> {
    if over() { Err(SearchError::Late) } else { Ok(()) }
}
