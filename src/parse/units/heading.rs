//! A numbered line: the heading's own words, its role, and what follows in the line.
//!
//! In: a node with a glyph. Out: a draft for the heading and drafts for the
//! rest of its line. Promise: wording decides the role, not depth.

use super::Drafting;
use super::state::{leading_status, trailing_status};
use crate::disclosure::{Address, PartKind, Role};
use crate::parse::glyph::{Class, Glyph};
use crate::parse::parts::{self, Parts};
use crate::parse::segments::{self, Piece};
use crate::parse::tree::Node;
use crate::parse::view::View;
use crate::parse::wording::{self, Marker};
use crate::parse::words::List;

/// What a heading's line says.
struct Said<'t> {
    /// The heading's own words.
    words: &'t str,
    /// Whether the line goes on behind them.
    more: bool,
    /// Whether it goes on with 整改情况: or its kin.
    marked: bool,
}

/// Classes of glyphs that number problems, by what most of their headings say.
pub(super) fn company(view: &View, nodes: &[Node], parts: &Parts) -> Vec<Class> {
    let mut counts: Vec<(Class, usize, usize)> = Vec::new();
    for (node, part) in nodes.iter().zip(&parts.kinds) {
        let Some(glyph) = node.glyph.filter(|_| *part == Some(PartKind::Rectification)) else { continue };
        if glyph.class == Class::Clause || node.below.found > 1 {
            continue;
        }
        let words = node.words(view);
        if wording::is_area(words) || words.len() > 240 {
            continue;
        }
        let at = counts.iter().position(|(class, ..)| *class == glyph.class).unwrap_or_else(|| {
            counts.push((glyph.class, 0, 0));
            counts.len() - 1
        });
        counts[at].1 += usize::from(node.problem);
        counts[at].2 += usize::from(!node.problem && wording::is_deed(words));
    }
    let most = |(_, problems, deeds): &&(Class, usize, usize)| *problems >= 2 && problems > deeds;
    counts.iter().filter(most).map(|(class, ..)| *class).collect()
}

/// Whether a class numbers what stands below headings.
fn is_small(class: Class) -> bool {
    use Class::{BracketNumber, Circle, HalfBracket, Listed, Ordinal, Sub};
    matches!(class, BracketNumber | HalfBracket | Circle | Sub | Ordinal | Listed(_))
}

impl Drafting<'_> {
    pub(super) fn spans_table(&self, index: usize) -> bool {
        self.nodes.get(index + 1).is_some_and(|next| next.parent == Some(index))
    }

    /// Whether plain text below a heading is itself what was done: in a
    /// rectification part, and no finer marker exists.
    pub(super) fn is_leaf_report(&self, heading: usize, part: Option<PartKind>) -> bool {
        let below = self.nodes[heading].below;
        let rectified = part == Some(PartKind::Rectification);
        let role = self.headed[heading].map(|draft| self.drafts[draft].role);
        // 一是学习少。二是研讨浅。 right below a problem is what was found, and parts no report.
        let found =
            self.headed.get(heading + 1).copied().flatten().is_some_and(|first| self.drafts[first].found);
        // What follows the last of several measures is told of them all.
        let last = role == Some(Role::Measure)
            && self
                .follows_measure(heading, self.headed[heading].and_then(|draft| self.drafts[draft].parent));
        rectified
            && !last
            && below.headings == 0
            && (below.clauses == 0 || found)
            && matches!(role, Some(Role::Item | Role::Problem | Role::Area | Role::Measure))
    }

    /// Whether a line has said what was done and how far it is: 整改措施:…。整改结果:已完成。 What stands unmarked
    /// below such a line is told of the whole.
    pub(super) fn is_closed(&self, line: usize) -> bool {
        let node = &self.nodes[line];
        if node.row.is_some() {
            return false;
        }
        let line = self.view.get(node.range.clone());
        let Some((head, said)) = line.rsplit_once(':').filter(|(_, said)| said.len() <= 60) else {
            return false;
        };
        let label = head.rsplit(['。', '；', ' ']).next().unwrap_or(head);
        wording::label(label).is_some()
            && wording::status_only(said).is_some()
            && segments::cut(line, 0..line.len())
                .iter()
                .filter(|(piece, _)| matches!(piece, Piece::Marked(..)))
                .count()
                > 1
    }

    pub(super) fn heading(
        &mut self,
        index: usize,
        glyph: Glyph,
        parent: Option<usize>,
        part: Option<PartKind>,
    ) {
        let node = &self.nodes[index];
        let step = glyph.step();
        let address = match parent {
            _ if glyph.class == Class::Bare => self.below(parent),
            Some(parent) => self.drafts[parent].address.child(step),
            None => Address::new(vec![step]).unwrap_or_else(|| self.below(None)),
        };
        if glyph.class == Class::Clause {
            return self.clause_line(index, address, parent, part);
        }
        let start = node.range.start;
        let from = start + glyph.words_at();
        let pieces = segments::cut(&self.view.text, from..node.range.end);
        if let Some((Piece::Marked(marker, len), range)) = pieces.first()
            && self.labels(glyph.class, *marker, range.len() > *len)
        {
            // 1.整改措施:(1)…: the number counts labels, what they open belongs to the heading above.
            self.push(address, Role::Paragraph, start..from, parent, part);
            let finer =
                pieces.iter().any(|(piece, _)| matches!(piece, Piece::Clause(_) | Piece::Numbered(_)));
            self.headed[index] = parent;
            for (piece, range) in pieces {
                self.piece(piece, range, parent, part, !finer);
            }
            return;
        }
        let (lead, rest) = match pieces.first() {
            Some((Piece::Lead | Piece::Marked(..), range)) => (range.clone(), &pieces[1..]),
            _ => (from..from, &pieces[..]),
        };
        let lead_text = self.view.get(lead.clone());
        let words = &lead_text[..glyph.heading_len(lead_text)];
        let tail = lead.start + words.len()..lead.end;
        let marked = match rest.first() {
            Some((Piece::Marked(_, len), range)) => {
                wording::status_only(&self.view.get(range.clone())[*len..]).is_none() || rest.len() > 1
            }
            _ => false,
        };
        // 整改时限:… answers nothing: what stands before it may be what was done.
        let silent = |(piece, _): &(Piece, _)| {
            matches!(piece, Piece::Marked(Marker::Other | Marker::State | Marker::Number, _))
        };
        let silent = !rest.is_empty() && rest.iter().all(silent);
        let said = Said { words, more: !rest.is_empty() || !tail.is_empty(), marked };
        let role = self.role(index, glyph, said, parent, part);
        if glyph.class == Class::Chapter && parent.is_none() {
            self.outermost = self.outermost.or(Some(role));
        }
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
        let counted = if role == Role::Problem && part == Some(PartKind::Rectification) {
            self.found_in_line(index, rest)
        } else {
            0
        };
        let found_to = counted.checked_sub(1).map(|last| rest[last].1.end);
        let rest = &rest[counted..];
        // A problem told in several sentences ends where the report on it begins.
        let rectified = part == Some(PartKind::Rectification);
        let marked = marked && !silent;
        let answered =
            marked || rectified && (silent || rest.is_empty()) && self.answered_at(index).is_some();
        let goes_on = || {
            rectified && rest.is_empty() && !tail.is_empty() && self.goes_on(index, tail.clone(), index + 1)
        };
        let own = if role == Role::Problem && (answered || goes_on()) {
            start..lead.end
        } else {
            start..lead.start + words.len()
        };
        let own = found_to.map_or(own, |end| start..end);
        let at = self.push(address, role, own.clone(), parent, part);
        self.headed[index] = Some(at);
        if role == Role::Problem {
            let text = self.view.get(own.clone());
            let told = || self.view.words.within(List::States, own.clone()).next().is_some();
            self.drafts[at].status = trailing_status(text)
                .or_else(|| leading_status(words))
                .or_else(|| told().then(|| wording::behind_problem(text))?);
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

    /// Whether a number counts labels: 1.整改措施:…. 二、整改情况: and (一)下一步打算:… head what follows.
    fn labels(&self, class: Class, marker: Marker, valued: bool) -> bool {
        match marker {
            _ if class == Class::Chapter && !valued => false,
            Marker::Doing | Marker::Problem => true,
            Marker::Ahead => false,
            _ => valued,
        }
    }

    /// A line that begins with 一是, and goes on with 二是 perhaps.
    fn clause_line(&mut self, index: usize, address: Address, parent: Option<usize>, part: Option<PartKind>) {
        let pieces = segments::cut(&self.view.text, self.nodes[index].range.clone());
        let mut pieces = pieces.into_iter();
        let Some((_, first)) = pieces.next() else { return };
        let counted = part == Some(PartKind::Rectification) && self.is_counted_finding(index, parent);
        let found = counted || super::names_finding(self.view.get(first.clone()));
        let role = if found { Role::Paragraph } else { Role::Measure };
        let at = self.push(address, role, first, parent, part);
        self.drafts[at].found = found;
        self.headed[index] = Some(at);
        if !found {
            self.state(at, false);
        }
        for (piece, range) in pieces {
            if counted && matches!(piece, Piece::Clause(_)) {
                self.finding(range, parent, part);
            } else {
                self.piece(piece, range, parent, part, false);
            }
        }
    }

    /// Whether the heading before this one, below the same problem, is a measure.
    fn follows_measure(&self, index: usize, parent: Option<usize>) -> bool {
        let (node, problem) = (&self.nodes[index], parent.map(|up| self.drafts[up].role));
        // A sibling stands near, or its own parts would be what this one follows.
        let near = index.saturating_sub(64);
        let sibling = |other: &Node| other.parent == node.parent && other.glyph.is_some();
        let before = self.nodes[near..index].iter().rposition(sibling).map(|at| near + at);
        let role = before.and_then(|at| self.headed[at]).map(|draft| self.drafts[draft].role);
        problem == Some(Role::Problem) && role == Some(Role::Measure)
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
        if glyph.class == Class::Bare && glyph.named > 0 {
            // 反馈问题:… says itself what it is.
            return Role::Problem;
        }
        // What 整改情况: answers is a problem; what gathers problems is not one itself.
        let gathers = below.headings > 0 && below.found > 0;
        // ②举办应急演练86场 before 完成情况: is the last of the measures, not what it answers.
        let done = glyph.class == Class::Circle
            || matches!(glyph.class, Class::BracketNumber | Class::HalfBracket) && wording::is_deed(words);
        let answered = (below.reported || marked) && below.headings == 0 && !done;
        let named = glyph.problem || wording::names_problem(words);
        let heads = below.headings + below.clauses + below.texts > 0 || more;
        let among = rectified
            && heads
            && self.company.contains(&glyph.class)
            && words.chars().count() <= 45
            && !wording::is_deed(words);
        // 1.政治学习抓得不实 over (1)关于…的问题 gathers what was found.
        let problem =
            named || answered || below.named == 0 && wording::is_problem(words) || !gathers && among;
        let area = wording::is_area(words);
        if glyph.class == Class::Chapter {
            // 一、理论武装不够扎实问题: a chapter that is itself a finding.
            let found = wording::names_problem(words)
                || below.named == 0
                    && parts::named_part(words).is_none()
                    // 二、“四议两公开”程序简化: one among findings, and answered as they are.
                    && (wording::is_problem(words) || answered && self.company.contains(&glyph.class));
            return match (area, found && rectified) {
                (true, _) => Role::Area,
                (_, true) => Role::Problem,
                // 五、下一步工作打算 behind 一、关于…的问题: such a text has no parts.
                _ if self.outermost.is_some_and(|role| role != Role::Part) => Role::Section,
                _ => Role::Part,
            };
        }
        let children = below.headings + below.clauses + below.texts > 0;
        let small = is_small(glyph.class);
        let chapter = Some(glyph.class) == self.parts.class && self.nodes[index].parent.is_none();
        if chapter && parts::is_chapter(words) {
            return Role::Section;
        }
        if !rectified {
            let leaf = !children && !more;
            let line = || self.view.get(self.nodes[index].range.clone()).chars().count();
            let aimed = glyph.aimed && (glyph.class == Class::Bare || !children && line() > 40);
            let text = small && !children || aimed;
            return if text || leaf && words.chars().count() > 40 { Role::Paragraph } else { Role::Section };
        }
        if matches!(glyph.class, Class::Listed(_)) {
            // 整改措施: 1.加强学习。一是…二是…: a title of what is told piece by piece.
            let line = self.view.get(self.nodes[index].range.clone());
            let told = || {
                segments::cut(line, 0..line.len()).iter().any(|(piece, _)| matches!(piece, Piece::Clause(_)))
            };
            return if below.headings + below.clauses > 0 || more && told() {
                Role::Item
            } else {
                Role::Measure
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
        // (2)对2名编辑作出通报批评; before 整改成效: is the last of the measures it follows.
        // 3.发展党员11名 before 整改结果: likewise.
        if !named && !wording::is_problem(words) && self.follows_measure(index, parent) {
            return Role::Measure;
        }
        // (1)对于台账不清的问题,已逐项核对: what is said of a problem goes on with what was done.
        let replied = small
            && above(Role::Problem)
            && ["对于", "针对", "对照"].iter().any(|word| words.starts_with(word))
            && !(answered || below.clauses > 0 || more);
        if problem && !replied && (glyph.class == Class::Sub || !above(Role::Measure)) {
            return Role::Problem;
        }
        if below.headings > 0 && !in_area && !above(Role::Item) && !above(Role::Problem) && !small {
            return Role::Area;
        }
        // (2)…,分别是: over findings of its own is a measure of the problem above.
        let subs = self.nodes.get(index + 1).is_some_and(|next| {
            next.parent == Some(index) && next.glyph.is_some_and(|glyph| glyph.class == Class::Sub)
        });
        if small && above(Role::Problem) && subs {
            return Role::Measure;
        }
        // (一)健全网格体系。将辖区…: a title and what was done about the problem above, in one line.
        let told = more && !children && parent.is_some_and(|up| self.drafts[up].role == Role::Problem);
        if told
            && segments::cut(self.view.get(self.nodes[index].range.clone()), 0..self.nodes[index].range.len())
                .len()
                < 2
        {
            return Role::Measure;
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
