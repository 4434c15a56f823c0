//! Files of a result read back, and citations.

use super::{ask, corpus};
use std::collections::BTreeMap;
use xunlan::disclosure::{Fact, Kind, Span};
use xunlan::export::{
    Access, COLUMNS, Csv, Format, Sheet, Style, Wanted, cite, defused, export, fingerprint,
};
use xunlan::search::{Backend, Page};

/// A reader of CSV that knows RFC 4180 and nothing else.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.strip_prefix('\u{feff}').expect("a mark").chars().peekable();
    while let Some(c) = chars.next() {
        assert_eq!(c, '"', "every cell is quoted");
        loop {
            match chars.next().expect("a closing quote") {
                '"' if chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => break,
                c => cell.push(c),
            }
        }
        row.push(std::mem::take(&mut cell));
        match chars.next() {
            Some(',') => {}
            Some('\r') => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(std::mem::take(&mut row));
            }
            other => panic!("{other:?} behind a cell"),
        }
    }
    rows
}

fn written(query: &str, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let access = Access { base: "https://search.example.org", day: "2026-11-30" };
    let wanted = Wanted { query: &ask(query), only: None, notes: &[] };
    let whole = export(corpus().parts(), &wanted, (format, &access), &mut bytes).unwrap();
    assert_eq!(whole.totals, corpus().totals(&ask(query)), "{query}");
    bytes
}

#[test]
fn a_file_holds_every_unit_in_the_order_of_the_search() {
    let corpus = corpus();
    for query in ["采购", "\"整改\" sort:date", "in:措施", "-采购", "单位:教育局", "追缴:>0", "绝无此语此句"]
    {
        let page = Page { groups: 1000, units: 10_000, ..Page::default() };
        let hits = corpus.memory.search(&ask(query), &page).unwrap();
        let csv = parsed(&String::from_utf8(written(query, Format::Csv)).unwrap());
        assert_eq!(csv[0], COLUMNS);
        let jsonl = String::from_utf8(written(query, Format::Jsonl)).unwrap();
        let json: Vec<serde_json::Value> =
            jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(csv.len() - 1, json.len(), "{query}");
        let addressed = json.iter().filter(|row| row["address"].is_string()).count() as u64;
        assert_eq!(addressed, hits.totals.units, "{query}");
        let mut order: Vec<&str> = json.iter().map(|row| row["id"].as_str().unwrap()).collect();
        order.dedup();
        let groups: Vec<&str> = hits.groups.iter().map(|group| group.announcement.id.as_str()).collect();
        assert_eq!(order, groups, "{query}");
        type Own<'h> = BTreeMap<(&'h str, String), (&'h str, &'h Vec<[u32; 2]>)>;
        let mut own: Own = BTreeMap::new();
        for group in &hits.groups {
            for unit in &group.units {
                own.insert((&group.announcement.id, unit.address.to_string()), (&unit.text, &unit.marks));
            }
        }
        for (row, cells) in json.iter().zip(&csv[1..]) {
            let Some(address) = row["address"].as_str() else { continue };
            let (text, marks) = own[&(row["id"].as_str().unwrap(), address.to_owned())];
            assert_eq!(row["text"], text, "{query}");
            assert_eq!(row["marks"], serde_json::json!(marks), "{query} {address}");
            assert_eq!(row["sha256"], fingerprint(text));
            let cell = cells[18].strip_prefix('\'').unwrap_or(&cells[18]);
            assert_eq!(cell, text);
            assert_eq!(cells[11], address);
            // Whoever has the file on a desk can open the place and cite it.
            let link = format!("https://search.example.org/a/{}/", row["id"].as_str().unwrap());
            assert!(cells[20].starts_with(&link), "{}", cells[20]);
            let cited = &cells[23];
            assert!(
                cited.contains("[EB/OL]") && cited.contains(&cells[21]) && cited.contains(&link),
                "{cited}"
            );
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    let traps = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "|calc",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u{3000}=1",
        "\u{feff}=1",
        "\u{a0}@x",
        "=cmd|' /C calc'!A0",
        "\u{200b}=1",
        "  \t=1",
    ];
    let plain = ["", "整改", "1=1", "'=1", "完成率100%", " 一是", "(一)"];
    let mut csv = Csv::new(Vec::new()).unwrap();
    csv.row(traps).unwrap();
    csv.row(plain).unwrap();
    let rows = parsed(&String::from_utf8(csv.into_inner()).unwrap());
    for (trap, cell) in traps.iter().zip(&rows[0]) {
        assert_eq!(*cell, format!("'{trap}"), "{trap:?}");
    }
    assert_eq!(rows[1], plain);
    assert_eq!(defused("，=1"), "，=1", "a sign behind other text starts nothing");
}

#[test]
fn a_spreadsheet_is_a_zip_of_texts() {
    let bytes = written("采购", Format::Xlsx);
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    // Beside the rows, how the query was read.
    let sheets = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("xl/worksheets/sheet").count() / 2;
    assert_eq!(sheets(&bytes), 2);
    let long = "长".repeat(40_000);
    let mut sheet = Sheet::with_rows(&["一", "二"], 3).unwrap();
    for number in 0..5 {
        sheet.row([format!("=1+{number}"), format!("\u{1}{long}")]).unwrap();
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    sheet.finish(file.as_file_mut()).unwrap();
    let size = file.as_file().metadata().unwrap().len();
    assert!(size > 3000 && size < 100_000, "{size}");
}

#[test]
fn citations_say_what_is_known_and_no_more() {
    let corpus = corpus();
    for record in &corpus.records {
        let number = record.announcement.units.iter().position(|unit| unit.span.len() > 20).unwrap();
        let unit = &record.announcement.units[number];
        let text: String =
            record.text.chars().skip(unit.span.start as usize).take(unit.span.len() as usize).collect();
        let hash = fingerprint(&text);
        for style in Style::ALL {
            let cited = cite(record, number, *style, &Access::default());
            assert!(cited.contains(&hash), "{style:?} {cited}");
            assert!(cited.contains(&format!("/a/{}/", record.id)), "{cited}");
            assert!(cited.contains("样本文书"), "a sample says so: {cited}");
        }
        let gb = cite(record, number, Style::Gbt7714, &Access::default());
        assert!(gb.contains("[EB/OL]") && !gb.contains('\n'), "{gb}");
        let bib = cite(record, number, Style::Bibtex, &Access::default());
        let depth = bib.replace("\\{", "").replace("\\}", "").chars().try_fold(0_i32, |depth, c| {
            let depth = depth + i32::from(c == '{') - i32::from(c == '}');
            (depth >= 0).then_some(depth)
        });
        assert_eq!(depth, Some(0), "{bib}");
        let ris = cite(record, number, Style::Ris, &Access::default());
        assert!(ris.starts_with("TY  - ELEC\r\n") && ris.ends_with("ER  - \r\n"), "{ris}");
        for line in ris.split_terminator("\r\n") {
            assert!(line.len() >= 6 && &line[2..6] == "  - ", "{line:?}");
        }
    }
}

#[test]
fn a_citation_says_where_and_when_it_was_read() {
    let mut record = corpus().records[0].clone();
    record.sources.retain(|source| !source.starts_with("http"));
    let access = Access { base: "https://search.example.org", day: "2026-11-30" };
    let link = format!("https://search.example.org/a/{}/", record.id);
    let gb = cite(&record, 0, Style::Gbt7714, &access);
    assert!(gb.contains(&format!("[2026-11-30]. {link}")) && gb.matches("https://").count() == 1, "{gb}");
    let bib = cite(&record, 0, Style::Bibtex, &access);
    assert!(bib.contains(&format!("url = {{{link}")) && bib.contains("urldate = {2026-11-30}"), "{bib}");
    let ris = cite(&record, 0, Style::Ris, &access);
    assert!(ris.contains(&format!("UR  - {link}")) && ris.contains("Y2  - 2026/11/30\r\n"), "{ris}");
    // Where it was published stands first, and where it stands here beside it.
    record.sources.push("https://www.example.gov.cn/1.html".to_owned());
    let gb = cite(&record, 0, Style::Gbt7714, &access);
    assert!(gb.contains("[2026-11-30]. https://www.example.gov.cn/1.html.") && gb.contains(&link), "{gb}");
    // Nothing is invented where neither is known.
    assert!(!cite(&record, 0, Style::Bibtex, &Access::default()).contains("urldate"));
}

/// A title that was not published is not made up, and nobody is named who did not write.
#[test]
fn citations_invent_neither_a_title_nor_an_author() {
    let mut record = corpus().records[0].clone();
    record.sample = false;
    let name = record.announcement.agency.as_ref().unwrap().name.clone();
    let published = record.announcement.title.clone();
    let begins = |record: &xunlan::search::Record, begin: &str| {
        let gb = cite(record, 0, Style::Gbt7714, &Access::default());
        assert!(gb.starts_with(&format!("{begin}[EB/OL]")), "{begin}: {gb}");
        let (author, title) = begin.split_once(". ").unwrap_or(("", begin));
        let bib = cite(record, 0, Style::Bibtex, &Access::default());
        assert!(bib.contains(&format!("  title = {{{title}}},")), "{bib}");
        assert_eq!(bib.contains("  author ="), !author.is_empty(), "{bib}");
        let ris = cite(record, 0, Style::Ris, &Access::default());
        assert!(ris.contains(&format!("TI  - {title}\r\n")), "{ris}");
        assert_eq!(ris.contains("AU  - "), !author.is_empty(), "{ris}");
    };
    let group = |words: &str| Some(Fact::stated(words.to_owned(), Span::new(0, 1)));
    (record.announcement.title, record.announcement.issuer) = (None, None);
    record.announcement.inspection.ordered_by = None;
    for (kind, team, expected) in [
        (Kind::RectificationSingle, Some("市委第三巡察组"), format!("{name}. 巡察整改通报（原文无标题）")),
        (Kind::EarlierVersion, Some("省委第三巡视组"), format!("{name}. 巡视整改通报（原文无标题）")),
        (Kind::RectificationSingle, None, format!("{name}. 整改通报（原文无标题）")),
        (Kind::InspectionNotice, Some("市委第三巡察组"), "巡察进驻公告（原文无标题）".to_owned()),
        (Kind::WithdrawalNotice, None, "撤离公告（原文无标题）".to_owned()),
        (Kind::Feedback, Some("省委第三巡视组"), "巡视反馈（原文无标题）".to_owned()),
        (Kind::Feedback, None, "巡察反馈（原文无标题）".to_owned()),
        (Kind::News, Some("市委第三巡察组"), "新闻报道（原文无标题）".to_owned()),
        (Kind::Template, None, "范文（原文无标题）".to_owned()),
        (Kind::Other, Some("市委第三巡察组"), "〔原文无标题〕".to_owned()),
    ] {
        record.announcement.kind = kind;
        record.announcement.inspection.team = team.and_then(group);
        begins(&record, &expected);
    }
    // Others than the body tell of it, unless the title says that it speaks.
    record.announcement.title = published;
    let title = |record: &xunlan::search::Record| record.announcement.title.as_ref().unwrap().value.clone();
    for (kind, speaks) in [
        (Kind::News, false),
        (Kind::Feedback, false),
        (Kind::InspectionNotice, false),
        (Kind::FindingsDisclosure, true),
        (Kind::Lookalike, true),
    ] {
        record.announcement.kind = kind;
        let author = if speaks { format!("{name}. ") } else { String::new() };
        begins(&record, &format!("{author}{}", title(&record)));
    }
    record.announcement.title.as_mut().unwrap().value = "关于整改情况的报告".to_owned();
    begins(&record, "关于整改情况的报告");
    // Who signs is the author, but for an organ without a body and for credits.
    let agency = record.announcement.agency.as_mut().unwrap();
    agency.name = "云汀市第一中学党总支".to_owned();
    for (kind, issuer, author) in [
        (Kind::Feedback, "市委第三巡察组", "市委第三巡察组. "),
        (Kind::RectificationSingle, "党总支", "云汀市第一中学党总支. "),
        (Kind::Feedback, "党总支", "云汀市第一中学党总支. "),
        (Kind::Feedback, "党支部", ""),
        (Kind::News, "文/图云汀市委巡察办", ""),
        (Kind::News, "供稿:云汀市委巡察办", ""),
        (Kind::Other, "图文信息中心党支部", "图文信息中心党支部. "),
        (Kind::Template, "XX市XX局党组", ""),
    ] {
        record.announcement.kind = kind;
        record.announcement.issuer = group(issuer);
        begins(&record, &format!("{author}关于整改情况的报告"));
    }
}

#[test]
fn hostile_titles_stay_inside_their_field() {
    let mut record = corpus().records[0].clone();
    if let Some(title) = &mut record.announcement.title {
        title.value = "通报}\n@evil{x, a={\\b~}\r\nER  - \u{0}100%_&$#^".to_owned();
    }
    let bib = cite(&record, 0, Style::Bibtex, &Access::default());
    assert_eq!(bib.lines().filter(|line| line.starts_with('@')).count(), 1, "{bib}");
    assert!(bib.contains("\\}") && bib.contains("100\\%\\_\\&\\$\\#\\textasciicircum{}"), "{bib}");
    let ris = cite(&record, 0, Style::Ris, &Access::default());
    assert_eq!(ris.matches("\r\nER  - ").count(), 1, "{ris}");
}
