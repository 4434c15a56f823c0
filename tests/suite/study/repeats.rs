//! What one announcement says twice: every place is a row, sums count it once,
//! unless two measures say it of two things.

use super::{Corpus, ask, given};
use xunlan::disclosure::{Measured, Status};
use xunlan::engine::memory::Memory;
use xunlan::search::{Backend, Field, Page};
use xunlan::study::matrix::{Asked, Count, Value, matrix};
use xunlan::study::{Amount, numbers};

/// The summary says what the measures say; the measures of two places say the same number.
const REPORT: &str = "中共雁屏县水利局党组关于巡察整改进展情况的通报\n\
    根据县委统一部署，2024年3月11日至5月31日，县委第二巡察组对县水利局党组开展了巡察。2024年8月2日，巡察组反馈了14个问题。\n\
    一、整改落实情况\n（一）关于资金管理方面\n1.租金收取不及时问题。\n整改情况：已完成。\n\
    一是追缴甲闸站租金1万元，对1人给予警告处分。\n二是追缴乙闸站租金1万元，对1人给予警告处分。\n\
    2.津贴发放不规范问题。\n整改情况：正在推进。\n一是清退津贴12.5万元，对3名责任人进行诫勉谈话。\n\
    二、下一步工作\n巡察反馈的14个问题整改以来，已完成整改12个，共清退津贴12.5万元。今后将加强监督。\n中共雁屏县水利局党组\n2024年12月3日\n";

fn corpus() -> Corpus {
    of(REPORT)
}

fn of(text: &str) -> Corpus {
    let documents = vec![given(text.as_bytes(), "sample:repeats".to_owned())];
    let records = documents.iter().map(|document| document.record.clone()).collect();
    Corpus { memory: Memory::of(documents), records }
}

fn found(corpus: &Corpus, query: &str) -> numbers::Numbers {
    let asked = numbers::Asked { size: usize::MAX, ..numbers::Asked::default() };
    numbers::numbers(corpus.parts(), &ask(query), &asked).unwrap()
}

#[test]
fn every_place_is_a_row_and_sums_count_repetitions_once() {
    let corpus = corpus();
    let all = found(&corpus, "");
    let rows = |kind, of: &str| {
        let own = all.rows.iter().filter(|row| row.kind == kind && row.of.as_deref().unwrap_or("") == of);
        own.map(|row| (row.value.clone().unwrap(), row.again)).collect::<Vec<_>>()
    };
    let told = |value: &str, again| (value.to_owned(), again);
    assert_eq!(rows(Measured::Money, "追缴"), [told("10000", false), told("10000", false)]);
    assert_eq!(rows(Measured::Money, "清退"), [told("125000", false), told("125000", true)]);
    assert_eq!(rows(Measured::Problems, ""), [told("14", false), told("14", true)]);
    let sum = |kind, of: &str| {
        let own = all.sums.iter().find(|sum| sum.kind == kind && sum.of.as_deref().unwrap_or("") == of);
        own.map(|sum| (sum.sum.clone().unwrap(), sum.stated, sum.again)).unwrap()
    };
    assert_eq!(sum(Measured::Money, "追缴"), ("20000".to_owned(), 2, 0));
    assert_eq!(sum(Measured::Money, "清退"), ("125000".to_owned(), 2, 1));
    assert_eq!(sum(Measured::Problems, ""), ("14".to_owned(), 2, 1));
    assert_eq!(sum(Measured::People, "警告").0, "2");

    // Asked for one measure alone, what another says before it takes nothing away.
    let one = found(&corpus, "乙闸站");
    assert_eq!(
        one.sums.iter().find(|sum| sum.kind == Measured::Money).unwrap().sum.as_deref(),
        Some("10000")
    );
    let last = found(&corpus, "整改以来");
    let money: Vec<_> = last.rows.iter().filter(|row| row.kind == Measured::Money).collect();
    assert!(money.len() == 1 && !money[0].again, "{money:?}");
}

#[test]
fn cells_count_what_they_hold_once() {
    let corpus = corpus();
    let asked = |rows, columns| Asked {
        rows,
        columns,
        count: Count::Quantity,
        quantity: Some(Measured::Money),
        of: Some("清退".to_owned()),
        unit: None,
        most_rows: 50,
        most_columns: 50,
    };
    // The measure and the last chapter each say it; together they say it once.
    let crossed = matrix(corpus.parts(), &ask(""), &asked(Field::Part, Field::Level)).unwrap();
    let sums: Vec<_> = crossed.lines().map(|(line, _)| (line.value.clone(), line.total.clone())).collect();
    let amount = |value: &str| Value::Sum(Amount::read(value).unwrap());
    assert_eq!(sums.len(), 2, "{sums:?}");
    assert!(sums.iter().all(|(_, total)| *total == amount("125000")), "{sums:?}");
    assert_eq!(crossed.total, amount("125000"));
}

/// The money of one announcement: each row with whether it repeats another, and the sum.
fn money(text: &str, query: &str) -> (Vec<(String, bool)>, String) {
    let all = found(&of(text), query);
    let rows = all.rows.iter().filter(|row| row.kind == Measured::Money);
    let sum = all.sums.iter().find(|sum| sum.kind == Measured::Money).unwrap().sum.clone().unwrap();
    (rows.map(|row| (row.value.clone().unwrap(), row.again)).collect(), sum)
}

#[test]
fn the_same_counts_wherever_its_summary_stands() {
    let head = REPORT.split("一、整改落实情况").next().unwrap();
    let done = "一、整改落实情况\n（一）关于资金管理方面\n1.租金收取不及时问题。\n一是追缴甲闸站租金1万元。\n\
                （二）关于津贴方面\n2.津贴发放不规范问题。\n一是追缴超发津贴1万元。\n";
    let told = "集中整改期间，追缴资金1万元。";
    let signed = "中共雁屏县水利局党组\n2024年12月3日\n";
    let before = format!("{head}{told}\n{done}{signed}");
    let behind = format!("{head}{done}二、下一步工作\n{told}\n{signed}");
    let row = |again| ("10000".to_owned(), again);
    assert_eq!(money(&before, ""), (vec![row(true), row(false), row(false)], "20000".to_owned()));
    assert_eq!(money(&behind, ""), (vec![row(false), row(false), row(true)], "20000".to_owned()));
    // Some of the numbers never come to more than all of them.
    assert_eq!(money(&before, "in:措施").1, "20000");
    assert_eq!(money(&before, "集中整改"), (vec![row(false)], "10000".to_owned()));
}

#[test]
fn equal_numbers_of_a_list_are_of_several_things() {
    let measure = |words: &str| REPORT.replace("一是追缴甲闸站租金1万元", words);
    let (rows, sum) =
        money(&measure("一是追缴甲闸站租金1万元、追缴丙闸站租金1万元、追缴丁闸站租金0.5万元"), "甲闸站");
    assert_eq!((rows.len(), sum.as_str()), (3, "25000"), "{rows:?}");
    // What was paid back goes on about the same money.
    let (rows, sum) = money(&measure("一是追缴甲闸站租金1万元。追缴的租金1万元已全部上缴"), "甲闸站");
    assert_eq!((rows.iter().filter(|(_, again)| *again).count(), sum.as_str()), (rows.len() - 1, "10000"));
    // 10多万元 is not added to 10万元.
    let about = found(&of(&measure("一是追缴甲闸站租金10多万元")), "闸站");
    let mut sums: Vec<_> = about.sums.iter().filter(|sum| sum.kind == Measured::Money).collect();
    sums.sort_by_key(|sum| sum.unit.clone());
    let told: Vec<_> = sums.iter().map(|sum| (sum.unit.as_str(), sum.sum.as_deref().unwrap())).collect();
    assert_eq!(told, [("余元", "100000"), ("元", "10000")]);
}

#[test]
fn leaving_a_kind_out_asks_for_no_other() {
    let news = "雁屏县水利局召开巡察整改推进会\n（记者 某某）近日，雁屏县水利局召开会议，研究巡察整改，追缴资金1万元。\n";
    let documents = vec![
        given(REPORT.as_bytes(), "sample:repeats".to_owned()),
        given(news.as_bytes(), "sample:news".to_owned()),
    ];
    let records = documents.iter().map(|document| document.record.clone()).collect();
    let corpus = Corpus { memory: Memory::of(documents), records };
    let count = |query: &str| found(&corpus, query).whole.totals.announcements;
    assert_eq!((count(""), count("类型:新闻报道")), (1, 1));
    assert_eq!((count("-类型:进驻公告"), count("-类型:整改通报")), (1, 0));
    assert_eq!(count("水利局 -(推进会 类型:新闻报道)"), 1);
}

#[test]
fn a_sentence_runs_on_over_the_end_of_a_line() {
    // As a page that was printed before it was published: a line for every thirty characters.
    let wrap = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(30).map(|own| own.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    let long = REPORT.replace("一是清退津贴", "一是经逐笔核对凭证并召开专题会议研究，按规定标准清退了津贴");
    let corpus = of(&long.lines().map(wrap).collect::<Vec<_>>().join("\n"));
    let all = found(&corpus, "清退 诫勉");
    let people =
        all.rows.iter().find(|row| row.kind == Measured::People && row.of.as_deref() == Some("诫勉谈话"));
    let whole = people.unwrap().sentence.split_whitespace().collect::<String>();
    assert!(whole.starts_with("一是经逐笔核对") && whole.ends_with("对3名责任人进行诫勉谈话。"), "{whole}");
    assert!(people.unwrap().sentence.contains('\n'), "the line ends somewhere in it: {whole}");
}

#[test]
fn a_state_said_of_a_problem_holds_for_what_was_done_about_it() {
    let corpus = corpus();
    let page = Page { facets: vec![Field::Status], units: 50, ..Page::default() };
    let hits = corpus.memory.search(&ask("状态:已完成 in:措施"), &page).unwrap();
    assert_eq!(hits.totals.units, 2, "{hits:?}");
    assert!(hits.groups[0].units.iter().all(|unit| unit.status == Some(Status::Done)));
    let hits = corpus.memory.search(&ask("状态:正在整改 in:措施 诫勉"), &page).unwrap();
    assert_eq!(hits.totals.units, 1, "{hits:?}");
}

#[test]
fn where_measures_say_how_far_they_are_the_others_are_not_known() {
    let told = REPORT
        .replace("整改情况：已完成。\n", "")
        .replace("闸站租金1万元，对1人给予警告处分。\n二是", "闸站租金1万元。（已完成）\n二是");
    let corpus = of(&told);
    let hits = corpus.memory.search(&ask("in:措施 租金"), &Page { units: 50, ..Page::default() }).unwrap();
    let statuses: Vec<_> =
        hits.groups[0].units.iter().map(|unit| (unit.address.to_string(), unit.status)).collect();
    assert_eq!(
        statuses.iter().filter(|(_, status)| *status == Some(Status::Done)).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(statuses.iter().filter(|(_, status)| status.is_none()).count(), 1, "{statuses:?}");
}
