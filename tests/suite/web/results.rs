//! What a page of results says of itself: totals, place in the list, title, what it left out, what it cites.

use super::{app, ask, fake, fake::Fake, get, q};
use crate::kit::{self, SHIPPED};
use regex::Regex;
use std::sync::Arc;
use xunlan::{
    disclosure::Kind,
    search::{Backend, syntax},
    web::{App, Limits, encode, page::today},
};

/// A page over the shipped announcements.
pub fn shipped(url: &str) -> String {
    ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", url, &[]).text()
}

/// A page over one text of our own.
pub fn over(text: &str, url: &str) -> String {
    let mut index = Fake::new();
    index.records = vec![fake::record("cc01", "丹崖市水务局党组", &["澜川省"], "2026-01-01", text, true)];
    let index: Arc<dyn Backend> = Arc::new(index);
    let own = Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap());
    ask(own, "GET", url, &[]).text()
}

/// What stands between two markers.
pub fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} in {rest}")).0
}

fn head(page: &str) -> &str {
    between(page, "<h1 class=\"count\">", "</h1>")
}

fn title(page: &str) -> &str {
    between(page, "<title>", "</title>")
}

#[test]
fn citations_lead_to_this_server_and_name_the_day() {
    let unit = format!("/a/aa01/{}", encode("一(一)一是"));
    let own = || {
        let mut index = Fake::new();
        index.records.iter_mut().for_each(|record| record.sources.clear());
        let index: Arc<dyn Backend> = Arc::new(index);
        Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap())
    };
    let read = |headers: &[(&str, &str)]| ask(own(), "GET", &unit, headers).text();
    let page = read(&[("host", "search.example.org:8080")]);
    let link = format!("http://search.example.org:8080{unit}");
    assert!(page.contains(&format!("[{}]. {link}.", today())), "{page}");
    assert!(page.contains(&format!("[{}]. http://search.example.org:8080/a/aa01.", today())), "{page}");
    assert!(
        page.contains(&format!("url = {{{link}}}")) && page.contains(&format!("urldate = {{{}}}", today()))
    );
    assert!(page.contains(&format!("Y2  - {}", today().replace('-', "/"))), "{page}");
    let safe = read(&[("host", "search.example.org"), ("x-forwarded-proto", "https")]);
    assert!(safe.contains(&format!("https://search.example.org{unit}")));
    // A host that is none is not repeated.
    for host in ["evil\"><script>", "a b", "x/../y", "x{}", ""] {
        let page = read(&[("host", host)]);
        assert!(!page.contains("http://") && page.contains("巡览 /a/aa01"), "{host}: {page}");
    }
    let file = format!("/api/v1/announcements/aa01/units/{}/cite?format=ris", encode("一(一)一是"));
    let ris = ask(own(), "GET", &file, &[("host", "127.0.0.1:8080")]).text();
    assert!(ris.contains(&format!("UR  - http://127.0.0.1:8080{unit}\r\n")), "{ris}");
    // Where it was published elsewhere, both addresses stand there.
    let both = ask(app(Limits::default()), "GET", &unit, &[("host", "search.example.org")]).text();
    assert!(both.contains(&format!("，巡览 http://search.example.org{unit}")), "{both}");
    assert!(both.contains(&format!("[{}]. https://example.org/notice.html.", today())));
    let list = ask(app(Limits::default()), "GET", &q("/", "规范"), &[("host", "127.0.0.1:8080")]).text();
    assert!(list.contains("data-url=\"http://127.0.0.1:8080/a/"));
}

#[test]
fn a_number_is_answered_with_the_units_that_state_it() {
    for (query, most) in [("追缴:>0", 3), ("追缴:>=1万 层级:县级", 3), ("处分:1.. -采购", 3)] {
        let page = shipped(&q("/", query));
        assert!(head(&page).contains("个单元"), "{query}: {}", head(&page));
        let units: Vec<&str> = page.split("<li class=\"unit\"").skip(1).collect();
        assert!(!units.is_empty(), "{query}: {page}");
        for unit in &units {
            assert!(unit.split("</li>").next().unwrap().contains("<mark"), "{query}: {unit}");
        }
        for group in page.split("<article class=\"group").skip(1) {
            assert!((1..=most).contains(&group.matches("<li class=\"unit\"").count()), "{query}");
        }
    }
    // All of them are reached, and no others.
    let page = shipped(&q("/", "追缴:>0"));
    let more = Regex::new(r#"<p class="others"><a href="([^"]+)" data-others>本篇另有 (\d+) "#).unwrap();
    for found in more.captures_iter(&page).take(3) {
        let all = shipped(&found[1].replace("&#38;", "&"));
        assert_eq!(all.matches("<li class=\"unit\"").count(), 3 + found[2].parse::<usize>().unwrap());
        assert!(!all.contains("data-others"));
    }
    // The API has the same units, its totals count them, and facets of units count among them.
    let get = |path: &str, more: &str| -> serde_json::Value {
        serde_json::from_str(&shipped(&format!("{}{more}", q(path, "追缴:>0")))).unwrap()
    };
    let answer = get("/api/v1/search", "&units=100000&size=100&facet=role&facet=theme");
    let mut counted = 0;
    for group in answer["groups"].as_array().unwrap() {
        let units = group["units"].as_array().unwrap();
        assert_eq!(units.len() as u64, group["unit_total"].as_u64().unwrap());
        assert!(units.iter().all(|unit| !unit["marks"].as_array().unwrap().is_empty()), "{group}");
        counted += units.len() as u64;
    }
    assert_eq!(answer["totals"]["units"], counted);
    for facet in answer["facets"].as_array().unwrap() {
        for value in facet["values"].as_array().unwrap() {
            let (field, chosen) = (facet["field"].as_str().unwrap(), value["value"].as_str().unwrap());
            let found = get("/api/v1/search", &format!("&size=0&{field}={}", encode(chosen)));
            let of = |name: &str| (value[name].as_u64(), found["totals"][name].as_u64());
            assert_eq!(of("announcements").0, of("announcements").1, "{field} {chosen}: {value} {found}");
            assert_eq!(of("units").0, of("units").1, "{field} {chosen}: {value} {found}");
        }
    }
    // So have the file and the command line.
    let file = shipped(&format!("{}&format=jsonl", q("/api/v1/export", "追缴:>0")));
    assert_eq!(file.lines().count() as u64, counted);
    assert!(file.lines().all(|row| !row.contains("\"marks\":[]")), "{file}");
    let ran = SHIPPED.place.cli(&["search", "追缴:>0"]);
    assert!(ran.err.contains(&format!("{counted} 个单元")), "{ran:?}");
    assert!(!ran.out.lines().any(|line| line.trim_start().starts_with("标题  ")), "{}", ran.out);
}

#[test]
fn units_are_told_where_something_was_asked_of_them() {
    assert!(head(&shipped("/?level=city&role=measure")).contains("个单元"));
    assert!(head(&shipped(&q("/", "层级:市级 角色:措施"))).contains("个单元"));
    for url in ["/?level=city".to_owned(), q("/", "层级:市级"), "/?since=2024".to_owned()] {
        let page = shipped(&url);
        assert!(!head(&page).contains("个单元"), "{url}: {}", head(&page));
        assert!(!page.contains("<li class=\"unit\""), "none of them is a match: {url}");
    }
    let ran = SHIPPED.place.cli(&["search", "层级:市级"]);
    assert!(!ran.out.contains("另有") && !ran.err.contains("个单元"), "{ran:?}");
}

#[test]
fn a_context_is_cut_with_a_sign_and_never_inside_a_number() {
    let far = "整改期间各项工作有序推进并逐一对账销号落实到人";
    let text = format!(
        "丹崖市水务局党组关于巡察整改进展情况的通报\n一、整改情况\n一是追回多发的加班费11.79万元{far}规范{far}退回补贴abcdef123456.78万元并入账，另{far}。\n"
    );
    let page = over(&text, &format!("{}&view=kwic", q("/", "规范")));
    let left = between(&page, "<bdi class=\"left\">", "</bdi>");
    let right = between(&page, "</mark><bdi>", "</bdi>");
    assert!(left.starts_with('…') && right.ends_with('…'), "{left} | {right}");
    assert!(left.contains("11.79万元") || !left.contains(|c: char| c.is_ascii_digit()), "{left}");
    assert!(right.contains("abcdef123456.78万") || !right.contains(|c: char| c.is_ascii_digit()), "{right}");
    // Where the text ends, nothing is cut.
    let short = over("一是规范。\n", &format!("{}&view=kwic", q("/", "规范")));
    assert!(!between(&short, "<ol class=\"kwic\"", "</ol>").contains('…'));
    let api = over(&text, &format!("{}&width=5", q("/api/v1/kwic", "规范")));
    assert!(!api.contains('…'));
}

#[test]
fn what_cannot_be_used_is_said() {
    for (part, said) in [
        ("since=abc", "“abc”不是可用的日期"),
        ("since=2025-99", "“2025-99”不是可用的日期"),
        ("view=bogus", "“bogus”不在可选之列"),
        ("rows=zzz", "“zzz”不在可选之列"),
        ("count=x", "“x”不在可选之列"),
        ("order=x", "“x”不在可选之列"),
        ("from=x", "“x”不是整数"),
        ("page=zz", "没有这个参数"),
        ("year=", "没有写值"),
        ("not_theme=+", "没有写值"),
        ("year=2020..2022", "“2020..2022”不是年份"),
        ("size=x", "应为 0 到 100 之间的整数"),
        ("since=2025&until=2024", "起始日期晚于截止日期"),
        ("q=采购", "参数 q 写了几次，只用第一个"),
    ] {
        let page = get(&format!("{}&{part}", q("/", "规范"))).text();
        let notes: Vec<&str> = page.split("<p class=\"note\">").skip(1).collect();
        assert!(
            notes.iter().any(|note| note.split("</p>").next().unwrap().contains(said)),
            "{part}: {notes:?}"
        );
        let english = get(&format!("{}&{part}&lang=en", q("/", "规范"))).text();
        let note = between(&english, "<p class=\"note\">", "</p>");
        assert!(note.chars().filter(char::is_ascii_alphabetic).count() > 12, "{part}: {note}");
    }
    let clean =
        get(&format!("{}&since=2024&view=matrix&rows=theme&more=area&panel=open&lang=zh", q("/", "规范")));
    assert!(!clean.text().contains("class=\"note\""), "{}", clean.text());
}

/// One rectification and one other document.
pub fn kinds() -> Arc<App> {
    let mut index = Fake::new();
    let text = "一、整改情况\n一是规范流程。\n";
    let own = |id: &str| fake::record(id, "丹崖市水务局党组", &["澜川省"], "2026-01-01", text, true);
    index.records = vec![own("cc01"), own("cc02")];
    index.records[0].announcement.kind = Kind::RectificationSingle;
    index.records[1].announcement.kind = Kind::News;
    let index: Arc<dyn Backend> = Arc::new(index);
    Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap())
}

#[test]
fn a_view_of_rectifications_says_how_many_they_are() {
    let list = shipped(&q("/", "整改"));
    for view in ["matrix", "numbers", "map"] {
        let page = shipped(&format!("{}&view={view}", q("/", "整改")));
        // The whole is beside it wherever it is more; else they are the same.
        assert_eq!(head(&page).contains("份通报"), page.contains("连同其他文书"), "{view}: {}", head(&page));
        assert!(head(&page).contains("份通报") || head(&page) == head(&list), "{view}: {}", head(&page));
    }
    let wide = ask(kinds(), "GET", &q("/", "规范"), &[]).text();
    assert_eq!(head(&wide), "2 处 · 2 个单元 · 2 份文书");
    for view in ["matrix", "numbers", "map"] {
        let page = ask(kinds(), "GET", &format!("{}&view={view}", q("/", "规范")), &[]).text();
        assert_eq!(head(&page), "1 处 · 1 个单元 · 1 份通报", "{view}");
        assert!(page.contains("连同其他文书：2 处 · 2 个单元 · 2 份文书"), "{view}: {page}");
    }
    assert!(head(&list).contains("份文书"));
    assert!(head(&shipped(&format!("{}&lang=en", q("/", "整改")))).contains("document"));
}

#[test]
fn a_page_says_where_in_the_list_it_is() {
    let page = get(&q("/", "规范")).text();
    assert!(between(&page, "<nav class=\"pages\"", "</nav>").contains("第 1–10 份，共 25 份"), "{page}");
    let evidence = between(&page, "<section class=\"evidence\"", "</section>");
    assert!(evidence.contains("第 1–10 份，共 25 份"), "paper says it: {evidence}");
    let next = between(&page, "<a class=\"next\" rel=\"next\" href=\"", "\"").replace("&#38;", "&");
    let second = get(&next).text();
    let pages = between(&second, "<nav class=\"pages\"", "</nav>");
    assert!(pages.contains("第 11–20 份，共 25 份") && pages.contains("回到第一页"), "{pages}");
    assert!(title(&second).contains("第 11–20 份"), "{}", title(&second));
    // A place that cannot be is not repeated.
    let wrong = get(&next.replace("at=10", "at=99")).text();
    assert!(!wrong.contains("份，共"));
    let kwic = get(&format!("{}&view=kwic&from=50", q("/", "规范"))).text();
    assert!(kwic.contains("第 51–100 处，共 "));
}

#[test]
fn every_state_has_a_title_and_paper_has_the_filters() {
    let titles: Vec<String> =
        ["", "&view=kwic", "&view=matrix", "&year=2024", "&not_year=2024", "&since=2024"]
            .iter()
            .map(|part| title(&get(&format!("{}{part}", q("/", "规范"))).text()).to_owned())
            .collect();
    let mut different = titles.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), titles.len(), "{titles:?}");
    assert!(
        titles.iter().all(|title| title.starts_with("规范 · ") && title.ends_with(" · 巡览")),
        "{titles:?}"
    );
    let page = get(&format!("{}&year=2024", q("/", "规范"))).text();
    let evidence = between(&page, "<section class=\"evidence\"", "</section>");
    assert!(evidence.contains("年份") && evidence.contains("2024"), "{evidence}");
}

#[test]
fn empty_years_stand_between_the_others() {
    let mut index = Fake::new();
    let day = |year: &str| format!("{year}-05-01");
    index.records = ["2019", "2023"]
        .iter()
        .map(|year| {
            fake::record(
                &format!("c{year}"),
                "丹崖市水务局党组",
                &["澜川省"],
                &day(year),
                "一是规范。\n",
                true,
            )
        })
        .collect();
    let index: Arc<dyn Backend> = Arc::new(index);
    let own = Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap());
    let page = ask(own, "GET", &q("/", "规范"), &[]).text();
    let bars = between(&page, "<ol class=\"bars\"", "</ol>");
    for year in ["2019", "2020", "2021", "2022", "2023"] {
        assert!(bars.contains(&format!("data-span=\"{year}\"")), "{year}: {bars}");
    }
    assert_eq!(bars.matches("href=").count(), 2, "an empty year leads nowhere: {bars}");
}

#[test]
fn what_is_understood_is_what_was_typed() {
    let page = shipped(&q("/", "追缴:>0"));
    assert!(!page.contains("sort:-date"), "{page}");
    let chosen = shipped(&format!("{}&sort=-date", q("/", "规范 采购")));
    let meant = chosen.split("<p class=\"meant\">").nth(1).and_then(|rest| rest.split("</p>").next());
    assert!(!meant.unwrap_or_default().contains("sort"), "{meant:?}");
    let typed = shipped(&q("/", "sort:-date 追缴:>0"));
    assert!(typed.contains("sort:-date"));
    let empty = shipped(&q("/", "追缴:> 规范"));
    assert!(empty.contains("class=\"note\"") && !empty.contains("“”"), "{empty}");
}

#[test]
fn notes_have_the_signs_of_print() {
    let quoted = Regex::new("“[^”]*”|&#[0-9]+;").unwrap();
    for query in
        ["(规范", "规范)", "单位:", "\"\"规范", "状态:没有", "公布:大概", "追缴:很多 规范", "环保局 规范"]
    {
        for lang in ["zh-Hans", "zh-Hant"] {
            let page = shipped(&format!("{}&lang={lang}", q("/", query)));
            for note in page.split("<p class=\"note\">").skip(1) {
                let note = note.split("</p>").next().unwrap();
                let plain = quoted.replace_all(note, "");
                assert!(!plain.contains([',', ';', '(', ')']), "{query}: {note}");
            }
        }
    }
}

#[test]
fn every_example_of_the_help_finds_something() {
    for row in syntax::help() {
        let page = format!("{}&size=0", q("/api/v1/search", row.example));
        let answer = ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", &page, &[]).json();
        assert!(answer["totals"]["announcements"].as_u64().unwrap() > 0, "{row:?}");
    }
}

#[test]
fn a_place_that_is_gone_leads_back_to_the_beginning() {
    for after in ["zzz", "1.2.aa01.older"] {
        let got = get(&format!("{}&year=2024&after={after}&at=10", q("/", "规范")));
        assert!(got.status.is_client_error());
        let page = got.text();
        assert!(!page.contains("next，") && !page.contains(" next"), "{page}");
        let first = format!("href=\"/?q={}&#38;year=2024\"", encode("规范"));
        assert!(page.contains(&first), "{after}: {page}");
    }
}

#[test]
fn the_filters_stay_open_while_they_are_in_use() {
    let page = get(&q("/", "规范")).text();
    assert!(page.contains("<details class=\"filters\" data-filters>"));
    let choice = between(&page, "<a class=\"value\" href=\"", "\"").replace("&#38;", "&");
    let chosen = get(&choice).text();
    assert!(chosen.contains("data-kept open>"), "{choice}");
    // The order of the results is no filter.
    let page = get(&format!("{}&panel=open", q("/", "规范"))).text();
    let sort = between(&page, "<nav class=\"sort\"", "</nav>");
    assert!(page.contains("data-kept open>") && !sort.contains("panel="), "{sort}");
}

#[test]
fn a_row_without_anything_has_no_link() {
    let mut empty = 0;
    for query in ["采购", "审计", "培训", "规范", "整改", "食堂"] {
        let page = shipped(&format!("{}&view=matrix&rows=theme&columns=year", q("/", query)));
        let body = between(&page, "<tbody>", "</tbody>");
        for row in body.split("<tr>").skip(1) {
            let total = between(row, "<td class=\"sum\">", "</td>");
            let head = between(row, "<th scope=\"row\">", "</th>");
            assert!(total != "0" || !head.contains("<a "), "{row}");
            empty += usize::from(total == "0");
        }
    }
    assert!(empty > 0, "rows that test it");
}
