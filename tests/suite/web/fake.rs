//! A small index in memory: enough of the contract for the web's own tests.
//!
//! Finds folded substrings; knows facets of a few fields and paging by cursor.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use xunlan::{
    disclosure::{Agency, Date, Fact, Known, Role, Span},
    engine::memory::Memory,
    parse::parse,
    search::{
        About, Backend, Cursor, Document, Facet, FacetValue, Field, Filter, Group, Hits, Interpretation,
        Missing, Node, Page, Query, Record, SearchError, Summary, Test, Totals, UnitHit, run, syntax,
    },
    segment::Words,
    text::{Form, Limits, fold, read},
};

pub const GENERATION: &str = "g7.fake";

pub struct Fake {
    pub records: Vec<Record>,
    /// The same records for studies, made when first asked for.
    whole: OnceLock<Memory>,
}

/// The composed announcement that most tests ask about.
pub const TEXT: &str = "中共云汀市交通局党组关于巡察整改进展情况的通报\n\
根据市委统一部署，2024年3月29日至6月21日，市委第七巡察组对市交通局党组开展了常规巡察。2024年9月19日，市委巡察组反馈了巡察意见。现将巡察整改进展情况予以公布。\n\
一、市交通局党组履行巡察整改主体责任情况\n\
（一）压实责任，统筹推进。一是建立“三张清单”。形成问题清单、任务清单、责任清单，逐条抓整改。二是规范采购程序。修订采购管理办法，规范审批流程。\n\
二、巡察整改任务落实情况\n\
（一）关于落实党中央决策部署方面\n\
1．加强理论学习。\n\
一是深入开展专题学习。组织党组理论学习中心组学习十二次，规范学习台账，做到有计划、有记录、有考勤、有总结，并把学习成效作为年度考核的重要内容。各支部同步开展专题研讨，形成调研报告。对学习不认真、走过场的，及时提醒并责令补课，确保学习不打折扣、不留空白。每季度通报一次情况，年底统一考评。\n\
二是健全审计整改机制。建立审计问题台账，规范销号流程。\n\
三、下一步工作\n\
持续推进整改，规范权力运行。\n\
联系电话：0000-12345678。\n\
中共云汀市交通局党组\n\
2025年11月20日\n";

pub fn record(id: &str, agency: &str, region: &[&str], published: &str, text: &str, sample: bool) -> Record {
    let text = read(text.as_bytes(), Form::Plain, &Limits::default()).expect("a text");
    let mut parsed = parse(&text);
    let stated = |value| Fact { value, known: Known::Stated, span: Some(Span::new(0, 4)) };
    parsed.announcement.published = published.parse::<Date>().ok().map(stated);
    parsed.announcement.title =
        text.published.lines().next().filter(|line| line.contains("通报")).map(|line| Fact {
            value: line.to_owned(),
            known: Known::Inferred("取正文第一行".into()),
            span: None,
        });
    parsed.announcement.agency = Some(Agency {
        text: agency.to_owned(),
        span: None,
        name: agency.to_owned(),
        organ: None,
        level: None,
        region: region.iter().map(|r| (*r).to_owned()).collect(),
        identity: None,
        abbreviation: None,
    });
    Record {
        id: id.to_owned(),
        sample,
        sources: vec!["https://example.org/notice.html".into(), "javascript:alert(1)".into()],
        versions: Vec::new(),
        text: text.published,
        skipped: Vec::new(),
        encoding: text.encoding,
        announcement: parsed.announcement,
        findings: parsed.findings,
    }
}

impl Fake {
    pub fn new() -> Self {
        let mut records =
            vec![record("aa01", "云汀市交通局党组", &["澜川省", "云汀市"], "2025-11-20", TEXT, true)];
        for number in 2..=25 {
            let agency = format!("临汐市第{number}中学党总支");
            let text =
                TEXT.replace("云汀市交通局党组", &agency).replace("三张清单", &format!("{number}张清单"));
            let date = format!("2024-{:02}-15", number % 12 + 1);
            records.push(record(
                &format!("bb{number:02}"),
                &agency,
                &["澜川省", "临汐市"],
                &date,
                &text,
                true,
            ));
        }
        Self { records, whole: OnceLock::new() }
    }

    fn values(&self, record: &Record, field: Field) -> Vec<String> {
        let agency = record.announcement.agency.as_ref();
        match field {
            Field::Agency => agency.map(|agency| agency.name.clone()).into_iter().collect(),
            Field::Region => agency.map(|agency| agency.region.clone()).unwrap_or_default(),
            Field::Year => record.announcement.published.iter().map(|d| d.value.year().to_string()).collect(),
            Field::Sample => vec![record.sample.to_string()],
            _ => Vec::new(),
        }
    }

    fn passes(&self, record: &Record, filters: &[Filter]) -> bool {
        let mut wanted: BTreeMap<&str, bool> = BTreeMap::new();
        for filter in filters {
            let Test::Is(field, value) = &filter.test else { continue };
            let has = self.values(record, *field).contains(value);
            match filter.negated {
                true if has => return false,
                true => {}
                false => *wanted.entry(field.code()).or_default() |= has,
            }
        }
        wanted.values().all(|ok| *ok)
    }
}

fn terms(node: &Node, out: &mut Vec<String>) {
    match node {
        Node::Words(text) | Node::Literal(text) | Node::Exact(text) | Node::Wild(text) => {
            out.push(text.clone())
        }
        Node::All(nodes) | Node::Any(nodes) | Node::Together { nodes, .. } => {
            nodes.iter().for_each(|node| terms(node, out));
        }
        Node::Near { left, right, .. } => [left, right].into_iter().for_each(|node| terms(node, out)),
        Node::In { node, .. } => terms(node, out),
        Node::Where { node, .. } => node.iter().for_each(|node| terms(node, out)),
        Node::Not(_) => {}
    }
}

fn marks(text: &str, terms: &[String]) -> Vec<[u32; 2]> {
    let folded = fold(text);
    let mut marks: Vec<[u32; 2]> = terms
        .iter()
        .flat_map(|term| {
            let term = fold(term);
            let long = term.chars().count() as u32;
            let starts =
                folded.match_indices(term.as_str()).map(|(at, _)| folded[..at].chars().count() as u32);
            starts.map(|start| [start, start + long]).collect::<Vec<_>>()
        })
        .collect();
    marks.sort_unstable();
    marks.dedup_by(|next, last| next[0] < last[1]);
    marks
}

impl Backend for Fake {
    fn search(&self, query: &Query, page: &Page) -> Result<Hits, SearchError> {
        let mut words = Vec::new();
        query.root.iter().for_each(|root| terms(root, &mut words));
        if words.iter().any(|word| word == "恐慌") {
            panic!("asked to");
        }
        if words.iter().any(|word| word == "出错") {
            return Err(SearchError::Broken("/secret/path/meta.json".into()));
        }
        if page.after.as_ref().is_some_and(|cursor| cursor.generation != GENERATION) {
            return Err(SearchError::StaleCursor);
        }
        let mut groups = Vec::new();
        let mut passed = Vec::new();
        for record in self.records.iter().filter(|record| self.passes(record, &query.filters)) {
            if page.only.as_ref().is_some_and(|only| *only != record.id) {
                continue;
            }
            let folded = fold(&record.text);
            if !words.iter().all(|word| folded.contains(&fold(word))) {
                continue;
            }
            passed.push(record);
            let chars: Vec<char> = record.text.chars().collect();
            let units = &record.announcement.units;
            let mut hits = Vec::new();
            for unit in units.iter().filter(|unit| unit.role != Role::Chrome) {
                let text: String = chars[unit.span.start as usize..unit.span.end as usize].iter().collect();
                let marks = marks(&text, &words);
                if words.is_empty() || !marks.is_empty() {
                    let mut path = Vec::new();
                    let mut next = unit.parent;
                    while let Some(parent) = next.map(|p| &units[p as usize]) {
                        path.insert(
                            0,
                            chars[parent.span.start as usize..parent.span.end as usize].iter().collect(),
                        );
                        next = parent.parent;
                    }
                    hits.push(UnitHit {
                        address: unit.address.clone(),
                        role: unit.role,
                        part: unit.part,
                        status: unit.status,
                        path,
                        text,
                        marks,
                    });
                }
            }
            let announcement = &record.announcement;
            groups.push(Group {
                announcement: Summary {
                    id: record.id.clone(),
                    title: announcement.title.as_ref().map(|title| title.value.clone()),
                    agency: announcement.agency.as_ref().map(|agency| agency.name.clone()),
                    region: announcement.agency.as_ref().map(|a| a.region.clone()).unwrap_or_default(),
                    published: announcement.published.as_ref().map(|date| date.value.to_string()),
                    sample: record.sample,
                    earlier: announcement.kind == xunlan::disclosure::Kind::EarlierVersion,
                    kind: announcement.kind,
                },
                unit_total: hits.len() as u64,
                occurrences: hits.iter().map(|hit| hit.marks.len() as u64).sum(),
                units: hits,
            });
        }
        let totals = Totals {
            announcements: groups.len() as u64,
            units: groups.iter().map(|group| group.unit_total).sum(),
            occurrences: groups.iter().map(|group| group.occurrences).sum(),
        };
        let facets = page.facets.iter().map(|field| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for record in &passed {
                self.values(record, *field)
                    .into_iter()
                    .for_each(|value| *counts.entry(value).or_default() += 1);
            }
            let distinct = counts.len() as u64;
            let mut values: Vec<_> = counts
                .into_iter()
                .map(|(value, announcements)| FacetValue {
                    label: field.label(&value),
                    value,
                    announcements,
                    units: announcements,
                    chosen: false,
                })
                .collect();
            values.sort_by_key(|value| std::cmp::Reverse(value.announcements));
            values.truncate(page.values);
            Facet { field: *field, values, distinct, unstated: None }
        });
        let facets = facets.collect();
        if let Some(after) = &page.after {
            groups.retain(|group| group.announcement.id > after.id);
        }
        let more = groups.len() > page.groups;
        groups.truncate(page.groups);
        groups.iter_mut().for_each(|group| group.units.truncate(page.units));
        let next = groups.last().filter(|_| more).map(|last| Cursor {
            rank: 77,
            date: 20240101,
            id: last.announcement.id.clone(),
            generation: GENERATION.into(),
            query: String::new(),
        });
        let missing = |word: &String| Missing {
            term: word.clone(),
            alone: self.records.iter().filter(|record| record.text.contains(word.as_str())).count() as u64,
            alone_query: word.clone(),
            without: 0,
            without_query: String::new(),
        };
        let missing =
            if totals.announcements == 0 { words.iter().map(missing).collect() } else { Vec::new() };
        Ok(Hits {
            totals,
            groups,
            facets,
            next,
            interpretation: Interpretation {
                canonical: syntax::print(query),
                terms: words,
                notes: Vec::new(),
                names: Vec::new(),
                missing,
            },
            generation: GENERATION.into(),
        })
    }

    fn read(&self, id: &str) -> Result<Option<Record>, SearchError> {
        Ok(self.records.iter().find(|record| record.id == id).cloned())
    }

    fn about(&self) -> Result<About, SearchError> {
        Ok(About {
            generation: GENERATION.into(),
            announcements: self.records.len() as u64,
            units: self.records.iter().map(|record| record.announcement.units.len() as u64).sum(),
            samples: self.records.iter().filter(|record| record.sample).count() as u64,
        })
    }

    fn counted(&self, field: Field) -> Result<Arc<[(String, u64)]>, SearchError> {
        let mut counts = std::collections::BTreeMap::<String, u64>::new();
        for value in self.records.iter().flat_map(|record| self.values(record, field)) {
            *counts.entry(value).or_default() += 1;
        }
        let mut counted: Vec<_> = counts.into_iter().collect();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(counted.into())
    }

    fn parts(&self) -> run::Parts<'_> {
        static WORDS: OnceLock<Words> = OnceLock::new();
        let words = WORDS.get_or_init(Words::load);
        let whole = self.whole.get_or_init(|| {
            Memory::of(self.records.iter().map(|record| Document::of(record.clone(), words)).collect())
        });
        run::Parts { shards: whole, words: whole }
    }
}
