//! Figures of a whole area, and of bodies that are told of as a lesson.
//!
//! In: the opening of an announcement, and a sentence. Out: which of its figures are of others: 全县共追回18万元, 该局1人
//! 被撤销党内职务. Promise: what follows 我局 or 我县 is the body's own, and so are the figures of an area whose committee
//! or government reports.

use super::money::RECOVERIES;
use super::sentence::head;
use crate::disclosure::Role;
use crate::parse::bodies::ends_as_body;
use crate::parse::divisions;
use crate::parse::units::Draft;
use crate::parse::view::View;
use std::ops::Range;

/// Words for a whole area.
pub(super) const AREAS: &[&str] = &["全区", "全市", "全县", "全省", "全州", "全旗", "全盟", "全国"];

/// Words by which a body learns from what became of others: 汲取…教训, 违规案例.
pub(super) const LESSONS: &[&str] = &["汲取", "吸取", "镜鉴", "为鉴", "以案", "违规案", "违纪案", "违法案"];

/// Of which areas the whole is the body's own.
pub(super) struct Own {
    /// Of all: several bodies report together, or nobody is named.
    all: bool,
    /// Ends of the names of areas: 县 where 县委 reports.
    ends: Vec<char>,
    /// What title, head and signature say, where whoever reports is named.
    told: String,
}

impl Own {
    pub fn of(view: &View, drafts: &[Draft]) -> Self {
        const MANY: &[&str] =
            &["个巡察组", "个巡视组", "被巡察党组织", "被巡察单位", "被巡视党组织", "各被巡"];
        let (mut own, mut named) = (Self { all: false, ends: Vec::new(), told: String::new() }, false);
        for draft in drafts {
            let text = view.head(draft.range.clone());
            match draft.role {
                Role::Title => own.ends.extend(titled(text)),
                Role::Preamble => {
                    own.ends.extend(inspected(text));
                    own.all |= MANY.iter().any(|word| text.contains(word));
                }
                Role::Signature => {
                    let name = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
                    own.ends.extend(area_of(name));
                }
                _ => continue,
            }
            own.told.push_str(text);
            own.told.push('\n');
            named = true;
        }
        own.all |= !named;
        own
    }

    /// What is told of a whole area from `at` on, if the area is not the body's: 全县共追回18万元,党纪处分4人.
    pub fn of_others(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let (before, rest) = (&text[..at], &text[at..]);
        let end = rest.chars().nth(1)?;
        if self.all || self.ends.contains(&end) {
            return None;
        }
        if let Some(start) = self.led_by_another(before, rest) {
            return Some(start..at + until_own(rest));
        }
        is_counted(before, rest).then(|| at..at + until_own(rest))
    }

    /// Where the name begins of another body that looks at the whole area: 市教育局对全市34所学校开展检查,退费118万元.
    fn led_by_another(&self, before: &str, rest: &str) -> Option<usize> {
        let clause = before.rsplit([',', '。', '；', ':', ')']).next().unwrap_or(before);
        let lead =
            ["对", "在", "组织对", "牵头对", "面向"].iter().find_map(|word| clause.strip_suffix(word))?;
        let name = lead.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
        let number = lead.len() - name.len();
        let discipline = ["纪委监委", "纪委", "监委"].iter().any(|end| name.ends_with(end));
        let placed = name.starts_with(['省', '市', '县', '区', '州', '旗']) || divisions::leading(name).1 > 0;
        let named = (3..=16).contains(&name.chars().count())
            && placed
            && (discipline || ends_as_body(name))
            && !name.contains(['我', '本', '该'])
            && !self.told.contains(name);
        let near = &rest[..rest.find(['。', '；']).unwrap_or(rest.len())];
        let near = &near[..near.char_indices().nth(40).map_or(near.len(), |(end, _)| end)];
        let looks = ["检查", "督查", "巡查", "整治", "治理", "排查", "清理", "抽查", "核查", "审计"];
        let campaign = looks.iter().any(|deed| near.contains(deed));
        (named && campaign).then_some(before.len() - clause.len() + number)
    }
}

/// The end of the area's name where its committee or government is the one that is named: 安岭县委, 安岭县人民政府党组.
fn area_of(name: &str) -> Option<char> {
    const OFFICES: &[&str] =
        &["领导班子", "常委会", "办公室", "巡察工作领导小组", "巡视工作领导小组", "巡察办", "巡视办", "党组"];
    let mut bare = name.trim();
    for office in OFFICES {
        bare = bare.strip_suffix(office).unwrap_or(bare);
        // 县政府办公室 is a body of its own.
        if *office == "办公室" && bare.len() < name.trim().len() && !bare.contains('巡') {
            return None;
        }
    }
    let bare =
        ["委员会", "委", "人民政府", "政府"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    bare.chars().next_back().filter(|c| "省市县区州旗盟".contains(*c))
}

/// The same for a title: 中共安岭县委关于….
fn titled(title: &str) -> Option<char> {
    area_of(&title[..title.find("关于").unwrap_or(title.len())])
        .or_else(|| title.split(['委', '府']).next().filter(|_| !title.contains("关于")).and_then(area_of))
}

/// The same for whom a group inspected: 对安岭县委开展巡察, 向安岭县反馈.
fn inspected(text: &str) -> Option<char> {
    text.match_indices(['对', '向']).take(8).find_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let near = &rest[..rest.char_indices().nth(24).map_or(rest.len(), |(end, _)| end)];
        let end = ["开展", "进行", "反馈"].iter().filter_map(|word| near.find(word)).min()?;
        area_of(near[..end].trim_end_matches('了'))
    })
}

/// Whether what stands behind the name of an area counts deeds in it, as the subject of its clause.
fn is_counted(before: &str, rest: &str) -> bool {
    const SUMS: &[&str] = &["累计", "合计", "共计", "总计"];
    const DEEDS: &[&str] = &[
        "党纪",
        "政务",
        "处分",
        "诫勉",
        "问责",
        "立案",
        "查处",
        "给予",
        "批评教育",
        "追责",
        "组织处理",
        "提醒谈话",
    ];
    // 党的十八大以来全县…; 在全县开展 and 对全县 make the area the place of a deed.
    let opens = before.is_empty()
        || before.ends_with([',', '。', '；', ':', '(', '、', '年', '月', '日', '底'])
        || ["以来", "期间", "目前", "同期"].iter().any(|word| before.ends_with(word));
    let behind = &rest["全县".len()..];
    let (clause, next) = behind.split_once([',', '。', '；']).unwrap_or((behind, ""));
    let lead = &clause[..clause.find(|c: char| c.is_ascii_digit()).unwrap_or(clause.len())];
    let sums = |text: &str| {
        let together = |(at, sign): (usize, &str)| {
            !text[..at].ends_with(['公', '中'])
                && !text[at + sign.len()..].starts_with(['同', '产', '享', '建', '性', '治', '有'])
        };
        SUMS.iter().any(|word| text.contains(word)) || text.match_indices('共').any(together)
    };
    // 全市检察机关共追缴 is told by who leads them.
    let below = ["机关", "系统", "学校", "医院", "单位", "部门", "站", "所", "家", "各"]
        .iter()
        .any(|word| lead.contains(word));
    let counted = lead.len() < clause.len();
    let deed = || RECOVERIES.iter().chain(DEEDS).any(|deed| lead.starts_with(deed));
    let goes_on = || !counted && (next.starts_with('共') || SUMS.iter().any(|word| next.starts_with(word)));
    opens && !below && (counted && (sums(lead) || deed()) || goes_on())
}

/// Where the body's own begins again: 其中我局…, 本次整改中…, or a new part of the sentence.
pub(super) fn until_own(rest: &str) -> usize {
    const OWN: &[&str] = &[
        "我",
        "本轮",
        "本次",
        "此次",
        "这次",
        "本局",
        "本院",
        "本校",
        "本县",
        "本区",
        "本市",
        "本镇",
        "本单位",
        "本部门",
        "本系统",
        "局党组",
    ];
    let own = OWN.iter().filter_map(|word| rest.find(word)).min();
    own.into_iter().chain(rest.find('；')).min().unwrap_or(rest.len())
}

/// What a sentence tells of others behind a word of learning at `at`: 汲取市水利局原局长案教训,市纪委给予其开除党籍1人.
pub(super) fn of_lesson(text: &str, at: usize) -> Option<Range<usize>> {
    const THEIRS: &[&str] = &[
        "给予其",
        "对其",
        "将其",
        "其被",
        "其受到",
        "该局",
        "该院",
        "该校",
        "该县",
        "该区",
        "该市",
        "该镇",
        "该乡",
        "该村",
        "该厅",
        "该单位",
        "该公司",
        "该中心",
    ];
    let rest = head(&text[at..]);
    let named = THEIRS.iter().filter_map(|word| rest.find(word)).min()?;
    let start = rest[..named].rfind(',')?;
    // 汲取教训,对我局…,对其批评教育: whoever is named last is meant.
    let own = rest[..named].contains('我');
    (!own).then(|| at + start..at + start + until_own(&rest[start..]))
}

/// Whether what follows a figure makes it a part of what others are known for: 追回资金200万元的经验做法.
pub(super) fn as_example(lead: &str, after: &str) -> bool {
    let clause = &after[..after.find([',', '。', '；', '、', ')', '(']).unwrap_or(after.len())];
    let known = ["经验", "做法", "教训", "案例", "典型", "事例"].iter().any(|word| clause.ends_with(word));
    clause.starts_with('的') && known && !lead.contains('我') && !lead.contains("总结")
}
