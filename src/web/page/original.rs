//! An announcement as it was kept: its bytes, and its text alone.
//!
//! Promise: foreign bytes are only ever offered for saving, under a type no
//! browser interprets, so that nothing in them runs here.

use crate::web::{Failure, api, reply::Reply, routes::Ask};
use axum::http::{HeaderValue, header};

/// `GET /original/{id}`
pub fn original(ask: &Ask) -> Result<Reply, Failure> {
    let record = api::record(ask)?;
    let kept = ask.app.keeper().and_then(|keeper| keeper.original(&record.id));
    let (bytes, name) = kept.ok_or(Failure::NoOriginal)?;
    let ending = name.rsplit('.').next().filter(|end| end.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let ending = ending.filter(|end| end.len() < 8).unwrap_or("bin");
    let mut reply = Reply::new("application/octet-stream", bytes);
    let name = format!("attachment; filename=\"xunlan-{}.{ending}\"", record.id);
    if let Ok(value) = HeaderValue::from_str(&name) {
        reply.headers.push((header::CONTENT_DISPOSITION, value));
    }
    Ok(reply)
}

/// `GET /plain/{id}`: the published text.
pub fn plain_text(ask: &Ask) -> Result<Reply, Failure> {
    let record = api::record(ask)?;
    Ok(Reply::new("text/plain; charset=utf-8", record.text.into_bytes()))
}
