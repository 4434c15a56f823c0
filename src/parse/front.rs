//! What a page has put on one line above its text: the way to it, the title, its own words, the first sentence.
//!
//! In: a line among the first of a page. Out: where its pieces begin, and which of them are the page's own. Promise: a line
//! is cut only before the words of a page (a day, 来源:, 打印) or before a sentence that opens an announcement, and nothing
//! behind its first full stop is looked at.

use super::bodies::{ends_as_body, is_seat};
use super::caption::{ends_as_title, is_title};
use super::date;
use super::layout::is_issuer;
use super::names;
use super::own_title::{is_crumb, unbracketed};
use crate::text::furniture;

/// A piece of a line, from its first byte to the next piece.
pub(super) struct Piece {
    pub start: usize,
    /// Whether it is the page's own.
    pub chrome: bool,
}

/// As much of a line as title and words of a page take, in bytes.
const HEAD: usize = 1200;

/// Copies of a title that a line has, the words of the page beside each.
const MOST: usize = 5;

/// The pieces of a line, or none where it is one; `page` tells whether all of it was taken for the page's own, `parted`
/// where blanks stood.
pub(super) fn pieces(line: &str, page: bool, parted: &dyn Fn(usize) -> bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut from = 0;
    let front = Front::of(line, page, parted);
    for _ in 0..MOST {
        let Some((at, run)) = front.next(from) else { break };
        if at > from {
            let title = from + begins(&line[from..at], &|byte| front.parted(from + byte));
            let own = line[title..at].trim_matches(SIGNS);
            // The way to the page is furniture where a title stands behind it.
            let called = is_called(own);
            if title > from && called {
                out.push(Piece { start: from, chrome: true });
            }
            let start = if called { title } else { from };
            // X学院 above the words of its page is the name of the site; 中共X党组 may sign the title below.
            let chrome = !called && !party(own);
            out.push(Piece { start, chrome });
        }
        if run.end > at {
            out.push(Piece { start: at, chrome: true });
        }
        from = run.end;
        if from == line.len() || front.opens(from) {
            break;
        }
    }
    if from < line.len() && !out.is_empty() {
        out.push(Piece { start: from, chrome: page });
    }
    // One piece that is the whole line is no cut.
    out.retain(|piece| piece.start < line.len());
    if out.len() == 1 && out[0].chrome == page { Vec::new() } else { out }
}

/// Signs that a page puts between its words.
const SIGNS: [char; 21] = [
    ' ', '|', '丨', '【', '】', '[', ']', '(', ')', '·', '•', '>', '»', '-', '—', '?', '/', '_', ':', '〖',
    '〗',
];

/// The words of a page that stand one behind the other.
#[derive(Clone, Copy)]
struct Run {
    end: usize,
    /// Whether there are any.
    any: bool,
    /// Whether one of them has a label or is a day: 打印 alone may be a word of the text.
    sure: bool,
    /// Whether the last of them is a day, behind which anything may follow.
    dated: bool,
}

struct Front<'t> {
    line: &'t str,
    /// Up to the first full stop.
    reach: usize,
    /// Whether there is one.
    told: bool,
    /// Whether the whole line was taken for the page's own.
    page: bool,
    blanks: &'t dyn Fn(usize) -> bool,
}

impl<'t> Front<'t> {
    fn of(line: &'t str, page: bool, blanks: &'t dyn Fn(usize) -> bool) -> Self {
        let mut end = line.len().min(HEAD);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let stop = line[..end].find('。');
        Self { line, reach: stop.unwrap_or(end), told: stop.is_some() || end < line.len(), page, blanks }
    }

    fn parted(&self, at: usize) -> bool {
        (self.blanks)(at) || self.line[..at].ends_with(' ')
    }

    /// Whether a sentence that opens an announcement begins here: 根据…, 2023年3月1日至….
    fn opens(&self, at: usize) -> bool {
        furniture::cue(&self.line[at..]) || self.goes_on(at)
    }

    /// Whether a day begins here that is told of, and is not the page's.
    fn goes_on(&self, at: usize) -> bool {
        self.line[at..].starts_with(|c: char| c.is_ascii_digit())
            && self.date(at).is_some()
            && self.day(at).is_none()
    }

    fn date(&self, at: usize) -> Option<date::Hit> {
        let mut end = self.line.len().min(at + 48);
        while !self.line.is_char_boundary(end) {
            end -= 1;
        }
        date::scan(self.line, at..end).into_iter().next().filter(|hit| hit.range.start == at)
    }

    /// The end of the page's day that begins here, its hour included: 2023-11-02 10:30, 2024年1月3日 星期三.
    fn day(&self, at: usize) -> Option<usize> {
        let hit = self.date(at)?;
        hit.stated()?.exact()?;
        let behind = &self.line[hit.range.end..];
        let hour = hour_len(behind);
        let end = hit.range.end + hour;
        let behind = &self.line[end..];
        let told = behind.starts_with(date::is_dash)
            || behind.starts_with([
                ',', '、', '上', '下', '起', '前', '后', '以', '期', '和', '及', '之', '的', '晚', '凌',
            ]);
        if told && !(hour > 0 && self.parted(end)) {
            return None;
        }
        // A day that is written out and glued to what follows is told of, unless a word of the page follows.
        let written = self.line[hit.range].contains('年') && hour == 0;
        let free = behind.is_empty()
            || behind.starts_with([')', '】', ']', '|'])
            || self.parted(end)
            || furniture::cue(behind)
            || furniture::opening(behind).is_some();
        (!written || free).then_some(end)
    }

    /// The words of the page from here on.
    fn words(&self, from: usize) -> Run {
        let mut run = Run { end: from, any: false, sure: false, dated: false };
        loop {
            let rest = &self.line[run.end..];
            let at = run.end + rest.len() - rest.trim_start_matches(SIGNS).len();
            // (一)… is no word of a page, and what stands in brackets is looked at with them.
            let word =
                (run.end..=at).filter(|at| self.line.is_char_boundary(*at)).find_map(|at| self.word(at));
            let Some((end, sure, dated)) = word else { break };
            if end > self.reach {
                break;
            }
            run = Run { end, any: true, sure: run.sure || sure, dated };
        }
        if run.any {
            let rest = &self.line[run.end..];
            let behind = rest.trim_start_matches([' ', ')', ']', '】', '〗', '|', '丨']);
            run.end += rest.len() - behind.len();
            run.end = self.stray(run.end).unwrap_or(run.end);
        }
        run
    }

    /// Where a few more words of the page end that nobody knows, if the text begins right behind them: 下载本文 根据….
    fn stray(&self, from: usize) -> Option<usize> {
        let near = self.line[from..].char_indices().take(13).map(|(at, _)| from + at).skip(1);
        let end = near.into_iter().find(|at| furniture::cue(&self.line[*at..]))?;
        let own = &self.line[from..end];
        (self.parted(end) && !own.contains([',', '。', '；', '、']) && !is_title(own)).then_some(end)
    }

    /// One word of the page: where it ends, whether it is surely one, whether it is a day.
    fn word(&self, at: usize) -> Option<(usize, bool, bool)> {
        if let Some(end) = self.day(at) {
            return Some((end, true, true));
        }
        let rest = &self.line[at..];
        let Some(len) = furniture::opening(rest) else {
            // 大 中 小
            let size = rest.chars().next().filter(|c| matches!(c, '大' | '中' | '小'))?;
            let end = at + size.len_utf8();
            let bracket = self.line[end..].starts_with(['】', ']', ')']);
            let free = end == self.line.len() || self.parted(end) || self.opens(end) || bracket;
            return (free && self.parted(at)).then_some((end, false, false));
        };
        let behind = &rest[len..];
        let label = rest[..len].ends_with(':') || behind.starts_with(':');
        let value = at + len + behind.len() - behind.trim_start_matches([':', ' ']).len();
        let end = self.range(value).filter(|_| label).unwrap_or_else(|| self.value(value, label));
        Some((end, label || end > value, false))
    }

    /// The end of a range of days that a label has behind it: 日期:2024年12月6日至12月20日 is how long a paper hangs out.
    fn range(&self, from: usize) -> Option<usize> {
        let first = self.date(from)?.range.end;
        let dash = self.line[first..].chars().next().filter(|c| date::is_dash(*c))?;
        self.date(first + dash.len_utf8()).map(|hit| hit.range.end)
    }

    /// Where the value behind a label ends: at a blank, at the next word, at the first sentence.
    fn value(&self, from: usize, label: bool) -> usize {
        let own = &self.line[from..];
        if !label {
            // 发布时间2023年7月27日
            if self.day(from).is_some() {
                return from;
            }
            // 阅读7695次
            let digits = own.len() - own.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let end = from + digits;
            return if digits > 0 { end + times(&self.line[end..]) } else { end };
        }
        let mut end = None;
        for (at, c) in own.char_indices().take(41) {
            let at = from + at;
            let stops = at > from && self.parted(at) || matches!(c, '】' | ']' | '|' | '丨' | ' ');
            if stops
                || self.day(at).is_some()
                || furniture::opening(&self.line[at..]).is_some()
                || self.opens(at)
            {
                end = Some(at);
                break;
            }
            // A sentence is no value.
            if matches!(c, ',' | '。' | '；') {
                return from;
            }
        }
        let whole = own.chars().take(41).count() <= 40;
        let end = end.map(|end| match self.line[from..end].ends_with(|c: char| c.is_ascii_digit()) {
            true => end + times(&self.line[end..]),
            false => end,
        });
        end.or(whole.then_some(self.line.len())).unwrap_or(from)
    }

    /// Where the next words of the page begin from here on, or the first sentence right behind a title.
    fn next(&self, from: usize) -> Option<(usize, Run)> {
        if let Some(end) = self.leading_day(from) {
            return Some((from, Run { end, any: true, sure: true, dated: true }));
        }
        if self.opens(from) {
            return None;
        }
        for (at, c) in self.line[from..self.reach].char_indices() {
            let at = from + at;
            if matches!(c, ',' | '；' | '\t') {
                return None;
            }
            let before = &self.line[from..at];
            let last = before.rsplit(['>', '»', '|']).next().unwrap_or(before);
            let ends = || ends_as_title(unbracketed(before)) && !before.contains('《');
            // (公示|时间:…) is one word: what is glued to a title has a title before it.
            if at > from
                && !self.parted(at)
                && !(ends()
                    && is_title(last)
                    && is_called(last.trim_matches(SIGNS))
                    && last.chars().count() >= 8)
            {
                continue;
            }
            let run = self.words(at);
            let rest = &self.line[run.end..];
            let opens = self.opens(run.end);
            let text = self.told && (self.parted(run.end) || run.dated);
            let title = || ends() && before.contains("关于") && is_title(last);
            // What was taken for the page's own as a whole has a title in it or none.
            let page = || self.page && (ends() || rest.is_empty()) && is_called(last.trim_matches(SIGNS));
            let found = if run.any {
                let leads =
                    at > from || is_titled(rest) || rest.is_empty() || !self.line[at..run.end].contains('年');
                run.sure && leads && (opens || text || rest.is_empty() && title() || page())
            } else {
                at > from && (opens && ends() || self.parted(at) && text && title())
            };
            if found {
                return Some((at, run));
            }
        }
        // 门户网站 通知公告 X局党组关于…的通报, and nothing behind it.
        let own = &self.line[from..];
        let whole = self.reach == self.line.len() && !self.told && own.contains("关于") && ends_as_title(own);
        let led = whole && begins(own, &|byte| self.parted(from + byte)) > 0;
        let end = self.line.len();
        led.then_some((end, Run { end, any: false, sure: false, dated: false }))
    }

    /// The end of a written day that is glued to a title: 2023年11月2日市水务局党组关于…的通报.
    fn leading_day(&self, from: usize) -> Option<usize> {
        let hit = self.date(from)?;
        hit.stated()?.exact()?;
        let rest = &self.line[hit.range.end..self.reach.max(hit.range.end)];
        is_titled(rest).then_some(hit.range.end)
    }
}

/// How long the unit of a counter is: 0 次.
fn times(behind: &str) -> usize {
    let bare = behind.trim_start_matches(' ');
    if bare.starts_with('次') { behind.len() - bare.len() + "次".len() } else { 0 }
}

/// Whether words are the name of a committee of the Party.
fn party(words: &str) -> bool {
    words.starts_with("中共")
        || ["党组", "党委", "工委", "委员会", "支部"].iter().any(|end| words.ends_with(end))
}

/// How long the hour is behind a day, and the day of the week: 10:30:05, 星期三.
fn hour_len(behind: &str) -> usize {
    let mut len = 0;
    for _ in 0..2 {
        let rest = &behind[len..];
        let bare = rest.trim_start_matches(' ');
        let blank = rest.len() - bare.len();
        let clock = bare.len()
            - bare
                .trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, ':' | '∶' | '时' | '分' | '秒')
                })
                .len();
        if let Some(week) = ["星期", "周"].iter().find_map(|word| bare.strip_prefix(word)) {
            let Some(day) = week.chars().next().filter(|c| "一二三四五六日天".contains(*c)) else {
                break;
            };
            len += blank + bare.len() - week.len() + day.len_utf8();
        } else if (4..=18).contains(&clock)
            && bare[..clock].contains([':', '∶', '时'])
            && bare.starts_with(|c: char| c.is_ascii_digit())
        {
            len += blank + clock;
        } else {
            break;
        }
    }
    len
}

/// Whether words begin with the name of a body and then 关于: X局党组关于…. A group hands over; it reports nothing.
fn is_titled(words: &str) -> bool {
    words.find("关于").is_some_and(|at| {
        let name = words[..at].trim_start();
        let sound = name.chars().take(61).count() <= 60 && !name.contains([',', '。', ':', '>']);
        sound && name.chars().count() >= 4 && ends_as_body(name) && names::group(name).is_none()
    })
}

/// Whether words can be a title or a headline, and are no name of a site or a column.
fn is_called(words: &str) -> bool {
    // 索引号:… 分类:巡察整改 成文日期:… is a block of the page.
    if furniture::furniture(words) {
        return false;
    }
    let chars = words.chars().take(91).count();
    let headline = (8..=60).contains(&chars)
        && !words.contains([':', '>', '»', '|'])
        && !is_issuer(words)
        && !is_crumb(words);
    is_title(words) && !words.contains(['>', '»'])
        || headline
        || ["巡察公告", "巡视公告", "公告"].contains(&words)
}

/// Where the title begins behind the way to it, in words that end with a title: 首页 > 总结报告 > 整改报告 X局党组关于…,
/// X局门户网站 通知公告 X局党组关于….
fn begins(before: &str, parted: &dyn Fn(usize) -> bool) -> usize {
    let mut starts = vec![0];
    let signs = ['>', '»', '|', '丨', '/'];
    for (at, c) in before.char_indices().skip(1) {
        if (parted(at) || before[..at].ends_with(signs)) && !c.is_whitespace() && !signs.contains(&c) {
            starts.push(at);
        }
    }
    // A line that is spaced out glyph by glyph has no pieces.
    if starts.len() * 4 > before.chars().count() {
        return 0;
    }
    let mut first = starts.len() - 1;
    while first > 0 {
        let own = &before[starts[first]..];
        let piece = &before[starts[first - 1]..starts[first]];
        // 中共X党组 / 关于…; …关于巡察整 / 改进展情况的通报: the title goes on.
        let open = !own.contains("关于") && piece.contains("关于") && !ends_as_title(piece.trim());
        let bare = piece.trim();
        let named = ends_as_body(bare) || is_seat(bare);
        let other = named && own.find("关于").is_some_and(|at| party(&own[..at]));
        let committee = bare.starts_with("中共") && is_issuer(bare) && !own.starts_with("中共") && !other;
        if open || committee {
            first -= 1;
            continue;
        }
        let way = piece.trim_end().ends_with(signs)
            || before[..starts[first - 1]].trim_end().ends_with(signs)
            || is_crumb(bare);
        // 云汀市人力资源和 / 社会保障局党组关于…: a line break has cut the name.
        let whole = is_whole(own) && (named || own.starts_with("中共") || !own.contains("关于"));
        if way || whole || bare.ends_with("人民政府") {
            break;
        }
        first -= 1;
    }
    starts[first]
}

/// Whether a title begins with these words: it names who reports.
fn is_whole(words: &str) -> bool {
    words.starts_with("中共") || is_titled(words) || !words.contains("关于") && words.chars().count() >= 10
}
