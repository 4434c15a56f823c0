//! The headers of every answer.
//!
//! Promise: no answer, errors and 304 included, leaves without them.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Nothing but our own files, no inline script or style, no framing, no leaks.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const FIXED: [(&str, &str); 9] = [
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    // Queries stand in the url: nothing may tell them to a linked site.
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex"),
    ("vary", "Accept, Accept-Encoding, Accept-Language, Cookie"),
];

/// Adds what every answer has; an answer that says nothing about caching is not cached.
pub fn secure(headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
