//! What every request passes on its way in and every answer on its way out.

use super::{
    App,
    error::{Failure, Surface},
    headers,
    limit::Peer,
    tongue::Reader,
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;
use tokio::time::timeout;

/// Refuses foreign hosts, hasty peers and long urls, ends late requests, adds the headers.
pub async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let surface = surface_of(request.uri().path());
    let asked = request.headers().clone();
    let length = request.uri().path_and_query().map_or(0, |uri| uri.as_str().len());
    let reader = Reader::of(&asked, request.uri());
    let refuse = |failure: Failure| failure.reply(surface, &reader).send(&asked);
    let peer = request.extensions().get::<Peer>().copied();
    let mut response = if let Err(host) = app.hosts.admit(&asked) {
        refuse(Failure::Host(host))
    } else if peer.is_some_and(|peer| !app.pace.admit(peer)) {
        refuse(Failure::TooFast)
    } else if length > app.limits.uri {
        // Its words need not be put back into the box: they are what is too long.
        let reader = Reader { here: "/".into(), query: String::new(), ..reader.clone() };
        Failure::TooLong(app.limits.uri).reply(surface, &reader).send(&asked)
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
    let machine = ["/api/", "/openapi.json", "/healthz"];
    if machine.iter().any(|start| path.starts_with(start)) { Surface::Api } else { Surface::Page }
}
