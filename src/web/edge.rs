//! What every request passes on its way in and every answer on its way out.

use super::{
    App,
    error::{Failure, Surface},
    headers, params, url,
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;
use tokio::time::timeout;

/// Refuses long urls, ends late requests, adds the headers.
pub async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let surface = surface_of(request.uri().path());
    let asked = request.headers().clone();
    let length = request.uri().path_and_query().map_or(0, |uri| uri.as_str().len());
    let query = params::raw(request.uri().query().unwrap_or(""), "q").map(|raw| url::decode(raw, true));
    let refuse = |failure: Failure| failure.reply(surface, query.as_deref().unwrap_or("")).send(&asked);
    let mut response = if length > app.limits.uri {
        Failure::TooLong(app.limits.uri).reply(surface, "").send(&asked)
    } else {
        match timeout(app.limits.request, next.run(request)).await {
            Ok(response) => response,
            Err(_) => refuse(Failure::Late),
        }
    };
    headers::secure(response.headers_mut());
    response
}

/// Where no route says it, the path does.
pub fn surface_of(path: &str) -> Surface {
    let machine = ["/api", "/openapi.json", "/healthz"];
    if machine.iter().any(|start| path.starts_with(start)) { Surface::Api } else { Surface::Page }
}
