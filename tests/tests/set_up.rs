//! The steps of a set-up, put over DNS one after the other: none of them makes anything worse that was whole before, over made-up zones.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::setup::{Choices, SetupForm, set_up};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};
use waxseal_tests::slips::{Dice, cases, seed};
use waxseal_tests::zones::{DOMAIN, authorised, made};

/// So many in every run of the tests.
const FEW: u64 = 100;

/// What comes to light when another fault is mended, and the places on the way to reject.
const LATER: [&str; 11] = [
    "dmarcPolicyNone",
    "subdomainPolicyWeaker",
    "subdomainPolicyStronger",
    "reportAddressNotAuthorized",
    "espSignsOwnDomain",
    "microsoftDefaultSignature",
    "googleDefaultSignature",
    "dkimAliasWrong",
    "dkimSetIncomplete",
    "spfProviderNotListed",
    "bimiNeedsEnforcement",
];

fn zone(value: &Value) -> Zone {
    serde_json::from_value(value.clone()).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value[key].as_array().unwrap().iter()
}

/// Errors and causes, by what they are and where.
fn faults(zone_file: &Value) -> BTreeSet<String> {
    let input = DomainInput::new(Domain::parse(DOMAIN).unwrap(), Timestamp(1_790_000_000));
    let report = serde_json::to_value(pollster::block_on(check_domain(&zone(zone_file), &input))).unwrap();
    let errors = list(&report, "findings").filter(|finding| finding["severity"] == "error");
    let errors = errors.map(|finding| format!("{} {}", text(finding, "code"), text(finding, "subject")));
    errors.chain(list(&report, "diagnosis").map(|found| text(found, "cause").to_owned())).collect()
}

fn plan(zone_file: &Value, form: &SetupForm) -> Value {
    let choices = Choices::read(form, |_| None).unwrap();
    serde_json::to_value(pollster::block_on(set_up(&zone(zone_file), &choices))).unwrap()["plan"].clone()
}

fn form(dice: &mut Dice) -> SetupForm {
    let senders = ["microsoft365", "googleWorkspace", "mailchimp", "sendgrid"];
    let mut sends: Vec<String> = Vec::new();
    for _ in 0..dice.below(3) {
        let one = dice.of(&senders).to_owned();
        if !sends.contains(&one) {
            sends.push(one);
        }
    }
    let own = if sends.is_empty() || dice.once_in(3) { "198.51.100.77" } else { "" };
    let receives = dice.of(&["unchanged", "unchanged", "hosts", "microsoft365"]);
    SetupForm {
        domain: DOMAIN.into(),
        sends,
        own: own.into(),
        receives: receives.into(),
        hosts: if receives == "hosts" { "mx.firm.example".into() } else { String::new() },
        reports: dice.of(&["", "d@firm.example", "y@vendor.example"]).into(),
        ..SetupForm::default()
    }
}

/// Which lines a step is about.
fn purposes(step: &str) -> &'static [&'static str] {
    match step {
        "publishAll" => &["arrival", "spf", "key", "returnPath", "dmarc", "tlsReports"],
        "publishKeys" => &["key", "returnPath"],
        "publishSpf" => &["spf"],
        "publishDmarc" => &["dmarc"],
        "moveMail" => &["arrival"],
        "publishTlsReports" => &["tlsReports"],
        _ => &[],
    }
}

/// Puts the records of a step into a zone in place of those that they replace.
fn publish(zone: &mut Map<String, Value>, plan: &Value, wanted: &[&str]) -> Result<(), String> {
    let lines: Vec<&Value> = list(plan, "lines")
        .filter(|line| wanted.contains(&text(line, "purpose")) && line["value"]["state"] == "ready")
        .filter(|line| !["there", "asGood"].contains(&text(&line["live"], "state")))
        .collect();
    let is_replaced = |line: &Value, old: &Value| match text(line, "purpose") {
        "arrival" => !old["MX"].is_null(),
        "spf" => list(&plan["spf"], "published").any(|known| *known == old["TXT"]),
        _ => old["TXT"].is_string() || old["CNAME"].is_string(),
    };
    for line in &lines {
        let Some(name) = line["name"].as_str() else { continue };
        let there = zone.entry(name).or_insert_with(|| json!([])).as_array_mut().unwrap();
        let is_alias = there.iter().any(|old| old["CNAME"].is_string());
        if is_alias && text(line, "purpose") == "dmarc" {
            return Err("a record that a service keeps is torn out".to_owned());
        }
        there.retain(|old| !is_replaced(line, old));
    }
    for line in lines {
        let Some(name) = line["name"].as_str() else { continue };
        let value = text(&line["value"], "text");
        let record = match text(line, "type") {
            "MX" => {
                let (preference, host) = value.split_once(' ').unwrap();
                json!({"MX": [preference.parse::<u16>().unwrap(), host]})
            }
            kind => json!({kind: value}),
        };
        zone[name].as_array_mut().unwrap().push(record);
    }
    Ok(())
}

fn holds(zone_file: &Value, form: &SetupForm) -> Result<(), String> {
    let (plan, mut known) = (plan(zone_file, form), faults(zone_file));
    let mut after = zone_file.as_object().unwrap().clone();
    for step in list(&plan, "steps") {
        let wanted = purposes(text(step, "step"));
        if wanted.is_empty() {
            continue;
        }
        publish(&mut after, &plan, wanted).map_err(|why| format!("{step}: {why}"))?;
        let now = faults(&Value::Object(after.clone()));
        // Of a name that seems to send nothing the policy is not looked at.
        let is_hidden = |fault: &str| known.contains("parkedUndeclared") && fault.starts_with("dmarc");
        let is_later = |fault: &str| LATER.contains(&fault) || is_hidden(fault);
        let new = now.iter().find(|fault| !known.contains(*fault) && !is_later(fault));
        if let Some(new) = new {
            return Err(format!("after {} there is {new}", text(step, "step")));
        }
        known.extend(now);
    }
    Ok(())
}

#[test]
fn no_step_of_a_set_up_makes_anything_worse() {
    let mut wrong = Vec::new();
    for case in 0..cases(FEW) {
        let mut dice = Dice(seed().wrapping_mul(1_000_003).wrapping_add(79 << 48).wrapping_add(case));
        let (made, form) = (made(&mut dice), form(&mut dice));
        if let Err(why) = holds(&made.zone, &form) {
            wrong.push(format!("case {case}: {why} {:?} {:?} {:?}", form.sends, form.receives, form.reports));
        }
        // Nobody who was meant to send is left out of the record, and nobody but those who were chosen comes in.
        let plan = plan(&made.zone, &form);
        let is_unclear = made.unclear || list(&plan, "leftOut").any(|left| left["code"] == "brokenTerms");
        let record = text(&plan["spf"], "record");
        let own: String =
            record.split(' ').filter(|term| !term.contains("198.51.100.77")).collect::<Vec<_>>().join(" ");
        let Some(set) = authorised(&own, &made.mx) else { continue };
        if !is_unclear && !set.holds(&made.meant) {
            wrong.push(format!("case {case}: somebody is lost in {record}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases(FEW), wrong.join("\n"));
}

/// What only the account shows is asked for once, however many exchangers it stands for.
#[test]
fn exchangers_that_dns_does_not_have_are_one_question() {
    let form = SetupForm {
        domain: DOMAIN.into(),
        sends: vec!["ovh".into()],
        receives: "ovh".into(),
        ..SetupForm::default()
    };
    let lines = |zone_file: Value| {
        let plan = plan(&zone_file, &form);
        list(&plan, "lines").filter(|line| line["type"] == "MX").count()
    };
    assert_eq!(lines(json!({ DOMAIN: [{ "A": "192.0.2.10" }] })), 1);
    let all = ["mx0", "mx1", "mx2", "mx3"];
    let hosts = all.map(|host| (format!("{host}.mail.ovh.net"), json!([{ "A": "192.0.2.25" }])));
    assert_eq!(lines(Value::Object(hosts.into_iter().collect::<Map<_, _>>())), all.len());
}

fn planned(zone_file: &Value, sends: &[&str], receives: &str) -> Value {
    let form = SetupForm {
        domain: DOMAIN.to_owned(),
        sends: sends.iter().map(|id| (*id).to_owned()).collect(),
        receives: receives.to_owned(),
        ..SetupForm::default()
    };
    plan(zone_file, &form)
}

fn codes<'a>(plan: &'a Value, list_name: &str, key: &str) -> Vec<&'a str> {
    list(plan, list_name).map(|own| text(own, key)).collect()
}

/// RFC 1034 §3.6.2: beside an alias no other record can stand.
#[test]
fn nothing_is_put_beside_an_alias_of_the_domain() {
    let zone =
        json!({ DOMAIN: [{ "CNAME": "shops.host.example" }], "shops.host.example": [{ "A": "192.0.2.7" }] });
    let plan = planned(&zone, &["postmark"], "");
    assert!(list(&plan, "lines").all(|line| text(line, "name") != DOMAIN), "{plan:#}");
    assert!(codes(&plan, "leftOut", "code").contains(&"besideAlias"));
    assert!(!codes(&plan, "steps", "step").contains(&"publishSpf"));
}

/// A record that leaves all of it to a service is changed there.
#[test]
fn a_record_that_a_service_answers_for_is_left_as_it_is() {
    let record = "v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.host.example ~all";
    let microsoft = json!([{ "TXT": "v=spf1 ip4:40.92.0.0/15 -all" }]);
    let zone = json!({ DOMAIN: [{ "TXT": record }], "spf.protection.outlook.com": microsoft });
    let plan = planned(&zone, &["microsoft365"], "");
    assert_eq!(text(&plan["spf"], "record"), record);
    assert!(codes(&plan, "leftOut", "code").contains(&"atSpfHost"), "{plan:#}");
    // Beside terms of its own, such a term is one sender among others.
    let both = json!({
        DOMAIN: [{ "TXT": "v=spf1 exists:%{i}.spf.host.example ip4:192.0.2.1 ~all" }],
        "spf.protection.outlook.com": microsoft,
    });
    let plan = planned(&both, &["microsoft365"], "");
    assert!(text(&plan["spf"], "record").contains("include:spf.protection.outlook.com"));
}

/// RFC 8461 §5: a sender that enforces a policy delivers to no host that it does not list, whoever tells its name.
#[test]
fn a_policy_comes_before_an_exchanger_that_only_an_account_shows() {
    let zone = json!({
        DOMAIN: [{ "MX": [10, "mx.host.example"] }],
        format!("_mta-sts.{DOMAIN}"): [{ "TXT": "v=STSv1; id=1" }],
    });
    let plan = planned(&zone, &["microsoft365"], "microsoft365");
    let steps = codes(&plan, "steps", "step");
    let place = |step: &str| steps.iter().position(|own| *own == step);
    assert!(place("listExchangers").is_some() && place("listExchangers") < place("moveMail"), "{plan:#}");
}

/// A published policy is applied from the first mail on.
#[test]
fn senders_without_a_key_wait_where_a_policy_is_published() {
    let steps = |policy: &str| {
        let zone = json!({
            DOMAIN: [{ "TXT": "v=spf1 include:spf.protection.outlook.com ~all" }],
            "spf.protection.outlook.com": [{ "TXT": "v=spf1 ip4:40.92.0.0/15 -all" }],
            format!("_dmarc.{DOMAIN}"): [{ "TXT": format!("v=DMARC1; p={policy}") }],
        });
        planned(&zone, &["microsoft365", "brevo"], "")["steps"][0].clone()
    };
    let first = steps("reject");
    assert_eq!(
        (text(&first, "step"), &first["providers"]),
        ("holdBack", &json!(["brevo"])),
        "its servers are listed"
    );
    assert_ne!(text(&steps("none"), "step"), "holdBack");
}
