//! Whether the published characters of a place are those that were typed.
//!
//! In: a leaf of 字形:严格 or `exact:` and the terms of what folding leaves
//! out ([`forms`](crate::segment::forms)). Out: the places that stay. No text is
//! read, but where a document has more signs in a row than an index keeps.

use super::list::List;
use super::terms::Terms;
use crate::search::plan::Leaf;
use crate::search::shard::Occurrence;
use crate::segment::{BOUNDARY, GAP, LONG, Mark, Typed, mark, other_forms, signs};

/// A token and where it stands in the document looked at.
#[derive(Clone)]
struct Track {
    list: List,
    /// Where it stands in the document read last.
    at: Vec<u32>,
}

impl Track {
    fn of(list: List) -> Self {
        Self { list, at: Vec::new() }
    }

    /// Reads a document that begins and ends at these positions.
    fn read(&mut self, begin: u32, end: u32) {
        self.at.clear();
        self.list.seek(begin);
        self.list.before(end, begin, &mut self.at);
    }

    fn has(&self, position: u32) -> bool {
        self.at.binary_search(&position).is_ok()
    }
}

/// Signs at an end of what was typed: tokens that have them there, and how the place changes.
#[derive(Clone)]
struct Edge {
    track: Track,
    /// The token has a sentence end, so a position of its own stands between the characters.
    hard: bool,
    /// That sentence end is among what was typed.
    taken: bool,
}

/// What the published characters of a place must be.
#[derive(Clone)]
pub struct Forms<'f> {
    terms: &'f Terms,
    /// The document the tracks were read for.
    read: Option<u32>,
    /// Offset in the place and the token that must stand there.
    needed: Vec<(u32, Track)>,
    /// Offset in the place and a token that must not.
    banned: Vec<(u32, Track)>,
    /// Signs before the first character, if any were typed.
    before: Option<Vec<Edge>>,
    /// Signs behind the last.
    behind: Option<Vec<Edge>>,
    /// Too many signs to be kept.
    long: Option<Track>,
    length: u32,
    /// Whether what was typed ends with one sentence end behind the last character.
    ended: bool,
}

impl<'f> Forms<'f> {
    /// Finds the terms of a leaf; none if only the text can tell.
    pub fn open(leaf: &Leaf, terms: &'f Terms) -> Option<Self> {
        let (Some((text, exact)), [piece]) = (&leaf.published, leaf.pieces.as_slice()) else { return None };
        // With wildcards at its ends a place is longer than what was typed.
        if leaf.margin != (0, 0) {
            return None;
        }
        let typed = Typed::of(text);
        // Pinyin was typed that the key passes over: only the text tells.
        if typed.chars.len() != piece.iter().filter(|c| **c != BOUNDARY).count() {
            return None;
        }
        let open = |token: &str| terms.find(token).map(|found| Track::of(found.list()));
        let never = || Track::of(List::empty());
        let mut forms = Self {
            terms,
            read: None,
            needed: Vec::new(),
            banned: Vec::new(),
            before: None,
            behind: None,
            long: None,
            length: piece.len() as u32,
            ended: is_end(&typed.trailing),
        };
        for (number, (offset, c, signs_before)) in typed.chars.iter().enumerate() {
            let folded = piece.get(*offset as usize)?;
            if c != folded {
                forms.needed.push((*offset, open(&c.to_string()).unwrap_or_else(never)));
            } else {
                for other in other_forms(*folded) {
                    forms.banned.extend(open(&other.to_string()).map(|track| (*offset, track)));
                }
            }
            if *exact && number > 0 {
                match signs_before.is_empty() {
                    true => forms.banned.extend(open(GAP).map(|track| (*offset, track))),
                    false => forms.needed.push((*offset, open(&signs(signs_before)).unwrap_or_else(never))),
                }
            }
        }
        if *exact {
            let first = typed.chars.first().map_or("", |(_, _, signs)| signs.as_str());
            forms.before = edges(first, true, terms);
            forms.behind = edges(&typed.trailing, false, terms);
            forms.long = open(LONG);
        }
        Some(forms)
    }

    /// Keeps the places that fit in a key of so many positions; false, and nothing done, if the text must be
    /// looked at.
    pub fn keep(&mut self, document: u32, key: u32, places: &mut Vec<Occurrence>) -> bool {
        if self.read.replace(document) != Some(document) {
            let (begin, end) = (self.terms.begin(document), self.terms.begin(document + 1));
            let edges = self.before.iter_mut().chain(&mut self.behind).flatten();
            let tracks = self.needed.iter_mut().chain(&mut self.banned).map(|(_, track)| track);
            tracks
                .chain(edges.map(|edge| &mut edge.track))
                .chain(&mut self.long)
                .for_each(|track| track.read(begin, end));
        }
        if let Some(long) = &self.long {
            // Behind the last character, and behind the sentence end that follows it.
            let near = |place: &Occurrence| place.start..=place.start + self.length + 1;
            if places.iter().any(|place| near(place).any(|position| long.has(position))) {
                return false;
            }
        }
        places.retain_mut(|place| self.fits(place, key));
        // A sentence end taken in moves the start of a place.
        places.sort_unstable();
        true
    }

    /// Whether signs were typed before the first character and behind the last that may stand beside the unit it
    /// stands in. One sentence end alone has a position of its own.
    pub fn edges(&self) -> (bool, bool) {
        (self.before.is_some(), self.behind.is_some() && !self.ended)
    }

    fn fits(&self, place: &mut Occurrence, key: u32) -> bool {
        let start = place.start;
        if !self.needed.iter().all(|(offset, track)| track.has(start + offset))
            || self.banned.iter().any(|(offset, track)| track.has(start + offset))
        {
            return false;
        }
        if let Some(edges) = &self.before {
            let Some(edge) = edges.iter().find(|edge| edge.track.has(start)) else { return false };
            place.start -= u32::from(edge.taken && start > 0);
        }
        if let Some(edges) = &self.behind {
            let end = start + self.length;
            // A token with a sentence end stands one further, but that of the end of the text right behind
            // its last character: 成果。 has it one further from 成, and yet 成。 is not there.
            let inside = end + 1 < key;
            let further = edges.iter().find(|edge| inside && edge.hard && edge.track.has(end + 1));
            if further.is_none() && !edges.iter().any(|edge| edge.track.has(end)) {
                return false;
            }
            place.end += u32::from(further.is_some_and(|edge| edge.taken));
        }
        true
    }
}

/// Whether signs are one sentence end.
fn is_end(signs: &str) -> bool {
    let mut signs = signs.chars();
    signs.next().is_some_and(|c| mark(c) == Mark::Hard) && signs.next().is_none()
}

/// The tokens of signs that end with what was typed, or begin with it; none if nothing was.
fn edges(wanted: &str, ending: bool, terms: &Terms) -> Option<Vec<Edge>> {
    if wanted.is_empty() {
        return None;
    }
    let hard = |text: &str| text.chars().any(|c| mark(c) == Mark::Hard);
    let from = if ending { GAP.to_owned() } else { format!("{GAP}{wanted}") };
    let (mut found, mut cursor) = (Vec::new(), terms.from(&from));
    while let Some(run) = cursor.term().and_then(|token| token.strip_prefix(GAP)) {
        let rest = if ending { run.strip_suffix(wanted) } else { run.strip_prefix(wanted) };
        match rest {
            Some(rest) => {
                let taken = hard(wanted) && (!ending || !hard(rest));
                found.push(Edge { track: Track::of(cursor.list()), hard: hard(run), taken });
            }
            None if ending => {}
            None => break,
        }
        cursor.advance();
    }
    Some(found)
}
