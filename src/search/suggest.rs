//! Values that readers may mean while they type.
//!
//! In: a field and what was typed so far: characters, or Latin letters that
//! spell them. Out: values with exact counts: first those that begin with it,
//! then those that contain it, then those it spells; each by frequency.

use super::{Backend, Field, Page, Query, SearchError};
use crate::segment::spelled;
use crate::text::fold;
use std::sync::Arc;

words! {
    /// Why a value is suggested.
    Because {
        /// It begins with what was typed.
        Begins = "begins", "开头";
        /// It contains it.
        Contains = "contains", "包含";
        /// It is spelled by it.
        Spelled = "spelled", "拼音";
    }
}

/// A value that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// The value.
    pub value: String,
    /// The value in readers' words.
    pub label: String,
    /// Announcements that have it.
    pub announcements: u64,
    /// Why it is suggested.
    pub because: Because,
}

/// The values of a field that what was typed may mean.
pub fn suggest(
    index: &(impl Backend + ?Sized),
    field: Field,
    typed: &str,
    most: usize,
) -> Result<Vec<Suggestion>, SearchError> {
    let wanted = fold(typed.trim());
    let mut found: Vec<((Because, usize), Suggestion)> = Vec::new();
    for (value, announcements) in index.counted(field)?.iter() {
        let label = field.label(value);
        let own = fold(&label);
        let reason = match own.find(&wanted) {
            Some(0) => Some((Because::Begins, 0)),
            Some(_) => Some((Because::Contains, 0)),
            // Spelled from its first character on is better than from a later one.
            None => spelled(&label, &wanted).map(|from| (Because::Spelled, from.min(1))),
        };
        if let Some(reason) = reason {
            let (value, announcements) = (value.clone(), *announcements);
            found.push((reason, Suggestion { value, label, announcements, because: reason.0 }));
        }
    }
    // Stable: inside one reason the order by frequency stays.
    found.sort_by_key(|(reason, _)| *reason);
    Ok(found.into_iter().take(most).map(|(_, suggestion)| suggestion).collect())
}

/// Every value of a field with the announcements that have it, most first, then by value.
pub fn count(index: &(impl Backend + ?Sized), field: Field) -> Result<Arc<[(String, u64)]>, SearchError> {
    let page = Page { groups: 0, units: 0, facets: vec![field], values: usize::MAX, ..Page::default() };
    let facets = index.search(&Query::default(), &page)?.facets;
    let values = facets.into_iter().flat_map(|facet| facet.values);
    Ok(values.map(|value| (value.value, value.announcements)).collect())
}
