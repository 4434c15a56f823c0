//! The embedded files: nothing is read from disk for a request.

use super::{
    App,
    error::Surface,
    reply::{Reply, gzip},
    tongue::Reader,
};
use crate::text::fold_char;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, Uri, header},
    routing::get,
};
use flate2::Compression;
use sha2::{Digest, Sha256};
use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

struct Asset {
    name: &'static str,
    kind: &'static str,
    plain: Cow<'static, str>,
    /// Compressed once, as well as it goes.
    zipped: Vec<u8>,
}

const FILES: [(&str, &str, &str); 3] = [
    ("page.css", "text/css; charset=utf-8", include_str!("static/page.css")),
    ("page.js", "text/javascript; charset=utf-8", include_str!("static/page.js")),
    ("mark.svg", "image/svg+xml", include_str!("static/mark.svg")),
];

/// Each Han character that is searched as another, followed by that one: what a filter of the page compares, so that
/// it takes either script as the search does.
static FOLDS: LazyLock<String> = LazyLock::new(|| {
    let han = ('\u{3400}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}');
    han.filter(|c| fold_char(*c) != *c).flat_map(|c| [c, fold_char(c)]).collect()
});

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |(name, kind, plain): (&'static str, &'static str, Cow<'static, str>)| Asset {
        name,
        kind,
        zipped: gzip(plain.as_bytes(), Compression::best()),
        plain,
    };
    let files = FILES.iter().map(|(name, kind, plain)| (*name, *kind, Cow::from(*plain)));
    let folds = ("folds.txt", "text/plain; charset=utf-8", Cow::from(FOLDS.as_str()));
    files.chain([folds]).map(asset).collect()
});

/// One hash over all files: a new build has new urls, so that they may be kept for ever.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (name, _, body) in FILES {
        hash.update(name);
        hash.update(body);
    }
    hash.update(FOLDS.as_str());
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
});

/// The url of a file.
pub fn url(name: &str) -> String {
    format!("/static/{}/{name}", *HASH)
}

/// Routes to the files, the API's description and what browsers ask for unasked.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/static/{hash}/{name}", get(file))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { serve("mark.svg", false, &headers) }))
        .route(
            "/robots.txt",
            get(|headers: HeaderMap| async move {
                Reply::new(
                    "text/plain; charset=utf-8",
                    &b"User-agent: *\nDisallow: /api/\nDisallow: /*?\n"[..],
                )
                .send(&headers)
            }),
        )
        .route(
            "/openapi.json",
            get(|headers: HeaderMap| async move {
                let mut reply = Reply::new("application/json; charset=utf-8", super::api::OPENAPI.as_bytes());
                reply.cache = Some("private, no-cache");
                reply.send(&headers)
            }),
        )
}

async fn file(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> axum::response::Response {
    serve(&name, hash == *HASH, &headers)
}

/// An old hash still gets the file, but not for ever.
fn serve(name: &str, current: bool, headers: &HeaderMap) -> axum::response::Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return super::Failure::NoPage(name.chars().take(80).collect())
            .reply(Surface::Page, &Reader::of(headers, &Uri::from_static("/")))
            .send(headers);
    };
    let mut reply = Reply::new(asset.kind, asset.plain.as_bytes());
    reply.cache = Some(if current { "public, max-age=31536000, immutable" } else { "no-cache" });
    if super::reply::takes_gzip(headers) {
        reply.body = asset.zipped.as_slice().into();
        reply.headers.push((header::CONTENT_ENCODING, HeaderValue::from_static("gzip")));
    }
    reply.send(headers)
}
