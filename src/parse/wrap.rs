//! Line breaks that only the width of a printed page has made.
//!
//! In: folded text. Out: the breaks inside paragraphs, page numbers among them
//! included. Promise: a heading is never joined to the paragraph below it, a
//! signature and its date keep their lines; a text that is not cut at one
//! width is left as it is; linear.

use super::layout;
use super::lexicon;
use super::numeral;
use super::{glyph, severed, wording};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Fewer lines show no width.
const LEAST: usize = 8;
/// Widest print, in half characters; in characters half of it.
const WIDEST: usize = 130;
/// Narrowest print.
const NARROWEST: usize = 24;
/// How far the lines of one paragraph differ: kinsoku, numbers that stay whole.
const RAGGED: usize = 8;

/// How far the widest lines differ.
const NEAR: usize = 3;

/// One line that is not blank.
struct Line<'t> {
    /// Without blank edges.
    text: &'t str,
    start: usize,
    end: usize,
    /// In half characters, or twice its characters: the measure that shows the cut.
    width: usize,
    /// Whether blank lines or an indent set it apart from the line before.
    apart: bool,
    /// Whether it is a page number.
    page: bool,
    /// Whether it begins a heading, once that was asked.
    heads: OnceCell<bool>,
}

impl Line<'_> {
    /// Whether a sentence goes on behind its end.
    fn open(&self) -> bool {
        !self.page && !self.text.ends_with(['。', '；', ':', '!', '?', ';', '！', '？', '：'])
    }

    fn heads(&self) -> bool {
        *self.heads.get_or_init(|| {
            let squeezed = squeezed(self.text);
            glyph::at_start(&squeezed).is_some() || wording::marker(&squeezed).is_some()
        })
    }
}

/// The bytes between the lines of one paragraph, ascending; and those of them inside a number or an address, where
/// nothing stood.
pub(super) fn breaks(folded: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut severed = severed::breaks(folded);
    let (cut, lone) = shape(folded);
    if !cut && !lone {
        return (severed.clone(), severed);
    }
    let mut lines = lines(folded);
    let mut out = if cut { printed(&mut lines, &mut severed) } else { Vec::new() };
    if !severed.is_empty() {
        severed.sort_unstable_by_key(|range| range.start);
        severed.dedup_by_key(|range| range.start);
        out.extend(severed.iter().cloned());
        out.sort_unstable_by_key(|range| range.start);
        out.dedup_by_key(|range| range.start);
    }
    if lone {
        let numbers = (0..lines.len().saturating_sub(1))
            .filter(|at| numbers_next(&lines, *at) || year_next(&lines, *at));
        out.extend(numbers.map(|at| lines[at].end..lines[at + 1].start));
        out.sort_unstable_by_key(|range| range.start);
        out.dedup_by_key(|range| range.start);
    }
    (out, severed)
}

/// Breaks that a printed page has made; who cuts after so many characters cuts numbers too, which adds to `severed`.
fn printed(lines: &mut [Line], severed: &mut Vec<Range<usize>>) -> Vec<Range<usize>> {
    // Printers cut at a width, others at a count of characters.
    let printed = width(lines);
    let mut widths: Vec<usize> = lines.iter().map(|line| 2 * line.text.chars().count()).collect();
    let swap = |lines: &mut [Line], widths: &mut [usize]| {
        for (line, width) in lines.iter_mut().zip(widths) {
            std::mem::swap(&mut line.width, width);
        }
    };
    swap(lines, &mut widths);
    let counted = width(lines);
    let by_width = printed.map(|(_, held)| held) >= counted.map(|(_, held)| held);
    if by_width {
        swap(lines, &mut widths);
    }
    let found = if by_width { printed } else { counted };
    let Some((width, _)) = found else { return across_pages(lines) };
    let cut = Cut { width, by_width };
    let wide = lines.iter().filter(|line| line.width + RAGGED >= width && line.width <= width).count();
    let exact = lines.iter().filter(|line| line.width == width).count();
    let counted = !by_width && exact * 4 >= wide * 3;
    let mut out = Vec::new();
    let mut inside = false;
    for at in 0..lines.len() {
        if lines[at].page {
            continue;
        }
        let next = (at + 1..lines.len()).find(|next| !lines[*next].page);
        let Some(next) = next else { break };
        let turned = next > at + 1;
        inside = goes_on(lines, at, next, cut, inside && turned);
        if inside {
            out.push(lines[at].end..lines[next].start);
            if counted && !turned && lines[at].width == width {
                severed.push(lines[at].end..lines[next].start);
            }
        }
    }
    out
}

/// Where lines are cut, and in which measure.
#[derive(Clone, Copy)]
struct Cut {
    width: usize,
    by_width: bool,
}

/// Whether a line is nothing but the number of the heading on the next: 01, 一、
fn numbers_next(lines: &[Line], at: usize) -> bool {
    let (line, next) = (&lines[at], &lines[at + 1]);
    let words = squeezed(next.text);
    is_lone(line.text)
        && (4..=45).contains(&words.chars().count())
        && words.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '“')
        && !words.contains(['\t', '。'])
        && !next.heads()
        && !layout::is_date_line(&words)
}

/// Whether a day is broken behind its year: 2023年 / 12月5日.
fn year_next(lines: &[Line], at: usize) -> bool {
    let words = squeezed(lines[at + 1].text);
    let day =
        words.starts_with(|c: char| c.is_ascii_digit()) && words.contains('月') && words.ends_with('日');
    is_year(lines[at].text) && day && words.chars().count() <= 6
}

/// Whether a line is a year and no more.
fn is_year(line: &str) -> bool {
    line.strip_suffix('年').is_some_and(|year| {
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a text is a number of a heading and no more.
fn is_lone(text: &str) -> bool {
    let text = text.trim();
    let bare = text.len() == 2 && text.starts_with('0') && text.ends_with(|c: char| ('1'..='9').contains(&c));
    let glyph = || glyph::at_start(text).is_some_and(|glyph| glyph.len == text.len());
    bare || text.len() >= 2 && glyph()
}

/// Whether the lines are short enough on the whole to be cut by a page, and
/// whether numbers stand on lines of their own.
fn shape(folded: &str) -> (bool, bool) {
    let (mut count, mut bytes, mut lone) = (0_usize, 0_usize, false);
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', folded.as_bytes()).chain([folded.len()]) {
        count += usize::from(end > from);
        bytes += end - from;
        lone |= end - from <= 24 && (is_lone(&folded[from..end]) || is_year(folded[from..end].trim()));
        from = end + 1;
    }
    (count >= LEAST && bytes <= count * WIDEST * 3 / 2, lone)
}

fn lines(folded: &str) -> Vec<Line<'_>> {
    let mut out: Vec<Line> = Vec::new();
    let (mut at, mut blank) = (0, false);
    let mut indents: Vec<bool> = Vec::new();
    for whole in folded.split_inclusive('\n') {
        let text = whole.trim();
        if text.is_empty() {
            blank = true;
        } else {
            let lead = whole.len() - whole.trim_start().len();
            let width = half_characters(text);
            let page = width <= 24 && is_page(text);
            let start = at + lead;
            let indent = whole[..lead].chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
            indents.push((2..=8).contains(&indent) && !whole.starts_with('\t'));
            let (end, heads) = (start + text.len(), OnceCell::new());
            out.push(Line { text, start, end, width, apart: blank, page, heads });
            blank = false;
        }
        at += whole.len();
    }
    // Blank lines between all lines part nothing; an indent opens paragraphs if few lines have one.
    if out.iter().filter(|line| line.apart).count() * 5 >= out.len() * 4 {
        out.iter_mut().for_each(|line| line.apart = false);
    }
    let indented = indents.iter().filter(|indent| **indent).count();
    if indented >= 3 && indented * 5 <= out.len() * 3 {
        for (line, indent) in out.iter_mut().zip(indents) {
            line.apart |= indent;
        }
    }
    out
}

/// Half characters of a line. Folding has made signs narrow that were printed
/// wide: those that stand beside a wide character count as such.
fn half_characters(text: &str) -> usize {
    let (mut width, mut wide, mut narrow) = (0, false, false);
    let mut next = 0;
    loop {
        // Most of a line is Han.
        let han = lexicon::past_han(text.as_bytes(), next);
        if han > next {
            width += (han - next) / 3 * 2 + usize::from(std::mem::take(&mut narrow));
            wide = true;
        }
        next = han;
        let Some(c) = text[next..].chars().next() else { return width };
        next += c.len_utf8();
        let sign = matches!(c, ',' | ':' | '(' | ')' | '!' | '?' | ';');
        width += match c {
            // The sign before this one was counted as narrow.
            c if !c.is_ascii() => 2 + usize::from(std::mem::take(&mut narrow)),
            _ if sign && wide => 2,
            _ => 1,
        };
        narrow = sign && !wide;
        wide = !c.is_ascii();
    }
}

/// The width the text is cut at, if it is, and how many lines show it.
fn width(lines: &[Line]) -> Option<(usize, usize)> {
    let flows = |at: usize| {
        let line = &lines[at];
        line.open()
            && line.width >= NARROWEST - RAGGED
            && !line.text.contains('\t')
            && lines[at + 1..].iter().find(|next| !next.page).is_some_and(|next| !next.apart && !next.heads())
    };
    // Of each width: lines that go on, and those of them that have signs of a sentence.
    let mut counts = [(0_usize, 0_usize); WIDEST + 2];
    let mut flowing = 0;
    for at in 0..lines.len() {
        if lines[at].width <= WIDEST && flows(at) {
            let phrased = lines[at].text.contains(['，', ',', '。', '；', '、']);
            counts[lines[at].width].0 += 1;
            counts[lines[at].width].1 += usize::from(phrased);
            flowing += 1;
        }
    }
    // One line alone shows nothing.
    if flowing < 2 {
        return None;
    }
    // From here on those of a width and of all narrower ones.
    for width in 1..counts.len() {
        counts[width].0 += counts[width - 1].0;
        counts[width].1 += counts[width - 1].1;
    }
    let held = |from: usize, to: usize| {
        let (all, narrower) = (counts[to], counts[from - 1]);
        (all.0 - narrower.0, all.1 - narrower.1)
    };
    let window = |to: usize| held(to - RAGGED, to);
    // The widest window that holds as many, cut to its last line.
    let to = (NARROWEST..=WIDEST).rev().max_by_key(|to| window(*to).0)?;
    let most = window(to).0;
    let wider = lines.iter().filter(|line| line.width > to + RAGGED).count();
    // A list of names has lines of one length too, but no sentences.
    let phrased = window(to).1 * 2 >= most;
    let many = most >= 5 && most * 10 >= flowing * 7 && most * 6 >= lines.len() && wider * 12 <= lines.len();
    if many && phrased {
        return Some((to, most));
    }
    // Few lines show it as well where the widest go on: whole paragraphs end with a stop.
    let widest = lines.iter().map(|line| line.width).max()?;
    if !(NARROWEST..=WIDEST).contains(&widest) {
        return None;
    }
    let wide = lines.iter().filter(|line| line.width + NEAR >= widest).count();
    let (going, phrased) = held(widest - NEAR, widest);
    (going >= 2 && going * 2 >= wide && phrased * 2 >= going).then_some((widest, going))
}

/// Whether the paragraph of line `at` goes on in line `next`.
fn goes_on(lines: &[Line], at: usize, next: usize, cut: Cut, inside: bool) -> bool {
    let (line, after) = (&lines[at], &lines[next]);
    if line.text.contains('\t') || after.text.contains('\t') || line.text.ends_with([':', '：']) {
        return false;
    }
    // Nothing ends with an opening bracket.
    if line.text.ends_with(['(', '《', '“']) && !after.apart {
        return true;
    }
    // 0392- / 7751216
    if line.text.strip_suffix('-').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
        && after.text.starts_with(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    // 修订制度9 / 项。: so short a rest is no paragraph of its own.
    if line.open()
        && !after.apart
        && after.text.ends_with('。')
        && after.text.chars().take(4).count() <= 3
        && !after.heads()
    {
        return true;
    }
    let turned = next > at + 1;
    if after.apart && !(turned && line.open()) || after.heads() || signs(lines, next) {
        return false;
    }
    let own = squeezed(line.text);
    // The rest of a heading is short and has no stop; a paragraph below it is not.
    let rest = after.open() && after.width + RAGGED < cut.width;
    if line.open() && !rest && is_whole(&own) || layout::is_date_line(&own) {
        return false;
    }
    let word = first_word(after.text, cut.by_width);
    let full = line.width + RAGGED >= cut.width || line.width + word + 2 > cut.width;
    if line.open() {
        // A page may end a line before its time.
        return full || inside;
    }
    full && !opens(&squeezed(after.text))
}

/// Whether a line is a heading or a title to its end.
fn is_whole(line: &str) -> bool {
    let title = ["通报", "报告", "公告", "公示"].iter().any(|end| line.ends_with(end))
        && (line.contains("关于") || line.chars().count() < 14);
    let heading = glyph::at_start(line).is_some_and(|glyph| {
        let words = &line[glyph.words_at()..];
        !words.contains(['。', '；', ':'])
            && (wording::is_area(words)
                || wording::is_problem(words)
                || words.ends_with("情况")
                || words.ends_with("方面"))
    });
    title || heading
}

/// How the last paragraphs of an announcement begin.
fn opens(line: &str) -> bool {
    ["欢迎", "联系", "如有", "特此", "监督电话", "公示", "下一步", "截至", "中共"]
        .iter()
        .any(|word| line.starts_with(word))
}

/// Whether a line is a signature or its date.
fn signs(lines: &[Line], at: usize) -> bool {
    let is_date = |at: usize| {
        lines.get(at).is_some_and(|line| line.width <= 40 && layout::is_date_line(&squeezed(line.text)))
    };
    is_date(at)
        || lines[at].width <= 90
            && lines[at].open()
            && (at + 1..at + 3).any(is_date)
            && layout::is_issuer(&squeezed(lines[at].text))
}

/// Half characters that stay on one line at the start of a text: a number, or one
/// character, and the signs that may not begin a line.
fn first_word(text: &str, by_width: bool) -> usize {
    let mut width = 0;
    let mut word = true;
    for c in text.chars().take(24) {
        let closing = matches!(c, '。' | '，' | ',' | '、' | '；' | ';' | ':' | ')' | '”' | '》' | '%');
        if width > 0 && !closing && !(word && (c.is_ascii_alphanumeric() || c == '.')) {
            break;
        }
        word = c.is_ascii_alphanumeric() || word && c == '.';
        width += if c.is_ascii() && by_width { 1 } else { 2 };
    }
    width
}

/// — 3 —, - 3 -, 第3页, 第 3 页 共 9 页, 3/9, Page 3
pub(super) fn is_page(text: &str) -> bool {
    let bare = squeezed(text).to_ascii_lowercase();
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '·' | '―' | '─');
    let inner = bare.trim_matches(dash);
    let number = |text: &str| {
        (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
            || (1..=3).contains(&text.chars().count()) && text.chars().all(numeral::is_numeral)
    };
    if bare.starts_with(dash) && bare.ends_with(dash) && number(inner) {
        return true;
    }
    let paged = inner.strip_prefix('第').and_then(|rest| rest.split_once('页'));
    if let Some((page, rest)) = paged {
        let all = rest.trim_start_matches([',', '、', '/', '(']).trim_end_matches(')');
        let all = all.strip_prefix('共').and_then(|all| all.strip_suffix('页'));
        return number(page) && (rest.is_empty() || all.is_some_and(number));
    }
    let slashed = inner.strip_prefix("page").unwrap_or(inner);
    if let Some((page, all)) = slashed.split_once('/').or_else(|| slashed.split_once("of")) {
        return number(page) && number(all);
    }
    slashed.len() < inner.len() && number(slashed)
}

/// A text that is not cut, but printed: paragraphs that go on behind a page number.
fn across_pages(lines: &[Line]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if lines.iter().filter(|line| line.page).count() < 2 {
        return out;
    }
    for at in 1..lines.len().saturating_sub(1) {
        let (before, after) = (&lines[at - 1], &lines[at + 1]);
        let runs = before.open() && before.width >= 40 && !before.text.contains('\t') && !before.page;
        let sound = || !after.heads() && !signs(lines, at + 1) && !is_whole(&squeezed(before.text));
        if lines[at].page && runs && !after.page && sound() {
            out.push(before.end..after.start);
        }
    }
    out
}

/// Without blanks.
fn squeezed(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => text.chars().filter(|c| !c.is_whitespace()).collect(),
        false => text.into(),
    }
}
