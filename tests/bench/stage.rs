//! What is measured outside this process: files, child processes, their memory.

use super::ask::Times;
use crate::genre::Genre;
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use xunlan::parse::parse;
use xunlan::segment::{BOUNDARY, Key, Words};
use xunlan::text::{Form, Limits, read};

/// The program under measurement.
const PROGRAM: &str = env!("CARGO_BIN_EXE_xunlan");

/// A made-up corpus on disk.
pub struct Corpus {
    /// Its folder.
    pub root: PathBuf,
    /// Its files, in order.
    pub files: Vec<PathBuf>,
    /// Measures in them.
    pub measures: usize,
    /// Bytes of UTF-8 text.
    pub bytes: u64,
}

impl Corpus {
    /// Writes announcements until there are so many measures.
    pub fn write(genre: &Genre, root: &Path, measures: usize) -> io::Result<Self> {
        let mut corpus = Self { root: root.to_owned(), files: Vec::new(), measures: 0, bytes: 0 };
        for number in 0.. {
            if corpus.measures >= measures {
                break;
            }
            let (bytes, own) = genre.announcement(number);
            let folder = root.join(format!("{:03}", number / 500));
            fs::create_dir_all(&folder)?;
            let path = folder.join(format!("{number:07}.txt"));
            fs::write(&path, &bytes)?;
            corpus.files.push(path);
            corpus.measures += own;
            corpus.bytes += bytes.len() as u64;
        }
        Ok(corpus)
    }

    /// What literal matching sees of every announcement, one a line: for the naive scan.
    pub fn keys(&self) -> io::Result<String> {
        let mut keys = String::with_capacity(self.bytes as usize);
        for path in &self.files {
            let text = read(&fs::read(path)?, Form::Plain, &Limits::default()).map_err(io::Error::other)?;
            keys.extend(Key::of(&text.folded).chars);
            keys.push('\n');
        }
        debug_assert!(!keys.contains("。。") && BOUNDARY == '。');
        Ok(keys)
    }

    /// Seconds that two workers need to cut all text with jieba and do nothing else.
    pub fn jieba(&self) -> f64 {
        let (words, next) = (Words::load(), AtomicUsize::new(0));
        let work = || {
            let mut spent = Duration::ZERO;
            while let Some(path) = self.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let bytes = fs::read(path).expect("a file just written");
                let Ok(text) = read(&bytes, Form::Plain, &Limits::default()) else { continue };
                let start = Instant::now();
                std::hint::black_box(words.cut(&text.folded).len());
                spent += start.elapsed();
            }
            spent
        };
        let (one, other) = std::thread::scope(|scope| {
            let (one, other) = (scope.spawn(work), scope.spawn(work));
            (one.join().expect("worker"), other.join().expect("worker"))
        });
        (one + other).as_secs_f64() / 2.0
    }
}

/// Seconds on one core for all text: decode and extract, parse, jieba alone, and jieba as ingest asks it (with
/// the words inside words, each once).
pub fn reading(corpus: &Corpus) -> [f64; 4] {
    let words = Words::load();
    let mut spent = [Duration::ZERO; 4];
    for path in &corpus.files {
        let bytes = fs::read(path).expect("a file just written");
        let start = Instant::now();
        let Ok(text) = read(&bytes, Form::Plain, &Limits::default()) else { continue };
        let decoded = Instant::now();
        std::hint::black_box(parse(&text));
        let parsed = Instant::now();
        std::hint::black_box(words.cut(&text.folded).len());
        let cut = Instant::now();
        std::hint::black_box(words.distinct(&text.folded).len());
        let parts = [decoded - start, parsed - decoded, cut - parsed, cut.elapsed()];
        for (sum, part) in spent.iter_mut().zip(parts) {
            *sum += part;
        }
    }
    spent.map(|time| time.as_secs_f64())
}

/// What a process cost.
pub struct Cost {
    /// Wall clock, seconds.
    pub seconds: f64,
    /// Processor time, seconds.
    pub cpu: f64,
    /// Largest resident size, bytes.
    pub peak: u64,
    /// Largest part of it that is not the page cache, bytes.
    pub own: u64,
}

/// Ingests the corpus into an index with two workers.
pub fn ingest(corpus: &Path, index: &Path) -> io::Result<Cost> {
    let start = Instant::now();
    let mut child = program(corpus, index)
        .args(["--threads", "2", "ingest"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut cost = Cost { seconds: 0.0, cpu: 0.0, peak: 0, own: 0 };
    let status = loop {
        watch(&child, &mut cost);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    cost.seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(io::Error::other(format!("ingest: {status}")));
    }
    Ok(cost)
}

/// Milliseconds from start to last byte of one search in a process of its own.
pub fn cold(corpus: &Path, index: &Path, query: &str) -> io::Result<f64> {
    let start = Instant::now();
    let output = program(corpus, index).args(["search", query]).output()?;
    let spent = start.elapsed().as_secs_f64() * 1000.0;
    if output.stdout.is_empty() {
        return Err(io::Error::other(format!("search {query}: {}", String::from_utf8_lossy(&output.stderr))));
    }
    Ok(spent)
}

/// The memory of a server after it has answered these queries, as page and as API; and
/// how many milliseconds the page took beyond the API with the same facets.
pub fn serving(corpus: &Path, index: &Path, queries: &[String]) -> io::Result<(Cost, Times)> {
    let mut child = program(corpus, index)
        .args(["--port", "0", "serve"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut line = String::new();
    let told = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
    BufReader::new(told).read_line(&mut line)?;
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut cost = Cost { seconds: 0.0, cpu: 0.0, peak: 0, own: 0 };
    let facets = "agency region level year area theme part status action round mode kind sample";
    let facets = facets.replace(' ', "&facet=");
    let mut more = Times::default();
    let mut ask_all = || -> io::Result<()> {
        for query in queries {
            let query = xunlan::web::encode(query);
            let mut spent = [0.0; 2];
            let paths =
                [format!("/api/v1/search?values=40&facet={facets}&q={query}"), format!("/?q={query}")];
            for (path, spent) in paths.iter().zip(&mut spent) {
                let begun = Instant::now();
                let mut stream = TcpStream::connect(&address)?;
                write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
                let mut answer = Vec::new();
                stream.read_to_end(&mut answer)?;
                *spent = begun.elapsed().as_secs_f64() * 1000.0;
                watch(&child, &mut cost);
            }
            more.add(spent[1] - spent[0]);
        }
        Ok(())
    };
    let asked = ask_all();
    child.kill()?;
    child.wait()?;
    asked.map(|()| (cost, more))
}

fn program(corpus: &Path, index: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("--corpus").arg(corpus).arg("--index").arg(index).current_dir(corpus);
    command
}

fn watch(child: &Child, cost: &mut Cost) {
    let Ok(status) = fs::read_to_string(format!("/proc/{}/status", child.id())) else { return };
    let lines: HashMap<&str, &str> = status.lines().filter_map(|line| line.split_once(':')).collect();
    let bytes = |name: &str| {
        let value =
            lines.get(name).and_then(|value| value.trim().trim_end_matches(" kB").parse::<u64>().ok());
        value.unwrap_or(0) * 1024
    };
    cost.peak = cost.peak.max(bytes("VmHWM"));
    cost.own = cost.own.max(bytes("RssAnon") + bytes("RssShmem"));
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // Fields 14 and 15 of proc_pid_stat(5), counted from behind the name, in hundredths of a second.
    let ticks = |at: usize| fields.get(at).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0);
    cost.cpu = cost.cpu.max((ticks(11) + ticks(12)) / 100.0);
}

/// Bytes of all files below a folder, and of those with this extension.
pub fn size(folder: &Path, extension: &str) -> (u64, u64) {
    let (mut all, mut own) = (0, 0);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            let below = size(&path, extension);
            (all, own) = (all + below.0, own + below.1);
        } else if let Ok(meta) = entry.metadata() {
            all += meta.len();
            own += if path.extension().is_some_and(|e| e == extension) { meta.len() } else { 0 };
        }
    }
    (all, own)
}
