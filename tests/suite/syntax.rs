//! The query grammar: a table of forms, laws on random input, hostile input.

use proptest::prelude::*;
use xunlan::disclosure::{Date, Measured, PartKind, Role};
use xunlan::search::syntax::{Limits, Refused, help, print, read};
use xunlan::search::{DateOf, Field, Filter, Node, Place, Query, Sort, Test, Within};

/// Input, canonical text, number of notes, and why the row exists.
#[rustfmt::skip]
const FORMS: &[(&str, &str, usize, &str)] = &[
    ("采购 审计", "采购 审计", 0, "a blank is AND"),
    ("采购\u{3000}审计", "采购 审计", 0, "so is the ideographic blank"),
    ("采购\n审计", "采购 审计", 0, "so is a line break"),
    ("采购\t审计", "采购 审计", 0, "and a tab"),
    ("甲 AND 乙", "甲 乙", 0, "AND is noise"),
    ("甲 & 乙", "甲 乙", 0, "so is a lone ampersand"),
    ("甲 and 乙", "甲 乙", 1, "in small letters too, between Chinese words"),
    (r#""政府采购""#, r#""政府采购""#, 0, "a literal"),
    ("“政府采购”", r#""政府采购""#, 0, "curly quotes"),
    ("「政府采购」『审计』", r#""政府采购" "审计""#, 0, "corner quotes, no blank needed"),
    ("＂政府采购＂", r#""政府采购""#, 0, "full-width quotes"),
    (r#""一是建立“三张清单”""#, r#""一是建立“三张清单”""#, 0, "curly inside straight is content"),
    ("“一是建立“三张清单””", r#""一是建立“三张清单”""#, 0, "directed quotes nest"),
    (r#""政府采购”"#, r#""政府采购""#, 0, "opened straight, closed curly"),
    (r#"“政府采购""#, r#""政府采购""#, 0, "opened curly, closed straight"),
    (r#""政府采购” AND "审计""#, r#""政府采购" "审计""#, 0, "an odd straight quote was closed by the stray curly one"),
    ("”政府采购”", r#""政府采购""#, 0, "opened by a closing mark"),
    (r#""政府采购"#, r#""政府采购""#, 1, "closed at the end, noted"),
    (r#"政府采购""#, "政府采购", 1, "an opening mark with nothing behind it"),
    ("采购” 审计", "采购 审计", 1, "a stray closing mark is noise"),
    ("开展“回头看”工作", r#"开展 "回头看" 工作"#, 0, "a quote inside a run cuts it"),
    (r#""a\"b""#, r#""a\"b""#, 0, "an escaped quote"),
    (r#""政府 采购""#, r#""政府 采购""#, 0, "blanks in a literal stay one blank"),
    ("\"政\0府\u{202e}采购\n 甲\"", r#""政 府采购 甲""#, 0, "control and direction marks vanish from literals, a line break is a blank"),
    (r#""""#, "", 1, "an empty literal"),
    (r#""，。""#, "", 1, "a literal nothing of which is matched"),
    (r#"exact:"（一）关于，""#, r#"exact:"（一）关于，""#, 0, "exact keeps punctuation"),
    ("精确：“三重一大”", r#"exact:"三重一大""#, 0, "exact in Chinese, full-width colon"),
    ("exact:三重一大", r#"exact:"三重一大""#, 0, "exact without quotes"),
    (r#"exact:"。""#, r#"exact:"。""#, 0, "punctuation alone is a question for exact"),
    (r#"exact:"""#, "", 1, "but nothing is not"),
    ("A OR B", "A OR B", 0, "OR"),
    ("A or B", r"A \or B", 0, "or is a word, but between Chinese ones"),
    ("A|B｜C", "A OR B OR C", 0, "bars need no blanks"),
    ("A || B", "A OR B", 0, "a doubled bar"),
    ("甲 或 乙", "甲 OR 乙", 0, "或 standing alone"),
    ("甲 或者 乙", "甲 OR 乙", 0, "或者 too"),
    ("甲或乙", "甲或乙", 0, "或 inside a run is text"),
    ("“甲”或“乙”", r#""甲" OR "乙""#, 0, "or between quotes a sign"),
    ("(甲)OR(乙)", "甲 OR 乙", 0, "and between brackets, where the bracket would else be text"),
    ("(甲)或(乙)", "甲 OR 乙", 0, "or between brackets"),
    ("甲 OR", "甲", 1, "OR without a right side"),
    ("OR 甲", "甲", 1, "OR without a left side"),
    ("甲 OR OR 乙", "甲 OR 乙", 1, "doubled OR"),
    ("OR", "", 1, "nothing but OR"),
    ("甲 -乙", "甲 -乙", 0, "minus excludes"),
    ("甲 －乙", "甲 -乙", 0, "full-width minus"),
    ("甲 −乙", "甲 -乙", 0, "mathematical minus"),
    ("甲 NOT 乙", "甲 -乙", 0, "NOT excludes"),
    ("甲 非 乙", "甲 -乙", 0, "非 standing alone"),
    ("非法集资", "非法集资", 0, "非 inside a run is text"),
    ("-甲", "-甲", 0, "all negative is allowed"),
    ("--甲", "甲", 0, "twice NOT is nothing"),
    ("NOT NOT NOT 甲", "-甲", 0, "three times is once"),
    ("甲 - 乙", "甲 乙", 1, "a lone dash is punctuation"),
    ("甲 -- 乙", "甲 乙", 1, "so are two, and they do not negate 乙"),
    ("回头-看", "回头-看", 0, "a dash inside a word is text"),
    ("-， 乙", "乙", 1, "what is excluded is left out; 乙 is not excluded"),
    ("NOT", "", 1, "NOT of nothing"),
    ("(甲 OR 乙) 丙", "(甲 OR 乙) 丙", 0, "brackets group"),
    ("（甲 或 乙）丙", "(甲 OR 乙) 丙", 0, "full-width brackets, no blank behind"),
    ("甲 乙 OR 丙", "甲 乙 OR 丙", 0, "AND binds tighter than OR"),
    ("甲 NEAR 乙 丙 OR 丁", "甲 NEAR/10 乙 丙 OR 丁", 0, "NEAR binds tighter than AND"),
    ("NOT 甲 同句 乙", "-甲 同句 乙", 0, "NOT binds tighter than a scope"),
    ("关于(试行)办法", "关于(试行)办法", 0, "a bracket glued on both sides is text"),
    ("生态环境局（本级）", "生态环境局（本级）", 0, "glued before"),
    ("(一)关于党的建设", "(一)关于党的建设", 0, "glued behind"),
    ("甲(乙 OR 丙)", "甲 (乙 OR 丙)", 0, "glued, but not a plain run: a group"),
    ("NOT(甲 乙)", "-(甲 乙)", 0, "glued to a sign: a group"),
    ("((甲))", "甲", 0, "redundant brackets go"),
    ("甲(乙|丙)丁", "甲 (乙 OR 丙) 丁", 0, "a bar inside: a group"),
    (")甲(", "甲", 2, "brackets the wrong way round"),
    ("(甲", "甲", 1, "an unclosed bracket"),
    ("()", "", 1, "nothing in brackets"),
    ("单位:教育局", "单位:教育局", 0, "a field"),
    ("單位：教育局", "单位:教育局", 0, "the field in traditional script, full-width colon"),
    ("ａｇｅｎｃｙ：教育局", "单位:教育局", 0, "a full-width name"),
    ("AGENCY:教育局", "单位:教育局", 0, "case does not count"),
    (r#"agency:="云汀市教育局""#, r#"单位:="云汀市教育局""#, 0, "this value exactly"),
    ("单位:=教育局", r#"单位:="教育局""#, 0, "exactly, without quotes"),
    (r#"单位:"教育 局""#, r#"单位:"教育 局""#, 0, "a quoted value"),
    ("单位: 教育局", "单位:教育局", 0, "a blank after the colon"),
    ("单位:生态环境局（本级）", r#"单位:"生态环境局（本级）""#, 0, "brackets inside a value"),
    ("单位:", "", 1, "a field without value"),
    ("单位: OR 甲", "甲", 1, "a sign is no value"),
    ("agency:教育局 agency:财政局", "单位:教育局 单位:财政局", 0, "the same field twice"),
    ("单位:教育局 单位:教育局", "单位:教育局", 0, "the very same twice is once"),
    ("单位:教育局|财政局 审计", "审计 单位:教育局 单位:财政局", 0, "values with a bar"),
    ("单位:(教育局 OR 财政局)", "单位:教育局 单位:财政局", 0, "values in brackets"),
    ("-单位:(教育局 财政局)", "-单位:教育局 -单位:财政局", 1, "all of them excluded"),
    ("-单位:教育局", "-单位:教育局", 0, "a field excluded"),
    ("单位:甲 OR 单位:乙", "单位:甲 单位:乙", 0, "OR between values of one field is what it means anyway"),
    ("甲 OR 单位:教育局", "甲 OR 单位:教育局", 0, "a condition as one side of an OR"),
    ("-(甲 单位:教育局)", "-(甲 单位:教育局)", 0, "NOT of a group with a condition"),
    ("(单位:教育局) 甲", "甲 单位:教育局", 0, "brackets around a condition alone"),
    ("措施:(甲 单位:教育局)", "措施:(甲 单位:教育局)", 0, "a condition among the words of a role"),
    ("措施:单位:教育局 甲", "甲 单位:教育局", 1, "a role of no word, noted"),
    ("措施:(单位:教育局 -层级:市级)", "单位:教育局 -层级:市级", 1, "nor of several conditions"),
    ("(in:措施 轮岗) (in:问题 公务用车)", "(轮岗 in:措施) (公务用车 in:问题)", 0, "each bracket has its place"),
    ("(in:措施 轮岗) (in:措施 公务用车)", "(轮岗 in:措施) (公务用车 in:措施)", 0, "also the same"),
    ("(in:措施 轮岗)", "轮岗 in:措施", 0, "a bracket around the whole"),
    ("， (in:措施 轮岗)", "轮岗 in:措施", 1, "with nothing beside it"),
    ("-(in:措施 培训)", "-(培训 in:措施)", 0, "NOT of a place with its word"),
    ("-(-(单位:教育局 培训))", "培训 单位:教育局", 0, "twice NOT"),
    ("-(-单位:甲)", "单位:甲", 0, "of a condition too"),
    ("单位:甲 -(-单位:乙)", "-(-单位:乙) 单位:甲", 0, "what must not be excluded is no alternative"),
    ("单位:甲 --单位:乙", "-(-单位:乙) 单位:甲", 0, "without brackets too"),
    ("单位:甲 ----单位:乙", "-(-单位:乙) 单位:甲", 0, "four times NOT is twice"),
    ("单位:甲 -单位:-(乙 丙)", "-(-单位:乙 -单位:丙) 单位:甲", 2, "with several values"),
    ("-(-单位:甲) -(-单位:乙)", "-(-单位:甲) -(-单位:乙)", 0, "two of them are both"),
    ("(单位:甲 -(-单位:乙)) OR 丙", "-(-单位:乙) 单位:甲 OR 丙", 0, "within an OR"),
    ("单位:甲 OR -(-单位:乙)", "单位:甲 单位:乙", 0, "where OR stands it is one"),
    ("层级:市级 -(-单位:乙)", "层级:市级 单位:乙", 0, "beside another field it is a condition like any"),
    ("单位:丁 NEAR/5 甲", "甲 单位:丁", 2, "NEAR behind a condition says what it has no place in"),
    ("轮岗 同措施 in:措施 公务用车", "轮岗 同措施 公务用车 in:措施", 1, "a scope reaches over a condition"),
    ("轮岗 in:措施 同措施 公务用车", "轮岗 同措施 公务用车 in:措施", 1, "on either side of the sign"),
    ("培训 NEAR/5 in:措施 制度", "培训 NEAR/5 制度 in:措施", 1, "NEAR too"),
    ("轮岗 同措施 单位:教育局 层级:市级 公务用车", "轮岗 同措施 公务用车 单位:教育局 层级:市级", 1, "over several"),
    ("轮岗 同措施 -单位:(甲 -乙) 公务用车", "-(单位:甲 -单位:乙) 轮岗 同措施 公务用车", 2, "over a bracket of them"),
    ("甲 NEAR 乙 单位:丁 NEAR 丙", "甲 NEAR/10 乙 NEAR/10 丙 单位:丁", 1, "in a chain"),
    ("甲 同句 单位:丁 同句 乙", "甲 同句 乙 单位:丁", 2, "a sign on both sides of it is one"),
    ("甲 同句 单位:丁", "甲 单位:丁", 2, "no word behind it"),
    ("单位:丁 同句 甲", "甲 单位:丁", 2, "or before it"),
    ("单位:丁 同句", "单位:丁", 2, "or on either side"),
    ("甲 OR 单位:丁 同句 乙", "甲 OR 乙 单位:丁", 2, "not over an OR"),
    ("(单位:教育局 轮岗) 同措施 公务用车", "(轮岗 单位:教育局) 同措施 公务用车", 0, "a bracket with a word has a place"),
    ("(单位:教育局 OR 轮岗) NEAR 公务用车", "(单位:教育局 OR 轮岗) 公务用车", 1, "one that may be met without has none"),
    ("追缴:>=100万 OR 处分:>3", "追缴:>=100万 OR 处分:>3", 0, "OR between fields"),
    ("单位:教育局 OR 采购", "单位:教育局 OR 采购", 0, "between a field and a word"),
    ("单位:甲 OR 单位:乙 OR 采购", "单位:甲 OR 单位:乙 OR 采购", 0, "and several"),
    ("单位:甲|乙 OR 采购", "单位:甲 OR 单位:乙 OR 采购", 0, "however they are written"),
    ("单位:甲 OR -单位:乙", "单位:甲 OR -单位:乙", 0, "what is excluded is no alternative of one field"),
    ("-(单位:甲 OR 层级:市级)", "-单位:甲 -层级:市级", 0, "neither is both excluded"),
    ("-(单位:甲 层级:市级)", "-(单位:甲 层级:市级)", 0, "not both is not neither"),
    ("-(单位:甲 单位:乙)", "-单位:甲 -单位:乙", 0, "unless the two are alternatives"),
    ("-(追缴:>=1万 追缴:<=5万)", "-追缴:1万..5万", 1, "or one range"),
    ("-(单位:教育局 \"政府采购\") 甲", "-(\"政府采购\" 单位:教育局) 甲", 0, "beside a word"),
    ("(公布:2024 轮岗) (公布:2025 审计)", "(轮岗 公布:2024) (审计 公布:2025)", 0, "no date is both"),
    ("(公布:2024 轮岗) 公布:2025", "(轮岗 公布:2024) 公布:2025", 0, "nor here"),
    ("((公布:2024 轮岗) 公布:2025) OR 甲", "(轮岗 公布:2024) 公布:2025 OR 甲", 0, "nor within an OR"),
    ("(单位:甲 层级:市级) 采购", "采购 单位:甲 层级:市级", 0, "a bracket of fields alone"),
    ("(单位:甲 层级:市级) (单位:乙 层级:县级)", "(单位:甲 层级:市级) (单位:乙 层级:县级)", 0, "two of them are no alternatives"),
    ("(单位:甲 层级:市级) OR (单位:乙 层级:县级)", "单位:甲 层级:市级 OR 单位:乙 层级:县级", 0, "two sides"),
    ("(甲 公布:>=2024 公布:<2025) OR 乙", "甲 公布:2024 OR 乙", 1, "two halves within a bracket"),
    ("(政府采购 字形:严格) OR 关于", "(政府采购 OR 关于) 字形:严格", 1, "script is the whole query's, noted"),
    ("政府采购 字形:严格 OR 关于", "(政府采购 OR 关于) 字形:严格", 1, "without brackets too"),
    ("(政府采购 OR 关于) 字形:严格", "(政府采购 OR 关于) 字形:严格", 0, "as it is meant"),
    ("单位:(教育局 水利局)", "单位:教育局 单位:水利局", 1, "a blank between values is OR, noted"),
    ("责任领导：张三", "责任领导：张三", 1, "an unknown field is text"),
    ("10:30", "10:30", 0, "a time is text"),
    ("层级:市", "层级:市级", 0, "a closed value without its ending"),
    ("层级:宇宙", "", 1, "an unknown closed value, noted with the known ones"),
    ("level:city 状态:完成 样本:否 方式:常规巡察", "层级:市级 状态:已完成 样本:否 方式:常规", 0, "closed values by code, habit and ending"),
    ("类型:整改通报 部分:下一步 角色:措施", "类型:整改通报 部分:下一步 角色:措施", 0, "more closed lists"),
    ("方面:党的建设 主题:甲 举措:乙 轮次:第五轮 巡察组:市委第七巡察组 地区:云汀市", "方面:党的建设 主题:甲 举措:乙 轮次:第五轮 巡察组:市委第七巡察组 地区:云汀市", 0, "open values"),
    ("措施:审计", "措施:审计", 0, "words in measures"),
    ("measure:审计 item:甲 problem:乙 title:丙", "措施:审计 事项:甲 问题:乙 标题:丙", 0, "roles in English"),
    ("措施: 审计", "措施:审计", 0, "a blank after a role"),
    ("措施:甲|乙", "措施:(甲 OR 乙)", 0, "a bar glued to a role's word"),
    ("措施:甲 | 乙", "措施:甲 OR 乙", 0, "a bar with blanks is not"),
    ("措施:(甲 OR 乙)", "措施:(甲 OR 乙)", 0, "a group in a role"),
    ("-措施:审计", "-措施:审计", 0, "a role excluded"),
    ("措施:", "", 1, "a role of nothing"),
    ("措施:-甲", "措施:(-甲)", 0, "NOT inside a role"),
    ("措施:甲 措施:乙 丙", "措施:(甲 OR 乙) 丙", 1, "the same field twice is either, noted"),
    ("措施:甲 (措施:乙 丙)", "措施:(甲 OR 乙) 丙", 1, "brackets of AND make no difference"),
    ("措施:(甲 乙)", "措施:(甲 乙)", 0, "both is written in brackets"),
    ("措施:甲 问题:乙", "措施:甲 问题:乙", 0, "different fields must all hold"),
    ("措施:甲 -措施:乙", "措施:甲 -措施:乙", 0, "what is excluded is no alternative"),
    ("措施:甲 措施:(-乙)", "措施:甲 措施:(-乙)", 1, "nor is what must not stand there, noted"),
    ("措施:(甲 -乙) 措施:丙", "措施:(甲 -乙) 措施:丙", 1, "nor is anything beside it"),
    ("in:项目|问题 甲", "甲 in:问题", 1, "a value that was left out makes no OR of different things"),
    (r#"层级:"未载明""#, r#"层级:="未载明""#, 0, "in quotes it is these characters, also where the values are listed"),
    ("措施:甲 同句 措施:乙", "措施:甲 同句 措施:乙", 0, "a scope asks for both"),
    ("措施:(1..10)", "措施:(1..10)", 0, "brackets make a range text"),
    ("in:措施", "in:措施", 0, "a place"),
    ("in:下一步", "in:下一步", 0, "a chapter"),
    ("in:结尾 in:结尾部分", "in:结尾 in:结尾部分", 0, "a role and a chapter of one name"),
    ("in:月球", "", 1, "no such place"),
    ("published:2024", "公布:2024", 0, "a year"),
    ("公布:2024-09", "公布:2024-09", 0, "a month"),
    ("公布:2024年9月", "公布:2024-09", 0, "a month in Chinese"),
    ("公布:２０２４年９月１９日", "公布:2024-09-19", 0, "a day in full width"),
    ("公布:20240919", "公布:2024-09-19", 0, "a day in digits"),
    ("公布:2024/9/19", "公布:2024-09-19", 0, "slashes"),
    ("feedback:2024-09..2025-11", "反馈:2024-09..2025-11", 0, "a range"),
    ("反馈:2024至2025", "反馈:2024..2025", 0, "a range in Chinese"),
    ("date:>=2025-01-01", "日期:>=2025", 0, "an open end"),
    ("日期:<=2025", "日期:<=2025", 0, "the other"),
    ("公布:<2024", "公布:<=2023", 0, "strictly before"),
    ("公布:>2024-02-29", "公布:>=2024-03", 0, "strictly after, over the end of a month"),
    ("公布:>= 2024", "公布:>=2024", 0, "a blank after the sign"),
    ("公布：＞＝２０２４", "公布:>=2024", 0, "signs in full width"),
    ("公布:≥2024", "公布:>=2024", 0, "one sign for both"),
    ("公布:[2024-01 TO 2024-06]", "公布:2024-01..2024-06", 0, "brackets with TO"),
    ("公布:[* TO 2024]", "公布:<=2024", 0, "a star for an open end"),
    ("公布:2024..", "公布:>=2024", 0, "an open range"),
    ("公布:..2024", "公布:<=2024", 0, "the other way"),
    ("公布:[2023 TO]", "公布:>=2023", 1, "one end of brackets left out"),
    ("公布:[TO 2023]", "公布:<=2023", 1, "or the other"),
    ("公布:2024]", "公布:2024", 1, "a bracket that was not opened"),
    ("公布:2023 TO 2024]", "公布:2023..2024", 1, "nor here"),
    ("处分:..>5", "处分:>5", 1, "the sign tells which end is meant"),
    ("处分:<=5..", "处分:<=5", 1, "at either end"),
    ("年份:..>2022", "年份:>=2023", 1, "of years"),
    ("公布:>2022..", "公布:>=2023", 0, "and whether the end belongs to it"),
    ("公布:2025..2024", "公布:2024..2025", 1, "the wrong way round"),
    ("公布:2024-02-30", "", 1, "a day that does not exist"),
    ("公布:2024-13", "", 1, "a month that does not exist"),
    ("公布:>2199", "", 1, "beyond the calendar"),
    ("公布:..", "", 1, "no end at all"),
    ("公布:明天", "", 1, "no date"),
    ("公布:>=2024 公布:<2025", "公布:2024", 1, "two halves make a whole"),
    ("公布:>=2022|<=2023", "公布:>=1900", 1, "either of two halves that meet is every date"),
    ("公布:(>=2022 OR <=2023)", "公布:>=1900", 1, "in brackets too"),
    ("公布:>=2022 OR 公布:<=2023", "公布:>=1900", 1, "and with the field twice"),
    ("年份:>=2022|<=2023", "年份:>=1900", 1, "every year"),
    ("处分:>=2|<=5", "处分:>=0", 1, "every number"),
    ("处分:>=5|<=2", "处分:>=5 处分:<=2", 0, "halves that do not meet"),
    ("公布:<=2020 OR 公布:>=2022 公布:<=2023", "公布:<=2020 公布:2022..2023", 1, "side by side within an OR"),
    ("公布:>=2022 OR 公布:<=2024 公布:>=2020", "公布:>=2022 公布:2020..2024", 1, "whichever side comes first"),
    ("公布:<=2021 公布:(>=2022 OR <=2023)", "公布:>=1900", 1, "nothing is left to make a range of"),
    ("公布:<2020 公布:>2024", "公布:<=2019 公布:>=2025", 0, "two halves that do not meet are alternatives"),
    ("公布:(2023|2025)", "公布:2023 公布:2025", 0, "alternative dates"),
    ("年份:2024", "年份:2024", 0, "a year is a value"),
    ("年份:2023-2025 年份:2020", "年份:2023 年份:2024 年份:2025 年份:2020", 0, "years are alternatives"),
    ("年份:>=2024", "年份:>=2024", 0, "an open range of years"),
    ("年份:2020|>=2024", "年份:2020 年份:>=2024", 0, "is an alternative to other years"),
    ("年份:>=2020 年份:<=2022", "年份:2020 年份:2021 年份:2022", 1, "two halves make years"),
    ("年份:2024..2022", "年份:2022 年份:2023 年份:2024", 1, "years the wrong way round"),
    ("公布:未载明 公布:2024", "公布:未载明 公布:2024", 0, "no date is an alternative to dates"),
    ("反馈：未載明", "反馈:未载明", 0, "whichever date, whichever script"),
    ("主题：未載明", "主题:未载明", 0, "nothing stated, in the traditional script"),
    (r#"地区:"未载明""#, r#"地区:"未载明""#, 0, "in quotes it is these characters"),
    ("主题:~未載明", r#"主题:"未載明""#, 0, "and so where a sign stood before them"),
    ("单位:-甲", "-单位:甲", 1, "a minus behind the colon"),
    ("-单位:-甲", "单位:甲", 1, "and one before it"),
    ("单位:甲|-乙", "单位:甲 -单位:乙", 1, "beside a value that is wanted"),
    ("单位:-(甲|乙)", "-单位:甲 -单位:乙", 1, "a minus before the bracket of a field"),
    ("单位：－（甲 乙）", "-单位:甲 -单位:乙", 2, "in full width"),
    ("年份:-(2020 2022)", "-年份:2020 -年份:2022", 2, "for years"),
    ("in:-(措施 OR 问题) 采购", "采购 -in:措施 -in:问题", 1, "for places"),
    ("-单位:-(甲 乙)", "单位:甲 单位:乙", 2, "and one before the field"),
    ("-单位:(-甲 -乙)", "单位:甲 单位:乙", 2, "a minus before the field is one before all"),
    ("单位:(甲 -(乙 丙))", "单位:甲 -单位:乙 -单位:丙", 1, "before a bracket inside"),
    ("单位:(NOT 甲)", "-单位:甲", 0, "NOT inside the bracket of a field"),
    ("单位:(甲 非 乙)", "单位:甲 -单位:乙", 0, "and in Chinese"),
    ("单位:(NOT (甲 OR 乙))", "-单位:甲 -单位:乙", 0, "NOT before a bracket inside"),
    ("公布:-2024", "-公布:2024", 1, "a date that is excluded"),
    ("追缴:-5万", "-追缴:5万", 1, "a number that is excluded"),
    ("in:-措施", "-in:措施", 1, "a place that is excluded"),
    ("date:[2024 TO", "日期:>=2024", 1, "a bracket that is not closed, nothing behind TO"),
    ("published:[2023 TO 2024 甲", "甲 公布:2023..2024", 1, "a bracket that is not closed"),
    ("公布:2023 TO 2024", "公布:2023..2024", 1, "no bracket"),
    ("追缴:100万 TO 200万", "追缴:100万..200万", 1, "numbers too"),
    ("公布:2023 TO 甲", "TO 甲 公布:2023", 0, "no range"),
    ("甲 同条 乙", "甲 同条 乙", 1, "no scope of ours, noted"),
    ("追缴:>=100万", "追缴:>=100万", 0, "ten thousands"),
    ("追缴:>1.5亿", "追缴:>1.5亿", 0, "strict, hundred millions with a point"),
    ("追缴:12.34万元", "追缴:12.34万", 0, "with its unit"),
    ("追缴:1,234.50元", "追缴:1234.5", 0, "thousands separators, trailing zero"),
    ("追缴:0.00001", "追缴:0.00001", 0, "small"),
    ("追缴:００１００", "追缴:100", 0, "leading zeros in full width"),
    ("处分:1..", "处分:>=1", 0, "sanctions only, an open range"),
    ("问责:1..", "处理人员:>=1", 0, "people dealt with in any way, by an alias"),
    ("制度:>0", "制度:>0", 0, "strictly above zero"),
    ("完成率:<100%", "完成率:<100%", 0, "a percentage"),
    ("问题:>=10", "问题数:>=10", 0, "a count of problems where only a number makes sense"),
    ("problem:1..3", "问题数:1..3", 0, "and in English"),
    ("问题数:5 措施数:<=9", "问题数:5 措施数:<=9", 0, "counts by their own names"),
    ("会议:3..1", "会议:1..3", 1, "the wrong way round"),
    ("追缴:>1..<5", "追缴:>1..<5", 0, "both ends strict"),
    ("追缴:>5..<5", "", 1, "nothing in between"),
    ("追缴:甲", "", 1, "no number"),
    ("追缴:1e9", "", 1, "no float"),
    ("追缴:99999999999999999999999999999999999999", "", 1, "too many digits"),
    ("追缴:>100万 追缴:<200万", "追缴:>100万..<200万", 1, "two halves make a whole"),
    ("-追缴:>100万", "-追缴:>100万", 0, "a number excluded"),
    ("甲 NEAR/3 乙", "甲 NEAR/3 乙", 0, "a distance"),
    ("甲 NEAR 乙", "甲 NEAR/10 乙", 0, "ten"),
    ("甲 ＮＥＡＲ／３ 乙", "甲 NEAR/3 乙", 0, "in full width"),
    ("甲 near 乙", "甲 NEAR/10 乙", 1, "small letters between Chinese words, noted"),
    ("甲 NEAR/99999999999 乙", "甲 NEAR/1000 乙", 1, "far too far"),
    ("甲 NEAR/远 乙", "甲 NEAR/10 乙", 1, "no distance"),
    ("甲 NEAR 乙 NEAR/3 丙", "甲 NEAR/10 乙 NEAR/3 丙", 0, "a chain to the left"),
    ("甲 NEAR (乙 NEAR 丙)", "甲 NEAR/10 (乙 NEAR/10 丙)", 0, "nested to the right"),
    ("甲 NEAR -乙", "甲 -乙", 1, "no distance to what is absent"),
    ("甲 NEAR (乙 OR -丙)", "甲 (乙 OR -丙)", 1, "however deep"),
    ("NEAR 甲", "甲", 1, "no left side"),
    ("甲 NEAR", "甲", 1, "no right side"),
    ("甲 同句 乙 同句 丙", "甲 同句 乙 同句 丙", 0, "a chain of one scope is flat"),
    ("甲 同措施 乙", "甲 同措施 乙", 0, "measure"),
    ("甲 同事項 乙 同方面 丙", "甲 同事项 乙 同方面 丙", 0, "traditional; a chain of two scopes nests"),
    ("甲 同句 -乙", "甲 同句 -乙", 0, "NOT inside a scope has a meaning"),
    ("甲同句乙", "甲同句乙", 0, "text"),
    ("政府?采购", "政府?采购", 0, "one character"),
    ("政府*采购", "政府*采购", 0, "up to ten"),
    ("政府？采购＊审计", "政府?采购*审计", 0, "in full width"),
    ("政府**?*采购", "政府?*采购", 0, "one spelling for one gap"),
    ("政府采购?", "政府采购", 1, "a wildcard at an end, noted"),
    ("*采购", "采购", 1, "or at the beginning"),
    ("为什么？", "为什么", 0, "a full-width question mark at the end is punctuation"),
    ("*", "", 1, "a star alone"),
    ("? ？", "", 2, "question marks alone"),
    ("政府*，*采购", "政府*采购", 0, "what cannot be matched leaves a pattern"),
    (r"采购\?", "采购", 0, "an escaped wildcard is punctuation"),
    (r"A\|B", r"A\|B", 0, "an escaped bar is text"),
    (r"单位\:教育局", r"单位\:教育局", 0, "an escaped colon makes text"),
    (r"\OR", r"\OR", 0, "an escaped sign is a word"),
    ("sort:date 甲", "甲 sort:date", 0, "oldest first"),
    ("sort:-date", "sort:-date", 0, "newest first"),
    ("排序:-追缴", "sort:-追缴", 0, "by a number"),
    ("sort:relevance", "", 0, "the default prints nothing"),
    ("sort:宇宙", "", 1, "no such order"),
    ("sort:date sort:-date", "sort:-date", 1, "the last one holds"),
    ("字形:严格 黨組", "黨組 字形:严格", 0, "script"),
    ("script:strict", "字形:严格", 0, "in English"),
    ("字形:松", "", 1, "no such setting"),
    ("，。！", "", 1, "only punctuation"),
    ("😀", "exact:\"😀\"", 1, "a sign is as if in quotes"),
    ("《※》 ㎡", "exact:\"※\" exact:\"㎡\"", 2, "without the punctuation around it"),
    ("-😀* 措施:％", "-exact:\"😀\" 措施:exact:\"％\"", 2, "wherever a word can stand"),
    ("采购 + 审计", "采购 审计", 1, "a sign between words is noise"),
    ("采购 − 审计", "采购 审计", 1, "a lone dash too"),
    ("❤\u{fe0f}", "exact:\"❤\"", 1, "how it is drawn does not count"),
    ("C++ 100% 《条例》", "C++ 100% 《条例》", 0, "signs that belong to names"),
    ("采购，审计。", "采购，审计", 0, "punctuation inside stays, at the end it goes"),
    ("", "", 0, "nothing"),
    ("   ", "", 0, "only blanks"),
    (r"\", "", 1, "a lone backslash"),
    (r#"""#, "", 1, "a lone quote"),
    ("-()", "", 1, "NOT of nothing"),
    ("甲\0乙", "甲 乙", 0, "NUL separates"),
    ("\u{202e}甲\u{200b}乙\u{200f}", "甲乙", 0, "invisible characters vanish"),
    ("甲\u{fffd}乙", "甲\u{fffd}乙", 0, "a replacement character is text"),
    ("甲😀乙", "甲😀乙", 0, "an emoji too"),
];

#[test]
fn every_form_has_one_canonical_text() {
    for (input, canonical, notes, why) in FORMS {
        let asked = read(input, &Limits::default()).unwrap();
        assert_eq!(print(&asked.query), *canonical, "{input}: {why}");
        assert_eq!(asked.notes.len(), *notes, "{input}: {why}: {:?}", asked.notes);
        let again = read(canonical, &Limits::default()).unwrap();
        assert_eq!(again.query, asked.query, "{input}: {why}");
        let length = input.chars().count() as u32;
        for [start, end] in asked.notes.iter().filter_map(|note| note.at) {
            assert!(start <= end && end <= length, "{input}: note outside the input");
        }
    }
}

fn words(text: &str) -> Node {
    Node::Words(text.to_owned())
}

/// The canonical text alone cannot show which tree was read.
#[test]
fn precedence_as_documented() {
    let root = |input: &str| read(input, &Limits::default()).unwrap().query.root.unwrap();
    let near = Node::Near {
        distance: 10,
        left: Box::new(Node::Together { within: Within::Sentence, nodes: vec![words("甲"), words("乙")] }),
        right: Box::new(words("丙")),
    };
    let all = Node::All(vec![near, Node::Not(Box::new(words("丁")))]);
    assert_eq!(root("甲 同句 乙 NEAR 丙 -丁 OR 戊"), Node::Any(vec![all, words("戊")]));
    let role = Node::In { role: Role::Measure, node: Box::new(words("甲")) };
    assert_eq!(root("-措施:甲 乙"), Node::All(vec![Node::Not(Box::new(role)), words("乙")]));
    assert_eq!(root("\"一是建立“三张清单”\""), Node::Literal("一是建立“三张清单”".to_owned()));
    assert_eq!(root("政府＊采购"), Node::Wild("政府*采购".to_owned()));
}

#[test]
fn conditions_as_documented() {
    let filters = |input: &str| -> Vec<Test> {
        read(input, &Limits::default()).unwrap().query.filters.into_iter().map(|filter| filter.test).collect()
    };
    let money = Test::Number {
        of: Measured::Money,
        from: Some("1234500".to_owned()),
        to: None,
        above: true,
        below: false,
    };
    assert_eq!(filters("追缴:>123.45万"), [money]);
    let day = Date::new(2024, 2, 29);
    assert_eq!(filters("公布:2024-02-29"), [Test::Dates { of: DateOf::Published, from: day, to: day }]);
    assert_eq!(filters("层级:市级"), [Test::Is(Field::Level, "city".to_owned())]);
    assert_eq!(filters("单位:教育"), [Test::Has(Field::Agency, "教育".to_owned())]);
    // The name of a kind of body stands for its other names too, unless in quotes.
    assert_eq!(filters("单位:教育局"), [Test::Known(Field::Agency, "教育局".to_owned())]);
    assert_eq!(filters("单位:“教育局”"), [Test::Has(Field::Agency, "教育局".to_owned())]);
    assert_eq!(filters("agency:=\"教育局\""), [Test::Is(Field::Agency, "教育局".to_owned())]);
    assert_eq!(filters("in:下一步"), [Test::In(Place::Part(PartKind::NextSteps))]);
    assert_eq!(
        read("sort:-追缴", &Limits::default()).unwrap().query.sort,
        Sort::Number { of: Measured::Money, largest: true }
    );
}

#[test]
fn exact_keeps_every_character() {
    let text = "一、\u{200b}“甲”\\ \"乙\"\n\u{3000}丙\\";
    let query = Query { root: Some(Node::Exact(text.to_owned())), ..Query::default() };
    assert_eq!(read(&print(&query), &Limits::default()).unwrap().query, query);
}

#[test]
fn every_example_of_the_help_reads_without_a_note() {
    for row in help() {
        let asked = read(row.example, &Limits::default()).unwrap();
        assert!(asked.notes.is_empty(), "{}: {:?}", row.example, asked.notes);
        assert_ne!(asked.query, Query::default(), "{}", row.example);
    }
}

#[test]
fn each_limit_refuses_in_words() {
    let limits = Limits { chars: 20, depth: 2, leaves: 3, leaf_chars: 5, stars: 1 };
    let refused = |input: &str| read(input, &limits).unwrap_err();
    assert!(matches!(
        refused("甲乙丙丁戊 甲乙丙丁戊 甲乙丙丁戊 甲乙丙丁"),
        Refused::Long { chars: 22, limit: 20 }
    ));
    assert!(matches!(refused("甲(乙 (丙 (丁"), Refused::Deep { limit: 2, at: [7, 8] }));
    assert!(matches!(refused("甲 乙 丙 单位:丁"), Refused::Many { limit: 3, at: [6, 10] }));
    assert!(matches!(refused("甲 “乙乙乙乙乙乙”"), Refused::LongLeaf { chars: 6, limit: 5, at: [2, 10] }));
    assert!(matches!(refused("丁 甲*乙*丙"), Refused::Stars { stars: 2, limit: 1, at: [2, 7] }));
    assert!(read("甲**乙 丙*丁", &limits).is_ok(), "each word has its own");
    assert!(refused("甲(乙 (丙 (丁").to_string().contains("上限 2 层"));
    assert!(read("(甲 (乙 丙))", &limits).is_ok(), "the limit itself is allowed");
}

/// A program may lift every limit; the stack and the time stay bounded.
#[test]
fn hostile_input_on_a_small_stack() {
    let most = usize::MAX;
    let lifted = Limits { chars: most, depth: most, leaves: most, leaf_chars: most, stars: most };
    let rows: Vec<(String, bool)> = vec![
        ("(".repeat(100_000), false),
        (")".repeat(100_000), true),
        ("（".repeat(50_000) + &"）".repeat(50_000), false),
        ("x(".repeat(100_000), false),
        ("甲".repeat(350_000), true),
        ("a OR ".repeat(10_000), true),
        ("a NEAR ".repeat(10_000) + "b", false),
        ("a 同句 ".repeat(10_000) + "b", true),
        ("NOT ".repeat(100_000) + "a", true),
        ("-措施:".repeat(10_000) + "a", false),
        ("“".repeat(200_000), true),
        ("“a".repeat(100_000) + &"”".repeat(50_000), true),
        ("”「『\"".repeat(50_000), true),
        ("\\".repeat(200_000), true),
        ("\u{202e}\u{200b}".repeat(200_000), true),
        ("*".repeat(200_000), true),
        ("a*?".repeat(100_000), true),
        ("问题:".repeat(100_000), true),
        ("单位:".repeat(50_000), true),
        ("公布:[".repeat(50_000), true),
        ("|".repeat(200_000), true),
        ("\0".repeat(200_000), true),
        ("-".repeat(200_000), true),
        ("单位:(".repeat(10_000), true),
    ];
    let run = move || {
        for (input, answered) in rows {
            let start: String = input.chars().take(8).collect();
            assert!(read(&input, &Limits::default()).is_err(), "{start}… is longer than the default limit");
            let begun = std::time::Instant::now();
            assert_eq!(read(&input, &lifted).is_ok(), answered, "{start}…");
            let taken = begun.elapsed().as_secs_f64();
            // Quadratic reading of these takes minutes; linear takes milliseconds.
            assert!(taken < 10.0, "{start}… took {taken} s");
        }
        // The deepest trees that are answered: chains in brackets in chains.
        for limits in [Limits::default(), lifted] {
            let mut input = "a".to_owned();
            for _ in 0..40 {
                input = format!("({input}{})", " NEAR b 同句 c".repeat(8));
                if let Ok(asked) = read(&input, &limits) {
                    assert_eq!(read(&print(&asked.query), &limits).unwrap().query, asked.query);
                }
            }
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

/// What the law says of any input.
fn law(input: &str, limits: &Limits) -> Result<(), TestCaseError> {
    let Ok(asked) = read(input, limits) else { return Ok(()) };
    let printed = print(&asked.query);
    let again = read(&printed, limits);
    let again =
        again.map_err(|refused| TestCaseError::fail(format!("{input:?} → {printed:?}: {refused}")))?;
    prop_assert_eq!(&again.query, &asked.query, "{:?} → {:?}", input, &printed);
    prop_assert_eq!(print(&again.query), printed);
    Ok(())
}

/// Pieces of the grammar, thrown together without sense.
fn noise() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "\u{3000}",
        "甲",
        "政府",
        "采购",
        "A",
        "b1",
        "(",
        ")",
        "（",
        "）",
        "\"",
        "“",
        "”",
        "「",
        "」",
        "\\",
        "-",
        "－",
        "OR",
        " OR ",
        "|",
        "或",
        " 或 ",
        "NOT ",
        "非",
        "AND",
        " NEAR ",
        " NEAR/3 ",
        " near/x ",
        " or ",
        "—",
        "\"\"",
        "追缴>=",
        "、",
        "二〇二四年",
        "以来",
        "…",
        " 同句 ",
        " 同措施 ",
        "同事项",
        "*",
        "?",
        "？",
        ":",
        "：",
        "单位:",
        "措施:",
        "问题:",
        "-标题:",
        "exact:",
        "公布:",
        "反馈:",
        "追缴:",
        "完成率:",
        "年份:",
        "层级:",
        "in:",
        "sort:",
        "字形:",
        "2024",
        "2025-09",
        "..",
        ">=",
        "<",
        "100万",
        "1.5",
        "[",
        "]",
        " TO ",
        "=",
        "，",
        "。",
        "市级",
        "措施",
        "严格",
        "\n",
        "\0",
        "\u{202e}",
        "\u{200b}",
        "\u{fffd}",
        "%",
        "+",
        "😀",
        "※",
        "\\",
        "《",
        "》",
        "责任领导：",
        " 单位:甲 ",
        " -层级:市级 ",
        " in:措施 ",
        " 主题:甲 ",
        " 追缴:>=1 ",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Words and conditions in brackets, beside signs and in ORs, as someone might type them.
fn grouped() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "甲",
        "乙",
        "\"丙丁\"",
        "措施:戊",
        "单位:甲",
        "单位:乙",
        "-单位:甲",
        "层级:市级",
        "层级:县级",
        "公布:2024",
        "公布:>=2022",
        "公布:<=2025",
        "追缴:>=1",
        "追缴:<=5",
        "年份:2020..2022",
        "in:措施",
        "in:下一步",
        "-in:问题",
        "主题:甲",
        "状态:已完成",
        "单位:(甲 -乙)",
        "单位:甲|丙",
        "字形:严格",
        "，",
        "sort:date",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 16, 3, |inner| {
        let sign =
            prop::sample::select(vec![" ", " ", " OR ", " OR ", " NEAR/3 ", " 同句 ", " 同措施 ", " -", " "]);
        let form = prop::sample::select(vec![("", ""), ("(", ")"), ("(", ")"), ("-(", ")"), ("措施:(", ")")]);
        (prop::collection::vec((inner, sign), 1..4), form).prop_map(|(parts, (open, close))| {
            let last = parts.len() - 1;
            let parts = parts.iter().enumerate();
            let inner: String = parts
                .map(|(at, (part, sign))| format!("{part}{}", if at < last { sign } else { "" }))
                .collect();
            format!("{open}{inner}{close}")
        })
    })
}

/// Texts a bare run can mean.
fn run() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "政府采购",
        "A1",
        "关于(试行)办法",
        "（一）党的建设",
        "OR",
        "或",
        "非",
        "同句",
        "NEAR/3",
        "or",
        "near/5",
        "追缴>=5",
        "甲—乙",
        "单位:教育局",
        "措施：甲",
        "甲|乙",
        "甲(乙",
        "甲 乙",
        "a\\b",
        "甲?乙",
        "甲*乙",
        "100%",
        "《条例》",
        "甲“乙”丙",
        "1..10",
        ">=1x",
        "10:30",
        "甲，乙",
        "(甲)",
    ])
    .prop_map(|text: &str| text.trim_start_matches(">=").to_owned())
}

fn leaf() -> impl Strategy<Value = Node> {
    let text = "[甲乙丙A-c0-9][甲乙，。“”\"\\\\ a()|:?*-]{0,12}[甲乙丙z]";
    prop_oneof![
        run().prop_map(Node::Words),
        text.prop_map(|text| Node::Literal(text.split_whitespace().collect::<Vec<_>>().join(" "))),
        "[甲，\"“\\\\ \\n()*-]{1,12}".prop_map(Node::Exact),
        "[甲a][甲乙]{0,3}(\\?{1,3}\\*?|\\*)[甲b]{1,3}".prop_map(Node::Wild),
    ]
}

/// Any shape, then brought to the one shape that reading gives.
fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let many = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            many().prop_map(|nodes| of_roles(flat(
                nodes,
                |node| match node {
                    Node::All(nodes) => Ok(nodes),
                    node => Err(node),
                },
                Node::All
            ))),
            many().prop_map(|nodes| flat(
                nodes,
                |node| match node {
                    Node::Any(nodes) => Ok(nodes),
                    node => Err(node),
                },
                Node::Any
            )),
            (many(), prop::sample::select(Within::ALL.to_vec())).prop_map(|(nodes, within)| flat(
                nodes,
                |node| match node {
                    Node::Together { within: same, nodes } if same == within => Ok(nodes),
                    node => Err(node),
                },
                |nodes| Node::Together { within, nodes }
            )),
            inner.clone().prop_map(|node| match node {
                Node::Not(node) => *node,
                node => Node::Not(Box::new(node)),
            }),
            (inner.clone(), prop::sample::select(Role::ALL.to_vec())).prop_map(|(node, role)| match node {
                Node::In { role: same, node } if same == role => Node::In { role, node },
                node => Node::In { role, node: Box::new(node) },
            }),
            // What is excluded has no distance: two leaves, or a chain of them.
            (leaf(), leaf(), leaf(), 0_u32..1000).prop_map(|(a, b, c, distance)| Node::Near {
                distance,
                left: Box::new(Node::Near { distance: 10, left: Box::new(a), right: Box::new(b) }),
                right: Box::new(c),
            }),
        ]
    })
}

/// AND without words of one role twice: reading makes alternatives of them.
fn of_roles(node: Node) -> Node {
    let Node::All(nodes) = node else { return node };
    let mut roles = Vec::new();
    let mut kept: Vec<Node> = nodes
        .into_iter()
        .filter(|node| match node {
            Node::In { role, .. } if roles.contains(role) => false,
            Node::In { role, .. } => {
                roles.push(*role);
                true
            }
            _ => true,
        })
        .collect();
    match kept.pop() {
        Some(node) if kept.is_empty() => node,
        last => Node::All(kept.into_iter().chain(last).collect()),
    }
}

fn flat(
    nodes: Vec<Node>,
    same: impl Fn(Node) -> Result<Vec<Node>, Node>,
    make: impl Fn(Vec<Node>) -> Node,
) -> Node {
    make(nodes.into_iter().flat_map(|node| same(node).unwrap_or_else(|node| vec![node])).collect())
}

fn filter() -> impl Strategy<Value = Filter> {
    let date =
        || (1900_u16..2200, 1_u8..13, 1_u8..29).prop_map(|(year, month, day)| Date::new(year, month, day));
    let decimal = || {
        (1_u64..10_000_000_000, 0_u32..100).prop_map(|(whole, cents)| match cents % 10 {
            0 => whole.to_string(),
            _ => format!("{whole}.{cents:02}"),
        })
    };
    let measured = || prop::sample::select(Measured::ALL.to_vec());
    let of = || prop::sample::select(DateOf::ALL.to_vec());
    let test = prop_oneof![
        "[甲乙A][甲 ，\"(:|]{0,5}[甲b]".prop_map(|text: String| Test::Has(
            Field::Agency,
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )),
        (prop::sample::select(Field::ALL.to_vec()), "[甲乙\"\\\\ :]{0,8}|未载明")
            .prop_map(|(field, text)| Test::Is(field, text)),
        Just(Test::Has(Field::Region, "未载明".to_owned())),
        of().prop_filter("a year without a value is a value", |of| *of != DateOf::Year)
            .prop_map(Test::Undated),
        prop::sample::select(Role::ALL.to_vec()).prop_map(|role| Test::In(Place::Role(role))),
        prop::sample::select(PartKind::ALL.to_vec()).prop_map(|part| Test::In(Place::Part(part))),
        (of(), date(), date()).prop_map(|(of, a, b)| Test::Dates { of, from: a.min(b), to: a.max(b) }),
        (of(), date()).prop_map(|(of, from)| Test::Dates { of, from, to: None }),
        (of(), date()).prop_map(|(of, to)| Test::Dates { of, from: None, to }),
        (measured(), decimal(), any::<bool>()).prop_map(|(of, from, above)| Test::Number {
            of,
            from: Some(from),
            to: None,
            above,
            below: false
        }),
        (measured(), decimal(), any::<bool>()).prop_map(|(of, to, below)| Test::Number {
            of,
            from: None,
            to: Some(to),
            above: false,
            below
        }),
        (measured(), decimal()).prop_map(|(of, value)| Test::Number {
            of,
            from: Some(value.clone()),
            to: Some(value),
            above: false,
            below: false
        }),
    ];
    (any::<bool>(), test).prop_map(|(negated, test)| Filter { negated, test })
}

fn query() -> impl Strategy<Value = Query> {
    let sort = prop_oneof![
        Just(Sort::Relevance),
        any::<bool>().prop_map(|newest| Sort::Date { newest }),
        (prop::sample::select(Measured::ALL.to_vec()), any::<bool>())
            .prop_map(|(of, largest)| Sort::Number { of, largest }),
    ];
    // Two conditions of different fields: those of one field may become one range.
    (prop::option::of(tree()), prop::option::of(filter()), sort, any::<bool>()).prop_map(
        |(root, filter, sort, strict)| Query { root, filters: filter.into_iter().collect(), sort, strict },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_obeys_the_law(input in noise()) {
        law(&input, &Limits::default())?;
        // With small limits, what is answered still prints within them.
        law(&input, &Limits { chars: 40, depth: 2, leaves: 5, leaf_chars: 8, stars: 2 })?;
    }

    #[test]
    fn groups_obey_the_law(input in grouped()) {
        law(&input, &Limits::default())?;
        law(&input, &Limits { chars: 60, depth: 3, leaves: 7, leaf_chars: 8, stars: 2 })?;
    }

    #[test]
    fn any_string_obeys_the_law(input in "\\PC{0,40}") {
        law(&input, &Limits::default())?;
    }

    #[test]
    fn random_queries_print_and_read_back(query in query()) {
        let text = print(&query);
        let limits = Limits { chars: 10_000, depth: 32, leaves: 1000, leaf_chars: 200, stars: 16 };
        let again = read(&text, &limits).unwrap();
        prop_assert_eq!(again.query, query, "{}", text);
    }
}
