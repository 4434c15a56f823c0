//! First look at an input: which quotation marks and brackets belong together.
//!
//! In: the characters typed. Out: the quoted regions and, for each bracket
//! outside them, its partner. Promise: one pass each, linear whatever stands there.
//!
//! A straight quote is closed by the next straight quote, so that curly ones
//! inside it are content: `"一是建立“三张清单”"` is one literal. Directed quotes
//! pair as brackets do. One that has no partner takes the next mark of its
//! family or a straight one, else the end of the input.

use super::marks::{bar, blank, closes, directed, opens, quotes, straight};

/// A quoted region.
#[derive(Clone, Copy, Debug)]
pub struct Quoted {
    /// Where its content begins.
    pub start: usize,
    /// One past its content.
    pub end: usize,
    /// One past the closing mark.
    pub after: usize,
    /// Whether its marks were typed twice: ""政府采购"".
    pub doubled: bool,
}

impl Quoted {
    /// Whether there was a closing mark.
    pub fn closed(&self) -> bool {
        self.after > self.end
    }
}

/// Which marks belong together.
pub struct Layout {
    /// For the opening mark of a region: the region.
    quoted: Vec<Option<Quoted>>,
    /// For an opening bracket outside quotes: its partner.
    partner: Vec<Option<usize>>,
    /// How many characters before this one cannot stand inside a plain run.
    breaks: Vec<u32>,
}

impl Layout {
    /// Looks at the whole input.
    pub fn of(chars: &[char]) -> Self {
        let mut layout = Self { quoted: regions(chars), partner: vec![None; chars.len()], breaks: vec![0] };
        let (mut open, mut at, mut breaks) = (Vec::new(), 0, 0);
        while at < chars.len() {
            let here = at;
            at += 1;
            match chars[here] {
                '\\' => at += 1,
                c if opens(c) => open.push(here),
                c if closes(c) => {
                    if let Some(start) = open.pop() {
                        layout.partner[start] = Some(here);
                    }
                }
                c => breaks += u32::from(blank(c) || bar(c) || quotes(c)),
            }
            if let Some(region) = layout.quoted[here] {
                at = region.after;
            }
            let at = at.min(chars.len());
            layout.breaks.resize(at + 1, breaks);
        }
        layout
    }

    /// The region opened by the mark at `at`.
    pub fn quoted(&self, at: usize) -> Option<Quoted> {
        self.quoted.get(at).copied().flatten()
    }

    /// The partner of the bracket at `at`.
    pub fn partner(&self, at: usize) -> Option<usize> {
        self.partner.get(at).copied().flatten()
    }

    /// The partner of the bracket at `at`, if one plain run stands between them.
    pub fn plain(&self, at: usize) -> Option<usize> {
        self.partner(at).filter(|end| *end > at + 1 && self.breaks[at + 1] == self.breaks[*end])
    }
}

/// Whether the backslash at `at` takes away the meaning of what follows: in a
/// quote only that of marks and of itself.
pub fn escapes(chars: &[char], at: usize) -> bool {
    chars[at] == '\\' && chars.get(at + 1).is_some_and(|c| *c == '\\' || quotes(*c))
}

/// The quoted regions, by opening mark.
fn regions(chars: &[char]) -> Vec<Option<Quoted>> {
    let pairs = pairs(chars);
    let mut regions = vec![None; chars.len()];
    let mut straights = marks(chars).filter(|at| straight(chars[*at])).count();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '\\' {
            at += 2;
            continue;
        }
        if !quotes(chars[at]) {
            at += 1;
            continue;
        }
        if let Some(region) = doubled(chars, at) {
            straights = straights.saturating_sub(2 * (region.start - at));
            regions[at] = Some(region);
            at = region.after;
            continue;
        }
        let end = closing(chars, &pairs, at, straights);
        // A closing mark that was never opened is noise, not a quote to the end.
        let stray = end.is_none() && directed(chars[at]).is_some_and(|(_, opens)| !opens);
        let open_end = if stray { at + 1 } else { chars.len() };
        let region = Quoted {
            start: at + 1,
            end: end.unwrap_or(open_end),
            after: end.map_or(open_end, |end| end + 1),
            doubled: false,
        };
        let used = marks(&chars[at..region.after]).filter(|inner| straight(chars[at + inner])).count();
        straights = straights.saturating_sub(used);
        regions[at] = Some(region);
        at = region.after;
    }
    regions
}

/// The region whose straight marks were typed twice or three times on both sides: what a table makes of quotes.
fn doubled(chars: &[char], at: usize) -> Option<Quoted> {
    // More than three are not counted: a row of nothing but marks is read in linear time.
    let run = |from: usize| chars[from..].iter().take(4).take_while(|c| straight(**c)).count();
    let times = run(at);
    let start = at + times;
    let content = chars.get(start).is_some_and(|c| !blank(*c) && *c != '\\');
    if !(2..=3).contains(&times) || !content {
        return None;
    }
    let end = start + marks(&chars[start..]).find(|offset| straight(chars[start + offset]))?;
    (run(end) == times).then_some(Quoted { start, end, after: end + times, doubled: true })
}

/// Where the region opened at `at` is closed; `straights` are left from here on.
fn closing(chars: &[char], pairs: &[Pair], at: usize, straights: usize) -> Option<usize> {
    let mut later = marks(&chars[at..]).skip(1).map(|offset| at + offset);
    if let Pair::With(end) = pairs[at] {
        return Some(end);
    }
    let Some((family, _)) = directed(chars[at]) else {
        // An odd number of straight quotes: one of them was closed by a curly mark.
        let odd = straights % 2 == 1;
        return later.find(|at| straight(chars[*at]) || odd && pairs[*at] == Pair::Stray);
    };
    later.find(|at| straight(chars[*at]) || directed(chars[*at]).is_some_and(|(other, _)| other == family))
}

/// What a directed mark is paired with.
#[derive(Clone, Copy, PartialEq)]
enum Pair {
    /// Not a directed mark, or an opening one without partner.
    None,
    /// Opens, and is closed there.
    With(usize),
    /// Closes, and was opened.
    Closed,
    /// Closes what was never opened.
    Stray,
}

/// Directed marks paired as brackets, each family for itself.
fn pairs(chars: &[char]) -> Vec<Pair> {
    let mut pairs = vec![Pair::None; chars.len()];
    let mut open = [const { Vec::new() }; 3];
    for at in marks(chars) {
        match directed(chars[at]) {
            Some((family, true)) => open[family].push(at),
            Some((family, false)) => match open[family].pop() {
                Some(start) => {
                    pairs[start] = Pair::With(at);
                    pairs[at] = Pair::Closed;
                }
                None => pairs[at] = Pair::Stray,
            },
            None => {}
        }
    }
    pairs
}

/// Positions of the quotation marks that are not escaped.
fn marks(chars: &[char]) -> impl Iterator<Item = usize> + '_ {
    let mut escaped = false;
    (0..chars.len()).filter(move |at| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        escaped = escapes(chars, *at);
        quotes(chars[*at])
    })
}
