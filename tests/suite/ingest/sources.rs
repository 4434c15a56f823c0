//! Where an announcement comes from: every path and address it was read from,
//! whatever was killed in between, and the same one shown whatever came first.

use super::super::kit::Place;
use super::versions::{NAMED, shown};
use super::{count, report, small};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// The same text on a host with furniture of its own.
fn hosted(furniture: usize) -> String {
    let body: String = NAMED.lines().map(|line| format!("<p>{line}</p>")).collect();
    let links: String = (0..furniture).map(|n| format!("<li><a href=\"/{n}\">栏目{n}</a></li>")).collect();
    format!(
        "<html><body><ul>{links}</ul><div class=\"content\">{body}</div><p>主办：某某网站</p></body></html>"
    )
}

fn sources(place: &Place) -> BTreeSet<String> {
    let lines = place.manifest().into_iter();
    let source =
        |line: String| serde_json::from_str::<Value>(&line).unwrap()["source"].as_str().unwrap().to_owned();
    lines.map(source).collect()
}

/// Ids, announcements and units of everything.
fn totals(place: &Place) -> (BTreeSet<String>, String) {
    let ran = place.cli(&["search", "", "--json", "--size", "0"]);
    (place.engine().ids().unwrap().into_iter().collect(), ran.json()["totals"].to_string())
}

/// A place with three hosts of one text and some others, not taken in yet.
fn hosts() -> Place {
    let place = Place::new();
    for number in 0..4 {
        place.write(&format!("in/{number}.txt"), small(number));
    }
    for (name, furniture) in [("b", 9), ("c", 0), ("d", 40)] {
        place.write(&format!("in/{name}.html"), hosted(furniture));
    }
    place
}

fn forget(place: &Place) {
    fs::remove_dir_all(place.path("index")).unwrap();
    fs::remove_file(place.path("corpus/manifest.jsonl")).unwrap();
}

/// What a killed run leaves: bytes without lines.
#[test]
fn what_was_kept_without_a_line_gets_its_source_when_it_is_named_again() {
    let place = hosts();
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    let fresh = (sources(&place), totals(&place));
    assert_eq!(fresh.0.len(), 7);
    forget(&place);
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    assert_eq!((sources(&place), totals(&place)), fresh, "named by the next run");
    assert_eq!(place.manifest().len(), 7, "nothing is listed twice");
    // Nobody names anything: the bytes are taken up under the names they are kept by.
    forget(&place);
    assert_eq!(place.cli(&["ingest"]).code, 0);
    assert_eq!(totals(&place), fresh.1);
    let of = |query: &str| shown(&place, query)["sources"].clone();
    let alone = "\"完成第2处消防设施检测\"";
    assert!(of(alone)[0].as_str().unwrap().contains("corpus/kept/"));
    assert_eq!(place.cli(&["ingest", "in"]).code, 0);
    for when in ["named by a later run", "after a rebuild"] {
        assert_eq!(of(alone), serde_json::json!(["in/2.txt"]), "{when}");
        let mirrors = of("\"修订库房管理制度\"").as_array().unwrap().clone();
        let mirrors: BTreeSet<&str> = mirrors.iter().filter_map(Value::as_str).collect();
        assert_eq!(mirrors, BTreeSet::from(["in/b.html", "in/c.html", "in/d.html"]), "{when}");
        assert_eq!(totals(&place), fresh.1, "{when}");
        assert_eq!(place.cli(&["rebuild"]).code, 0);
    }
    // The same bytes kept under another ending have their line, and no source of their own.
    let place = hosts();
    assert_eq!(place.cli(&["ingest", "in/2.txt"]).code, 0);
    let kept = walkdir::WalkDir::new(place.path("corpus/kept")).into_iter().flatten();
    let kept = kept.map(|entry| entry.into_path()).find(|path| path.is_file()).unwrap();
    fs::copy(&kept, kept.with_extension("html")).unwrap();
    assert_eq!(place.cli(&["ingest"]).code, 0);
    assert_eq!((sources(&place), place.manifest().len()), (BTreeSet::from(["in/2.txt".to_owned()]), 2));
}

/// The same bytes under other paths, in one run and in a later one.
#[test]
fn a_copy_byte_for_byte_is_a_further_source() {
    let place = Place::new();
    for name in ["a.example/1.txt", "b.example/1.txt", "later/1.txt"] {
        place.write(name, NAMED);
    }
    let ran = place.cli(&["ingest", "a.example", "b.example", "--json"]);
    assert_eq!((&report(&ran)["read"], &report(&ran)["duplicate"]), (&2.into(), &1.into()));
    let query = "\"修订库房管理制度\"";
    let both = serde_json::json!(["a.example/1.txt", "b.example/1.txt"]);
    assert_eq!(shown(&place, query)["sources"], both);
    assert_eq!(place.cli(&["ingest", "later"]).code, 0);
    let all = serde_json::json!(["a.example/1.txt", "b.example/1.txt", "later/1.txt"]);
    for when in ["as they came", "after a rebuild"] {
        let one = shown(&place, query);
        assert_eq!((&one["sources"], count(&place, "")), (&all, 1), "{when}");
        let server = place.serve();
        let (status, body) = server.get(&format!("/api/v1/announcements/{}", one["id"].as_str().unwrap()));
        let answer: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((status, &answer["sources"]), (200, &all), "{when}: {body}");
        assert_eq!(place.cli(&["rebuild"]).code, 0);
    }
    let settled = place.manifest();
    assert_eq!(place.cli(&["ingest", "later", "a.example", "b.example"]).code, 0);
    assert_eq!(place.manifest(), settled);
}

/// Of several hosts with one text the same one is shown, in whatever order one run reads them.
#[test]
fn the_order_of_hosts_does_not_choose_the_one_that_is_shown() {
    let mut known = None;
    for order in
        [["b", "c", "d"], ["b", "d", "c"], ["c", "b", "d"], ["c", "d", "b"], ["d", "b", "c"], ["d", "c", "b"]]
    {
        let place = hosts();
        let paths = order.map(|name| format!("in/{name}.html"));
        let mut args = vec!["ingest"];
        args.extend(paths.iter().map(String::as_str));
        args.push("--json");
        let ran = place.cli(&args);
        let of = |name: &str| report(&ran)[name].as_u64().unwrap();
        assert_eq!((of("read"), of("fully") + of("partly"), of("duplicate")), (3, 1, 2), "{order:?}");
        for when in ["as they came", "after a rebuild"] {
            let now = totals(&place);
            assert_eq!(known.get_or_insert_with(|| now.clone()), &now, "{order:?} {when}");
            assert_eq!(
                shown(&place, "\"修订库房管理制度\"")["sources"].as_array().unwrap().len(),
                3,
                "{order:?} {when}"
            );
            assert_eq!(place.cli(&["rebuild"]).code, 0);
        }
    }
}
