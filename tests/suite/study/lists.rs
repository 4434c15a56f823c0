//! Lists as people save them, and the answer to each of their lines.

use super::{ask, corpus};
use xunlan::study::batch::{Crossed, Line, Reading, Status, batch};
use xunlan::study::{Cells, Table};
use xunlan::text::Limits;

fn cells(bytes: &[u8], table: &Table) -> Vec<String> {
    let cells = Cells::read(bytes, table, &Limits::default()).unwrap();
    cells.entries.into_iter().map(|(_, entry)| entry).collect()
}

fn column() -> Table {
    Table::Column(None)
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn the_same_list_in_any_dress() {
    let names = ["云汀市教育局党组", "雁屏县水利局党组", "丹崖市人力资源和社会保障局党组"];
    let text = format!("单位名称\r\n{}\r\n", names.join("\r\n"));
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let dressed: [(&str, Vec<u8>); 5] = [
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("gbk", encoded(&text, encoding_rs::GBK)),
        ("utf-16", utf16),
        ("quoted", format!("\u{feff}\"单位名称\"\r\n\"{}\"", names.join("\"\r\n\"")).into_bytes()),
    ];
    for (dress, bytes) in dressed {
        assert_eq!(cells(&bytes, &column()), names, "{dress}");
    }
}

#[test]
fn cells_as_spreadsheets_write_them() {
    let rows: [(&str, &[&str], &str); 10] = [
        ("=\"00123\"\n", &["00123"], "digits kept as text"),
        ("\"=\"\"00123\"\"\",x\n", &["00123"], "the same, quoted again on saving"),
        ("\"\"\"政府采购\"\" 审计\",1\n", &["\"政府采购\" 审计"], "quotes doubled"),
        ("\"政府采购\" 审计,1\n", &["\"政府采购\" 审计"], "quotes that are no CSV quotes"),
        ("\"甲,乙\",1\n", &["甲,乙"], "a comma inside"),
        ("\"甲\n乙\",1\n丙,2\n", &["甲\n乙", "丙"], "a line break inside"),
        (
            "序号;检索式\n1;采购\n2;审计\n",
            &["采购", "审计"],
            "semicolons, a known heading in the second column",
        ),
        ("名称\t备注\n采购\t无\n", &["采购"], "tabs"),
        ("采购\n\n  \n审计", &["采购", "审计"], "blank lines, no end of line at the end"),
        ("\"没有结束,1\n审计\n", &["\"没有结束", "审计"], "an open quote swallows nothing"),
    ];
    for (text, expected, why) in rows {
        assert_eq!(cells(text.as_bytes(), &column()), expected, "{why}");
    }
    let table = "编号,旧名,新名\n1,环保局,生态环境局\n2,,农业农村局\n3,畜牧局\n";
    let named = |name: &str| cells(table.as_bytes(), &Table::Column(Some(name.to_owned())));
    assert_eq!(named("新名"), ["生态环境局", "农业农村局"]);
    assert_eq!(named("旧名"), ["环保局", "畜牧局"]);
    assert_eq!(named("2"), ["旧名", "环保局", "畜牧局"]);
    assert!(named("没有").is_empty());
    assert_eq!(cells("甲,乙\n \"丙\" ".as_bytes(), &Table::Lines), ["甲,乙", "\"丙\""]);
    let lines = Cells::read("\n\"甲\n乙\",1\n丙,2\n".as_bytes(), &column(), &Limits::default()).unwrap();
    assert_eq!(
        lines.entries.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [2, 4],
        "numbered as in the file"
    );
}

fn answers(entries: &[&str], reading: Reading) -> Vec<Line> {
    let cells = Cells {
        entries: entries.iter().enumerate().map(|(at, text)| (at + 1, (*text).to_owned())).collect(),
        ..Cells::default()
    };
    let mut lines = Vec::new();
    batch(corpus().parts(), &cells, reading, &mut |line| {
        lines.push(line);
        Ok::<(), xunlan::search::SearchError>(())
    })
    .unwrap();
    lines
}

#[test]
fn every_line_has_a_status_and_the_totals_of_a_search() {
    let long = "长".repeat(5000);
    let rows = [
        ("采购 审计", Status::Found),
        ("(采购", Status::Repaired),
        ("\"绝无此语此句\"", Status::Nothing),
        ("，。！", Status::Repaired),
        (long.as_str(), Status::Refused),
        ("措施:制度 类型:整改通报", Status::Found),
    ];
    let lines = answers(&rows.map(|(text, _)| text), Reading::Queries);
    for ((text, status), line) in rows.iter().zip(&lines) {
        let short: String = text.chars().take(12).collect();
        assert_eq!(line.status, *status, "{short} {line:?}");
        if *status == Status::Refused {
            assert!(!line.notes.is_empty(), "{short}");
            continue;
        }
        assert_eq!(line.counted(), corpus().totals(&ask(text)), "{short}");
        assert_eq!(line.announcements.len() as u64, line.counted().announcements);
        assert_eq!(line.announcements.iter().map(|one| one.units).sum::<u64>(), line.counted().units);
        assert_eq!(
            line.announcements.iter().map(|one| one.occurrences).sum::<u64>(),
            line.counted().occurrences
        );
    }
}

#[test]
fn names_mean_themselves() {
    let corpus = corpus();
    let names = ["教育局", "生态环境局（本级）", "-教育局", "采购 OR 审计", "绝无此名"];
    let lines = answers(&names, Reading::Names);
    let mut crossed = Crossed::default();
    for (name, line) in names.iter().zip(&lines) {
        let plain = corpus.naive(name);
        assert_eq!(line.counted().occurrences, plain.iter().sum::<u64>(), "{name}");
        assert_eq!(line.status == Status::Nothing, line.counted().occurrences == 0, "{name}");
        for place in &line.announcements {
            let at = corpus.records.iter().position(|record| record.id == place.id).expect("an id");
            assert_eq!(place.occurrences, plain[at], "{name}");
        }
        crossed.add(line).unwrap();
    }
    assert_eq!(lines[0].status, Status::Found);
    assert_eq!(lines[0].counted(), lines[2].counted(), "a dash excludes nothing here");
    assert_eq!(crossed.lines.len(), names.len());
    assert!(crossed.lines[4].2.is_empty());
}

#[test]
fn what_was_cut_into_words_says_so() {
    let lines = answers(&["制度采购", "\"制度采购\"", "采购 审计", "单位:教育局"], Reading::Queries);
    assert_eq!(lines[0].terms, ["制度", "采购"]);
    assert_eq!(lines[0].status, Status::Found);
    assert!(lines[0].notes.iter().any(|note| note.ends_with(":“制度 采购”")), "{:?}", lines[0].notes);
    // A phrase stands as it is typed, and so do words between blanks.
    let cut = |line: &Line| line.notes.iter().any(|note| note.starts_with("没有加引号"));
    assert!(cut(&lines[0]) && !lines[1..].iter().any(cut), "{lines:?}");
    // A line without words has no places: its cells say that they count units.
    let mut crossed = Crossed::default();
    lines.iter().for_each(|line| crossed.add(line).unwrap());
    let counted: Vec<&str> = crossed.lines.iter().map(|(_, counted, ..)| counted.chinese()).collect();
    assert_eq!((counted[0], counted[3]), ("处", "单元"));
    assert_eq!(crossed.lines[0].2.values().sum::<u64>(), lines[0].counted().occurrences);
    assert_eq!(crossed.lines[3].2.values().sum::<u64>(), lines[3].counted().units);
}
