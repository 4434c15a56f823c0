//! Wildcards: where they stand, against a walk over every way; in time that grows no faster than the text.

use super::answers::placed;
use super::kit::Random;
use std::time::{Duration, Instant};
use xunlan::search::evaluate::join;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Page, SearchError, patience};

type Gap = (u32, u32);

/// The nearest end that can be reached from `from`, by trying every way.
fn nearest(
    pieces: &[Vec<u32>],
    lengths: &[u32],
    gaps: &[Gap],
    behind: u32,
    ends: &[u32],
    end: u32,
    from: u32,
) -> Option<u32> {
    let open = |from: u32, to: u32| !ends.iter().any(|at| from <= *at && *at < to);
    let Some((next, later)) = pieces.split_first() else {
        return (from + behind <= end && open(from, from + behind)).then_some(from);
    };
    let (least, most) = gaps[0];
    let near = next.iter().filter(|at| (from + least..=from + most).contains(*at) && open(from, **at));
    near.filter_map(|at| nearest(later, &lengths[1..], &gaps[1..], behind, ends, end, at + lengths[0])).min()
}

#[test]
fn every_start_takes_the_nearest_end() {
    let mut random = Random::new("wildcards");
    for _ in 0..3000 {
        let (count, end) = (1 + random.below(4), 40);
        let rows = |random: &mut Random, odds: usize| -> Vec<u32> {
            (0..38).filter(|_| random.once_in(odds)).collect()
        };
        let pieces: Vec<Vec<u32>> = (0..count).map(|_| rows(&mut random, 3)).collect();
        let lengths: Vec<u32> = (0..count).map(|_| 1 + random.below(2) as u32).collect();
        let gap = |random: &mut Random| {
            let least = random.below(3) as u32;
            (least, least + random.below(8) as u32)
        };
        let gaps: Vec<Gap> = (1..count).map(|_| gap(&mut random)).collect();
        let margin = (random.below(3) as u32, random.below(3) as u32);
        let ends = rows(&mut random, 12);
        let slices: Vec<&[u32]> = pieces.iter().map(Vec::as_slice).collect();
        let found = join(&slices, &lengths, &gaps, margin, &ends, end).unwrap();
        let naive = pieces[0].iter().filter_map(|start| {
            let from = start.checked_sub(margin.0)?;
            let open = !ends.iter().any(|at| from <= *at && at < start);
            let first = start + lengths[0];
            let last = nearest(&pieces[1..], &lengths[1..], &gaps, margin.1, &ends, end, first)?;
            open.then_some((from, last + margin.1))
        });
        let naive: Vec<(u32, u32)> = naive.collect();
        assert_eq!(found, naive, "{pieces:?} {lengths:?} {gaps:?} {margin:?} {ends:?}");
    }
}

/// A table of amounts has a thousand places for 0*0*0…; the walk over every way took minutes.
#[test]
fn many_stars_take_no_longer_than_the_text_is_long() {
    let place = placed(&[&"采".repeat(200_000), &format!("採{}", "采".repeat(100_000))]);
    let engine = place.engine();
    let stars = format!("采{}", "*采".repeat(16));
    for query in [stars.clone(), format!("{stars} 字形:严格"), vec![stars.as_str(); 20].join(" OR ")] {
        let query = syntax::read(&query, &Limits::default()).unwrap().query;
        let begun = Instant::now();
        let found = engine.search(&query, &Page::default()).unwrap();
        assert_eq!(found.totals.announcements, 2);
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    }
}

#[test]
fn what_nobody_waits_for_is_given_up() {
    let place = placed(&["采购审计采购审计"]);
    let (engine, memory) = (place.engine(), place.memory());
    let query = syntax::read("采*审", &Limits::default()).unwrap().query;
    for index in [&engine as &dyn Backend, &memory] {
        let search = || index.search(&query, &Page::default());
        let late = patience::until(Some(Instant::now()), search);
        assert!(matches!(late, Err(SearchError::Late)), "{late:?}");
        assert_eq!(search().unwrap().totals.announcements, 1, "the next search has all the time");
    }
}
