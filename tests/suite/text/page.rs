//! Pages as they are: what is published, what is furniture, what is repaired.

use super::{chrome, text};
use xunlan::disclosure::Doubt;

const PREAMBLE: &str =
    "根据市委统一部署，2024年3月4日至5月17日，市委第二巡察组对市水务局党组开展了常规巡察。";
const TITLE: &str = "中共云汀市水务局党组关于巡察整改进展情况的通报";

fn page(main: &str) -> String {
    format!(
        "<html><head><title>{TITLE}-云汀市水务局</title><meta name=\"PubDate\" content=\"2024-12-06\"></head><body>\
         <ul class=nav><li><a href=/>首页</a></li><li><a href=/x>政务公开</a></li></ul>\
         <div class=crumb>当前位置：<a>首页</a> &gt; 正文</div>{main}\
         <div>上一篇：<a href=#>水库除险加固公告</a></div><div>澜ICP备00000000号 版权所有：云汀市水务局</div>\
         <div>联系电话：0390-8800000（网站维护）</div></body></html>"
    )
}

#[test]
fn the_title_outside_the_text_stands_first_and_what_is_between_is_furniture() {
    let main = format!(
        "<h1>中共云汀市水务局党组<br>关于巡察整改进展情况的通报</h1><p>来源：市水务局　浏览次数：12</p>\
         <div id=zoom><p>&emsp;&emsp;{PREAMBLE}</p><p>一、履行<b>主体</b>责任情况</p><p>局党组召开会议6次，制定整改措施32条。</p>\
         <p>中共云汀市水务局党组</p><p>2024年12月5日</p></div>"
    );
    let read = text(page(&main).as_bytes());
    assert_eq!(
        read.published,
        format!(
            "{TITLE}\n来源：市水务局　浏览次数：12\n{PREAMBLE}\n一、履行主体责任情况\n局党组召开会议6次，制定整改措施32条。\n\
             中共云汀市水务局党组\n2024年12月5日\n当前位置：首页 > 正文\n澜ICP备00000000号 版权所有：云汀市水务局\n\
             联系电话：0390-8800000（网站维护）"
        )
    );
    // What stands around the text follows it.
    let around = [
        "来源：市水务局　浏览次数：12",
        "当前位置：首页 > 正文",
        "澜ICP备00000000号 版权所有：云汀市水务局",
        "联系电话：0390-8800000（网站维护）",
    ];
    assert_eq!(chrome(&read), around);
    assert_eq!(read.title.as_deref(), Some(TITLE));
    assert_eq!(read.meta, [("pubdate".to_owned(), "2024-12-06".to_owned())]);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
}

#[test]
fn a_text_in_two_boxes_is_not_cut() {
    let long = "局党组召开会议6次，制定整改措施32条。".repeat(30);
    let main = format!(
        "<h1>{TITLE}</h1><div class=content><p>{PREAMBLE}</p><p>{long}</p></div>\
         <div class=more><p>欢迎对巡察整改落实情况进行监督。联系电话：0390-8800126。</p></div><div>中共云汀市水务局党组</div>"
    );
    let read = text(page(&main).as_bytes());
    assert!(read.published.starts_with(TITLE));
    assert!(read.published.contains("0390-8800126"));
    assert!(read.published.contains("\n中共云汀市水务局党组"));
}

#[test]
fn scripts_comments_and_hidden_parts_are_not_text() {
    let main = format!(
        "<div><script>var a='<p>甲</p>';</script><style>p{{}}</style><!-- 乙 --><noscript>丙</noscript>\
         <template>丁</template><p hidden>戊</p><p style='display: none'>己</p><p>{PREAMBLE}</p><p>《办法<试行>》已印发。</p></div>"
    );
    let read = text(main.as_bytes());
    assert_eq!(read.published, format!("{PREAMBLE}\n《办法<试行>》已印发。"));
}

#[test]
fn lost_closings_eat_nothing() {
    let headless = text(format!("<html><head><body><p hidden>甲。</p><p>{PREAMBLE}</p>").as_bytes());
    assert_eq!(headless.published, PREAMBLE);
    for broken in ["<!-- 未完", "<script>", "<a title=\"未完>", "<style>"] {
        let read = text(format!("<div>{broken}<p>{PREAMBLE}</p></div>").as_bytes());
        assert!(read.published.contains(PREAMBLE), "{broken} → {}", read.published);
    }
}

#[test]
fn a_table_row_is_a_line() {
    let read = text(
        format!(
            "<div><p>{PREAMBLE}</p><table><tr><th>序号</th><th>问题</th><th>措施</th></tr>\
             <tr><td><p>1</p></td><td></td><td><p>一是整改。</p><p>二是督查。</p></td></tr></table></div>"
        )
        .as_bytes(),
    );
    assert_eq!(read.published, format!("{PREAMBLE}\n序号\t问题\t措施\n1\t\t一是整改。 二是督查。"));
}

#[test]
fn the_first_sentence_of_the_given_document_stays_whole() {
    let read = text(include_bytes!("../../../seeds/000_f5b1d4cc3ccb7d7f.txt"));
    assert_eq!(chrome(&read), ["公眾號", "微博", "粵商通", "機器人", "美麗廣州", "美麗廣州"]);
    let last = read.chrome.last().unwrap();
    let sentence: String = read.published.chars().skip(last.end as usize).take(8).collect();
    assert_eq!(sentence, "根據市委統一部署");
}

#[test]
fn furniture_is_found_at_both_ends_and_nowhere_else() {
    let body = format!("{PREAMBLE}\n来源：这一行在正文之中\n局党组召开会议6次，制定整改措施32条。");
    let source = format!(
        "当前位置：首页 > 正文\n{TITLE}\n发布时间：2024-12-06 字号：大 中 小\n{body}\n中共云汀市水务局党组\n2024年12月5日\n责任编辑：办公室\n扫一扫在手机打开当前页"
    );
    let read = text(source.as_bytes());
    let expect = [
        "当前位置：首页 > 正文",
        "发布时间：2024-12-06 字号：大 中 小",
        "责任编辑：办公室",
        "扫一扫在手机打开当前页",
    ];
    assert_eq!(
        (read.published.as_str(), chrome(&read)),
        (source.as_str(), expect.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_bare_announcement_has_no_furniture() {
    for source in [super::SIMPLIFIED, super::TRADITIONAL] {
        assert_eq!(chrome(&text(source.as_bytes())), Vec::<String>::new());
    }
}

#[test]
fn pinyin_is_published_but_not_matched() {
    let read = text("關(guān)于對(duì)會(huì )黨(dǎng)組的通報。".as_bytes());
    assert_eq!(read.published, "關(guān)于對(duì)會(huì )黨(dǎng)組的通報。");
    assert_eq!(read.folded.as_str(), "关于对会党组的通报。");
    let at = read.folded.as_str().find("党组").unwrap();
    let span = read.folded.published_bytes(at..at + "党组".len());
    let marked: String = read.published.chars().skip(span.start as usize).take(span.len() as usize).collect();
    assert_eq!(marked, "黨(dǎng)組");
    assert!(read.findings.iter().any(|finding| finding.doubt == Doubt::Damage));
}

#[test]
fn bare_pinyin_needs_company_and_other_brackets_stay() {
    assert_eq!(text("統計(ji)造(zao)假(jia)整(zheng)治".as_bytes()).folded.as_str(), "统计造假整治");
    for kept in ["系统(app)建设(ok)", "采用(he)方式", "面积(km)(m)合计", "联系人(张)"] {
        assert_eq!(text(kept.as_bytes()).folded.as_str(), kept);
    }
}

#[test]
fn old_damage_is_reported_with_its_place() {
    for damaged in ["整改锟斤拷情况", "整改?。ㄒ唬┣榭?", "整改\u{FFFD}情况"] {
        let read = text(damaged.as_bytes());
        assert_eq!(read.published, damaged);
        let place = read
            .findings
            .iter()
            .find(|finding| finding.doubt == Doubt::Damage)
            .and_then(|finding| finding.span);
        assert_eq!(place.map(|span| span.start), Some(2), "{damaged}");
    }
}

/// The issuer in the page's headline, the subject as the first line of its text: one title, and nothing is lost.
#[test]
fn a_title_that_reaches_into_the_text() {
    let body: String = "一二三四五六"
        .chars()
        .map(|c| format!("<p>{c}是加强管理，完善制度，落实责任，推动整改工作落到实处，取得明显成效。</p>"))
        .collect();
    let first = "<p>根据市委统一部署，市委第五巡察组对市教育局党组开展了常规巡察。</p>";
    let title = "中共云汀市教育局党组关于巡察整改进展情况的通报";
    for heads in [
        "<h1>中共云汀市教育局党组</h1><div class=\"TRS_Editor\"><p>关于巡察整改进展情况的通报</p>",
        "<p>中共云汀市教育局党组</p><div class=\"TRS_Editor\"><p>关于巡察整改</p><p>进展情况的通报</p>",
    ] {
        let page = format!(
            "<html><head><title>{title}</title></head><body><p>首页 &gt; 公告</p>{heads}{first}{body}</div></body></html>"
        );
        let read = text(page.as_bytes());
        let joined: String = read.published.split_whitespace().collect();
        assert!(joined.contains(title), "{}", read.published);
        assert_eq!(joined.matches("关于巡察整改").count(), 1, "{}", read.published);
        assert!(joined.contains("常规巡察。一是加强管理"), "{}", read.published);
    }
}

#[test]
fn what_stands_around_the_text_is_kept_behind_it() {
    let correction = "更正：上文追缴金额应为80万元，特此说明。";
    let text_of = |around: [&str; 2]| {
        let body = format!(
            "<html><body>{}<div><p>{TITLE}</p><p>{PREAMBLE}现将巡察整改进展情况予以公布。</p><p>一、整改情况</p>\
             <p>一是追缴违规资金8万元，制定制度5项。</p><p>2024年5月6日</p></div>{}</body></html>",
            around[0], around[1]
        );
        text(body.as_bytes())
    };
    for (around, kept) in [
        (["", "<p>更正：上文追缴金额应为80万元，特此说明。</p>"], correction),
        (["", "<section><p>更正：上文追缴金额应为80万元，特此说明。</p></section>"], correction),
        (
            ["", "<table><tr><td>1</td><td>公款吃喝</td><td>给予党内警告处分九人</td></tr></table>"],
            "给予党内警告处分九人",
        ),
        (["<div><p>会议纪律松弛的通报</p></div>", ""], "会议纪律松弛的通报"),
    ] {
        let read = text_of(around);
        assert!(read.published.starts_with(TITLE), "{}", read.published);
        assert!(read.published.lines().last().is_some_and(|line| line.contains(kept)), "{}", read.published);
        assert!(chrome(&read).iter().any(|line| line.contains(kept)), "{kept}");
    }
    // Links lead elsewhere.
    let read = text_of(["<ul><li><a href=/>政务公开</a></li></ul>", "<p>版权所有：云汀市水务局</p>"]);
    assert_eq!(chrome(&read), ["版权所有：云汀市水务局"]);
}

#[test]
fn a_title_that_only_the_head_tells_is_part_of_the_text() {
    let named = |body: &str| {
        let page = format!(
            "<html><head><title>{TITLE}_云汀市水务局</title></head><body><div>{body}</div></body></html>"
        );
        text(page.as_bytes()).published
    };
    let body =
        format!("<p>{PREAMBLE}现将巡察整改进展情况予以公布。</p><p>一、整改情况</p><p>一是制定制度5项。</p>");
    assert!(named(&body).starts_with(&format!("{TITLE}\n{PREAMBLE}")));
    // What stands there already, or stands there in other words, is not put before it.
    let titled = format!("<p>{TITLE}</p>{body}");
    assert_eq!(named(&titled).matches(TITLE).count(), 1);
    let other = format!("<p>云汀市水务局巡察整改情况公示表</p>{body}");
    assert!(!named(&other).contains(TITLE));
}

/// What the markup says of how characters are read is shown above them: published, and no text between them.
#[test]
fn ruby_parts_no_words() {
    for (ruby, published) in [
        ("规范采<ruby>购<rt>gòu</rt></ruby>工作。", "规范采购gòu工作。"),
        ("规范<ruby>采<rt>cǎi购<rt>gòu</ruby>工作。", "规范采cǎi购gòu工作。"),
        ("规范<ruby>采<rt>cǎi购工作。", "规范采cǎi购工作。"),
        ("规范采<ruby>购<rp>(</rp><rt>gòu</rt><rp>)</rp></ruby>工作。", "规范采购(gòu)工作。"),
        ("规范<ruby>采<rt>cai<rb>购<rt>gou</ruby>工作。", "规范采cai购gou工作。"),
        ("规范<ruby>采购<rt>ㄘㄞˇ ㄍㄡˋ</rt></ruby>工作。", "规范采购ㄘㄞˇ ㄍㄡˋ工作。"),
    ] {
        let read = text(format!("<div><p>{PREAMBLE}</p><p>{ruby}</p></div>").as_bytes());
        assert_eq!(read.published, format!("{PREAMBLE}\n{published}"));
        assert!(read.folded.as_str().ends_with("规范采购工作。"), "{}", read.folded.as_str());
    }
    // A gloss that is never closed leaves out no paragraph, and no gloss stands outside ruby.
    let long = "局党组召开会议6次，制定整改措施32条。".repeat(5);
    for open in ["<ruby>采购<rt>", "<rt>"] {
        let read = text(format!("<div><p>{PREAMBLE}</p><p>{open}{long}</p></div>").as_bytes());
        assert!(read.folded.as_str().contains("局党组召开会议6次"), "{}", read.folded.as_str());
    }
}

#[test]
fn what_a_page_hides_inside_a_line_parts_no_words() {
    for hidden in [
        "<span style=\"display:none\">隐藏</span>",
        "<span hidden>隐藏</span>",
        "<i style='visibility: hidden'><b>隐藏</b></i>",
        "<font style='font-size:0'>隐藏</font>",
        "<span style=\"color:#fff; font-size: 0px\">隐<b>藏</b></span>",
    ] {
        let read = text(format!("<div><p>{PREAMBLE}</p><p>规范采{hidden}购工作。</p></div>").as_bytes());
        assert_eq!(read.published, format!("{PREAMBLE}\n规范采购工作。"), "{hidden}");
        let first = text(format!("<div><p>{PREAMBLE}</p><p>{hidden}规范采购工作。</p></div>").as_bytes());
        assert_eq!(first.published, read.published, "{hidden}");
    }
    for shown in [
        "<b style='display:none;display:inline'>采</b>",
        "<b style='/*display:none*/'>采</b>",
        "<b style='--display:none'>采</b>",
        "<b style='x-display:none'>采</b>",
        "<b style='background:url(a;display:none)'>采</b>",
        "<b style='display:none1'>采</b>",
        "<b style='display:inline!important;display:none'>采</b>",
        "<b style='visibility:hidden'><i style='visibility:visible'>采</i></b>",
        "<b style='font-size:0;font-size:1em'>采</b>",
        "<b hidden style='display:inline'>采</b>",
        "<b style='visibility:hidden'>甲<i style='visibility:visible'>采</i>乙</b>",
        "<b style='color:red;DISPLAY:/**/NONE'>甲</b>采",
    ] {
        let read = text(format!("<div><p>{PREAMBLE}</p><p>规范{shown}购工作。</p></div>").as_bytes());
        assert_eq!(read.published, format!("{PREAMBLE}\n规范采购工作。"), "{shown}");
    }
    // A size of nothing against the gaps between boxes, which have sizes of their own.
    for shown in [
        "<div style='font-size:0'><span style='font-size:16px'>规范采购工作。</span></div>",
        "<div style='font-size:0'><span class=box>规范采购工作。</span></div>",
        "<div style='font-size:0'><p>规范采购工作。</p></div>",
        "<p style='font-size:0.9em'>规范采购工作。</p>",
    ] {
        let read = text(format!("<div><p>{PREAMBLE}</p>{shown}</div>").as_bytes());
        assert_eq!(read.published, format!("{PREAMBLE}\n规范采购工作。"), "{shown}");
    }
}

/// A script shows it later: hidden text that is all there is, or nearly all, is the text.
#[test]
fn a_text_that_a_script_shows_is_not_lost() {
    let body = format!("<p>{PREAMBLE}</p><p>局党组召开会议6次，制定整改措施32条。</p>");
    let whole = format!("{PREAMBLE}\n局党组召开会议6次，制定整改措施32条。");
    for page in [
        format!("<div style='display:none'>{body}</div>"),
        format!("<div>正在加载</div><div id=zoom hidden>{body}</div>"),
        format!("<div hidden>{body}<p><span style='display:none'>甲</span></p></div>"),
    ] {
        let read = text(page.as_bytes());
        assert!(read.published.contains(&whole), "{page} → {}", read.published);
    }
    // The rest of a paragraph behind a link that unfolds it.
    let folded = format!(
        "<div><p>摘要<span style='display:none'>{PREAMBLE}现予公布。</span><a href=#>展开</a></p></div>"
    );
    assert!(text(folded.as_bytes()).published.contains(PREAMBLE));
}
