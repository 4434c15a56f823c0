//! What `text` promises: folding, decoding, main text, chrome, glosses.

mod decode;
mod fold;
mod hostile;
mod page;

use xunlan::text::{Form, Limits, Text, read};

const SIMPLIFIED: &str = "中共云汀市水务局党组关于巡察整改进展情况的通报\n\
    根据市委统一部署，2024年3月4日至5月17日，市委第二巡察组对市水务局党组开展了常规巡察。\n\
    一、履行主体责任情况\n（一）坚持高位推动。局党组召开会议6次，制定整改措施32条。\n\
    欢迎广大干部群众对巡察整改落实情况进行监督。\n中共云汀市水务局党组\n2024年12月5日";

const TRADITIONAL: &str = "中共雲汀市水務局黨組關於巡察整改進展情況的通報\n\
    根據市委統一部署，2024年3月4日至5月17日，市委第二巡察組對市水務局黨組開展了常規巡察。\n\
    一、履行主體責任情況\n（一）堅持高位推動。局黨組召開會議6次，制定整改措施32條。\n\
    歡迎廣大幹部群眾對巡察整改落實情況進行監督。\n中共雲汀市水務局黨組\n2024年12月5日";

fn text(bytes: &[u8]) -> Text {
    read(bytes, Form::Unknown, &Limits::default()).unwrap()
}

/// The marked furniture, as published.
fn chrome(text: &Text) -> Vec<String> {
    let chars: Vec<char> = text.published.chars().collect();
    text.chrome.iter().map(|span| chars[span.start as usize..span.end as usize].iter().collect()).collect()
}
