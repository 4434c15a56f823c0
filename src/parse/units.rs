//! The tree becomes units with roles, addresses, parents and states.
//!
//! In: zones and nodes. Out: units in text order whose own characters lie
//! apart from each other; [`super::cover`] closes the gaps. Promise: roles by
//! wording (genre §5), every address once.

use super::glyph::{Class, Glyph};
use super::layout::Zone;
use super::segments::{self, Piece};
use super::table::Column;
use super::taxonomy;
use super::tree::Node;
use super::view::View;
use super::wording::{self, Marker};
use crate::disclosure::{Address, PartKind, Role, Status, Step};
use std::collections::HashMap;
use std::ops::Range;

/// A unit before its span is known.
pub(super) struct Draft {
    pub address: Address,
    pub role: Role,
    pub range: Range<usize>,
    pub parent: Option<usize>,
    pub part: Option<PartKind>,
    pub theme: Option<String>,
    pub action: Option<String>,
    pub status: Option<Status>,
}

/// What a heading's line says.
struct Said<'t> {
    /// The heading's own words.
    words: &'t str,
    /// Whether the line goes on behind them.
    more: bool,
    /// Whether it goes on with 整改情况: or its kin.
    marked: bool,
}

/// Builds drafts in text order.
pub(super) struct Drafting<'a> {
    view: &'a View<'a>,
    nodes: &'a [Node],
    pub drafts: Vec<Draft>,
    seen: HashMap<Address, u32>,
    /// The draft that stands for a node's heading.
    headed: Vec<Option<usize>>,
    /// Unmarked paragraphs given so far below a draft.
    paragraphs: HashMap<usize, u16>,
    places: HashMap<&'static str, u16>,
    parts: Vec<Option<PartKind>>,
    chapters: bool,
}

impl<'a> Drafting<'a> {
    pub fn new(view: &'a View<'a>, nodes: &'a [Node]) -> Self {
        let chapters = nodes.iter().any(|node| node.glyph.is_some_and(|glyph| glyph.class == Class::Chapter));
        Self {
            view,
            nodes,
            drafts: Vec::with_capacity(nodes.len() + 16),
            seen: HashMap::new(),
            headed: vec![None; nodes.len()],
            paragraphs: HashMap::new(),
            places: HashMap::new(),
            parts: part_kinds(view, nodes),
            chapters,
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
        let mut steps = vec![Step::Place(name.to_owned())];
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
        let start = range.start + (whole.len() - whole.trim_start().len());
        let range = start..start + whole.trim().len();
        let text = self.view.get(range.clone());
        let theme = (role == Role::Area).then(|| taxonomy::theme(text)).flatten();
        let action = (role == Role::Measure).then(|| taxonomy::action(text)).flatten();
        self.drafts.push(Draft { address, role, range, parent, part, theme, action, status: None });
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
        let part = self.parts[index];
        if let Some(row) = &node.row {
            return self.row(row, parent, part);
        }
        match node.glyph {
            Some(glyph) => self.heading(index, glyph, parent, part),
            None if node.below.texts + node.below.headings + node.below.found > 0
                || self.spans_table(index) =>
            {
                // A row over the whole table that names an area.
                let address = self.below(None);
                let at =
                    self.push(address, Role::Area, node.range.clone(), None, Some(PartKind::Rectification));
                self.headed[index] = Some(at);
            }
            None => {
                let ahead = node.parent.is_none()
                    && index > 0
                    && wording::looks_ahead(self.view.get(node.range.clone()));
                let part = if ahead { Some(PartKind::NextSteps) } else { part };
                let bare = node.parent.is_some_and(|up| self.is_leaf_report(up, part));
                self.text(node.range.clone(), parent, part, bare);
            }
        }
    }

    fn spans_table(&self, index: usize) -> bool {
        self.nodes.get(index + 1).is_some_and(|next| next.parent == Some(index))
    }

    /// Whether plain text below a heading is itself what was done: in a
    /// rectification part, and no finer marker exists.
    fn is_leaf_report(&self, heading: usize, part: Option<PartKind>) -> bool {
        let below = self.nodes[heading].below;
        let rectified = part == Some(PartKind::Rectification);
        let role = self.headed[heading].map(|draft| self.drafts[draft].role);
        rectified
            && below.headings == 0
            && below.clauses == 0
            && matches!(role, Some(Role::Item | Role::Problem | Role::Area | Role::Measure))
    }

    fn heading(&mut self, index: usize, glyph: Glyph, parent: Option<usize>, part: Option<PartKind>) {
        let node = &self.nodes[index];
        let base = parent.map(|parent| self.drafts[parent].address.clone());
        let step = glyph.step();
        let address = match base {
            Some(base) => base.child(step),
            None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
        };
        let start = node.range.start;
        let from = start + glyph.len;
        let pieces = segments::cut(&self.view.text, from..node.range.end);
        if glyph.class == Class::Clause {
            return self.clause_line(index, address, parent, part);
        }
        let (lead, rest) = match pieces.first() {
            Some((Piece::Lead, range)) => (range.clone(), &pieces[1..]),
            _ => (from..from, &pieces[..]),
        };
        let lead_text = self.view.get(lead.clone());
        let words = &lead_text[..wording::heading_len(lead_text)];
        let tail = lead.start + words.len()..lead.end;
        let marked = match rest.first() {
            Some((Piece::Marked(_, len), range)) => {
                wording::status_only(&self.view.get(range.clone())[*len..]).is_none() || rest.len() > 1
            }
            _ => false,
        };
        let said = Said { words, more: !rest.is_empty() || !tail.is_empty(), marked };
        let role = self.role(index, glyph, said, parent, part);
        if role == Role::Measure || role == Role::Paragraph {
            // (1)…。整改情况:已完成。 is a measure and what became of it.
            let end = if rest.iter().all(|(piece, _)| matches!(piece, Piece::Marked(..))) {
                lead.end
            } else {
                node.range.end
            };
            let at = self.push(address, role, start..end, parent, part);
            self.headed[index] = Some(at);
            self.state(at, false);
            for (piece, range) in rest.iter().filter(|_| end < node.range.end) {
                self.piece(*piece, range.clone(), Some(at), part, false);
            }
            return;
        }
        // A problem told in several sentences ends where the report on it begins.
        let own =
            if role == Role::Problem && marked { start..lead.end } else { start..lead.start + words.len() };
        let at = self.push(address, role, own.clone(), parent, part);
        self.headed[index] = Some(at);
        if role == Role::Problem {
            self.drafts[at].status = trailing_status(self.view.get(own.clone()));
        }
        let finer = rest.iter().any(|(piece, _)| matches!(piece, Piece::Clause(_) | Piece::Numbered(_)))
            || node.below.clauses > 0
            || node.below.headings > 0;
        if own.end < lead.end {
            let report = part == Some(PartKind::Rectification)
                && !finer
                && !matches!(role, Role::Part | Role::Section);
            let plain = !marked && report;
            self.piece(Piece::Lead, own.end..lead.end, Some(at), part, plain);
        }
        for (piece, range) in rest {
            self.piece(*piece, range.clone(), Some(at), part, !finer);
        }
    }

    /// A line that begins with 一是, and goes on with 二是 perhaps.
    fn clause_line(&mut self, index: usize, address: Address, parent: Option<usize>, part: Option<PartKind>) {
        let pieces = segments::cut(&self.view.text, self.nodes[index].range.clone());
        let mut pieces = pieces.into_iter();
        let Some((_, first)) = pieces.next() else { return };
        let at = self.push(address, Role::Measure, first, parent, part);
        self.headed[index] = Some(at);
        self.state(at, false);
        for (piece, range) in pieces {
            self.piece(piece, range, parent, part, false);
        }
    }

    /// An unmarked paragraph.
    fn text(&mut self, range: Range<usize>, parent: Option<usize>, part: Option<PartKind>, report: bool) {
        let pieces = segments::cut(&self.view.text, range);
        let finer = pieces.iter().any(|(piece, _)| matches!(piece, Piece::Clause(_) | Piece::Numbered(_)));
        for (piece, range) in pieces {
            self.piece(piece, range, parent, part, report && !finer);
        }
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
            Piece::Clause(ordinal) => {
                let step = Step::Clause(ordinal);
                let address = match parent {
                    Some(parent) => self.drafts[parent].address.child(step),
                    None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
                };
                (address, Role::Measure)
            }
            Piece::Numbered(glyph) => {
                let step = glyph.step();
                let address = match parent {
                    Some(parent) => self.drafts[parent].address.child(step),
                    None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
                };
                (address, Role::Measure)
            }
            Piece::Lead => {
                let state = wording::status_only(text).is_some();
                (self.below(parent), if report && !state { Role::Measure } else { Role::Paragraph })
            }
            Piece::Marked(marker, len) => {
                let said = &text[len..];
                let role = match marker {
                    Marker::Doing if said.is_empty() || wording::status_only(said).is_some() => {
                        Role::Paragraph
                    }
                    Marker::Doing if report => Role::Measure,
                    Marker::Problem if said.is_empty() => Role::Paragraph,
                    Marker::Problem => Role::Problem,
                    _ => Role::Paragraph,
                };
                (self.below(parent), role)
            }
        };
        let at = self.push(address, role, range, parent, part);
        self.state(
            at,
            matches!(piece, Piece::Marked(Marker::Doing | Marker::State, _)) || role == Role::Paragraph,
        );
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

    /// Reads the status of a draft and hands it to the problem it reports on.
    fn state(&mut self, at: usize, speaks_for_problem: bool) {
        let draft = &self.drafts[at];
        if !matches!(draft.role, Role::Measure | Role::Paragraph | Role::Item) {
            return;
        }
        let text = self.view.get(draft.range.clone());
        let said = wording::marker(text).map_or(text, |(_, len)| &text[len..]);
        let rectified = draft.part == Some(PartKind::Rectification) || !self.chapters;
        let found = if draft.role == Role::Paragraph && !speaks_for_problem {
            None
        } else {
            wording::status_of(said)
        };
        let Some(status) = found.filter(|_| rectified) else { return };
        let whole = speaks_for_problem
            || said.contains("该项工作")
            || said.contains("此项工作")
            || said.contains("该问题");
        let parent = draft.parent;
        self.drafts[at].status = Some(status);
        let mut up = parent.filter(|_| whole || trailing_status(said).is_some());
        while let Some(heading) = up {
            let heading = &mut self.drafts[heading];
            if matches!(heading.role, Role::Problem | Role::Item) {
                heading.status = heading.status.or(Some(status));
                break;
            }
            up = heading.parent.filter(|_| heading.role == Role::Measure);
        }
    }

    /// The cells of a table row.
    fn row(&mut self, row: &super::table::Row, parent: Option<usize>, part: Option<PartKind>) {
        if row.header {
            for (_, range) in &row.cells {
                let address = self.below(parent);
                self.push(address, Role::Paragraph, range.clone(), parent, part);
            }
            return;
        }
        let step = Step::Row(row.number.unwrap_or(row.index).max(1));
        let base = match parent {
            Some(parent) => self.drafts[parent].address.child(step),
            None => match Address::new(vec![Step::Place("正文".to_owned()), step]) {
                Some(address) => address,
                None => self.below(None),
            },
        };
        let part = part.or(Some(PartKind::Rectification));
        let mut head: Option<usize> = None;
        let named = row.cells.iter().any(|(column, _)| matches!(column, Column::Problem | Column::Measure));
        for (column, range) in &row.cells {
            let role = match column {
                Column::Number => Role::Item,
                Column::Problem => Role::Problem,
                Column::Measure => Role::Measure,
                _ => Role::Paragraph,
            };
            let Some(at) = head else {
                let role = if named && role == Role::Paragraph { Role::Item } else { role };
                head = Some(self.push(base.clone(), role, range.clone(), parent, part));
                continue;
            };
            if role == Role::Measure {
                self.cell(range.clone(), at, part);
                continue;
            }
            let address = self.below(Some(at));
            let new = self.push(address, role, range.clone(), Some(at), part);
            if *column == Column::Result {
                self.state(new, true);
                let status = self.drafts[new].status;
                for draft in &mut self.drafts[at..new] {
                    if draft.role == Role::Problem {
                        draft.status = draft.status.or(status);
                    }
                }
            }
        }
    }

    /// A cell of measures, numbered inside perhaps: 1.… 2.…
    fn cell(&mut self, range: Range<usize>, parent: usize, part: Option<PartKind>) {
        let text = self.view.get(range.clone());
        let mut starts: Vec<(usize, Glyph)> = Vec::new();
        let mut boundary = true;
        for (at, c) in text.char_indices() {
            if boundary
                && (c.is_ascii_digit() || c == '(' || ('①'..='⑳').contains(&c))
                && let Some(glyph) = super::glyph::at_start(&text[at..])
                && usize::from(glyph.ordinal) == starts.len() + 1
                && starts.first().is_none_or(|(_, first)| first.class == glyph.class)
            {
                starts.push((at, glyph));
            }
            boundary = matches!(c, '。' | '；' | ' ' | '\u{b}');
        }
        if starts.first().is_none_or(|(at, _)| *at > 0) {
            return self.text(range, Some(parent), part, true);
        }
        for (index, (at, glyph)) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(range.end, |(next, _)| range.start + next);
            let address = self.drafts[parent].address.child(glyph.step());
            self.push(address, Role::Measure, range.start + at..end, Some(parent), part);
        }
    }

    fn role(
        &self,
        index: usize,
        glyph: Glyph,
        Said { words, more, marked }: Said,
        parent: Option<usize>,
        part: Option<PartKind>,
    ) -> Role {
        let below = self.nodes[index].below;
        let rectified = part == Some(PartKind::Rectification);
        // What 整改情况: answers is a problem; what gathers problems is not one itself.
        let gathers = below.headings > 0 && below.found > 0;
        let answered = (below.reported || marked) && below.headings == 0;
        let named = glyph.problem || wording::names_problem(words);
        let problem = named || answered || !gathers && wording::is_problem(words);
        let area = wording::is_area(words);
        if glyph.class == Class::Chapter {
            return match (area, wording::names_problem(words) && rectified) {
                (true, _) => Role::Area,
                (_, true) => Role::Problem,
                _ => Role::Part,
            };
        }
        let children = below.headings + below.clauses + below.texts > 0;
        let small = matches!(
            glyph.class,
            Class::BracketNumber | Class::HalfBracket | Class::Circle | Class::Sub | Class::Ordinal
        );
        if !rectified {
            let leaf = !children && !more;
            return if small && !children || leaf && words.chars().count() > 40 {
                Role::Paragraph
            } else {
                Role::Section
            };
        }
        let above = |role: Role| {
            let mut up = parent;
            while let Some(at) = up {
                if self.drafts[at].role == role {
                    return true;
                }
                up = self.drafts[at].parent;
            }
            false
        };
        let in_area = above(Role::Area);
        if area {
            return if in_area { Role::Item } else { Role::Area };
        }
        if problem && !above(Role::Measure) {
            return Role::Problem;
        }
        if below.headings > 0 && !in_area && !above(Role::Item) && !above(Role::Problem) && !small {
            return Role::Area;
        }
        if children || more && !small {
            return Role::Item;
        }
        let clauses = more && segments::cut(words, 0..words.len()).len() > 1;
        if small && !clauses || above(Role::Problem) || words.chars().count() > 30 {
            return Role::Measure;
        }
        Role::Item
    }
}

/// A state in brackets at the end of a heading.
fn trailing_status(text: &str) -> Option<Status> {
    let text = wording::bare(text);
    let inner = text.strip_suffix(')')?;
    wording::status_only(&inner[inner.rfind('(')? + 1..])
}

/// What each node's chapter is about.
fn part_kinds(view: &View, nodes: &[Node]) -> Vec<Option<PartKind>> {
    let is_chapter = |node: &Node| node.glyph.is_some_and(|glyph| glyph.class == Class::Chapter);
    let chapters: Vec<usize> = (0..nodes.len()).filter(|index| is_chapter(&nodes[*index])).collect();
    let words = |index: usize| {
        let node = &nodes[index];
        let line = view.get(node.range.clone());
        let rest = &line[node.glyph.map_or(0, |glyph| glyph.len)..];
        &rest[..wording::heading_len(rest)]
    };
    let mut kinds: Vec<Option<PartKind>> = chapters.iter().map(|index| named_part(words(*index))).collect();
    for (kind, index) in kinds.iter_mut().zip(&chapters) {
        let heading = words(*index);
        let owns =
            nodes[*index].below.found > 0 || wording::is_area(heading) || wording::names_problem(heading);
        if owns && *kind != Some(PartKind::NextSteps) {
            *kind = Some(PartKind::Rectification);
        }
    }
    let first = kinds.iter().position(|kind| *kind == Some(PartKind::Rectification));
    let last = kinds.iter().rposition(|kind| *kind == Some(PartKind::Rectification));
    for at in 0..kinds.len() {
        if kinds[at].is_none() {
            let heading = words(chapters[at]);
            let ahead = ["巩固", "持续", "长效", "深化", "打算", "推动高质量", "今后", "长远"]
                .iter()
                .any(|word| heading.contains(word));
            kinds[at] = match (first, last) {
                (Some(first), _) if at < first => Some(PartKind::Responsibility),
                (_, Some(last)) if at > last && ahead => Some(PartKind::NextSteps),
                (None, None) if at == 0 && chapters.len() > 1 => Some(PartKind::Responsibility),
                _ => None,
            };
        }
    }
    let mut out = Vec::with_capacity(nodes.len());
    let mut now = None;
    let mut next = 0;
    for index in 0..nodes.len() {
        if chapters.get(next) == Some(&index) {
            now = kinds[next];
            next += 1;
        }
        // Without chapters the numbered text is the rectification.
        out.push(if chapters.is_empty() { Some(PartKind::Rectification) } else { now });
    }
    out
}

/// What a chapter's own words say it is about.
fn named_part(heading: &str) -> Option<PartKind> {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if has(&["下一步", "下步", "今后", "后续整改", "努力方向", "工作打算", "的打算", "后续工作"])
    {
        Some(PartKind::NextSteps)
    } else if has(&["联系方式", "监督方式"]) {
        Some(PartKind::Closing)
    } else if has(&[
        "主体责任",
        "组织推进",
        "组织领导",
        "组织开展",
        "组织实施",
        "整改责任",
        "政治责任",
        "责任担当",
        "高位推",
    ]) {
        Some(PartKind::Responsibility)
    } else if has(&[
        "落实情况",
        "整改情况",
        "进展情况",
        "整改进展",
        "反馈问题",
        "整改成效",
        "整改结果",
        "具体问题",
        "整改落实",
    ]) {
        Some(PartKind::Rectification)
    } else {
        None
    }
}
