//! Which hosts are answered for, and how fast one peer may ask.
//!
//! In: the `Host` of a request, the address it came from. Out: yes or no.
//! Promises: with no list every host is answered; loopback and a rate of zero
//! know no limit; what is remembered of peers is bounded.

use axum::http::{HeaderMap, header};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Peers remembered at once; beyond them those who have paused are forgotten.
const PEERS: usize = 10_000;
/// How many seconds' worth of requests may come at once: a page loads its files together.
const BURST: f64 = 4.0;

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Who counts as one: one household or one attacker has a whole /64; none for this machine itself.
    pub fn household(self) -> Option<IpAddr> {
        match self.0.to_canonical() {
            address if address.is_loopback() => None,
            IpAddr::V6(v6) => Some(IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64))),
            v4 @ IpAddr::V4(_) => Some(v4),
        }
    }
}

/// The hosts that are answered for.
#[derive(Debug, Default)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// A list; empty admits all.
    pub fn new(names: &[String]) -> Self {
        Self(names.iter().map(|name| name.trim().to_ascii_lowercase()).collect())
    }

    /// The host of a request, refused if it is not listed; addresses of this machine always are.
    pub fn admit(&self, headers: &HeaderMap) -> Result<(), String> {
        if self.0.is_empty() {
            return Ok(());
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        let name = bare(host).to_ascii_lowercase();
        let own = ["localhost", "127.0.0.1", "[::1]"].contains(&name.as_str());
        let listed = self.0.iter().any(|known| *known == name || *known == host.to_ascii_lowercase());
        if own || listed { Ok(()) } else { Err(host.chars().take(80).collect()) }
    }
}

/// A host without its port.
fn bare(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// A bucket of requests for each peer.
#[derive(Debug, Default)]
pub struct Pace {
    /// Requests a second; 0 is no limit.
    rate: f64,
    peers: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Pace {
    /// So many requests a second from one peer; 0 is no limit.
    pub fn new(rate: u32) -> Self {
        Self { rate: f64::from(rate), peers: Mutex::default() }
    }

    /// Takes one request out of the peer's bucket, if there is one in it.
    pub fn admit(&self, peer: Peer) -> bool {
        let (true, Some(address)) = (self.rate > 0.0, peer.household()) else { return true };
        let (now, most) = (Instant::now(), self.rate * BURST);
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        if peers.len() >= PEERS {
            peers.retain(|_, (_, last)| now.duration_since(*last).as_secs_f64() < BURST);
        }
        if peers.len() >= PEERS && !peers.contains_key(&address) {
            return false;
        }
        let (left, last) = peers.entry(address).or_insert((most, now));
        *left = (*left + now.duration_since(*last).as_secs_f64() * self.rate).min(most);
        *last = now;
        let enough = *left >= 1.0;
        if enough {
            *left -= 1.0;
        }
        enough
    }
}
