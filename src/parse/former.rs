//! A body under the name that it had: 原桐坞县旅游局.
//!
//! In: a name taken apart. Out: the name without its 原, and whether another is that of today. Promise: 原阳县 is a
//! place, and a body of today is one of the same place with the same organ.

use super::divisions;
use super::organ::Name;
use super::place::ranked;

/// The body that was called 原X县旅游局, by that name without its 原; 原阳县 is a place.
pub(super) fn of(name: &Name) -> Option<Name> {
    let bare = name.body.strip_prefix('原')?;
    let placed = divisions::leading(bare).1 > 0 || !ranked(bare).0.is_empty();
    let known =
        divisions::leading(&name.body).0.first().is_some_and(|first| divisions::is_known(&first.name));
    (placed && !known).then(|| Name { body: bare.to_owned(), organ: name.organ, area: name.area })
}

/// Whether a body may be what another has become: of one place, or of the place whose rank the other has.
pub(super) fn succeeds(today: &Name, former: &Name) -> bool {
    let (places, used) = divisions::leading(&today.body);
    let old = divisions::leading(&former.body).0;
    let rank = ranked(&former.body).0;
    let one = places.last().is_some_and(|last| match old.last() {
        Some(old) => old == last,
        None => !rank.is_empty() && last.name.ends_with(rank),
    });
    one && used < today.body.len() && (today.organ == former.organ || former.organ.is_none())
}
