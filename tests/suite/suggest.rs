//! What is suggested: values while readers type, and near misses of what was not found.

use super::kit::SHIPPED;
use xunlan::search::{
    Backend, Field,
    suggest::{Because, suggest},
};

#[test]
fn values_come_by_beginning_then_content_then_spelling_each_by_frequency() {
    let engine = &*SHIPPED.tantivy;
    for typed in ["云汀", "教育", "yt", "jiaoyu", "yuntings", ""] {
        let found = suggest(engine, Field::Agency, typed, 100).unwrap();
        assert!(!found.is_empty(), "{typed}");
        let order: Vec<_> = found.iter().map(|one| one.because).collect();
        assert!(order.is_sorted(), "{typed}: {order:?}");
        for pair in found.windows(2).filter(|pair| pair[0].because == pair[1].because) {
            let by_sound = pair[0].because == Because::Spelled;
            assert!(by_sound || pair[0].announcements >= pair[1].announcements, "{typed}: {pair:?}");
        }
        assert_eq!(found, suggest(&SHIPPED.memory, Field::Agency, typed, 100).unwrap(), "{typed}");
    }
    let spelled = suggest(engine, Field::Agency, "ytsjy", 5).unwrap();
    assert!(spelled[0].value.starts_with("云汀市教育"), "{spelled:?}");
    assert_eq!(spelled[0].because, Because::Spelled);
    assert!(suggest(engine, Field::Agency, "鑫淼", 5).unwrap().is_empty());
    assert!(suggest(engine, Field::Agency, "qqqq", 5).unwrap().is_empty());
}

#[test]
fn values_are_the_most_frequent_first() {
    let engine = &*SHIPPED.tantivy;
    for field in Field::ALL {
        let counted = engine.counted(*field).unwrap();
        assert!(counted.is_sorted_by(|a, b| (b.1, &a.0) <= (a.1, &b.0)), "{field:?}");
        let names = engine.values(*field, "", usize::MAX).unwrap();
        assert_eq!(names.len(), counted.len(), "{field:?}");
    }
}
