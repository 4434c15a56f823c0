//! Places whose short names have a character that is a particle elsewhere: 太和镇, 向阳乡, 于洪市.
//!
//! In: what stands before 镇, 乡, 街道, or the rank of a county. Out: whether it names a place. Promise: words about
//! a place, 向我镇 or 进各乡, name none.

use super::bounds::NOT_IN_PLACES;
use super::common::is_part;
use super::divisions::{Place, RANKS, is_known, one};
use super::numeral;
use crate::disclosure::Level;

/// Particles that the short name of a town may have: 太和镇, 和丰镇, 向阳乡. What stands beside the particle is one
/// character and no name of its own.
const PARTICLES: [char; 5] = ['和', '与', '向', '进', '院'];

/// Whether two characters before 镇, 乡 or 街道 name a town although one of them is a particle; 向我镇 and 进各乡 name none.
pub(super) fn is_particled(stem: &str) -> bool {
    let Some((first, second)) = two(stem) else { return false };
    let counted = numeral::is_numeral(second);
    PARTICLES.contains(&first) && sound(second) && !counted || second == '和' && sound(first)
}

/// Characters beside a particle that make no name with it.
const NONE: [char; 14] = ['我', '本', '各', '两', '每', '其', '某', '同', '村', '乡', '镇', '街', '城', '所'];

/// Whether a character can stand beside a particle in a name.
fn sound(c: char) -> bool {
    !NOT_IN_PLACES.contains(&c) && !RANKS.contains(&c) && !NONE.contains(&c)
}

/// The two characters of a text that has no more.
fn two(text: &str) -> Option<(char, char)> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()?)).filter(|_| chars.next().is_none())
}

/// Whether two characters before the rank of a city or a county name it although one of them is a particle: 太和市,
/// 于洪市, 向阳县. 向义县 may be 义县, and 于东区 and 由山区 name none.
pub(super) fn is_county(stem: &str, rank: &str) -> bool {
    const VAGUE: [char; 9] = ['山', '原', '邻', '他', '此', '这', '那', '灾', '多'];
    let Some((first, second)) = two(stem) else { return false };
    let own = |c: char| sound(c) && !is_part(c) && !VAGUE.contains(&c) && !numeral::is_numeral(c);
    let opens = ['和', '向', '于', '由'].contains(&first);
    opens && own(second) && !is_known(&format!("{second}{rank}")) || second == '和' && own(first)
}

/// The place that is the whole of a text where a name begins, although the table has what stands behind its first
/// character: 由义县 is no 义县.
pub(super) fn opening(text: &str) -> Option<Place> {
    let rest = text.strip_prefix(['由', '于'])?;
    let (place, used) = one(rest, None)?;
    let short = used == rest.len() && rest.chars().count() == 2;
    short.then(|| Place { name: text.to_owned(), level: place.level })
}

/// Whether the particle at `at` is a part of a place's name: the 和 of 对太和县委, of 和平区委 and of 仁和街道. Behind 市委
/// the 和 of 和县委 may be either, and parts.
pub(super) fn holds(text: &str, at: usize) -> bool {
    let starts = text[..at].char_indices().rev().take(2).map(|(start, _)| start).chain([at]);
    let mut starts = starts.filter_map(|start| Some((start, one(&text[start..], None)?)));
    starts.any(|(start, (place, used))| {
        let town = || is_particled(place.name.trim_end_matches(['镇', '乡']).trim_end_matches("街道"));
        let known = place.name.chars().count() > 2 && is_known(&place.name);
        start + used > at + '和'.len_utf8() && (known || place.level == Level::Town && town())
    })
}
