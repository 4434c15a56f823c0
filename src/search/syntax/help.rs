//! The grammar as a table for readers, kept beside the code that obeys it.
//!
//! Out: rows that page and command line show. Promise (tested): every example reads without a note.

/// One row of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct HelpRow {
    /// What is wanted.
    pub meaning: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// A query that can be run.
    pub example: &'static str,
}

const ROWS: &[[&str; 3]] = &[
    ["同时包含", "空格分开（全角空格也可）", "采购 审计"],
    ["没有引号的一串字", "切成词，每个词都要有，不必相连；要连续的原文请加引号", "政府采购管理"],
    ["连续的原文", "引号：\"…\" “…” 「…」 『…』；忽略标点、空白和繁简差别", "\"政府采购\""],
    ["一字不差，含标点", "exact:\"…\" 或 精确:\"…\"", "exact:\"三重一大\""],
    ["任一", "OR、|、或（前后空格）", "采购 OR 招标"],
    ["排除", "-词、NOT 词、非 词", "采购 -食堂"],
    ["分组", "( ) 或 （ ）", "(采购 OR 招标) 审计"],
    ["单位", "agency: 单位:；=\"…\" 表示全名相同", "单位:教育局"],
    ["地区、层级", "region: 地区:  level: 层级:", "地区:云汀市 层级:市级"],
    ["方面、主题", "area: 方面:  theme: 主题:", "方面:党的建设"],
    ["举措类型、完成状态", "action: 举措:  status: 状态:", "状态:已完成"],
    ["巡察组、轮次、方式", "team: 巡察组:  round: 轮次:  mode: 方式:", "轮次:第五轮 方式:常规"],
    [
        "文种、年份、部分、样本",
        "kind: 类型:  year: 年份:  part: 部分:  sample: 样本:",
        "类型:整改通报 年份:2024",
    ],
    ["同一字段多个值", "写多次、用 | 或括号：任一即可；不同字段须同时满足", "单位:教育局|财政局"],
    ["排除某个值", "-字段:值", "-层级:乡镇"],
    ["没有写明的", "字段:未载明", "轮次:未载明"],
    ["只在某类文字里找这个词", "measure: 措施:  item: 事项:  problem: 问题:  title: 标题: …", "措施:审计"],
    ["整个检索只看某类文字", "in:措施、in:下一步", "采购 in:措施"],
    ["日期", "published: 公布:  feedback: 反馈:  date: 日期:；年、年月、年月日", "公布:2025年11月"],
    ["日期区间", "起..止（可空一端）、>= <= > <、[起 TO 止]", "反馈:2024-09..2025-11"],
    ["数字", "追缴: 处分: 处理: 制度: 问题数: 措施数: 完成率: 会议: …；万、亿", "追缴:>=100万"],
    ["追回的资金", "追缴: 连同收回、清退、退还、挽回的金额；要写冒号", "追缴:>100万"],
    ["受处分、受处理的人数", "处分: 只数党纪政务处分；处理: 连同诫勉、谈话、批评教育、组织处理", "处理:>=5"],
    ["数字区间", "下限..上限（可空一端）、>= <= > <", "处分:1.."],
    ["相距不远", "A NEAR/字数 B（只写 NEAR 为 10 字），不分先后", "采购 NEAR/10 招标"],
    ["同在一处", "A 同句 B、A 同措施 B、A 同事项 B、A 同方面 B；可连写", "采购 同措施 审计"],
    ["通配", "? 一个字，* 至多十个字，夹在字中间", "政府*采购"],
    [
        "排序",
        "sort:-date 最新在前，sort:date 最早在前，sort:-追缴 最多在前，sort:relevance",
        "采购 sort:-追缴",
    ],
    ["区分繁简异体", "字形:严格", "黨組 字形:严格"],
    ["符号不作运算符", "前面加反斜线；标点本身不参与匹配，要连标点一起查用 exact:\"…\"", "单位\\:教育局"],
];

/// The grammar, one row for each thing people want.
pub fn help() -> Vec<HelpRow> {
    ROWS.iter().map(|[meaning, form, example]| HelpRow { meaning, form, example }).collect()
}
