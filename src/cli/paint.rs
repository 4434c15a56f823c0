//! Colour and control characters on a terminal.

use std::io::IsTerminal;

/// Whether standard output may be coloured: a terminal, and `NO_COLOR` is not set.
pub fn coloured() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// The text in a colour, where colours are wanted.
pub fn paint(on: bool, code: &str, text: &str) -> String {
    if on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Published text on one line, with nothing a terminal would obey.
pub fn plain(text: &str) -> String {
    let unsafe_ = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !unsafe_(c)).collect()
}

/// Published text with its marks shown: in colour, or between 【 and 】.
pub fn marked(on: bool, text: &str, marks: &[[u32; 2]]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    let piece = |from: usize, to: usize| -> String {
        plain(
            &chars
                .get(from.min(chars.len())..to.min(chars.len()))
                .unwrap_or_default()
                .iter()
                .collect::<String>(),
        )
    };
    for [start, end] in marks {
        let (start, end) = (*start as usize, *end as usize);
        out.push_str(&piece(at, start));
        let inner = piece(start, end);
        out.push_str(&if on { paint(true, "1;31", &inner) } else { format!("【{inner}】") });
        at = end;
    }
    out.push_str(&piece(at, chars.len()));
    out
}
