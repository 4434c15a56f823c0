//! A real Chromium uses the page: the tasks of its readers from end to end
//! ([`tasks`]), what nobody should be shut out by ([`access`]), what nobody
//! should be able to break ([`hostile`]); at desktop and phone width, light and
//! dark, with and without JavaScript.
//!
//! Chromium and chromedriver must be there (`tests/run` installs them): a
//! missing browser fails the test and says so, it never skips it.

mod access;
mod hostile;
mod tasks;

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, error::CmdError, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::timeout;
use xunlan::web::{App, serve};

/// A driver with a profile folder of its own, gone when dropped.
struct Driver {
    process: Child,
    url: String,
    folder: tempfile::TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to end, it ends its browsers too; killed at once, it would leave them.
        if let Ok(mut stream) = std::net::TcpStream::connect(self.url.trim_start_matches("http://")) {
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n");
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_secs(5) && matches!(self.process.try_wait(), Ok(None)) {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn program(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places =
        std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    places.find(|file| file.is_file()).unwrap_or_else(|| {
        panic!("{} is missing: on Debian, apt-get install chromium chromium-driver", names.join(" or "))
    })
}

async fn driver() -> Driver {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let process = Command::new(program(&["chromedriver"]))
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let driver = Driver { process, url: format!("http://127.0.0.1:{port}"), folder };
    let begun = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20), "chromedriver does not answer on port {port}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    driver
}

/// How long a loaded machine may take for one task.
const PATIENCE: Duration = Duration::from_secs(180);

/// One way to look at the page.
#[derive(Clone, Copy)]
struct Look {
    width: u32,
    script: bool,
}

/// A browser that tests steer, with the address of its server.
#[derive(Clone)]
struct Hand {
    client: Client,
    home: String,
    driver: String,
}

impl Hand {
    /// Opens a page of the server.
    async fn open(&self, path: &str) -> Result<(), CmdError> {
        self.client.goto(&format!("{}{}", self.home, path.trim_start_matches('/'))).await
    }

    /// Tells the browser something that WebDriver has no words for.
    async fn tell(&self, command: &str, params: Value) {
        let session = self.client.session_id().await.unwrap().expect("a session");
        let body = json!({ "cmd": command, "params": params }).to_string();
        let host = self.driver.trim_start_matches("http://").to_owned();
        let answer = tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(&host).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
            write!(
                stream,
                "POST /session/{session}/goog/cdp/execute HTTP/1.1\r\nHost: localhost\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            // It keeps the connection open whatever one asks: the head says where the answer ends.
            let mut answer = Vec::new();
            let mut piece = [0; 4096];
            loop {
                let text = String::from_utf8_lossy(&answer).into_owned();
                if let Some((head, body)) = text.split_once("\r\n\r\n") {
                    let length = head.lines().find_map(|line| {
                        line.to_ascii_lowercase()
                            .strip_prefix("content-length:")?
                            .trim()
                            .parse::<usize>()
                            .ok()
                    });
                    if length.is_none_or(|length| body.len() >= length) {
                        return text;
                    }
                }
                match stream.read(&mut piece) {
                    Ok(0) | Err(_) => return text,
                    Ok(read) => answer.extend_from_slice(&piece[..read]),
                }
            }
        });
        let answer = answer.await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{command}: {answer}");
    }

    /// A window of this width.
    async fn size(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// What the reader's system asks for: `prefers-color-scheme`, `dark`; and `print` or ``.
    async fn media(&self, media: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.tell("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await;
    }

    /// With our script, or as if it never arrived.
    async fn script(&self, wanted: bool) {
        self.tell("Network.enable", json!({})).await;
        let blocked = if wanted { json!([]) } else { json!(["*/page.js"]) };
        self.tell("Network.setBlockedURLs", json!({ "urls": blocked })).await;
    }

    async fn run(&self, script: &str) -> Result<Value, CmdError> {
        self.client.execute(script, vec![]).await
    }

    async fn find(&self, css: &str) -> Result<Element, CmdError> {
        self.client.wait().for_element(Locator::Css(css)).await
    }

    async fn text(&self, css: &str) -> Result<String, CmdError> {
        self.find(css).await?.text().await
    }

    async fn click(&self, css: &str) -> Result<(), CmdError> {
        self.find(css).await?.click().await
    }

    /// Clicks the first link or button with these words.
    async fn follow(&self, words: &str) -> Result<(), CmdError> {
        let path = format!("//*[self::a or self::button or self::summary][contains(., '{words}')]");
        self.client.wait().for_element(Locator::XPath(&path)).await?.click().await
    }

    async fn press(&self, key: char) -> Result<(), CmdError> {
        self.client.active_element().await?.send_keys(&key.to_string()).await
    }

    /// Waits until a script says yes.
    async fn until(&self, condition: &str) -> Result<(), CmdError> {
        let begun = Instant::now();
        loop {
            if self.run(&format!("return Boolean({condition})")).await? == true {
                return Ok(());
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "never: {condition}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn browser(driver: &Driver, look: Look) -> Client {
    let profile = driver.folder.path().join(format!("profile-{}-{}", look.width, look.script));
    let mut args: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
    ]
    .map(str::to_owned)
    .to_vec();
    args.push(format!("--user-data-dir={}", profile.display()));
    args.push(format!("--window-size={},900", look.width));
    let mut options =
        json!({ "args": args, "binary": program(&["chromium", "chromium-browser", "google-chrome"]) });
    options["prefs"] = json!({ "intl.accept_languages": "zh-CN" });
    if !look.script {
        options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let capabilities = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&driver.url)
        .await
        .expect("a browser session")
}

/// Runs a task in one look against a server of its own.
fn with<T: Future<Output = Result<(), CmdError>>>(app: Arc<App>, look: Look, task: impl FnOnce(Hand) -> T) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let home = format!("http://{}/", listener.local_addr().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let result = runtime.block_on(async {
        let server = tokio::spawn(serve(listener, app, std::future::pending()));
        let driver = driver().await;
        let client = timeout(PATIENCE, browser(&driver, look)).await.expect("a browser in time");
        let hand = Hand { client: client.clone(), home, driver: driver.url.clone() };
        let result = timeout(PATIENCE, task(hand)).await;
        if let Ok(folder) = std::env::var("XUNLAN_SCREENSHOTS")
            && let Ok(Ok(picture)) = timeout(Duration::from_secs(10), client.screenshot()).await
        {
            let file = PathBuf::from(folder).join(format!("task-{}-{}.png", look.width, look.script));
            std::fs::write(file, picture).unwrap();
        }
        let _ = timeout(Duration::from_secs(10), client.close()).await;
        server.abort();
        result
    });
    result.expect("the task ends in time").expect("every step works");
}

const DESK: Look = Look { width: 1280, script: true };
const PLAIN: Look = Look { width: 1280, script: false };
/// The narrowest real window: chromedriver hangs when it emulates a phone without scripts.
const PLAIN_PHONE: Look = Look { width: 500, script: false };
