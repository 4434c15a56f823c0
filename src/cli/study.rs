//! `xunlan kwic`, `matrix`, `numbers`, `themes`: the same answers as the API,
//! for people, as JSON or as CSV.

use super::args::{Ask, Kwic, Matrix, Numbers};
use super::files::host;
use super::paint::{coloured, paint, plain};
use super::search::say;
use super::{CliError, Exit};
use crate::export::{Access, ExportError, TableFile, TableForm};
use crate::parse;
use crate::search::run::Whole;
use crate::search::{Backend, Field, Query};
use crate::study::{
    NARROWED, kwic as lines, matrix as crossing, near, numbers as counted, themes as headings,
};
use crate::web::api::study as wire;
use crate::web::page::table::{Table, crossed};
use crate::web::page::{Of, found, today};
use crate::web::tongue::Tongue;
use crate::web::{Asked, Params, encode};
use unicode_width::UnicodeWidthStr;

/// What was typed, as the parameters of the API: one reader for both.
pub fn params(pairs: &[(String, String)]) -> Params {
    let query: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    Params::read(&query.join("&"))
}

/// Reads `--where`.
fn choices(conditions: &[String], pairs: &mut Vec<(String, String)>) -> Result<(), CliError> {
    for condition in conditions {
        let (name, value) = condition
            .split_once('=')
            .ok_or_else(|| CliError::Asked(format!("--where 应写作 字段=值,收到的是“{condition}”")))?;
        // A mistyped condition must not give the answer without it.
        let field = name.strip_prefix("not_").unwrap_or(name);
        if Field::named(field).is_none() && !matches!(name, "since" | "until") {
            let known: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
            let known = known.join("、");
            let wrong = format!("--where 没有“{name}”这个字段,可用:{known},以及 not_ 加字段、since、until");
            return Err(CliError::Asked(wrong));
        }
        pairs.push((name.to_owned(), value.to_owned()));
    }
    Ok(())
}

/// The question as pairs.
pub fn pairs(ask: &Ask, more: &[(&str, &str)]) -> Result<Vec<(String, String)>, CliError> {
    // What `excluding` made of a minus is a minus again.
    let minus = |word: &String| word.strip_prefix('－').map_or(word.clone(), |rest| format!("-{rest}"));
    let words: Vec<String> = ask.query.iter().map(minus).collect();
    let mut pairs = vec![("q".to_owned(), words.join(" "))];
    choices(&ask.conditions, &mut pairs)?;
    pairs.extend(ask.sort.iter().map(|sort| ("sort".to_owned(), sort.clone())));
    pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Ok(pairs)
}

/// Says how the query was read, and on what the answer stands.
pub fn read(asked: &Asked, whole: &Whole) -> Result<Query, CliError> {
    let meant = asked.resolve()?;
    if !whole.interpretation.canonical.is_empty() {
        eprintln!("理解为:{}", plain(&whole.interpretation.canonical));
    }
    for note in meant.notes.iter().chain(&whole.interpretation.notes) {
        eprintln!("提示:{}", plain(note));
    }
    let narrowed = whole.interpretation.notes.iter().any(|note| note == NARROWED);
    let of = if narrowed { Of::Rectifications } else { Of::Documents };
    eprintln!("{}", found(Tongue::default(), &meant.query, whole.totals, of));
    Ok(meant.query)
}

/// Near misses of what was not found, as suggestions.
pub fn suggest(index: &dyn Backend, asked: &Asked) -> Result<(), CliError> {
    for miss in near::near(index.parts(), &asked.resolve()?.query)? {
        let found: Vec<String> = miss
            .found
            .iter()
            .map(|one| format!("{}({},{} 份)", plain(&one.text), one.likeness.chinese(), one.announcements))
            .collect();
        eprintln!("  没有 {},相近的有:{}", plain(&miss.term), found.join("、"));
    }
    Ok(())
}

fn exit(whole: &Whole) -> Exit {
    if whole.totals.announcements > 0 { Exit::Found } else { Exit::Nothing }
}

type Out = std::io::BufWriter<std::io::StdoutLock<'static>>;

/// A table on standard output.
fn opened(form: TableForm) -> Result<TableFile<Out>, ExportError> {
    TableFile::new(std::io::BufWriter::new(std::io::stdout().lock()), form)
}

/// The study as the page writes it.
fn table<'t>(index: &'t dyn Backend, query: &'t Query, access: &Access<'t>) -> Table<'t> {
    Table { index, tongue: Tongue::default(), query, access: *access }
}

/// Most cells of a table that is lined up for a terminal: it is put together before any of it is shown.
const MOST_ALIGNED: usize = 1_000_000;

/// Carries out `xunlan kwic`.
pub fn kwic(index: &dyn Backend, typed: &Kwic) -> Result<Exit, CliError> {
    let more = [
        ("width", typed.width.as_str()),
        ("order", &typed.order),
        ("distance", &typed.distance),
        ("from", &typed.pages.from),
        ("size", &typed.pages.size),
    ];
    let params = params(&pairs(&typed.ask, &more)?);
    let (asked, mut wanted) = (wire::asked_of(&params), wire::kwic_asked(&params)?);
    if typed.pages.all {
        (wanted.from, wanted.size) = (0, usize::MAX);
    }
    if typed.form.json {
        let answer = wire::kwic_answer(index, &asked, &wanted)?;
        say(&format!("{answer}\n"))?;
        return Ok(if answer["totals"]["occurrences"] == 0 { Exit::Nothing } else { Exit::Found });
    }
    let query = asked.resolve()?.query;
    let day = today();
    let access = Access { base: host(typed.form.base.as_deref())?, day: &day };
    let whole = if let Some(form) = typed.form.table() {
        let mut file = opened(form)?;
        let whole = table(index, &query, &access).lined(&wanted, &mut file)?;
        file.finish()?;
        whole
    } else {
        let on = coloured();
        lines::stream(index.parts(), &query, &wanted, &mut |line| {
            let left = plain(&line.left);
            let pad = " ".repeat((wanted.width * 2).saturating_sub(left.width()));
            let (hit, right) = (paint(on, "1;31", &plain(&line.hit)), plain(&line.right));
            let behind = " ".repeat((wanted.width * 2).saturating_sub(right.width()));
            let of = &line.announcement;
            let agency = of.agency.as_deref().unwrap_or("(单位不详)");
            let place = format!("{} {} {}", of.id, line.address, plain(agency));
            let hit = if on { hit } else { format!("【{hit}】") };
            say(&format!("{pad}{left}{hit}{right}{behind}  {}\n", paint(on, "2", &place)))
        })?
    };
    read(&asked, &whole)?;
    if whole.totals.announcements > 0 && whole.totals.occurrences == 0 {
        eprintln!("提示:检索式中没有词,无处可列");
    }
    Ok(if whole.totals.occurrences > 0 { Exit::Found } else { Exit::Nothing })
}

/// Carries out `xunlan matrix`.
pub fn matrix(index: &dyn Backend, typed: &Matrix) -> Result<Exit, CliError> {
    let mut more = vec![
        ("rows", typed.rows.as_str()),
        ("columns", &typed.cols),
        ("count", &typed.count),
        ("most_rows", &typed.most_rows),
        ("most_columns", &typed.most_columns),
    ];
    more.extend(typed.of.iter().map(|of| ("of", of.as_str())));
    more.extend(typed.unit.iter().map(|unit| ("unit", unit.as_str())));
    let params = params(&pairs(&typed.ask, &more)?);
    let (asked, mut wanted) = (wire::asked_of(&params), wire::matrix_asked(&params)?);
    if typed.all {
        (wanted.most_rows, wanted.most_columns) = (usize::MAX, usize::MAX);
    }
    if typed.form.json {
        let answer = wire::matrix_answer(index, &asked, &wanted)?;
        say(&format!("{answer}\n"))?;
        return Ok(if answer["totals"]["announcements"] == 0 { Exit::Nothing } else { Exit::Found });
    }
    let found = crossing::matrix(index.parts(), &asked.resolve()?.query, &wanted)?;
    read(&asked, &found.whole)?;
    let series = |one: &crossing::Series| format!("{}({})", one.of.as_deref().unwrap_or("不分"), one.unit);
    if let Some(chosen) = &found.series {
        eprintln!("相加的是:{}", plain(&series(chosen)));
        let others: Vec<String> = found.others.iter().map(|one| plain(&series(one))).collect();
        if !others.is_empty() {
            eprintln!("不能与之相加的:{}(用 --of、--unit 另选)", others.join("、"));
        }
    }
    if found.series.is_none() && !found.others.is_empty() {
        let known: Vec<String> = found.others.iter().map(|one| plain(&series(one))).collect();
        eprintln!("提示:没有这样的数字,可选:{}", known.join("、"));
    }
    let mut rows = crossed(Tongue::default(), &wanted, &found);
    match typed.form.table() {
        Some(form) => {
            let mut file = opened(form)?;
            rows.try_for_each(|row| file.row(row))?;
            file.finish()?;
        }
        None if found.rows.len().saturating_mul(found.columns.len()) > MOST_ALIGNED => {
            return Err(CliError::Asked("表太大,无法对齐显示;请用 --csv 或 --xlsx 存为文件".to_owned()));
        }
        None => aligned(&rows.collect::<Vec<_>>())?,
    }
    let hidden = (found.all_rows - found.rows.len() as u64, found.all_columns - found.columns.len() as u64);
    if hidden != (0, 0) {
        eprintln!("未列出:{} 行、{} 列(--all 全部列出);合计为实际计数,含未列出的", hidden.0, hidden.1);
    }
    Ok(exit(&found.whole))
}

/// Carries out `xunlan numbers`.
pub fn numbers(index: &dyn Backend, typed: &Numbers) -> Result<Exit, CliError> {
    let mut more = vec![("from", typed.pages.from.as_str()), ("size", &typed.pages.size)];
    more.extend(typed.quantity.iter().map(|name| ("quantity", name.as_str())));
    more.extend(typed.whole.then_some(("whole", "true")));
    let params = params(&pairs(&typed.ask, &more)?);
    let (asked, mut wanted) = (wire::asked_of(&params), wire::numbers_asked(&params)?);
    if typed.pages.all {
        (wanted.from, wanted.size) = (0, usize::MAX);
    }
    if typed.form.json {
        let answer = wire::numbers_answer(index, &asked, &wanted)?;
        say(&format!("{answer}\n"))?;
        return Ok(if answer["count"] == 0 { Exit::Nothing } else { Exit::Found });
    }
    let query = asked.resolve()?.query;
    let day = today();
    let access = Access { base: host(typed.form.base.as_deref())?, day: &day };
    let mut listed = 0;
    let found = if let Some(form) = typed.form.table() {
        let mut file = opened(form)?;
        let found = table(index, &query, &access).stated(&wanted, &mut file)?;
        file.finish()?;
        listed = found.count.saturating_sub(wanted.from).min(wanted.size as u64);
        found
    } else {
        let found = counted::stream(index.parts(), &query, &wanted, &mut |row| {
            listed += 1;
            let of = row.of.as_deref().map(|of| format!("({of})")).unwrap_or_default();
            let value = row.value.as_deref().unwrap_or("未写数额");
            let head = format!("{}{of} {value} {}", row.label, row.unit);
            let agency = row.announcement.agency.as_deref().unwrap_or_default();
            let place = format!("{} {} {}", row.announcement.id, row.address, plain(agency));
            say(&format!("{}  {}\n  {}\n", plain(&head), place, plain(&row.sentence)))
        })?;
        say("\n")?;
        for sum in &found.sums {
            let of = sum.of.as_deref().map(|of| format!("({of})")).unwrap_or_default();
            let total = sum
                .sum
                .as_deref()
                .map_or("不相加".to_owned(), |total| format!("合计 {total} {}", sum.unit));
            let name = format!("{}{of}", sum.label);
            let mut times = format!("{} 处 · {} 份通报", sum.stated, sum.announcements);
            if sum.sum.is_some() && sum.repeated > 0 {
                times += &format!(",其中 {} 份写了几个数,合计可能重复", sum.repeated);
                let once = sum.once.as_deref();
                times += &once.map(|once| format!(";只写一次的合计 {once} {}", sum.unit)).unwrap_or_default();
            }
            if sum.again > 0 {
                times += &format!(",其中 {} 处与另一处同数,不重复计入", sum.again);
            }
            if sum.samples > 0 {
                times += &format!(",其中样本 {} 处", sum.samples);
            }
            say(&format!("{}:{}  {}\n", plain(&name), plain(&total), plain(&times)))?;
        }
        found
    };
    read(&asked, &found.whole)?;
    let rest = found.count.saturating_sub(listed);
    if rest > 0 {
        eprintln!("共 {} 个数字,本页未列 {rest} 个(--all 全部列出)", found.count);
    }
    Ok(if found.count > 0 { Exit::Found } else { Exit::Nothing })
}

/// Carries out `xunlan themes`.
pub fn themes(index: &dyn Backend, ask: &Ask, json: bool, unknown: bool) -> Result<Exit, CliError> {
    let asked = wire::asked_of(&params(&pairs(ask, &[])?));
    let mut mapped = headings::themes(index.parts(), &asked.resolve()?.query)?;
    mapped.retain(|one| !unknown || one.theme.is_none());
    for one in &mapped {
        if json {
            let line = serde_json::to_string(one).map_err(|error| CliError::System(error.to_string()))?;
            say(&format!("{line}\n"))?;
            continue;
        }
        let name = one
            .theme
            .as_deref()
            .map_or("(未归类)".to_owned(), |id| theme(Field::Theme, id).unwrap_or_else(|| id.to_owned()));
        say(&format!("{}\t{name}\t{}\n", one.announcements, plain(&one.heading)))?;
    }
    Ok(if mapped.is_empty() { Exit::Nothing } else { Exit::Found })
}

/// The Chinese name of a theme or a kind of doing.
fn theme(field: Field, id: &str) -> Option<String> {
    let classes = match field {
        Field::Theme => parse::themes(),
        Field::Action => parse::actions(),
        _ => return None,
    };
    classes.iter().find(|class| class.id == id).map(|class| class.chinese.to_owned())
}

/// A table for a terminal: Han characters are two columns wide.
fn aligned(table: &[Vec<String>]) -> Result<(), CliError> {
    let columns = table.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            table.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    for row in table {
        let mut line = String::new();
        for (number, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = plain(cell);
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            // Names to the left, numbers to the right.
            line += &if number == 0 { format!("{cell}{pad}") } else { format!("  {pad}{cell}") };
        }
        say(&format!("{}\n", line.trim_end()))?;
    }
    Ok(())
}
