//! DKIM2 (draft-ietf-dkim-dkim2-spec): its fields are known, and neither they nor a receiver's word on them make a verdict better.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::input::{Thing, recognise};
use waxseal_core::message::Origin;
use waxseal_core::report::{MessageReport, Verdict};
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message};
use waxseal_prose::{KnownField, Lang};

const ZONE: &str = r#"{
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
    "a.example": [{ "TXT": "v=spf1 -all" }]
}"#;

/// The fields as the draft has them, by two signers.
const FIELDS: &str = "DKIM2-Signature: i=2; m=2; t=1791448700; d=list.example; mf=bGlzdEBsaXN0LmV4YW1wbGU=; \
                      rt=eEBiLmV4YW1wbGU=; s=k:ed25519-sha256:AAAA;\nMessage-Instance: m=2; h=sha256:AAAA:BBBB;\n\
                      DKIM2-Signature: i=1; m=1; t=1791448595; d=a.example; mf=YUBhLmV4YW1wbGU=; \
                      rt=eEBiLmV4YW1wbGU=; s=k:rsa-sha256:AAAA;\nMessage-Instance: m=1; h=sha256:CCCC:DDDD;\n";

fn report(head: &str) -> MessageReport {
    let text = format!("{head}From: a@a.example\nSubject: x\n\nHello.\n");
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::File,
        given: EnvelopeOverrides {
            ip: "192.0.2.1".parse().ok(),
            mail_from: Some("a@a.example".to_owned()),
            helo: Some("mail.a.example".to_owned()),
            from: None,
        },
        trust: None,
        now: Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(&serde_json::from_str::<Zone>(ZONE).unwrap(), &input))
}

#[test]
fn it_is_never_counted() {
    let claimed = "Authentication-Results: mx.b.example; dkim2=pass header.d=a.example\n";
    for head in [FIELDS.to_owned(), format!("{claimed}{FIELDS}")] {
        let report = report(&head);
        assert!(matches!(report.verdict, Verdict::Fail { .. }), "{:?}", report.verdict);
        assert!(report.dkim.is_empty());
        assert!(report.dmarc.identifiers.iter().all(|found| !found.passed()));
    }
}

#[test]
fn its_fields_are_named_with_their_draft() {
    for name in ["DKIM2-Signature", "Message-Instance"] {
        let known = KnownField::of(name).unwrap();
        let said = Lang::ALL.map(|lang| lang.prose().header_field(known));
        assert!(
            said.iter().all(|text| text.contains("draft-ietf-dkim-dkim2-spec") && text.contains("DMARC"))
        );
    }
    assert!(KnownField::of("DKIM2-Signatures").is_none());
}

#[test]
fn its_fields_tell_a_header_from_other_text() {
    let found = recognise(&format!("{FIELDS}From: a@a.example\nSubject: x\n"), |_| None);
    assert!(matches!(found.first().unwrap().thing, Thing::Message), "{found:?}");
}
