//! What a style attribute says of being shown.
//!
//! In: the attribute's value. Out: [`Style`]. Promise: only declarations of just
//! these names count, the last of each wins, and comments, quotes and brackets
//! (`url(a?display:none)`) declare nothing: what a reader sees must not be cut.

/// What was declared; none where nothing was.
#[derive(Default)]
pub(super) struct Style {
    /// Neither it nor what stands in it is shown.
    pub gone: Option<bool>,
    /// It is not drawn; what stands in it may be.
    pub veiled: Option<bool>,
    /// Its letters have no size.
    pub tiny: Option<bool>,
}

impl Style {
    /// Reads the declarations.
    pub fn of(text: &str) -> Self {
        let (mut style, mut weighty) = (Self::default(), [false; 3]);
        for rule in declarations(text) {
            let Some((name, value)) = rule.split_once(':') else { continue };
            let value = value.to_ascii_lowercase();
            let (value, important) = match value.split_once('!') {
                Some((value, sign)) => (value.trim(), sign.trim() == "important"),
                None => (value.trim(), false),
            };
            let (place, slot, told) = match name.trim().to_ascii_lowercase().as_str() {
                "display" => (0, &mut style.gone, Some(value == "none")),
                "visibility" if value == "inherit" => (1, &mut style.veiled, None),
                "visibility" => (1, &mut style.veiled, Some(matches!(value, "hidden" | "collapse"))),
                "font-size" => (2, &mut style.tiny, Some(zero(value))),
                _ => continue,
            };
            if important || !weighty[place] {
                *slot = told;
                weighty[place] = important;
            }
        }
        style
    }
}

/// The text between semicolons that part declarations, without comments.
fn declarations(text: &str) -> Vec<String> {
    let (mut all, mut one) = (Vec::new(), String::new());
    let (mut depth, mut quote) = (0_usize, None::<char>);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(mark), _) => quote = Some(mark).filter(|mark| *mark != c),
            (None, '/') if chars.peek() == Some(&'*') => {
                chars.next();
                while let Some(c) = chars.next() {
                    if c == '*' && chars.peek() == Some(&'/') {
                        chars.next();
                        break;
                    }
                }
                continue;
            }
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ';') if depth == 0 => {
                all.push(std::mem::take(&mut one));
                continue;
            }
            _ => {}
        }
        one.push(c);
    }
    all.push(one);
    all
}

/// Whether a size is none at all.
fn zero(size: &str) -> bool {
    let end = size.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(size.len());
    size[..end].parse::<f32>() == Ok(0.0)
}
