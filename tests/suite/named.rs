//! Other names of bodies: found without quotes, never inside them, and shown.

use super::kit::Place;
use super::web::ask;
use std::sync::Arc;
use xunlan::engine::tantivy::Engine;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Hits, Page, Totals};
use xunlan::web::encode;

/// Three bodies under their names of today, of before, and in short.
fn place() -> Place {
    let place = Place::new();
    let text = |body: &str, what: &str| {
        format!(
            "中共{body}党组关于十三届市委第二轮巡察整改进展情况的通报\n根据市委统一部署，2024年3月11日至5月31日，\
             市委第五巡察组对{body}党组开展了常规巡察。2024年7月18日，市委第五巡察组反馈了巡察意见。\
             现将巡察整改进展情况予以公布。\n一、整改情况\n（一）关于监管方面\n1.{what}。\n中共{body}党组\n2025年2月24日\n"
        )
    };
    let files = [
        ("now.txt", text("云汀市生态环境局", "一是加强环评审批")),
        ("before.txt", text("临汐市环境保护局", "一是加强排污监管")),
        ("short.txt", text("丹崖市水务局", "一是会同市环保局清理河道")),
    ];
    let given: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    assert!(place.ingest(&given).failed.is_empty());
    place
}

fn asked(engine: &dyn Backend, query: &str) -> Hits {
    let query = syntax::read(query, &Limits::default()).unwrap().query;
    engine.search(&query, &Page::default()).unwrap()
}

fn found(engine: &Engine, query: &str) -> u64 {
    asked(engine, query).totals.announcements
}

#[test]
fn without_quotes_a_body_is_found_under_its_other_names() {
    let place = place();
    let (engine, memory) = (place.engine(), place.memory());
    for (query, announcements) in [
        ("环保局", 3),
        ("環保局", 3),
        ("生态环境局", 3),
        ("\"环保局\"", 1),
        ("“生态环境局”", 1),
        ("环保局 字形:严格", 1),
        ("exact:\"环保局\"", 1),
        ("环保局 -生态环境局", 0),
        ("环保局 -\"生态环境局\"", 2),
        ("环保局 环评", 1),
        ("环保局环评审批", 1),
        ("环保局 NEAR/30 清理", 1),
        ("环保局 同句 河道", 1),
        ("措施:环保局", 1),
        ("云汀市环保局", 1),
        ("水利局", 1),
        // No name: 局长 is a person, and what stands before 建设局 belongs to it.
        ("\"水利局\"", 0),
        ("单位:环保局", 2),
        ("单位:市环保局", 2),
        ("单位:云汀市环保局", 1),
        ("单位:\"环保局\"", 0),
        ("单位:\"生态环境局\"", 1),
        ("-单位:环保局", 1),
        ("单位:环保局 单位:水利局", 3),
    ] {
        let hits = asked(&engine, query);
        assert_eq!(hits.totals.announcements, announcements, "{query}");
        let slow = asked(&memory, query);
        assert_eq!(
            (hits.totals, hits.groups, hits.interpretation),
            (slow.totals, slow.groups, slow.interpretation),
            "{query}"
        );
    }
}

/// A name inside a longer one is one place: what is counted is what is marked.
#[test]
fn a_name_inside_a_longer_one_is_counted_once() {
    let place = place();
    let engine = place.engine();
    let count = |query: &str| asked(&engine, query).totals;
    // 环境局, short for 生态环境局, stands in every 生态环境局.
    let (all, now) = (count("环保局"), count("\"生态环境局\""));
    let others = [count("\"环境保护局\""), count("\"环保局\"")];
    let sum = |of: fn(&Totals) -> u64| of(&now) + others.iter().map(of).sum::<u64>();
    assert_eq!(all.occurrences, sum(|totals| totals.occurrences));
    assert_eq!(all.announcements, sum(|totals| totals.announcements));
    // Two words for the same place are one place.
    assert_eq!(count("环评 \"环评\"").occurrences, count("环评").occurrences);
}

/// A name inside a longer one is one mention, whichever of them was typed.
#[test]
fn a_longer_name_around_the_typed_one_is_the_same_mention() {
    let place = Place::new();
    let text = "中共云汀市教育局党组关于巡察整改进展情况的通报\n一、整改情况\n（一）关于管理方面\n\
         1.会同市卫生健康委员会、市卫生健康委员会基层科、市卫健委、市卫生健康委办理。\n\
         2.会同市规划和自然资源局、自然资源局、自然资源和规划局办理，原规划局资料移交。\n";
    assert!(place.ingest(&[("a.txt", text.as_bytes())]).failed.is_empty());
    let (engine, memory) = (place.engine(), place.memory());
    for (query, occurrences) in [
        ("卫健委", 4),
        ("卫生健康委", 4),
        ("卫生健康委员会", 4),
        ("自然资源局", 4),
        ("规划和自然资源局", 4),
        ("规划局", 4),
        ("\"卫生健康委\"", 3),
        ("卫生健康委 同措施 办理", 5),
    ] {
        let hits = asked(&engine, query);
        assert_eq!(hits.totals.occurrences, occurrences, "{query}");
        assert_eq!(asked(&memory, query).totals, hits.totals, "{query}");
    }
    // One mention, one line.
    let lines = place.cli(&["kwic", "卫生健康委", "--json"]).json();
    assert_eq!(lines["lines"].as_array().map(Vec::len), Some(4), "{lines}");
}

/// Folding off finds no more than folding on: a name stays one phrase, and it is said what is left out.
#[test]
fn strict_characters_keep_a_name_whole() {
    let place = Place::new();
    let text = "中共云汀市教育局党组关于巡察整改进展情况的通报\n一、整改情况\n（一）关于管理方面\n\
         1.会同市环境保护局办理。\n2.报请县环境保护局办理，由市局复核。\n3.会同市環境保護局、市生态环境局办理。\n";
    assert!(place.ingest(&[("a.txt", text.as_bytes())]).failed.is_empty());
    let engine = place.engine();
    for (query, occurrences, units) in [
        ("市环境保护局", 3, 2),
        ("市环境保护局 字形:严格", 1, 1),
        ("市環境保護局 字形:严格", 1, 1),
        ("市环境保护局办理 字形:严格", 4, 3),
        ("\"市环境保护局\" 字形:严格", 1, 1),
    ] {
        let totals = asked(&engine, query).totals;
        assert_eq!((totals.occurrences, totals.units), (occurrences, units), "{query}");
    }
    let read = asked(&engine, "市環境保護局 字形:严格").interpretation;
    assert_eq!((read.terms.join(" ").as_str(), read.names.len()), ("市環境保護局", 0));
    assert!(read.notes.iter().any(|note| note.contains("“市環境保護局”") && note.contains("不查其他名称")));
    assert!(asked(&engine, "\"市环境保护局\" 字形:严格").interpretation.notes.is_empty());
}

#[test]
fn what_is_looked_for_beside_a_name_is_shown() {
    let place = place();
    let engine = Arc::new(place.engine());
    let hits = asked(&*engine, "环保局 整改");
    let names = &hits.interpretation.names;
    assert_eq!((names.len(), names[0].typed.as_str()), (1, "环保局"));
    assert!(names[0].others.iter().any(|other| other.name == "生态环境局" && other.year == Some(2018)));
    assert!(hits.interpretation.terms.contains(&"生态环境局".to_owned()));
    assert!(
        hits.interpretation.notes.iter().any(|note| note.contains("生态环境局") && note.contains("引号"))
    );
    assert_eq!(hits.interpretation.canonical, "环保局 整改");
    assert!(asked(&*engine, "\"环保局\" 整改").interpretation.names.is_empty());

    let answer = ask(
        super::kit::app(Arc::clone(&engine)),
        "GET",
        &format!("/api/v1/search?q={}", encode("环保局")),
        &[],
    );
    let answer = answer.json();
    assert_eq!(answer["totals"]["announcements"], 3);
    assert_eq!(answer["interpretation"]["names"][0]["typed"], "环保局");
    let page = ask(super::kit::app(engine), "GET", &format!("/?q={}", encode("环保局")), &[]);
    assert!(page.text().contains("生态环境局（改革后名称，2018 年）"));
    let ran = place.cli(&["search", "环保局"]);
    assert!(ran.err.contains("生态环境局(改革后名称,2018 年)"), "{ran:?}");
    assert_eq!(place.cli(&["search", "\"环保局\"", "--json"]).json()["totals"]["announcements"], 1);
}

/// What is printed reads back as the same query: quotes are kept where they mean something.
#[test]
fn names_print_back() {
    for typed in [
        "单位:环保局",
        "单位:\"环保局\"",
        "单位:教育",
        "环保局 -单位:市环保局",
        "单位:“云汀市、环保局”",
        "单位:(环保局|\"水利局\")",
    ] {
        let read = |text: &str| syntax::read(text, &Limits::default()).unwrap().query;
        let query = read(typed);
        assert_eq!(read(&syntax::print(&query)), query, "{typed}");
    }
    let place = place();
    assert_eq!(found(&place.engine(), "水利局长"), 0, "a person is no body");
    // A word that reaches over the end of what looks like a name.
    let place = Place::new();
    let text = "关于巡察整改进展情况的通报\n一、整改情况\n（一）规划方面\n1.对规划作局部调整。\n城乡规划局会同市自然资源局办理。\n";
    assert!(place.ingest(&[("a.txt", text.as_bytes())]).failed.is_empty());
    let read = asked(&place.engine(), "规划局部调整").interpretation;
    assert_eq!((read.terms.join(" ").as_str(), read.names.len()), ("规划 局部 调整", 0));
    assert_eq!(asked(&place.engine(), "规划局 调整").interpretation.names.len(), 1);
}
