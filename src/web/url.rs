//! Percent-encoding, lenient in and strict out.

/// Encodes for a path segment or a query value: everything but unreserved characters.
///
/// ```
/// assert_eq!(xunlan::web::encode("二(一)"), "%E4%BA%8C%28%E4%B8%80%29");
/// ```
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

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
