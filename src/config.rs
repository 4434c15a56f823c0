//! Every setting, in one place.
//!
//! In: flags, environment, a file. Out: [`Config`], each value from the first
//! of them that names it: flags > environment > file > default. Unknown keys
//! in the file are refused, so that a misspelt one is noticed.

use serde::Deserialize;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// The settings. In a file: `xunlan.toml` in the current folder, or the one named by `--config`;
/// in the environment: `XUNLAN_` and the name in capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `corpus`: the folder with original bytes and manifests. Default `corpus`.
    pub corpus: PathBuf,
    /// `index`: the folder of the index. Default `index`.
    pub index: PathBuf,
    /// `listen`: the address the server listens on. Default `127.0.0.1`.
    pub listen: IpAddr,
    /// `port`: the port it listens on. Default 8080.
    pub port: u16,
    /// `threads`: threads that read documents. Default: as many as processors.
    pub threads: usize,
    /// `max_bytes`: the largest document, in bytes. Default 64 MiB.
    pub max_bytes: usize,
    /// `hosts`: the host names the server answers for, parted by commas; `localhost` and `127.0.0.1`
    /// always are. Default: none, which means all. Set it where the page is public.
    pub hosts: Vec<String>,
    /// `rate`: requests a second from one address, four seconds' worth at once; 0 is no limit,
    /// this machine itself has none. Default 30.
    pub rate: u32,
}

/// Settings from one place, each of which may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// See [`Config::corpus`].
    pub corpus: Option<PathBuf>,
    /// See [`Config::index`].
    pub index: Option<PathBuf>,
    /// See [`Config::listen`].
    pub listen: Option<IpAddr>,
    /// See [`Config::port`].
    pub port: Option<u16>,
    /// See [`Config::threads`].
    pub threads: Option<usize>,
    /// See [`Config::max_bytes`].
    pub max_bytes: Option<usize>,
    /// See [`Config::hosts`].
    pub hosts: Option<String>,
    /// See [`Config::rate`].
    pub rate: Option<u32>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("读取设置文件 {0} 失败:{1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file says something we do not know.
    #[error("设置文件 {0} 有误:{1}")]
    Malformed(PathBuf, String),
    /// A variable says something we do not understand.
    #[error("环境变量 {0} 的值无效:{1}")]
    Variable(String, String),
}

impl Settings {
    /// Reads a file.
    pub fn file(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
        toml::from_str(&text)
            .map_err(|error| ConfigError::Malformed(path.to_owned(), error.message().to_owned()))
    }

    /// Reads the environment.
    pub fn environment(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        fn read<T: std::str::FromStr>(name: &str, value: Option<String>) -> Result<Option<T>, ConfigError> {
            value.map(|v| v.parse().map_err(|_| ConfigError::Variable(name.to_owned(), v))).transpose()
        }
        let of = |name: &str| get(name);
        Ok(Self {
            corpus: read("XUNLAN_CORPUS", of("XUNLAN_CORPUS"))?,
            index: read("XUNLAN_INDEX", of("XUNLAN_INDEX"))?,
            listen: read("XUNLAN_LISTEN", of("XUNLAN_LISTEN"))?,
            port: read("XUNLAN_PORT", of("XUNLAN_PORT"))?,
            threads: read("XUNLAN_THREADS", of("XUNLAN_THREADS"))?,
            max_bytes: read("XUNLAN_MAX_BYTES", of("XUNLAN_MAX_BYTES"))?,
            hosts: of("XUNLAN_HOSTS"),
            rate: read("XUNLAN_RATE", of("XUNLAN_RATE"))?,
        })
    }

    /// These settings, and where they say nothing, the others.
    pub fn or(self, other: Self) -> Self {
        Self {
            corpus: self.corpus.or(other.corpus),
            index: self.index.or(other.index),
            listen: self.listen.or(other.listen),
            port: self.port.or(other.port),
            threads: self.threads.or(other.threads),
            max_bytes: self.max_bytes.or(other.max_bytes),
            hosts: self.hosts.or(other.hosts),
            rate: self.rate.or(other.rate),
        }
    }

    /// With defaults where nothing is said.
    pub fn resolve(self) -> Config {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Config {
            corpus: self.corpus.unwrap_or_else(|| "corpus".into()),
            index: self.index.unwrap_or_else(|| "index".into()),
            listen: self.listen.unwrap_or(IpAddr::from([127, 0, 0, 1])),
            port: self.port.unwrap_or(8080),
            threads: self.threads.unwrap_or(processors).clamp(1, 64),
            max_bytes: self.max_bytes.unwrap_or(crate::text::Limits::default().bytes),
            hosts: names(&self.hosts.unwrap_or_default()),
            rate: self.rate.unwrap_or(30),
        }
    }
}

/// Names parted by commas or blanks.
fn names(list: &str) -> Vec<String> {
    list.split([',', '，', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
