//! Names in the script of their document: 乾潭镇 is no 干潭镇.
//!
//! In: a text, and words that were read from it folded. Out: the words as a simplified text writes them. Promise: what
//! a text in traditional script says is given simplified, as it always was; characters that were folded for another
//! reason than script (radicals, full width) stay folded.

use super::view::View;
use crate::text::{Text, fold, fold_char, folding, in_both, is_unified};

/// One in so many characters at least is traditional where the text is.
const SHARE: usize = 10;

/// What a text says, its page included.
fn told(text: &Text) -> impl Iterator<Item = &str> {
    std::iter::once(text.published.as_str()).chain(page(text))
}

/// What a page says of itself.
fn page(text: &Text) -> impl Iterator<Item = &str> {
    text.meta.iter().map(|(_, value)| value.as_str()).chain(text.title.as_deref())
}

/// The characters that others of the text are folded to, if the text as a whole is simplified.
pub(super) fn kept(text: &Text) -> Vec<char> {
    // Most texts have none, which was seen when they were folded; nor is there any behind the last.
    let others = text.folded.other_han() as usize;
    let published = Some(text.published.as_str()).filter(|_| others > 0);
    let unified = |(c, folded): &(char, char)| is_unified(*c) && is_unified(*folded);
    let own = published.into_iter().flat_map(folding).filter(unified).take(others);
    let (mut kept, mut traditional) = (Vec::new(), 0_usize);
    // A traditional text has enough of them in its first tenth, whatever follows. None has fewer than three bytes.
    let most = told(text).map(str::len).sum::<usize>() / 3;
    for (c, folded) in own.chain(page(text).flat_map(folding).filter(unified)) {
        traditional += usize::from(!in_both(c));
        if traditional * SHARE > most {
            return Vec::new();
        }
        if !kept.contains(&folded) && kept.len() < MOST {
            kept.push(folded);
        }
    }
    let all = || told(text).flat_map(str::chars).filter(|c| is_unified(*c)).count();
    if traditional > 0 && traditional * SHARE > all() {
        kept.clear();
    }
    kept
}

/// More of them than a simplified text has.
const MOST: usize = 200;

/// As many characters before and behind one as tell which it was, the surest first: 干 of 干潭镇 beside 潭, of 干部 beside 部.
const NEAR: [(usize, usize); 4] = [(2, 2), (1, 1), (0, 1), (1, 0)];

/// Words with the characters of the text, if `kept` has what they are folded to.
pub(super) fn restored(view: &View, text: &Text, kept: &[char], words: String) -> String {
    if kept.is_empty() || !words.contains(kept) {
        return words;
    }
    let own: Vec<char> = words.chars().collect();
    let near = |at: usize| {
        NEAR.iter().find_map(|(before, behind)| {
            let from = at.saturating_sub(*before);
            let window = own.get(from..own.len().min(at + behind + 1)).filter(|window| window.len() > 1)?;
            let window: String = window.iter().map(|c| fold_char(*c)).collect();
            printed(view, text, &window, at - from)
        })
    };
    let as_printed = |(at, c): (usize, &char)| if kept.contains(c) { near(at).unwrap_or(*c) } else { *c };
    own.iter().enumerate().map(as_printed).collect()
}

/// The published form of one character of folded words, where the text or its page first has them.
fn printed(view: &View, text: &Text, words: &str, nth: usize) -> Option<char> {
    if let Some(at) = super::lexicon::find(&view.text, words) {
        let (offset, c) = words.char_indices().nth(nth)?;
        return view.shown(at + offset..at + offset + c.len_utf8()).chars().next();
    }
    page(text).find_map(|value| {
        let folded = fold(value);
        let at = folded.find(words)?;
        value.chars().nth(folded[..at].chars().count() + nth)
    })
}
