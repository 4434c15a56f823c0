//! A real Chromium uses the page: types a query, follows a hit, lands on the
//! marked measure; at desktop and phone width, with and without JavaScript.
//!
//! Chromium and chromedriver must be there (`tests/run` installs them): a
//! missing browser fails the test and says so, it never skips it.

use crate::web::app;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, error::CmdError, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    io::Write,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::time::timeout;
use xunlan::web::{Limits, serve};

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
const PATIENCE: Duration = Duration::from_secs(120);

/// One way to look at the page.
#[derive(Clone, Copy)]
struct Look {
    width: u32,
    script: bool,
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
    args.push(format!("--window-size={},900", look.width.max(500)));
    let mut options =
        json!({ "args": args, "binary": program(&["chromium", "chromium-browser", "google-chrome"]) });
    if look.width < 500 {
        options["mobileEmulation"] = json!({ "deviceMetrics": { "width": look.width, "height": 800, "pixelRatio": 1.0, "touch": true } });
    }
    if !look.script {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let capabilities = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&driver.url)
        .await
        .expect("a browser session")
}

/// Runs a task in one look against a server of its own.
fn with<T: Future<Output = Result<(), CmdError>>>(look: Look, task: impl FnOnce(Client, String) -> T) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let home = format!("http://{}/", listener.local_addr().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let result = runtime.block_on(async {
        let server = tokio::spawn(serve(listener, app(Limits::default()), std::future::pending()));
        let driver = driver().await;
        let client = timeout(PATIENCE, browser(&driver, look)).await.expect("a browser in time");
        let result = timeout(PATIENCE, task(client.clone(), home)).await;
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
const PHONE: Look = Look { width: 375, script: true };
const PLAIN: Look = Look { width: 1280, script: false };
/// The narrowest real window: chromedriver hangs when it emulates a phone without scripts.
const PLAIN_PHONE: Look = Look { width: 500, script: false };

/// Types a query, follows the hit of one measure, and looks where one is.
async fn find_a_measure(client: Client, home: String) -> Result<(), CmdError> {
    let here = follow_a_hit(&client, &home).await?;
    arrived(&client, &here).await
}

async fn follow_a_hit(client: &Client, home: &str) -> Result<Element, CmdError> {
    client.goto(home).await?;
    let words = client.find(Locator::Css("input[name=q]")).await?;
    words.send_keys("规范 销号").await?;
    words.send_keys(&char::from(Key::Enter).to_string()).await?;
    let count = client.wait().for_element(Locator::Css("h1.count")).await?;
    assert!(count.text().await?.contains("25 份通报"), "{}", count.text().await?);
    let hit = client.find(Locator::XPath("(//li[contains(@class,'unit')]//a[.='二(一)1.二是'])[1]")).await?;
    hit.click().await?;
    let here = client.wait().for_element(Locator::Css(".u.here")).await?;
    assert_eq!(here.attr("id").await?.as_deref(), Some("二(一)1.二是"));
    let marked: Vec<String> = texts(client, ".u.here mark").await?;
    assert_eq!(marked, ["规范", "销号"]);
    Ok(here)
}

/// The reader has arrived: the measure stands in the window.
async fn arrived(client: &Client, here: &Element) -> Result<(), CmdError> {
    let begun = Instant::now();
    loop {
        let (top, bottom, seen) = window(client, here).await?;
        if top >= 0.0 && bottom <= seen {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "the measure stands at {top}..{bottom} of {seen}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn texts(client: &Client, css: &str) -> Result<Vec<String>, CmdError> {
    let mut out = Vec::new();
    for element in client.find_all(Locator::Css(css)).await? {
        out.push(element.text().await?);
    }
    Ok(out)
}

/// Top and bottom of an element in the window, and the window's height. Runs in
/// the driver's own world, so it works on pages that may run no script.
async fn window(client: &Client, element: &Element) -> Result<(f64, f64, f64), CmdError> {
    let script = "const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom, innerHeight];";
    let numbers = client.execute(script, vec![serde_json::to_value(element)?]).await?;
    let at = |index: usize| numbers[index].as_f64().unwrap_or(f64::NAN);
    Ok((at(0), at(1), at(2)))
}

#[test]
fn a_measure_is_found_and_reached() {
    with(DESK, find_a_measure);
}

#[test]
fn a_measure_is_found_and_reached_on_a_phone() {
    with(PHONE, |client, home| async move {
        find_a_measure(client.clone(), home.clone()).await?;
        for page in ["", "?q=%E8%A7%84%E8%8C%83", "help", "coverage", "a/aa01", "nothing"] {
            client.goto(&format!("{home}{page}")).await?;
            let wide = client.execute("return document.documentElement.scrollWidth", vec![]).await?;
            assert!(wide.as_u64().is_some_and(|wide| wide <= 375), "{page} is {wide} wide");
        }
        Ok(())
    });
}

#[test]
fn a_measure_is_found_and_reached_without_javascript() {
    with(PLAIN, |client, home| async move {
        client.goto(&home).await?;
        // Scripts really are off: the script would have put a sieve into long facets.
        assert!(client.find_all(Locator::Css(".sift")).await?.is_empty());
        find_a_measure(client, home).await
    });
}

#[test]
fn a_measure_is_found_and_reached_on_a_phone_without_javascript() {
    with(PLAIN_PHONE, find_a_measure);
}

#[test]
fn facets_and_the_keyboard_work() {
    with(DESK, |client, home| async move {
        client.goto(&format!("{home}?q=%E8%A7%84%E8%8C%83")).await?;
        client
            .find(Locator::XPath("//details[@data-facet='region']//a[contains(.,'云汀市')]"))
            .await?
            .click()
            .await?;
        let count = client.wait().for_element(Locator::Css(".chips a")).await?;
        assert!(count.text().await?.contains("云汀市"));
        assert!(client.find(Locator::Css("h1.count")).await?.text().await?.contains("1 份通报"));
        let body = client.find(Locator::Css("body")).await?;
        body.send_keys("j").await?;
        client.wait().for_element(Locator::Css(".unit.now")).await?;
        body.send_keys("/").await?;
        let focused: Value = client.execute("return document.activeElement.name", vec![]).await?;
        assert_eq!(focused, "q");
        // Removing the chip gives everything back.
        client.find(Locator::Css(".chips a")).await?.click().await?;
        let count = client.wait().for_element(Locator::Css("h1.count")).await?;
        assert!(count.text().await?.contains("25 份通报"));
        Ok(())
    });
}
