//! What the parser reads as numbers of the rectification: rows of one composed
//! sentence each, written by the rules of genre §6 before the parser saw them.

use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

/// The quantities of a body, as `kind value unit (of)`; and the doubts about them.
pub(super) fn quantities(body: &str) -> (Vec<String>, usize) {
    let text =
        format!("根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n{body}");
    let text = read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap();
    let parsed = parse(&text);
    let shown = parsed.announcement.distinct().map(|quantity| {
        let of = quantity.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
        format!("{} {} {}{of}", quantity.kind.code(), quantity.value.as_deref().unwrap_or("-"), quantity.unit)
    });
    let doubts = parsed.findings.iter().filter(|finding| finding.doubt.code() == "quantity").count();
    (shown.collect(), doubts)
}

/// Checks rows of a sentence in the first chapter.
pub(super) fn told(rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(sentence, expected)| {
            let (got, _) = quantities(&format!("一、整改责任落实情况\n{sentence}"));
            (got != *expected).then(|| format!("{sentence}\n  expected {expected:?}\n  got      {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Checks rows of a measure below a problem.
pub(super) fn done(rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(sentence, expected)| {
            let (got, _) = quantities(&format!(
                "一、整改落实情况\n（一）关于甲方面\n1.关于乙不到位的问题。\n一是{sentence}"
            ));
            (got != *expected).then(|| format!("{sentence}\n  expected {expected:?}\n  got      {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Lists, matters, parts and terms that are counted like problems and tasks.
#[test]
fn lists_and_terms() {
    told(&[
        (
            "自反馈以来，即知即改问题9个，立行立改完成率100%。",
            &["done 9 个 (立行立改)", "rate 100 % (立行立改)"],
        ),
        ("整改完成率、群众满意率均为100%。", &["rate 100 %"]),
        ("群众满意率为100%。", &[]),
        ("问题清单35条，销号33条，未销号2条。", &["problems 35 条", "done 33 条", "undone 2 条"]),
        (
            "整改事项共计52项，其中已完成46项、长期坚持6项。",
            &["problems 52 项", "done 46 项", "long_term 6 项"],
        ),
        (
            "短期整改任务30项全部完成，中期任务6项完成4项。",
            &["measures 30 项 (任务)", "measures 6 项 (任务)", "done 4 项 (任务)"],
        ),
        ("集中整改期内应完成的28项已全部完成，剩余3项需6个月内完成。", &["done 28 项", "undone 3 项"]),
        (
            "收回资金12.3万元、上缴财政8.1万元、调整账目3.6万元。",
            &["money 123000 元 (收回)", "money 81000 元 (上缴)"],
        ),
    ]);
}

/// What a plan sets down, and tiers that are all a sentence says.
#[test]
fn what_a_plan_sets_down() {
    told(&[
        ("研究制定包括61项具体问题、278项整改举措的整改方案。", &["problems 61 项", "measures 278 项"]),
        ("局党组召开会议，明确61项具体问题，逐项整改。", &["problems 61 项"]),
        ("局党组召开会议，明确3项具体问题，由办公室办理。", &[]),
        (
            "4个方面12个问题30个具体问题。",
            &["problems 4 个方面 (方面)", "problems 12 个 (问题)", "problems 30 个"],
        ),
        (
            "将巡视反馈意见，分解形成79个“问题清单”，逐个问题明确整改措施形成427条“任务清单”。",
            &["problems 79 个", "measures 427 条 (任务)"],
        ),
    ]);
}

#[test]
fn tiers_of_problems() {
    told(&[
        (
            "对照反馈的4个方面、9个类别、31个具体问题逐项整改。",
            &["problems 4 个方面 (方面)", "problems 9 个类别 (类别)", "problems 31 个"],
        ),
        (
            "巡察组反馈的三大类12项问题34个具体表现已全部认领。",
            &["problems 3 大类 (大类)", "problems 12 项 (项)", "problems 34 个 (具体表现)"],
        ),
        ("县委第二巡察组共反馈问题26个。", &["problems 26 个"]),
        (
            "反馈意见指出的4个方面18个问题已全部完成整改。",
            &["problems 4 个方面 (方面)", "problems 18 个", "done 18 个"],
        ),
        ("针对反馈的3个方面（17个问题），逐条研究。", &["problems 3 个方面 (方面)", "problems 17 个"]),
        // Sub-items are the finest tier of problems, never a count of their own.
        (
            "巡察组反馈的4个方面12类35个子项问题，逐条整改。",
            &["problems 4 个方面 (方面)", "problems 12 类 (类)", "problems 35 个"],
        ),
        ("反馈的12个问题、35个具体子项，逐条整改。", &["problems 12 个 (问题)", "problems 35 个"]),
        ("完成35个子项建设。", &[]),
        // Who found them may stand between the sides and their problems; what the body found itself is its own.
        (
            "反馈意见指出三个方面共发现主要问题16个，已完成整改14个。",
            &["problems 3 个方面 (方面)", "problems 16 个", "done 14 个"],
        ),
        ("我局自查三个方面共发现问题16个。", &[]),
        ("将反馈意见细化为6大项21小项问题。", &["problems 6 大项 (大项)", "problems 21 小项"]),
        ("巡察反馈问题共计56个，全部建账。", &["problems 56 个"]),
        (
            "将3个方面12个主要问题细化分解为41个具体问题。",
            &["problems 3 个方面 (方面)", "problems 12 个", "problems 41 个"],
        ),
        (
            "巡察组指出五个方面二十一个问题，提出四条意见建议。",
            &["problems 5 个方面 (方面)", "problems 21 个"],
        ),
        ("巡察共发现5个方面25个问题。", &["problems 5 个方面 (方面)", "problems 25 个"]),
        (
            "县委第二巡察组在巡察中发现我局存在5个方面25个问题。",
            &["problems 5 个方面 (方面)", "problems 25 个"],
        ),
        (
            "从4个方面9类19个问题入手，制定整改措施57条。",
            &["problems 4 个方面 (方面)", "problems 9 类 (类)", "problems 19 个", "measures 57 条"],
        ),
        (
            "本轮巡察共反馈问题413个，18个党组织逐条制定整改措施1106条。",
            &["problems 413 个", "measures 1106 条"],
        ),
    ]);
}

#[test]
fn measures_and_tasks() {
    told(&[
        ("制定整改任务126项、整改措施427条。", &["measures 126 项 (任务)", "measures 427 条"]),
        ("研究制定95条整改措施，细化为163项具体任务。", &["measures 95 条", "measures 163 项 (任务)"]),
        ("逐项提出整改措施共118条。", &["measures 118 条"]),
        ("制定整改方案，细化为35项具体整改任务。", &["measures 35 项 (任务)"]),
        ("形成问题清单、任务清单、责任清单3张。", &[]),
        ("民主生活会查摆问题23条，制定整改措施45条。", &[]),
    ]);
    done(&[("推广节水措施12项。", &[]), ("制定整改措施5条。", &["measures 5 条"])]);
}

#[test]
fn how_far() {
    told(&[
        (
            "截至2024年7月底，6个问题中5个已完成整改，1个正在推进。",
            &["problems 6 个", "done 5 个", "ongoing 1 个"],
        ),
        (
            "已完成整改问题36个，基本完成3个，需长期坚持2个，未完成1个。",
            &["done 36 个", "staged 3 个 (基本完成)", "long_term 2 个", "undone 1 个"],
        ),
        (
            "反馈的42个问题，已整改到位40个（其中立行立改12个），其余2个问题正在推进。",
            &["problems 42 个", "done 40 个", "done 12 个 (立行立改)", "ongoing 2 个"],
        ),
        (
            "156项整改任务中，132项整改任务已完成或基本完成，24项整改任务正在持续推进。",
            &["measures 156 项 (任务)", "done 132 项 (任务)", "ongoing 24 项 (任务)"],
        ),
        (
            "126项整改任务已完成120项，持续推进6项，完成率95.2%。",
            &["measures 126 项 (任务)", "done 120 项 (任务)", "ongoing 6 项 (任务)", "rate 95.2 %"],
        ),
        ("问题整改完成率达到百分之九十八点五。", &["rate 98.5 %"]),
        ("25个问题已整改23个，余下2个。", &["problems 25 个", "done 23 个"]),
        ("共有25个具体问题，其中长期整改6个。", &["problems 25 个", "long_term 6 个"]),
        (
            "36个问题中，12个问题已完成整改，24个问题已取得阶段性成效。",
            &["problems 36 个", "done 12 个", "staged 24 个"],
        ),
        (
            "25项整改任务，已完成23项，完成率92%；78条整改措施，已完成75条。",
            &[
                "measures 25 项 (任务)",
                "done 23 项 (任务)",
                "rate 92 %",
                "measures 78 条",
                "done 75 条 (措施)",
            ],
        ),
        ("反馈问题36个、移交立行立改问题2个，共38个，已完成整改38个。", &["problems 36 个", "done 38 个"]),
        (
            "制定整改任务45项、措施108条，已完成任务43项、措施105条。",
            &["measures 45 项 (任务)", "measures 108 条", "done 43 项 (任务)"],
        ),
        ("已完成12个项目建设，开工3个。", &[]),
        ("排查隐患12处，整改率100%。", &[]),
        ("自查发现问题14个，已整改14个，整改完成率100%。", &[]),
        ("全县年度投资完成率76%。", &[]),
    ]);
    done(&[
        ("排查问题12个，已整改11个。", &[]),
        ("已完成旧渠改造12项，完成率100%。", &[]),
        (
            "截至2024年9月30日，反馈的12个问题已完成整改10个，正在整改2个。",
            &["problems 12 个", "done 10 个", "ongoing 2 个"],
        ),
    ]);
}

#[test]
fn how_far_in_other_words() {
    told(&[
        (
            "巡察反馈的23个问题，已完成22个，1个正在按计划推进。",
            &["problems 23 个", "done 22 个", "ongoing 1 个"],
        ),
        (
            "反馈的38个问题，36个问题已整改到位，2个问题正在持续整改。",
            &["problems 38 个", "done 36 个", "ongoing 2 个"],
        ),
        (
            "反馈的12个问题中已办结销号9个，正在抓紧整改3个。",
            &["problems 12 个", "done 9 个", "ongoing 3 个"],
        ),
        (
            "反馈的12项问题已整改完成9项，有3项正在稳步推进。",
            &["problems 12 项", "done 9 项", "ongoing 3 项"],
        ),
        (
            "反馈的12个问题，有9个完成了整改，另外3个正按时间节点推进。",
            &["problems 12 个", "done 9 个", "ongoing 3 个"],
        ),
        (
            "反馈的12个问题，除2个需长期坚持外，其余10个已全部整改完成。",
            &["problems 12 个", "long_term 2 个", "done 10 个"],
        ),
        ("共认领问题12个，销号9个，在改3个。", &["problems 12 个", "done 9 个", "ongoing 3 个"]),
        ("列出任务清单63项、措施清单120条。", &["measures 63 项 (任务)", "measures 120 条"]),
        ("局党组书记带头领办整改任务9项。", &[]),
        ("县委书记认真履行第一责任人责任，直接领衔7个问题整改，以上率下推动整改。", &[]),
        ("已完成整改并申请销号问题22个，正在推进1个。", &["done 22 个", "ongoing 1 个"]),
        ("建立了3个方面12项具体问题台账。", &["problems 3 个方面 (方面)", "problems 12 项"]),
        ("建立了12项具体问题台账。", &[]),
        ("深入剖析29个问题，提出117条整改举措。", &["problems 29 个", "measures 117 条"]),
        ("民主生活会上深入剖析29个问题，提出117条整改举措。", &["measures 117 条"]),
        (
            "给予党纪处分4人（党内警告1人，严重警告3人），教育提醒4人。",
            &[
                "people 4 人 (党纪处分)",
                "people 1 人 (党内警告)",
                "people 3 人 (严重警告)",
                "people 4 人 (教育提醒)",
            ],
        ),
        (
            "县委第二巡察组指出我局在上轮巡察反馈的28个问题整改中有5个未整改到位，同时新发现问题8个。",
            &["problems 8 个"],
        ),
        ("选人用人专项检查反馈的9个问题均已完成整改。", &["problems 9 个 (选人用人专项检查)"]),
        (
            "处理责任人员9人次，其中组织处理3人次、经济处罚6人次。",
            &["people 9 人次 (处理)", "people 3 人次 (组织处理)", "people 6 人次 (经济处罚)"],
        ),
        ("对1名违规补课教师作出通报批评、取消当年评优资格处理。", &["people 1 名 (通报批评)"]),
        ("给予2名干部诫勉谈话、扣发绩效工资处理。", &["people 2 名 (诫勉谈话)"]),
    ]);
}

#[test]
fn people_dealt_with() {
    told(&[
        (
            "给予政务处分0人；组织处理0人；诫勉0人。",
            &["people 0 人 (政务处分)", "people 0 人 (组织处理)", "people 0 人 (诫勉)"],
        ),
        ("给予批评教育、提醒谈话、责令检查等24人次。", &["people 24 人次 (批评教育、提醒谈话、责令检查)"]),
        (
            "向县纪委监委移交问题线索2件3人，立案1件2人。",
            &["people 3 人 (移交问题线索)", "people 2 人 (立案)"],
        ),
        ("问责追责4人次，移送司法机关1人。", &["people 4 人次 (问责追责)", "people 1 人 (移送司法机关)"]),
        (
            "对3名责任人给予诫勉谈话，对2名干部进行批评教育。",
            &["people 3 名 (诫勉谈话)", "people 2 名 (批评教育)"],
        ),
        ("5人受到党纪政务处分。", &["people 5 人 (党纪政务处分)"]),
        ("批评教育村干部7人，约谈股室负责人3人次。", &["people 7 人 (批评教育)", "people 3 人次 (约谈)"]),
        ("运用“第一种形态”处理12人次。", &["people 12 人次 (第一种形态)"]),
        ("批评教育3名责任人，责令2人写出检讨。", &["people 3 名 (批评教育)", "people 2 人 (写出检讨)"]),
        ("问责党组织1个、党员领导干部4名。", &["people 4 名 (问责)"]),
        ("追责问责单位3个、个人7人。", &["people 7 人 (追责问责)"]),
        ("对承办人进行批评教育，共13人次。", &["people 13 人次 (批评教育)"]),
        ("给予党内严重警告处分一人。", &["people 1 人 (党内严重警告)"]),
        ("组织325人参加警示教育，开展谈心谈话126人次，招聘26人。", &[]),
        ("处理投诉事件35件。", &[]),
    ]);
}

#[test]
fn money_that_came_back() {
    told(&[
        (
            "收缴账外资金83.2万元，责令机构退费56.3万元。",
            &["money 832000 元 (收缴)", "money 563000 元 (退费)"],
        ),
        ("追缴、清退各类违规资金共计1,286.4万元。", &["money 12864000 元 (追缴、清退)"]),
        ("清退2022年以来违规发放的补贴1200元。", &["money 1200 元 (清退)"]),
        ("追缴违规所得，共计3万5千元。", &["money 35000 元 (追缴)"]),
        ("多发的津补贴6.9万元已全部清退。", &["money 69000 元 (清退)"]),
        ("清退补贴；共3.6万元。", &["money 36000 元 (清退)"]),
        ("收回结余资金一百零八万六千元。", &["money 1086000 元 (收回)"]),
        ("挽回直接经济损失10余万元。", &["money 100000 元 (挽回直接经济损失)"]),
        ("退还违规款项，完善手续。", &["money -  (退还)"]),
        ("应收未收回资金12万元、欠缴税款3万元的情况已经核实。", &[]),
        ("投入3.5亿元改造管网，节约资金20万元，罚款2万元。", &[]),
    ]);
    let (got, _) = quantities("一、关于“甲缺失”问题的整改情况\n（一）追缴违规所得。追缴违规所得4.2万元。");
    assert_eq!(got, ["money 42000 元 (追缴)"], "a heading that repeats its text is no second sum");
    let (got, _) =
        quantities("一、整改情况\n（一）违规发放补贴3.6万元、有5人受到处分的问题\n一是全额追缴3.6万元。");
    assert_eq!(got, ["money 36000 元 (追缴)"], "numbers of a problem are no results");
}

#[test]
fn rules_made() {
    told(&[
        ("新建制度7项，修订完善制度12项。", &["rules 7 项 (新建)", "rules 12 项 (修订、完善)"]),
        ("共新建、修订、完善12项规章制度。", &["rules 12 项 (新建、修订、完善)"]),
        ("建章立制5个，整章建制4条。", &["rules 5 个", "rules 4 条"]),
        ("制定出台《工作规则（2021-2025年）》等制度6项。", &["rules 6 项 (制定、出台)"]),
        ("修订制度9份，学习贯彻八项规定。", &["rules 9 份 (修订)"]),
    ]);
}

#[test]
fn numbers_of_others() {
    told(&[
        ("上轮巡察反馈的34个问题有11个未完成。", &[]),
        (
            "上轮巡察反馈的34个问题有11个未完成整改；本轮反馈的12个问题已完成整改9个。",
            &["problems 12 个", "done 9 个"],
        ),
        ("对照“违规发放补贴3.6万元”问题开展整治。", &[]),
        ("依据《财务办法（第3项12个问题）》执行。", &[]),
        ("占比48%，同比下降8.62%，满意率98.2%，浏览量4454次。", &[]),
        ("主题教育检视问题19个，已整改完成19个，完成率100%。", &[]),
        ("“12345”平台交办问题86个，已办结80个，办结率93%。", &[]),
        ("征求意见建议36条，已整改34条。", &[]),
        ("农村供水工程16处，已完成14处，完成率87.5%。", &[]),
        ("年度重点工程任务完成率92%。", &[]),
        ("对照省委巡视反馈的共性问题12个，举一反三开展自查。", &[]),
        (
            "市审计局审计反馈问题9个，已整改9个；巡察反馈的12个问题已整改9个。",
            &["problems 12 个", "done 9 个"],
        ),
    ]);
    done(&[
        ("中央生态环保督察反馈的6个问题，已完成整改5个，1个正在整改。", &[]),
        ("审计反馈问题9个，已整改9个。", &[]),
        ("省督查组反馈的5个问题已完成整改5个，整改率100%。", &[]),
        ("河长制考核反馈问题12个，已全部整改到位。", &[]),
        ("转发县纪委通报的5起典型问题，8人受到党纪处分。", &[]),
        ("通报2起典型案例，3人受到处分。", &[]),
        ("巡察前，有3名干部因酒驾受到开除党籍处分。", &[]),
        ("巡察前收回借款2万元，巡察期间收回借款5万元。", &["money 50000 元 (收回)"]),
    ]);
}

#[test]
fn what_is_due_is_no_result() {
    done(&[
        ("未制定采购制度5项。", &[]),
        ("拟年内修订制度3项，已修订制度2项。", &["rules 2 项 (修订)"]),
        ("未能收回借款30万元。", &[]),
        ("计划于12月底前清退违规资金36.5万元。", &[]),
        ("按照整改计划清退违规资金36.5万元。", &["money 365000 元 (清退)"]),
        ("要求企业退缴违规资金56万元。", &[]),
        ("要求企业退缴违规资金56万元，已全部到账。", &["money 560000 元 (退缴)"]),
        ("责令相关企业退还违规收费12万元，目前正在办理。", &[]),
        ("追缴违规所得12万元，正在持续整改。", &["money 120000 元 (追缴)"]),
        ("要求公司退还服务费3万元，目前已退还2万元。", &["money 20000 元 (退还)"]),
        ("对应当追责的3人给予诫勉。", &["people 3 人 (诫勉)"]),
        ("每人退回500元，人均退还1000元，退回补贴1.2万元/人。", &[]),
        ("拟给予政务记过1人，建议给予党内警告2人。", &[]),
        ("对5人不予处分，撤销对2人的处分，暂未处理责任人3人。", &[]),
    ]);
    told(&[
        ("确保整改完成率100%、群众满意率95%以上。", &[]),
        ("确保反馈的25个问题全部整改到位。", &["problems 25 个"]),
        ("要求9月底前整改完成率达到90%以上。", &[]),
    ]);
}

/// Numerals of receipts are read whole or not at all, in both scripts, and count nothing but money.
#[test]
fn amounts_as_receipts_write_them() {
    done(&[
        ("追回多支付工程款壹拾贰万元。", &["money 120000 元 (追回)"]),
        ("追缴违规补贴叁拾贰万伍仟元。", &["money 325000 元 (追缴)"]),
        ("收缴违规所得貳萬叁仟圓整。", &["money 23000 元 (收缴)"]),
        ("退还补贴肆萬陸仟捌佰元整。", &["money 46800 元 (退还)"]),
        ("退回差旅费柒佰元伍角整。", &["money 700.5 元 (退回)"]),
        ("退回差旅费叁仟贰佰元整（3200元）。", &["money 3200 元 (退回)"]),
        ("清退津贴二仟元。", &["money 2000 元 (清退)"]),
        ("退回补贴壹拾贰贰万元。", &[]),
        ("退回补贴叁仟元伍佰。", &[]),
        ("陆续追回资金，收拾伍户。", &[]),
    ]);
    told(&[("巡察组反馈叁个方面12个问题。", &["problems 3 个方面 (方面)", "problems 12 个"])]);
}

/// The count of the whole is told with that of a part of it, and money with the people who bear it.
#[test]
fn wholes_beside_their_parts() {
    told(&[
        ("目前，完成整改31项，达到阶段性整改目标5项。", &["done 31 项", "staged 5 项"]),
        ("12个村级党组织的144个问题，已完成整改139个。", &["problems 144 个", "done 139 个"]),
        ("村级144个问题已完成整改139个。", &["problems 144 个", "done 139 个"]),
        ("应整改问题38个，已整改37个。", &["problems 38 个", "done 37 个"]),
        ("县委巡察组反馈4个方面、1个专项、36个具体问题。", &["problems 4 个方面 (方面)", "problems 36 个"]),
    ]);
    done(&[(
        "对4名企业负责人进行责任追究，扣减薪酬86.4万元。",
        &["people 4 名 (责任追究)", "money 864000 元 (扣减薪酬)"],
    )]);
}

/// A sign that is lost or stands in a wrong place leaves no number that is sure.
#[test]
fn damaged_amounts() {
    done(&[
        ("追缴资金1 2.5万元。", &[]),
        ("追缴资金12?5万元。", &[]),
        ("追缴资金1,2345万元。", &[]),
        ("追缴资金12，5万元。", &[]),
        ("追缴资金3万6元。", &[]),
        ("追缴港币2万元。", &[]),
        ("追缴资金12·5万元。", &["money 125000 元 (追缴)"]),
        ("追缴资金3万6千8百元。", &["money 36800 元 (追缴)"]),
        ("追缴资金1\u{200b}2\u{200b}.5万元。", &["money 125000 元 (追缴)"]),
    ]);
}

#[test]
fn meetings_are_kept_apart() {
    told(&[
        (
            "召开党组会7次、调度会10余次，举办培训12场。",
            &["meetings 7 次", "meetings 10 次", "meetings 12 场"],
        ),
        ("先后组织3次专题学习。", &["meetings 3 次"]),
    ]);
}

#[test]
fn sums_are_checked_once_they_are_stated() {
    let doubts = |sentence: &str| quantities(&format!("一、整改责任\n{sentence}")).1;
    assert_eq!(doubts("反馈的12个问题已完成9个，正在整改2个，长期坚持1个，完成率75%。"), 0);
    assert_eq!(doubts("反馈的12个问题已完成9个，正在整改2个。"), 1, "one is missing");
    assert_eq!(doubts("反馈的12个问题已完成10个，正在整改2个，完成率80%。"), 1, "10 of 12 is 83.3 %");
    assert_eq!(doubts("反馈的12个问题已完成9个。"), 0, "the rest is not stated");
    assert_eq!(doubts("反馈的12个问题已完成14个。"), 1, "more than there are");
    assert_eq!(
        doubts("反馈的12个问题已完成10个（含立行立改4个），正在整改2个。"),
        0,
        "a bracket is a subset"
    );
    assert_eq!(doubts("反馈的36个问题已完成35个，完成率97.2%；制定措施108条，已完成106条，完成率98.1%。"), 0);
    assert_eq!(doubts("针对反馈的36个问题，制定整改措施102条，已完成98条，4条正在推进。"), 0, "of measures");
    assert_eq!(doubts("反馈问题36个，涉及我局35个，已完成33个，正在整改2个。"), 0, "a share is stated");
    assert_eq!(doubts("反馈问题36个，经梳理合并为30个，已完成28个，正在整改2个。"), 0, "so is a sum");
    assert_eq!(
        doubts("反馈问题36个，集中整改期内完成28个，截至目前完成34个，2个正在推进。"),
        0,
        "of two days"
    );
}

/// A state before 反馈问题 says how far these are; the sentence keeps its other counts.
#[test]
fn how_far_what_was_fed_back_is() {
    told(&[
        ("阶段性完成反馈问题15个。", &["staged 15 个"]),
        ("阶段性完成并需要长期坚持的反馈问题15个。", &["staged 15 个"]),
        ("整改中的反馈问题5个。", &["ongoing 5 个"]),
        ("正在整改中的反馈问题5个。", &["ongoing 5 个"]),
        ("整改中的问题5个。", &["ongoing 5 个"]),
        ("基本完成反馈问题整改5个。", &["staged 5 个 (基本完成)"]),
        ("未完成整改的反馈问题2个。", &["undone 2 个"]),
        ("已完成县委巡察反馈问题整改21个。", &["done 21 个"]),
        (
            "巡察共反馈问题26个，截至目前，已完成反馈问题整改6个、阶段性完成并需要长期坚持的反馈问题15个、整改中的反馈问题5个。",
            &["problems 26 个", "done 6 个", "staged 15 个", "ongoing 5 个"],
        ),
        ("反馈的26个问题已完成整改20个，整改中的6个。", &["problems 26 个", "done 20 个", "ongoing 6 个"]),
        ("20个问题已完成整改，6个问题正在推进。", &["done 20 个", "ongoing 6 个"]),
        (
            "巡察反馈问题共26个，20个问题已完成整改，6个问题正在推进。",
            &["problems 26 个", "done 20 个", "ongoing 6 个"],
        ),
        ("集中整改期内应完成的反馈问题20个。", &[]),
        ("还有反馈问题3个正在整改。", &["ongoing 3 个"]),
        ("办理中的反馈问题2个。", &[]),
        ("立行立改反馈问题8个已全部完成。", &["done 8 个 (立行立改)"]),
        ("认领反馈问题26个。", &["problems 26 个"]),
    ]);
}

/// Fields named between the verb of the inspection and its tiers do not part them.
#[test]
fn tiers_behind_the_names_of_fields() {
    told(&[
        (
            "巡察组指出了我委在落实管党治党责任、加强党的建设等5个方面18个问题。",
            &["problems 5 个方面 (方面)", "problems 18 个"],
        ),
        (
            "对照巡察反馈党的政治建设、思想建设、纪律建设等6个方面、17个问题有针对性地制定了177条整改措施。",
            &["problems 6 个方面 (方面)", "problems 17 个", "measures 177 条"],
        ),
        (
            "巡察反馈指出了我县医疗卫生系统在党的政治建设、纪律建设等六个方面存在的57个具体问题。",
            &["problems 6 个方面 (方面)", "problems 57 个"],
        ),
        (
            "巡察组指出在落实管党治党责任、加强党的建设、意识形态工作等5个方面18个问题38个具体表现，提出4条意见建议。",
            &["problems 5 个方面 (方面)", "problems 18 个 (问题)", "problems 38 个 (具体表现)"],
        ),
        (
            "县委第二巡察组从政治建设、思想建设、组织建设等5个方面反馈了18个问题。",
            &["problems 5 个方面 (方面)", "problems 18 个"],
        ),
        (
            "反馈了我局党组在“四个落实”方面存在的3个方面17个问题。",
            &["problems 3 个方面 (方面)", "problems 17 个"],
        ),
        (
            "共反馈4个大方面12小类27个大项的问题。",
            &["problems 4 个大方面 (方面)", "problems 12 小类 (小类)", "problems 27 大项"],
        ),
        (
            "巡察组反馈指出了党组在落实党的组织路线、巡察和主题教育检查发现问题整改等4个方面的问题25个。",
            &["problems 4 个方面 (方面)", "problems 25 个"],
        ),
        (
            "县委巡察反馈问题中，涉及党的领导、党的建设（含意识形态）、全面从严治党等3个方面21个问题。",
            &["problems 3 个方面 (方面)", "problems 21 个"],
        ),
        ("党组书记带头认领巡察反馈的政治建设、思想建设等2个方面6个问题。", &[]),
        ("我局具体细化分解为26个分项问题。", &["problems 26 个"]),
        ("反馈的5个问题细化分解为26个分项问题。", &["problems 5 个", "problems 26 个"]),
        ("存在的问题共计86个大项的问题。", &["problems 86 大项"]),
        ("存在问题共计86个。", &["problems 86 个"]),
        ("反馈柳桥村等5个村级党组织存在的问题共计86个大项的问题。", &["problems 86 大项"]),
        // Others say so too, and what follows a verb is not always a field.
        ("排查存在问题共计23个。", &[]),
        ("对照巡察反馈，全面自查党的领导、党的建设、队伍建设等3个方面12个问题。", &[]),
        ("巡察反馈后，局党组研究解决管网改造、水质提升、内涝治理等3个方面12个问题。", &[]),
        ("市审计局反馈财务管理、资产管理、采购管理等3个方面12个问题。", &[]),
        ("领导小组会议指出在责任落实、进度把控等3个方面12个问题。", &[]),
        (
            "针对巡察反馈的26个问题，聚焦反馈的财务管理、合同管理等2个方面5个问题建立专账。",
            &["problems 26 个"],
        ),
    ]);
}

#[test]
fn rates_and_rules_by_what_they_are_of() {
    told(&[
        ("对巡察移交的1件问题线索，已办结1件，办结率为100%。", &[]),
        (
            "反馈的26个问题已完成整改25个，整改完成率96.2%；移交问题线索3条，办结率为100%。",
            &["problems 26 个", "done 25 个", "rate 96.2 %"],
        ),
        ("反馈问题26个，已办结25个，办结率96.2%。", &["problems 26 个", "done 25 个", "rate 96.2 %"]),
        ("立案39件，了结38件。", &[]),
        ("建立7项整改制度。", &["rules 7 项 (建立)"]),
        ("建立周报告、档案管理、整改跟踪等7项巡察整改工作制度。", &["rules 7 项 (建立)"]),
        ("修订完善12项财务管理制度。", &["rules 12 项 (修订、完善)"]),
        ("严格执行7项整改制度。", &[]),
        ("交由县纪委调查1人。", &["people 1 人 (调查)"]),
        ("交由县纪委1人。", &["people 1 人"]),
    ]);
}

/// A sentence of a hundred thousand counts: each is looked at a bounded way around.
#[test]
fn endless_lists_of_counts_end() {
    for part in [
        "整改措施5条，长期坚持3条、",
        "反馈甲、乙等3个方面",
        "整改中的反馈问题5个、",
        "自查3名、对4名、完成5个、",
        "追缴3,218.8万元、",
        "其中3人（",
    ] {
        let text = format!(
            "根据县委统一部署，县委第二巡察组对雁屏县水利局党组开展了巡察。现将整改情况公布。\n{}",
            part.repeat(300_000 / part.len())
        );
        let started = std::time::Instant::now();
        let read =
            xunlan::text::read(text.as_bytes(), xunlan::text::Form::Plain, &xunlan::text::Limits::default());
        let _ = xunlan::parse::parse(&read.unwrap());
        assert!(started.elapsed().as_secs() < 8, "{part}: {:?}", started.elapsed());
    }
}
