//! The title among the lines before the text.
//!
//! In: those lines. Out: which of them are the title, each copy of it. Promise:
//! a title on several lines is taken whole; the name of a site or of a body
//! alone is none.

use super::bodies::{is_another, is_seat};
use super::broken::cut_anywhere;
use super::date::{self, Hit};
use super::divisions;
use super::glyph;
use super::headline::{handed_over, is_rest};
use super::layout::{is_contact, is_date_line, is_issuer};
use super::organ::take_apart;
use super::own_title::{is_column, unbracketed};

/// The lines of a title.
pub(super) struct Title {
    /// Lines of the copy next to the text.
    pub shown: Vec<usize>,
    /// Lines of every copy.
    pub all: Vec<usize>,
}

/// The title among the lines before the text: whole, on two lines, or twice.
pub(super) fn find_title<'t>(head: &[usize], text: &dyn Fn(usize) -> &'t str) -> Title {
    let mut copies: Vec<Vec<usize>> = Vec::new();
    let mut at = 0;
    while at < head.len() {
        let line = text(head[at]);
        let next = head.get(at + 1).map(|index| text(*index));
        // 巡察整改情况通报 alone does not say whose.
        let bare = |next: &str| {
            ["巡察", "巡视"].iter().any(|word| next.starts_with(word))
                && ends_as_title(next)
                && next.chars().count() <= 24
                && !["公告", "关于"].iter().any(|word| next.contains(word))
        };
        // 中共X党组 / 关于十三届县委第五轮巡察 / 整改进展情况的通报
        let halved = |next: &str| {
            next.starts_with("关于")
                && !ends_as_title(next)
                && head.get(at + 2).is_some_and(|third| ends_as_title(text(*third)))
        };
        let goes_on =
            |next: &str| is_title(next) && (next.starts_with("关于") || bare(next)) && !halved(next);
        let handed = handed_over(&head[at..], text);
        if handed > 1 {
            copies.push(head[at..at + handed].to_vec());
            at += handed;
            continue;
        }
        // X县人民政府 above 巡察整改情况通报 is whose site it is.
        let issuer_first = is_issuer(line)
            && (line.starts_with("中共") || !line.ends_with("人民政府"))
            && next.is_some_and(goes_on);
        // Broken in mid phrase: the first half does not end as titles do.
        let broken = !issuer_first
            && (line.starts_with("中共") || line.contains("关于") || line.starts_with('【'))
            && !line.contains(['。', ':', '>', '\t'])
            && !ends_as_title(line)
            && line.chars().count() <= 60
            && next.is_some_and(|next| {
                // 中共云汀市委第三巡察组关于 / 巡察青禾县教育局党组的反馈意见
                let handed = ["反馈意见", "的反馈"].iter().any(|end| next.ends_with(end));
                let handed = handed && ["巡察组", "巡视组"].iter().any(|group| line.contains(group));
                (ends_as_title(next) || handed)
                    && !next.contains(['。', ':', '>'])
                    && !next.contains("关于")
                    && !has_own_body(line, next)
            });
        if issuer_first || broken {
            let mut copy = vec![head[at], head[at + 1]];
            at += 2;
            // 中共X党组 / 关于…整改进展 / 情况的通报
            if issuer_first
                && !ends_as_title(text(copy[1]))
                && let Some(third) = head
                    .get(at)
                    .filter(|index| ends_as_title(text(**index)) && text(**index).chars().count() <= 30)
            {
                copy.push(*third);
                at += 1;
            }
            copies.push(copy);
            continue;
        }
        let cut = cut_anywhere(&head[at..], text);
        if cut > 1 {
            copies.push(head[at..at + cut].to_vec());
            at += cut;
            continue;
        }
        let fed_back = handed == 1;
        let noticed =
            ["巡察公告", "巡视公告", "进驻公告", "撤离公告"].iter().any(|word| line.starts_with(word));
        // 巡察公告 is also what a column is called: as a title it stands above the text, or its date.
        let brief = noticed && line.chars().count() < 6 && next.is_none_or(|next| next.contains(':'));
        // 公告 is what a column is called as well, unless it stands right above the text.
        let brief = brief || copies.is_empty() && next.is_none() && ["公告", "通告"].contains(&line);
        if brief
            || is_title(line)
                && !is_column(line)
                && !is_rest(line)
                && (line.contains("关于")
                    || ends_as_title(line)
                    || line.starts_with('【')
                    || noticed
                    || fed_back)
        {
            // 坚持刀刃向内 / ——X党组关于…的通报: the headline stands above its subtitle.
            let above = at.checked_sub(1).map(|above| head[above]);
            let above = above.filter(|above| line.starts_with('—') && is_headline(text(*above)));
            copies.push(above.into_iter().chain([head[at]]).collect());
        }
        at += 1;
    }
    let shown = copies.last().cloned().unwrap_or_default();
    Title { shown, all: copies.concat() }
}

/// A headline that does not speak as titles of the genre do: the first line of
/// the text, right above its first sentence or its reporter, with its subtitle.
/// `dated_below` tells whether the page's own line of date and source stands right below a line.
pub(super) fn headline<'t>(
    live: &[usize],
    text: &dyn Fn(usize) -> &'t str,
    dated_below: &dyn Fn(usize) -> bool,
) -> Title {
    let none = Title { shown: Vec::new(), all: Vec::new() };
    let labels = ["来源", "作者", "时间", "日期", "编辑", "浏览", "字号", "发布", "位置", "索引", "责任"];
    let labelled = |line: &str| {
        line.split_once(':').is_some_and(|(label, rest)| {
            labels.iter().any(|word| label.contains(word)) || rest.chars().count() < 6
        })
    };
    // 2022-03-09 09:41:17来源:…
    let dated = |line: &str| {
        let hit = date::scan(line, 0..line.len()).into_iter().next();
        hit.is_some_and(|hit| hit.range.start == 0 && labels.iter().any(|word| line.contains(word)))
    };
    let plain = |line: &str| {
        let chars = line.chars().count();
        ((6..=60).contains(&chars) || PAPERS.contains(&line))
            && !line.contains(['。', '；', '\t', '>', '|', '\u{fffd}'])
            // 根据中共青禾县第十四届 / 委员会…部署 is the text itself.
            && !["根据", "按照"].iter().any(|word| line.starts_with(word))
            && !labelled(line)
            && !is_column(line)
            && !dated(line)
            && glyph::at_start(line).is_none()
            && !is_date_line(line)
            && !is_contact(line)
    };
    let han = |line: &str| line.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    // 清风沐苇2022-09-05 08:20; 首页|时政|社会: the site's own lines stand above the headline.
    // 第01版:要闻 is the page of a paper; 。ㄉ is what wrong decoding has left of a bracket.
    let sites = |line: &str| {
        let printed = || line.starts_with('第') && line.contains('版') && line.chars().count() <= 16;
        // 北辽日报 2021年01月22日: which paper, and its day.
        // 云汀日报 2022-06-23 第03版: and its page.
        let paper = || {
            let hit = date::scan(line, 0..line.len()).pop().filter(|hit| {
                let page = line[hit.range.end..].trim();
                page.is_empty() || page.contains('版') && page.chars().count() <= 12
            });
            hit.is_some_and(|hit| line[..hit.range.start].trim_end().ends_with('报'))
        };
        // 云屯日报电子版
        let electronic = || {
            ["报电子版", "数字报", "电子报"].iter().any(|end| line.ends_with(end))
                && line.chars().count() <= 16
        };
        let named = || {
            timed(line)
                || electronic()
                || line.contains("星期")
                || line.matches('|').count() >= 2
                || printed()
                || paper()
        };
        let sound = |c: char| ('\u{3105}'..='\u{312f}').contains(&c);
        let broken = || line.split('。').skip(1).any(|rest| rest.starts_with(sound));
        line.chars().count() <= 60 && (broken() || !line.contains('。') && named())
    };
    let above = live.iter().take(4).take_while(|index| sites(text(**index))).count();
    // 汐州市民政局 局内动态 stands above the headline, and the page's date right below it.
    let dated = live[above..]
        .iter()
        .take(3)
        .take_while(|index| plain(text(**index)))
        .position(|index| dated_below(*index))
        .unwrap_or(0);
    // 2015年云朔省委第四轮巡视展开 / 8个巡视组进驻: two lines that tell of the work are one headline.
    let tells = |line: &str| {
        ["巡察", "巡视"].iter().any(|word| line.contains(word))
            && line.chars().count() >= 10
            && !is_issuer(line)
    };
    let double = dated == 1
        && live[above..].iter().take(2).all(|index| tells(text(*index)) && !text(*index).starts_with('—'));
    let above = above + if double { 0 } else { dated };
    let [first, rest @ ..] = &live[above..] else { return none };
    let line = text(*first);
    // The name of a body, of its place or of a site alone is none.
    let name = is_seat(line)
        || is_issuer(line) && (line.starts_with("中共") || divisions::leading(line).1 > 0)
        || ["网", "网站", "平台", "政府", "门户", "栏目", "频道", "正文"]
            .iter()
            .any(|end| line.trim_end_matches(['】', ']', ')']).ends_with(end));
    // 廉洁棠州 中共棠州市纪律检查委员会: nor is a site and whose it is.
    let owner = line.find("中共").filter(|at| line[..*at].chars().count() <= 8);
    let name = name || owner.is_some_and(|at| is_issuer(&line[at..]));
    let paper = PAPERS.contains(&line);
    if !plain(line) || name || han(line) < 5 && !paper {
        return none;
    }
    let mut shown = vec![*first];
    let mut rest = rest;
    // 巡察整改:X区开展专项督查 / X区开展专项督查: the second copy stands next to the text.
    let mut all = shown.clone();
    if let [second, more @ ..] = rest
        && line.ends_with(text(*second))
        && plain(text(*second))
    {
        shown = vec![*second];
        all.push(*second);
        rest = more;
    }
    if let [second, more @ ..] = rest
        && (text(*second).starts_with('—') || double)
        && !is_occasion(text(*second))
        && plain(text(*second))
    {
        shown.push(*second);
        all.push(*second);
        rest = more;
    }
    // ——2025年12月30日在云汀市第十六届 / 人民代表大会常务委员会第四十五次会议上: the occasion is no part of the title,
    // and may be broken over two lines.
    if rest.first().is_some_and(|next| is_occasion(text(*next))) {
        let closes = rest.iter().take(3).position(|next| text(*next).ends_with('上'));
        rest = &rest[closes.unwrap_or(0) + 1..];
    }
    // 各位村民: stands above a letter.
    let greets = |line: &str| line.chars().count() <= 16 && line.ends_with(':');
    // 市审计局局长 李某某 / 主任、各位副主任: is who speaks to whom.
    if is_speaker(line) && rest.first().is_some_and(|next| greets(text(*next))) {
        return none;
    }
    let told = |line: &str| labelled(line) && date::scan(line, 0..line.len()).len() == 1;
    let passed = |index: &&usize| {
        let line = text(**index);
        sites(line) || greets(line) || line.chars().count() <= 30 && told(line)
    };
    // 查看更多 below a title that tells of the work: a line of the page, whatever it says.
    let page = |line: &str| {
        line.chars().count() <= 16
            && !line.contains(['。', ',', '；', ':', '\t'])
            && !line.starts_with('—')
            && !is_issuer(line)
            && glyph::at_start(line).is_none()
    };
    let opens = |next: &usize| text(*next).contains('。');
    let unknown =
        tells(line) && rest.first().is_some_and(|next| page(text(*next))) && rest.get(1).is_some_and(opens);
    let dates = rest.iter().take(1).filter(|next| unknown || passed(next)).count();
    let told = rest.get(dates).is_some_and(|next| {
        let next = text(*next);
        next.contains('。') || next.chars().count() >= 40 || next.contains("记者") || next.contains("通讯员")
    });
    // …督察群众信访举报件公开情况(第六批) / 扫一扫下载附件: a line that ends as titles do needs no sentence right below.
    let answers = ["整改", "督察", "巡察", "巡视"].iter().any(|word| line.contains(word));
    let told = told
        || answers
            && ends_as_title(unbracketed(line))
            && rest.iter().take(4).any(|next| text(*next).contains('。'));
    // 承诺书 / 本人对巡察整改工作作出如下承诺:
    let told = told || paper && rest.get(dates).is_some_and(|next| text(*next).contains(['。', ',', ':']));
    if told { Title { shown, all } } else { none }
}

/// Papers that are called by what they are, right above their first sentence.
const PAPERS: &[&str] = &[
    "承诺书",
    "倡议书",
    "公开信",
    "感谢信",
    "招标公告",
    "采购公告",
    "中标公告",
    "成交公告",
    "招聘公告",
    "会议纪要",
];

/// Whether a line says below a title on which day or at which meeting it was read out: ——2023年12月26日在….
fn is_occasion(line: &str) -> bool {
    let said = line.trim_start_matches('—');
    let day = |hit: &Hit| hit.range.start == 0 && matches!(hit.days, date::Days::Day(_));
    let dated = || date::scan(said, 0..said.len()).first().is_some_and(day);
    let met = said.starts_with('在') && said.ends_with("会议上");
    said.len() < line.len() && (met || dated())
}

/// Whether a line ends with an office and the name of who holds it.
fn is_speaker(line: &str) -> bool {
    #[rustfmt::skip]
    const OFFICES: &[&str] = &[
        "局长", "厅长", "主任", "书记", "市长", "县长", "区长", "省长", "州长", "部长", "院长", "检察长", "审计长", "秘书长",
    ];
    let behind = OFFICES.iter().filter_map(|office| line.rfind(office).map(|at| at + office.len())).max();
    behind.is_some_and(|at| matches!(line[at..].chars().count(), 2..=4))
}

/// Whether a line tells the minute: 09-28 19:46.
fn timed(line: &str) -> bool {
    line.match_indices(':').any(|(at, _)| {
        let digits = |text: &str| text.chars().take(2).filter(char::is_ascii_digit).count();
        line[..at].ends_with(|c: char| c.is_ascii_digit()) && digits(&line[at + 1..]) == 2
    })
}

/// Whether a line can stand above a subtitle: no name of a body or of a site, no day.
fn is_headline(line: &str) -> bool {
    (6..=40).contains(&line.chars().count())
        && !is_issuer(line)
        && !line.contains(['。', ':', '>', '|', '\t', '【'])
        && !line.contains(|c: char| c.is_ascii_digit())
        && !["网", "网站", "政府", "平台", "正文"].iter().any(|end| line.ends_with(end))
}

/// Whether the second of two lines has a body of its own, and the first is no half of it: 中共桐清县桃溪镇纪律检查委员会 /
/// 桃溪镇党委巡察整改情况公示.
fn has_own_body(line: &str, next: &str) -> bool {
    let end = ["巡察", "巡视", "整改", "落实"].iter().filter_map(|word| next.find(word)).min();
    end.is_some_and(|end| {
        let name = &next[..end];
        is_issuer(line) && take_apart(name).organ.is_some() && is_another(line, name)
    })
}

/// Whether a line can be a title or a part of one.
pub(super) fn is_title(text: &str) -> bool {
    let chars = text.chars().count();
    (6..=90).contains(&chars)
        && !text.contains(['。', '\t', '；'])
        && (text.contains("巡察") || text.contains("巡视") || text.contains("整改") || text.contains("巡查"))
        && ["通报", "报告", "公告", "情况", "公示", "通告", "反馈", "公开", "整改"]
            .iter()
            .any(|end| text.contains(end))
        && !["当前位置", "上一篇", "下一篇", "首页", "来源:", "浏览"].iter().any(|word| text.contains(word))
        && !text.starts_with("附件")
}

pub(super) fn ends_as_title(text: &str) -> bool {
    let text = text.trim_end_matches([')', '》', '”', ' ']);
    ["通报", "报告", "公告", "公示", "通告", "情况", "公布", "公开", "说明"]
        .iter()
        .any(|end| text.ends_with(end))
}
