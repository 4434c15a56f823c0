//! One value, however pages write it: what a facet counts is what choosing it finds.

use super::answers::{placed, report};
use xunlan::engine::tantivy::Engine;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Field, Filter, Page, Query, Test};
use xunlan::study::matrix::{Asked, Count, Value, matrix};

fn counted(engine: &Engine, field: Field) -> Vec<(String, u64)> {
    let page = Page { facets: vec![field], ..Page::default() };
    let facets = engine.search(&Query::default(), &page).unwrap().facets;
    facets.into_iter().flat_map(|facet| facet.values).map(|it| (it.value, it.announcements)).collect()
}

fn found(engine: &Engine, query: &str) -> u64 {
    let query = syntax::read(query, &Limits::default()).unwrap().query;
    engine.search(&query, &Page::default()).unwrap().totals.announcements
}

fn check(engine: &Engine, rows: &[(&str, u64)]) {
    for (query, announcements) in rows {
        assert_eq!(found(engine, query), *announcements, "{query}");
    }
}

/// Three reports of one body: one as it should be, one in which some characters were converted, one with glosses.
fn scripts() -> [String; 3] {
    let plain = report("水利中心", &["一是规范采购。"]);
    let filler = "加强管理，健全制度，落实责任，开展培训，强化监督，定期检查，及时整改。".repeat(20);
    let mixed = report("水利中心", &["二是采购审计。", &filler]).replace("黨", "党").replace("党", "黨");
    let glossed =
        report("水利中心", &["三是采购培训。"]).replace("方面", "方(fāng)面").replace("管理", "管 理");
    [plain, mixed, glossed]
}

#[test]
fn what_a_facet_counts_is_what_choosing_it_finds() {
    let texts = scripts();
    let place = placed(&[&texts[0], &texts[1], &texts[2]]);
    let engine = place.engine();
    let bodies = counted(&engine, Field::Agency);
    assert_eq!(bodies, [("云汀市水利中心党组".to_owned(), 3)]);
    assert_eq!(counted(&engine, Field::Area), [("关于管理方面".to_owned(), 3)]);
    for field in [Field::Agency, Field::Region, Field::Team, Field::Area] {
        for (value, announcements) in counted(&engine, field) {
            let test = Test::Is(field, value.clone());
            let query =
                |negated| Query { filters: vec![Filter { negated, test: test.clone() }], ..Query::default() };
            let total =
                |negated| engine.search(&query(negated), &Page::default()).unwrap().totals.announcements;
            assert_eq!(total(false), announcements, "{field:?} {value}");
            if !field.of_units() {
                assert_eq!(total(true), 3 - announcements, "{field:?} {value}");
            }
        }
    }
    let asked = Asked {
        rows: Field::Agency,
        columns: Field::Area,
        count: Count::Announcements,
        quantity: None,
        of: None,
        unit: None,
        most_rows: 9,
        most_columns: 9,
    };
    let crossed = matrix(engine.parts(), &Query::default(), &asked).unwrap();
    let totals: Vec<_> = crossed.rows.iter().map(|row| (row.value.as_str(), row.total.clone())).collect();
    assert_eq!(totals, [("云汀市水利中心党组", Value::Count(3))]);
}

#[test]
fn a_bound_is_exact_however_large_or_fine() {
    let place = placed(&[&report("水务局", &["一是追缴租金3万元，给予2人警告处分。"])]);
    check(
        &place.engine(),
        &[
            ("追缴:>922337203685477", 0),
            ("追缴:>922337203685478", 0),
            ("追缴:>1000万亿", 0),
            ("追缴:99999999999999999999999", 0),
            ("-追缴:>1000万亿", 1),
            ("追缴:<1000万亿", 1),
            ("追缴:3.00009万", 0),
            ("追缴:>3.00001万", 0),
            ("追缴:<3.00001万", 1),
            ("追缴:>2.99999万", 1),
            ("处分:2.00001", 0),
            ("处分:>2.00001", 0),
            ("处分:<=2.00001", 1),
            ("处分:>=1.99999", 1),
            ("处分:>=2.00000", 1),
        ],
    );
}

#[test]
fn a_day_that_is_not_said_is_any_of_its_days() {
    let text = report("水务局", &["一是规范采购。"])
        .replace("开展了常规巡察。", "开展了常规巡察。2024年7月下旬，市委第五巡察组反馈了巡察意见。");
    let place = placed(&[&text]);
    check(
        &place.engine(),
        &[
            ("反馈:2024-07-21", 1),
            ("反馈:2024-07-25..2024-07-28", 1),
            ("反馈:>=2024-07-31", 1),
            ("反馈:<=2024-07-20", 0),
            ("反馈:>=2024-08-01", 0),
            ("反馈:2024-07", 1),
        ],
    );
}
