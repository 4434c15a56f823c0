//! What people write without having read the help: dates and numbers in words, small letters, long dashes.

use super::answers::{asked, placed, report};
use super::kit::{SHIPPED, app};
use super::web::{ask, send};
use std::sync::Arc;
use xunlan::search::syntax::{Limits, print, read};
use xunlan::search::{Backend, Page};
use xunlan::study::near::{self, Likeness};
use xunlan::web::encode;

/// Input, canonical text, number of notes, and why the row exists.
#[rustfmt::skip]
const FORMS: &[(&str, &str, usize, &str)] = &[
    ("公布:二〇二四年", "公布:2024", 0, "a year in Chinese digits"),
    ("公布:二零二四年五月十一日", "公布:2024-05-11", 0, "a day in numerals"),
    ("公布:二〇二四年二十一月", "", 1, "a month that does not exist"),
    ("公布:2024年以来", "公布:>=2024", 0, "the day itself included"),
    ("公布:2024年以后", "公布:>=2024", 0, "here too"),
    ("公布:２０２４年之後", "公布:>=2024", 0, "in full width and the traditional script"),
    ("公布:自2024年5月起", "公布:>=2024-05", 0, "with a word before it"),
    ("公布:2024年5月1日后", "公布:>=2024-05", 0, "a short word behind it"),
    ("公布:2024年以前", "公布:<=2023", 0, "the year itself is not before it"),
    ("公布:2024-05-01之前", "公布:<=2024-04", 0, "nor is the day"),
    ("公布:2024年前", "公布:<=2023", 0, "a short word behind it"),
    ("公布:截至2024年5月", "公布:<=2024-05", 0, "up to its end"),
    ("公布:2024年至今", "公布:>=2024", 0, "an open end in words"),
    ("公布:2024年上半年", "公布:2024-01..2024-06", 0, "half a year"),
    ("公布:2024下半年", "公布:2024-07..2024-12", 0, "the other half"),
    ("公布:2024年第二季度", "公布:2024-04..2024-06", 0, "a quarter"),
    ("公布:2024年5月上旬", "公布:2024-05-01..2024-05-10", 0, "a third of a month"),
    ("公布:2024年5月上半年", "", 1, "no half of a month"),
    ("公布:2024年全年", "公布:2024", 0, "all of it"),
    ("公布:2023年5月-2024年2月", "公布:2023-05..2024-02", 0, "a hyphen between two months"),
    ("公布:2023年5月至8月", "公布:2023-05..2023-08", 0, "the year is that of the beginning"),
    ("公布:2023-05-01-2024-02-01", "公布:2023-05-01..2024-02-01", 0, "a hyphen among hyphens"),
    ("公布:2024年5-8月", "公布:2024-05..2024-08", 0, "months on both sides of a hyphen"),
    ("公布:自2024年", "公布:>=2024", 0, "from then on"),
    ("公布:从2024年5月", "公布:>=2024-05", 0, "as with another word"),
    ("公布:2023-", "公布:>=2023", 0, "an end left open"),
    ("公布:2024-09", "公布:2024-09", 0, "and no hyphen of a range"),
    ("公布:2024,2022", "公布:2024 公布:2022", 1, "either of two"),
    ("公布:2024、2022", "公布:2024 公布:2022", 1, "with the sign of a list"),
    ("年份:2024，2022", "年份:2024 年份:2022", 1, "in full width"),
    ("公布:2024 OR 2022", "公布:2024 公布:2022", 1, "behind OR, without its field"),
    ("年份:2024 或 2022年 或 2020", "年份:2024 年份:2022 年份:2020", 2, "several"),
    ("甲 公布:2024 or 2022", "甲 公布:2024 公布:2022", 2, "in small letters"),
    ("(公布:2024 | 2022-05) 甲", "甲 公布:2024 公布:2022-05", 1, "a bar with blanks"),
    ("公布:2024 OR 83203", "公布:2024 OR 83203", 0, "no date: a word"),
    ("公布:2024 OR \"2022\"", "公布:2024 OR \"2022\"", 0, "in quotes it is a word"),
    ("公布:2024 OR 2022 同句 甲", "公布:2024 OR 2022 同句 甲", 0, "beside a scope too"),
    ("-公布:2024 OR 2022", "-公布:2024 OR 2022", 1, "behind what is excluded too, and it is said"),
    ("公布:2024年9月、10月", "公布:2024-09 公布:2024-10", 1, "a list of months"),
    ("公布:二〇二四年九月五日、六日、十月", "公布:2024-09-05 公布:2024-09-06 公布:2024-10", 1, "and days"),
    ("公布:2024年上半年、下半年", "公布:2024-01..2024-06 公布:2024-07..2024-12", 1, "and halves"),
    ("公布:2024上半年、下半年", "公布:2024-01..2024-06 公布:2024-07..2024-12", 1, "the year alone"),
    ("公布:2024上年", "", 1, "no year of today"),
    ("公布:上半年", "", 1, "of no year"),
    ("采购 早于2024年", "采购 早于2024年", 1, "without a field it is text, and it is said"),
    ("公布晚于2024年", "公布晚于2024年", 1, "nor with its name alone"),
    ("早于预期完成", "早于预期完成", 0, "no date"),
    ("公布:9月", "", 1, "nor this"),
    ("公布:早于2024年", "公布:<=2023", 0, "a word before it"),
    ("公布:不早于2024年", "公布:>=2024", 0, "and its opposite"),
    ("公布:晚于2024年5月", "公布:>=2024-06", 0, "after it"),
    ("公布:2024年底", "公布:<=2024", 1, "by the end of a year"),
    ("公布:2024年底前", "公布:<=2024", 0, "with a word behind it"),
    ("公布:截至2024年9月末", "公布:<=2024-09", 0, "of a month"),
    ("公布:2023年至2024年底", "公布:2023..2024", 0, "as an end"),
    ("公布:24年", "公布:2024", 1, "a short year, and it is said"),
    ("公布:24年9月至25年2月", "公布:2024-09..2025-02", 1, "on both sides"),
    ("轮次:3-5", "轮次:3 轮次:4 轮次:5", 1, "any round of a range"),
    ("轮次:十三届第三至四轮", "轮次:13届3轮 轮次:13届4轮", 1, "of one session"),
    ("轮次:5-3", "轮次:\"5-3\"", 0, "no range"),
    ("公布:2024，", "公布:2024", 0, "a comma at the end is punctuation"),
    ("追缴:一百万", "追缴:100万", 0, "a number in numerals"),
    ("追缴:一百二十万元以上", "追缴:>=120万", 0, "with its unit and its bound"),
    ("追缴:一点五亿", "追缴:1.5亿", 0, "with a point"),
    ("追缴:一百五", "追缴:150", 1, "as in speech, and it is said"),
    ("追缴:三万五以上", "追缴:>=3.5万", 1, "in thousands"),
    ("处分:一百零五", "处分:105", 0, "nothing is left out"),
    ("追缴:万", "", 1, "is none"),
    ("处分:三人", "处分:3", 0, "of people"),
    ("追缴:1万…10万", "追缴:1万..10万", 0, "one sign for dots"),
    ("追缴:1万……10万", "追缴:1万..10万", 0, "and two"),
    ("追缴:>=1万<10万", "追缴:1万..<10万", 1, "two bounds in one run"),
    ("追缴:>=1万‹10万", "追缴:1万..<10万", 1, "an odd sign"),
    ("追缴:<10万>=1万", "追缴:1万..<10万", 1, "the upper first"),
    ("追缴:>1万>2万", "", 1, "two of one direction"),
    ("追缴:1万以上10万以下", "追缴:1万..10万", 0, "bounds in words"),
    ("追缴:不低于1万", "追缴:>=1万", 0, "a word before it"),
    ("追缴:不到1万", "追缴:<1万", 0, "and one that holds a sign of ranges"),
    ("追缴:>1,0万", "", 1, "a comma that groups nothing"),
    ("追缴:1,234万", "追缴:1234万", 0, "one that does"),
    ("完成率:0.95", "完成率:0.95%", 1, "percent, and it is said"),
    ("完成率:>=0.9", "完成率:>=0.9%", 1, "as a bound"),
    ("完成率:百分之九十五", "完成率:95%", 0, "in words"),
    ("完成率:0.5%", "完成率:0.5%", 0, "with its sign nothing need be said"),
    ("层级:区级", "层级:县级", 0, "a district has the rank of a county"),
    ("状态:完成整改", "状态:已完成", 0, "as people say it"),
    ("状态:未整改", "", 1, "not said of any"),
    ("追缴>=100万", "追缴:>=100万", 1, "the colon forgotten"),
    ("采购 处分 > 3", "采购 处分:>3", 1, "with blanks around the sign"),
    ("公布>=2024", "公布:>=2024", 1, "a date"),
    ("年份＞2022", "年份:>=2023", 1, "a year, in full width"),
    ("追缴>甲", "追缴>甲", 0, "no number: text"),
    ("采购>=5", "采购>=5", 0, "no name: text"),
    ("政府采购 or 审计", "政府采购 OR 审计", 1, "small letters between Chinese words"),
    ("政府采购 not 审计", "政府采购 -审计", 1, "NOT"),
    ("政府采购 near/5 审计", "政府采购 NEAR/5 审计", 1, "NEAR"),
    ("“政府采购” or “审计”", "\"政府采购\" OR \"审计\"", 1, "between quotes"),
    ("政府采购 \"or\" 审计", "政府采购 \"or\" 审计", 0, "in quotes it is a word"),
    (r"政府采购 \or 审计", r"政府采购 \or 审计", 0, "behind a backslash too"),
    ("单位:(教育局 or 财政局)", "单位:教育局 单位:财政局", 1, "in the bracket of a field"),
    ("公布:2024 or 轮岗", "公布:2024 OR 轮岗", 1, "behind a condition"),
    ("轮岗 or 公布:2024", "轮岗 OR 公布:2024", 1, "before one"),
    ("轮岗 or（审计 会议）", "轮岗 OR 审计 会议", 1, "before a bracket that stands close"),
    ("\"PPP\" or 轮岗", "\"PPP\" OR 轮岗", 1, "behind a phrase"),
    ("A or 审计", r"A \or 审计", 0, "not beside a Latin word"),
    ("采购 NEAR/1.5 审计", "采购 NEAR/10 审计", 1, "no whole number"),
    ("采购 NEAR/-1 审计", "采购 NEAR/10 审计", 1, "nor this"),
    ("采购 —审计", "采购 -审计", 1, "a long dash is a minus"),
    ("采购 –审计", "采购 -审计", 1, "so is a shorter one"),
    ("采购 — 审计", "采购 审计", 1, "alone it is punctuation"),
    ("采购—审计", "采购—审计", 0, "inside a run it is text"),
    ("单位:教育局、水利局", "单位:教育局 单位:水利局", 1, "either of two names"),
    ("单位:教育局,水利局；财政局", "单位:教育局 单位:水利局 单位:财政局", 1, "whatever stands between them"),
    ("-单位:教育局、水利局", "-单位:教育局 -单位:水利局", 1, "all of them excluded"),
    ("单位:“教育局、水利局”", "单位:\"教育局、水利局\"", 0, "in quotes it is one"),
    ("方面:路线、方针", "方面:\"路线、方针\"", 0, "a heading has signs of its own"),
    ("\"\"政府采购\"\"", "\"政府采购\"", 1, "doubled quotes"),
    ("\"\"\"政府采购\"\"\" 审计", "\"政府采购\" 审计", 1, "and those of a table"),
];

#[test]
fn natural_forms_have_one_canonical_text() {
    for (input, canonical, notes, why) in FORMS {
        let asked = read(input, &Limits::default()).unwrap();
        assert_eq!(print(&asked.query), *canonical, "{input}: {why}: {:?}", asked.notes);
        assert_eq!(asked.notes.len(), *notes, "{input}: {why}: {:?}", asked.notes);
        assert_eq!(read(canonical, &Limits::default()).unwrap().query, asked.query, "{input}: {why}");
    }
}

/// 今年 is the year that a reader lives in, and the note says which.
#[test]
fn years_are_counted_from_today() {
    let year = xunlan::disclosure::Date::today().year();
    for (input, canonical) in [
        ("公布:今年", format!("公布:{year}")),
        ("公布:去年上半年", format!("公布:{0}-01..{0}-06", year - 1)),
        ("年份:前年至去年", format!("年份:{} 年份:{}", year - 2, year - 1)),
        ("反馈:今年以来", format!("反馈:>={year}")),
        ("公布>=去年", format!("公布:>={}", year - 1)),
    ] {
        let asked = read(input, &Limits::default()).unwrap();
        assert_eq!(print(&asked.query), canonical, "{input}");
        assert!(asked.notes.iter().any(|note| note.text.contains("今天")), "{input}: {:?}", asked.notes);
    }
    assert!(read("公布:2022年以前", &Limits::default()).unwrap().notes.is_empty());
}

/// 第三巡察组 and 第3巡察组 are one team, and neither is the thirteenth.
#[test]
fn numbers_of_teams_are_read_in_either_form() {
    let of = |body: &str, team: &str| report(body, &["一是规范采购。"]).replace("第五巡察组", team);
    let place =
        placed(&[&of("教育局", "第三巡察组"), &of("水务局", "第3巡察组"), &of("司法局", "第十三巡察组")]);
    let engine = place.engine();
    let teams = engine.parts().shards.values(xunlan::search::Field::Team).unwrap().len();
    if teams == 0 {
        panic!("no team was read");
    }
    for (query, announcements) in [
        ("巡察组:三", 2),
        ("巡察组:3", 2),
        ("巡察组:第3巡察组", 2),
        ("巡察组:第三巡察组", 2),
        ("巡察组:3组", 2),
        ("巡察组:十三", 1),
        ("巡察组:13", 1),
        ("-巡察组:3", 1),
    ] {
        let totals = asked(&engine, query).totals;
        assert_eq!((query, totals.announcements), (query, announcements));
        let query = read(query, &Limits::default()).unwrap().query;
        let memory = place.memory();
        let slow = memory.search(&query, &Page::default()).unwrap().totals;
        assert_eq!(slow, totals, "{query:?}");
    }
}

/// An item is a numbered task or problem, however it is asked for.
#[test]
fn items_are_problems_too() {
    let engine = &*SHIPPED.tantivy;
    let count = |query: &str| asked(engine, query).totals;
    for word in ["采购", "制度"] {
        let problem = count(&format!("问题:{word}"));
        let item = count(&format!("事项:{word}"));
        assert!(problem.units > 0 && item.units >= problem.units, "{word}: {problem:?} {item:?}");
        assert_eq!(count(&format!("{word} in:事项")).units, item.units, "{word}");
        assert_eq!(count(&format!("(问题:{word}) -(事项:{word})")).announcements, 0, "{word}");
    }
    // A facet counts each role for itself.
    assert!(count("角色:事项").units < count("in:事项").units);
}

/// Two characters, one too few or too many, and values of fields: suggested, each with its count.
#[test]
fn more_is_near_than_one_other_character() {
    let place = placed(&[
        &report("财政局", &["一是开展审计约谈。", "二是召开民主生活会。"]),
        &report("水务局", &["一是开展审计。", "二是约谈。"]),
    ]);
    let engine = place.engine();
    for (typed, meant, likeness) in [
        ("\"审汁\"", "审计", Likeness::Character),
        ("约谭", "约谈", Likeness::Sound),
        ("\"约坛\"", "约谈", Likeness::Sound),
        ("\"民主活会\"", "民主生活会", Likeness::Missing),
        ("\"民主生活生会\"", "民主生活会", Likeness::Added),
        ("单位:财政剧", "财政局", Likeness::Sound),
        ("单位:财改局", "财政局", Likeness::Character),
    ] {
        let query = read(typed, &Limits::default()).unwrap().query;
        let found = near::near(engine.parts(), &query).unwrap();
        let one = found.iter().flat_map(|miss| &miss.found).find(|one| one.text == meant);
        let one = one.unwrap_or_else(|| panic!("{typed}: {found:?}"));
        assert_eq!(one.likeness, likeness, "{typed}");
        let again = match typed.split_once(':') {
            Some((field, _)) => format!("{field}:{meant}"),
            None => format!("\"{meant}\""),
        };
        assert_eq!(one.announcements, asked(&engine, &again).totals.announcements, "{typed}");
        assert!(one.announcements > 0, "{typed}");
    }
    let none = read("单位:财政局", &Limits::default()).unwrap().query;
    assert!(near::near(engine.parts(), &none).unwrap().is_empty(), "what is there needs no neighbours");
}

/// The API and the command line refuse what cannot be read; pages note it and answer without it.
#[test]
fn what_cannot_be_read_is_refused_by_programs_and_noted_on_pages() {
    let place = placed(&[&report("教育局", &["一是规范采购。"])]);
    let served = app(Arc::new(place.engine()));
    let word = encode("采购");
    for (more, name) in [
        ("year=abc", "year"),
        ("not_year=20x4", "not_year"),
        ("only=abcabcabcabc", "only"),
        ("only=%2F", "only"),
    ] {
        let got = ask(Arc::clone(&served), "GET", &format!("/api/v1/search?q={word}&{more}"), &[]);
        assert_eq!(got.status, 400, "{more}");
        assert!(got.text().contains(name), "{more}: {}", got.text());
        let page = ask(Arc::clone(&served), "GET", &format!("/?q={word}&{more}"), &[]);
        assert_eq!(page.status, 200, "{more}");
        assert!(page.text().contains(&format!("参数 {name} 已略去")), "{more}");
    }
    let id = asked(&place.engine(), "采购").groups[0].announcement.id.clone();
    let got = ask(served, "GET", &format!("/api/v1/search?q={word}&only={id}&year=2024"), &[]);
    assert_eq!(got.status, 200);
    let ran = place.cli(&["search", "采购", "--where", "year=abc"]);
    assert_eq!(ran.code, 2, "{ran:?}");
}

/// A short name is found behind its place, so that the shorter query finds what the longer one does.
#[test]
fn a_shorter_name_finds_what_a_longer_one_does() {
    let place = placed(&[
        &report("教育局", &["一是规范采购。"]),
        &report("水务局", &["一是会同县教委办理。"]),
        &report("宗教局", &["一是设立宗教委员会。"]),
    ]);
    let engine = place.engine();
    let count = |query: &str| asked(&engine, query).totals.announcements;
    assert_eq!((count("县教育局"), count("教育局"), count("\"教委\"")), (1, 2, 2));
    assert_eq!((count("单位:教育局"), count("教育局党组")), (1, 1));
}

/// A list gives each line the answer and the notes of its search.
#[test]
fn a_line_of_a_list_is_answered_as_its_search_is() {
    let place = placed(&[&report("教育局", &["一是规范政府采购。", "二是开展审计。"])]);
    let served = app(Arc::new(place.engine()));
    let lines =
        ["公布:明天", "，。！", "公布:明天 sort:date", "-(单位:(教育局 水利局) 政府采购)", "政府采购；审计"];
    let kind = [("content-type", "application/json")];
    let body = serde_json::json!(lines).to_string();
    let list = send(Arc::clone(&served), "POST", "/api/v1/batch", &kind, body.as_bytes()).json();
    for (at, line) in lines.iter().enumerate() {
        let own = &list["lines"][at];
        let url = format!("/api/v1/search?q={}", encode(line));
        let alone = ask(Arc::clone(&served), "GET", &url, &[]).json();
        assert_eq!(own["totals"], alone["totals"], "{line}");
        assert_eq!(own["notes"], alone["interpretation"]["notes"], "{line}");
        let notes = own["notes"].as_array().unwrap();
        assert!(!notes.is_empty(), "{line}");
        assert!((1..notes.len()).all(|at| !notes[..at].contains(&notes[at])), "{line}: {notes:?}");
        let all = notes.iter().any(|note| note.as_str().unwrap().contains("列出全部文书"));
        assert_eq!(all, at < 3, "{line}: {notes:?}");
    }
    let table = place.write("两列.csv", "\"政府采购\",\"审计\"\n\"轮岗\",\"检查\"\n");
    let ran = place.cli(&["batch", table.to_str().unwrap()]);
    assert!(ran.err.contains("读取第 1 列,共 2 列"), "{ran:?}");
    let ran = place.cli(&["batch", table.to_str().unwrap(), "--column", "2"]);
    assert!(!ran.err.contains("共 2 列"), "{ran:?}");
}
