//! Counts of problems that add up to a whole: 其中党的建设方面131个,全面从严治党方面203个,….
//!
//! In: a sentence whose problems have been counted. Out: the parts of such a count, or the sum of those
//! before it. Promise: parts are taken only where they give exactly the whole, and a bracket only where it
//! names problems; how far they are (已完成373个) is no part of how many.

use super::beside::{how_far, is_state};
use super::{Sentence, Taking, problem_noun};
use crate::disclosure::Measured;
use crate::parse::amount::Number;
use crate::parse::lexicon::find;
use rustc_hash::FxHashSet;

/// How a piece ends that says how far, not which.
const STATES: &[&str] =
    &["完成", "整改", "推进", "坚持", "到位", "销号", "办结", "立改", "解决", "剩余", "其余", "尚有", "还有"];

/// Sorts of problems that make up the whole together.
const SORTS: &[&str] = &["共性问题", "个性问题"];

/// As many parts as anyone counts in one sentence.
const MOST: usize = 16;

impl Taking<'_> {
    /// Takes the parts of a count that is known, and the sum that closes a list of counts.
    pub(super) fn shares(&mut self, sentence: &Sentence, taken: &mut [bool]) {
        let numbers = &sentence.numbers;
        let told = self.out[self.first..].iter();
        let told = told
            .filter(|quantity| quantity.kind == Measured::Problems && quantity.of.as_deref() != Some("方面"));
        let told: FxHashSet<String> = told.filter_map(|quantity| quantity.value.clone()).collect();
        let whole = |index: &usize| taken[*index] && told.contains(&numbers[*index].value());
        let wholes: Vec<usize> = (0..numbers.len()).filter(whole).collect();
        let sorted = || !sentence.round.is_empty() && find(sentence.text, "个性问题").is_some();
        if wholes.is_empty() && !sorted() {
            return;
        }
        let added = |part: &usize| wholes.binary_search(part).is_ok();
        let parts: Vec<usize> = (0..numbers.len()).filter(|index| is_part(sentence, *index)).collect();
        for all in wholes.iter().copied() {
            // 问题268个(其中村级问题41个),涉及党的建设方面97个,…: the bracket is none of the list.
            let inside = bracketed(sentence, all);
            // (其中共性问题6个,个性问题15个): a bracket that holds them all.
            let from = parts.partition_point(|part| *part <= all);
            let whole = adding_up(numbers, all, parts[from..].iter().copied());
            let inside = inside.filter(|part| whole.first() != Some(part));
            let behind = parts.partition_point(|part| *part <= inside.unwrap_or(all));
            let found = adding_up(numbers, all, parts[behind..].iter().copied());
            for part in inside.into_iter().chain(found).filter(|part| !added(part)) {
                self.share(sentence, part, Some("其中"), taken);
            }
        }
        // 反馈8家单位问题215个、14个村问题176个,合计391个
        for all in parts.iter().copied().filter(|part| is_sum(sentence, *part)) {
            let before = &parts[..parts.partition_point(|part| *part < all)];
            let found = adding_up(numbers, all, before.iter().rev().copied());
            // 反馈共性问题11个、个性问题27个,共计38个
            let sorts = || {
                let sort = |part: &usize| SORTS.iter().any(|sort| lead(sentence, *part).ends_with(sort));
                found.len() > 1
                    && found.iter().all(sort)
                    && sorted()
                    && !sentence.is_own(numbers[all].range.start)
            };
            if found.iter().any(added) || sorts() {
                for part in found.iter().rev().filter(|part| !added(part)) {
                    self.share(sentence, *part, Some("其中"), taken);
                }
                self.share(sentence, all, None, taken);
            }
        }
    }

    fn share(&mut self, sentence: &Sentence, part: usize, of: Option<&str>, taken: &mut [bool]) {
        taken[part] = true;
        let number = &sentence.numbers[part];
        self.add(sentence, Measured::Problems, number, of.map(str::to_owned), number.range.start);
    }
}

/// The first of the counts that give exactly the whole together; none, if they do not.
fn adding_up(numbers: &[Number], all: usize, parts: impl Iterator<Item = usize>) -> Vec<usize> {
    let Some(whole) = numbers[all].whole() else { return Vec::new() };
    let mut found = Vec::new();
    let mut sum = 0_u64;
    for part in parts.take(MOST) {
        sum = sum.saturating_add(numbers[part].whole().unwrap_or(u64::MAX));
        found.push(part);
        if sum >= whole {
            break;
        }
    }
    if sum == whole && found.len() > 1 { found } else { Vec::new() }
}

/// The words that lead to a number, from the last sign or number on.
fn lead<'t>(sentence: &Sentence<'t>, index: usize) -> &'t str {
    let start = sentence.numbers[index].range.start;
    let before = sentence.before(start);
    // 已整改:36个 has a label, not a list, before its number.
    let before = before.strip_suffix(':').unwrap_or(before);
    before.rsplit([',', '、', '；', ':', '(']).next().unwrap_or(before)
}

/// Whether a number closes a piece of a list that names a share: 政治责任落实方面146个.
fn is_part(sentence: &Sentence, index: usize) -> bool {
    let number = &sentence.numbers[index];
    let after = &sentence.text[number.range.end..];
    let after = &after[problem_noun(after).unwrap_or(0)..];
    let closes = after.chars().next().is_none_or(|c| matches!(c, ',' | '、' | '；' | '。' | ')' | '('));
    let words = lead(sentence, index);
    let words = words.trim_end_matches(['共', '计', '有', '为']);
    // 整改中的反馈问题5个; A类(已完成)30个
    let state =
        how_far(words) || words.strip_suffix("问题").unwrap_or(words).strip_suffix(')').is_some_and(is_state);
    // 面上问题1873个、立行立改问题273个 are sorts of problems, both of them.
    let sort = matches!(words, "立行立改问题" | "即知即改问题");
    let words = words.strip_suffix("问题").unwrap_or(words);
    matches!(number.unit, "个" | "项" | "条")
        && closes
        && words.chars().count() <= 24
        && !state
        && (sort || !STATES.iter().any(|word| words.ends_with(word)))
}

/// Whether a number is told as the sum of those before it: 合计391个.
fn is_sum(sentence: &Sentence, index: usize) -> bool {
    matches!(lead(sentence, index), "合计" | "共计" | "总计" | "共")
}

/// The count in a bracket right behind a count of problems: 问题529个(其中村级问题186个).
fn bracketed(sentence: &Sentence, all: usize) -> Option<usize> {
    let (number, next) = (&sentence.numbers[all], sentence.numbers.get(all + 1)?);
    let between = &sentence.text[number.range.end..next.range.start];
    let between = &between[problem_noun(between).unwrap_or(0)..];
    let inside = between.strip_prefix('(')?;
    let words = ["其中", "含", "包括"].iter().find_map(|word| inside.strip_prefix(word))?;
    let named = words.strip_suffix("问题").filter(|words| !words.is_empty() && words.chars().count() <= 12);
    let sound =
        named.is_some_and(|words| !STATES.iter().any(|state| words.ends_with(state)) && !words.contains(','));
    let closes = sentence.text[next.range.end..].starts_with([')', '、', ',']);
    (sound && closes).then_some(all + 1)
}
