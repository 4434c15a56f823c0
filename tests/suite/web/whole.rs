//! What a page counts is what its links and files give, of every view.

use super::{Got, ask, encode, fake, page, q, send};
use crate::kit::{self, SHIPPED};
use regex::Regex;
use std::sync::Arc;
use xunlan::{
    disclosure::{Kind, Measured, Quantity, Span},
    engine::memory::Memory,
    search::{Backend, Document, Record},
    web::{App, Limits},
};

fn shipped(url: &str) -> Got {
    ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", url, &[])
}

/// Six documents, one in three of a kind that studies do not count.
fn mixed(url: &str) -> String {
    let record = |number: usize| {
        let text = fake::TEXT.replace("三张清单", &format!("{number}张清单"));
        let id = format!("ee{number:02}");
        let mut record = fake::record(&id, "云汀市交通局党组", &["云汀市"], "2024-01-02", &text, false);
        record.announcement.kind =
            [Kind::RectificationSingle, Kind::RectificationSingle, Kind::News][number % 3];
        Document::of(record, &kit::WORDS)
    };
    let index: Arc<dyn Backend> = Arc::new(Memory::of((0..6).map(record).collect()));
    let app = App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap();
    ask(Arc::new(app), "GET", url, &[]).text()
}

/// The links of a page that begin so, as they are asked for.
fn links(page: &str, begins: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with(begins)).map(|link| link.replace("&#38;", "&")).collect()
}

/// Whole answer of a page, in its words.
fn head(page: &str) -> &str {
    page.split("<h1 class=\"count\">").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a head")
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.trim_matches(['\u{feff}', '"']).split("\",\"").map(str::to_owned).collect();
    csv.lines().map(cells).collect()
}

#[test]
fn the_files_of_a_map_are_of_what_it_counts() {
    let page = mixed(&format!("{}&view=map", q("/", "规范")));
    assert!(head(&page).ends_with("4 份通报"), "{}", head(&page));
    let file = links(&page, "/api/v1/export").into_iter().find(|url| url.ends_with("csv")).unwrap();
    let units = Regex::new(r"(\d+) 个单元").unwrap().captures(head(&page)).unwrap()[1].to_owned();
    let rows = rows(&mixed(&file));
    assert_eq!((rows.len() - 1).to_string(), units, "{file}");
    assert!(rows.iter().skip(1).all(|row| row[10] == "整改通报"), "{file}");
    // The map itself, as the cross-table that it is.
    let tables = links(&page, "/table");
    assert_eq!(tables.len(), 2, "{tables:?}");
    let crossed = format!("{}&view=matrix&rows=theme&columns=action&count=measures", q("/table", "规范"));
    assert_eq!(mixed(&tables[0]), mixed(&crossed));
}

#[test]
fn the_units_of_one_document_are_exported_alone() {
    let found = shipped(&format!("{}&units=1", q("/api/v1/search", "整改"))).json();
    let id = found["groups"][0]["announcement"]["id"].as_str().unwrap().to_owned();
    let page = shipped(&format!("{}&only={id}", q("/", "整改"))).text();
    let nowhere = shipped(&format!("{}&only=zz", q("/api/v1/export", "整改")));
    assert_eq!(nowhere.status, 400, "{}", nowhere.text());
    let files = links(&page, "/api/v1/export");
    assert_eq!(files.len(), 3, "{files:?}");
    let all = links(&page, "/a/").into_iter().filter(|url| url.ends_with("#cite")).count();
    for file in files.iter().filter(|file| !file.ends_with("xlsx")) {
        let text = shipped(file).text();
        let lines = text.lines().count() - usize::from(file.ends_with("csv"));
        assert_eq!(lines, all, "{file}");
        assert_eq!(text.matches(&format!("/a/{id}/")).count() % all, 0, "{file}");
        assert!(text.lines().skip(1).all(|line| line.contains(&id)), "{file}");
    }
}

#[test]
fn a_facet_counts_what_its_value_finds_beside_a_typed_one() {
    let value = Regex::new(
        r#"(?s)<li( class="chosen")?>\s*<a class="value" href="([^"]+)".*?<span class="n">([^<]+)<"#,
    )
    .unwrap();
    let count = Regex::new(r"(\S+) 份").unwrap();
    for (typed, field) in [
        ("地区:云汀市", "region"),
        ("年份:>=2024", "year"),
        ("单位:教育局", "agency"),
        ("层级:县级", "level"),
    ] {
        let page = shipped(&q("/", &format!("整改 {typed}"))).text();
        let facet = page.split(&format!("data-facet=\"{field}\"")).nth(1).expect(field);
        let facet = facet.split("</ul>").next().unwrap();
        let (mut chosen, mut others) = (0, 0);
        for found in value.captures_iter(facet) {
            let url = found[2].replace("&#38;", "&");
            let behind = shipped(&url).text();
            if found.get(1).is_some() {
                chosen += 1;
                assert!(url.starts_with(&format!("/?q={}&", encode("整改"))), "{typed} {url}");
            } else {
                others += 1;
                let of = count.captures_iter(head(&behind)).last().unwrap();
                assert_eq!(of[1], found[3], "{typed} {url}");
            }
        }
        assert!(chosen > 0 && others > 0, "{typed} {chosen} {others}");
    }
}

#[test]
fn what_was_not_looked_for_has_no_counts() {
    let list = "规范\n雪山大会\n(((\n";
    let sent = |form: &str| {
        let url = format!("/api/v1/batch?format={form}&reading=names");
        send(super::app(Limits::default()), "POST", &url, &[("content-type", "text/plain")], list.as_bytes())
            .text()
    };
    let csv = rows(&sent("csv"));
    let counts = |row: usize| csv[row][4..7].to_vec();
    assert_eq!(counts(2), ["0", "0", "0"]);
    assert_eq!((csv[3][2].as_str(), counts(3)), ("未检索", vec![String::new(); 3]));
    let lines: Vec<serde_json::Value> =
        sent("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[2]["totals"].is_null() && lines[1]["totals"]["announcements"] == 0, "{lines:?}");
    let matrix = rows(&sent("matrix"));
    assert_eq!(matrix[0][..3], ["条目", "结果", "所数"]);
    assert_eq!((matrix[2][1].as_str(), matrix[2][2].as_str()), ("没有", "处"));
    assert_eq!((matrix[3][1].as_str(), matrix[3][2].as_str()), ("未检索", ""));
}

#[test]
fn sums_say_what_has_no_amount_and_are_all_to_be_had() {
    let page = shipped("/?view=numbers").text();
    let all = links(&page, "/?").into_iter().find(|url| url.contains("sums=all")).expect("a way to all");
    let all = shipped(all.split('#').next().unwrap()).text();
    let shown = |page: &str| {
        page.split("id=\"sums\"")
            .nth(1)
            .unwrap()
            .split("</table>")
            .next()
            .unwrap()
            .matches("role=\"rowheader\"")
            .count()
    };
    assert!(shown(&page) == 30 && shown(&all) > 30, "{} {}", shown(&page), shown(&all));
    let file = links(&page, "/table").into_iter().find(|url| url.ends_with("&table=sums")).unwrap();
    let got = shipped(&file);
    assert!(
        got.header("content-disposition").contains(&encode("同类相加")),
        "{}",
        got.header("content-disposition")
    );
    let sums = rows(&got.text());
    assert_eq!(sums.len() - 1, shown(&all));
    let each = rows(&shipped("/table?view=numbers").text());
    let column = |name: &str| each[0].iter().position(|head| head == name).expect(name);
    let (kind, of, value, unit) = (column("类别"), column("所数"), column("数值"), column("计量"));
    let again = column("与另一处同数");
    for sum in &sums[1..] {
        let like = |row: &&Vec<String>| row[kind] == sum[0] && row[of] == sum[1] && row[unit] == sum[3];
        let own: Vec<_> = each.iter().filter(like).collect();
        assert_eq!(own.len().to_string(), sum[6], "{sum:?}");
        assert_eq!(own.iter().filter(|row| !row[again].is_empty()).count().to_string(), sum[7], "{sum:?}");
        assert_eq!(own.iter().filter(|row| row[value].is_empty()).count().to_string(), sum[8], "{sum:?}");
    }
    // Whose words they are, as in the files of a result.
    assert_eq!(each[0][2..8], ["单位", "层级", "地区", "公布", "轮次", "类型"]);
    for view in ["numbers", "kwic", "kwic&order=left"] {
        let table = rows(&shipped(&format!("{}&view={view}", q("/table", "整改"))).text());
        let whole = rows(&shipped(&q("/api/v1/export", "整改")).text());
        for row in &table[1..] {
            let same = whole.iter().find(|other| other[0] == row[0]).expect("its announcement");
            let of = [3, 4, 5, 6, 9, 10].map(|at| same[at].clone());
            assert_eq!(row[2..8], of, "{view}");
        }
    }
}

#[test]
fn what_has_no_amount_is_told_apart_from_what_is_added() {
    let mut record = fake::record("dd01", "清苇镇党委", &["石莲县"], "2024-01-02", fake::TEXT, false);
    let stated = |value: Option<&str>| Quantity {
        kind: Measured::Rules,
        of: None,
        value: value.map(str::to_owned),
        about: false,
        unit: "项".to_owned(),
        again: false,
        span: Span::new(40, 44),
    };
    record.announcement.quantities = vec![stated(Some("3")), stated(None), stated(Some("4"))];
    let seen = page("/?view=numbers", vec![record]).text();
    assert!(
        seen.contains("3<small>其中 1 项未写数额</small>"),
        "{}",
        seen.split("id=\"sums\"").nth(1).unwrap_or(&seen)
    );
}

#[test]
fn an_empty_view_leads_back_into_the_view() {
    let page = shipped(&format!("{}&view=matrix&rows=region", q("/", "整改 雪山大会"))).text();
    let ways = links(&page, &format!("/?q={}&", encode("整改")));
    assert!(ways.iter().any(|url| url.ends_with("&view=matrix&rows=region")), "{ways:?}");
}

#[test]
fn bars_say_how_many_have_no_date() {
    let record = |(number, date): (usize, &&str)| {
        fake::record(&format!("ee{number:02}"), "云汀市交通局党组", &[], date, fake::TEXT, false)
    };
    let records: Vec<Record> =
        ["2023-01-02", "2024-03-02", "?", "?"].iter().enumerate().map(record).collect();
    let documents = records.into_iter().map(|record| Document::of(record, &kit::WORDS)).collect();
    let index: Arc<dyn Backend> = Arc::new(Memory::of(documents));
    let app = Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap());
    let seen = ask(Arc::clone(&app), "GET", &q("/", "规范"), &[]).text();
    let said = seen.split("class=\"undated\"").nth(1).expect("said").split("</p>").next().unwrap();
    assert!(said.contains("公布日期未载明：2 份"), "{said}");
    let behind = ask(app, "GET", &links(said, "/?")[0], &[]).text();
    assert!(head(&behind).ends_with(" 2 份文书"), "{}", head(&behind));
}

/// Three documents of one body and day.
fn rounds() -> Vec<Record> {
    let stated = |about: bool, of: Option<&str>, unit: &str| Quantity {
        kind: Measured::Meetings,
        of: of.map(str::to_owned),
        value: Some("12".to_owned()),
        about,
        unit: unit.to_owned(),
        again: false,
        span: Span::new(0, 3),
    };
    let one = |number: usize| {
        let id = format!("dd0{number}");
        let mut record = fake::record(&id, "清苇镇党委", &["石莲县"], "2024-01-02", fake::TEXT, false);
        record.announcement.quantities =
            vec![stated(number == 1, Some("会议").filter(|_| number == 2), "次")];
        record
    };
    (0..3).map(one).collect()
}

#[test]
fn rounds_of_one_day_are_told_apart_and_like_numbers_share_a_row() {
    let page = page(&format!("/agency/{}", encode("清苇镇党委")), rounds()).text();
    let table = page.split("id=\"figures\"").nth(1).expect("figures").split("</table>").next().unwrap();
    let heads: Vec<&str> = table
        .split("role=\"columnheader\"")
        .skip(2)
        .map(|rest| rest.split("</a>").next().unwrap().rsplit("<bdi>").next().unwrap())
        .collect();
    assert_eq!(heads.len(), 3);
    assert!(heads[0] != heads[1] && heads[1] != heads[2] && heads[0] != heads[2], "{heads:?}");
    assert_eq!(table.matches("role=\"rowheader\"").count(), 1, "{table}");
    assert!(table.contains("12 余次") && !table.contains("（会议）"), "{table}");
    // On paper it says where it came from.
    let evidence =
        page.split("class=\"evidence\"").nth(1).expect("evidence").split("</section>").next().unwrap();
    assert!(evidence.contains(&format!("/agency/{}", encode("清苇镇党委"))), "{evidence}");
}

#[test]
fn lines_on_paper_say_where_they_stand() {
    let host = [("host", "search.example.org")];
    let page =
        ask(super::app(Limits::default()), "GET", &format!("{}&view=kwic", q("/", "规范")), &host).text();
    assert_eq!(page.matches("<span class=\"paper\" lang=\"zh\">").count(), page.matches("<mark>").count());
    assert!(page.contains("<span class=\"paper\" lang=\"zh\">http://search.example.org/a/"));
}

#[test]
fn what_states_no_value_has_no_part_in_the_shades() {
    let page = shipped("/?view=matrix&rows=theme&columns=action&count=announcements").text();
    let cells = page.split("<td class=\"").skip(1).map(|cell| cell.split('"').next().unwrap());
    let shade = |class: &str| ["h1", "h2", "h3", "h4", "h5"].iter().any(|shade| class.starts_with(shade));
    assert!(cells.clone().any(|class| class.starts_with("h5")), "the most of what is stated is the darkest");
    assert!(cells.clone().any(|class| class == "apart unstated"));
    assert!(!cells.clone().any(|class| class.ends_with("unstated") && shade(class)));
}
