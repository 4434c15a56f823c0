//! Percent-encoding, lenient in and strict out.

pub use crate::export::encode;

/// Decodes; a `%` without two hexadecimal digits stands for itself, bytes that
/// are no UTF-8 become U+FFFD. Never fails: people mend urls by hand.
pub fn decode(text: &str, plus_is_blank: bool) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((first, rest)) = bytes.split_first() {
        bytes = rest;
        let hex = |at: usize| rest.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                bytes = &rest[2..];
            }
            (b'+', ..) if plus_is_blank => out.push(b' '),
            _ => out.push(*first),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
