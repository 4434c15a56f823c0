//! The way from bytes to [`Text`], step by step.

use super::decode::{Decoded, decode};
use super::furniture::parts;
use super::{Folded, Form, Limits, Text, TextError, gloss, main_text, scan};
use crate::disclosure::{Doubt, Finding, Span};
use memchr::{memchr_iter, memmem};

/// Reads one document.
///
/// Fails only for what is no text at all; every other trouble is a finding.
///
/// ```
/// # use xunlan::text::{Form, Limits, read};
/// let page = "<h1>关于整改情况的通报</h1><p>按照要求，现予公布。</p>";
/// let text = read(page.as_bytes(), Form::Unknown, &Limits::default())?;
/// assert_eq!(text.published, "关于整改情况的通报\n按照要求，现予公布。");
/// # Ok::<(), xunlan::text::TextError>(())
/// ```
pub fn read(bytes: &[u8], form: Form, limits: &Limits) -> Result<Text, TextError> {
    if bytes.len() > limits.bytes {
        return Err(TextError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let Decoded { text: source, encoding, mut findings } = decode(bytes)?;
    let html = match form {
        Form::Html => true,
        Form::Plain => false,
        Form::Unknown => looks_like_html(&source),
    };
    let (published, marked, aside, title, meta) = if html {
        let mut page = scan::scan(&source, limits.depth);
        let meta = std::mem::take(&mut page.meta);
        let main = main_text::choose(page);
        findings.extend(main.findings);
        let (published, marked) = gloss::unmarked(main.lines.join("\n"));
        (published, marked, main.aside, main.title.map(gloss::unmarked_title), meta)
    } else {
        (plain(source), Vec::new(), Vec::new(), None, Vec::new())
    };
    if published.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}')) {
        return Err(TextError::Empty);
    }
    let chrome = chrome(&published, aside);
    let (glosses, doubt) = gloss::find(&published, marked);
    findings.extend(doubt);
    findings.extend(damage(&published));
    let folded = Folded::without(&published, &glosses);
    Ok(Text { published, folded, encoding, title, meta, chrome, findings })
}

/// Plain text as it stands: line ends become `\n`, control characters go.
fn plain(source: String) -> String {
    let bytes = source.as_bytes();
    let control = |b: u8| (b < b' ') & (b != b'\n') & (b != b'\t') | (b == 0x7F);
    // The same in two bytes, and the two line ends in three.
    let high = || memchr_iter(0xC2, bytes).any(|at| bytes.get(at + 1).is_some_and(|b| *b < 0xA0));
    let ends = || ["\u{2028}", "\u{2029}"].iter().any(|end| memmem::find(bytes, end.as_bytes()).is_some());
    // All bytes are looked at, because without a branch that costs next to nothing.
    if !(bytes.iter().fold(false, |any, b| any | control(*b)) || high() || ends()) {
        return source;
    }
    let mut text = String::with_capacity(source.len());
    let mut returned = false;
    for c in source.chars() {
        match c {
            '\n' if returned => {}
            '\r' | '\u{85}' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\n' | '\t' => text.push(c),
            c if c.is_control() => {}
            c => text.push(c),
        }
        returned = c == '\r';
    }
    text
}

/// Whether the source is a page: it opens like one, or markup abounds near its start.
fn looks_like_html(source: &str) -> bool {
    let mut end = source.len().min(8 << 10);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let head =
        source[..end].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').to_ascii_lowercase();
    let opening = head.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(['!', '?'])
            || rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    });
    const TAGS: [&str; 10] =
        ["</p>", "<br", "</div>", "</td>", "</span>", "</h1>", "</li>", "</a>", "<html", "</strong>"];
    opening || TAGS.iter().map(|tag| head.matches(tag).count()).sum::<usize>() >= 2
}

/// Furniture as spans, in order.
fn chrome(published: &str, aside: Vec<usize>) -> Vec<Span> {
    let lines: Vec<&str> = published.split('\n').collect();
    let mut found: Vec<(usize, usize)> =
        parts(published, &lines).into_iter().map(|part| (part.line, part.end)).collect();
    found
        .extend(aside.into_iter().map(|line| (line, lines.get(line).map_or(0, |text| text.chars().count()))));
    // A line that is known as a whole comes before a part of it.
    found.sort_unstable_by_key(|(line, end)| (*line, std::cmp::Reverse(*end)));
    found.dedup_by_key(|(line, _)| *line);
    let mut spans = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    let mut start = 0_u32;
    for (number, line) in lines.iter().enumerate() {
        if let Some((_, end)) = found.next_if(|(line, _)| *line == number)
            && end > 0
        {
            spans.push(Span::new(start, start + end as u32));
        }
        if found.peek().is_none() {
            break;
        }
        start += line.chars().count() as u32 + 1;
    }
    spans
}

/// Marks of damage done before the page was saved, one doubt for each kind.
fn damage(published: &str) -> Vec<Finding> {
    const KINDS: [(&[&str], &str); 4] = [
        (&["锟斤拷", "烫烫烫", "锟解", "ï¿½"], "文字曾被错误转码,原文已失"),
        (&["?。ㄒ", "?。ǘ", "?。ㄈ", "?。ㄋ", "?。ㄎ"], "编号“（一）”等曾被错误转码"),
        (&["\u{FFFD}"], "文中有无法显示的字符"),
        (&["???"], "文中有丢失的字符,以问号代替"),
    ];
    let mut findings = Vec::new();
    // Every mark has one of these; most texts have none.
    let has = |mark: &str| memmem::find(published.as_bytes(), mark.as_bytes()).is_some();
    if !["锟", "烫", "ï", "?", "\u{FFFD}"].into_iter().any(has) {
        return findings;
    }
    for (marks, reason) in KINDS {
        let count: usize = marks.iter().map(|mark| published.matches(mark).count()).sum();
        let first = marks.iter().filter_map(|mark| published.find(mark).map(|at| (at, mark))).min();
        if let Some((byte, mark)) = first {
            let start = published[..byte].chars().count() as u32;
            let span = Span::new(start, start + mark.chars().count() as u32);
            let reason = format!("{reason}(共 {count} 处)");
            findings.push(Finding { doubt: Doubt::Damage, span: Some(span), reason, confidence: 95 });
        }
    }
    findings
}
