//! Where announcements are kept and found again.
//!
//! Two engines behind one [`Backend`](crate::search::Backend): [`memory`] scans
//! everything, is slow and obviously right, and serves as oracle in tests;
//! [`tantivy`] is what users search. Both only say where things stand; what
//! follows from it is written once in [`crate::search::run`].

pub mod memory;
pub mod tantivy;

use sha2::{Digest, Sha256};

/// SHA-256 as hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
