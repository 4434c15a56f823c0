//! What every test of the whole program needs: a place with corpus and index
//! of its own, the shipped announcements, both engines over them, the binary,
//! a server, and random numbers that can be had again (`XUNLAN_SEED`).

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use xunlan::config::{Config, Settings};
use xunlan::engine::memory::Memory;
use xunlan::engine::tantivy::{Engine, Store};
use xunlan::ingest::{Corpus, Input, Report, prepare, reconcile, run};
use xunlan::search::{Backend, Document};
use xunlan::segment::Words;
use xunlan::text::{Form, Limits};
use xunlan::web::{self, App};

/// The dictionary is loaded once for all tests.
pub static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// A folder with a corpus and an index, gone when dropped.
pub struct Place {
    pub dir: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Place {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With the seed and the samples in its corpus.
    pub fn shipped() -> Self {
        let place = Self::new();
        for folder in ["seed", "samples"] {
            let to = place.path("corpus").join(folder);
            std::fs::create_dir_all(&to).unwrap();
            for entry in std::fs::read_dir(repository().join("corpus").join(folder)).unwrap().flatten() {
                std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file beside the corpus.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn config(&self) -> Config {
        let settings = Settings {
            corpus: Some(self.path("corpus")),
            index: Some(self.path("index")),
            threads: Some(2),
            ..Settings::default()
        };
        settings.resolve()
    }

    pub fn store(&self) -> Store {
        Store::at(self.path("index"))
    }

    /// Takes in documents given as name and bytes, in one commit.
    pub fn ingest(&self, given: &[(&str, &[u8])]) -> Report {
        let given = given.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        run(&self.config(), &self.store(), Input { given, ..Input::default() }).unwrap()
    }

    pub fn engine(&self) -> Engine {
        self.store().open().unwrap()
    }

    /// The naive engine over everything the corpus lists, made by the same steps.
    pub fn memory(&self) -> Memory {
        Memory::of(documents(&self.path("corpus")))
    }

    /// The binary with corpus and index of this place; nothing of the caller's environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xunlan"));
        command.current_dir(self.dir.path()).env_clear().args(args);
        command.arg("--corpus").arg(self.path("corpus")).arg("--index").arg(self.path("index"));
        command
    }

    pub fn cli(&self, args: &[&str]) -> Ran {
        finished(&mut self.command(args))
    }

    /// Every manifest line of what was ingested here.
    pub fn manifest(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.path("corpus/manifest.jsonl")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Starts a server on a free port and waits for its address.
    pub fn serve(&self) -> Server {
        let mut child = self
            .command(&["serve", "--port", &free_port().to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.contains(':'), "the server says its address first: {line:?}");
        Server { child, address }
    }
}

/// Runs a command to its end.
pub fn finished(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or(-1);
    Ran { code, out: text(output.stdout), err: text(output.stderr) }
}

/// A running server; ended when dropped.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Server {
    /// Status and body of a GET.
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// How many announcements and units it says it has.
    pub fn holds(&self) -> (u64, u64) {
        let (status, body) = self.get("/healthz");
        assert_eq!(status, 200, "{body}");
        let health: Value = serde_json::from_str(&body).unwrap();
        let of = |name: &str| health["index"][name].as_u64().unwrap();
        (of("announcements"), of("units"))
    }

    /// Waits until it has this many announcements.
    pub fn wait_for(&self, announcements: u64) {
        let end = Instant::now() + Duration::from_secs(20);
        while self.holds().0 != announcements {
            assert!(Instant::now() < end, "waited for {announcements}, has {:?}", self.holds());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything a corpus lists, as ingest prepares it.
pub fn documents(corpus: &Path) -> Vec<Document> {
    let corpus = Corpus::open(corpus).unwrap();
    let sources = corpus.sources();
    let own = corpus.entries().filter(|(_, entry)| entry.same_as.is_none());
    let mut seen = std::collections::HashSet::new();
    let all = own
        .filter(|(_, entry)| seen.insert(entry.sha256.clone()))
        .map(|(path, entry)| {
            let bytes = std::fs::read(&path).unwrap();
            let form = if path.extension().is_some_and(|e| e == "txt") { Form::Plain } else { Form::Unknown };
            let from = sources[&entry.sha256].clone();
            prepare(&bytes, form, &Limits::default(), from, entry.sample, &WORDS).unwrap().document
        })
        .collect();
    reconcile(all)
}

/// The seed and the samples in both engines, made once.
pub struct Shipped {
    pub place: Place,
    pub tantivy: Arc<Engine>,
    pub memory: Memory,
}

pub static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let place = Place::shipped();
    let report = place.ingest(&[]);
    assert!(report.failed.is_empty(), "{report}");
    let (tantivy, memory) = (Arc::new(place.engine()), place.memory());
    assert_eq!(tantivy.about().unwrap().units, memory.about().unwrap().units);
    Shipped { place, tantivy, memory }
});

/// The web app over an engine.
pub fn app(engine: Arc<Engine>) -> Arc<App> {
    let source = move || Ok(Arc::clone(&engine) as Arc<dyn Backend>);
    Arc::new(App::new(source, web::Limits::default()).unwrap())
}

/// Random numbers (SplitMix64) that begin with a printed seed.
pub struct Random(u64);

impl Random {
    /// Fixed unless `XUNLAN_SEED` says otherwise: a test that fails must fail again.
    pub fn new(test: &str) -> Self {
        let seed = std::env::var("XUNLAN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_123);
        println!("{test}: XUNLAN_SEED={seed}");
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// True once in `n`.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
