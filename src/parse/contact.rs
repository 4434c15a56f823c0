//! How to reach the body, from the closing block (genre §7).
//!
//! In: the lines of the closing block with their blanks. Out: telephone
//! numbers, mail addresses, postal address, postcode as printed. Promise:
//! office hours, extensions of other services and fax numbers are not phones;
//! a label without a value is empty.

use super::view::View;
use crate::disclosure::Contact;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the patterns are constants; a test compiles them")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// Labels that end the value before them, and what they open.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<fax>传真(?:号码|电话)?)",
        r"|(?P<hours>(?:受理|接听|接访|监督|公示|办公|工作|来访)时间|公示期)",
        r"|(?P<phone>(?:联系|监督|举报|信访|值班|反映|咨询|受理|意见反馈|办公|来电)?(?:电话|手机|热线)(?:号码)?|来电|联系方式|短信)",
        r"|(?P<code>邮政编码|邮编|邮递区号|邮递编号)",
        r"|(?P<mail>电子邮箱|电子信箱|电子邮件|电邮|e-?mail|邮箱)",
        r"|(?P<post>(?:通信|通讯|联系|邮寄|来信|来访|办公|单位|信函)?地址|来信请寄|邮政信箱|信件请寄|来信来访|邮寄)",
        r"|(?P<other>联系人|网址|网站|收件人|联系单位|联系部门)",
    ))
});

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\(?0\d{2,3}\)?[-－— ]?[\d*]{7,8}|1[3-9][\d*]{9}|[48]00[- ]?\d{3}[- ]?\d{4}|[1-9*][\d*]{6,7}|12\d{3}",
    )
});
static MAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[a-z0-9._*+\-]+(?:@|\[at\])[a-z0-9*\-]+(?:\.[a-z0-9*\-]+)+"));
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{6}"));
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?:邮编|邮政编码)?:?(?P<code>\d{6})\)$"));

pub(super) fn read(view: &View, published: &str, lines: &[Range<usize>]) -> Contact {
    let mut contact = Contact::default();
    let (mut open, mut phones) = (None, false);
    for range in lines {
        // A second number stands below the first without a label of its own.
        let text = view.get(range.clone());
        if phones && PHONE.find(text).is_some_and(|found| found.start() == 0) {
            value(view, published, range.clone(), Opens::Phone, &mut contact);
        }
        let before = contact.phones.len();
        line(view, published, range.clone(), &mut contact, &mut open);
        phones = contact.phones.len() > before
            || phones && PHONE.find(text).is_some_and(|found| found.start() == 0);
    }
    contact
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

fn line(view: &View, published: &str, range: Range<usize>, contact: &mut Contact, open: &mut Option<Opens>) {
    let text = view.get(range.clone());
    let mut marks: Vec<(Range<usize>, Opens)> = Vec::new();
    for found in LABEL.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let named = |name: &str| found.name(name).is_some();
        // 第018号邮政信箱 is a value: a label begins a field or is followed by its sign.
        let begins = text[..whole.start()]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() || matches!(c, '为' | '及' | '和' | '或'));
        let signed = text[whole.end()..].trim_start_matches(' ').starts_with([':', '为', '是', '\t', '(']);
        // 设置举报电话、邮政信箱和意见箱 names places without saying where.
        let box_or_street = whole.as_str().ends_with("信箱") || whole.as_str().ends_with("地址");
        if !signed && (!begins || box_or_street) {
            continue;
        }
        let opens = if named("phone") {
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
        value(view, published, range.start..range.start + end, opens, contact);
    }
    for (index, (mark, opens)) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        value(view, published, range.start + mark.end..range.start + end, *opens, contact);
        if index + 1 == marks.len() && text[mark.end..].trim_matches([':', ' ']).is_empty() {
            *open = Some(*opens);
        }
    }
}

fn value(view: &View, published: &str, range: Range<usize>, opens: Opens, contact: &mut Contact) {
    let text = view.get(range.clone());
    match opens {
        Opens::Phone => {
            // Hours end before the numbers do: 8:30-12:00.
            for found in PHONE.find_iter(text) {
                let before = text[..found.start()].chars().next_back();
                let after = text[found.end()..].chars().next();
                let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let phone = found.as_str().replace(' ', "-");
                let fax = text[found.end()..].starts_with("(传真");
                if !fax
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
                if !contact.emails.contains(&mail) && contact.emails.len() < 20 {
                    contact.emails.push(mail);
                }
            }
        }
        Opens::Code => {
            if contact.postcode.is_none() {
                contact.postcode = CODE.find(text).map(|found| found.as_str().to_owned());
            }
        }
        Opens::Post => {
            let lead = text.len() - text.trim_start_matches([':', '为', '(', '至', ' ', '\t']).len();
            let body = &text[lead..];
            let stop = body.find(['。', '；', ',', '\t']).unwrap_or(body.len());
            let mut body = &body[..stop];
            // (信封请注明…) and an opening bracket before 邮编 are not the address.
            if let Some(at) =
                body.find("(信封").or(body.find("(请注明")).or(body.find("(来信")).or(body.find("(邮件"))
            {
                body = &body[..at];
            }
            let mut body = body.trim_end_matches(['(', '、', ' ']);
            // 文昌街12号(990302): a postcode in brackets is no part of the street.
            if let Some(found) = BRACKETED.captures(body) {
                contact.postcode = contact.postcode.take().or_else(|| Some(found["code"].to_owned()));
                body = &body[..found.get(0).map_or(body.len(), |whole| whole.start())];
            }
            if contact.address.is_none() && body.chars().count() >= 3 && !body.starts_with("暂无") {
                let start = range.start + lead;
                let span = view.span(start..start + body.len());
                let shown: String =
                    published.chars().skip(span.start as usize).take(span.len() as usize).collect();
                contact.address = Some(shown);
            }
        }
        Opens::Nothing => {}
    }
}
