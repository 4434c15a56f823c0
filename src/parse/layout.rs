//! Which line belongs where: furniture, title, preamble, body, closing, signature.
//!
//! In: the lines of a [`View`]. Out: a zone for every line. Promise: every
//! line has a zone; what fits nowhere is body, never dropped.

use super::bodies;
use super::caption::{ends_as_title, find_title, headline};
use super::closing;
use super::date;
use super::glued::is_furnished;
use super::glyph::{self, Class};
use super::host::hosted;
use super::lexicon::Lexicon;
use super::names;
use super::numeral;
use super::own_title::{SIGNS, ends_way, own, unbracketed};
use super::several;
use super::view::View;
use super::wording;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Chrome,
    Title,
    Preamble,
    Body,
    Closing,
    Signature,
}

/// The zones, and the landmarks that later steps read.
pub(super) struct Layout {
    /// One for each line of the view.
    pub zones: Vec<Zone>,
    /// Lines whose text together is the title.
    pub title: Vec<usize>,
    /// Whether a disclosure sentence opens the text.
    pub opened: bool,
    /// The line that holds nothing but the date of signing.
    pub date_line: Option<usize>,
    /// The title of another announcement that the page has below this one.
    pub another: Option<usize>,
}

impl Layout {
    /// The bytes of all lines in a zone.
    pub fn ranges<'a>(&'a self, view: &'a View, zone: Zone) -> impl Iterator<Item = Range<usize>> + 'a {
        self.zones
            .iter()
            .zip(&view.lines)
            .filter(move |(z, _)| **z == zone)
            .map(|(_, line)| line.range.clone())
    }
}

impl Layout {
    /// Lines before the text that are neither title nor furniture: (X局党组) under a title.
    pub fn above<'a>(&'a self, view: &'a View) -> impl Iterator<Item = Range<usize>> + 'a {
        let head = self.zones.iter().zip(&view.lines);
        head.take_while(|(zone, _)| matches!(zone, Zone::Chrome | Zone::Title))
            .filter(|(zone, line)| **zone == Zone::Chrome && !line.chrome && line.range.len() <= 200)
            .map(|(_, line)| line.range.clone())
    }

    /// What a page has glued to its title, or to a copy of it: the name of the site, the column.
    pub fn glued<'a>(&'a self, view: &'a View) -> impl Iterator<Item = &'a str> + 'a {
        self.ranges(view, Zone::Title).flat_map(move |range| {
            let line = view.get(range);
            let own = own(line);
            [&line[..own.start], &line[own.end..]]
                .into_iter()
                .flat_map(move |part| part.split(SIGNS))
                .filter(|part| !part.is_empty())
        })
    }

    /// Lines before the text that say where the page stands in its site: X县人民政府 > 乡镇 > 双桅镇.
    pub fn trail<'a>(&'a self, view: &'a View) -> impl Iterator<Item = Range<usize>> + 'a {
        let head = self.zones.iter().zip(&view.lines);
        head.take_while(|(zone, _)| matches!(zone, Zone::Chrome | Zone::Title))
            .map(|(_, line)| line.range.clone())
            .filter(|range| range.len() <= 300 && view.get(range.clone()).contains(['>', '»']))
            .take(4)
    }
}

const CONTACT: &[&str] = &[
    "联系电话",
    "联系方式",
    "联系人",
    "监督电话",
    "举报电话",
    "信访电话",
    "值班电话",
    "反映电话",
    "意见反馈电话",
    "咨询电话",
    "反映渠道:",
    "监督渠道:",
    "电话:",
    "电话0",
    "电话13",
    "电话15",
    "电话18",
    "通信地址",
    "通讯地址",
    "联系地址",
    "邮寄地址",
    "来信请寄",
    "邮政信箱",
    "邮政编码",
    "邮编",
    "电子邮箱",
    "电子信箱",
    "电子邮件",
    "邮箱:",
    "传真",
    "地址:",
    "信箱:",
    "来访地址",
    "受理时间",
    "监督时间",
    "公示时间",
    "公示期",
    "请拨打",
    "寄往",
];

/// Whether a line speaks of how to reach the body.
pub(super) fn is_contact(text: &str) -> bool {
    static WORDS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(CONTACT));
    WORDS.has(text)
}

fn is_welcome(text: &str) -> bool {
    text.contains("欢迎") && ["监督", "意见", "反映", "群众", "社会"].iter().any(|word| text.contains(word))
        || text.contains("如有意见") && text.contains("反映")
}

/// Whether a line is nothing but a date.
pub(super) fn is_date_line(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '。']);
    // 202 5年4月1日: a blank that fell into the year is no part of it.
    let parted: String;
    let text = match text.split_once('年') {
        Some((year, _)) if year.contains(' ') => {
            parted = text.split(' ').collect();
            &parted
        }
        _ => text,
    };
    if date::damaged_day(text) {
        return true;
    }
    let chars = text.chars().count();
    if !(6..=18).contains(&chars) {
        return false;
    }
    // 二O二四年: a letter that stands for the sign it looks like.
    let year = ["20", "2o", "19", "二", "一"].iter().any(|start| text.starts_with(start));
    year && text.contains(['年', '-', '/', '.'])
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || numeral::is_numeral(c)
                // 二〇二四年元月九日
                || matches!(c, '年' | '月' | '日' | '元' | '-' | '/' | '.' | ' ' | 'o')
        })
        && (text.contains('月')
            || text.chars().filter(|c| matches!(c, '-' | '/' | '.')).count() == 2
            || text.ends_with('日'))
}

/// Whether a line can be the name of who signs.
pub(super) fn is_issuer(text: &str) -> bool {
    let text = closing::unsealed(text);
    let chars = text.chars().count();
    (2..=45).contains(&chars)
        && !text.contains(['。', ':', '，', ';', '；', '!', '\t', '>', '|'])
        // 市委第三巡察组进驻市水利局 tells a deed.
        && !["关于", "进驻", "召开"].iter().any(|word| text.contains(word))
        && (text.starts_with("中共")
            || bodies::ends_as_body(text)
            || names::group(text).is_some_and(|group| group.end == text.len()))
        && glyph::at_start(text).is_none()
}

/// Whether a line opens the announcement: who looked, when, and what is disclosed.
pub(super) fn opens(text: &str) -> bool {
    if text.chars().take(24).count() < 24 || !text.contains(['。', ':', '；', ',']) {
        return false;
    }
    // 县委巡察办:关于村党组织巡察整改情况的公开 is a title, whatever its sign.
    // So is 名称:中共X县民政局党组关于…的通报(社会公开稿) 发布日期:2024年10月22日.
    let title = &text[own(text)];
    if !text.contains(['。', ',', '；'])
        && (ends_as_title(title) || title.len() < text.len() && ends_as_title(unbracketed(title)))
        && title.chars().take(61).count() <= 60
    {
        return false;
    }
    // 您的位置: 首页 > 信息公开 > 巡视巡察 > 反馈 is the way to the page.
    if text.matches(['>', '»']).take(2).count() == 2 && !text.contains(['。', '；']) {
        return false;
    }
    let head = wording::first(text, 400);
    let inspection = ["巡察", "巡视", "巡查组"].iter().any(|word| head.contains(word));
    let clause =
        ["现将", "反馈", "开展", "进行了", "进行巡", "到达", "入驻", "部署", "安排", "进驻", "整改情况"]
            .iter()
            .any(|word| head.contains(word));
    inspection && clause
}

/// Which of the lines below a sentence opens the announcement, if the sentence only tells that findings were handed
/// over and the title stands behind it: 2月7日,省委第三巡视组向云汀市委反馈巡视情况。 / 中共云汀市委关于…的通报 / 根据….
fn led_in<'t>(sentence: &str, below: &[usize], text: &dyn Fn(usize) -> &'t str) -> Option<usize> {
    let tells = sentence.contains("反馈") && sentence.ends_with('。') && !sentence.contains("现将");
    let next = below.iter().position(|index| opens(text(*index))).filter(|next| tells && *next > 0)?;
    let title = find_title(&below[..next], text).shown;
    let said: String = title.iter().map(|index| text(*index)).collect();
    // 发布时间:2021-12-01 may stand between the title and the text.
    let between = title.last().and_then(|last| below[..next].iter().rev().position(|index| index == last));
    let page = between.is_some_and(|count| {
        below[next - count..next].iter().all(|index| !text(*index).contains('。')) && count <= 2
    });
    (page && said.contains("关于") && said.contains("整改") && ends_as_title(unbracketed(&said)))
        .then_some(next)
}

/// Decides for every line.
pub(super) fn lay_out(view: &View) -> Layout {
    let lines = &view.lines;
    let text = |index: usize| view.get(lines[index].range.clone());
    let hosted = hosted(view);
    let live: Vec<usize> = (0..hosted).filter(|index| !lines[*index].chrome).collect();
    let mut zones = vec![Zone::Body; lines.len()];
    for (index, (zone, line)) in zones.iter_mut().zip(lines).enumerate() {
        if line.chrome || index >= hosted {
            *zone = Zone::Chrome;
        }
    }
    let structural = |index: usize| glyph::at_start(text(index)).is_some() || text(index).contains('\t');
    // The opening sentence comes before the first outer heading, or there is none.
    let first_outer = live.iter().position(|index| {
        glyph::at_start(text(*index))
            .is_some_and(|glyph| matches!(glyph.class, Class::Chapter | Class::Bracket))
    });
    let opening = live[..first_outer.unwrap_or(live.len())].iter().position(|index| opens(text(*index)));
    // A sentence that a break has cut opens on the line before.
    let opening = opening.map(|mut at| {
        let begins = |at: usize| {
            let line = text(live[at]);
            ["根据", "按照", "依据", "遵照"].iter().any(|word| line.starts_with(word))
                && !line.ends_with('。')
        };
        for _ in 0..3 {
            let cut = at > 0 && !begins(at) && !text(live[at - 1]).ends_with(['。', ':']);
            let back = (1..=3).find(|back| at >= *back && begins(at - back)).filter(|_| cut);
            at -= back.unwrap_or(0);
        }
        at
    });
    // A medium's sentence about the handing over stands above the announcement, title and all.
    let lead = opening;
    let opening = opening.map(|at| {
        let end = first_outer.unwrap_or(live.len()).min(at + 6);
        let below = live.get(at + 1..end).unwrap_or_default();
        led_in(text(live[at]), below, &text).map_or(at, |next| at + 1 + next)
    });
    let lead = lead.filter(|at| opening.is_some_and(|opening| opening > *at));
    let body_from = match opening {
        Some(opening) => (opening + 1..live.len()).find(|at| structural(live[*at])),
        None => live.iter().position(|index| structural(*index)),
    };
    let no_structure = body_from.is_none();
    let head_end = opening.unwrap_or_else(|| body_from.unwrap_or(0));
    // A page with nothing but a title has neither; one with many lines may be a list of titles.
    let bare = opening.is_none() && no_structure && live.len() <= 3;
    let told = || live.iter().take_while(|index| !text(**index).contains('。')).count();
    let titled = if bare { told() } else { head_end };
    let bare_text = |index: usize| &text(index)[own(text(index))];
    let mut title = find_title(&live[..titled], &bare_text);
    if title.shown.is_empty() {
        let dated = |index: usize| {
            lines.get(index + 1).filter(|line| line.range.len() <= 200).is_some_and(|line| {
                let below = view.get(line.range.clone());
                // 发(fā)布时间: a label with its sound is no furniture to who looks at the published line.
                let own =
                    line.chrome || ["发布时间:", "发布日期:"].iter().any(|word| below.starts_with(word));
                if !own {
                    return false;
                }
                ["时间", "日期", "来源", "20"].iter().any(|word| below.contains(word))
                    && !date::scan(below, 0..below.len()).is_empty()
            })
        };
        title = headline(&live, &text, &dated);
    }
    if title.shown.is_empty() {
        let above = opening.map_or(0, |at| live[at]);
        let shows = |line: &str| ends_way(line) || is_furnished(line);
        title.shown.extend((0..above).rev().find(|index| lines[*index].chrome && shows(text(*index))));
        title.all.clone_from(&title.shown);
    }
    for (at, index) in live.iter().enumerate().take(body_from.unwrap_or(live.len())) {
        // Above a headline stands the name of the site or of the paper.
        let above = title.all.first().is_some_and(|first| index < first);
        zones[*index] = if Some(at) == lead {
            Zone::Preamble
        } else if at < head_end && opening.is_some() || above {
            Zone::Chrome
        } else if at < head_end || Some(at) == opening || !no_structure {
            Zone::Preamble
        } else {
            Zone::Body
        };
    }
    for index in &title.all {
        zones[*index] = Zone::Title;
    }
    let from = opening.map_or(0, |at| at + 1);
    let (end, another) = closing::bounds(&live, &text, from);
    let head = zones.iter().zip(lines).filter(|(zone, _)| matches!(zone, Zone::Title | Zone::Preamble));
    let told: Vec<&str> =
        head.take(8).map(|(_, line)| wording::first(view.get(line.range.clone()), 400)).collect();
    let date_line = sign(&live, &text, &mut zones, from..end, &told);
    Layout { zones, title: title.shown, opened: opening.is_some(), date_line, another }
}

/// Marks signature, closing block and what follows them; gives the date line. `told` are title and head, which name
/// who may sign.
fn sign<'t>(
    live: &[usize],
    text: &dyn Fn(usize) -> &'t str,
    zones: &mut [Zone],
    own: Range<usize>,
    told: &[&str],
) -> Option<usize> {
    let (tail, behind) = live.get(own.start..).unwrap_or_default().split_at(own.len());
    let whole = tail.iter().rposition(|index| is_date_line(text(*index)));
    let glued = || tail.iter().rposition(|index| closing::signed_in_one_line(text(*index)));
    // 2024年1月9日印发: the day of printing, where no other stands below the name.
    let printed =
        || tail.iter().rposition(|index| text(*index).strip_suffix("印发").is_some_and(is_date_line));
    let whole = whole.or_else(|| printed().filter(|at| *at > 0 && is_issuer(text(tail[at - 1]))));
    let date = whole.or_else(glued);
    let mut first = match date {
        Some(at) => at,
        None => {
            // 中共X委老干部局 over 问题:…有差距 heads what is told of one body among several.
            let heads = |at: usize| {
                tail.get(at + 1).map(|next| text(*next)).is_some_and(|next| {
                    wording::marker(next).is_some()
                        || glyph::at_start(next).is_some()
                        || next.starts_with("整改:")
                })
            };
            let signs =
                |at: usize| is_issuer(text(tail[at])) && text(tail[at]).starts_with("中共") && !heads(at);
            match (0..tail.len()).rev().find(|at| signs(*at)) {
                Some(at) => at + 1,
                None => tail.len(),
            }
        }
    };
    let mut end = date.map_or(first, |at| at + 1);
    let signs = |line: &str| {
        is_issuer(line)
            || bodies::is_told_of(closing::unsealed(line), told)
            || !is_contact(line) && several::is_signed_by_person(line)
    };
    // （代章） may stand between the names and their day.
    let sealed = first > 0 && whole == date && closing::is_seal(text(tail[first - 1]));
    first -= usize::from(sealed);
    for _ in 0..3 {
        if first > 0 && whole == date && signs(text(tail[first - 1])) {
            first -= 1;
        }
    }
    // 2023年12月5日 / 中共X党组: the day stands above the name.
    if Some(first) == date && whole == date && tail.get(end).is_some_and(|next| is_issuer(text(*next))) {
        end += 1;
    }
    for index in &tail[first..end] {
        zones[*index] = Zone::Signature;
    }
    // Upwards over lines that are not headings, to the first that speaks of contact.
    let mut closing = first;
    for at in (0..first).rev() {
        let line = text(tail[at]);
        let heading = glyph::at_start(line).is_some() && !is_contact(line);
        if heading || line.contains('\t') || zones[tail[at]] != Zone::Body {
            break;
        }
        if is_welcome(line) || is_contact(line) {
            closing = at;
        }
    }
    for index in &tail[closing..first] {
        zones[*index] = Zone::Closing;
    }
    let reached = tail[closing..first].iter().any(|index| is_contact(text(*index)));
    let mut after_body = false;
    for index in tail[end..].iter().chain(behind) {
        let line = text(*index);
        // What an attachment says is text; who only names its file stands above the page's own lines.
        let attached = behind.first() == Some(index) && !line.starts_with("附件");
        after_body |= attached || closing::is_attached(line);
        let outline = glyph::at_start(line).is_some() || line.contains('\t');
        after_body |= outline;
        zones[*index] = if !reached
            && is_contact(line)
            && !["主办", "主管", "投诉电话"].iter().any(|word| line.contains(word))
        {
            Zone::Closing
        } else if after_body || line.chars().count() >= 60 && line.contains('。') {
            Zone::Body
        } else {
            Zone::Chrome
        };
    }
    date.map(|at| tail[at])
}
