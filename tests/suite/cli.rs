//! The command line as a script sees it: exit codes, streams, JSON.

use super::kit::{Place, Ran, SHIPPED, app, finished};
use super::web::ask;
use std::net::TcpListener;
use std::sync::Arc;
use xunlan::web::encode;

fn cli(args: &[&str]) -> Ran {
    SHIPPED.place.cli(args)
}

#[test]
fn exit_codes_are_those_of_grep() {
    for (args, code) in [
        (&["search", "规范"][..], 0),
        (&["search", "\"没有任何通报会写的话\""], 1),
        (&["search", "规范", "--size", "1000000"], 2),
        (&["search", "规范", "--where", "没有等号"], 2),
        (&["search", "规范", "--where", "nofield=1", "--after", "bad"], 2),
        (&["serach", "规范"], 2),
        (&["show", "000000000000"], 1),
        (&["inspect", "no-such-file.html"], 3),
        (&["--help"], 0),
    ] {
        let ran = cli(args);
        assert_eq!(ran.code, code, "{args:?}: {ran:?}");
        assert!(!ran.err.contains("panicked"), "{ran:?}");
    }
    let nowhere = Place::new().cli(&["search", "规范"]);
    assert_eq!(nowhere.code, 4, "{nowhere:?}");
    assert!(nowhere.err.contains("xunlan ingest") && nowhere.err.lines().count() == 1, "{nowhere:?}");
}

#[test]
fn json_is_the_answer_of_the_api() {
    let app = app(Arc::clone(&SHIPPED.tantivy));
    for query in [
        "规范",
        "\"一是建立“三张清单”\"",
        "單位：教育局 in:措施 培训",
        "没有的词组合",
        "",
        "sort:date 采购 OR 审计",
    ] {
        let answer = ask(Arc::clone(&app), "GET", &format!("/api/v1/search?q={}", encode(query)), &[]).json();
        let ran = cli(&["search", query, "--json"]);
        assert_eq!(ran.json(), answer, "{query:?}");
        assert_eq!(ran.code, i32::from(answer["totals"]["announcements"] == 0), "{query:?}");
        assert_eq!(answer["schema"], "search/1");
    }
}

#[test]
fn a_word_that_is_not_wanted_is_no_option() {
    let api = ask(
        app(Arc::clone(&SHIPPED.tantivy)),
        "GET",
        &format!("/api/v1/search?q={}&sort=-date", encode("规范 -采购 审计")),
        &[],
    );
    let ran = cli(&["search", "规范", "-采购", "审计", "--sort", "-date", "--json"]);
    assert_eq!(ran.json(), api.json());
    assert_eq!(cli(&["search", "-采购"]).code, 0);
    assert_eq!(cli(&["search", "规范", "--no-such-option"]).code, 2);
}

#[test]
fn all_hits_come_out_line_by_line() {
    let whole = cli(&["search", "规范", "--json", "--all"]).json();
    let groups = whole["groups"].as_array().unwrap();
    assert_eq!(groups.len() as u64, whole["totals"]["announcements"].as_u64().unwrap());
    let units: usize = groups.iter().map(|group| group["units"].as_array().unwrap().len()).sum();
    assert_eq!(units as u64, whole["totals"]["units"].as_u64().unwrap());
    let lines = cli(&["search", "规范", "--jsonl", "--all"]);
    assert_eq!(lines.out.lines().count(), units);
    lines
        .out
        .lines()
        .for_each(|line| assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}"));
}

#[test]
fn no_colour_reaches_a_pipe() {
    let mut command = SHIPPED.place.command(&["search", "规范"]);
    for no_colour in ["", "1"] {
        let ran = finished(command.env("NO_COLOR", no_colour));
        assert!(ran.code == 0 && !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{ran:?}");
        assert!(ran.out.contains("【规范】"), "marks are seen without colour");
    }
}

#[test]
fn a_port_in_use_is_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = cli(&["serve", "--port", &port]);
    assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{ran:?}");
    assert!(ran.err.contains(&port) && ran.err.contains("--port"), "{ran:?}");
}

#[test]
fn hostile_queries_are_refused_in_words() {
    let deep = "(".repeat(100_000);
    let shapes = [
        deep.clone(),
        format!("{}采购{}", "(".repeat(50_000), ")".repeat(50_000)),
        "-(".repeat(500),
        "词 ".repeat(300),
        "采".repeat(900),
    ];
    for query in &shapes {
        let ran = cli(&["search", query]);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{:?}", ran);
        assert!(ran.err.contains("上限"), "{:?}", ran);
    }
}

#[test]
fn a_place_can_be_shown_and_a_file_inspected() {
    let whole = cli(&["search", "\"三张清单\"", "--json"]).json();
    let group = &whole["groups"][0];
    let (id, address) =
        (group["announcement"]["id"].as_str().unwrap(), group["units"][0]["address"].as_str().unwrap());
    let shown = cli(&["show", id, address, "--json"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    let api = app(Arc::clone(&SHIPPED.tantivy));
    let of = |path: String| ask(Arc::clone(&api), "GET", &path, &[]).json();
    assert_eq!(shown.json(), of(format!("/api/v1/announcements/{id}/units/{}", encode(address))));
    assert_eq!(cli(&["show", id, "--json"]).json(), of(format!("/api/v1/announcements/{id}")));
    let bad = cli(&["show", id, "九十九(九)"]);
    assert!(bad.code != 0 && bad.err.lines().count() == 1, "{bad:?}");
    let file = SHIPPED.place.path("corpus/samples/01-yunting-education.html");
    let seen = cli(&["inspect", file.to_str().unwrap(), "--json"]);
    assert_eq!((seen.code, &seen.json()["schema"]), (0, &"inspect/1".into()), "{seen:?}");
}

#[test]
fn inspected_regions_are_those_that_the_document_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    // 延边州 is what 延边朝鲜族自治州 writes of itself.
    for (place, region) in [
        ("会同县", serde_json::json!(["会同县"])),
        ("湖南省会同县", serde_json::json!(["湖南省", "会同县"])),
        ("延边州云麓县", serde_json::json!(["延边朝鲜族自治州", "云麓县"])),
    ] {
        let text = format!(
            "中共{place}示例局党组关于巡察整改进展情况的通报\n根据县委统一部署，2024年3月4日至5月17日，县委第二巡察组对{place}示例局党组开展了常规巡察。现将巡察整改进展情况予以公布。\n"
        );
        std::fs::write(&file, text).unwrap();
        let seen = cli(&["inspect", file.to_str().unwrap(), "--json"]).json();
        assert_eq!(seen["agency"]["region"], region, "{seen:?}");
    }
}

#[test]
fn a_query_may_begin_with_a_minus() {
    for query in ["-审计", "-6 同句 整改", "-GDP 整改", "-agency:教育局 整改"] {
        let typed = cli(&["search", "--json", query]);
        let spelled = cli(&["search", "--json", &query.replacen('-', "－", 1)]);
        assert!(typed.code <= 1, "{typed:?}");
        assert_eq!(typed.json()["totals"], spelled.json()["totals"], "{query}");
    }
}

#[test]
fn a_citation_leads_to_the_server_it_is_told() {
    let found = cli(&["search", "规范", "--json"]).json();
    let (id, unit) = (&found["groups"][0]["announcement"]["id"], &found["groups"][0]["units"][0]["address"]);
    let of = |base: &[&str]| cli(&[&["cite", id.as_str().unwrap(), unit.as_str().unwrap()], base].concat());
    assert!(!of(&[]).out.contains("http://"));
    assert!(of(&["--base", "http://search.example.org/"]).out.contains("http://search.example.org/a/"));
    for bad in ["search.example.org", "javascript://x", "http://", "http://a b", "http://x?y"] {
        assert_eq!(of(&["--base", bad]).code, 2, "{bad}");
    }
}

/// A file is replaced as a whole; a pipe or a link is what it was before, and has got the data.
#[cfg(unix)]
#[test]
fn an_export_replaces_files_only() {
    let place = Place::new();
    let whole = cli(&["export", "规范", "--format", "csv"]).out;
    assert!(whole.lines().count() > 3);
    let export = |to: &std::path::Path| {
        let ran = cli(&["export", "规范", "--format", "csv", "-o", to.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    let (real, link) = (place.write("real.csv", "旧"), place.path("link.csv"));
    std::os::unix::fs::symlink(&real, &link).unwrap();
    export(&link);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&real).unwrap(), whole);
    let (target, dangling) = (place.path("new.csv"), place.path("dangling.csv"));
    std::os::unix::fs::symlink(&target, &dangling).unwrap();
    export(&dangling);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), whole);
    let pipe = place.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    export(&pipe);
    assert!(!std::fs::symlink_metadata(&pipe).unwrap().is_file(), "the pipe was replaced");
    assert_eq!(reader.join().unwrap(), whole);
    export(&place.path("fresh.csv"));
    assert_eq!(std::fs::read_to_string(place.path("fresh.csv")).unwrap(), whole);
    let left: Vec<_> = std::fs::read_dir(place.dir.path()).unwrap().flatten().collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")));
}

/// A stream that is open is written into, whatever is behind it; a file that is replaced keeps its mode.
#[cfg(unix)]
#[test]
fn an_export_leaves_open_streams_and_modes_as_they_are() {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let whole = cli(&["export", "规范", "--format", "csv"]).out;
    std::os::unix::fs::symlink("/dev/stdout", place.path("link")).unwrap();
    let link = place.path("link");
    for to in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-", link.to_str().unwrap()] {
        let path = place.write("app.csv", "");
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all("前\n".as_bytes()).unwrap();
        let mut command = SHIPPED.place.command(&["export", "规范", "--format", "csv", "-o", to]);
        assert!(command.stdout(file.try_clone().unwrap()).status().unwrap().success());
        file.write_all("后\n".as_bytes()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("前\n{whole}后\n"), "{to}");
        assert!(!SHIPPED.place.path("-").exists());
    }
    let private = place.write("private.csv", "旧");
    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o600)).unwrap();
    let ran = cli(&["export", "规范", "--format", "csv", "-o", private.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(std::fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(&private).unwrap(), whole);
}

#[test]
fn a_table_of_a_study_is_the_file_of_the_page() {
    let app = app(Arc::clone(&SHIPPED.tantivy));
    let base = "http://search.example.org";
    let wrong = ask(Arc::clone(&app), "GET", "/table?view=matrix&count=nothing", &[]);
    assert_eq!(wrong.status, 400, "{}", wrong.text());
    for (command, view, more) in [
        ("kwic", "view=kwic", &[][..]),
        ("kwic", "view=kwic&order=right", &["--order", "right"]),
        ("numbers", "view=numbers", &[]),
        ("numbers", "view=numbers&quantity=money", &["--quantity", "money"]),
        (
            "matrix",
            "view=matrix&rows=agency&columns=theme&count=announcements",
            &["--rows", "agency", "--cols", "theme"],
        ),
        (
            "matrix",
            "view=matrix&rows=year&columns=level&count=money",
            &["--rows", "year", "--cols", "level", "--count", "money"],
        ),
        (
            "matrix",
            "view=matrix&rows=year&columns=level&count=money&of=%E9%80%80%E8%BF%98",
            &["--rows", "year", "--cols", "level", "--count", "money", "--of", "退还"],
        ),
    ] {
        for query in ["问题 -采购", "追缴:>0", "没有的词组合"] {
            let url = format!("/table?{view}&q={}", encode(query));
            let page = ask(Arc::clone(&app), "GET", &url, &[("host", "search.example.org")]);
            let all: &[&str] = if command == "matrix" { &[] } else { &["--base", base] };
            let ran = cli(&[&[command, "--csv", "--all"], all, more, &[query]].concat());
            assert_eq!(ran.out, page.text(), "{command} {more:?} {query}: {}", ran.err);
            assert!(ran.out.lines().next().is_some_and(|heads| heads.split(',').count() > 1), "{ran:?}");
        }
    }
}
