//! How characters sound, without tones.
//!
//! In: characters, Simplified or not. Out: whether two can sound alike, and
//! whether Latin letters spell a name: `ytsjyj`, `yunting`, `ytjiaoyu`. Used
//! for suggestions only: nothing matches a document by its sound, because
//! nobody could tell 景点 from 经典 any more.

use crate::text::{fold_char, readings};
use pinyin::ToPinyin;

/// Most letters of a spelling that are looked at.
const MOST: usize = 60;

/// Whether two characters can sound alike, tones aside.
///
/// ```
/// # use xunlan::segment::same_sound;
/// assert!(same_sound('查', '察') && same_sound('長', '常'));
/// assert!(!same_sound('查', '看') && !same_sound('a', 'a'));
/// ```
pub fn same_sound(a: char, b: char) -> bool {
    let own = readings(a);
    readings(b).iter().any(|reading| own.contains(reading))
}

/// The first letters of a name; what is no Han character stands as it is, in lower case.
///
/// ```
/// assert_eq!(xunlan::segment::initials("云汀市教育局"), "ytsjyj");
/// ```
pub fn initials(name: &str) -> String {
    let first = |c: char| c.to_pinyin().and_then(|reading| reading.plain().chars().next());
    name.chars().map(fold_char).filter(|c| c.is_alphanumeric()).map(|c| first(c).unwrap_or(c)).collect()
}

/// From which character on (0 is the first) a name is spelled by Latin letters: each character
/// by its initial or by the beginning of one of its readings, in any mixture. None where it is not,
/// or where what was typed is no Latin word.
///
/// ```
/// # use xunlan::segment::spelled;
/// assert_eq!(spelled("云汀市教育局", "ytsjy"), Some(0));
/// assert_eq!(spelled("云汀市教育局", "yunt"), Some(0));
/// assert_eq!(spelled("云汀市教育局", "jiaoyuju"), Some(3));
/// assert_eq!(spelled("云汀市教育局", "sjj"), None);
/// assert_eq!(spelled("长江委", "chang jiang"), Some(0));
/// ```
pub fn spelled(name: &str, typed: &str) -> Option<usize> {
    let letters: String =
        typed.chars().map(fold_char).filter(|c| !c.is_whitespace() && *c != '\'').take(MOST).collect();
    if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let letters = letters.replace('ü', "v");
    let sounds: Vec<Vec<&str>> = name.chars().filter(|c| c.is_alphanumeric()).map(readings).collect();
    (0..sounds.len()).find(|from| spells(&sounds[*from..], &letters))
}

/// Whether the letters spell the beginning of the characters with these sounds.
fn spells(sounds: &[Vec<&str>], letters: &str) -> bool {
    // How many letters can be used up after each character: a set, so that mixtures stay linear.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for sound in sounds {
        let mut next = vec![false; letters.len() + 1];
        for from in (0..letters.len()).filter(|from| reached[*from]) {
            for reading in sound {
                let same = letters[from..].bytes().zip(reading.bytes()).take_while(|(a, b)| a == b).count();
                // The last character may be half typed; the ones before are whole or initials (zh, ch, sh too).
                if from + same == letters.len() && same > 0 {
                    return true;
                }
                let double = reading.as_bytes().get(1) == Some(&b'h');
                for length in [1, if double { 2 } else { 1 }, reading.len()] {
                    if length <= same {
                        next[from + length] = true;
                    }
                }
            }
        }
        if !next.contains(&true) {
            return false;
        }
        reached = next;
    }
    false
}
