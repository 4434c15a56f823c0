//! Words for the refusals that hyper makes by itself.
//!
//! In: a connection. Out: the same connection, on which a request head that is
//! too long to be read gets an answer like any other: hyper refuses it before
//! our code is asked, with a bare status. Promises: nothing else that is
//! written is touched; what the client is still sending is read and thrown
//! away, within bounds, or it would see a reset in place of the answer.

use super::{Failure, edge, error::Surface, headers, tongue::Reader};
use axum::http::HeaderMap;
use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// As much of a request as tells whom it asks.
const BEGUN: usize = 256;
/// Most bytes thrown away after a refusal.
const DRAINED: usize = 8 << 20;
/// And the longest time for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// A stream on which no refusal is bare.
pub struct Spoken<S> {
    stream: S,
    /// Longest path and query, for the words.
    uri: usize,
    /// How the request begins that came since the last answer.
    begun: Vec<u8>,
    /// Whether its first line came whole.
    lined: bool,
    /// The answer in place of a bare one, and how much of it is sent.
    refusal: Option<(Vec<u8>, usize)>,
    /// Bytes thrown away since.
    drained: usize,
    shut: bool,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> Spoken<S> {
    /// Gives refusals on `stream` their words.
    pub fn new(stream: S, uri: usize) -> Self {
        let (begun, refusal, deadline) = (Vec::new(), None, None);
        Self { stream, uri, begun, lined: false, refusal, drained: 0, shut: false, deadline }
    }

    /// What to write in place of these bytes, if they are a bare refusal.
    fn spoken(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let bare = ["HTTP/1.1 414 ", "HTTP/1.1 431 "].iter().any(|line| bytes.starts_with(line.as_bytes()))
            && bytes.ends_with(b"\r\n\r\n")
            // No answer of ours leaves without its headers.
            && memchr::memmem::find(bytes, b"x-content-type-options").is_none();
        if !bare || self.begun.is_empty() {
            return None;
        }
        // A line without an end is a url without one; behind a whole line only headers can be too long.
        let long = !self.lined || bytes.starts_with(b"HTTP/1.1 414 ");
        let failure = if long { Failure::TooLong(self.uri) } else { Failure::LongHead };
        let mut words = self.begun.split(|byte| *byte == b' ');
        let method = words.next().unwrap_or_default();
        let path = String::from_utf8_lossy(words.next().unwrap_or_default()).into_owned();
        Some(written(&failure, edge::surface_of(&path), method == b"HEAD"))
    }
}

/// A whole answer as it goes over the wire, the last one of its connection.
fn written(failure: &Failure, surface: Surface, bodiless: bool) -> Vec<u8> {
    let reply = failure.reply(surface, &Reader::nobody());
    let body = reply.body.to_vec();
    let mut response = reply.send(&HeaderMap::new());
    headers::secure(response.headers_mut());
    let mut out =
        format!("HTTP/1.1 {}\r\nconnection: close\r\ncontent-length: {}\r\n", response.status(), body.len())
            .into_bytes();
    for (name, value) in response.headers() {
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"\r\n");
    if !bodiless {
        out.extend_from_slice(&body);
    }
    out
}

impl<S: AsyncRead + Unpin> AsyncRead for Spoken<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, into))?;
        let came = into.filled().get(before..).unwrap_or_default();
        // Blank lines before a request are no part of it.
        let skipped = came.iter().take_while(|byte| self.begun.is_empty() && b"\r\n".contains(byte)).count();
        let came = came.get(skipped..).unwrap_or_default();
        self.lined = self.lined || memchr::memchr(b'\n', came).is_some();
        let room = BEGUN.saturating_sub(self.begun.len());
        self.begun.extend(came.iter().take(room));
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Spoken<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.refusal.is_none() {
            this.refusal = this.spoken(bytes).map(|answer| (answer, 0));
        }
        let Some((answer, sent)) = &mut this.refusal else {
            this.begun.clear();
            this.lined = false;
            return Pin::new(&mut this.stream).poll_write(context, bytes);
        };
        while let Some(rest) = answer.get(*sent..).filter(|rest| !rest.is_empty()) {
            match ready!(Pin::new(&mut this.stream).poll_write(context, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                more => *sent += more,
            }
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !this.shut {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            this.shut = true;
        }
        if this.refusal.is_none() {
            return Poll::Ready(Ok(()));
        }
        let deadline = this.deadline.get_or_insert_with(|| Box::pin(sleep(PATIENCE)));
        let mut waste = [0; 8192];
        while this.drained < DRAINED && deadline.as_mut().poll(context).is_pending() {
            let mut into = ReadBuf::new(&mut waste);
            match ready!(Pin::new(&mut this.stream).poll_read(context, &mut into)) {
                Ok(()) if !into.filled().is_empty() => this.drained += into.filled().len(),
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}
