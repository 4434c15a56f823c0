//! `xunlan export` and `xunlan cite`: results as files, places as citations.

use super::args::Export;
use super::paint::plain;
use super::search::say;
use super::study::{pairs, params, read};
use super::{CliError, Exit};
use crate::export::{self, Access, ExportError, Format, Style, Wanted};
use crate::search::Backend;
use crate::web::Asked;
use crate::web::api::unit_at;
use crate::web::page::today;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Writes all of a result.
pub fn export(index: &dyn Backend, typed: &Export) -> Result<Exit, CliError> {
    let asked = Asked::of(&params(&pairs(&typed.ask, &[])?));
    let meant = asked.resolve()?;
    let wanted = Wanted { query: &meant.query, only: None, notes: &meant.notes };
    let format = format(typed)?;
    let (base, day) = (host(typed.base.as_deref())?, today());
    let format = (format, &Access { base, day: &day });
    let write = |to: &mut dyn Write| export::export(index.parts(), &wanted, format, to);
    let output = typed.output.as_deref().filter(|path| *path != Path::new("-"));
    let whole = match output.map(|path| (path, stream(path))) {
        None | Some((_, Some(1))) => {
            if format.0 == Format::Xlsx && std::io::stdout().is_terminal() {
                return Err(CliError::Asked("xlsx 请用 -o 指定文件".to_owned()));
            }
            poured(std::io::stdout().lock(), write)?
        }
        Some((_, Some(2))) => poured(std::io::stderr().lock(), write)?,
        // No other stream can be taken over from here; behind what stands in it already, nothing is lost.
        Some((path, Some(_))) => {
            poured(File::options().append(true).open(path).map_err(ExportError::Write)?, write)?
        }
        Some((path, None)) => written(path, write)?,
    };
    read(&asked, &whole)?;
    Ok(if whole.totals.announcements > 0 { Exit::Found } else { Exit::Nothing })
}

/// Most links from a name to what it names.
const LINKS: usize = 40;

/// The number of the open stream that a path names: /dev/stdout, /dev/fd/3, /proc/self/fd/3, and links to them. What
/// is behind it is not ours to replace, even where it is a file: others write into it before and after.
fn stream(path: &Path) -> Option<u32> {
    let streams = std::fs::canonicalize("/dev/fd").ok()?;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().ok()?;
        if folder == streams {
            return path.file_name()?.to_str()?.parse().ok();
        }
        path = folder.join(std::fs::read_link(&path).ok()?);
    }
    None
}

/// Writes into what is open, as into a pipe.
fn poured<T>(
    to: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let mut out = BufWriter::new(to);
    let done = write(&mut out)?;
    out.flush().map_err(ExportError::Write)?;
    Ok(done)
}

/// Writes a file as a whole: half of it must not be taken for all of it, so it is written beside the one it
/// replaces. What is no regular file (a pipe, a device) cannot be replaced without harm and is written into; a link
/// stays, and what it leads to is written.
fn written<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let target = match std::fs::metadata(path) {
        Ok(known) if known.is_file() => std::fs::canonicalize(path).ok(),
        Err(error) if error.kind() == ErrorKind::NotFound && std::fs::symlink_metadata(path).is_err() => {
            Some(path.to_owned())
        }
        _ => None,
    };
    let Some(target) = target else {
        return poured(File::create(path)?, write);
    };
    let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let part = target.with_file_name(format!("{name}.part"));
    let done = into(&part, &target, write).and_then(|done| {
        std::fs::rename(&part, &target)?;
        Ok(done)
    });
    done.inspect_err(|_| drop(std::fs::remove_file(&part)))
}

fn into<T>(
    path: &Path,
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let file = File::create(path)?;
    // Before there is anything to read in it: what was private stays so.
    if let Ok(known) = std::fs::metadata(target) {
        file.set_permissions(known.permissions())?;
    }
    let mut out = BufWriter::new(file);
    let done = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(done)
}

/// The format that was named, or that the file's name ends in.
fn format(typed: &Export) -> Result<Format, CliError> {
    let ending = typed.output.as_ref().and_then(|path| path.extension());
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let named = typed.format.clone().or(ending.filter(|ending| Format::named(ending).is_some()));
    let Some(named) = named else { return Ok(Format::Csv) };
    Format::named(&named).ok_or_else(|| CliError::Asked(format!("没有“{named}”格式,可用 csv、jsonl、xlsx")))
}

/// The address of a server that serves the same index; empty where none was named.
pub fn host(base: Option<&str>) -> Result<&str, CliError> {
    let base = base.unwrap_or_default().trim_end_matches('/');
    let sane = |rest: &str| rest.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]/_~".contains(c));
    let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    if !base.is_empty() && !host.is_some_and(|host| !host.is_empty() && sane(host)) {
        return Err(CliError::Asked(format!("--base 应如 https://search.example.org,不是“{base}”")));
    }
    Ok(base)
}

/// Cites a place.
pub fn cite(
    index: &dyn Backend,
    id: &str,
    address: &str,
    format: &str,
    base: Option<&str>,
) -> Result<Exit, CliError> {
    let base = host(base)?;
    let style = Style::named(format)
        .ok_or_else(|| CliError::Asked(format!("没有“{format}”格式,可用 gbt7714、bibtex、ris")))?;
    let Some(record) = index.read(id)? else {
        eprintln!("xunlan:没有编号为“{}”的通报", plain(id));
        return Ok(Exit::Nothing);
    };
    let Some(number) = unit_at(&record, address) else {
        eprintln!("xunlan:该通报没有“{}”这一处", plain(address));
        return Ok(Exit::Nothing);
    };
    let citation = export::cite(&record, number, style, &Access { base, day: &today() });
    say(&format!("{}\n", citation.trim_end()))?;
    Ok(Exit::Found)
}
