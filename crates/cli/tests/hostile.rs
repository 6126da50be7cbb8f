//! Nothing that a stranger wrote into a header field or a record reaches the terminal as anything but text.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use waxseal_core::escaping::is_hidden;

/// The longest word a file of `tests/hostile` stands for.
const LONG: usize = 60_000;

/// A file of `tests/hostile` with its long words, written where the program can read it.
fn fixture(name: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile").join(name);
    let bytes = fs::read(source).unwrap();
    let mark = b"@LONG@";
    let mut out = Vec::new();
    let mut rest = &bytes[..];
    while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
        out.extend_from_slice(&rest[..at]);
        out.extend(std::iter::repeat_n(b'w', LONG));
        rest = &rest[at + mark.len()..];
    }
    out.extend_from_slice(rest);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&target, out).unwrap();
    target
}

/// What the program prints to standard output and to standard error.
fn run(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_waxseal")).args(arguments).output().unwrap();
    assert!(output.status.code().is_some(), "it ended by a signal: {arguments:?}");
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn assert_harmless(text: &str, arguments: &[&str]) {
    let hidden: Vec<char> = text.chars().filter(|&c| is_hidden(c) && c != '\n').collect();
    assert_eq!(hidden, [], "{arguments:?}");
}

#[test]
fn reports_hold_no_control_characters_as_text_or_as_json() {
    let (message, zone) = (fixture("message.eml"), fixture("zone.json"));
    let (message, zone) = (message.to_str().unwrap(), zone.to_str().unwrap());
    let ip = ["--ip", "192.0.2.1", "--mail-from", "jo@hostile.example", "--helo", "h.example"];
    let checks: [Vec<&str>; 4] = [
        vec!["message", message],
        vec!["domain", "hostile.example"],
        vec!["domain", "hostile.example", "inc.hostile.example"],
        [&["spf"][..], &ip].concat(),
    ];
    for check in checks {
        let markdown = (check[0] != "spf").then_some(&["--markdown"][..]);
        for more in [&["--lang", "en"][..], &["--lang", "nl"], &["--json"]].into_iter().chain(markdown) {
            let arguments = [&check[..], &["--zone", zone, "--now", "2026-11-23T00:00:00Z"], more].concat();
            let (out, err) = run(&arguments);
            assert!(err.is_empty() && !out.is_empty(), "{arguments:?}: {err}");
            assert_harmless(&out, &arguments);
            if more == ["--json"] {
                serde_json::from_str::<serde_json::Value>(&out).unwrap();
                // What was there is still there, as an escape.
                assert!(out.contains("\\u202e"), "{arguments:?}");
            } else if check[0] != "message" && more != ["--markdown"] {
                assert!(out.contains("⟨U+202E⟩"), "{arguments:?}: {out}");
            }
        }
    }
}

#[test]
fn errors_hold_none_either() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let zone = folder.join("bad-zone.json");
    fs::write(&zone, "{\"a\u{202e}\\u001b[31m..example\": []}").unwrap();
    let zone = zone.to_str().unwrap();
    for arguments in [
        vec!["domain", "a\u{202e}\x1b[31m", "--zone", zone],
        vec!["message", "no\x1b[31m\nsuch file", "--zone", zone],
        vec!["domain", "a.example", "--zone", zone],
        vec!["\x1b[31m"],
        vec!["domain", "a.example", "--draft", "\x1b[31m TXT x"],
    ] {
        let (out, err) = run(&arguments);
        assert!(out.is_empty() && err.starts_with("waxseal: "), "{arguments:?}: {out} {err}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert_harmless(&err, &arguments);
    }
}
