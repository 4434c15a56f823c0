//! How far something is done, as its words say: 已完成, 长期坚持, 正在推进.
//!
//! In: folded text. Out: a status or nothing. Promise: only what is stated.

use super::bare;
use crate::disclosure::Status;
use crate::parse::{glyph, numeral};
use crate::text::lexicon::{CharSet, Lexicon, signs};
use memchr::memmem::{self, Finder};
use std::sync::LazyLock;

/// Words of status, the most telling first.
const STATES: &[(&str, Status)] = &[
    ("未完成", Status::NotDone),
    ("尚未完成", Status::NotDone),
    ("未整改到位", Status::NotDone),
    ("整改未到位", Status::NotDone),
    ("未整改", Status::NotDone),
    ("未办结", Status::NotDone),
    ("未销号", Status::NotDone),
    ("取得阶段性成果", Status::BasicallyDone),
    ("阶段性成果", Status::BasicallyDone),
    ("阶段性成效", Status::BasicallyDone),
    ("取得阶段性成效", Status::BasicallyDone),
    ("取得阶段性进展", Status::BasicallyDone),
    ("阶段性完成", Status::BasicallyDone),
    ("阶段性整改完成", Status::BasicallyDone),
    ("基本完成", Status::BasicallyDone),
    ("基本完成整改", Status::BasicallyDone),
    ("基本整改到位", Status::BasicallyDone),
    ("基本整改完成", Status::BasicallyDone),
    ("完成阶段性任务", Status::BasicallyDone),
    ("完成阶段性整改", Status::BasicallyDone),
    ("阶段性任务已完成", Status::BasicallyDone),
    ("阶段性任务已办结", Status::BasicallyDone),
    ("长期坚持", Status::LongTerm),
    ("长期整改", Status::LongTerm),
    ("持续坚持", Status::LongTerm),
    ("长期", Status::LongTerm),
    ("正在整改", Status::Ongoing),
    ("正在推进", Status::Ongoing),
    ("正在进行", Status::Ongoing),
    ("持续整改", Status::Ongoing),
    ("持续推进", Status::Ongoing),
    ("持续整改中", Status::Ongoing),
    ("持续推进中", Status::Ongoing),
    ("正在整改中", Status::Ongoing),
    ("正在推进中", Status::Ongoing),
    ("尚在整改", Status::Ongoing),
    ("仍在整改", Status::Ongoing),
    ("按计划推进", Status::Ongoing),
    ("按序时进度推进", Status::Ongoing),
    ("推进中", Status::Ongoing),
    ("整改中", Status::Ongoing),
    ("进行中", Status::Ongoing),
    ("持续深化", Status::Ongoing),
    ("有序推进", Status::Ongoing),
    ("正在加快推进", Status::Ongoing),
    ("正在抓紧推进", Status::Ongoing),
    ("正在积极推进", Status::Ongoing),
    ("正在协调推进", Status::Ongoing),
    ("正在抓紧整改", Status::Ongoing),
    ("正在加紧整改", Status::Ongoing),
    ("正按计划推进", Status::Ongoing),
    ("正在办理", Status::Ongoing),
    ("稳步推进", Status::Ongoing),
    ("有序整改", Status::Ongoing),
    ("已完成", Status::Done),
    ("已整改完成", Status::Done),
    ("已完成整改", Status::Done),
    ("整改完成", Status::Done),
    ("完成整改", Status::Done),
    ("全部完成整改", Status::Done),
    ("已全部完成整改", Status::Done),
    ("已整改到位", Status::Done),
    ("整改到位", Status::Done),
    ("已整改", Status::Done),
    ("已落实", Status::Done),
    ("已落实整改", Status::Done),
    ("已落实到位", Status::Done),
    ("落实到位", Status::Done),
    ("已办结", Status::Done),
    ("办结", Status::Done),
    ("已销号", Status::Done),
    ("整改完毕", Status::Done),
    ("同意销号", Status::Done),
    ("视同完成", Status::Done),
    ("销号", Status::Done),
    ("100%完成", Status::Done),
    ("完成100%", Status::Done),
    ("完成", Status::Done),
];

/// Words that may stand beside a status without changing it.
pub(super) const BESIDE: &[&str] = &[
    "目前",
    "尚",
    "仍",
    "持续巩固",
    "该问题",
    "该项工作",
    "此项工作",
    "本项",
    "该项",
    "立行立改",
    "立查立改",
    "立整立改",
    "即知即改",
    "即查即改",
    "边查边改",
    "全部",
    "均",
    "现",
    "此问题",
    "本问题",
    "问题",
    "事项",
    "工作",
    "各项",
    "相关",
    "后续",
    "剩余",
    "继续",
    "正在",
    "且",
    "并",
    "需",
    "需要",
    "将",
    "已",
    "整改",
    "任务",
    "的",
    "状态",
    "状态为",
    "纳入",
    "列入",
    "列为",
    "转为",
];

/// Signs that may.
static SIGNS: CharSet = CharSet::of(&['、', ',', '。', '；', '(', ')', '[', ']', '【', '】', ':', '.']);

/// The words of status, for the one pass over a text: what has none of them has no status.
pub(in crate::parse) fn states() -> Vec<&'static str> {
    STATES.iter().map(|(word, _)| *word).collect()
}

/// Both lists, one behind the other.
static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(&(0..STATES.len() + BESIDE.len()).map(word).collect::<Vec<_>>()));

fn word(at: usize) -> &'static str {
    STATES.get(at).map_or_else(|| BESIDE[at - STATES.len()], |(word, _)| word)
}

/// The status, if `text` says nothing but a status: 已完成。, (正在整改), 立行立改,已办结。
pub(in crate::parse) fn status_only(text: &str) -> Option<Status> {
    told(text)?
}

/// Whether `text` says nothing but how far or how soon: 已完成, (立行立改).
pub(in crate::parse) fn says_how_far(text: &str) -> bool {
    told(text).is_some() && text.contains(|c: char| c.is_alphabetic())
}

/// The status in a text of nothing but such words; nothing, if it has others.
fn told(text: &str) -> Option<Option<Status>> {
    if text.len() > 120 {
        return None;
    }
    let mut rest = text.trim();
    let mut found: Option<Status> = None;
    loop {
        rest = rest.trim_start_matches(|c| SIGNS.has(c));
        if rest.is_empty() {
            return Some(found);
        }
        if let Some(len) = day(rest, &text[..text.len() - rest.len()]) {
            rest = &rest[len..];
            continue;
        }
        // The longest word of status, or else the longest beside it.
        let open = WORDS.opening(rest).max_by_key(|at| (*at < STATES.len(), word(*at).len()))?;
        if let Some((_, status)) = STATES.get(open) {
            // 已完成,持续整改 and 视同完成,持续整改: what remains to be done decides.
            found = Some(match (found, *status) {
                (Some(Status::BasicallyDone), Status::LongTerm) => Status::BasicallyDone,
                (Some(before), Status::Done) => before,
                (Some(Status::NotDone), _) => Status::NotDone,
                (Some(Status::BasicallyDone), Status::Ongoing) => Status::BasicallyDone,
                (_, status) => status,
            });
        }
        rest = &rest[word(open).len()..];
    }
}

/// The bytes of the day on which something was reached, where `lead` says that it was: 已于2023年9月底. What is to be
/// reached by a day (将于2024年6月底前) is none.
fn day(rest: &str, lead: &str) -> Option<usize> {
    let date = rest.strip_prefix('于').filter(|_| lead.contains('已') && !lead.contains(['将', '需']))?;
    let end =
        date.trim_start_matches(|c: char| c.is_ascii_digit() || "今去当年月日底初中末上下旬前".contains(c));
    let len = date.len() - end.len();
    (date[..len].contains(['年', '月'])).then(|| rest.len() - end.len())
}

/// Words by which a measure tells what it found itself: 开展排查,发现问题56个,全部整改到位.
const FOUND: &[&str] = &["发现", "排查", "查出", "检出", "查摆", "梳理出", "自查出", "审计指出"];

/// Whether a last word on how far is said of what the measure before it found.
fn of_findings(before: &str) -> bool {
    let sentence = before.rfind(['。', '；']).map_or(before, |at| &before[at..]);
    FOUND.iter().any(|word| sentence.contains(word)) && sentence.contains(|c: char| c.is_ascii_digit())
}

/// Whether it is said of a count of problems, not of the one that is reported on: 对4个问题重新制定方案,已全部整改到位;
/// 整改遗留问题5个,已全部完成整改. 该问题 comes back to that one.
fn of_count(before: &str, last: &str) -> bool {
    let sentence = before.rfind(['。', '；']).map_or(before, |at| &before[at..]);
    let all = ["全部", "均"].iter().any(|word| last.contains(word));
    let is_number = |c: char| c.is_ascii_digit() || c != '一' && numeral::is_numeral(c);
    let counted = |(at, noun): (usize, &str)| {
        let (lead, behind) = (&sentence[..at], &sentence[at + noun.len()..]);
        let near = &lead[lead.char_indices().rev().nth(6).map_or(0, |(from, _)| from)..];
        let unit = near.rfind(['个', '项', '条']).map_or("", |unit| &near[..unit]);
        unit.ends_with(is_number)
            || all && behind.trim_start_matches('共').starts_with(|c: char| c.is_ascii_digit())
    };
    !last.contains(['该', '此', '本']) && sentence.match_indices("问题").any(counted)
}

/// Whether it is said of some among others: 已解决7个,2个因涉诉未结,正在推进.
fn of_some(before: &str) -> bool {
    let clause = before.rsplit([',', '。', '；']).next().unwrap_or(before);
    let rest = clause.trim_start_matches(|c: char| c.is_ascii_digit());
    let why =
        rest.strip_prefix(['个', '项']).is_some_and(|rest| rest.starts_with(['因', '受', '由', '尚', '仍']));
    why && rest.len() < clause.len()
}

/// The status a report states: its first sentence, its last bracket, or a
/// last sentence that speaks of 该项工作.
pub(in crate::parse) fn status_of(text: &str) -> Option<Status> {
    if let Some(status) = ticked(text) {
        return Some(status);
    }
    // A status is short, so only the two ends of a text are looked at.
    let head = &text[..floor(text, NEAR)];
    let first =
        signs(head).find(|(_, c)| matches!(c, '。' | '；' | ':')).map_or(head, |(end, _)| &head[..end]);
    let boxed = [('(', ')'), ('【', '】'), ('[', ']')].iter().find_map(|(open, close)| {
        let inner = first.strip_prefix(*open)?;
        Some(inner.split(*close).next().unwrap_or(inner))
    });
    let first = boxed.unwrap_or(first);
    if let Some(status) = status_only(first).or_else(|| status_only(first.split_once(',')?.0)) {
        return Some(status);
    }
    if let Some(status) = behind_problem(text) {
        return Some(status);
    }
    let trimmed = before_day(bare(text));
    let trimmed = &trimmed[floor(trimmed, trimmed.len().saturating_sub(2 * NEAR))..];
    if let Some(inner) = trimmed.strip_suffix([')', '】', ']'])
        && let Some(open) = inner.rfind(['(', '【', '['])
        && let Some(status) = inner.get(open..).and_then(status_only)
    {
        return Some(status);
    }
    let end = trimmed.rfind(['。', '；', ',']).unwrap_or(0);
    let (before, last) = trimmed.split_at(end);
    if let Some(status) = status_only(last.trim_start_matches(['。', '；', ','])) {
        let findings =
            last.starts_with(',') && (of_findings(before) || of_some(before) || of_count(before, last));
        return Some(status).filter(|_| !findings);
    }
    SPOKEN.iter().find_map(|word| {
        // Most reports have none of them, which is faster to say.
        let at =
            word.find(trimmed.as_bytes()).and_then(|_| memmem::rfind(trimmed.as_bytes(), word.needle()))?;
        let tail = &trimmed[at..];
        tail.split(['。', ',', '；']).find_map(status_only)
    })
}

/// A report without the last clause, if that only says by when the rest is expected: 正在推进,预计2024年6月底完成.
fn before_day(text: &str) -> &str {
    let near = floor(text, text.len().saturating_sub(NEAR));
    let Some((head, last)) = text[near..].rsplit_once(',') else { return text };
    let plain = || !last.contains(['。', '；']) && last.chars().count() <= 24;
    let hoped = || ["预计", "计划", "力争", "拟", "争取", "确保"].iter().any(|word| last.starts_with(word));
    let day = || last.contains(['年', '月']) && last.contains(|c: char| c.is_ascii_digit());
    let reached = || ["完成", "完工", "到位", "建成", "办结"].iter().any(|word| last.contains(word));
    if hoped() && plain() && day() && reached() { &text[..near + head.len()] } else { text }
}

/// The status that is ticked among others: ■已完成 □正在推进, 已完成√.
fn ticked(text: &str) -> Option<Status> {
    const OFF: [char; 3] = ['□', '☐', '○'];
    const ON: [char; 5] = ['■', '☑', '√', '✓', '✔'];
    // All of them begin with one byte, which few characters of the genre do.
    let first = memchr::memchr_iter(0xE2, text.as_bytes()).find(|at| text[*at..].starts_with(OFF))?;
    let near = &text[floor(text, first.saturating_sub(NEAR))..];
    let near = &near[..floor(near, 2 * NEAR)];
    let on = near.find(ON).filter(|at| near.rfind(ON) == Some(*at))?;
    let sign = near[on..].chars().next()?.len_utf8();
    let behind = &near[on + sign..];
    let behind = &behind[..behind.find(OFF).unwrap_or(behind.len())];
    // A sign may stand behind what it ticks: □已完成 is then none.
    status_only(behind.trim_end_matches(|c: char| SIGNS.has(c)))
}

/// The status behind the problem that a report names first: (1)关于“学得不深。用得不够”的问题,已完成整改。一是….
pub(in crate::parse) fn behind_problem(text: &str) -> Option<Status> {
    const OPEN: [&str; 3] = ["关于", "针对", "对于"];
    // Nothing but a sign stands before them; most texts begin otherwise.
    let head = &text[..floor(text, 24)];
    if !OPEN.iter().any(|word| head.contains(word)) {
        return None;
    }
    let words = &text[glyph::at_start(text).map_or(0, |glyph| glyph.words_at())..];
    let words = &words[..floor(words, NAMED)];
    if !OPEN.iter().any(|word| words.starts_with(word)) {
        return None;
    }
    let mut quoted = 0_i32;
    let at = signs(words).find_map(|(at, c)| {
        match c {
            '“' => quoted += 1,
            '”' => quoted -= 1,
            ',' | ':' if quoted == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    let clause = &words[at + 1..];
    let clause = &clause[..clause.find(['。', '；']).unwrap_or(clause.len())];
    status_only(clause).filter(|_| words[..at].ends_with("问题"))
}

/// As much of a report as the problem takes that it names, in bytes.
const NAMED: usize = 480;

/// Words by which a report says what its last sentence is about.
static SPOKEN: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| ["该项工作", "此项工作", "该问题", "目前未完成"].map(Finder::new));

/// The last place for a cut at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// As much of a report as a status takes, in bytes.
const NEAR: usize = 150;
