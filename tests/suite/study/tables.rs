//! Concordance, matrix, numbers, near misses, themes.

use super::{Corpus, ask, corpus};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use xunlan::disclosure::{Kind, Measured, Quantity, Role};
use xunlan::search::document::{is_rectification, unit_value, values};
use xunlan::search::{Backend, Field, Node, Query, Record};
use xunlan::study::matrix::{Asked, Count, Line, Value, matrix};
use xunlan::study::{Amount, kwic, near, numbers, themes};
use xunlan::text::fold;

const ALL: kwic::Asked =
    kwic::Asked { width: 12, order: kwic::Order::Document, distance: 1, from: 0, size: usize::MAX };

#[test]
fn every_occurrence_has_its_line() {
    let corpus = corpus();
    for word in ["整改", "采购", "一是", "党", "制度"] {
        let query = ask(&format!("\"{word}\""));
        let found = kwic::kwic(corpus.parts(), &query, &ALL).unwrap();
        let naive: u64 = corpus.naive(word).iter().sum();
        assert!(naive > 0, "{word}");
        assert_eq!(found.lines.len() as u64, naive, "{word}");
        assert_eq!(found.whole.totals, corpus.totals(&query), "{word}");
        for line in &found.lines {
            let record = corpus.records.iter().find(|record| record.id == line.announcement.id).unwrap();
            let text: Vec<char> = record.text.chars().collect();
            let [start, end] = line.span.map(|at| at as usize);
            let of = |from: usize, to: usize| text[from..to].iter().collect::<String>();
            assert_eq!(line.hit, of(start, end));
            assert_eq!(line.left, of(start.saturating_sub(12), start));
            assert_eq!(line.right, of(end, (end + 12).min(text.len())));
            let bare: String = fold(&line.hit).chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(bare, word);
            let unit = record.announcement.units.iter().find(|u| u.address.to_string() == line.address);
            let span = unit.expect("a unit").span;
            assert!(span.start as usize <= start && start < span.end as usize, "{line:?}");
        }
    }
}

#[test]
fn pages_of_the_concordance_join_without_seam() {
    let corpus = corpus();
    let query = ask("整改 -食堂 sort:date");
    for order in [kwic::Order::Document, kwic::Order::Left, kwic::Order::Right] {
        let whole = kwic::kwic(corpus.parts(), &query, &kwic::Asked { order, ..ALL }).unwrap().lines;
        assert_eq!(whole.len() as u64, corpus.totals(&query).occurrences);
        let mut joined = Vec::new();
        for from in (0..).step_by(37) {
            let page = kwic::Asked { order, from, size: 37, ..ALL };
            let lines = kwic::kwic(corpus.parts(), &query, &page).unwrap().lines;
            if lines.is_empty() {
                break;
            }
            joined.extend(lines);
        }
        assert_eq!(joined, whole, "{order:?}");
    }
}

/// More lines than are held in memory go through a file, and come out in the order of a plain sort.
#[test]
fn a_long_concordance_is_sorted_whole() {
    const LINES: usize = 45_000;
    let mut random = crate::kit::Random::new("a long concordance");
    let hans: Vec<char> = "党建财务采购巡察会议制度问题责任".chars().collect();
    let mut text = String::from("云汀市教育局关于巡察整改进展情况的通报\n");
    for _ in 0..LINES {
        text.push('验');
        text.extend((0..random.below(9)).map(|_| *random.pick(&hans)));
        text.push(if random.once_in(3) { '。' } else { ',' });
    }
    let one = super::Memory::of(vec![super::given(text.as_bytes(), "sample:long".to_owned())]);
    let query = ask("\"验\"");
    let lines = |order, from, size| {
        let asked = kwic::Asked { width: 60, order, distance: 1, from, size };
        kwic::kwic(super::Backend::parts(&one), &query, &asked).unwrap().lines
    };
    let mut plain = lines(kwic::Order::Document, 0, usize::MAX);
    assert_eq!(plain.len(), LINES);
    // The sort is stable, so equal lines keep the order of the text.
    plain.sort_by_cached_key(|line| {
        fold(&line.right).chars().filter(|c| c.is_alphanumeric()).take(24).collect::<String>()
    });
    assert!(lines(kwic::Order::Right, 0, usize::MAX) == plain);
    assert!(lines(kwic::Order::Right, 21_000, 300) == plain[21_000..21_300]);
}

#[test]
fn sorting_looks_where_it_is_told() {
    let corpus = corpus();
    for distance in [1, 3] {
        let asked = kwic::Asked { order: kwic::Order::Right, distance, ..ALL };
        let lines = kwic::kwic(corpus.parts(), &ask("\"整改\""), &asked).unwrap().lines;
        let keys: Vec<Vec<char>> = lines
            .iter()
            .map(|line| {
                let bare = fold(&line.right);
                bare.chars().filter(|c| c.is_alphanumeric()).skip(distance - 1).take(4).collect()
            })
            .collect();
        // Near the end of a text there are fewer characters than are compared.
        let full: Vec<_> = keys.iter().filter(|key| key.len() == 4).collect();
        assert!(full.len() > 50 && full.is_sorted(), "{distance}");
        let asked = kwic::Asked { order: kwic::Order::Left, distance, ..ALL };
        let lines = kwic::kwic(corpus.parts(), &ask("\"整改\""), &asked).unwrap().lines;
        let nearest = |line: &kwic::Line| {
            let bare = fold(&line.left);
            bare.chars().rev().filter(|c| c.is_alphanumeric()).nth(distance - 1)
        };
        let firsts: Vec<Option<char>> = lines.iter().map(nearest).collect();
        assert!(firsts.is_sorted(), "{distance}");
    }
}

#[test]
fn punctuation_asked_exactly_is_shown_exactly() {
    let corpus = corpus();
    let lines = kwic::kwic(corpus.parts(), &ask("exact:\"，\""), &ALL).unwrap().lines;
    assert!(!lines.is_empty() && lines.iter().all(|line| line.hit == "，"));
}

fn crossed(rows: Field, columns: Field, count: Count) -> Asked {
    Asked {
        rows,
        columns,
        count,
        quantity: None,
        of: None,
        unit: None,
        most_rows: usize::MAX,
        most_columns: usize::MAX,
    }
}

/// There is never room for all bodies; what states none may be more than each of them.
#[test]
fn what_is_not_stated_is_never_cut_off() {
    let corpus = corpus();
    let mut cut = 0;
    for field in
        [Field::Region, Field::Theme, Field::Year, Field::Round, Field::Agency, Field::Level, Field::Area]
    {
        let all = matrix(corpus.parts(), &ask("整改"), &crossed(field, Field::Action, Count::Units)).unwrap();
        for most in 1..6 {
            let asked = Asked { most_rows: most, ..crossed(field, Field::Action, Count::Units) };
            let some = matrix(corpus.parts(), &ask("整改"), &asked).unwrap();
            assert_eq!(some.rows.len(), most.min(all.rows.len()), "{field:?}");
            assert_eq!(some.all_rows, all.rows.len() as u64);
            let (named, unstated): (Vec<_>, Vec<_>) = all.rows.iter().partition(|row| !row.value.is_empty());
            if most > 1 && !unstated.is_empty() {
                assert_eq!(some.rows.last(), unstated.last().copied(), "{field:?}");
                cut += usize::from(most < all.rows.len());
            }
            if field == Field::Round {
                let least = some.rows.iter().filter(|row| !row.value.is_empty()).map(|row| &row.total);
                let sizes = |value: &Value| value.to_string().parse::<u64>().unwrap();
                // Where one line has room it may be that of what states none.
                let least = least.map(sizes).min().unwrap_or_else(|| sizes(&unstated[0].total));
                let left = named.iter().filter(|row| !some.rows.contains(row)).map(|row| sizes(&row.total));
                assert!(left.max().is_none_or(|most| most <= least), "{most}");
                let at = |row: &Line| all.rows.iter().position(|other| other == row);
                assert!(some.rows.iter().is_sorted_by_key(at), "in order");
                continue;
            }
            let own: Vec<_> = some.rows.iter().filter(|row| !row.value.is_empty()).collect();
            let kept = match field {
                Field::Year => &named[named.len() - own.len()..],
                _ => &named[..own.len()],
            };
            assert_eq!(own, kept, "{field:?} {most}");
            // The cells are those of their rows.
            for (row, cells) in some.lines() {
                let (_, same) = all.lines().find(|(other, _)| *other == row).unwrap();
                assert_eq!(cells.collect::<Vec<_>>(), same.collect::<Vec<_>>());
            }
        }
    }
    assert!(cut > 5, "tables that test it: {cut}");
}

/// The units of a record that a literal touches, and how often it begins in each; all without one.
fn touched(record: &Record, word: Option<&str>) -> BTreeMap<usize, u64> {
    let units = &record.announcement.units;
    let Some(word) = word else { return (0..units.len()).map(|unit| (unit, 0)).collect() };
    let query = Query { root: Some(Node::Literal(word.to_owned())), ..Query::default() };
    let one = super::Memory::of(vec![super::Document::of(record.clone(), super::words())]);
    let mut found: BTreeMap<usize, u64> = BTreeMap::new();
    for line in kwic::kwic(super::Backend::parts(&one), &query, &ALL).unwrap().lines {
        let at = |position: u32| units.iter().rposition(|unit| unit.span.start <= position).unwrap();
        *found.entry(at(line.span[0])).or_default() += 1;
        found.entry(at(line.span[1] - 1)).or_default();
    }
    found
}

type Cells = BTreeMap<(Option<String>, Option<String>), [u64; 4]>;

/// Announcements, measures, units and occurrences for every pair of values and every line.
fn naive(corpus: &Corpus, rows: Field, columns: Field, word: Option<&str>) -> Cells {
    let mut cells = Cells::new();
    for record in corpus.records.iter().filter(|record| is_rectification(record.announcement.kind)) {
        let mut seen = HashSet::new();
        for (unit, occurrences) in touched(record, word) {
            let of = |field: Field| -> BTreeSet<String> {
                let mut own: BTreeSet<String> = if field.of_units() {
                    [unit_value(record, field, unit).into_owned()].into()
                } else {
                    values(record, field).into_iter().collect()
                };
                if own.is_empty() {
                    own.insert(String::new());
                }
                own
            };
            let lines = |field| of(field).into_iter().map(Some).chain([None]).collect::<Vec<_>>();
            for row in lines(rows) {
                for column in lines(columns) {
                    let key = (row.clone(), column);
                    let cell = cells.entry(key.clone()).or_default();
                    cell[0] += u64::from(seen.insert(key));
                    cell[1] += u64::from(record.announcement.units[unit].role == Role::Measure);
                    cell[2] += 1;
                    cell[3] += occurrences;
                }
            }
        }
    }
    cells
}

#[test]
fn cells_and_totals_are_counted() {
    let corpus = corpus();
    let pairs = [
        (Field::Agency, Field::Theme),
        (Field::Region, Field::Action),
        (Field::Year, Field::Theme),
        (Field::Level, Field::Region),
        (Field::Theme, Field::Action),
    ];
    for (rows, columns) in pairs {
        for word in [None, Some("采购"), Some("制度")] {
            let plain = naive(corpus, rows, columns, word);
            let base = naive(corpus, rows, columns, None);
            let query = word.map_or_else(Query::default, |word| ask(&format!("\"{word}\"")));
            let counts = [Count::Announcements, Count::Measures, Count::Units, Count::Occurrences];
            for (number, count) in counts.into_iter().enumerate() {
                let found = matrix(corpus.parts(), &query, &crossed(rows, columns, count)).unwrap();
                let name = format!("{rows:?} {columns:?} {word:?} {count:?}");
                let total = |row: Option<&String>, column: Option<&String>| {
                    plain[&(row.cloned(), column.cloned())][number]
                };
                assert_eq!(found.total, Value::Count(total(None, None)), "{name}");
                let lines: BTreeSet<&String> = plain.keys().filter_map(|(row, _)| row.as_ref()).collect();
                assert_eq!(found.rows.iter().map(|row| &row.value).collect::<BTreeSet<_>>(), lines, "{name}");
                for (row, cells) in found.lines() {
                    assert_eq!(row.total, Value::Count(total(Some(&row.value), None)), "{name} {row:?}");
                    for (column, cell) in found.columns.iter().zip(cells) {
                        let key = (Some(row.value.clone()), Some(column.value.clone()));
                        let expected = match (plain.get(&key), base.contains_key(&key)) {
                            (Some(counted), _) => Value::Count(counted[number]),
                            (None, true) => Value::Count(0),
                            (None, false) => Value::Blank,
                        };
                        assert_eq!(cell, expected, "{name} {key:?}");
                    }
                }
                for column in &found.columns {
                    assert_eq!(column.total, Value::Count(total(None, Some(&column.value))), "{name}");
                }
            }
        }
    }
    // The three values of a cell do occur, or the comparison above proves little.
    let found =
        matrix(corpus.parts(), &ask("\"采购\""), &crossed(Field::Agency, Field::Theme, Count::Measures))
            .unwrap();
    let all: Vec<Value> = found.lines().flat_map(|(_, cells)| cells).collect();
    assert!(all.contains(&Value::Blank) && all.contains(&Value::Count(0)) && all.contains(&Value::Count(1)));
}

#[test]
fn kinds_are_counted_only_when_asked_for() {
    let corpus = corpus();
    let rectifications =
        corpus.records.iter().filter(|record| is_rectification(record.announcement.kind)).count() as u64;
    let total = |query: &str, rows| {
        let asked = crossed(rows, Field::Year, Count::Announcements);
        matrix(corpus.parts(), &ask(query), &asked).unwrap().total
    };
    assert_eq!(total("", Field::Level), Value::Count(rectifications));
    assert_eq!(total("", Field::Kind), Value::Count(corpus.records.len() as u64));
    let single = corpus.records.iter().filter(|r| r.announcement.kind == Kind::RectificationSingle).count();
    assert_eq!(total("类型:整改通报", Field::Level), Value::Count(single as u64));
}

#[test]
fn sums_are_of_like_with_like_and_exact() {
    let corpus = corpus();
    type Sums = BTreeMap<(Measured, Option<String>, String), (u64, Option<Amount>)>;
    let (mut plain, mut repeated) = (Sums::new(), 0);
    for record in corpus.records.iter().filter(|record| is_rectification(record.announcement.kind)) {
        // Of equal numbers those of measures count, each by itself but for two of one measure; else one does.
        let mut equal: BTreeMap<_, Vec<(usize, bool, &Quantity)>> = BTreeMap::new();
        for quantity in &record.announcement.quantities {
            let unit = match quantity.kind {
                Measured::Money if quantity.about => "余元".to_owned(),
                Measured::Money => "元".to_owned(),
                Measured::Rate => "%".to_owned(),
                _ if quantity.about => format!("余{}", quantity.unit),
                _ => quantity.unit.clone(),
            };
            let like = (quantity.kind, xunlan::study::of_what(quantity).map(str::to_owned), unit);
            plain.entry(like.clone()).or_default().0 += 1;
            let Some(value) = quantity.value.as_deref().map(|value| Amount::read(value).unwrap()) else {
                continue;
            };
            let units = &record.announcement.units;
            let at = units.iter().position(|unit| quantity.span.start < unit.span.end).unwrap();
            let result = matches!(
                quantity.kind,
                Measured::People | Measured::Money | Measured::Rules | Measured::Meetings
            );
            let done = result && units[at].role == Role::Measure;
            equal.entry((like, value)).or_default().push((at, done, quantity));
        }
        for ((like, value), places) in equal {
            let mut counted: Vec<usize> =
                places.iter().filter(|(_, done, _)| *done).map(|(at, ..)| *at).collect();
            let all = counted.len();
            counted.dedup();
            // No sample lists equal numbers in one measure; tests of repetitions have some.
            assert_eq!(counted.len(), all, "{like:?} {value}");
            let times = counted.len().max(1);
            repeated += (places.len() - times) as u64;
            let sum = &mut plain.get_mut(&like).unwrap().1;
            for _ in 0..times {
                *sum = sum.unwrap_or(Amount::ZERO).plus(value);
            }
        }
    }
    let asked = numbers::Asked { size: usize::MAX, ..numbers::Asked::default() };
    let query = xunlan::study::rectifications(&Query::default());
    let found = numbers::numbers(corpus.parts(), &query, &asked).unwrap();
    assert_eq!(found.sums.len(), plain.len());
    assert!(found.sums.iter().any(|sum| sum.kind == Measured::Money && sum.sum.is_some()));
    for sum in &found.sums {
        let (stated, total) = plain[&(sum.kind, sum.of.clone(), sum.unit.clone())];
        assert_eq!(sum.stated, stated, "{sum:?}");
        let expected = total.filter(|_| sum.kind != Measured::Rate).map(|total| total.to_string());
        assert_eq!(sum.sum, expected, "{sum:?}");
    }
    assert!(repeated > 0);
    assert_eq!(found.sums.iter().map(|sum| sum.again).sum::<u64>(), repeated);
    assert_eq!(found.rows.iter().filter(|row| row.again).count() as u64, repeated);
    // What an announcement states several times is told apart, and so is what samples state.
    assert!(found.sums.iter().any(|sum| sum.repeated > 0));
    for sum in &found.sums {
        let like = |row: &&numbers::Row| (row.kind, &row.of, &row.unit) == (sum.kind, &sum.of, &sum.unit);
        let mut own: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in found.rows.iter().filter(like).filter(|row| !row.again) {
            own.entry(&row.announcement.id).or_default().extend(row.value.as_deref());
        }
        let several = own.values().filter(|values| values.len() > 1).count() as u64;
        let alone = own.values().filter(|values| values.len() == 1).map(|values| values[0]);
        let once = alone.map(|value| Amount::read(value).unwrap()).reduce(|a, b| a.plus(b).unwrap());
        let once = once.filter(|_| sum.kind != Measured::Rate).map(|once| once.to_string());
        assert_eq!((sum.repeated, &sum.once), (several, &once), "{sum:?}");
        let samples = found.rows.iter().filter(like).filter(|row| row.announcement.sample).count();
        assert_eq!(sum.samples, samples as u64, "{sum:?}");
    }
    assert_eq!(found.samples, found.sums.iter().map(|sum| sum.samples).sum::<u64>());
    for row in &found.rows {
        assert!(row.sentence.contains(row.text.trim()), "{row:?}");
        assert!(!row.sentence.contains('\n'), "{row:?}");
    }
    // The matrix adds up the same numbers.
    let money = |rows, columns| {
        let asked = Asked { quantity: Some(Measured::Money), ..crossed(rows, columns, Count::Quantity) };
        matrix(corpus.parts(), &Query::default(), &asked).unwrap()
    };
    let found_money = money(Field::Year, Field::Level);
    let series = found_money.series.expect("money is stated");
    let same = found
        .sums
        .iter()
        .find(|sum| (sum.kind, &sum.of, &sum.unit) == (Measured::Money, &series.of, &series.unit));
    assert_eq!(Some(found_money.total.to_string()), same.and_then(|sum| sum.sum.clone()));
    assert_eq!(money(Field::Theme, Field::Action).total, found_money.total);
}

#[test]
fn numbers_stand_in_the_units_that_match() {
    let corpus = corpus();
    let query = ask("\"制度\"");
    let asked = numbers::Asked { size: usize::MAX, ..numbers::Asked::default() };
    let narrow = numbers::numbers(corpus.parts(), &query, &asked).unwrap();
    let wide = numbers::Asked { whole: true, ..asked };
    let wide = numbers::numbers(corpus.parts(), &query, &wide).unwrap();
    assert!(narrow.count > 0 && narrow.count < wide.count, "{} {}", narrow.count, wide.count);
    for row in &narrow.rows {
        let record = corpus.records.iter().find(|record| record.id == row.announcement.id).unwrap();
        let units = touched(record, Some("制度"));
        let at = record.announcement.units.iter().position(|u| u.address.to_string() == row.address).unwrap();
        assert!(units.contains_key(&at), "{row:?}");
    }
}

#[test]
fn exact_decimals() {
    let sum = |texts: &[&str]| {
        let add = |sum: Amount, text: &&str| sum.plus(Amount::read(text).unwrap()).unwrap();
        texts.iter().fold(Amount::ZERO, add).to_string()
    };
    assert_eq!(sum(&["0.1", "0.2"]), "0.3");
    assert_eq!(sum(&["12345678901234567890", "0.01"]), "12345678901234567890.01");
    assert_eq!(sum(&["1.50", "-2"]), "-0.5");
    assert_eq!(sum(&[]), "0");
    for bad in ["", ".", "-", "1e3", "１", "1.2.3", "1,000", " 1"] {
        assert!(Amount::read(bad).is_none(), "{bad}");
    }
    assert!(Amount::read("2").unwrap() > Amount::read("1.999").unwrap());
}

#[test]
fn a_mistyped_word_has_its_neighbours() {
    let corpus = corpus();
    let found = near::near(corpus.parts(), &ask("\"巡察整故\" 采购")).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    let best = &found[0].found[0];
    assert_eq!(best.text, "巡察整改");
    let expected = corpus.naive("巡察整改").iter().filter(|count| **count > 0).count() as u64;
    assert_eq!(best.announcements, expected);
    assert!(near::near(corpus.parts(), &ask("\"采购\"")).unwrap().is_empty());
}

#[test]
fn every_heading_of_an_area_is_listed_with_its_theme() {
    let corpus = corpus();
    let mut plain: BTreeMap<(String, String), u64> = BTreeMap::new();
    for record in &corpus.records {
        let units = record.announcement.units.iter().enumerate();
        let own: BTreeSet<(String, String)> = units
            .filter(|(_, unit)| unit.role == Role::Area)
            .map(|(at, _)| {
                [Field::Area, Field::Theme].map(|field| unit_value(record, field, at).into_owned())
            })
            .map(|[area, theme]| (area, theme))
            .collect();
        for pair in own {
            *plain.entry(pair).or_default() += 1;
        }
    }
    let found = themes::themes(corpus.parts(), &Query::default()).unwrap();
    let listed: BTreeMap<(String, String), u64> = found
        .into_iter()
        .map(|one| ((one.heading, one.theme.unwrap_or_default()), one.announcements))
        .collect();
    assert_eq!(listed, plain);
}

/// Boilerplate is alike for longer than a screen is wide: where more is shown, more is compared.
#[test]
fn a_sorted_concordance_compares_as_far_as_it_shows() {
    let same = "要".repeat(60);
    let ends = ["五", "二", "四", "一", "三"];
    let texts: Vec<String> = ends.iter().map(|end| format!("{end}{same}采购{same}{end}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let place = super::super::answers::placed(&texts);
    let engine = place.engine();
    for order in [kwic::Order::Left, kwic::Order::Right] {
        let asked = kwic::Asked { width: 61, order, ..ALL };
        let lines = kwic::kwic(engine.parts(), &ask("采购"), &asked).unwrap().lines;
        let own = lines.iter().map(|line| match order {
            kwic::Order::Left => line.left.chars().next().unwrap(),
            _ => line.right.chars().next_back().unwrap(),
        });
        let own: Vec<char> = own.collect();
        assert!(own.len() == 5 && own.is_sorted(), "{order:?}: {own:?}");
    }
}
