//! One name, several bodies: 清苇镇党委 of two counties are two.
//!
//! In: the regions that announcements of one name state, from the province
//! down. Out: a group for each body they can be of. Promises: regions that say
//! different things are never brought together; what states no region, or fits
//! several, stands apart, because nothing says whose it is.

use super::pieces::line;
use crate::{search::UNSTATED, web::encode};

/// Announcements of one name that can be of one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The region as the fullest of them states it; empty where none does.
    pub place: Vec<String>,
    /// Which announcements, by number, ascending.
    pub of: Vec<usize>,
    /// The part of its region that no other group has: as a filter it narrows to this body.
    pub tells: String,
}

/// The page of a body. A name that does not hold its place needs it beside it.
pub fn url(name: &str, region: &[String]) -> String {
    let page = format!("/agency/{}", encode(name));
    match region.last().filter(|place| !name.contains(place.as_str())) {
        Some(place) => format!("{page}?region={}", encode(place)),
        None => page,
    }
}

/// Whether two regions can be the same place: both are stated, and one says no more than the other does.
pub fn agree(one: &[String], other: &[String]) -> bool {
    let within = |small: &[String], large: &[String]| small.iter().all(|place| large.contains(place));
    !one.is_empty() && !other.is_empty() && (within(one, other) || within(other, one))
}

/// The announcements of one name, parted by body, in the order of the first of each; without region last.
pub fn parted(regions: &[&[String]]) -> Vec<Body> {
    let mut order: Vec<usize> = (0..regions.len()).collect();
    // The fullest first: what says less joins what it fits.
    order.sort_by_key(|at| std::cmp::Reverse(regions[*at].len()));
    let mut bodies: Vec<Body> = Vec::new();
    for at in order {
        let own = regions[at];
        let same = bodies.iter().position(|body| body.place == own);
        let mut fitting = (0..bodies.len()).filter(|body| agree(&bodies[*body].place, own));
        let joined = match (fitting.next(), fitting.next()) {
            _ if same.is_some() => same,
            (Some(only), None) => Some(only),
            _ => None,
        };
        match joined.and_then(|body| bodies.get_mut(body)) {
            Some(body) => body.of.push(at),
            None => bodies.push(Body { place: own.to_vec(), of: vec![at], tells: String::new() }),
        }
    }
    bodies.iter_mut().for_each(|body| body.of.sort_unstable());
    bodies.sort_by_key(|body| (body.place.is_empty(), body.of.first().copied()));
    let places: Vec<Vec<String>> = bodies.iter().map(|body| body.place.clone()).collect();
    for (number, body) in bodies.iter_mut().enumerate() {
        let other = |place: &&String| {
            !places.iter().enumerate().any(|(at, other)| at != number && other.contains(*place))
        };
        let own = body.place.iter().rev().find(other).or(body.place.last());
        body.tells = own.map_or_else(|| UNSTATED.to_owned(), Clone::clone);
    }
    bodies
}

impl Body {
    /// Its region in words; none where it is not stated.
    pub fn named(&self) -> Option<String> {
        (!self.place.is_empty()).then(|| line(&self.place.join(" ")))
    }
}
