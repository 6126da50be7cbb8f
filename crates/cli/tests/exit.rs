//! The exit status: 0 for a pass or nothing worse than warnings, 1 for a failure or what cannot be told, 2 where nothing was
//! checked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};

fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("exit-{name}"));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn waxseal(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waxseal")).args(arguments).output().unwrap()
}

fn code(arguments: &[&str]) -> i32 {
    waxseal(arguments).status.code().unwrap()
}

const ZONE: &str = r#"{
    "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 ~all" }, { "MX": [10, "mx.a.example"] }, { "A": "192.0.2.1" }],
    "mx.a.example": [{ "A": "192.0.2.9" }],
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
    "open.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 ?all" }],
    "slow.example": ["TIMEOUT"],
    "_dmarc.slow.example": ["TIMEOUT"],
    "half.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }, { "MX": [10, "mx.a.example"] }],
    "_dmarc.half.example": ["SERVFAIL"]
}"#;

fn message(from: &str, ip: &str) -> String {
    let sender = from.split('@').nth(1).unwrap_or("a.example");
    let text = format!(
        "Received: from mail.{sender} (mail.{sender} [{ip}]) by mx.b.example with ESMTPS; Tue, 1 Sep 2026 10:00:00 \
         +0000\nReturn-Path: <x@{sender}>\nFrom: {from}\nSubject: x\n\nHello\n"
    );
    file(&format!("{from}-{ip}.eml"), &text)
}

#[test]
fn a_server_that_no_client_speaks_to() {
    let server = waxseal(&["mcp"]);
    assert_eq!((server.status.code(), server.stdout.len()), (Some(2), 0));
    assert_eq!(String::from_utf8_lossy(&server.stderr).lines().count(), 1);
}

#[test]
fn a_message() {
    let zone = file("zone.json", ZONE);
    let check = |message: &str, more: &[&str]| {
        code(&[&["message", message, "--zone", &zone, "--now", "2026-09-02T00:00:00Z"], more].concat())
    };
    let given = |from: &str| {
        ["--ip", "192.0.2.1", "--mail-from", from, "--helo", "mail.a.example"].map(str::to_owned)
    };
    for (from, ip, expected) in [
        ("x@a.example", "192.0.2.1", 0),
        ("x@a.example", "198.51.100.1", 1),
        // No policy: somebody vouches in its name, or nobody does.
        ("x@open.example", "192.0.2.1", 0),
        ("x@open.example", "198.51.100.1", 1),
        // What DNS left open cannot be told.
        ("x@slow.example", "192.0.2.1", 1),
    ] {
        let mut more = given(from);
        more[1] = ip.to_owned();
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        for face in [&[][..], &["--json"], &["--markdown"]] {
            let arguments = [&more[..], face].concat();
            assert_eq!(check(&message(from, ip), &arguments), expected, "{from} {ip} {face:?}");
        }
    }
    let two = file("two.eml", "From: a@a.example\nFrom: b@b.example\n\nx\n");
    assert_eq!(check(&two, &[]), 1);
}

#[test]
fn nothing_that_could_be_checked() {
    let (zone, text) = (file("zone-2.json", ZONE), file("prose.txt", "Dear all,\nthis is no message.\n"));
    for face in [None, Some("--json"), Some("--markdown")] {
        let mut arguments = vec!["message", &text, "--zone", &zone];
        arguments.extend(face);
        let told = waxseal(&arguments);
        let (out, err) = (String::from_utf8(told.stdout).unwrap(), String::from_utf8(told.stderr).unwrap());
        assert_eq!((told.status.code(), err.lines().count()), (Some(2), 1), "{err}");
        match face {
            Some("--json") => assert!(out.contains("\"notAMessage\""), "{out}"),
            _ => assert!(out.is_empty(), "{out}"),
        }
    }
    for arguments in [vec!["message", "/no/such/file"], vec!["domain"], vec!["nonsense"]] {
        assert_eq!(code(&arguments), 2, "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written() {
    let zone = file("zone-3.json", ZONE);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_waxseal"))
        .args(["domain", "a.example", "--zone", &zone])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(2));
}

#[test]
fn spf_and_domains() {
    let zone = file("zone-4.json", ZONE);
    let spf = |ip: &str, domain: &str| {
        let sender = format!("x@{domain}");
        code(&["spf", "--ip", ip, "--mail-from", &sender, "--helo", "h.example", "--zone", &zone])
    };
    assert_eq!((spf("192.0.2.1", "a.example"), spf("192.0.2.2", "a.example")), (0, 1));
    // Neutral, none and temperror are no pass.
    assert_eq!((spf("192.0.2.2", "open.example"), spf("192.0.2.1", "none.example")), (1, 1));
    assert_eq!(spf("192.0.2.1", "slow.example"), 1);
    let domain = |names: &[&str]| code(&[&["domain", "--zone", &zone], names].concat());
    assert_eq!((domain(&["a.example"]), domain(&["open.example"])), (0, 1));
    // A part that DNS left open cannot be told.
    assert_eq!((domain(&["slow.example"]), domain(&["half.example"])), (1, 1));
    assert_eq!(domain(&["a.example", "half.example"]), 1);
}

/// Answers every request alike, and counts them.
fn serve(response: &'static str) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let _ = stream.read(&mut [0; 4096]);
            let _ = write!(stream, "HTTP/1.1 {response}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (format!("http://{address}/dns-query"), asked)
}

#[test]
fn a_resolver_that_answers_nobody_is_none() {
    for (response, said) in [("403 No", "refuses to answer"), ("200 OK", "sends no DNS answers")] {
        let (doh, _) = serve(response);
        let told = waxseal(&["domain", "a.example", "--doh", &doh, "--json"]);
        let error = String::from_utf8(told.stderr).unwrap();
        assert_eq!((told.status.code(), told.stdout.len()), (Some(2), 0), "{error}");
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn a_resolver_on_this_machine_is_asked_without_a_proxy() {
    let ((doh, asked), (proxy, carried)) = (serve("403 No"), serve("403 No"));
    let proxy = proxy.trim_end_matches("/dns-query").to_owned();
    let told = Command::new(env!("CARGO_BIN_EXE_waxseal"))
        .args([
            "spf",
            "--ip",
            "192.0.2.1",
            "--mail-from",
            "x@a.example",
            "--helo",
            "a.example",
            "--doh",
            &doh,
        ])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .envs(["http_proxy", "HTTP_PROXY", "ALL_PROXY"].map(|name| (name, &proxy)))
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(2));
    let count = |counted: &std::sync::atomic::AtomicUsize| counted.load(std::sync::atomic::Ordering::Relaxed);
    assert_eq!(count(&carried), 0);
    assert!(count(&asked) > 0);
}

/// A report of a receiver, of one message.
fn report(reporter: &str, id: usize, count: usize) -> String {
    format!(
        "<?xml version=\"1.0\"?><feedback><report_metadata><org_name>{reporter}</org_name><report_id>{id}</report_id>\
         <date_range><begin>1761955200</begin><end>1762041599</end></date_range></report_metadata><policy_published>\
         <domain>a.example</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip>\
         <count>{count}</count><policy_evaluated><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row><identifiers>\
         <header_from>a.example</header_from></identifiers><auth_results><spf><domain>a.example</domain>\
         <result>pass</result></spf></auth_results></record></feedback>"
    )
}

#[test]
fn reports_are_counted_in_the_order_of_their_files() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("exit-many");
    std::fs::create_dir_all(&folder).unwrap();
    // Each report stands in four files far from one another, among large and small ones, and files that are none.
    for at in 0..400 {
        let text = match at % 10 {
            9 => "nothing".to_owned(),
            3 => report("large.example", at % 100, at % 100).replace("</feedback>", &" ".repeat(200_000)),
            _ => report("small.example", at % 100, at % 100),
        };
        std::fs::write(folder.join(format!("{at:03}.xml")), text).unwrap();
    }
    let zone = file("many-zone.json", r#"{ "1.2.0.192.in-addr.arpa": [{ "PTR": "out.a.example" }] }"#);
    let folder = folder.to_str().unwrap();
    let now = "2026-01-01T00:00:00Z";
    let read = |more: &[&str]| {
        let output = waxseal(&[&["reports", folder, "--json", "--zone", &zone, "--now", now], more].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = read(&[]);
    for _ in 0..3 {
        assert_eq!(first, read(&[]));
    }
    let json: serde_json::Value = serde_json::from_str(&first).unwrap();
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 400);
    for (at, file) in files.iter().enumerate() {
        assert!(file["name"].as_str().unwrap().ends_with(&format!("{at:03}.xml")), "{file}");
        let before = file["duplicateOf"].as_str();
        assert_eq!(before.is_some(), at >= 100 && at % 10 != 9, "{file}");
        assert!(before.is_none_or(|name| name.ends_with(&format!("{:03}.xml", at % 100))), "{file}");
    }
    let all = |mine: fn(usize) -> bool| (0..100).filter(|at| mine(*at)).sum::<usize>();
    assert_eq!(json["messages"], all(|at| at % 10 != 9));
    // Those of one reporter alone, by a part of the name, and the names of the addresses.
    let json: serde_json::Value = serde_json::from_str(&read(&["--reporter", "LARGE", "--names"])).unwrap();
    assert_eq!(json["messages"], all(|at| at % 10 == 3));
    assert_eq!(json["reporters"][0]["name"], "large.example");
    assert_eq!(json["files"][0]["otherReporter"], true);
    assert_eq!(json["names"][0]["names"][0], "out.a.example");
}

#[test]
fn reports_of_receivers() {
    let xml = file("report.xml", include_str!("../../../fuzz/corpus/report_xml/usual"));
    let broken = file("broken.xml", "<feedback>");
    let nothing = file("nothing.xml", "<html></html>");
    let zone = file("reports-zone.json", "{}");
    let read = |files: &[&str]| code(&[&["reports", "--zone", &zone], files].concat());
    assert_eq!(read(&[&xml]), 0);
    // A provider that vouches in its own name: mail of the domain's own that is not aligned.
    let fails = include_str!("../../../fuzz/corpus/report_xml/usual")
        .replace("<dkim>pass</dkim>", "<dkim>fail</dkim>")
        .replace("<domain>a.example</domain><selector>", "<domain>mcsv.net</domain><selector>")
        .replace("<type>mailing_list</type>", "<type>other</type>");
    assert_eq!(read(&[&file("unaligned.xml", &fails)]), 1);
    assert_eq!(read(&[&xml, &broken]), 1);
    assert_eq!(read(&[&xml, "there is no such file"]), 1);
    assert_eq!(read(&[&nothing]), 2);
    assert_eq!(read(&["there is no such file"]), 2);
    assert_eq!(read(&[]), 2);
    let output = waxseal(&["reports", &nothing, "--json", "--zone", &zone]).stdout;
    assert!(String::from_utf8(output).unwrap().contains("\"kind\": \"reports\""));
}
