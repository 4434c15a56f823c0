//! Date expressions of the genre → what they say, completely or not.
//!
//! In: squeezed text. Out: hits in text order, years left open where the text
//! leaves them out; [`super::header`] closes them by the rules of genre §4.
//! Promise: a damaged number is read only where exactly one reading exists.

use super::numeral;
use crate::disclosure::{Date, DateRange};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Which days of a month an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    Day(u8),
    /// 上旬, 初
    Early,
    /// 中旬
    Middle,
    /// 下旬, 底, 末
    Late,
    /// Only the month.
    Whole,
    /// 第二季度: the month and the two behind it.
    Quarter,
    /// 上半年: the month and the five behind it.
    Half,
}

/// One date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub range: Range<usize>,
    pub year: Option<u16>,
    pub month: u8,
    pub days: Days,
    /// Whether month and day were put together from a damaged number.
    pub repaired: bool,
    /// A year named by its distance.
    pub said: Option<Year>,
}

/// A year that is named without its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 今年, 本年: the text alone does not give it.
    Now,
    /// 去年: nor this.
    Last,
    /// 同年, 当年
    Same,
    /// 次年, 翌年
    Next,
}

impl Year {
    /// The year meant in a text of a year.
    pub(super) fn written(self, year: u16) -> Option<u16> {
        match self {
            Year::Now => Some(year),
            Year::Last => year.checked_sub(1),
            Year::Same | Year::Next => None,
        }
    }
}

impl Hit {
    /// The days it can mean in a year.
    pub fn in_year(&self, year: u16) -> Option<DateRange> {
        let end = self.month
            + match self.days {
                Days::Quarter => 2,
                Days::Half => 5,
                _ => 0,
            };
        let last = Date::days_in(year, end);
        let (from, to) = match self.days {
            Days::Day(day) => (day, day),
            Days::Early => (1, 10),
            Days::Middle => (11, 20),
            Days::Late => (21, last),
            Days::Whole | Days::Quarter | Days::Half => (1, last),
        };
        Some(DateRange { first: Date::new(year, self.month, from)?, last: Date::new(year, end, to)? })
    }

    /// Whether it names a part of a year that is longer than a month.
    pub fn is_long(&self) -> bool {
        matches!(self.days, Days::Quarter | Days::Half)
    }

    /// The days it means, if it names its year.
    pub fn stated(&self) -> Option<DateRange> {
        self.in_year(self.year?)
    }
}

/// A pattern whose digits are those of the numbers that dates are read from: with those of all scripts it
/// would be ten times as large, and slow in proportion.
pub(super) fn pattern(text: &str) -> Regex {
    super::pattern::pattern(&text.replace(r"\d", "[0-9]"))
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<y>(?:19|2[0o〇○])[\do〇○]{2}) ?年 ?(?P<m>\d{1,2}|元) ?月(?:份)?(?:(?P<d>\d{1,2})(?:日|号)|(?P<p>上旬|中旬|下旬|中下旬|底|末|初))?",
        r"|(?P<ry>20\d{2})年(?P<rm>\d{1,2})[至到\-—–~－](?P<rn>\d{1,2})月",
        r"|(?P<qy>20\d{2})年(?:(?P<qh>[上下])半年|第?(?P<qq>[一二三四1-4])季度)",
        r"|(?P<iy>(?:19|20)\d{2})(?P<s>[-/.])(?P<im>\d{1,2})[-/.](?P<id>\d{1,2})",
        r"|(?P<dd>\d{1,2})\.(?P<dm>\d{1,2})\.(?P<dy>20\d{2})",
        r"|(?P<hy>[一二][〇○零◯九0o][〇○零◯0o一二三四五六七八九]{2})年(?P<hm>[一二三四五六七八九十]{1,2}|元|\d{1,2})月(?:份)?(?:(?P<hd>[一二三四五六七八九十]{1,3}|\d{1,2})日|(?P<hp>上旬|中旬|下旬|中下旬|底|末|初))?",
        r"|(?P<by>20\d{2})(?P<bw>年?)(?P<bn>\d{1,4})(?P<be>日|,)",
        r"|(?P<cy>20\d{2})(?P<ci>0[1-9]|1[0-2])(?P<ck>0[1-9]|[12]\d|3[01])",
        r"|(?P<bb>\d{2,4})日",
        r"|(?P<rel>今年|本年|去年|当年|同年|次年|翌年|第二年)?的?(?:(?P<nm>\d{1,2})|(?P<cm>[一二三四五六七八九十]{1,2}|元))月(?:份)?(?:(?P<nd>\d{1,2})(?:日|号)|(?P<cd>[一二三四五六七八九十]{1,3})日|(?P<np>上旬|中旬|下旬|中下旬|底|末|初))?",
    ))
});

/// Which group of [`DATE`] each name is: asked a dozen times for each date, and [`regex::Captures::name`]
/// takes its time.
static GROUPS: LazyLock<FxHashMap<&'static str, usize>> =
    LazyLock::new(|| DATE.capture_names().enumerate().filter_map(|(at, name)| Some((name?, at))).collect());

fn days(day: Option<&str>, part: Option<&str>) -> Option<Days> {
    Some(match (day, part) {
        (Some(day), _) => Days::Day(day.parse().ok().filter(|day| (1..=31).contains(day))?),
        (_, Some("上旬" | "初")) => Days::Early,
        (_, Some("中旬")) => Days::Middle,
        (_, Some("下旬" | "底" | "末")) => Days::Late,
        // 中下旬 covers no third of its own; only the month is sure.
        (_, _) => Days::Whole,
    })
}

/// Every date expression of `text[within]`, in order, apart from each other.
pub(super) fn scan(text: &str, within: Range<usize>) -> Vec<Hit> {
    let body = &text[within.clone()];
    let mut out: Vec<Hit> = Vec::new();
    // No date is without a digit, but for those in words, and these have a month.
    if !body.bytes().any(|byte| byte.is_ascii_digit()) && !body.contains('月') {
        return out;
    }
    for found in DATE.captures_iter(body) {
        let Some(whole) = found.get(0) else { continue };
        let before = body[..whole.start()].chars().next_back();
        let name = |name: &str| found.get(*GROUPS.get(name)?).map(|m| m.as_str());
        if before.is_some_and(|c| c.is_ascii_digit()) && name("nm").is_none_or(|m| m.len() == 2) {
            continue;
        }
        // 十二月 behind another numeral, or a month behind 第, is a part of something else.
        if name("cm").is_some() && before.is_some_and(|c| numeral::is_numeral(c) || c == '第') {
            continue;
        }
        // 三百元月底 ends an amount, 单元月初 a word.
        let opens = |c: char| !c.is_alphanumeric() || "年于至到从自在".contains(c);
        if name("cm") == Some("元") && !before.is_none_or(opens) {
            continue;
        }
        let range = within.start + whole.start()..within.start + whole.end();
        if let (Some(year), Some(first), Some(last)) = (name("ry"), name("rm"), name("rn")) {
            out.extend(months(year, first, last, &range, &body[whole.end()..]).into_iter().flatten());
            continue;
        }
        if let Some(hit) = read(&name, range, &body[whole.end()..], before).filter(Hit::possible) {
            out.push(hit);
        }
    }
    // 92日 is 9月2日 only where other days of the same head have lost their signs too.
    // 并于716日反馈: three digits behind 于 are a day in any head.
    if !out.iter().any(|hit| hit.repaired && hit.year.is_some()) {
        let sure = |hit: &Hit| hit.range.len() > "92日".len() && text[..hit.range.start].ends_with('于');
        out.retain(|hit| !(hit.repaired && hit.year.is_none()) || sure(hit));
    }
    continue_ranges(text, within, out)
}

/// 2023年3-5月: the first and the last month, the sign between them.
fn months(year: &str, first: &str, last: &str, range: &Range<usize>, after: &str) -> Option<[Hit; 2]> {
    let month = |digits: &str| digits.parse().ok().filter(|month| (1..=12).contains(month));
    let (first_month, last_month): (u8, u8) = (month(first)?, month(last)?);
    if first_month >= last_month || after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let hit = |range: Range<usize>, year: Option<u16>, month: u8| Hit {
        range,
        year,
        month,
        days: Days::Whole,
        repaired: false,
        said: None,
    };
    let middle = range.start + year.len() + "年".len() + first.len();
    let second = range.end - "月".len() - last.len();
    Some([
        hit(range.start..middle, Some(year.parse().ok()?), first_month),
        hit(second..range.end, None, last_month),
    ])
}

/// Whether a text begins with an hour and its minutes: 15:20.
fn is_clock(text: &str) -> bool {
    let hour = text.get(..2).filter(|hour| numeral::digits_len(hour) == 2);
    let behind = text.get(2..).and_then(|rest| rest.strip_prefix(':'));
    hour.and_then(|hour| hour.parse().ok()).is_some_and(|hour: u8| hour < 24)
        && behind.is_some_and(|rest| numeral::digits_len(rest) >= 2)
}

/// One match of [`DATE`], with what stands behind and before it.
fn read<'t>(
    name: &dyn Fn(&str) -> Option<&'t str>,
    range: Range<usize>,
    after: &str,
    before: Option<char>,
) -> Option<Hit> {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u16>().ok());
    // 元月 is the first one.
    let spoken = |text: Option<&str>| match text? {
        "元" => Some(1),
        text => numeral::either(text).and_then(|n| u16::try_from(n).ok()),
    };
    let said = name("rel").map(|word| match word {
        "当年" | "同年" => Year::Same,
        "次年" | "翌年" | "第二年" => Year::Next,
        "去年" => Year::Last,
        _ => Year::Now,
    });
    let hit = |year: Option<u16>, month: Option<u16>, days: Option<Days>, repaired: bool| {
        let month = u8::try_from(month?).ok().filter(|month| (1..=12).contains(month))?;
        // A number right behind the month is a day without its 日, or a count glued to it.
        if days? == Days::Whole && after.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = &after[..numeral::digits_len(after)];
            let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
            if !after[digits.len()..].starts_with(is_dash) {
                return None;
            }
            let range = range.start..range.end + digits.len();
            return Some(Hit { range, year, month, days: Days::Day(day), repaired, said });
        }
        Some(Hit { range: range.clone(), year, month, days: days?, repaired, said })
    };
    let cut = after.starts_with(|c: char| c.is_ascii_digit());
    if let Some(year) = name("y") {
        // 2O24年: a letter that stands for the digit it looks like.
        let year = year.replace(['o', '〇', '○'], "0");
        hit(number(Some(&year)), spoken(name("m")), days(name("d"), name("p")), false)
    } else if let Some(year) = name("qy") {
        let (month, days) = match (name("qh"), name("qq").and_then(numeral::either)) {
            (Some("上"), _) => (1, Days::Half),
            (Some(_), _) => (7, Days::Half),
            (_, quarter) => (3 * quarter?.saturating_sub(1) + 1, Days::Quarter),
        };
        hit(number(Some(year)), u16::try_from(month).ok(), Some(days), false)
    } else if let Some(year) = name("iy") {
        // 2024-11-0815:20: the blank before the clock is lost, and nothing of a day with all its digits.
        let cut = cut && !(range.len() == "2024-11-08".len() && is_clock(after));
        hit(number(Some(year)), number(name("im")), days(name("id"), None).filter(|_| !cut), false)
    } else if let Some(year) = name("dy") {
        // 26.08.2016 has one reading, 05.06.2016 two.
        let (day, month) = (number(name("dd"))?, number(name("dm"))?);
        let sure = (day > 12 || day == month) && !cut;
        hit(number(Some(year)), Some(month), days(name("dd"), None).filter(|_| sure), false)
    } else if let Some(year) = name("hy") {
        // 二0二四年, 二O二四年
        let year =
            numeral::spelled(&year.replace(['0', 'o'], "〇")).and_then(|year| u16::try_from(year).ok());
        hit(year, spoken(name("hm")), spoken_days(name("hd"), name("hp")), false)
    } else if let Some(year) = number(name("by")) {
        let digits = name("bn")?;
        // With 年 kept and 月 lost, a number up to 31 may be a day of any month.
        let kept = name("bw") == Some("年");
        // 20230630,: nothing is lost where month and day have two digits each.
        if !kept
            && name("be") == Some(",")
            && before.is_none_or(opens_compact)
            && let Some((month, day)) = padded(digits)
        {
            return hit(Some(year), Some(month.into()), Some(Days::Day(day)), false);
        }
        let open = kept && (name("be") == Some(",") || number(Some(digits)).is_some_and(|n| n <= 31));
        let (month, day) = only_split(Some(year), digits).filter(|_| !open)?;
        hit(Some(year), Some(month.into()), Some(Days::Day(day)), true)
    } else if let Some(year) = name("cy") {
        // 20230301至20230508, 20230630反馈: eight digits are a day only where nothing but a day can stand.
        let closes = !cut && after.starts_with(|c: char| is_dash(c) || "起反进)对".contains(c));
        let sound = closes && before.is_none_or(opens_compact);
        hit(number(Some(year)), number(name("ci")), days(name("ck"), None).filter(|_| sound), false)
    } else if let Some(digits) = name("bb") {
        // Up to 31 it may be a day that lost its month.
        let (month, day) = only_split(None, digits).filter(|_| digits.len() > 2 || digits > "31")?;
        // 于716日 says when; 于120日内 how long.
        let lasting = ["内", "之内", "以内", "前", "后", "之"].iter().any(|word| after.starts_with(word));
        let alone = before.is_none_or(|c| !c.is_alphanumeric() || c == '于' && !lasting);
        hit(None, Some(month.into()), Some(Days::Day(day)).filter(|_| alone), true)
    } else if name("cm").is_some() {
        // 十月 alone may be anything; with its day or behind a dash it is a date.
        let day = name("cd").or(name("nd"));
        let told = day.is_some() || name("np").is_some() || before.is_some_and(is_dash);
        hit(None, spoken(name("cm")).filter(|_| told), spoken_days(day, name("np")), false)
    } else {
        hit(None, number(name("nm")), days(name("nd"), name("np")), false)
    }
}

/// Whether a day that is nothing but digits may begin behind a sign or a word.
fn opens_compact(c: char) -> bool {
    is_dash(c) || ",。；\n于从自(".contains(c)
}

/// Month and day of two digits each: 0630.
fn padded(digits: &str) -> Option<(u8, u8)> {
    let (month, day) = (digits.get(..2)?, digits.get(2..).filter(|day| day.len() == 2)?);
    Some((month.parse().ok().filter(|month| (1..=12).contains(month))?, day.parse().ok()?))
}

fn spoken_days(day: Option<&str>, part: Option<&str>) -> Option<Days> {
    match day {
        Some(day) => {
            let day = numeral::either(day).and_then(|day| u8::try_from(day).ok());
            day.filter(|day| (1..=31).contains(day)).map(Days::Day)
        }
        None => days(None, part),
    }
}

/// Whether a text begins with a date that has lost its signs: 2023112日, 111日.
pub(super) fn broken(text: &str) -> bool {
    BROKEN.is_match(text)
}

/// Whether a text speaks of a day, readable or not.
pub(super) fn mentions(text: &str) -> bool {
    MENTIONED.is_match(text)
}

/// Whether a line is nothing but a day that lost its 年 and 月: 202492日.
pub(super) fn damaged_day(line: &str) -> bool {
    BROKEN.find(line).is_some_and(|found| found.end() == line.len())
        && scan(line, 0..line.len()).iter().any(|hit| hit.year.is_some() && hit.repaired)
}

static BROKEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:20\d{2}年?)?\d{2,4}日"));
static MENTIONED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\d{1,2}月|\d{2,}日|20\d{2}年|[〇○零一二三四五六七八九十]月[一二三四五六七八九十]{1,3}日")
});

impl Hit {
    /// Whether the calendar has the day in some year.
    fn possible(&self) -> bool {
        let year = self.year.unwrap_or(2024);
        self.in_year(year).is_some()
    }
}

/// Month and day of a number that lost its 月, if only one split is a day:
/// 717 → 7月17日; 111 stays open.
pub(super) fn only_split(year: Option<u16>, digits: &str) -> Option<(u8, u8)> {
    let year = year.unwrap_or(2024);
    let mut found = None;
    for at in 1..digits.len().min(3) {
        let (month, day) = (digits.get(..at)?, digits.get(at..)?);
        if day.is_empty() || day.len() > 2 || month.starts_with('0') || day.starts_with('0') {
            continue;
        }
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        if Date::new(year, month, day).is_some() {
            if found.is_some() {
                return None;
            }
            found = Some((month, day));
        }
    }
    found
}

/// 3月20日至25日: the second day has the first one's month. 7月17日至830日,
/// where the text is damaged: the second number is split.
fn continue_ranges(text: &str, within: Range<usize>, hits: Vec<Hit>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::with_capacity(hits.len());
    let mut hits = hits.into_iter().peekable();
    while let Some(hit) = hits.next() {
        let end = hit.range.end;
        let stop = hits.peek().map_or(within.end, |next| next.range.start);
        let more = tail(text, end..stop, &hit);
        out.push(hit);
        out.extend(more);
    }
    out
}

fn tail(text: &str, range: Range<usize>, first: &Hit) -> Option<Hit> {
    let rest = &text[range.clone()];
    let after = rest.trim_start_matches(is_dash);
    let dash = rest.len() - after.len();
    if dash == 0 || dash > 12 {
        return None;
    }
    let at = range.start + dash;
    let second = |len: usize, month: u8, days: Days, year: Option<u16>, repaired: bool| {
        let hit = Hit { range: at..at + len, year, month, days, repaired, said: None };
        hit.possible().then_some(hit)
    };
    // 九月二日至二十日
    let spoken = numeral::numeral_len(after);
    if spoken > 0 && after[spoken..].starts_with('日') {
        let days = spoken_days(Some(&after[..spoken]), None)?;
        return second(spoken + "日".len(), first.month, days, first.year, false);
    }
    let used = numeral::digits_len(after);
    let digits = after.get(..used).filter(|digits| !digits.is_empty())?;
    // 2024.3.29-6.21
    if let Some(found) = SHORT.captures(after)
        && text[first.range.clone()].contains(&found["s"])
    {
        let open = after[found[0].len()..].starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        let month = found["m"].parse().ok().filter(|month| (1..=12).contains(month) && !open)?;
        return second(found[0].len(), month, days(Some(&found["d"]), None)?, None, false);
    }
    if !after[used..].starts_with('日') {
        // 2023814日至1031县委第三巡察组: the last sign is lost too, and who came stands right behind.
        // 2025324日至56对区水利局党组: or whom they looked at; 25 alone may be a day of the month before.
        let cut = first.repaired && (matches!(used, 3 | 4) || used == 2 && digits > "31");
        let came = ["省委", "市委", "区委", "县委", "州委", "旗委", "对"]
            .iter()
            .any(|who| after[used..].starts_with(who));
        let (month, day) = only_split(first.year, digits).filter(|_| cut && came)?;
        return second(used, month, Days::Day(day), None, true);
    }
    let len = used + "日".len();
    match (used, digits.parse::<u8>().ok()) {
        (1 | 2, Some(day)) if !first.repaired && (1..=31).contains(&day) => {
            second(len, first.month, Days::Day(day), first.year, false)
        }
        // 85日 can only be 8月5日; 25日 beside a damaged date stays open.
        (2, Some(day)) if day <= 31 => None,
        (2, _) | (3..=4, _) => {
            let (month, day) = only_split(first.year, digits)?;
            second(len, month, Days::Day(day), None, true)
        }
        _ => None,
    }
}

static SHORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<m>\d{1,2})(?P<s>[./])(?P<d>\d{1,2})"));

/// Signs between the two ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '至' | '到' | '-' | '—' | '–' | '~' | '─' | '－' | '‐' | '―' | '−')
}
