//! Words that say what a sentence counts, and whose inspection it speaks of.
//!
//! In: nothing. Out: lists for the one pass over a text ([`words`]), and what
//! each of their words stands for ([`MEANS`]).

use super::{area, money, others, ways};
use std::sync::LazyLock;

/// Words of an earlier inspection, whose numbers say nothing about this one.
const EARLIER: &[&str] = &[
    "上轮",
    "上一轮",
    "上次巡",
    "上届",
    "前期第",
    "往年",
    "此前巡",
    "前一轮",
    "以往巡",
    "历次巡",
    "前几轮",
    "前两轮",
    "前二轮",
    "前三轮",
    "前四轮",
    "前五轮",
    "前六轮",
    "前七轮",
    "前八轮",
    "前九轮",
    "历轮",
    "往轮",
    "年以来",
    "年巡察反馈",
    "年巡视反馈",
    "巡察前",
    "巡视前",
];

/// Words by which a body tells what it found itself.
const OWN: &[&str] = &[
    "自查",
    "排查",
    "查摆",
    "查找",
    "摸排",
    "检查",
    "发现",
    "隐患",
    "督查",
    "核查",
    "抽查",
    "暗访",
    "投诉",
    "信访件",
    "审计",
    "督导",
    "督办",
];

/// Words of findings that others made, where an inspection is answered.
const OTHERS: &[&str] = &[
    "督察指出",
    "督察发现",
    "考核指出",
    "考核发现",
    "考核巡查",
    "内审",
    "内部审计",
    "检视问题",
    "检视的",
    "检视出",
    "平台交办",
    "12345",
];

/// Words that speak of what the inspection found.
const ROUND: &[&str] = &["反馈", "巡察", "巡视", "巡查组", "截至", "截止"];

/// Words of the year before.
pub const BEFORE: &[&str] = &["上一年度", "上年度"];

/// Words that say as of when.
const DATED: &[&str] = &["目前"];

/// Words without one of which a sentence counts no rules, measures, states, people, money, and tells of
/// no cases of others.
const TOPICS: &[&[&str]] = &[
    &["制度", "规章", "文件", "办法", "机制", "建章立制", "整章建制", "规定", "细则", "规则", "规程"],
    &["措施", "任务", "举措", "事项"],
    &["问题", "任务", "措施", "整改", "截至", "事项", "表现"],
    ways::TOPIC,
    money::RECOVERIES,
    others::CASES,
    BEFORE,
];

// What a sentence can count, as bits in the order of [`TOPICS`].
pub const RULES: u8 = 1;
pub const MEASURES: u8 = 2;
pub const STATES: u8 = 4;
pub const PEOPLE: u8 = 8;
pub const MONEY: u8 = 16;
pub const CASES: u8 = 32;
pub const YEAR_BEFORE: u8 = 64;

/// All lists, and what their words stand for.
fn lists() -> impl Iterator<Item = (&'static [&'static str], Means)> {
    let own = [
        (OWN, Means::Own),
        (OTHERS, Means::Others),
        (ROUND, Means::Round),
        (DATED, Means::Dated),
        (EARLIER, Means::Earlier),
        (area::AREAS, Means::Area),
        (area::LESSONS, Means::Lesson),
        (money::PAID, Means::Topic(MONEY)),
    ];
    let topics = TOPICS.iter().zip(0..).map(|(list, bit)| (*list, Means::Topic(1 << bit)));
    own.into_iter().chain(topics)
}

/// Their words, for one pass over the text.
pub fn words() -> Vec<&'static str> {
    lists().flat_map(|(list, _)| list).copied().collect()
}

/// What each of [`words`] stands for.
pub static MEANS: LazyLock<Vec<Means>> =
    LazyLock::new(|| lists().flat_map(|(list, means)| list.iter().map(move |_| means)).collect());

/// What one of [`words`] says about its sentence.
#[derive(Clone, Copy)]
pub enum Means {
    Own,
    Others,
    Round,
    Dated,
    Earlier,
    Area,
    Lesson,
    Topic(u8),
}
