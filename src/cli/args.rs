//! What can be typed. Help begins with examples.

use crate::export::TableForm;
use clap::{Args as ClapArgs, Parser, Subcommand};
use std::net::IpAddr;
use std::path::PathBuf;

const EXAMPLES: &str = "例:
  xunlan serve                          收录 corpus/ 中的新文书并打开网页(http://127.0.0.1:8080)
  xunlan ingest 下载目录/ 通报.html     收录文件或目录
  xunlan search '\"政府采购\" 审计'       检索:引号内逐字,其余按词
  xunlan search '单位:教育局 in:措施 培训' --json
  xunlan show 1a864b971aa8 '二(一)2.一是'  引用一条措施
  xunlan kwic '\"政府采购\"' --order right   逐处列出上下文,按右侧排序
  xunlan matrix --rows agency --cols theme --count measures 采购
  xunlan numbers '单位:教育局' --csv      列出数字,同类相加
  xunlan batch 名单.csv --names         逐行检索一份名单
  xunlan export '采购' -o 结果.xlsx      全部命中存为文件
  xunlan cite 1a864b971aa8 '二(一)2.一是' --format bibtex
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
    /// 逐处列出命中及其上下文
    Kwic(Kwic),
    /// 任意两个字段交叉计数
    Matrix(Matrix),
    /// 列出数字及其原句,同类相加
    Numbers(Numbers),
    /// 逐行检索一份清单(CSV 或 TXT,编码不限;- 表示标准输入)
    Batch(Batch),
    /// 把全部命中存为文件
    Export(Export),
    /// 引用一处原文
    Cite {
        /// 通报编号
        id: String,
        /// 定位,如 二(一)2.一是
        address: String,
        /// gbt7714、bibtex 或 ris
        #[arg(long, default_value = "gbt7714", value_name = "格式")]
        format: String,
        /// 网页所在的网址,如 https://search.example.org;写明后引文带完整链接
        #[arg(long, value_name = "网址")]
        base: Option<String>,
    },
    /// 列出各方面标题归入的主题
    Themes {
        /// 限定范围
        #[command(flatten)]
        ask: Ask,
        /// 每行一个 JSON
        #[arg(long)]
        json: bool,
        /// 只列没有归入主题的
        #[arg(long)]
        unknown: bool,
    },
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
    #[command(flatten)]
    pub ask: Ask,
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
    /// 只说明检索式如何被理解
    #[arg(long)]
    pub explain: bool,
}

/// What is searched for: the same for every command that asks the index.
#[derive(Debug, ClapArgs)]
pub struct Ask {
    /// 检索式;多个参数以空格相连
    pub query: Vec<String>,
    /// 限定取值,如 agency=云汀市教育局党组、not_level=city(可重复)
    #[arg(long = "where", value_name = "字段=值")]
    pub conditions: Vec<String>,
    /// 排序:relevance date -date -追缴 …
    #[arg(long, value_name = "方式", allow_hyphen_values = true)]
    pub sort: Option<String>,
}

/// Which part of a list is shown.
#[derive(Debug, ClapArgs)]
pub struct Pages {
    /// 跳过多少
    #[arg(long, default_value = "0", value_name = "数")]
    pub from: String,
    /// 列出多少
    #[arg(long, default_value = "50", value_name = "数")]
    pub size: String,
    /// 全部列出
    #[arg(long)]
    pub all: bool,
}

/// How a study is written out; as text where nothing is asked for.
#[derive(Debug, ClapArgs)]
pub struct Form {
    /// 输出 JSON(与同名接口相同)
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// 输出 CSV
    #[arg(long)]
    pub csv: bool,
    /// 输出 XLSX(请转存为文件)
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    pub xlsx: bool,
    /// 网页所在的网址,如 https://search.example.org;写明后表格中的链接和引用带完整网址
    #[arg(long, value_name = "网址")]
    pub base: Option<String>,
}

impl Form {
    /// The form of a table, where one is asked for.
    pub fn table(&self) -> Option<TableForm> {
        match (self.csv, self.xlsx) {
            (true, _) => Some(TableForm::Csv),
            (_, true) => Some(TableForm::Xlsx),
            _ => None,
        }
    }
}

/// A concordance.
#[derive(Debug, ClapArgs)]
pub struct Kwic {
    #[command(flatten)]
    pub ask: Ask,
    /// 左右各多少字
    #[arg(long, default_value = "20", value_name = "字数")]
    pub width: String,
    /// 排序:document left right
    #[arg(long, default_value = "document", value_name = "方式")]
    pub order: String,
    /// 从左(右)起第几字排起
    #[arg(long, default_value = "1", value_name = "字数")]
    pub distance: String,
    #[command(flatten)]
    pub pages: Pages,
    #[command(flatten)]
    pub form: Form,
}

/// A matrix.
#[derive(Debug, ClapArgs)]
pub struct Matrix {
    #[command(flatten)]
    pub ask: Ask,
    /// 行:字段名,如 agency 单位 region year
    #[arg(long, default_value = "agency", value_name = "字段")]
    pub rows: String,
    /// 列:字段名,如 theme 主题 action year
    #[arg(long, default_value = "theme", value_name = "字段")]
    pub cols: String,
    /// 计什么:announcements measures units occurrences,或一种数字(追缴 money people …)
    #[arg(long, default_value = "announcements", value_name = "名称")]
    pub count: String,
    /// 数字所指(同一种数字有几种口径时选定其一)
    #[arg(long, value_name = "名称")]
    pub of: Option<String>,
    /// 数字的单位,如 人、人次
    #[arg(long, value_name = "单位")]
    pub unit: Option<String>,
    /// 最多多少行
    #[arg(long, default_value = "50", value_name = "数")]
    pub most_rows: String,
    /// 最多多少列
    #[arg(long, default_value = "30", value_name = "数")]
    pub most_columns: String,
    /// 全部行列
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub form: Form,
}

/// Numbers.
#[derive(Debug, ClapArgs)]
pub struct Numbers {
    #[command(flatten)]
    pub ask: Ask,
    /// 只要这些数字,如 追缴 people(可重复)
    #[arg(long, value_name = "名称")]
    pub quantity: Vec<String>,
    /// 命中通报中的全部数字,不限于命中的单元
    #[arg(long)]
    pub whole: bool,
    #[command(flatten)]
    pub pages: Pages,
    #[command(flatten)]
    pub form: Form,
}

/// A list of questions.
#[derive(Debug, ClapArgs)]
pub struct Batch {
    /// 清单文件
    pub file: PathBuf,
    /// 每一条都是名称:逐字检索,不作检索式
    #[arg(long)]
    pub names: bool,
    /// 表格中的列:标题或序号(默认按标题识别,否则第一列)
    #[arg(long, value_name = "列")]
    pub column: Option<String>,
    /// 按整行读取,即使文件名是 .csv
    #[arg(long, conflicts_with = "column")]
    pub lines: bool,
    /// 每条一行 JSON
    #[arg(long, conflicts_with_all = ["csv", "matrix"])]
    pub json: bool,
    /// 输出 CSV
    #[arg(long)]
    pub csv: bool,
    /// 输出 XLSX,写到标准输出
    #[arg(long, conflicts_with_all = ["json", "csv", "matrix"])]
    pub xlsx: bool,
    /// 输出 CSV:各条 × 各通报的出现次数(没有词的一条数单元,“所数”一列写明)
    #[arg(long, conflicts_with = "csv")]
    pub matrix: bool,
}

/// A file of a result.
#[derive(Debug, ClapArgs)]
pub struct Export {
    #[command(flatten)]
    pub ask: Ask,
    /// csv、jsonl 或 xlsx(默认按文件名,否则 csv)
    #[arg(long, value_name = "格式")]
    pub format: Option<String>,
    /// 写入的文件(默认标准输出)
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// 网页所在的网址,如 https://search.example.org;写明后链接和引用带完整网址
    #[arg(long, value_name = "网址")]
    pub base: Option<String>,
}
