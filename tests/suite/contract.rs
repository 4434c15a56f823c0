//! One contract, two engines: whatever is asked, the naive engine and Tantivy
//! give the same whole answer, however the announcements came into the index.

use super::kit::{Place, Random, SHIPPED, documents};
use std::collections::{BTreeMap, BTreeSet};
use xunlan::disclosure::{Date, Measured, PartKind, Role};
use xunlan::engine::memory::Memory;
use xunlan::engine::tantivy::{Engine, Ready};
use xunlan::ingest::{Input, run};
use xunlan::search::run::{Seen, Visitor, tally};
use xunlan::search::{
    Backend, DateOf, Field, Filter, Hits, Node, Page, Place as Where, Query, SearchError, Sort, Test, Within,
};

/// What queries are drawn from.
struct Source {
    texts: Vec<Vec<char>>,
    values: Vec<(Field, Vec<String>)>,
}

impl Source {
    fn of(engine: &dyn Backend, ids: impl Iterator<Item = String>) -> Self {
        let texts = ids.map(|id| engine.read(&id).unwrap().unwrap().text.chars().collect()).collect();
        let values =
            Field::ALL.iter().map(|field| (*field, engine.values(*field, "", 1000).unwrap())).collect();
        Self { texts, values }
    }

    /// Characters that stand somewhere; rarely some that stand nowhere.
    fn text(&self, random: &mut Random, most: usize) -> String {
        if random.once_in(25) {
            return "鑫淼".to_owned();
        }
        let text = random.pick(&self.texts);
        let length = 1 + random.below(most);
        let start = random.below(text.len().saturating_sub(length));
        let part: String = text[start..(start + length).min(text.len())].iter().collect();
        if part.chars().any(char::is_alphanumeric) { part } else { "整改".to_owned() }
    }

    fn node(&self, random: &mut Random, depth: usize) -> Node {
        let nodes = |random: &mut Random| -> Vec<Node> {
            (0..2 + random.below(2)).map(|_| self.node(random, depth - 1)).collect()
        };
        match random.below(if depth == 0 { 5 } else { 14 }) {
            0 | 1 => Node::Words(self.text(random, 8)),
            2 => Node::Literal(self.text(random, 6)),
            3 => Node::Exact(self.text(random, 5)),
            4 => {
                let mut pattern: Vec<char> =
                    self.text(random, 9).chars().filter(|c| c.is_alphanumeric()).collect();
                let at = random.below(pattern.len());
                pattern.insert(at, *random.pick(&['?', '*', '？', '＊']));
                Node::Wild(pattern.into_iter().collect())
            }
            5 | 6 => Node::All(nodes(random)),
            7 => Node::Any(nodes(random)),
            8 => Node::Not(Box::new(self.node(random, depth - 1))),
            9 => Node::Near {
                distance: random.below(60) as u32,
                left: Box::new(self.node(random, depth - 1)),
                right: Box::new(self.node(random, depth - 1)),
            },
            10 => Node::Together { within: *random.pick(Within::ALL), nodes: nodes(random) },
            11 => Node::In { role: *random.pick(Role::ALL), node: Box::new(self.node(random, depth - 1)) },
            _ => Node::Where {
                filters: (0..1 + random.below(2)).map(|_| self.filter(random)).collect(),
                node: (!random.once_in(3)).then(|| Box::new(self.node(random, depth - 1))),
            },
        }
    }

    fn filter(&self, random: &mut Random) -> Filter {
        let (field, values) = random.pick(&self.values);
        let unstated = values.is_empty() || random.once_in(8);
        let value = if unstated { String::new() } else { random.pick(values).clone() };
        let date = |random: &mut Random| {
            Date::new(2022 + random.below(4) as u16, 1 + random.below(12) as u8, 1 + random.below(28) as u8)
        };
        let number = |random: &mut Random| random.once_in(2).then(|| random.below(60).to_string());
        let test = match random.below(8) {
            0..3 => Test::Is(*field, value),
            3 => Test::Has(*field, value.chars().take(2).collect()),
            4 => Test::In(Where::Role(*random.pick(Role::ALL))),
            5 => Test::In(Where::Part(*random.pick(PartKind::ALL))),
            6 => Test::Dates {
                of: *random.pick(DateOf::ALL),
                from: date(random).filter(|_| random.once_in(2)),
                to: date(random).filter(|_| random.once_in(2)),
            },
            _ => Test::Number {
                of: *random.pick(Measured::ALL),
                from: number(random),
                to: number(random),
                above: random.once_in(2),
                below: random.once_in(2),
            },
        };
        Filter { negated: random.once_in(4), test }
    }

    fn query(&self, random: &mut Random) -> Query {
        let root = (!random.once_in(8)).then(|| {
            let depth = random.below(3);
            let node = self.node(random, depth);
            // Asked for again beside something else, and beside an alternative.
            match random.below(6) {
                0 => Node::All(vec![node.clone(), self.node(random, 0), node]),
                1 => Node::All(vec![Node::Any(vec![node.clone(), self.node(random, 0)]), node]),
                _ => node,
            }
        });
        let filters = (0..random.below(4).saturating_sub(1)).map(|_| self.filter(random)).collect();
        let sort = match random.below(4) {
            0 | 1 => Sort::Relevance,
            2 => Sort::Date { newest: random.once_in(2) },
            _ => Sort::Number { of: *random.pick(Measured::ALL), largest: random.once_in(2) },
        };
        Query { root, filters, sort, strict: random.once_in(8) }
    }
}

/// Everything but the name of the state.
fn nameless(mut hits: Hits) -> Hits {
    hits.generation.clear();
    if let Some(next) = &mut hits.next {
        next.generation.clear();
    }
    hits
}

/// Compares whole answers: totals, order with scores (the cursor holds the last one), units, marks, facets.
fn same(memory: &Memory, tantivy: &Engine, queries: usize, random: &mut Random) {
    let ids = tantivy.ids().unwrap();
    let mut sorted: Vec<String> = ids.into_iter().collect();
    sorted.sort();
    let source = Source::of(tantivy, sorted.iter().cloned());
    let (mut some, mut none) = (0, 0);
    for _ in 0..queries {
        let query = source.query(random);
        let page = Page {
            groups: random.below(6),
            units: random.below(5),
            after: None,
            facets: Field::ALL.iter().copied().filter(|_| random.once_in(3)).collect(),
            values: 1 + random.below(20),
            only: random.once_in(12).then(|| random.pick(&sorted).clone()),
        };
        let ours = nameless(tantivy.search(&query, &page).unwrap());
        let theirs = nameless(memory.search(&query, &page).unwrap());
        let told = format!("{query:?} {page:?}");
        assert_eq!(ours.totals, theirs.totals, "{told}");
        assert_eq!(ours.interpretation, theirs.interpretation, "{told}");
        assert_eq!(ours.next, theirs.next, "{told}");
        assert_eq!(ours.facets, theirs.facets, "{told}");
        assert_eq!(ours, theirs, "{told}");
        if ours.totals.announcements > 0 {
            some += 1
        } else {
            none += 1
        }
        if random.once_in(6) {
            paged(tantivy, &query, random);
        }
    }
    assert!(some > queries / 4 && none > 0, "queries that test something: {some} with hits, {none} without");
}

/// Pages by cursor: every announcement once, in the order and with the content of one big page.
fn paged(engine: &dyn Backend, query: &Query, random: &mut Random) {
    let all = engine.search(query, &Page { groups: 100_000, ..Page::default() }).unwrap();
    assert_eq!(all.groups.len() as u64, all.totals.announcements, "{query:#?}");
    assert_eq!(all.groups.iter().map(|group| group.unit_total).sum::<u64>(), all.totals.units, "{query:#?}");
    assert_eq!(
        all.groups.iter().map(|group| group.occurrences).sum::<u64>(),
        all.totals.occurrences,
        "{query:#?}"
    );
    let (mut collected, mut after) = (Vec::new(), None);
    loop {
        let page = Page { groups: 1 + random.below(9), after, ..Page::default() };
        let hits = engine.search(query, &page).unwrap();
        assert_eq!(hits.totals, all.totals, "a page does not change the totals");
        collected.extend(hits.groups);
        after = hits.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(collected, all.groups, "{query:#?}");
}

#[test]
fn seed_and_samples() {
    let mut random = Random::new("contract");
    same(&SHIPPED.memory, &SHIPPED.tantivy, 1200, &mut random);
}

#[test]
fn several_segments_and_replaced_announcements() {
    let mut random = Random::new("contract segments");
    let place = Place::new();
    for folder in ["samples", "seed"] {
        let from = super::kit::repository().join("corpus").join(folder);
        let mut paths: Vec<_> = std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e != "jsonl"));
        paths.sort();
        for few in paths.chunks(5) {
            run(&place.config(), &place.store(), Input { paths: few.to_vec(), ..Input::default() }).unwrap();
        }
    }
    let memory = place.memory();
    same(&memory, &place.engine(), 300, &mut random);
    // Added again, every third announcement is marked as replaced where it was and stands in a new segment.
    let mut writer = place.store().writer(false).unwrap();
    for document in documents(&place.path("corpus")).iter().step_by(3) {
        writer.add(Ready::of(document).unwrap()).unwrap();
        writer.add(Ready::of(document).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    let engine = place.engine();
    assert_eq!(engine.about().unwrap().units, memory.about().unwrap().units);
    same(&memory, &engine, 300, &mut random);
}

/// So many announcements that an answer is worth several threads: short ones, made of lines of the samples.
#[test]
fn many_announcements_and_several_threads() {
    let mut random = Random::new("contract threads");
    let place = Place::new();
    let samples = documents(&super::kit::repository().join("corpus").join("samples"));
    let lines: Vec<&str> = samples.iter().flat_map(|document| document.record.text.lines()).collect();
    let given = (0..1600).map(|number| {
        let own: Vec<&str> = (0..2 + random.below(6)).map(|_| *random.pick(&lines)).collect();
        let date = format!("{}年{}月{}日", 2021 + number % 5, 1 + number % 12, 1 + number % 28);
        let text =
            format!("中共临汐市第{number}局党组关于巡察整改进展情况的通报\n{}\n{date}\n", own.join("\n"));
        (format!("{number}.txt"), text.into_bytes())
    });
    let given = given.collect();
    run(&place.config(), &place.store(), Input { given, ..Input::default() }).unwrap();
    same(&place.memory(), &place.engine(), 250, &mut random);
}

/// Which announcements a query finds.
fn ids(engine: &dyn Backend, root: Option<Node>, filters: Vec<Filter>) -> BTreeSet<String> {
    let query = Query { root, filters, ..Query::default() };
    let hits = engine.search(&query, &Page { groups: 100_000, ..Page::default() }).unwrap();
    hits.groups.into_iter().map(|group| group.announcement.id).collect()
}

/// A bracket finds what it would find as a query of its own, and OR, AND and NOT of brackets what these words say.
#[test]
fn a_group_means_what_it_means_alone() {
    let mut random = Random::new("groups");
    let engine = &*SHIPPED.tantivy;
    let all: BTreeSet<String> = engine.ids().unwrap().into_iter().collect();
    let source = Source::of(engine, all.iter().cloned());
    let (mut some, mut apart) = (0, 0);
    for _ in 0..500 {
        let [a, b] = [(); 2].map(|()| {
            let depth = random.below(2);
            let node = (!random.once_in(3)).then(|| source.node(&mut random, depth));
            let filters: Vec<Filter> = (0..1 + random.below(2)).map(|_| source.filter(&mut random)).collect();
            (node, filters)
        });
        let alone = [&a, &b].map(|(node, filters)| ids(engine, node.clone(), filters.clone()));
        let group = |(node, filters): &(Option<Node>, Vec<Filter>)| Node::Where {
            filters: filters.clone(),
            node: node.clone().map(Box::new),
        };
        let found = |node: Node| ids(engine, Some(node), Vec::new());
        let told = format!("{a:?} {b:?}");
        let (first, second) = (group(&a), group(&b));
        assert_eq!(found(first.clone()), alone[0], "{told}");
        let union: BTreeSet<String> = alone[0].union(&alone[1]).cloned().collect();
        assert_eq!(found(Node::Any(vec![first.clone(), second.clone()])), union, "OR {told}");
        let both: BTreeSet<String> = alone[0].intersection(&alone[1]).cloned().collect();
        assert_eq!(found(Node::All(vec![first.clone(), second])), both, "AND {told}");
        let rest: BTreeSet<String> = all.difference(&alone[0]).cloned().collect();
        assert_eq!(found(Node::Not(Box::new(first))), rest, "NOT {told}");
        some += usize::from(!alone[0].is_empty() && !rest.is_empty());
        apart += usize::from(union.len() > alone[0].len().max(alone[1].len()));
    }
    assert!(some > 100 && apart > 30, "{some} groups that find some, {apart} pairs that differ");
}

/// The units that are hits, by announcement.
#[derive(Default, PartialEq, Debug)]
struct Units(BTreeMap<u64, BTreeSet<u32>>);

impl Visitor for Units {
    fn found(&mut self, seen: &Seen) -> Result<(), SearchError> {
        self.0.insert(seen.shard.key(seen.document), seen.units.iter().copied().collect());
        Ok(())
    }
}

impl Units {
    fn of(engine: &dyn Backend, root: Option<Node>, filters: Vec<Filter>) -> Self {
        let mut units = Self::default();
        tally(engine.parts(), &Query { root, filters, ..Query::default() }, &mut units).unwrap();
        units
    }

    fn or(mut self, other: Self) -> Self {
        other.0.into_iter().for_each(|(key, own)| self.0.entry(key).or_default().extend(own));
        self
    }
}

/// A unit is a hit of an OR where it is one of a side alone, be the sides conditions, words or both, and conditions
/// beside the OR keep of it what they keep of its sides.
#[test]
fn units_of_an_alternative_are_those_of_its_sides() {
    let mut random = Random::new("units");
    let (engine, memory) = (&*SHIPPED.tantivy, &SHIPPED.memory);
    let all: BTreeSet<String> = engine.ids().unwrap().into_iter().collect();
    let source = Source::of(engine, all.iter().cloned());
    let (mut both, mut bare, mut kept) = (0, 0, 0);
    for _ in 0..500 {
        let sides = [(); 2].map(|()| match random.below(4) {
            0 => source.node(&mut random, 1),
            one => Node::Where {
                filters: (0..1 + random.below(2)).map(|_| source.filter(&mut random)).collect(),
                node: (one == 1).then(|| Box::new(source.node(&mut random, 1))),
            },
        });
        // Numbers may be met in one unit and another condition in the next, so only values are told unit by unit.
        let beside: Vec<Filter> = (0..random.below(3)).map(|_| source.filter(&mut random)).collect();
        let number = |filter: &Filter| matches!(filter.test, Test::Number { .. });
        let beside: Vec<Filter> = beside.into_iter().filter(|filter| !number(filter)).collect();
        let [first, second] =
            [0, 1].map(|side: usize| Units::of(engine, Some(sides[side].clone()), beside.clone()));
        let told = format!("{sides:?} {beside:?}");
        let any = || Some(Node::Any(sides.to_vec()));
        let (found, slow) =
            (Units::of(engine, any(), beside.clone()), Units::of(memory, any(), beside.clone()));
        both += usize::from(first.0.iter().any(|(key, own)| second.0.get(key).is_some_and(|o| o != own)));
        bare += usize::from(sides.iter().all(|side| matches!(side, Node::Where { node: None, .. })));
        kept += usize::from(!beside.is_empty() && !found.0.is_empty());
        assert_eq!(found, slow, "{told}");
        assert_eq!(found, first.or(second), "{told}");
    }
    assert!(both > 50 && bare > 50 && kept > 50, "{both} that differ, {bare} of conditions, {kept} kept");
}

/// What conditions in a bracket say of units is what they say of those of a whole query.
#[test]
fn units_of_a_group_are_those_it_has_alone() {
    let mut random = Random::new("units of groups");
    let engine = &*SHIPPED.tantivy;
    let all: BTreeSet<String> = engine.ids().unwrap().into_iter().collect();
    let source = Source::of(engine, all.iter().cloned());
    for _ in 0..300 {
        let filters: Vec<Filter> = (0..1 + random.below(2)).map(|_| source.filter(&mut random)).collect();
        let node = (!random.once_in(3)).then(|| source.node(&mut random, 1));
        let alone = Units::of(engine, node.clone(), filters.clone());
        let group = Node::Where { filters: filters.clone(), node: node.clone().map(Box::new) };
        assert_eq!(Units::of(engine, Some(group), Vec::new()), alone, "{node:?} {filters:?}");
    }
}

/// Facets against the plainest count: ask for each value and look at the total.
#[test]
fn facets_say_what_choosing_gives() {
    let mut random = Random::new("facets");
    let engine = &*SHIPPED.tantivy;
    let mut ids: Vec<String> = engine.ids().unwrap().into_iter().collect();
    ids.sort();
    let source = Source::of(engine, ids.into_iter());
    let mut unstated = 0;
    for _ in 0..40 {
        let query = source.query(&mut random);
        for field in Field::ALL {
            let chosen = query.filters.iter().any(|filter| match &filter.test {
                Test::Is(of, _) | Test::Has(of, _) => of == field,
                // A range of years is a choice of years.
                Test::Dates { of: DateOf::Year, .. } => *field == Field::Year,
                _ => false,
            });
            if chosen {
                continue;
            }
            let page = Page { facets: vec![*field], values: 500, groups: 0, ..Page::default() };
            let facet = engine.search(&query, &page).unwrap().facets.remove(0);
            let choosing = |value: &str| {
                let mut narrower = query.clone();
                narrower.filters.push(Filter { negated: false, test: Test::Is(*field, value.to_owned()) });
                let totals = engine.search(&narrower, &Page::default()).unwrap().totals;
                (totals.announcements, totals.units)
            };
            for value in facet.values.iter().take(4) {
                let counted = (value.announcements, value.units);
                assert_eq!(choosing(&value.value), counted, "{field:?} {value:?} {query:#?}");
            }
            let counted = facet.unstated.as_ref().map_or((0, 0), |none| (none.announcements, none.units));
            assert_eq!(choosing(""), counted, "{field:?} unstated {query:#?}");
            unstated += u64::from(counted.0 > 0 && !field.of_units());
        }
    }
    assert!(unstated > 20, "{unstated} facets of announcements that state nothing");
}

/// Several choices in one field: its counts are what each value gives instead of them, exclusions kept;
/// what is excluded is not among them.
#[test]
fn counts_ignore_the_choices_of_their_own_field() {
    let mut random = Random::new("multi-select");
    let engine = &*SHIPPED.tantivy;
    let mut ids: Vec<String> = engine.ids().unwrap().into_iter().collect();
    ids.sort();
    let source = Source::of(engine, ids.into_iter());
    let (mut checked, mut excluded) = (0, 0);
    for turn in 0..400 {
        let (field, values) = random.pick(&source.values);
        if values.len() < 2 {
            continue;
        }
        let mut query = source.query(&mut random);
        let own = |filter: &Filter| match &filter.test {
            Test::Is(of, _) | Test::Has(of, _) | Test::Known(of, _) => of == field,
            Test::Dates { of: DateOf::Year, .. } => *field == Field::Year,
            _ => false,
        };
        query.filters.retain(|filter| !own(filter));
        let is = |negated: bool, value: &String| Filter { negated, test: Test::Is(*field, value.clone()) };
        let without = query.clone();
        for _ in 0..1 + random.below(2) {
            query.filters.push(is(false, random.pick(values)));
        }
        let hidden = random.once_in(2).then(|| random.pick(values).clone());
        query.filters.extend(hidden.iter().map(|value| is(true, value)));
        let page = Page { facets: vec![*field], values: 500, groups: 0, ..Page::default() };
        let facet = engine.search(&query, &page).unwrap().facets.remove(0);
        for value in facet.values.iter().take(5) {
            let mut instead = without.clone();
            instead.filters.push(is(false, &value.value));
            instead.filters.extend(hidden.iter().map(|value| is(true, value)));
            let totals = engine.search(&instead, &Page::default()).unwrap().totals;
            let counted = (value.announcements, value.units);
            assert_eq!((totals.announcements, totals.units), counted, "turn {turn} {value:?} {query:#?}");
            checked += 1;
        }
        if let Some(hidden) = &hidden {
            // A region is excluded with all that lies in it; one value of several may stand beside others.
            let one = *field != Field::Region && *field != Field::Mode;
            let known = facet.values.iter().any(|value| value.value == *hidden);
            assert!(!known || !one, "turn {turn}: {hidden} is excluded: {query:#?}");
            excluded += 1;
        }
    }
    assert!(checked > 200 && excluded > 50, "{checked} counts, {excluded} exclusions");
}

/// Words and fields that queries are drawn from must cover what there is.
#[test]
fn the_samples_have_something_in_every_field() {
    for field in Field::ALL {
        assert!(!SHIPPED.tantivy.values(*field, "", 10).unwrap().is_empty(), "{field:?}");
    }
    let about = SHIPPED.tantivy.about().unwrap();
    assert_eq!((about.announcements, about.samples), (29, 28));
}
