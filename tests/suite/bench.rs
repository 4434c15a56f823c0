//! The benchmark's generator, small: its text is understood, and what is
//! counted on it is what a scan of all text counts. Times are never asserted.

#[path = "../bench/genre.rs"]
pub mod genre;
#[path = "../bench/log.rs"]
mod log;

use genre::{Genre, MEASURES, Random};
use std::path::Path;
use xunlan::engine::memory::Memory;
use xunlan::engine::tantivy::{Ready, Store};
use xunlan::ingest::{Prepared, prepare};
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Field, Page};
use xunlan::segment::Words;
use xunlan::text::Form;

/// Announcements for about 2,000 measures.
const ANNOUNCEMENTS: u64 = 50;

fn made(genre: &Genre, words: &Words, number: u64) -> Prepared {
    let (bytes, _) = genre.announcement(number);
    let source = vec![format!("made:{number}")];
    prepare(&bytes, Form::Plain, &xunlan::text::Limits::default(), source, true, words).expect("text")
}

/// How often a row of characters stands in another, overlapping places included.
fn naive(key: &[char], wanted: &[char]) -> u64 {
    key.windows(wanted.len()).filter(|window| *window == wanted).count() as u64
}

#[test]
fn what_is_counted_on_made_up_text_is_there() {
    let genre = Genre::new(Path::new(env!("CARGO_MANIFEST_DIR")), 7);
    let words = Words::load();
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::at(folder.path().join("index"));
    let mut writer = store.writer(true).expect("writer");
    let (mut keys, mut documents, mut fully, mut measures) = (Vec::new(), Vec::new(), 0, 0);
    for number in 0..ANNOUNCEMENTS {
        assert_eq!(genre.announcement(number), genre.announcement(number), "a seed always gives the same");
        measures += genre.announcement(number).1;
        let prepared = made(&genre, &words, number);
        fully += u64::from(prepared.fully);
        writer.add(Ready::of(&prepared.document).expect("ready")).expect("add");
        keys.push(prepared.document.key.chars.clone());
        documents.push(prepared.document);
    }
    writer.commit().expect("commit");
    assert!(measures > MEASURES * ANNOUNCEMENTS as usize / 2, "{measures}");
    assert!(fully * 10 >= ANNOUNCEMENTS * 9, "only {fully} of {ANNOUNCEMENTS} were understood");
    let memory = Memory::of(documents);
    let engine = store.open().expect("index");

    let page = Page { facets: vec![Field::Agency, Field::Action, Field::Status], ..Page::default() };
    let mut random = Random::new(3);
    for round in 0..60 {
        let key = random.one(&keys);
        let length = 1 + round % 12;
        let from = random.below(key.len() - length);
        let wanted = &key[from..from + length];
        if wanted.contains(&'。') {
            continue;
        }
        let typed = format!("\"{}\"", wanted.iter().collect::<String>());
        let query = syntax::read(&typed, &Limits::default()).expect("query").query;
        let hits = engine.search(&query, &page).expect("hits");
        let counts: Vec<u64> = keys.iter().map(|key| naive(key, wanted)).collect();
        assert_eq!(hits.totals.occurrences, counts.iter().sum::<u64>(), "{typed}");
        assert_eq!(hits.totals.announcements, counts.iter().filter(|n| **n > 0).count() as u64, "{typed}");
        let slow = memory.search(&query, &page).expect("hits");
        assert_eq!(
            (hits.totals, hits.facets, hits.groups),
            (slow.totals, slow.facets, slow.groups),
            "{typed}"
        );
    }

    // Every form of the grammar gives what the naive engine gives, page for page.
    let lines: String = keys.iter().flat_map(|key| key.iter().chain(&['\n'])).collect();
    for _ in 0..150 {
        let typed = log::mixed(&genre, &lines, &mut random);
        let query = syntax::read(&typed, &Limits::default()).expect("query").query;
        let (mut fast, mut slow) =
            (engine.search(&query, &page).expect("hits"), memory.search(&query, &page).expect("hits"));
        for hits in [&mut fast, &mut slow] {
            // Generations differ between engines by design.
            hits.generation.clear();
            hits.next.iter_mut().for_each(|next| next.generation.clear());
        }
        assert!(fast == slow, "{typed}: {:?} {:?}", fast.totals, slow.totals);
    }
}
