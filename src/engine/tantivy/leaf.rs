//! Where a leaf of a query stands in one segment.
//!
//! In: a [`Leaf`] and a segment's [`Grams`]. Out: the announcements it may
//! stand in, ascending, and every place in one of them. A phrase is covered by
//! every second gram, rarest first; a single character is the union of the
//! grams that begin with it. A phrase is looked for in one row of positions
//! through all announcements, so what is found stands in one of them.

use super::first::{Firsts, Places};
use super::grams::{Grams, key};
use super::list::{END as NOWHERE, List};
use crate::search::SearchError;
use crate::search::evaluate::join;
use crate::search::plan::Leaf;
use crate::search::shard::END;
use crate::segment::{Cover, cover};
use std::sync::Arc;

/// One token of a phrase and where it stands in it.
#[derive(Clone)]
enum Track {
    Gram {
        list: Box<List>,
        offset: u32,
    },
    /// All places of a character.
    First {
        places: Arc<Places>,
        at: usize,
        offset: u32,
    },
}

impl Track {
    /// The first start of the phrase at or after `start` that this token allows.
    fn seek(&mut self, start: u32) -> u32 {
        let (found, offset) = match self {
            Track::Gram { list, offset } => (list.seek(start.saturating_add(*offset)), *offset),
            Track::First { places, at, offset } => {
                let target = start.saturating_add(*offset);
                let rest = places.positions.get(*at..).unwrap_or_default();
                // From one place to the next it is mostly near.
                let near = rest.iter().take(8).position(|position| *position >= target);
                *at += near.unwrap_or_else(|| rest.partition_point(|position| *position < target));
                (places.positions.get(*at).copied().unwrap_or(NOWHERE), *offset)
            }
        };
        if found == NOWHERE { NOWHERE } else { found - offset }
    }

    /// Appends the starts from `begin` on and before `end` that this token allows.
    fn before(&mut self, begin: u32, end: u32, into: &mut Vec<u32>) {
        self.seek(begin);
        match self {
            Track::Gram { list, offset } => list.before(end.saturating_add(*offset), *offset, into),
            Track::First { places, at, offset } => {
                let rest = places.positions.get(*at..).unwrap_or_default();
                let own = rest.iter().take_while(|position| **position < end.saturating_add(*offset));
                let before = into.len();
                into.extend(own.map(|position| position - *offset));
                *at += into.len() - before;
            }
        }
    }
}

/// A row of characters in one segment.
#[derive(Clone)]
pub struct Piece {
    /// Rarest first.
    tracks: Vec<Track>,
    length: u32,
    /// The first start that was not handed out yet.
    next: Option<u32>,
    /// The announcement whose starts are held, and they: asked for twice, they must still be there.
    document: u32,
    starts: Vec<u32>,
}

impl Piece {
    /// A single gram.
    pub fn of(gram: [char; 2], grams: &Grams) -> Self {
        Self::new(vec![Track::Gram { list: Box::new(grams.of(key(gram))), offset: 0 }], 1)
    }

    fn new(tracks: Vec<Track>, length: u32) -> Self {
        Self { tracks, length, next: None, document: END, starts: Vec::new() }
    }

    /// The first start at or after `start`.
    fn seek(&mut self, start: u32) -> u32 {
        if let Some(next) = self.next.filter(|next| *next >= start) {
            return next;
        }
        // A lone sentence end has no token; it is no place.
        let mut start = if self.tracks.is_empty() { NOWHERE } else { start };
        'again: while start != NOWHERE {
            for track in &mut self.tracks {
                let found = track.seek(start);
                if found > start {
                    start = found;
                    continue 'again;
                }
            }
            break;
        }
        self.next = Some(start);
        start
    }

    /// The first announcement at or after `document` that it stands in.
    fn seek_document(&mut self, document: u32, grams: &Grams) -> u32 {
        if self.document == document && !self.starts.is_empty() {
            return document;
        }
        match self.seek(grams.start(document)) {
            NOWHERE => END,
            start => grams.document_of(start, document),
        }
    }

    /// Where it begins in an announcement, in positions of its own key.
    pub fn starts(&mut self, document: u32, grams: &Grams) -> &[u32] {
        if self.document != document {
            self.document = document;
            self.starts.clear();
            let (begin, end) = (grams.start(document), grams.start(document + 1));
            if let Some((first, rest)) = self.tracks.split_first_mut()
                && self.next.is_none_or(|next| next < end)
            {
                first.before(begin, end, &mut self.starts);
                for track in rest {
                    self.starts.retain(|start| track.seek(*start) == *start);
                }
                self.starts.iter_mut().for_each(|start| *start = start.saturating_sub(begin));
                self.next = None;
            }
        }
        &self.starts
    }
}

/// A leaf in one segment. It only moves forward, so whoever goes at a pace of his own takes a clone.
#[derive(Clone)]
pub struct Cursor<'s> {
    grams: &'s Grams,
    pieces: Vec<Piece>,
    gaps: Vec<(u32, u32)>,
    margin: (u32, u32),
    /// Nothing to start from (only punctuation): every announcement is a candidate.
    anywhere: bool,
    frequencies: Vec<u64>,
}

impl<'s> Cursor<'s> {
    /// Opens the lists of a leaf. `replaced` are the announcements that count no more.
    pub fn open(leaf: &Leaf, grams: &'s Grams, replaced: &[u32], firsts: &Firsts) -> Self {
        let mut frequencies = Vec::new();
        let mut pieces = Vec::new();
        for piece in &leaf.pieces {
            let mut tracks: Vec<(usize, Track)> = Vec::new();
            for token in cover(piece) {
                let (documents, rarity, track) = track(token, grams, replaced, firsts);
                frequencies.push(documents);
                tracks.push((rarity, track));
            }
            tracks.sort_by_key(|(rarity, _)| *rarity);
            let tracks = tracks.into_iter().map(|(_, track)| track).collect();
            pieces.push(Piece::new(tracks, piece.len() as u32));
        }
        Self {
            grams,
            anywhere: pieces.is_empty(),
            frequencies,
            pieces,
            gaps: leaf.gaps.clone(),
            margin: leaf.margin,
        }
    }

    /// How many announcements contain each of its tokens.
    pub fn frequencies(&self) -> &[u64] {
        &self.frequencies
    }

    /// The first announcement at or after `target` in which all its pieces stand.
    pub fn seek(&mut self, target: u32) -> u32 {
        if self.anywhere {
            return if target < self.grams.documents() { target } else { END };
        }
        let mut target = target;
        'again: loop {
            for piece in &mut self.pieces {
                let found = piece.seek_document(target, self.grams);
                if found == END {
                    return END;
                }
                if found > target {
                    target = found;
                    continue 'again;
                }
            }
            return target;
        }
    }

    /// Where it begins in an announcement, if it is one row of characters.
    pub fn starts(&mut self, document: u32) -> Option<&[u32]> {
        match (self.pieces.as_mut_slice(), self.margin) {
            ([piece], (0, 0)) => Some(piece.starts(document, self.grams)),
            _ => None,
        }
    }

    /// Shows every place in an announcement, as first position and one past the last.
    pub fn places(
        &mut self,
        document: u32,
        boundaries: &[u32],
        end: u32,
        see: impl FnMut((u32, u32)),
    ) -> Result<(), SearchError> {
        let length = self.pieces.first().map_or(0, |piece| piece.length);
        if let Some(starts) = self.starts(document) {
            starts.iter().map(|at| (*at, at + length)).for_each(see);
            return Ok(());
        }
        if self.anywhere || self.seek(document) != document {
            return Ok(());
        }
        let lengths: Vec<u32> = self.pieces.iter().map(|piece| piece.length).collect();
        let grams = self.grams;
        let starts: Vec<&[u32]> = self.pieces.iter_mut().map(|piece| piece.starts(document, grams)).collect();
        join(&starts, &lengths, &self.gaps, self.margin, boundaries, end)?.into_iter().for_each(see);
        Ok(())
    }
}

/// A token, the announcements that have it, and how often it stands in the segment.
fn track(token: Cover, grams: &Grams, replaced: &[u32], firsts: &Firsts) -> (u64, usize, Track) {
    match token {
        Cover::Gram(gram, offset) => {
            let Some(entry) = grams.find(key(gram)) else {
                return (0, 0, Track::Gram { list: Box::new(List::empty()), offset });
            };
            let list = grams.list(&entry);
            // The dictionary still counts what was replaced.
            let living = entry.documents.saturating_sub(grams.documents_in(list.clone(), replaced));
            (u64::from(living), entry.count as usize, Track::Gram { list: Box::new(list), offset })
        }
        Cover::First(c, offset) => {
            let places = firsts.of(c, grams, replaced);
            (places.living, places.positions.len(), Track::First { places, at: 0, offset })
        }
    }
}
