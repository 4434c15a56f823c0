//! A fixed number of threads that search.
//!
//! In: jobs. Out: their results, or the news that there is no room. Promises:
//! never more jobs at once than threads, never more waiting than the queue
//! holds; a panic ends its job only; a job nobody waits for any more is not
//! begun. Engines cannot be interrupted, so an abandoned job that has begun
//! keeps its thread: that is what bounds the load.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
};
use tokio::sync::oneshot;

/// Deep queries recurse; 2 MB, the usual size, has been overrun by a parser elsewhere.
const STACK: usize = 16 << 20;

type Job = Box<dyn FnOnce() + Send>;

/// The threads; they end when the pool is dropped.
pub struct Pool(SyncSender<Job>);

/// Why there is no result.
#[derive(Debug, PartialEq, Eq)]
pub enum NoResult {
    /// All threads are busy and the queue is full.
    Full,
    /// The job panicked.
    Panicked,
}

impl Pool {
    /// Starts `threads` threads with room for `queue` waiting jobs.
    pub fn new(threads: usize, queue: usize) -> std::io::Result<Self> {
        let (jobs, waiting) = sync_channel::<Job>(queue.max(1));
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads.max(1) {
            let waiting = Arc::clone(&waiting);
            std::thread::Builder::new()
                .name(format!("search-{number}"))
                .stack_size(STACK)
                .spawn(move || work(&waiting))?;
        }
        Ok(Self(jobs))
    }

    /// Runs a job on one of the threads. Dropping the future gives the job up.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoResult> {
        let (to, from) = oneshot::channel();
        let job = Box::new(move || {
            if !to.is_closed() {
                let _ = to.send(catch_unwind(AssertUnwindSafe(job)));
            }
        });
        self.put(job)?;
        match from.await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(_)) | Err(_) => Err(NoResult::Panicked),
        }
    }
}

impl Pool {
    /// Begins a job that nobody waits for; a panic in it is its own.
    pub fn start(&self, job: impl FnOnce() + Send + 'static) -> Result<(), NoResult> {
        self.put(Box::new(move || drop(catch_unwind(AssertUnwindSafe(job)))))
    }

    fn put(&self, job: Job) -> Result<(), NoResult> {
        self.0.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => NoResult::Full,
        })
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        // The lock is released before the job runs; poison cannot come from a job.
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(),
            Err(_) => return,
        }
    }
}
