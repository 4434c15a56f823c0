//! Files become evidence in the corpus and announcements in the index.
//!
//! In: files and folders wherever they are, and whatever lies in the corpus
//! without being indexed yet. Out: original bytes and one manifest line each
//! in the corpus, one atomic commit in the index, and a report that accounts
//! for every file. Promises: the same input twice changes nothing; a bad file
//! is named and the rest goes on; killed at any moment, what was committed
//! still answers and the next run completes without help.

mod corpus;
mod failures;
mod files;
mod keeper;
mod prepare;
mod progress;
mod report;
mod run;
mod settle;
mod versions;

pub use corpus::{Corpus, CorpusError, Entry};
pub use failures::{Unread, unread};
pub use files::{Candidate, Skipped, find, read};
pub use prepare::{Prepared, prepare};
pub use progress::Progress;
pub use report::{Outcome, Report};
pub use run::{IngestError, Input, is_current, run};
pub use versions::reconcile;
