//! The vocabulary of the field, as types.
//!
//! In: nothing. Out: what an announcement is made of, in the words of the
//! people who write and read them. Promises: no engine, no web, no input or
//! output here; a value that could be impossible (a 31st of June, an address
//! without a place) cannot be built; every text position is a [`Span`] of the
//! published text.

#[macro_use]
mod words;
mod address;
mod agency;
mod announcement;
mod contact;
mod date;
mod finding;
mod inspection;
mod kinds;
mod outline;
mod quantity;
mod span;

pub use address::{Address, AddressError, Step, unhan};
pub use agency::{Agency, Level};
pub use announcement::{Announcement, Kind};
pub use contact::Contact;
pub use date::{Date, DateError, DateRange, Fact, Known};
pub use finding::{Doubt, Finding};
pub use inspection::{Inspection, Mode};
pub use kinds::{OtherName, Relation, other_names, present_name};
pub use outline::{PartKind, Role, Status, Unit, unit_at};
pub use quantity::{Measured, Quantity};
pub(crate) use quantity::{SANCTIONS, SIDES};
pub use span::Span;
