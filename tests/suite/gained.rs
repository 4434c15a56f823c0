//! What a change of the parser gains and loses, over every document in the
//! repository: the main fields of `inspect --json`, one line for each file and
//! field, held against the committed ones.
//!
//! In: corpus/seed, corpus/samples, tests/labelled and its folder unseen. Out: on a difference, every
//! field gained, lost or changed by name. `FIELDS=accept` writes the new lines,
//! which then show in the diff that is reviewed.

use super::kit::repository;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const KEPT: &str = "tests/suite/snapshots/fields.tsv";

type Fields = BTreeMap<(String, String), String>;

fn files() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["corpus/seed", "corpus/samples", "tests/labelled", "tests/labelled/unseen"] {
        for entry in std::fs::read_dir(repository().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt" || e == "html") {
                all.push(Path::new(folder).join(path.file_name().unwrap()));
            }
        }
    }
    all.sort();
    all
}

/// The values of one object as lines: names joined by dots, lists in one line,
/// units of the outline counted by role.
fn lines(object: &Value, into: &mut Fields) {
    let file = object["file"].as_str().unwrap().to_owned();
    let mut put = |field: String, value: String| {
        if !value.is_empty() {
            into.insert((file.clone(), field), value.replace(['\t', '\n'], " "));
        }
    };
    for (name, value) in object.as_object().unwrap() {
        match name.as_str() {
            "schema" | "file" => {}
            "outline" => {
                for counted in ["role", "status", "theme", "action"] {
                    let mut counts = BTreeMap::new();
                    for word in value.as_array().unwrap().iter().filter_map(|unit| unit[counted].as_str()) {
                        *counts.entry(word).or_insert(0) += 1;
                    }
                    let told: Vec<_> = counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
                    put(format!("outline.{counted}"), told.join(", "));
                }
            }
            "quantities" => {
                let told: Vec<_> = value.as_array().unwrap().iter().map(quantity).collect();
                put(name.clone(), told.join("; "));
            }
            "findings" => {
                let mut told: Vec<_> =
                    value.as_array().unwrap().iter().filter_map(|found| found["doubt"].as_str()).collect();
                told.sort_unstable();
                put(name.clone(), told.join(" "));
            }
            _ if value.is_object() => {
                for (inner, value) in value.as_object().unwrap() {
                    put(format!("{name}.{inner}"), plain(value));
                }
            }
            _ => put(name.clone(), plain(value)),
        }
    }
}

fn quantity(entry: &Value) -> String {
    let parts = ["kind", "value", "unit", "of"].iter().map(|name| plain(&entry[name]));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(" | "),
        other => other.to_string(),
    }
}

fn read(kept: &str) -> Fields {
    let rows = kept.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let mut fields = line.splitn(3, '\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        ((next(), next()), next())
    })
    .collect()
}

/// What was gained, lost and changed, for a person.
fn difference(before: &Fields, now: &Fields) -> String {
    let mut out = String::new();
    let gained: Vec<_> = now.iter().filter(|(key, _)| !before.contains_key(*key)).collect();
    let lost: Vec<_> = before.iter().filter(|(key, _)| !now.contains_key(*key)).collect();
    for (head, rows) in [("gained", gained), ("lost", lost)] {
        let _ = writeln!(out, "{head} {}", rows.len());
        for ((file, field), value) in rows {
            let _ = writeln!(out, "  {file}  {field}: {value}");
        }
    }
    let changed: Vec<_> = now
        .iter()
        .filter_map(|(key, value)| Some((key, before.get(key)?, value)))
        .filter(|(_, a, b)| a != b)
        .collect();
    let _ = writeln!(out, "changed {}", changed.len());
    for ((file, field), a, b) in changed {
        let _ = writeln!(out, "  {file}  {field}: {a} -> {b}");
    }
    out
}

#[test]
fn fields_over_the_whole_corpus() {
    let ran = Command::new(env!("CARGO_BIN_EXE_xunlan"))
        .current_dir(repository())
        .args(["inspect", "--json"])
        .args(files())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut now = Fields::new();
    for line in String::from_utf8(ran.stdout).unwrap().lines() {
        lines(&serde_json::from_str(line).unwrap(), &mut now);
    }
    assert!(now.len() > 1500, "{} fields", now.len());
    let kept = repository().join(KEPT);
    if std::env::var("FIELDS").is_ok_and(|word| word == "accept") {
        let mut text =
            "# Main fields of `inspect --json` over the repository's documents: file, field, value.\n\
             # Written by `FIELDS=accept cargo test --test suite gained::`; read the diff.\n"
                .to_owned();
        for ((file, field), value) in &now {
            let _ = writeln!(text, "{file}\t{field}\t{value}");
        }
        std::fs::write(&kept, text).unwrap();
    }
    let before = read(&std::fs::read_to_string(&kept).unwrap_or_default());
    assert!(before == now, "\n{}FIELDS=accept takes these as they are", difference(&before, &now));
}

#[test]
fn a_difference_is_told_by_name() {
    let row = |field: &str, value: &str| ((String::from("a.txt"), field.to_owned()), value.to_owned());
    let before = Fields::from([row("team", "市委第三巡察组"), row("round", "5")]);
    let now = Fields::from([row("team", "市委第四巡察组"), row("session", "14")]);
    let told = difference(&before, &now);
    assert!(told.contains("gained 1\n  a.txt  session: 14\n"), "{told}");
    assert!(told.contains("lost 1\n  a.txt  round: 5\n"), "{told}");
    assert!(told.contains("changed 1\n  a.txt  team: 市委第三巡察组 -> 市委第四巡察组\n"), "{told}");
}
