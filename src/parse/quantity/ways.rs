//! What it is called to deal with people, and what those dealt with are called.
//!
//! In: nothing. Out: lists, each a table that can be read and argued with.

use crate::disclosure::SANCTIONS;
use std::sync::LazyLock;

/// Ways to deal with people beside the sanctions.
const MILDER: &[&str] = &[
    "降职",
    "免职",
    "停职检查",
    "组织处理",
    "组织调整",
    "组织措施",
    "诫勉谈话",
    "诫勉",
    "批评教育帮助",
    "批评教育",
    "批评帮助",
    "责令作出书面检查",
    "责令作出检查",
    "责令书面检查",
    "责令检查",
    "作出书面检查",
    "作书面检查",
    "书面检查",
    "写出检讨",
    "作出检讨",
    "书面检讨",
    "提醒谈话",
    "谈话提醒",
    "提醒教育",
    "教育提醒",
    "警示谈话",
    "约谈提醒",
    "约谈",
    "通报批评",
    "经济处罚",
    "经济处理",
    "经济惩处",
    "效能问责",
    "问责追责",
    "追责问责",
    "责任追究",
    "追究责任",
    "问责",
    "追责",
    "立案审查调查",
    "立案审查",
    "立案查处",
    "立案",
    "采取留置措施",
    "留置",
    "谈话函询",
    "函询",
    "作出检查",
    "调离岗位",
    "考核扣分",
    "第一种形态",
    "第二种形态",
    "第三种形态",
    "第四种形态",
];

/// Ways to deal with people, as they stand before or behind a head-count.
pub(super) static WAYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| [SANCTIONS, MILDER].concat());

/// Parts of words without one of which a sentence deals with no people: one for
/// each of [`WAYS`], and those of handing over.
pub(super) const TOPIC: &[&str] = &[
    "警告", "撤", "党籍", "开除", "处分", "记", "降", "免职", "停职", "组织", "诫勉", "批评", "检查", "检讨",
    "谈话", "提醒", "约谈", "问责", "追", "立案", "留置", "处理", "函询", "形态", "移", "交由", "转交",
    "察看", "岗位", "经济", "扣分",
];

/// What those dealt with are called.
pub(super) const PERSONS: &[&str] = &[
    "人",
    "人员",
    "员",
    "干部",
    "主任",
    "负责人",
    "书记",
    "教师",
    "校长",
    "职工",
    "同志",
    "领导",
    "医生",
    "成员",
    "者",
    "员工",
    "民警",
    "辅警",
    "法官",
    "检察官",
    "护士",
    "医师",
];

/// Words between a sanction and its count that say nothing.
pub(super) const FILL: &[&str] = &[
    "共计",
    "合计",
    "累计",
    "共",
    "计",
    "了",
    "等",
    "达",
    ":",
    "(",
    "处理",
    "处分",
    "相关责任人员",
    "有关责任人员",
    "责任人员",
    "相关责任人",
    "责任人",
    "相关人员",
    "有关人员",
    "党员领导干部",
    "个人",
    "党员干部",
    "领导干部",
    "人员",
    "党员",
    "干部",
    "总计",
    "各类",
    "方式",
    "措施",
    "形式",
    "有",
    "的",
];

#[cfg(test)]
mod tests {
    use super::WAYS;
    use crate::disclosure::Measured;

    #[test]
    fn every_sanction_has_its_topic() {
        let missed = WAYS.iter().filter(|kind| !super::TOPIC.iter().any(|part| kind.contains(part)));
        assert_eq!(missed.collect::<Vec<_>>(), [""; 0].iter().collect::<Vec<_>>());
    }

    /// What is read as a sanction is counted as one.
    #[test]
    fn sanctions_are_known_to_whoever_counts_them() {
        let ends =
            ["警告", "处分", "记过", "记大过", "撤职", "降级", "开除", "党籍", "公职", "察看", "党内职务"];
        for way in WAYS.iter().filter(|way| ends.iter().any(|end| way.ends_with(end))) {
            assert!(Measured::Sanctions.takes(Measured::People, Some(way)), "{way}");
        }
    }
}
