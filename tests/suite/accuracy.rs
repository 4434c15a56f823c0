//! How right the parser is, field by field, against the labelled documents.
//!
//! In: `tests/labelled/NN-hazard.{txt,html}`, each with a label file made by the
//! written rule beside them, and those of `tests/labelled/unseen`. Out: for each
//! set a table of precision and recall, and every wrong or invented value by
//! name. Promise: no field may fall below the `floor.json` of its set.
//!
//! `ACCURACY_FLOOR=set` writes the measured values as the new floor. `LABELLED=FOLDER` measures
//! the documents of another folder instead, labelled by the same rule; nothing is asserted of them.

mod fields;
mod score;

use score::Table;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

/// The two sets: documents by which the parser was mended one by one, and those that others composed without
/// having seen it. Each has a floor of its own, so that the second takes nothing from the first.
fn folders() -> [PathBuf; 2] {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let unseen = own.join("unseen");
    [own, unseen]
}

/// Documents of someone else's, to be measured only.
fn guests() -> Option<PathBuf> {
    std::env::var_os("LABELLED").map(PathBuf::from)
}

/// Every label file of a folder with its document.
fn documents(folder: &Path) -> Vec<(String, Value, PathBuf)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|e| e != "json") || name == "floor" {
            continue;
        }
        let label = serde_json::from_slice(&std::fs::read(&path).unwrap())
            .unwrap_or_else(|error| panic!("{name}.json: {error}"));
        let document = ["txt", "html"]
            .iter()
            .map(|e| path.with_extension(e))
            .find(|p| p.exists())
            .unwrap_or_else(|| panic!("{name}.json labels no document"));
        all.push((name, label, document));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn labelled_documents() {
    if let Some(guests) = guests() {
        measure(&guests);
        return;
    }
    let [own, unseen] = folders();
    held(&own, 64);
    held(&unseen, 145);
}

/// Prints what is right and wrong in a folder; gives the table and how many documents there are.
fn measure(folder: &Path) -> (Table, usize) {
    let mut table = Table::default();
    let all = documents(folder);
    for (name, label, document) in &all {
        let bytes = std::fs::read(document).unwrap();
        let form = if document.extension().is_some_and(|e| e == "txt") { Form::Plain } else { Form::Unknown };
        let text = read(&bytes, form, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        fields::compare(name, label, &parse(&text), &mut table);
    }
    println!("\n{} documents", all.len());
    println!("{table}");
    (table, all.len())
}

/// No field of a folder is below its floor.
fn held(folder: &Path, least: usize) {
    let (table, count) = measure(folder);
    assert!(count >= least, "{count} documents");
    let floor = folder.join("floor.json");
    if std::env::var("ACCURACY_FLOOR").is_ok_and(|word| word == "set") {
        let text = serde_json::to_string_pretty(&measured(&table)).unwrap();
        std::fs::write(&floor, text + "\n").unwrap();
    }
    let floor: Map<String, Value> = std::fs::read(&floor)
        .map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .expect("floor.json holds the floor");
    let fallen = fallen(&table, &floor);
    assert!(fallen.is_empty(), "below the floor: {fallen:#?}");
}

/// Shares rounded down to four places, so that a floor never asks for more than was measured.
fn measured(table: &Table) -> Value {
    let down = |share: f64| (share * 10_000.0).floor() / 10_000.0;
    let fields: Map<String, Value> = table
        .rows()
        .map(|(field, row)| {
            (field.to_owned(), json!({"precision": down(row.precision()), "recall": down(row.recall())}))
        })
        .collect();
    Value::Object(fields)
}

fn fallen(table: &Table, floor: &Map<String, Value>) -> Vec<String> {
    let mut out = Vec::new();
    for (field, least) in floor {
        let Some((_, row)) = table.rows().find(|(name, _)| name == field) else {
            out.push(format!("{field}: no longer measured"));
            continue;
        };
        for (what, now) in [("precision", row.precision()), ("recall", row.recall())] {
            let least = least[what].as_f64().unwrap();
            if now < least {
                out.push(format!("{field}: {what} {now:.4} < {least:.4}"));
            }
        }
    }
    out
}

#[test]
fn a_fall_is_noticed() {
    let mut table = Table::default();
    table.value("01", "team", &json!("市委第三巡察组"), &json!("市委第二巡察组"));
    let floor = json!({"team": {"precision": 0.5, "recall": 0.0}});
    assert_eq!(fallen(&table, floor.as_object().unwrap()), ["team: precision 0.0000 < 0.5000"]);
}
