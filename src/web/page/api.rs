//! The API's description for people: the served `openapi.json`, set as a page.
//!
//! Promise: nothing here is written twice; what the file does not say, the page
//! does not say. No script, no file from elsewhere.

use super::{Frame, render};
use crate::web::{Failure, api::OPENAPI, reply::Reply, routes::Ask, tongue::Tongue};
use askama::Template;
use serde_json::Value;
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPENAPI).unwrap_or_default());

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    title: String,
    description: String,
    version: String,
    paths: Vec<Endpoint>,
    schemas: Vec<Schema>,
}

struct Endpoint {
    id: String,
    method: String,
    path: String,
    /// The path without what all have.
    short: String,
    summary: String,
    description: String,
    parameters: Vec<Entry>,
    answers: Vec<Entry>,
    /// An example that can be followed.
    try_it: Option<String>,
}

struct Schema {
    name: String,
    description: String,
    kind: String,
    fields: Vec<Entry>,
}

/// A parameter, an answer or a field.
struct Entry {
    name: String,
    description: String,
    kind: String,
    required: bool,
    /// The schema it leads to.
    link: Option<String>,
}

/// `GET /api`
pub fn api_doc(ask: &Ask) -> Result<Reply, Failure> {
    let tongue = ask.reader.tongue;
    let document = &*DOCUMENT;
    let objects = |value: &'static Value| value.as_object().into_iter().flatten();
    let schemas = objects(&document["components"]["schemas"]).map(|(name, it)| schema(name, it, tongue));
    let paths = objects(&document["paths"]).flat_map(|(path, methods)| {
        objects(methods).map(move |(method, it)| endpoint(path, method, it, tongue))
    });
    render(&ApiPage {
        frame: Frame::new(&ask.reader, tongue.say("api.title"), ""),
        title: tongue.say("api.title").to_owned(),
        description: said(&document["info"]["description"], tongue),
        version: text(&document["openapi"]),
        paths: paths.collect(),
        schemas: schemas.collect(),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

/// What the file says in its own words, in the language of the reader.
fn said(value: &Value, tongue: Tongue) -> String {
    tongue.same(value.as_str().unwrap_or("")).to_owned()
}

fn endpoint(path: &str, method: &str, it: &'static Value, tongue: Tongue) -> Endpoint {
    let parameters = it["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    let parameter = |it: &Value| Entry {
        name: text(&it["name"]),
        description: said(&it["description"], tongue),
        kind: kind(&it["schema"], tongue),
        required: it["required"] == true,
        link: None,
    };
    let answer = |(status, it): (&String, &Value)| {
        let content = || it["content"].as_object().into_iter().flatten();
        let schema = content().map(|(_, it)| &it["schema"]).next().unwrap_or(&Value::Null);
        Entry {
            name: status.clone(),
            description: said(&it["description"], tongue),
            kind: content().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>().join(" | "),
            required: false,
            link: target(schema),
        }
    };
    // One path can be asked in two ways.
    let way = if method == "get" { "" } else { method };
    let short = path.trim_start_matches("/api/v1");
    Endpoint {
        id: format!("{path}/{way}")
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-")
            .trim_matches('-')
            .to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        short: short.to_owned(),
        summary: said(&it["summary"], tongue),
        description: said(&it["description"], tongue),
        parameters: parameters.iter().map(parameter).collect(),
        answers: it["responses"].as_object().into_iter().flatten().map(answer).collect(),
        try_it: (method == "get" && !path.contains('{') && !path.ends_with("/export"))
            .then(|| path.to_owned()),
    }
}

fn schema(name: &str, it: &Value, tongue: Tongue) -> Schema {
    let field = |(name, field): (&String, &Value)| Entry {
        name: name.clone(),
        description: said(&field["description"], tongue),
        kind: kind(field, tongue),
        required: false,
        link: target(field),
    };
    Schema {
        name: name.to_owned(),
        description: said(&it["description"], tongue),
        kind: kind(it, tongue),
        fields: it["properties"].as_object().into_iter().flatten().map(field).collect(),
    }
}

/// The schema that a reference, or the items of a list, lead to.
fn target(schema: &Value) -> Option<String> {
    let named = |value: &Value| value["$ref"].as_str()?.rsplit('/').next().map(str::to_owned);
    let either = || schema["oneOf"].as_array()?.iter().find_map(named);
    named(schema).or_else(|| named(&schema["items"])).or_else(either)
}

/// What a value looks like, in a few words.
fn kind(schema: &Value, tongue: Tongue) -> String {
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    if let Some(value) = schema["const"].as_str() {
        return format!("“{value}”");
    }
    let name = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let mut kind = match &schema["type"] {
        Value::Array(kinds) => {
            kinds.iter().map(name).collect::<Vec<_>>().join(&format!(" {} ", tongue.say("api.or")))
        }
        one => name(one),
    };
    if kind == "array" {
        let inner = self::kind(&schema["items"], tongue);
        kind = format!("{} {inner}", tongue.say("api.list"));
    }
    let bound = |key: &str, sign: &str| schema[key].as_i64().map(|bound| format!(" {sign} {bound}"));
    kind + &bound("minimum", "≥").unwrap_or_default() + &bound("maximum", "≤").unwrap_or_default()
}
