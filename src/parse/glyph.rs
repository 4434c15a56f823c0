//! The numbering glyph that opens a line: 一、 (一) 1. (1) 1) ① 第一, 一是 问题1: 1-2,
//!
//! In: a line of squeezed text. Out: the glyph's class, ordinal and length, or
//! nothing. Promise: the printed ordinal is taken as it stands; traps of genre
//! §5 (`1.5万元`, `4、5次`, `8:00`) are not glyphs.

use super::wording::{self, Marker};
use super::{numeral, parts};
use crate::disclosure::Step;

/// Kinds of glyph; the outline is built from classes, never from a fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Chapter,
    /// 一、 where 第一部分 numbers the chapters.
    Inner,
    Bracket,
    Number,
    BracketNumber,
    HalfBracket,
    Circle,
    Ordinal,
    Problem,
    Sub,
    /// A line that names a problem without a number, or with a lost one.
    Bare,
    Clause,
    /// 1. in the list that 整改措施: opens, while 1. counts what was found.
    Listed(Shape),
}

/// How a list counts that a label opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    Number,
    Bracket,
    Half,
    Circle,
}

/// One glyph at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub class: Class,
    pub ordinal: u16,
    /// For 1-2 the second number.
    pub sub: u16,
    /// Bytes it takes.
    pub len: usize,
    /// Whether it says itself that a problem follows: 问题1:, 1.问题1:
    pub problem: bool,
    /// Bytes behind it that only say so: the 问题1: of 1.问题1:
    pub named: usize,
    /// Whether its heading ends at the comma behind 针对…的问题, as one that nothing else names.
    pub aimed: bool,
}

impl Glyph {
    /// 1.问题1: and 1.反馈问题: name the problem twice; the outer glyph stays the address.
    fn naming(self, line: &str) -> Self {
        let rest = &line[self.len..];
        if self.class == Class::Clause || !rest.starts_with(['问', '反', '具', '【', '存', '突']) {
            return self;
        }
        let marked = || {
            let (kind, len) = wording::marker(rest)?;
            (kind == Marker::Problem && len < rest.len()).then_some(len)
        };
        match problem(rest).map(|inner| inner.len).or_else(marked) {
            Some(named) => Self { problem: true, named, ..self },
            None => self,
        }
    }

    /// The words that a line's heading begins with: behind the glyph and what names it.
    pub fn words_at(&self) -> usize {
        self.len + self.named
    }

    /// How many bytes of what stands behind it are the heading's own words.
    pub fn heading_len(&self, rest: &str) -> usize {
        let aimed = if self.aimed { wording::aimed(rest) } else { None };
        aimed.unwrap_or_else(|| wording::heading_len(rest))
    }

    /// The step it gives an address.
    pub fn step(&self) -> Step {
        let n = self.ordinal;
        match self.class {
            Class::Chapter | Class::Inner => Step::Chapter(n),
            Class::Bracket => Step::Bracket(n),
            Class::Number | Class::Listed(Shape::Number) => Step::Number(n),
            Class::BracketNumber | Class::Listed(Shape::Bracket) => Step::BracketNumber(n),
            Class::HalfBracket | Class::Listed(Shape::Half) => Step::HalfBracket(n),
            Class::Circle | Class::Listed(Shape::Circle) => Step::Circle(n.min(20)),
            Class::Ordinal => Step::Ordinal(n),
            Class::Problem => Step::Problem(n),
            Class::Sub => Step::Sub(n, self.sub),
            Class::Clause => Step::Clause(n),
            // The caller counts lines without a number.
            Class::Bare => Step::Paragraph(n),
        }
    }
}

fn glyph(class: Class, ordinal: u32, len: usize) -> Option<Glyph> {
    let ordinal = u16::try_from(ordinal).ok().filter(|n| (1..=9999).contains(n))?;
    Some(Glyph { class, ordinal, sub: 0, len, problem: class == Class::Problem, named: 0, aimed: false })
}

/// The glyph at the start of `line`.
pub(super) fn at_start(line: &str) -> Option<Glyph> {
    let first = line.chars().next()?;
    let found = match first {
        '(' | '〔' => bracket(line),
        '0'..='9' => number(line),
        '①'..='⑳' => glyph(Class::Circle, first as u32 - 0x245f, 3),
        '㈠'..='㈩' => glyph(Class::Bracket, first as u32 - 0x321f, 3),
        '⑴'..='⒇' => glyph(Class::BracketNumber, first as u32 - 0x2473, 3),
        '⒈'..='⒛' => glyph(Class::Number, first as u32 - 0x2487, 3),
        '第' => ordinal(line),
        '首' | '再' | '最' => spoken(line),
        '其' if line.starts_with("其次") => spoken(line),
        '其' => one_of(line),
        '问' | '反' | '具' | '存' | '突' | '【' => problem(line),
        '。' => miscoded(line),
        _ if numeral::is_numeral(first) => chapter_or_clause(line),
        _ => None,
    }?;
    Some(found.naming(line))
}

/// A line that is nothing but the name of a problem: 关于…的问题, its number lost or never given; or that begins with one
/// and goes on with what was done: 关于…的问题。整改情况:….
pub(super) fn bare(line: &str) -> Option<Glyph> {
    let words = line.trim_start_matches(['.', '、']);
    let end = wording::heading_len(words);
    let answered = || {
        words.starts_with("关于")
            && matches!(wording::marker(words[end..].trim_start()), Some((Marker::Doing, _)))
    };
    let heading = &words[..end];
    let short = heading.len() <= 180 && !heading.contains(['；', '\t']);
    let named = short
        && wording::names_problem(heading)
        && !heading.contains("以下")
        && (end == words.len() || answered());
    named.then_some(Glyph {
        class: Class::Bare,
        ordinal: 1,
        sub: 0,
        len: line.len() - words.len(),
        problem: true,
        named: 0,
        aimed: false,
    })
}

/// A paragraph that begins with the problem it answers, and goes on with what was done: 针对“学得少”的问题,制定….
pub(super) fn aimed(line: &str) -> Option<Glyph> {
    wording::aimed(line)?;
    Some(Glyph { class: Class::Bare, ordinal: 1, sub: 0, len: 0, problem: true, named: 0, aimed: true })
}

/// A line that a label names as a problem, without a number: 反馈问题:…, 【反馈问题】….
pub(super) fn labelled(line: &str) -> Option<Glyph> {
    let (kind, len) = wording::marker(line)?;
    let named = kind == Marker::Problem && len < line.len();
    named.then_some(Glyph {
        class: Class::Bare,
        ordinal: 1,
        sub: 0,
        len: 0,
        problem: true,
        named: len,
        aimed: false,
    })
}

/// (一) or (1), 〔一〕.
fn bracket(line: &str) -> Option<Glyph> {
    let open = line.chars().next()?;
    let close = if open == '(' { ')' } else { '〕' };
    let rest = &line[open.len_utf8()..];
    let (class, used) = match numeral::digits_len(rest) {
        0 => (Class::Bracket, numeral::numeral_len(rest)),
        used if used <= 3 => (Class::BracketNumber, used),
        _ => return None,
    };
    let after = rest[used..].strip_prefix(close)?;
    // (一)、 and (1). print two signs.
    let sign = after.chars().next().filter(|c| matches!(c, '.' | '、' | ',' | '．'));
    let len = line.len() - after.len() + sign.map_or(0, char::len_utf8);
    glyph(class, numeral::either(&rest[..used])?, len)
}

/// (一) to (十) as a wrong decoding prints them, shifted by one byte. Where the
/// words behind it were spoiled too, it is left as it stands.
fn miscoded(line: &str) -> Option<Glyph> {
    const SHIFTED: &[(&str, u32)] = &[
        ("。ㄒ唬", 1),
        ("。ǘ", 2),
        ("。ㄈ", 3),
        ("。ㄋ模", 4),
        ("。ㄎ澹", 5),
        ("。ㄆ撸", 7),
        ("。ò耍", 8),
        ("。ň牛", 9),
        ("。ㄊ", 10),
    ];
    let (sign, n) = SHIFTED.iter().find(|(sign, _)| line.starts_with(sign))?;
    let words = line[sign.len()..].trim_start_matches(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c));
    let heading = &words[..wording::heading_len(words)];
    let opens = ["关于", "针对", "对", "在"].iter().any(|word| heading.starts_with(word));
    let sound = opens || wording::is_deed(heading);
    glyph(Class::Bracket, *n, line.len() - words.len()).filter(|_| sound)
}

/// 1. 1、 1) 1-2,
fn number(line: &str) -> Option<Glyph> {
    let used = numeral::digits_len(line);
    if used > 3 {
        return None;
    }
    let n = line[..used].parse().ok()?;
    let rest = &line[used..];
    // 03下一步工作打算: chapters as messengers print them.
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if used == 2 && line.starts_with('0') && rest.starts_with(han) {
        let short = rest.len() <= 90 && !rest.contains(['。', ',', '；', ':']);
        let unit = rest.starts_with(['年', '月', '日', '时', '分', '个', '号', '版', '项', '条']);
        return glyph(Class::Chapter, n, used).filter(|_| short && !unit);
    }
    let mark = rest.chars().next()?;
    let after = &rest[mark.len_utf8()..];
    match mark {
        ')' => glyph(Class::HalfBracket, n, used + 1),
        '.' | '、' | '．' | '·' | '﹒' => {
            if after.starts_with(|c: char| c.is_ascii_digit()) && (mark == '、' || !begins_text(after)) {
                return decimal(line, n, used + mark.len_utf8()).filter(|_| mark == '.');
            }
            // 4、五次 and 1、2月 are counts and dates.
            glyph(Class::Number, n, used + mark.len_utf8())
        }
        '-' => {
            let digits = numeral::digits_len(after);
            let sub: u16 = after.get(..digits)?.parse().ok().filter(|n| (1..=999).contains(n))?;
            let next = after[digits..].chars().next()?;
            if !matches!(next, ',' | '、' | '.' | ':' | '。') {
                return None;
            }
            let found = glyph(Class::Sub, n, used + 1 + digits + next.len_utf8())?;
            Some(Glyph { sub, ..found })
        }
        _ => None,
    }
}

/// 1.2取水许可监管不严的问题: the second number counts within the first. Nothing
/// else opens with a decimal and names a problem but an amount (1.5万元资金闲置).
fn decimal(line: &str, n: u32, at: usize) -> Option<Glyph> {
    parted(line, n, at).filter(|glyph| wording::is_problem(heading(line, glyph)))
}

/// The words of a line's heading.
fn heading<'t>(line: &'t str, glyph: &Glyph) -> &'t str {
    let words = &line[glyph.len..];
    &words[..wording::heading_len(words)]
}

/// 3、4、5号泵站长期停用的问题 is the third where two stand before it, and 2.1调研少 the first part of the second.
pub(super) fn expected(line: &str, last: u16, open: Option<u16>, sub: Option<(u16, u16)>) -> Option<Glyph> {
    let used = numeral::digits_len(line);
    if used == 0 || used > 3 {
        return None;
    }
    let n: u16 = line[..used].parse().ok()?;
    let after = line[used..].strip_prefix(['、', '.'])?;
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = line.len() - after.len();
    if line[used..].starts_with('、') {
        let found = glyph(Class::Number, n.into(), at)?;
        let named = last > 0 && n == last.saturating_add(1) && wording::is_problem(heading(line, &found));
        return Some(found).filter(|_| named);
    }
    let found = parted(line, n.into(), at)?;
    let before = sub.filter(|(of, _)| *of == n).map_or(0, |(_, sub)| sub);
    Some(found).filter(|found| open == Some(n) && found.sub == before.saturating_add(1))
}

/// A number of two parts before words that are no amount.
fn parted(line: &str, n: u32, at: usize) -> Option<Glyph> {
    let digits = numeral::digits_len(&line[at..]);
    let sub = line[at..at + digits].parse().ok().filter(|n| (1..=99).contains(n))?;
    let words = line[at + digits..].trim_start_matches(['、', '.']);
    let amount = words
        .starts_with(['万', '亿', '元', '%', '倍', '公', '吨', '亩', '个', '米', '千', '百', '平', '立']);
    let short = !amount && wording::heading_len(words) <= 180;
    let found = glyph(Class::Sub, n, line.len() - words.len()).filter(|_| short)?;
    Some(Glyph { sub, ..found })
}

/// Whether digits behind 1. begin the text of the item (1.2023年…, 1.3个村…, 1.12月底)
/// and are no decimals (1.5万元).
fn begins_text(after: &str) -> bool {
    let digits = numeral::digits_len(after);
    let rest = &after[digits..];
    let century = after.starts_with("20") || after.starts_with("19");
    // 4.1.5万元: the amount begins the text, because sums have no third number.
    if let Some(fraction) = rest.strip_prefix('.') {
        let rest = &fraction[numeral::digits_len(fraction)..];
        return fraction.len() > rest.len()
            && ["万", "亿", "元", "%", "公里", "吨", "亩"].iter().any(|unit| rest.starts_with(unit));
    }
    match digits {
        4 if century => rest.starts_with(['年', '-', '—', '至', '~', '度', '以']),
        // Nobody counts in parts of a village or a month.
        1..=3 => {
            let whole = [
                "个", "名", "人", "家", "户", "件", "项", "条", "所", "座", "处", "次", "月", "宗", "起",
                "份",
            ];
            whole.iter().any(|unit| rest.starts_with(unit))
                && !rest.starts_with("个百分点")
                && !rest.starts_with("人次")
        }
        _ => false,
    }
}

/// 其一, 其二:
fn one_of(line: &str) -> Option<Glyph> {
    let rest = line.strip_prefix('其')?;
    let used = numeral::numeral_len(rest);
    let mark = rest[used..].chars().next().filter(|c| matches!(c, ',' | '、' | ':'))?;
    glyph(Class::Ordinal, numeral::value(&rest[..used])?, '其'.len_utf8() + used + mark.len_utf8())
}

/// 第一, 第一部分, 第一个问题:
fn ordinal(line: &str) -> Option<Glyph> {
    let rest = &line["第".len()..];
    let used = numeral::numeral_len(rest);
    let n = numeral::value(&rest[..used])?;
    let after = &rest[used..];
    for (mark, class) in [
        ("部分", Class::Chapter),
        ("个问题:", Class::Problem),
        ("个问题,", Class::Problem),
        ("个问题、", Class::Problem),
        (",", Class::Ordinal),
        ("、", Class::Ordinal),
        (":", Class::Ordinal),
    ] {
        if let Some(tail) = after.strip_prefix(mark) {
            let colon = usize::from(class == Class::Chapter && tail.starts_with(':'));
            return glyph(class, n, line.len() - tail.len() + colon);
        }
    }
    None
}

/// The ordinal of 最后 until those before it are counted.
const LAST: u32 = 9999;

/// Whether a glyph is 最后, whose ordinal follows from those before it.
pub(super) fn is_last(glyph: &Glyph) -> bool {
    glyph.class == Class::Ordinal && u32::from(glyph.ordinal) == LAST
}

/// 首先, 其次, 再次, 最后,
fn spoken(line: &str) -> Option<Glyph> {
    let words = [("首先,", 1), ("其次,", 2), ("再次,", 3), ("最后,", LAST)];
    words
        .iter()
        .find(|(word, _)| line.starts_with(word))
        .and_then(|(word, n)| glyph(Class::Ordinal, *n, word.len()))
}

/// 问题1: 问题1. 反馈问题一: 具体问题2、 【问题1】 问题(一): 问题1-2:
fn problem(line: &str) -> Option<Glyph> {
    let inner = line.strip_prefix('【').unwrap_or(line);
    let rest = ["反馈问题", "具体问题", "问题表现", "具体表现", "存在问题", "突出问题", "问题"]
        .iter()
        .find_map(|word| inner.strip_prefix(word))?;
    let bracket = rest.strip_prefix('(');
    let digits = bracket.unwrap_or(rest);
    let used = match numeral::digits_len(digits) {
        0 => numeral::numeral_len(digits),
        used => used,
    };
    if used == 0 || used > 12 {
        return None;
    }
    let n = numeral::either(&digits[..used])?;
    let mut after = &digits[used..];
    if bracket.is_some() {
        after = after.strip_prefix(')')?;
    }
    let mut sub = 0;
    if let Some(more) = after.strip_prefix('-') {
        let len = numeral::digits_len(more);
        sub = more[..len].parse().ok().filter(|n| (1..=999).contains(n))?;
        after = &more[len..];
    }
    let mark = after.chars().next()?;
    let closed = if inner.len() < line.len() {
        mark == '】'
    } else {
        matches!(mark, ':' | '.' | '、' | ',' | '。' | '\t')
    };
    let after = &after[mark.len_utf8()..];
    let after = if mark == '】' { after.strip_prefix(':').unwrap_or(after) } else { after };
    if !closed {
        return None;
    }
    let class = if sub > 0 { Class::Sub } else { Class::Problem };
    Some(Glyph { sub, problem: true, ..glyph(class, n, line.len() - after.len())? })
}

/// 一、 or 一是
fn chapter_or_clause(line: &str) -> Option<Glyph> {
    let used = numeral::numeral_len(line);
    let n = numeral::value(&line[..used])?;
    let rest = &line[used..];
    let mark = rest.chars().next()?;
    let after = &rest[mark.len_utf8()..];
    match mark {
        '是' => glyph(Class::Clause, n, used + mark.len_utf8()),
        '、' | '.' | '．' => {
            // 一、二季度 and 二、三产业 go on counting.
            let more = numeral::numeral_len(after);
            let counting = more > 0
                && after[more..]
                    .starts_with(['季', '级', '类', '产', '线', '次', '月', '期', '年', '批', '轮']);
            if counting { None } else { glyph(Class::Chapter, n, used + mark.len_utf8()) }
        }
        // 一)聚焦…: its first half was lost.
        ')' => glyph(Class::Bracket, n, used + mark.len_utf8()),
        // 一 整改情况 and 一:整改情况: the sign of a chapter, where the words are those of one.
        ' ' | ':' if after.len() <= 90 && !after.contains(['。', ',', '；', ':']) => {
            let told = after.ends_with("情况") || mark == ' ' && wording::is_deed(after);
            let heads = told || parts::named_part(after).is_some() || wording::is_area(after);
            glyph(Class::Chapter, n, used + mark.len_utf8()).filter(|_| heads)
        }
        _ => None,
    }
}
