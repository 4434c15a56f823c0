//! What holds for every text, however broken: shared by the suite and the fuzz target.
//!
//! In: a text and what was parsed from it. Out: nothing. Promise: a breach
//! panics and names the law.

use std::collections::HashSet;
use xunlan::disclosure::Span;
use xunlan::parse::Parsed;
use xunlan::text::Text;

/// Checks every law.
pub fn lawful(text: &Text, parsed: &Parsed) {
    let published: Vec<char> = text.published.chars().collect();
    let inside = |span: Span, what: &str| {
        assert!(
            span.start <= span.end && span.end as usize <= published.len(),
            "{what} lies in the text: {span:?}"
        );
    };
    let a = &parsed.announcement;
    let mut covered = vec![0_u8; published.len()];
    let mut end = 0;
    let mut addresses = HashSet::new();
    for (index, unit) in a.units.iter().enumerate() {
        inside(unit.span, "a unit");
        assert!(unit.span.start >= end, "units stand in order and apart: {}", unit.address);
        assert!(!unit.span.is_empty(), "a unit has characters: {}", unit.address);
        end = unit.span.end;
        for at in unit.span.start..unit.span.end {
            covered[at as usize] += 1;
        }
        let printed = unit.address.to_string();
        assert!(addresses.insert(printed.clone()), "an address stands once: {printed}");
        assert_eq!(printed.parse().as_ref(), Ok(&unit.address), "an address reads back: {printed}");
        assert!(
            unit.parent.is_none_or(|parent| (parent as usize) < index),
            "a parent comes before: {printed}"
        );
        let edges = [published[unit.span.start as usize], published[unit.span.end as usize - 1]];
        assert!(edges.iter().all(|c| !c.is_whitespace()), "a unit has no blank edges: {printed}");
    }
    for (at, (c, count)) in published.iter().zip(covered).enumerate() {
        assert!(c.is_whitespace() || count == 1, "{c:?} at {at} is in {count} units");
    }
    for quantity in &a.quantities {
        inside(quantity.span, "a quantity");
        assert!(!quantity.span.is_empty(), "a quantity has characters");
        let exact =
            |digits: &str| digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !digits.is_empty();
        assert!(quantity.value.as_deref().is_none_or(exact), "a value is a decimal: {:?}", quantity.value);
    }
    for finding in &parsed.findings {
        if let Some(span) = finding.span {
            inside(span, "a finding");
        }
        assert!(!finding.reason.is_empty() && finding.confidence <= 100, "a finding says why");
    }
    for span in &text.chrome {
        inside(*span, "furniture");
    }
    let written = serde_json::to_string(a).expect("an announcement is written");
    let read: xunlan::disclosure::Announcement = serde_json::from_str(&written).expect("and reads back");
    assert_eq!(&read, a, "what was written is what was meant");
}
