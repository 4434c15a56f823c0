//! The reading page, the page of a body and what is in here: what they count, and where their links lead.

use super::{fake, get, page};
use xunlan::web::encode;

/// An announcement whose measures stand in a table, with a row that goes on.
const TABLE: &str = "中共丹崖市水务局党组关于巡察整改情况的通报\n\
2024年3月29日至6月21日，市委第七巡察组对市水务局党组开展了常规巡察。2024年9月19日反馈了意见。现将整改情况予以公布。\n\
一、整改落实情况\n\
序号\t反馈问题\t整改措施\t完成时限\t整改结果\n\
1\t河道清淤监管不到位，重复立项。\t修订河道管理办法，追缴工程款83150元。\t2024年10月底\t已完成\n\
2\t用水许可审批超期，群众反映强烈。\t压缩审批时限，制定许可清单8个。\t2024年12月底\t正在整改\n\
\t\t公开办理进度，每季度回访一次。\t2024年12月底\t正在整改\n\
二、下一步工作\n\
持续推进整改，规范权力运行。\n";

fn table() -> xunlan::search::Record {
    fake::record("dd01", "丹崖市水务局党组", &["澜川省", "丹崖市"], "2025-01-02", TABLE, true)
}

#[test]
fn lines_of_a_table_are_rows_whose_cells_know_their_column() {
    let page = page("/a/dd01", vec![table()]).text();
    assert_eq!(
        page.matches("<table role=\"table\">").count(),
        1 + usize::from(page.contains("quantities\""))
    );
    let grid = &page[page.find("stack grid").expect("a table")..];
    let grid = &grid[..grid.find("</table>").unwrap()];
    assert_eq!(grid.matches("<tr role=\"row\"").count(), 4);
    assert_eq!(grid.matches("scope=\"col\"").count(), 5);
    let head = &grid[..grid.find("</tr>").unwrap()];
    assert!(
        head.contains("序号") && !head.contains("class=\"pl\""),
        "names of columns are not cited: {head}"
    );
    assert_eq!(grid.matches("data-head=\"整改措施\"").count(), 3);
    // The row that goes on has the cells it shares with the one above, empty.
    let last = &grid[grid.rfind("<tr").unwrap()..];
    assert_eq!(last.matches("<td").count(), 5, "{last}");
    assert!(!last.contains("data-head=\"序号\"") && last.contains("公开办理进度"));
    // What is long enough to be quoted can be: not the number, the day or the result.
    let second = grid.split("<tr").nth(2).unwrap();
    assert_eq!(second.matches("class=\"ct\"").count(), 2, "{second}");
    // A number alone heads nothing: the outline has the words of its problem.
    let outline = &page[..page.find("</aside>").unwrap()];
    assert!(outline.contains("1 河道清淤监管不到位，重复立项。"), "{outline}");
}

#[test]
fn a_status_is_counted_where_it_is_stated_and_not_for_all_that_inherit_it() {
    let page = page("/a/dd01", vec![table()]).text();
    let list = &page[page.find("class=\"statuses\"").expect("statuses")..];
    let list = &list[..list.find("</dl>").unwrap()];
    assert_eq!(list.matches("<a href").count(), 2, "two rows, each one matter: {list}");
    // Tones are told apart.
    assert!(list.contains("class=\"status done\"") && list.contains("class=\"status ongoing\""), "{list}");
}

#[test]
fn numbers_are_grouped_and_stand_in_their_sentence() {
    let page = page("/a/dd01", vec![table()]).text();
    let list = &page[page.find("stack quantities").expect("numbers")..];
    let list = &list[..list.find("</table>").unwrap()];
    assert!(list.contains("83,150 元"), "{list}");
    assert!(list.contains("修订河道管理办法，<b>追缴工程款83150元</b>。"), "{list}");
}

#[test]
fn the_way_back_is_the_answer_one_came_from() {
    let state = format!("?q={}&level=city&year=2025&sort=date", encode("整改"));
    let html = state.replace('&', "&#38;");
    let place = format!("/a/aa01/{}", encode("二(一)1.一是"));
    let page = get(&format!("{place}{state}")).text();
    assert!(page.contains(&format!("href=\"/{html}\"")), "back to the same answer");
    assert!(page.contains(&format!("href=\"{place}{html}#")), "and from every place of the page");
    // Conditions alone lead back to them, and nothing to everything.
    let filtered = get("/a/aa01?year=2025&view=matrix").text();
    assert!(filtered.contains("href=\"/?year=2025&#38;view=matrix\">返回检索结果"), "{filtered}");
    assert!(get("/a/aa01").text().contains("href=\"/\">全部通报"));
    // Links of an answer carry what the way back needs.
    for view in ["", "&view=kwic"] {
        let url = format!("/?q={}&year=2025{view}&sort=date", encode("规范"));
        let answer = get(&url).text();
        let kept =
            format!("?q={}&#38;year=2025&#38;sort=date{}#", encode("规范"), view.replace('&', "&#38;"));
        assert!(answer.contains(&kept), "{kept}\n{answer}");
    }
    // A state of any length does not make every link of a page as long.
    let long = get(&format!("/a/aa01?q=1&since=2024&only={}", "x".repeat(4000))).text();
    assert_eq!(long.matches(&"x".repeat(4000)).count(), 5, "the way back, three languages, paper");
}

#[test]
fn what_is_no_url_is_shown_by_its_name_alone() {
    let mut record = table();
    record.sources = vec!["/srv/data/seeds/000_x.txt".into(), "https://sample.invalid/a/1.html".into()];
    let page = page("/a/dd01", vec![record]).text();
    assert!(page.contains("<bdi>000_x.txt</bdi>") && !page.contains("/srv/data"), "{page}");
    assert!(page.contains("href=\"https://sample.invalid/a/1.html\""));
}

#[test]
fn a_title_that_is_the_heading_is_not_missing() {
    let mut record = table();
    record.announcement.agency = None;
    let titled = page("/a/dd01", vec![record.clone()]).text();
    assert!(!titled.contains("原文无标题"), "{titled}");
    record.announcement.title = None;
    assert!(page("/a/dd01", vec![record]).text().contains("原文无标题"));
}

/// Whoever reads an earlier version is told of the later one in the language of the page.
#[test]
fn versions_are_named_in_the_language_of_the_reader() {
    let (mut now, mut then) = (table(), table());
    then.id = "dd02".to_owned();
    (now.versions, then.versions) = (vec!["dd01".into(), "dd02".into()], vec!["dd01".into(), "dd02".into()]);
    let said = |url: &str| page(url, vec![now.clone(), then.clone()]).text();
    assert!(said("/a/dd02").contains("<bdi>现行版本 2025-01-02</bdi>"));
    assert!(said("/a/dd02?lang=en").contains("<bdi>current version 2025-01-02</bdi>"));
    assert!(said("/a/dd01?lang=zh-Hant").contains("<bdi>舊版本 2025-01-02</bdi>"));
}

/// A town lies in a county and is none: its rank is no word of its region.
#[test]
fn the_level_of_a_body_is_not_that_of_its_region() {
    let mut record = table();
    let agency = record.announcement.agency.as_mut().unwrap();
    agency.level = Some(xunlan::disclosure::Level::Town);
    let page = page("/a/dd01", vec![record]).text();
    assert!(page.contains("<dt>地区</dt><dd><bdi lang=\"zh-Hans\">澜川省 丹崖市</bdi>"), "{page}");
    let level = page.split("<dt>层级</dt>").nth(1).expect("a line of its own");
    let level = &level[..level.find("</dd>").unwrap()];
    assert!(level.contains(">乡镇</bdi> <span class=\"how inferred\">推定</span>"), "{level}");
    assert!(level.contains("<small>据单位名称"), "{level}");
}

#[test]
fn a_fact_that_stands_in_the_furniture_leads_to_where_it_can_be_seen() {
    let mut record = table();
    let first = &mut record.announcement.units[0];
    first.role = xunlan::disclosure::Role::Chrome;
    let (span, address) = (first.span, first.address.to_string());
    record.announcement.published.as_mut().unwrap().span = Some(span);
    let url = format!("/a/dd01/{0}#{0}", encode(&address));
    let whole = page("/a/dd01", vec![record.clone()]).text();
    assert!(whole.contains(&format!("href=\"{url}\"")) && !whole.contains(&format!("id=\"{address}\"")));
    let there = page(url.split('#').next().unwrap(), vec![record]).text();
    assert!(there.contains(&format!("id=\"{address}\"")));
}

#[test]
fn a_place_that_is_not_there_leads_to_the_announcement_that_is() {
    let none = get(&format!("/a/aa01/{}?year=2025", encode("九(九)9")));
    assert_eq!(none.status, 404);
    assert!(none.text().contains("href=\"/a/aa01?year=2025\""), "{}", none.text());
}

#[test]
fn headings_skip_no_level() {
    for page in [get("/a/aa01").text(), page("/a/dd01", vec![table()]).text(), get("/?q=%E8%A7%84").text()] {
        let levels: Vec<u32> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next().and_then(|level| level.to_digit(10)))
            .collect();
        assert_eq!(levels.first(), Some(&1), "{levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn what_a_body_did_adds_up_and_the_newest_comes_first() {
    // The measure of the first chapter stands under no area.
    let early = fake::record("dd02", "丹崖市水务局党组", &["丹崖市"], "2021-01-02", fake::TEXT, true);
    let late = fake::record("dd03", "丹崖市水务局党组", &["丹崖市"], "2025-01-02", fake::TEXT, true);
    let page = page(&format!("/agency/{}", encode("丹崖市水务局党组")), vec![late, early]).text();
    let table = &page[page.find("id=\"rounds\"").expect("rounds")..];
    let table = &table[..table.find("</table>").unwrap()];
    let number = |text: &str| -> Vec<usize> {
        let all = text
            .match_indices(" 条措施")
            .map(|(at, _)| text[..at].rsplit(|c: char| !c.is_ascii_digit()).next());
        all.filter_map(|digits| digits?.parse().ok()).collect()
    };
    let said: usize = number(&page[..page.find("id=\"rounds\"").unwrap()]).iter().sum();
    assert!(table.contains("不在任何方面之下"), "{table}");
    assert_eq!(number(table).iter().sum::<usize>(), said, "{table}");
    let heads = &table[..table.find("</thead>").unwrap()];
    assert!(heads.find("/a/dd03").unwrap() < heads.find("/a/dd02").unwrap(), "{heads}");
}

#[test]
fn doubts_are_listed_to_the_end_and_by_kind() {
    let mut records = Vec::new();
    for number in 0..95 {
        let mut record =
            fake::record(&format!("ee{number:02}"), &format!("第{number}号"), &[], "2025-01-02", TABLE, true);
        record.findings = vec![xunlan::disclosure::Finding {
            doubt: if number == 7 {
                xunlan::disclosure::Doubt::Date
            } else {
                xunlan::disclosure::Doubt::Agency
            },
            span: None,
            reason: "不明".into(),
            confidence: 50,
        }];
        records.push(record);
    }
    let first = page("/coverage", records.clone()).text();
    assert_eq!(first.matches("href=\"/a/ee").count(), 40);
    assert!(
        first.contains("href=\"/coverage?from=40#doubtful\"")
            && first.contains("href=\"/coverage?doubt=date#doubtful\"")
    );
    let last = page("/coverage?from=80", records.clone()).text();
    assert_eq!(last.matches("href=\"/a/ee").count(), 15);
    assert!(last.contains("href=\"/coverage?from=40#doubtful\"") && !last.contains("from=120"));
    let dates = page("/coverage?doubt=date&from=99999", records.clone()).text();
    assert!(dates.contains("href=\"/a/ee07\"") && dates.matches("href=\"/a/ee").count() == 1);
    assert!(dates.contains("<title>“日期”存疑的文书：1 · 巡览</title>"), "tabs are told apart");
    assert_eq!(page("/coverage?doubt=nothing&from=x", records).status, 200);
}
