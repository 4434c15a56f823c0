//! Content and queries of bad will: nothing breaks out, nothing breaks the layout.

use super::*;
use crate::web::fake::{Fake, record};
use xunlan::{
    search::Backend,
    web::{Limits, encode},
};

/// Markup, marks of direction, words without end, names without measure.
fn hostile() -> Arc<App> {
    let mut index = Fake::new();
    let long = "长".repeat(300);
    let word = "a".repeat(4000);
    let text = format!(
        "<script>document.title='broken'</script>{long}规范通报\n\
         一、<img src=x onerror=\"document.title='broken'\">规范\u{202e}方面{word}\n\
         （一）{long}规范\n\
         一是规范</p></article><b>流程{word}。\n\
         二是规范&lt;script&gt;与“{{{{7*7}}}}”及${{alert(1)}}。\n"
    );
    let agency = format!("<b onmouseover=alert(1)>{}党组", "很长的单位".repeat(60));
    index.records.push(record("cc01", &agency, &["<i>省", &long], "2025-01-01", &text, true));
    let index: Arc<dyn Backend> = Arc::new(index);
    Arc::new(App::new(move || Ok(Arc::clone(&index)), Limits::default()).unwrap())
}

#[test]
fn nothing_breaks_out_and_nothing_breaks_the_layout() {
    with(hostile(), DESK, async |hand: Hand| {
        let long = "规范".repeat(200);
        let agency = format!("<b onmouseover=alert(1)>{}党组", "很长的单位".repeat(60));
        let pages = [
            "/".to_owned(),
            "/?q=规范".to_owned(),
            "/?q=规范&only=cc01".to_owned(),
            "/?q=规范&view=kwic".to_owned(),
            "/?q=规范&view=matrix&rows=agency&columns=region".to_owned(),
            "/?q=规范&view=numbers".to_owned(),
            "/?q=规范&view=map".to_owned(),
            "/a/cc01?q=规范".to_owned(),
            format!("/agency/{}", encode(&agency)),
            "/coverage".to_owned(),
            format!("/?q={}", encode("\"><script>document.title='broken'</script>\u{202e}")),
            format!("/?q={}", encode(&long)),
            format!("/?q={}", encode(&"x".repeat(900))),
            format!("/?q=规范&agency={}&not_region={}", encode(&agency), encode("<i>省")),
            format!("/{}", encode("<script>document.title='broken'</script>")),
        ];
        for width in [375, 768, 1280] {
            hand.size(width).await;
            for page in &pages {
                hand.open(page).await?;
                let title = hand.client.title().await?;
                assert!(!title.contains("broken") || title.contains('<'), "{page}: {title}");
                let seen = hand
                    .run(
                        "return [document.documentElement.scrollWidth - innerWidth, \
                         document.querySelectorAll('script').length, \
                         document.querySelectorAll('main img, main b[onmouseover], main i[onclick], [style], [onerror]').length]",
                    )
                    .await?;
                assert!(seen[0].as_i64().is_some_and(|more| more <= 0), "{width} {page}: {seen}");
                assert_eq!((&seen[1], &seen[2]), (&json!(1), &json!(0)), "{width} {page}");
            }
        }
        Ok(())
    });
}
