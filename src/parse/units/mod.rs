//! The tree becomes units with roles, addresses, parents and states.
//!
//! In: zones and nodes. Out: units in text order whose own characters lie
//! apart from each other; [`super::cover`] closes the gaps. Promise: roles by
//! wording (genre §5), every address once.

mod finding;
mod heading;
mod rows;
mod state;

use super::glyph::{self, Class};
use super::layout::Zone;
use super::parts::Parts;
use super::segments::{self, Piece};
use super::taxonomy;
use super::tree::Node;
use super::view::View;
use super::wording::{self, Marker};
use crate::disclosure::{Address, PartKind, Role, Status, Step};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// A unit before its span is known.
pub(in crate::parse) struct Draft {
    pub address: Address,
    pub role: Role,
    pub range: Range<usize>,
    pub parent: Option<usize>,
    pub part: Option<PartKind>,
    pub theme: Option<String>,
    pub action: Option<String>,
    pub status: Option<Status>,
    /// Whether that is only the state of the measures laid down, so that a report on what became of them may say
    /// otherwise.
    pub laid: bool,
    /// Whether it tells what was found, so that its numbers are no results.
    pub found: bool,
}

/// Whether a clause opens what was found: 一是问题表现:变更随意.
fn names_finding(clause: &str) -> bool {
    let told = clause.split_once('是').and_then(|(_, words)| wording::marker(words));
    told.is_some_and(|(kind, _)| kind == Marker::Problem)
}

/// Builds drafts in text order.
pub(in crate::parse) struct Drafting<'a> {
    view: &'a View<'a>,
    nodes: &'a [Node],
    pub drafts: Vec<Draft>,
    seen: FxHashMap<Address, u32>,
    /// The draft that stands for a node's heading.
    headed: Vec<Option<usize>>,
    /// Unmarked paragraphs given so far below a draft.
    paragraphs: FxHashMap<usize, u16>,
    places: FxHashMap<&'static str, u16>,
    parts: Parts,
    /// Classes of glyphs whose headings in the rectification are problems by the
    /// most of them: one that is worded otherwise is one among them.
    company: Vec<Class>,
    /// The head of the latest row of a table.
    row: Option<usize>,
    /// What the first 一、 is.
    outermost: Option<Role>,
}

impl<'a> Drafting<'a> {
    pub fn new(view: &'a View<'a>, nodes: &'a [Node]) -> Self {
        let parts = Parts::of(view, nodes);
        Self {
            company: heading::company(view, nodes, &parts),
            view,
            nodes,
            drafts: Vec::with_capacity(nodes.len() + 16),
            seen: FxHashMap::with_capacity_and_hasher(nodes.len() * 2 + 16, FxBuildHasher),
            headed: vec![None; nodes.len()],
            paragraphs: FxHashMap::default(),
            places: FxHashMap::default(),
            parts,
            row: None,
            outermost: None,
        }
    }

    /// A line outside the numbered text.
    pub fn place(&mut self, zone: Zone, range: Range<usize>) {
        let (name, role) = match zone {
            Zone::Chrome => ("页面", Role::Chrome),
            Zone::Title => ("标题", Role::Title),
            Zone::Preamble => ("导语", Role::Preamble),
            Zone::Closing => ("结尾", Role::Closing),
            Zone::Signature => ("落款", Role::Signature),
            Zone::Body => ("正文", Role::Paragraph),
        };
        let count = self.places.entry(name).or_default();
        *count = count.saturating_add(1).min(9999);
        let mut steps = vec![Step::Place(name)];
        if zone != Zone::Title {
            steps.push(Step::Paragraph(*count));
        }
        if let Some(address) = Address::new(steps) {
            self.push(address, role, range, None, None);
        }
    }

    fn push(
        &mut self,
        address: Address,
        role: Role,
        range: Range<usize>,
        parent: Option<usize>,
        part: Option<PartKind>,
    ) -> usize {
        let address = self.unique(address);
        let whole = self.view.get(range.clone());
        let text = whole.trim_start();
        let start = range.start + (whole.len() - text.len());
        let text = text.trim_end();
        let range = start..start + text.len();
        let theme = (role == Role::Area).then(|| taxonomy::theme(text)).flatten();
        let action = (role == Role::Measure).then(|| taxonomy::action(self.view, range.clone())).flatten();
        self.drafts.push(Draft {
            address,
            role,
            range,
            parent,
            part,
            theme,
            action,
            status: None,
            laid: false,
            found: false,
        });
        self.drafts.len() - 1
    }

    /// The address, with a mark where a document repeats it.
    fn unique(&mut self, address: Address) -> Address {
        let count = self.seen.entry(address.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => address,
            n @ 2..=9999 => address.child(Step::Again(n as u16)),
            // Ordinals end at 9999; a document that repeats one more often gets a second step.
            n => {
                let (high, low) = (n / 9998 + 1, n % 9998 + 2);
                address.child(Step::Again(high.min(9999) as u16)).child(Step::Again(low as u16))
            }
        }
    }

    /// Everything a node of the body says.
    pub fn node(&mut self, index: usize) {
        let nodes = self.nodes;
        let node = &nodes[index];
        let parent = node.parent.and_then(|parent| self.headed[parent]);
        let part = self.parts.kinds[index];
        if let Some(row) = &node.row {
            return self.row(row, parent, part);
        }
        match node.glyph {
            Some(glyph) => self.heading(index, glyph, parent, part),
            None if node.below.texts + node.below.headings + node.below.found > 0
                || self.spans_table(index) =>
            {
                // A row over the whole table that names an area.
                let address = self.below(parent);
                let part = part.or(Some(PartKind::Rectification));
                let at = self.push(address, Role::Area, node.range.clone(), parent, part);
                self.headed[index] = Some(at);
            }
            None => {
                let text = self.view.get(node.range.clone());
                if wording::alone(text).is_some() || self.is_value(index) {
                    // 整改情况 or 责任领导: on a line of its own, or what stands below the latter.
                    let address = self.below(parent);
                    let at = self.push(address, Role::Paragraph, node.range.clone(), parent, part);
                    // 整改情况(已完成): above what was done says how far.
                    let label = self.view.get(node.range.clone()).trim_end_matches(':');
                    if wording::told_in(label).is_some() {
                        self.state(at, true);
                    }
                    return;
                }
                let ahead = node.parent.is_none()
                    && index > 0
                    && wording::looks_ahead(self.view.get(node.range.clone()));
                let part = if ahead { Some(PartKind::NextSteps) } else { part };
                if part == Some(PartKind::Rectification) && self.is_finding(index) {
                    return self.finding(node.range.clone(), parent, part);
                }
                let closed = index > 0
                    && (nodes[index - 1].parent == node.parent || Some(index - 1) == node.parent)
                    && self.is_closed(index - 1);
                let bare = node.parent.is_some_and(|up| self.is_leaf_report(up, part)) && !closed;
                self.text(node.range.clone(), parent, part, bare);
            }
        }
    }

    /// Whether a line is the value of a label above it that asks who or when, not what was done.
    fn is_value(&self, index: usize) -> bool {
        let Some(above) = index.checked_sub(1).map(|before| &self.nodes[before]) else { return false };
        let plain = |node: &Node| node.glyph.is_none() && node.row.is_none();
        let text = self.view.get(self.nodes[index].range.clone());
        plain(above)
            && wording::marker(text).is_none()
            && text.chars().count() <= 30
            && wording::alone(self.view.get(above.range.clone())) == Some(Marker::Other)
    }

    /// An unmarked paragraph.
    fn text(&mut self, range: Range<usize>, parent: Option<usize>, part: Option<PartKind>, report: bool) {
        let pieces = self.part_labels(segments::cut(&self.view.text, range));
        let finer = pieces.iter().any(|(piece, _)| matches!(piece, Piece::Clause(_) | Piece::Numbered(_)));
        for (piece, range) in pieces {
            self.piece(piece, range, parent, part, report && !finer);
        }
    }

    /// Pieces cut once more where a blank stands before a label: 责任领导:王某 整改情况:已完成.
    fn part_labels(&self, pieces: Vec<(Piece, Range<usize>)>) -> Vec<(Piece, Range<usize>)> {
        let mut out = Vec::with_capacity(pieces.len());
        for (piece, range) in pieces {
            let (mut piece, mut from) = (piece, range.start);
            // What was done is told in words; who and when are short.
            let short = matches!(piece, Piece::Marked(Marker::Other | Marker::State | Marker::Number, _));
            let places =
                self.view.get(range.clone()).char_indices().take(if short { 120 } else { 0 }).skip(1);
            for at in places.map(|(at, _)| range.start + at) {
                let label = || wording::marker(self.view.get(at..range.end));
                if let Some((kind, len)) = Some(at).filter(|at| self.view.parted(*at)).and_then(|_| label()) {
                    out.push((piece, from..at));
                    (piece, from) = (Piece::Marked(kind, len), at);
                }
            }
            out.push((piece, from..range.end));
        }
        out
    }

    /// One piece of a paragraph below `parent`; `report` if plain text there is a measure.
    fn piece(
        &mut self,
        piece: Piece,
        range: Range<usize>,
        parent: Option<usize>,
        part: Option<PartKind>,
        report: bool,
    ) {
        let text = self.view.get(range.clone());
        if text.trim().is_empty() {
            return;
        }
        let (address, role) = match piece {
            // 一是问题表现:…
            Piece::Clause(_) if names_finding(text) => return self.finding(range, parent, part),
            Piece::Clause(ordinal) => {
                let step = Step::Clause(ordinal);
                let address = match parent {
                    Some(parent) => self.drafts[parent].address.child(step),
                    None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
                };
                (address, deed(text))
            }
            Piece::Numbered(glyph) => {
                let step = glyph.step();
                let address = match parent {
                    Some(parent) => self.drafts[parent].address.child(step),
                    None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
                };
                (address, deed(text))
            }
            Piece::Lead => {
                // 特此报告。 closes the paper and tells no deed.
                let formula = text.starts_with("特此") && text.chars().count() <= 10;
                let state = formula || wording::says_how_far(text);
                (self.below(parent), if report && !state { Role::Measure } else { Role::Paragraph })
            }
            Piece::Marked(marker, len) => {
                let said = counted(&text[len..]);
                let role = match marker {
                    Marker::Doing if said.is_empty() || wording::says_how_far(said) => Role::Paragraph,
                    Marker::Doing if report => Role::Measure,
                    Marker::Problem if said.is_empty() => Role::Paragraph,
                    // 反馈意见:… below 关于…的问题 tells the same again.
                    Marker::Problem if self.below_problem(parent) => {
                        return self.finding(range, parent, part);
                    }
                    Marker::Problem => Role::Problem,
                    _ => Role::Paragraph,
                };
                (self.below(parent), role)
            }
        };
        let at = self.push(address, role, range, parent, part);
        // 一是已完成。二是正在推进。 speak for a part each.
        let whole = !matches!(piece, Piece::Clause(_) | Piece::Numbered(_));
        self.state(
            at,
            matches!(piece, Piece::Marked(Marker::Doing | Marker::State, _))
                || role == Role::Paragraph && whole,
        );
        if role == Role::Paragraph && !whole && part == Some(PartKind::Rectification) {
            self.drafts[at].status = wording::status_only(counted(text));
        }
    }

    /// The next 段n below a heading, or below the text itself.
    fn below(&mut self, parent: Option<usize>) -> Address {
        let key = parent.unwrap_or(usize::MAX);
        let count = self.paragraphs.entry(key).or_default();
        *count = count.saturating_add(1).min(9999);
        let step = Step::Paragraph(*count);
        match parent {
            Some(parent) => self.drafts[parent].address.child(step),
            None => Address::text(*count),
        }
    }
}

/// What a counted piece is: a measure, unless it only says how far (一是已完成。).
fn deed(text: &str) -> Role {
    if wording::says_how_far(counted(text)) { Role::Paragraph } else { Role::Measure }
}

/// The words behind a number.
fn counted(text: &str) -> &str {
    &text[glyph::at_start(text).map_or(0, |glyph| glyph.words_at())..]
}
