//! Two characters at every position: the tokens that guarantee recall.
//!
//! In: the characters of a [`Key`](super::Key). Out: for every position one token: the character and the one
//! after it (or the boundary, or the end). A phrase of n characters is covered
//! by every second gram; a single character is the range of grams that begin
//! with it, so no second field is needed. Measured at a million units, pairs
//! answer rare phrases ten times faster than single characters.

use super::BOUNDARY;

/// The token that stands at a sentence end.
pub const BOUNDARIES: [char; 2] = [BOUNDARY, BOUNDARY];

/// The token at every position of a key.
pub fn grams(chars: impl Iterator<Item = char>) -> impl Iterator<Item = [char; 2]> {
    let mut chars = chars.peekable();
    std::iter::from_fn(move || match chars.next()? {
        BOUNDARY => Some(BOUNDARIES),
        c => Some([c, chars.peek().copied().unwrap_or(BOUNDARY)]),
    })
}

/// One token of a query and where it stands in the phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// This gram.
    Gram([char; 2], u32),
    /// Any gram that begins with this character.
    First(char, u32),
}

/// The fewest tokens that together fix every character of a phrase.
pub fn cover(phrase: &[char]) -> Vec<Cover> {
    let mut tokens = Vec::with_capacity(phrase.len() / 2 + 1);
    let mut at = 0;
    while at < phrase.len() {
        if phrase[at] == BOUNDARY {
            // Unless the gram before it ends with the boundary, that a sentence ends here is not said yet.
            let said = matches!(tokens.last(), Some(Cover::Gram(_, from)) if *from as usize + 1 == at);
            if at > 0 && !said {
                tokens.push(Cover::Gram([phrase[at - 1], BOUNDARY], at as u32 - 1));
            }
            at += 1;
            continue;
        }
        match phrase.get(at + 1) {
            Some(next) => {
                tokens.push(Cover::Gram([phrase[at], *next], at as u32));
                at += 2;
            }
            None if at > 0 && phrase[at - 1] != BOUNDARY => {
                tokens.push(Cover::Gram([phrase[at - 1], phrase[at]], at as u32 - 1));
                at += 1;
            }
            None => {
                tokens.push(Cover::First(phrase[at], at as u32));
                at += 1;
            }
        }
    }
    tokens
}
