//! Announcements of any number, made up: the genre's structure, its lengths,
//! and words as unevenly frequent as in writing.
//!
//! In: the shipped samples (for their words only) and a seed. Out: the n-th
//! announcement as bytes, always the same for the same seed. Places and bodies
//! are invented; sentences are words in a row and mean nothing.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use xunlan::ingest::Corpus;
use xunlan::segment::Words;
use xunlan::text::{Folded, Form, Limits, fold_char, read};

/// Measures of an ordinary announcement.
pub const MEASURES: usize = 40;
/// Different words: common ones from the samples, rare ones composed of two.
const VOCABULARY: usize = 60_000;
/// Sentences that stand in many announcements.
const BOILERPLATE: usize = 240;

const PLACES: [&str; 8] = ["云汀市", "临汐市", "丹崖市", "雁屏县", "石莲县", "桐坞县", "枫渡区", "沐苇区"];
const BODIES: [&str; 24] = [
    "教育局党组",
    "水务局党组",
    "财政局党组",
    "审计局党组",
    "卫生健康局党组",
    "民政局党组",
    "交通运输局党组",
    "农业农村局党组",
    "市场监督管理局党组",
    "住房和城乡建设局党组",
    "文化广电旅游局党组",
    "应急管理局党组",
    "统计局党组",
    "司法局党组",
    "医疗保障局党组",
    "林业局党组",
    "商务局党组",
    "城市管理局党组",
    "档案馆党组",
    "供销合作社党组",
    "人民医院党委",
    "中医院党委",
    "博物馆党总支",
    "职业技术学院党委",
];
const AREAS: [&str; 10] = [
    "关于贯彻落实党中央决策部署方面",
    "关于持之以恒推进全面从严治党方面",
    "关于财务管理和津补贴发放方面",
    "加强领导班子和干部人才队伍建设方面",
    "基层党组织建设方面",
    "关于落实上轮巡察整改方面",
    "关于优化营商环境方面",
    "在防范化解意识形态领域风险方面",
    "关于重点项目建设和资金管理方面",
    "整治群众身边不正之风和腐败问题方面",
];
const DIGITS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const DOINGS: [&str; 8] = [
    "召开专题会议学习",
    "修订完善制度",
    "对责任人员给予党内警告处分",
    "开展全覆盖检查",
    "追缴违规发放的补贴",
    "组织业务培训",
    "建立预警机制",
    "印发实施办法",
];

/// A small generator of random numbers (xorshift*), so that a seed means the same everywhere.
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 32) as usize * end) >> 32
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of them.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// How an announcement is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// As most are.
    Simplified,
    /// Every character that has another form in it.
    Traditional,
    /// About half of them: what converters on web sites leave.
    Mixed,
    /// Full-width digits, stray blanks and zero-width characters.
    Noisy,
}

/// Everything the announcements are made of.
pub struct Genre {
    /// The most frequent first.
    pub words: Vec<String>,
    boilerplate: Vec<String>,
    traditional: HashMap<char, char>,
    seed: u64,
}

impl Genre {
    /// Reads the words of the samples below `root` (the repository).
    pub fn new(root: &Path, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut words = sampled(root);
        let known = words.len();
        // What is rare in real text is mostly compounds and names.
        let mut seen: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < VOCABULARY {
            let pair = format!("{}{}", words[random.below(known)], words[random.below(known)]);
            if pair.chars().count() <= 6 && seen.insert(pair.clone()) {
                words.push(pair);
            }
        }
        let mut traditional = HashMap::new();
        for c in '\u{4e00}'..='\u{9fff}' {
            let folded = fold_char(c);
            if folded != c {
                traditional.entry(folded).or_insert(c);
            }
        }
        let mut genre = Self { words, boilerplate: Vec::new(), traditional, seed };
        genre.boilerplate = (0..BOILERPLATE).map(|_| genre.sentence(&mut random, 28)).collect();
        genre
    }

    /// A word, as often as its rank says (Zipf).
    pub fn word(&self, random: &mut Random) -> &str {
        let rank = (self.words.len() as f64).powf(random.part());
        &self.words[(rank as usize).saturating_sub(1).min(self.words.len() - 1)]
    }

    /// Words in a row of about so many characters, with a comma now and then; no sentence end.
    fn sentence(&self, random: &mut Random, length: usize) -> String {
        let (mut text, mut chars, mut clause) = (String::with_capacity(length * 4), 0, 0);
        while chars < length {
            if clause > 8 + random.below(10) {
                text.push(if random.below(5) == 0 { '、' } else { '，' });
                clause = 0;
            }
            let word = self.word(random);
            text.push_str(word);
            let own = word.chars().count();
            chars += own;
            clause += own;
        }
        text
    }

    /// The n-th announcement as UTF-8 text, and how many measures it has.
    pub fn announcement(&self, number: u64) -> (Vec<u8>, usize) {
        let mut random = Random::new(self.seed ^ number.wrapping_add(1).wrapping_mul(0xD134_2543_DE82_EF95));
        let mut text = String::with_capacity(16 * 1024);
        let measures = self.write(number, &mut random, &mut text);
        let script = match random.below(100) {
            0..70 => Script::Simplified,
            70..82 => Script::Traditional,
            82..94 => Script::Mixed,
            _ => Script::Noisy,
        };
        (self.written(&text, script, &mut random).into_bytes(), measures)
    }

    fn write(&self, number: u64, random: &mut Random, out: &mut String) -> usize {
        let r = random;
        let place = *r.one(&PLACES);
        let city = place.chars().next_back().unwrap_or('市');
        let body = match r.below(4) {
            0 => format!("第{}中学党支部", r.one(&DIGITS)),
            _ => (*r.one(&BODIES)).to_owned(),
        };
        let (year, month, day) = (2021 + r.below(5), 1 + r.below(12), 1 + r.below(28));
        let (session, round, team) = (r.one(&DIGITS[4..7]), r.one(&DIGITS[..9]), r.one(&DIGITS[..9]));
        let _ = writeln!(out, "中共{place}{body}关于{session}届{city}委第{round}轮巡察整改进展情况的通报\n");
        let _ = writeln!(
            out,
            "根据{session}届{city}委第{round}轮巡察工作统一部署，{year}年{month}月{day}日至{year}年12月28日，\
             {city}委第{team}巡察组对{place}{body}进行了常规巡察。{}年1月{day}日，{city}委巡察组反馈了巡察意见。\
             按照巡察工作有关要求，现将巡察整改进展情况予以公布。",
            year + 1
        );
        out.push_str("一、履行巡察整改主体责任情况\n");
        for digit in &DIGITS[..3] {
            let (head, text) = (self.sentence(r, 8), self.sentence(r, 70));
            let _ = writeln!(out, "（{digit}）{head}。{text}。");
        }
        out.push_str("二、巡察反馈问题整改落实情况\n");
        let wanted = MEASURES / 2 + r.below(MEASURES + 1);
        let (mut measures, mut item) = (0, 0);
        for area in 0..4 {
            let from = r.below(AREAS.len());
            let _ = writeln!(out, "（{}）{}", DIGITS[area], AREAS[(from + area) % AREAS.len()]);
            while measures < wanted * (area + 1) / 4 {
                item += 1;
                let _ = writeln!(out, "{item}.关于{}问题。", self.sentence(r, 12));
                for ordinal in 0..(2 + r.below(3)) {
                    self.measure(ordinal, r, out);
                    measures += 1;
                }
            }
        }
        out.push_str("三、下一步工作安排\n");
        for digit in &DIGITS[..3] {
            let _ = writeln!(out, "（{digit}）{}。{}。", self.sentence(r, 8), self.sentence(r, 60));
        }
        let _ = writeln!(
            out,
            "欢迎干部群众对巡察整改落实情况进行监督。联系电话：0690-{:07}；电子邮箱：m{number}@sample.invalid。\n",
            8_000_000 + number % 999_999
        );
        let _ = writeln!(out, "中共{place}{body}\n{}年{}月{day}日", year + 1, 2 + r.below(11));
        measures
    }

    fn measure(&self, ordinal: usize, r: &mut Random, out: &mut String) {
        let _ = write!(out, "{}是{}。", DIGITS[ordinal], r.one(&DOINGS));
        // Lengths spread around a hundred characters, a few very long.
        let length = 40 + r.below(60) + if r.below(12) == 0 { r.below(200) } else { 0 };
        out.push_str(&self.sentence(r, length));
        match r.below(6) {
            0 => {
                let _ = write!(out, "，追缴违规资金{}.{}万元", 1 + r.below(300), r.below(100));
            }
            1 => {
                let _ = write!(out, "，给予党纪政务处分{}人", 1 + r.below(20));
            }
            2 => {
                let _ = write!(out, "，修订制度{}项", 1 + r.below(12));
            }
            _ => {}
        }
        out.push('。');
        if r.below(5) == 0 {
            // Some are copied more often than others.
            let at = (self.boilerplate.len() as f64).powf(r.part()) as usize;
            out.push_str(&self.boilerplate[at.min(self.boilerplate.len()) - 1]);
            out.push('。');
        }
        out.push_str(match r.below(4) {
            0 => "（已完成）\n",
            1 => "（正在整改，长期坚持）\n",
            _ => "\n",
        });
    }

    /// The same text in a script.
    pub fn written(&self, text: &str, script: Script, r: &mut Random) -> String {
        let other = |c: char| self.traditional.get(&c).copied().unwrap_or(c);
        match script {
            Script::Simplified => text.to_owned(),
            Script::Traditional => text.chars().map(other).collect(),
            Script::Mixed => text.chars().map(|c| if r.below(2) == 0 { other(c) } else { c }).collect(),
            Script::Noisy => {
                let mut out = String::with_capacity(text.len() + text.len() / 16);
                for c in text.chars() {
                    match (c, r.below(60)) {
                        ('0'..='9', 0..30) => out.extend(char::from_u32(c as u32 - 0x30 + 0xFF10)),
                        ('\u{4e00}'..='\u{9fff}', 0) => out.extend([c, ' ']),
                        ('\u{4e00}'..='\u{9fff}', 1) => out.extend([c, '\u{200b}']),
                        _ => out.push(c),
                    }
                }
                out
            }
        }
    }
}

/// The words of the samples, the most frequent first.
fn sampled(root: &Path) -> Vec<String> {
    let cutter = Words::load();
    let mut counts: HashMap<String, u64> = HashMap::new();
    let corpus = Corpus::open(&root.join("corpus")).expect("the repository's corpus");
    for (path, _) in corpus.entries() {
        let bytes = std::fs::read(path).expect("a listed file");
        let Ok(text) = read(&bytes, Form::Unknown, &Limits::default()) else { continue };
        let folded = Folded::of(&text.published);
        for word in cutter.cut(&folded) {
            let han = word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            // No names of places: what is made up must not speak of real ones.
            if han
                && !word.ends_with(['市', '省', '县', '区', '镇', '局', '厅', '委'])
                && !word.contains('广')
            {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(String, u64)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    words.into_iter().map(|(word, _)| word).collect()
}
