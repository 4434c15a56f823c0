//! Laws of folding, then the pairs people search for.

use proptest::prelude::*;
use xunlan::text::{Folded, fold, fold_char};

#[test]
fn every_character_folds_to_one_that_stays() {
    for c in (0..=0x10FFFF).filter_map(char::from_u32) {
        let once = fold_char(c);
        assert_eq!(fold_char(once), once, "{c} → {once} folds on");
    }
}

#[test]
fn the_forms_of_one_character_meet() {
    for group in [
        "乾幹干",
        "后後",
        "里裡裏",
        "着著",
        "并並併",
        "于於",
        "台臺檯颱枱",
        "征徵",
        "准準",
        "制製",
        "复覆復複",
        "了瞭",
        "借藉",
        "卫衛衞",
        "污汙",
        "群羣",
        "党黨",
        "监監",
        "执執",
        "说說説",
        "线線綫",
        "启啟啓",
        "众眾衆",
        "峰峯",
        "为為爲",
        "产產産",
        "户戶戸",
        "长長⾧⻓⻑",
        "见見⻅⾒",
        "贝⻉",
        "页⻚頁",
        "aAａＡ",
        "0０",
        "％%",
        "(（",
        ",，",
        "．.",
        "：:",
        "！!",
        "；;",
        "？﹖",
        " \u{3000}\u{a0}\u{2003}",
        "么麼",
        "仿彷",
        "系係繫",
        "里裏",
        "托託",
        "采採",
        "余餘",
        "范範",
        "谷穀",
        "发發髮",
    ] {
        let folded: Vec<char> = group.chars().map(fold_char).collect();
        // 戸 is a Japanese form; those are left alone on purpose.
        let kept: Vec<char> = folded.iter().copied().filter(|c| *c != '戸').collect();
        assert!(kept.windows(2).all(|pair| pair[0] == pair[1]), "{group} → {folded:?}");
    }
}

#[test]
fn what_means_something_of_its_own_stays_apart() {
    for kept in "①②③⑴⒈㈠㊀ⅰ〇○。、“”‘’《》「」？?的沪欠缺予罐艺\u{FFFD}\u{200b}".chars()
    {
        assert_eq!(fold_char(kept), kept);
    }
}

#[test]
fn simplified_text_stays_as_it_is() {
    // All of GB 2312: what a Simplified announcement is written in. Allowed are the merges
    // and the Traditional and variant forms which that standard happens to hold.
    let allowed = "著覆瞭藉乾菸薹捱摺吒彷後徵夥馀甯榘於锺麴醣麽";
    let mut changed = String::new();
    for high in 0xB0..=0xF7_u8 {
        for low in 0xA1..=0xFE_u8 {
            let bytes = [high, low];
            let (text, _, damaged) = encoding_rs::GBK.decode(&bytes);
            for c in text.chars().filter(|_| !damaged) {
                if fold_char(c) != c && !allowed.contains(c) && ('\u{4e00}'..='\u{9fff}').contains(&c) {
                    changed.push(c);
                    changed.push(fold_char(c));
                    changed.push(' ');
                }
            }
        }
    }
    assert_eq!(changed, "", "pairs of a changed character and its target");
}

#[test]
fn both_scripts_of_a_sentence_are_one() {
    let traditional = "根據市委統一部署,現將巡察整改進展情況予以公佈;歡迎監督!";
    let simplified = "根据市委统一部署，现将巡察整改进展情况予以公布；欢迎监督！";
    assert_eq!(fold(traditional).replace('佈', "布"), fold(simplified));
}

proptest! {
    #[test]
    fn a_part_folds_to_the_part(text in any::<Vec<char>>(), start in 0usize..64, len in 0usize..64) {
        let whole: Vec<char> = fold(&text.iter().collect::<String>()).chars().collect();
        let start = start.min(text.len());
        let end = (start + len).min(text.len());
        let part: Vec<char> = fold(&text[start..end].iter().collect::<String>()).chars().collect();
        prop_assert_eq!(&whole[start..end], &part[..]);
    }

    #[test]
    fn every_folded_span_leads_back(text in any::<String>()) {
        let folded = Folded::of(&text);
        prop_assert_eq!(folded.len() as usize, text.chars().count());
        for (index, c) in (0_u32..).zip(text.chars()) {
            prop_assert_eq!(folded.slice(folded.folded(xunlan::disclosure::Span::new(index, index + 1))), fold_char(c).to_string());
        }
    }
}
