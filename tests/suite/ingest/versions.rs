//! Versions of one announcement: linked by its name, or by the source that had
//! both; never two bodies.

use super::super::kit::Place;
use super::{count, report};

/// An announcement whose name is known: body, group, first day, feedback.
pub const NAMED: &str = "中共云汀市档案局党组关于巡察整改进展情况的通报\n\
根据市委统一部署，2024年3月4日至4月30日，市委第三巡察组对市档案局党组开展了常规巡察。2024年6月14日，市委第三巡察组向市档案局党组反馈了巡察意见。现将巡察整改进展情况予以公布。\n\
一、关于档案安全责任落实不到位的问题\n\
一是修订库房管理制度，逐级签订责任书。二是更换老化线路，加装恒温恒湿设备。三是每季度开展一次应急演练，补齐台账记录。\n\
二、关于数字化进度迟缓的问题\n\
一是调整年度计划，增派人员力量。二是完成馆藏目录著录并接入市级平台。三是建立月通报制度，对滞后单位约谈负责人。\n\
中共云汀市档案局党组\n2025年1月10日\n";

pub fn shown(place: &Place, query: &str) -> serde_json::Value {
    let ran = place.cli(&["search", query, "--json"]);
    assert!(ran.code == 0, "{query}: {ran:?}");
    let id = ran.json()["groups"][0]["announcement"]["id"].as_str().expect("one hit").to_owned();
    place.cli(&["show", &id, "--json"]).json()
}

#[test]
fn one_announcement_on_several_hosts_has_all_its_sources() {
    let place = Place::new();
    place.write("a.txt", NAMED);
    // Another host: other furniture around the same text.
    let page = NAMED.lines().map(|line| format!("<p>{line}</p>")).collect::<String>();
    place.write(
        "b.html",
        format!("<html><body><p>当前位置：首页 &gt; 党务公开</p><div class=\"content\">{page}</div><p>主办：某某网站</p></body></html>"),
    );
    for name in ["a.txt", "b.html"] {
        assert_eq!(place.cli(&["ingest", name]).code, 0);
    }
    assert_eq!(count(&place, "\"修订库房管理制度\""), 1);
    let check = |when: &str| {
        let sources = shown(&place, "\"修订库房管理制度\"")["sources"].clone();
        let named: Vec<_> = sources.as_array().unwrap().iter().filter_map(|source| source.as_str()).collect();
        assert!(named.iter().any(|source| source.ends_with("a.txt")), "{when}: {named:?}");
        assert!(named.iter().any(|source| source.ends_with("b.html")), "{when}: {named:?}");
    };
    check("as it came");
    assert_eq!(place.cli(&["rebuild"]).code, 0);
    check("after a rebuild");
}

#[test]
fn an_edited_text_is_a_version_and_the_earlier_one_is_still_found() {
    let edited = NAMED.replace("增派人员力量", "增派专班驻点").replace("2025年1月10日", "2025年3月21日");
    // Another report on the same inspection: no version.
    let other = NAMED.split("一、").next().unwrap().to_owned()
        + "一、总体情况\n局党组完成集中整改，巩固拓展主题教育成果，压实“一岗双责”，选优配强县区馆长。\n二、下一步打算\n\
           持续做好民生档案查询利用，推进异地通办，开展乡村记忆工程采集口述史料，办好国际档案日展览和校园讲座，培训兼职档案员队伍。\n\
           中共云汀市档案局党组\n2025年9月9日\n";
    let rows = [("old.txt", NAMED), ("new.txt", &edited), ("other.txt", &other)];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let place = Place::new();
        for at in order {
            let (name, text) = rows[at];
            place.write(name, text);
            assert_eq!(place.cli(&["ingest", name]).code, 0);
        }
        for when in ["as they came", "after a rebuild"] {
            let (old, new) = (shown(&place, "\"增派人员力量\""), shown(&place, "\"增派专班驻点\""));
            assert_eq!(old["kind"], "earlier_version", "{order:?} {when}");
            assert_eq!(new["kind"], "rectification_single", "{order:?} {when}");
            let ids = serde_json::json!([new["id"], old["id"]]);
            assert_eq!((&old["versions"], &new["versions"]), (&ids, &ids), "{order:?} {when}");
            let found = place.cli(&["search", "\"增派人员力量\""]);
            assert!(found.out.contains("[旧版本]"), "who finds it is told: {found:?}");
            let other = shown(&place, "\"异地通办\"");
            assert_eq!(other["kind"], "rectification_single", "{order:?} {when}");
            assert_eq!(other["versions"], serde_json::json!([]), "{order:?} {when}");
            assert_eq!(count(&place, "kind:rectification_single"), 2, "{order:?} {when}");
            assert_eq!(place.cli(&["rebuild"]).code, 0);
        }
    }
}

/// Another headline and another day above the same text: one announcement, whichever came first.
#[test]
fn a_mirror_with_its_own_headline_is_the_same_announcement() {
    let page = |title: &str, day: &str| {
        let body: String = NAMED.lines().skip(1).map(|line| format!("<p>{line}</p>")).collect();
        format!(
            "<html><head><meta name=\"ArticleTitle\" content=\"{title}\"><meta name=\"PubDate\" content=\"{day}\">\
             </head><body><h1>{title}</h1><div id=\"zoom\">{body}</div></body></html>"
        )
    };
    let title = NAMED.lines().next().unwrap();
    let rows = [
        ("own.html", page(title, "2025-01-12 10:00")),
        ("mirror.html", page("市档案局党组公布巡察整改进展情况", "2025-01-19 10:00")),
    ];
    for order in [[0, 1], [1, 0]] {
        let place = Place::new();
        for at in order {
            place.write(rows[at].0, &rows[at].1);
            assert_eq!(place.cli(&["ingest", rows[at].0]).code, 0);
        }
        for when in ["as they came", "after a rebuild"] {
            assert_eq!(count(&place, ""), 1, "{order:?} {when}");
            let one = shown(&place, "\"增派人员力量\"");
            assert_eq!(one["sources"].as_array().unwrap().len(), 2, "{order:?} {when}: {one}");
            assert_eq!(one["versions"], serde_json::json!([]), "{order:?} {when}");
            assert_eq!(one["title"]["value"], title, "{order:?} {when}");
            assert_eq!(one["published"]["value"], "2025-01-12", "{order:?} {when}");
            let again = report(&place.cli(&["ingest", "own.html", "mirror.html", "--json"]));
            assert_eq!(again["read"], again["duplicate"], "{order:?} {when}: {again}");
            assert_eq!(place.cli(&["rebuild"]).code, 0);
        }
    }
}

/// Copies of one day that lost something: the whole text is the one that is shown, whatever the files are called.
#[test]
fn of_one_day_the_whole_text_is_the_current_version() {
    let cut = NAMED.split("三是建立月通报制度").next().unwrap().to_owned() + "\n2025年1月10日\n";
    let lost = NAMED.replace("2024年3月4日至4月30日", "2024年3月4日至430日");
    for spoiled in [cut, lost] {
        for number in 0..6 {
            // The bytes differ, and their hash with them; the words do not.
            let blanks = "\n".repeat(number);
            let place = Place::new();
            place.write("spoiled.txt", format!("{spoiled}{blanks}"));
            place.write("whole.txt", format!("{NAMED}{blanks}"));
            for name in
                if number % 2 == 0 { ["spoiled.txt", "whole.txt"] } else { ["whole.txt", "spoiled.txt"] }
            {
                assert_eq!(place.cli(&["ingest", name]).code, 0);
            }
            let ran = place.cli(&["search", "kind:rectification_single", "--json"]);
            let id = ran.json()["groups"][0]["announcement"]["id"].as_str().expect("one hit").to_owned();
            let current = place.cli(&["show", &id, "--json"]).json();
            assert_eq!(count(&place, "kind:rectification_single"), 1);
            assert_eq!(current["versions"].as_array().unwrap().len(), 2, "{number}: {current}");
            let source = current["sources"][0].as_str().unwrap();
            assert!(source.ends_with("whole.txt"), "{number}: {source}");
        }
    }
}

/// A report of a body whose region is unknown, so that it has no name of its own.
fn placeless(body: &str) -> String {
    format!(
        "中共{body}关于巡察整改进展情况的通报\n\
         根据上级党委统一部署，2024年3月4日至4月30日，第三巡察组对{body}开展了常规巡察。2024年6月14日，巡察组反馈了巡察意见。现将巡察整改进展情况予以公布。\n\
         一、关于财务管理不规范的问题\n\
         一是追缴违规资金7万元，修订报销制度。二是开展专项检查，发现问题立行立改，并建立月通报制度。三是组织财务人员培训，补齐台账记录。\n\
         中共{body}\n2025年1月10日\n"
    )
}

/// A notice that a group has come.
fn notice(body: &str) -> String {
    format!(
        "中共云汀市委第三巡察组进驻公告\n\
         根据市委统一部署，市委第三巡察组对{body}开展常规巡察。巡察时间为2024年3月4日至4月30日，巡察期间设专门值班电话：0000-1234567，邮政信箱：云汀市第七号信箱。\n\
         巡察组受理信访时间截止到2024年4月20日，主要受理反映领导班子及其成员、下一级党组织领导班子主要负责人问题的来信来电来访。\n\
         中共云汀市委第三巡察组\n2024年3月5日\n"
    )
}

/// A whole round.
const ROUND: &str = "中共云汀市委关于十四届市委第五轮巡察整改情况的综合通报\n\
    根据市委统一部署，十四届市委第五轮巡察对12个单位党组织开展了常规巡察。现将巡察整改情况予以公布。\n\
    一、整改总体情况\n各单位党组织共制定制度36项，追缴违规资金7万元，反馈问题245个，已完成整改230个。\n\
    二、下一步工作\n持续推进整改，确保全部见底清零，严格落实主体责任，压实监督责任，对进度滞后的单位约谈负责人。\n\
    2025年1月10日\n";

/// One source, read twice: what it says now is the announcement, what it said before an earlier version.
#[test]
fn what_a_source_said_before_is_a_version() {
    let rows = [
        (placeless("澜川大学党委"), "月通报", "周通报"),
        (placeless("第一人民医院党委"), "追缴违规资金7万元", "追缴违规资金17万元"),
        (placeless("县水利局党组"), "立行立改，并建立", "立即整改，建立"),
        (ROUND.to_owned(), "见底清零", "清零见底"),
        (ROUND.to_owned(), "追缴违规资金7万元", "追缴违规资金9万元"),
        (notice("市档案局党组"), "1234567", "1234568"),
    ];
    for (text, before, after) in rows {
        let place = Place::new();
        for text in [text.clone(), text.replace(before, after)] {
            place.write("a.txt", text);
            assert_eq!(place.cli(&["ingest", "a.txt"]).code, 0);
        }
        for when in ["as they came", "after a rebuild"] {
            assert_eq!(count(&place, "kind:earlier_version"), 1, "{after} {when}");
            let (old, new) =
                (shown(&place, &format!("\"{before}\"")), shown(&place, &format!("\"{after}\"")));
            assert_eq!(old["kind"], "earlier_version", "{after} {when}");
            assert_ne!(new["kind"], "earlier_version", "{after} {when}");
            assert_eq!(new["versions"], serde_json::json!([new["id"], old["id"]]), "{after} {when}");
            assert_eq!(place.cli(&["rebuild"]).code, 0);
        }
    }
}

/// Another text under a path that was used before is another announcement, however alike their forms of words.
#[test]
fn two_bodies_from_one_path_stay_two() {
    let short = placeless("县水利局党组");
    let next = short
        .replace("2024年3月4日至4月30日", "2025年3月4日至4月30日")
        .replace("2024年6月14日", "2025年6月14日");
    let untitled = |body: &str| placeless(body).replacen(&format!("中共{body}关于"), "关于", 1);
    let rows = [
        (short.clone(), placeless("县林业局党组")),
        (untitled("澜川大学党委"), untitled("第一人民医院党委")),
        (notice("市档案局党组"), notice("市地震局党组")),
        (short.clone(), next),
        (ROUND.to_owned(), ROUND.replace("第五轮", "第六轮")),
        (short.clone(), short.replace("中共县水利局党组关于巡察整改进展情况的通报", "县水利局党组召开会议")
            .replace("一、关于财务管理不规范的问题", "会议学习了有关文件，强调要提高站位，听取了下属单位汇报，研究了防汛、供水、灌区建设和干部轮岗等事项，部署了下半年重点任务。")),
    ];
    for (at, (one, other)) in rows.into_iter().enumerate() {
        let place = Place::new();
        for text in [one, other] {
            place.write("a.txt", text);
            assert_eq!(place.cli(&["ingest", "a.txt"]).code, 0);
        }
        assert_eq!((count(&place, ""), count(&place, "kind:earlier_version")), (2, 0), "row {at}");
    }
}
