//! What a handler gives back, and how it goes over the wire.

use super::stream::Stream;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};
use std::{borrow::Cow, io::Write};

/// Bodies below this are sent as they are: gzip would not make them fewer packets.
const WORTHWHILE: usize = 1024;

/// A complete answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Media type.
    pub kind: &'static str,
    /// How long it may be kept; none means not at all.
    pub cache: Option<&'static str>,
    /// Its bytes.
    pub body: Cow<'static, [u8]>,
    /// Further headers.
    pub headers: Vec<(header::HeaderName, HeaderValue)>,
    /// What writes the body, where it is too long to be held; `body` is then empty.
    pub stream: Option<Stream>,
}

/// JSON.
pub const JSON: &str = "application/json; charset=utf-8";
/// A page.
pub const HTML: &str = "text/html; charset=utf-8";

impl Reply {
    /// An answer that was asked for.
    pub fn new(kind: &'static str, body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self {
            status: StatusCode::OK,
            kind,
            cache: None,
            body: body.into(),
            headers: Vec::new(),
            stream: None,
        }
    }

    /// A value as JSON.
    pub fn json(value: &impl serde::Serialize) -> Self {
        // Our views are maps of strings and numbers: they always serialise.
        Self::new(JSON, serde_json::to_vec(value).unwrap_or_default())
    }

    /// The answer as a client with these request headers gets it.
    pub fn send(mut self, asked: &HeaderMap) -> Response<Body> {
        let ready = self.headers.iter().any(|(name, _)| name == header::CONTENT_ENCODING);
        let zipped = !ready && self.body.len() > WORTHWHILE && takes_gzip(asked);
        if zipped {
            self.body = Cow::Owned(gzip(&self.body, Compression::new(5)));
        }
        let mut response = Response::new(Body::from(match self.body {
            Cow::Owned(bytes) => axum::body::Bytes::from(bytes),
            Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        }));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(cache) = self.cache {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        }
        if zipped {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.extend(self.headers);
        response
    }
}

/// Compresses.
pub fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Whether the client takes gzip (`gzip;q=0` refuses it).
pub fn takes_gzip(asked: &HeaderMap) -> bool {
    let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or("");
        let refused = parts
            .any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
    })
}
