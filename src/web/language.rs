//! `/language?to=en&back=/…`: keeps the reader's choice and goes back.
//!
//! Promises: the cookie holds a language code and nothing else; the way back
//! never leaves this site.

use super::{
    Params,
    tongue::{COOKIE, Tongue},
};
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, Uri, header},
};

/// Seconds in a year.
const KEPT: u32 = 365 * 24 * 60 * 60;

/// Sets the cookie and redirects.
pub async fn choose(uri: Uri) -> Response<Body> {
    let params = Params::read(uri.query().unwrap_or(""));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    let back = params.get("back").filter(|back| own(back)).unwrap_or("/");
    headers.insert(header::LOCATION, HeaderValue::from_str(back).unwrap_or(HeaderValue::from_static("/")));
    if let Some(tongue) = params.get("to").and_then(Tongue::named) {
        let cookie = format!("{COOKIE}={}; Path=/; Max-Age={KEPT}; SameSite=Lax; HttpOnly", tongue.code());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.insert(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// A path of this site: `//host` and `/\host` are other sites to a browser.
fn own(back: &str) -> bool {
    let plain = back.bytes().all(|byte| byte.is_ascii_graphic());
    plain && back.starts_with('/') && !back.starts_with("//") && !back.contains('\\')
}
