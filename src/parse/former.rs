//! A body under the name that it had: 原桐坞县旅游局, 桐坞县旅游局(现更名为桐坞县文化和旅游局).
//!
//! In: a name taken apart. Out: the name without its 原, and whether another is that of today. Promise: 原阳县 is a
//! place, and a body of today is one of the same place with the same organ, or one that a bracket says it has become.

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

/// How a bracket says what a body has become.
const BECAME: &[&str] =
    &["更名为", "改名为", "重组为", "整合为", "合并为", "现为", "并入", "组建为", "改制为", "改为"];

/// Whether a bracket in the sentence behind a body says that it has become another: 江滨化工集团有限公司(2022年9月更名为
/// 江滨新材料集团有限公司), 县旅游局(现更名为县文化和旅游局).
pub(super) fn became(behind: &str, today: &Name) -> bool {
    let sentence = &behind[..behind.find(['。', '\n']).unwrap_or(behind.len())];
    let (place, own) = today.body.split_at(divisions::leading(&today.body).1);
    own.chars().count() >= 3
        && sentence.match_indices(own).take(8).any(|(at, _)| {
            let before = &sentence[..at];
            let open = before.matches('(').count() > before.matches(')').count();
            let said = BECAME.iter().filter_map(|word| before.rfind(word).map(|at| at + word.len())).max();
            // 县 stands for the whole of its place.
            open && said.is_some_and(|said| place.ends_with(&before[said..]))
        })
}
