//! What is suggested: values while readers type, and near misses of what was not found.

use super::kit::SHIPPED;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{
    Backend, Field, Page,
    suggest::{Because, suggest},
};
use xunlan::study::near::{self, Likeness};

#[test]
fn values_come_by_beginning_then_content_then_spelling_each_by_frequency() {
    let engine = &*SHIPPED.tantivy;
    for typed in ["云汀", "教育", "yt", "jiaoyu", "yuntings", ""] {
        let found = suggest(engine, Field::Agency, typed, 100).unwrap();
        assert!(!found.is_empty(), "{typed}");
        let order: Vec<_> = found.iter().map(|one| one.because).collect();
        assert!(order.is_sorted(), "{typed}: {order:?}");
        for pair in found.windows(2).filter(|pair| pair[0].because == pair[1].because) {
            let by_sound = pair[0].because == Because::Spelled;
            assert!(by_sound || pair[0].announcements >= pair[1].announcements, "{typed}: {pair:?}");
        }
        assert_eq!(found, suggest(&SHIPPED.memory, Field::Agency, typed, 100).unwrap(), "{typed}");
    }
    let spelled = suggest(engine, Field::Agency, "ytsjy", 5).unwrap();
    assert!(spelled[0].value.starts_with("云汀市教育"), "{spelled:?}");
    assert_eq!(spelled[0].because, Because::Spelled);
    assert!(suggest(engine, Field::Agency, "鑫淼", 5).unwrap().is_empty());
    assert!(suggest(engine, Field::Agency, "qqqq", 5).unwrap().is_empty());
}

#[test]
fn values_are_the_most_frequent_first() {
    let engine = &*SHIPPED.tantivy;
    for field in Field::ALL {
        let counted = engine.counted(*field).unwrap();
        assert!(counted.is_sorted_by(|a, b| (b.1, &a.0) <= (a.1, &b.0)), "{field:?}");
        let names = engine.values(*field, "", usize::MAX).unwrap();
        assert_eq!(names.len(), counted.len(), "{field:?}");
    }
}

/// Near misses: one character different, or another way to write the sound; all of them are there.
#[test]
fn what_sounds_alike_or_differs_in_one_character_is_suggested() {
    let engine = &*SHIPPED.tantivy;
    let near = |typed: &str| {
        let query = syntax::read(typed, &Limits::default()).unwrap().query;
        let found = near::near(engine.parts(), &query).unwrap();
        assert_eq!(found, near::near(SHIPPED.memory.parts(), &query).unwrap(), "{typed}");
        found
    };
    for (typed, meant, likeness) in [
        ("\"混遍混岗\"", "混编混岗", Likeness::Sound),
        ("\"未批现建\"", "未批先建", Likeness::Sound),
        ("\"政府才够\"", "政府采购", Likeness::Sound),
        ("\"巡察整故\"", "巡察整改", Likeness::Character),
        ("\"营销环境\"", "营商环境", Likeness::Character),
        ("營商環鏡", "环境", Likeness::Sound),
        // A whole word by its sound, no character of it right.
        ("\"申鸡\"", "审计", Likeness::Sound),
    ] {
        let found = near(typed);
        let all: Vec<_> = found.iter().flat_map(|miss| &miss.found).collect();
        let one = all.iter().find(|one| one.text == meant).unwrap_or_else(|| panic!("{typed}: {found:?}"));
        assert_eq!(one.likeness, likeness, "{typed}");
        for one in all {
            let there = syntax::read(&format!("\"{}\"", one.text), &Limits::default()).unwrap().query;
            let totals = engine.search(&there, &Page::default()).unwrap().totals;
            assert_eq!(totals.announcements, one.announcements, "{typed}: {}", one.text);
            assert!(one.announcements > 0);
        }
    }
    assert!(near("\"整改\"").is_empty(), "what is there needs no neighbours");
    assert!(near("\"龘靐齉爩\"").is_empty());
}

/// Why an answer is empty: each number is that of the search it stands for.
#[test]
fn each_term_of_an_empty_answer_says_what_it_gives() {
    let engine = &*SHIPPED.tantivy;
    let count = |typed: &str| {
        let query = syntax::read(typed, &Limits::default()).unwrap().query;
        engine.search(&query, &Page::default()).unwrap().totals.announcements
    };
    // The query, and for each term what stands for it alone and without it.
    type Terms = [(&'static str, &'static str, &'static str)];
    let rows: [(&str, &Terms); 6] = [
        ("采购 鑫淼", &[("采购", "采购", "鑫淼"), ("鑫淼", "鑫淼", "采购")]),
        (
            "\"政府采购\" \"撂荒地\"",
            &[("\"政府采购\"", "\"政府采购\"", "\"撂荒地\""), ("\"撂荒地\"", "\"撂荒地\"", "\"政府采购\"")],
        ),
        (
            "\"藏品\" 同句 \"采购\"",
            &[
                ("\"藏品\"", "\"藏品\"", "\"采购\""),
                ("\"采购\"", "\"采购\"", "\"藏品\""),
                ("同句", "\"藏品\" \"采购\"", "\"藏品\" \"采购\""),
            ],
        ),
        (
            "\"校服\" NEAR/3 \"食堂\" 单位:中学",
            &[
                ("\"校服\"", "\"校服\"", "\"食堂\" 单位:中学"),
                ("NEAR/3", "\"校服\" \"食堂\"", "\"校服\" \"食堂\" 单位:中学"),
                ("单位:中学", "单位:中学", "\"校服\" NEAR/3 \"食堂\""),
            ],
        ),
        ("\"審計局\" 字形:严格 单位:审计", &[("字形:严格", "\"审计局\"", "\"审计局\" 单位:审计")]),
        ("校服 单位:水利局", &[("校服", "校服", "单位:水利局"), ("单位:水利局", "单位:水利局", "校服")]),
    ];
    for (typed, terms) in rows {
        let query = syntax::read(typed, &Limits::default()).unwrap().query;
        let hits = engine.search(&query, &Page::default()).unwrap();
        assert_eq!(hits.totals.announcements, 0, "{typed}");
        let missing = hits.interpretation.missing;
        for (term, alone, without) in terms {
            let one = missing
                .iter()
                .find(|one| one.term == *term)
                .unwrap_or_else(|| panic!("{typed} {term}: {missing:?}"));
            assert_eq!((one.alone, one.without), (count(alone), count(without)), "{typed} {term}");
        }
        for one in &missing {
            assert_eq!(
                (count(&one.alone_query), count(&one.without_query)),
                (one.alone, one.without),
                "{one:?}"
            );
        }
        assert!(missing.iter().any(|one| one.without > 0), "{typed}: something helps");
    }
}
