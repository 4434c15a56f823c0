//! Towns whose short names have a character that is a particle elsewhere: 太和镇, 向阳乡.
//!
//! In: what stands before 镇, 乡 or 街道. Out: whether it names a town. Promise: words about
//! a town, 向我镇 or 进各乡, name none.

use super::divisions::{NOT_IN_PLACES, RANKS};
use super::numeral;

/// Particles that the short name of a town may have: 太和镇, 和丰镇, 向阳乡. What stands beside the particle is one
/// character and no name of its own.
const PARTICLES: [char; 5] = ['和', '与', '向', '进', '院'];

/// Whether two characters before 镇, 乡 or 街道 name a town although one of them is a particle; 向我镇 and 进各乡 name none.
pub(super) fn is_particled(stem: &str) -> bool {
    const NONE: [char; 14] =
        ['我', '本', '各', '两', '每', '其', '某', '同', '村', '乡', '镇', '街', '城', '所'];
    let mut chars = stem.chars();
    let (Some(first), Some(second), None) = (chars.next(), chars.next(), chars.next()) else { return false };
    let sound = |c: char| !NOT_IN_PLACES.contains(&c) && !RANKS.contains(&c) && !NONE.contains(&c);
    let counted = numeral::is_numeral(second);
    PARTICLES.contains(&first) && sound(second) && !counted || second == '和' && sound(first)
}
