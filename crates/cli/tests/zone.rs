//! Zones before they are published: each problem at its line, in every form, and the exit status by the threshold.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BIND: &str = "$ORIGIN example.com.\n@ 3600 IN SOA ns1.dns.example. host.example.com. (\n 1 2 3 4 5 )\n\
                    \x20 IN MX 10 mx\n  IN TXT \"v=spf1 include:_spf.esp.example -al\"\nmx A 192.0.2.1\n\
                    _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@example.com\"\nbad A 192.0.2.999\n";
const OCTODNS: &str = "---\n'':\n- type: MX\n  value:\n    exchange: mx.example.com.\n    preference: 10\n- type: TXT\n  \
                       value: v=spf1 include:_spf.esp.example -al\n_dmarc:\n  type: TXT\n  value: v=DMARC1\\; p=reject\n\
                       mx:\n  type: A\n  value: 192.0.2.1\n";
const TABLE: &str = "example.com\t@\t300\tIN\tMX\t10 mx.example.com.\nmx.example.com\tmx\t300\tIN\tA\t192.0.2.1\n\
                     example.com\t@\t300\tIN\tTXT\t\"v=spf1 include:_spf.esp.example -al\"\n\
                     _dmarc.example.com\t_dmarc\t300\tIN\tTXT\t\"v=DMARC1; p=reject\"\n";
const OTHERS: &str = r#"{ "_spf.esp.example": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }] }"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("zone-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("others.json"), OTHERS).unwrap();
    folder
}

fn zone(folder: &Path, arguments: &[&str]) -> Output {
    let fixed = ["--zone", "others.json", "--now", "2026-12-01T00:00:00Z"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_waxseal"));
    command.current_dir(folder).arg("zone").args(arguments).args(fixed).output().unwrap()
}

fn problems(output: &Output) -> Vec<(u64, String)> {
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["kind"], "zone");
    let problems = json["problems"].as_array().unwrap().iter();
    problems
        .map(|found| (found["line"].as_u64().unwrap(), found["code"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn a_broken_record_stands_at_its_line_in_every_notation() {
    let folder = folder("notations");
    for (file, text, line) in
        [("example.com.zone", BIND, 5), ("example.com.yaml", OCTODNS, 8), ("table.tsv", TABLE, 3)]
    {
        std::fs::write(folder.join(file), text).unwrap();
        let output = zone(&folder, &[file, "--origin", "example.com", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(
            problems(&output).contains(&(line, "spfSyntax".to_owned())),
            "{file}: {:?}",
            problems(&output)
        );
        std::fs::write(folder.join(file), text.replace("-al\"", "-all\"").replace("-al\n", "-all\n"))
            .unwrap();
        let mended = problems(&zone(&folder, &[file, "--origin", "example.com", "--json"]));
        assert!(!mended.iter().any(|(_, code)| code == "spfSyntax"), "{file}: {mended:?}");
    }
}

#[test]
fn the_names_of_the_zone_are_answered_from_its_file_alone() {
    let folder = folder("names");
    let published = r#"{ "example.com": [{ "TXT": "v=spf1 -all" }], "_dmarc.example.com": [{ "TXT": "v=DMARC1; p=none" }],
        "_spf.esp.example": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }] }"#;
    std::fs::write(folder.join("others.json"), published).unwrap();
    let text = "@ TXT \"v=spf1 include:_spf.esp.example -all\"\n@ MX 10 mx\nmx A 192.0.2.1\n* TXT \"v=spf1 -all\"\n\
                k1._domainkey CNAME k1.esp.example.\nsub NS ns1.dns.example.\n";
    std::fs::write(folder.join("db.example.com"), text).unwrap();
    let output = zone(&folder, &["db.example.com", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let report = &json["zones"][0]["domains"][0];
    assert_eq!(report["spf"]["lookups"], 1);
    // The wildcard answers for _dmarc too, with no record of DMARC: what is published now is not asked for.
    assert_eq!(report["dmarc"]["policy"], Value::Null);
    assert!(problems(&output).iter().any(|(_, code)| code == "dmarcMissing"), "{:?}", problems(&output));
}

#[test]
fn the_threshold_decides_the_exit_status() {
    let folder = folder("threshold");
    let sound = BIND.replace("-al\"", "-all\"").replace("bad A 192.0.2.999\n", "");
    std::fs::write(folder.join("sound.zone"), &sound).unwrap();
    std::fs::write(folder.join("broken.zone"), BIND).unwrap();
    let code = |file: &str, on: &str| zone(&folder, &[file, "--fail-on", on]).status.code();
    // It has no key, which is a warning.
    assert_eq!(["error", "warning", "never"].map(|on| code("sound.zone", on)), [Some(0), Some(1), Some(0)]);
    assert_eq!(["error", "never"].map(|on| code("broken.zone", on)), [Some(1), Some(0)]);
    assert_eq!(code("sound.zone", "often"), Some(2));
    for wrong in [&["none.zone"][..], &[], &["sound.zone", "--annotations", "--json"]] {
        let output = zone(&folder, wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    }
}

#[test]
fn sarif_and_the_summary_are_files() {
    let folder = folder("files");
    std::fs::write(folder.join("example.com.zone"), BIND).unwrap();
    std::fs::write(folder.join("summary.md"), "# Before\n").unwrap();
    let arguments = ["example.com.zone", "--annotations", "--sarif", "out.sarif", "--summary", "summary.md"];
    let output = zone(&folder, &arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.lines().all(
        |line| line.starts_with("::error file=example.com.zone,line=") || line.starts_with("::warning ")
    ));
    assert!(said.contains("::error file=example.com.zone,line=5,title=spfSyntax example.com::"), "{said}");
    let sarif: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("out.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let place = |found: &Value| found["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64();
    assert!(results.iter().any(|found| found["ruleId"] == "zoneLine" && place(found) == Some(8)));
    let summary = std::fs::read_to_string(folder.join("summary.md")).unwrap();
    assert!(
        summary.starts_with("# Before\n## Waxseal: example.com\n")
            && summary.contains("| example.com.zone:5 | error |")
    );
}
