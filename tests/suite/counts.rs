//! Whose counts they are, and of what state: rows by the rules of `tests/labelled/RULES.md`.

use super::numbers::{done, quantities, told};
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

/// What is denied is undone; what is planned, owed or done in part is neither.
#[test]
fn what_is_not_done() {
    let undone: &[&str] = &["problems 27 个", "done 25 个", "undone 2 个"];
    let nothing: &[&str] = &["problems 27 个", "done 25 个"];
    for (ending, expected) in [
        ("未办结2个。", undone),
        ("尚未办结2个。", undone),
        ("2个尚未办结。", undone),
        ("没有完成整改的2个。", undone),
        ("无法按期完成2个。", undone),
        ("未启动2个。", undone),
        ("部分完成2个。", nothing),
        ("部分完成整改2个。", nothing),
        ("初步完成2个。", nothing),
        ("即将完成2个。", nothing),
        ("延期完成2个。", nothing),
        ("拟于年底前完成2个。", nothing),
        ("计划2024年6月完成2个。", nothing),
        ("2个将完成整改。", nothing),
    ] {
        told(&[(&format!("27个问题已整改25个，{ending}"), expected)]);
    }
    told(&[
        ("目标是年底前完成整改27个，完成率100%。", &[]),
        ("27个问题，应完成整改26个，已完成25个。", &["problems 27 个", "done 25 个"]),
        ("27个问题，按期应完成25个、实际完成24个。", &["problems 27 个", "done 24 个"]),
        // What is due and was done all the same is done.
        ("应完成的18个问题已全部完成。", &["done 18 个"]),
        ("27个问题无法整改的2个，已整改25个。", &["undone 2 个", "done 25 个"]),
        (
            "反馈的27个问题中，25个已整改到位，2个因历史原因未能整改到位。",
            &["problems 27 个", "done 25 个", "undone 2 个"],
        ),
        ("27个问题已销号25个，未销号2个。", &["problems 27 个", "done 25 个", "undone 2 个"]),
        (
            "24个问题已完成23个，1个问题因国家政策调整正在整改。",
            &["problems 24 个", "done 23 个", "ongoing 1 个"],
        ),
        (
            "57个问题已整改到位54个，其余3个属长期性工作。",
            &["problems 57 个", "done 54 个", "long_term 3 个"],
        ),
        // A number behind its deed is no tier of what follows.
        (
            "反馈的16个问题，目前已完成整改15个，1个问题达到阶段性整改目标。",
            &["problems 16 个", "done 15 个", "staged 1 个"],
        ),
        (
            "反馈的16个问题，整改完成14个、2个问题长期坚持。",
            &["problems 16 个", "done 14 个", "long_term 2 个"],
        ),
        ("对136人次给予批评教育帮助和处理。", &["people 136 人次 (批评教育帮助)"]),
        ("不存在清退违规资金、挽回其他经济损失等情况。", &[]),
        ("无追缴违纪资金、退赔等情况。", &[]),
        // What stands behind a list of counts is said of them all.
        ("反馈的面上问题27个、点上问题9个已全部整改。", &["problems 27 个"]),
        ("县委巡察办将对15个尚未到位的问题逐一建档。", &[]),
    ]);
}

/// Totals hold where the parts are those of another tier, of tasks, or not all told.
#[test]
fn totals_that_hold() {
    for sentence in [
        "巡察反馈的3大类8个问题（21个具体表现）已整改完成7个，1个问题取得阶段性成效，整改完成率87.5%。",
        "反馈问题84个，分解整改任务106个，已完成整改98个，其中长期任务取得阶段性成效11个；正在整改8个，完成率92.5%。",
        "共反馈问题318个，已完成整改301个，正在整改15个，未启动2个。",
        "反馈的30个问题已完成整改20个，正在整改8个，部分完成2个。",
    ] {
        assert_eq!(quantities(&format!("一、整改责任落实情况\n{sentence}")).1, 0, "{sentence}");
    }
    let failing = "反馈的30个问题已完成整改20个，正在整改8个，整改完成率95%。";
    assert_eq!(quantities(&format!("一、整改责任落实情况\n{failing}")).1, 2);
    told(&[(
        "反馈问题27个，已完成整改25个，未完成2个，其中持续整改1个、长期坚持1个。",
        &["problems 27 个", "done 25 个", "undone 2 个", "ongoing 1 个 (其中)", "long_term 1 个 (其中)"],
    )]);
}

/// A bracket tells a part; the count before it is the whole.
#[test]
fn parts_in_brackets() {
    done(&[
        (
            "先后对8人（其中科级干部3人）进行谈话提醒。",
            &["people 8 人 (谈话提醒)", "people 3 人 (谈话提醒(其中科级干部))"],
        ),
        (
            "对8名责任人（其中科级干部3人、股级干部5人）给予批评教育。",
            &[
                "people 8 名 (批评教育)",
                "people 3 人 (批评教育(其中科级干部))",
                "people 5 人 (批评教育(其中股级干部))",
            ],
        ),
        ("党纪处分4人（其中1人已退休）。", &["people 4 人 (党纪处分)", "people 1 人 (党纪处分(其中))"]),
        ("批评教育（提醒谈话）47人。", &["people 47 人 (批评教育)"]),
        (
            "清退违规资金共59.86万元（其中绩效奖金38.6万元、患者多收费用2.31万元、其他18.95万元）。",
            &[
                "money 598600 元 (清退)",
                "money 386000 元 (清退)",
                "money 23100 元 (清退)",
                "money 189500 元 (清退)",
            ],
        ),
        ("追缴违规资金8.92万元（含利息0.12万元）。", &["money 89200 元 (追缴)", "money 1200 元 (追缴)"]),
        ("清退补贴3.6万元（其中未到账0.4万元）。", &["money 36000 元 (清退)"]),
    ]);
    told(&[
        (
            "反馈意见指出21个问题（其中共性问题6个，个性问题15个），制定举措63条。",
            &["problems 21 个", "problems 6 个 (其中)", "problems 15 个 (其中)", "measures 63 条"],
        ),
        (
            "巡察共发现问题2146个，其中面上问题1873个、立行立改问题273个。",
            &["problems 2146 个", "problems 1873 个 (其中)", "problems 273 个 (其中)"],
        ),
    ]);
}

/// Counts that share their words, and those of other people.
#[test]
fn people_of_others_and_people_told_together() {
    done(&[
        (
            "给予党内警告、政务警告各1人，诫勉2人。",
            &["people 1 人 (党内警告)", "people 1 人 (政务警告)", "people 2 人 (诫勉)"],
        ),
        ("组织处理、党纪政务处分分别为5人、3人。", &["people 5 人 (组织处理)", "people 3 人 (党纪政务处分)"]),
        ("组织处理、党纪政务处分分别为5人、3人、2人。", &[]),
        ("1名同志移送县纪委监委。", &["people 1 名 (移送县纪委监委)"]),
        ("移送司法机关2人。", &["people 2 人 (移送司法机关)"]),
        ("问责处理员工47人次。", &["people 47 人次 (问责)"]),
        ("立案审查调查民警1人。", &["people 1 人 (立案审查调查)"]),
        (
            "追责问责152人。在已问责的152人中，诫勉31人。",
            &["people 152 人 (追责问责)", "people 31 人 (诫勉)"],
        ),
        // Cases of others, and those whom the body has power over.
        ("学习省纪委通报的5起典型案例，涉及党纪处分8人。", &[]),
        ("对12家企业通报批评，对3名经营者给予警告。", &[]),
        ("督促企业制定整改措施36条。", &[]),
    ]);
}

#[test]
fn money_of_the_rectification() {
    done(&[
        ("将8.92万元违规资金全部上缴财政。", &["money 89200 元 (上缴)"]),
        ("违规发放的8.92万元津补贴已全部清退到位。", &["money 89200 元 (清退)"]),
        ("8.92万元违规津补贴已清退7.5万元。", &["money 75000 元 (清退)"]),
        ("没收违纪违法所得68.35万元。", &["money 683500 元 (没收)"]),
        ("没收违法所得、罚款共计1245.6万元。", &[]),
        ("经济处罚38人次，罚款金额12.7万元。", &["people 38 人次 (经济处罚)", "money 127000 元 (罚款)"]),
        ("查处违法建设12处，罚款36万元。", &[]),
        ("退还罚款1500元。", &["money 1500 元 (退还)"]),
        ("补扣职工伙食费6480元。", &["money 6480 元 (补扣)"]),
    ]);
}

#[test]
fn problems_told_otherwise() {
    told(&[
        ("县委第二巡察组反馈镇党委问题38个，反馈村（社区）问题17个。", &["problems 38 个", "problems 17 个"]),
        ("9个党支部共领取问题清单187条。", &["problems 187 条"]),
        ("县委第二巡察组共反馈问题59个，具体到人到事问题132个。", &["problems 59 个", "problems 132 个"]),
        ("对28个具体问题，制定86条措施。", &["problems 28 个", "measures 86 条"]),
        (
            "以巡察反馈“责任不实、落实不力”等三个方面共发现反馈各类问题16个为导向，细化措施43条。",
            &["problems 3 个方面 (方面)", "problems 16 个", "measures 43 条"],
        ),
        ("全街27个社区涉及整改问题498项，目前已完成整改498项。", &["problems 498 项", "done 498 项"]),
        ("县委巡察反馈的整改问题26个。", &["problems 26 个"]),
    ]);
    done(&[("12项制度已修订完善。", &["rules 12 项 (修订)"]), ("12项制度拟修订。", &[])]);
}

/// A chapter that is called after what is kept up tells of what was reached.
#[test]
fn chapters_of_what_is_kept_up() {
    let below = |heading: &str, sentence: &str| {
        quantities(&format!(
            "一、整改落实情况\n（一）关于甲方面\n1.关于乙不到位的问题。\n一是加强学习。\n{heading}\n{sentence}"
        ))
        .0
    };
    let kept = "二、巩固深化整改成果";
    assert_eq!(
        below(kept, "57个问题已整改到位54个，整改到位率94.7%，其余3个属长期性工作，将持续用力。"),
        ["problems 57 个", "done 54 个", "rate 94.7 %", "long_term 3 个"]
    );
    assert_eq!(below(kept, "建立健全制度8项，把整改成果固化为长效机制。"), ["rules 8 项 (建立、健全)"]);
    assert_eq!(below(kept, "进一步建立健全制度8项。"), [""; 0]);
    assert_eq!(below("二、下一步打算", "建立健全制度8项，把整改成果固化为长效机制。"), [""; 0]);
}

/// A table of figures says with each row what running text says in a clause.
#[test]
fn tables_of_figures() {
    let table = "一、总体情况\n整改主要数据如下表：\n类别\t数量\t单位\t备注\n反馈问题\t29\t个\t\n完成整改\t27\t个\t\n正在整改\t2\t个\t历史债务\n修订制度\t16\t项\t\n追缴资金\t43.68\t万元\t\n诫勉谈话\t2\t人\t";
    assert_eq!(
        quantities(table),
        (
            [
                "problems 29 个",
                "done 27 个",
                "ongoing 2 个",
                "rules 16 项 (修订)",
                "money 436800 元 (追缴)",
                "people 2 人 (诫勉谈话)",
            ]
            .map(str::to_owned)
            .to_vec(),
            0
        )
    );
    // Of two numbers in a row it is not told what each counts.
    let columns = "一、总体情况\n单位\t反馈问题数\t完成整改数\n反馈问题\t29个\t27个\t";
    assert_eq!(quantities(columns).0, [""; 0]);
}

/// The states of a body's report, in text order.
fn statuses(body: &str) -> Vec<&'static str> {
    let text =
        format!("根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n{body}");
    let text = read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap();
    parse(&text)
        .announcement
        .units
        .iter()
        .filter_map(|unit| unit.status)
        .map(|status| status.code())
        .collect()
}

#[test]
fn states_of_problems() {
    let below =
        |said: &str| statuses(&format!("一、整改落实情况\n（一）关于甲方面\n1.关于乙不到位的问题。\n{said}"));
    // The report and the problem it reports on.
    assert_eq!(below("整改情况：持续整改中。"), ["ongoing"; 2]);
    assert_eq!(below("整改情况：整改未到位。"), ["not_done"; 2]);
    assert_eq!(below("整改情况：尚在整改，按计划推进。"), ["ongoing"; 2]);
    assert_eq!(below("整改情况：部分完成。"), [""; 0]);
    assert_eq!(below("（1）关于“学得不深。用得不够”的问题，已完成整改。一是加强学习。"), ["done"]);
    assert_eq!(
        statuses(
            "一、聚焦问题抓落实\n◆问题一：主业不强\n✅开发课程8门。【已完成】\n◆问题二：转化率低\n✅立项课题9项。【持续推进】"
        ),
        ["done", "done", "ongoing", "ongoing"]
    );
    assert_eq!(below("已落实整改。\n（1）盘活土地86亩。"), ["done"; 2]);
    assert_eq!(below("整改情况：已于2023年9月底完成整改并销号。"), ["done"; 2]);
    assert_eq!(below("整改情况：将于2024年6月底前完成整改。"), [""; 0]);
    assert_eq!(below("整改情况：整改状态为已完成。"), ["done"; 2]);
    assert_eq!(below("整改情况（已完成）：制定学习计划。"), ["done"; 2]);
    assert_eq!(below("整改情况（已完成）：\n一是制定学习计划。"), ["done"; 2]);
    assert_eq!(below("整改情况：已纳入长期整改事项。"), ["long_term"; 2]);
    assert_eq!(below("整改情况：立整立改，已全部落实到位。"), ["done"; 2]);
}

/// A deadline says how soon, and what is said of a count of problems nothing of the one that is reported on.
#[test]
fn what_states_no_problem() {
    let below =
        |said: &str| statuses(&format!("一、整改落实情况\n（一）关于甲方面\n1.关于乙不到位的问题。\n{said}"));
    assert_eq!(below("整改进展：已完成整改。\n整改时限：长期坚持。"), ["done"; 2]);
    assert_eq!(below("整改时限：长期坚持。"), [""; 0]);
    assert_eq!(below("完成时限：已完成。"), ["done"; 2]);
    for counted in [
        "对4个问题重新制定方案，已全部整改到位。",
        "5个问题已整改到位。",
        "对5个遗留问题逐项销号，目前已全部整改完成。",
        "整改遗留问题5个，已全部完成整改。",
    ] {
        assert_eq!(below(&format!("整改情况：{counted}")), [""; 0], "{counted}");
    }
    assert_eq!(below("整改情况：召开会议3次，修订制度2项，已完成整改。"), ["done"; 2]);
    assert_eq!(below("整改情况：针对2个问题制定方案，该问题已整改到位。"), ["done"; 2]);
}

/// What others than the group found, or the body among those below it, is another list with a state and a rate of its own.
#[test]
fn what_other_inspectors_found() {
    told(&[
        ("国家医保局飞行检查反馈的15个问题全部完成整改。", &[]),
        ("国务院安委会考核巡查反馈问题11个，已完成整改10个，完成率90.9%。", &[]),
        ("国务院安委会考核巡查反馈问题11个。目前，已完成整改10个，完成率90.9%。", &[]),
        ("市纪委监委专项监督检查反馈的7个问题均完成整改。", &[]),
        ("省联社内审反馈的34个问题，截至目前，已整改33个，整改率97.1%。", &[]),
        ("全国人大执法检查反馈的8个问题全部整改到位，整改完成率100%。", &[]),
        ("校党委对二级学院开展内部巡察，反馈问题186个，完成整改171个，整改率91.9%。", &[]),
        (
            "飞行检查反馈的15个问题全部完成整改。截至目前，县委巡察反馈的35个问题已整改34个，整改率97.1%。",
            &["problems 35 个", "done 34 个", "rate 97.1 %"],
        ),
        ("县委巡查组反馈的35个问题，已整改34个。", &["problems 35 个", "done 34 个"]),
        (
            "市委组织部选人用人专项检查反馈的6个问题已整改5个。",
            &["problems 6 个 (选人用人专项检查)", "done 5 个 (选人用人专项检查)"],
        ),
    ]);
}

/// Rounds before, and what a whole area counted since a year, are not this rectification; what only compares is.
#[test]
fn what_was_before() {
    told(&[
        ("同步推进前三轮巡察整改，前三轮反馈的856个问题已完成849个，完成率99.2%。", &[]),
        ("历轮巡察反馈的856个问题已完成849个。", &[]),
        (
            "2018年以来全区共查处案件37件，给予党纪处分52人，本次整改中新立案2件，处分2人。",
            &["people 2 人 (处分)"],
        ),
        ("反馈问题36个，同比上轮减少12个，已整改34个。", &["problems 36 个", "done 34 个"]),
        ("反馈问题35个，其中上轮3个、新发现6个，已完成整改33个。", &["problems 35 个", "done 33 个"]),
    ]);
    // In a report on the third round 前三轮 sums up with it.
    let body = "一、总体情况\n第三轮巡察整改有序推进。前三轮反馈的856个问题已完成849个。";
    assert_eq!(quantities(body).0, [""; 0]);
    let text = format!("关于十届县委第三轮巡察整改情况的通报\n现将整改情况公布。\n{body}");
    let text = read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap();
    let counted: Vec<_> =
        parse(&text).announcement.quantities.into_iter().filter_map(|one| one.value).collect();
    assert_eq!(counted, ["856", "849"]);
}

/// Counts that answer to others, stand in other words, or are of one body among several.
#[test]
fn counts_that_answer_to_others() {
    told(&[
        (
            "25个反馈问题、68条整改措施，已分别完成23个、66条，完成率分别为92%、97.1%。",
            &[
                "problems 25 个",
                "measures 68 条",
                "done 23 个",
                "done 66 条 (措施)",
                "rate 92 %",
                "rate 97.1 %",
            ],
        ),
        ("其中县教育局38个问题已完成37个，县水务局27个问题已完成26个，县林业局19个全部完成。", &[]),
        ("巡察期间移交立行立改事项83件，办结83件。", &[]),
        (
            "反馈问题41个，立行立改问题5个，已于巡察期间全部整改完毕。",
            &["problems 41 个", "done 5 个 (立行立改)"],
        ),
        (
            "巡察组反馈4大类22个问题及30个村级党组织244个，逐项整改。",
            &["problems 4 大类 (大类)", "problems 22 个", "problems 244 个"],
        ),
        (
            "认真梳理分类，从政治责任方面、作风建设、基层治理保障3方面入手，将24个问题细化为61条整改措施。",
            &["problems 3 方面 (方面)", "problems 24 个", "measures 61 条"],
        ),
        ("对照反馈的16项问题，制定58项细化整改措施。", &["problems 16 项", "measures 58 项"]),
        ("巡察共反馈问题41个，已对账销号40个。", &["problems 41 个", "done 40 个"]),
        ("反馈问题106项，已经整改了104项。", &["problems 106 项", "done 104 项"]),
        ("问题整改完成率由上月的62%提升至目前的95%。", &["rate 95 %"]),
        ("问题整改完成率超过95%。", &["rate 95 %"]),
        ("没收履约保证金30万元。", &["money 300000 元 (没收)"]),
    ]);
}
