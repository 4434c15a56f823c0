//! Quantities, totals and contacts. Tables of short composed rows.

use super::read;

/// A sentence of the first chapter → kind value unit (of).
#[test]
fn quantities() {
    let check = |sentence: &str, expected: &[&str], why: &str| {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改责任\n{sentence}"
        );
        let got: Vec<String> = read(&text)
            .announcement
            .distinct()
            .map(|quantity| {
                let of = quantity.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
                format!(
                    "{} {} {}{of}",
                    quantity.kind.code(),
                    quantity.value.as_deref().unwrap_or("-"),
                    quantity.unit
                )
            })
            .collect();
        assert_eq!(got, expected, "{why}: {sentence}");
    };
    check(
        "针对反馈的3个方面5类9个具体问题，制定整改措施27条。",
        &["problems 3 个方面 (方面)", "problems 5 类 (类)", "problems 9 个", "measures 27 条"],
        "tiers",
    );
    check(
        "围绕反馈的五方面17项56个问题整改。",
        &["problems 5 方面 (方面)", "problems 17 项 (项)", "problems 56 个"],
        "Chinese numerals mixed in",
    );
    check(
        "截至2024年6月30日，24个问题已完成整改21个，需长期坚持3个，整改完成率87.5%。",
        &["problems 24 个", "done 21 个", "long_term 3 个", "rate 87.5 %"],
        "status words",
    );
    check(
        "已整改完成34个（含立行立改2个），阶段性完成3个问题。",
        &["done 34 个", "done 2 个 (立行立改)", "staged 3 个"],
        "a bracket is a subset",
    );
    check(
        "给予党纪处分1人、政务处分0人，诫勉2人，提醒谈话11人次。",
        &[
            "people 1 人 (党纪处分)",
            "people 0 人 (政务处分)",
            "people 2 人 (诫勉)",
            "people 11 人次 (提醒谈话)",
        ],
        "explicit zeros; 人 and 人次 apart",
    );
    check(
        "给予批评教育、提醒谈话、诫勉24人。",
        &["people 24 人 (批评教育、提醒谈话、诫勉)"],
        "one head-count for three",
    );
    check(
        "收回逾期账款1.86亿元，清退2022年违规补贴1200元，追缴3.05万元。",
        &["money 186000000 元 (收回)", "money 1200 元 (清退)", "money 30500 元 (追缴)"],
        "exact money; a year between verb and amount",
    );
    check("退还违规款项。", &["money -  (退还)"], "an amount that is not stated");
    check("制定完善制度9项，建章立制5个。", &["rules 9 项 (制定、完善)", "rules 5 个"], "rules");
    check("上轮巡察反馈的34个问题有11个未完成。", &[], "another round's numbers");
    check("占比48%，同比下降8.62%，群众满意率96.1%，发现问题3个，累计浏览量4454次。", &[], "decoys");
    check("先后召开党组会议6次。", &["meetings 6 次"], "meetings are kept apart");
}

#[test]
fn totals_that_do_not_add_up_are_doubted() {
    let text = "一、整改责任\n截至2024年6月30日，10个问题已完成整改7个，正在整改2个，整改完成率70%。";
    let doubts =
        |text: &str| read(text).findings.iter().filter(|finding| finding.doubt.code() == "quantity").count();
    assert_eq!(doubts(text), 1, "7 and 2 are not 10");
    assert_eq!(doubts(&text.replace("整改2个", "整改3个")), 0);
}

#[test]
fn contacts() {
    let check = |line: &str, phones: &[&str], postcode: Option<&str>, why: &str| {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n欢迎监督。{line}\n中共雁屏县水利局党组\n2024年1月2日"
        );
        let contact = read(&text).announcement.contact;
        assert_eq!(
            (contact.phones, contact.postcode.as_deref()),
            (phones.iter().map(|phone| (*phone).to_owned()).collect(), postcode),
            "{why}"
        );
    };
    check(
        "联系电话：0690-3100215、3100216；邮编：990312。",
        &["0690-3100215", "3100216"],
        Some("990312"),
        "two numbers, one area code",
    );
    check("监督电话：（0690）3100215 3100216", &["(0690)3100215", "3100216"], None, "brackets and a blank");
    check(
        "联系电话：0690-31**306（8:30-12:00，14:00-17:30）",
        &["0690-31**306"],
        None,
        "masked; hours are no numbers",
    );
    check(
        "联系电话：0690-3100215；传真：0690-3100299；邮箱：",
        &["0690-3100215"],
        None,
        "a fax is no phone, an empty label is empty",
    );
    check("监督电话：0690-310 0215", &["0690-3100215"], None, "a blank inside a number");
    check("联系人：王某 13800001234", &["13800001234"], None, "who can be reached, and where");
    check("电话：(0690)3100215转803", &["(0690)3100215转803"], None, "an extension");
    check("电话：0690-3100215-8006", &["0690-3100215-8006"], None, "an extension behind a dash");
    check("电话：0690-3100215/0216/0217。", &["0690-3100215/0216/0217"], None, "other ends of one number");
    check("欢迎来电（0690-3100215）。", &["0690-3100215"], None, "a bracket that is no area code's");
    check("电话：0690-310\n0215。", &["0690-3100215"], None, "a line ends inside a number");
    check("电话：138000\n01234", &["13800001234"], None, "a line ends inside a mobile number");
    check("电话：0690-3100215\n2024年1月2日", &["0690-3100215"], None, "a day below a number is none of it");
    check("邮编：990 312", &[], Some("990312"), "a blank inside a postcode");
    check("地址：雁屏县人民路9号县水利局（收），990312", &[], Some("990312"), "a postcode without its label");
    check("欢迎来信（雁屏县人民路9号，990312）。", &[], Some("990312"), "a letter's bracket");
}

/// An address of mail that a line has cut is whole or none.
#[test]
fn mail_that_a_line_has_cut() {
    for (line, expected) in [
        ("邮箱：yanpingsw@163.co\nm。", &["yanpingsw@163.com"][..]),
        ("邮箱：yanping\nsw@163.com", &["yanpingsw@163.com"]),
        ("邮箱：yanpingsw@163.\ncom", &["yanpingsw@163.com"]),
        ("邮箱：yanpingsw@163.com\n2024年1月2日", &["yanpingsw@163.com"]),
        ("邮箱：yanpingsw@yp.go\nv.example。", &[]),
    ] {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n一、整改情况\n欢迎监督。{line}\n"
        );
        assert_eq!(read(&text).announcement.contact.emails, expected, "{line}");
    }
}

/// Houses and papers are handed over in the ordinary way; clues are, and people, to whoever looks into them.
#[test]
fn what_is_handed_over_is_not_always_a_sanction() {
    for (measure, expected) in [
        ("组织召开柳桥治超站固定资产移交不实问题整改会议。", Some("study")),
        ("完成办公用房、车辆移交。", None),
        ("向县纪委监委移交问题线索2条。", Some("sanction")),
        ("将有关人员移交县纪委监委。", Some("sanction")),
        ("对涉嫌犯罪的1人移交司法机关。", Some("sanction")),
    ] {
        let text = format!("一、整改情况\n(一)关于甲方面\n1.关于乙不到位的问题。\n整改情况:{measure}\n");
        let units = read(&text).announcement.units;
        let action = units.iter().find_map(|unit| unit.action.as_deref());
        assert_eq!(action, expected, "{measure}");
    }
}
