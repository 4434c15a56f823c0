//! `xunlan search`: the same answer as the API, for people or as JSON.

use super::args::Search;
use super::paint::{coloured, marked, paint, plain};
use super::{CliError, Exit};
use crate::disclosure::Kind;
use crate::search::{Backend, Query};
use crate::web::api::{answer, view::Answer};
use crate::web::page::{Of, found};
use crate::web::tongue::Tongue;
use crate::web::{Asked, MOST_UNITS};
use serde_json::json;
use std::io::Write;

/// Carries out a search.
pub fn search(index: &dyn Backend, typed: &Search) -> Result<Exit, CliError> {
    if typed.explain {
        return super::explain::explain(index, &asked(typed, None)?, typed.json);
    }
    let mut after = typed.after.clone();
    let mut first: Option<Answer> = None;
    loop {
        let page = answer(index, asked(typed, after.as_deref())?)?;
        if typed.jsonl {
            lines(&page)?;
        }
        after = page.next.clone().filter(|_| typed.all);
        match &mut first {
            Some(all) => {
                all.groups.extend(page.groups);
                all.next = page.next;
            }
            None => first = Some(page),
        }
        if after.is_none() {
            break;
        }
    }
    let Some(answer) = first else { return Ok(Exit::Nothing) };
    if typed.json {
        let text = serde_json::to_string(&answer).map_err(|error| CliError::System(error.to_string()))?;
        say(&format!("{text}\n"))?;
    } else if !typed.jsonl {
        people(&answer, &asked(typed, None)?.resolve()?.query)?;
        if answer.totals.announcements == 0 {
            super::study::suggest(index, &asked(typed, None)?)?;
        }
    }
    Ok(if answer.totals.announcements > 0 { Exit::Found } else { Exit::Nothing })
}

/// What was typed, as the parameters of the API: one reader for both.
fn asked(typed: &Search, after: Option<&str>) -> Result<Asked, CliError> {
    let (size, units) =
        (typed.size.to_string(), if typed.all { MOST_UNITS } else { typed.units }.to_string());
    let mut more = vec![("size", size.as_str()), ("units", &units)];
    more.extend(after.map(|after| ("after", after)));
    let pairs = super::study::pairs(&typed.ask, &more)?;
    Ok(Asked::of(&super::study::params(&pairs)))
}

fn lines(answer: &Answer) -> Result<(), CliError> {
    for group in &answer.groups {
        for unit in &group.units {
            say(&format!("{}\n", json!({ "announcement": group.announcement, "unit": unit })))?;
        }
    }
    Ok(())
}

fn people(answer: &Answer, query: &Query) -> Result<(), CliError> {
    let on = coloured();
    let read = &answer.interpretation;
    if !read.canonical.is_empty() {
        eprintln!("理解为:{}", read.canonical);
    }
    for note in &read.notes {
        eprintln!("提示:{note}");
    }
    eprintln!("{}", found(Tongue::default(), query, answer.totals, Of::Documents));
    for missing in &read.missing {
        eprintln!("  “{}”单独有 {} 份;去掉它有 {} 份", missing.term, missing.alone, missing.without);
    }
    for group in &answer.groups {
        let line = &group.announcement;
        let name = line.title.as_deref().or(line.agency.as_deref()).unwrap_or("(无标题)");
        let date = line.published.as_deref().unwrap_or("日期不详");
        let sample = if line.sample { " [样本]" } else { "" };
        // What a reader would take for an announcement of one body says that it is none.
        let kind = match line.kind {
            Kind::RectificationSingle => String::new(),
            kind => format!(" [{}]", kind.chinese()),
        };
        let (name, id) = (paint(on, "1", &plain(name)), paint(on, "2", &line.id));
        say(&format!("\n{name}  {date}  {id}{sample}{kind}\n"))?;
        // With nothing asked of units none of them is a match.
        let total = group.unit_total;
        let most = if query.tells_units_apart() { total as usize } else { 0 };
        for unit in group.units.iter().take(most) {
            say(&format!(
                "  {}  {}\n",
                paint(on, "36", &unit.address),
                marked(on, unit.text.trim(), &unit.marks)
            ))?;
        }
        let more = total.saturating_sub(group.units.len() as u64);
        if more > 0 && most > 0 && !group.units.is_empty() {
            say(&format!("  …… 本份另有 {more} 个单元\n"))?;
        }
    }
    if let Some(next) = &answer.next {
        eprintln!("\n下一页:--after {next}");
    }
    Ok(())
}

/// Writes data; a reader that stopped listening ends the command quietly.
pub fn say(text: &str) -> Result<(), CliError> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(CliError::System(format!("无法写到标准输出:{error}"))),
        Ok(()) => Ok(()),
    }
}
