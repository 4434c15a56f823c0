//! How two short strings are alike.
//!
//! In: folded strings of letters and digits. Out: the likeness of a string to
//! what was typed, and the strings of a value that are alike. Promise: the work
//! grows with the length of what is looked at, and with nothing else.

use crate::segment::same_sound;
use std::collections::BTreeMap;

words! {
    /// How a string is near another.
    Likeness {
        /// It can be read aloud the same way, tones aside.
        Sound = "sound", "同音";
        /// One character of it is another.
        Character = "character", "差一字";
        /// It has one character that was not typed.
        Missing = "missing", "缺一字";
        /// It does without one of those that were typed.
        Added = "added", "多一字";
    }
}

/// How a string is like what was typed; none where it is the same, or unlike.
pub fn likeness(own: &[char], typed: &[char]) -> Option<Likeness> {
    if own.len() == typed.len() {
        let apart = || own.iter().zip(typed).filter(|(a, b)| a != b);
        return match apart().count() {
            0 => None,
            1 if apart().any(|(a, b)| !same_sound(*a, *b)) => Some(Likeness::Character),
            _ => apart().all(|(a, b)| same_sound(*a, *b)).then_some(Likeness::Sound),
        };
    }
    if own.len() == typed.len() + 1 {
        return longer(own, typed).then_some(Likeness::Missing);
    }
    (typed.len() == own.len() + 1 && longer(typed, own)).then_some(Likeness::Added)
}

/// Whether a string is another with one character put in between its first and its last, or at an end.
fn longer(long: &[char], short: &[char]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long[same + 1..] == short[same..]
}

/// Adds the strings in a value that are like what was typed, each once for the value.
pub fn inside(value: &[char], typed: &[char], found: &mut BTreeMap<String, u64>) {
    let length = typed.len();
    // One character of two is half the word, and what is left of three without one is too short to be meant.
    let lengths: &[usize] = match length {
        0..3 => &[length],
        3 => &[length, length + 1],
        _ => &[length, length + 1, length - 1],
    };
    for window in lengths.iter().flat_map(|length| value.windows(*length)) {
        let whole = window.first() == typed.first() && window.last() == typed.last();
        let kind = match window.len() == length {
            true => likeness(window, typed).filter(|kind| length > 2 || *kind == Likeness::Sound),
            // Otherwise any value that begins with the rest of it would do.
            false => likeness(window, typed).filter(|_| whole),
        };
        if kind.is_some() {
            *found.entry(window.iter().collect()).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_alike_in_one_place() {
        let of = |own: &str, typed: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            likeness(&chars(own), &chars(typed))
        };
        assert_eq!(of("审计", "审计"), None);
        assert_eq!(of("审计", "审汁"), Some(Likeness::Character));
        assert_eq!(of("约谈", "约坛"), Some(Likeness::Sound));
        assert_eq!(of("审计", "申鸡"), Some(Likeness::Sound));
        assert_eq!(of("民主生活会", "民主活会"), Some(Likeness::Missing));
        assert_eq!(of("民主生活会", "民主生活活会"), Some(Likeness::Added));
        assert_eq!(of("审计局", "审计"), Some(Likeness::Missing));
        assert_eq!(of("审批", "巡察"), None);
    }
}
