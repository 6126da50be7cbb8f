//! Situations that people reported, one of a kind: what is told first, and what is to be published.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Value, json};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::setup::{Choices, SetupForm};
use waxseal_core::{DomainInput, check_domain, set_up};
use waxseal_tests::NOW;
use waxseal_tests::mail::{key_record, sign};
use waxseal_tests::situation::{causes, of_domain, of_message, steps, zone};

#[test]
fn an_exchanger_of_a_provider_with_the_zone_behind_it_gets_its_name_back() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [1, "smtp.google.com.a.example"] }, { "TXT": "v=spf1 include:_spf.google.com ~all" }],
    })));
    assert_eq!(steps(&report, "mxUnreachable"), [("nameExchanger", Some("1 smtp.google.com"))]);
    // Any other name may be a stranger's server.
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [1, "mx.host.example.a.example"] }, { "TXT": "v=spf1 mx ~all" }],
        "mx.host.example": [{ "A": "203.0.114.26" }],
    })));
    assert_eq!(steps(&report, "mxUnreachable"), [("nameExchanger", None)]);
}

/// RFC 7672 §2.2: a digest of nothing fits no certificate, and what checks DANE delivers nothing.
#[test]
fn a_certificate_that_nobody_can_have_is_no_guard() {
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let record = |digest: &str| json!({ "TLSA": [3, 1, 1, digest] });
    let of = |records: Value| {
        let mut zone = zone(json!({ "_25._tcp.mx.a.example": records }));
        for name in ["a.example", "mx.a.example", "_25._tcp.mx.a.example"] {
            zone[name].as_array_mut().unwrap().push(json!({ "AD": true }));
        }
        of_domain(&zone)
    };
    let report = of(json!([record(NOTHING)]));
    let dropped = format!("3 1 1 {NOTHING}");
    assert_eq!(steps(&report, "tlsaMatchesNothing"), [("dropTlsa", Some(dropped.as_str()))], "{report:#}");
    let rules = report["requirements"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["rule"] == "dane" && rule["met"] == false));
    // A digest that is told to be the key itself fits none either; a key of Ed25519 has 44 octets.
    let whole = |octets: usize| {
        let report = of(json!([{ "TLSA": [3, 1, 0, "ab".repeat(octets)] }]));
        report["dane"]["hosts"][0]["records"][0]["usability"].clone()
    };
    assert_eq!((whole(32), whole(64)), (json!("malformed"), json!("malformed")));
    assert_eq!((whole(44), whole(91)), (json!("usable"), json!("usable")));
    let right = json!([record(NOTHING), record(&NOTHING.replace("e3b0", "aaaa"))]);
    assert!(!causes(&of(right)).contains(&"tlsaMatchesNothing"), "one that fits is enough");
}

#[test]
fn servers_that_fail_are_the_cause_and_nothing_is_to_be_published() {
    let include = json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 include:spf.host.example -all" }],
        "spf.host.example": ["SERVFAIL"],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example" }],
    });
    for (changes, name) in
        [(include, "spf.host.example"), (json!({ "a.example": ["SERVFAIL"] }), "a.example")]
    {
        let report = of_domain(&zone(changes));
        assert_eq!(causes(&report), ["lookupFails"], "{name}");
        assert_eq!(report["diagnosis"][0]["name"], name);
        assert_eq!(steps(&report, "lookupFails"), [("tellNameServers", None)]);
    }
}

#[test]
fn who_takes_mail_is_no_registry() {
    let with = |record: &str| zone(json!({ "_dmarc.a.example": [{ "TXT": record }] }));
    let report = of_domain(&with("v=DMARC1; p=reject; psd=y; rua=mailto:d@a.example"));
    let right = "v=DMARC1; p=reject; rua=mailto:d@a.example";
    assert_eq!(steps(&report, "dmarcSyntax"), [("correctDmarc", Some(right))]);
    assert!(causes(&of_domain(&with(right))).is_empty());
}

#[test]
fn what_is_no_key_at_a_name_that_nobody_asked_for_is_none() {
    let other = json!([{ "TXT": "v=spf1 mx -all" }]);
    let report = of_domain(&zone(json!({
        "selector1._domainkey.a.example": other, "google._domainkey.a.example": other,
    })));
    assert!(report["dkim"].as_array().unwrap().is_empty() && causes(&report).is_empty(), "{report:#}");
}

#[test]
fn a_record_from_before_a_move_lists_whoever_keeps_the_mailboxes_now() {
    let moved = |record: &str, keys: Value| {
        let mut changes = json!({
            "a.example": [{ "MX": [0, "a-example.mail.protection.outlook.com"] }, { "TXT": record }],
        });
        changes.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        of_domain(&zone(changes))
    };
    let report = moved("v=spf1 include:_spf.google.com -all", json!({}));
    let right = "v=spf1 include:_spf.google.com include:spf.protection.outlook.com -all";
    assert_eq!(steps(&report, "spfProviderNotListed"), [("addInclude", Some(right))]);
    let google = |record: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [1, "smtp.google.com"] }, { "TXT": record }],
            "google._domainkey.a.example": [{ "TXT": key_record() }],
        })))
    };
    assert!(causes(&google("v=spf1 a mx ip4:203.0.114.7 ~all")).contains(&"spfProviderNotListed"));
    let selector = json!({ "selector1._domainkey.a.example":
        [{ "CNAME": "selector1-a-example._domainkey.a.onmicrosoft.com" }] });
    assert!(causes(&moved("v=spf1 ip4:203.0.114.7 -all", selector)).contains(&"spfProviderNotListed"));
    for right in [
        "v=spf1 include:spf.protection.outlook.com -all",
        // Its servers, by their addresses.
        "v=spf1 ip4:40.92.0.0/15 include:_spf.google.com -all",
        // A filter sends for it.
        "v=spf1 include:_netblocks.mimecast.com include:_spf.google.com -all",
    ] {
        assert!(!causes(&moved(right, json!({}))).contains(&"spfProviderNotListed"), "{right}");
    }
    // Where something else signs, mail may be sent from elsewhere; where nothing does, that it is not is a question.
    let elsewhere = json!({ "own._domainkey.a.example": [{ "TXT": key_record() }] });
    assert!(!causes(&moved("v=spf1 ip4:203.0.114.7 -all", elsewhere)).contains(&"spfProviderNotListed"));
}

/// A mail that came to `b.example` from an address, with these fields in it and a signature of `a.example`.
fn mail(ip: &str, from: &str, fields: &str) -> String {
    format!(
        "Return-Path: <bob@a.example>\nReceived: from x.example (unknown [{ip}])\n\tby mx.b.example (Postfix) with ESMTPS id x1; \
         Wed, 04 Nov 2026 13:20:00 +0000\n{fields}From: Bob <{from}>\nTo: ann@b.example\nSubject: hello\n\nPay here.\n"
    )
}

#[test]
fn a_text_below_somebody_elses_signature_may_be_a_forgers() {
    let original = "From: Bob <bob@a.example>\nTo: ann@b.example\nSubject: hello\n\nThe meeting is on.\n";
    let signed = sign("a.example", "from:to:subject", original);
    let field = signed.split("From: Bob").next().unwrap();
    let zone = |record: &str| {
        json!({
            "a.example": [{ "TXT": record }, { "MX": [10, "mx.a.example"] }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=quarantine" }],
            "s._domainkey.a.example": [{ "TXT": key_record() }],
        })
    };
    let report =
        of_message(&mail("203.0.114.9", "bob@a.example", field), zone("v=spf1 ip4:203.0.114.25 -all"));
    let first = &report["diagnosis"][0];
    assert_eq!(
        (&first["cause"], &first["byStranger"]),
        (&json!("dkimBrokenInTransit"), &json!(true)),
        "{report:#}"
    );
    assert_eq!(steps(&report, "dkimBrokenInTransit"), [("rightlyFails", None)]);
}

#[test]
fn a_name_that_imitates_the_one_in_the_thread_is_told_though_it_passes() {
    let fields =
        "In-Reply-To: <1@mail.harrowgate.example>\nReferences: <0@b.example> <1@mail.harrowgate.example>\n";
    let text = mail("203.0.114.9", "sales@harrovvgate.example", fields)
        .replace("bob@a.example", "sales@harrovvgate.example");
    let report = of_message(
        &text,
        json!({
            "harrovvgate.example": [{ "TXT": "v=spf1 ip4:203.0.114.9 -all" }],
            "_dmarc.harrovvgate.example": [{ "TXT": "v=DMARC1; p=none" }],
        }),
    );
    assert_eq!(report["verdict"]["code"], "pass", "{report:#}");
    assert!(causes(&report).contains(&"lookalikeDomain"));
}

#[test]
fn a_hole_for_names_below_is_closed_where_a_forger_came_through() {
    let report = of_message(
        &mail("203.0.114.9", "pay@payroll.a.example", ""),
        json!({
            "a.example": [{ "TXT": "v=spf1 -all" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; sp=none; rua=mailto:d@a.example" }],
        }),
    );
    let right = "v=DMARC1; p=reject; rua=mailto:d@a.example";
    let expected = [("rightlyFails", None), ("alignSubdomainPolicy", Some(right))];
    assert_eq!(steps(&report, "spoofed"), expected, "{report:#}");
}

#[test]
fn a_notice_with_a_key_that_was_taken_back_is_about_the_key() {
    let original = "From: Bob <bob@a.example>\nTo: ann@b.example\nSubject: hello\n\nPay here.\n";
    let signed = sign("a.example", "from:to:subject", original);
    let fields = format!("Auto-Submitted: auto-replied\n{}", signed.split("From: Bob").next().unwrap());
    let text =
        mail("203.0.114.25", "bob@a.example", &fields).replace("<bob@a.example>\nReceived", "<>\nReceived");
    let report = of_message(&text, zone(json!({ "s._domainkey.a.example": [{ "TXT": "v=DKIM1; p=" }] })));
    assert_eq!(causes(&report), ["dkimKeyRevoked"], "{report:#}");
}

fn plan(zone: Value, sends: &[&str]) -> Value {
    let zone: Zone = serde_json::from_value(zone).unwrap();
    let form = SetupForm {
        domain: "a.example".to_owned(),
        sends: sends.iter().map(|id| (*id).to_owned()).collect(),
        ..SetupForm::default()
    };
    let choices = Choices::read(&form, |_| None).unwrap();
    serde_json::to_value(pollster::block_on(set_up(&zone, &choices))).unwrap()["plan"].clone()
}

/// RFC 7208 §4.6.4: more than two names that are not there break the record, and they let nobody send.
#[test]
fn a_set_up_leaves_hosts_out_that_are_gone_where_they_break_the_record() {
    let record = "v=spf1 a:one.a.example a:two.a.example a:three.a.example include:_spf.google.com ~all";
    // By the beginning of its name, as people type it.
    let plan_of = |record: &str| plan(zone(json!({ "a.example": [{ "TXT": record }] })), &["google"]);
    let drawn = plan_of(record);
    assert_eq!(drawn["spf"]["record"], "v=spf1 include:_spf.google.com ~all", "{drawn:#}");
    let left = drawn["leftOut"].as_array().unwrap().iter().filter(|left| left["code"] == "voidTerm").count();
    assert_eq!(left, 3);
    let few = "v=spf1 a:one.a.example include:_spf.google.com ~all";
    assert_eq!(plan_of(few)["spf"]["record"], few, "it breaks nothing, and the host may come back");
}

#[test]
fn a_sender_behind_a_redirect_is_listed() {
    let record = "v=spf1 redirect=_spf.group.example";
    let drawn = plan(
        zone(json!({
            "a.example": [{ "TXT": record }],
            "_spf.group.example": [{ "TXT": "v=spf1 include:spf.protection.outlook.com ip4:203.0.114.7 -all" }],
        })),
        &["microsoft365"],
    );
    assert_eq!(drawn["spf"]["record"], record);
}

fn findings(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect()
}

/// How wide a record is, is told by what it lets in and not by how that is written.
#[test]
fn a_record_that_lets_strangers_in_is_told_however_it_does() {
    let of = |term: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": format!("v=spf1 mx {term} -all") }],
            "ok.a.example": [{ "A": "203.0.114.9" }],
        })))
    };
    let refuses = |report: &Value| {
        let rules = report["requirements"].as_array().unwrap();
        rules.iter().find(|rule| rule["rule"] == "spfStrict").unwrap()["met"].clone()
    };
    for wide in [
        "ip4:0.0.0.0/1",
        "ip4:10.0.0.0/4",
        "ip6:::/1",
        "mx/1",
        "a:ok.a.example/4",
        "exists:ok.a.example",
        "exists:%{d}",
    ] {
        let report = of(wide);
        assert!(causes(&report).contains(&"spfTooWide") && refuses(&report) == false, "{wide}: {report:#}");
    }
    for narrow in [
        "-mx/1",
        "?exists:%{d}",
        "-ip4:0.0.0.0/1",
        "ip4:10.0.0.0/8",
        "ip4:40.92.0.0/15",
        "a:ok.a.example/24",
        "exists:%{i}.ok.a.example",
    ] {
        let report = of(narrow);
        assert!(!causes(&report).contains(&"spfTooWide") && refuses(&report) == true, "{narrow}");
    }
}

#[test]
fn a_number_torn_in_two_lets_nobody_in() {
    for torn in ["ip4:203.0.113.0/2 4", "ip4:203.0.113.2 5", "ip6:2001:db8::/4 8"] {
        let report = of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": format!("v=spf1 mx {torn} -all") }],
        })));
        let values = report["diagnosis"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|found| found["fixes"].as_array().unwrap());
        let offered: Vec<&str> = values.filter_map(|fix| fix["value"].as_str()).collect();
        let network = torn.split(' ').next().unwrap();
        assert!(offered.iter().all(|value| !value.contains(network)), "{torn}: {offered:?}");
    }
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx ip4:203.0.113.0/ 24 -all" }],
    })));
    assert_eq!(steps(&report, "spfSyntax"), [("correctSpf", Some("v=spf1 mx ip4:203.0.113.0/24 -all"))]);
}

#[test]
fn a_name_that_is_gone_is_named_and_whoever_it_was_is_not_refused() {
    let record = "v=spf1 a:one.a.example a:two.a.example a:three.a.example include:_spf.gogle.com mx -all";
    let report =
        of_domain(&zone(json!({ "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": record }] })));
    assert_eq!(steps(&report, "spfOverLimits"), [("correctSpf", Some("v=spf1 mx ~all"))]);
    assert_eq!(report["diagnosis"][0]["fixes"][0]["dropped"], json!(["include:_spf.gogle.com"]));
}

/// RFC 7208 §4.6.4, §5.3: `a` asks for the addresses of the client's own family, and finds nothing where there is none of it.
#[test]
fn hosts_that_only_one_family_reaches_break_the_record_for_the_other() {
    let of = |kind: &str, address: &str, own: &str| {
        let host = json!([{ kind: address }]);
        findings(&of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": format!("v=spf1 a:h1.a.example a:h2.a.example a:h3.a.example {own} -all") }],
            "h1.a.example": host, "h2.a.example": host, "h3.a.example": host,
        })))).into_iter().filter(|code| code.starts_with("tooManyVoidLookupsIpv")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("AAAA", "2001:db8::1", "ip4:203.0.114.77"), ["tooManyVoidLookupsIpv4"]);
    assert_eq!(of("A", "203.0.114.1", "ip6:2001:db8::77"), ["tooManyVoidLookupsIpv6"]);
    assert!(of("A", "203.0.114.1", "ip4:203.0.114.77").is_empty());
}

#[test]
fn a_move_of_mail_takes_no_server_out_of_the_record() {
    let moved = |record: &str| {
        planned_move(json!({ "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": record }] }))
    };
    assert_eq!(moved("v=spf1 mx -all"), "v=spf1 a:mx.a.example include:_spf.google.com -all");
    assert_eq!(moved("v=spf1 +MX/24 ~all"), "v=spf1 a:mx.a.example/24 include:_spf.google.com ~all");
    // Microsoft sends from the servers of its include, and its exchangers only take mail in.
    let microsoft = json!({ "a.example": [
        { "MX": [0, "a-example.mail.protection.outlook.com"] },
        { "TXT": "v=spf1 mx include:spf.protection.outlook.com -all" },
    ] });
    let right = "v=spf1 mx include:spf.protection.outlook.com include:_spf.google.com -all";
    assert_eq!(planned_move(microsoft), right);
}

/// The SPF record of a plan by which mail moves to Google.
fn planned_move(changes: Value) -> String {
    let form = SetupForm {
        domain: "a.example".to_owned(),
        sends: vec!["googleWorkspace".to_owned()],
        receives: "googleWorkspace".to_owned(),
        ..SetupForm::default()
    };
    let choices = Choices::read(&form, |_| None).unwrap();
    let zone: Zone = serde_json::from_value(zone(changes)).unwrap();
    let report = serde_json::to_value(pollster::block_on(set_up(&zone, &choices))).unwrap();
    report["plan"]["spf"]["record"].as_str().unwrap().to_owned()
}

#[test]
fn whom_a_record_refuses_sends_nothing() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -include:_spf.google.com -all" }],
    })));
    assert_eq!(report["providers"], json!([]), "{report:#}");
}

/// Below a registered domain an alias is what services ask for, and without any DMARC record each name counts as an organization.
#[test]
fn an_alias_below_a_domain_takes_no_room_from_anything() {
    let shop = |name: &str| {
        let zone: Zone = serde_json::from_value(json!({
            name: [{ "CNAME": "shops.host.example" }],
            "shops.host.example": [{ "A": "203.0.114.9" }],
            format!("google._domainkey.{name}"): [{ "TXT": key_record() }],
        }))
        .unwrap();
        let input = DomainInput::new(Domain::parse(name).unwrap(), NOW);
        serde_json::to_value(pollster::block_on(check_domain(&zone, &input))).unwrap()
    };
    assert!(causes(&shop("a-company.example")).contains(&"aliasAtApex"));
    assert!(!causes(&shop("shop.a-company.example")).contains(&"aliasAtApex"));
}

/// What nobody could look up may stand there already.
#[test]
fn where_an_answer_is_missing_no_record_is_offered_in_its_place() {
    let parked = |texts: Value, policy: Value| {
        of_domain(&json!({
            "a.example": texts, "_dmarc.a.example": policy, "www.a.example": [{ "A": "203.0.114.9" }],
        }))
    };
    let (texts, policy) =
        (json!([{ "MX": [0, "."] }, { "TXT": "v=spf1 -all" }]), json!([{ "TXT": "v=DMARC1; p=none" }]));
    let fails = json!([{ "MX": [0, "."] }, { "FAULT": ["TXT", "SERVFAIL"] }]);
    for (report, kept) in [(parked(texts, json!(["SERVFAIL"])), "DMARC1"), (parked(fails, policy), "spf1")] {
        let fixes = report["diagnosis"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|found| found["fixes"].as_array().unwrap());
        let values: Vec<&str> = fixes.filter_map(|fix| fix["value"].as_str()).collect();
        assert!(values.iter().all(|value| !value.contains(kept)), "{kept}: {values:?}");
        assert!(causes(&report).contains(&"lookupFails"), "{kept}: {:?}", causes(&report));
    }
}

/// Whoever looks for a key has set one up: a name with nothing else is not told to say that it sends nothing.
#[test]
fn a_name_whose_key_is_looked_for_is_no_parked_one() {
    let checked = |selectors: &[&str], key: Value| {
        let zone: Zone = serde_json::from_value(json!({
            "news.a.example": [{ "A": "203.0.114.9" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; sp=reject; rua=mailto:d@a.example" }],
            "s1._domainkey.news.a.example": key,
            "s1._domainkey.news.a.example.a.example": [{ "TXT": key_record() }],
        }))
        .unwrap();
        let selectors = selectors.iter().map(|selector| (*selector).to_owned()).collect();
        let input =
            DomainInput { selectors, ..DomainInput::new(Domain::parse("news.a.example").unwrap(), NOW) };
        serde_json::to_value(pollster::block_on(check_domain(&zone, &input))).unwrap()
    };
    let nothing = json!(["NXDOMAIN"]);
    assert!(causes(&checked(&[], nothing.clone())).contains(&"parkedUndeclared"));
    let sought = checked(&["s1"], nothing);
    assert!(!causes(&sought).contains(&"parkedUndeclared"), "{:?}", causes(&sought));
    assert_eq!(
        causes(&sought).first(),
        Some(&"dkimKeyWrongName"),
        "nothing tells whom a first record would list"
    );
    assert_eq!(steps(&sought, "dkimKeyWrongName").first().map(|(step, _)| *step), Some("moveKey"));
    // What was revoked was in use.
    let revoked = checked(&["s1"], json!([{ "TXT": "v=DKIM1; p=" }]));
    assert!(!causes(&revoked).contains(&"parkedUndeclared"), "{:?}", causes(&revoked));
}

/// A record that refuses all says more than a question for a key.
#[test]
fn a_name_that_refuses_all_stays_parked_whatever_key_is_looked_for() {
    let zone: Zone = serde_json::from_value(json!({
        "a.example": [{ "MX": [0, "."] }, { "TXT": "v=spf1 -all" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }],
    }))
    .unwrap();
    let selectors = vec!["default".to_owned()];
    let input = DomainInput { selectors, ..DomainInput::new(Domain::parse("a.example").unwrap(), NOW) };
    let report = serde_json::to_value(pollster::block_on(check_domain(&zone, &input))).unwrap();
    assert_eq!(causes(&report), ["parkedUndeclared"]);
}

/// RFC 7208 §7.1 has no letters but those of ASCII: DNS knows such a name by its A-label.
#[test]
fn a_name_with_other_letters_becomes_the_one_that_dns_holds() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:_spf.Bücher.example -all" }],
        "_spf.xn--bcher-kva.example": [{ "TXT": "v=spf1 ip4:203.0.114.60 -all" }],
    })));
    let meant = Some("v=spf1 mx include:_spf.xn--bcher-kva.example -all");
    assert_eq!(steps(&report, "spfSyntax"), [("correctSpf", meant)]);
    // Where DNS holds no such name either, whoever was meant is left out, and said to be.
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:_spf.Bücher.example -all" }],
    })));
    assert_eq!(steps(&report, "spfSyntax"), [("correctSpf", Some("v=spf1 mx ~all"))]);
}

/// A service that answered for the whole record and is gone leaves nobody listed; the keeper of the mailboxes sends from its own.
#[test]
fn where_all_that_was_listed_is_gone_the_mailboxes_tell_who_sends() {
    let gone = "v=spf1 include:_spf.a_example._d.dmarcprotect.me ~all";
    let at = |exchanger: &str| {
        of_domain(&zone(json!({ "a.example": [{ "MX": [0, exchanger] }, { "TXT": gone }] })))
    };
    let record = Some("v=spf1 include:spf.protection.outlook.com ~all");
    assert_eq!(steps(&at("a-example.mail.protection.outlook.com"), "spfSyntax"), [("publishSpf", record)]);
    assert_eq!(steps(&at("mx.a.example"), "spfSyntax"), [("publishSpf", Some("v=spf1 mx ~all"))]);
    // A sender who is there and cannot be read is not replaced by another.
    let slipped = of_domain(&zone(json!({
        "a.example": [{ "MX": [0, "a-example.mail.protection.outlook.com"] }, { "TXT": "v=spf1 ip4:192.0.2.1O -all" }],
    })));
    assert_eq!(steps(&slipped, "spfSyntax"), [("correctSpf", None)]);
}

/// RFC 5321 §5.1: the server with the lowest number gets all mail while it answers.
#[test]
fn a_server_before_the_mailboxes_is_told_unless_it_is_known_to_filter() {
    let told = |first: &str, behind: &str| {
        let report = of_domain(&zone(json!({
            "a.example": [{ "MX": [0, first] }, { "MX": [10, behind] }, { "TXT": "v=spf1 mx -all" }],
            first: [{ "A": "203.0.114.26" }],
        })));
        let findings = report["findings"].as_array().unwrap();
        findings.iter().any(|found| found["code"] == "mxBeforeMailboxes")
    };
    let mailboxes = "a-example.mail.protection.outlook.com";
    assert!(told("mail.old.example", mailboxes));
    assert!(told("aspmx.l.google.com", mailboxes));
    assert!(!told("mxa-00000000.gslb.pphosted.com", mailboxes), "a filter is right there");
    assert!(!told(mailboxes, "backup.a.example"), "and so is a server for when nobody answers");
}

/// A panel that appends the domain puts keys where nobody looks; the token of an account tells whose they are.
#[test]
fn keys_at_doubled_names_are_found_for_a_sender_whose_token_is_there() {
    let doubled = |token: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }, { "TXT": token }],
            "k._domainkey.a.example": [{ "TXT": key_record() }],
            "brevo1._domainkey.a.example.a.example": [{ "CNAME": "b1.a-example.dkim.brevo.com" }],
            "b1.a-example.dkim.brevo.com": [{ "TXT": key_record() }],
        })))
    };
    let found = doubled("brevo-code:0123456789abcdef");
    let moved = steps(&found, "dkimKeyWrongName").first().map(|(_, value)| *value);
    assert_eq!(moved, Some(Some("b1.a-example.dkim.brevo.com")));
    assert!(!causes(&doubled("some-other-text")).contains(&"dkimKeyWrongName"));
}
