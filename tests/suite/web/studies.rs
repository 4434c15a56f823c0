//! Studies and files over HTTP: the same totals as the search.

use super::{Got, app, ask, encode, get, q, send};
use std::{sync::Arc, time::Duration};
use xunlan::web::Limits;

#[test]
fn studies_count_what_the_search_counts() {
    let found = get(&q("/api/v1/search", "\"规范\"")).json();
    let lines = get(&format!("{}&size=1000", q("/api/v1/kwic", "\"规范\""))).json();
    assert_eq!(lines["totals"]["announcements"], found["totals"]["announcements"]);
    assert_eq!(
        lines["lines"].as_array().unwrap().len() as u64,
        lines["totals"]["occurrences"].as_u64().unwrap()
    );
    let first = &lines["lines"][0];
    assert_eq!(first["hit"], "规范");
    assert!(first["address"].is_string() && first["announcement"]["id"].is_string());
    let page = get(&format!("{}&size=7", q("/api/v1/kwic", "\"规范\""))).json();
    assert_eq!(page["next"], 7);
    let crossed =
        get(&q("/api/v1/matrix?rows=region&columns=year", "\"规范\"").replace("year?", "year&")).json();
    assert_eq!(crossed["total"], found["totals"]["announcements"]);
    let named = |name: &str| {
        let rows = crossed["rows"]["values"].as_array().unwrap();
        rows.iter().find(|row| row["value"] == name).map(|row| row["total"].clone())
    };
    // One announcement stands in a province and in a city of it.
    assert_eq!(named("澜川省").unwrap(), 25);
    assert_eq!(named("临汐市").unwrap(), 24);
    let near = get(&q("/api/v1/near", "\"巡察整故\"")).json();
    assert_eq!(near["near"][0]["found"][0]["text"], "巡察整改");
}

#[test]
fn a_file_is_streamed_whole() {
    for (format, kind) in [("csv", "text/csv"), ("jsonl", "application/x-ndjson")] {
        let got = get(&format!("{}&format={format}", q("/api/v1/export", "\"规范\"")));
        assert_eq!(got.status, 200);
        assert!(got.header("content-type").starts_with(kind), "{format}");
        assert!(got.header("content-disposition").ends_with(&format!(".{format}\"")));
        let units = get(&q("/api/v1/kwic", "\"规范\"")).json()["totals"]["units"].as_u64().unwrap() as usize;
        let text = got.text();
        let rows = if format == "csv" { text.matches("\r\n").count() - 1 } else { text.lines().count() };
        assert_eq!(rows, units, "{format}");
    }
    let head = ask(app(Limits::default()), "HEAD", "/api/v1/export", &[]);
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}

#[test]
fn files_leave_room_for_searches() {
    // One export at once; a second waits for nobody and says so.
    let app = app(Limits { threads: 2, ..Limits::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let request = |url: &str| {
        let request = axum::http::Request::builder().uri(url).body(axum::body::Body::empty()).unwrap();
        tower::ServiceExt::oneshot(xunlan::web::router(Arc::clone(&app)), request)
    };
    runtime.block_on(async {
        // 25 announcements are more than the channel holds, so the writer waits for its reader.
        let first = request("/api/v1/export?format=jsonl").await.unwrap();
        assert_eq!(first.status(), 200);
        let second = request("/api/v1/export").await.unwrap();
        assert_eq!(second.status(), 503);
        assert!(second.headers().contains_key("retry-after"));
        assert_eq!(request("/api/v1/search").await.unwrap().status(), 200);
        // A client that goes away frees the thread.
        drop(first);
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if request("/api/v1/export").await.unwrap().status() == 200 {
                return;
            }
        }
        panic!("the export never ended");
    });
}

#[test]
fn places_are_cited_in_three_styles() {
    let url = |format: &str| {
        format!("/api/v1/announcements/aa01/units/{}/cite?format={format}", encode("二(一)1.一是"))
    };
    for (format, kind, word) in [
        ("gbt7714", "text/plain", "[EB/OL]"),
        ("bibtex", "application/x-bibtex", "@online{"),
        ("ris", "application/x-research-info-systems", "TY  - ELEC"),
    ] {
        let got = get(&url(format));
        assert!(got.header("content-type").starts_with(kind), "{format}");
        let text = got.text();
        assert!(text.contains(word) && text.contains("sha256:") && text.contains("样本文书"), "{text}");
    }
    assert_eq!(get(&url("docx")).status, 400);
}

/// A list over HTTP, in the dresses people save it in; the file of the command line in every form.
#[test]
fn a_list_is_answered_line_by_line() {
    let utf8 = "\u{feff}规范\r\n(规范\r\n\r\n雪山大会\r\n，。\r\n";
    let gbk = encoding_rs::GBK.encode(utf8.trim_start_matches('\u{feff}')).0.into_owned();
    let post = |url: &str, kind: &str, body: &[u8]| {
        send(app(Limits::default()), "POST", url, &[("content-type", kind)], body)
    };
    let found = get(&q("/api/v1/search", "规范")).json();
    for body in [utf8.as_bytes().to_vec(), gbk] {
        let answer = post("/api/v1/batch", "text/plain", &body).json();
        let lines = answer["lines"].as_array().unwrap();
        let statuses: Vec<&str> = lines.iter().map(|line| line["status"].as_str().unwrap()).collect();
        // What is left of signs alone is every announcement, as in a search, and it is said.
        assert_eq!(statuses, ["found", "repaired", "nothing", "repaired"]);
        assert_eq!(lines[0]["totals"]["announcements"], found["totals"]["announcements"]);
        assert_eq!(lines[2]["line"], 4, "numbered as in the file");
        let summary = &answer["summary"];
        assert_eq!(
            (&summary["entries"], &summary["found"], &summary["refused"]),
            (&4.into(), &1.into(), &0.into())
        );
        let without: Vec<&str> =
            summary["without"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
        assert_eq!(without, ["雪山大会"]);
    }
    let short = post("/api/v1/batch?announcements=2", "text/plain", "规范".as_bytes()).json();
    assert_eq!(short["lines"][0]["announcements"].as_array().unwrap().len(), 2);
    assert_eq!(short["lines"][0]["totals"]["announcements"], found["totals"]["announcements"]);
    // A column of a table, as names: a dash means itself, and a formula stays a text.
    let table = "序号;单位名称\n1;\"规范\"\n2;=cmd|x\n3;-规范\n";
    let csv = post("/api/v1/batch?reading=names&format=csv", "text/csv", table.as_bytes());
    assert!(csv.header("content-disposition").contains(".csv"));
    let text = csv.text();
    assert!(text.starts_with('\u{feff}') && text.lines().count() == 4, "{text}");
    assert!(text.contains("\"'=cmd|x\"") && text.contains("\"'-规范\""), "{text}");
    let matrix =
        post("/api/v1/batch?format=matrix", "application/json", "[\"规范\",\"雪山大会\"]".as_bytes());
    let rows: Vec<String> = matrix.text().lines().map(str::to_owned).collect();
    // The entry and what its line counts stand before the announcements.
    assert!(rows[0].contains("\"条目\",\"结果\",\"所数\",\""), "{}", rows[0]);
    let columns = rows[0].matches("\",\"").count() as u64 - 2;
    assert_eq!(Some(columns), found["totals"]["announcements"].as_u64());
    assert!(rows[2].starts_with("\"雪山大会\",\"没有\",\"处\",\"\""), "{}", rows[2]);
    let lines = post("/api/v1/batch?format=jsonl", "text/plain", utf8.as_bytes()).text();
    assert_eq!(lines.lines().count(), 4);
    // Reading only: what is no list is told how to ask.
    let got = get("/api/v1/batch");
    assert_eq!((got.status.as_u16(), got.header("allow")), (405, "POST"));
    let got = post("/api/v1/facets", "text/plain", b"x");
    assert_eq!((got.status.as_u16(), got.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn a_spreadsheet_comes_over_http_too() {
    let got = get(&format!("{}&format=xlsx", q("/api/v1/export", "\"规范\"")));
    assert_eq!(got.status, 200);
    assert!(got.header("content-type").contains("spreadsheetml"));
    assert!(got.header("content-disposition").ends_with(".xlsx\""));
    assert!(got.body.starts_with(b"PK\x03\x04") && got.body.len() > 4000, "a zip");
}

/// A file of a form with its name, if one was chosen.
type Sent<'a> = Option<(&'a str, &'a [u8])>;

/// A form as browsers send it: fields, and one file with its name.
fn multipart(fields: &[(&str, &str)], file: Sent) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let value = value.replace('\n', "\r\n");
        body.extend(
            format!("--xXx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let (name, bytes) = file.unwrap_or(("", b""));
    body.extend(
        format!("--xXx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n").bytes(),
    );
    body.extend(b"Content-Type: application/octet-stream\r\n\r\n".iter().chain(bytes));
    body.extend(b"\r\n--xXx--\r\n");
    ("multipart/form-data; boundary=xXx".to_owned(), body)
}

fn listed(fields: &[(&str, &str)], file: Sent) -> Got {
    let (kind, body) = multipart(fields, file);
    send(app(Limits::default()), "POST", "/batch", &[("content-type", &kind)], &body)
}

#[test]
fn a_list_has_a_page() {
    let empty = get("/batch").text();
    for needed in ["enctype=\"multipart/form-data\"", "type=\"file\"", "name=\"list\"", "value=\"names\""] {
        assert!(empty.contains(needed), "{needed}");
    }
    assert!(get("/").text().contains("href=\"/batch\"") && get("/help").text().contains("href=\"/batch\""));
    // Every dress of one list gives the counts of the API.
    let list = "规范\n(规范\n\n雪山大会\n，。\n";
    let api = send(
        app(Limits::default()),
        "POST",
        "/api/v1/batch",
        &[("content-type", "text/plain")],
        list.as_bytes(),
    );
    let counts: Vec<String> = api.json()["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["totals"]["announcements"].to_string())
        .collect();
    let (marked, gbk) =
        (format!("\u{feff}{}", list.replace('\n', "\r\n")), encoding_rs::GBK.encode(list).0.into_owned());
    let forms: [(&[(&str, &str)], Sent); 4] = [
        (&[("list", list)], None),
        (&[("list", "采购")], Some(("名单.txt", marked.as_bytes()))),
        (&[], Some(("名单.TXT", &gbk))),
        (&[("column", "词")], Some(("a.csv", "号,词\n1,规范\n2,(规范\n3,\n4,雪山大会\n5,，。\n".as_bytes()))),
    ];
    for (number, (fields, file)) in forms.into_iter().enumerate() {
        let page = listed(fields, file);
        assert_eq!(page.status, 200);
        let page = page.text();
        let rows: Vec<&str> =
            page.split("<tr class=\"").skip(1).map(|row| row.split("</tr>").next().unwrap()).collect();
        let statuses: Vec<&str> = rows.iter().map(|row| row.split('"').next().unwrap()).collect();
        assert_eq!(statuses, ["found", "repaired", "nothing none", "repaired"], "{number}");
        for (row, count) in rows.iter().zip(&counts).take(3) {
            assert!(row.contains(&format!(">{count}</a>")), "{number}: {row}");
        }
        assert!(
            rows[0].contains(&format!("href=\"/?q={}\"", encode("规范"))) && page.contains("列出全部文书"),
            "{number}"
        );
        assert!(
            page.contains("没有结果的条目 1 条")
                && page.contains(&format!("<li value=\"{}\">", if number == 3 { 5 } else { 4 }))
        );
        assert!(page.ends_with("</html>"));
    }
    // The list stands in the box again on its own lines, to be mended or taken away as a file.
    let page = listed(&[("list", "\n规范\n\n<b>\"")], None).text();
    let boxed = page.split("lang=\"zh\" spellcheck=\"false\"").nth(1).unwrap();
    let boxed = boxed.split_once(">\n").unwrap().1.split_once("</textarea>").unwrap().0;
    assert_eq!(boxed, "\n规范\n\n&#60;b&#62;&#34;");
    assert!(page.contains("form=\"list-form\" name=\"format\" value=\"xlsx\""));
    // A name means its signs too, and so does its link.
    let page = listed(&[("reading", "names"), ("list", "-规范")], None).text();
    assert!(page.contains(&format!("href=\"/?q={}\"", encode("\"-规范\""))), "{page}");
    assert!(page.contains("value=\"names\" checked"));
    // A form that is no multipart is read as well.
    let form = format!("list={}", encode("规范"));
    let plain = [("content-type", "application/x-www-form-urlencoded")];
    assert!(
        send(app(Limits::default()), "POST", "/batch", &plain, form.as_bytes())
            .text()
            .contains("tr class=\"found\"")
    );
}

#[test]
fn the_page_of_a_list_gives_the_files_of_the_api() {
    let list = "规范\n雪山大会\n";
    for (form, kind, ending) in [
        ("csv", "text/csv", "csv"),
        ("matrix", "text/csv", "csv"),
        ("jsonl", "application/x-ndjson", "jsonl"),
        ("xlsx", "application/vnd.openxml", "xlsx"),
    ] {
        let got = listed(&[("list", list), ("format", form)], None);
        assert!(got.header("content-type").starts_with(kind), "{form}");
        assert!(got.header("content-disposition").ends_with(&format!(".{ending}\"")), "{form}");
        let url = format!("/api/v1/batch?announcements=1000&format={form}");
        let api =
            send(app(Limits::default()), "POST", &url, &[("content-type", "text/plain")], list.as_bytes());
        assert!(form == "xlsx" || api.body == got.body, "{form}");
        assert!(form != "xlsx" || got.body.starts_with(b"PK"), "{form}");
    }
}

#[test]
fn lists_that_cannot_be_read_are_refused_in_words() {
    let many = "规范\n".repeat(1001);
    let broken: Vec<u8> = (0..=255).cycle().take(4096).collect();
    for (fields, file, words) in [
        (&[][..], None, "清单里没有条目"),
        (&[("list", " \n\n ")][..], None, "没有可读的文字"),
        (&[("list", many.as_str())][..], None, "上限 1000 条"),
        (&[("list", "规范")][..], Some(("a.txt", &broken[..])), "不是文本文件"),
        (&[][..], Some(("a.xlsx", &b"PK\x03\x04rest"[..])), "另存为 CSV"),
        (&[("column", "词")][..], Some(("a.csv", &b"a,b\n1,2\n"[..])), "没有“词”这一列"),
    ] {
        let got = listed(fields, file);
        assert_eq!(got.status, 400, "{words}");
        let page = got.text();
        let said = page.split("role=\"alert\"").nth(1).expect(words);
        assert!(said.split("</p>").next().unwrap().contains(words), "{words}: {}", &said[..200]);
        // What was typed is still there.
        assert!(!fields.contains(&("list", "规范")) || page.contains("规范</textarea>"), "{words}");
    }
    let got = listed(&[("list", &"规".repeat(200_000))], None);
    assert_eq!(got.status, 413);
    assert!(got.text().contains("上限 524288 字节"));
    // Broken forms are no lists.
    for (kind, body) in [
        ("", &b"x"[..]),
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"nothing"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n\xe8",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"),
    ] {
        let got = send(app(Limits::default()), "POST", "/batch", &[("content-type", kind)], body);
        assert_eq!(got.status, 400, "{kind}");
    }
}

/// Each line of a matrix is chosen by its value, also the one of what states nothing.
#[test]
fn a_line_of_a_matrix_is_followed_by_its_value() {
    let mut unstated = 0;
    for (rows, columns) in [("team", "year"), ("mode", "level"), ("round", "kind")] {
        let crossed = get(&format!("/api/v1/matrix?rows={rows}&columns={columns}")).json();
        for line in crossed["rows"]["values"].as_array().unwrap() {
            let value = line["value"].as_str().unwrap();
            let url = format!("/api/v1/matrix?rows={rows}&columns={columns}&{rows}={}", encode(value));
            assert_eq!(get(&url).json()["total"], line["total"], "{rows}={value}");
            if line["label"] == "未载明" {
                let typed =
                    get(&format!("/api/v1/matrix?rows={rows}&columns={columns}&{rows}={}", encode("未載明")));
                assert_eq!(typed.json()["total"], line["total"], "{rows}, traditional");
                unstated += 1;
            }
        }
    }
    assert!(unstated > 0, "some line states nothing");
}

/// A number has one unit, whoever shows it.
#[test]
fn a_record_and_the_numbers_name_units_alike() {
    let rows = get("/api/v1/numbers?size=1000&whole=true").json();
    let mut seen = 0;
    for row in rows["rows"].as_array().unwrap() {
        let id = row["announcement"]["id"].as_str().unwrap();
        let record = get(&format!("/api/v1/announcements/{id}")).json();
        let own = record["quantities"].as_array().unwrap();
        let own = own
            .iter()
            .find(|own| own["span"] == row["span"] && own["kind"] == row["kind"] && own["of"] == row["of"]);
        if let Some(own) = own {
            assert_eq!(own["unit"], row["unit"], "{row}");
            seen += 1;
        }
        if seen > 200 {
            break;
        }
    }
    assert!(seen > 20, "{seen}");
}
