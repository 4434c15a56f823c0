//! `xunlan serve`: take in what is new, then answer until told to stop.

use super::{CliError, Exit};
use crate::config::Config;
use crate::engine::tantivy::{Live, Store, StoreError};
use crate::ingest::{Corpus, IngestError, Input, is_current, run, unread};
use crate::search::Backend;
use crate::web::{self, App, Keeper, Limits};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Serves page and API.
pub fn serve(config: &Config, store: &Store) -> Result<Exit, CliError> {
    let address = SocketAddr::new(config.listen, config.port);
    // Taken first: a port in use should be said before minutes of reading.
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => CliError::System(format!(
            "端口 {} 已被占用;可用 --port 换一个,如 --port {}",
            config.port,
            config.port.wrapping_add(1)
        )),
        _ => CliError::System(format!("无法监听 {address}:{error}")),
    })?;
    if !is_current(config, store)? {
        match run(config, store, Input::default()) {
            Ok(report) => eprint!("{report}"),
            // Another process takes care of what is new; what is committed can be served meanwhile.
            Err(IngestError::Store(StoreError::Busy(who))) if store.current().is_some() => {
                eprintln!("提示:另一个进程正在写入索引({who}),先以已有内容提供服务");
            }
            Err(error) => return Err(error.into()),
        }
    }
    let live = Live::follow(store.clone())?;
    let about = live.engine().about()?;
    eprintln!("已有 {} 份文书、{} 个单元(其中样本 {} 份)", about.announcements, about.units, about.samples);
    let source = move || -> Result<Arc<dyn Backend>, _> { Ok(live.engine() as Arc<dyn Backend>) };
    let limits = Limits { hosts: config.hosts.clone(), rate: config.rate, ..Limits::default() };
    let app = App::new(source, limits).map_err(|error| CliError::System(error.to_string()))?;
    let app = app.with_keeper(Kept { corpus: config.corpus.clone(), index: store.root().to_owned() });
    let shown = listener.local_addr().unwrap_or(address);
    println!("http://{shown}/");
    eprintln!("按 Ctrl-C 停止");
    web::run(listener, Arc::new(app)).map_err(|error| CliError::System(format!("服务中断:{error}")))?;
    Ok(Exit::Found)
}

/// The corpus as the page sees it: bytes by id, and what could not be read.
struct Kept {
    corpus: PathBuf,
    index: PathBuf,
}

impl Keeper for Kept {
    fn original(&self, id: &str) -> Option<(Vec<u8>, String)> {
        // Opened anew each time: what was taken in meanwhile is listed too.
        let corpus = Corpus::open(&self.corpus).ok()?;
        let (path, _) = corpus.entries().find(|(_, entry)| entry.id() == id)?;
        Some((std::fs::read(&path).ok()?, file_name(&path)))
    }

    fn failed(&self) -> Vec<(String, String)> {
        let damaged = Corpus::open(&self.corpus).map(|corpus| {
            let line = |(path, line, why): &(PathBuf, usize, String)| {
                (format!("{}:{line}", file_name(path)), why.clone())
            };
            corpus.damaged().iter().map(line).collect::<Vec<_>>()
        });
        let failed = unread(&self.index).into_iter().map(|file| (file_name(&file.path), file.reason));
        failed.chain(damaged.unwrap_or_default()).collect()
    }
}

/// The last part of a path: folders of this machine are nobody's business.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
