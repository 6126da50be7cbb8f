//! Real messages that other libraries keep beside their code: a line for each key, an empty line, the message.

use super::case::{Case, Zone, with_crlf};
use super::repository::Repository;

/// The messages of a folder of mail-auth. All of them pass.
pub(super) fn cases(mail_auth: &Repository, folder: &str, suite: &'static str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for name in mail_auth.names(folder)? {
        let bytes = with_crlf(&mail_auth.read(&format!("{folder}/{name}"))?);
        let gap = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .ok_or_else(|| format!("{name}: no message"))?;
        let (keys, message) = bytes.split_at(gap);
        let mut zone = Zone::default();
        for (owner, text) in String::from_utf8_lossy(keys).lines().filter_map(|line| line.split_once(' ')) {
            zone.text(owner, text);
        }
        let id = if folder.ends_with("arc") { name.trim_end_matches(".txt") } else { &name };
        cases.push(passing(id, suite, message.get(4..).unwrap_or_default().to_vec(), zone));
    }
    Ok(cases)
}

/// The one message of dkimpy whose signatures RFC 8463's keys verify.
pub(super) fn of_dkimpy(dkimpy: &Repository) -> Result<Case, String> {
    let message = with_crlf(&dkimpy.read("dkim/tests/data/rfc6376.signed.msg")?);
    let mut zone = Zone::default();
    // RFC 8463 A.2 publishes both keys; the message has no file of its own for them.
    zone.text(
        "brisbane._domainkey.football.example.com",
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    );
    zone.text(
        "test._domainkey.football.example.com",
        "v=DKIM1; k=rsa; \
         p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/\
         J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/\
         8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
    );
    Ok(passing("rfc6376.signed.msg", "dkimpy-data", message, zone))
}

fn passing(id: &str, suite: &'static str, message: Vec<u8>, zone: Zone) -> Case {
    Case {
        id: id.to_owned(),
        suite,
        message,
        zone,
        expect: "pass".to_owned(),
        strict: None,
        note: String::new(),
    }
}
