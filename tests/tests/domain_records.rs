//! What a domain's records say that lets its mail down, told as findings and causes: a zone for each kind, and for what looks
//! alike and is no fault.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Value, json};
use waxseal_core::diagnose::next_policy;
use waxseal_core::dns::{Answer, DnsError, Question, RecordType, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};

fn input(policy: Option<&str>) -> DomainInput {
    let now = Timestamp::parse_rfc3339("2026-11-28T12:00:00Z").unwrap();
    let mut input = DomainInput::new(Domain::parse("a.example").unwrap(), now);
    input.mta_sts_policy = policy.map(str::to_owned);
    input
}

fn checked(zone: Value, policy: Option<&str>) -> Value {
    let zone: Zone = serde_json::from_value(zone).unwrap();
    serde_json::to_value(pollster::block_on(check_domain(&zone, &input(policy)))).unwrap()
}

/// The findings of a code.
fn told<'r>(report: &'r Value, code: &str) -> Vec<&'r Value> {
    report["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code).collect()
}

fn met(report: &Value, rule: &str) -> Value {
    let rules = report["requirements"].as_array().unwrap();
    rules.iter().find(|requirement| requirement["rule"] == rule).unwrap()["met"].clone()
}

#[test]
fn an_exchanger_nobody_outside_reaches_is_told() {
    for (host, records) in [
        ("mx.a.example", json!([{ "A": "10.0.0.5" }])),
        ("mx.a.example", json!([{ "AAAA": "::ffff:192.168.0.5" }])),
        ("localhost", json!([{ "A": "127.0.0.1" }])),
        ("localhost", json!([])),
    ] {
        let report = checked(json!({ "a.example": [{ "MX": [10, host] }], host: records }), None);
        assert_eq!(told(&report, "mxNotPublic").len(), 1, "{host} {records}");
        assert!(told(&report, "mxNoAddress").is_empty());
    }
    let both = json!([{ "A": "10.0.0.5" }, { "A": "192.0.2.5" }]);
    let report =
        checked(json!({ "a.example": [{ "MX": [10, "mx.a.example"] }], "mx.a.example": both }), None);
    assert!(told(&report, "mxNotPublic").is_empty(), "one public address is enough");
}

#[test]
fn an_address_of_ipv4_in_other_clothes_is_none_of_ipv6() {
    let zone = |aaaa: &str| json!({ "a.example": [{ "MX": [10, "mx.a.example"] }], "mx.a.example": [{ "A": "192.0.2.5" }, { "AAAA": aaaa }] });
    assert_eq!(met(&checked(zone("::ffff:192.0.2.5"), None), "ipv6Exchangers"), false);
    assert_eq!(met(&checked(zone("2001:db8::5"), None), "ipv6Exchangers"), true);
}

#[test]
fn a_name_that_can_never_exist_matters_only_where_no_other_answers() {
    let left_over = json!({ "a.example": [{ "MX": [10, "mx.a.example"] }, { "MX": [32767, "x.msv1.invalid"] }], "mx.a.example": [{ "A": "192.0.2.5" }] });
    let report = checked(left_over, None);
    assert_eq!(told(&report, "mxReserved")[0]["severity"], "info");
    assert!(told(&report, "mxNoAddress").is_empty());
    let alone = checked(json!({ "a.example": [{ "MX": [10, "x.invalid"] }] }), None);
    assert_eq!(told(&alone, "mxNoAddress").len(), 1);
}

#[test]
fn a_domain_that_sends_and_takes_no_mail_is_told() {
    let zone = |spf: &str| json!({ "a.example": [{ "MX": [0, "."] }, { "TXT": spf }], "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }] });
    assert_eq!(told(&checked(zone("v=spf1 ip4:192.0.2.5 -all"), None), "nullMxButSends").len(), 1);
    assert!(told(&checked(zone("v=spf1 -all"), None), "nullMxButSends").is_empty());
}

#[test]
fn rfc_5321_5_1_an_address_of_either_kind_makes_an_implicit_exchanger() {
    for address in [json!({ "A": "192.0.2.5" }), json!({ "AAAA": "2001:db8::5" })] {
        assert_eq!(checked(json!({ "a.example": [address] }), None)["mx"]["implicit"], true, "{address}");
    }
    assert_eq!(checked(json!({ "a.example": [{ "TXT": "x" }] }), None)["mx"]["implicit"], false);
}

#[test]
fn rfc_8461_3_3_the_host_of_the_policy_has_an_address_of_either_kind() {
    let zone = |host: Value| json!({ "a.example": [{ "TXT": "x" }], "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=1" }], "mta-sts.a.example": host });
    let exists = |host: Value| checked(zone(host), None)["mtaSts"]["policyHostExists"].clone();
    assert_eq!(exists(json!([{ "A": "192.0.2.5" }])), true);
    assert_eq!(exists(json!([{ "AAAA": "2001:db8::5" }])), true);
    assert_eq!(exists(json!([{ "AAAA": "2001:db8::5" }, { "FAULT": ["A", "TIMEOUT"] }])), true);
    assert_eq!(exists(json!([{ "TXT": "x" }, { "FAULT": ["A", "TIMEOUT"] }])), Value::Null);
    let nowhere = checked(zone(json!([{ "CNAME": "gone.b.example" }])), None);
    assert_eq!(nowhere["mtaSts"]["policyHostExists"], false);
    assert_eq!(told(&nowhere, "mtaStsAliasDangling")[0]["target"], "gone.b.example");
    assert_eq!(met(&nowhere, "mtaSts"), false);
    assert!(told(&checked(zone(json!([{ "TXT": "x" }])), None), "mtaStsNoHost").len() == 1);
}

#[test]
fn rfc_1034_3_6_2_an_alias_stands_alone() {
    let zone = json!({ "a.example": [{ "TXT": "v=spf1 -all" }, { "MX": [10, "mx.a.example"] }], "mx.a.example": [{ "A": "192.0.2.5" }] });
    assert!(told(&checked(zone.clone(), None), "aliasBesideRecords").is_empty());
    let report = pollster::block_on(check_domain(&Torn(serde_json::from_value(zone).unwrap()), &input(None)));
    let report = serde_json::to_value(report).unwrap();
    assert_eq!(told(&report, "aliasBesideRecords")[0]["target"], "b.example");
}

/// A zone whose servers answer for `a.example` with an alias to one question and with records to another, as some panels let it be.
struct Torn(Zone);

impl Resolve for Torn {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let mut answer = self.0.lookup(question).await?;
        if question.name.as_str() == "a.example" && question.kind == RecordType::A {
            answer.chain = vec![Domain::parse("b.example").unwrap()];
        }
        Ok(answer)
    }
}

#[test]
fn rfc_7672_2_2_a_tlsa_question_without_an_answer_counts_in_a_signed_zone() {
    let zone = |signed: bool| {
        let mut zone = json!({ "a.example": [{ "MX": [10, "mx.a.example"] }], "mx.a.example": [{ "A": "192.0.2.5" }, { "AAAA": "2001:db8::5" }], "_25._tcp.mx.a.example": ["SERVFAIL"] });
        for name in ["a.example", "mx.a.example"] {
            if signed {
                zone[name].as_array_mut().unwrap().push(json!({ "AD": true }));
            }
        }
        zone
    };
    assert_eq!(told(&checked(zone(true), None), "daneUnanswered").len(), 1);
    assert!(told(&checked(zone(false), None), "daneUnanswered").is_empty());
}

#[test]
fn rfc_7208_4_6_4_terms_that_find_nothing_over_ipv6_are_counted() {
    let hosts = json!([{ "A": "192.0.2.5" }, { "MX": [10, "mx.a.example"] }]);
    let zone = |record: &str, v6: &str| {
        let mut own = hosts.clone();
        own.as_array_mut().unwrap().push(json!({ "TXT": record }));
        json!({ "a.example": own, "mx.a.example": [{ "A": "192.0.2.6" }], "www.a.example": [{ "A": "192.0.2.7" }], "spf.b.example": [{ "TXT": v6 }] })
    };
    let behind = checked(
        zone("v=spf1 a mx a:www.a.example include:spf.b.example -all", "v=spf1 ip6:2001:db8::/32 -all"),
        None,
    );
    assert_eq!(told(&behind, "tooManyVoidLookupsIpv6")[0]["voidLookups"], 3);
    for (record, v6) in [
        ("v=spf1 include:spf.b.example a mx a:www.a.example -all", "v=spf1 ip6:2001:db8::/32 -all"),
        ("v=spf1 a mx a:www.a.example include:spf.b.example -all", "v=spf1 ip4:198.51.100.0/24 -all"),
        ("v=spf1 a mx include:spf.b.example -all", "v=spf1 ip6:2001:db8::/32 -all"),
    ] {
        assert!(told(&checked(zone(record, v6), None), "tooManyVoidLookupsIpv6").is_empty(), "{record}");
    }
}

#[test]
fn a_private_network_does_nothing_and_no_harm() {
    let record =
        json!({ "a.example": [{ "TXT": "v=spf1 ip4:10.0.0.0/8 ip4:192.168.1.10 ip4:192.0.2.5 -all" }] });
    let report = checked(record, None);
    assert_eq!(told(&report, "privateRange").len(), 2);
    assert!(told(&report, "wideRange").is_empty());
    let wide = checked(json!({ "a.example": [{ "TXT": "v=spf1 ip4:11.0.0.0/8 -all" }] }), None);
    assert_eq!(told(&wide, "wideRange").len(), 1);
}

#[test]
fn a_finding_on_an_included_record_names_whose_it_is() {
    let zone = json!({ "a.example": [{ "TXT": "v=spf1 include:spf.b.example -all" }], "spf.b.example": [{ "TXT": "v=spf1 ip4:192.0.2.5 ip4:192.0.2.5 ptr -all" }] });
    let report = checked(zone, None);
    assert_eq!(told(&report, "duplicate")[0]["subject"], "spf.b.example");
    assert_eq!(told(&report, "ptr")[0]["subject"], "spf.b.example");
}

#[test]
fn a_key_no_mail_can_be_signed_with_is_no_key_for_it() {
    let key = "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let zone = |tags: &str| json!({ "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.5 -all" }], "default._domainkey.a.example": [{ "TXT": format!("v=DKIM1; k=ed25519; {tags}{key}") }] });
    assert_eq!(met(&checked(zone(""), None), "dkimPublished"), true);
    assert_eq!(met(&checked(zone("h=sha1:sha256; s=email; "), None), "dkimPublished"), true);
    for tags in ["h=sha1; ", "s=tlsrpt; "] {
        assert_ne!(met(&checked(zone(tags), None), "dkimPublished"), true, "{tags}");
    }
    let sha1 = checked(zone("h=sha1; "), None);
    let cause = sha1["diagnosis"]
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["cause"] == "dkimKeyUnusable")
        .unwrap();
    assert_eq!(cause["fixes"][0]["value"], format!("v=DKIM1; k=ed25519; {key}"));
    let other = checked(zone("s=tlsrpt; "), None);
    let causes = other["diagnosis"].as_array().unwrap();
    assert!(
        causes.iter().all(|found| found["cause"] != "dkimKeyUnusable"),
        "a key for reports is as it should be"
    );
}

#[test]
fn rfc_8461_3_2_a_policy_that_lists_hosts_in_a_line_cannot_be_used() {
    let zone = json!({ "a.example": [{ "TXT": "x" }], "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=1" }], "mta-sts.a.example": [{ "A": "192.0.2.5" }] });
    let report =
        checked(zone, Some("version: STSv1\nmode: testing\nmx: a.example, b.example\nmax_age: 604800\n"));
    assert_eq!(told(&report, "mtaStsBadPolicy")[0]["error"]["problem"], "mx");
}

/// RFC 8461 §5: senders deliver to no host that an enforced policy does not list. Whatever is advised, today's exchangers stay in it.
#[test]
fn no_step_takes_an_exchanger_out_of_the_policy() {
    let zone = |exchanger: &str| {
        json!({
            "a.example": [{ "MX": [10, exchanger] }, { "TXT": "v=spf1 mx -all" }],
            "mail.a.example": [{ "CNAME": "mx.host.example" }],
            "mx.host.example": [{ "A": "203.0.113.5" }],
            "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=1" }],
            "mta-sts.a.example": [{ "A": "203.0.113.6" }],
        })
    };
    let served = |exchanger: &str, lines: &[&str]| {
        let lines: String = lines.iter().map(|line| format!("mx: {line}\n")).collect();
        let policy = format!("version: STSv1\nmode: enforce\n{lines}max_age: 604800\n");
        let report = checked(zone(exchanger), Some(&policy));
        let diagnoses = report["diagnosis"].as_array().unwrap().clone();
        let fixes = diagnoses.iter().flat_map(|found| found["fixes"].as_array().unwrap().clone());
        // The policy is the one step whose value is a file.
        let files = fixes.filter(|fix| fix["step"] == "mendPolicy");
        let hosts = |file: Value| {
            let text = file["value"].as_str().unwrap().to_owned();
            assert!(
                text.starts_with("version: STSv1\nmode: enforce\n") && text.ends_with("\nmax_age: 604800")
            );
            text.lines().filter_map(|line| line.strip_prefix("mx: ")).map(str::to_owned).collect::<Vec<_>>()
        };
        files.map(hosts).collect::<Vec<_>>()
    };
    let alias = "mail.a.example";
    // The alias is not listed, where it leads is: both stay.
    assert_eq!(served(alias, &["mx.host.example"]), [[json!("mx.host.example"), json!(alias)]]);
    // The alias is listed: where it leads is put beside it before the record changes.
    assert_eq!(served(alias, &[alias]), [[json!(alias), json!("mx.host.example")]]);
    // Both are there, or all is well: the policy is left as it is.
    assert!(served(alias, &[alias, "mx.host.example"]).is_empty());
    assert!(served("mx.host.example", &["mx.host.example"]).is_empty());
    // A wildcard that is a label short stays beside the exchanger it misses.
    assert_eq!(served("mx.host.example", &["*.example"]), [[json!("*.example"), json!("mx.host.example")]]);
}

/// RFC 8461 §8.3: a policy that is being taken away says so, and is kept for a short time.
#[test]
fn a_policy_on_its_way_out_may_be_short() {
    let zone = json!({ "a.example": [{ "TXT": "x" }], "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=1" }], "mta-sts.a.example": [{ "A": "192.0.2.5" }] });
    for (mode, told_of) in [("none", 0), ("testing\nmx: a.example", 1)] {
        let report = checked(zone.clone(), Some(&format!("version: STSv1\nmode: {mode}\nmax_age: 86400\n")));
        assert_eq!(told(&report, "mtaStsShortAge").len(), told_of, "{mode}");
    }
}

/// An exchanger of the owner's without an address takes no mail. Nobody but the owner knows what it should be.
#[test]
fn an_exchanger_without_an_address_is_a_question() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "MX": [20, "mx2.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
    });
    let report = checked(zone, None);
    let found =
        report["diagnosis"].as_array().unwrap().iter().find(|found| found["cause"] == "mxUnreachable");
    let fix = &found.unwrap()["fixes"][0];
    assert_eq!((&fix["old"], &fix["value"]), (&json!("20 mx2.a.example"), &Value::Null));
}

/// RFC 7489 §6.3: a share of the mail is a policy that is only tried out.
#[test]
fn a_share_of_the_mail_is_the_next_step() {
    let zone = |record: &str| {
        json!({
            "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "mx1.a.example": [{ "A": "192.0.2.5" }],
            "_dmarc.a.example": [{ "TXT": format!("v=DMARC1; {record}; rua=mailto:d@a.example") }],
        })
    };
    for (record, next) in [
        ("p=quarantine; pct=25", "endTest"),
        ("p=reject; pct=0", "endTest"),
        ("p=reject; pct=100", "arrived"),
    ] {
        assert_eq!(checked(zone(record), None)["dmarc"]["nextStep"], next, "{record}");
    }
}

/// What stands beside a record and was meant to be one is not lost when the one that counts is mended, and of several none is mended
/// alone.
#[test]
fn a_record_is_mended_together_with_those_beside_it() {
    let zone = |texts: &[&str]| {
        let mut lines = vec![json!({ "MX": [10, "mx1.a.example"] })];
        lines.extend(texts.iter().map(|text| json!({ "TXT": text })));
        json!({
            "a.example": lines,
            "mx1.a.example": [{ "A": "192.0.2.5" }],
            "b.example": [{ "TXT": "v=spf1 ip4:203.0.113.0/24 -all" }],
        })
    };
    let steps = |texts: &[&str]| {
        let report = checked(zone(texts), None);
        let found = report["diagnosis"].as_array().unwrap().clone();
        let fixes = found.iter().flat_map(|found| found["fixes"].as_array().unwrap().clone());
        let of_spf = fixes.filter(|fix| fix["type"] == "TXT" && fix["name"] == "a.example");
        of_spf.map(|fix| fix["value"].clone()).collect::<Vec<_>>()
    };
    let beside = "\"v=spf1 include:b.example ~all";
    assert_eq!(
        steps(&["v=spf1 mx ip:192.0.2.7 -all", beside]),
        [json!("v=spf1 mx ip4:192.0.2.7 include:b.example ~all")]
    );
    assert_eq!(steps(&["v=spf1 mx +all", "v=spf1 include:b.example -all"]).len(), 1);
}

/// A trial that ends leaves nothing that asks for less behind it, and no share.
#[test]
fn the_end_of_a_trial_covers_the_names_below() {
    let next = |record: &str| {
        let zone: Zone = serde_json::from_value(json!({
            "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "mx1.a.example": [{ "A": "192.0.2.5" }],
            "_dmarc.a.example": [{ "TXT": format!("v=DMARC1; {record}; rua=mailto:d@a.example") }],
        }))
        .unwrap();
        let report = pollster::block_on(check_domain(&zone, &input(None)));
        next_policy(&report).iter().map(|fix| fix.value.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(next("p=quarantine; sp=none; t=y"), ["v=DMARC1; p=quarantine; rua=mailto:d@a.example"]);
    assert_eq!(next("p=quarantine; pct=25"), ["v=DMARC1; p=quarantine; rua=mailto:d@a.example"]);
}

fn steps(report: &Value) -> Vec<(String, String, Option<String>)> {
    let found =
        report["diagnosis"].as_array().unwrap().iter().flat_map(|found| found["fixes"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found
        .map(|fix| (text(&fix["step"]), text(&fix["name"]), fix["value"].as_str().map(str::to_owned)))
        .collect()
}

/// One of an inner network was never meant for others: mail that arrives elsewhere loses nothing with it.
#[test]
fn an_exchanger_of_an_inner_network_is_taken_away_where_another_takes_the_mail() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "MX": [20, "mx2.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "mx2.a.example": [{ "A": "192.168.1.5" }],
    });
    let report = checked(zone, None);
    let told = steps(&report).into_iter().find(|(step, ..)| step == "dropExchanger");
    assert_eq!(told.unwrap().2.as_deref(), Some("20 mx2.a.example"));
}

/// RFC 1035 §5.1: a name without its final dot gets the zone's put behind it once more.
#[test]
fn an_exchanger_with_the_zone_twice_gets_the_name_that_was_meant() {
    let zone = |address: Value| {
        json!({
            "a.example": [{ "MX": [10, "mail.a.example.a.example"] }, { "TXT": "v=spf1 ip4:192.0.2.5 -all" }, { "NS": "ns.a.example" }],
            "mail.a.example": address,
        })
    };
    let told =
        |zone: Value| steps(&checked(zone, None)).into_iter().find(|(step, ..)| step == "nameExchanger");
    assert_eq!(told(zone(json!([{ "A": "192.0.2.5" }]))).unwrap().2.as_deref(), Some("10 mail.a.example"));
    assert_eq!(told(zone(json!([{ "TXT": "no address" }]))).unwrap().2, None);
}

/// RFC 7208 §2.6.6: servers that fail keep SPF from a result for everybody, which is no fault of the record.
#[test]
fn an_include_whose_servers_fail_is_told_and_left_in_place() {
    let zone = |fault: &str| {
        json!({
            "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 include:b.example mx -all" }],
            "mx1.a.example": [{ "A": "192.0.2.5" }],
            "b.example": [fault],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
        })
    };
    let report = checked(zone("SERVFAIL"), None);
    assert_eq!(told(&report, "lookupFails")[0]["name"], "b.example");
    assert!(steps(&report).iter().all(|(step, ..)| step != "correctSpf"));
    assert!(told(&checked(zone("TIMEOUT"), None), "lookupFails").is_empty());
}

/// What does not work comes before what works and asks for little.
#[test]
fn a_policy_is_raised_after_the_faults_are_told() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example" }],
        "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=2026-09-01" }],
    });
    let report = checked(zone, None);
    let causes: Vec<&str> =
        report["diagnosis"].as_array().unwrap().iter().filter_map(|found| found["cause"].as_str()).collect();
    assert_eq!((causes[0], causes[causes.len() - 1]), ("recordUnreadable", "dmarcPolicyNone"));
}

/// RFC 4592 §2.2.1: a wildcard answers for names that nobody wrote, and a record of its own takes its place.
#[test]
fn what_a_wildcard_answers_is_no_alias_of_dmarc() {
    let alias = || json!([{ "CNAME": "a.example" }]);
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "_dmarc.a.example": alias(), "_mta-sts.a.example": alias(), "_smtp._tls.a.example": alias(),
    });
    let (step, name, value) = steps(&checked(zone, None)).remove(0);
    assert_eq!((step.as_str(), name.as_str()), ("publishDmarc", "_dmarc.a.example"));
    assert_eq!(value.as_deref(), Some("v=DMARC1; p=none; rua=mailto:dmarc@a.example"));
}

/// RFC 1034 §3.6.2: beside an alias nothing can stand, and one that leads nowhere keeps nothing.
#[test]
fn an_alias_of_dmarc_that_leads_nowhere_gives_way() {
    let zone = |kept: Value| {
        json!({
            "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "mx1.a.example": [{ "A": "192.0.2.5" }],
            "_dmarc.a.example": [{ "CNAME": "a-example.dmarc.host.example" }],
            "a-example.dmarc.host.example": kept,
        })
    };
    let mut gone = zone(json!([]));
    gone.as_object_mut().unwrap().remove("a-example.dmarc.host.example");
    let of = |zone| steps(&checked(zone, None)).into_iter().map(|(step, ..)| step).collect::<Vec<_>>();
    assert_eq!(of(gone), ["removeAlias", "publishDmarc"]);
    assert_eq!(of(zone(json!([{ "TXT": "v=DMARC1; p=none" }])))[0], "changeAtHost");
}

/// A domain in letters that DNS does not have: the report address is the same one in those that it has.
#[test]
fn a_report_address_is_written_with_a_labels() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@müller.example" }],
    });
    let (step, _, value) = steps(&checked(zone, None)).remove(0);
    assert_eq!(step, "correctDmarc");
    assert_eq!(value.as_deref(), Some("v=DMARC1; p=none; rua=mailto:d@xn--mller-kva.example"));
}

/// RFC 2181 §6.1: names below a cut are other servers' to answer.
#[test]
fn keys_that_nobody_answers_for_are_told() {
    let mut zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "_domainkey.a.example": "SERVFAIL",
    });
    let report = checked(zone.clone(), None);
    assert!(told(&report, "keysUnanswered").is_empty(), "the names below it answer");
    let asked = report["dns"].as_array().unwrap().iter().filter_map(|query| query["name"].as_str());
    let keys: Vec<String> =
        asked.filter(|name| name.ends_with("._domainkey.a.example")).map(str::to_owned).collect();
    for key in &keys {
        zone[key] = json!("SERVFAIL");
    }
    assert_eq!(told(&checked(zone.clone(), None), "keysUnanswered").len(), 1);
    // A slow line is no fault of the domain's.
    for key in &keys {
        zone[key] = json!("TIMEOUT");
    }
    assert!(told(&checked(zone, None), "keysUnanswered").is_empty());
}

/// Where no mail is sent none can be hit, so there is nothing that a report would have to show first.
#[test]
fn a_domain_that_sends_nothing_and_says_so_lacks_no_reports() {
    let zone = |spf: &str, mx: Value| {
        json!({ "a.example": [mx, { "TXT": spf }], "mx.a.example": [{ "A": "192.0.2.5" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }] })
    };
    let parked = checked(zone("v=spf1 -all", json!({ "MX": [0, "."] })), None);
    assert!(told(&parked, "dmarcNoReports").is_empty());
    let sends = checked(zone("v=spf1 mx -all", json!({ "MX": [10, "mx.a.example"] })), None);
    assert_eq!(told(&sends, "dmarcNoReports").len(), 1);
}

/// An include that lets everybody in is closed by whom it names; nobody else was ever meant.
#[test]
fn an_include_that_lists_the_world_gives_way_to_whom_it_names() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:spf.host.example -all" }],
        "mx.a.example": [{ "A": "192.0.2.5" }],
        "_spf.google.com": [{ "TXT": "v=spf1 ip4:74.125.0.0/16 ~all" }],
        "spf.host.example": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 a/28 include:_spf.google.com +all" }, { "A": "198.51.100.9" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
    });
    let (step, _, value) = steps(&checked(zone, None)).remove(0);
    assert_eq!(step, "dropOpenInclude");
    let closed = "v=spf1 mx ip4:198.51.100.0/24 a:spf.host.example/28 include:_spf.google.com -all";
    assert_eq!(value.as_deref(), Some(closed));
}

#[test]
fn a_proxy_for_web_sites_takes_no_mail_and_sends_none() {
    let zone = |mx: &str, site: &str| {
        json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 a ip4:192.0.2.5 -all" }, { "A": site }],
            "mx.a.example": [{ "A": mx }],
        })
    };
    let codes = |report: Value| (told(&report, "mxProxied").len(), told(&report, "spfProxied").len());
    assert_eq!(codes(checked(zone("104.21.45.110", "172.67.190.35"), None)), (1, 1));
    assert_eq!(codes(checked(zone("192.0.2.5", "192.0.2.6"), None)), (0, 0));
    // A service's own exchangers are where it has them.
    let routed = json!({
        "a.example": [{ "MX": [10, "route1.mx.cloudflare.net"] }],
        "route1.mx.cloudflare.net": [{ "A": "162.159.205.11" }],
    });
    assert_eq!(codes(checked(routed, None)), (0, 0));
}

#[test]
fn a_server_that_may_send_by_ipv6_as_well_is_listed_by_both_addresses() {
    let zone = |spf: &str| {
        json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": spf }],
            "mx.a.example": [{ "A": "192.0.2.5" }, { "AAAA": "2001:db8::5" }],
        })
    };
    assert_eq!(told(&checked(zone("v=spf1 ip4:192.0.2.5 -all"), None), "spfMissesIpv6").len(), 1);
    for right in
        ["v=spf1 mx -all", "v=spf1 ip4:192.0.2.5 ip6:2001:db8::5 -all", "v=spf1 ip4:198.51.100.1 -all"]
    {
        assert!(told(&checked(zone(right), None), "spfMissesIpv6").is_empty(), "{right}");
    }
}

/// Nobody can have a provider of mailboxes for everybody agree to reports.
#[test]
fn reports_to_a_mailbox_at_a_provider_for_everybody_go_elsewhere() {
    let zone = |rua: &str| {
        json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "mx.a.example": [{ "A": "192.0.2.5" }],
            "_dmarc.a.example": [{ "TXT": format!("v=DMARC1; p=reject; rua={rua}") }],
        })
    };
    for (rua, expected) in [
        ("mailto:ann@gmail.com", "v=DMARC1; p=reject; rua=mailto:dmarc@a.example"),
        ("mailto:ann@gmail.com,mailto:d@a.example", "v=DMARC1; p=reject; rua=mailto:d@a.example"),
    ] {
        let (_, name, value) = steps(&checked(zone(rua), None)).remove(0);
        assert_eq!((name.as_str(), value.as_deref()), ("_dmarc.a.example", Some(expected)), "{rua}");
    }
}

#[test]
fn a_name_for_bounces_and_an_alias_of_a_shop_lack_nothing() {
    let bounces = json!({
        "a.example": [{ "MX": [10, "feedback-smtp.eu-west-1.amazonses.com"] }, { "TXT": "v=spf1 include:amazonses.com ~all" }],
        "amazonses.com": [{ "TXT": "v=spf1 ip4:199.255.192.0/22 -all" }],
        "feedback-smtp.eu-west-1.amazonses.com": [{ "A": "192.0.2.7" }],
    });
    assert!(told(&checked(bounces, None), "keysAbsent").is_empty());
    let shop = json!({
        "a.example": [{ "CNAME": "shops.host.example" }],
        "shops.host.example": [{ "A": "192.0.2.7" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@b.example" }],
    });
    let report = checked(shop, None);
    assert!(
        told(&report, "parkedUndeclared").is_empty()
            && steps(&report).iter().all(|(_, name, _)| name != "a.example")
    );
}

#[test]
fn reports_to_a_domain_that_takes_no_mail_are_told() {
    let zone = json!({ "a.example": [{ "MX": [0, "."] }, { "TXT": "v=spf1 -all" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }] });
    assert_eq!(told(&checked(zone, None), "reportsNowhere").len(), 1);
}

/// RFC 8461 §5: senders deliver nothing to an exchanger that an enforced policy leaves out, which matters more than reports.
#[test]
fn an_exchanger_that_gets_no_mail_comes_before_reports_that_get_nowhere() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx1.a.example": [{ "A": "192.0.2.5" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@b.example" }],
        "b.example": [{ "MX": [10, "mx.b.example"] }],
        "mta-sts.a.example": [{ "A": "192.0.2.6" }],
        "_mta-sts.a.example": [{ "TXT": "v=STSv1; id=20260901" }],
    });
    let report = checked(zone, Some("version: STSv1\nmode: enforce\nmx: old.a.example\nmax_age: 604800\n"));
    let causes: Vec<&str> =
        report["diagnosis"].as_array().unwrap().iter().filter_map(|found| found["cause"].as_str()).collect();
    assert_eq!(causes[..2], ["mtaStsPolicyWrong", "reportAddressNotAuthorized"]);
}

/// An RSA key of 1024 bits.
const KEY: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDayxP/Utk454xGSOpVil7FEFmy35RtNgoS8FUKgbqUN6mZuUH8YcfGglFxg30fsw7rIyYG\
                   0WojkcqdIGRk/p4p1SV8xXowkZVWvmYtth7wT+GfxkkrGGtwL0RXW+qfjK5tX8jqHqCzUtIuD1fPvMF+U5lD6HTuQyrcf2lhaWb2tQIDAQAB";

/// RFC 1034 §3.6.2: an alias of the domain itself leaves no room for its exchangers and its SPF record.
#[test]
fn an_alias_of_the_domain_itself_is_the_cause_of_what_is_missing_there() {
    let zone = |site: Value| {
        json!({
            "a.example": [{ "CNAME": "shops.host.example" }],
            "shops.host.example": site,
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example" }],
            "google._domainkey.a.example": [{ "TXT": format!("v=DKIM1; k=rsa; p={KEY}") }],
        })
    };
    let report = checked(zone(json!([{ "A": "192.0.2.7" }])), None);
    let first = &report["diagnosis"][0];
    assert_eq!(
        (first["cause"].as_str(), first["target"].as_str()),
        (Some("aliasAtApex"), Some("shops.host.example"))
    );
    let steps: Vec<(&str, Option<&str>)> = first["fixes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fix| (fix["step"].as_str().unwrap(), fix["value"].as_str()))
        .collect();
    let expected = [
        ("removeAlias", None),
        ("publishSite", Some("192.0.2.7")),
        ("publishExchangers", None),
        ("publishSpfAgain", None),
    ];
    assert_eq!(steps, expected);
    assert!(report["diagnosis"].as_array().unwrap().iter().all(|found| found["cause"] != "spfMissing"));
    // An alias of another domain with records of its own lacks nothing.
    let whole = json!([{ "MX": [10, "mx.host.example"] }, { "TXT": "v=spf1 mx -all" }]);
    let report = checked(zone(whole), None);
    assert!(report["diagnosis"].as_array().unwrap().iter().all(|found| found["cause"] != "aliasAtApex"));
}

#[test]
fn an_alias_that_leads_to_no_policy_is_named() {
    let zone = json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx.a.example": [{ "A": "192.0.2.5" }],
        "_dmarc.a.example": [{ "CNAME": "a-example.gone.example" }],
    });
    let first = checked(zone, None)["diagnosis"][0].clone();
    assert_eq!(
        (first["cause"].as_str(), first["alias"].as_str()),
        (Some("dmarcMissing"), Some("a-example.gone.example"))
    );
    assert_eq!(first["fixes"][0]["step"], "removeAlias");
}
