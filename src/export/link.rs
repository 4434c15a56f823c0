//! Links into a server of ours, as paths: no host is known or assumed.

/// Encodes for a path segment or a query value: everything but unreserved characters.
///
/// ```
/// assert_eq!(xunlan::export::encode("二(一)"), "%E4%BA%8C%28%E4%B8%80%29");
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

/// The path of a unit on a server of ours.
pub fn permalink(id: &str, address: &str) -> String {
    format!("/a/{}/{}", encode(id), encode(address))
}
