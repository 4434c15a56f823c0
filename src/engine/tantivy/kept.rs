//! What is stored of an announcement, read as far as it is needed.
//!
//! In: a stored document of ours: text, skips, card, record, in this order (see
//! [`super::schema`]). Out: its parts. Results need no record, so reading stops
//! before it; a page of ten would spend more on it than on all it shows.

use tantivy::schema::OwnedValue;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};

/// The parts of a stored announcement; the record only where `RECORD`.
#[derive(Default)]
pub struct Kept<const RECORD: bool> {
    /// The published text.
    pub body: String,
    /// How many spans of it take no part in matching.
    pub skips: u64,
    /// What results show besides the text, packed.
    pub card: Vec<u8>,
    /// The rest of the announcement, packed.
    pub record: Vec<u8>,
}

impl<const RECORD: bool> DocumentDeserialize for Kept<RECORD> {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        let (mut kept, mut packed) = (Self::default(), 0);
        while packed < 1 + usize::from(RECORD)
            && let Some((_, value)) = from.next_field::<OwnedValue>()?
        {
            match value {
                OwnedValue::Str(body) => kept.body = body,
                OwnedValue::U64(skips) => kept.skips = skips,
                OwnedValue::Bytes(bytes) => {
                    packed += 1;
                    *(if packed == 1 { &mut kept.card } else { &mut kept.record }) = bytes;
                }
                _ => {}
            }
        }
        Ok(kept)
    }
}
