//! Money that came back: 追缴, 清退, 退回, 收回 …, with its amount or without.
//!
//! In: an amount and its surroundings. Out: a quantity in yuan, exact, with
//! the verb. Promise: without such a verb in reach money is none of ours;
//! 应收未收 and 欠缴 are findings, not results.

use super::due::{ahead, due};
use super::topic::{MEANS, MONEY, Means};
use super::{Near, Sentence, Taking, clause, tail};
use crate::disclosure::{Measured, Quantity};
use crate::parse::amount::Number;
use crate::parse::words::List;
use crate::text::lexicon::Lexicon;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Ways in which money came back; a longer one before what it ends with.
pub(super) const RECOVERIES: &[&str] = &[
    "清查追回",
    "追缴",
    "收缴",
    "清退",
    "退回",
    "退还",
    "退赔",
    "退缴",
    "退费",
    "退库",
    "收回",
    "追回",
    "缴回",
    "补缴",
    "补交",
    "补收",
    "补发",
    "追收",
    "追补",
    "催收",
    "追讨",
    "挽回和避免经济损失",
    "避免和挽回经济损失",
    "挽回直接经济损失",
    "挽回经济损失",
    "挽回损失",
    "挽回",
    "上缴",
    "上交",
    "归垫",
    "返还",
    "追偿",
    "归还",
    "扣回",
    "补扣",
    "没收",
    "缴入",
    "退出",
    "清缴",
    "经济处罚",
    "扣减绩效薪酬",
    "扣减薪酬",
    "扣减绩效",
    "扣减奖金",
    "扣发薪酬",
    "扣发绩效",
    "扣发奖金",
    "按价赔偿",
    "照价赔偿",
];

/// Ways in which money that was kept back has reached those it was due to, where they stand behind it.
pub(super) const PAID: &[&str] = &["兑付到户", "兑付到位", "兑付完毕", "补发到位", "补发到户"];

/// What money that has to come back was spent against.
pub(in crate::parse) const WRONG: &[&str] = &["违规", "违纪", "违法"];

/// Money of others: what it is in yuan is not said.
const COINS: &[&str] = &[
    "港币",
    "港元",
    "美元",
    "美金",
    "欧元",
    "日元",
    "日币",
    "英镑",
    "澳元",
    "澳门元",
    "澳门币",
    "新台币",
    "外币",
];

/// Words that make an amount one head's: the sum is not said.
const EACH: &[&str] = &["人均", "户均", "每人", "每户", "每名", "每月", "每年", "每次", "每亩"];

/// Words between verb and amount that make it something else.
const OTHER: &[&str] =
    &["标准为", "以上", "不超过", "占比", "避免", "节约", "税收", "利税", "利润", "产值", "低于", "高于"];

static ONE_HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(EACH));
static NOT_BACK: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(OTHER));

impl Taking<'_> {
    pub(super) fn money(&mut self, sentence: &Sentence, number: &Number, near: &Near) {
        let head = sentence.before(number.range.start);
        let bare = unspelled(head);
        let Some((from, verbs)) = verb_before(bare)
            .map(|(from, verbs)| (from + head.len() - bare.len(), verbs))
            .or_else(|| verb_behind(near).map(|verb| (0, verb)))
            .or_else(|| fined(head, near))
        else {
            return;
        };
        // 港币2万元 is another sum in yuan; 每人退回500元 is none yet.
        let coin = |text: &str| COINS.iter().any(|coin| text.starts_with(coin));
        let foreign = COINS.iter().any(|coin| near.clause.ends_with(coin))
            || coin(near.after.strip_prefix('(').unwrap_or(near.after));
        let each = ONE_HEADS.has(near.clause) || near.after.starts_with(['/', '每']);
        // 要求企业退缴56万元,已全部到账 is done after all; 已退还2万元 speaks of another sum.
        let next = near.after.strip_prefix(',').unwrap_or(near.after);
        let next = &next[..next.find([',', '。', '；']).unwrap_or(next.len())];
        let arrived = next.contains('已') && !next.contains(|c: char| c.is_ascii_digit());
        let lead = clause(&head[..head.len() - from]);
        // 给予施工企业经济处罚5万元 is what the law took from others.
        let firm = verbs == "经济处罚"
            && ["企业", "公司", "商户", "施工", "承包"].iter().any(|word| near.clause.contains(word));
        // 没收违法所得 is what the law took from others, 没收违纪所得 what discipline did, 没收履约保证金 the body itself.
        let own = ["违纪", "保证金"].iter().any(|word| near.clause.contains(word));
        let fine = verbs == "没收" && !own;
        if foreign
            || each
            || firm
            || fine
            || !arrived && ahead(lead)
            || !lead.contains('已') && pending(near.after)
        {
            return;
        }
        self.add(sentence, Measured::Money, number, Some(verbs), number.range.start - from);
    }

    /// 退还违规款项: money that came back without an amount, unless the draft states one.
    pub(super) fn without_amount(&mut self, text: &str, start: usize, first: usize) {
        let told = self.out[first..].iter().any(|quantity| quantity.kind == Measured::Money);
        let words = |list| self.view.words.within(list, start..start + text.len());
        let back = || words(List::Quantities).any(|(word, _)| matches!(MEANS[word], Means::Topic(MONEY)));
        if told || words(List::Wrong).next().is_none() || !back() {
            return;
        }
        for verb in &*BACK {
            let found =
                verb.find(text.as_bytes()).filter(|at| !due(&text[..*at]) && !is_denied(&text[..*at]));
            let (Some(at), Ok(verb)) = (found, str::from_utf8(verb.needle())) else { continue };
            let rest = &text[at + verb.len()..];
            let clause = &rest[..rest.find([',', '。', '；', '、', '”']).unwrap_or(rest.len())];
            let wrong = WRONG.iter().any(|word| clause.starts_with(word)) || clause == "款项";
            let money =
                ["款项", "资金", "所得", "款", "补贴", "费用"].iter().any(|end| clause.ends_with(end));
            // 追缴违规费用,其中差旅费3万元: the amounts follow.
            let listed = rest[clause.len()..].starts_with(",其中");
            let counted = listed || clause.contains(|c: char| c.is_ascii_digit());
            let key = (Measured::Money, String::new(), verb.to_owned());
            if wrong && money && !counted && clause.chars().count() <= 16 && self.seen.insert(key) {
                let span = self.view.span(start + at..start + at + verb.len() + clause.len());
                let of = Some(verb.to_owned());
                let (kind, unit) = (Measured::Money, String::new());
                self.out.push(Quantity { kind, value: None, unit, about: false, of, span, again: false });
            }
        }
    }
}

/// Whether the list that a verb stands in says what there was not: 不存在清退违规资金、挽回经济损失等情况.
fn is_denied(before: &str) -> bool {
    let clause = before.rsplit([',', '。', '；', ':', '\n']).next().unwrap_or(before);
    ["不存在", "没有", "未发现", "不涉及", "未涉及", "未出现", "未发生", "无"]
        .iter()
        .any(|no| clause.starts_with(no))
}

/// 经济处罚38人次,罚款金额12.7万元: what those had to pay who were just counted; any other fine is what the law took.
fn fined(head: &str, near: &Near) -> Option<(usize, String)> {
    let words = near.clause.trim_end_matches(['共', '计', '合', '金', '额', '达', ':']);
    let punished = ["经济处罚", "经济处理"].iter().any(|way| clause_before(head).contains(way));
    (words == "罚款" && punished).then(|| (near.clause.len(), words.to_owned()))
}

/// The clause before the one that `head` ends with.
fn clause_before(head: &str) -> &str {
    let end = head.rfind([',', '、', '；', '。']).unwrap_or(0);
    let from = head[..end].rfind([',', '；', '。']).unwrap_or(0);
    &head[from..end]
}

/// 退还违规收费12万元,目前正在办理: what comes next says that it is still on its way.
fn pending(after: &str) -> bool {
    let next = after.strip_prefix(',').unwrap_or(after);
    let next = &next[..next.find([',', '。', '；', ')']).unwrap_or(next.len())];
    let opens = ["目前", "现", "正在", "尚", "仍", "还"].iter().any(|word| next.starts_with(word));
    let open = || ["正在", "尚未", "仍未", "还未", "暂未", "正"].iter().any(|word| next.contains(word));
    let way = || {
        let ways = ["办理", "协调", "诉讼", "执行", "到账", "追缴", "催缴"];
        ways.iter().chain(RECOVERIES).any(|word| next.contains(word))
    };
    opens && open() && way() && next.chars().count() <= 14 && !next.contains(|c: char| c.is_ascii_digit())
}

/// Verbs that need no amount.
static BACK: LazyLock<[Finder<'static>; 8]> =
    LazyLock::new(|| ["追缴", "收缴", "清退", "退还", "退回", "退缴", "退赔", "收回"].map(Finder::new));

static VERBS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(RECOVERIES));

/// 退回差旅费叁仟贰佰元整(3200元): without the amount as it is written by hand.
fn unspelled(head: &str) -> &str {
    let spelled = |head: &str| {
        let bare = head.trim_end_matches(|c| "壹贰叁肆伍陆柒捌玖拾佰仟万亿零圆元角分整".contains(c));
        (head[bare.len()..].contains(['圆', '元'])).then_some(bare.len())
    };
    head.strip_suffix('(').and_then(spelled).map_or(head, |end| &head[..end])
}

/// The verb far before an amount but in its own clause: how many bytes before, and which.
fn verb_before(head: &str) -> Option<(usize, String)> {
    let mut from = clause_start(head, head.len());
    // 追缴违规资金,共计3.6万元: a clause of nothing but 共计 goes on with the one before.
    let filler = head[from..].trim_matches([
        '共', '计', '合', '累', '总', '金', '额', '约', '为', '涉', '及', ':', '资', '款', '项', '达', '人',
        '民', '币', '折',
    ]);
    // 追缴违规报销费用,其中差旅费3万元: the amounts of the parts.
    let parts = head[from..]
        .strip_prefix("其中")
        .is_some_and(|part| part.chars().count() <= 24 && !RECOVERIES.iter().any(|verb| part.contains(verb)));
    if from > 0 && (parts || filler.chars().all(|c| c.is_ascii_digit())) {
        let sign = head[..from].char_indices().next_back().map_or(0, |(at, _)| at);
        from = clause_start(head, sign);
    }
    let clause = &head[from..];
    if let Some(whole) = whole_of(head).or_else(|| parted(head)) {
        return verb_before(whole).map(|(back, verbs)| (back + head.len() - whole.len(), verbs));
    }
    // 追缴土地出让金3万元、滞纳金2万元 share their verb; a fine is none.
    let listed = clause.rfind('元').map(|at| at + "元".len()).filter(|at| {
        let piece = &clause[*at..];
        let verb = RECOVERIES.iter().any(|verb| piece.contains(verb));
        let other = ["罚", "投入", "支付", "价值", "发放", "节约", "调整", "调账", "核减", "冲销", "核销"]
            .iter()
            .any(|word| piece.contains(word));
        let other = other && !piece.contains("违规发放");
        // 、2020年违规发放补贴1.15万元
        let year = piece.trim_start_matches('、').trim_start_matches(|c: char| c.is_ascii_digit());
        let bare = year.strip_prefix('年').unwrap_or(piece);
        !verb && !other && piece.starts_with(['、', '和', '及']) && bare.chars().count() <= 10
    });
    if let Some(at) = listed {
        let whole = clause[..at]
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '万' | '亿' | '元'));
        return verb_before(whole).map(|(back, verbs)| (back + clause.len() - whole.len(), verbs));
    }
    // A second amount behind 、 needs its own verb.
    let piece_at = clause.rfind('元').map_or(0, |at| at + "元".len());
    let piece = &clause[piece_at..];
    // 补缴未及时上缴的租金: what was due is named behind what was done.
    let mut latest: Option<(usize, usize, &str)> = None;
    VERBS.each(piece, |verb, at| {
        let verb = RECOVERIES[verb];
        // 追缴违规补发的津贴: what was wrongly paid is named behind what was done.
        let wrong = verb == "补发"
            && ["违规", "违纪", "多", "重复", "擅自", "虚假"].iter().any(|word| piece[..at].ends_with(word));
        if !due(&piece[..at]) && !wrong {
            latest = latest.max(Some((at + verb.len(), verb.len(), verb)));
        }
    });
    let (end, len, verb) = latest?;
    let at = end - len;
    let between = &piece[at + verb.len()..];
    if between.chars().count() > 40
        || NOT_BACK.has(between)
        || between.ends_with("标准")
        || between.starts_with(['率', '机', '制'])
    {
        return None;
    }
    // 追缴、退回各类资金合计14.92万元: the verbs share the amount.
    let mut first = at;
    let mut verbs = vec![verb];
    while let Some(head) = ["、", "和", "并", "及"].iter().find_map(|sign| piece[..first].strip_suffix(sign))
        && let Some(more) = RECOVERIES.iter().find(|more| head.ends_with(**more))
    {
        first = head.len() - more.len();
        verbs.insert(0, more);
    }
    Some((piece.len() - first, verbs.join("、")))
}

/// The words that lead to the amount of which the next is a part that has no verb of its own:
/// 清退资金59.86万元(其中奖金38.6万元、其他18.95万元), 追缴8.92万元(含利息0.12万元), 追回3.4万元,其中冒名报销1.05万元.
fn whole_of(head: &str) -> Option<&str> {
    let open = head.rfind('(').filter(|open| !head[*open..].contains(')'));
    let opens =
        |at: usize| ["其中", "含", "包括", "包含"].iter().any(|word| head[at + 1..].starts_with(word));
    let at = open.filter(|at| opens(*at)).or_else(|| {
        let at = head.rfind(",其中")?;
        (open.is_none() && !head[at..].contains(['。', '；'])).then_some(at)
    })?;
    let inside = &head[at + 1..];
    // Another way to get it back, or to spend it, says what the part is.
    let verb = RECOVERIES.iter().any(|verb| inside.contains(verb));
    let other = ["罚", "投入", "支付", "价值", "节约", "尚", "未", "已", "占", "正在", "剩余"];
    let bare = !verb && !other.iter().any(|word| inside.contains(word)) && inside.chars().count() <= 60;
    let whole = head[..at].trim_end_matches(['万', '亿', '元', '余', '多']);
    let digits = whole.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (bare && head[..at].ends_with('元') && digits.len() < whole.len()).then_some(digits)
}

/// The words that lead to a list of amounts behind a colon, where nothing but what each is for stands between:
/// 追缴违规资金3笔:加班费1.2万元、误餐费0.8万元; 清退资金:2021年3.5万元,2022年1.2万元.
fn parted(head: &str) -> Option<&str> {
    let at = memchr::memrchr(b':', head.as_bytes())?;
    let (whole, list) = (&head[..at], &head[at + 1..]);
    let lead = clause(whole);
    let counted = lead.strip_suffix('笔').map(|lead| lead.trim_end_matches(|c: char| c.is_ascii_digit()));
    let money = ["资金", "款项", "款", "费用", "费", "贴", "金"];
    let named = money.iter().any(|word| counted.unwrap_or(lead).trim_end_matches('共').ends_with(word));
    let other = [
        "罚", "投入", "支付", "支出", "用于", "购", "价值", "节约", "尚", "未", "应", "欠", "占", "已",
        "剩余",
    ];
    let spent = list.contains("发放") && !list.contains("违规发放");
    if !named
        || list.is_empty()
        || lead.contains('元')
        || list.contains(['。', '；', '(', ')'])
        || spent
        || VERBS.has(list)
        || other.iter().any(|word| list.contains(word))
    {
        return None;
    }
    let mut pieces = list.split([',', '、']).rev();
    let last = pieces.next()?;
    let amount = |piece: &str| piece.ends_with('元') && piece.chars().count() <= 24;
    (last.chars().count() <= 12 && !last.contains('元') && pieces.all(amount)).then_some(whole)
}

/// Where the clause that ends at `end` begins.
fn clause_start(head: &str, end: usize) -> usize {
    // 3,218.8 holds no sign.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = |at: &usize| {
        let rest = head[*at..].strip_prefix(',');
        !rest.is_some_and(|rest| digit(rest.chars().next()) && digit(head[..*at].chars().next_back()))
    };
    let sign = head[..end].rmatch_indices(['；', '。', ',']).map(|(at, _)| at).take(8).find(parts);
    let colon = head[..end].rfind(':').filter(|at| at + 1 < end);
    sign.max(colon).map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8))
}

/// 多发的补贴3.6万元已全部清退: the verb stands behind, and no other amount behind it.
fn verb_behind(near: &Near) -> Option<String> {
    let after = near.after;
    let end = after.char_indices().nth(24).map_or(after.len(), |(at, _)| at);
    let rest = after[..end].trim_start_matches([',', '(']);
    let mut rest = rest.trim_start_matches("现");
    let what = ["资金", "款项", "费用", "津补贴", "津贴补贴", "补贴", "津贴", "奖金", "违规", "违纪", "的"];
    // 将8.92万元违规资金全部上缴财政
    for _ in 0..3 {
        rest = what.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    }
    let done = ["已", "全部", "全额", "均", "予以", "悉数", "如数", "足额", "及时", "依法", "依规"];
    // 将加价部分58.8万元返还给学生
    let mut any = near.clause.contains('将') && !after.starts_with(',');
    // 核减工程款6.064万元并追回
    if let Some(joined) = rest.strip_prefix('并') {
        (rest, any) = (joined, true);
    }
    // 补助资金43.27万元已于7月10日前全部兑付到户: by which day stands between.
    if let Some((day, behind)) =
        rest.strip_prefix("已于").and_then(|rest| rest.split_once(['前', '底', '日']))
    {
        let dated = day.contains(|c: char| c.is_ascii_digit()) && !day.contains([',', '、']);
        (rest, any) = if dated { (behind.trim_start_matches('前'), true) } else { (rest, any) };
    }
    while let Some(shorter) = done.iter().find_map(|word| rest.strip_prefix(word)) {
        (rest, any) = (shorter, true);
    }
    // 已由相关人员全额退回
    if let Some(by) = rest.strip_prefix('由') {
        let found = RECOVERIES.iter().filter_map(|verb| by.find(verb)).min();
        let found = found.filter(|at| !by[..*at].contains([',', '、']));
        // 1850元由经办人退赔 says who did it; 由财务科负责追缴 who is to.
        any |= found.is_some_and(|at| !["负责", "牵头", "继续"].iter().any(|word| by[..at].contains(word)));
        rest = &by[found.unwrap_or(0)..];
    }
    // What was owed has come to those it was owed to.
    let paid = PAID.iter().filter(|_| any);
    let verbs = RECOVERIES.iter().chain(paid).filter(|verb| rest.starts_with(**verb));
    let verb = verbs.max_by_key(|verb| verb.len())?;
    let behind = &rest[verb.len()..];
    let behind = &behind[..behind.find(['。', '；', ')']).unwrap_or(behind.len())];
    // 返还给13,066名学生: a count of people is no amount.
    let mut end = behind.len();
    for (at, _) in behind.match_indices(',').take(8) {
        if !behind[at + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            end = at;
            break;
        }
    }
    let counted = tail(&behind[..end]).contains('元');
    (any && !counted).then(|| (*verb).to_owned())
}
