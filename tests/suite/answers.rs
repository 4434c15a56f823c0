//! Answers against what a reader counts by hand in a few short texts: each row
//! is a question that two engines answered alike and wrong, because both use
//! the one evaluation of `search`.

use super::kit::{Place, app};
use super::web::ask;
use std::sync::Arc;
use xunlan::engine::tantivy::Engine;
use xunlan::search::syntax::{self, Limits};
use xunlan::search::{Backend, Field, Hits, Page};
use xunlan::study::{Cells, Table, numbers};
use xunlan::text::Form;
use xunlan::web::{Asked, Params, encode};

pub(super) fn placed(texts: &[&str]) -> Place {
    let place = Place::new();
    let names: Vec<String> = (0..texts.len()).map(|number| format!("{number}.txt")).collect();
    let given: Vec<(&str, &[u8])> =
        names.iter().zip(texts).map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    assert!(place.ingest(&given).failed.is_empty());
    place
}

pub(super) fn asked(engine: &Engine, query: &str) -> Hits {
    let query = syntax::read(query, &Limits::default()).unwrap().query;
    engine.search(&query, &Page { facets: vec![Field::Role, Field::Part], ..Page::default() }).unwrap()
}

/// Announcements and places.
fn check(engine: &Engine, rows: &[(&str, u64, u64)]) {
    for (query, announcements, occurrences) in rows {
        let totals = asked(engine, query).totals;
        assert_eq!((totals.announcements, totals.occurrences), (*announcements, *occurrences), "{query}");
    }
}

/// A report with these measures.
pub(super) fn report(body: &str, measures: &[&str]) -> String {
    let head = format!(
        "中共云汀市{body}党组关于巡察整改进展情况的通报\n根据市委统一部署，2024年3月11日至5月31日，市委第五巡察组对市{body}党组\
         开展了常规巡察。现将巡察整改进展情况予以公布。\n一、整改落实情况\n（一）关于管理方面\n1.加强管理。\n"
    );
    let measures: Vec<String> = measures.iter().map(|measure| format!("{measure}\n")).collect();
    format!("{head}{}", measures.concat())
}

#[test]
fn a_word_that_is_asked_for_twice_has_its_places_once() {
    let first = report("教育局", &["一是规范采购。", "二是采购审计。", "三是采购培训。"]);
    let second = report("水务局", &["一是采购审计培训。"]);
    let place = placed(&[&first, &second]);
    check(
        &place.engine(),
        &[
            ("采购", 2, 4),
            ("采购 采购", 2, 4),
            ("采购 採購", 2, 4),
            ("采购 OR 采购", 2, 4),
            ("\"采购\" \"采购\" \"采购\"", 2, 4),
            ("采购 \"采购\"", 2, 4),
            ("(采购 OR 审计) 采购", 2, 6),
            ("采购 审计 采购 -基建", 2, 6),
            ("采购 采购 -审计", 0, 0),
        ],
    );
}

#[test]
fn round_numbers_are_not_added_to_exact_ones() {
    let stated = |count: &str| report("教育局", &[&format!("一是制定整改措施{count}。")]);
    let place = placed(&[&stated("50余条"), &stated("20条"), &stated("7条")]);
    let asked = numbers::Asked { size: 9, ..numbers::Asked::default() };
    let query = syntax::read("整改措施", &Limits::default()).unwrap().query;
    let found = numbers::numbers(place.engine().parts(), &query, &asked).unwrap();
    let mut sums: Vec<_> = found.sums.iter().map(|sum| (sum.unit.as_str(), sum.sum.as_deref())).collect();
    sums.sort();
    assert_eq!(sums, [("余条", Some("50")), ("条", Some("27"))]);
}

#[test]
fn what_must_not_stand_in_a_scope() {
    let first = report("教育局", &["一是规范采购。", "二是采购审计。", "三是采购培训。"]);
    let second = report("水务局", &["一是采购审计培训。"]);
    let place = placed(&[&first, &second]);
    let engine = place.engine();
    check(
        &engine,
        &[
            // De Morgan: the same question three times.
            ("采购 同措施 -(审计 OR 培训)", 1, 1),
            ("采购 同措施 (-审计 -培训)", 1, 1),
            ("采购 同措施 -审计 同措施 -培训", 1, 1),
            ("采购 同措施 (审计 OR -培训)", 2, 5),
            ("采购 同句 (\"规范\" OR -审计)", 1, 3),
            // Only what must not stand there: every announcement has such a unit.
            ("-采购 同措施 -审计", 2, 0),
            ("采购 同方面 -审计", 0, 0),
        ],
    );
}

#[test]
fn two_words_are_two_places() {
    let text = report("教育局", &["一是规范政府采购。", "二是采购、采购计划。"]);
    let place = placed(&[&text]);
    check(
        &place.engine(),
        &[
            ("采购 NEAR/5 采购", 1, 3),
            ("采购 NEAR/5 \"采购\"", 1, 3),
            ("政府采购 NEAR/0 采购", 0, 0),
            ("\"政府采\" NEAR/9 \"府采购\"", 0, 0),
            ("规范 NEAR/0 政府", 1, 2),
        ],
    );
}

#[test]
fn exact_keeps_to_the_published_characters() {
    let text =
        format!("{}一档，油耗下降\n11%。\n最后巩固成果。", report("教育局", &["一是建成。二是完成。"]));
    let place = placed(&[&text]);
    let engine = place.engine();
    check(
        &engine,
        &[
            ("exact:\"果。\"", 1, 1),
            // The last sentence end is behind 果, not behind 成.
            ("exact:\"固成。\"", 0, 0),
            ("exact:\"成。\"", 1, 2),
            ("exact:\"下降\n11%\"", 1, 1),
            ("exact:\"下降 11%\"", 0, 0),
        ],
    );
    // A url says the same.
    let url = format!("q={}", encode("exact:\"下降\n11%\""));
    let meant = Asked::of(&Params::read(&url)).resolve().unwrap();
    assert_eq!(engine.search(&meant.query, &Page::default()).unwrap().totals.occurrences, 1);
    // A blank is as exact as any other sign: the one in this text stands nowhere else.
    check(&engine, &[("exact:\" \"", 0, 0), ("exact:\"\n11\"", 1, 1)]);
}

#[test]
fn symbols_in_quotes_are_looked_for() {
    let place = placed(&[
        &report("教育局", &["一是清理校舍120㎡，气温38℃。"]),
        &report("水务局", &["一是清理河道。"]),
    ]);
    check(&place.engine(), &[("\"㎡\"", 1, 1), ("\"℃\"", 1, 1), ("\"，。\"", 2, 0)]);
}

/// A sign without quotes is looked for as if it stood in them; punctuation is still left out.
#[test]
fn bare_signs_are_looked_for() {
    let place =
        placed(&[&report("教育局", &["一是清理校舍120㎡※。"]), &report("水务局", &["一是清理河道。"])]);
    let engine = place.engine();
    check(&engine, &[("㎡", 1, 1), ("《※》", 1, 1), ("😀", 0, 0), ("清理 ㎡", 1, 2), ("-※", 1, 0)]);
    check(&engine, &[("清理 ，", 2, 2), ("*", 2, 0), ("((", 2, 0), ("OR", 2, 0), ("-", 2, 0)]);
}

#[test]
fn typed_forms_hold_around_wildcards() {
    let place = placed(&[&report("教育局", &["一是採采购。"])]);
    check(
        &place.engine(),
        &[
            ("采?购", 1, 1),
            ("字形:严格 采?购", 0, 0),
            ("字形:严格 採?购", 1, 1),
            ("字形:严格 采*购", 1, 1),
            ("采*购", 1, 2),
        ],
    );
}

#[test]
fn pinyin_is_passed_over_and_letters_of_a_list_are_not() {
    let listed = report("教育局", &["一是方案(a)、方案(e)、方案(o)、方案(en)四选一，采用方案(e)。"]);
    let glossed = report("水务局", &["一是落实有關(guān)要求，了解情況(kuàng)。"]);
    let place = placed(&[&listed, &glossed]);
    check(
        &place.engine(),
        &[
            ("\"方案(e)\"", 1, 3),
            ("exact:\"方案(e)\"", 1, 2),
            ("\"有关要求\"", 1, 1),
            ("\"有关(guān)要求\"", 1, 1),
            ("exact:\"有關(guān)要求\"", 1, 1),
            ("exact:\"有关(guān)要求\"", 0, 0),
            ("exact:\"況(kuàng)\"", 1, 1),
            ("exact:\"(guān)要\"", 1, 1),
            ("exact:\"有關(gu\"", 1, 1),
            ("exact:\"uàng\"", 1, 1),
            ("exact:\"(\"", 2, 7),
        ],
    );
}

#[test]
fn names_of_bodies_stand_by_themselves() {
    let place = placed(&[
        &report("审计局", &["一是召开审计委员会会议，营造良好局面。"]),
        &report("农业农村局", &["一是会同市农业局、教育局整治农业面源污染。"]),
    ]);
    let engine = place.engine();
    // 计委 is an old name of 发改局, and stands in 审计委员会.
    check(&engine, &[("发改局", 0, 0), ("农业局", 1, 3)]);
    assert!(asked(&engine, "农业局").groups[0].units.iter().all(|unit| !unit.text.contains("良好局面")));
}

#[test]
fn rounds_are_numbers() {
    let of = |round: &str| {
        format!(
            "根据市委统一部署，十三届市委第{round}轮巡察于2024年3月11日至5月31日开展，市委第五巡察组对市教育局党组开展了常规巡察。\n现将巡察整改进展情况予以公布。\n一、整改情况\n1.加强管理。{round}\n"
        )
    };
    let place = placed(&[&of("三"), &of("六"), &of("十三")]);
    let engine = place.engine();
    for (query, announcements) in [
        ("轮次:3", 1),
        ("轮次:13", 1),
        ("轮次:第六轮", 1),
        ("轮次:十三届", 3),
        ("轮次:十三届六轮", 1),
        ("轮次:十二届六轮", 0),
    ] {
        assert_eq!(asked(&engine, query).totals.announcements, announcements, "{query}");
    }
    let compared = syntax::read("轮次:>=3", &Limits::default()).unwrap();
    assert!(compared.query.filters.is_empty() && compared.notes.len() == 1);
}

#[test]
fn a_scope_is_where_facets_count() {
    let text = format!(
        "{}二、下一步打算\n（一）继续规范采购。\n",
        report("教育局", &["一是规范采购。"]).replace("一、整改落实情况", "一、整改情况")
    );
    let place = placed(&[&text]);
    let engine = place.engine();
    for query in ["采购", "采购 in:整改落实", "采购 in:下一步", "采购 in:措施"] {
        let hits = asked(&engine, query);
        for facet in &hits.facets {
            let counted: u64 = facet.values.iter().map(|value| value.units).sum();
            assert_eq!(counted, hits.totals.units, "{query}: {facet:?}");
        }
    }
}

#[test]
fn ranges_share_their_sign_and_read_words() {
    let same = |query: &str, canonical: &str, notes: usize| {
        let read = syntax::read(query, &Limits::default()).unwrap();
        assert_eq!(syntax::print(&read.query), canonical, "{query}");
        assert_eq!(read.notes.len(), notes, "{query}: {:?}", read.notes);
        assert_eq!(syntax::read(canonical, &Limits::default()).unwrap().query, read.query);
    };
    same("追缴:100~200万", "追缴:100万..200万", 1);
    same("追缴:100万-200万", "追缴:100万..200万", 0);
    same("追缴:300..2万", "追缴:300..20000", 0);
    same("追缴:100万元以上", "追缴:>=100万", 0);
    same("追缴:不超过5万元", "追缴:<=5万", 0);
}

#[test]
fn what_is_mistyped_is_said() {
    let place = placed(&[
        &report("教育局", &["一是规范采购。"]),
        &report("水务局", &["一是采购。"]),
        &report("司法局", &["一是采购。"]),
    ]);
    let app = app(Arc::new(place.engine()));
    let refused = |path: &str| {
        let got = ask(Arc::clone(&app), "GET", path, &[]);
        assert_eq!(got.status, 400, "{path}");
        got.text()
    };
    assert!(refused("/api/v1/search?q=%E9%87%87%E8%B4%AD&agncy=x").contains("agncy"));
    assert!(refused("/api/v1/matrix?rows=agency&columns=theme&format=csv").contains("format"));
    let ran = place.cli(&["search", "采购", "--where", "foo=1"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    // A cursor leads on in the query it came from, and in no other.
    let engine = place.engine();
    let page = |query: &str, after| {
        let query = syntax::read(query, &Limits::default()).unwrap().query;
        engine.search(&query, &Page { groups: 2, after, ..Page::default() })
    };
    let next = page("整改", None).unwrap().next;
    assert!(next.is_some() && page("整改", next.clone()).is_ok());
    assert!(page("整改 sort:date", next.clone()).is_err() && page("巡察", next).is_err());
}

#[test]
fn lists_as_spreadsheets_write_them() {
    let read = |bytes: &[u8], table: &Table| {
        let cells = Cells::read(bytes, table, &xunlan::text::Limits::default()).unwrap();
        cells.entries.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>()
    };
    let column = Table::Column(None);
    let names = ["云汀市财政局", "云汀市教育局党组"];
    for table in [
        "序号,党组织\n1,云汀市财政局\n2,云汀市教育局党组\n",
        "序号;被巡察单位名称;备注\n1;云汀市财政局;甲\n2;云汀市教育局党组;乙\n",
        "sep=;\n单位名称;备注\n云汀市财政局;a,b\n云汀市教育局党组;c\n",
        "1,云汀市财政局\n2,云汀市教育局党组\n",
        "云汀市财政局,1\n云汀市教育局党组,2\n",
    ] {
        assert_eq!(read(table.as_bytes(), &column), names, "{table}");
    }
    // A name that ends like a heading is a name.
    assert_eq!(read("市教育局党组\n市水务局党组\n".as_bytes(), &column).len(), 2);
    let text = "序号\t单位\n1\t云汀市财政局\n2\t云汀市教育局党组\n";
    let wide: Vec<u8> =
        std::iter::once(0xfeff_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, &Table::Guessed), names);
    assert_eq!(read("采购 审计\n培训\n".as_bytes(), &Table::Guessed), ["采购 审计", "培训"]);
}

/// Tables of studies as spreadsheets too: a zip archive with the same cells.
#[test]
fn studies_as_spreadsheets() {
    let place = placed(&[&report("教育局", &["一是规范采购，修订制度3项。"])]);
    for args in [&["kwic", "采购"][..], &["matrix", "采购"], &["numbers", "采购"]] {
        let mut command = place.command(&[args, &["--xlsx"]].concat());
        let out = command.output().unwrap();
        assert!(out.status.success() && out.stdout.starts_with(b"PK"), "{args:?}");
        assert!(String::from_utf8_lossy(&out.stdout).contains("xl/worksheets/sheet1.xml"), "{args:?}");
    }
    let app = app(Arc::new(place.engine()));
    let got = ask(Arc::clone(&app), "GET", "/table?view=kwic&format=xlsx&q=%E9%87%87%E8%B4%AD", &[]);
    assert!(got.status == 200 && got.body.starts_with(b"PK"));
    assert_eq!(ask(app, "GET", "/table?view=kwic&format=pdf&q=x", &[]).status, 400);
}

/// However many lines a text has, what is kept of them is bounded; the rest is one unit and can be found.
#[test]
fn endless_lines_are_one_unit() {
    let text = format!("{}甲乙丙\n", "a\n".repeat(1_200_000));
    let text = xunlan::text::read(text.as_bytes(), Form::Plain, &xunlan::text::Limits::default()).unwrap();
    let parsed = xunlan::parse::parse(&text);
    let units = &parsed.announcement.units;
    assert!((1_000_000..1_100_000).contains(&units.len()), "{}", units.len());
    let length = text.published.chars().count() as u32;
    assert!(units.last().unwrap().span.end + 1 >= length, "nothing is dropped");
}

#[test]
fn a_pasted_question_mark_is_explained_where_it_finds_nothing() {
    let place = placed(&[&report("教育局", &["一是?建立清单。"])]);
    let engine = place.engine();
    let told =
        |query: &str| asked(&engine, query).interpretation.notes.iter().any(|note| note.contains("引号"));
    assert!(told("一是?建立清单") && !told("建?清单") && !told("\"一是?建立清单\""));
}

#[test]
fn studies_say_what_they_leave_out() {
    let place = placed(&[&report("教育局", &["一是规范采购，修订制度3项。"])]);
    for args in [["matrix", "采购", "--json"], ["numbers", "采购", "--json"]] {
        let notes = place.cli(&args).json()["interpretation"]["notes"].to_string();
        assert!(notes.contains("只计整改通报"), "{args:?} {notes}");
    }
    let own =
        place.cli(&["numbers", "采购 类型:整改通报", "--json"]).json()["interpretation"]["notes"].to_string();
    assert!(!own.contains("只计整改通报"), "{own}");
}

/// Tiers of the same problems, and some of those that were just counted, are no further ones.
#[test]
fn sums_add_like_with_like() {
    let first = report("教育局", &["一是加强管理。"]).replace(
        "一、整改落实情况\n",
        "一、主体责任\n针对反馈的12个主要问题、37个具体问题，制定整改措施80条。给予党纪处分4人（其中村干部3人）。\n二、整改落实情况\n",
    );
    let place = placed(&[&first]);
    let found = place.cli(&["numbers", "整改", "--whole", "--json"]).json();
    let sums: Vec<_> = found["sums"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sum| {
            format!(
                "{} {} {}",
                sum["kind"].as_str().unwrap(),
                sum["of"].as_str().unwrap_or("-"),
                sum["sum"].as_str().unwrap()
            )
        })
        .collect();
    for wanted in
        ["problems 主要问题 12", "problems - 37", "people 党纪处分 4", "people 党纪处分(其中村干部) 3"]
    {
        assert!(sums.iter().any(|sum| sum == wanted), "{wanted}: {sums:?}");
    }
}

/// 处分 is a sanction and nothing else; 处理 is every way to deal with people.
#[test]
fn sanctions_are_told_from_milder_ways() {
    let told = |agency: &str, said: &str| report(agency, &[&format!("一是加强管理，{said}。")]);
    let place = placed(&[
        &told("教育局", "给予党纪处分4人（其中村干部3人）"),
        &told("水务局", "给予党内警告处分1人、政务记过处分1人"),
        &told("财政局", "诫勉谈话2人，批评教育3人"),
        &told("交通局", "给予党纪处分、诫勉谈话共5人"),
        &told("文旅局", "组织处理6人"),
    ]);
    let found = |query: &str| {
        let answer = place.cli(&["search", query, "--json"]).json();
        let groups = answer["groups"].as_array().unwrap();
        let mut all: Vec<String> =
            groups.iter().map(|group| group["announcement"]["agency"].as_str().unwrap().to_owned()).collect();
        all.sort();
        (all, answer["interpretation"]["canonical"].as_str().unwrap().to_owned())
    };
    let named = |query: &str, wanted: &[&str], canonical: &str| {
        let (all, read) = found(query);
        let ends = |(agency, wanted): (&String, &&str)| agency.contains(wanted);
        assert!(all.len() == wanted.len() && all.iter().zip(wanted).all(ends), "{query}: {all:?}");
        assert_eq!(read, canonical);
    };
    named("处分:1..", &["教育局", "水务局"], "处分:>=1");
    named("处分:>=4", &["教育局"], "处分:>=4");
    named("处理:1..", &["交通局", "教育局", "文旅局", "水务局", "财政局"], "处理人员:>=1");
    named("诫勉 处分:1..", &[], "诫勉 处分:>=1");
    // The table and the sums say the same; a part of a number is not added to it.
    let numbers = place.cli(&["numbers", "--quantity", "处分", "--json"]);
    let rows = numbers.json()["rows"].as_array().unwrap().len();
    assert_eq!(rows, 3, "{}", numbers.json()["rows"]);
}

/// A mark is a place that counts, whatever else of the string stands in the text.
#[test]
fn only_places_that_count_are_marked() {
    let place = placed(&[&report("教育局", &["一是甲组清单在此并无他物而后面很长，再有甲组与乙组并列。"])]);
    for query in [
        "exact:\"甲组\" NEAR/3 exact:\"乙组\"",
        "\"甲组\" NEAR/3 exact:\"乙组\"",
        "exact:\"甲组\" NEAR/3 \"乙组\"",
    ] {
        let hits = asked(&place.engine(), query);
        assert_eq!(hits.totals.occurrences, 2, "{query}");
        let unit = hits.groups.iter().flat_map(|group| &group.units).find(|unit| !unit.marks.is_empty());
        let unit = unit.unwrap();
        let text: Vec<char> = unit.text.chars().collect();
        let marked = unit.marks.iter().map(|[from, to]| {
            let from = *from as usize;
            (text[from..*to as usize].iter().collect::<String>(), text[..from].contains(&'长'))
        });
        let wanted = [("甲组".to_owned(), true), ("乙组".to_owned(), true)];
        assert_eq!(marked.collect::<Vec<_>>(), wanted, "{query}");
    }
}

/// Of a quantity that nobody states there is no sum, and the sum of another is not shown in its place.
#[test]
fn a_series_that_is_not_there_has_no_cells() {
    let place = placed(&[&report("教育局", &["一是清退违规资金3.5万元。", "二是追回资金2万元。"])]);
    let cross = |more: &[&str]| {
        let base = ["matrix", "--rows", "agency", "--cols", "kind", "--count", "money", "--json"];
        place.cli(&[&base[..], more].concat()).json()
    };
    for more in [["--of", "无此"], ["--unit", "磅"]] {
        let found = cross(&more);
        assert!(found["series"].is_null() && found["total"].is_null(), "{more:?} {found}");
        assert_eq!(found["rows"]["values"], serde_json::json!([]), "{more:?}");
        assert!(!found["others"].as_array().unwrap().is_empty());
    }
    assert!(!cross(&[])["total"].is_null());
}

/// One value too many would be left out without a word.
#[test]
fn what_can_be_said_once_cannot_be_said_twice() {
    let place = placed(&[&report("教育局", &["一是加强管理。"])]);
    let app = app(Arc::new(place.engine()));
    let code = |path: &str| ask(Arc::clone(&app), "GET", path, &[]).status.as_u16();
    for (path, wanted) in [
        ("/api/v1/search?q=管理&q=审计", 400),
        ("/api/v1/search?q=管理&since=2024&since=2020", 400),
        ("/api/v1/search?q=管理&year=2024&year=2020", 200),
        ("/api/v1/matrix?q=管理&count=measures&of=清退", 400),
        ("/api/v1/search?q=管理&lang=en", 200),
    ] {
        assert_eq!(code(&path.replace("管理", &encode("管理"))), wanted, "{path}");
    }
}

/// 环境局 is a name of the bureau, and stands in 营商环境局面.
#[test]
fn a_name_inside_other_words_is_not_looked_for() {
    let place = placed(&[&report("教育局", &["一是打开优化营商环境局面，形成党的建设局部带动全局的格局。"])]);
    check(&place.engine(), &[("环保局", 0, 0), ("住建局", 0, 0), ("\"环境局\"", 1, 1)]);
}

/// A word that stands in the furniture of a page is shown where it stands, with its mark.
#[test]
fn furniture_that_was_looked_for_is_shown() {
    let text = report("教育局", &["一是加强管理。"]).replace('\n', "</p><p>");
    let html = format!(
        "<html><head><title>通报</title></head><body><div class=\"info\">浏览次数：12 责任编辑：某某</div>\
         <div class=\"content\"><p>{text}</p></div></body></html>"
    );
    let place = Place::new();
    assert!(place.ingest(&[("page.html", html.as_bytes())]).failed.is_empty());
    let engine = place.engine();
    let hits = asked(&engine, "\"责任编辑\"");
    assert_eq!(
        (hits.totals.announcements, hits.groups[0].units[0].role),
        (1, xunlan::disclosure::Role::Chrome)
    );
    let url = format!("/a/{}?q={}", hits.groups[0].announcement.id, encode("\"责任编辑\""));
    let page = String::from_utf8(ask(app(Arc::new(engine)), "GET", &url, &[]).body).unwrap();
    assert!(page.contains("<mark") && !page.contains("没有可标出的匹配"), "{page}");
}

/// A span in which no day lies finds nothing, and so does the text that says how it was read.
#[test]
fn a_span_without_a_day_reads_back_as_nothing() {
    let dated = report("教育局", &["一是加强管理。"]) + "中共云汀市教育局党组\n2023年6月20日\n";
    let place = placed(&[&dated]);
    let read = |q: &str, since: &str, until: &str| {
        let url = format!("q={}&since={since}&until={until}", encode(q));
        let query = Asked::of(&Params::read(&url)).resolve().unwrap().query;
        let page = Page { groups: 0, ..Page::default() };
        let total = |query| place.engine().search(query, &page).unwrap().totals.announcements;
        let again = syntax::read(&syntax::print(&query), &Limits::default()).unwrap().query;
        assert_eq!(total(&query), total(&again), "{url}: {}", syntax::print(&query));
        total(&query)
    };
    for (q, since, until, announcements) in [
        ("", "2023", "2023", 1),
        ("", "2023-04", "2022", 0),
        ("", "2024", "2022", 0),
        ("公布:2022", "2023", "2024", 0),
        ("公布:2022 公布:2023", "2023", "2024", 1),
    ] {
        assert_eq!(read(q, since, until), announcements, "{q} {since} {until}");
    }
}
