//! Why a request gets no answer: the one place that knows status codes.
//!
//! Promise: readers get a Chinese sentence that helps and a stable code; the
//! inside of the machine (paths, library messages) goes to standard error only.

use super::{page, reply::Reply, tongue::Reader};
use crate::search::SearchError;
use axum::http::{HeaderValue, StatusCode, header};

/// Which face of the server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// JSON.
    Api,
    /// HTML.
    Page,
}

/// A request that cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// A parameter cannot be used: which, and why.
    #[error("参数 {name} 无法使用：{why}")]
    Parameter {
        /// The parameter.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// The query is refused in words; with the character it concerns.
    #[error("{message}")]
    Refused {
        /// Why.
        message: String,
        /// Where in the query: characters, first and one past the last.
        at: Option<[u32; 2]>,
    },
    /// There is no such page.
    #[error("没有这个页面：{0}")]
    NoPage(String),
    /// There is no such announcement.
    #[error("没有编号为 {0} 的通报。它可能已被移出索引，或网址有误")]
    NoAnnouncement(String),
    /// No announcement is of such a body.
    #[error("馆藏里没有“{0}”的通报。单位要写全名，可先检索它的简称")]
    NoAgency(String),
    /// The announcement has no such unit.
    #[error("这份通报里没有定位“{0}”。定位的写法如：二(一)2.一是")]
    NoUnit(String),
    /// The bytes it came as are not kept here.
    #[error("这份通报的原件不在本机")]
    NoOriginal,
    /// The host is not one of ours.
    #[error("本站不以这个主机名提供服务：{0}")]
    Host(String),
    /// Too many requests of one peer.
    #[error("请求过快，请稍等几秒再试")]
    TooFast,
    /// Only reading is possible.
    #[error("这个网址只支持 {0} 请求")]
    Method(&'static str),
    /// The body is too long.
    #[error("提交的内容过长（上限 {0} 字节），请分几次提交")]
    TooMuch(usize),
    /// The cursor belongs to an older index.
    #[error("翻页位置已失效：索引在此期间有更新，请从第一页重新开始")]
    Stale,
    /// The url is too long.
    #[error("网址过长（上限 {0} 字节），请缩短检索式，或用批量检索分开检索")]
    TooLong(usize),
    /// The headers are too long.
    #[error("请求头过长，请清除本站的 Cookie 或减少请求头后再试")]
    LongHead,
    /// No thread is free.
    #[error("服务繁忙，请稍后再试")]
    Busy,
    /// It took too long.
    #[error("检索超时，请缩小范围或简化检索式后再试")]
    Late,
    /// No usable index: what to do.
    #[error("{0}")]
    NoIndex(String),
    /// Something broke; said on standard error.
    #[error("服务内部出错，已记录。请稍后再试")]
    Broken,
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::NoIndex(command) => Failure::NoIndex(command),
            SearchError::StaleCursor => Failure::Stale,
            SearchError::OtherCursor => Failure::Parameter {
                name: "after".into(),
                why: "这个翻页位置属于另一个检索式或另一种排序，请使用同一检索的答复里的 next".into(),
            },
            SearchError::TooCostly(message) => Failure::Refused { message, at: None },
            SearchError::Late => Failure::Late,
            SearchError::Broken(detail) => {
                eprintln!("search failed: {}", detail.escape_debug());
                Failure::Broken
            }
        }
    }
}

impl Failure {
    /// Its status.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Parameter { .. } | Failure::Refused { .. } => StatusCode::BAD_REQUEST,
            Failure::NoPage(_)
            | Failure::NoAnnouncement(_)
            | Failure::NoAgency(_)
            | Failure::NoUnit(_)
            | Failure::NoOriginal => StatusCode::NOT_FOUND,
            Failure::Host(_) => StatusCode::MISDIRECTED_REQUEST,
            Failure::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Failure::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Failure::TooMuch(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Stale => StatusCode::GONE,
            Failure::TooLong(_) => StatusCode::URI_TOO_LONG,
            Failure::LongHead => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Failure::Busy | Failure::Late | Failure::NoIndex(_) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its code, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::Parameter { .. } => "bad_parameter",
            Failure::Refused { .. } => "query_refused",
            Failure::NoPage(_) => "not_found",
            Failure::NoAnnouncement(_) => "no_such_announcement",
            Failure::NoAgency(_) => "no_such_agency",
            Failure::NoUnit(_) => "no_such_unit",
            Failure::NoOriginal => "no_original",
            Failure::Host(_) => "wrong_host",
            Failure::TooFast => "too_many_requests",
            Failure::Method(_) => "method_not_allowed",
            Failure::TooMuch(_) => "body_too_large",
            Failure::Stale => "stale_cursor",
            Failure::TooLong(_) => "uri_too_long",
            Failure::LongHead => "head_too_long",
            Failure::Busy => "busy",
            Failure::Late => "timeout",
            Failure::NoIndex(_) => "no_index",
            Failure::Broken => "internal",
        }
    }

    /// The answer that says so, on pages in the reader's language and with the words still in the box.
    pub fn reply(&self, surface: Surface, reader: &Reader) -> Reply {
        let mut reply = match surface {
            Surface::Api => {
                let at = if let Failure::Refused { at, .. } = self { *at } else { None };
                Reply::json(&serde_json::json!({
                    "error": { "code": self.code(), "message": self.to_string(), "at": at }
                }))
            }
            Surface::Page => page::failure(self, reader),
        };
        reply.status = self.status();
        match self {
            Failure::Busy | Failure::Late | Failure::NoIndex(_) | Failure::TooFast => {
                reply.headers.push((header::RETRY_AFTER, HeaderValue::from_static("2")));
            }
            Failure::Method(allowed) => {
                reply.headers.push((header::ALLOW, HeaderValue::from_static(allowed)));
            }
            _ => {}
        }
        reply
    }
}
