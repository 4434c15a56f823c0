//! A list out of a file: lines of text, or one column of a table.
//!
//! In: bytes as spreadsheets and editors write them: UTF-8 with or without
//! mark, GBK, UTF-16; CSV with commas, semicolons or tabs; `="001"` around
//! numbers that are names. Out: the entries with their line numbers. Promises:
//! nothing is refused but what is no text; a field that is not quoted as CSV
//! wants it (`"政府采购" 审计`) is taken as it stands.

use crate::text::{Form, Limits, TextError, read};

/// How the entries stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// One on each line, commas included.
    Lines,
    /// One on each line, or in a table where tabs part the cells of the first line: what spreadsheets call text.
    Guessed,
    /// In a table, in the first column, or in the one with this heading or number (from 1).
    Column(Option<String>),
}

/// The entries of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Line number (from 1) and entry; blank entries are left out.
    pub entries: Vec<(usize, String)>,
    /// The heading of the column, where there is one.
    pub heading: Option<String>,
    /// For readers: which column was read of a table that does not say what its columns are.
    pub note: Option<String>,
    /// `utf-8`, `gb18030`, …
    pub encoding: String,
}

/// Words that headings of the column of names or queries are made of: 名称, 被巡察单位, 党组织名称.
const HEADINGS: [&str; 17] = [
    "被巡察",
    "被巡视",
    "党组织",
    "单位",
    "机构",
    "部门",
    "名称",
    "全称",
    "检索式",
    "检索词",
    "关键词",
    "关键字",
    "词语",
    "姓名",
    "query",
    "keyword",
    "name",
];

/// Whether a cell is such a heading: made of these words and nothing else, or a list would lose its first name.
fn heads(cell: &str) -> bool {
    let cell = crate::text::fold(cell.trim());
    let rest = HEADINGS.iter().fold(cell.clone(), |rest, word| rest.replace(word, ""));
    !cell.is_empty() && rest.is_empty() || cell == "term"
}

/// Whether a cell numbers its row, or heads such cells.
fn numbers(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
    digits || matches!(cell, "序号" | "编号" | "行号" | "No" | "no" | "No." | "#")
}

impl Cells {
    /// Reads a file.
    pub fn read(bytes: &[u8], table: &Table, limits: &Limits) -> Result<Self, TextError> {
        let text = read(bytes, Form::Plain, limits)?;
        let published = text.published.trim_start_matches('\u{feff}');
        let mut cells = Self { encoding: text.encoding.name, ..Self::default() };
        let first = published.lines().next().unwrap_or_default();
        let guessed = (*table == Table::Guessed && first.contains('\t')).then_some(&None);
        let column = if let Table::Column(wanted) = table { Some(wanted) } else { guessed };
        let Some(wanted) = column else {
            let lines = published.lines().enumerate().map(|(at, line)| (at + 1, unwrapped(line.trim())));
            cells.entries = lines.filter(|(_, entry)| !entry.is_empty()).collect();
            return Ok(cells);
        };
        let mut rows = rows(published);
        if told(published).is_some() {
            rows.remove(0);
        }
        let folded = |text: &str| crate::text::fold(text.trim());
        let first = rows.first().map(|(_, row)| row.as_slice()).unwrap_or_default();
        let number = wanted.as_deref().and_then(|wanted| wanted.parse::<usize>().ok());
        let column = match (wanted, number) {
            (_, Some(number)) => Some(number.saturating_sub(1)),
            (Some(name), None) => first.iter().position(|cell| folded(cell) == folded(name)),
            (None, None) => {
                // Row numbers are no entries, if there is anything else.
                let told = || first.iter().position(|cell| !numbers(cell));
                first.iter().position(|cell| heads(cell)).or_else(told).or(Some(0))
            }
        };
        // A heading that does not exist gives no entries; the caller says so.
        let Some(column) = column else { return Ok(cells) };
        let named = wanted.is_some() && number.is_none();
        cells.heading =
            first.get(column).filter(|cell| named || heads(cell)).map(|cell| cell.trim().to_owned());
        if cells.heading.is_none() && wanted.is_none() && first.len() > 1 {
            let (number, all) = (column + 1, first.len());
            cells.note = Some(format!("没有识别出标题行,读取第 {number} 列,共 {all} 列"));
        }
        let skip = usize::from(cells.heading.is_some());
        let entries = rows.into_iter().skip(skip).filter_map(|(line, mut row)| {
            let entry = (column < row.len()).then(|| row.swap_remove(column))?;
            Some((line, unwrapped(entry.trim())))
        });
        cells.entries = entries.filter(|(_, entry)| !entry.is_empty()).collect();
        Ok(cells)
    }
}

/// `="001"` → 001: how spreadsheets are told that digits are text.
fn unwrapped(entry: &str) -> String {
    let inner = entry.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| entry.to_owned(), |inner| inner.replace("\"\"", "\"").trim().to_owned())
}

/// Rows of a table with the line each begins on.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let separator = separator(text);
    let chars: Vec<char> = text.chars().collect();
    let (mut rows, mut row, mut at, mut line, mut begun) = (Vec::new(), Vec::new(), 0, 1, 1);
    while at < chars.len() {
        let (cell, end) = cell(&chars, at, separator);
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        row.push(cell);
        at = end;
        match chars.get(at) {
            Some(c) if *c == separator => {
                at += 1;
                if at == chars.len() {
                    row.push(String::new());
                }
            }
            _ => {
                rows.push((begun, std::mem::take(&mut row)));
                at += 1;
                line += 1;
                begun = line;
            }
        }
    }
    if !row.is_empty() {
        rows.push((begun, row));
    }
    rows
}

/// One cell from `at`, and where it ends: at a separator, a line end or the end of the text.
fn cell(chars: &[char], at: usize, separator: char) -> (String, usize) {
    let ends = |c: char| c == separator || c == '\n';
    // ="…" may hold separators, as a quoted cell may.
    let quote = if chars.get(at) == Some(&'=') && chars.get(at + 1) == Some(&'"') { at + 1 } else { at };
    if chars.get(quote) == Some(&'"') {
        let (mut inner, mut next) = (String::new(), quote + 1);
        while let Some(c) = chars.get(next) {
            match (c, chars.get(next + 1)) {
                ('"', Some('"')) => {
                    inner.push('"');
                    next += 2;
                }
                ('"', behind) if behind.is_none_or(|c| ends(*c)) => {
                    let cell = if quote > at { format!("=\"{inner}\"") } else { inner };
                    return (cell, next + 1);
                }
                // Not the quoting of CSV: the quotes belong to the cell.
                ('"', _) => break,
                (c, _) => {
                    inner.push(*c);
                    next += 1;
                }
            }
        }
    }
    let end = chars[at..].iter().position(|c| ends(*c)).map_or(chars.len(), |length| at + length);
    (chars[at..end].iter().collect(), end)
}

/// `sep=;` on the first line: how a file tells a spreadsheet what stands between its cells.
fn told(text: &str) -> Option<char> {
    let sign = text.lines().next()?.trim_matches('"').strip_prefix("sep=")?;
    let mut chars = sign.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The sign between cells: the one that is told, else the most frequent on the first line; tabs go before commas.
fn separator(text: &str) -> char {
    if let Some(told) = told(text) {
        return told;
    }
    let first = text.lines().next().unwrap_or("");
    let count = |c: char| first.matches(c).count();
    let mut best = ',';
    for c in ['\t', ';'] {
        if count(c) > count(best) {
            best = c;
        }
    }
    best
}
