use super::*;
use crate::dns::{QueryStatus, Zone};
use crate::domain::Domain;
use crate::providers::by_id;
use proptest::prelude::*;

fn typed(domain: &str, sends: &[&str], receives: &str, reports: &str) -> SetupForm {
    SetupForm {
        domain: domain.into(),
        sends: sends.iter().map(|sends| (*sends).to_owned()).collect(),
        receives: receives.into(),
        reports: reports.into(),
        ..SetupForm::default()
    }
}

fn read(typed: &SetupForm) -> Choices {
    Choices::read(typed, |_| None).unwrap()
}

fn refused(typed: &SetupForm) -> Vec<Refused> {
    Choices::read(typed, |_| None).unwrap_err()
}

/// A zone beside what providers publish: a name without a record would not be offered.
fn zone(json: &str) -> Zone {
    let mut zone: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    for include in ["spf.protection.outlook.com", "_spf.google.com"] {
        let record = serde_json::json!([{"TXT": "v=spf1 ip4:203.0.113.0/24 -all"}]);
        zone.entry(include).or_insert(record);
    }
    serde_json::from_value(zone.into()).unwrap()
}

fn asked(typed: &SetupForm, json: &str) -> SetupReport {
    pollster::block_on(set_up(&zone(json), &read(typed)))
}

/// The records that can be published as they are: `name type value`.
fn ready(plan: &Plan) -> Vec<String> {
    let line = |line: &Line| {
        let (name, kind, value) = (line.name.as_ref()?, line.kind?, line.value.ready()?);
        Some(format!("{name} {kind} {value}"))
    };
    plan.lines.iter().filter_map(line).collect()
}

fn line(plan: &Plan, purpose: Purpose) -> &Line {
    plan.lines.iter().find(|line| line.purpose == purpose).unwrap()
}

fn seed() -> SetupForm {
    let seed =
        typed("nl365pro.com", &["microsoft365", "mailchimp"], "microsoft365", "NL365Dmarc@nl365pro.com");
    SetupForm { tenant: "exchangelabsnl.onmicrosoft.com".into(), ..seed }
}

const SEED_ZONE: &str = include_str!("../../../../web/assets/examples/zone.json");

#[test]
fn the_first_users_own_set_up() {
    let plan = SetupReport::unasked(read(&seed())).plan;
    assert_eq!(
        ready(&plan),
        [
            "nl365pro.com MX 0 nl365pro-com.mail.protection.outlook.com",
            "nl365pro.com TXT v=spf1 include:spf.protection.outlook.com -all",
            "selector1._domainkey.nl365pro.com CNAME selector1-nl365pro-com._domainkey.exchangelabsnl.onmicrosoft.com",
            "selector2._domainkey.nl365pro.com CNAME selector2-nl365pro-com._domainkey.exchangelabsnl.onmicrosoft.com",
            "k2._domainkey.nl365pro.com CNAME dkim2.mcsv.net",
            "k3._domainkey.nl365pro.com CNAME dkim3.mcsv.net",
            "_dmarc.nl365pro.com TXT v=DMARC1; p=none; rua=mailto:NL365Dmarc@nl365pro.com",
            "_smtp._tls.nl365pro.com TXT v=TLSRPTv1; rua=mailto:NL365Dmarc@nl365pro.com",
        ]
    );
    let (provider, include) = (by_id("mailchimp").unwrap(), "servers.mcsv.net");
    assert!(plan.left_out.contains(&LeftOut::UnneededInclude { provider, include, published: false }));
    assert!(plan.left_out.contains(&LeftOut::OldKey { provider, selector: "k1" }));
    assert!(plan.left_out.contains(&LeftOut::RemovedTags { published: false }));
    assert_eq!(plan.spf.end, End::Fail);
    let at = |step: fn(&Step) -> bool| plan.steps.iter().position(step).unwrap();
    let keys = at(|step| matches!(step, Step::PublishKeys { .. }));
    let signing =
        at(|step| matches!(step, Step::EnableSigning { provider, .. } if provider.id() == "mailchimp"));
    let spf = at(|step| matches!(step, Step::PublishSpf { .. }));
    let dmarc = at(|step| matches!(step, Step::PublishDmarc { policy: None }));
    let raise = at(|step| matches!(step, Step::RaisePolicy { .. }));
    assert!(keys < signing && signing < spf && spf < dmarc && dmarc < raise);
}

#[test]
fn the_first_users_own_set_up_beside_what_he_publishes() {
    let report = asked(&seed(), SEED_ZONE);
    let plan = &report.plan;
    assert_eq!(plan.spf.record, "v=spf1 include:spf.protection.outlook.com -all");
    assert_eq!((plan.spf.at_least, plan.spf.lookups), (1, Some(1)));
    let (provider, include) = (by_id("mailchimp").unwrap(), "servers.mcsv.net");
    assert!(plan.left_out.contains(&LeftOut::UnneededInclude { provider, include, published: true }));
    assert!(!plan.left_out.contains(&LeftOut::UnneededInclude { provider, include, published: false }));
    assert!(plan.left_out.contains(&LeftOut::RemovedTags { published: true }));
    assert!(plan.spf.kept.is_empty());
    let dmarc = line(plan, Purpose::Dmarc);
    assert_eq!(
        dmarc.value.ready().unwrap(),
        "v=DMARC1; p=none; sp=reject; rua=mailto:NL365Dmarc@nl365pro.com"
    );
    let states: Vec<&Live> = plan.lines.iter().map(|line| line.live.as_ref().unwrap()).collect();
    assert_eq!(states[0], &Live::There { dangling: false });
    assert!(matches!(states[1], Live::Differs { found } if found[0].contains("servers.mcsv.net")));
    assert_eq!(states[2], &Live::There { dangling: true }, "the alias is there, the key behind it is not");
    assert_eq!(states[4], &Live::Missing);
    assert!(matches!(states[6], Live::Differs { found } if found[0].contains("pct=100")));
    assert_eq!(states[7], &Live::Missing);
}

#[test]
fn a_domain_that_is_set_up_has_a_tick_at_every_line() {
    let json = r#"{
        "a.example": [{"MX": [0, "a-example.mail.protection.outlook.com"]}, {"TXT": "v=spf1 include:spf.protection.outlook.com -all"}],
        "spf.protection.outlook.com": [{"TXT": "v=spf1 ip4:40.92.0.0/15 -all"}],
        "selector1._domainkey.a.example": [{"CNAME": "selector1-a-example._domainkey.tenant.k-v1.dkim.mail.microsoft"}],
        "selector2._domainkey.a.example": [{"CNAME": "selector2-a-example._domainkey.tenant.k-v1.dkim.mail.microsoft"}],
        "_dmarc.a.example": [{"TXT": "v=DMARC1;p=reject;rua=mailto:d@a.example"}],
        "_smtp._tls.a.example": [{"TXT": "v=TLSRPTv1; rua=mailto:other@a.example"}]
    }"#;
    let report = asked(&typed("a.example", &["Microsoft 365"], "microsoft365", "d@a.example"), json);
    for line in &report.plan.lines {
        assert!(line.live.as_ref().unwrap().is_done(), "{line:?}");
    }
    let dmarc = line(&report.plan, Purpose::Dmarc);
    assert_eq!(dmarc.value.ready(), Some("v=DMARC1;p=reject;rua=mailto:d@a.example"), "kept as it is");
    assert!(!report.plan.steps.iter().any(|step| matches!(step, Step::RaisePolicy { .. })));
}

#[test]
fn servers_of_ones_own() {
    let own = SetupForm {
        own: "203.0.113.25\n2001:db8::25, 198.51.100.0/28 203.0.113.25".into(),
        hosts: "mail.a.example mx2.a.example.".into(),
        ..typed("a.example", &[], "hosts", "")
    };
    let plan = SetupReport::unasked(read(&own)).plan;
    assert_eq!(
        ready(&plan),
        [
            "a.example MX 10 mail.a.example",
            "a.example MX 20 mx2.a.example",
            "a.example TXT v=spf1 ip4:203.0.113.25 ip6:2001:db8::25 ip4:198.51.100.0/28 ~all",
            "_dmarc.a.example TXT v=DMARC1; p=none",
        ]
    );
    assert_eq!((plan.spf.at_least, plan.spf.end), (0, End::SoftfailUnsigned));
    assert_eq!(line(&plan, Purpose::Key).value, Value::Own);
    assert!(plan.steps.contains(&Step::SignOwn) && plan.steps.contains(&Step::ChooseReports));
}

#[test]
fn an_address_that_is_published_already_is_not_added() {
    let own = SetupForm { own: "198.51.100.7 2001:db8::1".into(), ..typed("a.example", &[], "", "") };
    let report = asked(&own, r#"{"a.example": [{"TXT": "v=spf1 ip4:198.51.100.0/24 -all"}]}"#);
    assert_eq!(report.plan.spf.record, "v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::1 -all");
    assert_eq!(report.plan.spf.end, End::FailAsPublished);
}

#[test]
fn a_sender_that_nobody_knows_is_asked_about_and_not_made_up() {
    let unknown = SetupForm {
        others: "Acme CRM, Old printer".into(),
        ..typed("a.example", &["microsoft365", "exactOnline"], "", "")
    };
    let plan = SetupReport::unasked(read(&unknown)).plan;
    assert_eq!(plan.spf.record, "v=spf1 include:spf.protection.outlook.com ~all");
    assert_eq!(plan.spf.end, End::SoftfailOpen);
    let others = vec!["Acme CRM".to_owned(), "Old printer".to_owned()];
    assert!(plan.steps.contains(&Step::Ask { providers: vec![by_id("exactOnline").unwrap()], others }));
    let unknown = plan.lines.iter().find(|line| line.provider == by_id("exactOnline")).unwrap();
    assert_eq!((&unknown.value, &unknown.name), (&Value::Account, &None));
}

#[test]
fn only_the_account_shows_it() {
    let plan =
        SetupReport::unasked(read(&typed("a.example", &["sendgrid", "microsoft365"], "zoho", ""))).plan;
    let account: Vec<_> = plan
        .lines
        .iter()
        .filter(|line| line.value == Value::Account)
        .filter_map(|l| l.host.as_deref())
        .collect();
    assert_eq!(
        account,
        ["@", "s1._domainkey", "s2._domainkey", "selector1._domainkey", "selector2._domainkey"]
    );
    assert!(plan.left_out.iter().any(|left| matches!(left, LeftOut::IncludeAtReturnPath { .. })));
    // Microsoft's name for a domain with a hyphen cannot be told from the domain.
    let hyphen =
        SetupForm { tenant: "t".into(), ..typed("a-b.example", &["microsoft365"], "microsoft365", "") };
    let plan = SetupReport::unasked(read(&hyphen)).plan;
    assert_eq!(line(&plan, Purpose::Arrival).value, Value::Account);
    assert_eq!(line(&plan, Purpose::Key).reason, Reason::MicrosoftKeyOpen { tenant: true });
}

#[test]
fn a_needed_term_that_only_the_account_shows_leaves_the_record_unfinished() {
    let proofpoint = typed("a.example", &["proofpoint", "microsoft365"], "", "");
    let plan = SetupReport::unasked(read(&proofpoint)).plan;
    let Value::Partial { text, missing } = &line(&plan, Purpose::Spf).value else { panic!("{plan:?}") };
    assert_eq!(
        (text.as_str(), missing.as_slice()),
        ("v=spf1 include:spf.protection.outlook.com ~all", &[by_id("proofpoint").unwrap()][..])
    );
    assert_eq!(ready(&plan).iter().filter(|line| line.contains("v=spf1")).count(), 0);
    // Where it is published, it stays, and nothing is missing.
    let json = r#"{
        "a.example": [{"TXT": "v=spf1 include:spf-00123456.pphosted.com -all"}],
        "spf-00123456.pphosted.com": [{"TXT": "v=spf1 ip4:192.0.2.1 -all"}],
        "spf.protection.outlook.com": [{"TXT": "v=spf1 ip4:192.0.2.2 -all"}]
    }"#;
    let report = asked(&proofpoint, json);
    assert_eq!(
        line(&report.plan, Purpose::Spf).value.ready(),
        Some("v=spf1 include:spf-00123456.pphosted.com include:spf.protection.outlook.com -all")
    );
}

#[test]
fn twelve_includes_are_too_many_and_are_not_handed_out() {
    let many = [
        "microsoft365",
        "googleWorkspace",
        "fastmail",
        "proton",
        "icloud",
        "transip",
        "ovh",
        "ionos:EU",
        "goDaddy",
        "zoho",
        "mimecast",
        "barracuda:us",
    ];
    let plan = SetupReport::unasked(read(&typed("a.example", &many, "", ""))).plan;
    assert_eq!(plan.spf.at_least, 12);
    assert!(matches!(line(&plan, Purpose::Spf).value, Value::TooCostly { lookups: 12, .. }));
    assert!(plan.steps.contains(&Step::ShortenSpf));
    assert!(!ready(&plan).iter().any(|line| line.contains("v=spf1")));
}

#[test]
fn what_includes_include_is_counted_too() {
    let includes: Vec<String> = (0..10).map(|n| format!("include:n{n}.example")).collect();
    let mut names = serde_json::Map::new();
    let text = |text: String| serde_json::json!([{ "TXT": text }]);
    names.insert("_spf.google.com".into(), text(format!("v=spf1 {} -all", includes.join(" "))));
    for n in 0..10 {
        names.insert(format!("n{n}.example"), text("v=spf1 ip4:192.0.2.1 -all".into()));
    }
    let json = serde_json::Value::from(names).to_string();
    let report = asked(&typed("a.example", &["googleWorkspace"], "googleWorkspace", ""), &json);
    assert_eq!((report.plan.spf.at_least, report.plan.spf.lookups), (1, Some(11)));
    assert!(matches!(line(&report.plan, Purpose::Spf).value, Value::TooCostly { lookups: 11, .. }));
    assert!(report.plan.steps.contains(&Step::ShortenSpf));
}

#[test]
fn nothing_sends() {
    let nothing = typed("parked.example", &["nothing"], "nowhere", "");
    let plan = SetupReport::unasked(read(&nothing)).plan;
    assert_eq!(
        ready(&plan),
        [
            "parked.example MX 0 .",
            "parked.example TXT v=spf1 -all",
            "*._domainkey.parked.example TXT v=DKIM1; p=",
            "_dmarc.parked.example TXT v=DMARC1; p=reject",
        ]
    );
    assert_eq!(plan.steps, [Step::PublishAll]);
    let json = r#"{
        "parked.example": [{"MX": [0, "."]}, {"TXT": "v=spf1 -all"}],
        "*._domainkey.parked.example": [{"TXT": "v=DKIM1;p="}],
        "_dmarc.parked.example": [{"TXT": "v=DMARC1; p=none; sp=none; pct=50"}]
    }"#;
    let plan = asked(&nothing, json).plan;
    let done: Vec<bool> = plan.lines.iter().map(|line| line.live.as_ref().unwrap().is_done()).collect();
    assert_eq!(done, [true, true, true, false]);
    assert_eq!(line(&plan, Purpose::Dmarc).value.ready(), Some("v=DMARC1; p=reject"));
}

#[test]
fn that_nothing_sends_is_believed_and_what_is_published_is_told() {
    let nothing = typed("a.example", &["nothing"], "nowhere", "");
    let json = r#"{
        "a.example": [{"TXT": "v=spf1 mx include:spf.protection.outlook.com ~all"}, {"MX": [10, "mx.a.example"]}],
        "_dmarc.a.example": [{"TXT": "v=DMARC1; p=none"}]
    }"#;
    let plan = asked(&nothing, json).plan;
    assert!(!plan.sends);
    assert_eq!(plan.spf.record, "v=spf1 -all");
    assert_eq!(plan.spf.kept, []);
    let Step::StopSenders { senders } = &plan.steps[0] else { panic!("{:?}", plan.steps) };
    let former: Vec<_> = senders.iter().map(|kept| (kept.term.as_str(), kept.provider)).collect();
    assert_eq!(former, [("mx", None), ("include:spf.protection.outlook.com", by_id("microsoft365"))]);
    assert_eq!(plan.steps[1], Step::PublishAll);
    assert!(ready(&plan).contains(&"a.example MX 0 .".to_owned()));
    assert_eq!(line(&plan, Purpose::Dmarc).value.ready(), Some("v=DMARC1; p=reject"));
}

#[test]
fn a_key_that_was_taken_back_is_not_live() {
    let at = |record: &str| {
        let json = format!(
            r#"{{"k3._domainkey.a.example": [{record}], "dkim3.mcsv.net": [{{"TXT": "v=DKIM1; p="}}]}}"#
        );
        let plan = asked(&typed("a.example", &["mailchimp"], "", ""), &json).plan;
        let line =
            plan.lines.iter().find(|line| line.name.as_ref().is_some_and(|n| n.as_str().starts_with("k3.")));
        line.unwrap().live.clone().unwrap()
    };
    assert_eq!(at(r#"{"TXT": "v=DKIM1; p="}"#), Live::Differs { found: vec!["v=DKIM1; p=".into()] });
    assert_eq!(at(r#"{"CNAME": "dkim3.mcsv.net"}"#), Live::There { dangling: true });
}

#[test]
fn an_include_that_leads_nowhere_is_left_out() {
    let json = r#"{
        "a.example": [{"TXT": "v=spf1 mx include:gone.example INCLUDE:also.gone.example -all"}, {"MX": [1, "mx.a.example"]}],
        "mx.a.example": [{"A": "192.0.2.1"}]
    }"#;
    let plan = asked(&typed("a.example", &["mailchimp"], "", ""), json).plan;
    assert_eq!(plan.spf.record, "v=spf1 mx ~all", "whoever fell out is not refused");
    assert_eq!((plan.spf.cause.clone(), plan.spf.lookups), (None, Some(1)));
    for term in ["include:gone.example", "INCLUDE:also.gone.example"] {
        assert!(plan.left_out.contains(&LeftOut::DeadInclude { term: term.into() }), "{term}");
    }
    // Where DNS does not tell, nothing is taken away.
    let json = r#"{"a.example": [{"TXT": "v=spf1 include:slow.example -all"}], "slow.example": ["TIMEOUT"]}"#;
    let plan = asked(&typed("a.example", &["mailchimp"], "", ""), json).plan;
    assert_eq!(plan.spf.record, "v=spf1 include:slow.example -all");
}

#[test]
fn of_two_dmarc_records_nothing_is_lost() {
    let json = r#"{"_dmarc.a.example": [
        {"TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example"}, {"TXT": "v=DMARC1; p=none"}
    ]}"#;
    let plan = asked(&typed("a.example", &["mailchimp"], "", ""), json).plan;
    let dmarc = line(&plan, Purpose::Dmarc);
    assert_eq!(dmarc.value.ready(), Some("v=DMARC1; p=none; rua=mailto:d@a.example"));
    assert!(matches!(dmarc.live, Some(Live::Differs { .. })));
}

#[test]
fn a_domain_that_sends_has_no_null_mx() {
    let plan = SetupReport::unasked(read(&typed("a.example", &["mailchimp"], "nowhere", ""))).plan;
    assert!(plan.lines.iter().all(|line| line.purpose != Purpose::Arrival));
    assert!(plan.left_out.contains(&LeftOut::NullMxOfSender));
}

#[test]
fn a_published_record_is_completed_and_never_overwritten() {
    for (published, sends, expected) in [
        (
            "v=spf1 mx ip4:192.0.2.1 ?all",
            "microsoft365",
            "v=spf1 mx ip4:192.0.2.1 include:spf.protection.outlook.com ?all",
        ),
        ("v=spf1 a +all", "microsoft365", "v=spf1 a include:spf.protection.outlook.com ~all"),
        ("v=spf1 a", "microsoft365", "v=spf1 a include:spf.protection.outlook.com ~all"),
        (
            "v=spf1 redirect=_spf.host.example",
            "microsoft365",
            "v=spf1 include:spf.protection.outlook.com redirect=_spf.host.example",
        ),
        (
            "v=spf1 INCLUDE:spf.protection.outlook.com -all",
            "microsoft365",
            "v=spf1 INCLUDE:spf.protection.outlook.com -all",
        ),
        (
            "v=spf1 include:_spf.google.com ipv4:192.0.2.1 -all",
            "microsoft365",
            "v=spf1 include:_spf.google.com ip4:192.0.2.1 include:spf.protection.outlook.com -all",
        ),
        // Nobody can tell which address was meant, so nobody is refused.
        ("v=spf1 ip4:300.1.1.1 mx -all", "microsoft365", "v=spf1 mx include:spf.protection.outlook.com ~all"),
        ("v=spf1 include:sendgrid.net -all", "sendgrid", "v=spf1 include:sendgrid.net -all"),
        (
            "v=spf1 include:eu._netblocks.mimecast.com ~all",
            "mimecast",
            "v=spf1 include:eu._netblocks.mimecast.com ~all",
        ),
        (
            "v=spf1 include:servers.mcsv.net include:spf.brevo.com mx ~all",
            "microsoft365",
            "v=spf1 mx include:spf.protection.outlook.com ~all",
        ),
    ] {
        let json = serde_json::json!({
            "a.example": [{ "TXT": published }, { "TXT": "other=1" }],
            "_spf.host.example": [{ "TXT": "v=spf1 ip4:192.0.2.7 -all" }],
        })
        .to_string();
        let plan = asked(&typed("a.example", &[sends], "", ""), &json).plan;
        assert_eq!(plan.spf.record, expected, "{published}");
        assert_eq!(plan.spf.published, [published]);
    }
    let json =
        r#"{"a.example": [{"TXT": "v=spf1 mx -all"}, {"TXT": "v=spf1 include:_spf.google.com ~all"}]}"#;
    let plan = asked(&typed("a.example", &["googleWorkspace"], "", ""), json).plan;
    assert_eq!(plan.spf.record, "v=spf1 mx include:_spf.google.com ~all");
    assert!(plan.steps.contains(&Step::PublishSpf { replaces: 2 }));
}

#[test]
fn a_published_policy_is_never_weakened() {
    for (published, reports, expected) in [
        (
            "v=DMARC1; p=quarantine; rua=mailto:old@a.example",
            "new@a.example",
            "v=DMARC1; p=quarantine; rua=mailto:old@a.example,mailto:new@a.example",
        ),
        ("v=DMARC1; p=reject; pct=100; ri=86400", "", "v=DMARC1; p=reject"),
        ("v=DMARC1; p=reject; pct=10", "", "v=DMARC1; p=reject; pct=10"),
        ("v=DMARC1; p=none; pct=10", "", "v=DMARC1; p=none"),
        ("v=DMARC1; p=nonsense", "d@a.example", "v=DMARC1; p=none; rua=mailto:d@a.example"),
    ] {
        let json = serde_json::json!({ "_dmarc.a.example": [{ "TXT": published }] }).to_string();
        let plan = asked(&typed("a.example", &["mailchimp"], "", reports), &json).plan;
        assert_eq!(line(&plan, Purpose::Dmarc).value.ready(), Some(expected), "{published}");
    }
}

#[test]
fn a_subdomain_has_its_records_in_the_zone_above_and_the_policy_of_its_organization() {
    let json = r#"{
        "example.com": [{"NS": "ns1.host.example"}],
        "_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@example.com"}]
    }"#;
    let news = typed("news.example.com", &["mailchimp"], "nowhere", "d@example.com");
    let plan = asked(&news, json).plan;
    assert_eq!(plan.zone.as_str(), "example.com");
    let hosts: Vec<_> = plan.lines.iter().filter_map(|line| line.host.as_deref()).collect();
    assert_eq!(hosts, ["news", "k2._domainkey.news", "k3._domainkey.news"]);
    let at = Domain::parse("example.com").unwrap();
    let policy = crate::dmarc::Policy::Quarantine;
    assert!(plan.left_out.contains(&LeftOut::InheritedPolicy { at, policy }));
    assert!(plan.lines.iter().all(|line| line.purpose != Purpose::Consent), "one organization");
}

#[test]
fn reports_to_a_stranger_need_his_consent() {
    let away = typed("a.example", &["mailchimp"], "", "a!b@reports.example");
    let plan = SetupReport::unasked(read(&away)).plan;
    let consent = line(&plan, Purpose::Consent);
    assert_eq!(consent.name.as_ref().unwrap().as_str(), "a.example._report._dmarc.reports.example");
    assert_eq!(consent.host.as_deref(), Some("a.example._report._dmarc"));
    assert_eq!(
        line(&plan, Purpose::Dmarc).value.ready(),
        Some("v=DMARC1; p=none; rua=mailto:a%21b@reports.example")
    );
    let json = r#"{"a.example._report._dmarc.reports.example": [{"TXT": "v=DMARC1;"}]}"#;
    let report = asked(&away, json);
    assert!(line(&report.plan, Purpose::Consent).live.as_ref().unwrap().is_done());
}

#[test]
fn exchangers_that_should_not_stand_beside() {
    let json = r#"{"a.example": [{"MX": [1, "aspmx.l.google.com"]}, {"MX": [5, "old.host.example"]}]}"#;
    let google = typed("a.example", &["googleWorkspace"], "googleWorkspace", "");
    let state = |json: &str| line(&asked(&google, json).plan, Purpose::Arrival).live.clone().unwrap();
    assert_eq!(state(json), Live::Beside { others: vec!["5 old.host.example".into()] });
    let single = r#"{"a.example": [{"MX": [1, "smtp.google.com"]}]}"#;
    assert_eq!(state(single), Live::There { dangling: false });
    let older = r#"{"a.example": [{"MX": [1, "aspmx.l.google.com"]}]}"#;
    assert_eq!(state(older), Live::AsGood { found: vec!["1 aspmx.l.google.com".into()] });
    assert_eq!(state("{}"), Live::Missing);
}

#[test]
fn a_provider_whose_name_has_no_record_is_asked_and_not_included() {
    let json =
        r#"{"spf.protection.outlook.com": [{"A": "192.0.2.1"}], "a.example": [{"TXT": "v=spf1 mx -all"}]}"#;
    let plan = asked(&typed("a.example", &["microsoft365"], "", ""), json).plan;
    assert_eq!(plan.spf.record, "v=spf1 mx ~all");
    assert_eq!(plan.spf.unsettled, [by_id("microsoft365").unwrap()]);
}

#[test]
fn mail_moves_after_the_policy_lists_the_new_exchangers_and_only_to_hosts_that_are_there() {
    let form =
        SetupForm { hosts: "mx.new.example".into(), ..typed("a.example", &["microsoft365"], "hosts", "") };
    let json = r#"{
        "a.example": [{"MX": [10, "mx.old.example"]}],
        "_mta-sts.a.example": [{"TXT": "v=STSv1; id=1"}],
        "mx.new.example": [{"A": "192.0.2.1"}],
        "_25._tcp.mx.new.example": [{"TLSA": [3, 1, 1, "00"]}]
    }"#;
    let new = || vec![Domain::parse("mx.new.example").unwrap()];
    let url = "https://mta-sts.a.example/.well-known/mta-sts.txt".to_owned();
    let moving =
        [Step::ListExchangers { url, hosts: new() }, Step::CompareTlsa { hosts: new() }, Step::MoveMail];
    let steps = asked(&form, json).plan.steps;
    let first = steps.iter().position(|step| *step == moving[0]).unwrap();
    assert_eq!(steps[first..first + 3], moving);
    // Where mail goes there already, nothing has to come first.
    let there = json.replace("mx.old.example", "mx.new.example");
    assert!(!asked(&form, &there).plan.steps.iter().any(|step| moving[..2].contains(step)));
    // The name that Microsoft makes of a domain comes with the account.
    let plan = asked(&typed("a.example", &["microsoft365"], "microsoft365", ""), json).plan;
    assert_eq!(line(&plan, Purpose::Arrival).value, Value::Account);
}

#[test]
fn a_policy_that_a_service_keeps_is_changed_there() {
    let json = r#"{
        "_dmarc.a.example": [{"CNAME": "a.example._dmarc.service.example"}],
        "a.example._dmarc.service.example": [{"TXT": "v=DMARC1; p=none; pct=100; rua=mailto:d@service.example"}]
    }"#;
    let plan = asked(&typed("a.example", &["microsoft365"], "", ""), json).plan;
    let target = "a.example._dmarc.service.example".to_owned();
    assert_eq!(line(&plan, Purpose::Dmarc).live, Some(Live::Elsewhere { found: vec![target.clone()] }));
    assert_eq!(line(&plan, Purpose::Dmarc).zone_line(), None);
    assert!(plan.steps.contains(&Step::ChangeAtHost { target }));
    assert!(!plan.steps.iter().any(|step| matches!(step, Step::PublishDmarc { .. })));
}

#[test]
fn without_dns_every_line_says_so() {
    let json = r#"{"a.example": ["TIMEOUT"], "_dmarc.a.example": ["SERVFAIL"]}"#;
    let plan = asked(&typed("a.example", &["microsoft365"], "microsoft365", ""), json).plan;
    assert_eq!(line(&plan, Purpose::Spf).live, Some(Live::Unanswered { status: QueryStatus::Timeout }));
    assert_eq!(line(&plan, Purpose::Dmarc).live, Some(Live::Unanswered { status: QueryStatus::Servfail }));
    assert_eq!(plan.spf.record, "v=spf1 include:spf.protection.outlook.com -all");
}

#[test]
fn a_zone_file_splits_long_texts_and_ends_names() {
    let own: Vec<String> = (1..40).map(|n| format!("203.0.113.{n}")).collect();
    let own = SetupForm { own: own.join(" "), ..typed("a.example", &["mailchimp"], "", "") };
    let plan = SetupReport::unasked(read(&own)).plan;
    let lines: Vec<String> = plan.lines.iter().filter_map(Line::zone_line).collect();
    assert!(lines[0].starts_with("a.example. 3600 IN TXT \"v=spf1 ip4:203.0.113.1 "));
    let strings: Vec<&str> = lines[0].split('"').skip(1).step_by(2).collect();
    assert!(strings.len() > 2 && strings.iter().all(|string| string.len() <= 255));
    assert_eq!(strings.concat(), plan.spf.record);
    assert!(lines.contains(&"k2._domainkey.a.example. 3600 IN CNAME dkim2.mcsv.net.".to_owned()));
}

#[test]
fn what_cannot_be_used_is_told_all_at_once() {
    let wrong = SetupForm {
        own: "10.0.0.5 192.168.1.1/24 300.1.1.1 ::1 203.0.113.0/8 1.2.3.4/40 fd00::1 203.0.113.9".into(),
        tenant: "not a tenant".into(),
        hosts: "192.0.2.1 mail".into(),
        ..typed("a b", &["mailchimp", "acme", "nothing"], "hosts", "nobody")
    };
    let codes: Vec<String> = refused(&wrong)
        .iter()
        .map(|refused| serde_json::to_value(refused).unwrap()["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        codes,
        [
            "badDomain",
            "unknownSender",
            "insideAddress",
            "insideAddress",
            "badAddress",
            "insideAddress",
            "wideRange",
            "badAddress",
            "insideAddress",
            "nothingAndSomething",
            "badTenant",
            "badHost",
            "badHost",
            "badReportAddress",
        ]
    );
    assert_eq!(refused(&typed("", &[], "", "")), [Refused::NoDomain, Refused::NothingChosen]);
    assert_eq!(refused(&typed("a.example", &["mailchimp"], "hosts", "")), [Refused::NoHost]);
    assert!(matches!(
        refused(&typed("a.example", &["mailchimp"], "acme", ""))[0],
        Refused::UnknownReceiver { .. }
    ));
    for bad in ["a@b", "@a.example", "a b@a.example", "a..b@a.example", "\"a\"@a.example", "a@[192.0.2.1]"] {
        assert!(
            matches!(
                refused(&typed("a.example", &["mailchimp"], "", bad))[0],
                Refused::BadReportAddress { .. }
            ),
            "{bad}"
        );
    }
    let many: Vec<String> = (0..=MAX_ADDRESSES).map(|n| format!("203.0.113.{n}")).collect();
    let many = SetupForm { own: many.join(","), ..typed("a.example", &[], "", "") };
    assert_eq!(refused(&many), [Refused::TooManyAddresses { limit: MAX_ADDRESSES }]);
}

#[test]
fn every_choice_of_the_catalogue_gives_a_plan_that_reads() {
    for provider in senders() {
        let plan = SetupReport::unasked(read(&typed("a.example", &[provider.id()], "", "d@a.example"))).plan;
        assert!(crate::spf::Record::parse(&plan.spf.record).is_ok(), "{}", provider.id());
        assert!(plan.lines.iter().any(|line| line.purpose == Purpose::Key), "{}", provider.id());
        for line in &plan.lines {
            assert!(!line.value.text().is_some_and(|text| text.contains(['*', '{'])), "{line:?}");
        }
    }
    for provider in receivers() {
        let plan = SetupReport::unasked(read(&typed("a.example", &["nothing"], provider.id(), ""))).plan;
        assert!(plan.lines.iter().any(|line| line.purpose == Purpose::Arrival), "{}", provider.id());
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(
        domain in "\\PC{0,40}", own in "\\PC{0,60}", others in "\\PC{0,200}", hosts in "\\PC{0,60}",
        reports in "\\PC{0,40}", spf in "v=spf1 \\PC{0,80}", dmarc in "v=DMARC1;\\PC{0,60}",
    ) {
        let typed = SetupForm { own, others, hosts, reports, ..typed(&domain, &["mailchimp"], "hosts", "") };
        if let Err(refused) = Choices::read(&typed, |_| None) {
            prop_assert!(!refused.is_empty());
        }
        let choices = read(&seed());
        let published = Published { spf: vec![spf], dmarc: vec![dmarc], ..Published::default() };
        let plan = plan(&choices, &published);
        prop_assert!(plan.spf.record.contains("include:spf.protection.outlook.com"));
        prop_assert!(plan.spf.record.starts_with("v=spf1"));
    }
}

#[test]
fn a_region_is_asked_for_until_something_shows_it() {
    let spf = |sends: &str, json: &str| {
        let report = asked(&typed("a.example", &[sends], "", ""), json);
        let asks = report.plan.steps.iter().find_map(|step| match step {
            Step::ChooseRegion { regions, .. } => Some(regions.clone()),
            _ => None,
        });
        (report.plan.spf.record, asks)
    };
    let both = r#""mailgun.org": [{"TXT": "v=spf1 ip4:192.0.2.1 -all"}], "eu.mailgun.org": [{"TXT": "v=spf1 ip4:192.0.2.2 -all"}]"#;
    let zone = |own: &str| format!("{{{both}, \"a.example\": [{own}]}}");
    let open = ("v=spf1 ~all".to_owned(), Some(vec!["US", "EU"]));
    assert_eq!(spf("mailgun", &zone("")), open);
    let eu = ("v=spf1 include:eu.mailgun.org ~all".to_owned(), None);
    assert_eq!(spf("mailgun:EU", &zone("")), eu);
    assert_eq!(spf("mailgun", &zone(r#"{"MX": [10, "mxa.eu.mailgun.org"]}"#)), eu);
    assert_eq!(spf("mailgun", &zone(r#"{"TXT": "v=spf1 include:eu.mailgun.org ~all"}"#)).1, None);
    let wrong = Choices::read(&typed("a.example", &["mailgun:MARS"], "", ""), |_| None).unwrap_err();
    assert_eq!(wrong, [Refused::UnknownRegion { text: "mailgun:MARS".into() }]);
    let form = SetupForm { regions: vec!["zoho:eu".into()], ..typed("a.example", &[], "zoho", "") };
    let form = SetupForm { sends: vec!["zoho".into()], ..form };
    let plan = SetupReport::unasked(read(&form)).plan;
    assert_eq!(plan.spf.record, "v=spf1 include:zohomail.eu -all");
    assert_eq!(line(&plan, Purpose::Arrival).value.ready(), Some("10 mx.zoho.eu"));
}

#[test]
fn an_alias_to_no_key_is_not_offered() {
    let key = |json: &str| {
        let plan = asked(&typed("a.example", &["mailchimp"], "", ""), json).plan;
        (line(&plan, Purpose::Key).value.ready().map(str::to_owned), line(&plan, Purpose::Key).live.clone())
    };
    let there = format!(r#""dkim2.mcsv.net": [{{"TXT": "v=DKIM1; k=ed25519; p={}"}}]"#, "A".repeat(43) + "=");
    assert_eq!(key(&format!("{{{there}}}")).0.as_deref(), Some("dkim2.mcsv.net"));
    assert_eq!(key("{}"), (None, Some(Live::Missing)));
    // Where it is published already, what it lacks is told.
    let published = r#"{"k2._domainkey.a.example": [{"CNAME": "dkim2.mcsv.net"}]}"#;
    assert_eq!(key(published), (Some("dkim2.mcsv.net".into()), Some(Live::There { dangling: true })));
}

#[test]
fn the_dns_host_is_told_by_the_name_servers() {
    let json = r#"{
        "a.example": [{"NS": "ada.ns.cloudflare.com"}, {"NS": "bob.ns.cloudflare.com"}]
    }"#;
    let form = typed("a.example", &["brevo", "transip"], "", "");
    let plan = asked(&form, json).plan;
    let host = plan.dns_host.unwrap();
    assert_eq!((host.name, host.apex), ("Cloudflare", crate::setup::Apex::At));
    assert!(host.page.is_some_and(|page| page.starts_with("https://developers.cloudflare.com/dns/")));
    let plan = asked(&form, r#"{"a.example": [{"NS": "ns1.own.example"}]}"#).plan;
    assert_eq!(plan.dns_host, None);
}

#[test]
fn where_host_and_sender_know_domain_connect_its_account_comes_first() {
    let steps = |text: &str, sends: &str| {
        let json = serde_json::json!({
            "a.example": [{ "MX": [1, "mx.a.example"] }, { "NS": "ns.host.example" }],
            "_domainconnect.a.example": [{ "TXT": text }],
        });
        asked(&typed("a.example", &[sends], "", ""), &json.to_string()).plan.steps
    };
    let first = |text: &str, sends: &str| steps(text, sends).remove(0);
    let brevo = by_id("brevo").unwrap();
    assert_eq!(first("domainconnect.host.example/v2", "brevo"), Step::Connect { providers: vec![brevo] });
    for (text, sends) in [("v=spf1 -all", "brevo"), ("api.host.example", "mimecast")] {
        assert!(!matches!(first(text, sends), Step::Connect { .. }), "{text} {sends}");
    }
}
