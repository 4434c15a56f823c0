//! What rows, tables and files say of themselves: kinds, what was counted, what was left out, names.

use super::{
    app, ask, decode, get, q,
    results::{between, kinds, over, shipped},
};
use crate::kit::{self, SHIPPED};
use regex::Regex;
use serde_json::Value;
use std::sync::Arc;
use xunlan::{
    disclosure::Kind,
    web::{Limits, encode},
};

fn json(url: &str) -> Value {
    ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", url, &[]).json()
}

fn links(page: &str) -> impl Iterator<Item = String> {
    page.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.replace("&#38;", "&")))
}

/// Documents of a search, as its page counts them.
fn documents(url: &str) -> u64 {
    let path = url.replacen("/?", "/api/v1/search?size=0&", 1);
    json(&path)["totals"]["announcements"].as_u64().unwrap()
}

#[test]
fn what_is_no_announcement_of_one_body_says_so() {
    let list = ask(kinds(), "GET", &q("/", "规范"), &[]).text();
    let groups: Vec<&str> = list.split("<article").skip(1).collect();
    let badge = "<span class=\"badge kind\">新闻报道</span>";
    assert_eq!(groups.iter().filter(|group| group.contains(badge)).count(), 1, "{list}");
    assert!(!list.contains(">整改通报</span>"), "what is expected needs no sign");
    let lines = ask(kinds(), "GET", &format!("{}&view=kwic", q("/", "规范")), &[]).text();
    assert_eq!(lines.matches(badge).count(), 1, "{lines}");
    let english = ask(kinds(), "GET", &format!("{}&lang=en", q("/", "规范")), &[]).text();
    assert!(english.contains("<span class=\"badge kind\">news</span>"));
    // On every surface, and whatever the engine keeps.
    let answer = json("/api/v1/search?size=100");
    for group in answer["groups"].as_array().unwrap() {
        let about = &group["announcement"];
        let record = json(&format!("/api/v1/announcements/{}", about["id"].as_str().unwrap()));
        assert_eq!(about["kind"], record["kind"], "{about}");
        assert!(Kind::named(about["kind"].as_str().unwrap()).is_some());
    }
    // A model text has no body: its name is a blank.
    let model = "XX市XX局党组关于巡察整改进展情况的通报（范文）\n一、整改情况\n一是规范X月X日台账。\n";
    let page = over(model, &q("/", "规范"));
    if page.contains("<span class=\"badge kind\">范文</span>") {
        assert!(!between(&page, "<article", "</article>").contains("href=\"/agency/"), "{page}");
    }
}

#[test]
fn a_table_says_which_kinds_it_counts() {
    for view in ["matrix", "map", "numbers"] {
        let page = ask(kinds(), "GET", &format!("{}&view={view}", q("/", "规范")), &[]).text();
        assert!(page.contains("只计“整改通报”和“综合通报”两类"), "{view}: {page}");
        // The JSON beside it is that of the same documents.
        let url = links(&page).find(|url| url.starts_with("/api/v1/search")).unwrap();
        let totals = &ask(kinds(), "GET", &url, &[]).json()["totals"];
        assert!(url.contains("kind=rectification_single&kind=rectification_aggregate"), "{view}: {url}");
        assert!(totals["announcements"].is_u64());
    }
    let list = ask(kinds(), "GET", &q("/", "规范"), &[]).text();
    assert!(links(&list).any(|url| url == q("/api/v1/search", "规范")));
}

#[test]
fn the_data_of_a_table_are_all_of_it() {
    for (rows, columns) in [("agency", "area"), ("region", "theme"), ("theme", "year")] {
        let page = shipped(&format!("{}&view=matrix&rows={rows}&columns={columns}", q("/", "整改")));
        let url = links(&page).find(|url| url.starts_with("/api/v1/matrix")).unwrap();
        let table = json(&url);
        for side in ["rows", "columns"] {
            let lines = table[side]["values"].as_array().unwrap();
            assert_eq!(lines.len() as u64, table[side]["distinct"].as_u64().unwrap(), "{url} {side}");
        }
        let csv = links(&page).find(|url| url.starts_with("/table") && !url.contains("xlsx")).unwrap();
        let file = shipped(&csv);
        let lines = table["rows"]["values"].as_array().unwrap().len();
        assert_eq!(file.matches("\r\n").count(), lines + 2, "{csv}: head and totals");
        // What is not stated stands on the page, whatever was cut.
        let unstated =
            |side: &str| table[side]["values"].as_array().unwrap().iter().any(|one| one["value"] == "未载明");
        let body = between(&page, "<tbody>", "</tbody>");
        assert_eq!(body.rsplit("<tr>").next().unwrap().contains("未载明"), unstated("rows"), "{rows}");
        let head = between(&page, "<thead>", "</thead>");
        assert_eq!(head.contains("未载明"), unstated("columns"), "{columns}");
        let more = table["columns"]["values"].as_array().unwrap().len() > 14;
        assert_eq!(page.contains("数在没有显示的列里"), more, "{columns}");
    }
}

#[test]
fn what_has_no_theme_can_be_read() {
    let page = shipped(&format!("{}&view=map", q("/", "整改")));
    let found = Regex::new(r#"<a href="([^"]+)" rel="nofollow">另有 ([0-9,]+) 条措施没有归入主题"#).unwrap();
    let found = found.captures(&page).unwrap_or_else(|| panic!("{page}"));
    let url = found[1].replace("&#38;", "&").replacen("/?", "/api/v1/search?size=0&", 1);
    assert_eq!(json(&url)["totals"]["units"].to_string(), found[2].replace(',', ""));
}

#[test]
fn coverage_tells_what_is_not_covered() {
    let page = shipped("/coverage");
    let all = documents("/?");
    let mut unstated = 0;
    for section in page.split("<section id=\"").skip(1) {
        let section = section.split("</section>").next().unwrap();
        let code = section.split('"').next().unwrap();
        assert!(section.contains(">文书</th>") && !section.contains("通报</th>"), "{section}");
        let last = section.rsplit("<tr>").next().unwrap();
        for row in section.split("<tr>").skip(2) {
            let url = links(row).next().unwrap();
            let count = between(row, "<td class=\"num\">", "</td>").replace(',', "");
            assert_eq!(documents(&url).to_string(), count, "{url}");
        }
        if code == "year" {
            let stated: u64 = json("/api/v1/search?size=0&facet=year")["facets"][0]["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|value| value["announcements"].as_u64().unwrap())
                .sum();
            assert_eq!(last.contains("未载明"), stated < all, "{last}");
        }
        unstated += usize::from(last.contains("未载明"));
    }
    assert!(unstated > 0);
    // Where not all are listed, it says so and leads to them.
    for (cut, url) in Regex::new("只列前 40 个，共 ([0-9,]+) 个。 <a href=\"([^\"]+)\"")
        .unwrap()
        .captures_iter(&page)
        .map(|found| (found[1].replace(',', ""), found[2].to_owned()))
    {
        let code = url.rsplit('#').next().unwrap();
        let opened = shipped(&url);
        let section = between(&opened, &format!("<section id=\"{code}\">"), "</section>");
        let rows = section.matches("<th scope=\"row\">").count() - usize::from(section.contains("未载明"));
        assert_eq!(rows.to_string(), cut, "{url}");
    }
}

#[test]
fn a_choice_by_its_label_is_the_facet_of_its_code() {
    for [theme, action] in [["财务资金资产", "建章立制"], ["財務資金資產", "建章立製"]] {
        let page = shipped(&format!("/?theme={}&action={}", encode(theme), encode(action)));
        for code in ["theme", "action"] {
            let facet = between(&page, &format!("data-facet=\"{code}\""), "</details>");
            let chosen = between(facet, "<li class=\"chosen\">", "</li>");
            let away = links(chosen).next().unwrap();
            assert!(!away.contains(&format!("{code}=")), "it is taken away: {away}");
        }
        assert_eq!(page.matches("<i aria-hidden=\"true\">×</i>").count(), 2);
    }
    let meant = shipped(&format!("{}&theme=core_duty&view=list", q("/", "整改")));
    assert!(meant.contains("主题:=&#34;履行职责使命&#34;") && !meant.contains("core_duty&#34;"), "{meant}");
}

#[test]
fn bars_beside_values_are_never_wider_than_their_place() {
    let bars = Regex::new("<rect width=\"([0-9]+)%\"").unwrap();
    for url in ["/".to_owned(), q("/", "整改"), "/?level=county".to_owned(), "/coverage".to_owned()] {
        let page = shipped(&url);
        for width in bars.captures_iter(&page) {
            assert!(width[1].parse::<u64>().is_ok_and(|share| share <= 100), "{url}: {}", &width[1]);
        }
    }
}

#[test]
fn months_name_their_year_once() {
    let page = shipped("/?since=2025-03&until=2026-04");
    let months = between(&page, "<ol class=\"bars months\"", "</ol>");
    assert!(!Regex::new(">[0-9]{4}/[0-9]").unwrap().is_match(months), "{months}");
    let years = months.matches("<span class=\"year\" aria-hidden=\"true\">").count();
    assert_eq!(years, months.matches("<li class=\"first\"").count());
    assert!(years >= 1, "{months}");
}

#[test]
fn the_help_tells_the_truth_about_signs_in_the_script_of_its_reader() {
    let page = shipped("/help");
    assert!(page.contains("标点本身不参与匹配") && !page.contains("A\\|B"));
    let text = "关于整改情况的通报\n一是规范A|B流程。\n二是规范B类和A类。\n";
    // As it says: to the letter with exact:, and otherwise without the sign.
    let exact = over(text, &q("/", "exact:\"A|B\""));
    assert_eq!(exact.matches("<mark>A|B</mark>").count(), 1, "{exact}");
    let traditional = shipped("/help?lang=zh-Hant");
    let forms: Vec<&str> =
        traditional.split("<td>").skip(1).filter_map(|rest| rest.split("</td>").next()).step_by(2).collect();
    assert!(
        traditional.contains("沒有寫明的") && forms.iter().any(|form| form.contains("類型：")),
        "{forms:?}"
    );
    for form in forms {
        assert!(
            !form.contains("类") && !form.contains("区") && !form.contains("题") && !form.contains("状"),
            "{form}"
        );
    }
}

#[test]
fn short_latin_words_are_not_guessed_at() {
    let text = "关于整改情况的通报\n一是规范 ban 流程，健全 foobars 制度。\n";
    assert!(!over(text, &q("/", "bar")).contains("是不是要查"));
    assert!(over(text, &q("/", "foobarz")).contains("是不是要查"));
}

#[test]
fn a_file_is_named_by_what_it_holds() {
    let name = |url: &str| {
        let got = get(url);
        let header = got.header("content-disposition").to_owned();
        let name = between(&header, "filename*=UTF-8''", ";").to_owned();
        assert!(name.len() < 700 && name.is_ascii(), "{name}");
        decode(&name, false)
    };
    let query = encode("规范 a/b:\"c\"?");
    let region = encode("云汀市");
    let table =
        format!("/table?q={query}&region={region}&not_year=2023&view=matrix&rows=region&columns=theme");
    let named = name(&table);
    assert_eq!(
        named,
        "巡览_交叉_地区 × 主题，数措施_规范 a／b：＂c＂？_地区 云汀市_非 年份 2023_整改通报_综合通报_g7.fake.csv"
    );
    assert!(name(&format!("{table}&format=xlsx")).ends_with("_g7.fake.xlsx"));
    assert_eq!(name(&format!("/table?q={query}&view=kwic")), "巡览_语境_规范 a／b：＂c＂？_g7.fake.csv");
    let list = name(&format!("/api/v1/export?q={}&format=jsonl&lang=en", encode(&"长".repeat(60))));
    assert_eq!(list, format!("Xunlan_List_{}…_g7.fake.jsonl", "长".repeat(24)));
    // The corner of the table says what it is; old clients read ASCII.
    let got = ask(app(Limits::default()), "GET", &table, &[]);
    assert!(got.text().starts_with("\u{feff}\"地区 × 主题，数措施\","), "{}", got.text());
    assert!(got.header("content-disposition").ends_with("filename=\"xunlan-matrix-g7.fake.csv\""));
}
