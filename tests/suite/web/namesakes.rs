//! Bodies of one name whose places overlap, and rounds that are more than can be compared.

use super::{encode, fake, page};
use xunlan::{
    disclosure::{Kind, Measured, Quantity, Span},
    search::Record,
};

const NAME: &str = "清苇镇党委";

fn towns() -> Vec<Record> {
    let places: [&[&str]; 6] =
        [&["云汀市", "石莲县"], &["澜滨市", "石莲县"], &["石莲县"], &["云汀市"], &["云汀市", "雁屏县"], &[]];
    let town = |(number, place): (usize, &&[&str])| {
        let date = format!("202{}-01-02", 9 - number);
        fake::record(&format!("dd0{number}"), NAME, place, &date, fake::TEXT, true)
    };
    places.iter().enumerate().map(town).collect()
}

/// Which of the towns a page links to.
fn shown(page: &str) -> Vec<usize> {
    (0..6).filter(|number| page.contains(&format!("\"/a/dd0{number}\""))).collect()
}

/// Every link of a page that holds something, as it is asked for.
fn links(page: &str, holds: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.contains(holds)).map(|link| link.replace("&#38;", "&")).collect()
}

#[test]
fn each_group_of_a_name_has_a_page_and_no_search_finds_another() {
    let name = encode(NAME);
    let whole = page(&format!("/agency/{name}"), towns()).text();
    let mut ways = links(&whole, &format!("/agency/{name}?region="));
    ways.sort();
    ways.dedup();
    assert_eq!(ways.len(), 6, "{ways:?}");
    let (mut seen, mut searched) = (Vec::new(), 0);
    for way in ways {
        let own = page(&way, towns()).text();
        let here = shown(&own);
        assert_eq!(here.len(), 1, "{way}: {here:?}");
        seen.extend(here.iter().copied());
        // The search beside it finds the same, or there is none and that is said.
        let search = links(&own, &format!("/?agency={name}&")).into_iter().find(|url| !url.contains("view="));
        match search {
            // The index of these tests cannot be asked for what is not stated.
            Some(url) if here == [5] => assert!(url.ends_with(&encode("未载明")), "{url}"),
            Some(url) => {
                let found = page(&url, towns()).text();
                let found: Vec<usize> =
                    (0..6).filter(|number| found.contains(&format!("href=\"/a/dd0{number}?"))).collect();
                assert_eq!(found, here, "{way}: {url}");
                searched += 1;
            }
            None => assert!(own.contains("没有筛选条件能单独选出这一处"), "{way}"),
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, [0, 1, 2, 3, 4, 5]);
    assert!(searched >= 4, "{searched}");
}

#[test]
fn a_region_is_read_in_either_script_and_an_unknown_one_is_said() {
    let of =
        |region: &str| page(&format!("/agency/{}?region={}", encode(NAME), encode(region)), towns()).text();
    assert_eq!(shown(&of("石蓮縣")), [2]);
    assert_eq!(shown(&of("未載明")), [5]);
    assert_eq!(shown(&of("云汀市 石莲县")), [0]);
    assert!(!of("石蓮縣").contains("以下列出全部"));
    let unknown = of("不存在");
    assert_eq!(shown(&unknown).len(), 6);
    assert!(unknown.contains("地区“不存在”，以下列出全部"), "{unknown}");
}

#[test]
fn whose_region_is_missing_is_said_of_the_right_one() {
    let own = page("/a/dd05", towns()).text();
    assert!(own.contains("同名单位的其他文书") && !own.contains("同一单位的其他文书"), "{own}");
    let other = &own[own.find("/a/dd04\"").expect("a namesake")..];
    let other = &other[..other.find("</a>").unwrap()];
    assert!(other.contains("同名，云汀市 雁屏县；本篇地区未载明"), "{other}");
    let sure = page("/a/dd00", towns()).text();
    assert!(sure.contains("同一单位的其他文书"), "{sure}");
}

#[test]
fn links_of_a_body_ask_for_the_kinds_of_its_documents() {
    let mut record = fake::record("ee01", "丹崖市水务局党组", &["丹崖市"], "2025-01-02", fake::TEXT, true);
    record.announcement.kind = Kind::News;
    record.announcement.quantities = vec![Quantity {
        kind: Measured::Problems,
        value: Some("28".to_owned()),
        unit: "个".to_owned(),
        about: false,
        of: None,
        again: false,
        span: Span::new(40, 44),
    }];
    let mut other = record.clone();
    other.id = "ee02".to_owned();
    other.announcement.kind = Kind::RectificationSingle;
    let url = format!("/agency/{}", encode("丹崖市水务局党组"));
    let both = page(&url, vec![record.clone(), other]).text();
    for view in ["numbers", "matrix"] {
        let link = &links(&both, &format!("view={view}"))[0];
        for kind in [Kind::News, Kind::RectificationSingle] {
            assert!(link.contains(&format!("&kind={}", kind.code())), "{link}");
        }
    }
    assert!(both.contains("整改的方面，按主题") || both.contains("各轮整改，按主题对照"), "{both}");
    // Nothing was rectified in news.
    let news = page(&url, vec![record]).text();
    assert!(!news.contains("整改的方面") && news.contains(">方面，按主题<"), "{news}");
}

#[test]
fn rounds_that_are_not_compared_are_said_and_columns_have_names() {
    let round = |day: usize| {
        let date = format!("2025-01-0{day}");
        fake::record(&format!("ee0{day}"), "丹崖市水务局党组", &["丹崖市"], &date, fake::TEXT, true)
    };
    let url = format!("/agency/{}", encode("丹崖市水务局党组"));
    let seen = page(&url, (1..=8).map(round).collect()).text();
    assert!(seen.contains("只对照最近 6 份，共 8 份"), "{seen}");
    let table = &seen[seen.find("class=\"scroll stack rounds\"").unwrap()..];
    let heads = &table[..table.find("</thead>").unwrap()];
    let days = (1..=8).filter(|day| heads.contains(&format!("2025-01-0{day}</bdi>"))).count();
    assert_eq!(days, 6, "{heads}");
    let few = page(&url, (1..=3).map(round).collect()).text();
    assert!(!few.contains("只对照最近"), "{few}");
}
