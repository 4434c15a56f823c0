//! The tasks of the three users, from end to end.

use super::*;
use crate::{kit, web::app};
use xunlan::web::{Limits, encode};

fn small() -> Arc<App> {
    app(Limits::default())
}

fn shipped() -> Arc<App> {
    kit::app(Arc::clone(&kit::SHIPPED.tantivy))
}

/// Types a query, follows the hit of one measure, and looks where one is.
async fn find_a_measure(hand: &Hand) -> Result<(), CmdError> {
    let here = follow_a_hit(&hand.client, &hand.home).await?;
    arrived(&hand.client, &here).await
}

async fn follow_a_hit(client: &Client, home: &str) -> Result<Element, CmdError> {
    client.goto(home).await?;
    let words = client.find(Locator::Css("input[name=q]")).await?;
    words.send_keys("规范 销号").await?;
    words.send_keys(&char::from(Key::Enter).to_string()).await?;
    let count = client.wait().for_element(Locator::Css("h1.count")).await?;
    assert!(count.text().await?.contains("25 份文书"), "{}", count.text().await?);
    let hit = client.find(Locator::XPath("(//li[contains(@class,'unit')]//a[.='二(一)1.二是'])[1]")).await?;
    hit.click().await?;
    let here = client.wait().for_element(Locator::Css(".u.here")).await?;
    assert_eq!(here.attr("id").await?.as_deref(), Some("二(一)1.二是"));
    let marked: Vec<String> = texts(client, ".u.here mark").await?;
    assert_eq!(marked, ["规范", "销号"]);
    Ok(here)
}

/// The reader has arrived: the measure stands in the window.
async fn arrived(client: &Client, here: &Element) -> Result<(), CmdError> {
    let begun = Instant::now();
    loop {
        let (top, bottom, seen) = window(client, here).await?;
        if top >= 0.0 && bottom <= seen {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "the measure stands at {top}..{bottom} of {seen}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn texts(client: &Client, css: &str) -> Result<Vec<String>, CmdError> {
    let mut out = Vec::new();
    for element in client.find_all(Locator::Css(css)).await? {
        out.push(element.text().await?);
    }
    Ok(out)
}

/// Top and bottom of an element in the window, and the window's height. Runs in
/// the driver's own world, so it works on pages that may run no script.
async fn window(client: &Client, element: &Element) -> Result<(f64, f64, f64), CmdError> {
    let script = "const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom, innerHeight];";
    let numbers = client.execute(script, vec![serde_json::to_value(element)?]).await?;
    let at = |index: usize| numbers[index].as_f64().unwrap_or(f64::NAN);
    Ok((at(0), at(1), at(2)))
}

#[test]
fn a_measure_is_found_and_reached() {
    with(small(), DESK, async |hand: Hand| {
        find_a_measure(&hand).await?;
        hand.size(375).await;
        find_a_measure(&hand).await
    });
}

#[test]
fn a_measure_is_found_and_reached_without_javascript() {
    with(small(), PLAIN, async |hand: Hand| {
        hand.open("/").await?;
        // Scripts really are off: the script would have put a sieve into long facets.
        assert!(hand.client.find_all(Locator::Css(".sift")).await?.is_empty());
        find_a_measure(&hand).await
    });
}

#[test]
fn a_measure_is_found_and_reached_on_a_narrow_window_without_javascript() {
    with(small(), PLAIN_PHONE, async |hand: Hand| find_a_measure(&hand).await);
}

/// A way of looking: width, dark, with our script.
const WAYS: [(u32, bool, bool); 4] =
    [(1280, false, true), (375, true, true), (1280, true, false), (375, false, false)];

/// On a phone filters and contents are folded away.
async fn unfold(hand: &Hand) -> Result<(), CmdError> {
    hand.run("document.querySelectorAll('[data-filters], .facet').forEach((it) => { it.open = true; })")
        .await?;
    Ok(())
}

/// Does a task in every way, in one browser.
fn in_every_way(task: impl AsyncFn(&Hand, bool) -> Result<(), CmdError>) {
    with(shipped(), DESK, async |hand: Hand| {
        for (width, dark, script) in WAYS {
            hand.size(width).await;
            hand.media("", &[("prefers-color-scheme", if dark { "dark" } else { "light" })]).await;
            hand.script(script).await;
            task(&hand, script).await?;
            let wide = hand.run("return document.documentElement.scrollWidth - innerWidth").await?;
            assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{width}: {wide} too wide");
        }
        Ok(())
    });
}

/// Journalist: find a sentence, take its citation.
#[test]
fn a_sentence_is_found_and_its_citation_taken() {
    in_every_way(async |hand, script| {
        hand.open("/?q=%22三张清单%22").await?;
        assert!(hand.text(".variant").await?.contains("三張清單"), "the script that matched is shown");
        hand.click(".unit .addr").await?;
        hand.find(".u.here").await?;
        hand.click(".u.here [data-cite]").await?;
        let cites = if script { "dialog[open] .cites" } else { ".arrival .cites" };
        hand.until(&format!("document.querySelector('{cites}')")).await?;
        if !script {
            hand.click(".arrival summary").await?;
        }
        let text = hand.text(cites).await?;
        for part in ["“", "[EB/OL]", "@online{", "TY  - ELEC", "一(二)一是"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        if script {
            assert_eq!(hand.text("dialog[open] h2").await?, "引用 一(二)一是");
            hand.click("dialog[open] header button").await?;
            hand.until("!document.querySelector('dialog[open]')").await?;
            hand.click(".u.here [data-cite]").await?;
            hand.until("document.querySelector('dialog[open]')").await?;
            // A click beside the dialog is one on the dialog itself.
            hand.run("document.querySelector('dialog').click()").await?;
            hand.until("!document.querySelector('dialog[open]')").await?;
        }
        Ok(())
    });
}

/// Inspector: narrow to a theme in a region, take everything away as a table.
#[test]
fn an_answer_is_narrowed_and_exported() {
    in_every_way(async |hand, script| {
        hand.open("/?q=整改").await?;
        unfold(hand).await?;
        hand.find("[data-facet=region] a.value").await?;
        let path = "//details[@data-facet='region']//a[contains(@class,'value')][contains(.,'云汀市')]";
        hand.client.find(Locator::XPath(path)).await?.click().await?;
        hand.until("document.querySelectorAll('.chips li').length === 2").await?;
        unfold(hand).await?;
        hand.click("[data-facet=theme] a.value").await?;
        hand.until("document.querySelectorAll('.chips li').length === 3").await?;
        // One value is excluded, and the chip says so.
        unfold(hand).await?;
        hand.click("[data-facet=action] a.not").await?;
        hand.until("document.querySelector('.chips .negated')").await?;
        let total = hand.text("h1.count").await?;
        let csv = hand.find(".out a[download]").await?.attr("href").await?.unwrap_or_default();
        for part in ["region=", "theme=", "not_action=", "format=csv"] {
            assert!(csv.contains(part), "{part} in {csv}");
        }
        let lines = "return fetch(document.querySelector('.out a[download]').href).then((it) => it.text())";
        let table = hand.run(lines).await?;
        let rows = table.as_str().unwrap_or_default().lines().count();
        assert!(rows > 1, "{total}: {rows} lines");
        // A reload shows the same; going back takes the last condition away.
        hand.client.refresh().await?;
        assert_eq!(hand.text("h1.count").await?, total);
        hand.client.back().await?;
        hand.until("!document.querySelector('.chips .negated')").await?;
        let _ = script;
        Ok(())
    });
}

/// Inspector: two rounds of a body side by side; researcher: a matrix and what is behind a cell.
#[test]
fn rounds_are_compared_and_a_cell_leads_to_what_it_counts() {
    in_every_way(async |hand, _| {
        hand.open("/agency/云汀市城市管理局党组").await?;
        let heads = hand.run("return document.querySelectorAll('#rounds ~ .rounds thead th').length").await?;
        assert!(heads.as_u64().is_some_and(|heads| heads >= 3), "{heads} columns");
        assert!(hand.text(".steps").await?.contains('天'));
        hand.open("/?q=整改&view=matrix&rows=theme&columns=region&count=announcements").await?;
        let cell = hand.find(".heat td a").await?;
        let counted = cell.text().await?;
        cell.click().await?;
        hand.until("document.querySelectorAll('.chips li').length >= 3").await?;
        let found = hand.text("h1.count").await?;
        assert!(found.contains(&format!("{counted} 份文书")), "{counted} is not {found}");
        Ok(())
    });
}

/// The same question as list, concordance, numbers, table and map.
#[test]
fn one_question_is_looked_at_in_every_way() {
    in_every_way(async |hand, _| {
        hand.open("/?q=制度").await?;
        let total = hand.text("h1.count").await?;
        for (tab, what) in
            [("语境", ".kwic li mark"), ("数字", ".numbers td"), ("交叉", ".heat td"), ("主题图", ".tile")]
        {
            hand.follow(tab).await?;
            hand.find(what).await?;
            assert_eq!(hand.text("h1.count").await?, total, "{tab}");
        }
        let measures = hand.text(".tile .n").await?;
        hand.click(".tile > a").await?;
        hand.until("document.querySelector('.unit')").await?;
        let number: String = measures.chars().filter(char::is_ascii_digit).collect();
        assert!(hand.text("h1.count").await?.contains(&format!("{number} 个单元")), "{measures}");
        Ok(())
    });
}

/// A link that is passed on shows the same highlights, and one steps through them.
#[test]
fn highlights_are_stepped_through_and_shared() {
    in_every_way(async |hand, script| {
        hand.open("/?q=采购&sort=date").await?;
        hand.click(".unit .addr").await?;
        hand.find(".u.here mark").await?;
        let marks = "return [...document.querySelectorAll('.text mark')].map((it) => it.textContent).join()";
        let shown = hand.run(marks).await?;
        let shared = hand.client.current_url().await?;
        if script {
            hand.find(".step").await?;
            hand.run("document.activeElement.blur()").await?;
            hand.find("body").await?.send_keys("j").await?;
            hand.until("document.querySelector('mark.now')").await?;
            let counter = hand.text(".step span").await?;
            assert!(counter.contains('/') && !counter.starts_with('–'), "{counter}");
        } else {
            hand.click(".stepper summary").await?;
            hand.click(".stepper li a").await?;
            assert!(hand.client.current_url().await?.as_str().contains("#m"));
        }
        hand.open("/").await?;
        hand.client.goto(shared.as_str()).await?;
        assert_eq!(hand.run(marks).await?, shown);
        Ok(())
    });
}

/// A query that is broken is answered and explained; one that finds nothing leads on.
#[test]
fn readers_recover_from_bad_queries_and_empty_answers() {
    in_every_way(async |hand, _| {
        hand.open("/?q=(采购").await?;
        assert!(hand.text(".note").await?.contains("括号"));
        assert!(!hand.text("h1.count").await?.contains("没有"));
        hand.open("/?q=采购 \"三张清革\"").await?;
        assert!(hand.text(".empty").await?.contains("没有出现过"));
        // What was meant stands one character away.
        hand.follow("三张清单").await?;
        hand.until("!document.querySelector('.empty')").await?;
        hand.open("/?q=采购&size=x&unknown=1&since=whenever").await?;
        hand.find(".group").await?;
        Ok(())
    });
}

#[test]
fn everything_can_be_done_by_keyboard_alone() {
    with(shipped(), DESK, async |hand: Hand| {
        hand.open("/").await?;
        hand.find("body").await?.send_keys("/").await?;
        assert_eq!(hand.run("return document.activeElement.name").await?, "q");
        hand.client.active_element().await?.send_keys("采购").await?;
        hand.press(Key::Enter.into()).await?;
        hand.find(".unit").await?;
        let body = hand.find("body").await?;
        body.send_keys("j").await?;
        body.send_keys("j").await?;
        hand.until("document.querySelectorAll('.unit')[1].classList.contains('now')").await?;
        hand.press(Key::Enter.into()).await?;
        hand.find(".u.here").await?;
        // The first stop of every page leads past its head.
        hand.open("/help").await?;
        hand.find("body").await?.send_keys(&char::from(Key::Tab).to_string()).await?;
        assert_eq!(hand.run("return document.activeElement.className").await?, "skip");
        hand.press(Key::Enter.into()).await?;
        assert!(hand.client.current_url().await?.as_str().ends_with("#main"));
        Ok(())
    });
}

#[test]
fn what_is_more_opens_in_place() {
    with(small(), DESK, async |hand: Hand| {
        hand.open("/?q=规范").await?;
        let before =
            hand.run("return document.querySelector('.group').querySelectorAll('.unit').length").await?;
        hand.click("[data-others]").await?;
        hand.until(&format!("document.querySelector('.group').querySelectorAll('.unit').length > {before}"))
            .await?;
        // Long facets are sieved as one types, those not shown yet too.
        let sift = hand.find("[data-facet=agency] .sift").await?;
        sift.send_keys("第25中学").await?;
        // What counts is what can be seen.
        let seen = "[...document.querySelectorAll('[data-facet=agency] li')].filter((it) => it.getClientRects().length)";
        hand.until(&format!("{seen}.length === 1 && {seen}[0].textContent.includes('第25中学')")).await?;
        assert!(hand.run("return document.querySelectorAll('[data-facet=agency] li').length").await? == 25);
        // Either script finds it, and what is none of the values is said.
        sift.clear().await?;
        sift.send_keys("第25中學黨").await?;
        hand.until(&format!("{seen}.length === 1 && {seen}[0].textContent.includes('第25中学')")).await?;
        let none = "document.querySelector('[data-facet=agency] [role=status]').textContent";
        assert_eq!(hand.run(&format!("return {none}")).await?, "");
        sift.send_keys("zzz").await?;
        hand.until(&format!("{seen}.length === 0 && {none} === '没有这样的值'")).await?;
        sift.clear().await?;
        sift.send_keys("第25中学").await?;
        hand.until(&format!("{seen}.length === 1")).await?;
        // A chosen value, and its chip taken away again.
        hand.click("[data-facet=agency] li:not([hidden]) a.value").await?;
        hand.until("document.querySelector('.chips')").await?;
        assert!(hand.text("h1.count").await?.contains("1 份文书"));
        hand.click(".chips a").await?;
        hand.until("!document.querySelector('.chips')").await?;
        assert!(hand.text("h1.count").await?.contains("25 份文书"));
        Ok(())
    });
}

#[test]
fn a_span_of_time_is_dragged_and_linked() {
    with(shipped(), DESK, async |hand: Hand| {
        hand.open("/").await?;
        let drag = "const bars = document.querySelectorAll('.bars:not(.months) > li'); \
            const send = (type, on) => { const at = on.getBoundingClientRect(); on.dispatchEvent(new PointerEvent(type, \
            { bubbles: true, pointerType: 'mouse', clientX: at.x + at.width / 2, clientY: at.y + 10 })); }; \
            send('pointerdown', bars[0]); send('pointermove', bars[1]); send('pointerup', bars[1]);";
        hand.run(drag).await?;
        hand.until("location.search.includes('since=') && document.querySelector('.chips')").await?;
        assert!(hand.text(".chips").await?.contains("公布"));
        // Months come into view, their bars on one line, each label on one line of its own.
        let months = "const tops = new Set([...document.querySelectorAll('.months svg')].map((it) => it.getBoundingClientRect().bottom)); \
            const words = [...document.querySelectorAll('.months li > a > :is(span, small):not(.sr)')]; \
            return tops.size === 1 && words.every((it) => it.getBoundingClientRect().height < 24 && it.scrollWidth <= it.clientWidth + 1);";
        assert_eq!(hand.run(months).await?, true);
        // Each is a link that works without a script.
        hand.find(".months a").await?.click().await?;
        hand.until("new URLSearchParams(location.search).get('since').length === 7").await?;
        Ok(())
    });
}

#[test]
fn the_language_is_chosen_and_remembered() {
    with(shipped(), PLAIN, async |hand: Hand| {
        hand.open("/?q=采购").await?;
        assert_eq!(hand.find("html").await?.attr("lang").await?.as_deref(), Some("zh-Hans"));
        let published = hand.text(".unit .words").await?;
        for (name, code, word) in [("EN", "en", "documents"), ("繁", "zh-Hant", "份文書")] {
            hand.client.find(Locator::LinkText(name)).await?.click().await?;
            assert_eq!(hand.find("html").await?.attr("lang").await?.as_deref(), Some(code));
            assert!(hand.text("h1.count").await?.contains(word));
            assert!(hand.client.current_url().await?.as_str().ends_with(&encode("采购")), "the same page");
            assert_eq!(
                hand.text(".unit .words").await?.replace(" done", ""),
                published.replace(" 已完成", "")
            );
            hand.open("/help").await?;
            assert_eq!(hand.find("html").await?.attr("lang").await?.as_deref(), Some(code));
            hand.client.back().await?;
        }
        Ok(())
    });
}

/// The clerk with a list of bodies: pasted, then out of a file of a spreadsheet, with no script at all.
#[test]
fn a_list_is_searched_without_a_script() {
    with(shipped(), PLAIN_PHONE, async |hand: Hand| {
        hand.open("/").await?;
        hand.click("nav a[href='/batch']").await?;
        hand.find("#list").await?.send_keys("采购\n\n雪山大会").await?;
        hand.click(".go button").await?;
        hand.find(".lines").await?;
        assert_eq!(texts(&hand.client, ".lines tbody .fared").await?, ["找到", "没有"]);
        let said = hand.text(".lines .found .num a").await?;
        hand.click(".lines .found .num a").await?;
        assert!(hand.text("h1.count").await?.contains(&format!("{said} 份文书")));
        hand.client.back().await?;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("名单.csv");
        let table =
            encoding_rs::GBK.encode("序号,单位名称\r\n1,云汀市教育局\r\n2,查无此局\r\n").0.into_owned();
        std::fs::write(&file, table).unwrap();
        hand.find("#file").await?.send_keys(file.to_str().unwrap()).await?;
        hand.click("input[value=names]").await?;
        hand.click(".go button").await?;
        hand.client.wait().for_element(Locator::XPath("//p[contains(.,'“单位名称”')]")).await?;
        assert_eq!(texts(&hand.client, ".lines tbody tr").await?.len(), 2);
        assert_eq!(texts(&hand.client, ".lines .none th bdi").await?, ["查无此局"]);
        Ok(())
    });
}

/// However wide the table, what stands at its end is seen from the beginning, and the page does not move.
#[test]
fn totals_of_a_cross_table_are_in_view() {
    with(shipped(), DESK, async |hand: Hand| {
        for width in [375, 1280, 1920] {
            hand.size(width).await;
            for url in
                ["/?view=matrix&rows=region&columns=theme", "/?q=整改&view=matrix&rows=agency&columns=area"]
            {
                hand.open(url).await?;
                let script = "const box = document.querySelector('.heat'); box.scrollLeft = 0; \
                    const edge = Math.min(box.getBoundingClientRect().right, innerWidth); \
                    const page = document.documentElement.scrollWidth - innerWidth; \
                    return page <= 0 && [...box.querySelectorAll('tr > :last-child')].every((it) => \
                      it.getBoundingClientRect().right <= edge + 1 && it.getBoundingClientRect().width > 20);";
                assert_eq!(hand.run(script).await?, true, "{width} {url}");
            }
        }
        // All themes and what has none fit a usual screen.
        hand.size(1280).await;
        hand.open("/?view=matrix&rows=region&columns=theme&count=measures").await?;
        let fits = "const box = document.querySelector('.heat'); return box.scrollWidth <= box.clientWidth;";
        assert_eq!(hand.run(fits).await?, true);
        hand.size(1920).await;
        hand.open("/?q=整改&view=matrix&rows=agency&columns=area").await?;
        // On a wide screen the table has more than the column of a text.
        let wide = "return document.querySelector('.heat').clientWidth > 1000";
        assert_eq!(hand.run(wide).await?, true);
        Ok(())
    });
}

/// A table wider than a phone moves sideways; what its rows are called does not.
#[test]
fn row_headings_stay_while_a_cross_table_moves() {
    with(shipped(), DESK, async |hand: Hand| {
        hand.size(375).await;
        for scheme in ["light", "dark"] {
            hand.media("", &[("prefers-color-scheme", scheme)]).await;
            hand.open("/?view=matrix&rows=agency&columns=theme").await?;
            let script = "const box = document.querySelector('.heat'); box.scrollLeft = 150; \
                scrollTo(0, box.getBoundingClientRect().top + scrollY - 200); \
                const edge = box.getBoundingClientRect().left; \
                return [...box.querySelectorAll('tr > :first-child')].slice(0, 5).map((head) => { \
                  const at = head.getBoundingClientRect(); \
                  const seen = document.elementFromPoint(at.left + 20, at.top + at.height / 2); \
                  const own = getComputedStyle(head).borderRightWidth === '1px' \
                    && getComputedStyle(head).borderCollapse === 'separate'; \
                  const paint = getComputedStyle(head).backgroundColor; \
                  return own && box.scrollLeft > 100 && Math.abs(at.left - edge) < 2 && head.contains(seen) \
                    && at.width < 180 && !/rgba\\(.*, 0\\)|transparent/.test(paint); });";
            assert_eq!(hand.run(script).await?, json!([true, true, true, true, true]), "{scheme}");
        }
        Ok(())
    });
}
