//! Lines that a page has lost are given back: the head of a flattened page, paragraphs that blanks part, the signature.
//!
//! In: the lines of a [`View`]. Out: the same text in more lines. Promise: no character is lost, and a sentence stays whole;
//! linear.

use super::closing;
use super::front;
use super::view::{Line, UNBROKEN, View};
use std::ops::Range;

/// What stands behind a figure, a blank before it or not.
const UNITS: [char; 26] = [
    '年', '月', '日', '时', '个', '项', '条', '人', '次', '元', '万', '亿', '号', '届', '轮', '件', '份',
    '家', '名', '场', '类', '天', '余', '起', '多', '楼',
];

/// Lines among which the first sentence stands.
const TOP: usize = 24;

impl View<'_> {
    /// Gives a flattened page its lines back.
    pub(super) fn unflatten(&mut self) {
        let few = self.lines.len() <= 3;
        self.part_front();
        if few {
            self.part_at_blanks();
        }
        self.part_signature();
    }

    /// Parts the way to a page, its title, its own words and its first sentence, where they stand on one line: the lines
    /// down to the first sentence are looked at.
    fn part_front(&mut self) {
        let mut at = 0;
        for _ in 0..TOP {
            let Some(line) = self.lines.get(at) else { break };
            let (range, chrome) = (line.range.clone(), line.chrome);
            let text = self.get(range.clone());
            let last = !chrome && text.contains('。');
            let pieces = front::pieces(text, chrome, &|byte| self.parted(range.start + byte));
            let ends = pieces.iter().skip(1).map(|piece| piece.start).chain([text.len()]);
            let parts: Vec<Line> = pieces
                .iter()
                .zip(ends)
                .map(|(piece, end)| {
                    let words = &text[piece.start..end];
                    let from = range.start + piece.start + words.len() - words.trim_start().len();
                    Line {
                        range: from..range.start + piece.start + words.trim_end().len(),
                        chrome: piece.chrome,
                    }
                })
                .filter(|line| !line.range.is_empty())
                .collect();
            if parts.is_empty() {
                at += 1;
            } else {
                let count = parts.len();
                self.lines.splice(at..=at, parts);
                at += count;
            }
            if last {
                break;
            }
        }
    }

    /// Parts a signature from the paragraph that it stands at the end of: …8588021。中共X党组2023年12月5日.
    fn part_signature(&mut self) {
        let last = (self.lines.len().saturating_sub(8)..self.lines.len()).rev();
        let found = last.filter(|index| !self.lines[*index].chrome).find_map(|index| {
            let range = self.lines[index].range.clone();
            closing::at_end(self.get(range.clone()), &|byte| self.parted(range.start + byte))
                .map(|at| (index, range.start + at))
        });
        if let Some((index, at)) = found {
            let end = std::mem::replace(&mut self.lines[index].range.end, at);
            self.lines.insert(index + 1, Line { range: at..end, chrome: false });
        }
    }

    /// Gives a text that a page has put on one line its lines back, if blanks stand
    /// where they ended. Text that is spaced out glyph by glyph has too many of them.
    fn part_at_blanks(&mut self) {
        let long = |line: &Line| line.range.len() > UNBROKEN;
        if !self.lines.iter().any(long) {
            return;
        }
        let mut out = Vec::new();
        for line in std::mem::take(&mut self.lines) {
            let inside = |at: &usize| *at > line.range.start && *at < line.range.end;
            let cuts = self.blanks().filter(inside);
            let cuts: Vec<usize> = cuts.filter(|at| !self.is_figure(*at, &line.range)).collect();
            if line.chrome || cuts.len() < 4 || line.range.len() / cuts.len() < 24 {
                out.push(line);
                continue;
            }
            let mut start = line.range.start;
            for at in cuts {
                out.push(Line { range: start..at, chrome: false });
                start = at;
            }
            out.push(Line { range: start..line.range.end, chrome: false });
        }
        self.lines = out;
    }

    /// Whether the blank before this byte stands beside a figure of a sentence and parts nothing: 2024 年 9 月, 共 12 项. A number
    /// that begins a line has a stop before it, one that ends it no unit behind.
    fn is_figure(&self, at: usize, line: &Range<usize>) -> bool {
        let (before, behind) = (self.get(line.start..at), self.get(at..line.end));
        let digit = |c: char| c.is_ascii_digit();
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if behind.starts_with(|c: char| c.is_ascii_alphanumeric())
            && before.ends_with(|c: char| c.is_ascii_alphanumeric())
        {
            return true;
        }
        if before.ends_with(digit) {
            return behind.starts_with(UNITS);
        }
        let end =
            at + behind.len() - behind.trim_start_matches(|c: char| digit(c) || matches!(c, '.' | '%')).len();
        let spaced = self.parted(end) && self.get(end..line.end).starts_with(UNITS);
        end > at && spaced && before.ends_with(|c| han(c) || matches!(c, ',' | '、' | '(' | '至' | '-'))
    }
}
