//! Places: the administrative divisions from province to county.
//!
//! In: the beginning of a folded name. Out: the chain of places it names, real
//! ones completed upwards by `data/divisions.tsv`, unknown ones as written.
//! Promise: a parent is added only where the table leaves one choice.

use super::bounds::{self, NOT_IN_PLACES, begins_none, ends_none};
use super::common::{is_common, names_body};
use super::lexicon::{Endings, Lexicon};
use super::particle::{self, is_particled};
use super::tongues::{self, short_place};
use crate::disclosure::Level;
use crate::text::{fold, is_han};
use std::collections::HashMap;
use std::sync::LazyLock;

struct Table {
    /// Code → name as it is written.
    names: HashMap<String, String>,
    /// Name → codes.
    codes: HashMap<&'static str, Vec<String>>,
    /// The same names, for what a text begins with.
    opening: Lexicon,
}

/// Longest name that is looked for, in characters: 双江拉祜族佤族布朗族傣族自治县.
const LONGEST: usize = 16;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut codes: HashMap<&'static str, Vec<String>> = HashMap::new();
    for line in include_str!("data/divisions.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((code, name)) = line.split_once('\t') {
            names.insert(code.to_owned(), name.to_owned());
            let name = fold(name);
            for name in short_place(&name).into_iter().chain([name]) {
                // Kept as long as the table itself.
                codes.entry(name.leak()).or_default().push(code.to_owned());
            }
        }
    }
    let opening: Vec<_> = codes.keys().copied().filter(|name| name.chars().count() <= LONGEST).collect();
    Table { names, codes, opening: Lexicon::of(&opening) }
});

/// A place named at the beginning of a text.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub name: String,
    pub level: Level,
}

/// One name in a document is one place: the 云麓市 that stands behind 丽水市 somewhere is no other than the one that
/// stands alone, although only the former is known to be a county's equal.
impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Place {}

impl Place {
    /// Whether the place can lie in the other: a county in a city, and a city that the table does not know in a
    /// city, since none of a city's own rank lies in another.
    pub fn can_lie_in(&self, other: &Self) -> bool {
        let low = self.level == Level::City && self.name.ends_with('市') && !is_known(&self.name);
        other.level < self.level || low && other.level == Level::City && other.name != self.name
    }
}

/// The places that `name` begins with, outermost first, and their bytes.
pub(super) fn leading(name: &str) -> (Vec<Place>, usize) {
    let mut places: Vec<Place> = Vec::new();
    let mut at = 0;
    while let Some((place, used)) =
        one(&name[at..], places.last().map(|place| place.level)).or_else(|| in_new_area(&name[at..], &places))
    {
        at += used;
        if place.level == Level::County
            && let Some(area) = places.last_mut().filter(|above| above.level == Level::County)
        {
            area.level = Level::City;
        }
        places.push(place);
        if places.len() == 5 {
            break;
        }
    }
    (places, at)
}

/// The county that stands behind a new area which is no division: 雄安新区容城县.
fn in_new_area(text: &str, above: &[Place]) -> Option<(Place, usize)> {
    let area = above.last()?;
    let new = area.level == Level::County && area.name.ends_with("新区") && !is_known(&area.name);
    one(text, Some(Level::City))
        .filter(|(place, _)| new && place.level == Level::County && place.name.ends_with('县'))
}

/// Words that stand for the place whose rank they are.
pub(super) const RANKS: [char; 7] = ['省', '市', '区', '县', '州', '旗', '盟'];

/// The places that a text ends with, outermost first, and where they begin: the
/// longest chain that begins where a name can.
pub(super) fn trailing(text: &str) -> Option<(Vec<Place>, usize)> {
    let mut found = None;
    for (at, _) in text.char_indices().rev().take(32) {
        let before = &text[..at];
        let bounded =
            before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) || bounds::opens(before);
        if !bounded {
            continue;
        }
        // 来源:由义县林业局 is no bureau of 义县.
        let opens = before.is_empty() || before.ends_with(':') || before.ends_with("中共");
        let whole = Some(&text[at..]).filter(|_| opens).and_then(particle::opening);
        let (places, used) =
            whole.map_or_else(|| leading(&text[at..]), |place| (vec![place], text.len() - at));
        if !places.is_empty() && used == text.len() - at {
            found = Some((places, at));
        }
    }
    found
}

/// The first place of the table inside a name: 国家税务总局汕头市澄海区税务局. Behind other characters it is the end of a
/// longer name, and no evidence.
pub(super) fn within(name: &str) -> Vec<Place> {
    for (at, _) in name.char_indices() {
        let known = name[at..]
            .char_indices()
            .take(LONGEST)
            .skip(2)
            .any(|(end, c)| TABLE.codes.contains_key(&name[at..at + end + c.len_utf8()]));
        // 国家税务总局太岳市东川区税务局: the document says itself which city's district it is.
        if known && !bounds::leads(&name[..at]) {
            break;
        }
        if known {
            return leading(&name[at..]).0;
        }
    }
    // 国家税务总局葭川市税务局: a place that the table does not know stands right behind the head office, and any
    // place behind the name of the League or of the Conference: 共青团葭川市委员会, 政协融溪苗族自治县委员会.
    // So it does behind that of another party and of a group of firms: 民革葭川市委会, 发行集团葭川县新华书店.
    const LED: [&str; 16] = [
        "总局",
        "总行",
        "总公司",
        "银行",
        "共青团",
        "青年团",
        "政协",
        "政治协商会议",
        "民革",
        "民盟",
        "民建",
        "民进",
        "农工党",
        "致公党",
        "九三学社",
        "促进委员会",
    ];
    let head = LED.iter().chain(&["集团"]).filter_map(|word| name.find(word).map(|at| at + word.len()));
    head.min().map_or(Vec::new(), |at| leading(&name[at..]).0)
}

/// The province or the city by whose short name a body is called, 上海 in 上海虹桥国际商务区管理委员会: only where
/// one place is called so, and what follows is no street, no village, no branch elsewhere and no university.
pub(super) fn called(name: &str) -> Option<String> {
    /// Short name → code, none if two places are called so: 朝阳 is a city and a district elsewhere.
    static SHORT: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
        let mut out: HashMap<String, Option<&'static str>> = HashMap::new();
        let mut codes: Vec<_> = TABLE.names.iter().map(|(code, full)| (code.as_str(), fold(full))).collect();
        codes.sort_by_key(|(code, _)| code.len());
        for (code, full) in &codes {
            let Some(stem) = full.strip_suffix(RANKS).filter(|stem| stem.chars().count() >= 2) else {
                continue;
            };
            let within = |above: &str| code.len() == 6 && code.starts_with(above);
            let new = (code.len() < 6).then_some(*code);
            out.entry(stem.to_owned())
                .and_modify(|known| *known = known.filter(|above| within(above)))
                .or_insert(new);
        }
        out
    });
    let (end, _) = name.char_indices().nth(2)?;
    let longer = name.char_indices().nth(3).map_or(end, |(at, _)| at);
    let (stem, code) = [longer, end].iter().find_map(|end| SHORT.get_key_value(&name[..*end]))?;
    let rest = &name[stem.len()..];
    let odd = ["街道", "镇", "乡", "村", "社区", "大学", "学院", "分行", "支行", "分公司", "路"];
    // 武汉经开区 is called after its city like any longer name.
    let zone = ["经开区", "高新区"].iter().any(|zone| rest.starts_with(zone));
    let sound = (zone || rest.chars().count() >= 4) && !odd.iter().any(|word| rest.contains(word));
    let code = code.filter(|_| sound && !rest.starts_with(RANKS))?;
    TABLE.names.get(code).cloned()
}

/// The rank of a body by the places in its name, or by the rank that stands for one.
pub(super) fn rank(name: &str) -> Option<Level> {
    let mut places = leading(name).0;
    if places.is_empty() {
        places = within(name);
    }
    match places.last() {
        Some(place) if place.level == Level::City && is_county_city(&place.name) => Some(Level::County),
        Some(place) => Some(place.level),
        None if name.starts_with("自治区") => Some(Level::Province),
        None => match name.chars().next()? {
            '省' => Some(Level::Province),
            '市' | '州' | '盟' => Some(Level::City),
            '县' | '区' | '旗' => Some(Level::County),
            _ => None,
        },
    }
}

/// Words for the rank of a place that the table does not know; a longer one before what it ends with.
const UNKNOWN_RANKS: &[(&str, Level)] = &[
    ("省", Level::Province),
    ("自治区", Level::Province),
    ("自治州", Level::City),
    ("市", Level::City),
    ("地区", Level::City),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("盟", Level::City),
    ("街道", Level::Town),
    ("苏木", Level::Town),
    ("镇", Level::Town),
    ("乡", Level::Town),
];

static UNKNOWN: LazyLock<Endings> =
    LazyLock::new(|| Endings::of(&UNKNOWN_RANKS.iter().map(|(word, _)| *word).collect::<Vec<_>>()));

/// The place that a text begins with, deeper than the one above it, and its bytes.
pub(super) fn one(text: &str, above: Option<Level>) -> Option<(Place, usize)> {
    let deeper = |level: Level| above.is_none_or(|above| level > above);
    // The longest name that the table knows: 吉林市 before 吉林.
    let known = TABLE.opening.opening(text).map(|at| TABLE.opening.word(at)).filter_map(|name| {
        let level = TABLE.codes.get(name)?.iter().map(|code| level_of(code)).find(|level| deeper(*level));
        Some((name, level?))
    });
    if let Some((name, level)) = known.max_by_key(|(name, _)| name.len()) {
        return Some((Place { name: name.to_owned(), level }, name.len()));
    }
    if let Some(found) = nickname(text).filter(|_| above.is_none_or(|above| above == Level::Province)) {
        return Some(found);
    }
    // Of two cities the one behind the other lies in it: 丽水市云麓市.
    let lower = |level: Level, rank: Option<&str>| match (level, above) {
        (Level::City, Some(Level::City)) if rank == Some("市") => Level::County,
        // 望湖区大榆地区 is a street of its district.
        (Level::City, Some(Level::County)) if rank == Some("地区") => Level::Town,
        _ => level,
    };
    // Longer names than 石景山区 are told by what they are made of.
    if let Some((end, level)) = tongues::opening(text) {
        let level = lower(level, text[..end].ends_with('市').then_some("市"));
        if deeper(level) && !begins_none(text) && !ends_none(&text[..end]) {
            return Some((Place { name: text[..end].to_owned(), level }, end));
        }
    }
    // An unknown place: two characters or more and the word for its rank.
    for (count, (at, c)) in text.char_indices().enumerate().skip(2).take(5) {
        let end = at + c.len_utf8();
        let name = &text[..end];
        let word = UNKNOWN.closing(name).next();
        let level = UNKNOWN_RANKS.iter().find(|(rank, _)| Some(*rank) == word).map(|(_, level)| *level);
        let Some(rank) = level else { continue };
        let level = lower(rank, word);
        let plain = name.chars().all(is_han);
        // 云汀市农贸市场 names no second city, and the 市 of 望州市场监管局 is its own word.
        let market = level != rank && bounds::goes_on(&text[end..]) || bounds::is_market(name, &text[end..]);
        // Behind its city or county a short 沙院镇 or 明城镇 is a town, whatever it is made of.
        let town = level == Level::Town
            && above.is_some_and(|above| above >= Level::City)
            && count < 4
            && !["城乡", "小城镇", "乡镇"].iter().any(|word| name.ends_with(word))
            && !(count > 2 && name.ends_with("城镇"));
        // 区城市管理局 begins with a rank that stands for a place, not with a place.
        // The rank of 塔河岭地区 is a word of two signs.
        let most = 3 + usize::from(word == Some("地区"));
        let odd = level < Level::Town && count > most && !name.contains("自治")
            || word == Some("地区") && text[end..].starts_with("街道")
            || name.starts_with(RANKS)
            || ends_none(name)
            || name.contains(NOT_IN_PLACES)
            || begins_none(name)
            || ["城乡", "街道", "巡", "开展", "反馈", "近年来"]
                .iter()
                .any(|word| *word != name && name.starts_with(word))
            || name.ends_with("城乡");
        // Behind its province or city 垣城市 and 珞城区 are places, 省会城市 and 市老城区 none. At the head of a
        // body's name 曜城区 is one too.
        // So is the 汐城市 of 汐城市钟岚区水务局, before a place of its own.
        let holds = || {
            let rest = &text[end..];
            let place = || one(rest, Some(Level::City));
            name.ends_with("城市") && place().is_some_and(|(_, used)| names_body(&rest[used..]))
        };
        let walled = count == 2
            && (above.is_some() || name.ends_with("城区") && names_body(&text[end..]) || holds())
            && level == rank
            && ["城市", "城区"].iter().any(|end| name.ends_with(end))
            && !name
                .starts_with(['会', '各', '大', '中', '小', '新', '老', '旧', '主', '全', '县', '区', '市'])
            && !name.contains(NOT_IN_PLACES)
            && !begins_none(name);
        let particled =
            level == Level::Town && word.is_some_and(|word| is_particled(&name[..name.len() - word.len()]));
        // 中共太和市东川区委, 于洪市向阳区: so may the name of a county or a city.
        let county = || {
            let (stem, rank) = name.split_at(name.len() - word.map_or(0, str::len));
            let rest = &text[end..];
            matches!(level, Level::City | Level::County)
                && particle::is_county(stem, rank)
                && !ends_none(name)
                && (names_body(rest) || one(rest, Some(level)).is_some())
        };
        let odd = market || odd && !town && !walled && !particled && !county();
        if count >= 2 && plain && !odd && deeper(level) {
            return Some((Place { name: name.to_owned(), level }, end));
        }
    }
    None
}

/// How people write of a prefecture whose name the table has in full only: 巴州市场监督管理局. 巴州区 is a district.
fn nickname(text: &str) -> Option<(Place, usize)> {
    const NICKNAMES: [(&str, &str); 3] =
        [("巴州", "巴音郭楞蒙古自治州"), ("博州", "博尔塔拉蒙古自治州"), ("克州", "克孜勒苏柯尔克孜自治州")];
    let (short, full) = NICKNAMES.iter().find(|(short, _)| text.starts_with(short))?;
    let rest = &text[short.len()..];
    let own = match rest.strip_prefix('市') {
        Some(behind) => bounds::is_market(&text[..short.len() + "市".len()], behind),
        None => names_body(rest) && !rest.is_empty() && !rest.starts_with(['区', '镇', '乡', '县']),
    };
    own.then(|| (Place { name: (*full).to_owned(), level: Level::City }, short.len()))
}

fn level_of(code: &str) -> Level {
    match code.len() {
        2 => Level::Province,
        4 => Level::City,
        _ => Level::County,
    }
}

/// The names of a chain of places from the province down, and whether it means
/// one place only. Known places get their parents where only one line of the
/// table fits the whole chain.
pub(super) fn chain(places: &[Place], hints: &[&str]) -> (Vec<String>, bool) {
    let named: Vec<String> = places.iter().map(|place| place.name.clone()).collect();
    // The deepest place that the table knows decides the parents of all.
    let Some(at) = places.iter().rposition(|place| TABLE.codes.contains_key(place.name.as_str())) else {
        return (named, true);
    };
    let Some(codes) = TABLE.codes.get(places[at].name.as_str()) else { return (named, true) };
    let lineage = |code: &str| -> Vec<String> {
        [2, 4, 6]
            .iter()
            .filter(|len| **len <= code.len())
            .filter_map(|len| TABLE.names.get(&code[..*len]).cloned())
            .collect()
    };
    let is =
        |full: &str, name: &str| fold(full) == name || short_place(full).is_some_and(|short| short == name);
    let mut lines: Vec<Vec<String>> = codes
        .iter()
        .filter(|code| level_of(code) == places[at].level)
        .map(|code| lineage(code))
        .filter(|line| named[..at].iter().all(|name| line.iter().any(|full| is(full, name))))
        .collect();
    // 东区 and 老城区 may be any place's: only what the document says of their city tells whose they are.
    let common = at == 0 && is_common(&named[at]);
    if lines.len() > 1 || common {
        let above = |line: &Vec<String>| {
            let above = &line[..line.len() - 1];
            above.iter().map(|above| fold(above)).any(|above| hints.iter().any(|hint| hint.contains(&above)))
        };
        let hinted: Vec<Vec<String>> = lines.iter().filter(|line| above(line)).cloned().collect();
        if hinted.len() == 1 || common {
            lines = hinted;
        }
    }
    match lines.pop() {
        Some(mut line) if lines.is_empty() => {
            line.extend(named[at + 1..].iter().cloned());
            (line, true)
        }
        // An unknown parent that is named tells namesakes apart as well.
        _ => (named, at > 0),
    }
}

/// Whether the table has the place.
pub(super) fn is_known(name: &str) -> bool {
    TABLE.codes.contains_key(name)
}

/// Whether a place of the table is a development zone, which stands beside the divisions: the numbers from 71 on
/// are theirs.
pub(super) fn is_zone(name: &str) -> bool {
    let zone = |code: &String| code.as_bytes().get(4) == Some(&b'7');
    TABLE.codes.get(name).is_some_and(|codes| codes.iter().all(zone))
}

/// Whether the last of a chain of places is a county-level city: by the table, or by the prefecture or the city
/// right above it, since a city in 绥岚州 or in 丽水市 is none of its own rank.
pub(super) fn in_county_city(region: &[String]) -> bool {
    let Some((last, above)) = region.split_last() else { return false };
    let prefecture = || above.last().is_some_and(|above| above.ends_with('市') || is_prefecture(above));
    is_county_city(last) || last.ends_with('市') && prefecture()
}

/// Whether a place is of a city's rank without being a city: 绥岚州, 北原盟.
pub(super) fn is_prefecture(name: &str) -> bool {
    name.chars().count() > 2 && ["州", "盟", "地区"].iter().any(|end| name.ends_with(end))
}

/// Whether the table has the place as a county-level city.
pub(super) fn is_county_city(name: &str) -> bool {
    name.ends_with('市')
        && TABLE.codes.get(name).is_some_and(|codes| codes.iter().all(|code| code.len() == 6))
}
