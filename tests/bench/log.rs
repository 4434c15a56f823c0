//! What people might type: literals cut from the text, words as frequent as in
//! it, and every form of the grammar.

use super::{Genre, Random};

/// A slice of what literal matching sees of one announcement, of `length` characters.
pub fn literal(keys: &str, length: usize, random: &mut Random) -> String {
    loop {
        let mut at = random.below(keys.len());
        while !keys.is_char_boundary(at) {
            at -= 1;
        }
        let found: String = keys[at..].chars().take(length).collect();
        if found.chars().count() == length && !found.contains(['\n', '。']) {
            return found;
        }
    }
}

/// Words of two or more characters as people type them.
pub fn words<'g>(genre: &'g Genre, count: usize, random: &mut Random) -> Vec<&'g str> {
    let mut words: Vec<&str> = Vec::new();
    while words.len() < count {
        let word = genre.word(random);
        if word.chars().count() > 1 && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// One query of a mixed log: every form of the grammar, words as frequent as in the text.
pub fn mixed(genre: &Genre, keys: &str, random: &mut Random) -> String {
    let form = random.below(28);
    let length = 2 + random.below(7);
    let cut = literal(keys, length, random);
    let few = words(genre, 4, random);
    let [a, b, c, d] = few[..] else { return cut };
    match form {
        0..=3 => format!("{a} {b}"),
        4 | 5 => format!("{a} {b} {c}"),
        6 => format!("{a} {b} {c} {d}"),
        7..=9 => format!("\"{cut}\""),
        10 => format!("{a}{b}"),
        11 => format!("{a} OR {b}"),
        12 => format!("{a} -{b}"),
        13 => format!("({a} OR {b}) {c} -{d}"),
        14 => format!("{a} NEAR/{} {b}", 1 + random.below(30)),
        15 => format!("{a} 同句 {b}"),
        16 => format!("{a} 同措施 {b}"),
        17 => format!("{a} 同事项 {b}"),
        18 => format!("{a} 同方面 {b}"),
        19 => format!("{a}?{b}"),
        20 => format!("{a}*{b}"),
        21 => format!("measure:{a} agency:教育局"),
        22 => format!("{a} in:下一步"),
        23 => format!("{a} published:2023..2024 sort:-date"),
        24 => format!("{a} 追缴:>=100万 sort:-追缴"),
        25 => format!("exact:\"{cut}\""),
        26 => format!("\"{a}\" 字形:严格"),
        _ => cut.chars().take(1).collect(),
    }
}
