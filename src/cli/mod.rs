//! The command line.
//!
//! In: arguments. Out: data on standard output, words and progress on standard
//! error, and grep's exit codes: 0 found, 1 nothing, 2 usage or query error,
//! 3 done with some files failed, 4 no usable index.

mod args;
mod batch;
mod explain;
mod files;
mod inspect;
mod paint;
mod search;
mod serve;
mod show;
mod study;
mod write;

use crate::config::{Config, ConfigError, Settings};
use crate::engine::tantivy::{Engine, Store, StoreError};
use crate::export::ExportError;
use crate::ingest::IngestError;
use crate::search::SearchError;
use crate::web::Failure;
use args::{Args, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, found.
    Found = 0,
    /// Done, nothing found.
    Nothing = 1,
    /// The arguments or the query cannot be used.
    Usage = 2,
    /// Done, but some files failed.
    SomeFailed = 3,
    /// There is no index that can be used.
    NoIndex = 4,
}

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Settings.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Reading the index.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A result as a file.
    #[error(transparent)]
    Export(ExportError),
    /// Writing.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The query or a parameter.
    #[error("{0}")]
    Asked(String),
    /// The port is taken, the output is closed …
    #[error("{0}")]
    System(String),
}

impl CliError {
    fn exit(&self) -> Exit {
        match self {
            Self::Config(_) | Self::Asked(_) | Self::System(_) => Exit::Usage,
            Self::Search(SearchError::NoIndex(_) | SearchError::Broken(_)) => Exit::NoIndex,
            Self::Search(_) => Exit::Usage,
            Self::Export(_) => Exit::SomeFailed,
            Self::Ingest(IngestError::Store(StoreError::Busy(_))) => Exit::NoIndex,
            Self::Ingest(_) => Exit::SomeFailed,
        }
    }
}

impl From<ExportError> for CliError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Search(error) => Self::Search(error),
            // A reader that stopped listening is no failure.
            ExportError::Write(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                std::process::exit(0)
            }
            other => Self::Export(other),
        }
    }
}

impl From<Failure> for CliError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoIndex(command) => Self::Search(SearchError::NoIndex(command)),
            Failure::Broken => {
                Self::Search(SearchError::Broken("索引可能已损坏,请运行 xunlan rebuild".to_owned()))
            }
            other => Self::Asked(other.to_string()),
        }
    }
}

/// Reads the arguments and carries out the command.
pub fn main() -> ExitCode {
    let args = match Args::try_parse_from(excluding(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => {
            // Printing help can only fail when nobody listens any more.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Exit::Usage } else { Exit::Found } as u8);
        }
    };
    // A file of the index that the disk has changed may break any rule that its readers rely on.
    let exit = match std::panic::catch_unwind(|| carry_out(args)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            eprintln!("xunlan:{error}");
            error.exit()
        }
        Err(_) => {
            eprintln!("xunlan:程序内部错误;索引可能已损坏,请运行 xunlan rebuild(仍出错请报告)");
            Exit::NoIndex
        }
    };
    ExitCode::from(exit as u8)
}

/// The commands that take a query.
const ASKING: [&str; 6] = ["search", "kwic", "matrix", "numbers", "export", "themes"];

/// In a query, `-审计` and `-agency:教育局` are not wanted, and no options: they get the full-width minus, which
/// the grammar reads alike and [`study::pairs`] turns back.
fn excluding(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = typed.collect();
    let asks = |arg: &OsString| ASKING.iter().any(|name| arg == name);
    let Some(search) = args.iter().position(asks) else { return args };
    for at in search + 1..args.len() {
        let word = args[at].to_str().and_then(|arg| arg.strip_prefix('-'));
        let unwanted = |word: &&str| {
            // No option is a digit, and none but the name of a file holds blanks: -6 同句 整改.
            let blank = || !word.starts_with('o') && word.contains(char::is_whitespace);
            word.starts_with(|c: char| !c.is_ascii_alphabetic() && c != '-')
                || !word.starts_with('-') && (word.contains([':', '：']) || blank())
        };
        if let Some(word) = word.filter(unwanted)
            && args[at - 1] != "--sort"
        {
            args[at] = format!("－{word}").into();
        }
    }
    args
}

fn carry_out(args: Args) -> Result<Exit, CliError> {
    let config = settings(&args)?;
    let store = Store::at(&config.index);
    match args.command {
        Command::Serve => serve::serve(&config, &store),
        Command::Ingest { paths, json } => write::ingest(&config, &store, paths, json),
        Command::Rebuild { json } => write::rebuild(&config, &store, json),
        Command::Search(asked) => search::search(&open(&store)?, &asked),
        Command::Kwic(asked) => study::kwic(&open(&store)?, &asked),
        Command::Matrix(asked) => study::matrix(&open(&store)?, &asked),
        Command::Numbers(asked) => study::numbers(&open(&store)?, &asked),
        Command::Batch(asked) => batch::batch(&config, &open(&store)?, &asked),
        Command::Export(asked) => files::export(&open(&store)?, &asked),
        Command::Cite { id, address, format, base } => {
            files::cite(&open(&store)?, &id, &address, &format, base.as_deref())
        }
        Command::Themes { ask, json, unknown } => study::themes(&open(&store)?, &ask, json, unknown),
        Command::Show { id, address, json } => show::show(&open(&store)?, &id, address.as_deref(), json),
        Command::Inspect { files, json } => inspect::inspect(&config, &files, json),
    }
}

fn settings(args: &Args) -> Result<Config, CliError> {
    let flags = Settings {
        corpus: args.corpus.clone(),
        index: args.index.clone(),
        listen: args.listen,
        port: args.port,
        threads: args.threads,
        ..Settings::default()
    };
    let environment = Settings::environment(|name| std::env::var(name).ok())?;
    let named = args.config.clone();
    let default = std::path::PathBuf::from("xunlan.toml");
    let file = match named {
        Some(path) => Settings::file(&path)?,
        None if default.is_file() => Settings::file(&default)?,
        None => Settings::default(),
    };
    Ok(flags.or(environment).or(file).resolve())
}

fn open(store: &Store) -> Result<Engine, CliError> {
    Ok(store.open()?)
}
