//! Who is answered, how fast, and how much goes over the wire.

use super::{app, ask, encode, get};
use crate::kit;
use axum::{body::Body, http::Request};
use std::{net::IpAddr, sync::Arc};
use tower::ServiceExt;
use xunlan::web::{App, Keeper, Limits, Peer, router};

fn status(app: &Arc<App>, host: &str, peer: Option<&str>) -> u16 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut request = Request::builder().uri("/healthz").header("host", host).body(Body::empty()).unwrap();
    if let Some(peer) = peer {
        request.extensions_mut().insert(Peer(peer.parse::<IpAddr>().unwrap()));
    }
    let response = runtime.block_on(router(Arc::clone(app)).oneshot(request)).unwrap();
    response.status().as_u16()
}

#[test]
fn only_listed_hosts_are_answered() {
    let listed = app(Limits { hosts: vec!["Search.Example.org".into()], ..Limits::default() });
    for (host, expected) in [
        ("search.example.org", 200),
        ("SEARCH.example.org:8080", 200),
        ("localhost:8080", 200),
        ("127.0.0.1", 200),
        ("[::1]:8080", 200),
        ("evil.example.org", 421),
        ("search.example.org.evil.net", 421),
        ("", 421),
    ] {
        assert_eq!(status(&listed, host, None), expected, "{host}");
    }
    assert_eq!(status(&app(Limits::default()), "anything.example", None), 200);
}

#[test]
fn a_hasty_peer_waits_and_others_do_not() {
    let app = app(Limits { rate: 5, ..Limits::default() });
    let answers: Vec<u16> = (0..40).map(|_| status(&app, "x", Some("203.0.113.7"))).collect();
    assert!(answers[..20].iter().all(|one| *one == 200), "a page and its files: {answers:?}");
    assert!(answers.contains(&429), "{answers:?}");
    assert_eq!(status(&app, "x", Some("203.0.113.8")), 200);
    // One household shares its allowance; this machine itself has no limit.
    let shared: Vec<u16> = (0..40).map(|n| status(&app, "x", Some(&format!("2001:db8::{n:x}")))).collect();
    assert!(shared.contains(&429));
    assert!((0..60).all(|_| status(&app, "x", Some("127.0.0.1")) == 200));
    let free = super::app(Limits { rate: 0, ..Limits::default() });
    assert!((0..200).all(|_| status(&free, "x", Some("203.0.113.7")) == 200));
}

#[test]
fn a_choice_of_language_never_leads_elsewhere() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let app = app(Limits::default());
    let go = |url: &str| {
        let request = Request::builder().uri(url).body(Body::empty()).unwrap();
        runtime.block_on(router(Arc::clone(&app)).oneshot(request)).unwrap()
    };
    let back = format!("/language?to=en&back={}", encode("/a/aa01?q=%E8%A7%84&x=1"));
    let answer = go(&back);
    assert_eq!(answer.status().as_u16(), 303);
    assert_eq!(answer.headers()["location"], "/a/aa01?q=%E8%A7%84&x=1");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("xunlan_lang=en;") && cookie.contains("SameSite=Lax"), "{cookie}");
    for bad in
        ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"]
    {
        let answer = go(&format!("/language?to=zh-Hant&back={}", encode(bad)));
        assert_eq!(answer.headers()["location"], "/", "{bad}");
    }
    assert!(!go("/language?to=%3Cb%3E").headers().contains_key("set-cookie"));
}

/// The heaviest page that is shown unasked: ten groups of three long measures, every facet, in every language.
#[test]
fn a_search_page_of_ten_groups_is_light() {
    let app = kit::app(Arc::clone(&kit::SHIPPED.tantivy));
    for query in ["整改", "工作", "建立", "采购"] {
        for lang in ["zh-Hans", "en"] {
            let url = format!("/?q={}&lang={lang}", encode(query));
            let page = ask(Arc::clone(&app), "GET", &url, &[("accept-encoding", "gzip")]);
            assert_eq!(page.header("content-encoding"), "gzip");
            assert!(page.body.len() < 60_000, "{url}: {} bytes", page.body.len());
        }
    }
}

#[test]
fn a_span_of_publication_narrows_and_never_widens() {
    let found = |query: &str| {
        let json = get(&format!("/api/v1/search?{query}")).json();
        json["totals"]["announcements"].as_u64()
    };
    let real = kit::app(Arc::clone(&kit::SHIPPED.tantivy));
    let counted = |query: &str| {
        let json = ask(Arc::clone(&real), "GET", &format!("/api/v1/search?{query}"), &[]).json();
        json["totals"]["announcements"].as_u64().unwrap()
    };
    let (all, early, late) = (counted("since=1900"), counted("until=2024"), counted("since=2025-01-01"));
    assert_eq!(early + late, all);
    assert!(early > 0 && late > 0);
    // With a date in the words, both must hold.
    let words = encode("公布:2023..2024");
    assert_eq!(counted(&format!("q={words}&since=2025")), 0);
    assert!(counted(&format!("q={words}&since=2024")) <= early);
    assert_eq!(counted("since=2024-02&until=2024-01"), 0);
    for bad in ["since=soon", "until=2024-13", "since=2024-02-30", "since=2024-", "since=99999"] {
        assert_eq!(get(&format!("/api/v1/search?{bad}")).status, 400, "{bad}");
        assert_eq!(get(&format!("/?{bad}")).status, 200, "pages forgive {bad}");
    }
    assert!(found("since=1900").is_some());
}

#[test]
fn every_view_that_is_a_table_is_had_as_one() {
    let app = kit::app(Arc::clone(&kit::SHIPPED.tantivy));
    let query = encode("制度");
    for (view, least) in [
        ("matrix&rows=theme&columns=region", 5),
        ("numbers", 20),
        ("numbers&quantity=money", 2),
        ("kwic&order=left", 20),
    ] {
        let page = ask(Arc::clone(&app), "GET", &format!("/?q={query}&view={view}"), &[]).text();
        let link = page.split("href=\"").filter_map(|rest| rest.split('"').next());
        let link = link.map(|link| link.replace("&#38;", "&")).find(|link| link.starts_with("/table?"));
        let link = link.unwrap_or_else(|| panic!("{view} has no table"));
        let table = ask(Arc::clone(&app), "GET", &link, &[]).text();
        assert!(table.starts_with('\u{feff}'), "{link}");
        let rows: Vec<&str> = table.lines().collect();
        assert!(rows.len() >= least, "{link}: {} rows", rows.len());
        let cells = |row: &str| row.matches("\",\"").count();
        assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{link}");
    }
}

struct Shelf;

impl Keeper for Shelf {
    fn original(&self, id: &str) -> Option<(Vec<u8>, String)> {
        (id == "aa01").then(|| (b"<script>alert(1)</script>".to_vec(), "a\"b.html".to_owned()))
    }
    fn failed(&self) -> Vec<(String, String)> {
        vec![("<b>broken.html".to_owned(), "<i>why".to_owned())]
    }
}

#[test]
fn originals_are_given_as_bytes_to_save_and_failures_are_listed() {
    let index: Arc<dyn xunlan::search::Backend> = Arc::new(super::fake::Fake::new());
    let app = App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap().with_keeper(Shelf);
    let app = Arc::new(app);
    let got = ask(Arc::clone(&app), "GET", "/original/aa01", &[]);
    assert_eq!(got.body, b"<script>alert(1)</script>");
    assert_eq!(got.header("content-type"), "application/octet-stream");
    assert_eq!(got.header("content-disposition"), "attachment; filename=\"xunlan-aa01.html\"");
    assert_eq!(ask(Arc::clone(&app), "GET", "/original/bb02", &[]).status, 404);
    let page = ask(Arc::clone(&app), "GET", "/coverage", &[]).text();
    assert!(page.contains("broken.html") && !page.contains("<b>broken") && !page.contains("<i>why"));
    let plain = ask(app, "GET", "/plain/aa01", &[]);
    assert!(plain.header("content-type").starts_with("text/plain"));
    assert!(plain.text().contains("三张清单"));
}
