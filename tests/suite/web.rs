//! The server as its users meet it: router in process, and over real sockets.

mod bodies;
mod contract;
pub mod fake;
mod kinds;
mod labels;
mod namesakes;
mod reach;
mod reading;
mod results;
mod studies;
mod tongues;
mod views;
mod whole;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use fake::{Fake, GENERATION};
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    time::{Duration, Instant},
};
use tower::ServiceExt;
use xunlan::{
    search::{Backend, Record, SearchError},
    web::{App, Limits, ROUTES, decode, encode, router, serve},
};

pub fn app(limits: Limits) -> Arc<App> {
    let index: Arc<dyn Backend> = Arc::new(Fake::new());
    Arc::new(App::new(move || Ok(Arc::clone(&index)), limits).unwrap())
}

pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// One request to a fresh app; every answer is checked for what all must have.
pub fn ask(app: Arc<App>, method: &str, url: &str, headers: &[(&str, &str)]) -> Got {
    send(app, method, url, headers, &[])
}

/// The same with a body.
pub fn send(app: Arc<App>, method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Got {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = router(app).oneshot(request.body(Body::from(body.to_vec())).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let got = Got {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        };
        let csp = got.header("content-security-policy");
        assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe"), "{url}: {csp}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(got.header(name), value, "{url}");
        }
        assert!(!got.header("cache-control").is_empty(), "{url}");
        assert!(got.headers.get("set-cookie").is_none() && got.headers.get("server").is_none());
        got
    })
}

fn get(url: &str) -> Got {
    ask(app(Limits::default()), "GET", url, &[])
}

fn q(path: &str, query: &str) -> String {
    format!("{path}?q={}", encode(query))
}

/// A page of an index that holds these records alone.
fn page(url: &str, records: Vec<Record>) -> Got {
    let mut index = Fake::new();
    index.records = records;
    let index: Arc<dyn Backend> = Arc::new(index);
    ask(Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap()), "GET", url, &[])
}

#[test]
fn an_answer_is_what_the_issue_draws() {
    let answer = get(&q("/api/v1/search", "规范")).json();
    assert_eq!(answer["schema"], "search/1");
    assert_eq!(answer["query"], "规范");
    assert_eq!(answer["totals"]["announcements"], 25);
    assert_eq!(answer["groups"].as_array().unwrap().len(), 10);
    let unit = &answer["groups"][0]["units"][0];
    let text: Vec<char> = unit["text"].as_str().unwrap().chars().collect();
    for mark in unit["marks"].as_array().unwrap() {
        let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), "规范");
    }
    assert!(answer["next"].is_string());
}

#[test]
fn pages_by_cursor_show_every_announcement_once() {
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = get(&format!("{}&size=7&after={}", q("/api/v1/search", "规范"), encode(&after))).json();
        seen.extend(page["groups"].as_array().unwrap().iter().map(|g| g["announcement"]["id"].to_string()));
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (25, 25));
}

#[test]
fn choices_filter_and_exclude() {
    let all = |url: &str| get(url).json()["totals"]["announcements"].as_u64().unwrap();
    let city = encode("临汐市");
    assert_eq!(all(&format!("/api/v1/search?region={city}")), 24);
    assert_eq!(all(&format!("/api/v1/search?not_region={city}")), 1);
    let (a, b) = (encode("临汐市第2中学党总支"), encode("云汀市交通局党组"));
    assert_eq!(all(&format!("/api/v1/search?agency={a}&agency={b}")), 2);
    assert_eq!(all(&format!("/api/v1/search?agency={a}&year=2025")), 0);
}

#[test]
fn bad_parameters_are_named() {
    for (url, status, word) in [
        ("/api/v1/search?size=101", 400, "size"),
        ("/api/v1/search?size=-1", 400, "size"),
        ("/api/v1/search?units=10000001", 400, "units"),
        ("/api/v1/search?agncy=x", 400, "agncy"),
        ("/api/v1/search?sort=nothing", 400, "sort"),
        ("/api/v1/search?sort=date%20x", 400, "sort"),
        ("/api/v1/search?facet=nothing", 400, "facet"),
        ("/api/v1/search?after=zzz", 400, "after"),
        ("/api/v1/search?after=1.2.aa01.older", 410, "第一页"),
        ("/api/v1/announcements/ffff", 404, "ffff"),
        ("/api/v1/announcements/aa01/units/xyz", 404, "xyz"),
        ("/api/v1/announcements/%2e%2e%2fetc", 404, "../etc"),
        ("/api/v2", 404, "/api/v2"),
    ] {
        let got = get(url);
        assert_eq!(got.status.as_u16(), status, "{url} {}", got.text());
        let message = got.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(word), "{url} {message}");
        assert_eq!(got.header("cache-control"), "no-store", "{url}");
    }
    let deep = get(&q("/api/v1/search", &"(".repeat(40).replace('(', "(a OR ")));
    assert_eq!(deep.status, 400);
    assert!(deep.json()["error"]["at"].is_array(), "{}", deep.text());
}

#[test]
fn malformed_queries_and_urls_are_answered() {
    for url in [
        "/?q=%",
        "/?q=%E8%A7",
        "/?q=%zz+%",
        "/?&&==&q",
        "/api/v1/search?q=(((",
        "/api/v1/search?q=%22",
        "/?size=x&sort=y&units=-1",
    ] {
        assert_eq!(get(url).status, 200, "{url}");
    }
    assert_eq!(decode("%E8%A7%84%", true), "规%");
    assert_eq!(decode("a+b", true), "a b");
}

#[test]
fn units_have_their_own_url_and_citation() {
    let url = format!("/api/v1/announcements/aa01/units/{}", encode("二(一)1.一是"));
    let unit = get(&url).json();
    assert_eq!(unit["unit"]["address"], "二(一)1.一是");
    assert!(unit["unit"]["text"].as_str().unwrap().starts_with("一是深入开展专题学习"));
    assert_eq!(unit["path"].as_array().unwrap().len(), 3);
    assert!(unit["citation"].as_str().unwrap().contains("样本文书"), "{unit}");
    let page = get(unit["permalink"].as_str().unwrap());
    assert_eq!(page.status, 200);
    assert!(page.text().contains("class=\"u measure here\" id=\"二(一)1.一是\""));
    // Full-width signs, as an input method types them.
    let typed = format!("/api/v1/announcements/aa01/units/{}", encode("二（一）1．一是"));
    assert_eq!(get(&typed).json()["unit"]["address"], "二(一)1.一是");
    // A link in running text loses the dot at its end, or takes that of its sentence along.
    for address in ["二(一)1.", "二(一)1", "二(一)1..", "二(一)1.一是."] {
        let told = get(&format!("/api/v1/announcements/aa01/units/{}", encode(address))).json();
        let expected = if address.ends_with("一是.") { "二(一)1.一是" } else { "二(一)1." };
        assert_eq!(told["unit"]["address"], expected, "{address}");
    }
}

#[test]
fn pages_escape_everything() {
    let hostile = "<script>alert(1)</script>\"'\u{202e}\u{0}&lt;";
    let page = get(&q("/", hostile)).text();
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(!page.contains('\u{0}'));
    let mut index = Fake::new();
    let text = format!(
        "{}\n一、<img src=x onerror=alert(1)>规范\u{202e}方面\n一是规范</p><b>流程。\n",
        "长".repeat(300)
    );
    index.records.push(fake::record(
        "cc01",
        &"<b>很长的单位".repeat(40),
        &["<i>省"],
        "2025-01-01",
        &text,
        true,
    ));
    let index: Arc<dyn Backend> = Arc::new(index);
    let app = Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap());
    for url in ["/a/cc01?q=%E8%A7%84%E8%8C%83", "/?q=onerror", "/?agency=%3Cb%3E", "/coverage"] {
        let page = ask(Arc::clone(&app), "GET", url, &[]).text();
        for bad in ["<img src=x", "<b>很长", "</p><b>", "<i>省", "\u{202e}", "javascript:alert(1)\""] {
            assert!(!page.contains(bad), "{url} {bad}");
        }
        assert!(!page.contains("style=\"") && !page.contains(" onclick"), "{url}");
    }
}

#[test]
fn no_page_names_another_host() {
    for url in ["/", "/?q=%E8%A7%84%E8%8C%83", "/a/aa01", "/help", "/coverage", "/nothing"] {
        let page = get(url).text();
        for (at, _) in page.match_indices("://") {
            let start = page.floor_char_boundary(at.saturating_sub(60));
            let before = &page[start..at];
            // A source is a link to follow by hand, or the words of one; nothing is loaded from it.
            assert!(!before.contains("src=") && !before.contains("action="), "{url} {before}");
        }
        assert!(!page.contains("<style") && page.matches("<script").count() == 1, "{url}");
    }
}

#[test]
fn known_answers_are_304_and_head_has_no_body() {
    let app = app(Limits::default());
    let url = q("/", "规范");
    let first = ask(Arc::clone(&app), "GET", &url, &[]);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let again = ask(Arc::clone(&app), "GET", &url, &[("if-none-match", &tag)]);
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    let other = ask(Arc::clone(&app), "GET", &q("/", "审计"), &[("if-none-match", &tag)]);
    assert_eq!(other.status, 200);
    let head = ask(Arc::clone(&app), "HEAD", &url, &[]);
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let refused = ask(Arc::clone(&app), method, "/api/v1/facets", &[]);
        assert_eq!(refused.status, 405);
        assert_eq!(refused.header("allow"), "GET, HEAD");
        assert_eq!(refused.json()["error"]["code"], "method_not_allowed");
    }
}

#[test]
fn long_answers_are_zipped_when_asked() {
    let app = app(Limits::default());
    let plain = ask(Arc::clone(&app), "GET", "/", &[]);
    let zipped = ask(Arc::clone(&app), "GET", "/", &[("accept-encoding", "br, gzip;q=0.8")]);
    assert_eq!(zipped.header("content-encoding"), "gzip");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(zipped.body.as_slice()).read_to_end(&mut text).unwrap();
    assert_eq!(text, plain.body);
    let refused = ask(app, "GET", "/", &[("accept-encoding", "gzip;q=0")]);
    assert_eq!(refused.header("content-encoding"), "");
}

#[test]
fn static_files_are_small_and_kept_for_ever() {
    let page = get("/").text();
    let mut total = 0;
    for name in ["page.css", "page.js", "mark.svg"] {
        let end = page.find(name).unwrap() + name.len();
        let start = page[..end].rfind('"').unwrap() + 1;
        let file = ask(app(Limits::default()), "GET", &page[start..end], &[("accept-encoding", "gzip")]);
        assert_eq!(file.status, 200);
        assert!(file.header("cache-control").contains("immutable"));
        total += file.body.len();
    }
    assert!(total < 60_000, "{total}");
    assert_eq!(get("/static/0/..%2f..%2fCargo.toml").status, 404);
    assert_eq!(get("/favicon.ico").status, 200);
}

#[test]
fn one_panic_is_one_failure_and_nothing_inside_leaks() {
    let app = app(Limits::default());
    for word in ["恐慌", "出错"] {
        let broken = ask(Arc::clone(&app), "GET", &q("/api/v1/search", word), &[]);
        assert_eq!(broken.status, 500);
        assert!(!broken.text().contains("secret") && !broken.text().contains("asked to"));
        assert_eq!(ask(Arc::clone(&app), "GET", &q("/", word), &[]).status, 500);
    }
    assert_eq!(ask(app, "GET", "/healthz", &[]).json()["status"], "ok");
}

#[test]
fn no_index_says_what_to_do() {
    let none = || -> Result<Arc<dyn Backend>, SearchError> {
        Err(SearchError::NoIndex("请先运行 xunlan ingest".into()))
    };
    let app = Arc::new(App::new(none, Limits::default()).unwrap());
    let got = ask(Arc::clone(&app), "GET", "/", &[]);
    assert_eq!(got.status, 503);
    assert!(got.text().contains("xunlan ingest"));
    assert_eq!(ask(app, "GET", "/healthz", &[]).status, 503);
}

#[test]
fn long_urls_are_refused_in_words() {
    let got = get(&format!("/api/v1/search?q={}", "a".repeat(17_000)));
    assert_eq!(got.status, 414);
    assert!(got.json()["error"]["message"].as_str().unwrap().contains("过长"));
}

/// The longest query that the grammar takes, in characters that are longest in a url.
#[test]
fn every_query_that_the_grammar_takes_fits_into_a_url_and_into_a_form() {
    let long = vec!["\u{20000}".repeat(200); 5].join(" ") + " 规范";
    let asked = format!("q={}", encode(&long));
    assert!(long.chars().count() > 1000 && asked.len() > 12_000);
    let by_url = get(&format!("/api/v1/search?{asked}"));
    assert_eq!(by_url.status, 200);
    let form = [("content-type", "application/x-www-form-urlencoded; charset=UTF-8")];
    let post = |url: &str, body: &str| send(app(Limits::default()), "POST", url, &form, body.as_bytes());
    let by_form = post("/api/v1/search", &asked);
    assert_eq!(by_form.status, 200);
    assert_eq!(by_form.json(), by_url.json());
    // The body adds to the url; both are held to the parameters that there are.
    let mixed = post("/api/v1/search?size=3", &asked.replace(&encode(&long), &encode("规范"))).json();
    assert_eq!((&mixed["query"], mixed["groups"].as_array().unwrap().len()), (&Value::from("规范"), 3));
    assert_eq!(post("/api/v1/search", "regoin=x").json()["error"]["code"], "bad_parameter");
    let refused = post("/api/v1/search", &format!("q={}", "规范 ".repeat(10_000)));
    assert_eq!(
        (refused.status.as_u16(), refused.json()["error"]["code"].as_str()),
        (400, Some("query_refused"))
    );
    assert_eq!(post("/api/v1/search", &"a".repeat(600_000)).json()["error"]["code"], "body_too_large");
    let json = send(
        app(Limits::default()),
        "POST",
        "/api/v1/search",
        &[("content-type", "application/json")],
        b"{}",
    );
    assert_eq!(json.json()["error"]["code"], "bad_parameter");
    assert_eq!(ask(app(Limits::default()), "PUT", "/api/v1/search", &[]).header("allow"), "GET, HEAD, POST");
}

#[test]
fn samples_are_marked_and_missing_words_named() {
    assert!(get(&q("/", "规范")).text().contains("class=\"badge\""));
    assert!(get("/a/aa01").text().contains("样本文书，虚构"));
    let empty = get(&q("/", "规范 雪山大会")).text();
    assert!(empty.contains("没有出现过") && empty.contains("雪山大会"));
}

#[test]
fn every_page_of_the_table_answers() {
    for route in ROUTES {
        let name = encode("云汀市交通局党组");
        let url = route
            .path
            .replace("{name}", &name)
            .replace("{id}", "aa01")
            .replace("{address}", &encode("二(一)1.一是"));
        let got = match route.post {
            true => {
                let form = [("content-type", "application/x-www-form-urlencoded")];
                let field = if url == "/batch" { "list" } else { "q" };
                let body = format!("{field}={}", encode("规范"));
                send(app(Limits::default()), "POST", &url, &form, body.as_bytes())
            }
            false => get(&url),
        };
        // Without a corpus beside it, the app has no originals to give.
        let expected = if url.starts_with("/original/") { 404 } else { 200 };
        assert_eq!(got.status, expected, "{url}");
    }
    assert!(get("/api/v1/search").json()["generation"] == GENERATION);
}

// Over real sockets.

struct Server {
    port: u16,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

fn start(limits: Limits) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let app = app(limits);
    let thread = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(serve(listener, app, async move { drop(stopped.await) })).unwrap();
    });
    Server { port, stop: Some(stop), thread: Some(thread) }
}

impl Server {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }
    fn finish(mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

fn short() -> Limits {
    let brief = Duration::from_millis(400);
    Limits { header: brief, stall: brief, drain: Duration::from_secs(3), ..Limits::default() }
}

#[test]
fn silent_and_slow_connections_are_closed() {
    let server = start(short());
    let silent: Vec<_> = (0..40).map(|_| server.connect()).collect();
    let mut slow = server.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let begun = Instant::now();
    for mut stream in silent.into_iter().chain([slow]) {
        let mut rest = Vec::new();
        // Closed with or without an answer, but closed.
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    server.finish();
}

/// What a server sends until it closes the connection: status line, headers, body.
fn exchange(server: &Server, request: &[u8]) -> (String, String, String) {
    let mut stream = server.connect();
    // All of it, however early the answer comes: that is what clients do.
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let (status, headers) = head.split_once("\r\n").unwrap();
    (status.to_owned(), headers.to_lowercase(), body.to_owned())
}

#[test]
fn heads_too_long_to_be_read_are_refused_in_words() {
    let server = start(Limits::default());
    let request = |method: &str, path: &str, length: usize, headers: &str| {
        let words = "a".repeat(length);
        format!("{method} {path}?q={words} HTTP/1.1\r\nHost: x\r\n{headers}\r\n").into_bytes()
    };
    // What hyper reads and we refuse, what it reads and refuses, what it cannot even read.
    for length in [17_000, 70_000, 90_000, 1 << 20, 5 << 20] {
        let close = "Connection: close\r\n";
        let (status, headers, body) = exchange(&server, &request("GET", "/api/v1/search", length, close));
        assert_eq!(status, "HTTP/1.1 414 URI Too Long", "{length}");
        assert!(headers.contains("application/json") && headers.contains("nosniff"), "{length}: {headers}");
        let error: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(error["error"]["code"], "uri_too_long", "{length}");
        assert!(error["error"]["message"].as_str().unwrap().contains("网址过长"), "{length}");
        let (status, headers, body) = exchange(&server, &request("GET", "/", length, close));
        assert_eq!(status, "HTTP/1.1 414 URI Too Long", "{length}");
        assert!(headers.contains("text/html") && headers.contains("content-security-policy"), "{length}");
        assert!(body.contains("<h1>网址过长</h1>") && body.ends_with("</html>"), "{length}");
        let (_, headers, body) = exchange(&server, &request("HEAD", "/", length, close));
        assert!(headers.contains("content-length") && body.is_empty(), "{length}");
    }
    // The url was short: something else is too long, and is said.
    let cookie = format!("Cookie: {}\r\n", "c".repeat(1 << 20));
    let (status, _, body) = exchange(&server, &request("GET", "/api/v1/search", 5, &cookie));
    assert_eq!(status, "HTTP/1.1 431 Request Header Fields Too Large");
    assert!(body.contains("head_too_long"), "{body}");
    // The second request of a connection is told by its own path.
    let first = request("GET", "/api/v1/parse", 5, "");
    let mut stream = server.connect();
    stream.write_all(&first).unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        let mut piece = [0; 4096];
        let read = stream.read(&mut piece).unwrap();
        answer.extend_from_slice(&piece[..read]);
    }
    stream.write_all(&request("GET", "/", 200_000, "")).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 414 ") && page.contains("<h1>网址过长</h1>"));
    server.finish();
}

#[test]
fn stopping_finishes_what_has_begun_and_idle_connections_do_not_hold_it() {
    let server = start(Limits { drain: Duration::from_secs(5), ..Limits::default() });
    let _idle = server.connect();
    let mut busy = server.connect();
    busy.write_all(b"GET /api/v1/search HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut first = [0; 12];
    busy.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    let begun = Instant::now();
    let port = server.port;
    server.finish();
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn too_many_connections_get_a_503() {
    let server = start(Limits { connections: 3, ..Limits::default() });
    let _held: Vec<_> = (0..3).map(|_| server.connect()).collect();
    std::thread::sleep(Duration::from_millis(100));
    let mut answer = String::new();
    let _ = server.connect().read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("Retry-After"), "{answer}");
    drop(_held);
    server.finish();
}
