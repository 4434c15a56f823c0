//! The interface in three languages: complete, and nothing of it outside the table.

use super::{app, ask, encode, fake::TEXT, get};
use crate::kit::repository;
use std::collections::{BTreeMap, BTreeSet};
use xunlan::{
    disclosure::{Doubt, Kind, Level, Measured, Mode, PartKind, Role, Status},
    search::{DateOf, Field},
    study::{self, batch::Reading, matrix::Count},
    text,
    web::{
        Limits, View,
        tongue::{TABLE, Tongue},
    },
};

fn rows() -> Vec<Vec<&'static str>> {
    TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect()
}

fn han(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

/// The names in braces, sorted; `{s}` is English only.
fn holes(text: &str) -> Vec<&str> {
    let mut holes: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    holes.retain(|hole| *hole != "s");
    holes.sort_unstable();
    holes
}

#[test]
fn every_word_is_there_in_every_language() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        assert_eq!(row.len(), 4, "{row:?}");
        assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
        assert!(seen.insert(row[0]), "{} stands twice", row[0]);
        assert_eq!(holes(row[1]), holes(row[2]), "{row:?}");
        assert_eq!(holes(row[1]), holes(row[3]), "{row:?}");
        // What readers type stays as it is typed; the words around it are English.
        let quotes = ["say.", "doc.", "help.", "kwic."].iter().any(|list| row[0].starts_with(list));
        assert!(quotes || !han(row[3]), "{row:?}");
        assert!(row[3].is_ascii() || quotes || !han(row[3]), "{row:?}");
    }
}

/// Files of the page: templates and handlers.
fn files(ending: &str) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(repository().join("src/web")).sort_by_file_name();
    let paths = entries.into_iter().map(|entry| entry.unwrap().into_path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|e| e == ending));
    let read: Vec<_> =
        wanted.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect();
    assert!(!read.is_empty());
    read
}

#[test]
fn no_template_and_no_script_holds_words_of_its_own() {
    for (path, text) in files("html").into_iter().chain(files("js")) {
        for (number, line) in text.lines().enumerate() {
            // The name of the thing is the same everywhere.
            assert!(!han(&line.replace("巡览", "")), "{path}:{}: {line}", number + 1);
        }
    }
}

#[test]
fn every_key_that_is_asked_for_is_there_and_every_key_is_asked_for() {
    let known: BTreeMap<&str, Vec<&str>> = rows().into_iter().map(|row| (row[0], row)).collect();
    let all: String = ["html", "rs", "js"].iter().flat_map(|e| files(e)).map(|(_, text)| text).collect();
    let key =
        regex::Regex::new(r#"(?:\.t|\.f[23]?|\.say|\.fill|row\.\w+)\(\s*"([a-z_]+\.[a-z_0-9]+)""#).unwrap();
    for found in key.captures_iter(&all) {
        assert!(known.contains_key(&found[1]), "no word for {}", &found[1]);
    }
    // Lists are asked for by code; the rest by name.
    let lists = ["field", "count", "role", "part", "status", "level", "mode", "kind", "sample", "theme"];
    let more =
        ["action", "measured", "doubt", "date_of", "view", "say", "doc", "reading", "fared", "list_form"];
    for name in known.keys() {
        let (list, rest) = name.split_once('.').unwrap();
        let by_code = lists.contains(&list) || more.contains(&list);
        let used = all.contains(&format!("\"{name}\"")) || all.contains(&format!("t('{rest}'"));
        assert!(by_code || used, "nobody says {name}");
    }
}

#[test]
fn every_closed_list_has_its_words() {
    let mut wanted: Vec<String> = Vec::new();
    let mut list = |name: &str, codes: Vec<&str>| {
        wanted.extend(codes.iter().map(|code| format!("{name}.{code}")));
    };
    list("field", Field::ALL.iter().map(|it| it.code()).collect());
    list("count", Count::ALL.iter().map(|it| it.code()).collect());
    list("role", Role::ALL.iter().map(|it| it.code()).collect());
    list("part", PartKind::ALL.iter().map(|it| it.code()).collect());
    list("status", Status::ALL.iter().map(|it| it.code()).collect());
    list("level", Level::ALL.iter().map(|it| it.code()).collect());
    list("mode", Mode::ALL.iter().map(|it| it.code()).collect());
    list("kind", Kind::ALL.iter().map(|it| it.code()).collect());
    list("measured", Measured::ALL.iter().map(|it| it.code()).collect());
    list("doubt", Doubt::ALL.iter().map(|it| it.code()).collect());
    list("date_of", DateOf::ALL.iter().map(|it| it.code()).collect());
    list("reading", Reading::ALL.iter().map(|it| it.code()).collect());
    list("fared", study::batch::Status::ALL.iter().map(|it| it.code()).collect());
    list("view", View::ALL.iter().map(|it| it.code()).collect());
    for (name, file) in [("theme", "themes.tsv"), ("action", "actions.tsv")] {
        let text = std::fs::read_to_string(repository().join("src/parse/data").join(file)).unwrap();
        let ids =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        wanted.extend(ids.map(|id| format!("{name}.{id}")));
    }
    let known: BTreeSet<&str> = rows().into_iter().map(|row| row[0]).collect();
    for key in wanted {
        assert!(known.contains(key.as_str()), "no word for {key}");
    }
}

#[test]
fn the_language_is_what_was_asked_for_most_plainly() {
    let lang = |url: &str, headers: &[(&str, &str)]| {
        let page = ask(app(Limits::default()), "GET", url, headers).text();
        page.split("<html lang=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(lang("/", &[]), "zh-Hans");
    assert_eq!(lang("/", &[("accept-language", "fr, en-GB;q=0.8, zh;q=0.5")]), "en");
    assert_eq!(lang("/", &[("accept-language", "zh-TW,zh;q=0.9,en;q=0.8")]), "zh-Hant");
    assert_eq!(lang("/", &[("accept-language", "zh-CN,zh;q=0.9")]), "zh-Hans");
    let english = ("accept-language", "en");
    assert_eq!(lang("/", &[english, ("cookie", "a=b; xunlan_lang=zh-Hant")]), "zh-Hant");
    assert_eq!(lang("/?lang=en", &[("cookie", "xunlan_lang=zh-Hant")]), "en");
    assert_eq!(lang("/?lang=xx", &[("cookie", "xunlan_lang=<b>")]), "zh-Hans");
    // Failures speak it too, whatever went wrong.
    for (url, said) in [
        ("/nothing", "no such page"),
        ("/a/ffff", "no announcement ffff"),
        ("/a/aa01/x", "no place"),
        ("/agency/x", "no announcement of"),
        ("/?after=1.2.aa01.older&q=%E8%A7%84", "no longer valid"),
        (&format!("/?q={}", "a".repeat(17_000)), "too long"),
        (&format!("/?q={}", encode(&"(a OR ".repeat(40))), "nested too deeply"),
    ] {
        let page = ask(app(Limits::default()), "GET", url, &[english]).text();
        assert!(page.contains(said), "{url}: {page}");
    }
}

#[test]
fn what_was_published_is_never_converted() {
    for tongue in Tongue::ALL {
        let page = get(&format!("/a/aa01?lang={}", tongue.code())).text();
        for line in TEXT.lines().filter(|line| line.chars().count() > 40) {
            let words: String = line.chars().skip(line.chars().count() - 12).collect();
            assert!(page.contains(&words), "{tongue:?}: {words}");
        }
        assert!(page.contains(&format!("<html lang=\"{}\"", tongue.code())));
        assert!(page.contains("<article class=\"text\" lang=\"zh-Hans\">"));
    }
}

#[test]
fn what_a_query_was_repaired_to_is_said_in_english() {
    for query in [
        "(规范",
        "规范)",
        "单位:",
        "无此:规范",
        "\"\"规范",
        "状态:没有",
        "公布:大概",
        "OR 规范",
        "追缴:很多 规范",
        "单位:-甲 规范",
        "公布:2023 TO 2026",
        "措施:规范 措施:制度",
        "规范 同条 制度",
        "公布:2024 OR 2026",
        "-公布:2024 OR 2026",
        "公布:上半年",
        "公布:2024年底",
        "公布:今年",
        "公布:24年",
        "轮次:3-5",
        "处分:一百五",
        "早于2024年",
    ] {
        let page = get(&format!("/?lang=en&q={}", encode(query))).text();
        let note = page.split("<p class=\"note\">").nth(1).and_then(|rest| rest.split("</p>").next());
        let note = note.unwrap_or_else(|| panic!("{query} is not repaired: {page}"));
        let english = note.chars().filter(char::is_ascii_alphabetic).count();
        assert!(english > 12, "{query}: {note}");
    }
}

/// Outside of quotes, where words of a text or of a reader stand as they are.
fn unquoted(text: &str) -> String {
    regex::Regex::new("“[^”]*”").unwrap().replace_all(text, "").into_owned()
}

/// The rules by which facts of an announcement are known.
fn rules(value: &serde_json::Value, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, inner) in fields {
                let how = ["inherited", "inferred", "repaired"].contains(&key.to_ascii_lowercase().as_str());
                out.extend(inner.as_str().filter(|_| how).map(str::to_owned));
                rules(inner, out);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| rules(value, out)),
        _ => {}
    }
}

/// Whether words of the code are a sentence for readers: long enough, and not put together of others.
fn is_sentence(words: &str) -> bool {
    han(words) && words.chars().count() > 6 && !words.starts_with('{')
}

/// What the parser doubts and how it knows a date is said in the reader's language: for every labelled text, and for
/// every sentence that the code holds.
#[test]
fn doubts_and_rules_are_told_in_every_language() {
    let mut said = BTreeSet::new();
    for folder in ["tests/labelled", "seeds"] {
        for entry in walkdir::WalkDir::new(repository().join(folder)) {
            let path = entry.unwrap().into_path();
            let form = match path.extension().and_then(|ending| ending.to_str()) {
                Some("txt") => text::Form::Plain,
                Some("html" | "htm") => text::Form::Html,
                _ => continue,
            };
            let bytes = std::fs::read(&path).unwrap();
            let Ok(text) = text::read(&bytes, form, &text::Limits::default()) else { continue };
            let parsed = xunlan::parse::parse(&text);
            said.extend(parsed.findings.into_iter().map(|finding| finding.reason));
            rules(&serde_json::to_value(&parsed.announcement).unwrap(), &mut said);
        }
    }
    assert!(said.len() > 40, "{said:?}");
    let literal = regex::Regex::new(
        r#"(?s)(?:reason: |reason = |Inferred\(|Repaired\(|Inherited\(|(?:note|later)\([^;]{0,140}?|const [A-Z]+: &str = )(?:format!\()?"([^"\n]*)""#,
    );
    let (literal, place) = (literal.unwrap(), regex::Regex::new(r"\{[a-z]*\}").unwrap());
    let sources = ["src/parse", "src/text"].into_iter().flat_map(|part| {
        walkdir::WalkDir::new(repository().join(part)).into_iter().map(|entry| entry.unwrap().into_path())
    });
    let mut written = 0;
    for path in sources.filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let code = std::fs::read_to_string(&path).unwrap();
        for found in literal.captures_iter(&code).filter(|found| is_sentence(&found[1])) {
            written += 1;
            said.insert(place.replace_all(&found[1], "7").replace("\\u{FFFD}", "\u{FFFD}"));
        }
    }
    assert!(written > 30, "the code holds {written}");
    for sentence in said {
        let english = Tongue::English.sentence(&sentence);
        assert!(!han(&unquoted(&english)), "{sentence}: {english}");
        assert!(!english.contains('{'), "{sentence}: {english}");
    }
}

/// The description of the API is told whole in every language.
#[test]
fn the_description_of_the_api_speaks_every_language() {
    fn walk(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, inner) in fields {
                    let words = inner.as_str().filter(|_| ["summary", "description"].contains(&key.as_str()));
                    out.extend(words.map(str::to_owned));
                    walk(inner, out);
                }
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, out)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(&get("/openapi.json").json(), &mut all);
    assert!(all.len() > 100);
    for words in all {
        assert!(!han(&unquoted(Tongue::English.same(&words))), "no English for {words}");
        assert!(han(Tongue::Hant.same(&words)), "{words}");
    }
    let english = get("/api?lang=en").text();
    assert!(english.contains("A unit as it is cited") && !english.contains("引用一个单元"), "{english}");
    assert!(english.contains("application/x-bibtex | application/x-research-info-systems | text/plain"));
    assert!(get("/api").text().contains("引用一个单元"));
}
