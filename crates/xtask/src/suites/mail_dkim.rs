//! The corpus of Mail::DKIM: a folder of messages, a file of keys, and a Perl test that names what each comes to.

use super::case::{Case, Zone, strict};
use super::repository::Repository;

/// The cases that the test names, DomainKeys (RFC 4870) and drafts older than RFC 4871 left out.
pub(super) fn cases(suite: &Repository) -> Result<Vec<Case>, String> {
    let zone = zone(&suite.text("t/FAKE_DNS.dat")?);
    let test = suite.text("t/verifier.t")?;
    let mut cases = Vec::new();
    for (file, result) in test.lines().filter_map(named) {
        let message = suite.read(&format!("t/corpus/{file}"))?;
        let passes = result == "pass";
        cases.push(Case {
            id: file.to_owned(),
            suite: "mail-dkim",
            strict: Some(strict(passes, &message, &zone)),
            message,
            zone: zone.clone(),
            expect: if passes { "pass" } else { "nonpass" }.to_owned(),
            note: result.to_owned(),
        });
    }
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(cases)
}

/// The file and the result of a line such as `test_email( "badkey_1.txt", "invalid" );`.
fn named(line: &str) -> Option<(&str, &str)> {
    let mut quoted = line.trim().strip_prefix("test_email(")?.split('"').skip(1).step_by(2);
    let (file, result) = (quoted.next()?, quoted.next()?);
    let older = file.contains("ietf00") || file.contains("dk_");
    (!older).then_some((file, result))
}

/// Lines of a name and a text; a fault stands between tildes, and every fault is one of the server's to a check.
fn zone(text: &str) -> Zone {
    let mut zone = Zone::default();
    for line in text.lines().filter(|line| !line.starts_with(['#', ';'])) {
        let Some((name, value)) = line.split_once(char::is_whitespace) else { continue };
        match value.trim_start() {
            "NXDOMAIN" => zone.fault(name, "NXDOMAIN"),
            fault if fault.starts_with("~~") => zone.fault(name, "SERVFAIL"),
            text => zone.text(name, text),
        }
    }
    zone
}
