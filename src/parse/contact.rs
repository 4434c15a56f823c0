//! How to reach the body, from the closing block (genre §7).
//!
//! In: the lines of the closing block with their blanks. Out: telephone
//! numbers, mail addresses, postal address, postcode as printed. Promise:
//! office hours, extensions of other services and fax numbers are not phones;
//! a label without a value is empty.

use super::divisions;
use super::names;
use super::pattern::pattern;
use super::severed;
use super::view::View;
use crate::disclosure::Contact;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Labels that end the value before them, and what they open.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<fax>传真(?:号码|电话)?)",
        r"|(?P<hours>(?:受理|接听|接访|监督|公示|办公|工作|来访)时间|公示期)",
        r"|(?P<phone>(?:专门|专用|专线)?(?:联系|监督|举报|信访|值班|反映|咨询|受理|意见反馈|办公|来电)?(?:专用)?(?:电话|手机|热线)(?:号码)?|来电|联系方式|(?:反映|监督|举报|联系)渠道|短信|拨打)",
        r"|(?P<code>邮政编码|邮编|邮递区号|邮递编号)",
        r"|(?P<mail>(?:网上|网络)举报|电子邮箱|电子信箱|电子邮件|电邮|e-?mail|邮箱)",
        r"|(?P<post>(?:通信|通讯|联系|信件邮寄|信函邮寄|邮寄|来信|来访|办公|单位|信函)?地址|(?:来信|信件|信函)?请寄(?:至|到|往)?|邮政信箱|(?:举报|监督|信访|意见|受理)?信箱|来信来访|邮寄|寄往|寄至|寄到|来信)",
        r"|(?P<other>联系人|网址|网站|收件人|联系单位|联系部门)",
    ))
});

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"0\d{2,3}-[\d*]{3,4} [\d*]{4}|\+86[- ]?0?\d{2,3}[- ][\d*]{7,8}|\+86[- ]?1[3-9][\d*]{9}|0 \d{2,3}-[\d*]{7,8}|0\d \d{1,2}-[\d*]{7,8}|0\d{2} \d-[\d*]{7,8}|\(0\d{2,3}\)[-－— ]?[\d*]{7,8}|\(0\d{2,3}\)[-－—]12\d{3}|0\d{2,3}\)?[-－— ]?[\d*]{7,8}|0\d{2,3}\)?[-－—]12\d{3}|1[3-9][\d*]{9}|[48]00[- ]?\d{3}[- ]?\d{4}|[1-9*][\d*]{6,7}|12\d{3}",
    )
});
static MAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[a-z0-9._*+\-]+(?:@|\[at\])[a-z0-9*\-]+(?:\.[a-z0-9*\-]+)+"));
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{6}|\d{3} \d{3}"));
/// 广场北路9号,333000: a postcode that stands behind its address without a label.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[,、 ](?P<code>\d{6})(?:$|[^\d\p{Han}a-z-])"));
/// -8006, /8022/8023: what is dialled behind a number or instead of its end.
static EXTENDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:转\d{1,5}|[-－—]\d{3,4}|(?:/\d{1,4}){1,6})"));
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?:邮编|邮政编码)?:?(?P<code>\d{6})\)$"));

pub(super) fn read(view: &View, lines: &[Range<usize>]) -> Contact {
    let mut contact = Contact::default();
    let (mut open, mut phones) = (None, false);
    // A table that a page has flattened names its columns first: 值班电话 alone on a line.
    let mut named = false;
    // What the columns of a table open: 组别|值班电话|电子邮箱.
    let mut columns: Vec<(usize, Opens)> = Vec::new();
    let mut cut = None;
    let mut street = None;
    for (at, range) in lines.iter().enumerate() {
        let range = &cut.take().map_or(range.clone(), |start| start..range.end);
        if lines.get(at + 1).is_some_and(|next| is_cut(view, range, next)) {
            cut = Some(range.start);
            continue;
        }
        let text = view.get(range.clone());
        if text.contains('\t') {
            if !text.contains(|c: char| c.is_ascii_digit()) {
                let named = text.split('\t').take(32).enumerate();
                columns = named.filter_map(|(at, cell)| Some((at, column(cell)?))).collect();
            } else if !columns.is_empty() {
                row(view, range.clone(), &columns, &mut contact);
                continue;
            }
        }
        let number = PHONE.find(text).filter(|found| found.start() == 0);
        named |= text.chars().count() <= 12 && column(text) == Some(Opens::Phone);
        // A second number stands below the first without a label of its own.
        // (传真: / 0595-85681191): what a fax's label opens is none.
        let fax = at > 0 && view.get(lines[at - 1].clone()).trim_end_matches(':').ends_with("传真");
        if phones && number.is_some() && !fax
            || named && number.is_some_and(|found| found.len() == text.len())
        {
            value(view, range.clone(), Opens::Phone, &mut contact);
        }
        let before = contact.phones.len();
        line(view, range.clone(), &mut contact, &mut open);
        if street.is_none() && contact.phones.len() > before {
            street = unlabelled(text).map(|own| range.start + own.start..range.start + own.end);
        }
        phones = contact.phones.len() > before || phones && number.is_some();
        // 县委第一巡察组:0388-3166701: nor does the number of a group that stands right behind its name.
        if let Some(start) = behind_group(text) {
            value(view, range.start + start..range.end, Opens::Phone, &mut contact);
        }
        // An address of mail needs no label: nothing else looks like one.
        if text.contains('@') {
            value(view, range.clone(), Opens::Mail, &mut contact);
        }
    }
    if let Some(street) = street.filter(|_| contact.address.is_none()) {
        value(view, street, Opens::Post, &mut contact);
    }
    contact
}

/// The address that stands behind a telephone number without a label: 联系方式:0533-2340098,淄川市学院路88号(办公室收).
fn unlabelled(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for piece in text.split_inclusive([',', '。', '；', ':', ')']).take(32) {
        let words = piece.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' '));
        let from = start + piece.len() - words.len();
        start += piece.len();
        let street = words.trim_end_matches([',', '。', '；', ':', ')']);
        let street = &street[..street.find('(').unwrap_or(street.len())];
        if from > 0 && is_street(street) {
            return Some(from..from + street.len());
        }
    }
    None
}

/// Where the number begins that a line gives right behind the name of a group.
fn behind_group(text: &str) -> Option<usize> {
    let group = names::group(text).filter(|group| text[..group.start].chars().count() <= 16)?;
    let rest = text[group.end..].trim_start_matches([':', ' ']);
    let named = rest.len() < text.len() - group.end;
    let number = PHONE.find(rest).filter(|found| found.start() == 0 && found.len() >= 7);
    (named && number.is_some()).then_some(text.len() - rest.len())
}

/// Whether a break stands inside a postal address: 人民路 / 12号镇纪委.
fn is_cut(view: &View, line: &Range<usize>, next: &Range<usize>) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,5}(?:-\d{1,3})?(?:号|室|楼|栋|弄|幢)"));
    /// 安岭县河 / 滨路3号: the street itself is cut.
    static STREET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{0,8}(?:路|街|道|巷|段|村|镇|乡)(?:\p{Han}{1,3})?\d{1,5}(?:-\d{1,3})?号")
    });
    /// 河滨路3号县水务局 / 办公室(邮编:436100): so is who opens it.
    static OPENED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\p{Han}{1,10}(?:\(?收\)?[,。；(]|[,(](?:邮编|邮政编码))"));
    let (text, below) = (view.get(line.clone()), view.head(next.clone()));
    if text.chars().take(201).count() > 200 || !text.contains("地址") {
        return false;
    }
    let value = text.rsplit("地址").next().unwrap_or_default().trim_start_matches([':', '为', ' ']);
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let plain =
        value.chars().count() >= 2 && value.ends_with(han) && !value.contains([':', ',', '。', '；', '(']);
    let numbered = value.contains(|c: char| c.is_ascii_digit());
    text.ends_with(['路', '街', '道', '巷', '段', '村', '号', '楼', '镇', '区']) && NUMBER.is_match(below)
        || plain && !numbered && !value.ends_with(['院', '楼', '室', '内']) && STREET.is_match(below)
        || plain
            && numbered
            && !value.ends_with('号')
            && LABEL.find(below).is_none_or(|label| label.start() > 0)
            && OPENED.is_match(below)
}

/// Whether an address ends with its line in the middle of a name: 安岭县河.
fn is_stub(address: &str) -> bool {
    let (_, led) = divisions::leading(address);
    let rest = &address[led.min(address.len())..];
    led > 0
        && (1..=2).contains(&rest.chars().count())
        && !rest.contains(PLACED)
        && !super::bodies::ends_as_body(rest)
}

/// What a label opens; a label alone on its line opens the next line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Phone,
    Mail,
    Code,
    Post,
    Nothing,
}

/// What a cell that names its column opens.
fn column(cell: &str) -> Option<Opens> {
    let found = LABEL.captures(cell)?;
    let named = |name: &str| found.name(name).is_some();
    let opens = if named("phone") { Some(Opens::Phone) } else { named("mail").then_some(Opens::Mail) };
    opens.filter(|_| cell.chars().count() <= 12)
}

/// A row below such names; rows that other rows reach into may be shifted, so a
/// cell that is nothing but a number or an address counts in any column.
fn row(view: &View, range: Range<usize>, columns: &[(usize, Opens)], contact: &mut Contact) {
    let mut at = range.start;
    for (index, cell) in view.get(range).split('\t').enumerate() {
        let whole =
            |pattern: &Regex| pattern.find(cell).is_some_and(|found| found.len() == cell.trim().len());
        let known = columns.iter().find(|(column, _)| *column == index).map(|(_, opens)| *opens);
        let opens = if whole(&MAIL) {
            Some(Opens::Mail)
        } else if whole(&PHONE) && columns.iter().any(|(_, opens)| *opens == Opens::Phone) {
            Some(Opens::Phone)
        } else {
            known
        };
        if let Some(opens) = opens {
            value(view, at..at + cell.len(), opens, contact);
        }
        at += cell.len() + 1;
    }
}

fn line(view: &View, range: Range<usize>, contact: &mut Contact, open: &mut Option<Opens>) {
    let text = view.get(range.clone());
    let mut marks: Vec<(Range<usize>, Opens)> = Vec::new();
    for found in LABEL.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let named = |name: &str| found.name(name).is_some();
        // 第018号邮政信箱 is a value: a label begins a field or is followed by its sign.
        let begins = text[..whole.start()]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() || matches!(c, '为' | '及' | '和' | '或'))
            || view.parted(range.start + whole.start());
        // 0388-3166720(工作时间)、…: hours in brackets end no list of numbers.
        if named("hours") && text[..whole.start()].ends_with('(') && !text[whole.end()..].starts_with(':') {
            continue;
        }
        // 监督专用电话“0754-88001122”
        let quoted = named("phone")
            && text[whole.end()..]
                .strip_prefix('“')
                .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        // 设专门值班电话17300000000,工作日期间受理来电
        let numbered = named("phone")
            && PHONE.find(&text[whole.end()..]).is_some_and(|found| found.start() == 0 && found.len() >= 7);
        let direct = ["拨打", "寄往", "寄至", "寄到", "请寄"].contains(&whole.as_str());
        // 来电(0798-8588021)、来信(泽林市广场北路9号): a letter's bracket that holds a street; 来信 alone is any.
        let to = whole.as_str() == "来信";
        if to && !text[whole.end()..].strip_prefix('(').is_some_and(is_street) {
            continue;
        }
        // (地址)云汀市枫渡区明秀路12号
        let bracketed = text[..whole.start()].ends_with('(') && text[whole.end()..].starts_with(')');
        let signed = direct
            || quoted
            || bracketed
            || numbered
            || to
            || begins && view.parted(range.start + whole.end())
            || text[whole.end()..].trim_start_matches(' ').starts_with([':', '为', '是', '\t', '(', '|']);
        // 设置举报电话、邮政信箱和意见箱 names places without saying where.
        let box_or_street = whole.as_str().ends_with("信箱") || whole.as_str().ends_with("地址");
        // 006号信箱 is a value, 信箱: a label.
        if whole.as_str().ends_with("信箱")
            && whole.as_str() != "邮政信箱"
            && named("post")
            && !(begins && signed && text[whole.end()..].starts_with([':', '为']))
        {
            continue;
        }
        // 邮寄地址云汀市岚山区清河路18号
        let street = whole.as_str().ends_with("地址") && begins && is_street(&text[whole.end()..]);
        // 槐阳县A019号邮政信箱(县委第五巡察组收) is a value too.
        if whole.as_str().ends_with("信箱")
            && text[..whole.start()].ends_with('号')
            && !view.parted(range.start + whole.start())
        {
            continue;
        }
        // 通信地址 alone on its line opens the next one.
        let alone = begins && whole.as_str().ends_with("地址") && whole.len() == text.len();
        if !signed && !street && !alone && (!begins || box_or_street) {
            continue;
        }
        // 联系人:王某 13800001234: who can be reached, and then where.
        let opens = if named("phone") || whole.as_str() == "联系人" {
            Opens::Phone
        } else if named("mail") {
            Opens::Mail
        } else if named("code") {
            Opens::Code
        } else if named("post") {
            Opens::Post
        } else {
            Opens::Nothing
        };
        marks.push((whole.range(), opens));
    }
    if let Some(opens) = open.take().filter(|_| marks.first().is_none_or(|(mark, _)| mark.start > 0)) {
        let end = marks.first().map_or(text.len(), |(mark, _)| mark.start);
        if opens != Opens::Post || text.contains(PLACED) {
            value(view, range.start..range.start + end, opens, contact);
        }
    }
    for (index, (mark, opens)) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        value(view, range.start + mark.end..range.start + end, *opens, contact);
        if index + 1 == marks.len() && text[mark.end..].trim_matches([':', ' ']).is_empty() {
            *open = Some(*opens);
        }
    }
}

/// What no postal address is without, where it stands on a line of its own.
const PLACED: [char; 14] =
    ['号', '路', '街', '道', '楼', '室', '院', '箱', '村', '镇', '乡', '区', '县', '市'];

/// Whether words behind a label without its sign are an address: they begin with a place and have a number.
fn is_street(text: &str) -> bool {
    let clause = &text[..text.find(['。', '；', ',', ')']).unwrap_or(text.len())];
    divisions::leading(clause).1 > 0 && clause.contains('号') && clause.chars().take(61).count() <= 60
}

fn value(view: &View, range: Range<usize>, opens: Opens, contact: &mut Contact) {
    let text = view.get(range.clone());
    match opens {
        Opens::Phone => {
            // Hours end before the numbers do: 8:30-12:00.
            for found in PHONE.find_iter(text) {
                let before = text[..found.start()].chars().next_back();
                let after = text[found.end()..].chars().next();
                let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                // 099 9-8123456: a line has ended inside the number.
                // 0686-881 2345: nor does a blank behind the area code part it.
                let broken = found.as_str().starts_with('0') && found.as_str().contains('-');
                let mut phone = found.as_str().replace(' ', if broken { "" } else { "-" });
                let behind = &view.text[range.start + found.end()..];
                // 88331920转803, 8588021-8006, 8588021/8022: the extension belongs to it, and what may be dialled instead.
                let end = EXTENDED.find(behind).map_or(0, |found| found.end());
                if !behind[end..].starts_with(|c: char| c.is_ascii_digit()) {
                    phone.push_str(&behind[..end]);
                }
                // 20251112日 is a day that has lost its signs.
                let day = behind.starts_with(['日', '年', '月']);
                // 0931-4950027(传真:0931-4950028): the bracket has a number of its own.
                let bracket = behind.strip_prefix("(传真").map(|rest| rest.trim_start_matches([':', '\n']));
                let fax = bracket.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
                    || behind.starts_with("(兼传真");
                // 属于纪检监察机关职责的,请拨打12388: another's number.
                let service = found.len() == 5 && view.text[..range.start].ends_with("拨打");
                if !fax
                    && !service
                    && !day
                    && !part(before)
                    && !part(after)
                    && !contact.phones.contains(&phone)
                    && contact.phones.len() < 20
                {
                    contact.phones.push(phone);
                }
            }
        }
        Opens::Mail => {
            for found in MAIL.find_iter(text) {
                let mail = found.as_str().to_owned();
                // xxx@xx.com stands for any.
                let blank = mail.split(['@', '.']).take(2).all(|part| part.bytes().all(|b| b == b'x'));
                let known = contact.emails.iter().any(|known| known.eq_ignore_ascii_case(&mail));
                // zlssw@163.c: a line has ended inside it, and nothing says how it goes on.
                let half =
                    severed::is_half(&view.text, range.start + found.start()..range.start + found.end());
                if !blank && !known && !half && contact.emails.len() < 20 {
                    contact
                        .emails
                        .push(view.capitals(range.start + found.start()..range.start + found.end()));
                }
            }
        }
        Opens::Code => {
            if contact.postcode.is_none() {
                contact.postcode = CODE.find(text).map(|found| found.as_str().replace(' ', ""));
            }
        }
        Opens::Post => {
            let lead =
                text.len() - text.trim_start_matches([':', '为', '(', ')', '至', ' ', '\t', '|']).len();
            let body = &text[lead..];
            // 通信地址 | 甲信箱 | 乙信箱 |: a cell ends at its bar.
            let stop = body.find(['。', '；', ',', '\t', '|']).unwrap_or(body.len());
            // 来信(广场北路9号): the bracket that opens before the street ends with it.
            let closed = body.find(')').filter(|_| text[..lead].ends_with('(') && is_street(body));
            let stop = closed.map_or(stop, |closed| closed.min(stop));
            if let Some(found) = BEHIND.captures(&body[stop..])
                && body[..stop].contains(PLACED)
            {
                contact.postcode = contact.postcode.take().or_else(|| Some(found["code"].to_owned()));
            }
            // 河滨路3号 中共安岭县水务局党组: who signs stands behind a blank.
            let signed = body[..stop].find("中共").filter(|at| view.parted(range.start + lead + at));
            let mut body = &body[..signed.unwrap_or(stop)];
            // (信封请注明…) and an opening bracket before 邮编 are not the address.
            let asked = ["(信封", "(请", "(来信", "(邮件", "(信件", "(注明"];
            if let Some(at) = asked.iter().filter_map(|word| body.find(word)).min() {
                body = &body[..at];
            }
            // 市委第四巡察组收 names who opens it.
            let body = body.trim_end_matches(['(', '、', ' ']);
            // (县委第五巡察组收) likewise.
            let to = body.strip_suffix("收)").and_then(|rest| rest.rfind('('));
            let body = to.map_or(body, |open| &body[..open]);
            let mut body = body.strip_suffix('收').unwrap_or(body);
            // 文昌街12号(990302): a postcode in brackets is no part of the street.
            if let Some(found) = BRACKETED.captures(body) {
                contact.postcode = contact.postcode.take().or_else(|| Some(found["code"].to_owned()));
                body = &body[..found.get(0).map_or(body.len(), |whole| whole.start())];
            }
            // 县人民检察院政治部(县城法治大道1号): what stands in brackets behind it is told beside the address.
            let beside = body.strip_suffix(')').and_then(|rest| rest.rfind('('));
            body = beside.filter(|open| *open > 0).map_or(body, |open| &body[..open]);
            let half = text.len() == lead + body.len() && is_stub(body);
            if contact.address.is_none()
                && !half
                && !body.contains('@')
                && body.chars().count() >= 3
                && !body.starts_with("暂无")
                // 1.某宾馆;2.区政府 is where boxes hang, no address.
                && !body.starts_with("1.")
                && !(body.contains("信箱") || body.contains("意见箱")) | !body.contains(['挂', '设', '各', '均'])
            {
                let start = range.start + lead;
                let printed = view.printed(start..start + body.len());
                contact.address = Some(printed.replace('\n', ""));
            }
        }
        Opens::Nothing => {}
    }
}
