//! How far a run is: a bar on a terminal, plain lines otherwise.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Shows documents, MB/s and failures on standard error.
pub struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    said: Instant,
    total: u64,
}

impl Progress {
    /// For this many files.
    pub fn new(total: u64) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total);
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} 份 {msg} 剩余 {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        let now = Instant::now();
        Self { bar, started: now, said: now, total }
    }

    /// After each file.
    pub fn step(&mut self, read: u64, bytes: u64, failed: u64) {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let message = || format!("{:.1} MB/s 失败 {failed}", bytes as f64 / 1e6 / seconds);
        match &self.bar {
            Some(bar) => {
                bar.set_position(read);
                bar.set_message(message());
            }
            None if self.said.elapsed() >= Duration::from_secs(2) || read == self.total => {
                self.said = Instant::now();
                eprintln!("已读 {read}/{} 份 {}", self.total, message());
            }
            None => {}
        }
    }

    /// When all is read.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
