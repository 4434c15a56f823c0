//! Concordance, table, agency and feed, as pages without a script.

use super::{app, ask, fake, fake::Fake, get, q};
use std::sync::Arc;
use xunlan::{
    search::Backend,
    web::{App, Limits, encode},
};

/// The visible words between two markers, tags taken out.
fn words(page: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn the_same_query_in_three_views() {
    let list = get(&q("/", "规范")).text();
    for view in ["kwic", "matrix"] {
        let link = format!("/?q={}&#38;view={view}", encode("规范"));
        assert!(list.contains(&link), "{link}");
    }
    let kwic = get(&format!("{}&view=kwic", q("/", "规范"))).text();
    assert!(kwic.contains("class=\"kwic\"") && !kwic.contains("class=\"units\""));
    assert_eq!(kwic.matches("<mark>规范</mark>").count(), 50);
    // A new search stays in the view; its first page, not this one.
    assert!(kwic.contains("name=\"view\" value=\"kwic\""));
    let next = get(&format!("{}&view=kwic&from=50", q("/", "规范"))).text();
    assert!(next.contains("start=\"51\"") && next.contains("rel=\"prev\""));
    assert!(!next.contains("name=\"from\""));
}

#[test]
fn the_concordance_sorts_by_what_follows() {
    let page = get(&format!("{}&view=kwic&order=right", q("/", "规范"))).text();
    let mut behind = Vec::new();
    for line in page.split("<mark>规范</mark>").skip(1) {
        let words = words(line.split("</bdi>").next().unwrap());
        behind.push(words.chars().find(|c| c.is_alphanumeric()).unwrap());
    }
    let mut sorted = behind.clone();
    sorted.sort_unstable();
    assert_eq!(behind, sorted);
    let without = get("/?view=kwic").text();
    assert!(without.contains("语境要有词语"));
}

#[test]
fn a_cell_leads_to_what_it_counts() {
    let url = format!("{}&view=matrix&rows=region&columns=year&count=announcements", q("/", "规范"));
    let page = get(&url).text();
    assert!(page.contains("<caption") && page.contains("scope=\"row\"") && page.contains("scope=\"col\""));
    let label = page.find("aria-label=\"临汐市，2024：").expect("a cell");
    let start = page[..label].rfind("href=\"").unwrap() + 6;
    let end = start + page[start..].find('"').unwrap();
    let link = page[start..end].replace("&#38;", "&");
    let number: String =
        page[label..].chars().skip_while(|c| *c != '：').skip(1).take_while(char::is_ascii_digit).collect();
    assert_eq!(number, "24");
    assert!(link.contains("year=2024") && !link.contains("view="), "{link}");
    // The agency of 2025 lies in another city: there is no such text.
    assert!(page.contains("<td class=\"blank\">"), "{page}");
    // Settings that mean nothing are passed over.
    assert_eq!(get("/?view=matrix&rows=nothing&columns=&count=x").status, 200);
}

#[test]
fn zero_is_not_blank() {
    let page = get(&format!("{}&view=matrix&rows=region&columns=year", q("/", "4张清单"))).text();
    assert!(page.contains("class=\"h5\"") && page.contains("class=\"blank\""), "{page}");
    let unit = format!("{}&view=matrix&rows=role&columns=year&count=units", q("/", "4张清单"));
    let page = get(&unit).text();
    assert!(page.contains("class=\"h5\""), "{page}");
}

#[test]
fn a_body_has_its_announcements_on_a_line_of_time() {
    let page = get(&format!("/agency/{}", encode("云汀市交通局党组"))).text();
    let seen = words(&page);
    for words in
        ["2024年3月29日", "2024年6月21日", "2024年9月19日", "2025年11月20日", "84 天", "90 天", "427 天"]
    {
        assert!(seen.contains(words), "{words}\n{seen}");
    }
    assert!(page.contains("/a/aa01\"") && seen.contains("关于落实党中央决策部署方面"));
    for from in ["/a/aa01".to_owned(), q("/", "三张清单")] {
        assert!(get(&from).text().contains(&format!("/agency/{}", encode("云汀市交通局党组"))), "{from}");
    }
    let none = get(&format!("/agency/{}", encode("<b>无此单位")));
    assert_eq!(none.status, 404);
    assert!(!none.text().contains("<b>无"));
}

#[test]
fn a_feed_is_well_formed_whatever_documents_say() {
    let mut index = Fake::new();
    let text = "一、规范<b>&\u{1}\u{fffe}方面\n一是规范]]>\u{b}流程。\n";
    index.records.push(fake::record("cc01", "<丹崖市>&局\u{ffff}", &["澜川省"], "2026-01-01", text, true));
    let index: Arc<dyn Backend> = Arc::new(index);
    let hostile = Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap());
    let got = ask(hostile, "GET", &q("/feed", "规范 OR \"<&>\""), &[]);
    assert_eq!(got.header("content-type"), "application/atom+xml; charset=utf-8");
    let xml = got.text();
    assert!(!xml.contains("<b>") && !xml.contains("<丹崖") && !xml.contains("]]>"));
    let allowed = |c: char| c == '\n' || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
    assert!(xml.chars().all(allowed));
    assert_eq!(xml.matches("<entry>").count(), xml.matches("</entry>").count());
    assert!(xml.matches("<entry>").count() <= 50);
    // The ids are those of another process, and of another query.
    let id = |xml: &str, at: &str| {
        let entry = xml.split("<entry>").find(|entry| entry.contains(at)).unwrap().to_owned();
        entry[entry.find("<id>").unwrap()..entry.find("</id>").unwrap()].to_owned()
    };
    let other = ask(app(Limits::default()), "GET", &q("/feed", "三张清单"), &[]).text();
    assert_eq!(id(&xml, "/a/aa01"), id(&other, "/a/aa01"));
    assert!(get(&q("/", "规范")).text().contains("rel=\"alternate\" type=\"application/atom+xml\""));
}

#[test]
fn years_are_bars_that_narrow() {
    let page = get(&q("/", "规范")).text();
    assert!(page.contains("class=\"bars\"") && page.contains("2024 年，24 份"), "{page}");
}
