//! A made-up year of the first user's domain: who sends, why mail does not pass, which record mends it, and whether the policy can
//! be raised.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

use waxseal_core::dns::{Draft, Zone};
use waxseal_core::evidence::Tables;
use waxseal_core::json::Json;
use waxseal_core::report::RootCause;
use waxseal_core::time::Timestamp;
use waxseal_reports::Collection;
use waxseal_reports::report::{Answer, Hits, Reason, ReportsReport, Source, SourceKind};
use waxseal_tests::year::{DAYS, FIRST_DAY, Story, example, reports};

const ZONE: &str = include_str!("../../web/assets/examples/zone.json");

const TABLES: Tables =
    Tables { to_ascii: |name| Some(name.to_ascii_lowercase()), decode_charset: |_, _| None };

fn zone() -> serde_json::Value {
    serde_json::from_str(ZONE).unwrap()
}

fn with(name: &str, line: &serde_json::Value) -> serde_json::Value {
    let mut zone = zone();
    zone[name] = serde_json::Value::Array(vec![line.clone()]);
    zone
}

fn judged(story: Story, zone: &serde_json::Value) -> ReportsReport {
    let json: Json = serde_json::from_str(&zone.to_string()).unwrap();
    let zone = Zone::of(&json).unwrap();
    let mut collection = Collection::new(None);
    for (name, xml) in reports(&story) {
        collection.add_file(&name, xml.as_bytes());
    }
    let now = Timestamp((FIRST_DAY + story.days) * 86_400);
    pollster::block_on(collection.joined(&zone, now, TABLES, &[]))
}

fn mailchimp(report: &ReportsReport) -> &Source {
    report.sources.iter().find(|source| source.provider.is_some_and(|p| p.id() == "mailchimp")).unwrap()
}

fn fixes(fixes: &[waxseal_core::report::Fix]) -> Vec<String> {
    let shown = |fix: &waxseal_core::report::Fix| {
        Some(format!("{} {}", fix.name.as_ref()?, fix.value.as_deref().unwrap_or("…")))
    };
    fixes.iter().filter_map(shown).collect()
}

#[test]
fn the_newsletter_is_found_and_holds_the_policy_back() {
    let report = judged(Story::default(), &zone());
    assert_eq!(report.domain.as_deref(), Some("nl365pro.com"));
    let first = &report.sources[0];
    assert_eq!(
        (first.kind, first.provider.map(|p| p.id()), first.aligned),
        (SourceKind::Provider, Some("mailchimp"), 0)
    );
    assert!(matches!(first.diagnosis[0].cause, RootCause::EspSignsOwnDomain { .. }), "{:?}", first.diagnosis);
    let records = fixes(&first.diagnosis[0].fixes);
    assert_eq!(
        records,
        ["k2._domainkey.nl365pro.com dkim2.mcsv.net", "k3._domainkey.nl365pro.com dkim3.mcsv.net"]
    );
    let cured = first.cured.as_ref().unwrap();
    assert_eq!((cured.messages, cured.aligned), (first.messages, first.messages));
    let today = first.today.as_ref().unwrap();
    assert_eq!((today.messages, today.aligned), (first.messages, 0));
    let readiness = report.readiness.as_ref().unwrap();
    assert_eq!((readiness.quarantine.answer, readiness.reject.answer), (Answer::No, Answer::No));
    assert!(matches!(readiness.quarantine.reasons[0], Reason::OwnUnaligned { source: 0, .. }));
    assert_eq!(fixes(&readiness.next), records);
    assert_eq!(readiness.quarantine.domain.own, first.messages);
}

#[test]
fn every_sender_is_who_it_is() {
    let report = judged(Story::default(), &zone());
    let of = |kind| report.sources.iter().filter(move |source| source.kind == kind);
    let own = of(SourceKind::Own).next().unwrap();
    assert_eq!((own.provider.map(|p| p.id()), own.messages), (Some("microsoft365"), own.aligned));
    let forwarders = of(SourceKind::Forwarder).next().unwrap();
    assert_eq!(forwarders.addresses, 2);
    assert!(forwarders.diagnosis.is_empty(), "a forwarder is never advised into SPF");
    let unknown: u64 = of(SourceKind::Unknown).map(|source| source.messages).sum();
    let readiness = report.readiness.as_ref().unwrap();
    let quarantine = &readiness.quarantine;
    assert_eq!(quarantine.domain.unknown + quarantine.nonexistent.unknown, unknown);
    assert!(quarantine.nonexistent.unknown > 0 && quarantine.subdomains.messages == 0);
    for source in of(SourceKind::Unknown) {
        assert!(
            source.diagnosis.iter().all(|found| fixes(&found.fixes).is_empty()),
            "{:?}",
            source.diagnosis
        );
    }
    assert_eq!(report.sources.iter().map(|source| source.messages).sum::<u64>(), report.messages);
    assert_eq!(report.by_day.len(), 365);
}

#[test]
fn once_newer_reports_show_it_the_policy_can_be_raised() {
    let story = Story { authenticated: Some(200), ..Story::default() };
    let zone = with("k2._domainkey.nl365pro.com", &serde_json::json!({ "CNAME": "dkim2.mcsv.net" }));
    let report = judged(story, &zone);
    let source = mailchimp(&report);
    assert!(source.aligned > 0 && source.aligned < source.messages && source.mended && !source.is_open());
    let readiness = report.readiness.as_ref().unwrap();
    assert_eq!(readiness.quarantine.answer, Answer::Yes, "{readiness:?}");
    assert_eq!(readiness.reject.answer, Answer::No);
    let next = fixes(&readiness.next);
    assert_eq!(next.len(), 1, "{next:?}");
    assert!(
        next[0].starts_with("_dmarc.nl365pro.com v=DMARC1;") && next[0].contains("p=quarantine"),
        "{next:?}"
    );
}

#[test]
fn a_newsletter_that_only_the_key_tells_of_is_the_same_one() {
    let story = Story { authenticated: Some(200), alone: true, ..Story::default() };
    let zone = with("k2._domainkey.nl365pro.com", &serde_json::json!({ "CNAME": "dkim2.mcsv.net" }));
    let report = judged(story, &zone);
    let source = mailchimp(&report);
    assert!(source.aligned > 0 && source.aligned < source.messages && source.mended, "{source:?}");
    assert_eq!(report.readiness.unwrap().quarantine.answer, Answer::Yes);
}

#[test]
fn where_mail_goes_out_once_a_week_reports_come_as_seldom() {
    let story = Story { authenticated: Some(200), every: 7, ..Story::default() };
    let report = judged(story, &zone());
    assert_eq!(report.period.days_reported, 52);
    assert_eq!(report.readiness.unwrap().quarantine.answer, Answer::Yes);
}

#[test]
fn a_record_that_was_just_published_mends_nothing_yet() {
    let zone = with("k2._domainkey.nl365pro.com", &serde_json::json!({ "CNAME": "dkim2.mcsv.net" }));
    let readiness = judged(Story::default(), &zone).readiness.unwrap();
    assert_eq!(readiness.quarantine.answer, Answer::No);
    // Nor does a sender that has not been seen since it failed.
    let story = Story { authenticated: Some(DAYS - 1), ..Story::default() };
    assert_eq!(judged(story, &zone).readiness.unwrap().quarantine.answer, Answer::No);
}

#[test]
fn with_quarantine_in_force_reject_is_next() {
    let story = Story { authenticated: Some(100), ..Story::default() };
    let record = serde_json::json!({ "TXT": "v=DMARC1; p=quarantine; rua=mailto:d@nl365pro.com" });
    let report = judged(story, &with("_dmarc.nl365pro.com", &record));
    let readiness = report.readiness.as_ref().unwrap();
    assert_eq!((readiness.quarantine.answer, readiness.reject.answer), (Answer::InForce, Answer::Yes));
    assert!(fixes(&readiness.next)[0].contains("p=reject"), "{:?}", readiness.next);
    assert_eq!(report.policy.changed, Some(true), "the reports say none and reject, and DNS says quarantine");
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let answer = |story: Story| {
        let level = judged(Story { authenticated: Some(0), ..story }, &zone()).readiness.unwrap().quarantine;
        (level.answer, level.reasons)
    };
    let (few, reasons) = answer(Story { days: 5, ..Story::default() });
    assert_eq!((few, &reasons[0]), (Answer::CannotTell, &Reason::FewDays { days: 5, least: 14 }));
    let (one, reasons) = answer(Story { reporters: 1, ..Story::default() });
    assert_eq!((one, &reasons[0]), (Answer::CannotTell, &Reason::FewReporters { reporters: 1, least: 2 }));
    let (gap, reasons) = answer(Story { gap: (350, 360), ..Story::default() });
    assert_eq!((gap, &reasons[0]), (Answer::CannotTell, &Reason::Gap { days: 10, most: 7 }));
}

#[test]
fn a_server_that_nobody_thought_of_is_ones_own() {
    let mut zone = zone();
    zone["nl365pro.com"].as_array_mut().unwrap().push(serde_json::json!({ "A": "203.0.113.80" }));
    let report = judged(Story { authenticated: Some(0), site: true, ..Story::default() }, &zone);
    let source = report.sources.iter().find(|source| source.is_open()).unwrap();
    assert_eq!((source.kind, source.aligned), (SourceKind::Own, 0));
    let records = fixes(&source.diagnosis[0].fixes);
    assert!(records[0].contains("203.0.113.80"), "{records:?}");
    assert_eq!(source.cured.as_ref().unwrap().aligned, source.messages);
    let readiness = report.readiness.as_ref().unwrap();
    assert_eq!((readiness.quarantine.answer, fixes(&readiness.next)), (Answer::No, records));
    // The same mail from an address that nothing ties to the domain stays a stranger's.
    let story = Story { authenticated: Some(0), site: true, ..Story::default() };
    let report = judged(story, &serde_json::from_str(ZONE).unwrap());
    assert!(report.sources.iter().all(|source| !source.is_open()));
}

#[test]
fn a_key_that_is_gone_is_missed() {
    let story = Story { authenticated: Some(0), ..Story::default() };
    let report = judged(story, &zone());
    let source = mailchimp(&report);
    // k2 is not published in this zone: mail that passed by it then would not pass today.
    assert_eq!((source.aligned, source.today.as_ref().unwrap().aligned), (source.messages, 0));
    let gone = source.identifiers.iter().filter(|seen| seen.key_today == Some(false));
    assert!(gone.into_iter().any(|seen| seen.selector.as_ref().is_some_and(|s| s.as_str() == "k2")));
}

#[test]
fn without_dns_nothing_is_promised() {
    let mut collection = Collection::new(None);
    for (name, xml) in reports(&Story { authenticated: Some(0), ..Story::default() }) {
        collection.add_file(&name, xml.as_bytes());
    }
    let readiness = collection.finish(Timestamp((FIRST_DAY + DAYS) * 86_400)).readiness.unwrap();
    assert_eq!(readiness.quarantine.answer, Answer::CannotTell);
    assert_eq!(readiness.quarantine.reasons, [Reason::NotAsked]);
}

#[test]
fn reports_on_tls_stand_beside_what_is_published_today() {
    let mut zone = zone();
    zone["_mta-sts.nl365pro.com"] = serde_json::json!([{ "TXT": "v=STSv1; id=1" }]);
    let host = "nl365pro-com.mail.protection.outlook.com";
    let tls = serde_json::json!({
        "organization-name": "Google Inc.", "report-id": "1",
        "date-range": { "start-datetime": "2026-01-01T00:00:00Z", "end-datetime": "2026-01-01T23:59:59Z" },
        "policies": [{
            "policy": { "policy-type": "sts", "policy-domain": "nl365pro.com" },
            "summary": { "total-successful-session-count": 5, "total-failure-session-count": 2 },
            "failure-details": [{
                "result-type": "certificate-expired", "receiving-mx-hostname": host, "failed-session-count": 2
            }]
        }]
    });
    let json: Json = serde_json::from_str(&zone.to_string()).unwrap();
    let mut collection = Collection::new(None);
    collection.add_file("tls.json", tls.to_string().as_bytes());
    let report = pollster::block_on(collection.joined(&Zone::of(&json).unwrap(), Timestamp(0), TABLES, &[]));
    assert_eq!(report.domain.as_deref(), Some("nl365pro.com"));
    let today = report.tls_today.unwrap();
    assert_eq!((today.mta_sts.as_deref(), today.policy_host_exists), (Some("v=STSv1; id=1"), Some(false)));
    assert_eq!((today.hosts[0].host.as_str(), today.hosts[0].tlsa, today.hosts[0].failed), (host, 0, 2));
}

/// The year joined with DNS, with some records tried on all its mail.
fn tried(drafts: &[(&str, &str)]) -> ReportsReport {
    tried_where(str::to_owned, drafts)
}

/// The same, with each report rewritten.
fn tried_where(rewrite: impl Fn(&str) -> String, drafts: &[(&str, &str)]) -> ReportsReport {
    let json: Json = serde_json::from_str(&zone().to_string()).unwrap();
    let mut collection = Collection::new(None);
    for (name, xml) in reports(&Story::default()) {
        collection.add_file(&name, rewrite(&xml).as_bytes());
    }
    let drafts: Vec<Draft> =
        drafts.iter().map(|(name, value)| Draft::parse(name, "TXT", value).unwrap()).collect();
    let now = Timestamp((FIRST_DAY + DAYS) * 86_400);
    pollster::block_on(collection.joined(&Zone::of(&json).unwrap(), now, TABLES, &drafts))
}

#[test]
fn a_policy_that_is_tried_hits_what_readiness_says_it_would() {
    let report = tried(&[("_dmarc.nl365pro.com", "v=DMARC1; p=reject; sp=quarantine")]);
    let what_if = report.what_if.as_ref().unwrap();
    assert_eq!((what_if.messages, what_if.aligned), (report.messages, report.aligned));
    assert_eq!((what_if.lost, what_if.gained), (Hits::default(), Hits::default()));
    let level = &report.readiness.as_ref().unwrap().reject;
    assert_eq!(what_if.rejected, level.domain);
    assert_eq!(what_if.quarantined, level.nonexistent, "np is as sp where it is not written");
    assert!(what_if.sources.is_empty() && what_if.spf.is_none());
    // What only breaks the record leaves receivers without a policy.
    let broken = tried(&[("_dmarc.nl365pro.com", "p=reject")]).what_if.unwrap();
    assert!(!broken.is_dmarc && broken.rejected.messages == 0);
    assert_eq!(tried(&[("other.example", "v=spf1 -all")]).what_if, None);
    assert_eq!(tried(&[("nl365pro.com", "verification=1")]).what_if, None);
}

#[test]
fn strict_alignment_that_is_tried_loses_what_the_figures_say() {
    let report = tried(&[("_dmarc.nl365pro.com", "v=DMARC1; p=none; adkim=s; aspf=s")]);
    let what_if = report.what_if.as_ref().unwrap();
    assert_eq!((what_if.aligned, what_if.lost.messages), (report.strict.aligned, report.strict.lost));
    assert_eq!(what_if.quarantined.messages + what_if.rejected.messages, 0);
}

#[test]
fn an_spf_record_that_is_tried_changes_spf_and_nothing_else() {
    let none = [("nl365pro.com", "v=spf1 -all")];
    let closed = tried(&none);
    let what_if = closed.what_if.as_ref().unwrap();
    // Whatever is signed still passes: as many messages as have an aligned signature.
    let signed: u64 = closed.sources.iter().map(|source| source.dkim_aligned).sum();
    assert_eq!((what_if.aligned, what_if.not_judged, what_if.lost.messages), (signed, 0, 0));
    // Where mail of the owner's rests on SPF alone, all of it is lost, and is named.
    let unsigned =
        |xml: &str| xml.replace("<dkim>pass</dkim><spf>pass</spf>", "<dkim>fail</dkim><spf>pass</spf>");
    let closed = tried_where(unsigned, &none);
    let sent: u64 = closed.sources.iter().map(|source| source.spf_aligned).sum();
    let what_if = closed.what_if.as_ref().unwrap();
    assert!(sent > 0);
    assert_eq!((what_if.lost.messages, what_if.lost.own), (sent, sent));
    for one in &what_if.sources {
        assert!(one.aligned < closed.sources[one.source].aligned, "{one:?}");
    }
    assert!(!what_if.sources.is_empty());
    // One that lists the same servers leaves all as it was, and one that lets everybody send takes in whoever used the domain.
    let listed = [("nl365pro.com", "v=spf1 include:spf.protection.outlook.com -all")];
    let same = tried_where(unsigned, &listed).what_if.unwrap();
    assert_eq!((same.aligned, same.lost.messages), (closed.aligned, 0));
    let open = tried(&[("nl365pro.com", "v=spf1 +all")]).what_if.unwrap();
    assert!(open.gained.unknown > 0 && open.lost.messages == 0, "{open:?}");
}

#[test]
fn the_example_of_the_page_is_the_beginning_of_the_year() {
    let mut archive = Collection::new(None);
    archive.add_file("example-reports.zip", include_bytes!("../../web/assets/example-reports.zip"));
    let mut story = Collection::new(None);
    reports(&example()).iter().for_each(|(name, xml)| story.add_file(name, xml.as_bytes()));
    let now = Timestamp((FIRST_DAY + example().days) * 86_400);
    let [archive, story] = [archive, story].map(|collection| {
        let mut report = collection.finish(now);
        report.files.iter_mut().for_each(|file| (file.name, file.entry) = Default::default());
        report
    });
    assert_eq!(archive, story, "cargo run -p waxseal-tests --example example_reports writes it anew");
}
