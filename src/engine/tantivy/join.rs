//! How much is written at once, and what becomes of segments that stay small.
//!
//! In: an index that was filled and committed. Out: the same with few segments.

use std::time::Duration;
use tantivy::indexer::{IndexWriter, IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, SegmentMeta, TantivyError};

/// Memory for one indexing thread before it writes a segment.
const BUFFER: usize = 96 << 20;

/// Announcements of a segment that merging leaves alone until there are eight like it.
const SMALL: u32 = 10_000;

/// Makes one segment of those that merging left small: every query opens each of them. By a writer of its own,
/// once nothing merges any more: of two merges of one segment the later fails.
pub fn join(index: &Index) -> tantivy::Result<()> {
    // Not kept: while what describes a segment lives, its files stay.
    let small = |own: &SegmentMeta| (own.max_doc() < SMALL).then(|| own.id());
    let segments = index.searchable_segment_metas()?;
    let small: Vec<_> = segments.iter().filter_map(small).collect();
    drop(segments);
    if small.len() > 1 {
        let mut writer = alone(index, 1)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        drop(writer.merge(&small).wait()?);
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
    }
    Ok(())
}

/// The one writer. A child that the process is just starting may hold the lock of the one before for a moment longer.
pub fn alone(index: &Index, threads: usize) -> tantivy::Result<IndexWriter> {
    let mut waits = 0;
    loop {
        match index.writer_with_options(options(threads)) {
            Err(TantivyError::LockFailure(..)) if waits < 40 => waits += 1,
            writer => return writer,
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// How an index is written.
fn options(threads: usize) -> IndexWriterOptions {
    IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(BUFFER)
        .num_merge_threads(1)
        .build()
}
