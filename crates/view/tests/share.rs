//! A shared report: nothing personal in it, everything else as it was, and read again as it was written.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has to fail")]

use proptest::prelude::*;
use std::fs;
use std::path::Path;
use waxseal_core::crypto::base64;
use waxseal_core::dns::{Draft, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::{Basis, MessageReport, Verdict};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_view::share::{self, Mask, Masks, Saved, again, read, redact};

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap()
}

fn check(text: &str, zone: &Zone, given: EnvelopeOverrides, trust: Option<String>) -> MessageReport {
    check_bytes(text.as_bytes(), Origin::Paste, zone, given, trust)
}

fn check_bytes(
    bytes: &[u8],
    origin: Origin,
    zone: &Zone,
    given: EnvelopeOverrides,
    trust: Option<String>,
) -> MessageReport {
    let input = MessageInput {
        bytes,
        origin,
        given,
        trust,
        now: now(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(zone, &input))
}

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(FOLDER).join("../../web/assets/examples").join(name)).unwrap()
}

fn example_zone() -> Zone {
    serde_json::from_str(&example("zone.json")).unwrap()
}

fn written(report: &MessageReport, masks: &Masks) -> String {
    share::json(&redact(report, masks).unwrap(), masks.kinds(), &[]).unwrap()
}

fn opened(text: &str) -> share::SavedMessage {
    match read(text) {
        Some(Ok(Saved::Message(saved))) => *saved,
        other => panic!("no report of a message: {other:?}"),
    }
}

/// Every message at hand: the examples, what each receiver writes, and the suites where they are.
fn reports() -> Vec<(String, MessageReport)> {
    let zone = example_zone();
    let folder = Path::new(FOLDER).join("../../tests/receivers");
    let receivers = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<(String, String)> = receivers
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    for name in ["mailchimp-to-gmail.txt", "office365-to-gmail.txt"] {
        texts.push((name.to_owned(), example(name)));
    }
    assert!(texts.len() > 12);
    let mut reports: Vec<_> = texts
        .into_iter()
        .map(|(name, text)| (name, check(&text, &zone, EnvelopeOverrides::default(), None)))
        .collect();
    reports.extend(suites());
    reports
}

/// The reports on the messages of other people's suites, which are no part of the project.
fn suites() -> Vec<(String, MessageReport)> {
    let [beside, fetched] =
        ["../../../shared/suites", "../../target/suites"].map(|folder| Path::new(FOLDER).join(folder));
    let found = || if beside.is_dir() { beside } else { fetched };
    let folder = std::env::var_os("WAXSEAL_SUITES").map_or_else(found, Into::into);
    let mut reports = Vec::new();
    for suite in
        ["dkim/opendkim", "dkim/mail-dkim", "dkim/thunderbird", "dkim/real", "arc/valimail", "arc/real"]
    {
        let Ok(text) = fs::read_to_string(folder.join(format!("{suite}.json"))) else { continue };
        let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        for case in cases {
            let bytes = base64::decode(case["message"].as_str().unwrap()).unwrap();
            let zone: Zone = serde_json::from_value(case["zone"].clone()).unwrap();
            let report = check_bytes(&bytes, Origin::File, &zone, EnvelopeOverrides::default(), None);
            reports.push((format!("{suite} {}", case["id"]), report));
        }
    }
    println!("reports of suites: {}", reports.len());
    reports
}

/// The report as JSON has it: the properties of a result are an object, and what only the check needed is not written.
fn sorted(mut report: MessageReport) -> MessageReport {
    report.claims.iter_mut().flat_map(|claim| &mut claim.results).for_each(|result| {
        result.leading = 0;
        waxseal_core::sorting::sort(&mut result.properties);
        result.properties.dedup_by(|later, kept| later.0 == kept.0);
        result.leading = 0;
    });
    report.arc.chain.sets.iter_mut().for_each(|set| set.results.clear());
    report
}

#[test]
fn a_report_is_read_as_it_was_written() {
    for (name, report) in reports() {
        let draft = Draft::parse("a.example", "TXT", "v=spf1 -all").unwrap();
        let text = share::json(&report, &[], std::slice::from_ref(&draft)).unwrap();
        let saved = opened(&text);
        assert_eq!(*saved.report, sorted(report), "{name}");
        assert_eq!((saved.masked, saved.drafts), (Vec::new(), vec![draft]), "{name}");
    }
}

#[test]
fn a_masked_report_says_the_same_of_everything_that_counts() {
    for (name, report) in reports() {
        let masked = opened(&written(&report, &Masks::default()));
        assert_eq!(masked.masked, Mask::ALL, "{name}");
        let masked = masked.report;
        assert_eq!(masked.verdict, report.verdict, "{name}");
        assert_eq!(masked.dmarc, report.dmarc, "{name}");
        assert_eq!(masked.spf.result, report.spf.result, "{name}");
        assert_eq!(masked.envelope.client_ip, report.envelope.client_ip, "{name}");
        assert_eq!(masked.dns, report.dns, "{name}");
        assert_eq!(masked.findings, report.findings, "{name}");
        assert_eq!(masked.diagnosis.len(), report.diagnosis.len(), "{name}");
        let results = |report: &MessageReport| {
            let of = report.dkim.iter().map(|s| (s.claimed.clone(), s.aligned, s.verification.result));
            of.collect::<Vec<_>>()
        };
        assert_eq!(results(&masked), results(&report), "{name}");
        let servers = |report: &MessageReport| {
            report
                .hops
                .iter()
                // A name without a dot may be anything, and is masked.
                .map(|hop| {
                    let by = hop.by.clone().filter(|by| by.contains('.'));
                    (by, hop.at, hop.tls.clone(), hop.entry)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(servers(&masked), servers(&report), "{name}");
        let once = redact(&sorted(report), &Masks::default()).unwrap();
        let changes_nothing = redact(&once, &Masks::default()).unwrap() == once;
        assert!(changes_nothing, "{name}: masking what is masked changes nothing");
    }
}

#[test]
fn left_off_means_shown() {
    let report = check(
        "From: Jo Doe <jo@a.example>\nTo: c@d.example\nSubject: Lunch at noon\nMessage-ID: <1@a.example>\nX-Note: by hand\n",
        &Zone::default(),
        EnvelopeOverrides::default(),
        None,
    );
    for (mask, text) in [
        (Mask::Addresses, "jo@a.example"),
        (Mask::Subject, "Lunch at noon"),
        (Mask::Names, "Jo Doe"),
        (Mask::Ids, "1@a.example"),
        (Mask::Texts, "by hand"),
    ] {
        let mut masks = Masks::default();
        assert!(!written(&report, &masks).contains(text), "{text}");
        masks.switch(mask);
        // An address inside of another text is masked as an address.
        if mask == Mask::Ids {
            masks.switch(Mask::Addresses);
        }
        assert!(written(&report, &masks).contains(text), "{text}");
    }
}

/// A text that stands nowhere by chance.
fn secret() -> impl Strategy<Value = String> {
    "[b-df-hj-np-tv-z]{5}".prop_map(|letters| format!("zq{letters}"))
}

/// A header section that has the same few secrets in every place where the world puts them.
fn header(local: &str, word: &str, name: &str, id: &str, host: &str) -> String {
    format!(
        "Return-Path: <bounce-{local}=gmail.com@mail.b.example>\n\
         Delivered-To: {local}@c.example\n\
         Received: from mx.b.example (mx.b.example [192.0.2.1]) by in.c.example with ESMTPS id {id} (envelope-from <{local}@b.example>) for <{local}+{word}@c.example>; Mon, 23 Nov 2026 10:00:02 +0000\n\
         Authentication-Results: in.c.example; spf=pass ({word}: domain of {local}@b.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=\"{local}@b.example\" smtp.auth={local};\n dkim=pass ({name}) reason=\"{word} said so\" header.i={local}@b.example header.s=s1; dmarc=pass header.from=b.example policy.x=\"{word} {name}\"\n\
         Received-SPF: pass (in.c.example: domain of {local}@b.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1; envelope-from=\"{local}@b.example\"; helo=mx.b.example; x-note={word};\n\
         ARC-Authentication-Results: i=1; mx.b.example; auth=pass smtp.auth={local}; spf=pass smtp.mailfrom={local}@b.example\n\
         DKIM-Signature: v=1; a=rsa-sha256; d=b.example; s=s1; i={local}@b.example; h=From:Subject; z=Subject:{word}|From:{local}@b.example; bh=AAAA; b=BBBB\n\
         Received: from {host} ({host} [198.51.100.7]) (Authenticated sender: {local}) by mx.b.example with ESMTPSA id {id}; Mon, 23 Nov 2026 10:00:00 +0000\n\
         From: \"{name} {word}\" <{local}@b.example>\n\
         To: {name} <{local}@c.example>, {local}\n\
         Cc: undisclosed: {local}@d.example;\n\
         Reply-To: {name} <{local}@b.example>\n\
         Subject: Re: {word} for {name}\n\
         Thread-Topic: {word}\n\
         Message-ID: <{id}@b.example>\n\
         In-Reply-To: <{id}@c.example>\n\
         References: <{id}@c.example> <{id}@b.example>\n\
         Date: Mon, 23 Nov 2026 10:00:00 +0000 ({name})\n\
         List-Id: {word} people <{local}.lists.b.example>\n\
         List-Unsubscribe: <https://b.example/u/{id}?m={local}%40c.example>, <mailto:{local}@b.example?subject={word}>\n\
         Feedback-ID: {id}:{word}:b\n\
         X-Originating-IP: [198.51.100.7]\n\
         X-Mailer: {name}'s {word}\n\
         Precedence: {word} {name}\n\
         X-Spam-Status: No, score=1.1 tests={word}\n\
         Content-Type: text/plain; name=\"{word}.pdf\"\n"
    )
}

/// DNS of the sender, with macros that ask for the sender's local part.
fn telling_zone() -> Zone {
    serde_json::from_str(
        r#"{"b.example": [{"TXT": "v=spf1 exists:%{l}.x.%{d} exists:%{s}.tell.example exists:%{l1r-}.%{ir}.y.b.example include:%{l}.z.example -all exp=%{l}.why.b.example"}],
            "mail.b.example": [{"TXT": "v=spf1 exists:%{l}._spf.b.example include:b.example -all exp=why.b.example"}],
            "why.b.example": [{"TXT": "%{s} may not send from %{i}"}],
            "_dmarc.b.example": [{"TXT": "v=DMARC1; p=reject; rua=mailto:dmarc@b.example"}]}"#,
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn nothing_personal_is_shared(local in secret(), word in secret(), name in secret(), id in secret(), host in secret()) {
        let text = header(&local, &word, &name, &id, &host);
        let report = check(&text, &telling_zone(), EnvelopeOverrides::default(), None);
        let whole = share::json(&report, &[], &[]).unwrap().to_lowercase();
        prop_assert!(report.dns.iter().any(|query| query.name.as_str().contains(&local)), "a macro asked for it");
        let shared = written(&report, &Masks::default()).to_lowercase();
        for secret in [&local, &word, &name, &id, &host] {
            prop_assert!(whole.contains(secret.as_str()));
            let leaks: Vec<&str> = shared.split(',').filter(|part| part.contains(secret.as_str())).collect();
            prop_assert!(leaks.is_empty(), "{secret} in {leaks:?}");
        }
        prop_assert!(!shared.contains("198.51.100.7"), "the author's own address");
        for kept in ["b.example", "in.c.example", "192.0.2.1", "mx.b.example", "\"p\":\"reject\"", "esmtpsa"] {
            prop_assert!(shared.contains(kept), "{kept}");
        }
        let opened = opened(&shared_case(&report)).report;
        prop_assert_eq!(&opened.verdict, &report.verdict);
        prop_assert_eq!(&opened.dmarc, &report.dmarc);
    }

    #[test]
    fn no_text_stops_the_reading(text in "\\PC{0,200}", at in 0usize..4000) {
        let _ = read(&text);
        let report = check("From: a@b.example\n", &Zone::default(), EnvelopeOverrides::default(), None);
        let mut json: Vec<char> = share::json(&report, &[], &[]).unwrap().chars().collect();
        let at = at % json.len();
        json.splice(at..at, text.chars());
        let _ = read(&json.into_iter().collect::<String>());
    }
}

fn shared_case(report: &MessageReport) -> String {
    written(report, &Masks::default())
}

#[test]
fn what_macros_copied_into_names_is_masked() {
    let text = "Received: from LAPTOP-Wilma (cpe-7.isp.example [198.51.100.7]) by mail.b.example with ESMTPSA; Tue, 1 Sep \
                2026 10:00:00 +0000\nFrom: jo@b.example\n\nHello\n";
    let zone: Zone = serde_json::from_str(
        r#"{"b.example": [{"TXT": "v=spf1 exists:%{h}.h.b.example exists:%{i}.i.b.example exists:%{ir}.r.b.example exists:%{p}.p.b.example -all"}],
            "7.100.51.198.in-addr.arpa": [{"PTR": "cpe-7.isp.example"}],
            "cpe-7.isp.example": [{"A": "198.51.100.7"}],
            "_dmarc.b.example": [{"TXT": "v=DMARC1; p=reject"}]}"#,
    )
    .unwrap();
    let given = EnvelopeOverrides {
        ip: "198.51.100.7".parse().ok(),
        mail_from: Some("jo@b.example".into()),
        helo: Some("LAPTOP-Wilma".into()),
        from: None,
    };
    let report = check(text, &zone, given, None);
    let whole = share::json(&report, &[], &[]).unwrap().to_lowercase();
    let shared = written(&report, &Masks::default()).to_lowercase();
    for name in [
        "laptop-wilma.h.b.example",
        "198.51.100.7.i.b.example",
        "7.100.51.198.r.b.example",
        "cpe-7.isp.example",
    ] {
        assert!(whole.contains(name), "{name} was asked for");
    }
    for secret in ["wilma", "198.51.100.7.i", "7.100.51.198", "cpe-7"] {
        let leaks: Vec<&str> = shared.split(',').filter(|part| part.contains(secret)).collect();
        assert!(leaks.is_empty(), "{secret} in {leaks:?}");
    }
    assert!(shared.contains("masked.h.b.example") && shared.contains("masked.isp.example"), "{shared}");
    // Nobody asked for it to be masked.
    let open = written(&report, &Masks::only(&[Mask::Subject])).to_lowercase();
    assert!(open.contains("laptop-wilma.h.b.example"));
}

#[test]
fn what_is_no_report_is_none() {
    for text in
        ["", "{}", "[]", "From: a@b.example", "{\"schema\": 1}", "[1]", "{\"organization-name\": \"x\"}"]
    {
        assert!(read(text).is_none(), "{text}");
    }
    for text in [
        "{\"schema\":1,\"kind\":\"message\"}",
        "{\"schema\":1,\"kind\":\"spf\"}",
        "[{\"schema\":1,\"kind\":\"message\"}]",
    ] {
        assert!(matches!(read(text), Some(Err(share::Unreadable::OtherVersion))), "{text}");
    }
    let other = share::json(
        &check("From: a@b.example\n", &Zone::default(), EnvelopeOverrides::default(), None),
        &[],
        &[],
    );
    let other = other.unwrap().replacen("\"schema\":1", "\"schema\":2", 1);
    assert!(matches!(read(&other), Some(Err(share::Unreadable::OtherVersion))));
}

#[test]
fn a_domains_report_is_made_again_from_its_own_log() {
    let zone = example_zone();
    let input = DomainInput {
        selectors: vec!["none".into(), "K1".into()],
        learnt: vec!["elsewhere".into()],
        mta_sts_policy: Some("version: STSv1\nmode: testing\nmx: *.b.example\nmax_age: 86400\n".into()),
        ..DomainInput::new(Domain::parse("nl365pro.com").unwrap(), now())
    };
    let report = pollster::block_on(check_domain(&zone, &input));
    let one = share::json(&report, &[], &[]).unwrap();
    let many = serde_json::to_string(&[&report, &report]).unwrap();
    for (text, count) in [(one, 1), (many, 2)] {
        let Some(Ok(Saved::Domains(saved))) = read(&text) else { panic!("no report of domains") };
        assert_eq!(saved.len(), count);
        let again = pollster::block_on(check_domain(&saved[0].zone(), &saved[0].input()));
        assert_eq!(again, report);
    }
}

#[test]
fn a_shared_report_is_checked_again_by_what_it_says() {
    let zone = example_zone();
    for name in ["mailchimp-to-gmail.txt", "office365-to-gmail.txt"] {
        let report = check(&example(name), &zone, EnvelopeOverrides::default(), None);
        let shared = opened(&written(&report, &Masks::default())).report;
        let found = again(&shared);
        let later = check(&found.text, &zone, found.given, found.trust);
        assert_eq!(std::mem::discriminant(&later.verdict), std::mem::discriminant(&report.verdict), "{name}");
        let identifiers = |report: &MessageReport| {
            let of = report.dmarc.identifiers.iter().map(|i| (i.domain.clone(), i.result.clone(), i.aligned));
            of.collect::<Vec<_>>()
        };
        assert_eq!(identifiers(&later), identifiers(&report), "{name}");
        assert!(later.dmarc.identifiers.iter().any(|i| i.basis == Basis::Recomputed), "{name}: SPF anew");
    }
}

#[test]
fn a_made_up_report_cannot_add_header_fields_when_it_is_checked_again() {
    let report =
        check(&example("mailchimp-to-gmail.txt"), &example_zone(), EnvelopeOverrides::default(), None);
    let text = share::json(&report, &[], &[]).unwrap();
    let text = text.replace("\"mx.google.com\"", "\"x\\nAuthentication-Results: y; dmarc=pass\\n\"");
    let found = again(&opened(&text).report);
    assert_eq!(found.text.lines().count(), 2, "{}", found.text);
    let checked = check(&found.text, &example_zone(), found.given, found.trust);
    assert!(matches!(checked.verdict, Verdict::Fail { .. }));
}
