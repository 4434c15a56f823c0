//! Bodies of one name, what they state, and what stands beside sums and in files.

use super::{Got, ask, encode, fake, get, page, q, send};
use crate::kit::{self, SHIPPED};
use std::sync::Arc;
use xunlan::{
    disclosure::{Measured, Quantity, Span},
    search::Record,
};

fn shipped(url: &str) -> Got {
    let host = [("host", "search.example.org")];
    ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", url, &host)
}

fn town(id: &str, region: &[&str], published: &str) -> Record {
    fake::record(id, "清苇镇党委", region, published, fake::TEXT, true)
}

#[test]
fn bodies_of_one_name_in_two_counties_are_two() {
    let all = || {
        vec![
            town("dd01", &["云汀市", "石莲县"], "2025-01-02"),
            town("dd02", &["云汀市", "雁屏县"], "2024-01-02"),
            town("dd03", &["石莲县"], "2023-01-02"),
            town("dd04", &[], "2022-01-02"),
        ]
    };
    let name = encode("清苇镇党委");
    let whole = page(&format!("/agency/{name}"), all()).text();
    let way = |place: &str| format!("href=\"/agency/{name}?region={}\"", encode(place));
    for place in ["石莲县", "雁屏县", "未载明"] {
        assert!(whole.contains(&way(place)), "{place} {whole}");
    }
    // One table for each: no round stands beside one of another body.
    let tables: Vec<&str> = whole
        .split("class=\"scroll stack rounds\"")
        .skip(1)
        .map(|rest| rest.split("</table>").next().unwrap())
        .collect();
    assert!(tables.len() >= 3, "{}", tables.len());
    for table in tables {
        let has = |id: &str| table.contains(&format!("/a/{id}"));
        let bodies = [has("dd01") || has("dd03"), has("dd02"), has("dd04")];
        assert_eq!(bodies.iter().filter(|has| **has).count(), 1, "{bodies:?}");
    }
    let one = page(&format!("/agency/{name}?region={}", encode("石莲县")), all()).text();
    assert!(one.contains("/a/dd01\"") && one.contains("/a/dd03\""), "{one}");
    assert!(!one.contains("/a/dd02") && !one.contains("/a/dd04"), "{one}");
    assert!(one.contains(&format!("/?agency={name}&#38;region={}", encode("石莲县"))), "{one}");
    // The ways there lead to the one that is meant.
    let read = page("/a/dd01", all()).text();
    assert!(read.contains(&way("云汀市 石莲县")), "{read}");
    assert!(read.contains("/a/dd03\"") && !read.contains("/a/dd02"), "{read}");
    let unsure = &read[read.find("/a/dd04\"").expect("what states no region")..];
    assert!(unsure[..unsure.find("</a>").unwrap()].contains("可能不是同一单位"), "{unsure}");
    // A name that holds its place needs nothing beside it.
    let plain = page(
        "/a/ee01",
        vec![fake::record("ee01", "丹崖市水务局党组", &["丹崖市"], "2025-01-02", fake::TEXT, true)],
    )
    .text();
    assert!(plain.contains(&format!("href=\"/agency/{}\"", encode("丹崖市水务局党组"))), "{plain}");
}

#[test]
fn a_body_has_the_numbers_it_states_and_no_sum_of_them() {
    let mut record = fake::record("dd01", "丹崖市水务局党组", &["丹崖市"], "2025-01-02", fake::TEXT, true);
    let number = |value: &str| Quantity {
        kind: Measured::Problems,
        value: Some(value.to_owned()),
        unit: "个".to_owned(),
        about: false,
        of: None,
        again: false,
        span: Span::new(40, 44),
    };
    record.announcement.quantities = vec![number("28"), number("43"), number("43")];
    let seen = page(&format!("/agency/{}", encode("丹崖市水务局党组")), vec![record]).text();
    assert!(seen.contains("28 个；43 个（写了 2 次）") && !seen.contains("71 个"), "{seen}");
    // The column of a sample says so.
    let table = &seen[seen.find("id=\"figures\"").unwrap()..];
    assert!(
        table[..table.find("</thead>").unwrap()].contains("<span class=\"badge\">样本</span>"),
        "{table}"
    );
}

#[test]
fn sums_say_what_is_invented_and_what_may_count_twice() {
    let url = q("/", "整改");
    for view in ["numbers", "matrix", "map", "list"] {
        let seen = shipped(&format!("{url}&view={view}")).text();
        let hint = &seen[seen.find("sampled-in").unwrap_or_else(|| panic!("{view}: {seen}"))..];
        let hint = &hint[..hint.find("</p>").unwrap()];
        assert!(hint.contains("其中样本") && hint.contains("sample=false"), "{hint}");
        let without = shipped(&format!("{url}&view={view}&sample=false")).text();
        assert!(!without.contains("sampled-in"), "{view}");
    }
    let numbers = shipped(&format!("{url}&view=numbers")).text();
    assert!(numbers.contains("份写了几个数，可能重复"), "{numbers}");
    assert!(numbers.contains("<small>样本 "), "{numbers}");
}

#[test]
fn money_is_called_what_it_is_and_still_asked_for_by_its_old_name() {
    let seen = shipped(&format!("{}&view=numbers&quantity=money", q("/", "追缴:>0"))).text();
    let heads: Vec<&str> = seen.split("<p class=\"amount\">").skip(1).collect();
    assert!(!heads.is_empty());
    for head in heads {
        let head = &head[..head.find("</p>").unwrap()];
        assert!(head.contains("<span>资金"), "{head}");
    }
    // What was counted stands in the rows, so that they can be matched with the sums.
    assert!(seen.contains("<span>资金 <bdi lang=\"zh\">"), "{seen}");
    let found = |query: &str| shipped(&q("/api/v1/search", query)).json()["totals"].clone();
    assert_eq!(found("追缴:>0"), found("资金:>0"));
}

#[test]
fn files_have_links_that_open_and_citations() {
    let link = "http://search.example.org/a/";
    let numbers = shipped(&format!("{}&view=numbers", q("/table", "追缴:>0"))).text();
    let mut lines = numbers.lines();
    let head = lines.next().unwrap();
    assert!(head.ends_with("\"标题\",\"链接\",\"校验\",\"引用\""), "{head}");
    let rest: Vec<&str> = lines.collect();
    assert!(rest.iter().any(|line| line.contains("[EB/OL]") && line.contains("sha256:")), "{rest:?}");
    assert!(numbers.matches(&format!("\"{link}")).count() > 5, "{numbers}");
    let kwic = shipped(&format!("{}&view=kwic", q("/table", "\"整改\""))).text();
    assert!(kwic.lines().next().unwrap().ends_with("\"标题\",\"链接\""), "{kwic}");
    assert!(kwic.matches(&format!("\"{link}")).count() > 5);
    let export = shipped(&format!("{}&format=jsonl", q("/api/v1/export", "追缴:>0"))).text();
    let rows: Vec<serde_json::Value> =
        export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.iter().all(|row| row["permalink"].as_str().unwrap().starts_with(link)));
    assert!(rows.iter().any(|row| !row["marks"].as_array().unwrap().is_empty()), "the number is the match");
    let feed = shipped(&q("/feed", "整改")).text();
    assert!(!feed.contains("href=\"/") && feed.contains(&format!("href=\"{link}")), "{feed}");
}

#[test]
fn a_list_says_which_lines_were_cut_into_words() {
    let typed = "list=%E5%AE%A1%E8%AE%A1%E9%87%87%E8%B4%AD&reading=queries";
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let app = kit::app(Arc::clone(&SHIPPED.tantivy));
    let seen = send(app, "POST", "/batch", &kind, typed.as_bytes()).text();
    assert!(seen.contains("没有加引号，按词分别查找：“审计 采购”"), "{seen}");
    let help = get("/help").text();
    assert!(help.contains("切成词，每个词都要有"), "{help}");
}
