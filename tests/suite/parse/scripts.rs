//! Names in the script of their document. Tables of short composed rows.

use super::read;

/// A name, in a simplified text and in a traditional one → the body, its region, who ordered, the group, the signature.
#[test]
fn names_are_written_as_the_document_writes_them() {
    let check = |county: &str, town: &str, traditional: bool, expected: &str, why: &str| {
        let (head, text) = if traditional {
            ("關於巡察整改進展情況的通報", "開展了常規巡察。現將巡察整改進展情況予以公佈")
        } else {
            ("关于巡察整改进展情况的通报", "开展了常规巡察。现将巡察整改进展情况予以公布")
        };
        let (of, group) = if traditional { ("根據", "巡察組對") } else { ("根据", "巡察组对") };
        let (body, organ) = if traditional { ("黨委", "委員會") } else { ("党委", "委员会") };
        let begin = if traditional { "統一部署" } else { "统一部署" };
        let text = format!(
            "中共{county}{town}{organ}{head}\n{of}{county}委{begin}，{county}委第二{group}{town}{body}{text}。\n一、整改情况\n干部有关情况。\n中共{county}{town}{organ}\n2024年1月15日"
        );
        let announcement = read(&text).announcement;
        let agency = announcement.agency.expect("an agency");
        let value = |fact: &Option<xunlan::disclosure::Fact<String>>| {
            fact.as_ref().map_or("-".to_owned(), |fact| fact.value.clone())
        };
        let shown = format!(
            "{} {} {} {} {}",
            agency.name,
            agency.region.join("/"),
            value(&announcement.inspection.ordered_by),
            value(&announcement.inspection.team),
            value(&announcement.issuer),
        );
        assert_eq!(shown, expected, "{why}: {text}");
    };
    for (town, why) in [
        ("乾潭镇", "乾 that is no 干"),
        ("濛河镇", "濛 that is no 蒙"),
        ("氾水镇", "氾 that is no 泛"),
        ("於潜镇", "於 that is no 于"),
        ("藉河镇", "藉 that is no 借"),
        ("干溪镇", "干 stays what it is"),
    ] {
        let name = format!("濛泽县{town}");
        check(
            "濛泽县",
            town,
            false,
            &format!("{name}党委 濛泽县 濛泽县委 濛泽县委第二巡察组 中共{name}委员会"),
            why,
        );
    }
    check(
        "棲霖縣",
        "柳溪鎮",
        true,
        "栖霖县柳溪镇党委 栖霖县 栖霖县委 栖霖县委第二巡察组 中共栖霖县柳溪镇委员会",
        "a traditional text is given simplified",
    );
}
