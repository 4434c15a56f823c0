//! Encodings, lies and damage.

use super::{SIMPLIFIED, TRADITIONAL, text};
use encoding_rs::{BIG5, Encoding, GB18030};
use xunlan::disclosure::Doubt;
use xunlan::text::{Form, Limits, TextError, read};

fn encode(name: &str, text: &str) -> Vec<u8> {
    match name {
        "gb18030" => GB18030.encode(text).0.into_owned(),
        "big5" => BIG5.encode(text).0.into_owned(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

fn cases() -> Vec<(&'static str, &'static str)> {
    vec![
        ("utf-8", SIMPLIFIED),
        ("gb18030", SIMPLIFIED),
        ("utf-16le", SIMPLIFIED),
        ("utf-16be", SIMPLIFIED),
        ("utf-8", TRADITIONAL),
        ("gb18030", TRADITIONAL),
        ("big5", TRADITIONAL),
    ]
}

#[test]
fn every_encoding_is_found_without_a_declaration() {
    for (name, source) in cases() {
        let read = text(&encode(name, source));
        assert_eq!((read.encoding.name.as_str(), read.published.as_str()), (name, source));
        assert_eq!((read.encoding.replaced, read.findings.len()), (0, 0), "{name}");
    }
}

#[test]
fn a_wrong_label_never_wins_and_is_reported() {
    let labels =
        ["utf-8", "gb2312", "gbk", "gb18030", "big5", "iso-8859-1", "utf-16le", "x-user-defined", "nonsense"];
    for (name, source) in cases() {
        for label in labels {
            let body = source.replace('\n', "</p><p>");
            let page =
                format!("<html><head><meta charset=\"{label}\"></head><body><p>{body}</p></body></html>");
            let read = text(&encode(name, &page));
            assert_eq!(read.encoding.name, name, "{name} labelled {label}");
            assert!(read.published.ends_with("2024年12月5日"));
            let fits = Encoding::for_label(label.as_bytes()).is_some_and(|codec| {
                codec.name().to_lowercase() == name || codec.name() == "GBK" && name == "gb18030"
            });
            let reported = read.findings.iter().any(|finding| finding.doubt == Doubt::Encoding);
            assert_eq!(reported, !fits, "{name} labelled {label}");
        }
    }
}

#[test]
fn damage_never_changes_the_encoding() {
    for (name, source) in cases().into_iter().filter(|(name, _)| !name.starts_with("utf-16")) {
        let whole = encode(name, source);
        for cut in 1..4 {
            assert_eq!(text(&whole[..whole.len() - cut]).encoding.name, name, "{name} cut by {cut}");
            assert_eq!(text(&whole[cut..]).encoding.name, name, "{name} without its first {cut}");
        }
        for place in (0..whole.len()).step_by(17) {
            let mut bad = whole.clone();
            bad[place] = 0xFF;
            let read = text(&bad);
            assert_eq!(read.encoding.name, name, "{name} with a bad byte at {place}");
            assert!(read.encoding.replaced >= 1 || name == "gb18030" || name == "big5");
        }
    }
}

#[test]
fn short_titles_are_read_right() {
    for title in ["通知", "通报", "整改情况", "巡察公告", "公示"] {
        for name in ["utf-8", "gb18030"] {
            assert_eq!(text(&encode(name, title)).published, title, "{name}");
        }
    }
}

#[test]
fn windows_of_four_and_more_characters_are_read_right() {
    for (name, source) in cases() {
        let chars: Vec<char> = source.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect();
        for (size, share) in [(4, 0.9), (8, 0.97), (20, 1.0)] {
            if name.starts_with("utf-16") && size < 20 {
                continue;
            }
            let windows: Vec<String> = chars.windows(size).map(|window| window.iter().collect()).collect();
            let right =
                windows.iter().filter(|window| text(&encode(name, window)).published == **window).count();
            let got = right as f64 / windows.len() as f64;
            assert!(got >= share, "{name}: {got:.3} of windows of {size}");
        }
    }
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let limits = Limits { bytes: 64, depth: 16 };
    let fails = |bytes: &[u8]| read(bytes, Form::Unknown, &limits).unwrap_err();
    for magic in
        [&b"%PDF-1.7\n"[..], b"PK\x03\x04\x14", b"\x89PNG\r\n", b"\x1F\x8B\x08", b"\xD0\xCF\x11\xE0\xA1"]
    {
        assert!(matches!(fails(magic), TextError::Binary(_)));
    }
    assert!(matches!(fails(&[0; 60]), TextError::Binary(_)));
    for blank in [&b""[..], b" \r\n\t", "\u{3000}\u{feff}\u{200b}".as_bytes(), b"<html><body></body></html>"]
    {
        assert_eq!(fails(blank), TextError::Empty);
    }
    assert_eq!(fails(&[b'a'; 65]), TextError::TooLarge { bytes: 65, limit: 64 });
}

#[test]
fn plain_text_keeps_its_lines_and_loses_control_characters() {
    let read = text("甲\u{0}乙\r\n丙\r丁\u{7}\n\t戊".as_bytes());
    assert_eq!(read.published, "甲乙\n丙\n丁\n\t戊");
}
