//! The table of urls.
//!
//! Every handler is a plain function from [`Ask`] to a [`Reply`], run on a
//! thread of the pool; what they share (parameters, ETag, 304, failures) is here.

use super::{
    App, Failure, Params, api, assets, edge, error::Surface, language, page, pool::NoResult, reply::Reply,
    tongue::Reader, url,
};
use crate::search::{About, Backend, patience};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header},
    middleware,
    routing::{get, post},
};
use sha2::{Digest, Sha256};
use std::{sync::Arc, time::Instant};

/// What a handler gets.
pub struct Ask<'a> {
    /// The app.
    pub app: &'a App,
    /// The index to answer from: one state of it, whatever happens meanwhile.
    pub index: &'a dyn Backend,
    /// What it holds.
    pub about: &'a About,
    /// The parts of the path that vary, decoded.
    pub path: Vec<String>,
    /// The parameters.
    pub params: Params,
    /// What was sent, where the route takes a body.
    pub body: Bytes,
    /// The media type of the body, as stated.
    pub kind: &'a str,
    /// Who asks.
    pub reader: Reader,
}

/// Answers one kind of request.
pub type Handler = fn(&Ask) -> Result<Reply, Failure>;

/// One line of the table.
pub struct Route {
    /// The path, with `{names}` for what varies.
    pub path: &'static str,
    /// Whether it speaks JSON or HTML.
    pub surface: Surface,
    /// Whether it is asked by POST, with a body, and not by GET.
    pub post: bool,
    run: Handler,
}

const fn api(path: &'static str, run: Handler) -> Route {
    Route { path, surface: Surface::Api, post: false, run }
}

const fn page(path: &'static str, run: Handler) -> Route {
    Route { path, surface: Surface::Page, post: false, run }
}

const fn sent(path: &'static str, run: Handler) -> Route {
    Route { path, surface: Surface::Api, post: true, run }
}

/// Every url that asks the index.
pub const ROUTES: &[Route] = &[
    page("/", page::search),
    page("/a/{id}", page::reading),
    page("/a/{id}/{address}", page::reading),
    page("/plain/{id}", page::plain_text),
    page("/original/{id}", page::original),
    page("/agency/{name}", page::agency),
    page("/table", page::table),
    page("/batch", page::batch),
    Route { path: "/batch", surface: Surface::Page, post: true, run: page::batch_sent },
    page("/feed", page::feed),
    page("/help", page::help),
    page("/coverage", page::coverage),
    page("/api", page::api_doc),
    api("/api/v1/search", api::search),
    sent("/api/v1/search", api::search_sent),
    api("/api/v1/facets", api::facets),
    api("/api/v1/parse", api::parse),
    api("/api/v1/suggest", api::suggest::suggest),
    api("/api/v1/kwic", api::study::kwic),
    api("/api/v1/matrix", api::study::matrix),
    api("/api/v1/numbers", api::study::numbers),
    api("/api/v1/near", api::study::near),
    api("/api/v1/export", api::files::export),
    sent("/api/v1/batch", api::batch::batch),
    api("/api/v1/announcements/{id}", api::announcement),
    api("/api/v1/announcements/{id}/units/{address}", api::unit),
    api("/api/v1/announcements/{id}/units/{address}/cite", api::files::cite),
    api("/healthz", api::health),
];

/// The router over the table and the embedded files.
pub fn router(app: Arc<App>) -> Router {
    let mut router: Router<Arc<App>> = Router::new();
    for route in ROUTES {
        let run = route.run;
        let handler = move |State(app): State<Arc<App>>, request: Request| {
            let path = varying(route.path, request.uri().path());
            answer(app, route, run, path, request)
        };
        router = router.route(route.path, if route.post { post(handler) } else { get(handler) });
    }
    router
        .merge(assets::router())
        .route("/language", get(language::choose))
        .fallback(|uri: Uri, headers: HeaderMap| async move {
            let path: String = url::decode(uri.path(), false).chars().take(80).collect();
            let reader = Reader::of(&headers, &uri);
            Failure::NoPage(path).reply(edge::surface_of(uri.path()), &reader).send(&headers)
        })
        .method_not_allowed_fallback(|uri: Uri, headers: HeaderMap| async move {
            let is = |post: bool| ROUTES.iter().any(|route| route.post == post && route.path == uri.path());
            let allowed = match (is(false), is(true)) {
                (true, true) => "GET, HEAD, POST",
                (false, true) => "POST",
                (_, false) => "GET, HEAD",
            };
            let reader = Reader::of(&headers, &uri);
            Failure::Method(allowed).reply(edge::surface_of(uri.path()), &reader).send(&headers)
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&app), edge::pass))
        .with_state(app)
}

/// The parts of a path that the route leaves open, decoded as far as it goes.
fn varying(route: &str, path: &str) -> Vec<String> {
    let open = route.split('/').zip(path.split('/')).filter(|(pattern, _)| pattern.starts_with('{'));
    open.map(|(_, part)| url::decode(part, false)).collect()
}

/// Runs a handler on the pool.
async fn answer(
    app: Arc<App>,
    route: &'static Route,
    run: Handler,
    path: Vec<String>,
    request: Request,
) -> Response<Body> {
    let surface = route.surface;
    let (uri, headers, method) = (request.uri().clone(), request.headers().clone(), request.method().clone());
    let params = Params::read(uri.query().unwrap_or(""));
    let reader = Reader::of(&headers, &uri);
    if let Some(failure) = api::unknown(route.path, &params) {
        return failure.reply(surface, &reader).send(&headers);
    }
    let body = match body_of(&app, request).await {
        Ok(body) => body,
        Err(failure) => return failure.reply(surface, &reader).send(&headers),
    };
    let (shared, asked, asks) = (Arc::clone(&app), headers.clone(), reader.clone());
    let until = Instant::now() + app.limits.request;
    let job = move || match patience::until(Some(until), || {
        handle(&shared, run, path, params, &asks, &asked, body)
    }) {
        Ok((mut reply, index)) => {
            let stream = reply.stream.take();
            (reply.send(&asked), stream.map(|stream| (stream, index)))
        }
        Err(failure) => (failure.reply(surface, &asks).send(&asked), None),
    };
    let failure = match app.pool.run(job).await {
        Ok((response, None)) => return response,
        Ok((response, Some(_))) if method == Method::HEAD => return response,
        Ok((response, Some((stream, index)))) => match stream.begin(&app, index).await {
            Ok(body) => return response.map(|_| body),
            Err(failure) => failure,
        },
        Err(NoResult::Full) => Failure::Busy,
        Err(NoResult::Panicked) => Failure::Broken,
    };
    failure.reply(surface, &reader).send(&headers)
}

/// The body of a request that may have one, within its limit; few are held at once.
async fn body_of(app: &App, request: Request) -> Result<Option<Bytes>, Failure> {
    if request.method() != Method::POST {
        return Ok(None);
    }
    let _seat = Arc::clone(&app.bodies).try_acquire_owned().map_err(|_| Failure::Busy)?;
    let most = api::batch::MOST_BYTES;
    to_bytes(request.into_body(), most).await.map(Some).map_err(|_| Failure::TooMuch(most))
}

/// What happens on the pool thread: the same index state for the tag and for the answer.
fn handle(
    app: &App,
    run: Handler,
    path: Vec<String>,
    params: Params,
    reader: &Reader,
    headers: &HeaderMap,
    body: Option<Bytes>,
) -> Result<(Reply, Arc<dyn Backend>), Failure> {
    let index = app.source.current()?;
    let about = index.about()?;
    let reader = reader.clone();
    if let Some(body) = body {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        let ask = Ask { app, index: index.as_ref(), about: &about, path, params, body, kind, reader };
        return Ok((run(&ask)?, index));
    }
    // Pages say the day and are in the reader's language, so both are part of the answer.
    let parts = [&app.build, &about.generation, &reader.uri, reader.tongue.code(), &page::today()];
    let tag = tag(&parts);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        let mut reply = Reply::new("text/plain", &b""[..]);
        reply.status = StatusCode::NOT_MODIFIED;
        return Ok((tagged(reply, &tag), index));
    }
    let ask =
        Ask { app, index: index.as_ref(), about: &about, path, params, body: Bytes::new(), kind: "", reader };
    let reply = run(&ask)?;
    Ok((tagged(reply, &tag), index))
}

/// Always asked again, mostly answered by 304: what was just ingested is seen at once.
fn tagged(mut reply: Reply, tag: &str) -> Reply {
    reply.cache = Some("private, no-cache");
    if let Ok(tag) = HeaderValue::from_str(tag) {
        reply.headers.push((header::ETAG, tag));
    }
    reply
}

/// Weak, because the same page may go out compressed or plain.
fn tag(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hex: String = hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

fn matches(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or("");
    known.trim() == "*"
        || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
}
