//! Headings that stand inside a line, because a page has lost its line breaks.
//!
//! In: body lines. Out: the same text, cut where a heading goes on counting
//! behind a full stop: …。(二)关于…方面。1.…的问题。整改情况:…. Promise: a list inside a
//! sentence stays whole; a cut needs the next expected ordinal of its class.

use super::glyph::{self, Class, Glyph};
use super::lexicon::stops;
use super::table;
use super::view::View;
use super::wording::{self, Marker};
use memchr::memmem;
use std::ops::Range;

/// A piece of a body line; several may stand in one line.
pub(super) struct Piece {
    pub range: Range<usize>,
    /// Which line it is of, counted from 0.
    pub line: usize,
    /// What it begins with, if it is a whole line: known already.
    pub glyph: Option<Option<Glyph>>,
}

/// Cuts every line; most stay whole.
pub(super) fn cut(view: &View, lines: &[Range<usize>]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(lines.len());
    let mut counting = Counting::default();
    let tabbed = memchr::memchr(b'\t', view.text.as_bytes()).is_some();
    for (line, range) in lines.iter().enumerate() {
        let text = view.get(range.clone());
        let first = glyph::at_start(text);
        let mut start = 0;
        let titled = first
            .filter(|glyph| glyph.class == Class::Chapter)
            .and_then(|glyph| title_end(view, range, &glyph));
        for at in titled.into_iter().chain(counting.breaks(text, first, tabbed && text.contains('\t'))) {
            out.push(Piece { range: range.start + start..range.start + at, line, glyph: None });
            start = at;
        }
        let glyph = Some(first).filter(|_| start == 0);
        out.push(Piece { range: range.start + start..range.end, line, glyph });
    }
    out
}

/// Where the words of a chapter end that only a blank parts from its text: 一、整改工作总体情况 江滨街道党工委认领….
fn title_end(view: &View, range: &Range<usize>, glyph: &Glyph) -> Option<usize> {
    const ENDS: &[&str] = &["情况", "方面", "打算", "安排", "工作", "措施", "举措", "成效", "成果"];
    let text = view.get(range.clone());
    let words = &text[glyph.words_at()..];
    let near = words.char_indices().take(26).skip(4).map(|(at, _)| at);
    let signs = ['。', ',', ':', '；', '(', '“', '《'];
    let at = near.map(|at| glyph.words_at() + at).find(|at| view.parted(range.start + at))?;
    let title = &text[glyph.words_at()..at];
    let rest = &text[at..];
    let sound = ENDS.iter().any(|end| title.ends_with(end)) && !title.contains(signs);
    (sound && rest.contains('。') && rest.chars().take(31).count() > 30 && glyph::at_start(rest).is_none())
        .then_some(at)
}

/// Lines at the top of a page among which the text begins.
const TOP: usize = 200;

/// No sentence that discloses is longer than this, in bytes.
const HEAD: usize = 6000;

/// Where the chapters of a text begin that are glued to the sentence that discloses, line and byte: …予以公布。
/// 一、提高政治站位. None unless the second begins a line of its own, before which no other first one does, or stands behind
/// a full stop in the same line: a list inside a sentence has none.
pub(super) fn glued(view: &View) -> Vec<(usize, usize)> {
    let Some((line, at, whole)) = first_glued(view) else { return Vec::new() };
    let mut out = vec![(line, at)];
    if whole {
        let end = view.lines[line].range.end;
        out.extend(chapters(view.get(at..end)).into_iter().map(|cut| (line, at + cut)));
    }
    out
}

/// Where the chapters behind the first begin in a text that stands on one line, and how to reach the body behind the last:
/// …。二、反馈问题整改情况…。三、下一步打算…。联系电话:….
fn chapters(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut ordinal = 2;
    for stop in stops(text) {
        let at = stop + '。'.len_utf8();
        let rest = &text[at..];
        if rest.starts_with(super::numeral::is_numeral)
            && let Some(glyph) = glyph::at_start(rest)
            && glyph.class == Class::Chapter
            && glyph.ordinal == ordinal
        {
            out.push(at);
            ordinal += 1;
        }
    }
    let last = out.last().copied().unwrap_or(0);
    let reached = |rest: &str| {
        ["联系", "欢迎", "如有", "通讯地址", "通信地址", "监督电话", "举报电话", "电子邮箱"]
            .iter()
            .any(|word| rest.starts_with(word))
    };
    let tail = &text[last..];
    let closing = stops(tail).map(|stop| stop + '。'.len_utf8()).find(|at| reached(&tail[*at..]));
    out.extend(closing.map(|at| last + at));
    out
}

/// The line and the byte of the first such chapter, and whether the whole text stands on its line.
fn first_glued(view: &View) -> Option<(usize, usize, bool)> {
    let top = view.lines[..view.lines.len().min(TOP)].last().map_or(0, |line| line.range.end);
    let mut firsts = memmem::find_iter(&view.text.as_bytes()[..top], "一、");
    let (line, at) = firsts.find_map(|at| {
        let index = view.lines.partition_point(|line| line.range.end <= at);
        let line = view.lines.get(index).filter(|line| !line.chrome && line.range.start <= at)?;
        let said = view.get(line.range.start..at);
        let bare = said.trim_end_matches(['。', ':']);
        let disclosed = bare.len() < said.len()
            && said.len() < HEAD
            && ["公布", "公开", "公示", "通报", "报告", "如下"].iter().any(|end| bare.ends_with(end))
            && bare.contains("现");
        disclosed.then_some((index, at))
    })?;
    let chapter = |line: &super::view::Line| {
        let text = view.get(line.range.clone());
        text.starts_with(super::numeral::is_numeral)
            .then(|| glyph::at_start(text))
            .flatten()
            .filter(|glyph| glyph.class == Class::Chapter)
    };
    let first = view.lines[..=line].iter().any(|line| !line.chrome && chapter(line).is_some());
    let next = view.lines[line + 1..].iter().filter(|line| !line.chrome).find_map(chapter);
    if next.is_some_and(|next| next.ordinal == 2) {
        return (!first).then_some((line, at, false));
    }
    let second = || {
        let rest = view.get(at..view.lines[line].range.end);
        rest.contains("。二、") && !rest[..rest.find("。二、").unwrap_or(0)].contains("。一、")
    };
    // Where title and text stand on one line too, no blank and no sign tells where headings end.
    let live = || view.lines.iter().filter(|line| !line.chrome);
    let broken = |last: &super::view::Line| view.get(0..last.range.end).contains('\n');
    let titled = live().take(2).count() > 1 && live().next_back().is_some_and(broken);
    (!first && next.is_none() && titled && second()).then_some((line, at, true))
}

/// The latest ordinals of headings that stand before others.
#[derive(Default)]
struct Counting {
    chapter: u16,
    bracket: u16,
    number: u16,
    problem: u16,
}

impl Counting {
    fn of(&mut self, class: Class) -> Option<&mut u16> {
        match class {
            Class::Chapter => Some(&mut self.chapter),
            Class::Bracket => Some(&mut self.bracket),
            Class::Number => Some(&mut self.number),
            Class::Problem => Some(&mut self.problem),
            _ => None,
        }
    }

    fn seen(&mut self, glyph: &Glyph) {
        if glyph.class == Class::Chapter {
            self.bracket = 0;
        }
        if let Some(last) = self.of(glyph.class) {
            *last = glyph.ordinal;
        }
    }

    fn next(&mut self, glyph: &Glyph) -> bool {
        self.of(glyph.class).is_some_and(|last| glyph.ordinal == last.saturating_add(1))
    }

    /// Where headings begin inside a line that begins with `first`; `cells` if tabs part it.
    fn breaks(&mut self, text: &str, first: Option<Glyph>, cells: bool) -> Vec<usize> {
        let mut out = Vec::new();
        if cells {
            // 序号|1|反馈问题|…: the number counts the problem behind it.
            if let Some((Marker::Number, len)) = wording::marker(text)
                && table::names_itself(text)
                && let Some(tab) = text[len..].find('\t')
                && glyph::labelled(&text[len + tab + 1..]).is_some()
            {
                out.push(len + tab + 1);
            }
            return out;
        }
        if let Some(glyph) = &first {
            self.seen(glyph);
        }
        // Where the words of the latest heading end: a first number follows directly.
        let words_end = |at: usize, glyph: &Glyph| {
            let from = at + glyph.words_at();
            from + wording::heading_len(&text[from..])
        };
        let opens = |glyph: &Glyph| matches!(glyph.class, Class::Chapter | Class::Bracket | Class::Problem);
        let mut open = first.filter(opens).map(|glyph| words_end(0, &glyph));
        let inner =
            first.filter(|glyph| glyph.class == Class::Chapter).and_then(|glyph| headed(text, &glyph));
        if let Some((at, glyph)) = inner {
            out.push(at);
            self.seen(&glyph);
            open = Some(words_end(at, &glyph)).filter(|_| opens(&glyph));
        }
        // Numbers of a line count as headings once the first of them did; few lines have a second.
        let first_numbered =
            || first.is_some_and(|glyph| glyph.class == Class::Number && is_finding(text, &glyph));
        let mut numbered = inner.map(|(_, glyph)| glyph.class == Class::Number).filter(|numbered| *numbered);
        // ①… ②… of one line, where the line itself begins with the first; and 首先,… 其次,….
        let mut run = first
            .filter(|glyph| matches!(glyph.class, Class::Circle | Class::BracketNumber | Class::Ordinal));
        let both = run.map(|_| text.match_indices(['。', '；']).map(|(at, sign)| (at, sign == "。")));
        let full = run.is_none().then(|| stops(text).map(|at| (at, true)));
        for (stop, closes) in both.into_iter().flatten().chain(full.into_iter().flatten()) {
            let at = stop + '。'.len_utf8();
            let rest = &text[at..];
            if let Some(before) = run
                && rest.starts_with(|c: char| {
                    matches!(c, '(' | '其' | '再' | '最' | '第') || ('①'..='⑳').contains(&c)
                })
                && let Some(glyph) = glyph::at_start(rest)
                && glyph.class == before.class
                && (glyph.ordinal == before.ordinal.saturating_add(1) || glyph::is_last(&glyph))
            {
                out.push(at);
                run = Some(glyph).filter(|glyph| !glyph::is_last(glyph));
                continue;
            }
            if !closes
                || !rest.starts_with(|c: char| {
                    c == '('
                        || c.is_ascii_digit()
                        || matches!(c, '问' | '反')
                        || super::numeral::is_numeral(c)
                })
            {
                continue;
            }
            let Some(glyph) = glyph::at_start(rest) else { continue };
            let direct = open == Some(at);
            let heads = match glyph.class {
                Class::Chapter => self.next(&glyph) && is_short(rest, &glyph),
                Class::Bracket => {
                    (self.next(&glyph) && self.bracket > 0 || direct && glyph.ordinal == 1)
                        && is_short(rest, &glyph)
                }
                Class::Problem => self.next(&glyph) || glyph.ordinal == 1,
                Class::Number => {
                    let run = self.next(&glyph) && *numbered.get_or_insert_with(first_numbered);
                    (run || direct && (glyph.ordinal == 1 || self.next(&glyph))) && is_finding(rest, &glyph)
                }
                _ => false,
            };
            if heads {
                out.push(at);
                self.seen(&glyph);
                numbered = Some(glyph.class == Class::Number);
                open = Some(words_end(at, &glyph)).filter(|_| opens(&glyph));
            }
        }
        out
    }
}

/// The first heading below a chapter that nothing parts from the chapter's own words: 二、反馈问题整改情况1.关于“…”的问题。
/// 一、提高政治站位(一)加强学习。
fn headed(text: &str, chapter: &Glyph) -> Option<(usize, Glyph)> {
    let from = chapter.words_at();
    let words = &text[from..from + wording::heading_len(&text[from..])];
    let at = ["(一)", "1.", "1、"].iter().filter_map(|sign| words.find(sign)).min()?;
    let title = &words[..at];
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let plain = (4..=30).contains(&title.chars().count())
        && title.ends_with(han)
        && !title.contains(['“', '《', '(', ',', ':', '、']);
    let rest = &text[from + at..];
    let glyph = glyph::at_start(rest).filter(|glyph| plain && glyph.ordinal == 1)?;
    let sound = match glyph.class {
        Class::Bracket => is_short(rest, &glyph),
        Class::Number => is_finding(rest, &glyph),
        _ => false,
    };
    sound.then_some((from + at, glyph))
}

/// Whether a heading's words are as short as headings are, and end in the line.
fn is_short(text: &str, glyph: &Glyph) -> bool {
    let rest = &text[glyph.words_at()..];
    let words = &rest[..wording::heading_len(rest)];
    words.ends_with(['。', ':']) && words.len() <= 180
}

/// Whether a number heads a finding: it is named one, or 整改情况: follows.
fn is_finding(text: &str, glyph: &Glyph) -> bool {
    let rest = &text[glyph.words_at()..];
    let len = wording::heading_len(rest);
    let reported = wording::marker(&rest[len..]).is_some_and(|(kind, _)| kind == Marker::Doing);
    glyph.problem || reported || wording::is_problem(&rest[..len])
}
