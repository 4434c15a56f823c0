//! What a form sends: fields by name, files among them.
//!
//! In: a body and its media type, `multipart/form-data` or
//! `application/x-www-form-urlencoded`. Out: the fields, in order. Promises:
//! the bytes of a file are those that were sent; what is no form is told apart
//! from an empty one; the body's own limit bounds all of it.

use super::params::{Params, harmless};
use std::borrow::Cow;

/// More fields than any form of ours has.
const MOST: usize = 32;
/// Longest boundary, by RFC 2046.
const BOUNDARY: usize = 70;

/// The fields of a form.
pub struct Fields<'b>(Vec<Field<'b>>);

/// One field.
pub struct Field<'b> {
    name: String,
    /// The name of the file, where it is one.
    pub file: Option<String>,
    /// What it holds.
    pub bytes: Cow<'b, [u8]>,
}

impl<'b> Fields<'b> {
    /// Reads a body; none if it is no form.
    pub fn read(kind: &str, body: &'b [u8]) -> Option<Self> {
        let media = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        match media.as_str() {
            "multipart/form-data" => parts(kind, body).map(Self),
            "application/x-www-form-urlencoded" => {
                let params = Params::read(std::str::from_utf8(body).ok()?);
                let field = |name: &str| Field {
                    name: name.to_owned(),
                    file: None,
                    bytes: params.whole(name).unwrap_or_default().as_bytes().to_vec().into(),
                };
                Some(Self(params.names().take(MOST).map(field).collect()))
            }
            _ => None,
        }
    }

    /// The first field of this name that holds anything.
    pub fn get(&self, name: &str) -> Option<&Field<'b>> {
        self.0.iter().find(|field| field.name == name && !field.bytes.is_empty())
    }

    /// Its text, without blanks around it; none if it is blank.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = harmless(&String::from_utf8_lossy(&self.get(name)?.bytes)).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}

/// The parts between the boundaries; what follows the last one whole is left out.
fn parts<'b>(kind: &str, body: &'b [u8]) -> Option<Vec<Field<'b>>> {
    let boundary =
        kind.split(';').find_map(|piece| piece.trim().strip_prefix("boundary="))?.trim_matches('"');
    if boundary.is_empty() || boundary.len() > BOUNDARY {
        return None;
    }
    let (first, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let begin = memchr::memmem::find(body, first.as_bytes())? + first.len();
    let mut rest = body.get(begin..)?;
    let mut fields = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n")
        && let Some(end) = memchr::memmem::find(part, between.as_bytes())
        && fields.len() < MOST
    {
        fields.extend(field(&part[..end]));
        rest = &part[end + between.len()..];
    }
    Some(fields)
}

/// A part with its headers; none if it has no name.
fn field(part: &[u8]) -> Option<Field<'_>> {
    let end = memchr::memmem::find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&part[..end]).into_owned();
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    Some(Field {
        name: told(line, "name")?,
        file: told(line, "filename"),
        bytes: Cow::Borrowed(&part[end + 4..]),
    })
}

/// A quoted value of the line. Browsers write a quote inside it as `%22`, so none stands there.
fn told(line: &str, what: &str) -> Option<String> {
    let sign = format!("; {what}=\"");
    let (_, rest) = line.split_once(&sign)?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}
