//! A report as Markdown, read by a renderer of GitHub's dialect: it says what the report says, and no stranger's text
//! becomes anything but text.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use proptest::prelude::*;
use std::fs;
use std::path::Path;
use waxseal_core::dns::{Draft, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_prose::Lang;
use waxseal_view::{Locale, Provenance, Session, export, markdown};

fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/assets/examples");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn example_zone() -> Zone {
    serde_json::from_str(&example("zone.json")).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap()
}

fn check(text: &str, zone: &Zone) -> MessageReport {
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::Paste,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: now(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(zone, &input))
}

fn html(text: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(text, &options)
}

fn locales() -> [Locale; Lang::ALL.len()] {
    Lang::ALL.map(|lang| Locale { lang, ..Locale::default() })
}

#[test]
fn a_ticket_has_the_outcome_the_cause_the_identifiers_and_the_records() {
    let report = check(&example("mailchimp-to-gmail.txt"), &example_zone());
    let text = markdown::message(locales()[0], &report, &Session::default());
    insta::assert_snapshot!("mailchimp-en", text);
    let dutch = markdown::message(locales()[1], &report, &Session::default());
    assert!(
        dutch.starts_with("# Dit bericht komt niet door de DMARC-controle van nl365pro.com\n"),
        "{dutch}"
    );
    let page = html(&text);
    assert!(page.starts_with("<h1>This message fails DMARC for nl365pro.com</h1>"), "{page}");
    assert_eq!(page.matches("<table>").count(), 2);
    assert!(page.contains("<code>mail248.suw18.rsgsv.net</code>"));
}

#[test]
fn a_domain_and_many() {
    let input = DomainInput::new(Domain::parse("nl365pro.com").unwrap(), now());
    let report = pollster::block_on(check_domain(&example_zone(), &input));
    let text = markdown::domain(locales()[0], &report, &Session::default());
    assert!(
        text.starts_with("# nl365pro.com is not protected yet")
            && text.contains(
                "

- Inbound mail (MX): ✓ Microsoft 365
"
            ),
        "{text}"
    );
    assert!(text.contains("| `k1._domainkey.nl365pro.com` | CNAME | `dkim.mcsv.net` |"), "{text}");
    let reports = [report.clone(), report];
    let page = html(&markdown::domains(locales()[1], &reports, &Session::default()));
    assert_eq!((page.matches("<tr>").count(), page.matches("<td>").count()), (3, 18), "{page}");
}

/// No fault is not said beside a warning on where mail arrives, and mail does not arrive at whom another server comes before.
#[test]
fn a_server_before_the_mailboxes_is_where_mail_arrives() {
    let zone: Zone = serde_json::from_value(serde_json::json!({
        "a.example": [
            { "MX": [0, "mail.old.example"] },
            { "MX": [10, "a-example.mail.protection.outlook.com"] },
            { "TXT": "v=spf1 include:spf.protection.outlook.com -all" },
        ],
        "spf.protection.outlook.com": [{ "TXT": "v=spf1 ip4:40.92.0.0/15 -all" }],
        "mail.old.example": [{ "A": "203.0.114.26" }],
        "a-example.mail.protection.outlook.com": [{ "A": "52.101.68.1" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
        "selector1._domainkey.a.example": [{ "CNAME": "selector1-a-example._domainkey.a.onmicrosoft.com" }],
        "selector1-a-example._domainkey.a.onmicrosoft.com": [{ "TXT": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" }],
    }))
    .unwrap();
    let input = DomainInput::new(Domain::parse("a.example").unwrap(), now());
    let report = pollster::block_on(check_domain(&zone, &input));
    let text = markdown::domain(locales()[0], &report, &Session::default());
    assert!(text.contains("Inbound mail (MX): ≠ mail.old.example"), "{text}");
    assert!(!text.contains("no fault was found"), "{text}");
}

/// What is to be taken away is shown by its value, which stands in DNS and in nobody's account.
#[test]
fn a_record_that_goes_is_shown_as_it_is() {
    let zone: Zone = serde_json::from_value(serde_json::json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx.a.example": [{ "A": "203.0.114.25" }],
        "_dmarc.a.example": [{ "CNAME": "a.example.hosted.test" }],
    }))
    .unwrap();
    let input = DomainInput::new(Domain::parse("a.example").unwrap(), now());
    let report = pollster::block_on(check_domain(&zone, &input));
    let text = markdown::domain(locales()[0], &report, &Session::default());
    assert!(text.contains("`_dmarc.a.example` CNAME `a.example.hosted.test`"), "{text}");
    assert!(!text.contains("account shows"), "{text}");
}

#[test]
fn drafts_and_where_it_comes_from_are_said() {
    let report = check(&example("mailchimp-to-gmail.txt"), &example_zone());
    let session = Session {
        drafts: vec![Draft::parse("a.example", "TXT", "x").unwrap()],
        saved: Some(Provenance::Shared { at: report.checked_at, masked: Vec::new() }),
        ..Session::default()
    };
    let text = markdown::message(locales()[0], &report, &session);
    assert!(text.contains("worked out in another browser on 2026-11-23 00:00 UTC"), "{text}");
    assert!(text.contains("one draft record that is not published"), "{text}");
}

/// Pieces that mean something in Markdown or HTML, and what they are put together with.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("|"),
        Just("\\|"),
        Just("\\"),
        Just("`"),
        Just("``` "),
        Just("<img src=x onerror=alert(1)>"),
        Just("</td></tr></table><script>alert(1)</script>"),
        Just("[x](javascript:alert(1))"),
        Just("![x](https://e.example/x)"),
        Just("<https://e.example>"),
        Just("https://e.example/a?b=c"),
        Just("www.e.example"),
        Just("jo@e.example"),
        Just("@team"),
        Just("#1"),
        Just("**b**"),
        Just("~~s~~"),
        Just("&lt;b&gt;"),
        Just("[^1]"),
        Just("- [ ] x"),
        Just("# h"),
        Just("1. x"),
        Just("---"),
        Just("> q"),
        Just(" "),
        Just("a"),
        Just("\u{202e}"),
        Just("é"),
        Just("[ref]: https://e.example"),
        Just("mailto:jo@e.example"),
        Just("$x$"),
        Just(":smile:"),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_header_and_no_record_becomes_markup(text in hostile(), other in hostile()) {
        let header = format!(
            "Authentication-Results: mx.c.example; spf=pass smtp.mailfrom=\"{text}@b.example\"; dkim={other} header.d=b.example header.s={text}\n\
             Return-Path: <{text}@b.example>\nFrom: \"{other}\" <{text}@b.example>\nSubject: {text} {other}\nMessage-ID: <{other}>\n"
        );
        let record = |text: &str| serde_json::json!([{ "TXT": text }]);
        let zone = serde_json::json!({
            "b.example": record(&format!("v=spf1 {text} -all")),
            "_dmarc.b.example": record(&format!("v=DMARC1; p=none; {other}; x={text}")),
        });
        let zone: Zone = serde_json::from_value(zone).unwrap();
        let input = DomainInput::new(Domain::parse("b.example").unwrap(), now());
        let domain = pollster::block_on(check_domain(&zone, &input));
        for locale in locales() {
            let session = Session::default();
            let message = html(&markdown::message(locale, &check(&header, &zone), &session));
            let domain = html(&markdown::domain(locale, &domain, &session));
            for page in [message, domain] {
                for tag in ["<img", "<script", "<em", "<strong>b", "<del", "<input", "<blockquote", "<sup", "<hr />\n<hr"] {
                    prop_assert!(!page.contains(tag), "{tag} in {page}");
                }
                let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
                prop_assert!(links.iter().all(|link| !link.contains("e.example") && link.starts_with("https://")), "{links:?} in {page}");
                let rows = page.split("<tr>").skip(1).map(|row| row.matches("<td>").count());
                prop_assert!(rows.clone().all(|cells| [0, 3, 5].contains(&cells)), "{:?} in {page}", rows.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn no_cell_of_a_csv_is_a_formula(text in "[=+@\\-\"',;|a\t ]{0,12}") {
        let header = format!("From: a@b.example\nAuthentication-Results: x; dkim={text} header.d=b.example header.s=\"{text}\"\n");
        let table = export::message_csv(&check(&header, &Zone::default()));
        let rows = rows(&table);
        prop_assert!(rows.iter().all(|row| row.len() == 8), "{:?}", rows);
        prop_assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{:?}", rows);
    }
}

/// The cells of a CSV file, as RFC 4180 has them.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}
