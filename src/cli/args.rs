//! What can be typed. Help begins with examples.

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::net::IpAddr;
use std::path::PathBuf;

const EXAMPLES: &str = "例:
  xunlan serve                          收录 corpus/ 中的新文书并打开网页(http://127.0.0.1:8080)
  xunlan ingest 下载目录/ 通报.html     收录文件或目录
  xunlan search '\"政府采购\" 审计'       检索:引号内逐字,其余按词
  xunlan search '单位:教育局 in:措施 培训' --json
  xunlan show 1a864b971aa8 '二(一)2.一是'  引用一条措施
  xunlan inspect 通报.html              看程序读出了什么";

/// 巡览:巡视巡察整改通报检索
#[derive(Debug, Parser)]
#[command(name = "xunlan", version, about, before_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Args {
    /// 语料目录(默认 corpus)
    #[arg(long, global = true, value_name = "目录")]
    pub corpus: Option<PathBuf>,
    /// 索引目录(默认 index)
    #[arg(long, global = true, value_name = "目录")]
    pub index: Option<PathBuf>,
    /// 监听地址(默认 127.0.0.1)
    #[arg(long, global = true, value_name = "地址")]
    pub listen: Option<IpAddr>,
    /// 监听端口(默认 8080)
    #[arg(long, global = true, value_name = "端口")]
    pub port: Option<u16>,
    /// 读取文书的线程数
    #[arg(long, global = true, value_name = "数")]
    pub threads: Option<usize>,
    /// 设置文件(默认当前目录的 xunlan.toml)
    #[arg(long, global = true, value_name = "文件")]
    pub config: Option<PathBuf>,
    /// 做什么
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 收录新文书,提供网页与接口
    Serve,
    /// 收录文件或目录(.html .htm .txt,编码不限)
    Ingest {
        /// 文件或目录;不写则只补收 corpus/ 中尚未收录的
        paths: Vec<PathBuf>,
        /// 以 JSON 报告结果
        #[arg(long)]
        json: bool,
    },
    /// 从语料重新生成整个索引,完成后替换
    Rebuild {
        /// 以 JSON 报告结果
        #[arg(long)]
        json: bool,
    },
    /// 检索
    Search(Search),
    /// 显示一份通报或其中一处
    Show {
        /// 通报编号(检索结果中给出)
        id: String,
        /// 定位,如 二(一)2.一是
        address: Option<String>,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 看程序从文件中读出了什么(- 表示标准输入)
    Inspect {
        /// 文件
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// 每个文件一行 JSON
        #[arg(long)]
        json: bool,
    },
}

/// A search.
#[derive(Debug, ClapArgs)]
pub struct Search {
    /// 检索式;多个参数以空格相连
    pub query: Vec<String>,
    /// 输出 JSON(与 /api/v1/search 相同)
    #[arg(long)]
    pub json: bool,
    /// 每条命中一行 JSON
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,
    /// 每页通报数
    #[arg(long, default_value_t = 10, value_name = "数")]
    pub size: usize,
    /// 每份通报显示的命中数
    #[arg(long, default_value_t = 3, value_name = "数")]
    pub units: usize,
    /// 翻页位置(上一页输出的 next)
    #[arg(long, value_name = "位置")]
    pub after: Option<String>,
    /// 全部命中,不分页
    #[arg(long)]
    pub all: bool,
    /// 排序:relevance date -date -追缴 …
    #[arg(long, value_name = "方式", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// 限定取值,如 agency=云汀市教育局党组、not_level=city(可重复)
    #[arg(long = "where", value_name = "字段=值")]
    pub conditions: Vec<String>,
}
