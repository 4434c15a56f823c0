//! One name, several bodies: 清苇镇党委 of two counties are two.
//!
//! In: the regions that announcements of one name state, from the province
//! down. Out: a group for each body they can be of. Promises: regions that say
//! different things are never brought together; what states no region, or fits
//! several, stands apart, because nothing says whose it is; every group has a
//! name of its own, and a filter only where one finds it and nothing else.

use super::pieces::line;
use crate::{
    search::{UNSTATED, syntax},
    text::fold,
    web::encode,
};

/// Announcements of one name that can be of one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The region as the fullest of them states it; empty where none does.
    pub place: Vec<String>,
    /// Which announcements, by number, ascending.
    pub of: Vec<usize>,
    /// What no other group is called: a part of its region that no other has, else all of it.
    pub tells: String,
    /// The parameters of a search that finds these announcements and none of the others, where there is one.
    pub filter: Option<String>,
}

/// The page of a body. A name that does not hold its place needs it beside it.
pub fn url(name: &str, region: &[String]) -> String {
    let page = format!("/agency/{}", encode(name));
    match region.last().filter(|place| !name.contains(place.as_str())) {
        Some(_) => format!("{page}?region={}", encode(&region.join(" "))),
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
            None => bodies.push(Body { place: own.to_vec(), of: vec![at], ..Body::default() }),
        }
    }
    bodies.iter_mut().for_each(|body| body.of.sort_unstable());
    bodies.sort_by_key(|body| (body.place.is_empty(), body.of.first().copied()));
    let places: Vec<Vec<String>> = bodies.iter().map(|body| body.place.clone()).collect();
    for (number, body) in bodies.iter_mut().enumerate() {
        let other = |place: &&String| {
            !places.iter().enumerate().any(|(at, other)| at != number && other.contains(*place))
        };
        let own = body.place.iter().rev().find(other).cloned();
        body.tells = match body.place.is_empty() {
            true => UNSTATED.to_owned(),
            false => own.unwrap_or_else(|| body.place.join(" ")),
        };
        body.filter = filter(regions, body);
    }
    bodies
}

/// The filter of a body: a place that all of its announcements state, without the places that others beside it do.
fn filter(regions: &[&[String]], body: &Body) -> Option<String> {
    let places = body.place.iter().rev().map(Some).chain(body.place.is_empty().then_some(None));
    let of = |place: Option<&String>| {
        let found = |at: &usize| match place {
            Some(place) => regions[*at].contains(place),
            None => regions[*at].is_empty(),
        };
        let found: Vec<usize> = (0..regions.len()).filter(found).collect();
        let foreign = found.iter().filter(|at| !body.of.contains(at)).flat_map(|at| regions[*at]);
        let own = |place: &&String| body.of.iter().any(|at| regions[*at].contains(place));
        let mut without: Vec<&String> = foreign.filter(|place| !own(place)).collect();
        without.sort();
        without.dedup();
        let left = found.into_iter().filter(|at| !regions[*at].iter().any(|place| without.contains(&place)));
        if !left.eq(body.of.iter().copied()) {
            return None;
        }
        let place = place.map_or(UNSTATED, String::as_str);
        let without = without.iter().map(|place| format!("&not_region={}", encode(place)));
        Some(format!("region={}{}", encode(place), without.collect::<String>()))
    };
    // The shortest of them: what no other group has needs nothing left out.
    places.filter_map(of).min_by_key(|filter| filter.matches('&').count())
}

/// Which of these bodies a reader means by a place, in either script: its name here, its whole region, or a part of
/// its region that fits no other.
pub fn meant(bodies: &[Body], wanted: &str) -> Option<usize> {
    let wanted = if syntax::unstated(wanted) { UNSTATED.to_owned() } else { fold(wanted) };
    let same = |text: &str| fold(text) == wanted || text == wanted;
    let whole = |body: &Body| same(&body.tells) || same(&body.place.join(" "));
    let part = |body: &Body| {
        let place: Vec<String> = body.place.iter().map(|place| fold(place)).collect();
        let mut parts = wanted.split_whitespace().peekable();
        parts.peek().is_some() && parts.all(|part| place.iter().any(|place| place == part))
    };
    bodies.iter().position(whole).or_else(|| {
        let mut there = (0..bodies.len()).filter(|at| part(&bodies[*at]));
        there.next().filter(|_| there.next().is_none())
    })
}

impl Body {
    /// Its region in words; none where it is not stated.
    pub fn named(&self) -> Option<String> {
        (!self.place.is_empty()).then(|| line(&self.place.join(" ")))
    }
}
