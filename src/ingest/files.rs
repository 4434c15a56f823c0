//! Which files are meant.
//!
//! In: paths as typed. Out: regular files in a stable order, and what was left
//! out with its reason. Links inside folders are not followed, so that no walk
//! leaves the folder or ends in a circle; pipes and devices are never opened.

use crate::text::Form;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Deepest folder that is entered.
const DEPTH: usize = 64;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is.
    pub path: PathBuf,
    /// What its name says of its form.
    pub form: Form,
}

/// A path that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// Why, for readers.
    pub reason: String,
    /// Whether that is a failure (a named file that cannot be read) or expected (a picture in a folder).
    pub failure: bool,
}

/// Every file below these paths.
pub fn find(paths: &[PathBuf]) -> (Vec<Candidate>, Vec<Skipped>) {
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, 0, &mut found, &mut skipped),
            // A file that is named is tried whatever it is called.
            Ok(meta) if meta.is_file() => {
                found.push(Candidate { path: path.clone(), form: form(path).unwrap_or(Form::Unknown) })
            }
            Ok(_) => skip(path, "不是普通文件", true, &mut skipped),
            Err(error) => skip(path, &reason(&error), true, &mut skipped),
        }
    }
    (found, skipped)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Candidate>, skipped: &mut Vec<Skipped>) {
    if depth > DEPTH {
        return skip(folder, "目录层数过深", true, skipped);
    }
    let mut entries: Vec<_> = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().collect(),
        Err(error) => return skip(folder, &reason(&error), true, skipped),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Names that begin with a dot are our own temporary files, or not meant to be seen.
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, depth + 1, found, skipped),
            Ok(kind) if kind.is_symlink() => skip(&path, "符号链接,不跟随", false, skipped),
            Ok(kind) if kind.is_file() => match form(&path) {
                Some(form) => found.push(Candidate { path, form }),
                None => skip(&path, "不是 .html .htm .txt", false, skipped),
            },
            Ok(_) => skip(&path, "不是普通文件", false, skipped),
            Err(error) => skip(&path, &reason(&error), true, skipped),
        }
    }
}

fn skip(path: &Path, reason: &str, failure: bool, skipped: &mut Vec<Skipped>) {
    skipped.push(Skipped { path: path.to_owned(), reason: reason.to_owned(), failure });
}

/// The form that a file's name promises.
fn form(path: &Path) -> Option<Form> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" | "shtml" | "xhtml" => Some(Form::Html),
        "txt" => Some(Form::Plain),
        _ => None,
    }
}

/// Reads a whole file of at most `limit` bytes, in one version or not at all.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, String> {
    let attempt = || -> io::Result<Result<Vec<u8>, String>> {
        // Asked before opening: opening a pipe waits for someone to write.
        if !fs::metadata(path)?.is_file() {
            return Ok(Err("不是普通文件".to_owned()));
        }
        let file = fs::File::open(path)?;
        let before = file.metadata()?;
        if !before.is_file() {
            return Ok(Err("不是普通文件".to_owned()));
        }
        if before.len() > limit as u64 {
            return Ok(Err(format!("文件过大:{} 字节,上限 {limit} 字节", before.len())));
        }
        let mut bytes = Vec::with_capacity(before.len() as usize);
        (&file).take(limit as u64 + 1).read_to_end(&mut bytes)?;
        let after = file.metadata()?;
        if after.len() != bytes.len() as u64 || after.modified().ok() != before.modified().ok() {
            return Ok(Err("读取期间文件被改动".to_owned()));
        }
        Ok(Ok(bytes))
    };
    attempt().unwrap_or_else(|error| Err(reason(&error)))
}

/// The system's reason, in readers' words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件不存在".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        _ => format!("无法读取:{error}"),
    }
}
