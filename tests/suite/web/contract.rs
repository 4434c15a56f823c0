//! `openapi.json` against the running router: every path, parameter and answer.
//!
//! The checker below knows the part of JSON Schema that the document uses, and
//! refuses keywords it does not know, so that nothing passes unchecked.

use super::super::answers::{placed, report};
use super::super::kit;
use super::{Got, app, ask, encode, send};
use serde_json::Value;
use std::sync::Arc;
use xunlan::web::{Limits, ROUTES};

fn document() -> Value {
    ask(app(Limits::default()), "GET", "/openapi.json", &[]).json()
}

/// What is wrong with `value` by `schema`.
fn wrong(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(path) = schema["$ref"].as_str() {
        let target = root.pointer(path.trim_start_matches('#')).unwrap_or_else(|| panic!("{path}"));
        return wrong(root, target, value, at);
    }
    let mut out = Vec::new();
    for (key, rule) in schema.as_object().unwrap() {
        match key.as_str() {
            "description" | "examples" | "default" | "style" => {}
            "type" => {
                let types: Vec<&str> = match rule {
                    Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
                    one => vec![one.as_str().unwrap()],
                };
                let is = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                if !types.contains(&is) {
                    out.push(format!("{at}: {is}, not {types:?}"));
                }
            }
            "enum" if !rule.as_array().unwrap().contains(value) => {
                out.push(format!("{at}: {value} not listed"))
            }
            "const" if rule != value => out.push(format!("{at}: {value} is not {rule}")),
            "enum" | "const" => {}
            "pattern" => {
                let pattern = regex::Regex::new(rule.as_str().unwrap()).unwrap();
                if value.as_str().is_some_and(|text| !pattern.is_match(text)) {
                    out.push(format!("{at}: {value} does not match {rule}"));
                }
            }
            "minimum" | "maximum" => {
                let beyond = |n: i64, bound: i64| if key == "minimum" { n < bound } else { n > bound };
                if value.as_i64().is_some_and(|n| beyond(n, rule.as_i64().unwrap())) {
                    out.push(format!("{at}: {value} beyond {key} {rule}"));
                }
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    out.extend(wrong(root, rule, item, &format!("{at}[{number}]")));
                }
            }
            "minItems" | "maxItems" => {
                let length = value.as_array().map_or(2, Vec::len) as u64;
                let bound = rule.as_u64().unwrap();
                if (key == "minItems" && length < bound) || (key == "maxItems" && length > bound) {
                    out.push(format!("{at}: {length} items"));
                }
            }
            "oneOf" => {
                let fits = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|one| wrong(root, one, value, at).is_empty())
                    .count();
                if fits != 1 {
                    out.push(format!("{at}: fits {fits} alternatives: {value}"));
                }
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => out.extend(wrong(root, rule, inner, &format!("{at}.{name}"))),
                        None if schema["additionalProperties"] == false => {
                            out.push(format!("{at}: has {name}"))
                        }
                        None => {}
                    }
                }
            }
            "required" => {
                let missing = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                out.extend(
                    missing.filter(|name| value.get(*name).is_none()).map(|name| format!("{at}: no {name}")),
                );
            }
            "additionalProperties" | "maxLength" => {}
            other => panic!("the checker does not know {other}"),
        }
    }
    out
}

fn check(document: &Value, path: &str, url: &str) {
    held(document, path, "get", url, &ask(app(Limits::default()), "GET", url, &[]));
}

fn held(document: &Value, path: &str, method: &str, url: &str, got: &Got) {
    let answers = &document["paths"][path][method]["responses"];
    let answer = &answers[got.status.as_str()];
    assert!(answer.is_object(), "{url} answered {}, which is not described", got.status);
    assert!(got.header("content-type").starts_with("application/json"), "{url}");
    let schema = &answer["content"]["application/json"]["schema"];
    let wrong = wrong(document, schema, &got.json(), "");
    assert!(wrong.is_empty(), "{url}\n{}", wrong.join("\n"));
}

#[test]
fn the_checker_can_fail() {
    let document = document();
    let schema = &document["components"]["schemas"]["Totals"];
    let bad = serde_json::json!({ "announcements": -1, "units": "x", "more": 1 });
    assert_eq!(wrong(&document, schema, &bad, "").len(), 4);
}

#[test]
fn every_api_route_is_described_and_every_path_exists() {
    let document = document();
    let paths: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let routes: Vec<&str> = ROUTES
        .iter()
        .map(|route| route.path)
        .filter(|p| p.starts_with("/api/") || *p == "/healthz")
        .collect();
    for route in ROUTES.iter().filter(|route| routes.contains(&route.path)) {
        assert!(paths.contains(&route.path), "{} is not described", route.path);
        let own = ROUTES.iter().filter(|other| other.path == route.path);
        let methods: std::collections::BTreeSet<&str> =
            own.map(|other| if other.post { "post" } else { "get" }).collect();
        let described = document["paths"][route.path].as_object().unwrap();
        assert_eq!(
            described.keys().map(String::as_str).collect::<Vec<_>>(),
            Vec::from_iter(methods),
            "{}",
            route.path
        );
    }
    for path in &paths {
        assert!(routes.contains(path), "{path} is described but does not exist");
    }
}

#[test]
fn answers_are_as_described() {
    let document = document();
    let unit = encode("二(一)1.一是");
    for (path, url) in [
        ("/api/v1/search", format!("/api/v1/search?q={}", encode("规范"))),
        ("/api/v1/search", "/api/v1/search?facet=part&facet=status&units=1000".into()),
        ("/api/v1/search", format!("/api/v1/search?q={}", encode("规范 雪山大会"))),
        ("/api/v1/search", "/api/v1/search?size=x".into()),
        ("/api/v1/search", "/api/v1/search?after=1.2.aa01.older".into()),
        ("/api/v1/facets", "/api/v1/facets?values=3".into()),
        ("/api/v1/facets", "/api/v1/facets?values=0".into()),
        (
            "/api/v1/parse",
            format!("/api/v1/parse?q={}", encode("措施:审计 (采购 OR 招标) -食堂 追缴:>=100万")),
        ),
        ("/api/v1/parse", "/api/v1/parse?q=((".into()),
        ("/api/v1/suggest", format!("/api/v1/suggest?q={}", encode("云汀"))),
        ("/api/v1/suggest", format!("/api/v1/suggest?at=3&q={}", encode("-状态: 采购"))),
        ("/api/v1/suggest", "/api/v1/suggest?q=ne&at=-1".into()),
        ("/api/v1/announcements/{id}", "/api/v1/announcements/aa01".into()),
        ("/api/v1/announcements/{id}", "/api/v1/announcements/none".into()),
        ("/api/v1/announcements/{id}/units/{address}", format!("/api/v1/announcements/aa01/units/{unit}")),
        ("/api/v1/announcements/{id}/units/{address}", "/api/v1/announcements/aa01/units/x".into()),
        ("/healthz", "/healthz".into()),
        ("/api/v1/kwic", format!("/api/v1/kwic?size=3&order=left&q={}", encode("规范"))),
        ("/api/v1/kwic", "/api/v1/kwic?width=201".into()),
        (
            "/api/v1/matrix",
            format!("/api/v1/matrix?rows=region&columns=part&count=measures&q={}", encode("规范")),
        ),
        ("/api/v1/matrix", "/api/v1/matrix?rows=year&columns=region&count=meetings".into()),
        ("/api/v1/matrix", "/api/v1/matrix?count=rate".into()),
        ("/api/v1/matrix", "/api/v1/matrix?rows=nothing".into()),
        ("/api/v1/numbers", "/api/v1/numbers?size=5".into()),
        ("/api/v1/numbers", "/api/v1/numbers?quantity=nothing".into()),
        ("/api/v1/near", format!("/api/v1/near?q={}", encode("\"三张清革\""))),
        ("/api/v1/export", "/api/v1/export?format=docx".into()),
        (
            "/api/v1/announcements/{id}/units/{address}/cite",
            format!("/api/v1/announcements/aa01/units/{unit}/cite?format=docx"),
        ),
    ] {
        check(&document, path, &url);
    }
    let path = "/api/v1/batch";
    let long = vec![b'a'; 600_000];
    let many = "规范\n".repeat(1001);
    for (url, kind, body, status) in [
        ("", "text/plain", "规范\n(规范\n雪山大会\n，。\n".as_bytes(), 200),
        ("?reading=names&announcements=0", "text/csv", "单位\n云汀市\n".as_bytes(), 200),
        ("", "application/json", "[\"规范\", \"雪山大会\"]".as_bytes(), 200),
        ("", "application/json", "{\"entries\": [1]}".as_bytes(), 400),
        ("?reading=x", "text/plain", b"a", 400),
        ("?format=docx", "text/plain", b"a", 400),
        ("?announcements=1001", "text/plain", b"a", 400),
        ("", "text/plain", b"\n \n", 400),
        ("", "text/plain", many.as_bytes(), 400),
        ("", "text/plain", &long, 413),
    ] {
        let url = format!("{path}{url}");
        let got = send(app(Limits::default()), "POST", &url, &[("content-type", kind)], body);
        assert_eq!(got.status.as_u16(), status, "{url}");
        held(&document, path, "post", &url, &got);
    }
}

#[test]
fn numbers_are_described_whatever_is_said_of_them() {
    let text = report("水务局", &["一是追缴租金80余万元。", "二是清退津贴3万元。清退的津贴3万元已上缴。"]);
    let place = placed(&[&text]);
    let app = kit::app(Arc::new(place.engine()));
    let all = ask(Arc::clone(&app), "GET", "/api/v1/search", &[]).json();
    let id = all["groups"][0]["announcement"]["id"].as_str().unwrap();
    let url = format!("/api/v1/announcements/{id}");
    let got = ask(app, "GET", &url, &[]);
    held(&document(), "/api/v1/announcements/{id}", "get", &url, &got);
    let numbers = got.json()["quantities"].clone();
    let some = |what: &str| numbers.as_array().unwrap().iter().any(|own| own[what] == true);
    assert!(some("about") && some("again"), "{numbers}");
}

#[test]
fn parameters_are_read_as_described() {
    let document = document();
    let parameters = document["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap();
        let schema = &parameter["schema"];
        let status = |value: &str| {
            let url = format!("/api/v1/search?{name}={}", encode(value));
            ask(app(Limits::default()), "GET", &url, &[]).status.as_u16()
        };
        if let Some(most) = schema["maximum"].as_u64() {
            let least = schema["minimum"].as_u64().unwrap();
            assert_eq!(status(&most.to_string()), 200, "{name}");
            assert_eq!(status(&least.to_string()), 200, "{name}");
            assert_eq!(status(&(most + 1).to_string()), 400, "{name}");
        }
        for value in schema["items"]["enum"].as_array().into_iter().flatten() {
            assert_eq!(status(value.as_str().unwrap()), 200, "{name}={value}");
        }
        // A filter that is described filters: nothing has this value.
        let field = name.strip_prefix("not_").unwrap_or(name);
        if field == "year" {
            assert_eq!(status("zzz"), 400, "{name}: no announcement has a year that is none");
        }
        if ["agency", "region", "sample"].contains(&field) {
            let found = ask(app(Limits::default()), "GET", &format!("/api/v1/search?{name}=zzz"), &[]).json();
            let expected = if name.starts_with("not_") { 25 } else { 0 };
            assert_eq!(found["totals"]["announcements"], expected, "{name}");
        }
    }
}
