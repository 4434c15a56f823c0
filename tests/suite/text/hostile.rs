//! Shapes that take other readers hours: each must be read in moments, and the
//! sentence at its end must be there.

use proptest::prelude::*;
use std::time::{Duration, Instant};
use xunlan::text::{Form, Limits, read};

const SENTENCE: &str = "根据市委统一部署，现将整改情况予以公布。";

#[test]
fn hostile_pages_take_linear_time() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let fonts: String = (0..20_000).map(|n| format!("<font color={n}>")).collect();
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"x\"")).collect();
    let shapes = [
        many("<div>", 100_000),
        many("<div>", 50_000) + &many("</div>", 50_000),
        many("<ul><li>", 50_000),
        many("<div><p>", 50_000),
        many("<table><tr><td>", 30_000),
        many("<td>", 100_000),
        fonts,
        format!("<div{attributes}>"),
        many("<a b=\"", 50_000) + "\">",
        many("<", 300_000),
        many("&", 300_000),
        many("&aaaaaaaaaaaaaaaaaaaaaaaaaaaa", 20_000),
        many("<!--", 100_000),
        many("<script>", 50_000),
        format!("<u></u>{}{}", many("<b>", 500), many("</u>", 100_000)),
        many("<p>当前位置</p>", 50_000),
    ];
    for shape in shapes {
        let page = format!("<html><body>{shape}<p>{SENTENCE}</p>");
        let start = Instant::now();
        let text = read(page.as_bytes(), Form::Html, &Limits::default()).unwrap();
        assert!(text.published.ends_with(SENTENCE), "{}", &page[..60]);
        assert!(start.elapsed() < Duration::from_secs(5), "{} took {:?}", &page[..60], start.elapsed());
    }
}

#[test]
fn deep_pages_are_read_flat_and_reported() {
    let limits = Limits { bytes: 1 << 20, depth: 8 };
    let page = format!("{}{SENTENCE}", "<div>".repeat(20));
    let text = read(page.as_bytes(), Form::Html, &limits).unwrap();
    assert_eq!(text.published, SENTENCE);
    assert!(text.findings.iter().any(|finding| finding.reason.contains("嵌套过深")));
}

proptest! {
    #[test]
    fn any_bytes_are_a_text_or_a_reason(bytes in any::<Vec<u8>>()) {
        for form in [Form::Html, Form::Plain, Form::Unknown] {
            if let Ok(text) = read(&bytes, form, &Limits::default()) {
                let length = text.published.chars().count() as u32;
                prop_assert!(text.chrome.iter().all(|span| span.end <= length));
                prop_assert!(text.chrome.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "<div>", "</div>", "<p", ">", "<td>", "<tr>", "<table>", "</table>", "<!--", "-->", "\"", "'", "=", "&", "&lt;",
        "&#x4e2d;", "<script>", "</script>", "<a href=", "整改。", "当前位置", " ", "\n", "<br/>", "<li>", "</b>", "<title>",
        "(guān)", "根据", "<h1>", "通报",
    ]), 0..60)) {
        let page = pieces.concat();
        if let Ok(text) = read(page.as_bytes(), Form::Html, &Limits::default()) {
            prop_assert!(!text.published.is_empty());
        }
    }
}
