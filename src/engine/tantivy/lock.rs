//! Who writes: one process, by a lock that the system keeps.
//!
//! In: the path of the lock file. Out: the lock, or a note of who holds it.
//! Promise: it is free the moment it is dropped, and however its process ends.

use super::store::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The lock on an index folder.
pub(super) struct Lock {
    file: File,
}

impl Lock {
    pub fn take(path: &Path) -> Result<Self, StoreError> {
        let disk = |source| StoreError::Disk { path: path.to_owned(), source };
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = open.map_err(disk)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The note is for people only; who holds the lock, the system knows.
                let _ = file.read_to_string(&mut holder);
                return Err(StoreError::Busy(holder.trim().to_owned()));
            }
            Err(TryLockError::Error(source)) => return Err(disk(source)),
        }
        let note = format!("进程 {}", std::process::id());
        let noted =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(note.as_bytes()));
        noted.map_err(disk)?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    /// Closing is not enough: a child that is just being started holds a copy of the open file, and with it the
    /// lock, until its own program begins.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;
    use crate::engine::tantivy::store::StoreError;

    #[test]
    fn free_when_dropped_though_a_copy_of_the_file_is_open() -> Result<(), Box<dyn std::error::Error>> {
        let path = std::env::temp_dir().join(format!("xunlan-lock-{}", std::process::id()));
        let first = Lock::take(&path)?;
        assert!(matches!(Lock::take(&path), Err(StoreError::Busy(holder)) if holder.starts_with("进程")));
        let copy = first.file.try_clone()?;
        drop(first);
        let again = Lock::take(&path);
        drop(copy);
        assert!(again.is_ok());
        std::fs::remove_file(&path)?;
        Ok(())
    }
}
