//! Questions that mean harm, on every surface: an answer or a refusal in words,
//! in bounded time and memory, and the next question is answered as before.

use super::kit::{Place, SHIPPED, app, finished};
use super::web::{ask, send};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Page};
use xunlan::study::near::near;
use xunlan::web::encode;

/// Far more than any of these takes, and far less than what grows faster than its input would.
const BOUND: Duration = Duration::from_secs(8);

/// What is typed, and why it hurts.
fn rows() -> Vec<(&'static str, String)> {
    let nested = |depth: usize| format!("{}采购{}", "(".repeat(depth), ")".repeat(depth));
    vec![
        ("parentheses", "(".repeat(100_000)),
        ("closed parentheses", ")".repeat(100_000)),
        ("nested parentheses", nested(50_000)),
        ("as deep as is allowed", nested(16)),
        ("a megabyte", "整改".repeat(175_000)),
        ("a megabyte of one quote", format!("\"{}", "采".repeat(340_000))),
        ("ten thousand ORs", vec!["采购"; 10_000].join(" OR ")),
        ("as many ORs as are allowed", (0..64).map(|n| format!("整{n}")).collect::<Vec<_>>().join("|")),
        ("ten thousand NOTs", "-".repeat(10_000) + "采购"),
        ("a star", "*".to_owned()),
        ("question marks", "????".to_owned()),
        ("stars between the most frequent characters", format!("整{}", "*改*整".repeat(40))),
        ("question marks between characters", "整?改?的?一?是".to_owned()),
        ("punctuation", "，。！？；：“”‘’（）《》…—".to_owned()),
        ("only signs of the grammar", "AND OR NOT NEAR/5 | - ( ) : \"\" 同句".to_owned()),
        ("sixty single characters", "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多".chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")),
        ("NEAR in a row", vec!["整改"; 15].join(" NEAR/99 ")),
        ("scopes in a row", vec!["整改"; 15].join(" 同句 ")),
        ("a field of nothing", "单位: 主题: published:[ TO ] 追缴:>".to_owned()),
        ("a number beyond numbers", format!("追缴:>{}", "9".repeat(180))),
        ("a range beyond dates", "published:99999999-99..0000".to_owned()),
        ("control characters", "\u{0}\u{1}\u{7f}\u{202e}采\u{200b}购\u{feff}\u{fffd}".to_owned()),
        ("outside the first plane", "𠀀𠀁 \"🙂🙂\" 𪚥".to_owned()),
        ("combining marks", format!("采购{}", "\u{301}".repeat(400))),
        ("quotes of all kinds", "“「『\"＂《'”」』".repeat(60)),
        ("backslashes", "\\".repeat(900)),
        ("a formula", "=cmd|' /C calc'!A0".to_owned()),
        ("markup", "<script>alert(1)</script> \" onload=x".to_owned()),
        ("a name with many other names", vec!["农业农村局"; 60].join(" OR ")),
    ]
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let out = run();
    let taken = begun.elapsed();
    assert!(taken < BOUND, "{what} took {taken:?}");
    out
}

#[test]
fn the_engine_answers_or_the_grammar_refuses() {
    let (mut answered, mut refused) = (0, 0);
    for (why, typed) in rows() {
        timed(why, || match syntax::read(&typed, &Limits::default()) {
            Ok(read) => {
                let hits = SHIPPED.tantivy.search(&read.query, &Page::default()).unwrap();
                near(SHIPPED.tantivy.parts(), &read.query).unwrap();
                assert!(hits.interpretation.notes.len() < 100, "{why}");
                answered += 1;
            }
            Err(error) => {
                let words = error.to_string();
                assert!(words.contains("上限") && words.chars().count() < 100, "{why}: {words}");
                refused += 1;
            }
        });
    }
    assert!(answered > 15 && refused > 5, "{answered} answered, {refused} refused");
}

/// Statuses that are an answer or a refusal.
fn fair(why: &str, status: u16) {
    assert!([200, 400, 413, 414].contains(&status), "{why}: {status}");
}

#[test]
fn urls_are_answered_or_refused() {
    let app = app(Arc::clone(&SHIPPED.tantivy));
    let paths = [
        "/?q=",
        "/?view=kwic&q=",
        "/api/v1/search?q=",
        "/api/v1/kwic?order=left&q=",
        "/api/v1/near?q=",
        "/api/v1/parse?q=",
        "/api/v1/matrix?q=",
        "/api/v1/numbers?q=",
        "/api/v1/export?q=",
        "/api/v1/facets?q=",
        "/feed?q=",
    ];
    for (why, typed) in rows() {
        let encoded = encode(&typed);
        // Longer than a url may be: cut where the router in process would not even be asked.
        let encoded: String = encoded.chars().take(60_000).collect();
        for path in paths {
            let got = timed(why, || ask(Arc::clone(&app), "GET", &format!("{path}{encoded}"), &[]));
            fair(why, got.status.as_u16());
            assert_eq!(got.status == 414, path.len() + encoded.len() > 16 * 1024, "{why} {path}");
            if got.status != 200 && path.starts_with("/api") {
                let message = got.json()["error"]["message"].as_str().unwrap().to_owned();
                assert!(!message.is_empty() && !message.contains("panicked"), "{why}: {message}");
            }
            let html = got.header("content-type").starts_with("text/html");
            assert!(!html || !String::from_utf8_lossy(&got.body).contains("<script>alert"), "{why} {path}");
        }
    }
    // Percent-encoding that is no text: halves of surrogates, overlong forms, cut sequences.
    for raw in [
        "%ED%A0%80",
        "%ED%BF%BF%E9%87%87",
        "%FF%FE",
        "%C0%AF",
        "%E9%87",
        "%",
        "%%%",
        "%zz",
        "%u91c7",
        "%00",
        "%F4%90%80%80",
        "%E9%87%87%ED%A0%80%E8%B4%AD",
    ] {
        for path in paths {
            let got = ask(Arc::clone(&app), "GET", &format!("{path}{raw}"), &[]);
            fair(raw, got.status.as_u16());
        }
        let named = ask(Arc::clone(&app), "GET", &format!("/api/v1/search?agency={raw}&{raw}={raw}"), &[]);
        fair(raw, named.status.as_u16());
        for path in [
            format!("/a/{raw}"),
            format!("/agency/{raw}"),
            format!("/api/v1/announcements/{raw}/units/{raw}"),
        ] {
            assert!(
                [200, 400, 404].contains(&ask(Arc::clone(&app), "GET", &path, &[]).status.as_u16()),
                "{path}"
            );
        }
    }
}

#[test]
fn lists_are_answered_or_refused() {
    let app = app(Arc::clone(&SHIPPED.tantivy));
    for reading in ["queries", "names"] {
        for (why, typed) in rows() {
            let url = format!("/api/v1/batch?reading={reading}");
            let line = typed.replace(['\n', '\r'], " ");
            let body = format!("{line}\n采购\n");
            let got = timed(why, || {
                send(
                    Arc::clone(&app),
                    "POST",
                    &url,
                    &[("content-type", "text/plain; charset=utf-8")],
                    body.as_bytes(),
                )
            });
            fair(why, got.status.as_u16());
            if got.status == 200 {
                let answer = got.json();
                let lines = answer["lines"].as_array().unwrap();
                // What stands behind a hostile line is answered as ever.
                assert_eq!(lines.last().unwrap()["status"], "found", "{why}");
                assert_eq!(answer["summary"]["entries"], lines.len(), "{why}");
            }
        }
    }
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    for kind in ["text/plain", "text/csv", "application/json", "application/octet-stream", ""] {
        let got = send(Arc::clone(&app), "POST", "/api/v1/batch", &[("content-type", kind)], &bytes);
        fair(kind, got.status.as_u16());
    }
    let deep = "[".repeat(200_000);
    let got = send(app, "POST", "/api/v1/batch", &[("content-type", "application/json")], deep.as_bytes());
    assert_eq!(got.status, 400);
}

/// The binary under a limit of memory: it neither dies of it nor of its stack.
#[test]
fn the_command_line_answers_or_refuses() {
    let place = Place::shipped();
    assert!(place.ingest(&[]).failed.is_empty());
    let bounded = |args: &[&str]| {
        let plain = place.command(args);
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(place.dir.path()).env_clear().args(["-c", "ulimit -v 4000000; exec \"$0\" \"$@\""]);
        shell.arg(plain.get_program()).args(plain.get_args());
        finished(&mut shell)
    };
    let mut all = String::new();
    for (why, typed) in rows() {
        let line = typed.replace(['\n', '\r', '\0'], " ");
        all += &format!("{line}\n");
        // The system takes no longer argument than 128 KiB.
        let cut: String = line.chars().take(40_000).collect();
        let ran = timed(why, || bounded(&["search", &cut, "--json", "--size", "1"]));
        assert!([0, 1, 2].contains(&ran.code), "{why}: {} {}", ran.code, ran.err);
        if ran.code == 2 {
            assert!(!ran.err.trim().is_empty(), "{why}");
        }
    }
    let list = place.write("hostile.txt", all);
    let ran = timed("the list", || bounded(&["batch", list.to_str().unwrap(), "--json"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() >= rows().len() - 1, "{} lines", lines.len());
    let found = |status: &str| lines.iter().filter(|line| line["status"] == status).count();
    assert!(found("refused") > 5 && found("found") + found("repaired") > 5, "{}", ran.err);
}
