//! Views that count some kinds of documents: numbers beside them are theirs, and what they leave out is said.

use super::{Got, ask, encode, fake, get, q, send};
use crate::kit::{self, SHIPPED};
use regex::Regex;
use std::sync::Arc;
use xunlan::{
    disclosure::Kind,
    engine::memory::Memory,
    search::{Backend, Document},
    web::{App, Limits},
};

fn shipped(url: &str) -> Got {
    ask(kit::app(Arc::clone(&SHIPPED.tantivy)), "GET", url, &[])
}

/// Twelve documents of two counties and two years: of three kinds, two of which are counted.
fn mixed(url: &str) -> String {
    let kinds = [Kind::RectificationSingle, Kind::RectificationAggregate, Kind::News];
    let record = |number: usize| {
        let place = ["石莲县", "雁屏县"][number % 2];
        let agency = if number == 11 { "丹崖市新闻中心" } else { "云汀市交通局党组" };
        let date = format!("{}-01-02", 2024 + number / 6);
        let text = fake::TEXT.replace("三张清单", &format!("{number}张清单"));
        let mut record = fake::record(&format!("ee{number:02}"), agency, &[place], &date, &text, false);
        record.announcement.kind = kinds[number % 3];
        Document::of(record, &kit::WORDS)
    };
    let index: Arc<dyn Backend> = Arc::new(Memory::of((0..12).map(record).collect()));
    let app = App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap();
    ask(Arc::new(app), "GET", url, &[]).text()
}

fn head(page: &str) -> &str {
    let rest = page.split("<h1 class=\"count\">").nth(1).expect("a head");
    rest.split("</h1>").next().unwrap()
}

#[test]
fn facets_beside_a_view_count_what_the_view_counts() {
    let value = Regex::new(
        r#"<a class="value" href="([^"]+)"[^>]*>\s*<bdi[^>]*>[^<]*</bdi><span class="n">([^<]+)<"#,
    )
    .unwrap();
    for view in ["matrix", "numbers", "map"] {
        let page = mixed(&format!("{}&view={view}", q("/", "规范")));
        assert!(head(&page).ends_with("8 份通报"), "{view}: {}", head(&page));
        // Said once on the page and once on paper, with a way to count the others too.
        assert_eq!(page.matches("只计“整改通报”").count(), 2, "{view}");
        assert_eq!(page.matches(">也计入其他文书</a>").count(), 1, "{view}");
        for facet in ["region", "year"] {
            let rest = page.split(&format!("data-facet=\"{facet}\"")).nth(1).expect(facet);
            let values: Vec<_> = value.captures_iter(rest.split("</ul>").next().unwrap()).collect();
            assert_eq!(values.len(), 2, "{view} {facet}");
            for found in values {
                let behind = mixed(&found[1].replace("&#38;", "&"));
                let head = head(&behind);
                assert!(
                    head.ends_with(&format!(" {} 份通报", &found[2])),
                    "{view} {facet} {}: {head}",
                    &found[2]
                );
            }
        }
        // Every kind is there to be chosen.
        let kinds = page.split("data-facet=\"kind\"").nth(1).expect("kinds").split("</ul>").next().unwrap();
        assert_eq!(value.captures_iter(kinds).count(), 3, "{kinds}");
    }
}

#[test]
fn a_view_without_anything_says_how_many_others_there_are() {
    for view in ["matrix", "numbers", "map"] {
        let url = format!("/?agency={}&view={view}", encode("丹崖市新闻中心"));
        let page = mixed(&url);
        assert_eq!(head(&page), "没有找到", "{view}");
        let empty =
            page.split("<section class=\"empty\">").nth(1).unwrap_or_else(|| panic!("{view}: {page}"));
        assert!(empty.contains("没有整改通报和综合通报；另有其他文书 1 份"), "{view}: {empty}");
        let link = empty.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let all = mixed(&link.replace("&#38;", "&"));
        assert!(head(&all).contains("1 份"), "{view}: {link}");
    }
}

#[test]
fn cells_keep_the_role_they_count_where_another_is_left_out() {
    let page = shipped("/?view=matrix&rows=mode&columns=round&count=measures&not_role=signature").text();
    let table = &page[page.find("<tbody>").expect("a table")..page.find("</tbody>").unwrap()];
    let links: Vec<&str> = table.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!links.is_empty());
    for link in links {
        assert!(link.contains("&#38;role=measure"), "{link}");
    }
}

#[test]
fn what_is_found_without_words_has_no_places() {
    let typed = format!("list={}&reading=queries", encode("追缴:>0"));
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let sent = |url: &str, body: &str| {
        send(kit::app(Arc::clone(&SHIPPED.tantivy)), "POST", url, &kind, body.as_bytes())
    };
    let page = sent("/batch", &typed).text();
    let row = page.split("<tr class=\"found\">").nth(1).expect("found").split("</tr>").next().unwrap();
    assert!(row.contains("<td class=\"num\">—</td>"), "{row}");
    let csv = sent("/batch", &format!("{typed}&format=csv"));
    assert!(csv.text().contains("\"文书\",\"单元\",\"处\""), "{}", csv.text());
    // Two files of one list have two names.
    let matrix = sent("/batch", &format!("{typed}&format=matrix"));
    assert_ne!(matrix.header("content-disposition"), csv.header("content-disposition"));
    // The form keeps the language its address asked for.
    let english = get("/batch?lang=en").text();
    assert!(english.contains("action=\"/batch?lang=en\""), "{english}");
    assert!(get("/batch").text().contains("action=\"/batch\""));
    assert!(sent("/batch?lang=en", &typed).text().contains("<html lang=\"en\">"));
}

#[test]
fn coverage_does_not_count_every_document_as_one_without_a_theme() {
    let page = shipped("/coverage").text();
    for field in ["theme", "status"] {
        let table = page.split(&format!("<section id=\"{field}\">")).nth(1).expect(field);
        assert!(!table.split("</section>").next().unwrap().contains("未载明"), "{field}");
    }
}

#[test]
fn the_script_folds_as_the_search_does() {
    let page = get("/").text();
    let url = page.split("data-folds=\"").nth(1).unwrap().split('"').next().unwrap();
    let folds: Vec<char> = get(url).text().chars().collect();
    assert!(folds.chunks(2).any(|pair| pair == ['財', '财']), "{}", folds.len());
}
