//! How an announcement lies in Tantivy: one document, units as ranges of positions.
//!
//! In: a [`Document`]. Out: the fields below. One document per announcement,
//! not per unit: a literal may run over two units, words may meet anywhere in
//! the announcement, and all counts come out of one pass over positions, with
//! no join and no text indexed twice.
//!
//! | field | holds |
//! |---|---|
//! | `grams` | two characters at every position: recall, counts, highlights; in a file of their own ([`grams`](super::grams)) |
//! | `forms` | characters published in another form, and signs, at their positions: 字形:严格, `exact:`; the same ([`terms`](super::terms)) |
//! | `words` | different jieba words: the vocabulary queries are cut by; the same |
//! | `id`, `key` | the id as term, and as number for order |
//! | `text` | names the text: the same words in other bytes are recognised by it |
//! | `published`, `feedback`, `feedback_end` | dates as numbers, 0 unknown |
//! | `at`, `scope` | per unit: first position; item and area it belongs to, or stands for |
//! | `prints` | per unit: names its words; and in order in a file of their own ([`prints`](super::prints)), so that boilerplate is counted |
//! | `end` | one past the last position |
//! | one per [`Field`] | values of the announcement, or one value per unit in order |
//! | two per [`Measured`] | stated quantities but for sides of problems, whole fractions; and the unit that states each |
//! | `body` | the published text, stored: read alone where only characters are compared |
//! | `skips` | how many of its spans are left out of matching, as number and stored |
//! | `card` | what results show besides the text, stored |
//! | `record` | the announcement as compressed JSON without its text, stored |

use super::grams::{GramPlugin, NAME};
use super::prints::{self, PrintPlugin};
use super::terms::{Kind, TermPlugin};
use crate::disclosure::Measured;
use crate::search::card::Card;
use crate::search::{Document, Field, run};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use tantivy::TantivyDocument;
use tantivy::plugin::SegmentPlugin;
use tantivy::schema::{FAST, INDEXED, STORED, STRING, Schema, TextOptions};

/// Before the name of an announcement among the names of texts.
pub(super) const SAME: &str = "same:";

/// Bump when the meaning of a field changes.
pub const VERSION: u32 = 15;

/// What writes the files of our own. They must be there from the beginning, so that these files are part of
/// every segment.
pub fn plugins() -> impl Iterator<Item = Arc<dyn SegmentPlugin>> {
    let terms = Kind::ALL.map(|kind| Arc::new(TermPlugin::of(kind)) as _);
    [Arc::new(GramPlugin) as _, Arc::new(PrintPlugin) as _].into_iter().chain(terms)
}

/// The fields of an index.
#[derive(Clone)]
pub struct Fields {
    /// See the table above.
    pub schema: Schema,
    /// Recall.
    pub grams: tantivy::schema::Field,
    /// What the grams leave out.
    pub forms: tantivy::schema::Field,
    /// Vocabulary.
    pub words: tantivy::schema::Field,
    /// Id as a term.
    pub id: tantivy::schema::Field,
    /// Names the text.
    pub text: tantivy::schema::Field,
    /// Names the words of each unit.
    pub prints: tantivy::schema::Field,
    /// Stored published text.
    pub body: tantivy::schema::Field,
    /// Stored number of spans left out.
    pub skips: tantivy::schema::Field,
    /// Stored, for results.
    pub card: tantivy::schema::Field,
    /// Stored record, without its text.
    pub record: tantivy::schema::Field,
    named: HashMap<String, tantivy::schema::Field>,
}

impl Fields {
    /// The schema.
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        let mut own = |name: &str| builder.add_custom_field(name, name, serde_json::Value::Null);
        let (grams, forms, words) = (own(NAME), own(Kind::Forms.name()), own(Kind::Words.name()));
        let id = builder.add_text_field("id", STRING);
        let text_name = builder.add_text_field("text", STRING);
        let prints = builder.add_u64_field(prints::NAME, FAST);
        // Text, since Tantivy reads stored bytes one by one.
        let body = builder.add_text_field("body", STORED);
        let skips = builder.add_u64_field("skips", STORED | FAST);
        let card = builder.add_bytes_field("card", STORED);
        let record = builder.add_bytes_field("record", STORED);
        let mut named = HashMap::new();
        for name in ["published", "feedback", "feedback_end", "at", "scope", "end"] {
            named.insert(name.to_owned(), builder.add_u64_field(name, FAST));
        }
        named.insert("key".to_owned(), builder.add_u64_field("key", FAST | INDEXED));
        for field in Field::ALL {
            let name = column(*field);
            named.insert(name.clone(), builder.add_text_field(&name, TextOptions::default().set_fast("raw")));
        }
        for kind in Measured::ALL {
            let name = quantity(*kind);
            named.insert(name.clone(), builder.add_i64_field(&name, FAST));
            let name = stating(*kind);
            named.insert(name.clone(), builder.add_u64_field(&name, FAST));
        }
        Self {
            schema: builder.build(),
            grams,
            forms,
            words,
            id,
            text: text_name,
            prints,
            body,
            skips,
            card,
            record,
            named,
        }
    }

    /// A document for the writer.
    pub fn document(&self, document: &Document) -> io::Result<TantivyDocument> {
        let mut out = TantivyDocument::default();
        let named = |name: &str| self.named[name];
        out.add_custom(self.grams, document.key.chars.iter().collect::<String>().as_bytes());
        out.add_custom(self.forms, document.forms.as_str().as_bytes());
        out.add_custom(self.words, document.words.as_bytes());
        out.add_text(self.id, &document.record.id);
        out.add_text(self.text, &document.text_name);
        for same in &document.same {
            // One term for each version, so that none hides another.
            out.add_text(self.text, format!("{SAME}{same}:{}", document.record.id));
        }
        let record = &document.record;
        out.add_text(self.body, &record.text);
        out.add_u64(self.skips, record.skipped.len() as u64);
        out.add_bytes(self.card, &Card::pack(record));
        // Packed apart from the rest, so that a page of results need not unpack it.
        out.add_bytes(self.record, &packed(&serde_json::to_vec(record)?)?);
        out.add_u64(named("key"), run::key_of(&document.record.id));
        let dates = document.dates();
        out.add_u64(named("published"), u64::from(dates.published));
        out.add_u64(named("feedback"), u64::from(dates.feedback));
        out.add_u64(named("feedback_end"), u64::from(dates.feedback_end));
        out.add_u64(named("end"), u64::from(document.layout.end));
        let layout = &document.layout;
        for ((at, item), area) in layout.at.iter().zip(&layout.item).zip(&layout.area) {
            out.add_u64(named("at"), u64::from(*at));
            out.add_u64(named("scope"), u64::from(*item) << 32 | u64::from(*area));
        }
        document.prints.iter().for_each(|print| out.add_u64(self.prints, u64::from(*print)));
        for field in Field::ALL {
            let to = named(&column(*field));
            if field.of_units() {
                document.unit_values(*field, |value| out.add_text(to, value));
            } else {
                document.values(*field).into_iter().for_each(|value| out.add_text(to, value));
            }
        }
        for kind in Measured::ALL {
            let to = named(&quantity(*kind));
            document.numbers(*kind).into_iter().for_each(|number| out.add_i64(to, number));
            let to = named(&stating(*kind));
            document.stating(*kind).into_iter().for_each(|unit| out.add_u64(to, u64::from(unit)));
        }
        Ok(out)
    }
}

/// Compressed; contexts are large, so each thread keeps one.
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    thread_local!(static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) });
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(kept) => kept,
            None => kept.insert(zstd::bulk::Compressor::new(1)?),
        };
        compressor.compress(bytes)
    })
}

impl Default for Fields {
    fn default() -> Self {
        Self::new()
    }
}

/// The column of a field.
pub fn column(field: Field) -> String {
    format!("of_{}", field.code())
}

/// The column of a quantity.
pub fn quantity(kind: Measured) -> String {
    format!("n_{}", kind.code())
}

/// The column of the units that state a quantity.
pub fn stating(kind: Measured) -> String {
    format!("u_{}", kind.code())
}

/// Item and area of a unit from its `scope`.
pub fn scope(packed: u64) -> (u32, u32) {
    ((packed >> 32) as u32, packed as u32)
}
