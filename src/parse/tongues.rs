//! Long names of places: those that write another language by its sounds, 阿依塔木县, and those that name their
//! peoples, 岑江侗族苗族自治县.
//!
//! In: the beginning of a folded name. Out: the bytes of such a place and its level. Promise: more than three
//! characters before a rank are a name only where each writes a sound, or where peoples stand behind two or three.

use super::bounds::{NOT_IN_PLACES, begins_none};
use super::divisions::RANKS;
use super::lexicon::{CharSet, Lexicon};
use crate::disclosure::Level;
use crate::text::is_han;
use std::sync::LazyLock;

/// Peoples in the names of autonomous places.
#[rustfmt::skip]
const PEOPLES: &[&str] = &[
    "蒙古", "满族", "朝鲜", "回族", "藏族", "维吾尔", "苗族", "彝族", "壮族", "布依", "侗族", "瑶族", "白族", "土家", "哈尼", "哈萨克",
    "傣族", "黎族", "傈僳", "佤族", "畲族", "拉祜", "水族", "东乡", "纳西", "景颇", "柯尔克孜", "土族", "达斡尔", "仫佬", "羌族", "布朗",
    "撒拉", "毛南", "仡佬", "锡伯", "普米", "塔吉克", "怒族", "鄂温克", "德昂", "保安", "裕固", "独龙", "鄂伦春", "各族",
];

static TRIBES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(PEOPLES));

/// How an autonomous place writes of itself: 湘西州 for 湘西土家族苗族自治州. None for other places, and for those that are
/// called after a people alone.
pub fn short_place(name: &str) -> Option<String> {
    let stem = ["自治州", "自治县", "自治旗"].iter().find_map(|end| name.strip_suffix(end))?;
    let end = PEOPLES.iter().filter_map(|people| stem.find(people)).filter(|at| *at > 0).min()?;
    let rank = name.chars().next_back()?;
    (stem[..end].chars().count() >= 2).then(|| format!("{}{rank}", &stem[..end]))
}

/// Characters that write the sounds of Mongolian, Uyghur, Kazakh and Tibetan names, as those of the table do.
#[rustfmt::skip]
static SOUNDS: CharSet = CharSet::of(&[
    '阿', '艾', '安', '昂', '敖', '奥', '巴', '白', '拜', '班', '贝', '比', '毕', '别', '宾', '波', '勃', '博', '布', '才', '仓', '策',
    '查', '察', '茨', '措', '错', '达', '丹', '德', '登', '迪', '丁', '都', '堆', '敦', '多', '额', '鄂', '恩', '尔', '盖', '干', '甘', '嘎',
    '噶', '岗', '戈', '格', '根', '贡', '古', '果', '郭', '哈', '海', '罕', '汗', '杭', '浩', '赫', '呼', '胡', '虎', '花', '浑', '霍',
    '吉', '加', '嘉', '迦', '贾', '杰', '结', '金', '津', '觉', '卡', '喀', '凯', '康', '柯', '科', '可', '克', '库', '昆', '拉', '喇',
    '赖', '赉', '兰', '朗', '勒', '雷', '黎', '里', '利', '丽', '连', '林', '隆', '鲁', '伦', '仑', '罗', '洛', '玛', '马', '麦', '曼',
    '芒', '茂', '梅', '门', '蒙', '米', '密', '敏', '明', '姆', '木', '穆', '纳', '那', '娜', '乃', '囊', '尼', '聂', '宁', '努', '诺',
    '欧', '帕', '潘', '皮', '普', '其', '奇', '齐', '恰', '切', '琼', '曲', '热', '仁', '日', '茸', '若', '萨', '赛', '桑', '色', '沙',
    '莎', '善', '什', '舒', '斯', '松', '苏', '索', '塔', '泰', '坦', '唐', '塘', '陶', '特', '提', '图', '土', '吐', '托', '陀', '脱',
    '瓦', '旺', '温', '翁', '沃', '乌', '吾', '西', '希', '锡', '夏', '谢', '辛', '雅', '亚', '延', '彦', '耶', '叶', '伊', '依', '音',
    '英', '尤', '玉', '约', '则', '泽', '扎', '札', '珠', '卓', '孜', '兹', '宗', '佐', '沁', '其', '庆', '龙', '茫', '楞', '镶', '苍',
]);

/// Characters that stand before the sounds and tell namesakes apart: 新巴尔虎左旗, 东乌珠穆沁旗.
const BEFORE_SOUNDS: [char; 7] = ['新', '老', '东', '南', '北', '上', '下'];

/// Words for the side of a banner, behind the sounds: 科尔沁左翼中旗.
const SIDES: &[&str] = &[
    "左翼前",
    "左翼中",
    "左翼后",
    "右翼前",
    "右翼中",
    "右翼后",
    "左翼",
    "右翼",
    "联合",
    "左",
    "右",
    "前",
    "中",
    "后",
];

/// Ranks behind sounds, a longer one first.
const RANKS_BEHIND_SOUNDS: &[(&str, Level)] = &[
    ("地区", Level::City),
    ("盟", Level::City),
    ("市", Level::City),
    ("县", Level::County),
    ("旗", Level::County),
    ("区", Level::County),
    ("苏木", Level::Town),
    ("镇", Level::Town),
    ("乡", Level::Town),
];

/// Ranks behind peoples; the last ones only where 族 is written before them.
const RANKS_BEHIND_PEOPLES: &[(&str, Level)] = &[
    ("自治州", Level::City),
    ("自治县", Level::County),
    ("自治旗", Level::County),
    ("民族乡", Level::Town),
    ("民族苏木", Level::Town),
    ("苏木", Level::Town),
    ("区", Level::County),
    ("乡", Level::Town),
    ("镇", Level::Town),
];

/// The long name of a place that a text begins with: its bytes and its level.
pub(super) fn opening(text: &str) -> Option<(usize, Level)> {
    let sounds = sounds(text);
    peopled(text, sounds.0).or_else(|| sounded(text, sounds)).or_else(|| sided(text))
}

/// Whether a character can be one of a place's name before its rank.
fn can_name(c: char) -> bool {
    is_han(c) && !NOT_IN_PLACES.contains(&c) && !RANKS.contains(&c) && !['镇', '乡'].contains(&c)
}

/// 云巴尔虎右旗: a banner by its side, whatever the characters before it are.
fn sided(text: &str) -> Option<(usize, Level)> {
    for (count, (at, c)) in text.char_indices().enumerate().take(5) {
        let sides = SIDES.iter().filter(|_| count >= 2 && matches!(c, '左' | '右' | '联'));
        let side = |side: &&&str| text[at..].strip_prefix(**side).is_some_and(|rest| rest.starts_with('旗'));
        if let Some(side) = sides.into_iter().find(side) {
            return Some((at + side.len() + '旗'.len_utf8(), Level::County));
        }
        if !can_name(c) {
            return None;
        }
    }
    None
}

/// How many characters a text begins with that write sounds, and their bytes.
fn sounds(text: &str) -> (usize, usize) {
    let mut end = 0;
    let mut count = 0;
    for (at, c) in text.char_indices().take(9) {
        let opens = at == 0 && BEFORE_SOUNDS.contains(&c);
        if !opens && !SOUNDS.has(c) {
            break;
        }
        end = at + c.len_utf8();
        count += 1;
    }
    (count, end)
}

/// 阿依塔木县, 科尔塔右翼前旗: four sounds or more, or three and a side, and the rank. Shorter names need no list.
fn sounded(text: &str, (count, all): (usize, usize)) -> Option<(usize, Level)> {
    if count < 2 {
        return None;
    }
    // The 木 of 苏木 and the 西 of a name are sounds as well: 白音塔拉苏木.
    let town = text[..all].strip_suffix("苏木").filter(|_| count >= 6);
    let end = town.map_or(all, str::len);
    let side = SIDES
        .iter()
        .find(|side| text[end..].starts_with(**side))
        .filter(|side| text[end + side.len()..].starts_with('旗'));
    let from = end + side.map_or(0, |side| side.len());
    let (rank, level) = RANKS_BEHIND_SOUNDS.iter().find(|(rank, _)| text[from..].starts_with(rank))?;
    let enough = count + side.map_or(0, |side| side.chars().count()) >= 4 || *rank == "地区" && count == 3;
    let opens = !text.starts_with("查") || side.is_some();
    (enough && opens).then_some((from + rank.len(), *level))
}

/// 岑江侗族苗族自治县: two or three characters, or sounds, then peoples, then the rank.
fn peopled(text: &str, sounding: usize) -> Option<(usize, Level)> {
    for (count, (at, c)) in text.char_indices().enumerate().take(7) {
        let stem = &text[..at];
        if count >= 2
            && (count <= 3 || count <= sounding)
            && let Some((end, tribe)) = peoples(&text[at..])
            && !begins_none(stem)
        {
            let rest = &text[at + end..];
            let fits = |(rank, level): &&(&str, Level)| {
                rest.starts_with(*rank)
                    && (tribe || rank.starts_with("自治") || rank.starts_with("民族"))
                    // 回族乡镇 and 回族区域 are no names.
                    && !rest[rank.len()..].starts_with(['镇', '域', '村'])
                    && *level > Level::Province
            };
            let (rank, level) = RANKS_BEHIND_PEOPLES.iter().find(fits)?;
            return Some((at + end + rank.len(), *level));
        }
        if !can_name(c) {
            return None;
        }
    }
    None
}

/// The peoples that a text begins with: their bytes, and whether the last is written with 族.
fn peoples(text: &str) -> Option<(usize, bool)> {
    let mut end = 0;
    while let Some(people) = TRIBES.opening(&text[end..]).min() {
        end += PEOPLES[people].len();
        if text[end..].starts_with('族') {
            end += '族'.len_utf8();
        }
    }
    (end > 0).then(|| (end, text[..end].ends_with('族')))
}
