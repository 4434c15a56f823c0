//! `xunlan ingest` and `xunlan rebuild`.

use super::search::say;
use super::{CliError, Exit};
use crate::config::Config;
use crate::engine::tantivy::Store;
use crate::ingest::{Input, Report, run};
use serde_json::json;
use std::path::PathBuf;

/// Takes in files and folders.
pub fn ingest(config: &Config, store: &Store, paths: Vec<PathBuf>, json: bool) -> Result<Exit, CliError> {
    finish(&run(config, store, Input { paths, ..Input::default() })?, json)
}

/// Makes the index anew from the corpus.
pub fn rebuild(config: &Config, store: &Store, json: bool) -> Result<Exit, CliError> {
    finish(&run(config, store, Input { rebuild: true, ..Input::default() })?, json)
}

fn finish(report: &Report, json: bool) -> Result<Exit, CliError> {
    if json {
        let failed: Vec<_> = report
            .failed
            .iter()
            .map(|(path, reason)| json!({"path": path.to_string_lossy(), "reason": reason}))
            .collect();
        say(&format!(
            "{}\n",
            json!({
                "schema": "ingest/1", "read": report.read, "fully": report.fully, "partly": report.partly,
                "duplicate": report.duplicates, "skipped": report.skipped, "failed": failed,
                "earlier_versions": report.earlier, "findings": report.findings,
            })
        ))?;
    } else {
        say(&report.to_string())?;
    }
    Ok(if report.failed.is_empty() { Exit::Found } else { Exit::SomeFailed })
}
