//! Makes the table that folds one character to one character.
//!
//! In: OpenCC's dictionaries (inside ferrous-opencc, Apache-2.0, see NOTICE)
//! and Unicode's compatibility mappings. Out: `fold_table.rs` for
//! `src/text/fold.rs`. Promise: context-free, one to one, idempotent, and no
//! network. The rules are explained where the table is used.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// Marks a basic-plane character whose target has to be looked up in `FAR`.
const FAR: u16 = 0xFFFF;

/// Pairs that OpenCC keeps apart because it writes for readers; for matching
/// they are one. Applied after its dictionaries, so they win.
const MERGES: &str = "著着 覆复 瞭了 藉借 祇只 衹只 麽么 麼么 馀余 彷仿 牴抵 锺钟 鍾钟 讎仇 讐仇 幷并 谿溪 濬浚 \
                      擡抬 噁恶 𫫇恶 癥症";

/// CJK Radicals Supplement. Word processors put these into PDFs and from there
/// into pages; NFKC knows only two of them.
const RADICALS: &str = "⺅亻 ⺉刂 ⺊卜 ⺎兀 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 \
                        ⺤爫 ⺦丬 ⺨犭 ⺩王 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺹耂 ⺺肀 ⺻聿 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 \
                        ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 \
                        ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 \
                        ⻰龙 ⻱龜 ⻲亀 ⻳龟";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let script = script_table()?;
    let mut table = BTreeMap::new();
    for c in ('\u{21}'..='\u{33FFF}').filter(|c| *c != '\u{FFFD}') {
        let target = settle(c, &script);
        if target != c {
            table.insert(c, target);
        }
    }
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(format!("{out}/fold_table.rs"), source(&table)?)?;
    Ok(())
}

/// Follows the rules until nothing changes; a chain is at most a few steps.
fn settle(c: char, script: &HashMap<char, char>) -> char {
    let mut now = c;
    for _ in 0..8 {
        let next = lower(width(now));
        let next = script.get(&next).copied().unwrap_or(next);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// Compatibility forms, where they are one character.
fn width(c: char) -> char {
    match c {
        // Glyph classes of numbering: ① is neither 1 nor (1). Roman numerals stay a class too.
        '\u{2150}'..='\u{218F}' | '\u{2460}'..='\u{24FF}' | '\u{3200}'..='\u{32FF}' => return c,
        '\u{1F100}'..='\u{1F2FF}' => return c,
        // Sentence ends are full width: ASCII ? stands for lost characters, so it must stay apart.
        '!' => return '！',
        ';' => return '；',
        '！' | '；' | '？' => return c,
        _ => {}
    }
    match single(c.to_string().nfkc()) {
        Some('?') if c != '?' => '？',
        Some(mapped) => mapped,
        None => c,
    }
}

fn lower(c: char) -> char {
    single(c.to_lowercase()).unwrap_or(c)
}

/// The only character of a sequence.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Traditional to Simplified, every character alone.
fn script_table() -> Result<HashMap<char, char>, Box<dyn Error>> {
    let steps = [BuiltinConfig::Tw2s, BuiltinConfig::Hk2s, BuiltinConfig::T2s];
    let steps = steps.into_iter().map(OpenCC::from_config).collect::<Result<Vec<_>, _>>()?;
    let han = ('\u{3400}'..='\u{4DBF}').chain('\u{4E00}'..='\u{9FFF}').chain('\u{20000}'..='\u{33FFF}');
    let mut table = HashMap::new();
    for c in han {
        let converted = steps.iter().fold(c.to_string(), |text, step| step.convert(&text));
        if let Some(target) = single(converted.chars()).filter(|target| *target != c) {
            table.insert(c, target);
        }
    }
    for pair in MERGES.split_whitespace().chain(RADICALS.split_whitespace()) {
        let pair: Vec<char> = pair.chars().collect();
        let [from, to] = pair[..] else { return Err(format!("not a pair: {pair:?}").into()) };
        table.insert(from, to);
    }
    // The dictionaries for Taiwan turn some pairs round (抬→擡).
    for target in MERGES.split_whitespace().filter_map(|pair| pair.chars().nth(1)) {
        table.remove(&target);
    }
    // A character that others fold to must not itself fold on, or folding twice differs.
    // Targets of the radicals are no evidence: ⻑ is 長 and 長 is 长.
    let mut targets: BTreeSet<char> = BTreeSet::new();
    targets.extend(table.iter().filter(|(from, _)| !RADICALS.contains(**from)).map(|(_, to)| *to));
    table.retain(|from, _| !targets.contains(from));
    Ok(table)
}

/// Two stages: 256 pages, of which most are the empty one, and the rest sorted.
fn source(table: &BTreeMap<char, char>) -> Result<String, Box<dyn Error>> {
    let mut pages: Vec<Vec<u16>> = vec![vec![0; 256]];
    let mut index = [0_u8; 256];
    let mut far = Vec::new();
    for (high, slot) in (0_u32..).zip(index.iter_mut()) {
        let mut page = vec![0_u16; 256];
        for (low, cell) in (0_u32..).zip(page.iter_mut()) {
            let target = char::from_u32(high << 8 | low).and_then(|c| table.get(&c));
            if let Some(target) = target {
                *cell = u16::try_from(u32::from(*target)).unwrap_or(FAR);
            }
        }
        let known = pages.iter().position(|other| *other == page);
        *slot = u8::try_from(known.unwrap_or(pages.len()))?;
        if known.is_none() {
            pages.push(page);
        }
    }
    for (from, to) in table {
        if *from > '\u{FFFF}' || *to > '\u{FFFF}' {
            far.push((*from, *to));
        }
    }
    let mut folds = [0_u64; 1024];
    for from in table.keys().map(|from| *from as usize).filter(|from| *from <= 0xFFFF) {
        folds[from >> 6] |= 1 << (from & 63);
    }
    let mut out = String::new();
    writeln!(out, "static FOLDS: [u64; 1024] = {folds:?};")?;
    writeln!(out, "static INDEX: [u8; 256] = {index:?};")?;
    writeln!(out, "static PAGES: [[u16; 256]; {}] = {pages:?};", pages.len())?;
    writeln!(out, "static FAR: [(char, char); {}] = {far:?};", far.len())?;
    Ok(out)
}
