//! Head-counts that share their words: 党内警告、政务警告各1人; 组织处理、党纪处分分别为5人、3人; 对8人(其中科级干部3人)进行谈话提醒.
//!
//! In: a head-count and its surroundings. Out: to each way its own. Promise: where counts and ways are not
//! as many, nothing is taken.

use super::people::{chain, idle};
use super::ways::PERSONS;
use super::{Sentence, Taking};
use crate::disclosure::Measured;
use crate::parse::amount::Number;

impl Taking<'_> {
    /// Takes a count that each of several ways has, or the first of several that are told one by one.
    pub(super) fn each(&mut self, sentence: &Sentence, number: &Number, head: &str) -> bool {
        let place = |from: usize| number.range.start - (head.len() - from);
        // 给予党内警告、政务警告各1人
        if let Some((from, kinds)) = head.strip_suffix('各').and_then(chain) {
            if kinds.len() > 1 && !idle(&head[..from]) {
                for kind in &kinds {
                    self.dealt(sentence, number, &[*kind], place(from));
                }
            }
            return true;
        }
        // 组织处理、党纪政务处分分别为5人、3人
        let list = head.strip_suffix('为').unwrap_or(head).strip_suffix("分别");
        let Some((from, kinds)) = list.and_then(chain).filter(|(_, kinds)| kinds.len() > 1) else {
            return false;
        };
        let heads = following(sentence, number);
        if heads.len() == kinds.len() && !idle(&head[..from]) {
            for (head, kind) in heads.iter().zip(&kinds) {
                self.dealt(sentence, head, &[*kind], head.range.start);
            }
        }
        true
    }

    /// Those of the head-counts before one that what stands behind it is said of too:
    /// 对2名科级干部、3名一般干部进行诫勉谈话.
    pub(super) fn alike<'s>(&self, sentence: &Sentence, heads: &[&'s Number]) -> Vec<&'s Number> {
        let Some(first) = heads.first() else { return Vec::new() };
        let lead = sentence.before(first.range.start);
        let opens = ["对", "给予"].iter().any(|verb| lead.ends_with(verb));
        let free = self.dealt.as_ref().is_none_or(|(end, _)| *end <= first.range.start);
        let person = |head: &&&Number| {
            let who = &sentence.text[head.range.end..];
            let who = &who[..who.find('、').unwrap_or(0)];
            is_who(who) && !who.is_empty()
        };
        if opens && free && heads.iter().all(|head| person(&head)) { heads.to_vec() } else { Vec::new() }
    }

    /// 全县党纪处分56人,其中我局2人: the body's share of those of its area, dealt with alike.
    pub(super) fn own_share(&mut self, sentence: &Sentence, number: &Number) -> bool {
        let Some((at, of)) = self.dealt.clone() else { return false };
        let between = sentence.text.get(at..number.range.start).unwrap_or_default();
        let Some(mut who) = between.strip_prefix(',').filter(|_| sentence.is_of_others(at - 1)) else {
            return false;
        };
        for word in ["其中", "今年", "我"] {
            who = who.strip_prefix(word).unwrap_or(who);
        }
        let own = between.contains('我') && who.chars().count() <= 4;
        own && {
            self.dealt(sentence, number, &[of.as_str()], number.range.start);
            true
        }
    }

    /// 党纪处分4人(其中村干部3人): some of those that were just counted; `named` if who they are must be told.
    pub(super) fn some_of(&mut self, sentence: &Sentence, number: &Number, named: bool) -> bool {
        let Some((at, of)) = self.dealt.clone() else { return false };
        let Some(between) = sentence.text.get(at..number.range.start) else { return false };
        let Some((counted, inside)) = between.split_once('(') else { return false };
        let Some(inside) = inside.strip_prefix("其中").or_else(|| inside.strip_prefix('含')) else {
            return false;
        };
        // (其中科级干部3人、股级干部5人)
        let who = inside.rsplit('、').next().unwrap_or(inside);
        let sound = is_who(counted)
            && !inside.contains([',', '。', '；', ')'])
            && inside.chars().count() <= 36
            && (usize::from(named)..=12).contains(&who.chars().count())
            && (who.len() == inside.len() || inside.contains(|c: char| c.is_ascii_digit()));
        // Not to be added to those it is a part of.
        sound && {
            let of = Some(format!("{of}(其中{who})"));
            self.add(sentence, Measured::People, number, of, number.range.start);
            true
        }
    }
}

/// Whether words behind a head-count are nothing, or say who these are.
fn is_who(words: &str) -> bool {
    words.is_empty() || words.chars().count() <= 8 && PERSONS.iter().any(|word| words.ends_with(word))
}

/// What stands behind a bracket of some of those counted: 对8人(其中科级干部3人)进行谈话提醒.
pub(super) fn behind_some(after: &str) -> Option<&str> {
    let (who, rest) = after.split_once('(')?;
    let (inside, behind) = rest.split_once(')')?;
    let some = inside.starts_with("其中") || inside.starts_with('含');
    (some && is_who(who) && inside.chars().count() <= 36 && !inside.contains(['。', '；'])).then_some(behind)
}

/// A head-count and those that follow it in one list.
fn following<'s>(sentence: &'s Sentence, number: &'s Number) -> Vec<&'s Number> {
    let first = sentence.numbers.partition_point(|other| other.range.start < number.range.start);
    let mut out: Vec<&Number> = Vec::new();
    for other in sentence.numbers[first..].iter().take(6) {
        let apart = out.last().is_none_or(|last| {
            matches!(&sentence.text[last.range.end..other.range.start], "、" | "和" | ",")
        });
        if !apart || !matches!(other.unit, "人" | "名" | "人次") {
            break;
        }
        out.push(other);
    }
    out
}

/// The head-counts that stand in one list right before this one.
pub(super) fn listed<'s>(sentence: &'s Sentence, number: &Number) -> Vec<&'s Number> {
    let mut out: Vec<&Number> = Vec::new();
    let mut end = number.range.start;
    for other in sentence.numbers_before(number.range.start).iter().rev().take(4) {
        let between = &sentence.text[other.range.end..end];
        let person = matches!(other.unit, "人" | "名");
        if !person || !between.ends_with('、') || between.chars().count() > 14 || between.contains(',') {
            break;
        }
        end = other.range.start;
        out.insert(0, other);
    }
    out
}
