//! Where readers may turn to, from the closing block.

use serde::{Deserialize, Serialize};

/// Contacts as printed; masked values keep their asterisks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone numbers, e.g. 020-83203024.
    pub phones: Vec<String>,
    /// Mail addresses.
    pub emails: Vec<String>,
    /// Postal address, published characters.
    pub address: Option<String>,
    /// Six digits.
    pub postcode: Option<String>,
}

impl Contact {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}
