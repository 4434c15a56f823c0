//! What a search looks like on the wire, schema `search/1`.
//!
//! In: [`Hits`]. Out: plain structs that serialise; the command line prints the
//! same object. Promises: domain types can change without changing the wire;
//! offsets are characters of the published `text` beside them.

use crate::{
    disclosure::{PartKind, Role, Status},
    search::{
        self, Field, Filter, Hits, Interpretation, Node, Place, Query, Sort, Summary, Test, Totals, named,
    },
};
use serde::Serialize;
use serde_json::{Value, json};

/// One page of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// `search/1`
    pub schema: &'static str,
    /// What was typed.
    pub query: String,
    /// How it was read.
    pub interpretation: Interpretation,
    /// Over the whole answer.
    pub totals: Totals,
    /// This page, best first.
    pub groups: Vec<Group>,
    /// Counts over the whole answer.
    pub facets: Vec<Facet>,
    /// Where the next page begins: give it as `after`.
    pub next: Option<String>,
    /// The state of the index that answered.
    pub generation: String,
}

/// One announcement of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What it is.
    pub announcement: Summary,
    /// Its best units.
    pub units: Vec<Unit>,
    /// Units of it that match in all.
    pub unit_total: u64,
    /// Places in it in all.
    pub occurrences: u64,
}

/// One unit of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Unit {
    /// Where it stands, e.g. `二(一)2.一是`.
    pub address: String,
    /// What it is for.
    pub role: Role,
    /// Chapter.
    pub part: Option<PartKind>,
    /// Stated status.
    pub status: Option<Status>,
    /// Headings above it, outermost first.
    pub path: Vec<String>,
    /// Its published characters.
    pub text: String,
    /// What matched, in characters of `text`.
    pub marks: Vec<[u32; 2]>,
}

/// Counts by one attribute.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// The attribute.
    pub field: Field,
    /// Its Chinese name.
    pub label: &'static str,
    /// Most announcements first.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub distinct: u64,
    /// What states none; chosen by the value 未载明.
    pub unstated: Option<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    /// The value: give it as the parameter named by the field.
    pub value: String,
    /// What readers see.
    pub label: String,
    /// Announcements that have it.
    pub announcements: u64,
    /// Units that have it.
    pub units: u64,
    /// Whether the query chose it.
    pub chosen: bool,
}

impl Answer {
    /// The wire form of `hits`, the answer to `query` as typed.
    pub fn of(query: &str, hits: &Hits) -> Self {
        Self {
            schema: "search/1",
            query: query.to_owned(),
            interpretation: hits.interpretation.clone(),
            totals: hits.totals,
            groups: hits.groups.iter().map(Group::of).collect(),
            facets: hits.facets.iter().map(Facet::of).collect(),
            next: hits.next.as_ref().map(crate::web::print_cursor),
            generation: hits.generation.clone(),
        }
    }
}

impl Group {
    /// The wire form of one announcement with its hits.
    pub fn of(group: &search::Group) -> Self {
        Self {
            announcement: group.announcement.clone(),
            units: group.units.iter().map(Unit::of).collect(),
            unit_total: group.unit_total,
            occurrences: group.occurrences,
        }
    }
}

impl Unit {
    fn of(hit: &search::UnitHit) -> Self {
        Self {
            address: hit.address.to_string(),
            role: hit.role,
            part: hit.part,
            status: hit.status,
            path: hit.path.clone(),
            text: hit.text.clone(),
            marks: hit.marks.clone(),
        }
    }
}

impl Facet {
    /// The wire form of one facet.
    pub fn of(facet: &search::Facet) -> Self {
        let value = |value: &search::FacetValue| FacetValue {
            value: value.value.clone(),
            label: value.label.clone(),
            announcements: value.announcements,
            units: value.units,
            chosen: value.chosen,
        };
        Self {
            field: facet.field,
            label: facet.field.chinese(),
            values: facet.values.iter().map(value).collect(),
            distinct: facet.distinct,
            unstated: facet.unstated.as_ref().map(value),
        }
    }
}

/// The tree of a query, for those who want to see how it was read.
pub fn tree(query: &Query) -> Value {
    json!({
        "root": query.root.as_ref().map(node),
        "filters": query.filters.iter().map(filter).collect::<Vec<_>>(),
        "sort": sort(query.sort),
        "strict": query.strict,
    })
}

/// An order as `sort:` and `sort=` take it.
fn sort(sort: Sort) -> String {
    let down = |down: bool, name: &str| format!("{}{name}", if down { "-" } else { "" });
    match sort {
        Sort::Relevance => "relevance".to_owned(),
        Sort::Date { newest } => down(newest, "date"),
        Sort::Number { of, largest } => down(largest, of.code()),
    }
}

fn node(tree: &Node) -> Value {
    let all = |nodes: &[Node]| nodes.iter().map(node).collect::<Vec<_>>();
    match tree {
        Node::Words(text) => json!({ "words": text }),
        Node::Literal(text) => json!({ "literal": text }),
        Node::Exact(text) => json!({ "exact": text }),
        Node::Wild(text) => json!({ "wildcard": text }),
        Node::All(nodes) => json!({ "all": all(nodes) }),
        Node::Any(nodes) => json!({ "any": all(nodes) }),
        Node::Not(inner) => json!({ "not": node(inner) }),
        Node::Near { distance, left, right } => {
            json!({ "near": { "distance": distance, "left": node(left), "right": node(right) } })
        }
        Node::Together { within, nodes } => json!({ "together": { "within": within, "nodes": all(nodes) } }),
        Node::In { role, node: inner } => json!({ "in": { "role": role, "node": node(inner) } }),
        Node::Where { filters, node: inner } => {
            let filters: Vec<Value> = filters.iter().map(filter).collect();
            json!({ "where": { "filters": filters, "node": inner.as_ref().map(|inner| node(inner)) } })
        }
    }
}

fn filter(filter: &Filter) -> Value {
    let test = match &filter.test {
        Test::Is(field, value) => json!({ "field": field, "is": value }),
        Test::Has(field, value) => json!({ "field": field, "has": value }),
        Test::Known(field, value) => {
            let also = named::of_agency(value).into_iter().map(|other| other.name);
            json!({ "field": field, "has": value, "also": also.collect::<Vec<_>>() })
        }
        Test::In(Place::Role(role)) => json!({ "in": role }),
        Test::In(Place::Part(part)) => json!({ "in": part }),
        Test::Dates { of, from, to } => json!({ "date": of, "from": from, "to": to }),
        Test::Undated(of) => json!({ "date": of, "stated": false }),
        Test::Number { of, from, to, above, below } => {
            json!({ "number": of, "from": from, "to": to, "above": above, "below": below })
        }
    };
    json!({ "not": filter.negated, "test": test })
}
