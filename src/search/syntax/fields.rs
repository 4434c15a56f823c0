//! The value of a field → a condition, or a setting of the whole query.
//!
//! In: the name and where its value begins. Out: pieces; several values in
//! brackets or with bars between them are alternatives. Promise: a value that
//! cannot be understood drops its condition, with a note that says what can stand there.

use super::Refused;
use super::lex::{Lexer, Piece, Token};
use super::marks::{self, blank, minus, narrow};
use super::names::{self, Name};
use super::natural::{self, comparison};
use super::ranges::{self, Range};
use crate::search::{DateOf, Field, Filter, Node, Sort, Test, named};

/// A value as typed.
struct Value {
    text: String,
    /// `="…"`: this value, not one that contains it.
    whole: bool,
    /// In quotes: what it says and nothing else.
    quoted: bool,
    /// A minus stood before it.
    excluded: bool,
    end: usize,
}

/// What one value makes.
struct Made {
    token: Token,
    excluded: bool,
    end: usize,
}

/// Longest span over blanks, in characters.
const SPAN: usize = 60;

impl Lexer<'_> {
    /// Reads the field `name` that begins at `start`, its value at `at`; returns where it ends.
    pub(super) fn field(&mut self, name: Name, start: usize, at: usize) -> Result<usize, Refused> {
        if let Name::Words(role) = name {
            self.push(Token::In(role), start, at)?;
            return Ok(at);
        }
        let first = self.skip(at);
        let missing = first >= self.chars.len() || first > at && self.taken(first);
        if missing {
            self.notes.add(start, at, "字段后面没有内容,已略去");
            self.push(Token::Nothing, start, at)?;
            return Ok(at);
        }
        // 单位:-(甲|乙) for -单位:(甲|乙).
        let (odd, behind) = self.minuses(name, first);
        if self.groups(behind) {
            if behind > first {
                self.notes.add(start, behind, "括号前有减号,已读作排除括号里的值(-字段:(值))");
            }
            if odd {
                self.push(Token::Not, first, behind)?;
            }
            return self.alternatives(name, start, behind);
        }
        let value = self.value(name, start, first)?;
        let mut end = value.end;
        let mut tokens = self.conditions(name, value, start);
        // 单位:甲|乙 without blanks: two values of one field.
        while self.chars.get(end).is_some_and(|c| marks::bar(*c))
            && self.chars.get(end + 1).is_some_and(|c| !blank(*c))
            && self.name(end + 1).is_none()
        {
            let value = self.value(name, start, end + 1)?;
            end = value.end.max(end + 1);
            tokens.extend(self.conditions(name, value, start));
        }
        while let Some((sign, next)) = self.further(name, end) {
            if behind > first || matches!(self.pieces.last(), Some(Piece { token: Token::Not, .. })) {
                self.notes.add(next, self.run(next).end, "没有字段名,按文字检索;字段的几个值请写在括号里");
                break;
            }
            self.small(&sign);
            let value = self.value(name, start, next)?;
            let typed = &value.text;
            let said = format!("“或”后面的“{typed}”已读作同一字段的值;要查这几个字请加引号");
            self.notes.add(next, value.end, said);
            end = value.end;
            tokens.extend(self.conditions(name, value, start));
        }
        self.joined(tokens, start)?;
        Ok(end)
    }

    /// The minus signs before a value: whether they exclude it, and where they end.
    fn minuses(&self, name: Name, at: usize) -> (bool, usize) {
        let excludable = matches!(name, Name::Attribute(_) | Name::Place | Name::Date(_) | Name::Number(_));
        let signs = self.chars[at..].iter().take_while(|c| excludable && minus(**c)).count();
        let end = at + signs;
        let glued = self.chars.get(end).is_some_and(|c| !blank(*c));
        if glued { (signs % 2 == 1, end) } else { (false, at) }
    }

    /// Whether a bracket begins here that holds values.
    fn groups(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| marks::opens(*c)) && self.run(at).is_empty()
    }

    /// Values in brackets. A minus or NOT excludes what follows it: one value, or all in a bracket of their own.
    fn alternatives(&mut self, name: Name, start: usize, open: usize) -> Result<usize, Refused> {
        let close = self.layout.partner(open).unwrap_or(self.chars.len());
        let (mut at, mut tokens) = (open + 1, Vec::new());
        // Where the excluded brackets end, and whether the next value is excluded alone.
        let (mut shut, mut not): (Vec<usize>, bool) = (Vec::new(), false);
        // Whether a blank is all that stands behind a value.
        let mut blanks = false;
        while at < close {
            let c = self.chars[at];
            shut.retain(|end| at < *end);
            let (odd, behind) = self.minuses(name, at);
            if self.groups(behind) {
                let end = self.layout.partner(behind).unwrap_or(close);
                shut.extend((std::mem::take(&mut not) != odd).then_some(end));
                at = behind + 1;
                blanks = false;
                continue;
            }
            if blank(c) || marks::bar(c) || marks::closes(c) {
                blanks &= blank(c);
                at += 1;
                continue;
            }
            let run = self.run(at);
            let word = run.unescaped().unwrap_or_default();
            let sign = self.operator(&run);
            if sign.is_some() {
                self.small(&run);
            }
            if matches!(word.as_str(), "OR" | "AND" | "或")
                || matches!(sign, Some(Token::Or { .. } | Token::And))
            {
                at = run.end.max(at + 1);
                blanks = false;
            } else if sign == Some(Token::Not) {
                at = run.end;
                not = !not;
            } else {
                let mut value = self.value(name, start, at)?;
                let turned = std::mem::take(&mut not);
                let alone = turned || value.excluded;
                value.excluded ^= turned ^ (shut.len() % 2 == 1);
                if blanks && !alone {
                    self.notes.add(start, open, "字段括号里以空格隔开的值,任一即可,如同写了“或”");
                }
                blanks = !alone;
                at = value.end.max(at + 1);
                tokens.extend(self.conditions(name, value, start));
            }
        }
        if tokens.is_empty() {
            self.notes.add(start, open, "字段后面没有内容,已略去");
            tokens.push(Made { token: Token::Nothing, excluded: false, end: open });
        }
        if close == self.chars.len() {
            self.notes.add(open, open + 1, "括号没有收尾,已在末尾补上");
        }
        self.joined(tokens, start)?;
        Ok((close + 1).min(self.chars.len()))
    }

    /// Alternatives as a group of their own; what is excluded is none, but stands beside them.
    fn joined(&mut self, made: Vec<Made>, start: usize) -> Result<(), Refused> {
        let last = made.last().map_or(start, |made| made.end);
        let (excluded, wanted): (Vec<Made>, Vec<Made>) = made.into_iter().partition(|made| made.excluded);
        let several = wanted.len() > 1;
        // A minus before all of them is one before their group.
        let beside = !excluded.is_empty() && wanted.len() + excluded.len() > 1;
        for _ in 0..usize::from(beside) + usize::from(several) {
            self.push(Token::Open, start, start)?;
        }
        for (index, Made { token, end, .. }) in wanted.into_iter().enumerate() {
            if index > 0 {
                self.push(Token::Or { glued: false }, start, start)?;
            }
            self.push(token, start, end)?;
        }
        if several {
            self.shut(last);
        }
        for Made { token, end, .. } in excluded {
            self.push(Token::Not, start, start)?;
            self.push(token, start, end)?;
        }
        if beside {
            self.shut(last);
        }
        Ok(())
    }

    /// One value: quoted, `[a TO b]`, or a run.
    fn value(&mut self, name: Name, start: usize, at: usize) -> Result<Value, Refused> {
        let ranged = matches!(name, Name::Date(_) | Name::Number(_) | Name::Attribute(Field::Year));
        // 单位:-教育局 for -单位:教育局.
        let (excluded, mut at) = self.minuses(name, at);
        if excluded {
            self.notes.add(start, at, "字段的值前有减号,已读作排除这个值(-字段:值)");
        }
        let equals = self.chars.get(at).is_some_and(|c| narrow(*c) == '=');
        let whole = equals && matches!(name, Name::Attribute(_));
        if equals {
            at = self.skip(at + 1);
        }
        if let Some((text, end)) = self.inside(at) {
            let text = self.measured(text, at, end)?;
            return Ok(Value { text, whole, quoted: true, excluded, end });
        }
        if let Some((text, end)) = self.span(name, at).filter(|_| ranged) {
            return Ok(Value { text, whole, quoted: false, excluded, end });
        }
        let mut run = self.run(at);
        let (mut text, mut end) = (run.text(), run.end);
        let sign = |c: char| narrow(c) == '=' || comparison(c).is_some();
        if ranged && !text.is_empty() && text.chars().all(sign) {
            run = self.run(self.skip(end));
            text.push_str(&run.text());
            end = run.end;
        }
        if ranged && text.ends_with([']', '］']) {
            text.truncate(text.trim_end_matches([']', '］']).len());
            self.notes.add(start, end, "区间没有左方括号,右方括号已略去");
        }
        let text = self.measured(text, at, end)?;
        Ok(Value { text, whole, quoted: false, excluded, end })
    }

    /// A span over blanks: `[a TO b]`, and what it is without its brackets or with one of them.
    fn span(&mut self, name: Name, at: usize) -> Option<(String, usize)> {
        let opened = self.chars.get(at).is_some_and(|c| narrow(*c) == '[');
        let most = at.saturating_add(SPAN).min(self.chars.len());
        let close = (at..most).find(|at| narrow(self.chars[*at]) == ']');
        if let Some(end) = close.filter(|_| opened) {
            let text: String = self.chars[at..=end].iter().collect();
            if let Some(whole) = ranges::half(&text) {
                self.notes.add(at, end + 1, format!("区间写法已补全为 {whole}"));
            }
            return Some((text, end + 1));
        }
        let first = self.run(at);
        let by = self.run(self.skip(first.end));
        let by_to = by.unescaped().is_some_and(|word| word == "TO" || opened && word == "to");
        let from = first.text().trim_start_matches(['[', '［']).to_owned();
        let readable = |text: &str| match name {
            Name::Number(of) => text == "*" || ranges::numbers(text, of).is_ok(),
            _ => text == "*" || ranges::dates(text).is_ok(),
        };
        if !by_to || !readable(&from) {
            return None;
        }
        // Nothing behind it leaves that end open.
        let last = self.run_within(self.skip(by.end), SPAN);
        let to = last.text().trim_end_matches([']', '］']).to_owned();
        let (to, end) = match to.is_empty() || !readable(&to) {
            true if opened => (String::new(), by.end),
            true => return None,
            false => (to, last.end),
        };
        self.notes.add(
            at,
            end,
            format!("区间写法已补全为 [{from} TO {}]", if to.is_empty() { "*" } else { &to }),
        );
        Some((format!("[{from} TO {to}]"), end))
    }

    /// What a value makes, with its end: one condition, or one for each of several years or values of a list.
    fn conditions(&mut self, name: Name, mut value: Value, start: usize) -> Vec<Made> {
        let (end, excluded) = (value.end, value.excluded);
        // 单位:教育局、水利局. The heading of an area is a sentence, and its commas are its own.
        let names = name == Name::Place || matches!(name, Name::Attribute(field) if field != Field::Area);
        let bare = !value.whole && !value.quoted && !value.text.contains(['[', '［', '(', '（']);
        if bare && (names || matches!(name, Name::Date(_) | Name::Number(_))) {
            let mut list = natural::listed(&value.text, !matches!(name, Name::Number(_)));
            if list.len() > 1 {
                self.notes.add(start, end, "几个值之间的顿号、逗号、分号,已读作任一即可");
                if matches!(name, Name::Date(_)) {
                    list = ranges::complete(list);
                }
            } else if let (Name::Attribute(Field::Round), Some(rounds)) = (name, natural::rounds(&value.text))
            {
                self.notes.add(start, end, format!("“{}”已读作其中任一轮", value.text));
                list = rounds;
            }
            let one = |text| Value { text, whole: false, quoted: false, excluded, end };
            if list.len() > 1 {
                let values: Vec<Value> = list.into_iter().map(one).collect();
                return values.into_iter().flat_map(|value| self.made(name, value, start)).collect();
            }
            value.text = list.pop().unwrap_or(value.text);
        }
        self.made(name, value, start)
    }

    /// What one value makes.
    fn made(&mut self, name: Name, value: Value, start: usize) -> Vec<Made> {
        let (end, excluded) = (value.end, value.excluded);
        let made = |token| Made { token, excluded, end };
        match self.condition(name, value, start) {
            Token::Filter(Filter { test, .. }) => {
                let tests = ranges::by_year(test).into_iter();
                tests.map(|test| made(Token::Filter(Filter { negated: false, test }))).collect()
            }
            token => vec![made(token)],
        }
    }

    /// The condition a value makes; settings of the whole query are kept aside.
    fn condition(&mut self, name: Name, value: Value, start: usize) -> Token {
        let end = value.end;
        if value.text.is_empty() {
            self.notes.add(start, end, "字段后面没有内容,已略去");
            return Token::Nothing;
        }
        let test = match name {
            Name::Attribute(Field::Year) if !value.whole && !names::unstated(&value.text) => {
                ranges::dates(&value.text).map(|range| {
                    self.remarks(&range, start, end);
                    Some(Test::Dates { of: DateOf::Year, from: range.from, to: range.to })
                })
            }
            Name::Attribute(field) => self.attribute(field, value),
            Name::Date(of) if !value.quoted && names::unstated(&value.text) => Ok(Some(Test::Undated(of))),
            Name::Date(of) => ranges::dates(&value.text).map(|range| {
                self.remarks(&range, start, end);
                Some(Test::Dates { of, from: range.from, to: range.to })
            }),
            Name::Number(of) => ranges::numbers(&value.text, of).map(|range| {
                self.remarks(&range, start, end);
                if range.share {
                    self.notes.add(start, end, "完成率按百分数读:0.95 是 0.95%,不是 95%;要 95% 请写 95%");
                }
                if let Some(sign) = range.shared {
                    self.notes.add(
                        start,
                        end,
                        format!("区间前一个数也按“{sign}”计,如 100~200万 是 100万 至 200万"),
                    );
                }
                let (from, above) = range.from.map_or((None, false), |(value, open)| (Some(value), open));
                let (to, below) = range.to.map_or((None, false), |(value, open)| (Some(value), open));
                Some(Test::Number { of, from, to, above, below })
            }),
            Name::Place => names::place(&value.text)
                .map(|place| Some(Test::In(place)))
                .ok_or_else(|| format!("“{}”不是可限定的位置(如 措施、问题、下一步)", value.text)),
            Name::Sort => self.order(&value.text, start, end).map(|()| None),
            Name::Script => match names::choice(&[("strict", "严格"), ("loose", "宽松")], &value.text) {
                Some((code, _)) => {
                    self.strict = code == "strict";
                    self.script = Some(([start as u32, end as u32], self.depth > 0));
                    Ok(None)
                }
                None => Err("字形只有“严格”和“宽松”".to_owned()),
            },
            Name::Exact | Name::Words(_) => return Token::Leaf(Node::Exact(value.text)),
        };
        match test {
            Ok(Some(test)) => Token::Filter(Filter { negated: false, test }),
            Ok(None) => Token::Nothing,
            Err(wrong) => {
                self.notes.add(start, end, format!("{wrong},这个条件已略去"));
                Token::Nothing
            }
        }
    }

    fn remarks<T>(&mut self, range: &Range<T>, start: usize, end: usize) {
        if let Some(said) = &range.said {
            self.notes.add(start, end, said.as_str());
        }
        if range.turned {
            self.notes.add(start, end, "区间两端的先后已对调");
        }
        if range.joined {
            self.notes.add(start, end, "两个比较符号连写,已读作区间");
        }
        if range.contrary {
            self.notes.add(start, end, "比较符号与区间的方向不符,已按比较符号处理,如 ..>5 按 >5");
        }
    }

    /// A condition on an attribute.
    fn attribute(&self, field: Field, value: Value) -> Result<Option<Test>, String> {
        let Value { text, whole, quoted, .. } = value;
        if !quoted && text.starts_with(|c| comparison(c).is_some()) {
            return Err(format!("{}不能比较大小", field.chinese()));
        }
        if !quoted && names::unstated(&text) {
            return Ok(Some(Test::Is(field, String::new())));
        }
        if let Some(words) = names::closed(field) {
            return match names::choice(&words, &text) {
                Some((code, _)) => Ok(Some(Test::Is(field, code.to_owned()))),
                // In quotes 未载明 is these characters, which no closed list has.
                None if whole || names::unstated(&text) => Ok(Some(Test::Is(field, text))),
                None => {
                    let known: Vec<&str> = words.iter().map(|(_, chinese)| *chinese).collect();
                    Err(format!("{}没有“{text}”,可用:{}", field.chinese(), known.join("、")))
                }
            };
        }
        if whole {
            return Ok(Some(Test::Is(field, text)));
        }
        let chars: Vec<char> = marks::tidy(&text).chars().collect();
        let text: String = marks::trimmed(&chars).iter().collect();
        if !text.chars().any(marks::significant) {
            return Err("字段的值里没有可检索的字".to_owned());
        }
        // What would have to be printed in quotes is read as if it stood in them.
        let plain = !quoted && text.chars().all(|c| c.is_alphanumeric() && marks::significant(c));
        let known = field == Field::Agency && plain && !named::of_agency(&text).is_empty();
        Ok(Some(if known { Test::Known(field, text) } else { Test::Has(field, text) }))
    }

    /// `sort:`; a minus sign means the largest or newest first.
    fn order(&mut self, text: &str, start: usize, end: usize) -> Result<(), String> {
        let down = text.starts_with(marks::minus);
        let name = marks::key(text.trim_start_matches(marks::minus));
        let is = |words: &[&str]| words.iter().any(|word| marks::key(word) == name);
        let sort = if is(&["relevance", "相关", "相关度", "相关性"]) {
            Sort::Relevance
        } else if is(&["date", "日期", "时间", "公布", "published"]) {
            Sort::Date { newest: down }
        } else if is(&["newest", "最新"]) {
            Sort::Date { newest: true }
        } else if is(&["oldest", "最早"]) {
            Sort::Date { newest: false }
        } else {
            let of = names::measured(&name)
                .ok_or_else(|| format!("不能按“{name}”排序,可用:date、relevance,或 追缴、问题数 等数字"))?;
            Sort::Number { of, largest: down }
        };
        if self.sort.replace(sort).is_some_and(|before| before != sort) {
            self.notes.add(start, end, "写了几种排序,以最后一种为准");
        }
        Ok(())
    }
}
