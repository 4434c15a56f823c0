//! Figures of whole areas and of other bodies: rows of one composed sentence each, written by the rules before the
//! parser saw them.

use super::numbers::{quantities, told};

/// What is told of an area, or of a body that is a lesson, is not the body's; 其中我局 and 我县 is.
#[test]
fn figures_of_others() {
    told(&[
        ("汲取市水利局原局长案教训，市纪委给予其开除党籍1人。", &[]),
        ("汲取市水利局原局长案教训，追回违规资金3万元。", &["money 30000 元 (追回)"]),
        ("通报县教育局违规案例，该局1人被撤销党内职务。", &[]),
        ("学习邻县水务局追回资金200万元的经验做法。", &[]),
        ("整改以来，全县共追回18万元，党纪处分4人。", &[]),
        ("整改以来，共追回18万元，党纪处分4人。", &["money 180000 元 (追回)", "people 4 人 (党纪处分)"]),
        ("全区共清退9万元，诫勉6人。", &[]),
        ("全省专项整治共追缴7800万元，我县追缴46万元。", &["money 460000 元 (追缴)"]),
        ("全市共收缴89万元，其中我局系统内12.3万元。", &["money 123000 元 (收缴)"]),
        ("党的十八大以来全县党纪处分56人，今年我局2人。", &["people 2 人 (党纪处分)"]),
        (
            "2023年以来全市共追回1200万元，处分32人，其中我局追回8.6万元，处分1人。",
            &["money 86000 元 (追回)", "people 1 人 (处分)"],
        ),
        ("我局追回2万元，全县共追回18万元。", &["money 20000 元 (追回)"]),
        ("在全县开展专项整治，追回2万元。", &["money 20000 元 (追回)"]),
    ]);
}

/// What an earlier inspection found is not counted; what is done on it now is.
#[test]
fn put_right_once_more() {
    told(&[(
        "针对上一轮巡察反馈的12个问题，重新整改，追回5.5万元，批评教育3人。",
        &["money 55000 元 (追回)", "people 3 人 (批评教育)"],
    )]);
}

/// The figures of an area are those of its committee.
#[test]
fn an_area_that_reports() {
    let (got, _) = quantities("一、整改责任落实情况\n全县共追回18万元。\n中共雁屏县委员会\n2024年12月5日\n");
    assert_eq!(got, ["money 180000 元 (追回)"]);
}
