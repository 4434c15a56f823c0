//! Where a leaf of a query stands in one segment.
//!
//! In: a [`Leaf`] and a segment's gram postings. Out: candidates in ascending
//! order, and every place in one of them. A phrase is covered by every second
//! gram, rarest first; a single character is the union of the grams that begin
//! with it.

use super::first::{Firsts, Places};
use crate::search::SearchError;
use crate::search::evaluate::join;
use crate::search::plan::Leaf;
use crate::search::shard::END;
use crate::segment::{Cover, cover};
use std::sync::Arc;
use tantivy::fastfield::AliveBitSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, Term};

/// One token of a phrase and where it stands in it.
#[derive(Clone)]
enum Track {
    Gram {
        postings: Box<SegmentPostings>,
        offset: u32,
    },
    /// All places of a character, by document.
    First {
        places: Arc<Places>,
        at: usize,
        offset: u32,
    },
}

impl Track {
    fn seek(&mut self, target: u32) -> u32 {
        match self {
            Track::Gram { postings, .. } => match postings.doc() {
                doc if doc >= target => doc,
                _ => postings.seek(target),
            },
            Track::First { places, at, .. } => {
                *at = places.seek(*at, target);
                places.document(*at).unwrap_or(END)
            }
        }
    }

    /// Where the phrase would have to begin; `seek` has been called for the document.
    fn starts(&mut self, into: &mut Vec<u32>) {
        into.clear();
        match self {
            Track::Gram { postings, offset } => {
                postings.positions(into);
                let offset = *offset;
                into.retain(|at| *at >= offset);
                into.iter_mut().for_each(|at| *at -= offset);
            }
            Track::First { places, at, offset } => {
                into.extend(places.positions(*at).iter().filter(|at| **at >= *offset).map(|at| at - *offset));
            }
        }
    }
}

/// A row of characters in one segment.
#[derive(Clone)]
struct Piece {
    /// Rarest first.
    tracks: Vec<Track>,
    length: u32,
}

/// A leaf in one segment. It only moves forward, so whoever goes at a pace of his own takes a clone.
#[derive(Clone)]
pub struct Cursor {
    pieces: Vec<Piece>,
    gaps: Vec<(u32, u32)>,
    margin: (u32, u32),
    /// Nothing to start from (only punctuation): every document is a candidate.
    anywhere: bool,
    documents: u32,
    frequencies: Vec<u64>,
    buffers: (Vec<u32>, Vec<u32>),
}

impl Cursor {
    /// Opens the postings of a leaf.
    pub fn open(
        leaf: &Leaf,
        grams: Field,
        index: &InvertedIndexReader,
        documents: u32,
        alive: Option<&AliveBitSet>,
        firsts: &Firsts,
    ) -> Result<Self, SearchError> {
        let mut frequencies = Vec::new();
        let mut pieces = Vec::new();
        for piece in &leaf.pieces {
            let mut tracks: Vec<(u64, Track)> = Vec::new();
            for token in cover(piece) {
                tracks.push(track(token, grams, index, alive, firsts)?);
            }
            frequencies.extend(tracks.iter().map(|(documents, _)| *documents));
            tracks.sort_by_key(|(documents, _)| *documents);
            let tracks = tracks.into_iter().map(|(_, track)| track).collect();
            pieces.push(Piece { tracks, length: piece.len() as u32 });
        }
        Ok(Self {
            anywhere: pieces.is_empty(),
            frequencies,
            pieces,
            gaps: leaf.gaps.clone(),
            margin: leaf.margin,
            documents,
            buffers: (Vec::new(), Vec::new()),
        })
    }

    /// How many documents contain each of its tokens.
    pub fn frequencies(&self) -> &[u64] {
        &self.frequencies
    }

    /// The first document at or after `target` that has all its tokens.
    pub fn seek(&mut self, target: u32) -> u32 {
        if self.anywhere {
            return if target < self.documents { target } else { END };
        }
        let mut target = target;
        'again: loop {
            for track in self.pieces.iter_mut().flat_map(|piece| piece.tracks.iter_mut()) {
                let found = track.seek(target);
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

    /// Shows every place in a document, as first position and one past the last.
    pub fn places(&mut self, document: u32, boundaries: &[u32], end: u32, see: impl FnMut((u32, u32))) {
        if self.anywhere || self.seek(document) != document {
            return;
        }
        if let ([piece], (0, 0)) = (self.pieces.as_mut_slice(), self.margin) {
            piece.starts(&mut self.buffers);
            let length = piece.length;
            return self.buffers.1.iter().map(|at| (*at, at + length)).for_each(see);
        }
        let mut starts: Vec<Vec<u32>> = Vec::with_capacity(self.pieces.len());
        for piece in &mut self.pieces {
            piece.starts(&mut self.buffers);
            starts.push(self.buffers.1.clone());
        }
        let lengths: Vec<u32> = self.pieces.iter().map(|piece| piece.length).collect();
        join(&starts, &lengths, &self.gaps, self.margin, boundaries, end).into_iter().for_each(see);
    }
}

impl Piece {
    /// Where it begins in the document sought: the second buffer.
    fn starts(&mut self, (own, kept): &mut (Vec<u32>, Vec<u32>)) {
        kept.clear();
        let Some((first, rest)) = self.tracks.split_first_mut() else { return };
        first.starts(kept);
        for track in rest {
            if kept.is_empty() {
                break;
            }
            track.starts(own);
            intersect(kept, own);
        }
    }
}

/// Keeps what both ascending lists have.
fn intersect(kept: &mut Vec<u32>, other: &[u32]) {
    let mut at = 0;
    kept.retain(|value| {
        while other.get(at).is_some_and(|candidate| candidate < value) {
            at += 1;
        }
        other.get(at) == Some(value)
    });
}

fn track(
    token: Cover,
    grams: Field,
    index: &InvertedIndexReader,
    alive: Option<&AliveBitSet>,
    firsts: &Firsts,
) -> Result<(u64, Track), SearchError> {
    match token {
        Cover::Gram(gram, offset) => {
            let term = Term::from_field_text(grams, &gram.iter().collect::<String>());
            let postings = index
                .read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
                .map_err(super::broken)?;
            let postings = postings.unwrap_or_else(SegmentPostings::empty);
            let documents = living(&postings, alive);
            Ok((documents, Track::Gram { postings: Box::new(postings), offset }))
        }
        Cover::First(c, offset) => {
            let places = firsts.of(c, index, alive)?;
            Ok((places.living, Track::First { places, at: 0, offset }))
        }
    }
}

/// How many of the documents have not been replaced meanwhile; postings still count those that were.
pub fn living(postings: &SegmentPostings, alive: Option<&AliveBitSet>) -> u64 {
    match alive {
        None => u64::from(postings.doc_freq()),
        Some(alive) => u64::from(postings.clone().count(alive)),
    }
}
