//! What a form sends: fields by name, files among them.
//!
//! In: a body and its media type, `multipart/form-data` or
//! `application/x-www-form-urlencoded`. Out: the fields, in order. Promises:
//! the bytes of a file are those that were sent; what is no form is told apart
//! from an empty one; the body's own limit bounds all of it.

use super::params::{Params, harmless};
use axum::body::Bytes;
use futures_util::{FutureExt, future, stream};
use std::convert::Infallible;

/// More fields than any form of ours has.
const MOST: usize = 32;

/// The fields of a form.
pub struct Fields(Vec<Field>);

/// One field.
pub struct Field {
    name: String,
    /// The name of the file, where it is one.
    pub file: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

impl Fields {
    /// Reads a body; none if it is no form.
    pub fn read(kind: &str, body: Bytes) -> Option<Self> {
        let media = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        match media.as_str() {
            "multipart/form-data" => parts(kind, body).map(Self),
            "application/x-www-form-urlencoded" => {
                let params = Params::read(std::str::from_utf8(&body).ok()?);
                let field = |name: &str| Field {
                    name: name.to_owned(),
                    file: None,
                    bytes: params.whole(name).unwrap_or_default().to_owned().into(),
                };
                Some(Self(params.names().take(MOST).map(field).collect()))
            }
            _ => None,
        }
    }

    /// The first field of this name that holds anything.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name && !field.bytes.is_empty())
    }

    /// Its text, without blanks around it; none if it is blank.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = harmless(&String::from_utf8_lossy(&self.get(name)?.bytes)).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}

/// The parts between the boundaries; none if the body breaks off.
fn parts(kind: &str, body: Bytes) -> Option<Vec<Field>> {
    let boundary = multer::parse_boundary(kind).ok()?;
    let whole = stream::once(future::ready(Ok::<_, Infallible>(body)));
    let mut form = multer::Multipart::new(whole, boundary);
    let read = async {
        let mut fields = Vec::new();
        while let Some(field) = form.next_field().await?
            && fields.len() < MOST
        {
            let (name, file) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
            let bytes = field.bytes().await?;
            fields.extend(name.map(|name| Field { name, file, bytes }));
        }
        Ok::<_, multer::Error>(fields)
    };
    // All of the body is here, so nothing is waited for.
    read.now_or_never()?.ok()
}
