//! Which kind of document a text is (genre §1).
//!
//! In: title, opening and body. Out: a [`Kind`], with a doubt where the cues
//! disagree. Promise: the object of the disclosure clause decides: 巡察整改情况
//! is a rectification, 巡察情况 is not.

use super::layout::Layout;
use super::names;
use super::numeral;
use super::organ::take_apart;
use super::paper::{self, any};
use super::pattern::pattern;
use super::several;
use super::subject;
use super::told::{self, Told};
use super::tree::Node;
use super::view::View;
use super::wording;
use crate::disclosure::{Doubt, Finding, Kind};
use regex::Regex;
use std::sync::LazyLock;

/// What the verdict is taken from.
pub(super) struct Cues<'a> {
    /// Folded, without blanks.
    pub title: &'a str,
    pub nodes: &'a [Node],
    pub layout: &'a Layout,
    pub signed: bool,
    pub issuer: Option<&'a str>,
}

/// As much of a text as any cue needs, in bytes.
const ENOUGH: usize = 24_000;

/// What titles of reports have.
const REPORTS: [&str; 9] = ["情况", "进展", "通报", "报告", "公示", "公告", "公开", "结果", "说明"];

/// Titles that announce what an inspection found.
const FOUND: [&str; 4] = ["发现问题", "巡察情况的通报", "巡视情况的通报", "巡察发现"];

/// What a clause behind 现将 has that makes public no state of a rectification: 现就…工作提出如下意见.
const NO_REPORT: &[&str] = &["审计", "督察", "有关事项", "通知", "印发", "提出如下", "如下意见"];

/// Words by which findings were handed over.
const HANDED: [&str; 6] = ["反馈会", "反馈了", "反馈巡察", "反馈巡视", "反馈常规", "反馈专项"];

/// Whether the first line of a text is a chapter that tells of the rectification.
fn begins_with_rectification(view: &View, cues: &Cues) -> bool {
    let first = view.lines.iter().find(|line| !line.chrome);
    let node =
        cues.nodes.first().filter(|node| first.is_some_and(|line| line.range.start == node.range.start));
    node.filter(|node| node.glyph.is_some()).is_some_and(|node| {
        let line = view.get(node.range.clone());
        let head = &line[..wording::heading_len(line)];
        head.contains("整改") && any(head, &["巡察", "巡视"])
    })
}

/// The short lines at the top that are no furniture: title, subtitle, who reports.
fn head<'t>(view: &'t View, title: &'t str) -> Vec<&'t str> {
    let lines = view.lines.iter().filter(|line| !line.chrome).map(|line| view.get(line.range.clone()));
    let short = |line: &&str| !line.contains('。') && line.chars().take(61).count() <= 60;
    Some(title).filter(|title| !title.is_empty()).into_iter().chain(lines.take(8).take_while(short)).collect()
}

/// Who inspects and reports on others, in the words of a line or a signature.
const OFFICES: [&str; 3] = ["领导小组办公室", "巡察办", "巡视办"];

/// 对龙池乡党委开展了巡察: one body, by its committee.
static ONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"对([^,。；\n对]{2,40}(?:党组|党委|党工委|党支部|党总支))(?:开展|进行|实施)"));

/// Whether title, signature or head name one body that reports. What a site calls itself above a title, 中共屏石县委巡察
/// 工作领导小组办公室, has then written nothing.
fn names_one(text: &str, cues: &Cues) -> bool {
    let one = |name: &str| {
        !any(name, &["领导小组", "巡察", "巡视", "纪委", "纪律检查"]) && !several::is_several(name)
    };
    let whole = |name: &str| take_apart(name).area;
    let object = || {
        let head = &text[..text.char_indices().nth(1500).map_or(text.len(), |(at, _)| at)];
        ONE.captures(head).and_then(|found| found.get(1)).is_some_and(|name| {
            let name = name.as_str();
            one(name) && !name.contains(['和', '及', '等', '各']) && !several::is_topic(name)
        })
    };
    subject::titled(cues.title).is_some_and(one)
        || cues.issuer.is_some_and(|name| one(name) && !whole(name))
        || object()
}

/// The lines that name an inspection office above the title, or in its stead.
fn brands<'t>(view: &'t View, cues: &Cues<'t>) -> Vec<&'t str> {
    let titled = cues.layout.title.first().copied().unwrap_or(usize::MAX);
    let own = ["网站", "网"].iter().find_map(|end| cues.title.strip_suffix(end)).unwrap_or(cues.title);
    let title = Some(cues.title).filter(|_| OFFICES.iter().any(|office| own.ends_with(office)));
    let lines = view.lines.iter().enumerate().filter(|(_, line)| !line.chrome).take(8);
    let above = lines.take_while(|(index, _)| *index < titled).map(|(_, line)| view.get(line.range.clone()));
    above.filter(|line| any(line, &OFFICES)).chain(title).collect()
}

pub(super) fn verdict(view: &View, cues: &Cues, findings: &mut Vec<Finding>) -> Kind {
    // What stands around the announcement on its page follows it.
    let last = view.lines.iter().rfind(|line| !line.chrome).map_or(view.text.len(), |line| line.range.end);
    let mut end = last.min(ENOUGH);
    while !view.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &view.text[..end];
    let told = Told::of(view, end);
    let title = cues.title;
    let head = head(view, title);
    let clauses = told::disclosed(text, &told);
    let inspected = any(title, &["巡察", "巡视", "巡查组"])
        || told.any(&["巡察", "巡视", "巡查组"]) && (!title.contains("整改") || paper::is_inspected(text));
    // 现就…整改情况征求意见: what others say of it is asked, and nothing told.
    let asks = |clause: &str| {
        any(clause, &["征求", "征集", "评议"]) && !any(clause, &["公布", "公示", "通报", "报告", "公开如下"])
    };
    let about = head.first().is_some_and(|called| paper::is_about(called));
    let rectifies = !about
        && clauses.iter().any(|clause| clause.contains("整改") && !any(clause, NO_REPORT) && !asks(clause));
    let discloses = clauses.iter().any(|clause| {
        !clause.contains("整改")
            && any(
                clause,
                &[
                    "巡察情况",
                    "巡视情况",
                    "巡察发现",
                    "反馈情况",
                    "反馈意见",
                    "反馈的问题",
                    "反馈问题",
                    "主要问题",
                ],
            )
    });
    // Half-quoted: news about announcements.
    // Who reports that findings were handed over reports the handing over.
    let handed_over = !rectifies && text.lines().take(3).any(paper::is_handing);
    let reporting = !handed_over && told.any(&["本报讯", "本报记者", "记者从", "(记者", "通讯员", "据悉"]);
    let wired = |line: &str| paper::is_wire(line) || paper::is_bylined(line);
    let reporting = reporting || !handed_over && text.lines().take(12).any(wired);
    if paper::is_model(&head, text, &told) {
        findings.push(Finding {
            doubt: Doubt::Template,
            span: None,
            reason: "含有 XX、X月X日 一类占位,或标明是范文、模板".to_owned(),
            confidence: 80,
        });
        return Kind::Template;
    }
    if paper::is_lookalike(title)
        || !inspected
            && (told.any(&["督察反馈", "审计查出", "审计整改", "统计督察", "督察整改"])
                || any(text, &["生态环境保护督察", "环保督察", "自然资源督察", "土地督察"]))
    {
        return Kind::Lookalike;
    }
    // 整改 of what no inspection of the Party found: 消防隐患, 安全生产督办, 主题教育.
    if !inspected && (title.contains("整改") || clauses.iter().any(|clause| clause.contains("整改"))) {
        return Kind::Lookalike;
    }
    // 关于经济责任审计和巡察发现问题整改情况的报告 over 现将审计整改情况报告如下: the clause decides, where no group is named.
    let audited = clauses.iter().any(|clause| {
        clause.contains("整改") && any(clause, &["审计", "督察"]) && !any(clause, &["巡察", "巡视"])
    });
    let supervised = any(title, &["督察整改", "督察反馈"]);
    if !rectifies && audited && names::group(text).is_none() || supervised && names::group(text).is_none() {
        return Kind::Lookalike;
    }
    if paper::is_list(text) {
        return Kind::Other;
    }
    let called = head.first().copied().unwrap_or_default();
    let story = !rectifies && !cues.signed && clauses.is_empty();
    let dispatched = || {
        let lines = view.lines.iter().filter(|line| !line.chrome).take(4);
        lines.map(|line| view.get(line.range.clone())).any(paper::is_dispatch)
    };
    // 督查组到X镇开展巡察整改督查工作 / 10月17日上午,…: who watches is told of by a report of the day.
    if about && story && dispatched() {
        return Kind::News;
    }
    if !rectifies && (about && !reporting || paper::is_work_paper(called, text, &clauses)) {
        return Kind::Other;
    }
    if story && paper::is_round_up(called) {
        return Kind::News;
    }
    // What a group signs itself, or puts its telephone into.
    let signs = |name: &str| names::group(name).is_some_and(|group| group.end == name.len());
    let group = cues.issuer.is_some_and(signs);
    let gone = || any(text, paper::GONE);
    if inspected && any(called, &["撤离", "撤点"])
        || inspected && title.contains("结束") && !rectifies && gone()
        || group
            && !rectifies
            // 受理至6月20日停止 stands in notices too.
            && any(text, &["撤出", "撤离", "离开", "注销", "不再启用", "不再使用"])
            && !any(title, &["进驻", "整改", "反馈"])
        // 信访渠道将全部关闭,不再接受信访举报: who says so and not how to reach it takes its leave.
        || group && !rectifies && gone() && !paper::tells_how_to_reach(text) && !any(text, &["反馈", "整改"])
        || told.any(&["停止受理", "已经撤离", "撤离公告", "停止使用"]) && told.has("公告") && !rectifies
        || told.has("公告")
            && !rectifies
            && any(text, &["巡察工作已经结束", "巡察工作已结束", "巡视工作已经结束", "巡视工作已结束"])
            && any(text, &["停用", "关闭", "撤除", "撤销", "停止"])
    {
        return Kind::WithdrawalNotice;
    }
    // 召开巡察情况反馈会: the meeting at which findings are handed over is the feedback itself.
    let handing = title.contains("反馈会") || title.contains("反馈大会");
    // 召开巡察整改情况通报会 is a meeting, and no report.
    let meeting = !handing
        && any(title, &["召开", "会议", "推进会", "部署", "动员会", "汇报会", "通报会"])
        && !any(&title.replace("通报会", ""), &["通报", "报告"]);
    let came = any(title, &["进驻", "动员"])
        && any(text, &["值班电话", "受理", "信箱", "巡察期间", "巡视期间", "来信来电"]);
    if reporting && !cues.signed || meeting && !rectifies && !came {
        // 巡视组反馈意见整改落实见成效 tells what became of it.
        let handed = !meeting
            && title.split_once("反馈").is_some_and(|(_, rest)| {
                let object = ["的", "意见", "问题", "情况", "事项"];
                let rest = object.iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
                !["整改", "落实"].iter().any(|deed| rest.starts_with(deed))
            });
        return if handed { Kind::Feedback } else { Kind::News };
    }
    let notice = inspected && any(title, &["公告", "进驻", "动员"]) && !title.contains("整改");
    let receives = || {
        told.any(&["受理信访", "受理范围", "来信来电来访", "值班电话", "受理反映", "信访截止", "接访"])
            && (told.any(&["进驻", "公告", "将于", "巡察期间", "巡视期间", "巡察时间", "开展巡察"])
                || paper::is_staying(text))
            // 设有举报电话 behind a meeting at which a group began
            || told.has("进驻") && text.contains("动员会") && any(text, &["举报电话", "举报信箱", "意见箱"])
            // 进驻区水务局,对巡察整改情况开展“回头看”,受理来信来电
            || told.has("进驻") && any(text, &["受理来信", "受理群众来信"])
            // 巡察工作期间设专门联系电话
            || !told.has("反馈") && paper::is_reached(text)
            // 如有情况反映,来信请寄: who asks for it has fed nothing back yet.
            || !told.has("反馈")
                && (any(text, &["联系方式如下", "受理时间", "来信请寄"])
                    || any(text, &["情况反映", "反映情况", "反映问题"])
                        && told.any(&["巡察期间", "巡视期间", "将于"])
                        && any(text, &["电话", "信箱", "邮箱"]))
            || any(called, &["受理信访", "信访受理", "联系方式"])
            // 现将各组联系方式公布如下
            || clauses.iter().any(|clause| any(clause, &["联系方式", "联系电话", "值班电话", "信访渠道"]))
    };
    // 现将有关事项公告如下
    let announced = clauses
        .iter()
        .any(|clause| clause.contains("公告") && !any(clause, &["整改", "情况", "问题", "结果", "意见"]));
    // …通过受理来信来电来访,顺利完成了巡察任务: who has handed over what it found receives no more.
    let told_all = || any(text, &["指出", "完成了巡察任务", "完成巡察任务", "意见建议", "整改要求"]);
    let receives = || receives() && !(text.lines().take(12).any(paper::is_handing) && told_all());
    // 受理信访 is also how a team found what it tells.
    // What a group signs itself asks for reports; what it found is made public by others.
    let group = group && !told.has("反馈") && any(text, &["电话", "信箱", "意见箱", "邮箱"]);
    let tells = any(title, &FOUND) && !title.contains("整改") || discloses;
    if !rectifies
        && (notice && !tells
            || announced && inspected
            || group
            || !tells && !title.contains("整改") && receives())
    {
        return Kind::InspectionNotice;
    }
    // 截至12月2日,第一轮巡察已完成进驻工作: groups that have come, and handed nothing over yet.
    let arrived = || any(text, &["已完成进驻", "完成进驻工作", "全部完成进驻", "已全部进驻"]);
    if inspected && !rectifies && !told.has("反馈") && !title.contains("整改") && arrived() {
        return Kind::InspectionNotice;
    }
    let teams = told::SENT.iter().flat_map(|word| told.places(word)).any(|at| {
        let near: String = text[at..].chars().take(18).collect();
        any(&near, &["巡察组", "巡视组"]) && any(&near, &["个", "组建", "至第", "、第"])
    });
    // 由6个巡察组对14家单位党组织进行了巡察
    let teams = teams
        || told::GROUPS.iter().flat_map(|word| told.places(word)).any(|at| {
            let number = |c: char| c.is_ascii_digit() || numeral::is_numeral(c);
            let bare = text[..at].trim_end_matches(number);
            // 学校党委5个巡察组分别对…等9个二级党组织开展了巡察
            let rest = &text[at + "个巡察组".len()..];
            let went = ["对", "分别对", "先后对", "陆续对", "分别进驻", "先后进驻"]
                .iter()
                .any(|verb| rest.starts_with(verb));
            bare.ends_with('由') || went && bare.len() < at && !matches!(&text[bare.len()..at], "1" | "一")
        });
    let office = cues.issuer.is_some_and(|name| {
        any(name, &["巡察工作领导小组", "巡视工作领导小组", "巡察办", "纪委", "纪律检查"])
        // 县委巡察办: whom a report is addressed to has not written it.
    }) || {
        let brands = brands(view, cues);
        head.iter().any(|line| {
            !line.ends_with(':')
                && any(line, &OFFICES)
                && !(brands.iter().any(|brand| brand == line) && names_one(text, cues))
        })
    };
    // 现将9家单位整改进展情况予以公开; 我局及下属3家单位 are one body's.
    let together = clauses.iter().any(|clause| {
        clause.contains("整改")
            && (clause.contains("本轮") || several::is_many(clause) && !clause.contains(['我', '属', '本']))
    });
    // 关于委属单位巡察整改情况的通报: bodies below the one that reports, and not itself.
    let below = title.split_once("关于").is_some_and(|(_, object)| {
        let bodies = object.find("巡察").or(object.find("巡视")).map_or("", |at| &object[..at]);
        ["属单位", "属各单位", "二级单位", "基层党组织", "二级党组织"].iter().any(|end| bodies.ends_with(end))
            && !bodies.contains(['及', '和', '与', '、', '本', '我'])
    });
    let together = together || below;
    let laid_open = discloses && !rectifies;
    if (teams || office || together && rectifies) && !laid_open && several::is_many(text) && told.has("整改")
    {
        let reports = title.contains("整改") && any(title, &REPORTS);
        if rectifies || reports || told.any(&["整改完成", "完成整改", "已完成"]) {
            return Kind::RectificationAggregate;
        }
        // 第七轮巡察已进驻县审计局,共派出4个巡察组: groups that have only come have handed nothing over yet.
        let came = text.lines().take(3).any(|line| any(line, &["已进驻", "进驻"]));
        let handed = handed_over
            || title.contains("反馈")
            || told.any(&HANDED)
            || told.any(&["指出", "意见建议如下", "提出了意见建议"])
            || paper::hands_over(text);
        return if came && !handed { Kind::News } else { Kind::Feedback };
    }
    if !inspected {
        // 7月20日,…大督查第三督查组来我县督查: a report of the day, whoever looked.
        let supervised = any(text, &["督查", "督察", "督导"]);
        return if story && supervised && dispatched() { Kind::News } else { Kind::Other };
    }
    if !cues.signed && !title.contains("整改") && paper::is_of_announcement(text) {
        return Kind::News;
    }
    if rectifies {
        return Kind::RectificationSingle;
    }
    // Who makes public what was fed back to him hands nothing over.
    let own = any(title, &["反馈问题", "反馈的问题", "反馈的主要问题"]);
    let handed = title.contains("反馈") && !own && !title.contains("整改");
    if tells {
        return if handed && !discloses { Kind::Feedback } else { Kind::FindingsDisclosure };
    }
    if handed
        || told.any(&["反馈会上", "作表态发言", "提出了意见建议", "意见建议如下"])
            && told.has("反馈")
            && !told.has("整改情况")
    {
        return Kind::Feedback;
    }
    let headed = cues.nodes.iter().take(400).filter(|node| node.glyph.is_some()).any(|node| {
        let line = view.get(node.range.clone());
        let head = &line[..wording::heading_len(line)];
        any(head, &["整改情况", "整改落实", "整改进展", "整改成效", "反馈问题整改"])
    });
    if (title.contains("整改") || cues.layout.opened) && headed {
        if !title.contains("整改") {
            findings.push(Finding {
                doubt: Doubt::Kind,
                span: None,
                reason: "没有“现将整改情况公布”一类的语句,按小标题判断".to_owned(),
                confidence: 70,
            });
        }
        return Kind::RectificationSingle;
    }
    // 一、…全面落实巡察整改工作 / …我校立即召开会议: a report whose head is lost begins with its first chapter.
    if title.is_empty()
        && begins_with_rectification(view, cues)
        && told.has("反馈")
        && paper::speaks_of_itself(text)
    {
        findings.push(Finding {
            doubt: Doubt::Kind,
            span: None,
            reason: "没有标题和导语,按第一个小标题判断".to_owned(),
            confidence: 60,
        });
        return Kind::RectificationSingle;
    }
    if called.contains("整改")
        && any(called, &["通报", "报告", "公示", "情况"])
        && any(called, &["巡察", "巡视", "巡查"])
    {
        findings.push(Finding {
            doubt: Doubt::Kind,
            span: None,
            reason: "只有标题说明是整改通报".to_owned(),
            confidence: 60,
        });
        return Kind::RectificationSingle;
    }
    let telling = ["近日", "日前", "连日来", "今年以来", "采访", "点赞"];
    if !cues.signed && clauses.is_empty() && told.any(&telling) && !told.any(&HANDED) {
        return Kind::News;
    }
    if !title.contains("整改") && (handed_over || paper::hands_over(text)) {
        return Kind::Feedback;
    }
    if !cues.signed && clauses.is_empty() && dispatched() {
        return Kind::News;
    }
    if story && !called.contains("反馈") && (paper::is_story_title(called) || paper::quotes_people(text)) {
        return Kind::News;
    }
    // X局开展巡察整改“回头看”: what a body does is told of it, not by it.
    if story && called.contains("整改") && !called.contains("反馈") {
        return Kind::News;
    }
    if told.any(&["指出", "强调", "要求"]) && told.has("反馈") {
        return Kind::Feedback;
    }
    Kind::Other
}
