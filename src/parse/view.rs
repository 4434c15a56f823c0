//! The text as the parser reads it: folded, without the blanks that pages
//! strew between glyphs, and always with the way back.
//!
//! In: a [`Text`]. Out: squeezed text, its lines, and for every byte range the
//! published characters it came from. Promise: linear in time and memory.

use super::glyph;
use super::inline;
use super::lexicon;
use super::script;
use super::wording;
use super::words::Words;
use super::wrap;
use crate::disclosure::Span;
use crate::text::Text;
use crate::text::marks::Marks;
use std::ops::Range;

/// Most lines that are looked at one by one; what follows is one line of its own, so that memory is bounded:
/// a line takes some hundred bytes by the time its unit is described, however short it is.
const MOST_LINES: usize = 1 << 20;

/// Longest head that is read, in bytes.
const HEAD: usize = 6000;

/// A line longer than this, in bytes, may be a whole text.
pub(super) const UNBROKEN: usize = 600;

/// One line, or the piece of a line beside furniture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Bytes of [`View::text`], without blank edges; never empty.
    pub range: Range<usize>,
    /// Whether the page's furniture, not the announcement.
    pub chrome: bool,
}

/// Squeezed text and the way back.
pub(super) struct View<'a> {
    source: &'a Text,
    /// Folded text without stray blanks.
    pub text: String,
    /// (byte of `text`, bytes left out before it), ascending.
    gaps: Vec<(usize, usize)>,
    /// Where the characters of the published text stand.
    marks: Marks,
    /// Its non-empty lines in text order.
    pub lines: Vec<Line>,
    /// The words that are asked for in many places.
    pub words: Words,
    /// What characters are folded to that a simplified text has in traditional form.
    kept: Vec<char>,
}

/// A character nobody sees.
pub(super) fn invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{3164}')
}

/// A character of running text: kept wherever it stands.
fn running(c: char) -> bool {
    matches!(c, '!'..='>' | '@'..='~' | '\u{2014}'..='\u{201d}' | '\u{3001}'..='\u{3163}' | '\u{3400}'..='\u{9fff}')
        || matches!(c, '；' | '！' | '？')
}

/// Whether a text ends with a line of which there is nothing yet but a numeral.
fn opens_line(text: &str) -> bool {
    let numeral = |c: &char| super::numeral::is_numeral(*c);
    let before = text.chars().rev().find(|c| !numeral(c));
    text.ends_with(|c| numeral(&c)) && before.is_none_or(|c| c == '\n')
}

/// Whether two characters are words and not glyphs of a line that is spaced out.
fn apart(c: char, next: char) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    han(c) && han(next)
}

/// The running text at the start of a text, `most` characters at most: its bytes and its characters.
fn run(text: &str, most: u32) -> (usize, u32) {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while count < most {
        // Nearly all of it is Han.
        let end = bytes.len().min(at + 3 * (most - count) as usize);
        let han = lexicon::past_han(&bytes[..end], at);
        count += ((han - at) / 3) as u32;
        at = han;
        match text[at..].chars().next() {
            Some(c) if count < most && running(c) => {
                at += c.len_utf8();
                count += 1;
            }
            _ => break,
        }
    }
    (at, count)
}

impl<'a> View<'a> {
    pub fn of(source: &'a Text) -> Self {
        let folded = source.folded.as_str();
        let mut view = Self {
            source,
            text: String::with_capacity(folded.len()),
            gaps: Vec::new(),
            marks: Marks::of(&source.published),
            lines: Vec::new(),
            words: Words::of(""),
            kept: script::kept(source),
        };
        let mut chrome = source.chrome.iter().map(|span| source.folded.folded(*span)).peekable();
        // Boundaries of furniture in squeezed bytes: (start, end).
        let mut furniture: Vec<Range<usize>> = Vec::new();
        let mut open: Option<(usize, u32)> = None;
        let mut dropped = 0;
        let mut last = '\n';
        // A blank is kept only between two Latin letters or digits, so that
        // `2020/6/2 9:08` and `88001 88002` stay apart.
        let mut blank = false;
        // What nobody sees is left out like a blank, but parts nothing: 1\u{200b}2.5 is 12.5.
        let mut parted = false;
        let (breaks, severed) = wrap::breaks(folded);
        let mut breaks = breaks.into_iter().peekable();
        let mut index: u32 = 0;
        let mut chars = folded.chars();
        loop {
            let byte = folded.len() - chars.as_str().len();
            let Some(c) = chars.next() else { break };
            if let Some((start, end)) = open
                && index >= end
            {
                furniture.push(start..view.text.len());
                open = None;
            }
            while open.is_none() && chrome.next_if(|span| span.end <= index).is_some() {}
            if open.is_none()
                && let Some(span) = chrome.next_if(|span| span.start <= index)
            {
                open = Some((view.text.len(), span.end));
            }
            // Up to here nothing but running text can change.
            let event = match open {
                Some((_, end)) => end,
                None => chrome.peek().map_or(u32::MAX, |span| span.start),
            };
            index += 1;
            if let Some(start) = breaks.peek().map(|range| range.start).filter(|start| *start <= byte) {
                // A paragraph goes on behind the end of a printed line; an address that was cut goes on without a blank.
                let whole = severed.binary_search_by_key(&start, |range| range.start).is_ok();
                let _ = breaks.next_if(|range| range.end <= byte + c.len_utf8());
                (blank, parted) = (true, !whole);
                dropped += c.len_utf8();
                continue;
            }
            if !blank && running(c) {
                let most = event.saturating_sub(index);
                let (len, more) = run(chars.as_str(), most);
                index += more;
                let end = folded.len() - chars.as_str().len() + len;
                let copied = &folded[byte..end];
                last = copied.chars().next_back().unwrap_or(c);
                view.text.push_str(copied);
                chars = folded[end..].chars();
                continue;
            }
            let next = chars.clone().next().unwrap_or('\n');
            let junk = c == '?' && (last == '\n' || !last.is_ascii() || !next.is_ascii());
            if c != '\n' && (invisible(c) && c != '\t' || junk) {
                blank = true;
                parted |= junk || c.is_whitespace();
                dropped += c.len_utf8();
                continue;
            }
            let between = last.is_ascii_alphanumeric() && c.is_ascii_alphanumeric();
            // 一 整改情况: a numeral that opens a line and stands apart from words.
            let counts = || opens_line(&view.text) && folded[..byte].ends_with(' ') && apart(c, next);
            if parted && between || blank && counts() {
                // One blank stands for the last of those left out.
                dropped -= 1;
                view.gap(byte - 1 - dropped, dropped);
                view.text.push(' ');
            }
            (blank, parted) = (false, false);
            view.gap(view.text.len(), byte - view.text.len());
            dropped = byte - view.text.len();
            view.text.push(c);
            last = c;
        }
        if let Some((start, _)) = open {
            furniture.push(start..view.text.len());
        }
        view.lines = lines(&view.text, &furniture);
        view.unflatten();
        for (line, at) in inline::glued(&view).into_iter().rev() {
            let end = std::mem::replace(&mut view.lines[line].range.end, at);
            view.lines.insert(line + 1, Line { range: at..end, chrome: false });
        }
        view.words = Words::of(&view.text);
        for line in view.lines.iter_mut().filter(|line| line.range.len() <= 40) {
            let text = &view.text[line.range.clone()];
            line.chrome |= text.starts_with(['-', '—', '–', '·', '第', 'p']) && wrap::is_page(text);
        }
        view
    }

    fn gap(&mut self, at: usize, left_out: usize) {
        if self.gaps.last().map_or(0, |gap| gap.1) != left_out {
            self.gaps.push((at, left_out));
        }
    }

    /// The bytes before which blanks stood, ascending.
    pub fn blanks(&self) -> impl Iterator<Item = usize> {
        self.gaps.iter().map(|gap| gap.0)
    }

    fn left_out(&self, at: usize) -> usize {
        let after = self.gaps.partition_point(|gap| gap.0 <= at);
        after.checked_sub(1).map_or(0, |index| self.gaps[index].1)
    }

    /// The squeezed text of a range; empty for a range that cuts a character.
    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The text as published.
    pub fn published(&self) -> &'a str {
        &self.source.published
    }

    /// What was published from a character on.
    pub fn published_from(&self, index: u32) -> &'a str {
        let published = &self.source.published;
        &published[self.marks.byte(published, index)..]
    }

    /// The published characters of a span.
    pub fn printed_at(&self, span: Span) -> impl Iterator<Item = char> + use<'a> {
        self.published_from(span.start).chars().take(span.len() as usize)
    }

    /// As much of a range as a head can have, in bytes: no preamble is longer.
    pub fn head(&self, range: Range<usize>) -> &str {
        let text = self.get(range);
        let mut end = text.len().min(HEAD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        &text[..end]
    }

    /// The published characters of a range without those left out between them:
    /// no blanks, no glosses.
    pub fn shown(&self, range: Range<usize>) -> String {
        let span = self.span(range.clone());
        let mut wanted = self.get(range.clone()).char_indices().map(|(at, _)| {
            let at = range.start + at;
            let byte = at + self.left_out(at);
            self.source.folded.published_bytes(byte..byte + 1).start
        });
        let mut next = wanted.next();
        let mut out = String::new();
        for (index, c) in (span.start..span.end).zip(self.printed_at(span)) {
            if next == Some(index) {
                out.push(c);
                next = wanted.next();
            }
        }
        out
    }

    /// The folded words of a range with the capitals of the published text: names are shown as they were written.
    pub fn capitals(&self, range: Range<usize>) -> String {
        let words = self.get(range.clone());
        if !words.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return words.to_owned();
        }
        let span = self.span(range.clone());
        let published: Vec<char> = self.printed_at(span).collect();
        let capital = |at: usize| {
            let place = (self.span(at..at + 1).start - span.start) as usize;
            published.get(place).is_some_and(|c| c.is_uppercase())
        };
        let letter = |(at, c): (usize, char)| {
            let small = c.is_ascii_lowercase();
            if small && capital(range.start + at) { c.to_ascii_uppercase() } else { c }
        };
        words.char_indices().map(letter).collect()
    }

    /// Folded words as the document writes them: with its capitals, and with its characters if it is simplified.
    pub fn written(&self, words: &str) -> String {
        script::restored(self, self.source, &self.kept, self.cased(words))
    }

    /// Folded words with the capitals that they have where the text first has them; words that were put together get
    /// those of each run of letters.
    fn cased(&self, words: &str) -> String {
        if !words.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return words.to_owned();
        }
        if let Some(at) = lexicon::find(&self.text, words) {
            return self.capitals(at..at + words.len());
        }
        let letter = |c: char| c.is_ascii_lowercase();
        let mut out = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(from) = rest.find(letter) {
            let run = &rest[from..];
            let end = run.find(|c| !letter(c)).unwrap_or(run.len());
            // With the character behind it, so that xx of xx镇 is not that of xx局.
            let behind = run[end..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..from]);
            match lexicon::find(&self.text, &run[..end + behind]) {
                Some(at) => out.push_str(&self.capitals(at..at + end)),
                None => out.push_str(&run[..end]),
            }
            rest = &run[end..];
        }
        out.push_str(rest);
        out
    }

    /// The published characters of a range, on one line.
    pub fn printed(&self, range: Range<usize>) -> String {
        let span = self.span(range.clone());
        let whole: String = self.printed_at(span).collect();
        let visible = whole.chars().filter(|c| !invisible(*c)).count();
        let kept = self.get(range.clone()).chars().filter(|c| !invisible(*c)).count();
        if whole.contains('\n') || visible > kept { self.shown(range) } else { whole }
    }

    /// Whether blanks stood before this byte.
    pub fn parted(&self, at: usize) -> bool {
        self.gaps.binary_search_by_key(&at, |gap| gap.0).is_ok()
    }

    /// The bytes of the folded text that a range came from.
    fn folded_bytes(&self, range: Range<usize>) -> Range<usize> {
        if range.start >= range.end {
            let at = range.start + self.left_out(range.start);
            return at..at;
        }
        range.start + self.left_out(range.start)..range.end + self.left_out(range.end - 1)
    }

    /// The published characters of a range.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.source.folded.published_bytes(self.folded_bytes(range))
    }

    /// The folded text of a range with its blanks.
    pub fn spaced(&self, range: Range<usize>) -> &str {
        self.source.folded.as_str().get(self.folded_bytes(range)).unwrap_or("")
    }
}

/// Lines without blank edges; furniture is a line of its own.
/// The bytes of a bullet before a number or a label, which say more: ●问题1:…, ■整改情况:….
fn bullet(line: &str) -> usize {
    const BULLETS: [char; 8] = ['•', '●', '■', '◆', '▪', '★', '▶', '►'];
    let rest = line.trim_start_matches(BULLETS);
    let rest = if rest.len() < line.len() { rest.trim_start() } else { line.trim_start_matches('—') };
    let named = || glyph::at_start(rest).or_else(|| glyph::bare(rest)).is_some();
    let counted = || named() || wording::marker(rest).is_some();
    if rest.len() < line.len() && counted() { line.len() - rest.len() } else { 0 }
}

fn lines(text: &str, furniture: &[Range<usize>]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut furniture = furniture.iter().peekable();
    // Right below a row of a table, tabs at the start are cells that the row above fills.
    let (mut table, mut indented) = (false, false);
    let tabbed = memchr::memchr(b'\t', text.as_bytes()).is_some();
    let mut push = |start: usize, end: usize, chrome: bool| {
        let piece = text[start..end].trim_end();
        let bare = piece.trim_start();
        let lead = &piece[..piece.len() - bare.len()];
        let tabs = lead.len() - lead.trim_start_matches(|c: char| c != '\t').len();
        // One tab alone may be the indent of a plain text, or of all rows.
        let count = lead[tabs..].matches('\t').count();
        let reached = count > 1 || count == 1 && !indented && bare.contains('\t');
        let kept = if table && reached { &piece[tabs..] } else { bare };
        indented = count == 1 && !(table && reached);
        table = tabbed && memchr::memchr(b'\t', kept.as_bytes()).is_some();
        if !piece.is_empty() {
            let kept = &kept[bullet(kept)..];
            let at = start + piece.len() - kept.len();
            out.push(Line { range: at..start + piece.len(), chrome });
        }
    };
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1).take(MOST_LINES);
    for end in ends.chain([text.len()]) {
        while at < end {
            while furniture.next_if(|range| range.end <= at).is_some() {}
            let (stop, chrome) = match furniture.peek() {
                Some(range) if range.start <= at => (range.end.min(end), true),
                Some(range) => (range.start.min(end), false),
                None => (end, false),
            };
            push(at, stop, chrome);
            at = stop;
        }
    }
    out
}
