//! Bytes → characters, by what the bytes say, not by what the page claims.
//!
//! In: bytes of any encoding. Out: characters, with the encoding that was
//! chosen and what was doubtful. Promise: a declaration never wins over the
//! bytes, and a bad byte or a cut end never changes the choice.
//!
//! Every candidate decodes a sample; the one whose result looks most like
//! Chinese wins. "It decodes without errors" is no evidence: Big5 read as
//! GB18030 gives hundreds of characters and not one error.

use super::common::rank;
use super::{Encoding, TextError};
use crate::disclosure::{Doubt, Finding};
use encoding_rs::{BIG5, Encoding as Codec, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Non-ASCII bytes to look at, in all windows together.
const SAMPLE: usize = 64 << 10;
/// As much of it as shows that sound UTF-8 is Chinese.
const QUICK: usize = 3 << 10;
/// Where pages declare their encoding. Browsers stop at 1 KiB; old pages have long comments first.
const HEAD: usize = 4 << 10;
/// What a fitting declaration adds to a score that is at most 1.
const DECLARED: f64 = 0.05;

pub(super) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub findings: Vec<Finding>,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, TextError> {
    if let Some(kind) = magic(bytes) {
        return Err(TextError::Binary(kind.to_owned()));
    }
    let declared = declaration(bytes);
    let labelled = declared.as_deref().and_then(|label| Codec::for_label(label.as_bytes()));
    // Asked here once, because it is faster than the standard library at it.
    let sound = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    let (codec, skip) = match Codec::for_bom(bytes) {
        Some((codec, skip)) => (codec, skip),
        None => (choose(bytes, sound.is_some(), labelled)?, 0),
    };
    let body = bytes.get(skip..).unwrap_or_default();
    let (text, damaged) = match sound.as_deref().and_then(|text| text.get(skip..)) {
        Some(text) if codec == UTF_8 => (text.into(), false),
        _ => codec.decode_without_bom_handling(body),
    };
    let replaced = if damaged { replacements(&text).saturating_sub(genuine(codec, body)) } else { 0 };
    let mut findings = Vec::new();
    if let Some(label) = &declared
        && !bytes.is_ascii()
        && labelled.map(family) != Some(codec)
    {
        let reason = format!("网页声明编码为 {label},与内容不符,按 {} 读取", name(codec));
        findings.push(Finding { doubt: Doubt::Encoding, span: None, reason, confidence: 95 });
    }
    if replaced > 0 {
        let reason = format!("有 {replaced} 处字节无法按 {} 读出,以 \u{FFFD} 代替", name(codec));
        findings.push(Finding { doubt: Doubt::Encoding, span: None, reason, confidence: 90 });
    }
    let encoding = Encoding { name: name(codec).to_owned(), declared, bom: skip > 0, replaced };
    Ok(Decoded { text: text.into_owned(), encoding, findings })
}

fn choose(bytes: &[u8], sound: bool, labelled: Option<&'static Codec>) -> Result<&'static Codec, TextError> {
    if bytes.is_ascii() && !bytes.contains(&0) {
        return texty(bytes, UTF_8);
    }
    let narrow = windows(bytes);
    // Sound UTF-8 that reads like Chinese needs no other candidate: in no other
    // encoding are so many bytes sound by chance.
    let start = narrow.first().map_or(&[][..], |window| &window[..window.len().min(QUICK)]);
    if sound && score(UTF_8, &[start]) >= 0.6 {
        return texty(bytes, UTF_8);
    }
    let mut best = (UTF_8, f64::MIN);
    for codec in [UTF_8, GB18030, BIG5, UTF_16LE, UTF_16BE] {
        let wide = codec == UTF_16LE || codec == UTF_16BE;
        let mut score = if wide { score(codec, &wide_windows(bytes)) } else { score(codec, &narrow) };
        if labelled.map(family) == Some(codec) {
            score += DECLARED;
        }
        if score > best.1 {
            best = (codec, score);
        }
    }
    texty(bytes, best.0)
}

/// Refuses what is no text in the chosen encoding.
fn texty(bytes: &[u8], codec: &'static Codec) -> Result<&'static Codec, TextError> {
    if codec == UTF_16LE || codec == UTF_16BE {
        return Ok(codec);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = |b: u8| (b < 32) & !((9..=13).contains(&b) | (b == 27)) | (b == 127);
    // Counted in bytes, as many at a time as a byte can count and whole vectors have, so that it costs next
    // to nothing.
    let some = |part: &[u8]| usize::from(part.iter().map(|b| u8::from(control(*b))).sum::<u8>());
    let controls: usize = sample.chunks(240).map(some).sum();
    if controls > 8 && controls * 20 > sample.len() {
        return Err(TextError::Binary("控制字符过多".to_owned()));
    }
    Ok(codec)
}

/// How much like Chinese text the sample is in this encoding: about -1 to 1,
/// weighed by bytes, so that encodings of different width can be compared.
fn score(codec: &'static Codec, windows: &[&[u8]]) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for window in windows {
        let (text, _) = codec.decode_without_bom_handling(window);
        for c in text.chars() {
            if c.is_ascii() && (c >= ' ' || matches!(c, '\n' | '\r' | '\t')) {
                continue;
            }
            let bytes = width(codec, c);
            weight += bytes;
            sum += bytes * value(c);
        }
    }
    if weight == 0.0 {
        return 0.0;
    }
    // Multi-byte UTF-8 that is right by chance is rare; that is worth something
    // where common characters say little: names, Latin letters.
    sum / weight + if codec == UTF_8 { 0.15 } else { 0.0 }
}

fn value(c: char) -> f64 {
    match c {
        '\u{FFFD}' | '\0' => -1.5,
        '\u{4E00}'..='\u{9FFF}' => match rank(c) {
            2 => 1.0,
            1 => 0.7,
            _ => -0.3,
        },
        '。' | '、' | '“' | '”' | '‘' | '’' | '《' | '》' | '\u{3000}' | '—' | '…' | '·' => {
            0.8
        }
        '\u{FF01}'..='\u{FF5E}' => 0.6,
        '\u{2460}'..='\u{2473}'
        | '「'
        | '」'
        | '【'
        | '】'
        | '〔'
        | '〕'
        | '\u{A0}'
        | '\u{2000}'..='\u{200B}' => 0.5,
        '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' => -0.5,
        '\u{2010}'..='\u{22FF}' | '\u{3001}'..='\u{301F}' | '\u{C0}'..='\u{17F}' => 0.0,
        _ => -0.8,
    }
}

/// Bytes that a character takes in the encoding.
fn width(codec: &'static Codec, c: char) -> f64 {
    match c {
        '\u{FFFD}' => 1.0,
        _ if codec == UTF_8 => c.len_utf8() as f64,
        _ => 2.0,
    }
}

/// Three windows that start at a character: begin, middle and end of what is not ASCII.
/// Only the first would let a foreign quotation at the top decide.
fn windows(bytes: &[u8]) -> Vec<&[u8]> {
    let Some(first) = bytes.iter().position(|b| !b.is_ascii()) else { return Vec::new() };
    let last = bytes.iter().rposition(|b| !b.is_ascii()).map_or(bytes.len(), |at| at + 1);
    let part = SAMPLE / 3;
    if last - first <= SAMPLE {
        return vec![&bytes[first..last]];
    }
    let starts = [first, first + (last - first) / 2, last - part];
    let window = |start: usize| {
        // After a byte below 0x30 a character starts in all three encodings.
        let slack = bytes[start..].iter().take(HEAD).position(|b| *b < 0x30).map_or(0, |at| at + 1);
        let start = if start == first { start } else { start + slack };
        &bytes[start..(start + part).min(bytes.len())]
    };
    starts.into_iter().map(window).collect()
}

/// The same for two-byte encodings, which have no ASCII bytes to leave out.
fn wide_windows(bytes: &[u8]) -> Vec<&[u8]> {
    let even = bytes.len() & !1;
    if even <= SAMPLE {
        return vec![&bytes[..even]];
    }
    let half = SAMPLE / 2;
    let middle = (even / 2) & !1;
    vec![&bytes[..half], &bytes[middle..(middle + half).min(even)]]
}

/// The encoding that a page declares: in its XML declaration or a meta element.
fn declaration(bytes: &[u8]) -> Option<String> {
    memchr::memchr(b'<', &bytes[..bytes.len().min(HEAD)])?;
    // Zero bytes are left out, so that a declaration in UTF-16 is seen too.
    let head = bytes.iter().take(HEAD).filter(|b| **b != 0);
    let head: String =
        head.map(|b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { ' ' }).collect();
    let xml = head.trim_start().starts_with("<?xml").then(|| head.find("encoding")).flatten();
    let in_meta = |at: &usize| head[..*at].rfind('<').is_some_and(|tag| head[tag..].starts_with("<meta"));
    let meta = head.match_indices("charset").map(|(at, _)| at).find(in_meta);
    let at = xml.map(|at| at + "encoding".len()).or(meta.map(|at| at + "charset".len()))?;
    let rest = head[at..].trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c))).unwrap_or(rest.len());
    let label = rest[..end].get(..end.min(40)).unwrap_or_default();
    (!label.is_empty()).then(|| label.to_owned())
}

/// GB2312, GBK and GB18030 are read as the largest of them.
fn family(codec: &'static Codec) -> &'static Codec {
    if codec == GBK { GB18030 } else { codec }
}

fn name(codec: &'static Codec) -> &'static str {
    match codec {
        _ if codec == GB18030 => "gb18030",
        _ if codec == BIG5 => "big5",
        _ if codec == UTF_16LE => "utf-16le",
        _ if codec == UTF_16BE => "utf-16be",
        _ => "utf-8",
    }
}

fn replacements(text: &str) -> u32 {
    text.matches('\u{FFFD}').count() as u32
}

/// Replacement characters that stand in the file itself: damage done before us.
fn genuine(codec: &'static Codec, bytes: &[u8]) -> u32 {
    if codec != UTF_8 {
        return 0;
    }
    bytes.windows(3).filter(|w| *w == [0xEF, 0xBF, 0xBD]).count() as u32
}

/// What kind of file this is, if its first bytes say so.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 16] = [
        (b"%PDF-", "PDF 文件,请先另存为网页或文字"),
        (b"PK\x03\x04", "压缩包或 Office 文档(docx、xlsx、zip),请先另存为网页或文字"),
        (b"\xD0\xCF\x11\xE0", "旧版 Office 文档(doc、xls),请先另存为网页或文字"),
        (b"{\\rtf", "RTF 文档,请先另存为网页或文字"),
        (b"\x89PNG", "图片(PNG)"),
        (b"\xFF\xD8\xFF", "图片(JPEG)"),
        (b"GIF8", "图片(GIF)"),
        (b"RIFF", "音像文件"),
        (b"\x00\x00\x00\x18ftyp", "音像文件"),
        (b"\x00\x00\x00\x20ftyp", "音像文件"),
        (b"ID3", "音像文件"),
        (b"\x1F\x8B", "压缩文件(gzip)"),
        (b"Rar!", "压缩文件(rar)"),
        (b"7z\xBC\xAF", "压缩文件(7z)"),
        (b"\x7FELF", "程序"),
        (b"SQLite format 3\0", "数据库"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}
