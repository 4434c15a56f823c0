//! stub
pub mod cite;
use super::{
    Failure,
    reply::{HTML, Reply},
    routes::Ask,
};
/// Examples.
#[derive(Default)]
pub struct Examples;
/// Says why.
pub fn failure(failure: &Failure, _query: &str) -> Reply {
    Reply::new(HTML, failure.to_string().into_bytes())
}
/// `GET /`
pub fn search(_ask: &Ask) -> Result<Reply, Failure> {
    Err(Failure::Broken)
}
/// `GET /a/{id}`
pub fn reading(_ask: &Ask) -> Result<Reply, Failure> {
    Err(Failure::Broken)
}
/// `GET /help`
pub fn help(_ask: &Ask) -> Result<Reply, Failure> {
    Err(Failure::Broken)
}
/// `GET /coverage`
pub fn coverage(_ask: &Ask) -> Result<Reply, Failure> {
    Err(Failure::Broken)
}
