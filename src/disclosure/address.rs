//! Where a unit stands, as people cite it: 二(一)2.一是.
//!
//! In: glyph classes and ordinals met by the parser. Out: a printable,
//! comparable address. Promise: parse → print → parse is the identity.

use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::{fmt, str::FromStr};

/// One step of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A place outside the numbered text: 标题, 导语, 结尾, 落款, 页面, 正文.
    Place(&'static str),
    /// `一、` printed 一
    Chapter(u16),
    /// `(一)`
    Bracket(u16),
    /// `1.`
    Number(u16),
    /// `(1)`
    BracketNumber(u16),
    /// `1)`
    HalfBracket(u16),
    /// `①`
    Circle(u16),
    /// `一是`
    Clause(u16),
    /// `第一`
    Ordinal(u16),
    /// `问题1`
    Problem(u16),
    /// `1-2`: second part of the first
    Sub(u16, u16),
    /// Unnumbered text below the step before: 段1
    Paragraph(u16),
    /// A row of a table: 行1
    Row(u16),
    /// The same address again where a document repeats a number: *2
    Again(u16),
}

impl Hash for Step {
    /// One number, because every unit of every announcement is looked up by its address.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (kind, n) = match *self {
            Step::Place(name) => (0, name.as_bytes().iter().map(|byte| u64::from(*byte)).sum()),
            Step::Chapter(n) => (1, n.into()),
            Step::Bracket(n) => (2, n.into()),
            Step::Number(n) => (3, n.into()),
            Step::BracketNumber(n) => (4, n.into()),
            Step::HalfBracket(n) => (5, n.into()),
            Step::Circle(n) => (6, n.into()),
            Step::Clause(n) => (7, n.into()),
            Step::Ordinal(n) => (8, n.into()),
            Step::Problem(n) => (9, n.into()),
            Step::Sub(n, m) => (10, u64::from(n) << 16 | u64::from(m)),
            Step::Paragraph(n) => (11, n.into()),
            Step::Row(n) => (12, n.into()),
            Step::Again(n) => (13, n.into()),
        };
        state.write_u64(n << 8 | kind);
    }
}

impl Step {
    /// Whether it is a good one: its ordinals from 1 to 9999, its place a known one.
    fn fits(&self) -> bool {
        let fits = |n: &u16| (1..=9999).contains(n);
        match self {
            Step::Place(name) => PLACES.contains(name),
            Step::Sub(a, b) => fits(a) && fits(b),
            Step::Chapter(n) | Step::Bracket(n) | Step::Number(n) | Step::BracketNumber(n) => fits(n),
            Step::HalfBracket(n) | Step::Clause(n) | Step::Ordinal(n) | Step::Problem(n) => fits(n),
            Step::Circle(n) => (1..=20).contains(n),
            Step::Paragraph(n) | Step::Row(n) | Step::Again(n) => fits(n),
        }
    }

    /// Whether the two would read as one number without a comma between (一、一是).
    fn runs_into(&self, next: &Step) -> bool {
        let open = matches!(
            self,
            Step::Chapter(_)
                | Step::Ordinal(_)
                | Step::Problem(_)
                | Step::Paragraph(_)
                | Step::Row(_)
                | Step::Again(_)
        );
        open && matches!(next, Step::Chapter(_) | Step::Clause(_) | Step::Number(_) | Step::HalfBracket(_))
    }
}

/// Where a unit stands in its announcement, as people cite it.
///
/// ```
/// # use xunlan::disclosure::Address;
/// let address: Address = "二(一)2.一是".parse()?;
/// assert_eq!(address.depth(), 4);
/// assert_eq!(address.to_string(), "二(一)2.一是");
/// # Ok::<(), xunlan::disclosure::AddressError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(Vec<Step>);

/// The text is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address of the form 二(一)2.一是: {0}")]
pub struct AddressError(String);

const PLACES: [&str; 6] = ["标题", "导语", "结尾", "落款", "页面", "正文"];

impl Address {
    /// An address of these steps; none if there are none, if an ordinal is 0 or
    /// above 9999, or if a place has an unknown name.
    pub fn new(steps: Vec<Step>) -> Option<Self> {
        (!steps.is_empty() && steps.iter().all(Step::fits)).then_some(Self(steps))
    }

    /// Paragraph `number` of a text without numbering: 正文段1.
    pub fn text(number: u16) -> Self {
        Self(vec![Step::Place("正文"), Step::Paragraph(number.clamp(1, 9999))])
    }

    /// How many steps it has.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Its steps, outermost first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The address one step further in; itself where the step is not a good one.
    pub fn child(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.extend(Some(step).filter(Step::fits));
        Self(steps)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before: Option<&Step> = None;
        for step in &self.0 {
            if before.is_some_and(|before| before.runs_into(step)) {
                to.write_str("、")?;
            }
            before = Some(step);
            match step {
                Step::Place(name) => to.write_str(name)?,
                Step::Chapter(n) => to.write_str(&han(*n))?,
                Step::Bracket(n) => write!(to, "({})", han(*n))?,
                Step::Number(n) => write!(to, "{n}.")?,
                Step::BracketNumber(n) => write!(to, "({n})")?,
                Step::HalfBracket(n) => write!(to, "{n})")?,
                Step::Circle(n) => {
                    write!(to, "{}", char::from_u32(0x245f + u32::from(*n)).unwrap_or('?'))?;
                }
                Step::Clause(n) => write!(to, "{}是", han(*n))?,
                Step::Ordinal(n) => write!(to, "第{}", han(*n))?,
                Step::Problem(n) => write!(to, "问题{n}")?,
                Step::Sub(a, b) => write!(to, "〔{a}-{b}〕")?,
                Step::Paragraph(n) => write!(to, "段{n}")?,
                Step::Row(n) => write!(to, "行{n}")?,
                Step::Again(n) => write!(to, "*{n}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let fail = || AddressError(text.chars().take(40).collect());
        let mut rest = text;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, used) = step(rest).ok_or_else(fail)?;
            steps.push(step);
            rest = &rest[used..];
            rest = rest.strip_prefix('、').filter(|rest| !rest.is_empty()).unwrap_or(rest);
        }
        Address::new(steps).ok_or_else(fail)
    }
}

/// The first step of `text` and how many bytes it takes.
fn step(text: &str) -> Option<(Step, usize)> {
    if let Some(place) = PLACES.iter().find(|place| text.starts_with(**place)) {
        return Some((Step::Place(place), place.len()));
    }
    let after = |prefix: &str| text.strip_prefix(prefix);
    if let Some(rest) = after("(") {
        let (inner, _) = rest.split_once(')')?;
        let used = inner.len() + 2;
        return match inner.parse() {
            Ok(n) => Some((Step::BracketNumber(n), used)),
            Err(_) => Some((Step::Bracket(unhan(inner)?), used)),
        };
    }
    if let Some(rest) = after("〔") {
        let (inner, _) = rest.split_once('〕')?;
        let (a, b) = inner.split_once('-')?;
        return Some((Step::Sub(a.parse().ok()?, b.parse().ok()?), inner.len() + 6));
    }
    type Make = fn(u16) -> Step;
    let prefixed: [(&str, Make); 4] =
        [("问题", Step::Problem), ("段", Step::Paragraph), ("行", Step::Row), ("*", Step::Again)];
    for (prefix, make) in prefixed {
        if let Some(rest) = after(prefix) {
            let digits = digits(rest);
            return Some((make(rest[..digits].parse().ok()?), prefix.len() + digits));
        }
    }
    if let Some(rest) = after("第") {
        let used = numerals(rest);
        if used == 0 {
            return None;
        }
        return Some((Step::Ordinal(unhan(&rest[..used])?), "第".len() + used));
    }
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some((Step::Circle((first as u32 - 0x245f) as u16), first.len_utf8()));
    }
    let used = digits(text);
    if used > 0 {
        let n = text[..used].parse().ok()?;
        return match text[used..].chars().next()? {
            '.' => Some((Step::Number(n), used + 1)),
            ')' => Some((Step::HalfBracket(n), used + 1)),
            _ => None,
        };
    }
    let used = numerals(text);
    if used == 0 {
        return None;
    }
    let n = unhan(&text[..used])?;
    match text[used..].strip_prefix('是') {
        Some(_) => Some((Step::Clause(n), used + '是'.len_utf8())),
        None => Some((Step::Chapter(n), used)),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn numerals(text: &str) -> usize {
    text.chars().take_while(|c| "零一二三四五六七八九十百千".contains(*c)).map(char::len_utf8).sum()
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 1 → 一, 12 → 十二, 120 → 一百二十.
fn han(n: u16) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push(DIGITS[usize::from(digit)]);
        }
        out.extend(name);
    }
    out
}

/// The number a Chinese numeral names, if it is written as one writes it: 十二, 一百零五.
///
/// ```
/// # use xunlan::disclosure::unhan;
/// assert_eq!(unhan("十四"), Some(14));
/// assert_eq!(unhan("一四"), None);
/// ```
pub fn unhan(text: &str) -> Option<u16> {
    let (mut total, mut digit) = (0_u16, None);
    for c in text.chars() {
        match c {
            '十' | '百' | '千' => {
                let unit = [('十', 10), ('百', 100), ('千', 1000)].iter().find(|(name, _)| *name == c)?.1;
                total = total.checked_add(digit.take().unwrap_or(1) * unit)?;
            }
            _ => digit = Some(DIGITS.iter().position(|d| *d == c)? as u16),
        }
    }
    total = total.checked_add(digit.unwrap_or(0))?;
    (!text.is_empty() && han(total) == text).then_some(total)
}

impl TryFrom<String> for Address {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}
