//! Promise 6: running it again changes nothing; bad input is named and the
//! rest goes on; killed at any moment, exactly one committed state answers.

mod sources;
mod versions;

use super::kit::{Place, Ran, Random, repository};
use encoding_rs::{BIG5, GB18030};
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use xunlan::ingest::{Input, run, unread};

const TEXT: &str = "中共云汀市档案局党组关于巡察整改进展情况的通报\n\
    根据市委统一部署，2024年3月4日至5月10日，市委第三巡察组对云汀市档案局党组开展了常规巡察。\
    7月2日，市委巡察组向局党组反馈了巡察意见。现将整改进展情况予以公布。\n\
    一、整改落实情况\n（一）关于档案安全方面\n1.关于库房管理不规范的问题。\n\
    一是修订《库房管理办法》，明确温湿度记录责任。二是完成消防设施检测。\n\
    中共云汀市档案局党组\n2024年12月20日\n";

/// A short announcement that differs from every other in its number.
fn small(number: usize) -> String {
    TEXT.replace("档案局", &format!("档案{number}所")).replace("消防设施", &format!("第{number}处消防设施"))
}

/// Every file of a folder with its bytes.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn report(ran: &Ran) -> serde_json::Value {
    ran.json()
}

fn count(place: &Place, query: &str) -> u64 {
    let ran = place.cli(&["search", query, "--json", "--size", "0"]);
    assert!(ran.code <= 1, "{ran:?}");
    ran.json()["totals"]["announcements"].as_u64().unwrap()
}

#[test]
fn twice_is_once() {
    let place = Place::new();
    for number in 0..8 {
        place.write(&format!("in/{number}.txt"), small(number));
    }
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    let before = (snapshot(&place.path("corpus")), snapshot(&place.path("index")));
    for args in
        [&["ingest", "in", "--json"][..], &["ingest", "--json"], &["ingest", "in/3.txt", "corpus", "--json"]]
    {
        let ran = place.cli(args);
        assert_eq!(ran.code, 0, "{ran:?}");
        let (read, duplicate) = (report(&ran)["read"].clone(), report(&ran)["duplicate"].clone());
        assert_eq!(read, duplicate, "{args:?}");
        let lock = place.path("index/writer.lock");
        let mut after = (snapshot(&place.path("corpus")), snapshot(&place.path("index")));
        // The note in the lock names the process that wrote last.
        after.1.insert(lock.clone(), before.1[&lock].clone());
        assert_eq!(after.0.keys().collect::<Vec<_>>(), before.0.keys().collect::<Vec<_>>(), "{args:?}");
        assert_eq!(after.1.keys().collect::<Vec<_>>(), before.1.keys().collect::<Vec<_>>(), "{args:?}");
        assert!(after == before, "{args:?}: the same files with other bytes");
    }
    assert_eq!(place.manifest().len(), 8);
}

#[test]
fn the_same_text_in_other_bytes_is_a_duplicate() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let seed =
        String::from_utf8(fs::read(repository().join("seeds/000_f5b1d4cc3ccb7d7f.txt")).unwrap()).unwrap();
    for (whose, text) in [("composed", TEXT), ("the seed", &seed)] {
        let place = Place::shipped();
        place.write("first.txt", text);
        assert_eq!(place.cli(&["ingest", "first.txt"]).code, 0);
        let (had, before) = (place.engine().ids().unwrap().len(), count(&place, ""));
        assert_eq!(had as u64, before);
        let traditional = OpenCC::from_config(BuiltinConfig::S2t).unwrap().convert(text);
        place.write("gb.txt", GB18030.encode(text).0);
        place.write("utf16.txt", [vec![0xff, 0xfe], utf16(text)].concat());
        place.write("bom.txt", format!("\u{feff}{text}"));
        place.write("traditional.txt", &traditional);
        let (big5, _, lossy) = BIG5.encode(&traditional);
        if !lossy {
            place.write("big5.txt", big5);
        }
        for name in ["gb.txt", "utf16.txt", "bom.txt", "traditional.txt", "big5.txt"] {
            if place.path(name).exists() {
                let ran = place.cli(&["ingest", name, "--json"]);
                assert_eq!((ran.code, &report(&ran)["duplicate"]), (0, &1.into()), "{whose} {name}: {ran:?}");
            }
        }
        assert_eq!(count(&place, ""), before, "{whose}");
        assert_eq!(place.cli(&["rebuild"]).code, 0);
        assert_eq!(count(&place, ""), before, "{whose} after a rebuild");
    }
}

#[test]
fn bad_files_are_named_and_the_rest_goes_on() {
    let place = Place::new();
    place.write("in/good.txt", small(1));
    place.write("in/empty.txt", "");
    place.write("in/blank.html", "<html> \n <body> </body></html>");
    place.write("in/picture.txt", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 400]].concat());
    place.write("in/paper.html", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".as_slice(), &[7; 400]].concat());
    place.write("in/archive.txt", [b"PK\x03\x04\x14\0\0\0".as_slice(), &[0; 400]].concat());
    place.write("in/large.txt", TEXT.repeat(400));
    place.write("in/ignored.jpg", "not a document");
    place.write("in/zz last.txt", small(2));
    let strange = place.path("in").join(std::ffi::OsStr::from_bytes(b"n\xfframe.txt"));
    fs::write(&strange, small(3)).unwrap();
    std::os::unix::fs::symlink(place.path("in"), place.path("in/loop")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, place.path("in/pipe.txt"), rustix::fs::Mode::RUSR).unwrap();
    let mut command =
        place.command(&["ingest", "in", "in/pipe.txt", "in/nowhere.txt", "in/ignored.jpg", "--json"]);
    let ran = super::kit::finished(command.env("XUNLAN_MAX_BYTES", "50000"));
    assert_eq!(ran.code, 3, "{ran:?}");
    let answer = report(&ran);
    let reasons: BTreeMap<String, String> = answer["failed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (
                f["path"].as_str().unwrap().trim_start_matches("in/").to_owned(),
                f["reason"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    for (name, reason) in [
        ("empty.txt", "空文件"),
        ("blank.html", "空文件"),
        ("picture.txt", "不是文本文件"),
        ("paper.html", "不是文本文件"),
        ("archive.txt", "不是文本文件"),
        ("large.txt", "文件过大"),
        ("pipe.txt", "不是普通文件"),
        ("nowhere.txt", "文件不存在"),
    ] {
        assert!(reasons.get(name).is_some_and(|own| own.contains(reason)), "{name}: {reasons:?}");
    }
    let of = |name: &str| answer[name].as_u64().unwrap();
    assert_eq!(of("read"), of("fully") + of("partly") + of("duplicate") + reasons.len() as u64, "{answer}");
    assert!(of("skipped") >= 2, "{answer}");
    assert_eq!(count(&place, "\"完成第1处消防设施检测\""), 1);
    assert_eq!(count(&place, "\"完成第2处消防设施检测\""), 1);
    assert_eq!(count(&place, "\"完成第3处消防设施检测\""), 1, "a name that is no UTF-8 is no reason");
    // The same name inside the corpus cannot stand in a manifest line; it is named, not lost in silence.
    fs::rename(&strange, place.path("corpus").join(strange.file_name().unwrap())).unwrap();
    let ran = place.cli(&["ingest"]);
    assert!(ran.code == 3 && ran.out.contains("UTF-8"), "{ran:?}");
}

#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let closed = place.write("in/closed.txt", small(1));
    place.write("in/open.txt", small(2));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&closed).is_ok() {
        println!("root may read everything: not tested");
        return;
    }
    let ran = place.cli(&["ingest", "in"]);
    assert!(ran.code == 3 && ran.out.contains("closed.txt") && ran.out.contains("没有读取权限"), "{ran:?}");
    assert_eq!(count(&place, ""), 1);
}

#[test]
fn an_index_of_another_version_is_refused_and_rebuilt() {
    let place = Place::new();
    place.write("a.txt", small(1));
    assert_eq!(place.cli(&["ingest", "a.txt"]).code, 0);
    let current = fs::read_to_string(place.path("index/current")).unwrap();
    let meta = place.path("index").join(current.trim()).join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    assert!(text.contains("schema-"), "{text}");
    for broken in [text.replace("schema-", "schema-9"), "{".to_owned(), String::new()] {
        let current = fs::read_to_string(place.path("index/current")).unwrap();
        fs::write(place.path("index").join(current.trim()).join("meta.json"), broken).unwrap();
        let ran = place.cli(&["search", "消防"]);
        assert!(ran.code == 4 && ran.err.contains("xunlan rebuild"), "{ran:?}");
        let ran = place.cli(&["rebuild"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(count(&place, "消防"), 1);
    }
    fs::write(place.path("index/current"), "../elsewhere").unwrap();
    let ran = place.cli(&["search", "消防"]);
    assert!(ran.code == 4 && ran.err.contains("xunlan "), "{ran:?}");
}

#[test]
fn a_second_writer_is_told_and_nothing_is_lost() {
    let place = Place::new();
    place.write("a.txt", small(1));
    place.write("b.txt", small(2));
    assert_eq!(place.cli(&["ingest", "a.txt"]).code, 0);
    let held = place.store().writer(false).unwrap();
    for command in [&["ingest", "b.txt"][..], &["rebuild"]] {
        let ran = place.cli(command);
        assert!(ran.code != 0 && ran.err.contains("另一个进程") && ran.err.lines().count() == 1, "{ran:?}");
    }
    assert_eq!(count(&place, ""), 1, "reading goes on");
    drop(held);
    assert_eq!(place.cli(&["ingest", "b.txt"]).code, 0);
    assert_eq!(count(&place, ""), 2);
}

#[test]
fn torn_lines_and_dropped_files_are_taken_by_the_next_run() {
    let place = Place::new();
    for number in 0..4 {
        place.write(&format!("in/{number}.txt"), small(number));
    }
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    let manifest = place.path("corpus/manifest.jsonl");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, &text[..text.len() - 40]).unwrap();
    place.write("corpus/by hand/five.txt", small(5));
    let ran = place.cli(&["ingest"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("无法读取"), "the torn line is named: {ran:?}");
    assert_eq!(count(&place, ""), 5);
    assert_eq!(place.cli(&["rebuild"]).code, 0);
    assert_eq!(count(&place, ""), 5, "everything can be made again from the corpus");
    let settled = place.manifest();
    assert_eq!(place.cli(&["ingest"]).code, 0);
    assert_eq!(place.manifest(), settled);
}

#[test]
fn a_rebuild_leaves_the_server_answering() {
    let place = Place::new();
    for number in 0..40 {
        place.write(&format!("in/{number}.txt"), small(number));
    }
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    let server = place.serve();
    let before = server.holds();
    let mut rebuild =
        place.command(&["rebuild"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut asked = 0;
    while rebuild.try_wait().unwrap().is_none() {
        assert_eq!(server.holds(), before);
        asked += 1;
    }
    assert!(rebuild.wait().unwrap().success() && asked > 0);
    std::thread::sleep(Duration::from_millis(700));
    assert_eq!(server.holds(), before);
    let (status, body) = server.get("/api/v1/search?q=%E6%B6%88%E9%98%B2");
    assert_eq!(status, 200, "{body}");
    let generations = fs::read_dir(place.path("index")).unwrap().flatten();
    assert_eq!(generations.filter(|entry| entry.file_name().to_string_lossy().starts_with("g-")).count(), 1);
}

#[test]
fn killed_at_any_moment_one_committed_state_answers() {
    let (first, more, kills) = (20, 400, 12);
    let mut random = Random::new("kill");
    let place = Place::new();
    for number in 0..first + more {
        let folder = if number < first { "first" } else { "more" };
        place.write(&format!("{folder}/{number}.txt"), small(number));
    }
    assert_eq!(place.cli(&["ingest", "first"]).code, 0);
    let began = Instant::now();
    let server = place.serve();
    let before = server.holds();
    assert_eq!(before.0, first as u64);
    let (mut killed, mut committed) = (0, false);
    for _ in 0..kills {
        let mut run =
            place.command(&["ingest", "more"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + Duration::from_millis(random.below(1400) as u64);
        while Instant::now() < end && run.try_wait().unwrap().is_none() {
            let holds = server.holds();
            assert!(holds == before || holds.0 == (first + more) as u64, "between two states: {holds:?}");
            committed |= holds != before;
        }
        killed += usize::from(run.try_wait().unwrap().is_none());
        let _ = run.kill();
        run.wait().unwrap();
        // Whatever a killed writer left, a reader that opens now sees one state.
        let opened = place.engine().ids().unwrap().len();
        assert!(opened == first || opened == first + more, "{opened}");
    }
    let ran = place.cli(&["ingest", "more", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    server.wait_for((first + more) as u64);
    // Bytes that a killed run had kept are known again by the files that are named: no line has another source.
    let lines = place.manifest();
    let sources: std::collections::BTreeSet<String> = lines
        .iter()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["source"].to_string())
        .collect();
    let files =
        ["first", "more"].iter().flat_map(|folder| fs::read_dir(place.path(folder)).unwrap().flatten());
    let named: std::collections::BTreeSet<String> = files
        .map(|file| file.path().strip_prefix(place.dir.path()).unwrap().to_string_lossy().into_owned())
        .map(|path| format!("{path:?}"))
        .collect();
    assert_eq!((sources, lines.len()), (named, first + more));
    println!("{killed} of {kills} killed, committed meanwhile: {committed}, {:?}", began.elapsed());
    let again = place.cli(&["ingest", "more", "--json"]);
    assert_eq!(report(&again)["duplicate"], report(&again)["read"], "nothing is left to do: {again:?}");
    let stale = walkdir::WalkDir::new(place.path("index")).into_iter().flatten();
    let stale: Vec<_> = stale.filter(|e| e.file_name().to_string_lossy().starts_with(".tmp")).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

/// What could not be read is remembered for the page, until it can be.
#[test]
fn files_that_fail_are_remembered_until_they_are_read() {
    let place = Place::new();
    let bad = place.write("新收/坏.txt", [0_u8; 64]);
    let named = || -> Vec<_> { unread(place.store().root()).into_iter().map(|file| file.path).collect() };
    let take =
        || run(&place.config(), &place.store(), Input { paths: vec![bad.clone()], ..Input::default() });
    assert_eq!(take().unwrap().failed.len(), 1);
    assert_eq!(named(), std::slice::from_ref(&bad));
    assert_eq!(take().unwrap().failed.len(), 1);
    assert_eq!(named(), std::slice::from_ref(&bad), "once, however often it was tried");
    place.write(
        "新收/坏.txt",
        "中共临汐市水务局党组关于巡察整改进展情况的通报\n一、整改情况。\n2025年3月4日\n",
    );
    assert!(take().unwrap().failed.is_empty());
    assert!(named().is_empty());
}

/// The disk refuses while many files wait: the run ends, says why, and leaves nothing behind that stands in the way.
#[test]
fn a_disk_that_refuses_ends_the_run() {
    let place = Place::new();
    for number in 0..40 {
        place.write(&format!("in/{number}.txt"), small(number));
    }
    place.write("corpus/kept", "");
    let mut child =
        place.command(&["ingest", "in"]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    let ended = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status.code(),
            None if begun.elapsed() > Duration::from_secs(120) => break None,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    // A run that hangs must not outlive the test.
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(ended, Some(3));
    fs::remove_file(place.path("corpus/kept")).unwrap();
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    assert_eq!(count(&place, ""), 40);
}

/// An original that was changed behind our back is no longer what was published: it is named, not read.
#[test]
fn a_changed_original_is_named() {
    let place = Place::new();
    place.write("in/a.txt", small(1));
    place.write("in/b.txt", small(2));
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    let kept = snapshot(&place.path("corpus/kept"));
    let (path, bytes) = kept.iter().next().unwrap();
    fs::write(path, String::from_utf8(bytes.clone()).unwrap().replace("检测", "篡改")).unwrap();
    let ran = place.cli(&["rebuild"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("SHA-256"), "{ran:?}");
    assert_eq!((count(&place, "\"篡改\""), count(&place, "")), (0, 1));
    fs::write(path, bytes).unwrap();
    assert_eq!(place.cli(&["rebuild"]).code, 0);
    assert_eq!(count(&place, ""), 2);
}
