//! The accept loop.
//!
//! In: a listening socket, the app, a future that ends when we shall stop.
//! Out: nothing until every connection is closed. Promises: a connection that
//! sends no complete request head in time, reads no answer, or grows old is
//! closed (`axum::serve` closes none of them); connections are bounded in all
//! and per peer; stopping finishes what has begun, within the drain time.

use super::{App, Limits, limit::Peer, router, spoken::Spoken, stall::Stall};
use axum::Router;
use hyper::{Request, body::Incoming, server::conn::http1, service::Service};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{
    collections::HashMap,
    future::Future,
    net::{IpAddr, TcpListener as StdListener},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

/// Sent when there is no room for another connection.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nCache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Serves until SIGTERM or SIGINT; a second signal ends at once. Builds its own runtime.
pub fn run(listener: StdListener, app: Arc<App>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async move {
        let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let stop = async move {
            tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
            tokio::spawn(async move {
                tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
                std::process::exit(130);
            });
        };
        serve(listener, app, stop).await
    });
    // A search that never ends must not keep the process.
    runtime.shutdown_timeout(Duration::from_millis(100));
    outcome
}

/// Serves until `stop` is done, then finishes what has begun, within [`Limits::drain`].
pub async fn serve(
    listener: StdListener,
    app: Arc<App>,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let limits = app.limits.clone();
    let router = router(app);
    let room = Arc::new(Semaphore::new(limits.connections));
    let peers = Arc::new(Peers::default());
    let (stopping, stopped) = watch::channel(false);
    let mut open = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            Some(_) = open.join_next(), if !open.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, or a connection that died in the queue: neither is ours to die of.
                eprintln!("accept: {error}");
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let permit = Arc::clone(&room).try_acquire_owned();
        let seat = peers.seat(address.ip(), limits.per_peer);
        let (Ok(permit), Some(seat)) = (permit, seat) else {
            let _ = stream.try_write(NO_ROOM);
            continue;
        };
        let (router, limits, stopped) = (router.clone(), limits.clone(), stopped.clone());
        open.spawn(async move {
            connection(stream, router, Peer(address.ip()), &limits, stopped).await;
            drop((permit, seat));
        });
    }
    drop(listener);
    let _ = stopping.send(true);
    let drained = async { while open.join_next().await.is_some() {} };
    let _ = timeout(limits.drain, drained).await;
    Ok(())
}

/// Answers the requests of one connection until it is closed by either side.
async fn connection(
    stream: TcpStream,
    router: Router,
    peer: Peer,
    limits: &Limits,
    mut stopped: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Spoken::new(Stall::new(stream, limits.stall), limits.uri));
    let inner = TowerToHyperService::new(router);
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        inner.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        // Room to read a long url and refuse it in words; beyond it, `Spoken` does.
        .max_buf_size(80 * 1024)
        .serve_connection(io, service);
    tokio::pin!(connection);
    tokio::select! {
        _ = &mut connection => return,
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = sleep(limits.age) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.request + limits.stall, connection).await;
}

/// How many connections each peer has open.
#[derive(Default)]
struct Peers(Mutex<HashMap<IpAddr, usize>>);

/// One connection of a peer, until dropped.
struct Seat(Arc<Peers>, Option<IpAddr>);

impl Peers {
    fn seat(self: &Arc<Self>, address: IpAddr, most: usize) -> Option<Seat> {
        let Some(address) = Peer(address).household() else {
            return Some(Seat(Arc::clone(self), None));
        };
        let mut peers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = peers.entry(address).or_default();
        if *open >= most {
            return None;
        }
        *open += 1;
        Some(Seat(Arc::clone(self), Some(address)))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(address) = self.1 else { return };
        let mut peers = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = peers.get_mut(&address) {
            *open -= 1;
            if *open == 0 {
                peers.remove(&address);
            }
        }
    }
}
