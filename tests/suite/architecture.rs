//! The two tables of the design, held against the code: which part may use
//! which, and the only folder that may name a crate. Widening a table is a
//! design decision; the reason stands beside it.

use super::kit::repository;
use std::path::{Path, PathBuf};

/// A part and the parts it may use. `cli` may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("disclosure", &[]),
    // The largest document is a limit of `text`; its default is said once, there.
    ("config", &["text"]),
    // Spans and findings are vocabulary: what was doubtful while reading is said in it.
    ("text", &["disclosure"]),
    ("segment", &["text"]),
    ("parse", &["text", "disclosure"]),
    ("search", &["disclosure", "text", "segment"]),
    // Folding a value to compare it is `text`.
    ("engine", &["search", "segment", "disclosure", "config", "text"]),
    // It fills the index it writes to, with documents that carry their words.
    ("ingest", &["text", "parse", "search", "disclosure", "config", "engine", "segment"]),
    // It folds the words it compares, and reads lists of names as any other text.
    ("study", &["search", "segment", "disclosure", "text"]),
    ("export", &["study", "search", "disclosure"]),
    // Its records show how the bytes were read, which is a type of `text`.
    ("web", &["study", "export", "search", "engine", "disclosure", "config", "text"]),
];

/// Single names beyond the table.
const EXCEPTIONS: &[(&str, &str)] = &[
    // An index is stamped with the version of the parser that made it; nothing else of `parse` is known there.
    ("src/engine/tantivy/store.rs", "crate::parse::VERSION"),
];

/// A crate and where it may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("tantivy", &["src/engine/tantivy/"]),
    ("jieba_rs", &["src/segment/"]),
    // Pinyin that stands behind characters is told by how they are read.
    ("pinyin", &["src/text/", "src/segment/"]),
    ("encoding_rs", &["src/text/"]),
    ("html5ever", &["src/text/"]),
    ("axum", &["src/web/"]),
    ("askama", &["src/web/"]),
    ("hyper", &["src/web/"]),
    ("hyper_util", &["src/web/"]),
    ("tower", &["src/web/"]),
    ("tokio", &["src/web/"]),
    ("clap", &["src/cli/", "src/main.rs"]),
    ("anyhow", &["src/cli/", "src/main.rs"]),
    ("indicatif", &["src/ingest/"]),
];

/// Where a file should be looked at for its second idea, and where it must be.
const LONG: usize = 350;
const TOO_LONG: usize = 450;
/// Files that were longer when this test was written. They may shrink, and then the row goes.
const LONGER: &[(&str, usize)] = &[];

/// Every source file: its path from the repository, and its text.
fn sources() -> Vec<(String, String)> {
    let root = repository();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(root.join("src"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect();
    assert!(files.len() > 100, "the sources are here");
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// Lines of code with their numbers: no comments.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn part(path: &str) -> &str {
    let rest = path.trim_start_matches("src/");
    rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
}

/// The word that begins a text.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_part_uses_only_what_the_table_allows() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let own = part(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == own) else {
            if !["cli", "lib", "main"].contains(&own) {
                broken.push(format!("{path}: `{own}` is no part of the table"));
            }
            continue;
        };
        for (number, line) in lines(&text) {
            for (at, _) in line.match_indices("crate::") {
                let used = word(&line[at + "crate::".len()..]);
                let excepted =
                    EXCEPTIONS.iter().any(|(file, name)| *file == path && line[at..].starts_with(name));
                // `use crate::{a, b}` hides its parts; one line each is the house style where parts differ.
                let hidden = line[at..].starts_with("crate::{");
                if hidden {
                    continue;
                }
                if used != own && !allowed.contains(&used) && !excepted {
                    broken.push(format!("{path}:{number}: `{own}` may not use `{used}`: {}", line.trim()));
                }
            }
        }
        // The parts named inside `use crate::{ … }`, over several lines.
        for (at, _) in text.match_indices("use crate::{") {
            let block = &text[at + "use crate::{".len()..];
            let block = &block[..block.find("};").unwrap_or(block.len())];
            let mut depth = 0;
            for piece in block.split_inclusive([',', '{', '}']) {
                let name = word(piece.trim_start());
                if depth == 0 && !name.is_empty() && name != own && !allowed.contains(&name) {
                    broken.push(format!("{path}: `{own}` may not use `{name}`: use crate::{{…}}"));
                }
                depth += piece.matches('{').count() as i32 - piece.matches('}').count() as i32;
            }
        }
    }
    none(&broken);
}

#[test]
fn a_crate_is_named_only_in_its_home() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        for (number, line) in lines(&text) {
            for (name, homes) in HOMES {
                let named = line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    // `engine::tantivy::Store` is our own module.
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if named && !homes.iter().any(|home| path.starts_with(home)) {
                    broken.push(format!("{path}:{number}: `{name}` belongs to {homes:?}: {}", line.trim()));
                }
            }
        }
    }
    none(&broken);
}

#[test]
fn nothing_is_unwrapped_and_every_file_says_what_it_is() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") {
            broken
                .push(format!("{path}:1: opens with `//!`: what comes in, what goes out, what is promised"));
        }
        // A constant pattern may be unwrapped where the lint is lifted with a reason.
        let lifted = text.contains("#[expect(clippy::unwrap_used, reason");
        for (number, line) in lines(&text) {
            let unwraps = line.contains(".unwrap()") && !lifted || line.contains(".expect(\"");
            if unwraps || line.contains("unsafe {") {
                broken.push(format!("{path}:{number}: no unwrap, expect or unsafe: {}", line.trim()));
            }
        }
    }
    none(&broken);
}

#[test]
fn no_file_grows_without_a_second_look() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let length = text.lines().count();
        let known = LONGER.iter().find(|(name, _)| *name == path).map(|(_, most)| *most);
        if length > LONG {
            println!("{path}: {length} lines: look for the second idea in it");
        }
        if length > known.unwrap_or(TOO_LONG) {
            broken.push(format!("{path}: {length} lines, at most {}", known.unwrap_or(TOO_LONG)));
        }
        if known.is_some() && length <= LONG {
            broken.push(format!("{path}: short now; take its row out of LONGER"));
        }
    }
    none(&broken);
}
