//! Figures that stand in labels, brackets, tables and sums, and lists that share a word: rows of one composed
//! sentence each, written by the rules before the parser saw them.

use super::numbers::{done, quantities, told};

/// A label leads to its figure as a clause does.
#[test]
fn labels_before_figures() {
    told(&[
        (
            "反馈问题：38个；已整改：36个；未整改：2个；整改率：94.7%。",
            &["problems 38 个", "done 36 个", "undone 2 个", "rate 94.7 %"],
        ),
        (
            "反馈问题：38个\n已整改：36个\n未整改：2个\n整改率：94.7%",
            &["problems 38 个", "done 36 个", "undone 2 个", "rate 94.7 %"],
        ),
        ("问题总数38个、整改完成数36个、正在整改数2个。", &["problems 38 个", "done 36 个", "ongoing 2 个"]),
        (
            "巡察反馈38个问题，修订制度：12项，整改完成率：94.7%，诫勉谈话：3人。",
            &["problems 38 个", "rules 12 项 (修订)", "rate 94.7 %", "people 3 人 (诫勉谈话)"],
        ),
        ("反馈问题：3个村账目不清；已整改。", &[]),
        ("整改措施：12项制度已修订。", &["rules 12 项 (修订)"]),
    ]);
    // Some tens are no number.
    done(&[("召集数10人谈心谈话，追缴违规资金数10万元。", &[])]);
}

/// All that was fed back, parted into tiers or into tasks; a part of it is none.
#[test]
fn what_was_fed_back_is_parted() {
    told(&[
        (
            "将反馈意见细化分解为4个方面、15个大项、52个小项，逐项整改。",
            &["problems 4 个方面 (方面)", "problems 15 大项 (大项)", "problems 52 小项"],
        ),
        ("反馈问题共分四大类、二十三条。", &["problems 4 大类 (大类)", "problems 23 条"]),
        ("24个问题分解为67项整改任务。", &["problems 24 个", "measures 67 项 (任务)"]),
        ("部分24个问题分解为67项整改任务。", &["measures 67 项 (任务)"]),
        ("反馈的43个问题中共31个问题已完成（含基本完成）整改。", &["problems 43 个", "done 31 个"]),
        ("整改问题32个，完成整改率93.75%。", &["rate 93.75 %"]),
        ("巡察反馈镇党委问题22个、村级问题51个。", &["problems 22 个", "problems 51 个"]),
        ("自查镇党委问题22个、村级问题51个。", &[]),
        (
            "反馈问题43个，已完成（含立行立改）整改31个；共制定整改措施109条，已完成（含基本完成）整改措施89条。",
            &["problems 43 个", "done 31 个", "measures 109 条", "done 89 条 (措施)"],
        ),
    ]);
}

#[test]
fn what_was_made() {
    told(&[
        ("整改以来，新制定和修订制度规范37项。", &["rules 37 项 (制定、修订)"]),
        ("针对反馈问题提出47项具体整改举措。", &["measures 47 项"]),
    ]);
}

#[test]
fn states_in_other_places() {
    told(&[
        (
            "反馈的41条问题已整改到位35条、阶段性整改到位4条、需长期坚持的2条。",
            &["problems 41 条", "done 35 条", "staged 4 条", "long_term 2 条"],
        ),
        (
            "反馈的38个问题中，A类（已完成）30个，B类（基本完成）6个，C类（正在整改）2个。",
            &["problems 38 个", "done 30 个", "staged 6 个 (基本完成)", "ongoing 2 个"],
        ),
        (
            "反馈的38个问题，完成整改31个，正在落实4个，正在办理2个，未启动整改1个。",
            &["problems 38 个", "done 31 个", "ongoing 4 个", "ongoing 2 个", "undone 1 个"],
        ),
        (
            "针对反馈的38个问题，制定整改措施95条，已落实到位91条。",
            &["problems 38 个", "measures 95 条", "done 91 条 (措施)"],
        ),
        ("意识形态专项检查29项措施已完成28项、基本完成1项。", &["done 28 项 (措施)", "staged 1 项 (措施)"]),
        ("开展意识形态专项检查29项，已完成28项。", &[]),
        // Two states of one count.
        ("反馈的38个问题，已完成（长期坚持）12个。", &["problems 38 个"]),
    ]);
}

#[test]
fn no_count_but_a_range() {
    told(&[
        ("针对反馈的38个问题，逐条制定3—5项整改措施。", &["problems 38 个"]),
        ("针对反馈的38个问题，逐条制定3到5项整改措施。", &["problems 38 个"]),
        ("针对反馈的38个问题，逐条制定3项至5项整改措施。", &["problems 38 个"]),
    ]);
}

/// The total where it stands beside what is done of it, and its tiers.
#[test]
fn totals_beside_what_is_done() {
    told(&[
        ("反馈的38个问题全部整改完毕。", &["problems 38 个", "done 38 个"]),
        ("反馈的问题共涉及38项，已完成36项。", &["problems 38 项", "done 36 项"]),
        (
            "已完成整改5个，正在推进1个，巡察反馈的31个问题累计完成整改30个。",
            &["done 5 个", "ongoing 1 个", "problems 31 个", "done 30 个"],
        ),
        (
            "巡察反馈共性问题11个、个性问题27个，共计38个。",
            &["problems 11 个 (其中)", "problems 27 个 (其中)", "problems 38 个"],
        ),
        ("查摆共性问题11个、个性问题27个，共计38个。", &[]),
        ("巡察反馈12个问题，细分为38个小问题。", &["problems 12 个 (问题)", "problems 38 个"]),
        ("巡察反馈12个问题，具体表现38条。", &["problems 12 个 (问题)", "problems 38 条 (具体表现)"]),
        ("巡察反馈问题38个，整改完成率由86.8%提升至94.7%。", &["problems 38 个", "rate 94.7 %"]),
    ]);
}

/// What is summed up is none of the parts before it, and counts of two bodies have one sum.
#[test]
fn sums_of_what_was_told_before() {
    for sentence in [
        "集中整改期内，反馈的38个问题尚有5个未完成；集中整改期后，未完成的5个问题已完成4个、1个正在推进，38个问题累计完成37个，完成率97.4%。",
        "街道党工委反馈问题20个、社区党组织反馈问题47个，已完成67个。",
        "反馈的38个问题，已完成33个，正在整改3个，未达到时限要求的有2个。",
        "街道党工委反馈问题20个、社区党组织反馈问题47个。街道党工委问题整改完成19个，正在推进1个；社区党组织问题整改完成45个，正在推进2个。合计完成64个，总体完成率95.52%。",
    ] {
        let (got, doubts) = quantities(&format!("一、整改责任落实情况\n{sentence}"));
        assert_eq!(doubts, 0, "{sentence}\n{got:?}");
    }
    let failing = "反馈的38个问题累计完成39个。";
    assert_eq!(quantities(&format!("一、整改责任落实情况\n{failing}")).1, 1);
}

/// A row of sums is read under the headings of its columns; where these leave it open, nothing is.
#[test]
fn tables_whose_columns_are_figures() {
    let below = |rows: &str| quantities(&format!("一、总体情况\n整改情况见下表。\n{rows}")).0;
    let heads = "类别\t问题数（个）\t已完成（个）\t正在整改（个）\t完成率";
    let parts = "党的领导方面\t9\t9\t0\t100%\n队伍建设方面\t16\t14\t2\t87.5%";
    let all = ["problems 25 个", "done 23 个", "ongoing 2 个", "rate 92 %"];
    assert_eq!(below(&format!("{heads}\n{parts}\n合计\t25\t23\t2\t92%")), all);
    // A cell that spans the number and the name of a row.
    assert_eq!(
        below(&format!(
            "序号\t{heads}\n1\t党的领导方面\t9\t9\t0\t100%\n2\t队伍建设方面\t16\t14\t2\t87.5%\n合计\t25\t23\t2\t92%"
        )),
        all
    );
    // What the done are done of is not told.
    let measures =
        "类别\t问题数\t措施数\t已完成\n党的领导方面\t9\t20\t18\n队伍建设方面\t16\t30\t30\n合计\t25\t50\t48";
    assert_eq!(below(measures), [""; 0]);
}

#[test]
fn lists_that_share_a_word() {
    done(&[
        (
            "追缴违规资金3笔：加班费1.2万元、误餐费0.8万元、交通费0.5万元。",
            &["money 12000 元 (追缴)", "money 8000 元 (追缴)", "money 5000 元 (追缴)"],
        ),
        ("清退资金：2021年3.5万元，2022年1.2万元。", &["money 35000 元 (清退)", "money 12000 元 (清退)"]),
        ("清退资金：2021年3.5万元，尚欠1.2万元。", &["money 35000 元 (清退)"]),
        ("追缴资金：用于设备采购12万元。", &[]),
        (
            "追缴2016年至2019年违规发放津补贴8.4万元、2020年违规发放补贴1.15万元。",
            &["money 84000 元 (追缴)", "money 11500 元 (追缴)"],
        ),
        ("对2名科级干部、3名一般干部进行诫勉谈话。", &["people 2 名 (诫勉谈话)", "people 3 名 (诫勉谈话)"]),
        ("给予院长行政警告1人，给予行政记过2人。", &["people 1 人 (行政警告)", "people 2 人 (行政记过)"]),
        ("给予党纪政纪处分39人。", &["people 39 人 (党纪政纪处分)"]),
        ("给予党纪、政务处分5人。", &["people 5 人 (党纪处分、政务处分)"]),
        ("建章立制16项（新建7项、修订9项）。", &["rules 16 项", "rules 7 项 (新建)", "rules 9 项 (修订)"]),
        ("形成制度成果23个，形成长效机制8项。", &["rules 23 个 (形成)", "rules 8 项 (形成)"]),
        ("形成工作合力，召开会议3次。", &["meetings 3 次"]),
    ]);
}
