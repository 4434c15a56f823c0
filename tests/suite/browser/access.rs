//! Nobody is shut out: axe-core finds nothing on any page in any theme.
//!
//! `axe/axe.min.js` is axe-core 4.14.1 as published (MPL-2.0, its licence beside
//! it); it is used by this test only and is no part of the program.

use super::*;
use crate::kit;

const AXE: &str = include_str!("axe/axe.min.js");

/// Every kind of page; `{id}` is the seed.
const PAGES: &[&str] = &[
    "/",
    "/?q=采购",
    "/?q=采购&region=云汀市&not_level=county&since=2024-01&until=2025-12",
    "/?q=采购&view=kwic",
    "/?q=采购&view=numbers",
    "/?q=采购&view=matrix&rows=theme&columns=region",
    "/?q=采购&view=map",
    "/?q=((三张清革",
    "/a/{id}?q=采购",
    "/a/{id}/二(四)9.一是?q=采购#cite",
    "/agency/云汀市城市管理局党组",
    "/coverage",
    "/help",
    "/api",
    "/batch",
    "/nothing-here",
    "/a/f5040ec3da3f",
];

/// The pages that show the most.
const MAIN: &[usize] = &[1, 5, 6, 9, 10];

/// What axe-core has to say of the page as it is, in one line each.
async fn wrong(hand: &Hand) -> Result<Vec<String>, CmdError> {
    let script = "const done = arguments[arguments.length - 1]; \
        axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then((all) => done(all.violations.map((it) => \
        `${it.id}: ${it.help}: ` + it.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} \
        ${node.any.map((why) => why.message).join(' ').slice(0, 160)}`).join(' | '))), (error) => done([String(error)]));";
    let found = hand.client.execute_async(script, vec![]).await?;
    Ok(found.as_array().into_iter().flatten().map(ToString::to_string).collect())
}

async fn look(
    hand: &Hand,
    pages: impl Iterator<Item = &'static str>,
    how: &str,
) -> Result<Vec<String>, CmdError> {
    let mut all = Vec::new();
    for page in pages {
        let path = page.replace("{id}", "1a864b971aa8");
        hand.open(&path).await?;
        // What opens on demand is looked at too.
        hand.run("document.querySelectorAll('main details').forEach((it) => { it.open = true; })").await?;
        for one in wrong(hand).await? {
            all.push(format!("{how} {page}: {one}"));
        }
        let wide = hand.run("return document.documentElement.scrollWidth - innerWidth").await?;
        if wide.as_i64().is_none_or(|wide| wide > 0) {
            all.push(format!("{how} {page}: {wide} wider than the window"));
        }
    }
    Ok(all)
}

/// A browser that carries the instrument into every page it opens.
fn measured(task: impl AsyncFnOnce(&Hand) -> Result<Vec<String>, CmdError>) {
    with(kit::app(Arc::clone(&kit::SHIPPED.tantivy)), DESK, async |hand: Hand| {
        hand.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": AXE })).await;
        let all = task(&hand).await?;
        assert!(all.is_empty(), "{} findings\n{}", all.len(), all.join("\n"));
        Ok(())
    });
}

const LIGHT: (&str, &str) = ("prefers-color-scheme", "light");
const DARK: (&str, &str) = ("prefers-color-scheme", "dark");

fn main_pages() -> impl Iterator<Item = &'static str> {
    MAIN.iter().map(|page| PAGES[*page])
}

#[test]
fn axe_finds_nothing_on_a_desk() {
    measured(async |hand| {
        hand.size(1280).await;
        hand.media("", &[LIGHT]).await;
        look(hand, PAGES.iter().copied(), "light").await
    });
}

#[test]
fn axe_finds_nothing_in_the_dark_in_forced_colours_and_on_paper() {
    measured(async |hand| {
        let mut all = Vec::new();
        hand.size(1280).await;
        hand.media("", &[DARK]).await;
        all.extend(look(hand, main_pages(), "dark").await?);
        hand.media("", &[("forced-colors", "active")]).await;
        all.extend(look(hand, main_pages(), "forced colours").await?);
        hand.media("print", &[LIGHT]).await;
        all.extend(look(hand, main_pages(), "print").await?);
        Ok(all)
    });
}

#[test]
fn axe_finds_nothing_on_a_phone_in_the_dark() {
    measured(async |hand| {
        hand.size(375).await;
        hand.media("", &[DARK]).await;
        look(hand, PAGES.iter().copied(), "dark phone").await
    });
}

/// At 320 px nothing moves sideways but what is made to: the width that WCAG 2.2 asks for.
#[test]
fn no_page_is_wider_than_the_narrowest_phone() {
    measured(async |hand| {
        let mut all = Vec::new();
        for width in [320, 375] {
            hand.size(width).await;
            for page in PAGES {
                for tongue in ["zh-Hans", "en"] {
                    let sign = if page.contains('?') { '&' } else { '?' };
                    let page = page.split('#').next().unwrap_or(page).replace("{id}", "1a864b971aa8");
                    hand.open(&format!("{page}{sign}lang={tongue}")).await?;
                    hand.run(
                        "document.querySelectorAll('main details').forEach((it) => { it.open = true; })",
                    )
                    .await?;
                    // A phone that finds a page too wide shows all of it: its own width says nothing then.
                    let wide = hand.run("return document.documentElement.scrollWidth").await?;
                    if wide.as_u64().is_none_or(|wide| wide > u64::from(width)) {
                        all.push(format!("{page} in {tongue}: {wide} on {width}"));
                    }
                }
            }
        }
        Ok(all)
    });
}

#[test]
fn axe_finds_nothing_on_a_phone_without_script() {
    measured(async |hand| {
        hand.size(375).await;
        hand.media("", &[LIGHT]).await;
        hand.script(false).await;
        look(hand, PAGES.iter().copied(), "phone without script").await
    });
}

/// Words of the interface are in its language; what was published says that it is Chinese.
#[test]
fn in_english_every_chinese_word_says_that_it_is_chinese() {
    with(kit::app(Arc::clone(&kit::SHIPPED.tantivy)), DESK, async |hand: Hand| {
        let script = "const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
            while (walk.nextNode()) { const own = walk.currentNode.parentElement; \
            const words = walk.currentNode.data.replace(/“.*?”/g, ''); \
            if (/[一-龥]/.test(words) && !own.closest('[lang]').lang.startsWith('zh') && \
            !own.closest('.grammar, .tongues')) out.push(words.trim().slice(0, 80)); } return out;";
        let mut all = Vec::new();
        for page in PAGES {
            let join = if page.contains('?') { '&' } else { '?' };
            let (path, anchor) = page.split_once('#').unwrap_or((page, ""));
            hand.open(&format!("{path}{join}lang=en#{anchor}").replace("{id}", "1a864b971aa8")).await?;
            assert_eq!(hand.find("html").await?.attr("lang").await?.as_deref(), Some("en"), "{page}");
            all.extend(
                hand.run(script).await?.as_array().into_iter().flatten().map(|it| format!("{page}: {it}")),
            );
        }
        assert!(all.is_empty(), "{}", all.join("\n"));
        Ok(())
    });
}

/// What one follows a link to lies below the bar of the hits, which stays above the text.
#[test]
fn a_place_one_came_for_is_not_below_the_bar() {
    with(kit::app(Arc::clone(&kit::SHIPPED.tantivy)), DESK, async |hand: Hand| {
        for (width, script) in
            [(1280, true), (1280, false), (800, true), (375, true), (375, false), (320, false)]
        {
            hand.size(width).await;
            hand.script(script).await;
            for (lang, query) in
                [("zh-Hans", "采购"), ("en", "采购"), ("en", "城市管理局 招标采购 采购 整改 制度 问题")]
            {
                let place = "二(四)9.一是";
                hand.open(&format!("/a/1a864b971aa8/{place}?q={query}&lang={lang}#{place}")).await?;
                hand.find(".stepper").await?;
                for open in [false, true] {
                    let room = format!(
                        "const bar = document.querySelector('.stepper'); \
                         for (const more of bar.querySelectorAll('details')) more.open = {open}; \
                         const it = document.getElementById('{place}'); \
                         it.scrollIntoView({{ block: 'start', behavior: 'instant' }}); \
                         return it.getBoundingClientRect().top - bar.getBoundingClientRect().bottom"
                    );
                    let room = hand.run(&room).await?.as_f64().unwrap();
                    assert!(room >= 0.0, "{width} {script} {query} {lang} {open}: {room}");
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_instrument_can_find_something() {
    with(kit::app(Arc::clone(&kit::SHIPPED.tantivy)), DESK, async |hand: Hand| {
        hand.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": AXE })).await;
        hand.open("/help").await?;
        hand.run("document.querySelector('[data-box]').removeAttribute('aria-label'); document.body.append(document.createElement('button'))")
            .await?;
        let found = wrong(&hand).await?;
        assert!(found.iter().any(|one| one.contains("button-name")), "{found:?}");
        Ok(())
    });
}

#[test]
fn suggestions_are_a_combobox_that_input_methods_never_meet() {
    with(kit::app(Arc::clone(&kit::SHIPPED.tantivy)), DESK, async |hand: Hand| {
        hand.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": AXE })).await;
        hand.open("/").await?;
        let words = hand.find("[data-box]").await?;
        words.send_keys("ytsjy").await?;
        hand.find("[role=option]").await?;
        assert_eq!(words.attr("aria-expanded").await?.as_deref(), Some("true"));
        assert!(hand.text("[role=listbox]").await?.contains("云汀市教育局党组"));
        assert_eq!(wrong(&hand).await?, Vec::<String>::new());
        words.send_keys(&char::from(Key::Down).to_string()).await?;
        let active = words.attr("aria-activedescendant").await?.expect("an option is active");
        assert_eq!(
            hand.find(&format!("#{active}")).await?.attr("aria-selected").await?.as_deref(),
            Some("true")
        );
        words.send_keys(&char::from(Key::Enter).to_string()).await?;
        assert_eq!(words.prop("value").await?.as_deref(), Some("单位:=\"云汀市教育局党组\" "));
        words.send_keys(&char::from(Key::Enter).to_string()).await?;
        assert!(hand.text("h1.count").await?.contains("1 份文书"));

        // While an input method composes there is nothing; when it is done there is.
        hand.open("/").await?;
        let type_ = |composing: bool| {
            format!(
                "const box = document.querySelector('[data-box]'); box.focus(); box.value = '教育'; \
                 {} box.dispatchEvent(new InputEvent('input', {{ isComposing: {composing}, bubbles: true }}));",
                if composing { "box.dispatchEvent(new CompositionEvent('compositionstart'));" } else { "" }
            )
        };
        hand.run(&type_(true)).await?;
        tokio::time::sleep(Duration::from_millis(600)).await;
        assert!(hand.client.find_all(Locator::Css("[role=option]")).await?.is_empty());
        hand.run(
            "document.querySelector('[data-box]').dispatchEvent(new CompositionEvent('compositionend'))",
        )
        .await?;
        hand.find("[role=option]").await?;
        Ok(())
    });
}
