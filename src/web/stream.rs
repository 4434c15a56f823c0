//! A body that is written while it is sent.
//!
//! In: a writer and a state of the index. Out: the chunks, from a thread of the
//! pool through a short channel. Promises: memory is bounded by the channel; a
//! client that goes away ends the writing; a result that could not be finished
//! breaks the transfer, so that half a file never passes for a whole one.

use super::{App, Failure};
use crate::search::Backend;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use std::{
    io::{self, Write},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::sync::mpsc;

/// Bytes sent at once.
const CHUNK: usize = 32 << 10;
/// Chunks that may wait for the client.
const WAITING: usize = 4;
/// How long a request waits for a thread before it is told that there is none.
const PATIENCE: Duration = Duration::from_millis(500);

type Writer = dyn Fn(&dyn Backend, &mut dyn Write) -> Result<(), String> + Send + Sync;

/// What writes a body; errors go to standard error.
#[derive(Clone)]
pub struct Stream(Arc<Writer>);

impl std::fmt::Debug for Stream {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Stream")
    }
}

enum Chunk {
    Bytes(Bytes),
    Done,
}

impl Stream {
    /// A body written by this.
    pub fn new(
        write: impl Fn(&dyn Backend, &mut dyn Write) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(write))
    }

    /// Begins to write, if a thread may be kept for it.
    pub async fn begin(self, app: &App, index: Arc<dyn Backend>) -> Result<Body, Failure> {
        // Who asks again as soon as the last byte has come may be faster than the thread that sent it.
        let seat = tokio::time::timeout(PATIENCE, Arc::clone(&app.exports).acquire_owned()).await;
        let permit = seat.ok().and_then(Result::ok).ok_or(Failure::Busy)?;
        let (to, from) = mpsc::channel(WAITING);
        let job = move || {
            let mut pipe = Pipe { to, held: Vec::with_capacity(CHUNK) };
            match (self.0)(index.as_ref(), &mut pipe) {
                Ok(()) => {
                    let done = pipe.flush().is_ok() && pipe.to.blocking_send(Chunk::Done).is_ok();
                    drop((done, permit));
                }
                // A client that left needs no line.
                Err(_) if pipe.to.is_closed() => drop(permit),
                Err(detail) => {
                    eprintln!("export failed: {}", detail.escape_debug());
                    drop(permit);
                }
            }
        };
        app.pool.start(job).map_err(|_| Failure::Busy)?;
        Ok(Body::new(Chunks { from, done: false }))
    }
}

struct Pipe {
    to: mpsc::Sender<Chunk>,
    held: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::replace(&mut self.held, Vec::with_capacity(CHUNK)));
        self.to.blocking_send(Chunk::Bytes(chunk)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

struct Chunks {
    from: mpsc::Receiver<Chunk>,
    done: bool,
}

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.done {
            return Poll::Ready(None);
        }
        match self.from.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Chunk::Bytes(bytes))) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Poll::Ready(Some(Chunk::Done)) => {
                self.done = true;
                Poll::Ready(None)
            }
            // The writer ended before its end.
            Poll::Ready(None) => {
                self.done = true;
                Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
            }
        }
    }
}
