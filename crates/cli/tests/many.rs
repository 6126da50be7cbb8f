//! Lists of domains: taken line by line, printed as each is done, and gone on with where they stopped.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use waxseal_core::crypto::base64::decode_url;

const ZONE: &str = r#"{
    "a.example": [{ "TXT": "v=spf1 -all" }, { "MX": [0, "."] }],
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
    "b.example": [{ "TXT": "v=spf1 +all" }],
    "xn--mller-kva.example": [{ "TXT": "v=spf1 -all" }]
}"#;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("many-{name}"))
}

fn file(name: &str, text: &str) -> String {
    std::fs::write(path(name), text).unwrap();
    path(name).to_str().unwrap().to_owned()
}

fn waxseal(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_waxseal"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Where it reads nothing it may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The domain of each line, sorted: which is done first is nobody's business.
fn domains(lines: &str) -> Vec<String> {
    let one = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(json["kind"], "domain");
        json["domain"].as_str().unwrap().to_owned()
    };
    let mut domains: Vec<String> = lines.lines().map(one).collect();
    domains.sort();
    domains
}

fn text(octets: &[u8]) -> String {
    String::from_utf8(octets.to_vec()).unwrap()
}

#[test]
fn names_come_from_the_command_line_from_files_and_from_standard_input() {
    let zone = file("zone.json", ZONE);
    let list =
        file("list.txt", "\u{feff}# ours\n\n1,b.example\nhttps://müller.example/\nno name!\n192.0.2.1\n");
    let read = |more: &[&str], input: &str| waxseal(&[&["domain", "--zone", &zone], more].concat(), input);
    let output =
        read(&["a.example", "a..b", "--file", &list, "--file", "/nowhere", "-", "--ndjson"], "c.example");
    let (lines, told) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(domains(&lines), ["a.example", "b.example", "c.example", "xn--mller-kva.example"]);
    assert_eq!(output.status.code(), Some(1));
    for said in [
        "list.txt, line 5: ",
        "list.txt, line 6: ",
        "/nowhere cannot be read",
        "4 domains done",
        "skipped: 4",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("line 1:") && !told.contains("line 3:"), "{told}");
    // Without --ndjson the same names are checked together.
    let output = read(&["--file", &list, "--json"], "");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((json.as_array().unwrap().len(), output.status.code()), (2, Some(1)));
    assert!(text(&output.stderr).contains("line 5: "));
    // All is fine, and nothing was checked.
    assert_eq!(read(&["-", "--ndjson"], "a.example\n").status.code(), Some(0));
    let none = read(&["-", "--ndjson"], "# nothing\n\n");
    assert_eq!((none.status.code(), none.stdout.len()), (Some(2), 0));
    assert_eq!(read(&["-"], "\n").status.code(), Some(2));
    for wrong in [&["a.example", "--ndjson", "--json"][..], &["a.example", "--resume", "x", "--markdown"]] {
        assert!(text(&read(wrong, "").stderr).contains("--ndjson is for domains"));
    }
    assert!(text(&waxseal(&["record", "x", "--ndjson"], "").stderr).contains("--ndjson is for domains"));
}

#[test]
fn a_domain_is_printed_before_the_list_is_over() {
    let zone = file("slow-zone.json", ZONE);
    let mut child = Command::new(env!("CARGO_BIN_EXE_waxseal"))
        .args(["domain", "-", "--ndjson", "--zone", &zone])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for name in ["a.example", "b.example", "c.example"] {
        writeln!(input, "{name}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(domains(&line), [name]);
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_list_goes_on_where_it_stopped() {
    let zone = file("resume-zone.json", ZONE);
    let names: Vec<String> = (0..50).map(|at| format!("d{at}.example")).collect();
    let list = file("resume.txt", &names.join("\n"));
    let done = path("resume.ndjson");
    let _ = std::fs::remove_file(&done);
    let run = |more: &[&str]| {
        let resume = done.to_str().unwrap();
        waxseal(&[&["domain", "--resume", resume, "--zone", &zone], more].concat(), "")
    };
    let first = run(&["d7.example", "d9.example"]);
    assert!(first.stdout.is_empty());
    // It was switched off in the middle of a line.
    let whole = std::fs::read_to_string(&done).unwrap();
    let kept = whole.lines().next().unwrap();
    std::fs::write(&done, format!("{kept}\n{}", &kept[..kept.len() / 2])).unwrap();
    let told = text(&run(&["--file", &list]).stderr);
    assert!(told.contains("50 domains done"), "{told}");
    let lines = std::fs::read_to_string(&done).unwrap();
    assert!(lines.starts_with(kept), "what was done is left as it is");
    let mut wanted = names;
    wanted.sort();
    assert_eq!(domains(&lines), wanted);
    // All of it is done: nothing is added, and that is no failure.
    let again = run(&["--file", &list]);
    assert_eq!((std::fs::read_to_string(&done).unwrap(), again.status.code()), (lines, Some(0)));
}

/// What a resolver says to a question: 0 that there is nothing, or an HTTP status.
type Says = Box<dyn FnMut(&str, usize) -> u16 + Send>;

/// A resolver of this test's own, over plain HTTP, and how often it was asked for each name.
fn resolver(says: Says) -> (String, Arc<Mutex<BTreeMap<String, usize>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (says, asked) = (Arc::new(Mutex::new(says)), Arc::new(Mutex::new(BTreeMap::new())));
    let counts = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (says, counts) = (Arc::clone(&says), Arc::clone(&counts));
            std::thread::spawn(move || while answer(stream.as_ref().unwrap(), &says, &counts).is_some() {});
        }
    });
    (format!("http://{address}/dns-query"), asked)
}

fn answer(mut stream: &TcpStream, says: &Mutex<Says>, counts: &Mutex<BTreeMap<String, usize>>) -> Option<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut octet = [0];
        stream.read_exact(&mut octet).ok()?;
        request.push(octet[0]);
    }
    let request = text(&request);
    let query = decode_url(request.split("dns=").nth(1)?.split(' ').next()?)?;
    // The question: labels, and then type and class.
    let (mut at, mut labels) = (12, Vec::new());
    while query[at] != 0 {
        let end = at + 1 + usize::from(query[at]);
        labels.push(text(&query[at + 1..end]));
        at = end;
    }
    let name = labels.join(".");
    let count = {
        let mut counts = counts.lock().unwrap();
        let count = counts.entry(name.clone()).or_insert(0);
        *count += 1;
        *count
    };
    let status = (says.lock().unwrap())(&name, count);
    let body = if status == 0 {
        [&query[..2], b"\x81\x83\0\x01\0\0\0\0\0\0", &query[12..at + 5]].concat()
    } else {
        Vec::new()
    };
    let status = if status == 0 { 200 } else { status };
    write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n", body.len()).ok()?;
    stream.write_all(&body).ok()
}

fn list(name: &str, count: usize) -> (String, Vec<String>) {
    let mut names: Vec<String> = (0..count).map(|at| format!("d{at}.example")).collect();
    let list = file(name, &names.join("\n"));
    names.sort();
    (list, names)
}

#[test]
fn a_resolver_that_takes_no_more_for_a_while_loses_nothing() {
    let mut refused = 0;
    let (doh, _) = resolver(Box::new(move |_, _| {
        refused += 1;
        if (40..60).contains(&refused) { 429 } else { 0 }
    }));
    let (names, wanted) = list("throttled.txt", 12);
    let output = waxseal(&["domain", "--file", &names, "--ndjson", "--doh", &doh], "");
    let lines = text(&output.stdout);
    assert_eq!(domains(&lines), wanted);
    assert!(!lines.contains("\"throttled\""));
}

#[test]
fn what_the_resolver_refused_is_asked_once_more_in_the_end() {
    // The first time somebody asks for the policy of every third domain, the resolver refuses.
    let (doh, asked) = resolver(Box::new(|name, count| {
        let is_meant = name.starts_with("_dmarc.d") && name.trim_end_matches(".example").ends_with('3');
        if is_meant && count == 1 { 403 } else { 0 }
    }));
    let (names, wanted) = list("refused.txt", 14);
    let output = waxseal(&["domain", "--file", &names, "--ndjson", "--doh", &doh], "");
    let lines = text(&output.stdout);
    assert_eq!(domains(&lines), wanted);
    let asked = asked.lock().unwrap();
    let times = ["_dmarc.d3.example", "_dmarc.d13.example", "_dmarc.d4.example"].map(|name| asked[name]);
    assert_eq!(times, [2, 2, 1]);
    // The last of them to be printed are those that were put off.
    let last: Vec<&str> = lines.lines().rev().take(2).collect();
    assert!(last.iter().all(|line| line.contains("\"d3.example\"") || line.contains("\"d13.example\"")));
}

#[test]
fn a_domain_of_which_nothing_could_be_asked_is_named_and_has_no_line() {
    let (doh, _) = resolver(Box::new(|_, _| 403));
    let (names, _) = list("dead.txt", 3);
    let output = waxseal(&["domain", "--file", &names, "--ndjson", "--doh", &doh], "");
    let told = text(&output.stderr);
    assert!(output.stdout.is_empty() && told.contains("d1.example: "), "{told}");
    assert!(told.contains("refuses to answer") && told.contains("No domain was checked."), "{told}");
    assert_eq!(output.status.code(), Some(2));
}
