//! The value of a field → a condition, or a setting of the whole query.
//!
//! In: the name and where its value begins. Out: pieces; several values in
//! brackets or with bars between them are alternatives. Promise: a value that
//! cannot be understood drops its condition, with a note that says what can stand there.

use super::lex::{Lexer, Token};
use super::marks::{self, blank, narrow};
use super::names::{self, Name};
use super::{Refused, ranges};
use crate::search::{DateOf, Field, Filter, Node, Sort, Test, UNSTATED, named};

/// A value as typed.
struct Value {
    text: String,
    /// `="…"`: this value, not one that contains it.
    whole: bool,
    /// In quotes: what it says and nothing else.
    quoted: bool,
    end: usize,
}

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
        if marks::opens(self.chars[first]) && self.run(first).is_empty() {
            return self.alternatives(name, start, first);
        }
        let value = self.value(name, first)?;
        let mut end = value.end;
        let mut tokens = self.conditions(name, value, start);
        // 单位:甲|乙 without blanks: two values of one field.
        while self.chars.get(end).is_some_and(|c| marks::bar(*c))
            && self.chars.get(end + 1).is_some_and(|c| !blank(*c))
            && self.name(end + 1).is_none()
        {
            let value = self.value(name, end + 1)?;
            end = value.end.max(end + 1);
            tokens.extend(self.conditions(name, value, start));
        }
        self.joined(tokens, start)?;
        Ok(end)
    }

    /// Values in brackets.
    fn alternatives(&mut self, name: Name, start: usize, open: usize) -> Result<usize, Refused> {
        let close = self.layout.partner(open).unwrap_or(self.chars.len());
        let (mut at, mut tokens) = (open + 1, Vec::new());
        while at < close {
            let c = self.chars[at];
            if blank(c) || marks::bar(c) || marks::closes(c) || marks::opens(c) && self.run(at).is_empty() {
                at += 1;
                continue;
            }
            let word = self.run(at).unescaped().unwrap_or_default();
            if matches!(word.as_str(), "OR" | "AND" | "或") {
                at += word.chars().count();
            } else {
                let value = self.value(name, at)?;
                at = value.end.max(at + 1);
                tokens.extend(self.conditions(name, value, start));
            }
        }
        if tokens.is_empty() {
            self.notes.add(start, open, "字段后面没有内容,已略去");
            tokens.push((Token::Nothing, open));
        }
        if close == self.chars.len() {
            self.notes.add(open, open + 1, "括号没有收尾,已在末尾补上");
        }
        self.joined(tokens, start)?;
        Ok((close + 1).min(self.chars.len()))
    }

    /// Alternatives as a group of their own.
    fn joined(&mut self, tokens: Vec<(Token, usize)>, start: usize) -> Result<(), Refused> {
        let several = tokens.len() > 1;
        let last = tokens.last().map_or(start, |(_, end)| *end);
        if several {
            self.push(Token::Open, start, start)?;
        }
        for (index, (token, end)) in tokens.into_iter().enumerate() {
            if index > 0 {
                self.push(Token::Or { glued: false }, start, start)?;
            }
            self.push(token, start, end)?;
        }
        if several {
            self.shut(last);
        }
        Ok(())
    }

    /// One value: quoted, `[a TO b]`, or a run.
    fn value(&mut self, name: Name, at: usize) -> Result<Value, Refused> {
        let mut at = at;
        let ranged = matches!(name, Name::Date(_) | Name::Number(_) | Name::Attribute(Field::Year));
        let equals = self.chars.get(at).is_some_and(|c| narrow(*c) == '=');
        let whole = equals && matches!(name, Name::Attribute(_));
        if equals {
            at = self.skip(at + 1);
        }
        if let Some((text, end)) = self.inside(at) {
            let text = self.measured(text, at, end)?;
            return Ok(Value { text, whole, quoted: true, end });
        }
        if ranged && self.chars.get(at).is_some_and(|c| narrow(*c) == '[') {
            let most = at.saturating_add(60).min(self.chars.len());
            if let Some(end) = (at..most).find(|at| narrow(self.chars[*at]) == ']') {
                let text = self.chars[at..=end].iter().collect();
                return Ok(Value { text, whole, quoted: false, end: end + 1 });
            }
        }
        let mut run = self.run(at);
        let (mut text, mut end) = (run.text(), run.end);
        if ranged && !text.is_empty() && text.chars().all(|c| "<>=≤≥".contains(narrow(c))) {
            run = self.run(self.skip(end));
            text.push_str(&run.text());
            end = run.end;
        }
        let text = self.measured(text, at, end)?;
        Ok(Value { text, whole, quoted: false, end })
    }

    /// What a value makes, with its end: one condition, or one for each of several years.
    fn conditions(&mut self, name: Name, value: Value, start: usize) -> Vec<(Token, usize)> {
        let end = value.end;
        if name == Name::Attribute(Field::Year) && !value.whole {
            let years = years(&value.text);
            if !years.is_empty() {
                return years.into_iter().map(|year| (is(Field::Year, year.to_string()), end)).collect();
            }
        }
        vec![(self.condition(name, value, start), end)]
    }

    /// The condition a value makes; settings of the whole query are kept aside.
    fn condition(&mut self, name: Name, value: Value, start: usize) -> Token {
        let end = value.end;
        if value.text.is_empty() {
            self.notes.add(start, end, "字段后面没有内容,已略去");
            return Token::Nothing;
        }
        let test = match name {
            Name::Attribute(field) => self.attribute(field, value),
            Name::Date(DateOf::Published) if !value.quoted && value.text == UNSTATED => {
                Ok(Some(Test::Is(Field::Year, String::new())))
            }
            Name::Date(of) => ranges::dates(&value.text).map(|range| {
                self.turned(range.turned, start, end);
                Some(Test::Dates { of, from: range.from, to: range.to })
            }),
            Name::Number(of) => ranges::numbers(&value.text, of).map(|range| {
                self.turned(range.turned, start, end);
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

    fn turned(&mut self, turned: bool, start: usize, end: usize) {
        if turned {
            self.notes.add(start, end, "区间两端的先后已对调");
        }
    }

    /// A condition on an attribute.
    fn attribute(&self, field: Field, value: Value) -> Result<Option<Test>, String> {
        let Value { text, whole, quoted, .. } = value;
        if !quoted && text.starts_with(['<', '>', '≤', '≥', '＜', '＞']) && field != Field::Year {
            return Err(format!("{}不能比较大小", field.chinese()));
        }
        if !quoted && text == UNSTATED {
            return Ok(Some(Test::Is(field, String::new())));
        }
        if let Some(words) = names::closed(field) {
            return match names::choice(&words, &text) {
                Some((code, _)) => Ok(Some(Test::Is(field, code.to_owned()))),
                None if whole => Ok(Some(Test::Is(field, text))),
                None => {
                    let known: Vec<&str> = words.iter().map(|(_, chinese)| *chinese).collect();
                    Err(format!("{}没有“{text}”,可用:{}", field.chinese(), known.join("、")))
                }
            };
        }
        if whole {
            return Ok(Some(Test::Is(field, text)));
        }
        if field == Field::Year {
            let range = ranges::dates(&text)?;
            return Ok(Some(Test::Dates { of: DateOf::Published, from: range.from, to: range.to }));
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

fn is(field: Field, value: String) -> Token {
    Token::Filter(Filter { negated: false, test: Test::Is(field, value) })
}

/// The whole years of a range with both ends, so that they are alternatives to
/// other years; none where it is anything else.
fn years(text: &str) -> Vec<u16> {
    let Ok(range) = ranges::dates(text) else { return Vec::new() };
    match (range.from, range.to) {
        (Some(from), Some(to)) if (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31) => {
            let years = from.year()..=to.year();
            if years.len() <= 30 { years.collect() } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
